//! La démonstration.

use std::path::Path;

use crate::lang::{
    Demo, Numbers, Told, Tour,
    fr::Fr,
    way::{self, run, shown},
};

impl Demo for Fr {
    fn tour(&self, tour: &Tour<'_>) -> [String; 5] {
        let (assets, events) = (self.count(tour.assets), self.count(tour.events));
        let with = |line: &str| run(format_args!("--db {} {line}", way::word(tour.database)));
        [
            format!(
                "{} contient la ville de Valmont\u{a0}: {assets} équipements, {events} événements",
                shown(tour.folder)
            ),
            "à regarder\u{a0}: labels.pdf, reuse-2026.md et decree-2026.md".to_owned(),
            "à regarder\u{a0}: session.txt, chaque commande et sa réponse\u{202f}; ce qui y est refusé l’est par une règle"
                .to_owned(),
            format!(
                "à essayer\u{a0}: {}, chaque chiffre nomme ses machines",
                with("report decree --period 2026 --explain")
            ),
            format!(
                "à essayer\u{a0}: {}, un don attend l’effacement d’un disque, et la réponse dit comment",
                with("lot ship LOT-2026-0015")
            ),
        ]
    }

    fn not_empty(&self, folder: &Path, found: &str) -> Told {
        let folder = way::path(folder);
        Told::new(format!("le dossier {folder} n’est pas vide\u{a0}: il contient {}", shown(found)))
            .hint(format!("donner un autre dossier\u{a0}: {}", run("demo DOSSIER")))
    }
}
