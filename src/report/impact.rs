//! What second lives avoid, in grams of CO₂ equivalent: kept out of the legal rate.
//!
//! Each departure that found a second life counts with the factor that was frozen on it when it left: working,
//! no data in it, not for its parts (`ops::lots`). No measure is known of how many receivers would have had a new
//! device: the report gives the maximum, all of them, and the hypothesis of one in two. Sources: `rules::impact`.

use std::collections::BTreeMap;

use crate::{
    model::{
        asset::Departure,
        id::AssetId,
        kind::Kind,
        work::{Work, WorkKind},
    },
    report::{
        Article, Cell, Column, Explained, Figure, Key, Measure, Name, Note, Report, Request, Result, Table,
        TableName, Value, counts, figures::Tally, listed::Listed,
    },
    rules::{
        impact::Factor,
        outcome::{Leaving, Outcome},
    },
    store::{Brief, Flow, Reader},
};

/// One receiver in how many would have had a new device, in the hypothesis.
const HYPOTHESIS: i64 = 2;

/// Makes the report of a period.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn impact(reader: &dyn Reader, request: &Request) -> Result<Report> {
    let mut avoided = Avoided::default();
    reader.departures(request.period, &mut |asset, departure| {
        let here = request.part.has_service(departure.service.as_deref());
        if here && counts(departure, request.moment.as_of) && departure.within(request.period) {
            avoided.leave(asset, departure);
        }
        Flow::Continue(())
    })?;
    for id in std::mem::take(&mut avoided.ids) {
        avoided.parts += reader.works_of(id)?.iter().filter(|work| is_new_part(work)).count() as u64;
    }
    let report = Report {
        figures: avoided.figures(),
        tables: avoided.tables(),
        sources: vec![Article::Ademe5241, Article::ImpactCo2],
        explain: request.explain.then(|| avoided.explain()),
        ..Report::begin(Name::Impact, reader, request)?
    };
    Ok(report.noting(avoided.notes()))
}

/// Tells whether a new part was put in: one from another asset was there already.
fn is_new_part(work: &Work) -> bool {
    work.kind == WorkKind::Replace && work.from.is_none() && work.part.is_some()
}

/// What a period avoided.
#[derive(Debug, Default)]
struct Avoided {
    counted: Tally,
    grams: i64,
    /// Second lives without a factor, or that the rule does not count.
    left_out: Listed,
    /// By kind and factor: one that was revised since stands on a line of its own.
    by_kind: BTreeMap<(Kind, i64, i64), u64>,
    ids: Vec<AssetId>,
    parts: u64,
}

impl Avoided {
    fn leave(&mut self, asset: &Brief, departure: &Departure) {
        let second_life = [Outcome::Reuse, Outcome::PreparationForReuse];
        let outcome =
            Leaving::of(departure).filter(|_| !departure.is_vague()).map(|leaving| leaving.outcome());
        if !outcome.is_some_and(|outcome| second_life.contains(&outcome)) {
            return;
        }
        let Some(frozen) = &departure.impact else {
            self.left_out.add(&asset.tag, asset.kind);
            return;
        };
        let factor = Factor { g_per_year: frozen.g_per_year, years: frozen.years };
        self.counted.add(&asset.tag);
        self.ids.push(asset.id);
        self.grams = self.grams.saturating_add(factor.avoided_g());
        *self.by_kind.entry((asset.kind, factor.g_per_year, factor.years)).or_default() += 1;
    }

    fn figures(&self) -> Vec<(Key, Figure)> {
        [
            (Measure::AvoidedMaxG, Value::Co2(self.grams)),
            (Measure::AvoidedHypothesisG, Value::Co2(self.grams / HYPOTHESIS)),
            (Measure::Counted, Value::Count(self.counted.count())),
            (Measure::LeftOut, Value::Count(self.left_out.tally().count())),
            (Measure::PartsFitted, Value::Count(self.parts)),
        ]
        .map(|(measure, value)| (measure.into(), Figure::One(value)))
        .to_vec()
    }

    fn explain(&self) -> Vec<Explained> {
        let left_out = Explained::new(Measure::LeftOut, &self.left_out.tally());
        vec![Explained::new(Measure::Counted, &self.counted), left_out]
    }

    fn notes(&self) -> Vec<Note> {
        let mut notes = vec![Note::Substitution, Note::NotTheRate, Note::Frozen];
        notes.extend((!self.left_out.is_empty()).then_some(Note::LeftOut));
        notes.extend((self.parts > 0).then_some(Note::PartsFitted));
        notes.extend([Note::BeforeRecord, Note::Typed]);
        notes
    }

    fn tables(&self) -> Vec<Table> {
        let by_kind = self.by_kind.iter().map(|((kind, g_per_year, years), pieces)| {
            let factor = Factor { g_per_year: *g_per_year, years: *years };
            let grams = factor.avoided_g().saturating_mul(i64::try_from(*pieces).unwrap_or(i64::MAX));
            let cells = [
                Value::Count(*pieces),
                Value::Co2PerYear(*g_per_year),
                Value::Count(u64::try_from(*years).unwrap_or_default()),
                Value::Co2(grams),
            ];
            std::iter::once(Cell::Kind(*kind)).chain(cells.map(Cell::Value)).collect()
        });
        let of = |measure: Measure| Column::Of(measure.into());
        vec![
            Table {
                name: TableName::ByKind,
                columns: vec![
                    Column::Kind,
                    of(Measure::Counted),
                    Column::PerYear,
                    Column::Years,
                    of(Measure::AvoidedMaxG),
                ],
                rows: by_kind.collect(),
            },
            self.left_out.table(TableName::LeftOut),
        ]
    }
}
