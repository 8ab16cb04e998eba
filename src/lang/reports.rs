//! The words of reports.

use crate::{
    model::{event::Seq, period::Period},
    report::{
        Article, Change, Column, Decommissioned, Measure, Mover, Name, Note, Remark, TableName,
        register::Lack, sanitization::Excepted, stock::Age,
    },
    rules::reen::OutOfScope,
};

/// A part of a printed report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The legal rate and its target.
    LegalRate,
    /// What stands beside the headline.
    Beside,
    /// The departures out of scope.
    Excluded,
    /// The departures by outcome.
    Outcomes,
    /// The tags that each figure counts.
    Explain,
    /// What is here.
    OnHand,
    /// What is here, by state.
    States,
    /// How old it is, and under warranty or not.
    Ages,
    /// What second lives avoid.
    Avoided,
    /// What was bought in a year.
    Purchases,
    /// What waits in the workshop.
    InProgress,
    /// What was done there.
    WorkDone,
    /// The totals of the register.
    Totals,
    /// What each figure was at an earlier head.
    Compared,
    /// What each figure is in another period.
    Against,
    /// What moved them since.
    Moved,
    /// The law behind the report.
    Sources,
    /// What a reader must know.
    Notes,
    /// How to print it again.
    CommandLine,
}

/// The words of reports. Labels of figures begin with a capital: each stands on its own line.
pub trait Reports {
    /// The title.
    fn report_title(&self, name: Name) -> &'static str;
    /// From which day it is seen; `day` is already written out.
    fn report_seen_on(&self, day: &str) -> String;
    /// Of which evening its figures are, where that is not the day from which it is seen; `day` is written out.
    fn report_evening(&self, day: &str) -> String;
    /// Of which service, on which site, it is alone.
    fn report_part(&self, service: Option<&str>, site: Option<&str>) -> String;
    /// Said of a period that has not begun.
    fn report_provisional(&self, name: Name) -> &'static str;
    /// Which state of the log it knows, with the beginning of its hash.
    fn report_head(&self, seq: Seq, hash: &str) -> String;
    /// The heading of a part.
    fn report_section(&self, section: Section) -> &'static str;
    /// A figure.
    fn measure(&self, measure: Measure) -> &'static str;
    /// A class of ages.
    fn report_age(&self, age: Age) -> String;
    /// When what left had been decommissioned, seen from the period.
    fn report_decommissioned(&self, when: Option<Decommissioned>) -> &'static str;
    /// The operational rate, which no law knows, made of two figures.
    fn operational_rate(&self) -> &'static str;
    /// A rate with the two numbers it comes from, all already written out.
    fn rate_of(&self, rate: &str, num: &str, den: &str) -> String;
    /// Why something is out of scope.
    fn out_of_scope(&self, reason: OutOfScope) -> &'static str;
    /// The heading of a table.
    fn report_table(&self, name: TableName) -> &'static str;
    /// The head of a column: as short as can be.
    fn report_column(&self, column: Column) -> &'static str;
    /// A source, by its number, and what it is about.
    fn article(&self, article: Article) -> &'static str;
    /// How many lines of the exported register the national one would not take.
    fn register_incomplete(&self, incomplete: usize, lines: usize, period: &str) -> String;
    /// What a line of the register lacks.
    fn report_lack(&self, lack: Lack) -> &'static str;
    /// What let a medium leave that was not accounted for.
    fn report_exception(&self, why: Excepted) -> &'static str;
    /// The heading of what was done to the media that left.
    fn report_sanitised(&self) -> &'static str;
    /// What a reader must know.
    fn report_note(&self, note: Note) -> &'static str;
    /// A list of tags after what they count.
    fn tags_of(&self, label: &str, tags: &str) -> String;
    /// Yes or no.
    fn yes_no(&self, yes: bool) -> &'static str;
    /// A rate that has no meaning.
    fn not_defined(&self) -> &'static str;
    /// An answer that has no question.
    fn not_applicable(&self) -> &'static str;
    /// The last line of a table.
    fn report_total(&self) -> &'static str;
    /// In place of a site, where none is known.
    fn report_no_site(&self) -> &'static str;
    /// In place of a service, where none is known.
    fn report_no_service(&self) -> &'static str;
    /// How many pieces, as the head of a column.
    fn report_pieces(&self) -> &'static str;
    /// With what the figures are compared: an event, and the day from which it is seen, written out.
    fn report_compared(&self, seq: Seq, day: &str) -> String;
    /// What is compared with what: the period of the report, and the other one.
    fn report_against(&self, period: Period, other: Period) -> String;
    /// What the reader of such a comparison must know.
    fn report_remark(&self, remark: Remark) -> String;
    /// That a report is compared with another period, and where.
    fn report_beside(&self, other: Period) -> String;
    /// Before what the reader must know of the other period alone.
    fn report_of_other(&self, period: Period) -> String;
    /// Said where no figure is another than it was.
    fn report_unmoved(&self) -> &'static str;
    /// The heads of the columns of a comparison: figure, then, now, difference.
    fn report_compared_columns(&self) -> [&'static str; 4];
    /// The heads of the columns of what moved a figure, before those of the events.
    fn report_moved_columns(&self) -> [&'static str; 2];
    /// What became of something in a figure.
    fn report_change(&self, change: Change) -> &'static str;
    /// What a type of event does, in a few words.
    fn report_mover(&self, mover: Mover) -> &'static str;
    /// The same of an event that was recorded after the day of the earlier report on which it had happened.
    fn report_late(&self, what: &str) -> String;
}
