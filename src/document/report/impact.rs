//! The body of what second lives avoid.

use super::Page;
use crate::{
    document::Block,
    lang::Section,
    report::{Measure, TableName},
};

impl Page<'_> {
    pub(super) fn impact(&self) -> Vec<Block> {
        let figures = [
            Measure::AvoidedMaxG,
            Measure::AvoidedHypothesisG,
            Measure::Counted,
            Measure::LeftOut,
            Measure::PartsFitted,
        ];
        let mut blocks = vec![self.heading(Section::Avoided), self.figures(figures)];
        blocks.extend(self.tables([TableName::ByKind, TableName::LeftOut]));
        blocks
    }
}
