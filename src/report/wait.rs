//! How long something took or waits, in days.

use super::Value;
use crate::model::day::Day;

/// How many days there are from one to another; none to one that is not later.
pub(super) fn days(from: Day, to: Day) -> u64 {
    u64::try_from(to.days_since(from)).unwrap_or_default()
}

/// The middle one; of an even number, the lower of the two in the middle, for that is somebody's.
pub(super) fn median(days: &mut [u64]) -> Option<u64> {
    days.sort_unstable();
    days.get(days.len().saturating_sub(1) / 2).copied()
}

/// The same as a value.
pub(super) fn median_value(days: &mut [u64]) -> Value {
    median(days).map_or(Value::Nothing, Value::Days)
}
