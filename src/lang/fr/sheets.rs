//! Les mots des classeurs en français.

use super::Fr;
use crate::lang::{
    Told,
    sheets::{Exported, Sheets},
};

impl Sheets for Fr {
    fn sheet(&self, of: Exported) -> &'static str {
        match of {
            Exported::Log => "Registre",
            Exported::Assets => "Équipements",
            Exported::Media => "Supports",
            Exported::Lots => "Lots",
            Exported::Parties => "Tiers",
            Exported::Register => "Registre des déchets",
        }
    }

    fn sheet_summary(&self) -> &'static str {
        "Synthèse"
    }

    fn sheet_figures(&self) -> [&'static str; 2] {
        ["Indicateur", "Valeur"]
    }

    fn sheet_chart(&self, by: &str) -> String {
        format!("Graphique – {by}")
    }

    fn cell_too_long(&self, sheet: &str, row: u32, column: &str, characters: usize) -> Told {
        Told::new(format!(
            "feuille {sheet}, ligne {row}, colonne {column}\u{a0}: {characters} caractères, alors qu’une cellule de \
             classeur en accepte 32\u{202f}767"
        ))
        .hint("CSV et JSON n’ont pas cette limite\u{a0}: donnez --format csv ou --format jsonl (json pour un rapport)")
    }

    fn sheet_goes_on(&self, sheets: usize) -> String {
        format!(
            "une feuille accepte 1\u{202f}048\u{202f}576 lignes\u{a0}: la suite continue, sur {sheets} feuilles en tout"
        )
    }

    fn sheet_on_terminal(&self) -> Told {
        Told::new("un classeur ne s’affiche pas sur un terminal")
            .hint("dans un fichier\u{a0}: ajoutez -o FICHIER.xlsx")
    }
}
