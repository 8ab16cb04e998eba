//! From what went wrong to an exit code, a stable word and a sentence.

use std::path::PathBuf;

use crate::{
    label::{layout::Undrawable, sheet::Sheet},
    lang::{
        BadBackup, BadCursor, BadSeal, BadSealKey, BadTarget, BadTemplate, Occupied, Told, Words,
        preferences::BadPreference,
    },
    model::{id::CommandId, leaving::Channel},
    ops::Failure,
    store::{self, Span},
};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done; also nothing to do, already recorded, closed pipe.
    Done,
    /// Refused by a rule, or not found: nothing was changed.
    Refused,
    /// Bad usage.
    Usage,
    /// The database cannot be used.
    Unusable,
    /// The input file has errors: nothing was imported.
    Input,
    /// `verify` found a difference.
    Differs,
    /// Outcome unknown.
    Unknown,
    /// A fault of ours.
    Fault,
    /// Another writer held the database for too long.
    Busy,
}

impl Exit {
    /// Returns the exit code. It never changes.
    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::Usage => 2,
            Self::Unusable => 3,
            Self::Input => 4,
            Self::Differs => 5,
            Self::Unknown => 6,
            Self::Fault => 70,
            Self::Busy => 75,
        }
    }
}

/// What went wrong.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The operation or the record says so.
    Failed(Failure),
    /// Whether the command happened is not known.
    OutcomeUnknown {
        /// The command.
        cmd: CommandId,
        /// Why its commit failed.
        cause: String,
        /// The line that can be typed again without doubling anything.
        command_line: String,
    },
    /// The command is recorded, and what it did could not be shown.
    Unshown {
        /// The events it recorded.
        span: Span,
        /// What the system says.
        cause: String,
        /// The line that shows it again, without doubling anything.
        command_line: String,
    },
    /// What was erased stands in the files until others, who read an earlier state, have ended.
    Remains {
        /// The events recorded.
        span: Option<Span>,
        /// The line that does the rest.
        command_line: String,
    },
    /// The arguments cannot be understood.
    Usage {
        /// What is wrong.
        message: String,
        /// The ways out.
        hints: Vec<String>,
    },
    /// A file cannot be read.
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        cause: String,
    },
    /// What stands where a template should is no file.
    NoTemplate {
        /// Where.
        path: String,
        /// Whether it is a folder.
        folder: bool,
    },
    /// A file is longer than what is read.
    TooLong {
        /// The file.
        path: String,
        /// How much is read, in MiB.
        mebibytes: u64,
    },
    /// The output cannot be written.
    Output {
        /// Where to.
        path: String,
        /// What the system says.
        cause: String,
    },
    /// An older file of a series cannot be removed; the new one is there.
    NotRemoved {
        /// The new one.
        written: String,
        /// The older one.
        path: String,
        /// What the system says.
        cause: String,
    },
    /// What stands where a file is to be written is no file.
    Occupied {
        /// Where.
        path: String,
        /// What stands there.
        by: Occupied,
    },
    /// The ending of a file promises a format that is not written there.
    Format {
        /// The ending.
        ending: String,
        /// The formats that are.
        known: Vec<&'static str>,
    },
    /// A text is longer than a cell of a spreadsheet takes.
    Cell {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u32,
        /// The column.
        column: String,
        /// How long it is.
        characters: usize,
    },
    /// A label cannot be drawn.
    Undrawable(Undrawable),
    /// A sheet for a printer of single labels.
    SheetInZpl(Sheet),
    /// The command that prints did not.
    Printing {
        /// The command.
        command: String,
        /// How it ended.
        cause: String,
    },
    /// A report cannot be made.
    Report(crate::report::Error),
    /// The folder of a demonstration has something in it.
    NotEmpty {
        /// The folder, as typed.
        folder: PathBuf,
        /// What is in it.
        found: String,
    },
    /// `REBOND_NOW` is no instant.
    Clock(String),
    /// The file of preferences cannot be used as it is.
    Preferences {
        /// The file.
        file: String,
        /// The line.
        line: Option<usize>,
        /// What is wrong.
        why: BadPreference,
    },
    /// The template of a document is broken.
    Template {
        /// The file.
        file: String,
        /// Where, and what is wrong.
        bad: BadTemplate,
    },
    /// An annex on a gift was asked of a lot that is none.
    NotAGift {
        /// The lot.
        lot: String,
        /// Its channel.
        channel: Option<Channel>,
    },
    /// A file that keeps where an export has come is of no use.
    Cursor {
        /// The file.
        path: String,
        /// What is wrong.
        why: BadCursor,
    },
    /// Nothing is written there.
    Target {
        /// Where.
        path: String,
        /// Why.
        why: BadTarget,
    },
    /// What was to be restored is no backup that can be.
    Backup {
        /// The file.
        path: String,
        /// What is wrong.
        why: BadBackup,
    },
    /// A file is there already, and nobody said that it may be replaced.
    Taken(String),
    /// A record is there already, and nobody said that it may be replaced.
    WouldReplace(String),
    /// A key that does not seal.
    SealKey {
        /// The file.
        path: String,
        /// What is wrong.
        why: BadSealKey,
    },
    /// A seal, a folder of seals or a list of their keys.
    Seal {
        /// The file or folder.
        path: String,
        /// What is wrong.
        why: BadSeal,
    },
    /// There is no place for preferences.
    NoPreferencesHome,
    /// There is no place for the database.
    NoHome,
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<store::Error> for Trouble {
    fn from(error: store::Error) -> Self {
        Self::Failed(Failure::Store(error))
    }
}

impl From<crate::ops::Refusal> for Trouble {
    fn from(refusal: crate::ops::Refusal) -> Self {
        Self::Failed(refusal.into())
    }
}

impl From<Undrawable> for Trouble {
    fn from(error: Undrawable) -> Self {
        Self::Undrawable(error)
    }
}

impl From<crate::report::Error> for Trouble {
    fn from(error: crate::report::Error) -> Self {
        match error {
            crate::report::Error::Store(error) => error.into(),
            crate::report::Error::Fault(what) => Self::fault(what),
            other => Self::Report(other),
        }
    }
}

impl Trouble {
    /// A fault of ours.
    pub(super) fn fault(what: String) -> Self {
        Self::Failed(Failure::Store(store::Error::Fault(what)))
    }

    /// Returns what caused it: what the system says, or a sentence.
    pub(super) fn cause(&self, words: &dyn Words) -> String {
        match self {
            Self::Output { cause, .. } => cause.clone(),
            other => other.told(words).message,
        }
    }

    pub(super) fn exit(&self) -> Exit {
        use store::Error as E;
        match self {
            // Recorded, but whoever reads the output has not seen it: repeating it with its identity
            // shows it. No other code says so, and 1 would say that nothing was changed.
            Self::OutcomeUnknown { .. } | Self::Unshown { .. } => Exit::Unknown,
            Self::Remains { .. } => Exit::Busy,
            Self::Format { .. }
            | Self::Template { .. }
            | Self::SheetInZpl(_)
            | Self::Usage { .. }
            | Self::Clock(_)
            | Self::NoPreferencesHome
            | Self::Cursor { why: BadCursor::NotACursor(_), .. }
            | Self::NoHome => Exit::Usage,
            Self::Seal { why: BadSeal::Differs(_) | BadSeal::Broken(_), .. } => Exit::Differs,
            Self::Backup { why: BadBackup::Unfit(error), .. } => store_exit(error),
            Self::Backup { why: BadBackup::Differs(_), .. } => Exit::Unusable,
            Self::Unreadable { .. } | Self::NoTemplate { .. } | Self::TooLong { .. } | Self::Seal { .. } => {
                Exit::Input
            }
            Self::Preferences { why, .. } if !matches!(why, BadPreference::Unwritable(_)) => Exit::Usage,
            Self::Preferences { .. }
            | Self::NotAGift { .. }
            | Self::Output { .. }
            | Self::NotRemoved { .. }
            | Self::Cell { .. }
            | Self::Occupied { .. }
            | Self::Target { .. }
            | Self::Taken(_)
            | Self::WouldReplace(_)
            | Self::SealKey { .. }
            | Self::Cursor { .. }
            | Self::NotEmpty { .. }
            | Self::Printing { .. }
            | Self::Undrawable(_)
            | Self::Report(_) => Exit::Refused,
            Self::Failed(failure) => match failure {
                Failure::Store(E::Exists(_)) | Failure::Refused(_) => Exit::Refused,
                Failure::Store(error) => store_exit(error),
                Failure::Unreadable { .. } => Exit::Usage,
                Failure::Input { .. }
                | Failure::BadLogs { .. }
                | Failure::Handheld { .. }
                | Failure::RefusedScans { .. } => Exit::Input,
                Failure::OutcomeUnknown { .. } => Exit::Unknown,
            },
        }
    }

    /// Returns the word that programs recognise it by.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::OutcomeUnknown { .. } => "outcome_unknown",
            Self::Unshown { .. } => "unshown",
            Self::Remains { .. } => "remains",
            Self::Usage { .. } => "usage",
            Self::Format { .. } => "format",
            Self::NotEmpty { .. } => "not_empty",
            Self::Clock(_) => "clock",
            Self::Cursor { .. } => "cursor",
            Self::Preferences { .. } => "preferences",
            Self::Template { .. } => "bad_template",
            Self::NotAGift { .. } => "not_a_gift",
            Self::NoPreferencesHome | Self::NoHome => "no_home",
            Self::Unreadable { .. } | Self::NoTemplate { .. } | Self::TooLong { .. } => "unreadable_file",
            Self::Output { .. } | Self::Occupied { .. } => "output",
            Self::NotRemoved { .. } => "not_removed",
            Self::Target { why, .. } => match why {
                BadTarget::Record => "record_itself",
                BadTarget::NoBackup => "not_a_backup",
                BadTarget::OtherLog => "other_record",
                BadTarget::Unread(_) => "unread_backup",
                BadTarget::NoFolder(_) | BadTarget::Screen | BadTarget::Answer => "output",
                BadTarget::Seal => "file_exists",
            },
            Self::Backup { why: BadBackup::Unfit(error), .. } => error.code(),
            Self::Backup { why: BadBackup::Differs(_), .. } => "corrupt_database",
            Self::Taken(_) => "file_exists",
            Self::WouldReplace(_) => "database_exists",
            Self::SealKey { .. } => "bad_key",
            Self::Seal { why: BadSeal::NotASeal(_) | BadSeal::LineEnds, .. } => "not_a_seal",
            Self::Seal { why: BadSeal::None, .. } => "no_seal",
            Self::Seal { why: BadSeal::Differs(finding) | BadSeal::Broken(finding), .. } => {
                finding.code.code()
            }
            Self::Seal { why: BadSeal::Signers(_), .. } => "bad_signers",
            Self::Cell { .. } => "cell_too_long",
            Self::Undrawable(Undrawable::TooSmall { .. }) => "label_too_small",
            Self::Undrawable(Undrawable::TooMuch(_)) => "label_too_much",
            Self::Undrawable(Undrawable::NoPlace { .. }) => "no_such_place",
            Self::SheetInZpl(_) => "sheet_in_zpl",
            Self::Printing { .. } => "not_printed",
            Self::Report(error) => error.code(),
            Self::Failed(failure) => failure.code(),
        }
    }

    pub(super) fn told(&self, words: &dyn Words) -> Told {
        match self {
            Self::OutcomeUnknown { cmd, cause, command_line } => {
                let mut told = words.failure(&Failure::OutcomeUnknown { cmd: *cmd, cause: cause.clone() });
                told.hints.push(words.repeat(command_line));
                told
            }
            Self::Unshown { span, cause, command_line } => {
                let mut told = words.unshown((span.first, span.last), cause);
                told.hints.push(words.repeat(command_line));
                told
            }
            Self::Remains { span, command_line } => {
                words.remains(span.map(|span| (span.first, span.last)), command_line)
            }
            Self::Usage { message, hints } => Told { message: message.clone(), hints: hints.clone() },
            Self::Format { ending, known } => words.unknown_format(ending, known),
            Self::NotEmpty { folder, found } => words.not_empty(folder, found),
            Self::Clock(value) => words.bad_clock(value),
            Self::Template { file, bad } => words.bad_template_of(file, bad),
            Self::NotAGift { lot, channel } => words.not_a_gift(lot, *channel),
            Self::Preferences { file, line, why } => words.bad_preference(file, *line, why),
            Self::Cursor { path, why } => words.bad_cursor(path, why),
            Self::Target { path, why } => words.bad_target(path, why),
            Self::Backup { path, why } => words.bad_backup(path, why),
            Self::Taken(path) => words.taken(path),
            Self::WouldReplace(path) => words.would_replace(path),
            Self::SealKey { path, why } => words.bad_seal_key(path, why),
            Self::Seal { path, why } => words.bad_seal(path, why),
            Self::NoPreferencesHome => words.no_preferences_home(),
            Self::NoHome => words.no_home(),
            Self::NoTemplate { path, folder } => words.no_template(path, *folder),
            Self::Unreadable { path, cause } => words.unreadable_file(path, cause),
            Self::TooLong { path, mebibytes } => words.too_long(path, *mebibytes),
            Self::Occupied { path, by } => words.occupied(path, *by),
            Self::Output { path, cause } => words.unwritable_file(path, cause),
            Self::NotRemoved { written, path, cause } => words.not_removed(written, path, cause),
            Self::Cell { sheet, row, column, characters } => {
                words.cell_too_long(sheet, *row, column, *characters)
            }
            Self::Undrawable(Undrawable::TooSmall { title, wanted, fits }) => {
                words.too_small(title, &wanted.to_string(), &fits.to_string())
            }
            Self::Undrawable(Undrawable::TooMuch(too_much)) => words.too_much(too_much.bytes),
            Self::Undrawable(Undrawable::NoPlace { sheet, start, places }) => {
                words.no_place(sheet.code(), *start, *places)
            }
            Self::SheetInZpl(sheet) => words.no_sheet_in_zpl(sheet.code()),
            Self::Printing { command, cause } => words.not_printed(command, cause),
            Self::Report(error) => words.report_error(error),
            Self::Failed(failure) => words.failure(failure),
        }
    }
}

fn store_exit(error: &store::Error) -> Exit {
    use store::Error as E;
    match error {
        E::Busy => Exit::Busy,
        E::Server { why, .. } if why.passes() => Exit::Busy,
        E::Gate(_) => Exit::Refused,
        E::Fault(_) => Exit::Fault,
        E::Tail(_) => Exit::Differs,
        _ => Exit::Unusable,
    }
}
