//! The law and the standards as code: each rule with its article, each table with its version.
//!
//! Pure functions over [`crate::model`] values. What a rule computes for good (a claim, a default
//! mass, an impact factor) is kept in the event with [`VERSION`]; what it counts (scope, A, outcome)
//! is computed when a report is made.

pub mod agec;
pub mod gift;
pub mod impact;
pub mod mass;
pub mod nist;
pub mod outcome;
pub mod reen;
pub mod waste;
pub mod weee;

#[cfg(test)]
mod worked_example;

/// The version of the tables of this module, kept in the events beside what they gave.
///
/// It changes whenever a claim, a mass or a factor would come out differently.
pub const VERSION: &str = "2026.1";
