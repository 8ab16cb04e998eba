//! What a page is made of, for those who see it and for those who have it read aloud.

use crate::draw::{Rect, Shape, Um, picture::Picture};

/// What is drawn.
#[derive(Debug)]
pub(in crate::render) enum Ink {
    /// A shape.
    Shape(Shape),
    /// A rectangle in this grey: 0 is black, 255 white.
    Fill(Rect, u8),
    /// A picture, and where its upper left corner is.
    Picture(Picture, (Um, Um)),
}

/// What something drawn is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Mark {
    /// A part of the text, by its number in the order of reading.
    Leaf(usize),
    /// The foot of a page.
    Foot,
    /// An ornament, or what was said before and stands there again.
    Ornament,
}

/// Something drawn, and what it is.
#[derive(Debug)]
pub(in crate::render) struct Item {
    /// What is drawn.
    pub(in crate::render) ink: Ink,
    /// What it is.
    pub(in crate::render) mark: Mark,
}

/// What an element of the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) enum Role {
    /// All of one document.
    Part,
    /// A heading of this level.
    Heading(u16, String),
    /// Sentences, or what is copied letter by letter.
    Paragraph,
    /// A list.
    List,
    /// An item of it.
    Item,
    /// Its mark.
    Label,
    /// Its sentences.
    Body,
    /// A table.
    Table,
    /// The row of its heads.
    Head,
    /// Its other rows.
    Rows,
    /// A row.
    Row,
    /// The head of a column.
    ColumnHead,
    /// The label of a row.
    RowHead,
    /// A cell.
    Cell,
    /// A code to scan, and what it is.
    Figure(String),
    /// A picture on its own: what it shows, on which page it stands, and where.
    Picture(String, usize, Rect),
}

/// An element of the text.
#[derive(Debug)]
pub(in crate::render) struct Element {
    /// What it is.
    pub(in crate::render) role: Role,
    /// What it is made of, in the order of reading.
    pub(in crate::render) children: Vec<Child>,
}

/// A part of an element.
#[derive(Clone, Copy, Debug)]
pub(in crate::render) enum Child {
    /// Another element, by its number.
    Element(usize),
    /// Something drawn, by its number in the order of reading.
    Leaf(usize),
}
