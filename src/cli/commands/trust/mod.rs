//! That the record is not lost, and cannot be rewritten unseen.

mod backup;
mod restore;
mod seal;
mod seals;
mod series;
mod target;

pub(super) use backup::backup;
pub(super) use restore::restore;
pub(super) use seal::seal;
pub(super) use seals::{Seen, look};

use crate::model::day::Instant;

/// An instant as it stands in the name of a file: `20261124T020000Z`.
fn stamp(instant: Instant) -> String {
    let text = instant.to_string();
    let whole = text.split('.').next().unwrap_or_default();
    format!("{}Z", whole.replace(['-', ':'], ""))
}
