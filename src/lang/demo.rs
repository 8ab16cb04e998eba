//! The demonstration.

use std::path::Path;

use crate::{lang::Told, model::event::Seq};

/// What a demonstration made.
pub struct Tour<'t> {
    /// Its folder, as it was typed.
    pub folder: &'t str,
    /// Its database.
    pub database: &'t str,
    /// How many assets it knows, those that left too.
    pub assets: u64,
    /// How many events.
    pub events: Seq,
}

/// The sentences of the demonstration.
pub trait Demo {
    /// In five lines: what is there, what to look at, what to try next.
    fn tour(&self, tour: &Tour<'_>) -> [String; 5];
    /// There is something in the folder already.
    fn not_empty(&self, folder: &Path, found: &str) -> Told;
}
