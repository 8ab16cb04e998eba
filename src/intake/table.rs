//! A plain table with a header (CSV): one asset a row.
//!
//! UTF-8; cells parted by `;`, `,` or TAB, as the header shows. Columns are the keys of the asset
//! in JSON and the names of flags. A column that means nothing to us is a remark; a value that
//! cannot be read is a fault, and all faults of the file are said at once.

use std::{borrow::Cow, collections::HashMap, hash::BuildHasher, sync::Arc};

use crate::{
    intake::{
        Columns, Decommissioning, Departure, Fault, Faults, Field, Options, Reason, Record, Remark,
        RemarkCode, Warranty, column,
        split::{BadQuote, Rows, line_ends},
    },
    model::{
        amount::{Bytes, Cents, Grams},
        day::Day,
        kind::{Acquired, Kind, Security, WeeeCategory},
        leaving::Channel,
        lifecycle::State,
        precision::Around,
        sanitization::MediumKind,
        tag::Tag,
        text::{self, NotText},
    },
};

const STATES: [&str; 8] =
    ["in_stock", "deployed", "collected", "in_workshop", "ready", "set_aside", "missing", "departed"];
const CHANNELS: [&str; 9] = [
    "public_body",
    "sale",
    "staff_gift",
    "body_gift",
    "eco_organism",
    "supplier_takeback",
    "waste",
    "loss",
    "lessor_return",
];
const ACQUIRED: [&str; 5] = ["new", "reconditioned", "gift", "leased", "lent"];
const SECURITY: [&str; 3] = ["none", "classified", "specific"];
const WEEE: [&str; 4] = ["2", "4", "5", "6"];
const DRIVES: [&str; 6] = ["hdd", "ssd", "nvme", "emmc", "flash", "other"];

/// How much of a value is shown in a fault, in characters.
const SHOWN: usize = 60;

/// A table that could be read whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// One record a row, in the order of the file.
    pub records: Vec<Record>,
    /// What is worth saying of it.
    pub remarks: Vec<Remark>,
    /// How many rows were read; empty ones do not count.
    pub read: u64,
    /// How many of them gave no record, each with its remark: they are no hardware.
    pub skipped: u64,
}

/// What there is to say of a table beside its records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What is worth saying of it.
    pub remarks: Vec<Remark>,
    /// How many rows were read; empty ones do not count.
    pub read: u64,
    /// How many of them gave no record, each with its remark: they are no hardware.
    pub skipped: u64,
}

/// Reads a table whole.
///
/// # Errors
///
/// Returns every fault of the file, the first [`Faults::LISTED`] of them listed. Nothing is taken
/// from a file that has one.
pub fn read(bytes: &[u8], options: &Options) -> Result<Table, Faults> {
    let mut records = Vec::new();
    let Summary { remarks, read, skipped } = each(bytes, options, |record| records.push(record))?;
    Ok(Table { records, remarks, read, skipped })
}

/// Reads a table record by record, in the order of the file, without keeping them.
///
/// # Errors
///
/// Returns every fault of the file, as [`read`] does. Records that come before the first fault
/// have then been given to `take`: the caller forgets them.
pub fn each(bytes: &[u8], options: &Options, take: impl FnMut(Record)) -> Result<Summary, Faults> {
    let mut reader = Reader {
        take,
        summary: Summary::default(),
        faults: Faults::default(),
        tags: Seen::default(),
        serials: Seen::default(),
    };
    if let Err(fault) = reader.read(bytes, options) {
        reader.faults.push(fault);
    }
    if reader.faults.total == 0 { Ok(reader.summary) } else { Err(reader.faults) }
}

/// A column that is read.
struct Head {
    cell: usize,
    column: Field,
    name: String,
}

/// What the first row says of the others.
#[derive(Default)]
struct Header {
    columns: Vec<Head>,
    cells: Vec<String>,
    names: Arc<Columns>,
}

impl Header {
    fn find(&self, column: Field) -> Option<&Head> {
        self.columns.iter().find(|head| column::same_thing(head.column, column))
    }
}

struct Reader<F> {
    take: F,
    summary: Summary,
    faults: Faults,
    /// Tags and aliases.
    tags: Seen,
    /// Serials, with their manufacturer.
    serials: Seen,
}

/// The line of each name already met.
///
/// A name is kept as its hash, a small part of the memory of its text. Two names of a million
/// share one with a chance below one in ten million, and not again on the next run: the key of the
/// hash is another one.
#[derive(Default)]
struct Seen {
    lines: HashMap<u64, u64>,
}

impl Seen {
    /// Notes a name, compared without case or accents, and returns the line where it was first
    /// met, if it was another one.
    fn first_line(&mut self, name: &str, of: Option<&str>, line: u64) -> Option<u64> {
        let name = (text::fold(name), of.map(text::fold));
        let hash = self.lines.hasher().hash_one(name);
        let first = *self.lines.entry(hash).or_insert(line);
        (first != line).then_some(first)
    }
}

impl<F: FnMut(Record)> Reader<F> {
    /// Reads the whole file. What stops the reading is returned; other faults are only noted.
    fn read(&mut self, bytes: &[u8], options: &Options) -> Result<(), Fault> {
        let mut rows = Rows::new(text_of(bytes)?);
        let mut cells = Vec::new();
        let header = loop {
            match rows.next(&mut cells) {
                None => return Err(of_line(1, Reason::Empty)),
                Some(Err(bad)) => return Err(of_line(bad.line, bad.reason)),
                Some(Ok(line)) if used(&cells) > 0 => break self.header(line, &cells, options),
                Some(Ok(_)) => {}
            }
        };
        while let Some(row) = rows.next(&mut cells) {
            match row {
                Ok(line) => self.row(line, &header, &cells),
                Err(bad) => self.bad_quote(&header, bad),
            }
        }
        if self.summary.read == 0 { Err(of_line(1, Reason::HeaderOnly)) } else { Ok(()) }
    }

    fn header(&mut self, line: u64, cells: &[Cow<'_, str>], options: &Options) -> Header {
        let cells: Vec<String> = cells.iter().map(|cell| excerpt(cell.trim())).collect();
        let mut header = Header::default();
        for mapping in &options.map {
            if !cells.iter().any(|name| column::key(name) == column::key(&mapping.column)) {
                let columns = cells.iter().filter(|name| !name.is_empty()).cloned().collect();
                let reason = Reason::NoSuchColumn { columns };
                self.faults.push(Fault { line, column: Some(excerpt(&mapping.column)), value: None, reason });
            }
        }
        for (cell, name) in cells.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let mapped = options.map.iter().find(|map| column::key(&map.column) == column::key(name));
            let Some(column) = mapped.map(|map| map.field).or_else(|| column::named(name)) else {
                self.remark(RemarkCode::UnknownColumn, line, name);
                continue;
            };
            if column == Field::Holder && !options.holders {
                self.remark(RemarkCode::HoldersNotRead, line, name);
            } else if let Some(first) = header.find(column) {
                let reason = Reason::TwoColumns { first: first.name.clone(), field: column };
                self.faults.push(Fault { line, column: Some(name.clone()), value: None, reason });
            } else {
                header.columns.push(Head { cell, column, name: name.clone() });
            }
        }
        if header.find(Field::Kind).is_none() {
            self.faults.push(of_line(line, Reason::NoKindColumn));
        }
        let names = header.columns.iter().map(|head| (head.column, head.name.clone())).collect();
        Header { cells, names: Arc::new(names), ..header }
    }

    fn row(&mut self, line: u64, header: &Header, cells: &[Cow<'_, str>]) {
        let (found, expected) = (used(cells), header.cells.len());
        if found == 0 {
            return;
        }
        self.summary.read += 1;
        if found > expected {
            // The values may all be one column off: they are not worth a word.
            self.faults.push(of_line(line, Reason::UnevenRow { expected, found }));
            return;
        }
        let mut record = Record::new(line, Kind::Other);
        record.columns = Arc::clone(&header.names);
        for head in &header.columns {
            let cell = cells.get(head.cell).map_or("", |cell| cell.trim());
            self.cell(head, cell, &mut record);
        }
        if let Some(head) = header.find(Field::Serial) {
            self.same_serial(head, &record);
        }
        if record.state == Some(State::Departed) && record.departed.is_none() {
            record.departed = Some(Departure { on: None, channel: None });
        }
        if self.faults.total == 0 {
            (self.take)(record);
        }
    }

    fn cell(&mut self, head: &Head, cell: &str, record: &mut Record) {
        let line = record.line;
        match fill(record, head.column, cell) {
            Ok(None) => {}
            Ok(Some(code)) => self.remark(code, line, &head.name),
            Err(reason) => self.fault(line, head, cell, reason),
        }
        match head.column {
            Field::Tag => self.same_tag(line, head, cell),
            Field::Aliases => {
                cell.split(is_separator).for_each(|part| self.same_tag(line, head, part.trim()));
            }
            _ => {}
        }
    }

    fn same_tag(&mut self, line: u64, head: &Head, tag: &str) {
        if tag.is_empty() || tag.len() > text::MAX {
            return;
        }
        if let Some(first_line) = self.tags.first_line(tag, None, line) {
            self.fault(line, head, tag, Reason::DuplicateTag { first_line });
        }
    }

    fn same_serial(&mut self, head: &Head, record: &Record) {
        let Some(serial) = &record.serial else { return };
        let manufacturer = record.manufacturer.as_deref();
        if let Some(first_line) = self.serials.first_line(serial, manufacturer, record.line) {
            self.fault(record.line, head, serial, Reason::DuplicateSerial { first_line });
        }
    }

    fn bad_quote(&mut self, header: &Header, bad: BadQuote) {
        self.summary.read += 1;
        let column = header.cells.get(bad.cell).filter(|name| !name.is_empty()).cloned();
        self.faults.push(Fault { line: bad.line, column, value: None, reason: bad.reason });
    }

    fn fault(&mut self, line: u64, head: &Head, cell: &str, reason: Reason) {
        let value = (head.column != Field::Holder && !cell.is_empty()).then(|| excerpt(cell));
        self.faults.push(Fault { line, column: Some(head.name.clone()), value, reason });
    }

    fn remark(&mut self, code: RemarkCode, line: u64, column: &str) {
        let column = Some(column.to_owned());
        self.summary.remarks.push(Remark { code, line, column, value: None });
    }
}

/// Returns the text of a file, without its byte order mark.
fn text_of(bytes: &[u8]) -> Result<&str, Fault> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let at = |offset: usize, reason| of_line(1 + line_ends(&bytes[..offset]), reason);
    if let Some(nul) = bytes.iter().position(|b| *b == 0) {
        return Err(at(nul, Reason::Binary));
    }
    std::str::from_utf8(bytes).map_err(|bad| at(bad.valid_up_to(), Reason::NotUtf8))
}

/// Puts the value of one cell into the record, and returns what is worth saying of it.
fn fill(record: &mut Record, column: Field, cell: &str) -> Result<Option<RemarkCode>, Reason> {
    match column {
        Field::Tag => return fill_tag(record, cell),
        Field::Serial => return fill_serial(record, cell),
        Field::DriveSerials => return fill_drives(record, cell),
        Field::Kind if cell.is_empty() => return Err(Reason::MissingKind),
        Field::Kind => record.kind = column::kind(cell).ok_or(Reason::UnknownKind)?,
        Field::Aliases => record.aliases.extend(several(cell)?),
        Field::Manufacturer => record.manufacturer = words(cell)?,
        Field::Model => record.model = words(cell)?,
        Field::State => record.state = code(cell, State::from_code, &STATES)?,
        Field::Service => record.service = words(cell)?,
        Field::Site => record.site = words(cell)?,
        Field::Holder => record.holder = words(cell)?,
        Field::Supplier => record.supplier = words(cell)?,
        Field::Order => record.order = words(cell)?,
        Field::Owner => record.owner = words(cell)?,
        Field::Note => record.note = words(cell)?,
        Field::Acquired => record.acquired = code(cell, Acquired::from_code, &ACQUIRED)?,
        Field::Security => record.security = code(cell, Security::from_code, &SECURITY)?,
        Field::Weee => record.weee = code(cell, weee, &WEEE)?,
        Field::DriveKind => record.drive_kind = code(cell, MediumKind::from_code, &DRIVES)?,
        Field::PurchaseDate => record.purchase_date = value(cell, day, Reason::NotADay)?,
        Field::FirstUseDate => record.first_use_date = value(cell, day, Reason::NotADay)?,
        Field::ManufacturedOn => record.manufactured_on = value(cell, day, Reason::NotADay)?,
        Field::Price => record.price = value(cell, |c| Cents::parse(c).ok(), Reason::NotAnAmount)?,
        Field::PriceCents => record.price = value(cell, cents, Reason::NotAnAmount)?,
        Field::Warranty => {
            record.warranty = value(cell, |c| c.parse().ok().map(Warranty::Months), Reason::NotMonths)?;
        }
        Field::WarrantyUntil => {
            record.warranty = value(cell, |c| day(c).map(Warranty::Until), Reason::NotADay)?;
        }
        Field::DecommissionedOn => {
            let on = value(cell, day, Reason::NotADay)?.map(Around::exactly);
            record.decommissioned = on.map(|on| Decommissioning { on: Some(on) });
        }
        Field::DepartedOn => {
            if let Some(day) = value(cell, day, Reason::NotADay)? {
                departure(record).on = Some(Around::exactly(day));
            }
        }
        Field::Channel => {
            if let Some(channel) = code(cell, Channel::from_code, &CHANNELS)? {
                departure(record).channel = Some(channel);
            }
        }
        Field::DriveCapacity => {
            let reason = Reason::NotAnAmount;
            record.drive_capacity = value(cell, |c| Bytes::parse(c).ok(), reason)?;
        }
        Field::Mass => record.mass = value(cell, |c| Grams::parse(c).ok(), Reason::NotAMass)?,
        Field::MassKilograms => {
            record.mass = value(cell, |c| Grams::parse_kilograms(c).ok(), Reason::NotAMass)?;
        }
    }
    Ok(None)
}

/// What a record says of a departure: any word of one says that there was one.
fn departure(record: &mut Record) -> &mut Departure {
    record.state = Some(State::Departed);
    record.departed.get_or_insert(Departure { on: None, channel: None })
}

fn fill_tag(record: &mut Record, cell: &str) -> Result<Option<RemarkCode>, Reason> {
    let Some(text) = words(cell)? else { return Ok(None) };
    if let Ok(tag) = Tag::parse(&text) {
        record.tag = Some(tag);
        return Ok(None);
    }
    record.aliases.push(text);
    Ok(Some(RemarkCode::TagBecameAlias))
}

fn fill_serial(record: &mut Record, cell: &str) -> Result<Option<RemarkCode>, Reason> {
    let Some(serial) = words(cell)? else { return Ok(None) };
    if text::is_placeholder(&serial) {
        return Ok(Some(RemarkCode::PlaceholderSerial));
    }
    record.serial = Some(serial);
    Ok(None)
}

fn fill_drives(record: &mut Record, cell: &str) -> Result<Option<RemarkCode>, Reason> {
    let mut serials: Vec<String> = Vec::new();
    let mut remark = None;
    for part in cell.split(is_separator) {
        let Some(serial) = words(part.trim())? else { continue };
        let placeholder = text::is_placeholder(&serial);
        if placeholder {
            remark = Some(RemarkCode::PlaceholderSerial);
        }
        // What was listed twice is one drive, unless its maker gave it no number.
        if !says_none(&serial) && (placeholder || !serials.contains(&serial)) {
            serials.push(serial);
        }
    }
    record.drive_serials = serials;
    Ok(remark)
}

/// Tells whether a word in place of a serial says that there is no drive, rather than no number.
fn says_none(word: &str) -> bool {
    matches!(text::fold(word).as_str(), "none" | "n/a" | "na" | "not applicable")
        || !word.contains(char::is_alphanumeric)
}

/// Reads a trimmed text; none if there is nothing in it. The lines of a cell become one.
fn words(cell: &str) -> Result<Option<String>, Reason> {
    let flat = if cell.contains(is_line_end) {
        let lines: Vec<_> = cell.split(is_line_end).map(str::trim).filter(|line| !line.is_empty()).collect();
        Cow::Owned(lines.join(" "))
    } else {
        Cow::Borrowed(cell)
    };
    if (1..=text::MAX).contains(&flat.len()) && flat.bytes().all(|b| matches!(b, b' '..=b'~')) {
        // Most cells: already in the form in which they are kept.
        return Ok(Some(flat.into_owned()));
    }
    match text::clean(&flat) {
        Ok(text) => Ok(Some(text)),
        Err(NotText::Empty) => Ok(None),
        Err(NotText::NotUtf8) => Err(Reason::NotUtf8),
        Err(NotText::TooLong(bytes)) => Err(Reason::TooLong { bytes }),
        Err(NotText::Control(character)) => Err(Reason::Control { character }),
    }
}

/// Reads the texts of a cell that holds several, parted by `;` or on lines of their own; each one
/// once.
fn several(cell: &str) -> Result<Vec<String>, Reason> {
    let mut texts = Vec::with_capacity(cell.split(is_separator).count());
    for part in cell.split(is_separator) {
        if let Some(text) = words(part.trim())?.filter(|text| !texts.contains(text)) {
            texts.push(text);
        }
    }
    Ok(texts)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn is_separator(c: char) -> bool {
    c == ';' || is_line_end(c)
}

/// Reads one of a few codes; none if the cell is empty.
fn code<T>(
    cell: &str,
    read: impl Fn(&str) -> Option<T>,
    known: &'static [&'static str],
) -> Result<Option<T>, Reason> {
    value(cell, |cell| read(&column::key(cell)), Reason::UnknownCode { known })
}

/// Reads a value; none if the cell is empty.
fn value<T>(cell: &str, read: impl Fn(&str) -> Option<T>, wrong: Reason) -> Result<Option<T>, Reason> {
    if cell.is_empty() { Ok(None) } else { read(cell).map(Some).ok_or(wrong) }
}

/// Reads a day written `YYYY-MM-DD` or `DD/MM/YYYY`.
fn day(cell: &str) -> Option<Day> {
    let part = |from, to| cell.get(from..to);
    if let (Some(d), Some("/"), Some(m), Some("/"), Some(y)) =
        (part(0, 2), part(2, 3), part(3, 5), part(5, 6), cell.get(6..))
    {
        return Day::parse(&format!("{y}-{m}-{d}")).ok();
    }
    Day::parse(cell).ok()
}

fn cents(cell: &str) -> Option<Cents> {
    cell.parse().ok().filter(|cents| *cents >= 0).map(Cents)
}

fn weee(cell: &str) -> Option<WeeeCategory> {
    cell.parse().ok().and_then(WeeeCategory::new)
}

/// Returns the number of cells up to the last that is not empty.
fn used(cells: &[Cow<'_, str>]) -> usize {
    cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1)
}

/// Returns the start of a value as it can be shown, control characters escaped.
fn excerpt(value: &str) -> String {
    let mut shown = String::new();
    for c in value.chars().take(SHOWN) {
        if text::is_control(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}

fn of_line(line: u64, reason: Reason) -> Fault {
    Fault { line, column: None, value: None, reason }
}

#[cfg(test)]
mod tests;
