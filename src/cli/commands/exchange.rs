//! `import`, `export`, `label`: files in and out.

use std::{
    io::{Read as _, Write},
    path::Path,
};

use serde::Serialize;

use super::asset::{columns, each_view, row};
use crate::{
    cli::{
        args::{
            exchange::{Export, Import, Label},
            value::{ExportFormat, Exported, LabelFormat},
        },
        failure::{Exit, Trouble},
        output::{self, Output},
        run::{Run, events, shown, words_or_stdin},
        screen::Screen,
    },
    intake::Remark,
    label::layout,
    model::{asset::Asset, fact::Fact, id::AssetId},
    ops::{self, AssetView, Failure, MediumView, Notice, Recording, Resolve},
    render,
    store::{AssetFilter, Flow, Reader, Span},
};

/// Rows of CSV, one at a time. Cells that a spreadsheet would take for a formula are marked as text.
pub(super) struct Csv {
    writer: csv::Writer<Vec<u8>>,
}

impl Csv {
    /// Begins a table with its header.
    pub(super) fn new(header: &[&str]) -> Self {
        let mut csv = Self { writer: csv::Writer::from_writer(Vec::new()) };
        csv.row(header);
        csv
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[impl AsRef<str>]) {
        let cells = cells.iter().map(|cell| guarded(cell.as_ref()));
        // Into memory: the only error would be an uneven row, and rows are arrays of one length.
        let _ = self.writer.write_record(cells.map(|cell| cell.into_owned().into_bytes()));
    }

    /// Returns what was written since the last time.
    pub(super) fn take(&mut self) -> Vec<u8> {
        let fresh = csv::Writer::from_writer(Vec::new());
        std::mem::replace(&mut self.writer, fresh).into_inner().unwrap_or_default()
    }
}

/// Marks as text what a spreadsheet would take for a formula (OWASP ASVS 1.2.10).
fn guarded(cell: &str) -> std::borrow::Cow<'_, str> {
    let risky = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\0' | '＝' | '＋' | '－' | '＠');
    if cell.starts_with(risky) { format!("'{cell}").into() } else { cell.into() }
}

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
    column: String,
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

pub(super) fn export(run: &mut Run<'_>, args: &Export) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let path = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let default = match args.what {
        Exported::Log => ExportFormat::Jsonl,
        Exported::Assets if run.screen.json() => ExportFormat::Jsonl,
        Exported::Assets => ExportFormat::Csv,
    };
    let format = output::format(args.format, path, ExportFormat::ALL, ExportFormat::code, default)?;
    match path {
        None => pour(reader, args, format, &mut Stdout(&mut run.screen))?,
        Some(path) => {
            let mut output = Output::create(path)?;
            pour(reader, args, format, &mut output)?;
            output.publish()?;
            let line = run.words.written(&shown(path));
            run.screen.note(&line);
        }
    }
    Ok(Exit::Done)
}

/// The screen as something to write to; when nobody reads any more, the stream ends.
struct Stdout<'s>(&'s mut Screen);

impl Write for Stdout<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.bytes(bytes);
        if self.0.is_open() { Ok(bytes.len()) } else { Err(std::io::ErrorKind::BrokenPipe.into()) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn pour(reader: &dyn Reader, args: &Export, format: ExportFormat, to: &mut dyn Write) -> Result<(), Trouble> {
    let after = args.since.unwrap_or(0);
    let mut failed = None;
    let mut put = |bytes: &[u8]| match to.write_all(bytes) {
        Ok(()) => true,
        Err(e) => {
            failed = Some(e);
            false
        }
    };
    let flow = |open: bool| if open { Flow::Continue(()) } else { Flow::Break(()) };
    match (args.what, format) {
        (Exported::Log, ExportFormat::Jsonl) => {
            reader.lines(after, &mut |logged| flow(put(logged.line.as_bytes()) && put(b"\n")))?;
        }
        (Exported::Log, ExportFormat::Csv) => {
            let mut csv = Csv::new(&["seq", "type", "hash", "line"]);
            reader.lines(after, &mut |logged| {
                csv.row(&[
                    logged.seq.to_string(),
                    logged.kind.to_owned(),
                    logged.hash.to_string(),
                    logged.line.to_owned(),
                ]);
                flow(put(&csv.take()))
            })?;
        }
        (Exported::Assets, ExportFormat::Jsonl) => {
            let filter = changed(args);
            each_view(reader, &filter, args.holders, |view| {
                let line = serde_json::to_string(&view).unwrap_or_default();
                put(line.as_bytes()) && put(b"\n")
            })?;
        }
        (Exported::Assets, ExportFormat::Csv) => {
            let mut csv = Csv::new(&columns());
            let filter = changed(args);
            put(&csv.take());
            each_view(reader, &filter, args.holders, |view| {
                csv.row(&row(&view));
                put(&csv.take())
            })?;
        }
    }
    match failed {
        // A reader that has seen enough is no error.
        Some(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Some(e) => {
            let path = args.output.as_deref().map_or_else(|| "-".to_owned(), shown);
            Err(Trouble::Output { path, cause: e.to_string() })
        }
        None => Ok(()),
    }
}

fn changed(args: &Export) -> AssetFilter {
    AssetFilter { changed_after: args.since, ..AssetFilter::default() }
}

pub(super) fn label(run: &mut Run<'_>, args: Label) -> Result<Exit, Trouble> {
    let LabelFormat::Svg = output::format(
        args.format,
        Some(&args.output),
        LabelFormat::ALL,
        LabelFormat::code,
        LabelFormat::Svg,
    )?;
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let policies = reader.policies()?;
    let assets = reader.find_assets(&words_or_stdin(args.assets)?)?;
    let labels: Vec<layout::Label> =
        assets.iter().map(|asset| one_label(asset, &policies.organisation)).collect();
    let url = Some(policies.label_url.as_str()).filter(|url| !url.is_empty());
    let drawing = layout::draw(&labels, args.size.unwrap_or_default(), url)?;
    let svg = render::svg::svg(&drawing);
    if args.output == Path::new("-") {
        run.screen.bytes(svg.as_bytes());
        return Ok(Exit::Done);
    }
    let mut output = Output::create(&args.output)?;
    let written = output.write_all(svg.as_bytes());
    written.map_err(|e| Trouble::Output { path: shown(&args.output), cause: e.to_string() })?;
    output.publish()?;
    let line = run.words.written(&shown(&args.output));
    run.screen.note(&line);
    Ok(Exit::Done)
}

/// What stands on a label beside the tag: the machine and the organisation, never a person.
fn one_label(asset: &Asset, organisation: &str) -> layout::Label {
    let machine: Vec<&str> =
        [asset.manufacturer.as_deref(), asset.model.as_deref()].into_iter().flatten().collect();
    let lines = [machine.join(" "), organisation.to_owned()];
    layout::Label {
        tag: asset.tag.clone(),
        lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
    }
}
