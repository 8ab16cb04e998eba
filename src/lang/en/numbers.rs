//! Numbers, days and amounts.

use super::En;
use crate::{
    lang::{
        Numbers,
        numbers::{
            capacity, decimal, grouped, hours, kilograms, tens_of_kilograms, tenths_of_years, whole_month,
            whole_quarter,
        },
    },
    model::{
        amount::{Bytes, Cents, Grams},
        day::Day,
        period::Period,
    },
};

/// Before a unit: never at the end of a line.
const SPACE: char = '\u{a0}';

impl Numbers for En {
    fn count(&self, number: u64) -> String {
        grouped(number, ',')
    }

    fn percent(&self, bp: u64) -> String {
        format!("{}%", decimal(bp, 2, ',', '.'))
    }

    fn points(&self, bp: u64) -> String {
        format!("{}{SPACE}{}", decimal(bp, 2, ',', '.'), if bp == 100 { "point" } else { "points" })
    }

    fn kilograms(&self, mass: Grams) -> String {
        format!("{}{SPACE}kg", kilograms(mass, ',', '.'))
    }

    fn co2(&self, mass: Grams) -> String {
        format!("{} kg CO₂e", self.count(tens_of_kilograms(mass)))
    }

    fn euros(&self, amount: Cents) -> String {
        format!("€{}", decimal(amount.0.unsigned_abs(), 2, ',', '.'))
    }

    fn days_alone(&self, days: u64) -> String {
        format!("{} {}", self.count(days), if days == 1 { "day" } else { "days" })
    }

    fn days(&self, days: u64) -> String {
        let written = self.days_alone(days);
        match tenths_of_years(days) {
            None => written,
            Some(tenths) => format!("{written} ({} years)", decimal(tenths, 1, ',', '.')),
        }
    }

    fn minutes(&self, minutes: u64) -> String {
        match hours(minutes) {
            (None, minutes) => format!("{minutes}{SPACE}min"),
            (Some(hours), minutes) => format!("{}{SPACE}h{SPACE}{minutes:02}{SPACE}min", self.count(hours)),
        }
    }

    fn capacity(&self, bytes: Bytes) -> String {
        capacity(bytes, ["B", "kB", "MB", "GB", "TB"], ',', '.', SPACE)
    }

    fn power_on(&self, hours: u64) -> String {
        format!("{} h under power", self.count(hours))
    }

    fn day(&self, day: Day) -> String {
        day.to_string()
    }

    fn month(&self, year: i16, month: i8) -> String {
        let name = match month {
            1 => "January",
            2 => "February",
            3 => "March",
            4 => "April",
            5 => "May",
            6 => "June",
            7 => "July",
            8 => "August",
            9 => "September",
            10 => "October",
            11 => "November",
            _ => "December",
        };
        format!("{name} {year}")
    }

    fn period(&self, period: Period) -> String {
        if let Some(year) = period.as_year() {
            return format!("year {year}");
        }
        if let Some(quarter) = whole_quarter(period) {
            return format!("quarter {quarter} of {}", period.from.year());
        }
        if let Some(first) = whole_month(period) {
            return self.month(first.year(), first.month());
        }
        format!("{} to {}", period.from, period.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_english() {
        assert_eq!(En.minutes(59), "59\u{a0}min");
        assert_eq!(En.minutes(125), "2\u{a0}h\u{a0}05\u{a0}min");
        assert_eq!(En.count(1_234_567), "1,234,567");
        assert_eq!(En.percent(6_250), "62.50%");
        assert_eq!(
            [0, 100, 250].map(|bp| En.points(bp)),
            ["0.00\u{a0}points", "1.00\u{a0}point", "2.50\u{a0}points"]
        );
        assert_eq!(En.kilograms(Grams(10_250)), "10.25\u{a0}kg");
        assert_eq!(En.euros(Cents(123_456)), "€1,234.56");
        assert_eq!(En.capacity(Bytes(256_000_000_000)), "256\u{a0}GB");
        assert_eq!(En.day(Day::parse("2026-03-05").unwrap()), "2026-03-05");
        assert_eq!(En.period(Period::parse("2026-Q3").unwrap()), "quarter 3 of 2026");
        assert_eq!(En.period(Period::parse("2026-09").unwrap()), "September 2026");
    }
}
