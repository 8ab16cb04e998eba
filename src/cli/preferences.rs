//! The file of preferences: `$XDG_CONFIG_HOME/rebond/config.toml`, else `~/.config/rebond/config.toml`.
//!
//! It is read only where it exists. What is wrong in it stops every command but those that mend it;
//! what is right in it holds all the same, so that the error is said in the language preferred.

use std::{
    collections::BTreeMap,
    fs::{self, DirBuilder},
    io::ErrorKind,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    args::value::{Color, Preference},
    failure::Trouble,
    output, run,
    world::World,
};
use crate::{
    lang::{
        Lang,
        preferences::BadPreference,
        usage::{Wanted, nearest},
    },
    model::text,
};

/// For its owner alone.
const PRIVATE: u32 = 0o600;
/// The same, for the folder.
const PRIVATE_FOLDER: u32 = 0o700;
/// How much of a line an error repeats, in characters.
const SHOWN: usize = 60;

/// What a person prefers.
#[derive(Debug, Default)]
pub(super) struct Preferences {
    path: Option<PathBuf>,
    text: String,
    values: BTreeMap<Preference, String>,
    bad: Option<(Option<usize>, BadPreference)>,
}

impl Preferences {
    /// Reads the file, if there is one.
    pub(super) fn read(world: &World<'_>) -> Self {
        let Some(path) = world.preferences_file() else { return Self::default() };
        match fs::read(&path) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Self { path: Some(path), ..Self::of(text) },
                Err(error) => Self { path: Some(path), ..Self::unreadable(&error) },
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Self { path: Some(path), ..Self::default() },
            Err(error) => Self { path: Some(path), ..Self::unreadable(&error) },
        }
    }

    fn unreadable(error: &dyn std::fmt::Display) -> Self {
        Self { bad: Some((None, BadPreference::Unreadable(error.to_string()))), ..Self::default() }
    }

    fn of(text: String) -> Self {
        let (values, bad) = {
            let (table, errors) = DeTable::parse_recoverable(&text);
            let mut bad: Vec<(usize, BadPreference)> = Vec::new();
            if let Some(error) = errors.first() {
                let line = line_of(&text, error.span().map_or(0, |span| span.start));
                let shown = text.lines().nth(line - 1).map(visible).unwrap_or_default();
                bad.push((line, BadPreference::NotToml { line: shown }));
            }
            let mut values = BTreeMap::new();
            for (key, value) in table.get_ref() {
                match known(key.get_ref(), value, &text) {
                    Ok((key, value)) => drop(values.insert(key, value)),
                    Err(why) => bad.push((line_of(&text, key.span().start), why)),
                }
            }
            // A line that is no TOML is told first: the others may follow from it.
            let worst =
                |(line, why): &(usize, BadPreference)| (!matches!(why, BadPreference::NotToml { .. }), *line);
            (values, bad.into_iter().min_by_key(worst).map(|(line, why)| (Some(line), why)))
        };
        Self { path: None, text, values, bad }
    }

    /// Returns the file, if anything says where it is.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Returns what the file says of a preference.
    pub(super) fn value(&self, key: Preference) -> Option<&str> {
        self.values.get(&key).map(String::as_str)
    }

    /// Returns the language preferred.
    pub(super) fn language(&self) -> Option<Lang> {
        self.value(Preference::Language).and_then(Lang::from_code)
    }

    /// Returns when colours are preferred.
    pub(super) fn color(&self) -> Option<Color> {
        self.value(Preference::Color).and_then(Color::from_code)
    }

    /// Returns what is wrong in the file.
    pub(super) fn trouble(&self) -> Option<Trouble> {
        let (line, why) = self.bad.clone()?;
        Some(Trouble::Preferences { file: self.shown(), line, why })
    }

    fn shown(&self) -> String {
        self.path.as_deref().map(run::shown).unwrap_or_default()
    }

    /// Writes the file with another value for a preference; comments and all else stay.
    ///
    /// # Errors
    ///
    /// Refuses a file that cannot be read, which would be lost, and returns why it cannot be written.
    pub(super) fn set(&self, key: Preference, value: &str) -> Result<(), Trouble> {
        self.change(|table, text| {
            let written = toml::Value::String(value.to_owned()).to_string();
            if let Some(old) = table.get(key.code()) {
                let mut text = text.to_owned();
                text.replace_range(old.span(), &written);
                return text;
            }
            let line = format!("{key} = {written}\n");
            // Behind the head of a table it would belong to that table.
            if table.values().any(|value| value.get_ref().is_table()) {
                return line + text;
            }
            let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            format!("{text}{gap}{line}")
        })
    }

    /// Writes the file without the line of a preference. Returns whether there was one.
    ///
    /// # Errors
    ///
    /// The same.
    pub(super) fn unset(&self, key: &str) -> Result<bool, Trouble> {
        let mut found = false;
        self.change(|table, text| {
            let Some((name, value)) = table.get_key_value(key) else { return text.to_owned() };
            found = true;
            let from = text[..name.span().start].rfind('\n').map_or(0, |at| at + 1);
            let end = name.span().end.max(value.span().end);
            let to = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
            format!("{}{}", &text[..from], &text[to..])
        })?;
        Ok(found)
    }

    fn change(&self, edit: impl FnOnce(&DeTable<'_>, &str) -> String) -> Result<(), Trouble> {
        let Some(path) = &self.path else { return Err(Trouble::NoPreferencesHome) };
        let lost =
            |why: &BadPreference| matches!(why, BadPreference::Unreadable(_) | BadPreference::NotToml { .. });
        if let Some(trouble) = self.trouble().filter(|_| self.bad.as_ref().is_some_and(|(_, why)| lost(why)))
        {
            return Err(trouble);
        }
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let changed = edit(table.get_ref(), &self.text);
        if changed == self.text {
            return Ok(());
        }
        self.write(path, &changed)
    }

    fn write(&self, path: &Path, text: &str) -> Result<(), Trouble> {
        let unwritable = |cause: String| Trouble::Preferences {
            file: self.shown(),
            line: None,
            why: BadPreference::Unwritable(cause),
        };
        if let Some(folder) = path.parent() {
            let made = DirBuilder::new().recursive(true).mode(PRIVATE_FOLDER).create(folder);
            made.map_err(|e| unwritable(e.to_string()))?;
        }
        // Whoever keeps the file elsewhere, under a link, goes on doing so.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        output::write_with_mode(&place, PRIVATE, text.as_bytes()).map_err(|trouble| match trouble {
            Trouble::Output { cause, .. } => unwritable(cause),
            other => other,
        })
    }
}

/// Reads one entry of the file.
fn known(key: &str, value: &Spanned<DeValue<'_>>, text: &str) -> Result<(Preference, String), BadPreference> {
    let Some(preference) = Preference::from_code(key) else {
        return Err(unknown(key));
    };
    let bad =
        |value: &str, wanted| BadPreference::Value { key: preference.code(), value: visible(value), wanted };
    let Some(typed) = value.get_ref().as_str() else {
        return Err(bad(text.get(value.span()).unwrap_or_default(), Wanted::Quoted));
    };
    checked(preference, typed).map(|value| (preference, value)).map_err(|wanted| bad(typed, wanted))
}

/// There is no preference of this name.
pub(super) fn unknown(key: &str) -> BadPreference {
    let known: Vec<_> = Preference::ALL.iter().map(|key| key.code()).collect();
    BadPreference::Unknown { key: visible(key), nearest: nearest(key, known.iter().copied()), known }
}

/// Returns a value as it is kept.
///
/// # Errors
///
/// Returns what would have been understood.
pub(super) fn checked(key: Preference, value: &str) -> Result<String, Wanted> {
    let choice = |codes: Vec<&'static str>, found: bool| {
        if found { Ok(value.to_owned()) } else { Err(Wanted::choice(value, codes)) }
    };
    let whole = text::clean(value).map_err(|_| Wanted::Something)?;
    match key {
        Preference::Language => {
            choice(Lang::ALL.iter().map(|lang| lang.code()).collect(), Lang::from_code(value).is_some())
        }
        Preference::Color => {
            choice(Color::ALL.iter().map(|when| when.code()).collect(), Color::from_code(value).is_some())
        }
        // It must not depend on where one stands.
        Preference::Database if whole.contains("://") => Ok(whole),
        Preference::PrintCommand => Ok(whole),
        Preference::Database | Preference::OutputFolder | Preference::Templates => {
            if Path::new(&whole).is_absolute() { Ok(whole) } else { Err(Wanted::Absolute) }
        }
    }
}

/// The number of the line that a byte stands on.
fn line_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.matches('\n').count() + 1
}

/// The beginning of a text, with what is no text made visible.
fn visible(text: &str) -> String {
    let mut shown = String::new();
    for c in text.trim().chars().take(SHOWN) {
        if text::is_control(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> Option<(Option<usize>, BadPreference)> {
        Preferences::of(text.to_owned()).bad
    }

    #[test]
    fn what_is_right_holds_although_something_is_wrong() {
        let read = Preferences::of("language = 'fr'\ncolour = 'never'\ndatabase = '/srv/parc.db'\n".into());
        assert_eq!(read.language(), Some(Lang::Fr));
        assert_eq!(read.value(Preference::Database), Some("/srv/parc.db"));
        let Some((Some(2), BadPreference::Unknown { key, nearest, .. })) = read.bad else {
            panic!("{:?}", read.bad)
        };
        assert_eq!((key.as_str(), nearest), ("colour", Some("color")));
    }

    #[test]
    fn the_line_of_what_is_wrong_is_named() {
        for (text, line) in [
            ("# préférences\n\nlanguage fr\n", 3),
            ("language = 'de'\n", 1),
            ("\ncolor = 3\n", 2),
            ("database = 'parc.db'\n", 1),
            ("language = 'fr'\noutput_folder = '~/x'", 2),
            ("[labels]\nx = 1\n", 1),
            ("language = 'fr'\nlanguage = 'en'\n", 2),
            ("color = 'auto'\nlanguage = \"fr\n", 2),
        ] {
            assert_eq!(
                problem(text).map(|(line, _)| line),
                Some(Some(line)),
                "{text:?}: {:?}",
                problem(text)
            );
        }
        assert_eq!(problem(""), None);
        assert_eq!(problem("# rien\nlanguage = \"fr\"\ncolor = 'never' # rien\n"), None);
    }
}
