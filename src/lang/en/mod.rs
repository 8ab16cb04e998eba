//! English.

mod backups;
mod charts;
mod codes;
mod demo;
mod erasures;
mod errors;
mod found;
mod help;
mod imports;
mod intake;
mod labels;
mod life;
mod notices;
mod numbers;
mod papers;
mod preferences;
mod refusals;
mod reports;
mod scans;
mod server;
mod sheets;
mod store;
mod talk;
mod trust;
mod usage;

/// English.
pub(super) struct En;
