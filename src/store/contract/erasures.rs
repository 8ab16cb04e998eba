//! What was done to remove the data of media, attempt by attempt, and who accepted it.

use super::world::{Make, World, decommissioned, draft, is_gate, medium_added, sanitised, wipe};
use crate::{
    model::{
        amount::Bytes,
        attempt::Attempt,
        day::Instant,
        event::{Draft, Hash, Seq},
        fact::{Configured, MediumAdded, MediumRead, Run, Sanitised, Validated},
        id::MediumId,
        leaving::Channel,
        lot::LotItem,
        medium::Reading,
        sanitization::{Claim, Health, Inventory, MediumKind, MediumStatus, Method, Verdict},
    },
    store::{AttemptsOf, FindingCode, Signature},
};

fn run(log: u8, line: u32) -> Run {
    Run {
        bytes: Some(Bytes(256_060_514_304)),
        errors: Some(0),
        finished_at: Some(Instant::from_millis(1_772_000_000_000)),
        line,
        log: Hash([log; 32]),
        method: Some(Method::DodShort),
        passes: Some(3),
        started_at: Some(Instant::from_millis(1_771_990_000_000)),
        zone_assumed: true,
    }
}

fn second_person(value: &str) -> Configured {
    Configured { key: "sanitization.second_person".to_owned(), value: value.to_owned() }
}

fn cleared(world: &World, medium: MediumId) -> bool {
    world.medium(medium).cleared(world.ask(|r| r.policies()).clearance())
}

fn attempts(world: &World, medium: MediumId) -> Vec<Attempt> {
    world.ask(|r| r.attempts(AttemptsOf::Medium(medium)))
}

/// Records a draft as somebody else than the usual person.
fn as_another(world: &World, draft: Draft) -> Seq {
    let signature = Signature { actor: "amartin".to_owned(), ..world.signature() };
    let store = world.store();
    let mut writer = store.write(&signature).unwrap();
    writer.record(&[draft]).unwrap();
    writer.commit().unwrap().unwrap().last
}

fn validated(on: &str, medium: MediumId, seq: Seq) -> Draft {
    draft(on, Validated { seq }).medium(medium)
}

pub(in crate::store) fn an_attempt_comes_back_with_all_that_its_log_said(make: Make<'_>) {
    let world = World::new(make);
    let (one, other) = (world.disk(None, "2026-01-01"), world.disk(None, "2026-01-01"));
    let told = |line| Sanitised { run: Some(run(7, line)), ..sanitised(Claim::Clear, Verdict::Pass) };
    let first = world.write(&[wipe("2026-01-02", one)]);
    let second = world.write(&[draft("2026-01-03", told(27)).medium(one)]);
    let third = world.write(&[draft("2026-01-03", told(31)).medium(other)]);
    let of_one = attempts(&world, one);
    assert_eq!(of_one.iter().map(|a| a.seq).collect::<Vec<_>>(), [first, second]);
    assert_eq!((of_one[0].run.clone(), of_one[1].run.clone()), (None, Some(run(7, 27))));
    assert_eq!((of_one[1].claim, of_one[1].result), (Claim::Clear, Verdict::Pass));
    assert_eq!(world.ask(|r| r.actor(of_one[1].operator)).as_deref(), Some("jdupont"));
    let of_log = |log| world.ask(|r| r.attempts(AttemptsOf::Log(&Hash([log; 32]))));
    let found: Vec<_> = of_log(7).iter().map(|a| (a.medium, a.seq)).collect();
    assert_eq!(found, [(one, second), (other, third)]);
    assert_eq!(of_log(8), []);
    assert_eq!(world.all_findings(), []);
}

pub(in crate::store) fn an_attempt_that_was_voided_is_not_there(make: Make<'_>) {
    let world = World::new(make);
    let disk = world.disk(None, "2026-01-01");
    let seq = world.write(&[wipe("2026-01-02", disk)]);
    world.void(seq);
    assert_eq!(attempts(&world, disk), []);
    assert_eq!(world.medium(disk).status, MediumStatus::Unknown);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_validation_is_that_of_the_last_attempt(make: Make<'_>) {
    let world = World::new(make);
    let disk = world.disk(None, "2026-01-01");
    let first = world.write(&[wipe("2026-01-02", disk)]);
    let seq = as_another(&world, validated("2026-01-03", disk, first));
    assert!(world.medium(disk).validated);
    let validation = attempts(&world, disk)[0].validation.unwrap();
    assert_eq!((validation.seq, validation.on.to_string().as_str()), (seq, "2026-01-03"));
    assert_eq!(world.ask(|r| r.actor(validation.by)).as_deref(), Some("amartin"));
    // What is done again has to be accepted again; an earlier attempt is not.
    let second = world.write(&[wipe("2026-01-04", disk)]);
    assert!(!world.medium(disk).validated);
    as_another(&world, validated("2026-01-05", disk, first));
    assert!(!world.medium(disk).validated);
    as_another(&world, validated("2026-01-05", disk, second));
    assert!(world.medium(disk).validated);
    world.void(second);
    assert!(world.medium(disk).validated, "the first stands, and was accepted");
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_second_person_is_asked_of_every_medium(make: Make<'_>) {
    let world = World::new(make);
    let disks = [world.disk(None, "2026-01-01"), world.disk(None, "2026-01-01")];
    let wiped = disks.map(|disk| world.write(&[wipe("2026-01-02", disk)]));
    as_another(&world, validated("2026-01-03", disks[0], wiped[0]));
    let both = || disks.map(|disk| cleared(&world, disk));
    assert_eq!(both(), [true, true]);
    world.write(&[draft("2026-01-04", second_person("on"))]);
    assert_eq!(both(), [true, false]);
    world.write(&[draft("2026-01-04", second_person("off"))]);
    assert_eq!(both(), [true, true]);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn the_gate_asks_for_a_second_person_where_the_policy_does(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let disk = world.disk(Some(asset), "2026-01-01");
    let seq = world.write(&[wipe("2026-01-02", disk)]);
    world.write(&[draft("2026-01-03", second_person("on"))]);
    world.about(asset, "2026-01-04", decommissioned());
    let lot = world.open_lot("LOT-2026-0001", Channel::Sale);
    world.add_to(lot, &[LotItem::Asset(asset)]);
    let refused = world.try_write(&world.shipment(lot, "2026-03-01", &[asset], &[]));
    assert!(is_gate(&refused), "{refused:?}");
    as_another(&world, validated("2026-02-03", disk, seq).asset(asset));
    world.write(&world.shipment(lot, "2026-03-01", &[asset], &[]));
    assert_eq!(world.all_findings(), []);
}

pub(in crate::store) fn whoever_sanitised_does_not_validate(make: Make<'_>) {
    let world = World::new(make);
    let disk = world.disk(None, "2026-01-01");
    let seq = world.write(&[wipe("2026-01-02", disk)]);
    let own = world.write(&[validated("2026-01-03", disk, seq)]);
    let nothing = as_another(&world, validated("2026-01-03", disk, own));
    let found: Vec<_> = world.all_findings().iter().map(|f| (f.code, f.seq)).collect();
    let code = FindingCode::OwnValidation;
    assert_eq!(found, [(code, Some(own)), (code, Some(nothing))]);
}

pub(in crate::store) fn a_reading_is_known_until_it_is_voided(make: Make<'_>) {
    let world = World::new(make);
    let (asset, disk) = (world.laptop("A-1"), world.medium_id());
    let seen = MediumAdded { kind: MediumKind::Other, model: None, seen: true, ..medium_added() };
    world.write(&[draft("2026-01-02", seen).medium(disk).asset(asset)]);
    assert_eq!(world.asset(asset).inventory, Inventory::Open, "a tool saw it: nobody said that it is all");
    assert_eq!(world.medium(disk).reading, None);
    let at = Some(Instant::from_millis(1_772_000_000_000));
    let read = |hours, health, model: Option<&str>| MediumRead {
        health: Some(health),
        kind: Some(MediumKind::Hdd),
        model: model.map(str::to_owned),
        power_on_hours: hours,
        read_at: at,
        ..MediumRead::default()
    };
    world.write(&[draft("2026-01-03", read(Some(12_173), Health::Passed, Some("ST500LT012"))).medium(disk)]);
    let first = world.medium(disk);
    assert_eq!(first.reading, Some(Reading { hours: Some(12_173), health: Health::Passed, at }));
    assert_eq!(
        (first.kind, first.model.as_deref(), first.claim),
        (MediumKind::Hdd, Some("ST500LT012"), None)
    );
    let seq = world.write(&[draft("2026-01-01", read(None, Health::Failed, None)).medium(disk)]);
    let second = world.medium(disk);
    assert_eq!(second.reading, Some(Reading { hours: Some(12_173), health: Health::Failed, at }));
    assert_eq!(second.last_on, first.last_on, "it bounds no day");
    assert_eq!(world.findings(), []);
    world.void(seq);
    assert_eq!(world.medium(disk).reading, first.reading);
    assert_eq!(world.all_findings(), []);
}
