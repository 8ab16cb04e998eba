//! Gifts of a local authority: the cap on the value of each thing, and the article relied on.
//!
//! Source: code général de la propriété des personnes publiques (CGPPP), L3212-2, L3212-3,
//! D3212-3 s.

use crate::model::{amount::Cents, leaving::Channel};

/// The highest value of one thing that may be given, included: 300 €.
///
/// Source: CGPPP, D3212-3 (décret n° 2022-791 of 6 May 2022); the same amount for staff (L3212-2
/// 5°) and for other bodies (D3212-3-1, D3212-5).
pub const CAP: Cents = Cents(30_000);

/// Tells whether a thing of this value, in euro cents, may be given.
///
/// Source: CGPPP, D3212-3. The text does not say how the value is found: the lot names its method.
#[must_use]
pub fn within_cap(unit_value: Cents) -> bool {
    unit_value <= CAP
}

/// To whom an article lets one give.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beneficiary {
    Staff,
    Body,
    Either,
}

/// The articles that a gift may rely on, as they are written in the log.
///
/// Source: CGPPP, L3212-2; L3212-3 extends it to local authorities, save 1°, 6° and 8°.
const BASES: [(&str, Beneficiary); 8] = [
    ("L3212-2 3°", Beneficiary::Body),
    ("L3212-2 4°", Beneficiary::Body),
    ("L3212-2 5°", Beneficiary::Staff),
    ("L3212-2 7°", Beneficiary::Body),
    ("L3212-2 9°", Beneficiary::Body),
    ("L3212-2 10°", Beneficiary::Body),
    ("L3212-2 11°", Beneficiary::Body),
    ("L3212-3", Beneficiary::Either),
];

/// The text names no article that lets a local authority give.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not one of {list}", list = legal_bases().collect::<Vec<_>>().join(", "))]
pub struct UnknownBasis(pub String);

/// Returns every legal basis of a gift, as it is written in the log.
pub fn legal_bases() -> impl Iterator<Item = &'static str> {
    BASES.iter().map(|(basis, _)| *basis)
}

/// Returns the legal basis in its one written form: `l. 3212-2, 3` becomes `L3212-2 3°`.
///
/// Capitals, spaces, stops and the degree sign do not matter, nor the words *article* and
/// *du CGPPP*.
///
/// # Errors
///
/// Returns [`UnknownBasis`] if it is none of [`legal_bases`].
pub fn normalise_legal_basis(text: &str) -> Result<String, UnknownBasis> {
    find(text).map(|(basis, _)| (*basis).to_owned()).ok_or_else(|| UnknownBasis(text.to_owned()))
}

/// Tells whether a gift by this channel may rely on this basis, typed or normalised.
///
/// A gift to the staff relies on L3212-2 5°, one to a body on L3212-2 3°, 4°, 7°, 9°, 10° or 11°,
/// and both on L3212-3. The other channels are no gifts: these articles ask nothing of them, and any
/// basis fits.
///
/// Source: CGPPP, L3212-2 and L3212-3; décret n° 2023-266, art. 2.
#[must_use]
pub fn basis_fits(channel: Channel, basis: &str) -> bool {
    let wanted = match channel {
        Channel::StaffGift => Beneficiary::Staff,
        Channel::BodyGift => Beneficiary::Body,
        Channel::PublicBody
        | Channel::Sale
        | Channel::EcoOrganism
        | Channel::SupplierTakeback
        | Channel::Waste
        | Channel::Loss
        | Channel::LessorReturn => return true,
    };
    find(basis).is_some_and(|(_, beneficiary)| [wanted, Beneficiary::Either].contains(beneficiary))
}

fn find(text: &str) -> Option<&'static (&'static str, Beneficiary)> {
    let typed = tokens(text);
    BASES.iter().find(|(basis, _)| tokens(basis) == typed)
}

/// Cuts a reference into its letters and numbers, so that `L3212-2 3°` and `l. 3212-2, 3` are one
/// and `L3212-23` is another.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut previous = None;
    for c in text.chars().map(|c| c.to_ascii_uppercase()) {
        let class = if c.is_ascii_digit() { Some(true) } else { c.is_ascii_uppercase().then_some(false) };
        match tokens.last_mut() {
            _ if class.is_none() => {}
            Some(token) if class == previous => token.push(c),
            _ => tokens.push(c.to_string()),
        }
        previous = class;
    }
    tokens.retain(|token| !["ARTICLE", "ART", "DU", "CGPPP"].contains(&token.as_str()));
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gift_of_300_euros_is_accepted_and_of_one_cent_more_is_not() {
        assert!(within_cap(Cents(0)));
        assert!(within_cap(Cents(30_000)));
        assert!(!within_cap(Cents(30_001)));
    }

    #[test]
    fn a_legal_basis_is_understood_however_it_is_typed() {
        for (typed, written) in [
            ("L3212-2 3°", "L3212-2 3°"),
            ("l3212-2 3", "L3212-2 3°"),
            (" L. 3212-2, 3º ", "L3212-2 3°"),
            ("article L3212-2 11° du CGPPP", "L3212-2 11°"),
            ("L3212-2 10°", "L3212-2 10°"),
            ("L3212\u{2011}2 5°", "L3212-2 5°"),
            ("l3212-3", "L3212-3"),
        ] {
            assert_eq!(normalise_legal_basis(typed).as_deref(), Ok(written), "{typed}");
        }
        for basis in legal_bases() {
            assert_eq!(normalise_legal_basis(basis).as_deref(), Ok(basis));
        }
    }

    #[test]
    fn what_is_no_basis_of_a_gift_is_refused_with_those_that_are() {
        for typed in ["", "L3212-2", "L3212-2 1°", "L3212-2 6°", "L3212-2 8°", "L3212-23", "L3211-18", "don"]
        {
            assert_eq!(normalise_legal_basis(typed), Err(UnknownBasis(typed.to_owned())), "{typed}");
        }
        let message = UnknownBasis("don".to_owned()).to_string();
        assert!(message.contains("L3212-2 3°") && message.ends_with("L3212-3"), "{message}");
    }

    #[test]
    fn each_gift_has_its_own_articles() {
        for basis in legal_bases() {
            let staff = matches!(basis, "L3212-2 5°" | "L3212-3");
            let body = basis != "L3212-2 5°";
            assert_eq!(basis_fits(Channel::StaffGift, basis), staff, "{basis}");
            assert_eq!(basis_fits(Channel::BodyGift, basis), body, "{basis}");
        }
        assert!(basis_fits(Channel::StaffGift, "l. 3212-2 5"));
        assert!(!basis_fits(Channel::BodyGift, "L3112-1"));
        assert!(basis_fits(Channel::PublicBody, "L3112-1"));
    }
}
