//! What is said of labels.

use crate::{lang::Told, model::scan::Card};

/// How a command ended that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With this exit status.
    Status(i32),
    /// Stopped from outside, by this signal where it is known.
    Signal(Option<i32>),
}

/// The sentences of labels.
pub trait Labels {
    /// A label too small for its code; `wanted` and `fits` are sizes such as `62x29`.
    fn too_small(&self, title: &str, wanted: &str, fits: &str) -> Told;
    /// A text that no code can hold.
    fn too_much(&self, bytes: usize) -> Told;
    /// A place that a sheet does not have, of so many that it has.
    fn no_place(&self, sheet: &str, start: u32, places: usize) -> Told;
    /// A sheet for a printer of single labels.
    fn no_sheet_in_zpl(&self, sheet: &str) -> Told;
    /// The command that prints did not; `cause` is how it ended.
    fn not_printed(&self, command: &str, cause: &str) -> Told;
    /// How a command ended that should have printed.
    fn ended(&self, end: Ended) -> String;
    /// The labels went to the command that prints.
    fn printed(&self, command: &str) -> String;
    /// The title of an action card; `place` is the label of its service or site.
    fn card(&self, card: &Card, place: &str) -> String;
    /// What a card does, in a few words.
    fn card_does(&self, card: &Card) -> &'static str;
    /// What the printer must be told of a sheet.
    fn actual_size(&self) -> &'static str;
}
