//! Every projection written again, from log and vault.

use super::{Session, Sqlite, open::temporary, proof::PROJECTIONS, schema};
use crate::{
    model::event::Seq,
    store::{Error, Flow, Reader, Result, append, fold::read_line},
};
use rusqlite::config::DbConfig;

impl Sqlite {
    /// As [`Store::rewrite`](crate::store::Store::rewrite).
    pub(super) fn rewrite_projections(
        &self,
        sound: &mut dyn FnMut(&dyn Reader) -> Result<bool>,
    ) -> Result<bool> {
        let mut session = self.session("BEGIN IMMEDIATE")?;
        if !sound(&session)? {
            return Ok(false);
        }
        session.still_within()?;
        session.rewrite()?;
        let done = sound(&session)?;
        session.still_within()?;
        if done {
            session.conn().execute_batch("COMMIT").map_err(|e| session.error(e))?;
            session.open = false;
        }
        Ok(done)
    }
}

impl Session<'_> {
    /// Refuses to go on where the engine ended the transaction by itself, for the disk refused something on the
    /// way: whatever is written next would stand alone.
    fn still_within(&self) -> Result<()> {
        if !self.conn().is_autocommit() {
            return Ok(());
        }
        // In the words of the engine, that told it to whoever compared the tables.
        let cause = "disk I/O error".to_owned();
        Err(Error::Unusable { path: self.store.path.clone(), cause })
    }

    fn rewrite(&self) -> Result<()> {
        let tables = PROJECTIONS.iter().map(|(table, _)| *table).chain(["touch"]);
        for table in tables.filter(|table| *table != SEARCH) {
            let delete = self.conn().execute(&format!("DELETE FROM {table}"), []);
            delete.map_err(|e| self.error(e))?;
        }
        self.empty_search()?;
        self.touch_all()?;
        append::project(self)
    }

    /// Writes again what every event touches.
    fn touch_all(&self) -> Result<()> {
        let mut touched = Ok(());
        self.stream("SELECT seq, line FROM event ORDER BY seq", [], |row| {
            let (seq, line) = (row.get::<_, Seq>(0)?, row.get_ref(1)?.as_str()?);
            touched = read_line(seq, line).and_then(|event| append::touch(self, &event, self).map(drop));
            Ok(if touched.is_ok() { Flow::Continue(()) } else { Flow::Break(()) })
        })?;
        touched
    }

    /// Makes the search as it is in a new database, whatever is left of it.
    fn empty_search(&self) -> Result<()> {
        let Some(create) = schema::statement(SEARCH) else { return Ok(()) };
        let anew = || self.conn().execute_batch(&format!("DROP TABLE {SEARCH}; {create}"));
        if anew().is_ok() {
            return Ok(());
        }
        self.still_within()?;
        // What its engine keeps of it is too damaged to be opened, even to be dropped.
        self.refill_shadows()?;
        anew().map_err(|e| self.error(e))
    }

    /// Fills the tables in which the engine keeps the search with what a new database has in them.
    fn refill_shadows(&self) -> Result<()> {
        let defend = |on| self.conn().set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, on).map(drop);
        let fresh = temporary()?;
        let refill = || -> rusqlite::Result<()> {
            for (table, columns) in
                [("search_config", 2), ("search_content", 3), ("search_data", 2), ("search_idx", 3)]
            {
                self.conn().execute(&format!("DELETE FROM {table}"), [])?;
                let mut rows = fresh.conn.prepare(&format!("SELECT * FROM {table}"))?;
                let mut rows = rows.query([])?;
                while let Some(row) = rows.next()? {
                    let values: Vec<rusqlite::types::Value> =
                        (0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?;
                    let places = vec!["?"; columns].join(", ");
                    let insert = format!("INSERT INTO {table} VALUES ({places})");
                    self.conn().execute(&insert, rusqlite::params_from_iter(values))?;
                }
            }
            Ok(())
        };
        defend(false).map_err(|e| self.error(e))?;
        let refilled = refill();
        defend(true).and(refilled).map_err(|e| self.error(e))
    }
}

const SEARCH: &str = "search";
