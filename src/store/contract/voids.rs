//! Voids and corrections: the log keeps them, the fold reads as if.

use super::world::{Make, World, added, day, decommissioned, deployed, draft, patch, void, wipe};
use crate::{
    model::{
        event::Seq,
        fact::{Added, Collected, Configured, Corrected, Edited, Patch, Reserved},
        lifecycle::State,
        sanitization::MediumStatus,
        tag::Tag,
    },
    store::Name,
};

fn correct(world: &World, seq: Seq, set: Patch) -> Seq {
    world.write(&[draft("2026-11-02", Corrected { seq, set })])
}

pub(in crate::store) fn a_voided_event_is_as_if_it_had_not_been(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let disk = world.disk(Some(asset), "2026-01-02");
    world.write(&[wipe("2026-01-03", disk)]);
    let before = (world.asset(asset), world.medium(disk));
    let wrong = world.about(asset, "2026-02-01", deployed("URBA", &[disk]));
    assert_eq!(world.medium(disk).status, MediumStatus::HoldsData);
    let voided = world.void(wrong);
    let (mut asset, mut disk) = (world.asset(asset), world.medium(disk));
    assert_eq!((asset.version, disk.version), (voided, voided));
    (asset.version, disk.version) = (before.0.version, before.1.version);
    assert_eq!((asset, disk), before);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_voided_creation_leaves_nothing_and_frees_its_name(make: Make<'_>) {
    let world = World::new(make);
    let id = world.asset_id();
    let aliases = vec!["école".to_owned()];
    let seq = world.about(id, "2026-01-01", Added { aliases: aliases.clone(), ..added("A-1") });
    world.void(seq);
    assert_eq!(world.ask(|r| r.asset(id)), None);
    assert_eq!(world.ask(|r| r.named(&Name::Alias("école"))), []);
    assert_eq!(world.history(id).len(), 2);
    let other = world.asset_id();
    world.about(other, "2026-01-01", Added { aliases: aliases.clone(), ..added("A-1") });
    assert_eq!(world.ask(|r| r.named(&Name::Tag("A-1"))), [other.into()]);
    // In one batch too.
    let third = world.asset_id();
    let again = Added { aliases, ..added("A-1") };
    world.write(&[void(world.head()), draft("2026-01-01", again).asset(third)]);
    assert_eq!(world.ask(|r| r.named(&Name::Tag("A-1"))), [third.into()]);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_corrected_event_is_read_with_its_values(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let sent = world.about(asset, "2026-02-01", deployed("URBA", &[]));
    correct(&world, sent, Patch { on: Some(day("2026-02-03")), ..patch() });
    let last = correct(
        &world,
        sent,
        Patch { service: Some("VOIRIE".to_owned()), site: Some("HDV".to_owned()), ..patch() },
    );
    let shown = world.asset(asset);
    assert_eq!((shown.service.as_deref(), shown.site.as_deref()), (Some("VOIRIE"), Some("HDV")));
    assert_eq!((shown.last_on, shown.version), (day("2026-02-03"), last));
    // The event itself stands in the log as it was written.
    let logged = world.ask(|r| r.event(sent)).unwrap();
    assert_eq!(logged.on, day("2026-02-01"));
    let act = world.about(asset, "2026-02-04", decommissioned());
    correct(&world, act, Patch { act: Some("2026-12".to_owned()), ..patch() });
    assert_eq!(world.asset(asset).act.as_deref(), Some("2026-12"));
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_voided_correction_corrects_nothing(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let sent = world.about(asset, "2026-02-01", deployed("URBA", &[]));
    let first = correct(&world, sent, Patch { service: Some("VOIRIE".to_owned()), ..patch() });
    let second = correct(&world, sent, Patch { service: Some("ECOLE".to_owned()), ..patch() });
    let service = || world.asset(asset).service;
    assert_eq!(service().as_deref(), Some("ECOLE"));
    world.void(second);
    assert_eq!(service().as_deref(), Some("VOIRIE"));
    let last = world.void(first);
    assert_eq!(service().as_deref(), Some("URBA"));
    assert_eq!(world.asset(asset).version, last);
    world.void(sent);
    assert_eq!(world.asset(asset).state, State::InStock);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_voided_policy_falls_back(make: Make<'_>) {
    let world = World::new(make);
    let disk = world.disk(None, "2026-01-01");
    world.write(&[wipe("2026-01-02", disk)]);
    let set = |key: &str, value: &str| {
        let fact = Configured { key: key.to_owned(), value: value.to_owned() };
        world.write(&[draft("2026-01-03", fact)])
    };
    set("organisation", "Ville");
    let renamed = set("organisation", "Vile");
    let purge = set("sanitization.minimum", "purge");
    let cleared = || world.rows().iter().any(|row| row.starts_with("medium: ") && row.contains("|null|1|"));
    assert!(!cleared());
    world.void(renamed);
    world.void(purge);
    assert!(cleared());
    assert_eq!(world.ask(|r| r.policies()).organisation, "Ville");
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn the_version_is_the_last_event_that_touched_the_subject(make: Make<'_>) {
    let world = World::new(make);
    let (one, two) = (world.laptop("A-1"), world.laptop("A-2"));
    assert_eq!((world.asset(one).version, world.asset(two).version), (1, 2));
    let disk = world.disk(Some(one), "2026-01-02");
    assert_eq!((world.asset(one).version, world.medium(disk).version), (3, 3));
    let sent = world.about(one, "2026-01-03", deployed("URBA", &[disk]));
    assert_eq!((world.asset(one).version, world.medium(disk).version), (sent, sent));
    let back = world.about(one, "2026-01-04", Collected { media: Vec::new(), site: None });
    assert_eq!((world.asset(one).version, world.medium(disk).version), (back, sent));
    assert_eq!(world.asset(two).version, 2);
}

pub(in crate::store) fn a_tag_that_stands_on_a_label_is_remembered(make: Make<'_>) {
    let world = World::new(make);
    let tags = |tags: &[&str]| -> Vec<Tag> { tags.iter().map(|tag| Tag::parse(tag).unwrap()).collect() };
    let by = |tag: &str| world.ask(|r| r.reserved(tag));
    let first = world.write(&[draft("2026-01-01", Reserved { tags: tags(&["A-1", "A-2"]) })]);
    let second = world.write(&[draft("2026-01-02", Reserved { tags: tags(&["A-2", "A-3"]) })]);
    assert_eq!((by("A-1"), by("A-2"), by("A-4")), (vec![first], vec![first, second], vec![]));
    // An asset takes one: it stays on its label, whatever becomes of the asset.
    let taken = world.write(&[draft("2026-01-03", added("A-1")).asset(world.asset_id())]);
    assert_eq!(by("A-1"), [first]);
    world.void(taken);
    assert_eq!(by("A-1"), [first, taken]);
    let freed = world.void(first);
    assert_eq!((by("A-1"), by("A-2"), by("A-3")), (vec![taken], vec![second], vec![second]));
    assert_eq!(world.findings(), []);
    // So does the tag of a new label that was a mistake.
    let asset = world.laptop("B-1");
    let tag = Some(Tag::parse("B-2").unwrap());
    let relabelled = world.about(asset, "2026-01-04", Edited { tag, ..Edited::default() });
    assert_eq!(by("B-2"), Vec::<Seq>::new());
    world.void(relabelled);
    assert_eq!(by("B-2"), [relabelled]);
    // The void voided: it is reserved again.
    world.void(freed);
    assert_eq!(
        (by("A-1"), by("A-2"), by("B-2")),
        (vec![first, taken], vec![first, second], vec![relabelled])
    );
    assert_eq!(world.findings(), []);
}
