//! A report as one CSV file of four columns, in which every value has its line.
//!
//! | section | row | key | value |
//! |---|---|---|---|
//! | `report` | | `name`, `from`, `to`, `as_of`, `seq`, `hash`; of a part, `service`, `site` | |
//! | `figures` | | `a`, `out_of_scope.age` | an integer, `true`, `false`, or nothing where it is not defined |
//! | the name of a table | the first cell | the column | |
//! | `sources` | | | the source |
//! | `explain` | | the figure | one tag, or the name of a medium on its own |
//! | `compared_head` | | `as_of`, `seq`, `hash` | from where the earlier report is seen |
//! | `compared_figures` | the figure | `then`, `now`, `difference` | as under `figures` |
//! | `moved` | the figure | `entered`, `left`, `changed` | one tag, the name of a medium, or the number of a lot |
//! | `moved_by` | that name | the figure | the number of an event |
//! | `compared_period` | | `from`, `to` | the days of the other period |
//! | `compared_figures` | the figure | `value`, `other`, `difference` | the same with another period |
//! | `compared_` and the name of a table | its keys, joined by `/`; after ` = ` the other period’s, where they differ | the column with `.value`, `.other`, `.difference` | |
//! | `compared_explain` | | the figure | what it counts in the other period |
//! | `events` | the number | `on`, `type`, `late`, `actor` | |

use std::collections::BTreeMap;

use crate::model::text;
use crate::report::{Against, Cell, Compared, Error, Figure, Pair, Paired, Report, Result, Table, Value};

/// Writes a report as CSV: commas, a line feed after each line, quotes where they are needed.
///
/// # Errors
///
/// Returns [`Error::Fault`] if it cannot be written, which would be a fault of ours.
pub fn to_csv(report: &Report) -> Result<String> {
    let fault = |error: &dyn std::fmt::Display| Error::Fault(error.to_string());
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for line in lines(report) {
        writer.write_record(&line).map_err(|error| fault(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| fault(&error))?;
    String::from_utf8(bytes).map_err(|error| fault(&error))
}

type Line = [String; 4];

fn line(section: &str, row: &str, key: &str, value: &impl ToString) -> Line {
    [section.to_owned(), row.to_owned(), key.to_owned(), value.to_string()]
}

fn lines(report: &Report) -> Vec<Line> {
    let mut lines = vec![
        line("section", "row", "key", &"value"),
        line("report", "", "name", &report.name),
        line("report", "", "from", &report.period.from),
        line("report", "", "to", &report.period.to),
        line("report", "", "as_of", &report.moment.as_of),
        line("report", "", "seq", &report.moment.head.seq),
        line("report", "", "hash", &report.moment.head.hash),
    ];
    let part = report.part.iter().filter_map(|cell| Some(line("report", "", cell.place()?, &code_of(cell))));
    lines.extend(part);
    for (key, figure) in &report.figures {
        match figure {
            Figure::One(value) => lines.push(line("figures", "", key.code(), &written(*value))),
            Figure::Group(members) => lines.extend(members.iter().map(|(member, value)| {
                line("figures", "", &format!("{}.{}", key.code(), member.code()), &written(*value))
            })),
        }
    }
    lines.extend(report.tables.iter().flat_map(table));
    lines.extend(report.sources.iter().map(|source| line("sources", "", "", source)));
    for explained in report.explain.iter().flatten() {
        let path = explained.path();
        lines.extend(explained.names().iter().map(|name| line("explain", "", &path, &named(Some(name)))));
    }
    lines.extend(report.compared.iter().flat_map(compared));
    lines.extend(report.against.iter().flat_map(against));
    lines
}

fn compared(compared: &Compared) -> Vec<Line> {
    let head = |key, value: &dyn ToString| line("compared_head", "", key, &value.to_string());
    let mut lines = vec![
        head("as_of", &compared.then.as_of),
        head("seq", &compared.then.head.seq),
        head("hash", &compared.then.head.hash),
    ];
    for figure in &compared.figures {
        let of = |key, value: String| line("compared_figures", &figure.path(), key, &value);
        let by = figure.by().map(|by| by.to_string()).unwrap_or_default();
        lines.extend([
            of("then", written(figure.then)),
            of("now", written(figure.now)),
            of("difference", by),
        ]);
    }
    let mut events = BTreeMap::new();
    for moved in &compared.moved {
        let path = moved.path();
        lines.push(line("moved", &path, moved.change.code(), &moved.name));
        for event in &moved.events {
            lines.push(line("moved_by", &moved.name, &path, &event.seq));
            events.insert(event.seq, event);
        }
    }
    for (seq, event) in events {
        let of = |key, value: &dyn ToString| line("events", &seq.to_string(), key, &value.to_string());
        let actor = named(event.actor.as_deref());
        lines.extend([
            of("on", &event.on),
            of("type", &event.kind),
            of("late", &event.late),
            of("actor", &actor),
        ]);
    }
    lines
}

fn against(against: &Against) -> Vec<Line> {
    let mut lines = vec![
        line("compared_period", "", "from", &against.period.from),
        line("compared_period", "", "to", &against.period.to),
    ];
    let by = |by: Option<i64>| by.map(|by| by.to_string()).unwrap_or_default();
    for figure in &against.figures {
        let of = |key, value: String| line("compared_figures", &figure.path(), key, &value);
        lines.extend([
            of("value", written(figure.now)),
            of("other", written(figure.then)),
            of("difference", by(figure.by())),
        ]);
    }
    for table in &against.tables {
        let section = format!("compared_{}", table.name.code());
        for pair in &table.values {
            let row = keys(table, pair);
            let of =
                |what, value: String| line(&section, &row, &format!("{}.{what}", pair.column.code()), &value);
            lines.extend([
                of("value", written(pair.value)),
                of("other", written(pair.other)),
                of("difference", by(pair.by())),
            ]);
        }
    }
    for explained in against.explain.iter().flatten() {
        let path = explained.path();
        let names = explained.names();
        lines.extend(names.iter().map(|name| line("compared_explain", "", &path, &named(Some(name)))));
    }
    lines
}

/// By which a row of two periods is known.
fn keys(table: &Paired, pair: &Pair) -> String {
    let joined = |cells: &[Cell]| cells.iter().map(code_of).collect::<Vec<_>>().join("/");
    let mine = joined(&pair.keys);
    if table.shifted { format!("{mine} = {}", joined(&pair.other_keys)) } else { mine }
}

fn table(table: &Table) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in &table.rows {
        let first = row.first().map(code_of).unwrap_or_default();
        let rest = table.columns.iter().zip(row).skip(1);
        lines.extend(rest.map(|(column, of)| line(table.name.code(), &first, column.code(), &code_of(of))));
    }
    lines
}

/// A name, for people and their spreadsheets.
fn named(name: Option<&str>) -> String {
    text::as_cell(&text::visible(name.unwrap_or_default())).into_owned()
}

/// Returns a cell as it stands in a plain table: codes, days and numbers as machines read them.
#[must_use]
pub fn code_of(cell: &Cell) -> String {
    match cell {
        Cell::Tag(tag) => tag.to_string(),
        Cell::Kind(kind) => kind.to_string(),
        Cell::Service(label) | Cell::Site(label) => named(label.as_deref()),
        Cell::Age(age) => age.code().unwrap_or_default(),
        Cell::Decommissioned(when) => when.map(|when| when.to_string()).unwrap_or_default(),
        Cell::Month(year, month) => format!("{year:04}-{month:02}"),
        Cell::Year(year) | Cell::SomeMonth(year) => year.to_string(),
        Cell::Outcome(outcome) => outcome.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Channel(channel) => channel.to_string(),
        Cell::Medium(kind) => kind.to_string(),
        Cell::Lack(lack) => lack.to_string(),
        Cell::Claim(claim) => claim.to_string(),
        Cell::Technique(technique) => technique.to_string(),
        Cell::Verify(verify) => verify.to_string(),
        Cell::Verdict(verdict) => verdict.to_string(),
        Cell::Excepted(why) => why.to_string(),
        Cell::Text(said) => named(said.as_deref()),
        Cell::State(state) => state.to_string(),
        Cell::Work(kind) => kind.to_string(),
        Cell::Value(value) => written(*value),
    }
}

fn written(value: Value) -> String {
    match value {
        Value::Count(number) | Value::Share(number) | Value::Days(number) | Value::Minutes(number) => {
            number.to_string()
        }
        Value::State(state) => state.to_string(),
        Value::Grams(amount) | Value::Cents(amount) | Value::Co2(amount) | Value::Co2PerYear(amount) => {
            amount.to_string()
        }
        Value::Flag(flag) => flag.to_string(),
        Value::Nothing => String::new(),
    }
}
