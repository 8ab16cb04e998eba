//! Faults and remarks of files.

use super::En;
use crate::{
    intake::{Fault, Reason, Remark, RemarkCode},
    lang::{Numbers, way},
    model::{kind::Kind, text},
};

/// Says what is wrong in a file, and where.
pub(super) fn fault(fault: &Fault) -> String {
    let column = fault.column.as_ref().map(|column| format!(", column “{}”", way::shown(column)));
    let value = fault.value.as_ref().filter(|value| !value.is_empty());
    let value = value.map_or_else(|| "this".to_owned(), |value| format!("“{}”", way::shown(value)));
    format!("line {}{}: {value} {}", fault.line, column.unwrap_or_default(), reason(&fault.reason))
}

/// What is wrong, following the value or “this”.
fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Empty => "file is empty".to_owned(),
        Reason::HeaderOnly => "file has no row under its header".to_owned(),
        Reason::Binary => "is no text, or text in UTF-16: save the file as CSV in UTF-8".to_owned(),
        Reason::NotUtf8 => "is not in UTF-8: save the file as CSV in UTF-8".to_owned(),
        Reason::QuoteNeverCloses => "cell begins with a quote that never closes: close it, or double \
                                     each quote inside"
            .to_owned(),
        Reason::TextAfterQuote => "cell goes on after its closing quote: double each quote inside".to_owned(),
        Reason::UnevenRow { expected, found } => {
            format!("row has {found} cells where the header has {expected}: quote what holds a separator")
        }
        Reason::TwoColumns { first, field } => format!(
            "column gives the same as column “{}”: keep one of them, or say which with `--map {field}=…`",
            way::shown(first)
        ),
        Reason::NoSuchColumn { columns } => {
            let columns: Vec<_> = columns.iter().map(|name| format!("“{}”", way::shown(name))).collect();
            format!("is no column of this file: `--map` takes one of {}", columns.join(", "))
        }
        Reason::NoKindColumn => "header has no column `kind`: add one".to_owned(),
        Reason::MissingKind => format!("row does not say its kind: give one of {}", kinds()),
        Reason::UnknownKind => format!("is no kind: give one of {}", kinds()),
        Reason::UnknownCode { known } => {
            format!("is not one of {}", way::codes(known.iter()))
        }
        Reason::NotADay => "is no day that exists, written `2024-02-28` or `28/02/2024`".to_owned(),
        Reason::AmbiguousDay => "does not say which number is the day and which the month, nor does any \
                                 other row: say it with `--date-order dmy` or `--date-order mdy`"
            .to_owned(),
        Reason::NotAnAmount => "is no amount of money, written `1234.56` or `1234,56`".to_owned(),
        Reason::NotAMass => "is no mass above zero, written `1650` or `1.65kg`".to_owned(),
        Reason::NotMonths => "is no whole number of months, such as `36`".to_owned(),
        Reason::TooLong { bytes } => format!(
            "has {} bytes, where {} at most are kept",
            En.count(*bytes as u64),
            En.count(text::MAX as u64)
        ),
        Reason::Control { character } => {
            format!("has a control character, U+{:04X}: take it out", u32::from(*character))
        }
        Reason::DuplicateTag { first_line } => {
            format!("is a tag or alias of line {first_line} already: keep it in one row")
        }
        Reason::DuplicateSerial { first_line } => {
            format!("is the serial of line {first_line} already, of the same manufacturer: keep one row")
        }
    }
}

fn kinds() -> String {
    way::codes(Kind::ALL)
}

/// Says what was not read as it stands.
pub(super) fn remark(remark: &Remark) -> String {
    let column = remark.column.as_ref().map(|column| format!(", column “{}”", way::shown(column)));
    let value = remark.value.as_ref().map(|value| format!("“{}” ", way::shown(value)));
    let (column, value) = (column.unwrap_or_default(), value.unwrap_or_else(|| "this ".to_owned()));
    format!("line {}{column}: {value}{}", remark.line, what(remark.code))
}

/// What is worth saying, following the value or “this”.
fn what(code: RemarkCode) -> &'static str {
    match code {
        RemarkCode::UnknownColumn => "column is not known and was not read",
        RemarkCode::HoldersNotRead => "column names people and was not read; `--holders` reads it",
        RemarkCode::PlaceholderSerial => "is a placeholder, no serial: it was left out",
        RemarkCode::TagBecameAlias => {
            "is no tag by its characters; it was kept as an alias and a tag was generated"
        }
        RemarkCode::NotHardware => "is no hardware: the row was skipped",
    }
}
