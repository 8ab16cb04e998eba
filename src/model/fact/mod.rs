//! What an event says: one typed fact for each type of event.
//!
//! The stored form of each is frozen by a test. Fields stand in the order of RFC 8785 (by name), so
//! that serde writes the canonical line; a field that says nothing is left out.

use serde::Serialize;

mod asset;
mod lot;
mod medium;
mod record;

pub use asset::*;
pub use lot::*;
pub use medium::*;
pub use record::*;

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

macro_rules! fact {
    ($($(#[$meta:meta])* $name:ident = $code:literal,)+) => {
        /// What an event says.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Fact { $($(#[$meta])* $name($name),)+ }

        impl Fact {
            /// The code of every type of event.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// Returns the code of the type, as it stands in the log.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name(_) => $code,)+ }
            }

            /// Reads the data of an event of this type and version; nothing for a type that this
            /// version of the program does not know.
            ///
            /// # Errors
            ///
            /// Returns the reason if the data is not that of the type.
            pub fn read(code: &str, version: u8, data: &str) -> Option<Result<Self, serde_json::Error>> {
                match (code, version) {
                    $(($code, 1) => Some(serde_json::from_str(data).map(Self::$name)),)+
                    _ => None,
                }
            }
        }

        $(impl From<$name> for Fact {
            fn from(fact: $name) -> Self { Self::$name(fact) }
        })+
    };
}

fact! {
    /// The log begins.
    Opened = "opened",
    /// A policy has this value from now on.
    Configured = "configured",
    /// An asset came into the record.
    Added = "added",
    /// An asset went into use.
    Deployed = "deployed",
    /// An asset in use changed service, site or holder. All three stand here as they are afterwards.
    Moved = "moved",
    /// An asset came back from use.
    Collected = "collected",
    /// Somebody looked at an asset and decided.
    Triaged = "triaged",
    /// An asset was worked on, sent out for it, or came back from there.
    Worked = "worked",
    /// An asset was reconditioned: every function tested, data removed.
    Readied = "readied",
    /// The organisation has no more use of an asset.
    Decommissioned = "decommissioned",
    /// A decommissioned asset has a use again.
    Reinstated = "reinstated",
    /// An asset is missing.
    Lost = "lost",
    /// A missing asset is back.
    Found = "found",
    /// An asset left for good, in a lot.
    Departed = "departed",
    /// An asset left for good before the record was opened.
    DepartedBefore = "departed_before",
    /// A departed asset came back.
    Returned = "returned",
    /// An event is as if it had not been.
    Voided = "voided",
    /// An event is read with other values.
    Corrected = "corrected",
    /// A medium came into the record, in an asset or in stock.
    MediumAdded = "medium_added",
    /// A person said that the list of an asset's media is complete.
    MediaDeclared = "media_declared",
    /// A medium went to another place.
    MediumMoved = "medium_moved",
    /// An attempt to remove the data of a medium, and what the check found.
    Sanitised = "sanitised",
    /// A medium was destroyed.
    Destroyed = "destroyed",
    /// A lot was opened.
    LotOpened = "lot_opened",
    /// A lot's facts or content changed. Facts given replace, those not given stay.
    LotChanged = "lot_changed",
    /// The taker undertook to reuse what is in the lot.
    LotUndertaken = "lot_undertaken",
    /// A lot, or a part of it, left.
    LotShipped = "lot_shipped",
    /// The taker proved what became of it.
    LotProved = "lot_proved",
    /// A lot was given up; if it had left, it is as if it never had.
    LotCancelled = "lot_cancelled",
    /// A party came into the record. Its name is in the vault.
    PartyAdded = "party_added",
    /// A party's kind changed, or its name in the vault.
    PartyChanged = "party_changed",
    /// What is known of an asset was completed or put right.
    Edited = "edited",
    /// Labels were printed before the assets that will have them.
    Reserved = "reserved",
    /// A head was signed, and is kept elsewhere.
    Sealed = "sealed",
    /// A backup was made the record again.
    Epoch = "epoch",
    /// The name of a party or of an operator was erased from the vault, or a file that was attached.
    Forgotten = "forgotten",
    /// A file was attached, as evidence. Its bytes and its name are in the vault.
    Attached = "attached",
    /// A second person accepted the result of a sanitisation.
    Validated = "validated",
    /// A tool read what a medium says of itself.
    MediumRead = "medium_read",
}
