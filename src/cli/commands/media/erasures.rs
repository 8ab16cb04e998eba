//! `sanitize import`: the logs of what erases.

use std::collections::HashMap;

use serde::Serialize;

use crate::{
    cli::{
        args::media::SanitizeImport,
        failure::{Exit, Trouble},
        run::{Run, bytes_of, shown, tag_of},
    },
    intake::erasure::{Erasure, Remark, RemarkCode},
    lang::Words,
    model::{
        amount::Bytes,
        day::Instant,
        id::MediumId,
        sanitization::{Claim, Method, Technique, Verdict, Verify},
    },
    ops::{self, Act, Done, Failure, LogCounts, LogRecord, Source, Taken},
    rules::nist::NoClaim,
    store::Reader,
};

/// The code of what was recorded before.
const KNOWN: &str = "already_recorded";

/// How many remarks of one kind are said one by one.
const SAID: u64 = 10;

pub(super) fn import(run: &mut Run<'_>, args: &SanitizeImport) -> Result<Exit, Trouble> {
    let source = |path: &std::path::PathBuf| Ok(Source { name: shown(path), bytes: bytes_of(path)? });
    let sources = args.files.iter().map(source).collect::<Result<Vec<_>, Trouble>>()?;
    let request =
        ops::ImportLogs { sources: &sources, serial: args.serial.clone(), date: args.date, kind: args.kind };
    let store = run.store()?;
    let recording = run.recording(store.as_ref(), &args.recording)?;
    let (words, json) = (run.words, run.screen.json());
    let mut answer = Answer::default();
    let mut operation = |act: &mut Act<'_>| -> Result<(), Failure> {
        let records = ops::import_logs(act, &request, &recording)?;
        answer = Answer::new(act.reader(), &records, words, json)?;
        Ok(())
    };
    let context = run.context()?;
    let rehearse = |operation: &mut dyn FnMut(&mut Act<'_>) -> Result<(), Failure>| {
        ops::rehearse(store.as_ref(), &context, &recording, operation)
    };
    let done = if args.dry_run {
        rehearse(&mut operation)?
    } else {
        ops::run(store.as_ref(), &context, &recording, &mut operation)?
    };
    if done.repeated {
        // What was recorded the first time is found again as recorded before.
        let Done { span, .. } = done;
        if let Some(span) = span.filter(|_| !json) {
            run.screen.note(&words.repeated(span.first, span.last));
            return Ok(Exit::Done);
        }
        let store = run.store()?;
        let context = ops::Context { cmd: None, ..run.context()? };
        ops::rehearse(store.as_ref(), &context, &recording, &mut operation)?;
    }
    run.happened(&done);
    answer.say(run, args.dry_run);
    Ok(Exit::Done)
}

/// What was done, in words or in JSON: made while what a rehearsal brings in is there.
#[derive(Default)]
struct Answer {
    records: Vec<RecordView>,
    lines: Vec<String>,
    remarks: Vec<(String, String)>,
    counts: LogCounts,
}

/// A record as JSON says it.
#[derive(Serialize)]
struct RecordView {
    file: String,
    serial: Option<String>,
    model: Option<String>,
    medium: Option<MediumId>,
    action: Option<Technique>,
    method: Option<Method>,
    tool: String,
    started_at: Option<Instant>,
    finished_at: Option<Instant>,
    bytes: Option<Bytes>,
    passes: Option<u32>,
    errors: Option<u64>,
    verified: Verify,
    verdict: Verdict,
    claim: Claim,
    recorded: bool,
    remarks: Vec<RemarkView>,
}

#[derive(Serialize)]
struct RemarkView {
    code: &'static str,
    line: u32,
    message: String,
}

#[derive(Serialize)]
struct Document<'d> {
    records: &'d [RecordView],
}

impl Answer {
    fn new(
        reader: &dyn Reader,
        records: &[LogRecord],
        words: &'static dyn Words,
        json: bool,
    ) -> Result<Self, Failure> {
        let mut answer = Self { counts: LogCounts::of(records), ..Self::default() };
        for record in records {
            let view = RecordView::new(record, words);
            if json {
                answer.records.push(view);
                continue;
            }
            let medium = record.medium.map(|id| reader.medium(id)).transpose()?.flatten();
            let tag = medium.as_ref().map(|medium| tag_of(reader, medium)).transpose()?.flatten();
            let name = medium.as_ref().map(|m| m.serial.clone().unwrap_or_else(|| m.id.to_string()));
            let tag = tag.map(|tag| tag.to_string());
            answer.lines.push(words.log_record(record, name.as_deref(), tag.as_deref()));
            // What the line says already is not said again.
            let plain =
                |remark: &&RemarkView| remark.code != KNOWN && remark.code != NoClaim::VerdictNotPass.code();
            for remark in view.remarks.iter().filter(plain) {
                let said = words.log_line(&record.file, remark.line, &remark.message);
                answer.remarks.push((remark.code.to_owned(), said));
            }
        }
        Ok(answer)
    }

    fn say(&self, run: &mut Run<'_>, rehearsed: bool) {
        if run.screen.json() {
            return run.screen.document(&Document { records: &self.records });
        }
        let mut said: HashMap<&str, u64> = HashMap::new();
        let mut more = 0;
        for (code, remark) in &self.remarks {
            let count = said.entry(code).or_default();
            *count += 1;
            // A zone is that of all of them.
            if *count > if code == RemarkCode::ZoneAssumed.code() { 1 } else { SAID } {
                more += u64::from(code != RemarkCode::ZoneAssumed.code());
            } else {
                run.screen.note(remark);
            }
        }
        if more > 0 {
            run.screen.note(&run.words.more_observed(more));
        }
        for line in &self.lines {
            run.screen.data(line);
        }
        run.screen.data(&run.words.logs_imported(self.counts, rehearsed));
    }
}

impl RecordView {
    fn new(record: &LogRecord, words: &'static dyn Words) -> Self {
        let Erasure {
            serial,
            model,
            action,
            method,
            tool,
            bytes,
            passes,
            errors,
            verify,
            verdict,
            remarks,
            line,
            ..
        } = record.erasure.clone();
        let said = |remark: Remark| RemarkView {
            code: remark.code.code(),
            line: remark.line,
            message: words.log_remark(remark.code).to_owned(),
        };
        let mut remarks: Vec<RemarkView> = remarks.into_iter().map(said).collect();
        if record.taken == Taken::Before {
            remarks.insert(0, RemarkView { code: KNOWN, line, message: words.log_known().to_owned() });
        }
        if let (Some(why), Some(message)) = (record.why, words.log_without_claim(record)) {
            remarks.push(RemarkView { code: why.code(), line, message });
        }
        Self {
            file: record.file.clone(),
            serial,
            model,
            medium: record.medium,
            action,
            method,
            tool,
            started_at: record.started,
            finished_at: record.finished,
            bytes,
            passes,
            errors,
            verified: verify,
            verdict,
            claim: record.claim,
            recorded: matches!(record.taken, Taken::Known | Taken::Loose),
            remarks,
        }
    }
}
