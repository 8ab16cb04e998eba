//! What is said of an import: what became of the rows, and what is worth saying of single ones.

use crate::{
    model::lifecycle::{Action, State},
    ops::{BadRow, Counts, DriveCounts, Observed},
};

/// What is said of an import.
pub trait Imports {
    /// Says what an import did, or would do.
    fn imported(&self, counts: Counts, rehearsed: bool) -> String;
    /// Says what an import of machines did, or would do.
    fn machines_imported(&self, counts: Counts, rehearsed: bool) -> String;
    /// Says what an import did with drives, or would do.
    fn drives_imported(&self, drives: DriveCounts, rehearsed: bool) -> String;
    /// Says what is worth saying of a row, and where it is in its file.
    fn observed(&self, observed: &Observed) -> String;
    /// Says that there are more of the kind just said.
    fn more_observed(&self, number: u64) -> String;
    /// Says why a row cannot be taken, and where it is in its file.
    fn bad_row(&self, row: &BadRow) -> String;
    /// Says that there are more rows that cannot be taken.
    fn more_bad_rows(&self, number: u64) -> String;
    /// Names the services and the sites that an import met for the first time; one of both at least.
    fn new_places(&self, services: &[String], sites: &[String]) -> String;
    /// What is going on, beside a bar: rows are read.
    fn rows_being_read(&self) -> &'static str;
}

/// The first command on the way from one state to another.
pub(super) fn step(from: State, to: State) -> Option<Action> {
    match to {
        State::Deployed => Some(Action::Deploy),
        State::Collected => Some(Action::Collect),
        State::InStock => Some(Action::Keep),
        State::InWorkshop => Some(Action::Recondition),
        State::SetAside => Some(Action::Recycle),
        State::Missing => Some(Action::Missing),
        State::Ready | State::Departed => None,
    }
    .filter(|action| from.after(*action).is_some())
}
