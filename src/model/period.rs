//! Periods: a year, a quarter, a month, or any two days.

use std::fmt;

use crate::model::day::Day;

/// Whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day, not before the first.
    pub to: Day,
}

/// The text is not a period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPeriod {
    /// It is none of the written forms.
    #[error("{0:?} is not a period: 2026, 2026-Q3, 2026-09 or 2026-01-01..2026-06-30")]
    Unreadable(String),
    /// It ends before it begins.
    #[error("{0} is after {1}")]
    UpsideDown(Day, Day),
}

impl Period {
    /// Returns the calendar year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Some(Self { from: Day::new(year, 1, 1)?, to: Day::new(year, 12, 31)? })
    }

    /// Reads `2026`, `2026-Q3`, `2026-09` or `2026-01-01..2026-06-30`.
    ///
    /// # Errors
    ///
    /// Returns [`NotAPeriod`] for anything else, and for a period that is upside down.
    pub fn parse(text: &str) -> Result<Self, NotAPeriod> {
        let unreadable = || NotAPeriod::Unreadable(text.to_owned());
        if let Some((from, to)) = text.split_once("..") {
            let from = Day::parse(from.trim()).map_err(|_| unreadable())?;
            let to = Day::parse(to.trim()).map_err(|_| unreadable())?;
            return if from <= to { Ok(Self { from, to }) } else { Err(NotAPeriod::UpsideDown(from, to)) };
        }
        let (year, part) = text.split_once('-').unwrap_or((text, ""));
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(unreadable());
        }
        let year: i16 = year.parse().map_err(|_| unreadable())?;
        let months = |first: i8, count: i32| {
            let from = Day::new(year, first, 1)?;
            Some(Self { from, to: from.plus_months(count).previous() })
        };
        match part.as_bytes() {
            [] if !text.contains('-') => Self::year(year),
            [b'Q' | b'q' | b'T' | b't', quarter @ b'1'..=b'4'] => {
                months(((quarter - b'1') * 3 + 1).cast_signed(), 3)
            }
            [b'0'..=b'9', b'0'..=b'9'] => part.parse().ok().and_then(|month| months(month, 1)),
            _ => None,
        }
        .ok_or_else(unreadable)
    }

    /// Tells whether a day is in it.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Returns the calendar year it is, if it is one.
    #[must_use]
    pub fn as_year(self) -> Option<i16> {
        (Self::year(self.from.year()) == Some(self)).then(|| self.from.year())
    }
}

impl fmt::Display for Period {
    /// Writes the shortest form that reads back as the same period.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_year() {
            Some(year) => write!(f, "{year:04}"),
            None => write!(f, "{}..{}", self.from, self.to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_a_year_a_quarter_a_month_or_two_days() {
        for (text, from, to) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2024-Q1", "2024-01-01", "2024-03-31"),
            ("2026-T4", "2026-10-01", "2026-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-12", "2026-12-01", "2026-12-31"),
            ("2026-03-15..2026-03-15", "2026-03-15", "2026-03-15"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!((period.from.to_string(), period.to.to_string()), (from.into(), to.into()), "{text}");
            assert_eq!(Period::parse(&period.to_string()), Ok(period));
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "26",
            "2026-",
            "2026-13",
            "2026-00",
            "2026-Q5",
            "2026-1",
            "20260",
            "a..b",
            "2026-02-30..2026-03-01",
        ] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
        assert!(matches!(Period::parse("2026-02-01..2026-01-01"), Err(NotAPeriod::UpsideDown(..))));
    }
}
