//! `scan`: one scan after another.

use std::path::PathBuf;

use clap::Args;

use crate::{
    cli::args::{Recording, value::ScanAction},
    model::{
        grade::{Cosmetic, Functional},
        leaving::Decision,
    },
};

/// `scan`: what a scanner types, a line each.
#[derive(Args, Clone, Debug)]
pub struct Scan {
    /// What is done with each.
    #[arg(id = "scan_action", long = "action", value_name = "ACTION", default_value_t)]
    pub action: ScanAction,
    /// Who uses them from now on.
    #[arg(id = "to_service", long = "to", value_name = "SERVICE")]
    pub to: Option<String>,
    /// Where they stand.
    #[arg(long, value_name = "SITE")]
    pub site: Option<String>,
    /// What was decided.
    #[arg(long, value_name = "DECISION")]
    pub decision: Option<Decision>,
    /// What works.
    #[arg(long, value_name = "GRADE")]
    pub functional: Option<Functional>,
    /// How it looks.
    #[arg(long, value_name = "GRADE")]
    pub cosmetic: Option<Cosmetic>,
    /// The memory of a handheld; `-` is stdin.
    #[arg(id = "from_handheld", long = "from", value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// The column of the codes in it, from 1.
    #[arg(id = "code_column", long = "column", value_name = "NUMBER", requires = "from_handheld")]
    pub column: Option<u32>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}
