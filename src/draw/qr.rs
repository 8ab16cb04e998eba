//! QR codes (ISO/IEC 18004) as squares to fill. The only place that knows the QR library.

use qrcode::{Color, EcLevel, QrCode, Version, bits::Bits};

use crate::draw::{Rect, Um};

/// How much of a code may be lost and still be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 15 %, when space is short.
    M,
    /// 25 %, for labels that wear.
    Q,
}

/// The payload is too long for any code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{bytes} bytes do not fit in a QR code")]
pub struct TooMuch {
    /// Its length.
    pub bytes: usize,
}

/// A code: a square of dark and light modules, without the light zone around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    side: u8,
    dark: Vec<bool>,
}

/// A code with its place in a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What it says.
    pub payload: String,
    /// How much of it may be lost.
    pub level: Level,
    /// Its modules.
    pub matrix: Matrix,
    /// The left edge of its first module; the light zone is outside.
    pub x: Um,
    /// The upper edge of its first module.
    pub y: Um,
    /// The side of a module.
    pub module: Um,
}

impl Code {
    /// Returns its dark modules as rectangles of the drawing, the neighbours of a row in one.
    #[must_use]
    pub fn rects(&self) -> Vec<Rect> {
        let rect = |run: Run| Rect {
            x: self.x + self.module * i64::from(run.x),
            y: self.y + self.module * i64::from(run.y),
            width: self.module * i64::from(run.length),
            height: self.module,
        };
        self.matrix.runs().map(rect).collect()
    }
}

/// Dark modules side by side in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The column of the first.
    pub x: u8,
    /// The row.
    pub y: u8,
    /// How many.
    pub length: u8,
}

/// Makes the smallest code that holds the payload.
///
/// # Errors
///
/// Returns [`TooMuch`] if none does.
pub fn qr(payload: &str, level: Level) -> Result<Matrix, TooMuch> {
    let level = match level {
        Level::M => EcLevel::M,
        Level::Q => EcLevel::Q,
    };
    let too_much = TooMuch { bytes: payload.len() };
    let mixed = QrCode::with_error_correction_level(payload, level).map_err(|_| too_much)?;
    let code = smaller_alphanumeric(payload, level, &mixed).unwrap_or(mixed);
    let side = u8::try_from(code.width()).map_err(|_| too_much)?;
    let dark = code.into_colors().into_iter().map(|color| color == Color::Dark).collect();
    Ok(Matrix { side, dark })
}

/// Returns a code smaller than `mixed` that holds the payload as one run of letters and digits.
///
/// The library cuts a payload into runs of digits and runs of letters, each of which costs a head:
/// where runs are short, one run of all takes less.
fn smaller_alphanumeric(payload: &str, level: EcLevel, mixed: &QrCode) -> Option<QrCode> {
    let is_alphanumeric = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b" $%*+-./:".contains(&b);
    let Version::Normal(versions @ 2..) = mixed.version() else { return None };
    if !payload.bytes().all(is_alphanumeric) {
        return None;
    }
    (1..versions).find_map(|version| {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_alphanumeric_data(payload.as_bytes()).ok()?;
        bits.push_terminator(level).ok()?;
        QrCode::with_bits(bits, level).ok()
    })
}

impl Matrix {
    /// The light zone that a reader needs on every side, in modules (DENSO WAVE).
    pub const QUIET: u8 = 4;

    /// Returns the number of modules on a side: 21 for version 1, and 4 more for each next one.
    #[must_use]
    pub const fn side(&self) -> u8 {
        self.side
    }

    /// Returns the dark modules, row by row.
    pub fn runs(&self) -> impl Iterator<Item = Run> + '_ {
        (0..).zip(self.dark.chunks(self.side.into())).flat_map(|(y, row)| {
            let mut x = 0;
            row.chunk_by(PartialEq::eq).filter_map(move |modules| {
                let length = u8::try_from(modules.len()).unwrap_or(u8::MAX);
                let run = Run { x, y, length };
                x += length;
                (modules.first() == Some(&true)).then_some(run)
            })
        })
    }

    /// Returns the edges of the dark areas, each a closed line that has the dark at its right: those
    /// of holes turn the other way. Areas that touch at a corner only are apart.
    #[must_use]
    pub fn contours(&self) -> Vec<Vec<Corner>> {
        let mut sides = Sides::of(self);
        let mut contours = Vec::new();
        while let Some(start) = sides.next_start() {
            contours.push(sides.follow(start));
        }
        contours
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        let side = usize::from(self.side);
        x < side && y < side && self.dark[y * side + x]
    }
}

/// A corner of a dark area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corner {
    /// The modules at its left.
    pub x: i32,
    /// The modules above it.
    pub y: i32,
    /// Towards the dark, or along it: one step to the left or the right.
    pub in_x: i32,
    /// One step up or down.
    pub in_y: i32,
}

/// The ways along the sides of modules: right, down, left, up.
const STEPS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The sides between dark and light that are not followed yet: of each corner of a module, the ways
/// that leave it with the dark at the right.
struct Sides {
    width: usize,
    ways: Vec<[bool; 4]>,
    next: usize,
}

impl Sides {
    fn of(matrix: &Matrix) -> Self {
        let side = usize::from(matrix.side);
        let width = side + 1;
        let mut ways = vec![[false; 4]; width * width];
        for (x, y) in (0..side).flat_map(|y| (0..side).map(move |x| (x, y))) {
            if !matrix.is_dark(x, y) {
                continue;
            }
            // Beyond the left and upper edge there is no module: an index that none has stands for it.
            let (left, above) = (x.wrapping_sub(1), y.wrapping_sub(1));
            let beside =
                [(x, above, x, y), (x + 1, y, x + 1, y), (x, y + 1, x + 1, y + 1), (left, y, x, y + 1)];
            for (way, (next_x, next_y, from_x, from_y)) in beside.into_iter().enumerate() {
                ways[from_y * width + from_x][way] = !matrix.is_dark(next_x, next_y);
            }
        }
        Self { width, ways, next: 0 }
    }

    fn next_start(&mut self) -> Option<(usize, usize)> {
        while let Some(ways) = self.ways.get(self.next) {
            if let Some(way) = ways.iter().position(|way| *way) {
                return Some((self.next, way));
            }
            self.next += 1;
        }
        None
    }

    /// Follows the sides from a corner until they come back to it. Keeping to the right wherever there
    /// is a choice leaves areas apart that only touch.
    fn follow(&mut self, (start, first): (usize, usize)) -> Vec<Corner> {
        let (mut at, mut way, mut corners) = (start, first, Vec::new());
        loop {
            self.ways[at][way] = false;
            at = self.beyond(at, way);
            let ahead = [(way + 1) % 4, way, (way + 3) % 4];
            let turn = ahead.into_iter().find(|turn| self.ways[at][*turn]);
            // Only the start has nothing left: there the line closes, and turns into its first side.
            let next = turn.unwrap_or(first);
            if next != way {
                corners.push(self.corner(at, way, next));
            }
            if turn.is_none() {
                return corners;
            }
            way = next;
        }
    }

    fn beyond(&self, at: usize, way: usize) -> usize {
        match way {
            0 => at + 1,
            1 => at + self.width,
            2 => at - 1,
            _ => at - self.width,
        }
    }

    fn corner(&self, at: usize, before: usize, after: usize) -> Corner {
        let count = |value: usize| i32::try_from(value).unwrap_or_default();
        // The dark is a quarter turn to the right of each way.
        let ((x1, y1), (x2, y2)) = (STEPS[(before + 1) % 4], STEPS[(after + 1) % 4]);
        Corner { x: count(at % self.width), y: count(at / self.width), in_x: x1 + x2, in_y: y1 + y2 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_characters_of_a_tag_fit_in_version_one_at_level_q() {
        for (payload, level, side) in [
            ("ABCDEFGHIJKLMN-P", Level::Q, 21),
            ("ABCDEFGHIJKLMN-PQ", Level::Q, 25),
            ("ABCDEFGHIJKLMN-PQ", Level::M, 21),
            // Digits take less room: 17 characters.
            ("MTR-0001234567890", Level::Q, 21),
        ] {
            assert_eq!(qr(payload, level).unwrap().side(), side, "{payload}");
        }
    }

    #[test]
    fn digits_between_letters_never_make_a_code_larger() {
        // 29 characters, the most that version 2 holds at level Q.
        assert_eq!(qr("MTR-000123K./0123456789ABCDEF", Level::Q).unwrap().side(), 25);
    }

    #[test]
    fn a_payload_that_no_code_holds_is_refused() {
        let payload = "a".repeat(3000);
        assert_eq!(qr(&payload, Level::M), Err(TooMuch { bytes: 3000 }));
    }

    /// The code of a picture: `#` is dark.
    fn matrix(rows: &[&str]) -> Matrix {
        let dark = rows.iter().flat_map(|row| row.bytes().map(|b| b == b'#')).collect();
        Matrix { side: u8::try_from(rows.len()).unwrap(), dark }
    }

    #[test]
    fn contours_go_around_dark_areas_and_their_holes() {
        let corners = |rows: &[&str]| -> Vec<Vec<(i32, i32, i32, i32)>> {
            let contours = matrix(rows).contours();
            contours.iter().map(|line| line.iter().map(|c| (c.x, c.y, c.in_x, c.in_y)).collect()).collect()
        };
        let ring = corners(&["###", "#.#", "###"]);
        assert_eq!(ring[0], [(3, 0, -1, 1), (3, 3, -1, -1), (0, 3, 1, -1), (0, 0, 1, 1)]);
        assert_eq!(ring[1], [(1, 2, -1, 1), (2, 2, 1, 1), (2, 1, 1, -1), (1, 1, -1, -1)]);
        let apart = corners(&["#.", ".#"]);
        assert_eq!((apart.len(), apart[0].len(), apart[1].len()), (2, 4, 4));
        assert_eq!(corners(&["##", "#."])[0].len(), 6);
        assert!(corners(&["..", ".."]).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn what_contours_enclose_is_what_is_dark(dark in proptest::collection::vec(proptest::bool::ANY, 49)) {
            let matrix = Matrix { side: 7, dark };
            let contours = matrix.contours();
            for (x, y) in (0..7).flat_map(|y| (0..7).map(move |x| (x, y))) {
                // Of a ray to the left from the middle of the module, how often it is crossed and how.
                let mut turns = 0;
                for line in &contours {
                    for (from, to) in line.iter().zip(line.iter().cycle().skip(1)) {
                        let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
                        if from.x == to.x && from.x <= x && (top..bottom).contains(&y) {
                            turns += (to.y - from.y).signum();
                        }
                    }
                }
                let dark = matrix.is_dark(usize::try_from(x).unwrap(), usize::try_from(y).unwrap());
                proptest::prop_assert_eq!(turns, if dark { -1 } else { 0 }, "{} {}", x, y);
            }
        }
    }

    #[test]
    fn the_rectangles_cover_the_dark_modules_and_nothing_else() {
        let matrix = qr("MTR-000123K", Level::Q).unwrap();
        let code = Code {
            payload: "MTR-000123K".to_owned(),
            level: Level::Q,
            matrix,
            x: Um(100),
            y: Um(200),
            module: Um(10),
        };
        let rects = code.rects();
        let covers = |rect: &Rect, x: Um, y: Um| {
            (rect.x <= x && x < rect.x + rect.width) && (rect.y <= y && y < rect.y + rect.height)
        };
        for (at, dark) in (0..).zip(&code.matrix.dark) {
            let (x, y) = (Um(105 + at % 21 * 10), Um(205 + at / 21 * 10));
            assert_eq!(rects.iter().filter(|rect| covers(rect, x, y)).count(), usize::from(*dark), "{at}");
        }
        // The upper edge of the first finder pattern is one rectangle.
        assert_eq!(rects[0], Rect { x: Um(100), y: Um(200), width: Um(70), height: Um(10) });
    }
}
