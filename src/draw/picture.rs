//! Pictures in several inks: what charts are drawn with, on a screen and on a page alike.
//!
//! Labels have one ink and know nothing of this. Which colour an ink has on a light or a dark screen is
//! said where screens are (`assets/page.css`, by the names here); on paper it is said here.

use super::{Rect, Text, Um};

/// A picture of a given size; the origin is the upper left corner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Its width.
    pub width: Um,
    /// Its height.
    pub height: Um,
    /// What is drawn, the lowest first.
    pub layers: Vec<Layer>,
}

/// What is drawn in one ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The ink.
    pub ink: Ink,
    /// What is drawn.
    pub marks: Vec<Mark>,
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A rectangle, filled.
    Area(Rect),
    /// A band, filled.
    Band(Band),
    /// Straight lines.
    Lines {
        /// How wide they are.
        width: Um,
        /// From where to where each goes.
        lines: Vec<Line>,
    },
    /// A text.
    Text(Text),
}

/// A straight line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it begins: to the right, down.
    pub from: (Um, Um),
    /// Where it ends.
    pub to: (Um, Um),
}

/// A band between two upright edges of one height: it leaves the left one level and comes to the right one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The upper end of the left edge: to the right, down.
    pub from: (Um, Um),
    /// The upper end of the right edge.
    pub to: (Um, Um),
    /// How tall both are.
    pub height: Um,
}

impl Band {
    /// Returns where it turns: half way between its edges.
    #[must_use]
    pub fn middle(self) -> Um {
        Um(i64::midpoint(self.from.0.0, self.to.0.0))
    }
}

/// With what something is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// That of words.
    Words,
    /// That of what is read last.
    Pale,
    /// That of lines that only guide the eye.
    Grid,
    /// That of the paper or the screen itself.
    Paper,
    /// That of a series.
    Tone(Tone),
    /// The same, thinned with the paper, on which it is laid.
    Tint(Tone),
}

/// How much of a tint is its series, in hundredths.
pub const TINT: u32 = 38;

/// The looks of a series: a colour, and strokes that tell it apart where there are no colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Green, plain.
    Teal,
    /// Light green, strokes that rise.
    Mint,
    /// Brown, level strokes.
    Ochre,
    /// Blue, plain.
    Blue,
    /// Light blue, strokes that fall.
    Sky,
    /// Dark red, plain.
    Brick,
    /// Grey, level and upright strokes.
    Grey,
    /// Nearly the ink of words, strokes that rise and fall.
    Slate,
    /// Violet, upright strokes.
    Plum,
}

/// In which direction a stroke of the paper crosses an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// From the lower left to the upper right.
    Rising,
    /// From the upper left to the lower right.
    Falling,
    /// From left to right.
    Level,
    /// From top to bottom.
    Upright,
}

impl Tone {
    /// Every look.
    pub const ALL: [Self; 9] = [
        Self::Teal,
        Self::Mint,
        Self::Ochre,
        Self::Blue,
        Self::Sky,
        Self::Brick,
        Self::Grey,
        Self::Slate,
        Self::Plum,
    ];

    /// Returns the strokes that cross an area of this look.
    #[must_use]
    pub const fn strokes(self) -> &'static [Stroke] {
        match self {
            Self::Teal | Self::Blue | Self::Brick => &[],
            Self::Mint => &[Stroke::Rising],
            Self::Ochre => &[Stroke::Level],
            Self::Sky => &[Stroke::Falling],
            Self::Grey => &[Stroke::Level, Stroke::Upright],
            Self::Slate => &[Stroke::Rising, Stroke::Falling],
            Self::Plum => &[Stroke::Upright],
        }
    }
}

impl Ink {
    /// Returns the name by which the style of a page knows it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "ink",
            Self::Pale => "pale",
            Self::Grid => "line",
            Self::Paper => "paper",
            Self::Tone(Tone::Teal) | Self::Tint(Tone::Teal) => "teal",
            Self::Tone(Tone::Mint) | Self::Tint(Tone::Mint) => "mint",
            Self::Tone(Tone::Ochre) | Self::Tint(Tone::Ochre) => "ochre",
            Self::Tone(Tone::Blue) | Self::Tint(Tone::Blue) => "blue",
            Self::Tone(Tone::Sky) | Self::Tint(Tone::Sky) => "sky",
            Self::Tone(Tone::Brick) | Self::Tint(Tone::Brick) => "brick",
            Self::Tone(Tone::Grey) | Self::Tint(Tone::Grey) => "grey",
            Self::Tone(Tone::Slate) | Self::Tint(Tone::Slate) => "slate",
            Self::Tone(Tone::Plum) | Self::Tint(Tone::Plum) => "plum",
        }
    }

    /// Returns its red, green and blue on paper.
    #[must_use]
    pub const fn on_paper(self) -> [u8; 3] {
        match self {
            Self::Words => [0x00, 0x00, 0x00],
            Self::Pale => [0x55, 0x55, 0x55],
            Self::Grid => [0xd6, 0xd6, 0xd6],
            Self::Paper => [0xff, 0xff, 0xff],
            Self::Tone(Tone::Teal) => [0x0b, 0x70, 0x57],
            Self::Tone(Tone::Mint) => [0x3a, 0x9a, 0x7f],
            Self::Tone(Tone::Ochre) => [0xa3, 0x72, 0x0c],
            Self::Tone(Tone::Blue) => [0x55, 0x94, 0xe2],
            Self::Tone(Tone::Sky) => [0x3f, 0x93, 0xb5],
            Self::Tone(Tone::Brick) => [0x78, 0x17, 0x0e],
            Self::Tone(Tone::Grey) => [0x77, 0x77, 0x77],
            Self::Tone(Tone::Slate) => [0x32, 0x3a, 0x45],
            Self::Tone(Tone::Plum) => [0x8b, 0x5b, 0xa6],
            Self::Tint(tone) => tint(Self::Tone(tone).on_paper()),
        }
    }
}

/// Thins a colour with the white of the paper.
const fn tint([red, green, blue]: [u8; 3]) -> [u8; 3] {
    const fn thinned(part: u8) -> u8 {
        255 - ((255 - part as u32) * TINT / 100).to_le_bytes()[0]
    }
    [thinned(red), thinned(green), thinned(blue)]
}

impl Picture {
    /// Draws something over all that is drawn.
    pub fn put(&mut self, ink: Ink, mark: Mark) {
        match self.layers.last_mut() {
            Some(layer) if layer.ink == ink => layer.marks.push(mark),
            _ => self.layers.push(Layer { ink, marks: vec![mark] }),
        }
    }

    /// Returns every text in it.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        self.layers.iter_mut().flat_map(|layer| &mut layer.marks).filter_map(|mark| match mark {
            Mark::Text(text) => Some(&mut text.text),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of a colour, in millionths.
    ///
    /// Source: WCAG 2.2, relative luminance.
    fn luminance(rgb: [u8; 3]) -> f64 {
        let linear = rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// What a block of the style says of an ink: `--teal: #0b7057`.
    fn said(block: &str, ink: Ink) -> [u8; 3] {
        let name = format!("--{}: #", ink.name());
        let at = block.find(&name).unwrap_or_else(|| panic!("{name}"));
        let digits: String = block[at + name.len()..].chars().take_while(char::is_ascii_hexdigit).collect();
        let long = if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits };
        let number = u32::from_str_radix(&long, 16).unwrap();
        let [_, red, green, blue] = number.to_be_bytes();
        [red, green, blue]
    }

    /// The style of a light screen, and that of a dark one.
    fn screens() -> [&'static str; 2] {
        let style = include_str!("../../assets/page.css");
        let (light, rest) = style.split_once("prefers-color-scheme: dark").unwrap();
        [light, rest.split_once("@media print").unwrap().0]
    }

    #[test]
    fn every_look_stands_out_from_paper_and_from_either_screen() {
        let [light, dark] = screens();
        for tone in Tone::ALL.map(Ink::Tone) {
            assert_eq!(said(light, tone), tone.on_paper(), "{tone:?}");
            for screen in [light, dark] {
                let seen = contrast(said(screen, tone), said(screen, Ink::Paper));
                assert!(seen >= 3.0, "{tone:?} on {:?}: {seen}", said(screen, Ink::Paper));
            }
        }
        for screen in [light, dark] {
            for ink in [Ink::Words, Ink::Pale] {
                assert!(contrast(said(screen, ink), said(screen, Ink::Paper)) >= 4.5, "{ink:?}");
            }
        }
        assert!(contrast(Ink::Pale.on_paper(), Ink::Paper.on_paper()) >= 4.5);
    }

    #[test]
    fn every_look_is_told_apart_without_colours() {
        for (at, one) in Tone::ALL.iter().enumerate() {
            for other in &Tone::ALL[at + 1..] {
                let greys = contrast(Ink::Tone(*one).on_paper(), Ink::Tone(*other).on_paper());
                assert!(one.strokes() != other.strokes() || greys >= 1.7, "{one:?} {other:?}: {greys}");
            }
        }
    }
}
