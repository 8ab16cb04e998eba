//! How exactly a day of the past is known.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::{codes::codes, day::Day};

codes! {
    /// How exactly a day is known. Where it is not, the last day it can have been stands for it.
    pub enum Precision {
        /// The day itself.
        Day = "day",
        /// Only the month.
        Month = "month",
        /// Only the year.
        Year = "year",
        /// Nothing: some day before.
        Unknown = "unknown",
    }
}

impl Precision {
    /// Returns the first day that it can have been, if `day` is known that exactly; nothing if it
    /// can have been any day before.
    #[must_use]
    pub fn first(self, day: Day) -> Option<Day> {
        match self {
            Self::Day => Some(day),
            Self::Month => Day::new(day.year(), day.month(), 1),
            Self::Year => Day::new(day.year(), 1, 1),
            Self::Unknown => None,
        }
    }

    /// Returns the last day that it can have been, if `day` is known that exactly.
    #[must_use]
    pub fn last(self, day: Day) -> Day {
        let next = match self {
            Self::Month => self.first(day).map(|first| first.plus_months(1)),
            Self::Year => self.first(day).map(|first| first.plus_years(1)),
            Self::Day | Self::Unknown => None,
        };
        next.map_or(day, Day::previous)
    }
}

/// A day, as exactly as it is known: `2024-02-10`, `2024-02`, `2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// The last day that it can have been.
    pub on: Day,
    /// How exactly it is known.
    pub precision: Precision,
}

impl Around {
    /// A day that is known.
    #[must_use]
    pub const fn exactly(on: Day) -> Self {
        Self { on, precision: Precision::Day }
    }
}

impl fmt::Display for Around {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = match self.precision {
            Precision::Day => 10,
            Precision::Month => 7,
            Precision::Year => 4,
            Precision::Unknown => 0,
        };
        self.on.text(|text| f.pad(&text[..kept]))
    }
}

impl Serialize for Around {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.precision == Precision::Unknown { to.serialize_none() } else { to.collect_str(self) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_known_less_exactly_is_any_day_of_its_month_or_year() {
        let day = |text| Day::parse(text).unwrap();
        let known = day("2024-02-10");
        for (precision, first, last) in [
            (Precision::Day, Some("2024-02-10"), "2024-02-10"),
            (Precision::Month, Some("2024-02-01"), "2024-02-29"),
            (Precision::Year, Some("2024-01-01"), "2024-12-31"),
            (Precision::Unknown, None, "2024-02-10"),
        ] {
            assert_eq!(precision.first(known), first.map(day), "{precision}");
            assert_eq!(precision.last(known), day(last), "{precision}");
        }
    }
}
