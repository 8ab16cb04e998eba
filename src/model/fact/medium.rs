//! What happens to a medium.

use serde::{Deserialize, Serialize};

use super::is_false;
use crate::model::{
    amount::Bytes,
    day::Instant,
    event::{Hash, Seq},
    id::AssetId,
    sanitization::{Claim, Declared, Encrypted, Health, MediumKind, Method, Technique, Verdict, Verify},
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
    /// Whether a tool saw it in its asset, and nobody said that there is no other: the list stays open.
    #[serde(default, skip_serializing_if = "is_false")]
    pub seen: bool,
    /// The maker's serial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The code of the service whose data it holds, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_by: Option<String>,
}

/// A tool read what a medium says of itself. What it says more is known from then on; nothing may be claimed
/// that was not before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediumRead {
    /// Its capacity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity_bytes: Option<Bytes>,
    /// Whether it says that it is in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<Health>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<MediumKind>,
    /// The model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// For how many hours it was under power.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power_on_hours: Option<u64>,
    /// When it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Instant>,
    /// The tool and its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
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
    /// The attempt that the claim is about: the last before, and none that comes to be the last later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<Seq>,
    /// What may be claimed of what was done to it, now that its kind is known: computed that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// The asset it was in; none: our stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<AssetId>,
    /// Whether it took data to another service knowingly.
    #[serde(default, skip_serializing_if = "is_false")]
    pub keep_data: bool,
    /// What it is, where nobody had said it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<MediumKind>,
    /// The version of the table that computed the claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<String>,
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
    /// What the tool's own log says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<Run>,
    /// The tool and its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// How it was checked.
    pub verify: Verify,
}

/// What the log of a tool says of one erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// How many bytes of the medium it reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<Bytes>,
    /// How many errors it counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errors: Option<u64>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Instant>,
    /// The line of the log that tells this record from the others of the file: that on which its run first names
    /// the medium, or its command. Where the format has no lines (JSON), the place of the record in it, from 1.
    pub line: u32,
    /// The SHA-256 of the log.
    pub log: Hash,
    /// The pattern it wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// How many times all of the medium was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passes: Option<u32>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Instant>,
    /// Whether the log names no time zone: its times were taken as those of the organisation's.
    #[serde(default, skip_serializing_if = "is_false")]
    pub zone_assumed: bool,
}

/// A second person accepted the result of a sanitisation (NIST SP 800-88r2, 4.5.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validated {
    /// The sanitisation, or the destruction.
    pub seq: Seq,
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
