//! What a report shows as a picture: numbers that its tables and figures already hold, in codes.

use std::collections::BTreeMap;

use super::{Cell, Column, Key, Measure, Report, Table, TableName, Value, stock::Age};
use crate::model::{day::Day, lifecycle::State, period::Period};

/// The most months that have a column each; more are added up by year.
const MONTHS: usize = 36;
/// The most columns that are read side by side.
const COLUMNS: usize = 60;

/// Counts by class and by series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The series that count something, in the order of the report.
    pub series: Vec<Key>,
    /// The classes, in the order in which they are read.
    pub classes: Vec<Class>,
}

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// A month, a year, a kind.
    pub of: Cell,
    /// How many there are of each series.
    pub values: Vec<u64>,
}

impl Class {
    /// Returns how many there are together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.values.iter().fold(0, |sum, value| sum.saturating_add(*value))
    }
}

impl Chart {
    /// Returns how many there are in all classes.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.classes.iter().fold(0, |sum, class| sum.saturating_add(class.total()))
    }

    /// Returns how many there are of a series in all classes.
    #[must_use]
    pub fn sum(&self, series: usize) -> u64 {
        let values = self.classes.iter().filter_map(|class| class.values.get(series));
        values.fold(0, |sum, value| sum.saturating_add(*value))
    }

    /// Returns the departures of a report by outcome and month: every month of the period has its place. A period of
    /// many months is told by year, from the first to the last in which something left. What left in a year of
    /// which the month is not known stands before its months.
    ///
    /// Returns nothing where there would be nothing to compare: no departure, one column, or more than can be read.
    #[must_use]
    pub fn over_time(report: &Report) -> Option<Self> {
        let table = report.table(TableName::ByMonth)?;
        let months = months(report.period);
        let mut columns: BTreeMap<(i16, i8), Vec<u64>> = BTreeMap::new();
        let outcomes = outcomes(table);
        let by_year = months.is_none();
        for (year, month) in months.into_iter().flatten() {
            columns.insert((year, month), vec![0; outcomes.len()]);
        }
        for row in &table.rows {
            let (year, month) = match row.first() {
                Some(Cell::Month(year, month)) => (*year, if by_year { 0 } else { *month }),
                Some(Cell::SomeMonth(year)) => (*year, 0),
                _ => continue,
            };
            let values = values(row, &outcomes);
            if values.iter().any(|value| *value > 0) {
                let sums = columns.entry((year, month)).or_insert_with(|| vec![0; outcomes.len()]);
                sums.iter_mut().zip(values).for_each(|(sum, value)| *sum = sum.saturating_add(value));
            }
        }
        if by_year {
            let (first, last) = (columns.keys().next()?.0, columns.keys().next_back()?.0);
            for year in first..=last {
                columns.entry((year, 0)).or_insert_with(|| vec![0; outcomes.len()]);
            }
        }
        let named = |(year, month): (i16, i8)| match month {
            0 if by_year => Cell::Year(year),
            0 => Cell::SomeMonth(year),
            _ => Cell::Month(year, month),
        };
        let classes = columns.into_iter().map(|(at, values)| Class { of: named(at), values });
        Self::of(outcomes, classes.collect()).filter(|chart| (2..=COLUMNS).contains(&chart.classes.len()))
    }

    /// Returns the departures of a report by outcome and kind, the kind that left most first.
    #[must_use]
    pub fn by_kind(report: &Report) -> Option<Self> {
        let table = report.table(TableName::ByKind)?;
        let outcomes = outcomes(table);
        let mut classes = classes(table, &outcomes);
        classes.retain(|class| class.total() > 0);
        classes.sort_by_key(|class| std::cmp::Reverse(class.total()));
        Self::of(outcomes, classes)
    }

    /// Returns the media that left, by what could be claimed of each.
    #[must_use]
    pub fn by_claim(report: &Report) -> Option<Self> {
        let class = |(key, value): &(Key, Value)| match (key, value) {
            (Key::Claim(claim), Value::Count(count)) => {
                Some(Class { of: Cell::Claim(*claim), values: vec![*count] })
            }
            _ => None,
        };
        let classes = report.group(Measure::MediaDeparted).iter().filter_map(class).collect();
        Self::of(vec![(0, Measure::MediaDeparted.into())], classes)
    }

    /// Returns what is here, by age: every age has its place, and what has none stands last. Of each how many are in
    /// use, neither that nor decommissioned (under [`Measure::Assets`]), and decommissioned.
    #[must_use]
    pub fn by_age(report: &Report) -> Option<Self> {
        let series: [Key; 3] =
            [State::Deployed.into(), Measure::Assets.into(), Measure::Decommissioned.into()];
        let table = report.table(TableName::ByAge)?;
        let counted: Option<Vec<_>> = series.iter().map(|of| Some((at(table, *of)?, *of))).collect();
        let mut classes = classes(table, &counted?);
        for class in &mut classes {
            let [used, all, gone] = class.values[..] else { continue };
            class.values[1] = all.saturating_sub(used.saturating_add(gone));
        }
        classes.retain(|class| class.of != Cell::Age(Age::Unknown) || class.total() > 0);
        Self::of(series.into_iter().enumerate().collect(), classes)
    }

    /// Returns the departures of a report by outcome and age at decommissioning: every age has its place, and what has
    /// none stands last. Returns nothing where no age is known.
    #[must_use]
    pub fn left_by_age(report: &Report) -> Option<Self> {
        let table = report.table(TableName::ByAge)?;
        let outcomes = outcomes(table);
        let told = classes(table, &outcomes);
        let known = |class: &Class| class.of != Cell::Age(Age::Unknown);
        told.iter().find(|class| known(class) && class.total() > 0)?;
        let class = |age: Age| {
            let of = Cell::Age(age);
            let values = told.iter().find(|class| class.of == of).map(|class| class.values.clone());
            Class { of, values: values.unwrap_or_else(|| vec![0; outcomes.len()]) }
        };
        let mut classes: Vec<Class> = Age::all().into_iter().map(class).collect();
        classes.retain(|class| known(class) || class.total() > 0);
        Self::of(outcomes, classes)
    }

    /// Returns the departures of a report by when they had been decommissioned and by outcome. Returns nothing where all
    /// went one way.
    #[must_use]
    pub fn flow(report: &Report) -> Option<Self> {
        let table = report.table(TableName::ByDecommissioning)?;
        let outcomes = outcomes(table);
        let mut classes = classes(table, &outcomes);
        classes.retain(|class| class.total() > 0);
        Self::of(outcomes, classes).filter(|chart| chart.series.len() * chart.classes.len() > 1)
    }

    /// Returns what waits in the workshop by its state, and of each how many wait up to 30 days (under
    /// [`Measure::InProgress`]), longer, and more than 90.
    #[must_use]
    pub fn by_wait(report: &Report) -> Option<Self> {
        const WAITS: [Measure; 3] = [Measure::InProgress, Measure::WaitingOver30, Measure::WaitingOver90];
        let table = report.table(TableName::ByState)?;
        let counted = [Measure::Assets, WAITS[1], WAITS[2]];
        let counted: Vec<(usize, Key)> =
            counted.into_iter().filter_map(|of| Some((at(table, of)?, of.into()))).collect();
        let mut classes = classes(table, &counted);
        for class in &mut classes {
            // Each column counts those of the next as well.
            for at in 1..class.values.len() {
                class.values[at - 1] = class.values[at - 1].saturating_sub(class.values[at]);
            }
        }
        classes.retain(|class| class.total() > 0);
        Self::of(WAITS.map(Key::from).into_iter().enumerate().collect(), classes)
    }

    /// Makes a chart of the series that count something; nothing of nothing.
    fn of(series: Vec<(usize, Key)>, mut classes: Vec<Class>) -> Option<Self> {
        let counts =
            |at: usize| classes.iter().any(|class| class.values.get(at).is_some_and(|value| *value > 0));
        let kept: Vec<bool> = (0..series.len()).map(counts).collect();
        for class in &mut classes {
            let mut kept = kept.iter();
            class.values.retain(|_| kept.next().copied().unwrap_or(false));
        }
        let series: Vec<Key> =
            series.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|((_, key), _)| key).collect();
        (!series.is_empty()).then_some(Self { series, classes })
    }
}

/// Where a table has a measure.
fn at(table: &Table, of: impl Into<Key>) -> Option<usize> {
    let of = Column::Of(of.into());
    table.columns.iter().position(|column| *column == of)
}

/// A class for each row of a table.
fn classes(table: &Table, series: &[(usize, Key)]) -> Vec<Class> {
    let class = |row: &Vec<Cell>| Some(Class { of: row.first()?.clone(), values: values(row, series) });
    table.rows.iter().filter_map(class).collect()
}

/// The columns of outcomes: where each stands, and which it is.
fn outcomes(table: &Table) -> Vec<(usize, Key)> {
    let outcome = |(at, column): (usize, &Column)| match column {
        Column::Of(key @ Key::Outcome(_)) => Some((at, *key)),
        _ => None,
    };
    table.columns.iter().enumerate().filter_map(outcome).collect()
}

fn values(row: &[Cell], of: &[(usize, Key)]) -> Vec<u64> {
    let value = |at: usize| match row.get(at) {
        Some(Cell::Value(Value::Count(count))) => *count,
        _ => 0,
    };
    of.iter().map(|(at, _)| value(*at)).collect()
}

/// The months that a period touches; nothing if they are too many to have a column each.
fn months(period: Period) -> Option<Vec<(i16, i8)>> {
    let of = |day: Day| (day.year(), day.month());
    let (mut month, last) = (of(period.from), of(period.to));
    let mut months = Vec::new();
    while month <= last {
        if months.len() == MONTHS {
            return None;
        }
        months.push(month);
        month = if month.1 == 12 { (month.0.checked_add(1)?, 1) } else { (month.0, month.1 + 1) };
    }
    Some(months)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        model::kind::Kind,
        report::{Decommissioned, decree, reuse, sample::worked_example, sanitization, stock, workshop},
        rules::outcome::Outcome,
        store::View,
    };

    fn of(period: &str) -> Report {
        worked_example().report(reuse, period, View::default()).unwrap()
    }

    fn departures(report: &Report) -> u64 {
        let Some(Value::Count(count)) = report.value(Measure::Departures) else { panic!("counted") };
        count
    }

    #[test]
    fn every_month_of_the_year_has_its_place() {
        let report = of("2026");
        let chart = Chart::over_time(&report).unwrap();
        assert_eq!((chart.classes.len(), chart.total()), (12, departures(&report)));
        let months = (1..=12).map(|month| Cell::Month(2026, month));
        assert!(chart.classes.iter().map(|class| class.of.clone()).eq(months));
        let told = [
            Outcome::Reuse,
            Outcome::PreparationForReuse,
            Outcome::SoldWithoutProof,
            Outcome::Recycling,
            Outcome::Disposal,
            Outcome::Pending,
        ];
        assert_eq!(chart.series, told.map(Key::Outcome), "what nothing has is left out");
        // On 10 April A02 was sold with proof, and A03 without.
        assert_eq!(chart.classes[3].values, [1, 0, 1, 0, 0, 0]);
    }

    #[test]
    fn many_months_are_told_by_year_and_one_not_at_all() {
        let report = of("1990-01-01..2026-12-31");
        let chart = Chart::over_time(&report).unwrap();
        let years: Vec<Cell> = chart.classes.iter().map(|class| class.of.clone()).collect();
        assert_eq!(years, [Cell::Year(2025), Cell::Year(2026)]);
        assert_eq!((chart.classes[0].total(), chart.total()), (1, departures(&report)));
        assert_eq!(Chart::over_time(&of("2026-04")), None);
        assert_eq!(Chart::over_time(&of("2024")), None, "nothing left");
        assert_eq!(Chart::over_time(&of("2023-10-01..2026-09-30")).unwrap().classes.len(), 36);
    }

    #[test]
    fn kinds_stand_by_how_many_left() {
        let report = of("2026");
        let chart = Chart::by_kind(&report).unwrap();
        let kinds: Vec<(Cell, u64)> =
            chart.classes.iter().map(|class| (class.of.clone(), class.total())).collect();
        assert_eq!(kinds[0], (Cell::Kind(Kind::Laptop), 7));
        assert!(kinds.is_sorted_by(|one, other| one.1 >= other.1) && kinds.iter().all(|kind| kind.1 > 0));
        assert_eq!(chart.total(), departures(&report));
        let other = worked_example().report(decree, "2026", View::default()).unwrap();
        assert_eq!((Chart::by_kind(&other), Chart::over_time(&other)), (None, None));
        let media = worked_example().report(sanitization, "2026", View::default()).unwrap();
        assert_eq!(Chart::by_claim(&media), None, "no medium left");
    }

    #[test]
    fn what_is_here_stands_by_age_and_what_waits_by_how_long() {
        let report = worked_example().report(stock, "2026", View::default()).unwrap();
        let chart = Chart::by_age(&report).unwrap();
        let Some(Value::Count(here)) = report.value(Measure::Assets) else { panic!("counted") };
        assert_eq!(chart.total(), here);
        let ages = chart.classes.iter().map(|class| class.of.clone());
        let all = Age::all().into_iter().map(Cell::Age);
        assert!(all.take(chart.classes.len()).eq(ages), "no age is left out between two");
        let report = worked_example().report(workshop, "2026", View::default()).unwrap();
        let Some(Value::Count(waiting)) = report.value(Measure::InProgress) else { panic!("counted") };
        assert_eq!(Chart::by_wait(&report).map_or(0, |chart| chart.total()), waiting);
        assert_eq!((Chart::by_age(&report), Chart::by_wait(&of("2026"))), (None, None));
    }

    #[test]
    fn what_left_stands_by_the_age_at_which_it_was_decommissioned() {
        let report = of("2026");
        let chart = Chart::left_by_age(&report).unwrap();
        assert_eq!(chart.total(), departures(&report));
        let ages = chart.classes.iter().map(|class| class.of.clone());
        assert!(ages.eq(Age::all().into_iter().take(11).map(Cell::Age)), "no age is left out between two");
        // A04 of January 2015, decommissioned in June 2025.
        assert_eq!(chart.classes[10].values.iter().sum::<u64>(), 1);
        let mut report = report;
        let table = report.tables.iter_mut().find(|table| table.name == TableName::ByAge).unwrap();
        table.rows[0][0] = Cell::Age(Age::Unknown);
        table.rows.rotate_left(1);
        let unknown = Chart::left_by_age(&report).unwrap();
        assert_eq!((unknown.total(), unknown.classes.len()), (chart.total(), 12), "what has no age is last");
        let table = report.tables.iter_mut().find(|table| table.name == TableName::ByAge).unwrap();
        table.rows.drain(..table.rows.len() - 1);
        assert_eq!(Chart::left_by_age(&report), None, "no age is known");
        let here = worked_example().report(stock, "2026", View::default()).unwrap();
        assert_eq!((Chart::left_by_age(&here), Chart::by_age(&of("2026"))), (None, None));
    }

    #[test]
    fn what_left_goes_from_its_decommissioning_to_its_outcome() {
        let report = of("2026");
        let chart = Chart::flow(&report).unwrap();
        assert_eq!(chart.total(), departures(&report));
        let when = |class: &Class| (class.of.clone(), class.total());
        let told: Vec<(Cell, u64)> = chart.classes.iter().map(when).collect();
        let of = |when| Cell::Decommissioned(Some(when));
        // A08, A10 and A16 were decommissioned in the year itself.
        assert_eq!(told, [(of(Decommissioned::Before), 9), (of(Decommissioned::During), 3)]);
        let month = self::of("2026-02");
        assert_eq!((departures(&month), Chart::flow(&month)), (1, None), "all went one way");
        let other = worked_example().report(stock, "2026", View::default()).unwrap();
        assert_eq!(Chart::flow(&other), None);
    }

    #[test]
    fn a_wait_is_counted_in_one_class_alone() {
        let mut report = worked_example().report(workshop, "2026", View::default()).unwrap();
        let table = report.tables.iter_mut().find(|table| table.name == TableName::ByState).unwrap();
        let [all, month, quarter] = [Measure::Assets, Measure::WaitingOver30, Measure::WaitingOver90]
            .map(|measure| at(table, measure).unwrap());
        for row in &mut table.rows {
            for (at, count) in [(all, 0), (month, 0), (quarter, 0)] {
                row[at] = Value::Count(count).into();
            }
        }
        for (at, count) in [(all, 9), (month, 5), (quarter, 1)] {
            table.rows[0][at] = Value::Count(count).into();
        }
        let chart = Chart::by_wait(&report).unwrap();
        assert_eq!((chart.classes.len(), &chart.classes[0].values), (1, &vec![4, 4, 1]));
    }

    proptest! {
        #[test]
        fn no_departure_is_lost_between_table_and_chart(
            rows in prop::collection::btree_map((2019..2027_i16, 0..13_i8), prop::collection::vec(0..9_u64, 9), 0..60),
            from in 2019..2027_i16,
        ) {
            static REPORT: std::sync::OnceLock<Report> = std::sync::OnceLock::new();
            let mut report = REPORT.get_or_init(|| of("2026")).clone();
            report.period = Period { from: Day::new(from, 1, 1).unwrap(), to: Day::new(2026, 12, 31).unwrap() };
            let table = report.tables.iter_mut().find(|table| table.name == TableName::ByMonth).unwrap();
            table.rows = rows.iter().filter(|((year, _), _)| *year >= from).map(|((year, month), values)| {
                let first = if *month == 0 { Cell::SomeMonth(*year) } else { Cell::Month(*year, *month) };
                let count = |count: &u64| Value::Count(*count).into();
                std::iter::once(first).chain([count(&values.iter().sum())]).chain(values.iter().map(count)).collect()
            }).collect();
            let due: u64 = rows.iter().filter(|((year, _), _)| *year >= from).flat_map(|(_, values)| values).sum();
            if let Some(chart) = Chart::over_time(&report) {
                prop_assert_eq!(chart.total(), due);
                prop_assert!(chart.classes.iter().all(|class| class.values.len() == chart.series.len()));
                let named: Vec<String> = chart.classes.iter().map(|class| format!("{:?}", class.of)).collect();
                let apart: std::collections::BTreeSet<&String> = named.iter().collect();
                prop_assert_eq!(apart.len(), named.len(), "each stands once");
            } else {
                let years: std::collections::BTreeSet<i16> = rows.iter()
                    .filter(|((year, _), values)| *year >= from && values.iter().any(|value| *value > 0))
                    .map(|((year, _), _)| *year).collect();
                prop_assert!(years.len() < 2, "{:?}", years);
            }
        }
    }
}
