//! Columns side by side, each a stack: what happened over time.

use super::{
    BASE, GRID, Said, Stacks, WIDTH, rule,
    scale::Scale,
    stack,
    words::{APART, AXIS, LABEL},
};
use crate::draw::{
    Anchor, Rect, Um,
    picture::{Ink, Picture},
};

/// How tall the axis is.
const TALL: Um = Um::mm(46);
/// Above it, where the total of the tallest column stands.
const HEADROOM: Um = Um(4200);
/// The widest column, and how much of its place it takes, in hundredths.
const WIDEST: Um = Um(13_000);
const SHARE: i64 = 66;
/// Between the axis and what is written beside it.
const BESIDE: Um = Um(1500);
/// The most steps of the axis.
const STEPS: u128 = 5;

/// Lays out columns: the first series at the foot, the total above each column if there is room for all.
#[must_use]
pub fn columns(stacks: &Stacks, said: Said<'_>) -> Picture {
    let (mut picture, down) = stacks.begin();
    let scale = Scale::new(stacks.most(), STEPS);
    let marks: Vec<(u64, String)> = scale.marks().map(|mark| (mark, said(mark))).collect();
    let left = marks.iter().map(|(_, text)| AXIS.width(text)).max().unwrap_or_default() + BESIDE;
    let top = down + AXIS.leading() + HEADROOM;
    let plot = Rect { x: left, y: top, width: WIDTH - left, height: TALL };
    axis(&mut picture, plot, scale, &marks);
    let unit = AXIS.shortened(&stacks.unit, WIDTH);
    AXIS.write(&mut picture, Ink::Pale, (Um(0), down + AXIS.size), Anchor::Start, &unit);
    let places = Places { plot, count: stacks.classes.len() };
    areas(&mut picture, stacks, scale, &places);
    let foot = (plot.x, plot.y + plot.height);
    rule(&mut picture, Ink::Pale, BASE, [(foot, (WIDTH, foot.1))]);
    totals(&mut picture, stacks, scale, &places, said);
    names(&mut picture, stacks, &places);
    picture
}

/// Where the columns stand.
struct Places {
    plot: Rect,
    count: usize,
}

impl Places {
    /// How wide the place of each is.
    fn pitch(&self) -> Um {
        Um(self.plot.width.0 / i64::try_from(self.count).unwrap_or(i64::MAX).max(1))
    }

    fn middle(&self, at: usize) -> Um {
        let (at, count) = (i64::try_from(at).unwrap_or_default(), i64::try_from(self.count).unwrap_or(1));
        Um(self.plot.x.0 + self.plot.width.0 * (2 * at + 1) / (2 * count.max(1)))
    }

    fn width(&self) -> Um {
        Um(self.pitch().0 * SHARE / 100).clamp(Um(1), WIDEST)
    }
}

fn axis(picture: &mut Picture, plot: Rect, scale: Scale, marks: &[(u64, String)]) {
    let height = |mark: u64| plot.y + plot.height - scale.length(mark.into(), plot.height);
    let lines = marks
        .iter()
        .filter(|(mark, _)| *mark > 0)
        .map(|(mark, _)| ((plot.x, height(*mark)), (WIDTH, height(*mark))));
    rule(picture, Ink::Grid, GRID, lines);
    for (mark, text) in marks {
        let at = (plot.x - BESIDE, height(*mark) + AXIS.drop());
        AXIS.write(picture, Ink::Pale, at, Anchor::End, text);
    }
}

fn areas(picture: &mut Picture, stacks: &Stacks, scale: Scale, places: &Places) {
    let (plot, width) = (places.plot, places.width());
    let foot = plot.y + plot.height;
    let place = |at: usize, from: Um, to: Um| {
        let x = places.middle(at) - Um(width.0 / 2);
        Rect { x, y: foot - to, width, height: to - from }
    };
    stack::areas(picture, stacks, |sum| scale.length(sum, plot.height), place);
}

fn totals(picture: &mut Picture, stacks: &Stacks, scale: Scale, places: &Places, said: Said<'_>) {
    let totals = stacks.totals(said);
    let widest = totals.iter().map(|total| LABEL.width(total)).max().unwrap_or_default();
    // A total at the edge may not leave the picture.
    if widest + APART > places.pitch() {
        return;
    }
    let mut written = Vec::new();
    for (at, (class, total)) in stacks.classes.iter().zip(&totals).enumerate() {
        if class.total() == 0 {
            continue;
        }
        let height = scale.length(class.total(), places.plot.height);
        let y = places.plot.y + places.plot.height - height - Um(1000);
        LABEL.ground(picture, (places.middle(at), y), Anchor::Middle, total);
        written.push(((places.middle(at), y), total));
    }
    for (at, total) in written {
        LABEL.write(picture, Ink::Words, at, Anchor::Middle, total);
    }
}

/// Writes the names below, all or every second, third … so that none touches the next, and what changes below them.
fn names(picture: &mut Picture, stacks: &Stacks, places: &Places) {
    let y = places.plot.y + places.plot.height + AXIS.size + Um(1200);
    let widest = stacks.classes.iter().map(|class| AXIS.width(&class.name)).max().unwrap_or_default();
    let apart = usize::try_from((widest + APART).0 / places.pitch().0.max(1) + 1).unwrap_or(1);
    let every = if widest + APART <= places.pitch() {
        1
    } else {
        [2, 3, 4, 6, 12].into_iter().find(|n| *n >= apart).unwrap_or(apart)
    };
    let classes = || stacks.classes.iter().enumerate();
    let named = classes().filter(|(at, _)| at % every == 0).map(|(at, class)| {
        let room = places.plot.width.min(Um(40_000));
        (places.middle(at), AXIS.shortened(&class.name, room))
    });
    AXIS.row(picture, y, named.collect::<Vec<_>>());
    let below: Vec<(Um, String)> =
        classes().filter_map(|(at, class)| Some((places.middle(at), class.under.clone()?))).collect();
    picture.height = y + Um(AXIS.size.0 * 3 / 10);
    if !below.is_empty() {
        AXIS.row(picture, y + AXIS.leading(), below);
        picture.height = picture.height + AXIS.leading();
    }
}
