//! The log of nwipe, of every generation: up to 2019 (`nwipe: notice: …`), 0.29 of 2020, from 2021 on with
//! the level to the right, 0.42 with its summary of bytes.
//!
//! A drive passed where its row of the Drive Status table says `Erased`, all its errors are 0, no line of the run
//! says otherwise, and a line names a method that writes. That is asked of the lines of a run whatever their order:
//! none can be added by losing others. A file may hold several runs (`-l` appends), each with its own records.
//!
//! Source: nwipe, `src/logging.c`.

mod words;

use std::collections::{BTreeMap, HashSet};

use self::words::{clock, kind_of, method, native};
use super::{
    Erasure, NotALog, RemarkCode, When, between, capacity, lines, model, number, refuse_same_serial,
};
use crate::model::{
    day::Day,
    sanitization::{MediumKind, Technique, Verdict, Verify},
};

/// The levels of a line.
const LEVELS: [&str; 8] = ["debug", "info", "notice", "warning", "error", "fatal", "sanity", "nwipe"];

/// What a terminal of this width cuts off is lost.
const TERMINAL: usize = 80;

/// Tells whether a line begins as those of nwipe do.
pub(super) fn is_line(line: &[u8]) -> bool {
    let line = &line[..line.len().min(64)];
    stamped(&String::from_utf8_lossy(line)).is_some_and(|(_, rest)| {
        LEVELS.iter().any(|level| rest.trim_start().starts_with(&format!("{level}:")))
    })
}

/// Reads the moment at the beginning of a line: `[2026/11/23 04:48:51]`.
fn stamped(line: &str) -> Option<(When, &str)> {
    let (stamp, rest) = line.strip_prefix('[')?.split_once(']')?;
    let (day, time) = stamp.split_once(' ')?;
    let mut day = day.splitn(3, '/').map(str::parse::<i16>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(date))) = (day.next(), day.next(), day.next()) else {
        return None;
    };
    let day = Day::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?)?;
    let mut time = time.splitn(3, ':').map(str::parse::<u32>);
    let (Some(Ok(hour)), Some(Ok(minute)), Some(Ok(second))) = (time.next(), time.next(), time.next()) else {
        return None;
    };
    (hour < 24 && minute < 60 && second < 61)
        .then_some((When::Local(day, (hour * 60 + minute) * 60 + second.min(59)), rest))
}

/// Reads a log. What nothing was begun on is there too, and says so.
///
/// # Errors
///
/// Refuses a run in which two drives have one serial.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Erasure>, NotALog> {
    let mut log = Log {
        widest: lines(bytes).map(|(_, line)| line.chars().count()).max().unwrap_or_default(),
        ..Log::default()
    };
    for (number, line) in lines(bytes) {
        log.take(number, &line);
    }
    log.finish()
}

/// What is known of the file.
#[derive(Default)]
struct Log {
    /// How many columns the widest line has.
    widest: usize,
    /// Of the next drive that is begun: what stands above it.
    next_bytes: Option<u64>,
    /// The runs that ended.
    runs: Vec<Run>,
    run: Run,
}

/// What is known of a run.
#[derive(Default)]
struct Run {
    version: Option<String>,
    /// The method, as its options say it.
    method: Option<String>,
    /// The method, as the line below its tables says it.
    summary: Option<String>,
    drives: BTreeMap<String, Drive>,
    /// Whether something was begun: what stands at the head of a run is of the next.
    begun: bool,
    /// Whether its tables were printed: what begins is of the next.
    over: bool,
}

/// What is known of a drive.
#[derive(Default)]
struct Drive {
    line: u32,
    /// Whether the log lists it as a drive: it names other devices too, such as its source of entropy.
    listed: bool,
    kind: Option<MediumKind>,
    model: Option<String>,
    /// The serial as the log writes it, and where; and one that differs.
    serials: Vec<(String, u32)>,
    bytes: Option<u64>,
    written: u64,
    /// How much of what was written last was read again, where that is counted.
    read: Option<u64>,
    method: Option<String>,
    passes: HashSet<(u32, u32)>,
    begun: Option<When>,
    ended: Option<When>,
    /// Whether what was written last was read back.
    read_back: bool,
    row: Option<(Verdict, u32)>,
    seconds: Option<u64>,
    errors: Option<u64>,
    trouble: Option<u32>,
    /// Where nwipe says that it failed.
    failed: Option<u32>,
    hidden: Option<u32>,
    /// How many sectors the drive has, and how many it shows.
    real: Option<u64>,
    apparent: Option<u64>,
    partial: Option<u32>,
    /// A firmware action was seen to be accepted, and to end.
    accepted: bool,
}

impl Log {
    fn take(&mut self, at: u32, line: &str) {
        match stamped(line) {
            Some((when, rest)) => self.message(at, when, line, rest),
            None => self.row(at, line),
        }
    }

    fn drive(&mut self, at: u32, name: &str) -> &mut Drive {
        let drive = self.run.drives.entry(name.to_owned()).or_default();
        drive.line = if drive.line == 0 { at } else { drive.line.min(at) };
        drive
    }

    fn message(&mut self, at: u32, when: When, line: &str, rest: &str) {
        let rest = rest.trim_start();
        if let Some(totals) = rest.strip_prefix("Total Throughput") {
            return self.summary(totals);
        }
        let rest = rest.strip_prefix("nwipe:").unwrap_or(rest).trim_start();
        let Some((level, text)) = rest.split_once(':') else { return };
        let text = text.trim();
        if let Some(version) = version(text) {
            self.next_run(self.run.begun);
            self.run.version.get_or_insert(version);
        }
        if let Some(method) =
            text.strip_prefix("method ").and_then(|text| text.trim_start().strip_prefix('='))
        {
            self.next_run(self.run.begun);
            self.run.method.get_or_insert_with(|| method.trim().to_owned());
        }
        if let Some(bytes) = text.strip_prefix("Total device bytes").and_then(|text| text.split_once('=')) {
            self.next_bytes = number(bytes.1);
        }
        if let Some(found) = text.strip_prefix("Found /dev/") {
            self.next_run(self.run.begun);
            return self.found(at, line, found);
        }
        let Some(name) = device(text) else { return };
        if begins(text) {
            self.next_run(false);
            self.run.begun = true;
        }
        let waiting = text.starts_with("Invoking method").then(|| self.next_bytes.take()).flatten();
        let drive = self.drive(at, &name);
        if matches!(level.trim(), "error" | "fatal" | "sanity") {
            drive.trouble.get_or_insert(at);
        }
        drive.bytes = drive.bytes.or(waiting);
        drive.message(at, when, text);
    }

    /// Begins another run, if this one ended, or has to end with what is read now.
    fn next_run(&mut self, ends: bool) {
        if ends || self.run.over {
            self.runs.push(std::mem::take(&mut self.run));
        }
    }

    /// ` 90 MB/s, DoD Short, 1R+B+VL`, below the tables of a run.
    fn summary(&mut self, totals: &str) {
        self.run.over = true;
        let label = totals.split_once(',').and_then(|(_, rest)| rest.rsplit_once(','));
        if let Some((label, _)) = label {
            self.run.summary.get_or_insert_with(|| label.trim().to_owned());
        }
    }

    /// `Found /dev/sda,  ATA    , TOSHIBA MQ01ABD1, 1000 GB, S/N=35H2SCTWS`, or before 0.3x
    /// `Found /dev/sdc, ATA WDC WD1600AAJS-2, 160GB, S/N=…`.
    fn found(&mut self, at: u32, line: &str, found: &str) {
        let cut = self.widest == TERMINAL && line.chars().count() == TERMINAL;
        let Some((name, rest)) = found.split_once(',') else { return };
        let drive = self.drive(at, name.trim());
        drive.listed = true;
        let (rest, serial) = rest.split_once("S/N=").map_or((rest, None), |(rest, sn)| (rest, Some(sn)));
        let parts: Vec<&str> = rest.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let (bus, named) = match parts.as_slice() {
            [bus, model, _size, ..] => (*bus, *model),
            [both, _size] => both.split_once(' ').unwrap_or(("", both)),
            _ => return,
        };
        drive.kind = drive.kind.or(kind_of(bus, name));
        drive.model = drive.model.take().or_else(|| model(named));
        if let Some(serial) = serial {
            drive.serial(if cut { "\u{0}" } else { serial }, at);
        }
    }

    /// A row of one of the three tables at the end. Each is told by its cells: the title may be lost.
    fn row(&mut self, at: u32, line: &str) {
        let Some((name, rest)) = line.split_once('|') else { return };
        let name = name.trim().trim_start_matches('!').trim();
        if name.is_empty() || name == "Device" || name.contains(char::is_whitespace) {
            return;
        }
        let cells: Vec<&str> = rest.split('|').map(str::trim).collect();
        let numbers: Option<Vec<u64>> = cells.iter().map(|cell| cell.parse().ok()).collect();
        match (numbers, cells.as_slice()) {
            // The Error Summary: pass, verification, fdatasync.
            (Some(errors), _) if errors.len() >= 2 => {
                let sum = errors.iter().fold(0, |sum: u64, errors| sum.saturating_add(*errors));
                let drive = self.drive(at, name);
                drive.errors = Some(drive.errors.unwrap_or_default().saturating_add(sum));
            }
            // The Erasure Summary of 0.42: bytes erased, bytes in all, per cent.
            (None, [erased, total, share, ..]) if erased.parse::<u64>().is_ok() && share.ends_with('%') => {
                let whole = number(erased).is_some() && number(erased) >= number(total);
                let drive = self.drive(at, name);
                if !whole || !share.starts_with("100") {
                    drive.partial.get_or_insert(at);
                }
                drive.bytes = drive.bytes.or(number(total));
            }
            // The Drive Status: status, speed, time, model/serial. A row that breaks off is none.
            (None, [status, _speed, time, named, ..]) => {
                let verdict = match *status {
                    "Erased" => Verdict::Pass,
                    "-FAILED-" | "UABORTED" | "INSANITY" => Verdict::Fail,
                    _ => return,
                };
                let Some(seconds) = clock(time) else { return };
                self.run.over = true;
                let drive = self.drive(at, name);
                drive.seconds = Some(seconds);
                drive.row = Some(match drive.row {
                    Some((Verdict::Fail, line)) => (Verdict::Fail, line),
                    _ => (verdict, at),
                });
                drive.model_and_serial(named, at);
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Result<Vec<Erasure>, NotALog> {
        self.next_run(true);
        let mut all = Vec::new();
        for run in self.runs {
            let drives = run.finish();
            refuse_same_serial(&drives)?;
            all.extend(drives);
        }
        Ok(all)
    }
}

impl Run {
    fn finish(mut self) -> Vec<Erasure> {
        let drives = std::mem::take(&mut self.drives).into_iter();
        let mut drives: Vec<(String, Drive)> =
            drives.filter(|(_, drive)| drive.listed || drive.is_begun()).collect();
        drives.sort_by_key(|(_, drive)| drive.line);
        let tool =
            self.version.as_ref().map_or_else(|| "nwipe".to_owned(), |version| format!("nwipe {version}"));
        let erasure = |(name, drive): (String, Drive)| {
            let label = self.label(&drive).map(str::to_owned);
            drive.erasure(&name, &tool, label.as_deref())
        };
        drives.into_iter().map(erasure).collect()
    }

    /// The label of the method that was run on a drive. Where lines contradict each other, one of them is of
    /// another run, and none is believed.
    fn label<'r>(&'r self, drive: &'r Drive) -> Option<&'r str> {
        let labels = [&drive.method, &self.summary, &self.method].into_iter().filter_map(Option::as_deref);
        let known = |label: &str| (method(label), native(label));
        let first = labels.clone().next()?;
        labels
            .filter(|label| known(label) != (None, None))
            .all(|label| known(label) == known(first))
            .then_some(first)
    }
}

/// Whether a text says that something is begun on a device.
fn begins(text: &str) -> bool {
    ["Invoking method ", "Starting ", "Blanking ", "Writing "].iter().any(|word| text.starts_with(word))
}

impl Drive {
    fn serial(&mut self, serial: &str, at: u32) {
        let serial = serial.trim();
        if self.serials.len() < 2 && !self.serials.iter().any(|(known, _)| known == serial) {
            self.serials.push((serial.to_owned(), at));
        }
    }

    /// What a row of the Drive Status has last: `WDC WD1600AAJS-2/WD-WCAV…`.
    fn model_and_serial(&mut self, named: &str, at: u32) {
        let Some((before, serial)) = named.rsplit_once('/') else { return };
        if self.serials.is_empty() {
            self.serial(serial, at);
        }
        self.model = self.model.take().or_else(|| model(before));
    }

    fn message(&mut self, at: u32, when: When, text: &str) {
        let works = ["Starting ", "Finished "].iter().any(|word| text.starts_with(word))
            || text.contains("bytes written to")
            || text.contains("Verified ");
        if let Some((_, serial)) = text.split_once(" has serial number") {
            return self.serial(serial, at);
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
        // What is said of a drive after its result is no part of its erasure.
        if works && self.begun.is_some() && self.row.is_none() {
            self.ended = Some(self.ended.map_or(when, |ended| ended.max(when)));
        }
    }

    fn is_begun(&self) -> bool {
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

    fn erasure(self, name: &str, tool: &str, label: Option<&str>) -> Erasure {
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
            if serial == "\u{0}" {
                erasure.remark(RemarkCode::SerialCut, *line);
            } else if self.serials.len() == 1 {
                erasure.name(serial, *line);
            }
        }
        if !self.is_begun() {
            erasure.remark(RemarkCode::NotStarted, self.line);
            return erasure;
        }
        match (self.failed, self.row) {
            (Some(_), _) => erasure.verdict = Verdict::Fail,
            (None, Some((verdict, _))) => erasure.verdict = verdict,
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
            if too_old(&erasure.tool) {
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

/// Tells whether this nwipe is older than the first with actions of the firmware, 0.43, or may be.
fn too_old(tool: &str) -> bool {
    let version = tool.rsplit(' ').next().unwrap_or_default();
    let mut parts = version.split('.').map(|part| number(part).unwrap_or_default());
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default()) < (0, 43)
}

/// The device that a text names first, without its folder: `sda` of `… on '/dev/sda'.`
fn device(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("/dev/")?;
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-')))
        .unwrap_or(rest.len());
    rest.get(..end).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// `banner   = nwipe 0.33`, `nwipe 0.37`, `ShredOS v2024.11_27_x86-64_0.38`.
fn version(text: &str) -> Option<String> {
    let after = text.split_once("nwipe ").map(|(_, rest)| rest);
    let of_shredos =
        || text.strip_prefix("ShredOS ").and_then(|text| text.rsplit_once('_')).map(|(_, rest)| rest);
    let version =
        after.filter(|_| text.starts_with("nwipe ") || text.starts_with("banner")).or_else(of_shredos)?;
    let end = version.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(version.len());
    let version = version.get(..end)?.trim_end_matches('.');
    (version.contains('.') && version.len() < 12).then(|| version.to_owned())
}
