//! Le français.

mod codes;
mod errors;
mod intake;
mod life;
mod notices;
mod numbers;
mod refusals;
mod store;

/// French.
pub(super) struct Fr;
