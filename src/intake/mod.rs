//! Foreign files, read into neutral records.
//!
//! A reader takes bytes and gives [`Record`]s in typed values, or every [`Fault`] of the file at
//! once. It looks nothing up and decides nothing: whether an asset is already known, and what
//! becomes of it, is for the operation that called it. Faults and remarks carry codes and values,
//! never a sentence.

mod cell;
mod dates;
mod encoding;
mod field;
mod header;
mod layout;
mod row;
pub mod scanner;
mod split;
pub mod table;
mod words;

use std::sync::Arc;

pub use field::{BadMapping, Columns, Field, Mapping};

use crate::model::{
    amount::{Bytes, Cents, Grams},
    codes::codes,
    day::Day,
    kind::{Acquired, Kind, Security, WeeeCategory},
    leaving::{Cause, Channel},
    lifecycle::State,
    precision::Around,
    sanitization::MediumKind,
    tag::Tag,
};

codes! {
    /// Which of day and month a table writes first, where it writes both as numbers before the year.
    pub enum DateOrder {
        /// As the rows show, column by column: a number above 12 is a day.
        Auto = "auto",
        /// Day, month, year.
        DayFirst = "dmy",
        /// Month, day, year.
        MonthFirst = "mdy",
    }
}

/// What the caller wants of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether the names of holders are read. They are persons: nobody reads them by accident.
    pub holders: bool,
    /// Which columns give which fields, whatever their headers say.
    pub map: Vec<Mapping>,
    /// How dates are written.
    pub date_order: DateOrder,
}

impl Default for Options {
    fn default() -> Self {
        Self { holders: false, map: Vec::new(), date_order: DateOrder::Auto }
    }
}

/// One asset as a file describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The line of the file where it starts, from 1.
    pub line: u64,
    /// The columns of the file that give each field, the same for all its records.
    pub columns: Arc<Columns>,
    /// Its tag, if the file gives one that can be a tag.
    pub tag: Option<Tag>,
    /// Its other names, among them an imported tag outside the alphabet of tags.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: KindSaid,
    /// Who made it.
    pub manufacturer: Option<String>,
    /// The maker's name for it.
    pub model: Option<String>,
    /// The maker's number of it; a placeholder is no serial.
    pub serial: Option<String>,
    /// Where it stands, if the file says so, or names a service or a person who uses it.
    pub state: Option<State>,
    /// Why it is missing, if it is and the file says so.
    pub cause: Option<Cause>,
    /// When and how it left, if it is gone: its state is then [`State::Departed`].
    pub departed: Option<Departure>,
    /// Its decommissioning, if the file says that it was decommissioned.
    pub decommissioned: Option<Decommissioning>,
    /// The label or code of the service that uses it.
    pub service: Option<String>,
    /// The label or code of the place where it is.
    pub site: Option<String>,
    /// The name of the person who uses it.
    pub holder: Option<String>,
    /// Who sold it.
    pub supplier: Option<String>,
    /// The order by which it was bought.
    pub order: Option<String>,
    /// How it came.
    pub acquired: Option<Acquired>,
    /// To whom it belongs, when it is leased or lent.
    pub owner: Option<String>,
    /// The day it was bought.
    pub purchase_date: Option<Day>,
    /// The day it was first used, here or elsewhere.
    pub first_use_date: Option<Day>,
    /// The day it was made.
    pub manufactured_on: Option<Day>,
    /// What it cost, before tax.
    pub price: Option<Cents>,
    /// How long its warranty lasts.
    pub warranty: Option<Warranty>,
    /// What it weighs.
    pub mass: Option<Grams>,
    /// Its category of electronic waste.
    pub weee: Option<WeeeCategory>,
    /// What the law says of the information it held.
    pub security: Option<Security>,
    /// Free text.
    pub note: Option<String>,
    /// The serials of the drives inside; a placeholder among them is a drive all the same.
    pub drive_serials: Vec<String>,
    /// What these drives are, all of one kind.
    pub drive_kind: Option<MediumKind>,
    /// What each of these drives holds.
    pub drive_capacity: Option<Bytes>,
}

/// What a file says of the kind of an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindSaid {
    /// A word names it.
    Named(Kind),
    /// A word for several kinds, or the model, makes it likely.
    Likely(Kind),
    /// Nothing.
    Unsaid,
}

impl KindSaid {
    /// Returns the kind that is said for sure: what may put right what is known already.
    #[must_use]
    pub const fn named(self) -> Option<Kind> {
        if let Self::Named(kind) = self { Some(kind) } else { None }
    }

    /// Returns the kind as which an asset of which nothing else is known comes in.
    #[must_use]
    pub const fn best(self) -> Kind {
        match self {
            Self::Named(kind) | Self::Likely(kind) => kind,
            Self::Unsaid => Kind::Other,
        }
    }
}

/// A departure from before the record, as a file tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// When, if the file says it.
    pub on: Option<Around>,
    /// The way out, if the file says it.
    pub channel: Option<Channel>,
}

/// A decommissioning, as a file tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decommissioning {
    /// When, if the file says it.
    pub on: Option<Around>,
}

/// The length of a warranty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warranty {
    /// So many months from the purchase.
    Months(u16),
    /// To this day.
    Until(Day),
}

impl Warranty {
    /// Returns its length in whole months from the purchase: the most that end by its last day.
    ///
    /// None if it ends on a day and the purchase is not known, or comes after.
    #[must_use]
    pub fn months(self, purchase: Option<Day>) -> Option<u16> {
        let until = match self {
            Self::Months(months) => return Some(months),
            Self::Until(day) => day,
        };
        let from = purchase?;
        let years = i32::from(until.year()) - i32::from(from.year());
        let most = years * 12 + i32::from(until.month()) - i32::from(from.month());
        // A warranty to the eve of its anniversary is one of whole years all the same.
        let whole = if from.plus_months(most) > until.next() { most - 1 } else { most };
        u16::try_from(whole).ok()
    }
}

impl Record {
    /// Returns a record of which only the line is known.
    #[must_use]
    pub fn new(line: u64) -> Self {
        Self {
            line,
            columns: Arc::default(),
            tag: None,
            aliases: Vec::new(),
            kind: KindSaid::Unsaid,
            manufacturer: None,
            model: None,
            serial: None,
            state: None,
            cause: None,
            departed: None,
            decommissioned: None,
            service: None,
            site: None,
            holder: None,
            supplier: None,
            order: None,
            acquired: None,
            owner: None,
            purchase_date: None,
            first_use_date: None,
            manufactured_on: None,
            price: None,
            warranty: None,
            mass: None,
            weee: None,
            security: None,
            note: None,
            drive_serials: Vec::new(),
            drive_kind: None,
            drive_capacity: None,
        }
    }

    /// Returns the header of the column that gives a field, as the file writes it.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<&str> {
        self.columns.name(field)
    }
}

/// Something in a file that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The physical line, from 1: where the record starts, or the quote that is at fault.
    pub line: u64,
    /// The header of the column, as the file writes it; none if it is not about one.
    pub column: Option<String>,
    /// The start of the value, its control characters escaped; never the name of a person.
    pub value: Option<String>,
    /// What is wrong.
    pub reason: Reason,
}

/// The faults of a file: the first ones, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The first [`Faults::LISTED`] of them, in the order of the file.
    pub listed: Vec<Fault>,
    /// How many there are in all.
    pub total: u64,
}

impl Faults {
    /// How many are listed at most.
    pub const LISTED: usize = 100;

    fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            self.push(fault);
        }
    }

    fn push(&mut self, fault: Fault) {
        self.total += 1;
        if self.listed.len() < Self::LISTED {
            self.listed.push(fault);
        }
    }
}

/// Why something in a file cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is nothing in the file.
    Empty,
    /// There is no row under the header.
    HeaderOnly,
    /// It has NUL bytes: it is no text.
    Binary,
    /// It has a byte that is no character in UTF-8 nor in Windows-1252.
    BadByte {
        /// The byte.
        byte: u8,
    },
    /// The quote that starts this cell is closed nowhere.
    QuoteNeverCloses,
    /// Text follows the quote that closes this cell.
    TextAfterQuote,
    /// The row has more cells than the header.
    UnevenRow {
        /// The cells of the header.
        expected: usize,
        /// The cells of the row, up to the last that is not empty.
        found: usize,
    },
    /// Two columns mean the same thing, and have two values for it.
    TwoColumns {
        /// The header of the first one.
        first: String,
        /// The first line where they do.
        row: u64,
        /// What both of them give.
        field: Field,
    },
    /// No column has the name that `--map` gives.
    NoSuchColumn {
        /// The headers that there are.
        columns: Vec<String>,
    },
    /// No row has a header that means anything here.
    NoKnownColumn {
        /// The cells of the row that has most.
        columns: Vec<String>,
    },
    /// The table lists something else than single assets: models, places, persons, consumables.
    NotAnInventory {
        /// The header that shows it, if it is one.
        sign: Option<String>,
    },
    /// No column gives the kind.
    NoKindColumn,
    /// The row does not say its kind.
    MissingKind,
    /// The word names no kind that we know.
    UnknownKind,
    /// The word is not among the few that are possible.
    UnknownCode {
        /// Those that are.
        known: &'static [&'static str],
    },
    /// It is not a day that exists, written `YYYY-MM-DD` or `DD/MM/YYYY`.
    NotADay,
    /// Nothing in its column shows which of its numbers is the day and which the month.
    AmbiguousDay,
    /// It is not an amount of money.
    NotAnAmount,
    /// It is not a mass.
    NotAMass,
    /// It is not a length of a warranty.
    NotMonths,
    /// It is not a capacity.
    NotACapacity,
    /// It is not a number of pieces, or of too many.
    NotAQuantity,
    /// The row says where the asset stands, and that it left.
    StaysAndLeft,
    /// It is longer than what is kept.
    TooLong {
        /// Its length, in bytes.
        bytes: usize,
    },
    /// It is neither a scan nor anything else that a handheld writes.
    NotAScan,
    /// It has a control character.
    Control {
        /// The first one.
        character: char,
    },
    /// The tag or alias is already that of another row.
    DuplicateTag {
        /// The line of that row.
        first_line: u64,
    },
    /// The serial is already that of another row, of the same manufacturer.
    DuplicateSerial {
        /// The line of that row.
        first_line: u64,
    },
}

impl Reason {
    /// Returns the code printed in JSON. It never changes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::HeaderOnly => "header_only",
            Self::Binary => "binary",
            Self::BadByte { .. } => "bad_byte",
            Self::QuoteNeverCloses => "quote_never_closes",
            Self::TextAfterQuote => "text_after_quote",
            Self::UnevenRow { .. } => "uneven_row",
            Self::TwoColumns { .. } => "two_columns",
            Self::NoSuchColumn { .. } => "no_such_column",
            Self::AmbiguousDay => "ambiguous_day",
            Self::NoKnownColumn { .. } => "no_known_column",
            Self::NotAnInventory { .. } => "not_an_inventory",
            Self::NoKindColumn => "no_kind_column",
            Self::MissingKind => "missing_kind",
            Self::UnknownKind => "unknown_kind",
            Self::UnknownCode { .. } => "unknown_code",
            Self::NotADay => "not_a_day",
            Self::NotAnAmount => "not_an_amount",
            Self::NotAMass => "not_a_mass",
            Self::NotMonths => "not_months",
            Self::NotACapacity => "not_a_capacity",
            Self::NotAQuantity => "not_a_quantity",
            Self::StaysAndLeft => "stays_and_left",
            Self::TooLong { .. } => "too_long",
            Self::NotAScan => "not_a_scan",
            Self::Control { .. } => "control",
            Self::DuplicateTag { .. } => "duplicate_tag",
            Self::DuplicateSerial { .. } => "duplicate_serial",
        }
    }
}

codes! {
    /// What is worth saying of a file without being a fault.
    pub enum RemarkCode {
        /// The column means nothing to us: it was not read.
        UnknownColumn = "unknown_column",
        /// The column names persons and nobody asked for them: it was not read.
        HoldersNotRead = "holders_not_read",
        /// The serial is what makers write when there is none: it was left out.
        PlaceholderSerial = "placeholder_serial",
        /// The tag is outside the alphabet of tags: it was kept as an alias.
        TagBecameAlias = "tag_became_alias",
        /// The row is no piece of hardware: it was skipped.
        NotHardware = "not_hardware",
        /// No column that is read has a value here, or only a title: it is no asset, nor counted.
        NotARow = "not_a_row",
        /// The row is the same as an earlier one, to the last cell: it was skipped.
        RepeatedRow = "repeated_row",
        /// A spreadsheet wrote the code in powers of ten: its digits are lost, it was left out.
        DamagedNumber = "damaged_number",
        /// Several pieces in one row have no serial: the one given was left out.
        SerialOfSeveral = "serial_of_several",
        /// The word names no kind that we know: the asset is `other`.
        KindUnknown = "kind_unknown",
        /// The row does not say its kind: the asset is `other`.
        KindMissing = "kind_missing",
        /// No column says the kind: it is what the model gives away, else `other`.
        NoKindColumn = "no_kind_column",
        /// The price has its tax: it was taken as it is.
        PriceWithTax = "price_with_tax",
        /// It was filed away, and nothing says that it left: it is set aside.
        ArchivedKept = "archived_kept",
    }
}

/// Something worth saying of a file, without being a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub code: RemarkCode,
    /// The physical line where the record, or the header, starts.
    pub line: u64,
    /// The header of the column, as the file writes it; none if it is not about one.
    pub column: Option<String>,
    /// The start of the value, its control characters escaped; never the name of a person.
    pub value: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warranty_to_a_day_is_counted_in_whole_months_from_the_purchase() {
        let day = |text| Day::parse(text).unwrap();
        for (from, until, months) in [
            ("2022-03-15", "2025-03-15", Some(36)),
            ("2022-03-15", "2025-03-14", Some(36)),
            ("2022-03-15", "2025-03-13", Some(35)),
            ("2022-01-31", "2022-02-28", Some(1)),
            ("2022-03-15", "2022-03-20", Some(0)),
            ("2022-03-15", "2021-03-15", None),
        ] {
            assert_eq!(Warranty::Until(day(until)).months(Some(day(from))), months, "{from} {until}");
        }
        assert_eq!(Warranty::Until(day("2025-03-15")).months(None), None);
        assert_eq!(Warranty::Months(36).months(None), Some(36));
    }

    #[test]
    fn a_mapping_names_a_field_and_a_column() {
        let mapping: Mapping = "serial = N° de châssis=2".parse().unwrap();
        assert_eq!((mapping.field, mapping.column.as_str()), (Field::Serial, "N° de châssis=2"));
        assert_eq!(mapping.to_string(), "serial=N° de châssis=2");
        for text in ["", "serial", "serial=", "=N°"] {
            assert_eq!(text.parse::<Mapping>(), Err(BadMapping::Form(text.to_owned())));
        }
        assert_eq!("colour=x".parse::<Mapping>(), Err(BadMapping::Field("colour".to_owned())));
    }

    #[test]
    fn a_field_reads_back_by_its_name() {
        for field in Field::ALL {
            assert_eq!(header::named(field.code()), Some(*field), "{field}");
        }
    }
}
