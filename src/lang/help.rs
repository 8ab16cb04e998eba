//! Help and errors of the command line.

/// What would have been understood in place of a value that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum Wanted {
    /// One of these codes.
    Choice {
        /// All of them.
        codes: Vec<&'static str>,
        /// The one that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A day that exists.
    Day,
    /// A period.
    Period,
    /// A period that ends after it begins.
    PeriodUpright,
    /// An age.
    Age,
    /// An amount of money.
    Money,
    /// A mass.
    Mass,
    /// A capacity.
    Capacity,
    /// A whole number.
    Number,
    /// A tag.
    Tag,
    /// A UUID.
    Uuid,
    /// The size of a label.
    Size,
    /// A shorter text.
    Shorter {
        /// Its length.
        bytes: usize,
    },
    /// A text without control characters.
    Printable,
    /// A text that is not empty.
    Something,
    /// A text in UTF-8.
    Utf8,
}

impl Wanted {
    /// One of these codes, the nearest of them named.
    #[must_use]
    pub fn choice(typed: &str, codes: Vec<&'static str>) -> Self {
        Self::Choice { nearest: nearest(typed, codes.iter().copied()), codes }
    }
}

/// Returns the word nearest to what was typed, if one is near enough to have been meant.
pub fn nearest<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    words
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&typed, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}
