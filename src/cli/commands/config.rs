//! `config`: what the person who types likes. It changes no figure.

use std::path::Path;

use serde::Serialize;

use crate::{
    cli::{
        args::{
            config::{Config, ConfigSet, ConfigUnset},
            value::Preference,
        },
        failure::{Exit, Trouble},
        preferences,
        run::{Run, shown},
        table::table,
    },
    lang::{preferences::Origin, usage::Misuse},
};

pub(super) fn config(run: &mut Run<'_>, args: &Config) -> Result<Exit, Trouble> {
    match args {
        Config::Get(get) => {
            let (value, origin) = in_force(run, get.key);
            if run.screen.json() {
                run.screen.document(&View { key: get.key, value: value.as_deref(), origin: origin.code() });
            } else if let Some(value) = value {
                run.screen.data(&value);
            }
        }
        Config::Set(set) => assign(run, set)?,
        Config::Unset(unset) => forget(run, unset)?,
        Config::List => list(run),
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct View<'v> {
    key: Preference,
    value: Option<&'v str>,
    #[serde(rename = "from")]
    origin: &'static str,
}

/// The value that this very command line would go by, and where it comes from.
fn in_force(run: &Run<'_>, key: Preference) -> (Option<String>, Origin) {
    let preferences = run.world.preferences();
    let file = |value: Option<String>| match preferences.value(key) {
        Some(preferred) => (Some(preferred.to_owned()), Origin::File),
        None => (value, Origin::Default),
    };
    let named = |name: &str| run.world.variable(name).map(|value| value.to_string_lossy().into_owned());
    match key {
        Preference::Language => {
            let spoken = Some(run.lang.to_string());
            let variable = named("REBOND_LANG").filter(|_| run.global.lang.is_none());
            match run.global.lang {
                Some(_) => (spoken, Origin::Flag),
                None if variable.is_some_and(|code| code.trim().to_lowercase() == run.lang.code()) => {
                    (spoken, Origin::Environment)
                }
                None => file(spoken),
            }
        }
        Preference::Database => match (&run.global.db, named("REBOND_DB")) {
            (Some(path), _) => (Some(shown(Path::new(path))), Origin::Flag),
            (None, Some(path)) => (Some(shown(Path::new(&path))), Origin::Environment),
            (None, None) => file(run.world.default_database().map(|path| shown(&path))),
        },
        Preference::Color => match run.global.color {
            Some(when) => (Some(when.to_string()), Origin::Flag),
            None => file(Some(crate::cli::args::value::Color::default().to_string())),
        },
        Preference::OutputFolder | Preference::PrintCommand | Preference::Templates => file(None),
    }
}

fn assign(run: &mut Run<'_>, set: &ConfigSet) -> Result<(), Trouble> {
    let key = set.key.code();
    let value = preferences::checked(set.key, &set.value).map_err(|wanted| Trouble::Usage {
        message: run.words.misuse(&Misuse::Unreadable { name: key, value: &set.value, wanted: &wanted }),
        hints: Vec::new(),
    })?;
    run.world.preferences().set(set.key, &value)?;
    if run.screen.json() {
        run.screen.document(&View { key: set.key, value: Some(&value), origin: Origin::File.code() });
    } else {
        let line = run.words.preference_set(key, Some(&value));
        run.screen.note(&line);
    }
    Ok(())
}

fn forget(run: &mut Run<'_>, unset: &ConfigUnset) -> Result<(), Trouble> {
    let preferences = run.world.preferences();
    let known = Preference::from_code(&unset.key);
    if !preferences.unset(&unset.key)? && known.is_none() {
        let file = preferences.path().map(shown).unwrap_or_default();
        return Err(Trouble::Preferences { file, line: None, why: preferences::unknown(&unset.key) });
    }
    if run.screen.json() {
        run.screen.document(&serde_json::json!({ "key": unset.key, "value": null }));
    } else {
        let line = run.words.preference_set(&unset.key, None);
        run.screen.note(&line);
    }
    Ok(())
}

fn list(run: &mut Run<'_>) {
    let all: Vec<_> = Preference::ALL.iter().map(|key| (*key, in_force(run, *key))).collect();
    if run.screen.json() {
        let views: Vec<_> = all
            .iter()
            .map(|(key, (value, origin))| View { key: *key, value: value.as_deref(), origin: origin.code() })
            .collect();
        run.screen.document(&views);
    } else {
        let rows: Vec<Vec<String>> = all
            .into_iter()
            .map(|(key, (value, origin))| {
                vec![key.to_string(), value.unwrap_or_default(), run.words.origin(origin).to_owned()]
            })
            .collect();
        let text = table(&run.words.preference_columns(), &rows);
        run.screen.data(text.trim_end());
    }
    if let Some(file) = run.world.preferences().path() {
        let line = run.words.preferences_file(&shown(file));
        run.screen.note(&line);
    }
    if let Some(trouble) = run.world.preferences().trouble() {
        let told = trouble.told(run.words);
        let line = run.words.warning_line(&told.message);
        run.screen.warn(&line);
    }
}
