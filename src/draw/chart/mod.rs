//! Charts: numbers in words and codes of looks, laid out as pictures. The same chart is the same picture, whatever
//! it is drawn on.
//!
//! All is whole micrometres, and every number is a count that cannot be negative. No text leaves the picture or
//! touches another: what has no room is cut with an ellipsis, or left out where its neighbours say where it would be.

mod bars;
mod columns;
mod flow;
mod hatch;
mod legend;
mod scale;
mod stack;
mod target;
#[cfg(test)]
mod tests;
mod words;

pub use bars::bars;
pub use columns::columns;
pub use flow::{Flow, flow};
pub use target::{Target, target};

use super::{
    Um,
    picture::{Ink, Line, Mark, Picture, Tone},
};

/// The width of every chart: that of the text on a page.
pub const WIDTH: Um = Um::mm(170);

/// How thick a line is that guides the eye, and that from which values are measured.
const GRID: Um = Um(110);
const BASE: Um = Um(220);

/// How a number is written.
pub type Said<'a> = &'a dyn Fn(u64) -> String;

/// What is counted apart in every class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its looks.
    pub tone: Tone,
}

/// What is counted together: a month, a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// What stands below its name, where that changes: the year of a month.
    pub under: Option<String>,
    /// How many there are of each series.
    pub values: Vec<u64>,
}

/// Counts by class and series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stacks {
    /// What is counted: the title of the axis.
    pub unit: String,
    /// The series, in the order in which they are stacked.
    pub series: Vec<Series>,
    /// The classes, in the order in which they are read.
    pub classes: Vec<Class>,
}

impl Class {
    /// Returns how many there are together.
    #[must_use]
    pub fn total(&self) -> u128 {
        self.values.iter().map(|value| u128::from(*value)).sum()
    }
}

impl Stacks {
    fn most(&self) -> u128 {
        self.classes.iter().map(Class::total).max().unwrap_or_default()
    }

    /// The total of each class; nothing of what is more than can be counted.
    fn totals(&self, said: Said<'_>) -> Vec<String> {
        let total = |class: &Class| u64::try_from(class.total()).map(said).unwrap_or_default();
        self.classes.iter().map(total).collect()
    }

    /// Returns an empty picture with its legend, and where that ends. One series needs none.
    fn begin(&self) -> (Picture, Um) {
        let mut picture = Picture { width: WIDTH, ..Picture::default() };
        let shown = if self.series.len() < 2 { &[] } else { self.series.as_slice() };
        let down = legend::legend(&mut picture, shown);
        (picture, down)
    }
}

/// Draws lines of one kind.
fn rule(picture: &mut Picture, ink: Ink, width: Um, lines: impl IntoIterator<Item = ((Um, Um), (Um, Um))>) {
    let lines: Vec<Line> = lines.into_iter().map(|(from, to)| Line { from, to }).collect();
    if !lines.is_empty() {
        picture.put(ink, Mark::Lines { width, lines });
    }
}
