//! Edits: what is known is completed or put right, whenever that was recorded.

use super::world::{Make, World, added, day, decommissioned, departed, deployed, draft};
use crate::{
    model::{
        amount::{Cents, Grams},
        edit::Attribute,
        fact::{Added, Collected, Departed, Edited, Found, Lost, MediaDeclared},
        id::{AssetId, Subject},
        kind::{Acquired, Kind, Source, WeeeCategory},
        leaving::{Cause, Channel},
        sanitization::{Declared, Inventory},
        tag::Tag,
    },
    store::{Name, View, view},
};

fn edited() -> Edited {
    Edited::default()
}

#[allow(clippy::unnecessary_wraps, reason = "short for a value that is known")]
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn tag(text: &str) -> Tag {
    Tag::parse(text).unwrap()
}

pub(in crate::store) fn an_edit_sets_what_it_names_and_takes_away_what_it_clears(make: Make<'_>) {
    let world = World::new(make);
    let id = world.asset_id();
    let first = Added {
        aliases: vec!["GLPI-1".to_owned()],
        model: text("Latitude"),
        order: text("2019-04"),
        purchase_date: Some(day("2019-07-15")),
        serial: text("S-1"),
        ..added("A-1")
    };
    world.about(id, "2026-01-01", first);
    let before = world.asset(id);
    let fact = Edited {
        acquired: Some(Acquired::Leased),
        aliases: vec!["PC 12".to_owned(), "glpi-1".to_owned()],
        clear: vec![Attribute::Order, Attribute::PurchaseDate],
        kind: Some(Kind::Tablet),
        mass_g: Some(Grams(700)),
        mass_source: Some(Source::Default),
        owner: Some(world.party_id()),
        price_ht_cents: Some(Cents(64_900)),
        serial: text("S-2"),
        weee: Some(WeeeCategory::SCREENS),
        ..edited()
    };
    let owner = fact.owner;
    let seq = world.about(id, "2026-02-01", fact);
    let mut wanted = before;
    wanted.acquired = Acquired::Leased;
    wanted.aliases.push("PC 12".to_owned());
    (wanted.order, wanted.purchase_date) = (None, None);
    wanted.kind = Kind::Tablet;
    (wanted.mass, wanted.mass_source) = (Some(Grams(700)), Some(Source::Default));
    (wanted.owner, wanted.price) = (owner, Some(Cents(64_900)));
    (wanted.serial, wanted.weee) = (text("S-2"), WeeeCategory::SCREENS);
    wanted.version = seq;
    assert_eq!(world.asset(id), wanted);
    assert_eq!(world.ask(|r| r.named(&Name::Serial("S-1"))), []);
    assert_eq!(world.ask(|r| r.named(&Name::Alias("pc 12"))), [id.into()]);
    assert_eq!(world.history(owner.unwrap()).len(), 1);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_new_tag_leaves_the_old_one_among_the_other_names(make: Make<'_>) {
    let world = World::new(make);
    let id = world.laptop("A-1");
    let relabel = |to: &str| world.about(id, "2026-02-01", Edited { tag: Some(tag(to)), ..edited() });
    relabel("B-2");
    assert_eq!((world.asset(id).tag, world.asset(id).aliases), (tag("B-2"), vec!["A-1".to_owned()]));
    for name in [Name::Tag("B-2"), Name::Alias("a-1")] {
        assert_eq!(world.ask(|r| r.named(&name)), [Subject::Asset(id)]);
    }
    assert_eq!(world.ask(|r| r.named(&Name::Tag("A-1"))), []);
    // Back again: a name stands once.
    relabel("A-1");
    assert_eq!((world.asset(id).tag, world.asset(id).aliases), (tag("A-1"), vec!["B-2".to_owned()]));
    let anew = Edited { clear: vec![Attribute::Aliases], tag: Some(tag("C-3")), ..edited() };
    world.about(id, "2026-02-01", anew);
    assert_eq!(world.asset(id).aliases, ["A-1"]);
    assert_eq!(world.findings(), []);
}

/// What an asset is called and where it is, as seen on a day.
fn seen(world: &World, on: &str, id: AssetId) -> (String, Option<String>, Option<String>) {
    let from = View { as_of: Some(day(on)), at_head: None };
    let asset = world.ask(|reader| view(reader, from, |reader| reader.asset(id))).unwrap();
    (asset.tag.to_string(), asset.service, asset.site)
}

pub(in crate::store) fn an_edit_of_a_past_day_is_read_as_always_known(make: Make<'_>) {
    let world = World::new(make);
    let id = world.laptop("A-1");
    world.about(id, "2026-03-01", deployed("URBA", &[]));
    // Of an earlier day than the last event: it bounds nothing.
    world.about(id, "2026-02-01", Edited { serial: text("S-9"), tag: Some(tag("B-2")), ..edited() });
    assert_eq!(world.asset(id).last_on, day("2026-03-01"));
    assert_eq!(seen(&world, "2026-01-15", id).0, "B-2");
    let then = View { as_of: None, at_head: Some(2) };
    let known = world.ask(|reader| view(reader, then, |reader| reader.asset(id))).unwrap();
    assert_eq!((known.tag, known.serial), (tag("A-1"), None));
    // About something not yet there, it is passed over.
    let before = View { as_of: Some(day("2025-12-31")), at_head: None };
    assert_eq!(world.ask(|reader| view(reader, before, |reader| reader.asset(id))), None);
}

pub(in crate::store) fn an_edit_of_a_place_is_about_its_stretch_of_days_alone(make: Make<'_>) {
    let world = World::new(make);
    let id = world.laptop("A-1");
    world.about(id, "2026-02-01", deployed("URBA", &[]));
    let back = world.about(id, "2026-03-01", Collected { media: Vec::new(), site: text("CTM") });
    world.about(id, "2026-04-01", Edited { site: text("DEPOT"), stay: Some(back), ..edited() });
    let place = |service: &str, site: Option<&str>| {
        ("A-1".to_owned(), Some(service.to_owned()), site.map(str::to_owned))
    };
    assert_eq!(seen(&world, "2026-03-01", id), place("URBA", Some("DEPOT")));
    assert_eq!(seen(&world, "2026-02-15", id), place("URBA", None));
    // That it came back was wrong: where it was kept then says nothing of where it is used.
    world.void(back);
    assert_eq!(seen(&world, "2026-11-02", id), place("URBA", None));
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn an_edited_kind_asks_for_its_media_unless_they_were_listed(make: Make<'_>) {
    let world = World::new(make);
    let become_kind = |id, kind| world.about(id, "2026-02-01", Edited { kind: Some(kind), ..edited() });
    let id = world.asset_id();
    world.about(id, "2026-01-01", Added { kind: Kind::Monitor, ..added("A-1") });
    assert_eq!(world.asset(id).inventory, Inventory::Closed);
    become_kind(id, Kind::AllInOne);
    assert_eq!(world.asset(id).inventory, Inventory::Open);
    world.about(id, "2026-02-02", MediaDeclared { declared: Declared::None });
    become_kind(id, Kind::Monitor);
    become_kind(id, Kind::Laptop);
    assert_eq!(world.asset(id).inventory, Inventory::Closed);
    // Somebody else had it meanwhile, and what it is called now says nothing of what it was.
    become_kind(id, Kind::Monitor);
    world.about(id, "2026-03-01", Lost { cause: Cause::Unknown });
    world.about(id, "2026-03-02", Found { in_place: true, media: Vec::new() });
    assert_eq!(world.asset(id).inventory, Inventory::Open);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_voided_edit_changes_nothing_and_frees_its_names(make: Make<'_>) {
    let world = World::new(make);
    let id = world.laptop("A-1");
    let mut before = world.asset(id);
    let aliases = vec!["école".to_owned()];
    let seq = world.about(id, "2026-02-01", Edited { aliases, tag: Some(tag("B-2")), ..edited() });
    before.version = world.void(seq);
    assert_eq!(world.asset(id), before);
    for name in [Name::Tag("B-2"), Name::Alias("école"), Name::Alias("A-1")] {
        assert_eq!(world.ask(|r| r.named(&name)), []);
    }
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn what_has_left_keeps_the_mass_of_that_day(make: Make<'_>) {
    let world = World::new(make);
    let id = world.laptop("A-1");
    world.about(id, "2026-02-01", decommissioned());
    let lot = world.open_lot("LOT-1", Channel::Loss);
    let gone = Departed { mass_g: Some(Grams(1_650)), ..departed(Channel::Loss, Vec::new()) };
    world.write(&[draft("2026-03-01", gone).asset(id).lot(lot)]);
    let mass = Edited { mass_g: Some(Grams(2_000)), mass_source: Some(Source::Given), ..edited() };
    world.about(id, "2026-04-01", mass);
    assert_eq!(world.asset(id).mass, Some(Grams(2_000)));
    assert_eq!(world.departure(id).unwrap().mass, Some(Grams(1_650)));
    assert_eq!(world.findings(), []);
}
