//! The command line: arguments → request → operation → words. The only place that knows clap, the
//! clock, the environment and the screen.

mod again;
pub mod args;
mod commands;
mod csv;
mod failure;
#[cfg(test)]
mod hints;
mod names;
mod output;
mod run;
mod screen;
mod table;
mod world;

use std::{ffi::OsString, panic, process::ExitCode};

use args::Stop;
use failure::{Exit, Trouble};
use run::Run;
use screen::Screen;
use world::World;

use crate::{lang::words, ops::Failure};

/// Runs the program as the operating system started it.
#[must_use]
pub fn main() -> ExitCode {
    let argv: Vec<OsString> = std::env::args_os().collect();
    let world = World::real();
    // What the hook would print is for us, not for the person at the bench.
    panic::set_hook(Box::new(|_| {}));
    let run = panic::AssertUnwindSafe(|| start(&argv, &world));
    let exit = panic::catch_unwind(run).unwrap_or_else(|cause| {
        let what = cause
            .downcast_ref::<&str>()
            .map(ToString::to_string)
            .or_else(|| cause.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        let lang = args::language(&argv, &|name| world.variable(name));
        let mut screen = Screen::new(args::wants_json(&argv), false);
        screen.fail(words(lang), &Trouble::fault(what))
    });
    ExitCode::from(exit.code())
}

/// Parses the arguments, runs the command, says what went wrong.
fn start(argv: &[OsString], world: &World) -> Exit {
    let lang = args::language(argv, &|name| world.variable(name));
    let words = words(lang);
    let cli = match args::parse(argv.iter().cloned(), lang) {
        Ok(cli) => cli,
        Err(stop) => return stopped(stop, argv, words),
    };
    let screen = Screen::new(cli.global.json, cli.global.quiet);
    let mut run = Run { words, lang, global: cli.global, world, screen, argv, recorded: None };
    let ended = commands::dispatch(&mut run, cli.command);
    let ended = ended.and_then(|exit| run.screen.end().map(|()| exit));
    match (ended, run.recorded.take()) {
        (Ok(exit), _) => exit,
        (Err(trouble), Some((cmd, span))) => {
            let (cause, command_line) = (trouble.cause(words), run.repeat(cmd));
            run.screen.fail(words, &Trouble::Unshown { span, cause, command_line })
        }
        (Err(Trouble::Failed(Failure::OutcomeUnknown(cmd))), None) => {
            let command_line = run.repeat(cmd);
            run.screen.fail(words, &Trouble::OutcomeUnknown { cmd, command_line })
        }
        (Err(trouble), None) => run.screen.fail(words, &trouble),
    }
}

/// Help and version are answers; what cannot be parsed is an error of usage.
fn stopped(stop: Stop, argv: &[OsString], words: &dyn crate::lang::Words) -> Exit {
    let mut screen = Screen::new(args::wants_json(argv), false);
    match stop {
        Stop::Help(text) | Stop::Version(text) => {
            screen.data(text.trim_end());
            screen.end().map_or_else(|trouble| screen.fail(words, &trouble), |()| Exit::Done)
        }
        Stop::Usage { message, hints } => screen.fail(words, &Trouble::Usage { message, hints }),
    }
}
