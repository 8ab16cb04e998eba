//! English.

mod codes;
mod help;
mod labels;
mod numbers;
mod reports;
mod talk;
mod usage;

/// English.
pub(super) struct En;
