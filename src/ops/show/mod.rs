//! How things are shown to machines: the keys of JSON and of exports, which others rely on.

mod asset;
mod lot;
mod medium;
mod party;
mod shared;

pub use self::{
    asset::{AssetView, GradeView},
    lot::{LotLineView, LotView},
    medium::MediumView,
    party::PartyView,
    shared::Shared,
};
