//! A period beside another one.

use crate::{
    lang::{Numbers, capital, en::En},
    model::period::Period,
    report::Remark,
};

/// What is compared with what.
pub(super) fn heading(en: &En, period: Period, other: Period) -> String {
    format!("{} compared with {}:", capital(&named(en, period)), named(en, other))
}

/// Where it is.
pub(super) fn beside(en: &En, other: Period, section: &str) -> String {
    format!("Compared with {} further on, under “{section}”.", named(en, other))
}

/// Before what is said of the other period alone.
pub(super) fn of_other(en: &En, period: Period) -> String {
    format!("Of {} alone:", named(en, period))
}

/// A period within a sentence.
fn named(en: &En, period: Period) -> String {
    period.as_year().map_or_else(|| en.period(period), |year| year.to_string())
}

pub(super) fn remark(en: &En, remark: Remark) -> String {
    match remark {
        Remark::Evenings { evening, other } => format!(
            "What is on hand or waits is that of the evening of {}, beside that of the evening of {}.",
            en.day(evening),
            en.day(other)
        ),
        Remark::SameEvening(evening) => format!(
            "What is on hand or waits is that of one evening for both periods, {}: there it differs in nothing.",
            en.day(evening)
        ),
        Remark::UnderWay { period, days: passed, of } => format!(
            "Not over on the as-of day: {}, of which {} of {} have passed. Its figures are not those of the whole \
             period.",
            named(en, period),
            en.count(passed),
            en.days_alone(of)
        ),
        Remark::NotBegun(period) => format!("Not begun on the as-of day: {}.", named(en, period)),
        Remark::Lengths { days: here, other } => format!(
            "The periods differ in length: {} beside {}. The figures are not brought to the same length.",
            en.days_alone(here),
            en.days_alone(other)
        ),
        Remark::Common(common) => format!(
            "The periods have days in common, {}: what happened then counts on both sides.",
            named(en, common)
        ),
        Remark::BeforeRecord { period, opened } if period.to < opened => format!(
            "The record was opened on {}, after the end of {}: of that, only what was entered afterwards counts.",
            en.day(opened),
            named(en, period)
        ),
        Remark::BeforeRecord { period, opened } => format!(
            "The record was opened on {}, within {}: of what came before that day, only what was entered afterwards counts.",
            en.day(opened),
            named(en, period)
        ),
    }
}
