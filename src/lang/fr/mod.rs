//! Le français.

mod codes;
mod labels;
mod numbers;
mod reports;
mod talk;

/// French.
pub(super) struct Fr;
