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

    /// Returns the dark modules as rectangles, the neighbours of a row in one, for a code whose
    /// first module has its corner at `x`, `y`.
    #[must_use]
    pub fn rects(&self, x: Um, y: Um, module: Um) -> Vec<Rect> {
        let mut rects = Vec::new();
        for (row, modules) in (0..).zip(self.dark.chunks(self.side.into())) {
            let mut left = x;
            for run in modules.chunk_by(PartialEq::eq) {
                let width = run.iter().fold(Um(0), |width, _| width + module);
                if run.first() == Some(&true) {
                    rects.push(Rect { x: left, y: y + module * row, width, height: module });
                }
                left = left + width;
            }
        }
        rects
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

    #[test]
    fn the_rectangles_cover_the_dark_modules_and_nothing_else() {
        let code = qr("MTR-000123K", Level::Q).unwrap();
        let rects = code.rects(Um(100), Um(200), Um(10));
        let covers = |rect: &Rect, x: Um, y: Um| {
            (rect.x <= x && x < rect.x + rect.width) && (rect.y <= y && y < rect.y + rect.height)
        };
        for (at, dark) in (0..).zip(&code.dark) {
            let (x, y) = (Um(105 + at % 21 * 10), Um(205 + at / 21 * 10));
            assert_eq!(rects.iter().filter(|rect| covers(rect, x, y)).count(), usize::from(*dark), "{at}");
        }
        // The upper edge of the first finder pattern is one rectangle.
        assert_eq!(rects[0], Rect { x: Um(100), y: Um(200), width: Um(70), height: Um(10) });
    }
}
