//! `label`: what is printed and stuck on a machine.

use std::path::PathBuf;

use clap::Args;

use crate::{cli::args::value::LabelFormat, label::layout::Size};

/// `label`: labels to print.
#[derive(Args, Clone, Debug)]
pub struct Label {
    /// Of which assets.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// The size of one label.
    #[arg(long, value_name = "SIZE")]
    pub size: Option<Size>,
    /// How; else the ending of the file decides.
    #[arg(id = "file_format", long = "format", value_name = "FORMAT")]
    pub format: Option<LabelFormat>,
    /// Where to; `-` is stdout.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}
