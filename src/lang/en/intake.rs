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
        Reason::Binary => "is no text but a binary file: export it as CSV".to_owned(),
        Reason::BadByte { byte } => format!(
            "has the byte {byte:02X}, a character neither in UTF-8 nor in Windows-1252: save the file as CSV in UTF-8"
        ),
        Reason::QuoteNeverCloses => "cell begins with a quote that never closes: close it, or double \
                                     each quote inside"
            .to_owned(),
        Reason::TextAfterQuote => "cell goes on after its closing quote: double each quote inside".to_owned(),
        Reason::TooManyCells { most } => format!(
            "row has more than {} cells, more than any spreadsheet: it is no inventory",
            En.count(*most as u64)
        ),
        Reason::UnevenRow { expected, found } => {
            format!("row has {found} cells where the header has {expected}: quote what holds a separator")
        }
        Reason::TwoColumns { first, row, field } => format!(
            "column gives the same as column “{}”, and line {row} has two values: keep one of them, or say \
             which with `--map {field}=…`",
            way::shown(first)
        ),
        Reason::NoSuchColumn { columns } => {
            let columns: Vec<_> = columns.iter().map(|name| format!("“{}”", way::shown(name))).collect();
            format!("is no column of this file: `--map` takes one of {}", columns.join(", "))
        }
        Reason::NoKnownColumn { columns } => {
            let columns: Vec<_> = columns.iter().map(|name| format!("“{}”", way::shown(name))).collect();
            format!("row and those below name no column that is known: say with `--map tag=…` which of {} is which", columns.join(", "))
        }
        Reason::NotAnInventory { sign: Some(sign) } => {
            format!("table lists no single assets, as its column “{}” shows", way::shown(sign))
        }
        Reason::NotAnInventory { sign: None } => "table lists no single assets: none of its columns tells one \
                                                  from another, or says where it is; `--map tag=…` names one that does"
            .to_owned(),
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
        Reason::NotMonths => "is no length of a warranty, such as `36` months or `3 years`".to_owned(),
        Reason::NotACapacity => "is no capacity, such as `256GB` or `1TB`".to_owned(),
        Reason::NotAQuantity => "is no number of pieces from 0 to 1000".to_owned(),
        Reason::StaysAndLeft => "says where it stands, and another column that it left: keep one of the two".to_owned(),
        Reason::NotAScan => "is neither a scan nor a date or a time of a handheld".to_owned(),
        Reason::TooLong { bytes } => format!(
            "has {} bytes, where {} at most are kept",
            En.count(*bytes as u64),
            En.count(text::MAX as u64)
        ),
        Reason::Control { character } => {
            format!("has a control character, U+{:04X}: take it out", u32::from(*character))
        }
        Reason::NotHours => "is no number of hours".to_owned(),
        Reason::FileTooLong { bytes, most } => format!(
            "file has {} bytes, where {} at most are read of what a tool says of machines and drives",
            En.count(*bytes as u64),
            En.count(*most as u64)
        ),
        Reason::BadJson => "is no JSON: have the tool write the file again".to_owned(),
        Reason::CutJson => "JSON breaks off: have the tool write the file again".to_owned(),
        Reason::TooDeep => "JSON has more in one another than any tool writes".to_owned(),
        Reason::UnknownJson => "JSON is neither of `smartctl -j` nor of `lshw -json`".to_owned(),
        Reason::ErasureLog => {
            format!("is what a tool that erases says: {}", way::run("sanitize import FILE"))
        }
        Reason::SmartctlScan => "list of devices reads none of them (`smartctl --scan`): run \
                                 `smartctl -j -x DEVICE` for each, and import what it writes"
            .to_owned(),
        Reason::LshwPart => {
            "is a part of what lshw says, without the machine: run `lshw -json` without `-class`".to_owned()
        }
        Reason::LshwXml => "is XML: run `lshw -json` instead".to_owned(),
        Reason::NotThatFormat { format, found } => {
            format!("file is `{found}` by its content, not `{format}`: leave out `--format`, or say `--format {found}`")
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
    let what = what(remark.code);
    let value = match remark.value.as_ref().map(|value| way::shown(value)) {
        // What is about the row shows where it starts.
        Some(value) if begins_with_a_thing(what) => format!("“{value}”: this "),
        Some(value) => format!("“{value}” "),
        None => "this ".to_owned(),
    };
    format!("line {}{}: {value}{what}", remark.line, column.unwrap_or_default())
}

/// Tells whether a sentence goes on from “this”, and not from a value.
fn begins_with_a_thing(what: &str) -> bool {
    ["row ", "report ", "drive ", "controller ", "reading "].iter().any(|thing| what.starts_with(thing))
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
        RemarkCode::NotARow => "row is no asset and was not counted",
        RemarkCode::RepeatedRow => "row repeats an earlier one to the last cell and was skipped",
        RemarkCode::DamagedNumber => "was cut by a spreadsheet, its last digits are lost: it was left out",
        RemarkCode::SerialOfSeveral => "row is of several pieces: the serial was left out",
        RemarkCode::KindUnknown => "is no kind that is known: the asset is `other`",
        RemarkCode::KindMissing => "row does not say its kind: the asset is `other`",
        RemarkCode::NoKindColumn => {
            "header has no column for the kind: it is what the model tells, else `other`"
        }
        RemarkCode::PriceWithTax => "is a price with tax: it was taken as it stands",
        RemarkCode::ArchivedKept => {
            "does not say that it left: it is set aside; write `departed` where it is gone"
        }
        RemarkCode::NoDrive => {
            "report names no drive, which the tool could not read, or was not asked about: nothing was taken of it; \
             `smartctl -j -x DEVICE` says all"
        }
        RemarkCode::DriveWithoutSerial => {
            "is no serial of a drive: nothing tells which it is, and nothing was taken of it"
        }
        RemarkCode::NumberlessDrive => {
            "drive has no serial that could be one: only its machine and its size tell it; lshw sees serials as root"
        }
        RemarkCode::VirtualDrive => "is a disk of software, or a volume over several drives: it was left out",
        RemarkCode::VirtualMachine => "is a machine of software: it was left out",
        RemarkCode::NotInside => {
            "is no drive of the machine, it hangs on USB or is made to be taken out: it was left out"
        }
        RemarkCode::DriveWithoutSize => {
            "controller shows nothing of its drive: `smartctl -j -x DEVICE` reads it"
        }
        RemarkCode::HoursUnlikely => "is more hours than a century has: they were left out",
        RemarkCode::ReadingUndated => "reading has no date that can be: it was taken without one",
    }
}
