//! Shapes in millimetres: a list of what to draw, whatever the format it becomes.
//!
//! Lengths are whole micrometres, so that the same drawing gives the same bytes everywhere. Ink is
//! black on white; the origin is the upper left corner.

use std::{
    fmt,
    ops::{Add, Mul, Sub},
};

pub mod qr;

/// A length, in micrometres. Displayed in millimetres: `0.33`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Um(pub i64);

impl Um {
    /// Returns this many millimetres.
    #[must_use]
    pub const fn mm(millimetres: i64) -> Self {
        Self(millimetres * 1000)
    }
}

impl Add for Um {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Um {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<i64> for Um {
    type Output = Self;

    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl fmt::Display for Um {
    /// Writes millimetres exactly, with no more decimals than it takes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let part = format!("{part:03}");
        write!(f, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

/// A rectangle, by its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// From the left edge of the drawing.
    pub x: Um,
    /// From its upper edge.
    pub y: Um,
    /// Its width.
    pub width: Um,
    /// Its height.
    pub height: Um,
}

/// The letters of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// All of one width, bold: a tag, where `0` must not look like `O`.
    Code,
    /// Ordinary ones.
    Plain,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Rectangles filled as a single figure, so that no hairline shows between two that touch.
    Fill(Vec<Rect>),
    /// One line of text.
    Text {
        /// Where it starts.
        x: Um,
        /// Its baseline.
        y: Um,
        /// The height of its letters, from one baseline to the next (1 em).
        size: Um,
        /// The letters.
        face: Face,
        /// What is written.
        text: String,
    },
    /// Shapes that make one thing.
    Group {
        /// Its name, for those who do not see it.
        title: String,
        /// What it is made of.
        shapes: Vec<Shape>,
    },
}

/// A drawing of a given size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Its name, for those who do not see it.
    pub title: String,
    /// Its width.
    pub width: Um,
    /// Its height.
    pub height: Um,
    /// What to draw, in order.
    pub shapes: Vec<Shape>,
}

#[cfg(test)]
mod tests {
    use super::Um;

    #[test]
    fn a_length_is_written_in_millimetres_exactly() {
        for (um, text) in
            [(0, "0"), (62_000, "62"), (330, "0.33"), (1_005, "1.005"), (-5, "-0.005"), (-2_500, "-2.5")]
        {
            assert_eq!(Um(um).to_string(), text);
        }
        assert_eq!((Um::mm(2) + Um(5) - Um(1)) * 2, Um(4008));
    }
}
