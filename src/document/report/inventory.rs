//! The body of the inventory: what is on hand, what is not known of it, then every asset.

use super::Page;
use crate::{
    document::Block,
    lang::Section,
    report::{Column, Measure, TableName},
};

/// What is printed of each asset; the day of purchase and the price are in the formats for machines.
const PRINTED: [Column; 8] = [
    Column::Tag,
    Column::Kind,
    Column::Maker,
    Column::Model,
    Column::Serial,
    Column::State,
    Column::Site,
    Column::Service,
];

impl Page<'_> {
    pub(super) fn inventory(&self) -> Vec<Block> {
        let figures = [
            Measure::Assets,
            Measure::NotOwned,
            Measure::PurchaseCents,
            Measure::WithoutSerial,
            Measure::WithoutAge,
            Measure::WithoutMass,
            Measure::WithoutPrice,
            Measure::WithoutPlace,
        ];
        let mut blocks = vec![self.heading(Section::OnHand), self.figures(figures)];
        let heading = self.words.report_table(TableName::Inventory);
        blocks.extend(self.chosen(TableName::Inventory, heading, &PRINTED));
        blocks
    }
}
