//! `sanitize import`: what the logs of tools prove of the media they name.
//!
//! A log is taken whole or not at all, with all the others of the command. A medium is known by its serial;
//! one that is not comes in loose, with its record. The machine that erased is never the asset. What a log
//! does not prove is not recorded as proved, and nothing here validates.

mod entry;
mod same;
mod since;

use std::collections::{HashMap, HashSet, hash_map};

use self::entry::Entry;
pub(in crate::ops) use self::same::{same_capacity, same_model};

use crate::{
    intake::erasure::{self, Erasure, NotALog, Remark, RemarkCode},
    model::{
        amount::Bytes,
        attempt::Attempt,
        day::{Day, Instant},
        event::Hash,
        id::{AssetId, MediumId, Subject},
        sanitization::{Claim, MediumKind},
    },
    ops::{Act, Evidence, Failure, Recording, Refusal, Source, act::clean, attach},
    rules::nist::NoClaim,
    store::{AttemptsOf, Error, file_hash},
};

/// How many bad logs are named one by one.
const NAMED: usize = 20;

/// Logs to be imported.
#[derive(Clone, Debug)]
pub struct ImportLogs<'f> {
    /// The files.
    pub sources: &'f [Source],
    /// The serial of the one drive whose log has none, as typed.
    pub serial: Option<String>,
    /// The day of what the logs do not date.
    pub date: Option<Day>,
    /// What media are that come in with their log, where it does not tell.
    pub kind: Option<MediumKind>,
}

/// A log that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLog {
    /// The file, as it was named.
    pub file: String,
    /// The line it is about; none: the file as a whole.
    pub line: Option<u32>,
    /// Why.
    pub why: BadLogWhy,
}

/// Why a log cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadLogWhy {
    /// It is none, or its drives cannot be told apart.
    NotALog(NotALog),
    /// It names no drive: the serial has to be given.
    NoSerial {
        /// The day that was given.
        date: Option<Day>,
    },
    /// It gives no day: it has to be given.
    NoDate {
        /// The serial that was given.
        serial: Option<String>,
    },
    /// The day that was given is before the one on which it began.
    BeforeLog {
        /// The day that was given.
        on: Day,
        /// The day on which it began, as the log says.
        began: Day,
    },
    /// The medium was used, or may have been, since the day of the log.
    UsedSince {
        /// The medium.
        medium: String,
        /// The day of the log.
        told: Day,
    },
    /// The medium of this serial has another capacity.
    Capacity {
        /// The serial.
        serial: String,
        /// What is known.
        known: Bytes,
        /// What the log says.
        said: Bytes,
    },
    /// The record refuses it.
    Refused(Refusal),
}

impl BadLogWhy {
    /// Returns the word that programs recognise it by. It never changes.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotALog(NotALog::TooLong(_)) => "log_too_long",
            Self::NotALog(NotALog::Unknown) => "not_a_log",
            Self::NotALog(NotALog::Yaml) => "yaml_snapshot",
            Self::NotALog(NotALog::Json(_)) => "bad_json",
            Self::NotALog(NotALog::SameSerial { .. }) => "same_serial",
            Self::NotALog(NotALog::SeveralDrives { .. }) => "several_drives",
            Self::NoSerial { .. } => "no_serial",
            Self::NoDate { .. } => "no_date",
            Self::BeforeLog { .. } => "before_log",
            Self::UsedSince { .. } => "used_since",
            Self::Capacity { .. } => "other_capacity",
            Self::Refused(refusal) => refusal.code(),
        }
    }
}

/// What became of what a log says of a drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was recorded, of a medium that was known.
    Known,
    /// It was recorded, of a medium that came in with it.
    Loose,
    /// It had been recorded.
    Before,
    /// It proves no erasure: nothing was recorded.
    Nothing,
}

/// What a log says of a drive, and what became of it.
#[derive(Clone, Debug)]
pub struct LogRecord {
    /// The file, as it was named.
    pub file: String,
    /// What the log says.
    pub erasure: Erasure,
    /// The medium.
    pub medium: Option<MediumId>,
    /// The asset it is in.
    pub asset: Option<AssetId>,
    /// When it began and ended.
    pub started: Option<Instant>,
    /// When it ended.
    pub finished: Option<Instant>,
    /// What may be claimed.
    pub claim: Claim,
    /// Why nothing is.
    pub why: Option<NoClaim>,
    /// What became of it.
    pub taken: Taken,
}

/// How many records became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogCounts {
    /// Recorded, of known media.
    pub known: u64,
    /// Recorded, of media that came in with them.
    pub loose: u64,
    /// Recorded before.
    pub before: u64,
    /// Without a proof of an erasure.
    pub nothing: u64,
}

impl LogCounts {
    /// Counts records.
    #[must_use]
    pub fn of(records: &[LogRecord]) -> Self {
        let mut counts = Self::default();
        for record in records {
            *match record.taken {
                Taken::Known => &mut counts.known,
                Taken::Loose => &mut counts.loose,
                Taken::Before => &mut counts.before,
                Taken::Nothing => &mut counts.nothing,
            } += 1;
        }
        counts
    }
}

/// Imports logs into the write in progress.
///
/// # Errors
///
/// Returns every log that cannot be taken, and nothing is recorded.
pub fn import_logs(
    act: &mut Act<'_>,
    request: &ImportLogs<'_>,
    recording: &Recording,
) -> Result<Vec<LogRecord>, Failure> {
    let zone = act.policies().zone().ok_or_else(|| Error::Fault("no time zones".to_owned()))?;
    for given in [recording.on, request.date] {
        act.day(given)?;
    }
    let serial = request.serial.as_deref().map(|typed| clean("serial", typed)).transpose()?;
    let mut logs = Vec::new();
    let mut bad = Vec::new();
    for source in request.sources {
        match erasure::read(&source.bytes) {
            Ok(drives) => logs.push((source, drives)),
            Err(why) => {
                bad.push(BadLog { file: source.name.clone(), line: None, why: BadLogWhy::NotALog(why) });
            }
        }
    }
    if let Some(serial) = &serial {
        give_serial(&mut logs, serial)?;
    }
    let request = &ImportLogs { serial, ..request.clone() };
    let mut entry = Entry::new(zone, request, recording.on, bad);
    let mut jobs = entry.jobs(logs);
    // In the order in which it happened, whatever the order of the files: the log keeps it.
    jobs.sort_by_key(|job| (job.on, job.ended()));
    let mut records = Vec::new();
    let mut known: HashMap<Hash, Vec<Attempt>> = HashMap::new();
    for job in jobs {
        let before = match known.entry(job.log) {
            hash_map::Entry::Occupied(read) => read.into_mut(),
            hash_map::Entry::Vacant(place) => {
                let attempts = act.reader().attempts(AttemptsOf::Log(place.key()))?;
                place.insert(attempts)
            }
        };
        let place = job.place;
        records.extend(entry.drive(act, job, before)?.map(|record| (place, record)));
    }
    if !entry.bad.is_empty() {
        let total = entry.bad.len() as u64;
        entry.bad.truncate(NAMED);
        return Err(Failure::BadLogs { logs: entry.bad, total });
    }
    let drafts = std::mem::take(&mut entry.waiting);
    act.record_all(drafts)?;
    keep(act, request, &mut records, recording)?;
    records.sort_by_key(|(place, _)| *place);
    Ok(records.into_iter().map(|(_, record)| record).collect())
}

/// Keeps each log of which something was recorded, as evidence of the media it tells of. One that was erased from
/// the evidence does not come back: the first of its records says so.
fn keep(
    act: &mut Act<'_>,
    request: &ImportLogs<'_>,
    records: &mut [(usize, LogRecord)],
    recording: &Recording,
) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let mut kept = HashSet::new();
    for source in request.sources.iter().filter(|source| kept.insert(&source.name)) {
        let of_file = records.iter_mut().map(|(_, record)| record);
        let mut of_file: Vec<_> = of_file.filter(|record| record.file == source.name).collect();
        let password = |remark: &Remark| remark.code == RemarkCode::Password;
        if of_file.iter().any(|record| record.erasure.remarks.iter().any(password)) {
            continue;
        }
        of_file.retain(|record| matches!(record.taken, Taken::Known | Taken::Loose));
        let Some(first) = of_file.first_mut() else { continue };
        if act.erased_files()?.contains(&file_hash(&source.bytes)) {
            let line = first.erasure.line;
            first.erasure.remarks.push(Remark { code: RemarkCode::Erased, line });
            continue;
        }
        let media = of_file.iter().filter_map(|record| record.medium.map(Subject::Medium));
        let media: Vec<Subject> = media.collect();
        let name = source.name.rsplit('/').next().unwrap_or_default().to_owned();
        attach(act, on, &Evidence { name, bytes: source.bytes.as_slice().into() }, &media)?;
    }
    Ok(())
}

/// Gives a serial to the one drive that has none.
fn give_serial(logs: &mut [(&Source, Vec<Erasure>)], serial: &str) -> Result<(), Failure> {
    let nameless = |drive: &&mut Erasure| drive.serial.is_none() && drive.is_attempt();
    let mut all: Vec<&mut Erasure> =
        logs.iter_mut().flat_map(|(_, drives)| drives.iter_mut()).filter(nameless).collect();
    // Several attempts on one device are on one drive.
    let devices: HashSet<Option<String>> = all.iter().map(|drive| drive.device.clone()).collect();
    if devices.len() != 1 {
        return Err(Refusal::SerialForOne { serial: serial.to_owned(), count: devices.len() }.into());
    }
    for drive in &mut all {
        drive.serial = Some(serial.to_owned());
        drive.remarks.retain(|remark| {
            !matches!(
                remark.code,
                RemarkCode::NoSerial | RemarkCode::SerialUnreadable | RemarkCode::SerialCut
            )
        });
    }
    Ok(())
}
