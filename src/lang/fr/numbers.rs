//! Les nombres, les dates et les montants.

use super::Fr;
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

/// Between groups of digits and before `%`: narrow, and never at the end of a line.
const NARROW: char = '\u{202f}';
/// Before a unit: never at the end of a line.
const SPACE: char = '\u{a0}';

impl Numbers for Fr {
    fn count(&self, number: u64) -> String {
        grouped(number, NARROW)
    }

    fn percent(&self, bp: u64) -> String {
        format!("{}{NARROW}%", decimal(bp, 2, NARROW, ','))
    }

    fn points(&self, bp: u64) -> String {
        // Le pluriel commence à deux.
        format!("{}{SPACE}{}", decimal(bp, 2, NARROW, ','), if bp < 200 { "point" } else { "points" })
    }

    fn kilograms(&self, mass: Grams) -> String {
        format!("{}{SPACE}kg", kilograms(mass, NARROW, ','))
    }

    fn co2(&self, mass: Grams) -> String {
        format!("{}{SPACE}kg{SPACE}CO₂e", self.count(tens_of_kilograms(mass)))
    }

    fn euros(&self, amount: Cents) -> String {
        format!("{}{SPACE}€", decimal(amount.0.unsigned_abs(), 2, NARROW, ','))
    }

    fn days_alone(&self, days: u64) -> String {
        // Le pluriel commence à deux.
        format!("{}{SPACE}{}", self.count(days), if days < 2 { "jour" } else { "jours" })
    }

    fn days(&self, days: u64) -> String {
        let written = self.days_alone(days);
        match tenths_of_years(days) {
            None => written,
            Some(tenths) => {
                let unit = if tenths < 20 { "an" } else { "ans" };
                format!("{written} ({}{SPACE}{unit})", decimal(tenths, 1, NARROW, ','))
            }
        }
    }

    fn minutes(&self, minutes: u64) -> String {
        match hours(minutes) {
            (None, minutes) => format!("{minutes}{SPACE}min"),
            (Some(hours), minutes) => format!("{}{SPACE}h{SPACE}{minutes:02}{SPACE}min", self.count(hours)),
        }
    }

    fn capacity(&self, bytes: Bytes) -> String {
        capacity(bytes, ["o", "ko", "Mo", "Go", "To"], NARROW, ',', SPACE)
    }

    fn power_on(&self, hours: u64) -> String {
        format!("{}\u{a0}h sous tension", self.count(hours))
    }

    fn day(&self, day: Day) -> String {
        format!("{:02}/{:02}/{:04}", day.day_of_month(), day.month(), day.year())
    }

    fn month(&self, year: i16, month: i8) -> String {
        let name = match month {
            1 => "janvier",
            2 => "février",
            3 => "mars",
            4 => "avril",
            5 => "mai",
            6 => "juin",
            7 => "juillet",
            8 => "août",
            9 => "septembre",
            10 => "octobre",
            11 => "novembre",
            _ => "décembre",
        };
        format!("{name} {year}")
    }

    fn period(&self, period: Period) -> String {
        if let Some(year) = period.as_year() {
            return format!("année {year}");
        }
        if let Some(quarter) = whole_quarter(period) {
            let rank = if quarter == 1 { "1er" } else { &format!("{quarter}e") };
            return format!("{rank} trimestre {}", period.from.year());
        }
        if let Some(first) = whole_month(period) {
            return self.month(first.year(), first.month());
        }
        format!("du {} au {}", self.day(period.from), self.day(period.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_nombres_se_lisent_en_francais() {
        assert_eq!(Fr.minutes(59), "59\u{a0}min");
        assert_eq!(Fr.minutes(125), "2\u{a0}h\u{a0}05\u{a0}min");
        assert_eq!(Fr.count(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(Fr.count(999), "999");
        assert_eq!(Fr.percent(6_250), "62,50\u{202f}%");
        assert_eq!(Fr.percent(5), "0,05\u{202f}%");
        assert_eq!(Fr.points(150), "1,50\u{a0}point");
        assert_eq!(Fr.points(1_250), "12,50\u{a0}points");
        assert_eq!(Fr.percent(150_000), "1\u{202f}500,00\u{202f}%");
        assert_eq!(Fr.kilograms(Grams(10_250)), "10,25\u{a0}kg");
        assert_eq!(Fr.kilograms(Grams(435)), "0,435\u{a0}kg");
        assert_eq!(Fr.euros(Cents(123_456)), "1\u{202f}234,56\u{a0}€");
        assert_eq!(Fr.capacity(Bytes(512_110_190_592)), "512,1\u{a0}Go");
        assert_eq!(Fr.capacity(Bytes(1_000_000_000_000)), "1\u{a0}To");
        assert_eq!(Fr.capacity(Bytes(0)), "0\u{a0}o");
    }

    #[test]
    fn les_dates_et_les_périodes_se_lisent_en_francais() {
        assert_eq!(Fr.day(Day::parse("2026-03-05").unwrap()), "05/03/2026");
        for (text, said) in [
            ("2026", "année 2026"),
            ("2026-Q1", "1er trimestre 2026"),
            ("2026-Q3", "3e trimestre 2026"),
            ("2024-02", "février 2024"),
            ("2026-01-15..2026-06-30", "du 15/01/2026 au 30/06/2026"),
        ] {
            assert_eq!(Fr.period(Period::parse(text).unwrap()), said);
        }
    }
}
