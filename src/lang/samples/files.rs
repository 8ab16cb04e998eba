//! What can be wrong with files that are read, and what is worth saying of them.

use crate::{
    intake::{Fault, Field, Reason, Remark, RemarkCode, erasure::NotALog},
    model::{amount::Bytes, lifecycle::State, sanitization::MediumKind},
    ops::{BadLogWhy, BadRow, Flaw, Gap, Lasting, Observed, Refusal},
};

use super::{SERIAL, TAG, day, on, refusals::names, some, text};

/// Everything for which a log cannot be taken.
pub(super) fn bad_logs() -> Vec<BadLogWhy> {
    let capacity = Bytes(256_060_514_304);
    vec![
        BadLogWhy::NotALog(NotALog::TooLong(67_108_864)),
        BadLogWhy::NotALog(NotALog::Unknown),
        BadLogWhy::NotALog(NotALog::Yaml),
        BadLogWhy::NotALog(NotALog::Json(12)),
        BadLogWhy::NotALog(NotALog::SameSerial { serial: text(SERIAL), lines: [4, 9] }),
        BadLogWhy::NotALog(NotALog::SeveralDrives { lines: [4, 9] }),
        BadLogWhy::NoSerial { date: None },
        BadLogWhy::NoSerial { date: Some(on()) },
        BadLogWhy::NoDate { serial: None },
        BadLogWhy::NoDate { serial: Some(text(SERIAL)) },
        BadLogWhy::BeforeLog { on: on(), began: day("2026-11-20") },
        BadLogWhy::UsedSince { medium: text(SERIAL), told: on() },
        BadLogWhy::Refused(Refusal::Future { on: day("2027-11-20"), today: on() }),
        BadLogWhy::Refused(Refusal::BeforeLast { subject: text(SERIAL), on: on(), last: day("2026-11-20") }),
        BadLogWhy::Capacity { serial: text(SERIAL), known: capacity, said: Bytes(2_000_398_934_016) },
        BadLogWhy::Refused(Refusal::MediumDestroyed { medium: text(SERIAL) }),
    ]
}

/// Rows that cannot be taken.
pub(crate) fn bad_rows(file: &str) -> Vec<BadRow> {
    let bad = |line, flaw| BadRow { file: file.to_owned(), line, flaw };
    let refused = |column, value, refusal| Flaw::Refused { column, value, refusal };
    let mut all: Vec<BadRow> =
        faults().into_iter().map(|fault| bad(fault.line, Flaw::Unread(fault))).collect();
    all.push(bad(3, refused(some("N° inventaire"), some("PF1ABCDE"), names().remove(0))));
    all.push(bad(7, refused(None, None, Refusal::ServiceLacking)));
    all
}

/// Everything that is worth saying of a row.
pub(crate) fn observations() -> Vec<Observed> {
    let (line, tag, column) = (4, text(TAG), some("Statut"));
    let mut all: Vec<Observed> = remarks().into_iter().map(Observed::Read).collect();
    let differs = |columns: &[&str]| Observed::Differs {
        line,
        tag: tag.clone(),
        columns: columns.iter().map(|name| text(name)).collect(),
    };
    all.extend([
        differs(&["Prix"]),
        differs(&["Prix", "Modèle", "Garantie"]),
        Observed::NoKey { line, tag: tag.clone() },
        Observed::DrivesLeftOut { line, column: column.clone() },
    ]);
    all.extend(of_drives(line));
    let lasting = [
        Lasting::Service,
        Lasting::Site,
        Lasting::Holder,
        Lasting::Decommissioned,
        Lasting::Departure,
        Lasting::Drives,
    ];
    let states = State::ALL.iter().map(|state| Lasting::State(*state));
    all.extend(states.chain(lasting).map(|fact| Observed::Lasts {
        line,
        column: column.clone(),
        tag: tag.clone(),
        state: State::Deployed,
        fact,
    }));
    all
}

/// Everything that is worth saying of a drive that was read.
fn of_drives(line: u64) -> Vec<Observed> {
    let (tag, serial) = (text(TAG), text(SERIAL));
    let differs = |gap| Observed::DriveDiffers { line, serial: serial.clone(), gap };
    let kind = |judged| Gap::Kind { known: MediumKind::Hdd, said: MediumKind::Ssd, judged };
    vec![
        Observed::DriveElsewhere {
            line,
            serial: serial.clone(),
            tag: tag.clone(),
            other: text("MTR-000124L"),
        },
        Observed::ByDrive { line, tag: tag.clone(), serial: serial.clone() },
        Observed::DriveGone { line, serial: serial.clone() },
        differs(kind(false)),
        differs(kind(true)),
        differs(Gap::Model { known: text("ST500LT012"), said: text("WDC WD5000") }),
        differs(Gap::Capacity { known: Bytes(250_000_000_000), said: Bytes(512_110_190_592) }),
        Observed::Unnumbered { line, tag: tag.clone(), serial: serial.clone() },
        Observed::ListOpen { line, tag: tag.clone(), media: 1 },
        Observed::ListOpen { line, tag, media: 2 },
    ]
}

/// A fault for every reason.
pub(crate) fn faults() -> Vec<Fault> {
    let reasons = [
        Reason::Empty,
        Reason::HeaderOnly,
        Reason::Binary,
        Reason::BadByte { byte: 0x81 },
        Reason::QuoteNeverCloses,
        Reason::TooManyCells { most: 16_384 },
        Reason::TextAfterQuote,
        Reason::UnevenRow { expected: 12, found: 14 },
        Reason::TwoColumns { first: text("masse"), row: 7, field: Field::Mass },
        Reason::NoSuchColumn { columns: vec![text("Marque"), text("N° de série")] },
        Reason::NoKnownColumn { columns: vec![text("Colonne1"), text("Colonne2")] },
        Reason::NotAnInventory { sign: some("Min Qty") },
        Reason::NotAnInventory { sign: None },
        Reason::NoKindColumn,
        Reason::MissingKind,
        Reason::UnknownKind,
        Reason::UnknownCode { known: &["new", "leased"] },
        Reason::NotADay,
        Reason::AmbiguousDay,
        Reason::NotAnAmount,
        Reason::NotAMass,
        Reason::NotMonths,
        Reason::NotACapacity,
        Reason::NotAQuantity,
        Reason::StaysAndLeft,
        Reason::NotAScan,
        Reason::NotHours,
        Reason::FileTooLong { bytes: 67_108_864, most: 16_777_216 },
        Reason::BadJson,
        Reason::CutJson,
        Reason::TooDeep,
        Reason::UnknownJson,
        Reason::ErasureLog,
        Reason::SmartctlScan,
        Reason::LshwPart,
        Reason::LshwXml,
        Reason::NotThatFormat { format: "table", found: "lshw" },
        Reason::TooLong { bytes: 4098 },
        Reason::Control { character: '\u{1b}' },
        Reason::DuplicateTag { first_line: 2 },
        Reason::DuplicateSerial { first_line: 2 },
    ];
    let mut all = Vec::new();
    for reason in reasons {
        let of_file = matches!(
            reason.code(),
            "empty"
                | "header_only"
                | "binary"
                | "bad_byte"
                | "uneven_row"
                | "too_many_cells"
                | "no_kind_column"
                | "no_known_column"
                | "not_an_inventory"
                | "file_too_long"
                | "cut_json"
                | "too_deep"
                | "unknown_json"
                | "erasure_log"
                | "smartctl_scan"
                | "lshw_part"
                | "lshw_xml"
                | "not_that_format"
        );
        let value = match reason.code() {
            "quote_never_closes" | "text_after_quote" | "two_columns" | "missing_kind" => None,
            _ => some("31/02/2024"),
        };
        let column = some("colonne").filter(|_| !of_file);
        let value = value.filter(|_| !of_file);
        all.push(Fault { line: 12, column: column.clone(), value, reason: reason.clone() });
        all.push(Fault { line: 12, column, value: None, reason });
    }
    all
}

/// Every remark.
pub(crate) fn remarks() -> Vec<Remark> {
    let of = |code: &RemarkCode, column, value| Remark { code: *code, line: 4, column, value };
    let bare = RemarkCode::ALL.iter().map(|code| of(code, some("Couleur"), None));
    bare.chain(RemarkCode::ALL.iter().map(|code| of(code, None, some("0000")))).collect()
}
