//! Amounts: money in cents, mass in grams, capacity in bytes. Integers only.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The text is not an amount of this unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not {wanted}")]
pub struct NotAnAmount {
    /// What was typed.
    pub text: String,
    /// What would have been understood.
    pub wanted: &'static str,
}

/// An amount of money, in euro cents, never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// Reads `150`, `150.5`, `1 234,56` or `1 234,56 €`: at most two decimals, no sign.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnAmount`] for anything else, a negative amount, and one above ten thousand
    /// million euros.
    pub fn parse(text: &str) -> Result<Self, NotAnAmount> {
        decimal(text.trim().trim_end_matches('€'), 2)
            .filter(|cents| *cents <= 1_000_000_000_000)
            .map(Self)
            .ok_or_else(|| NotAnAmount { text: text.to_owned(), wanted: "150, 150.50, 150,50" })
    }
}

/// A mass, in grams, never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Grams(pub i64);

impl Grams {
    /// Reads a whole number of grams above zero, or kilograms when `kg` follows: `1650`, `1,65 kg`.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnAmount`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotAnAmount> {
        let typed = text.trim();
        let lower = typed.to_ascii_lowercase();
        let grams = if let Some(kilograms) = lower.strip_suffix("kg") {
            decimal(kilograms, 3)
        } else {
            decimal(lower.strip_suffix('g').unwrap_or(&lower), 0)
        };
        grams
            .filter(|g| (1..=10_000_000_000).contains(g))
            .map(Self)
            .ok_or_else(|| NotAnAmount { text: text.to_owned(), wanted: "1650, 1.65kg" })
    }

    /// Reads a number of kilograms above zero: `1,65`.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnAmount`] for anything else.
    pub fn parse_kilograms(text: &str) -> Result<Self, NotAnAmount> {
        decimal(text.trim().trim_end_matches("kg"), 3)
            .filter(|g| (1..=10_000_000_000).contains(g))
            .map(Self)
            .ok_or_else(|| NotAnAmount { text: text.to_owned(), wanted: "1.65" })
    }
}

/// A capacity, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bytes(pub i64);

impl Bytes {
    /// Reads bytes, or a number followed by `kB MB GB TB` (powers of 1000) or `KiB MiB GiB TiB`.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnAmount`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotAnAmount> {
        // The greatest integer that canonical JSON holds exactly.
        const MOST: i64 = 9_007_199_254_740_991;
        const UNITS: [(&str, i64); 14] = [
            ("kib", 1 << 10),
            ("mib", 1 << 20),
            ("gib", 1 << 30),
            ("tib", 1 << 40),
            ("kb", 1_000),
            ("mb", 1_000_000),
            ("gb", 1_000_000_000),
            ("tb", 1_000_000_000_000),
            ("ko", 1_000),
            ("mo", 1_000_000),
            ("go", 1_000_000_000),
            ("to", 1_000_000_000_000),
            ("b", 1),
            ("o", 1),
        ];
        let wrong = || NotAnAmount { text: text.to_owned(), wanted: "256GB, 1TB, 512110190592" };
        let lower = text.trim().to_ascii_lowercase();
        let (number, unit) = UNITS
            .iter()
            .find_map(|(name, size)| lower.strip_suffix(name).map(|n| (n, *size)))
            .unwrap_or((&lower, 1));
        let thousandths = decimal(number, 3).ok_or_else(wrong)?;
        let bytes = i128::from(thousandths) * i128::from(unit) / 1000;
        i64::try_from(bytes).ok().filter(|b| (1..=MOST).contains(b)).map(Self).ok_or_else(wrong)
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads a non-negative decimal number with at most `places` decimals, as an integer of its last
/// decimal: `decimal("1 234,5", 2)` is 123450. Spaces of any width may group the digits.
fn decimal(text: &str, places: usize) -> Option<i64> {
    let text: String =
        text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')).collect();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((&text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 15 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let kept = fraction.trim_end_matches('0');
    if kept.len() > places || (text.len() > whole.len() && fraction.is_empty()) {
        return None;
    }
    let scale = 10_i64.checked_pow(u32::try_from(places).ok()?)?;
    let part: i64 = format!("{kept:0<places$}").parse().unwrap_or(0);
    whole.parse::<i64>().ok()?.checked_mul(scale)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        for (text, cents) in
            [("150", 15000), ("150.5", 15050), ("1 234,56 €", 123_456), ("300,00", 30000), ("0", 0)]
        {
            assert_eq!(Cents::parse(text), Ok(Cents(cents)), "{text}");
        }
        for text in [
            "10000000000.01",
            "-1",
            "gratuit",
            "",
            "1.234",
            "1,",
            ",5",
            "1e3",
            "1.2.3",
            "99999999999999999999",
        ] {
            assert!(Cents::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_mass_is_in_grams_unless_it_says_kilograms() {
        assert_eq!(Grams::parse("1650"), Ok(Grams(1650)));
        assert_eq!(Grams::parse("1,65 kg"), Ok(Grams(1650)));
        assert_eq!(Grams::parse_kilograms("4.6"), Ok(Grams(4600)));
        assert!(Grams::parse("0").is_err());
        assert!(Grams::parse("1.5").is_err());
    }

    #[test]
    fn a_capacity_takes_the_makers_units_and_the_binary_ones() {
        assert_eq!(Bytes::parse("256GB"), Ok(Bytes(256_000_000_000)));
        assert_eq!(Bytes::parse("1,5 To"), Ok(Bytes(1_500_000_000_000)));
        assert_eq!(Bytes::parse("1GiB"), Ok(Bytes(1_073_741_824)));
        assert_eq!(Bytes::parse("512110190592"), Ok(Bytes(512_110_190_592)));
        assert!(Bytes::parse("big").is_err());
        assert!(Bytes::parse("9008TB").is_err());
    }
}
