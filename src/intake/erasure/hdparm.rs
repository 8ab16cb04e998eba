//! Sessions of hdparm. `Issuing SECURITY_ERASE command` is no success: the password must be set before,
//! and gone after, as two `-I` show. The password stands in the log; no part of a line is kept.
//!
//! A session is of one drive: its header may name another device than its command, and nothing but the
//! serial tells drives apart. The block `Security:` counts whole, its lines in their order, or not at all.
//!
//! Source: hdparm, `sgio.c`, `identify.c`; ATA8-ACS, 7.45 (SECURITY ERASE UNIT).

use super::{Erasure, NotALog, RemarkCode, between, capacity, lines, model, number};
use crate::model::sanitization::{MediumKind, Technique, Verdict, Verify};

/// What a device says of its security.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Security {
    line: u32,
    enabled: bool,
    locked: bool,
    frozen: bool,
}

/// An erase that was asked for.
struct Issue {
    line: u32,
    device: Option<String>,
    enhanced: bool,
    before: Option<Security>,
    after: Option<Security>,
    failed: Option<u32>,
    seconds: Option<u64>,
}

#[derive(Default)]
struct Session {
    serials: Vec<(String, u32)>,
    model: Option<String>,
    sectors: Option<u64>,
    sector: Option<u64>,
    kind: Option<MediumKind>,
    garbage: Option<u32>,
    /// The line on which a password may stand.
    password: Option<u32>,
    /// The device of the header or the command above.
    device: Option<String>,
    /// The device that `-I` looked at last.
    looked_at: Option<String>,
    enhanced: bool,
    security: Option<Security>,
    block: Vec<(u32, String)>,
    issues: Vec<Issue>,
}

/// Reads a session.
///
/// # Errors
///
/// Refuses one in which several drives were looked at.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Erasure>, NotALog> {
    let mut session = Session::default();
    for (at, line) in lines(bytes) {
        session.take(at, line.trim());
    }
    session.close_block();
    if let [(_, first), (_, second), ..] = session.serials.as_slice() {
        return Err(NotALog::SeveralDrives { lines: [*first, *second] });
    }
    Ok(vec![session.erasure()])
}

impl Session {
    fn take(&mut self, at: u32, text: &str) {
        if ["--security-", "password=", "password:"].iter().any(|word| text.contains(word)) {
            self.password.get_or_insert(at);
        }
        if self.security_line(at, text) {
            return;
        }
        self.close_block();
        if text == "Security:" {
            self.block.push((at, String::new()));
            return;
        }
        if let Some(name) = text.strip_prefix("/dev/").and_then(|text| text.strip_suffix(':')) {
            self.device = Some(name.to_owned());
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.contains(&"hdparm") {
            let device = words.iter().rev().find_map(|word| word.strip_prefix("/dev/"));
            self.device = device.map(str::to_owned).or(self.device.take());
            if words.contains(&"-I") {
                self.looked_at.clone_from(&self.device);
            }
            self.enhanced = words.contains(&"--security-erase-enhanced");
        }
        self.identity(at, text);
        self.outcome(at, text);
    }

    fn identity(&mut self, at: u32, text: &str) {
        let Some((key, value)) = text.split_once(':') else {
            if text.starts_with("Integrity word not set") {
                self.garbage.get_or_insert(at);
            }
            return;
        };
        let value = value.trim();
        match key.split_whitespace().collect::<Vec<_>>().join(" ").as_str() {
            "Model Number" => {
                self.model = model(value);
                self.looked_at = self.device.clone().or(self.looked_at.take());
            }
            // Two that differ are enough to refuse the session.
            "Serial Number" if self.serials.len() < 2 && !self.serials.iter().any(|(s, _)| s == value) => {
                self.serials.push((value.to_owned(), at));
            }
            "LBA48 user addressable sectors" => self.sectors = number(value),
            "LBA user addressable sectors" => self.sectors = self.sectors.or(number(value)),
            "Logical/Physical Sector size" | "Logical Sector size" => self.sector = number(value),
            "Nominal Media Rotation Rate" if value.starts_with("Solid State") => {
                self.kind = Some(MediumKind::Ssd);
            }
            "Nominal Media Rotation Rate" if number(value).is_some_and(|rpm| rpm >= 3_000) => {
                self.kind = Some(MediumKind::Hdd);
            }
            "Checksum" if value != "correct" => {
                self.garbage.get_or_insert(at);
            }
            _ => {}
        }
    }

    fn outcome(&mut self, at: u32, text: &str) {
        if text.contains("Issuing SECURITY_ERASE") {
            self.issues.push(Issue {
                line: at,
                device: self.device.clone(),
                enhanced: self.enhanced || text.contains("ENHANCED"),
                before: self.security,
                after: None,
                failed: None,
                seconds: None,
            });
            return;
        }
        let Some(issue) = self.issues.last_mut() else { return };
        let error =
            ["SG_IO: bad", "missing sense data", "Input/output error", "failed:", "Operation not permitted"];
        if error.iter().any(|error| text.contains(error)) {
            issue.failed.get_or_insert(at);
        } else if let Some(time) = text.strip_prefix("real").map(str::trim) {
            // `0m17.148s`
            let seconds = between(time, "m", "s").and_then(number);
            let minutes = number(time).and_then(|minutes| minutes.checked_mul(60));
            issue.seconds = minutes.zip(seconds).and_then(|(whole, rest)| whole.checked_add(rest));
        }
    }

    /// Takes a line of a block `Security:`; tells whether it is one.
    fn security_line(&mut self, at: u32, text: &str) -> bool {
        if self.block.is_empty() {
            return false;
        }
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = ["supported", "enabled", "locked", "frozen"];
        let state = plain.strip_prefix("not ").unwrap_or(&plain);
        if known.contains(&state) || state.starts_with("expired") || plain.starts_with("Master password") {
            self.block.push((at, plain));
            return true;
        }
        false
    }

    /// A block that ended counts if it is whole, in its order.
    fn close_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let Some(((line, _), states)) = block.split_first() else { return };
        let states: Vec<&str> = states.iter().map(|(_, text)| text.as_str()).collect();
        let states = match states.as_slice() {
            [first, rest @ ..] if first.starts_with("Master password") => rest,
            all => all,
        };
        let ["supported", enabled, locked, frozen, expired, ..] = states else { return };
        let yes = |said: &str, word: &str| match said.strip_prefix("not ") {
            Some(rest) if rest == word => Some(false),
            None if said == word => Some(true),
            _ => None,
        };
        let (Some(enabled), Some(locked), Some(frozen)) =
            (yes(enabled, "enabled"), yes(locked, "locked"), yes(frozen, "frozen"))
        else {
            return;
        };
        if !expired.contains("expired") {
            return;
        }
        let security = Security { line: *line, enabled, locked, frozen };
        self.security = Some(security);
        // The first look after an erase is the one that shows what came of it.
        if let Some(issue) = self.issues.last_mut().filter(|issue| issue.after.is_none())
            && !issue.is_of_another(self.looked_at.as_deref())
        {
            issue.after = Some(security);
        }
    }

    fn erasure(self) -> Erasure {
        let line = self.issues.last().map(|issue| issue.line);
        let line = line.or(self.serials.first().map(|(_, line)| *line)).unwrap_or(1);
        let mut erasure = Erasure::new(line, "hdparm");
        erasure.device = self.device.as_ref().map(|name| format!("/dev/{name}"));
        erasure.kind = self.kind;
        let garbage = self.garbage.or_else(|| {
            let odd =
                |serial: &str| serial.contains(char::is_whitespace) || serial.chars().any(char::is_lowercase);
            self.serials.iter().find(|(serial, _)| odd(serial)).map(|(_, line)| *line)
        });
        if let Some(line) = garbage {
            // What a controller answers in place of its drive is no name of any.
            erasure.remark(RemarkCode::Garbage, line);
        } else {
            erasure.model = self.model;
            erasure.capacity = self
                .sectors
                .zip(self.sector.or(Some(512)))
                .and_then(|(count, size)| capacity(count.checked_mul(size)?));
            if let Some((serial, line)) = self.serials.first() {
                erasure.name(serial, *line);
            }
        }
        if let Some(line) = self.password {
            erasure.remark(RemarkCode::Password, line);
        }
        let Some(issue) = self.issues.last() else {
            erasure.remark(RemarkCode::NoErasure, line);
            return erasure;
        };
        erasure.device = issue.device.as_ref().map(|name| format!("/dev/{name}")).or(erasure.device);
        erasure.action =
            Some(if issue.enhanced { Technique::AtaSecureEraseEnhanced } else { Technique::AtaSecureErase });
        erasure.bytes = erasure.capacity;
        erasure.seconds = issue.seconds;
        judge(&mut erasure, &self.issues, self.looked_at.as_deref());
        erasure
    }
}

impl Issue {
    /// Tells whether it names another device than the one that was looked at: it may be another drive.
    fn is_of_another(&self, looked_at: Option<&str>) -> bool {
        // What an example writes in place of a name is none.
        let real = |name: &str| !name.ends_with(['X', 'x', '?']);
        let names = self.device.as_deref().zip(looked_at);
        names.is_some_and(|(erased, looked)| erased != looked && real(erased) && real(looked))
    }
}

/// All erases of the session must have gone well: a later one that failed may have left anything.
fn judge(erasure: &mut Erasure, issues: &[Issue], looked_at: Option<&str>) {
    let went = |issue: &Issue| match (issue.failed, issue.before, issue.after) {
        (Some(_), ..) => Verdict::Fail,
        (None, Some(before), Some(after)) if before.enabled && !before.locked && !before.frozen => {
            if after.enabled { Verdict::Fail } else { Verdict::Pass }
        }
        (None, Some(before), _) if before.locked => Verdict::Fail,
        _ => Verdict::Unknown,
    };
    erasure.verdict = issues
        .iter()
        .map(went)
        .max_by_key(|verdict| match verdict {
            Verdict::Pass => 0,
            Verdict::Unknown => 1,
            Verdict::Fail => 2,
        })
        .unwrap_or(Verdict::Unknown);
    for issue in issues {
        if let Some(line) = issue.failed {
            erasure.remark(RemarkCode::ErrorsInLog, line);
        } else if let Some(after) = issue.after.filter(|after| after.enabled) {
            erasure.remark(RemarkCode::ErrorsInLog, after.line);
        }
    }
    if issues.iter().any(|issue| issue.is_of_another(looked_at)) {
        erasure.doubt(RemarkCode::DeviceDiffers, erasure.line);
    }
    match erasure.verdict {
        Verdict::Pass => erasure.verify = Verify::Status,
        Verdict::Unknown => erasure.remark(RemarkCode::Issued, erasure.line),
        Verdict::Fail => {}
    }
}
