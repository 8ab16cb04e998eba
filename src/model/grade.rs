//! Grades after a test: what works, and how it looks.
//!
//! Source: SERI R2v3 REC, functional F1 to F6 and cosmetic C0 to C9; `F0` and `HS` are ours.

use crate::model::codes::codes;

codes! {
    /// What works.
    pub enum Functional {
        /// Not tested.
        F0 = "F0",
        /// Key functions working.
        F3 = "F3",
        /// Hardware functional, without software.
        F4 = "F4",
        /// Every function tested, with its software.
        F5 = "F5",
        /// As F5, with the maker's own parts and software.
        F6 = "F6",
        /// Out of order (*hors service*).
        Hs = "HS",
    }
}

impl Functional {
    /// Tells whether this grade proves at least what `needed` asks for. `HS` proves nothing.
    #[must_use]
    pub fn reaches(self, needed: Self) -> bool {
        self != Self::Hs && self >= needed
    }
}

codes! {
    /// How it looks.
    pub enum Cosmetic {
        /// Not categorised.
        C0 = "C0",
        /// Damaged.
        C1 = "C1",
        /// Used, poor.
        C2 = "C2",
        /// Used, fair.
        C3 = "C3",
        /// Used, good.
        C4 = "C4",
        /// Used, very good.
        C5 = "C5",
        /// Used, excellent.
        C6 = "C6",
        /// Certified pre-owned.
        C7 = "C7",
        /// Unused.
        C8 = "C8",
        /// New, open box.
        C9 = "C9",
    }
}

impl Cosmetic {
    /// Reads a code, or the trade's letters: `A` is C6, `B` is C4, `C` is C2.
    #[must_use]
    pub fn from_typed(typed: &str) -> Option<Self> {
        match typed.to_ascii_uppercase().as_str() {
            "A" => Some(Self::C6),
            "B" => Some(Self::C4),
            "C" => Some(Self::C2),
            code => Self::from_code(code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cosmetic, Functional};

    #[test]
    fn out_of_order_reaches_nothing_and_f6_reaches_everything() {
        assert!(!Functional::Hs.reaches(Functional::F0));
        assert!(Functional::F6.reaches(Functional::F5));
        assert!(!Functional::F4.reaches(Functional::F5));
    }

    #[test]
    fn the_letters_of_the_trade_are_understood() {
        assert_eq!(Cosmetic::from_typed("a"), Some(Cosmetic::C6));
        assert_eq!(Cosmetic::from_typed("c4"), Some(Cosmetic::C4));
        assert_eq!(Cosmetic::from_typed("D"), None);
    }
}
