//! `evidence`: files that prove what was recorded.

use std::path::Path;

use serde::Serialize;

use super::party::forget::{copies, scrub};
use crate::{
    cli::{
        args::{
            evidence::{Evidence, EvidenceAdd, EvidenceExtract, EvidenceForget, EvidenceList},
            value::ErasureReason,
        },
        failure::{Exit, Trouble},
        output,
        run::{Run, events, named_or_all, shown, words_or_stdin},
        table::Columns,
    },
    lang::{Field, Words, capital},
    model::{amount::Bytes, erasure::ForgetReason, event::Hash, fact::Fact, id::Subject},
    ops::{self, EvidenceView},
    store::{Flow, Reader},
};

/// How many digits of a hash a list shows: enough to name a file.
const DIGITS: usize = 12;

pub(super) fn evidence(run: &mut Run<'_>, args: Evidence) -> Result<Exit, Trouble> {
    match args {
        Evidence::Add(args) => add(run, args),
        Evidence::List(args) => list(run, args),
        Evidence::Extract(args) => extract(run, &args),
        Evidence::Forget(args) => forget(run, args),
    }
}

fn add(run: &mut Run<'_>, mut args: EvidenceAdd) -> Result<Exit, Trouble> {
    // Here the files are what is recorded, by whatever way they were named.
    args.recording.evidence.splice(0..0, args.files);
    let store = run.store()?;
    let mut recording = run.recording(store.as_ref(), &args.recording)?;
    let request = ops::AddEvidence { subject: args.subject, files: std::mem::take(&mut recording.evidence) };
    let done = {
        let context = run.context()?;
        ops::run(store.as_ref(), &context, &recording, |act| ops::add_evidence(act, &request, &recording))?
    };
    let exit = run.say(store.as_ref(), &done)?;
    if let Some(span) = done.span.filter(|_| !run.screen.json()) {
        for event in events(store.read()?.as_ref(), span)? {
            if let Fact::Attached(attached) = event.fact {
                run.screen.data(&attached.hash.to_string());
            }
        }
    }
    Ok(exit)
}

fn list(run: &mut Run<'_>, args: EvidenceList) -> Result<Exit, Trouble> {
    let Some(words) = named_or_all(args.subjects)? else {
        run.screen.note(run.words.nothing());
        return Ok(Exit::Done);
    };
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let mut subjects = Vec::new();
    for word in &words {
        subjects.extend(ops::with_media(reader, ops::find_subject(reader, word)?)?);
    }
    if run.screen.json() {
        ops::evidence_of(reader, &subjects, &mut |view| {
            run.screen.document(&view);
            if run.screen.is_open() { Flow::Continue(()) } else { Flow::Break(()) }
        })?;
        return Ok(Exit::Done);
    }
    print_table(run, reader, &subjects)?;
    Ok(Exit::Done)
}

fn print_table(run: &mut Run<'_>, reader: &dyn Reader, subjects: &[Subject]) -> Result<(), Trouble> {
    let words = run.words;
    let fields =
        [Field::Sha256, Field::Size, Field::Name, Field::Subject, Field::Day, Field::Event, Field::Status];
    let header = fields.map(|field| capital(words.field(field)));
    let (mut columns, mut any) = (Columns::new(&header), false);
    ops::evidence_of(reader, subjects, &mut |view| {
        columns.widen(&row(words, &view));
        any = true;
        Flow::Continue(())
    })?;
    if !any {
        run.screen.note(words.nothing());
        return Ok(());
    }
    run.screen.data(&columns.line(&header));
    ops::evidence_of(reader, subjects, &mut |view| {
        run.screen.data(&columns.line(&row(words, &view)));
        if run.screen.is_open() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    Ok(())
}

fn row(words: &dyn Words, view: &EvidenceView) -> Vec<String> {
    let mut digits = view.sha256.to_string();
    digits.truncate(DIGITS);
    vec![
        digits,
        words.capacity(view.size),
        view.name.clone().unwrap_or_else(|| words.erased().to_owned()),
        view.subject.clone().unwrap_or_default(),
        words.day(view.on),
        view.seq.to_string(),
        words.evidence_state(view.state).to_owned(),
    ]
}

/// What was extracted, as JSON says it.
#[derive(Serialize)]
struct Extracted {
    written: String,
    sha256: Hash,
    size: Bytes,
}

fn extract(run: &mut Run<'_>, args: &EvidenceExtract) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let hash = ops::find_evidence(reader, &args.hash)?;
    let bytes = ops::read_evidence(reader, hash)?;
    if args.output == Path::new("-") {
        run.screen.bytes(&bytes);
        return Ok(Exit::Done);
    }
    let path = run.place(&args.output);
    output::write(&path, &bytes)?;
    if run.screen.json() {
        let size = Bytes(i64::try_from(bytes.len()).unwrap_or(i64::MAX));
        run.screen.document(&Extracted { written: shown(&path), sha256: hash, size });
    } else {
        let line = run.words.written(&shown(&path));
        run.screen.note(&line);
    }
    Ok(Exit::Done)
}

fn forget(run: &mut Run<'_>, args: EvidenceForget) -> Result<Exit, Trouble> {
    let reason = match args.reason {
        ErasureReason::Request => ForgetReason::Request,
        ErasureReason::Retention => ForgetReason::Retention,
    };
    let request = ops::ForgetEvidence { files: words_or_stdin(args.hashes)?, reason };
    let store = run.store()?;
    let recording = run.recording(store.as_ref(), &args.recording)?;
    let mut done = {
        let context = run.context()?;
        ops::run(store.as_ref(), &context, &recording, |act| ops::forget_evidence(act, &request, &recording))?
    };
    scrub(run, store.as_ref(), &mut done)?;
    if done.span.is_some() {
        done.notices.extend(copies(run, store.as_ref(), Some(done.cmd))?);
    }
    run.say(store.as_ref(), &done)
}
