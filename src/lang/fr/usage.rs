//! Les erreurs de la ligne de commande.

use super::Fr;
use crate::{
    lang::usage::{Hint, Misuse, Misuses, Wanted, either},
    model::{tag::Tag, text},
};

impl Misuses for Fr {
    fn misuse(&self, misuse: &Misuse) -> String {
        match misuse {
            Misuse::Unreadable { name, value, wanted } => {
                format!("{name}\u{a0}: «\u{a0}{value}\u{a0}» est illisible\u{202f}; {}", expected(wanted))
            }
            Misuse::NoValue { name } => format!("il manque une valeur à {name}"),
            Misuse::NeedlessValue { name, value } => {
                format!("{name} ne prend pas de valeur, or «\u{a0}{value}\u{a0}» est donné")
            }
            Misuse::Unexpected { typed } => format!("«\u{a0}{typed}\u{a0}» n’est pas attendu ici"),
            Misuse::UnknownCommand { typed } => format!("il n’y a pas de commande «\u{a0}{typed}\u{a0}»"),
            Misuse::NoCommand { command } => format!("{command} demande une commande à sa suite"),
            Misuse::Missing { names } => format!("il manque {}", either(names, " ou ")),
            Misuse::Conflict { name, others } => format!("{name} ne peut aller avec {}", others.join(", ")),
            Misuse::NoPart { name, report, by_service: true } => format!(
                "{report} n’accepte pas {name}\u{a0}: d’un équipement sorti, on connaît le dernier service \
                 utilisateur, pas le site"
            ),
            Misuse::NoPart { name, report, by_service: false } => format!(
                "{report} n’accepte pas {name}\u{a0}: la loi le demande pour toute l’organisation, et non pour une \
                 partie"
            ),
            Misuse::Repeated { name } => format!("{name} est donné plusieurs fois"),
            Misuse::Other => "les arguments sont illisibles".to_owned(),
        }
    }

    fn hint(&self, hint: &Hint) -> String {
        match hint {
            Hint::Meant(word) => format!("vouliez-vous dire {word}\u{202f}?"),
            Hint::OneOf(commands) => format!("commandes\u{a0}: {}", commands.join(", ")),
            Hint::AsValue(typed) => {
                format!("pour le donner tel quel, le mettre après deux tirets\u{a0}: -- {typed}")
            }
            Hint::Usage(usage) => format!("usage\u{a0}: {usage}"),
            Hint::More(command) => format!("pour en savoir plus\u{a0}: {command}"),
        }
    }
}

fn expected(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Choice { codes, .. } => format!("choisir parmi {}", codes.join(", ")),
        Wanted::Day => "écrire un jour qui existe, comme 2026-03-15 ou 15/03/2026".to_owned(),
        Wanted::Period => "écrire 2026, 2026-T3, 2026-09 ou 2026-01-01..2026-06-30".to_owned(),
        Wanted::PeriodUpright => "le premier jour d’une période ne suit pas le dernier".to_owned(),
        Wanted::Age => "écrire des années ou des mois entiers, comme 10a ou 18m".to_owned(),
        Wanted::Money => "écrire un montant en euros, positif ou nul, comme 150 ou 150,50".to_owned(),
        Wanted::Mass => "écrire une masse non nulle, en grammes comme 1650, ou comme 1,65kg".to_owned(),
        Wanted::Capacity => "écrire 256Go, 1To, ou des octets comme 512110190592".to_owned(),
        Wanted::Count { most } => format!("écrire un nombre entier de 1 à {most}"),
        Wanted::Number => "écrire un nombre entier, comme 42".to_owned(),
        Wanted::Tag => format!(
            "écrire de 1 à {} caractères parmi A-Z 0-9 . / - en commençant par une lettre ou un chiffre",
            Tag::MAX
        ),
        Wanted::Uuid => "écrire un UUID, comme 01930c5e-8a10-7cc2-9d4e-0f3a5b6c7d8e".to_owned(),
        Wanted::Mapping => "écrire un champ et une colonne, comme serial=\"N° de série\"".to_owned(),
        Wanted::Size => "écrire une largeur et une hauteur en millimètres, comme 62x29".to_owned(),
        Wanted::Shift => {
            "écrire au plus 20 millimètres dans un sens ou dans l’autre, comme 1,5 ou -0,5".to_owned()
        }
        Wanted::Shorter { bytes } => format!("{bytes} octets alors que {} au plus sont gardés", text::MAX),
        Wanted::Printable => "écrire un texte sans caractère de commande".to_owned(),
        Wanted::Something => "écrire un texte qui n’est pas vide".to_owned(),
        Wanted::Absolute => "écrire un chemin depuis la racine, comme /srv/rebond".to_owned(),
        Wanted::Cursor => {
            "écrire le numéro d’un événement, comme 42, ou un fichier qui le garde, comme @journal.repere"
                .to_owned()
        }
        Wanted::Head => "écrire le numéro d’un événement et son empreinte, ou ses douze premiers chiffres, comme 42:ce125db24b0f".to_owned(),
        Wanted::Quoted => "mettre la valeur entre guillemets droits".to_owned(),
        Wanted::Utf8 => "écrire un texte en UTF-8".to_owned(),
    }
}
