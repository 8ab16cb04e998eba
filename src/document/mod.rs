//! Documents: blocks already worded, ready for any format.
//!
//! A document is built from a report and the words of a language; a renderer turns it into bytes
//! and knows neither.

mod report;

pub use report::of_report;

/// A document, already worded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its blocks, in the order in which they are read.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title of the document.
    Title(String),
    /// The heading of what follows.
    Heading(String),
    /// A few sentences.
    Paragraph(String),
    /// Figures, each with its label.
    Figures(Vec<Labelled>),
    /// A table.
    Table(Table),
    /// Sentences, one item each.
    List(Vec<String>),
    /// What is copied letter by letter, and never cut: a hash, a command line.
    Verbatim(String),
}

/// A figure and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// What it is.
    pub label: String,
    /// How much.
    pub value: String,
}

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table; every row has as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns: their heads, and the side of their cells.
    pub columns: Vec<(String, Side)>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// The row of totals.
    pub total: Option<Vec<String>>,
}
