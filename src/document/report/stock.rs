//! The body of what is here: how much, in which state, how old, what it cost.

use super::Page;
use crate::{
    document::Block,
    lang::Section,
    report::{Measure, TableName},
};

impl Page<'_> {
    pub(super) fn stock(&self) -> Vec<Block> {
        let mut blocks = vec![
            self.heading(Section::OnHand),
            self.figures([
                Measure::Assets,
                Measure::NotOwned,
                Measure::PurchaseCents,
                Measure::WithoutPrice,
                Measure::Decommissioned,
                Measure::WaitingMedianDays,
                Measure::WaitingOverYear,
            ]),
            self.heading(Section::States),
            self.members(Measure::States),
            self.heading(Section::Ages),
            self.figures([
                Measure::AgeMedianDays,
                Measure::OverTenYears,
                Measure::WithoutAge,
                Measure::UnderWarranty,
                Measure::WarrantyEnding,
                Measure::WarrantyOver,
                Measure::WarrantyUnknown,
            ]),
        ];
        blocks.extend(self.table(TableName::ByAge));
        blocks.extend(self.chart_by_age());
        blocks.extend(self.tables([
            TableName::ByKind,
            TableName::ByService,
            TableName::BySite,
            TableName::Waiting,
            TableName::WarrantyEnding,
        ]));
        blocks
    }
}
