//! The conservation law: logs that no operation writes, and that every fold takes as they are.

use super::world::{Make, World, added, departed, draft, moved};
use crate::{
    model::{
        event::Draft,
        fact::{Collected, DepartedBefore, Deployed, LotShipped, Returned, Voided},
        id::{AssetId, LotId, MediumId},
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
    disk: MediumId,
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
        Self { world, machine, disk, lot, shipment }
    }

    /// Moves its disk, or says so.
    fn carry(&self, on: &str, from: Option<AssetId>, to: Option<AssetId>) {
        self.world.write(&[draft(on, moved(from, to)).medium(self.disk)]);
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
    let back = Returned { media: vec![town.disk], reason: VoidReason::Refused };
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
    let back = Returned { media: vec![town.disk], reason: VoidReason::Refused };
    town.world.write(&[draft("2026-03-02", back).asset(town.machine).lot(town.lot)]);
    assert_eq!(town.broken(), [Code::Back, Code::Back], "the machine, and the disk in it");
    let town = Waiting::new(make);
    town.world.write(&town.shipment);
    let again = departed(Channel::Sale, vec![town.disk]);
    town.world.write(&[draft("2026-03-03", again).asset(town.machine).lot(town.lot)]);
    assert!(town.broken().contains(&Code::LeftTwice));
    let town = Waiting::new(make);
    town.world.write(&town.shipment);
    let used = Deployed { holder: None, media: vec![town.disk], service: "URBA".to_owned(), site: None };
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
    let town = Waiting::new(make);
    let use_it = || Deployed { holder: None, media: vec![town.disk], service: "URBA".to_owned(), site: None };
    let later = town.world.write(&[draft("2026-05-01", use_it()).asset(town.machine)]);
    assert_eq!(town.broken(), []);
    let earlier = town.world.write(&[draft("2026-04-01", use_it()).asset(town.machine)]);
    assert_eq!(town.broken(), [Code::DayOrder, Code::DayOrder], "the machine, and the disk in it");
    let found = town.world.all_findings().remove(0);
    assert_eq!(found.seq, Some(earlier));
    assert!(found.detail.ends_with(&format!("2026-04-01 < 2026-05-01 ({later})")), "{}", found.detail);
    // What was voided bounds nothing.
    let reason = VoidReason::WrongDate;
    town.world.write(&[draft("2026-05-01", Voided { reason, seq: later })]);
    assert_eq!(town.broken(), []);
}

pub(in crate::store) fn a_day_after_the_one_of_its_recording_breaks_the_law(make: Make<'_>) {
    // All is recorded on 2 November at eight in UTC, when it is ten in the evening where days begin first.
    for (on, found) in [("2026-11-02", &[][..]), ("2026-11-03", &[Code::FutureDay])] {
        let town = Waiting::new(make);
        let used = Deployed { holder: None, media: vec![town.disk], service: "URBA".to_owned(), site: None };
        town.world.write(&[draft(on, used).asset(town.machine)]);
        assert_eq!(town.broken(), found, "{on}");
    }
}

pub(in crate::store) fn a_medium_that_goes_from_place_to_place_keeps_the_law(make: Make<'_>) {
    let town = Waiting::new(make);
    let (first, second) = (Some(town.machine), Some(town.world.laptop("A-2")));
    town.carry("2026-02-03", first, second);
    town.carry("2026-02-04", second, None);
    let moved = town.world.head();
    town.world.void(moved);
    let used = Deployed { holder: None, media: vec![town.disk], service: "URBA".to_owned(), site: None };
    town.world.write(&[draft("2026-02-05", used).asset(second.unwrap())]);
    let back = Collected { media: vec![town.disk], site: None };
    town.world.write(&[draft("2026-02-06", back).asset(second.unwrap())]);
    town.world.write(&[super::world::wipe("2026-02-07", town.disk)]);
    town.carry("2026-02-08", second, first);
    town.world.write(&town.world.shipment(town.lot, "2026-03-01", &[town.machine], &[]));
    assert_eq!(town.broken(), []);
}

pub(in crate::store) fn a_medium_taken_from_where_it_is_not_breaks_the_law(make: Make<'_>) {
    // From another machine, which never had it: of the medium and of that machine.
    let town = Waiting::new(make);
    let other = town.world.laptop("A-2");
    town.carry("2026-02-03", Some(other), None);
    assert_eq!(town.broken(), [Code::Place, Code::Place]);
    // From our stock, to a machine which says rightly that it has it now; the first has it still.
    let town = Waiting::new(make);
    let other = town.world.laptop("A-2");
    town.carry("2026-02-03", None, Some(other));
    assert_eq!(town.broken(), [Code::Place]);
    // Out of a machine that has left.
    let town = Waiting::new(make);
    town.world.write(&town.shipment);
    town.carry("2026-03-02", Some(town.machine), None);
    assert_eq!(town.broken(), [Code::AfterLeaving, Code::AfterLeaving]);
}

pub(in crate::store) fn an_asset_that_does_not_name_all_its_media_breaks_the_law(make: Make<'_>) {
    // It leaves, and what is in it stays nowhere.
    let town = Waiting::new(make);
    let gone = departed(Channel::Sale, Vec::new());
    let shipment = [town.shipment[0].clone(), draft("2026-03-01", gone).asset(town.machine).lot(town.lot)];
    town.world.write(&shipment);
    assert_eq!(town.broken(), [Code::Place]);
    // It is used, and what is in it would hold no data.
    let town = Waiting::new(make);
    let used = Deployed { holder: None, media: Vec::new(), service: "URBA".to_owned(), site: None };
    town.world.write(&[draft("2026-02-03", used).asset(town.machine)]);
    assert_eq!(town.broken(), [Code::Place]);
}

pub(in crate::store) fn a_medium_in_two_places_breaks_the_law(make: Make<'_>) {
    // Another machine names it too: of the medium and of that machine.
    let town = Waiting::new(make);
    let other = town.world.laptop("A-2");
    let used = Deployed { holder: None, media: vec![town.disk], service: "URBA".to_owned(), site: None };
    town.world.write(&[draft("2026-02-03", used).asset(other)]);
    assert_eq!(town.broken(), [Code::Place, Code::Place]);
    // It leaves loose, and is in a machine.
    let town = Waiting::new(make);
    town.world.add_to(town.lot, &[LotItem::Medium(town.disk)]);
    let shipment = town.world.shipment(town.lot, "2026-03-01", &[], &[town.disk]);
    town.world.write(&shipment);
    assert_eq!(town.broken(), [Code::Place]);
}
