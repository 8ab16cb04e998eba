//! Days as tables write them, and which of two numbers is the day.
//!
//! `05/03/2019` is the fifth of March in Paris and the third of May in Boston, and nothing in the
//! cell says so. The whole column is looked at first: one number above 12 settles it.

use crate::{
    intake::{DateOrder, Reason},
    model::{
        day::Day,
        precision::{Around, Precision},
        text,
    },
};

/// Which of day and month a column writes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    /// Nothing shows it.
    Open,
}

/// What the cells of a column show of its order.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    day_first: u32,
    month_first: u32,
}

impl Evidence {
    /// Notes what one cell shows.
    pub(super) fn note(&mut self, cell: &str) {
        if let Some((first, second, _)) = numbers(cell) {
            self.day_first += u32::from(first > 12 && second <= 12);
            self.month_first += u32::from(second > 12 && first <= 12);
        }
    }

    /// Returns the order that most of the cells show; none if they show none.
    pub(super) fn order(self) -> Option<Order> {
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => Some(Order::DayFirst),
            std::cmp::Ordering::Less => Some(Order::MonthFirst),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// Decides the order of each column: what was asked, else what its cells show, else what the other
/// columns of the table show, else how people write who write such headers.
pub(super) fn decide(asked: DateOrder, columns: &[Evidence], usual: Order) -> Vec<Order> {
    match asked {
        DateOrder::DayFirst => vec![Order::DayFirst; columns.len()],
        DateOrder::MonthFirst => vec![Order::MonthFirst; columns.len()],
        DateOrder::Auto => {
            let shown: Vec<_> = columns.iter().map(|column| column.order()).collect();
            let others =
                match (shown.contains(&Some(Order::DayFirst)), shown.contains(&Some(Order::MonthFirst))) {
                    (true, false) => Order::DayFirst,
                    (false, true) => Order::MonthFirst,
                    _ => usual,
                };
            shown.into_iter().map(|order| order.unwrap_or(others)).collect()
        }
    }
}

/// Reads a day; none if the cell says that there is none.
///
/// # Errors
///
/// Returns the reason why it is no day, or why nobody can tell which.
pub(super) fn day(cell: &str, order: Order) -> Result<Option<Day>, Reason> {
    if cell.is_empty() {
        return Ok(None);
    }
    // Most cells: the one form that needs no thought.
    if let Ok(day) = Day::parse(cell) {
        return Ok(Some(day));
    }
    if is_zero(cell) {
        return Ok(None);
    }
    if let Some((first, second, year)) = numbers(cell) {
        let (day, month) = match order {
            Order::DayFirst => (first, second),
            Order::MonthFirst => (second, first),
            Order::Open if first > 12 || first == second => (first, second),
            Order::Open if second > 12 => (second, first),
            Order::Open => return Err(Reason::AmbiguousDay),
        };
        return new(year, month, day).map(Some).ok_or(Reason::NotADay);
    }
    year_first(cell).or_else(|| serial(cell)).or_else(|| in_words(cell)).map(Some).ok_or(Reason::NotADay)
}

/// Reads a day that may be known to the month or the year only.
///
/// # Errors
///
/// As [`day`].
pub(super) fn around(cell: &str, order: Order) -> Result<Option<Around>, Reason> {
    let exact = day(cell, order);
    if exact != Err(Reason::NotADay) {
        return exact.map(|day| day.map(Around::exactly));
    }
    let folded = text::fold(cell);
    let mut parts = folded.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty());
    let (first, second, more) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let (month, year) = match (second, more) {
        (None, _) => (None, first),
        (Some(second), None) if whole(first, 4).is_some() && first.len() == 4 => (Some(second), first),
        (Some(second), None) => (Some(first), second),
        _ => return Err(Reason::NotADay),
    };
    let year = whole(year, 4).and_then(|year| i16::try_from(year).ok()).ok_or(Reason::NotADay)?;
    let of = |month| Day::new(year, month, 1).ok_or(Reason::NotADay);
    let (first, precision) = match month {
        None => (of(1)?, Precision::Year),
        Some(month) => {
            let month =
                whole(month, 2).and_then(|month| i8::try_from(month).ok()).or_else(|| month_named(month));
            (of(month.ok_or(Reason::NotADay)?)?, Precision::Month)
        }
    };
    Ok(Some(Around { on: precision.last(first), precision }))
}

/// Tells whether a cell is what programs write for no date.
fn is_zero(cell: &str) -> bool {
    ["0000-00-00", "0001-01-01", "00/00/0000"].iter().any(|zero| cell.starts_with(zero))
}

/// Splits a day written as three numbers, the year last: the first two numbers, and the year.
fn numbers(cell: &str) -> Option<(u32, u32, i16)> {
    // An ISO day is no candidate: told apart at once.
    let bytes = cell.as_bytes();
    if bytes.len() < 6
        || !bytes[0].is_ascii_digit()
        || !bytes[1..3].iter().any(|b| matches!(b, b'/' | b'-' | b'.'))
    {
        return None;
    }
    let (first, second, year) = three(date_part(cell))?;
    let (first, second) = (whole(first, 2)?, whole(second, 2)?);
    let year = match year.len() {
        4 => whole(year, 4)?,
        // As spreadsheets read two digits, and no machine here is older than 1970.
        2 => whole(year, 2).map(|short| if short < 70 { 2000 + short } else { 1900 + short })?,
        _ => return None,
    };
    Some((first, second, i16::try_from(year).ok()?))
}

/// Reads a day written with its year first: `2020/11/02`, `2020-11-2`, an instant.
fn year_first(cell: &str) -> Option<Day> {
    let (year, month, day) = three(date_part(cell))?;
    new(i16::try_from(whole(year, 4).filter(|_| year.len() == 4)?).ok()?, whole(month, 2)?, whole(day, 2)?)
}

/// Reads the number of a day in a spreadsheet, counted from 30 December 1899 (`44635`), or the
/// seconds since 1970.
fn serial(cell: &str) -> Option<Day> {
    let number = cell.split_once([',', '.']).map_or(cell, |(whole, fraction)| {
        if fraction.bytes().all(|b| b.is_ascii_digit()) { whole } else { cell }
    });
    let unix = Day::new(1970, 1, 1)?;
    match number.len() {
        // 1970 to 2119: no machine here is older, and no year with a digit too many is taken for one.
        5 => whole(number, 5)
            .filter(|n| (25_569..=80_000).contains(n))
            .and_then(|n| Some(unix.plus_days(i32::try_from(n).ok()? - 25_569))),
        9 | 10 if number.len() == cell.len() => {
            whole(number, 10).and_then(|n| Some(unix.plus_days(i32::try_from(n / 86_400).ok()?)))
        }
        _ => None,
    }
}

/// Reads a day whose month is a word: `15 mars 2022`, `15-Mar-22`, `Fri Apr 21 16:02:03 2023`.
fn in_words(cell: &str) -> Option<Day> {
    let folded = text::fold(cell);
    let (mut month, mut day, mut year) = (None, None, None);
    for part in folded.split([' ', '-', '/', ',', '.', '\u{a0}', '\u{202f}']).filter(|part| !part.is_empty())
    {
        let number = part.strip_suffix("er").or_else(|| part.strip_suffix("th")).unwrap_or(part);
        let hour = part.contains([':', '+']);
        if hour || is_week_day(part) {
            continue;
        }
        if let Some(found) = month_named(part) {
            month = Some(found);
        } else if let Some(found) = whole(number, 2) {
            if day.is_none() { day = Some(found) } else { year = year.or(Some(2000 + found)) }
        } else if let Some(found) = whole(number, 4) {
            year = Some(found);
        } else {
            return None;
        }
    }
    let month = u32::try_from(month?).ok()?;
    new(i16::try_from(year?).ok()?, month, day?)
}

fn month_named(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["janv", "janvier", "jan", "january"],
        &["fevr", "fev", "fevrier", "feb", "february"],
        &["mars", "mar", "march"],
        &["avr", "avril", "apr", "april"],
        &["mai", "may"],
        &["juin", "jun", "june"],
        &["juil", "juillet", "jul", "july"],
        &["aout", "aou", "aug", "august"],
        &["sept", "septembre", "sep", "september"],
        &["oct", "octobre", "october"],
        &["nov", "novembre", "november"],
        &["dec", "decembre", "december"],
    ];
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

fn is_week_day(word: &str) -> bool {
    const DAYS: [&str; 14] =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mer", "jeu", "ven", "sam", "dim", "mardi"];
    DAYS.iter().any(|day| word.starts_with(day))
}

/// Returns the day of a day with its hour.
fn date_part(cell: &str) -> &str {
    let end = cell.find([' ', 'T']).filter(|at| cell[*at..].contains([':', 'h']));
    &cell[..end.unwrap_or(cell.len())]
}

/// Splits `a/b/c`, by one separator throughout.
fn three(text: &str) -> Option<(&str, &str, &str)> {
    let separator = text.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = text.split(separator);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(first), Some(second), Some(third), None) => Some((first, second, third)),
        _ => None,
    }
}

/// Reads digits alone, at most so many.
fn whole(text: &str, most: usize) -> Option<u32> {
    let digits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn new(year: i16, month: u32, day: u32) -> Option<Day> {
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn iso(text: &str) -> Option<Day> {
        Day::parse(text).ok()
    }

    #[test]
    fn a_day_is_read_in_every_form_that_inventories_have() {
        for (cell, wanted) in [
            ("2022-03-15", "2022-03-15"),
            ("15/03/2022", "2022-03-15"),
            ("5/3/22", "2022-03-05"),
            ("15-03-2022", "2022-03-15"),
            ("15.03.2022", "2022-03-15"),
            ("2020/11/02", "2020-11-02"),
            ("2022-03-15 10:20:00", "2022-03-15"),
            ("2022-03-15T10:20:00Z", "2022-03-15"),
            ("15/03/2022 10:20", "2022-03-15"),
            ("15/03/98", "1998-03-15"),
            ("44635", "2022-03-15"),
            ("44635,5", "2022-03-15"),
            ("1647302400", "2022-03-15"),
            ("15 mars 2022", "2022-03-15"),
            ("1er août 2022", "2022-08-01"),
            ("mardi 15 mars 2022", "2022-03-15"),
            ("15-Mar-22", "2022-03-15"),
            ("15-févr.-22", "2022-02-15"),
            ("March 15, 2022", "2022-03-15"),
            ("Fri Apr 21 16:02:03 2023", "2023-04-21"),
            ("Tue Aug  2 12:57:43 2022", "2022-08-02"),
        ] {
            assert_eq!(day(cell, Order::DayFirst), Ok(iso(wanted)), "{cell}");
        }
        assert_eq!(day("3/15/22", Order::MonthFirst), Ok(iso("2022-03-15")));
        for nothing in ["", "0000-00-00", "0001-01-01T00:00:00Z", "00/00/0000"] {
            assert_eq!(day(nothing, Order::Open), Ok(None), "{nothing}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for cell in [
            "31/02/2024",
            "2024-02-31",
            "15/13/2024",
            "32/01/2024",
            "2024",
            "hier",
            "1/2",
            "12345",
            "99999999",
            "15 brumaire 2022",
            "15/03-2022",
            "/03/2022",
            "15/03/20222",
        ] {
            assert_eq!(day(cell, Order::DayFirst), Err(Reason::NotADay), "{cell}");
        }
        assert_eq!(day("15/03/2022", Order::MonthFirst), Err(Reason::NotADay));
    }

    #[test]
    fn where_nothing_shows_the_order_nobody_guesses() {
        assert_eq!(day("05/03/2019", Order::Open), Err(Reason::AmbiguousDay));
        assert_eq!(day("05/05/2019", Order::Open), Ok(iso("2019-05-05")));
        assert_eq!(day("2019-03-05", Order::Open), Ok(iso("2019-03-05")));
    }

    #[test]
    fn the_rows_of_a_column_show_its_order_and_that_of_columns_beside_it() {
        let shown = |cells: &[&str]| {
            let mut evidence = Evidence::default();
            for cell in cells {
                evidence.note(cell);
            }
            evidence
        };
        let (french, american, silent) = (
            shown(&["05/03/2019", "15/03/2019"]),
            shown(&["5/3/19", "12/31/19"]),
            shown(&["05/03/2019", "2019-03-15"]),
        );
        let auto = |columns: &[Evidence], usual| decide(DateOrder::Auto, columns, usual);
        assert_eq!(auto(&[french, silent], Order::Open), [Order::DayFirst, Order::DayFirst]);
        assert_eq!(auto(&[silent, american], Order::DayFirst), [Order::MonthFirst, Order::MonthFirst]);
        assert_eq!(auto(&[silent], Order::Open), [Order::Open]);
        assert_eq!(auto(&[french, american, silent], Order::DayFirst)[2], Order::DayFirst);
        assert_eq!(decide(DateOrder::MonthFirst, &[french], Order::Open), [Order::MonthFirst]);
    }

    #[test]
    fn a_departure_may_be_known_to_the_month_or_the_year() {
        for (cell, on, precision) in [
            ("15/03/2019", "2019-03-15", Precision::Day),
            ("2019-02", "2019-02-28", Precision::Month),
            ("02/2020", "2020-02-29", Precision::Month),
            ("mars 2019", "2019-03-31", Precision::Month),
            ("2019", "2019-12-31", Precision::Year),
        ] {
            let wanted = Around { on: Day::parse(on).unwrap(), precision };
            assert_eq!(around(cell, Order::DayFirst), Ok(Some(wanted)), "{cell}");
        }
        assert_eq!(around("", Order::Open), Ok(None));
        for cell in ["13/2019", "bientôt", "20190", "31/02/2019"] {
            assert_eq!(around(cell, Order::DayFirst), Err(Reason::NotADay), "{cell}");
        }
        assert_eq!(around("05/03/2019", Order::Open), Err(Reason::AmbiguousDay));
    }

    proptest! {
        #[test]
        fn every_day_reads_back_from_every_order(year in 1970i16..2069, month in 1i8..=12, date in 1i8..=28) {
            let wanted = Day::new(year, month, date);
            let short = year % 100;
            for (cell, order) in [
                (format!("{date:02}/{month:02}/{year}"), Order::DayFirst),
                (format!("{date}.{month}.{short:02}"), Order::DayFirst),
                (format!("{month}/{date}/{short:02}"), Order::MonthFirst),
                (format!("{year}/{month}/{date}"), Order::Open),
            ] {
                prop_assert_eq!(day(&cell, order), Ok(wanted), "{}", cell);
            }
        }

        #[test]
        fn no_cell_panics(cell in "\\PC{0,20}") {
            let _ = (day(&cell, Order::Open), around(&cell, Order::DayFirst));
        }
    }
}
