//! The report of what is here.

use std::collections::BTreeMap;

use super::{
    Age,
    count::{Split, Stock},
};
use crate::{
    model::{day::Day, kind::Kind, lifecycle::State, tag::Tag},
    report::{
        Article, Cell, Column, Explained, Figure, Key, Measure, Name, Note, Report, Request, Result, Table,
        TableName, Value, figures::Tally, places::labelled,
    },
    store::{Flow, Place, Reader},
};

/// The states of what is in the record and did not leave, in the order of a life.
const STATES: [State; 7] = [
    State::InStock,
    State::Deployed,
    State::Collected,
    State::InWorkshop,
    State::Ready,
    State::SetAside,
    State::Missing,
];

/// Makes the report of what is here on the last evening of a period, or on the day from which it is seen if
/// that comes first.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn stock(reader: &dyn Reader, request: &Request) -> Result<Report> {
    Report::of_evening(reader, request, |reader, day| made(reader, request, day))
}

fn made(reader: &dyn Reader, request: &Request, day: Day) -> Result<Report> {
    let mut stock = Stock::default();
    reader.assets(&request.part.filter(), &mut |asset| {
        stock.add(&asset, day);
        Flow::Continue(())
    })?;
    let report = Report {
        figures: figures(&mut stock),
        tables: tables(reader, &mut stock)?,
        sources: vec![Article::Decree1],
        explain: request.explain.then(|| explain(&stock)),
        ..Report::begin(Name::Stock, reader, request)?
    };
    let no_age = !stock.without_age.is_empty();
    Ok(report.noting([Note::OnHand, Note::AgeStart]).noting(no_age.then_some(Note::AgeUnknown)).noting([
        Note::Purchase,
        Note::Warranty,
        Note::Typed,
    ]))
}

/// The figures that are a number of assets, after that of the states.
fn tallies(stock: &Stock) -> [(Measure, &Tally); 10] {
    [
        (Measure::NotOwned, &stock.not_owned),
        (Measure::Decommissioned, &stock.decommissioned),
        (Measure::WaitingOverYear, &stock.waiting_over_year),
        (Measure::OverTenYears, &stock.over_ten_years),
        (Measure::WithoutAge, &stock.without_age),
        (Measure::UnderWarranty, &stock.under_warranty),
        (Measure::WarrantyEnding, &stock.warranty_ending),
        (Measure::WarrantyOver, &stock.warranty_over),
        (Measure::WarrantyUnknown, &stock.warranty_unknown),
        (Measure::WithoutPrice, &stock.without_price),
    ]
}

fn figures(stock: &mut Stock) -> Vec<(Key, Figure)> {
    let one = |measure: Measure, value| (Key::from(measure), Figure::One(value));
    let (age, wait, cents) = (stock.median_age(), stock.median_wait(), Value::Cents(stock.cents));
    let states = STATES.map(|state| {
        let count = stock.states.get(&state).map_or(0, Tally::count);
        (Key::from(state), Value::Count(count))
    });
    let mut figures = vec![
        one(Measure::Assets, Value::Count(stock.assets.count())),
        (Measure::States.into(), Figure::Group(states.to_vec())),
    ];
    for (measure, tally) in tallies(stock) {
        figures.push(one(measure, Value::Count(tally.count())));
        match measure {
            Measure::Decommissioned => figures.push(one(Measure::WaitingMedianDays, wait)),
            Measure::NotOwned => figures.push(one(Measure::AgeMedianDays, age)),
            Measure::WarrantyUnknown => figures.push(one(Measure::PurchaseCents, cents)),
            _ => {}
        }
    }
    figures
}

fn explain(stock: &Stock) -> Vec<Explained> {
    let none = Tally::default();
    let mut all = vec![Explained::new(Measure::Assets, &stock.assets)];
    all.extend(
        STATES.map(|state| {
            Explained::within(Measure::States, state, stock.states.get(&state).unwrap_or(&none))
        }),
    );
    all.extend(tallies(stock).map(|(measure, tally)| Explained::new(measure, tally)));
    all
}

fn tables(reader: &dyn Reader, stock: &mut Stock) -> Result<Vec<Table>> {
    let none = Split::default();
    let ages = Age::all();
    let by_age = ages.iter().map(|age| stock.by_age.get(age).unwrap_or(&none).row(Cell::Age(*age))).collect();
    let by_kind = stock.by_kind.iter().map(|(kind, split)| split.row((*kind).into())).collect();
    let split = |name, first, rows| Table { name, columns: Split::columns(first), rows };
    let place = |of, splits: &mut BTreeMap<_, _>, cell: fn(Option<String>) -> Cell| -> Result<Vec<_>> {
        let named = labelled(reader, of, std::mem::take(splits))?;
        Ok(named.into_iter().map(|(label, split): (_, Split)| split.row(cell(label))).collect())
    };
    let by_service = place(Place::Service, &mut stock.by_service, Cell::Service)?;
    let by_site = place(Place::Site, &mut stock.by_site, Cell::Site)?;
    Ok(vec![
        split(TableName::ByAge, Column::Age, by_age),
        split(TableName::ByKind, Column::Kind, by_kind),
        split(TableName::ByService, Column::Service, by_service),
        split(TableName::BySite, Column::Site, by_site),
        dated(TableName::Waiting, Column::DecommissionedOn, &stock.waiting),
        dated(TableName::WarrantyEnding, Column::WarrantyUntil, &stock.ending),
    ])
}

/// What waits for something, the earliest day first.
fn dated(name: TableName, last: Column, of: &BTreeMap<Tag, (Kind, Day)>) -> Table {
    let mut lines: Vec<_> = of.iter().map(|(tag, (kind, day))| (*day, tag, *kind)).collect();
    lines.sort_unstable();
    let rows =
        lines.into_iter().map(|(day, tag, kind)| vec![tag.clone().into(), kind.into(), Cell::Day(day)]);
    Table { name, columns: vec![Column::Tag, Column::Kind, last], rows: rows.collect() }
}
