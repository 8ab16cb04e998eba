//! Manual pages and completions of shells, made from the same tree as the help. Made in memory: what
//! clap writes with stops the program when the reader has gone.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::{aot, generate};
use clap_mangen::Man;

use crate::{
    cli::args::{tree, value::Shell},
    lang::{Lang, Words, help::ManualPart, words},
};

/// `completions`: what a shell reads to complete command lines.
#[derive(Args, Clone, Debug)]
pub struct Completions {
    /// Which shell.
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// `man`: manual pages.
#[derive(Args, Clone, Debug)]
pub struct Manual {
    /// Of which command; else of the program.
    #[arg(id = "words", value_name = "COMMAND", conflicts_with = "pages_folder")]
    pub command: Vec<String>,
    /// Where to, a file for each command; else one page goes to stdout.
    #[arg(id = "pages_folder", short = 'o', long = "output", value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// A manual page: its name, such as `rebond-lot-ship.1`, and its text for `man`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The name of its file.
    pub name: String,
    /// Its source, for `man`.
    pub roff: String,
}

/// Returns what a shell reads to complete command lines.
#[must_use]
pub fn completions(shell: Shell, lang: Lang) -> Vec<u8> {
    let mut tree = tree::worded(lang);
    let mut script = Vec::new();
    let of = match shell {
        Shell::Bash => aot::Shell::Bash,
        Shell::Zsh => aot::Shell::Zsh,
        Shell::Fish => aot::Shell::Fish,
    };
    generate(of, &mut tree, "rebond", &mut script);
    script
}

/// Returns the manual page of a command, the words that call it being given; nothing if there is no
/// such command.
#[must_use]
pub fn manual(command: &[String], lang: Lang) -> Option<Page> {
    let tree = built(lang);
    let found = command.iter().try_fold(&tree, |at, word| at.find_subcommand(word))?;
    Some(page(found, words(lang)))
}

/// Returns the manual pages of every command.
#[must_use]
pub fn manuals(lang: Lang) -> Vec<Page> {
    let tree = built(lang);
    let mut pages = Vec::new();
    let mut waiting = vec![&tree];
    while let Some(command) = waiting.pop() {
        pages.push(page(command, words(lang)));
        waiting.extend(command.get_subcommands().filter(|below| below.get_name() != "help"));
    }
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    pages
}

fn built(lang: Lang) -> Command {
    let mut tree = tree::worded(lang);
    tree.build();
    tree
}

fn page(command: &Command, say: &dyn Words) -> Page {
    let man =
        Man::new(command.clone()).source(concat!("rebond ", env!("CARGO_PKG_VERSION"))).manual("rebond");
    let name = man.get_filename();
    let mut written = Vec::new();
    // Into memory: there is nothing to fail.
    let _ = man.render(&mut written);
    let written = String::from_utf8_lossy(&written);
    Page { name, roff: written.lines().flat_map(|line| [worded(line, say), "\n"]).collect() }
}

/// A line of a page: the few words that clap has of its own are ours. No text of a page looks like
/// them, since a point that begins a line is escaped.
fn worded<'l>(line: &'l str, say: &'l dyn Words) -> &'l str {
    let part = match line {
        ".SH NAME" => ManualPart::Name,
        ".SH SYNOPSIS" => ManualPart::Synopsis,
        ".SH DESCRIPTION" => ManualPart::Description,
        ".SH OPTIONS" => ManualPart::Options,
        ".SH SUBCOMMANDS" => ManualPart::Commands,
        ".SH EXTRA" => ManualPart::Notes,
        ".SH VERSION" => ManualPart::Version,
        "\\fIPossible values:\\fR" => ManualPart::Values,
        _ => return line,
    };
    say.manual_part(part)
}
