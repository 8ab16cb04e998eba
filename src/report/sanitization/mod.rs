//! The media that left: for each, how it was sanitised, by whom, how that was verified, with which proof;
//! and those that left without being accounted for.
//!
//! Source: NIST SP 800-88 Rev. 2, 4.5 (verification and validation) and 4.6 (documentation).

mod lines;
mod report;

pub use lines::{Excepted, Left, Line, Unlisted, left};
pub use report::sanitization;
