//! The words of spreadsheets in English.

use super::En;
use crate::lang::{
    Told,
    sheets::{Exported, Sheets},
};

impl Sheets for En {
    fn sheet(&self, of: Exported) -> &'static str {
        match of {
            Exported::Log => "Log",
            Exported::Assets => "Assets",
            Exported::Media => "Media",
            Exported::Lots => "Lots",
            Exported::Parties => "Parties",
            Exported::Register => "Waste register",
        }
    }

    fn sheet_summary(&self) -> &'static str {
        "Summary"
    }

    fn sheet_figures(&self) -> [&'static str; 2] {
        ["Figure", "Value"]
    }

    fn sheet_chart(&self, by: &str) -> String {
        format!("Chart – {by}")
    }

    fn cell_too_long(&self, sheet: &str, row: u32, column: &str, characters: usize) -> Told {
        Told::new(format!(
            "sheet {sheet}, row {row}, column {column}: {characters} characters, and a cell of a spreadsheet takes 32,767"
        ))
        .hint("CSV and JSON have no such limit: give --format csv or --format jsonl (json for a report)")
    }

    fn sheet_goes_on(&self, sheets: usize) -> String {
        format!("a sheet takes 1,048,576 rows: the rest goes on, on {sheets} sheets in all")
    }

    fn sheet_on_terminal(&self) -> Told {
        Told::new("a spreadsheet cannot be shown on a terminal").hint("to a file: add -o FILE.xlsx")
    }
}
