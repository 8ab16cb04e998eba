//! Reuse against disposal over a period: every departure by its outcome, in the order of the
//! hierarchy of waste, in pieces and in mass, beside the legal rate.
//!
//! Source: code de l'environnement, L541-1 II and L541-1-1; décret n° 2023-266, arts 2 and 3.

mod decommissioned;

use std::collections::BTreeMap;

pub use self::decommissioned::Decommissioned;
use self::decommissioned::age;
use crate::{
    model::{
        asset::{Departure, Stay, Use},
        day::Day,
        kind::{Kind, Source},
        period::Period,
        precision::Precision,
        tag::Tag,
    },
    report::{
        Article, Cell, Column, Explained, Figure, Key, Measure, Name, Note, Report, Request, Result, Table,
        TableName, Value, counts, decree::Legal, figures::Tally, listed::Listed, places::labelled,
        stock::Age,
    },
    rules::{
        outcome::{Leaving, Outcome, second_lives},
        reen::{share_bp, target_bp},
    },
    store::{Brief, Flow, Place, Reader},
};

/// Makes the report of a period.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn reuse(reader: &dyn Reader, request: &Request) -> Result<Report> {
    let whole = request.part.is_whole();
    // The law asks for the rate of the organisation: a part of it has none.
    let mut years = if whole { Legal::of_stocks(reader, request.period)? } else { BTreeMap::new() };
    let counted = Counted::count(reader, request, &mut years)?;
    let legal = legal_rate(&years);
    let mut sources = vec![Article::L5411, Article::L54111, Article::Decree2];
    sources.extend((!legal.rows.is_empty()).then_some(Article::Decree3));
    sources.push(Article::Waste);
    let report = Report {
        figures: counted.figures(bulk_mass(reader, request)?),
        explain: request.explain.then(|| counted.explain()),
        weights: if request.explain { counted.weights.clone() } else { Vec::new() },
        tables: counted.tables(legal),
        sources,
        ..Report::begin(Name::Reuse, reader, request)?
    };
    Ok(report.noting(counted.notes(request.period, whole)))
}

/// The departures and new uses of one kind or one month.
#[derive(Debug, Default)]
struct Split {
    pieces: BTreeMap<Outcome, u64>,
    second_lives: u64,
    mass: i64,
}

impl Split {
    fn leave(&mut self, outcome: Outcome, mass: i64) {
        *self.pieces.entry(outcome).or_default() += 1;
        self.mass = self.mass.saturating_add(mass);
    }

    fn columns(first: Column) -> Vec<Column> {
        let mut columns = Self::columns_left(first);
        columns.insert(columns.len() - 1, Column::Of(Measure::InternalSecondLives.into()));
        columns
    }

    fn row(&self, first: Cell) -> Vec<Cell> {
        let mut row = self.row_left(first);
        row.insert(row.len() - 1, Value::Count(self.second_lives).into());
        row
    }

    /// The columns of departures alone.
    fn columns_left(first: Column) -> Vec<Column> {
        let of = |key: Key| Column::Of(key);
        let mut columns = vec![first, of(Measure::Departures.into())];
        columns.extend(Outcome::ALL.iter().map(|outcome| of((*outcome).into())));
        columns.push(of(Measure::MassG.into()));
        columns
    }

    fn row_left(&self, first: Cell) -> Vec<Cell> {
        let pieces = |outcome| self.pieces.get(outcome).copied().unwrap_or_default();
        let mut row = vec![first, Value::Count(self.pieces.values().sum()).into()];
        row.extend(Outcome::ALL.iter().map(|outcome| Value::Count(pieces(outcome)).into()));
        row.push(Value::Grams(self.mass).into());
        row
    }
}

/// What a period holds.
#[derive(Debug, Default)]
struct Counted {
    /// Whether the tags of each figure are asked for.
    named: bool,
    departures: Tally,
    outcomes: BTreeMap<Outcome, (Tally, i64)>,
    second_lives: Tally,
    redeployments: Tally,
    by_kind: BTreeMap<Kind, Split>,
    /// By the code of the service that used it last; in [`Self::services`] once all is counted.
    by_service: BTreeMap<Option<String>, Split>,
    services: Vec<(Option<String>, Split)>,
    /// By year and month; 0 where the month is not known.
    by_month: BTreeMap<(i16, i8), Split>,
    /// By the age at decommissioning.
    by_age: BTreeMap<Age, Split>,
    /// By when it had been decommissioned; what nobody knows comes last.
    by_decommissioning: BTreeMap<(bool, Option<Decommissioned>), Split>,
    /// Waste departures under an operation that is only planned, and their mass.
    not_proved: BTreeMap<Outcome, (u64, i64)>,
    no_mass: Listed,
    /// What each departure weighs.
    weights: Vec<(Outcome, Tag, i64)>,
    /// Departures from before the record that count in the period, and what each counts as.
    imported: BTreeMap<Tag, (Kind, Outcome)>,
    /// Those of which the year or the way out is not known: in no other figure.
    before_record: Tally,
    estimates: bool,
    undated: bool,
}

impl Counted {
    fn begin(named: bool) -> Self {
        let tally = || Tally::named_if(named);
        Self {
            named,
            departures: tally(),
            second_lives: tally(),
            redeployments: tally(),
            before_record: tally(),
            ..Self::default()
        }
    }

    /// Reads the departures of whole years once: those of the period, and what they are to the law.
    fn count(reader: &dyn Reader, request: &Request, years: &mut BTreeMap<i16, Legal>) -> Result<Self> {
        let mut counted = Self::begin(request.explain);
        let (period, part) = (request.period, &request.part);
        let read = if years.is_empty() { period } else { whole_years(period) };
        reader.departures(read, &mut |asset, departure| {
            if counts(departure, request.moment.as_of) {
                if let Some(legal) = years.get_mut(&departure.on.year()) {
                    legal.leave(asset, departure);
                }
                if period.contains(departure.on) && part.has_service(departure.service.as_deref()) {
                    counted.leave(asset, departure, period);
                }
            }
            Flow::Continue(())
        })?;
        reader.vague_departures(&mut |asset, departure| {
            if counts(departure, request.moment.as_of) && part.has_service(departure.service.as_deref()) {
                counted.before_record.add(&asset.tag);
            }
            Flow::Continue(())
        })?;
        reader.uses(period, &mut |asset, stay| {
            match stay.began.filter(|_| part.has_service(stay.service.as_deref())) {
                Some(Use::SecondLife) => counted.second_life(asset, stay),
                Some(Use::Redeployment) => counted.redeployments.add(&asset.tag),
                Some(Use::First) | None => {}
            }
            Flow::Continue(())
        })?;
        counted.services = labelled(reader, Place::Service, std::mem::take(&mut counted.by_service))?;
        Ok(counted)
    }

    fn leave(&mut self, asset: &Brief, departure: &Departure, period: Period) {
        let Some(leaving) = Leaving::of(departure).filter(|_| !departure.is_vague()) else { return };
        if !departure.within(period) {
            self.undated = true;
            return;
        }
        let outcome = leaving.outcome();
        if departure.taken_over.is_some() {
            self.imported.insert(asset.tag.clone(), (asset.kind, outcome));
        }
        let mass = departure.mass.map_or(0, |mass| mass.0);
        if departure.mass.is_none() {
            self.no_mass.add(&asset.tag, asset.kind);
        }
        self.estimates |= departure.mass_source == Some(Source::Default);
        self.departures.add(&asset.tag);
        let (tally, total) = self.outcomes.entry(outcome).or_insert_with(|| (Tally::named_if(self.named), 0));
        tally.add(&asset.tag);
        *total = total.saturating_add(mass);
        if self.named {
            self.weights.push((outcome, asset.tag.clone(), mass));
        }
        self.by_kind.entry(asset.kind).or_default().leave(outcome, mass);
        self.by_service.entry(departure.service.clone()).or_default().leave(outcome, mass);
        let month = match departure.taken_over {
            Some(Precision::Year) => (departure.on.year(), 0),
            _ => month(departure.on),
        };
        self.by_month.entry(month).or_default().leave(outcome, mass);
        self.by_age.entry(age(asset, departure)).or_default().leave(outcome, mass);
        let when = Decommissioned::of(departure, period);
        self.by_decommissioning.entry((when.is_none(), when)).or_default().leave(outcome, mass);
        if is_planned(departure, outcome) {
            let (pieces, total) = self.not_proved.entry(outcome).or_default();
            *pieces += 1;
            *total = total.saturating_add(mass);
        }
    }

    fn second_life(&mut self, asset: &Brief, stay: &Stay) {
        self.second_lives.add(&asset.tag);
        self.by_kind.entry(asset.kind).or_default().second_lives += 1;
        self.by_service.entry(stay.service.clone()).or_default().second_lives += 1;
        self.by_month.entry(month(stay.from)).or_default().second_lives += 1;
    }

    fn pieces(&self, outcome: Outcome) -> u64 {
        self.outcomes.get(&outcome).map_or(0, |(tally, _)| tally.count())
    }

    fn mass(&self, outcome: Outcome) -> i64 {
        self.outcomes.get(&outcome).map_or(0, |(_, mass)| *mass)
    }

    fn figures(&self, bulk_mass: i64) -> Vec<(Key, Figure)> {
        let one = |key: Key, value| (key, Figure::One(value));
        let count = |measure: Measure, number| one(measure.into(), Value::Count(number));
        let mut figures = vec![count(Measure::Departures, self.departures.count())];
        figures.extend(Outcome::ALL.iter().map(|o| one((*o).into(), Value::Count(self.pieces(*o)))));
        let mass = Outcome::ALL.iter().map(|o| ((*o).into(), Value::Grams(self.mass(*o))));
        figures.extend([
            count(Measure::InternalSecondLives, self.second_lives.count()),
            count(Measure::Redeployments, self.redeployments.count()),
            count(Measure::BeforeRecord, self.before_record.count()),
            (Measure::MassG.into(), Figure::Group(mass.collect())),
            one(Measure::BulkMassG.into(), Value::Grams(bulk_mass)),
            one(Measure::ReuseShareBp.into(), Value::share(self.reuse_share())),
        ]);
        figures
    }

    /// The part of the departures that found a second life.
    fn reuse_share(&self) -> Option<u64> {
        let (num, den) = second_lives(self.departures.count(), |outcome| self.pieces(outcome));
        share_bp(num, den)
    }

    fn explain(&self) -> Vec<Explained> {
        let none = Tally::default();
        let mut all = vec![Explained::new(Measure::Departures, &self.departures)];
        all.extend(Outcome::ALL.iter().map(|outcome| {
            Explained::new(*outcome, self.outcomes.get(outcome).map_or(&none, |(tally, _)| tally))
        }));
        all.extend([
            Explained::new(Measure::InternalSecondLives, &self.second_lives),
            Explained::new(Measure::Redeployments, &self.redeployments),
            Explained::new(Measure::BeforeRecord, &self.before_record),
        ]);
        all
    }

    fn notes(&self, period: Period, whole: bool) -> Vec<Note> {
        let mut notes = Vec::new();
        notes.extend((!whole).then_some(Note::OfAPart));
        notes.extend((whole && !is_whole_years(period)).then_some(Note::WholeYears));
        notes.extend((!self.not_proved.is_empty()).then_some(Note::Planned));
        notes.extend(self.estimates.then_some(Note::Estimates));
        notes.extend((!self.no_mass.is_empty()).then_some(Note::NoMass));
        notes.extend((!self.imported.is_empty()).then_some(Note::Imported));
        notes.extend(self.undated.then_some(Note::Undated));
        notes.extend((!self.departures.is_empty()).then_some(Note::AgeThen));
        notes.extend([Note::BeforeRecord, Note::Typed]);
        notes
    }

    fn tables(&self, legal: Table) -> Vec<Table> {
        let by_kind = self.by_kind.iter().map(|(kind, split)| split.row((*kind).into()));
        let by_service = self.services.iter().map(|(label, split)| split.row(Cell::Service(label.clone())));
        let by_month = self.by_month.iter().map(|((year, month), split)| {
            split.row(if *month == 0 { Cell::SomeMonth(*year) } else { Cell::Month(*year, *month) })
        });
        let by_age = self.by_age.iter().map(|(age, split)| split.row_left(Cell::Age(*age)));
        let by_decommissioning = self
            .by_decommissioning
            .iter()
            .map(|((_, when), split)| split.row_left(Cell::Decommissioned(*when)));
        let imported = self
            .imported
            .iter()
            .map(|(tag, (kind, outcome))| vec![tag.clone().into(), (*kind).into(), (*outcome).into()]);
        let not_proved = self.not_proved.iter().map(|(outcome, (pieces, mass))| {
            vec![(*outcome).into(), Value::Count(*pieces).into(), Value::Grams(*mass).into()]
        });
        let of = |measure: Measure| Column::Of(measure.into());
        let table = |name, columns, rows| Table { name, columns, rows };
        vec![
            legal,
            table(TableName::ByKind, Split::columns(Column::Kind), by_kind.collect()),
            table(TableName::ByService, Split::columns(Column::Service), by_service.collect()),
            table(TableName::ByMonth, Split::columns(Column::Month), by_month.collect()),
            table(TableName::ByAge, Split::columns_left(Column::AgeThen), by_age.collect()),
            table(
                TableName::ByDecommissioning,
                Split::columns_left(Column::Decommissioning),
                by_decommissioning.collect(),
            ),
            table(
                TableName::NotProved,
                vec![Column::Outcome, of(Measure::Departures), of(Measure::MassG)],
                not_proved.collect(),
            ),
            self.no_mass.table(TableName::NoMass),
            table(TableName::Imported, vec![Column::Tag, Column::Kind, Column::Outcome], imported.collect()),
        ]
    }
}

/// Tells whether a departure has its outcome from an operation that nobody has proved yet.
fn is_planned(departure: &Departure, outcome: Outcome) -> bool {
    let treated = matches!(
        outcome,
        Outcome::PreparationForReuse | Outcome::Recycling | Outcome::OtherRecovery | Outcome::Disposal
    );
    treated && departure.proved.is_none()
}

fn is_whole_years(period: Period) -> bool {
    let year = |day: Day| Period::year(day.year());
    year(period.from).is_some_and(|first| first.from == period.from)
        && year(period.to).is_some_and(|last| last.to == period.to)
}

fn month(day: Day) -> (i16, i8) {
    (day.year(), day.month())
}

/// Returns the mass of what left without a tag: the lines of lots that say only what and how heavy, which are of no
/// service.
fn bulk_mass(reader: &dyn Reader, request: &Request) -> Result<i64> {
    let mut total = 0_i64;
    if !request.part.is_whole() {
        return Ok(total);
    }
    reader.bulk(request.period, &mut |placed| {
        total = total.saturating_add(placed.line.mass_g.map_or(0, |mass| mass.0));
        Flow::Continue(())
    })?;
    Ok(total)
}

/// The days of all the calendar years that a period touches.
fn whole_years(period: Period) -> Period {
    let (first, last) = (Period::year(period.from.year()), Period::year(period.to.year()));
    Period { from: first.map_or(period.from, |first| first.from), to: last.map_or(period.to, |last| last.to) }
}

/// Returns the legal rate of each of these years.
fn legal_rate(years: &BTreeMap<i16, Legal>) -> Table {
    let of = |measure: Measure| Column::Of(measure.into());
    let columns =
        [Measure::A, Measure::B, Measure::RateBp, Measure::TargetBp, Measure::Met, Measure::Missing];
    let row = |(year, legal): (&i16, &Legal)| {
        let (rate, (a, b)) = (legal.rate(*year), legal.ratio());
        vec![
            Cell::Year(*year),
            Value::Count(a).into(),
            Value::Count(b).into(),
            Value::share(rate.rate_bp).into(),
            Value::share(target_bp(*year).map(u64::from)).into(),
            Value::flag(rate.met).into(),
            Value::count(rate.missing).into(),
        ]
    };
    let columns = std::iter::once(Column::Year).chain(columns.map(of)).collect();
    Table { name: TableName::LegalRate, columns, rows: years.iter().map(row).collect() }
}
