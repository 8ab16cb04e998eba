//! A scanner that types as if the keyboard were American, on a computer whose keyboard is French:
//! `VIL-000123` arrives as `VIL)ààà&é"`.
//!
//! A scanner presses keys. The computer reads each key by its own layout, so that what arrives can be
//! undone, key by key.

/// The keys on which the two layouts differ or that a code may hold: the American key without and
/// with shift, the French one without and with shift.
const KEYS: [[char; 4]; 47] = [
    ['1', '!', '&', '1'],
    ['2', '@', 'é', '2'],
    ['3', '#', '"', '3'],
    ['4', '$', '\'', '4'],
    ['5', '%', '(', '5'],
    ['6', '^', '-', '6'],
    ['7', '&', 'è', '7'],
    ['8', '*', '_', '8'],
    ['9', '(', 'ç', '9'],
    ['0', ')', 'à', '0'],
    ['-', '_', ')', '°'],
    ['=', '+', '=', '+'],
    ['q', 'Q', 'a', 'A'],
    ['w', 'W', 'z', 'Z'],
    ['e', 'E', 'e', 'E'],
    ['r', 'R', 'r', 'R'],
    ['t', 'T', 't', 'T'],
    ['y', 'Y', 'y', 'Y'],
    ['u', 'U', 'u', 'U'],
    ['i', 'I', 'i', 'I'],
    ['o', 'O', 'o', 'O'],
    ['p', 'P', 'p', 'P'],
    ['[', '{', '^', '¨'],
    [']', '}', '$', '£'],
    ['\\', '|', '*', 'µ'],
    ['a', 'A', 'q', 'Q'],
    ['s', 'S', 's', 'S'],
    ['d', 'D', 'd', 'D'],
    ['f', 'F', 'f', 'F'],
    ['g', 'G', 'g', 'G'],
    ['h', 'H', 'h', 'H'],
    ['j', 'J', 'j', 'J'],
    ['k', 'K', 'k', 'K'],
    ['l', 'L', 'l', 'L'],
    [';', ':', 'm', 'M'],
    ['\'', '"', 'ù', '%'],
    ['z', 'Z', 'w', 'W'],
    ['x', 'X', 'x', 'X'],
    ['c', 'C', 'c', 'C'],
    ['v', 'V', 'v', 'V'],
    ['b', 'B', 'b', 'B'],
    ['n', 'N', 'n', 'N'],
    ['m', 'M', ',', '?'],
    [',', '<', ';', '.'],
    ['.', '>', ':', '/'],
    ['/', '?', '!', '§'],
    [' ', ' ', ' ', ' '],
];

/// What the computer made of its Caps Lock key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Caps {
    /// It was off.
    Off,
    /// It turned letters, `é` into `É` too, and nothing else: Linux.
    Letters,
    /// It was as good as shift on every key: Windows.
    Shift,
}

impl Caps {
    const ALL: [Self; 3] = [Self::Off, Self::Letters, Self::Shift];
}

/// Returns what the scanner may have meant by a text, likeliest first; nothing where the text shows no
/// sign of such a keyboard, for then it means itself.
#[must_use]
pub fn undone(text: &str) -> Vec<String> {
    let mut readings: Vec<String> = Vec::new();
    if !has_a_sign(text) {
        return readings;
    }
    for caps in Caps::ALL {
        if let Some(reading) = undo(text, caps)
            && reading != text
            && !readings.contains(&reading)
        {
            readings.push(reading);
        }
    }
    readings
}

/// Tells whether a text has a character that stands on a French key where an American one has what
/// codes are made of; or begins as one of our cards does on such a keyboard.
fn has_a_sign(text: &str) -> bool {
    const CARD: &str = "REBONDM";
    let card = text.split_at_checked(CARD.len()).is_some_and(|(head, _)| head.eq_ignore_ascii_case(CARD));
    card || text.chars().any(|c| "&é\"'(è_çà)°,?;!§ÉÈÇÀ".contains(c))
}

/// Presses the keys that gave a text again, on an American keyboard. Nothing if one of its characters
/// is on no key.
fn undo(text: &str, caps: Caps) -> Option<String> {
    text.chars()
        .map(|c| {
            let c = if caps == Caps::Letters { turned(c) } else { c };
            let (key, shift) = KEYS.iter().find_map(|key| {
                let shift = key[2..].iter().position(|french| *french == c)?;
                Some((key, shift))
            })?;
            Some(key[if caps == Caps::Shift { 1 - shift } else { shift }])
        })
        .collect()
}

/// Turns a letter into the other case; what is no letter stays.
fn turned(c: char) -> char {
    let mut other: Box<dyn Iterator<Item = char>> =
        if c.is_lowercase() { Box::new(c.to_uppercase()) } else { Box::new(c.to_lowercase()) };
    match (other.next(), other.next()) {
        (Some(turned), None) => turned,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What arrives when a scanner types this.
    fn typed(text: &str, caps: Caps) -> String {
        let arrives = |c: char| {
            let key = KEYS.iter().find(|key| key[..2].contains(&c)).unwrap();
            let shift = usize::from(key[0] != c);
            let c = key[2 + if caps == Caps::Shift { 1 - shift } else { shift }];
            if caps == Caps::Letters { turned(c) } else { c }
        };
        text.chars().map(arrives).collect()
    }

    #[test]
    fn what_a_french_keyboard_made_of_a_code_is_undone() {
        for (arrived, meant) in [
            ("VIL)ààà&é\"", "VIL-000123"),
            // Caps Lock on Linux, then on Windows.
            ("vil)ÀÀÀ&É\"", "VIL-000123"),
            ("vil°000123", "VIL-000123"),
            ("?TR)ààà&é\"K", "MTR-000123K"),
            ("HTTPSM!!QCT:VILLE:FR!Q!VIL)ààà&é\"", "HTTPS://ACT.VILLE.FR/A/VIL-000123"),
            ("httpsM!!qct:ville:fr!q!vil)ààà&é\"", "https://act.ville.fr/a/vil-000123"),
            ("REBONDMDEPLOYMURBQ", "REBOND:DEPLOY:URBA"),
            ("rebondmdeploymurbq", "REBOND:DEPLOY:URBA"),
        ] {
            assert!(undone(arrived).contains(&meant.to_owned()), "{arrived}: {:?}", undone(arrived));
        }
    }

    #[test]
    fn what_shows_no_sign_of_it_means_itself() {
        for text in ["VIL-000123", "QBC123", "CZC901381R", "PC 12", "12.5/A:B", ""] {
            assert_eq!(undone(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn undoing_gives_any_tag_back(tag in "[A-Z0-9][A-Z0-9./-]{0,31}") {
            for caps in Caps::ALL {
                prop_assert_eq!(undo(&typed(&tag, caps), caps), Some(tag.clone()));
            }
        }

        #[test]
        fn a_tag_with_a_number_shows_that_it_was_garbled(tag in "[A-Z]{1,3}-[0-9]{6}[A-Z0-9]") {
            for caps in Caps::ALL {
                prop_assert!(undone(&typed(&tag, caps)).contains(&tag));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = undone(&text);
        }
    }
}
