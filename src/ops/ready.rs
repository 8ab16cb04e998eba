//! `ready`: every function tested, data removed (Code de la consommation, R122-4).

use super::{Act, Failure, Recording, Refusal, Resolve, gate::Exception};
use crate::model::{
    asset::Asset,
    event::Draft,
    fact::Readied,
    grade::{Cosmetic, Functional},
    lifecycle::{Action, Terms},
};

/// Assets that leave the workshop.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// What works; else by the last test.
    pub functional: Option<Functional>,
    /// How it looks.
    pub cosmetic: Option<Cosmetic>,
    /// Whether they leave without an operating system.
    pub no_system: bool,
}

/// Declares assets reconditioned.
///
/// # Errors
///
/// Refuses a functional grade below F5 (F4 where there is no system to test), waste, and an asset
/// with a medium that is not accounted for.
pub fn ready(act: &mut Act<'_>, request: &Ready, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    for asset in act.reader().find_assets(&request.assets)? {
        act.decide(&asset, Action::Ready, Terms::default())?;
        let functional = grade(&asset, request.functional, request.no_system)?;
        act.pass_gate(&asset, Exception::default())?;
        let fact = Readied { cosmetic: request.cosmetic, functional, no_system: request.no_system };
        act.record(Draft::new(on, fact).asset(asset.id))?;
    }
    Ok(())
}

/// Returns the least functional grade with which an asset is ready.
pub(super) fn needed(asset: &Asset, no_system: bool) -> Functional {
    if no_system || asset.kind.has_no_system() { Functional::F4 } else { Functional::F5 }
}

fn grade(asset: &Asset, given: Option<Functional>, no_system: bool) -> Result<Functional, Failure> {
    let needed = needed(asset, no_system);
    let found = given.or(asset.functional);
    found
        .filter(|functional| functional.reaches(needed))
        .ok_or_else(|| Refusal::Grade { tag: asset.tag.to_string(), found, needed }.into())
}
