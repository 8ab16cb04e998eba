//! Whoever receives, carries, owns or uses things: named, or by an identity.

use serde::Serialize;
use uuid::Uuid;

use crate::{
    model::{id::PartyId, leaving::PartyKind},
    store::{Party, Reader, Result},
};

/// A party, as JSON shows it.
#[derive(Clone, Debug, Serialize)]
pub struct PartyView {
    /// Its identity.
    pub id: Uuid,
    /// Its name, unless it was erased.
    pub name: Option<String>,
    /// What it is.
    pub kind: PartyKind,
    /// Its SIRET or SIREN.
    pub siret: Option<String>,
}

impl From<Party> for PartyView {
    fn from(party: Party) -> Self {
        Self { id: party.id.0, name: party.name, kind: party.kind, siret: party.siret }
    }
}

/// A party: an organisation by its name, a person only where persons are named.
pub(super) fn party_name(reader: &dyn Reader, id: Option<PartyId>, names: bool) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    let party = reader.party(id)?;
    let name = party.and_then(|party| if names { party.name } else { party.said() });
    Ok(Some(name.unwrap_or_else(|| id.to_string())))
}
