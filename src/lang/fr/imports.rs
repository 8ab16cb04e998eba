//! Ce qui est dit d’un import.

use super::{Fr, intake, life::counted, refusals};
use crate::{
    lang::{
        Codes, Imports, Numbers,
        imports::step,
        way::{self, row, run, shown},
    },
    model::lifecycle::State,
    ops::{BadRow, Counts, Flaw, Lasting, Observed},
};

impl Imports for Fr {
    fn imported(&self, counts: Counts, rehearsed: bool) -> String {
        let more =
            |number: u64, one: &str, several: &str| (number > 0).then(|| counted(number, one, several));
        let (one, several) = if rehearsed {
            ("équipement serait ajouté", "équipements seraient ajoutés")
        } else {
            ("équipement ajouté", "équipements ajoutés")
        };
        let mut said =
            vec![counted(counts.read, "ligne lue", "lignes lues"), counted(counts.added, one, several)];
        said.extend(if rehearsed {
            more(counts.updated, "serait complété ou corrigé", "seraient complétés ou corrigés")
        } else {
            more(counts.updated, "complété ou corrigé", "complétés ou corrigés")
        });
        said.extend(more(counts.unchanged, "inchangé", "inchangés"));
        said.extend(more(counts.refused, "ligne refusée", "lignes refusées"));
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
