//! `collect`: an asset comes back from use.

use super::{Act, Failure, Notice, Recording, Resolve};
use crate::{
    model::{
        asset::Asset,
        day::Day,
        event::Draft,
        fact::{Collected, Decommissioned},
        lifecycle::{Action, Terms},
    },
    store::Place,
};

/// Assets that come back.
#[derive(Clone, Debug)]
pub struct Collect {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// The site they come back to.
    pub site: Option<String>,
}

/// Takes assets back from use.
///
/// # Errors
///
/// Refuses what is not in use.
pub fn collect(act: &mut Act<'_>, request: &Collect, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let assets = act.reader().find_assets(&request.assets)?;
    let site = request.site.as_deref().map(|site| act.place(Place::Site, site)).transpose()?;
    for asset in assets {
        act.decide(&asset, Action::Collect, Terms::default())?;
        take_back(act, &asset, site.as_deref(), on)?;
    }
    Ok(())
}

/// Records the return of an asset, and its decommissioning if that was decided for this day.
pub(super) fn take_back(
    act: &mut Act<'_>,
    asset: &Asset,
    site: Option<&str>,
    on: Day,
) -> Result<(), Failure> {
    let fact = Collected { media: act.media_ids(asset.id)?, site: site.map(str::to_owned) };
    act.record(Draft::new(on, fact).asset(asset.id))?;
    decommission_as_decided(act, asset, on)
}

/// Records the decommissioning that was decided for the day an asset comes back.
pub(super) fn decommission_as_decided(act: &mut Act<'_>, asset: &Asset, on: Day) -> Result<(), Failure> {
    if !asset.decommission_when_collected {
        return Ok(());
    }
    let reference = asset.act.clone();
    act.notice(Notice::Decommissioned { tag: asset.tag.to_string(), act: reference.clone() });
    let fact = Decommissioned { act: reference, reason: None, waste: false, when_collected: false };
    act.record(Draft::new(on, fact).asset(asset.id))
}
