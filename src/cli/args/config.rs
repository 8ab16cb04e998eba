//! `config`: what the person who types likes. It changes no figure.

use clap::{Args, Subcommand};

use crate::cli::args::value::Preference;

/// `config`: preferences.
#[derive(Clone, Debug, Subcommand)]
pub enum Config {
    /// `config get`.
    Get(ConfigGet),
    /// `config set`.
    Set(ConfigSet),
    /// `config unset`.
    Unset(ConfigUnset),
    /// `config list`.
    List,
}

/// `config get`: the value in force.
#[derive(Args, Clone, Debug)]
pub struct ConfigGet {
    /// Which.
    #[arg(id = "preference", value_name = "KEY")]
    pub key: Preference,
}

/// `config set`: another value from now on.
#[derive(Args, Clone, Debug)]
pub struct ConfigSet {
    /// Which.
    #[arg(id = "preference", value_name = "KEY")]
    pub key: Preference,
    /// Its value.
    #[arg(id = "preference_value", value_name = "VALUE")]
    pub value: String,
}

/// `config unset`: no value of one's own any more.
#[derive(Args, Clone, Debug)]
pub struct ConfigUnset {
    /// Which; also one that the file has and nobody knows.
    #[arg(id = "old_preference", value_name = "KEY")]
    pub key: String,
}
