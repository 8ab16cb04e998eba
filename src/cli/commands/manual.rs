//! `man` and `completions`.

use std::{fs::DirBuilder, os::unix::fs::DirBuilderExt, path::Path};

use crate::{
    cli::{
        args::{
            self,
            manual::{Completions, Manual},
        },
        failure::{Exit, Trouble},
        output,
        run::{Run, shown},
    },
    lang::usage::{Hint, Misuse, nearest},
};

/// Pages are for everyone.
const PUBLIC: u32 = 0o644;
/// The same, for their folder.
const PUBLIC_FOLDER: u32 = 0o755;

pub(super) fn completions(run: &mut Run<'_>, args: &Completions) -> Exit {
    let script = args::completions(args.shell, run.lang);
    run.screen.bytes(&script);
    Exit::Done
}

pub(super) fn man(run: &mut Run<'_>, args: &Manual) -> Result<Exit, Trouble> {
    match args.folder.as_deref().filter(|folder| *folder != Path::new("-")) {
        Some(folder) => write_all(run, folder),
        None => print_one(run, &args.command),
    }
}

fn print_one(run: &mut Run<'_>, command: &[String]) -> Result<Exit, Trouble> {
    let Some(page) = args::manual(command, run.lang) else { return Err(unknown(run, command)) };
    run.screen.bytes(page.roff.as_bytes());
    Ok(Exit::Done)
}

fn unknown(run: &Run<'_>, command: &[String]) -> Trouble {
    let typed = command.join(" ");
    let pages = args::manuals(run.lang);
    let names: Vec<String> = pages
        .iter()
        .filter_map(|page| page.name.strip_prefix("rebond-")?.strip_suffix(".1"))
        .map(|name| name.replace('-', " "))
        .collect();
    let meant = nearest(&typed, names.iter().map(String::as_str));
    Trouble::Usage {
        message: run.words.misuse(&Misuse::UnknownCommand { typed: &typed }),
        hints: meant.map(|meant| run.words.hint(&Hint::Meant(meant))).into_iter().collect(),
    }
}

fn write_all(run: &mut Run<'_>, folder: &Path) -> Result<Exit, Trouble> {
    let made = DirBuilder::new().recursive(true).mode(PUBLIC_FOLDER).create(folder);
    made.map_err(|e| Trouble::Output { path: shown(folder), cause: e.to_string() })?;
    for page in args::manuals(run.lang) {
        output::write_with_mode(&folder.join(&page.name), PUBLIC, page.roff.as_bytes())?;
    }
    let line = run.words.written(&shown(folder));
    run.screen.note(&line);
    Ok(Exit::Done)
}
