//! `report`.

use std::path::PathBuf;

use serde::Serialize;

use crate::{
    cli::{
        args::{
            report::Report as Args,
            value::{PaperFormat, ReportFormat, ReportName},
        },
        dated::{Beside, Events, Held},
        failure::{Exit, Trouble},
        json,
        line::quoted,
        output, paper,
        run::{Run, named},
    },
    document,
    lang::usage::{Hint, Misuse},
    model::period::Period,
    ops::Resolve as _,
    report::{self, Moment, Part, Report, Request},
    store::{self, Place, Reader},
};

pub(super) fn report(run: &mut Run<'_>, args: &Args) -> Result<Exit, Trouble> {
    args.to.check(run)?;
    let default = if run.screen.json() { ReportFormat::Json } else { ReportFormat::Text };
    let format = output::format(args.format, args.to.file(), ReportFormat::ALL, ReportFormat::code, default)?;
    if format == ReportFormat::Xlsx && args.to.is_printed() {
        paper::refuse_terminal(run)?;
    }
    let store = run.store()?;
    let reader = store.read()?;
    let view = run.view(reader.as_ref(), &args.seen)?;
    let moment = Moment::of(reader.as_ref(), view)?;
    moment.check_day(reader.as_ref(), view)?;
    let period = moment.period(args.period)?;
    let source = reader.as_ref();
    let part = part(run, source, args)?;
    let command_line = command_line(run, args, format, &part, (period, moment));
    let request = Request { period, moment, part, explain: args.explain, command_line };
    let made = match (args.compare_head, args.compare) {
        (Some(seq), _) => compared(source, args.name, &request, moment.earlier(source, seq)?)?,
        (None, Some(other)) => against(source, args.name, &request, moment.other_period(other)?)?,
        (None, None) => store::view(source, moment.view(), |reader| make(args.name, reader, &request))?,
    };
    let printed = print(run, &made, format)?;
    deliver(run, args, &request, format, &printed)?;
    Ok(Exit::Done)
}

/// What a report that went into a file did, as JSON says it.
#[derive(Serialize)]
struct Document {
    written: PathBuf,
    /// The older ones of its series that went.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    removed: Vec<PathBuf>,
    head: report::Head,
}

/// Brings a report to where it goes, and says where that is.
fn deliver(
    run: &mut Run<'_>,
    args: &Args,
    request: &Request,
    format: ReportFormat,
    printed: &[u8],
) -> Result<(), Trouble> {
    let Some(target) = args.to.target(run, &held(run, args, request), format.ending()) else {
        run.screen.bytes(printed);
        return Ok(());
    };
    output::write(&target.path, printed)?;
    let removed = target.rotate()?;
    if run.screen.json() {
        let head = request.moment.head;
        run.screen.document(&Document { written: target.path, removed, head });
        return Ok(());
    }
    run.say_written(&target.path);
    for old in &removed {
        run.say_removed(old);
    }
    Ok(())
}

/// What a file of a report holds, as its name says it.
fn held(run: &Run<'_>, args: &Args, request: &Request) -> Held<'static> {
    let beside = match (args.compare_head, args.compare) {
        (Some(seq), _) => Some(Beside::Head(seq)),
        (None, other) => other.map(Beside::Period),
    };
    Held {
        what: args.name.code(),
        part: request.part.clone(),
        with: if args.explain { vec!["explained"] } else { Vec::new() },
        lang: run.global.lang,
        period: Some(request.period),
        beside,
        as_of: request.moment.as_of,
        events: args.seen.at_head.map_or(Events::All, Events::UpTo),
    }
}

/// Tells whether a report can be told of one service, and of one site. What left is known by the service that used
/// it last; what the law asks of the organisation as a whole is told of no part of it.
const fn parts(name: ReportName) -> (bool, bool) {
    match name {
        ReportName::Stock | ReportName::Inventory | ReportName::Workshop => (true, true),
        ReportName::Reuse | ReportName::Impact => (true, false),
        ReportName::Decree | ReportName::Register | ReportName::Sanitization | ReportName::Agec => {
            (false, false)
        }
    }
}

/// Finds the service and the site that a report is to be of alone.
fn part(run: &Run<'_>, reader: &dyn Reader, args: &Args) -> Result<Part, Trouble> {
    let (by_service, by_site) = parts(args.name);
    if args.service.is_some() && !by_service {
        return Err(no_part(run, args.name, "--service", |(by_service, _)| by_service));
    }
    if args.site.is_some() && !by_site {
        return Err(no_part(run, args.name, "--site", |(_, by_site)| by_site));
    }
    let find = |place, word: &Option<String>| -> Result<_, Trouble> {
        Ok(word.as_deref().map(|word| reader.find_place(place, word)).transpose()?)
    };
    Ok(Part { service: find(Place::Service, &args.service)?, site: find(Place::Site, &args.site)? })
}

/// Refuses to tell a report of such a part, says why, and which reports are.
fn no_part(run: &Run<'_>, name: ReportName, flag: &str, told: fn((bool, bool)) -> bool) -> Trouble {
    let command = |name: &ReportName| format!("report {name}");
    let others: Vec<_> = ReportName::ALL.iter().filter(|name| told(parts(**name))).map(command).collect();
    let others: Vec<_> = others.iter().map(String::as_str).collect();
    let misuse = Misuse::NoPart { name: flag, report: &command(&name), by_service: parts(name).0 };
    Trouble::Usage { message: run.words.misuse(&misuse), hints: vec![run.words.hint(&Hint::OneOf(&others))] }
}

fn make(name: ReportName, reader: &dyn Reader, request: &Request) -> report::Result<Report> {
    match name {
        ReportName::Decree => report::decree(reader, request),
        ReportName::Reuse => report::reuse(reader, request),
        ReportName::Register => report::register(reader, request),
        ReportName::Sanitization => report::sanitization(reader, request),
        ReportName::Stock => report::stock(reader, request),
        ReportName::Impact => report::impact(reader, request),
        ReportName::Agec => report::agec(reader, request),
        ReportName::Inventory => report::inventory(reader, request),
        ReportName::Workshop => report::workshop(reader, request),
    }
}

/// Makes a report with the same one at an earlier moment beside it.
fn compared(
    source: &dyn Reader,
    name: ReportName,
    request: &Request,
    then: Moment,
) -> report::Result<Report> {
    let explained = |moment| Request { moment, explain: true, ..request.clone() };
    store::view(source, request.moment.view(), |now| {
        let mut made = make(name, now, &explained(request.moment))?;
        made.compared = Some(store::view(source, then.view(), |past| -> report::Result<_> {
            let earlier = make(name, past, &explained(then))?;
            report::compare(source, (now, &made), (past, &earlier))
        })?);
        made.explain = made.explain.filter(|_| request.explain);
        Ok(made)
    })
}

/// Makes a report with the same one of another period beside it, both seen from one moment.
fn against(
    source: &dyn Reader,
    name: ReportName,
    request: &Request,
    other: Period,
) -> report::Result<Report> {
    store::view(source, request.moment.view(), |reader| {
        report::against(source, (request.period, other), |period| {
            make(name, reader, &Request { period, ..request.clone() })
        })
    })
}

fn print(run: &Run<'_>, made: &Report, format: ReportFormat) -> Result<Vec<u8>, Trouble> {
    let document = || [document::of_report(made, run.words)];
    let paper = match format {
        ReportFormat::Json => {
            let text = json::text(made).map_err(|e| Trouble::fault(e.to_string()))? + "\n";
            return Ok(text.into_bytes());
        }
        ReportFormat::Csv => return Ok(report::to_csv(made)?.into_bytes()),
        ReportFormat::Xlsx => {
            let title = document::title_of(made, run.words);
            return paper::book(&title, made.moment.as_of, &document::sheets_of(made, run.words));
        }
        ReportFormat::Markdown => PaperFormat::Markdown,
        ReportFormat::Text => PaperFormat::Text,
        ReportFormat::Html => PaperFormat::Html,
        ReportFormat::Pdf => PaperFormat::Pdf,
    };
    paper::bytes(paper, &document())
}

/// The command line that prints the same report again, whenever it is typed.
fn command_line(
    run: &Run<'_>,
    args: &Args,
    format: ReportFormat,
    part: &Part,
    (period, moment): (Period, Moment),
) -> String {
    let mut words = vec!["rebond".to_owned()];
    if let Some(db) = named(run.global.db.as_deref()) {
        words.push(format!("--db {}", quoted(&db)));
    }
    words.push(format!("--lang {} report {}", run.lang, args.name));
    words.push(format!("--period {period} --as-of {} --at-head {}", moment.as_of, moment.head.seq));
    words.extend(part.service.iter().map(|code| format!("--service {}", quoted(code))));
    words.extend(part.site.iter().map(|code| format!("--site {}", quoted(code))));
    if let Some(other) = args.compare {
        words.push(format!("--compare {other}"));
    }
    if let Some(seq) = args.compare_head {
        words.push(format!("--compare-head {seq}"));
    }
    if args.explain {
        words.push("--explain".to_owned());
    }
    if format != ReportFormat::Text {
        words.push(format!("--format {format}"));
    }
    words.join(" ")
}
