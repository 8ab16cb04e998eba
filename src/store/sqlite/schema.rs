//! The schema: numbered migrations, and the fingerprint that shows a table, trigger or view that
//! is not ours.

use rusqlite::Connection;

/// Marks a file as ours: `RBND` in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x5242_4E44;

/// Every migration, in order. Never edited once released; the schema's number is the last one's.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../../schema/sqlite/0001_record.sql"),
    include_str!("../../../schema/sqlite/0002_trust.sql"),
    include_str!("../../../schema/sqlite/0003_evidence.sql"),
    include_str!("../../../schema/sqlite/0004_sanitisation.sql"),
    include_str!("../../../schema/sqlite/0005_readings.sql"),
];

/// The number of the schema this program writes.
#[allow(clippy::cast_possible_truncation, reason = "a handful of migrations")]
pub(super) const CURRENT: u32 = MIGRATIONS.len() as u32;

/// Returns the migrations that a database of this schema has not seen.
pub(super) fn since(version: u32) -> &'static [&'static str] {
    MIGRATIONS.get(count(version)..).unwrap_or_default()
}

/// How many migrations make a schema.
fn count(version: u32) -> usize {
    usize::try_from(version).unwrap_or(usize::MAX)
}

/// Returns every object of the schema as `(type, name, sql)`, in a fixed order.
pub(super) fn objects(conn: &Connection) -> rusqlite::Result<Vec<(String, String, String)>> {
    let mut query =
        conn.prepare_cached("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// Returns the first object by which a database differs from what the migrations up to a schema make.
pub(super) fn difference(conn: &Connection, version: u32) -> rusqlite::Result<Option<String>> {
    let found = objects(conn)?;
    let expected = expected(version);
    let differs = |(kind, name, sql): &(String, String, String), (k, n, s): &(&str, &str, &str)| {
        kind != k || name != n || sql != s
    };
    if found.len() == expected.len() && !found.iter().zip(&expected).any(|(f, e)| differs(f, e)) {
        return Ok(None);
    }
    let extra = found.iter().find(|f| !expected.iter().any(|e| !differs(f, e))).map(|f| (&f.0, &f.1));
    if let Some((kind, name)) = extra {
        return Ok(Some(format!("{kind} {name}")));
    }
    let lacking = expected.iter().find(|e| !found.iter().any(|f| !differs(f, e)));
    Ok(lacking.map(|(kind, name, _)| format!("{kind} {name}")))
}

/// Returns the objects that the migrations up to a schema make, read from their text: one statement each,
/// kept by `SQLite` as it was written, without its semicolon.
fn expected(version: u32) -> Vec<(&'static str, &'static str, &'static str)> {
    let migrations = MIGRATIONS.iter().take(count(version));
    let mut objects: Vec<_> = migrations.flat_map(|sql| statements(sql)).filter_map(object).collect();
    let automatic = objects.iter().flat_map(|(kind, name, sql)| {
        let unique = if *kind == "table" { automatic_indexes(sql) } else { 0 };
        AUTOMATIC.iter().filter(move |(table, _)| table == name).take(unique)
    });
    let automatic: Vec<_> = automatic.map(|(_, index)| ("index", *index, "")).collect();
    objects.extend(automatic);
    if objects.iter().any(|(_, name, _)| *name == "search") {
        objects.extend(SHADOWS.map(|(name, sql)| ("table", name, sql)));
    }
    objects.sort_unstable();
    objects
}

/// The indexes that `SQLite` makes for UNIQUE columns, by table.
const AUTOMATIC: [(&str, &str); 4] = [
    ("vault_actor", "sqlite_autoindex_vault_actor_2"),
    ("asset", "sqlite_autoindex_asset_2"),
    ("lot", "sqlite_autoindex_lot_2"),
    ("vault_evidence", "sqlite_autoindex_vault_evidence_1"),
];

/// The tables in which the engine keeps the index of `search`, as it makes them.
const SHADOWS: [(&str, &str); 4] = [
    ("search_config", "CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID"),
    ("search_content", "CREATE TABLE 'search_content'(id INTEGER PRIMARY KEY, c0, c1)"),
    ("search_data", "CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB)"),
    ("search_idx", "CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"),
];

/// Returns the statement that makes a table.
pub(super) fn statement(table: &str) -> Option<&'static str> {
    let all = MIGRATIONS.iter().flat_map(|sql| statements(sql));
    all.filter_map(object).find(|(kind, name, _)| *kind == "table" && *name == table).map(|found| found.2)
}

fn automatic_indexes(sql: &str) -> usize {
    sql.matches("NOT NULL UNIQUE").count()
}

/// Splits a migration into its statements; a trigger ends with `END;`.
fn statements(sql: &'static str) -> Vec<&'static str> {
    let mut statements = Vec::new();
    let mut rest = sql;
    while let Some(at) = rest.find("CREATE ") {
        rest = &rest[at..];
        let end = if rest.starts_with("CREATE TRIGGER") { "\nEND;" } else { ";" };
        let Some(stop) = rest.find(end) else { break };
        statements.push(&rest[..stop + end.len() - 1]);
        rest = &rest[stop + end.len()..];
    }
    statements
}

fn object(statement: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let mut words = statement.split_whitespace();
    let kind = match words.nth(1)? {
        "TABLE" => "table",
        "VIRTUAL" => words.next().map(|_| "table")?,
        "INDEX" => "index",
        "TRIGGER" => "trigger",
        _ => return None,
    };
    Some((kind, words.next()?, statement))
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::store::Seldom;

    fn of_schema(version: u32) -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        for sql in &MIGRATIONS[..count(version)] {
            conn.execute_batch(sql).unwrap();
        }
        conn
    }

    fn fresh() -> Connection {
        of_schema(CURRENT)
    }

    /// Databases of these schemas are out in the world: not one byte of them changes.
    #[test]
    fn a_released_migration_is_frozen() {
        const RELEASED: [&str; 1] = ["0bd4ba002067e9fb200a669d12e06e849066d673a76ec75b3275b49920c1f400"];
        for (sql, released) in MIGRATIONS.iter().zip(RELEASED) {
            let digest = crate::model::event::Hash(Sha256::digest(sql).into());
            assert_eq!(digest.to_string(), released, "{}", &sql[..60]);
        }
    }

    #[test]
    fn a_database_of_any_schema_has_exactly_the_objects_of_it() {
        for version in 1..=CURRENT {
            for other in 1..=CURRENT {
                let found = difference(&of_schema(version), other).unwrap();
                assert_eq!(found.is_none(), version == other, "{version} as {other}: {found:?}");
            }
        }
        assert!(difference(&fresh(), 0).unwrap().is_some(), "no schema has no objects");
    }

    #[test]
    fn what_is_seldom_is_found_by_its_index() {
        let conn = fresh();
        for kind in Seldom::ALL {
            for sql in [
                super::super::reader::seldom(&[*kind]),
                super::super::reader::seldom(&[*kind, Seldom::Voided, Seldom::Corrected]),
            ] {
                let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
                let steps = plan.query_map([], |row| row.get::<_, String>(3)).unwrap();
                let steps: Vec<_> = steps.map(Result::unwrap).collect();
                let read = |step: &&String| step.contains("event");
                assert!(steps.iter().filter(read).count() > 0, "{sql}: {steps:?}");
                for step in steps.iter().filter(read) {
                    assert!(
                        step.contains("SEARCH event USING INDEX event_seldom (type=?)"),
                        "{sql}: {steps:?}"
                    );
                }
                assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{sql}: {steps:?}");
            }
        }
        // The index holds these types and no others.
        let sql: String = conn
            .query_row("SELECT sql FROM sqlite_schema WHERE name = 'event_seldom'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(sql.matches("type = '").count(), Seldom::ALL.len());
    }

    #[test]
    fn an_added_a_changed_and_a_dropped_object_are_named() {
        for (sql, named) in [
            ("CREATE TRIGGER spy AFTER INSERT ON asset BEGIN SELECT 1; END", "trigger spy"),
            ("CREATE VIEW spy AS SELECT 1", "view spy"),
            ("DROP TRIGGER gate_asset", "trigger gate_asset"),
            ("DROP INDEX event_seldom", "index event_seldom"),
            ("ALTER TABLE asset ADD COLUMN spy TEXT", "table asset"),
        ] {
            let conn = fresh();
            conn.execute_batch(sql).unwrap();
            assert_eq!(difference(&conn, CURRENT).unwrap().as_deref(), Some(named), "{sql}");
        }
    }
}
