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
#[expect(clippy::too_many_lines, reason = "one sentence after another")]
fn reason(reason: &Reason, alone: bool) -> String {
    let this = if alone { "cette valeur " } else { "" };
    match reason {
        Reason::Empty => "le fichier est vide".to_owned(),
        Reason::HeaderOnly => "le fichier n’a aucune ligne sous son en-tête".to_owned(),
        Reason::Binary => {
            "ce n’est pas du texte mais un fichier binaire\u{a0}: l’exporter en CSV".to_owned()
        }
        Reason::BadByte { byte } => format!(
            "l’octet {byte:02X} n’est un caractère ni en UTF-8 ni en Windows-1252\u{a0}: enregistrer le fichier \
             en CSV et en UTF-8"
        ),
        Reason::QuoteNeverCloses => "la cellule commence par un guillemet qui n’est jamais fermé\u{a0}: \
                                     le fermer, ou doubler chaque guillemet du texte"
            .to_owned(),
        Reason::TextAfterQuote => {
            "la cellule continue après son guillemet fermant\u{a0}: doubler chaque guillemet du texte"
                .to_owned()
        }
        Reason::TooManyCells { most } => too_many_cells(*most),
        Reason::UnevenRow { expected, found } => format!(
            "la ligne a {found} cellules alors que l’en-tête en a {expected}\u{a0}: mettre entre \
             guillemets ce qui contient un séparateur"
        ),
        Reason::TwoColumns { first, row, field } => format!(
            "la colonne donne la même chose que la colonne «\u{a0}{}\u{a0}», et la ligne {row} a deux \
             valeurs\u{a0}: n’en garder qu’une, ou dire laquelle par `--map {field}=…`",
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
        Reason::NoKnownColumn { columns } => {
            let columns: Vec<_> =
                columns.iter().map(|name| format!("«\u{a0}{}\u{a0}»", way::shown(name))).collect();
            format!(
                "ni cette ligne ni celles qui suivent ne nomment de colonne connue\u{a0}: dire par `--map tag=…` \
                 ce que donne chacune de {}",
                columns.join(", ")
            )
        }
        Reason::NotAnInventory { sign: Some(sign) } => format!(
            "le tableau ne décrit pas des équipements un par un, comme le montre sa colonne \
             «\u{a0}{}\u{a0}»",
            way::shown(sign)
        ),
        Reason::NotAnInventory { sign: None } => {
            "le tableau ne décrit pas des équipements un par un\u{a0}: aucune colonne ne les distingue ni ne dit \
             où ils sont\u{202f}; `--map tag=…` en désigne une"
                .to_owned()
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
        Reason::NotMonths => {
            format!("{this}n’est pas une durée de garantie, comme `36` (mois) ou `3 ans`")
        }
        Reason::NotACapacity => format!("{this}n’est pas une capacité, comme `256GB` ou `1TB`"),
        Reason::NotAQuantity => format!("{this}n’est pas un nombre de pièces, de 0 à 1000"),
        Reason::StaysAndLeft => format!(
            "{this}dit où se trouve l’équipement, et une autre colonne qu’il est sorti\u{a0}: garder l’un des \
             deux"
        ),
        Reason::NotAScan => {
            format!("{this}n’est ni une lecture, ni une date, ni une heure d’un lecteur portable")
        }
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
        Reason::NotHours => format!("{this}n’est pas un nombre d’heures"),
        Reason::FileTooLong { bytes, most } => format!(
            "le fichier compte {} octets, alors que {} au plus sont lus de ce qu’un outil dit des machines et des \
             disques",
            Fr.count(*bytes as u64),
            Fr.count(*most as u64)
        ),
        Reason::BadJson => "ce n’est pas du JSON\u{a0}: faire écrire de nouveau le fichier par l’outil".to_owned(),
        Reason::CutJson => {
            "le JSON s’interrompt\u{a0}: faire écrire de nouveau le fichier par l’outil".to_owned()
        }
        Reason::TooDeep => "le JSON a plus de niveaux imbriqués qu’aucun outil n’en écrit".to_owned(),
        Reason::UnknownJson => "ce JSON n’est ni de `smartctl -j` ni de `lshw -json`".to_owned(),
        Reason::ErasureLog => {
            format!("c’est ce que dit un outil d’effacement\u{a0}: {}", way::run("sanitize import FICHIER"))
        }
        Reason::SmartctlScan => "cette liste d’appareils n’en lit aucun (`smartctl --scan`)\u{a0}: lancer \
                                 `smartctl -j -x DEVICE` pour chacun, et importer ce qu’il écrit"
            .to_owned(),
        Reason::LshwPart => "c’est une partie de ce que dit lshw, sans la machine\u{a0}: lancer `lshw -json` sans \
                             `-class`"
            .to_owned(),
        Reason::LshwXml => "c’est du XML\u{a0}: lancer plutôt `lshw -json`".to_owned(),
        Reason::NotThatFormat { format, found } => format!(
            "le fichier est du `{found}` d’après son contenu, et non du `{format}`\u{a0}: omettre `--format`, ou \
             écrire `--format {found}`"
        ),
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
        RemarkCode::NotARow => "cette ligne n’est pas un équipement et n’a pas été comptée",
        RemarkCode::RepeatedRow => {
            "cette ligne en répète une autre jusqu’à la dernière cellule et a été ignorée"
        }
        RemarkCode::DamagedNumber => {
            "un tableur a tronqué ce nombre, ses derniers chiffres sont perdus\u{202f}; il a été laissé de côté"
        }
        RemarkCode::SerialOfSeveral => {
            "la ligne vaut pour plusieurs pièces, le numéro de série a été laissé de côté"
        }
        RemarkCode::KindUnknown => "ce type n’est pas connu, l’équipement est `other`",
        RemarkCode::KindMissing => "le type manque, l’équipement est `other`",
        RemarkCode::NoKindColumn => {
            "aucune colonne ne donne le type\u{a0}: c’est celui que le modèle laisse voir, sinon `other`"
        }
        RemarkCode::PriceWithTax => "ce prix est taxe comprise, il a été pris tel quel",
        RemarkCode::ArchivedKept => {
            "rien ne dit que l’équipement est sorti\u{a0}: il est mis de côté\u{202f}; écrire `departed` s’il est \
             parti"
        }
        RemarkCode::NoDrive => {
            "le rapport ne nomme aucun disque, que l’outil n’a pas pu lire ou n’a pas interrogé\u{a0}: rien n’en a été \
             repris\u{202f}; `smartctl -j -x DEVICE` dit tout"
        }
        RemarkCode::DriveWithoutSerial => {
            "ce n’est pas un numéro de série de disque\u{a0}: rien ne dit lequel c’est, et rien n’en a été repris"
        }
        RemarkCode::NumberlessDrive => {
            "le disque n’a pas de vrai numéro de série\u{a0}: seules sa machine et sa taille le désignent\u{202f}; \
             lancé par root, lshw voit les numéros de série"
        }
        RemarkCode::VirtualDrive => {
            "c’est un disque virtuel, ou un volume sur plusieurs disques\u{a0}: il a été laissé de côté"
        }
        RemarkCode::VirtualMachine => "c’est une machine virtuelle\u{a0}: elle a été laissée de côté",
        RemarkCode::NotInside => {
            "ce n’est pas un disque de la machine, il est branché en USB ou amovible\u{a0}: il a été laissé de côté"
        }
        RemarkCode::DriveWithoutSize => {
            "le contrôleur ne montre rien de son disque\u{a0}: `smartctl -j -x DEVICE` le lit"
        }
        RemarkCode::HoursUnlikely => "ces heures font plus d’un siècle\u{a0}: elles ont été laissées de côté",
        RemarkCode::ReadingUndated => {
            "la lecture n’a pas de date plausible\u{a0}: elle est reprise sans date"
        }
    }
}

fn too_many_cells(most: usize) -> String {
    let most = Fr.count(most as u64);
    format!("la ligne a plus de {most} cellules, plus qu’aucun tableur\u{a0}: ce n’est pas un inventaire")
}
