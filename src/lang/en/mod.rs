//! English.

mod codes;
mod numbers;

/// English.
pub(super) struct En;
