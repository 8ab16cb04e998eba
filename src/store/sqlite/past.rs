//! The short way to a past record: what the left-out events do not bear on is copied from the present
//! projections, a table at a time, and the rest alone is folded again.

use std::path::Path;

use rusqlite::params;
use uuid::Uuid;

use super::{
    Session, Sqlite,
    copy::address,
    open::temporary,
    schema,
    sink::{Insert, Unsearched},
};
use crate::{
    model::event::Seq,
    store::{LeftOut, Reader as _, Result, fold, lives},
};

/// The tables whose rows each hang on one subject, with the column that holds it.
const BY_SUBJECT: [(&str, &str); 13] = [
    ("asset", "id"),
    ("alias", "asset"),
    ("stay", "asset"),
    ("work", "asset"),
    ("decommissioning", "asset"),
    ("departure", "asset"),
    ("medium", "id"),
    ("attribution", "medium"),
    ("sanitisation", "medium"),
    ("reading", "medium"),
    ("lot", "id"),
    ("lot_line", "lot"),
    ("party", "id"),
];

const VAULT: [&str; 4] = ["vault_actor", "vault_party", "vault_text", "vault_label"];

/// In KiB: a past record is passed through, and its memory must not grow with it.
const CACHE: i32 = 16_384;

impl Session<'_> {
    /// As [`Reader::without`](crate::store::Reader::without). Nothing if the file cannot be opened beside
    /// this session, or if another has written since this session looks at it.
    pub(super) fn past(&self, left_out: &LeftOut) -> Result<Option<Sqlite>> {
        let Some(file) = self.conn().path().filter(|path| !path.is_empty()) else { return Ok(None) };
        let still = self.conn().is_readonly("main").map_err(|e| self.error(e))?;
        let mode = if still { "immutable=1" } else { "mode=ro" };
        let mut store = temporary()?;
        store.conn.set_prepared_statement_cache_capacity(64);
        store.unsearched = true;
        let attached = store.conn.execute("ATTACH ?1 AS source", [address(Path::new(file), mode)]);
        if attached.is_err() || store.cache(CACHE).is_err() {
            return Ok(None);
        }
        let sized = store.conn.execute_batch(&format!("PRAGMA source.cache_size=-{CACHE}"));
        sized.map_err(|e| store.error(e))?;
        let Some(mut past) = self.same_moment(&store)? else { return Ok(None) };
        past.fill(left_out, self.head()?.seq, self.policies()?.clearance())?;
        past.conn().execute_batch("COMMIT").map_err(|e| past.error(e))?;
        past.open = false;
        drop(past);
        // What is written while it is read, the search, is taken back.
        store.conn.execute_batch("PRAGMA main.journal_mode=MEMORY").map_err(|e| store.error(e))?;
        Ok(Some(store))
    }

    /// Begins to fill a store, if the file beside it stands where this session sees it.
    fn same_moment<'s>(&self, store: &'s Sqlite) -> Result<Option<Session<'s>>> {
        let Ok(past) = store.session("BEGIN DEFERRED") else { return Ok(None) };
        let sql = "SELECT seq, hash FROM source.event ORDER BY seq DESC LIMIT 1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Seq>(0)?, row.get::<_, [u8; 32]>(1)?));
        let Ok(found) = past.one(sql, [], read) else { return Ok(None) };
        let head = self.head()?;
        Ok((found == Some((head.seq, head.hash.0))).then_some(past))
    }

    fn fill(
        &mut self,
        left_out: &LeftOut,
        head: Seq,
        clearance: crate::model::sanitization::Clearance,
    ) -> Result<()> {
        let head = left_out.after.map_or(head, |after| after.min(head));
        let indexes = self.drop_indexes()?;
        self.see(left_out, head)?;
        self.copy_tables()?;
        fold::policies(self)?;
        fold::reserved_tags(self)?;
        let then = self.policies()?.clearance();
        if then != clearance {
            fold::clear_again(self, then)?;
        }
        let changed =
            self.all("SELECT subject FROM temp.changed", [], |row| Ok(Uuid::from_bytes(row.get(0)?)))?;
        lives::of_ids(self, &changed, &mut |subject, events| {
            let mut insert = Unsearched(Insert::new(self, true));
            fold::rows(self, subject, events, then, &mut insert).map(drop)
        })?;
        self.run(&indexes.concat())
    }

    /// Makes the log that is seen: the events that are not left out, and what they touch.
    fn see(&self, left_out: &LeftOut, head: Seq) -> Result<()> {
        self.run("CREATE TEMP TABLE left_out (seq INTEGER PRIMARY KEY)")?;
        let leave = || -> rusqlite::Result<()> {
            let mut insert = self.conn().prepare("INSERT INTO temp.left_out VALUES (?1)")?;
            left_out.these.iter().try_for_each(|seq| insert.execute(params![seq]).map(drop))
        };
        leave().map_err(|e| self.error(e))?;
        let seen = format!("seq <= {head} AND seq NOT IN (SELECT seq FROM temp.left_out)");
        self.run(&format!(
            "CREATE TEMP VIEW event AS SELECT seq, type, prev, hash, line FROM source.event WHERE {seen}; \
             CREATE TEMP VIEW touch AS SELECT subject, seq, bears FROM source.touch WHERE {seen}; \
             CREATE TEMP TABLE changed (subject BLOB PRIMARY KEY) WITHOUT ROWID; \
             INSERT INTO temp.changed SELECT DISTINCT subject FROM source.touch \
             WHERE bears = 1 AND NOT ({seen});"
        ))
    }

    fn copy_tables(&self) -> Result<()> {
        for table in VAULT {
            self.run(&format!("INSERT INTO main.{table} SELECT * FROM source.{table}"))?;
        }
        for (table, subject) in BY_SUBJECT {
            self.run(&format!(
                "INSERT INTO main.{table} SELECT * FROM source.{table} \
                 WHERE {subject} NOT IN (SELECT subject FROM temp.changed)"
            ))?;
        }
        Ok(())
    }

    /// Takes the indexes away until the rows are there, and returns the statements that make them again.
    fn drop_indexes(&self) -> Result<Vec<String>> {
        let objects = schema::objects(self.conn()).map_err(|e| self.error(e))?;
        // The log is read where it is, with its own.
        let filled = |sql: &str| !sql.is_empty() && !sql.contains(" ON event ");
        let indexes = objects.into_iter().filter(|(kind, _, sql)| kind == "index" && filled(sql));
        indexes
            .map(|(_, name, sql)| self.run(&format!("DROP INDEX main.{name}")).map(|()| sql + ";"))
            .collect()
    }

    fn run(&self, sql: &str) -> Result<()> {
        self.conn().execute_batch(sql).map_err(|e| self.error(e))
    }
}
