//! Pourquoi un fichier n’est pas rétabli.

use super::{Fr, found, store};
use crate::{
    lang::{
        BadBackup, Numbers, Told,
        way::{self, run, shown, word},
    },
    store::Error,
};

/// La façon d’en sortir, quelle que soit la sauvegarde.
const ANOTHER: &str = "ou rétablir une autre sauvegarde, celle d’avant";

/// Dit pourquoi un fichier n’est pas rétabli.
pub(super) fn unfit(path: &str, why: &BadBackup) -> Told {
    let told = match why {
        BadBackup::Differs(finding) => Told::new(format!(
            "la sauvegarde {path} est endommagée, rien n’a été rétabli\u{a0}: {}",
            found::finding(finding)
        ))
        .hint(format!(
            "voir tout ce qui y diffère\u{a0}: {}",
            run(format_args!("verify --db {}", word(path)))
        )),
        BadBackup::Unfit(error) => match unread(path, error) {
            Some(told) => told,
            None => return store::error(error),
        },
    };
    told.hint(ANOTHER)
}

fn unread(path: &str, error: &Error) -> Option<Told> {
    Some(match error {
        Error::Missing(_) => Told::new(format!("il n’y a pas de fichier {path}, rien n’a été rétabli"))
            .hint("nommer un fichier qu’a fait `rebond backup`, comme il se trouve dans le dossier des sauvegardes"),
        Error::Foreign(_) => {
            Told::new(format!("{path} n’est pas une sauvegarde de rebond, rien n’a été rétabli")).hint(
                "nommer un seul fichier qu’a fait `rebond backup`\u{a0}: ni dossier, ni export, ni liste de ce qui fut \
                 effacé",
            )
        }
        Error::Newer { found, known, .. } => Told::new(format!(
            "la sauvegarde {path} est d’une version plus récente\u{a0}: son schéma est {found}, ce programme connaît \
             {known}\u{202f}; rien n’a été rétabli"
        ))
        .hint("la rétablir avec la version qui l’a faite, ou une plus récente"),
        Error::InUse { part, .. } => Told::new(format!(
            "{path} n’est pas une sauvegarde mais un registre copié en cours d’usage, dont une partie est dans {}\u{202f}; \
             rien n’a été rétabli",
            way::path(part)
        ))
        .hint(format!(
            "en faire faire une sauvegarde, et la rétablir\u{a0}: {}",
            run(format_args!("backup NOUVEAU --db {}", word(path)))
        )),
        Error::Altered { object, .. } => Told::new(format!(
            "la sauvegarde {path} a été altérée, ou coupée\u{a0}: `{}` n’y est pas comme ce programme l’a fait\u{202f}; rien \
             n’a été rétabli",
            shown(object)
        ))
        .hint("la conserver telle quelle, et la comparer à la copie dont elle vient"),
        Error::Corrupt(detail) => Told::new(format!(
            "la sauvegarde {path} est endommagée, rien n’a été rétabli\u{202f}; SQLite ou sa chaîne dit\u{a0}: «\u{a0}{}\u{a0}»",
            shown(detail)
        ))
        .hint(
            "voir si elle fut copiée jusqu’au bout\u{a0}: sa taille et son `sha256sum` sont ceux de l’original",
        ),
        Error::Truncated { bytes, of, .. } => Told::new(format!(
            "la sauvegarde {path} est coupée, {} de ses {} octets sont là\u{202f}; rien n’a été rétabli",
            Fr.count(*bytes),
            Fr.count(*of)
        ))
        .hint("la copier de nouveau de là où elle fut faite"),
        Error::Unopened => Told::new(format!(
            "{path} ne contient aucun événement\u{a0}: ce ne fut jamais un registre\u{202f}; rien n’a été rétabli"
        ))
        .hint("nommer un fichier qu’a fait `rebond backup`"),
        Error::Unusable { cause, .. } => Told::new(format!(
            "la sauvegarde {path} ne peut pas être lue, rien n’a été rétabli\u{a0}: {}",
            shown(cause)
        ))
        .hint("voir les droits du fichier et le support où il se trouve"),
        _ => return None,
    })
}
