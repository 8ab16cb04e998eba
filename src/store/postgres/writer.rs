//! The writing half of the contract, and the outcome of a commit.

use std::{thread, time::Duration};

use super::{Postgres, Session, erase, fault, proof::PROJECTIONS};
use crate::{
    model::{
        erasure::Erased,
        event::{Draft, Hash, Seq},
        id::{ActorId, CommandId},
    },
    store::{
        Error, Flow, Head, Reader, Result, Server, Signature, Span, Vault, Writer,
        append::{self, Progress},
        column::{Column as _, Value},
        file_hash,
        fold::read_line,
        ground::{Ground as _, Table},
        rows::Cells as _,
        tail::{End, LATEST},
    },
};

/// How often a server that was lost in a commit is looked for again, and how long is waited before each.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(500);

impl Session<'_> {
    /// Begins to write.
    pub(super) fn begin(&self, signature: &Signature) -> Result<()> {
        let sql = "SELECT id FROM vault_actor WHERE name = $1";
        let known = self.one(sql, &[(&signature.actor).into()], |row| row.cell::<ActorId>(0))?;
        *self.write.borrow_mut() = Some(Progress::begin(self, self.sound()?, signature, known)?);
        Ok(())
    }

    /// Returns the head of the log, if it is the end that the record speaks of.
    fn sound(&self) -> Result<Head> {
        let sql = format!(
            "SELECT seq, hash, line, (SELECT p.hash FROM event p WHERE p.seq = e.seq - 1), \
             greatest((SELECT max(seq) FROM reserved_tag), (SELECT max(last_seq) FROM \
             (SELECT last_seq FROM command ORDER BY cmd DESC LIMIT {LATEST}) latest)) \
             FROM event e ORDER BY seq DESC LIMIT 1"
        );
        let end = self.one(&sql, &[], |row| {
            Ok(End {
                seq: row.cell(0)?,
                hash: row.cell(1)?,
                line: row.cell(2)?,
                before: row.cell(3)?,
                furthest: row.cell(4)?,
            })
        })?;
        if let Some(end) = end {
            return end.sound(self);
        }
        let any = self.one("SELECT 1::bigint FROM command LIMIT 1", &[], |_| Ok(()))?;
        any.map_or(Ok(Head { seq: 0, hash: Hash::ZERO, recorded_at: None }), |()| Err(Error::Tail(1)))
    }

    /// Commits, and finds out what became of it where the answer does not come.
    fn end(mut self, cmd: CommandId, span: Span) -> Result<Span> {
        let store = self.store;
        let answer = {
            let mut client = store.client.borrow_mut();
            let Some(client) = client.as_mut() else {
                return Err(store.address.trouble(Server::Lost("-".to_owned())));
            };
            client.batch_execute("COMMIT")
        };
        let Err(error) = answer else {
            self.open = false;
            store.loaded.set(true);
            return Ok(span);
        };
        if fault::surely_not(&error) {
            return Err(store.address.error(&error));
        }
        // The connection is of no more use: nothing of this session is looked at again.
        self.open = false;
        drop(self);
        let cause = fault::message(&error);
        let unknown = || Error::Commit { cmd, cause: cause.clone() };
        *store.client.borrow_mut() = None;
        for _ in 0..TRIES {
            thread::sleep(PAUSE);
            // Whoever holds the lock knows that the former transaction has ended, one way or the other.
            let Ok(session) = store.alone() else { continue };
            return match session.command(cmd) {
                Ok(Some(found)) => {
                    store.loaded.set(true);
                    Ok(found)
                }
                Ok(None) => Err(store.address.trouble(Server::Lost(cause))),
                Err(_) => Err(unknown()),
            };
        }
        Err(unknown())
    }

    fn rewrite(&self) -> Result<()> {
        for table in PROJECTIONS.iter().map(|(table, _)| table.name()).chain(["touch"]) {
            self.run(&format!("DELETE FROM {table}"), &[])?;
        }
        self.stream("SELECT seq, line FROM event ORDER BY seq", &[], |row| {
            let event = read_line(row.cell::<Seq>(0)?, &row.cell::<String>(1)?)?;
            append::touch(self, &event, self).map(|_| Flow::Continue(()))
        })?;
        self.settle()?;
        append::project(self)
    }
}

/// As [`Store::rewrite`](crate::store::Store::rewrite).
pub(super) fn rewrite(store: &Postgres, sound: &mut dyn FnMut(&dyn Reader) -> Result<bool>) -> Result<bool> {
    let mut session = store.alone()?;
    if !sound(&session)? {
        return Ok(false);
    }
    session.rewrite()?;
    let done = sound(&session)?;
    if done {
        session.with(|client| client.batch_execute("COMMIT"))?;
        session.open = false;
    }
    Ok(done)
}

impl Writer for Session<'_> {
    fn record(&mut self, drafts: &[Draft]) -> Result<()> {
        self.ahead.take();
        let taken = self.write.borrow_mut().take();
        let mut progress = taken.ok_or_else(|| append::fault("record without a write"))?;
        // A batch that failed half-way must never be committed: the write is lost with it.
        append::append(self, &mut progress, drafts)?;
        self.kept.borrow_mut().forget_notes();
        *self.write.borrow_mut() = Some(progress);
        Ok(())
    }

    fn keep(&mut self, row: &Vault) -> Result<()> {
        self.keep_row(row)
    }

    fn keep_evidence(&mut self, bytes: &[u8]) -> Result<Hash> {
        let hash = file_hash(bytes);
        if self.evidence_bytes(hash)?.is_none_or(|kept| kept != bytes) {
            let row = [hash.value(), Value::Bytes(bytes.into())];
            self.replace(Table::VaultEvidence, &["hash"], &row)?;
        }
        Ok(hash)
    }

    fn erase(&mut self, what: &[Erased]) -> Result<usize> {
        self.ahead.take();
        erase::erase(self, what)
    }

    fn commit(self: Box<Self>) -> Result<Option<Span>> {
        let taken = self.write.borrow_mut().take();
        let progress = taken.ok_or_else(|| append::fault("commit without a write"))?;
        match append::put_command(self.as_ref(), &progress)? {
            Some(span) => self.end(progress.cmd(), span).map(Some),
            None => Ok(None),
        }
    }
}
