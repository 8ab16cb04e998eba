//! A rate against its target: how far it came, and what is missing.

use super::{
    BASE, GRID, Said, WIDTH,
    bars::fitting,
    hatch, rule,
    words::{APART, AXIS, FIRST, LABEL},
};
use crate::draw::{
    Anchor, Rect, Um,
    picture::{Ink, Line, Mark, Picture, Stroke, Tone},
};

/// How thick the bar is.
const THICK: Um = Um(9000);
/// How far the mark of the target stands out above the bar and below it.
const OUT: Um = Um(1200);
/// How wide that mark is.
const MARK: Um = Um(600);
/// What is left free on both sides of it.
const HALO: Um = Um(350);
/// Between the bar and what is written behind it.
const BESIDE: Um = Um(1500);
/// From one stroke to the next in what is missing.
const STROKES: Um = Um(2000);
/// A whole, in basis points: the axis shows it, though rates may go beyond.
const WHOLE: u64 = 10_000;

/// A rate and its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The rate, in basis points.
    pub rate_bp: u64,
    /// The rate, written out.
    pub rate: String,
    /// The target in basis points and written out with what it is; none where there is none.
    pub target: Option<(u64, String)>,
    /// What that means, in a sentence.
    pub meaning: Option<String>,
}

/// Lays out a rate as a bar from zero to at least a whole, with the target marked; marks of the axis, in whole
/// hundredths, are written by `said`.
#[must_use]
pub fn target(of: &Target, said: Said<'_>) -> Picture {
    let mut picture = Picture { width: WIDTH, ..Picture::default() };
    let behind = FIRST.width(&of.rate) + BESIDE;
    // Half of the first mark of the axis stands left of it.
    let left = AXIS.width(&said(0));
    let width = (WIDTH - left - behind).max(Um(1));
    let goal = of.target.as_ref().map(|(bp, _)| *bp);
    let most = of.rate_bp.max(goal.unwrap_or_default()).max(WHOLE);
    let percent = |bp: u64| said(bp / 100);
    let (scale, marks) = fitting(most.into(), width, &percent);
    let place = |bp: u64| left + scale.length(bp.into(), width);
    let top = if of.target.is_some() { LABEL.leading() + OUT + Um(300) } else { Um(0) };
    let bar = Rect { x: left, y: top, width: place(of.rate_bp) - left, height: THICK };
    let foot = top + THICK + Um(1400);

    let lines = marks.iter().map(|(mark, _)| ((place(*mark), top), (place(*mark), foot)));
    rule(&mut picture, Ink::Grid, GRID, lines);
    rule(&mut picture, Ink::Pale, BASE, [((left, foot), (left + width, foot))]);
    let goal = goal.map(place);
    if let Some(goal) = goal.filter(|goal| *goal > bar.x + bar.width) {
        let x = bar.x + bar.width;
        missing(&mut picture, Rect { x, y: top, width: goal - x, height: THICK });
    }
    if bar.width > Um(0) {
        hatch::areas(&mut picture, Tone::Teal, &[bar]);
    }
    if let Some((goal, (_, text))) = goal.zip(of.target.as_ref()) {
        goal_mark(&mut picture, (goal, top), text);
    }
    rate(&mut picture, of, bar, goal);
    let y = foot + AXIS.size + Um(900);
    AXIS.row(
        &mut picture,
        y,
        marks.iter().map(|(mark, text)| (place(*mark), text.clone())).collect::<Vec<_>>(),
    );
    picture.height = y + Um(AXIS.size.0 * 3 / 10);
    if let Some(meaning) = &of.meaning {
        let y = y + LABEL.leading() + Um(1800);
        let text = LABEL.shortened(meaning, WIDTH - left);
        LABEL.write(&mut picture, Ink::Words, (left, y), Anchor::Start, &text);
        picture.height = y + Um(LABEL.size.0 * 3 / 10);
    }
    picture
}

/// Marks the target across the bar whose upper edge is here, and writes above it what it is.
fn goal_mark(picture: &mut Picture, (goal, top): (Um, Um), text: &str) {
    let mark = Rect { x: goal - Um(MARK.0 / 2), y: top - OUT, width: MARK, height: THICK + OUT * 2 };
    // The mark is seen on the bar as well.
    let ground = Rect { x: mark.x - HALO, width: MARK + HALO * 2, ..mark };
    picture.put(Ink::Paper, Mark::Area(ground));
    picture.put(Ink::Words, Mark::Area(mark));
    let text = LABEL.shortened(text, WIDTH);
    let half = Um(LABEL.width(&text).0 / 2);
    let middle = goal.max(half).min(WIDTH - half);
    LABEL.write(picture, Ink::Words, (middle, LABEL.size), Anchor::Middle, &text);
}

/// Writes the rate behind its bar, and behind the mark of the target if it would lie on it, on a ground of its own.
fn rate(picture: &mut Picture, of: &Target, bar: Rect, goal: Option<Um>) {
    let (width, mut x) = (FIRST.width(&of.rate), bar.x + bar.width + BESIDE);
    if let Some(goal) = goal.filter(|goal| *goal > x - BESIDE - APART && *goal < x + width + APART) {
        x = x.max(goal + BESIDE);
    }
    let at = (x, bar.y + Um(THICK.0 / 2) + FIRST.drop());
    FIRST.ground(picture, at, Anchor::Start, &of.rate);
    FIRST.write(picture, Ink::Words, at, Anchor::Start, &of.rate);
}

/// Draws what is missing as an outline crossed by strokes.
fn missing(picture: &mut Picture, area: Rect) {
    let edge = |y: Um| Line { from: (area.x, y), to: (area.x + area.width, y) };
    let mut lines = vec![edge(area.y), edge(area.y + area.height)];
    lines.extend(hatch::across(Stroke::Rising, area, STROKES));
    picture.put(Ink::Pale, Mark::Lines { width: BASE, lines });
}
