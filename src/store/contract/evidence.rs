//! Files that are attached: kept once by their hash, found by what they are evidence of, erasable.

use super::world::{Make, World, draft};
use crate::{
    model::{
        amount::Bytes,
        erasure::{Erased, ForgetReason},
        event::{Event, Hash, Seq},
        fact::{Attached, Fact, Forgotten},
        id::{AssetId, Subject, TextId},
    },
    store::{FindingCode, View, file_hash, sqlite, view},
};

/// What a file is attached to, before its event is written.
fn attached(world: &World, hash: Hash, size: usize, assets: &[AssetId]) -> Attached {
    Attached {
        assets: assets.to_vec(),
        hash,
        lots: Vec::new(),
        media: Vec::new(),
        name: TextId(world.id()),
        parties: Vec::new(),
        size: Bytes(i64::try_from(size).unwrap()),
    }
}

/// Keeps a file and attaches it; returns its hash and the event.
fn attach(world: &World, bytes: &[u8], assets: &[AssetId]) -> (Hash, Seq) {
    let fact = attached(world, file_hash(bytes), bytes.len(), assets);
    let store = world.store();
    let mut writer = store.write(&world.signature()).unwrap();
    let hash = writer.keep_evidence(bytes).unwrap();
    assert_eq!(hash, file_hash(bytes));
    writer.record(&[draft("2026-03-01", fact)]).unwrap();
    // A writer sees at once what it keeps.
    assert_eq!(writer.evidence_bytes(hash).unwrap().as_deref(), Some(bytes));
    let span = writer.commit().unwrap().unwrap();
    (hash, span.last)
}

/// The events that attached something to a subject, or to any.
fn attaching(world: &World, to: Option<Subject>) -> Vec<Seq> {
    world.collect(|reader, each| {
        reader.attached(to, &mut |logged| {
            let event = Event::read(logged.line).unwrap();
            assert!(
                matches!(event.fact, Fact::Attached(_))
                    && event.seq == logged.seq
                    && logged.kind == "attached"
            );
            each(logged.seq)
        })
    })
}

fn kept(world: &World) -> Vec<Hash> {
    world.collect(|reader, each| reader.evidence(each))
}

/// Bytes that are no text, and repeat in no page.
fn bytes(length: usize, seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    (0..length).map(|_| next()).collect()
}

pub(in crate::store) fn a_file_is_kept_once_and_found_by_what_it_is_attached_to(make: Make<'_>) {
    let world = World::new(make);
    let (one, other) = (world.laptop("A-1"), world.laptop("A-2"));
    let (slip, photo) = (bytes(40_000, 1), b"\0".to_vec());
    let (hash, first) = attach(&world, &slip, &[one, other]);
    let (small, second) = attach(&world, &photo, &[other]);
    let (again, third) = attach(&world, &slip, &[other]);
    assert_eq!(again, hash);
    let mut both = vec![hash, small];
    both.sort();
    assert_eq!(kept(&world), both, "once, by hash");
    assert_eq!(world.ask(|r| r.evidence_bytes(hash)), Some(slip));
    assert_eq!(world.ask(|r| r.evidence_bytes(small)), Some(photo));
    assert_eq!(world.ask(|r| r.evidence_bytes(Hash([7; 32]))), None);
    assert_eq!(attaching(&world, None), [first, second, third]);
    assert_eq!(attaching(&world, Some(one.into())), [first]);
    assert_eq!(attaching(&world, Some(other.into())), [first, second, third]);
    let history: Vec<Seq> = world.history(one).iter().map(|event| event.seq).collect();
    assert!(history.contains(&first), "{history:?}");
    // It stands in the history of a thing, and changes nothing of it.
    assert_eq!(world.asset(one).version, 1);
    assert_eq!(world.all_findings(), []);
    let voided = world.void(first);
    assert!(world.history(one).iter().any(|event| event.seq == voided));
    assert_eq!(attaching(&world, Some(one.into())), [first], "what was voided is told of as well");
    assert_eq!(world.all_findings(), []);
}

pub(in crate::store) fn a_file_of_a_writer_that_is_dropped_is_not_kept(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    {
        let store = world.store();
        let mut writer = store.write(&world.signature()).unwrap();
        let hash = writer.keep_evidence(&bytes(100_000, 3)).unwrap();
        writer.record(&[draft("2026-03-01", attached(&world, hash, 100_000, &[asset]))]).unwrap();
    }
    assert_eq!((kept(&world), attaching(&world, None)), (vec![], vec![]));
    assert_eq!(world.all_findings(), []);
}

pub(in crate::store) fn a_file_that_is_not_there_is_found_missing(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let lost = file_hash(b"lost");
    let seq = world.write(&[draft("2026-03-01", attached(&world, lost, 4, &[asset]))]);
    world.write(&[draft("2026-03-02", attached(&world, lost, 4, &[asset]))]);
    // Even if nobody says any more that it is evidence: the log says that it was kept.
    world.void(seq);
    let found = world.findings();
    let found: Vec<_> = found.iter().map(|f| (f.code, f.seq, f.detail.as_str())).collect();
    assert_eq!(found, [(FindingCode::EvidenceMissing, Some(seq), lost.to_string().as_str())]);
    // Who attaches it again puts it right.
    attach(&world, b"lost", &[asset]);
    assert_eq!(world.all_findings(), []);
}

pub(in crate::store) fn a_file_whose_size_is_not_that_of_the_log_is_found_altered(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let store = world.store();
    let mut writer = store.write(&world.signature()).unwrap();
    let hash = writer.keep_evidence(b"abc").unwrap();
    writer.record(&[draft("2026-03-01", attached(&world, hash, 4, &[asset]))]).unwrap();
    writer.commit().unwrap();
    drop(store);
    assert_eq!(world.findings(), [], "what is there is there");
    let found = world.all_findings();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].code, found[0].seq), (FindingCode::EvidenceAltered, Some(2)));
}

pub(in crate::store) fn an_erased_file_is_gone_and_is_no_damage(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let (gone, _) = attach(&world, &bytes(20_000, 5), &[asset]);
    let (stays, _) = attach(&world, &bytes(300, 6), &[asset]);
    let forgotten = Forgotten {
        evidence: vec![gone],
        operator: None,
        reason: ForgetReason::Request,
        services: Vec::new(),
        sites: Vec::new(),
        texts: Vec::new(),
    };
    let store = world.store();
    let mut writer = store.write(&world.signature()).unwrap();
    writer.record(&[draft("2026-03-02", forgotten)]).unwrap();
    let unknown = Erased::Evidence(Hash([7; 32]), None);
    assert_eq!(writer.erase(&[Erased::Evidence(gone, None), unknown]).unwrap(), 1);
    writer.commit().unwrap();
    store.scrub().unwrap();
    drop(store);
    assert_eq!(kept(&world), [stays]);
    assert_eq!(world.ask(|r| r.evidence_bytes(gone)), None);
    assert_eq!(world.ask(|r| r.evidence_bytes(stays)), Some(bytes(300, 6)));
    assert_eq!(world.all_findings(), []);
}

pub(in crate::store) fn a_copy_holds_every_file(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    // One that is longer than what a backend hands over at once.
    let files: Vec<Vec<u8>> = [1, 4_000, 5_000, 70_000, 9 << 20].map(|length| bytes(length, 9)).into();
    for file in &files {
        attach(&world, file, &[asset]);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    std::fs::write(&path, []).unwrap();
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    world.store().copy(&path).unwrap();
    let copy = sqlite::open_still(&path).unwrap();
    let reader = crate::store::Store::read(&copy).unwrap();
    for file in &files {
        assert!(reader.evidence_bytes(file_hash(file)).unwrap().as_ref() == Some(file), "{}", file.len());
    }
    assert_eq!(
        crate::store::verify::compare(reader.as_ref(), crate::store::Depth::Full).unwrap().findings,
        []
    );
}

pub(in crate::store) fn a_past_head_knows_what_was_attached_by_then(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let (_, first) = attach(&world, b"one", &[asset]);
    attach(&world, b"two", &[asset]);
    let past = View { as_of: None, at_head: Some(first) };
    let seqs = world.ask(|reader| {
        view(reader, past, |reader| {
            let mut seqs = Vec::new();
            reader.attached(Some(asset.into()), &mut |logged| {
                seqs.push(logged.seq);
                crate::store::Flow::Continue(())
            })?;
            Ok::<_, crate::store::Error>(seqs)
        })
    });
    assert_eq!(seqs, [first]);
}
