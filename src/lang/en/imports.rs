//! What is said of an import.

use super::{En, intake, life::counted, refusals};
use crate::{
    lang::{
        Codes, Imports, Numbers,
        imports::step,
        way::{self, row, run, shown, word},
    },
    model::lifecycle::State,
    ops::{BadRow, Counts, DriveCounts, Flaw, Gap, Lasting, Observed},
};

impl Imports for En {
    fn imported(&self, counts: Counts, rehearsed: bool) -> String {
        said_of(counts, ("row", "rows"), rehearsed)
    }

    fn machines_imported(&self, counts: Counts, rehearsed: bool) -> String {
        said_of(counts, ("machine", "machines"), rehearsed)
    }

    fn drives_imported(&self, drives: DriveCounts, rehearsed: bool) -> String {
        let would = if rehearsed { "would be " } else { "" };
        let more = |number: u64, what: &str| (number > 0).then(|| format!("{} {what}", En.count(number)));
        let mut said = vec![
            format!("{} read", counted(drives.read, "drive", "drives")),
            format!("{} {would}added", counted(drives.added, "medium", "media")),
        ];
        said.extend(more(drives.attached, &format!("{would}taken from stock")));
        said.extend(more(drives.filled, &format!("{would}completed")));
        said.extend(more(drives.unchanged, "unchanged"));
        said.extend(more(drives.left, "left as known"));
        said.extend(more(drives.alone.refused, "refused"));
        let said = said.join(", ");
        if rehearsed { format!("{said}; nothing was recorded") } else { said }
    }

    fn observed(&self, observed: &Observed) -> String {
        let at = |line: &u64, column: Option<&String>| {
            let column = column.map(|column| format!(", column “{}”", shown(column)));
            format!("line {line}{}", column.unwrap_or_default())
        };
        match observed {
            Observed::Read(remark) => intake::remark(remark),
            Observed::Differs { line, tag, columns } => {
                let columns: Vec<String> = columns.iter().map(|name| shown(name).into_owned()).collect();
                format!(
                    "line {line}: {tag} is known with less, or otherwise ({}), and was left as it is; \
                     `--update` takes what the file says",
                    row(&columns, "and")
                )
            }
            Observed::Lasts { line, column, tag, state, fact } => {
                format!("{}: {}", at(line, column.as_ref()), lasts(tag, *state, *fact))
            }
            Observed::NoKey { line, tag } => format!(
                "line {line}: without tag, other name or serial, nothing will find {tag} again: imported once \
                 more, this row would add another asset"
            ),
            Observed::DrivesLeftOut { line, column } => format!(
                "{}: the drives of what left before the record were left out",
                at(line, column.as_ref())
            ),
            Observed::ByDrive { line, tag, serial } => format!(
                "line {line}: without a number of its own, the machine was taken for {tag}, in which its drive {} is known",
                shown(serial)
            ),
            Observed::DriveElsewhere { line, serial, tag, other } => format!(
                "line {line}: drive {} was seen in {tag}, and is in {other} by the record: it was not moved; if it is \
                 in {tag}: {}",
                shown(serial),
                run(format_args!("media move {} --to {tag}", word(serial)))
            ),
            Observed::DriveGone { line, serial } => format!(
                "line {line}: drive {} has left, was destroyed or waits in a lot, by the record: nothing was taken of \
                 it; see {}",
                shown(serial),
                run(format_args!("history {}", word(serial)))
            ),
            Observed::DriveDiffers { line, serial, gap } => {
                format!("line {line}: drive {}: {}", shown(serial), differs(gap))
            }
            Observed::Unnumbered { line, tag, serial } => format!(
                "line {line}: drive {} came into {tag}, of which a medium without serial is known: if it is the same, \
                 void the one that was added without a serial; see {}",
                shown(serial),
                way::history(tag)
            ),
            Observed::ListOpen { line, tag, media } => format!(
                "line {line}: {tag} has {} by the record, and nobody said that there is no other; once somebody \
                 looked: {}",
                counted(*media, "medium", "media"),
                way::media_confirm(tag)
            ),
        }
    }

    fn more_observed(&self, number: u64) -> String {
        format!("and {} more of this kind", En.count(number))
    }

    fn bad_row(&self, row: &BadRow) -> String {
        match &row.flaw {
            Flaw::Unread(fault) => intake::fault(fault),
            Flaw::Refused { column, value, refusal } => {
                let column = column.as_ref().map(|column| format!(", column “{}”", shown(column)));
                let value = value.as_ref().map(|value| format!("“{}”: ", shown(value)));
                let (column, value) = (column.unwrap_or_default(), value.unwrap_or_default());
                format!("line {}{column}: {value}{}", row.line, refusals::told(refusal).message)
            }
        }
    }

    fn more_bad_rows(&self, number: u64) -> String {
        format!("and {} more", En.count(number))
    }

    fn new_places(&self, services: &[String], sites: &[String]) -> String {
        let named = |one: &str, several: &str, labels: &[String]| match labels {
            [] => None,
            [only] => Some(format!("{one}: {}", shown(only))),
            labels => Some(format!("{several}: {}", shown(&row(labels, "and")))),
        };
        [named("new service", "new services", services), named("new site", "new sites", sites)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn rows_being_read(&self) -> &'static str {
        "rows"
    }
}

/// What a file says of the life of an asset, and the command that would record it.
fn lasts(tag: &str, state: State, fact: Lasting) -> String {
    let known = format!("{tag} is {} (`{state}`)", En.state(state));
    match fact {
        Lasting::State(to) => {
            let way = step(state, to).map(|action| way::act(&En, action, tag));
            let way = way.map(|way| format!("; if it is: {way}")).unwrap_or_default();
            format!("{known}, the file says {} (`{to}`): no import moves an asset{way}", En.state(to))
        }
        Lasting::Service => {
            format!("{tag} is of another service: {}", run(format_args!("move {tag} --to SERVICE")))
        }
        Lasting::Site => format!("{tag} is on another site: {}", run(format_args!("move {tag} --site SITE"))),
        Lasting::Holder => {
            format!("{tag} has another holder, or none: {}", run(format_args!("move {tag} --holder PARTY")))
        }
        Lasting::Decommissioned => format!(
            "{tag} is not known as decommissioned on that day: {}",
            run(format_args!("decommission {tag} --on DATE"))
        ),
        Lasting::Departure => {
            format!("{known} on another day, or by another channel: see {}", way::history(tag))
        }
        Lasting::Drives => format!("{known}: nobody can look which drives are in it"),
    }
}

/// What became of rows, or of machines.
fn said_of(counts: Counts, (one, several): (&str, &str), rehearsed: bool) -> String {
    let more = |number: u64, what: &str| (number > 0).then(|| format!("{} {what}", En.count(number)));
    let would = if rehearsed { "would be " } else { "" };
    let mut said = vec![
        format!("{} read", counted(counts.read, one, several)),
        format!("{} {would}added", counted(counts.added, "asset", "assets")),
    ];
    said.extend(more(counts.updated, &format!("{would}updated")));
    said.extend(more(counts.unchanged, "unchanged"));
    said.extend(more(counts.refused, "refused"));
    let said = said.join(", ");
    if rehearsed { format!("{said}; nothing was recorded") } else { said }
}

/// What the record and a reading say, and how to take the one or the other.
fn differs(gap: &Gap) -> String {
    match gap {
        Gap::Kind { known, said, judged: false } => format!(
            "it is {} by the record, the file says {}; `--update` takes what the file says",
            En.medium_kind(*known),
            En.medium_kind(*said)
        ),
        Gap::Kind { known, said, judged: true } => format!(
            "it is {} by the record, the file says {}; what may be claimed of its sanitisation was computed from the \
             record, which stays as it is",
            En.medium_kind(*known),
            En.medium_kind(*said)
        ),
        Gap::Model { known, said } => format!(
            "its model is {} by the record, the file says {}; `--update` takes what the file says",
            shown(known),
            shown(said)
        ),
        Gap::Capacity { known, said } => format!(
            "it holds {} by the record, the file says {}: it cannot be the same",
            En.capacity(*known),
            En.capacity(*said)
        ),
    }
}
