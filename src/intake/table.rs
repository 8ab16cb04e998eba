//! A table with a header (CSV): a plain one, or what GLPI, Snipe-IT, OCS, Homebox and spreadsheets
//! export.
//!
//! Encoding, delimiter and header are found from the content. Columns are the keys of the asset in
//! JSON, the names of flags, and the words of other inventories. A column that means nothing to us
//! is a remark; a value that cannot be read is a fault, and all faults of the file are said at once.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
    hash::{BuildHasher, RandomState},
};

use crate::{
    intake::{
        Fault, Faults, Field, Options, Reason, Record, Remark, RemarkCode, cell,
        dates::{self, Evidence},
        encoding,
        header::Part,
        layout::{self, Header, adds_up, used},
        row::{self, Outcome},
        split::{BadQuote, Rows},
    },
    model::{tag::Tag, text},
};

/// A table that could be read whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The records, in the order of the file.
    pub records: Vec<Record>,
    /// What is worth saying of it.
    pub remarks: Vec<Remark>,
    /// How many assets were read: the records, and those skipped. A row of several pieces counts as
    /// many; empty rows do not count.
    pub read: u64,
    /// How many of them gave no record, each with its remark: no hardware, or the same row again.
    pub skipped: u64,
}

/// What there is to say of a table beside its records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What is worth saying of it.
    pub remarks: Vec<Remark>,
    /// How many assets were read, as in [`Table::read`].
    pub read: u64,
    /// How many of them gave no record, as in [`Table::skipped`].
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
/// Returns every fault of the file, as [`read`] does. The records of good rows have then been given
/// to `take` all the same: the caller forgets them.
pub fn each(bytes: &[u8], options: &Options, take: impl FnMut(Record)) -> Result<Summary, Faults> {
    let (summary, faults) = scan(bytes, options, take);
    if faults.total == 0 { Ok(summary) } else { Err(faults) }
}

/// Reads the good rows of a table record by record, in the order of the file, and returns what is
/// wrong with the others. Of a file whose header is wrong, no row is good.
pub fn scan(bytes: &[u8], options: &Options, take: impl FnMut(Record)) -> (Summary, Faults) {
    let mut reader = Reader {
        take,
        summary: Summary::default(),
        faults: Faults::default(),
        headless: false,
        names: Names::default(),
    };
    if let Err(fault) = reader.read(bytes, options) {
        reader.faults.push(fault);
    }
    (reader.summary, reader.faults)
}

struct Reader<F> {
    take: F,
    summary: Summary,
    faults: Faults,
    /// Whether the header is at fault: then no row means anything.
    headless: bool,
    names: Names,
}

impl<F: FnMut(Record)> Reader<F> {
    /// Reads the whole file. What stops the reading is returned; other faults are only noted.
    fn read(&mut self, bytes: &[u8], options: &Options) -> Result<(), Fault> {
        let text = encoding::text_of(bytes)?;
        let mut faults = Vec::new();
        let (mut rows, mut header) = layout::find(&text, options, &mut faults, &mut self.summary.remarks)?;
        let no_inventory = faults.iter().any(|fault| matches!(fault.reason, Reason::NotAnInventory { .. }));
        self.faults.extend(faults);
        if no_inventory {
            return Ok(());
        }
        self.survey(rows.clone(), &mut header, options);
        self.headless = self.faults.total > 0;
        let mut cells = Vec::new();
        let mut any = false;
        while let Some(row) = rows.next(&mut cells) {
            match row {
                Ok(line) => any |= self.row(line, &header, &cells),
                Err(bad) => {
                    any = true;
                    self.bad_quote(&header, bad);
                }
            }
        }
        if any { Ok(()) } else { Err(of_line(header.line, Reason::HeaderOnly)) }
    }

    /// Looks at all rows before the first is read: how each column writes its days, and whether two
    /// columns say two things.
    fn survey(&mut self, mut rows: Rows<'_>, header: &mut Header, options: &Options) {
        let dated: Vec<usize> =
            header.heads().filter(|head| is_dated(head.meaning.part)).map(|head| head.cell).collect();
        let mut evidence = vec![Evidence::default(); dated.len()];
        let mut twins = Twins::of(header);
        let mut cells = Vec::new();
        if !dated.is_empty() || !twins.0.is_empty() {
            while let Some(row) = rows.next(&mut cells) {
                let Ok(line) = row else { continue };
                for (column, evidence) in dated.iter().zip(&mut evidence) {
                    evidence.note(cells.get(*column).map_or("", |cell| cell.trim()));
                }
                twins.look(line, &cells);
            }
        }
        let orders = dates::decide(options.date_order, &evidence, header.usual_order());
        for (column, order) in dated.iter().zip(orders) {
            let heads = header.groups.iter_mut().flat_map(|group| &mut group.heads);
            heads.filter(|head| head.cell == *column).for_each(|head| head.order = order);
        }
        self.faults.extend(twins.faults(header));
    }

    /// Reads a row, and tells whether there was something in it.
    fn row(&mut self, line: u64, header: &Header, cells: &[Cow<'_, str>]) -> bool {
        let (found, expected) = (used(cells), header.cells.len());
        if found == 0 {
            return false;
        }
        if found > expected {
            // The values may all be one column off: they are not worth a word.
            self.summary.read += 1;
            self.faults.push(of_line(line, Reason::UnevenRow { expected, found }));
            return true;
        }
        if is_no_row(header, cells) {
            // Of a column that is not read, nothing is shown: it may name persons.
            let shown = header.heads().filter_map(|head| cells.get(head.cell)).map(|cell| cell.trim());
            let value = shown.into_iter().find(|cell| !cell.is_empty()).map(cell::excerpt);
            self.summary.remarks.push(Remark { code: RemarkCode::NotARow, line, column: None, value });
            return true;
        }
        let before = self.faults.total;
        let mut faults = Vec::new();
        let outcome = row::read(line, header, cells, &mut faults, &mut self.summary.remarks);
        self.faults.extend(faults);
        match outcome {
            Outcome::Skipped => self.skip(),
            Outcome::Assets(record, pieces) => self.assets(*record, (pieces, before), header, cells),
        }
        true
    }

    fn skip(&mut self) {
        self.summary.read += 1;
        self.summary.skipped += 1;
    }

    /// Gives the assets of a row, unless something is wrong with it: there were so many faults `before`.
    fn assets(
        &mut self,
        mut record: Record,
        (pieces, before): (u16, u64),
        header: &Header,
        cells: &[Cow<'_, str>],
    ) {
        if self.repeats(&record, header, cells) {
            let column = record.column(Field::Serial).map(str::to_owned);
            let value = record.serial.as_deref().map(cell::excerpt);
            self.summary.remarks.push(Remark {
                code: RemarkCode::RepeatedRow,
                line: record.line,
                column,
                value,
            });
            self.skip();
            return;
        }
        self.summary.read += u64::from(pieces);
        if self.headless || self.faults.total > before {
            return;
        }
        for _ in 1..pieces {
            let (tag, aliases) = (record.tag.take(), std::mem::take(&mut record.aliases));
            let next = record.clone();
            (self.take)(Record { tag, aliases, ..std::mem::replace(&mut record, next) });
        }
        (self.take)(record);
    }

    /// Notes the names of a record, and tells whether it only repeats an earlier row: one without a
    /// tag, the same to its last cell. Any other name that a row has already is a fault.
    fn repeats(&mut self, record: &Record, header: &Header, cells: &[Cow<'_, str>]) -> bool {
        let line = record.line;
        for name in record.tag.iter().map(Tag::as_str).chain(record.aliases.iter().map(String::as_str)) {
            if let Some(first_line) = self.names.tag(name, line) {
                let (field, written) = written(name, header, cells);
                self.duplicate(record, field, written, Reason::DuplicateTag { first_line });
            }
        }
        let Some(serial) = &record.serial else { return false };
        let untagged = record.tag.is_none() && record.aliases.is_empty();
        let content = if untagged { self.names.hasher.hash_one(cells) } else { 0 };
        let first = self.names.serial(serial, record.manufacturer.as_deref(), First { line, content });
        match first {
            Some(first) if untagged && first.content == content => return true,
            Some(First { line: first_line, .. }) => {
                self.duplicate(record, Field::Serial, serial, Reason::DuplicateSerial { first_line });
            }
            None => {}
        }
        false
    }

    fn duplicate(&mut self, record: &Record, field: Field, value: &str, reason: Reason) {
        let (column, value) = (record.column(field).map(str::to_owned), Some(cell::excerpt(value)));
        self.faults.push(Fault { line: record.line, column, value, reason });
    }

    fn bad_quote(&mut self, header: &Header, bad: BadQuote) {
        self.summary.read += 1;
        let column = header.cells.get(bad.cell).filter(|name| !name.is_empty()).cloned();
        self.faults.push(Fault { line: bad.line, column, value: None, reason: bad.reason });
    }
}

/// The names already met, each with its line.
///
/// A name is kept as its hash, a small part of the memory of its text. Two names of a million
/// share one with a chance below one in ten million, and not again on the next run: the key of the
/// hash is another one.
#[derive(Default)]
struct Names {
    hasher: RandomState,
    /// Tags and aliases.
    tags: HashMap<u64, u64>,
    /// Serials, with their manufacturer.
    serials: HashMap<u64, First>,
}

/// The row where a serial was first met.
#[derive(Clone, Copy)]
struct First {
    line: u64,
    /// The hash of its cells, if it has no tag.
    content: u64,
}

impl Names {
    /// Notes a tag or alias, compared without case or accents, and returns the line where it was
    /// first met, if it was another one.
    fn tag(&mut self, name: &str, line: u64) -> Option<u64> {
        let first = *self.tags.entry(self.hasher.hash_one(text::fold(name))).or_insert(line);
        (first != line).then_some(first)
    }

    /// Notes a serial, and returns the row where it was first met, if it was.
    fn serial(&mut self, serial: &str, of: Option<&str>, here: First) -> Option<First> {
        let hash = self.hasher.hash_one((text::fold(serial), of.map(text::fold)));
        match self.serials.entry(hash) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(free) => {
                free.insert(here);
                None
            }
        }
    }
}

/// Columns of which each gives the same thing, by right: they may not say two things.
struct Twins(Vec<Twin>);

struct Twin {
    first: usize,
    second: usize,
    /// The first line where they do.
    line: Option<u64>,
}

impl Twins {
    fn of(header: &Header) -> Self {
        let mut twins = Vec::new();
        for group in header.groups.iter().filter(|group| !adds_up(group.slot)) {
            for (at, second) in group.heads.iter().enumerate() {
                let first = group.heads[..at].iter().find(|head| head.meaning.rank == second.meaning.rank);
                twins.extend(first.map(|first| Twin { first: first.cell, second: second.cell, line: None }));
            }
        }
        Self(twins)
    }

    fn look(&mut self, line: u64, cells: &[Cow<'_, str>]) {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        for twin in self.0.iter_mut().filter(|twin| twin.line.is_none()) {
            let (first, second) = (cell(twin.first), cell(twin.second));
            if !first.is_empty()
                && !second.is_empty()
                && first != second
                && text::fold(first) != text::fold(second)
            {
                twin.line = Some(line);
            }
        }
    }

    fn faults(self, header: &Header) -> impl Iterator<Item = Fault> {
        self.0.into_iter().filter_map(|twin| {
            let name = |cell: usize| header.heads().find(|head| head.cell == cell);
            let (first, second, row) = (name(twin.first)?, name(twin.second)?, twin.line?);
            let reason =
                Reason::TwoColumns { first: first.name.clone(), row, field: second.meaning.part.field() };
            Some(Fault { line: header.line, column: Some(second.name.clone()), value: None, reason })
        })
    }
}

/// Returns where a row writes a name, tag or alias, and how.
fn written<'c>(name: &'c str, header: &Header, cells: &'c [Cow<'_, str>]) -> (Field, &'c str) {
    let tags = header.field(Field::Tag).into_iter().flat_map(|group| &group.heads);
    let cell = tags.filter_map(|head| cells.get(head.cell)).map(|cell| cell.trim());
    let same = |cell: &&str| text::fold(cell) == text::fold(name);
    cell.into_iter().find(same).map_or((Field::Aliases, name), |cell| (Field::Tag, cell))
}

fn is_dated(part: Part) -> bool {
    use Field as F;
    matches!(
        part,
        Part::WarrantyYears
            | Part::Field(
                F::PurchaseDate
                    | F::FirstUseDate
                    | F::ManufacturedOn
                    | F::Warranty
                    | F::WarrantyUntil
                    | F::DepartedOn
                    | F::DecommissionedOn
            )
    )
}

/// Tells whether a row with something in it is no asset: statistics typed beside the table, a title
/// over some of its rows, a total, the header once more.
fn is_no_row(header: &Header, cells: &[Cow<'_, str>]) -> bool {
    let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
    let mut filled = header.heads().filter(|head| !cell(head.cell).is_empty());
    // Who uses something uses an asset, whether or not persons are read.
    let held = row::names_an_unread_holder(header, cells);
    let Some(first) = filled.next() else { return !held };
    let held = held || first.meaning.part.field() == Field::Holder;
    if header.heads().all(|head| cell(head.cell) == head.name) {
        return true;
    }
    let alone = !held && filled.next().is_none();
    let word = cell(first.cell);
    if !header.foreign || !alone {
        return is_total(word)
            && header.foreign
            && header.field(Field::Kind).is_none_or(|group| {
                group.heads.iter().all(|head| head.cell == first.cell || cell(head.cell).is_empty())
            });
    }
    is_total(word) || (first.meaning.part.field() != Field::Serial && Tag::parse(word).is_err())
}

fn is_total(word: &str) -> bool {
    let folded = text::fold(word);
    ["total", "sous-total", "sous total", "total general"]
        .iter()
        .any(|total| folded.trim_end_matches([' ', ':']) == *total)
}

fn of_line(line: u64, reason: Reason) -> Fault {
    Fault { line, column: None, value: None, reason }
}

#[cfg(test)]
mod tests;
