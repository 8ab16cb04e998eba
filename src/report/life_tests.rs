//! Random lives: the sums of a report add up, and a plain walk over the events finds the same A, B
//! and outcomes.

use std::collections::BTreeMap;

use proptest::{option, prelude::*, sample::select};

use super::{
    Cell, Column, Key, Measure, Report, TableName, Value, decree, reuse,
    sample::{Sample, Way, added, back_in_use, day, set_down},
};
use crate::{
    model::{
        day::Day,
        event::{Draft, Event},
        fact::{Added, Departed, DepartedBefore, Fact, Found, Lost, MediaDeclared, Returned},
        grade::Functional,
        id::{AssetId, LotId},
        kind::{Acquired, Kind, Security},
        leaving::{Cause, Channel, Proof, VoidReason},
        precision::Precision,
        sanitization::Declared,
    },
    rules::outcome::Outcome,
    store::View,
};

/// How a life ends: channel, undertaking in days from it, proof, operation, whether for parts.
type End = (Channel, Option<i32>, Option<Proof>, Option<&'static str>, bool);

/// A life in few words.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is one turn that a life takes or not")]
pub(super) struct Plan {
    kind: Kind,
    age: Option<i16>,
    security: Security,
    leased: bool,
    service: Option<&'static str>,
    gaps: [u16; 5],
    grade: Option<Functional>,
    used_again: bool,
    missing: bool,
    found: bool,
    leaves: Option<End>,
    returned: bool,
    /// Whether that was before the record, how exactly its day is known, and whether its channel is.
    before: Option<(Precision, bool)>,
}

pub(super) fn plan() -> impl Strategy<Value = Plan> {
    let kinds = vec![Kind::Laptop, Kind::Desktop, Kind::Monitor, Kind::Server, Kind::Phone];
    let security = prop_oneof![8 => Just(Security::None), 1 => Just(Security::Classified), 1 => Just(Security::Specific)];
    let operation = select(vec!["R 0", "R 1", "R 4", "R 12", "D 10", "D 14"]);
    let leaves = (
        select(Channel::ALL),
        option::of(-40..40_i32),
        option::of(select(Proof::ALL)),
        option::of(operation),
        prop::bool::weighted(0.1),
    );
    let service = option::of(select(vec!["ETATCIVIL", "URBA", "VOIRIE"]));
    let what =
        (select(kinds), option::weighted(0.9, 1..14_i16), security, prop::bool::weighted(0.1), service);
    let course = (
        prop::array::uniform5(0..400_u16),
        option::of(select(Functional::ALL)),
        any::<bool>(),
        prop::bool::weighted(0.2),
        any::<bool>(),
        option::weighted(0.8, leaves),
        prop::bool::weighted(0.1),
        option::weighted(0.2, (select(Precision::ALL), any::<bool>())),
    );
    (what, course).prop_map(|((kind, age, security, leased, service), course)| {
        let (gaps, grade, used_again, missing, found, leaves, returned, before) = course;
        Plan {
            kind,
            age,
            security,
            leased,
            service,
            gaps,
            grade,
            used_again,
            missing,
            found,
            leaves,
            returned,
            before,
        }
    })
}

fn later(from: Day, days: u16) -> Day {
    (0..days).fold(from, |day, _| day.next())
}

fn shifted(from: Day, days: i32) -> Day {
    (0..days.abs()).fold(from, |day, _| if days < 0 { day.previous() } else { day.next() })
}

pub(super) fn live(sample: &mut Sample, number: usize, plan: &Plan) -> Vec<Draft> {
    let (asset, lot) = (AssetId(sample.id()), LotId(sample.id()));
    let mut now = later(day("2023-01-01"), plan.gaps[0]);
    let start = plan.age.map(|years| now.plus_years(-years));
    let new = Added {
        security: plan.security,
        service: plan.service.map(ToOwned::to_owned),
        acquired: if plan.leased { Acquired::Leased } else { Acquired::New },
        ..added(&format!("T{number:03}"), plan.kind, start)
    };
    let mass = new.mass_g;
    let mut drafts = vec![Draft::new(now, new)];
    now = later(now, plan.gaps[1]);
    let down = set_down(now, plan.grade);
    drafts.extend(down.iter().take(if plan.leased { 2 } else { 3 }).cloned());
    if plan.used_again && !plan.leased {
        now = later(now, plan.gaps[2]);
        drafts.extend(back_in_use(now));
        drafts.extend(set_down(later(now, 30), None));
        now = later(now, 30);
    }
    if plan.missing {
        now = later(now, plan.gaps[3]);
        drafts.push(Draft::new(now, Lost { cause: Cause::Unknown }));
        if plan.found {
            drafts.push(Draft::new(now, Found { in_place: false, media: vec![] }));
            drafts.push(Draft::new(now, MediaDeclared { declared: Declared::Confirmed }));
        }
    }
    let mut drafts: Vec<Draft> = drafts.into_iter().map(|draft| draft.asset(asset)).collect();
    if let Some((channel, undertaken, proof, operation, for_parts)) = plan.leaves {
        let gone = plan.missing && !plan.found;
        let on = later(now, plan.gaps[4]);
        if let Some((precision, known)) = plan.before.filter(|_| !gone) {
            let waste = matches!(channel, Channel::Waste | Channel::EcoOrganism);
            let channel = known.then_some(channel);
            let fact = DepartedBefore { channel, mass_g: mass, mass_source: None, precision, waste };
            drafts.push(Draft::new(precision.last(on), fact).asset(asset));
            return drafts;
        }
        let way = Way {
            on,
            channel: if gone { Channel::Loss } else { channel },
            undertaken_on: undertaken.map(|days| shifted(on, days)),
            proved: proof.map(|proof| (proof, later(on, 20))),
            operation: operation.map(ToOwned::to_owned),
            for_parts,
        };
        drafts.extend(way.drafts(asset, lot, number, mass));
        if plan.returned {
            let returned = Returned { media: vec![], reason: VoidReason::Refused };
            drafts.push(Draft::new(later(on, 60), returned).asset(asset).lot(lot));
        }
    }
    drafts
}

/// What a plain walk over the events of one asset finds.
#[derive(Default)]
struct Walked {
    added: Option<Added>,
    decommissioned_on: Option<Day>,
    here: bool,
    left: Option<(Day, Departed, Option<Day>, Option<LotId>)>,
    undertaken: Option<Day>,
    proved: Option<Proof>,
    /// Whether it left before the record, its year or channel unknown.
    vague: bool,
    service: Option<String>,
}

/// A departure of which nothing is known but its channel.
fn bare(channel: Channel) -> Departed {
    Departed {
        channel,
        for_parts: false,
        impact: None,
        mass_g: None,
        mass_source: None,
        media: vec![],
        operation: None,
        unit_value_cents: None,
        waste: false,
    }
}

/// Walks over the events of an asset up to the end of a day.
fn walk(events: &[Event], asset: AssetId, until: Day) -> Walked {
    let mut walked = Walked::default();
    for event in events.iter().filter(|event| event.on <= until) {
        let mine = event.asset == Some(asset);
        match &event.fact {
            Fact::Added(added) if mine => {
                (walked.added, walked.here) = (Some(added.clone()), true);
                walked.service.clone_from(&added.service);
            }
            Fact::Deployed(deployed) if mine => walked.service = Some(deployed.service.clone()),
            Fact::Decommissioned(_) if mine => walked.decommissioned_on = Some(event.on),
            Fact::Reinstated(_) if mine => walked.decommissioned_on = None,
            Fact::Lost(_) if mine => walked.here = false,
            Fact::Found(_) if mine => walked.here = true,
            Fact::Departed(left) if mine => {
                walked.here = false;
                walked.left = Some((event.on, left.clone(), walked.decommissioned_on, event.lot));
            }
            Fact::DepartedBefore(left) if mine => {
                walked.here = false;
                walked.vague = left.precision == Precision::Unknown || left.channel.is_none();
                walked.left = left.channel.filter(|_| !walked.vague).map(|channel| {
                    let left = Departed { waste: left.waste, ..bare(channel) };
                    (event.on, left, walked.decommissioned_on, None)
                });
            }
            Fact::Returned(_) if mine => (walked.left, walked.here) = (None, true),
            Fact::LotUndertaken(lot) if lot.assets.contains(&asset) => walked.undertaken = Some(event.on),
            Fact::LotProved(lot) if lot.assets.contains(&asset) => walked.proved = Some(lot.outcome),
            _ => {}
        }
    }
    walked
}

impl Walked {
    fn in_scope(&self, decommissioned_on: Option<Day>) -> bool {
        let added = self.added.as_ref().unwrap();
        let aged = added.first_use_date.zip(decommissioned_on);
        !matches!(added.acquired, Acquired::Leased | Acquired::Lent)
            && [2, 6].contains(&added.weee.number())
            && added.security == Security::None
            && aged.is_none_or(|(start, end)| start.plus_years(10) >= end)
    }

    fn outcome(&self) -> Option<Outcome> {
        let (on, left, _, _) = self.left.as_ref()?;
        let in_time = self.undertaken.is_some_and(|day| day <= *on);
        let bound = matches!(left.channel, Channel::Sale | Channel::EcoOrganism | Channel::SupplierTakeback);
        let given = matches!(left.channel, Channel::StaffGift | Channel::BodyGift | Channel::PublicBody);
        let operation = left.operation.as_deref();
        Some(match (left.channel, self.proved) {
            (Channel::LessorReturn, _) => Outcome::ReturnedToOwner,
            (Channel::Loss, _) => Outcome::Loss,
            (_, None) if bound && !left.waste => Outcome::SoldWithoutProof,
            (_, Some(Proof::Reused)) if bound && !left.waste && !in_time => Outcome::SoldWithoutProof,
            (_, Some(Proof::Reused)) if left.waste || operation == Some("R 0") => {
                Outcome::PreparationForReuse
            }
            (_, Some(Proof::Reused)) => Outcome::Reuse,
            (_, Some(Proof::Recycled)) => Outcome::Recycling,
            (_, Some(Proof::Recovered)) => Outcome::OtherRecovery,
            (_, Some(Proof::Disposed)) => Outcome::Disposal,
            (_, None) if given && left.for_parts => Outcome::Pending,
            (_, None) if given => Outcome::Reuse,
            (_, None) => match operation {
                Some("R 0") => Outcome::PreparationForReuse,
                Some("R 4") => Outcome::Recycling,
                Some("R 1") => Outcome::OtherRecovery,
                Some("D 10") => Outcome::Disposal,
                _ => Outcome::Pending,
            },
        })
    }

    fn in_a(&self) -> bool {
        let Some((on, left, decommissioned_on, _)) = &self.left else { return false };
        let counts = match left.channel {
            Channel::StaffGift | Channel::BodyGift | Channel::PublicBody => !left.for_parts,
            Channel::Sale | Channel::EcoOrganism | Channel::SupplierTakeback => {
                self.undertaken.is_some_and(|day| day <= *on) && self.proved == Some(Proof::Reused)
            }
            Channel::Waste | Channel::Loss | Channel::LessorReturn => false,
        };
        counts && self.in_scope(*decommissioned_on)
    }

    fn left_in(&self, year: i16) -> bool {
        self.left.as_ref().is_some_and(|(on, ..)| on.year() == year)
    }
}

fn number(value: Option<Value>) -> u64 {
    match value {
        Some(Value::Count(number)) => number,
        other => panic!("{other:?} is no number of pieces"),
    }
}

fn column_sum(report: &Report, table: TableName, key: Key) -> i64 {
    let table = report.table(table).unwrap();
    let at = table.columns.iter().position(|column| *column == Column::Of(key)).unwrap();
    let of = |row: &Vec<Cell>| match row[at] {
        Cell::Value(Value::Count(number)) => number.cast_signed(),
        Cell::Value(Value::Grams(grams)) => grams,
        _ => panic!("no number"),
    };
    table.rows.iter().map(of).sum()
}

/// Every figure that counts assets counts as many as it names, and the sums of tables are figures.
fn adds_up(report: &Report) {
    for explained in report.explain.iter().flatten() {
        let value = match explained.group {
            None => report.value(explained.key),
            Some(group) => report.group(group).iter().find(|(key, _)| *key == explained.key).map(|(_, v)| *v),
        };
        assert_eq!(number(value), explained.tags.len() as u64, "{}", explained.path());
        assert!(explained.tags.is_sorted());
    }
    if report.table(TableName::ByKind).is_none() {
        return;
    }
    let outcomes: u64 = Outcome::ALL.iter().map(|outcome| number(report.value(*outcome))).sum();
    assert_eq!(number(report.value(Measure::Departures)), outcomes);
    let grams = |(_, value): &(Key, Value)| if let Value::Grams(grams) = value { *grams } else { 0 };
    let mass: i64 = report.group(Measure::MassG).iter().map(grams).sum();
    for table in [TableName::ByKind, TableName::ByService, TableName::ByMonth] {
        let counted = [Measure::Departures, Measure::InternalSecondLives].map(Key::from).into_iter();
        for key in counted.chain(Outcome::ALL.iter().map(|outcome| Key::from(*outcome))) {
            assert_eq!(column_sum(report, table, key), number(report.value(key)).cast_signed(), "{key:?}");
        }
        assert_eq!(column_sum(report, table, Measure::MassG.into()), mass);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_plain_walk_over_the_events_finds_the_same(plans in prop::collection::vec(plan(), 1..16)) {
        let mut sample = Sample::new("2029-01-15");
        for (at, plan) in plans.iter().enumerate() {
            let drafts = live(&mut sample, at + 1, plan);
            sample.record(&drafts);
        }
        let events = sample.events();
        let end = day("2029-01-15");
        let assets: Vec<AssetId> = events.iter()
            .filter(|event| matches!(event.fact, Fact::Added(_)))
            .filter_map(|event| event.asset).collect();
        for year in 2023..=2028 {
            let period = year.to_string();
            let report = sample.report(decree, &period, View::default()).unwrap();
            adds_up(&report);
            let eve = Day::new(year - 1, 12, 31).unwrap();
            let b = assets.iter().map(|asset| walk(&events, *asset, eve)).filter(|walked| {
                walked.here && walked.decommissioned_on.is_some() && walked.in_scope(walked.decommissioned_on)
            });
            prop_assert_eq!(number(report.value(Measure::B)), b.count() as u64);
            let gone = assets.iter().map(|asset| walk(&events, *asset, end));
            let all: Vec<Walked> = gone.collect();
            let vague = all.iter().filter(|walked| walked.vague).count();
            let gone: Vec<Walked> = all.into_iter().filter(|walked| walked.left_in(year)).collect();
            let a = gone.iter().filter(|walked| walked.in_a()).count();
            prop_assert_eq!(number(report.value(Measure::A)), a as u64);

            let report = sample.report(reuse, &period, View::default()).unwrap();
            adds_up(&report);
            prop_assert_eq!(number(report.value(Measure::BeforeRecord)), vague as u64);
            adds_up(&sample.report(reuse, &format!("{year}-Q4"), View::default()).unwrap());
            let mut outcomes = BTreeMap::new();
            for outcome in gone.iter().filter_map(Walked::outcome) {
                *outcomes.entry(outcome).or_insert(0_u64) += 1;
            }
            let mut services = BTreeMap::new();
            for walked in &gone {
                *services.entry(walked.service.clone()).or_insert(0_u64) += 1;
            }
            for row in &report.table(TableName::ByService).unwrap().rows {
                let (Cell::Service(service), Cell::Value(value)) = (&row[0], &row[1]) else { panic!("{row:?}") };
                prop_assert_eq!(number(Some(*value)), services.remove(service).unwrap_or_default());
            }
            prop_assert!(services.is_empty(), "{:?}", services);
            for outcome in Outcome::ALL {
                let found = outcomes.get(outcome).copied().unwrap_or_default();
                prop_assert_eq!(number(report.value(*outcome)), found, "{}", outcome);
            }
        }
    }
}
