//! Which events stand: those not voided, read with their corrections.

use std::collections::HashSet;

use crate::model::{
    event::{Event, Seq},
    fact::Fact,
};

/// Returns the events that stand among all that touch one subject, in the order of the log, each
/// read with its corrections.
///
/// A `voided` and a `corrected` touch what their target touches, so the list of one subject is
/// enough to know.
#[must_use]
pub fn standing(mut events: Vec<Event>) -> Vec<Event> {
    let voided: HashSet<Seq> = events.iter().flat_map(|event| event.fact.voids().iter().copied()).collect();
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
