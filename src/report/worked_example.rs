//! The worked example of the rules (7.5), from the events to the figures.

use super::{
    Cell, Error, Key, Measure, Note, Report, TableName, Value, decree, reuse,
    sample::{Sample, Way, added, day, set_down, worked_example},
    to_csv, to_json,
};
use crate::{
    model::{
        amount::Grams,
        event::Draft,
        fact::{Added, Lost, LotChanged, LotOpened, LotShipped, Returned},
        id::{AssetId, LotId, Subject, TextId},
        kind::{Acquired, Kind},
        leaving::{Cause, Channel, VoidReason},
        lot::{LotFacts, LotLine},
        period::Period,
        tag::Tag,
    },
    rules::{
        outcome::Outcome,
        reen::{self, OutOfScope},
    },
    store::{Name, View},
};

fn at(text: &str) -> View {
    View { as_of: Some(day(text)), at_head: None }
}

fn value(report: &Report, key: impl Into<Key>) -> Value {
    report.value(key).unwrap()
}

fn tags(report: &Report, path: &str) -> Vec<String> {
    let explained = report.explain.iter().flatten().find(|explained| explained.path() == path).unwrap();
    explained.tags.iter().map(ToString::to_string).collect()
}

#[test]
fn the_year_2026_comes_out_as_written_in_the_rules() {
    let report = worked_example().report(decree, "2026", View::default()).unwrap();
    for (measure, expected) in [
        (Measure::A, Value::Count(5)),
        (Measure::B, Value::Count(8)),
        (Measure::RateBp, Value::Share(6_250)),
        (Measure::Met, Value::Flag(true)),
        (Measure::Missing, Value::Count(0)),
        (Measure::TargetBp, Value::Share(5_000)),
        (Measure::OperationalNum, Value::Count(5)),
        (Measure::OperationalDen, Value::Count(9)),
        (Measure::InternalSecondLives, Value::Count(1)),
        (Measure::SoldWithoutProof, Value::Count(1)),
        (Measure::Untested, Value::Count(0)),
        (Measure::MissingWithData, Value::Count(0)),
    ] {
        assert_eq!(value(&report, measure), expected, "{measure}");
    }
    assert_eq!(reen::share_bp(5, 9), Some(5_556));
    let out: Vec<_> = report.group(Measure::OutOfScope).to_vec();
    assert_eq!(
        out,
        [
            (OutOfScope::NotOwned.into(), Value::Count(0)),
            (OutOfScope::Age.into(), Value::Count(1)),
            (OutOfScope::Category.into(), Value::Count(1)),
            (OutOfScope::Classified.into(), Value::Count(1)),
            (OutOfScope::Security.into(), Value::Count(0)),
        ]
    );
    assert_eq!(tags(&report, "a"), ["A01", "A02", "A08", "A11", "A15"]);
    assert_eq!(tags(&report, "b"), ["A01", "A02", "A03", "A05", "A09", "A11", "A12", "A15"]);
    assert_eq!(
        tags(&report, "operational_den"),
        ["A01", "A02", "A03", "A05", "A08", "A10", "A11", "A15", "A16"]
    );
    assert_eq!(tags(&report, "internal_second_lives"), ["A12"]);
    assert_eq!(tags(&report, "sold_without_proof"), ["A03"]);
    assert_eq!(tags(&report, "out_of_scope.age"), ["A04"]);
    assert_eq!(tags(&report, "out_of_scope.category"), ["A06"]);
    assert_eq!(tags(&report, "out_of_scope.classified"), ["A07"]);
    assert!(!report.provisional);
    assert!(report.notes.contains(&Note::UnderWay));
}

#[test]
fn the_years_beside_it_too() {
    let sample = worked_example();
    let before = sample.report(decree, "2025", View::default()).unwrap();
    assert_eq!(tags(&before, "a"), ["A14"]);
    assert_eq!(value(&before, Measure::B), Value::Count(0));
    for measure in [Measure::RateBp, Measure::Met, Measure::Missing] {
        assert_eq!(value(&before, measure), Value::Nothing, "{measure}");
    }
    let after = sample.report(decree, "2027", View::default()).unwrap();
    assert_eq!(tags(&after, "b"), ["A09", "A13"]);
    assert!(after.provisional);
    let no_target = sample.report(decree, "2022", View::default()).unwrap();
    assert_eq!(value(&no_target, Measure::TargetBp), Value::Nothing);
}

#[test]
fn the_departures_of_2026_are_twelve_in_the_order_of_the_hierarchy() {
    let report = worked_example().report(reuse, "2026", View::default()).unwrap();
    assert_eq!(value(&report, Measure::Departures), Value::Count(12));
    let counts: Vec<Value> = Outcome::ALL.iter().map(|outcome| value(&report, *outcome)).collect();
    assert_eq!(counts, [4, 1, 1, 4, 0, 1, 1, 0, 0].map(Value::Count));
    assert_eq!(value(&report, Measure::InternalSecondLives), Value::Count(1));
    assert_eq!(value(&report, Measure::Redeployments), Value::Count(0));
    assert_eq!(value(&report, Measure::BeforeRecord), Value::Count(0));
    assert_eq!(value(&report, Measure::ReuseShareBp), Value::Share(4_167));
    let grams = |chosen: &[Outcome]| -> i64 {
        let of = |(key, value): &(Key, Value)| match (key, value) {
            (Key::Outcome(outcome), Value::Grams(grams)) if chosen.contains(outcome) => *grams,
            _ => 0,
        };
        report.group(Measure::MassG).iter().map(of).sum()
    };
    assert_eq!(grams(&[Outcome::Reuse, Outcome::PreparationForReuse]), 10_250);
    assert_eq!(grams(Outcome::ALL), 48_850);
    let legal = &report.table(TableName::LegalRate).unwrap().rows;
    assert_eq!(legal.len(), 1);
    assert_eq!(legal[0][3], Cell::Value(Value::Share(6_250)));
    let not_proved = &report.table(TableName::NotProved).unwrap().rows;
    assert_eq!(
        not_proved[0],
        vec![
            Cell::Outcome(Outcome::Recycling),
            Value::Count(4).into(),
            Value::Grams(5_200 + 3 * 1_650).into()
        ]
    );
}

#[test]
fn a_past_evening_shows_what_was_so_then() {
    let sample = worked_example();
    let spring = sample.report(decree, "2026", at("2026-04-30")).unwrap();
    // The sale of A02 is not proved yet; A11 neither; A08 is still here.
    assert_eq!(tags(&spring, "a"), ["A01", "A15"]);
    assert_eq!(value(&spring, Measure::B), Value::Count(8));
    let eve = sample.report(decree, "2026", at("2025-12-31")).unwrap();
    assert_eq!((value(&eve, Measure::A), eve.provisional), (Value::Count(0), true));
    assert_eq!(eve.moment.head, spring.moment.head);
    let early = sample.report(decree, "2026", View { as_of: None, at_head: Some(3) }).unwrap();
    assert_eq!((early.moment.head.seq, value(&early, Measure::B)), (3, Value::Count(0)));
    let beyond = View { as_of: None, at_head: Some(10_000) };
    assert!(matches!(sample.report(decree, "2026", beyond), Err(Error::NoSuchHead(10_000))));
}

#[test]
fn the_legal_rate_is_that_of_a_calendar_year_whatever_the_period() {
    let half = worked_example().report(decree, "2026-01-01..2026-06-30", View::default());
    assert!(matches!(half, Err(Error::NotAYear { period, .. }) if period.to == day("2026-06-30")));
    let half = worked_example().report(reuse, "2026-01-01..2026-06-30", View::default()).unwrap();
    assert_eq!(value(&half, Measure::Departures), Value::Count(10));
    let legal = |report: &Report| report.table(TableName::LegalRate).unwrap().rows.clone();
    assert!(half.notes.contains(&Note::WholeYears));
    let whole = worked_example().report(reuse, "2026", View::default()).unwrap();
    assert!(!whole.notes.contains(&Note::WholeYears));
    assert_eq!(legal(&half), legal(&whole));
    let winter = worked_example().report(reuse, "2025-12-01..2026-01-31", View::default()).unwrap();
    assert_eq!(
        legal(&winter).iter().map(|row| row[0].clone()).collect::<Vec<_>>(),
        [Cell::Year(2025), Cell::Year(2026)]
    );
}

#[test]
fn a_machine_reads_the_keys_in_the_order_of_the_contract() {
    let report = worked_example().report(decree, "2026", View::default()).unwrap();
    let hash = report.moment.head.hash.to_string();
    let json = to_json(&report).unwrap().replace(&hash, "HASH");
    insta::assert_snapshot!(json, @r#"{"report":"decree","period":{"from":"2026-01-01","to":"2026-12-31"},"as_of":"2026-11-23","head":{"seq":125,"hash":"HASH"},"figures":{"a":5,"b":8,"rate_bp":6250,"met":true,"missing":0,"target_bp":5000,"operational_num":5,"operational_den":9,"internal_second_lives":1,"sold_without_proof":1,"untested":0,"missing_with_data":0,"out_of_scope":{"not_owned":0,"age":1,"category":1,"classified":1,"security":0}},"tables":[{"name":"no_age","columns":["tag","kind"],"rows":[]}],"sources":["loi-2021-1485:16","decret-2023-266:1","decret-2023-266:2","decret-2023-266:3","code-environnement:R543-172"],"explain":{"a":["A01","A02","A08","A11","A15"],"b":["A01","A02","A03","A05","A09","A11","A12","A15"],"operational_num":["A01","A02","A08","A11","A15"],"operational_den":["A01","A02","A03","A05","A08","A10","A11","A15","A16"],"internal_second_lives":["A12"],"sold_without_proof":["A03"],"untested":[],"missing_with_data":[],"out_of_scope.not_owned":[],"out_of_scope.age":["A04"],"out_of_scope.category":["A06"],"out_of_scope.classified":["A07"],"out_of_scope.security":[]}}"#);
    let csv = to_csv(&report).unwrap().replace(&hash, "HASH");
    insta::assert_snapshot!(csv, @r"
    section,row,key,value
    report,,name,decree
    report,,from,2026-01-01
    report,,to,2026-12-31
    report,,as_of,2026-11-23
    report,,seq,125
    report,,hash,HASH
    figures,,a,5
    figures,,b,8
    figures,,rate_bp,6250
    figures,,met,true
    figures,,missing,0
    figures,,target_bp,5000
    figures,,operational_num,5
    figures,,operational_den,9
    figures,,internal_second_lives,1
    figures,,sold_without_proof,1
    figures,,untested,0
    figures,,missing_with_data,0
    figures,,out_of_scope.not_owned,0
    figures,,out_of_scope.age,1
    figures,,out_of_scope.category,1
    figures,,out_of_scope.classified,1
    figures,,out_of_scope.security,0
    sources,,,loi-2021-1485:16
    sources,,,decret-2023-266:1
    sources,,,decret-2023-266:2
    sources,,,decret-2023-266:3
    sources,,,code-environnement:R543-172
    explain,,a,A01
    explain,,a,A02
    explain,,a,A08
    explain,,a,A11
    explain,,a,A15
    explain,,b,A01
    explain,,b,A02
    explain,,b,A03
    explain,,b,A05
    explain,,b,A09
    explain,,b,A11
    explain,,b,A12
    explain,,b,A15
    explain,,operational_num,A01
    explain,,operational_num,A02
    explain,,operational_num,A08
    explain,,operational_num,A11
    explain,,operational_num,A15
    explain,,operational_den,A01
    explain,,operational_den,A02
    explain,,operational_den,A03
    explain,,operational_den,A05
    explain,,operational_den,A08
    explain,,operational_den,A10
    explain,,operational_den,A11
    explain,,operational_den,A15
    explain,,operational_den,A16
    explain,,internal_second_lives,A12
    explain,,sold_without_proof,A03
    explain,,out_of_scope.age,A04
    explain,,out_of_scope.category,A06
    explain,,out_of_scope.classified,A07
    ");
}

#[test]
fn what_came_back_counts_in_no_report_seen_from_then_on() {
    let mut sample = worked_example();
    let found = sample.read().named(&Name::Tag("A01")).unwrap();
    let Subject::Asset(asset) = found[0] else { panic!("no asset") };
    let returned = Returned { media: vec![], reason: VoidReason::Refused };
    let lot = sample.departures(Period::year(2026).unwrap()).iter().find(|d| d.asset == asset).unwrap().lot;
    sample.record(&[Draft::new(day("2026-10-20"), returned).asset(asset).lot(lot.unwrap())]);
    let now = sample.report(decree, "2026", View::default()).unwrap();
    assert_eq!(tags(&now, "a"), ["A02", "A08", "A11", "A15"]);
    assert_eq!(value(&now, Measure::B), Value::Count(8));
    assert_eq!(tags(&sample.report(decree, "2027", View::default()).unwrap(), "b"), ["A01", "A09", "A13"]);
    let then = sample.report(decree, "2026", at("2026-10-19")).unwrap();
    assert_eq!(value(&then, Measure::A), Value::Count(5));
    let reuse = sample.report(reuse, "2026", View::default()).unwrap();
    assert_eq!(value(&reuse, Measure::Departures), Value::Count(11));
}

#[test]
fn what_is_missing_leased_untested_or_of_unknown_age_is_said() {
    let mut sample = Sample::new("2026-11-23");
    let [lost, rented, untested] = [(); 3].map(|()| AssetId(sample.id()));
    let [start, end] = [day("2020-01-01"), day("2026-05-05")];
    let leased = Added { acquired: Acquired::Leased, ..added("RENTED", Kind::Laptop, Some(start)) };
    let way = |channel| Way {
        on: end,
        channel,
        undertaken_on: None,
        proved: None,
        operation: None,
        for_parts: false,
    };
    let [declared, ..] = set_down(end, None);
    let mut drafts = vec![
        Draft::new(start, added("LOST", Kind::Laptop, None)).asset(lost),
        Draft::new(day("2025-03-01"), Lost { cause: Cause::Stolen }).asset(lost),
        Draft::new(start, leased).asset(rented),
        declared.asset(rented),
    ];
    drafts.extend(way(Channel::LessorReturn).drafts(rented, LotId(sample.id()), 1, None));
    drafts.push(Draft::new(start, added("OLD", Kind::Laptop, None)).asset(untested));
    drafts.extend(set_down(end, None).map(|draft| draft.asset(untested)));
    drafts.extend(way(Channel::PublicBody).drafts(untested, LotId(sample.id()), 2, None));
    sample.record(&drafts);

    let report = sample.report(decree, "2026", View::default()).unwrap();
    assert_eq!(tags(&report, "a"), ["OLD"]);
    assert_eq!(tags(&report, "untested"), ["OLD"]);
    assert_eq!(tags(&report, "missing_with_data"), ["LOST"]);
    assert_eq!(tags(&report, "out_of_scope.not_owned"), ["RENTED"]);
    assert!(report.notes.contains(&Note::NoAge));
    let no_age = &report.table(TableName::NoAge).unwrap().rows;
    assert_eq!(*no_age, [vec![Cell::Tag(Tag::parse("OLD").unwrap()), Cell::Kind(Kind::Laptop)]]);

    let report = sample.report(reuse, "2026", View::default()).unwrap();
    assert_eq!(tags(&report, "returned_to_owner"), ["RENTED"]);
    assert_eq!(value(&report, Measure::ReuseShareBp), Value::Share(10_000));
    assert_eq!(report.table(TableName::NoMass).unwrap().rows.len(), 2);
}

#[test]
fn the_edges_of_the_rate_are_those_of_the_rules() {
    // rules.md 7.5, edge tests: the rate is compared on the integers, never as it is printed.
    let rate = |a, b| reen::rate(a, b, reen::target_bp(2026));
    assert_eq!((rate(3, 2).rate_bp, rate(3, 2).met), (Some(15_000), Some(true)));
    assert_eq!(rate(3, 0).rate_bp, None);
    let near = rate(49_995, 100_000);
    assert_eq!((near.rate_bp, near.met, near.missing), (Some(5_000), Some(false), Some(5)));
}

#[test]
fn ten_years_of_a_leap_day_end_on_28_february() {
    for (end, in_stock) in [("2026-02-28", 1), ("2026-03-01", 0)] {
        let mut sample = Sample::new("2027-01-04");
        let asset = AssetId(sample.id());
        let start = day("2016-02-29");
        let mut drafts = vec![Draft::new(start, added("LEAP", Kind::Desktop, Some(start))).asset(asset)];
        drafts.extend(set_down(day(end), None).map(|draft| draft.asset(asset)));
        sample.record(&drafts);
        let report = sample.report(decree, "2027", View::default()).unwrap();
        assert_eq!(value(&report, Measure::B), Value::Count(in_stock), "{end}");
    }
}

#[test]
fn what_left_without_a_tag_weighs_in_the_period_it_left() {
    let mut sample = Sample::new("2026-11-23");
    let (lot, text) = (LotId(sample.id()), TextId(sample.id()));
    let on = day("2026-05-05");
    let keyboards = LotLine {
        bulk: Some(text),
        count: Some(40),
        for_parts: false,
        item: None,
        mass_g: Some(Grams(20_000)),
        unit_value_cents: None,
        waste_code: None,
    };
    let facts = LotFacts { channel: Some(Channel::Waste), ..LotFacts::default() };
    let shipped = LotShipped {
        assets: vec![],
        bulk: vec![keyboards.clone()],
        facts: facts.clone(),
        mass_g: None,
        media: vec![],
        weighed: false,
    };
    sample.record(&[
        Draft::new(on, LotOpened { facts, number: "LOT-2026-0001".into() }).lot(lot),
        Draft::new(on, LotChanged { add: vec![keyboards], drop: vec![], facts: LotFacts::default() })
            .lot(lot),
        Draft::new(on, shipped).lot(lot),
    ]);
    for (period, grams) in [("2026", 20_000), ("2026-05", 20_000), ("2026-06", 0)] {
        let report = sample.report(reuse, period, View::default()).unwrap();
        assert_eq!(value(&report, Measure::BulkMassG), Value::Grams(grams), "{period}");
        assert_eq!(value(&report, Measure::Departures), Value::Count(0));
        assert_eq!(value(&report, Measure::ReuseShareBp), Value::Nothing);
    }
}
