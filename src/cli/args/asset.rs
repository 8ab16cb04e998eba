//! `add`, `show`, `list`, `history`: assets come into the record and are looked at.

use clap::{ArgGroup, Args};

use crate::{
    cli::args::{
        Recording,
        seen::Seen,
        value::{Age, Clearable, ListFormat},
    },
    model::{
        amount::{Cents, Grams},
        day::Day,
        kind::{Acquired, Kind, Security, WeeeCategory},
        lifecycle::State,
        tag::Tag,
    },
};

/// `add`: one asset comes into the record.
#[derive(Args, Clone, Debug)]
pub struct Add {
    /// What it is.
    #[arg(long, value_name = "KIND")]
    pub kind: Kind,
    /// The tag on its label; else one is generated.
    #[arg(long, value_name = "TAG")]
    pub tag: Option<Tag>,
    /// Other names it is found by.
    #[arg(id = "alias", long = "alias", value_name = "ALIAS")]
    pub aliases: Vec<String>,
    /// Who made it.
    #[arg(long, value_name = "NAME")]
    pub manufacturer: Option<String>,
    /// The model.
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    /// The maker's serial.
    #[arg(long, value_name = "SERIAL")]
    pub serial: Option<String>,
    /// The day it was bought.
    #[arg(long, value_name = "DATE")]
    pub purchased: Option<Day>,
    /// Its price before tax.
    #[arg(long, value_name = "EUR")]
    pub price_ht: Option<Cents>,
    /// Who sold it.
    #[arg(long, value_name = "PARTY")]
    pub supplier: Option<String>,
    /// The reference of the order.
    #[arg(long, value_name = "REF")]
    pub order: Option<String>,
    /// How long it is under warranty, in months.
    #[arg(id = "warranty_months", long = "warranty", value_name = "MONTHS")]
    pub warranty: Option<u32>,
    /// The day it was first used.
    #[arg(long, value_name = "DATE")]
    pub first_use: Option<Day>,
    /// The day it was made.
    #[arg(long, value_name = "DATE")]
    pub manufactured: Option<Day>,
    /// Its mass.
    #[arg(long, value_name = "MASS")]
    pub mass: Option<Grams>,
    /// Its WEEE category.
    #[arg(long, value_name = "CATEGORY")]
    pub weee: Option<WeeeCategory>,
    /// What it held.
    #[arg(long, value_name = "LEVEL")]
    pub security: Option<Security>,
    /// How it came.
    #[arg(long, value_name = "HOW")]
    pub acquired: Option<Acquired>,
    /// To whom it belongs, when it is not ours.
    #[arg(long, value_name = "PARTY")]
    pub owner: Option<String>,
    /// Who uses it.
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,
    /// Where it stands.
    #[arg(long, value_name = "SITE")]
    pub site: Option<String>,
    /// The person who uses it.
    #[arg(long, value_name = "PARTY")]
    pub holder: Option<String>,
    /// Where its life begins.
    #[arg(id = "first_state", long = "state", value_name = "STATE")]
    pub state: Option<State>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `edit`: what is known of assets is completed or put right. At least one flag is given.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("changed")
    .args(["new_tag", "alias", "new_kind", "manufacturer", "model", "serial", "purchased", "price_ht", "supplier",
           "order", "warranty_months", "first_use", "manufactured", "mass", "new_weee", "security", "acquired",
           "owner", "service", "site", "holder", "new_state", "clear"])
    .required(true)
    .multiple(true))]
pub struct Edit {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// The tag on its new label.
    #[arg(id = "new_tag", long = "tag", value_name = "TAG")]
    pub tag: Option<Tag>,
    /// Other names it is found by, beside those it has.
    #[arg(id = "alias", long = "alias", value_name = "ALIAS")]
    pub aliases: Vec<String>,
    /// What it is.
    #[arg(id = "new_kind", long = "kind", value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Who made it.
    #[arg(long, value_name = "NAME")]
    pub manufacturer: Option<String>,
    /// The model.
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    /// The maker's serial.
    #[arg(long, value_name = "SERIAL")]
    pub serial: Option<String>,
    /// The day it was bought.
    #[arg(long, value_name = "DATE")]
    pub purchased: Option<Day>,
    /// Its price before tax.
    #[arg(long, value_name = "EUR")]
    pub price_ht: Option<Cents>,
    /// Who sold it.
    #[arg(long, value_name = "PARTY")]
    pub supplier: Option<String>,
    /// The reference of the order.
    #[arg(long, value_name = "REF")]
    pub order: Option<String>,
    /// How long it is under warranty, in months.
    #[arg(id = "warranty_months", long = "warranty", value_name = "MONTHS")]
    pub warranty: Option<u32>,
    /// The day it was first used.
    #[arg(long, value_name = "DATE")]
    pub first_use: Option<Day>,
    /// The day it was made.
    #[arg(long, value_name = "DATE")]
    pub manufactured: Option<Day>,
    /// Its mass.
    #[arg(long, value_name = "MASS")]
    pub mass: Option<Grams>,
    /// Its WEEE category.
    #[arg(id = "new_weee", long = "weee", value_name = "CATEGORY")]
    pub weee: Option<WeeeCategory>,
    /// What it held.
    #[arg(long, value_name = "LEVEL")]
    pub security: Option<Security>,
    /// How it came.
    #[arg(long, value_name = "HOW")]
    pub acquired: Option<Acquired>,
    /// To whom it belongs, when it is not ours.
    #[arg(long, value_name = "PARTY")]
    pub owner: Option<String>,
    /// Who will use it.
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,
    /// Where it stands.
    #[arg(long, value_name = "SITE")]
    pub site: Option<String>,
    /// What is taken away.
    #[arg(long, value_name = "WHAT")]
    pub clear: Vec<Clearable>,
    /// The person who uses it: read so that the refusal can name the command that decides it.
    #[arg(long, value_name = "PARTY", hide = true)]
    pub holder: Option<String>,
    /// The state: as the person.
    #[arg(id = "new_state", long = "state", value_name = "STATE", hide = true)]
    pub state: Option<State>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `show`: everything known of one asset.
#[derive(Args, Clone, Debug)]
pub struct Show {
    /// Which.
    #[arg(value_name = "ASSET")]
    pub asset: String,
    /// From where.
    #[command(flatten)]
    pub seen: Seen,
}

/// `list`: the assets that satisfy every filter given.
#[derive(Args, Clone, Debug)]
pub struct List {
    /// Those in this state.
    #[arg(id = "only_state", long = "state", value_name = "STATE")]
    pub state: Option<State>,
    /// Those of this kind.
    #[arg(id = "only_kind", long = "kind", value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Those of this service.
    #[arg(id = "only_service", long = "service", value_name = "SERVICE")]
    pub service: Option<String>,
    /// Those on this site.
    #[arg(id = "only_site", long = "site", value_name = "SITE")]
    pub site: Option<String>,
    /// Those at least this old.
    #[arg(long, value_name = "AGE")]
    pub older_than: Option<Age>,
    /// Those decommissioned.
    #[arg(id = "only_decommissioned", long = "decommissioned")]
    pub decommissioned: bool,
    /// From where.
    #[command(flatten)]
    pub seen: Seen,
    /// How to write them.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ListFormat>,
}

/// `find`: the assets that a text finds.
#[derive(Args, Clone, Debug)]
pub struct Find {
    /// Words; all of them must match.
    #[arg(id = "search_text", value_name = "TEXT", required = true)]
    pub text: Vec<String>,
    /// How many are shown.
    #[arg(long, value_name = "NUMBER")]
    pub limit: Option<u32>,
}

/// `history`: the events of one asset.
#[derive(Args, Clone, Debug)]
pub struct History {
    /// Which.
    #[arg(value_name = "ASSET")]
    pub asset: String,
}
