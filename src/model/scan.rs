//! What a scanner typed: our tag, our link, the link of an inventory before ours, an action card, with
//! or without the scanner's own prefix.

mod azerty;

use std::{borrow::Cow, fmt};

use uuid::Uuid;

pub use azerty::undone;

use crate::model::{leaving::Decision, tag::Tag, text};

/// The path of an asset under the organisation's address.
pub const PATH: &str = "/A/";

/// Returns the tag in a scan of one of our labels: the tag itself or our link, in any case, after
/// the three characters by which a scanner may name the kind of code (AIM, `]Q1`).
///
/// What it returns has the form of a tag; whether there is such an asset is not known here.
#[must_use]
pub fn tag_in(scan: &str) -> Option<Tag> {
    let text = bare(scan);
    let tag = match path_of_link(text) {
        Some(path) => after(path, PATH)?.split(['?', '#']).next()?,
        None => text,
    };
    Tag::parse(tag).ok()
}

/// What a scan says of an asset. Whether there is such an asset is not known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<'s> {
    /// Its tag, an alias or its serial.
    Name(Cow<'s, str>),
    /// A link into an inventory before ours, which numbers its assets: an alias at most.
    Former {
        /// The link as it stands.
        link: &'s str,
        /// The names by which an asset with this number may be known.
        names: Vec<String>,
    },
    /// Its identity.
    Id(Uuid),
}

impl<'s> Named<'s> {
    /// Reads a scan: a name, our link, a link of Snipe-IT (`…/hardware/123`, `…/ht/TAG`) or GLPI
    /// (`…/computer.form.php?id=123`), `urn:uuid:…`.
    #[must_use]
    pub fn read(scan: &'s str) -> Self {
        let text = bare(scan);
        if let Some(tag) = tag_in(text) {
            return Self::Name(tag.to_string().into());
        }
        if let Some(id) = after_start(text, "urn:uuid:").and_then(|id| Uuid::parse_str(id).ok()) {
            return Self::Id(id);
        }
        let Some(path) = path_of_link(text) else { return Self::Name(text.into()) };
        if let Some(tag) = after(path, "/ht/").and_then(|rest| rest.split(['/', '?', '#']).next()) {
            return Self::Name(percent_decoded(tag));
        }
        Self::Former { link: text, names: former_names(path) }
    }
}

/// Returns the aliases that stand for a number of Snipe-IT or of GLPI. GLPI numbers every kind of
/// thing by itself: the number of a screen names no computer, so that there only the link will do.
fn former_names(path: &str) -> Vec<String> {
    let digits = |rest: &str| -> Option<String> {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        (end > 0).then(|| rest[..end].to_owned())
    };
    if let Some(number) = after(path, "/hardware/").and_then(digits) {
        return vec![format!("SNIPE-IT-{number}"), format!("SNIPE-{number}"), number];
    }
    if let Some(query) = after(path, "/computer.form.php?")
        && let Some(number) = query.split('&').find_map(|part| after_start(part, "id=").and_then(digits))
    {
        return vec![format!("GLPI-{number}"), number];
    }
    Vec::new()
}

/// Reads `%2F` and the like in a part of a link; what cannot be read so stands as it is.
fn percent_decoded(part: &str) -> Cow<'_, str> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *first == b'%');
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(part), Cow::Owned)
}

/// Returns a scan without what the scanner adds: spaces that pad it, the group separator of GS1
/// (U+001D) at its ends, the AIM prefix.
#[must_use]
pub fn bare(scan: &str) -> &str {
    let trim = |text: &'_ str| -> (usize, usize) {
        let padding = |c: char| c.is_whitespace() || c == '\u{1d}' || c == '\0';
        let start = text.len() - text.trim_start_matches(padding).len();
        (start, start + text.trim_matches(padding).len())
    };
    let (start, end) = trim(scan);
    let text = without_aim(&scan[start..end]);
    let (start, end) = trim(text);
    &text[start..end]
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

    /// Reads a word that a person types instead of taking a card.
    #[must_use]
    pub fn typed(word: &str) -> Option<Self> {
        match text::fold(bare(word)).as_str() {
            "undo" | "annuler" => Some(Self::Undo),
            "done" | "fini" => Some(Self::Done),
            _ => None,
        }
    }

    /// Reads a scan of a card, in any case, after the scanner's own prefix; nothing if it is none,
    /// or one that this version does not know: see [`Self::claims`].
    #[must_use]
    pub fn parse(scan: &str) -> Option<Self> {
        let text = after_start(bare(scan), Self::PREFIX)?.to_ascii_uppercase();
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
        after_start(bare(scan), Self::PREFIX).is_some()
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
    fn a_scan_names_an_asset_in_every_way_that_labels_do() {
        let name = |scan| match Named::read(scan) {
            Named::Name(name) => name.into_owned(),
            other => panic!("{other:?}"),
        };
        for (scan, meant) in [
            ("]C0\u{1d}vil-000123   \r\n", "VIL-000123"),
            ("https://act.ville.fr/a/vil-000123", "VIL-000123"),
            ("https://snipe.ville.fr/ht/PC%2012", "PC 12"),
            ("https://snipe.ville.fr/ht/pc-12?x", "pc-12"),
            ("https://snipe.ville.fr/ht/50%", "50%"),
            ("]E08710841030181", "8710841030181"),
            ("PC n° 4", "PC n° 4"),
        ] {
            assert_eq!(name(scan), meant, "{scan:?}");
        }
        let former = |scan| match Named::read(scan) {
            Named::Former { names, .. } => names.join(" "),
            other => panic!("{other:?}"),
        };
        for (scan, names) in [
            ("https://snipe.ville.fr/hardware/123", "SNIPE-IT-123 SNIPE-123 123"),
            ("HTTPS://SNIPE.VILLE.FR/HARDWARE/123/", "SNIPE-IT-123 SNIPE-123 123"),
            ("https://glpi.fr/front/computer.form.php?id=123", "GLPI-123 123"),
            ("https://glpi.fr/front/computer.form.php?forcetab=1&id=45#x", "GLPI-45 45"),
            ("https://glpi.fr/front/monitor.form.php?id=123", ""),
            ("https://snipe.ville.fr/hardware/", ""),
            ("https://www.dell.com/support", ""),
        ] {
            assert_eq!(former(scan), names, "{scan:?}");
        }
        let id = "0190c0de-0000-7000-8000-000000000001";
        assert_eq!(Named::read(&format!("URN:UUID:{id}")), Named::Id(Uuid::parse_str(id).unwrap()));
    }

    #[test]
    fn some_cards_can_be_typed() {
        for (word, card) in [
            ("undo", Some(Card::Undo)),
            (" Annuler", Some(Card::Undo)),
            ("DONE", Some(Card::Done)),
            ("fini", Some(Card::Done)),
            ("collect", None),
        ] {
            assert_eq!(Card::typed(word), card, "{word}");
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
            let _ = (tag_in(&scan), Card::parse(&scan), Named::read(&scan));
        }
    }
}
