//! What happens to a lot.

use serde::{Deserialize, Serialize};

use super::is_false;
use crate::model::{
    amount::Grams,
    event::Seq,
    id::{AssetId, MediumId, TextId},
    leaving::{Proof, VoidReason},
    lot::{LotFacts, LotItem, LotLine},
};

/// A lot was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotOpened {
    /// What is known of it.
    #[serde(default, skip_serializing_if = "LotFacts::is_empty")]
    pub facts: LotFacts,
    /// Its number, as `LOT-2026-0001`.
    pub number: String,
}

/// A lot's facts or content changed. Facts given replace, those not given stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotChanged {
    /// What was added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<LotLine>,
    /// What was taken out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<LotItem>,
    /// The facts that changed.
    #[serde(default, skip_serializing_if = "LotFacts::is_empty")]
    pub facts: LotFacts,
}

/// The taker undertook to reuse what is in the lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotUndertaken {
    /// What was in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<AssetId>,
    /// The loose media in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
}

/// A lot, or a part of it, left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotShipped {
    /// The assets that left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<AssetId>,
    /// The untagged things that left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bulk: Vec<LotLine>,
    /// Everything known of the lot that day.
    #[serde(default, skip_serializing_if = "LotFacts::is_empty")]
    pub facts: LotFacts,
    /// The mass of the whole, where it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_g: Option<Grams>,
    /// The loose media that left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// Whether that mass was weighed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub weighed: bool,
}

/// The taker proved what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotProved {
    /// The assets it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<AssetId>,
    /// What has no tag that it is about, by what it is called, in the vault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<TextId>,
    /// The loose media it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// The final operation, as `R 4`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// What became of them.
    pub outcome: Proof,
}

/// A lot was given up; if it had left, it is as if it never had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotCancelled {
    /// The assets it held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<AssetId>,
    /// The loose media it held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// Why.
    pub reason: VoidReason,
    /// The events that are as if they had not been.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voids: Vec<Seq>,
}
