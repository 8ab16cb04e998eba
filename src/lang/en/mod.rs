//! English.

mod codes;
mod labels;
mod numbers;
mod reports;
mod talk;

/// English.
pub(super) struct En;
