//! Labels on their paper: one after another on a roll, or on sheets that may be partly used.

use std::thread;

use crate::{
    draw::{Drawing, Rect, Shape, Um},
    label::{
        layout::{self, Label, Style, Undrawable},
        sheet::Sheet,
        size::{Shift, Size},
    },
};

/// What labels are printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stock {
    /// Labels of this size one after another; each is a page.
    Roll(Size),
    /// Sheets.
    Sheet(Used),
}

/// A sheet, the first of which may be partly used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// Which.
    pub sheet: Sheet,
    /// The first free place, from 1, row by row.
    pub start: u32,
    /// How far to the right everything goes.
    pub right: Shift,
    /// How far down.
    pub down: Shift,
    /// Whether the edges of the labels are drawn: to see on plain paper where a printer puts them.
    pub edges: bool,
}

impl Stock {
    fn page(&self) -> Size {
        match self {
            Self::Roll(size) => *size,
            Self::Sheet(used) => used.sheet.grid().page,
        }
    }

    fn per_page(&self) -> usize {
        match self {
            Self::Roll(_) => 1,
            Self::Sheet(used) => used.sheet.grid().places(),
        }
    }

    /// Returns how many places are used already.
    fn used(&self) -> Result<usize, Undrawable> {
        let Self::Sheet(used) = self else { return Ok(0) };
        let (places, start) = (self.per_page(), used.start);
        let taken = usize::try_from(start).unwrap_or(usize::MAX).checked_sub(1);
        let taken = taken.filter(|taken| *taken < places);
        taken.ok_or(Undrawable::NoPlace { sheet: used.sheet, start, places })
    }

    /// Returns where the label of a place is on its page.
    fn place(&self, place: usize) -> Rect {
        match self {
            Self::Roll(Size { width, height }) => Rect { x: Um(0), y: Um(0), width: *width, height: *height },
            Self::Sheet(used) => {
                let rect = used.sheet.grid().place(place % self.per_page());
                Rect { x: rect.x + used.right.0, y: rect.y + used.down.0, ..rect }
            }
        }
    }

    /// Returns the edges of the labels of a page, if they are wanted.
    fn edges(&self) -> Vec<Shape> {
        match self {
            Self::Sheet(used) if used.edges => {
                (0..self.per_page()).map(|place| Shape::Frame(self.place(place))).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Draws labels on their paper, page after page.
///
/// # Errors
///
/// Returns [`Undrawable`] at the first label that would not be readable, and for a start beyond the
/// sheet.
pub fn pages(labels: &[Label], stock: &Stock, style: Style) -> Result<Vec<Drawing>, Undrawable> {
    let used = stock.used()?;
    let mut shapes = draw_all(labels, stock, style, used)?.into_iter();
    let Size { width, height } = stock.page();
    let mut pages = Vec::new();
    let mut free = stock.per_page() - used;
    while shapes.len() > 0 {
        let mut page = Drawing { width, height, shapes: stock.edges() };
        page.shapes.extend(shapes.by_ref().take(free));
        pages.push(page);
        free = stock.per_page();
    }
    Ok(pages)
}

/// How many labels are worth a thread of their own: making codes is most of the work.
const WORTH_A_THREAD: usize = 16;

/// Draws every label where it belongs, the first after the places that are used.
fn draw_all(labels: &[Label], stock: &Stock, style: Style, used: usize) -> Result<Vec<Shape>, Undrawable> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = labels.len().div_ceil(threads).max(WORTH_A_THREAD);
    let draw = |from: usize, labels: &[Label]| -> Result<Vec<Shape>, Undrawable> {
        (used + from..).zip(labels).map(|(at, label)| layout::draw(label, stock.place(at), style)).collect()
    };
    if labels.len() <= share {
        return draw(0, labels);
    }
    let parts: Vec<_> = thread::scope(|scope| {
        let parts: Vec<_> = labels
            .chunks(share)
            .enumerate()
            .map(|(at, part)| scope.spawn(move || draw(at * share, part)))
            .collect();
        parts.into_iter().map(|part| part.join().unwrap_or_else(|e| std::panic::resume_unwind(e))).collect()
    });
    let mut shapes = Vec::with_capacity(labels.len());
    for part in parts {
        shapes.extend(part?);
    }
    Ok(shapes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{draw::title, model::tag::Tag};

    fn labels(count: u64) -> Vec<Label> {
        (1..=count).map(|n| Label::of_tag(&Tag::generate("VIL", n).unwrap(), Vec::new(), None)).collect()
    }

    fn used(sheet: Sheet, start: u32) -> Used {
        Used { sheet, start, right: Shift::default(), down: Shift::default(), edges: false }
    }

    /// The corner and the name of each label of a page.
    fn placed(page: &Drawing) -> Vec<(Um, Um, &str)> {
        let code = |shapes: &[Shape]| match &shapes[0] {
            Shape::Code(code) => (code.x - code.module * 4, code.y),
            other => panic!("{other:?}"),
        };
        page.shapes
            .iter()
            .map(|shape| match shape {
                Shape::Group { title, shapes } => (code(shapes).0, code(shapes).1, title.as_str()),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn labels_fill_sheet_after_sheet_from_the_first_free_place() {
        let pages = pages(&labels(50), &Stock::Sheet(used(Sheet::L7160, 20)), Style::default()).unwrap();
        let counts: Vec<_> = pages.iter().map(|page| page.shapes.len()).collect();
        assert_eq!(counts, [2, 21, 21, 6]);
        let grid = Sheet::L7160.grid();
        assert_eq!(placed(&pages[0])[0].0, grid.place(19).x);
        assert_eq!(placed(&pages[1])[0].0, grid.place(0).x);
        let (first, last) = (labels(50)[0].title.clone(), labels(50)[49].title.clone());
        assert_eq!(title(&pages), format!("{first} – {last}"));
        assert_eq!((pages[0].width, pages[0].height), (Um::mm(210), Um::mm(297)));
    }

    #[test]
    fn many_labels_stand_in_the_order_asked_for_however_many_threads_draw_them() {
        let labels = labels(100);
        let pages = pages(&labels, &Stock::Roll(Size::default()), Style::default()).unwrap();
        let names: Vec<_> = pages.iter().map(|page| placed(page)[0].2).collect();
        assert_eq!(names, labels.iter().map(|label| label.title.as_str()).collect::<Vec<_>>());
    }

    #[test]
    fn a_start_beyond_the_sheet_is_refused() {
        for start in [0, 22, u32::MAX] {
            let refused = pages(&labels(1), &Stock::Sheet(used(Sheet::L7160, start)), Style::default());
            assert_eq!(refused, Err(Undrawable::NoPlace { sheet: Sheet::L7160, start, places: 21 }));
        }
        let last = pages(&labels(1), &Stock::Sheet(used(Sheet::L7160, 21)), Style::default()).unwrap();
        assert_eq!(last.len(), 1);
    }

    #[test]
    fn a_shift_moves_everything_and_edges_show_every_place() {
        let shifted =
            Used { right: Shift(Um(1_500)), down: Shift(Um(-500)), edges: true, ..used(Sheet::L7163, 1) };
        let pages = pages(&labels(1), &Stock::Sheet(shifted), Style::default()).unwrap();
        let frames: Vec<_> = pages[0]
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Frame(rect) => Some((rect.x, rect.y)),
                _ => None,
            })
            .collect();
        assert_eq!((frames.len(), frames[0]), (14, (Um(6_150), Um(14_650))));
    }
}
