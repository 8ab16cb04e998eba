//! What the words of a table mean: its headers, and its kinds.

use crate::{
    intake::Field,
    model::{kind::Kind, text},
};

/// Returns what a header means: a key of the asset in JSON, a flag's name, or a plain word.
pub(super) fn named(header: &str) -> Option<Field> {
    let key = key(header);
    Field::from_code(&key).or_else(|| {
        Some(match key.as_str() {
            "purchased" => Field::PurchaseDate,
            "first_use" => Field::FirstUseDate,
            "manufactured" => Field::ManufacturedOn,
            "price_ht" => Field::Price,
            "warranty_months" => Field::Warranty,
            "mass" => Field::Mass,
            "weee" => Field::Weee,
            _ => return None,
        })
    })
}

/// Tells whether two fields set the same thing, perhaps in another unit.
pub(super) fn same_thing(one: Field, other: Field) -> bool {
    let thing = |field| match field {
        Field::PriceCents => Field::Price,
        Field::MassKilograms => Field::Mass,
        Field::WarrantyUntil => Field::Warranty,
        plain => plain,
    };
    thing(one) == thing(other)
}

/// Returns the kind that a cell names: our code, or what French and English inventories write.
pub(super) fn kind(cell: &str) -> Option<Kind> {
    Kind::from_code(cell).or_else(|| {
        let word = key(cell);
        Kind::from_code(&word).or_else(|| kind_of_word(&word))
    })
}

fn kind_of_word(word: &str) -> Option<Kind> {
    Some(match word {
        "portable" | "ordinateur_portable" | "pc_portable" | "notebook" => Kind::Laptop,
        "unite_centrale" | "uc" | "pc_fixe" | "ordinateur_fixe" | "tour" => Kind::Desktop,
        "tout_en_un" => Kind::AllInOne,
        "station_de_travail" => Kind::Workstation,
        "client_leger" => Kind::ThinClient,
        "serveur" => Kind::Server,
        "tablette" => Kind::Tablet,
        "telephone_mobile" => Kind::Smartphone,
        "telephone" | "telephone_fixe" => Kind::Phone,
        "ecran" | "moniteur" | "screen" => Kind::Monitor,
        "imprimante" => Kind::Printer,
        "copieur" | "mfp" | "multifonction" | "imprimante_multifonction" => Kind::Multifunction,
        "videoprojecteur" | "vpi" => Kind::Projector,
        "commutateur" | "switch" | "routeur" | "router" | "borne" => Kind::Network,
        "station_d_accueil" | "docking_station" => Kind::Dock,
        "peripherique" => Kind::Peripheral,
        "autre" => Kind::Other,
        _ => return None,
    })
}

/// Returns a word as it is compared: folded, whatever is neither letter nor digit being one `_`.
pub(super) fn key(word: &str) -> String {
    let folded = text::fold(word);
    let mut key = String::with_capacity(folded.len());
    for part in folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        if !key.is_empty() {
            key.push('_');
        }
        key.push_str(part);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_in_any_case_and_with_any_space() {
        for header in ["purchase_date", " Purchase Date ", "PURCHASE-DATE", "Purchase\u{a0}date"] {
            assert_eq!(named(header), Some(Field::PurchaseDate), "{header:?}");
        }
        assert_eq!(named("Weight (kg)"), Some(Field::MassKilograms));
        assert_eq!(named("colour"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn every_kind_is_known_by_its_code() {
        for code in Kind::ALL {
            assert_eq!(kind(code.code()), Some(*code));
        }
    }

    #[test]
    fn a_kind_is_known_by_the_words_of_french_and_english_inventories() {
        for (word, wanted) in [
            ("Ordinateur portable", Kind::Laptop),
            ("PC PORTABLE", Kind::Laptop),
            ("Unité centrale", Kind::Desktop),
            ("Écran", Kind::Monitor),
            ("Tout-en-un", Kind::AllInOne),
            ("Mini PC", Kind::MiniPc),
            ("Téléphone mobile", Kind::Smartphone),
            ("Vidéoprojecteur", Kind::Projector),
            ("Station d’accueil", Kind::Dock),
            ("Switch", Kind::Network),
        ] {
            assert_eq!(kind(word), Some(wanted), "{word}");
        }
        assert_eq!(kind("Logiciel"), None);
    }
}
