//! What waste is: the codes of the European list in which an IT department finds its own, each with
//! its days.

use std::fmt;

use crate::model::day::Day;

/// When a code is in the list, around the decision that rewrote the codes of batteries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Span {
    Always,
    UntilBatteries,
    SinceBatteries,
}

/// The first day of the new codes of batteries.
///
/// Source: delegated decision (EU) 2025/934 of 5 March 2025, art. 2, as published on 20 May 2025.
/// A corrigendum of 19 August 2025 (OJ L, 2025/90657) is reported to read 9 December 2026 instead:
/// to be settled on the official text, here and nowhere else.
fn batteries_day() -> Option<Day> {
    Day::new(2026, 11, 9)
}

/// One line of the list: a code with its star, if it is hazardous.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Row {
    code: &'static str,
    span: Span,
}

/// The codes under which computers and their batteries leave. A line is never removed, since the
/// log names it.
///
/// Source: decision 2000/532/EC; trackdechets `WASTES.ts` (May 2026). Codes of batteries: delegated
/// decision (EU) 2025/934, Annex, without those of battery makers (16 06 22 to 16 06 35).
static LIST: [Row; 27] = [
    row("16 02 13*", Span::Always),
    row("16 02 14", Span::Always),
    row("16 02 15*", Span::Always),
    row("16 02 16", Span::Always),
    row("16 06 01*", Span::Always),
    row("16 06 02*", Span::Always),
    row("16 06 03*", Span::Always),
    row("16 06 04", Span::UntilBatteries),
    row("16 06 04*", Span::SinceBatteries),
    row("16 06 05", Span::UntilBatteries),
    row("16 06 06*", Span::Always),
    row("16 06 07*", Span::SinceBatteries),
    row("16 06 08*", Span::SinceBatteries),
    row("16 06 09*", Span::SinceBatteries),
    row("16 06 10*", Span::SinceBatteries),
    row("16 06 11*", Span::SinceBatteries),
    row("16 06 12", Span::SinceBatteries),
    row("16 06 13*", Span::SinceBatteries),
    row("16 06 14*", Span::SinceBatteries),
    row("16 06 15", Span::SinceBatteries),
    row("20 01 33*", Span::UntilBatteries),
    row("20 01 34", Span::UntilBatteries),
    row("20 01 35*", Span::Always),
    row("20 01 36", Span::Always),
    row("20 01 42*", Span::SinceBatteries),
    row("20 01 43*", Span::SinceBatteries),
    row("20 01 44", Span::SinceBatteries),
];

const fn row(code: &'static str, span: Span) -> Row {
    Row { code, span }
}

/// A code of the European list of waste that an organisation's computers leave under.
///
/// Written with its spaces, and with a star when it is hazardous: `16 02 13*`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WasteCode(&'static Row);

/// The text is no waste code of the list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAWasteCode {
    /// It is not six digits, perhaps with a star.
    #[error("{0:?} is not a waste code written 16 02 14 or 16 02 13*")]
    Form(String),
    /// It is not in the list.
    #[error("{0:?} is not one of {list}", list = listed())]
    Unknown(String),
    /// It has a star, and the list says that this waste is not hazardous.
    #[error("{0:?} has a star, and {1} is not hazardous")]
    NotHazardous(String, WasteCode),
}

/// A waste code is not in the list on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Validity {
    /// It is not in it yet.
    #[error("waste code {code} is in the list from {first} on")]
    NotYet {
        /// The code.
        code: WasteCode,
        /// Its first day.
        first: Day,
        /// The code of the same digits that is in the list on that day.
        instead: Option<WasteCode>,
    },
    /// It is no longer in it.
    #[error("waste code {code} was in the list until {last}")]
    Ended {
        /// The code.
        code: WasteCode,
        /// Its last day.
        last: Day,
        /// The code of the same digits that is in the list on that day.
        instead: Option<WasteCode>,
    },
}

impl WasteCode {
    /// Returns every known code, of any day, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        LIST.iter().map(Self)
    }

    /// Reads a code, with its spaces or without: `16 02 14`, `160214`, `16 02 13*`.
    ///
    /// A star that is missing is added where the list has only the hazardous code. Where it has
    /// both, before and after a change, what was typed is kept: [`Self::valid_on`] settles it.
    ///
    /// # Errors
    ///
    /// Returns [`NotAWasteCode`] if it is not six digits, is not in the list, or has a star where the
    /// list has none.
    pub fn parse(text: &str) -> Result<Self, NotAWasteCode> {
        let typed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits = typed.strip_suffix('*').unwrap_or(&typed);
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAWasteCode::Form(text.to_owned()));
        }
        let starred = digits.len() < typed.len();
        let mut found: Vec<Self> = Self::all().filter(|code| code.digits().eq(digits.chars())).collect();
        // First what was typed; else what it may stand for.
        found.sort_by_key(|code| code.hazardous() != starred);
        match found.first() {
            None => Err(NotAWasteCode::Unknown(text.to_owned())),
            Some(code) if starred && !code.hazardous() => {
                Err(NotAWasteCode::NotHazardous(text.to_owned(), *code))
            }
            Some(code) => Ok(*code),
        }
    }

    /// Tells whether this waste is hazardous: its code ends with a star.
    #[must_use]
    pub fn hazardous(self) -> bool {
        self.0.code.ends_with('*')
    }

    /// Returns the code as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0.code
    }

    /// Returns the first day on which the code is in the list, unless it always was.
    #[must_use]
    pub fn first_day(self) -> Option<Day> {
        batteries_day().filter(|_| self.0.span == Span::SinceBatteries)
    }

    /// Returns the last day on which the code is in the list, if it has one.
    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        batteries_day().filter(|_| self.0.span == Span::UntilBatteries).map(Day::previous)
    }

    /// Tells whether the code is in the list on the day waste leaves.
    ///
    /// Source: delegated decision (EU) 2025/934, art. 2.
    ///
    /// # Errors
    ///
    /// Returns [`Validity`], with the first or the last day of the code, and the code of the same
    /// digits that took or had its place, if there is one.
    pub fn valid_on(self, day: Day) -> Result<(), Validity> {
        if let Some(first) = self.first_day().filter(|first| day < *first) {
            return Err(Validity::NotYet { code: self, first, instead: self.instead(day) });
        }
        if let Some(last) = self.last_day().filter(|last| day > *last) {
            return Err(Validity::Ended { code: self, last, instead: self.instead(day) });
        }
        Ok(())
    }

    fn instead(self, day: Day) -> Option<Self> {
        Self::all()
            .find(|other| *other != self && other.digits().eq(self.digits()) && other.valid_on(day).is_ok())
    }

    fn digits(self) -> impl Iterator<Item = char> {
        self.0.code.chars().filter(char::is_ascii_digit)
    }
}

fn listed() -> String {
    WasteCode::all().map(WasteCode::as_str).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for WasteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for WasteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

stored_as_text!(WasteCode, WasteCode::parse);
