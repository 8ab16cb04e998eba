//! Waste: treatment operations, codes of the European list, numbers of tracking slips.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::model::{codes::codes, day::Day};

codes! {
    /// What a treatment operation does with waste, as reports count it.
    ///
    /// Source: directive 2008/98/EC, Annexes I and II; final modes of
    /// trackdechets `PROCESSING_OPERATIONS.ts`.
    pub enum OperationClass {
        /// Preparation for reuse.
        ReusePreparation = "reuse_preparation",
        /// Recycling.
        Recycling = "recycling",
        /// Any other recovery, energy first of all.
        OtherRecovery = "other_recovery",
        /// Disposal.
        Disposal = "disposal",
        /// Sorting, grouping, storage: the final treatment is still to come.
        Pending = "pending",
    }
}

/// The list of an operation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Family {
    Recovery,
    Disposal,
}

/// A treatment operation: `R 0` to `R 13`, `D 1` to `D 15`. Recovery sorts before disposal.
///
/// Source: directive 2008/98/EC, Annexes I (D) and II (R); `R 0`, preparation for reuse, is of
/// trackdechets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operation {
    family: Family,
    number: u8,
}

/// The text is no treatment operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an operation R 0 to R 13 or D 1 to D 15")]
pub struct NotAnOperation(pub String);

impl Operation {
    /// Reads an operation, with a space or none after the letter: `R4`, `R 4`, `r 4`.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnOperation`] for anything else, and a number outside its list.
    pub fn parse(text: &str) -> Result<Self, NotAnOperation> {
        Self::read(text.trim()).ok_or_else(|| NotAnOperation(text.to_owned()))
    }

    fn read(text: &str) -> Option<Self> {
        let (family, numbers) = match text.as_bytes().first()? {
            b'R' | b'r' => (Family::Recovery, 0..=13),
            b'D' | b'd' => (Family::Disposal, 1..=15),
            _ => return None,
        };
        let digits = text.get(1..)?.trim_start();
        let plain = digits.bytes().all(|b| b.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
        let number = digits.parse().ok().filter(|number| plain && numbers.contains(number))?;
        Some(Self { family, number })
    }

    /// Returns what this operation does with the waste.
    #[must_use]
    pub const fn class(self) -> OperationClass {
        match (self.family, self.number) {
            (Family::Recovery, 0) => OperationClass::ReusePreparation,
            (Family::Recovery, 2..=9) => OperationClass::Recycling,
            (Family::Recovery, 1 | 10 | 11) => OperationClass::OtherRecovery,
            (Family::Disposal, 1..=7 | 10..=12) => OperationClass::Disposal,
            _ => OperationClass::Pending,
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.family {
            Family::Recovery => 'R',
            Family::Disposal => 'D',
        };
        f.pad(&format!("{letter} {}", self.number))
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

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

/// The number of a tracking slip of Trackdéchets: `BSD-20261123-0A1B2C3D4`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bsd(String);

/// A number of a tracking slip, and how well it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The number.
    pub bsd: Bsd,
    /// Whether it has a letter (`I L O U`) that Trackdéchets never writes: worth a warning.
    pub loose: bool,
}

/// The text is not the number of a tracking slip.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotABsd {
    /// It is not written as one.
    #[error("{0:?} is not written BSD-YYYYMMDD-XXXXXXXXX")]
    Form(String),
    /// Its day does not exist.
    #[error("{0:?} has a day that does not exist")]
    NoSuchDay(String),
}

impl Bsd {
    /// Reads the number of a slip; letters may be lower case.
    ///
    /// `BSD-`, a day that exists, `-`, nine characters of Crockford's base 32 (digits and capitals
    /// but `I L O U`). Those four letters are read too, and said to be loose.
    ///
    /// Source: trackdechets, `back/src/forms/readableId.ts` and its test.
    ///
    /// # Errors
    ///
    /// Returns [`NotABsd`] for any other form, and for a day that does not exist.
    pub fn parse(text: &str) -> Result<Parsed, NotABsd> {
        let upper = text.trim().to_ascii_uppercase();
        let (day, rest) = upper
            .strip_prefix("BSD-")
            .and_then(|body| body.split_once('-'))
            .filter(|(day, _)| day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()))
            .filter(|(_, rest)| rest.len() == 9 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
            .ok_or_else(|| NotABsd::Form(text.to_owned()))?;
        let (year, rest_of_day) = day.split_at(4);
        let (month, day_of_month) = rest_of_day.split_at(2);
        Day::parse(&format!("{year}-{month}-{day_of_month}"))
            .map_err(|_| NotABsd::NoSuchDay(text.to_owned()))?;
        let loose = rest.contains(['I', 'L', 'O', 'U']);
        Ok(Parsed { bsd: Self(upper), loose })
    }

    /// Returns the number as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Bsd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Bsd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Writes and reads a value as its text. A stored text is already in its one written form.
macro_rules! stored_as_text {
    ($name:ident, $parse:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <Cow<'de, str>>::deserialize(from)?;
                let value = $parse(&text).map_err(de::Error::custom)?;
                if value.to_string() == text {
                    Ok(value)
                } else {
                    Err(de::Error::custom(format_args!("{text:?} is stored as {:?}", value.to_string())))
                }
            }
        }
    };
}

stored_as_text!(Operation, Operation::parse);
stored_as_text!(WasteCode, WasteCode::parse);
stored_as_text!(Bsd, |text| Bsd::parse(text).map(|parsed| parsed.bsd));

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn code(text: &str) -> WasteCode {
        WasteCode::parse(text).unwrap()
    }

    fn stored<T: Serialize + for<'de> Deserialize<'de>>(value: &T) -> (String, T) {
        let json = serde_json::to_string(value).unwrap();
        let back = serde_json::from_str(&json).unwrap();
        (json, back)
    }

    #[test]
    fn an_operation_is_read_with_a_space_or_without() {
        for text in ["R4", "R 4", "r 4", " r4 "] {
            assert_eq!(Operation::parse(text).unwrap().to_string(), "R 4", "{text:?}");
        }
        for text in ["", "R", "R 14", "D 0", "D16", "R 04", "R -1", "R +1", "X 1", "4", "R 4 4", "É", "R 999"]
        {
            assert_eq!(Operation::parse(text), Err(NotAnOperation(text.to_owned())), "{text:?}");
        }
    }

    #[test]
    fn every_operation_has_its_class() {
        use OperationClass as C;
        let classes = |letter: &str, numbers: std::ops::RangeInclusive<u8>| -> Vec<C> {
            numbers.map(|n| Operation::parse(&format!("{letter}{n}")).unwrap().class()).collect()
        };
        let mut recovery = vec![C::ReusePreparation, C::OtherRecovery];
        recovery.extend([C::Recycling; 8]);
        recovery.extend([C::OtherRecovery, C::OtherRecovery, C::Pending, C::Pending]);
        assert_eq!(classes("R", 0..=13), recovery);
        let mut disposal = vec![C::Disposal; 7];
        disposal.extend([C::Pending, C::Pending, C::Disposal, C::Disposal, C::Disposal]);
        disposal.extend([C::Pending; 3]);
        assert_eq!(classes("D", 1..=15), disposal);
    }

    #[test]
    fn an_operation_is_stored_as_it_is_written() {
        let operation = Operation::parse("r12").unwrap();
        assert_eq!(stored(&operation), ("\"R 12\"".to_owned(), operation));
        assert!(serde_json::from_str::<Operation>("\"R12\"").is_err());
    }

    #[test]
    fn a_waste_code_is_read_with_or_without_its_spaces_and_gets_its_star() {
        for (typed, written) in [
            ("16 02 14", "16 02 14"),
            ("160214", "16 02 14"),
            ("16 02 13*", "16 02 13*"),
            ("160213", "16 02 13*"),
            ("16\u{a0}02\u{a0}13 *", "16 02 13*"),
            ("200135", "20 01 35*"),
            ("16 06 04", "16 06 04"),
            ("16 06 04*", "16 06 04*"),
        ] {
            let read = code(typed);
            assert_eq!(read.as_str(), written, "{typed}");
            assert_eq!(read.hazardous(), written.ends_with('*'), "{typed}");
            assert_eq!(stored(&read), (format!("\"{written}\""), read));
        }
    }

    #[test]
    fn what_is_no_code_of_the_list_is_refused() {
        for text in ["", "16 02", "16 02 1a", "1602140", "16 02 13**", "*"] {
            assert_eq!(WasteCode::parse(text), Err(NotAWasteCode::Form(text.to_owned())), "{text:?}");
        }
        let starred = NotAWasteCode::NotHazardous("16 02 14*".to_owned(), code("16 02 14"));
        assert_eq!(WasteCode::parse("16 02 14*"), Err(starred));
        let unknown = WasteCode::parse("99 99 99").unwrap_err();
        assert_eq!(unknown, NotAWasteCode::Unknown("99 99 99".to_owned()));
        for known in WasteCode::all() {
            assert!(unknown.to_string().contains(known.as_str()), "{known}");
        }
    }

    #[test]
    fn the_codes_of_batteries_change_with_the_decision() {
        let (before, after) = (day("2026-11-08"), day("2026-11-09"));
        assert_eq!(code("20 01 34").valid_on(before), Ok(()));
        let ended = Validity::Ended { code: code("20 01 34"), last: before, instead: None };
        assert_eq!(code("20 01 34").valid_on(after), Err(ended));
        let not_yet = Validity::NotYet { code: code("20 01 43*"), first: after, instead: None };
        assert_eq!(code("20 01 43*").valid_on(before), Err(not_yet));
        assert_eq!(code("20 01 43*").valid_on(after), Ok(()));
        for always in ["16 02 13*", "16 02 14", "16 06 01*", "20 01 35*", "20 01 36"] {
            assert_eq!(code(always).valid_on(before), Ok(()), "{always}");
            assert_eq!(code(always).valid_on(after), Ok(()), "{always}");
        }
    }

    #[test]
    fn an_alkaline_battery_becomes_hazardous() {
        let (before, after) = (day("2026-11-08"), day("2026-11-09"));
        let (old, new) = (code("16 06 04"), code("16 06 04*"));
        assert_eq!(old.valid_on(before), Ok(()));
        assert_eq!(old.valid_on(after), Err(Validity::Ended { code: old, last: before, instead: Some(new) }));
        assert_eq!(
            new.valid_on(before),
            Err(Validity::NotYet { code: new, first: after, instead: Some(old) })
        );
        assert_eq!(new.valid_on(after), Ok(()));
    }

    #[test]
    fn the_list_is_in_order_and_names_no_code_twice() {
        assert!(LIST.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn a_slip_of_trackdechets_is_read_strictly_or_with_a_warning() {
        for (text, loose) in [
            ("BSD-20261123-0A1B2C3D4", false),
            (" bsd-20240229-zzzzzzzzz ", false),
            ("BSD-20261123-0A1B2C3DI", true),
            ("BSD-20261123-U00000000", true),
        ] {
            let parsed = Bsd::parse(text).unwrap();
            assert_eq!(parsed.loose, loose, "{text}");
            assert_eq!(parsed.bsd.as_str(), text.trim().to_ascii_uppercase());
        }
    }

    #[test]
    fn what_is_no_slip_is_refused() {
        for text in [
            "",
            "BSD-",
            "BSD-20261123",
            "BSD-20261123-",
            "BSD-20261123-0A1B2C3D",
            "BSD-20261123-0A1B2C3D45",
            "BSD-20261123-0A1B2C3-4",
            "BSD-2026112-0A1B2C3D4",
            "BSDA-20261123-0A1B2C3D4",
            "20261123-0A1B2C3D4",
            "BSD-20261123-0A1B2C3É",
        ] {
            assert_eq!(Bsd::parse(text), Err(NotABsd::Form(text.to_owned())), "{text}");
        }
        for text in ["BSD-20261332-0A1B2C3D4", "BSD-20260229-0A1B2C3D4"] {
            assert_eq!(Bsd::parse(text), Err(NotABsd::NoSuchDay(text.to_owned())), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_operation_reads_back_from_what_it_displays(text in "[RrDd] ?[0-9]{1,2}") {
            if let Ok(operation) = Operation::parse(&text) {
                prop_assert_eq!(Operation::parse(&operation.to_string()), Ok(operation));
                prop_assert_eq!(stored(&operation).1, operation);
            }
        }

        #[test]
        fn a_slip_reads_back_from_what_it_displays(
            text in "BSD-20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])-[0-9A-HJKMNP-TV-Z]{9}",
        ) {
            let parsed = Bsd::parse(&text).unwrap();
            prop_assert!(!parsed.loose);
            prop_assert_eq!(parsed.bsd.to_string(), text);
            prop_assert_eq!(stored(&parsed.bsd).1, parsed.bsd);
        }

        #[test]
        fn no_text_stops_a_reader(text: String) {
            let _ = (Operation::parse(&text), WasteCode::parse(&text), Bsd::parse(&text));
        }

        #[test]
        fn a_code_is_in_the_list_before_or_after_the_change(at in 0..LIST.len(), later: bool) {
            let code = WasteCode(&LIST[at]);
            let day = day(if later { "2027-01-01" } else { "2020-01-01" });
            let expected = match LIST[at].span {
                Span::Always => true,
                Span::UntilBatteries => !later,
                Span::SinceBatteries => later,
            };
            prop_assert_eq!(code.valid_on(day).is_ok(), expected);
        }
    }
}
