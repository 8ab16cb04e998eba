//! The chain: each event written as one line, each line's hash the `prev` of the next.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use crate::{
    model::{
        day::Instant,
        event::{Draft, Event, Hash, Seq},
        id::{ActorId, CommandId},
        touch::{Touch, Touches},
    },
    store::{Error, Result},
};

/// Returns the hash of a line of the log, without its newline: what `sha256sum` says of it.
#[must_use]
pub fn line_hash(line: &str) -> Hash {
    file_hash(line.as_bytes())
}

/// Returns the hash by which a file is kept: what `sha256sum` says of it.
#[must_use]
pub fn file_hash(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

/// Where the chain goes on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tail {
    /// The last event.
    pub(crate) seq: Seq,
    /// Its hash.
    pub(crate) hash: Hash,
    /// The instant of the next events: the clock's, or the last event's where the clock went back.
    pub(crate) recorded_at: Instant,
    /// The command that goes on with it.
    pub(crate) cmd: CommandId,
    /// Who runs it.
    pub(crate) actor: ActorId,
}

impl Tail {
    /// Gives a draft its place; returns the event, its line and its hash.
    pub(crate) fn append(&mut self, draft: Draft) -> Result<(Event, String, Hash)> {
        let event = Event {
            seq: self.seq + 1,
            prev: self.hash,
            recorded_at: self.recorded_at,
            cmd: self.cmd,
            actor: self.actor,
            on: draft.on,
            asset: draft.asset,
            medium: draft.medium,
            lot: draft.lot,
            party: draft.party,
            note: draft.note,
            fact: draft.fact,
        };
        let line = event.line().map_err(|e| Error::Fault(format!("event {}: {e}", event.seq)))?;
        let hash = line_hash(&line);
        self.seq = event.seq;
        self.hash = hash;
        Ok((event, line, hash))
    }
}

/// Returns what an event touches; what takes others away or corrects one touches beside that what they
/// touch, and so on back. `find` may not know one that was left out.
pub(crate) fn touched(event: &Event, find: &dyn Fn(Seq) -> Result<Option<Event>>) -> Result<Vec<Touch>> {
    let touches = event.touches();
    if event.fact.targets().is_empty() {
        return Ok(touches);
    }
    let mut all = Touches::from(touches);
    let mut seen = HashSet::new();
    // Only what came before can be meant: whatever a line says, this ends.
    let earlier = |event: &Event| {
        let seq = event.seq;
        event.fact.targets().iter().rev().copied().filter(move |target| *target < seq).collect::<Vec<_>>()
    };
    let mut waiting = earlier(event);
    while let Some(seq) = waiting.pop() {
        let Some(target) = seen.insert(seq).then(|| find(seq)).transpose()?.flatten() else { continue };
        for touch in target.touches() {
            all.push(touch.subject, touch.bears);
        }
        waiting.extend(earlier(&target));
    }
    Ok(all.into_vec())
}
