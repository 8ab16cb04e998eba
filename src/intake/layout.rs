//! Where the header of a table is, and what its columns give.
//!
//! Inventories begin with a title, an address, an empty row; they part their cells by whatever the
//! spreadsheet's country does; they say one thing in several columns. The header is the row, cut by
//! the delimiter, in which most cells are words that mean something here.

use std::{borrow::Cow, sync::Arc};

use crate::intake::{
    Columns, Fault, Field, Options, Reason, Remark, RemarkCode,
    cell::{excerpt, title},
    dates::Order,
    header::{self, Beside, Meaning, Part, Tongue},
    split::Rows,
};

/// How far the header may stand from the top, in rows.
const TOP: usize = 40;

/// The columns of our export that nobody writes by hand.
const EXPORTED: [&str; 3] = ["second_lives", "waste_since", "version"];

/// A column that is read.
pub(super) struct Head {
    /// Its number, from 0.
    pub(super) cell: usize,
    /// Its name, as the file writes it.
    pub(super) name: String,
    pub(super) meaning: Meaning,
    /// How its days are written, if it has some.
    pub(super) order: Order,
}

impl Head {
    /// Tells whether the column is one of ours, whose values are to be our own words.
    pub(super) fn is_ours(&self) -> bool {
        self.meaning.tongue == Tongue::Ours
    }
}

/// The columns that give one thing, the one that goes first first.
pub(super) struct Group {
    pub(super) slot: Part,
    pub(super) heads: Vec<Head>,
}

/// What the first row says of the others.
#[derive(Default)]
pub(super) struct Header {
    pub(super) line: u64,
    /// The names of all columns.
    pub(super) cells: Vec<String>,
    pub(super) groups: Vec<Group>,
    /// The columns that name persons, where nobody asked for them.
    pub(super) unread_holders: Vec<usize>,
    /// Whether another tool or hand wrote it.
    pub(super) foreign: bool,
    /// Whether we wrote the table, so that every cell is exact.
    pub(super) exported: bool,
    pub(super) names: Arc<Columns>,
}

impl Header {
    pub(super) fn group(&self, slot: Part) -> Option<&Group> {
        self.groups.iter().find(|group| group.slot == slot)
    }

    pub(super) fn field(&self, field: Field) -> Option<&Group> {
        self.group(Part::Field(field))
    }

    pub(super) fn heads(&self) -> impl Iterator<Item = &Head> {
        self.groups.iter().flat_map(|group| &group.heads)
    }

    /// Returns how people write days who write such headers; [`Order::Open`] if that tells nothing.
    pub(super) fn usual_order(&self) -> Order {
        let spoken = |tongue| self.heads().any(|head| head.meaning.tongue == tongue);
        match (spoken(Tongue::French), spoken(Tongue::English)) {
            (true, false) => Order::DayFirst,
            (false, false) if self.heads().any(Head::is_ours) => Order::DayFirst,
            _ => Order::Open,
        }
    }
}

/// Finds the header, and leaves the rows under it to be read.
///
/// # Errors
///
/// Returns the fault that leaves nothing to read.
pub(super) fn find<'a>(
    text: &'a str,
    options: &Options,
    faults: &mut Vec<Fault>,
    remarks: &mut Vec<Remark>,
) -> Result<(Rows<'a>, Header), Fault> {
    let mut best: Option<Candidate<'a>> = None;
    let mut bad_quote = None;
    for delimiter in Rows::delimiters(text) {
        let (mut rows, mut cells) = (Rows::new(text, delimiter), Vec::new());
        for _ in 0..TOP {
            match rows.next(&mut cells) {
                None => break,
                Some(Err(bad)) => {
                    bad_quote.get_or_insert(Fault {
                        line: bad.line,
                        column: None,
                        value: None,
                        reason: bad.reason,
                    });
                }
                Some(Ok(line)) => {
                    let merit = (known(&cells, options), used(&cells));
                    let said = cells.iter().any(|cell| cell.contains(char::is_alphanumeric));
                    if said && best.as_ref().is_none_or(|best| best.goes_behind(merit, delimiter)) {
                        let cells = cells.iter().map(|cell| title(cell.trim())).collect();
                        best = Some(Candidate { merit, delimiter, line, cells, rows: rows.clone() });
                    }
                }
            }
        }
    }
    let of_line = |line, reason| Fault { line, column: None, value: None, reason };
    let Some(best) = best else { return Err(bad_quote.unwrap_or_else(|| of_line(1, Reason::Empty))) };
    if best.merit.0 == 0 {
        return Err(bad_quote.unwrap_or_else(|| {
            let columns = best.cells.into_iter().filter(|name| !name.is_empty()).collect();
            of_line(best.line, Reason::NoKnownColumn { columns })
        }));
    }
    let header = build(best.line, best.cells, options, faults, remarks);
    Ok((best.rows, header))
}

struct Candidate<'a> {
    /// How many cells mean something, then how many there are.
    merit: (usize, usize),
    delimiter: u8,
    line: u64,
    cells: Vec<String>,
    rows: Rows<'a>,
}

impl Candidate<'_> {
    /// Tells whether another row is more of a header. A longer one is only by another delimiter:
    /// by the same, the first of two that mean as much is the header.
    fn goes_behind(&self, merit: (usize, usize), delimiter: u8) -> bool {
        if delimiter == self.delimiter { merit.0 > self.merit.0 } else { merit > self.merit }
    }
}

/// Returns how many different things the cells of a row name.
fn known(cells: &[Cow<'_, str>], options: &Options) -> usize {
    let mut parts: Vec<Part> = Vec::new();
    for cell in cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty() && cell.len() <= 128) {
        let mapped = mapped(cell, options).map(Part::Field);
        if let Some(part) = mapped.or_else(|| header::meaning(cell).map(|meaning| meaning.part))
            && !parts.contains(&part)
        {
            parts.push(part);
        }
    }
    parts.len()
}

fn mapped(name: &str, options: &Options) -> Option<Field> {
    let same = |column: &str| column == name || header::key(column) == header::key(name);
    options.map.iter().find(|map| same(&map.column)).map(|map| map.field)
}

fn build(
    line: u64,
    cells: Vec<String>,
    options: &Options,
    faults: &mut Vec<Fault>,
    remarks: &mut Vec<Remark>,
) -> Header {
    let exported = EXPORTED.iter().all(|own| cells.iter().any(|name| name == own));
    let mut header = Header { line, exported, ..Header::default() };
    let fault = |column, reason| Fault { line, column, value: None, reason };
    for mapping in &options.map {
        if !cells.iter().any(|name| mapped(name, options) == Some(mapping.field)) {
            let columns = cells.iter().filter(|name| !name.is_empty()).cloned().collect();
            faults.push(fault(Some(excerpt(&mapping.column)), Reason::NoSuchColumn { columns }));
        }
    }
    let mut remark = |code, name: &String| {
        remarks.push(Remark { code, line, column: Some(name.clone()), value: None });
    };
    for (cell, name) in cells.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let given = mapped(name, options);
        let Some(meaning) = given.map(Meaning::first).or_else(|| header::meaning(name)) else {
            remark(RemarkCode::UnknownColumn, name);
            continue;
        };
        let slot = meaning.part.slot();
        let shadowed =
            given.is_none() && !adds_up(slot) && options.map.iter().any(|map| Part::Field(map.field) == slot);
        if slot == Part::Field(Field::Nothing) || shadowed {
            continue;
        }
        if slot.field() == Field::Holder && !options.holders {
            remark(RemarkCode::HoldersNotRead, name);
            header.unread_holders.push(cell);
        }
        let head = Head { cell, name: name.clone(), meaning, order: Order::Open };
        header.foreign |= !head.is_ours();
        match header.groups.iter_mut().find(|group| group.slot == slot) {
            Some(group) => group.heads.push(head),
            None => header.groups.push(Group { slot, heads: vec![head] }),
        }
    }
    know_persons(&mut header);
    know_snipe_ids(&mut header);
    for group in &mut header.groups {
        group.heads.sort_by_key(|head| head.meaning.rank);
    }
    if !options.holders {
        header.groups.retain(|group| group.slot.field() != Field::Holder);
    }
    if let Some(reason) = not_an_inventory(&header, &cells, options) {
        faults.push(fault(None, reason));
    } else if header.field(Field::Kind).is_none() {
        if header.foreign {
            remarks.push(Remark { code: RemarkCode::NoKindColumn, line, column: None, value: None });
        } else {
            faults.push(fault(None, Reason::NoKindColumn));
        }
    }
    let names = header
        .groups
        .iter()
        .flat_map(|group| group.heads.iter().map(|head| (group.slot.field(), head.name.clone())));
    // A column of makers and models gives both; a name beside the tag is another name.
    let makers = header.group(Part::MakerAndModel).into_iter().flat_map(|group| &group.heads);
    let makers = makers.map(|head| (Field::Manufacturer, head.name.clone()));
    let names_too = header.groups.iter().flat_map(|group| group.heads.iter().skip(1));
    let names_too = names_too.filter(|head| head.meaning.beside == Beside::Alias);
    let names_too = names_too.map(|head| (Field::Aliases, head.name.clone()));
    header.names = Arc::new(names.chain(makers).chain(names_too).collect());
    header.cells = cells;
    header
}

/// Tells whether all columns of a thing are read, not only the first that has a value.
pub(super) fn adds_up(slot: Part) -> bool {
    matches!(slot, Part::Field(Field::Aliases | Field::Note | Field::DriveSerials) | Part::Labelled)
}

/// Beside a first name, `Nom` is that of a person, not that of a machine.
fn know_persons(header: &mut Header) {
    if header.group(Part::FirstName).is_none() || header.group(Part::LastName).is_some() {
        return;
    }
    let labelled = header.groups.iter_mut().find(|group| group.slot == Part::Labelled);
    let taken = labelled.and_then(|group| {
        let at =
            group.heads.iter().position(|head| matches!(header::key(&head.name).as_str(), "nom" | "name"))?;
        Some(group.heads.remove(at))
    });
    if let Some(mut head) = taken {
        head.meaning.part = Part::LastName;
        header.groups.push(Group { slot: Part::LastName, heads: vec![head] });
        header.groups.retain(|group| !group.heads.is_empty());
    }
}

/// The number that Snipe-IT gives an asset beside its tag is one more name of it: old labels have it.
fn know_snipe_ids(header: &mut Header) {
    let Some(group) = header.groups.iter_mut().find(|group| group.slot == Part::Field(Field::Tag)) else {
        return;
    };
    let snipe = |head: &Head| matches!(header::key(&head.name).as_str(), "asset_tag" | "etiquette_actif");
    if group.heads.iter().any(snipe) {
        for head in group.heads.iter_mut().filter(|head| header::key(&head.name) == "id") {
            head.meaning.beside = Beside::Alias;
        }
    }
}

/// Returns why a table lists something else than single pieces of hardware, if it does.
fn not_an_inventory(header: &Header, cells: &[String], options: &Options) -> Option<Reason> {
    let any = |fields: &[Field]| header.heads().any(|head| fields.contains(&head.meaning.part.field()));
    let identity = any(&[Field::Tag, Field::Serial]);
    let sign = cells.iter().find(|name| header::is_of_something_else(name));
    if let (false, Some(sign)) = (identity, sign) {
        return Some(Reason::NotAnInventory { sign: Some(sign.clone()) });
    }
    if !header.foreign || !options.map.is_empty() {
        return None;
    }
    let hardware = identity || any(&[Field::Kind, Field::Manufacturer, Field::Model, Field::DriveSerials]);
    let single = identity
        || !header.unread_holders.is_empty()
        || any(&[
            Field::Aliases,
            Field::State,
            Field::Service,
            Field::Site,
            Field::Holder,
            Field::Supplier,
            Field::Order,
            Field::PurchaseDate,
            Field::FirstUseDate,
            Field::Price,
            Field::DepartedOn,
            Field::DecommissionedOn,
            Field::Quantity,
        ]);
    (!hardware || !single).then_some(Reason::NotAnInventory { sign: None })
}

/// Returns the number of cells up to the last that is not empty.
pub(super) fn used(cells: &[Cow<'_, str>]) -> usize {
    cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1)
}
