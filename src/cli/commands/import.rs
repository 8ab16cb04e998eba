//! `import`: files in.

use std::{cell::Cell, collections::HashMap};

use serde::{
    Serialize, Serializer,
    ser::{SerializeSeq as _, SerializeStruct as _},
};

use crate::{
    cli::{
        args::import::Import,
        failure::{Exit, Trouble},
        json,
        progress::Progress,
        run::{Run, bytes_of, shown},
        screen::Screen,
    },
    intake::{Format, Options},
    lang::Words,
    ops::{
        self, Act, AssetView, BadRow, Done, Failure, Flaw, Imported, MediumView, Notice, Observation, Source,
    },
    store::{self, Question, Reader, TOGETHER},
};

/// The word for files of several formats.
const MIXED: &str = "mixed";

/// How many remarks of one kind are said one by one; beyond, their number is.
const SAID: u64 = 10;

fn sources(args: &Import) -> Result<Vec<Source>, Trouble> {
    let source = |path: &std::path::PathBuf| Ok(Source { name: shown(path), bytes: bytes_of(path)? });
    args.files.iter().map(source).collect()
}

pub(super) fn import(run: &mut Run<'_>, args: &Import) -> Result<Exit, Trouble> {
    let sources = sources(args)?;
    let options = Options {
        format: args.format,
        holders: args.holders,
        map: args.map.clone(),
        date_order: args.date_order.unwrap_or(Options::default().date_order),
    };
    let request =
        ops::Import { sources: &sources, options, update: args.update, partial: args.allow_partial };
    let store = run.store()?;
    let recording = run.recording(store.as_ref(), &args.recording)?;
    let words = run.words;
    let mut imported = Imported::default();
    let done = {
        let mut progress = Progress::new(run.screen.talks(), words.rows_being_read());
        // What a rehearsal brings in is there only as long as it lasts: it is shown from inside.
        let mut document = None;
        let context = run.context()?;
        let operation = |act: &mut Act<'_>| -> Result<(), Failure> {
            imported = ops::import(act, &request, &recording, &mut |done, of| progress.show(done, of))?;
            if args.dry_run && run.screen.json() {
                document = Some(ImportView::new(act.reader(), &imported, words).document()?);
            }
            Ok(())
        };
        let done = if args.dry_run {
            ops::rehearse(store.as_ref(), &context, &recording, operation)?
        } else {
            ops::run(store.as_ref(), &context, &recording, operation)?
        };
        if let Some(document) = document {
            run.screen.bytes(&document);
            return Ok(Exit::Done);
        }
        done
    };
    run.happened(&done);
    let reader = store.read()?;
    if let Some(span) = done.span.filter(|_| done.repeated) {
        if !run.screen.json() {
            run.screen.note(&words.repeated(span.first, span.last));
            return Ok(Exit::Done);
        }
        imported = ops::imported_before(reader.as_ref(), &request, span)?;
    }
    if run.screen.json() {
        let document = ImportView::new(reader.as_ref(), &imported, words).document()?;
        run.screen.bytes(&document);
    } else {
        say(run, &imported, &done, args.dry_run);
    }
    Ok(Exit::Done)
}

/// What an import did, as JSON says it. The assets are read one after the other as they are written.
struct ImportView<'i> {
    reader: &'i dyn Reader,
    imported: &'i Imported,
    words: &'static dyn Words,
    /// Why one could not be read.
    failed: Cell<Option<store::Error>>,
}

#[derive(Serialize)]
struct RemarkView<'r> {
    code: &'static str,
    file: &'r str,
    line: u64,
    column: Option<&'r str>,
    message: String,
}

impl Serialize for ImportView<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let counts = self.imported.all();
        let observed = self.imported.observations.iter().map(|remark| self.observed(remark));
        let remarks: Vec<_> = observed.chain(self.imported.bad.iter().map(|row| self.bad(row))).collect();
        let mut map = to.serialize_struct("import", 9)?;
        map.serialize_field("format", self.imported.format.map_or(MIXED, Format::code))?;
        map.serialize_field("read", &counts.read)?;
        map.serialize_field("added", &counts.added)?;
        map.serialize_field("updated", &counts.updated)?;
        let told = |count: u64| Some(count).filter(|_| !self.imported.untold);
        map.serialize_field("unchanged", &told(counts.unchanged))?;
        map.serialize_field("refused", &told(counts.refused))?;
        map.serialize_field("assets", &Each { view: self, media: false })?;
        map.serialize_field("media", &Each { view: self, media: true })?;
        map.serialize_field("remarks", &remarks)?;
        map.end()
    }
}

impl<'i> ImportView<'i> {
    fn new(reader: &'i dyn Reader, imported: &'i Imported, words: &'static dyn Words) -> Self {
        Self { reader, imported, words, failed: Cell::new(None) }
    }

    /// Returns all of it, on a line of its own. Whole before any of it is printed: what breaks off is no
    /// JSON, nor is the error that follows it.
    fn document(&self) -> Result<Vec<u8>, Failure> {
        let mut document = json::text(self)
            .map_err(|error| self.failed.take().unwrap_or_else(|| store::Error::Fault(error.to_string())))?;
        document.push('\n');
        Ok(document.into_bytes())
    }

    /// Keeps why something could not be read, for whoever asked for the document.
    fn read<T, E: serde::ser::Error>(&self, read: Result<T, store::Error>) -> Result<T, E> {
        read.map_err(|error| {
            let told = E::custom(&error);
            self.failed.set(Some(error));
            told
        })
    }

    fn observed<'r>(&self, observation: &'r Observation) -> RemarkView<'r> {
        let what = &observation.what;
        RemarkView {
            code: what.code(),
            file: &observation.file,
            line: what.line(),
            column: what.column(),
            message: self.words.observed(what),
        }
    }

    fn bad<'r>(&self, row: &'r BadRow) -> RemarkView<'r> {
        let column = match &row.flaw {
            Flaw::Unread(fault) => fault.column.as_deref(),
            Flaw::Refused { column, .. } => column.as_deref(),
        };
        let message = self.words.bad_row(row);
        RemarkView { code: row.flaw.code(), file: &row.file, line: row.line, column, message }
    }
}

/// The assets that were read, or the media in them.
struct Each<'v> {
    view: &'v ImportView<'v>,
    media: bool,
}

impl Serialize for Each<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let reader = self.view.reader;
        let (mut list, mut shared) = (to.serialize_seq(None)?, ops::Shared::default());
        for ids in self.view.imported.assets.chunks(TOGETHER) {
            let questions: Vec<_> = ids.iter().map(|id| Question::Asset(*id)).collect();
            self.view.read(reader.foresee(&questions))?;
            let assets = ids.iter().filter_map(|id| reader.asset(*id).transpose());
            let assets = self.view.read(assets.collect::<Result<Vec<_>, _>>())?;
            for view in self.view.read(AssetView::each(reader, assets, true, &mut shared))? {
                if self.media {
                    view.media.iter().try_for_each(|medium| list.serialize_element(medium))?;
                } else {
                    list.serialize_element(&view)?;
                }
            }
        }
        if self.media {
            self.alone(reader, &mut list)?;
        }
        list.end()
    }
}

impl Each<'_> {
    /// The media that were read on their own, and are in none of these assets.
    fn alone<L: serde::ser::SerializeSeq>(&self, reader: &dyn Reader, list: &mut L) -> Result<(), L::Error> {
        let clearance = self.view.read(reader.policies())?.clearance();
        for id in &self.view.imported.media {
            let Some(medium) = self.view.read(reader.medium(*id))? else { continue };
            if medium.asset.is_some_and(|asset| self.view.imported.assets.contains(&asset)) {
                continue;
            }
            list.serialize_element(&MediumView::new(&medium, medium.cleared(clearance)))?;
        }
        Ok(())
    }
}

fn say(run: &mut Run<'_>, imported: &Imported, done: &Done, rehearsed: bool) {
    let words = run.words;
    say_observations(&mut run.screen, words, &imported.observations);
    for row in &imported.bad {
        let line = words.warning_line(&format!("{}: {}", row.file, words.bad_row(row)));
        run.screen.note(&line);
    }
    let more = imported.flaws.saturating_sub(imported.bad.len() as u64);
    if more > 0 {
        run.screen.note(&words.more_bad_rows(more));
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
    let (counts, drives) = (imported.counts, imported.drives);
    match imported.format {
        Some(Format::Smartctl) => {}
        Some(Format::Lshw) => run.screen.data(&words.machines_imported(counts, rehearsed)),
        _ => run.screen.data(&words.imported(counts, rehearsed)),
    }
    if drives.read > 0 || imported.format == Some(Format::Smartctl) {
        run.screen.data(&words.drives_imported(drives, rehearsed));
    }
}

/// Says the first remarks of each kind, and how many more there are.
fn say_observations(screen: &mut Screen, words: &dyn Words, observations: &[Observation]) {
    let mut all: HashMap<&str, (u64, Cell<u64>)> = HashMap::new();
    for observation in observations {
        all.entry(observation.what.code()).or_default().0 += 1;
    }
    for observation in observations {
        let Some((total, said)) = all.get(observation.what.code()) else { continue };
        if said.get() == SAID {
            continue;
        }
        said.set(said.get() + 1);
        screen.note(&format!("{}: {}", observation.file, words.observed(&observation.what)));
        if said.get() == SAID && *total > SAID {
            screen.note(&words.more_observed(total - SAID));
        }
    }
}
