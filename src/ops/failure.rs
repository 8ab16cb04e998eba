//! Why something was not done. Values only: the sentences, and the way out of each refusal, are in
//! `lang`.

use crate::{
    intake::Faults,
    model::{id::CommandId, text::NotText},
    ops::{BadLog, BadRow, Refusal},
    store,
};

/// Why an operation changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The record cannot be used.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Read, and refused by a rule; or not found.
    #[error("refused: {0:?}")]
    Refused(Box<Refusal>),
    /// A value cannot be read.
    #[error("{field}: {value:?}")]
    Unreadable {
        /// The flag or field.
        field: &'static str,
        /// What was given.
        value: String,
        /// What is wrong with it.
        why: NotText,
    },
    /// Input files have errors; nothing was imported.
    #[error("{total} errors in files")]
    Input {
        /// The first of them, in the order of the files.
        rows: Vec<BadRow>,
        /// How many there are.
        total: u64,
    },
    /// Logs of erasures cannot be taken; nothing was recorded.
    #[error("{total} logs cannot be taken")]
    BadLogs {
        /// The first of them.
        logs: Vec<BadLog>,
        /// How many there are.
        total: u64,
    },
    /// The memory of a handheld scanner has errors; nothing was recorded.
    #[error("{} errors in {file}", faults.total)]
    Handheld {
        /// The file, as it was named.
        file: String,
        /// Its errors.
        faults: Faults,
    },
    /// Scans of a handheld are refused by a rule, or name nothing; nothing was recorded.
    #[error("{} scans of {file} refused", rows.len())]
    RefusedScans {
        /// The file, as it was named.
        file: String,
        /// The first of them, each with its line, from 1.
        rows: Vec<(u64, Refusal)>,
    },
    /// Whether the command happened is not known: it is safe to repeat it with its identity.
    #[error("the outcome of {cmd} is not known: {cause}")]
    OutcomeUnknown {
        /// The command.
        cmd: CommandId,
        /// Why its commit failed.
        cause: String,
    },
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl Failure {
    /// Returns the word that programs recognise it by. It never changes.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Refused(refusal) => refusal.code(),
            Self::Unreadable { .. } => "unreadable_value",
            Self::Input { rows, .. } if rows.iter().all(BadRow::is_refused) => "refused_rows",
            Self::Input { .. } | Self::BadLogs { .. } | Self::Handheld { .. } => "input",
            Self::RefusedScans { .. } => "refused_scans",
            Self::OutcomeUnknown { .. } => "outcome_unknown",
        }
    }
}
