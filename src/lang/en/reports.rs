//! The words of reports. French law keeps its French numbers.

use super::En;
use crate::{
    lang::{Codes, Reports, Section, way::run},
    model::event::Seq,
    report::{
        Article, Change, Column, Key, Measure, Mover, Name, Note, TableName, register::Lack,
        sanitization::Excepted,
    },
    rules::{outcome::Outcome, reen::OutOfScope},
};

impl Reports for En {
    fn report_title(&self, name: Name) -> &'static str {
        match name {
            Name::Decree => "Reuse rate of decommissioned computer equipment",
            Name::Reuse => "What became of the equipment: reuse, recycling, disposal",
            Name::Register => "Chronological register of outgoing waste",
            Name::Sanitization => "Storage media that left, and how they were sanitised",
        }
    }

    fn report_seen_on(&self, day: &str) -> String {
        format!("as of {day}")
    }

    fn report_provisional(&self) -> &'static str {
        "Provisional: the period has not begun. The stock of 1 January is what is known on the as-of day."
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
            Section::Totals => "Totals of the period",
            Section::Compared => "Compared with an earlier state",
            Section::Moved => "What moved these figures",
            Section::Explain => "Equipment counted",
            Section::Sources => "Sources",
            Section::Notes => "How to read these figures",
            Section::CommandLine => "To print this report again",
        }
    }

    fn measure(&self, measure: Measure) -> &'static str {
        match measure {
            Measure::A => "Directed to reuse during the year (A)",
            Measure::B => "Decommissioned and in stock on 1 January (B)",
            Measure::RateBp => "Reuse rate (A / B)",
            Measure::Met => "Target met",
            Measure::Missing => "Missing to meet the target",
            Measure::TargetBp => "Target of the year",
            Measure::OperationalNum => "Departures in scope counted in A",
            Measure::OperationalDen => "Departures in scope, losses left out",
            Measure::InternalSecondLives => "Second lives inside the organisation",
            Measure::SoldWithoutProof => "Sold or taken back without proof of reuse",
            Measure::Untested => "Counted in A without having been tested",
            Measure::MissingWithData => "Lost or stolen, data not known to be removed",
            Measure::OutOfScope => "Departures outside the decree",
            Measure::Departures => "Departures",
            Measure::Redeployments => "Redeployments",
            Measure::BeforeRecord => "Departures before the record, of unknown year or channel",
            Measure::MassG => "Mass of the departures",
            Measure::BulkMassG => "Mass that left in bulk, without a tag",
            Measure::Lines => "Lines of the register",
            Measure::Hazardous => "Lines of hazardous waste",
            Measure::HazardousMassG => "Mass of hazardous waste",
            Measure::WithoutBsd => "Lines of hazardous waste without a tracking slip",
            Measure::Incomplete => "Lines incomplete for the national register",
            Measure::MediaDeparted => "Media that left, by what could be claimed of them",
            Measure::Failed => "Last attempt failed",
            Measure::Unknown => "Last attempt of unknown result",
            Measure::Exceptions => "Left without being accounted for",
            Measure::WithoutEvidence => "Sanitised, no file kept as evidence",
            Measure::ReuseShareBp => "Share of the departures that found a second life",
        }
    }

    fn operational_rate(&self) -> &'static str {
        "Operational rate, not statutory (A / departures in scope)"
    }

    fn rate_of(&self, rate: &str, num: &str, den: &str) -> String {
        format!("{rate} ({num} of {den})")
    }

    fn out_of_scope(&self, reason: OutOfScope) -> &'static str {
        match reason {
            OutOfScope::NotOwned => "Not owned by the organisation",
            OutOfScope::Age => "More than ten years old when decommissioned (art. 1, 1°)",
            OutOfScope::Category => "Other categories than 2° and 6° (art. 1)",
            OutOfScope::Classified => "Classified information (art. 1, 2°)",
            OutOfScope::Security => "Specific security obligations (art. 1, 3°)",
        }
    }

    fn report_table(&self, name: TableName) -> &'static str {
        match name {
            TableName::NoAge => "Counted in scope, age unknown",
            TableName::NoMass => "Left, mass unknown",
            TableName::ByKind => "By kind",
            TableName::ByService => "By service",
            TableName::ByMonth => "By month",
            TableName::NotProved => "Treatments planned, not proved yet",
            TableName::LegalRate => "Legal rate",
            TableName::Register => "Register",
            TableName::Contents => "What is in each line",
            TableName::Incomplete => "What lines lack",
            TableName::Media => "Media that left",
            TableName::Exceptions => "Exceptions",
            TableName::Unlisted => "Lost, media never listed",
            TableName::Imported => "Imported, not checked",
        }
    }

    fn report_column(&self, column: Column) -> &'static str {
        match column {
            Column::Tag => "Tag",
            Column::Kind | Column::MediumKind => "Kind",
            Column::Service => "Service",
            Column::Month => "Month",
            Column::Year => "Year",
            Column::Line => "Line",
            Column::On => "Left on",
            Column::Lot => "Lot",
            Column::Channel => "Channel",
            Column::WasteCode => "Waste code",
            Column::Hazardous => "Hazardous",
            Column::Pop => "POP",
            Column::Pieces => "Pieces",
            Column::Weighed => "Weighed",
            Column::Bsd => "Slip",
            Column::Taker => "Taker",
            Column::TakerSiret => "SIRET of the taker",
            Column::Carrier => "Carrier",
            Column::CarrierSiret => "SIRET of the carrier",
            Column::Operation => "Treatment planned",
            Column::Content => "Content",
            Column::Lack => "Lacks",
            Column::Medium => "Medium",
            Column::Claim => "Claim",
            Column::ClaimSince => "Claim since",
            Column::Technique => "Technique",
            Column::Tool => "Tool",
            Column::Verify => "Verification",
            Column::Result => "Result",
            Column::SanitisedOn => "Done on",
            Column::Operator => "Recorded by",
            Column::Validated => "Validated",
            Column::Evidence => "Evidence",
            Column::Exception => "Why it could leave",
            Column::DataClause => "Data clause",
            Column::Outcome => "Outcome",
            Column::Of(Key::Measure(measure)) => short_measure(self, measure),
            Column::Of(Key::Outcome(outcome)) => short_outcome(outcome),
            Column::Of(Key::Excluded(reason)) => self.out_of_scope(reason),
            Column::Of(Key::Claim(claim)) => self.claim(claim),
            Column::Of(Key::Exception(why)) => self.report_exception(why),
        }
    }

    fn article(&self, article: Article) -> &'static str {
        match article {
            Article::Reen16 => "Loi n° 2021-1485 of 15 November 2021 (REEN), art. 16.",
            Article::Decree1 => "Décret n° 2023-266 of 12 April 2023, art. 1: what counts, and exclusions.",
            Article::Decree2 => {
                "Décret n° 2023-266 of 12 April 2023, art. 2: channels; for what is sold or taken back, the \
                 taker’s undertaking before and proof after."
            }
            Article::Decree3 => {
                "Décret n° 2023-266 of 12 April 2023, art. 3: yearly targets and the formula “Résultat = A/B × \
                 100”."
            }
            Article::R543172 => {
                "Code de l’environnement, art. R. 543-172, II, 2° and 6°: categories of electrical and \
                 electronic equipment."
            }
            Article::L5411 => "Code de l’environnement, art. L. 541-1, II: the waste hierarchy.",
            Article::L54111 => {
                "Code de l’environnement, art. L. 541-1-1: definitions of waste, reuse, recycling, recovery and \
                 disposal."
            }
            Article::R54143 => {
                "Code de l’environnement, R. 541-43, I: chronological register of outgoing waste, kept for three years."
            }
            Article::Registers2 => {
                "Order of 31 May 2021 on the content of registers, art. 2: outgoing waste."
            }
            Article::WasteList => {
                "Decision 2000/532/EC: European list of waste; a code with a star is that of hazardous waste."
            }
            Article::Nist80088 => {
                "NIST SP 800-88 Rev. 2 (September 2025), 4.5: verification and validation; 4.6: documentation of what was \
                 done to each medium."
            }
            Article::Gdpr32 => "Regulation (EU) 2016/679 (GDPR), art. 32: security of processing.",
            Article::Waste => "Directive 2008/98/EC, Annexes I and II: treatment operations (D and R).",
        }
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
        match note {
            Note::NothingYet => {
                "Nothing is known of that day: all that is recorded happened later, and a figure of 0 here counts nothing."
            }
            Note::UnderWay => "The period is not over: the figures are what is known on the as-of day.",
            Note::AgeStart => {
                "The decree does not say from when age counts. Here it counts from the first use, else from the \
                 purchase, else from the manufacture."
            }
            Note::WholeYears => {
                "The legal rate is that of the whole calendar year, even where the period is shorter."
            }
            Note::NoAge => "Equipment of unknown age is counted in scope; it is listed above.",
            Note::Internal => {
                "Equipment decommissioned and then put back in use is not counted in A: that is none of the \
                 channels of article 2. If it was in stock on 1 January, it stays in B."
            }
            Note::Estimates => "The mass of equipment that nobody weighed is an estimate for its kind.",
            Note::NoMass => "Equipment of unknown mass weighs nothing here; it is listed above.",
            Note::Planned => {
                "Equipment collected as waste is counted under the treatment planned, as long as the treatment \
                 carried out is not proved."
            }
            Note::Imported => {
                "Departures from before the record are counted as the imported file tells them: imported, not \
                 checked. No lot, no medium and no proof of them is known."
            }
            Note::Undated => {
                "Some departures from before the record are dated by their month or year alone: they are counted \
                 only in a period that holds all of it."
            }
            Note::NotDecommissioned => {
                "Departures from before the record, imported and not checked, are in no figure here unless the \
                 day of their decommissioning was imported too: the decree counts decommissioned equipment."
            }
            Note::BeforeRecord => {
                "What left before the record was opened is only in it if it was taken over from elsewhere."
            }
            Note::Incomplete => {
                "Lines lack what the national register asks for: each is named above with what it lacks."
            }
            Note::PublicService => {
                "What a public waste service collects need not be in this register (order of 31 May 2021, art. 14)."
            }
            Note::AtDeparture => {
                "What can be claimed of a medium is told as of its departure; a certificate recorded later ends an \
                 exception and changes no claim here."
            }
            Note::LeftWithData => {
                "The exceptions left without being accounted for. One under a data clause ends with the certificate of the \
                 contractor (sanitize), a loss never."
            }
            Note::Unlisted => {
                "Of what was lost before its media were listed, no medium is counted: it is named above."
            }
            Note::NoMedia => {
                "Of departures taken over from before the record, no media are known: they are in no figure here."
            }
            Note::Stayed => {
                "A destroyed medium is counted if the asset it was in left; one that stayed did not leave. What came back is not counted."
            }
            Note::Typed => {
                "The hash names one exact state of the record; it does not say whether what was typed is true."
            }
        }
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

    fn report_no_service(&self) -> &'static str {
        "No service"
    }

    fn report_pieces(&self) -> &'static str {
        "Pieces"
    }

    fn report_compared(&self, seq: Seq, day: &str) -> String {
        format!("As of {day}, with what was known at event {seq}, and now:")
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

fn short_measure(words: &En, measure: Measure) -> &'static str {
    match measure {
        Measure::A => "A",
        Measure::B => "B",
        Measure::RateBp => "Rate",
        Measure::TargetBp => "Target",
        Measure::Met => "Met",
        Measure::Missing => "Missing",
        Measure::Departures => "Departures",
        Measure::InternalSecondLives => "Second lives inside",
        Measure::MassG => "Mass",
        other => words.measure(other),
    }
}

fn short_outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reuse => "Reuse",
        Outcome::PreparationForReuse => "Prepared for reuse",
        Outcome::SoldWithoutProof => "Without proof",
        Outcome::Recycling => "Recycling",
        Outcome::OtherRecovery => "Other recovery",
        Outcome::Disposal => "Disposal",
        Outcome::Pending => "Pending",
        Outcome::Loss => "Loss or theft",
        Outcome::ReturnedToOwner => "Returned",
    }
}
