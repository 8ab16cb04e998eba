//! What a report is made of: keys, values, tables, sources, notes. All of it in codes.

use crate::{
    model::{
        codes::codes,
        day::Day,
        id::MediumId,
        kind::Kind,
        leaving::Channel,
        sanitization::{Claim, MediumKind, Technique, Verdict, Verify},
        tag::Tag,
    },
    report::{register::Lack, sanitization::Excepted},
    rules::{outcome::Outcome, reen::OutOfScope},
};

codes! {
    /// The name of a report.
    pub enum Name {
        /// The legal reuse rate of a calendar year (décret n° 2023-266).
        Decree = "decree",
        /// Reuse against disposal over a period.
        Reuse = "reuse",
        /// The chronological register of outgoing waste.
        Register = "register",
        /// The media that left: how each was sanitised, and what left with data.
        Sanitization = "sanitization",
    }
}

codes! {
    /// A figure, or a group of figures, that is not one of an enumeration of the law.
    pub enum Measure {
        /// Goods directed to reuse during the year.
        A = "a",
        /// Decommissioned goods in stock on the first day of the year.
        B = "b",
        /// A / B.
        RateBp = "rate_bp",
        /// Whether the target is met.
        Met = "met",
        /// How many more would have met it.
        Missing = "missing",
        /// The target of the year.
        TargetBp = "target_bp",
        /// A again, over the departures of the year.
        OperationalNum = "operational_num",
        /// The departures in scope, losses left out.
        OperationalDen = "operational_den",
        /// Second lives inside the organisation.
        InternalSecondLives = "internal_second_lives",
        /// Departures in scope that would count in A if they were proved.
        SoldWithoutProof = "sold_without_proof",
        /// What is in A without having been tested.
        Untested = "untested",
        /// What is missing with a medium not accounted for.
        MissingWithData = "missing_with_data",
        /// Departures out of scope, by reason.
        OutOfScope = "out_of_scope",
        /// All departures.
        Departures = "departures",
        /// New uses that are no second life.
        Redeployments = "redeployments",
        /// Departures from before the record, of which year or channel are not known.
        BeforeRecord = "before_record",
        /// The mass of the departures, by outcome.
        MassG = "mass_g",
        /// The mass of what left without a tag.
        BulkMassG = "bulk_mass_g",
        /// The part of the departures that found a second life.
        ReuseShareBp = "reuse_share_bp",
        /// The lines of the register.
        Lines = "lines",
        /// Those of hazardous waste.
        Hazardous = "hazardous",
        /// The mass of hazardous waste.
        HazardousMassG = "hazardous_mass_g",
        /// Lines of hazardous waste without a tracking slip.
        WithoutBsd = "without_bsd",
        /// Lines that lack what the national register asks for.
        Incomplete = "incomplete",
        /// The media that left, by what could be claimed of each when it did.
        MediaDeparted = "media_departed",
        /// Those of which the last attempt failed.
        Failed = "failed",
        /// Those of which nobody knows how the last attempt ended.
        Unknown = "unknown",
        /// Those that left without being accounted for, by what let them.
        Exceptions = "exceptions",
        /// Those that were sanitised and of which no file is kept as evidence.
        WithoutEvidence = "without_evidence",
    }
}

/// The key of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A figure of the report.
    Measure(Measure),
    /// What counts as this outcome.
    Outcome(Outcome),
    /// What is left out for this reason.
    Excluded(OutOfScope),
    /// The media of which this could be claimed.
    Claim(Claim),
    /// The media that this let leave.
    Exception(Excepted),
}

impl Key {
    /// Returns the key in JSON and CSV.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Measure(measure) => measure.code(),
            Self::Outcome(outcome) => outcome.code(),
            Self::Excluded(reason) => reason.code(),
            Self::Claim(claim) => claim.code(),
            Self::Exception(why) => why.code(),
        }
    }

    /// Tells whether it counts media.
    #[must_use]
    pub const fn counts_media(self) -> bool {
        matches!(
            self,
            Self::Claim(_)
                | Self::Exception(_)
                | Self::Measure(Measure::Failed | Measure::Unknown | Measure::WithoutEvidence)
        )
    }
}

impl From<Measure> for Key {
    fn from(measure: Measure) -> Self {
        Self::Measure(measure)
    }
}

impl From<Outcome> for Key {
    fn from(outcome: Outcome) -> Self {
        Self::Outcome(outcome)
    }
}

impl From<OutOfScope> for Key {
    fn from(reason: OutOfScope) -> Self {
        Self::Excluded(reason)
    }
}

/// One value. Integers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Pieces.
    Count(u64),
    /// Basis points.
    Share(u64),
    /// Grams.
    Grams(i64),
    /// Yes or no.
    Flag(bool),
    /// Not defined.
    Nothing,
}

impl Value {
    /// A share, if there is one.
    #[must_use]
    pub fn share(bp: Option<u64>) -> Self {
        bp.map_or(Self::Nothing, Self::Share)
    }

    /// A number of pieces, if there is one.
    #[must_use]
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Nothing, Self::Count)
    }

    /// An answer, if there is one.
    #[must_use]
    pub fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Nothing, Self::Flag)
    }
}

/// A figure or a group of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// One figure.
    One(Value),
    /// Several under one key.
    Group(Vec<(Key, Value)>),
}

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
    /// A value.
    Value(Value),
}

impl Cell {
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

codes! {
    /// A source of law, by its number.
    pub enum Article {
        /// Loi n° 2021-1485 (REEN), art. 16.
        Reen16 = "loi-2021-1485:16",
        /// Décret n° 2023-266, art. 1.
        Decree1 = "decret-2023-266:1",
        /// Décret n° 2023-266, art. 2.
        Decree2 = "decret-2023-266:2",
        /// Décret n° 2023-266, art. 3.
        Decree3 = "decret-2023-266:3",
        /// Code de l'environnement, R. 543-172.
        R543172 = "code-environnement:R543-172",
        /// Code de l'environnement, L541-1.
        L5411 = "code-environnement:L541-1",
        /// Code de l'environnement, L541-1-1.
        L54111 = "code-environnement:L541-1-1",
        /// Directive 2008/98/EC, Annexes I and II.
        Waste = "directive-2008-98:I-II",
        /// Code de l'environnement, R541-43.
        R54143 = "code-environnement:R541-43",
        /// Arrêté du 31 mai 2021, art. 2.
        Registers2 = "arrete-2021-05-31:2",
        /// Decision 2000/532/EC.
        WasteList = "decision-2000-532",
        /// NIST SP 800-88 Rev. 2, 4.5 and 4.6.
        Nist80088 = "nist-sp-800-88r2:4.5-4.6",
        /// Regulation (EU) 2016/679 (GDPR), art. 32.
        Gdpr32 = "reglement-2016-679:32",
    }
}

codes! {
    /// What a reader of a report must know.
    pub enum Note {
        /// All that is recorded came after the day from which the report is seen.
        NothingYet = "nothing_yet",
        /// The period is not over on the day from which the report is seen.
        UnderWay = "under_way",
        /// How an age is counted is a choice: the decree does not say.
        AgeStart = "age_start",
        /// The legal rate is that of whole calendar years, though the period is not.
        WholeYears = "whole_years",
        /// Some assets of unknown age are counted in scope.
        NoAge = "no_age",
        /// A redeployment inside the organisation is not in A: a choice.
        Internal = "internal",
        /// Masses that nobody weighed are estimates.
        Estimates = "estimates",
        /// Some assets left without a mass being known, and weigh nothing here.
        NoMass = "no_mass",
        /// A waste departure counts under the operation planned until another is proved.
        Planned = "planned",
        /// Some departures were taken over from before the record: imported, not checked.
        Imported = "imported",
        /// Some departures taken over are dated by a month or year that only overlaps the period.
        Undated = "undated",
        /// Departures taken over from before the record are in no figure of the decree, for nothing is
        /// known of their decommissioning.
        NotDecommissioned = "not_decommissioned",
        /// Departures from before the record are only known if they were taken over.
        BeforeRecord = "before_record",
        /// Some lines lack what the national register asks for.
        Incomplete = "incomplete",
        /// Waste that a public waste service collects is in no register of whoever hands it over.
        PublicService = "public_service",
        /// What may be claimed of a medium is told as of its departure.
        AtDeparture = "at_departure",
        /// Some media left without being accounted for.
        LeftWithData = "left_with_data",
        /// Something was lost before its media were listed.
        Unlisted = "unlisted",
        /// Some departures were taken over from before the record, without their media.
        NoMedia = "no_media",
        /// A medium that was destroyed and did not leave is not counted.
        Stayed = "stayed",
        /// What was typed may be wrong: no log can show it.
        Typed = "typed",
    }
}

/// The tags that a figure counts, sorted. A tag stands twice where an asset counts twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The group the figure is in.
    pub group: Option<Key>,
    /// The figure.
    pub key: Key,
    /// The tags; of media, those of the assets they are in, once for each.
    pub tags: Vec<Tag>,
    /// The media on their own that it counts, by name.
    pub loose: Vec<(String, MediumId)>,
}

impl Explained {
    /// The tags of a figure that is in no group.
    pub(super) fn new(key: impl Into<Key>, tags: &Tally) -> Self {
        Self { group: None, key: key.into(), tags: tags.sorted(), loose: Vec::new() }
    }

    /// The tags of a figure of a group.
    pub(super) fn within(group: impl Into<Key>, key: impl Into<Key>, tags: &Tally) -> Self {
        Self { group: Some(group.into()), key: key.into(), tags: tags.sorted(), loose: Vec::new() }
    }

    /// Returns the names of all that the figure counts: tags, then media on their own.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let loose = self.loose.iter().map(|(name, _)| name.clone());
        self.tags.iter().map(ToString::to_string).chain(loose).collect()
    }

    /// Returns the key in JSON and CSV: `a`, `out_of_scope.age`.
    #[must_use]
    pub fn path(&self) -> String {
        match self.group {
            Some(group) => format!("{}.{}", group.code(), self.key.code()),
            None => self.key.code().to_owned(),
        }
    }
}

/// What a figure counts, while it is being counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally(Vec<Tag>);

impl Tally {
    /// Counts one more.
    pub(super) fn add(&mut self, tag: &Tag) {
        self.0.push(tag.clone());
    }

    /// Returns how many there are.
    pub(super) fn count(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(u64::MAX)
    }

    fn sorted(&self) -> Vec<Tag> {
        let mut tags = self.0.clone();
        tags.sort_unstable();
        tags
    }
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
