//! How a question is put to the database.

use rusqlite::{OptionalExtension, Params, Row};

use super::Session;
use crate::store::{Flow, Result};

impl Session<'_> {
    /// Asks for at most one row.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let ask = || self.conn().prepare_cached(sql)?.query_row(params, read).optional();
        ask().map_err(|e| self.error(e))
    }

    /// Asks for every row.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let ask = || {
            self.conn().prepare_cached(sql)?.query_map(params, read)?.collect::<rusqlite::Result<Vec<T>>>()
        };
        ask().map_err(|e: rusqlite::Error| self.error(e))
    }

    /// Hands every row to `each`, one at a time, until it breaks.
    pub(super) fn stream(
        &self,
        sql: &str,
        params: impl Params,
        mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<Flow>,
    ) -> Result<()> {
        let ask = || {
            let mut query = self.conn().prepare_cached(sql)?;
            let mut rows = query.query(params)?;
            while let Some(row) = rows.next()? {
                if each(row)?.is_break() {
                    break;
                }
            }
            Ok(())
        };
        ask().map_err(|e: rusqlite::Error| self.error(e))
    }

    /// Reads a long stream with a small cache: its pages are passed once, and a list must not grow with
    /// the record. A write keeps its cache, for its pages are not written yet.
    pub(super) fn passing(&self, read: impl FnOnce() -> Result<()>) -> Result<()> {
        /// In KiB.
        const SMALL: i32 = 4_096;
        if self.write.borrow().is_some() {
            return read();
        }
        self.store.cache(SMALL)?;
        let done = read();
        self.store.cache(super::open::CACHE)?;
        done
    }
}
