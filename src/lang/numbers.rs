//! Numbers, days and amounts as people write them.

use crate::model::{
    amount::{Bytes, Cents, Grams},
    day::Day,
    period::Period,
};

/// Numbers, days and amounts as people write them.
pub trait Numbers {
    /// A whole number, its digits grouped.
    fn count(&self, number: u64) -> String;
    /// Basis points as a percentage with two decimals.
    fn percent(&self, bp: u64) -> String;
    /// A difference between two shares, in points: 62% is three points more than 59%, and not three percent.
    fn points(&self, bp: u64) -> String;
    /// A mass in kilograms: exact, with at least two decimals.
    fn kilograms(&self, mass: Grams) -> String;
    /// A mass of CO₂ equivalent in kilograms, rounded to ten: it is not known any better.
    fn co2(&self, mass: Grams) -> String;
    /// An amount of money in euros and cents.
    fn euros(&self, amount: Cents) -> String;
    /// A capacity in the makers' units (powers of 1000), rounded to one decimal.
    fn capacity(&self, capacity: Bytes) -> String;
    /// A number of days, and nothing beside.
    fn days_alone(&self, days: u64) -> String;
    /// A number of days; from a year on, the years beside, of 365,25 days and to one decimal.
    fn days(&self, days: u64) -> String;
    /// For how many hours something was under power.
    fn power_on(&self, hours: u64) -> String;
    /// A number of minutes; from an hour on, in hours and minutes.
    fn minutes(&self, minutes: u64) -> String;
    /// A day.
    fn day(&self, day: Day) -> String;
    /// A month of a year, 1 to 12.
    fn month(&self, year: i16, month: i8) -> String;
    /// A period, as it stands in a title.
    fn period(&self, period: Period) -> String;
}

/// Returns grams in kilograms, rounded to ten, half up.
pub(super) fn tens_of_kilograms(mass: Grams) -> u64 {
    (mass.0.unsigned_abs() + 5_000) / 10_000 * 10
}

/// Returns the whole hours in a number of minutes, if there is one, and the minutes beside.
pub(super) const fn hours(minutes: u64) -> (Option<u64>, u64) {
    match minutes / 60 {
        0 => (None, minutes),
        hours => (Some(hours), minutes % 60),
    }
}

/// Returns the tenths of a year in a number of days, rounded half up; none in less than a year.
pub(super) fn tenths_of_years(days: u64) -> Option<u64> {
    (days > 365).then(|| (days.saturating_mul(4_000) + 73_050) / 146_100)
}

/// Writes a number with its digits grouped by three.
pub(super) fn grouped(number: u64, between: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(between);
        }
        text.push(digit);
    }
    text
}

/// Writes `number / 10^places`, its whole part grouped, all its decimals kept.
pub(super) fn decimal(number: u64, places: u32, between: char, point: char) -> String {
    let scale = 10_u64.pow(places);
    let width = usize::try_from(places).unwrap_or_default();
    format!("{}{point}{:0width$}", grouped(number / scale, between), number % scale)
}

/// Writes grams as kilograms: exact, the third decimal only where it is not zero.
pub(super) fn kilograms(mass: Grams, between: char, point: char) -> String {
    let grams = mass.0.unsigned_abs();
    if grams.is_multiple_of(10) {
        decimal(grams / 10, 2, between, point)
    } else {
        decimal(grams, 3, between, point)
    }
}

/// Writes a capacity in the largest of `units` (bytes first) that leaves a whole part, rounded half
/// up to one decimal, which is left out where it is zero.
pub(super) fn capacity(capacity: Bytes, units: [&str; 5], between: char, point: char, space: char) -> String {
    let bytes = capacity.0.unsigned_abs();
    let mut size = 1_u64;
    let mut at = 0;
    while at + 1 < units.len() && bytes >= size * 1000 {
        size *= 1000;
        at += 1;
    }
    let tenths = u64::try_from((u128::from(bytes) * 20 + u128::from(size)) / (u128::from(size) * 2));
    let tenths = tenths.unwrap_or(u64::MAX);
    let number = if tenths.is_multiple_of(10) {
        grouped(tenths / 10, between)
    } else {
        decimal(tenths, 1, between, point)
    };
    format!("{number}{space}{}", units[at])
}

/// Returns the first day of the month of `period`, if the period is exactly one month.
pub(super) fn whole_month(period: Period) -> Option<Day> {
    let first = period.from;
    let last = first.plus_months(1).previous();
    (first.day_of_month() == 1 && last == period.to).then_some(first)
}

/// Returns the quarter, 1 to 4, if the period is exactly one quarter of a calendar year.
pub(super) fn whole_quarter(period: Period) -> Option<i8> {
    let first = period.from;
    let last = first.plus_months(3).previous();
    let begins = first.day_of_month() == 1 && (first.month() - 1) % 3 == 0;
    (begins && last == period.to).then(|| (first.month() - 1) / 3 + 1)
}
