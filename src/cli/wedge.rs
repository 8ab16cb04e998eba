//! Lines as scanners type them: ended by CR, LF, CRLF, TAB or the end of the input, read as soon as
//! they are there, in bounded memory.

use std::io::{self, BufRead, ErrorKind};

use crate::model::text::{self, NotText};

/// One line that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The text; of a line that cannot be taken, its beginning.
    pub(super) text: String,
    /// Why it cannot be taken, if so.
    pub(super) wrong: Option<NotText>,
}

/// The lines of an input.
pub(super) struct Lines<R> {
    input: R,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input }
    }

    /// Waits for the next line that is not empty; nothing once the input has ended.
    ///
    /// # Errors
    ///
    /// Returns why the input cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let (line, ended) = self.raw()?;
            match line {
                Some(line) => return Ok(Some(line)),
                None if ended => return Ok(None),
                None => {}
            }
        }
    }

    /// Reads up to the next end of a line: the line if it is not empty, and whether the input ended.
    fn raw(&mut self) -> io::Result<(Option<Line>, bool)> {
        let mut kept: Vec<u8> = Vec::new();
        let mut length = 0_usize;
        let ended = loop {
            let there = match self.input.fill_buf() {
                Ok(there) => there,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = there.iter().position(|b| matches!(b, b'\r' | b'\n' | b'\t'));
            let part = &there[..end.unwrap_or(there.len())];
            length = length.saturating_add(part.len());
            // What is beyond the longest text is counted and forgotten.
            let room = (text::MAX + 1).saturating_sub(kept.len());
            kept.extend_from_slice(&part[..part.len().min(room)]);
            let (used, ended) = (end.map_or(part.len(), |end| end + 1), there.is_empty());
            self.input.consume(used);
            if end.is_some() || ended {
                break ended;
            }
        };
        let text = String::from_utf8_lossy(&kept).into_owned();
        if text.trim().is_empty() && length <= text::MAX {
            return Ok((None, ended));
        }
        let wrong = if length > text::MAX {
            Some(NotText::TooLong(length))
        } else if std::str::from_utf8(&kept).is_err() {
            Some(NotText::NotUtf8)
        } else {
            None
        };
        Ok((Some(Line { text, wrong }), ended))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;

    fn lines(input: impl Read) -> Vec<Line> {
        // A small buffer: a line comes in many parts.
        let mut lines = Lines::new(BufReader::with_capacity(7, input));
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    #[test]
    fn every_end_of_line_that_scanners_type_ends_a_line() {
        for end in ["\r", "\n", "\r\n", "\t", "\n\n"] {
            let input = format!("VAL-000001{end}VAL-000002{end}VAL-000003");
            let texts: Vec<String> = lines(input.as_bytes()).into_iter().map(|line| line.text).collect();
            assert_eq!(texts, ["VAL-000001", "VAL-000002", "VAL-000003"], "{end:?}");
        }
        assert_eq!(lines(&b""[..]), []);
        assert_eq!(lines(&b"\r\n \n\t"[..]), []);
    }

    #[test]
    fn what_cannot_be_taken_is_one_line_with_its_reason_and_little_of_it_is_kept() {
        let long = io::repeat(b'x').take(10_000_000).chain(&b"\nA\xe9B\nC"[..]);
        let lines = lines(long);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0].wrong, Some(NotText::TooLong(10_000_000)));
        assert_eq!(lines[0].text.len(), text::MAX + 1);
        assert_eq!((lines[1].text.as_str(), lines[1].wrong), ("A\u{fffd}B", Some(NotText::NotUtf8)));
        assert_eq!((lines[2].text.as_str(), lines[2].wrong), ("C", None));
    }
}
