//! Les sessions de lecture à la douchette.

use super::Fr;
use crate::{
    lang::{
        Codes, Names, Numbers, Scans,
        scans::{facts, once_named, place_name},
        way::shown,
    },
    model::{asset::Asset, day::Day},
    ops::{Order, Tally, Task},
    store::Place,
};

impl Scans for Fr {
    fn order(&self, order: &Order, names: &dyn Names) -> String {
        let service = |word: &str| place_name(names, Place::Service, word);
        let task = match &order.task {
            Task::Show => "chaque lecture affiche l’équipement".to_owned(),
            Task::Collect => "chaque équipement lu est retourné".to_owned(),
            Task::Deploy { service: to } => {
                format!("chaque équipement lu est mis en service, {}", service(to))
            }
            Task::Move { service: Some(to) } => {
                format!("chaque équipement lu change de service, {}", service(to))
            }
            Task::Move { service: None } => "chaque équipement lu change de site".to_owned(),
            Task::Triage { decision, .. } => {
                format!("chaque équipement lu est trié, {}", self.decision(*decision))
            }
            Task::Ready { .. } => "chaque équipement lu est reconditionné".to_owned(),
        };
        match order.place() {
            Some(site) => format!("{task}, site {}", place_name(names, Place::Site, site)),
            None => task,
        }
    }

    fn on_site(&self, site: &str) -> String {
        format!("site des retours, mises en service et mouvements qui suivent\u{a0}: {}", shown(site))
    }

    fn how_to_end(&self) -> &'static str {
        "taper «\u{a0}annuler\u{a0}» pour annuler la dernière lecture, «\u{a0}fini\u{a0}» pour terminer"
    }

    fn in_one_line(&self, sentences: &[String]) -> String {
        once_named(sentences, "\u{a0}: ").join("\u{202f}; ")
    }

    fn asset_line(&self, asset: &Asset, names: &dyn Names) -> String {
        format!("{}\u{a0}: {}", asset.tag, facts(self, asset, names).join(", "))
    }

    fn read_as(&self, answer: &str, scan: &str) -> String {
        format!("{answer} (lu\u{a0}: {})", shown(scan))
    }

    fn garbled_as(&self, answer: &str, scan: &str) -> String {
        format!("{answer} (arrivé sous la forme {})", shown(scan))
    }

    fn set_the_keyboard(&self) -> &'static str {
        "la douchette tape comme sur un clavier américain\u{202f}; ce qu’elle a lu a été retrouvé, mais mieux vaut la \
         régler sur le clavier français"
    }

    fn scanned_already(&self, tag: &str) -> String {
        format!("{tag}\u{a0}: déjà lu, ignoré")
    }

    fn scan_refused(&self, reason: &str) -> String {
        format!("refusé\u{a0}: {reason}")
    }

    fn replayed(&self, read: u64, recorded: u64, ignored: u64, scanner: Option<&str>) -> String {
        let scanner = scanner.map(|name| format!("lecteur {}\u{a0}: ", shown(name))).unwrap_or_default();
        let plural = |number: u64| if number > 1 { "s" } else { "" };
        let mut parts = vec![format!("{} lecture{}", self.count(read), plural(read))];
        for (number, what) in [(recorded, "enregistrée"), (ignored, "ignorée")] {
            parts.extend((number > 0).then(|| format!("{} {what}{}", self.count(number), plural(number))));
        }
        format!("{scanner}{}", parts.join(", "))
    }

    fn other_days(&self, from: Day, to: Day, on: Day) -> String {
        let days = if from == to {
            format!("le {}", self.day(from))
        } else {
            format!("du {} au {}", self.day(from), self.day(to))
        };
        format!(
            "l’horloge du lecteur donne {days}\u{202f}; enregistré au {}\u{202f}; un autre jour se donne par \
             `--on`",
            self.day(on)
        )
    }

    fn session(&self, tally: Tally) -> String {
        let counted = [
            (tally.recorded, "enregistrée"),
            (tally.shown, "affichée"),
            (tally.ignored, "ignorée"),
            (tally.undone, "annulée"),
            (tally.refused, "refusée"),
        ];
        let said: Vec<String> = counted
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| {
                format!("{} {what}{}", self.count(*number), if *number > 1 { "s" } else { "" })
            })
            .collect();
        if said.is_empty() {
            "aucune lecture".to_owned()
        } else {
            format!("lectures\u{a0}: {}", said.join(", "))
        }
    }
}
