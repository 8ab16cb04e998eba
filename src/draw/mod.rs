//! Shapes in millimetres: a list of what to draw, whatever the format it becomes.
//!
//! Lengths are whole micrometres, so that the same drawing gives the same bytes everywhere. Ink is
//! black on white; the origin is the upper left corner.

use std::{
    fmt,
    ops::{Add, Mul, Sub},
};

pub mod chart;
pub mod font;
pub mod picture;
pub mod qr;

use qr::Code;

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

/// How many dots a printer or a picture has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dots {
    /// In ten inches: makers count by the inch, or by the millimetre.
    pub in_ten_inches: i64,
}

/// Ten inches, in micrometres.
const TEN_INCHES: i64 = 254_000;

impl Dots {
    /// Returns how many dots a length takes, the nearest whole number of them.
    #[must_use]
    pub const fn in_length(self, length: Um) -> i64 {
        (length.0 * self.in_ten_inches + TEN_INCHES / 2).div_euclid(TEN_INCHES)
    }

    /// Returns how many dots a length holds.
    #[must_use]
    pub const fn within(self, length: Um) -> i64 {
        // A length that was rounded down from whole dots holds as many.
        (length.0 * self.in_ten_inches + self.in_ten_inches).div_euclid(TEN_INCHES)
    }

    /// Returns the length of so many dots, in whole micrometres.
    #[must_use]
    pub const fn length(self, dots: i64) -> Um {
        Um((dots * TEN_INCHES).div_euclid(self.in_ten_inches))
    }

    /// Returns how many dots a length is, if it is a whole number of them.
    #[must_use]
    pub fn whole(self, length: Um) -> Option<i64> {
        let dots = self.in_length(length);
        (self.length(dots) == length).then_some(dots)
    }

    /// Returns the side of a dot in micrometres, exactly.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
    pub const fn side(self) -> f32 {
        TEN_INCHES as f32 / self.in_ten_inches as f32
    }

    /// Returns how many are in a metre, the nearest whole number.
    #[must_use]
    pub const fn per_metre(self) -> i64 {
        self.in_length(Um::mm(1000))
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// All of one width, bold: a tag, where `0` must not look like `O`.
    Code,
    /// Ordinary ones.
    Plain,
    /// Heavier ones, for what is read first.
    Strong,
}

/// From where a text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// To the right.
    Start,
    /// To both sides.
    Middle,
    /// To the left.
    End,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where it starts, its middle, or where it ends.
    pub x: Um,
    /// Its baseline.
    pub y: Um,
    /// Which of them.
    pub anchor: Anchor,
    /// The height of its letters, from one baseline to the next (1 em).
    pub size: Um,
    /// The letters.
    pub face: Face,
    /// What is written.
    pub text: String,
}

impl Text {
    /// Returns where its first letter begins, as the font of its face measures it.
    #[must_use]
    pub fn left(&self) -> Um {
        let width = || self.face.font().width(&self.text, self.size);
        match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => Um(self.x.0 - width().0 / 2),
            Anchor::End => self.x - width(),
        }
    }
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A QR code.
    Code(Code),
    /// A rectangle of which only the edge is drawn, as thin as the renderer can.
    Frame(Rect),
    /// A text.
    Text(Text),
    /// Shapes that make one thing.
    Group {
        /// Its name, for those who do not see it.
        title: String,
        /// What it is made of.
        shapes: Vec<Shape>,
    },
}

/// A drawing of a given size: one page, or one label of a roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Its width.
    pub width: Um,
    /// Its height.
    pub height: Um,
    /// What to draw, in order.
    pub shapes: Vec<Shape>,
}

/// Names what is drawn on these pages, from the first thing to the last.
#[must_use]
pub fn title(pages: &[Drawing]) -> String {
    let mut titles = pages.iter().flat_map(|page| &page.shapes).filter_map(|shape| match shape {
        Shape::Group { title, .. } => Some(title),
        _ => None,
    });
    match (titles.next(), titles.next_back()) {
        (Some(first), Some(last)) => format!("{first} – {last}"),
        (first, _) => first.cloned().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Dots, Um};

    #[test]
    fn whole_dots_are_found_again_in_a_length_that_was_rounded() {
        for in_ten_inches in [2030, 2032, 3000, 6000] {
            let dots = Dots { in_ten_inches };
            for count in 0..20_000 {
                let length = dots.length(count);
                assert_eq!((dots.in_length(length), dots.within(length)), (count, count));
                assert_eq!(dots.whole(length), Some(count));
            }
            assert_eq!(dots.within(dots.length(7) - Um(2)), 6);
            assert_eq!(dots.whole(dots.length(7) - Um(2)), None);
        }
    }

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
