//! The legal reuse rate of computers: what is in it, its formula, its target.
//!
//! Source: loi n° 2021-1485 of 15 November 2021 (REEN), art. 16; décret n° 2023-266 of 12 April 2023
//! (NOR ECOE2301657D), arts 1 to 3.

use crate::model::{
    codes::codes,
    day::Day,
    kind::{Security, WeeeCategory},
};

/// The whole, in basis points: 100,00 %.
const WHOLE_BP: u128 = 10_000;

/// Past this many years at its decommissioning, equipment is left out (art. 1, exclusion 1°).
const AGE_LIMIT_YEARS: i16 = 10;

/// What the decree asks about an asset to know whether it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether it belongs to the organisation.
    pub owned: bool,
    /// Its WEEE category.
    pub weee: WeeeCategory,
    /// The information it held.
    pub security: Security,
    /// The day its age is counted from: first use, else purchase, else manufacture.
    pub age_start: Option<Day>,
    /// The day of its decommissioning.
    pub decommissioned_on: Option<Day>,
}

codes! {
    /// Why an asset is outside the reuse rate; an asset has only the first that fits.
    ///
    /// Source: décret n° 2023-266, art. 1.
    pub enum OutOfScope {
        /// It does not belong to the organisation.
        NotOwned = "not_owned",
        /// It was more than ten years old when it was decommissioned (exclusion 1°).
        Age = "age",
        /// It is in neither category 2 nor category 6.
        Category = "category",
        /// It held classified information (exclusion 2°).
        Classified = "classified",
        /// It held information under specific security obligations (exclusion 3°).
        Security = "security",
    }
}

/// Tells whether something was more than ten years old on a day: decommissioned that day, it is left out of the
/// rate. Exactly ten years is still in.
///
/// Source: décret n° 2023-266, art. 1, 1°.
#[must_use]
pub fn is_too_old(start: Day, on: Day) -> bool {
    on > start.plus_years(AGE_LIMIT_YEARS)
}

impl Facts {
    /// Exactly ten years is still in; an age that cannot be known leaves the asset in.
    fn too_old(&self) -> bool {
        match (self.age_start, self.decommissioned_on) {
            (Some(start), Some(end)) => is_too_old(start, end),
            _ => false,
        }
    }
}

/// Tells whether an asset counts in the reuse rate.
///
/// An asset of unknown age, or that is not decommissioned, is not left out for its age: the report
/// lists it as a gap.
///
/// Source: décret n° 2023-266, art. 1; code de l'environnement, R. 543-172, II, 2° and 6°.
///
/// # Errors
///
/// Returns the first reason, in the order of [`OutOfScope::ALL`], why it does not.
pub fn scope(facts: &Facts) -> Result<(), OutOfScope> {
    let rated = [WeeeCategory::SCREENS, WeeeCategory::SMALL_IT];
    if !facts.owned {
        Err(OutOfScope::NotOwned)
    } else if facts.too_old() {
        Err(OutOfScope::Age)
    } else if !rated.contains(&facts.weee) {
        Err(OutOfScope::Category)
    } else {
        match facts.security {
            Security::None => Ok(()),
            Security::Classified => Err(OutOfScope::Classified),
            Security::Specific => Err(OutOfScope::Security),
        }
    }
}

/// Returns the target of a calendar year, in basis points; none before 2023.
///
/// Source: décret n° 2023-266, art. 3: 25 % in 2023, 35 % in 2024, 50 % from 2025.
#[must_use]
pub const fn target_bp(year: i16) -> Option<u32> {
    match year {
        ..2023 => None,
        2023 => Some(2_500),
        2024 => Some(3_500),
        2025.. => Some(5_000),
    }
}

/// The rate of a calendar year, beside its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// A / B in basis points, rounded half up; none when B is 0. It may exceed 10 000.
    pub rate_bp: Option<u64>,
    /// Whether the target is met, on the exact figures; none without a rate or a target.
    pub met: Option<bool>,
    /// How many more departures for reuse would have met it; none without a rate or a target.
    pub missing: Option<u64>,
}

/// Returns the rate of `a` goods directed to reuse during the year for `b` decommissioned goods in
/// stock on its first day, and how it stands to a target in basis points.
///
/// Whether the target is met is decided on the integers, never on the rounded rate.
///
/// Source: décret n° 2023-266, art. 3: A / B × 100.
#[must_use]
pub fn rate(a: u64, b: u64, target_bp: Option<u32>) -> Rate {
    let needed = target_bp
        .filter(|_| b > 0)
        .map(|target| saturated((u128::from(target) * u128::from(b)).div_ceil(WHOLE_BP)));
    Rate {
        rate_bp: share_bp(a, b),
        met: needed.map(|needed| a >= needed),
        missing: needed.map(|needed| needed.saturating_sub(a)),
    }
}

/// Returns `num / den` in basis points, rounded half up; none when `den` is 0.
#[must_use]
pub fn share_bp(num: u64, den: u64) -> Option<u64> {
    let twice = u128::from(num) * WHOLE_BP * 2 + u128::from(den);
    twice.checked_div(u128::from(den) * 2).map(saturated)
}

fn saturated(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn laptop() -> Facts {
        Facts {
            owned: true,
            weee: WeeeCategory::SCREENS,
            security: Security::None,
            age_start: Some(day("2019-03-01")),
            decommissioned_on: Some(day("2025-11-10")),
        }
    }

    fn aged(start: &str, end: &str) -> Result<(), OutOfScope> {
        scope(&Facts { age_start: Some(day(start)), decommissioned_on: Some(day(end)), ..laptop() })
    }

    #[test]
    fn exactly_ten_years_is_in_scope_and_a_day_more_is_not() {
        assert_eq!(aged("2016-01-01", "2026-01-01"), Ok(()));
        assert_eq!(aged("2016-01-01", "2026-01-02"), Err(OutOfScope::Age));
        assert_eq!(aged("2016-02-29", "2026-02-28"), Ok(()));
        assert_eq!(aged("2016-02-29", "2026-03-01"), Err(OutOfScope::Age));
    }

    #[test]
    fn an_unknown_age_leaves_the_asset_in_scope() {
        assert_eq!(scope(&Facts { age_start: None, ..laptop() }), Ok(()));
        let in_use = Facts { age_start: Some(day("1990-01-01")), decommissioned_on: None, ..laptop() };
        assert_eq!(scope(&in_use), Ok(()));
    }

    #[test]
    fn only_categories_2_and_6_are_in_scope() {
        for weee in WeeeCategory::ALL {
            let expected = if [2, 6].contains(&weee.number()) { Ok(()) } else { Err(OutOfScope::Category) };
            assert_eq!(scope(&Facts { weee, ..laptop() }), expected, "{weee:?}");
        }
    }

    #[test]
    fn the_first_reason_wins() {
        let mut facts = Facts {
            owned: false,
            weee: WeeeCategory::LARGE,
            security: Security::Classified,
            age_start: Some(day("2000-01-01")),
            decommissioned_on: Some(day("2026-01-01")),
        };
        assert_eq!(scope(&facts), Err(OutOfScope::NotOwned));
        facts.owned = true;
        assert_eq!(scope(&facts), Err(OutOfScope::Age));
        facts.age_start = None;
        assert_eq!(scope(&facts), Err(OutOfScope::Category));
        facts.weee = WeeeCategory::SMALL_IT;
        assert_eq!(scope(&facts), Err(OutOfScope::Classified));
        facts.security = Security::Specific;
        assert_eq!(scope(&facts), Err(OutOfScope::Security));
    }

    #[test]
    fn the_target_rises_to_half_in_2025_and_stays() {
        for (year, target) in [
            (1999, None),
            (2022, None),
            (2023, Some(2_500)),
            (2024, Some(3_500)),
            (2025, Some(5_000)),
            (2040, Some(5_000)),
        ] {
            assert_eq!(target_bp(year), target, "{year}");
        }
    }

    #[test]
    fn the_worked_rates_come_out_as_written() {
        for (a, b, rate_bp, met, missing) in [
            (5, 8, 6_250, true, 0),
            (3, 2, 15_000, true, 0),
            (49_995, 100_000, 5_000, false, 5),
            (1, 3, 3_333, false, 1),
            (0, 4, 0, false, 2),
        ] {
            let expected = Rate { rate_bp: Some(rate_bp), met: Some(met), missing: Some(missing) };
            assert_eq!(rate(a, b, Some(5_000)), expected, "{a}/{b}");
        }
    }

    #[test]
    fn without_stock_there_is_no_rate_and_without_a_target_nothing_is_missing() {
        assert_eq!(rate(3, 0, Some(5_000)), Rate { rate_bp: None, met: None, missing: None });
        assert_eq!(rate(1, 2, None), Rate { rate_bp: Some(5_000), met: None, missing: None });
    }

    #[test]
    fn a_share_is_rounded_half_up() {
        assert_eq!(share_bp(5, 9), Some(5_556));
        assert_eq!(share_bp(22_000, 122_000), Some(1_803));
        assert_eq!(share_bp(1, 20_000), Some(1));
        assert_eq!(share_bp(0, 7), Some(0));
        assert_eq!(share_bp(7, 0), None);
        assert_eq!(share_bp(u64::MAX, u64::MAX), Some(10_000));
    }

    proptest! {
        #[test]
        fn a_target_is_met_when_nothing_is_missing(a: u64, b in 1u64.., target in 0u32..20_000) {
            let rate = rate(a, b, Some(target));
            let exact = u128::from(a) * WHOLE_BP >= u128::from(target) * u128::from(b);
            prop_assert_eq!(rate.met, Some(exact));
            prop_assert_eq!(rate.missing == Some(0), exact);
        }

        #[test]
        fn what_is_missing_is_just_enough(a in 0u64..10_000, b in 1u64..10_000, target in 0u32..=10_000) {
            let missing = rate(a, b, Some(target)).missing.unwrap();
            prop_assert_eq!(rate(a + missing, b, Some(target)).met, Some(true));
            if missing > 0 {
                prop_assert_eq!(rate(a + missing - 1, b, Some(target)).met, Some(false));
            }
        }
    }
}
