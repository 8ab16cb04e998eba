//! The text of a file, whatever wrote it: found from its bytes, never from its name.
//!
//! A byte order mark decides; without one, what is valid UTF-8 is UTF-8. What is not was written by
//! an old Mac if its lines end in a lone CR, else by Excel on Windows.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::intake::{Fault, Reason, split::line_ends};

/// The bytes that Windows-1252 leaves without a meaning.
const UNUSED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Returns the text of a file, without its byte order mark.
///
/// # Errors
///
/// Returns the fault that makes it no text: a NUL byte, or a byte that means nothing in the only
/// encoding that is left.
pub(super) fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let (text, wrong) = encoding.decode_without_bom_handling(&bytes[mark..]);
            return if wrong || text.contains('\0') { Err(fault(1, Reason::Binary)) } else { Ok(text) };
        }
        _ => {}
    }
    let marked = bytes.strip_prefix("\u{feff}".as_bytes());
    let bytes = marked.unwrap_or(bytes);
    let line_of = |offset: usize| 1 + line_ends(&bytes[..offset]);
    if let Some(nul) = bytes.iter().position(|b| *b == 0) {
        return Err(fault(line_of(nul), Reason::Binary));
    }
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(bad) => bad.valid_up_to(),
    };
    if marked.is_some() {
        return Err(fault(line_of(bad), Reason::BadByte { byte: bytes[bad] }));
    }
    if bytes.contains(&b'\r') && !bytes.contains(&b'\n') {
        return Ok(MACINTOSH.decode_without_bom_handling(bytes).0);
    }
    if let Some(at) = bytes.iter().position(|b| UNUSED.contains(b)) {
        return Err(fault(line_of(at), Reason::BadByte { byte: bytes[at] }));
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

fn fault(line: u64, reason: Reason) -> Fault {
    Fault { line, column: None, value: None, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, unit: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_text_is_known_by_its_bytes() {
        for (bytes, text) in [
            (&b"N\xc2\xb0 d'\xc3\x89cran"[..], "N° d'Écran"),
            (b"\xef\xbb\xbfN\xc2\xb0", "N°"),
            (b"N\xb0 d\x92\xc9cran\r\n\x80", "N° d’Écran\r\n€"),
            (b"\xc9cran;\x8e\r\n", "Écran;Ž\r\n"),
            (b"\x83cran\rN\xa1", "Écran\rN°"),
            (b"a\rb", "a\rb"),
            (b"", ""),
        ] {
            assert_eq!(text_of(bytes).unwrap(), text, "{bytes:x?}");
        }
        assert_eq!(text_of(&utf16("Écran\tN°\r\n", u16::to_le_bytes)).unwrap(), "Écran\tN°\r\n");
        assert_eq!(text_of(&utf16("Écran", u16::to_be_bytes)).unwrap(), "Écran");
    }

    #[test]
    fn what_is_no_text_is_refused_where_it_stops_being_one() {
        for (bytes, line, reason) in [
            (&b"a\nb\0"[..], 2, Reason::Binary),
            (b"\xff\xfea", 1, Reason::Binary),
            (b"\xff\xfe\x00\x00a\x00", 1, Reason::Binary),
            (b"\xff\xfe\x00\xd8a\x00", 1, Reason::Binary),
            (b"\xe9\r\n\r\nb\x81", 3, Reason::BadByte { byte: 0x81 }),
            (b"\x8d\n", 1, Reason::BadByte { byte: 0x8d }),
            (b"\xef\xbb\xbfa\n\xe9", 2, Reason::BadByte { byte: 0xe9 }),
        ] {
            assert_eq!(text_of(bytes), Err(fault(line, reason)), "{bytes:x?}");
        }
    }
}
