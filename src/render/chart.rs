//! Pictures as SVG inside a page of HTML, in millimetres; their inks are those of the page.
//!
//! Source: SVG 2, 5.7 and 8.2; SVG Accessibility API Mappings 1.0, 8.2.

use std::fmt;

use crate::{
    document::Chart,
    draw::{
        Anchor, Face, Rect, Text, Um,
        picture::{Band, Ink, Layer, Line, Mark, TINT},
    },
    render::escaped::Escaped,
};

/// Writes the picture of a chart, named and described for those who do not see it.
pub(super) fn write_chart(f: &mut fmt::Formatter<'_>, chart: &Chart) -> fmt::Result {
    let picture = &chart.picture;
    writeln!(
        f,
        r#"<svg role="img" viewBox="0 0 {} {}" fill="currentColor">"#,
        picture.width, picture.height
    )?;
    writeln!(f, "<title>{}</title><desc>{}</desc>", Escaped(&chart.title), Escaped(&chart.said))?;
    picture.layers.iter().try_for_each(|layer| write_layer(f, layer))?;
    f.write_str("</svg>\n")
}

fn write_layer(f: &mut fmt::Formatter<'_>, layer: &Layer) -> fmt::Result {
    let thinned =
        if matches!(layer.ink, Ink::Tint(_)) { format!(r#" opacity=".{TINT}""#) } else { String::new() };
    writeln!(f, r#"<g class="{}"{thinned}>"#, layer.ink.name())?;
    layer.marks.iter().try_for_each(|mark| match mark {
        Mark::Area(Rect { x, y, width, height }) => {
            writeln!(f, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}"/>"#)
        }
        Mark::Band(band) => write_band(f, *band),
        Mark::Lines { width, lines } => {
            write!(f, r#"<path stroke="currentColor" stroke-width="{width}" d=""#)?;
            lines.iter().try_for_each(|line| write_line(f, *line))?;
            f.write_str("\"/>\n")
        }
        Mark::Text(text) => write_text(f, text),
    })?;
    f.write_str("</g>\n")
}

/// A band: its upper edge to the right, its lower edge back.
fn write_band(f: &mut fmt::Formatter<'_>, band: Band) -> fmt::Result {
    let Band { from, to, height } = band;
    let (middle, below) = (band.middle(), |at: Um| at + height);
    write!(f, r#"<path d="M{} {}C{middle} {} {middle} {} {} {}"#, from.0, from.1, from.1, to.1, to.0, to.1)?;
    let (from_y, to_y) = (below(from.1), below(to.1));
    writeln!(f, r#"v{height}C{middle} {to_y} {middle} {from_y} {} {from_y}z"/>"#, from.0)
}

/// A line, as briefly as a path says it.
fn write_line(f: &mut fmt::Formatter<'_>, Line { from, to }: Line) -> fmt::Result {
    write!(f, "M{} {}", from.0, from.1)?;
    match (to.0 - from.0, to.1 - from.1) {
        (over, down) if down.0 == 0 => write!(f, "h{over}"),
        (over, down) if over.0 == 0 => write!(f, "v{down}"),
        (over, down) => write!(f, "l{over} {down}"),
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, Text { x, y, anchor, size, face, text }: &Text) -> fmt::Result {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => r#" text-anchor="middle""#,
        Anchor::End => r#" text-anchor="end""#,
    };
    let weight = if *face == Face::Strong { r#" font-weight="600""# } else { "" };
    writeln!(f, r#"<text x="{x}" y="{y}" font-size="{size}"{anchor}{weight}>{}</text>"#, Escaped(text))
}
