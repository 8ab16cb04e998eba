//! `missing` and `found`.

use super::{Act, Failure, Recording, Resolve, collect::decommission_as_decided};
use crate::model::{
    event::Draft,
    fact::{Found, Lost},
    leaving::Cause,
    lifecycle::{Action, Terms},
};

/// Assets that cannot be found.
#[derive(Clone, Debug)]
pub struct Lose {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// Why.
    pub cause: Cause,
}

/// Declares assets missing, and takes them out of their open lot.
///
/// # Errors
///
/// Refuses what is missing already or has left.
pub fn lose(act: &mut Act<'_>, request: &Lose, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    for asset in act.reader().find_assets(&request.assets)? {
        act.decide(&asset, Action::Missing, Terms::default())?;
        if let Some(draft) = act.leave_lot(&asset, on)? {
            act.record(draft)?;
        }
        act.record(Draft::new(on, Lost { cause: request.cause }).asset(asset.id))?;
    }
    Ok(())
}

/// Assets that are back.
#[derive(Clone, Debug)]
pub struct Find {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// Whether they stand where they stood.
    pub in_place: bool,
}

/// Declares assets found. Their list of media is open again: nobody knows what was taken.
///
/// # Errors
///
/// Refuses what was not missing, or left by another way than a loss.
pub fn find(act: &mut Act<'_>, request: &Find, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let action = if request.in_place { Action::FoundInPlace } else { Action::Found };
    for asset in act.reader().find_assets(&request.assets)? {
        act.decide(&asset, action, Terms::default())?;
        let fact = Found { in_place: request.in_place, media: act.media_ids(asset.id)? };
        act.record(Draft::new(on, fact).asset(asset.id))?;
        if !request.in_place {
            // Its use ended while it was away, and with it what was decided for that day.
            decommission_as_decided(act, &asset, on)?;
        }
    }
    Ok(())
}
