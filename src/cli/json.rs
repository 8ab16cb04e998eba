//! JSON as it is printed: what a terminal would obey stands as its number, which is the same text to
//! whoever reads JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Serializer, ser::Formatter};

use crate::model::text::is_control;

/// Writes a document on one line, without a newline at its end.
///
/// # Errors
///
/// Returns why it cannot be written.
pub(super) fn write(to: &mut dyn Write, document: &impl Serialize) -> serde_json::Result<()> {
    document.serialize(&mut Serializer::with_formatter(to, Plain))
}

/// Returns a document as text on one line.
///
/// # Errors
///
/// Returns why it cannot be written, which would be a fault of ours.
pub(super) fn text(document: &impl Serialize) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    write(&mut bytes, document)?;
    String::from_utf8(bytes).map_err(|e| serde_json::Error::io(io::Error::other(e)))
}

/// Escapes what JSON does not ask to escape (RFC 8259, 7): DEL, C1, bidirectional controls,
/// separators of lines.
struct Plain;

impl Formatter for Plain {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_control(*c)) {
            to.write_all(&rest.as_bytes()[..at])?;
            // None of them is beyond the first plane: one number each.
            write!(to, "\\u{:04x}", u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        to.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_never_told_what_to_do_and_the_text_is_the_same() {
        let hostile = "é\u{9b}31m\u{7f}\u{202e}\u{2028}\u{feff}\"\u{1b}\n\\ 😀";
        let printed = text(&[hostile]).unwrap();
        assert!(!printed.contains(is_control), "{printed:?}");
        assert_eq!(printed, "[\"é\\u009b31m\\u007f\\u202e\\u2028\\ufeff\\\"\\u001b\\n\\\\ 😀\"]");
        assert_eq!(serde_json::from_str::<Vec<String>>(&printed).unwrap(), [hostile]);
    }
}
