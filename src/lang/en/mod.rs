//! English.

mod codes;
mod errors;
mod intake;
mod life;
mod notices;
mod numbers;
mod refusals;
mod store;

/// English.
pub(super) struct En;
