//! Text as markup takes it, whatever it says.

use std::fmt::{self, Write};

/// Text in HTML or XML: markup escaped, what they cannot hold replaced.
///
/// Source: XML 1.0, 2.2 and 2.4; HTML Living Standard, 13.1.2.4 and 13.3.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '&' => f.write_str("&amp;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&apos;"),
            '\n' => f.write_char(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                f.write_char(char::REPLACEMENT_CHARACTER)
            }
            c => f.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_text_and_nothing_else() {
        for (text, escaped) in [
            ("<b> & \"l'œil\"", "&lt;b&gt; &amp; &quot;l&apos;œil&quot;"),
            ("a\nb", "a\nb"),
            ("\0\u{1b}[31m\u{85}\u{fffe}\u{ffff}", "\u{fffd}\u{fffd}[31m\u{fffd}\u{fffd}\u{fffd}"),
            ("&lt;😀", "&amp;lt;😀"),
        ] {
            assert_eq!(Escaped(text).to_string(), escaped, "{text:?}");
        }
    }
}
