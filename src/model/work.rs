//! Work on an asset: what is done to it, here or by somebody it is sent to.

use crate::model::{
    amount::Cents,
    codes::codes,
    day::Day,
    event::{Event, Seq},
    fact::Worked,
    id::{AssetId, PartyId, TextId},
    text,
};

codes! {
    /// What is done to an asset.
    pub enum WorkKind {
        /// Something works again.
        Repair = "repair",
        /// A part for another.
        Replace = "replace",
        /// Dust and traces removed.
        Clean = "clean",
        /// What works is found out.
        Test = "test",
        /// Something is put in.
        Install = "install",
        /// A part is taken out, to be used elsewhere.
        Harvest = "harvest",
    }
}

/// A piece of work on an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The asset.
    pub asset: AssetId,
    /// The event.
    pub seq: Seq,
    /// The day.
    pub on: Day,
    /// What was done.
    pub kind: WorkKind,
    /// The part, in the vault.
    pub part: Option<TextId>,
    /// The asset that the part was taken from.
    pub from: Option<AssetId>,
    /// How long it took.
    pub minutes: Option<u32>,
    /// What it cost.
    pub cost: Option<Cents>,
    /// Whether it came back with this, from whom it had been sent to before.
    pub back: bool,
    /// To whom it was sent for it.
    pub sent_to: Option<PartyId>,
    /// The contract under which data went with it.
    pub data_clause: Option<String>,
    /// Whether it went with data, or nobody knew that it did not.
    pub with_data: bool,
    /// The day it came back from there.
    pub back_on: Option<Day>,
}

impl Work {
    pub(super) fn of(asset: AssetId, event: &Event, worked: &Worked) -> Self {
        Self {
            asset,
            seq: event.seq,
            on: event.on,
            kind: worked.kind,
            part: worked.part,
            from: worked.from,
            minutes: worked.minutes,
            cost: worked.cost_cents,
            back: worked.back,
            sent_to: worked.sent_to,
            data_clause: worked.data_clause.clone(),
            with_data: worked.with_data,
            back_on: None,
        }
    }
}

/// Tells whether the words for a part speak of a storage medium, which has a life of its own.
#[must_use]
pub fn is_storage(part: &str) -> bool {
    const WORDS: [&str; 10] =
        ["hdd", "ssd", "nvme", "emmc", "disk", "disks", "disque", "disques", "drive", "drives"];
    let folded = text::fold(part);
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::is_storage;

    #[test]
    fn a_part_that_is_a_storage_medium_is_known_by_its_words() {
        for part in ["SSD 256 GB", "Disque dur", "NVMe", "hard drive", "disques"] {
            assert!(is_storage(part), "{part}");
        }
        for part in ["RAM 8 GB", "batterie", "écran", "lecteur de cartes", "disquaire", ""] {
            assert!(!is_storage(part), "{part}");
        }
    }
}
