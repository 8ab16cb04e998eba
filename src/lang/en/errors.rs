//! Failures.

use super::{En, erasures::bad_logs, intake, notices, refusals, store};
use crate::{
    intake::{Fault, Remark},
    lang::{
        Errors, Imports, Numbers, Told,
        errors::{files, way_out},
        way::{lines, run, shown, word},
    },
    model::text::{self, NotText},
    ops::{BadRow, Failure, Notice, Refusal},
};

impl Errors for En {
    fn failure(&self, failure: &Failure) -> Told {
        match failure {
            Failure::Store(error) => store::error(error),
            Failure::Refused(refusal) => refusals::told(refusal),
            Failure::Unreadable { field, value, why } => unreadable(field, value, *why),
            Failure::Input { rows, total } => input(rows, *total),
            Failure::BadLogs { logs, total } => bad_logs(logs, *total),
            Failure::Handheld { file, faults } => {
                let details = faults.listed.iter().map(intake::fault).collect();
                handheld_errors(file, faults.total, details)
            }
            Failure::RefusedScans { file, rows } => refused_scans(file, rows),
            Failure::OutcomeUnknown { cmd, cause } => {
                Told::new(format!("it is not known whether the command was recorded: {}", shown(cause))).hint(
                    format!(
                        "repeat the same command line with `--cmd {cmd}`: what was recorded is not recorded \
                     twice"
                    ),
                )
            }
        }
    }

    fn refusal(&self, refusal: &Refusal) -> Told {
        refusals::told(refusal)
    }

    fn notice(&self, notice: &Notice) -> String {
        notices::said(notice)
    }

    fn fault(&self, fault: &Fault) -> String {
        intake::fault(fault)
    }

    fn remark(&self, remark: &Remark) -> String {
        intake::remark(remark)
    }
}

fn input(rows: &[BadRow], total: u64) -> Told {
    let files = files(rows);
    let errors = if total == 1 { "one error".to_owned() } else { format!("{} errors", En.count(total)) };
    let (message, several) = match files.as_slice() {
        [file] => (format!("{}: {errors}, nothing was imported", shown(file)), false),
        files => (format!("{errors} in {} files, nothing was imported", En.count(files.len() as u64)), true),
    };
    let named = |row: &BadRow| format!("{}: {}", shown(&row.file), En.bad_row(row));
    let mut details: Vec<String> =
        rows.iter().map(|row| if several { named(row) } else { En.bad_row(row) }).collect();
    let listed = rows.len() as u64;
    details.extend((total > listed).then(|| En.more_bad_rows(total - listed)));
    let told = Told { message: lines(&message, &details), hints: way_out(rows, refusals::told) };
    told.hint(check_again(&files))
}

fn refused_scans(file: &str, rows: &[(u64, Refusal)]) -> Told {
    refused_lines(&format!("{}: nothing was recorded, these scans are refused", shown(file)), rows)
        .hint(take_out(file))
}

fn refused_lines(message: &str, rows: &[(u64, Refusal)]) -> Told {
    let told: Vec<(u64, Told)> =
        rows.iter().map(|(line, refusal)| (*line, refusals::told(refusal))).collect();
    let details: Vec<String> =
        told.iter().map(|(line, told)| format!("line {line}: {}", told.message)).collect();
    let hints = told.into_iter().next().map(|(_, first)| first.hints).unwrap_or_default();
    Told { message: lines(message, &details), hints }
}

fn handheld_errors(file: &str, total: u64, details: Vec<String>) -> Told {
    let message = format!("{}: {}, nothing was recorded", shown(file), errors(total));
    Told::new(listed(&message, total, details)).hint(take_out(file))
}

fn errors(total: u64) -> String {
    if total == 1 { "one error".to_owned() } else { format!("{} errors", En.count(total)) }
}

/// A message with the errors that are listed, and how many are not.
fn listed(message: &str, total: u64, mut details: Vec<String>) -> String {
    let listed = details.len() as u64;
    if total > listed {
        details.push(format!("and {} more", En.count(total - listed)));
    }
    lines(message, &details)
}

fn take_out(file: &str) -> String {
    format!(
        "take these lines out of the file, or say which column holds the codes: {}",
        run(format_args!("scan --from {} --column 1", word(file)))
    )
}

fn check_again(files: &[&str]) -> String {
    let files: Vec<String> = files.iter().map(|file| word(file)).collect();
    format!(
        "correct the file, then check it without recording: {}",
        run(format_args!("import {} --dry-run", files.join(" ")))
    )
}

fn unreadable(field: &str, value: &str, why: NotText) -> Told {
    let value = shown(value);
    match why {
        NotText::TooLong(bytes) => Told::new(format!(
            "`{field}`: a text of {} bytes, where {} at most are kept: “{value}…”",
            En.count(bytes as u64),
            En.count(text::MAX as u64)
        ))
        .hint("shorten it"),
        NotText::Control(c) => {
            Told::new(format!("`{field}`: “{value}” has a control character, U+{:04X}", u32::from(c)))
                .hint("type it again without that character")
        }
        NotText::Invisible(c) => Told::new(format!(
            "`{field}`: “{value}” has a character that nobody sees, U+{:04X}: with it a name looks like another",
            u32::from(c)
        ))
        .hint("type it again without that character"),
        NotText::NotUtf8 => Told::new(format!("`{field}`: “{value}” is not in UTF-8"))
            .hint("set the program or the scanner that types it to UTF-8"),
        NotText::Empty => {
            Told::new(format!("`{field}`: the value is empty")).hint("give a value, or leave the flag out")
        }
    }
}
