//! Le français.

mod codes;
mod help;
mod labels;
mod numbers;
mod reports;
mod talk;
mod usage;

/// French.
pub(super) struct Fr;
