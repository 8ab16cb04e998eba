//! What events touch: every subject they name, and whether they bear on its state.

use std::collections::HashMap;

use crate::model::{
    fact::{Attached, Fact},
    id::{AssetId, LotId, MediumId, PartyId, Subject},
    lot::{LotItem, LotLine},
};

/// That an event touches a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The subject.
    pub subject: Subject,
    /// Whether the event bears on its state; else it only names it, and stands in its history.
    pub bears: bool,
}

/// Touches, each subject once, in the order they were first named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Touches {
    list: Vec<Touch>,
    /// Where each stands, once the list is too long to be searched: a lot may hold thousands.
    at: HashMap<Subject, usize>,
}

impl From<Vec<Touch>> for Touches {
    fn from(list: Vec<Touch>) -> Self {
        Self { list, at: HashMap::new() }
    }
}

/// What an event names in its envelope: asset, medium, lot, party.
pub(super) type Named = (Option<AssetId>, Option<MediumId>, Option<LotId>, Option<PartyId>);

/// Returns what comes into the record with an event.
pub(super) fn created((asset, medium, lot, party): Named, fact: &Fact) -> Option<Subject> {
    match fact {
        Fact::Added(_) => asset.map(Subject::Asset),
        Fact::MediumAdded(_) => medium.map(Subject::Medium),
        Fact::LotOpened(_) => lot.map(Subject::Lot),
        Fact::PartyAdded(_) => party.map(Subject::Party),
        _ => None,
    }
}

impl Touches {
    /// The longest list that is searched from its beginning.
    const SHORT: usize = 16;

    /// Adds a touch; of a subject named before, whether the event bears on it.
    pub(crate) fn push(&mut self, subject: impl Into<Subject>, bears: bool) {
        let subject = subject.into();
        let known = if self.list.len() <= Self::SHORT {
            self.list.iter().position(|touch| touch.subject == subject)
        } else {
            if self.at.is_empty() {
                self.at = self.list.iter().enumerate().map(|(at, touch)| (touch.subject, at)).collect();
            }
            self.at.get(&subject).copied()
        };
        if let Some(at) = known {
            self.list[at].bears |= bears;
            return;
        }
        if !self.at.is_empty() {
            self.at.insert(subject, self.list.len());
        }
        self.list.push(Touch { subject, bears });
    }

    /// Returns the list.
    pub(crate) fn into_vec(self) -> Vec<Touch> {
        self.list
    }

    fn bear<S: Into<Subject> + Copy>(&mut self, subjects: &[S]) {
        for subject in subjects {
            self.push(*subject, true);
        }
    }

    /// A file bears on the state of nothing: it stands in the history of what it is evidence of.
    fn attach(&mut self, attached: &Attached) {
        attached.assets.iter().for_each(|id| self.push(*id, false));
        attached.media.iter().for_each(|id| self.push(*id, false));
        attached.lots.iter().for_each(|id| self.push(*id, false));
        attached.parties.iter().for_each(|id| self.push(*id, false));
    }

    fn name<S: Into<Subject>>(&mut self, subject: Option<S>) {
        if let Some(subject) = subject {
            self.push(subject, false);
        }
    }

    fn items(&mut self, items: impl IntoIterator<Item = LotItem>) {
        for item in items {
            match item {
                LotItem::Asset(id) => self.push(id, true),
                LotItem::Medium(id) => self.push(id, true),
            }
        }
    }

    pub(super) fn of((asset, medium, lot, party): Named, fact: &Fact) -> Self {
        let mut touches = Self::default();
        touches.bear(asset.as_slice());
        touches.bear(medium.as_slice());
        if let Some(id) = lot {
            // A departure stands in the lot's own `lot_shipped`.
            touches.push(id, !matches!(fact, Fact::Departed(_)));
        }
        touches.bear(party.as_slice());
        touches.fact(fact);
        touches
    }

    fn fact(&mut self, fact: &Fact) {
        match fact {
            Fact::Added(added) => {
                self.name(added.holder);
                self.name(added.owner);
                self.name(added.supplier);
            }
            Fact::Edited(edited) => {
                self.name(edited.owner);
                self.name(edited.supplier);
            }
            Fact::Deployed(deployed) => {
                self.bear(&deployed.media);
                self.name(deployed.holder);
            }
            Fact::Moved(moved) => {
                self.bear(&moved.media);
                self.name(moved.holder);
            }
            Fact::Collected(collected) => self.bear(&collected.media),
            Fact::Worked(worked) => {
                self.bear(worked.from.as_slice());
                self.bear(&worked.media);
                self.name(worked.sent_to);
            }
            Fact::Found(found) => self.bear(&found.media),
            Fact::Departed(departed) => self.bear(&departed.media),
            Fact::Returned(returned) => self.bear(&returned.media),
            Fact::Corrected(corrected) => self.name(corrected.set.holder),
            Fact::MediumMoved(moved) => {
                self.bear(moved.from.as_slice());
                self.bear(moved.to.as_slice());
            }
            Fact::LotOpened(opened) => {
                self.name(opened.facts.party);
                self.name(opened.facts.carrier);
            }
            Fact::LotChanged(changed) => {
                self.items(changed.add.iter().filter_map(|line: &LotLine| line.item));
                self.items(changed.drop.iter().copied());
                self.name(changed.facts.party);
                self.name(changed.facts.carrier);
            }
            Fact::LotUndertaken(undertaken) => {
                self.bear(&undertaken.assets);
                self.bear(&undertaken.media);
            }
            Fact::LotShipped(shipped) => {
                for asset in &shipped.assets {
                    self.push(*asset, false);
                }
                self.bear(&shipped.media);
                self.name(shipped.facts.party);
                self.name(shipped.facts.carrier);
            }
            Fact::LotProved(proved) => {
                self.bear(&proved.assets);
                self.bear(&proved.media);
            }
            Fact::LotCancelled(cancelled) => {
                self.bear(&cancelled.assets);
                self.bear(&cancelled.media);
            }
            Fact::Attached(attached) => self.attach(attached),
            Fact::Opened(_)
            | Fact::Configured(_)
            | Fact::Triaged(_)
            | Fact::Readied(_)
            | Fact::Decommissioned(_)
            | Fact::Reinstated(_)
            | Fact::Lost(_)
            | Fact::DepartedBefore(_)
            | Fact::Voided(_)
            | Fact::MediumAdded(_)
            | Fact::MediaDeclared(_)
            | Fact::Sanitised(_)
            | Fact::Destroyed(_)
            | Fact::Validated(_)
            | Fact::MediumRead(_)
            | Fact::PartyAdded(_)
            | Fact::PartyChanged(_)
            | Fact::Reserved(_)
            | Fact::Sealed(_)
            | Fact::Epoch(_)
            | Fact::Forgotten(_) => {}
        }
    }
}
