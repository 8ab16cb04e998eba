//! `void`, `correct`: what was recorded wrongly.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use crate::{
    cli::args::Recording,
    model::{
        day::Day,
        event::Seq,
        grade::{Cosmetic, Functional},
        leaving::VoidReason,
    },
};

/// `void`: events are as if they had not been.
#[derive(Args, Clone, Debug)]
pub struct Void {
    /// The events.
    #[arg(id = "events", value_name = "SEQ", required = true)]
    pub seqs: Vec<Seq>,
    /// Why.
    #[arg(id = "void_reason", long = "reason", value_name = "REASON")]
    pub reason: VoidReason,
    /// Whether the later events in its way are voided too.
    #[arg(long)]
    pub with_later: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `correct`: an event is read with other values. At least one is given.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("right")
    .args(["right_day", "right_service", "right_site", "right_holder", "right_act", "functional", "cosmetic"])
    .required(true)
    .multiple(true))]
pub struct Correct {
    /// The event.
    #[arg(id = "event", value_name = "SEQ")]
    pub seq: Seq,
    /// The right day.
    #[arg(id = "right_day", long = "on", value_name = "DATE")]
    pub on: Option<Day>,
    /// The right service.
    #[arg(id = "right_service", long = "to", value_name = "SERVICE")]
    pub to: Option<String>,
    /// The right site.
    #[arg(id = "right_site", long = "site", value_name = "SITE")]
    pub site: Option<String>,
    /// The right person.
    #[arg(id = "right_holder", long = "holder", value_name = "PARTY")]
    pub holder: Option<String>,
    /// The right act.
    #[arg(id = "right_act", long = "act", value_name = "REF")]
    pub act: Option<String>,
    /// What works.
    #[arg(long, value_name = "GRADE")]
    pub functional: Option<Functional>,
    /// How it looks.
    #[arg(long, value_name = "GRADE")]
    pub cosmetic: Option<Cosmetic>,
    /// A note.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Files that are evidence of it, kept by their hash.
    #[arg(long, value_name = "FILE")]
    pub evidence: Vec<PathBuf>,
}
