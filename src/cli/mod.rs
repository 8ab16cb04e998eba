//! The command line: arguments → request → operation → words. The only place that knows clap, the
//! clock, the environment and the screen.

mod again;
pub mod args;
mod cells;
mod commands;
mod csv;
mod cursor;
mod dated;
mod destination;
mod evidence;
mod failure;
#[cfg(test)]
mod hints;
mod json;
mod line;
mod names;
mod output;
mod paper;
mod preferences;
mod print;
mod progress;
mod rotation;
mod run;
mod screen;
mod seen;
mod table;
mod wedge;
mod world;

use std::{ffi::OsString, panic, process::ExitCode};

use nix::sys::signal::{SigSet, Signal};

use args::Stop;
use failure::{Exit, Trouble};
use run::Run;
use screen::Screen;
use world::World;

use crate::{lang::words, ops::Failure};

/// Runs the program as the operating system started it.
#[must_use]
pub fn main() -> ExitCode {
    // A limit on the size of files is to be an error like a full disk, not a signal that kills. Where it
    // cannot be held back all is as before.
    let _ = SigSet::from(Signal::SIGXFSZ).thread_block();
    let argv: Vec<OsString> = std::env::args_os().collect();
    let world = World::real();
    // What the hook would print is for us, not for the person at the bench.
    panic::set_hook(Box::new(|_| {}));
    let run = panic::AssertUnwindSafe(|| start(&argv, &world).exit);
    let exit = panic::catch_unwind(run).unwrap_or_else(|cause| {
        let what = cause
            .downcast_ref::<&str>()
            .map(ToString::to_string)
            .or_else(|| cause.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        let lang = args::language(&argv, &|name| world.variable(name), &|| world.preferences().language());
        let mut screen = Screen::new(args::wants_json(&argv), false);
        screen.fail(words(lang), &Trouble::fault(what))
    });
    ExitCode::from(exit.code())
}

/// How a command line ended.
struct Ended {
    exit: Exit,
    /// What went wrong; it is said already.
    trouble: Option<Trouble>,
    /// The codes of what was worth saying of what is recorded.
    noticed: Vec<&'static str>,
}

/// Parses the arguments, runs the command, says what went wrong.
fn start(argv: &[OsString], world: &World<'_>) -> Ended {
    let lang = args::language(argv, &|name| world.variable(name), &|| world.preferences().language());
    let words = words(lang);
    let cli = match args::parse(argv.iter().cloned(), lang) {
        Ok(cli) => cli,
        Err(stop) => return stopped(stop, argv, world, words),
    };
    let mends = matches!(
        cli.command,
        args::Command::Config(_) | args::Command::Completions(_) | args::Command::Man(_)
    );
    let mut screen = world.screen(cli.global.json, cli.global.quiet);
    if let Some(trouble) = world.preferences().trouble().filter(|_| !mends) {
        let exit = screen.fail(words, &trouble);
        return Ended { exit, trouble: Some(trouble), noticed: Vec::new() };
    }
    let color = cli.global.color.or_else(|| world.preferences().color()).unwrap_or_default();
    screen.color(color, &|name| world.variable(name));
    let mut run = Run {
        words,
        lang,
        global: cli.global,
        world,
        screen,
        argv,
        meant: Vec::new(),
        recorded: None,
        noticed: Vec::new(),
    };
    let ended = commands::dispatch(&mut run, cli.command);
    let ended = ended.and_then(|exit| run.screen.end().map(|()| exit));
    let noticed = std::mem::take(&mut run.noticed);
    let trouble = match (ended, run.recorded.take()) {
        (Ok(exit), _) => return Ended { exit, trouble: None, noticed },
        (Err(trouble), Some((cmd, span))) => {
            let (cause, command_line) = (trouble.cause(words), run.repeat(cmd));
            Trouble::Unshown { span, cause, command_line }
        }
        (Err(Trouble::Failed(Failure::OutcomeUnknown { cmd, cause })), None) => {
            Trouble::OutcomeUnknown { cmd, cause, command_line: run.repeat(cmd) }
        }
        (Err(trouble), None) => trouble,
    };
    Ended { exit: run.screen.fail(words, &trouble), trouble: Some(trouble), noticed }
}

/// Help and version are answers; what cannot be parsed is an error of usage.
fn stopped(stop: Stop, argv: &[OsString], world: &World<'_>, words: &dyn crate::lang::Words) -> Ended {
    let mut screen = world.screen(args::wants_json(argv), false);
    let color = args::color(argv).or_else(|| world.preferences().color()).unwrap_or_default();
    screen.color(color, &|name| world.variable(name));
    let trouble = match stop {
        Stop::Help(text) | Stop::Version(text) => {
            screen.data(text.trim_end());
            screen.end().err()
        }
        Stop::Usage { message, hints } => Some(Trouble::Usage { message, hints }),
    };
    let exit = trouble.as_ref().map_or(Exit::Done, |trouble| screen.fail(words, trouble));
    Ended { exit, trouble, noticed: Vec::new() }
}
