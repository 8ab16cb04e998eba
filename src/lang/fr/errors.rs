//! Les échecs.

use super::{Fr, intake, notices, refusals, store};
use crate::{
    intake::{Fault, Remark},
    lang::{
        Errors, Numbers, Told,
        way::{lines, run, shown, word},
    },
    model::text::{self, NotText},
    ops::{Failure, Notice, Refusal},
};

impl Errors for Fr {
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
            Failure::OutcomeUnknown(cmd) => Told::new("on ne sait pas si la commande a été enregistrée")
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

fn refused_rows(file: &str, rows: &[(u64, Refusal)]) -> Told {
    let told: Vec<(u64, Told)> =
        rows.iter().map(|(line, refusal)| (*line, refusals::told(refusal))).collect();
    let details: Vec<String> =
        told.iter().map(|(line, told)| format!("ligne {line}\u{a0}: {}", told.message)).collect();
    let message = format!("{}\u{a0}: rien n’a été importé, ces lignes sont refusées", shown(file));
    let hints = told.into_iter().next().map(|(_, first)| first.hints).unwrap_or_default();
    Told { message: lines(&message, &details), hints }.hint(check_again(file))
}

fn file_errors(file: &str, total: u64, mut details: Vec<String>) -> Told {
    let errors = if total == 1 { "une erreur".to_owned() } else { format!("{} erreurs", Fr.count(total)) };
    let listed = details.len() as u64;
    if total > listed {
        details.push(format!("et {} de plus", Fr.count(total - listed)));
    }
    let message = format!("{}\u{a0}: {errors}, rien n’a été importé", shown(file));
    Told::new(lines(&message, &details)).hint(check_again(file))
}

fn check_again(file: &str) -> String {
    format!(
        "corriger le fichier, puis le vérifier sans rien enregistrer\u{a0}: {}",
        run(format_args!("import {} --dry-run", word(file)))
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
        NotText::NotUtf8 => Told::new(format!("`{field}`\u{a0}: «\u{a0}{value}\u{a0}» n’est pas en UTF-8"))
            .hint("régler en UTF-8 le programme ou la douchette qui le saisit"),
        NotText::Empty => Told::new(format!("`{field}`\u{a0}: la valeur est vide"))
            .hint("donner une valeur, ou retirer l’option"),
    }
}
