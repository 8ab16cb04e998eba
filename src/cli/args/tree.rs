//! The tree of commands and flags that clap parses with.

use std::any::TypeId;

use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::{
    cli::args::{
        Cli,
        read::{Reader, Typed},
    },
    lang::Lang,
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

fn with_readers(command: Command, lang: Lang) -> Command {
    command.mut_args(|arg| with_reader(arg, lang)).mut_subcommands(|command| with_readers(command, lang))
}

/// Gives an argument the reader of its type where clap has one of its own, or where the language
/// decides what is understood.
fn with_reader(arg: Arg, lang: Lang) -> Arg {
    fn read<T: Typed>(arg: Arg, lang: Lang) -> Arg {
        arg.value_parser(Reader::<T>::new(lang))
    }
    let of = arg.get_value_parser().type_id();
    // What begins with a hyphen and belongs to such a flag is a value that cannot be read, such as
    // a negative price: better said of the flag than taken for a flag that nobody knows.
    let hyphens = !arg.is_positional()
        && [
            TypeId::of::<Cents>(),
            TypeId::of::<Grams>(),
            TypeId::of::<Bytes>(),
            TypeId::of::<u32>(),
            TypeId::of::<Seq>(),
            TypeId::of::<Day>(),
        ]
        .iter()
        .any(|number| of == *number);
    let arg = arg.allow_hyphen_values(hyphens);
    if of == TypeId::of::<String>() {
        read::<String>(arg, lang)
    } else if of == TypeId::of::<u32>() {
        read::<u32>(arg, lang)
    } else if of == TypeId::of::<Seq>() {
        read::<Seq>(arg, lang)
    } else if of == TypeId::of::<Day>() {
        read::<Day>(arg, lang)
    } else if of == TypeId::of::<Period>() {
        read::<Period>(arg, lang)
    } else {
        arg
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
