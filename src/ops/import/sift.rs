//! The rows that cannot be taken, and what is worth saying of those that are.

use super::{Counts, DriveCounts, Imported, column};
use crate::{
    intake::{Fault, Faults, Field, Format, Reason, Record, Remark, table::Summary},
    model::{
        amount::Bytes,
        id::{AssetId, MediumId},
        lifecycle::State,
        sanitization::MediumKind,
    },
    ops::{Failure, Refusal},
};

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The file, as it was named.
    pub file: String,
    /// The line where it starts, from 1.
    pub line: u64,
    /// What is wrong.
    pub flaw: Flaw,
}

impl BadRow {
    /// Tells whether it was read, and refused.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        matches!(self.flaw, Flaw::Refused { .. })
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A value cannot be read, or the file.
    Unread(Fault),
    /// It was read, and a rule refuses it, or what the record knows.
    Refused {
        /// The header of the column, as the file writes it; none if it is not about one.
        column: Option<String>,
        /// The value; never the name of a person.
        value: Option<String>,
        /// Why.
        refusal: Refusal,
    },
}

impl Flaw {
    /// Returns the word that programs recognise it by.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unread(fault) => fault.reason.code(),
            Self::Refused { refusal, .. } => refusal.code(),
        }
    }
}

/// Something worth saying of a file or of one of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The file, as it was named.
    pub file: String,
    /// What.
    pub what: Observed,
}

/// What is worth saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observed {
    /// The reader says it.
    Read(Remark),
    /// The record says more, or otherwise, of a known asset, and nobody asked to take it.
    Differs {
        /// The line.
        line: u64,
        /// The asset.
        tag: String,
        /// The columns that differ, as the file writes them.
        columns: Vec<String>,
    },
    /// What the life of a known asset decides differs: no file changes it.
    Lasts {
        /// The line.
        line: u64,
        /// The column, as the file writes it.
        column: Option<String>,
        /// The asset.
        tag: String,
        /// Its state.
        state: State,
        /// What differs.
        fact: Lasting,
    },
    /// Nothing in the row would find the asset again: another import adds another.
    NoKey {
        /// The line.
        line: u64,
        /// The tag that it was given.
        tag: String,
    },
    /// The drives of what left before the record are not known to it.
    DrivesLeftOut {
        /// The line.
        line: u64,
        /// The column, as the file writes it.
        column: Option<String>,
    },
    /// A machine without a number of its own was taken for the one in which its drive is known.
    ByDrive {
        /// The line.
        line: u64,
        /// The machine.
        tag: String,
        /// The serial of the drive.
        serial: String,
    },
    /// A drive that was seen in a machine is in another one, by the record: it was not moved.
    DriveElsewhere {
        /// The line.
        line: u64,
        /// Its serial.
        serial: String,
        /// The machine it was seen in.
        tag: String,
        /// The one it is in.
        other: String,
    },
    /// A drive that was read has left, was destroyed, or waits in a lot, by the record.
    DriveGone {
        /// The line.
        line: u64,
        /// Its serial.
        serial: String,
    },
    /// The record says otherwise of a drive.
    DriveDiffers {
        /// The line.
        line: u64,
        /// Its serial, or its identity.
        serial: String,
        /// What differs.
        gap: Gap,
    },
    /// A drive came into a machine of which media without a serial are known: it may be one of them.
    Unnumbered {
        /// The line.
        line: u64,
        /// The machine.
        tag: String,
        /// The serial of the drive.
        serial: String,
    },
    /// Media were seen in a machine, and nobody said that they are all.
    ListOpen {
        /// The line.
        line: u64,
        /// The machine.
        tag: String,
        /// How many media are known in it.
        media: u64,
    },
}

/// In what the record and a reading of a drive differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// What it is.
    Kind {
        /// By the record.
        known: MediumKind,
        /// As it was read.
        said: MediumKind,
        /// Whether a sanitisation was judged by what is known.
        judged: bool,
    },
    /// The model.
    Model {
        /// By the record.
        known: String,
        /// As it was read.
        said: String,
    },
    /// The capacity.
    Capacity {
        /// By the record.
        known: Bytes,
        /// As it was read.
        said: Bytes,
    },
}

/// What the life of an asset decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// The state; the file says this one.
    State(State),
    /// The service.
    Service,
    /// The site.
    Site,
    /// The holder.
    Holder,
    /// Whether and since when it is decommissioned.
    Decommissioned,
    /// The day it left, or how.
    Departure,
    /// The media in what is not here.
    Drives,
}

impl Observed {
    /// Returns the word that programs recognise it by. It never changes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Read(remark) => remark.code.code(),
            Self::Differs { .. } => "differs",
            Self::Lasts { .. } => "not_moved",
            Self::NoKey { .. } => "no_key",
            Self::DrivesLeftOut { .. } => "drives_left_out",
            Self::ByDrive { .. } => "by_drive",
            Self::DriveElsewhere { .. } => "drive_elsewhere",
            Self::DriveGone { .. } => "drive_gone",
            Self::DriveDiffers { .. } => "drive_differs",
            Self::Unnumbered { .. } => "unnumbered",
            Self::ListOpen { .. } => "list_open",
        }
    }

    /// Returns the line.
    #[must_use]
    pub const fn line(&self) -> u64 {
        match self {
            Self::Read(remark) => remark.line,
            Self::Differs { line, .. }
            | Self::Lasts { line, .. }
            | Self::NoKey { line, .. }
            | Self::DrivesLeftOut { line, .. }
            | Self::ByDrive { line, .. }
            | Self::DriveElsewhere { line, .. }
            | Self::DriveGone { line, .. }
            | Self::DriveDiffers { line, .. }
            | Self::Unnumbered { line, .. }
            | Self::ListOpen { line, .. } => *line,
        }
    }

    /// Returns the column, if it is about one.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Read(remark) => remark.column.as_deref(),
            Self::Differs { columns, .. } => {
                columns.first().map(String::as_str).filter(|_| columns.len() == 1)
            }
            Self::Lasts { column, .. } | Self::DrivesLeftOut { column, .. } => column.as_deref(),
            Self::NoKey { .. }
            | Self::ByDrive { .. }
            | Self::DriveElsewhere { .. }
            | Self::DriveGone { .. }
            | Self::DriveDiffers { .. }
            | Self::Unnumbered { .. }
            | Self::ListOpen { .. } => None,
        }
    }
}

/// What was sifted out so far.
#[derive(Default)]
pub(super) struct Sieve {
    pub(super) counts: Counts,
    /// What became of drives.
    pub(super) drives: DriveCounts,
    /// The file that is being read.
    file: String,
    /// Whether it tells of drives on their own.
    alone: bool,
    observations: Vec<Observation>,
    bad: Vec<BadRow>,
    /// How many flaws there are, listed or not.
    flaws: u64,
    /// Whether a file is wrong as a whole: then it has no good rows.
    hopeless: bool,
}

impl Sieve {
    /// How many bad rows are listed.
    const LISTED: usize = Faults::LISTED;

    /// The counts of what the file tells of.
    fn tally(&mut self) -> &mut Counts {
        if self.alone { &mut self.drives.alone } else { &mut self.counts }
    }

    /// Goes on with a file.
    pub(super) fn file(&mut self, name: &str, format: Format, summary: Summary) {
        name.clone_into(&mut self.file);
        self.alone = format == Format::Smartctl;
        self.tally().read += summary.read - summary.skipped;
        let read = summary
            .remarks
            .into_iter()
            .map(|remark| Observation { file: name.to_owned(), what: Observed::Read(remark) });
        self.observations.extend(read);
    }

    /// Notes the faults of a file, and in how many of its rows they are.
    pub(super) fn faults(&mut self, file: &str, format: Format, faults: Faults, rows: u64) {
        self.alone = format == Format::Smartctl;
        self.tally().refused += rows;
        self.flaws += faults.total;
        self.hopeless |= faults.listed.iter().any(|fault| is_of_file(&fault.reason));
        let listed = faults.listed.into_iter().map(|fault| BadRow {
            file: file.to_owned(),
            line: fault.line,
            flaw: Flaw::Unread(fault),
        });
        self.bad.extend(listed);
    }

    /// Notes that a rule refuses a row, or what the record knows.
    pub(super) fn refused(&mut self, record: &Record, refusal: Refusal) {
        self.tally().refused += 1;
        self.flaws += 1;
        if self.bad.iter().filter(|row| row.is_refused()).count() >= Self::LISTED {
            return;
        }
        let field = culprit(record, &refusal);
        // Names of people are never repeated.
        let refusal = match refusal {
            Refusal::Ambiguous { candidates, .. } if field == Some(Field::Holder) => {
                Refusal::AmbiguousHolder { candidates }
            }
            other => other,
        };
        let flaw = Flaw::Refused {
            column: field.and_then(|field| column(record, field)),
            value: field.and_then(|field| value(record, field, &refusal)),
            refusal,
        };
        self.bad.push(BadRow { file: self.file.clone(), line: record.line, flaw });
    }

    /// Notes what is worth saying of a row.
    pub(super) fn observe(&mut self, what: Observed) {
        self.observations.push(Observation { file: self.file.clone(), what });
    }

    /// Tells whether bad rows keep out the good ones.
    pub(super) fn keeps_out(&self, partial: bool) -> bool {
        let taken = |counts: Counts| counts.added + counts.updated + counts.unchanged;
        let none = taken(self.counts) + taken(self.drives.alone) == 0;
        self.flaws > 0 && (!partial || self.hopeless || none)
    }

    /// Returns why nothing is imported: the bad rows in the order of the files.
    pub(super) fn failure(mut self) -> Failure {
        self.sort();
        Failure::Input { rows: self.bad, total: self.flaws }
    }

    pub(super) fn imported(mut self, assets: Vec<AssetId>, media: Vec<MediumId>) -> Imported {
        self.sort();
        Imported {
            format: None,
            counts: self.counts,
            drives: self.drives,
            assets,
            media,
            observations: self.observations,
            bad: self.bad,
            flaws: self.flaws,
            untold: false,
        }
    }

    fn sort(&mut self) {
        // Files come in their order; a name that comes twice keeps its first place.
        let files: Vec<String> = self.bad.iter().map(|row| row.file.clone()).collect();
        let place = |row: &BadRow| files.iter().position(|file| *file == row.file);
        self.bad.sort_by_key(|row| (place(row), row.line));
        self.bad.truncate(Self::LISTED);
    }
}

/// Tells whether a fault is about the file, and not about one of its rows alone.
const fn is_of_file(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Empty
            | Reason::HeaderOnly
            | Reason::Binary
            | Reason::BadByte { .. }
            | Reason::NoKnownColumn { .. }
            | Reason::NotAnInventory { .. }
            | Reason::QuoteNeverCloses
            | Reason::TooManyCells { .. }
            | Reason::TwoColumns { .. }
            | Reason::NoSuchColumn { .. }
            | Reason::NoKindColumn
            | Reason::FileTooLong { .. }
            | Reason::BadJson
            | Reason::CutJson
            | Reason::TooDeep
            | Reason::UnknownJson
            | Reason::ErasureLog
            | Reason::SmartctlScan
            | Reason::LshwPart
            | Reason::LshwXml
            | Reason::NotThatFormat { .. }
    )
}

/// Returns the field that a refusal is about.
fn culprit(record: &Record, refusal: &Refusal) -> Option<Field> {
    let dates = [
        (record.purchase_date, Field::PurchaseDate),
        (record.first_use_date, Field::FirstUseDate),
        (record.manufactured_on, Field::ManufacturedOn),
        (record.decommissioned.and_then(|d| d.on).map(|on| on.on), Field::DecommissionedOn),
        (record.departed.and_then(|d| d.on).map(|on| on.on), Field::DepartedOn),
    ];
    let dated = |day| dates.iter().find(|(date, _)| *date == Some(day)).map(|(_, field)| *field);
    match refusal {
        Refusal::Taken { name, .. } | Refusal::InRow { name, .. } => Some(named(record, name)),
        Refusal::SerialTaken { .. } | Refusal::OtherSerial { .. } => Some(Field::Serial),
        Refusal::MediumTaken { .. } => Some(Field::DriveSerials),
        Refusal::Future { on, .. } | Refusal::BeforeLast { on, .. } => dated(*on),
        Refusal::SinceOpened { .. } => Some(Field::DepartedOn),
        Refusal::Owner { lacking } => Some(if *lacking { Field::Acquired } else { Field::Owner }),
        Refusal::ServiceLacking | Refusal::EntryState { .. } => Some(Field::State),
        Refusal::Forbidden { .. } => Some(Field::DecommissionedOn),
        Refusal::Ambiguous { word, .. } | Refusal::NotFound { word, .. } => {
            let parties = [
                (&record.holder, Field::Holder),
                (&record.supplier, Field::Supplier),
                (&record.owner, Field::Owner),
            ];
            let party = parties.iter().find(|(name, _)| name.as_ref() == Some(word)).map(|(_, field)| *field);
            party.or_else(|| Some(named(record, word)))
        }
        _ => None,
    }
}

/// Returns the field that gives a name: a tag outside the alphabet stands in the column of tags.
fn named(record: &Record, name: &str) -> Field {
    if record.serial.as_deref() == Some(name) {
        return Field::Serial;
    }
    let of_tag = match &record.tag {
        Some(tag) => tag.as_str() == name,
        None => record.aliases.first().is_some_and(|first| first == name),
    };
    let of_tag = of_tag && record.column(Field::Tag).is_some();
    if of_tag || record.column(Field::Aliases).is_none() { Field::Tag } else { Field::Aliases }
}

fn value(record: &Record, field: Field, refusal: &Refusal) -> Option<String> {
    Some(match (field, refusal) {
        (Field::Holder, _) => return None,
        (_, Refusal::Taken { name, .. } | Refusal::InRow { name, .. }) => name.clone(),
        (_, Refusal::MediumTaken { serial, .. } | Refusal::SerialTaken { serial, .. }) => serial.clone(),
        (_, Refusal::Ambiguous { word, .. } | Refusal::NotFound { word, .. }) => word.clone(),
        (_, Refusal::Future { on, .. } | Refusal::BeforeLast { on, .. }) => on.to_string(),
        (Field::DepartedOn, _) => record.departed?.on?.to_string(),
        (Field::DecommissionedOn, _) => record.decommissioned?.on?.to_string(),
        (Field::Serial, _) => record.serial.clone()?,
        (Field::Acquired, _) => record.acquired?.to_string(),
        (Field::Owner, _) => record.owner.clone()?,
        (Field::State, _) => record.state?.to_string(),
        _ => return None,
    })
}
