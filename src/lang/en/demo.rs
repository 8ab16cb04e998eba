//! The demonstration.

use std::path::Path;

use crate::lang::{
    Demo, Numbers, Told, Tour,
    en::En,
    way::{self, run, shown},
};

impl Demo for En {
    fn tour(&self, tour: &Tour<'_>) -> [String; 5] {
        let (assets, events) = (self.count(tour.assets), self.count(tour.events));
        let with = |line: &str| run(format_args!("--db {} {line}", way::word(tour.database)));
        [
            format!("{} holds the town of Valmont: {assets} assets, {events} events", shown(tour.folder)),
            "look at labels.pdf, reuse-2026.md and decree-2026.md: what is stuck on a machine, what became of all"
                .to_owned(),
            "look at session.txt: every command with its answer; what is refused there is refused by a rule"
                .to_owned(),
            format!("try {}: every figure names its machines", with("report decree --period 2026 --explain")),
            format!(
                "try {}: a gift waits for a disk that is not erased, and the answer says how",
                with("lot ship LOT-2026-0015")
            ),
        ]
    }

    fn not_empty(&self, folder: &Path, found: &str) -> Told {
        let folder = way::path(folder);
        Told::new(format!("the folder {folder} is not empty: it holds {}", shown(found)))
            .hint(format!("give another folder: {}", run("demo DIR")))
    }
}
