//! Rows of CSV for people: what a spreadsheet would take for a formula is marked as text.

use std::{borrow::Cow, io::Write};

use crate::{
    document::sheet::{Cell, Row},
    model::text,
};

/// How much is written before it is worth passing on, in bytes.
const ENOUGH: usize = 32_768;

/// Rows of CSV, one at a time: commas, a line feed after each, quotes where they are needed (RFC 4180).
#[derive(Default)]
pub(super) struct Csv {
    written: Vec<u8>,
    /// Whether a cell of this row was written.
    begun: bool,
}

impl Csv {
    /// Begins a table of these things.
    pub(super) fn of<T: Row>() -> Self {
        let mut csv = Self::default();
        for column in T::COLUMNS {
            csv.text(&column.name);
        }
        csv.end();
        csv
    }

    /// Adds a row.
    pub(super) fn row(&mut self, row: &impl Row) {
        row.cells(&mut |cell| self.cell(&cell));
        self.end();
    }

    /// Whether what is written is worth passing on.
    pub(super) fn is_full(&self) -> bool {
        self.written.len() >= ENOUGH
    }

    /// Returns what was written since it was last emptied.
    pub(super) fn written(&self) -> &[u8] {
        &self.written
    }

    /// Forgets what was passed on.
    pub(super) fn clear(&mut self) {
        self.written.clear();
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        match cell {
            Cell::Text(text) | Cell::Heading(text) => self.text(text),
            Cell::Nothing => self.plain(""),
            Cell::Flag(flag) => self.plain(if *flag { "true" } else { "false" }),
            Cell::Day(day) => day.text(|text| self.plain(text)),
            Cell::Number(number) | Cell::Money(number) | Cell::Mass(number) | Cell::Share(number) => {
                self.comma();
                // Into memory.
                let _ = write!(self.written, "{number}");
            }
        }
    }

    /// Adds what has no need of quotes.
    fn plain(&mut self, text: &str) {
        self.comma();
        self.written.extend_from_slice(text.as_bytes());
    }

    fn text(&mut self, text: &str) {
        let shown = text::visible(text);
        let shown: Cow<'_, str> = match &shown {
            Cow::Borrowed(shown) => text::as_cell(shown),
            Cow::Owned(shown) => text::as_cell(shown).into_owned().into(),
        };
        if !shown.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            return self.plain(&shown);
        }
        self.comma();
        self.written.push(b'"');
        self.written.extend_from_slice(shown.replace('"', "\"\"").as_bytes());
        self.written.push(b'"');
    }

    fn comma(&mut self) {
        if self.begun {
            self.written.push(b',');
        }
        self.begun = true;
    }

    fn end(&mut self) {
        self.written.push(b'\n');
        self.begun = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(csv: &mut Csv, cells: &[&str]) {
        for cell in cells {
            csv.cell(&Cell::text(cell));
        }
        csv.end();
    }

    #[test]
    fn a_row_reads_back_as_it_was() {
        let rows = [["a", "b,c", ""], ["say \"so\"", "", "é"], ["", "", ""], ["x\ty", "'", "R 4"]];
        let mut csv = Csv::default();
        texts(&mut csv, &["one", "two", "three"]);
        for row in &rows {
            texts(&mut csv, row);
        }
        let mut reader = ::csv::Reader::from_reader(csv.written());
        let read: Vec<Vec<String>> = reader
            .records()
            .map(|row| row.unwrap().iter().map(|cell| cell.replace("\\t", "\t")).collect())
            .collect();
        assert_eq!(read, rows);
    }

    #[test]
    fn what_a_spreadsheet_would_compute_is_marked_and_a_number_is_not() {
        let mut csv = Csv::default();
        texts(&mut csv, &["=1+1", "-1", "'=1", "＝1"]);
        csv.cell(&Cell::Number(-1));
        csv.cell(&Cell::Money(1250));
        assert_eq!(std::str::from_utf8(csv.written()).unwrap(), "'=1+1,'-1,''=1,'＝1\n-1,1250");
    }
}
