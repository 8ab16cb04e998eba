//! Spreadsheets: typed cells, sheet after sheet, row after row, to whatever takes bytes. Nothing is held but a row,
//! nothing is kept beside, and the same cells give the same bytes.
//!
//! A text is never a formula: it stands in its cell as it is (`inlineStr`), and one that would become a formula where
//! somebody edits it has the quote prefix. There is no link in a sheet.
//!
//! Sources: ECMA-376-1:2016, 18 (spreadsheets); ECMA-376-2:2021 (packages); Microsoft, *Excel specifications and
//! limits*.

mod chart;
mod parts;
mod zip;

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use self::{
    chart::Placed,
    parts::{Style, escape, letters},
    zip::Archive,
};
use crate::{
    document::sheet::{Cell, Chart, Column, Kind},
    model::{day::Day, text},
};

/// The rows of a sheet, its header included.
pub const ROWS: u32 = 1_048_576;
/// The characters of a cell, as UTF-16 counts them.
pub const CHARACTERS: usize = 32_767;
/// The characters of the name of a sheet.
const NAME: usize = 31;
/// The bytes of a sheet after which another goes on: archives count to 4 GiB.
const BYTES: u64 = 2 << 30;

/// Why a spreadsheet is not written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// A cell takes no text of this length.
    #[error("{characters} characters in {column} of row {row} of {sheet}")]
    TooLong {
        /// The sheet.
        sheet: String,
        /// The row, its header being the first.
        row: u32,
        /// What stands above the column.
        column: String,
        /// How long the text is.
        characters: usize,
    },
    /// Where it goes takes no more.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A sheet that is begun.
struct Sheet {
    name: String,
    columns: usize,
    /// The rows written, its header included.
    rows: u32,
    filtered: bool,
    charts: Vec<Placed>,
}

/// A spreadsheet in the making.
pub struct Book<W: Write> {
    archive: Archive<W>,
    title: String,
    day: Day,
    sheets: Vec<Sheet>,
    /// What the sheet is called, of which this may be a continuation.
    called: String,
    columns: Vec<Column>,
    letters: Vec<String>,
    line: String,
    most: u32,
}

impl<W: Write> Book<W> {
    /// Begins a spreadsheet; `day` is when it says that it was made.
    pub fn new(to: W, title: &str, day: Day) -> Self {
        Self {
            archive: Archive::new(to),
            title: title.to_owned(),
            day,
            sheets: Vec::new(),
            called: String::new(),
            columns: Vec::new(),
            letters: Vec::new(),
            line: String::new(),
            most: ROWS,
        }
    }

    /// Begins a sheet with its header, which stays in sight; `filtered`: each column has a filter.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be written.
    pub fn sheet(&mut self, name: &str, columns: &[Column], filtered: bool) -> Result<(), Unwritten> {
        self.end_sheet()?;
        name.clone_into(&mut self.called);
        self.columns = columns.to_vec();
        self.letters = (0..columns.len()).map(letters).collect();
        self.begin_sheet(filtered)
    }

    /// Adds a row, the cells being handed over in the order of the columns. Where a sheet takes no more, another
    /// goes on under the same header.
    ///
    /// # Errors
    ///
    /// Returns [`Unwritten::TooLong`] for a text that no cell takes, and why it cannot be written.
    pub fn row(&mut self, cells: impl FnOnce(&mut dyn FnMut(Cell<'_>))) -> Result<(), Unwritten> {
        let Some(sheet) = self.sheets.last() else { return Ok(()) };
        if sheet.rows >= self.most || self.archive.size() >= BYTES {
            let filtered = sheet.filtered;
            self.end_sheet()?;
            self.begin_sheet(filtered)?;
        }
        self.line(false, cells)
    }

    /// Adds a chart to a sheet of which these are all rows. A table that goes on on another sheet gets none: there is
    /// no one place where its cells are.
    pub fn chart(&mut self, chart: &Chart, rows: &[Vec<Cell<'static>>]) {
        let Some(sheet) = self.sheets.last_mut() else { return };
        if usize::try_from(sheet.rows).is_ok_and(|written| written == rows.len() + 1) {
            let seen = chart::Sheet { name: &sheet.name, columns: &self.columns, rows };
            let placed = seen.place(chart, &sheet.charts);
            sheet.charts.push(placed);
        }
    }

    /// Ends it; returns how many sheets there are and what it went to.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be written.
    pub fn finish(mut self) -> Result<(usize, W), Unwritten> {
        self.end_sheet()?;
        let (drawings, charts) = self.draw()?;
        let names: Vec<&str> = self.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        for (name, content) in [
            ("xl/workbook.xml", parts::workbook(&names, &self.filters())),
            ("xl/_rels/workbook.xml.rels", parts::workbook_rels(names.len())),
            ("xl/styles.xml", parts::styles()),
            ("docProps/core.xml", parts::core(&self.title, self.day)),
            ("docProps/app.xml", parts::app()),
            ("_rels/.rels", parts::rels()),
            ("[Content_Types].xml", parts::content_types(names.len(), drawings, charts)),
        ] {
            self.archive.begin(name)?;
            self.archive.put(content.as_bytes())?;
        }
        Ok((self.sheets.len(), self.archive.finish()?))
    }

    /// Writes the drawing of each sheet that has charts, and the charts; returns how many there are of both.
    fn draw(&mut self) -> Result<(usize, usize), Unwritten> {
        let (mut drawings, mut charts) = (0, 0);
        let drawn = self.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.charts.is_empty());
        for (at, sheet) in drawn {
            drawings += 1;
            let first = charts + 1;
            let mut put = |name: String, content: &str| -> io::Result<()> {
                self.archive.begin(&name)?;
                self.archive.put(content.as_bytes())
            };
            for placed in &sheet.charts {
                charts += 1;
                put(format!("xl/charts/chart{charts}.xml"), &placed.xml)?;
            }
            let list = parts::drawing_rels(first..charts + 1);
            put(format!("xl/drawings/_rels/drawing{drawings}.xml.rels"), &list)?;
            put(format!("xl/drawings/drawing{drawings}.xml"), &chart::drawing(&sheet.charts))?;
            put(format!("xl/worksheets/_rels/sheet{}.xml.rels", at + 1), &parts::sheet_rels(drawings))?;
        }
        Ok((drawings, charts))
    }

    /// The area of each filter, with the sheet it is on.
    fn filters(&self) -> Vec<(usize, String)> {
        let area = |sheet: &Sheet| {
            let last = letters(sheet.columns.saturating_sub(1));
            format!("{}!$A$1:${last}${}", quoted(&sheet.name), sheet.rows)
        };
        let filtered = self.sheets.iter().enumerate().filter(|(_, sheet)| sheet.filtered);
        filtered.map(|(at, sheet)| (at, area(sheet))).collect()
    }

    fn begin_sheet(&mut self, filtered: bool) -> Result<(), Unwritten> {
        let taken: Vec<&str> = self.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let name = free_name(&self.called, &taken);
        self.archive.begin(&format!("xl/worksheets/sheet{}.xml", taken.len() + 1))?;
        self.archive.put(parts::sheet_start(&self.columns, self.sheets.is_empty()).as_bytes())?;
        self.sheets.push(Sheet { name, columns: self.columns.len(), rows: 0, filtered, charts: Vec::new() });
        let header: Vec<String> = self.columns.iter().map(|column| column.name.to_string()).collect();
        self.line(true, |put| header.iter().for_each(|name| put(Cell::text(name))))
    }

    fn end_sheet(&mut self) -> Result<(), Unwritten> {
        let Some(sheet) = self.sheets.last() else { return Ok(()) };
        let area = format!("A1:{}{}", letters(sheet.columns.saturating_sub(1)), sheet.rows);
        let end = parts::sheet_end(sheet.filtered.then_some(area.as_str()), !sheet.charts.is_empty());
        Ok(self.archive.put(end.as_bytes())?)
    }

    fn line(&mut self, head: bool, cells: impl FnOnce(&mut dyn FnMut(Cell<'_>))) -> Result<(), Unwritten> {
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        sheet.rows += 1;
        let row = sheet.rows;
        let (line, letters) = (&mut self.line, &self.letters);
        line.clear();
        let (mut at, mut too_long, mut lines) = (0, None, 1);
        cells(&mut |cell| {
            let Some(letter) = letters.get(at) else { return };
            let wraps = self.columns[at].kind == Kind::Long;
            if let Err(characters) = write_cell(line, (letter, row), &cell, (head, wraps)) {
                too_long.get_or_insert((at, characters));
            }
            if let Cell::Text(said) = &cell
                && wraps
            {
                lines = lines.max(said.chars().count().div_ceil(parts::LONG));
            }
            at += 1;
        });
        line.push_str("</row>");
        if let Some((at, characters)) = too_long {
            let (sheet, column) = (sheet.name.clone(), self.columns[at].name.to_string());
            return Err(Unwritten::TooLong { sheet, row, column, characters });
        }
        // Not every reader finds out by itself how high a row is in which a text goes on below.
        let high =
            if lines > 1 { format!(" ht=\"{}\" customHeight=\"1\"", 15 * lines) } else { String::new() };
        self.archive.put(format!("<row r=\"{row}\"{high}>").as_bytes())?;
        Ok(self.archive.put(self.line.as_bytes())?)
    }
}

/// Writes a cell; returns how long its text is, if that is too long.
fn write_cell(
    line: &mut String,
    (letter, row): (&str, u32),
    cell: &Cell<'_>,
    (head, wraps): (bool, bool),
) -> Result<(), usize> {
    // Writing into a string cannot fail.
    let mut number = |style: Style, value: std::fmt::Arguments<'_>| {
        let _ = write!(line, "<c r=\"{letter}{row}\" s=\"{}\"><v>{value}</v></c>", style.number());
    };
    match cell {
        Cell::Nothing => {}
        Cell::Number(_) | Cell::Money(_) | Cell::Mass(_) | Cell::Share(_) => {
            if let Some((style, value)) = figure(cell) {
                number(style, format_args!("{value}"));
            }
        }
        Cell::Flag(flag) => {
            let _ = write!(line, "<c r=\"{letter}{row}\" t=\"b\"><v>{}</v></c>", u8::from(*flag));
        }
        Cell::Day(day) => match serial(*day) {
            Some(serial) => number(Style::Day, format_args!("{serial}")),
            None => return write_cell(line, (letter, row), &Cell::made(day.to_string()), (head, wraps)),
        },
        Cell::Text(said) | Cell::Heading(said) => {
            let head = head || matches!(cell, Cell::Heading(_));
            let shown = text::visible(said);
            let characters = shown.encode_utf16().count();
            if shown.len() > CHARACTERS && characters > CHARACTERS {
                return Err(characters);
            }
            let style = if head {
                Style::Head
            } else if matches!(text::as_cell(&shown), std::borrow::Cow::Owned(_)) {
                Style::Quoted
            } else if wraps {
                Style::Wrapped
            } else {
                Style::Plain
            };
            let _ = write!(line, "<c r=\"{letter}{row}\" s=\"{}\" t=\"inlineStr\"><is>", style.number());
            line.push_str("<t xml:space=\"preserve\">");
            escape(line, &shown);
            line.push_str("</t></is></c>");
        }
    }
    Ok(())
}

/// The number of a cell and how it looks; nothing of what is no amount.
fn figure(cell: &Cell<'_>) -> Option<(Style, Decimal)> {
    match cell {
        Cell::Number(value) => Some((Style::Whole, Decimal(*value, 0))),
        Cell::Money(cents) => Some((Style::Money, Decimal(*cents, 2))),
        Cell::Mass(grams) => Some((Style::Mass, Decimal(*grams, 3))),
        Cell::Share(bp) => Some((Style::Share, Decimal(*bp, 4))),
        _ => None,
    }
}

/// The name of a sheet, as a formula has it.
fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// A whole number of so many decimals, exactly.
struct Decimal(i64, u32);

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.1 == 0 {
            return self.0.fmt(f);
        }
        let (scale, size) = (10_u64.pow(self.1), self.0.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        let width = usize::try_from(self.1).unwrap_or_default();
        write!(f, "{sign}{}.{:0width$}", size / scale, size % scale)
    }
}

/// The days from 1 March of the year 0 to 30 December 1899.
const FROM: i64 = 693_899;

/// The number by which a spreadsheet knows a day; none before 1 March 1900, where spreadsheets differ.
fn serial(day: Day) -> Option<i64> {
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    // Days of a year that begins in March, so that the 29th of February is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days = days + (153 * month + 2) / 5 + i64::from(day.day_of_month()) - 1;
    Some(days - FROM).filter(|serial| *serial > 60)
}

/// A name for a sheet: what a sheet may be called, and not taken in any case of letters.
fn free_name(called: &str, taken: &[&str]) -> String {
    let plain: String = called
        .chars()
        .map(|c| {
            if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || text::is_control(c) { ' ' } else { c }
        })
        .collect();
    let plain = plain.trim_matches(['\'', ' ']);
    let taken: Vec<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    let mut number = 1_usize;
    loop {
        let tail = if number > 1 { format!(" ({number})") } else { String::new() };
        let name = cut(plain, NAME - tail.len()) + &tail;
        if !taken.contains(&name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// A text of at most so many characters, as UTF-16 counts them; an ellipsis tells that there is more.
fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(1);
    let mut kept = String::new();
    for c in text.chars() {
        let Some(left) = room.checked_sub(c.len_utf16()) else { break };
        room = left;
        kept.push(c);
    }
    kept.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests;
