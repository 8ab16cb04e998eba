//! The text of a cell, and the values that are numbers.

use std::borrow::Cow;

use crate::{
    intake::Reason,
    model::{
        amount::{Bytes, Cents, Grams},
        text::{self, NotText},
    },
};

/// How much of a value is shown in a fault, in characters.
const SHOWN: usize = 60;

/// The most pieces that one row may stand for.
const MOST_PIECES: u16 = 1000;

/// Returns the start of a value as it can be shown, control characters escaped.
pub(super) fn excerpt(value: &str) -> String {
    start(value, SHOWN)
}

/// Returns the name of a column as it can be shown: GLPI writes long ones.
pub(super) fn title(name: &str) -> String {
    start(name, 3 * SHOWN)
}

fn start(value: &str, most: usize) -> String {
    let start: String = value.chars().take(most).collect();
    text::visible(&start).into_owned()
}

/// Reads a trimmed text; none if there is nothing in it. The lines of a cell become one.
pub(super) fn words(cell: &str) -> Result<Option<String>, Reason> {
    let flat = if cell.contains(is_line_end) {
        let lines: Vec<_> = cell.split(is_line_end).map(str::trim).filter(|line| !line.is_empty()).collect();
        Cow::Owned(lines.join(" "))
    } else {
        Cow::Borrowed(cell)
    };
    if (1..=text::MAX).contains(&flat.len()) && flat.bytes().all(|b| matches!(b, b' '..=b'~')) {
        // Most cells: already in the form in which they are kept.
        return Ok(Some(flat.into_owned()));
    }
    match text::clean(&flat) {
        Ok(text) => Ok(Some(text)),
        Err(NotText::Empty) => Ok(None),
        Err(NotText::TooLong(bytes)) => Err(Reason::TooLong { bytes }),
        Err(NotText::Control(character) | NotText::Invisible(character)) => {
            Err(Reason::Control { character })
        }
        Err(NotText::NotUtf8) => Err(Reason::Binary),
    }
}

/// Returns the texts of a cell that holds several: parted by `;`, by line ends, or as GLPI does in
/// a page (`<br>`).
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split("<br>")
        .flat_map(|part| part.split(is_separator))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn is_separator(c: char) -> bool {
    c == ';' || is_line_end(c)
}

/// Returns a code as it was before somebody protected it from the spreadsheet: `="0012"`, `'0012`.
pub(super) fn unprotected(cell: &str) -> &str {
    let formula = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    formula.or_else(|| cell.strip_prefix('\'')).unwrap_or(cell).trim()
}

/// Tells whether a spreadsheet took a code for a large number and wrote it in powers of ten
/// (`4.73E+14`): its digits are lost.
pub(super) fn is_power_of_ten(cell: &str) -> bool {
    let Some((number, power)) = cell.split_once("E+").or_else(|| cell.split_once("e+")) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && digits(power)
}

/// Returns a place as one writes it whatever the tool: `SIEGE > 021`, `/Services/IT` and
/// `Mairie /Étage 2` are paths, of which the steps are parted by ` / `.
pub(super) fn place(cell: &str) -> Cow<'_, str> {
    let by: &[char] = if cell.contains(" > ") {
        &['>']
    } else if cell.starts_with('/') || cell.contains(" /") || cell.contains("/ ") {
        &['/']
    } else {
        return Cow::Borrowed(cell);
    };
    let steps: Vec<_> = cell.split(by).map(str::trim).filter(|step| !step.is_empty()).collect();
    Cow::Owned(steps.join(" / "))
}

/// Reads an amount of money: `1 234,56 €`, `47.40 €`, `1.234,56`, `1,234.56`, `12 EUR HT`.
pub(super) fn cents(cell: &str) -> Option<Cents> {
    if let Ok(cents) = Cents::parse(cell) {
        return Some(cents);
    }
    let mut bare = cell.trim().trim_start_matches('€').trim_end();
    for unit in ["HT", "TTC", "€", "EUR", "euros", "€"] {
        bare = bare.strip_suffix(unit).map_or(bare, str::trim_end);
    }
    // Of two marks, the last is that of the decimals; the other groups digits by three.
    let plain = match (bare.rfind('.'), bare.rfind(',')) {
        (Some(dot), Some(comma)) => {
            let (group, at) = if dot < comma { ('.', comma) } else { (',', dot) };
            let (whole, decimals) = bare.split_at(at);
            let mut groups = whole.split(group);
            let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
            if !first || groups.any(|digits| digits.len() != 3) {
                return None;
            }
            format!("{}{decimals}", whole.replace(group, ""))
        }
        _ => bare.to_owned(),
    };
    Cents::parse(plain.trim()).ok()
}

/// Reads an amount of money in cents.
pub(super) fn whole_cents(cell: &str) -> Option<Cents> {
    cell.parse().ok().filter(|cents| *cents >= 0).map(Cents)
}

/// Reads a mass in kilograms. What nobody would carry was written in grams: it is refused.
pub(super) fn kilograms(cell: &str) -> Option<Grams> {
    let lower = cell.to_ascii_lowercase();
    let mass = if lower.ends_with('g') { Grams::parse(cell) } else { Grams::parse_kilograms(cell) };
    mass.ok().filter(|grams| lower.ends_with('g') || grams.0 < 1_000_000)
}

/// Reads a capacity: `256GB`, `1 To`, bytes.
pub(super) fn capacity(cell: &str) -> Option<Bytes> {
    Bytes::parse(cell).ok()
}

/// Reads the length of a warranty, in months unless it says years: `36`, `36 mois`, `3 ans`; none
/// if it is for ever.
///
/// # Errors
///
/// Returns the reason why it is no length.
pub(super) fn months(cell: &str, years: bool) -> Result<Option<u16>, Reason> {
    let folded = text::fold(cell);
    if matches!(folded.as_str(), "a vie" | "lifetime" | "illimitee") {
        return Ok(None);
    }
    let end = folded.find(|c: char| !c.is_ascii_digit()).unwrap_or(folded.len());
    let number: u16 = folded[..end].parse().map_err(|_| Reason::NotMonths)?;
    let factor = match folded[end..].trim() {
        "" if years => 12,
        "" | "mois" | "m" | "month" | "months" => 1,
        "an" | "ans" | "annee" | "annees" | "year" | "years" | "y" => 12,
        _ => return Err(Reason::NotMonths),
    };
    number.checked_mul(factor).map(Some).ok_or(Reason::NotMonths)
}

/// Reads a number of pieces.
pub(super) fn pieces(cell: &str) -> Option<u16> {
    let whole = cell
        .split_once(['.', ','])
        .map_or(cell, |(whole, fraction)| if fraction.bytes().all(|b| b == b'0') { whole } else { cell });
    whole.parse().ok().filter(|pieces| *pieces <= MOST_PIECES)
}

/// Tells whether a cell says yes.
pub(super) fn is_yes(cell: &str) -> bool {
    matches!(text::fold(cell).as_str(), "true" | "1" | "yes" | "y" | "oui" | "o" | "x" | "vrai")
}

/// Returns the one form of a number of Homebox: `1`, `000-001` and `000001` are the same.
pub(super) fn homebox_id(cell: &str) -> Option<String> {
    let digits = cell.replace('-', "");
    let number: u64 = digits.parse().ok()?;
    Some(format!("{:03}-{:03}", number / 1000, number % 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_read_as_every_country_writes_it() {
        for (cell, wanted) in [
            ("1 234,56 €", 123_456),
            ("1\u{202f}234,56\u{a0}€", 123_456),
            ("47.40 €", 4740),
            ("2266.13", 226_613),
            ("1.234,56", 123_456),
            ("1,234.56", 123_456),
            ("1.234.567,8", 123_456_780),
            ("€12", 1200),
            ("12 EUR HT", 1200),
            ("0", 0),
        ] {
            assert_eq!(cents(cell), Some(Cents(wanted)), "{cell}");
        }
        for cell in ["gratuit", "-1", "1.23.4,5", "1e3", "12,345", "1.2,3", "12 $", "", "€"] {
            assert_eq!(cents(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_mass_in_kilograms_may_say_grams() {
        assert_eq!(kilograms("1,65"), Some(Grams(1650)));
        assert_eq!(kilograms("1.65 kg"), Some(Grams(1650)));
        assert_eq!(kilograms("1650 g"), Some(Grams(1650)));
        assert_eq!((kilograms("1650"), kilograms("0")), (None, None));
    }

    #[test]
    fn a_warranty_is_in_months_unless_it_says_years() {
        for (cell, years, wanted) in [
            ("36", false, Ok(Some(36))),
            ("36 mois", false, Ok(Some(36))),
            ("3 ans", false, Ok(Some(36))),
            ("3 years", false, Ok(Some(36))),
            ("3", true, Ok(Some(36))),
            ("À vie", false, Ok(None)),
            ("oui", false, Err(Reason::NotMonths)),
            ("3 lustres", false, Err(Reason::NotMonths)),
            ("99999", false, Err(Reason::NotMonths)),
            ("-3", false, Err(Reason::NotMonths)),
        ] {
            assert_eq!(months(cell, years), wanted, "{cell}");
        }
    }

    #[test]
    fn a_code_that_a_spreadsheet_took_for_a_number_is_known() {
        for cell in ["4.73E+14", "6,38E+15", "6.37702E+15", "5E+18"] {
            assert!(is_power_of_ten(cell), "{cell}");
        }
        for cell in ["S4E14", "12E+14", "4.73E14", "E+1", "4.E+1", "1E10", "PF2D0J69"] {
            assert!(!is_power_of_ten(cell), "{cell}");
        }
        assert_eq!(
            (unprotected("=\"0012\""), unprotected("'0012"), unprotected("0012")),
            ("0012", "0012", "0012")
        );
    }

    #[test]
    fn a_place_is_one_path_whatever_parts_it() {
        for (cell, wanted) in [
            ("SIEGE > 021-ENTREPOT", "SIEGE / 021-ENTREPOT"),
            ("/Services/IT/Paris", "Services / IT / Paris"),
            ("Path / To /Location 3  ", "Path / To / Location 3"),
            ("Bât. A/B", "Bât. A/B"),
            ("Mairie", "Mairie"),
        ] {
            assert_eq!(place(cell), wanted);
        }
    }

    #[test]
    fn several_values_in_one_cell_are_told_apart() {
        assert_eq!(parts("a; b\nc<br>d;;").collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_number_of_homebox_has_one_form() {
        for (cell, wanted) in
            [("1", "000-001"), ("000-002", "000-002"), ("000002", "000-002"), ("1000-003", "1000-003")]
        {
            assert_eq!(homebox_id(cell).as_deref(), Some(wanted));
        }
        assert_eq!(homebox_id("A1"), None);
    }

    #[test]
    fn a_number_of_pieces_is_whole_and_within_reason() {
        assert_eq!((pieces("3"), pieces("3,00"), pieces("1000")), (Some(3), Some(3), Some(1000)));
        assert_eq!((pieces("1001"), pieces("2,5"), pieces("-1"), pieces("x")), (None, None, None, None));
    }
}
