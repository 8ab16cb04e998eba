//! The logs of what erases: nwipe, hdparm, nvme-cli, eReuse Workbench. Bytes go in, neutral records come
//! out, one a drive, each with what the log proves and no more.
//!
//! A verdict is pass only where the log itself shows the result; a log that is cut, or was written by a
//! program that says *issued* and not *done*, gives unknown. The machine that erased is never the asset.
//! Lines are never kept: some hold a password.

mod ereuse;
mod hdparm;
mod nvme;
mod nwipe;
mod record;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, collections::BTreeMap};

use crate::model::{amount::Bytes, text};

pub use record::{Erasure, Remark, RemarkCode, When};

/// The longest log that is read, in bytes: what could not be kept as evidence is not believed.
pub const MAX: usize = 16 << 20;

/// How much of a file is looked at to tell what wrote it.
const LOOK: usize = 1 << 20;

/// What wrote a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// nwipe, of any year; `ShredOS`.
    Nwipe,
    /// A session in which hdparm was run.
    Hdparm,
    /// A session in which nvme-cli was run, or its JSON.
    Nvme,
    /// A snapshot of eReuse Workbench.
    Ereuse,
}

/// Why a file is no log of an erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotALog {
    /// It is longer than a log is; how long.
    TooLong(usize),
    /// Nothing in it is what one of the known programs writes.
    Unknown,
    /// It is a snapshot in YAML: only JSON is read.
    Yaml,
    /// It is JSON, and breaks off or is not what the program writes.
    Json(u32),
    /// Two drives have one serial: nobody can tell which is which.
    SameSerial {
        /// The serial.
        serial: String,
        /// The lines on which the drives are named.
        lines: [u32; 2],
    },
    /// Several drives were looked at in a session that does not say which was erased.
    SeveralDrives {
        /// The lines of the first two serials.
        lines: [u32; 2],
    },
}

/// Tells what wrote a log, from its content.
fn format_of(bytes: &[u8]) -> Option<Format> {
    let look = &bytes[..bytes.len().min(LOOK)];
    let has = |words: &[&str]| words.iter().any(|word| contains(look, word.as_bytes()));
    // A line of nwipe and the prompt of a shell begin with a bracket too.
    let mut first = look.iter().filter(|b| !b.is_ascii_whitespace());
    if matches!((first.next(), first.next()), (Some(b'{'), _) | (Some(b'['), Some(b'{'))) {
        return if has(&["\"sprog\"", "\"sstat\""]) {
            Some(Format::Nvme)
        } else {
            has(&["\"Snapshot\"", "\"DeviceSnapshotV1\"", "\"components\""]).then_some(Format::Ereuse)
        };
    }
    if look.split(|b| *b == b'\n').any(nwipe::is_line) {
        Some(Format::Nwipe)
    } else if has(&["(SPROG)", "Success formatting namespace", "nvme sanitize", "nvme format", "NVMe status"])
    {
        Some(Format::Nvme)
    } else if has(&["Issuing SECURITY_", "ATA device, with", "hdparm -I", "hdparm --"]) {
        Some(Format::Hdparm)
    } else {
        None
    }
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|window| window == needle)
}

/// Reads a log.
///
/// # Errors
///
/// Returns why it is none, or why it cannot be told which drive is which.
pub fn read(bytes: &[u8]) -> Result<Vec<Erasure>, NotALog> {
    if bytes.len() > MAX {
        return Err(NotALog::TooLong(bytes.len()));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let Some(format) = format_of(bytes) else {
        return Err(if ereuse::is_yaml(bytes) { NotALog::Yaml } else { NotALog::Unknown });
    };
    let mut drives = match format {
        Format::Nwipe => nwipe::read(bytes)?,
        Format::Hdparm => hdparm::read(bytes)?,
        Format::Nvme => nvme::read(bytes)?,
        Format::Ereuse => ereuse::read(bytes)?,
    };
    drives.iter_mut().for_each(Erasure::settle);
    Ok(drives)
}

/// In the log of one run, two drives with one serial are two drives that cannot be told apart.
fn refuse_same_serial(drives: &[Erasure]) -> Result<(), NotALog> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for drive in drives {
        let Some(serial) = &drive.serial else { continue };
        if let Some(first) = seen.insert(serial, drive.line) {
            return Err(NotALog::SameSerial { serial: serial.clone(), lines: [first, drive.line] });
        }
    }
    Ok(())
}

/// Reads a log that is JSON.
fn json(bytes: &[u8]) -> Result<serde_json::Value, NotALog> {
    serde_json::from_slice(bytes).map_err(|e| NotALog::Json(u32::try_from(e.line()).unwrap_or(u32::MAX)))
}

/// The lines of a log with their numbers, whatever its bytes are: what is no text is shown as such.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (u32, Cow<'_, str>)> {
    (1..).zip(bytes.split(|b| *b == b'\n').map(|line| String::from_utf8_lossy(line.trim_ascii_end())))
}

/// The part of a text between two marks.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(part, _)| part)
}

/// Reads the whole number with which a text begins.
fn number(text: &str) -> Option<u64> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

/// A number of bytes, if a drive can have that many.
fn capacity(bytes: u64) -> Option<Bytes> {
    i64::try_from(bytes).ok().filter(|bytes| (1..1_i64 << 53).contains(bytes)).map(Bytes)
}

/// A model as it is kept: some programs pad it.
fn model(raw: &str) -> Option<String> {
    let clean = text::clean(raw).ok()?;
    let good = clean.len() <= 80 && !clean.contains('\u{fffd}') && !text::is_placeholder(&clean);
    good.then_some(clean)
}
