//! The writing half of the contract: events appended, then all they bear on refolded.

use std::collections::{HashMap, hash_map::Entry};

use rusqlite::params;

use super::{Session, erase, fold, rows::Sql, search, sink::Insert, tail};
use crate::{
    model::{
        erasure::Erased,
        event::{Draft, Event, Seq},
        fact::Fact,
        id::{ActorId, Subject},
        sanitization::Minimum,
        text,
        touch::Touch,
    },
    store::{
        Error, Reader, Result, Signature, Span, Vault, Writer,
        chain::{Tail, touched},
    },
};

/// How far a write has come.
pub(super) struct Progress {
    tail: Tail,
    /// The first event it wrote.
    first: Option<Seq>,
    /// The name of the actor, until it is kept.
    new_actor: Option<String>,
    minimum: Minimum,
}

impl Progress {
    pub(super) fn begin(session: &Session<'_>, signature: &Signature) -> Result<Self> {
        let head = tail::sound(session)?;
        let known = session.one("SELECT id FROM vault_actor WHERE name = ?1", [&signature.actor], |row| {
            super::rows::get::<ActorId>(row, 0)
        })?;
        Ok(Self {
            tail: Tail {
                seq: head.seq,
                hash: head.hash,
                recorded_at: head.recorded_at.map_or(signature.now, |last| last.max(signature.now)),
                cmd: signature.cmd,
                actor: known.unwrap_or(signature.new_actor),
            },
            first: None,
            new_actor: known.is_none().then(|| signature.actor.clone()),
            minimum: session.policies()?.sanitization_minimum,
        })
    }
}

/// The subjects that a batch bears on, with the events of the batch; `new` if it created them, so
/// that the log has nothing else about them.
#[derive(Default)]
struct Batch {
    events: Vec<Event>,
    borne: HashMap<Subject, Borne>,
    /// In the order they were first touched, so that rows are always written in the same order.
    order: Vec<Subject>,
    /// Whether one of its events changes what the gate reads: all but a departure may.
    weighs: bool,
}

#[derive(Default)]
struct Borne {
    at: Vec<usize>,
    new: bool,
}

impl Batch {
    fn bear(&mut self, subject: Subject, at: usize, new: bool) {
        match self.borne.entry(subject) {
            Entry::Occupied(mut known) => known.get_mut().at.push(at),
            Entry::Vacant(place) => {
                self.order.push(subject);
                place.insert(Borne { at: vec![at], new });
            }
        }
    }
}

impl Writer for Session<'_> {
    fn record(&mut self, drafts: &[Draft]) -> Result<()> {
        let mut progress = self.write.borrow_mut().take().ok_or_else(|| fault("record without a write"))?;
        // A batch that failed half-way must never be committed: the write is lost with it.
        self.append(&mut progress, drafts)?;
        *self.write.borrow_mut() = Some(progress);
        Ok(())
    }

    fn keep(&mut self, row: &Vault) -> Result<()> {
        let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
            let kept = self.conn().prepare_cached(sql).and_then(|mut query| query.execute(params));
            kept.map(|_| ()).map_err(|e| self.error(e))
        };
        match row {
            Vault::Actor { id, name } => {
                run("INSERT OR REPLACE INTO vault_actor (id, name) VALUES (?1, ?2)", params![Sql(id), name])
            }
            Vault::Party { id, name, siret } => {
                run(
                    "INSERT OR REPLACE INTO vault_party (id, name, folded, siret) VALUES (?1, ?2, ?3, ?4)",
                    params![Sql(id), name, text::fold(name), siret],
                )?;
                search::party_named(self, *id)
            }
            Vault::Text { id, text } => {
                run("INSERT OR REPLACE INTO vault_text (id, text) VALUES (?1, ?2)", params![Sql(id), text])
            }
            Vault::Label { place, code, label } => {
                run(
                    "INSERT OR REPLACE INTO vault_label (place, code, label, folded) VALUES (?1, ?2, ?3, ?4)",
                    params![place.code(), code, label, text::fold(label)],
                )?;
                search::place_named(self, *place, code)
            }
        }
    }

    fn erase(&mut self, what: &[Erased]) -> Result<usize> {
        erase::erase(self, what)
    }

    fn commit(mut self: Box<Self>) -> Result<Option<Span>> {
        let progress = self.write.borrow_mut().take().ok_or_else(|| fault("commit without a write"))?;
        let Some(first) = progress.first else { return Ok(None) };
        let span = Span { first, last: progress.tail.seq };
        self.conn()
            .execute(
                "INSERT INTO command (cmd, first_seq, last_seq) VALUES (?1, ?2, ?3)",
                params![Sql(&progress.tail.cmd), span.first, span.last],
            )
            .map_err(|e| self.error(e))?;
        self.end(progress.tail.cmd)?;
        Ok(Some(span))
    }
}

impl Session<'_> {
    fn append(&mut self, progress: &mut Progress, drafts: &[Draft]) -> Result<()> {
        if let Some(name) = progress.new_actor.take() {
            self.keep(&Vault::Actor { id: progress.tail.actor, name })?;
        }
        let mut batch = Batch::default();
        for draft in drafts {
            let leaves =
                matches!(draft.fact, Fact::Departed(_) | Fact::DepartedBefore(_) | Fact::LotShipped(_));
            if batch.weighs && leaves {
                // The gate reads projections: they must know all that came before.
                self.refold_batch(progress, &batch)?;
                batch = Batch::default();
            }
            let event = self.append_one(progress, draft)?;
            let new = event.creates();
            for touch in self.touch(&event)? {
                if touch.bears {
                    batch.bear(touch.subject, batch.events.len(), new == Some(touch.subject));
                }
            }
            if let Fact::Configured(set) = &event.fact {
                self.set_policy(&set.key, &set.value)?;
                self.reconfigure(progress)?;
            } else if self.unconfigures(&event)? {
                fold::policies(self)?;
                self.reconfigure(progress)?;
            }
            fold::reserve(self, &event)?;
            batch.weighs |= !matches!(event.fact, Fact::Departed(_));
            batch.events.push(event);
        }
        self.refold_batch(progress, &batch)
    }

    fn append_one(&self, progress: &mut Progress, draft: &Draft) -> Result<Event> {
        let (event, line, hash) = progress.tail.append(draft)?;
        self.insert_event(&event, &line, &hash.0)?;
        progress.first.get_or_insert(event.seq);
        Ok(event)
    }

    pub(super) fn insert_event(&self, event: &Event, line: &str, hash: &[u8; 32]) -> Result<()> {
        let insert = || {
            self.conn()
                .prepare_cached(
                    "INSERT INTO event (seq, type, prev, hash, line) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![event.seq, event.fact.code(), event.prev.0, hash, line])
        };
        insert().map(|_| ()).map_err(|e| self.error(e))
    }

    /// Writes what an event touches, and returns it.
    pub(super) fn touch(&self, event: &Event) -> Result<Vec<Touch>> {
        self.touch_as(event, self)
    }

    /// Writes it as another record has it, which may know more of what the event is about.
    pub(super) fn touch_as(&self, event: &Event, source: &dyn Reader) -> Result<Vec<Touch>> {
        let touches = touched(event, &|seq| source.event(seq))?;
        let insert = || {
            let mut query =
                self.conn().prepare_cached("INSERT INTO touch (subject, seq, bears) VALUES (?1, ?2, ?3)")?;
            for touch in &touches {
                query.execute(params![touch.subject.uuid().as_bytes(), event.seq, touch.bears])?;
            }
            Ok(())
        };
        insert().map_err(|e| self.error(e))?;
        Ok(touches)
    }

    /// Tells whether an event takes a policy's value away, or gives it back.
    fn unconfigures(&self, event: &Event) -> Result<bool> {
        for seq in event.fact.voids() {
            let sql = "SELECT 1 FROM event WHERE seq = ?1 AND type IN ('configured', 'voided')";
            if self.one(sql, [seq], |_| Ok(()))?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Follows the policies after one has changed.
    fn reconfigure(&self, progress: &mut Progress) -> Result<()> {
        // Read back at once: a value that no policy takes must never reach the log.
        let minimum = self.policies()?.sanitization_minimum;
        if minimum != progress.minimum {
            progress.minimum = minimum;
            fold::clear_again(self, minimum)?;
        }
        Ok(())
    }

    pub(super) fn set_policy(&self, key: &str, value: &str) -> Result<()> {
        self.conn()
            .execute("INSERT OR REPLACE INTO policy (key, value) VALUES (?1, ?2)", [key, value])
            .map(|_| ())
            .map_err(|e| self.error(e))
    }

    /// Writes the rows of what a batch bears on, in the order it was first named: a name that one gives
    /// up may be taken by the next.
    fn refold_batch(&self, progress: &Progress, batch: &Batch) -> Result<()> {
        let is_new = |subject: &Subject| batch.borne.get(subject).is_some_and(|borne| borne.new);
        for run in batch.order.chunk_by(|one, next| is_new(one) == is_new(next)) {
            if !run.first().is_some_and(is_new) {
                fold::refold(self, run.iter().copied(), progress.minimum)?;
                continue;
            }
            for subject in run {
                let at = batch.borne.get(subject).map_or(&[][..], |borne| &borne.at);
                let events: Vec<_> = at.iter().map(|at| &batch.events[*at]).collect();
                fold::rows(self, *subject, &events, progress.minimum, &mut Insert::new(self, true))?;
            }
        }
        Ok(())
    }
}

fn fault(what: &str) -> Error {
    Error::Fault(what.to_owned())
}
