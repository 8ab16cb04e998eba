//! `export`: what other programs read.

use clap::Args;

use crate::{
    cli::{
        args::{
            seen::Seen,
            value::{ExportFormat, Exported, Since},
        },
        destination::Destination,
    },
    model::period::Period,
};

/// `export`: the log, the assets or the register, for other programs.
#[derive(Args, Clone, Debug)]
pub struct Export {
    /// What.
    #[arg(id = "exported", value_name = "WHAT")]
    pub what: Exported,
    /// How; else the ending of the file decides.
    #[arg(id = "file_format", long = "format", value_name = "FORMAT")]
    pub format: Option<ExportFormat>,
    /// Only what was recorded after this event.
    #[arg(long, value_name = "CURSOR", conflicts_with_all = ["as_of", "at_head"])]
    pub since: Option<Since>,
    /// The days of the register; else the present year.
    #[arg(long, value_name = "PERIOD", conflicts_with = "since")]
    pub period: Option<Period>,
    /// From where.
    #[command(flatten)]
    pub seen: Seen,
    /// Whether the names of people are written.
    #[arg(id = "write_holders", long = "holders")]
    pub holders: bool,
    /// Where to.
    #[command(flatten)]
    pub to: Destination,
    /// Whether a file that would be the same is left as it is.
    #[arg(long)]
    pub changed_only: bool,
}
