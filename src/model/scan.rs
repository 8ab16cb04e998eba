//! What a scanner typed: our tag, our link, with or without the scanner's own prefix.

use crate::model::tag::Tag;

/// The path of an asset under the organisation's address.
pub const PATH: &str = "/A/";

/// Returns the tag in a scan of one of our labels: the tag itself or our link, in any case, after
/// the three characters by which a scanner may name the kind of code (AIM, `]Q1`).
///
/// What it returns has the form of a tag; whether there is such an asset is not known here.
#[must_use]
pub fn tag_in(scan: &str) -> Option<Tag> {
    let text = without_aim(scan.trim());
    let tag = match path_of_link(text) {
        Some(path) => after(path, PATH)?.split(['?', '#']).next()?,
        None => text,
    };
    Tag::parse(tag).ok()
}

/// Removes the AIM prefix: `]`, the letter of the symbology, a digit or letter of its mode.
fn without_aim(text: &str) -> &str {
    match text.as_bytes() {
        [b']', symbology, mode, ..] if symbology.is_ascii_alphabetic() && mode.is_ascii_alphanumeric() => {
            text[3..].trim_start()
        }
        _ => text,
    }
}

/// Returns the path of a web link, with its first `/`; empty if it has none.
fn path_of_link(text: &str) -> Option<&str> {
    let rest = after_start(text, "HTTPS://").or_else(|| after_start(text, "HTTP://"))?;
    Some(rest.find('/').map_or("", |slash| &rest[slash..]))
}

fn after_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// Returns what follows the first `mark`, in any case.
fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.char_indices().find_map(|(at, _)| after_start(&text[at..], mark))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tag(text: &str) -> Tag {
        Tag::parse(text).unwrap()
    }

    #[test]
    fn a_scan_gives_the_tag_of_our_link_and_forgets_the_scanners_prefix() {
        for scan in [
            "VIL-000123",
            " vil-000123\r\n",
            "]Q1VIL-000123",
            "]C0 VIL-000123",
            "https://act.ville.fr/a/vil-000123",
            "]Q1HTTPS://ACT.VILLE.FR/A/VIL-000123",
            "HTTP://VILLE.FR/PARC/A/VIL-000123?from=phone#top",
        ] {
            assert_eq!(tag_in(scan), Some(tag("VIL-000123")), "{scan:?}");
        }
        assert_eq!(tag_in("https://a.fr/A/B/A/C"), Some(tag("B/A/C")));
    }

    #[test]
    fn a_scan_of_something_else_gives_no_tag() {
        for scan in
            ["", "]Q1", "https://snipe.ville.fr/hardware/12", "https://a.fr", "https://a.fr/a/", "N° 12"]
        {
            assert_eq!(tag_in(scan), None, "{scan:?}");
        }
    }

    proptest! {
        #[test]
        fn no_scan_panics(scan in "(\\]|h|t|p|s|:|/|a|é|[^ ]){0,20}") {
            let _ = tag_in(&scan);
        }
    }
}
