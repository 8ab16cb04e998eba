//! A write as every backend does it: events appended, then all they bear on refolded.

use std::collections::{HashMap, hash_map::Entry};

use super::{
    chain::{Tail, touched},
    column::{Column as _, Value},
    fold,
    ground::{Ground, Table},
};
use crate::{
    model::{
        event::{Draft, Event, Hash, Seq},
        fact::Fact,
        id::{ActorId, CommandId, Subject},
        sanitization::Clearance,
        touch::Touch,
    },
    store::{Error, Flow, Head, MediumFilter, Reader, Result, Signature, Span, Vault},
};

/// How far a write has come.
pub(super) struct Progress {
    tail: Tail,
    /// The first event it wrote.
    first: Option<Seq>,
    /// The name of the actor, until it is kept.
    new_actor: Option<String>,
    clearance: Clearance,
}

impl Progress {
    /// Begins a write at the end of the log; `known`: who the actor is, if the name is known.
    pub(super) fn begin(
        reader: &dyn Reader,
        head: Head,
        signature: &Signature,
        known: Option<ActorId>,
    ) -> Result<Self> {
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
            clearance: reader.policies()?.clearance(),
        })
    }

    /// Returns the command.
    pub(super) const fn cmd(&self) -> CommandId {
        self.tail.cmd
    }

    /// Returns the events it wrote.
    pub(super) fn span(&self) -> Option<Span> {
        self.first.map(|first| Span { first, last: self.tail.seq })
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

/// Appends events and refolds all they bear on.
pub(super) fn append(ground: &dyn Ground, progress: &mut Progress, drafts: Vec<Draft>) -> Result<()> {
    if let Some(name) = progress.new_actor.take() {
        ground.keep_row(&Vault::Actor { id: progress.tail.actor, name })?;
    }
    let mut batch = Batch::default();
    for draft in drafts {
        let leaves = matches!(draft.fact, Fact::Departed(_) | Fact::DepartedBefore(_) | Fact::LotShipped(_));
        if batch.weighs && leaves {
            // The gate reads projections: they must know all that came before.
            refold_batch(ground, progress, &batch)?;
            batch = Batch::default();
        }
        let event = append_one(ground, progress, draft)?;
        let new = event.creates();
        for touch in touch(ground, &event, ground.reader())? {
            if touch.bears {
                batch.bear(touch.subject, batch.events.len(), new == Some(touch.subject));
            }
        }
        if let Fact::Configured(set) = &event.fact {
            ground.set_policy(&set.key, &set.value)?;
            reconfigure(ground, progress)?;
        } else if unconfigures(ground, &event)? {
            fold::policies(ground)?;
            reconfigure(ground, progress)?;
        }
        fold::reserve(ground, &event)?;
        batch.weighs |= !matches!(event.fact, Fact::Departed(_) | Fact::DepartedBefore(_));
        batch.events.push(event);
    }
    refold_batch(ground, progress, &batch)?;
    ground.settle()
}

fn append_one(ground: &dyn Ground, progress: &mut Progress, draft: Draft) -> Result<Event> {
    let (event, line, hash) = progress.tail.append(draft)?;
    put_event(ground, &event, &line, &hash)?;
    progress.first.get_or_insert(event.seq);
    Ok(event)
}

/// Writes an event as it stands.
pub(super) fn put_event(ground: &dyn Ground, event: &Event, line: &str, hash: &Hash) -> Result<()> {
    let kind = Value::Text(event.fact.code().into());
    let (seq, prev, hash) = (event.seq.value(), event.prev.value(), hash.value());
    ground.put(Table::Event, &[seq, kind, prev, hash, Value::Text(line.into())])
}

/// Writes what an event touches, and returns it. `source` finds what the event is about: another record
/// may know more of it.
pub(super) fn touch(ground: &dyn Ground, event: &Event, source: &dyn Reader) -> Result<Vec<Touch>> {
    let touches = touched(event, &|seq| source.event(seq))?;
    for touch in &touches {
        let subject = Value::Id(touch.subject.uuid());
        ground.put(Table::Touch, &[subject, event.seq.value(), touch.bears.value()])?;
    }
    Ok(touches)
}

/// Writes the command with its events, and returns them; nothing if there are none.
pub(super) fn put_command(ground: &dyn Ground, progress: &Progress) -> Result<Option<Span>> {
    let Some(span) = progress.span() else { return Ok(None) };
    ground.put(Table::Command, &[progress.cmd().value(), span.first.value(), span.last.value()])?;
    ground.settle()?;
    Ok(Some(span))
}

/// Tells whether an event takes a policy's value away, or gives it back.
fn unconfigures(ground: &dyn Ground, event: &Event) -> Result<bool> {
    for seq in event.fact.voids() {
        let fallen = ground.reader().event(*seq)?;
        if fallen.is_some_and(|fallen| matches!(fallen.fact, Fact::Configured(_) | Fact::Voided(_))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Follows the policies after one has changed.
fn reconfigure(ground: &dyn Ground, progress: &mut Progress) -> Result<()> {
    // Read back at once: a value that no policy takes must never reach the log.
    let clearance = ground.reader().policies()?.clearance();
    if clearance != progress.clearance {
        progress.clearance = clearance;
        fold::clear_again(ground, clearance)?;
    }
    Ok(())
}

/// Writes the rows of what a batch bears on, in the order it was first named. What is known gives up its rows
/// before any are written: a name that one gives up may be taken by another, whichever came first.
fn refold_batch(ground: &dyn Ground, progress: &Progress, batch: &Batch) -> Result<()> {
    let is_new = |subject: &Subject| batch.borne.get(subject).is_some_and(|borne| borne.new);
    let (new, known): (Vec<Subject>, Vec<Subject>) = batch.order.iter().partition(|subject| is_new(subject));
    if !known.is_empty() {
        fold::refold(ground, &known, progress.clearance)?;
    }
    let mut insert = ground.insert(true);
    for subject in &new {
        let at = batch.borne.get(subject).map_or(&[][..], |borne| &borne.at);
        let events: Vec<_> = at.iter().map(|at| &batch.events[*at]).collect();
        fold::rows(ground, *subject, &events, progress.clearance, insert.as_mut())?;
    }
    Ok(())
}

/// Writes every projection again, into tables that are empty.
pub(super) fn project(ground: &dyn Ground) -> Result<()> {
    fold::policies(ground)?;
    fold::reserved_tags(ground)?;
    let clearance = ground.reader().policies()?.clearance();
    fold::every(ground, clearance)?;
    ground.settle()
}

/// Folds every medium again, in a record to which a migration has added what is folded of them.
pub(super) fn project_media(ground: &dyn Ground) -> Result<()> {
    let mut media = Vec::new();
    ground.reader().media(MediumFilter::default(), &mut |medium| {
        media.push(Subject::Medium(medium.id));
        Flow::Continue(())
    })?;
    fold::refold(ground, &media, ground.reader().policies()?.clearance())?;
    ground.settle()
}

/// An error of ours.
pub(super) fn fault(what: &str) -> Error {
    Error::Fault(what.to_owned())
}
