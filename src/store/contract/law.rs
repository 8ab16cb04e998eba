//! The conservation law: logs that no operation writes, and that every fold takes as they are.

use super::world::{Make, World, added, departed, draft};
use crate::{
    model::{
        event::Draft,
        fact::{DepartedBefore, Deployed, LotShipped, Returned, Voided},
        id::{AssetId, LotId},
        leaving::{Channel, VoidReason},
        lot::{LotFacts, LotItem, LotLine},
        precision::Precision,
    },
    store::FindingCode as Code,
};

/// A machine in a lot that waits, with what ships it.
struct Waiting {
    world: World,
    machine: AssetId,
    lot: LotId,
    shipment: Vec<Draft>,
}

impl Waiting {
    fn new(make: Make<'_>) -> Self {
        let world = World::new(make);
        let machine = world.laptop("A-1");
        let disk = world.disk(Some(machine), "2026-01-02");
        world.write(&[super::world::wipe("2026-01-03", disk)]);
        let lot = world.open_lot("LOT-1", Channel::Sale);
        world.add_to(lot, &[LotItem::Asset(machine)]);
        let shipment = world.shipment(lot, "2026-03-01", &[machine], &[]);
        Self { world, machine, lot, shipment }
    }

    /// What the law finds of it; every table follows from the log all the same.
    fn broken(&self) -> Vec<Code> {
        assert_eq!(self.world.findings(), []);
        self.world.all_findings().into_iter().map(|finding| finding.code).collect()
    }
}

pub(in crate::store) fn what_leaves_and_comes_back_keeps_the_law(make: Make<'_>) {
    let town = Waiting::new(make);
    town.world.write(&town.shipment);
    assert_eq!(town.broken(), []);
    let back = Returned { media: Vec::new(), reason: VoidReason::Refused };
    town.world.write(&[draft("2026-03-02", back).asset(town.machine).lot(town.lot)]);
    assert_eq!(town.broken(), []);
}

pub(in crate::store) fn what_leaves_without_its_lot_breaks_the_law(make: Make<'_>) {
    let town = Waiting::new(make);
    town.world.write(&town.shipment[1..]);
    assert_eq!(town.broken(), [Code::LeftWithoutLine]);
    let town = Waiting::new(make);
    town.world.write(&town.shipment[..1]);
    assert_eq!(town.broken(), [Code::LeftWithoutLine]);
    // The shipment names it, and the lot never took it.
    let town = Waiting::new(make);
    let other = town.world.open_lot("LOT-2", Channel::Sale);
    let shipment: Vec<Draft> = town.shipment.iter().map(|draft| draft.clone().lot(other)).collect();
    town.world.write(&shipment);
    assert_eq!(town.broken(), [Code::LeftWithoutLine]);
}

pub(in crate::store) fn what_leaves_twice_or_comes_back_from_nowhere_breaks_the_law(make: Make<'_>) {
    let town = Waiting::new(make);
    let back = Returned { media: Vec::new(), reason: VoidReason::Refused };
    town.world.write(&[draft("2026-03-02", back).asset(town.machine).lot(town.lot)]);
    assert_eq!(town.broken(), [Code::Back]);
    let town = Waiting::new(make);
    town.world.write(&town.shipment);
    let again = departed(Channel::Sale, Vec::new());
    town.world.write(&[draft("2026-03-03", again).asset(town.machine).lot(town.lot)]);
    assert!(town.broken().contains(&Code::LeftTwice));
    let town = Waiting::new(make);
    town.world.write(&town.shipment);
    let used = Deployed { holder: None, media: Vec::new(), service: "URBA".to_owned(), site: None };
    town.world.write(&[draft("2026-03-03", used).asset(town.machine)]);
    assert!(town.broken().contains(&Code::AfterLeaving));
}

pub(in crate::store) fn what_waits_in_two_lots_breaks_the_law(make: Make<'_>) {
    let town = Waiting::new(make);
    let other = town.world.open_lot("LOT-2", Channel::Sale);
    town.world.add_to(other, &[LotItem::Asset(town.machine)]);
    assert_eq!(town.broken(), [Code::TwoLots]);
}

pub(in crate::store) fn what_never_came_in_breaks_the_law(make: Make<'_>) {
    let town = Waiting::new(make);
    let nobody = town.world.asset_id();
    let before = DepartedBefore {
        channel: None,
        mass_g: None,
        mass_source: None,
        precision: Precision::Year,
        waste: false,
    };
    town.world.write(&[draft("2020-12-31", before).asset(nobody)]);
    assert_eq!(town.broken(), [Code::Unknown]);
    let town = Waiting::new(make);
    town.world.write(&[draft("2026-03-03", added("A-2")).asset(town.world.asset_id())]);
    assert_eq!(town.broken(), []);
}

pub(in crate::store) fn a_pallet_that_was_never_in_its_lot_breaks_the_law(make: Make<'_>) {
    let town = Waiting::new(make);
    let pallet = LotLine { item: None, count: Some(12), ..LotLine::of(LotItem::Asset(town.machine)) };
    let shipped = LotShipped {
        assets: Vec::new(),
        bulk: vec![pallet],
        facts: LotFacts::default(),
        mass_g: None,
        media: Vec::new(),
        weighed: false,
    };
    town.world.write(&[draft("2026-03-03", shipped).lot(town.lot)]);
    assert_eq!(town.broken(), [Code::Unbalanced]);
}

pub(in crate::store) fn a_day_before_that_of_an_earlier_event_breaks_the_law(make: Make<'_>) {
    let use_it = || Deployed { holder: None, media: Vec::new(), service: "URBA".to_owned(), site: None };
    let town = Waiting::new(make);
    let later = town.world.write(&[draft("2026-05-01", use_it()).asset(town.machine)]);
    assert_eq!(town.broken(), []);
    let earlier = town.world.write(&[draft("2026-04-01", use_it()).asset(town.machine)]);
    assert_eq!(town.broken(), [Code::DayOrder]);
    let found = town.world.all_findings().remove(0);
    assert_eq!(found.seq, Some(earlier));
    assert!(found.detail.ends_with(&format!("2026-04-01 < 2026-05-01 ({later})")), "{}", found.detail);
    // What was voided bounds nothing.
    let reason = VoidReason::WrongDate;
    town.world.write(&[draft("2026-05-01", Voided { reason, seq: later })]);
    assert_eq!(town.broken(), []);
}

pub(in crate::store) fn a_day_after_the_one_of_its_recording_breaks_the_law(make: Make<'_>) {
    let use_it = || Deployed { holder: None, media: Vec::new(), service: "URBA".to_owned(), site: None };
    // All is recorded on 2 November at eight in UTC, when it is ten in the evening where days begin first.
    for (on, found) in [("2026-11-02", &[][..]), ("2026-11-03", &[Code::FutureDay])] {
        let town = Waiting::new(make);
        town.world.write(&[draft(on, use_it()).asset(town.machine)]);
        assert_eq!(town.broken(), found, "{on}");
    }
}
