//! When things were decommissioned, and how old they were.

use crate::{
    model::{asset::Departure, codes::codes, period::Period},
    report::stock::Age,
    store::Brief,
};

codes! {
    /// When something that left had been decommissioned.
    pub enum Decommissioned {
        /// Before the period in which it left: it was in the stock with which the period began.
        Before = "before_period",
        /// In that period.
        During = "during_period",
        /// Never: it left as something in use, or as something of somebody else.
        Never = "never",
    }
}

impl Decommissioned {
    /// Returns when that was, seen from a period; nothing of what was taken over, of which nobody knows it.
    pub(super) fn of(departure: &Departure, period: Period) -> Option<Self> {
        match departure.decommissioned_on {
            Some(day) if day < period.from => Some(Self::Before),
            Some(_) => Some(Self::During),
            None => departure.taken_over.is_none().then_some(Self::Never),
        }
    }
}

/// Returns the age at the decommissioning, and at the departure of what was never decommissioned. Of what was taken
/// over, which of several days that was is not always known: where the age depends on it, nobody knows the age.
pub(super) fn age(asset: &Brief, departure: &Departure) -> Age {
    let on = |day| Age::on(day, asset.age_start);
    if let Some(day) = departure.decommissioned_on {
        return on(day);
    }
    let last = on(departure.on);
    let first = departure.taken_over.map_or(Some(departure.on), |known| known.first(departure.on));
    if first.map(on) == Some(last) { last } else { Age::Unknown }
}

#[cfg(test)]
mod tests {
    use super::age;
    use crate::{
        model::{day::Day, period::Period, precision::Precision},
        report::{sample::worked_example, stock::Age},
        store::Flow,
    };

    #[test]
    fn an_age_is_that_of_the_decommissioning_and_unknown_where_no_day_tells_it() {
        let day = |text: &str| Day::parse(text).unwrap();
        let (mut brief, mut departure) = (None, None);
        let sample = worked_example();
        sample
            .read()
            .departures(Period::parse("2026").unwrap(), &mut |asset, of| {
                (brief, departure) = (Some(asset.clone()), Some(of.clone()));
                Flow::Break(())
            })
            .unwrap();
        let (mut brief, mut departure) = (brief.unwrap(), departure.unwrap());
        brief.age_start = Some(day("2019-06-15"));
        for (down, left, known, told) in [
            (Some("2024-06-15"), "2026-12-31", None, Age::Years(5)),
            (Some("2024-06-14"), "2026-12-31", None, Age::Years(4)),
            (None, "2026-06-15", None, Age::Years(7)),
            (None, "2026-06-30", Some(Precision::Day), Age::Years(7)),
            (None, "2026-06-30", Some(Precision::Month), Age::Unknown),
            (None, "2026-07-31", Some(Precision::Month), Age::Years(7)),
            (None, "2026-12-31", Some(Precision::Year), Age::Unknown),
            (None, "2029-12-31", Some(Precision::Year), Age::Unknown),
            (None, "2030-12-31", Some(Precision::Year), Age::TenOrMore),
            (None, "2030-12-31", Some(Precision::Unknown), Age::Unknown),
        ] {
            departure.decommissioned_on = down.map(day);
            (departure.on, departure.taken_over) = (day(left), known);
            assert_eq!(age(&brief, &departure), told, "{down:?} {left} {known:?}");
        }
        brief.age_start = None;
        assert_eq!(age(&brief, &departure), Age::Unknown);
    }
}
