//! Sentences: one small trait per area, implemented once per language. A missing sentence does not
//! compile. Codes are never translated.
//!
//! A new area is one trait in a file here, one file of its name in `fr/` and in `en/`, and one
//! supertrait of [`Words`]. Labels are written in lower case, as inside a sentence; [`capital`]
//! starts one.

mod charts;
mod codes;
mod demo;
mod en;
mod erasures;
mod errors;
mod fr;
pub mod help;
mod imports;
pub mod labels;
mod life;
mod numbers;
mod papers;
pub mod preferences;
mod reports;
#[cfg(test)]
pub(crate) mod samples;
mod scans;
#[cfg(test)]
mod sentences;
pub mod sheets;
mod talk;
mod trust;
pub mod usage;
mod way;

pub use charts::{Charted, Charts, Counts as ChartedCounts, Wait};
pub use codes::Codes;
pub use demo::{Demo, Tour};
pub use erasures::Erasures;
pub use errors::{Errors, Told};
pub use help::Help;
pub use imports::Imports;
pub use labels::Labels;
pub use life::{Field, Life, Names};
pub use numbers::Numbers;
pub use papers::{BadTemplate, Fault, Papers};
pub use preferences::Preferences;
pub use reports::{Reports, Section};
pub use scans::Scans;
pub use sheets::Sheets;
pub use talk::{BadCursor, Occupied, Talk};
pub use trust::{BadBackup, BadSeal, BadSealKey, BadTarget, Trust, WayOut};
pub use usage::Misuses;

use crate::model::{codes::codes, day::Day, precision::Precision};

codes! {
    /// A language of the program.
    pub enum Lang {
        /// French.
        Fr = "fr",
        /// English.
        En = "en",
    }
}

/// Everything the program can say in one language.
pub trait Words:
    Charts
    + Codes
    + Demo
    + Erasures
    + Errors
    + Help
    + Imports
    + Labels
    + Life
    + Misuses
    + Numbers
    + Papers
    + Preferences
    + Reports
    + Scans
    + Sheets
    + Talk
    + Trust
    + Sync
{
}

impl Words for fr::Fr {}
impl Words for en::En {}

/// Returns the words of a language.
#[must_use]
pub fn words(lang: Lang) -> &'static dyn Words {
    match lang {
        Lang::Fr => &fr::Fr,
        Lang::En => &en::En,
    }
}

/// Returns a label as it begins a line: its first letter in upper case.
#[must_use]
pub fn capital(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Writes a day as exactly as it is known: the day, its month, its year, nothing.
pub(crate) fn around<W: Numbers + ?Sized>(words: &W, on: Day, precision: Precision) -> String {
    match precision {
        Precision::Day => words.day(on),
        Precision::Month => words.month(on.year(), on.month()),
        Precision::Year => on.year().to_string(),
        Precision::Unknown => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_begins_a_line_with_a_capital() {
        assert_eq!(capital("écran"), "Écran");
        assert_eq!(capital("SSD"), "SSD");
        assert_eq!(capital(""), "");
    }
}
