//! What cannot be taken of a file, and what is worth saying of it: codes and values, never a sentence.

use crate::{intake::Field, model::codes::codes};

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

    pub(super) fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            self.push(fault);
        }
    }

    pub(super) fn push(&mut self, fault: Fault) {
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
    /// The row has more cells than any spreadsheet.
    TooManyCells {
        /// How many are read.
        most: usize,
    },
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
    /// It is no number of hours.
    NotHours,
    /// It is longer than a machine or a drive needs to tell of itself.
    FileTooLong {
        /// Its length, in bytes.
        bytes: usize,
        /// How much is read.
        most: usize,
    },
    /// It begins as JSON, and goes on as none.
    BadJson,
    /// It is JSON that breaks off.
    CutJson,
    /// It is JSON in which more stands in one another than any tool writes.
    TooDeep,
    /// It is JSON of no tool that is known here.
    UnknownJson,
    /// It is what a tool that erases says: it is read elsewhere.
    ErasureLog,
    /// It lists devices and reads none of them: `smartctl --scan`.
    SmartctlScan,
    /// It is a part of what lshw says, without the machine.
    LshwPart,
    /// It is what lshw says, in XML.
    LshwXml,
    /// It is not what it was said to be.
    NotThatFormat {
        /// What it was said to be.
        format: &'static str,
        /// What it is.
        found: &'static str,
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
            Self::TooManyCells { .. } => "too_many_cells",
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
            Self::NotHours => "not_hours",
            Self::FileTooLong { .. } => "file_too_long",
            Self::BadJson => "bad_json",
            Self::CutJson => "cut_json",
            Self::TooDeep => "too_deep",
            Self::UnknownJson => "unknown_json",
            Self::ErasureLog => "erasure_log",
            Self::SmartctlScan => "smartctl_scan",
            Self::LshwPart => "lshw_part",
            Self::LshwXml => "lshw_xml",
            Self::NotThatFormat { .. } => "not_that_format",
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
        /// The report names no drive: the tool could not read it.
        NoDrive = "no_drive",
        /// The drive has no serial that could be one: nothing tells which it is, it was left out.
        DriveWithoutSerial = "drive_without_serial",
        /// The drive has no serial that could be one: only its asset and its size tell it.
        NumberlessDrive = "numberless_drive",
        /// The drive is made by software, or is a volume over several: it was left out.
        VirtualDrive = "virtual_drive",
        /// The machine is made by software: it was left out.
        VirtualMachine = "virtual_machine",
        /// The drive hangs outside, or is made to be taken out: it was left out.
        NotInside = "not_inside",
        /// The tool saw a controller, and nothing of its drive.
        DriveWithoutSize = "drive_without_size",
        /// No drive was under power for so long: the hours were left out.
        HoursUnlikely = "hours_unlikely",
        /// The reading has no date that can be.
        ReadingUndated = "reading_undated",
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
