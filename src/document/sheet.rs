//! Tables for spreadsheets: columns, each of one kind, typed cells, and the charts that are drawn of them.

use std::{borrow::Cow, ops::Range};

use crate::{draw::picture::Tone, model::day::Day};

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
    /// What is drawn of its cells.
    pub charts: Vec<Chart>,
}

/// A chart of cells of its sheet: bars, which a spreadsheet draws again when the cells change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What it says, for those who do not see it.
    pub said: String,
    /// Whether the bars lie, so that long names are read beside them.
    pub lying: bool,
    /// What counts together; without classes each series is one bar.
    pub classes: Option<Classes>,
    /// What the bars measure: the title of their axis.
    pub unit: String,
    /// What is counted apart: in the order in which it is stacked, if there are classes.
    pub series: Vec<Series>,
}

/// What counts together in a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    /// What they are: the title of their axis.
    pub title: String,
    /// The cells of their names.
    pub names: Cells,
}

/// What is counted apart in a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The cell of its name.
    pub name: Cells,
    /// The cells of its values, one for each class.
    pub values: Cells,
    /// Its looks.
    pub tone: Tone,
}

/// Cells of a column that stand below each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// The column, from 0.
    pub column: usize,
    /// The rows; 0 is the header.
    pub rows: Range<usize>,
}

impl Cells {
    /// One cell alone.
    #[must_use]
    pub const fn one(column: usize, row: usize) -> Self {
        Self { column, rows: row..row + 1 }
    }
}
