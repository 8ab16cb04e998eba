//! Failures.

use super::{En, intake, notices, refusals, store};
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
        NotText::NotUtf8 => Told::new(format!("`{field}`: “{value}” is not in UTF-8"))
            .hint("set the program or the scanner that types it to UTF-8"),
        NotText::Empty => {
            Told::new(format!("`{field}`: the value is empty")).hint("give a value, or leave the flag out")
        }
    }
}
