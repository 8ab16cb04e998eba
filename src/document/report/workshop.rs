//! The body of the workshop: what waits, then what was done.

use super::Page;
use crate::{
    document::Block,
    lang::Section,
    report::{Measure, TableName},
};

impl Page<'_> {
    pub(super) fn workshop(&self) -> Vec<Block> {
        let mut blocks = vec![
            self.heading(Section::InProgress),
            self.figures([
                Measure::InProgress,
                Measure::WaitingOver30,
                Measure::WaitingOver90,
                Measure::Bottleneck,
                Measure::SentOut,
            ]),
        ];
        blocks.extend(self.table(TableName::ByState));
        blocks.extend(self.chart_by_wait());
        blocks.extend([
            self.heading(Section::WorkDone),
            self.figures([
                Measure::Works,
                Measure::WorkMinutes,
                Measure::WorkCents,
                Measure::Fitted,
                Measure::FittedReused,
                Measure::Harvested,
                Measure::Readied,
                Measure::ReadyMedianDays,
            ]),
        ]);
        blocks.extend(self.tables([TableName::ByWork, TableName::WaitingLongest, TableName::SentOut]));
        blocks
    }
}
