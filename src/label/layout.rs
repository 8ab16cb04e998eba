//! One label: the code and the title beside or above each other, small lines under the title.

use crate::{
    draw::{
        Anchor, Dots, Face, Rect, Shape, Text, Um,
        font::Ruler,
        qr::{self, Code, Level, Matrix, TooMuch},
    },
    label::{payload::payload, sheet::Sheet, size::Size},
    model::{tag::Tag, text::is_control},
};

/// The smallest module of a code that a scanner reads for sure: four dots of a 300 dpi printer
/// (DENSO WAVE).
pub const MODULE_MIN: Um = Um(330);
/// The largest: read by a phone from half a metre. What more room there is, the text takes.
const MODULE_MAX: Um = Um::mm(1);

/// The smallest letters of a title: it is shrunk, and cut only where it is no tag.
const TITLE_MIN: Um = Um::mm(1);
/// The room of a title that is no tag, where it has to be cut.
const TITLE_ROOM: Um = Um::mm(15);
/// The smallest letters of the other lines.
const LINE_MIN: Um = Um(1500);
/// What stays white at the right, above and below the text; at the left, the code's own light zone.
const MARGIN: Um = Um::mm(1);

/// A line takes thirteen tenths of the height of its letters.
const LEADING_TENTHS: i64 = 13;

/// What a label shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What its code says.
    pub payload: String,
    /// What stands large: the tag, or what a card does.
    pub title: String,
    /// In which letters.
    pub face: Face,
    /// The small lines under it: a model, the organisation. Never the name of a person.
    pub lines: Vec<String>,
}

impl Label {
    /// The label of an asset; its code holds the tag, or a link under `url`.
    #[must_use]
    pub fn of_tag(tag: &Tag, lines: Vec<String>, url: Option<&str>) -> Self {
        Self { payload: payload(tag, url), title: tag.to_string(), face: Face::Code, lines }
    }
}

/// What the format asks of a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The dots of the printer: a module is a whole number of them, and begins with one.
    pub dots: Option<Dots>,
    /// Whether a code that has no room for that is drawn all the same, without.
    pub lenient: bool,
    /// The most dots a module may have.
    pub most: Option<i64>,
    /// How texts are measured.
    pub ruler: Ruler,
}

/// A label cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undrawable {
    /// Its code or its title would be too small to read.
    #[error("a label of {wanted} mm is too small for {title}: {fits} mm is enough")]
    TooSmall {
        /// What stands on it.
        title: String,
        /// The size that was asked for.
        wanted: Size,
        /// The nearest size, no side shorter, that is large enough.
        fits: Size,
    },
    /// No code holds the payload: the link is too long.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
    /// A sheet has no such place.
    #[error("{sheet} has {places} labels, none is number {start}")]
    NoPlace {
        /// The sheet.
        sheet: Sheet,
        /// The place that was asked for.
        start: u32,
        /// How many it has.
        places: usize,
    },
}

/// Draws a label in its place.
///
/// # Errors
///
/// Returns [`Undrawable`] if it would not be readable; a module of its code is never below
/// [`MODULE_MIN`].
pub fn draw(label: &Label, place: Rect, style: Style) -> Result<Shape, Undrawable> {
    let size = Size { width: place.width, height: place.height };
    let Chosen { matrix, level, module, above } = choose(label, size, style)?;
    let side = module * modules(&matrix);
    let on_dot = |length: Um| style.dots.map_or(length, |dots| dots.length(dots.in_length(length)));
    let quiet = module * i64::from(Matrix::QUIET);
    let block = if above { below_code(label, size, style.ruler) } else { Vec::new() };
    let text_height = block.iter().fold(Um(0), |height, line| height + leading(line.size));
    let (left, top) = if above {
        (half(size.width - side), half(size.height - side - text_height))
    } else {
        (Um(0), half(size.height - side))
    };
    let code = Code {
        payload: label.payload.clone(),
        level,
        matrix,
        x: on_dot(place.x + left + quiet),
        y: on_dot(place.y + top + quiet),
        module,
    };
    let mut shapes = vec![Shape::Code(code)];
    if above {
        let x = place.x + half(size.width);
        write(block, x, place.y + top + side, Anchor::Middle, &mut shapes);
    } else {
        let block = beside_code(label, size, size.width - side - MARGIN, style.ruler);
        let height = block.iter().fold(Um(0), |height, line| height + leading(line.size));
        write(block, place.x + side, place.y + half(size.height - height), Anchor::Start, &mut shapes);
    }
    Ok(Shape::Group { title: visible(&label.title), shapes })
}

/// A code for a label, and whether it stands above the text or at the left of it.
struct Chosen {
    matrix: Matrix,
    level: Level,
    module: Um,
    above: bool,
}

/// Chooses the code and the side of its modules: level Q if it fits, else M.
fn choose(label: &Label, size: Size, style: Style) -> Result<Chosen, Undrawable> {
    match (choose_with(label, size, style), style.dots) {
        (Err(Undrawable::TooSmall { .. }), Some(_)) if style.lenient => {
            choose_with(label, size, Style { dots: None, ..style })
        }
        (chosen, _) => chosen,
    }
}

fn choose_with(label: &Label, size: Size, style: Style) -> Result<Chosen, Undrawable> {
    let mut smallest = None;
    let whole = style.ruler.width(&label.title, label.face, TITLE_MIN);
    // A tag is written whole; what else stands there, such as the name of a service, may be long.
    let cut = (label.face != Face::Code).then(|| whole.min(TITLE_ROOM));
    for title in std::iter::once(whole).chain(cut.filter(|cut| *cut < whole)) {
        for level in [Level::Q, Level::M] {
            let Ok(matrix) = qr::qr(&label.payload, level) else { continue };
            let above = above(&matrix, label, size, style);
            if let Some(module) = above.or_else(|| beside(&matrix, title, size, style)) {
                return Ok(Chosen { matrix, level, module, above: above.is_some() });
            }
            smallest = Some(matrix);
        }
    }
    let smallest = smallest.ok_or(TooMuch { bytes: label.payload.len() })?;
    let fits = size_that_fits(&smallest, cut.unwrap_or(whole), size, style);
    Err(Undrawable::TooSmall { title: label.title.clone(), wanted: size, fits })
}

/// Returns the side of the modules of a code that stands at the left of the text.
///
/// The code takes the height of the label and at most half of its width, or less where the title
/// needs the room.
fn beside(matrix: &Matrix, title: Um, size: Size, style: Style) -> Option<Um> {
    let room = size.width - MARGIN - title;
    let least = module_min(style) * modules(matrix);
    module(matrix, size.height.min(half(size.width).max(least)).min(room), style)
}

/// Returns the side of the modules of a code that stands above the text, on a label that is hardly
/// wider than it is high.
fn above(matrix: &Matrix, label: &Label, size: Size, style: Style) -> Option<Um> {
    if size.width.0 * 10 > size.height.0 * 14 {
        return None;
    }
    let text =
        below_code(label, size, style.ruler).iter().fold(Um(0), |height, line| height + leading(line.size));
    module(matrix, size.width.min(size.height - text), style)
}

/// Returns the side of the modules of a code in this room, light zone included, if it is readable.
fn module(matrix: &Matrix, room: Um, style: Style) -> Option<Um> {
    let module = Um(room.0.max(0) / modules(matrix)).min(MODULE_MAX.max(module_min(style)));
    let module = match style.dots {
        None => module,
        Some(dots) => dots.length(dots.within(module).min(style.most.unwrap_or(i64::MAX))),
    };
    (module >= MODULE_MIN).then_some(module)
}

/// Returns the smallest side of a module, in whole dots where the printer has them.
fn module_min(style: Style) -> Um {
    match style.dots {
        None => MODULE_MIN,
        Some(dots) => {
            let floor = dots.within(MODULE_MIN);
            let least = dots.length(floor);
            if least >= MODULE_MIN { least } else { dots.length(floor + 1) }
        }
    }
}

fn size_that_fits(matrix: &Matrix, title: Um, size: Size, style: Style) -> Size {
    let square = module_min(style) * modules(matrix);
    let tenth = |least: Um| Um((least.0 + 99) / 100 * 100);
    Size { width: size.width.max(tenth(square + title + MARGIN)), height: size.height.max(tenth(square)) }
}

/// Returns the modules of a side, the light zone included.
fn modules(matrix: &Matrix) -> i64 {
    i64::from(matrix.side()) + 2 * i64::from(Matrix::QUIET)
}

/// A line of text that has its size and fits in its room.
struct Line {
    text: String,
    face: Face,
    size: Um,
}

/// The text at the right of a code: the title and, as far as the height allows, the lines.
fn beside_code(label: &Label, size: Size, room: Um, ruler: Ruler) -> Vec<Line> {
    let title = title(label, Um(size.height.0 / 5), room, ruler);
    let free = size.height - MARGIN * 2 - leading(title.size);
    lines(label, title, Um(size.height.0 / 10), free, room, ruler)
}

/// The text below a code: at most three eighths of the height.
fn below_code(label: &Label, size: Size, ruler: Ruler) -> Vec<Line> {
    let room = size.width - MARGIN * 2;
    let title = title(label, Um(size.height.0 / 8), room, ruler);
    let free = Um(size.height.0 * 3 / 8) - MARGIN - leading(title.size);
    lines(label, title, Um(size.height.0 / 14), free, room, ruler)
}

/// The title, as large as it may be; never cut if it is a tag.
fn title(label: &Label, most: Um, room: Um, ruler: Ruler) -> Line {
    let text = visible(&label.title);
    let wanted = most.min(ruler.largest(&text, label.face, room));
    if label.face == Face::Code {
        return Line { text, face: label.face, size: wanted.max(TITLE_MIN) };
    }
    let size = wanted.max(LINE_MIN.max(Um(most.0 / 2)));
    Line { text: ruler.shortened(&text, label.face, size, room), face: label.face, size }
}

/// The title, and under it the lines for which there is height.
fn lines(label: &Label, title: Line, most: Um, free: Um, room: Um, ruler: Ruler) -> Vec<Line> {
    let size = most.min(Um(title.size.0 * 8 / 10)).max(LINE_MIN);
    let fitting = usize::try_from(free.0 / leading(size).0).unwrap_or(0);
    let mut block = vec![title];
    for text in label.lines.iter().take(fitting) {
        let text = visible(text);
        // A line that is a little too long is made smaller before it is cut.
        let smaller = ruler.largest(&text, Face::Plain, room).max(Um(size.0 * 8 / 10)).max(LINE_MIN);
        let size = size.min(smaller);
        block.push(Line { text: ruler.shortened(&text, Face::Plain, size, room), face: Face::Plain, size });
    }
    block
}

/// Writes lines one below another.
fn write(block: Vec<Line>, x: Um, top: Um, anchor: Anchor, shapes: &mut Vec<Shape>) {
    let mut y = top;
    for Line { text, face, size } in block {
        shapes.push(Shape::Text(Text { x, y: y + size, anchor, size, face, text }));
        y = y + leading(size);
    }
}

/// Removes what would change the text around it: controls, and marks of direction.
fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_control(*c)).collect()
}

fn half(length: Um) -> Um {
    Um(length.0 / 2)
}

fn leading(size: Um) -> Um {
    Um(size.0 * LEADING_TENTHS / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(tag: &str, lines: &[&str]) -> Label {
        Label::of_tag(&Tag::parse(tag).unwrap(), lines.iter().map(ToString::to_string).collect(), None)
    }

    fn size(text: &str) -> Size {
        Size::parse(text).unwrap()
    }

    /// What is drawn on a label of this size: its code and its texts.
    fn drawn(label: &Label, wanted: &str, style: Style) -> Result<(Code, Vec<Text>), Undrawable> {
        let Size { width, height } = size(wanted);
        let Shape::Group { shapes, .. } = draw(label, Rect { x: Um(0), y: Um(0), width, height }, style)?
        else {
            panic!("not a label")
        };
        let mut texts = Vec::new();
        let mut code = None;
        for shape in shapes {
            match shape {
                Shape::Code(one) => code = Some(one),
                Shape::Text(text) => texts.push(text),
                other => panic!("{other:?}"),
            }
        }
        Ok((code.unwrap(), texts))
    }

    const FONT: Style = Style { dots: None, lenient: false, most: None, ruler: Ruler::Font };
    const THERMAL: Style = Style {
        dots: Some(Dots { in_ten_inches: 2032 }),
        lenient: false,
        most: Some(10),
        ruler: Ruler::Tenths,
    };

    #[test]
    fn the_default_label_has_modules_of_one_millimetre() {
        let label = label("MTR-000123K", &["Dell Latitude 5420", "Ville"]);
        let (code, texts) = drawn(&label, "62x29", Style::default()).unwrap();
        assert_eq!((code.x, code.y, code.module), (Um::mm(4), Um::mm(4), Um::mm(1)));
        let written: Vec<_> = texts.iter().map(|text| text.text.as_str()).collect();
        assert_eq!(written, ["MTR-000123K", "Dell Latitude 5420", "Ville"]);
    }

    #[test]
    fn a_long_title_that_is_no_tag_is_cut_and_never_in_the_way() {
        let card = |title: &str| Label {
            payload: "REBOND:DEPLOY:ABCDEFGHIJKL".to_owned(),
            title: title.to_owned(),
            face: Face::Strong,
            lines: vec!["for what follows".to_owned()],
        };
        for (style, sizes) in [
            (Style::default(), ["99.1x38.1", "62x29", "38x38"]),
            (FONT, ["99.1x38.1", "62x29", "38x38"]),
            (THERMAL, ["99.1x38.1", "62x29", "38x38"]),
        ] {
            for size in sizes {
                let (code, texts) =
                    drawn(&card(&"Service à très long nom ".repeat(170)), size, style).unwrap();
                assert!(texts[0].text.starts_with("Service") && texts[0].text.ends_with('…'), "{texts:?}");
                assert!(code.module >= MODULE_MIN);
                // A title that has room is as it was.
                let (_, texts) = drawn(&card("Urbanisme"), size, style).unwrap();
                assert_eq!(texts[0].text, "Urbanisme");
            }
        }
    }

    #[test]
    fn a_long_line_is_shortened_and_a_long_tag_shrinks() {
        let tag = "ABCDEFGHIJ-0123456789/0123456789";
        for style in [Style::default(), FONT] {
            let (_, texts) = drawn(&label(tag, &[&"é".repeat(99)]), "62x29", style).unwrap();
            assert_eq!(texts[0].text, tag);
            assert!(texts[1].text.ends_with("é…"), "{texts:?}");
            for text in texts {
                assert!(
                    text.x + style.ruler.width(&text.text, text.face, text.size) <= Um::mm(61),
                    "{text:?}"
                );
            }
        }
    }

    #[test]
    fn everything_stays_on_the_label_and_off_the_light_zone_of_the_code() {
        for wanted in
            ["62x29", "23x23", "25x10", "29x90", "100x12", "38x38", "90x29", "63.5x38.1", "45.7x21.2"]
        {
            for style in [Style::default(), FONT, THERMAL] {
                let lines = ["Line"; 9];
                let Ok((code, texts)) = drawn(&label("VIL-000123", &lines), wanted, style) else {
                    assert_eq!((wanted, style), ("25x10", THERMAL));
                    continue;
                };
                let Size { width, height } = size(wanted);
                let (module, quiet) = (code.module, code.module * 4);
                let (right, bottom) = (code.x + module * 21 + quiet, code.y + module * 21 + quiet);
                assert!(module >= MODULE_MIN, "{wanted}: {module}");
                assert!(code.x >= quiet && code.y >= quiet && right <= width && bottom <= height, "{wanted}");
                for text in texts {
                    let long = style.ruler.width(&text.text, text.face, text.size);
                    let left = if text.anchor == Anchor::Middle { text.x - half(long) } else { text.x };
                    assert!(left >= Um(0) && left + long <= width, "{wanted}: {text:?}");
                    assert!(text.y <= height, "{wanted}: {text:?}");
                    // A code begins with a dot, and so at most half a dot beside its place.
                    let dot = style.dots.map_or(Um(0), |dots| dots.length(1));
                    let below = text.y - text.size + dot >= bottom;
                    assert!(left + dot >= right || below, "{wanted}: {text:?}");
                }
            }
        }
    }

    #[test]
    fn on_a_square_label_the_text_stands_below_the_code() {
        let label = label("VIL-000123K", &["Dell Latitude 5420", "Ville de Valmont"]);
        let (code, texts) = drawn(&label, "38.1x38.1", FONT).unwrap();
        assert!(code.module >= Um(700), "{}", code.module);
        assert!(texts[0].y > code.y + code.module * 21 && texts[0].anchor == Anchor::Middle);
        assert_eq!(texts.len(), 3);
    }

    #[test]
    fn level_m_is_taken_where_q_does_not_fit() {
        // Version 2 at level Q, 33 modules with the light zone; version 1 at level M, 29.
        let code = |wanted| drawn(&label("ABCDEFGHIJKLMNOPQRST", &[]), wanted, Style::default()).unwrap().0;
        let (short, tall) = (code("40x10"), code("40x11"));
        assert_eq!((short.level, short.matrix.side(), short.module), (Level::M, 21, Um(344)));
        assert_eq!((tall.level, tall.matrix.side(), tall.module), (Level::Q, 25, Um(333)));
    }

    #[test]
    fn a_printer_gets_whole_dots_and_no_more_than_it_can() {
        for (in_ten_inches, most, wanted, module) in [
            (2032, None, "62x29", Um(1000)),
            (2032, None, "40x12", Um(375)),
            (3000, None, "62x29", Um(931)),
            (3000, Some(10), "62x29", Um(846)),
            (3000, None, "25.4x10", Um(338)),
        ] {
            let style = Style { dots: Some(Dots { in_ten_inches }), most, ..Style::default() };
            let (code, _) = drawn(&label("VIL-000123", &[]), wanted, style).unwrap();
            assert_eq!(code.module, module, "{in_ten_inches} {wanted}");
        }
    }

    #[test]
    fn where_whole_dots_have_no_room_a_lenient_format_does_without() {
        let plain = label("VIL-000123", &[]);
        let page = Style { lenient: true, ..THERMAL };
        let (code, _) = drawn(&plain, "25.4x10", page).unwrap();
        assert_eq!(code.module, Um(344));
        assert_eq!(drawn(&plain, "62x29", page).unwrap().0.module, Um(1000));
        assert!(drawn(&plain, "25.4x9", page).is_err());
    }

    #[test]
    fn a_code_begins_with_a_dot_wherever_its_label_is() {
        let place = Rect { x: Um(73_251), y: Um(15_150), width: Um(63_500), height: Um(38_100) };
        let Shape::Group { shapes, .. } = draw(&label("A1", &[]), place, THERMAL).unwrap() else {
            panic!("not a label")
        };
        let Shape::Code(code) = &shapes[0] else { panic!("{shapes:?}") };
        assert_eq!((code.x.0 % 125, code.y.0 % 125, code.module.0 % 125), (0, 0, 0));
    }

    #[test]
    fn a_label_too_small_is_refused_with_the_size_that_fits() {
        let url = Some("https://act.ville.fr");
        let plain = label("VIL-000123", &[]);
        for (style, wanted, fits) in [
            (Style::default(), "25.4x9", "25.4x9.6"),
            (Style::default(), "11x11", "16.6x11"),
            (Style::default(), "5x5", "16.6x9.6"),
            (THERMAL, "25.4x10", "25.4x10.9"),
        ] {
            let (wanted_size, fitting) = (size(wanted), size(fits));
            let refused =
                Undrawable::TooSmall { title: plain.title.clone(), wanted: wanted_size, fits: fitting };
            assert_eq!(drawn(&plain, wanted, style), Err(refused));
            assert!(drawn(&plain, fits, style).is_ok(), "{fits}");
        }
        let linked = Label::of_tag(&Tag::parse("VIL-000123").unwrap(), Vec::new(), url);
        let Err(Undrawable::TooSmall { fits, .. }) = drawn(&linked, "25.4x10", Style::default()) else {
            panic!("a link does not fit on such a label")
        };
        assert!(drawn(&linked, &fits.to_string(), Style::default()).is_ok());
    }

    #[test]
    fn a_link_that_no_code_holds_is_refused() {
        let linked = Label::of_tag(&Tag::parse("A").unwrap(), Vec::new(), Some(&"a".repeat(5000)));
        let refused = drawn(&linked, "62x29", Style::default());
        assert!(matches!(refused, Err(Undrawable::TooMuch(_))), "{refused:?}");
    }

    #[test]
    fn controls_and_marks_of_direction_are_not_drawn() {
        let (_, texts) = drawn(&label("A1", &["La\u{202e}ti\u{1b}tude\u{2066}"]), "62x29", FONT).unwrap();
        assert_eq!(texts[1].text, "Latitude");
    }
}
