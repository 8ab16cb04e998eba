//! Random lives: the report of a service is the line that the whole report has of it, parts add up to no more than
//! the whole, and a report says the same whether or not the tags of its figures are asked for.

use proptest::prelude::*;

use super::{
    Cell, Explained, Measure, Moment, Part, Report, Request, Result, TableName, Value, decree, impact,
    inventory, reuse,
    sample::Sample,
    stock,
    twice::{lived, plan},
    workshop,
};
use crate::{
    model::period::Period,
    store::{Reader, View},
};

type Make = fn(&dyn Reader, &Request) -> Result<Report>;

fn of(sample: &Sample, make: Make, period: &str, part: Part) -> Report {
    told(sample, make, period, part, true)
}

fn told(sample: &Sample, make: Make, period: &str, part: Part, explain: bool) -> Report {
    let source = sample.read();
    let moment = Moment::of(source.as_ref(), View::default()).unwrap();
    let period = Period::parse(period).unwrap();
    let request = Request { period, moment, part, explain, command_line: String::new() };
    crate::store::view(source.as_ref(), moment.view(), |reader| make(reader, &request)).unwrap()
}

/// The services or sites of a table, each with what its first column of numbers has.
fn rows(report: &Report, name: TableName) -> Vec<(Option<String>, u64)> {
    let row = |row: &Vec<Cell>| match (&row[0], &row[1]) {
        (Cell::Service(label) | Cell::Site(label), Cell::Value(Value::Count(count))) => {
            (label.clone(), *count)
        }
        other => panic!("{other:?}"),
    };
    report.table(name).unwrap().rows.iter().map(row).collect()
}

/// The line that a table has of a service or site, whole.
fn line<'r>(report: &'r Report, name: TableName, of: Option<&String>) -> Option<&'r Vec<Cell>> {
    let is = |row: &&Vec<Cell>| matches!(&row[0], Cell::Service(label) | Cell::Site(label) if label.as_ref() == of);
    report.table(name).unwrap().rows.iter().find(is)
}

fn count(report: &Report, measure: Measure) -> u64 {
    let Some(Value::Count(count)) = report.value(measure) else { panic!("{measure:?} is counted") };
    count
}

fn tags(report: &Report) -> Vec<String> {
    let all: &[Explained] = report.explain.as_deref().unwrap();
    all[0].names().iter().map(ToString::to_string).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn the_report_of_a_service_is_its_line_of_the_whole(plans in prop::collection::vec(plan(), 1..12)) {
        let sample = lived(&plans);
        let service = |code: &Option<String>| Part { service: code.clone(), site: None };
        let site = |code: &Option<String>| Part { service: None, site: code.clone() };
        for (make, measure) in [(reuse as Make, Measure::Departures), (stock, Measure::Assets)] {
            let whole = of(&sample, make, "2025", Part::default());
            let (mut seen, all) = (0, rows(&whole, TableName::ByService));
            for (code, wanted) in all.iter().filter(|(code, _)| code.is_some()) {
                let part = of(&sample, make, "2025", service(code));
                prop_assert_eq!(count(&part, measure), *wanted, "{:?}", code);
                let (here, there) = (line(&part, TableName::ByService, code.as_ref()), line(&whole, TableName::ByService, code.as_ref()));
                prop_assert_eq!(here, there, "{:?}", code);
                let known = tags(&whole);
                prop_assert!(tags(&part).iter().all(|tag| known.contains(tag)));
                let lines = rows(&part, TableName::ByService);
                prop_assert!(lines.iter().all(|(of, count)| of == code || *count == 0), "{:?}", lines);
                seen += wanted;
            }
            let none: u64 = all.iter().filter(|(code, _)| code.is_none()).map(|(_, count)| count).sum();
            prop_assert_eq!(seen + none, count(&whole, measure));
        }
        let whole = of(&sample, stock, "2025", Part::default());
        for (code, wanted) in rows(&whole, TableName::BySite).into_iter().filter(|(code, _)| code.is_some()) {
            prop_assert_eq!(count(&of(&sample, stock, "2025", site(&code)), Measure::Assets), wanted);
            prop_assert_eq!(count(&of(&sample, inventory, "2025", site(&code)), Measure::Assets), wanted);
        }
        // What is of no service is in no part; of all others each is in one.
        let stocked = of(&sample, stock, "2025", Part::default());
        let (services, sites) = (rows(&stocked, TableName::ByService), rows(&stocked, TableName::BySite));
        let codes = |rows: &[(Option<String>, u64)]| -> Vec<_> {
            rows.iter().filter(|(code, _)| code.is_some()).map(|(code, _)| code.clone()).collect()
        };
        let (services, sites) = (codes(&services), codes(&sites));
        for (make, measure) in [
            (workshop as Make, Measure::InProgress),
            (workshop, Measure::Works),
            (impact, Measure::Counted),
        ] {
            let whole = of(&sample, make, "2025", Part::default());
            let parts = services.iter().map(|code| count(&of(&sample, make, "2025", service(code)), measure));
            prop_assert!(parts.sum::<u64>() <= count(&whole, measure), "{:?}", measure);
        }
        for code in &services {
            let here = of(&sample, stock, "2025", service(code));
            let both = sites.iter().map(|at| {
                let both = Part { service: code.clone(), site: at.clone() };
                (at, of(&sample, stock, "2025", both))
            });
            let mut seen = 0;
            for (at, both) in both {
                prop_assert_eq!(line(&both, TableName::BySite, at.as_ref()), line(&here, TableName::BySite, at.as_ref()));
                seen += count(&both, Measure::Assets);
            }
            let nowhere = rows(&here, TableName::BySite).into_iter().find(|(at, _)| at.is_none());
            prop_assert_eq!(seen + nowhere.map_or(0, |(_, count)| count), count(&here, Measure::Assets));
        }
        // Of a service that nothing is of, nothing is told.
        let nobody = service(&Some("NOBODY".to_owned()));
        for (make, measure) in [
            (reuse as Make, Measure::Departures),
            (stock, Measure::Assets),
            (inventory, Measure::Assets),
            (workshop, Measure::InProgress),
            (workshop, Measure::Works),
            (impact, Measure::Counted),
        ] {
            prop_assert_eq!(count(&of(&sample, make, "2025", nobody.clone()), measure), 0);
        }
        prop_assert!(of(&sample, reuse, "2025", nobody).table(TableName::LegalRate).unwrap().rows.is_empty());
    }

    #[test]
    fn a_report_says_the_same_without_the_tags_of_its_figures(plans in prop::collection::vec(plan(), 1..12)) {
        let sample = lived(&plans);
        let reports =
            [(reuse as Make, "2025"), (reuse, "2025-Q2"), (reuse, "2024-01-01..2027-12-31"), (decree, "2025")];
        for (make, period) in reports {
            let named = told(&sample, make, period, Part::default(), true);
            let counted = told(&sample, make, period, Part::default(), false);
            prop_assert!(counted.explain.is_none() && counted.weights.is_empty());
            prop_assert_eq!(counted, Report { explain: None, weights: Vec::new(), ..named });
        }
    }
}
