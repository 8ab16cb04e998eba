//! A record of an earlier program, brought to the form of this one: whole or not at all, and never
//! without a backup of what it was.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
};

use rusqlite::OpenFlags;

use super::{
    Sqlite,
    open::{check_identity, connect, with_suffix},
    place::{create_beside, give_name, unusable},
    schema,
};
use crate::{
    model::text,
    store::{Error, Migrated, Result, append},
};

/// How many backups of one schema may lie beside a database: each is of a migration that failed.
const TRIES: u32 = 100;

/// What is kept of a record before it is migrated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// A backup: it is in use.
    Backup,
    /// Nothing: it is a copy, and what it was made from is kept.
    Nothing,
}

/// Brings a record to the schema of this program, and tells from which; nothing if it has it already.
/// Others wait meanwhile, and find it done.
///
/// # Errors
///
/// Returns [`Error::NotMigrated`] if it could not be done; nothing is changed then. What is foreign,
/// newer or altered is refused as it is everywhere.
pub(super) fn migrate(store: &Sqlite, before: Before) -> Result<Option<Migrated>> {
    let from = check_identity(store)?;
    if from == schema::CURRENT {
        return Ok(None);
    }
    let migrated = attempt(store, before);
    if migrated.is_err() {
        // What could not be done must not hold the record; a failure here changes nothing.
        let _ = store.conn.execute_batch("ROLLBACK");
    }
    migrated.map_err(|e| match e {
        Error::Unusable { path, cause } => Error::NotMigrated {
            path: store.path.clone(),
            from,
            to: schema::CURRENT,
            cause: if path == store.path {
                cause
            } else {
                format!("{}: {cause}", text::visible(&path.to_string_lossy()))
            },
        },
        other => other,
    })
}

fn attempt(store: &Sqlite, before: Before) -> Result<Option<Migrated>> {
    let run = |sql: &str| store.conn.execute_batch(sql).map_err(|e| store.error(e));
    run("BEGIN IMMEDIATE")?;
    // Whoever held the record until now may have migrated it.
    let found = check_identity(store)?;
    if found == schema::CURRENT {
        run("ROLLBACK")?;
        return Ok(None);
    }
    let backup = match before {
        Before::Backup => Some(back_up(store, found)?),
        Before::Nothing => None,
    };
    for sql in schema::since(found) {
        run(sql)?;
    }
    append::project_media(&store.within())?;
    store.conn.pragma_update(None, "user_version", schema::CURRENT).map_err(|e| store.error(e))?;
    if let Some(object) = schema::difference(&store.conn, schema::CURRENT).map_err(|e| store.error(e))? {
        return Err(Error::Fault(format!("the migration from schema {found} left {object}")));
    }
    run("COMMIT")?;
    Ok(Some(Migrated { from: found, to: schema::CURRENT, backup }))
}

/// Writes a verified copy beside the record, with its permissions, under a name that nothing has.
fn back_up(store: &Sqlite, found: u32) -> Result<PathBuf> {
    let mode = fs::metadata(&store.path).map_err(|e| unusable(&store.path, e))?.permissions().mode() & 0o777;
    let hidden = Hidden(create_beside(&store.path, 0o600)?);
    // Whoever holds the write cannot be the source of a copy: another handle reads beside it.
    let beside = connect(&store.path, store.path.clone(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    beside.copy_into(&hidden.0)?;
    drop(beside);
    fs::set_permissions(&hidden.0, Permissions::from_mode(mode)).map_err(|e| unusable(&hidden.0, e))?;
    for attempt in 1..TRIES {
        let suffix = match attempt {
            1 => format!(".schema-{found}.backup"),
            more => format!(".schema-{found}.backup-{more}"),
        };
        let name = with_suffix(&store.path, &suffix);
        match give_name(&hidden.0, &name) {
            Ok(()) => return Ok(name),
            Err(Error::Exists(_)) => {}
            Err(e) => return Err(e),
        }
    }
    Err(unusable(&store.path, format!("{TRIES} × .schema-{found}.backup")))
}

/// A file that nobody knows of, removed when it is dropped.
struct Hidden(PathBuf);

impl Drop for Hidden {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
