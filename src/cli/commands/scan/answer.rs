//! What a session answers: a line on stdout a scan, warnings and hints on stderr, the bell.

use serde::Serialize;
use uuid::Uuid;

use crate::{
    cli::{
        failure::Trouble,
        names::Known,
        run::{NoticeView, Run, events},
        screen::ErrorBody,
    },
    model::{event::Seq, fact::Fact, scan, tag::Tag},
    ops::{Answer, AssetView, Deed, Done, Failure, Session, Tally},
    store::{Place, Reader, Store},
};

/// The answer to one scan, as JSON shows it.
#[derive(Default, Serialize)]
struct ScanView<'s> {
    /// As it was typed.
    scan: &'s str,
    /// What was meant by what a French keyboard made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    meant: Option<&'s str>,
    outcome: &'static str,
    action: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cmd: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_seq: Option<Seq>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_seq: Option<Seq>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    asset: Option<AssetView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<NoticeView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorBody<'s>>,
}

/// The last line of a session, as JSON shows it.
#[derive(Serialize)]
struct SummaryView {
    outcome: &'static str,
    recorded: u64,
    shown: u64,
    ignored: u64,
    undone: u64,
    refused: u64,
    garbled: u64,
}

/// Says what is done with each scan.
pub(super) fn say_the_order(run: &mut Run<'_>, store: &dyn Store, session: &Session) -> Result<(), Trouble> {
    let reader = store.read()?;
    let line = run.words.order(session.order(), &Known(reader.as_ref()));
    run.screen.note(&line);
    Ok(())
}

/// Answers a scan that was taken.
pub(super) fn say(
    run: &mut Run<'_>,
    store: &dyn Store,
    session: &Session,
    typed: &str,
    answer: &Answer,
) -> Result<(), Trouble> {
    let reader = store.read()?;
    let reader = reader.as_ref();
    let (outcome, sentence) = worded(run, reader, session, &answer.deed)?;
    let done = match &answer.deed {
        Deed::Recorded { done, .. } | Deed::Undone(done) => Some(done),
        _ => None,
    };
    let asset = match &answer.deed {
        Deed::Recorded { asset, .. } | Deed::Shown(asset) | Deed::Again(asset) => Some(asset.as_ref()),
        _ => None,
    };
    if run.screen.json() {
        let now = asset.map(|asset| reader.asset(asset.id)).transpose()?.flatten();
        let view = ScanView {
            scan: typed,
            meant: answer.undone.as_deref(),
            outcome,
            action: session.order().task.code(),
            cmd: done.map(|done| done.cmd.0),
            first_seq: done.and_then(|done| done.span).map(|span| span.first),
            last_seq: done.and_then(|done| done.span).map(|span| span.last),
            message: sentence,
            asset: now.map(|asset| AssetView::new(reader, asset, true)).transpose()?,
            notices: done.map(|done| run.notice_views(&done.notices)).unwrap_or_default(),
            error: None,
        };
        run.screen.document(&view);
    } else {
        let scanned = scan::bare(typed);
        let first_garbled = session.tally().garbled == 1;
        let line = match asset {
            _ if answer.undone.is_some() => run.words.garbled_as(&sentence, scanned),
            Some(asset) if !names(scanned, &asset.tag) => run.words.read_as(&sentence, scanned),
            _ => sentence,
        };
        run.screen.data(&line);
        if answer.undone.is_some() && first_garbled {
            let line = run.words.warning_line(run.words.set_the_keyboard());
            run.screen.note(&line);
        }
        if let Some(done) = done {
            run.notices(&done.notices);
        }
        run.screen.bell(1);
    }
    Ok(())
}

/// Tells whether a scan is the tag itself, in any case.
fn names(scanned: &str, tag: &Tag) -> bool {
    scanned.eq_ignore_ascii_case(tag.as_str())
}

/// Returns what became of a scan: its code and its sentence.
fn worded(
    run: &Run<'_>,
    reader: &dyn Reader,
    session: &Session,
    deed: &Deed,
) -> Result<(&'static str, String), Trouble> {
    let w = run.words;
    let names = Known(reader);
    Ok(match deed {
        Deed::Recorded { done, .. } => ("recorded", w.in_one_line(&sentences(run, reader, done)?)),
        Deed::Shown(asset) => ("shown", w.asset_line(asset, &names)),
        Deed::Again(asset) => ("ignored", w.scanned_already(asset.tag.as_str())),
        Deed::Undone(done) => ("undone", w.in_one_line(&taken_back(run, reader, done)?)),
        Deed::NewTask => ("action", w.order(session.order(), &names)),
        Deed::NewSite => {
            let code = session.order().site.as_deref().unwrap_or_default();
            let label = reader.label(Place::Site, code)?;
            ("site", w.on_site(label.as_deref().unwrap_or(code)))
        }
        Deed::Finished => ("finished", String::new()),
    })
}

/// One sentence for each event that was recorded.
fn sentences(run: &Run<'_>, reader: &dyn Reader, done: &Done) -> Result<Vec<String>, Trouble> {
    let Some(span) = done.span else { return Ok(Vec::new()) };
    let events = events(reader, span)?;
    Ok(events.iter().map(|event| run.words.event(event, &Known(reader))).collect())
}

/// One sentence for each event that is taken back, in the order in which they had happened.
fn taken_back(run: &Run<'_>, reader: &dyn Reader, done: &Done) -> Result<Vec<String>, Trouble> {
    let Some(span) = done.span else { return Ok(Vec::new()) };
    let mut sentences = Vec::new();
    for event in events(reader, span)?.iter().rev() {
        if let Fact::Voided(voided) = &event.fact
            && let Some(event) = reader.event(voided.seq)?
        {
            sentences.push(run.words.voided(&run.words.event(&event, &Known(reader))));
        }
    }
    Ok(sentences)
}

/// Answers a scan that was refused.
pub(super) fn refuse(run: &mut Run<'_>, session: &Session, typed: &str, failure: &Failure) {
    let told = run.words.failure(failure);
    if run.screen.json() {
        let view = ScanView {
            scan: typed,
            outcome: "refused",
            action: session.order().task.code(),
            message: run.words.scan_refused(&told.message),
            error: Some(ErrorBody { code: failure.code(), message: &told.message, hints: &told.hints }),
            ..ScanView::default()
        };
        run.screen.document(&view);
        return;
    }
    // One line a scan, whatever the message.
    let message = told.message.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let line = run.words.scan_refused(&message);
    run.screen.data(&line);
    for hint in &told.hints {
        let line = run.words.hint_line(hint);
        run.screen.note(&line);
    }
    run.screen.bell(2);
}

/// Says what the session did.
pub(super) fn summary(run: &mut Run<'_>, session: &Session) {
    let Tally { recorded, shown, ignored, undone, refused, garbled } = session.tally();
    if run.screen.json() {
        let outcome = "finished";
        run.screen.document(&SummaryView { outcome, recorded, shown, ignored, undone, refused, garbled });
    } else {
        let line = run.words.session(session.tally());
        run.screen.note(&line);
    }
}
