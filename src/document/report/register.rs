//! The body of the register: its lines in the columns that people look for, what is in each, what is missing.

use super::Page;
use crate::{
    document::{Block, Side, Table},
    lang::Section,
    report::{Cell, Column, Measure, TableName},
};

/// What is printed of each line; the rest is in the formats for machines.
const PRINTED: [Column; 8] = [
    Column::Line,
    Column::On,
    Column::WasteCode,
    Column::Of(crate::report::Key::Measure(Measure::MassG)),
    Column::Bsd,
    Column::Taker,
    Column::Carrier,
    Column::Operation,
];

impl Page<'_> {
    pub(super) fn register(&self) -> Vec<Block> {
        let figures = [
            Measure::Lines,
            Measure::Departures,
            Measure::MassG,
            Measure::Hazardous,
            Measure::HazardousMassG,
            Measure::WithoutBsd,
            Measure::Incomplete,
        ];
        let mut blocks = vec![self.heading(Section::Totals), self.figures(figures)];
        let heading = self.words.report_table(TableName::Register);
        blocks.extend(self.chosen(TableName::Register, heading, &PRINTED));
        blocks.extend(self.table(TableName::Contents));
        blocks.extend(self.table(TableName::Incomplete));
        blocks
    }

    /// Some columns of a table under a heading; nothing if it has no row.
    pub(super) fn chosen(&self, name: TableName, heading: &str, printed: &[Column]) -> Vec<Block> {
        let Some(table) = self.report.table(name).filter(|table| !table.rows.is_empty()) else {
            return Vec::new();
        };
        let kept: Vec<usize> =
            printed.iter().filter_map(|column| table.columns.iter().position(|of| of == column)).collect();
        let side = |column: Column| if matches!(column, Column::Of(_)) { Side::Right } else { Side::Left };
        let columns = kept.iter().map(|at| table.columns[*at]);
        let cells = |row: &Vec<Cell>| kept.iter().map(|at| self.cell(&row[*at]).into()).collect();
        vec![
            Block::Heading(heading.to_owned()),
            Block::Table(Table {
                columns: columns
                    .map(|column| (self.words.report_column(column).to_owned(), side(column)))
                    .collect(),
                rows: table.rows.iter().map(cells).collect(),
                total: None,
            }),
        ]
    }
}
