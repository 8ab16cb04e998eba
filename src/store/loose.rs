//! What hangs on no subject, from the few events that say it: policies, and the tags that stand on labels.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::{
    model::{
        event::{Event, Seq},
        fact::Fact,
        policy::{Key, Policies},
        standing::standing,
        tag::Tag,
    },
    store::{Error, Result},
};

/// Returns the policies in force, from all events that configure one and all that void something.
pub(super) fn policies(events: Vec<Event>) -> BTreeMap<String, String> {
    let set = |event: Event| match event.fact {
        Fact::Configured(set) => Some((set.key, set.value)),
        _ => None,
    };
    standing(events).into_iter().filter_map(set).collect()
}

/// Returns the policies that their table holds; one that no policy takes is damage.
pub(super) fn policies_kept(set: Vec<(String, String)>) -> Result<Policies> {
    let mut policies = Policies::default();
    for (key, value) in set {
        let known = Key::from_code(&key).is_some_and(|key| policies.set(key, &value).is_ok());
        if !known {
            return Err(Error::Corrupt(format!("policy {key}")));
        }
    }
    Ok(policies)
}

/// Returns the tags that stand on labels already, each with the event by which it does: from all events
/// that reserve some and all that void something. `find` finds what was voided.
pub(super) fn reserved(
    events: Vec<Event>,
    find: &dyn Fn(Seq) -> Result<Option<Event>>,
) -> Result<BTreeSet<(Tag, Seq)>> {
    let known: HashSet<Seq> = events.iter().map(|event| event.seq).collect();
    let mut reserved = BTreeSet::new();
    for event in standing(events) {
        if let Fact::Reserved(these) = event.fact {
            reserved.extend(these.tags.into_iter().map(|tag| (tag, event.seq)));
            continue;
        }
        for seq in event.fact.voids() {
            // Of what fell among these, the list says enough: it is not in it.
            if known.contains(seq) {
                continue;
            }
            if let Some(tag) = find(*seq)?.as_ref().and_then(|fallen| given(&fallen.fact)) {
                reserved.insert((tag.clone(), *seq));
            }
        }
    }
    Ok(reserved)
}

/// The tag that an event gave to an asset.
pub(super) fn given(fact: &Fact) -> Option<&Tag> {
    match fact {
        Fact::Added(added) => Some(&added.tag),
        Fact::Edited(edited) => edited.tag.as_ref(),
        _ => None,
    }
}
