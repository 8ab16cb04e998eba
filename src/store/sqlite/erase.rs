//! Names and texts erased so that no byte of them stays: neither in a row, nor in what is searched,
//! nor in what a page or the write-ahead log remembers of rows that were there.
//!
//! A page that the engine balanced may keep a copy of a row that has moved to another page, and zeroing
//! what is deleted (`secure_delete`) does not reach it. So the tables of the vault are emptied, which
//! zeroes their pages, and written again; the search is dropped and made again.

use std::{collections::BTreeSet, path::PathBuf, time::Duration};

use rusqlite::params;

use super::{Session, Sqlite, open::PATIENCE, rows::Sql, search, tombstones};
use crate::{
    model::{erasure::Erased, id::AssetId},
    store::{Error, Place, Reader as _, Result, Store as _, erased_in_log},
};

/// The tables of the vault in which names stand.
const VAULT: [&str; 4] = ["vault_actor", "vault_party", "vault_text", "vault_label"];

/// How long those who still read are waited for.
const READERS: Duration = Duration::from_secs(5);

/// Erases what is known of these, and returns how many were.
pub(super) fn erase(session: &Session<'_>, what: &[Erased]) -> Result<usize> {
    let mut assets = BTreeSet::new();
    let mut erased = 0;
    for thing in what {
        assets.extend(named_by(session, thing)?);
        erased += delete(session, thing)?;
    }
    if erased > 0 {
        search::again(session, &assets.into_iter().collect::<Vec<_>>())?;
        write_again(session).map_err(|e| session.error(e))?;
    }
    if erased > 0 && what.iter().any(|thing| matches!(thing, Erased::Evidence(..))) {
        write_files_again(session).map_err(|e| session.error(e))?;
    }
    Ok(erased)
}

/// The assets in whose words a thing may stand.
fn named_by(session: &Session<'_>, thing: &Erased) -> Result<Vec<AssetId>> {
    match thing {
        Erased::Party(id) => {
            session.all("SELECT id FROM asset WHERE holder = ?1", [Sql(id)], |row| super::rows::get(row, 0))
        }
        Erased::Operator(_) | Erased::Evidence(..) => Ok(Vec::new()),
        Erased::Text(id) => search::with_words(session, &session.text(*id)?.unwrap_or_default()),
        Erased::Service(code, _) | Erased::Site(code, _) => search::with_words(session, code),
    }
}

fn delete(session: &Session<'_>, thing: &Erased) -> Result<usize> {
    let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
        session.conn().prepare_cached(sql).and_then(|mut query| query.execute(params))
    };
    match thing {
        Erased::Party(id) => {
            session.names.borrow_mut().forget_party(*id);
            run("DELETE FROM vault_party WHERE id = ?1", params![Sql(id)])
        }
        Erased::Operator(id) => run("DELETE FROM vault_actor WHERE id = ?1", params![Sql(id)]),
        Erased::Text(id) => run("DELETE FROM vault_text WHERE id = ?1", params![Sql(id)]),
        Erased::Service(code, _) | Erased::Site(code, _) => {
            let place = if matches!(thing, Erased::Site(..)) { Place::Site } else { Place::Service };
            session.names.borrow_mut().forget_place(place, code);
            run("DELETE FROM vault_label WHERE place = ?1 AND code = ?2", params![place.code(), code])
        }
        Erased::Evidence(hash, _) => run("DELETE FROM vault_evidence WHERE hash = ?1", params![Sql(hash)]),
    }
    .map_err(|e| session.error(e))
}

/// Writes what is left of the vault and of the search on pages that remember nothing.
fn write_again(session: &Session<'_>) -> rusqlite::Result<()> {
    let conn = session.conn();
    for table in VAULT {
        conn.execute_batch(&format!(
            "CREATE TEMP TABLE kept AS SELECT * FROM main.{table}; DELETE FROM main.{table}; \
             INSERT INTO main.{table} SELECT * FROM temp.kept; DROP TABLE temp.kept;"
        ))?;
    }
    let made: String =
        conn.query_row("SELECT sql FROM sqlite_schema WHERE name = 'search'", [], |row| row.get(0))?;
    conn.execute_batch(
        "CREATE TEMP TABLE kept AS SELECT rowid AS number, text, asset FROM main.search; DROP TABLE main.search;",
    )?;
    conn.execute_batch(&made)?;
    conn.execute_batch(
        "INSERT INTO main.search (rowid, text, asset) SELECT number, text, asset FROM temp.kept ORDER BY number; \
         DROP TABLE temp.kept;",
    )
}

/// The same for the files that are attached. They may be more than memory holds: they are copied within the
/// database, one by one, and back. A statement for all of them would keep what it changes in memory, to undo it.
fn write_files_again(session: &Session<'_>) -> rusqlite::Result<()> {
    let conn = session.conn();
    let rows: Vec<i64> = conn
        .prepare("SELECT rowid FROM main.vault_evidence ORDER BY rowid")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let copy = |from: &str, to: &str| -> rusqlite::Result<()> {
        let mut copy = conn.prepare(&format!(
            "INSERT INTO main.{to} (rowid, hash, bytes) SELECT rowid, hash, bytes FROM main.{from} WHERE rowid = ?1"
        ))?;
        rows.iter().try_for_each(|row| copy.execute([row]).map(drop))
    };
    conn.execute_batch("CREATE TABLE main.kept_evidence (hash BLOB, bytes BLOB)")?;
    copy("vault_evidence", "kept_evidence")?;
    conn.execute_batch("DELETE FROM main.vault_evidence")?;
    copy("kept_evidence", "vault_evidence")?;
    // To drop what is full keeps all of it in memory too.
    conn.execute_batch("DELETE FROM main.kept_evidence; DROP TABLE main.kept_evidence")
}

/// Takes out of the files what erasures left there.
pub(super) fn scrub(store: &Sqlite) -> Result<Option<PathBuf>> {
    let damaged = {
        let reader = store.read()?;
        tombstones::rewrite(&store.path, &erased_in_log(reader.as_ref())?)?
    };
    // What was there before the erasure stands in the write-ahead log until all of it is in the file
    // and it is cut; whoever reads an earlier state holds it back.
    let checkpoint = || {
        store.conn.busy_timeout(READERS)?;
        store.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
    };
    let busy = checkpoint();
    store.conn.busy_timeout(PATIENCE).map_err(|e| store.error(e))?;
    match busy.map_err(|e| store.error(e))? {
        0 => Ok(damaged),
        _ => Err(Error::Busy),
    }
}
