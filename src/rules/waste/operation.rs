//! What is done with waste: the treatment operations of the directive.

use std::fmt;

use crate::model::codes::codes;

codes! {
    /// What a treatment operation does with waste, as reports count it.
    ///
    /// Source: directive 2008/98/EC, Annexes I and II; final modes of
    /// trackdechets `PROCESSING_OPERATIONS.ts`.
    pub enum OperationClass {
        /// Preparation for reuse.
        ReusePreparation = "reuse_preparation",
        /// Recycling.
        Recycling = "recycling",
        /// Any other recovery, energy first of all.
        OtherRecovery = "other_recovery",
        /// Disposal.
        Disposal = "disposal",
        /// Sorting, grouping, storage: the final treatment is still to come.
        Pending = "pending",
    }
}

/// The list of an operation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Family {
    Recovery,
    Disposal,
}

/// A treatment operation: `R 0` to `R 13`, `D 1` to `D 15`. Recovery sorts before disposal.
///
/// Source: directive 2008/98/EC, Annexes I (D) and II (R); `R 0`, preparation for reuse, is of
/// trackdechets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operation {
    family: Family,
    number: u8,
}

/// The text is no treatment operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an operation R 0 to R 13 or D 1 to D 15")]
pub struct NotAnOperation(pub String);

impl Operation {
    /// Reads an operation, with a space or none after the letter: `R4`, `R 4`, `r 4`.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnOperation`] for anything else, and a number outside its list.
    pub fn parse(text: &str) -> Result<Self, NotAnOperation> {
        Self::read(text.trim()).ok_or_else(|| NotAnOperation(text.to_owned()))
    }

    fn read(text: &str) -> Option<Self> {
        let (family, numbers) = match text.as_bytes().first()? {
            b'R' | b'r' => (Family::Recovery, 0..=13),
            b'D' | b'd' => (Family::Disposal, 1..=15),
            _ => return None,
        };
        let digits = text.get(1..)?.trim_start();
        let plain = digits.bytes().all(|b| b.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
        let number = digits.parse().ok().filter(|number| plain && numbers.contains(number))?;
        Some(Self { family, number })
    }

    /// Returns what this operation does with the waste.
    #[must_use]
    pub const fn class(self) -> OperationClass {
        match (self.family, self.number) {
            (Family::Recovery, 0) => OperationClass::ReusePreparation,
            (Family::Recovery, 2..=9) => OperationClass::Recycling,
            (Family::Recovery, 1 | 10 | 11) => OperationClass::OtherRecovery,
            (Family::Disposal, 1..=7 | 10..=12) => OperationClass::Disposal,
            _ => OperationClass::Pending,
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.family {
            Family::Recovery => 'R',
            Family::Disposal => 'D',
        };
        f.pad(&format!("{letter} {}", self.number))
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

stored_as_text!(Operation, Operation::parse);
