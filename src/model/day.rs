//! Civil days, instants and the zone that links them. The only place that knows the date library.

use std::fmt;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::model::text::Written;

/// The first day that can be written, and the last.
const FIRST: Date = jiff::civil::date(1900, 1, 1);
const LAST: Date = jiff::civil::date(9998, 12, 31);

/// A civil day in the organisation's time zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// The text is not a day that exists.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a day written YYYY-MM-DD")]
pub struct NotADay(pub String);

impl Day {
    /// Returns this day of the Gregorian calendar, if it exists.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let day = Date::new(year, month, day).ok()?;
        (FIRST..=LAST).contains(&day).then_some(Self(day))
    }

    /// Reads `YYYY-MM-DD`, the only written form of a day in the log and in JSON.
    ///
    /// # Errors
    ///
    /// Returns [`NotADay`] for any other form, a day that does not exist, and a year before 1900.
    pub fn parse(text: &str) -> Result<Self, NotADay> {
        // Reports read a few for every line: without a word about what is wrong with it until something is.
        let read = || {
            let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
            let number = |at: std::ops::Range<usize>| {
                bytes[at].iter().try_fold(0_i16, |number, digit| {
                    digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0'))
                })
            };
            let small = |at| number(at).and_then(|number| i8::try_from(number).ok());
            let marked = bytes[4] == b'-' && bytes[7] == b'-';
            Self::new(number(0..4)?, small(5..7)?, small(8..10)?).filter(|_| marked)
        };
        read().ok_or_else(|| NotADay(text.to_owned()))
    }

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    #[must_use]
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// Returns the same day `years` later; 29 February becomes 28 February where it must.
    #[must_use]
    pub fn plus_years(self, years: i16) -> Self {
        self.plus(jiff::Span::new().years(years))
    }

    /// Returns the same day `months` later, cut to the end of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        self.plus(jiff::Span::new().months(months))
    }

    /// Returns the day this many days later, or earlier if it is below zero.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        self.plus(jiff::Span::new().days(days))
    }

    /// Returns the next day.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(jiff::Span::new().days(1))
    }

    /// Returns the first day of its year.
    #[must_use]
    pub fn new_year(self) -> Self {
        Self(self.0.first_of_year())
    }

    /// Returns the day before.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus(jiff::Span::new().days(-1))
    }

    /// Returns how many days this is after another; below zero if it is before.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        days_before(self.0) - days_before(earlier.0)
    }

    /// Hands over the ten characters of `YYYY-MM-DD`.
    pub(crate) fn text<T>(self, to: impl FnOnce(&str) -> T) -> T {
        let (year, month, day) = (self.year().unsigned_abs(), self.month(), self.day_of_month());
        let mut text = *b"0000-00-00";
        let mut put = |at: usize, number: u16| text[at] += u8::try_from(number % 10).unwrap_or_default();
        for (at, divisor) in [(0, 1000), (1, 100), (2, 10), (3, 1)] {
            put(at, year / divisor);
        }
        for (at, number) in [(5, month), (8, day)] {
            let number = u16::from(number.unsigned_abs());
            put(at, number / 10);
            put(at + 1, number);
        }
        to(std::str::from_utf8(&text).unwrap_or_default())
    }

    fn plus(self, span: jiff::Span) -> Self {
        Self(self.0.saturating_add(span))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text(|text| f.pad(text))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.text(|text| to.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Written(text) = Written::deserialize(from)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

/// An instant, to the millisecond.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// The text is not an instant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an instant written as in RFC 3339")]
pub struct NotAnInstant(pub String);

impl Instant {
    /// Returns the instant this many milliseconds after the start of 1970 in UTC, brought back
    /// into the years that can be written.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        // 0001-01-01 and 9998-12-31, well inside what can be printed.
        Self(millis.clamp(-62_135_596_800_000, 253_370_764_799_999))
    }

    /// Returns the milliseconds since the start of 1970 in UTC.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Reads an instant written as in RFC 3339.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnInstant`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotAnInstant> {
        if let Some(instant) = Self::as_printed(text) {
            return Ok(instant);
        }
        text.parse::<Timestamp>()
            .map(|t| Self::from_millis(t.as_millisecond()))
            .map_err(|_| NotAnInstant(text.to_owned()))
    }

    /// Reads the form in which instants are printed, which every line of a log has: the library, which
    /// knows all forms, takes many times as long.
    fn as_printed(text: &str) -> Option<Self> {
        let bytes: &[u8; 24] = text.as_bytes().try_into().ok()?;
        let number = |at: std::ops::Range<usize>| {
            bytes[at].iter().try_fold(0_i64, |number, digit| {
                digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
            })
        };
        let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (23, b'Z')];
        if marks.iter().any(|(at, mark)| bytes[*at] != *mark) {
            return None;
        }
        let small = |at| number(at).and_then(|number| i8::try_from(number).ok());
        let date = Date::new(i16::try_from(number(0..4)?).ok()?, small(5..7)?, small(8..10)?).ok()?;
        let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
        // The library knows what a second more than a minute has is.
        if date.year() < 1 || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let days = days_before(date);
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
        Some(Self::from_millis(seconds * 1000 + number(20..23)?))
    }

    /// Hands over the text.
    fn text<T>(self, to: impl FnOnce(&str) -> T) -> T {
        let (seconds, milliseconds) = (self.0.div_euclid(1000), self.0.rem_euclid(1000));
        let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
        let utc = TimeZone::UTC.to_datetime(time);
        let mut text = *b"0000-00-00T00:00:00.000Z";
        let mut put = |end: usize, mut number: u64| {
            let mut at = end;
            while number > 0 {
                at -= 1;
                text[at] = b'0' + u8::try_from(number % 10).unwrap_or_default();
                number /= 10;
            }
        };
        put(4, u64::from(utc.year().unsigned_abs()));
        let parts =
            [(7, utc.month()), (10, utc.day()), (13, utc.hour()), (16, utc.minute()), (19, utc.second())];
        for (end, part) in parts {
            put(end, u64::from(part.unsigned_abs()));
        }
        put(23, milliseconds.unsigned_abs());
        to(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// Returns how many days of the Gregorian calendar lie between 1970-01-01 and a day from the year 1 on.
fn days_before(date: Date) -> i64 {
    // Years that begin in March: the day that only some have is their last.
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_years = year * 365 + year / 4 - year / 100 + year / 400;
    of_years + (month * 153 + 2) / 5 + day - 1 - 719_468
}

impl fmt::Display for Instant {
    /// Writes `2026-03-15T08:12:44.120Z`, always with milliseconds, always in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text(|text| f.write_str(text))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.text(|text| to.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Written(text) = Written::deserialize(from)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

/// A time zone of the IANA database.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of an organisation that has not said another.
    pub const DEFAULT: &'static str = "Europe/Paris";

    /// Returns the zone of this name, such as `Europe/Paris`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// Returns the instant at which a clock of this zone shows a second of a day: the earlier where it shows it
    /// twice, and as if it had not been put forward where it never does.
    #[must_use]
    pub fn instant_at(&self, day: Day, second: u32) -> Instant {
        let midnight = day.0.to_datetime(jiff::civil::Time::midnight());
        let shown = midnight.saturating_add(jiff::Span::new().seconds(i64::from(second.min(86_399))));
        let instant = self.0.to_ambiguous_timestamp(shown).compatible();
        Instant::from_millis(instant.map_or(0, Timestamp::as_millisecond))
    }

    /// Returns what a clock of this zone shows at an instant, as `14:05:09`.
    #[must_use]
    pub fn clock_at(&self, instant: Instant) -> String {
        let time = Timestamp::from_millisecond(instant.0).unwrap_or(Timestamp::UNIX_EPOCH);
        let shown = self.0.to_datetime(time);
        format!("{:02}:{:02}:{:02}", shown.hour(), shown.minute(), shown.second())
    }

    /// Returns the civil day of an instant in this zone, brought back into the days that can be
    /// written: whatever a clock says, the line it gets into is read again.
    #[must_use]
    pub fn day_of(&self, instant: Instant) -> Day {
        let time = Timestamp::from_millisecond(instant.0).unwrap_or(Timestamp::UNIX_EPOCH);
        let day = self.0.to_datetime(time).date();
        Day(day.clamp(FIRST, LAST))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        for text in ["2024-02-30", "2023-02-29", "2026-13-01", "2026-1-1", "26-01-01", "", "1899-12-31"] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
        assert_eq!(Day::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
    }

    #[test]
    fn ten_years_after_29_february_is_28_february() {
        let leap = Day::new(2016, 2, 29).unwrap();
        assert_eq!(leap.plus_years(10), Day::new(2026, 2, 28).unwrap());
        assert_eq!(leap.plus_years(4), Day::new(2020, 2, 29).unwrap());
        assert_eq!(Day::new(2026, 12, 31).unwrap().next(), Day::new(2027, 1, 1).unwrap());
    }

    #[test]
    fn the_year_ends_in_paris_before_it_ends_in_utc() {
        let paris = Zone::named(Zone::DEFAULT).unwrap();
        let late = Instant::parse("2026-12-31T23:30:00Z").unwrap();
        assert_eq!(paris.day_of(late), Day::new(2027, 1, 1).unwrap());
        assert_eq!(Zone::named("UTC").unwrap().day_of(late), Day::new(2026, 12, 31).unwrap());
        let summer = Instant::parse("2026-06-30T21:59:59.999Z").unwrap();
        assert_eq!(paris.day_of(summer), Day::new(2026, 6, 30).unwrap());
    }

    #[test]
    fn days_are_counted_across_the_ends_of_months_and_years() {
        let day = |text| Day::parse(text).unwrap();
        for (first, last, days) in [
            ("2026-03-14", "2026-03-14", 0),
            ("2026-02-28", "2026-03-01", 1),
            ("2024-02-28", "2024-03-01", 2),
            ("2023-12-31", "2024-12-31", 366),
        ] {
            assert_eq!(day(last).days_since(day(first)), days);
            assert_eq!(day(first).days_since(day(last)), -days);
        }
    }

    #[test]
    fn what_a_clock_shows_is_an_instant_of_its_zone() {
        let paris = Zone::named(Zone::DEFAULT).unwrap();
        for (day, second, instant) in [
            ("2026-01-15", 0, "2026-01-14T23:00:00.000Z"),
            ("2026-07-15", 43_200, "2026-07-15T10:00:00.000Z"),
            // Shown twice, then never.
            ("2026-10-25", 9_000, "2026-10-25T00:30:00.000Z"),
            ("2026-03-29", 9_000, "2026-03-29T01:30:00.000Z"),
        ] {
            let day = Day::parse(day).unwrap();
            assert_eq!(paris.instant_at(day, second).to_string(), instant);
            assert_eq!(paris.day_of(paris.instant_at(day, second)), day);
        }
        for (instant, shown) in
            [("2026-01-14T23:00:00.000Z", "00:00:00"), ("2026-07-15T10:04:09.900Z", "12:04:09")]
        {
            assert_eq!(paris.clock_at(Instant::parse(instant).unwrap()), shown);
        }
    }

    #[test]
    fn the_day_of_any_instant_can_be_written_and_read_again() {
        let paris = Zone::named(Zone::DEFAULT).unwrap();
        for (clock, day) in [
            ("9998-12-31T23:30:00Z", "9998-12-31"),
            ("9999-12-30T00:00:00Z", "9998-12-31"),
            ("1899-12-31T12:00:00Z", "1900-01-01"),
            ("0001-01-01T00:00:00Z", "1900-01-01"),
        ] {
            let told = paris.day_of(Instant::parse(clock).unwrap());
            assert_eq!(told.to_string(), day, "{clock}");
            assert_eq!(Day::parse(&told.to_string()), Ok(told));
        }
    }

    #[test]
    fn what_is_not_an_instant_is_left_to_the_library() {
        for text in [
            "2026-02-29T00:00:00.000Z",
            "2026-00-10T00:00:00.000Z",
            "2026-01-10T24:00:00.000Z",
            "2026-01-10T23:60:00.000Z",
            "2026-01-10 23:00:00.000Z",
            "2026-01-10T23:00:00.0é0",
        ] {
            assert_eq!(Instant::as_printed(text), None, "{text}");
        }
        let leap = Instant::parse("2016-12-31T23:59:60.000Z").unwrap();
        assert_eq!(leap, Instant::parse("2016-12-31T23:59:59Z").unwrap());
    }

    proptest! {
        #[test]
        fn an_instant_reads_back_as_written(millis in -62_135_596_800_000_i64..253_370_764_799_999) {
            let instant = Instant::from_millis(millis);
            let text = instant.to_string();
            prop_assert_eq!(Instant::as_printed(&text), Some(instant));
            let library: Timestamp = text.parse().unwrap();
            prop_assert_eq!(library.as_millisecond(), millis);
        }

        #[test]
        fn a_day_reads_back_as_written_and_sorts_as_its_text(
            a in (1900i16..=9998, 1i8..=12, 1i8..=28), b in (1900i16..=9998, 1i8..=12, 1i8..=28),
        ) {
            let (a, b) = (Day::new(a.0, a.1, a.2).unwrap(), Day::new(b.0, b.1, b.2).unwrap());
            prop_assert_eq!(Day::parse(&a.to_string()).unwrap(), a);
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }
    }
}
