//! The register as a report: its figures, its lines, what they lack.

use super::{Content, Line, lines};
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
    let policies = reader.policies()?;
    let sender = policies.organisation_siret;
    Ok(Report {
        name: Name::Register,
        organisation: policies.organisation,
        period: request.period,
        moment: request.moment,
        provisional: request.moment.as_of < request.period.from,
        figures: figures(&lines, &sender),
        tables: vec![register_of(&lines), contents(&lines), incomplete(&lines, &sender)],
        sources: vec![Article::R54143, Article::Registers2, Article::WasteList, Article::Waste],
        notes: notes(&lines, &sender, request, reader.last_day()?.is_none()),
        explain: request.explain.then(|| explain(&lines)),
        weights: Vec::new(),
        compared: None,
        command_line: request.command_line.clone(),
    })
}

fn figures(lines: &[Line], sender: &str) -> Vec<(Key, Figure)> {
    let count = |measure: Measure, counts: &dyn Fn(&Line) -> bool| {
        let counted = lines.iter().filter(|line| counts(line)).count();
        (measure.into(), Figure::One(Value::Count(u64::try_from(counted).unwrap_or(u64::MAX))))
    };
    let mass = |measure: Measure, counts: &dyn Fn(&Line) -> bool| {
        let grams = lines.iter().filter(|line| counts(line)).map(|line| line.mass_g);
        (measure.into(), Figure::One(Value::Grams(grams.fold(0, i64::saturating_add))))
    };
    let assets = tagged(lines, |_| true).count();
    vec![
        count(Measure::Lines, &|_| true),
        (Measure::Departures.into(), Figure::One(Value::Count(assets))),
        mass(Measure::MassG, &|_| true),
        count(Measure::Hazardous, &Line::hazardous),
        mass(Measure::HazardousMassG, &Line::hazardous),
        count(Measure::WithoutBsd, &|line| line.hazardous() && line.bsd.is_none()),
        count(Measure::Incomplete, &|line| !line.lacks(sender).is_empty()),
    ]
}

/// The tags in some of the lines.
fn tagged(lines: &[Line], counts: impl Fn(&Line) -> bool) -> Tally {
    let mut tally = Tally::default();
    lines.iter().filter(|line| counts(line)).flat_map(|line| &line.tags).for_each(|tag| tally.add(tag));
    tally
}

fn explain(lines: &[Line]) -> Vec<Explained> {
    vec![Explained::new(Measure::Departures, &tagged(lines, |_| true))]
}

fn notes(lines: &[Line], sender: &str, request: &Request, nothing_yet: bool) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |says: bool, note: Note| notes.extend(says.then_some(note));
    note(nothing_yet, Note::NothingYet);
    note(request.moment.as_of < request.period.to && !nothing_yet, Note::UnderWay);
    note(lines.iter().any(|line| !line.lacks(sender).is_empty()), Note::Incomplete);
    note(lines.iter().any(|line| !line.weighed), Note::Estimates);
    note(lines.iter().any(|line| line.channel == Channel::EcoOrganism), Note::PublicService);
    note(true, Note::Typed);
    notes
}

fn text(said: impl Into<String>) -> Cell {
    Cell::Text(Some(said.into()))
}

/// The lines, with every fact of each.
fn register_of(lines: &[Line]) -> Table {
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
    let name = |named: &Option<super::Named>| Cell::Text(named.as_ref().and_then(|named| named.name.clone()));
    let siret =
        |named: &Option<super::Named>| Cell::Text(named.as_ref().and_then(|named| named.siret.clone()));
    vec![
        text(line.id()),
        Cell::Day(line.on),
        text(&line.lot),
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
                vec![text(&id), content, Value::Count(*count).into()]
            })
            .collect::<Vec<_>>()
    };
    let columns = vec![Column::Line, Column::Content, Column::Pieces];
    Table { name: TableName::Contents, columns, rows: lines.iter().flat_map(of).collect() }
}

fn incomplete(lines: &[Line], sender: &str) -> Table {
    let of = |line: &Line| {
        let lacks = line.lacks(sender).into_iter();
        lacks.map(|lack| vec![text(line.id()), Cell::Lack(lack)]).collect::<Vec<_>>()
    };
    let columns = vec![Column::Line, Column::Lack];
    Table { name: TableName::Incomplete, columns, rows: lines.iter().flat_map(of).collect() }
}
