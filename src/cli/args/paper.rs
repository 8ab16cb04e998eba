//! `certificate`, and how documents are written.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::value::PaperFormat;

/// How a document is written, and where to.
#[derive(Args, Clone, Debug)]
pub struct PaperOutput {
    /// How; else the ending of the file decides.
    #[arg(id = "paper_format", long = "format", value_name = "FORMAT")]
    pub format: Option<PaperFormat>,
    /// Where to; else stdout.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `certificate`: what was done to remove the data of media.
#[derive(Args, Clone, Debug)]
pub struct Certificate {
    /// Media, or assets with all the media in them; `-` is one a line on stdin.
    #[arg(id = "certified", value_name = "MEDIUM|ASSET", required = true)]
    pub items: Vec<String>,
    /// How, and where to.
    #[command(flatten)]
    pub output: PaperOutput,
}
