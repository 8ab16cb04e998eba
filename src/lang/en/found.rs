//! What a verification found, and the way out.

use crate::{
    lang::{
        WayOut,
        way::{run, shown},
    },
    store::{About, Differing, Finding, FindingCode, Side, Value},
};

/// Says one difference.
pub(super) fn finding(finding: &Finding) -> String {
    let at = finding.seq.map(|seq| format!("event {seq}: ")).unwrap_or_default();
    if let Some(row) = &finding.row {
        return format!("{at}{}", differing(row));
    }
    let what = what(finding.code);
    let detail = shown(&finding.detail);
    match finding.code {
        _ if detail.is_empty() => format!("{at}{what}"),
        FindingCode::Engine => format!("{at}{what}; SQLite says: “{detail}”"),
        _ => format!("{at}{what}: `{detail}`"),
    }
}

fn what(code: FindingCode) -> &'static str {
    match code {
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
        FindingCode::DayOrder => "its day lies before that of an earlier event of the same asset or medium",
        FindingCode::FutureDay => "its day lies after the one on which it was recorded",
        FindingCode::Unbalanced => "what came in is not what is here, missing or gone",
        FindingCode::OwnValidation => {
            "a second person did not validate it: whoever sanitised it did, or nobody had"
        }
        FindingCode::Gate => "it left with data unseen",
        FindingCode::SealSignature => "the signature of a seal of it is not that of its text",
        FindingCode::SealKey => "it was sealed with a key that is not among those believed",
        FindingCode::SealLog => "a seal is of another log",
        FindingCode::SealHead => {
            "the log does not go through what was sealed here: it was rewritten, or an older copy of it went on"
        }
        FindingCode::SealBeyond => "it was sealed, and the log ends before it",
        FindingCode::PrintedHead => {
            "this log does not go through the head that was printed: it was rewritten, or an older copy of it went on"
        }
        FindingCode::PrintedBeyond => "its head was printed, and the log ends before it",
        FindingCode::SealMissing => "the seal that it says was made is not there",
        FindingCode::EvidenceAltered => "the evidence that it attached is not the file that was attached",
        FindingCode::EvidenceMissing => "the evidence that it attached is not there, and was not erased",
    }
}

/// Says a row that is not what the log gives.
fn differing(row: &Differing) -> String {
    let (about, table) = (about(&row.about), row.table);
    match &row.side {
        Side::Both(values) => {
            let said: Vec<String> = values.iter().map(value).collect();
            format!("{about}: the table `{table}` is not what the log gives: {}", said.join("; "))
        }
        Side::Log => format!("{about}: the table `{table}` lacks a row that the log gives"),
        Side::Table => format!("{about}: the table `{table}` has a row that the log does not give"),
    }
}

fn about(about: &About) -> String {
    let name = shown(about.name());
    match about {
        About::Asset(_) => format!("asset {name}"),
        About::Medium(_) => format!("medium {name}"),
        About::Lot(_) => format!("lot {name}"),
        About::Party(_) => format!("party {name}"),
        About::Other(_) => format!("`{name}`"),
    }
}

fn value(value: &Value) -> String {
    let column = &value.column;
    if value.table.is_none() && value.log.is_none() {
        return format!("`{column}`");
    }
    let said = |value: &Option<String>| {
        value.as_ref().map_or_else(|| "nothing".to_owned(), |value| format!("`{}`", shown(value)))
    };
    format!("`{column}` is {} in the table, {} by the log", said(&value.table), said(&value.log))
}

/// Says a way out.
pub(super) fn way_out(way: WayOut) -> String {
    let restore = run("restore FILE --replace");
    match way {
        WayOut::Rebuild => {
            format!(
                "only tables differ, and the log is whole: have them written again from it, {}",
                run("rebuild")
            )
        }
        WayOut::Damaged => format!(
            "if {} finds damage after that: keep the damaged file, and go on from the last backup, {restore}",
            run("verify --full")
        ),
        WayOut::Restore => format!(
            "the log itself is damaged, and nothing can make it again: keep the damaged file, and go on from the \
             last backup, {restore}"
        ),
        WayOut::Told => format!(
            "this stands in the log, which neither {} nor a backup changes: see what was recorded, {}, then void \
             or correct it",
            run("rebuild"),
            run("history ASSET")
        ),
        WayOut::Seal => {
            "a seal that was changed on its way shows nothing: ask whoever keeps it for the file as it was \
                         made"
                .to_owned()
        }
        WayOut::Key => {
            "list the key with `--signers` only once its owner has confirmed it by another way".to_owned()
        }
        WayOut::OtherLog => "name the record that was sealed with `--db PATH`".to_owned(),
        WayOut::Head => format!(
            "after a restoration this is right for seals made after the backup: the event `epoch` says so in {}; \
             otherwise keep this file, and go on from a backup that goes through the seal",
            run("export log")
        ),
        WayOut::Printed => format!(
            "compare the paper with what was typed, to the last digit; after a restoration this is right for what was \
             printed after the backup: the event `epoch` says so in {}; otherwise keep this file, and go on from a \
             backup that goes through the head",
            run("export log")
        ),
        WayOut::Evidence => format!(
            "extract the file from a backup, {}, or take it from where it came, and attach it again, {}: only the \
             very bytes that were attached put it right",
            run("--db BACKUP evidence extract SHA256 -o FILE"),
            run("evidence add ASSET FILE")
        ),
        WayOut::Missing => {
            "a seal is copied and never moved: put a copy of it back, from where it was sent".to_owned()
        }
    }
}
