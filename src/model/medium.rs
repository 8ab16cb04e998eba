//! A storage medium: where it is, what it holds, and what may be claimed of it.

use crate::model::{
    amount::Bytes,
    day::Day,
    event::{Event, Seq},
    fact::{Fact, MediumAdded, Sanitised},
    id::{AssetId, LotId, MediumId},
    lot::LotItem,
    sanitization::{Claim, Encrypted, MediumKind, MediumStatus, Minimum, Technique, Verdict, Verify},
};

/// A medium as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medium {
    /// Its identity.
    pub id: MediumId,
    /// The maker's serial.
    pub serial: Option<String>,
    /// What it is.
    pub kind: MediumKind,
    /// The model.
    pub model: Option<String>,
    /// Its capacity.
    pub capacity: Option<Bytes>,
    /// Whether it always encrypts.
    pub encrypted: Encrypted,
    /// What it holds.
    pub status: MediumStatus,
    /// What may be claimed since its last use.
    pub claim: Option<Claim>,
    /// What the last check found.
    pub verdict: Option<Verdict>,
    /// What was done last.
    pub technique: Option<Technique>,
    /// How it was checked last.
    pub verify: Option<Verify>,
    /// The code of the service that used it last.
    pub used_by: Option<String>,
    /// The asset it is in; none: our stock, or it has left on its own.
    pub asset: Option<AssetId>,
    /// The open lot it is in on its own, or the lot it left in.
    pub lot: Option<LotId>,
    /// The day it left, in an asset or on its own.
    pub departed_on: Option<Day>,
    /// The last day of its dated events.
    pub last_on: Day,
    /// The last event that touched it.
    pub version: Seq,
}

impl Medium {
    /// Tells whether nothing that it held can leave with it: sanitised since its last use with a
    /// claim that is enough, or destroyed.
    #[must_use]
    pub fn cleared(&self, minimum: Minimum) -> bool {
        match self.status {
            MediumStatus::Destroyed => true,
            MediumStatus::Sanitised => self.claim.is_some_and(|claim| minimum.accepts(claim)),
            MediumStatus::Unknown | MediumStatus::HoldsData => false,
        }
    }
}

/// The days a medium was in an asset. `to` is the first day after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The medium.
    pub medium: MediumId,
    /// The asset.
    pub asset: AssetId,
    /// The event that put it there.
    pub seq: Seq,
    /// The first day.
    pub from: Day,
    /// The first day after; none while it is there.
    pub to: Option<Day>,
}

/// A medium with its whole past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediumLife {
    /// The medium as it stands.
    pub medium: Medium,
    /// Where it was.
    pub attributions: Vec<Attribution>,
    /// The day it was last sanitised.
    sanitised_on: Option<Day>,
}

impl MediumLife {
    /// Folds the standing events that bear on a medium, in the order of the log. `version` is the
    /// last event that touched it, standing or not.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>, version: Seq) -> Option<Self> {
        let mut life: Option<Self> = None;
        for event in events {
            match (&event.fact, &mut life) {
                (Fact::MediumAdded(added), None) => life = Self::begin(event, added),
                (fact, Some(life)) => life.apply(event, fact),
                _ => {}
            }
        }
        if let Some(life) = &mut life {
            life.medium.version = version;
        }
        life
    }

    fn begin(event: &Event, added: &MediumAdded) -> Option<Self> {
        let medium = Medium {
            id: event.medium?,
            serial: added.serial.clone(),
            kind: added.kind,
            model: added.model.clone(),
            capacity: added.capacity_bytes,
            encrypted: added.encrypted,
            status: if added.used_by.is_some() { MediumStatus::HoldsData } else { MediumStatus::Unknown },
            claim: None,
            verdict: None,
            technique: None,
            verify: None,
            used_by: added.used_by.clone(),
            asset: event.asset,
            lot: None,
            departed_on: None,
            last_on: event.on,
            version: event.seq,
        };
        let mut life = Self { medium, attributions: Vec::new(), sanitised_on: None };
        life.attribute(event, event.asset);
        Some(life)
    }

    fn apply(&mut self, event: &Event, fact: &Fact) {
        if fact.bounds_days() {
            self.medium.last_on = self.medium.last_on.max(event.on);
        }
        match fact {
            Fact::Deployed(deployed) => self.used(&deployed.service),
            Fact::Moved(moved) => self.used(&moved.service),
            Fact::MediumMoved(moved) => {
                if let Some(last) = self.attributions.last_mut().filter(|a| a.to.is_none()) {
                    last.to = Some(event.on);
                }
                self.attribute(event, moved.to);
                if let Some(service) = &moved.used_by {
                    self.used(service);
                }
            }
            // What was removed while the machine was in use may have been written again since.
            Fact::Collected(_) if self.sanitised_before(event.on) => {
                self.medium.status = MediumStatus::HoldsData;
                self.medium.claim = None;
            }
            Fact::Sanitised(done) => self.sanitised(done, event.on),
            Fact::Destroyed(done) => {
                self.medium.technique = Some(done.action);
                self.medium.verify = Some(done.verify);
                self.medium.verdict = Some(done.result);
                if done.result == Verdict::Pass {
                    self.medium.claim = Some(done.claim);
                    self.medium.status = MediumStatus::Destroyed;
                }
            }
            Fact::Departed(_) => self.medium.departed_on = Some(event.on),
            Fact::LotShipped(shipped) if shipped.media.contains(&self.medium.id) => {
                self.medium.departed_on = Some(event.on);
            }
            Fact::Returned(_) => {
                // It was out of our hands: what it holds is known only if it came back the same day.
                if self.medium.departed_on.is_some_and(|left| left < event.on)
                    && self.medium.status == MediumStatus::Sanitised
                {
                    self.medium.status = MediumStatus::Unknown;
                    self.medium.claim = None;
                }
                self.medium.departed_on = None;
            }
            Fact::Found(_) => self.medium.departed_on = None,
            Fact::LotChanged(changed) => {
                let me = LotItem::Medium(self.medium.id);
                if changed.drop.contains(&me) && self.medium.lot == event.lot {
                    self.medium.lot = None;
                }
                if changed.add.iter().any(|line| line.item == Some(me)) {
                    self.medium.lot = event.lot;
                }
            }
            Fact::LotCancelled(_) if self.medium.lot == event.lot => self.medium.lot = None,
            _ => {}
        }
    }

    fn used(&mut self, service: &str) {
        if self.medium.status != MediumStatus::Destroyed {
            self.medium.status = MediumStatus::HoldsData;
            self.medium.claim = None;
        }
        self.medium.used_by = Some(service.to_owned());
    }

    fn sanitised_before(&self, day: Day) -> bool {
        self.medium.status == MediumStatus::Sanitised && self.sanitised_on.is_some_and(|on| on < day)
    }

    fn sanitised(&mut self, done: &Sanitised, on: Day) {
        self.sanitised_on = Some(on);
        self.medium.technique = Some(done.action);
        self.medium.verify = Some(done.verify);
        self.medium.verdict = Some(done.result);
        if self.medium.status == MediumStatus::Destroyed {
            return;
        }
        // A failed or unproved attempt may have left anything: it takes nothing away that an
        // earlier one achieved only if nothing was touched, which nobody can know.
        self.medium.claim = Some(done.claim);
        self.medium.status = match done.result {
            Verdict::Pass if done.claim > Claim::None => MediumStatus::Sanitised,
            _ if self.medium.status == MediumStatus::Sanitised => MediumStatus::Unknown,
            _ => self.medium.status,
        };
    }

    fn attribute(&mut self, event: &Event, asset: Option<AssetId>) {
        self.medium.asset = asset;
        if let Some(asset) = asset {
            self.attributions.push(Attribution {
                medium: self.medium.id,
                asset,
                seq: event.seq,
                from: event.on,
                to: None,
            });
        }
    }
}
