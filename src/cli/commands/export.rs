//! `export`: what other programs read.

mod pour;
mod press;
mod register;

use std::path::{Path, PathBuf};

use serde::Serialize;

use self::pour::{Job, Stdout};
use crate::{
    cli::{
        args::{
            export::Export,
            value::{ExportFormat, Exported},
        },
        cursor::Cursor,
        failure::{Exit, Trouble},
        output::{self, Output},
        paper,
        run::{Run, shown},
    },
    lang::{
        sheets,
        usage::{Hint, Misuse},
    },
    model::event::Seq,
    report::{self, Moment},
    store::{self, Reader},
};

pub(super) fn export(run: &mut Run<'_>, args: &Export) -> Result<Exit, Trouble> {
    let path = args.output.as_deref().filter(|path| *path != Path::new("-")).map(|path| run.place(path));
    let default = match args.what {
        Exported::Log => ExportFormat::Jsonl,
        _ if run.screen.json() && path.is_none() => ExportFormat::Jsonl,
        _ => ExportFormat::Csv,
    };
    refuse_misuse(run, args)?;
    let format =
        output::format(args.format, path.as_deref(), ExportFormat::ALL, ExportFormat::code, default)?;
    if format == ExportFormat::Xlsx && path.is_none() {
        paper::refuse_terminal(run)?;
    }
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let view = run.view(reader, &args.seen)?;
    let cursor = Cursor::find(reader, args.since.as_ref())?.seen(reader, view)?;
    let moment = Moment::of(reader, view)?;
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
    (moment, path): (Moment, Option<PathBuf>),
) -> Result<(), Trouble> {
    let job = Job {
        what: args.what,
        format,
        after: cursor.after,
        holders: args.holders,
        register: match args.what {
            Exported::Register => Some(register::made(run, reader, args, format, moment)?),
            _ => None,
        },
        sheet: run.words.sheet(sheet(args.what)),
        as_of: moment.as_of,
    };
    match path {
        None => {
            let sheets = job.pour(reader, &mut Stdout(&mut run.screen)).map_err(|e| e.at("-"))?;
            say_sheets(run, sheets);
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

/// Says that a sheet was too short.
fn say_sheets(run: &mut Run<'_>, sheets: usize) {
    if sheets > 1 {
        let line = run.words.sheet_goes_on(sheets);
        run.screen.note(&line);
    }
}

/// What the sheet of an export holds.
fn sheet(what: Exported) -> sheets::Exported {
    match what {
        Exported::Log => sheets::Exported::Log,
        Exported::Assets => sheets::Exported::Assets,
        Exported::Media => sheets::Exported::Media,
        Exported::Lots => sheets::Exported::Lots,
        Exported::Parties => sheets::Exported::Parties,
        Exported::Register => sheets::Exported::Register,
    }
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
        let sheets = job.pour(reader, &mut output).map_err(|e| e.at(&shown(&path)))?;
        output.publish()?;
        say_sheets(run, sheets);
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
