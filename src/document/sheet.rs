//! Tables for spreadsheets: columns, each of one kind, and typed cells.

use std::borrow::Cow;

use crate::model::day::Day;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or a code of a few letters.
    Word,
    /// A name, a serial, a model.
    Name,
    /// A sentence.
    Long,
    /// A whole number: pieces, bytes, grams, an event.
    Number,
    /// Money: cents in a plain table, euros with two decimals in a spreadsheet.
    Money,
    /// A civil day.
    Day,
    /// Yes or no.
    Flag,
    /// A mass, kept in grams, shown to people in kilograms.
    Mass,
    /// A share, kept in basis points, shown to people in percent.
    Share,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column of an export.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name: Cow::Borrowed(name), kind }
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'c> {
    /// Nothing is known.
    Nothing,
    /// A text: never a formula, whatever it begins with.
    Text(Cow<'c, str>),
    /// A text that stands above others.
    Heading(Cow<'c, str>),
    /// A whole number.
    Number(i64),
    /// Money, in cents.
    Money(i64),
    /// A civil day.
    Day(Day),
    /// Yes or no.
    Flag(bool),
    /// A mass, in grams.
    Mass(i64),
    /// A share, in basis points.
    Share(i64),
}

impl<'c> Cell<'c> {
    /// A text.
    #[must_use]
    pub fn text(text: &'c str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// A text that was made for the cell.
    #[must_use]
    pub fn made(text: String) -> Cell<'static> {
        Cell::Text(Cow::Owned(text))
    }

    /// Pieces, or the number of an event.
    #[must_use]
    pub fn count(count: u64) -> Cell<'static> {
        Cell::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// What is known, as a cell.
    pub fn known<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Nothing, cell)
    }
}

/// A thing that is a row of a table.
pub trait Row {
    /// Its columns, which never change: others rely on them.
    const COLUMNS: &'static [Column];

    /// Hands over its cells, in their order.
    fn cells(&self, put: &mut dyn FnMut(Cell<'_>));
}

/// A table that is held whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell<'static>>>,
    /// Whether its rows are of one kind, so that they can be filtered.
    pub filtered: bool,
}
