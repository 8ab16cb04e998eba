//! `import`, `export`, `report`, `label`: what comes in from files and goes out to them.

use std::path::PathBuf;

use clap::Args;

use crate::{
    cli::args::{
        Recording,
        value::{ExportFormat, Exported, LabelFormat, ReportFormat, ReportName},
    },
    label::layout::Size,
    model::{day::Day, event::Seq, period::Period},
};

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

/// `export`: the log or the assets, for other programs.
#[derive(Args, Clone, Debug)]
pub struct Export {
    /// What.
    #[arg(id = "exported", value_name = "WHAT")]
    pub what: Exported,
    /// How; else the ending of the file decides.
    #[arg(id = "file_format", long = "format", value_name = "FORMAT")]
    pub format: Option<ExportFormat>,
    /// Only what was recorded after this event.
    #[arg(long, value_name = "SEQ")]
    pub since: Option<Seq>,
    /// Whether the names of people are written.
    #[arg(id = "write_holders", long = "holders")]
    pub holders: bool,
    /// Where to; else stdout.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `report`: figures of a period.
#[derive(Args, Clone, Debug)]
pub struct Report {
    /// Which.
    #[arg(id = "report", value_name = "REPORT")]
    pub name: ReportName,
    /// Of which days; else the present year.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,
    /// As things stood at the end of this day.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// As known at this event.
    #[arg(long, value_name = "SEQ")]
    pub at_head: Option<Seq>,
    /// Whether each figure names the assets it counts.
    #[arg(long)]
    pub explain: bool,
    /// How; else the ending of the file decides.
    #[arg(id = "file_format", long = "format", value_name = "FORMAT")]
    pub format: Option<ReportFormat>,
    /// Where to; else stdout.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

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
