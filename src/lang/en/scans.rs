//! Sessions of scans.

use super::En;
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

impl Scans for En {
    fn order(&self, order: &Order, names: &dyn Names) -> String {
        let service = |word: &str| place_name(names, Place::Service, word);
        let task = match &order.task {
            Task::Show => "each scan is shown".to_owned(),
            Task::Collect => "each scan comes back from use".to_owned(),
            Task::Deploy { service: to } => format!("each scan is deployed to {}", service(to)),
            Task::Move { service: Some(to) } => format!("each scan moves to {}", service(to)),
            Task::Move { service: None } => "each scan moves".to_owned(),
            Task::Triage { decision, .. } => {
                format!("each scan is triaged, {}", self.decision(*decision))
            }
            Task::Ready { .. } => "each scan is ready".to_owned(),
        };
        match order.place() {
            Some(site) => format!("{task}, on site {}", place_name(names, Place::Site, site)),
            None => task,
        }
    }

    fn on_site(&self, site: &str) -> String {
        format!("what is collected, deployed or moved from now on is on site {}", shown(site))
    }

    fn how_to_end(&self) -> &'static str {
        "type “undo” to take the last scan back, “done” to end"
    }

    fn in_one_line(&self, sentences: &[String]) -> String {
        once_named(sentences, ": ").join("; ")
    }

    fn asset_line(&self, asset: &Asset, names: &dyn Names) -> String {
        format!("{}: {}", asset.tag, facts(self, asset, names).join(", "))
    }

    fn read_as(&self, answer: &str, scan: &str) -> String {
        format!("{answer} (read: {})", shown(scan))
    }

    fn garbled_as(&self, answer: &str, scan: &str) -> String {
        format!("{answer} (typed on a French keyboard: {})", shown(scan))
    }

    fn set_the_keyboard(&self) -> &'static str {
        "the scanner types as if the keyboard were American; what it meant was found all the same, but set \
         the scanner to a French keyboard"
    }

    fn scanned_already(&self, tag: &str) -> String {
        format!("{tag}: scanned already, ignored")
    }

    fn scan_refused(&self, reason: &str) -> String {
        format!("refused: {reason}")
    }

    fn replayed(&self, read: u64, recorded: u64, ignored: u64, scanner: Option<&str>) -> String {
        let scanner = scanner.map(|name| format!("scanner {}: ", shown(name))).unwrap_or_default();
        let read = if read == 1 { "1 scan".to_owned() } else { format!("{} scans", self.count(read)) };
        let mut parts = vec![read];
        for (number, what) in [(recorded, "recorded"), (ignored, "ignored")] {
            parts.extend((number > 0).then(|| format!("{} {what}", self.count(number))));
        }
        format!("{scanner}{}", parts.join(", "))
    }

    fn other_days(&self, from: Day, to: Day, on: Day) -> String {
        let days =
            if from == to { self.day(from) } else { format!("from {} to {}", self.day(from), self.day(to)) };
        format!(
            "the clock of the scanner says {days}; recorded on {}; another day is given with `--on`",
            self.day(on)
        )
    }

    fn session(&self, tally: Tally) -> String {
        let counted = [
            (tally.recorded, "recorded"),
            (tally.shown, "shown"),
            (tally.ignored, "ignored"),
            (tally.undone, "taken back"),
            (tally.refused, "refused"),
        ];
        let said: Vec<String> = counted
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{} {what}", self.count(*number)))
            .collect();
        if said.is_empty() { "nothing was scanned".to_owned() } else { said.join(", ") }
    }
}
