//! What happens to an asset.

use serde::{Deserialize, Serialize};

use super::is_false;
use crate::model::{
    amount::{Cents, Grams},
    day::Day,
    edit::Attribute,
    event::Seq,
    grade::{Cosmetic, Functional},
    id::{AssetId, MediumId, PartyId, TextId},
    kind::{Acquired, Kind, Security, Source, WeeeCategory},
    leaving::{Cause, Channel, Decision, Reason, VoidReason},
    lifecycle::State,
    precision::Precision,
    tag::Tag,
    work::WorkKind,
};

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
