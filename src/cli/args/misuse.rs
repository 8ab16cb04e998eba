//! Why there is no command to run: help was asked for, or what clap could not read, in our words.

use std::ffi::OsString;

use clap::{
    Command, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{
    cli::args::{Stop, help, tree},
    lang::{
        Lang, Words,
        help::Slot,
        usage::{Hint, Misuse, Wanted, nearest},
        words,
    },
    model::text,
};

/// How much of a value an error repeats, in characters.
const SHOWN: usize = 60;

/// What stands for a value that may be the name of a person: an error ends in logs that nobody erases.
const HIDDEN: &str = "…";

/// Says why these arguments give no command.
pub(super) fn stop(argv: &[OsString], lang: Lang) -> Stop {
    let say = words(lang);
    let mut tree = tree::worded(lang);
    tree.build();
    let path = reached(&tree, argv);
    if path.first().is_some_and(|first| first == "help") {
        return asked_for(&tree, argv, say);
    }
    // Parsed again with the worded tree, so that the error names values in the language.
    let Err(error) = tree.clone().try_get_matches_from(argv) else {
        return refuse(&tree, &[], &Misuse::Other, &[], say);
    };
    match error.kind() {
        ErrorKind::DisplayHelp => Stop::Help(help::page(descend(&tree, &path), say)),
        ErrorKind::DisplayVersion => Stop::Version(super::version()),
        _ => explain(&error, &tree, &path, say),
    }
}

/// Answers `help COMMAND…`.
fn asked_for(tree: &Command, argv: &[OsString], say: &dyn Words) -> Stop {
    let mut path = Vec::new();
    let typed = argv.iter().map(|word| word.to_string_lossy()).skip_while(|word| word != "help").skip(1);
    for word in typed.filter(|word| !word.starts_with('-')) {
        if descend(tree, &path).find_subcommand(&*word).is_none() {
            return unknown_command(&word, tree, &path, say);
        }
        path.push(word.into_owned());
    }
    Stop::Help(help::page(descend(tree, &path), say))
}

/// Returns the commands named, before the first word that is none. Flags are passed over; those that
/// may stand before a command belong to every command, so the root knows which take a value.
fn reached(root: &Command, argv: &[OsString]) -> Vec<String> {
    let takes_next = |word: &str| {
        word.strip_prefix("--").is_some_and(|long| {
            root.get_arguments().any(|arg| arg.get_long() == Some(long) && arg.get_action().takes_values())
        })
    };
    let mut path = Vec::new();
    let mut at = root;
    let mut typed = argv.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = typed.next() {
        if word.len() > 1 && word.starts_with('-') {
            if takes_next(&word) {
                typed.next();
            }
        } else if let Some(next) = at.find_subcommand(&*word) {
            at = next;
            path.push(word.into_owned());
        } else {
            break;
        }
    }
    path
}

fn descend<'a>(root: &'a Command, path: &[String]) -> &'a Command {
    path.iter().try_fold(root, |at, name| at.find_subcommand(name)).unwrap_or(root)
}

fn explain(error: &Error, tree: &Command, path: &[String], say: &dyn Words) -> Stop {
    let name = one(error, ContextKind::InvalidArg).map(|arg| bare_name(&arg)).unwrap_or_default();
    let name = visible(&name);
    let at = descend(tree, path);
    let value = match one(error, ContextKind::InvalidValue).unwrap_or_default() {
        value if !value.is_empty() && names_a_person(at, &name, say) => HIDDEN.to_owned(),
        value => visible(&value),
    };
    let missing_value = Misuse::NoValue { name: &name };
    let usage = help::usage(at);
    let usage = Hint::Usage(&usage);
    match error.kind() {
        ErrorKind::ValueValidation => {
            let wanted = std::error::Error::source(error).and_then(|source| source.downcast_ref::<Wanted>());
            let Some(wanted) = wanted else { return refuse(tree, path, &Misuse::Other, &[], say) };
            let hints: Vec<_> = wanted.meant().map(Hint::Meant).into_iter().collect();
            refuse(tree, path, &Misuse::Unreadable { name: &name, value: &value, wanted }, &hints, say)
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            refuse(tree, path, &missing_value, &[], say)
        }
        ErrorKind::InvalidValue => {
            let needless = Misuse::NeedlessValue { name: &name, value: &value };
            refuse(tree, path, if value.is_empty() { &missing_value } else { &needless }, &[], say)
        }
        ErrorKind::TooManyValues => {
            refuse(tree, path, &Misuse::NeedlessValue { name: &name, value: &value }, &[], say)
        }
        ErrorKind::UnknownArgument => {
            let meant = one(error, ContextKind::SuggestedArg);
            let hint = match &meant {
                Some(flag) => Hint::Meant(flag),
                None if error.get(ContextKind::Suggested).is_some() => Hint::AsValue(&name),
                None => usage,
            };
            // A word too many after a party is most often the rest of its name.
            let word = !name.starts_with('-') && path.first().is_some_and(|first| first == "party");
            let typed = if word { HIDDEN } else { &name };
            refuse(tree, path, &Misuse::Unexpected { typed }, &[hint], say)
        }
        ErrorKind::InvalidSubcommand => {
            let typed = one(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            unknown_command(&typed, tree, path, say)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let at = descend(tree, path);
            let command = at.get_bin_name().unwrap_or(at.get_name());
            refuse(tree, path, &Misuse::NoCommand { command }, &[Hint::OneOf(&names(at))], say)
        }
        ErrorKind::MissingRequiredArgument => {
            let names: Vec<_> =
                many(error, ContextKind::InvalidArg).iter().map(|arg| alternatives(arg)).collect();
            refuse(tree, path, &Misuse::Missing { names: &names }, &[usage], say)
        }
        ErrorKind::ArgumentConflict => {
            let others: Vec<_> =
                many(error, ContextKind::PriorArg).iter().map(|arg| bare_name(arg)).collect();
            let misuse = if others.iter().all(|other| *other == name) {
                Misuse::Repeated { name: &name }
            } else {
                Misuse::Conflict { name: &name, others: &others }
            };
            refuse(tree, path, &misuse, &[], say)
        }
        _ => refuse(tree, path, &Misuse::Other, &[usage], say),
    }
}

/// Tells whether what is typed of an argument may be the name of a person.
fn names_a_person(at: &Command, name: &str, say: &dyn Words) -> bool {
    let Some(arg) = at.get_arguments().find(|arg| bare_name(&arg.to_string()) == name) else { return false };
    let party = arg.get_value_names().unwrap_or_default().iter().any(|slot| *slot == say.slot(Slot::Party));
    party || matches!(arg.get_id().as_str(), "party_name" | "new_name" | "operator" | "actor" | "note")
}

fn unknown_command(typed: &str, tree: &Command, path: &[String], say: &dyn Words) -> Stop {
    let at = descend(tree, path);
    let known = names(at);
    let hint = nearest(typed, known.iter().copied()).map_or(Hint::OneOf(&known), Hint::Meant);
    refuse(tree, path, &Misuse::UnknownCommand { typed: &visible(typed) }, &[hint], say)
}

fn names(command: &Command) -> Vec<&str> {
    command.get_subcommands().map(Command::get_name).collect()
}

fn refuse(tree: &Command, path: &[String], misuse: &Misuse, hints: &[Hint], say: &dyn Words) -> Stop {
    let at = descend(tree, path);
    let more = format!("{} --help", at.get_bin_name().unwrap_or(at.get_name()));
    Stop::Usage {
        message: say.misuse(misuse),
        hints: hints.iter().chain([&Hint::More(&more)]).map(|hint| say.hint(hint)).collect(),
    }
}

fn one(error: &Error, kind: ContextKind) -> Option<String> {
    many(error, kind).into_iter().next()
}

fn many(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// Returns what is typed of an argument that clap shows with its value: `--to` of `--to <SERVICE>`,
/// `<ASSET>` of `<ASSET>...`.
fn bare_name(shown: &str) -> String {
    let cut = if shown.starts_with('-') { shown.split([' ', '=']).next() } else { shown.strip_suffix("...") };
    cut.unwrap_or(shown).to_owned()
}

/// Returns the flags of which one is enough, in a group that clap shows as
/// `<--to <SERVICE>|--site <SITE>>`; anything else stands alone.
fn alternatives(shown: &str) -> Vec<String> {
    match shown.strip_prefix("<--") {
        None => vec![bare_name(shown)],
        Some(group) => group
            .split("|--")
            .filter_map(|flag| flag.split([' ', '>']).next())
            .map(|name| format!("--{name}"))
            .collect(),
    }
}

/// Returns a typed text so that it can be shown: control characters escaped, its end left out where
/// it is long.
fn visible(typed: &str) -> String {
    let mut shown = String::new();
    for (at, c) in typed.chars().enumerate() {
        if at == SHOWN {
            shown.push('…');
            break;
        }
        if text::is_control(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}
