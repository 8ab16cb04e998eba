//! The log, commands, isolation, the vault.

use super::world::{Make, World, added, begin, draft, instant};
use crate::{
    model::{
        event::{Draft, Event, Hash},
        fact::Configured,
        id::{ActorId, CommandId, PartyId, TextId},
        policy::{Key, Policies},
        sanitization::Minimum,
    },
    store::{Flow, Head, Place, Seldom, Signature, Span, Vault, line_hash, sqlite},
};

const NOTHING: Head = Head { seq: 0, hash: Hash::ZERO, recorded_at: None };

fn asset(world: &World, tag: &str) -> Draft {
    draft("2026-01-05", added(tag)).asset(world.asset_id())
}

fn configured(key: &str, value: &str) -> Draft {
    draft("2026-01-05", Configured { key: key.to_owned(), value: value.to_owned() })
}

pub(in crate::store) fn a_reader_sees_neither_uncommitted_nor_later_commits(make: Make<'_>) {
    let world = World::new(make);
    let (one, other) = (world.backend().open(), world.backend().open());
    let before = one.read().unwrap();
    let signature = world.signature();
    let mut writer = begin(other.as_ref(), &signature);
    writer.record(&[asset(&world, "A-1")]).unwrap();
    let third = world.backend().open();
    let during = third.read().unwrap();
    writer.commit().unwrap();
    for snapshot in [&before, &during] {
        assert_eq!(snapshot.head().unwrap(), NOTHING);
        assert_eq!(snapshot.command(signature.cmd).unwrap(), None);
        let mut assets = 0;
        snapshot
            .assets(&crate::store::AssetFilter::default(), &mut |_| {
                assets += 1;
                Flow::Continue(())
            })
            .unwrap();
        assert_eq!(assets, 0);
    }
    drop(before);
    assert_eq!(one.read().unwrap().head().unwrap().seq, 1);
}

pub(in crate::store) fn a_dropped_writer_has_changed_nothing(make: Make<'_>) {
    let world = World::new(make);
    world.laptop("A-1");
    let rows = world.rows();
    let head = world.ask(|r| r.head());
    let signature = Signature { actor: "nouveau".to_owned(), ..world.signature() };
    {
        let store = world.store();
        let mut writer = begin(store.as_ref(), &signature);
        writer.record(&[asset(&world, "A-2")]).unwrap();
        writer.keep(&Vault::Text { id: TextId(world.id()), text: "note".to_owned() }).unwrap();
    }
    assert_eq!(world.rows(), rows);
    assert_eq!(world.ask(|r| r.head()), head);
    assert_eq!(world.ask(|r| r.command(signature.cmd)), None);
    assert_eq!(world.ask(|r| r.actor(signature.new_actor)), None);
    assert_eq!(world.collect::<Vault>(|r, each| r.vault(each)).len(), 1);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_commit_returns_its_span_and_its_command_is_known(make: Make<'_>) {
    let world = World::new(make);
    let mut spans = Vec::new();
    for (first, last, tags) in [(1, 2, ["A-1", "A-2"]), (3, 4, ["A-3", "A-4"])] {
        let signature = world.signature();
        let store = world.store();
        let mut writer = begin(store.as_ref(), &signature);
        for tag in tags {
            writer.record(&[asset(&world, tag)]).unwrap();
        }
        assert_eq!(writer.command(signature.cmd).unwrap(), None);
        let span = Span { first, last };
        assert_eq!(writer.commit().unwrap(), Some(span));
        drop(store);
        assert_eq!(world.ask(|r| r.command(signature.cmd)), Some(span));
        spans.push((signature.cmd, span));
    }
    assert_eq!(world.ask(|r| r.command(CommandId(world.id()))), None);
    let mut known = Vec::new();
    world.ask(|r| {
        r.commands(&mut |cmd, span| {
            known.push((cmd, span));
            Flow::Continue(())
        })
    });
    assert_eq!(known, spans);
}

pub(in crate::store) fn an_empty_commit_writes_nothing(make: Make<'_>) {
    let world = World::new(make);
    let signature = world.signature();
    let store = world.store();
    let mut writer = begin(store.as_ref(), &signature);
    writer.record(&[]).unwrap();
    writer.keep(&Vault::Text { id: TextId(world.id()), text: "note".to_owned() }).unwrap();
    assert_eq!(writer.commit().unwrap(), None);
    drop(store);
    assert_eq!(world.ask(|r| r.head()), NOTHING);
    assert_eq!(world.ask(|r| r.command(signature.cmd)), None);
    assert_eq!(world.collect::<Vault>(|r, each| r.vault(each)), []);
}

pub(in crate::store) fn a_writer_sees_its_own_records_at_once(make: Make<'_>) {
    let world = World::new(make);
    let store = world.store();
    let signature = world.signature();
    let mut writer = begin(store.as_ref(), &signature);
    let id = world.asset_id();
    writer.record(&[draft("2026-01-05", added("A-1")).asset(id)]).unwrap();
    assert_eq!(writer.asset(id).unwrap().unwrap().tag.as_str(), "A-1");
    assert_eq!(writer.head().unwrap().seq, 1);
    assert_eq!(writer.history(id.into()).unwrap().len(), 1);
    writer.record(&[draft("2026-01-06", super::world::deployed("URBA", &[])).asset(id)]).unwrap();
    assert_eq!(writer.asset(id).unwrap().unwrap().service.as_deref(), Some("URBA"));
    let text = TextId(world.id());
    writer.keep(&Vault::Text { id: text, text: "note".to_owned() }).unwrap();
    assert_eq!(writer.text(text).unwrap().as_deref(), Some("note"));
    assert_eq!(writer.actor(signature.new_actor).unwrap().as_deref(), Some("jdupont"));
}

pub(in crate::store) fn the_log_has_no_gap_and_each_event_names_the_hash_of_the_one_before(make: Make<'_>) {
    let world = World::new(make);
    for batch in [vec!["A-1"], vec!["A-2", "A-3", "A-4"], vec!["A-5", "A-6"]] {
        let drafts: Vec<_> = batch.iter().map(|tag| asset(&world, tag)).collect();
        world.write(&drafts);
    }
    let (mut seq, mut prev) = (0, Hash::ZERO);
    world.ask(|r| {
        r.lines(0, &mut |logged| {
            seq += 1;
            let event = Event::read(logged.line).unwrap();
            assert_eq!((logged.seq, event.seq), (seq, seq));
            assert_eq!((logged.prev, event.prev), (prev, prev));
            assert_eq!(logged.hash, line_hash(logged.line));
            assert_eq!(logged.kind, "added");
            assert_eq!(event.line().unwrap(), logged.line);
            prev = logged.hash;
            Flow::Continue(())
        })
    });
    let head = world.ask(|r| r.head());
    assert_eq!((head.seq, head.hash), (6, prev));
}

pub(in crate::store) fn the_record_never_goes_back_in_time_though_the_clock_does(make: Make<'_>) {
    let world = World::new(make);
    let mut recorded = Vec::new();
    for (tag, now) in [
        ("A-1", "2026-11-02T08:00:00.500Z"),
        ("A-2", "1970-01-01T00:00:00Z"),
        ("A-3", "2026-11-02T08:00:00.499Z"),
        ("A-4", "2026-11-02T08:00:01Z"),
    ] {
        let signature = Signature { now: instant(now), ..world.signature() };
        let store = world.store();
        let mut writer = begin(store.as_ref(), &signature);
        writer.record(&[asset(&world, tag)]).unwrap();
        writer.commit().unwrap();
        recorded.push(store.read().unwrap().head().unwrap().recorded_at.unwrap().to_string());
    }
    let (stays, goes) = ("2026-11-02T08:00:00.500Z", "2026-11-02T08:00:01.000Z");
    assert_eq!(recorded, [stays, stays, stays, goes]);
}

pub(in crate::store) fn a_known_name_keeps_its_actor(make: Make<'_>) {
    let world = World::new(make);
    let mut actors = Vec::new();
    for (tag, name) in [("A-1", "jdupont"), ("A-2", "Jdupont"), ("A-3", "jdupont")] {
        let signature = Signature { actor: name.to_owned(), ..world.signature() };
        let store = world.store();
        let mut writer = begin(store.as_ref(), &signature);
        writer.record(&[asset(&world, tag)]).unwrap();
        let seq = writer.commit().unwrap().unwrap().last;
        let reader = store.read().unwrap();
        let actor = reader.event(seq).unwrap().unwrap().actor;
        assert_eq!(reader.actor(actor).unwrap().as_deref(), Some(name));
        actors.push(actor);
    }
    assert_eq!(actors[0], actors[2]);
    assert_ne!(actors[0], actors[1]);
}

pub(in crate::store) fn a_batch_that_failed_cannot_be_committed(make: Make<'_>) {
    let world = World::new(make);
    world.laptop("A-1");
    let rows = world.rows();
    let store = world.store();
    let mut writer = begin(store.as_ref(), &world.signature());
    // The second takes a tag that is taken: what was written before it must not stay.
    assert!(writer.record(&[asset(&world, "A-2"), asset(&world, "A-1")]).is_err());
    assert!(writer.record(&[asset(&world, "A-3")]).is_err());
    assert!(writer.commit().is_err());
    drop(store);
    assert_eq!(world.rows(), rows);
    assert_eq!(world.head(), 1);
    world.laptop("A-4");
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_command_is_written_once(make: Make<'_>) {
    let world = World::new(make);
    let signature = world.signature();
    let store = world.store();
    for (tag, good) in [("A-1", true), ("A-2", false)] {
        let mut writer = begin(store.as_ref(), &signature);
        writer.record(&[asset(&world, tag)]).unwrap();
        assert_eq!(writer.commit().is_ok(), good);
    }
    drop(store);
    assert_eq!(world.head(), 1);
    assert_eq!(world.ask(|r| r.command(signature.cmd)), Some(Span { first: 1, last: 1 }));
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn a_second_writer_goes_on_where_the_first_one_ended(make: Make<'_>) {
    let world = World::new(make);
    let (mine, theirs) = (world.signature(), world.signature());
    let (first, second) = (asset(&world, "A-1"), asset(&world, "A-2"));
    let store = world.store();
    let mut writer = begin(store.as_ref(), &mine);
    let backend = world.backend();
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            let store = backend.open();
            let mut writer = store.write(&theirs).unwrap();
            writer.record(&[second]).unwrap();
            writer.commit().unwrap()
        });
        writer.record(&[first]).unwrap();
        assert_eq!(writer.commit().unwrap().map(|span| span.last - span.first), Some(0));
        other.join().unwrap();
    });
    drop(store);
    assert_eq!(world.head(), 2);
    assert_eq!(world.findings(), []);
}

pub(in crate::store) fn lines_start_after_a_number_and_stop_when_told(make: Make<'_>) {
    let world = World::new(make);
    let drafts: Vec<_> = (1..=5).map(|n| asset(&world, &format!("A-{n}"))).collect();
    world.write(&drafts);
    let mut seen = Vec::new();
    world.ask(|r| {
        r.lines(2, &mut |logged| {
            seen.push(logged.seq);
            if logged.seq < 4 { Flow::Continue(()) } else { Flow::Break(()) }
        })
    });
    assert_eq!(seen, [3, 4]);
    let mut rows = 0;
    world.ask(|r| {
        r.projections(&mut |_, _| {
            rows += 1;
            Flow::Break(())
        })
    });
    assert_eq!(rows, 1);
}

pub(in crate::store) fn policies_are_what_was_configured_last(make: Make<'_>) {
    let world = World::new(make);
    assert_eq!(world.ask(|r| r.policies()), Policies::default());
    world.write(&[configured("organisation", "Ville"), configured("tag.prefix", "VIL")]);
    world.write(&[configured("organisation", "Ville de Montrouge")]);
    let policies = world.ask(|r| r.policies());
    assert_eq!(policies.get(Key::Organisation), "Ville de Montrouge");
    assert_eq!(policies.get(Key::TagPrefix), "VIL");
    assert_eq!(policies.sanitization_minimum, Minimum::Clear);
}

pub(in crate::store) fn a_policy_that_means_nothing_never_reaches_the_log(make: Make<'_>) {
    let world = World::new(make);
    for (key, value) in [("sanitization.minimum", "wiped"), ("timezone", "Mars"), ("nonsense", "1")] {
        assert!(world.try_write(&[configured(key, value)]).is_err(), "{key}");
    }
    assert_eq!(world.head(), 0);
    world.write(&[configured("timezone", "Indian/Reunion")]);
}

pub(in crate::store) fn the_vault_keeps_replaces_and_streams_by_key(make: Make<'_>) {
    let world = World::new(make);
    let (text, party) = (TextId(world.id()), PartyId(world.id()));
    let label = |code: &str, label: &str| Vault::Label {
        place: Place::Service,
        code: code.to_owned(),
        label: label.to_owned(),
    };
    let named = |name: &str| Vault::Party { id: party, name: name.to_owned(), siret: Some("1".to_owned()) };
    let noted = |note: &str| Vault::Text { id: text, text: note.to_owned() };
    let site = Vault::Label { place: Place::Site, code: "URBA".to_owned(), label: "Annexe".to_owned() };
    let store = world.store();
    let signature = world.signature();
    let mut writer = begin(store.as_ref(), &signature);
    let kept = [noted("a"), noted("b"), named("Dupont"), named("Durand"), label("URBA", "x"), site.clone()];
    for row in kept.iter().chain(&[label("URBA", "Urbanisme"), label("ECOLE", "École")]) {
        writer.keep(row).unwrap();
    }
    writer.record(&[asset(&world, "A-1")]).unwrap();
    writer.commit().unwrap();
    drop(store);
    assert_eq!(
        world.collect::<Vault>(|r, each| r.vault(each)),
        [
            Vault::Actor { id: signature.new_actor, name: "jdupont".to_owned() },
            named("Durand"),
            noted("b"),
            label("ECOLE", "École"),
            label("URBA", "Urbanisme"),
            site,
        ]
    );
    assert_eq!(world.ask(|r| r.text(text)).as_deref(), Some("b"));
    assert_eq!(world.ask(|r| r.text(TextId(world.id()))), None);
    assert_eq!(world.ask(|r| r.actor(ActorId(world.id()))), None);
    assert_eq!(world.ask(|r| r.label(Place::Site, "URBA")).as_deref(), Some("Annexe"));
    assert_eq!(world.ask(|r| r.label(Place::Site, "ECOLE")), None);
    let mut rows = 0;
    world.ask(|r| {
        r.vault(&mut |_| {
            rows += 1;
            Flow::Break(())
        })
    });
    assert_eq!(rows, 1);
}

pub(in crate::store) fn what_is_seldom_is_found_among_all_the_rest(make: Make<'_>) {
    let world = World::new(make);
    let mut expected = Vec::new();
    for round in 0_u8..3 {
        world.laptop(&format!("A-{round}"));
        let set = world.write(&[configured(Key::TagPrefix.code(), &format!("P{round}"))]);
        let void = world.void(set);
        expected.push((set, Seldom::Configured));
        expected.push((void, Seldom::Voided));
    }
    let found = |kinds: &[Seldom]| {
        let mut found = Vec::new();
        world.ask(|r| {
            r.seldom(kinds, &mut |logged| {
                assert_eq!(line_hash(logged.line), logged.hash);
                found.push((logged.seq, Seldom::from_code(logged.kind).unwrap()));
                Flow::Continue(())
            })
        });
        found
    };
    assert_eq!(found(&[Seldom::Voided, Seldom::Epoch, Seldom::Configured, Seldom::Voided]), expected);
    expected.retain(|(_, kind)| *kind == Seldom::Voided);
    assert_eq!(found(&[Seldom::Voided]), expected);
    assert_eq!(found(&[Seldom::Sealed]), []);
    assert_eq!(found(&[]), []);
    let mut first = None;
    world.ask(|r| {
        r.seldom(Seldom::ALL, &mut |logged| {
            assert!(first.is_none(), "it stops when told");
            first = Some(logged.seq);
            Flow::Break(())
        })
    });
    assert_eq!(first, Some(2));
}

pub(in crate::store) fn a_copy_is_the_record_of_one_moment_in_a_file_of_its_own(make: Make<'_>) {
    let world = World::new(make);
    world.laptop("A-1");
    let other = world.backend().open();
    {
        let store = world.store();
        let mut writer = begin(store.as_ref(), &world.signature());
        writer.keep(&Vault::Text { id: TextId(world.id()), text: "note".to_owned() }).unwrap();
        writer.record(&[asset(&world, "A-2")]).unwrap();
        writer.commit().unwrap();
    }
    let (rows, head) = (world.rows(), world.ask(|r| r.head()));
    let vault = world.collect::<Vault>(|r, each| r.vault(each));
    let folder = tempfile::tempdir().unwrap();
    // Such a file is for its owner alone.
    let file = tempfile::Builder::new().prefix("copy #1%.db").rand_bytes(0).tempfile_in(&folder).unwrap();
    let (_, file) = file.keep().unwrap();
    let signature = world.signature();
    let mut writer = begin(other.as_ref(), &signature);
    writer.record(&[asset(&world, "A-3")]).unwrap();
    // While another one writes: what is not committed is not in the copy.
    assert_eq!(world.store().copy(&file).unwrap(), head);
    writer.commit().unwrap();

    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["copy #1%.db"], "one file");
    let inspected = sqlite::inspect(&file).unwrap();
    assert_eq!(inspected.head, head);
    let copied = Copied(file);
    let copied = World::on(Box::new(copied));
    assert_eq!(copied.rows(), rows);
    assert_eq!(copied.collect::<Vault>(|r, each| r.vault(each)), vault);
    assert_eq!(copied.findings(), []);
    // It is a record like any other, of which these identities are taken.
    for _ in 0..10 {
        copied.id();
    }
    copied.laptop("A-3");
    assert_eq!(world.ask(|r| r.head()).seq, head.seq + 1);
}

/// A copy, opened where it lies.
struct Copied(std::path::PathBuf);

impl super::world::Backend for Copied {
    fn open(&self) -> Box<dyn crate::store::Store> {
        Box::new(sqlite::open(&self.0).unwrap())
    }
}
