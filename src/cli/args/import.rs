//! `import`: what comes in from files.

use std::path::PathBuf;

use clap::Args;

use crate::{
    cli::args::Recording,
    intake::{DateOrder, Format, Mapping},
};

/// `import`: assets and media out of files, all or none.
#[derive(Args, Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Import {
    /// The files; `-` is stdin.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How they are written.
    #[arg(id = "import_format", long = "format", value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Which columns give which fields, whatever their headers say.
    #[arg(id = "map", long = "map", value_name = "FIELD=COLUMN")]
    pub map: Vec<Mapping>,
    /// What comes first in a date, where a table does not show it.
    #[arg(long, value_name = "ORDER")]
    pub date_order: Option<DateOrder>,
    /// Whether what the files say more, or otherwise, of known assets is taken.
    #[arg(long)]
    pub update: bool,
    /// Whether good rows come in although others cannot be taken.
    #[arg(long)]
    pub allow_partial: bool,
    /// Whether it only says what it would do.
    #[arg(long)]
    pub dry_run: bool,
    /// Whether the names of people are read.
    #[arg(id = "read_holders", long = "holders")]
    pub holders: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}
