//! Les étiquettes.

use crate::{
    lang::{Codes as _, Labels, Told, capital, fr::Fr, labels::Ended},
    model::scan::Card,
};

impl Labels for Fr {
    fn too_small(&self, title: &str, wanted: &str, fits: &str) -> Told {
        Told {
            message: format!(
                "{title}\u{a0}: une étiquette de {wanted} mm est trop petite, les modules du code passeraient sous \
                 0,33 mm"
            ),
            hints: vec![format!("choisir au moins `--size {fits}`")],
        }
    }

    fn too_much(&self, bytes: usize) -> Told {
        Told {
            message: format!("{bytes} octets ne tiennent dans aucun QR code"),
            hints: vec!["raccourcir l’adresse\u{a0}: `rebond policy set label.url https://…`".to_owned()],
        }
    }

    fn no_place(&self, sheet: &str, start: u32, places: usize) -> Told {
        Told::new(format!(
            "une planche {sheet} compte {places} étiquettes, aucune ne porte le numéro {start}"
        ))
        .hint(format!("choisir `--start` de 1 à {places}, en comptant ligne par ligne"))
    }

    fn no_sheet_in_zpl(&self, sheet: &str) -> Told {
        Told::new(format!(
            "zpl s’adresse aux imprimantes d’étiquettes à l’unité, alors que {sheet} est une planche"
        ))
        .hint("pour une planche, choisir `--format pdf`")
        .hint("pour une imprimante d’étiquettes, donner la taille de celles-ci\u{a0}: `--size 62x29`")
    }

    fn not_printed(&self, command: &str, cause: &str) -> Told {
        Told::new(format!("`{command}` n’a pas imprimé\u{a0}: {cause}")).hint(
            "voir ce qu’elle dit d’elle-même\u{a0}: écrire les étiquettes avec `-o FICHIER`, puis lui donner ce \
             fichier",
        )
    }

    fn ended(&self, end: Ended) -> String {
        match end {
            Ended::Status(status) => format!("code de sortie {status}"),
            Ended::Signal(Some(signal)) => format!("arrêtée par le signal {signal}"),
            Ended::Signal(None) => "arrêtée".to_owned(),
        }
    }

    fn printed(&self, command: &str) -> String {
        format!("confié à `{command}`")
    }

    fn card(&self, card: &Card, place: &str) -> String {
        match card {
            Card::Show => "Afficher".to_owned(),
            Card::Collect => "Retour".to_owned(),
            Card::Deploy(_) => format!("En service\u{a0}: {place}"),
            Card::Triage(decision) => capital(self.decision(*decision)),
            Card::Site(_) => format!("Site\u{a0}: {place}"),
            Card::Undo => "Annuler".to_owned(),
            Card::Done => "Fini".to_owned(),
        }
    }

    fn card_does(&self, card: &Card) -> &'static str {
        match card {
            Card::Show => "affiche ce qui suit",
            Card::Collect => "ce qui suit est revenu",
            Card::Deploy(_) => "pour ce qui suit",
            Card::Triage(_) => "décision pour ce qui suit",
            Card::Site(_) => "lieu de ce qui suit",
            Card::Undo => "annule la dernière lecture",
            Card::Done => "termine la session",
        }
    }

    fn actual_size(&self) -> &'static str {
        "imprimer à la taille réelle (100\u{a0}%), sans ajuster à la page"
    }
}
