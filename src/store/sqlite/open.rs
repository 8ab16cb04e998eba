//! Opening and creating a database, with every setting it lives by.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, ffi};

use super::{
    Sqlite,
    copy::still,
    migrate::{Before, migrate},
    network::refuse_network,
    place::{Way, access, create_beside, create_folder, give_name, refuse_exposed, unusable, why_not},
    restore::one_name,
    schema, tombstones,
};
use crate::store::{Error, Result};

/// How long a writer waits for another.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// The oldest engine we trust: before it, a reset of the write-ahead log could lose a commit.
const OLDEST_ENGINE: i32 = 3_051_003;

/// Who may open a new database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its owner only: mode 0600.
    Owner,
    /// Its owner and group: mode 0660.
    Group,
}

impl Access {
    /// Returns the permissions of a new database, and of a new folder for it.
    pub(super) const fn modes(self) -> (u32, u32) {
        match self {
            Self::Owner => (0o600, 0o700),
            // What the engine keeps beside the database belongs to the group of the folder.
            Self::Group => (0o660, 0o2770),
        }
    }
}

/// Opens an existing database; one of an earlier program is migrated. One that lies where nothing can
/// be written, such as on a disc, can be read if it was closed before.
///
/// # Errors
///
/// Returns [`Error`] if it is missing, foreign, newer than this program, altered, damaged, readable
/// by everyone, or on a network file system, or if it cannot be migrated. Nothing is changed then.
pub fn open(path: &Path) -> Result<Sqlite> {
    let path = absolute(path)?;
    refuse_exposed(&path)?;
    refuse_network(&path)?;
    // What the engine keeps beside a database lies beside the file that a link leads to.
    let file = path.canonicalize().map_err(|e| unusable(&path, e))?;
    let mut store = match access(&file).map_err(|why| Error::ReadOnly { path: path.clone(), why })? {
        Way::AtRest => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            guarded(&PathBuf::from(still(&file)), path, flags)?
        }
        Way::Shared => {
            let store = connect(&file, path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            if lacks_room(&store) { alone(&file, store)? } else { store }
        }
    };
    let schema = check_identity(&store)?;
    settle(&store)?;
    if schema != schema::CURRENT && is_alone(&store) {
        // It wants a backup first, and another handle for it: there is room for neither.
        let (path, cause) = (store.path.clone(), "database or disk is full".to_owned());
        return Err(Error::NotMigrated { path, from: schema, to: schema::CURRENT, cause });
    }
    store.migrated = migrate(&store, Before::Backup)?;
    Ok(store)
}

/// A database that is being made beside its final place: nobody finds it before it is whole, and
/// nothing of it stays if it never is.
pub struct Newborn {
    /// Nothing once it is closed.
    pub(super) store: Option<Sqlite>,
    pub(super) path: PathBuf,
    pub(super) temporary: PathBuf,
}

/// Begins a database where there is none.
///
/// # Errors
///
/// Returns [`Error::Exists`] if there is something, and [`Error`] if the place is not fit.
pub fn begin(path: &Path, access: Access) -> Result<Newborn> {
    let path = absolute(path)?;
    let (file, folder) = access.modes();
    refuse_remains(&path)?;
    create_folder(&path, folder)?;
    refuse_network(path.parent().unwrap_or(Path::new("/")))?;
    let temporary = create_beside(&path, file)?;
    let mut newborn = Newborn { store: None, path, temporary };
    let store = connect(&newborn.temporary, newborn.path.clone(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    lay_out(&store)?;
    settle(&store)?;
    newborn.store = Some(store);
    Ok(newborn)
}

/// Goes on with a database that was made at `temporary` and that nobody knows of yet, to give it its
/// name at `path` once it is whole. Its commits do not wait for the disk: until it is published a
/// power cut may take all of it, and nothing that anyone was promised.
///
/// # Errors
///
/// As [`open`].
pub fn resume(temporary: &Path, path: &Path) -> Result<Newborn> {
    let (temporary, path) = (absolute(temporary)?, absolute(path)?);
    let store = open(&temporary)?;
    store.conn.execute_batch("PRAGMA synchronous=OFF").map_err(|e| store.error(e))?;
    Ok(Newborn { store: Some(store), path, temporary })
}

impl Newborn {
    /// Returns the store, to record its first events.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Fault`] if it is closed.
    pub fn store(&self) -> Result<&Sqlite> {
        self.store.as_ref().ok_or_else(|| Error::Fault("closed".to_owned()))
    }

    /// Gives the database its name, never over another.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Exists`] if there is something by now, and [`Error`] if it cannot be done;
    /// then there is no database.
    pub fn publish(mut self) -> Result<()> {
        self.close()?;
        refuse_remains(&self.path)?;
        tombstones::announce(&self.temporary, &self.path)?;
        give_name(&self.temporary, &self.path)
    }

    /// Closes the database once all of it is in the one file that gets the name, and durable.
    pub(super) fn close(&mut self) -> Result<()> {
        if let Some(store) = self.store.take() {
            // Everything into the one file that gets the name: a write-ahead log has another name.
            let moved = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
            let busy = store.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], moved);
            if busy.map_err(|e| store.error(e))? != 0 {
                return Err(Error::Busy);
            }
            let Sqlite { conn, path, .. } = store;
            conn.close().map_err(|(_, e)| unusable(&path, e))?;
            // Whether or not the commits waited for the disk, the name does.
            let whole = std::fs::File::open(&self.temporary).and_then(|file| file.sync_all());
            whole.map_err(|e| unusable(&path, e))?;
        }
        Ok(())
    }
}

impl Drop for Newborn {
    fn drop(&mut self) {
        drop(self.store.take());
        for suffix in ["", "-wal", "-shm", "-journal", tombstones::SUFFIX] {
            // What is not there need not be removed; what cannot be is named by the error that led here.
            let _ = std::fs::remove_file(with_suffix(&self.temporary, suffix));
        }
    }
}

/// Creates a database where there is none, with nothing recorded.
///
/// # Errors
///
/// As [`begin`] and [`Newborn::publish`].
pub fn create(path: &Path, access: Access) -> Result<Sqlite> {
    begin(path, access)?.publish()?;
    open(path)
}

/// Refuses a place that is taken; also by what a former database left, which the engine would read
/// into the new one.
fn refuse_remains(path: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-journal"] {
        let name = with_suffix(path, suffix);
        if name.symlink_metadata().is_ok() {
            return Err(Error::Exists(name));
        }
    }
    Ok(())
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Makes an empty store that disappears when it is dropped, without the triggers of the log: the
/// place where a past day is replayed.
///
/// # Errors
///
/// Returns [`Error`] if there is no room for it.
pub fn temporary() -> Result<Sqlite> {
    // An empty name is a private file that the engine removes; it stays in memory while it is small.
    let conn = Connection::open("").map_err(|e| Error::Fault(e.to_string()))?;
    let store = Sqlite { conn, path: PathBuf::from(":temporary:"), migrated: None, unsearched: false };
    let lay = || {
        steady_plans(&store.conn)?;
        store
            .conn
            .execute_batch("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")?;
        for sql in schema::MIGRATIONS {
            store.conn.execute_batch(sql)?;
        }
        let triggers: Vec<String> = schema::objects(&store.conn)?
            .into_iter()
            .filter(|(kind, ..)| kind == "trigger")
            .map(|(_, name, _)| format!("DROP TRIGGER {name};"))
            .collect();
        store.conn.execute_batch(&triggers.concat())
    };
    lay().map_err(|e| store.error(e))?;
    store.conn.set_prepared_statement_cache_capacity(64);
    Ok(store)
}

/// A plan depends on the text of a query alone: a cached statement is never prepared again because
/// another value was bound to it.
fn steady_plans(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

/// Tells whether the engine finds no room for the index that it shares with others beside the file: on
/// a full disk it can read nothing for want of it.
fn lacks_room(store: &Sqlite) -> bool {
    let looked = store.conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    looked.is_err_and(|error| {
        error.sqlite_error().is_some_and(|error| {
            error.code == ErrorCode::DiskFull || error.extended_code == ffi::SQLITE_IOERR_SHMSIZE
        })
    })
}

/// Tells whether nobody else can have the record open.
fn is_alone(store: &Sqlite) -> bool {
    let mode = store.conn.pragma_query_value(None, "locking_mode", |row| row.get::<_, String>(0));
    mode.is_ok_and(|mode| mode == "exclusive")
}

/// Connects again, without others: the index is in memory, and whoever comes waits.
fn alone(file: &Path, with_others: Sqlite) -> Result<Sqlite> {
    let Sqlite { conn, path, .. } = with_others;
    drop(conn);
    let store = connect(file, path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Before the first look: afterwards the index is where it is.
    store.conn.execute_batch("PRAGMA locking_mode=EXCLUSIVE").map_err(|e| store.error(e))?;
    Ok(store)
}

pub(super) fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(|e| unusable(path, e))
}

/// Connects to a file; `path` is what it is called when something is said of it. No URI names: a path is
/// a path.
pub(super) fn connect(file: &Path, path: PathBuf, flags: OpenFlags) -> Result<Sqlite> {
    guarded(file, path, flags)
}

/// Connects to a file, or to the address of one where the flags say so, and trusts nothing in it.
pub(super) fn guarded(file: &Path, path: PathBuf, flags: OpenFlags) -> Result<Sqlite> {
    if rusqlite::version_number() < OLDEST_ENGINE {
        return Err(Error::Fault(format!("SQLite {} is too old", rusqlite::version())));
    }
    // One connection, one thread: the engine needs no locks of its own.
    let conn = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|e| why_not(&path, e.to_string()))?;
    let store = Sqlite { conn, path, migrated: None, unsearched: false };
    let guard = || {
        store.conn.busy_timeout(PATIENCE)?;
        store.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        steady_plans(&store.conn)?;
        store.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        store.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        // Nothing in the file is trusted before it has been looked at.
        store.conn.execute_batch(
            "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; \
             PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
        )
    };
    guard().map_err(|e| store.error(e))?;
    store.conn.set_prepared_statement_cache_capacity(64);
    Ok(store)
}

/// Writes the schema into an empty file. `EXTRA` comes before the write-ahead log: it makes the
/// switch itself survive a power cut, which the other order does not.
fn lay_out(store: &Sqlite) -> Result<()> {
    let lay = || {
        store.conn.execute_batch("PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL;")?;
        store.conn.execute_batch("BEGIN IMMEDIATE")?;
        for sql in schema::MIGRATIONS {
            store.conn.execute_batch(sql)?;
        }
        store.conn.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        store.conn.pragma_update(None, "user_version", schema::CURRENT)?;
        store.conn.execute_batch("COMMIT")
    };
    lay().map_err(|e| store.error(e))
}

/// Refuses what is not ours, what is newer than us, and what was altered; returns its schema.
pub(super) fn check_identity(store: &Sqlite) -> Result<u32> {
    if !store.conn.is_autocommit() {
        return identify(store);
    }
    // All of one moment: between the number of its schema and the schema another may migrate it.
    store.conn.execute_batch("BEGIN DEFERRED").map_err(|e| store.error(e))?;
    let found = identify(store);
    // Nothing was written; what the look said is the news.
    let _ = store.conn.execute_batch("ROLLBACK");
    found
}

fn identify(store: &Sqlite) -> Result<u32> {
    let pragma = |name: &str| store.conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let application = pragma("application_id").map_err(|e| store.error(e))?;
    if application != schema::APPLICATION_ID {
        return Err(Error::Foreign(store.path.clone()));
    }
    let version = pragma("user_version").map_err(|e| store.error(e))?.cast_unsigned();
    if version > schema::CURRENT {
        let (path, known) = (store.path.clone(), schema::CURRENT);
        return Err(Error::Newer { path, found: version, known });
    }
    match schema::difference(&store.conn, version).map_err(|e| store.error(e))? {
        Some(object) => Err(Error::Altered { path: store.path.clone(), object }),
        None => Ok(version),
    }
}

/// The cache takes what it needs, up to 64 MiB: a large import must not write its pages twice, and a
/// report looks its assets up in no order.
pub(super) const CACHE: i32 = 65_536;

/// `EXTRA` is `FULL` where there is a write-ahead log, and makes a commit survive a power cut where there is
/// none: in a backup that is used as a record (`PRAGMA synchronous`).
fn settle(store: &Sqlite) -> Result<()> {
    store.conn.execute_batch("PRAGMA synchronous=EXTRA").map_err(|e| store.error(e))?;
    store.cache(CACHE)
}

/// Gives a record that is written to its write-ahead log, if it has none: a backup that is used as a
/// record, or one of which the replacement was cut off. Without, whoever reads is in the way of whoever
/// writes. It is put off while others have it open.
///
/// # Errors
///
/// Returns why the record cannot be written.
pub(super) fn log_ahead(store: &Sqlite) -> Result<()> {
    let mode = |sql: &str| store.conn.query_row(sql, [], |row| row.get::<_, String>(0));
    if mode("PRAGMA journal_mode").map_err(|e| store.error(e))? != "delete" {
        return Ok(());
    }
    match mode("PRAGMA journal_mode=WAL").map_err(|e| store.error(e)) {
        Ok(_) => alone_with_its_name(store),
        Err(Error::Busy) => Ok(()),
        Err(e) => Err(e),
    }
}

/// Takes from a record a second name that a replacement left which was cut off. While this connection writes,
/// no other replacement can hold the record; a name that could not be taken away is left for the next.
fn alone_with_its_name(store: &Sqlite) -> Result<()> {
    match store.conn.execute_batch("BEGIN IMMEDIATE").map_err(|e| store.error(e)) {
        Ok(()) => {}
        Err(Error::Busy) => return Ok(()),
        Err(e) => return Err(e),
    }
    let _ = one_name(&store.path);
    store.conn.execute_batch("ROLLBACK").map_err(|e| store.error(e))
}
