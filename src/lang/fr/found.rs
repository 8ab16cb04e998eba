//! Ce qu’une vérification a trouvé, et comment en sortir.

use crate::{
    lang::{
        WayOut,
        way::{run, shown},
    },
    store::{About, Differing, Finding, FindingCode, Side, Value},
};

/// Dit une différence.
pub(super) fn finding(finding: &Finding) -> String {
    let at = finding.seq.map(|seq| format!("événement n°\u{a0}{seq}\u{a0}: ")).unwrap_or_default();
    if let Some(row) = &finding.row {
        return format!("{at}{}", differing(row));
    }
    let what = what(finding.code);
    let detail = shown(&finding.detail);
    match finding.code {
        _ if detail.is_empty() => format!("{at}{what}"),
        // Le moteur ne parle qu’anglais.
        FindingCode::Engine => format!("{at}{what}\u{202f}; SQLite dit\u{a0}: «\u{a0}{detail}\u{a0}»"),
        _ => format!("{at}{what}\u{a0}: `{detail}`"),
    }
}

fn what(code: FindingCode) -> &'static str {
    match code {
        FindingCode::Sequence => "son numéro manque, est double ou n’est pas à sa place",
        FindingCode::Line => "sa ligne n’est pas celle d’un événement dans sa forme canonique",
        FindingCode::Chain => "son empreinte ne correspond pas à sa ligne ou à la ligne précédente",
        FindingCode::Clock => "il a été enregistré avant l’événement qui le précède",
        FindingCode::Command => "une commande et ses événements ne s’accordent pas",
        FindingCode::Projection => "une table n’est pas ce que donne le registre",
        FindingCode::Engine => "le fichier est endommagé à l’intérieur",
        FindingCode::Unknown => "il porte sur ce qui n’est jamais entré",
        FindingCode::LeftWithoutLine => {
            "une sortie n’a pas de ligne dans l’enlèvement de son lot, ou l’enlèvement porte sur ce qui n’est pas sorti"
        }
        FindingCode::LeftTwice => "une nouvelle sortie sans retour entre les deux",
        FindingCode::Back => "un retour sans sortie",
        FindingCode::AfterLeaving => "un mouvement après la sortie",
        FindingCode::TwoLots => "il attend dans deux lots ouverts",
        FindingCode::Place => "un support est dit là où il n’est pas, ou manque là où il est",
        FindingCode::DayOrder => {
            "son jour précède celui d’un événement antérieur du même équipement ou support"
        }
        FindingCode::FutureDay => "son jour suit celui où il fut enregistré",
        FindingCode::Unbalanced => "ce qui est entré n’est pas ce qui est là, perdu ou sorti",
        FindingCode::OwnValidation => {
            "la validation n’est pas celle d’une seconde personne, ou ne porte sur aucun effacement"
        }
        FindingCode::Gate => "une sortie a eu lieu sans que l’absence de données soit établie",
        FindingCode::SealSignature => "la signature d’un scellé n’est pas celle de son texte",
        FindingCode::SealKey => "le scellé vient d’une clé qui n’est pas de celles admises",
        FindingCode::SealLog => "le scellé est celui d’un autre registre",
        FindingCode::SealHead => {
            "le registre ne passe pas par ce qui y fut scellé\u{a0}: il a été réécrit, ou une copie plus ancienne a continué"
        }
        FindingCode::SealBeyond => "il fut scellé, et le registre s’arrête avant lui",
        FindingCode::PrintedHead => {
            "ce registre ne passe pas par l’empreinte imprimée\u{a0}: il a été réécrit, ou une copie plus ancienne a continué"
        }
        FindingCode::PrintedBeyond => "son empreinte fut imprimée, et le registre s’arrête avant lui",
        FindingCode::SealMissing => "le scellé dont il parle n’est pas là",
        FindingCode::EvidenceAltered => {
            "la pièce justificative qu’il joint n’est pas le fichier qui a été joint"
        }
        FindingCode::EvidenceMissing => {
            "la pièce justificative qu’il joint n’est pas là, et n’a pas été supprimée"
        }
    }
}

/// Dit une ligne qui n’est pas ce que donne le registre.
fn differing(row: &Differing) -> String {
    let (about, table) = (about(&row.about), row.table);
    match &row.side {
        Side::Both(values) => {
            let said: Vec<String> = values.iter().map(value).collect();
            format!(
                "{about}\u{a0}: la table `{table}` n’est pas ce que donne le registre\u{a0}: {}",
                said.join("\u{202f}; ")
            )
        }
        Side::Log => format!("{about}\u{a0}: il manque à la table `{table}` une ligne que donne le registre"),
        Side::Table => {
            format!("{about}\u{a0}: la table `{table}` a une ligne que le registre ne donne pas")
        }
    }
}

fn about(about: &About) -> String {
    let name = shown(about.name());
    match about {
        About::Asset(_) => format!("équipement {name}"),
        About::Medium(_) => format!("support {name}"),
        About::Lot(_) => format!("lot {name}"),
        About::Party(_) => format!("tiers {name}"),
        About::Other(_) => format!("`{name}`"),
    }
}

fn value(value: &Value) -> String {
    let column = &value.column;
    if value.table.is_none() && value.log.is_none() {
        return format!("`{column}`");
    }
    let said = |value: &Option<String>| {
        value.as_ref().map_or_else(|| "rien".to_owned(), |value| format!("`{}`", shown(value)))
    };
    format!("`{column}` vaut {} dans la table, {} d’après le registre", said(&value.table), said(&value.log))
}

/// Dit comment en sortir.
pub(super) fn way_out(way: WayOut) -> String {
    let restore = run("restore FICHIER --replace");
    match way {
        WayOut::Rebuild => format!(
            "seules des tables diffèrent, et le registre est entier\u{a0}: les faire réécrire d’après lui, {}",
            run("rebuild")
        ),
        WayOut::Damaged => format!(
            "si {} trouve encore des dommages après cela\u{a0}: conserver le fichier endommagé, et repartir de la \
             dernière sauvegarde, {restore}",
            run("verify --full")
        ),
        WayOut::Restore => format!(
            "le registre lui-même est endommagé, et rien ne peut le refaire\u{a0}: conserver le fichier endommagé, et \
             repartir de la dernière sauvegarde, {restore}"
        ),
        WayOut::Told => format!(
            "cela se lit dans le registre, que ni {} ni une sauvegarde ne change\u{a0}: voir ce qui fut enregistré, \
             {}, puis l’annuler ou le corriger",
            run("rebuild"),
            run("history ÉQUIPEMENT")
        ),
        WayOut::Seal => {
            "un scellé modifié en chemin ne montre rien\u{a0}: redemander le fichier d’origine à qui le garde"
                .to_owned()
        }
        WayOut::Key => {
            "n’ajouter la clé à `--signers` qu’une fois confirmée par son titulaire, par une autre voie"
                .to_owned()
        }
        WayOut::OtherLog => "nommer par `--db CHEMIN` le registre qui fut scellé".to_owned(),
        WayOut::Head => format!(
            "après un rétablissement, c’est normal pour les scellés postérieurs à la sauvegarde\u{a0}: l’événement \
             `epoch` le dit dans {}\u{202f}; sinon, conserver ce fichier, et repartir d’une sauvegarde qui passe par le \
             scellé",
            run("export log")
        ),
        WayOut::Printed => format!(
            "comparer le papier à ce qui fut saisi, jusqu’au dernier chiffre\u{202f}; après un rétablissement, c’est normal \
             pour ce qui fut imprimé après la sauvegarde\u{a0}: l’événement `epoch` le dit dans {}\u{202f}; sinon, conserver ce \
             fichier, et repartir d’une sauvegarde qui passe par l’empreinte",
            run("export log")
        ),
        WayOut::Evidence => format!(
            "extraire le fichier d’une sauvegarde, {}, ou le reprendre là d’où il vient, puis le joindre à nouveau, \
             {}\u{a0}: seuls les octets mêmes qui ont été joints le remettent en état",
            run("--db SAUVEGARDE evidence extract SHA256 -o FICHIER"),
            run("evidence add ÉQUIPEMENT FICHIER")
        ),
        WayOut::Missing => {
            "un scellé se copie et ne se déplace pas\u{a0}: en remettre une copie, prise là où il fut envoyé"
                .to_owned()
        }
    }
}
