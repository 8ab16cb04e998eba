//! Sheets of labels, by the name of the stock.
//!
//! Geometry from the makers' tables; where sources differ by a tenth of a millimetre, the one whose
//! margins, pitches and labels add up to the page.

use crate::{
    draw::{Rect, Um},
    label::size::Size,
    model::codes::codes,
};

codes! {
    /// A sheet that is sold, by its maker's number.
    pub enum Sheet {
        /// A4, 21 labels.
        L7160 = "L7160",
        /// A4, 24 labels.
        L7159 = "L7159",
        /// A4, 14 wide labels.
        L7163 = "L7163",
        /// A4, 48 small labels.
        L4778 = "L4778",
        /// A4, 189 tiny labels.
        L4731 = "L4731",
        /// US Letter, 30 labels.
        Us5160 = "5160",
        /// US Letter, 24 square labels.
        Us22805 = "22805",
    }
}

/// Where the labels of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The sheet of paper.
    pub page: Size,
    /// One label.
    pub label: Size,
    /// Labels side by side.
    pub columns: usize,
    /// Labels one below another.
    pub rows: usize,
    /// From the left edge of the paper to the first label.
    pub left: Um,
    /// From its upper edge.
    pub top: Um,
    /// From one label to the next beside it.
    pub pitch_x: Um,
    /// From one label to the next below it.
    pub pitch_y: Um,
}

const A4: Size = Size { width: Um::mm(210), height: Um::mm(297) };
const LETTER: Size = Size { width: Um(215_900), height: Um(279_400) };

impl Sheet {
    /// Returns where its labels are.
    #[must_use]
    pub const fn grid(self) -> Grid {
        let (page, (columns, rows), label, corner, pitch) = match self {
            Self::L7160 => (A4, (3, 7), (63_500, 38_100), (7_210, 15_150), (66_040, 38_100)),
            Self::L7159 => (A4, (3, 8), (63_500, 33_900), (7_210, 12_900), (66_040, 33_900)),
            Self::L7163 => (A4, (2, 7), (99_100, 38_100), (4_650, 15_150), (101_600, 38_100)),
            Self::L4778 => (A4, (4, 12), (45_700, 21_200), (9_760, 21_300), (48_260, 21_200)),
            Self::L4731 => (A4, (7, 27), (25_400, 10_000), (8_480, 13_500), (27_940, 10_000)),
            Self::Us5160 => (LETTER, (3, 10), (66_675, 25_400), (4_762, 12_700), (69_850, 25_400)),
            Self::Us22805 => (LETTER, (4, 6), (38_100, 38_100), (19_844, 12_700), (46_037, 43_180)),
        };
        Grid {
            page,
            label: Size { width: Um(label.0), height: Um(label.1) },
            columns,
            rows,
            left: Um(corner.0),
            top: Um(corner.1),
            pitch_x: Um(pitch.0),
            pitch_y: Um(pitch.1),
        }
    }
}

impl Grid {
    /// Returns how many labels are on a sheet.
    #[must_use]
    pub const fn places(&self) -> usize {
        self.columns * self.rows
    }

    /// Returns the label at a place, from 0, row by row.
    #[must_use]
    pub fn place(&self, place: usize) -> Rect {
        let times = |pitch: Um, count: usize| pitch * i64::try_from(count).unwrap_or_default();
        Rect {
            x: self.left + times(self.pitch_x, place % self.columns),
            y: self.top + times(self.pitch_y, place / self.columns),
            width: self.label.width,
            height: self.label.height,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_pitches_and_labels_add_up_to_the_page() {
        for sheet in Sheet::ALL {
            let grid = sheet.grid();
            let last = grid.place(grid.places() - 1);
            let right = last.x + last.width + grid.left - grid.page.width;
            let bottom = last.y + last.height + grid.top - grid.page.height;
            // Inches make halves of micrometres.
            assert!(right.0.abs() <= 3 && bottom.0.abs() <= 3, "{sheet}: {right} {bottom}");
            assert!(grid.pitch_x >= grid.label.width && grid.pitch_y >= grid.label.height, "{sheet}");
        }
    }

    #[test]
    fn a_sheet_holds_as_many_labels_as_its_maker_says() {
        let places: Vec<_> = Sheet::ALL.iter().map(|sheet| (sheet.code(), sheet.grid().places())).collect();
        let sold = [
            ("L7160", 21),
            ("L7159", 24),
            ("L7163", 14),
            ("L4778", 48),
            ("L4731", 189),
            ("5160", 30),
            ("22805", 24),
        ];
        assert_eq!(places, sold);
    }

    #[test]
    fn places_go_row_by_row() {
        let grid = Sheet::L7160.grid();
        let corner = |place| (grid.place(place).x, grid.place(place).y);
        assert_eq!(corner(0), (Um(7_210), Um(15_150)));
        assert_eq!(corner(2), (Um(139_290), Um(15_150)));
        assert_eq!(corner(3), (Um(7_210), Um(53_250)));
    }
}
