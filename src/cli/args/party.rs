//! `party`: people and organisations.

use clap::{ArgGroup, Args, Subcommand};

use crate::{cli::args::Recording, model::leaving::PartyKind};

/// `party`: people and organisations.
#[derive(Clone, Debug, Subcommand)]
pub enum Party {
    /// `party add`.
    Add(PartyAdd),
    /// `party edit`.
    Edit(PartyEdit),
    /// `party list`.
    List,
    /// `party show`.
    Show(PartyShow),
    /// `party forget`.
    Forget(PartyForget),
}

/// `party add`: a party comes into the record.
#[derive(Args, Clone, Debug)]
pub struct PartyAdd {
    /// Its name.
    #[arg(id = "party_name", value_name = "NAME")]
    pub name: String,
    /// What it is.
    #[arg(id = "party_kind", long = "kind", value_name = "KIND")]
    pub kind: PartyKind,
    /// Its SIRET.
    #[arg(long, value_name = "SIRET")]
    pub siret: Option<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `party edit`: what changed of a party. At least one value is given.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("change").args(["new_name", "party_kind", "siret"]).required(true).multiple(true))]
pub struct PartyEdit {
    /// Which: a name or an id.
    #[arg(value_name = "PARTY")]
    pub party: String,
    /// Its new name.
    #[arg(id = "new_name", long = "name", value_name = "NAME")]
    pub name: Option<String>,
    /// What it is.
    #[arg(id = "party_kind", long = "kind", value_name = "KIND")]
    pub kind: Option<PartyKind>,
    /// Its SIRET.
    #[arg(long, value_name = "SIRET")]
    pub siret: Option<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `party show`: everything known of one party.
#[derive(Args, Clone, Debug)]
pub struct PartyShow {
    /// Which: a name or an id.
    #[arg(value_name = "PARTY")]
    pub party: String,
}

/// `party forget`: names are erased for good.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("whom").args(["forgotten", "operator", "due"]).required(true).multiple(true))]
pub struct PartyForget {
    /// Which: names or ids.
    #[arg(id = "forgotten", value_name = "PARTY", conflicts_with = "due")]
    pub parties: Vec<String>,
    /// Whoever ran commands, by name or id.
    #[arg(id = "operator", long = "operator", value_name = "NAME", conflicts_with = "due")]
    pub operators: Vec<String>,
    /// All persons whose time is over.
    #[arg(long)]
    pub due: bool,
    /// Although the register has to name them.
    #[arg(long, conflicts_with = "due")]
    pub anyway: bool,
    /// Only say.
    #[arg(long)]
    pub dry_run: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}
