//! `export`: what other programs read.

mod pour;
mod press;
mod register;

use std::path::PathBuf;

use serde::Serialize;

use self::pour::{Job, Stdout};
use crate::{
    cli::{
        args::{
            export::Export,
            value::{ExportFormat, Exported},
        },
        cursor::Cursor,
        dated::{Events, Held},
        destination::Target,
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
    report::{self, Moment, Part},
    store::{self, Reader},
};

pub(super) fn export(run: &mut Run<'_>, args: &Export) -> Result<Exit, Trouble> {
    let printed = args.to.is_printed();
    let default = match args.what {
        Exported::Log => ExportFormat::Jsonl,
        _ if run.screen.json() && printed => ExportFormat::Jsonl,
        _ => ExportFormat::Csv,
    };
    refuse_misuse(run, args)?;
    let format = output::format(args.format, args.to.file(), ExportFormat::ALL, ExportFormat::code, default)?;
    if format == ExportFormat::Xlsx && printed {
        paper::refuse_terminal(run)?;
    }
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let view = run.view(reader, &args.seen)?;
    let cursor = Cursor::find(reader, args.since.as_ref())?.seen(reader, view)?;
    let moment = Moment::of(reader, view)?;
    moment.check_day(reader, view)?;
    store::view(reader, view, |reader| pour(run, reader, args, format, &cursor, moment))?;
    Ok(Exit::Done)
}

/// Refuses what only another export takes.
fn refuse_misuse(run: &Run<'_>, args: &Export) -> Result<(), Trouble> {
    args.to.check(run)?;
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
    moment: Moment,
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
    let held = held(run, args, cursor, moment)?;
    if let Some(target) = args.to.target(run, &held, format.code()) {
        return to_file(run, reader, &job, cursor, (&target, args.changed_only));
    }
    let sheets = job.pour(reader, &mut Stdout(&mut run.screen)).map_err(|e| e.at("-"))?;
    say_sheets(run, sheets);
    let read = run.screen.is_open();
    run.screen.end()?;
    // What nobody read was not exported.
    if read {
        cursor.keep()?;
    }
    Ok(())
}

/// What a file of an export holds, as its name says it.
fn held(run: &Run<'_>, args: &Export, cursor: &Cursor, moment: Moment) -> Result<Held<'static>, Trouble> {
    let period = match args.what {
        Exported::Register => Some(moment.period(args.period)?),
        _ => None,
    };
    let events = match (&args.since, args.seen.at_head) {
        (Some(_), _) => Events::After(cursor.after.unwrap_or(0), cursor.head.seq),
        (None, Some(seq)) => Events::UpTo(seq),
        (None, None) => Events::All,
    };
    Ok(Held {
        what: args.what.code(),
        part: Part::default(),
        with: if args.holders { vec!["holders"] } else { Vec::new() },
        lang: run.global.lang,
        period,
        beside: None,
        as_of: moment.as_of,
        events,
    })
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
    /// The older ones of its series that went.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    removed: Vec<PathBuf>,
    /// The event after which it begins.
    since: Option<Seq>,
    /// The last event it knows: the cursor of the next one.
    head: report::Head,
}

/// Writes an export to a file; where nothing was recorded since, or nothing of it differs and that is asked for,
/// what is there stays as it is.
fn to_file(
    run: &mut Run<'_>,
    reader: &dyn Reader,
    job: &Job,
    cursor: &Cursor,
    (target, changed_only): (&Target, bool),
) -> Result<(), Trouble> {
    let mut same = None;
    let written = if cursor.is_at_head() {
        None
    } else {
        let mut output = Output::create(&target.path)?;
        let sheets = job.pour(reader, &mut output).map_err(|e| e.at(&shown(&target.path)))?;
        let former = if changed_only { target.former()? } else { None };
        same = former.filter(|former| output.holds_what_is_in(former));
        if same.is_none() {
            cursor.promise(&mut output)?;
            output.publish()?;
            say_sheets(run, sheets);
        }
        same.is_none().then(|| target.path.clone())
    };
    cursor.keep()?;
    let removed = if written.is_some() { target.rotate()? } else { Vec::new() };
    if run.screen.json() {
        let head = report::Head { seq: cursor.head.seq, hash: cursor.head.hash };
        run.screen.document(&Exporting { written, removed, since: cursor.after, head });
        return Ok(());
    }
    let line = match (&written, same) {
        (Some(path), _) => run.words.written(&shown(path)),
        (None, Some(former)) => run.words.nothing_changed(&shown(&former)),
        (None, None) => run.words.nothing_since(cursor.head.seq),
    };
    run.screen.note(&line);
    for old in &removed {
        run.say_removed(old);
    }
    Ok(())
}
