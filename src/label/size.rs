//! Lengths as they are typed: the size of a label, a shift of the print.

use std::fmt;

use crate::draw::Um;

/// The size of a label. Displayed as it is typed: `62x29`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its width.
    pub width: Um,
    /// Its height.
    pub height: Um,
}

/// The text is not the size of a label.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a size in millimetres such as 62x29")]
pub struct NotASize(pub String);

impl Default for Size {
    /// The commonest die-cut label of office printers.
    fn default() -> Self {
        Self { width: Um::mm(62), height: Um::mm(29) }
    }
}

impl Size {
    /// Reads a width and a height in millimetres: `62x29`, `63,5 × 38.1`.
    ///
    /// # Errors
    ///
    /// Returns [`NotASize`] for anything else, and for a side that is zero or above one metre.
    pub fn parse(text: &str) -> Result<Self, NotASize> {
        text.split_once(['x', 'X', '×'])
            .and_then(|(width, height)| Some(Self { width: side(width)?, height: side(height)? }))
            .ok_or_else(|| NotASize(text.to_owned()))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// How far a printer misses: added to every place of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift(pub Um);

impl Shift {
    /// The most that is believed: a printer that misses by more takes another paper.
    pub const MOST: Um = Um::mm(20);

    /// Reads millimetres with at most three decimals, to the right or down, or, with a minus, to the
    /// left or up; nothing for anything else, and beyond [`Self::MOST`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, length) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(length) => (-1, length),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let length = millimetres(length)?;
        (length <= Self::MOST).then_some(Self(length * sign))
    }
}

/// Reads a side of a label: more than zero and at most a metre.
fn side(text: &str) -> Option<Um> {
    millimetres(text.trim()).filter(|side| (Um(1)..=Um::mm(1000)).contains(side))
}

/// Reads millimetres with at most three decimals.
fn millimetres(text: &str) -> Option<Um> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits =
        |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole, 4) || !digits(part, 3) {
        return None;
    }
    Some(Um(format!("{whole}{part:0<3}").parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(text: &str) -> Size {
        Size::parse(text).unwrap()
    }

    #[test]
    fn a_size_is_read_in_millimetres() {
        assert_eq!(size("62x29"), Size::default());
        assert_eq!(size(" 63,5 × 38.1 "), Size { width: Um(63_500), height: Um(38_100) });
        assert_eq!(size("63.5x38.125").to_string(), "63.5x38.125");
        for text in
            ["", "62", "62x", "0x29", "-1x2", "62x29x3", "1001x20", "6.1234x2", "1e3x2", "NaNx1", "62.x29"]
        {
            assert_eq!(Size::parse(text), Err(NotASize(text.to_owned())));
        }
    }

    #[test]
    fn a_shift_goes_either_way() {
        for (text, um) in [("0", 0), ("1.5", 1500), ("-0,75", -750), (" +2 ", 2000), ("\u{2212}1", -1000)] {
            assert_eq!(Shift::parse(text), Some(Shift(Um(um))), "{text}");
        }
        for text in ["", "-", "--1", "1mm", "20.001", "-21", "1e1"] {
            assert_eq!(Shift::parse(text), None, "{text}");
        }
    }
}
