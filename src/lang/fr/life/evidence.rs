//! Les pièces justificatives, dans les événements.

use super::{
    counted,
    events::{Said, named},
};
use crate::{
    lang::{
        Codes as _, Numbers as _,
        fr::Fr,
        way::{short, shown},
    },
    model::{
        event::Hash,
        fact::{Attached, Forgotten},
    },
};

impl Said<'_> {
    /// Ce que justifie une pièce.
    pub(super) fn proved_by(&self, attached: &Attached) -> String {
        let Attached { assets, lots, media, parties, .. } = attached;
        let all = assets.len() + lots.len() + media.len() + parties.len();
        if all == 0 {
            return "registre".to_owned();
        }
        let lots = lots.iter().map(|id| self.lot(*id));
        let assets = assets.iter().map(|id| self.asset(*id));
        let media = media.iter().map(|id| self.medium(*id));
        named(lots.chain(assets).chain(media).chain(parties.iter().map(|id| self.party(*id))), all)
    }

    pub(super) fn attached(&self, attached: &Attached) -> Vec<String> {
        let name = self.names.file(attached.name).map(|name| format!(" «\u{a0}{}\u{a0}»", shown(&name)));
        vec![
            format!("pièce justificative{} jointe", name.unwrap_or_default()),
            Fr.capacity(attached.size),
            format!("SHA-256 {}", short(attached.hash)),
        ]
    }
}

/// Des pièces, par le début de leur empreinte.
pub(super) fn files_of(hashes: &[Hash]) -> String {
    let what = if hashes.len() > 1 { "pièces justificatives" } else { "pièce justificative" };
    format!("{what} {}", named(hashes.iter().map(|hash| short(*hash)), hashes.len()))
}

/// Des pièces supprimées : ce que sont devenus leurs octets et leurs noms.
pub(super) fn files_forgotten(forgotten: &Forgotten) -> Vec<String> {
    let one = forgotten.evidence.len() == 1;
    let gone = if one { "supprimée" } else { "supprimées" };
    let mut said = vec![gone.to_owned(), Fr.forget_reason(forgotten.reason).to_owned()];
    let names = forgotten.texts.len() as u64;
    said.extend((names > 0).then(|| format!("avec {}", counted(names, "nom", "noms"))));
    said
}
