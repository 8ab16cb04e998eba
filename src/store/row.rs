//! A row as text: what a replay gives is compared with what is there, whatever the engine.

use std::fmt::Write as _;

use super::column::Value;

/// The values of a row, one after the other, so that two different ones never look the same.
#[derive(Default)]
pub(super) struct RowText(String);

impl RowText {
    /// Takes a row apart again: its values, a text without its length.
    pub(super) fn values(row: &str) -> impl Iterator<Item = &str> {
        let mut rest = Some(row);
        std::iter::from_fn(move || {
            let row = rest?;
            let end = row.find('|').unwrap_or(row.len());
            // A length stands only before a text: of the other values, none has a colon.
            let text = row[..end].split_once(':').and_then(|(length, _)| {
                let from = length.len() + 1;
                Some((from, from.checked_add(length.parse().ok()?)?))
            });
            let (from, to) = text.filter(|(_, to)| row.is_char_boundary(*to)).unwrap_or((0, end));
            rest = row.get(to..).and_then(|after| after.strip_prefix('|'));
            Some(&row[from..to])
        })
    }

    /// Begins another row.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns what was said.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    fn next(&mut self) {
        if !self.0.is_empty() {
            self.0.push('|');
        }
    }

    /// Says a value.
    pub(super) fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::Null => self.null(),
            Value::Integer(number) => self.integer(*number),
            Value::Flag(flag) => self.integer(i64::from(*flag)),
            Value::Text(text) => self.text(text.as_bytes()),
            Value::Id(id) => self.blob(id.as_bytes()),
            Value::Bytes(bytes) => self.blob(bytes),
        }
    }

    /// Says that there is no value.
    pub(super) fn null(&mut self) {
        self.next();
        self.0.push_str("null");
    }

    /// Says a whole number.
    pub(super) fn integer(&mut self, number: i64) {
        self.next();
        // Writing into a string cannot fail.
        let _ = write!(self.0, "{number}");
    }

    /// Says any other number.
    pub(super) fn real(&mut self, number: f64) {
        self.next();
        let _ = write!(self.0, "{number:e}");
    }

    /// Says a text, behind its length.
    pub(super) fn text(&mut self, text: &[u8]) {
        self.next();
        let _ = write!(self.0, "{}:", text.len());
        match std::str::from_utf8(text) {
            Ok(text) => self.0.push_str(text),
            Err(_) => self.0.push_str(&String::from_utf8_lossy(text)),
        }
    }

    /// Says bytes, as digits.
    pub(super) fn blob(&mut self, bytes: &[u8]) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.next();
        let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
        self.0.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
    }
}
