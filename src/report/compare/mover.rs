//! Which events can move which figure.

use crate::{
    model::{codes::codes, id::Subject},
    report::{Key, Measure},
};

codes! {
    /// A type of event that can move a figure, by its code in the log.
    pub enum Mover {
        /// It came into the record.
        Added = "added",
        /// What is known of it was put right.
        Edited = "edited",
        /// It went into use.
        Deployed = "deployed",
        /// Somebody looked and decided.
        Triaged = "triaged",
        /// It was reconditioned.
        Readied = "readied",
        /// There is no more use of it.
        Decommissioned = "decommissioned",
        /// There is a use again.
        Reinstated = "reinstated",
        /// It is missing.
        Lost = "lost",
        /// It is back.
        Found = "found",
        /// It left.
        Departed = "departed",
        /// It had left before the record.
        DepartedBefore = "departed_before",
        /// It came back.
        Returned = "returned",
        /// An event is as if it had not been.
        Voided = "voided",
        /// An event is read with other values.
        Corrected = "corrected",
        /// The taker undertook to reuse it.
        LotUndertaken = "lot_undertaken",
        /// The lot left.
        LotShipped = "lot_shipped",
        /// What became of it is proved.
        LotProved = "lot_proved",
        /// The lot is as if it had not left.
        LotCancelled = "lot_cancelled",
        /// A part was put in or taken out, or it came back from a repairer.
        Worked = "worked",
        /// A medium came into the record.
        MediumAdded = "medium_added",
        /// Its media are all known.
        MediaDeclared = "media_declared",
        /// A medium went elsewhere.
        MediumMoved = "medium_moved",
        /// The data of a medium was removed, or not.
        Sanitised = "sanitised",
        /// A medium was destroyed.
        Destroyed = "destroyed",
        /// A second person accepted what was done to a medium.
        Validated = "validated",
        /// The organisation decided otherwise.
        Configured = "configured",
        /// A file was kept as evidence.
        Attached = "attached",
    }
}

impl Mover {
    /// Tells whether such an event about a thing, or about what was in it, can move it in this figure.
    pub(super) fn moves(self, subject: Subject, key: Key) -> bool {
        if key.counts_media() {
            return match self {
                Self::Attached => key == Measure::WithoutEvidence.into(),
                // An asset has a departure of its own: that of its lot says nothing more.
                Self::LotShipped => !matches!(subject, Subject::Asset(_)),
                _ => self.moves_media(),
            };
        }
        if key.counts_works() {
            return matches!(self, Self::Worked | Self::Voided | Self::Corrected);
        }
        match self {
            Self::Worked => key == Measure::MissingWithData.into() || key == Measure::SentOut.into(),
            Self::MediumAdded
            | Self::MediaDeclared
            | Self::MediumMoved
            | Self::Sanitised
            | Self::Destroyed
            | Self::Validated => key == Measure::MissingWithData.into(),
            // A policy is about all of them: it is named where nothing nearer explains.
            Self::Configured | Self::Attached => false,
            Self::LotShipped => key == Measure::BulkMassG.into(),
            _ => true,
        }
    }

    /// Tells whether such an event, besides those that are told apart, can move a medium among those that left.
    const fn moves_media(self) -> bool {
        matches!(
            self,
            Self::MediumAdded
                | Self::MediumMoved
                | Self::Sanitised
                | Self::Destroyed
                | Self::Validated
                | Self::Departed
                | Self::LotCancelled
                | Self::Returned
                | Self::Found
                | Self::Voided
                | Self::Corrected
        )
    }
}
