//! Documents: blocks already worded, ready for any format.
//!
//! A document is built from a report and the words of a language; a renderer turns it into bytes
//! and knows neither.

mod papers;
mod report;
pub mod sheet;
mod template;

use std::borrow::Cow;

use crate::{draw::picture::Picture, model::text};

pub use papers::{Decommissioning, Issue, Paper, of_certificate, of_decommissioning, of_slip};
pub use report::{of_report, sheet_of_codes, sheets_of, title_of};
pub use template::{Shape, Template, Values};

/// A document, already worded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its name, where a reader lists documents.
    pub title: String,
    /// The language it is written in, as a code of two letters.
    pub language: &'static str,
    /// Its blocks, in the order in which they are read.
    pub blocks: Vec<Block>,
    /// What stands at the foot of every page.
    pub foot: Foot,
}

/// What stands at the foot of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foot {
    /// Which state of the record it shows.
    pub head: String,
    /// The hash of that state, letter by letter.
    pub hash: String,
    /// The word before the number of a page.
    pub page: &'static str,
}

impl Document {
    /// The same document, in which what a terminal or a page would obey is shown as its number: whoever
    /// wrote it into the record was not this program.
    #[must_use]
    pub(crate) fn obeyed_by_nothing(mut self) -> Self {
        let blocks = self.blocks.iter_mut().flat_map(Block::texts);
        blocks.chain([&mut self.title, &mut self.foot.head, &mut self.foot.hash]).for_each(|said| {
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
            Self::Title(said) | Self::Heading(said) | Self::Subheading(said) | Self::Verbatim(said) => {
                vec![said]
            }
            Self::Paragraph(said) => said.texts().collect(),
            Self::Figures(figures) => {
                figures.iter_mut().flat_map(|figure| [&mut figure.label, &mut figure.value]).collect()
            }
            Self::Facts(facts) => facts
                .iter_mut()
                .flat_map(|fact| std::iter::once(&mut fact.label).chain(fact.value.texts()))
                .collect(),
            Self::List(items) => items.iter_mut().flat_map(Phrase::texts).collect(),
            Self::Table(table) => {
                let heads = table.columns.iter_mut().map(|(head, _)| head);
                let cells = table.rows.iter_mut().flatten().chain(table.total.iter_mut().flatten());
                heads.chain(cells.flat_map(Cell::texts)).collect()
            }
            Self::Chart(chart) => {
                let Chart { title, said, picture, bars, .. } = &mut **chart;
                let bars = bars.iter_mut().flat_map(|bar| [&mut bar.label, &mut bar.value]);
                [title, said].into_iter().chain(picture.texts()).chain(bars).collect()
            }
            Self::Codes(codes) => codes.iter_mut().flat_map(Code::texts).collect(),
            Self::Signatures(boxes) => boxes
                .iter_mut()
                .flat_map(|place| std::iter::once(&mut place.role).chain(&mut place.lines))
                .collect(),
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
    /// A heading inside of such a part.
    Subheading(String),
    /// A few sentences.
    Paragraph(Phrase),
    /// Figures, each with its label.
    Figures(Vec<Labelled>),
    /// What is known of something, each fact with its label.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Box<Chart>),
    /// Sentences, one item each.
    List(Vec<Phrase>),
    /// What is copied letter by letter, and never cut: a hash, a command line.
    Verbatim(String),
    /// Codes to scan, one after another.
    Codes(Vec<Code>),
    /// Places where people sign.
    Signatures(Vec<Signature>),
}

/// Words, some of which are read first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<Span>);

/// Words of a phrase that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What they say.
    pub text: String,
    /// Whether they are read first.
    pub strong: bool,
}

impl Phrase {
    /// Returns what it says.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        self.0.iter_mut().map(|span| &mut span.text)
    }
}

impl<T: Into<String>> From<T> for Phrase {
    fn from(text: T) -> Self {
        Self(vec![Span { text: text.into(), strong: false }])
    }
}

/// A code to scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What it says.
    pub payload: String,
    /// What it is, for those who do not see it.
    pub alt: String,
}

impl Code {
    fn texts(&mut self) -> [&mut String; 2] {
        [&mut self.payload, &mut self.alt]
    }
}

/// A place where somebody signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// As what.
    pub role: String,
    /// What is written there by hand, or stands there already.
    pub lines: Vec<String>,
}

/// Something known, and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What is known.
    pub value: Phrase,
}

/// A figure and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// What it is.
    pub label: String,
    /// How much.
    pub value: String,
}

/// A chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What it says, for those who do not see it.
    pub said: String,
    /// The picture.
    pub picture: Picture,
    /// The same in letters, for a page that has nothing else; none where a table of the document says more.
    pub bars: Vec<Bar>,
    /// How long a bar is that fills the page, if none is longer.
    pub whole: u64,
}

/// A bar of a chart in letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// How much, written out.
    pub value: String,
    /// How long it is beside the others.
    pub length: u64,
}

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words or a number.
    Text(Phrase),
    /// A code to scan.
    Code(Code),
}

impl Cell {
    /// Returns what it says, to whoever scans it too.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(phrase) => phrase.text(),
            Self::Code(code) => code.payload.clone(),
        }
    }

    fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::Text(phrase) => phrase.texts().collect(),
            Self::Code(code) => code.texts().into(),
        }
    }
}

impl<T: Into<Phrase>> From<T> for Cell {
    fn from(said: T) -> Self {
        Self::Text(said.into())
    }
}

/// A table; every row has as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns: their heads, and the side of their cells.
    pub columns: Vec<(String, Side)>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// The row of totals.
    pub total: Option<Vec<Cell>>,
}
