//! Drawings as PNG: greys, with the number of dots written in the file so that it prints at its size.
//!
//! Modules of a code are whole dots, black or white; letters are smooth.

use std::{collections::HashMap, io::Write};

use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use skrifa::outline::OutlinePen;
use tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};

use crate::draw::{Dots, Drawing, Face, Rect, Shape, Text, Um, qr::Code};

/// The thousandths of its size in which a font measures.
const UNITS: f32 = 1000.0;

/// The pages cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// A picture has no such number of dots.
    #[error("a picture of {width} × {height} dots")]
    Size {
        /// Dots side by side.
        width: i64,
        /// Dots one below another.
        height: i64,
    },
    /// What the format or the system says.
    #[error(transparent)]
    Png(#[from] png::EncodingError),
}

/// Writes the pages one below another, page by page: a long roll needs no more memory than a label.
///
/// # Errors
///
/// Returns [`Unwritten`] for a picture too large for the format, and if it cannot be written.
pub fn png(pages: &[Drawing], dots: Dots, to: impl Write) -> Result<(), Unwritten> {
    let sizes: Vec<_> =
        pages.iter().map(|page| (dots.in_length(page.width), dots.in_length(page.height))).collect();
    let width = sizes.iter().map(|size| size.0).max().unwrap_or_default();
    let height = sizes.iter().map(|size| size.1).sum();
    let unwritten = || Unwritten::Size { width, height };
    let pixels = |count: i64| u32::try_from(count).map_err(|_| unwritten());
    let mut encoder = Encoder::new(to, pixels(width)?, pixels(height)?);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    let per_metre = pixels(dots.per_metre())?;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer()?;
    let mut letters = Letters::default();
    for (page, size) in pages.iter().zip(&sizes) {
        // The ink: none is 0, which is white once it is turned over.
        let mut ink = Mask::new(pixels(width)?, pixels(size.1)?).ok_or_else(unwritten)?;
        let mut canvas = Canvas { ink: &mut ink, dots, letters: &mut letters };
        page.shapes.iter().for_each(|shape| canvas.draw(shape));
        ink.invert();
        rows.write_all(ink.data()).map_err(png::EncodingError::from)?;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(())
}

/// The outlines of letters, each made once.
#[derive(Default)]
struct Letters(HashMap<(Face, u32), Option<Path>>);

impl Letters {
    fn of(&mut self, face: Face, glyph: u32) -> Option<&Path> {
        let made = self.0.entry((face, glyph)).or_insert_with(|| {
            let mut outline = Outline(PathBuilder::new());
            face.font().outline(glyph, &mut outline);
            outline.0.finish()
        });
        made.as_ref()
    }
}

struct Outline(PathBuilder);

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

struct Canvas<'a> {
    ink: &'a mut Mask,
    dots: Dots,
    letters: &'a mut Letters,
}

impl Canvas<'_> {
    fn draw(&mut self, shape: &Shape) {
        match shape {
            Shape::Code(code) => self.code(code),
            Shape::Frame(rect) => self.frame(*rect),
            Shape::Text(text) => self.text(text),
            Shape::Group { shapes, .. } => shapes.iter().for_each(|shape| self.draw(shape)),
        }
    }

    fn code(&mut self, code: &Code) {
        let [left, top, module] = [code.x, code.y, code.module].map(|length| self.dots.in_length(length));
        for run in code.matrix.runs() {
            let (x, y) = (left + i64::from(run.x) * module, top + i64::from(run.y) * module);
            self.blacken(x, y, i64::from(run.length) * module, module);
        }
    }

    fn frame(&mut self, rect: Rect) {
        let [x, y] = [rect.x, rect.y].map(|length| self.dots.in_length(length));
        let right = self.dots.in_length(rect.x + rect.width);
        let bottom = self.dots.in_length(rect.y + rect.height);
        self.blacken(x, y, right - x, 1);
        self.blacken(x, bottom - 1, right - x, 1);
        self.blacken(x, y, 1, bottom - y);
        self.blacken(right - 1, y, 1, bottom - y);
    }

    /// Blackens whole dots; what is off the page is not there.
    fn blacken(&mut self, x: i64, y: i64, width: i64, height: i64) {
        let (page_width, page_height) = (i64::from(self.ink.width()), i64::from(self.ink.height()));
        let within = |from: i64, length: i64, most: i64| {
            let index = |at: i64| usize::try_from(at.clamp(0, most)).unwrap_or_default();
            index(from)..index(from + length)
        };
        let (columns, rows) = (within(x, width, page_width), within(y, height, page_height));
        let stride = usize::try_from(page_width).unwrap_or_default();
        for row in rows {
            self.ink.data_mut()[row * stride..][columns.clone()].fill(u8::MAX);
        }
    }

    fn text(&mut self, text: &Text) {
        let scale = self.exact(text.size) / UNITS;
        let (mut x, y) = (self.exact(text.left()), self.exact(text.y));
        for glyph in text.face.font().glyphs(&text.text) {
            if let Some(path) = self.letters.of(text.face, glyph.id) {
                // Letters grow upwards, pictures downwards.
                let place = Transform::from_row(scale, 0.0, 0.0, -scale, x, y);
                self.ink.fill_path(path, FillRule::Winding, true, place);
            }
            x += um(Um(glyph.advance)) * scale;
        }
    }

    /// A length in dots and parts of them.
    fn exact(&self, length: Um) -> f32 {
        um(length) / self.dots.side()
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 2^24")]
fn um(length: Um) -> f32 {
    length.0 as f32
}
