//! Which events stand: those not voided, read with their corrections.

use std::collections::HashSet;

use crate::model::{
    event::{Event, Seq},
    fact::Fact,
    id::Subject,
};

/// Returns the numbers of the events that do not stand any more, of all that take one away, in the order of the
/// log.
#[must_use]
pub fn voided(events: &[Event]) -> HashSet<Seq> {
    let mut voided = HashSet::new();
    // Newest first: what was itself taken away takes nothing away.
    for event in events.iter().rev() {
        if !voided.contains(&event.seq) {
            voided.extend(event.fact.voids());
        }
    }
    voided
}

/// Returns the events that stand among all that touch one subject, in the order of the log, each
/// read with its corrections.
///
/// What takes an event away or corrects it touches what its target touches, so the list of one
/// subject is enough to know.
#[must_use]
pub fn standing(mut events: Vec<Event>) -> Vec<Event> {
    let voided = voided(&events);
    if !voided.is_empty() {
        events.retain(|event| !voided.contains(&event.seq));
    }
    let corrections: Vec<_> = events
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::Corrected(corrected) => Some((corrected.seq, corrected.set.clone())),
            _ => None,
        })
        .collect();
    for (seq, patch) in corrections {
        if let Ok(at) = events.binary_search_by_key(&seq, |event| event.seq) {
            events[at].amend(&patch);
        }
    }
    events
}

/// Shows the events that stand among these: the events themselves where none of them takes another away
/// or corrects one, as is nearly always so.
pub(crate) fn standing_among<T>(events: &[&Event], see: impl FnOnce(&[&Event]) -> T) -> T {
    if events.iter().all(|event| event.fact.targets().is_empty()) {
        return see(events);
    }
    let standing = standing(events.iter().map(|event| (*event).clone()).collect());
    see(&standing.iter().collect::<Vec<_>>())
}

/// Returns the event that one of these would pass, if the days of those that bear on a subject do not
/// follow the order of the log around it.
///
/// Only the day of an event that was corrected, or is not any more, can have moved.
#[must_use]
pub fn passed(events: &[Event], subject: Subject, seq: Seq) -> Option<&Event> {
    let at = events.binary_search_by_key(&seq, |event| event.seq).ok()?;
    let moved = &events[at];
    if !moved.fact.bounds_days() {
        return None;
    }
    events.iter().find(|other| {
        let wrong = (other.seq < seq && other.on > moved.on) || (other.seq > seq && other.on < moved.on);
        wrong
            && other.fact.bounds_days()
            && other.touches().iter().any(|touch| touch.subject == subject && touch.bears)
    })
}
