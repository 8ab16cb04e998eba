//! Logs under way into the record: which medium each drive is, on which day, and what may be claimed.

use std::collections::{HashMap, HashSet};

use super::{
    BadLog, BadLogWhy, ImportLogs, LogRecord, Taken,
    same::{contradicts, same_model, same_run},
    since::too_early,
};
use crate::{
    intake::erasure::{Erasure, Remark, RemarkCode, When},
    model::{
        attempt::Attempt,
        day::{Day, Instant, Zone},
        event::{Draft, Hash},
        fact::{Fact, MediumAdded, Run, Sanitised},
        id::{MediumId, Subject},
        medium::Medium,
        sanitization::{Claim, Encrypted, MediumKind, Technique, Verdict},
    },
    ops::{Act, Failure, Source},
    rules::{
        self,
        nist::{claim, why_none},
    },
    store::{Name, file_hash},
};

/// What a log says of a drive, waiting to be recorded.
pub(super) struct Job<'s> {
    /// Its place among all of them, in the order of the files.
    pub(super) place: usize,
    source: &'s Source,
    /// The SHA-256 of its file.
    pub(super) log: Hash,
    erasure: Erasure,
    started: Option<Instant>,
    finished: Option<Instant>,
    /// The day on which it began and the one on which it ended, as the log says; of a log without a day, the
    /// one that was given.
    began: Option<Day>,
    told: Option<Day>,
    /// The day of the event, if it is known.
    pub(super) on: Option<Day>,
}

impl Job<'_> {
    /// The moment at which it ended, or else began.
    pub(super) fn ended(&self) -> Option<Instant> {
        self.finished.or(self.started)
    }

    /// Tells what became of it.
    fn told(self, medium: Option<&Medium>, claim: Claim, taken: Taken) -> LogRecord {
        LogRecord {
            file: self.source.name.clone(),
            erasure: self.erasure,
            medium: medium.map(|medium| medium.id),
            asset: medium.and_then(|medium| medium.asset),
            started: self.started,
            finished: self.finished,
            claim,
            why: None,
            taken,
        }
    }

    /// What is kept of the run.
    fn run(&self) -> Run {
        let erasure = &self.erasure;
        Run {
            bytes: erasure.bytes,
            errors: erasure.errors,
            finished_at: self.finished,
            line: erasure.line,
            log: self.log,
            method: erasure.method,
            passes: erasure.passes,
            started_at: self.started,
            zone_assumed: matches!(erasure.finished.or(erasure.started), Some(When::Local(..))),
        }
    }
}

/// An import under way.
pub(super) struct Entry {
    zone: Zone,
    date: Option<Day>,
    serial: Option<String>,
    on: Option<Day>,
    kind: Option<MediumKind>,
    /// What is to be recorded.
    pub(super) waiting: Vec<Draft>,
    /// Media that came in with an earlier log of the same command, by serial.
    newcomers: HashMap<String, Medium>,
    /// The logs and lines that were taken.
    seen: HashSet<(Hash, u32)>,
    /// The logs that cannot be taken.
    pub(super) bad: Vec<BadLog>,
}

impl Entry {
    pub(super) fn new(zone: Zone, request: &ImportLogs<'_>, on: Option<Day>, bad: Vec<BadLog>) -> Self {
        Self {
            zone,
            date: request.date,
            serial: request.serial.clone(),
            on,
            kind: request.kind,
            waiting: Vec::new(),
            newcomers: HashMap::new(),
            seen: HashSet::new(),
            bad,
        }
    }

    /// What the logs say, drive by drive, with their moments in the zone of the organisation.
    pub(super) fn jobs<'s>(&self, logs: Vec<(&'s Source, Vec<Erasure>)>) -> Vec<Job<'s>> {
        let instant = |when: When| match when {
            When::Local(day, second) => self.zone.instant_at(day, second),
            When::Exact(instant) => instant,
        };
        let mut jobs = Vec::new();
        for (source, drives) in logs {
            let log = file_hash(&source.bytes);
            for erasure in drives {
                let (started, finished) = (erasure.started.map(instant), erasure.finished.map(instant));
                let day = |at: Option<Instant>| at.map(|at| self.zone.day_of(at));
                let began = day(started.or(finished));
                let told = day(finished.or(started)).or(self.date);
                let on = self.on.or(told);
                let place = jobs.len();
                jobs.push(Job { place, source, log, erasure, started, finished, began, told, on });
            }
        }
        jobs
    }

    /// Takes what a log says of a drive; `known`: what was recorded from the same log before.
    pub(super) fn drive(
        &mut self,
        act: &mut Act<'_>,
        mut job: Job<'_>,
        known: &[Attempt],
    ) -> Result<Option<LogRecord>, Failure> {
        let line = job.erasure.line;
        let medium = self.known_medium(act, job.erasure.serial.as_deref())?;
        if let Some(capacity) = medium.as_ref().and_then(|medium| medium.capacity) {
            job.erasure.check_whole(capacity);
        }
        let Some(action) = job.erasure.action.filter(|_| job.erasure.is_attempt()) else {
            return Ok(Some(job.told(medium.as_ref(), Claim::None, Taken::Nothing)));
        };
        let same_line = |attempt: &&Attempt| attempt.run.as_ref().is_some_and(|run| run.line == line);
        for attempt in known.iter().filter(same_line) {
            let recorded = act.reader().medium(attempt.medium)?;
            // The same bytes can be of another drive: where they name none, its serial was given.
            let named = recorded.as_ref().and_then(|medium| medium.serial.as_deref());
            let other = named.zip(job.erasure.serial.as_deref());
            if other.is_none_or(|(named, said)| named.eq_ignore_ascii_case(said)) {
                return Ok(Some(job.told(recorded.as_ref(), attempt.claim, Taken::Before)));
            }
        }
        if !self.seen.insert((job.log, line)) {
            return Ok(Some(job.told(medium.as_ref(), Claim::None, Taken::Before)));
        }
        if let Some(medium) = &medium {
            if let Some(attempt) = same_run(act, medium, action, job.started, job.erasure.verdict)? {
                return Ok(Some(job.told(Some(medium), attempt.claim, Taken::Before)));
            }
            if let Some(claim) = self.same_waiting(medium.id, action, &job) {
                return Ok(Some(job.told(Some(medium), claim, Taken::Before)));
            }
            if let Some(why) = contradicts(act, medium, &job.erasure)? {
                self.refuse(&job, why);
                return Ok(None);
            }
        }
        match self.day_of(act, &job, medium.as_ref())? {
            Ok(on) => Ok(Some(self.record(act, job, action, medium, on))),
            Err(why) => {
                self.refuse(&job, why);
                Ok(None)
            }
        }
    }

    /// Finds the same run of the same drive, from another file of the same command that says no less.
    fn same_waiting(&self, medium: MediumId, action: Technique, job: &Job<'_>) -> Option<Claim> {
        let (started, verdict) = (job.started?, job.erasure.verdict);
        self.waiting.iter().rev().filter(|draft| draft.medium == Some(medium)).find_map(|draft| {
            let Fact::Sanitised(done) = &draft.fact else { return None };
            let same = done.action == action && done.run.as_ref()?.started_at == Some(started);
            let no_less = done.result == verdict || verdict == Verdict::Unknown;
            (same && no_less).then_some(done.claim)
        })
    }

    fn refuse(&mut self, job: &Job<'_>, why: BadLogWhy) {
        self.bad.push(BadLog { file: job.source.name.clone(), line: Some(job.erasure.line), why });
    }

    /// Records an attempt, on a medium that is known or comes in with it. What may be claimed is computed.
    fn record(
        &mut self,
        act: &Act<'_>,
        mut job: Job<'_>,
        action: Technique,
        medium: Option<Medium>,
        on: Day,
    ) -> LogRecord {
        let taken = if medium.is_none() { Taken::Loose } else { Taken::Known };
        let medium = match medium {
            Some(medium) => medium,
            None => self.newcomer(act, &job.erasure, on),
        };
        let erasure = &mut job.erasure;
        let line = erasure.line;
        if erasure.kind.is_some_and(|said| medium.kind != said && medium.kind != MediumKind::Other) {
            erasure.remarks.push(Remark { code: RemarkCode::OtherKind, line });
        }
        if job.told.is_some_and(|told| told != on) {
            erasure.remarks.push(Remark { code: RemarkCode::OtherDay, line });
        }
        if !same_model(medium.model.as_deref(), erasure.model.as_deref()) {
            erasure.remarks.push(Remark { code: RemarkCode::OtherModel, line });
        }
        let (verify, result) = (erasure.verify, erasure.verdict);
        // No log of a tool is of what depends on the device: a reset to its factory state.
        let device = None;
        let judged = |kind| {
            let (encrypted, tool) = (medium.encrypted, Some(erasure.tool.as_str()));
            let claim = claim(device, kind, encrypted, action, tool, verify, result);
            (claim, why_none(device, kind, encrypted, action, tool, verify, result))
        };
        let (claim, why) = match (medium.kind, erasure.kind) {
            (MediumKind::Other, Some(said)) => judged(said),
            // Where the record and the log do not agree on what it is, the weaker claim is given.
            (known, Some(said)) => std::cmp::min_by_key(judged(known), judged(said), |judged| judged.0),
            (known, None) => judged(known),
        };
        let (rules, tool) = (rules::VERSION.to_owned(), Some(erasure.tool.clone()));
        let fact = Sanitised { action, claim, result, rules, run: Some(job.run()), tool, verify };
        let mut draft = Draft::new(on, fact).medium(medium.id);
        draft.asset = medium.asset;
        self.waiting.push(draft);
        LogRecord { why, ..job.told(Some(&medium), claim, taken) }
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
        let added = MediumAdded {
            capacity_bytes: erasure.capacity.filter(|_| !erasure.rounded),
            encrypted: Encrypted::Unknown,
            kind: erasure.kind.or(self.kind).unwrap_or(MediumKind::Other),
            model: erasure.model.clone(),
            seen: false,
            serial: erasure.serial.clone(),
            used_by: None,
        };
        let id = MediumId(act.next_id());
        let medium = Medium::added(id, &added, None, on, 0);
        self.waiting.push(Draft::new(on, added).medium(id));
        if let Some(serial) = &medium.serial {
            self.newcomers.insert(serial.to_ascii_uppercase(), medium.clone());
        }
        medium
    }

    /// Returns the day of an attempt, or why it cannot be recorded. The log of a device in the words of
    /// nvme-cli has neither a serial nor a day: without both nobody knows what it is about.
    fn day_of(
        &self,
        act: &Act<'_>,
        job: &Job<'_>,
        medium: Option<&Medium>,
    ) -> Result<Result<Day, BadLogWhy>, Failure> {
        if job.erasure.serial.is_none() && job.erasure.tool.starts_with("nvme-cli") {
            return Ok(Err(BadLogWhy::NoSerial { date: self.date }));
        }
        let Some(on) = job.on else {
            return Ok(Err(BadLogWhy::NoDate { serial: self.serial.clone() }));
        };
        // What says that it is of a day that has not come was written by a clock that was wrong.
        match act.day(job.told) {
            Ok(_) => {}
            Err(Failure::Refused(refusal)) => return Ok(Err(BadLogWhy::Refused(*refusal))),
            Err(other) => return Err(other),
        }
        if let Some(began) = job.began.filter(|began| on < *began) {
            return Ok(Err(BadLogWhy::BeforeLog { on, began }));
        }
        let Some(medium) = medium else { return Ok(Ok(on)) };
        Ok(too_early(act, medium, job.told, on)?.map_or(Ok(on), Err))
    }
}
