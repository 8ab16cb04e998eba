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
#[cfg(test)]
mod tests;

use std::{borrow::Cow, collections::BTreeMap};

use crate::model::{
    amount::Bytes,
    codes::codes,
    day::{Day, Instant},
    sanitization::{MediumKind, Method, Technique, Verdict, Verify},
    text,
};

/// The longest log that is read, in bytes: what could not be kept as evidence is not believed.
pub const MAX: usize = 16 << 20;

/// How much of a file is looked at to tell what wrote it.
const LOOK: usize = 1 << 20;

codes! {
    /// What wrote a log.
    pub enum Format {
        /// nwipe, of any year; `ShredOS`.
        Nwipe = "nwipe",
        /// A session in which hdparm was run.
        Hdparm = "hdparm",
        /// A session in which nvme-cli was run, or its JSON.
        Nvme = "nvme",
        /// A snapshot of eReuse Workbench.
        Ereuse = "ereuse",
    }
}

codes! {
    /// What is worth saying of a record.
    pub enum RemarkCode {
        /// The log has no result for the drive: it was cut, or the program was.
        Cut = "cut",
        /// The log lists the drive; nothing was begun on it.
        NotStarted = "not_started",
        /// The method only reads: a check, and no erasure.
        OnlyReads = "only_reads",
        /// Nothing in the log erases.
        NoErasure = "no_erasure",
        /// The program said that it issued the command, and nothing says what came of it.
        Issued = "issued",
        /// The command was still running.
        InProgress = "in_progress",
        /// The device says that it was never sanitised, or its log is empty.
        NeverSanitised = "never_sanitised",
        /// There is no serial, or what stands there is none.
        NoSerial = "no_serial",
        /// The serial cannot be read.
        SerialUnreadable = "serial_unreadable",
        /// What stands in its place may be cut short.
        SerialCut = "serial_cut",
        /// The device answered with something that is no identity.
        Garbage = "garbage",
        /// The drive reports success, and the log has errors of it.
        ErrorsInLog = "errors_in_log",
        /// Less was written than the drive has.
        Incomplete = "incomplete",
        /// Nothing was read back.
        NotVerified = "not_verified",
        /// Sectors are hidden: they were not reached.
        HiddenSectors = "hidden_sectors",
        /// No drive is that fast.
        TooFast = "too_fast",
        /// This version of the program does not have the action.
        ToolTooOld = "tool_too_old",
        /// Two drives had this device name in the log.
        DeviceTwice = "device_twice",
        /// The log names one device where it erases and another where it looks.
        DeviceDiffers = "device_differs",
        /// The medium of this serial is known as another model.
        OtherModel = "other_model",
        /// The medium of this serial is known as another kind.
        OtherKind = "other_kind",
        /// The method is not one that is known.
        UnknownMethod = "unknown_method",
        /// A password stands in the log: the file itself is not kept.
        Password = "password",
        /// The log gives no day.
        NoDate = "no_date",
        /// The log says another day than the one on which it is recorded.
        OtherDay = "other_day",
        /// The log gives no time zone: that of the organisation was taken.
        ZoneAssumed = "zone_assumed",
    }
}

impl RemarkCode {
    /// Tells whether such a log proves no erasure at all, so that there is nothing to record.
    #[must_use]
    pub const fn proves_nothing(self) -> bool {
        matches!(self, Self::NotStarted | Self::OnlyReads | Self::NoErasure | Self::NeverSanitised)
    }
}

/// Something worth saying, and the line it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub code: RemarkCode,
    /// The line, from 1.
    pub line: u32,
}

/// A moment as a log gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// On the clock of the machine that erased, in a zone it does not name: the day, and its seconds.
    Local(Day, u32),
    /// An instant.
    Exact(Instant),
}

/// What a log says of one drive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The line on which its run first names it, or its command; in JSON its place among the records, from 1. No
    /// two records of a file have the same.
    pub line: u32,
    /// The device, as the machine that erased named it.
    pub device: Option<String>,
    /// The model; some programs cut it.
    pub model: Option<String>,
    /// The serial, if it can be one.
    pub serial: Option<String>,
    /// What it is, where the log tells.
    pub kind: Option<MediumKind>,
    /// Its capacity.
    pub capacity: Option<Bytes>,
    /// Whether the capacity was rounded.
    pub rounded: bool,
    /// What was done; nothing if that is no erasure, or not known.
    pub action: Option<Technique>,
    /// The pattern.
    pub method: Option<Method>,
    /// The tool and its version.
    pub tool: String,
    /// How many times all of it was written.
    pub passes: Option<u32>,
    /// How many bytes of it were reached.
    pub bytes: Option<Bytes>,
    /// When it began.
    pub started: Option<When>,
    /// When it ended.
    pub finished: Option<When>,
    /// How long it took, in seconds, where no moment is given.
    pub seconds: Option<u64>,
    /// How it was checked.
    pub verify: Verify,
    /// How many errors were counted.
    pub errors: Option<u64>,
    /// What the log proves.
    pub verdict: Verdict,
    /// What is worth saying.
    pub remarks: Vec<Remark>,
}

impl Erasure {
    /// A drive of which nothing is known yet.
    fn new(line: u32, tool: &str) -> Self {
        Self {
            line,
            device: None,
            model: None,
            serial: None,
            kind: None,
            capacity: None,
            rounded: false,
            action: None,
            method: None,
            tool: tool.to_owned(),
            passes: None,
            bytes: None,
            started: None,
            finished: None,
            seconds: None,
            verify: Verify::None,
            errors: None,
            verdict: Verdict::Unknown,
            remarks: Vec::new(),
        }
    }

    fn remark(&mut self, code: RemarkCode, line: u32) {
        if !self.remarks.iter().any(|known| known.code == code) {
            self.remarks.push(Remark { code, line });
        }
    }

    /// Tells whether there is something to record: the log proves that somebody tried.
    #[must_use]
    pub fn is_attempt(&self) -> bool {
        self.action.is_some() && !self.remarks.iter().any(|remark| remark.code.proves_nothing())
    }

    /// A result that cannot be, or is not of the whole drive, is none.
    fn doubt(&mut self, code: RemarkCode, line: u32) {
        self.remark(code, line);
        if self.verdict == Verdict::Pass {
            self.verdict = Verdict::Unknown;
        }
    }

    /// Takes a serial as the log writes it.
    fn name(&mut self, raw: &str, line: u32) {
        let raw = raw.trim();
        if raw.contains('\u{fffd}') || raw.chars().any(text::is_control) || !raw.is_ascii() {
            return self.remark(RemarkCode::SerialUnreadable, line);
        }
        // Makers give more characters than that; what is shorter is the beginning of one, or noise.
        if raw.len() < 4 || raw.len() > 64 || text::is_placeholder(raw) {
            return self.remark(RemarkCode::NoSerial, line);
        }
        self.serial = Some(raw.to_ascii_uppercase());
    }

    /// Lowers what reached less than a drive of this capacity: sizes differ by 1 % where they were rounded.
    pub(crate) fn check_whole(&mut self, Bytes(capacity): Bytes) {
        if self.bytes.is_some_and(|Bytes(reached)| reached < capacity - capacity / 100) {
            self.doubt(RemarkCode::Incomplete, self.line);
        }
    }

    /// Lowers what no drive can do: all of it written faster than any interface carries.
    fn check_speed(&mut self) {
        if self.verdict != Verdict::Pass {
            return;
        }
        let Some(Bytes(bytes)) = self.bytes.or(self.capacity) else { return };
        let took = match (self.started, self.finished) {
            (Some(When::Local(first, from)), Some(When::Local(last, to))) => {
                let seconds = i64::from(to) - i64::from(from);
                Some(seconds + 86_400 * days_between(first, last))
            }
            (Some(When::Exact(from)), Some(When::Exact(to))) => Some((to.millis() - from.millis()) / 1000),
            _ => self.seconds.and_then(|seconds| i64::try_from(seconds).ok()),
        };
        let Some(took) = took else { return };
        let fastest = match (self.action, self.kind) {
            (Some(Technique::Overwrite), _) => FASTEST,
            // The disk turns under its heads, whoever gives the order.
            (Some(Technique::AtaSecureErase | Technique::AtaSanitizeOverwrite), Some(MediumKind::Hdd)) => {
                FASTEST_DISK
            }
            _ => return,
        };
        let passes = i64::from(self.passes.unwrap_or(1).max(1));
        // The clock of a log has seconds: what took less than one may have taken nearly two.
        if took < 0 || bytes.saturating_mul(passes) / took.saturating_add(2) > fastest {
            self.doubt(RemarkCode::TooFast, self.line);
        }
    }
}

/// In bytes a second: four lanes of PCI Express 5.
const FASTEST: i64 = 16_000_000_000;

/// In bytes a second: the outer tracks of the fastest disks.
const FASTEST_DISK: i64 = 600_000_000;

/// Days from one to another; logs are of a few days.
fn days_between(first: Day, last: Day) -> i64 {
    let mut day = first;
    for count in 0..366 {
        if day >= last {
            return count;
        }
        day = day.next();
    }
    366
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
#[must_use]
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
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
pub fn read(bytes: &[u8]) -> Result<(Format, Vec<Erasure>), NotALog> {
    if bytes.len() > MAX {
        return Err(NotALog::TooLong(bytes.len()));
    }
    let Some(format) = format_of(bytes) else {
        return Err(if ereuse::is_yaml(bytes) { NotALog::Yaml } else { NotALog::Unknown });
    };
    let mut drives = match format {
        Format::Nwipe => nwipe::read(bytes)?,
        Format::Hdparm => hdparm::read(bytes)?,
        Format::Nvme => nvme::read(bytes)?,
        Format::Ereuse => ereuse::read(bytes)?,
    };
    for drive in &mut drives {
        if let Some(capacity) = drive.capacity {
            drive.check_whole(capacity);
        }
        drive.check_speed();
        let dated = drive.finished.or(drive.started);
        match dated {
            None if drive.is_attempt() => drive.remark(RemarkCode::NoDate, drive.line),
            Some(When::Local(..)) => drive.remark(RemarkCode::ZoneAssumed, drive.line),
            _ => {}
        }
        if drive.serial.is_none() {
            let known = [RemarkCode::SerialUnreadable, RemarkCode::SerialCut, RemarkCode::Garbage];
            if !drive.remarks.iter().any(|remark| known.contains(&remark.code)) {
                drive.remark(RemarkCode::NoSerial, drive.line);
            }
        }
    }
    Ok((format, drives))
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
