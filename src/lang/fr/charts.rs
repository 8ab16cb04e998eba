//! Les mots des graphiques.

use super::Fr;
use crate::lang::{
    Charts, Numbers,
    charts::{Charted, Counts, Wait},
};

impl Charts for Fr {
    fn chart_title(&self, charted: Charted) -> &'static str {
        match charted {
            Charted::Months => "Sorties par mois, selon leur devenir",
            Charted::Years => "Sorties par année, selon leur devenir",
            Charted::Kinds => "Sorties par type d’équipement, selon leur devenir",
            Charted::Flow => "Sorties, de la réforme au devenir",
            Charted::Rate => "Taux de réemploi et de réutilisation, et objectif de l’année",
            Charted::Claims => "Supports sortis, selon le niveau d’effacement",
            Charted::Ages => "Équipements selon leur âge",
            Charted::AgesLeft => "Sorties par âge à la réforme, selon leur devenir",
            Charted::Waits => "Ce qui attend, selon la durée de l’attente",
        }
    }

    fn chart_of_assets(&self) -> &'static str {
        "Nombre d’équipements"
    }

    fn chart_of_media(&self) -> &'static str {
        "Nombre de supports"
    }

    fn chart_of_ages(&self) -> &'static str {
        "Nombre d’équipements selon l’âge, en années révolues («\u{a0}?\u{a0}»\u{a0}: âge inconnu)"
    }

    fn chart_others(&self) -> &'static str {
        "autres, non réformés"
    }

    fn chart_wait(&self, wait: Wait) -> &'static str {
        match wait {
            Wait::Month => "jusqu’à 30\u{a0}jours",
            Wait::Quarter => "31 à 90\u{a0}jours",
            Wait::Longer => "plus de 90\u{a0}jours",
        }
    }

    fn chart_month(&self, month: i8) -> &'static str {
        match month {
            1 => "janv.",
            2 => "févr.",
            3 => "mars",
            4 => "avr.",
            5 => "mai",
            6 => "juin",
            7 => "juil.",
            8 => "août",
            9 => "sept.",
            10 => "oct.",
            11 => "nov.",
            _ => "déc.",
        }
    }

    fn chart_some_month(&self) -> (&'static str, &'static str) {
        ("?", "«\u{a0}?\u{a0}»\u{a0}: mois inconnu")
    }

    fn chart_percent(&self, percent: u64) -> String {
        format!("{}\u{202f}%", self.count(percent))
    }

    fn chart_target(&self, target: &str) -> String {
        format!("Objectif\u{a0}: {target}")
    }

    fn chart_missing(&self, missing: u64) -> String {
        match missing {
            0 => "L’objectif est atteint.".to_owned(),
            1 => "Il manque 1\u{a0}équipement pour atteindre l’objectif.".to_owned(),
            several => {
                format!("Il manque {}\u{a0}équipements pour atteindre l’objectif.", self.count(several))
            }
        }
    }

    fn chart_rate(&self, rate: &str, target: Option<&str>) -> String {
        match target {
            Some(target) => format!("Taux\u{a0}: {rate}\u{a0}; objectif\u{a0}: {target}."),
            None => format!("Taux\u{a0}: {rate}\u{a0}; aucun objectif cette année-là."),
        }
    }

    fn chart_part(&self, part: &str, count: &str) -> String {
        format!("{part}\u{a0}: {count}")
    }

    fn chart_counts(&self, counts: &Counts<'_>) -> String {
        let parts: Vec<String> =
            counts.parts.iter().map(|(part, count)| format!("{part}\u{a0}: {count}")).collect();
        let mut said = format!("Total\u{a0}: {}. {}.", counts.total, parts.join("\u{a0}; "));
        if let Some((class, count)) = &counts.most {
            said = format!("{said} Nombre le plus élevé\u{a0}: {count} ({class}).");
        }
        if let Some(table) = counts.table {
            said = format!("{said} Toutes les valeurs sont dans le tableau «\u{a0}{table}\u{a0}».");
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_graphique_se_lit_en_francais() {
        assert_eq!(Fr.chart_percent(1_200), "1\u{202f}200\u{202f}%");
        assert_eq!(
            Fr.chart_missing(1_234),
            "Il manque 1\u{202f}234\u{a0}équipements pour atteindre l’objectif."
        );
        let counts = Counts {
            total: "3".into(),
            parts: vec![("Réemploi".into(), "2".into()), ("Recyclage".into(), "1".into())],
            most: Some(("mars 2026".into(), "2".into())),
            table: Some("Par mois"),
        };
        assert_eq!(
            Fr.chart_counts(&counts).replace('\u{a0}', " "),
            "Total : 3. Réemploi : 2 ; Recyclage : 1. Nombre le plus élevé : 2 (mars 2026). Toutes les valeurs \
             sont dans le tableau « Par mois »."
        );
    }
}
