//! `import`: files in.

use std::{io::Read as _, path::Path};

use serde::Serialize;

use crate::{
    cli::{
        args::import::Import,
        failure::{Exit, Trouble},
        run::{Run, events, shown},
    },
    intake::Remark,
    model::{fact::Fact, id::AssetId},
    ops::{self, AssetView, Failure, MediumView, Notice, Recording},
    store::{Reader, Span},
};

/// What an import did, as JSON says it.
#[derive(Serialize)]
struct ImportView {
    format: &'static str,
    read: u64,
    added: u64,
    updated: u64,
    unchanged: u64,
    refused: u64,
    assets: Vec<AssetView>,
    media: Vec<MediumView>,
    remarks: Vec<RemarkView>,
}

#[derive(Serialize)]
struct RemarkView {
    code: &'static str,
    file: String,
    line: u64,
    column: Option<String>,
    message: String,
}

/// What was read of all files, as it will be said.
#[derive(Default)]
struct Taken {
    read: u64,
    added: u64,
    remarks: Vec<(String, Remark)>,
    views: Vec<AssetView>,
}

fn from_stdin() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn import(run: &mut Run<'_>, args: &Import) -> Result<Exit, Trouble> {
    let mut files = Vec::new();
    for path in &args.files {
        let read = if path == Path::new("-") { from_stdin() } else { std::fs::read(path) };
        let bytes = read.map_err(|e| Trouble::Unreadable { path: shown(path), cause: e.to_string() })?;
        files.push((shown(path), bytes));
    }
    let store = run.store()?;
    let recording = Recording { on: args.recording.on, note: args.recording.note.clone() };
    let context = run.context()?;
    let json = run.screen.json();
    let mut read = Taken::default();
    let operation = |act: &mut ops::Act<'_>| -> Result<(), Failure> {
        for (file, bytes) in &files {
            let request = ops::Import { file: file.clone(), bytes, holders: args.holders };
            let imported = ops::import(act, &request, &recording)?;
            read.read += imported.read;
            read.added += imported.added;
            read.remarks.extend(imported.remarks.into_iter().map(|remark| (file.clone(), remark)));
            if json {
                read.views.extend(views(act.reader(), &imported.assets)?);
            }
        }
        Ok(())
    };
    let done = if args.dry_run {
        ops::rehearse(store.as_ref(), &context, &recording, operation)?
    } else {
        ops::run(store.as_ref(), &context, &recording, operation)?
    };
    run.happened(&done);
    if let Some(span) = done.span.filter(|_| done.repeated && json) {
        read = taken_before(store.read()?.as_ref(), span)?;
    }
    say_import(run, read, &done, args.dry_run);
    Ok(Exit::Done)
}

/// Returns what an import that is repeated did the first time: every row it read became an asset.
fn taken_before(reader: &dyn Reader, span: Span) -> Result<Taken, Trouble> {
    let mut ids = Vec::new();
    for event in events(reader, span)? {
        if let Fact::Added(_) = event.fact {
            ids.extend(event.asset);
        }
    }
    let added = ids.len() as u64;
    Ok(Taken { read: added, added, remarks: Vec::new(), views: views(reader, &ids)? })
}

fn views(reader: &dyn Reader, ids: &[AssetId]) -> Result<Vec<AssetView>, Failure> {
    let mut views = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(asset) = reader.asset(*id)? {
            views.push(AssetView::new(reader, asset, true)?);
        }
    }
    Ok(views)
}

fn say_import(run: &mut Run<'_>, read: Taken, done: &ops::Done, rehearsed: bool) {
    let words = run.words;
    if run.screen.json() {
        let remarks = read.remarks.iter().map(|(file, remark)| RemarkView {
            code: remark.code.code(),
            file: file.clone(),
            line: remark.line,
            column: remark.column.clone(),
            message: words.remark(remark),
        });
        let view = ImportView {
            format: "table",
            read: read.read,
            added: read.added,
            updated: 0,
            unchanged: 0,
            refused: 0,
            media: read.views.iter().flat_map(|asset| asset.media.iter().cloned()).collect(),
            assets: read.views,
            remarks: remarks.collect(),
        };
        run.screen.document(&view);
        return;
    }
    if let Some(span) = done.span.filter(|_| done.repeated) {
        run.screen.note(&words.repeated(span.first, span.last));
        return;
    }
    for (file, remark) in &read.remarks {
        run.screen.note(&format!("{file}: {}", words.remark(remark)));
    }
    // A table names all its places at once: each would be a line of its own.
    let (mut services, mut sites, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for notice in &done.notices {
        match notice {
            Notice::NewPlace { site, label, nearest, .. } if nearest.is_empty() => {
                if *site { &mut sites } else { &mut services }.push(label.clone());
            }
            other => others.push(other.clone()),
        }
    }
    if !services.is_empty() || !sites.is_empty() {
        run.screen.note(&words.new_places(&services, &sites));
    }
    run.notices(&others);
    let line = if rehearsed {
        words.would_import(read.read, read.added)
    } else {
        words.imported(read.read, read.added)
    };
    run.screen.data(&line);
}
