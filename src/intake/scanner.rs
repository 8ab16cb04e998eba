//! The memory of a handheld scanner: one symbol a line, no header, columns that every maker orders in
//! its own way. What each column is is seen in its cells.
//!
//! Sources: manuals of Opticon OPN-2004/2005/2006 and OPL-9724/9728, Cyclops-I, OPH-1005 (cartscan),
//! ASP PPBCR as TRIM reads it, Zebra CS3070/CS4070.

use super::{Fault, Faults, Reason, encoding, split::Rows};
use crate::model::{
    day::Day,
    text::{self, NotText},
};

/// What a handheld remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The scanner: its serial, or what it calls itself.
    pub scanner: Option<String>,
    /// What was scanned, in the order of time where every line has one.
    pub scans: Vec<Scan>,
}

/// One scan of a handheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The line, from 1.
    pub line: u64,
    /// The code.
    pub code: String,
    /// Whether the scanner says that this is where the next ones stand.
    pub location: bool,
    /// The day by the scanner's clock, which may never have been set.
    pub day: Option<Day>,
    /// The time of that day, in seconds.
    pub time: Option<u32>,
}

impl Memory {
    /// Returns the first and the last day by the scanner's clock.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        let days = || self.scans.iter().filter_map(|scan| scan.day);
        Some((days().min()?, days().max()?))
    }
}

/// Reads a file that a handheld wrote; `column` is that of the code, from 1, where its maker's order
/// is one that the cells do not show.
///
/// # Errors
///
/// Returns every line that cannot be understood.
pub fn read(bytes: &[u8], column: Option<usize>) -> Result<Memory, Faults> {
    let mut faults = Faults::default();
    let whole = |fault| {
        let mut faults = Faults::default();
        faults.push(fault);
        faults
    };
    let text = encoding::text_of(bytes).map_err(whole)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<(u64, &str)> =
        (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return Err(whole(Fault { line: 1, column: None, value: None, reason: Reason::Empty }));
    }
    let memory =
        if is_tagged(&lines) { tagged(&lines, &mut faults) } else { columns(&text, column, &mut faults) };
    for scan in &memory.scans {
        let reason = match text::clean(&scan.code) {
            Err(NotText::TooLong(bytes)) => Reason::TooLong { bytes },
            Err(NotText::Control(character) | NotText::Invisible(character)) => Reason::Control { character },
            _ => continue,
        };
        faults.push(Fault { line: scan.line, column: None, value: Some(start(&scan.code)), reason });
    }
    if faults.total > 0 { Err(faults) } else { Ok(memory) }
}

fn start(value: &str) -> String {
    value.chars().take(60).collect()
}

/// ASP PPBCR: `DATEyymmdd` and `TIMEhhmmss` stand on lines of their own.
fn is_tagged(lines: &[(u64, &str)]) -> bool {
    lines.iter().any(|(_, line)| digits_after(line, "DATE").is_some())
}

/// Returns the six digits that follow a mark and end the line.
fn digits_after<'l>(line: &'l str, mark: &str) -> Option<&'l str> {
    line.trim().strip_prefix(mark).filter(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_digit()))
}

fn pairs(six: &str) -> Option<(i16, i8, i8)> {
    Some((six[..2].parse().ok()?, six[2..4].parse().ok()?, six[4..].parse().ok()?))
}

/// Reads lines that say what they are by their beginning: the scanner's name, `DATE`, `TIME`, a
/// location `S…`, a record `R…`.
fn tagged(lines: &[(u64, &str)], faults: &mut Faults) -> Memory {
    let mut memory = Memory::default();
    let (mut day, mut time) = (None, None);
    for (line, text) in lines {
        let text = text.trim();
        if let Some(six) = digits_after(text, "DATE") {
            day = pairs(six).and_then(|(y, m, d)| Day::new(if y < 70 { 2000 + y } else { 1900 + y }, m, d));
            if day.is_none() {
                faults.push(Fault {
                    line: *line,
                    column: None,
                    value: Some(start(text)),
                    reason: Reason::NotADay,
                });
            }
        } else if let Some(six) = digits_after(text, "TIME") {
            time = pairs(six).map(|(h, m, s)| {
                u32::from(h.unsigned_abs()) * 3600
                    + u32::from(m.unsigned_abs()) * 60
                    + u32::from(s.unsigned_abs())
            });
        } else if text.starts_with(['S', 'R']) && day.is_some() {
            let location = text.starts_with('S');
            memory.scans.push(Scan { line: *line, code: text.to_owned(), location, day, time });
        } else if memory.scans.is_empty() && memory.scanner.is_none() {
            memory.scanner = Some(text.to_owned());
        } else {
            faults.push(Fault {
                line: *line,
                column: None,
                value: Some(start(text)),
                reason: Reason::NotAScan,
            });
        }
    }
    memory
}

/// What a column of a handheld's memory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    /// `hh:mm:ss`.
    Time,
    /// A date, its parts set apart.
    Date,
    /// A date and a time in one.
    Moment,
    /// `+`, `-` or `#` and a checksum: `-` is a scan that was deleted.
    Status,
    /// The kind of code, as scanners name it.
    Symbology,
    /// A code, or what nothing tells from one.
    Other,
}

impl Column {
    fn of(cells: &[&str]) -> Self {
        let all = |is: fn(&str) -> bool| cells.iter().all(|cell| is(cell));
        if all(|cell| time(cell).is_some()) {
            Self::Time
        } else if all(|cell| parts(cell).is_some()) {
            Self::Date
        } else if all(|cell| moment(cell).is_some()) {
            Self::Moment
        } else if all(is_status) {
            Self::Status
        } else if all(is_symbology) {
            Self::Symbology
        } else {
            Self::Other
        }
    }
}

/// Cuts a text into rows, each with its line; cells without quotes and padding.
fn rows(text: &str, faults: &mut Faults) -> Vec<(u64, Vec<String>)> {
    // The delimiter is the one that the first line has most; codes alone have none.
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|b| b == delimiter).count();
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
    let (mut rows, mut cells, mut found) = (Rows::new(text, delimiter), Vec::new(), Vec::new());
    while let Some(row) = rows.next(&mut cells) {
        match row {
            Ok(_) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(line) => found.push((line, cells.iter().map(|cell| cell.trim().to_owned()).collect())),
            Err(bad) => {
                faults.push(Fault { line: bad.line, column: None, value: None, reason: bad.reason });
            }
        }
    }
    found
}

/// Reads a table without a header.
fn columns(text: &str, asked: Option<usize>, faults: &mut Faults) -> Memory {
    let rows = rows(text, faults);
    let width = rows.first().map_or(0, |(_, cells)| cells.len());
    for (line, cells) in rows.iter().filter(|(_, cells)| cells.len() != width) {
        let reason = Reason::UnevenRow { expected: width, found: cells.len() };
        faults.push(Fault { line: *line, column: None, value: None, reason });
    }
    if faults.total > 0 {
        return Memory::default();
    }
    if let Some(asked) = asked.filter(|asked| !(1..=width).contains(asked)) {
        let (line, column) = (rows.first().map_or(1, |(line, _)| *line), Some(asked.to_string()));
        faults.push(Fault { line, column, value: None, reason: Reason::NotAScan });
        return Memory::default();
    }
    let column = |at: usize| rows.iter().map(|(_, cells)| cells[at].as_str()).collect::<Vec<_>>();
    let kinds: Vec<Column> = (0..width).map(|at| Column::of(&column(at))).collect();
    let at = |kind| kinds.iter().position(|known| *known == kind);
    let (code, location) = code_columns(&kinds, &column, asked);
    let constant = |at: &usize| rows.len() > 1 && column(*at).windows(2).all(|two| two[0] == two[1]);
    let scanner = (0..width)
        .filter(|at| kinds[*at] == Column::Other && *at != code && Some(*at) != location)
        .find(|at| constant(at))
        .map(|at| rows[0].1[at].clone());
    let dates = at(Column::Date).or(at(Column::Moment));
    let american = dates.is_some_and(|at| is_american(&column(at), kinds[at]));
    let mut memory = Memory { scanner, scans: Vec::new() };
    for (line, cells) in &rows {
        if at(Column::Status).is_some_and(|at| cells[at].starts_with('-')) {
            continue;
        }
        let date = dates.and_then(|at| cells[at].split_whitespace().next());
        let day = date.and_then(|date| day(date, american));
        if let Some(date) = date.filter(|_| day.is_none()) {
            faults.push(Fault {
                line: *line,
                column: None,
                value: Some(start(date)),
                reason: Reason::NotADay,
            });
        }
        let clock = at(Column::Time).map(|at| cells[at].as_str());
        let clock = clock.or_else(|| at(Column::Moment).and_then(|at| cells[at].split_whitespace().nth(1)));
        let scan = |code: &str, location| Scan {
            line: *line,
            code: code.to_owned(),
            location,
            day,
            time: clock.and_then(time),
        };
        memory.scans.extend(location.map(|at| scan(&cells[at], true)));
        memory.scans.push(scan(&cells[code], false));
    }
    memory.scans.retain(|scan| !scan.code.is_empty());
    if memory.scans.iter().all(|scan| scan.time.is_some()) {
        // Some handhelds do not keep the order in which things were scanned; it holds where a location
        // stands before what is on it.
        memory.scans.sort_by_key(|scan| (scan.day, scan.time));
    }
    memory
}

/// Chooses the column of the code, and that of the location where each line has one.
fn code_columns<'c>(
    kinds: &[Column],
    column: &impl Fn(usize) -> Vec<&'c str>,
    asked: Option<usize>,
) -> (usize, Option<usize>) {
    if let Some(at) = asked.and_then(|at| at.checked_sub(1)) {
        return (at, None);
    }
    let others: Vec<usize> = (0..kinds.len()).filter(|at| kinds[*at] == Column::Other).collect();
    // "moment","location","item": cartscan.
    if let ([location, item], true) = (others.as_slice(), kinds.contains(&Column::Moment)) {
        return (*item, Some(*location));
    }
    let varies = |at: &usize| column(*at).windows(2).any(|two| two[0] != two[1]);
    let counts = |at: &usize| column(*at).iter().all(|cell| is_quantity(cell));
    let best = others.iter().find(|at| varies(at) && !counts(at)).or_else(|| others.first());
    (best.copied().unwrap_or(0), None)
}

fn is_quantity(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['+', '-']);
    let signed = digits.len() < cell.len();
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && (signed || digits.len() <= 4)
}

fn is_status(cell: &str) -> bool {
    let mut chars = cell.chars();
    chars.next().is_some_and(|c| "+-#".contains(c)) && cell.len() == 3 && chars.all(|c| c.is_ascii_hexdigit())
}

fn is_symbology(cell: &str) -> bool {
    const NAMES: [&str; 16] = [
        "qr",
        "qrcode",
        "code128",
        "code39",
        "code93",
        "ean13",
        "ean8",
        "upca",
        "upce",
        "itf",
        "codabar",
        "datamatrix",
        "pdf417",
        "gs1128",
        "interleaved2of5",
        "aztec",
    ];
    let name: String = cell.chars().filter(char::is_ascii_alphanumeric).collect();
    NAMES.contains(&name.to_ascii_lowercase().as_str())
}

/// Reads `hh:mm:ss` or `hh:mm` as seconds of the day.
fn time(cell: &str) -> Option<u32> {
    let mut seconds = 0;
    let mut count = 0;
    for part in cell.split(':') {
        let limit = if count == 0 { 24 } else { 60 };
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let number: u32 = part.parse().ok().filter(|number| digits && *number < limit)?;
        seconds = seconds * 60 + number;
        count += 1;
    }
    match count {
        2 => Some(seconds * 60),
        3 => Some(seconds),
        _ => None,
    }
}

/// Returns the three numbers of a date.
fn parts(cell: &str) -> Option<[&str; 3]> {
    let mut parts = cell.split(['/', '-', '.']);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let digits = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let year = three[0].len() == 4 || three[2].len() == 4;
    (parts.next().is_none() && year && three.iter().all(digits)).then_some(three)
}

fn moment(cell: &str) -> Option<()> {
    let (date, clock) = cell.split_once(' ')?;
    parts(date).and(time(clock.trim())).map(|_| ())
}

/// Tells whether the month comes first: where a second number is beyond 12, or where nothing says and
/// the date has its time beside it in one cell, as cartscan writes.
fn is_american(cells: &[&str], kind: Column) -> bool {
    let numbers = |which: usize| {
        let date =
            |cell: &&str| cell.split_whitespace().next().and_then(parts).map(|parts| parts[which].parse());
        cells.iter().filter_map(date).filter_map(Result::ok).any(|number: u16| number > 12)
    };
    !numbers(0) && (numbers(1) || kind == Column::Moment)
}

fn day(date: &str, american: bool) -> Option<Day> {
    let [first, second, third] = parts(date)?;
    let (year, month, day) = match (first.len(), american) {
        (4, _) => (first, second, third),
        (_, true) => (third, first, second),
        (_, false) => (third, second, first),
    };
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(memory: &Memory) -> String {
        let shown = |scan: &Scan| {
            let day = scan.day.map(|day| day.to_string()).unwrap_or_default();
            let mark = if scan.location { "@" } else { "" };
            format!("{mark}{} {day}", scan.code).trim_end().to_owned()
        };
        memory.scans.iter().map(shown).collect::<Vec<_>>().join("|")
    }

    fn memory(text: &str) -> Memory {
        read(text.as_bytes(), None).unwrap_or_else(|faults| panic!("{text:?}: {faults:?}"))
    }

    #[test]
    fn the_columns_of_every_maker_are_seen_in_their_cells() {
        let padded = format!("{:<50},{:<18},14:41:03,23/11/2009\r\n", "PC-1", "QR Code");
        let padded_too = format!("{:<50},{:<18},14:41:04,23/11/2009\r\n", "PC-2", "Code 39");
        for (what, text, wanted, scanner) in [
            (
                "OPN-2006",
                "PC-1,003278,14:41:03,23/11/2009\r\nPC-2,003278,14:41:00,23/11/2009\r\n",
                "PC-2 2009-11-23|PC-1 2009-11-23",
                Some("003278"),
            ),
            ("one line", "PC-1,003278,14:41:03,23/11/2009", "PC-1 2009-11-23", None),
            (
                "OPN-2005",
                "PC-1,1,003278,14:41:03,23/11/2009\nPC-2,2,003278,14:41:04,23/11/2009",
                "PC-1 2009-11-23|PC-2 2009-11-23",
                Some("003278"),
            ),
            (
                "numbers as tags",
                "8710841030181,1,003278,14:41:03,23/11/2009\n9780131103627,3,003278,14:41:04,23/11/2009",
                "8710841030181 2009-11-23|9780131103627 2009-11-23",
                Some("003278"),
            ),
            ("OPL-9724", &format!("{padded}{padded_too}"), "PC-1 2009-11-23|PC-2 2009-11-23", None),
            (
                "OPL-9728",
                "PC-1    ,+000001,14:41:03,23/11/2009\nPC-2    ,-000001,14:41:04,23/11/2009",
                "PC-1 2009-11-23|PC-2 2009-11-23",
                None,
            ),
            (
                "Cyclops-I",
                "+A1,23/11/2009,14:41:03,PC-1   \n-B2,23/11/2009,14:41:04,PC-2   ",
                "PC-1 2009-11-23",
                None,
            ),
            (
                "cartscan",
                "\"3/4/2024 08:01:02\",\"MAIRIE\",\"PC-1\"\n\"3/4/2024 08:01:09\",\"ECOLE\",\"PC-2\"",
                "@MAIRIE 2024-03-04|PC-1 2024-03-04|@ECOLE 2024-03-04|PC-2 2024-03-04",
                None,
            ),
            (
                "Zebra",
                "2024-03-15,08:01:02,Code 128,PC-1\n2024-03-15,08:01:03,QR Code,PC-2",
                "PC-1 2024-03-15|PC-2 2024-03-15",
                None,
            ),
            (
                "a clock never set",
                "PC-1,7,00:00:03,01/01/2000\nPC-2,7,00:00:04,01/01/2000",
                "PC-1 2000-01-01|PC-2 2000-01-01",
                Some("7"),
            ),
            ("codes alone", "PC-1\r\n\r\nPC-2", "PC-1|PC-2", None),
            (
                "ASP PPBCR",
                "ASP PPBCR\r\nDATE960422\r\nTIME120806\r\nS45\r\nR46\r\nR47\r\n",
                "@S45 1996-04-22|R46 1996-04-22|R47 1996-04-22",
                Some("ASP PPBCR"),
            ),
        ] {
            let memory = memory(text);
            assert_eq!(codes(&memory), wanted, "{what}");
            assert_eq!(memory.scanner.as_deref(), scanner, "{what}");
        }
        let chosen = read(b"A,PC-1,x\nB,PC-2,y\n", Some(2)).unwrap();
        assert_eq!(codes(&chosen), "PC-1|PC-2");
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        for (text, line, code) in [
            ("", 1, "empty"),
            ("\r\n \r\n", 1, "empty"),
            ("PC\0", 1, "binary"),
            ("PC-1,14:41:03,23/11/2009\nPC-2,14:41:03", 2, "uneven_row"),
            ("PC-1,14:41:03,23/11/2009\nPC-2,14:41:03,31/02/2009", 2, "not_a_day"),
            ("DATE960422\nTIME120806\nS45\nX12", 4, "not_a_scan"),
            ("DATE961322\nTIME120806\n", 1, "not_a_day"),
            ("PC-1\nPC\u{1b}2", 2, "control"),
            ("\"PC-1,14:41:03", 1, "quote_never_closes"),
        ] {
            let faults = read(text.as_bytes(), None).unwrap_err();
            assert_eq!((faults.listed[0].line, faults.listed[0].reason.code()), (line, code), "{text:?}");
        }
        // What is not UTF-8 is read as Windows wrote it.
        assert_eq!(codes(&read(b"N\xb0 4", None).unwrap()), "N° 4");
    }
}
