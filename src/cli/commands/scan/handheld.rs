//! `scan --from`: the memory of a handheld scanner, as one command.

use std::path::Path;

use serde::Serialize;
use uuid::Uuid;

use crate::{
    cli::{
        args,
        failure::{Exit, Trouble},
        names::Known,
        run::{NoticeView, Run, bytes_of, shown},
    },
    intake::scanner,
    model::{day::Day, event::Seq},
    ops::{self, AssetView, Failure, Order, Replay, Replayed},
};

/// What a replay did, as JSON says it.
#[derive(Serialize)]
struct ReplayView<'r> {
    /// The scanner, as its memory names it.
    scanner: Option<&'r str>,
    /// The first and the last day by its clock.
    from: Option<Day>,
    to: Option<Day>,
    read: u64,
    /// Not known of a repetition with another memory than the first time.
    recorded: Option<u64>,
    ignored: Option<u64>,
    cmd: Uuid,
    /// Whether it had been recorded before.
    repeated: bool,
    first_seq: Option<Seq>,
    last_seq: Option<Seq>,
    /// Those that are shown.
    assets: Vec<AssetView>,
    notices: Vec<NoticeView>,
}

pub(super) fn replay(
    run: &mut Run<'_>,
    path: &Path,
    column: Option<u32>,
    order: Order,
    recording: &args::Recording,
) -> Result<Exit, Trouble> {
    let bytes = bytes_of(path)?;
    let file = shown(path);
    let column = column.map(|column| usize::try_from(column).unwrap_or(usize::MAX));
    let memory =
        scanner::read(&bytes, column).map_err(|faults| Failure::Handheld { file: file.clone(), faults })?;
    let (days, read) = (memory.days(), memory.scans.len() as u64);
    let request = Replay { file, scans: memory.scans, order };
    let store = run.store()?;
    let recording = &run.recording(store.as_ref(), recording)?;
    let context = run.context()?;
    let (mut replayed, mut on) = (Some(Replayed::default()), None);
    let done = ops::run(store.as_ref(), &context, recording, |act| {
        on = Some(act.day(recording.on)?);
        replayed = Some(ops::replay(act, &request, recording)?);
        Ok(())
    })?;
    run.happened(&done);
    if let Some(span) = done.span.filter(|_| done.repeated) {
        replayed = ops::replayed_before(store.read()?.as_ref(), &request, span)?;
    }
    let counted = replayed.as_ref().map(|replayed| (replayed.recorded, replayed.ignored));
    let assets = replayed.map(|replayed| replayed.shown).unwrap_or_default();
    if run.screen.json() {
        let reader = store.read()?;
        let views = assets.into_iter().map(|asset| AssetView::new(reader.as_ref(), asset, true));
        let view = ReplayView {
            scanner: memory.scanner.as_deref(),
            from: days.map(|(from, _)| from),
            to: days.map(|(_, to)| to),
            read,
            recorded: counted.map(|(recorded, _)| recorded),
            ignored: counted.map(|(_, ignored)| ignored),
            cmd: done.cmd.0,
            repeated: done.repeated,
            first_seq: done.span.map(|span| span.first),
            last_seq: done.span.map(|span| span.last),
            assets: views.collect::<Result<_, _>>()?,
            notices: run.notice_views(&done.notices),
        };
        run.screen.document(&view);
        return Ok(Exit::Done);
    }
    let reader = store.read()?;
    for asset in &assets {
        let line = run.words.asset_line(asset, &Known(reader.as_ref()));
        run.screen.data(&line);
    }
    drop(reader);
    let exit = run.say(store.as_ref(), &done)?;
    if let Some((recorded, ignored)) = counted {
        let line = run.words.replayed(read, recorded, ignored, memory.scanner.as_deref());
        run.screen.note(&line);
        if let (Some((from, to)), Some(on)) = (days, on.filter(|_| done.span.is_some()))
            && (from != on || to != on)
        {
            let line = run.words.warning_line(&run.words.other_days(from, to, on));
            run.screen.note(&line);
        }
    }
    Ok(exit)
}
