//! The schema: numbered migrations, what a server must be like, and the list of objects that shows a
//! table, trigger or function that is not ours.

use super::{
    Postgres,
    address::Address,
    link::value,
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

/// The objects that the migrations make, one a line, as [`OBJECTS`] lists them.
const EXPECTED: &str = include_str!("../../../schema/postgres/objects.txt");

/// The number of the schema this program writes.
#[allow(clippy::cast_possible_truncation, reason = "a handful of migrations")]
const CURRENT: u32 = MIGRATIONS.len() as u32;

/// The oldest server we know: 15.
const OLDEST: i64 = 150_000;

/// Lists what is in the schema: what is a table with which columns, an index, a trigger that is on, a
/// function with its text. The words are the same on every version of the server.
const OBJECTS: &str = "
    SELECT line FROM (
        SELECT 'table ' || c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
               || CASE WHEN a.attcollation <> 0 THEN ' ' || quote_ident(k.collname) ELSE '' END
               || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END AS line
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             LEFT JOIN pg_collation k ON k.oid = a.attcollation
        WHERE c.relnamespace = to_regnamespace('rebond') AND c.relkind = 'r'
        UNION ALL
        SELECT CASE c.relkind WHEN 'i' THEN 'index ' WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence '
                              ELSE 'relation ' END || c.relname
               || CASE WHEN i.indisunique THEN ' unique' ELSE '' END
               || CASE WHEN NOT i.indisvalid THEN ' invalid' ELSE '' END
        FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relnamespace = to_regnamespace('rebond') AND c.relkind NOT IN ('r', 't', 'c')
        UNION ALL
        SELECT 'trigger ' || t.tgname || ' ' || c.relname || ' ' || p.proname || ' ' || t.tgtype || ' '
               || t.tgenabled::text
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE c.relnamespace = to_regnamespace('rebond') AND NOT t.tgisinternal
        UNION ALL
        SELECT 'rule ' || r.rulename || ' ' || c.relname
        FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
        WHERE c.relnamespace = to_regnamespace('rebond') AND r.rulename <> '_RETURN'
        UNION ALL
        SELECT 'function ' || p.proname || ' ' || md5(p.prosrc)
        FROM pg_proc p WHERE p.pronamespace = to_regnamespace('rebond')
        UNION ALL
        SELECT 'constraint ' || n.conname || ' ' || n.contype::text FROM pg_constraint n
        WHERE n.connamespace = to_regnamespace('rebond') AND n.contype NOT IN ('n', 't')
    ) objects ORDER BY line COLLATE \"C\"";

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
                     current_setting('fsync') = 'on', pg_encoding_to_char(encoding)::text, pg_is_in_recovery() \
                     FROM pg_database WHERE datname = current_database()";

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
    let asked =
        [Request::ask(FACTS), Request::script(SETTINGS), Request::ask(VERSION), Request::ask(OBJECTS)];
    let mut came = wire.ask(&asked).map_err(trouble)?.into_iter();
    let mut next = || came.next().unwrap_or_else(|| Ok(Answer::default()));
    let facts = next().map_err(trouble)?;
    let Some(row) = facts.rows.first() else { return Err(Error::Fault("no answer".to_owned())) };
    fit(row.cell(0)?, row.cell(1)?, row.cell(2)?, row.cell(3)?).map_err(|why| address.trouble(why))?;
    next().map_err(trouble)?;
    // Where there is no record, or it may not be read, that is found out at leisure.
    let record = match (next(), next()) {
        (Ok(version), Ok(objects)) => Some((
            version.rows.first().map(|row| row.cell(0)).transpose()?,
            objects.rows.iter().map(|row| row.cell(0)).collect::<Result<_>>()?,
        )),
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
    let objects = session.all(OBJECTS, &[], |row| row.cell(0))?;
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
    let Some(object) = difference(objects) else { return Ok(Found::Record(CURRENT)) };
    let session = store.session("BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY")?;
    Err(match session.one(VERSION, &[], |row| row.cell::<u32>(0))? {
        // A later program has just migrated it.
        Some(found) if found > CURRENT => newer(found),
        _ => Error::Altered { path: path(), object },
    })
}

/// Returns the first object by which a schema differs from ours.
fn difference(found: &[String]) -> Option<String> {
    let expected: Vec<&str> = EXPECTED.lines().collect();
    if found.iter().map(String::as_str).eq(expected.iter().copied()) {
        return None;
    }
    let extra = found.iter().find(|line| !expected.contains(&line.as_str())).map(String::as_str);
    extra.or_else(|| expected.into_iter().find(|line| !found.iter().any(|other| other == line))).map(named)
}

/// The kind and name of an object.
fn named(line: &str) -> String {
    line.split(' ').take(2).collect::<Vec<_>>().join(" ")
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
    if let Some(object) = difference(&session.all(OBJECTS, &[], |row| row.cell(0))?) {
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
    if let Some(object) = difference(&session.all(OBJECTS, &[], |row| row.cell(0))?) {
        return Err(Error::Fault(format!("the migration from schema {found} left {object}")));
    }
    session.script("COMMIT")?;
    session.open = false;
    Ok(Some(Migrated { from: found, to: CURRENT, backup: None }))
}
