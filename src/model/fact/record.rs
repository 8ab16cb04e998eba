//! What happens to the record itself, and to the parties it names.

use serde::{Deserialize, Serialize};

use crate::model::{
    amount::Bytes,
    day::Day,
    erasure::ForgetReason,
    event::{Hash, Seq},
    grade::{Cosmetic, Functional},
    id::{ActorId, AssetId, LogId, LotId, MediumId, PartyId, TextId},
    leaving::{PartyKind, VoidReason},
    tag::Tag,
};

/// The values a correction sets. What it does not name stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patch {
    /// The reference of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// How it looks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cosmetic: Option<Cosmetic>,
    /// What works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub functional: Option<Functional>,
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<PartyId>,
    /// The day it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// The code of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The code of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

/// The log begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The identity of this log.
    pub log: LogId,
}

/// A policy has this value from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configured {
    /// The policy's key.
    pub key: String,
    /// Its value, as text.
    pub value: String,
}

/// An event is as if it had not been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voided {
    /// Why.
    pub reason: VoidReason,
    /// The event.
    pub seq: Seq,
}

/// An event is read with other values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// The event.
    pub seq: Seq,
    /// The right values.
    pub set: Patch,
}

/// A party came into the record. Its name is in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyAdded {
    /// What it is.
    pub kind: PartyKind,
}

/// A party's kind changed, or its name in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyChanged {
    /// What it is.
    pub kind: PartyKind,
}

/// Labels were printed before the assets that will have them: these tags are given to nothing else.
/// Each is written out, for the prefix of tomorrow is another, and each is to be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reserved {
    /// The tags, in their order.
    pub tags: Vec<Tag>,
}

/// A head was signed, and given to somebody who keeps it: a seal that is lost is missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// The hash of the sealed head.
    pub hash: Hash,
    /// The fingerprint of the key, as `ssh-keygen -l` shows it.
    pub key: String,
    /// The number of the sealed head.
    pub seq: Seq,
}

/// A backup was made the record again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Epoch {
    /// The hash of the head of the backup.
    pub hash: Hash,
    /// The hash of the head of the record that it replaced, if there was one and it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_hash: Option<Hash>,
    /// The number of that head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_seq: Option<Seq>,
    /// The number of the head of the backup.
    pub seq: Seq,
}

/// The name of a party or of an operator was erased from the vault, and what contained it with it; or files
/// that were attached, with their names. The party is that of the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forgotten {
    /// The files that were erased: the SHA-256 of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Hash>,
    /// The operator, where it is the name of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<ActorId>,
    /// Why.
    pub reason: ForgetReason,
    /// The codes of the services whose labels were erased with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// The codes of the sites whose labels were erased with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<String>,
    /// The notes and other texts that were erased with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<TextId>,
}

/// A file was attached to what it is evidence of: the events of its command, or what was named. It is kept by
/// its hash, once however often it is attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// The assets it is evidence of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<AssetId>,
    /// The SHA-256 of its bytes.
    pub hash: Hash,
    /// The lots.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<LotId>,
    /// The media.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// Its name, in the vault.
    pub name: TextId,
    /// The parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyId>,
    /// How many bytes it has.
    pub size: Bytes,
}
