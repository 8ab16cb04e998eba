//! The schema: numbered migrations, and what a server must be like.

use super::{
    Postgres,
    address::Address,
    link::value,
    objects::{self, CATALOGUES, difference},
    wire::{Answer, Request, Wire},
};
use crate::store::{Error, Migrated, Result, Server, append, column::Column as _, rows::Cells as _};

/// Every migration, in order. Never edited once released; the schema's number is the last one's.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../schema/postgres/0001_record.sql"),
    include_str!("../../../schema/postgres/0002_trust.sql"),
    include_str!("../../../schema/postgres/0003_evidence.sql"),
    include_str!("../../../schema/postgres/0004_sanitisation.sql"),
    include_str!("../../../schema/postgres/0005_readings.sql"),
];

/// The number of the schema this program writes.
#[allow(clippy::cast_possible_truncation, reason = "a handful of migrations")]
const CURRENT: u32 = MIGRATIONS.len() as u32;

/// The oldest server we know: 15.
const OLDEST: i64 = 150_000;

/// What is in a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing at all.
    Nothing,
    /// Something that is not ours.
    Foreign,
    /// A record of this schema.
    Record(u32),
}

/// What a server is like.
const FACTS: &str = "SELECT current_setting('server_version_num')::bigint, current_setting('server_version'), \
                     current_setting('fsync') = 'on', current_setting('server_encoding'), pg_is_in_recovery()";

/// A commit is durable when it is said to be, whatever the user or the database has set. A plan is for all
/// rows of an answer, not for the first of them, and no question is worth being compiled. What would take a
/// server hours to notice, that a client is gone, it asks for.
const SETTINGS: &str = "SET search_path = rebond, pg_temp; SET standard_conforming_strings = on; SET cursor_tuple_fraction = 1.0; SET jit = off; \
     SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3; \
     SET bytea_output = hex; \
     SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')";

/// Which of the numbered files made the schema.
const VERSION: &str = "SELECT version FROM rebond.schema_version";

/// What a server showed when a connection was made.
pub(super) struct Seen {
    /// Whether it is a standby.
    pub(super) standby: bool,
    /// The number of the schema and its objects, where there is one and it can be read.
    record: Option<(Option<u32>, Vec<String>)>,
}

/// Refuses a server on which the record would not be safe, sets up the connection, and looks at the server
/// and at the record, in one question.
pub(super) fn settle(wire: &mut Wire, address: &Address) -> Result<Seen> {
    let trouble = |e: tokio_postgres::Error| address.unconnected(&e);
    let mut asked = vec![Request::ask(FACTS), Request::script(SETTINGS), Request::ask(VERSION)];
    asked.extend(CATALOGUES.map(Request::ask));
    let mut came = wire.ask(&asked).map_err(trouble)?.into_iter();
    let mut next = || came.next().unwrap_or_else(|| Ok(Answer::default()));
    let facts = next().map_err(trouble)?;
    let Some(row) = facts.rows.first() else { return Err(Error::Fault("no answer".to_owned())) };
    fit(row.cell(0)?, row.cell(1)?, row.cell(2)?, row.cell(3)?).map_err(|why| address.trouble(why))?;
    next().map_err(trouble)?;
    // Where there is no record, or it may not be read, that is found out at leisure.
    let version = next();
    let told: std::result::Result<Vec<_>, _> = came.map(|answer| answer.map(|answer| answer.rows)).collect();
    let record = match (version, told) {
        (Ok(version), Ok(told)) => {
            Some((version.rows.first().map(|row| row.cell(0)).transpose()?, objects::lines(&told)?))
        }
        _ => None,
    };
    Ok(Seen { standby: row.cell(4)?, record })
}

/// Refuses a server that is too old, or on which a commit may be forgotten, or that does not keep every letter.
pub(super) fn fit(
    number: i64,
    version: String,
    durable: bool,
    encoding: String,
) -> std::result::Result<(), Server> {
    if number < OLDEST {
        return Err(Server::TooOld(version));
    }
    if !durable {
        return Err(Server::Unsafe);
    }
    if encoding == "UTF8" { Ok(()) } else { Err(Server::Encoding(encoding)) }
}

/// Looks what is in the database.
pub(super) fn identify(store: &Postgres) -> Result<Found> {
    let seen = store.seen.borrow_mut().take().and_then(|seen| seen.record);
    if let Some((version, objects)) = seen {
        return judge(store, version, &objects);
    }
    // Each question has a snapshot of its own: whether a table is there is asked of no other.
    let session = store.session("BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY")?;
    let there = session.rows(
        "SELECT to_regclass('rebond.schema_version') IS NOT NULL, to_regnamespace('rebond') IS NOT NULL \
         OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') \
                      AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%' \
                      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'))",
        &[],
    )?;
    let Some(row) = there.first() else { return Ok(Found::Nothing) };
    match (row.cell::<bool>(0)?, row.cell::<bool>(1)?) {
        (true, _) => {}
        (false, true) => return Ok(Found::Foreign),
        (false, false) => return Ok(Found::Nothing),
    }
    let version = session.one(VERSION, &[], |row| row.cell::<u32>(0))?;
    let objects = objects::found(&session)?;
    drop(session);
    judge(store, version, &objects)
}

/// Judges a record by the number of its schema and the objects in it.
fn judge(store: &Postgres, version: Option<u32>, objects: &[String]) -> Result<Found> {
    let path = || store.address.place();
    let newer = |found| Error::Newer { path: path(), found, known: CURRENT };
    match version {
        None => return Ok(Found::Foreign),
        Some(found) if found > CURRENT => return Err(newer(found)),
        Some(found) if found < CURRENT => return Ok(Found::Record(found)),
        Some(_) => {}
    }
    if difference(objects).is_none() {
        return Ok(Found::Record(CURRENT));
    }
    // What was asked of one catalogue after the other is asked of all at one moment before it is believed:
    // whoever keeps the server may have been at an index.
    let session = store.session("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1")?;
    let object = difference(&objects::found(&session)?);
    match (session.one(VERSION, &[], |row| row.cell::<u32>(0))?, object) {
        // A later program has just migrated it.
        (Some(found), _) if found > CURRENT => Err(newer(found)),
        (_, Some(object)) => Err(Error::Altered { path: path(), object }),
        (_, None) => Ok(Found::Record(CURRENT)),
    }
}

/// Lays out the schema in a database that is empty; one that has it already stays as it is.
pub(super) fn lay_out(store: &Postgres) -> Result<()> {
    match identify(store)? {
        Found::Record(_) => return migrate(store, CURRENT).map(drop),
        Found::Foreign => return Err(Error::Foreign(store.address.place())),
        Found::Nothing => {}
    }
    let mut session = store.alone()?;
    // Whoever held the lock until now may have done it.
    let there = session.rows("SELECT to_regnamespace('rebond') IS NOT NULL", &[])?;
    if there.first().is_some_and(|row| value(row, 0).is_ok_and(|there| there == true.value())) {
        drop(session);
        return lay_out(store);
    }
    session.script("CREATE SCHEMA rebond")?;
    for sql in MIGRATIONS {
        session.script(sql)?;
    }
    session.run("INSERT INTO schema_version (version) VALUES ($1)", &[(&CURRENT).into()])?;
    if let Some(object) = difference(&objects::found(&session)?) {
        return Err(Error::Fault(format!("the schema was laid out with another {object}")));
    }
    session.script("COMMIT")?;
    session.open = false;
    Ok(())
}

/// Brings a record to the schema of this program, whole or not at all, and tells from which; nothing if it
/// has it already. Others wait meanwhile, and find it done.
pub(super) fn migrate(store: &Postgres, version: u32) -> Result<Option<Migrated>> {
    if version == CURRENT || store.standby.get() {
        return Ok(None);
    }
    let not_migrated = |error: Error| match error {
        Error::Unusable { path, cause } => Error::NotMigrated { path, from: version, to: CURRENT, cause },
        Error::Fault(cause) => {
            Error::NotMigrated { path: store.address.place(), from: version, to: CURRENT, cause }
        }
        other => other,
    };
    let mut session = store.alone()?;
    let found = session.one("SELECT version FROM schema_version", &[], |row| row.cell::<u32>(0))?;
    let Some(found) = found.filter(|found| *found < CURRENT) else { return Ok(None) };
    let since = usize::try_from(found).unwrap_or(usize::MAX);
    for sql in MIGRATIONS.get(since..).unwrap_or_default() {
        session.script(sql).map_err(not_migrated)?;
    }
    append::project_media(&session).map_err(not_migrated)?;
    session.run("UPDATE schema_version SET version = $1", &[(&CURRENT).into()])?;
    if let Some(object) = difference(&objects::found(&session)?) {
        return Err(Error::Fault(format!("the migration from schema {found} left {object}")));
    }
    session.script("COMMIT")?;
    session.open = false;
    Ok(Some(Migrated { from: found, to: CURRENT, backup: None }))
}
