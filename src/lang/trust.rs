//! The words of backups and seals.

use std::collections::BTreeSet;

use crate::{
    lang::Told,
    model::event::Seq,
    ops::BadKey,
    store::{Error, Finding, FindingCode},
};

/// Why a key does not seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadSealKey {
    /// It is no key that seals.
    Key(BadKey),
    /// Others may read it; its permissions.
    Exposed(u32),
}

/// What is wrong with a seal, or a place of seals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadSeal {
    /// It is none: the line that shows it, from 1.
    NotASeal(usize),
    /// It was one before its line ends became those of another system.
    LineEnds,
    /// There is none.
    None,
    /// The log does not agree with it.
    Differs(Finding),
    /// The log does not agree with itself.
    Broken(Finding),
    /// The list of those whose seals are believed: the line that cannot be read, 0 if none can.
    Signers(usize),
}

/// Why a file is not restored.
#[derive(Debug)]
pub enum BadBackup {
    /// It is no backup that this program can read.
    Unfit(Error),
    /// Its tables are not what its log gives, or its log does not agree with itself.
    Differs(Finding),
}

/// Why nothing is written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadTarget {
    /// It is the record, or a file that belongs to it.
    Record,
    /// It is a file that is no record.
    NoBackup,
    /// It is a record, of another log.
    OtherLog,
    /// It is a record that is in use, or that cannot be read.
    Unread(String),
    /// The folder is not there.
    NoFolder(String),
    /// It is a file, and a seal is not replaced.
    Seal,
    /// It is the standard output.
    Screen,
    /// It is the standard output, where the answer in JSON goes.
    Answer,
}

/// The ways out of what a verification found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WayOut {
    /// The log is damaged: the last backup.
    Restore,
    /// Tables differ: they are written again.
    Rebuild,
    /// Pages of the file are damaged, which writing tables again need not mend.
    Damaged,
    /// What the log itself tells breaks the law.
    Told,
    /// A seal was changed.
    Seal,
    /// A key is not believed.
    Key,
    /// A seal is of another log.
    OtherLog,
    /// The log does not go through a head.
    Head,
    /// The log does not go through a head that was printed.
    Printed,
    /// A seal is not there.
    Missing,
    /// A file is not there, or is not what was attached.
    Evidence,
}

impl WayOut {
    /// Returns the ways out of these findings, each once.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Vec<Self> {
        use FindingCode as F;
        // From a damaged log nothing can be written again.
        let whole = !findings.iter().any(|finding| finding.code.is_of_the_log());
        let ways: BTreeSet<Self> = findings
            .iter()
            .flat_map(|finding| match finding.code {
                F::Sequence | F::Line | F::Chain | F::Clock | F::Command => &[Self::Restore][..],
                F::Projection if whole => &[Self::Rebuild],
                F::Engine if whole => &[Self::Rebuild, Self::Damaged],
                F::Projection | F::Engine => &[],
                F::Gate
                | F::Unknown
                | F::LeftWithoutLine
                | F::LeftTwice
                | F::Back
                | F::AfterLeaving
                | F::TwoLots
                | F::Place
                | F::DayOrder
                | F::FutureDay
                | F::OwnValidation
                | F::Unbalanced => &[Self::Told],
                F::SealSignature => &[Self::Seal],
                F::SealKey => &[Self::Key],
                F::SealLog => &[Self::OtherLog],
                F::SealHead | F::SealBeyond => &[Self::Head],
                F::PrintedHead | F::PrintedBeyond => &[Self::Printed],
                F::SealMissing => &[Self::Missing],
                F::EvidenceAltered | F::EvidenceMissing => &[Self::Evidence],
            })
            .copied()
            .collect();
        ways.into_iter().collect()
    }
}

/// The words of backups and seals.
pub trait Trust {
    /// A backup is where it belongs.
    fn backed_up(&self, path: &str, seq: Seq, hash: &str, bytes: u64) -> String;
    /// How many people are named in a backup.
    fn names_in_backup(&self, names: u64) -> String;
    /// An older backup was removed.
    fn backup_removed(&self, path: &str) -> String;
    /// `--keep` was given where nothing is counted.
    fn keep_counts_a_folder(&self) -> String;
    /// An older file of a series was removed.
    fn older_removed(&self, path: &str) -> String;
    /// Why nothing is written at a place.
    fn bad_target(&self, path: &str, why: &BadTarget) -> Told;
    /// A file is there already.
    fn taken(&self, path: &str) -> Told;
    /// A backup is the record again; `head`: the last event from now on.
    fn restored(&self, path: &str, backup: Seq, head: Seq) -> String;
    /// Why a file is not restored; nothing was.
    fn bad_backup(&self, path: &str, why: &BadBackup) -> Told;
    /// A record is there, and nobody said that it may be replaced.
    fn would_replace(&self, path: &str) -> Told;
    /// `--cmd` is of a command that recorded something else, from this event on.
    fn cmd_of_another(&self, first: Seq) -> Told;
    /// How many names and texts were erased again.
    fn erased_again(&self, count: usize) -> String;
    /// Where the record that was replaced is kept.
    fn replaced_kept(&self, path: &str) -> String;
    /// Why nothing is known of the record that was replaced.
    fn replaced_unread(&self, cause: &str) -> String;
    /// The backup is not a past of the record that it replaced.
    fn not_its_past(&self) -> String;
    /// How many events the record that was replaced has after the head of the backup.
    fn events_lacking(&self, events: u64, after: Seq) -> String;
    /// The heads that were sealed after the backup.
    fn seals_lacking(&self, seals: &[Seq]) -> String;
    /// A seal is where it belongs, or was printed; without a key its text is, with the commands that make a
    /// seal of it and check that.
    fn sealed(&self, path: Option<&str>, seq: Seq, hash: &str, key: Option<&str>) -> String;
    /// How many other seals the log agrees with.
    fn seals_agree(&self, seals: usize) -> String;
    /// How many seals hold, of how many; `known`: their keys were compared with those believed.
    fn seals_checked(&self, hold: usize, of: usize, known: bool) -> String;
    /// A head that was printed is in the log.
    fn printed_head(&self, seq: Seq, hash: &str) -> String;
    /// The keys of seals, where nothing says whether they are believed.
    fn seal_keys(&self, keys: &[&str]) -> String;
    /// A way out of what a verification found.
    fn way_out(&self, way: WayOut) -> String;
    /// Why a key does not seal.
    fn bad_seal_key(&self, path: &str, why: &BadSealKey) -> Told;
    /// What is wrong with a seal.
    fn bad_seal(&self, path: &str, why: &BadSeal) -> Told;
}
