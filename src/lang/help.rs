//! Help: a sentence for each command and each flag.
//!
//! Which argument of the command line has which [`Flag`] is decided where arguments are declared;
//! here is only what there is to say.

mod flag;
mod slot;
mod verb;

pub use self::{flag::Flag, slot::Slot, verb::Verb};

/// Above a part of a page of help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// How the command is typed.
    Usage,
    /// Its subcommands.
    Commands,
    /// What is named without a flag.
    Arguments,
    /// Its own flags.
    Options,
    /// The flags every command takes.
    Common,
}

/// A word of a manual page that is the same on all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManualPart {
    /// The heading of the name.
    Name,
    /// The heading of how it is typed.
    Synopsis,
    /// The heading of what it does.
    Description,
    /// The heading of flags and arguments.
    Options,
    /// The heading of its own commands.
    Commands,
    /// The heading of what there is to know beside.
    Notes,
    /// The heading of the version.
    Version,
    /// Before the codes that a flag takes.
    Values,
}

/// What help says. Imperative, without a final stop on what is one line.
pub trait Help {
    /// What a command does, in one line.
    fn about(&self, verb: Verb) -> &'static str;
    /// What there is to know beside that; empty where there is nothing. Each line is a paragraph; a
    /// line that begins with two spaces is something to type.
    fn details(&self, verb: Verb) -> &'static str;
    /// What a flag or an argument is.
    fn flag(&self, flag: Flag) -> &'static str;
    /// What stands for a value, in capitals.
    fn slot(&self, slot: Slot) -> &'static str;
    /// A heading, with its colon.
    fn heading(&self, heading: Heading) -> &'static str;
    /// A line of a manual page, as `man` reads it.
    fn manual_part(&self, part: ManualPart) -> &'static str;
    /// The codes that a flag takes, to be put after its sentence.
    fn choices(&self, codes: &[&str]) -> String;
}
