//! The workshop: what waits at each stage on an evening and since when, what is sent out, what was done in a
//! period, how long it took and what it cost.
//!
//! It passes over the assets once; the stays are read of those that wait, and of those that were graded and of
//! which something happened since the period began. The works are those of the period alone.

mod report;
mod waiting;
mod works;

pub use report::workshop;
