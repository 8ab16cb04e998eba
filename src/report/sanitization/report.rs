//! The media that left as a report: its figures, its lines, its exceptions.

use super::{Excepted, Left, Line, left};
use crate::{
    model::sanitization::{Claim, Verdict},
    report::{
        Article, Cell, Column, Explained, Figure, Key, Measure, Name, Note, Report, Request, Result, Table,
        TableName, Value, figures::Tally,
    },
    store::Reader,
};

/// Makes the report of a period.
///
/// | figure | counts |
/// |---|---|
/// | `media_departed` | every medium that left, under what could be claimed of it when it did: together all of them |
/// | `failed`, `unknown` | those of which the last attempt since their last use ended so, though it were made after they left |
/// | `exceptions` | those that were not accounted for when they left and are not now, each under one reason: [`Excepted`] |
/// | `without_evidence` | those of which something may be claimed and of which no file is attached to medium, asset or lot |
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn sanitization(reader: &dyn Reader, request: &Request) -> Result<Report> {
    let left = left(reader, request.period, request.moment.as_of)?;
    let counted = Counted::of(&left.lines);
    let report = Report {
        figures: counted.figures(),
        tables: vec![media(&left.lines), exceptions(&left.lines), unlisted(&left)],
        sources: vec![Article::Nist80088, Article::Gdpr32],
        explain: request.explain.then(|| counted.explain()),
        ..Report::begin(Name::Sanitization, reader, request)?
    };
    Ok(report.noting(notes(&left)))
}

/// The media that each figure counts.
struct Counted<'l>(Vec<(Option<Measure>, Key, Vec<&'l Line>)>);

impl<'l> Counted<'l> {
    fn of(lines: &'l [Line]) -> Self {
        let those = |counts: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| counts(line)).collect();
        let ended =
            |line: &Line, verdict| line.attempt.as_ref().is_some_and(|attempt| attempt.result == verdict);
        let mut all = Vec::new();
        for claim in Claim::ALL {
            let key = Key::Claim(*claim);
            all.push((Some(Measure::MediaDeparted), key, those(&|line| line.claim == *claim)));
        }
        all.push((None, Measure::Failed.into(), those(&|line| ended(line, Verdict::Fail))));
        all.push((None, Measure::Unknown.into(), those(&|line| ended(line, Verdict::Unknown))));
        for why in Excepted::ALL {
            let key = Key::Exception(*why);
            all.push((Some(Measure::Exceptions), key, those(&|line| line.exception == Some(*why))));
        }
        let unproved = those(&|line| line.is_sanitised() && !line.evidence);
        all.push((None, Measure::WithoutEvidence.into(), unproved));
        Self(all)
    }

    fn figures(&self) -> Vec<(Key, Figure)> {
        let mut figures: Vec<(Key, Figure)> = Vec::new();
        for (group, key, lines) in &self.0 {
            let value = Value::Count(u64::try_from(lines.len()).unwrap_or(u64::MAX));
            match (group, figures.last_mut()) {
                (Some(group), Some((of, Figure::Group(members)))) if *of == (*group).into() => {
                    members.push((*key, value));
                }
                (Some(group), _) => figures.push(((*group).into(), Figure::Group(vec![(*key, value)]))),
                (None, _) => figures.push((*key, Figure::One(value))),
            }
        }
        figures
    }

    fn explain(&self) -> Vec<Explained> {
        let explained = |(group, key, lines): &(Option<Measure>, Key, Vec<&Line>)| {
            let (mut tags, mut loose) = (Tally::default(), Vec::new());
            for line in lines {
                match &line.tag {
                    Some(tag) => tags.add(tag),
                    None => loose.push((line.name.clone(), line.medium)),
                }
            }
            loose.sort_unstable();
            let explained = match group {
                Some(group) => Explained::within(*group, *key, &tags),
                None => Explained::new(*key, &tags),
            };
            Explained { loose, ..explained }
        };
        self.0.iter().map(explained).collect()
    }
}

fn notes(left: &Left) -> Vec<Note> {
    let mut notes = vec![Note::AtDeparture];
    let left_with_data = left.lines.iter().any(|line| line.exception.is_some());
    notes.extend(left_with_data.then_some(Note::LeftWithData));
    notes.extend((!left.unlisted.is_empty()).then_some(Note::Unlisted));
    notes.extend(left.taken_over.then_some(Note::NoMedia));
    notes.extend([Note::Stayed, Note::Typed]);
    notes
}

fn or_nothing<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
    value.map_or(Cell::Text(None), cell)
}

/// The media, with every fact of each.
fn media(lines: &[Line]) -> Table {
    let columns = vec![
        Column::Medium,
        Column::MediumKind,
        Column::Tag,
        Column::Lot,
        Column::On,
        Column::Claim,
        Column::ClaimSince,
        Column::Technique,
        Column::Tool,
        Column::Verify,
        Column::Result,
        Column::SanitisedOn,
        Column::Operator,
        Column::Validated,
        Column::Evidence,
    ];
    Table { name: TableName::Media, columns, rows: lines.iter().map(row).collect() }
}

fn row(line: &Line) -> Vec<Cell> {
    let attempt = line.attempt.as_ref();
    vec![
        Cell::text(&line.name),
        Cell::Medium(line.kind),
        or_nothing(line.tag.clone(), Cell::Tag),
        Cell::Text(line.lot.clone()),
        Cell::Day(line.on),
        Cell::Claim(line.claim),
        or_nothing(line.since, Cell::Claim),
        or_nothing(attempt.map(|of| of.action), Cell::Technique),
        Cell::Text(attempt.and_then(|of| of.tool.clone())),
        or_nothing(attempt.map(|of| of.verify), Cell::Verify),
        or_nothing(attempt.map(|of| of.result), Cell::Verdict),
        or_nothing(attempt.map(|of| of.on), Cell::Day),
        Cell::Text(line.operator.clone()),
        Value::Flag(attempt.is_some_and(|of| of.validation.is_some())).into(),
        Value::Flag(line.evidence).into(),
    ]
}

fn exceptions(lines: &[Line]) -> Table {
    let columns = vec![
        Column::Medium,
        Column::MediumKind,
        Column::Tag,
        Column::Lot,
        Column::On,
        Column::Exception,
        Column::DataClause,
    ];
    let of = |line: &Line| {
        let why = line.exception?;
        Some(vec![
            Cell::text(&line.name),
            Cell::Medium(line.kind),
            or_nothing(line.tag.clone(), Cell::Tag),
            Cell::Text(line.lot.clone()),
            Cell::Day(line.on),
            Cell::Excepted(why),
            Cell::Text(line.clause.clone()),
        ])
    };
    Table { name: TableName::Exceptions, columns, rows: lines.iter().filter_map(of).collect() }
}

fn unlisted(left: &Left) -> Table {
    let columns = vec![Column::Tag, Column::Kind, Column::Lot, Column::On];
    let rows = left
        .unlisted
        .iter()
        .map(|of| vec![of.tag.clone().into(), of.kind.into(), Cell::Text(of.lot.clone()), Cell::Day(of.on)]);
    Table { name: TableName::Unlisted, columns, rows: rows.collect() }
}
