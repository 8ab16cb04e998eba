//! What a scanner typed: our tag, our link, an action card, with or without the scanner's own prefix.

use std::fmt;

use crate::model::{leaving::Decision, tag::Tag};

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

/// What an action card says. Displayed as its code holds it: `REBOND:DEPLOY:URBA`, of the alphanumeric
/// set of a QR code, upper case, and without a comma, which would cut a line of a handheld's memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Card {
    /// What follows is shown.
    Show,
    /// What follows came back from use.
    Collect,
    /// What follows goes into use in the service of this code.
    Deploy(String),
    /// What follows was looked at, and this was decided.
    Triage(Decision),
    /// What follows stands on the site of this code.
    Site(String),
    /// What the last scan recorded is taken back.
    Undo,
    /// The session ends.
    Done,
}

impl Card {
    /// What every card begins with. No tag holds a colon.
    pub const PREFIX: &str = "REBOND:";

    /// Reads a scan of a card, in any case, after the scanner's own prefix; nothing if it is none,
    /// or one that this version does not know: see [`Self::claims`].
    #[must_use]
    pub fn parse(scan: &str) -> Option<Self> {
        let text = after_start(without_aim(scan.trim()), Self::PREFIX)?.to_ascii_uppercase();
        let (action, of) =
            text.split_once(':').map_or((text.as_str(), None), |(action, of)| (action, Some(of)));
        let place = || of.filter(|code| is_place(code)).map(str::to_owned);
        match (action, of) {
            ("SHOW", None) => Some(Self::Show),
            ("COLLECT", None) => Some(Self::Collect),
            ("UNDO", None) => Some(Self::Undo),
            ("DONE", None) => Some(Self::Done),
            ("DEPLOY", Some(_)) => place().map(Self::Deploy),
            ("SITE", Some(_)) => place().map(Self::Site),
            ("TRIAGE", Some(code)) => Decision::from_code(&code.to_ascii_lowercase()).map(Self::Triage),
            _ => None,
        }
    }

    /// Tells whether a scan calls itself a card, known or not: it names no asset.
    #[must_use]
    pub fn claims(scan: &str) -> bool {
        after_start(without_aim(scan.trim()), Self::PREFIX).is_some()
    }
}

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::PREFIX)?;
        match self {
            Self::Show => f.write_str("SHOW"),
            Self::Collect => f.write_str("COLLECT"),
            Self::Deploy(service) => write!(f, "DEPLOY:{service}"),
            Self::Triage(decision) => write!(f, "TRIAGE:{}", decision.code().to_ascii_uppercase()),
            Self::Site(site) => write!(f, "SITE:{site}"),
            Self::Undo => f.write_str("UNDO"),
            Self::Done => f.write_str("DONE"),
        }
    }
}

/// Tells whether this is the code of a service or a site, in upper case.
fn is_place(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
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

    #[test]
    fn a_card_is_read_as_it_was_printed() {
        for (card, printed) in [
            (Card::Show, "REBOND:SHOW"),
            (Card::Collect, "REBOND:COLLECT"),
            (Card::Deploy("URBA".to_owned()), "REBOND:DEPLOY:URBA"),
            (Card::Triage(Decision::Recycle), "REBOND:TRIAGE:RECYCLE"),
            (Card::Site("MAIRIE2".to_owned()), "REBOND:SITE:MAIRIE2"),
            (Card::Undo, "REBOND:UNDO"),
            (Card::Done, "REBOND:DONE"),
        ] {
            assert_eq!(card.to_string(), printed);
            for scan in [printed.to_owned(), printed.to_lowercase(), format!("]Q1{printed}\r\n")] {
                assert_eq!(Card::parse(&scan), Some(card.clone()), "{scan:?}");
                assert!(Card::claims(&scan));
                assert_eq!(tag_in(&scan), None, "{scan:?}");
            }
        }
    }

    #[test]
    fn a_card_that_nobody_knows_is_none_yet_calls_itself_one() {
        for scan in
            ["REBOND:", "REBOND:FLY", "REBOND:DEPLOY", "REBOND:DEPLOY:", "REBOND:DEPLOY:A B", "REBOND:UNDO:X"]
        {
            assert_eq!(Card::parse(scan), None, "{scan}");
            assert!(Card::claims(scan), "{scan}");
        }
        assert!(!Card::claims("VIL-000123") && !Card::claims("REBOND"));
    }

    proptest! {
        #[test]
        fn every_place_has_a_card(code in "[A-Z0-9]{1,16}") {
            let card = Card::Deploy(code);
            prop_assert_eq!(Card::parse(&card.to_string()), Some(card));
        }

        #[test]
        fn no_scan_panics(scan in "(\\]|h|t|p|s|:|/|a|é|[^ ]){0,20}") {
            let _ = (tag_in(&scan), Card::parse(&scan));
        }
    }
}
