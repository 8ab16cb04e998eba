//! Names and texts erased, and taken out of the files of the server.
//!
//! A row that is deleted stays in its file until the file is written again, which `VACUUM FULL` does: the
//! former file is removed. What the server wrote about the row before, its write-ahead log, it removes as
//! it goes on; what was archived or copied from it, whoever keeps the server removes.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use super::{Postgres, Session, search, wire::Request};
use crate::{
    model::{erasure::Erased, id::AssetId},
    store::{Error, Place, Result, erased_in_log, ground::Ground as _, rows::Cells as _},
};

/// The tables in which names and texts stand.
const NAMING: [&str; 5] = ["vault_actor", "vault_party", "vault_text", "vault_label", "search"];

/// How long those who still read are waited for.
const READERS: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(100);

/// Erases what is known of these, and returns how many were.
pub(super) fn erase(session: &Session<'_>, what: &[Erased]) -> Result<usize> {
    // What waits is searched by the names that are still there: it goes first, and they are forgotten then.
    session.gather()?;
    let mut assets = BTreeSet::new();
    let mut erased = 0;
    for thing in what {
        assets.extend(named_by(session, thing)?);
        erased += delete(session, thing)?;
    }
    if erased > 0 {
        search::again(session, &assets.into_iter().collect::<Vec<_>>())?;
        session.settle()?;
    }
    usize::try_from(erased).map_err(|e| Error::Fault(e.to_string()))
}

/// The assets in whose words a thing may stand.
fn named_by(session: &Session<'_>, thing: &Erased) -> Result<Vec<AssetId>> {
    match thing {
        Erased::Party(id) => search::held_by(session, *id),
        Erased::Operator(_) | Erased::Evidence(..) => Ok(Vec::new()),
        Erased::Text(id) => {
            let sql = "SELECT text FROM vault_text WHERE id = $1";
            let text = session.one(sql, &[id.into()], |row| row.cell::<String>(0))?;
            search::with_words(session, &text.unwrap_or_default())
        }
        Erased::Service(code, _) | Erased::Site(code, _) => search::with_words(session, code),
    }
}

fn delete(session: &Session<'_>, thing: &Erased) -> Result<u64> {
    session.forget_names();
    match thing {
        Erased::Party(id) => {
            session.names.borrow_mut().forget_party(*id);
            session.run("DELETE FROM vault_party WHERE id = $1", &[id.into()])
        }
        Erased::Operator(id) => session.run("DELETE FROM vault_actor WHERE id = $1", &[id.into()]),
        Erased::Text(id) => session.run("DELETE FROM vault_text WHERE id = $1", &[id.into()]),
        Erased::Service(code, _) | Erased::Site(code, _) => {
            let place = if matches!(thing, Erased::Site(..)) { Place::Site } else { Place::Service };
            session.names.borrow_mut().forget_place(place, code);
            let sql = "DELETE FROM vault_label WHERE place = $1 AND code = $2";
            session.run(sql, &[place.code().into(), code.into()])
        }
        Erased::Evidence(hash, _) => {
            session.run("DELETE FROM vault_evidence WHERE hash = $1", &[hash.into()])
        }
    }
}

/// Takes out of the files what erasures left there. Nothing stands beside a server: what was erased is
/// in the log.
pub(super) fn scrub(store: &Postgres) -> Result<Option<PathBuf>> {
    // Only who may write the tables again can; the server would pass them over with a warning. Between two
    // questions this holds no snapshot that anybody would wait for.
    let session = store.session("BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY")?;
    let owned = session.one(
        "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'rebond.search'::regclass",
        &[],
        |row| row.cell::<bool>(0),
    )?;
    // Files are many bytes: they are written again only where one was ever erased.
    let evidence = erased_in_log(&session)?.iter().any(|erased| matches!(erased, Erased::Evidence(..)));
    if owned != Some(true) {
        let why = "VACUUM FULL".to_owned();
        return Err(store.address.trouble(crate::store::Server::Denied(why)));
    }
    let until = Instant::now() + READERS;
    let since = now(&session)?;
    // While somebody looks at an earlier state, rows that were deleted since are kept for them.
    while read_before(&session, &since)? {
        if Instant::now() >= until {
            return Err(Error::Busy);
        }
        thread::sleep(PAUSE);
    }
    drop(session);
    let mut wire = store.wire.borrow_mut();
    let Some(wire) = wire.as_mut() else { return Err(Error::Busy) };
    let mut say = |sql: &str| {
        let came = wire.ask(&[Request::script(sql)]);
        let came = came.and_then(|answers| answers.into_iter().try_for_each(|answer| answer.map(drop)));
        came.map_err(|e| store.address.error(&e))
    };
    say(&format!("SET lock_timeout = '{}s'", READERS.as_secs()))?;
    let files = evidence.then_some("vault_evidence");
    let all = NAMING.into_iter().chain(files).try_for_each(|table| say(&format!("VACUUM FULL {table}")));
    all.and(say("RESET lock_timeout")).map(|()| None)
}

/// The number of the next transaction.
fn now(session: &Session<'_>) -> Result<String> {
    let sql = "SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text";
    session.one(sql, &[], |row| row.cell(0))?.ok_or_else(|| Error::Fault("no snapshot".to_owned()))
}

/// Tells whether somebody in this database looks at a state from before a transaction.
fn read_before(session: &Session<'_>, since: &str) -> Result<bool> {
    // The server remembers who is there as long as a transaction lasts, unless it is told not to.
    session.one("SELECT pg_stat_clear_snapshot()::text", &[], |_| Ok(()))?;
    let sql = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() \
               AND pid <> pg_backend_pid() AND age(backend_xmin) > age($1::text::xid)) \
               OR EXISTS (SELECT FROM pg_prepared_xacts WHERE database = current_database())";
    Ok(session.one(sql, &[since.into()], |row| row.cell(0))?.unwrap_or(false))
}
