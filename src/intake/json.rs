//! JSON as tools write it: one document, a list of them, or several behind each other, with or without commas
//! between (lshw of some versions leaves one too many).

use std::borrow::Cow;

use serde_json::{Value, error::Category};

use crate::intake::{Fault, Reason, cell};

/// The longest file that is read, in bytes: what a machine says of itself takes a hundredth of it.
pub(super) const MAX: usize = 16 << 20;

/// A document, and the line where it starts.
pub(super) struct Document {
    pub(super) line: u64,
    pub(super) value: Value,
}

/// Hands over each document of a text, in their order, until one is at fault, or `take` wants no more.
///
/// # Errors
///
/// Returns the place where it is no JSON, or nothing more comes. What came before has been handed over then.
pub(super) fn each(text: &str, mut take: impl FnMut(Document) -> bool) -> Result<(), Fault> {
    if text.len() > MAX {
        return Err(at(1, Reason::FileTooLong { bytes: text.len(), most: MAX }));
    }
    let mut place = Place { rest: text, line: 1 };
    let mut listed = false;
    loop {
        place.skip();
        match place.rest.bytes().next() {
            None if listed => return Err(at(place.line, Reason::CutJson)),
            None => return Ok(()),
            // What follows a list is of another run of the tool.
            Some(b'[') if !listed => {
                listed = true;
                place.pass(1);
            }
            Some(b']') if listed => {
                listed = false;
                place.pass(1);
            }
            Some(_) => {
                if !take(place.document()?) {
                    return Ok(());
                }
            }
        }
    }
}

/// Where the reading is.
struct Place<'t> {
    rest: &'t str,
    line: u64,
}

impl Place<'_> {
    fn pass(&mut self, bytes: usize) {
        let (passed, rest) = self.rest.split_at(bytes);
        self.line += passed.bytes().filter(|b| *b == b'\n').count() as u64;
        self.rest = rest;
    }

    /// Passes white space, and the commas between documents.
    fn skip(&mut self) {
        let end = self.rest.find(|c: char| !c.is_ascii_whitespace() && c != ',');
        self.pass(end.unwrap_or(self.rest.len()));
    }

    /// Reads the document that starts here.
    fn document(&mut self) -> Result<Document, Fault> {
        let line = self.line;
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                let read = values.byte_offset();
                self.pass(read);
                Ok(Document { line, value })
            }
            Some(Err(error)) => Err(self.fault(&error)),
            None => Err(at(line, Reason::CutJson)),
        }
    }

    fn fault(&self, error: &serde_json::Error) -> Fault {
        let line = self.line + (error.line() as u64).saturating_sub(1);
        let reason = match error.classify() {
            Category::Eof => Reason::CutJson,
            _ if error.to_string().starts_with("recursion limit") => Reason::TooDeep,
            _ => {
                let at = error.line().saturating_sub(1);
                let wrong = self.rest.lines().nth(at).unwrap_or_default();
                let from = error.column().saturating_sub(1);
                let start: String = wrong.chars().skip(from).take(20).collect();
                let value = Some(cell::excerpt(start.trim())).filter(|value| !value.is_empty());
                return Fault { line, column: None, value, reason: Reason::BadJson };
            }
        };
        at(line, reason)
    }
}

fn at(line: u64, reason: Reason) -> Fault {
    Fault { line, column: None, value: None, reason }
}

/// Returns what stands behind these keys, one in the other.
pub(super) fn inside<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().try_fold(value, |value, key| value.get(key))
}

/// Returns a text behind these keys, without the spaces around it; none for an empty one.
pub(super) fn text<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v str> {
    inside(value, keys)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// Reads a whole number, also one that stands as a text: the digits of great ones are kept so.
pub(super) fn whole(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from)),
        Value::String(digits) => digits.trim().parse().ok(),
        _ => None,
    }
}

/// Shows the start of a value in a fault.
pub(super) fn shown(value: &Value) -> String {
    let text: Cow<'_, str> = match value {
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    };
    cell::excerpt(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Result<Vec<u64>, Fault> {
        let mut lines = Vec::new();
        let read = each(text, |document| {
            lines.push(document.line);
            true
        });
        read.map(|()| lines)
    }

    #[test]
    fn documents_stand_alone_in_a_list_or_behind_each_other() {
        assert_eq!(lines("{}"), Ok(vec![1]));
        assert_eq!(lines("\n [ {\"a\":1},\n{}\n]\n"), Ok(vec![2, 3]));
        assert_eq!(lines("{},\n{},\n"), Ok(vec![1, 2]));
        assert_eq!(lines("{}\n{}"), Ok(vec![1, 2]));
        assert_eq!(lines("[{},]\n[\n{}]"), Ok(vec![1, 3]));
        assert_eq!(lines("[]"), Ok(vec![]));
    }

    #[test]
    fn what_is_no_json_is_named_with_its_line() {
        let reason = |text: &str| lines(text).map_err(|fault| (fault.line, fault.reason));
        assert_eq!(reason("[{},\n{\"a\":"), Err((2, Reason::CutJson)));
        assert_eq!(reason("[{}"), Err((1, Reason::CutJson)));
        assert_eq!(reason("{}\n\nabc"), Err((3, Reason::BadJson)));
        assert_eq!(reason(&"[".repeat(1000)), Err((1, Reason::TooDeep)));
        let long = format!("{{\"a\":\"{}\"}}", "x".repeat(MAX));
        assert!(matches!(reason(&long), Err((1, Reason::FileTooLong { .. }))));
    }

    #[test]
    fn a_whole_number_is_read_also_as_a_text() {
        let read = |text: &str| whole(&serde_json::from_str(text).unwrap());
        assert_eq!(read("500107862016"), Some(500_107_862_016));
        assert_eq!(read("\"18446744073709551616\""), Some(18_446_744_073_709_551_616));
        assert_eq!(read("-1"), Some(-1));
        for text in ["1.5", "\"x\"", "null", "[1]"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
