//! The share of second-hand goods among what is bought.
//!
//! Sources: loi n° 2020-105 (AGEC), art. 58; décret n° 2024-134 of 21 February 2024 (in force since 1 July 2024, for
//! the whole of that year), which follows décret n° 2021-254; arrêté of 29 February 2024 (NOR TRED2403742A) for what
//! gifts are worth. The decree has a column for second-hand goods and one for recycled matter; for computers and
//! telephones the targets here are read in the first.

use crate::model::{amount::Cents, day::Day, kind::Kind};

/// What a laptop of less than five years is worth when it is received as a gift (arrêté of 29 February 2024).
const LAPTOP_GIFT: Cents = Cents(20_000);

/// How old it may be.
const LAPTOP_YEARS: i16 = 5;

/// Tells whether goods of a kind are in the category: telephones, terminals, servers, screens, computers, and since
/// 2024 tablets and projectors.
#[must_use]
pub const fn in_category(kind: Kind) -> bool {
    match kind {
        Kind::Laptop
        | Kind::Desktop
        | Kind::MiniPc
        | Kind::AllInOne
        | Kind::Workstation
        | Kind::ThinClient
        | Kind::Server
        | Kind::Tablet
        | Kind::Smartphone
        | Kind::Phone
        | Kind::Monitor
        | Kind::Projector => true,
        Kind::Nas
        | Kind::Printer
        | Kind::Multifunction
        | Kind::Network
        | Kind::Dock
        | Kind::Peripheral
        | Kind::Other => false,
    }
}

/// Returns the target of a year in basis points of the spending before tax; none before 2024, for which another
/// decree had other categories.
#[must_use]
pub const fn target_bp(year: i16) -> Option<u64> {
    match year {
        ..=2023 => None,
        2024..=2026 => Some(2_000),
        2027..=2029 => Some(2_500),
        2030.. => Some(3_000),
    }
}

/// Returns what a gift is worth on the day it is received; none where no value is laid down, or where its age is
/// needed for one and not known.
#[must_use]
pub fn gift_value(kind: Kind, age_start: Option<Day>, on: Day) -> Option<Cents> {
    let young = age_start.is_some_and(|start| on < start.plus_years(LAPTOP_YEARS));
    (kind == Kind::Laptop && young).then_some(LAPTOP_GIFT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_target_grows_every_three_years() {
        for (year, target) in [
            (2023, None),
            (2024, Some(2_000)),
            (2026, Some(2_000)),
            (2027, Some(2_500)),
            (2029, Some(2_500)),
            (2030, Some(3_000)),
            (2041, Some(3_000)),
        ] {
            assert_eq!(target_bp(year), target, "{year}");
        }
    }

    #[test]
    fn a_laptop_of_less_than_five_years_is_worth_200_euros() {
        let received = day("2026-06-15");
        for (kind, start, value) in [
            (Kind::Laptop, Some("2021-06-16"), Some(Cents(20_000))),
            (Kind::Laptop, Some("2021-06-15"), None),
            (Kind::Laptop, None, None),
            (Kind::Desktop, Some("2025-01-01"), None),
        ] {
            assert_eq!(gift_value(kind, start.map(day), received), value, "{kind} {start:?}");
        }
    }
}
