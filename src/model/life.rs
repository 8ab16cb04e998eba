//! The life of an asset: the fold of the events that bear on it.
//!
//! The fold is pure and blind to the law: it says what happened. Counting rules are applied when
//! reporting.

use crate::model::{
    asset::{Asset, Decommissioning, Departure, Stay, Use},
    day::Day,
    event::{Event, Seq},
    fact::{Added, Decommissioned, Departed, DepartedBefore, Fact, LotChanged, Worked},
    grade::{Cosmetic, Functional},
    id::LotId,
    kind::Kind,
    leaving::{Cause, Channel, Decision},
    lifecycle::State,
    lot::LotItem,
    sanitization::Inventory,
    text,
    work::Work,
};

/// An asset with its whole past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// The asset as it stands.
    pub asset: Asset,
    /// Where it was, one stretch after the other.
    pub stays: Vec<Stay>,
    /// When it was decommissioned.
    pub decommissionings: Vec<Decommissioning>,
    /// When it left.
    pub departures: Vec<Departure>,
    /// What was done to it.
    pub works: Vec<Work>,
    /// Whether it passed through the workshop or a reinstatement since its last use.
    renewed: bool,
    /// Whether it is, or was ever read as, of a kind that can hold data.
    may_hold_data: bool,
    /// Whether somebody said what media are in it, and nobody else had it since.
    listed: bool,
    /// The undertakings of the lot it is in.
    undertaken: Option<(LotId, Day)>,
}

impl Life {
    /// Folds the standing events that bear on an asset, in the order of the log. `version` is the
    /// last event that touched it, standing or not.
    ///
    /// Returns nothing as long as the asset has not been added.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>, version: Seq) -> Option<Self> {
        let mut life: Option<Self> = None;
        for event in events {
            match (&event.fact, &mut life) {
                (Fact::Added(added), None) => life = Self::begin(event, added),
                (fact, Some(life)) => life.apply(event, fact),
                _ => {}
            }
        }
        if let Some(life) = &mut life {
            life.asset.version = version;
        }
        life
    }

    fn begin(event: &Event, added: &Added) -> Option<Self> {
        let in_use = added.state == State::Deployed;
        let id = event.asset?;
        let asset = Asset {
            id,
            tag: added.tag.clone(),
            aliases: added.aliases.clone(),
            kind: added.kind,
            manufacturer: added.manufacturer.clone(),
            model: added.model.clone(),
            serial: added.serial.clone(),
            state: added.state,
            before: None,
            cause: (added.state == State::Missing).then_some(Cause::Unknown),
            decommissioned_on: None,
            act: None,
            decommission_when_collected: false,
            waste_since: None,
            acquired: added.acquired,
            owner: added.owner,
            service: added.service.clone(),
            site: added.site.clone(),
            holder: added.holder,
            functional: None,
            cosmetic: None,
            security: added.security,
            weee: added.weee,
            weee_source: added.weee_source,
            mass: added.mass_g,
            mass_source: added.mass_source,
            purchase_date: added.purchase_date,
            price: added.price_ht_cents,
            supplier: added.supplier,
            order: added.order.clone(),
            manufactured_on: added.manufactured_on,
            first_use_date: added.first_use_date,
            warranty_months: added.warranty_months,
            deployments: u32::from(in_use),
            second_lives: 0,
            inventory: Inventory::Open,
            sent_to: None,
            lot: None,
            departed_on: None,
            channel: None,
            last_on: event.on,
            version: event.seq,
        };
        let mut life = Self {
            asset,
            stays: Vec::new(),
            decommissionings: Vec::new(),
            departures: Vec::new(),
            works: Vec::new(),
            renewed: false,
            may_hold_data: false,
            listed: false,
            undertaken: None,
        };
        life.become_kind(added.kind);
        life.stay(event, in_use.then_some(Use::First));
        Some(life)
    }

    fn apply(&mut self, event: &Event, fact: &Fact) {
        if fact.bounds_days() {
            self.asset.last_on = self.asset.last_on.max(event.on);
        }
        match fact {
            Fact::Edited(edited) => self.edit(edited),
            Fact::Deployed(to) => {
                self.asset.service = Some(to.service.clone());
                self.asset.site.clone_from(&to.site);
                self.asset.holder = to.holder;
                self.deploy(event);
            }
            Fact::Moved(to) => {
                self.asset.service = Some(to.service.clone());
                self.asset.site.clone_from(&to.site);
                self.asset.holder = to.holder;
                self.stay(event, None);
            }
            Fact::Collected(collected) => {
                if collected.site.is_some() {
                    self.asset.site.clone_from(&collected.site);
                }
                self.asset.holder = None;
                self.enter(event, State::Collected);
            }
            Fact::Triaged(triaged) => {
                self.graded(triaged.functional, triaged.cosmetic);
                let state = match triaged.decision {
                    Decision::Recondition => State::InWorkshop,
                    Decision::Recycle => State::SetAside,
                    Decision::Keep => State::InStock,
                };
                self.enter(event, state);
                self.discarded(triaged.waste, event.on);
            }
            Fact::Worked(worked) if event.asset == Some(self.asset.id) => self.work(event, worked),
            Fact::Readied(readied) => {
                self.graded(Some(readied.functional), readied.cosmetic);
                self.renewed = true;
                self.enter(event, State::Ready);
            }
            Fact::Decommissioned(decommissioned) => self.decommission(event, decommissioned),
            Fact::Reinstated(_) => {
                self.renewed = self.renewed || self.asset.decommissioned_on.is_some();
                self.asset.decommissioned_on = None;
                self.asset.decommission_when_collected = false;
                self.asset.act = None;
                if let Some(last) = self.decommissionings.last_mut().filter(|d| d.to.is_none()) {
                    last.to = Some(event.on);
                }
            }
            Fact::Lost(lost) => {
                self.asset.before = Some(self.asset.state);
                self.asset.cause = Some(lost.cause);
                self.enter(event, State::Missing);
            }
            Fact::Found(found) => self.found(event, found.in_place),
            Fact::Departed(departed) => self.depart(event, departed),
            Fact::DepartedBefore(departed) => self.departed_before(event, departed),
            Fact::Returned(_) => {
                // Back the same day, it was in nobody's hands; later, somebody had it.
                if self.asset.departed_on != Some(event.on) {
                    self.reopen();
                }
                self.came_back(event);
                self.enter(event, State::Collected);
            }
            // What a tool saw is there; only who looks inside says that it is all.
            Fact::MediumAdded(added) if added.seen => {}
            Fact::MediumAdded(_) | Fact::MediaDeclared(_) => self.list(true),
            Fact::LotChanged(changed) => self.lot_changed(event, changed),
            Fact::LotUndertaken(_) => self.undertaken(event),
            Fact::LotProved(proved) => {
                if let Some(gone) = self.away_in(event.lot) {
                    gone.proved = Some(proved.outcome);
                    gone.proved_on = Some(event.on);
                    gone.proved_operation.clone_from(&proved.operation);
                }
            }
            Fact::LotCancelled(_) if self.asset.lot == event.lot => self.asset.lot = None,
            _ => {}
        }
    }

    fn deploy(&mut self, event: &Event) {
        let began = match (self.renewed, self.asset.deployments) {
            (true, _) => Use::SecondLife,
            (false, 0) => Use::First,
            (false, _) => Use::Redeployment,
        };
        self.asset.deployments += 1;
        self.asset.second_lives += u32::from(began == Use::SecondLife);
        self.renewed = false;
        self.asset.state = State::Deployed;
        self.stay(event, Some(began));
    }

    fn work(&mut self, event: &Event, worked: &Worked) {
        self.works.push(Work::of(self.asset.id, event, worked));
        if worked.back {
            self.back_from_work(event.on);
        }
        if worked.sent_to.is_some() {
            self.asset.sent_to = worked.sent_to;
        }
        if let Some(serial) = &worked.new_serial {
            self.asset.serial = Some(serial.clone());
            let known =
                |old: &str| self.asset.aliases.iter().any(|alias| text::fold(alias) == text::fold(old));
            let old = worked.old_serial.clone().filter(|old| !known(old));
            self.asset.aliases.extend(old);
            // Another machine in all but its tag: nobody has looked into it yet.
            self.reopen();
        }
    }

    /// Ends its stay with whom it was sent to.
    fn back_from_work(&mut self, on: Day) {
        if self.asset.sent_to.take().is_some()
            && let Some(sent) = self.works.iter_mut().rfind(|work| work.sent_to.is_some())
        {
            sent.back_on = Some(on);
        }
    }

    fn decommission(&mut self, event: &Event, decommissioned: &Decommissioned) {
        self.asset.act.clone_from(&decommissioned.act);
        self.asset.decommission_when_collected = decommissioned.when_collected;
        if decommissioned.when_collected {
            return;
        }
        self.asset.decommissioned_on = Some(event.on);
        self.decommissionings.push(Decommissioning {
            asset: self.asset.id,
            seq: event.seq,
            from: event.on,
            to: None,
        });
        self.discarded(decommissioned.waste, event.on);
    }

    fn depart(&mut self, event: &Event, departed: &Departed) {
        let undertaken_on = self.undertaken.filter(|(lot, _)| Some(*lot) == event.lot).map(|(_, on)| on);
        if self.asset.state != State::Missing {
            self.asset.before = Some(self.asset.state);
        }
        self.discarded(departed.waste, event.on);
        self.gone(event, Some(departed.channel));
        // Whoever has it for a repair keeps it, or it is lost: it does not come back from there.
        self.asset.sent_to = None;
        self.departures.push(Departure {
            asset: self.asset.id,
            seq: event.seq,
            lot: event.lot,
            on: event.on,
            channel: Some(departed.channel),
            taken_over: None,
            waste: departed.waste,
            for_parts: departed.for_parts,
            undertaken_on,
            proved_on: None,
            proved: None,
            operation: departed.operation.clone(),
            proved_operation: None,
            mass: departed.mass_g,
            mass_source: departed.mass_source,
            unit_value: departed.unit_value_cents,
            functional: self.asset.functional,
            decommissioned_on: self.asset.decommissioned_on,
            service: self.asset.service.clone(),
            impact: departed.impact.clone(),
            returned_on: None,
        });
        self.enter(event, State::Departed);
    }

    /// Nothing of it is known but that it left: no lot, no medium, no grade.
    fn departed_before(&mut self, event: &Event, departed: &DepartedBefore) {
        self.asset.before = Some(self.asset.state);
        self.discarded(departed.waste, event.on);
        self.gone(event, departed.channel);
        self.departures.push(Departure {
            asset: self.asset.id,
            seq: event.seq,
            lot: None,
            on: event.on,
            channel: departed.channel,
            taken_over: Some(departed.precision),
            waste: departed.waste,
            for_parts: false,
            undertaken_on: None,
            proved_on: None,
            proved: None,
            operation: None,
            proved_operation: None,
            mass: departed.mass_g,
            mass_source: departed.mass_source,
            unit_value: None,
            functional: self.asset.functional,
            decommissioned_on: self.asset.decommissioned_on,
            service: self.asset.service.clone(),
            impact: None,
            returned_on: None,
        });
        self.enter(event, State::Departed);
    }

    /// It is no more here, and nobody's.
    fn gone(&mut self, event: &Event, channel: Option<Channel>) {
        self.asset.lot = event.lot;
        self.asset.departed_on = Some(event.on);
        self.asset.channel = channel;
        self.asset.holder = None;
    }

    fn found(&mut self, event: &Event, in_place: bool) {
        if self.asset.state == State::Departed {
            self.came_back(event);
        }
        self.reopen();
        let before = self.asset.before.take().filter(|_| in_place);
        if before.is_none() {
            self.back_from_work(event.on);
        }
        self.asset.cause = None;
        if before != Some(State::Deployed) {
            self.asset.holder = None;
        }
        self.enter(event, before.unwrap_or(State::Collected));
    }

    fn came_back(&mut self, event: &Event) {
        if let Some(gone) = self.departures.last_mut() {
            gone.returned_on = Some(event.on);
        }
        self.asset.lot = None;
        self.asset.departed_on = None;
        self.asset.channel = None;
        self.undertaken = None;
    }

    fn lot_changed(&mut self, event: &Event, changed: &LotChanged) {
        let me = LotItem::Asset(self.asset.id);
        if changed.drop.contains(&me) && self.asset.lot == event.lot {
            self.asset.lot = None;
            self.undertaken = None;
        }
        if changed.add.iter().any(|line| line.item == Some(me)) {
            self.asset.lot = event.lot;
            self.undertaken = None;
        }
    }

    /// Its departure in a lot, unless it came back.
    fn away_in(&mut self, lot: Option<LotId>) -> Option<&mut Departure> {
        self.departures.iter_mut().rfind(|gone| gone.lot == lot && gone.returned_on.is_none())
    }

    fn undertaken(&mut self, event: &Event) {
        let Some(lot) = event.lot else { return };
        if let Some(gone) = self.away_in(Some(lot)) {
            gone.undertaken_on = Some(gone.undertaken_on.map_or(event.on, |first| first.min(event.on)));
            return;
        }
        let first = self.undertaken.filter(|(of, _)| *of == lot).map_or(event.on, |(_, on)| on.min(event.on));
        self.undertaken = Some((lot, first));
    }

    /// Somebody else had it: what is in it must be said again.
    fn reopen(&mut self) {
        self.list(false);
    }

    fn list(&mut self, listed: bool) {
        self.listed = listed;
        // A kind that cannot hold data has nothing to look for.
        let closed = listed || !self.may_hold_data;
        self.asset.inventory = if closed { Inventory::Closed } else { Inventory::Open };
    }

    /// Tells whether it would be asked what media are in it, and is not yet, if it were of this kind.
    #[must_use]
    pub fn is_opened_by(&self, kind: Kind) -> bool {
        self.asset.inventory == Inventory::Closed && !self.listed && kind.holds_data()
    }

    /// Reads it as of this kind: one that can hold data asks what media are in it. Another word for
    /// what it is takes that question back no more: only who looks inside answers it.
    pub(super) fn become_kind(&mut self, kind: Kind) {
        self.asset.kind = kind;
        self.may_hold_data |= kind.holds_data();
        self.list(self.listed);
    }

    fn graded(&mut self, functional: Option<Functional>, cosmetic: Option<Cosmetic>) {
        self.asset.functional = functional.or(self.asset.functional);
        self.asset.cosmetic = cosmetic.or(self.asset.cosmetic);
    }

    fn discarded(&mut self, discarded: bool, on: Day) {
        if discarded {
            self.asset.waste_since = self.asset.waste_since.or(Some(on));
        }
    }

    fn enter(&mut self, event: &Event, state: State) {
        self.asset.state = state;
        self.stay(event, None);
    }

    /// Ends the present stretch and begins the next, with the state and the place as they are now.
    fn stay(&mut self, event: &Event, began: Option<Use>) {
        if let Some(last) = self.stays.last_mut() {
            last.to = Some(event.on);
        }
        let asset = &self.asset;
        self.stays.push(Stay {
            asset: asset.id,
            seq: event.seq,
            state: asset.state,
            service: asset.service.clone(),
            site: asset.site.clone(),
            holder: asset.holder,
            from: event.on,
            to: None,
            began,
        });
    }
}
