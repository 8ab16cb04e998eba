//! Words of departures: channels, parties, proofs, reasons.

use crate::model::{codes::codes, day::Day};

codes! {
    /// The way out of the organisation (décret n° 2023-266, art. 2, and what is outside it).
    pub enum Channel {
        /// Transfer to another public person.
        PublicBody = "public_body",
        /// Sale, by the State's estates or directly.
        Sale = "sale",
        /// Gift to a member of the staff.
        StaffGift = "staff_gift",
        /// Gift to an association, a foundation, a body.
        BodyGift = "body_gift",
        /// Taken back by an approved eco-organism.
        EcoOrganism = "eco_organism",
        /// Taken back by the supplier.
        SupplierTakeback = "supplier_takeback",
        /// Collected as waste.
        Waste = "waste",
        /// Lost or stolen.
        Loss = "loss",
        /// Returned to its lessor.
        LessorReturn = "lessor_return",
    }
}

impl Channel {
    /// Tells whether the asset is given: the cap on value and the legal basis apply.
    #[must_use]
    pub const fn is_gift(self) -> bool {
        matches!(self, Self::StaffGift | Self::BodyGift)
    }

    /// Tells whether reuse needs the taker's undertaking before and proof after
    /// (décret n° 2023-266, art. 2, last paragraph).
    #[must_use]
    pub const fn wants_undertaking(self) -> bool {
        matches!(self, Self::Sale | Self::EcoOrganism | Self::SupplierTakeback)
    }

    /// Tells whether what leaves by this channel becomes waste by it: collected as such, or taken back by
    /// an eco-organism that did not undertake to reuse it.
    #[must_use]
    pub fn makes_waste(self, undertaken_on: Option<Day>, on: Day) -> bool {
        match self {
            Self::Waste => true,
            Self::EcoOrganism => undertaken_on.is_none_or(|day| day > on),
            _ => false,
        }
    }

    /// Tells whether waste may leave by this channel.
    #[must_use]
    pub const fn takes_waste(self) -> bool {
        matches!(self, Self::Waste | Self::EcoOrganism | Self::SupplierTakeback | Self::Loss)
    }

    /// Returns the kinds of party that may receive by this channel.
    #[must_use]
    pub const fn parties(self) -> &'static [PartyKind] {
        use PartyKind as P;
        match self {
            Self::StaffGift => &[P::Staff],
            Self::BodyGift => &[P::Association, P::PublicBody, P::Other],
            Self::PublicBody => &[P::PublicBody],
            Self::EcoOrganism => &[P::EcoOrganism],
            Self::SupplierTakeback => &[P::Supplier],
            Self::LessorReturn => &[P::Lessor],
            Self::Waste => &[P::Recycler, P::EcoOrganism],
            Self::Sale => P::ALL,
            Self::Loss => &[],
        }
    }
}

codes! {
    /// The kind of a party.
    pub enum PartyKind {
        /// A person.
        Person = "person",
        /// A member of the staff.
        Staff = "staff",
        /// An association or a foundation.
        Association = "association",
        /// Another public body.
        PublicBody = "public_body",
        /// A waste operator.
        Recycler = "recycler",
        /// A supplier.
        Supplier = "supplier",
        /// An approved eco-organism.
        EcoOrganism = "eco_organism",
        /// A lessor.
        Lessor = "lessor",
        /// Any other organisation.
        Other = "other",
    }
}

impl PartyKind {
    /// Tells whether it is a person, whose name is kept no longer than it is needed.
    #[must_use]
    pub const fn is_person(self) -> bool {
        matches!(self, Self::Person | Self::Staff)
    }
}

codes! {
    /// What became of a departed asset, as its taker proved it.
    pub enum Proof {
        /// Used again.
        Reused = "reused",
        /// Made into materials.
        Recycled = "recycled",
        /// Recovered otherwise.
        Recovered = "recovered",
        /// Disposed of.
        Disposed = "disposed",
    }
}

codes! {
    /// Why an asset is missing.
    pub enum Cause {
        /// Lost.
        Lost = "lost",
        /// Stolen.
        Stolen = "stolen",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

codes! {
    /// Why an asset was decommissioned.
    pub enum Reason {
        /// Too old for its use.
        Obsolete = "obsolete",
        /// Broken.
        Broken = "broken",
        /// Replaced.
        Replaced = "replaced",
        /// One too many.
        Surplus = "surplus",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// Why an event was voided, a lot cancelled or an asset returned.
    pub enum VoidReason {
        /// A slip of the keyboard.
        Mistyped = "mistyped",
        /// Another asset was meant.
        WrongAsset = "wrong_asset",
        /// Another day was meant.
        WrongDate = "wrong_date",
        /// Another lot was meant.
        WrongLot = "wrong_lot",
        /// Recorded twice.
        Duplicate = "duplicate",
        /// The other side refused.
        Refused = "refused",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// What a triage decided.
    pub enum Decision {
        /// To the workshop.
        Recondition = "recondition",
        /// To be recycled.
        Recycle = "recycle",
        /// Back on the shelf as it is.
        Keep = "keep",
    }
}

codes! {
    /// What a piece of work was.
    pub enum WorkType {
        /// A repair.
        Repair = "repair",
        /// A part was replaced.
        Replace = "replace",
        /// Cleaning.
        Clean = "clean",
        /// Tests.
        Test = "test",
        /// A system was installed.
        Install = "install",
        /// Parts were taken.
        Harvest = "harvest",
    }
}

codes! {
    /// Where a lot stands.
    pub enum LotStatus {
        /// It can be filled and changed.
        Open = "open",
        /// All of it has left.
        Shipped = "shipped",
        /// It was given up, or undone.
        Cancelled = "cancelled",
    }
}
