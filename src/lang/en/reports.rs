//! The words of reports. French law keeps its French numbers.

use super::En;
use crate::{
    lang::{Reports, Section, way::run},
    model::{event::Seq, period::Period},
    report::{
        Article, Change, Column, Decommissioned, Measure, Mover, Name, Note, Remark, TableName,
        register::Lack, sanitization::Excepted, stock::Age,
    },
    rules::reen::OutOfScope,
};

mod against;
mod figures;
mod notes;

impl Reports for En {
    fn report_title(&self, name: Name) -> &'static str {
        match name {
            Name::Decree => "Reuse rate of decommissioned computer equipment",
            Name::Reuse => "What became of the equipment: reuse, recycling, disposal",
            Name::Register => "Chronological register of outgoing waste",
            Name::Sanitization => "Storage media that left, and how they were sanitised",
            Name::Stock => "Equipment on hand: age, warranty, purchase value",
            Name::Impact => "Emissions avoided by second lives",
            Name::Agec => "Second-hand share of purchases (loi AGEC, art. 58)",
            Name::Inventory => "Inventory of equipment",
            Name::Workshop => "Workshop: what waits, what was done, time and cost",
        }
    }

    fn report_seen_on(&self, day: &str) -> String {
        format!("as of {day}")
    }

    fn report_evening(&self, day: &str) -> String {
        format!("What is on hand or waits is told as of the evening of {day}.")
    }

    fn report_part(&self, service: Option<&str>, site: Option<&str>) -> String {
        let service = service.map(|service| format!("of the service {service}"));
        let site = site.map(|site| format!("on the site {site}"));
        let part: Vec<_> = service.into_iter().chain(site).collect();
        format!("Only what is {} is counted.", part.join(" and "))
    }

    fn report_provisional(&self, name: Name) -> &'static str {
        match name {
            Name::Decree | Name::Reuse => {
                "Provisional: the period has not begun. The stock of 1 January is what is known on the as-of day."
            }
            Name::Stock | Name::Inventory | Name::Workshop => {
                "Provisional: the period has not begun. What is on hand is what is known on the as-of day."
            }
            Name::Register | Name::Sanitization | Name::Impact | Name::Agec => {
                "Provisional: the period has not begun, and nothing of it is recorded yet."
            }
        }
    }

    fn report_head(&self, seq: Seq, hash: &str) -> String {
        format!("Record at event {seq}, hash {hash}")
    }

    fn report_section(&self, section: Section) -> &'static str {
        match section {
            Section::LegalRate => "Legal rate",
            Section::Beside => "In addition",
            Section::Excluded => "Departures outside the decree",
            Section::Outcomes => "What became of what left",
            Section::OnHand => "On hand",
            Section::States => "By state",
            Section::Ages => "Age and warranty",
            Section::Avoided => "Emissions avoided",
            Section::Purchases => "Purchases of the year",
            Section::InProgress => "In progress",
            Section::WorkDone => "Done in the period",
            Section::Totals => "Totals of the period",
            Section::Compared => "Compared with an earlier state",
            Section::Against => "Comparison of periods",
            Section::Moved => "What moved these figures",
            Section::Explain => "Equipment counted",
            Section::Sources => "Sources",
            Section::Notes => "How to read these figures",
            Section::CommandLine => "To print this report again",
        }
    }

    fn measure(&self, measure: Measure) -> &'static str {
        figures::measure(measure)
    }

    fn report_age(&self, age: Age) -> String {
        match age {
            Age::Years(0) => "Less than a year".to_owned(),
            Age::Years(1) => "1 year".to_owned(),
            Age::Years(years) => format!("{years} years"),
            Age::TenOrMore => "10 years or more".to_owned(),
            Age::Unknown => "Age unknown".to_owned(),
        }
    }

    fn report_decommissioned(&self, when: Option<Decommissioned>) -> &'static str {
        match when {
            Some(Decommissioned::Before) => "Decommissioned before the period",
            Some(Decommissioned::During) => "Decommissioned during the period",
            Some(Decommissioned::Never) => "Never decommissioned",
            None => "Decommissioning unknown",
        }
    }

    fn operational_rate(&self) -> &'static str {
        "Operational rate, not statutory (A / departures in scope)"
    }

    fn rate_of(&self, rate: &str, num: &str, den: &str) -> String {
        format!("{rate} ({num} of {den})")
    }

    fn out_of_scope(&self, reason: OutOfScope) -> &'static str {
        figures::out_of_scope(reason)
    }

    fn report_table(&self, name: TableName) -> &'static str {
        figures::report_table(name)
    }

    fn report_column(&self, column: Column) -> &'static str {
        figures::report_column(self, column)
    }

    fn article(&self, article: Article) -> &'static str {
        notes::article(article)
    }

    fn report_lack(&self, lack: Lack) -> &'static str {
        match lack {
            Lack::Sender => "SIRET of the organisation (policy organisation.siret)",
            Lack::WasteCode => "waste code",
            Lack::Pop => "whether it holds persistent organic pollutants (--pop)",
            Lack::Mass => "mass",
            Lack::Weighing => "weighed mass (asked for by R 1, D 5 and D 10)",
            Lack::Bsd => "tracking slip, or why there is none",
            Lack::Taker => "taker",
            Lack::TakerSiret => "SIRET of the taker",
            Lack::Carrier => "carrier",
            Lack::CarrierSiret => "SIRET of the carrier",
            Lack::Operation => "treatment planned",
        }
    }

    fn register_incomplete(&self, incomplete: usize, lines: usize, period: &str) -> String {
        format!(
            "national register: {incomplete} of {lines} lines are incomplete; what they lack: {}",
            run(format_args!("report register --period {period}"))
        )
    }

    fn report_exception(&self, why: Excepted) -> &'static str {
        match why {
            Excepted::DataClause => "data clause, no certificate yet",
            Excepted::Loss => "lost or stolen",
            Excepted::Voided => "accounted for when it left, voided since",
        }
    }

    fn report_sanitised(&self) -> &'static str {
        "How each was sanitised"
    }

    fn report_note(&self, note: Note) -> &'static str {
        notes::report_note(note)
    }

    fn tags_of(&self, label: &str, tags: &str) -> String {
        format!("{label}: {tags}")
    }

    fn yes_no(&self, yes: bool) -> &'static str {
        if yes { "yes" } else { "no" }
    }

    fn not_defined(&self) -> &'static str {
        "not defined"
    }

    fn not_applicable(&self) -> &'static str {
        "not applicable"
    }

    fn report_total(&self) -> &'static str {
        "Total"
    }

    fn report_no_site(&self) -> &'static str {
        "No site"
    }

    fn report_no_service(&self) -> &'static str {
        "No service"
    }

    fn report_pieces(&self) -> &'static str {
        "Pieces"
    }

    fn report_compared(&self, seq: Seq, day: &str) -> String {
        format!("As of {day}, with what was known at event {seq}, and now:")
    }

    fn report_against(&self, period: Period, other: Period) -> String {
        against::heading(self, period, other)
    }

    fn report_remark(&self, remark: Remark) -> String {
        against::remark(self, remark)
    }

    fn report_beside(&self, other: Period) -> String {
        against::beside(self, other, self.report_section(Section::Against))
    }

    fn report_of_other(&self, period: Period) -> String {
        against::of_other(self, period)
    }

    fn report_unmoved(&self) -> &'static str {
        "Nothing moved: every figure is what it was."
    }

    fn report_compared_columns(&self) -> [&'static str; 4] {
        ["Figure", "Then", "Now", "Difference"]
    }

    fn report_moved_columns(&self) -> [&'static str; 2] {
        ["Equipment", "Change"]
    }

    fn report_change(&self, change: Change) -> &'static str {
        match change {
            Change::Entered => "counted since",
            Change::Left => "no longer counted",
            Change::Changed => "weighs otherwise",
        }
    }

    fn report_mover(&self, mover: Mover) -> &'static str {
        match mover {
            Mover::Added => "came into the record",
            Mover::Edited => "what is known put right",
            Mover::Deployed => "put in use",
            Mover::Triaged => "triaged",
            Mover::Readied => "reconditioned",
            Mover::Decommissioned => "decommissioned",
            Mover::Reinstated => "reinstated",
            Mover::Lost => "missing",
            Mover::Found => "found",
            Mover::Departed => "left",
            Mover::DepartedBefore => "left before the record",
            Mover::Returned => "came back",
            Mover::Voided => "event voided",
            Mover::Corrected => "event corrected",
            Mover::LotUndertaken => "undertaking to reuse",
            Mover::LotShipped => "lot left",
            Mover::LotProved => "outcome proved",
            Mover::LotCancelled => "lot cancelled",
            Mover::Worked => "worked on",
            Mover::MediumAdded => "medium listed",
            Mover::MediaDeclared => "media declared",
            Mover::MediumMoved => "medium moved",
            Mover::Sanitised => "medium sanitised",
            Mover::Destroyed => "medium destroyed",
            Mover::Validated => "sanitisation validated",
            Mover::Configured => "policy changed",
            Mover::Attached => "evidence attached",
        }
    }

    fn report_late(&self, what: &str) -> String {
        format!("{what} (recorded late)")
    }
}
