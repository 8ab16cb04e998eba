//! The words of documents on paper.

use crate::{
    lang::{Lang, Told},
    model::{
        kind::Source,
        leaving::Channel,
        sanitization::{Claim, Verify},
    },
    ops::{HeldBy, Unclean},
};

/// What is wrong in a template, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadTemplate {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What.
    pub fault: Fault,
}

/// What is wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no text in UTF-8.
    NotText,
    /// It is larger than templates are.
    TooLarge,
    /// It repeats more lines than a document has.
    TooLong {
        /// The most that are written.
        most: usize,
    },
    /// Something begins here and has no end.
    Unclosed(String),
    /// Something ends here that did not begin.
    Unopened(String),
    /// No such thing can be asked for.
    UnknownTag(String),
    /// A `{% … %}` does not stand alone on its line.
    NotAlone,
    /// Nothing is called so.
    UnknownName {
        /// What was asked for.
        name: String,
        /// The nearest that are.
        nearest: Vec<String>,
    },
    /// This has no items.
    NotAList(String),
    /// This is Markdown that is not understood here.
    Markup(String),
    /// A row of a table has not as many cells as its head.
    Cells {
        /// How many it has.
        found: usize,
        /// How many the head has.
        wanted: usize,
    },
    /// The second line of a table is not its rule.
    NoRule,
    /// Nothing is written by it.
    Nothing,
}

/// The words of documents on paper.
pub trait Papers {
    /// The language of these words.
    fn language(&self) -> Lang;
    /// The word before the number of a page.
    fn page(&self) -> &'static str;
    /// What is wrong in a template, without the place and without a final stop.
    fn bad_template(&self, fault: &Fault) -> String;
    /// A broken template: its file, the place in it, what is wrong, and the way out.
    fn bad_template_of(&self, file: &str, bad: &BadTemplate) -> Told;
    /// What stands where a template should is a folder, or no file either; the way out.
    fn no_template(&self, path: &str, folder: bool) -> Told;
    /// What the check found of data that was removed, no more than it is: of what was destroyed, or of what was
    /// verified so.
    fn read_back(&self, destroyed: bool, verify: Verify) -> &'static str;
    /// What a claim leaves out; nothing for most.
    fn claim_limit(&self, claim: Claim) -> Option<&'static str>;
    /// Why a medium is not sanitised.
    fn unclean(&self, why: Unclean) -> String;
    /// A thing that may not be handed over: the medium, the asset, and why.
    fn held(&self, medium: Option<&str>, tag: Option<&str>, why: HeldBy) -> String;
    /// A mass, written out, and whether it was weighed.
    fn mass_with_source(&self, mass: &str, source: Source) -> String;
    /// A medium in a list: its name, its kind, and what may be claimed of it or what it holds.
    fn listed_medium(&self, name: &str, kind: &str, state: &str) -> String;
    /// Said of an asset of which nobody knows all the media.
    fn media_open(&self) -> &'static str;
    /// Several things in one cell.
    fn several(&self, things: &[String]) -> String;
    /// Said of documents that stand in place of certificates: some of what is not sanitised by name, and how many
    /// more there are.
    fn not_certified(&self, names: &str, more: u64) -> String;
    /// Said of documents that tell of what was erased and awaits a second person: some of it by name, and how many
    /// more there are.
    fn not_validated(&self, names: &str, more: u64) -> String;
    /// Said of a file among the templates that is the one of no document; `meant`: the one that it was probably meant
    /// to be, `known`: what documents are called.
    fn stray_template(&self, path: &str, meant: Option<&str>, known: &[&str]) -> String;
    /// An annex on a gift was asked of a lot that is none.
    fn not_a_gift(&self, lot: &str, channel: Option<Channel>) -> Told;
}
