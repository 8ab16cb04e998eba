//! The letters: fonts inside the program, so that their widths are known and are the same everywhere.
//! The only place that reads a font.

use std::{ops::Range, sync::LazyLock};

use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
    outline::{DrawSettings, OutlineGlyphCollection, OutlinePen},
};

use crate::draw::{Face, Um};

/// The thousandths of its size by which a font measures its letters.
const UNITS: i64 = 1000;

/// A font of the program.
pub struct Font {
    bytes: &'static [u8],
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    outlines: OutlineGlyphCollection<'static>,
    /// The advances of the letters of western languages, by their number: a page measures thousands.
    advances: Vec<i64>,
}

/// The first character whose advance is looked up each time.
const RARE: u32 = 0x250;

/// One letter of a text, as a font draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// How far the next one is, in thousandths of the size.
    pub advance: i64,
    /// Where its character stands in the text.
    pub at: Range<usize>,
}

macro_rules! font {
    ($file:literal) => {
        LazyLock::new(|| Font::read(include_bytes!(concat!("../../assets/fonts/", $file))))
    };
}

static CODE: LazyLock<Font> = font!("IBMPlexMono-Bold.ttf");
static PLAIN: LazyLock<Font> = font!("IBMPlexSans-Regular.ttf");
static STRONG: LazyLock<Font> = font!("IBMPlexSans-SemiBold.ttf");

impl Face {
    /// Every face.
    pub const ALL: [Self; 3] = [Self::Code, Self::Plain, Self::Strong];

    /// Returns the font of this face.
    #[must_use]
    pub fn font(self) -> &'static Font {
        match self {
            Self::Code => &CODE,
            Self::Plain => &PLAIN,
            Self::Strong => &STRONG,
        }
    }
}

impl Font {
    #[expect(clippy::expect_used, reason = "a font of the program itself: a test reads each")]
    fn read(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).expect("a font of the program");
        let here = LocationRef::default();
        let mut read = Self {
            bytes,
            charmap: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), here),
            outlines: font.outline_glyphs(),
            advances: Vec::new(),
        };
        read.advances = (0..RARE).filter_map(char::from_u32).map(|c| read.advance(c)).collect();
        read
    }

    /// Returns the file, to be embedded.
    #[must_use]
    pub fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// Returns the letters of a text. A character that the font does not have is drawn as the font
    /// draws what is missing.
    pub fn glyphs<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Glyph> + 't {
        text.char_indices().map(|(at, c)| {
            let replaced = || self.charmap.map(char::REPLACEMENT_CHARACTER);
            let id = self.charmap.map(c).or_else(replaced).unwrap_or(GlyphId::NOTDEF);
            #[expect(clippy::cast_possible_truncation, reason = "whole thousandths")]
            let advance = self.metrics.advance_width(id).unwrap_or_default() as i64;
            Glyph { id: id.to_u32(), advance, at: at..at + c.len_utf8() }
        })
    }

    /// Returns how far the next letter is after this one, in thousandths of the size.
    #[must_use]
    pub fn advance(&self, c: char) -> i64 {
        usize::try_from(u32::from(c)).ok().and_then(|at| self.advances.get(at).copied()).unwrap_or_else(
            || {
                let mut bytes = [0; 4];
                self.glyphs(c.encode_utf8(&mut bytes)).map(|glyph| glyph.advance).sum()
            },
        )
    }

    /// Returns the width of a text in letters of this size, rounded up.
    #[must_use]
    pub fn width(&self, text: &str, size: Um) -> Um {
        let thousandths: i64 = text.chars().map(|c| self.advance(c)).sum();
        Um((thousandths * size.0 + UNITS - 1) / UNITS)
    }

    /// Draws the outline of a letter, in thousandths of the size, its baseline at 0, upwards.
    pub fn outline(&self, id: u32, pen: &mut impl OutlinePen) {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(outline) = self.outlines.get(GlyphId::new(id)) {
            // What cannot be drawn is left out, as every renderer does.
            let _ = outline.draw(settings, pen);
        }
    }
}

/// How the width of a text is known before it is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ruler {
    /// By the font itself, which the format takes along.
    Font,
    /// By a letter six tenths as wide as it is high: that of the tag's own face, and more than most
    /// letters of whatever face takes the place of the others.
    #[default]
    Tenths,
}

impl Ruler {
    /// Returns the width of a text in letters of this size.
    #[must_use]
    pub fn width(self, text: &str, face: Face, size: Um) -> Um {
        match self {
            Self::Font => face.font().width(text, size),
            Self::Tenths => {
                let letters = i64::try_from(text.chars().count()).unwrap_or(i64::MAX / UNITS);
                Um(letters * size.0 * 6 / 10)
            }
        }
    }

    /// Returns the size of letters in which a text takes the whole room.
    #[must_use]
    pub fn largest(self, text: &str, face: Face, room: Um) -> Um {
        let thousand = self.width(text, face, Um(UNITS)).0.max(1);
        Um(room.0.max(0) * UNITS / thousand)
    }

    /// Returns a text that takes no more than the room, its end replaced by an ellipsis if it must.
    #[must_use]
    pub fn shortened(self, text: &str, face: Face, size: Um, room: Um) -> String {
        if self.width(text, face, size) <= room {
            return text.to_owned();
        }
        let cut = |end: usize| format!("{}…", text[..end].trim_end());
        let fitting = text.char_indices().map(|(at, _)| cut(at)).take_while(|cut| {
            // A long text is not measured to its end.
            self.width(cut, face, size) <= room
        });
        fitting.last().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What French is written with, and what separates numbers.
    const FRENCH: &str = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ «\u{a0}’…–—»\u{202f}€°²₂×→≥½№";

    #[test]
    fn every_font_of_the_program_is_read_and_measures_in_thousandths() {
        for face in Face::ALL {
            let font = FontRef::new(face.font().bytes()).unwrap();
            let metrics = font.metrics(Size::unscaled(), LocationRef::default());
            assert_eq!(i64::from(metrics.units_per_em), UNITS, "{face:?}");
        }
    }

    #[test]
    fn the_fonts_of_sentences_have_what_french_is_written_with() {
        for face in [Face::Plain, Face::Strong] {
            for c in FRENCH.chars() {
                assert!(face.font().charmap.map(c).is_some(), "{face:?}: {c:?}");
            }
        }
    }

    #[test]
    fn a_letter_of_a_tag_is_six_tenths_wide() {
        for c in ('A'..='Z').chain('0'..='9').chain(['-', '.', '/']) {
            assert_eq!(Face::Code.font().width(&c.to_string(), Um(1000)), Um(600), "{c}");
        }
    }

    #[test]
    fn a_text_is_cut_where_the_room_ends() {
        let ruler = Ruler::Font;
        let text = "Dell Latitude 5420 — œuvre";
        let (size, face) = (Um(2000), Face::Plain);
        let whole = ruler.width(text, face, size);
        assert_eq!(ruler.shortened(text, face, size, whole), text);
        let cut = ruler.shortened(text, face, size, whole - Um(1));
        assert!(cut.ends_with('…') && ruler.width(&cut, face, size) < whole, "{cut}");
        assert_eq!(ruler.shortened(text, face, size, Um(1)), "");
        assert!(ruler.width("iiii", face, size) < Ruler::Tenths.width("iiii", face, size));
    }

    #[test]
    fn a_character_that_no_font_has_is_drawn_as_a_replacement() {
        let font = Face::Plain.font();
        let [glyph] = &font.glyphs("字").collect::<Vec<_>>()[..] else { panic!("one letter") };
        assert_eq!(Some(glyph.id), font.charmap.map('\u{fffd}').map(GlyphId::to_u32));
        assert_eq!(glyph.at, 0..3);
    }
}
