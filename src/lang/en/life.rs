//! What happened, and the few words around lists.

mod edited;
mod events;
mod evidence;
mod fields;
mod media;

use super::{En, found};
use crate::{
    lang::{
        Field, Life, Names, Numbers,
        way::{run, shown, word},
    },
    model::{amount::Cents, day::Day, event::Event},
    store::Finding,
};

impl Life for En {
    fn event(&self, event: &Event, names: &dyn Names) -> String {
        events::said(event, names)
    }

    fn repeated(&self, first: u64, last: u64) -> String {
        if first == last {
            format!("recorded before, as event {first}: nothing was changed")
        } else {
            format!("recorded before, as events {first} to {last}: nothing was changed")
        }
    }

    fn recorded(&self, events: u64) -> String {
        format!("{} recorded", counted(events, "event", "events"))
    }

    fn opened(&self, path: &str) -> String {
        format!("the record is open, in {}", shown(path))
    }

    fn written(&self, path: &str) -> String {
        format!("written: {}", shown(path))
    }

    fn verified(&self, events: u64, seq: u64, hash: &str) -> String {
        format!(
            "{} verified, no difference; head of the record at event {seq}: {hash}",
            counted(events, "event", "events")
        )
    }

    fn differs(&self, events: u64, findings: usize) -> String {
        format!(
            "{} verified: {} found, nothing was changed",
            counted(events, "event", "events"),
            counted(findings as u64, "difference", "differences")
        )
    }

    fn rebuilt(&self, events: u64, tables: usize) -> String {
        let mended = match tables {
            0 => "no table differed".to_owned(),
            _ => format!("{} differed", counted(tables as u64, "table", "tables")),
        };
        format!("written again from {}: {mended}", counted(events, "event", "events"))
    }

    fn nothing_to_rebuild(&self, events: u64) -> String {
        format!("{} replayed, every table is what they give", counted(events, "event", "events"))
    }

    fn finding(&self, finding: &Finding) -> String {
        found::finding(finding)
    }

    fn nothing(&self) -> &'static str {
        "nothing to list"
    }

    fn nothing_yet(&self) -> &'static str {
        "nothing is known of that moment: all that is recorded came later"
    }

    fn found_more(&self, shown: u64, total: u64) -> String {
        format!("{} of {} found; `--limit {total}` shows all", En.count(shown), En.count(total))
    }

    fn field(&self, field: Field) -> &'static str {
        fields::label(field)
    }

    fn sent_out(&self, party: Option<&str>, since: Day, data_clause: Option<&str>) -> String {
        let party = party.map_or_else(|| self.erased().into(), shown);
        let clause = data_clause.map(|clause| format!(", data clause {}", shown(clause))).unwrap_or_default();
        format!("{party}, since {}{clause}", self.day(since))
    }

    fn validated_by(&self, by: Option<&str>, on: Day) -> String {
        let by = by.map_or_else(|| format!("({})", self.erased()), |by| format!("by {}", shown(by)));
        format!("validated {by} on {}", self.day(on))
    }

    fn awaits_validation(&self) -> &'static str {
        "not validated"
    }

    fn work_done(&self, times: u64, minutes: u64, cost: Cents) -> String {
        let mut said = vec![counted(times, "time", "times")];
        said.extend((minutes > 0).then(|| format!("{} min", self.count(minutes))));
        said.extend((cost.0 > 0).then(|| self.euros(cost)));
        said.join(", ")
    }

    fn with_note(&self, sentence: &str, note: &str) -> String {
        format!("{sentence} (note: {note})")
    }

    fn corrected(&self, sentence: &str) -> String {
        format!("[corrected] {sentence}")
    }

    fn voided(&self, sentence: &str) -> String {
        format!("[voided] {sentence}")
    }

    fn record_again(&self) -> &'static str {
        "to record again what was voided:"
    }

    fn by_hand(&self, on: Day, sentence: &str) -> String {
        format!("to be recorded again by hand, {}: {sentence}", self.day(on))
    }

    fn taken_over(&self) -> &'static str {
        "imported, not checked"
    }

    fn operator(&self) -> &'static str {
        "operator"
    }

    fn erased(&self) -> &'static str {
        "name erased"
    }

    fn mass_since_returns(&self, taken: &str, weighed: bool, pieces: u64, left: Option<&str>) -> String {
        let how = if weighed { "weighed" } else { "estimated" };
        let back = counted(pieces, "piece", "pieces");
        let left = left.map_or_else(
            || "the mass of the rest is not known".to_owned(),
            |left| format!("the rest is {left} (estimated)"),
        );
        format!("{taken} {how} as it left; {back} came back since, {left}")
    }

    fn evidence_attached(&self, files: u64, to: &str) -> String {
        let list = run(format_args!("evidence list {}", word(to)));
        format!("{}: {list}", counted(files, "file", "files"))
    }
}

/// Returns a number of things.
pub(super) fn counted(number: u64, one: &str, several: &str) -> String {
    format!("{} {}", En.count(number), if number == 1 { one } else { several })
}
