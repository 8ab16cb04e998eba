//! A storage medium: where it is, what it holds, and what may be claimed of it.

use crate::model::{
    amount::Bytes,
    attempt::Attempt,
    day::{Day, Instant},
    event::{Event, Seq},
    fact::{Destroyed, Fact, MediumAdded, MediumMoved, MediumRead, Sanitised},
    id::{AssetId, LotId, MediumId},
    lot::LotItem,
    sanitization::{
        Claim, Clearance, Encrypted, Health, MediumKind, MediumStatus, Technique, Verdict, Verify,
    },
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
    /// What it said of itself when a tool read it last.
    pub reading: Option<Reading>,
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
    /// Whether a second person accepted what was done last.
    pub validated: bool,
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
    /// A medium as it came into the record, in an asset or in our stock. `version` is the event that added it.
    #[must_use]
    pub fn added(id: MediumId, added: &MediumAdded, asset: Option<AssetId>, on: Day, version: Seq) -> Self {
        Self {
            id,
            serial: added.serial.clone(),
            kind: added.kind,
            model: added.model.clone(),
            capacity: added.capacity_bytes,
            encrypted: added.encrypted,
            reading: None,
            status: if added.used_by.is_some() { MediumStatus::HoldsData } else { MediumStatus::Unknown },
            claim: None,
            verdict: None,
            technique: None,
            verify: None,
            validated: false,
            used_by: added.used_by.clone(),
            asset,
            lot: None,
            departed_on: None,
            last_on: on,
            version,
        }
    }

    /// Tells whether nothing that it held can leave with it: sanitised since its last use with a
    /// claim that is enough, or destroyed, and validated where that is asked for.
    #[must_use]
    pub fn cleared(&self, clearance: Clearance) -> bool {
        let done = match self.status {
            MediumStatus::Destroyed => true,
            MediumStatus::Sanitised => self.claim.is_some_and(|claim| clearance.minimum.accepts(claim)),
            MediumStatus::Unknown | MediumStatus::HoldsData => false,
        };
        done && (self.validated || !clearance.second_person)
    }
}

/// What a medium says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// For how many hours it was under power.
    pub hours: Option<u64>,
    /// Whether it is in order.
    pub health: Health,
    /// When it was read, where the tool says it.
    pub at: Option<Instant>,
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
    /// What was done to remove its data, in the order of the log.
    pub attempts: Vec<Attempt>,
    /// The day it was last sanitised.
    sanitised_on: Option<Day>,
    /// How many attempts came before it was last written, or last out of our hands.
    stale: usize,
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

    /// Returns the last attempt since the medium was last in use or out of our hands: the one that tells
    /// what it holds. What was done before says nothing of what was written since.
    #[must_use]
    pub fn latest(&self) -> Option<&Attempt> {
        self.attempts.get(self.stale..)?.last()
    }

    fn begin(event: &Event, added: &MediumAdded) -> Option<Self> {
        let medium = Medium::added(event.medium?, added, event.asset, event.on, event.seq);
        let mut life =
            Self { medium, attributions: Vec::new(), attempts: Vec::new(), sanitised_on: None, stale: 0 };
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
                self.known_as(moved);
                if let Some(service) = &moved.used_by {
                    self.used(service);
                }
            }
            // What was removed while the machine was in use may have been written again since.
            Fact::Collected(_) if self.sanitised_before(event.on) => {
                self.medium.status = MediumStatus::HoldsData;
                self.medium.claim = None;
                self.stale = self.attempts.len();
            }
            Fact::MediumRead(read) => self.read(read),
            Fact::Sanitised(done) => self.sanitised(done, event),
            Fact::Destroyed(done) => self.destroyed(done, event),
            Fact::Validated(validated) => {
                if let Some(last) = self.attempts.last_mut().filter(|last| last.seq == validated.seq) {
                    last.validate(event);
                    self.medium.validated = true;
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
                    self.stale = self.attempts.len();
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

    /// Takes what is said of a medium whose kind nobody had said, and what may be claimed of it then.
    fn known_as(&mut self, moved: &MediumMoved) {
        if let Some(kind) = moved.kind {
            self.medium.kind = kind;
        }
        // Where that attempt was voided since, nothing is claimed of the one that is the last now.
        let last = self.attempts.last_mut().filter(|last| Some(last.seq) == moved.attempt);
        let (Some(claim), Some(last)) = (moved.claim, last) else { return };
        last.claim = claim;
        if let Some(rules) = &moved.rules {
            last.rules.clone_from(rules);
        }
        self.medium.claim = Some(claim);
        let proved = last.result == Verdict::Pass && claim > Claim::None;
        if proved && self.medium.status == MediumStatus::Unknown {
            self.medium.status = MediumStatus::Sanitised;
        }
    }

    /// Takes what a tool read. What is claimed of it was computed from what was known then, and stays.
    fn read(&mut self, read: &MediumRead) {
        let medium = &mut self.medium;
        medium.kind = read.kind.unwrap_or(medium.kind);
        medium.capacity = read.capacity_bytes.or(medium.capacity);
        if read.model.is_some() {
            medium.model.clone_from(&read.model);
        }
        if let Some(health) = read.health {
            // What a later reading does not say stays as it was last said.
            let before = medium.reading;
            let told = if health == Health::Unknown { before.map(|before| before.health) } else { None };
            let hours = read.power_on_hours.or(before.and_then(|before| before.hours));
            medium.reading = Some(Reading { hours, health: told.unwrap_or(health), at: read.read_at });
        }
    }

    fn used(&mut self, service: &str) {
        if self.medium.status != MediumStatus::Destroyed {
            self.medium.status = MediumStatus::HoldsData;
            self.medium.claim = None;
            self.stale = self.attempts.len();
        }
        self.medium.used_by = Some(service.to_owned());
    }

    fn sanitised_before(&self, day: Day) -> bool {
        self.medium.status == MediumStatus::Sanitised && self.sanitised_on.is_some_and(|on| on < day)
    }

    /// Whatever was tried last is what was done; nobody has accepted it yet.
    fn attempted(&mut self, attempt: Attempt) {
        self.medium.technique = Some(attempt.action);
        self.medium.verify = Some(attempt.verify);
        self.medium.verdict = Some(attempt.result);
        self.medium.validated = false;
        self.attempts.push(attempt);
    }

    fn destroyed(&mut self, done: &Destroyed, event: &Event) {
        self.attempted(Attempt::destroyed(self.medium.id, done.clone(), event));
        if done.result == Verdict::Pass {
            self.medium.claim = Some(done.claim);
            self.medium.status = MediumStatus::Destroyed;
        }
    }

    fn sanitised(&mut self, done: &Sanitised, event: &Event) {
        self.attempted(Attempt::sanitised(self.medium.id, done.clone(), event));
        self.sanitised_on = Some(event.on);
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
