//! The body of the report on media: by claim, exceptions, then a line for each.

use super::Page;
use crate::{
    document::Block,
    lang::Section,
    report::{Column, Measure, TableName},
};

/// What is printed of each medium: what left, and what could be claimed of it.
const LEFT: [Column; 6] =
    [Column::Medium, Column::Tag, Column::Lot, Column::On, Column::Claim, Column::Evidence];

/// How each was sanitised, by whom, and how that was verified.
const DONE: [Column; 8] = [
    Column::Medium,
    Column::Technique,
    Column::Tool,
    Column::Verify,
    Column::Result,
    Column::SanitisedOn,
    Column::Operator,
    Column::Validated,
];

/// What is printed of each exception.
const EXCEPTED: [Column; 5] =
    [Column::Medium, Column::Tag, Column::Lot, Column::Exception, Column::DataClause];

impl Page<'_> {
    pub(super) fn sanitization(&self) -> Vec<Block> {
        let group = |group| [Block::Heading(self.words.measure(group).to_owned()), self.members(group)];
        let mut blocks = group(Measure::MediaDeparted).to_vec();
        blocks.extend(self.chart_by_claim());
        blocks.push(self.heading(Section::Beside));
        blocks.push(self.figures([Measure::Failed, Measure::Unknown, Measure::WithoutEvidence]));
        blocks.extend(group(Measure::Exceptions));
        let excepted = self.words.report_table(TableName::Exceptions);
        blocks.extend(self.chosen(TableName::Exceptions, excepted, &EXCEPTED));
        blocks.extend(self.table(TableName::Unlisted));
        let (left, done) = (self.words.report_table(TableName::Media), self.words.report_sanitised());
        blocks.extend(self.chosen(TableName::Media, left, &LEFT));
        blocks.extend(self.chosen(TableName::Media, done, &DONE));
        blocks
    }
}
