//! The words of spreadsheets.

use super::Told;

/// What a sheet of an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    /// The events.
    Log,
    /// The assets.
    Assets,
    /// The media.
    Media,
    /// The lots.
    Lots,
    /// The parties.
    Parties,
    /// The register of outgoing waste.
    Register,
}

/// The words of spreadsheets.
pub trait Sheets {
    /// What a sheet of an export is called.
    fn sheet(&self, of: Exported) -> &'static str;
    /// What the first sheet of a report is called.
    fn sheet_summary(&self) -> &'static str;
    /// The heads of its columns: figures, values.
    fn sheet_figures(&self) -> [&'static str; 2];
    /// What a sheet is called that a chart has for itself, by what it tells apart.
    fn sheet_chart(&self, by: &str) -> String;
    /// A text is longer than a cell takes.
    fn cell_too_long(&self, sheet: &str, row: u32, column: &str, characters: usize) -> Told;
    /// What did not fit on one sheet goes on, on so many in all.
    fn sheet_goes_on(&self, sheets: usize) -> String;
    /// A spreadsheet is nothing for a terminal.
    fn sheet_on_terminal(&self) -> Told;
}
