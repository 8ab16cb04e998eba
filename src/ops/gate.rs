//! The gate's first wall: nothing leaves, and nothing is `ready`, with data unseen.

use super::{Act, Failure, Need, Refusal, act::medium_name};
use crate::{
    model::{
        asset::Asset,
        medium::Medium,
        sanitization::{Clearance, Inventory},
    },
    rules::nist,
};

/// What a departure may take with it all the same, named in every report for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Exception {
    /// It was lost or stolen: nobody can look.
    pub(super) loss: bool,
    /// A contractor takes known media under a data clause.
    pub(super) data_clause: bool,
    /// It comes back: a contract covers whatever is in it.
    pub(super) under_contract: bool,
}

impl Act<'_> {
    /// Refuses an asset one of whose media is not accounted for, or whose list of media is open.
    ///
    /// Returns the media in it, and whether it goes with data under an exception.
    pub(super) fn pass_gate(
        &self,
        asset: &Asset,
        exception: Exception,
    ) -> Result<(Vec<Medium>, bool), Failure> {
        let media = self.media_in(asset.id)?;
        let open = asset.inventory == Inventory::Open;
        let unclear = media.iter().find(|(_, cleared)| !cleared).map(|(medium, _)| medium);
        let tag = Some(asset.tag.to_string());
        if open && !exception.loss && !exception.under_contract {
            return Err(Refusal::Unaccounted { tag, medium: None, need: Need::Inventory, lot: None }.into());
        }
        if let Some(medium) =
            unclear.filter(|_| !exception.loss && !exception.data_clause && !exception.under_contract)
        {
            return Err(self.unaccounted(tag, medium));
        }
        let with_data = open || unclear.is_some();
        Ok((media.into_iter().map(|(medium, _)| medium).collect(), with_data))
    }

    /// The refusal of a medium that is not accounted for.
    pub(super) fn unaccounted(&self, tag: Option<String>, medium: &Medium) -> Failure {
        let minimum = self.policies().sanitization_minimum;
        let without = Clearance { minimum, second_person: false };
        if medium.cleared(without) {
            let medium = Some(medium_name(medium));
            return Refusal::Unaccounted { tag, medium, need: Need::Validation, lot: None }.into();
        }
        let device = match self.device_of(medium) {
            Ok(device) => device,
            Err(failure) => return failure,
        };
        let by = nist::sufficient(device, medium.kind, medium.encrypted, minimum);
        let need = Need::Sanitisation { status: medium.status, by };
        Refusal::Unaccounted { tag, medium: Some(medium_name(medium)), need, lot: None }.into()
    }
}
