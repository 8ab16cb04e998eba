//! Drawings as SVG, in millimetres. The same drawings give the same bytes.

use std::fmt;

use super::escaped::Escaped;
use crate::draw::{self, Anchor, Drawing, Face, Rect, Shape, Text, Um};

/// Returns the pages one below another as a whole SVG file, black on white.
#[must_use]
pub fn svg(pages: &[Drawing]) -> String {
    Svg(pages).to_string()
}

struct Svg<'a>(&'a [Drawing]);

impl fmt::Display for Svg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pages = self.0;
        let width = pages.iter().map(|page| page.width).max().unwrap_or_default();
        let height = pages.iter().fold(Um(0), |height, page| height + page.height);
        writeln!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">"#
        )?;
        writeln!(f, "<title>{}</title>", Escaped(&draw::title(pages)))?;
        writeln!(f, r##"<rect width="{width}" height="{height}" fill="#fff"/>"##)?;
        let mut top = Um(0);
        for page in pages {
            page.shapes.iter().try_for_each(|shape| write_shape(f, shape, top))?;
            top = top + page.height;
        }
        writeln!(f, "</svg>")
    }
}

/// Writes a shape of a page whose upper edge is at `top`.
fn write_shape(f: &mut fmt::Formatter<'_>, shape: &Shape, top: Um) -> fmt::Result {
    match shape {
        Shape::Code(code) => {
            f.write_str(r#"<path shape-rendering="crispEdges" d=""#)?;
            for Rect { x, y, width, height } in code.rects() {
                write!(f, "M{x} {}h{width}v{height}h-{width}z", y + top)?;
            }
            f.write_str("\"/>\n")
        }
        Shape::Frame(Rect { x, y, width, height }) => writeln!(
            f,
            r##"<rect x="{x}" y="{}" width="{width}" height="{height}" fill="none" stroke="#000" stroke-width="0.1"/>"##,
            *y + top
        ),
        Shape::Text(text) => write_text(f, text, top),
        Shape::Group { title, shapes } => {
            writeln!(f, r#"<g role="img"><title>{}</title>"#, Escaped(title))?;
            shapes.iter().try_for_each(|shape| write_shape(f, shape, top))?;
            f.write_str("</g>\n")
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &Text, top: Um) -> fmt::Result {
    let Text { x, y, anchor, size, face, text } = text;
    let face = match face {
        Face::Code => r#"font-family="monospace" font-weight="bold""#,
        Face::Plain => r#"font-family="sans-serif""#,
        Face::Strong => r#"font-family="sans-serif" font-weight="bold""#,
    };
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => r#" text-anchor="middle""#,
        Anchor::End => r#" text-anchor="end""#,
    };
    let y = *y + top;
    writeln!(f, r#"<text x="{x}" y="{y}" font-size="{size}" {face}{anchor}>{}</text>"#, Escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        draw::qr::{Code, Level, qr},
        label::{
            layout::{Label, Style},
            pages::{Stock, pages},
            size::Size,
        },
        model::tag::Tag,
    };

    fn text(x: i64, y: i64, size: i64, face: Face, anchor: Anchor, text: &str) -> Shape {
        Shape::Text(Text { x: Um(x), y: Um(y), anchor, size: Um(size), face, text: text.to_owned() })
    }

    fn labelled(tag: &str, lines: &[&str]) -> Vec<Drawing> {
        let lines = lines.iter().map(ToString::to_string).collect();
        let label = Label::of_tag(&Tag::parse(tag).unwrap(), lines, None);
        pages(&[label], &Stock::Roll(Size::default()), Style::default()).unwrap()
    }

    #[test]
    fn a_page_is_these_very_bytes() {
        let shapes = vec![
            Shape::Frame(Rect { x: Um(330), y: Um(0), width: Um(660), height: Um(330) }),
            text(1500, 2000, 1200, Face::Code, Anchor::Start, "A1"),
            text(1500, 4000, 900, Face::Plain, Anchor::Middle, "é"),
        ];
        let group = Shape::Group { title: "A1".to_owned(), shapes };
        let page = Drawing { width: Um(12_500), height: Um::mm(5), shapes: vec![group] };
        let second = Drawing {
            width: Um(12_500),
            height: Um::mm(5),
            shapes: vec![text(0, 1000, 900, Face::Strong, Anchor::Start, "B")],
        };
        assert_eq!(
            svg(&[page, second]),
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="12.5mm" height="10mm" viewBox="0 0 12.5 10">
<title>A1</title>
<rect width="12.5" height="10" fill="#fff"/>
<g role="img"><title>A1</title>
<rect x="0.33" y="0" width="0.66" height="0.33" fill="none" stroke="#000" stroke-width="0.1"/>
<text x="1.5" y="2" font-size="1.2" font-family="monospace" font-weight="bold">A1</text>
<text x="1.5" y="4" font-size="0.9" font-family="sans-serif" text-anchor="middle">é</text>
</g>
<text x="0" y="6" font-size="0.9" font-family="sans-serif" font-weight="bold">B</text>
</svg>
"##
        );
    }

    #[test]
    fn a_code_is_one_path() {
        let matrix = qr("A1", Level::Q).unwrap();
        let (payload, level, module) = ("A1".to_owned(), Level::Q, Um(330));
        let code = Code { payload, level, matrix, x: Um::mm(1), y: Um::mm(1), module };
        let page = Drawing { width: Um::mm(9), height: Um::mm(9), shapes: vec![Shape::Code(code)] };
        let svg = svg(&[page]);
        assert_eq!(svg.matches("<path").count(), 1);
        assert!(svg.contains(r#"<path shape-rendering="crispEdges" d="M1 1h2.31v0.33h-2.31z"#), "{svg}");
    }

    #[test]
    fn a_text_cannot_become_markup() {
        let shape = text(0, 0, 1, Face::Plain, Anchor::Start, "<&\">\u{1}'");
        let page = Drawing { width: Um(1), height: Um(1), shapes: vec![shape] };
        let svg = svg(&[page]);
        assert!(svg.contains(">&lt;&amp;&quot;&gt;\u{fffd}&apos;</text>"), "{svg}");
    }

    #[test]
    fn every_label_has_its_own_title() {
        let svg = svg(&labelled("A1", &["<b>"]));
        assert!(
            svg.contains(r#"<g role="img"><title>A1</title>"#) && svg.contains(">&lt;b&gt;</text>"),
            "{svg}"
        );
    }
}
