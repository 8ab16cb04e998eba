//! Lives: what a fold of the store shows of assets and media.

use super::world::{
    Make, World, added, day, decommissioned, deployed, draft, moved, readied, sanitised, triaged, wipe,
    worked,
};
use crate::{
    model::{
        asset::{Stay, Use},
        event::Seq,
        fact::{
            Added, Collected, Configured, Decommissioned, Destroyed, Fact, Found, Lost, MediaDeclared,
            Reinstated, Worked,
        },
        id::AssetId,
        kind::Kind,
        leaving::{Cause, Channel, Decision},
        lifecycle::State,
        period::Period,
        sanitization::{Claim, Declared, Inventory, MediumStatus, Technique, Verdict, Verify},
    },
    store::{Flow, Name},
};

fn collect(world: &World, asset: AssetId, on: &str) -> Seq {
    world.about(asset, on, Collected { media: Vec::new(), site: Some("DEPOT".to_owned()) })
}

fn uses(world: &World) -> Vec<Stay> {
    let mut stays = Vec::new();
    let ever = Period { from: day("1900-01-01"), to: day("9998-12-31") };
    world.ask(|r| {
        r.uses(ever, &mut |_, stay| {
            stays.push(stay.clone());
            Flow::Continue(())
        })
    });
    stays
}

pub(in crate::store) fn a_second_life_follows_a_renewal_and_a_redeployment_does_not(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    world.about(asset, "2026-01-02", deployed("URBA", &[]));
    collect(&world, asset, "2026-02-01");
    world.about(asset, "2026-02-02", triaged(Decision::Keep));
    world.about(asset, "2026-02-03", deployed("VOIRIE", &[]));
    collect(&world, asset, "2026-03-01");
    world.about(asset, "2026-03-02", triaged(Decision::Recondition));
    world.about(asset, "2026-03-03", readied());
    world.about(asset, "2026-03-04", deployed("ECOLE", &[]));
    collect(&world, asset, "2026-04-01");
    world.about(asset, "2026-04-02", decommissioned());
    world.about(asset, "2026-04-03", triaged(Decision::Keep));
    world.about(asset, "2026-04-04", Reinstated {});
    world.about(asset, "2026-04-04", deployed("URBA", &[]));
    let began: Vec<_> = uses(&world).iter().map(|stay| stay.began.unwrap()).collect();
    assert_eq!(began, [Use::First, Use::Redeployment, Use::SecondLife, Use::SecondLife]);
    let shown = world.asset(asset);
    assert_eq!((shown.deployments, shown.second_lives), (4, 2));
    assert_eq!(shown.service.as_deref(), Some("URBA"));
    assert_eq!(shown.decommissioned_on, None);
    let last = uses(&world).pop().unwrap();
    assert_eq!((last.from, last.to), (day("2026-04-04"), None));
    // One that came in deployed has had its first use.
    let state = State::Deployed;
    let used = world.asset_id();
    world.about(used, "2026-05-01", Added { state, service: Some("URBA".to_owned()), ..added("A-2") });
    assert_eq!(world.asset(used).deployments, 1);
}

pub(in crate::store) fn a_lost_asset_comes_back_where_it_was_or_to_the_workshop_door(make: Make<'_>) {
    let world = World::new(make);
    let (one, two) = (world.laptop("A-1"), world.laptop("A-2"));
    for asset in [one, two] {
        world.write(&[draft("2026-01-01", MediaDeclared { declared: Declared::None }).asset(asset)]);
        world.about(asset, "2026-01-02", deployed("URBA", &[]));
        world.about(asset, "2026-02-01", Lost { cause: Cause::Stolen });
        let lost = world.asset(asset);
        assert_eq!((lost.state, lost.before), (State::Missing, Some(State::Deployed)));
        assert_eq!(lost.cause, Some(Cause::Stolen));
    }
    world.about(one, "2026-03-01", Found { in_place: true, media: Vec::new() });
    world.about(two, "2026-03-01", Found { in_place: false, media: Vec::new() });
    for (asset, state) in [(one, State::Deployed), (two, State::Collected)] {
        let found = world.asset(asset);
        assert_eq!((found.state, found.before, found.cause), (state, None, None));
        assert_eq!(found.inventory, Inventory::Open);
        assert_eq!((found.deployments, found.service.as_deref()), (1, Some("URBA")));
    }
}

pub(in crate::store) fn what_was_written_off_can_be_found(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let disk = world.disk(Some(asset), "2026-01-01");
    world.about(asset, "2026-01-02", Lost { cause: Cause::Lost });
    world.ship("LOT-1", Channel::Loss, "2026-02-04", &[asset]);
    assert_eq!(world.medium(disk).departed_on, Some(day("2026-02-04")));
    world.about(asset, "2026-06-01", Found { in_place: true, media: vec![disk] });
    let found = world.asset(asset);
    assert_eq!((found.state, found.departed_on, found.channel), (State::InStock, None, None));
    assert_eq!(found.inventory, Inventory::Open);
    assert_eq!(world.medium(disk).departed_on, None);
    assert_eq!(world.departure(asset).unwrap().returned_on, Some(day("2026-06-01")));
}

pub(in crate::store) fn a_decommissioning_waits_for_the_return(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    world.about(asset, "2026-01-02", deployed("URBA", &[]));
    let act = Some("2026-12".to_owned());
    let decided = Decommissioned { act: act.clone(), when_collected: true, ..decommissioned() };
    world.about(asset, "2026-01-03", decided);
    let waits = world.asset(asset);
    assert!(waits.decommission_when_collected);
    assert_eq!((waits.act, waits.decommissioned_on), (act.clone(), None));
    collect(&world, asset, "2026-02-01");
    world.about(asset, "2026-02-01", Decommissioned { act: act.clone(), ..decommissioned() });
    let done = world.asset(asset);
    assert!(!done.decommission_when_collected);
    assert_eq!((done.act, done.decommissioned_on), (act, Some(day("2026-02-01"))));
}

pub(in crate::store) fn a_deployment_ends_a_sanitisation(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let (disk, shredded) = (world.disk(Some(asset), "2026-01-01"), world.disk(Some(asset), "2026-01-01"));
    assert_eq!(world.medium(disk).status, MediumStatus::Unknown);
    let destroyed = Destroyed {
        action: Technique::Shred,
        claim: Claim::Destroy,
        result: Verdict::Pass,
        rules: "2026.1".to_owned(),
        tool: None,
        verify: Verify::None,
    };
    world.write(&[wipe("2026-01-02", disk), draft("2026-01-02", destroyed).medium(shredded)]);
    assert_eq!(world.medium(disk).status, MediumStatus::Sanitised);
    world.about(asset, "2026-01-03", deployed("URBA", &[disk, shredded]));
    let used = world.medium(disk);
    assert_eq!((used.status, used.claim), (MediumStatus::HoldsData, None));
    assert_eq!(used.used_by.as_deref(), Some("URBA"));
    assert_eq!(world.medium(shredded).status, MediumStatus::Destroyed);
    let cleared: Vec<_> = world.ask(|r| r.media_of(asset)).iter().map(|m| m.cleared).collect();
    assert_eq!(cleared, [false, true]);
}

pub(in crate::store) fn a_failed_sanitisation_leaves_nothing_known(make: Make<'_>) {
    let world = World::new(make);
    let disk = world.disk(None, "2026-01-01");
    let attempt = |claim, result| {
        world.write(&[draft("2026-01-02", sanitised(claim, result)).medium(disk)]);
        world.medium(disk).status
    };
    assert_eq!(attempt(Claim::Clear, Verdict::Fail), MediumStatus::Unknown);
    assert_eq!(attempt(Claim::None, Verdict::Pass), MediumStatus::Unknown);
    assert_eq!(attempt(Claim::Clear, Verdict::Pass), MediumStatus::Sanitised);
    assert_eq!(attempt(Claim::Clear, Verdict::Unknown), MediumStatus::Unknown);
    assert_eq!(world.medium(disk).verdict, Some(Verdict::Unknown));
}

pub(in crate::store) fn a_stricter_policy_asks_again_of_every_medium(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let disks: Vec<_> = (0..4).map(|_| world.disk(Some(asset), "2026-01-01")).collect();
    for (disk, claim) in disks.iter().zip([Claim::ClearLimited, Claim::Clear, Claim::Purge, Claim::Destroy]) {
        world.write(&[draft("2026-01-02", sanitised(claim, Verdict::Pass)).medium(*disk)]);
    }
    let cleared = || -> Vec<_> { world.ask(|r| r.media_of(asset)).iter().map(|m| m.cleared).collect() };
    let minimum = |value: &str| {
        let (key, value) = ("sanitization.minimum".to_owned(), value.to_owned());
        draft("2026-01-03", Configured { key, value })
    };
    assert_eq!(cleared(), [true, true, true, true]);
    world.write(&[minimum("purge")]);
    assert_eq!(cleared(), [false, false, true, true]);
    // In one batch: what is folded after it knows it, what was folded before learns it.
    let late = world.disk(Some(asset), "2026-01-04");
    world.write(&[
        draft("2026-01-04", sanitised(Claim::Purge, Verdict::Pass)).medium(late),
        minimum("destroy"),
    ]);
    assert_eq!(cleared(), [false, false, false, true, false]);
    world.write(&[minimum("clear"), draft("2026-01-05", deployed("URBA", &disks[..1])).asset(asset)]);
    assert_eq!(cleared(), [false, true, true, true, true]);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn an_inventory_opens_and_closes(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let inventory = || world.asset(asset).inventory;
    assert_eq!(inventory(), Inventory::Open);
    let declared = |declared| Fact::from(MediaDeclared { declared });
    let added = world.disk(Some(asset), "2026-01-02");
    assert_eq!(inventory(), Inventory::Closed);
    world.about(asset, "2026-01-02", Lost { cause: Cause::Lost });
    world.about(asset, "2026-01-03", Found { in_place: true, media: vec![added] });
    assert_eq!(inventory(), Inventory::Open);
    world.about(asset, "2026-01-04", declared(Declared::Confirmed));
    assert_eq!(inventory(), Inventory::Closed);
    world.write(&[draft("2026-01-05", moved(Some(asset), None)).medium(added)]);
    assert_eq!(inventory(), Inventory::Closed);
    let screen = world.asset_id();
    world.about(screen, "2026-01-01", Added { kind: Kind::Monitor, ..self::added("A-2") });
    assert_eq!(world.asset(screen).inventory, Inventory::Closed);
    world.about(screen, "2026-01-02", Lost { cause: Cause::Lost });
    world.about(screen, "2026-01-03", Found { in_place: true, media: Vec::new() });
    assert_eq!(world.asset(screen).inventory, Inventory::Closed);
}

pub(in crate::store) fn waste_stays_waste_from_its_first_day(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let mut recycle = triaged(Decision::Recycle);
    world.about(asset, "2026-01-02", recycle.clone());
    assert_eq!(world.asset(asset).waste_since, None);
    recycle.waste = true;
    world.about(asset, "2026-01-03", recycle);
    world.about(asset, "2026-01-04", Decommissioned { waste: true, ..decommissioned() });
    assert_eq!(world.asset(asset).waste_since, Some(day("2026-01-03")));
}

pub(in crate::store) fn what_is_sent_out_is_with_whoever_has_it_until_it_is_back(make: Make<'_>) {
    let world = World::new(make);
    let (asset, donor, maker) = (world.laptop("A-1"), world.laptop("A-2"), world.party_id());
    world.about(asset, "2026-01-02", triaged(Decision::Recondition));
    let repair = Worked { from: Some(donor), minutes: Some(20), ..worked() };
    let first = world.about(asset, "2026-01-03", repair);
    let sent = world.about(asset, "2026-01-04", Worked { sent_to: Some(maker), ..worked() });
    assert_eq!(world.asset(asset).sent_to, Some(maker));
    let back = world.about(asset, "2026-01-09", Worked { back: true, ..worked() });
    assert_eq!(world.asset(asset).sent_to, None);
    let works = || world.ask(|r| r.works_of(asset));
    let told: Vec<_> = works().iter().map(|w| (w.seq, w.on, w.sent_to, w.back_on)).collect();
    assert_eq!(
        told,
        [
            (first, day("2026-01-03"), None, None),
            (sent, day("2026-01-04"), Some(maker), Some(day("2026-01-09"))),
            (back, day("2026-01-09"), None, None),
        ]
    );
    // Who gave a part was not worked on, but stands in its history, and bounds its days.
    assert_eq!(world.ask(|r| r.works_of(donor)), []);
    assert_eq!(world.history(donor).last().map(|event| event.seq), Some(first));
    assert_eq!(world.asset(donor).last_on, day("2026-01-03"));
    world.void(back);
    assert_eq!((world.asset(asset).sent_to, works().len()), (Some(maker), 2));
    assert_eq!(works()[1].back_on, None);
    // Lost by whoever had it, and found there; then found elsewhere.
    world.about(asset, "2026-01-10", Lost { cause: Cause::Lost });
    world.about(asset, "2026-01-11", Found { in_place: true, media: Vec::new() });
    assert_eq!((world.asset(asset).state, world.asset(asset).sent_to), (State::InWorkshop, Some(maker)));
    world.about(asset, "2026-01-12", Lost { cause: Cause::Lost });
    world.about(asset, "2026-01-13", Found { in_place: false, media: Vec::new() });
    assert_eq!((world.asset(asset).state, world.asset(asset).sent_to), (State::Collected, None));
    assert_eq!(works()[1].back_on, Some(day("2026-01-13")));
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_machine_that_comes_back_with_another_serial_is_found_by_both(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.asset_id();
    world.about(asset, "2026-01-01", Added { serial: Some("OLD".to_owned()), ..added("A-1") });
    let disk = world.disk(Some(asset), "2026-01-01");
    let swap = |new: &str, old: &str| Worked {
        back: true,
        media: vec![disk],
        new_serial: Some(new.to_owned()),
        old_serial: Some(old.to_owned()),
        ..worked()
    };
    let first = world.about(asset, "2026-01-02", swap("NEW", "OLD"));
    let named = |name: Name<'_>| world.ask(|r| r.named(&name));
    assert_eq!(named(Name::Serial("NEW")), [asset.into()]);
    assert_eq!(named(Name::Alias("old")), [asset.into()]);
    assert_eq!(named(Name::Serial("OLD")), []);
    assert_eq!(world.asset(asset).inventory, Inventory::Open);
    // Back with its first board, and then with another: each name stands once.
    world.about(asset, "2026-01-03", swap("OLD", "NEW"));
    world.about(asset, "2026-01-04", swap("THIRD", "OLD"));
    assert_eq!(world.asset(asset).aliases, ["OLD", "NEW"]);
    assert_eq!(world.findings(), []);
    world.void(first + 2);
    world.void(first + 1);
    world.void(first);
    let before = world.asset(asset);
    assert_eq!((before.serial.as_deref(), before.aliases.len()), (Some("OLD"), 0));
    assert_eq!(before.inventory, Inventory::Closed);
}
