//! What a log says of one drive, as a neutral record: with what it proves, and no more.

use crate::model::{
    amount::Bytes,
    codes::codes,
    day::{Day, Instant},
    sanitization::{MediumKind, Method, Technique, Verdict, Verify},
    text,
};

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
        /// The log was erased from the evidence: the file itself is not kept again.
        Erased = "log_erased",
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
    pub(super) fn new(line: u32, tool: &str) -> Self {
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

    pub(super) fn remark(&mut self, code: RemarkCode, line: u32) {
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
    pub(super) fn doubt(&mut self, code: RemarkCode, line: u32) {
        self.remark(code, line);
        if self.verdict == Verdict::Pass {
            self.verdict = Verdict::Unknown;
        }
    }

    /// Takes a serial as the log writes it.
    pub(super) fn name(&mut self, raw: &str, line: u32) {
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

    /// Lowers what cannot be, whatever the format, and says what the log does not.
    pub(super) fn settle(&mut self) {
        if let Some(capacity) = self.capacity {
            self.check_whole(capacity);
        }
        self.check_speed();
        match self.finished.or(self.started) {
            None if self.is_attempt() => self.remark(RemarkCode::NoDate, self.line),
            Some(When::Local(..)) => self.remark(RemarkCode::ZoneAssumed, self.line),
            _ => {}
        }
        let known = [RemarkCode::SerialUnreadable, RemarkCode::SerialCut, RemarkCode::Garbage];
        if !self.is_attempt() {
            // A serial is asked for only where there is something to record.
            self.remarks.retain(|remark| remark.code != RemarkCode::NoSerial);
        } else if self.serial.is_none() && !self.remarks.iter().any(|remark| known.contains(&remark.code)) {
            self.remark(RemarkCode::NoSerial, self.line);
        }
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
                Some(seconds + 86_400 * last.days_since(first))
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
