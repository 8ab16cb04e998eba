//! `sanitize import`: what the logs of tools prove of the media they name.
//!
//! A log is taken whole or not at all, with all the others of the command. A medium is known by its serial;
//! one that is not comes in loose, with its record. The machine that erased is never the asset. What a log
//! does not prove is not recorded as proved, and nothing here validates.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};

use crate::{
    intake::erasure::{self, Erasure, NotALog, Remark, RemarkCode, When},
    model::{
        amount::Bytes,
        attempt::Attempt,
        day::{Day, Instant, Zone},
        event::{Draft, Hash},
        fact::{MediumAdded, Run, Sanitised},
        id::{AssetId, MediumId, Subject},
        medium::Medium,
        sanitization::{Claim, Encrypted, MediumKind, MediumStatus, Technique, Verdict},
    },
    ops::{
        Act, Evidence, Failure, Recording, Refusal, Source,
        act::{clean, medium_name},
        attach,
        media::refuse_out_of_reach,
        sanitize::left_by_loss,
    },
    rules::{
        self,
        nist::{NoClaim, claim, why_none},
    },
    store::{AttemptsOf, Error, Name},
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
    NoSerial,
    /// It gives no day: it has to be given.
    NoDate,
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
            Self::NoSerial => "no_serial",
            Self::NoDate => "no_date",
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
    let serial = request.serial.as_deref().map(|typed| clean("serial", typed)).transpose()?;
    let mut logs = Vec::new();
    let mut bad = Vec::new();
    for source in request.sources {
        match erasure::read(&source.bytes) {
            Ok((_, drives)) => logs.push((source, drives)),
            Err(why) => {
                bad.push(BadLog { file: source.name.clone(), line: None, why: BadLogWhy::NotALog(why) });
            }
        }
    }
    if let Some(serial) = &serial {
        give_serial(&mut logs, serial)?;
    }
    let mut entry = Entry {
        zone,
        date: request.date,
        on: recording.on,
        kind: request.kind,
        waiting: Vec::new(),
        newcomers: HashMap::new(),
        seen: HashSet::new(),
        bad,
        file: String::new(),
        log: Hash::ZERO,
    };
    let mut jobs = entry.jobs(logs);
    // In the order in which it happened, whatever the order of the files: the log keeps it.
    jobs.sort_by_key(|job| job.on);
    let mut records = Vec::new();
    let mut known: HashMap<Hash, Vec<Attempt>> = HashMap::new();
    for job in jobs {
        entry.file.clone_from(&job.source.name);
        entry.log = job.log;
        if !known.contains_key(&job.log) {
            known.insert(job.log, act.reader().attempts(AttemptsOf::Log(&job.log))?);
        }
        let before = known.get(&job.log).map_or(&[][..], Vec::as_slice);
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
    keep(act, request, &records, recording)?;
    records.sort_by_key(|(place, _)| *place);
    Ok(records.into_iter().map(|(_, record)| record).collect())
}

/// Keeps each log of which something was recorded, as evidence of the media it tells of.
fn keep(
    act: &mut Act<'_>,
    request: &ImportLogs<'_>,
    records: &[(usize, LogRecord)],
    recording: &Recording,
) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let mut kept = HashSet::new();
    for source in request.sources {
        let recorded = |record: &&LogRecord| {
            record.file == source.name && matches!(record.taken, Taken::Known | Taken::Loose)
        };
        let of_file = records.iter().map(|(_, record)| record).filter(recorded);
        let media: Vec<Subject> = of_file.filter_map(|record| record.medium.map(Subject::Medium)).collect();
        let secret = |(_, record): &(usize, LogRecord)| {
            let password = |remark: &Remark| remark.code == RemarkCode::Password;
            record.file == source.name && record.erasure.remarks.iter().any(password)
        };
        if records.iter().any(secret) {
            continue;
        }
        if !media.is_empty() && kept.insert(&source.name) {
            let name = source.name.rsplit('/').next().unwrap_or_default().to_owned();
            attach(act, on, &Evidence { name, bytes: source.bytes.as_slice().into() }, &media)?;
        }
    }
    Ok(())
}

/// What a log says of a drive, waiting to be recorded.
struct Job<'s> {
    /// Its place among all of them, in the order of the files.
    place: usize,
    source: &'s Source,
    log: Hash,
    erasure: Erasure,
    started: Option<Instant>,
    finished: Option<Instant>,
    /// The day of the event, if it is known.
    on: Option<Day>,
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

/// An import under way.
struct Entry {
    zone: Zone,
    date: Option<Day>,
    on: Option<Day>,
    kind: Option<MediumKind>,
    waiting: Vec<Draft>,
    /// Media that came in with an earlier log of the same command, by serial.
    newcomers: HashMap<String, Medium>,
    /// The logs and lines that were taken.
    seen: HashSet<(Hash, u32)>,
    bad: Vec<BadLog>,
    /// The file that is being read, and its SHA-256.
    file: String,
    log: Hash,
}

impl Entry {
    fn jobs<'s>(&self, logs: Vec<(&'s Source, Vec<Erasure>)>) -> Vec<Job<'s>> {
        let instant = |when: When| match when {
            When::Local(day, second) => self.zone.instant_at(day, second),
            When::Exact(instant) => instant,
        };
        let mut jobs = Vec::new();
        for (source, drives) in logs {
            let log = Hash(Sha256::digest(&source.bytes).into());
            for erasure in drives {
                let (started, finished) = (erasure.started.map(instant), erasure.finished.map(instant));
                let told = finished.or(started).map(|at| self.zone.day_of(at));
                let on = self.on.or(told).or(self.date);
                jobs.push(Job { place: jobs.len(), source, log, erasure, started, finished, on });
            }
        }
        jobs
    }

    /// Takes what a log says of a drive; `known`: what was recorded from the same log before.
    fn drive(
        &mut self,
        act: &mut Act<'_>,
        job: Job<'_>,
        known: &[Attempt],
    ) -> Result<Option<LogRecord>, Failure> {
        let Job { mut erasure, started, finished, on: day, .. } = job;
        let record = |erasure, medium: Option<&Medium>, claim, why, taken| LogRecord {
            file: self.file.clone(),
            erasure,
            medium: medium.map(|medium| medium.id),
            asset: medium.and_then(|medium| medium.asset),
            started,
            finished,
            claim,
            why,
            taken,
        };
        let line = erasure.line;
        let Some(action) = erasure.action.filter(|_| erasure.is_attempt()) else {
            let medium = self.known_medium(act, erasure.serial.as_deref())?;
            return Ok(Some(record(erasure, medium.as_ref(), Claim::None, None, Taken::Nothing)));
        };
        let before = known.iter().find(|attempt| attempt.run.as_ref().is_some_and(|run| run.line == line));
        if let Some(attempt) = before {
            let medium = act.reader().medium(attempt.medium)?;
            return Ok(Some(record(erasure, medium.as_ref(), attempt.claim, None, Taken::Before)));
        }
        if !self.seen.insert((self.log, line)) {
            return Ok(Some(record(erasure, None, Claim::None, None, Taken::Before)));
        }
        let medium = self.known_medium(act, erasure.serial.as_deref())?;
        if let Some(medium) = &medium {
            if let Some(attempt) = same_run(act, medium, action, started, erasure.verdict)? {
                return Ok(Some(record(erasure, Some(medium), attempt.claim, None, Taken::Before)));
            }
            if let Some(why) = contradicts(act, medium, &erasure)? {
                self.bad.push(BadLog { file: self.file.clone(), line: Some(line), why });
                return Ok(None);
            }
        }
        let nameless = erasure.serial.is_none() && erasure.kind == Some(MediumKind::Nvme) && day.is_none();
        let Some(day) = day.filter(|_| !nameless) else {
            let why = if nameless { BadLogWhy::NoSerial } else { BadLogWhy::NoDate };
            self.bad.push(BadLog { file: self.file.clone(), line: Some(line), why });
            return Ok(None);
        };
        let on = match act.day(Some(day)) {
            Ok(on) => on,
            Err(Failure::Refused(refusal)) => {
                let why = BadLogWhy::Refused(*refusal);
                self.bad.push(BadLog { file: self.file.clone(), line: Some(line), why });
                return Ok(None);
            }
            Err(other) => return Err(other),
        };
        let loose = medium.is_none();
        let medium = match medium {
            Some(medium) => medium,
            None => self.newcomer(act, &erasure, on),
        };
        if erasure.kind.is_some_and(|said| medium.kind != said && medium.kind != MediumKind::Other) {
            erasure.remarks.push(Remark { code: RemarkCode::OtherKind, line });
        }
        if !same_model(medium.model.as_deref(), erasure.model.as_deref()) {
            erasure.remarks.push(Remark { code: RemarkCode::OtherModel, line });
        }
        let tool = Some(erasure.tool.as_str());
        let judged = (medium.kind, medium.encrypted, action, tool, erasure.verify, erasure.verdict);
        let (kind, encrypted, _, tool, verify, verdict) = judged;
        let claim = claim(kind, encrypted, action, tool, verify, verdict);
        let why = why_none(kind, encrypted, action, tool, verify, verdict);
        let run = Run {
            bytes: erasure.bytes,
            errors: erasure.errors,
            finished_at: finished,
            line,
            log: self.log,
            method: erasure.method,
            passes: erasure.passes,
            started_at: started,
            zone_assumed: matches!(erasure.finished.or(erasure.started), Some(When::Local(..))),
        };
        let fact = Sanitised {
            action,
            claim,
            result: verdict,
            rules: rules::VERSION.to_owned(),
            run: Some(run),
            tool: Some(erasure.tool.clone()),
            verify,
        };
        let mut draft = Draft::new(on, fact).medium(medium.id);
        draft.asset = medium.asset;
        self.waiting.push(draft);
        let taken = if loose { Taken::Loose } else { Taken::Known };
        Ok(Some(LogRecord {
            file: self.file.clone(),
            erasure,
            medium: Some(medium.id),
            asset: medium.asset,
            started,
            finished,
            claim,
            why,
            taken,
        }))
    }

    fn known_medium(&self, act: &Act<'_>, serial: Option<&str>) -> Result<Option<Medium>, Failure> {
        let Some(serial) = serial else { return Ok(None) };
        if let Some(medium) = self.newcomers.get(&serial.to_ascii_uppercase()) {
            return Ok(Some(medium.clone()));
        }
        match act.reader().named(&Name::MediumSerial(serial))?.first() {
            Some(Subject::Medium(id)) => Ok(act.reader().medium(*id)?),
            _ => Ok(None),
        }
    }

    /// A medium that nobody has entered comes in with its log, in no asset.
    fn newcomer(&mut self, act: &Act<'_>, erasure: &Erasure, on: Day) -> Medium {
        let kind = erasure.kind.or(self.kind).unwrap_or(MediumKind::Other);
        let capacity = erasure.capacity.filter(|_| !erasure.rounded);
        let added = MediumAdded {
            capacity_bytes: capacity,
            encrypted: Encrypted::Unknown,
            kind,
            model: erasure.model.clone(),
            serial: erasure.serial.clone(),
            used_by: None,
        };
        let id = MediumId(act.next_id());
        let medium = Medium {
            id,
            serial: added.serial.clone(),
            kind,
            model: added.model.clone(),
            capacity,
            encrypted: Encrypted::Unknown,
            status: MediumStatus::Unknown,
            claim: None,
            verdict: None,
            technique: None,
            verify: None,
            validated: false,
            used_by: None,
            asset: None,
            lot: None,
            departed_on: None,
            last_on: on,
            version: 0,
        };
        self.waiting.push(Draft::new(on, added).medium(id));
        if let Some(serial) = &medium.serial {
            self.newcomers.insert(serial.to_ascii_uppercase(), medium.clone());
        }
        medium
    }
}

/// Finds the attempt that the log tells of, recorded from another copy of it that said no less: a log that
/// was cut tells of the same run, and less.
fn same_run(
    act: &Act<'_>,
    medium: &Medium,
    action: Technique,
    started: Option<Instant>,
    verdict: Verdict,
) -> Result<Option<Attempt>, Failure> {
    let Some(started) = started else { return Ok(None) };
    let attempts = act.reader().attempts(AttemptsOf::Medium(medium.id))?;
    Ok(attempts.into_iter().rev().find(|attempt| {
        let same = attempt.run.as_ref().is_some_and(|run| run.started_at == Some(started));
        same && attempt.action == action && (attempt.result == verdict || verdict == Verdict::Unknown)
    }))
}

/// Tells why what a log says cannot be of a known medium.
fn contradicts(act: &Act<'_>, medium: &Medium, erasure: &Erasure) -> Result<Option<BadLogWhy>, Failure> {
    if let (Some(known), Some(said)) = (medium.capacity, erasure.capacity)
        && !same_capacity(known, said)
    {
        let serial = medium_name(medium);
        return Ok(Some(BadLogWhy::Capacity { serial, known, said }));
    }
    if medium.status == MediumStatus::Destroyed {
        return Ok(Some(BadLogWhy::Refused(Refusal::MediumDestroyed { medium: medium_name(medium) })));
    }
    if left_by_loss(act, medium)? {
        return Ok(Some(BadLogWhy::Refused(Refusal::MediumLost { medium: medium_name(medium) })));
    }
    match refuse_out_of_reach(act, medium) {
        Ok(()) => Ok(None),
        Err(Failure::Refused(refusal)) => Ok(Some(BadLogWhy::Refused(*refusal))),
        Err(other) => Err(other),
    }
}

/// Tells whether two capacities are of one drive: within 1 %, one of them perhaps in MiB for MB.
fn same_capacity(Bytes(known): Bytes, Bytes(said): Bytes) -> bool {
    let near = |one: i64, other: i64| (one - other).abs() <= one.max(other) / 100;
    let binary = |megabytes: i64| (megabytes / 1_000_000).saturating_mul(1 << 20);
    near(known, said) || near(binary(known), said) || near(known, binary(said))
}

/// Tells whether two models can be one, of which some programs keep the beginning only.
fn same_model(known: Option<&str>, said: Option<&str>) -> bool {
    let (Some(known), Some(said)) = (known, said) else { return true };
    let plain = |model: &str| {
        let kept = model.chars().filter(char::is_ascii_alphanumeric);
        kept.map(|c| c.to_ascii_uppercase()).collect::<String>()
    };
    let (known, said) = (plain(known), plain(said));
    known.contains(&said) || said.contains(&known)
}
