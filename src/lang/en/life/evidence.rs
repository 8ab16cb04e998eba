//! Files that are attached, in events.

use super::{
    counted,
    events::{Said, named},
};
use crate::{
    lang::{
        Codes as _, Numbers as _,
        en::En,
        way::{short, shown},
    },
    model::{
        event::Hash,
        fact::{Attached, Forgotten},
    },
};

impl Said<'_> {
    /// What a file is evidence of.
    pub(super) fn proved_by(&self, attached: &Attached) -> String {
        let Attached { assets, lots, media, parties, .. } = attached;
        let all = assets.len() + lots.len() + media.len() + parties.len();
        if all == 0 {
            return "record".to_owned();
        }
        let lots = lots.iter().map(|id| self.lot(*id));
        let assets = assets.iter().map(|id| self.asset(*id));
        let media = media.iter().map(|id| self.medium(*id));
        named(lots.chain(assets).chain(media).chain(parties.iter().map(|id| self.party(*id))), all)
    }

    pub(super) fn attached(&self, attached: &Attached) -> Vec<String> {
        let name = self.names.file(attached.name).map(|name| format!(" “{}”", shown(&name)));
        vec![
            format!("evidence{} attached", name.unwrap_or_default()),
            En.capacity(attached.size),
            format!("SHA-256 {}", short(attached.hash)),
        ]
    }
}

/// Files by the beginning of their hashes.
pub(super) fn files_of(hashes: &[Hash]) -> String {
    format!("evidence {}", named(hashes.iter().map(|hash| short(*hash)), hashes.len()))
}

/// Files that were erased: what became of their bytes and names.
pub(super) fn files_forgotten(forgotten: &Forgotten) -> Vec<String> {
    let mut said = vec!["erased".to_owned(), En.forget_reason(forgotten.reason).to_owned()];
    let names = forgotten.texts.len() as u64;
    said.extend((names > 0).then(|| format!("with {}", counted(names, "name", "names"))));
    said
}
