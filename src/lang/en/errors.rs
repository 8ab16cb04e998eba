//! Failures.

use super::{En, intake, notices, refusals, store};
use crate::{
    intake::{Fault, Remark},
    lang::{
        Errors, Numbers, Told,
        way::{lines, run, shown, word},
    },
    model::text::{self, NotText},
    ops::{Failure, Notice, Refusal},
};

impl Errors for En {
    fn failure(&self, failure: &Failure) -> Told {
        match failure {
            Failure::Store(error) => store::error(error),
            Failure::Refused(refusal) => refusals::told(refusal),
            Failure::RefusedRows { file, rows } => refused_rows(file, rows),
            Failure::Unreadable { field, value, why } => unreadable(field, value, *why),
            Failure::Input { file, faults } => {
                let details = faults.listed.iter().map(intake::fault).collect();
                file_errors(file, faults.total, details)
            }
            Failure::OutcomeUnknown(cmd) => Told::new("it is not known whether the command was recorded")
                .hint(format!(
                    "repeat the same command line with `--cmd {cmd}`: what was recorded is not recorded \
                     twice"
                )),
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

fn refused_rows(file: &str, rows: &[(u64, Refusal)]) -> Told {
    let told: Vec<(u64, Told)> =
        rows.iter().map(|(line, refusal)| (*line, refusals::told(refusal))).collect();
    let details: Vec<String> =
        told.iter().map(|(line, told)| format!("line {line}: {}", told.message)).collect();
    let message = format!("{}: nothing was imported, these lines are refused", shown(file));
    let hints = told.into_iter().next().map(|(_, first)| first.hints).unwrap_or_default();
    Told { message: lines(&message, &details), hints }.hint(check_again(file))
}

fn file_errors(file: &str, total: u64, mut details: Vec<String>) -> Told {
    let errors = if total == 1 { "one error".to_owned() } else { format!("{} errors", En.count(total)) };
    let listed = details.len() as u64;
    if total > listed {
        details.push(format!("and {} more", En.count(total - listed)));
    }
    let message = format!("{}: {errors}, nothing was imported", shown(file));
    Told::new(lines(&message, &details)).hint(check_again(file))
}

fn check_again(file: &str) -> String {
    format!(
        "correct the file, then check it without recording: {}",
        run(format_args!("import {} --dry-run", word(file)))
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
        NotText::NotUtf8 => Told::new(format!("`{field}`: “{value}” is not in UTF-8"))
            .hint("set the program or the scanner that types it to UTF-8"),
        NotText::Empty => {
            Told::new(format!("`{field}`: the value is empty")).hint("give a value, or leave the flag out")
        }
    }
}
