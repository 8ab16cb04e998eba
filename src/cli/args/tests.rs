//! What is typed, what is read, and what is said when it cannot be.

mod errors;
mod pages;
mod surface;
mod values;

use std::ffi::OsString;

use crate::{
    cli::args::{Cli, Stop, parse},
    lang::Lang,
};

fn argv(line: &str) -> Vec<OsString> {
    line.split(' ').map(OsString::from).collect()
}

/// Reads a line without quotes: its words are set apart by single spaces.
fn read(lang: Lang, line: &str) -> Result<Cli, Stop> {
    parse(argv(line), lang)
}

/// The page of help that a line asks for.
fn page(lang: Lang, line: &str) -> String {
    match read(lang, line) {
        Err(Stop::Help(page)) => page,
        other => panic!("{line}: {other:?}"),
    }
}

/// The error that a line makes, its hints below it.
fn error(lang: Lang, line: &str) -> String {
    refusal(lang, argv(line))
}

fn refusal(lang: Lang, argv: Vec<OsString>) -> String {
    match parse(argv, lang) {
        Err(Stop::Usage { message, hints }) => [vec![message], hints].concat().join("\n  "),
        other => panic!("{other:?}"),
    }
}
