//! The words of preferences: what each person likes, and no figure depends on.

use crate::lang::{Told, usage::Wanted};

/// Why a file of preferences cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadPreference {
    /// The file cannot be read; what the system says.
    Unreadable(String),
    /// The file cannot be written; what the system says.
    Unwritable(String),
    /// A line is not TOML.
    NotToml {
        /// The line, made visible.
        line: String,
    },
    /// There is no preference of this name.
    Unknown {
        /// What stands there.
        key: String,
        /// The one that was probably meant.
        nearest: Option<&'static str>,
        /// All there are.
        known: Vec<&'static str>,
    },
    /// A value cannot be read.
    Value {
        /// The preference.
        key: &'static str,
        /// What stands there, made visible.
        value: String,
        /// What would have been understood.
        wanted: Wanted,
    },
}

/// Where a preference comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A flag of this command line.
    Flag,
    /// A variable of the environment.
    Environment,
    /// The file of preferences.
    File,
    /// Nobody said.
    Default,
}

impl Origin {
    /// Returns the word in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Environment => "environment",
            Self::File => "file",
            Self::Default => "default",
        }
    }
}

/// The words of preferences.
pub trait Preferences {
    /// Why the file of preferences is of no use as it is, at this line of it.
    fn bad_preference(&self, file: &str, line: Option<usize>, why: &BadPreference) -> Told;
    /// Nothing says where the file of preferences is.
    fn no_preferences_home(&self) -> Told;
    /// The heads of the list: preference, value, where it comes from.
    fn preference_columns(&self) -> [&'static str; 3];
    /// Where a preference comes from.
    fn origin(&self, origin: Origin) -> &'static str;
    /// Where the file of preferences is.
    fn preferences_file(&self, file: &str) -> String;
    /// A preference has this value from now on, or none.
    fn preference_set(&self, key: &str, value: Option<&str>) -> String;
}
