//! The words of charts.

use super::En;
use crate::lang::{
    Charts, Numbers,
    charts::{Charted, Counts, Wait},
};

impl Charts for En {
    fn chart_title(&self, charted: Charted) -> &'static str {
        match charted {
            Charted::Months => "Departures by month and outcome",
            Charted::Years => "Departures by year and outcome",
            Charted::Kinds => "Departures by kind and outcome",
            Charted::Flow => "Departures, from decommissioning to outcome",
            Charted::Rate => "Reuse rate and target of the year",
            Charted::Claims => "Media that left, by claim",
            Charted::Ages => "Equipment by age",
            Charted::AgesLeft => "Departures by age at decommissioning and outcome",
            Charted::Waits => "What waits, by how long it has been waiting",
        }
    }

    fn chart_of_assets(&self) -> &'static str {
        "Number of assets"
    }

    fn chart_of_media(&self) -> &'static str {
        "Number of media"
    }

    fn chart_of_ages(&self) -> &'static str {
        "Number of assets by age, in whole years (“?”: age unknown)"
    }

    fn chart_others(&self) -> &'static str {
        "others, not decommissioned"
    }

    fn chart_wait(&self, wait: Wait) -> &'static str {
        match wait {
            Wait::Month => "up to 30 days",
            Wait::Quarter => "31 to 90 days",
            Wait::Longer => "more than 90 days",
        }
    }

    fn chart_month(&self, month: i8) -> &'static str {
        match month {
            1 => "Jan",
            2 => "Feb",
            3 => "Mar",
            4 => "Apr",
            5 => "May",
            6 => "Jun",
            7 => "Jul",
            8 => "Aug",
            9 => "Sep",
            10 => "Oct",
            11 => "Nov",
            _ => "Dec",
        }
    }

    fn chart_some_month(&self) -> (&'static str, &'static str) {
        ("?", "“?”: month not known")
    }

    fn chart_percent(&self, percent: u64) -> String {
        format!("{}%", self.count(percent))
    }

    fn chart_target(&self, target: &str) -> String {
        format!("Target: {target}")
    }

    fn chart_missing(&self, missing: u64) -> String {
        match missing {
            0 => "The target is met.".to_owned(),
            1 => "1 asset short of the target.".to_owned(),
            several => format!("{} assets short of the target.", self.count(several)),
        }
    }

    fn chart_rate(&self, rate: &str, target: Option<&str>) -> String {
        match target {
            Some(target) => format!("Rate: {rate}; target: {target}."),
            None => format!("Rate: {rate}; no target in that year."),
        }
    }

    fn chart_part(&self, part: &str, count: &str) -> String {
        format!("{part}: {count}")
    }

    fn chart_counts(&self, counts: &Counts<'_>) -> String {
        let parts: Vec<String> =
            counts.parts.iter().map(|(part, count)| format!("{part}: {count}")).collect();
        let mut said = format!("Total: {}. {}.", counts.total, parts.join("; "));
        if let Some((class, count)) = &counts.most {
            said = format!("{said} Highest number: {count} ({class}).");
        }
        if let Some(table) = counts.table {
            said = format!("{said} Every value is in the table “{table}”.");
        }
        said
    }
}
