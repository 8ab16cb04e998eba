//! English.

mod codes;
mod numbers;
mod reports;

/// English.
pub(super) struct En;
