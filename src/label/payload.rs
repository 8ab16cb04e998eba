//! What the code of a label says.

use crate::model::{scan::PATH, tag::Tag};

/// Returns what the code of this tag holds: the tag, or `HTTPS://HOST/A/TAG` under the
/// organisation's address. All upper case: such a payload takes the smallest code.
#[must_use]
pub fn payload(tag: &Tag, url: Option<&str>) -> String {
    let Some(url) = url else { return tag.to_string() };
    let upper = url.trim().trim_end_matches('/').to_ascii_uppercase();
    let (scheme, place) = upper.split_once("://").unwrap_or(("HTTPS", &upper));
    let place = place.strip_suffix(PATH.trim_end_matches('/')).unwrap_or(place);
    format!("{scheme}://{place}{PATH}{tag}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::scan::tag_in;

    fn tag(text: &str) -> Tag {
        Tag::parse(text).unwrap()
    }

    #[test]
    fn a_code_holds_the_tag_or_a_link_in_upper_case() {
        let tag = tag("VIL-000123");
        assert_eq!(payload(&tag, None), "VIL-000123");
        for url in [
            "https://act.ville.fr",
            "https://act.ville.fr/",
            " act.ville.fr ",
            "https://act.ville.fr/a/",
            "HTTPS://ACT.VILLE.FR/A",
        ] {
            assert_eq!(payload(&tag, Some(url)), "HTTPS://ACT.VILLE.FR/A/VIL-000123", "{url}");
        }
        assert_eq!(payload(&tag, Some("https://a")), "HTTPS://A/A/VIL-000123");
        assert_eq!(payload(&tag, Some("http://ville.fr/parc")), "HTTP://VILLE.FR/PARC/A/VIL-000123");
    }

    proptest! {
        #[test]
        fn what_was_printed_is_understood(text in "[A-Z0-9][A-Z0-9./-]{0,31}", host in "[a-z.]{1,20}") {
            let printed = tag(&text);
            prop_assert_eq!(tag_in(&payload(&printed, None)), Some(printed.clone()));
            prop_assert_eq!(tag_in(&payload(&printed, Some(&host))), Some(printed));
        }
    }
}
