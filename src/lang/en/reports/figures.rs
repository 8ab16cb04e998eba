//! The figures, tables and columns of reports.

use crate::{
    lang::{Codes, Reports, en::En},
    report::{Column, Key, Measure, TableName},
    rules::{outcome::Outcome, reen::OutOfScope},
};

pub(super) fn measure(measure: Measure) -> &'static str {
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
        Measure::Assets => "On hand",
        Measure::States => "By state",
        Measure::NotOwned => "Belonging to others",
        Measure::Decommissioned => "Decommissioned, still here",
        Measure::WaitingMedianDays => "Median wait since decommissioning",
        Measure::WaitingOverYear => "Decommissioned for more than twelve months",
        Measure::AgeMedianDays => "Median age",
        Measure::OverTenYears => "More than ten years old",
        Measure::WithoutAge => "Of unknown age",
        Measure::UnderWarranty => "Under warranty",
        Measure::WarrantyEnding => "Warranty ends within 90 days",
        Measure::WarrantyOver => "Warranty over",
        Measure::WarrantyUnknown => "Warranty unknown",
        Measure::PurchaseCents => "Purchase value before tax of what is owned",
        Measure::WithoutPrice => "Owned, price unknown",
        Measure::ReuseShareBp => "Share of the departures that found a second life",
    }
}

pub(super) fn out_of_scope(reason: OutOfScope) -> &'static str {
    match reason {
        OutOfScope::NotOwned => "Not owned by the organisation",
        OutOfScope::Age => "More than ten years old when decommissioned (art. 1, 1°)",
        OutOfScope::Category => "Other categories than 2° and 6° (art. 1)",
        OutOfScope::Classified => "Classified information (art. 1, 2°)",
        OutOfScope::Security => "Specific security obligations (art. 1, 3°)",
    }
}

pub(super) fn report_table(name: TableName) -> &'static str {
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
        TableName::ByAge => "By age",
        TableName::BySite => "By site",
        TableName::Waiting => "Decommissioned for more than twelve months",
        TableName::WarrantyEnding => "Warranty ends within 90 days",
        TableName::Imported => "Imported, not checked",
    }
}

pub(super) fn report_column(words: &En, column: Column) -> &'static str {
    match column {
        Column::Tag => "Tag",
        Column::Kind | Column::MediumKind => "Kind",
        Column::Service => "Service",
        Column::Site => "Site",
        Column::Age => "Age",
        Column::DecommissionedOn => "Decommissioned on",
        Column::WarrantyUntil => "Under warranty until",
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
        Column::Of(Key::Measure(measure)) => short_measure(measure),
        Column::Of(Key::Outcome(outcome)) => short_outcome(outcome),
        Column::Of(Key::Excluded(reason)) => out_of_scope(reason),
        Column::Of(Key::Claim(claim)) => words.claim(claim),
        Column::Of(Key::Exception(why)) => words.report_exception(why),
        Column::Of(Key::State(state)) => words.state(state),
    }
}

fn short_measure(short: Measure) -> &'static str {
    match short {
        Measure::A => "A",
        Measure::B => "B",
        Measure::RateBp => "Rate",
        Measure::TargetBp => "Target",
        Measure::Met => "Met",
        Measure::Missing => "Missing",
        Measure::Departures => "Departures",
        Measure::InternalSecondLives => "Second lives inside",
        Measure::MassG => "Mass",
        Measure::Assets => "Equipment",
        Measure::Decommissioned => "Decommissioned",
        Measure::PurchaseCents => "Purchase value",
        other => measure(other),
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
