//! A lot and its lines, as rows.

use rusqlite::Row;

use super::{Session, rows::Sql};
pub(super) use crate::store::rows::{LOT, PLACED};
use crate::{
    model::{
        id::LotId,
        lot::{Lot, Placed},
    },
    store::{Result, rows},
};

/// Reads a line of a lot.
pub(super) fn placed(row: &Row<'_>) -> rusqlite::Result<Placed> {
    rows::placed(row)
}

/// Reads a lot; its lines are in a table of their own.
pub(super) fn lot(row: &Row<'_>) -> rusqlite::Result<Lot> {
    rows::lot(row)
}

impl Session<'_> {
    /// Returns the lines of a lot, in their order.
    pub(super) fn lines_of(&self, lot: LotId) -> Result<Vec<Placed>> {
        self.all(&format!("SELECT {PLACED} FROM lot_line WHERE lot = ?1 ORDER BY place"), [Sql(&lot)], placed)
    }
}
