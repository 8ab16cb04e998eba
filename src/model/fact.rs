//! What an event says: one typed fact for each type of event.
//!
//! The stored form of each is frozen by a test. Fields stand in the order of RFC 8785 (by name), so
//! that serde writes the canonical line; a field that says nothing is left out.

use serde::{Deserialize, Serialize};

use crate::model::{
    amount::{Bytes, Cents, Grams},
    day::Day,
    edit::Attribute,
    erasure::ForgetReason,
    event::{Hash, Seq},
    grade::{Cosmetic, Functional},
    id::{ActorId, AssetId, LogId, MediumId, PartyId, TextId},
    kind::{Acquired, Kind, Security, Source, WeeeCategory},
    leaving::{Cause, Channel, Decision, PartyKind, Proof, Reason, VoidReason},
    lifecycle::State,
    lot::{LotFacts, LotItem, LotLine},
    precision::Precision,
    sanitization::{Claim, Declared, Encrypted, MediumKind, Technique, Verdict, Verify},
    tag::Tag,
    work::WorkKind,
};

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

/// What a second life avoids, frozen on the day of the departure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impact {
    /// Grams of CO2e avoided per year of second life.
    pub g_per_year: i64,
    /// The version of the table.
    pub rules: String,
    /// Years of second life expected.
    pub years: i64,
}

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

/// An asset came into the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Added {
    /// How it was acquired.
    pub acquired: Acquired,
    /// Other names it is found by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The first day in service, here or elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_use_date: Option<Day>,
    /// The person who uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<PartyId>,
    /// What it is.
    pub kind: Kind,
    /// The day it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufactured_on: Option<Day>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer: Option<String>,
    /// Its mass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_g: Option<Grams>,
    /// Where the mass comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_source: Option<Source>,
    /// The model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The order it came with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// To whom it belongs, when it is not ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<PartyId>,
    /// The price paid, without tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_ht_cents: Option<Cents>,
    /// The day of purchase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase_date: Option<Day>,
    /// The version of the tables that proposed mass and category.
    pub rules: String,
    /// Whether the information it held takes it out of the rate.
    pub security: Security,
    /// The maker's serial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The code of the service that uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The code of the site it stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Where it stands on that day.
    pub state: State,
    /// Who sold it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<PartyId>,
    /// The tag on its label.
    pub tag: Tag,
    /// The warranty, from the purchase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warranty_months: Option<u16>,
    /// The WEEE category.
    pub weee: WeeeCategory,
    /// Where the category comes from.
    pub weee_source: Source,
}

/// What is known of an asset was completed or put right. What it does not name stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edited {
    /// How it was acquired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acquired: Option<Acquired>,
    /// Other names it is found by, beside those it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What is not known any more; it is taken away before anything is set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clear: Vec<Attribute>,
    /// The first day in service, here or elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_use_date: Option<Day>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The day it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufactured_on: Option<Day>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer: Option<String>,
    /// Its mass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_g: Option<Grams>,
    /// Where the mass comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_source: Option<Source>,
    /// The model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The order it came with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// To whom it belongs, when it is not ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<PartyId>,
    /// The price paid, without tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_ht_cents: Option<Cents>,
    /// The day of purchase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase_date: Option<Day>,
    /// The version of the tables, where they proposed the mass or the category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<String>,
    /// Whether the information it held takes it out of the rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Security>,
    /// The maker's serial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The code of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The code of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The event that began the stretch of days whose service or site this is about: of another
    /// stretch it says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stay: Option<Seq>,
    /// Who sold it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<PartyId>,
    /// The tag on its new label. The one before stays among its other names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Tag>,
    /// The warranty, from the purchase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warranty_months: Option<u16>,
    /// The WEEE category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weee: Option<WeeeCategory>,
    /// Where the category comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weee_source: Option<Source>,
}

/// An asset went into use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deployed {
    /// The person who uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<PartyId>,
    /// The media in it, which hold data from now on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// The code of the service that uses it.
    pub service: String,
    /// The code of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

/// An asset in use changed service, site or holder. All three stand here as they are afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The person who uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<PartyId>,
    /// The media in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// The code of the service that uses it.
    pub service: String,
    /// The code of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

/// An asset came back from use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collected {
    /// The media in it, which have been in use until this day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// The code of the site it came back to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

/// Somebody looked at an asset and decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Triaged {
    /// How it looks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cosmetic: Option<Cosmetic>,
    /// What was decided.
    pub decision: Decision,
    /// What works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub functional: Option<Functional>,
    /// Whether it was discarded: it is waste from this day on.
    #[serde(default, skip_serializing_if = "is_false")]
    pub waste: bool,
}

/// An asset was worked on, sent out for it, or came back from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worked {
    /// Whether it came back from whom it was sent to.
    #[serde(default, skip_serializing_if = "is_false")]
    pub back: bool,
    /// What it cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_cents: Option<Cents>,
    /// The contract under which data went with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_clause: Option<String>,
    /// The asset that the part was taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<AssetId>,
    /// What was done.
    pub kind: WorkKind,
    /// The media in it, where it was sent out or came back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// How long it took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The serial that it came back with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_serial: Option<String>,
    /// The serial it had, by which it is found ever after; left out where another asset is called so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_serial: Option<String>,
    /// The part, in the vault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<TextId>,
    /// To whom it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_to: Option<PartyId>,
    /// Whether it was sent with data, or without anybody knowing that there is none.
    #[serde(default, skip_serializing_if = "is_false")]
    pub with_data: bool,
}

/// An asset was reconditioned: every function tested, data removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Readied {
    /// How it looks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cosmetic: Option<Cosmetic>,
    /// What works.
    pub functional: Functional,
    /// Whether it leaves the workshop without an operating system.
    #[serde(default, skip_serializing_if = "is_false")]
    pub no_system: bool,
}

/// The organisation has no more use of an asset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decommissioned {
    /// The reference of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Whether it was discarded: it is waste from this day on.
    #[serde(default, skip_serializing_if = "is_false")]
    pub waste: bool,
    /// Whether this is only decided: it takes effect the day the asset is collected.
    #[serde(default, skip_serializing_if = "is_false")]
    pub when_collected: bool,
}

/// A decommissioned asset has a use again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reinstated {}

/// An asset is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lost {
    /// Why.
    pub cause: Cause,
}

/// A missing asset is back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Whether it stands where it stood before.
    #[serde(default, skip_serializing_if = "is_false")]
    pub in_place: bool,
    /// The media that came back with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
}

/// An asset left for good, in a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Departed {
    /// The way out.
    pub channel: Channel,
    /// Whether it was handed over for its parts only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub for_parts: bool,
    /// What its second life avoids, frozen that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
    /// Its mass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_g: Option<Grams>,
    /// Where the mass comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_source: Option<Source>,
    /// The media that left in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// The operation planned, as `R 4`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_value_cents: Option<Cents>,
    /// Whether it left as waste.
    #[serde(default, skip_serializing_if = "is_false")]
    pub waste: bool,
}

/// An asset left for good before the record was opened: no lot and no media of it are known. It comes
/// in only from a file, and nobody checked it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartedBefore {
    /// The way out, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Its mass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_g: Option<Grams>,
    /// Where the mass comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_source: Option<Source>,
    /// How exactly its day is known; the day of the event is the last that it can have been.
    pub precision: Precision,
    /// Whether it left as waste.
    #[serde(default, skip_serializing_if = "is_false")]
    pub waste: bool,
}

/// A departed asset came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// The media that came back with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<MediumId>,
    /// Why.
    pub reason: VoidReason,
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

/// The name of a party or of an operator was erased from the vault, and what contained it with it. The
/// party is that of the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forgotten {
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

macro_rules! fact {
    ($($(#[$meta:meta])* $name:ident = $code:literal,)+) => {
        /// What an event says.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Fact { $($(#[$meta])* $name($name),)+ }

        impl Fact {
            /// The code of every type of event.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// Returns the code of the type, as it stands in the log.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name(_) => $code,)+ }
            }

            /// Reads the data of an event of this type and version; nothing for a type that this
            /// version of the program does not know.
            ///
            /// # Errors
            ///
            /// Returns the reason if the data is not that of the type.
            pub fn read(code: &str, version: u8, data: &str) -> Option<Result<Self, serde_json::Error>> {
                match (code, version) {
                    $(($code, 1) => Some(serde_json::from_str(data).map(Self::$name)),)+
                    _ => None,
                }
            }
        }

        $(impl From<$name> for Fact {
            fn from(fact: $name) -> Self { Self::$name(fact) }
        })+
    };
}

fact! {
    /// The log begins.
    Opened = "opened",
    /// A policy has this value from now on.
    Configured = "configured",
    /// An asset came into the record.
    Added = "added",
    /// An asset went into use.
    Deployed = "deployed",
    /// An asset in use changed service, site or holder. All three stand here as they are afterwards.
    Moved = "moved",
    /// An asset came back from use.
    Collected = "collected",
    /// Somebody looked at an asset and decided.
    Triaged = "triaged",
    /// An asset was worked on, sent out for it, or came back from there.
    Worked = "worked",
    /// An asset was reconditioned: every function tested, data removed.
    Readied = "readied",
    /// The organisation has no more use of an asset.
    Decommissioned = "decommissioned",
    /// A decommissioned asset has a use again.
    Reinstated = "reinstated",
    /// An asset is missing.
    Lost = "lost",
    /// A missing asset is back.
    Found = "found",
    /// An asset left for good, in a lot.
    Departed = "departed",
    /// An asset left for good before the record was opened.
    DepartedBefore = "departed_before",
    /// A departed asset came back.
    Returned = "returned",
    /// An event is as if it had not been.
    Voided = "voided",
    /// An event is read with other values.
    Corrected = "corrected",
    /// A medium came into the record, in an asset or in stock.
    MediumAdded = "medium_added",
    /// A person said that the list of an asset's media is complete.
    MediaDeclared = "media_declared",
    /// A medium went to another place.
    MediumMoved = "medium_moved",
    /// An attempt to remove the data of a medium, and what the check found.
    Sanitised = "sanitised",
    /// A medium was destroyed.
    Destroyed = "destroyed",
    /// A lot was opened.
    LotOpened = "lot_opened",
    /// A lot's facts or content changed. Facts given replace, those not given stay.
    LotChanged = "lot_changed",
    /// The taker undertook to reuse what is in the lot.
    LotUndertaken = "lot_undertaken",
    /// A lot, or a part of it, left.
    LotShipped = "lot_shipped",
    /// The taker proved what became of it.
    LotProved = "lot_proved",
    /// A lot was given up; if it had left, it is as if it never had.
    LotCancelled = "lot_cancelled",
    /// A party came into the record. Its name is in the vault.
    PartyAdded = "party_added",
    /// A party's kind changed, or its name in the vault.
    PartyChanged = "party_changed",
    /// What is known of an asset was completed or put right.
    Edited = "edited",
    /// Labels were printed before the assets that will have them.
    Reserved = "reserved",
    /// A head was signed, and is kept elsewhere.
    Sealed = "sealed",
    /// A backup was made the record again.
    Epoch = "epoch",
    /// The name of a party or of an operator was erased from the vault.
    Forgotten = "forgotten",
}
