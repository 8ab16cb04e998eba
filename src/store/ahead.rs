//! What will be asked next, said before: many questions, one journey to a backend that is far away.

use super::{Name, Place};
use crate::model::{
    event::Seq,
    id::{AssetId, MediumId, PartyId},
};

/// A question that a reader is about to be asked, by the name it has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question<'a> {
    /// [`Reader::named`](super::Reader::named), and of each asset or party that has the name all that is
    /// said by its identifier.
    Named(Name<'a>),
    /// [`Reader::reserved`](super::Reader::reserved).
    Reserved(&'a str),
    /// [`Reader::asset`](super::Reader::asset).
    Asset(AssetId),
    /// [`Reader::media_of`](super::Reader::media_of).
    MediaOf(AssetId),
    /// [`Reader::attempts`](super::Reader::attempts) on a medium.
    AttemptsOn(MediumId),
    /// [`Reader::departure_of`](super::Reader::departure_of).
    DepartureOf(AssetId),
    /// [`Reader::party`](super::Reader::party).
    Party(PartyId),
    /// [`Reader::place`](super::Reader::place), and the label of what it finds.
    Place(Place, &'a str),
    /// [`Reader::event`](super::Reader::event).
    Event(Seq),
}

impl Question<'_> {
    /// The asset of which the media are asked for.
    pub(super) fn inside(&self) -> Option<AssetId> {
        match self {
            Self::MediaOf(id) => Some(*id),
            _ => None,
        }
    }

    /// The asset of which the departure is asked for.
    pub(super) fn left(&self) -> Option<AssetId> {
        match self {
            Self::DepartureOf(id) => Some(*id),
            _ => None,
        }
    }
}

/// How many things are asked about together: enough to be fast, few enough to be light.
pub const TOGETHER: usize = 500;
