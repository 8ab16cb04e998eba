//! Foreign files, read into neutral records.
//!
//! A reader takes bytes and gives [`Record`]s in typed values, or every [`Fault`] of the file at
//! once. It looks nothing up and decides nothing: whether an asset is already known, and what
//! becomes of it, is for the operation that called it. Faults and remarks carry codes and values,
//! never a sentence.

mod cell;
mod dates;
mod detect;
mod drive;
mod encoding;
pub mod erasure;
mod fault;
mod field;
mod header;
mod json;
mod layout;
mod lshw;
mod out;
mod record;
mod row;
pub mod scanner;
mod smartctl;
mod split;
pub mod table;
mod words;

pub use detect::{Format, format_of, scan};
pub use drive::Drive;
pub use fault::{Fault, Faults, Reason, Remark, RemarkCode};
pub use field::{BadMapping, Columns, Field, Mapping};
pub use record::{Decommissioning, Departure, KindSaid, Record, Warranty};

use crate::model::codes::codes;

/// What a file describes, piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A row of a table: an asset.
    Row(Record),
    /// A machine, and the drives that a tool saw in it.
    Machine(Record, Vec<Drive>),
    /// A drive on its own.
    Drive(Drive),
}

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
    /// What a file is, where that was said; else its content tells.
    pub format: Option<Format>,
    /// Whether the names of holders are read. They are persons: nobody reads them by accident.
    pub holders: bool,
    /// Which columns give which fields, whatever their headers say.
    pub map: Vec<Mapping>,
    /// How dates are written.
    pub date_order: DateOrder,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, holders: false, map: Vec::new(), date_order: DateOrder::Auto }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
