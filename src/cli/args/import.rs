//! `import`: what comes in from files.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::Recording;

/// `import`: assets and media out of files, all or none.
#[derive(Args, Clone, Debug)]
pub struct Import {
    /// The files; `-` is stdin.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
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
