//! Errors of the command line: what was typed cannot be read.

/// What would have been understood in place of a value that cannot be read.
///
/// It is an error so that it can travel inside those of the parser; [`Misuses`] words it.
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
    /// A whole number from 1 on.
    Count {
        /// The largest.
        most: u32,
    },
    /// A tag.
    Tag,
    /// A UUID.
    Uuid,
    /// The size of a label.
    Size,
    /// A field and the column that gives it.
    Mapping,
    /// A shift of the print.
    Shift,
    /// A shorter text.
    Shorter {
        /// Its length.
        bytes: usize,
    },
    /// A text without control characters.
    Printable,
    /// A text that is not empty.
    Something,
    /// A path from the root.
    Absolute,
    /// An event, or a file that names one.
    Cursor,
    /// A printed head.
    Head,
    /// A text between quotes.
    Quoted,
    /// A text in UTF-8.
    Utf8,
}

impl Wanted {
    /// One of these codes, the nearest of them named.
    #[must_use]
    pub fn choice(typed: &str, codes: Vec<&'static str>) -> Self {
        Self::Choice { nearest: nearest(typed, codes.iter().copied()), codes }
    }

    /// Returns the code that was probably meant.
    #[must_use]
    pub const fn meant(&self) -> Option<&'static str> {
        match self {
            Self::Choice { nearest, .. } => *nearest,
            _ => None,
        }
    }
}

/// Lists what is missing, the names of which one is enough set apart by `or`.
pub(super) fn either(names: &[Vec<String>], or: &str) -> String {
    names.iter().map(|one| one.join(or)).collect::<Vec<_>>().join(", ")
}

/// Returns the word nearest to what was typed, if one is near enough to have been meant.
#[must_use]
pub fn nearest<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    words
        .into_iter()
        .map(|word| (likeness(&typed, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// Tells how like two words are, from 0 to 1. One slip in a short word makes it another word to a
/// measure made for long ones.
fn likeness(typed: &str, word: &str) -> f64 {
    let likeness = strsim::jaro_winkler(typed, word);
    if word.len() > 2 && strsim::damerau_levenshtein(typed, word) == 1 { likeness.max(0.9) } else { likeness }
}

/// What is wrong with the arguments. Names of flags and arguments stand as they are typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misuse<'a> {
    /// A value cannot be read.
    Unreadable {
        /// The flag or the argument.
        name: &'a str,
        /// What was typed, made visible.
        value: &'a str,
        /// What would have been understood.
        wanted: &'a Wanted,
    },
    /// A flag has no value.
    NoValue {
        /// The flag.
        name: &'a str,
    },
    /// A flag that takes no value has one.
    NeedlessValue {
        /// The flag.
        name: &'a str,
        /// What was typed.
        value: &'a str,
    },
    /// A flag or a word that the command does not take.
    Unexpected {
        /// What was typed.
        typed: &'a str,
    },
    /// A word that is no command.
    UnknownCommand {
        /// What was typed.
        typed: &'a str,
    },
    /// A command wants one of its own commands.
    NoCommand {
        /// The command.
        command: &'a str,
    },
    /// A report is not told of such a part of the organisation.
    NoPart {
        /// The flag.
        name: &'a str,
        /// The report.
        report: &'a str,
        /// Whether it is told of another part, a service.
        by_service: bool,
    },
    /// What the command cannot do without.
    Missing {
        /// All that is missing; of each, the names of which one is enough.
        names: &'a [Vec<String>],
    },
    /// Two flags that exclude each other.
    Conflict {
        /// The one.
        name: &'a str,
        /// The others.
        others: &'a [String],
    },
    /// A flag is given twice.
    Repeated {
        /// The flag.
        name: &'a str,
    },
    /// Anything else.
    Other,
}

/// What to type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint<'a> {
    /// This was probably meant.
    Meant(&'a str),
    /// One of these commands.
    OneOf(&'a [&'a str]),
    /// A word that begins with a hyphen is taken as it is after `--`.
    AsValue(&'a str),
    /// How the command is typed.
    Usage(&'a str),
    /// Where to read more.
    More(&'a str),
}

/// Sentences for arguments that cannot be read, without a final stop.
pub trait Misuses {
    /// What is wrong.
    fn misuse(&self, misuse: &Misuse) -> String;
    /// What to type instead.
    fn hint(&self, hint: &Hint) -> String;
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_word_is_named_when_it_may_have_been_meant() {
        let words = ["lot", "list", "label", "deploy"];
        for (typed, meant) in [("lto", "lot"), ("Lits", "list"), ("lable", "label"), ("deplyo", "deploy")] {
            assert_eq!(nearest(typed, words), Some(meant), "{typed}");
        }
        for typed in ["x", "zzz", "", "sanitize"] {
            assert_eq!(nearest(typed, words), None, "{typed}");
        }
    }
}
