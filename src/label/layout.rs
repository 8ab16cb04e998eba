//! One label: the code at the left, the tag in clear beside it, small lines under the tag.

use std::fmt;

use crate::{
    draw::{
        Drawing, Face, Shape, Um,
        qr::{self, Level, Matrix, TooMuch},
    },
    label::payload::payload,
    model::tag::Tag,
};

/// The smallest module of a code that a scanner reads for sure: four dots of a 300 dpi printer
/// (DENSO WAVE).
pub const MODULE_MIN: Um = Um(330);

/// The smallest letters of a tag: it is shrunk, never cut.
const TAG_MIN: Um = Um::mm(1);
/// The smallest letters of the other lines.
const LINE_MIN: Um = Um(1500);
/// What stays white at the right, above and below the text; at the left, the code's own light zone.
const MARGIN: Um = Um::mm(1);

/// The width of a letter is at most six tenths of its height: exactly that in a face of one width.
const LETTER_TENTHS: i64 = 6;
/// A line takes thirteen tenths of the height of its letters.
const LEADING_TENTHS: i64 = 13;

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

/// Reads millimetres with at most three decimals, more than zero and at most a metre.
fn side(text: &str) -> Option<Um> {
    let text = text.trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits =
        |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole, 4) || !digits(part, 3) {
        return None;
    }
    let side = Um(format!("{whole}{part:0<3}").parse().ok()?);
    (Um(1)..=Um::mm(1000)).contains(&side).then_some(side)
}

/// What a label shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The tag: in the code, and in clear.
    pub tag: Tag,
    /// The small lines under it: a model, the organisation. Never the name of a person.
    pub lines: Vec<String>,
}

/// A label cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undrawable {
    /// Its code or its tag would be too small to read.
    #[error("a label of {wanted} mm is too small for {tag}: {fits} mm is enough")]
    TooSmall {
        /// The tag.
        tag: Tag,
        /// The size that was asked for.
        wanted: Size,
        /// The nearest size, no side shorter, that is large enough.
        fits: Size,
    },
    /// No code holds the payload: the link is too long.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
}

/// Draws labels of one size, one below another. The codes hold the tags, or links under `url`.
///
/// # Errors
///
/// Returns [`Undrawable`] at the first label that would not be readable; a module of its code is
/// never below [`MODULE_MIN`].
pub fn draw(labels: &[Label], size: Size, url: Option<&str>) -> Result<Drawing, Undrawable> {
    let mut drawing = Drawing {
        title: title(labels),
        width: size.width,
        height: Um(0),
        shapes: Vec::with_capacity(labels.len()),
    };
    for label in labels {
        drawing.shapes.push(draw_one(label, size, drawing.height, url)?);
        drawing.height = drawing.height + size.height;
    }
    Ok(drawing)
}

fn title(labels: &[Label]) -> String {
    match labels {
        [] => String::new(),
        [only] => only.tag.to_string(),
        [first, .., last] => format!("{} – {}", first.tag, last.tag),
    }
}

/// Draws one label whose upper edge is at `top`.
fn draw_one(label: &Label, size: Size, top: Um, url: Option<&str>) -> Result<Shape, Undrawable> {
    let (code, module) = code(label, size, url)?;
    let quiet = module * i64::from(Matrix::QUIET);
    let box_side = module * modules(&code);
    let box_top = top + Um((size.height - box_side).0 / 2);
    let mut shapes = vec![Shape::Fill(code.rects(quiet, box_top + quiet, module))];
    text(label, size, box_side, top, &mut shapes);
    Ok(Shape::Group { title: label.tag.to_string(), shapes })
}

/// Chooses the code and the side of its modules: level Q if it fits, else M.
fn code(label: &Label, size: Size, url: Option<&str>) -> Result<(Matrix, Um), Undrawable> {
    let payload = payload(&label.tag, url);
    let mut smallest = None;
    for level in [Level::Q, Level::M] {
        let Ok(code) = qr::qr(&payload, level) else { continue };
        if let Some(module) = module(&code, size, &label.tag) {
            return Ok((code, module));
        }
        smallest = Some(code);
    }
    let smallest = smallest.ok_or(TooMuch { bytes: payload.len() })?;
    let fits = size_that_fits(&smallest, size, &label.tag);
    Err(Undrawable::TooSmall { tag: label.tag.clone(), wanted: size, fits })
}

/// Returns the side of the modules of this code on a label, if both it and the tag are readable.
///
/// The code takes the height of the label and at most half of its width, or less where the tag
/// needs the room.
fn module(code: &Matrix, size: Size, tag: &Tag) -> Option<Um> {
    let room = size.width - MARGIN - width(tag.as_str(), TAG_MIN);
    let half = Um(size.width.0 / 2).max(MODULE_MIN * modules(code));
    let module = Um(size.height.min(half).min(room).0 / modules(code));
    (module >= MODULE_MIN).then_some(module)
}

fn size_that_fits(code: &Matrix, size: Size, tag: &Tag) -> Size {
    let square = MODULE_MIN * modules(code);
    let tenth = |least: Um| Um((least.0 + 99) / 100 * 100);
    Size {
        width: size.width.max(tenth(square + width(tag.as_str(), TAG_MIN) + MARGIN)),
        height: size.height.max(tenth(square)),
    }
}

/// Returns the modules of a side, the light zone included.
fn modules(code: &Matrix) -> i64 {
    i64::from(code.side()) + 2 * i64::from(Matrix::QUIET)
}

/// Writes the tag and, as far as the height allows, the lines, centred beside the code.
fn text(label: &Label, size: Size, x: Um, top: Um, shapes: &mut Vec<Shape>) {
    let room = size.width - x - MARGIN;
    let tag = Um(size.height.0 / 5).min(largest(label.tag.as_str(), room)).max(TAG_MIN);
    let line = Um(size.height.0 / 10).max(LINE_MIN).min(tag.max(LINE_MIN));
    let free = size.height - MARGIN * 2 - leading(tag);
    let fitting = usize::try_from(free.0 / leading(line).0).unwrap_or(0);
    let lines = label.lines.iter().take(fitting);

    let block = lines.clone().fold(leading(tag), |block, _| block + leading(line));
    let mut y = top + Um((size.height - block).0 / 2) + tag;
    shapes.push(Shape::Text { x, y, size: tag, face: Face::Code, text: label.tag.to_string() });
    y = y + leading(tag) - tag;
    for text in lines {
        let text = shortened(text, room, line);
        shapes.push(Shape::Text { x, y: y + line, size: line, face: Face::Plain, text });
        y = y + leading(line);
    }
}

fn leading(size: Um) -> Um {
    Um(size.0 * LEADING_TENTHS / 10)
}

/// Returns the width of a text, estimated so that it is never less than what is drawn.
fn width(text: &str, size: Um) -> Um {
    Um(size.0 * count(text) * LETTER_TENTHS / 10)
}

/// Returns the size of letters in which a text takes the whole room.
fn largest(text: &str, room: Um) -> Um {
    Um(room.0 * 10 / (count(text).max(1) * LETTER_TENTHS))
}

/// Returns a text that takes no more than the room, its end replaced by an ellipsis if it must.
fn shortened(text: &str, room: Um, size: Um) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let fitting = usize::try_from(room.0 * 10 / (size.0 * LETTER_TENTHS)).unwrap_or(0);
    let kept: String = text.chars().take(fitting.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn count(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(tag: &str, lines: &[&str]) -> Label {
        Label { tag: Tag::parse(tag).unwrap(), lines: lines.iter().map(ToString::to_string).collect() }
    }

    fn size(text: &str) -> Size {
        Size::parse(text).unwrap()
    }

    fn shapes(label: &Shape) -> &[Shape] {
        let Shape::Group { shapes, .. } = label else { panic!("{label:?}") };
        shapes
    }

    /// The shapes of each label of a drawing.
    fn groups(drawing: &Drawing) -> Vec<&[Shape]> {
        drawing.shapes.iter().map(shapes).collect()
    }

    fn texts(shapes: &[Shape]) -> Vec<(Um, Um, Um, &str)> {
        let text = |shape| match shape {
            &Shape::Text { x, y, size, ref text, .. } => Some((x, y, size, text.as_str())),
            _ => None,
        };
        shapes.iter().filter_map(text).collect()
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
    fn the_default_label_has_modules_of_one_millimetre() {
        let drawing =
            draw(&[label("MTR-000123K", &["Dell Latitude 5420", "Ville"])], Size::default(), None).unwrap();
        assert_eq!((drawing.width, drawing.height), (Um::mm(62), Um::mm(29)));
        let shapes = groups(&drawing)[0];
        let Shape::Fill(rects) = &shapes[0] else { panic!("{shapes:?}") };
        assert_eq!((rects[0].x, rects[0].y, rects[0].height), (Um::mm(4), Um::mm(4), Um::mm(1)));
        let written: Vec<_> = texts(shapes).into_iter().map(|(.., text)| text).collect();
        assert_eq!(written, ["MTR-000123K", "Dell Latitude 5420", "Ville"]);
    }

    #[test]
    fn labels_stand_one_below_another() {
        let labels = [label("A1", &[]), label("B2", &[]), label("C3", &[])];
        let drawing = draw(&labels, size("40x12.5"), None).unwrap();
        assert_eq!((drawing.title.as_str(), drawing.height), ("A1 – C3", Um(37_500)));
        let baselines: Vec<_> = groups(&drawing).into_iter().map(|shapes| texts(shapes)[0].1).collect();
        assert_eq!((baselines[1] - baselines[0], baselines[2] - baselines[1]), (Um(12_500), Um(12_500)));
        assert_eq!(draw(&[], Size::default(), None).unwrap().height, Um(0));
    }

    #[test]
    fn a_long_line_is_shortened_and_a_long_tag_shrinks() {
        let tag = "ABCDEFGHIJ-0123456789/0123456789";
        let drawing = draw(&[label(tag, &[&"é".repeat(99)])], Size::default(), None).unwrap();
        let texts = texts(groups(&drawing)[0]);
        assert_eq!(texts[0].3, tag);
        assert!(texts[1].3.ends_with("é…"), "{texts:?}");
        for (x, _, size, text) in texts {
            assert!(x + width(text, size) <= Um::mm(61), "{text}");
        }
    }

    #[test]
    fn everything_stays_on_the_label_and_off_the_light_zone_of_the_code() {
        for (w, h) in [(62, 29), (23, 23), (25, 10), (29, 90), (100, 12), (38, 38), (90, 29)] {
            let wanted = Size { width: Um::mm(w), height: Um::mm(h) };
            let drawing = draw(&[label("VIL-000123", &["Line"; 9])], wanted, None).unwrap();
            let shapes = groups(&drawing)[0];
            let Shape::Fill(rects) = &shapes[0] else { panic!("{shapes:?}") };
            let module = rects[0].height;
            assert!(module >= MODULE_MIN, "{wanted}: {module}");
            for rect in rects {
                assert!(rect.y >= module * 4 && rect.y + module * 5 <= wanted.height, "{wanted}");
                assert!(rect.x >= module * 4 && rect.x <= module * 25, "{wanted}");
            }
            for (x, y, size, text) in texts(shapes) {
                assert!(x >= module * 29 && x + width(text, size) <= wanted.width, "{wanted}: {text}");
                assert!(y >= size && y <= wanted.height, "{wanted}: {text}");
            }
        }
    }

    #[test]
    fn level_m_is_taken_where_q_does_not_fit() {
        // Version 2 at level Q, 33 modules with the light zone; version 1 at level M, 29.
        let side = |text: &str| {
            let drawing = draw(&[label("ABCDEFGHIJKLMNOPQRST", &[])], size(text), None).unwrap();
            let Shape::Fill(rects) = &groups(&drawing)[0][0] else { panic!("{drawing:?}") };
            rects.iter().map(|rect| rect.y).max().unwrap() - rects[0].y
        };
        assert_eq!(side("40x10"), Um(344) * 20);
        assert_eq!(side("40x11"), Um(333) * 24);
    }

    #[test]
    fn a_label_too_small_is_refused_with_the_size_that_fits() {
        let url = Some("https://act.ville.fr");
        for (tag, wanted, fits) in [
            ("VIL-000123", "25.4x9", "25.4x9.6"),
            ("VIL-000123", "12x12", "16.6x12"),
            ("VIL-000123", "5x5", "16.6x9.6"),
        ] {
            let labels = [label(tag, &[])];
            let (tag, wanted, fits) = (labels[0].tag.clone(), size(wanted), size(fits));
            assert_eq!(draw(&labels, wanted, None), Err(Undrawable::TooSmall { tag, wanted, fits }));
            assert!(draw(&labels, fits, None).is_ok());
        }
        let Err(Undrawable::TooSmall { fits, .. }) = draw(&[label("VIL-000123", &[])], size("25.4x10"), url)
        else {
            panic!("a link does not fit on such a label")
        };
        assert!(draw(&[label("VIL-000123", &[])], fits, url).is_ok());
    }

    #[test]
    fn a_link_that_no_code_holds_is_refused() {
        let url = "a".repeat(5000);
        let refused = draw(&[label("A", &[])], Size::default(), Some(&url));
        assert!(matches!(refused, Err(Undrawable::TooMuch(_))), "{refused:?}");
    }
}
