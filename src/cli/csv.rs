//! Rows of CSV for people: what a spreadsheet would take for a formula is marked as text.

use crate::model::text;

/// Rows of CSV, one at a time. Cells that a spreadsheet would take for a formula are marked as text.
pub(super) struct Csv {
    writer: csv::Writer<Vec<u8>>,
}

impl Csv {
    /// Begins a table with its header.
    pub(super) fn new(header: &[&str]) -> Self {
        let mut csv = Self { writer: csv::Writer::from_writer(Vec::new()) };
        csv.row(header);
        csv
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[impl AsRef<str>]) {
        // Into memory: the only error would be an uneven row, and rows are arrays of one length.
        for cell in cells {
            let _ = self.writer.write_field(text::as_cell(&text::visible(cell.as_ref())).as_bytes());
        }
        let _ = self.writer.write_record(None::<&[u8]>);
    }

    /// Returns what was written since the last time.
    pub(super) fn take(&mut self) -> Vec<u8> {
        let fresh = csv::Writer::from_writer(Vec::new());
        std::mem::replace(&mut self.writer, fresh).into_inner().unwrap_or_default()
    }
}
