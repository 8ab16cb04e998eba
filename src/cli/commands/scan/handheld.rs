//! `scan --from`: the memory of a handheld scanner, as one command.

use std::path::Path;

use serde::Serialize;
use uuid::Uuid;

use crate::{
    cli::{
        failure::{Exit, Trouble},
        names::Known,
        run::{NoticeView, Run, bytes_of, shown},
    },
    intake::scanner,
    model::{day::Day, event::Seq},
    ops::{self, AssetView, Failure, Order, Recording, Replay, Replayed},
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
    recorded: u64,
    ignored: u64,
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
    recording: &Recording,
) -> Result<Exit, Trouble> {
    let bytes = bytes_of(path)?;
    let file = shown(path);
    let column = column.map(|column| usize::try_from(column).unwrap_or(usize::MAX));
    let memory =
        scanner::read(&bytes, column).map_err(|faults| Failure::Handheld { file: file.clone(), faults })?;
    let (days, read) = (memory.days(), memory.scans.len() as u64);
    let request = Replay { file, scans: memory.scans, order };
    let store = run.store()?;
    let context = run.context()?;
    let (mut replayed, mut on) = (Replayed::default(), None);
    let done = ops::run(store.as_ref(), &context, recording, |act| {
        on = Some(act.day(recording.on)?);
        replayed = ops::replay(act, &request, recording)?;
        Ok(())
    })?;
    if run.screen.json() {
        run.happened(&done);
        let reader = store.read()?;
        let views = replayed.shown.into_iter().map(|asset| AssetView::new(reader.as_ref(), asset, true));
        let view = ReplayView {
            scanner: memory.scanner.as_deref(),
            from: days.map(|(from, _)| from),
            to: days.map(|(_, to)| to),
            read,
            recorded: replayed.recorded,
            ignored: replayed.ignored,
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
    for asset in &replayed.shown {
        let line = run.words.asset_line(asset, &Known(reader.as_ref()));
        run.screen.data(&line);
    }
    drop(reader);
    let exit = run.say(store.as_ref(), &done)?;
    if !done.repeated {
        let line = run.words.replayed(read, replayed.recorded, replayed.ignored, memory.scanner.as_deref());
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
