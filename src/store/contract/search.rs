//! Search: the beginnings of words, in any order, case and spelling of accents.

use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};

use super::world::{Make, World, added, decommissioned, deployed, draft, medium_added, moved};
use crate::{
    model::{
        fact::{Added, Collected, Deployed, Edited, MediumAdded, Moved, PartyAdded},
        id::{AssetId, PartyId, TextId},
        leaving::{Channel, PartyKind},
        text,
    },
    store::{Flow, Place, Vault},
};

/// The tags found, in their order; their number is that which is counted.
fn found(world: &World, typed: &str) -> Vec<String> {
    let words = text::words(typed);
    let tags = world.collect(|reader, each| reader.search(&words, &mut |asset| each(asset.tag.to_string())));
    assert_eq!(world.ask(|r| r.matches(&words)), tags.len() as u64, "{typed}");
    tags
}

fn keep(world: &World, rows: &[Vault]) {
    let store = world.store();
    let mut writer = store.write(&world.signature()).unwrap();
    for row in rows {
        writer.keep(row).unwrap();
    }
    // A commit without an event changes nothing: one more fact about nobody goes with it.
    let nobody = PartyAdded { kind: PartyKind::Other };
    writer.record(&[draft("2026-01-01", nobody).party(world.party_id())]).unwrap();
    writer.commit().unwrap();
}

fn label(place: Place, code: &str, label: &str) -> Vault {
    Vault::Label { place, code: code.to_owned(), label: label.to_owned() }
}

fn person(world: &World, name: &str) -> PartyId {
    let id = world.party_id();
    keep(world, &[Vault::Party { id, name: name.to_owned(), siret: None }]);
    id
}

#[allow(clippy::unnecessary_wraps, reason = "short for a value that is known")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(in crate::store) fn an_asset_is_found_by_the_beginning_of_any_of_its_words(make: Make<'_>) {
    let world = World::new(make);
    keep(
        &world,
        &[label(Place::Service, "ECOLE", "École Jules-Ferry"), label(Place::Site, "HDV", "Hôtel de ville")],
    );
    let holder = person(&world, "Zoé Lefèvre");
    let id = world.asset_id();
    let first = Added {
        aliases: vec!["GLPI 0042".to_owned()],
        holder: Some(holder),
        manufacturer: some("Hewlett-Packard"),
        model: some("EliteBook 840 G5"),
        serial: some("5CD7314hdy"),
        service: some("ECOLE"),
        site: some("HDV"),
        ..added("MTR-000123K")
    };
    let note = TextId(world.id());
    keep(&world, &[Vault::Text { id: note, text: "Écran fêlé, à l’accueil".to_owned() }]);
    let mut draft = draft("2026-01-01", first).asset(id);
    draft.note = Some(note);
    world.write(&[draft]);
    world.laptop("OTHER-1");
    for typed in [
        "MTR-000123K",
        "mtr",
        "123",
        "000123",
        "glpi 42",
        "0042",
        "hewl",
        "pack",
        "elite",
        "g5",
        "5cd7314",
        "ecole",
        "JULES",
        "hôtel",
        "ville",
        "zoe",
        "LEFÈV",
        "fele",
        "accueil",
        "l’acc",
    ] {
        assert_eq!(found(&world, typed), ["MTR-000123K"], "{typed}");
    }
    for typed in ["tr-000123", "litebook", "0123", "laptop", "", "--", "5cd7314hdyx"] {
        assert_eq!(found(&world, typed), [] as [&str; 0], "{typed}");
    }
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn all_words_must_match_whatever_their_order_case_and_accents(make: Make<'_>) {
    let world = World::new(make);
    for (tag, model) in [("A-1", "Cœur Élan"), ("A-2", "Elan Straße"), ("A-3", "Coeur")] {
        world.about(world.asset_id(), "2026-01-01", Added { model: some(model), ..added(tag) });
    }
    assert_eq!(found(&world, "elan"), ["A-2", "A-1"]);
    assert_eq!(found(&world, "coeur elan"), ["A-1"]);
    assert_eq!(found(&world, "E\u{301}lan CŒ"), ["A-1"]);
    assert_eq!(found(&world, "strasse a 2"), ["A-2"]);
    assert_eq!(found(&world, "elan paris"), [] as [&str; 0]);
}

pub(in crate::store) fn what_is_here_comes_before_what_left_and_the_latest_first(make: Make<'_>) {
    let world = World::new(make);
    let ids: Vec<AssetId> = ["A-3", "A-1", "A-2"].iter().map(|tag| world.laptop(tag)).collect();
    assert_eq!(found(&world, "a"), ["A-2", "A-1", "A-3"]);
    world.about(ids[2], "2026-02-01", decommissioned());
    world.ship("LOT-1", Channel::Loss, "2026-03-01", &[ids[2]]);
    world.laptop("A-0");
    assert_eq!(found(&world, "a"), ["A-0", "A-1", "A-3", "A-2"]);
    let mut seen = 0;
    world.ask(|r| {
        r.search(&text::words("a"), &mut |_| {
            seen += 1;
            if seen == 2 { Flow::Break(()) } else { Flow::Continue(()) }
        })
    });
    assert_eq!(seen, 2);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_name_that_changes_is_found_and_the_one_before_is_not(make: Make<'_>) {
    let world = World::new(make);
    keep(&world, &[label(Place::Service, "URBA", "Urbanisme"), label(Place::Site, "HDV", "Mairie")]);
    let id = world.laptop("A-1");
    // Whoever uses it later is named in the log after it came in.
    let (zoe, max) = (person(&world, "Zoé"), person(&world, "Max"));
    let to = Deployed { holder: Some(zoe), site: some("HDV"), ..deployed("URBA", &[]) };
    let sent = world.about(id, "2026-02-01", to);
    let here = || vec!["A-1".to_owned()];
    let nothing: Vec<String> = Vec::new();
    assert_eq!(found(&world, "zoe urbanisme mairie"), here());
    keep(
        &world,
        &[
            Vault::Party { id: zoe, name: "Chloé".to_owned(), siret: None },
            label(Place::Service, "URBA", "Aménagement"),
            label(Place::Site, "HDV", "Annexe"),
        ],
    );
    for (typed, wanted) in [("zoe", &nothing), ("urbanisme", &nothing), ("mairie", &nothing)] {
        assert_eq!(&found(&world, typed), wanted, "{typed}");
    }
    assert_eq!(found(&world, "chloe amenagement annexe urba"), here());
    // A place that had no label gets one.
    let moved = Moved { holder: Some(max), media: Vec::new(), service: "ECOLE".to_owned(), site: None };
    world.about(id, "2026-03-01", moved);
    assert_eq!(found(&world, "jules"), nothing);
    keep(&world, &[label(Place::Service, "ECOLE", "Jules Ferry")]);
    assert_eq!(found(&world, "jules max"), here());
    world.about(id, "2026-04-01", Collected { media: Vec::new(), site: None });
    assert_eq!(found(&world, "max"), nothing);
    world.about(id, "2026-04-01", Edited { model: some("Latitude"), ..Edited::default() });
    assert_eq!(found(&world, "latitude"), here());
    world.void(world.head());
    assert_eq!(found(&world, "latitude"), nothing);
    assert!(sent > 0);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_drive_is_found_in_the_asset_it_is_in(make: Make<'_>) {
    let world = World::new(make);
    let (one, two) = (world.laptop("A-1"), world.laptop("A-2"));
    let disk = world.medium_id();
    let fact = MediumAdded { serial: some("S4XBNF0N"), ..medium_added() };
    world.write(&[draft("2026-01-02", fact).asset(one).medium(disk)]);
    assert_eq!(found(&world, "s4xb"), ["A-1"]);
    let carry = |from, to| draft("2026-01-03", moved(from, to)).medium(disk);
    world.write(&[carry(Some(one), Some(two))]);
    assert_eq!(found(&world, "s4xb"), ["A-2"]);
    world.write(&[carry(Some(two), None)]);
    assert_eq!(found(&world, "s4xb"), [] as [&str; 0]);
    world.void(world.head());
    assert_eq!(found(&world, "s4xb"), ["A-2"]);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_voided_asset_is_not_found(make: Make<'_>) {
    let world = World::new(make);
    world.laptop("A-1");
    let added = world.head();
    let voided = world.void(added);
    assert_eq!(found(&world, "a-1"), [] as [&str; 0]);
    world.void(voided);
    assert_eq!(found(&world, "a-1"), ["A-1"]);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn what_is_added_again_after_a_void_is_found_once(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.asset_id();
    let first = world.about(asset, "2026-01-01", added("A-1"));
    world.void(first);
    let second = world.about(asset, "2026-01-01", added("A-2"));
    assert_eq!((found(&world, "a-1"), found(&world, "a-2")), (vec![], vec!["A-2".to_owned()]));
    assert_eq!(world.findings(), []);
    world.void(second);
    assert_eq!(found(&world, "a-2"), [] as [&str; 0]);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn many_words_and_strange_ones_are_searched_like_others(make: Make<'_>) {
    let world = World::new(make);
    let many: Vec<String> = (0..900).map(|n| format!("m{n}")).collect();
    let (long, odd) = (many.join(" "), "and OR not near \"quoted\" col:x Ελλάδα 漢字 \u{e000}");
    for (tag, model) in [("A-1", long.as_str()), ("A-2", odd)] {
        world.about(world.asset_id(), "2026-01-01", Added { model: some(model), ..added(tag) });
    }
    assert_eq!(found(&world, &long), ["A-1"]);
    assert_eq!(found(&world, odd), ["A-2"]);
    for typed in ["OR", "AND not", "\"quo", "ελλ", "漢"] {
        assert_eq!(found(&world, typed), ["A-2"], "{typed}");
    }
    assert_eq!(found(&world, "\u{e000}"), [] as [&str; 0]);
}

pub(in crate::store) fn search_finds_what_a_plain_scan_finds(make: Make<'_>) {
    let texts = || vec("[aàbBœ0é1 .-]{1,10}", 1..8);
    let config =
        Config { cases: Config::default().cases / 16, failure_persistence: None, ..Config::default() };
    let test = |(models, typed): (Vec<String>, Vec<String>)| {
        let world = World::new(make);
        for (n, model) in models.iter().enumerate() {
            let model = Some(model.clone()).filter(|model| !model.trim().is_empty());
            world.about(world.asset_id(), "2026-01-01", Added { model, ..added(&format!("X{n}")) });
        }
        for typed in typed {
            let wanted = text::words(&typed);
            let matches = |model: &String| {
                let words = text::words(model);
                let begins = |wanted: &String| words.iter().any(|word| word.starts_with(wanted.as_str()));
                !wanted.is_empty() && wanted.iter().all(begins)
            };
            let scanned: Vec<String> = models
                .iter()
                .enumerate()
                .rev()
                .filter(|(_, model)| matches(model))
                .map(|(n, _)| format!("X{n}"))
                .collect();
            prop_assert_eq!(found(&world, &typed), scanned, "{}", typed);
        }
        Ok(())
    };
    TestRunner::new(config).run(&(texts(), texts()), test).unwrap();
}
