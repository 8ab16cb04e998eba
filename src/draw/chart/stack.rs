//! Stacks: the counts of a class one after another along an axis, each in the looks of its series.

use super::{Stacks, hatch, rule};
use crate::draw::{
    Rect, Um,
    picture::{Ink, Picture},
};

/// Between two areas of one stack.
const SEAM: Um = Um(260);
/// An area that is thinner has no seam: nothing would be left of it.
const THIN: Um = Um(700);

/// Draws the stacks of all classes series by series, then the seams between what touches.
///
/// `length` tells how far along the axis a value is, and `place` where in the picture a part of the stack of a class
/// is, from so far along the axis to so far.
pub(super) fn areas(
    picture: &mut Picture,
    stacks: &Stacks,
    length: impl Fn(u128) -> Um,
    place: impl Fn(usize, Um, Um) -> Rect,
) {
    let ends: Vec<Vec<Um>> = stacks.classes.iter().map(|class| ends(&class.values, &length)).collect();
    for (of, series) in stacks.series.iter().enumerate() {
        let area = |(at, ends): (usize, &Vec<Um>)| {
            let from = of.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
            let to = *ends.get(of)?;
            (to > from).then(|| place(at, from, to))
        };
        let drawn: Vec<Rect> = ends.iter().enumerate().filter_map(area).collect();
        hatch::areas(picture, series.tone, &drawn);
    }
    let seam = |at: usize, end: Um| {
        let Rect { x, y, width, height } = place(at, end, end);
        ((x, y), (x + width, y + height))
    };
    let seams =
        ends.iter().enumerate().flat_map(|(at, ends)| seams(ends).into_iter().map(move |end| (at, end)));
    rule(picture, Ink::Paper, SEAM, seams.map(|(at, end)| seam(at, end)));
}

/// Where the areas of a stack end on an axis: rounded from the sums, so that the last ends where the total does.
fn ends(values: &[u64], length: impl Fn(u128) -> Um) -> Vec<Um> {
    let mut sum = 0;
    let end = |value: &u64| {
        sum += u128::from(*value);
        length(sum)
    };
    values.iter().map(end).collect()
}

/// Where two areas of a stack touch that are both thick enough for a seam.
fn seams(ends: &[Um]) -> Vec<Um> {
    let mut places: Vec<Um> = std::iter::once(Um(0)).chain(ends.iter().copied()).collect();
    places.dedup();
    let thick = |three: &&[Um]| three[1] - three[0] >= THIN && three[2] - three[1] >= THIN;
    places.windows(3).filter(thick).map(|three| three[1]).collect()
}
