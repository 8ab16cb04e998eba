//! The body of the share of second-hand goods among purchases.

use super::Page;
use crate::{
    document::Block,
    lang::Section,
    report::{Measure, TableName},
};

impl Page<'_> {
    pub(super) fn agec(&self) -> Vec<Block> {
        let figures = [
            Measure::SpentCents,
            Measure::SpentReusedCents,
            Measure::GiftsCents,
            Measure::ReusedBp,
            Measure::TargetBp,
            Measure::Met,
            Measure::Bought,
            Measure::BoughtReused,
            Measure::Gifts,
            Measure::GiftsWithoutValue,
            Measure::BoughtWithoutPrice,
        ];
        let mut blocks = vec![self.heading(Section::Purchases), self.figures(figures)];
        blocks.extend(self.tables([TableName::ByKind, TableName::WithoutPrice]));
        blocks
    }
}
