//! The register as a report: its figures, its lines, what they lack.

use super::{Content, Lack, Line, Named, lines};
use crate::{
    model::leaving::Channel,
    report::{
        Article, Cell, Column, Explained, Figure, Key, Measure, Name, Note, Report, Request, Result, Table,
        TableName, Value, figures::Tally,
    },
    store::Reader,
};

/// Makes the register of a period.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn register(reader: &dyn Reader, request: &Request) -> Result<Report> {
    let lines = lines(reader, request.period, request.moment.as_of)?;
    let sender = reader.policies()?.organisation_siret;
    let lacks: Vec<Vec<Lack>> = lines.iter().map(|line| line.lacks(&sender)).collect();
    let report = Report {
        figures: figures(&lines, &lacks),
        tables: vec![table(&lines), contents(&lines), incomplete(&lines, &lacks)],
        sources: vec![Article::R54143, Article::Registers2, Article::WasteList, Article::Waste],
        explain: request.explain.then(|| vec![Explained::new(Measure::Departures, &tagged(&lines))]),
        ..Report::begin(Name::Register, reader, request)?
    };
    Ok(report.noting(notes(&lines, &lacks)))
}

/// How many, as a figure.
fn number(measure: Measure, count: usize) -> (Key, Figure) {
    (measure.into(), Figure::One(Value::Count(u64::try_from(count).unwrap_or(u64::MAX))))
}

fn figures(lines: &[Line], lacks: &[Vec<Lack>]) -> Vec<(Key, Figure)> {
    let count = |measure, counts: &dyn Fn(&Line) -> bool| {
        number(measure, lines.iter().filter(|line| counts(line)).count())
    };
    let mass = |measure: Measure, counts: &dyn Fn(&Line) -> bool| {
        let grams = lines.iter().filter(|line| counts(line)).map(|line| line.mass_g);
        (measure.into(), Figure::One(Value::Grams(grams.fold(0, i64::saturating_add))))
    };
    vec![
        number(Measure::Lines, lines.len()),
        (Measure::Departures.into(), Figure::One(Value::Count(tagged(lines).count()))),
        mass(Measure::MassG, &|_| true),
        count(Measure::Hazardous, &Line::hazardous),
        mass(Measure::HazardousMassG, &Line::hazardous),
        count(Measure::WithoutBsd, &|line| line.hazardous() && line.bsd.is_none()),
        number(Measure::Incomplete, lacks.iter().filter(|lacks| !lacks.is_empty()).count()),
    ]
}

/// The tags in the lines.
fn tagged(lines: &[Line]) -> Tally {
    let mut tally = Tally::default();
    lines.iter().flat_map(|line| &line.tags).for_each(|tag| tally.add(tag));
    tally
}

fn notes(lines: &[Line], lacks: &[Vec<Lack>]) -> Vec<Note> {
    let by_eco_organism = lines.iter().any(|line| line.channel == Channel::EcoOrganism);
    let mut notes = Vec::new();
    notes.extend(lacks.iter().any(|lacks| !lacks.is_empty()).then_some(Note::Incomplete));
    notes.extend(lines.iter().any(|line| !line.weighed).then_some(Note::Estimates));
    notes.extend(by_eco_organism.then_some(Note::PublicService));
    notes.push(Note::Typed);
    notes
}

/// Returns the lines as a table, with every fact of each.
#[must_use]
pub fn table(lines: &[Line]) -> Table {
    let columns = vec![
        Column::Line,
        Column::On,
        Column::Lot,
        Column::Channel,
        Column::WasteCode,
        Column::Hazardous,
        Column::Pop,
        Column::Pieces,
        Column::Of(Measure::MassG.into()),
        Column::Weighed,
        Column::Bsd,
        Column::Taker,
        Column::TakerSiret,
        Column::Carrier,
        Column::CarrierSiret,
        Column::Operation,
    ];
    Table { name: TableName::Register, columns, rows: lines.iter().map(row).collect() }
}

fn row(line: &Line) -> Vec<Cell> {
    let name = |named: &Option<Named>| Cell::Text(named.as_ref().and_then(|named| named.name.clone()));
    let siret = |named: &Option<Named>| Cell::Text(named.as_ref().and_then(|named| named.siret.clone()));
    vec![
        Cell::text(line.id()),
        Cell::Day(line.on),
        Cell::text(&line.lot),
        Cell::Channel(line.channel),
        Cell::Text(line.waste_code.map(|code| code.to_string())),
        Value::Flag(line.hazardous()).into(),
        Value::flag(line.pop).into(),
        Value::Count(line.pieces()).into(),
        Value::Grams(line.mass_g).into(),
        Value::Flag(line.weighed).into(),
        Cell::Text(line.bsd.clone()),
        name(&line.taker),
        siret(&line.taker),
        name(&line.carrier),
        siret(&line.carrier),
        Cell::Text(line.operation.map(|operation| operation.to_string())),
    ]
}

/// What is in each line: its usual name.
fn contents(lines: &[Line]) -> Table {
    let of = |line: &Line| {
        let id = line.id();
        line.contents
            .iter()
            .map(|(content, count)| {
                let content = match content {
                    Content::Asset(kind) => Cell::Kind(*kind),
                    Content::Medium(kind) => Cell::Medium(*kind),
                    Content::Bulk(said) => Cell::Text(said.clone()),
                };
                vec![Cell::text(&id), content, Value::Count(*count).into()]
            })
            .collect::<Vec<_>>()
    };
    let columns = vec![Column::Line, Column::Content, Column::Pieces];
    Table { name: TableName::Contents, columns, rows: lines.iter().flat_map(of).collect() }
}

fn incomplete(lines: &[Line], lacks: &[Vec<Lack>]) -> Table {
    let of = |(line, lacks): (&Line, &Vec<Lack>)| {
        let id = line.id();
        lacks.iter().map(|lack| vec![Cell::text(&id), Cell::Lack(*lack)]).collect::<Vec<_>>()
    };
    let columns = vec![Column::Line, Column::Lack];
    Table { name: TableName::Incomplete, columns, rows: lines.iter().zip(lacks).flat_map(of).collect() }
}
