//! Text at the edge: NFC, no control characters, at most 4 KiB. And how texts are compared.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest text taken from outside, in bytes.
pub const MAX: usize = 4096;

/// The text cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// It is too long.
    #[error("{0} bytes, more than {MAX}")]
    TooLong(usize),
    /// It has a character that is no text: a control, or one that turns the direction of writing.
    #[error("control character U+{:04X}", *.0 as u32)]
    Control(char),
    /// It is a name, and has a character that is not seen: it would look like another name.
    #[error("invisible character U+{:04X}", *.0 as u32)]
    Invisible(char),
    /// It is not in UTF-8.
    #[error("not in UTF-8")]
    NotUtf8,
    /// There is nothing in it.
    #[error("empty")]
    Empty,
}

/// A text as it stands in what is read: copied only where it is written with escapes. (A bare `Cow` would
/// always be a copy.)
#[derive(serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Written<'t>(#[serde(borrow)] pub(crate) Cow<'t, str>);

/// Returns the text in the form in which it is kept: NFC, trimmed.
///
/// # Errors
///
/// Returns [`NotText`] if it is empty, longer than [`MAX`] bytes, or has a control character.
pub fn clean(text: &str) -> Result<String, NotText> {
    if text.len() > MAX {
        return Err(NotText::TooLong(text.len()));
    }
    if let Some(control) = text.chars().find(|c| is_control(*c)) {
        return Err(NotText::Control(control));
    }
    let text = text.trim();
    let kept: String = if text.is_ascii() { text.to_owned() } else { text.nfc().collect() };
    match kept.len() {
        0 => Err(NotText::Empty),
        len if len > MAX => Err(NotText::TooLong(len)),
        _ => Ok(kept),
    }
}

/// Returns the name of a person or an organisation in the form in which it is kept: [`clean`], and every
/// character of it can be seen.
///
/// # Errors
///
/// Returns [`NotText`] as [`clean`], and [`NotText::Invisible`].
pub fn clean_name(name: &str) -> Result<String, NotText> {
    let kept = clean(name)?;
    match kept.chars().find(|c| is_invisible(*c)) {
        Some(invisible) => Err(NotText::Invisible(invisible)),
        None => Ok(kept),
    }
}

/// Tells whether nothing is seen of a character, not even a space.
///
/// Source: Unicode 16, `Default_Ignorable_Code_Point` in `DerivedCoreProperties.txt`; and the empty pattern of
/// Braille.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Tells whether two names of persons may be of one: letters and digits alone decide, without accents, in any
/// case, and letters of Greek and Cyrillic that look like Latin ones as those.
#[must_use]
pub fn same_person(one: &str, other: &str) -> bool {
    let (bare, of_other) = (letters(one), letters(other));
    if bare.is_empty() && of_other.is_empty() {
        return one.trim() == other.trim();
    }
    bare == of_other
}

fn letters(name: &str) -> String {
    let seen: String = name.chars().filter(|c| !is_invisible(*c)).collect();
    fold(&seen).chars().filter(|c| c.is_alphanumeric()).map(latin).collect()
}

/// Returns the Latin letter that a letter looks like, small or as a capital.
const fn latin(c: char) -> char {
    match c {
        'а' | 'α' | 'ɑ' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'ɡ' => 'g',
        'н' | 'η' | 'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'υ' => 'y',
        'ζ' => 'z',
        c => c,
    }
}

/// Tells whether a character could change what a terminal or a page shows around it:
/// C0, DEL, C1, line and paragraph separators, bidirectional controls.
#[must_use]
pub fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}')
}

/// Returns a text as it can be shown on a line: what [`is_control`] is escaped.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_control(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown.into()
}

/// Returns the text as it is compared and searched: lower case, without accents.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            '’' => folded.push('\''),
            // Letters that a keyboard has not, as they are typed without them.
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            c => folded.push(c),
        }
    }
    folded
}

/// Adds the words of a text, folded, each after a space: runs of letters and digits.
pub fn add_words(to: &mut String, text: &str) {
    let mut within = false;
    let folded = fold(text);
    for c in folded.chars() {
        let inside = c.is_alphanumeric();
        if inside {
            if !within {
                to.push(' ');
            }
            to.push(c);
        }
        within = inside;
    }
}

/// Returns the words of a text, folded, each once, in their order.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut said = String::new();
    add_words(&mut said, text);
    let mut words: Vec<String> = Vec::new();
    for word in said.split_ascii_whitespace() {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// Returns a text as a cell of a table that people open: what a spreadsheet would take for a formula
/// is marked as text.
///
/// Source: OWASP ASVS 1.2.10.
#[must_use]
pub fn as_cell(text: &str) -> Cow<'_, str> {
    if is_risky(text) { format!("'{text}").into() } else { text.into() }
}

/// Returns the text that [`as_cell`] made a cell of.
#[must_use]
pub fn of_cell(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_risky(text)).unwrap_or(cell)
}

/// Tells whether a spreadsheet would take a text for a formula, or for one that was marked as text.
fn is_risky(text: &str) -> bool {
    let formula =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\0' | '＝' | '＋' | '－' | '＠');
    text.trim_start_matches('\'').starts_with(formula)
}

/// Returns a code for a label: folded to `[A-Z0-9]`, at most 12 characters. Empty if nothing
/// of the label can be kept.
#[must_use]
pub fn code_of(label: &str) -> String {
    fold(label).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).take(12).collect()
}

/// Tells whether a serial is what makers write when there is none, so that it identifies nothing.
///
/// Source: seen in public inventories of lshw, dmidecode, GLPI and smartctl.
#[must_use]
pub fn is_placeholder(serial: &str) -> bool {
    let plain: String = serial.trim().to_lowercase();
    let bare = plain.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let one_character = {
        let mut chars = bare.chars();
        chars.next().is_none_or(|first| {
            chars.all(|c| c == first) && (bare.len() >= 4 || !first.is_ascii_alphanumeric() || first == '0')
        })
    };
    one_character
        || matches!(
            bare,
            "none"
                | "not specified"
                | "system serial number"
                | "to be filled by o.e.m"
                | "to be filled by oem"
                | "default string"
                | "invalid"
                | "chassis serial number"
                | "[removed]"
                | "sn 123456789abc"
                | "n/a"
                | "na"
                | "unknown"
                | "inconnu"
                | "not applicable"
        )
        || bare.starts_with("redacted")
        || bare.starts_with("123456789")
        || is_mac_address(bare)
}

fn is_mac_address(text: &str) -> bool {
    let mut parts = 0;
    text.split([':', '-']).all(|part| {
        parts += 1;
        part.len() == 2 && part.bytes().all(|b| b.is_ascii_hexdigit())
    }) && parts == 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_kept_in_one_form() {
        assert_eq!(clean(" E\u{301}cole ").as_deref(), Ok("École"));
        assert_eq!(clean("  "), Err(NotText::Empty));
        assert_eq!(clean("a\u{1b}[31m"), Err(NotText::Control('\u{1b}')));
        assert_eq!(clean("a\u{202e}b"), Err(NotText::Control('\u{202e}')));
        assert_eq!(clean(&"é".repeat(2049)), Err(NotText::TooLong(4098)));
    }

    #[test]
    fn a_name_that_looks_like_another_is_no_other() {
        let ana = "Ana Ruiz";
        for look_alike in [
            "ana ruiz",
            "ANA RUIZ",
            "Ana\u{a0}Ruiz",
            "Ana\u{202f}Ruiz",
            "Ana\u{3000}Ruiz",
            "Ana  Ruiz",
            "Ana Ruiz.",
            "Ana Ruiz…",
            " Ana-Ruiz",
            "ana.ruiz",
            "Ana\u{200b} Ruiz",
            "A\u{ad}na Ruiz\u{3164}",
            "Ana Ruiz\u{2800}",
            "Ana Ruiz\u{fe0f}",
            "Àna Ruíz",
            "A\u{301}na Ruiz",
            "Ａｎａ Ｒｕｉｚ",
            "𝐀𝐧𝐚 𝐑𝐮𝐢𝐳",
            "Аnа Ruіz",
            "ΑNA RUIΖ",
        ] {
            assert!(same_person(ana, look_alike) && same_person(look_alike, ana), "{look_alike:?}");
        }
        for another in ["Anna Ruiz", "Ana Ruis", "Ana Ruiz 2", "Paul", "Ruiz Ana", "***", "Иван"] {
            assert!(!same_person(ana, another), "{another:?}");
        }
        assert!(same_person("***", " *** ") && !same_person("***", "+++"));
        assert!(same_person("Jean-Noël Œuvrard", "JEAN NOEL OEUVRARD"));
    }

    #[test]
    fn what_cannot_be_seen_stands_in_no_name() {
        for (name, invisible) in [
            ("Ana\u{200b}", '\u{200b}'),
            ("An\u{ad}a", '\u{ad}'),
            ("Ana\u{200d}", '\u{200d}'),
            ("Ana\u{2060}", '\u{2060}'),
            ("Ana\u{3164}", '\u{3164}'),
            ("Ana\u{e0041}", '\u{e0041}'),
        ] {
            assert_eq!(clean_name(name), Err(NotText::Invisible(invisible)), "{name:?}");
            assert!(clean(name).is_ok(), "{name:?}");
        }
        assert_eq!(clean_name(" Ana\u{a0}Ruiz ").as_deref(), Ok("Ana\u{a0}Ruiz"));
        assert_eq!(clean_name("Ana\u{202e}"), Err(NotText::Control('\u{202e}')));
    }

    #[test]
    fn a_label_folds_to_a_code() {
        assert_eq!(code_of("École Jules-Ferry"), "ECOLEJULESFE");
        assert_eq!(code_of("Urbanisme"), "URBANISME");
        assert_eq!(code_of("***"), "");
        assert_eq!(fold("Œuvre Élève"), "oeuvre eleve");
        assert_eq!(code_of("Cœur de ville"), "COEURDEVILLE");
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        for (text, known) in [
            ("École Jules-Ferry, salle n°4", vec!["ecole", "jules", "ferry", "salle", "n", "4"]),
            ("MTR-000123K", vec!["mtr", "000123k"]),
            ("L’œil, l'ŒIL", vec!["l", "oeil"]),
            ("Ελλάδα ½ m²", vec!["ελλαδα", "1", "2", "m2"]),
            ("--- \u{e000}", vec![]),
        ] {
            assert_eq!(words(text), known, "{text}");
        }
    }

    #[test]
    fn what_makers_write_for_nothing_is_no_serial() {
        for serial in [
            "",
            "None",
            "To Be Filled By O.E.M.",
            "to be filled by oem",
            "0",
            "00000000",
            "123456789",
            "AAAAAAAA",
            "--",
            "?????",
            "XXXXXXXXXX",
            "a4:50:46:67:ea:71",
            "REDACTED123456",
            "Default string",
            ".........",
        ] {
            assert!(is_placeholder(serial), "{serial:?}");
        }
        for serial in ["CZC901381R", "5CD7314HDY", "A1", "AA1", "7"] {
            assert!(!is_placeholder(serial), "{serial:?}");
        }
    }
}
