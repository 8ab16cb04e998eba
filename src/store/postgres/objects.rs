//! The objects of the schema, as the catalogues of the server tell of them, against those that the migrations
//! make: so a table, trigger or function that is not ours is seen, and one of ours that is gone.

use std::collections::HashMap;

use tokio_postgres::{
    Row,
    types::{FromSql, Type},
};

use super::{Session, ask::Sql, fault::message};
use crate::store::{Error, Result, file_hash};

/// The objects that the migrations make, one a line, as [`lines`] says them.
const EXPECTED: &str = include_str!("../../../schema/postgres/objects.txt");

/// What is asked of each catalogue. A session that has just begun plans every question from nothing, and this
/// is asked whenever the record is opened: a plain look into each costs the server less than half of one
/// question that joins them and says the lines itself. What belongs to nobody else has a number from 16384
/// on; what of that is not in the schema is left out here.
pub(super) const CATALOGUES: [&str; 7] = [
    "SELECT oid, relname, relkind, relrowsecurity OR relforcerowsecurity FROM pg_class \
     WHERE relnamespace = 'rebond'::regnamespace",
    "SELECT attrelid, attname, atttypid, atttypmod, attcollation, attnotnull FROM pg_attribute \
     WHERE attnum > 0 AND NOT attisdropped AND attrelid = ANY (ARRAY( \
         SELECT oid FROM pg_class WHERE relnamespace = 'rebond'::regnamespace AND relkind = 'r'))",
    "SELECT indexrelid, indisunique, indisvalid FROM pg_index WHERE indexrelid >= 16384",
    "SELECT oid, proname, prosrc FROM pg_proc WHERE pronamespace = 'rebond'::regnamespace",
    "SELECT tgrelid, tgname, tgfoid, tgtype, tgenabled, tgqual IS NULL AND tgattr = '' FROM pg_trigger \
     WHERE NOT tgisinternal",
    "SELECT ev_class, rulename FROM pg_rewrite WHERE ev_class >= 16384 AND rulename <> '_RETURN'",
    "SELECT conname, contype, CASE contype WHEN 'c' THEN pg_get_constraintdef(oid) END FROM pg_constraint \
     WHERE connamespace = 'rebond'::regnamespace",
];

/// The collation in which texts are compared byte by byte: its number is the same on every server.
const BYTES: u32 = 950;

/// Looks, in a session, what is in the schema.
pub(super) fn found(session: &Session<'_>) -> Result<Vec<String>> {
    let asked = CATALOGUES.iter().map(|sql| Sql::once(*sql, &[])).collect::<Result<_>>()?;
    lines(&session.ask_once(asked)?)
}

/// Says what the catalogues told, in the order of the bytes: a table with its columns, an index, a trigger
/// and when it is on, a function by the hash of its text, what a constraint checks. The words are the same on every
/// version of the server.
pub(super) fn lines(told: &[Vec<Row>]) -> Result<Vec<String>> {
    let [classes, columns, indexes, functions, triggers, rules, constraints] = told else {
        return Err(Error::Fault("not an answer of each catalogue".to_owned()));
    };
    let relations = named(classes)?;
    let procedures = named(functions)?;
    let mut lines = Vec::new();
    for row in columns {
        if let Some(table) = relations.get(&cell(row, 0)?) {
            lines.push(format!("table {table} {}", column(row)?));
        }
    }
    let indexes: HashMap<u32, &Row> =
        indexes.iter().map(|row| Ok((cell(row, 0)?, row))).collect::<Result<_>>()?;
    for row in classes {
        lines.extend(relation(row, &indexes)?);
    }
    for row in triggers {
        if let Some(table) = relations.get(&cell(row, 0)?) {
            let function: u32 = cell(row, 2)?;
            let function =
                procedures.get(&function).map_or_else(|| function.to_string(), |name| (*name).to_owned());
            let (name, kind, on): (&str, i16, char) = (cell(row, 1)?, cell(row, 3)?, letter(row, 4)?);
            let always = if cell(row, 5)? { "" } else { " sometimes" };
            lines.push(format!("trigger {name} {table} {function} {kind} {on}{always}"));
        }
    }
    for row in rules {
        if let Some(table) = relations.get(&cell(row, 0)?) {
            lines.push(format!("rule {} {table}", cell::<&str>(row, 1)?));
        }
    }
    for row in functions {
        let text: &str = cell(row, 2)?;
        lines.push(format!("function {} {}", cell::<&str>(row, 1)?, file_hash(text.as_bytes())));
    }
    for row in constraints {
        // What is not null is said of columns; a trigger of a constraint is a trigger.
        let kind = letter(row, 1)?;
        if !matches!(kind, 'n' | 't') {
            let check = cell::<Option<&str>>(row, 2)?.map_or_else(String::new, |check| format!(" {check}"));
            lines.push(format!("constraint {} {kind}{check}", cell::<&str>(row, 0)?));
        }
    }
    lines.sort_unstable();
    Ok(lines)
}

/// A column: its name, type and collation, and whether it is always filled.
fn column(row: &Row) -> Result<String> {
    let (name, kind, modified): (&str, u32, i32) = (cell(row, 1)?, cell(row, 2)?, cell(row, 3)?);
    let kind = Type::from_oid(kind).map_or_else(|| kind.to_string(), |kind| kind.name().to_owned());
    let modified = if modified < 0 { String::new() } else { format!("({modified})") };
    let collation = match cell(row, 4)? {
        0 => String::new(),
        BYTES => " \"C\"".to_owned(),
        other => format!(" collation {other}"),
    };
    let filled = if cell(row, 5)? { " not null" } else { "" };
    Ok(format!("{name} {kind}{modified}{collation}{filled}"))
}

/// A relation that is no table: nothing for one, which is said by its columns, unless it hides rows.
fn relation(row: &Row, indexes: &HashMap<u32, &Row>) -> Result<Option<String>> {
    let kind = match letter(row, 2)? {
        'r' if cell(row, 3)? => "row_security",
        'r' | 't' | 'c' => return Ok(None),
        'i' => "index",
        'v' => "view",
        'S' => "sequence",
        _ => "relation",
    };
    let mut line = format!("{kind} {}", cell::<&str>(row, 1)?);
    if let Some(index) = indexes.get(&cell(row, 0)?) {
        if cell(index, 1)? {
            line.push_str(" unique");
        }
        if !cell(index, 2)? {
            line.push_str(" invalid");
        }
    }
    Ok(Some(line))
}

/// The names of things by their numbers.
fn named(rows: &[Row]) -> Result<HashMap<u32, &str>> {
    rows.iter().map(|row| Ok((cell(row, 0)?, cell(row, 1)?))).collect()
}

fn cell<'r, T: FromSql<'r>>(row: &'r Row, at: usize) -> Result<T> {
    row.try_get(at).map_err(|e| Error::Corrupt(message(&e)))
}

/// A value of one letter.
fn letter(row: &Row, at: usize) -> Result<char> {
    cell::<i8>(row, at).map(|byte| char::from(byte.unsigned_abs()))
}

/// Returns the first object by which a schema differs from ours.
pub(super) fn difference(found: &[String]) -> Option<String> {
    let expected: Vec<&str> = EXPECTED.lines().collect();
    if found.iter().map(String::as_str).eq(expected.iter().copied()) {
        return None;
    }
    let extra = found.iter().find(|line| !expected.contains(&line.as_str())).map(String::as_str);
    let object = extra.or_else(|| expected.into_iter().find(|line| !found.iter().any(|other| other == line)));
    // A line that is there twice is in neither list alone.
    Some(object.map_or_else(|| "schema".to_owned(), kind_and_name))
}

/// The kind and name of an object.
fn kind_and_name(line: &str) -> String {
    line.split(' ').take(2).collect::<Vec<_>>().join(" ")
}
