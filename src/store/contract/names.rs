//! Look-ups: names in every spelling, media of an asset, histories.

use super::world::{Make, World, added, day, deployed, draft, medium_added, moved};
use crate::{
    model::{
        event::Seq,
        fact::{Added, LotOpened, LotShipped, MediumAdded, PartyAdded},
        id::{MediumId, PartyId, Subject},
        leaving::{Channel, PartyKind},
        lot::{LotFacts, LotItem},
    },
    store::{Flow, Name, Place, Vault},
};

fn named(world: &World, name: &Name<'_>) -> Vec<Subject> {
    world.ask(|r| r.named(name))
}

fn seqs(world: &World, subject: impl Into<Subject>) -> Vec<Seq> {
    world.history(subject).iter().map(|event| event.seq).collect()
}

pub(in crate::store) fn an_asset_is_found_by_tag_alias_and_serial(make: Make<'_>) {
    let world = World::new(make);
    let (one, two) = (world.asset_id(), world.asset_id());
    let aliases = vec!["Vieux PC n°4".to_owned(), "ÉCOLE-12".to_owned()];
    let serial = Some("5CD7314hdy".to_owned());
    world.about(one, "2026-01-01", Added { aliases, serial: serial.clone(), ..added("A-1") });
    world.about(two, "2026-01-01", Added { serial, ..added("A-2") });
    let (one, two) = (Subject::Asset(one), Subject::Asset(two));
    assert_eq!(named(&world, &Name::Tag("A-1")), [one]);
    assert_eq!(named(&world, &Name::Tag("a-1")), []);
    assert_eq!(named(&world, &Name::Tag("A-3")), []);
    for alias in ["école-12", "ECOLE-12", "E\u{301}cole-12"] {
        assert_eq!(named(&world, &Name::Alias(alias)), [one], "{alias}");
    }
    assert_eq!(named(&world, &Name::Alias("vieux pc N°4")), [one]);
    assert_eq!(named(&world, &Name::Alias("A-1")), []);
    assert_eq!(named(&world, &Name::Serial("5cd7314HDY")), [one, two]);
    assert_eq!(named(&world, &Name::MediumSerial("5CD7314hdy")), []);
}

pub(in crate::store) fn a_medium_a_lot_and_a_party_are_found_by_name(make: Make<'_>) {
    let world = World::new(make);
    let (disk, twin) = (world.medium_id(), world.medium_id());
    for id in [twin, disk] {
        let added = MediumAdded { serial: Some("S1-ab".to_owned()), ..medium_added() };
        world.write(&[draft("2026-01-01", added).medium(id)]);
    }
    let lot = world.open_lot("LOT-2026-0001", Channel::Sale);
    let (one, two) = (world.party_id(), world.party_id());
    let store = world.store();
    let mut writer = store.write(&world.signature()).unwrap();
    for id in [two, one] {
        writer.record(&[draft("2026-01-01", PartyAdded { kind: PartyKind::Association }).party(id)]).unwrap();
        writer.keep(&Vault::Party { id, name: "Écrans d’ici".to_owned(), siret: None }).unwrap();
    }
    writer.commit().unwrap();
    drop(store);
    assert_eq!(named(&world, &Name::MediumSerial("s1-AB")), [Subject::Medium(disk), Subject::Medium(twin)]);
    assert_eq!(named(&world, &Name::Lot("LOT-2026-0001")), [Subject::Lot(lot)]);
    assert_eq!(named(&world, &Name::Lot("LOT-2026-0002")), []);
    let both = [Subject::Party(one), Subject::Party(two)];
    assert_eq!(named(&world, &Name::Party("ecrans D'ICI")), both);
    let party = world.ask(|r| r.party(one)).unwrap();
    assert_eq!((party.kind, party.name.as_deref()), (PartyKind::Association, Some("Écrans d’ici")));
    assert_eq!(world.ask(|r| r.party(PartyId(world.id()))), None);
}

pub(in crate::store) fn a_place_is_found_by_its_code_or_its_label(make: Make<'_>) {
    let world = World::new(make);
    let store = world.store();
    let mut writer = store.write(&world.signature()).unwrap();
    for (place, code, label) in [
        (Place::Service, "ECOLE", "École Jules-Ferry"),
        (Place::Service, "URBA", "Urbanisme"),
        (Place::Service, "VOIRIE", "URBA"),
        (Place::Site, "HDV", "Hôtel de ville"),
    ] {
        writer.keep(&Vault::Label { place, code: code.to_owned(), label: label.to_owned() }).unwrap();
    }
    writer.record(&[draft("2026-01-01", added("A-1")).asset(world.asset_id())]).unwrap();
    writer.commit().unwrap();
    drop(store);
    let place = |place, word: &str| world.ask(|r| r.place(place, word));
    assert_eq!(place(Place::Service, "école jules-ferry").as_deref(), Some("ECOLE"));
    assert_eq!(place(Place::Service, " ecole ").as_deref(), Some("ECOLE"));
    // A code goes before a label.
    assert_eq!(place(Place::Service, "urba").as_deref(), Some("URBA"));
    assert_eq!(place(Place::Site, "hotel de ville").as_deref(), Some("HDV"));
    assert_eq!(place(Place::Site, "Urbanisme"), None);
}

pub(in crate::store) fn every_tag_then_every_alias_is_streamed(make: Make<'_>) {
    let world = World::new(make);
    for (tag, aliases) in [("B-1", vec!["Zoé", "abc"]), ("A-1", vec!["école"])] {
        let aliases = aliases.into_iter().map(str::to_owned).collect();
        world.about(world.asset_id(), "2026-01-01", Added { aliases, ..added(tag) });
    }
    let names = |most: usize| {
        let mut names = Vec::new();
        world.ask(|r| {
            r.names(&mut |name| {
                names.push(name.to_owned());
                if names.len() < most { Flow::Continue(()) } else { Flow::Break(()) }
            })
        });
        names
    };
    assert_eq!(names(9), ["A-1", "B-1", "abc", "école", "Zoé"]);
    assert_eq!(names(1), ["A-1"]);
}

pub(in crate::store) fn media_of_an_asset_come_in_their_order_with_the_day_they_went(make: Make<'_>) {
    let world = World::new(make);
    let (one, two) = (world.laptop("A-1"), world.laptop("A-2"));
    // The identifiers run against the order in which they came.
    let ids: Vec<MediumId> = (0..3).map(|_| world.medium_id()).collect();
    for id in ids.iter().rev() {
        world.write(&[draft("2026-01-02", medium_added()).medium(*id).asset(one)]);
    }
    world.write(&[draft("2026-02-01", moved(Some(one), Some(two))).medium(ids[2])]);
    world.write(&[draft("2026-03-01", moved(Some(one), None)).medium(ids[1])]);
    world.write(&[draft("2026-04-01", moved(Some(two), Some(one))).medium(ids[2])]);
    world.write(&[super::world::wipe("2026-04-02", ids[0])]);
    let of = |asset| -> Vec<_> {
        let media = world.ask(|r| r.media_of(asset));
        media.into_iter().map(|m| (m.medium.id, m.until, m.cleared)).collect()
    };
    assert_eq!(
        of(one),
        [
            (ids[2], Some(day("2026-02-01")), false),
            (ids[1], Some(day("2026-03-01")), false),
            (ids[0], None, true),
            (ids[2], None, false),
        ]
    );
    assert_eq!(of(two), [(ids[2], Some(day("2026-04-01")), false)]);
    assert_eq!(world.medium(ids[1]).asset, None);
    assert_eq!(world.medium(ids[2]).asset, Some(one));
}

pub(in crate::store) fn history_holds_all_that_touches_a_subject_in_the_order_of_the_log(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1"); // 1
    let disk = world.disk(Some(asset), "2026-01-02"); // 2
    let deployed = world.about(asset, "2026-01-03", deployed("URBA", &[disk])); // 3
    world.void(deployed); // 4
    world.laptop("A-2"); // 5
    let lot = world.ship("LOT-1", Channel::Loss, "2026-02-03", &[asset]); // 6 to 9
    assert_eq!(seqs(&world, asset), [1, 2, 3, 4, 7, 8, 9]);
    assert_eq!(seqs(&world, disk), [2, 3, 4, 9]);
    assert_eq!(seqs(&world, lot), [6, 7, 8, 9]);
    let events = world.history(asset);
    assert_eq!(events[2], world.ask(|r| r.event(3)).unwrap());
    assert_eq!(world.ask(|r| r.event(99)), None);
}

pub(in crate::store) fn what_a_person_is_named_in_stands_in_their_history(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let holder = world.party_id();
    world.write(&[draft("2026-01-02", PartyAdded { kind: PartyKind::Staff }).party(holder)]);
    let given = crate::model::fact::Deployed { holder: Some(holder), ..deployed("URBA", &[]) };
    world.about(asset, "2026-01-03", given);
    assert_eq!(seqs(&world, holder), [2, 3]);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_touch_stands_once_however_often_a_lot_names_it(make: Make<'_>) {
    let world = World::new(make);
    let (lot, taker) = (world.lot_id(), world.party_id());
    // The taker carries it away himself, and there are more assets than a short list holds.
    let facts = LotFacts {
        channel: Some(Channel::Loss),
        party: Some(taker),
        carrier: Some(taker),
        ..LotFacts::default()
    };
    world.write(&[
        draft("2026-01-01", LotOpened { facts: facts.clone(), number: "LOT-1".to_owned() }).lot(lot)
    ]);
    let assets: Vec<_> = (0..40).map(|n| world.laptop(&format!("A-{n}"))).collect();
    let items: Vec<_> = assets.iter().chain(&assets).map(|id| LotItem::Asset(*id)).collect();
    let added = world.add_to(lot, &items);
    let shipped =
        LotShipped { assets, bulk: Vec::new(), facts, mass_g: None, media: Vec::new(), weighed: false };
    let shipped = world.write(&[draft("2026-01-03", shipped).lot(lot)]);
    assert_eq!(seqs(&world, taker), [1, shipped]);
    assert_eq!(seqs(&world, lot), [1, added, shipped]);
    assert_eq!(world.findings(), []);
}
