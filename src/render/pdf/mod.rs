//! PDF: exact millimetres, vectors, the letters that are used embedded. Drawings as they are, documents
//! with all that reads them aloud. The same give the same bytes.

mod paper;
mod picture;

use std::collections::HashMap;

use krilla::{
    Document,
    color::luma,
    geom::{PathBuilder, Point, Rect, Transform},
    metadata::Metadata,
    page::PageSettings,
    paint::{Fill, Paint, Stroke},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};

pub use paper::papers;

use crate::draw::{
    self, Dots, Drawing, Face, Shape, Text, Um,
    qr::{Code, Corner},
};

/// What made the file.
const CREATOR: &str = concat!("rebond ", env!("CARGO_PKG_VERSION"));
/// The points of a micrometre: 72 in an inch of 25.4 mm.
const POINTS: f32 = 72.0 / 25_400.0;
/// The thousandths of its size in which a font measures.
const UNITS: f32 = 1000.0;
/// The parts of a module. Dark areas are one part smaller on every side: ink spreads, and an edge that
/// lies exactly between two dots would by rounding blacken one or the other.
const PARTS: i32 = 50;
/// The width of the edge of a frame.
const HAIRLINE: f32 = 100.0;

/// The pages cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the PDF cannot be written: {0}")]
pub struct Unwritten(String);

/// Returns the pages as a whole PDF file. Codes that lie on whole dots are placed there exactly, so
/// that a printer of these dots draws all their modules alike.
///
/// # Errors
///
/// Returns [`Unwritten`] for a page without width or height, and for a fault of ours.
pub fn pdf(pages: &[Drawing], dots: Option<Dots>, language: &str) -> Result<Vec<u8>, Unwritten> {
    let mut document = Document::new();
    let mut pen = Pen { fonts: HashMap::new(), dots };
    for page in pages {
        let size = PageSettings::from_wh(um(page.width) * POINTS, um(page.height) * POINTS);
        let size = size.ok_or_else(|| Unwritten(format!("a page of {} × {} mm", page.width, page.height)))?;
        let mut written = document.start_page_with(size);
        let mut surface = written.surface();
        surface.push_transform(&Transform::from_scale(POINTS, POINTS));
        for shape in &page.shapes {
            pen.shape(&mut surface, shape);
        }
        surface.pop();
        surface.finish();
        written.finish();
    }
    let metadata =
        Metadata::new().title(draw::title(pages)).language(language.to_owned()).creator(CREATOR.to_owned());
    document.set_metadata(metadata);
    document.finish().map_err(|e| Unwritten(format!("{e:?}")))
}

/// What draws on every page of a document: its fonts are embedded once.
struct Pen {
    fonts: HashMap<Face, Option<Font>>,
    dots: Option<Dots>,
}

impl Pen {
    fn shape(&mut self, surface: &mut Surface<'_>, shape: &Shape) {
        match shape {
            Shape::Code(code) => self.code(surface, code),
            Shape::Frame(rect) => frame(surface, *rect),
            Shape::Text(text) => self.text(surface, text, black()),
            Shape::Group { shapes, .. } => shapes.iter().for_each(|shape| self.shape(surface, shape)),
        }
    }

    /// Draws a code in small whole numbers, and as one figure, so that no hairline shows between two
    /// modules that touch.
    fn code(&self, surface: &mut Surface<'_>, code: &Code) {
        let [module, x, y] = self.on_dots(code).unwrap_or([um(code.module), um(code.x), um(code.y)]);
        let part = module / um(Um(PARTS.into()));
        surface.push_transform(&Transform::from_row(part, 0.0, 0.0, part, x, y));
        let mut path = PathBuilder::new();
        for contour in code.matrix.contours() {
            let place = |corner: &Corner| {
                let parts = |modules: i32, inwards: i32| um(Um((modules * PARTS + inwards).into()));
                (parts(corner.x, corner.in_x), parts(corner.y, corner.in_y))
            };
            let mut places = contour.iter().map(place);
            let Some((x, y)) = places.next() else { continue };
            path.move_to(x, y);
            places.for_each(|(x, y)| path.line_to(x, y));
            path.close();
        }
        surface.set_fill(Some(black()));
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
        surface.pop();
    }

    /// Returns the side of the modules and the corner of a code that lies on whole dots, to a part of a
    /// micrometre.
    fn on_dots(&self, code: &Code) -> Option<[f32; 3]> {
        let dots = self.dots?;
        let count = |length| dots.whole(length).map(|count| um(Um(count)));
        let (module, x, y) = (count(code.module)?, count(code.x)?, count(code.y)?);
        Some([module, x, y].map(|count| count * dots.side()))
    }

    fn text(&mut self, surface: &mut Surface<'_>, text: &Text, ink: Fill) {
        let font =
            self.fonts.entry(text.face).or_insert_with(|| Font::new(text.face.font().bytes().into(), 0));
        let Some(font) = font.clone() else { return };
        let glyph = |glyph: draw::font::Glyph| {
            let advance = um(Um(glyph.advance)) / UNITS;
            KrillaGlyph::new(GlyphId::new(glyph.id), advance, 0.0, 0.0, 0.0, glyph.at, None)
        };
        let glyphs: Vec<_> = text.face.font().glyphs(&text.text).map(glyph).collect();
        surface.set_fill(Some(ink));
        let start = Point::from_xy(um(text.left()), um(text.y));
        surface.draw_glyphs(start, &glyphs, font, &text.text, um(text.size), false);
    }
}

fn frame(surface: &mut Surface<'_>, rect: draw::Rect) {
    let rect = Rect::from_xywh(um(rect.x), um(rect.y), um(rect.width), um(rect.height));
    let Some(rect) = rect else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    let paint = luma::Color::black().into();
    surface.set_stroke(Some(Stroke { paint, width: HAIRLINE, ..Stroke::default() }));
    surface.draw_path(&path);
    surface.set_stroke(None);
}

/// Fills a rectangle.
fn fill(surface: &mut Surface<'_>, area: draw::Rect, paint: Paint) {
    let Some(rect) = Rect::from_xywh(um(area.x), um(area.y), um(area.width), um(area.height)) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    surface.set_fill(Some(Fill { paint, ..Fill::default() }));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn black() -> Fill {
    Fill { paint: luma::Color::black().into(), ..Fill::default() }
}

/// A length as a number: exact, for a length below sixteen metres.
#[expect(clippy::cast_precision_loss, reason = "exact up to 2^24 micrometres")]
fn um(length: Um) -> f32 {
    length.0 as f32
}
