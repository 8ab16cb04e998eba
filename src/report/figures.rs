//! The figures of a report: keys, values, what each counts. All of it in codes.

use super::sanitization::Excepted;
use crate::{
    model::{codes::codes, id::MediumId, lifecycle::State, sanitization::Claim, tag::Tag},
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
        /// What is here: states, ages, warranties, what it cost.
        Stock = "stock",
        /// What second lives avoid, in CO₂ equivalent.
        Impact = "impact",
        /// The share of second-hand goods among purchases.
        Agec = "agec",
        /// Everything that is on hand, place by place.
        Inventory = "inventory",
        /// What waits in the workshop, and what was done there.
        Workshop = "workshop",
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
        /// Departures in scope, sold or taken back, of which reuse is not established: no undertaking in time, or no
        /// proof.
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
        /// What is here: neither departed nor missing.
        Assets = "assets",
        /// The same by state, beside what is missing.
        States = "states",
        /// What belongs to others.
        NotOwned = "not_owned",
        /// What is decommissioned and still here.
        Decommissioned = "decommissioned",
        /// How long half of that has been waiting.
        WaitingMedianDays = "waiting_median_days",
        /// What of that has been waiting for more than twelve months.
        WaitingOverYear = "waiting_over_year",
        /// The age that half of what is here has passed.
        AgeMedianDays = "age_median_days",
        /// What is more than ten years old: decommissioned now, the decree would leave it out.
        OverTenYears = "over_ten_years",
        /// What is of unknown age.
        WithoutAge = "without_age",
        /// What is under warranty.
        UnderWarranty = "under_warranty",
        /// What of that is so for 90 days more at most.
        WarrantyEnding = "warranty_ending",
        /// What is under warranty no more.
        WarrantyOver = "warranty_over",
        /// That of which the day of purchase or the warranty is not known.
        WarrantyUnknown = "warranty_unknown",
        /// What was paid for what is here and ours.
        PurchaseCents = "purchase_cents",
        /// What is ours at an unknown price.
        WithoutPrice = "without_price",
        /// That of which the serial is not known.
        WithoutSerial = "without_serial",
        /// That of which the mass is not known.
        WithoutMass = "without_mass",
        /// What stands on no site, in no service.
        WithoutPlace = "without_place",
        /// What second lives avoid, if every receiver would have had a new device.
        AvoidedMaxG = "avoided_max_g",
        /// The same if one receiver in two would have.
        AvoidedHypothesisG = "avoided_hypothesis_g",
        /// The second lives counted in it.
        Counted = "counted",
        /// Those left out, without a factor or by its rules.
        LeftOut = "left_out",
        /// New parts fitted in what is counted.
        PartsFitted = "parts_fitted",
        /// What was spent on purchases of the category, before tax.
        SpentCents = "spent_cents",
        /// What of that was spent on second-hand goods.
        SpentReusedCents = "spent_reused_cents",
        /// What gifts are worth, at a flat value.
        GiftsCents = "gifts_cents",
        /// The share of second-hand goods and gifts.
        ReusedBp = "reused_bp",
        /// What was bought.
        Bought = "bought",
        /// What was bought second-hand.
        BoughtReused = "bought_reused",
        /// What was bought at an unknown price.
        BoughtWithoutPrice = "bought_without_price",
        /// What was received as a gift.
        Gifts = "gifts",
        /// Gifts for which no value is laid down.
        GiftsWithoutValue = "gifts_without_value",
        /// What waits at a stage of reconditioning.
        InProgress = "in_progress",
        /// The state in which half of what waits has been waiting the longest.
        Bottleneck = "bottleneck",
        /// What has been waiting for more than 30 days.
        WaitingOver30 = "waiting_over_30",
        /// What has been waiting for more than 90 days.
        WaitingOver90 = "waiting_over_90",
        /// What is with whom it was sent to, to be worked on.
        SentOut = "sent_out",
        /// The works of the period.
        Works = "works",
        /// Parts put in.
        Fitted = "fitted",
        /// Those of them that were taken from another asset.
        FittedReused = "fitted_reused",
        /// Parts taken out, to be used elsewhere.
        Harvested = "harvested",
        /// What became ready in the period.
        Readied = "readied",
        /// How long half of that took at most, from its return from use.
        ReadyMedianDays = "ready_median_days",
        /// The time that works took.
        WorkMinutes = "work_minutes",
        /// What works cost.
        WorkCents = "work_cents",
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
    /// What is in this state.
    State(State),
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
            Self::State(state) => state.code(),
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

    /// Tells whether it counts works, or parts that they put in or took out.
    #[must_use]
    pub const fn counts_works(self) -> bool {
        let Self::Measure(measure) = self else { return false };
        matches!(measure, Measure::Works | Measure::Fitted | Measure::FittedReused | Measure::Harvested)
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

impl From<State> for Key {
    fn from(state: State) -> Self {
        Self::State(state)
    }
}

/// One value: an integer, an answer or a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Pieces.
    Count(u64),
    /// Basis points.
    Share(u64),
    /// Grams.
    Grams(i64),
    /// Cents of a euro.
    Cents(i64),
    /// Grams of CO₂ equivalent.
    Co2(i64),
    /// The same for each year.
    Co2PerYear(i64),
    /// Days.
    Days(u64),
    /// Minutes.
    Minutes(u64),
    /// A state.
    State(State),
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

    /// Returns it in its own unit; nothing for what is no number.
    #[must_use]
    pub fn number(self) -> Option<i64> {
        match self {
            Self::Count(number) | Self::Share(number) | Self::Days(number) | Self::Minutes(number) => {
                i64::try_from(number).ok()
            }
            Self::Grams(amount) | Self::Cents(amount) | Self::Co2(amount) | Self::Co2PerYear(amount) => {
                Some(amount)
            }
            Self::State(_) | Self::Flag(_) | Self::Nothing => None,
        }
    }

    /// Returns how much more it is than another, in its own unit; nothing for what is no number.
    #[must_use]
    pub fn more_than(self, other: Self) -> Option<i64> {
        self.number()?.checked_sub(other.number()?)
    }

    /// Returns what stands in its place where nothing is counted: 0 of what adds up, and nothing of what is the
    /// middle or the share of something.
    #[must_use]
    pub const fn zero(self) -> Self {
        match self {
            Self::Count(_) => Self::Count(0),
            Self::Grams(_) => Self::Grams(0),
            Self::Cents(_) => Self::Cents(0),
            Self::Co2(_) => Self::Co2(0),
            Self::Co2PerYear(_) => Self::Co2PerYear(0),
            Self::Minutes(_) => Self::Minutes(0),
            Self::Share(_) | Self::Days(_) | Self::State(_) | Self::Flag(_) | Self::Nothing => Self::Nothing,
        }
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
pub(super) struct Tally {
    count: u64,
    /// Whether only how many there are is asked.
    nameless: bool,
    tags: Vec<Tag>,
}

impl Tally {
    /// Begins to count, and keeps the tags only if they are asked for: there are as many as assets.
    pub(super) fn named_if(named: bool) -> Self {
        Self { nameless: !named, ..Self::default() }
    }

    /// Counts one more.
    pub(super) fn add(&mut self, tag: &Tag) {
        self.count += 1;
        if !self.nameless {
            self.tags.push(tag.clone());
        }
    }

    /// Returns how many there are.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// Tells whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn sorted(&self) -> Vec<Tag> {
        let mut tags = self.tags.clone();
        tags.sort_unstable();
        tags
    }
}
