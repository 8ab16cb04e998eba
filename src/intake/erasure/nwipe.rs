//! The log of nwipe, of every generation: up to 2019 (`nwipe: notice: …`), 0.29 of 2020, from 2021 on with
//! the level to the right, 0.42 with its summary of bytes.
//!
//! A drive passed where its row of the Drive Status table says `Erased`, all its errors are 0, no line of the run
//! says otherwise, and a line names a method that writes. That is asked of the lines of a run whatever their order:
//! none can be added by losing others. A file may hold several runs (`-l` appends), each with its own records.
//!
//! Source: nwipe, `src/logging.c`.

mod drive;
mod words;

use std::collections::BTreeMap;

use self::{
    drive::Drive,
    words::{begins, clock, kind_of, method, native, stamped},
};
use super::{Erasure, NotALog, When, lines, model, number, refuse_same_serial};
use crate::model::sanitization::Verdict;

/// The levels of a line.
const LEVELS: [&str; 8] = ["debug", "info", "notice", "warning", "error", "fatal", "sanity", "nwipe"];

/// What a terminal of this width cuts off is lost.
const TERMINAL: usize = 80;

/// Tells whether a line begins as those of nwipe do.
pub(super) fn is_line(line: &[u8]) -> bool {
    let line = &line[..line.len().min(64)];
    stamped(&String::from_utf8_lossy(line))
        .and_then(|(_, rest)| rest.trim_start().split_once(':'))
        .is_some_and(|(level, _)| LEVELS.contains(&level))
}

/// Reads a log. What nothing was begun on is there too, and says so.
///
/// # Errors
///
/// Refuses a run in which two drives have one serial.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Erasure>, NotALog> {
    let wide = lines(bytes).any(|(_, line)| line.chars().count() > TERMINAL);
    let mut log = Log { wide, ..Log::default() };
    for (number, line) in lines(bytes) {
        log.take(number, &line);
    }
    log.finish()
}

/// What is known of the file.
#[derive(Default)]
struct Log {
    /// Whether a line is wider than a terminal: then none was cut by one.
    wide: bool,
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

impl Log {
    fn take(&mut self, at: u32, line: &str) {
        match stamped(line) {
            Some((when, rest)) => self.message(at, when, line, rest),
            None => self.row(at, line),
        }
    }

    fn drive(&mut self, at: u32, name: &str) -> &mut Drive {
        self.run.drives.entry(name.to_owned()).or_insert_with(|| Drive::named_at(at))
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
        let cut = !self.wide && line.chars().count() == TERMINAL;
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
            drive.serial((!cut).then_some(serial), at);
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
                drive.row = drive.row.filter(|known| *known == Verdict::Fail).or(Some(verdict));
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
