//! The tree of commands and flags that clap parses with.

use std::any::TypeId;

use clap::{Arg, ArgAction, Command, CommandFactory, builder::ValueParser};

use crate::{
    cli::args::{
        Cli,
        read::Reader,
        value::{LabelCount, Since},
    },
    label::size::Shift,
    lang::{
        Lang, Words,
        help::{Flag, Slot, Verb},
        words,
    },
    model::{
        amount::{Bytes, Cents, Grams},
        day::Day,
        event::Seq,
        period::Period,
    },
};

/// Returns the tree without its sentences: all that parsing needs.
pub(super) fn bare(lang: Lang) -> Command {
    let flag = |id: &'static str, short, action| {
        Arg::new(id).long(id).short(short).action(action).global(id == "help")
    };
    with_readers(Cli::command(), lang)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(flag("help", 'h', ArgAction::HelpShort))
        .arg(flag("version", 'V', ArgAction::Version))
        .subcommand(Command::new("help").arg(Arg::new("words").value_name("COMMAND").num_args(0..)))
}

/// Returns the tree with its sentences: what help, errors, completions and manual pages show.
pub(super) fn worded(lang: Lang) -> Command {
    word(bare(lang), None, words(lang))
}

/// Gives a command its sentences, and all that is under it. What has none keeps none: a comment for
/// programmers is not help.
fn word(command: Command, above: Option<&str>, say: &'static dyn Words) -> Command {
    let path = match above {
        None => String::new(),
        Some("") => command.get_name().to_owned(),
        Some(above) => format!("{above} {}", command.get_name()),
    };
    let verb = if path.is_empty() { Some(Verb::Rebond) } else { Verb::from_code(&path) };
    command
        .about(verb.map(|verb| say.about(verb)))
        .long_about(None::<&'static str>)
        .after_help(verb.map(|verb| say.details(verb)).filter(|details| !details.is_empty()))
        .subcommand_value_name(say.slot(Slot::Command))
        .mut_args(|arg| word_arg(arg, say))
        .mut_subcommands(|below| word(below, Some(&path), say))
}

fn word_arg(arg: Arg, say: &'static dyn Words) -> Arg {
    let names: Vec<_> =
        arg.get_value_names().unwrap_or_default().iter().map(|name| slots(name, say)).collect();
    let arg = if names.is_empty() { arg } else { arg.value_names(names) };
    let flag = Flag::from_code(arg.get_id().as_str());
    arg.help(flag.map(|flag| say.flag(flag))).long_help(None::<&'static str>)
}

/// Words the name of a value, such as `ASSET|stock`: what is a slot is translated, what is to be
/// typed is not.
fn slots(name: &str, say: &dyn Words) -> String {
    let word = |part| Slot::from_code(part).map_or(part, |slot| say.slot(slot));
    name.split('|').map(word).collect::<Vec<_>>().join("|")
}

fn with_readers(command: Command, lang: Lang) -> Command {
    command.mut_args(|arg| with_reader(arg, lang)).mut_subcommands(|command| with_readers(command, lang))
}

/// Gives an argument the reader of its type where clap has one of its own, or where the language
/// decides what is understood.
fn with_reader(arg: Arg, lang: Lang) -> Arg {
    let of = arg.get_value_parser().type_id();
    let is = |types: &[TypeId]| types.iter().any(|known| of == *known);
    // What begins with a hyphen and belongs to such a flag is a value that cannot be read, such as
    // a negative price: better said of the flag than taken for a flag that nobody knows.
    let hyphens = !arg.is_positional()
        && is(&[
            TypeId::of::<Bytes>(),
            TypeId::of::<Cents>(),
            TypeId::of::<Day>(),
            TypeId::of::<Grams>(),
            TypeId::of::<LabelCount>(),
            TypeId::of::<Seq>(),
            TypeId::of::<Shift>(),
            TypeId::of::<Since>(),
            TypeId::of::<u32>(),
        ]);
    let reader: Option<ValueParser> = if is(&[TypeId::of::<String>()]) {
        Some(Reader::<String>::new(lang).into())
    } else if is(&[TypeId::of::<u32>()]) {
        Some(Reader::<u32>::new(lang).into())
    } else if is(&[TypeId::of::<Seq>()]) {
        Some(Reader::<Seq>::new(lang).into())
    } else if is(&[TypeId::of::<Day>()]) {
        Some(Reader::<Day>::new(lang).into())
    } else if is(&[TypeId::of::<Period>()]) {
        Some(Reader::<Period>::new(lang).into())
    } else {
        None
    };
    let arg = arg.allow_hyphen_values(hyphens);
    match reader {
        Some(reader) => arg.value_parser(reader),
        None => arg,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clap_finds_no_contradiction_in_the_tree() {
        bare(Lang::Fr).debug_assert();
    }
}
