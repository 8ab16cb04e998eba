//! Le français.

mod codes;
mod numbers;

/// French.
pub(super) struct Fr;
