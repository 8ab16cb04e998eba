//! The few words around every answer.

use crate::{lang::Told, model::event::Seq, report, store::Migrated};

/// Why a file is not written at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occupied {
    /// A symbolic link: nothing is written through one.
    Link,
    /// A folder.
    Folder,
    /// A device, a named pipe, a socket.
    Special,
    /// A folder where anyone may remove or replace the file (CWE-379).
    Exposed,
}

/// Why a file does not say from where an export goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadCursor {
    /// It holds something else, made visible.
    NotACursor(String),
    /// This event of the record is not the one that the file means.
    Elsewhere(Seq),
    /// The record ends before the event: it was restored or replaced.
    Ahead(Seq),
}

/// The few words around every answer.
pub trait Talk {
    /// An error, as its line begins.
    fn error_line(&self, message: &str) -> String;
    /// A way out, as its line begins.
    fn hint_line(&self, hint: &str) -> String;
    /// A warning, as its line begins.
    fn warning_line(&self, message: &str) -> String;
    /// A record of an earlier version was brought to this one's form when it was opened.
    fn migrated(&self, migrated: &Migrated) -> String;

    /// Says that a password stands where others on the computer see it.
    fn password_in_sight(&self) -> &'static str;
    /// `REBOND_NOW` is no instant.
    fn bad_clock(&self, value: &str) -> Told;
    /// There is no place for the database.
    fn no_home(&self) -> Told;
    /// The ending of a file promises a format that is not written there.
    fn unknown_format(&self, ending: &str, known: &[&str]) -> Told;
    /// A file cannot be read; `cause` is what the system says.
    fn unreadable_file(&self, path: &str, cause: &str) -> Told;
    /// A file is longer than the so many MiB that are read.
    fn too_long(&self, path: &str, mebibytes: u64) -> Told;
    /// A file cannot be written; `cause` is what the system says.
    fn unwritable_file(&self, path: &str, cause: &str) -> Told;
    /// A file is written, and an older one of its series cannot be removed; `cause` is what the system says.
    fn not_removed(&self, written: &str, path: &str, cause: &str) -> Told;
    /// What stands where a file is to be written is no file.
    fn occupied(&self, path: &str, by: Occupied) -> Told;
    /// A file does not say from where an export goes on.
    fn bad_cursor(&self, path: &str, why: &BadCursor) -> Told;
    /// Nothing was recorded after this event, so nothing was written.
    fn nothing_since(&self, seq: Seq) -> String;
    /// What would be written is in this file already, so nothing was written.
    fn nothing_changed(&self, path: &str) -> String;
    /// The command is recorded, with these events, but what it did cannot be shown; `cause` is what the
    /// system says.
    fn unshown(&self, events: (Seq, Seq), cause: &str) -> Told;
    /// What was erased, by these events or earlier ones, stands in the files until others have ended; the
    /// command line does the rest.
    fn remains(&self, events: Option<(Seq, Seq)>, command_line: &str) -> Told;
    /// Why a report cannot be made.
    fn report_error(&self, error: &report::Error) -> Told;
    /// The command line as it can be repeated without doubling anything.
    fn repeat(&self, command_line: &str) -> String;
}
