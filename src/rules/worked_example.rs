//! The worked example of the year 2026: sixteen assets, every figure known beforehand.

use crate::{
    model::{
        amount::Grams,
        day::Day,
        kind::{Kind, Security, WeeeCategory},
        leaving::{Channel, Proof},
    },
    rules::{
        impact, mass,
        outcome::{Leaving, Outcome},
        reen::{self, Facts, OutOfScope, Rate},
        waste::Operation,
        weee,
    },
};

/// id, kind, start of its age, decommissioned, left, channel, undertaken, proved, security,
/// operation, back in use.
const TABLE: &str = "\
A01,laptop,2019-03-01,2025-11-10,2026-03-15,body_gift,,,none,,
A02,desktop,2018-06-01,2025-12-01,2026-04-10,sale,2026-04-01,2026-06-01,none,,
A03,desktop,2018-06-01,2025-12-01,2026-04-10,sale,2026-04-01,,none,,
A04,monitor,2015-01-15,2025-06-30,2026-05-05,waste,,,none,R 4,
A05,laptop,2016-09-01,2025-09-01,2026-05-05,waste,,,none,R 4,
A06,server,2019-01-01,2025-10-01,2026-05-05,waste,,,none,R 12,
A07,laptop,2020-01-01,2025-10-01,2026-05-06,waste,,,classified,R 4,
A08,tablet,2020-01-01,2026-02-01,2026-06-01,staff_gift,,,none,,
A09,desktop,2019-01-01,2025-10-01,,,,,none,,
A10,laptop,2019-01-01,2026-05-01,2026-09-01,eco_organism,,,none,R 4,
A11,laptop,2019-01-01,2025-12-20,2026-02-02,eco_organism,2026-01-15,2026-05-20,none,R 0,
A12,desktop,2019-01-01,2025-11-01,,,,,none,,2026-01-20
A13,monitor,2016-01-01,2026-01-01,,,,,none,,
A14,laptop,2019-01-01,2025-08-01,2025-12-31,body_gift,,,none,,
A15,laptop,2019-01-01,2025-08-01,2026-01-01,body_gift,,,none,,
A16,laptop,2020-01-01,2026-03-01,2026-10-10,waste,,,none,D 10,";

struct Asset {
    id: &'static str,
    kind: Kind,
    facts: Facts,
    leaving: Option<Leaving>,
    reinstated: Option<Day>,
}

impl Asset {
    fn in_scope(&self) -> bool {
        reen::scope(&self.facts).is_ok()
    }

    fn left_in(&self, year: i16) -> Option<&Leaving> {
        self.leaving.as_ref().filter(|leaving| leaving.on.year() == year)
    }

    /// In B of a year: decommissioned, not departed and not back in use, on the eve of its first day.
    fn in_b(&self, year: i16) -> bool {
        let start = Day::new(year, 1, 1).unwrap();
        self.in_scope()
            && self.facts.decommissioned_on.is_some_and(|day| day < start)
            && self.leaving.is_none_or(|leaving| leaving.on >= start)
            && self.reinstated.is_none_or(|day| day >= start)
    }

    fn in_a(&self, year: i16) -> bool {
        self.in_scope() && self.left_in(year).is_some_and(Leaving::in_a)
    }
}

fn read(line: &'static str) -> Asset {
    let fields: Vec<&str> = line.split(',').collect();
    let day = |at: usize| Some(fields[at]).filter(|text| !text.is_empty()).map(|d| Day::parse(d).unwrap());
    let kind = Kind::from_code(fields[1]).unwrap();
    let leaving = Channel::from_code(fields[5]).map(|channel| Leaving {
        channel,
        on: day(4).unwrap(),
        // What leaves as waste, or to an eco-organism without an undertaking, becomes waste.
        waste: channel == Channel::Waste || (channel == Channel::EcoOrganism && day(6).is_none()),
        for_parts: false,
        undertaken_on: day(6),
        proof: day(7).map(|_| Proof::Reused),
        planned: Operation::parse(fields[9]).ok(),
        proved: None,
    });
    Asset {
        id: fields[0],
        kind,
        facts: Facts {
            owned: true,
            weee: weee::category(kind),
            security: Security::from_code(fields[8]).unwrap(),
            age_start: day(2),
            decommissioned_on: day(3),
        },
        leaving,
        reinstated: day(10),
    }
}

fn assets() -> Vec<Asset> {
    TABLE.lines().map(read).collect()
}

fn ids(chosen: impl Fn(&Asset) -> bool) -> Vec<&'static str> {
    assets().iter().filter(|asset| chosen(asset)).map(|asset| asset.id).collect()
}

#[test]
fn the_categories_are_those_of_the_example() {
    let categories: Vec<u8> = assets().iter().map(|asset| asset.facts.weee.number()).collect();
    assert_eq!(categories, [2, 6, 6, 2, 2, 4, 2, 2, 6, 2, 2, 6, 2, 2, 2, 2]);
    assert_eq!(weee::category(Kind::Server), WeeeCategory::LARGE);
}

#[test]
fn the_stock_of_each_first_of_january_is_b() {
    assert_eq!(ids(|a| a.in_b(2026)), ["A01", "A02", "A03", "A05", "A09", "A11", "A12", "A15"]);
    assert_eq!(ids(|a| a.in_b(2027)), ["A09", "A13"]);
}

#[test]
fn the_goods_directed_to_reuse_are_a() {
    assert_eq!(ids(|a| a.in_a(2026)), ["A01", "A02", "A08", "A11", "A15"]);
    assert_eq!(ids(|a| a.in_a(2025)), ["A14"]);
}

#[test]
fn the_rate_of_2026_is_62_50_percent_and_the_operational_one_55_56() {
    let count = |ids: Vec<&str>| u64::try_from(ids.len()).unwrap();
    let (a, b) = (count(ids(|x| x.in_a(2026))), count(ids(|x| x.in_b(2026))));
    let expected = Rate { rate_bp: Some(6_250), met: Some(true), missing: Some(0) };
    assert_eq!(reen::rate(a, b, reen::target_bp(2026)), expected);
    let departures = ids(|x| x.in_scope() && x.left_in(2026).is_some());
    assert_eq!(departures, ["A01", "A02", "A03", "A05", "A08", "A10", "A11", "A15", "A16"]);
    assert_eq!(reen::share_bp(a, count(departures)), Some(5_556));
}

#[test]
fn three_departures_are_out_of_scope_each_for_one_reason() {
    let reasons: Vec<_> = assets()
        .iter()
        .filter(|asset| asset.left_in(2026).is_some())
        .filter_map(|asset| Some((asset.id, reen::scope(&asset.facts).err()?)))
        .collect();
    assert_eq!(
        reasons,
        [("A04", OutOfScope::Age), ("A06", OutOfScope::Category), ("A07", OutOfScope::Classified)]
    );
}

#[test]
fn every_departure_of_2026_has_its_outcome() {
    let with = |outcome| ids(|a| a.left_in(2026).is_some_and(|leaving| leaving.outcome() == outcome));
    assert_eq!(with(Outcome::Reuse), ["A01", "A02", "A08", "A15"]);
    assert_eq!(with(Outcome::PreparationForReuse), ["A11"]);
    assert_eq!(with(Outcome::SoldWithoutProof), ["A03"]);
    assert_eq!(with(Outcome::Recycling), ["A04", "A05", "A07", "A10"]);
    assert_eq!(with(Outcome::Disposal), ["A16"]);
    assert_eq!(with(Outcome::Pending), ["A06"]);
    assert_eq!(Outcome::ALL.iter().map(|outcome| with(*outcome).len()).sum::<usize>(), 12);
}

#[test]
fn ten_kilograms_and_a_quarter_of_the_48_that_left_found_a_second_life() {
    let grams = |outcomes: &[Outcome]| -> i64 {
        assets()
            .iter()
            .filter(|a| a.left_in(2026).is_some_and(|leaving| outcomes.contains(&leaving.outcome())))
            .map(|a| mass::default_mass(a.kind).map_or(0, |Grams(grams)| grams))
            .sum()
    };
    assert_eq!(grams(&[Outcome::Reuse, Outcome::PreparationForReuse]), 10_250);
    assert_eq!(grams(Outcome::ALL), 48_850);
}

#[test]
fn reuse_avoided_401_kilograms_of_co2e_at_most() {
    let avoided: i64 = assets()
        .iter()
        .filter(|asset| asset.in_a(2026))
        .filter_map(|asset| impact::factor(asset.kind))
        .map(impact::Factor::avoided_g)
        .sum();
    assert_eq!(avoided, 401_380);
}
