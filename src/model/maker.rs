//! The names of makers: one for each, whatever tool wrote it.

use std::borrow::Cow;

use super::text;

/// The name kept, and the others under which the same maker is found, in lower case.
///
/// Source: DMI tables and inventories seen in public (`HP` and `Hewlett-Packard` on machines of one
/// series, `Dell Inc.` from the firmware where people write `Dell`).
const MAKERS: [(&str, &[&str]); 10] = [
    (
        "HP",
        &[
            "hp",
            "hewlett-packard",
            "hewlett packard",
            "hpe",
            "hp inc.",
            "hp inc",
            "hewlett packard enterprise",
        ],
    ),
    ("Dell", &["dell", "dell inc.", "dell inc", "dell computer corporation"]),
    ("Lenovo", &["lenovo"]),
    ("ASUS", &["asus", "asustek", "asustek computer inc.", "asustek computer inc"]),
    ("Fujitsu", &["fujitsu", "fujitsu client computing limited"]),
    ("Apple", &["apple", "apple inc.", "apple inc", "apple computer, inc.", "apple computer"]),
    ("Acer", &["acer", "acer inc."]),
    ("Samsung", &["samsung", "samsung electronics", "samsung electronics co., ltd."]),
    ("Toshiba", &["toshiba", "toshiba corporation"]),
    ("Microsoft", &["microsoft", "microsoft corporation"]),
];

/// Returns the name under which a maker is kept: the one of its aliases, else what was written.
#[must_use]
pub fn name(written: &str) -> Cow<'_, str> {
    let same = |alias: &&str| alias.eq_ignore_ascii_case(written);
    let known = MAKERS.iter().find(|(_, aliases)| aliases.iter().any(same));
    known.map_or(Cow::Borrowed(written), |(name, _)| Cow::Borrowed(*name))
}

/// Tells whether two names are those of one maker, in whatever case and accents.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    text::fold(&name(one)) == text::fold(&name(other))
}

/// Tells whether two machines may be of one maker: where it is not known of one of them, they may.
#[must_use]
pub fn may_be_same(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_maker_has_one_name() {
        for (written, kept) in [
            ("Hewlett-Packard", "HP"),
            ("HPE", "HP"),
            ("LENOVO", "Lenovo"),
            ("Dell Inc.", "Dell"),
            ("asustek computer inc.", "ASUS"),
            ("Apple Computer, Inc.", "Apple"),
            ("Ateliers du Valmont", "Ateliers du Valmont"),
        ] {
            assert_eq!(name(written), kept, "{written}");
        }
    }

    #[test]
    fn two_names_are_of_one_maker_whatever_tool_wrote_them() {
        for (one, other, alike) in [
            ("Hewlett-Packard", "hp", true),
            ("Dell Inc.", "DELL", true),
            ("Hapé", "HAPE", true),
            ("HP", "Dell", false),
        ] {
            assert_eq!(same(one, other), alike, "{one} {other}");
        }
        assert!(may_be_same(None, Some("HP")) && !may_be_same(Some("Dell"), Some("HP")));
    }

    #[test]
    fn every_name_is_among_its_own_aliases() {
        for (name, aliases) in MAKERS {
            assert!(aliases.contains(&name.to_lowercase().as_str()), "{name}");
            assert!(aliases.iter().all(|alias| *alias == alias.to_lowercase()), "{name}");
        }
    }
}
