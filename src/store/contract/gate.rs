//! The gate's second wall refuses, its third wall looks again.

use super::world::{Make, World, added, departed, draft, is_gate, moved, sanitised, wipe, worked};
use crate::{
    model::{
        event::Draft,
        fact::{
            Configured, DepartedBefore, Edited, Found, LotChanged, LotOpened, LotShipped, MediaDeclared,
            Worked,
        },
        id::{AssetId, LotId},
        kind::Kind,
        leaving::Channel,
        lot::{LotFacts, LotItem, LotLine},
        precision::Precision,
        sanitization::{Claim, Declared, Verdict},
    },
    store::FindingCode,
};

/// Tries to let a lot of these leave; a refusal must have written nothing.
fn leaves(world: &World, drafts: &[Draft]) -> bool {
    let (head, rows) = (world.ask(|r| r.head()), world.rows());
    let result = world.try_write(drafts);
    if is_gate(&result) {
        assert_eq!((world.ask(|r| r.head()), world.rows()), (head, rows));
        return false;
    }
    result.unwrap();
    assert_eq!(world.findings(), []);
    true
}

fn holding(world: &World, channel: Channel, asset: AssetId) -> LotId {
    let lot = world.open_lot("LOT-1", channel);
    world.add_to(lot, &[LotItem::Asset(asset)]);
    lot
}

pub(in crate::store) fn an_open_inventory_does_not_leave(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let lot = holding(&world, Channel::Sale, asset);
    let shipment = world.shipment(lot, "2026-03-01", &[asset], &[]);
    assert!(!leaves(&world, &shipment));
    // Alone, without its lot, neither.
    assert!(!leaves(&world, &[draft("2026-03-01", departed(Channel::Sale, Vec::new())).asset(asset)]));
    world.about(asset, "2026-03-01", MediaDeclared { declared: Declared::None });
    assert!(leaves(&world, &shipment));
}

pub(in crate::store) fn another_kind_is_no_way_through(make: Make<'_>) {
    let world = World::new(make);
    let become_kind =
        |id, kind| world.about(id, "2026-01-02", Edited { kind: Some(kind), ..Edited::default() });
    let asset = world.laptop("A-1");
    let lot = holding(&world, Channel::Sale, asset);
    let shipment = world.shipment(lot, "2026-03-01", &[asset], &[]);
    become_kind(asset, Kind::Monitor);
    assert!(!leaves(&world, &shipment));
    // Nor by way of its own batch.
    become_kind(asset, Kind::Laptop);
    let mut batch =
        vec![draft("2026-01-02", Edited { kind: Some(Kind::Dock), ..Edited::default() }).asset(asset)];
    batch.extend(shipment.clone());
    assert!(!leaves(&world, &batch));
    // What was looked into, then called a screen, and then out of our hands, is to be looked into again.
    world.about(asset, "2026-01-03", MediaDeclared { declared: Declared::None });
    become_kind(asset, Kind::Monitor);
    let back = Worked { back: true, new_serial: Some("S-2".to_owned()), ..worked() };
    world.about(asset, "2026-01-04", back);
    assert!(!leaves(&world, &shipment));
    world.about(asset, "2026-01-05", MediaDeclared { declared: Declared::None });
    assert!(leaves(&world, &shipment));
}

pub(in crate::store) fn a_medium_not_cleared_does_not_leave(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let (disk, other) = (world.disk(Some(asset), "2026-01-02"), world.disk(Some(asset), "2026-01-02"));
    world.write(&[wipe("2026-01-03", other)]);
    let lot = holding(&world, Channel::Waste, asset);
    let shipment = world.shipment(lot, "2026-03-01", &[asset], &[]);
    assert!(!leaves(&world, &shipment));
    world.write(&[draft("2026-01-04", sanitised(Claim::Clear, Verdict::Fail)).medium(disk)]);
    assert!(!leaves(&world, &shipment));
    world.write(&[wipe("2026-01-05", disk)]);
    let strict = Configured { key: "sanitization.minimum".to_owned(), value: "purge".to_owned() };
    world.write(&[draft("2026-01-06", strict)]);
    assert!(!leaves(&world, &shipment));
    for disk in [disk, other] {
        world.write(&[draft("2026-01-07", sanitised(Claim::Purge, Verdict::Pass)).medium(disk)]);
    }
    assert!(leaves(&world, &shipment));
}

pub(in crate::store) fn a_loose_medium_not_cleared_does_not_leave(make: Make<'_>) {
    let world = World::new(make);
    for (n, channel, clause, good) in
        [(1, Channel::Waste, false, false), (2, Channel::Waste, true, true), (3, Channel::Loss, false, true)]
    {
        let disk = world.disk(None, "2026-01-02");
        let lot = world.open_lot(&format!("LOT-{n}"), channel);
        let facts = LotFacts { data_clause: clause.then(|| "M-7".to_owned()), ..LotFacts::default() };
        let add = vec![LotLine::of(LotItem::Medium(disk))];
        world.write(&[draft("2026-02-03", LotChanged { add, drop: Vec::new(), facts }).lot(lot)]);
        assert_eq!(leaves(&world, &world.shipment(lot, "2026-03-01", &[], &[disk])), good, "{channel}");
        if !good {
            world.write(&[wipe("2026-02-04", disk)]);
            assert!(leaves(&world, &world.shipment(lot, "2026-03-01", &[], &[disk])));
        }
    }
    // One that nobody knows is not clean.
    let lot = world.open_lot("LOT-9", Channel::Waste);
    assert!(!leaves(&world, &world.shipment(lot, "2026-03-01", &[], &[world.medium_id()])));
}

pub(in crate::store) fn a_loss_passes(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let lot = holding(&world, Channel::Loss, asset);
    assert!(leaves(&world, &world.shipment(lot, "2026-03-01", &[asset], &[])));
    // What the departure itself says of its channel lets nothing pass: the lot decides.
    let other = world.laptop("A-2");
    assert!(!leaves(&world, &[draft("2026-03-01", departed(Channel::Loss, Vec::new())).asset(other)]));
}

pub(in crate::store) fn a_data_clause_passes_what_is_known(make: Make<'_>) {
    let world = World::new(make);
    let (known, unknown) = (world.laptop("A-1"), world.laptop("A-2"));
    world.disk(Some(known), "2026-01-02");
    let lot = world.open_lot("LOT-1", Channel::Waste);
    let facts = LotFacts { data_clause: Some("M-7".to_owned()), ..LotFacts::default() };
    let add = [known, unknown].map(|id| LotLine::of(LotItem::Asset(id))).to_vec();
    world.write(&[draft("2026-02-03", LotChanged { add, drop: Vec::new(), facts }).lot(lot)]);
    assert!(!leaves(&world, &world.shipment(lot, "2026-03-01", &[unknown], &[])));
    assert!(leaves(&world, &world.shipment(lot, "2026-03-01", &[known], &[])));
}

pub(in crate::store) fn a_medium_moved_out_is_accounted_for(make: Make<'_>) {
    let world = World::new(make);
    let (asset, other) = (world.laptop("A-1"), world.laptop("A-2"));
    let (one, two) = (world.disk(Some(asset), "2026-01-02"), world.disk(Some(asset), "2026-01-02"));
    let lot = holding(&world, Channel::Sale, asset);
    let moved = |to| moved(Some(asset), to);
    world.write(&[draft("2026-01-03", moved(None)).medium(one)]);
    assert!(!leaves(&world, &world.shipment(lot, "2026-03-01", &[asset], &[])));
    world.write(&[draft("2026-01-03", moved(Some(other))).medium(two)]);
    assert!(leaves(&world, &world.shipment(lot, "2026-03-01", &[asset], &[])));
    // It is judged where it is now.
    world.about(other, "2026-03-02", MediaDeclared { declared: Declared::Confirmed });
    let next = world.open_lot("LOT-2", Channel::Sale);
    world.add_to(next, &[LotItem::Asset(other)]);
    assert!(!leaves(&world, &world.shipment(next, "2026-03-03", &[other], &[])));
}

pub(in crate::store) fn a_medium_that_left_before_is_accounted_for(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    world.disk(Some(asset), "2026-01-02");
    world.ship("LOT-0", Channel::Loss, "2026-02-02", &[asset]);
    // Found, without the disk that was in it.
    world.about(asset, "2026-04-01", Found { in_place: false, media: Vec::new() });
    let lot = holding(&world, Channel::Sale, asset);
    let drafts = [draft("2026-05-01", departed(Channel::Sale, Vec::new())).asset(asset).lot(lot)];
    assert!(!leaves(&world, &drafts));
    world.about(asset, "2026-04-02", MediaDeclared { declared: Declared::Confirmed });
    assert!(leaves(&world, &drafts));
}

pub(in crate::store) fn the_gate_knows_what_its_own_batch_did(make: Make<'_>) {
    let world = World::new(make);
    let all = |asset: AssetId, lot: LotId, number: &str, channel, facts: LotFacts, then: Vec<Draft>| {
        let facts = LotFacts { channel: Some(channel), ..facts };
        let opened = LotOpened { facts: facts.clone(), number: number.to_owned() };
        let media = Vec::new();
        let shipped =
            LotShipped { assets: vec![asset], bulk: Vec::new(), facts, mass_g: None, media, weighed: false };
        let mut drafts = vec![draft("2026-01-01", added(number)).asset(asset)];
        drafts.extend(then);
        drafts.push(draft("2026-02-01", opened).lot(lot));
        drafts.push(draft("2026-02-02", shipped).lot(lot));
        drafts.push(draft("2026-02-02", departed(channel, Vec::new())).asset(asset).lot(lot));
        drafts
    };
    let (asset, disk) = (world.asset_id(), world.medium_id());
    let disk_added = draft("2026-01-02", super::world::medium_added()).asset(asset).medium(disk);
    let sale = |then| all(asset, world.lot_id(), "LOT-1", Channel::Sale, LotFacts::default(), then);
    assert!(!leaves(&world, &sale(Vec::new())));
    // The inventory is closed by the very event that brings the data in.
    assert!(!leaves(&world, &sale(vec![disk_added.clone()])));
    assert!(leaves(&world, &sale(vec![disk_added, wipe("2026-01-03", disk)])));
    let (gone, loss) = (world.asset_id(), world.lot_id());
    assert!(leaves(&world, &all(gone, loss, "LOT-2", Channel::Loss, LotFacts::default(), Vec::new())));
    let (known, contract) = (world.asset_id(), world.lot_id());
    let disk = draft("2026-01-02", super::world::medium_added()).asset(known).medium(world.medium_id());
    let clause = LotFacts { data_clause: Some("M-7".to_owned()), ..LotFacts::default() };
    assert!(leaves(&world, &all(known, contract, "LOT-3", Channel::Waste, clause, vec![disk])));
    // A wipe that is taken away in the same batch counts for nothing.
    let asset = world.laptop("A-9");
    let disk = world.disk(Some(asset), "2026-01-02");
    let wiped = world.write(&[wipe("2026-01-03", disk)]);
    let sale = world.open_lot("LOT-4", Channel::Sale);
    world.add_to(sale, &[LotItem::Asset(asset)]);
    let mut drafts = vec![super::world::void(wiped)];
    drafts.extend(world.shipment(sale, "2026-03-01", &[asset], &[]));
    assert!(!leaves(&world, &drafts));
}

pub(in crate::store) fn a_sanitisation_voided_after_the_departure_is_no_finding(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let disk = world.disk(Some(asset), "2026-01-02");
    let wiped = world.write(&[wipe("2026-01-03", disk)]);
    world.ship("LOT-1", Channel::Sale, "2026-02-03", &[asset]);
    world.void(wiped);
    assert!(!world.ask(|r| r.media_of(asset))[0].cleared);
    // An exception, which reports name; not a hole in the gate.
    assert!(world.findings().iter().all(|finding| finding.code != FindingCode::Gate));
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn what_left_before_the_record_passes_and_has_no_medium(make: Make<'_>) {
    let world = World::new(make);
    let left = |asset| {
        let fact = DepartedBefore {
            channel: Some(Channel::Sale),
            mass_g: None,
            mass_source: None,
            precision: Precision::Day,
            waste: false,
        };
        draft("2026-03-01", fact).asset(asset)
    };
    // Its inventory is open, as it will always be.
    let unknown = world.laptop("A-1");
    assert!(leaves(&world, &[left(unknown)]));
    let known = world.laptop("A-2");
    let disk = world.disk(Some(known), "2026-01-02");
    assert!(!leaves(&world, &[left(known)]));
    // Not even once the medium is clean: who knows it has it leave in a lot.
    world.write(&[wipe("2026-01-03", disk)]);
    assert!(!leaves(&world, &[left(known)]));
    // A batch that brings both is no way around it.
    let (asset, medium) = (world.asset_id(), world.medium_id());
    let batch = [
        draft("2026-01-01", added("A-3")).asset(asset),
        draft("2026-01-01", super::world::medium_added()).medium(medium).asset(asset),
        left(asset),
    ];
    assert!(!leaves(&world, &batch));
}
