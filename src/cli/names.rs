//! The names that sentences need, looked up in the record.

use crate::{
    lang::Names,
    model::id::{ActorId, AssetId, LotId, MediumId, PartyId, TextId},
    store::{Place, Reader},
};

/// Names, as the record knows them now, for what somebody asked to see. What cannot be read has no name: a
/// sentence is not the place to fail.
pub(super) struct Known<'r>(pub(super) &'r dyn Reader);

impl Names for Known<'_> {
    fn asset(&self, id: AssetId) -> Option<String> {
        self.0.asset(id).ok()?.map(|asset| asset.tag.to_string())
    }

    fn medium(&self, id: MediumId) -> Option<String> {
        self.0.medium(id).ok()?.map(|medium| medium.serial.unwrap_or_else(|| id.to_string()))
    }

    fn lot(&self, id: LotId) -> Option<String> {
        self.0.lot(id).ok()?.map(|lot| lot.number)
    }

    fn party(&self, id: PartyId) -> Option<String> {
        self.0.party(id).ok()?.and_then(|party| party.name)
    }

    fn actor(&self, id: ActorId) -> Option<String> {
        self.0.actor(id).ok()?
    }

    fn place(&self, place: Place, code: &str) -> Option<String> {
        self.0.label(place, code).ok()?
    }

    fn text(&self, id: TextId) -> Option<String> {
        self.0.text(id).ok()?
    }

    fn file(&self, id: TextId) -> Option<String> {
        self.text(id)
    }
}

/// Names for what is said unasked, on standard error and in the notices of JSON: the log of an unattended job
/// collects no person. A person is its identity there, which `party show` takes.
pub(super) struct Discreet<'r>(pub(super) &'r dyn Reader);

impl Names for Discreet<'_> {
    fn asset(&self, id: AssetId) -> Option<String> {
        Known(self.0).asset(id)
    }

    fn medium(&self, id: MediumId) -> Option<String> {
        Known(self.0).medium(id)
    }

    fn lot(&self, id: LotId) -> Option<String> {
        Known(self.0).lot(id)
    }

    fn party(&self, id: PartyId) -> Option<String> {
        self.0.party(id).ok()?.and_then(|party| party.said())
    }

    fn actor(&self, id: ActorId) -> Option<String> {
        Known(self.0).actor(id).map(|_| id.to_string())
    }

    fn place(&self, place: Place, code: &str) -> Option<String> {
        Known(self.0).place(place, code)
    }

    fn text(&self, id: TextId) -> Option<String> {
        Known(self.0).text(id)
    }

    fn file(&self, _: TextId) -> Option<String> {
        None
    }
}
