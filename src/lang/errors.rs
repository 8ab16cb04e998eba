//! What is said when something was not done, or was done with a warning.

use crate::{
    intake::{Fault, Remark},
    ops::{BadRow, Failure, Flaw, Notice, Refusal},
};

/// A failure in words, in lower case and without a final stop: [`capital`](super::capital) starts a
/// line with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What was refused, by which rule, with its article where it is the law.
    pub message: String,
    /// The ways out: each a sentence, with the command that makes it possible.
    pub hints: Vec<String>,
}

impl Told {
    /// A message without a way out yet.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new() }
    }

    /// The same, with one more way out.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same, with the way out that there may be.
    pub(super) fn perhaps(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }
}

/// The sentences of failures, refusals and notices.
pub trait Errors {
    /// Says why nothing was changed.
    fn failure(&self, failure: &Failure) -> Told;
    /// Says what a rule refused.
    fn refusal(&self, refusal: &Refusal) -> Told;
    /// Says what is worth saying although it was done.
    fn notice(&self, notice: &Notice) -> String;
    /// Says what is wrong in a file: line, column, value, reason, what would be understood.
    fn fault(&self, fault: &Fault) -> String;
    /// Says what a file has that was not read as it stands.
    fn remark(&self, remark: &Remark) -> String;
}

/// The files of bad rows, each once, in their order.
pub(super) fn files(rows: &[BadRow]) -> Vec<&str> {
    let mut files: Vec<&str> = Vec::new();
    for row in rows {
        if !files.contains(&row.file.as_str()) {
            files.push(&row.file);
        }
    }
    files
}

/// The ways out of the first row that a rule refuses.
pub(super) fn way_out(rows: &[BadRow], told: fn(&Refusal) -> Told) -> Vec<String> {
    let refusal = rows.iter().find_map(|row| match &row.flaw {
        Flaw::Refused { refusal, .. } => Some(refusal),
        Flaw::Unread(_) => None,
    });
    refusal.map(|refusal| told(refusal).hints).unwrap_or_default()
}
