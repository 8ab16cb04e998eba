//! Labels as ZPL II, for printers that draw codes and letters themselves.
//!
//! Zebra, *ZPL II Programming Guide*: `^BQN,2` with `^FDQA,`, `^CI28` for UTF-8, `^FH` for what would
//! be a command.

use std::fmt::Write as _;

use crate::draw::{
    Anchor, Dots, Drawing, Shape, Text,
    font::Ruler,
    qr::{Code, Level},
};

/// The most dots a module has in `^BQ`.
pub const MODULE_MOST: i64 = 10;

/// Returns one format (`^XA` to `^XZ`) for each page, which is a label of a roll.
#[must_use]
pub fn zpl(pages: &[Drawing], dots: Dots) -> String {
    let mut zpl = String::new();
    for page in pages {
        let (width, height) = (dots.in_length(page.width), dots.in_length(page.height));
        // Nothing is left over from the label before: its origin, its alphabet, its orientation.
        let _ = writeln!(zpl, "^XA^CI28^LH0,0^FWN^PW{width}^LL{height}");
        page.shapes.iter().for_each(|shape| write_shape(&mut zpl, shape, dots));
        zpl.push_str("^XZ\n");
    }
    zpl
}

fn write_shape(zpl: &mut String, shape: &Shape, dots: Dots) {
    match shape {
        Shape::Code(code) => write_code(zpl, code, dots),
        Shape::Frame(rect) => {
            let [x, y, width, height] =
                [rect.x, rect.y, rect.width, rect.height].map(|um| dots.in_length(um));
            let _ = writeln!(zpl, "^FO{x},{y}^GB{width},{height},1^FS");
        }
        Shape::Text(text) => write_text(zpl, text, dots),
        Shape::Group { shapes, .. } => shapes.iter().for_each(|shape| write_shape(zpl, shape, dots)),
    }
}

/// The level stands twice: where the field begins it rules, and it must agree with the command.
fn write_code(zpl: &mut String, code: &Code, dots: Dots) {
    let (x, y) = (dots.in_length(code.x), dots.in_length(code.y));
    let module = dots.in_length(code.module).clamp(1, MODULE_MOST);
    let level = match code.level {
        Level::M => 'M',
        Level::Q => 'Q',
    };
    let _ = writeln!(zpl, "^FO{x},{y}^BQN,2,{module},{level}^FH_^FD{level}A,{}^FS", escaped(&code.payload));
}

/// The printer's scalable font; `^FT` places its baseline, `^FB` centres it or ends it there.
fn write_text(zpl: &mut String, text: &Text, dots: Dots) {
    let (x, y, size) = (dots.in_length(text.x), dots.in_length(text.y), dots.in_length(text.size).max(10));
    let said = escaped(&text.text);
    let _ = match text.anchor {
        Anchor::Start => writeln!(zpl, "^FT{x},{y}^A0N,{size}^FH_^FD{said}^FS"),
        Anchor::Middle | Anchor::End => {
            let width = dots.in_length(Ruler::Tenths.width(&text.text, text.face, text.size)).max(1);
            let (before, side) = if text.anchor == Anchor::End { (width, 'R') } else { (width / 2, 'C') };
            let left = (x - before).max(0);
            writeln!(zpl, "^FT{left},{y}^A0N,{size}^FB{width},1,0,{side}^FH_^FD{said}^FS")
        }
    };
}

/// Text that is data to the printer: what would begin a command, the mark of escapes itself and
/// controls stand as hexadecimal numbers.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_control() || matches!(c, '^' | '~' | '\\' | '_') {
            let _ = write!(escaped, "_{:02X}", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        label::{
            layout::{Label, Style},
            pages::{Stock, pages},
            size::Size,
        },
        model::tag::Tag,
    };

    fn printed(tag: &str, lines: &[&str], size: &str, in_ten_inches: i64) -> String {
        let dots = Dots { in_ten_inches };
        let lines = lines.iter().map(ToString::to_string).collect();
        let label = Label::of_tag(&Tag::parse(tag).unwrap(), lines, None);
        let style = Style { dots: Some(dots), most: Some(MODULE_MOST), ..Style::default() };
        zpl(&pages(&[label], &Stock::Roll(Size::parse(size).unwrap()), style).unwrap(), dots)
    }

    #[test]
    fn a_label_is_these_very_commands() {
        assert_eq!(
            printed("VIL-000123", &["Dell Latitude 5420"], "62x29", 2032),
            "\
^XA^CI28^LH0,0^FWN^PW496^LL232
^FO32,32^BQN,2,8,Q^FH_^FDQA,VIL-000123^FS
^FT232,116^A0N,43^FH_^FDVIL-000123^FS
^FT232,152^A0N,23^FH_^FDDell Latitude 5420^FS
^XZ
"
        );
    }

    #[test]
    fn no_text_becomes_a_command() {
        let zpl = printed("A1", &["^XZ~JR\\_é\u{1}"], "62x29", 3000);
        assert!(zpl.contains("^FD_5EXZ_7EJR_5C_5Fé^FS"), "{zpl}");
        assert_eq!(zpl.matches("^XZ").count(), 1);
    }

    #[test]
    fn modules_are_as_many_dots_as_the_printer_draws() {
        for (size, in_ten_inches, module) in [("62x29", 3000, 10), ("40x12", 2032, 3), ("25.4x10", 3000, 4)] {
            let zpl = printed("VIL-000123", &[], size, in_ten_inches);
            assert!(zpl.contains(&format!("^BQN,2,{module},Q")), "{size}: {zpl}");
        }
    }
}
