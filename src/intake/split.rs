//! A table cut into rows and cells, with the physical line of each.
//!
//! RFC 4180, read generously: any of three delimiters and of three line ends. It is stricter than
//! usual on one point: a quote that is closed nowhere, or in the wrong place, would swallow whole
//! rows without a word. Here it is a fault, and reading goes on at the next line.

use std::{borrow::Cow, iter};

use crate::intake::Reason;

/// The rows of a text.
#[derive(Clone)]
pub(super) struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    delimiter: u8,
}

/// The most cells of a row, as many as a spreadsheet has columns: a file of delimiters alone would take
/// many times its own size.
const MOST: usize = 16_384;

/// A cell whose quotes are wrong, or one too many.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadQuote {
    /// The line where its quote opens.
    pub(super) line: u64,
    /// Its number in the row, from 0.
    pub(super) cell: usize,
    /// What is wrong.
    pub(super) reason: Reason,
}

impl<'a> Rows<'a> {
    /// Starts reading a text whose cells are parted by `delimiter`, or by the one that Excel
    /// announces on a line of its own (`sep=;`).
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        let mut rows = Self { text, at: 0, line: 1, delimiter };
        rows.skip_line_ends();
        if let Some(announced) = announced(&text[rows.at..]) {
            rows.delimiter = announced;
            rows.at += "sep=;".len();
        }
        rows
    }

    /// Returns the delimiters that the text may have: the one it announces, or any.
    pub(super) fn delimiters(text: &str) -> Vec<u8> {
        let announced = announced(text.trim_start_matches(['\r', '\n']));
        announced.map_or_else(|| b";\t,".to_vec(), |delimiter| vec![delimiter])
    }

    /// Reads the next row that is not an empty line into `cells`, in place of what they held, and
    /// returns the line where it starts; none at the end.
    ///
    /// After a cell with bad quotes, the next row is the line after the one where they open.
    pub(super) fn next(&mut self, cells: &mut Vec<Cow<'a, str>>) -> Option<Result<u64, BadQuote>> {
        cells.clear();
        self.skip_line_ends();
        self.byte()?;
        let start = self.line;
        loop {
            let (at, line) = (self.at, self.line);
            if cells.len() == MOST {
                self.skip_line();
                let (cell, reason) = (MOST, Reason::TooManyCells { most: MOST });
                return Some(Err(BadQuote { line, cell, reason }));
            }
            match self.cell() {
                Ok(cell) => cells.push(cell),
                Err(reason) => {
                    (self.at, self.line) = (at, line);
                    self.skip_line();
                    return Some(Err(BadQuote { line, cell: cells.len(), reason }));
                }
            }
            if self.byte() != Some(self.delimiter) {
                return Some(Ok(start));
            }
            self.at += 1;
        }
    }

    /// Reads one cell, up to its delimiter, its line end or the end of the text.
    fn cell(&mut self) -> Result<Cow<'a, str>, Reason> {
        if self.byte() == Some(b'"') { self.quoted() } else { Ok(Cow::Borrowed(self.plain())) }
    }

    fn plain(&mut self) -> &'a str {
        let start = self.at;
        let ends = |b: &u8| *b == self.delimiter || is_line_end(*b);
        self.at = self.find(ends).unwrap_or(self.text.len());
        &self.text[start..self.at]
    }

    fn quoted(&mut self) -> Result<Cow<'a, str>, Reason> {
        let start = self.at + 1;
        self.at = start;
        let mut doubled = false;
        let end = loop {
            let quote = self.find(|b| *b == b'"').ok_or(Reason::QuoteNeverCloses)?;
            self.at = quote + 1;
            if self.byte() != Some(b'"') {
                break quote;
            }
            self.at += 1;
            doubled = true;
        };
        let inside = &self.text[start..end];
        let lines = line_ends(inside.as_bytes());
        self.line += lines;
        if !self.plain().trim().is_empty() {
            // Text after a quote that closes lines below: it is the next cell's quote that closed it.
            return Err(if lines > 0 { Reason::QuoteNeverCloses } else { Reason::TextAfterQuote });
        }
        Ok(if doubled { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) })
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn find(&self, wanted: impl FnMut(&u8) -> bool) -> Option<usize> {
        self.text.as_bytes()[self.at..].iter().position(wanted).map(|found| self.at + found)
    }

    fn skip_line(&mut self) {
        self.at = self.find(|b| is_line_end(*b)).unwrap_or(self.text.len());
    }

    fn skip_line_ends(&mut self) {
        while let Some(end @ (b'\n' | b'\r')) = self.byte() {
            self.at += 1;
            if end == b'\n' || self.byte() != Some(b'\n') {
                self.line += 1;
            }
        }
    }
}

/// Returns the number of physical lines that end in these bytes: by LF, CR LF, or a lone CR.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    let after = bytes.iter().skip(1).chain(iter::once(&0));
    bytes.iter().zip(after).map(|(b, next)| u64::from(*b == b'\n' || (*b == b'\r' && *next != b'\n'))).sum()
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Returns the delimiter that Excel announces on the first line.
fn announced(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [
            b's' | b'S',
            b'e' | b'E',
            b'p' | b'P',
            b'=',
            delimiter @ (b';' | b',' | b'\t'),
            b'\r' | b'\n',
            ..,
        ] => Some(*delimiter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The rows of a text as `line: cell|cell`, or `line: cell number, fault`.
    fn rows(text: &str) -> Vec<String> {
        let (mut rows, mut cells, mut all) = (Rows::new(text, b';'), Vec::new(), Vec::new());
        while let Some(row) = rows.next(&mut cells) {
            all.push(match row {
                Ok(line) => format!("{line}: {}", cells.join("|")),
                Err(bad) => format!("{}: cell {}, {}", bad.line, bad.cell, bad.reason.code()),
            });
        }
        all
    }

    #[test]
    fn a_delimiter_may_be_announced() {
        assert_eq!(Rows::delimiters("\r\nsep=,\na;b"), [b',']);
        assert_eq!(Rows::new("sep=,\na;b", b';').delimiter, b',');
        assert_eq!(Rows::delimiters("sep"), [b';', b'\t', b',']);
    }

    #[test]
    fn a_row_knows_its_physical_line_whatever_ends_the_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a;b", "1;\"x", "y\"", "", "2;", "3"].join(end);
            let quoted = format!("2: 1|x{end}y");
            assert_eq!(rows(&text), ["1: a|b", &quoted, "5: 2|", "6: 3"], "{end:?}");
        }
    }

    #[test]
    fn a_quoted_cell_holds_delimiters_and_doubled_quotes() {
        assert_eq!(rows("a;b\n\"1;2\" ;\"13\"\" x\"\n"), ["1: a|b", "2: 1;2|13\" x"]);
        assert_eq!(rows("a;b\n5\" x;\"\""), ["1: a|b", "2: 5\" x|"]);
    }

    #[test]
    fn a_quote_that_never_closes_is_said_where_it_opens_and_costs_one_line() {
        assert_eq!(rows("a;b\n1;\"x\n2;y\n"), ["1: a|b", "2: cell 1, quote_never_closes", "3: 2|y"]);
        // Closed by the quote that opens the next quoted cell, two lines below.
        assert_eq!(
            rows("a;b\n1;\"x\n2;y\n3;\"z\"\n"),
            ["1: a|b", "2: cell 1, quote_never_closes", "3: 2|y", "4: 3|z"]
        );
        assert_eq!(rows("a;b\n\"x\"y;1\n2;z"), ["1: a|b", "2: cell 0, text_after_quote", "3: 2|z"]);
    }

    proptest! {
        #[test]
        fn what_a_standard_writer_wrote_is_read_back(
            table in prop::collection::vec(prop::collection::vec("[a;,\"\n\r é]{0,6}", 2..4), 1..6)
        ) {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b';')
                .flexible(true)
                .quote_style(csv::QuoteStyle::Always)
                .from_writer(Vec::new());
            for cells in &table {
                writer.write_record(cells).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let (mut rows, mut cells) = (Rows::new(&text, b';'), Vec::new());
            for wanted in table {
                prop_assert!(matches!(rows.next(&mut cells), Some(Ok(_))));
                prop_assert_eq!(&cells, &wanted);
            }
            prop_assert!(rows.next(&mut cells).is_none());
        }
    }
}
