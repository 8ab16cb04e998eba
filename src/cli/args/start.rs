//! `init`, `demo`, `policy`: the record itself.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{
    cli::args::{Recording, value::Setting},
    model::policy::Key,
};

/// `init`: creates a database.
#[derive(Args, Clone, Debug)]
pub struct Init {
    /// The organisation's name.
    #[arg(long, value_name = "NAME")]
    pub org: Option<String>,
    /// The prefix of generated tags.
    #[arg(long, value_name = "PREFIX")]
    pub prefix: Option<String>,
    /// Whether the group of the file may write too.
    #[arg(long)]
    pub group: bool,
}

/// `demo`: a town of our invention, with some years of its life.
#[derive(Args, Clone, Debug)]
pub struct Demo {
    /// The folder that receives it.
    #[arg(value_name = "DIR", default_value = "valmont")]
    pub folder: PathBuf,
}

/// `policy`: what the organisation has decided.
#[derive(Clone, Debug, Subcommand)]
pub enum Policy {
    /// `policy get`.
    Get(PolicyGet),
    /// `policy set`.
    Set(PolicySet),
    /// `policy list`.
    List,
}

/// `policy get`: one value.
#[derive(Args, Clone, Debug)]
pub struct PolicyGet {
    /// Which.
    #[arg(id = "policy", value_name = "KEY")]
    pub key: Key,
}

/// `policy set`: another value from now on.
#[derive(Args, Clone, Debug)]
pub struct PolicySet {
    /// Which.
    #[arg(id = "policy", value_name = "KEY")]
    pub key: Key,
    /// Its value; some policies may be empty.
    #[arg(id = "policy_value", value_name = "VALUE")]
    pub value: Setting,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}
