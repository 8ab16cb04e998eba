//! A drawing as SVG, in millimetres. The same drawing gives the same bytes.

use std::fmt::{self, Write};

use crate::draw::{Drawing, Face, Rect, Shape};

/// Returns the drawing as a whole SVG file, black on white.
#[must_use]
pub fn svg(drawing: &Drawing) -> String {
    Svg(drawing).to_string()
}

struct Svg<'a>(&'a Drawing);

impl fmt::Display for Svg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Drawing { title, width, height, shapes } = self.0;
        writeln!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">"#
        )?;
        writeln!(f, "<title>{}</title>", Escaped(title))?;
        writeln!(f, r##"<rect width="{width}" height="{height}" fill="#fff"/>"##)?;
        shapes.iter().try_for_each(|shape| write_shape(f, shape))?;
        writeln!(f, "</svg>")
    }
}

fn write_shape(f: &mut fmt::Formatter<'_>, shape: &Shape) -> fmt::Result {
    match shape {
        Shape::Fill(rects) => {
            f.write_str(r#"<path shape-rendering="crispEdges" d=""#)?;
            for Rect { x, y, width, height } in rects {
                write!(f, "M{x} {y}h{width}v{height}h-{width}z")?;
            }
            f.write_str("\"/>\n")
        }
        Shape::Text { x, y, size, face, text } => {
            let face = match face {
                Face::Code => r#"font-family="monospace" font-weight="bold""#,
                Face::Plain => r#"font-family="sans-serif""#,
            };
            writeln!(f, r#"<text x="{x}" y="{y}" font-size="{size}" {face}>{}</text>"#, Escaped(text))
        }
        Shape::Group { title, shapes } => {
            writeln!(f, r#"<g role="img"><title>{}</title>"#, Escaped(title))?;
            shapes.iter().try_for_each(|shape| write_shape(f, shape))?;
            f.write_str("</g>\n")
        }
    }
}

/// Text as XML takes it: markup escaped, what XML cannot hold replaced.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '&' => f.write_str("&amp;"),
            '"' => f.write_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => f.write_char(char::REPLACEMENT_CHARACTER),
            c if c.is_control() => f.write_char(char::REPLACEMENT_CHARACTER),
            c => f.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        draw::Um,
        label::layout::{Label, Size, draw},
        model::tag::Tag,
    };

    fn label(tag: &str, lines: &[&str]) -> Label {
        Label { tag: Tag::parse(tag).unwrap(), lines: lines.iter().map(ToString::to_string).collect() }
    }

    fn drawn(tag: &str, size: &str, url: Option<&str>) -> String {
        svg(&draw(&[label(tag, &["Dell Latitude 5420"])], Size::parse(size).unwrap(), url).unwrap())
    }

    /// What a code says, and its version and level of correction.
    type Decoded = (String, usize, u16);

    /// Paints the paths of an SVG text, six pixels a module, and reads the codes in the picture.
    fn decoded(svg: &str) -> Vec<Decoded> {
        let rects: Vec<[usize; 4]> = svg.split(" d=\"").skip(1).flat_map(rects_of_path).collect();
        let module = rects[0][3];
        let pixels = |um: usize| (um * 6 + module / 2) / module;
        let attribute = |name: &str| um(svg.split_once(name).unwrap().1.split_once("mm\"").unwrap().0);
        let (width, height) = (pixels(attribute(" width=\"")), pixels(attribute(" height=\"")));
        let mut picture = vec![255; width * height];
        for [x, y, w, h] in rects {
            for row in pixels(y)..pixels(y + h) {
                picture[row * width..][pixels(x)..pixels(x + w)].fill(0);
            }
        }
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture[y * width + x])
            .detect_grids()
            .into_iter()
            .map(|grid| grid.decode().map(|(code, said)| (said, code.version.0, code.ecc_level)).unwrap())
            .collect()
    }

    /// Reads the rectangles at the start of a text that follows ` d="`: x, y, width, height.
    fn rects_of_path(text: &str) -> Vec<[usize; 4]> {
        let path = text.split_once('"').unwrap().0;
        let numbers = |rect: &str| {
            let mut numbers = rect.split([' ', 'h', 'v']).map(um);
            std::array::from_fn(|_| numbers.next().unwrap())
        };
        path.split('M').skip(1).map(numbers).collect()
    }

    /// Reads millimetres as micrometres.
    fn um(text: &str) -> usize {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{part:0<3}").parse().unwrap()
    }

    #[test]
    fn a_label_is_these_very_bytes() {
        let shapes = vec![
            Shape::Fill(vec![Rect { x: Um(330), y: Um(0), width: Um(660), height: Um(330) }]),
            Shape::Text {
                x: Um(1500),
                y: Um::mm(2),
                size: Um(1200),
                face: Face::Code,
                text: "A1".to_owned(),
            },
            Shape::Text {
                x: Um(1500), y: Um::mm(4), size: Um(900), face: Face::Plain, text: "é".to_owned()
            },
        ];
        let group = Shape::Group { title: "A1".to_owned(), shapes };
        let drawing =
            Drawing { title: "A1".to_owned(), width: Um(12_500), height: Um::mm(5), shapes: vec![group] };
        assert_eq!(
            svg(&drawing),
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="12.5mm" height="5mm" viewBox="0 0 12.5 5">
<title>A1</title>
<rect width="12.5" height="5" fill="#fff"/>
<g role="img"><title>A1</title>
<path shape-rendering="crispEdges" d="M0.33 0h0.66v0.33h-0.66z"/>
<text x="1.5" y="2" font-size="1.2" font-family="monospace" font-weight="bold">A1</text>
<text x="1.5" y="4" font-size="0.9" font-family="sans-serif">é</text>
</g>
</svg>
"##
        );
    }

    #[test]
    fn a_text_cannot_become_markup() {
        let labels = [label("A1", &["<&\">\u{1}'"])];
        let svg = svg(&draw(&labels, Size::default(), None).unwrap());
        assert!(svg.contains(">&lt;&amp;&quot;&gt;\u{fffd}'</text>"), "{svg}");
    }

    #[test]
    fn a_code_of_any_length_of_tag_is_read_back_from_the_file() {
        let longest = "MTR-000123K./0123456789ABCDEFGHIJ";
        for length in 1..=Tag::MAX {
            let tag = &longest[..length];
            let [(said, version, level)] = &decoded(&drawn(tag, "62x29", None))[..] else {
                panic!("{tag}: not one code")
            };
            assert_eq!(said, tag);
            assert_eq!(
                *version,
                if length <= 16 {
                    1
                } else if length <= 29 {
                    2
                } else {
                    3
                },
                "{tag}"
            );
            // The two bits of the format that name level Q.
            assert_eq!(*level, 3, "{tag}");
        }
    }

    #[test]
    fn a_link_is_read_back_from_the_file_at_the_smallest_size_too() {
        let url = Some("https://act.ville.fr");
        for size in ["62x29", "23x13", "100x60"] {
            let [(said, version, _)] = &decoded(&drawn("000123", size, url))[..] else {
                panic!("{size}: not one code")
            };
            assert_eq!((said.as_str(), *version), ("HTTPS://ACT.VILLE.FR/A/000123", 2), "{size}");
        }
    }

    #[test]
    fn every_label_of_a_drawing_has_its_own_code_and_title() {
        let labels = ["A1", "B2", "C3"].map(|tag| label(tag, &[]));
        let svg = svg(&draw(&labels, Size::default(), None).unwrap());
        let mut said: Vec<_> = decoded(&svg).into_iter().map(|(said, ..)| said).collect();
        said.sort();
        assert_eq!(said, ["A1", "B2", "C3"]);
        for tag in said {
            assert!(svg.contains(&format!(r#"<g role="img"><title>{tag}</title>"#)));
        }
    }
}
