//! Lots: what becomes of a line, and of what it holds.

use super::world::{Make, World, added, day, decommissioned, draft, rows, void, wipe};
use crate::{
    model::{
        amount::Grams,
        event::Seq,
        fact::{LotCancelled, LotChanged, LotProved, LotUndertaken, MediaDeclared, Returned},
        id::{AssetId, LotId, MediumId, Subject, TextId},
        leaving::{Channel, LotStatus, Proof, VoidReason},
        life::Life,
        lifecycle::State,
        lot::{LotFacts, LotItem, LotLine},
        medium::MediumLife,
        sanitization::{Declared, MediumStatus},
        standing::standing,
    },
    store::{Flow, View, replay},
};

/// Assets whose inventory is declared empty, decommissioned.
fn clean(world: &World, tags: &[&str]) -> Vec<AssetId> {
    let clean = |tag: &&str| {
        let id = world.asset_id();
        world.write(&[
            draft("2026-01-01", added(tag)).asset(id),
            draft("2026-01-01", MediaDeclared { declared: Declared::None }).asset(id),
            draft("2026-01-01", decommissioned()).asset(id),
        ]);
        id
    };
    tags.iter().map(clean).collect()
}

fn undertake(world: &World, lot: LotId, on: &str, assets: &[AssetId]) -> Seq {
    world.write(&[draft(on, LotUndertaken { assets: assets.to_vec(), media: Vec::new() }).lot(lot)])
}

fn cancel(world: &World, lot: LotId, assets: &[AssetId], voids: &[Seq]) -> Seq {
    let cancelled = LotCancelled {
        assets: assets.to_vec(),
        media: Vec::new(),
        reason: VoidReason::Refused,
        voids: voids.to_vec(),
    };
    world.write(&[draft("2026-11-02", cancelled).lot(lot)])
}

pub(in crate::store) fn a_line_goes_from_added_to_proved(make: Make<'_>) {
    let world = World::new(make);
    let assets = clean(&world, &["A-1", "A-2"]);
    let disk = world.disk(None, "2026-01-02");
    world.write(&[wipe("2026-01-03", disk)]);
    let lot = world.open_lot("LOT-1", Channel::Sale);
    let bulk = LotLine {
        bulk: Some(TextId(world.id())),
        count: Some(12),
        for_parts: true,
        item: None,
        mass_g: Some(Grams(4200)),
        unit_value_cents: None,
        waste_code: Some("20 01 36".to_owned()),
    };
    let bulk_name = bulk.bulk;
    let facts = LotFacts { act: Some("2026-12".to_owned()), ..LotFacts::default() };
    let add = [LotItem::Asset(assets[1]), LotItem::Medium(disk), LotItem::Asset(assets[0])];
    let mut add: Vec<_> = add.into_iter().map(LotLine::of).collect();
    add.push(bulk.clone());
    world.write(&[draft("2026-02-02", LotChanged { add: add.clone(), drop: Vec::new(), facts }).lot(lot)]);
    assert_eq!(world.lot(lot).lines.iter().map(|placed| placed.line.clone()).collect::<Vec<_>>(), add);
    assert_eq!(world.asset(assets[0]).open_lot(), Some(lot));
    assert_eq!(world.medium(disk).lot, Some(lot));
    undertake(&world, lot, "2026-02-03", &assets);
    let mut shipment = world.shipment(lot, "2026-02-04", &assets, &[disk]);
    if let crate::model::fact::Fact::LotShipped(shipped) = &mut shipment[0].fact {
        shipped.bulk = vec![bulk];
        shipped.mass_g = Some(Grams(9000));
        shipped.weighed = true;
    }
    world.write(&shipment);
    let proved = LotProved {
        assets: assets.clone(),
        lines: bulk_name.into_iter().collect(),
        media: vec![disk],
        operation: Some("R 0".to_owned()),
        outcome: Proof::Reused,
    };
    world.write(&[draft("2026-03-01", proved).lot(lot)]);

    let shown = world.lot(lot);
    assert_eq!(shown.status, LotStatus::Shipped);
    assert_eq!((shown.shipped_on, shown.last_on), (Some(day("2026-02-04")), Some(day("2026-03-01"))));
    assert_eq!(shown.mass, Some((Grams(9000), true)));
    assert_eq!(shown.facts.act.as_deref(), Some("2026-12"));
    assert_eq!(shown.facts.channel, Some(Channel::Sale));
    let proved = Some((Proof::Reused, day("2026-03-01")));
    for placed in &shown.lines {
        assert_eq!(placed.shipped_on, Some(day("2026-02-04")));
        assert_eq!(placed.proved, proved);
    }
    assert_eq!(shown.lines[0].undertaken_on, Some(day("2026-02-03")));
    assert_eq!((shown.waiting().count(), shown.gone().count()), (0, 4));
    let departure = world.departure(assets[0]).unwrap();
    assert_eq!(departure.lot, Some(lot));
    assert_eq!(departure.undertaken_on, Some(day("2026-02-03")));
    assert_eq!((departure.proved, departure.proved_on), (Some(Proof::Reused), Some(day("2026-03-01"))));
    assert_eq!(departure.proved_operation.as_deref(), Some("R 0"));
    assert_eq!(departure.decommissioned_on, Some(day("2026-01-01")));
    assert_eq!(world.asset(assets[0]).state, State::Departed);
    assert_eq!(world.asset(assets[0]).open_lot(), None);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_dropped_line_leaves_and_a_shipped_one_stays(make: Make<'_>) {
    let world = World::new(make);
    let assets = clean(&world, &["A-1", "A-2"]);
    let lot = world.open_lot("LOT-1", Channel::Sale);
    let items: Vec<_> = assets.iter().map(|id| LotItem::Asset(*id)).collect();
    world.add_to(lot, &items);
    world.write(&world.shipment(lot, "2026-02-04", &assets[..1], &[]));
    let drop = LotChanged { add: Vec::new(), drop: items, facts: LotFacts::default() };
    world.write(&[draft("2026-02-05", drop).lot(lot)]);
    let kept: Vec<_> = world.lot(lot).lines.iter().map(|placed| placed.line.asset()).collect();
    assert_eq!(kept, [Some(assets[0])]);
    assert_eq!(world.asset(assets[1]).lot, None);
}

pub(in crate::store) fn a_part_of_a_lot_leaves_and_the_rest_waits(make: Make<'_>) {
    let world = World::new(make);
    let assets = clean(&world, &["A-1", "A-2"]);
    let lot = world.open_lot("LOT-1", Channel::Sale);
    world.add_to(lot, &[LotItem::Asset(assets[0]), LotItem::Asset(assets[1])]);
    let first = world.head() + 1;
    world.write(&world.shipment(lot, "2026-02-04", &assets[..1], &[]));
    assert_eq!(world.lot(lot).status, LotStatus::Open);
    assert_eq!(world.asset(assets[1]).open_lot(), Some(lot));
    let second = world.head() + 1;
    world.write(&world.shipment(lot, "2026-02-06", &assets[1..], &[]));
    let shown = world.lot(lot);
    assert_eq!((shown.status, shown.shipments), (LotStatus::Shipped, vec![first, second]));
    assert_eq!(shown.shipped_on, Some(day("2026-02-06")));
    assert_eq!(shown.lines[0].shipped_on, Some(day("2026-02-04")));
}

pub(in crate::store) fn a_returned_asset_is_back_and_its_departure_says_so(make: Make<'_>) {
    let world = World::new(make);
    let asset = clean(&world, &["A-1"])[0];
    let disk = world.disk(Some(asset), "2026-01-02");
    world.write(&[wipe("2026-01-03", disk)]);
    let lot = world.ship("LOT-1", Channel::Sale, "2026-02-04", &[asset]);
    assert_eq!(world.medium(disk).departed_on, Some(day("2026-02-04")));
    let returned = Returned { media: vec![disk], reason: VoidReason::Refused };
    world.write(&[draft("2026-03-01", returned).asset(asset).lot(lot)]);
    let back = world.asset(asset);
    assert_eq!((back.state, back.departed_on, back.channel, back.lot), (State::Collected, None, None, None));
    assert_eq!(back.decommissioned_on, Some(day("2026-01-01")));
    assert_eq!(world.medium(disk).departed_on, None);
    assert_eq!(world.departure(asset).unwrap().returned_on, Some(day("2026-03-01")));
    assert_eq!(world.lot(lot).lines[0].returned_on, Some(day("2026-03-01")));
    world.write(&[draft("2026-03-02", MediaDeclared { declared: Declared::Confirmed }).asset(asset)]);
    // Somebody had it for a month: what was removed before is not known to be still.
    assert_eq!(world.medium(disk).status, MediumStatus::Unknown);
    world.write(&[wipe("2026-03-02", disk)]);
    let again = world.ship("LOT-2", Channel::Sale, "2026-03-03", &[asset]);
    assert_eq!(world.departure(asset).unwrap().lot, Some(again));
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn an_undertaking_counts_from_its_first_day_and_not_for_what_came_later(make: Make<'_>) {
    let world = World::new(make);
    let assets = clean(&world, &["A-1", "A-2"]);
    let lot = world.open_lot("LOT-1", Channel::Sale);
    world.add_to(lot, &[LotItem::Asset(assets[0])]);
    undertake(&world, lot, "2026-02-10", &assets[..1]);
    undertake(&world, lot, "2026-02-09", &assets[..1]);
    undertake(&world, lot, "2026-02-11", &assets[..1]);
    world.add_to(lot, &[LotItem::Asset(assets[1])]);
    world.write(&world.shipment(lot, "2026-03-01", &assets, &[]));
    assert_eq!(world.departure(assets[0]).unwrap().undertaken_on, Some(day("2026-02-09")));
    assert_eq!(world.departure(assets[1]).unwrap().undertaken_on, None);
    // Recorded late, it stands with its own day: what counts is decided when reporting.
    undertake(&world, lot, "2026-03-05", &assets[1..]);
    assert_eq!(world.departure(assets[1]).unwrap().undertaken_on, Some(day("2026-03-05")));
    assert_eq!(world.asset(assets[1]).last_on, day("2026-03-01"));
    let days: Vec<_> = world.lot(lot).lines.iter().map(|placed| placed.undertaken_on).collect();
    assert_eq!(days, [Some(day("2026-02-09")), Some(day("2026-03-05"))]);
}

pub(in crate::store) fn a_cancelled_open_lot_lets_its_content_go(make: Make<'_>) {
    let world = World::new(make);
    let assets = clean(&world, &["A-1"]);
    let lot = world.open_lot("LOT-1", Channel::Sale);
    world.add_to(lot, &[LotItem::Asset(assets[0])]);
    cancel(&world, lot, &assets, &[]);
    assert_eq!(world.lot(lot).status, LotStatus::Cancelled);
    assert_eq!(world.asset(assets[0]).lot, None);
}

/// A shipped lot with an asset, the disk in it, a loose disk; and what cancels it.
fn shipped(world: &World) -> (LotId, AssetId, [crate::model::id::MediumId; 2], Vec<Seq>) {
    let asset = clean(world, &["A-1"])[0];
    let (inside, loose) = (world.disk(Some(asset), "2026-01-02"), world.disk(None, "2026-01-02"));
    world.write(&[wipe("2026-01-03", inside), wipe("2026-01-03", loose)]);
    let lot = world.open_lot("LOT-1", Channel::Waste);
    world.add_to(lot, &[LotItem::Asset(asset), LotItem::Medium(loose)]);
    let last = world.write(&world.shipment(lot, "2026-02-04", &[asset], &[loose]));
    (lot, asset, [inside, loose], vec![last - 1, last])
}

pub(in crate::store) fn a_cancelled_shipment_is_as_if_it_had_never_left(make: Make<'_>) {
    let world = World::new(make);
    let (lot, asset, [inside, loose], voids) = shipped(&world);
    assert_eq!(world.asset(asset).waste_since, Some(day("2026-02-04")));
    let cancelled = LotCancelled {
        assets: vec![asset],
        media: vec![loose],
        reason: VoidReason::WrongLot,
        voids: voids.clone(),
    };
    let seq = world.write(&[draft("2026-11-02", cancelled).lot(lot)]);
    let kept = world.asset(asset);
    assert_eq!((kept.state, kept.departed_on, kept.channel, kept.lot), (State::InStock, None, None, None));
    assert_eq!((kept.waste_since, kept.last_on, kept.version), (None, day("2026-01-02"), seq));
    assert_eq!(world.departure(asset), None);
    for disk in [inside, loose] {
        let kept = world.medium(disk);
        assert_eq!((kept.departed_on, kept.lot, kept.version), (None, None, seq));
    }
    let shown = world.lot(lot);
    assert_eq!((shown.status, shown.shipped_on), (LotStatus::Cancelled, None));
    assert_eq!((shown.shipments.len(), shown.gone().count(), shown.last_on), (0, 0, None));
    assert_eq!(world.findings(), []);
    // It can leave again.
    world.ship("LOT-2", Channel::Waste, "2026-05-01", &[asset]);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_cancellation_that_is_voided_lets_the_shipment_stand(make: Make<'_>) {
    let world = World::new(make);
    let (lot, asset, [inside, _], voids) = shipped(&world);
    let before = (world.lot(lot), world.departure(asset));
    let cancelled = cancel(&world, lot, &[asset], &voids);
    assert_eq!(world.asset(asset).state, State::InStock);
    world.write(&[void(cancelled)]);
    assert_eq!(world.asset(asset).state, State::Departed);
    assert_eq!(world.medium(inside).departed_on, Some(day("2026-02-04")));
    assert_eq!((world.lot(lot), world.departure(asset)), before);
    assert_eq!(world.findings(), []);
}

/// What folds from every event as it is written, which no line taken apart has passed through.
fn folds_as_from_whole_lines(world: &World, assets: &[AssetId], media: &[MediumId]) {
    for id in assets {
        let events = standing(world.ask(|r| r.history(Subject::Asset(*id))));
        let events = events.iter().filter(|event| {
            event.touches().iter().any(|touch| touch.subject == Subject::Asset(*id) && touch.bears)
        });
        let kept = world.asset(*id);
        let life = Life::fold(events, kept.version).unwrap();
        assert_eq!(kept, life.asset);
        let mut departed = Vec::new();
        world.ask(|r| {
            r.projections(&mut |table, row| {
                let of_it = row.contains(&id.0.simple().to_string());
                departed.extend((table == "departure" && of_it).then(|| row.to_owned()));
                Flow::Continue(())
            })
        });
        assert_eq!(departed.len(), life.departures.len());
        assert_eq!(world.departure(*id), life.departures.last().cloned());
    }
    for id in media {
        let events = standing(world.ask(|r| r.history(Subject::Medium(*id))));
        let kept = world.medium(*id);
        assert_eq!(kept, MediumLife::fold(&events, kept.version).unwrap().medium);
    }
    assert_eq!(world.all_findings(), []);
    let head = Some(world.head());
    let again = world.ask(|r| replay(r, View { as_of: None, at_head: head }));
    assert_eq!(rows(again.read().unwrap().as_ref()).unwrap(), world.rows());
}

pub(in crate::store) fn what_a_large_lot_takes_is_what_its_whole_lines_say(make: Make<'_>) {
    const MANY: usize = 60;
    let world = World::new(make);
    let tags: Vec<String> = (0..MANY).map(|n| format!("A-{n}")).collect();
    let assets = clean(&world, &tags.iter().map(String::as_str).collect::<Vec<_>>());
    let media: Vec<MediumId> = (0..MANY).map(|_| world.disk(None, "2026-01-02")).collect();
    world.write(&media.iter().map(|disk| wipe("2026-01-03", *disk)).collect::<Vec<_>>());
    let check = |world: &World| folds_as_from_whole_lines(world, &assets, &media);
    let lot = world.open_lot("LOT-1", Channel::Sale);
    let items: Vec<LotItem> = (assets.iter().map(|id| LotItem::Asset(*id)))
        .chain(media.iter().map(|id| LotItem::Medium(*id)))
        .collect();
    let added = world.add_to(lot, &items);
    let line = world.ask(|r| r.event(added)).unwrap().line().unwrap();
    assert!(line.len() > 2 * 2_048, "{}", line.len());
    check(&world);
    let some = |from: usize| [&items[from..from + 20], &items[from + MANY..from + MANY + 20]].concat();
    let dropped = LotChanged { add: Vec::new(), drop: some(40), facts: LotFacts::default() };
    world.write(&[draft("2026-02-03", dropped).lot(lot)]);
    check(&world);
    let undertaken = LotUndertaken { assets: assets[..40].to_vec(), media: media[..40].to_vec() };
    world.write(&[draft("2026-02-04", undertaken).lot(lot)]);
    check(&world);
    let first = world.head() + 1;
    world.write(&world.shipment(lot, "2026-03-01", &assets[..40], &media[..40]));
    let shipped: Vec<Seq> = (first..=world.head()).collect();
    check(&world);
    let proved = LotProved {
        assets: assets[..40].to_vec(),
        lines: Vec::new(),
        media: media[..40].to_vec(),
        operation: None,
        outcome: Proof::Reused,
    };
    let proved = world.write(&[draft("2026-03-02", proved).lot(lot)]);
    check(&world);
    world.void(proved);
    check(&world);
    // Of those in the lot and of those that were taken out of it, some go into another.
    let other = world.open_lot("LOT-2", Channel::Waste);
    world.add_to(other, &some(40));
    check(&world);
    let cancelled = LotCancelled {
        assets: assets[..40].to_vec(),
        media: media[..40].to_vec(),
        reason: VoidReason::WrongLot,
        voids: shipped,
    };
    let cancelled = world.write(&[draft("2026-11-02", cancelled).lot(lot)]);
    check(&world);
    world.void(cancelled);
    check(&world);
}
