//! `decommission` and `reinstate`: whether the organisation has a use of an asset.

use super::{Act, Failure, Recording, Refusal, Resolve, act::clean_some};
use crate::model::{
    event::Draft,
    fact::{Decommissioned, Reinstated},
    leaving::Reason,
    lifecycle::{Action, State, Terms},
};

/// Assets that the organisation has no more use of.
#[derive(Clone, Debug)]
pub struct Decommission {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// The reference of the act.
    pub act: Option<String>,
    /// Why.
    pub reason: Option<Reason>,
    /// Whether what is in use is decommissioned the day it is collected.
    pub when_collected: bool,
    /// Whether it is discarded: waste from this day on.
    pub waste: bool,
}

/// Decommissions assets; what is still in use, with `when_collected`, the day it comes back.
///
/// # Errors
///
/// Refuses what is in use, has left, is not ours, or is decommissioned already.
pub fn decommission(act: &mut Act<'_>, request: &Decommission, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let reference = clean_some("act", request.act.as_deref())?;
    for asset in act.reader().find_assets(&request.assets)? {
        let waits = request.when_collected && asset.state == State::Deployed;
        let action = if waits { Action::DecommissionWhenCollected } else { Action::Decommission };
        act.decide(&asset, action, Terms::default())?;
        if waits && asset.decommission_when_collected && asset.act == reference {
            return Err(Refusal::NothingChanges { subject: asset.tag.to_string() }.into());
        }
        let fact = Decommissioned {
            act: reference.clone(),
            reason: request.reason,
            waste: request.waste && !waits,
            when_collected: waits,
        };
        act.record(Draft::new(on, fact).asset(asset.id))?;
    }
    Ok(())
}

/// Assets that have a use again.
#[derive(Clone, Debug)]
pub struct Reinstate {
    /// The assets, as typed.
    pub assets: Vec<String>,
}

/// Takes a decommissioning back.
///
/// # Errors
///
/// Refuses what is not decommissioned, and waste.
pub fn reinstate(act: &mut Act<'_>, request: &Reinstate, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    for asset in act.reader().find_assets(&request.assets)? {
        act.decide(&asset, Action::Reinstate, Terms::default())?;
        act.record(Draft::new(on, Reinstated {}).asset(asset.id))?;
    }
    Ok(())
}
