//! `media`, `sanitize`: storage media and the data on them.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{
    cli::args::{Recording, seen::Seen, value::Place},
    model::{
        amount::Bytes,
        day::Day,
        sanitization::{Encrypted, MediumKind, Technique, Verdict, Verify},
    },
};

/// `media`: which media there are, and where.
#[derive(Clone, Debug, Subcommand)]
pub enum Media {
    /// `media add`.
    Add(MediaAdd),
    /// `media none`.
    None(MediaDeclare),
    /// `media confirm`.
    Confirm(MediaDeclare),
    /// `media move`.
    Move(MediaMove),
    /// `media list`.
    List(MediaList),
}

/// `media add`: a medium comes into the record.
#[derive(Args, Clone, Debug)]
pub struct MediaAdd {
    /// In which asset, or in stock.
    #[arg(id = "place", value_name = "ASSET|stock")]
    pub place: Place,
    /// What it is.
    #[arg(id = "medium_kind", long = "kind", value_name = "KIND")]
    pub kind: MediumKind,
    /// The maker's serial.
    #[arg(id = "medium_serial", long = "serial", value_name = "SERIAL")]
    pub serial: Option<String>,
    /// The model.
    #[arg(id = "medium_model", long = "model", value_name = "NAME")]
    pub model: Option<String>,
    /// Its capacity.
    #[arg(long, value_name = "CAPACITY")]
    pub capacity: Option<Bytes>,
    /// Whether it always encrypts.
    #[arg(long, value_name = "ANSWER")]
    pub encrypted: Option<Encrypted>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `media none`: there is no medium. `media confirm`: the list is complete.
#[derive(Args, Clone, Debug)]
pub struct MediaDeclare {
    /// In which assets.
    #[arg(value_name = "ASSET", required = true)]
    pub assets: Vec<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `media move`: to another asset, or to stock.
#[derive(Args, Clone, Debug)]
pub struct MediaMove {
    /// Which: serials, ids or `TAG#1`; `-` is one a line on stdin.
    #[arg(value_name = "MEDIUM", required = true)]
    pub media: Vec<String>,
    /// Where to.
    #[arg(id = "to_place", long = "to", value_name = "ASSET|stock")]
    pub to: Place,
    /// Whether their data goes with them knowingly.
    #[arg(long)]
    pub keep_data: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `media list`: of these assets, loose ones, or all.
#[derive(Args, Clone, Debug)]
pub struct MediaList {
    /// Of which assets; none: of all.
    #[arg(id = "media_of", value_name = "ASSET")]
    pub assets: Vec<String>,
    /// Only those in no asset.
    #[arg(long, conflicts_with = "media_of")]
    pub loose: bool,
    /// From where.
    #[command(flatten)]
    pub seen: Seen,
}

/// `sanitize`: what was done to media, and what the check found.
#[derive(Args, Clone, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Sanitize {
    /// What else is done about it.
    #[command(subcommand)]
    pub other: Option<Other>,

    /// Media, or assets for each of their media; `-` is one a line on stdin.
    #[arg(id = "sanitized", value_name = "MEDIUM|ASSET", required = true)]
    pub items: Vec<String>,
    /// What was done.
    #[arg(long, value_name = "ACTION", required = true)]
    pub action: Option<Technique>,
    /// The tool and its version.
    #[arg(long, value_name = "TOOL")]
    pub tool: Option<String>,
    /// How it was checked.
    #[arg(long, value_name = "HOW")]
    pub verify: Option<Verify>,
    /// What the check found.
    #[arg(long, value_name = "RESULT")]
    pub result: Option<Verdict>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// What is done about a sanitisation beside recording one.
#[derive(Clone, Debug, Subcommand)]
pub enum Other {
    /// `sanitize import`.
    Import(SanitizeImport),
    /// `sanitize validate`.
    Validate(Validate),
}

/// `sanitize import`: what the logs of tools prove.
#[derive(Args, Clone, Debug)]
pub struct SanitizeImport {
    /// The logs; `-` is stdin.
    #[arg(id = "logs", value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The serial of the one drive whose log has none.
    #[arg(id = "log_serial", long = "serial", value_name = "SERIAL")]
    pub serial: Option<String>,
    /// The day of what the logs do not date.
    #[arg(id = "log_date", long = "date", value_name = "DATE")]
    pub date: Option<Day>,
    /// What media are that come in with their log, where it does not tell.
    #[arg(id = "log_kind", long = "kind", value_name = "KIND")]
    pub kind: Option<MediumKind>,
    /// Whether it only says what it would do.
    #[arg(long)]
    pub dry_run: bool,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `sanitize validate`: a second person accepts what was done.
#[derive(Args, Clone, Debug)]
pub struct Validate {
    /// Media, or assets for each of their media; `-` is one a line on stdin.
    #[arg(id = "sanitized", value_name = "MEDIUM|ASSET", required = true)]
    pub items: Vec<String>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}
