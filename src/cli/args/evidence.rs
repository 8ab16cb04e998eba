//! `evidence`: files that prove what was recorded.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::args::{Recording, value::ErasureReason};

/// `evidence`: files that prove what was recorded.
#[derive(Clone, Debug, Subcommand)]
pub enum Evidence {
    /// `evidence add`.
    Add(EvidenceAdd),
    /// `evidence list`.
    List(EvidenceList),
    /// `evidence extract`.
    Extract(EvidenceExtract),
    /// `evidence forget`.
    Forget(EvidenceForget),
}

/// `evidence add`: files are attached to what was recorded before.
#[derive(Args, Clone, Debug)]
pub struct EvidenceAdd {
    /// To what.
    #[arg(id = "evidenced", value_name = "ASSET|MEDIUM|LOT")]
    pub subject: String,
    /// The files.
    #[arg(id = "evidence_files", value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}

/// `evidence list`: what is attached to these things, or to all.
#[derive(Args, Clone, Debug)]
pub struct EvidenceList {
    /// To which things; none: to any.
    #[arg(id = "evidence_of", value_name = "ASSET|MEDIUM|LOT")]
    pub subjects: Vec<String>,
}

/// `evidence extract`: a file is written again, as it was attached.
#[derive(Args, Clone, Debug)]
pub struct EvidenceExtract {
    /// Which: its hash, or what it begins with.
    #[arg(id = "sha256", value_name = "SHA256")]
    pub hash: String,
    /// Where to.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// `evidence forget`: files are erased for good.
#[derive(Args, Clone, Debug)]
pub struct EvidenceForget {
    /// Which: their hashes, or what these begin with.
    #[arg(id = "erased_files", value_name = "SHA256", required = true)]
    pub hashes: Vec<String>,
    /// Why.
    #[arg(id = "erasure_reason", long = "reason", value_name = "REASON")]
    pub reason: ErasureReason,
    /// When, and a note.
    #[command(flatten)]
    pub recording: Recording,
}
