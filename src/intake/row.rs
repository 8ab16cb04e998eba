//! One row of a table, made into a record.

use std::{borrow::Cow, sync::Arc};

use crate::{
    intake::{
        Decommissioning, Departure, Fault, Field, KindSaid, Reason, Record, Remark, RemarkCode, Warranty,
        cell, dates,
        header::{Beside, Part},
        layout::{Group, Head, Header, adds_up},
        words::{self, Status, Thing},
    },
    model::{
        amount::Grams,
        kind::{Acquired, Kind, Security, WeeeCategory},
        leaving::Channel,
        lifecycle::State,
        maker,
        sanitization::MediumKind,
        tag::Tag,
        text,
    },
};

/// The rank from which a column for the holder has logins, not names.
const LOGIN: u8 = 3;

/// A row that is being read.
pub(super) struct Row<'r> {
    header: &'r Header,
    cells: &'r [Cow<'r, str>],
    record: Record,
    /// What the word for its state says.
    status: Option<Status>,
    archived: bool,
    /// How many pieces it stands for.
    pieces: u16,
    /// What goes into the note.
    notes: Vec<String>,
    faults: &'r mut Vec<Fault>,
    remarks: &'r mut Vec<Remark>,
}

/// What a row gives.
pub(super) enum Outcome {
    /// So many assets, alike.
    Assets(Box<Record>, u16),
    /// None: it is no piece of hardware.
    Skipped,
}

/// Reads a row. Its faults and remarks are added to those given.
pub(super) fn read(
    line: u64,
    header: &Header,
    cells: &[Cow<'_, str>],
    faults: &mut Vec<Fault>,
    remarks: &mut Vec<Remark>,
) -> Outcome {
    let mut record = Record::new(line);
    record.columns = Arc::clone(&header.names);
    let mut row = Row {
        header,
        cells,
        record,
        status: None,
        archived: false,
        pieces: 1,
        notes: Vec::new(),
        faults,
        remarks,
    };
    if let Some((head, word)) = row.is_no_hardware() {
        let value = Some(cell::excerpt(word));
        row.remarks.push(Remark {
            code: RemarkCode::NotHardware,
            line,
            column: Some(head.name.clone()),
            value,
        });
        return Outcome::Skipped;
    }
    for group in &header.groups {
        row.group(group);
    }
    row.kind();
    row.life();
    row.quantity();
    row.note();
    let pieces = row.pieces;
    if pieces == 0 { Outcome::Skipped } else { Outcome::Assets(Box::new(row.record), pieces) }
}

impl<'r> Row<'r> {
    fn value(&self, head: &Head) -> &'r str {
        let cell = text::of_cell(self.cells.get(head.cell).map_or("", |cell| cell.trim()));
        // In place of a serial, a word for nothing is worth a remark.
        let serial = matches!(head.meaning.part, Part::Field(Field::Serial | Field::DriveSerials));
        if !serial && words::is_nothing(cell) { "" } else { cell }
    }

    /// The columns of a group that have a value here, with it.
    fn values<'g>(&self, group: &'g Group) -> impl Iterator<Item = (&'g Head, &'r str)> {
        group.heads.iter().map(|head| (head, self.value(head))).filter(|(_, cell)| !cell.is_empty())
    }

    /// Returns a code without what somebody put around it to keep a spreadsheet from changing it; in a table of
    /// ours that is a part of the code.
    fn bare<'c>(&self, cell: &'c str) -> &'c str {
        if self.header.exported { cell } else { cell::unprotected(cell) }
    }

    /// Returns the word that says that the row is no piece of hardware.
    fn is_no_hardware(&self) -> Option<(&'r Head, &'r str)> {
        let group = self.header.field(Field::Kind)?;
        self.values(group).find(|(head, word)| !head.is_ours() && words::thing(word) == Some(Thing::Not))
    }

    fn group(&mut self, group: &'r Group) {
        let mut first = true;
        for head in &group.heads {
            let cell = self.value(head);
            if cell.is_empty() {
                continue;
            }
            if first || adds_up(group.slot) {
                self.cell(head, cell);
            } else {
                self.beside(head, cell);
            }
            first = false;
        }
    }

    /// Keeps what another column of the same thing has beside the one that goes first.
    fn beside(&mut self, head: &Head, cell: &str) {
        match head.meaning.beside {
            Beside::Left => {}
            Beside::Alias => {
                let alias = self.checked(head, cell, cell::words(cell)).flatten();
                self.alias(alias);
            }
            Beside::Noted => self.labelled(head, cell),
        }
    }

    fn cell(&mut self, head: &Head, cell: &str) {
        let result = self.fill(head, cell);
        if let Some(Some(code)) = self.checked(head, cell, result) {
            let value = Some(cell::excerpt(cell));
            self.remark(code, head, value);
        }
    }

    /// Returns a value that could be read; else notes the fault.
    fn checked<T>(&mut self, head: &Head, cell: &str, result: Result<T, Reason>) -> Option<T> {
        result.map_err(|reason| self.fault(head, cell, reason)).ok()
    }

    fn fault(&mut self, head: &Head, cell: &str, reason: Reason) {
        // What may name a person is not repeated: who imports at night keeps what is said.
        let person = matches!(head.meaning.part.field(), Field::Holder | Field::Note);
        let value = (!person && !cell.is_empty()).then(|| cell::excerpt(cell));
        self.faults.push(Fault { line: self.record.line, column: Some(head.name.clone()), value, reason });
    }

    fn remark(&mut self, code: RemarkCode, head: &Head, value: Option<String>) {
        self.remarks.push(Remark { code, line: self.record.line, column: Some(head.name.clone()), value });
    }

    /// Puts the value of one cell into the record, and returns what is worth saying of it.
    fn fill(&mut self, head: &Head, cell: &str) -> Result<Option<RemarkCode>, Reason> {
        let record = &mut self.record;
        match head.meaning.part {
            Part::Field(field) => return self.field(field, head, cell),
            Part::HomeboxId => {
                let id = cell::homebox_id(cell);
                return self.tag(id.as_deref().unwrap_or(cell));
            }
            Part::MakerAndModel => {
                let (made_by, model) = words::maker_and_model(cell);
                if record.manufacturer.is_none() {
                    record.manufacturer = cell::words(&maker::name(made_by))?;
                }
                if record.model.is_none() {
                    record.model = model.map(cell::words).transpose()?.flatten();
                }
            }
            Part::PriceWithTax => {
                record.price = Some(cell::cents(cell).ok_or(Reason::NotAnAmount)?);
                return Ok(Some(RemarkCode::PriceWithTax));
            }
            Part::WarrantyYears => self.warranty(head, cell, true)?,
            Part::LastName if self.names_its_holder_whole() => {}
            Part::LastName => {
                let first = self.header.group(Part::FirstName).and_then(|group| self.values(group).next());
                let whole = first.map_or_else(|| cell.to_owned(), |(_, first)| format!("{first} {cell}"));
                self.record.holder = cell::words(&whole)?;
            }
            Part::Archived => self.archived = cell::is_yes(cell),
            Part::Labelled => self.labelled(head, cell),
            // Read with the kind, the model and the last name.
            Part::KindDetail | Part::ModelNumber | Part::FirstName => {}
        }
        Ok(None)
    }

    fn field(&mut self, field: Field, head: &Head, cell: &str) -> Result<Option<RemarkCode>, Reason> {
        let record = &mut self.record;
        match field {
            Field::Tag => return self.tag(self.bare(cell)),
            Field::Serial => return self.serial(self.bare(cell)),
            Field::DriveSerials => return self.drives(cell),
            Field::Aliases => {
                for part in cell::parts(cell) {
                    let alias = cell::words(part)?;
                    self.alias(alias);
                }
            }
            Field::Manufacturer => record.manufacturer = cell::words(&maker::name(cell))?,
            Field::Model => return self.model(cell),
            Field::Service => record.service = cell::words(&cell::place(cell))?,
            Field::Site => record.site = cell::words(&cell::place(cell))?,
            // A login stands in for a name that is nowhere.
            Field::Holder if head.meaning.rank >= LOGIN && record.holder.is_some() => {}
            Field::Holder => record.holder = cell::words(cell)?,
            Field::Supplier => record.supplier = cell::words(cell)?,
            Field::Order => record.order = cell::words(cell)?,
            Field::Owner => record.owner = cell::words(cell)?,
            Field::Note => self.notes.extend(cell::words(cell)?),
            Field::Acquired => record.acquired = Some(code(words::acquired(cell), Acquired::CODES)?),
            Field::Security => {
                record.security = Some(code(Security::from_code(&text::fold(cell)), Security::CODES)?);
            }
            Field::Weee => record.weee = Some(code(weee(cell), &WEEE)?),
            Field::DriveKind => record.drive_kind = Some(code(words::drive_kind(cell), MediumKind::CODES)?),
            Field::DriveCapacity => {
                record.drive_capacity = Some(cell::capacity(cell).ok_or(Reason::NotACapacity)?);
            }
            Field::PurchaseDate => record.purchase_date = dates::day(cell, head.order)?,
            Field::FirstUseDate => record.first_use_date = dates::day(cell, head.order)?,
            Field::ManufacturedOn => record.manufactured_on = dates::day(cell, head.order)?,
            Field::Price => record.price = Some(cell::cents(cell).ok_or(Reason::NotAnAmount)?),
            Field::PriceCents => record.price = Some(cell::whole_cents(cell).ok_or(Reason::NotAnAmount)?),
            Field::Warranty => self.warranty(head, cell, false)?,
            Field::WarrantyUntil => {
                let until = dates::day(cell, head.order)?.map(Warranty::Until);
                record.warranty = record.warranty.or(until);
            }
            Field::Mass => record.mass = Some(Grams::parse(cell).map_err(|_| Reason::NotAMass)?),
            Field::MassKilograms => record.mass = Some(cell::kilograms(cell).ok_or(Reason::NotAMass)?),
            Field::State => {
                self.status = Some(code(words::status(cell), State::CODES)?);
                if self.status == Some(Status::Condition) {
                    self.labelled(head, cell);
                }
            }
            Field::DepartedOn => {
                if let Some(on) = dates::around(cell, head.order)? {
                    departure(record).on = Some(on);
                }
            }
            Field::Channel => departure(record).channel = Some(code(words::channel(cell), Channel::CODES)?),
            Field::DecommissionedOn => {
                if let Some(on) = dates::around(cell, head.order)? {
                    record.decommissioned = Some(Decommissioning { on: Some(on) });
                }
            }
            Field::Quantity => self.pieces = cell::pieces(cell).ok_or(Reason::NotAQuantity)?,
            Field::Kind | Field::Nothing => {}
        }
        Ok(None)
    }

    /// Tells whether a column has the whole name of the holder, not in two parts nor as a login.
    fn names_its_holder_whole(&self) -> bool {
        let group = self.header.field(Field::Holder);
        group.is_some_and(|group| self.values(group).any(|(head, _)| head.meaning.rank < LOGIN))
    }

    fn tag(&mut self, cell: &str) -> Result<Option<RemarkCode>, Reason> {
        let Some(text) = cell::words(cell)? else { return Ok(None) };
        if cell::is_power_of_ten(&text) {
            return Ok(Some(RemarkCode::DamagedNumber));
        }
        if let Ok(tag) = Tag::parse(&text) {
            self.record.tag = Some(tag);
            return Ok(None);
        }
        self.alias(Some(text));
        Ok(Some(RemarkCode::TagBecameAlias))
    }

    fn alias(&mut self, alias: Option<String>) {
        let Some(alias) = alias else { return };
        let is_tag = self.record.tag.as_ref().is_some_and(|tag| tag.as_str().eq_ignore_ascii_case(&alias));
        if !is_tag && !self.record.aliases.contains(&alias) {
            self.record.aliases.push(alias);
        }
    }

    fn serial(&mut self, cell: &str) -> Result<Option<RemarkCode>, Reason> {
        let Some(serial) = cell::words(cell)? else { return Ok(None) };
        if cell::is_power_of_ten(&serial) {
            return Ok(Some(RemarkCode::DamagedNumber));
        }
        if text::is_placeholder(&serial) {
            return Ok(Some(RemarkCode::PlaceholderSerial));
        }
        self.record.serial = Some(serial);
        Ok(None)
    }

    fn drives(&mut self, cell: &str) -> Result<Option<RemarkCode>, Reason> {
        let mut remark = None;
        for part in cell::parts(cell) {
            let Some(serial) = cell::words(self.bare(part))? else { continue };
            let lost = cell::is_power_of_ten(&serial);
            let placeholder = lost || text::is_placeholder(&serial);
            if placeholder {
                remark = Some(if lost { RemarkCode::DamagedNumber } else { RemarkCode::PlaceholderSerial });
            }
            // What was listed twice is one drive, unless its maker gave it no number.
            let serials = &mut self.record.drive_serials;
            if !says_none(&serial) && (placeholder || !serials.contains(&serial)) {
                // A drive whose number is lost is a drive all the same.
                serials.push(if lost { "--".to_owned() } else { serial });
            }
        }
        Ok(remark)
    }

    /// Reads the model, with the maker's number of it where a column gives one.
    fn model(&mut self, cell: &str) -> Result<Option<RemarkCode>, Reason> {
        let number = self.header.group(Part::ModelNumber).and_then(|group| self.values(group).next());
        self.record.model = match number {
            Some((_, number)) if !cell.contains(number) && !cell::is_power_of_ten(number) => {
                cell::words(&format!("{cell} ({number})"))?
            }
            _ => cell::words(cell)?,
        };
        Ok(None)
    }

    fn warranty(&mut self, head: &Head, cell: &str, years: bool) -> Result<(), Reason> {
        self.record.warranty = match cell::months(cell, years) {
            Ok(months) => months.map(Warranty::Months),
            Err(_) => match dates::day(cell, head.order) {
                Ok(until) => until.map(Warranty::Until),
                Err(Reason::AmbiguousDay) => return Err(Reason::AmbiguousDay),
                Err(_) => return Err(Reason::NotMonths),
            },
        };
        Ok(())
    }

    fn labelled(&mut self, head: &Head, cell: &str) {
        let text = self.checked(head, cell, cell::words(cell)).flatten();
        if let Some(text) = text {
            self.notes.push(format!("{}: {text}", head.name));
        }
    }

    /// Decides the kind: its word, then a narrower one, then what the model gives away.
    fn kind(&mut self) {
        let header = self.header;
        let of_model = |row: &Self| row.record.model.as_deref().and_then(words::kind_of_model);
        let detail = header.group(Part::KindDetail);
        let detail = detail.and_then(|group| self.values(group).find_map(|(_, word)| words::thing(word)));
        let Some(group) = header.field(Field::Kind) else {
            self.record.kind = likely(of_model(self));
            return;
        };
        let named: Vec<_> = self.values(group).map(|(head, word)| (head, word, words::thing(word))).collect();
        let known = named.iter().find_map(|(_, _, thing)| *thing);
        // In the words of others, "other" is what nobody looked at.
        let ours = group.heads.iter().any(Head::is_ours);
        self.record.kind = match (known, detail) {
            (Some(Thing::Hardware(kind)), _) | (_, Some(Thing::Hardware(kind))) => {
                if kind == Kind::Other && !ours { KindSaid::Likely(kind) } else { KindSaid::Named(kind) }
            }
            (Some(Thing::Loosely(kind)), _) => {
                likely(of_model(self).filter(|found| may_be(kind, *found)).or(Some(kind)))
            }
            _ => {
                let (head, word) =
                    named.first().map_or((&group.heads[0], ""), |(head, word, _)| (*head, *word));
                self.unknown_kind(head, word, of_model(self));
                return;
            }
        };
    }

    /// Our own column names one of our kinds. The words of others are as many as there are tools:
    /// what is not known is `other`, with a remark.
    fn unknown_kind(&mut self, head: &Head, word: &str, of_model: Option<Kind>) {
        match (head.is_ours(), word.is_empty()) {
            (true, true) => self.fault(head, word, Reason::MissingKind),
            (true, false) => self.fault(head, word, Reason::UnknownKind),
            (false, _) if of_model.is_some() => self.record.kind = likely(of_model),
            (false, true) => self.remark(RemarkCode::KindMissing, head, None),
            (false, false) => self.remark(RemarkCode::KindUnknown, head, Some(cell::excerpt(word))),
        }
    }

    /// Decides where it stands: what the word for its state says, and whether something says that
    /// it left.
    fn life(&mut self) {
        let record = &mut self.record;
        let gone = record.departed.is_some();
        match self.status {
            Some(Status::At(state)) if !gone => record.state = Some(state),
            Some(Status::Missing(cause)) if !gone => {
                record.state = Some(State::Missing);
                record.cause = Some(cause);
            }
            Some(Status::Gone(channel)) => {
                let departure = departure(record);
                departure.channel = departure.channel.or(channel);
            }
            Some(Status::Decommissioned) => {
                record.decommissioned.get_or_insert(Decommissioning { on: None });
                if !gone {
                    record.state = Some(State::SetAside);
                }
            }
            Some(Status::Archived) if !gone => self.archived = true,
            Some(Status::At(_)) => self.stays(),
            _ => {}
        }
        if self.record.departed.is_some() {
            self.record.state = Some(State::Departed);
        } else if self.archived && self.record.state.is_none() {
            self.record.state = Some(State::SetAside);
            if let Some(head) =
                self.header.field(Field::State).or(self.header.group(Part::Archived)).map(|g| &g.heads[0])
            {
                let value = Some(cell::excerpt(self.value(head)));
                self.remark(RemarkCode::ArchivedKept, head, value);
            }
        } else if self.record.state.is_none() && names_an_unread_holder(self.header, self.cells) {
            self.record.state = Some(State::Deployed);
        }
    }

    /// A row that says where an asset stands and that it left says two things.
    fn stays(&mut self) {
        let Some(group) = self.header.field(Field::State) else { return };
        let Some((head, cell)) = self.values(group).next() else { return };
        self.fault(head, cell, Reason::StaysAndLeft);
    }

    /// Several pieces in one row have no serial of their own.
    fn quantity(&mut self) {
        if self.pieces == 1 {
            return;
        }
        let Some(head) = self.header.field(Field::Quantity).map(|group| &group.heads[0]) else { return };
        let value = Some(cell::excerpt(self.value(head)));
        if self.pieces == 0 {
            self.remark(RemarkCode::NotHardware, head, value);
        } else if self.record.serial.is_some() || !self.record.drive_serials.is_empty() {
            self.record.serial = None;
            self.record.drive_serials.clear();
            self.remark(RemarkCode::SerialOfSeveral, head, value);
        }
    }

    fn note(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let note =
            if self.notes.len() == 1 { std::mem::take(&mut self.notes[0]) } else { self.notes.join("; ") };
        match cell::words(&note) {
            Ok(note) => self.record.note = note,
            Err(reason) => {
                let group = self.header.field(Field::Note).or_else(|| self.header.group(Part::Labelled));
                if let Some(head) = group.map(|group| &group.heads[0]) {
                    self.fault(head, &note, reason);
                }
            }
        }
    }
}

fn likely(kind: Option<Kind>) -> KindSaid {
    kind.map_or(KindSaid::Unsaid, KindSaid::Likely)
}

/// Tells whether a loose word for a kind may mean this one: a computer is any computer.
fn may_be(loose: Kind, found: Kind) -> bool {
    if loose == Kind::Peripheral {
        return matches!(found, Kind::Dock | Kind::Peripheral);
    }
    matches!(
        found,
        Kind::Laptop
            | Kind::Desktop
            | Kind::MiniPc
            | Kind::AllInOne
            | Kind::Workstation
            | Kind::ThinClient
            | Kind::Server
    )
}

/// Tells whether a row names the person who uses the asset, in a column that nobody asked to read.
pub(super) fn names_an_unread_holder(header: &Header, cells: &[Cow<'_, str>]) -> bool {
    let filled = |at: &usize| {
        let cell = cells.get(*at).map_or("", |cell| cell.trim());
        !cell.is_empty() && !words::is_nothing(cell)
    };
    header.unread_holders.iter().any(filled)
}

/// What a record says of a departure: any word of one says that there was one.
fn departure(record: &mut Record) -> &mut Departure {
    record.departed.get_or_insert(Departure { on: None, channel: None })
}

/// Tells whether a word in place of a serial says that there is no drive, rather than no number.
fn says_none(word: &str) -> bool {
    matches!(text::fold(word).as_str(), "none" | "n/a" | "na" | "not applicable" | "aucun" | "neant" | "sans")
        || !word.contains(char::is_alphanumeric)
}

/// Returns one of a few codes.
fn code<T>(read: Option<T>, known: &'static [&'static str]) -> Result<T, Reason> {
    read.ok_or(Reason::UnknownCode { known })
}

fn weee(cell: &str) -> Option<WeeeCategory> {
    cell.parse().ok().and_then(WeeeCategory::new)
}

const WEEE: [&str; 4] = ["2", "4", "5", "6"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_categories_that_are_offered_are_those_of_the_model() {
        assert!(WeeeCategory::ALL.iter().map(|weee| weee.number().to_string()).eq(WEEE));
    }
}
