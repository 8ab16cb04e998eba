//! What happens to a medium.

use serde::{Deserialize, Serialize};

use super::is_false;
use crate::model::{
    amount::Bytes,
    id::AssetId,
    sanitization::{Claim, Declared, Encrypted, MediumKind, Technique, Verdict, Verify},
};

/// A medium came into the record, in an asset or in stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediumAdded {
    /// Its capacity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity_bytes: Option<Bytes>,
    /// Whether it always encrypts.
    pub encrypted: Encrypted,
    /// What it is.
    pub kind: MediumKind,
    /// The model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The maker's serial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The code of the service whose data it holds, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_by: Option<String>,
}

/// A person said that the list of an asset's media is complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaDeclared {
    /// What was said.
    pub declared: Declared,
}

/// A medium went to another place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediumMoved {
    /// The asset it was in; none: our stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<AssetId>,
    /// Whether it took data to another service knowingly.
    #[serde(default, skip_serializing_if = "is_false")]
    pub keep_data: bool,
    /// The asset it is in; none: our stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<AssetId>,
    /// The code of the service that uses it there, if that asset is in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_by: Option<String>,
}

/// An attempt to remove the data of a medium, and what the check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sanitised {
    /// What was done.
    pub action: Technique,
    /// What may be claimed, computed that day.
    pub claim: Claim,
    /// What the check found.
    pub result: Verdict,
    /// The version of the table that computed the claim.
    pub rules: String,
    /// The tool and its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// How it was checked.
    pub verify: Verify,
}

/// A medium was destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destroyed {
    /// How.
    pub action: Technique,
    /// What may be claimed, computed that day.
    pub claim: Claim,
    /// What the check found.
    pub result: Verdict,
    /// The version of the table that computed the claim.
    pub rules: String,
    /// The tool and its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// How it was checked.
    pub verify: Verify,
}
