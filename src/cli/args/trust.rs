//! `verify`, `rebuild`, `seal`, `backup`, `restore`: whether the record can be trusted, and that it is not
//! lost.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::value::At;

/// `verify`: the whole record is compared with itself, and with the seals that were kept of it.
#[derive(Args, Clone, Debug)]
pub struct Verify {
    /// Whether the engine's own checks run as well.
    #[arg(long)]
    pub full: bool,
    /// Seals, or folders of seals.
    #[arg(id = "seals", long = "seal", value_name = "FILE|DIR")]
    pub seals: Vec<PathBuf>,
    /// Whose seals are believed.
    #[arg(long, value_name = "FILE", requires = "seals")]
    pub signers: Option<PathBuf>,
    /// A head that was printed.
    #[arg(id = "printed_head", long = "at", value_name = "SEQ:HASH")]
    pub at: Vec<At>,
}

/// `seal`: the head, signed.
#[derive(Args, Clone, Debug)]
pub struct Seal {
    /// Where to: a file, or a folder that keeps them all.
    #[arg(id = "seal_output", short = 'o', long = "output", value_name = "FILE|DIR")]
    pub output: PathBuf,
    /// The key.
    #[arg(id = "seal_key", long = "key", value_name = "FILE", required_unless_present = "unsigned")]
    pub key: Option<PathBuf>,
    /// Other seals that must agree.
    #[arg(long, value_name = "FILE|DIR")]
    pub against: Vec<PathBuf>,
    /// The text alone, for another program to sign.
    #[arg(long, conflicts_with = "seal_key")]
    pub unsigned: bool,
}

/// `backup`: the record as it is at this moment.
#[derive(Args, Clone, Debug)]
pub struct Backup {
    /// Where to: a file, or a folder that keeps several.
    #[arg(id = "backup", value_name = "FILE|DIR")]
    pub path: PathBuf,
    /// Over the one that is there.
    #[arg(id = "replace_backup", long = "replace")]
    pub replace: bool,
    /// How many are kept in the folder.
    #[arg(id = "keep", long = "keep", value_name = "NUMBER")]
    pub keep: Option<u32>,
}

/// `rebuild`: everything beside the log is written again from it.
#[derive(Args, Clone, Debug)]
pub struct Rebuild {
    /// Whether to say only what differs.
    #[arg(long)]
    pub check: bool,
}

/// `restore`: a backup is the record again.
#[derive(Args, Clone, Debug)]
pub struct Restore {
    /// The backup.
    #[arg(id = "restored", value_name = "FILE")]
    pub file: PathBuf,
    /// In place of the record that is there.
    #[arg(id = "replace_record", long = "replace")]
    pub replace: bool,
    /// Lists of what was erased since.
    #[arg(id = "tombstones", long = "forgotten", value_name = "FILE")]
    pub forgotten: Vec<PathBuf>,
}
