//! Documents: blocks already worded, ready for any format.
//!
//! A document is built from a report and the words of a language; a renderer turns it into bytes
//! and knows neither.

mod report;

use std::borrow::Cow;

use crate::model::text;

pub use report::of_report;

/// A document, already worded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its blocks, in the order in which they are read.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The same document, in which what a terminal or a page would obey is shown as its number: whoever
    /// wrote it into the record was not this program.
    #[must_use]
    pub(crate) fn obeyed_by_nothing(mut self) -> Self {
        self.blocks.iter_mut().flat_map(Block::texts).for_each(|said| {
            if let Cow::Owned(shown) = text::visible(said) {
                *said = shown;
            }
        });
        self
    }
}

impl Block {
    /// Every text in it.
    fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::Title(said) | Self::Heading(said) | Self::Paragraph(said) | Self::Verbatim(said) => {
                vec![said]
            }
            Self::Figures(figures) => {
                figures.iter_mut().flat_map(|figure| [&mut figure.label, &mut figure.value]).collect()
            }
            Self::List(items) => items.iter_mut().collect(),
            Self::Table(table) => {
                let heads = table.columns.iter_mut().map(|(head, _)| head);
                heads.chain(table.rows.iter_mut().flatten()).chain(table.total.iter_mut().flatten()).collect()
            }
        }
    }
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
