//! What is said of the logs of what erases.

use super::{En, life::counted, notices::no_claim, refusals};
use crate::{
    intake::erasure::{NotALog, RemarkCode},
    lang::{
        Codes as _, Erasures, Numbers as _, Told,
        way::{lines, run, shown, word},
    },
    model::sanitization::Method,
    ops::{BadLog, BadLogWhy, LogCounts, LogRecord, Refusal, Taken},
    rules::nist::NoClaim,
};

impl Erasures for En {
    fn method(&self, method: Method) -> &'static str {
        match method {
            Method::Zero => "zeros",
            Method::One => "ones",
            Method::Random => "random stream",
            Method::DodShort => "DoD Short",
            Method::Dod => "DoD 5220.22-M",
            Method::Gutmann => "Gutmann",
            Method::Ops2 => "RCMP TSSIT OPS-II",
            Method::Is5Enhanced => "HMG IS5 Enhanced",
            Method::Bruce7 => "Bruce Schneier 7-Pass",
            Method::Bmb21 => "BMB21-2019",
            Method::VerifyZero => "check for zeros",
            Method::VerifyOne => "check for ones",
        }
    }

    fn log_record(&self, record: &LogRecord, medium: Option<&str>, asset: Option<&str>) -> String {
        let erasure = &record.erasure;
        let name = medium.or(erasure.serial.as_deref()).or(erasure.device.as_deref());
        let name = name.map_or_else(|| "a drive without a name".into(), shown);
        let of = asset.map(|tag| format!(" ({tag})")).unwrap_or_default();
        let mut said: Vec<String> =
            erasure.action.map(|action| self.technique(action).to_owned()).into_iter().collect();
        said.extend(erasure.method.map(|method| self.method(method).to_owned()));
        let end = match record.taken {
            Taken::Nothing => "proves no erasure, nothing recorded".to_owned(),
            Taken::Before => "already recorded".to_owned(),
            Taken::Known | Taken::Loose => {
                said.push(self.verify(erasure.verify).to_owned());
                format!("{}: {}", self.verdict(erasure.verdict), self.claim(record.claim))
            }
        };
        said.push(end);
        format!("{}: {name}{of}: {}", shown(&record.file), said.join(", "))
    }

    fn log_remark(&self, code: RemarkCode) -> &'static str {
        match code {
            RemarkCode::Cut => "the log has no result for this drive: it was cut, or the program was",
            RemarkCode::NotStarted => "the log lists this drive, and nothing was begun on it",
            RemarkCode::OnlyReads => "this method only reads: it is a check, and no erasure",
            RemarkCode::NoErasure => "nothing in it erases (a format with SES=0, a list without a result)",
            RemarkCode::Issued => "the command was issued, and nothing in the log shows what came of it",
            RemarkCode::InProgress => "the command was still running when the log was taken",
            RemarkCode::NeverSanitised => "the device says that it was never sanitised",
            RemarkCode::NoSerial => {
                "the log has no serial of it: `--serial S` gives it, or its medium stays loose"
            }
            RemarkCode::SerialUnreadable => {
                "its serial cannot be read: `--serial S` gives it, or its medium stays loose"
            }
            RemarkCode::SerialCut => "its serial may be cut by the width of the terminal, and was not taken",
            RemarkCode::Garbage => "the device answers with something that is no identity: it was not taken",
            RemarkCode::ErrorsInLog => "the log has errors of this drive",
            RemarkCode::Incomplete => "less was written than the drive has",
            RemarkCode::NotVerified => {
                "nothing was read back: an overwrite that was not verified claims nothing"
            }
            RemarkCode::HiddenSectors => {
                "sectors are hidden (HPA, DCO) and were not reached: nothing is claimed"
            }
            RemarkCode::TooFast => "no drive is that fast: the result is not believed",
            RemarkCode::ToolTooOld => {
                "this version of nwipe does not have the action (0.43 is the first): the result is not believed"
            }
            RemarkCode::DeviceTwice => {
                "the log has two drives under one device name: the result is not believed"
            }
            RemarkCode::DeviceDiffers => {
                "the log erases one device and looks at another: the result is not believed"
            }
            RemarkCode::OtherModel => "the medium of this serial is known as another model",
            RemarkCode::OtherKind => {
                "the medium of this serial is known as another kind; what is known was kept"
            }
            RemarkCode::UnknownMethod => "its method is not known",
            RemarkCode::Password => "a password stands in the log: the file itself is not kept as evidence",
            RemarkCode::Erased => "this log was erased from the evidence: the file itself is not kept again",
            RemarkCode::NoDate => "the log gives no day: that of `--on` or `--date` was taken",
            RemarkCode::OtherDay => "the log says another day: that of `--on` is the day of the record",
            RemarkCode::ZoneAssumed => "the log names no time zone: that of the organisation was taken",
        }
    }

    fn log_known(&self) -> &'static str {
        "already recorded"
    }

    fn log_line(&self, file: &str, line: u32, remark: &str) -> String {
        format!("{}, line {line}: {remark}", shown(file))
    }

    fn log_without_claim(&self, record: &LogRecord) -> Option<String> {
        let why = record.why?;
        let said = format!("nothing can be claimed of it: {}", no_claim(why));
        Some(if why == NoClaim::UnknownMedium { format!("{said}; `--kind hdd` says it") } else { said })
    }

    fn logs_imported(&self, counts: LogCounts, rehearsed: bool) -> String {
        let recorded = counts.known + counts.loose;
        let would = if rehearsed { "would be " } else { "" };
        let mut said = vec![format!("{} {would}recorded", counted(recorded, "erasure", "erasures"))];
        let more =
            |number: u64, one: &str, several: &str| (number > 0).then(|| counted(number, one, several));
        said.extend(more(counts.loose, "loose medium added", "loose media added"));
        said.extend(more(counts.before, "already recorded", "already recorded"));
        said.extend(more(
            counts.nothing,
            "drive without a proof of erasure",
            "drives without a proof of erasure",
        ));
        let said = said.join(", ");
        if rehearsed { format!("{said}; nothing was recorded") } else { said }
    }

    fn bad_log(&self, why: &BadLogWhy) -> String {
        match why {
            BadLogWhy::NotALog(NotALog::TooLong(bytes)) => {
                format!("{} bytes are no log: 16 MiB are read at most", En.count(*bytes as u64))
            }
            BadLogWhy::NotALog(NotALog::Unknown) => {
                "nothing in it is what nwipe, hdparm, nvme-cli or eReuse Workbench writes".to_owned()
            }
            BadLogWhy::NotALog(NotALog::Yaml) => {
                "a snapshot of eReuse Workbench in YAML: only those in JSON are read".to_owned()
            }
            BadLogWhy::NotALog(NotALog::Json(line)) => format!("no JSON from line {line} on"),
            BadLogWhy::NotALog(NotALog::SameSerial { serial, lines: [first, second] }) => format!(
                "two drives have the serial “{}” (lines {first} and {second}): nobody can tell which is which",
                shown(serial)
            ),
            BadLogWhy::NotALog(NotALog::SeveralDrives { lines: [first, second] }) => format!(
                "several drives were looked at (lines {first} and {second}), and the log does not say which was erased"
            ),
            BadLogWhy::NoSerial { .. } => "it names no drive".to_owned(),
            BadLogWhy::NoDate { .. } => "it gives no day".to_owned(),
            BadLogWhy::BeforeLog { on, began } => {
                format!("{} is before the day on which it says it began, {}", En.day(*on), En.day(*began))
            }
            BadLogWhy::UsedSince { medium, told } => format!(
                "the medium {} was used since {}, or may have been: this log proves nothing of what it holds now",
                shown(medium),
                En.day(*told)
            ),
            BadLogWhy::Capacity { serial, known, said } => format!(
                "the medium {} is known with {}, and the log says {}: it is not the same drive",
                shown(serial),
                En.capacity(*known),
                En.capacity(*said)
            ),
            BadLogWhy::Refused(refusal) => refusals::told(refusal).message,
        }
    }
}

/// Says which logs cannot be taken, each with its way out.
pub(super) fn bad_logs(logs: &[BadLog], total: u64) -> Told {
    let named = |log: &BadLog| {
        let line = log.line.map(|line| format!(", line {line}")).unwrap_or_default();
        format!("{}{line}: {}", shown(&log.file), En.bad_log(&log.why))
    };
    let mut details: Vec<String> = logs.iter().map(named).collect();
    let listed = details.len() as u64;
    details.extend((total > listed).then(|| format!("and {} more", En.count(total - listed))));
    let message = format!("{} cannot be taken, nothing was recorded", counted(total, "log", "logs"));
    let told = Told::new(lines(&message, &details));
    logs.first().into_iter().fold(told, way_out)
}

/// What is done about a log that cannot be read, or be right.
const BY_HAND: &str =
    "record what was done and how it was checked, and no more: see `rebond sanitize --help`";

/// Keeps the log itself.
fn keep(file: &str) -> String {
    format!("keep the file with its medium: {}", run(format_args!("evidence add MEDIUM {file}")))
}

fn way_out(told: Told, log: &BadLog) -> Told {
    let file = word(&log.file);
    match &log.why {
        BadLogWhy::NotALog(NotALog::SameSerial { .. } | NotALog::SeveralDrives { .. }) => {
            told.hint("cut the log into one file a drive, then give the serial of each with `--serial`")
        }
        BadLogWhy::NotALog(NotALog::TooLong(_)) => told.hint(BY_HAND),
        // Of a day that has not come: the clock of the machine was wrong.
        BadLogWhy::NotALog(_) | BadLogWhy::Refused(Refusal::Future { .. }) => {
            told.hint(BY_HAND).hint(keep(&file))
        }
        BadLogWhy::NoSerial { date } => {
            let date = date.map(|date| format!(" --date {date}")).unwrap_or_default();
            let line = run(format_args!("sanitize import {file} --serial S{date}"));
            told.hint(format!("say which drive it was: {line}"))
        }
        BadLogWhy::NoDate { serial } => {
            let serial = serial.as_deref().map(|serial| format!(" --serial {}", word(serial)));
            let line = run(format_args!("sanitize import {file}{} --date DATE", serial.unwrap_or_default()));
            told.hint(format!("say when it was: {line}"))
        }
        BadLogWhy::BeforeLog { .. } => {
            told.hint("leave `--on` out: the day of the log is taken").hint(BY_HAND).hint(keep(&file))
        }
        BadLogWhy::UsedSince { .. } => told.hint("erase it again, and import the log of that"),
        BadLogWhy::Capacity { .. } => told.hint(format!("see what is known: {}", run("media list"))),
        BadLogWhy::Refused(refusal) => {
            let hints = refusals::told(refusal).hints;
            hints.into_iter().fold(told, Told::hint)
        }
    }
}
