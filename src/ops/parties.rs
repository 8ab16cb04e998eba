//! `party`: persons and organisations. Their names are in the vault, and can be erased.

use super::{Act, Failure, Recording, Refusal, Resolve, act::clean_name};
use crate::{
    model::siret::{is_siren, is_siret},
    model::{
        event::Draft,
        fact::{PartyAdded, PartyChanged},
        id::{PartyId, Subject},
        leaving::PartyKind,
    },
    store::{Name, Vault},
};

/// A party to be added.
#[derive(Clone, Debug)]
pub struct AddParty {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PartyKind,
    /// Its SIRET or SIREN.
    pub siret: Option<String>,
}

/// Adds a party.
///
/// # Errors
///
/// Refuses a name that a party of the same kind has, and a SIRET that is none.
pub fn add_party(act: &mut Act<'_>, request: &AddParty, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let name = clean_name("name", &request.name)?;
    let siret = read_siret(request.siret.as_deref())?;
    for subject in act.reader().named(&Name::Party(&name))? {
        if let Subject::Party(id) = subject
            && act.reader().party(id)?.is_some_and(|party| party.kind == request.kind)
        {
            return Err(Refusal::PartyTaken { id: id.to_string() }.into());
        }
    }
    let id = PartyId(act.next_id());
    act.keep(&Vault::Party { id, name, siret })?;
    act.record(Draft::new(on, PartyAdded { kind: request.kind }).party(id))
}

/// What changes of a party.
#[derive(Clone, Debug)]
pub struct EditParty {
    /// The party, as typed.
    pub party: String,
    /// Its new name.
    pub name: Option<String>,
    /// Its new kind.
    pub kind: Option<PartyKind>,
    /// Its new SIRET or SIREN.
    pub siret: Option<String>,
}

/// Changes a party.
///
/// # Errors
///
/// Refuses an unknown party, a SIRET that is none, and what changes nothing.
pub fn edit_party(act: &mut Act<'_>, request: &EditParty, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let party = act.reader().find_party(&request.party)?;
    let name = request.name.as_deref().map(|name| clean_name("name", name)).transpose()?;
    let name = name.or_else(|| party.name.clone());
    let siret = read_siret(request.siret.as_deref())?.or_else(|| party.siret.clone());
    let kind = request.kind.unwrap_or(party.kind);
    if party.name.is_none() {
        return Err(Refusal::NameErased { party: party.id.to_string() }.into());
    }
    if name == party.name && siret == party.siret && kind == party.kind {
        return Err(Refusal::NothingChanges { subject: party.id.to_string() }.into());
    }
    if let Some(name) = name {
        act.keep(&Vault::Party { id: party.id, name, siret })?;
    }
    act.record(Draft::new(on, PartyChanged { kind }).party(party.id))
}

fn read_siret(typed: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if is_siret(&digits) || is_siren(&digits) {
        return Ok(Some(digits));
    }
    Err(Refusal::Siret(typed.chars().take(40).collect()).into())
}
