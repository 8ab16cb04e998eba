//! Le français.

mod codes;
mod help;
mod numbers;
mod usage;

/// French.
pub(super) struct Fr;
