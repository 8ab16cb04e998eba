//! The writing half of the contract, and the outcome of a commit.

use std::{thread, time::Duration};

use uuid::Uuid;

use super::{
    Postgres, Session,
    ask::{Committed, Sql},
    erase, fault,
    proof::PROJECTIONS,
    reader::{COMMAND, POLICIES},
};
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

/// Who has this name.
const ACTOR: &str = "SELECT id FROM vault_actor WHERE name = $1";

/// The last event, the hash of the one before, and what is said of the end beside it: by the latest tag
/// that was reserved, and by the commands made last.
fn end() -> String {
    let latest =
        |column: &str| format!("ARRAY(SELECT {column} FROM command ORDER BY cmd DESC LIMIT {LATEST})");
    format!(
        "SELECT seq, hash, line, (SELECT p.hash FROM event p WHERE p.seq = e.seq - 1), \
         (SELECT max(seq) FROM reserved_tag), {}, {}, {} FROM event e ORDER BY seq DESC LIMIT 1",
        latest("cmd"),
        latest("first_seq"),
        latest("last_seq")
    )
}

impl Session<'_> {
    /// Begins to write: whoever runs the command, the end of the log, whether the command is known, the
    /// policies, in one question.
    pub(super) fn begin(&self, signature: &Signature) -> Result<()> {
        let actor = [(&signature.actor).into()];
        self.hear_all(vec![
            Sql::ask(ACTOR, &actor)?,
            Sql::ask(end(), &[])?,
            Sql::ask(COMMAND, &[(&signature.cmd).into()])?,
            Sql::ask(POLICIES, &[])?,
        ])?;
        let known = self.one(ACTOR, &actor, |row| row.cell::<ActorId>(0))?;
        *self.write.borrow_mut() = Some(Progress::begin(self, self.sound()?, signature, known)?);
        Ok(())
    }

    /// Returns the head of the log, if it is the end that the record speaks of.
    fn sound(&self) -> Result<Head> {
        let found = self.one(&end(), &[], |row| {
            let list = |e: tokio_postgres::Error| Error::Corrupt(fault::message(&e));
            let commands: Vec<Uuid> = row.try_get(5).map_err(list)?;
            let firsts: Vec<i64> = row.try_get(6).map_err(list)?;
            let lasts: Vec<i64> = row.try_get(7).map_err(list)?;
            let mut spans = Vec::with_capacity(commands.len());
            for ((cmd, first), last) in commands.into_iter().zip(firsts).zip(lasts) {
                let seq =
                    |number: i64| Seq::load(number.value()).map_err(|odd| Error::Corrupt(odd.to_string()));
                spans.push((CommandId(cmd), Span { first: seq(first)?, last: seq(last)? }));
            }
            let furthest = spans.iter().map(|(_, span)| span.last).max().max(row.cell(4)?);
            let (seq, hash, line) = (row.cell(0)?, row.cell(1)?, row.cell(2)?);
            Ok((End { seq, hash, line, before: row.cell(3)?, furthest }, spans))
        })?;
        let none = Head { seq: 0, hash: Hash::ZERO, recorded_at: None };
        let Some((end, spans)) = found else {
            let any = self.one("SELECT 1::bigint FROM command LIMIT 1", &[], |_| Ok(()))?;
            return any.map_or(Ok(none), |()| Err(Error::Tail(1)));
        };
        self.remember_end(none, spans.clone());
        let head = end.sound(self)?;
        self.remember_end(head, spans);
        Ok(head)
    }

    /// Commits, and finds out what became of it where the answer does not come.
    fn end(mut self, cmd: CommandId, span: Span) -> Result<Span> {
        let store = self.store;
        let cause = match self.commit_now()? {
            Committed::Yes => {
                self.open = false;
                store.loaded.set(true);
                return Ok(span);
            }
            Committed::No(error) => return Err(error),
            Committed::Unknown(cause) => cause,
        };
        // The connection is of no more use: nothing of this session is looked at again.
        self.open = false;
        drop(self);
        match afterwards(store, |session| session.command(cmd)) {
            Some(Ok(Some(found))) => {
                store.loaded.set(true);
                Ok(found)
            }
            Some(Ok(None)) => Err(store.address.trouble(Server::Lost(cause))),
            Some(Err(_)) | None => Err(Error::Commit { cmd, cause }),
        }
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
    if !sound(&session)? {
        return Ok(false);
    }
    // It is no command: the server itself is asked what became of it.
    let number = session.one("SELECT pg_current_xact_id()::text", &[], |row| row.cell::<String>(0))?;
    let cause = match session.commit_now()? {
        Committed::Yes => {
            session.open = false;
            return Ok(true);
        }
        Committed::No(error) => return Err(error),
        Committed::Unknown(cause) => cause,
    };
    session.open = false;
    drop(session);
    let became = "SELECT pg_xact_status($1::text::xid8)";
    let asked = |session: &Session<'_>| session.one(became, &[(&number).into()], |row| row.cell::<String>(0));
    match afterwards(store, asked) {
        Some(Ok(Some(status))) if status == "committed" => Ok(true),
        _ => Err(store.address.trouble(Server::Lost(cause))),
    }
}

/// Asks, on another connection, what became of a commit whose answer did not come; nothing where nobody gets
/// through. Whoever holds the lock knows that the former transaction has ended, one way or the other.
fn afterwards<T>(store: &Postgres, ask: impl Fn(&Session<'_>) -> Result<T>) -> Option<Result<T>> {
    *store.wire.borrow_mut() = None;
    for _ in 0..TRIES {
        thread::sleep(PAUSE);
        if let Ok(session) = store.alone() {
            return Some(ask(&session));
        }
    }
    None
}

impl Writer for Session<'_> {
    fn take(&mut self, drafts: Vec<Draft>) -> Result<()> {
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
            // A file is not held until somebody asks.
            self.flush()?;
        }
        Ok(hash)
    }

    fn erase(&mut self, what: &[Erased]) -> Result<usize> {
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
