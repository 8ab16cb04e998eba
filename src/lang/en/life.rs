//! What happened, and the few words around lists.

mod edited;
mod events;
mod fields;

use super::En;
use crate::{
    lang::{Field, Life, Names, Numbers, way::shown},
    model::{amount::Cents, day::Day, event::Event},
    store::{Finding, FindingCode},
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
        let what = match finding.code {
            FindingCode::Sequence => "its number is missing, doubled or out of order",
            FindingCode::Line => "its line is not that of an event in its canonical form",
            FindingCode::Chain => "its hash does not match its line or the line before",
            FindingCode::Clock => "it was recorded before the event before it",
            FindingCode::Command => "a command and its events do not agree",
            FindingCode::Projection => "a table is not what the log gives",
            FindingCode::Engine => "the file is damaged inside",
            FindingCode::Unknown => "it is about something that never came in",
            FindingCode::LeftWithoutLine => {
                "it left without a line in its lot’s shipment, or the shipment took what did not leave"
            }
            FindingCode::LeftTwice => "it left again without having come back",
            FindingCode::Back => "it came back without having left",
            FindingCode::AfterLeaving => "it was moved after it had left",
            FindingCode::TwoLots => "it waits in two open lots",
            FindingCode::Place => "a medium is told of where it is not, or not of where it is",
            FindingCode::Unbalanced => "what came in is not what is here, missing or gone",
            FindingCode::Gate => "it left with data unseen",
            FindingCode::SealSignature => "the signature of a seal of it is not that of its text",
            FindingCode::SealKey => "it was sealed with a key that is not among those believed",
            FindingCode::SealLog => "a seal is of another log",
            FindingCode::SealHead => {
                "the log does not go through what was sealed here: it was rewritten, or an older copy of it went on"
            }
            FindingCode::SealBeyond => "it was sealed, and the log ends before it",
            FindingCode::SealMissing => "the seal that it says was made is not there",
        };
        let at = finding.seq.map(|seq| format!("event {seq}: ")).unwrap_or_default();
        let detail = shown(&finding.detail);
        if detail.is_empty() { format!("{at}{what}") } else { format!("{at}{what}: `{detail}`") }
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
}

/// Returns a number of things.
pub(super) fn counted(number: u64, one: &str, several: &str) -> String {
    format!("{} {}", En.count(number), if number == 1 { one } else { several })
}
