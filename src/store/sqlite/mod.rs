//! The record in one `SQLite` file.

mod copies;
mod copy;
mod damage;
mod erase;
mod filter;
mod ground;
mod lots;
#[cfg(feature = "postgres")]
mod made;
mod migrate;
mod network;
mod open;
mod past;
mod place;
mod proof;
mod query;
mod reader;
mod replay;
#[cfg(test)]
mod residue;
mod restore;
mod rewrite;
mod rows;
mod schema;
mod search;
mod sink;
mod tail;
#[cfg(test)]
mod tampering;
#[cfg(test)]
pub(in crate::store) mod tests;
mod together;
mod tombstones;
mod writer;

use std::{
    cell::{Cell, RefCell},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, ErrorCode};

use crate::{
    model::id::CommandId,
    store::{
        Error, Head, Migrated, Reader, Result, Signature, Store, Writer, append::Progress, search::Names,
    },
};

pub use copies::copies_beside;
pub use copy::{Inspected, identify_file, inspect, open_still};
#[cfg(feature = "postgres")]
pub(super) use made::{Take, read_rows, write_copy};
pub use open::{Access, Newborn, begin, create, open, resume, temporary};
pub(super) use replay::replay;
pub use restore::{keep_name, name_for_replaced, unpack};
use sink::Filling;
use together::Foreseen;
pub use tombstones::{read_tombstones, salvage_tombstones, tombstones, write_tombstones};

/// A record in an `SQLite` file, or in memory.
pub struct Sqlite {
    conn: Connection,
    path: PathBuf,
    migrated: Option<Migrated>,
    /// Whether the rows of the search are made when they are first asked for, as in a past record.
    unsearched: bool,
}

/// A read or a write in progress: a transaction of the connection, rolled back when dropped.
struct Session<'s> {
    store: &'s Sqlite,
    write: RefCell<Option<Progress>>,
    open: bool,
    names: RefCell<Names>,
    foreseen: RefCell<Foreseen>,
    searched: Cell<bool>,
    filling: Filling<'s>,
}

impl Store for Sqlite {
    fn read(&self) -> Result<Box<dyn Reader + '_>> {
        Ok(Box::new(self.session("BEGIN DEFERRED")?))
    }

    fn write(&self, signature: &Signature) -> Result<Box<dyn Writer + '_>> {
        open::log_ahead(self)?;
        let session = self.session("BEGIN IMMEDIATE")?;
        session.begin(signature)?;
        Ok(Box::new(session))
    }

    fn copy(&self, file: &Path) -> Result<Head> {
        self.copy_into(file)
    }

    fn rewrite(&self, sound: &mut dyn FnMut(&dyn Reader) -> Result<bool>) -> Result<bool> {
        self.rewrite_projections(sound)
    }

    fn scrub(&self) -> Result<Option<PathBuf>> {
        erase::scrub(self)
    }
}

impl Sqlite {
    /// Returns what was done to an older record when it was opened.
    #[must_use]
    pub fn migrated(&self) -> Option<&Migrated> {
        self.migrated.as_ref()
    }

    fn session(&self, begin: &str) -> Result<Session<'_>> {
        self.conn.execute_batch(begin).map_err(|e| self.error(e))?;
        let mut session = self.within();
        session.open = true;
        // A deferred transaction takes its snapshot at the first read: take it now.
        session.conn().query_row("SELECT count(*) FROM policy", [], |_| Ok(())).map_err(|e| self.error(e))?;
        Ok(session)
    }

    /// Looks from within a transaction that another began, and will end.
    fn within(&self) -> Session<'_> {
        Session {
            store: self,
            write: RefCell::new(None),
            open: false,
            names: RefCell::default(),
            foreseen: RefCell::default(),
            searched: Cell::new(false),
            filling: Filling::default(),
        }
    }

    /// Lets the cache of pages take so many KiB.
    fn cache(&self, kibibytes: i32) -> Result<()> {
        self.conn.pragma_update(None, "cache_size", -kibibytes).map_err(|e| self.error(e))
    }

    /// Says what an error of the engine means for the record.
    #[allow(clippy::needless_pass_by_value, reason = "used as the function of map_err everywhere")]
    fn error(&self, error: rusqlite::Error) -> Error {
        let message = error.to_string();
        let code = match &error {
            rusqlite::Error::SqliteFailure(failure, text) => {
                if let Some(text) = text.as_deref().filter(|t| t.starts_with("rebond: the gate")) {
                    return Error::Gate(text.to_owned());
                }
                // The index of the search, and a header that no engine wrote, say in words alone that they are damaged.
                if ["fts5", "vtable constructor failed", "unsupported file format"]
                    .iter()
                    .any(|word| message.contains(word))
                {
                    return self.damaged(message);
                }
                failure.code
            }
            // What we wrote reads back as it was written: anything else is damage, not a fault of ours.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => return Error::Corrupt(message),
            _ => return Error::Fault(message),
        };
        match code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
            ErrorCode::DatabaseCorrupt => self.damaged(message),
            ErrorCode::NotADatabase => Error::Foreign(self.path.clone()),
            ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                place::why_not(&self.path, message)
            }
            ErrorCode::SystemIoFailure
            | ErrorCode::DiskFull
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::NoLargeFileSupport => Error::Unusable { path: self.path.clone(), cause: message },
            _ => Error::Fault(message),
        }
    }
}

impl<'s> Session<'s> {
    fn conn(&self) -> &'s Connection {
        &self.store.conn
    }

    fn error(&self, error: rusqlite::Error) -> Error {
        self.store.error(error)
    }

    fn end(&mut self, cmd: CommandId) -> Result<()> {
        match self.conn().execute_batch("COMMIT") {
            Ok(()) => {
                self.open = false;
                Ok(())
            }
            Err(e) => {
                let not_written = never_written(&e);
                Err(match self.error(e) {
                    Error::Busy => Error::Busy,
                    other if not_written => other,
                    other => Error::Commit { cmd, cause: other.to_string() },
                })
            }
        }
    }
}

/// Tells whether a commit failed before its last page was in the write-ahead log: then no recovery can
/// bring it back. One that failed later, such as when the disk was to make it durable, may be found
/// there by whoever opens the record next, although nobody sees it now.
fn never_written(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| {
        error.code == ErrorCode::DiskFull || error.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE
    })
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        if self.open {
            // Nothing can be done about a failure here, and nothing needs to: what was not
            // committed is not there.
            let _ = self.conn().execute_batch("ROLLBACK");
        }
    }
}
