//! What must be known before the arguments are parsed: the language of errors, and their form.

use std::ffi::OsString;

use crate::{cli::args::value::Color, lang::Lang};

/// Returns the language to speak: that of `--lang`, else of `REBOND_LANG`, else the one preferred, which
/// is asked for only then, else that of the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`: the first that is set), else English.
///
/// A language that is none is passed over here; parsing refuses that of the flag.
#[must_use]
pub fn language(
    argv: &[OsString],
    env: &dyn Fn(&str) -> Option<OsString>,
    preferred: &dyn Fn() -> Option<Lang>,
) -> Lang {
    let variable =
        |name: &str| env(name).map(|value| value.to_string_lossy().to_lowercase()).filter(|v| !v.is_empty());
    let named = |typed: String| Lang::from_code(typed.trim());
    flag_value(argv, "--lang")
        .and_then(named)
        .or_else(|| variable("REBOND_LANG").and_then(named))
        .or_else(preferred)
        .or_else(|| {
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable)?;
            locale.starts_with(Lang::Fr.code()).then_some(Lang::Fr)
        })
        .unwrap_or(Lang::En)
}

/// Tells whether JSON was asked for, so that an error of parsing is JSON too.
#[must_use]
pub fn wants_json(argv: &[OsString]) -> bool {
    flags(argv).any(|word| word == "--json")
}

/// Returns when colours were asked for, so that an error of parsing looks like any other.
#[must_use]
pub fn color(argv: &[OsString]) -> Option<Color> {
    flag_value(argv, "--color").and_then(|typed| Color::from_code(typed.trim()))
}

/// Returns what precedes `--`, without the name of the program.
fn flags(argv: &[OsString]) -> impl Iterator<Item = &OsString> {
    argv.iter().skip(1).take_while(|word| *word != "--")
}

fn flag_value(argv: &[OsString], flag: &str) -> Option<String> {
    let mut words = flags(argv).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        let Some(rest) = word.strip_prefix(flag) else { continue };
        match rest.strip_prefix('=') {
            Some(value) => return Some(value.to_lowercase()),
            None if rest.is_empty() => return words.next().map(|value| value.to_lowercase()),
            None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(line: &str, env: &[(&str, &str)]) -> Lang {
        preferring(None, line, env)
    }

    fn preferring(preferred: Option<Lang>, line: &str, env: &[(&str, &str)]) -> Lang {
        let argv: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let env = |name: &str| env.iter().find(|(n, _)| *n == name).map(|(_, value)| value.into());
        language(&argv, &env, &|| preferred)
    }

    #[test]
    fn a_preference_comes_after_the_variable_and_before_the_locale() {
        let preferring = |line, env| preferring(Some(Lang::Fr), line, env);
        assert_eq!(preferring("rebond list", &[("LC_ALL", "en_GB.UTF-8")]), Lang::Fr);
        assert_eq!(preferring("rebond list", &[("REBOND_LANG", "en")]), Lang::En);
        assert_eq!(preferring("rebond list --lang en", &[]), Lang::En);
    }

    #[test]
    fn the_flag_comes_before_the_variable_and_the_variable_before_the_locale() {
        let french = [("REBOND_LANG", "fr"), ("LANG", "fr_FR.UTF-8")];
        assert_eq!(spoken("rebond --lang en list", &french), Lang::En);
        assert_eq!(spoken("rebond list --lang=FR", &[("LANG", "C")]), Lang::Fr);
        assert_eq!(spoken("rebond list", &[("REBOND_LANG", "en"), ("LC_ALL", "fr_FR.UTF-8")]), Lang::En);
        assert_eq!(spoken("rebond list", &[("REBOND_LANG", ""), ("LC_ALL", ""), ("LANG", "fr")]), Lang::Fr);
        assert_eq!(spoken("rebond list", &[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")]), Lang::En);
        assert_eq!(spoken("rebond list", &[("LC_MESSAGES", "fr_CA"), ("LANG", "en_GB")]), Lang::Fr);
        assert_eq!(spoken("rebond list", &[]), Lang::En);
    }

    #[test]
    fn a_language_that_is_none_and_what_follows_two_hyphens_decide_nothing() {
        assert_eq!(spoken("rebond --lang de", &[("REBOND_LANG", "fr")]), Lang::Fr);
        assert_eq!(spoken("rebond", &[("REBOND_LANG", "de"), ("LANG", "fr_FR")]), Lang::Fr);
        assert_eq!(spoken("rebond show -- --lang en", &[("LANG", "fr_FR")]), Lang::Fr);
        assert_eq!(spoken("rebond --language fr", &[]), Lang::En);
    }

    #[test]
    fn colours_are_asked_for_by_their_flag_alone() {
        let argv = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(color(&argv("rebond list --color ALWAYS")), Some(Color::Always));
        assert_eq!(color(&argv("rebond --color=never lst")), Some(Color::Never));
        assert_eq!(color(&argv("rebond list --color")), None);
        assert_eq!(color(&argv("rebond show -- --color=always")), None);
    }

    #[test]
    fn json_is_asked_for_by_its_flag_alone() {
        let argv = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(wants_json(&argv("rebond add --json")));
        assert!(!wants_json(&argv("rebond show -- --json")));
    }
}
