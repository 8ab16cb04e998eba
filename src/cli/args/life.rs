//! The moves of an asset's life, one command each.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use crate::{
    cli::args::{Recording, value::PaperFormat},
    model::{
        amount::Cents,
        grade::{Cosmetic, Functional},
        leaving::{Cause, Decision, Reason},
        work::WorkKind,
    },
};

/// `deploy`: to a service.
#[derive(Args, Clone, Debug)]
pub struct Deploy {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// Who uses them from now on.
    #[arg(id = "to_service", long = "to", value_name = "SERVICE")]
    pub to: String,
    /// Where they stand.
    #[arg(long, value_name = "SITE")]
    pub site: Option<String>,
    /// The person who uses them.
    #[arg(long, value_name = "PARTY")]
    pub holder: Option<String>,
    /// Whether decommissioned ones are reinstated first.
    #[arg(id = "reinstate_first", long = "reinstate")]
    pub reinstate: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `move`: another service, site or person, while in use.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("place").args(["to_service", "site", "holder"]).required(true).multiple(true))]
pub struct Move {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// Who uses them from now on.
    #[arg(id = "to_service", long = "to", value_name = "SERVICE")]
    pub to: Option<String>,
    /// Where they stand.
    #[arg(long, value_name = "SITE")]
    pub site: Option<String>,
    /// The person who uses them.
    #[arg(long, value_name = "PARTY")]
    pub holder: Option<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `collect`: back from use.
#[derive(Args, Clone, Debug)]
pub struct Collect {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// Where they are kept.
    #[arg(long, value_name = "SITE")]
    pub site: Option<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `triage`: somebody looked and decided.
#[derive(Args, Clone, Debug)]
pub struct Triage {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// What was decided.
    #[arg(long, value_name = "DECISION")]
    pub decision: Decision,
    /// What works.
    #[arg(long, value_name = "GRADE")]
    pub functional: Option<Functional>,
    /// How it looks.
    #[arg(long, value_name = "GRADE")]
    pub cosmetic: Option<Cosmetic>,
    /// Whether they are waste from this day on.
    #[arg(long)]
    pub waste: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `work`: what is done to them, here or by somebody they are sent to.
#[derive(Args, Clone, Debug)]
pub struct Work {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// What was done; of what comes back, it is known.
    #[arg(id = "work_type", long = "type", value_name = "KIND", required_unless_present = "work_back")]
    pub kind: Option<WorkKind>,
    /// The part.
    #[arg(long, value_name = "TEXT")]
    pub part: Option<String>,
    /// The asset that the part was taken from.
    #[arg(id = "part_from", long = "from", value_name = "ASSET")]
    pub from: Option<String>,
    /// How long it took.
    #[arg(long, value_name = "NUMBER")]
    pub minutes: Option<u32>,
    /// What it cost.
    #[arg(long, value_name = "EUR")]
    pub cost: Option<Cents>,
    /// To whom they are sent.
    #[arg(long, value_name = "PARTY", conflicts_with = "work_back")]
    pub sent_to: Option<String>,
    /// The contract under which data goes with them.
    #[arg(id = "work_clause", long = "data-clause", value_name = "REF", requires = "sent_to")]
    pub data_clause: Option<String>,
    /// Whether they come back from there.
    #[arg(id = "work_back", long = "back")]
    pub back: bool,
    /// The serial that it comes back with.
    #[arg(long, value_name = "SERIAL", requires = "work_back")]
    pub new_serial: Option<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `ready`: reconditioned, fit for a second life.
#[derive(Args, Clone, Debug)]
pub struct Ready {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// What works.
    #[arg(long, value_name = "GRADE")]
    pub functional: Option<Functional>,
    /// How it looks.
    #[arg(long, value_name = "GRADE")]
    pub cosmetic: Option<Cosmetic>,
    /// Whether they leave the workshop without an operating system.
    #[arg(long)]
    pub no_system: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `decommission`: the organisation has no more use of them.
#[derive(Args, Clone, Debug)]
pub struct Decommission {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// The reference of the act.
    #[arg(long, value_name = "REF")]
    pub act: Option<String>,
    /// Why.
    #[arg(id = "decommission_reason", long = "reason", value_name = "REASON")]
    pub reason: Option<Reason>,
    /// Whether those in use are decommissioned the day they are collected.
    #[arg(long, conflicts_with = "waste")]
    pub when_collected: bool,
    /// Whether they are waste from this day on.
    #[arg(long)]
    pub waste: bool,
    /// Whether only the list for the act is written, and nothing recorded.
    #[arg(long, conflicts_with_all = ["on", "note"])]
    pub draft: bool,
    /// How that list is written.
    #[arg(id = "paper_format", long = "format", value_name = "FORMAT", requires = "draft")]
    pub format: Option<PaperFormat>,
    /// Where to; else stdout.
    #[arg(short, long, value_name = "FILE", requires = "draft")]
    pub output: Option<PathBuf>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `reinstate`: there is a use for them again.
#[derive(Args, Clone, Debug)]
pub struct Reinstate {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `missing`: lost or stolen.
#[derive(Args, Clone, Debug)]
pub struct Missing {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// Why.
    #[arg(long, value_name = "CAUSE")]
    pub cause: Cause,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `found`: back.
#[derive(Args, Clone, Debug)]
pub struct Found {
    /// Which.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// Whether they stand where they stood before.
    #[arg(long)]
    pub in_place: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}
