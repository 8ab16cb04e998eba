//! A row of a table that is not what the log gives, as people can be told of it.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Finding, FindingCode, tables::key};
use crate::{
    model::{
        event::Seq,
        id::{AssetId, LotId, MediumId, PartyId},
    },
    store::{Reader, Result, row::RowText},
};

/// A row of a table that is not what the log gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The table.
    pub table: &'static str,
    /// What the row is about.
    pub about: About,
    /// Who has it.
    pub side: Side,
}

/// What a row is about, by the name that people have for it: a tag, a serial, the number of a lot; where none
/// is known, and for a party, whose name is not told, by its identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// An asset.
    Asset(String),
    /// A medium.
    Medium(String),
    /// A lot.
    Lot(String),
    /// A party.
    Party(String),
    /// Something else: a policy, a tag that is reserved.
    Other(String),
}

impl About {
    /// Returns the name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Asset(name)
            | Self::Medium(name)
            | Self::Lot(name)
            | Self::Party(name)
            | Self::Other(name) => name,
        }
    }
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// In the table and in the log, with other values.
    Both(Vec<Value>),
    /// Only the log gives it.
    Log,
    /// Only the table has it.
    Table,
}

/// A value that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The column.
    pub column: String,
    /// What stands in the table; none for no value, and for what is searched by, in which names stand.
    pub table: Option<String>,
    /// What the log gives; the same.
    pub log: Option<String>,
}

/// The table of what is searched by.
const SEARCH: &str = "search";

/// How a row says that there is no value.
const NULL: &str = "null";

/// Says the first of these rows that only one side has.
pub(super) fn first(
    reader: &dyn Reader,
    table: &'static str,
    rows: &BTreeMap<String, i64>,
) -> Result<Option<Finding>> {
    let Some((row, more)) = rows.iter().find(|(_, more)| **more != 0) else { return Ok(None) };
    let columns = reader.columns(table)?;
    // The same thing, otherwise said.
    let same = |other: &str| key(other) == key(row) && part(&columns, other) == part(&columns, row);
    let other = rows.iter().find(|(other, by)| **by == -more && same(other));
    let (log, kept) = match (other, *more > 0) {
        (Some((other, _)), true) => (Some(row), Some(other)),
        (Some((other, _)), false) => (Some(other), Some(row)),
        (None, true) => (Some(row), None),
        (None, false) => (None, Some(row)),
    };
    let said = log.unwrap_or(row);
    let side = match (kept, log) {
        (Some(kept), Some(log)) => Side::Both(values(table, &columns, kept, log)),
        (_, Some(_)) => Side::Log,
        (_, None) => Side::Table,
    };
    let about = about(reader, table, &columns, said);
    let detail = format!("{table} {}: {}", key(row), raw(&side, row));
    let row = Some(Box::new(Differing { table, about, side }));
    Ok(Some(Finding { code: FindingCode::Projection, seq: seq(&columns, said), detail, row }))
}

/// Says what an event is said to touch, where only the log or only the table says so.
pub(super) fn touch(reader: &dyn Reader, id: Uuid, seq: Seq, bears: bool, given: bool) -> Finding {
    let side = if given { Side::Log } else { Side::Table };
    let said = format!("{} {seq} {}", id.simple(), u8::from(bears));
    let detail = format!("touch: {}", raw(&side, &said));
    let named = [asset, medium, lot, party].iter().find_map(|named| named(reader, id));
    let about = named.unwrap_or_else(|| About::Other(id.to_string()));
    let row = Some(Box::new(Differing { table: "touch", about, side }));
    Finding { code: FindingCode::Projection, seq: Some(seq), detail, row }
}

/// The same as text that no language says: what is there, `<>`, what the log gives.
fn raw(side: &Side, row: &str) -> String {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| NULL.to_owned());
    match side {
        Side::Both(values) => {
            let said = |v: &Value| format!("{} {} <> {}", v.column, shown(&v.table), shown(&v.log));
            values.iter().map(said).collect::<Vec<_>>().join(", ")
        }
        Side::Log => format!("- <> {row}"),
        Side::Table => format!("{row} <> -"),
    }
}

/// The values in which two rows differ.
fn values(table: &str, columns: &[String], kept: &str, log: &str) -> Vec<Value> {
    let value = |text: &str| (table != SEARCH && text != NULL).then(|| text.to_owned());
    columns
        .iter()
        .zip(RowText::values(kept).zip(RowText::values(log)))
        .filter(|(_, (kept, log))| kept != log)
        .map(|(column, (kept, log))| Value { column: column.clone(), table: value(kept), log: value(log) })
        .collect()
}

/// What tells a row from the others of the same thing.
fn part<'r>(columns: &[String], row: &'r str) -> Option<&'r str> {
    column(columns, row, &["seq", "place"])
}

/// The event that a row is about.
fn seq(columns: &[String], row: &str) -> Option<Seq> {
    column(columns, row, &["seq", "version", "rowid"])?.parse().ok()
}

/// The value of the first of these columns that a row has.
fn column<'r>(columns: &[String], row: &'r str, names: &[&str]) -> Option<&'r str> {
    let at = columns.iter().position(|column| names.contains(&column.as_str()))?;
    RowText::values(row).nth(at).filter(|value| *value != NULL)
}

/// Names what a row is about.
fn about(reader: &dyn Reader, table: &str, columns: &[String], row: &str) -> About {
    let id = |name| column(columns, row, &[name]).and_then(|id| Uuid::try_parse(id).ok());
    let own = |name| column(columns, row, &[name]).unwrap_or_else(|| key(row)).to_owned();
    let named = match table {
        "asset" => Some(About::Asset(own("tag"))),
        "medium" => Some(About::Medium(own("serial"))),
        "lot" => Some(About::Lot(own("number"))),
        "party" => Some(About::Party(own("id"))),
        "lot_line" => id("lot").and_then(|id| lot(reader, id)),
        _ => id("asset").and_then(|id| asset(reader, id)),
    };
    named.unwrap_or_else(|| About::Other(key(row).to_owned()))
}

// What cannot be read of a damaged record has no name: its identity says enough.

fn asset(reader: &dyn Reader, id: Uuid) -> Option<About> {
    let asset = reader.asset(AssetId(id)).ok()??;
    Some(About::Asset(asset.tag.to_string()))
}

fn medium(reader: &dyn Reader, id: Uuid) -> Option<About> {
    let medium = reader.medium(MediumId(id)).ok()??;
    Some(About::Medium(medium.serial.unwrap_or_else(|| id.to_string())))
}

fn lot(reader: &dyn Reader, id: Uuid) -> Option<About> {
    let lot = reader.lot(LotId(id)).ok()??;
    Some(About::Lot(lot.number))
}

fn party(reader: &dyn Reader, id: Uuid) -> Option<About> {
    reader.party(PartyId(id)).ok()??;
    Some(About::Party(id.to_string()))
}
