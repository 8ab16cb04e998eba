//! The record on a `PostgreSQL` server, which several share.

mod address;
mod ahead;
mod ask;
mod copy;
#[cfg(test)]
mod cuts;
mod erase;
mod fault;
mod ground;
mod link;
mod load;
mod memory;
mod objects;
mod proof;
mod reader;
#[cfg(test)]
mod residue;
mod schema;
mod search;
#[cfg(test)]
mod tests;
mod tls;
#[cfg(test)]
mod trips;
mod vault;
mod wire;
mod writer;

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    path::{Path, PathBuf},
};

use crate::store::{
    Error, Head, Migrated, Reader, Result, Signature, Store, Surroundings, Writer, append::Progress,
    search::Names, sqlite::Newborn,
};

use address::Address;
pub(super) use address::{is_address, redacted};
use ask::{Known, Sql};
use memory::Said;
use tls::Tls;
use wire::{Failed, Wire};

/// How long a writer waits for another, in the words of the server.
const PATIENCE: &str = "30s";

/// The lock that whoever writes holds: `RBND` in ASCII. Databases do not share it.
const LOCK: i64 = 0x5242_4E44;

/// A record on a server: one connection, one thread.
pub struct Postgres {
    address: Address,
    /// Nothing once it was lost.
    wire: RefCell<Option<Wire>>,
    /// The statements that were asked: how often, and how the server knows them.
    statements: RefCell<HashMap<String, Known>>,
    cursors: Cell<u64>,
    standby: Cell<bool>,
    /// What was seen when the connection was made, until it is judged.
    seen: RefCell<Option<schema::Seen>>,
    migrated: Option<Migrated>,
    /// The record that the first write puts here; until it is committed, what is read is read there.
    from: Option<Newborn>,
    loaded: Cell<bool>,
}

/// A read or a write in progress: a transaction of the connection, rolled back when dropped.
struct Session<'s> {
    store: &'s Postgres,
    write: RefCell<Option<Progress>>,
    waiting: RefCell<ground::Waiting>,
    said: RefCell<Said>,
    /// Whether nobody else changes what it sees.
    remembers: bool,
    /// Whether the server knows of it.
    begun: Cell<bool>,
    open: bool,
    names: RefCell<Names>,
    kept: RefCell<vault::Kept>,
}

/// Opens the record at an address; one of an earlier program is migrated.
///
/// # Errors
///
/// Returns [`Error::Server`] if the server cannot be used, and [`Error`] if there is no record, or
/// something else, or a record that is newer or was altered. Nothing is changed then.
pub fn open(location: &str, around: &Surroundings<'_>) -> Result<Postgres> {
    let mut store = connect(location, around)?;
    let found = schema::identify(&store)?;
    match found {
        schema::Found::Nothing => Err(Error::Missing(store.address.place())),
        schema::Found::Foreign => Err(Error::Foreign(store.address.place())),
        schema::Found::Record(version) => {
            store.migrated = schema::migrate(&store, version)?;
            Ok(store)
        }
    }
}

/// Lays a record out in a database that is empty, or goes on with one in which nothing was recorded.
///
/// # Errors
///
/// Returns [`Error::Exists`] if there is a record, [`Error::Foreign`] if there is something else, and as
/// [`open`].
pub fn create(location: &str, around: &Surroundings<'_>) -> Result<Postgres> {
    let store = connect(location, around)?;
    if store.standby.get() {
        return Err(store.address.trouble(crate::store::Server::Standby));
    }
    schema::lay_out(&store)?;
    if store.read()?.head()?.seq > 0 {
        return Err(Error::Exists(store.address.place()));
    }
    Ok(store)
}

/// Lays a record out in a database that is empty, to be the one in a file: its first write puts all of that
/// there and goes on, all or nothing.
///
/// # Errors
///
/// As [`create`].
pub fn restore(location: &str, around: &Surroundings<'_>, from: Newborn) -> Result<Postgres> {
    let mut store = create(location, around)?;
    store.from = Some(from);
    Ok(store)
}

fn connect(location: &str, around: &Surroundings<'_>) -> Result<Postgres> {
    let address = Address::read(location, around)?;
    let store = Postgres {
        address,
        wire: RefCell::new(None),
        statements: RefCell::default(),
        cursors: Cell::new(0),
        standby: Cell::new(false),
        seen: RefCell::new(None),
        migrated: None,
        from: None,
        loaded: Cell::new(false),
    };
    store.reconnect()?;
    Ok(store)
}

impl Store for Postgres {
    fn read(&self) -> Result<Box<dyn Reader + '_>> {
        match self.waiting() {
            Some(newborn) => newborn.store()?.read(),
            None => Ok(Box::new(self.snapshot()?)),
        }
    }

    fn write(&self, signature: &Signature) -> Result<Box<dyn Writer + '_>> {
        let session = self.writing()?;
        if let Some(newborn) = self.waiting() {
            load::load(&session, newborn.store()?)?;
        }
        session.begin(signature)?;
        Ok(Box::new(session))
    }

    fn copy(&self, file: &Path) -> Result<Head> {
        copy::copy(self, file)
    }

    fn rewrite(&self, sound: &mut dyn FnMut(&dyn Reader) -> Result<bool>) -> Result<bool> {
        writer::rewrite(self, sound)
    }

    fn scrub(&self) -> Result<Option<PathBuf>> {
        erase::scrub(self)
    }
}

impl Postgres {
    /// Returns what was done to an older record when it was opened.
    #[must_use]
    pub fn migrated(&self) -> Option<&Migrated> {
        self.migrated.as_ref()
    }

    /// The record in a file that is not here yet.
    fn waiting(&self) -> Option<&Newborn> {
        self.from.as_ref().filter(|_| !self.loaded.get())
    }

    /// Connects, or connects again after the connection was lost.
    fn reconnect(&self) -> Result<()> {
        *self.wire.borrow_mut() = None;
        self.statements.borrow_mut().clear();
        let tls = match &self.address.tls {
            Tls::Off => None,
            Tls::Verified(roots) => Some(
                tls::connector(roots.as_ref())
                    .map_err(|e| self.address.trouble(crate::store::Server::Unverified(e)))?,
            ),
        };
        let mut wire = Wire::connect(&self.address.config, tls).map_err(|failed| match failed {
            Failed::Here(e) => self.address.trouble(crate::store::Server::Unreachable(e.to_string())),
            Failed::There(e) => self.address.unconnected(&e),
        })?;
        let seen = schema::settle(&mut wire, &self.address)?;
        self.standby.set(seen.standby);
        *self.seen.borrow_mut() = Some(seen);
        *self.wire.borrow_mut() = Some(wire);
        Ok(())
    }

    /// A session of which the server does not know yet; it connects again if the connection was lost since
    /// the last one.
    fn prepared(&self, begin: &str, remembers: bool) -> Result<Session<'_>> {
        let lost = self.wire.borrow().as_ref().is_none_or(Wire::is_lost);
        if lost {
            self.reconnect()?;
        }
        let session = Session {
            store: self,
            write: RefCell::new(None),
            waiting: RefCell::default(),
            said: RefCell::default(),
            remembers,
            begun: Cell::new(false),
            open: true,
            names: RefCell::default(),
            kept: RefCell::default(),
        };
        session.queue(Sql::script(begin));
        Ok(session)
    }

    /// Begins a transaction.
    fn session(&self, begin: &str) -> Result<Session<'_>> {
        let session = self.prepared(begin, false)?;
        session.exchange(Vec::new())?;
        Ok(session)
    }

    /// Begins to read what is there now.
    fn snapshot(&self) -> Result<Session<'_>> {
        // A snapshot is taken by the first question.
        let session = self.prepared("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1", true)?;
        session.exchange(Vec::new())?;
        Ok(session)
    }

    /// Begins the only write of this moment, with the first question.
    fn writing(&self) -> Result<Session<'_>> {
        if self.standby.get() {
            return Err(self.address.trouble(crate::store::Server::Standby));
        }
        // Whoever waits for the lock sees what was committed before it got it: each question has a snapshot
        // of its own, and nobody else writes.
        // It asks for things by their keys, in tables that may have been empty when it began: nothing but its
        // indexes tells the server where they are.
        let begin = format!(
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '{PATIENCE}'; \
             SET LOCAL enable_seqscan = off; \
             SET LOCAL idle_in_transaction_session_timeout = '10min'; SELECT pg_advisory_xact_lock({LOCK})"
        );
        self.prepared(&begin, true)
    }

    /// Begins the only write of this moment.
    fn alone(&self) -> Result<Session<'_>> {
        let session = self.writing()?;
        session.exchange(Vec::new())?;
        Ok(session)
    }

    fn new_cursor(&self) -> String {
        self.cursors.set(self.cursors.get() + 1);
        format!("rebond_{}", self.cursors.get())
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        if self.open
            && self.begun.get()
            && let Some(wire) = self.store.wire.borrow_mut().as_mut()
        {
            // Nothing can be done about a failure here, and nothing needs to: the server takes back what a
            // connection that ended had not committed.
            wire.say("ROLLBACK");
        }
    }
}
