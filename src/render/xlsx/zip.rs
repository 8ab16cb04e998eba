//! A ZIP archive written in one pass to whatever takes bytes: what is known of a part only once it is written
//! follows it.
//!
//! Source: PKWARE APPNOTE 6.3.10, 4.3.

use std::io::{self, Write};

use flate2::{Compression, Crc, write::DeflateEncoder};

/// How hard a part is pressed together: a sheet of a million rows is to be written soon, and half of its size is
/// gone at once.
const PRESS: u32 = 4;

/// How much is pressed together before it is passed on, in bytes.
const ENOUGH: usize = 65_536;

/// The first day that the format knows, 1980-01-01: an archive tells of no clock.
const NO_TIME: [u8; 4] = [0, 0, 0x21, 0];
/// Sizes follow the part, names are UTF-8.
const FLAGS: u16 = 0x0808;
/// Deflate.
const METHOD: u16 = 8;
/// The version of the format that a reader must know, 2.0; written on a system with permissions.
const NEEDED: u16 = 20;
const MADE_BY: u16 = 0x0300 | NEEDED;
/// A file that its owner reads and writes.
const PERMISSIONS: u32 = 0o100_600 << 16;

/// A part that is written.
struct Part {
    name: String,
    crc: u32,
    packed: u32,
    size: u32,
    at: u32,
}

/// An archive in the making.
pub(super) struct Archive<W> {
    to: W,
    /// How much was passed on.
    written: u64,
    parts: Vec<Part>,
    open: Option<Open>,
}

/// The part that is being written.
struct Open {
    name: String,
    at: u64,
    began: u64,
    pressed: DeflateEncoder<Vec<u8>>,
    sum: Crc,
    size: u64,
}

fn narrow(number: u64) -> io::Result<u32> {
    let long = |_| io::Error::new(io::ErrorKind::FileTooLarge, "longer than 4 GiB");
    u32::try_from(number).map_err(long)
}

impl<W: Write> Archive<W> {
    pub(super) fn new(to: W) -> Self {
        Self { to, written: 0, parts: Vec::new(), open: None }
    }

    /// Begins a part; the one before is ended.
    pub(super) fn begin(&mut self, name: &str) -> io::Result<()> {
        self.end()?;
        let at = self.written;
        let mut head = Vec::from(0x0403_4b50_u32.to_le_bytes());
        head.extend(NEEDED.to_le_bytes());
        head.extend(FLAGS.to_le_bytes());
        head.extend(METHOD.to_le_bytes());
        head.extend(NO_TIME);
        head.extend([0; 12]);
        head.extend(length(name)?);
        head.extend([0; 2]);
        head.extend(name.as_bytes());
        self.pass(&head)?;
        self.open = Some(Open {
            name: name.to_owned(),
            at,
            began: self.written,
            pressed: DeflateEncoder::new(Vec::with_capacity(2 * ENOUGH), Compression::new(PRESS)),
            sum: Crc::new(),
            size: 0,
        });
        Ok(())
    }

    /// Adds bytes to the part.
    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(open) = &mut self.open else { return Ok(()) };
        open.sum.update(bytes);
        open.size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        open.pressed.write_all(bytes)?;
        if open.pressed.get_ref().len() >= ENOUGH {
            self.to.write_all(open.pressed.get_ref())?;
            self.written += u64::try_from(open.pressed.get_ref().len()).unwrap_or(u64::MAX);
            open.pressed.get_mut().clear();
        }
        Ok(())
    }

    /// How many bytes the part holds.
    pub(super) fn size(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| open.size)
    }

    /// Ends the part, if one is open.
    fn end(&mut self) -> io::Result<()> {
        let Some(Open { name, at, began, pressed, sum, size }) = self.open.take() else { return Ok(()) };
        self.pass(&pressed.finish()?)?;
        let part = Part {
            name,
            crc: sum.sum(),
            packed: narrow(self.written - began)?,
            size: narrow(size)?,
            at: narrow(at)?,
        };
        let mut tail = Vec::from(0x0807_4b50_u32.to_le_bytes());
        tail.extend(part.measures());
        self.pass(&tail)?;
        self.parts.push(part);
        Ok(())
    }

    /// Writes where each part is, and returns what the archive went to.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.end()?;
        let (at, mut list) = (narrow(self.written)?, Vec::new());
        for part in &self.parts {
            list.extend(0x0201_4b50_u32.to_le_bytes());
            list.extend(MADE_BY.to_le_bytes());
            list.extend(NEEDED.to_le_bytes());
            list.extend(FLAGS.to_le_bytes());
            list.extend(METHOD.to_le_bytes());
            list.extend(NO_TIME);
            list.extend(part.measures());
            list.extend(length(&part.name)?);
            list.extend([0; 8]);
            list.extend(PERMISSIONS.to_le_bytes());
            list.extend(part.at.to_le_bytes());
            list.extend(part.name.as_bytes());
        }
        let count = u16::try_from(self.parts.len()).unwrap_or(u16::MAX).to_le_bytes();
        let size = narrow(u64::try_from(list.len()).unwrap_or(u64::MAX))?;
        list.extend(0x0605_4b50_u32.to_le_bytes());
        list.extend([0; 4]);
        list.extend(count);
        list.extend(count);
        list.extend(size.to_le_bytes());
        list.extend(at.to_le_bytes());
        list.extend([0; 2]);
        self.pass(&list)?;
        self.to.flush()?;
        Ok(self.to)
    }

    fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)?;
        self.written += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(())
    }
}

impl Part {
    /// Its sum and its two sizes.
    fn measures(&self) -> Vec<u8> {
        [self.crc, self.packed, self.size].into_iter().flat_map(u32::to_le_bytes).collect()
    }
}

/// The length of a name.
fn length(name: &str) -> io::Result<[u8; 2]> {
    let length = u16::try_from(name.len());
    Ok(length.map_err(|_| io::Error::from(io::ErrorKind::InvalidFilename))?.to_le_bytes())
}
