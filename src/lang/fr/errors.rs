//! Les échecs.

use super::{Fr, erasures::bad_logs, intake, notices, refusals, store, talk::of_file};
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

impl Errors for Fr {
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
            Failure::OutcomeUnknown { cmd, cause } => Told::new(format!(
                "on ne sait pas si la commande a été enregistrée\u{a0}: {}",
                shown(&of_file(cause))
            ))
            .hint(format!(
                "répéter la même ligne de commande avec `--cmd {cmd}`\u{a0}: ce qui est enregistré \
                     ne l’est pas deux fois"
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
    let errors = if total == 1 { "une erreur".to_owned() } else { format!("{} erreurs", Fr.count(total)) };
    let (message, several) = match files.as_slice() {
        [file] => (format!("{}\u{a0}: {errors}, rien n’a été importé", shown(file)), false),
        files => {
            (format!("{errors} dans {} fichiers, rien n’a été importé", Fr.count(files.len() as u64)), true)
        }
    };
    let named = |row: &BadRow| format!("{}\u{a0}: {}", shown(&row.file), Fr.bad_row(row));
    let mut details: Vec<String> =
        rows.iter().map(|row| if several { named(row) } else { Fr.bad_row(row) }).collect();
    let listed = rows.len() as u64;
    details.extend((total > listed).then(|| Fr.more_bad_rows(total - listed)));
    let told = Told { message: lines(&message, &details), hints: way_out(rows, refusals::told) };
    told.hint(check_again(&files))
}

fn refused_scans(file: &str, rows: &[(u64, Refusal)]) -> Told {
    refused_lines(
        &format!("{}\u{a0}: rien n’a été enregistré, ces lectures sont refusées", shown(file)),
        rows,
    )
    .hint(take_out(file))
}

fn refused_lines(message: &str, rows: &[(u64, Refusal)]) -> Told {
    let told: Vec<(u64, Told)> =
        rows.iter().map(|(line, refusal)| (*line, refusals::told(refusal))).collect();
    let details: Vec<String> =
        told.iter().map(|(line, told)| format!("ligne {line}\u{a0}: {}", told.message)).collect();
    let hints = told.into_iter().next().map(|(_, first)| first.hints).unwrap_or_default();
    Told { message: lines(message, &details), hints }
}

fn handheld_errors(file: &str, total: u64, details: Vec<String>) -> Told {
    let message = format!("{}\u{a0}: {}, rien n’a été enregistré", shown(file), errors(total));
    Told::new(listed(&message, total, details)).hint(take_out(file))
}

fn errors(total: u64) -> String {
    if total == 1 { "une erreur".to_owned() } else { format!("{} erreurs", Fr.count(total)) }
}

/// Un message, les erreurs citées, et le nombre des autres.
fn listed(message: &str, total: u64, mut details: Vec<String>) -> String {
    let listed = details.len() as u64;
    if total > listed {
        details.push(format!("et {} de plus", Fr.count(total - listed)));
    }
    lines(message, &details)
}

fn take_out(file: &str) -> String {
    format!(
        "retirer ces lignes du fichier, ou dire quelle colonne porte les codes\u{a0}: {}",
        run(format_args!("scan --from {} --column 1", word(file)))
    )
}

fn check_again(files: &[&str]) -> String {
    let files: Vec<String> = files.iter().map(|file| word(file)).collect();
    format!(
        "corriger le fichier, puis le vérifier sans rien enregistrer\u{a0}: {}",
        run(format_args!("import {} --dry-run", files.join(" ")))
    )
}

fn unreadable(field: &str, value: &str, why: NotText) -> Told {
    let value = shown(value);
    match why {
        NotText::TooLong(bytes) => Told::new(format!(
            "`{field}`\u{a0}: un texte de {} octets, alors que {} au plus sont gardés\u{a0}: \
             «\u{a0}{value}…\u{a0}»",
            Fr.count(bytes as u64),
            Fr.count(text::MAX as u64)
        ))
        .hint("le raccourcir"),
        NotText::Control(c) => Told::new(format!(
            "`{field}`\u{a0}: «\u{a0}{value}\u{a0}» contient un caractère de commande, U+{:04X}",
            u32::from(c)
        ))
        .hint("le saisir à nouveau sans ce caractère"),
        NotText::Invisible(c) => Told::new(format!(
            "`{field}`\u{a0}: «\u{a0}{value}\u{a0}» contient un caractère invisible, U+{:04X}\u{a0}: un nom qui en \
             porte un se lit comme un autre",
            u32::from(c)
        ))
        .hint("le saisir à nouveau sans ce caractère"),
        NotText::NotUtf8 => Told::new(format!("`{field}`\u{a0}: «\u{a0}{value}\u{a0}» n’est pas en UTF-8"))
            .hint("régler en UTF-8 le programme ou la douchette qui le saisit"),
        NotText::Empty => Told::new(format!("`{field}`\u{a0}: la valeur est vide"))
            .hint("donner une valeur, ou retirer l’option"),
    }
}
