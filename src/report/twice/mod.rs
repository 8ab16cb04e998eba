//! The figures are counted twice over random lives: by the reports, from the spans of the projections, and plainly
//! from the lines of the log. The two name the same assets behind every figure; sums add up; nothing counts twice.

mod counted;
mod lives;
mod plain;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use proptest::{
    prelude::*,
    test_runner::{TestCaseResult, TestRunner},
};
use serde_json::Value as Json;

pub(super) use self::lives::{Plan, plan};
use super::{
    Cell, Column, Key, Measure, Moment, Part, Report, Request, Result, Table, TableName, Value, agec, decree,
    impact, inventory, register, reuse, sample::Sample, sanitization, stock, workshop,
};
use crate::{
    model::{day::Day, lifecycle::State, period::Period},
    rules::{outcome::Outcome, reen},
    store::{self, Flow, Logged, Reader, View},
};

/// The civil day on which all is recorded.
const TODAY: &str = "2029-01-15";

/// The tables that split figures.
const SPLITS: [TableName; 8] = [
    TableName::ByAge,
    TableName::ByDecommissioning,
    TableName::ByKind,
    TableName::ByMonth,
    TableName::ByService,
    TableName::BySite,
    TableName::ByState,
    TableName::ByWork,
];

/// A record of random lives.
pub(super) fn lived(plans: &[Plan]) -> Sample {
    let mut sample = Sample::new(TODAY);
    for (at, plan) in plans.iter().enumerate() {
        lives::live(&mut sample, at + 1, plan);
    }
    sample
}

/// A record as it is seen from a moment: what its reports read, and the lines that stand.
struct Sight<'r> {
    reader: &'r dyn Reader,
    moment: Moment,
    lines: Vec<Json>,
    evening: String,
}

impl Sight<'_> {
    fn report(&self, make: fn(&dyn Reader, &Request) -> Result<Report>, period: &str) -> Report {
        let (period, command_line) = (Period::parse(period).unwrap(), String::new());
        make(
            self.reader,
            &Request { period, moment: self.moment, part: Part::default(), explain: true, command_line },
        )
        .unwrap()
    }
}

/// Looks at a record from an evening and a head, if one is given, so many days after the first of 2024 and so
/// many hundredths into the log.
fn from(
    sample: &Sample,
    past: Option<(i32, u64)>,
    look: impl FnOnce(&Sight<'_>) -> TestCaseResult,
) -> TestCaseResult {
    let (source, mut lines) = (sample.read(), Vec::new());
    let mut keep = |logged: &Logged<'_>| {
        lines.push(serde_json::from_str(logged.line).unwrap());
        Flow::Continue(())
    };
    source.lines(0, &mut keep).unwrap();
    let head = past.map(|(_, share)| (lines.len() as u64 * share / 100).max(1));
    let as_of = past.map(|(days, _)| Day::parse("2024-01-01").unwrap().plus_days(days));
    let moment = Moment::of(source.as_ref(), View { as_of, at_head: head }).unwrap();
    let lines = plain::standing(&lines, moment.head.seq);
    let evening = as_of.map_or(TODAY.to_owned(), |day| day.to_string());
    let looked = store::view(source.as_ref(), moment.view(), |reader| {
        Ok::<_, store::Error>(look(&Sight { reader, moment, lines, evening }))
    });
    looked.unwrap()
}

fn count(report: &Report, key: impl Into<Key>) -> u64 {
    number(report.value(key))
}

fn number(value: Option<Value>) -> u64 {
    match value {
        Some(Value::Count(number)) => number,
        other => panic!("{other:?} is no number of pieces"),
    }
}

/// The tags behind each figure of a report.
fn explained(report: &Report) -> counted::Tags {
    let tags = |tags: &[crate::model::tag::Tag]| tags.iter().map(ToString::to_string).collect();
    report.explain.iter().flatten().map(|of| (of.path(), tags(&of.tags))).collect()
}

/// What counts each time: new uses and works.
fn counts_times(key: Key) -> bool {
    use Measure::{Fitted, FittedReused, Harvested, InternalSecondLives, Readied, Redeployments, Works};
    let times = [InternalSecondLives, Redeployments, Readied, Works, Fitted, FittedReused, Harvested];
    times.into_iter().any(|measure| key == measure.into())
}

/// Every figure names as many as it counts, none twice; and each column of a table that splits figures adds up to
/// its figure.
fn adds_up(report: &Report) -> TestCaseResult {
    for of in report.explain.iter().flatten() {
        let value = match of.group {
            None => report.value(of.key),
            Some(group) => report.group(group).iter().find(|(key, _)| *key == of.key).map(|(_, v)| *v),
        };
        prop_assert_eq!(number(value), of.names().len() as u64, "{} {}", report.name, of.path());
        prop_assert!(of.tags.is_sorted());
        // A medium stands under the tag of its asset, once for each.
        let apart = of.names().into_iter().collect::<BTreeSet<_>>().len() == of.names().len();
        prop_assert!(apart || counts_times(of.key) || of.key.counts_media(), "{} {}", report.name, of.path());
    }
    for name in SPLITS {
        let Some(table) = report.table(name) else { continue };
        for (at, column) in table.columns.iter().enumerate() {
            let Column::Of(key) = column else { continue };
            if let Some(whole) = whole(report, *key) {
                let sum: i64 = table.rows.iter().map(|row| integer(&row[at])).sum();
                prop_assert_eq!(sum, whole, "{} {} {}", report.name, name, key.code());
            }
        }
    }
    Ok(())
}

fn integer(cell: &Cell) -> i64 {
    match cell {
        Cell::Value(Value::Count(of) | Value::Minutes(of)) => of.cast_signed(),
        Cell::Value(Value::Grams(of) | Value::Cents(of) | Value::Co2(of)) => *of,
        other => panic!("{other:?} adds up to nothing"),
    }
}

/// The figure that a column adds up to: that of its key; the members of a group together; the pieces in progress,
/// which the workshop lists by state.
fn whole(report: &Report, key: Key) -> Option<i64> {
    let one = |value: Value| integer(&Cell::Value(value));
    if key == State::Deployed.into() {
        let states = report.group(Measure::States).iter();
        return states.filter(|(of, _)| *of == key).map(|(_, value)| one(*value)).next();
    }
    let group = report.group(key);
    if !group.is_empty() {
        return Some(group.iter().map(|(_, value)| one(*value)).sum());
    }
    let in_progress = || report.value(Measure::InProgress);
    report.value(key).or_else(|| in_progress().filter(|_| key == Measure::Assets.into())).map(one)
}

/// The report and the plain count name the same behind every figure.
fn same(report: &Report, plainly: &counted::Tags) -> TestCaseResult {
    let named = explained(report);
    for (path, tags) in plainly {
        prop_assert_eq!(named.get(path), Some(tags), "{} {}", report.name, path);
    }
    Ok(())
}

/// What left stands in the same groups of a table by the report and by the plain count.
fn same_groups<K: Ord + std::fmt::Debug>(
    table: &Table,
    mut plainly: counted::Groups<K>,
    key: impl Fn(&Cell) -> K,
) -> TestCaseResult {
    for row in &table.rows {
        let (pieces, grams) = plainly.remove(&key(&row[0])).unwrap_or_default();
        let mut due = vec![pieces.iter().sum()];
        due.extend(pieces);
        due.push(grams);
        let told: Vec<i64> = row[1..].iter().map(integer).collect();
        prop_assert_eq!(told, due, "{:?}", row[0]);
    }
    prop_assert!(plainly.is_empty(), "{:?}", plainly);
    Ok(())
}

fn same_departures(
    report: &Report,
    Sight { lines, evening, .. }: &Sight<'_>,
    days: (&str, &str),
) -> TestCaseResult {
    let table = |name| report.table(name).unwrap();
    same_groups(table(TableName::ByAge), counted::ages(lines, days, evening), |cell| {
        let Cell::Age(age) = cell else { panic!("{cell:?}") };
        age.code().map(|code| code.trim_end_matches('+').parse().unwrap())
    })?;
    let plainly = counted::decommissioned(lines, days, evening);
    same_groups(table(TableName::ByDecommissioning), plainly, |cell| {
        let Cell::Decommissioned(when) = cell else { panic!("{cell:?}") };
        when.map(super::Decommissioned::code)
    })
}

fn check_year(sight: &Sight<'_>, year: i16, reached: &mut BTreeMap<String, usize>) -> TestCaseResult {
    let Sight { lines, evening, .. } = sight;
    let period = Period::year(year).unwrap();
    let (whole, days) = (year.to_string(), (period.from.to_string(), period.to.to_string()));
    let days = (days.0.as_str(), days.1.as_str());
    let mut note = |tags: &counted::Tags| {
        for (path, tags) in tags {
            *reached.entry(path.clone()).or_default() += tags.len();
        }
    };

    let report = sight.report(decree, &whole);
    adds_up(&report)?;
    let plainly = counted::decree(lines, year, evening);
    note(&plainly);
    same(&report, &plainly)?;
    prop_assert_eq!(explained(&report).len(), plainly.len());
    let (a, b) = (plainly["a"].len() as u64, plainly["b"].len() as u64);
    // In hundredths of a percent, half up; against the target on the integers.
    let target = [2_500, 3_500, 5_000][usize::try_from(year - 2023).unwrap().min(2)];
    let bp = (b > 0).then(|| (a * 20_000 + b).checked_div(2 * b).unwrap());
    prop_assert_eq!(report.value(Measure::RateBp).unwrap(), Value::share(bp));
    prop_assert_eq!(report.value(Measure::Met).unwrap(), Value::flag(bp.map(|_| a * 10_000 >= target * b)));
    prop_assert_eq!(reen::target_bp(year), Some(u32::try_from(target).unwrap()));

    for (text, (from, to)) in
        [(whole.clone(), days), (format!("{year}-Q4"), (&*format!("{year}-10-01"), days.1))]
    {
        let report = sight.report(reuse, &text);
        adds_up(&report)?;
        let (plainly, grams, bulk) = counted::reuse(lines, (from, to), evening);
        note(&plainly);
        same(&report, &plainly)?;
        prop_assert_eq!(explained(&report).len(), plainly.len());
        prop_assert_eq!(report.value(Measure::BulkMassG), Some(Value::Grams(bulk)));
        let outcomes: usize = counted::OUTCOMES.iter().map(|outcome| plainly[*outcome].len()).sum();
        prop_assert_eq!(count(&report, Measure::Departures), outcomes as u64);
        for (outcome, (key, value)) in Outcome::ALL.iter().zip(report.group(Measure::MassG)) {
            prop_assert_eq!((*key, *value), ((*outcome).into(), Value::Grams(grams[outcome.code()])));
        }
        let mut services = counted::services(lines, (from, to), evening);
        for row in &report.table(TableName::ByService).unwrap().rows {
            let Cell::Service(service) = &row[0] else { panic!("{row:?}") };
            let left = services.remove(service).unwrap_or_default();
            prop_assert_eq!(integer(&row[1]), left.cast_signed(), "{:?}", service);
        }
        prop_assert!(services.is_empty(), "{:?}", services);
        same_departures(&report, sight, (from, to))?;
        let report = sight.report(impact, &text);
        adds_up(&report)?;
        let (plainly, avoided, parts) = counted::impact(lines, (from, to), evening);
        note(&plainly);
        same(&report, &plainly)?;
        prop_assert_eq!(report.value(Measure::AvoidedMaxG), Some(Value::Co2(avoided)));
        prop_assert_eq!(report.value(Measure::AvoidedHypothesisG), Some(Value::Co2(avoided / 2)));
        prop_assert_eq!(count(&report, Measure::PartsFitted), parts);
    }
    // What stands on an evening is replayed for each: every second year is enough.
    if year % 2 == 0 { check_stock(sight, (year, &whole, days.1), &mut note) } else { Ok(()) }
}

fn check_stock(
    sight: &Sight<'_>,
    (year, whole, last): (i16, &str, &str),
    note: &mut dyn FnMut(&counted::Tags),
) -> TestCaseResult {
    let Sight { lines, evening, .. } = sight;
    let report = sight.report(stock, whole);
    adds_up(&report)?;
    let (plainly, ages, cents) = counted::stock(lines, last.min(evening));
    note(&plainly);
    same(&report, &plainly)?;
    prop_assert_eq!(report.value(Measure::PurchaseCents), Some(Value::Cents(cents)));
    for row in &report.table(TableName::ByAge).unwrap().rows {
        let Cell::Age(age) = row[0] else { panic!("{row:?}") };
        let years = age.code().map(|code| code.trim_end_matches('+').parse::<u32>().unwrap());
        prop_assert_eq!(integer(&row[1]), ages.get(&years).copied().unwrap_or_default().cast_signed());
    }

    let report = sight.report(agec, whole);
    adds_up(&report)?;
    let (plainly, [spent, reused, worth]) = counted::agec(lines, year, evening);
    note(&plainly);
    same(&report, &plainly)?;
    prop_assert_eq!(explained(&report).len(), plainly.len());
    for (measure, cents) in
        [(Measure::SpentCents, spent), (Measure::SpentReusedCents, reused), (Measure::GiftsCents, worth)]
    {
        prop_assert_eq!(report.value(measure), Some(Value::Cents(cents)), "{}", measure);
    }
    let of = spent + worth;
    let bp = (of > 0).then(|| u64::try_from(((reused + worth) * 20_000 + of) / (2 * of)).unwrap());
    prop_assert_eq!(report.value(Measure::ReusedBp).unwrap(), Value::share(bp));

    let on_hand = sight.report(inventory, whole);
    adds_up(&on_hand)?;
    let stocked = sight.report(stock, whole);
    prop_assert_eq!(&explained(&on_hand)["assets"], &explained(&stocked)["assets"]);
    let rows = on_hand.table(TableName::Inventory).unwrap().rows.len() as u64;
    prop_assert_eq!(count(&on_hand, Measure::Assets), rows);
    for make in [workshop, sanitization, register] {
        let report = sight.report(make, whole);
        adds_up(&report)?;
        if let Some(table) = report.table(TableName::Register) {
            prop_assert_eq!(count(&report, Measure::Lines), table.rows.len() as u64);
            let at = table.columns.iter().position(|of| *of == Column::Of(Measure::MassG.into())).unwrap();
            let grams: i64 = table.rows.iter().map(|row| integer(&row[at])).sum();
            prop_assert_eq!(report.value(Measure::MassG), Some(Value::Grams(grams)));
        }
        if let Some(table) = report.table(TableName::Media) {
            let media: u64 =
                report.group(Measure::MediaDeparted).iter().map(|(_, value)| number(Some(*value))).sum();
            prop_assert_eq!(media, table.rows.len() as u64);
        }
    }
    Ok(())
}

#[test]
fn a_plain_walk_over_the_lines_names_the_same_behind_every_figure() {
    let reached = RefCell::new(BTreeMap::new());
    let record = (prop::collection::vec(lives::plan(), 12..28), (0..1_800_i32, 40..101_u64));
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&record, |(plans, past)| {
        let sample = lived(&plans);
        // As known now, then from an evening and a head in the past.
        from(&sample, None, |sight| {
            (2023..=2028).try_for_each(|year| check_year(sight, year, &mut reached.borrow_mut()))
        })?;
        from(&sample, Some(past), |sight| {
            (2025..=2026).try_for_each(|year| check_year(sight, year, &mut reached.borrow_mut()))
        })
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    let reached = reached.into_inner();
    let never: Vec<_> = reached.iter().filter(|(_, times)| **times == 0).map(|(path, _)| path).collect();
    assert!(never.is_empty(), "never drawn: {never:?}, of {reached:?}");
}
