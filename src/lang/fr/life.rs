//! Ce qui s’est passé, et les quelques mots autour des listes.

mod edited;
mod events;
mod evidence;
mod fields;
mod media;

use super::{Fr, found};
use crate::{
    lang::{
        Field, Life, Names, Numbers,
        way::{run, shown, word},
    },
    model::{amount::Cents, day::Day, event::Event},
    store::Finding,
};

impl Life for Fr {
    fn event(&self, event: &Event, names: &dyn Names) -> String {
        events::said(event, names)
    }

    fn repeated(&self, first: u64, last: u64) -> String {
        if first == last {
            format!("déjà enregistré, événement n°\u{a0}{first}\u{a0}: rien n’a été changé")
        } else {
            format!("déjà enregistré, événements n°\u{a0}{first} à {last}\u{a0}: rien n’a été changé")
        }
    }

    fn recorded(&self, events: u64) -> String {
        counted(events, "événement enregistré", "événements enregistrés")
    }

    fn opened(&self, path: &str) -> String {
        format!("le registre est ouvert, dans {}", shown(path))
    }

    fn written(&self, path: &str) -> String {
        format!("écrit\u{a0}: {}", shown(path))
    }

    fn verified(&self, events: u64, seq: u64, hash: &str) -> String {
        format!(
            "{}, aucune différence\u{202f}; empreinte du registre à l’événement n°\u{a0}{seq}\u{a0}: \
             {hash}",
            counted(events, "événement vérifié", "événements vérifiés")
        )
    }

    fn differs(&self, events: u64, findings: usize) -> String {
        format!(
            "{}\u{a0}: {}, rien n’a été changé",
            counted(events, "événement vérifié", "événements vérifiés"),
            counted(findings as u64, "différence trouvée", "différences trouvées")
        )
    }

    fn rebuilt(&self, events: u64, tables: usize) -> String {
        let mended = match tables {
            0 => "aucune table ne différait".to_owned(),
            _ => counted(tables as u64, "table différait", "tables différaient"),
        };
        format!("tables réécrites d’après {}\u{a0}: {mended}", counted(events, "événement", "événements"))
    }

    fn nothing_to_rebuild(&self, events: u64) -> String {
        format!(
            "{}, chaque table est ce qu’ils donnent",
            counted(events, "événement relu", "événements relus")
        )
    }

    fn finding(&self, finding: &Finding) -> String {
        found::finding(finding)
    }

    fn nothing(&self) -> &'static str {
        "rien à afficher"
    }

    fn nothing_yet(&self) -> &'static str {
        "rien n’est connu de ce moment\u{a0}: tout ce qui est enregistré est postérieur"
    }

    fn found_more(&self, shown: u64, total: u64) -> String {
        format!(
            "{} sur {} trouvés\u{202f}; `--limit {total}` les affiche tous",
            Fr.count(shown),
            Fr.count(total)
        )
    }

    fn field(&self, field: Field) -> &'static str {
        fields::label(field)
    }

    fn sent_out(&self, party: Option<&str>, since: Day, data_clause: Option<&str>) -> String {
        let party = party.map_or_else(|| self.erased().into(), shown);
        let clause = data_clause.map(|clause| format!(", clause sur les données {}", shown(clause)));
        format!("{party}, depuis le {}{}", self.day(since), clause.unwrap_or_default())
    }

    fn validated_by(&self, by: Option<&str>, on: Day) -> String {
        let by = by.map_or_else(|| format!("({})", self.erased()), |by| format!("par {}", shown(by)));
        format!("validé {by} le {}", self.day(on))
    }

    fn awaits_validation(&self) -> &'static str {
        "non validé"
    }

    fn work_done(&self, times: u64, minutes: u64, cost: Cents) -> String {
        let mut said = vec![format!("{} fois", self.count(times))];
        said.extend((minutes > 0).then(|| format!("{}\u{a0}min", self.count(minutes))));
        said.extend((cost.0 > 0).then(|| self.euros(cost)));
        said.join(", ")
    }

    fn with_note(&self, sentence: &str, note: &str) -> String {
        format!("{sentence} (note : {note})")
    }

    fn corrected(&self, sentence: &str) -> String {
        format!("[corrigé] {sentence}")
    }

    fn voided(&self, sentence: &str) -> String {
        format!("[annulé] {sentence}")
    }

    fn record_again(&self) -> &'static str {
        "pour enregistrer à nouveau ce qui a été annulé\u{a0}:"
    }

    fn by_hand(&self, on: Day, sentence: &str) -> String {
        format!("à enregistrer à nouveau à la main, {}\u{a0}: {sentence}", self.day(on))
    }

    fn taken_over(&self) -> &'static str {
        "importé, non vérifié"
    }

    fn operator(&self) -> &'static str {
        "opérateur"
    }

    fn erased(&self) -> &'static str {
        "nom effacé"
    }

    fn mass_since_returns(&self, taken: &str, weighed: bool, pieces: u64, left: Option<&str>) -> String {
        let how = if weighed { "pesée" } else { "estimée" };
        let back = if pieces == 1 {
            "1 pièce est revenue".to_owned()
        } else {
            format!("{} pièces sont revenues", Fr.count(pieces))
        };
        let left = left.map_or_else(
            || "la masse du reste n’est pas connue".to_owned(),
            |left| format!("le reste fait {left} (estimation)"),
        );
        format!("{taken}, {how} au départ\u{202f}; {back} depuis, {left}")
    }

    fn evidence_attached(&self, files: u64, to: &str) -> String {
        let list = run(format_args!("evidence list {}", word(to)));
        format!("{}\u{a0}: {list}", counted(files, "fichier", "fichiers"))
    }
}

/// Rend un nombre de choses.
pub(super) fn counted(number: u64, one: &str, several: &str) -> String {
    format!("{} {}", Fr.count(number), if number < 2 { one } else { several })
}
