//! Les mots des préférences.

use super::talk::system;
use crate::lang::{
    Misuses, Preferences, Told,
    fr::Fr,
    preferences::{BadPreference, Origin},
    usage::Misuse,
};

impl Preferences for Fr {
    fn bad_preference(&self, file: &str, line: Option<usize>, why: &BadPreference) -> Told {
        let at = match line {
            Some(line) => format!("{file}, ligne {line}"),
            None => file.to_owned(),
        };
        match why {
            BadPreference::Unreadable(cause) => {
                Told::new(format!("les préférences sont illisibles\u{a0}: {at}\u{a0}: {}", system(cause)))
            }
            BadPreference::Unwritable(cause) => Told::new(format!(
                "les préférences ne peuvent pas être écrites\u{a0}: {at}\u{a0}: {}",
                system(cause)
            )),
            BadPreference::NotToml { line } => {
                Told::new(format!("{at}\u{a0}: ce n’est pas du TOML\u{a0}: «\u{a0}{line}\u{a0}»"))
                    .hint("écrire une ligne comme `language = \"fr\"`, ou supprimer le fichier")
            }
            BadPreference::Unknown { key, nearest, known } => {
                Told::new(format!("{at}\u{a0}: il n’y a pas de préférence «\u{a0}{key}\u{a0}»"))
                    .perhaps(nearest.map(|nearest| format!("vouliez-vous dire {nearest}\u{202f}?")))
                    .hint(format!("préférences\u{a0}: {}", known.join(", ")))
                    .hint(format!("pour retirer la ligne\u{a0}: `rebond config unset {key}`"))
            }
            BadPreference::Value { key, value, wanted } => Told::new(format!(
                "{at}\u{a0}: {}",
                self.misuse(&Misuse::Unreadable { name: key, value, wanted })
            ))
            .hint(format!("pour la fixer\u{a0}: `rebond config set {key} VALEUR`"))
            .hint(format!("pour retirer la ligne\u{a0}: `rebond config unset {key}`")),
        }
    }

    fn no_preferences_home(&self) -> Told {
        Told::new("ni XDG_CONFIG_HOME ni HOME ne disent où sont gardées les préférences")
            .hint("indiquer le dossier\u{a0}: `XDG_CONFIG_HOME=/home/ana/.config`")
    }

    fn preference_columns(&self) -> [&'static str; 3] {
        ["Préférence", "Valeur", "Origine"]
    }

    fn origin(&self, origin: Origin) -> &'static str {
        match origin {
            Origin::Flag => "ligne de commande",
            Origin::Environment => "environnement",
            Origin::File => "fichier",
            Origin::Default => "défaut",
        }
    }

    fn preferences_file(&self, file: &str) -> String {
        format!("les préférences sont gardées dans {file}")
    }

    fn preference_set(&self, key: &str, value: Option<&str>) -> String {
        match value {
            Some(value) => format!("préférence {key}\u{a0}: {value}"),
            None => format!("préférence {key}\u{a0}: aucune"),
        }
    }
}
