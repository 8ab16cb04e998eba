//! Le français.

mod codes;
mod numbers;
mod reports;

/// French.
pub(super) struct Fr;
