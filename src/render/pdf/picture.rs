//! Pictures in several inks on a page.

use krilla::{
    color::rgb,
    geom::{PathBuilder, Transform},
    paint::{Fill, Paint, Stroke},
    surface::Surface,
};

use super::{Pen, fill, um};
use crate::draw::{
    Um,
    picture::{Band, Ink, Line, Mark, Picture},
};

/// Draws a picture whose upper left corner is here.
pub(super) fn draw(pen: &mut Pen, surface: &mut Surface<'_>, picture: &Picture, corner: (Um, Um)) {
    surface.push_transform(&Transform::from_translate(um(corner.0), um(corner.1)));
    for layer in &picture.layers {
        for mark in &layer.marks {
            match mark {
                Mark::Area(area) => fill(surface, *area, paint(layer.ink)),
                Mark::Band(of) => band(surface, *of, layer.ink),
                Mark::Lines { width, lines } => strokes(surface, *width, lines, layer.ink),
                Mark::Text(text) => {
                    pen.text(surface, text, Fill { paint: paint(layer.ink), ..Fill::default() });
                }
            }
        }
    }
    surface.pop();
}

fn band(surface: &mut Surface<'_>, band: Band, ink: Ink) {
    let Band { from, to, height } = band;
    let (left, middle, right) = (um(from.0), um(band.middle()), um(to.0));
    let mut path = PathBuilder::new();
    path.move_to(left, um(from.1));
    path.cubic_to(middle, um(from.1), middle, um(to.1), right, um(to.1));
    let (from, to) = (um(from.1 + height), um(to.1 + height));
    path.line_to(right, to);
    path.cubic_to(middle, to, middle, from, left, from);
    path.close();
    let Some(path) = path.finish() else { return };
    surface.set_fill(Some(Fill { paint: paint(ink), ..Fill::default() }));
    surface.draw_path(&path);
}

fn strokes(surface: &mut Surface<'_>, width: Um, lines: &[Line], ink: Ink) {
    let mut path = PathBuilder::new();
    for Line { from, to } in lines {
        path.move_to(um(from.0), um(from.1));
        path.line_to(um(to.0), um(to.1));
    }
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: paint(ink), width: um(width), ..Stroke::default() }));
    surface.draw_path(&path);
    surface.set_stroke(None);
}

fn paint(ink: Ink) -> Paint {
    let [red, green, blue] = ink.on_paper();
    rgb::Color::new(red, green, blue).into()
}
