//! `label`: what is printed and stuck on a machine.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{
    cli::args::value::{Dpi, LabelCount, LabelFormat},
    label::{
        sheet::Sheet,
        size::{Shift, Size},
    },
};

/// `label`: labels to print.
#[derive(Args, Clone, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Label {
    /// Those of no asset.
    #[command(subcommand)]
    pub other: Option<OtherLabel>,
    /// Of which assets.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// On what, and how.
    #[command(flatten)]
    pub printing: Printing,
}

/// What is printed that is no asset's.
#[derive(Clone, Debug, Subcommand)]
pub enum OtherLabel {
    /// `label blank`.
    Blank(Blank),
    /// `label cards`.
    Cards(Cards),
}

/// `label blank`: labels whose tags wait for their assets.
#[derive(Args, Clone, Debug)]
pub struct Blank {
    /// How many.
    #[arg(id = "blank_count", long = "count", value_name = "NUMBER")]
    pub count: LabelCount,
    /// On what, and how.
    #[command(flatten)]
    pub printing: Printing,
}

/// `label cards`: what a technician scans instead of typing.
#[derive(Args, Clone, Debug)]
pub struct Cards {
    /// Of which services; of every one if none is named.
    #[arg(id = "card_service", long = "service", value_name = "SERVICE")]
    pub services: Vec<String>,
    /// Of which sites.
    #[arg(id = "card_site", long = "site", value_name = "SITE")]
    pub sites: Vec<String>,
    /// On what, and how.
    #[command(flatten)]
    pub printing: Printing,
}

/// How labels are printed.
#[derive(Args, Clone, Debug)]
pub struct Printing {
    /// On sheets.
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<Sheet>,
    /// The first free place of the first sheet.
    #[arg(long, value_name = "NUMBER", requires = "sheet")]
    pub start: Option<u32>,
    /// How far to the right a printer must be pushed.
    #[arg(long, value_name = "MM", requires = "sheet")]
    pub offset_x: Option<Shift>,
    /// How far down.
    #[arg(long, value_name = "MM", requires = "sheet")]
    pub offset_y: Option<Shift>,
    /// Whether the edges of the labels are drawn.
    #[arg(long, requires = "sheet")]
    pub edges: bool,
    /// The size of one label.
    #[arg(long, value_name = "SIZE", conflicts_with = "sheet")]
    pub size: Option<Size>,
    /// The dots of the printer.
    #[arg(long, value_name = "DPI")]
    pub dpi: Option<Dpi>,
    /// How; else the ending of the file decides.
    #[arg(id = "file_format", long = "format", value_name = "FORMAT")]
    pub format: Option<LabelFormat>,
    /// The program that takes the labels.
    #[arg(long, value_name = "COMMAND")]
    pub print_command: Option<String>,
    /// Where to; `-` is stdout.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
