//! An asset and its life: the fold of the events that bear on it.
//!
//! The fold is pure and blind to the law: it says what happened. Counting rules are applied when
//! reporting.

use crate::model::{
    amount::{Cents, Grams},
    day::Day,
    event::{Event, Seq},
    fact::{Added, Decommissioned, Departed, Fact, Impact, LotChanged},
    grade::{Cosmetic, Functional},
    id::{AssetId, LotId, PartyId},
    kind::{Acquired, Kind, Security, Source, WeeeCategory},
    leaving::{Cause, Channel, Decision, Proof},
    lifecycle::{Standing, State},
    lot::LotItem,
    sanitization::Inventory,
    tag::Tag,
};

/// An asset as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its identity, whatever its tag becomes.
    pub id: AssetId,
    /// The tag on its label.
    pub tag: Tag,
    /// Other names it is found by.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Who made it.
    pub manufacturer: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The maker's serial.
    pub serial: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Where it stood before it went missing or was written off.
    pub before: Option<State>,
    /// Why it went missing.
    pub cause: Option<Cause>,
    /// Since when the organisation has no more use of it.
    pub decommissioned_on: Option<Day>,
    /// The act of its decommissioning, or the act decided for the day it is collected.
    pub act: Option<String>,
    /// Whether its decommissioning is decided for the day it is collected.
    pub decommission_when_collected: bool,
    /// Since when it is waste.
    pub waste_since: Option<Day>,
    /// How it was acquired.
    pub acquired: Acquired,
    /// To whom it belongs, when it is not ours.
    pub owner: Option<PartyId>,
    /// The code of the service that uses it, or used it last.
    pub service: Option<String>,
    /// The code of the site it stands on.
    pub site: Option<String>,
    /// The person who uses it.
    pub holder: Option<PartyId>,
    /// What works, by the last test.
    pub functional: Option<Functional>,
    /// How it looks, by the last look.
    pub cosmetic: Option<Cosmetic>,
    /// What the law asks about the information it held.
    pub security: Security,
    /// The WEEE category.
    pub weee: WeeeCategory,
    /// Where the category comes from.
    pub weee_source: Source,
    /// Its mass.
    pub mass: Option<Grams>,
    /// Where the mass comes from.
    pub mass_source: Option<Source>,
    /// The day of purchase.
    pub purchase_date: Option<Day>,
    /// The price paid, without tax.
    pub price: Option<Cents>,
    /// Who sold it.
    pub supplier: Option<PartyId>,
    /// The order it came with.
    pub order: Option<String>,
    /// The day it was made.
    pub manufactured_on: Option<Day>,
    /// The first day in service.
    pub first_use_date: Option<Day>,
    /// The warranty, in months from the purchase.
    pub warranty_months: Option<u16>,
    /// How often it went into use.
    pub deployments: u32,
    /// How many of these were a second life inside the organisation.
    pub second_lives: u32,
    /// Whether the list of its media is known to be complete.
    pub inventory: Inventory,
    /// The open lot it is in, or the lot it left in.
    pub lot: Option<LotId>,
    /// The day it left.
    pub departed_on: Option<Day>,
    /// The way out it took.
    pub channel: Option<Channel>,
    /// The last day of its dated events: nothing may be dated before.
    pub last_on: Day,
    /// The last event that touched it.
    pub version: Seq,
}

impl Asset {
    /// Tells whether it belongs to the organisation.
    #[must_use]
    pub fn owned(&self) -> bool {
        self.acquired.owned()
    }

    /// Returns the day from which its age counts: first use, else purchase, else manufacture.
    ///
    /// The decree (n° 2023-266) does not define it; this order is ours, and stands in every report.
    #[must_use]
    pub fn age_start(&self) -> Option<Day> {
        self.first_use_date.or(self.purchase_date).or(self.manufactured_on)
    }

    /// Returns the last day of the warranty.
    #[must_use]
    pub fn warranty_until(&self) -> Option<Day> {
        Some(self.purchase_date?.plus_months(i32::from(self.warranty_months?)))
    }

    /// Returns the open lot it is in.
    #[must_use]
    pub fn open_lot(&self) -> Option<LotId> {
        self.lot.filter(|_| self.state != State::Departed)
    }

    /// Returns what decides its next move.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            state: self.state,
            before: self.before,
            departed_by: self.channel,
            decommissioned_on: self.decommissioned_on,
            waste_since: self.waste_since,
            owned: self.owned(),
            open_lot: self.open_lot(),
        }
    }
}

crate::model::codes::codes! {
    /// What a stretch of use is in the life of an asset.
    pub enum Use {
        /// The first.
        First = "first",
        /// After a passage through the workshop or a reinstatement: a second life.
        SecondLife = "second_life",
        /// Any other: a redeployment.
        Redeployment = "redeployment",
    }
}

/// A stretch of days in one state, one place. `to` is the first day after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The asset.
    pub asset: AssetId,
    /// The event that began it.
    pub seq: Seq,
    /// The state.
    pub state: State,
    /// The code of the service.
    pub service: Option<String>,
    /// The code of the site.
    pub site: Option<String>,
    /// The person.
    pub holder: Option<PartyId>,
    /// Its first day.
    pub from: Day,
    /// The first day after it; none while it lasts.
    pub to: Option<Day>,
    /// If a new use began with it, what kind of use.
    pub began: Option<Use>,
}

/// A stretch of days during which an asset was decommissioned. A departure does not end it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decommissioning {
    /// The asset.
    pub asset: AssetId,
    /// The event that began it.
    pub seq: Seq,
    /// Its first day.
    pub from: Day,
    /// The first day after it: that of the reinstatement.
    pub to: Option<Day>,
}

/// A departure, with all that later decides how it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The asset.
    pub asset: AssetId,
    /// The event.
    pub seq: Seq,
    /// The lot.
    pub lot: Option<LotId>,
    /// The day.
    pub on: Day,
    /// The way out.
    pub channel: Channel,
    /// Whether it left as waste.
    pub waste: bool,
    /// Whether it was handed over for its parts only.
    pub for_parts: bool,
    /// The day of the taker's undertaking.
    pub undertaken_on: Option<Day>,
    /// The day of the proof.
    pub proved_on: Option<Day>,
    /// What became of it.
    pub proved: Option<Proof>,
    /// The operation planned, as `R 4`.
    pub operation: Option<String>,
    /// The operation proved.
    pub proved_operation: Option<String>,
    /// Its mass that day.
    pub mass: Option<Grams>,
    /// Where the mass comes from.
    pub mass_source: Option<Source>,
    /// Its value that day.
    pub unit_value: Option<Cents>,
    /// What works, by the last test before.
    pub functional: Option<Functional>,
    /// Since when it was decommissioned.
    pub decommissioned_on: Option<Day>,
    /// The service that used it last.
    pub service: Option<String>,
    /// What its second life avoids.
    pub impact: Option<Impact>,
    /// The day it came back.
    pub returned_on: Option<Day>,
}

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
    /// Whether it passed through the workshop or a reinstatement since its last use.
    renewed: bool,
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
            inventory: if added.kind.holds_data() { Inventory::Open } else { Inventory::Closed },
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
            renewed: false,
            undertaken: None,
        };
        life.stay(event, in_use.then_some(Use::First));
        Some(life)
    }

    fn apply(&mut self, event: &Event, fact: &Fact) {
        if fact.bounds_days() {
            self.asset.last_on = self.asset.last_on.max(event.on);
        }
        match fact {
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
            Fact::Readied(readied) => {
                self.graded(Some(readied.functional), readied.cosmetic);
                self.renewed = true;
                self.enter(event, State::Ready);
            }
            Fact::Decommissioned(decommissioned) => self.decommission(event, decommissioned),
            Fact::Reinstated(_) => {
                self.asset.decommissioned_on = None;
                self.asset.act = None;
                self.renewed = true;
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
            Fact::Returned(_) => {
                self.came_back(event);
                self.asset.inventory = self.reopened();
                self.enter(event, State::Collected);
            }
            Fact::MediumAdded(_) | Fact::MediaDeclared(_) => self.asset.inventory = Inventory::Closed,
            Fact::LotChanged(changed) => self.lot_changed(event, changed),
            Fact::LotUndertaken(_) => self.undertaken(event),
            Fact::LotProved(proved) => {
                if let Some(gone) = self.departures.iter_mut().rfind(|d| d.lot == event.lot) {
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
        self.asset.lot = event.lot;
        self.asset.departed_on = Some(event.on);
        self.asset.channel = Some(departed.channel);
        self.asset.holder = None;
        self.departures.push(Departure {
            asset: self.asset.id,
            seq: event.seq,
            lot: event.lot,
            on: event.on,
            channel: departed.channel,
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

    fn found(&mut self, event: &Event, in_place: bool) {
        if self.asset.state == State::Departed {
            self.came_back(event);
        }
        self.asset.inventory = self.reopened();
        let before = self.asset.before.take().filter(|_| in_place);
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

    fn undertaken(&mut self, event: &Event) {
        let Some(lot) = event.lot else { return };
        if let Some(gone) = self.departures.iter_mut().rfind(|d| d.lot == Some(lot)) {
            gone.undertaken_on = Some(gone.undertaken_on.map_or(event.on, |first| first.min(event.on)));
            return;
        }
        let first = self.undertaken.filter(|(of, _)| *of == lot).map_or(event.on, |(_, on)| on.min(event.on));
        self.undertaken = Some((lot, first));
    }

    fn reopened(&self) -> Inventory {
        // A kind that cannot hold data has nothing to look for, unless a medium was found in it.
        if self.asset.kind.holds_data() { Inventory::Open } else { self.asset.inventory }
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
