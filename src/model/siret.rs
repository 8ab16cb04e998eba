//! The numbers of French organisations and of their establishments.
//!
//! Source: INSEE, definitions of SIREN and SIRET (insee.fr/fr/metadonnees/definition/c2047 and
//! c1841): the last digit of each is a check digit by the Luhn formula.

/// The SIREN of La Poste, whose establishments follow another rule.
const LA_POSTE: &str = "356000000";

/// Tells whether the text is a SIREN: nine digits, not all zero, that pass the Luhn formula.
///
/// Written without spaces; the caller takes them away.
#[must_use]
pub fn is_siren(text: &str) -> bool {
    is_number(text, 9) && luhn(text)
}

/// Tells whether the text is a SIRET: fourteen digits, not all zero, that pass the Luhn formula.
///
/// La Poste (SIREN 356000000) has more establishments than the formula can number: one of its
/// SIRETs is also good when the plain sum of its digits is a multiple of five.
///
/// Written without spaces; the caller takes them away.
#[must_use]
pub fn is_siret(text: &str) -> bool {
    is_number(text, 14) && (luhn(text) || (text.starts_with(LA_POSTE) && digit_sum(text).is_multiple_of(5)))
}

fn is_number(text: &str, len: usize) -> bool {
    text.len() == len && text.bytes().all(|b| b.is_ascii_digit()) && text.bytes().any(|b| b != b'0')
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = values(digits)
        .rev()
        .enumerate()
        .map(|(place, value)| match value * 2 {
            _ if place % 2 == 0 => value,
            twice if twice > 9 => twice - 9,
            twice => twice,
        })
        .sum();
    sum.is_multiple_of(10)
}

fn digit_sum(digits: &str) -> u32 {
    values(digits).sum()
}

fn values(digits: &str) -> impl DoubleEndedIterator<Item = u32> {
    digits.bytes().map(|b| u32::from(b - b'0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn real_numbers_are_accepted_and_others_are_not() {
        for siren in ["732829320", "219200490", "356000000"] {
            assert!(is_siren(siren), "{siren}");
        }
        for siren in ["732829321", "000000000", "73282932", "7328293200", "73282932O", ""] {
            assert!(!is_siren(siren), "{siren}");
        }
        for siret in ["73282932000074", "35600000000048"] {
            assert!(is_siret(siret), "{siret}");
        }
        for siret in ["73282932000075", "00000000000000", "732 829 320 00074", "7328293200007"] {
            assert!(!is_siret(siret), "{siret}");
        }
    }

    #[test]
    fn an_establishment_of_la_poste_adds_up_to_a_multiple_of_five() {
        // 3 + 5 + 6 + 4 + 2 = 20, which the Luhn formula refuses.
        assert!(!luhn("35600000000042"));
        assert!(is_siret("35600000000042"));
        // 3 + 5 + 6 + 4 + 3 = 21.
        assert!(!is_siret("35600000000043"));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_noticed(body in "[1-9][0-9]{12}", at in 0usize..14, digit in 0u8..10) {
            prop_assume!(!body.starts_with("3560"));
            let good = (0..10).map(|check| format!("{body}{check}")).find(|s| is_siret(s)).unwrap();
            let mut wrong = good.into_bytes();
            prop_assume!(wrong[at] != b'0' + digit);
            wrong[at] = b'0' + digit;
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assume!(!wrong.starts_with(LA_POSTE));
            prop_assert!(!is_siret(&wrong));
        }
    }
}
