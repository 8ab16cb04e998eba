//! Command lines as a shell reads them: words, quoted where they have to be.

/// Writes a word so that a shell reads it back as one.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+#".contains(c);
    if !word.is_empty() && !word.starts_with('#') && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// Returns the words of a line; nothing if a quote never closes.
pub(super) fn split(line: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(chars.next()),
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_split_as_by_a_shell() {
        let split = |line| split(line).unwrap();
        assert_eq!(
            split(r#"lot new --to "Ordi Solidaire" --act 'A 1'  "#),
            ["lot", "new", "--to", "Ordi Solidaire", "--act", "A 1"]
        );
        assert_eq!(split(r#"'L’Hay' --x=''  a\ b "\"""#), ["L’Hay", "--x=", "a b", "\""]);
        assert_eq!(split("   "), [""; 0]);
        assert_eq!(super::split("a 'b"), None);
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read_back(words in prop::collection::vec("\\PC*", 0..5)) {
            let line = words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(split(&line), Some(words));
        }
    }
}
