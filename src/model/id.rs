//! Identifiers: what an event names.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
    )+};
}

ids! {
    /// An asset, whatever its tag becomes.
    AssetId,
    /// A storage medium.
    MediumId,
    /// A lot.
    LotId,
    /// A person or an organisation. The name is kept apart, in the vault, and can be erased.
    PartyId,
    /// Whoever ran a command. The name is kept apart, in the vault, and can be erased.
    ActorId,
    /// A text kept in the vault: a note, a reason in free words.
    TextId,
    /// One command, however often it is tried.
    CommandId,
    /// One log, from its first event on.
    LogId,
}

/// Anything whose state is a fold of the events that touch it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An asset.
    Asset(AssetId),
    /// A medium.
    Medium(MediumId),
    /// A lot.
    Lot(LotId),
    /// A party.
    Party(PartyId),
}

impl Subject {
    /// Returns the identifier without its kind.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Asset(AssetId(id))
            | Self::Medium(MediumId(id))
            | Self::Lot(LotId(id))
            | Self::Party(PartyId(id)) => id,
        }
    }
}

impl From<AssetId> for Subject {
    fn from(id: AssetId) -> Self {
        Self::Asset(id)
    }
}

impl From<MediumId> for Subject {
    fn from(id: MediumId) -> Self {
        Self::Medium(id)
    }
}

impl From<LotId> for Subject {
    fn from(id: LotId) -> Self {
        Self::Lot(id)
    }
}

impl From<PartyId> for Subject {
    fn from(id: PartyId) -> Self {
        Self::Party(id)
    }
}
