//! An asset as it stands, and the spans its life is made of. The fold that makes them is in
//! [`crate::model::life`].

use crate::model::{
    amount::{Cents, Grams},
    codes::codes,
    day::Day,
    event::Seq,
    fact::Impact,
    grade::{Cosmetic, Functional},
    id::{AssetId, LotId, PartyId},
    kind::{Acquired, Kind, Security, Source, WeeeCategory},
    leaving::{Cause, Channel, Proof},
    lifecycle::{Standing, State},
    period::Period,
    precision::Precision,
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
    /// Who has it, while it is sent out to be worked on.
    pub sent_to: Option<PartyId>,
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

    /// Returns what was paid for it, without tax, if it belongs to the organisation.
    #[must_use]
    pub fn paid(&self) -> Option<Cents> {
        self.price.filter(|_| self.owned())
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
            departed_in: self.lot.filter(|_| self.state == State::Departed),
            decommissioned_on: self.decommissioned_on,
            decommission_planned: self.decommission_when_collected,
            waste_since: self.waste_since,
            owned: self.owned(),
            open_lot: self.open_lot(),
            sent_to: self.sent_to,
        }
    }
}

codes! {
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
    /// The day; of one that was taken over, the last day that it can have been.
    pub on: Day,
    /// The way out; of one that was taken over, it may not be known.
    pub channel: Option<Channel>,
    /// If it was taken over from before the record, how exactly its day is known.
    pub taken_over: Option<Precision>,
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

impl Departure {
    /// Tells whether it is known to lie within a period: all the days that it can have been do.
    #[must_use]
    pub fn within(&self, period: Period) -> bool {
        let first = match self.taken_over {
            None => Some(self.on),
            Some(precision) => precision.first(self.on),
        };
        first.is_some_and(|first| period.contains(first)) && period.contains(self.on)
    }

    /// Tells whether it is from before the record and its year or its way out is not known: then it
    /// is in no figure of a period.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        self.taken_over.is_some_and(|known| known == Precision::Unknown || self.channel.is_none())
    }
}
