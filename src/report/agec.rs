//! The share of second-hand goods in what was bought in a calendar year, for the yearly declaration.
//!
//! Source: loi n° 2020-105 (AGEC), art. 58, and `rules::agec`.

use std::collections::BTreeMap;

use crate::{
    model::{
        asset::Asset,
        day::Day,
        fact::Fact,
        kind::{Acquired, Kind},
        period::Period,
        standing::standing,
    },
    report::{
        Article, Cell, Column, Error, Explained, Figure, Key, Measure, Name, Note, Report, Request, Result,
        Table, TableName, Value, figures::Tally, listed::Listed,
    },
    rules::{
        agec::{gift_value, in_category, target_bp},
        reen::share_bp,
    },
    store::{AssetFilter, Flow, Reader},
};

/// Makes the report of a calendar year.
///
/// # Errors
///
/// Returns [`Error::NotAYear`] for any other period, and why the record cannot be read.
pub fn agec(reader: &dyn Reader, request: &Request) -> Result<Report> {
    let period = request.period;
    let year = period.as_year().ok_or(Error::NotAYear { report: Name::Agec, period, compared: false })?;
    let mut bought = Bought::default();
    let mut gifts = Vec::new();
    reader.assets(&AssetFilter::default(), &mut |asset| {
        if in_category(asset.kind) && asset.acquired == Acquired::Gift {
            gifts.push(asset);
        } else {
            bought.add(&asset, period);
        }
        Flow::Continue(())
    })?;
    for asset in &gifts {
        if let Some(on) = received_on(reader, asset)?.filter(|on| period.contains(*on)) {
            bought.receive(asset, on);
        }
    }
    let report = Report {
        figures: bought.figures(year),
        tables: bought.tables(),
        sources: vec![Article::Agec58, Article::Decree2024, Article::Gifts2024],
        explain: request.explain.then(|| bought.explain()),
        ..Report::begin(Name::Agec, reader, request)?
    };
    Ok(report.noting(bought.notes()))
}

/// The day on which a gift was received: that on which it came into the record, as it is read now. Where it has
/// nothing but the day of its first use, which was elsewhere, it is the day on which it was recorded.
fn received_on(reader: &dyn Reader, asset: &Asset) -> Result<Option<Day>> {
    let events = standing(reader.history(asset.id.into())?);
    let Some(added) = events.iter().find(|event| matches!(event.fact, Fact::Added(_))) else {
        return Ok(None);
    };
    let before = [asset.first_use_date, asset.manufactured_on].contains(&Some(added.on));
    let zone = reader.policies()?.zone().filter(|_| before);
    Ok(Some(zone.map_or(added.on, |zone| zone.day_of(added.recorded_at))))
}

/// What was bought of a kind.
#[derive(Debug, Default)]
struct Split {
    pieces: u64,
    cents: i64,
    reused: u64,
    reused_cents: i64,
    gifts: u64,
    gifts_cents: i64,
}

/// What a year brought.
#[derive(Debug, Default)]
struct Bought {
    all: Tally,
    reused: Tally,
    gifts: Tally,
    /// Gifts for which no value is laid down.
    without_value: Tally,
    without_price: Listed,
    by_kind: BTreeMap<Kind, Split>,
}

impl Bought {
    /// Counts what was bought in a period; what is leased or lent was not.
    fn add(&mut self, asset: &Asset, period: Period) {
        let bought = asset.purchase_date.is_some_and(|on| period.contains(on));
        let paid = matches!(asset.acquired, Acquired::New | Acquired::Reconditioned);
        if !bought || !paid || !in_category(asset.kind) {
            return;
        }
        let cents = asset.price.map_or(0, |price| price.0);
        if asset.price.is_none() {
            self.without_price.add(&asset.tag, asset.kind);
        }
        let split = self.by_kind.entry(asset.kind).or_default();
        split.pieces += 1;
        split.cents = split.cents.saturating_add(cents);
        self.all.add(&asset.tag);
        if asset.acquired == Acquired::Reconditioned {
            split.reused += 1;
            split.reused_cents = split.reused_cents.saturating_add(cents);
            self.reused.add(&asset.tag);
        }
    }

    fn receive(&mut self, asset: &Asset, on: Day) {
        self.gifts.add(&asset.tag);
        let split = self.by_kind.entry(asset.kind).or_default();
        split.gifts += 1;
        match gift_value(asset.kind, asset.age_start(), on) {
            Some(value) => split.gifts_cents = split.gifts_cents.saturating_add(value.0),
            None => self.without_value.add(&asset.tag),
        }
    }

    fn sum(&self, of: impl Fn(&Split) -> i64) -> i64 {
        self.by_kind.values().map(of).fold(0, i64::saturating_add)
    }

    fn figures(&self, year: i16) -> Vec<(Key, Figure)> {
        let (spent, reused) = (self.sum(|of| of.cents), self.sum(|of| of.reused_cents));
        let gifts = self.sum(|of| of.gifts_cents);
        // Second-hand goods and gifts, out of all that was spent and the gifts beside it.
        let positive = |cents: i64| u64::try_from(cents).unwrap_or_default();
        let (part, whole) = (positive(reused.saturating_add(gifts)), positive(spent.saturating_add(gifts)));
        let target = target_bp(year);
        // On the integers, never on the rounded share.
        let met = target
            .filter(|_| whole > 0)
            .map(|target| u128::from(part) * 10_000 >= u128::from(target) * u128::from(whole));
        [
            (Measure::SpentCents, Value::Cents(spent)),
            (Measure::SpentReusedCents, Value::Cents(reused)),
            (Measure::GiftsCents, Value::Cents(gifts)),
            (Measure::ReusedBp, Value::share(share_bp(part, whole))),
            (Measure::TargetBp, Value::share(target)),
            (Measure::Met, Value::flag(met)),
            (Measure::Bought, Value::Count(self.all.count())),
            (Measure::BoughtReused, Value::Count(self.reused.count())),
            (Measure::Gifts, Value::Count(self.gifts.count())),
            (Measure::GiftsWithoutValue, Value::Count(self.without_value.count())),
            (Measure::BoughtWithoutPrice, Value::Count(self.without_price.tally().count())),
        ]
        .map(|(measure, value)| (measure.into(), Figure::One(value)))
        .to_vec()
    }

    fn explain(&self) -> Vec<Explained> {
        vec![
            Explained::new(Measure::Bought, &self.all),
            Explained::new(Measure::BoughtReused, &self.reused),
            Explained::new(Measure::Gifts, &self.gifts),
            Explained::new(Measure::GiftsWithoutValue, &self.without_value),
            Explained::new(Measure::BoughtWithoutPrice, &self.without_price.tally()),
        ]
    }

    fn notes(&self) -> Vec<Note> {
        let mut notes = vec![Note::Category, Note::GiftsBeside];
        notes.extend((!self.without_value.is_empty()).then_some(Note::GiftsWithoutValue));
        notes.extend((!self.without_price.is_empty()).then_some(Note::WithoutPrice));
        notes.push(Note::Typed);
        notes
    }

    fn tables(&self) -> Vec<Table> {
        let of = |measure: Measure| Column::Of(measure.into());
        let measures = [
            Measure::Bought,
            Measure::SpentCents,
            Measure::BoughtReused,
            Measure::SpentReusedCents,
            Measure::Gifts,
            Measure::GiftsCents,
        ];
        let by_kind = self.by_kind.iter().map(|(kind, split)| {
            let cells = [
                Value::Count(split.pieces),
                Value::Cents(split.cents),
                Value::Count(split.reused),
                Value::Cents(split.reused_cents),
                Value::Count(split.gifts),
                Value::Cents(split.gifts_cents),
            ];
            std::iter::once(Cell::Kind(*kind)).chain(cells.map(Cell::Value)).collect()
        });
        vec![
            Table {
                name: TableName::ByKind,
                columns: std::iter::once(Column::Kind).chain(measures.map(of)).collect(),
                rows: by_kind.collect(),
            },
            self.without_price.table(TableName::WithoutPrice),
        ]
    }
}
