//! The words of charts.

/// What a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charted {
    /// Departures by outcome, month by month.
    Months,
    /// The same, year by year.
    Years,
    /// The same, kind by kind.
    Kinds,
    /// From when they had been decommissioned to what became of them.
    Flow,
    /// The legal rate and its target.
    Rate,
    /// The media that left, by what could be claimed of them.
    Claims,
    /// What is here, by age.
    Ages,
    /// Departures by outcome, by age at decommissioning.
    AgesLeft,
    /// What waits in the workshop, by state and by how long.
    Waits,
}

/// How long something has been waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// At most 30 days.
    Month,
    /// More, and at most 90.
    Quarter,
    /// More than 90.
    Longer,
}

/// The words of charts.
pub trait Charts {
    /// What it shows.
    fn chart_title(&self, charted: Charted) -> &'static str;
    /// The title of an axis along which assets are counted.
    fn chart_of_assets(&self) -> &'static str;
    /// The title of an axis along which media are counted.
    fn chart_of_media(&self) -> &'static str;
    /// The title of an axis along which assets are counted by age, in whole years.
    fn chart_of_ages(&self) -> &'static str;
    /// What is here, neither in use nor decommissioned.
    fn chart_others(&self) -> &'static str;
    /// How long something has been waiting.
    fn chart_wait(&self, wait: Wait) -> &'static str;
    /// A month, 1 to 12, as short as it is written.
    fn chart_month(&self, month: i8) -> &'static str;
    /// In place of a month that is not known, and what that means.
    fn chart_some_month(&self) -> (&'static str, &'static str);
    /// Whole hundredths.
    fn chart_percent(&self, percent: u64) -> String;
    /// The target, already written out, where it is marked.
    fn chart_target(&self, target: &str) -> String;
    /// By how many assets the target is not met; zero where it is.
    fn chart_missing(&self, missing: u64) -> String;
    /// What the chart of a rate says to those who do not see it, numbers already written out.
    fn chart_rate(&self, rate: &str, target: Option<&str>) -> String;
    /// A part of a class, and how many it has.
    fn chart_part(&self, part: &str, count: &str) -> String;
    /// What a chart of counts says to those who do not see it: all together, each part, where there are most, and
    /// the table that has every value.
    fn chart_counts(&self, counts: &Counts<'_>) -> String;
}

/// What a chart of counts says, numbers already written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts<'a> {
    /// All together.
    pub total: String,
    /// Each part and how much it is.
    pub parts: Vec<(String, String)>,
    /// Where there are most, and how many.
    pub most: Option<(String, String)>,
    /// The heading of the table that has every value, if it is elsewhere.
    pub table: Option<&'a str>,
}
