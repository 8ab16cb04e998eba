//! Areas that look like their series: a colour, and strokes of the paper across it.

use crate::draw::{
    Rect, Um,
    picture::{Ink, Line, Mark, Picture, Stroke, Tone},
};

/// From one stroke to the next, along the edge of an area.
const APART: Um = Um(1300);
/// How wide a stroke is.
const WIDE: Um = Um(320);
/// What is shorter is not seen.
const SHORTEST: Um = Um(150);

/// Draws areas of one series.
pub(super) fn areas(picture: &mut Picture, tone: Tone, areas: &[Rect]) {
    for area in areas {
        picture.put(Ink::Tone(tone), Mark::Area(*area));
    }
    let lines: Vec<Line> = areas.iter().flat_map(|area| strokes(tone, *area)).collect();
    if !lines.is_empty() {
        picture.put(Ink::Paper, Mark::Lines { width: WIDE, lines });
    }
}

/// The strokes of a look across an area. They begin near its corner, so that the smallest area has one.
fn strokes(tone: Tone, area: Rect) -> Vec<Line> {
    let mut lines: Vec<Line> =
        tone.strokes().iter().flat_map(|stroke| across(*stroke, area, APART)).collect();
    let long = |line: &Line| {
        let (over, down) = (line.to.0 - line.from.0, line.to.1 - line.from.1);
        over.0.abs() + down.0.abs() >= SHORTEST.0
    };
    lines.retain(long);
    lines
}

/// The strokes in one direction, so far apart along the edges.
pub(super) fn across(stroke: Stroke, Rect { x, y, width, height }: Rect, apart: Um) -> Vec<Line> {
    let (right, bottom) = (x + width, y + height);
    // A slanted stroke goes from the left or the lower edge to the upper or the right one.
    let slanted = |at: Um| {
        let (down, over) = (at.min(height), at.min(width));
        ((x + at - down, down), (x + over, at - over))
    };
    let line = |at: Um| match stroke {
        Stroke::Rising => {
            let (from, to) = slanted(at);
            Line { from: (from.0, y + from.1), to: (to.0, y + to.1) }
        }
        Stroke::Falling => {
            let (from, to) = slanted(at);
            Line { from: (from.0, bottom - from.1), to: (to.0, bottom - to.1) }
        }
        Stroke::Level => Line { from: (x, bottom - at), to: (right, bottom - at) },
        Stroke::Upright => Line { from: (x + at, y), to: (x + at, bottom) },
    };
    let edge = match stroke {
        Stroke::Rising | Stroke::Falling => width + height,
        Stroke::Level => height,
        Stroke::Upright => width,
    };
    places(edge, apart).map(line).collect()
}

/// Where strokes cross an edge of this length.
fn places(length: Um, apart: Um) -> impl Iterator<Item = Um> {
    (0..).map(move |at| Um(apart.0 / 2) + apart * at).take_while(move |at| *at < length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_stroke_leaves_its_area(x in 0..90_000_i64, y in 0..90_000_i64, w in 1..40_000_i64, h in 1..60_000_i64) {
            let area = Rect { x: Um(x), y: Um(y), width: Um(w), height: Um(h) };
            for tone in Tone::ALL {
                for Line { from, to } in strokes(tone, area) {
                    for (right, down) in [from, to] {
                        prop_assert!((x..=x + w).contains(&right.0) && (y..=y + h).contains(&down.0));
                    }
                    let (over, down) = ((to.0 - from.0).0, (to.1 - from.1).0);
                    prop_assert!(over == 0 || down == 0 || over.abs() == down.abs(), "{from:?} {to:?}");
                }
            }
        }
    }

    #[test]
    fn an_area_that_is_seen_has_its_strokes() {
        let area = Rect { x: Um(0), y: Um(0), width: Um::mm(3), height: Um(1000) };
        for tone in Tone::ALL {
            assert_eq!(strokes(tone, area).is_empty(), tone.strokes().is_empty(), "{tone:?}");
        }
    }
}
