//! The legal reuse rate of a calendar year, and what stands beside it.
//!
//! Source: loi n° 2021-1485 (REEN), art. 16; décret n° 2023-266, arts 1 to 3. What the decree leaves
//! open, and what we chose, is in the notes of the report.

use std::collections::BTreeMap;

use crate::{
    model::{
        asset::{Decommissioning, Departure, Use},
        day::Day,
        grade::Functional,
        leaving::Channel,
        period::Period,
    },
    report::{
        Article, Error, Explained, Figure, Key, Measure, Name, Note, Report, Request, Result, TableName,
        Value, counts, figures::Tally, listed::Listed,
    },
    rules::{
        outcome::{Leaving, Outcome},
        reen::{self, Facts, OutOfScope, Rate, scope},
    },
    store::{self, Brief, Flow, Reader, View},
};

/// Makes the report of a calendar year.
///
/// # Errors
///
/// Returns [`Error::NotAYear`] for any other period, and why the record cannot be read.
pub fn decree(reader: &dyn Reader, request: &Request) -> Result<Report> {
    let period = request.period;
    let year = period.as_year().ok_or(Error::NotAYear { report: Name::Decree, period, compared: false })?;
    let legal = Legal::count(reader, request)?;
    let beside = Beside::count(reader, request)?;
    let report = Report {
        figures: figures(&legal, &beside, year),
        tables: vec![legal.no_age.table(TableName::NoAge)],
        sources: vec![
            Article::Reen16,
            Article::Decree1,
            Article::Decree2,
            Article::Decree3,
            Article::R543172,
        ],
        explain: request.explain.then(|| explain(&legal, &beside)),
        ..Report::begin(Name::Decree, reader, request)?
    };
    Ok(report.noting(notes(&legal)))
}

fn figures(legal: &Legal, beside: &Beside, year: i16) -> Vec<(Key, Figure)> {
    let target = reen::target_bp(year);
    let rate = legal.rate(year);
    let one = |measure: Measure, value| (measure.into(), Figure::One(value));
    let count = |measure, tally: &Tally| one(measure, Value::Count(tally.count()));
    let excluded =
        legal.excluded.iter().map(|(reason, tally)| ((*reason).into(), Value::Count(tally.count())));
    vec![
        count(Measure::A, &legal.a),
        count(Measure::B, &legal.b),
        one(Measure::RateBp, Value::share(rate.rate_bp)),
        one(Measure::Met, Value::flag(rate.met)),
        one(Measure::Missing, Value::count(rate.missing)),
        one(Measure::TargetBp, Value::share(target.map(u64::from))),
        count(Measure::OperationalNum, &legal.a),
        count(Measure::OperationalDen, &legal.operational),
        count(Measure::InternalSecondLives, &beside.second_lives),
        count(Measure::SoldWithoutProof, &legal.sold_without_proof),
        count(Measure::Untested, &legal.untested),
        count(Measure::MissingWithData, &beside.missing_with_data),
        (Measure::OutOfScope.into(), Figure::Group(excluded.collect())),
    ]
}

fn explain(legal: &Legal, beside: &Beside) -> Vec<Explained> {
    let mut all = vec![
        Explained::new(Measure::A, &legal.a),
        Explained::new(Measure::B, &legal.b),
        Explained::new(Measure::OperationalNum, &legal.a),
        Explained::new(Measure::OperationalDen, &legal.operational),
        Explained::new(Measure::InternalSecondLives, &beside.second_lives),
        Explained::new(Measure::SoldWithoutProof, &legal.sold_without_proof),
        Explained::new(Measure::Untested, &legal.untested),
        Explained::new(Measure::MissingWithData, &beside.missing_with_data),
    ];
    let excluded = legal.excluded.iter();
    all.extend(excluded.map(|(reason, tally)| Explained::within(Measure::OutOfScope, *reason, tally)));
    all
}

fn notes(legal: &Legal) -> Vec<Note> {
    let mut notes = vec![Note::AgeStart];
    notes.extend((!legal.no_age.is_empty()).then_some(Note::NoAge));
    notes.push(Note::Internal);
    notes.extend((legal.taken_over && !legal.not_decommissioned).then_some(Note::Imported));
    notes.extend(legal.not_decommissioned.then_some(Note::NotDecommissioned));
    notes.extend([Note::BeforeRecord, Note::Typed]);
    notes
}

/// What the decree counts in a year.
#[derive(Debug, Default)]
pub(super) struct Legal {
    /// Whether what counts without an age is listed: not where the rate alone is asked.
    lists: bool,
    /// Goods directed to reuse during the year.
    a: Tally,
    /// Decommissioned goods in stock on its first day.
    b: Tally,
    /// The departures in scope, losses left out.
    operational: Tally,
    /// Departures in scope, sold or taken back, of which reuse is not established: no undertaking in time, or no
    /// proof.
    sold_without_proof: Tally,
    /// What is in A without having been tested.
    untested: Tally,
    /// The departures out of scope, each once.
    excluded: Vec<(OutOfScope, Tally)>,
    /// What counts without an age being known.
    no_age: Listed,
    /// Whether something taken over from before the record left in the year, decommissioned or not.
    taken_over: bool,
    /// Whether something of that was not decommissioned as far as is known.
    not_decommissioned: bool,
}

impl Legal {
    /// Begins to count, with the tags of each figure or without them.
    fn begin(lists: bool, named: bool) -> Self {
        let tally = || Tally::named_if(named);
        Self {
            lists,
            a: tally(),
            b: tally(),
            operational: tally(),
            sold_without_proof: tally(),
            untested: tally(),
            excluded: OutOfScope::ALL.iter().map(|reason| (*reason, tally())).collect(),
            ..Self::default()
        }
    }

    /// Counts the stock of the eve of a year and the departures of the year.
    fn count(reader: &dyn Reader, request: &Request) -> Result<Self> {
        let mut legal = Self::begin(true, request.explain);
        reader.carried_over(request.period, &mut |asset, span, _| {
            legal.stand(asset, span);
            Flow::Continue(())
        })?;
        reader.departures(request.period, &mut |asset, departure| {
            if counts(departure, request.moment.as_of) {
                legal.leave(asset, departure);
            }
            Flow::Continue(())
        })?;
        Ok(legal)
    }

    /// Counts the stock of the eve of each calendar year that a period touches, for the rate alone: the law knows
    /// no other period. Of their departures, [`Self::leave`] is told.
    pub(super) fn of_stocks(reader: &dyn Reader, period: Period) -> Result<BTreeMap<i16, Self>> {
        let years = period.from.year()..=period.to.year();
        let mut all: BTreeMap<_, _> = years.map(|year| (year, Self::begin(false, false))).collect();
        reader.carried_over(period, &mut |asset, span, years| {
            all.range_mut(years).for_each(|(_, legal)| legal.stand(asset, span));
            Flow::Continue(())
        })?;
        Ok(all)
    }

    /// Counts what was in stock on the eve.
    fn stand(&mut self, asset: &Brief, span: &Decommissioning) {
        if scope(&facts(asset, Some(span.from))).is_ok() {
            self.b.add(&asset.tag);
            self.note_age(asset);
        }
    }

    /// Returns the rate of the year, beside its target.
    pub(super) fn rate(&self, year: i16) -> Rate {
        reen::rate(self.a.count(), self.b.count(), reen::target_bp(year))
    }

    /// Returns A and B.
    pub(super) fn ratio(&self) -> (u64, u64) {
        (self.a.count(), self.b.count())
    }

    /// Counts a departure.
    ///
    /// The decree counts what was decommissioned, « matériels informatiques réformés » (décret
    /// n° 2023-266, arts 1 and 3): what left without that, under warranty or lost, is in none of its
    /// figures, and in `out_of_scope` only if it was not ours. The report of reuse has all departures.
    /// A departure taken over from before the record is no exception: it counts, imported and not
    /// checked, if the day of its decommissioning came with it.
    pub(super) fn leave(&mut self, asset: &Brief, departure: &Departure) {
        if departure.is_vague() {
            return;
        }
        self.taken_over |= departure.taken_over.is_some();
        if departure.decommissioned_on.is_none() && asset.owned {
            self.not_decommissioned |= departure.taken_over.is_some();
            return;
        }
        if let Err(reason) = scope(&facts(asset, departure.decommissioned_on)) {
            if let Some((_, tally)) = self.excluded.iter_mut().find(|(of, _)| *of == reason) {
                tally.add(&asset.tag);
            }
            return;
        }
        let Some(leaving) = Leaving::of(departure) else { return };
        if leaving.in_a() {
            self.a.add(&asset.tag);
            if matches!(departure.functional, None | Some(Functional::F0)) {
                self.untested.add(&asset.tag);
            }
        }
        if leaving.outcome() == Outcome::SoldWithoutProof {
            self.sold_without_proof.add(&asset.tag);
        }
        if departure.channel != Some(Channel::Loss) {
            self.operational.add(&asset.tag);
            self.note_age(asset);
        }
    }

    fn note_age(&mut self, asset: &Brief) {
        if self.lists && asset.age_start.is_none() {
            self.no_age.add(&asset.tag, asset.kind);
        }
    }
}

/// What stands beside the rate.
#[derive(Debug, Default)]
struct Beside {
    second_lives: Tally,
    missing_with_data: Tally,
}

impl Beside {
    fn count(reader: &dyn Reader, request: &Request) -> Result<Self> {
        let tally = || Tally::named_if(request.explain);
        let mut beside = Self { second_lives: tally(), missing_with_data: tally() };
        reader.uses(request.period, &mut |asset, stay| {
            if stay.began == Some(Use::SecondLife) {
                beside.second_lives.add(&asset.tag);
            }
            Flow::Continue(())
        })?;
        let evening = request.period.to.min(request.moment.as_of);
        count_missing_with_data(reader, evening, &mut beside.missing_with_data)?;
        Ok(beside)
    }
}

/// Counts what was missing with data on the evening of a day, as known now. A medium tells only what
/// it holds in the view it is read from: what happened to it later changes no past year.
fn count_missing_with_data(reader: &dyn Reader, day: Day, tally: &mut Tally) -> Result<()> {
    let mut missing = false;
    reader.missing(day, &mut |_, _| {
        missing = true;
        Flow::Break(())
    })?;
    if !missing {
        // Who was missing that day is the same from every later day: nothing to make again.
        return Ok(());
    }
    let then = View { as_of: Some(day), at_head: None };
    store::view(reader, then, |reader| {
        reader.missing(day, &mut |asset, accounted| {
            if !accounted {
                tally.add(&asset.tag);
            }
            Flow::Continue(())
        })
    })?;
    Ok(())
}

fn facts(asset: &Brief, decommissioned_on: Option<Day>) -> Facts {
    Facts {
        owned: asset.owned,
        weee: asset.weee,
        security: asset.security,
        age_start: asset.age_start,
        decommissioned_on,
    }
}
