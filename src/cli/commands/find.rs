//! `find`.

use super::asset::line;
use crate::{
    cli::{
        args::asset::Find,
        failure::{Exit, Trouble},
        run::Run,
        table::table,
    },
    lang::{Field, capital},
    model::asset::Asset,
    ops::{self, AssetView},
    store::{Flow, Reader},
};

/// How many assets are shown to people who do not say how many.
const SHOWN: usize = 20;

pub(super) fn find(run: &mut Run<'_>, args: &Find) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let text = args.text.join(" ");
    let limit = args.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let (shown, total) = if run.screen.json() {
        documents(run, reader.as_ref(), &text, limit)?
    } else {
        rows(run, reader.as_ref(), &text, limit.unwrap_or(SHOWN))?
    };
    let note = match (shown, total) {
        (_, 0) => run.words.nothing().to_owned(),
        (shown, total) if shown as u64 >= total => return Ok(Exit::Done),
        (shown, total) => run.words.found_more(shown as u64, total),
    };
    if !run.screen.json() {
        run.screen.note(&note);
    }
    Ok(Exit::Done)
}

/// One JSON document an asset; all of them unless a limit is given.
fn documents(
    run: &mut Run<'_>,
    reader: &dyn Reader,
    text: &str,
    limit: Option<usize>,
) -> Result<(usize, u64), Trouble> {
    let (mut shown, mut failed) = (0, None);
    let total = ops::search(reader, text, &mut |asset| {
        if limit.is_some_and(|limit| shown >= limit) {
            return Flow::Break(());
        }
        match AssetView::new(reader, asset, false) {
            Ok(view) => run.screen.document(&view),
            Err(error) => failed = Some(error),
        }
        shown += 1;
        if failed.is_none() && run.screen.is_open() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    failed.map_or(Ok((shown, total)), |error| Err(error.into()))
}

/// A table, with who uses each: a name that was typed is seen again.
fn rows(run: &mut Run<'_>, reader: &dyn Reader, text: &str, limit: usize) -> Result<(usize, u64), Trouble> {
    let mut assets: Vec<Asset> = Vec::new();
    let total = ops::search(reader, text, &mut |asset| {
        if assets.len() >= limit {
            return Flow::Break(());
        }
        assets.push(asset);
        Flow::Continue(())
    })?;
    let mut lines = Vec::with_capacity(assets.len());
    let mut shared = ops::Shared::default();
    for asset in &assets {
        let mut cells = line(run.words, reader, asset, &mut shared);
        let holder = asset.holder.map(|id| reader.party(id)).transpose()?.flatten();
        cells.push(holder.and_then(|party| party.name).unwrap_or_default());
        lines.push(cells);
    }
    if !lines.is_empty() {
        let fields = super::asset::LINE.iter().chain(&[Field::Holder]);
        let header: Vec<String> = fields.map(|field| capital(run.words.field(*field))).collect();
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        run.screen.data(table(&header, &lines).trim_end());
    }
    Ok((lines.len(), total))
}
