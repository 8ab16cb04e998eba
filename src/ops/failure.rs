//! Why something was not done. Values only: the sentences, and the way out of each refusal, are in
//! `lang`.

use crate::{
    intake::Faults,
    model::{id::CommandId, text::NotText},
    ops::Refusal,
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
    /// Rows of a file are refused by a rule; nothing was imported.
    #[error("{} rows of {file} refused", rows.len())]
    RefusedRows {
        /// The file, as it was named.
        file: String,
        /// The first of them, each with its line, from 1.
        rows: Vec<(u64, Refusal)>,
    },
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
    /// The input file has errors; nothing was imported.
    #[error("{} errors in {file}", faults.total)]
    Input {
        /// The file, as it was named.
        file: String,
        /// Its errors.
        faults: Faults,
    },
    /// Whether the command happened is not known: it is safe to repeat it with its identity.
    #[error("the outcome of {0} is not known")]
    OutcomeUnknown(CommandId),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl Failure {
    /// Returns the word that programs recognise it by. It never changes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Refused(refusal) => refusal.code(),
            Self::RefusedRows { .. } => "refused_rows",
            Self::Unreadable { .. } => "unreadable_value",
            Self::Input { .. } => "input",
            Self::OutcomeUnknown(_) => "outcome_unknown",
        }
    }
}
