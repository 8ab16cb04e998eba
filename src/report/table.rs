//! The tables of a report: names, columns, cells. All of it in codes.

use super::{Decommissioned, Key, Value, register::Lack, sanitization::Excepted, stock::Age};
use crate::{
    model::{
        codes::codes,
        day::Day,
        kind::Kind,
        leaving::Channel,
        lifecycle::State,
        sanitization::{Claim, MediumKind, Technique, Verdict, Verify},
        tag::Tag,
        work::WorkKind,
    },
    rules::outcome::Outcome,
};

codes! {
    /// The name of a table.
    pub enum TableName {
        /// What counts without an age being known.
        NoAge = "no_age",
        /// What left without a mass being known.
        NoMass = "no_mass",
        /// Departures and second lives by kind.
        ByKind = "by_kind",
        /// Departures and second lives by the service that used the asset.
        ByService = "by_service",
        /// Departures and second lives by month.
        ByMonth = "by_month",
        /// Waste departures counted under the operation planned, not proved yet.
        NotProved = "not_proved",
        /// The legal rate of each calendar year that the period touches.
        LegalRate = "legal_rate",
        /// Departures taken over from before the record, which nobody checked.
        Imported = "imported",
        /// The lines of the register.
        Register = "register",
        /// What is in each line.
        Contents = "contents",
        /// What lines lack.
        Incomplete = "incomplete",
        /// The media that left, each with what was done to it.
        Media = "media",
        /// Those that left without being accounted for.
        Exceptions = "exceptions",
        /// What was lost before its media were listed.
        Unlisted = "unlisted",
        /// What is here, or what left, by age in whole years.
        ByAge = "by_age",
        /// Departures by when they had been decommissioned.
        ByDecommissioning = "by_decommissioning",
        /// What is here, by site.
        BySite = "by_site",
        /// What has been decommissioned for more than twelve months.
        Waiting = "waiting",
        /// What is under warranty for 90 days more at most.
        WarrantyEnding = "warranty_ending",
        /// Second lives that are not counted.
        LeftOut = "left_out",
        /// What was bought at an unknown price.
        WithoutPrice = "without_price",
        /// Everything that is on hand.
        Inventory = "inventory",
        /// What waits in the workshop, by state.
        ByState = "by_state",
        /// The works of a period, by kind.
        ByWork = "by_work",
        /// What of the workshop has been waiting the longest.
        WaitingLongest = "waiting_longest",
        /// What is with whom it was sent to.
        SentOut = "sent_out",
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The tag of an asset.
    Tag,
    /// The kind of an asset.
    Kind,
    /// The service that used an asset last, or uses it again.
    Service,
    /// The site it stands on.
    Site,
    /// An age in whole years.
    Age,
    /// The same at the decommissioning.
    AgeThen,
    /// When something that left had been decommissioned.
    Decommissioning,
    /// The day of a decommissioning.
    DecommissionedOn,
    /// The last day of a warranty.
    WarrantyUntil,
    /// What is avoided each year.
    PerYear,
    /// For how many years.
    Years,
    /// Who made it.
    Maker,
    /// The model.
    Model,
    /// The serial.
    Serial,
    /// The day of purchase.
    PurchasedOn,
    /// The price paid, without tax.
    Price,
    /// A month.
    Month,
    /// A calendar year.
    Year,
    /// What a departure counts as.
    Outcome,
    /// The identity of a line of the register.
    Line,
    /// The day of a departure.
    On,
    /// The number of a lot.
    Lot,
    /// The way out.
    Channel,
    /// A waste code.
    WasteCode,
    /// Whether waste is hazardous.
    Hazardous,
    /// Whether it holds persistent organic pollutants.
    Pop,
    /// How many things there are.
    Pieces,
    /// Whether a mass was weighed.
    Weighed,
    /// The number of a tracking slip.
    Bsd,
    /// Who takes it.
    Taker,
    /// The SIRET of the taker.
    TakerSiret,
    /// Who carries it.
    Carrier,
    /// The SIRET of the carrier.
    CarrierSiret,
    /// The treatment planned.
    Operation,
    /// What is in a line.
    Content,
    /// What a line lacks.
    Lack,
    /// The serial of a medium; its identity where it has none.
    Medium,
    /// The kind of a medium.
    MediumKind,
    /// What could be claimed of a medium when it left.
    Claim,
    /// What may be claimed by what was recorded after it left.
    ClaimSince,
    /// What was done to remove the data.
    Technique,
    /// With which tool.
    Tool,
    /// How it was checked.
    Verify,
    /// What the check found.
    Result,
    /// The day of it.
    SanitisedOn,
    /// Who recorded it.
    Operator,
    /// Whether a second person accepted it.
    Validated,
    /// Whether a file is kept as evidence.
    Evidence,
    /// What let a medium leave that was not accounted for.
    Exception,
    /// The contract under which media leave with data.
    DataClause,
    /// The state of an asset.
    State,
    /// Since when.
    Since,
    /// What was done.
    Work,
    /// To whom something was sent.
    Party,
    /// How long half of it has been waiting.
    MedianDays,
    /// The longest wait.
    OldestDays,
    /// A figure.
    Of(Key),
}

impl Column {
    /// Returns the name in JSON and CSV.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Kind => "kind",
            Self::Service => "service",
            Self::Site => "site",
            Self::Age | Self::AgeThen => "age",
            Self::Decommissioning => "decommissioned",
            Self::DecommissionedOn => "decommissioned_on",
            Self::WarrantyUntil => "warranty_until",
            Self::PerYear => "g_per_year",
            Self::Years => "years",
            Self::Maker => "manufacturer",
            Self::Model => "model",
            Self::Serial => "serial",
            Self::PurchasedOn => "purchase_date",
            Self::Price => "purchase_price_ht_cents",
            Self::Month => "month",
            Self::Year => "year",
            Self::Outcome => "outcome",
            Self::Line => "line",
            Self::On => "on",
            Self::Lot => "lot",
            Self::Channel => "channel",
            Self::WasteCode => "waste_code",
            Self::Hazardous => "hazardous",
            Self::Pop => "pop",
            Self::Pieces => "pieces",
            Self::Weighed => "weighed",
            Self::Bsd => "bsd",
            Self::Taker => "taker",
            Self::TakerSiret => "taker_siret",
            Self::Carrier => "carrier",
            Self::CarrierSiret => "carrier_siret",
            Self::Operation => "operation",
            Self::Content => "content",
            Self::Lack => "lack",
            Self::Medium => "medium",
            Self::MediumKind => "medium_kind",
            Self::Claim => "claim",
            Self::ClaimSince => "claim_since",
            Self::Technique => "technique",
            Self::Tool => "tool",
            Self::Verify => "verify",
            Self::Result => "result",
            Self::SanitisedOn => "sanitised_on",
            Self::Operator => "operator",
            Self::Validated => "validated",
            Self::Evidence => "evidence",
            Self::Exception => "exception",
            Self::DataClause => "data_clause",
            Self::State => "state",
            Self::Since => "since",
            Self::Work => "work",
            Self::Party => "party",
            Self::MedianDays => "median_days",
            Self::OldestDays => "oldest_days",
            Self::Of(key) => key.code(),
        }
    }
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A tag.
    Tag(Tag),
    /// A kind.
    Kind(Kind),
    /// The label of a service, or its code where the label was erased; none where no service is known.
    Service(Option<String>),
    /// The label of a site, or its code where the label was erased; none where no site is known.
    Site(Option<String>),
    /// An age.
    Age(Age),
    /// When something that left had been decommissioned; none where nobody knows.
    Decommissioned(Option<Decommissioned>),
    /// A month of a year, 1 to 12.
    Month(i16, i8),
    /// A calendar year of which the month is not known.
    SomeMonth(i16),
    /// A calendar year.
    Year(i16),
    /// An outcome.
    Outcome(Outcome),
    /// A day.
    Day(Day),
    /// The way out.
    Channel(Channel),
    /// The kind of a medium.
    Medium(MediumKind),
    /// What a line of the register lacks.
    Lack(Lack),
    /// What may be claimed of a medium.
    Claim(Claim),
    /// What was done to remove the data of a medium.
    Technique(Technique),
    /// How that was checked.
    Verify(Verify),
    /// What the check found.
    Verdict(Verdict),
    /// What let a medium leave.
    Excepted(Excepted),
    /// A number or a code of the record, or a name; none where there is none, or where it was erased.
    Text(Option<String>),
    /// A state.
    State(State),
    /// What was done.
    Work(WorkKind),
    /// A value.
    Value(Value),
}

impl Cell {
    /// The key under which a place stands; nothing for what is none.
    pub(super) fn place(&self) -> Option<&'static str> {
        match self {
            Self::Service(_) => Some("service"),
            Self::Site(_) => Some("site"),
            _ => None,
        }
    }

    /// A text that is known.
    pub(super) fn text(said: impl Into<String>) -> Self {
        Self::Text(Some(said.into()))
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

/// A table: rows of as many cells as there are columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: TableName,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, in the order in which they are read.
    pub rows: Vec<Vec<Cell>>,
}

impl From<Outcome> for Cell {
    fn from(outcome: Outcome) -> Self {
        Self::Outcome(outcome)
    }
}

impl From<Tag> for Cell {
    fn from(tag: Tag) -> Self {
        Self::Tag(tag)
    }
}

impl From<Kind> for Cell {
    fn from(kind: Kind) -> Self {
        Self::Kind(kind)
    }
}
