//! `export`: what other programs read.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use serde::Serialize;

mod register;

use super::asset::{columns, each_view, row};
use crate::{
    cli::{
        args::{
            export::Export,
            value::{ExportFormat, Exported},
        },
        csv::Csv,
        cursor::Cursor,
        failure::{Exit, Trouble},
        json,
        output::{self, Output},
        run::{Run, shown},
        screen::Screen,
    },
    lang::usage::{Hint, Misuse},
    model::event::Seq,
    report::{self, Moment},
    store::{self, AssetFilter, Flow, Reader},
};

pub(super) fn export(run: &mut Run<'_>, args: &Export) -> Result<Exit, Trouble> {
    let path = args.output.as_deref().filter(|path| *path != Path::new("-")).map(|path| run.place(path));
    let default = match args.what {
        Exported::Log => ExportFormat::Jsonl,
        Exported::Assets | Exported::Register if run.screen.json() && path.is_none() => ExportFormat::Jsonl,
        Exported::Assets | Exported::Register => ExportFormat::Csv,
    };
    refuse_misuse(run, args)?;
    let format =
        output::format(args.format, path.as_deref(), ExportFormat::ALL, ExportFormat::code, default)?;
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let view = run.view(reader, &args.seen)?;
    let cursor = Cursor::find(reader, args.since.as_ref())?.seen(reader, view)?;
    let moment = match args.what {
        Exported::Register => Some(Moment::of(reader, view)?),
        Exported::Log | Exported::Assets => None,
    };
    store::view(reader, view, |reader| pour(run, reader, args, format, &cursor, (moment, path)))?;
    Ok(Exit::Done)
}

/// Refuses what only another export takes.
fn refuse_misuse(run: &Run<'_>, args: &Export) -> Result<(), Trouble> {
    let register = args.what == Exported::Register;
    let name = match (register, args.period.is_some(), args.since.is_some()) {
        (true, _, true) => "--since",
        (false, true, _) => "--period",
        _ => return Ok(()),
    };
    let message = run.words.misuse(&Misuse::Conflict { name, others: &[args.what.to_string()] });
    Err(Trouble::Usage { message, hints: vec![run.words.hint(&Hint::More("rebond export --help"))] })
}

fn pour(
    run: &mut Run<'_>,
    reader: &dyn Reader,
    args: &Export,
    format: ExportFormat,
    cursor: &Cursor,
    (moment, path): (Option<Moment>, Option<PathBuf>),
) -> Result<(), Trouble> {
    let job = Job {
        what: args.what,
        format,
        after: cursor.after,
        holders: args.holders,
        register: moment.map(|moment| register::made(run, reader, args, format, moment)).transpose()?,
    };
    match path {
        None => {
            job.pour(reader, &mut Stdout(&mut run.screen)).map_err(|e| e.at("-"))?;
            let read = run.screen.is_open();
            run.screen.end()?;
            // What nobody read was not exported.
            if read {
                cursor.keep()?;
            }
        }
        Some(path) => to_file(run, reader, &job, cursor, path)?,
    }
    Ok(())
}

/// What an export to a file did, as JSON says it.
#[derive(Serialize)]
struct Exporting {
    /// The file; none where there was nothing to write.
    written: Option<PathBuf>,
    /// The event after which it begins.
    since: Option<Seq>,
    /// The last event it knows: the cursor of the next one.
    head: report::Head,
}

/// Writes an export to a file; where nothing was recorded since, what is there stays as it is.
fn to_file(
    run: &mut Run<'_>,
    reader: &dyn Reader,
    job: &Job,
    cursor: &Cursor,
    path: PathBuf,
) -> Result<(), Trouble> {
    let written = if cursor.is_at_head() {
        None
    } else {
        let mut output = Output::create(&path)?;
        job.pour(reader, &mut output).map_err(|e| e.at(&shown(&path)))?;
        output.publish()?;
        cursor.keep()?;
        Some(path)
    };
    if run.screen.json() {
        let head = report::Head { seq: cursor.head.seq, hash: cursor.head.hash };
        run.screen.document(&Exporting { written, since: cursor.after, head });
        return Ok(());
    }
    let line = match written {
        Some(path) => run.words.written(&shown(&path)),
        None => run.words.nothing_since(cursor.head.seq),
    };
    run.screen.note(&line);
    Ok(())
}

/// Why an export stopped.
enum Stopped {
    /// The record cannot be read.
    Reading(Trouble),
    /// The output cannot be written.
    Writing(std::io::Error),
}

impl Stopped {
    fn at(self, path: &str) -> Trouble {
        match self {
            Self::Reading(trouble) => trouble,
            Self::Writing(error) => Trouble::Output { path: path.to_owned(), cause: error.to_string() },
        }
    }
}

impl From<store::Error> for Stopped {
    fn from(error: store::Error) -> Self {
        Self::Reading(error.into())
    }
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

/// What is exported, and how.
struct Job {
    what: Exported,
    format: ExportFormat,
    after: Option<Seq>,
    holders: bool,
    /// The register, written out.
    register: Option<String>,
}

impl Job {
    fn pour(&self, reader: &dyn Reader, to: &mut dyn Write) -> Result<(), Stopped> {
        let after = self.after.unwrap_or(0);
        let mut failed = None;
        let mut put = |bytes: &[u8]| match to.write_all(bytes) {
            Ok(()) => true,
            Err(e) => {
                failed = Some(e);
                false
            }
        };
        let flow = |open: bool| if open { Flow::Continue(()) } else { Flow::Break(()) };
        match (self.what, self.format) {
            (Exported::Register, _) => {
                put(self.register.as_deref().unwrap_or_default().as_bytes());
            }
            (Exported::Log, ExportFormat::Jsonl) => {
                reader.lines(after, &mut |logged| flow(put(logged.line.as_bytes()) && put(b"\n")))?;
            }
            (Exported::Log, ExportFormat::Csv) => {
                let mut csv = Csv::new(&["seq", "type", "hash", "line"]);
                put(&csv.take());
                reader.lines(after, &mut |logged| {
                    let (seq, hash) = (logged.seq.to_string(), logged.hash.to_string());
                    csv.row(&[&seq, logged.kind, &hash, logged.line]);
                    flow(put(&csv.take()))
                })?;
            }
            (Exported::Assets, ExportFormat::Jsonl) => {
                each_view(reader, &self.filter(), self.holders, |view| {
                    let line = json::text(&view).unwrap_or_default();
                    put(line.as_bytes()) && put(b"\n")
                })
                .map_err(Stopped::Reading)?;
            }
            (Exported::Assets, ExportFormat::Csv) => {
                let mut csv = Csv::new(&columns());
                put(&csv.take());
                each_view(reader, &self.filter(), self.holders, |view| {
                    csv.row(&row(&view));
                    put(&csv.take())
                })
                .map_err(Stopped::Reading)?;
            }
        }
        match failed {
            // A reader that has seen enough is no error.
            Some(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            Some(e) => Err(Stopped::Writing(e)),
            None => Ok(()),
        }
    }

    fn filter(&self) -> AssetFilter {
        AssetFilter { changed_after: self.after, ..AssetFilter::default() }
    }
}
