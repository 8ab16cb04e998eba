//! The record on a `PostgreSQL` server, which several share.

mod address;
mod ahead;
mod copy;
#[cfg(test)]
mod cuts;
mod erase;
mod fault;
mod ground;
mod link;
mod load;
mod proof;
mod reader;
#[cfg(test)]
mod residue;
mod schema;
mod search;
#[cfg(test)]
mod tests;
mod tls;
mod vault;
mod writer;

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    path::{Path, PathBuf},
};

use postgres::{Client, NoTls, Statement};

use crate::store::{
    Error, Head, Migrated, Reader, Result, Signature, Store, Surroundings, Writer, append::Progress,
    search::Names, sqlite::Newborn,
};

use address::Address;
pub(super) use address::{is_address, redacted};
use tls::Tls;

/// How long a writer waits for another, in the words of the server.
const PATIENCE: &str = "30s";

/// The lock that whoever writes holds: `RBND` in ASCII. Databases do not share it.
const LOCK: i64 = 0x5242_4E44;

/// A record on a server: one connection, one thread.
pub struct Postgres {
    address: Address,
    /// Nothing once it was lost.
    client: RefCell<Option<Client>>,
    /// The questions that were asked: how often, and how they are known to the server once they were
    /// asked twice.
    statements: RefCell<HashMap<String, Option<Statement>>>,
    cursors: Cell<u64>,
    standby: Cell<bool>,
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
    open: bool,
    names: RefCell<Names>,
    ahead: RefCell<ahead::Foreseen>,
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
        client: RefCell::new(None),
        statements: RefCell::default(),
        cursors: Cell::new(0),
        standby: Cell::new(false),
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
            None => Ok(Box::new(self.session("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1")?)),
        }
    }

    fn write(&self, signature: &Signature) -> Result<Box<dyn Writer + '_>> {
        let session = self.alone()?;
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
        *self.client.borrow_mut() = None;
        self.statements.borrow_mut().clear();
        let config = &self.address.config;
        let connected = match &self.address.tls {
            Tls::Off => config.connect(NoTls),
            Tls::Verified(roots) => {
                let unverified = |e| self.address.trouble(crate::store::Server::Unverified(e));
                config.connect(tls::connector(roots.as_ref()).map_err(unverified)?)
            }
        };
        let mut client = connected.map_err(|e| self.address.unconnected(&e))?;
        let standby = schema::settle(&mut client, &self.address)?;
        self.standby.set(standby);
        *self.client.borrow_mut() = Some(client);
        Ok(())
    }

    /// Begins a transaction; connects again if the connection was lost since the last one.
    fn session(&self, begin: &str) -> Result<Session<'_>> {
        let lost = self.client.borrow().as_ref().is_none_or(Client::is_closed);
        if lost {
            self.reconnect()?;
        }
        let session = Session {
            store: self,
            write: RefCell::new(None),
            waiting: RefCell::default(),
            open: true,
            names: RefCell::default(),
            ahead: RefCell::default(),
            kept: RefCell::default(),
        };
        session.with(|client| client.batch_execute(begin))?;
        Ok(session)
    }

    /// Begins the only write of this moment.
    fn alone(&self) -> Result<Session<'_>> {
        if self.standby.get() {
            return Err(self.address.trouble(crate::store::Server::Standby));
        }
        // Whoever waits for the lock sees what was committed before it got it: each question has a snapshot
        // of its own, and nobody else writes.
        // It asks for things by their keys, in tables that may have been empty when it began: nothing but its
        // indexes tells the server where they are.
        self.session(&format!(
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '{PATIENCE}'; \
             SET LOCAL enable_seqscan = off; \
             SET LOCAL idle_in_transaction_session_timeout = '10min'; SELECT pg_advisory_xact_lock({LOCK})"
        ))
    }

    /// Returns how a question is known to the server, if it was asked before.
    fn statement(&self, sql: &str) -> Result<Option<Statement>> {
        /// More are not kept: some hold what was asked for.
        const KEPT: usize = 256;
        let mut statements = self.statements.borrow_mut();
        match statements.get(sql) {
            Some(Some(statement)) => return Ok(Some(statement.clone())),
            Some(None) => {}
            None => {
                if statements.len() < KEPT {
                    statements.insert(sql.to_owned(), None);
                }
                return Ok(None);
            }
        }
        let mut client = self.client.borrow_mut();
        let Some(client) = client.as_mut() else { return Ok(None) };
        let statement = client.prepare(sql).map_err(|e| self.address.error(&e))?;
        statements.insert(sql.to_owned(), Some(statement.clone()));
        Ok(Some(statement))
    }

    fn new_cursor(&self) -> String {
        self.cursors.set(self.cursors.get() + 1);
        format!("rebond_{}", self.cursors.get())
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        if self.open
            && let Some(client) = self.store.client.borrow_mut().as_mut()
        {
            // Nothing can be done about a failure here, and nothing needs to: the server takes back what a
            // connection that ended had not committed.
            let _ = client.batch_execute("ROLLBACK");
        }
    }
}
