//! How a value is read: one reader for every type, one rule for each.

use std::{ffi::OsStr, marker::PhantomData};

use clap::{
    Arg,
    builder::{PossibleValue, TypedValueParser, ValueParser, ValueParserFactory},
};
use uuid::Uuid;

use crate::{
    cli::args::value::{
        Age, Answer, At, Clearable, Color, Dpi, ErasureReason, ExportFormat, Exported, LabelCount,
        LabelFormat, ListFormat, PaperFormat, Place, Preference, ReportFormat, ReportName, ScanAction,
        Setting, Shell, Since,
    },
    intake::{self, BadMapping, DateOrder, Format, Mapping},
    label::{
        sheet::Sheet,
        size::{Shift, Size},
    },
    lang::{Lang, usage::Wanted},
    model::{
        amount::{Bytes, Cents, Grams},
        day::Day,
        event::Seq,
        grade::{Cosmetic, Functional},
        id::CommandId,
        kind::{Acquired, Kind, Security, WeeeCategory},
        leaving::{Cause, Channel, Decision, PartyKind, Proof, Reason, VoidReason},
        lifecycle::State,
        period::{NotAPeriod, Period},
        policy::Key,
        sanitization::{Encrypted, MediumKind, Technique, Verdict, Verify},
        tag::Tag,
        text::{self, NotText},
        work::WorkKind,
    },
};

/// A value that can be typed.
pub(super) trait Typed: Clone + Send + Sync + 'static {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Returns what would have been understood.
    fn read(typed: &str, lang: Lang) -> Result<Self, Wanted>;

    /// Returns everything that can be typed, where that is a short list of codes.
    fn choices() -> Vec<&'static str> {
        Vec::new()
    }
}

/// Reads a value of one type, and says what it wanted when it cannot.
pub(super) struct Reader<T> {
    lang: Lang,
    of: PhantomData<fn() -> T>,
}

impl<T> Reader<T> {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang, of: PhantomData }
    }
}

impl<T> Clone for Reader<T> {
    fn clone(&self) -> Self {
        Self::new(self.lang)
    }
}

impl<T: Typed> TypedValueParser for Reader<T> {
    type Value = T;

    fn parse_ref(&self, cmd: &clap::Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let lang = self.lang;
        match value.to_str() {
            // A closure is what clap turns into an error that carries its source.
            Some(_) => (move |typed: &str| T::read(typed, lang)).parse_ref(cmd, arg, value),
            None => (|_: &str| Err(Wanted::Utf8)).parse_ref(cmd, arg, OsStr::new(&*value.to_string_lossy())),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let choices = T::choices();
        (!choices.is_empty()).then(|| Box::new(choices.into_iter().map(PossibleValue::new)) as _)
    }
}

/// Lets clap choose the reader of each of these types by itself.
macro_rules! chosen {
    ($($name:ty),+ $(,)?) => {$(
        impl ValueParserFactory for $name {
            type Parser = ValueParser;
            fn value_parser() -> ValueParser { Reader::<Self>::new(Lang::En).into() }
        }
    )+};
}

/// Reads enumerations by their codes, in lower or upper case.
macro_rules! coded {
    ($($name:ty),+ $(,)?) => {
        $(impl Typed for $name {
            fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
                let typed = typed.trim();
                Self::from_code(typed)
                    .or_else(|| Self::from_code(&typed.to_ascii_lowercase()))
                    .or_else(|| Self::from_code(&typed.to_ascii_uppercase()))
                    .ok_or_else(|| Wanted::choice(typed, Self::choices()))
            }

            fn choices() -> Vec<&'static str> {
                Self::ALL.iter().map(|value| value.code()).collect()
            }
        })+
        chosen!($($name),+);
    };
}

coded!(
    Acquired,
    Answer,
    Cause,
    Channel,
    Clearable,
    Color,
    DateOrder,
    Decision,
    Dpi,
    Encrypted,
    ErasureReason,
    ExportFormat,
    Exported,
    Functional,
    Format,
    Key,
    Kind,
    LabelFormat,
    Lang,
    ListFormat,
    MediumKind,
    PartyKind,
    PaperFormat,
    Preference,
    Proof,
    Reason,
    ReportFormat,
    ReportName,
    ScanAction,
    Security,
    Sheet,
    Shell,
    State,
    Technique,
    Verdict,
    Verify,
    VoidReason,
    WorkKind,
);
chosen!(
    Age,
    At,
    Bytes,
    Cents,
    CommandId,
    Cosmetic,
    Day,
    Grams,
    LabelCount,
    Mapping,
    Period,
    Place,
    Setting,
    Shift,
    Since,
    Size,
    Tag,
    WeeeCategory
);

impl Typed for Cosmetic {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        Self::from_typed(typed.trim()).ok_or_else(|| Wanted::choice(typed, Self::choices()))
    }

    fn choices() -> Vec<&'static str> {
        Self::ALL.iter().map(|grade| grade.code()).chain(["A", "B", "C"]).collect()
    }
}

impl Typed for WeeeCategory {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        typed.trim().parse().ok().and_then(Self::new).ok_or_else(|| Wanted::choice(typed, Self::choices()))
    }

    fn choices() -> Vec<&'static str> {
        vec!["2", "4", "5", "6"]
    }
}

impl Typed for Day {
    fn read(typed: &str, lang: Lang) -> Result<Self, Wanted> {
        let typed = typed.trim();
        match lang {
            Lang::Fr if typed.contains('/') => french_day(typed),
            _ => Self::parse(typed).ok(),
        }
        .ok_or(Wanted::Day)
    }
}

/// Reads `dd/mm/yyyy`; the zeros before a day or a month may be left out.
fn french_day(typed: &str) -> Option<Day> {
    let mut parts = typed.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Day::parse(&format!("{year}-{month:0>2}-{day:0>2}")).ok()
}

impl Typed for Period {
    fn read(typed: &str, lang: Lang) -> Result<Self, Wanted> {
        let typed = typed.trim();
        let period = match typed.split_once("..") {
            Some((from, to)) => {
                let day = |typed| Day::read(typed, lang).map_err(|_| Wanted::Period);
                Self::parse(&format!("{}..{}", day(from)?, day(to)?))
            }
            None => Self::parse(typed),
        };
        period.map_err(|why| match why {
            NotAPeriod::Unreadable(_) => Wanted::Period,
            NotAPeriod::UpsideDown(..) => Wanted::PeriodUpright,
        })
    }
}

impl Typed for Age {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        let typed = typed.trim().to_ascii_lowercase();
        let (number, unit) = ["y", "a", "m"]
            .iter()
            .find_map(|unit| Some((typed.strip_suffix(unit)?, *unit)))
            .ok_or(Wanted::Age)?;
        let number: u32 = whole(number).ok_or(Wanted::Age)?;
        let months = if unit == "m" { Some(number) } else { number.checked_mul(12) };
        // A thousand years are no age of a computer, and days stay within what can be written.
        months.filter(|months| *months <= 12_000).map(|months| Self { months }).ok_or(Wanted::Age)
    }
}

impl Typed for Place {
    fn read(typed: &str, lang: Lang) -> Result<Self, Wanted> {
        let name = String::read(typed, lang)?;
        Ok(if name.eq_ignore_ascii_case("stock") { Self::Stock } else { Self::Asset(name) })
    }
}

impl Typed for LabelCount {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        whole(typed.trim())
            .filter(|count| (1..=Self::MOST).contains(count))
            .map(Self)
            .ok_or(Wanted::Count { most: Self::MOST })
    }
}

impl Typed for Since {
    fn read(typed: &str, lang: Lang) -> Result<Self, Wanted> {
        match typed.strip_prefix('@') {
            Some(file) => String::read(file, lang).map(|_| Self::Kept(file.into())),
            None => whole(typed.trim()).map(Self::Event).ok_or(Wanted::Cursor),
        }
    }
}

impl Typed for At {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        let read = || {
            let (seq, hash) = typed.trim().split_once(':')?;
            let hash = hash.trim().to_ascii_lowercase();
            let good =
                (Self::DIGITS..=64).contains(&hash.len()) && hash.bytes().all(|b| b.is_ascii_hexdigit());
            let seq = whole(seq.trim()).filter(|seq| *seq > 0)?;
            good.then_some(Self { seq, hash })
        };
        read().ok_or(Wanted::Head)
    }
}

impl Typed for Setting {
    fn read(typed: &str, lang: Lang) -> Result<Self, Wanted> {
        if typed.trim().is_empty() { Ok(Self(String::new())) } else { String::read(typed, lang).map(Self) }
    }
}

impl Typed for String {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        text::clean(typed).map_err(|why| match why {
            NotText::TooLong(bytes) => Wanted::Shorter { bytes },
            NotText::Control(_) | NotText::Invisible(_) => Wanted::Printable,
            NotText::NotUtf8 => Wanted::Utf8,
            NotText::Empty => Wanted::Something,
        })
    }
}

impl Typed for u32 {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        whole(typed.trim()).ok_or(Wanted::Number)
    }
}

impl Typed for Seq {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        whole(typed.trim()).ok_or(Wanted::Number)
    }
}

impl Typed for Cents {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        Self::parse(typed).map_err(|_| Wanted::Money)
    }
}

impl Typed for Grams {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        Self::parse(typed).map_err(|_| Wanted::Mass)
    }
}

impl Typed for Bytes {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        Self::parse(typed).map_err(|_| Wanted::Capacity)
    }
}

impl Typed for Tag {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        Self::parse(typed).map_err(|_| Wanted::Tag)
    }
}

impl Typed for Size {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        Self::parse(typed).map_err(|_| Wanted::Size)
    }
}

impl Typed for Mapping {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        typed.parse().map_err(|bad| match bad {
            BadMapping::Form(_) => Wanted::Mapping,
            BadMapping::Field(field) => {
                Wanted::choice(&field, intake::Field::ALL.iter().map(|field| field.code()).collect())
            }
        })
    }
}

impl Typed for Shift {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        Self::parse(typed).ok_or(Wanted::Shift)
    }
}

impl Typed for CommandId {
    fn read(typed: &str, _: Lang) -> Result<Self, Wanted> {
        Uuid::parse_str(typed.trim()).map(Self).map_err(|_| Wanted::Uuid)
    }
}

/// Reads a whole number written in digits alone.
fn whole<N: std::str::FromStr>(digits: &str) -> Option<N> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}
