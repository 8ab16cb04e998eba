//! Tags: what is printed on the label. Generated ones end with a check character.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::model::text::Written;

/// A tag: unique, printed, `[A-Z0-9][A-Z0-9./-]{0,31}`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Tag(String);

/// The text cannot be a tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a tag: 1 to 32 of A-Z 0-9 . / - and first a letter or a digit")]
pub struct NotATag(pub String);

impl Tag {
    /// The longest tag, in characters.
    pub const MAX: usize = 32;

    /// Reads a tag as a person or a scanner types it: letters may be lower case.
    ///
    /// # Errors
    ///
    /// Returns [`NotATag`] if a character is outside the alphabet or there are too many.
    pub fn parse(text: &str) -> Result<Self, NotATag> {
        let upper = text.trim().to_ascii_uppercase();
        let inside = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
        let mut bytes = upper.bytes();
        let good = upper.len() <= Self::MAX
            && bytes.next().is_some_and(inside)
            && bytes.all(|b| inside(b) || matches!(b, b'.' | b'/' | b'-'));
        if good { Ok(Self(upper)) } else { Err(NotATag(text.to_owned())) }
    }

    /// Makes the `number`th tag of a series: prefix, six digits or more, a check character.
    ///
    /// # Errors
    ///
    /// Returns [`NotATag`] if the prefix does not fit in a tag.
    pub fn generate(prefix: &str, number: u64) -> Result<Self, NotATag> {
        let body = if prefix.is_empty() { format!("{number:06}") } else { format!("{prefix}-{number:06}") };
        let check = check_character(&body);
        Self::parse(&format!("{body}{check}"))
    }

    /// Returns the number of a generated tag of this prefix, if it is one.
    #[must_use]
    pub fn number(&self, prefix: &str) -> Option<u64> {
        let rest = if prefix.is_empty() {
            self.0.as_str()
        } else {
            self.0.strip_prefix(prefix)?.strip_prefix('-')?
        };
        let digits = rest.get(..rest.len().checked_sub(1)?)?;
        if digits.len() < 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number = digits.parse().ok()?;
        (Self::generate(prefix, number).ok()? == *self).then_some(number)
    }

    /// Returns the tag as it is printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns the check character of ISO 7064 MOD 37,36 for the letters and digits of `text`;
/// other characters do not count.
#[must_use]
pub fn check_character(text: &str) -> char {
    const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut product: usize = 36;
    for byte in text.bytes() {
        let Some(value) = ALPHABET.iter().position(|a| *a == byte) else { continue };
        let sum = (product + value) % 36;
        product = (if sum == 0 { 36 } else { sum }) * 2 % 37;
    }
    char::from(ALPHABET[(37 - product) % 36])
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Written(text) = Written::deserialize(from)?;
        let tag = Self::parse(&text).map_err(de::Error::custom)?;
        // A stored tag is already in its one written form.
        if tag.0 == text { Ok(tag) } else { Err(de::Error::custom(NotATag(text.into_owned()))) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_tag_is_upper_case_and_within_its_alphabet() {
        assert_eq!(Tag::parse(" mtr-000123k ").unwrap().as_str(), "MTR-000123K");
        for text in ["", "-A", "É1", "A B", "A_B", &"A".repeat(33)] {
            assert!(Tag::parse(text).is_err(), "{text:?}");
        }
        assert!(Tag::parse(&"A".repeat(32)).is_ok());
    }

    #[test]
    fn the_check_character_is_that_of_the_standard() {
        // ISO 7064: the worked example of MOD 37,36.
        assert_eq!(check_character("A12425GABC1234002"), 'M');
    }

    #[test]
    fn a_generated_tag_gives_its_number_back() {
        let tag = Tag::generate("MTR", 123).unwrap();
        assert!(tag.as_str().starts_with("MTR-000123"));
        assert_eq!(tag.number("MTR"), Some(123));
        assert_eq!(tag.number("VIL"), None);
        assert_eq!(Tag::parse("MTR-000123").unwrap().number("MTR"), None);
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_noticed(number in 0u64..10_000_000, at in 0usize..6, digit in 0u8..10) {
            let tag = Tag::generate("MTR", number).unwrap();
            let mut typed = tag.as_str().as_bytes().to_vec();
            prop_assume!(typed[4 + at] != b'0' + digit);
            typed[4 + at] = b'0' + digit;
            let typed = Tag::parse(std::str::from_utf8(&typed).unwrap()).unwrap();
            prop_assert_eq!(typed.number("MTR"), None);
        }
    }
}
