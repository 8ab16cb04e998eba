//! Random lives: what stands beside a report is the report of the other period, and nothing of either is lost.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    Against, Cell, Moment, Part, Report, Request, Result, Table, TableName, Value, against, agec, decree,
    impact, inventory, reuse,
    sample::Sample,
    sanitization, stock, to_csv, to_json,
    twice::{lived, plan},
    workshop,
};
use crate::{
    model::period::Period,
    store::{Reader, View},
};

type Make = fn(&dyn Reader, &Request) -> Result<Report>;

/// Reports with periods in which the random lives are lived: years, a year and its quarters, what overlaps, what
/// lies far apart.
const PAIRS: [(Make, &str, &str); 11] = [
    (decree, "2025", "2024"),
    (reuse, "2025", "2024"),
    (reuse, "2026-Q1", "2025-Q4"),
    (reuse, "2025-Q3", "2025"),
    (reuse, "2024-11-15..2026-02-03", "2023-12-01..2024-01-31"),
    (impact, "2026", "2023"),
    (sanitization, "2026", "2025"),
    (stock, "2026", "2024"),
    (inventory, "2025", "2024-Q1"),
    (workshop, "2025", "2024"),
    (agec, "2025", "2024"),
];

/// A report with another period beside it, as the command line makes it.
fn compared(sample: &Sample, make: Make, period: &str, other: &str) -> Report {
    let source = sample.read();
    let moment = Moment::of(source.as_ref(), View::default()).unwrap();
    let [period, other] = [period, other].map(|text| Period::parse(text).unwrap());
    crate::store::view(source.as_ref(), moment.view(), |reader| {
        against(reader, (period, other), |period| {
            make(
                reader,
                &Request {
                    period,
                    moment,
                    part: Part::default(),
                    explain: true,
                    command_line: String::new(),
                },
            )
        })
    })
    .unwrap()
}

/// Every figure with its value and the other one.
fn figures(of: &Against) -> BTreeMap<String, (Value, Value, Option<i64>)> {
    of.figures.iter().map(|it| (it.path(), (it.now, it.then, it.by()))).collect()
}

/// Every value of a table, by its row as the report (or the other period) knows it.
fn values(of: &Against, mine: bool) -> Vec<(TableName, String, Value, Value, Option<i64>)> {
    let mut all: Vec<_> = of
        .tables
        .iter()
        .flat_map(|table| table.values.iter().map(|pair| (table.name, pair)))
        .map(|(name, pair)| {
            let keys = if mine { &pair.keys } else { &pair.other_keys };
            (name, format!("{keys:?} {:?}", pair.column), pair.value, pair.other, pair.by())
        })
        .collect();
    all.sort_by(|one, other| (one.0.code(), &one.1).cmp(&(other.0.code(), &other.1)));
    all
}

/// The numbers in a column of a table, added up.
fn total(table: &Table, at: usize) -> i64 {
    let number = |row: &Vec<Cell>| match row[at] {
        Cell::Value(value) => value.number().unwrap_or_default(),
        _ => panic!("no value"),
    };
    table.rows.iter().map(number).sum()
}

/// What is beside a report is the report of the other period: each of its figures, and all of its tables.
fn holds_both(made: &Report, alone: &Report, beside: &Report) {
    let told = made.against.as_ref().unwrap();
    assert_eq!(Report { against: None, ..made.clone() }, *alone);
    assert_eq!(told.explain, beside.explain);
    for it in &told.figures {
        let of = |report: &Report| match it.group {
            None => report.value(it.key),
            Some(group) => {
                report.group(group).iter().find(|(key, _)| *key == it.key).map(|(_, value)| *value)
            }
        };
        assert_eq!((of(alone), of(beside)), (Some(it.now), Some(it.then)), "{}", it.path());
        let by = it.now.number().zip(it.then.number()).map(|(now, then)| now - then);
        assert_eq!(it.by(), by, "{}", it.path());
    }
    for paired in &told.tables {
        let (mine, other) = (alone.table(paired.name).unwrap(), beside.table(paired.name).unwrap());
        for (at, column) in mine.columns.iter().enumerate().filter(|(_, of)| !paired.keys.contains(of)) {
            let pairs = || paired.values.iter().filter(|pair| pair.column == *column);
            let sum = |side: fn(&super::Pair) -> Value| -> i64 {
                pairs().map(|pair| side(pair).number().unwrap_or_default()).sum()
            };
            assert_eq!(sum(|pair| pair.value), total(mine, at), "{:?} {column:?}", paired.name);
            assert_eq!(sum(|pair| pair.other), total(other, at), "{:?} {column:?}", paired.name);
            assert!(pairs().count() >= mine.rows.len().max(other.rows.len()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_report_beside_another_is_the_mirror_of_the_other_beside_it(plans in prop::collection::vec(plan(), 1..12)) {
        let sample = lived(&plans);
        for (make, period, other) in PAIRS {
            let there = compared(&sample, make, period, other);
            let back = compared(&sample, make, other, period);
            let alone = |period| Report {
                command_line: String::new(),
                ..sample.report(make, period, View::default()).unwrap()
            };
            holds_both(&there, &alone(period), &alone(other));
            holds_both(&back, &alone(other), &alone(period));
            let (one, two) = (there.against.as_ref().unwrap(), back.against.as_ref().unwrap());
            let swapped = figures(two).into_iter();
            let swapped = swapped.map(|(path, (now, then, by))| (path, (then, now, by.map(|by| -by)))).collect();
            prop_assert_eq!(figures(one), swapped);
            let swapped: Vec<_> = values(two, false)
                .into_iter()
                .map(|(name, row, value, other, by)| (name, row, other, value, by.map(|by| -by)))
                .collect();
            prop_assert_eq!(values(one, true), swapped, "{} {}", period, other);
            prop_assert!(to_json(&there).unwrap().contains("\"compared_period\""));
            prop_assert!(to_csv(&there).unwrap().contains("compared_figures"));
        }
    }
}
