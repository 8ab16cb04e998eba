//! Le français.

mod codes;
mod help;
mod numbers;
mod reports;
mod usage;

/// French.
pub(super) struct Fr;
