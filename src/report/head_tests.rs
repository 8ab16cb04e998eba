//! A report at a head is the report of a record that has the events up to it and no other: whatever comes
//! later, voids and corrections included, changes nothing of it.

use proptest::prelude::*;

use super::{
    Moment, Part, Report, Request, Result, agec, decree, impact, inventory, register, reuse, sanitization,
    stock, to_csv, to_json, workshop,
};
use crate::{
    model::{day::Day, period::Period},
    store::{Reader, View, contract::whole_and_beginnings, view},
};

type Make = fn(&dyn Reader, &Request) -> Result<Report>;

/// Every report, with periods in which the random lives are lived.
const REPORTS: [(Make, &str); 11] = [
    (decree, "2025"),
    (decree, "2026"),
    (reuse, "2026"),
    (reuse, "2025-12-27..2026-01-20"),
    (stock, "2026"),
    (inventory, "2026"),
    (workshop, "2026"),
    (impact, "2026"),
    (agec, "2026"),
    (sanitization, "2026"),
    (register, "2026"),
];

/// A report, and its bytes for programs, as one text.
fn printed(report: &Report) -> String {
    format!("{}\n{}\n{report:?}", to_json(report).unwrap(), to_csv(report).unwrap())
}

#[test]
fn a_report_at_any_head_of_a_random_life_is_that_of_a_record_that_ends_there() {
    whole_and_beginnings(|whole, beginning| {
        let last = whole.head().unwrap().seq;
        prop_assert!(last > 4);
        for seq in (1..=3).map(|share| last * share / 4) {
            let late = Day::parse("2029-06-30").unwrap();
            let moments = [None, Some(late)]
                .map(|as_of| Moment::of(whole, View { as_of, at_head: Some(seq) }).unwrap());
            beginning(seq, &|there| {
                for (moment, (make, period)) in moments.iter().flat_map(|m| REPORTS.map(|r| (*m, r))) {
                    let request = Request {
                        period: Period::parse(period).unwrap(),
                        moment,
                        part: Part::default(),
                        explain: true,
                        command_line: format!("rebond report --at-head {seq}"),
                    };
                    let report = |reader: &dyn Reader, from| {
                        printed(&view(reader, from, |reader| make(reader, &request)).unwrap())
                    };
                    // As of a day is a view of that record too: nothing else of it is asked for.
                    let alone = View { at_head: None, ..moment.view() };
                    let (at_head, alone) = (report(whole, moment.view()), report(there, alone));
                    assert_eq!(at_head, alone, "{period} at event {seq} of {last}");
                }
            });
        }
        Ok(())
    });
}
