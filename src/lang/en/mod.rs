//! English.

mod codes;
mod help;
mod numbers;
mod usage;

/// English.
pub(super) struct En;
