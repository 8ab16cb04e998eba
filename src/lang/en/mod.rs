//! English.

mod codes;
mod help;
mod numbers;
mod reports;
mod usage;

/// English.
pub(super) struct En;
