//! The words of preferences.

use crate::lang::{
    Misuses, Preferences, Told,
    en::En,
    preferences::{BadPreference, Origin},
    usage::Misuse,
};

impl Preferences for En {
    fn bad_preference(&self, file: &str, line: Option<usize>, why: &BadPreference) -> Told {
        let at = match line {
            Some(line) => format!("{file}, line {line}"),
            None => file.to_owned(),
        };
        match why {
            BadPreference::Unreadable(cause) => {
                Told::new(format!("preferences cannot be read: {at}: {cause}"))
            }
            BadPreference::Unwritable(cause) => {
                Told::new(format!("preferences cannot be written: {at}: {cause}"))
            }
            BadPreference::NotToml { line } => Told::new(format!("{at}: this is not TOML: “{line}”"))
                .hint("write a line as `language = \"fr\"`, or delete the file"),
            BadPreference::Unknown { key, nearest, known } => {
                Told::new(format!("{at}: there is no preference “{key}”"))
                    .perhaps(nearest.map(|nearest| format!("did you mean {nearest}?")))
                    .hint(format!("preferences: {}", known.join(", ")))
                    .hint(format!("to remove the line: `rebond config unset {key}`"))
            }
            BadPreference::Value { key, value, wanted } => {
                Told::new(format!("{at}: {}", self.misuse(&Misuse::Unreadable { name: key, value, wanted })))
                    .hint(format!("to set it: `rebond config set {key} VALUE`"))
                    .hint(format!("to remove the line: `rebond config unset {key}`"))
            }
        }
    }

    fn no_preferences_home(&self) -> Told {
        Told::new("neither XDG_CONFIG_HOME nor HOME says where preferences are kept")
            .hint("name the folder: `XDG_CONFIG_HOME=/home/ana/.config`")
    }

    fn preference_columns(&self) -> [&'static str; 3] {
        ["Preference", "Value", "From"]
    }

    fn origin(&self, origin: Origin) -> &'static str {
        match origin {
            Origin::Flag => "command line",
            Origin::Environment => "environment",
            Origin::File => "file",
            Origin::Default => "default",
        }
    }

    fn preferences_file(&self, file: &str) -> String {
        format!("preferences are kept in {file}")
    }

    fn preference_set(&self, key: &str, value: Option<&str>) -> String {
        match value {
            Some(value) => format!("preference {key}: {value}"),
            None => format!("preference {key}: none"),
        }
    }
}
