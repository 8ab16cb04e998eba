//! `triage`: somebody looks at an asset and decides.

use super::{Act, Failure, Recording, Refusal, Resolve, collect::take_back};
use crate::model::{
    event::Draft,
    fact::Triaged,
    grade::{Cosmetic, Functional},
    leaving::Decision,
    lifecycle::{Action, Forbidden, State, Terms},
};

/// A triage.
#[derive(Clone, Debug)]
pub struct Triage {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// What was decided.
    pub decision: Decision,
    /// What works.
    pub functional: Option<Functional>,
    /// How it looks.
    pub cosmetic: Option<Cosmetic>,
    /// Whether it is discarded: waste from this day on; only with the decision to recycle.
    pub waste: bool,
}

/// Records a triage; of an asset still in use, the return too.
///
/// # Errors
///
/// Refuses what the life of an asset does not allow.
pub fn triage(act: &mut Act<'_>, request: &Triage, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let action = match request.decision {
        Decision::Recondition => Action::Recondition,
        Decision::Recycle => Action::Recycle,
        Decision::Keep => Action::Keep,
    };
    for asset in act.reader().find_assets(&request.assets)? {
        act.decide(&asset, action, Terms::default())?;
        if request.waste && !asset.owned() {
            // Waste is what its holder discards (code de l'environnement, L541-1-1): not what goes back
            // to whom it belongs.
            let (tag, why) = (asset.tag.to_string(), Forbidden::NotOwned);
            return Err(Refusal::Forbidden { tag, state: asset.state, action, why, name: None }.into());
        }
        if asset.state == State::Deployed {
            take_back(act, &asset, None, on)?;
        }
        let fact = Triaged {
            cosmetic: request.cosmetic,
            decision: request.decision,
            functional: request.functional,
            waste: request.waste,
        };
        act.record(Draft::new(on, fact).asset(asset.id))?;
    }
    Ok(())
}
