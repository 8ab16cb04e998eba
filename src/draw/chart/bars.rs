//! Bars one below another, each a stack: what is of which class.

use super::{
    BASE, Class, GRID, Said, Stacks, WIDTH, rule,
    scale::Scale,
    stack,
    words::{APART, AXIS, LABEL},
};
use crate::draw::{
    Anchor, Rect, Um,
    picture::{Ink, Picture},
};

/// The most room that names take at the left.
const NAMES: Um = Um(52_000);
/// Between a bar and what is written beside it.
const BESIDE: Um = Um(1500);
/// How thick a bar is, and the place of one; of one whose name has two lines.
const THICK: Um = Um(4200);
const PITCH: Um = Um(6600);
const TALLER: Um = Um(7800);
/// Above the first bar and below the last.
const ABOVE: Um = Um(400);
/// The most steps of the axis.
const STEPS: u128 = 6;

/// Lays out bars: names at the left, the first series from the axis on, the total behind each bar.
#[must_use]
pub fn bars(stacks: &Stacks, said: Said<'_>) -> Picture {
    let (mut picture, down) = stacks.begin();
    let names: Vec<Vec<String>> =
        stacks.classes.iter().map(|class| LABEL.wrapped(&class.name, NAMES)).collect();
    let totals = stacks.totals(said);
    let widest = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| LABEL.width(text)).max();
    let left = widest(&mut names.iter().flatten()).unwrap_or_default() + BESIDE;
    let behind = widest(&mut totals.iter()).unwrap_or_default() + BESIDE;
    let width = (WIDTH - left - behind).max(Um(1));
    let (scale, marks) = fitting(stacks.most(), width, said);
    let pitch = if names.iter().any(|lines| lines.len() > 1) { TALLER } else { PITCH };
    let count = i64::try_from(stacks.classes.len()).unwrap_or_default();
    let plot = Rect { x: left, y: down, width, height: pitch * count + ABOVE * 2 };
    let rows = Rows { plot, pitch, scale };
    rows.grid(&mut picture, &marks);
    rows.areas(&mut picture, stacks);
    rows.words(&mut picture, stacks, &names, &totals);
    rows.axis(&mut picture, &marks, &stacks.unit);
    picture
}

/// Returns the finest axis whose marks have room side by side.
pub(super) fn fitting(most: u128, width: Um, said: Said<'_>) -> (Scale, Vec<(u64, String)>) {
    let of = |steps: u128| {
        let scale = Scale::new(most, steps);
        (scale, scale.marks().map(|mark| (mark, said(mark))).collect::<Vec<_>>())
    };
    let fits = |(scale, marks): &(Scale, Vec<(u64, String)>)| {
        let widest = marks.iter().map(|(_, text)| AXIS.width(text)).max().unwrap_or_default();
        let second = marks.get(1).map_or(width, |(mark, _)| scale.length((*mark).into(), width));
        widest + APART <= second
    };
    (1..=STEPS).rev().map(of).find(fits).unwrap_or_else(|| of(1))
}

/// Where the bars lie.
struct Rows {
    plot: Rect,
    pitch: Um,
    scale: Scale,
}

impl Rows {
    fn middle(&self, at: usize) -> Um {
        let at = i64::try_from(at).unwrap_or_default();
        self.plot.y + self.pitch * at + Um(self.pitch.0 / 2) + ABOVE
    }

    fn right(&self, value: u128) -> Um {
        self.plot.x + self.scale.length(value, self.plot.width)
    }

    fn foot(&self) -> Um {
        self.plot.y + self.plot.height
    }

    fn grid(&self, picture: &mut Picture, marks: &[(u64, String)]) {
        let line = |(mark, _): &(u64, String)| {
            let x = self.right((*mark).into());
            ((x, self.plot.y), (x, self.foot()))
        };
        rule(picture, Ink::Grid, GRID, marks.iter().skip(1).map(line));
    }

    fn areas(&self, picture: &mut Picture, stacks: &Stacks) {
        let plot = self.plot;
        let place = |at: usize, from: Um, to: Um| {
            let y = self.middle(at) - Um(THICK.0 / 2);
            Rect { x: plot.x + from, y, width: to - from, height: THICK }
        };
        stack::areas(picture, stacks, |sum| self.scale.length(sum, plot.width), place);
        rule(picture, Ink::Pale, BASE, [((plot.x, plot.y), (plot.x, self.foot()))]);
    }

    /// Writes the name before each bar and the total behind it.
    fn words(&self, picture: &mut Picture, stacks: &Stacks, names: &[Vec<String>], totals: &[String]) {
        let behind = |(at, class): (usize, &Class)| {
            (self.right(class.total()) + BESIDE, self.middle(at) + LABEL.drop())
        };
        let places: Vec<(Um, Um)> = stacks.classes.iter().enumerate().map(behind).collect();
        for (at, total) in places.iter().zip(totals) {
            LABEL.ground(picture, *at, Anchor::Start, total);
        }
        for (row, ((at, total), lines)) in places.iter().zip(totals).zip(names).enumerate() {
            LABEL.around(picture, (self.plot.x - BESIDE, self.middle(row)), Anchor::End, lines);
            LABEL.write(picture, Ink::Words, *at, Anchor::Start, total);
        }
    }

    /// Writes the marks of the axis and its title, with which the picture ends.
    fn axis(&self, picture: &mut Picture, marks: &[(u64, String)], unit: &str) {
        let y = self.foot() + AXIS.size + Um(900);
        AXIS.row(picture, y, marks.iter().map(|(mark, text)| (self.right((*mark).into()), text.clone())));
        let y = y + AXIS.leading() + Um(900);
        let unit = AXIS.shortened(unit, WIDTH - self.plot.x);
        AXIS.write(picture, Ink::Pale, (self.plot.x, y), Anchor::Start, &unit);
        picture.height = y + Um(AXIS.size.0 * 3 / 10);
    }
}
