//! Views: the record as it was on a day, or as it was known at a head.

use super::world::{Make, World, day, decommissioned, deployed, draft, patch, rows};
use crate::{
    model::{
        amount::Grams,
        fact::{Corrected, LotCancelled, LotChanged, LotShipped, LotUndertaken, Patch},
        id::{AssetId, TextId},
        leaving::{Channel, LotStatus, VoidReason},
        lifecycle::State,
        lot::{LotFacts, LotItem, LotLine},
    },
    store::{Error, Reader, Result, View, view},
};

fn at(as_of: &str) -> View {
    View { as_of: Some(day(as_of)), at_head: None }
}

fn seen<T>(world: &World, from: View, question: impl FnOnce(&dyn Reader) -> Result<T>) -> T {
    world.ask(|reader| view::<T, Error>(reader, from, question))
}

fn state(world: &World, from: View, asset: AssetId) -> Option<State> {
    seen(world, from, |r| r.asset(asset)).map(|asset| asset.state)
}

pub(in crate::store) fn a_past_day_leaves_out_later_dated_events_only(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    world.about(asset, "2026-02-01", deployed("URBA", &[]));
    let late = world.about(asset, "2026-02-05", decommissioned());
    world.void(late);
    let act = world.about(asset, "2026-02-06", decommissioned());
    // Known now, whatever its own day.
    world.write(&[draft(
        "2026-11-02",
        Corrected { seq: act, set: Patch { act: Some("7".into()), ..patch() } },
    )]);
    assert_eq!(state(&world, at("2025-12-31"), asset), None);
    assert_eq!(state(&world, at("2026-01-31"), asset), Some(State::InStock));
    assert_eq!(state(&world, at("2026-02-01"), asset), Some(State::Deployed));
    let decommissioned_on = |on| seen(&world, at(on), |r| r.asset(asset)).unwrap().decommissioned_on;
    assert_eq!(decommissioned_on("2026-02-05"), None);
    assert_eq!(decommissioned_on("2026-02-06"), Some(day("2026-02-06")));
    assert_eq!(seen(&world, at("2026-02-06"), |r| r.asset(asset)).unwrap().act.as_deref(), Some("7"));
    assert_eq!(seen(&world, at("2026-02-06"), rows), world.rows());
}

pub(in crate::store) fn a_past_head_is_the_record_as_known_then(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let sent = world.about(asset, "2026-02-01", deployed("URBA", &[]));
    let then = (world.ask(|r| r.head()), world.rows());
    world.void(sent);
    world.about(asset, "2026-01-15", deployed("VOIRIE", &[]));
    let from = View { as_of: None, at_head: Some(sent) };
    assert_eq!(seen(&world, from, |r| Ok((r.head()?, rows(r)?))), then);
    let both = View { as_of: Some(day("2026-01-31")), at_head: Some(sent) };
    assert_eq!(state(&world, both, asset), Some(State::InStock));
}

pub(in crate::store) fn a_corrected_day_is_the_day_of_a_view(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let sent = world.about(asset, "2026-05-10", deployed("URBA", &[]));
    let earlier = Patch { on: Some(day("2026-03-10")), ..patch() };
    let corrected = world.write(&[draft("2026-11-02", Corrected { seq: sent, set: earlier })]);
    assert_eq!(state(&world, at("2026-03-09"), asset), Some(State::InStock));
    assert_eq!(state(&world, at("2026-03-10"), asset), Some(State::Deployed));
    // As known before the correction, it was not yet there.
    let then = View { at_head: Some(sent), ..at("2026-04-01") };
    assert_eq!(state(&world, then, asset), Some(State::InStock));
    world.void(corrected);
    assert_eq!(state(&world, at("2026-03-10"), asset), Some(State::InStock));
    assert_eq!(state(&world, at("2026-05-10"), asset), Some(State::Deployed));
    let later = Patch { on: Some(day("2026-06-10")), ..patch() };
    world.write(&[draft("2026-11-02", Corrected { seq: sent, set: later })]);
    assert_eq!(state(&world, at("2026-05-10"), asset), Some(State::InStock));
}

pub(in crate::store) fn a_late_undertaking_is_not_yet_there_on_an_earlier_day(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    world.write(&[draft("2026-01-02", super::world::medium_added()).asset(asset).medium(world.medium_id())]);
    let lot = world.ship("LOT-1", Channel::Loss, "2026-03-01", &[asset]);
    let undertaken = LotUndertaken { assets: vec![asset], media: Vec::new() };
    world.write(&[draft("2026-06-01", undertaken).lot(lot)]);
    let on = |as_of| seen(&world, at(as_of), |r| r.departure_of(asset)).unwrap().undertaken_on;
    assert_eq!(on("2026-05-31"), None);
    assert_eq!(on("2026-06-01"), Some(day("2026-06-01")));
    assert_eq!(world.ask(|r| r.last_day()), Some(day("2026-06-01")));
}

pub(in crate::store) fn what_has_no_tag_has_days_too(make: Make<'_>) {
    let world = World::new(make);
    world.laptop("A-1");
    let lot = world.open_lot("LOT-1", Channel::Waste);
    let line = LotLine {
        bulk: Some(TextId(world.id())),
        mass_g: Some(Grams(500)),
        ..LotLine::of(LotItem::Asset(world.asset_id()))
    };
    let line = LotLine { item: None, ..line };
    let facts = LotFacts::default();
    let add = LotChanged { add: vec![line.clone()], drop: Vec::new(), facts: facts.clone() };
    world.write(&[draft("2026-02-02", add).lot(lot)]);
    let shipped = LotShipped {
        assets: Vec::new(),
        bulk: vec![line],
        facts,
        mass_g: None,
        media: Vec::new(),
        weighed: false,
    };
    world.write(&[draft("2026-03-01", shipped).lot(lot)]);
    let left = |as_of| seen(&world, at(as_of), |r| r.lot(lot)).unwrap().shipped_on;
    assert_eq!(left("2026-02-28"), None);
    assert_eq!(left("2026-03-01"), Some(day("2026-03-01")));
}

pub(in crate::store) fn a_lot_opened_later_was_not_there(make: Make<'_>) {
    let world = World::new(make);
    let (waits, gone) = (world.laptop("A-1"), world.laptop("A-2"));
    // Both are entered in February; one left in January.
    let open = world.open_lot("LOT-1", Channel::Loss);
    world.add_to(open, &[LotItem::Asset(waits)]);
    let late = world.ship("LOT-2", Channel::Loss, "2026-01-15", &[gone]);
    let version = world.asset(waits).version;
    // What is said of a lot that had left is known now; of one that waited, it was not yet said.
    let said = |lot, act: &str| {
        let facts = LotFacts { act: Some(act.into()), ..LotFacts::default() };
        world.write(&[draft("2026-06-01", LotChanged { add: Vec::new(), drop: Vec::new(), facts }).lot(lot)]);
    };
    said(open, "7");
    said(late, "8");
    let lot = |on, id| seen(&world, at(on), |r| r.lot(id));
    assert_eq!(lot("2026-01-31", open), None);
    assert_eq!(seen(&world, at("2026-01-31"), |r| r.asset(waits)).unwrap().lot, None);
    assert!(seen(&world, at("2026-01-31"), |r| r.asset(waits)).unwrap().version < version);
    assert_eq!(lot("2026-02-01", open).map(|lot| lot.lines.len()), Some(0));
    assert_eq!(lot("2026-02-02", open).map(|lot| (lot.lines.len(), lot.facts.act)), Some((1, None)));
    assert_eq!(lot("2026-06-01", open).unwrap().facts.act.as_deref(), Some("7"));
    let shipped = lot("2026-01-15", late).unwrap();
    assert_eq!((shipped.lines.len(), shipped.facts.act.as_deref()), (1, Some("8")));
    assert_eq!(seen(&world, at("2026-01-15"), |r| r.asset(gone)).unwrap().lot, Some(late));
    assert_eq!(lot("2026-01-14", late), None);
    // A lot that was never there is not there cancelled either.
    let none = LotCancelled {
        assets: vec![waits],
        media: Vec::new(),
        reason: VoidReason::Duplicate,
        voids: Vec::new(),
    };
    world.write(&[draft("2026-06-02", none).lot(open)]);
    assert_eq!(lot("2026-01-31", open), None);
    assert_eq!(lot("2026-02-02", open).map(|lot| lot.status), Some(LotStatus::Cancelled));
    assert_eq!(seen(&world, at("2026-11-23"), rows), world.rows());
}

pub(in crate::store) fn the_present_is_answered_without_a_replay(make: Make<'_>) {
    let world = World::new(make);
    assert_eq!(world.ask(|r| r.last_day()), None);
    assert!(world.ask(|r| r.is_undated()));
    assert_eq!(world.ask(|r| r.first_day_after(day("2025-12-31"))), None);
    world.laptop("A-1");
    let first = |by: &str| world.ask(|r| r.first_day_after(day(by)));
    assert_eq!((first("2025-12-31"), first("2026-01-01")), (Some(day("2026-01-01")), None));
    assert!(!world.ask(|r| r.is_undated()));
    let present = |from: View| world.ask(|reader| from.is_present(reader));
    assert!(present(View::default()));
    assert!(present(at("2026-01-01")));
    assert!(!present(at("2025-12-31")));
    assert!(present(View { as_of: None, at_head: Some(1) }));
    world.laptop("A-2");
    assert!(!present(View { as_of: None, at_head: Some(1) }));
}
