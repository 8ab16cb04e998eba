//! What day it is where the clock of the machine and the record do not agree: the record is proof that
//! the instant of its last event has come.

use super::{Failure, Notice};
use crate::{
    model::day::{Day, Instant, Zone},
    store::{Error, Head, Reader},
};

/// How far behind the record a clock is brought back without a word, in milliseconds.
const STEP: i64 = 60_000;

/// How many days a clock may be behind the record and be taken to be late, not the record early.
const LATE: i32 = 2;

/// The day of a command.
pub(super) struct Today {
    /// The day on which things happen when nothing is said of it.
    pub(super) day: Day,
    /// The last day that is not in the future.
    pub(super) latest: Day,
    /// What is worth saying of it.
    pub(super) notice: Option<Notice>,
}

impl Today {
    /// Tells the day from the clock and the record.
    ///
    /// A clock that is behind the record is late, or was early once. A clock before the day on which the
    /// record was opened, or a little behind its end, is late: the day is that of the last event. In
    /// between nobody knows, and a record that was once written in the year 2099 must not make that
    /// the day of all that follows: the day is the clock's, and any day up to the record's may be given.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub(super) fn tell(reader: &dyn Reader, head: Head, zone: &Zone, now: Instant) -> Result<Self, Failure> {
        let clock = zone.day_of(now);
        let Some(last) = head.recorded_at.filter(|last| now < *last) else {
            return Ok(Self { day: clock, latest: clock, notice: None });
        };
        let latest = zone.day_of(last);
        let opened = reader.event(1)?.ok_or(Error::Unopened)?.recorded_at;
        let late = now < opened || clock.plus_days(LATE) >= latest;
        let day = if late { latest } else { clock };
        let behind = last.millis() - now.millis() > STEP;
        let notice = behind.then_some(Notice::ClockBehind { clock: now, last, day });
        Ok(Self { day, latest, notice })
    }
}
