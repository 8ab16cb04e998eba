//! Ce qui est dit d’un import.

use super::{Fr, intake, life::counted, refusals};
use crate::{
    lang::{
        Codes, Imports, Numbers,
        imports::step,
        way::{self, row, run, shown, word},
    },
    model::lifecycle::State,
    ops::{BadRow, Counts, DriveCounts, Flaw, Gap, Lasting, Observed},
};

impl Imports for Fr {
    fn imported(&self, counts: Counts, rehearsed: bool) -> String {
        said_of(counts, ["ligne lue", "lignes lues", "ligne refusée", "lignes refusées"], rehearsed)
    }

    fn machines_imported(&self, counts: Counts, rehearsed: bool) -> String {
        said_of(counts, ["machine lue", "machines lues", "machine refusée", "machines refusées"], rehearsed)
    }

    fn drives_imported(&self, drives: DriveCounts, rehearsed: bool) -> String {
        let more = |number: u64, done: [&str; 2], would: [&str; 2]| {
            let [one, several] = if rehearsed { would } else { done };
            (number > 0).then(|| counted(number, one, several))
        };
        let same = |words: [&'static str; 2]| (words, words);
        let added = if rehearsed {
            ["support serait ajouté", "supports seraient ajoutés"]
        } else {
            ["support ajouté", "supports ajoutés"]
        };
        let mut said =
            vec![counted(drives.read, "disque lu", "disques lus"), counted(drives.added, added[0], added[1])];
        for (number, (done, would)) in [
            (
                drives.attached,
                (
                    ["pris dans le stock", "pris dans le stock"],
                    ["serait pris dans le stock", "seraient pris dans le stock"],
                ),
            ),
            (drives.filled, (["complété", "complétés"], ["serait complété", "seraient complétés"])),
            (drives.unchanged, same(["inchangé", "inchangés"])),
            (drives.left, same(["laissé tel que connu", "laissés tels que connus"])),
            (drives.alone.refused, same(["refusé", "refusés"])),
        ] {
            said.extend(more(number, done, would));
        }
        let said = said.join(", ");
        if rehearsed { format!("{said}\u{202f}; rien n’a été enregistré") } else { said }
    }

    fn observed(&self, observed: &Observed) -> String {
        let at = |line: &u64, column: Option<&String>| {
            let column = column.map(|column| format!(", colonne «\u{a0}{}\u{a0}»", shown(column)));
            format!("ligne {line}{}", column.unwrap_or_default())
        };
        match observed {
            Observed::Read(remark) => intake::remark(remark),
            Observed::Differs { line, tag, columns } => {
                let columns: Vec<String> = columns.iter().map(|name| shown(name).into_owned()).collect();
                format!(
                    "ligne {line}\u{a0}: {tag} est connu avec moins d’indications, ou d’autres ({}), et reste \
                     tel quel\u{202f}; `--update` reprend ce que dit le fichier",
                    row(&columns, "et")
                )
            }
            Observed::Lasts { line, column, tag, state, fact } => {
                format!("{}\u{a0}: {}", at(line, column.as_ref()), lasts(tag, *state, *fact))
            }
            Observed::NoKey { line, tag } => format!(
                "ligne {line}\u{a0}: sans numéro d’inventaire, autre nom ni numéro de série, rien ne permettra \
                 de retrouver {tag}\u{a0}: importée une seconde fois, cette ligne ajouterait un équipement de \
                 plus"
            ),
            Observed::DrivesLeftOut { line, column } => format!(
                "{}\u{a0}: les supports de ce qui est sorti avant l’ouverture du registre n’ont pas été repris",
                at(line, column.as_ref())
            ),
            Observed::ByDrive { line, tag, serial } => format!(
                "ligne {line}\u{a0}: faute de numéro propre, la machine a été prise pour {tag}, où son disque {} est connu",
                shown(serial)
            ),
            Observed::DriveElsewhere { line, serial, tag, other } => format!(
                "ligne {line}\u{a0}: le disque {} a été vu dans {tag}, et se trouve dans {other} d’après le \
                 registre\u{a0}: il n’a pas été déplacé\u{202f}; s’il est dans {tag}\u{a0}: {}",
                shown(serial),
                run(format_args!("media move {} --to {tag}", word(serial)))
            ),
            Observed::DriveGone { line, serial } => format!(
                "ligne {line}\u{a0}: le disque {} est sorti, détruit ou en attente dans un lot d’après le \
                 registre\u{a0}: rien n’en a été repris\u{202f}; voir {}",
                shown(serial),
                run(format_args!("history {}", word(serial)))
            ),
            Observed::DriveDiffers { line, serial, gap } => {
                format!("ligne {line}\u{a0}: disque {}\u{a0}: {}", shown(serial), differs(gap))
            }
            Observed::Unnumbered { line, tag, serial } => format!(
                "ligne {line}\u{a0}: le disque {} s’ajoute à {tag}, dont un support sans numéro de série est \
                 connu\u{a0}: si c’est le même, annuler celui qui a été ajouté sans numéro de série\u{202f}; voir {}",
                shown(serial),
                way::history(tag)
            ),
            Observed::ListOpen { line, tag, media } => format!(
                "ligne {line}\u{a0}: le registre connaît {} à {tag}, et personne n’a dit que la liste est \
                 complète\u{202f}; après vérification\u{a0}: {}",
                counted(*media, "support", "supports"),
                way::media_confirm(tag)
            ),
        }
    }

    fn more_observed(&self, number: u64) -> String {
        format!("et {} autres de la même sorte", Fr.count(number))
    }

    fn bad_row(&self, row: &BadRow) -> String {
        match &row.flaw {
            Flaw::Unread(fault) => intake::fault(fault),
            Flaw::Refused { column, value, refusal } => {
                let column =
                    column.as_ref().map(|column| format!(", colonne «\u{a0}{}\u{a0}»", shown(column)));
                let value = value.as_ref().map(|value| format!("«\u{a0}{}\u{a0}»\u{a0}: ", shown(value)));
                let (column, value) = (column.unwrap_or_default(), value.unwrap_or_default());
                format!("ligne {}{column}\u{a0}: {value}{}", row.line, refusals::told(refusal).message)
            }
        }
    }

    fn more_bad_rows(&self, number: u64) -> String {
        format!("et {} de plus", Fr.count(number))
    }

    fn new_places(&self, services: &[String], sites: &[String]) -> String {
        let named = |one: &str, several: &str, labels: &[String]| match labels {
            [] => None,
            [only] => Some(format!("{one}\u{a0}: {}", shown(only))),
            labels => Some(format!("{several}\u{a0}: {}", shown(&row(labels, "et")))),
        };
        [
            named("nouveau service", "nouveaux services", services),
            named("nouveau site", "nouveaux sites", sites),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\u{202f}; ")
    }

    fn rows_being_read(&self) -> &'static str {
        "lignes"
    }
}

/// Ce que dit le fichier de la vie d’un équipement, et la commande qui l’enregistrerait.
fn lasts(tag: &str, state: State, fact: Lasting) -> String {
    let known = format!("{tag} est {} (`{state}`)", Fr.state(state));
    match fact {
        Lasting::State(to) => {
            let way = step(state, to).map(|action| way::act(&Fr, action, tag));
            let way = way.map(|way| format!("\u{202f}; si c’est exact\u{a0}: {way}")).unwrap_or_default();
            format!(
                "{known}, le fichier dit {} (`{to}`)\u{a0}: un import ne change pas l’état d’un équipement{way}",
                Fr.state(to)
            )
        }
        Lasting::Service => {
            format!("{tag} est dans un autre service\u{a0}: {}", run(format_args!("move {tag} --to SERVICE")))
        }
        Lasting::Site => {
            format!("{tag} est sur un autre site\u{a0}: {}", run(format_args!("move {tag} --site SITE")))
        }
        Lasting::Holder => format!(
            "{tag} a un autre affectataire, ou n’en a pas\u{a0}: {}",
            run(format_args!("move {tag} --holder TIERS"))
        ),
        Lasting::Decommissioned => format!(
            "{tag} n’est pas connu comme réformé à cette date\u{a0}: {}",
            run(format_args!("decommission {tag} --on DATE"))
        ),
        Lasting::Departure => {
            format!("{known} à une autre date, ou par une autre voie\u{a0}: voir {}", way::history(tag))
        }
        Lasting::Drives => format!("{known}\u{a0}: personne ne peut voir quels supports il contient"),
    }
}

/// Ce que sont devenues des lignes, ou des machines.
fn said_of(counts: Counts, [read, all_read, refused, all_refused]: [&str; 4], rehearsed: bool) -> String {
    let more = |number: u64, one: &str, several: &str| (number > 0).then(|| counted(number, one, several));
    let (one, several) = if rehearsed {
        ("équipement serait ajouté", "équipements seraient ajoutés")
    } else {
        ("équipement ajouté", "équipements ajoutés")
    };
    let mut said = vec![counted(counts.read, read, all_read), counted(counts.added, one, several)];
    said.extend(if rehearsed {
        more(counts.updated, "serait complété ou corrigé", "seraient complétés ou corrigés")
    } else {
        more(counts.updated, "complété ou corrigé", "complétés ou corrigés")
    });
    said.extend(more(counts.unchanged, "inchangé", "inchangés"));
    said.extend(more(counts.refused, refused, all_refused));
    let said = said.join(", ");
    if rehearsed { format!("{said}\u{202f}; rien n’a été enregistré") } else { said }
}

/// Ce que disent le registre et une lecture, et comment retenir l’un ou l’autre.
fn differs(gap: &Gap) -> String {
    match gap {
        Gap::Kind { known, said, judged: false } => format!(
            "son type est {} d’après le registre, {} d’après le fichier\u{202f}; `--update` reprend ce que dit le \
             fichier",
            Fr.medium_kind(*known),
            Fr.medium_kind(*said)
        ),
        Gap::Kind { known, said, judged: true } => format!(
            "son type est {} d’après le registre, {} d’après le fichier\u{202f}; ce que vaut son effacement a été \
             calculé d’après le registre, qui reste tel quel",
            Fr.medium_kind(*known),
            Fr.medium_kind(*said)
        ),
        Gap::Model { known, said } => format!(
            "son modèle est {} d’après le registre, {} d’après le fichier\u{202f}; `--update` reprend ce que dit le \
             fichier",
            shown(known),
            shown(said)
        ),
        Gap::Capacity { known, said } => format!(
            "sa capacité est de {} d’après le registre, de {} d’après le fichier\u{a0}: ce ne peut être le même",
            Fr.capacity(*known),
            Fr.capacity(*said)
        ),
    }
}
