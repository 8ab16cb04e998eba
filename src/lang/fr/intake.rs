//! Les fautes et les remarques des fichiers.

use super::Fr;
use crate::{
    intake::{Fault, Reason, Remark, RemarkCode},
    lang::{Numbers, way},
    model::{kind::Kind, text},
};

/// Dit ce qui ne va pas dans un fichier, et où.
pub(super) fn fault(fault: &Fault) -> String {
    let column =
        fault.column.as_ref().map(|column| format!(", colonne «\u{a0}{}\u{a0}»", way::shown(column)));
    let value = fault.value.as_ref().filter(|value| !value.is_empty());
    let value = value.map(|value| format!("«\u{a0}{}\u{a0}» ", way::shown(value)));
    let (line, column, value) = (fault.line, column.unwrap_or_default(), value.unwrap_or_default());
    format!("ligne {line}{column}\u{a0}: {value}{}", reason(&fault.reason, value.is_empty()))
}

/// Ce qui ne va pas, à la suite de la valeur s’il y en a une.
fn reason(reason: &Reason, alone: bool) -> String {
    let this = if alone { "cette valeur " } else { "" };
    match reason {
        Reason::Empty => "le fichier est vide".to_owned(),
        Reason::HeaderOnly => "le fichier n’a aucune ligne sous son en-tête".to_owned(),
        Reason::Binary => {
            "ce n’est pas du texte, ou c’est du texte en UTF-16\u{a0}: enregistrer le fichier en CSV et \
             en UTF-8"
                .to_owned()
        }
        Reason::NotUtf8 => {
            "le texte n’est pas en UTF-8\u{a0}: enregistrer le fichier en CSV et en UTF-8".to_owned()
        }
        Reason::QuoteNeverCloses => "la cellule commence par un guillemet qui n’est jamais fermé\u{a0}: \
                                     le fermer, ou doubler chaque guillemet du texte"
            .to_owned(),
        Reason::TextAfterQuote => {
            "la cellule continue après son guillemet fermant\u{a0}: doubler chaque guillemet du texte"
                .to_owned()
        }
        Reason::UnevenRow { expected, found } => format!(
            "la ligne a {found} cellules alors que l’en-tête en a {expected}\u{a0}: mettre entre \
             guillemets ce qui contient un séparateur"
        ),
        Reason::TwoColumns { first, field } => format!(
            "la colonne donne la même chose que la colonne «\u{a0}{}\u{a0}»\u{a0}: n’en garder qu’une, ou \
             dire laquelle par `--map {field}=…`",
            way::shown(first)
        ),
        Reason::NoSuchColumn { columns } => {
            let columns: Vec<_> =
                columns.iter().map(|name| format!("«\u{a0}{}\u{a0}»", way::shown(name))).collect();
            format!(
                "{this}n’est pas une colonne de ce fichier\u{a0}: `--map` en prend une parmi {}",
                columns.join(", ")
            )
        }
        Reason::NoKindColumn => "l’en-tête n’a pas de colonne `kind`\u{a0}: en ajouter une".to_owned(),
        Reason::MissingKind => format!("le type manque\u{a0}: en donner un parmi {}", kinds()),
        Reason::UnknownKind => format!("{this}n’est pas un type\u{a0}: en donner un parmi {}", kinds()),
        Reason::UnknownCode { known } => format!("{this}n’est pas parmi {}", way::codes(known.iter())),
        Reason::NotADay => {
            format!("{this}n’est pas un jour qui existe, écrit `28/02/2024` ou `2024-02-28`")
        }
        Reason::AmbiguousDay => format!(
            "{this}ne dit pas lequel des nombres est le jour et lequel est le mois, et aucune autre ligne \
             ne le montre\u{a0}: le préciser par `--date-order dmy` ou `--date-order mdy`"
        ),
        Reason::NotAnAmount => format!("{this}n’est pas un montant, écrit `1234,56` ou `1234.56`"),
        Reason::NotAMass => format!("{this}n’est pas une masse non nulle, écrite `1650` ou `1,65kg`"),
        Reason::NotMonths => format!("{this}n’est pas un nombre entier de mois, comme `36`"),
        Reason::TooLong { bytes } => format!(
            "{this}compte {} octets, alors que {} au plus sont gardés",
            Fr.count(*bytes as u64),
            Fr.count(text::MAX as u64)
        ),
        Reason::Control { character } => {
            format!(
                "{this}contient un caractère de commande, U+{:04X}\u{a0}: l’enlever",
                u32::from(*character)
            )
        }
        Reason::DuplicateTag { first_line } => format!(
            "{this}est déjà le numéro d’inventaire ou un alias de la ligne {first_line}\u{a0}: ne \
             garder qu’une ligne"
        ),
        Reason::DuplicateSerial { first_line } => format!(
            "{this}est déjà le numéro de série de la ligne {first_line}, du même fabricant\u{a0}: ne \
             garder qu’une ligne"
        ),
    }
}

fn kinds() -> String {
    way::codes(Kind::ALL)
}

/// Dit ce qui n’a pas été lu tel quel.
pub(super) fn remark(remark: &Remark) -> String {
    let column =
        remark.column.as_ref().map(|column| format!(", colonne «\u{a0}{}\u{a0}»", way::shown(column)));
    let value = remark.value.as_ref().map(|value| format!("«\u{a0}{}\u{a0}»\u{a0}: ", way::shown(value)));
    let (column, value) = (column.unwrap_or_default(), value.unwrap_or_default());
    format!("ligne {}{column}\u{a0}: {value}{}", remark.line, what(remark.code))
}

/// Ce qu’il y a à dire, à la suite de la valeur s’il y en a une.
fn what(code: RemarkCode) -> &'static str {
    match code {
        RemarkCode::UnknownColumn => "la colonne est inconnue et n’a pas été lue",
        RemarkCode::HoldersNotRead => {
            "la colonne nomme des personnes et n’a pas été lue\u{202f}; `--holders` la lit"
        }
        RemarkCode::PlaceholderSerial => "ce n’est pas un vrai numéro de série, il a été laissé de côté",
        RemarkCode::TagBecameAlias => {
            "ses caractères ne sont pas ceux d’un numéro d’inventaire\u{202f}; il est gardé comme alias, et \
             un numéro est attribué"
        }
        RemarkCode::NotHardware => "ce n’est pas du matériel, la ligne a été ignorée",
    }
}
