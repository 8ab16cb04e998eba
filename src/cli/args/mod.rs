//! Arguments as typed: every command with its flags, read into values of the model.
//!
//! Filling these structures validates the shape of what was typed and nothing else; the commands
//! decide what is meant. Help and errors are worded in [`crate::lang::help`].

pub mod amend;
pub mod asset;
pub mod config;
mod early;
pub mod evidence;
pub mod export;
mod help;
pub mod import;
pub mod label;
pub mod life;
pub mod lot;
pub mod manual;
pub mod media;
mod misuse;
pub mod paper;
pub mod party;
mod read;
pub mod report;
pub mod scan;
pub mod seen;
pub mod start;
mod tree;
pub mod trust;
pub mod value;

use std::{ffi::OsString, path::PathBuf};

pub use early::{color, language, wants_json};
pub use manual::{completions, manual, manuals};

use clap::{Args, FromArgMatches, Parser, Subcommand};

use crate::{
    cli::args::value::Color,
    lang::Lang,
    model::{day::Day, id::CommandId},
};

/// The whole command line.
#[derive(Clone, Debug, Parser)]
#[command(name = "rebond", bin_name = "rebond")]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// The database: a path or a URL.
    #[arg(long, global = true, value_name = "PATH|URL")]
    pub db: Option<OsString>,
    /// The language.
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// Who runs the command.
    #[arg(long, global = true, value_name = "NAME")]
    pub actor: Option<String>,
    /// The command's own identity, when it is tried again.
    #[arg(long, global = true, value_name = "UUID")]
    pub cmd: Option<CommandId>,
    /// Whether the answer is JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// Whether nothing but data and errors is written.
    #[arg(long, global = true)]
    pub quiet: bool,
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN")]
    pub color: Option<Color>,
}

/// What every command that records takes.
#[derive(Args, Clone, Debug, Default)]
pub struct Recording {
    /// The day it happened.
    #[arg(long, value_name = "DATE")]
    pub on: Option<Day>,
    /// A note, kept in the vault.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Files that are evidence of it, kept by their hash.
    #[arg(long, value_name = "FILE")]
    pub evidence: Vec<PathBuf>,
}

/// Every command, in the order in which help lists them.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Creates a database.
    Init(start::Init),
    /// A town of our invention.
    Demo(start::Demo),
    /// What the organisation has decided.
    #[command(subcommand)]
    Policy(start::Policy),
    /// What the person who types prefers.
    #[command(subcommand)]
    Config(config::Config),
    /// One asset comes into the record.
    Add(Box<asset::Add>),
    /// What is known of assets is completed or put right.
    Edit(Box<asset::Edit>),
    /// Everything known of one asset.
    Show(asset::Show),
    /// The assets that satisfy every filter given.
    List(asset::List),
    /// Assets, as one types.
    Find(asset::Find),
    /// The events of one asset.
    History(asset::History),
    /// To a service.
    Deploy(life::Deploy),
    /// Another service, site or person.
    Move(life::Move),
    /// Back from use.
    Collect(life::Collect),
    /// Somebody looked and decided.
    Triage(life::Triage),
    /// Repairs and parts.
    Work(Box<life::Work>),
    /// Reconditioned.
    Ready(life::Ready),
    /// No more use of them.
    Decommission(life::Decommission),
    /// A use for them again.
    Reinstate(life::Reinstate),
    /// Lost or stolen.
    Missing(life::Missing),
    /// Back.
    Found(life::Found),
    /// An event is as if it had not been.
    Void(amend::Void),
    /// An event is read with other values.
    Correct(amend::Correct),
    /// Storage media.
    #[command(subcommand)]
    Media(media::Media),
    /// Data was removed from media.
    Sanitize(media::Sanitize),
    /// Files that prove what was recorded.
    #[command(subcommand)]
    Evidence(evidence::Evidence),
    /// What was done to remove the data of media, on paper.
    Certificate(paper::Certificate),
    /// What leaves together.
    #[command(subcommand)]
    Lot(lot::Lot),
    /// People and organisations.
    #[command(subcommand)]
    Party(party::Party),
    /// Labels to print.
    Label(label::Label),
    /// One scan after another.
    Scan(scan::Scan),
    /// Assets and media out of files.
    Import(import::Import),
    /// The log or the assets, for other programs.
    Export(export::Export),
    /// Figures of a period.
    Report(report::Report),
    /// The head, signed.
    Seal(trust::Seal),
    /// A copy that was checked.
    Backup(trust::Backup),
    /// A backup is the record again.
    Restore(trust::Restore),
    /// The whole record is checked.
    Verify(trust::Verify),
    /// Everything beside the log is written again from it.
    Rebuild(trust::Rebuild),
    /// What a shell reads to complete command lines.
    Completions(manual::Completions),
    /// Manual pages.
    Man(manual::Manual),
}

/// Why there is no command to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Help was asked for: it goes to stdout, and all is well.
    Help(String),
    /// The version was asked for: it goes to stdout, and all is well.
    Version(String),
    /// The arguments cannot be read.
    Usage {
        /// What is wrong, in one sentence without a final stop.
        message: String,
        /// What to type instead.
        hints: Vec<String>,
    },
}

/// Reads the arguments; the first is the name of the program.
///
/// # Errors
///
/// Returns [`Stop`] when help or the version was asked for, or the arguments cannot be read.
pub fn parse(argv: impl IntoIterator<Item = OsString>, lang: Lang) -> Result<Cli, Stop> {
    let argv: Vec<OsString> = argv.into_iter().collect();
    // The commonest question of scripts is answered before the tree is built.
    if argv.get(1).is_some_and(|word| word == "--version" || word == "-V") {
        return Err(Stop::Version(version()));
    }
    tree::bare(lang)
        .try_get_matches_from(&argv)
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .map_err(|_| misuse::stop(&argv, lang))
}

fn version() -> String {
    concat!("rebond ", env!("CARGO_PKG_VERSION"), "\n").to_owned()
}

#[cfg(test)]
mod tests;
