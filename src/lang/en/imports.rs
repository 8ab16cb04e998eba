//! What is said of an import.

use super::{En, intake, life::counted, refusals};
use crate::{
    lang::{
        Codes, Imports, Numbers,
        imports::step,
        way::{self, row, run, shown},
    },
    model::lifecycle::State,
    ops::{BadRow, Counts, Flaw, Lasting, Observed},
};

impl Imports for En {
    fn imported(&self, counts: Counts, rehearsed: bool) -> String {
        let more = |number: u64, what: &str| (number > 0).then(|| format!("{} {what}", En.count(number)));
        let would = if rehearsed { "would be " } else { "" };
        let mut said = vec![
            format!("{} read", counted(counts.read, "row", "rows")),
            format!("{} {would}added", counted(counts.added, "asset", "assets")),
        ];
        said.extend(more(counts.updated, &format!("{would}updated")));
        said.extend(more(counts.unchanged, "unchanged"));
        said.extend(more(counts.refused, "refused"));
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
