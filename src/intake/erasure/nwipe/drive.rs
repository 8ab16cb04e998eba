//! What a run of nwipe says of one drive, and what that proves.

use std::collections::HashSet;

use super::words::{begins, kind_of, method, native};
use crate::{
    intake::erasure::{Erasure, RemarkCode, When, between, capacity, model, number},
    model::sanitization::{MediumKind, Technique, Verdict, Verify},
    rules::nist::has_firmware_actions,
};

/// What is known of a drive.
#[derive(Default)]
pub(super) struct Drive {
    pub(super) line: u32,
    /// Whether the log lists it as a drive: it names other devices too, such as its source of entropy.
    pub(super) listed: bool,
    pub(super) kind: Option<MediumKind>,
    pub(super) model: Option<String>,
    /// The serial as the log writes it, none where the line may be cut, and where; and one that differs.
    serials: Vec<(Option<String>, u32)>,
    pub(super) bytes: Option<u64>,
    written: u64,
    /// How much of what was written last was read again, where that is counted.
    read: Option<u64>,
    pub(super) method: Option<String>,
    passes: HashSet<(u32, u32)>,
    begun: Option<When>,
    ended: Option<When>,
    /// Whether what was written last was read back.
    read_back: bool,
    pub(super) row: Option<Verdict>,
    pub(super) seconds: Option<u64>,
    pub(super) errors: Option<u64>,
    pub(super) trouble: Option<u32>,
    /// Where nwipe says that it failed.
    failed: Option<u32>,
    hidden: Option<u32>,
    /// How many sectors the drive has, and how many it shows.
    real: Option<u64>,
    apparent: Option<u64>,
    pub(super) partial: Option<u32>,
    /// A firmware action was seen to be accepted, and to end.
    accepted: bool,
}

impl Drive {
    /// A drive of which a line speaks for the first time.
    pub(super) fn named_at(line: u32) -> Self {
        Self { line, ..Self::default() }
    }

    /// Takes a serial; none where it may be cut.
    pub(super) fn serial(&mut self, serial: Option<&str>, at: u32) {
        let serial = serial.map(str::trim);
        if self.serials.len() < 2 && !self.serials.iter().any(|(known, _)| known.as_deref() == serial) {
            self.serials.push((serial.map(str::to_owned), at));
        }
    }

    /// What a row of the Drive Status has last: `WDC WD1600AAJS-2/WD-WCAV…`.
    pub(super) fn model_and_serial(&mut self, named: &str, at: u32) {
        let Some((before, serial)) = named.rsplit_once('/') else { return };
        if self.serials.is_empty() {
            self.serial(Some(serial), at);
        }
        self.model = self.model.take().or_else(|| model(before));
    }

    pub(super) fn message(&mut self, at: u32, when: When, text: &str) {
        if let Some((_, serial)) = text.split_once(" has serial number") {
            return self.serial(Some(serial), at);
        }
        if let Some(sizes) = text.split_once(", sect/blk/dev ").and_then(|(_, sizes)| sizes.rsplit_once('/'))
        {
            self.bytes = self.bytes.or(number(sizes.1));
            return;
        }
        if let Some(method) = text.strip_prefix("Invoking method ").and_then(|text| between(text, "'", "'")) {
            self.method.get_or_insert_with(|| method.to_owned());
            self.begin(when);
        } else if begins(text) {
            self.begin(when);
            self.read_back = false;
        } else if text.starts_with("Finished pass ") {
            let of = |word| text.split_once(word).and_then(|(_, rest)| number(rest)).unwrap_or(1);
            let pass = (u32::try_from(of("round ")).unwrap_or(1), u32::try_from(of("pass ")).unwrap_or(1));
            self.passes.insert(pass);
        } else if text.contains("bytes written to") {
            self.written = self.written.max(number(text).unwrap_or_default());
            (self.read_back, self.read) = (false, None);
        } else if text.contains("bytes read from") {
            self.read = number(text);
        } else if text.contains("[FAILURE]") {
            self.failed.get_or_insert(at);
        } else if text.contains("verification errors") {
            self.trouble.get_or_insert(at);
        } else if text.contains("Verified ") {
            self.read_back = true;
        }
        self.hidden(at, text);
        let lower = text.to_ascii_lowercase();
        self.accepted |=
            lower.contains("sanitize") && (lower.contains("accepted") || lower.contains("in progress"));
        let works = ["Starting ", "Finished "].iter().any(|word| text.starts_with(word))
            || text.contains("bytes written to")
            || text.contains("Verified ");
        // What is said of a drive after its result is no part of its erasure.
        if works && self.begun.is_some() && self.row.is_none() {
            self.ended = Some(self.ended.map_or(when, |ended| ended.max(when)));
        }
    }

    pub(super) fn is_begun(&self) -> bool {
        self.begun.is_some() || self.written > 0 || self.row.is_some()
    }

    fn begin(&mut self, when: When) {
        self.begun = Some(self.begun.map_or(when, |begun| begun.min(when)));
    }

    /// `HPA: max sectors = 1000/2000, hpa is enabled`, `HIDDEN SECTORS DETECTED`, `DCO Real max sectors
    /// reported as N`: 1 says that it could not be read.
    fn hidden(&mut self, at: u32, text: &str) {
        let hpa = text.contains("hpa is enabled") || text.contains("HIDDEN SECTORS DETECTED");
        let halves =
            text.split_once("max sectors ").and_then(|(_, rest)| rest.split_once('=')).map(|(_, rest)| rest);
        let fewer = halves.and_then(|rest| rest.split_once('/')).is_some_and(|(visible, real)| {
            text.contains("HPA")
                && number(visible).zip(number(real)).is_some_and(|(visible, real)| visible < real)
        });
        if hpa || fewer {
            self.hidden.get_or_insert(at);
        }
        let reported = |what: &str| text.split_once(what).and_then(|(_, rest)| number(rest));
        self.real = self.real.max(reported("DCO Real max sectors reported as "));
        self.apparent = self.apparent.or(reported("apparent max sectors reported as "));
    }

    pub(super) fn erasure(self, name: &str, tool: &str, label: Option<&str>) -> Erasure {
        let mut erasure = Erasure::new(self.line, tool);
        erasure.device = Some(format!("/dev/{name}"));
        erasure.kind = self.kind.or_else(|| kind_of("", name));
        erasure.model.clone_from(&self.model);
        erasure.capacity = self.bytes.and_then(capacity);
        (erasure.started, erasure.finished, erasure.seconds) = (self.begun, self.ended, self.seconds);
        erasure.errors = self.errors;
        erasure.bytes = capacity(self.written);
        erasure.passes = u32::try_from(self.passes.len()).ok().filter(|passes| *passes > 0);
        for (serial, line) in &self.serials {
            match serial {
                None => erasure.remark(RemarkCode::SerialCut, *line),
                Some(serial) if self.serials.len() == 1 => erasure.name(serial, *line),
                Some(_) => {}
            }
        }
        if !self.is_begun() {
            erasure.remark(RemarkCode::NotStarted, self.line);
            return erasure;
        }
        match (self.failed, self.row) {
            (Some(_), _) => erasure.verdict = Verdict::Fail,
            (None, Some(verdict)) => erasure.verdict = verdict,
            (None, None) => erasure.remark(RemarkCode::Cut, self.line),
        }
        self.action(&mut erasure, label);
        self.doubts(&mut erasure);
        self.verification(&mut erasure, label.and_then(native).is_some());
        erasure
    }

    /// What was done, by the label of the method.
    fn action(&self, erasure: &mut Erasure, label: Option<&str>) {
        erasure.method = label.and_then(method);
        match (erasure.method, label.and_then(native), label) {
            (Some(method), ..) if method.only_reads() => erasure.remark(RemarkCode::OnlyReads, self.line),
            (None, Some(technique), _) => erasure.action = Some(technique),
            (None, None, Some(label)) if label.starts_with("Verify") => {
                erasure.remark(RemarkCode::OnlyReads, self.line);
            }
            (Some(_), ..) => erasure.action = Some(Technique::Overwrite),
            (None, None, label) => {
                erasure.action = Some(Technique::Overwrite);
                // Without a label it may have been a check, which a row of the table does not show.
                if label.is_some() || erasure.verdict == Verdict::Pass {
                    erasure.doubt(RemarkCode::UnknownMethod, self.line);
                }
            }
        }
    }

    /// Whatever in the log is against a success.
    fn doubts(&self, erasure: &mut Erasure) {
        let counted = self.errors.is_some_and(|errors| errors > 0).then_some(self.line);
        let twice = self.serials.get(1).map(|(_, line)| *line);
        // What was read back of a part says nothing of the rest.
        let unread = self.read.zip(self.bytes).is_some_and(|(read, bytes)| read < bytes - bytes / 100);
        let overlay = self.real.zip(self.apparent).filter(|(real, apparent)| *real > 1 && real > apparent);
        for (line, code) in [
            (self.failed.or(self.trouble).or(counted), RemarkCode::ErrorsInLog),
            (self.partial.or(unread.then_some(self.line)), RemarkCode::Incomplete),
            (self.hidden.or(overlay.map(|_| self.line)), RemarkCode::HiddenSectors),
            (twice, RemarkCode::DeviceTwice),
        ] {
            if let Some(line) = line {
                erasure.doubt(code, line);
            }
        }
    }

    /// How it was checked. An action of the firmware is believed of an nwipe that has it, which saw it accepted.
    fn verification(&self, erasure: &mut Erasure, native: bool) {
        if native {
            if !has_firmware_actions(&erasure.tool) {
                erasure.doubt(RemarkCode::ToolTooOld, self.line);
            } else if !self.accepted {
                erasure.doubt(RemarkCode::Issued, self.line);
            }
            erasure.verify = Verify::Status;
        } else if self.read_back {
            erasure.verify = Verify::Full;
        } else if erasure.verdict == Verdict::Pass {
            erasure.remark(RemarkCode::NotVerified, self.line);
        }
    }
}
