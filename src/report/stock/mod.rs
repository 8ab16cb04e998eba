//! What the organisation has on an evening: states, ages, warranties, what it cost, and how long what is
//! decommissioned has been waiting.
//!
//! Source of the ten years: décret n° 2023-266, art. 1, 1°. Prices are those of the purchase: nothing is
//! written down, that is the accountant's.

mod count;
mod report;

pub use report::stock;

use crate::model::day::Day;

/// How old something is, in whole years; from ten on, and where its age is not known, one class each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// This many whole years, below ten.
    Years(u8),
    /// Ten or more.
    TenOrMore,
    /// Nobody knows.
    Unknown,
}

impl Age {
    /// The age at which one stops counting years: also that beyond which the decree leaves equipment out.
    const TEN: u8 = 10;

    /// Every class, the youngest first.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = (0..Self::TEN).map(Self::Years).collect();
        all.extend([Self::TenOrMore, Self::Unknown]);
        all
    }

    /// Returns the age, on a day, of what counts from another.
    #[must_use]
    pub fn on(day: Day, start: Option<Day>) -> Self {
        let Some(start) = start else { return Self::Unknown };
        let whole = |years: u8| start.plus_years(i16::from(years)) <= day;
        match (1..=Self::TEN).take_while(|years| whole(*years)).last() {
            Some(Self::TEN) => Self::TenOrMore,
            years => Self::Years(years.unwrap_or_default()),
        }
    }

    /// Returns the code in JSON and CSV: `3`, `10+`; none where the age is not known.
    #[must_use]
    pub fn code(self) -> Option<String> {
        match self {
            Self::Years(years) => Some(years.to_string()),
            Self::TenOrMore => Some(format!("{}+", Self::TEN)),
            Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Age;
    use crate::model::day::Day;

    #[test]
    fn a_year_is_whole_on_its_anniversary() {
        let on = |day: &str, start: &str| Age::on(Day::parse(day).unwrap(), Day::parse(start).ok());
        for (day, start, age) in [
            ("2026-11-30", "2026-11-30", Age::Years(0)),
            ("2026-11-30", "2025-12-01", Age::Years(0)),
            ("2026-11-30", "2025-11-30", Age::Years(1)),
            ("2026-11-30", "2016-12-01", Age::Years(9)),
            ("2026-11-30", "2016-11-30", Age::TenOrMore),
            ("2026-11-30", "1999-01-01", Age::TenOrMore),
            // What was bought on a 29 February is a year older on the 28th of a common year.
            ("2025-02-28", "2024-02-29", Age::Years(1)),
            // What will be bought has no age yet.
            ("2026-11-30", "2027-01-01", Age::Years(0)),
            ("2026-11-30", "", Age::Unknown),
        ] {
            assert_eq!(on(day, start), age, "{day} {start}");
        }
        assert_eq!(Age::all().iter().filter_map(|age| age.code()).next_back().unwrap(), "10+");
    }
}
