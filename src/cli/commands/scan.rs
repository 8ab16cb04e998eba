//! `scan`: a session of scans.

mod answer;
mod handheld;

use std::{
    io::{self, IsTerminal as _},
    os::unix::fs::MetadataExt as _,
    path::PathBuf,
};

use crate::{
    cli::{
        args::{Global, scan as args, value::ScanAction},
        failure::{Exit, Trouble},
        line::quoted,
        run::{Run, named},
        wedge::{Line, Lines},
    },
    lang::usage::Misuse,
    model::{
        grade::{Cosmetic, Functional},
        id::CommandId,
        leaving::VoidReason,
        scan::{self, Card},
        text,
    },
    ops::{Answer, Deed, Failure, Order, Session, Task},
    store::{self, Store},
};

pub(super) fn scan(run: &mut Run<'_>, args: &args::Scan) -> Result<Exit, Trouble> {
    let order = order(run, args)?;
    if let Some(path) = &args.from {
        return handheld::replay(run, path, args.column, order, &args.recording);
    }
    if run.global.cmd.is_some() {
        // Each scan is a command of its own: one identity cannot be that of all.
        return Err(conflict(run, "--cmd", "scan"));
    }
    let mut base = Base::open(run)?;
    let recording = run.recording(base.store(), &args.recording)?;
    let mut session = Session::new(order, recording);
    if io::stdin().is_terminal() {
        answer::say_the_order(run, base.store(), &session)?;
        let line = run.words.how_to_end();
        run.screen.note(line);
    }
    let ended = take_all(run, &mut base, &mut session, &args.recording.evidence);
    answer::summary(run, &session);
    ended?;
    Ok(if session.tally().refused > 0 { Exit::Refused } else { Exit::Done })
}

/// Takes every scan until the session ends.
fn take_all<'r>(
    run: &mut Run<'r>,
    base: &mut Base<'r>,
    session: &mut Session,
    evidence: &[PathBuf],
) -> Result<(), Trouble> {
    let mut lines = Lines::new(io::stdin().lock());
    loop {
        let line =
            lines.next().map_err(|e| Trouble::Unreadable { path: "-".to_owned(), cause: e.to_string() })?;
        let Some(line) = line else { return Ok(()) };
        run.world.tick();
        base.follow(run)?;
        let undo = session.last().filter(|_| asks_undo(&line.text));
        match take(run, base.store(), session, &line) {
            Ok(Answer { deed: Deed::Finished, .. }) => return Ok(()),
            Ok(answer) => {
                answer::say(run, base.store(), session, &line.text, &answer)?;
                if !run.screen.flush() {
                    return stop(run, (session, evidence), &line, &answer, undo);
                }
            }
            Err(failure) if goes_on(&failure) => {
                session.refused();
                answer::refuse(run, session, &line.text, &failure);
                if Card::claims(&line.text) {
                    answer::say_the_order(run, base.store(), session)?;
                }
                if !run.screen.flush() {
                    return run.screen.end();
                }
            }
            Err(Failure::OutcomeUnknown { cmd, cause }) => {
                let command_line = alone(&run.global, (session, evidence), &line.text, undo, cmd);
                return Err(Trouble::OutcomeUnknown { cmd, cause, command_line });
            }
            Err(failure) => return Err(failure.into()),
        }
    }
}

/// Ends a session whose answers nobody takes any more. What was recorded without being shown is said.
fn stop(
    run: &mut Run<'_>,
    (session, evidence): (&Session, &[PathBuf]),
    line: &Line,
    answer: &Answer,
    undo: Option<store::Span>,
) -> Result<(), Trouble> {
    let ended = run.screen.end();
    let done = match &answer.deed {
        Deed::Recorded { done, .. } | Deed::Undone(done) => Some(done),
        _ => None,
    };
    let recorded = done.and_then(|done| Some((done.cmd, done.span?)));
    match (recorded, ended) {
        (Some((cmd, span)), Err(trouble)) => {
            let cause = trouble.cause(run.words);
            let command_line = alone(&run.global, (session, evidence), &line.text, undo, cmd);
            Err(Trouble::Unshown { span, cause, command_line })
        }
        (_, ended) => ended,
    }
}

fn take(run: &Run<'_>, store: &dyn Store, session: &mut Session, line: &Line) -> Result<Answer, Failure> {
    let typed = scan::bare(&line.text);
    let wrong = line.wrong.map_or_else(|| text::clean(typed).map(|_| ()), Err);
    if let Err(why) = wrong {
        let value = line.text.chars().take(60).collect();
        return Err(Failure::Unreadable { field: "scan", value, why });
    }
    let context = run.context().map_err(|_| store::Error::Fault("no clock".to_owned()))?;
    session.take(store, &context, typed)
}

/// Tells whether a session goes on after this: a scan was refused, or others held the record.
fn goes_on(failure: &Failure) -> bool {
    match failure {
        Failure::Store(error) => matches!(error, store::Error::Busy | store::Error::Gate(_)),
        Failure::OutcomeUnknown { .. } => false,
        _ => true,
    }
}

fn asks_undo(typed: &str) -> bool {
    let read = |typed: &str| Card::typed(typed).or_else(|| Card::parse(typed));
    let undone = || scan::undone(scan::bare(typed)).iter().find_map(|typed| read(typed));
    read(typed).or_else(undone) == Some(Card::Undo)
}

/// Writes one scan as the command line that does the same, with its identity and its author.
fn alone(
    global: &Global,
    (session, evidence): (&Session, &[PathBuf]),
    scan: &str,
    undo: Option<store::Span>,
    cmd: CommandId,
) -> String {
    let mut words = vec!["rebond".to_owned()];
    flag(&mut words, "db", named(global.db.as_deref()).as_deref());
    flag(&mut words, "cmd", Some(&cmd.to_string()));
    flag(&mut words, "actor", global.actor.as_deref());
    if let Some(span) = undo {
        // These events and no other: what came later is not ours.
        words.push("void".to_owned());
        words.extend((span.first..=span.last).map(|seq| seq.to_string()));
        flag(&mut words, "reason", Some(VoidReason::Mistyped.code()));
        return words.join(" ");
    }
    let (order, recording) = (session.order(), session.recording());
    words.push(format!("{} {}", order.task.code(), quoted(scan::bare(scan))));
    match &order.task {
        Task::Show | Task::Collect => {}
        Task::Deploy { service } => flag(&mut words, "to", Some(service)),
        Task::Move { service } => flag(&mut words, "to", service.as_deref()),
        Task::Triage { decision, functional, cosmetic } => {
            flag(&mut words, "decision", Some(decision.code()));
            flag(&mut words, "functional", functional.map(Functional::code));
            flag(&mut words, "cosmetic", cosmetic.map(Cosmetic::code));
        }
        Task::Ready { functional, cosmetic } => {
            flag(&mut words, "functional", functional.map(Functional::code));
            flag(&mut words, "cosmetic", cosmetic.map(Cosmetic::code));
        }
    }
    flag(&mut words, "site", order.place().map(String::as_str));
    flag(&mut words, "on", recording.on.map(|on| on.to_string()).as_deref());
    flag(&mut words, "note", recording.note.as_deref());
    for file in evidence {
        flag(&mut words, "evidence", Some(&file.to_string_lossy()));
    }
    words.join(" ")
}

/// Adds a flag and its value, where there is one.
fn flag(words: &mut Vec<String>, name: &str, value: Option<&str>) {
    words.extend(value.map(|value| format!("--{name} {}", quoted(value))));
}

/// The record, kept open between scans, and which file that is.
struct Base<'r> {
    store: Box<dyn Store + 'r>,
    path: PathBuf,
    file: Option<(u64, u64)>,
}

impl<'r> Base<'r> {
    fn open(run: &mut Run<'r>) -> Result<Self, Trouble> {
        let path = run.database()?;
        let file = identity(&path);
        Ok(Self { store: run.store()?, path, file })
    }

    fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    /// Opens the record again where another file has taken its name: a scan recorded in the former one
    /// would be found by nobody.
    fn follow(&mut self, run: &mut Run<'r>) -> Result<(), Trouble> {
        if identity(&self.path) != self.file {
            *self = Self::open(run)?;
        }
        Ok(())
    }
}

fn identity(path: &std::path::Path) -> Option<(u64, u64)> {
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

/// Reads what is to be done with each scan out of the flags.
fn order(run: &Run<'_>, args: &args::Scan) -> Result<Order, Trouble> {
    use ScanAction as A;
    let action = args.action;
    for (name, given, taken) in [
        ("--to", args.to.is_some(), matches!(action, A::Deploy | A::Move)),
        ("--decision", args.decision.is_some(), action == A::Triage),
        ("--functional", args.functional.is_some(), matches!(action, A::Triage | A::Ready)),
        ("--cosmetic", args.cosmetic.is_some(), matches!(action, A::Triage | A::Ready)),
    ] {
        if given && !taken {
            return Err(conflict(run, name, &format!("--action {action}")));
        }
    }
    let missing = |names: &[&str]| {
        let names = vec![names.iter().map(ToString::to_string).collect::<Vec<_>>()];
        let message = run.words.misuse(&Misuse::Missing { names: &names });
        Trouble::Usage { message, hints: Vec::new() }
    };
    let task = match action {
        A::Show => Task::Show,
        A::Collect => Task::Collect,
        A::Deploy => Task::Deploy { service: args.to.clone().ok_or_else(|| missing(&["--to"]))? },
        A::Move if args.to.is_none() && args.site.is_none() => return Err(missing(&["--to", "--site"])),
        A::Move => Task::Move { service: args.to.clone() },
        A::Triage => Task::Triage {
            decision: args.decision.ok_or_else(|| missing(&["--decision"]))?,
            functional: args.functional,
            cosmetic: args.cosmetic,
        },
        A::Ready => Task::Ready { functional: args.functional, cosmetic: args.cosmetic },
    };
    Ok(Order { task, site: args.site.clone() })
}

fn conflict(run: &Run<'_>, name: &str, other: &str) -> Trouble {
    let others = [other.to_owned()];
    let message = run.words.misuse(&Misuse::Conflict { name, others: &others });
    Trouble::Usage { message, hints: Vec::new() }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use uuid::Uuid;

    use super::*;
    use crate::{cli::args::Cli, ops};

    /// The line that does again, by its identity, what a scan asked for.
    fn again(scan: &str, last: store::Span) -> String {
        let global = Cli::parse_from(["rebond", "--actor", "Ana Ruiz", "--db", "a.db", "scan"]).global;
        let order = Order { task: Task::Deploy { service: "État civil".to_owned() }, site: None };
        let session = Session::new(order, ops::Recording::default());
        let undo = Some(last).filter(|_| asks_undo(scan));
        alone(&global, (&session, &["bon 17.pdf".into()]), scan, undo, CommandId(Uuid::nil()))
    }

    #[test]
    fn an_undo_is_repeated_as_the_void_of_what_it_took_back_and_of_nothing_else() {
        let begin = "rebond --db a.db --cmd 00000000-0000-0000-0000-000000000000 --actor 'Ana Ruiz'";
        for scan in ["undo", "REBOND:UNDO", "REBONDMUNDO", " Annuler"] {
            let one = store::Span { first: 7, last: 7 };
            assert_eq!(again(scan, one), format!("{begin} void 7 --reason mistyped"), "{scan}");
            let two = store::Span { first: 7, last: 8 };
            assert_eq!(again(scan, two), format!("{begin} void 7 8 --reason mistyped"), "{scan}");
        }
        let other = again("PC-1", store::Span { first: 7, last: 7 });
        assert_eq!(other, format!("{begin} deploy PC-1 --to 'État civil' --evidence 'bon 17.pdf'"));
    }
}
