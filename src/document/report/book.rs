//! A report as a spreadsheet: the figures and all that it takes to read them on the first sheet, then a sheet for
//! each table, and last one for each chart of which no table holds the figures.

use std::borrow::Cow;

use super::Page;
use crate::{
    document::sheet::{Cell, Column, Kind, Sheet},
    lang::{Field, Section, Words, capital},
    report::{self, Compared, Explained, Figure, Key, Report, Table, Value},
};

/// Returns a report as sheets, in the words of a language.
#[must_use]
pub fn sheets_of(report: &Report, words: &dyn Words) -> Vec<Sheet> {
    let page = Page { report, words };
    let mut sheets = vec![page.summary()];
    sheets.extend(report.tables.iter().map(|table| page.sheet(table)));
    if let Some(compared) = &report.compared {
        sheets.extend([page.then_and_now(compared), page.what_moved(compared)]);
    }
    sheets.extend(report.explain.as_deref().map(|explain| page.counted(explain)));
    if let Some(against) = &report.against {
        sheets.extend(page.sheets_of_periods(against));
    }
    sheets.extend(page.sheets_of_charts());
    sheets
}

/// Returns the title of a report, as its file has it.
#[must_use]
pub fn title_of(report: &Report, words: &dyn Words) -> String {
    Page { report, words }.title()
}

/// Returns a table as others rely on it: codes under codes.
#[must_use]
pub fn sheet_of_codes(name: &str, table: &Table) -> Sheet {
    let rows = table.rows.iter().map(|row| row.iter().map(coded).collect()).collect();
    let columns = columns(table, |column| Cow::Borrowed(column.code()));
    Sheet { name: name.to_owned(), columns, rows, filtered: true, charts: Vec::new() }
}

/// A cell in codes; what has a unit is a number in it.
fn coded(cell: &report::Cell) -> Cell<'static> {
    match cell {
        report::Cell::Day(day) => Cell::Day(*day),
        report::Cell::Value(
            Value::Grams(amount) | Value::Cents(amount) | Value::Co2(amount) | Value::Co2PerYear(amount),
        ) => Cell::Number(*amount),
        report::Cell::Value(value) => typed(*value),
        report::Cell::Service(said) | report::Cell::Site(said) | report::Cell::Text(said) => {
            Cell::known(said.clone(), Cell::made)
        }
        other => Cell::made(report::code_of(other)),
    }
}

fn typed(value: Value) -> Cell<'static> {
    match value {
        Value::Count(count) => Cell::count(count),
        Value::Share(bp) => Cell::Share(i64::try_from(bp).unwrap_or(i64::MAX)),
        Value::Days(number) | Value::Minutes(number) => Cell::count(number),
        Value::Grams(grams) | Value::Co2(grams) | Value::Co2PerYear(grams) => Cell::Mass(grams),
        Value::Cents(cents) => Cell::Money(cents),
        Value::State(state) => Cell::made(state.to_string()),
        Value::Flag(flag) => Cell::Flag(flag),
        Value::Nothing => Cell::Nothing,
    }
}

/// The columns of a table, each of the kind of what is first in it.
fn columns(table: &Table, name: impl Fn(report::Column) -> Cow<'static, str>) -> Vec<Column> {
    let kind = |at: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(at));
        cells.find_map(|cell| match cell {
            report::Cell::Value(Value::Nothing) | report::Cell::Text(None) => None,
            report::Cell::Value(Value::Count(_) | Value::Days(_) | Value::Minutes(_)) => Some(Kind::Number),
            report::Cell::Value(Value::Grams(_) | Value::Co2(_) | Value::Co2PerYear(_)) => Some(Kind::Mass),
            report::Cell::Value(Value::Cents(_)) => Some(Kind::Money),
            report::Cell::Value(Value::Share(_)) => Some(Kind::Share),
            report::Cell::Value(Value::Flag(_)) => Some(Kind::Flag),
            report::Cell::Day(_) => Some(Kind::Day),
            report::Cell::Tag(_) => Some(Kind::Word),
            _ => Some(Kind::Name),
        })
    };
    let named = table.columns.iter().enumerate();
    named.map(|(at, of)| Column { name: name(*of), kind: kind(at).unwrap_or(Kind::Name) }).collect()
}

pub(super) fn column(name: &str, kind: Kind) -> Column {
    Column { name: Cow::Owned(name.to_owned()), kind }
}

/// A difference, in the unit of a value.
pub(super) fn difference_of(unit: Value, by: Option<i64>) -> Cell<'static> {
    Cell::known(by, |by| match unit {
        Value::Share(_) => Cell::Share(by),
        Value::Grams(_) | Value::Co2(_) | Value::Co2PerYear(_) => Cell::Mass(by),
        Value::Cents(_) => Cell::Money(by),
        _ => Cell::Number(by),
    })
}

impl Page<'_> {
    fn summary(&self) -> Sheet {
        let (report, words) = (self.report, self.words);
        let said = |text: &str| vec![Cell::made(text.to_owned())];
        let heading = |text: &str| vec![Cell::Heading(Cow::Owned(text.to_owned()))];
        let (head, day) = (report.moment.head, words.day(report.moment.as_of));
        let hash = head.hash.to_string();
        let seen = format!("{}, {}", words.period(report.period), words.report_seen_on(&day));
        let mut rows = vec![heading(&self.title()), said(&capital(&seen))];
        rows.extend(self.part().map(|part| said(&part)));
        rows.extend(self.evening().map(|evening| said(&evening)));
        rows.extend(report.provisional.then(|| said(words.report_provisional(report.name))));
        let known = words.report_head(head.seq, super::short(&hash));
        rows.push(vec![Cell::made(known), Cell::made(hash.clone())]);
        rows.push(Vec::new());
        let mut places = Vec::new();
        for (key, figure) in &report.figures {
            // The header stands above.
            places.push((*key, rows.len() + 1));
            match figure {
                Figure::One(value) => rows.push(self.line(*key, *value)),
                Figure::Group(members) => {
                    rows.push(heading(&self.label(*key)));
                    rows.extend(members.iter().map(|(member, value)| self.line(*member, *value)));
                }
            }
        }
        let notes = report.notes.iter().map(|note| words.report_note(*note));
        let sources = report.sources.iter().map(|article| words.article(*article));
        let against = report.against.iter().flat_map(|against| self.said_of_periods(against));
        let against: Vec<String> = against.collect();
        if !against.is_empty() {
            rows.extend([Vec::new(), heading(words.report_section(Section::Against))]);
            rows.extend(against.iter().map(|line| said(line)));
        }
        for (section, lines) in [
            (Section::Notes, notes.collect::<Vec<_>>()),
            (Section::Sources, sources.collect()),
            (Section::CommandLine, vec![report.command_line.as_str()]),
        ] {
            rows.push(Vec::new());
            rows.push(heading(words.report_section(section)));
            rows.extend(lines.into_iter().map(said));
        }
        let [figure, value] = words.sheet_figures();
        let columns = vec![column(figure, Kind::Long), column(value, Kind::Name)];
        let charts = self.charts_of_summary(&places);
        Sheet { name: words.sheet_summary().to_owned(), columns, rows, filtered: false, charts }
    }

    fn line(&self, key: Key, value: Value) -> Vec<Cell<'static>> {
        vec![Cell::made(self.label(key)), self.typed(value)]
    }

    /// A value, of which words say what has no unit.
    pub(super) fn typed(&self, value: Value) -> Cell<'static> {
        match value {
            Value::State(_) => Cell::made(self.value(value)),
            value => typed(value),
        }
    }

    fn sheet(&self, table: &Table) -> Sheet {
        let cell = |cell: &report::Cell| match cell {
            report::Cell::Day(day) => Cell::Day(*day),
            report::Cell::Value(value) => self.typed(*value),
            report::Cell::Year(year) => Cell::Number((*year).into()),
            report::Cell::Text(None) => Cell::Nothing,
            other => Cell::made(self.cell(other)),
        };
        Sheet {
            name: self.words.report_table(table.name).to_owned(),
            columns: columns(table, |column| Cow::Owned(self.words.report_column(column).to_owned())),
            rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            filtered: true,
            charts: self.charts_of_table(table),
        }
    }

    fn then_and_now(&self, compared: &Compared) -> Sheet {
        let name = self.words.report_section(Section::Compared).to_owned();
        self.side_by_side(name, &compared.figures, self.words.report_compared_columns())
    }

    /// Figures, each with another value of it and the difference.
    pub(super) fn side_by_side(
        &self,
        name: String,
        figures: &[report::Difference],
        heads: [&str; 4],
    ) -> Sheet {
        let [figure, then, now, difference] = heads;
        let number = |name| column(name, Kind::Number);
        let row = |of: &report::Difference| {
            let figure = Cell::made(self.grouped(of.group, of.key));
            vec![figure, self.typed(of.then), self.typed(of.now), difference_of(of.now, of.by())]
        };
        Sheet {
            name,
            columns: vec![column(figure, Kind::Long), number(then), number(now), number(difference)],
            rows: figures.iter().map(row).collect(),
            filtered: true,
            charts: Vec::new(),
        }
    }

    fn what_moved(&self, compared: &Compared) -> Sheet {
        let words = self.words;
        let [figure, ..] = words.report_compared_columns();
        let [name, change] = words.report_moved_columns();
        let field = |of: Field, kind| column(&capital(words.field(of)), kind);
        let columns = vec![
            column(figure, Kind::Long),
            column(name, Kind::Word),
            column(change, Kind::Word),
            field(Field::Event, Kind::Number),
            field(Field::Day, Kind::Day),
            field(Field::What, Kind::Name),
            field(Field::Who, Kind::Name),
        ];
        let mut rows = Vec::new();
        for of in &compared.moved {
            let start = || {
                let change = words.report_change(of.change).to_owned();
                vec![
                    Cell::made(self.grouped(of.group, of.key)),
                    Cell::made(of.name.clone()),
                    Cell::made(change),
                ]
            };
            rows.extend(of.events.is_empty().then(start));
            for event in &of.events {
                let what = words.report_mover(event.kind);
                let what = if event.late { words.report_late(what) } else { what.to_owned() };
                let who = event.actor.clone().unwrap_or_else(|| words.erased().to_owned());
                let mut row = start();
                row.extend([Cell::count(event.seq), Cell::Day(event.on), Cell::made(what), Cell::made(who)]);
                rows.push(row);
            }
        }
        let name = words.report_section(Section::Moved).to_owned();
        Sheet { name, columns, rows, filtered: true, charts: Vec::new() }
    }

    /// What each figure counts, a row for each.
    pub(super) fn counted(&self, explain: &[Explained]) -> Sheet {
        let words = self.words;
        let [figure, ..] = words.report_compared_columns();
        let rows = explain.iter().flat_map(|of| {
            let label = self.grouped(of.group, of.key);
            of.names().into_iter().map(move |name| vec![Cell::made(label.clone()), Cell::made(name)])
        });
        Sheet {
            name: words.report_section(Section::Explain).to_owned(),
            columns: vec![
                column(figure, Kind::Long),
                column(words.report_column(report::Column::Tag), Kind::Word),
            ],
            rows: rows.collect(),
            filtered: true,
            charts: Vec::new(),
        }
    }
}
