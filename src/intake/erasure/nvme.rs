//! Sessions of nvme-cli: `nvme sanitize-log` in its text and its JSON, `nvme format`, with `nvme list` or
//! `nvme id-ctrl` beside them where somebody thought of it.
//!
//! The log of a device has no date and no serial. Of several readings the last after a command decides; what
//! was read before a `nvme sanitize` is of an earlier one. A reading is its lines, one after the other: what is
//! torn apart is none.
//!
//! Source: NVM Express base specification 2.0, 5.16.1.18 (sanitize status log page); nvme-cli.

use serde_json::Value;

use super::{Erasure, NotALog, RemarkCode, capacity, json, lines, model, number};
use crate::model::sanitization::{MediumKind, Technique, Verdict, Verify};

/// Progress of a device at rest: nothing is running.
const AT_REST: u64 = 65_535;

/// One reading of a sanitize log.
#[derive(Clone, Copy)]
struct Reading {
    line: u32,
    progress: u64,
    status: u64,
    action: Option<u64>,
}

/// A sanitize that was asked for, or that readings alone tell of.
#[derive(Clone, Copy, Default)]
struct Sanitize {
    /// The line of the command, if it stands in the log.
    command: Option<u32>,
    /// The action it asked for.
    asked: Option<u64>,
    /// What the device said last, after the command.
    reading: Option<Reading>,
    refused: Option<u32>,
}

/// A format that was asked for.
#[derive(Clone, Copy)]
struct Format {
    line: u32,
    setting: Option<u64>,
    /// Whether it succeeded, if the log tells.
    done: Option<bool>,
}

/// Something that erases, in the order of the session.
#[derive(Clone, Copy)]
enum Try {
    Sanitize(Sanitize),
    Format(Format),
}

#[derive(Default)]
struct Session {
    version: Option<String>,
    first: u32,
    device: Option<String>,
    /// The controllers that commands name: the first, and the first other one.
    controllers: Vec<(u32, String)>,
    /// Serial, model and capacity of each controller that is named.
    named: Vec<(u32, String)>,
    model: Option<String>,
    bytes: Option<u64>,
    /// What stands above every command: of a sanitize of which the log has no command, unless one follows.
    above: Sanitize,
    tries: Vec<Try>,
    /// The place of the sanitize asked for last.
    sanitize: Option<usize>,
}

/// Reads a session.
///
/// # Errors
///
/// Returns what makes it no log.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Erasure>, NotALog> {
    if bytes.trim_ascii_start().first() == Some(&b'{') {
        return objects(&json(bytes)?);
    }
    let mut session = Session::default();
    let mut open: Option<(u32, u64, Option<u64>)> = None;
    for (at, line) in lines(bytes) {
        let text = line.trim();
        open = match (open, field(text)) {
            (_, Some(("SPROG", value))) => number(value).map(|progress| (at, progress, None)),
            (Some((first, progress, None)), Some(("SSTAT", value))) => {
                Some((first, progress, Some(hex(value).unwrap_or_default())))
            }
            (Some((line, progress, Some(status))), Some(("SCDW10", value))) => {
                session.sanitize().reading = Some(Reading { line, progress, status, action: hex(value) });
                None
            }
            // What `-H` explains of the line above.
            (open @ Some(_), None) if text.starts_with('[') => open,
            _ => None,
        };
        session.take(at, text);
    }
    session.several()?;
    Ok(session.erasures())
}

/// `Sanitize Progress                      (SPROG) :  65535`.
fn field(text: &str) -> Option<(&str, &str)> {
    let (_, rest) = text.split_once('(')?;
    let (name, rest) = rest.split_once(')')?;
    let value = rest.trim_start().strip_prefix(':')?;
    matches!(name, "SPROG" | "SSTAT" | "SCDW10").then_some((name, value.trim()))
}

/// The controller of a device: `/dev/nvme0` of `/dev/nvme0n1`.
fn controller(device: &str) -> &str {
    let Some(rest) = device.strip_prefix("/dev/nvme") else { return device };
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    &device[..device.len() - rest.len() + digits]
}

/// A number written as `0x101` or `257`.
fn hex(text: &str) -> Option<u64> {
    let text = text.trim();
    match text.strip_prefix("0x") {
        Some(digits) => {
            let end = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
            u64::from_str_radix(digits.get(..end)?, 16).ok()
        }
        None => number(text),
    }
}

impl Session {
    fn take(&mut self, at: u32, text: &str) {
        if let Some(version) = text.strip_prefix("nvme version ") {
            self.version = version.split_whitespace().next().map(str::to_owned);
        }
        if let Some((key, value)) = text.split_once(':') {
            match key.trim() {
                "sn" => self.named.push((at, value.trim().to_owned())),
                "mn" => self.model = model(value),
                "tnvmcap" => self.bytes = number(value),
                _ => {}
            }
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        if let Some(["nvme", command, ..]) =
            words.iter().position(|word| *word == "nvme").map(|at| &words[at..])
        {
            self.command(at, command, &words);
        } else if let Some((node, rest)) =
            words.split_first().filter(|(node, _)| node.starts_with("/dev/nvme"))
        {
            // A row of `nvme list`: the node, perhaps its generic twin, then the serial.
            let serial = rest.iter().find(|word| !word.starts_with("/dev/"));
            self.device.get_or_insert_with(|| (*node).to_owned());
            self.named.extend(serial.map(|serial| (at, (*serial).to_owned())));
        }
        if text.starts_with("Success formatting namespace") {
            self.seen(at);
            match self.tries.last_mut() {
                Some(Try::Format(format)) => format.done = Some(true),
                _ => self.tries.push(Try::Format(Format { line: at, setting: None, done: Some(true) })),
            }
        } else if text.contains("NVMe status:") && !text.contains("SUCCESS") {
            self.seen(at);
            match self.tries.last_mut() {
                Some(Try::Format(format)) => format.done = Some(false),
                _ => {
                    self.sanitize().refused.get_or_insert(at);
                }
            }
        }
    }

    /// The sanitize that a reading is of.
    fn sanitize(&mut self) -> &mut Sanitize {
        match self.sanitize.and_then(|place| self.tries.get_mut(place)) {
            Some(Try::Sanitize(sanitize)) => sanitize,
            _ => &mut self.above,
        }
    }

    fn seen(&mut self, at: u32) {
        if self.first == 0 {
            self.first = at;
        }
    }

    fn command(&mut self, at: u32, command: &str, words: &[&str]) {
        if !matches!(command, "sanitize" | "sanitize-log" | "format") {
            return;
        }
        self.seen(at);
        if let Some(device) = words.iter().find(|word| word.starts_with("/dev/")) {
            self.device = Some((*device).to_owned());
            let controller = controller(device);
            if self.controllers.len() < 2 && self.controllers.iter().all(|(_, known)| known != controller) {
                self.controllers.push((at, controller.to_owned()));
            }
        }
        let value = |long: &str, short: &str| {
            let joined = words.iter().find_map(|word| word.strip_prefix(long)?.strip_prefix('='));
            let apart = words.windows(2).find(|pair| pair[0] == long || pair[0] == short).map(|pair| pair[1]);
            joined.or(apart).and_then(hex)
        };
        match command {
            "sanitize" => {
                // What the device said before is of an earlier one.
                self.above = Sanitize::default();
                self.sanitize = Some(self.tries.len());
                let asked = value("--sanact", "-a");
                self.tries.push(Try::Sanitize(Sanitize { command: Some(at), asked, ..Sanitize::default() }));
            }
            "format" => {
                let setting = value("--ses", "-s");
                self.tries.push(Try::Format(Format { line: at, setting, done: None }));
            }
            _ => {}
        }
    }

    /// A session is of one device: which of several was sanitised, its log does not say.
    fn several(&self) -> Result<(), NotALog> {
        if let [(first, _), (second, _)] = self.controllers.as_slice() {
            return Err(NotALog::SeveralDrives { lines: [*first, *second] });
        }
        let Some((first, one)) = self.named.first() else { return Ok(()) };
        match self.named.iter().find(|(_, other)| !other.eq_ignore_ascii_case(one)) {
            Some((second, _)) => Err(NotALog::SeveralDrives { lines: [*first, *second] }),
            None => Ok(()),
        }
    }

    fn tool(&self) -> String {
        self.version.as_ref().map_or_else(|| "nvme-cli".to_owned(), |version| format!("nvme-cli {version}"))
    }

    fn erasures(self) -> Vec<Erasure> {
        let above = self.above.reading.map(|_| Try::Sanitize(self.above));
        let tries = above.iter().chain(&self.tries);
        let mut all: Vec<Erasure> = tries.map(|tried| self.erasure(tried)).collect();
        if all.is_empty() {
            let mut erasure = self.drive(self.first);
            erasure.remark(RemarkCode::NoErasure, erasure.line);
            all.push(erasure);
        }
        all
    }

    fn erasure(&self, tried: &Try) -> Erasure {
        match *tried {
            Try::Sanitize(Sanitize { command, asked, reading, refused }) => {
                let line = reading.map(|reading| reading.line).or(command).unwrap_or(self.first);
                let mut erasure = self.drive(line);
                sanitised(&mut erasure, reading, asked);
                if let Some(line) = refused {
                    erasure.doubt(RemarkCode::ErrorsInLog, line);
                }
                erasure
            }
            Try::Format(format) => {
                let mut erasure = self.drive(format.line);
                formatted(&mut erasure, format);
                erasure
            }
        }
    }

    fn drive(&self, line: u32) -> Erasure {
        let mut erasure = Erasure::new(line.max(1), &self.tool());
        erasure.device.clone_from(&self.device);
        erasure.kind = Some(MediumKind::Nvme);
        erasure.model.clone_from(&self.model);
        erasure.capacity = self.bytes.and_then(capacity);
        if let Some((line, serial)) = self.named.first() {
            erasure.name(serial, *line);
        }
        erasure
    }
}

/// What a reading proves: bits 2 to 0 of the status, and the action of the last command.
fn sanitised(erasure: &mut Erasure, reading: Option<Reading>, asked: Option<u64>) {
    let action = reading.and_then(|reading| reading.action).filter(|action| action & 7 != 0).or(asked);
    erasure.action = match action.map(|action| action & 7) {
        Some(2) => Some(Technique::NvmeSanitizeBlock),
        Some(4) => Some(Technique::NvmeSanitizeCrypto),
        _ => None,
    };
    let line = erasure.line;
    let Some(Reading { progress, status, .. }) = reading else {
        return erasure.remark(RemarkCode::Issued, line);
    };
    match (status & 7, progress) {
        (1 | 4, AT_REST) => {
            erasure.verdict = Verdict::Pass;
            erasure.verify = Verify::Status;
        }
        (3, _) => erasure.verdict = Verdict::Fail,
        (0, _) => erasure.remark(RemarkCode::NeverSanitised, line),
        _ => erasure.remark(RemarkCode::InProgress, line),
    }
    if erasure.action.is_none() {
        // The table gives an overwrite by the device itself no credit on flash, and 1 only leaves a failure.
        erasure.remark(RemarkCode::UnknownMethod, line);
        erasure.doubt(RemarkCode::NoErasure, line);
    }
}

fn formatted(erasure: &mut Erasure, Format { line, setting, done }: Format) {
    erasure.action = match setting {
        Some(1) => Some(Technique::NvmeFormatUser),
        Some(2) => Some(Technique::NvmeFormatCrypto),
        // Without a setting the format erases nothing (SES=0).
        _ => None,
    };
    if erasure.action.is_none() {
        return erasure.remark(RemarkCode::NoErasure, line);
    }
    match done {
        Some(true) => {
            erasure.verdict = Verdict::Pass;
            erasure.verify = Verify::Status;
        }
        Some(false) => erasure.verdict = Verdict::Fail,
        None => erasure.remark(RemarkCode::Issued, line),
    }
}

/// `nvme sanitize-log -o json`: one object a device, or its fields alone.
fn objects(value: &Value) -> Result<Vec<Erasure>, NotALog> {
    let Some(object) = value.as_object() else { return Err(NotALog::Unknown) };
    let devices: Vec<(Option<&String>, &Value)> = if object.contains_key("sprog") {
        vec![(None, value)]
    } else {
        object
            .iter()
            .filter(|(_, inner)| inner.get("sprog").is_some())
            .map(|(name, inner)| (Some(name), inner))
            .collect()
    };
    let one = |(place, (name, inner)): (u32, (Option<&String>, &Value))| {
        let mut erasure = Erasure::new(place, "nvme-cli");
        erasure.device = name.map(|name| format!("/dev/{}", name.trim_start_matches("/dev/")));
        erasure.kind = Some(MediumKind::Nvme);
        let of = |key: &str| inner.get(key).and_then(numeric);
        let reading = of("sprog").zip(of("sstat")).map(|(progress, status)| Reading {
            line: place,
            progress,
            status,
            action: of("cdw10_info"),
        });
        sanitised(&mut erasure, reading, None);
        erasure
    };
    Ok((1..).zip(devices).map(one).collect())
}

/// A number, a text that is one, or the object in which `-H` breaks up a status.
fn numeric(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => hex(text),
        Value::Object(object) => object
            .get("status")
            .or_else(|| object.get("raw"))
            .or_else(|| object.get("value"))
            .and_then(numeric),
        _ => None,
    }
}
