//! Which look is which series.

use super::{
    Series, hatch,
    words::{APART, LABEL},
};
use crate::draw::{
    Anchor, Rect, Um,
    picture::{Ink, Picture},
};

/// The width and the height of a sample.
const SAMPLE: (Um, Um) = (Um(4400), Um(3000));
/// Between a sample and its name, between two names, from one line to the next.
const BESIDE: Um = Um(1300);
const BETWEEN: Um = Um(3600);
const LEADING: Um = Um(4900);

/// Draws every series in the order in which they are stacked, and returns where the legend ends.
pub(super) fn legend(picture: &mut Picture, series: &[Series]) -> Um {
    let (mut x, mut y) = (Um(0), Um(0));
    for series in series {
        let room = picture.width - SAMPLE.0 - BESIDE - APART;
        let name = LABEL.shortened(&series.name, room);
        let width = SAMPLE.0 + BESIDE + LABEL.width(&name);
        if x > Um(0) && x + width > picture.width {
            (x, y) = (Um(0), y + LEADING);
        }
        let sample = Rect { x, y, width: SAMPLE.0, height: SAMPLE.1 };
        hatch::areas(picture, series.tone, &[sample]);
        let baseline = y + Um(SAMPLE.1.0 / 2) + LABEL.drop();
        LABEL.write(picture, Ink::Words, (x + SAMPLE.0 + BESIDE, baseline), Anchor::Start, &name);
        x = x + width + BETWEEN;
    }
    if series.is_empty() { Um(0) } else { y + LEADING }
}
