//! A lot and its lines, as rows.

use rusqlite::Row;

use super::{
    Session,
    rows::{Sql, get, maybe},
};
use crate::{
    model::{
        amount::Grams,
        id::LotId,
        lot::{Lot, LotFacts, LotLine, Placed},
    },
    store::Result,
};

/// The columns of `lot_line`, in the order [`placed`] reads them.
pub(super) const PLACED: &str = "line, undertaken_on, shipped_on, proved, proved_on, returned_on";

/// Reads a line of a lot.
pub(super) fn placed(row: &Row<'_>) -> rusqlite::Result<Placed> {
    let line: String = row.get(0)?;
    Ok(Placed {
        line: json::<LotLine>(&line)?,
        undertaken_on: maybe(row, 1)?,
        shipped_on: maybe(row, 2)?,
        proved: maybe(row, 3)?.zip(maybe(row, 4)?),
        returned_on: maybe(row, 5)?,
    })
}

/// A query for lots, in the order [`lot`] reads them.
pub(super) const LOT: &str =
    "SELECT id, number, status, facts, opened_on, shipped_on, shipments, mass_g, weighed, last_on FROM lot";

/// Reads a lot; its lines are in a table of their own.
pub(super) fn lot(row: &Row<'_>) -> rusqlite::Result<Lot> {
    let (facts, shipments): (String, String) = (row.get(3)?, row.get(6)?);
    Ok(Lot {
        id: get(row, 0)?,
        number: row.get(1)?,
        status: get(row, 2)?,
        facts: json::<LotFacts>(&facts)?,
        lines: Vec::new(),
        opened_on: get(row, 4)?,
        shipped_on: maybe(row, 5)?,
        shipments: json(&shipments)?,
        mass: maybe::<Grams>(row, 7)?.zip(row.get(8)?),
        last_on: maybe(row, 9)?,
    })
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(e)))
}

impl Session<'_> {
    /// Returns the lines of a lot, in their order.
    pub(super) fn lines_of(&self, lot: LotId) -> Result<Vec<Placed>> {
        self.all(&format!("SELECT {PLACED} FROM lot_line WHERE lot = ?1 ORDER BY place"), [Sql(&lot)], placed)
    }
}
