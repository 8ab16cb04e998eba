//! `deploy` and `move`: who uses an asset, where.

use super::{Act, Failure, Notice, Recording, Refusal, Resolve, act::medium_name};
use crate::{
    model::{
        asset::Asset,
        day::Day,
        event::Draft,
        fact::{Deployed, Moved, Reinstated},
        id::PartyId,
        lifecycle::{Action, Terms},
        sanitization::{Inventory, MediumStatus, OnRedeploy},
    },
    store::Place,
};

/// Assets to put into use.
#[derive(Clone, Debug)]
pub struct Deploy {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// The service.
    pub service: String,
    /// The site.
    pub site: Option<String>,
    /// The person.
    pub holder: Option<String>,
    /// Whether a decommissioned one is reinstated.
    pub reinstate: bool,
}

/// Puts assets into use.
///
/// # Errors
///
/// Refuses what the life of an asset does not allow, and, if the policy says so, a medium that was
/// not sanitised since another service used it.
pub fn deploy(act: &mut Act<'_>, request: &Deploy, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let assets = act.reader().find_assets(&request.assets)?;
    let holder = find_holder(act, request.holder.as_deref())?;
    let service = act.place(Place::Service, &request.service)?;
    let site = request.site.as_deref().map(|site| act.place(Place::Site, site)).transpose()?;
    for asset in assets {
        let asset = reinstate_first(act, asset, request.reinstate, on)?;
        act.decide(&asset, Action::Deploy, Terms::default())?;
        check_redeployment(act, &asset, &service)?;
        let fact = Deployed {
            holder,
            media: act.media_ids(asset.id)?,
            service: service.clone(),
            site: site.clone().or(asset.site),
        };
        act.record(Draft::new(on, fact).asset(asset.id))?;
    }
    Ok(())
}

fn find_holder(act: &Act<'_>, word: Option<&str>) -> Result<Option<PartyId>, Failure> {
    word.map(|word| act.reader().find_party(word).map(|party| party.id)).transpose()
}

fn reinstate_first(act: &mut Act<'_>, asset: Asset, asked: bool, on: Day) -> Result<Asset, Failure> {
    if !asked || asset.decommissioned_on.is_none() {
        return Ok(asset);
    }
    act.decide(&asset, Action::Reinstate, Terms::default())?;
    let id = asset.id;
    act.record(Draft::new(on, Reinstated {}).asset(id))?;
    Ok(act.reader().asset(id)?.unwrap_or(asset))
}

/// A machine that goes to another service takes the data of the first with it, unless its media were
/// sanitised, and all of them are known: said or refused, as the policy wants.
fn check_redeployment(act: &mut Act<'_>, asset: &Asset, to: &str) -> Result<(), Failure> {
    let policy = act.policies().sanitization_redeploy;
    if policy == OnRedeploy::Off {
        return Ok(());
    }
    let last = asset.service.clone().filter(|_| asset.deployments > 0);
    let mut at_risk = Vec::new();
    for (medium, _) in act.media_in(asset.id)? {
        let clean = matches!(medium.status, MediumStatus::Sanitised | MediumStatus::Destroyed);
        if !clean && let Some(from) = medium.used_by.clone().or_else(|| last.clone()) {
            at_risk.push((Some(medium_name(&medium)), from));
        }
    }
    if asset.inventory == Inventory::Open {
        at_risk.extend(last.map(|from| (None, from)));
    }
    for (medium, from) in at_risk.into_iter().filter(|(_, from)| from != to) {
        let tag = asset.tag.to_string();
        let from = act.reader().label(Place::Service, &from)?.unwrap_or(from);
        if policy == OnRedeploy::Refuse {
            return Err(Refusal::Redeploy { tag, medium, from }.into());
        }
        act.notice(Notice::Redeployed { tag, medium, from });
    }
    Ok(())
}

/// Assets in use that change service, site or holder.
#[derive(Clone, Debug)]
pub struct Move {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// The service, if it changes. The holder of the former one does not come along.
    pub service: Option<String>,
    /// The site, if it changes.
    pub site: Option<String>,
    /// The person, if it changes.
    pub holder: Option<String>,
}

/// Moves assets that are in use.
///
/// # Errors
///
/// Refuses what is not in use, and a move that changes nothing.
pub fn relocate(act: &mut Act<'_>, request: &Move, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let assets = act.reader().find_assets(&request.assets)?;
    let holder = find_holder(act, request.holder.as_deref())?;
    let service = request.service.as_deref().map(|s| act.place(Place::Service, s)).transpose()?;
    let site = request.site.as_deref().map(|site| act.place(Place::Site, site)).transpose()?;
    for asset in assets {
        act.decide(&asset, Action::Move, Terms::default())?;
        let to = service.clone().or_else(|| asset.service.clone()).ok_or(Refusal::ServiceLacking)?;
        let same_service = asset.service.as_ref() == Some(&to);
        let holder = holder.or(asset.holder.filter(|_| same_service));
        let site = site.clone().or_else(|| asset.site.clone());
        if same_service && holder == asset.holder && site == asset.site {
            return Err(Refusal::NothingChanges { subject: asset.tag.to_string() }.into());
        }
        if !same_service {
            check_redeployment(act, &asset, &to)?;
        }
        let fact = Moved { holder, media: act.media_ids(asset.id)?, service: to, site };
        act.record(Draft::new(on, fact).asset(asset.id))?;
    }
    Ok(())
}
