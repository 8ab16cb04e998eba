//! The body of what is here: how much, in which state, how old, what it cost.

use super::Page;
use crate::{
    document::Block,
    lang::Section,
    report::{Measure, TableName},
};

impl Page<'_> {
    pub(super) fn stock(&self) -> Vec<Block> {
        let figures = |measures: &[Measure]| {
            Block::Figures(measures.iter().map(|measure| self.figure(*measure)).collect())
        };
        let states = self.report.group(Measure::States).iter();
        let mut blocks = vec![
            self.heading(Section::OnHand),
            figures(&[
                Measure::Assets,
                Measure::NotOwned,
                Measure::PurchaseCents,
                Measure::WithoutPrice,
                Measure::Decommissioned,
                Measure::WaitingMedianDays,
                Measure::WaitingOverYear,
            ]),
            self.heading(Section::States),
            Block::Figures(states.map(|(key, value)| self.labelled(*key, *value)).collect()),
            self.heading(Section::Ages),
            figures(&[
                Measure::AgeMedianDays,
                Measure::OverTenYears,
                Measure::WithoutAge,
                Measure::UnderWarranty,
                Measure::WarrantyEnding,
                Measure::WarrantyOver,
                Measure::WarrantyUnknown,
            ]),
        ];
        for name in [
            TableName::ByAge,
            TableName::ByKind,
            TableName::ByService,
            TableName::BySite,
            TableName::Waiting,
            TableName::WarrantyEnding,
        ] {
            blocks.extend(self.table(name));
        }
        blocks
    }
}
