//! Values that only the command line knows: formats, ages, places.

use crate::model::codes::codes;

codes! {
    /// When to use colours.
    #[derive(Default)]
    pub enum Color {
        /// On a terminal.
        #[default]
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never.
        Never = "never",
    }
}

codes! {
    /// How a list is written.
    pub enum ListFormat {
        /// Columns for people.
        Table = "table",
        /// Columns for a spreadsheet.
        Csv = "csv",
        /// JSON.
        Json = "json",
    }
}

codes! {
    /// How an export is written.
    pub enum ExportFormat {
        /// Columns for a spreadsheet.
        Csv = "csv",
        /// One JSON document a line.
        Jsonl = "jsonl",
    }
}

codes! {
    /// How a report is written.
    pub enum ReportFormat {
        /// For people, on a terminal.
        Text = "text",
        /// For people, in what shows Markdown.
        Markdown = "md",
        /// JSON.
        Json = "json",
        /// Columns for a spreadsheet.
        Csv = "csv",
    }
}

codes! {
    /// How labels are drawn.
    pub enum LabelFormat {
        /// Vectors.
        Svg = "svg",
    }
}

codes! {
    /// What can be exported.
    pub enum Exported {
        /// The events, as they are stored.
        Log = "log",
        /// The assets, as they stand.
        Assets = "assets",
    }
}

codes! {
    /// A report.
    pub enum ReportName {
        /// The reuse rate of décret n° 2023-266.
        Decree = "decree",
        /// Reuse versus disposal.
        Reuse = "reuse",
    }
}

/// An age: whole years or whole months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// In months.
    pub months: u32,
}

/// Where a medium is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a shelf, in no asset.
    Stock,
    /// In an asset: its tag, alias, serial or scanned payload.
    Asset(String),
}

/// The value of a policy; it may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting(pub String);
