//! The report of the workshop.

use super::{
    waiting::{STATES, Waiting},
    works::Works,
};
use crate::{
    model::day::Day,
    report::{
        Cell, Column, Explained, Figure, Key, Measure, Name, Note, Report, Request, Result, Table, TableName,
        Value, figures::Tally, wait::median_value,
    },
    store::Reader,
};

/// How many of what waits the longest are named.
const LONGEST: usize = 20;

/// Makes the report: what waits on the last evening of a period, or on the day from which it is seen if that
/// comes first, and what was done in the period until then.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn workshop(reader: &dyn Reader, request: &Request) -> Result<Report> {
    Report::of_evening(reader, request, |reader, day| made(reader, request, day))
}

fn made(reader: &dyn Reader, request: &Request, day: Day) -> Result<Report> {
    let mut waiting = Waiting::read(reader, day, request.period, &request.part)?;
    let works = Works::read(reader, request.period, &request.part)?;
    let report = Report {
        figures: figures(&mut waiting, &works),
        tables: tables(&mut waiting, &works),
        explain: request.explain.then(|| explain(&waiting, &works)),
        ..Report::begin(Name::Workshop, reader, request)?
    };
    let of_a_part = (!request.part.is_whole()).then_some(Note::WorksOfAPart);
    Ok(report.noting(of_a_part.into_iter().chain([Note::Waits, Note::Works, Note::ToReady, Note::Typed])))
}

/// The figures that are a number of assets on the evening.
fn tallies(waiting: &Waiting) -> [(Measure, &Tally); 3] {
    let [month, quarter] = &waiting.long;
    [(Measure::WaitingOver30, month), (Measure::WaitingOver90, quarter), (Measure::SentOut, &waiting.out)]
}

/// The figures that are a number of times within the period.
fn times<'r>(waiting: &'r Waiting, works: &'r Works) -> [(Measure, &'r Tally); 5] {
    [
        (Measure::Works, &works.all),
        (Measure::Fitted, &works.fitted),
        (Measure::FittedReused, &works.fitted_reused),
        (Measure::Harvested, &works.harvested),
        (Measure::Readied, &waiting.readied),
    ]
}

fn figures(waiting: &mut Waiting, works: &Works) -> Vec<(Key, Figure)> {
    let one = |measure: Measure, value| (Key::from(measure), Figure::One(value));
    let count = |(measure, tally): (Measure, &Tally)| one(measure, Value::Count(tally.count()));
    let bottleneck = waiting.bottleneck().map_or(Value::Nothing, Value::State);
    let to_ready = median_value(&mut waiting.to_ready);
    let states = STATES.map(|state| {
        let waits = waiting.stages.get(&state).map_or(0, |stage| stage.assets.count());
        (Key::from(state), Value::Count(waits))
    });
    let total = works.total();
    let mut figures = vec![
        one(Measure::InProgress, Value::Count(waiting.assets.count())),
        (Measure::States.into(), Figure::Group(states.to_vec())),
        one(Measure::Bottleneck, bottleneck),
    ];
    figures.extend(tallies(waiting).map(count));
    figures.extend(times(waiting, works).map(count));
    figures.extend([
        one(Measure::ReadyMedianDays, to_ready),
        one(Measure::WorkMinutes, Value::Minutes(total.minutes)),
        one(Measure::WorkCents, Value::Cents(total.cents)),
    ]);
    figures
}

fn explain(waiting: &Waiting, works: &Works) -> Vec<Explained> {
    let none = Tally::default();
    let mut all = vec![Explained::new(Measure::InProgress, &waiting.assets)];
    all.extend(STATES.map(|state| {
        let tally = waiting.stages.get(&state).map_or(&none, |stage| &stage.assets);
        Explained::within(Measure::States, state, tally)
    }));
    let rest = tallies(waiting).into_iter().chain(times(waiting, works));
    all.extend(rest.map(|(measure, tally)| Explained::new(measure, tally)));
    all
}

fn tables(waiting: &mut Waiting, works: &Works) -> Vec<Table> {
    let longest = waiting.since.iter().take(LONGEST);
    let longest = longest.map(|(since, tag, kind, state)| {
        vec![tag.clone().into(), (*kind).into(), Cell::State(*state), Cell::Day(*since)]
    });
    let sent = waiting.sent.iter().map(|(since, tag, kind, party)| {
        vec![tag.clone().into(), (*kind).into(), Cell::Text(party.clone()), Cell::Day(*since)]
    });
    let longest = Table {
        name: TableName::WaitingLongest,
        columns: vec![Column::Tag, Column::Kind, Column::State, Column::Since],
        rows: longest.collect(),
    };
    let sent = Table {
        name: TableName::SentOut,
        columns: vec![Column::Tag, Column::Kind, Column::Party, Column::Since],
        rows: sent.collect(),
    };
    vec![by_state(waiting), by_work(works), longest, sent]
}

fn by_state(waiting: &mut Waiting) -> Table {
    let of = |measure: Measure| Column::Of(measure.into());
    let days = |days: Option<u64>| days.map_or(Value::Nothing, Value::Days);
    let rows = STATES.map(|state| {
        let stage = waiting.stages.entry(state).or_default();
        let [month, quarter] = stage.long.map(Value::Count);
        let (median, oldest) = (days(stage.median()), days(stage.oldest()));
        let values = [Value::Count(stage.assets.count()), median, oldest, month, quarter];
        std::iter::once(Cell::State(state)).chain(values.map(Cell::Value)).collect()
    });
    Table {
        name: TableName::ByState,
        columns: vec![
            Column::State,
            of(Measure::Assets),
            Column::MedianDays,
            Column::OldestDays,
            of(Measure::WaitingOver30),
            of(Measure::WaitingOver90),
        ],
        rows: rows.to_vec(),
    }
}

fn by_work(works: &Works) -> Table {
    let of = |measure: Measure| Column::Of(measure.into());
    let rows = works.by_kind.iter().map(|(kind, done)| {
        let values = [Value::Count(done.works), Value::Minutes(done.minutes), Value::Cents(done.cents)];
        std::iter::once(Cell::Work(*kind)).chain(values.map(Cell::Value)).collect()
    });
    Table {
        name: TableName::ByWork,
        columns: vec![Column::Work, of(Measure::Works), of(Measure::WorkMinutes), of(Measure::WorkCents)],
        rows: rows.collect(),
    }
}
