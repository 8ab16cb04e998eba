//! What is erased leaves no byte in the files, whatever the pages went through before.

use std::{fs, path::Path};

use uuid::Uuid;

use super::{
    open::{resume, with_suffix},
    read_tombstones,
    tests::File,
    tombstones,
};
use crate::{
    model::{
        day::{Day, Instant},
        erasure::{Erased, ForgetReason},
        event::{Draft, Hash},
        fact::{Forgotten, PartyAdded},
        id::{ActorId, CommandId, PartyId, TextId},
        leaving::PartyKind,
    },
    store::{Error, Flow, Signature, Store, Vault, contract::Backend as _, file_hash},
};

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n)
}

fn signature(n: u128) -> Signature {
    Signature {
        cmd: CommandId(uuid(1 << 40 | n)),
        actor: "SENTINEL-ACTOR".to_owned(),
        new_actor: ActorId(uuid(2 << 40)),
        now: Instant::from_millis(0),
    }
}

fn day() -> Day {
    Day::new(2026, 1, 1).unwrap()
}

/// Names of many lengths, in an order that is not theirs, so that pages are split and balanced.
fn name(n: u128) -> String {
    format!("SENTINEL-{:04}-{}", n * 7919 % 1000, "x".repeat(usize::try_from(n * 37 % 600).unwrap()))
}

fn fill(store: &dyn Store, people: u128) {
    for n in 0..people {
        let mut writer = store.write(&signature(n)).unwrap();
        let id = PartyId(uuid(n * 7919 % 1000));
        writer.record(&[Draft::new(day(), PartyAdded { kind: PartyKind::Staff }).party(id)]).unwrap();
        writer.keep(&Vault::Party { id, name: name(n), siret: None }).unwrap();
        writer.keep(&Vault::Text { id: TextId(uuid(5000 + n)), text: format!("vu {}", name(n)) }).unwrap();
        // A second name for some: the former one is nowhere either.
        if n % 3 == 0 {
            let name = format!("{}-RENAMED", name(n));
            writer.keep(&Vault::Party { id, name, siret: None }).unwrap();
        }
        writer.commit().unwrap();
    }
}

fn everyone(people: u128) -> Vec<Erased> {
    let party = |n: u128| Erased::Party(PartyId(uuid(n * 7919 % 1000)));
    let text = |n: u128| Erased::Text(TextId(uuid(5000 + n)));
    let actor = Erased::Operator(ActorId(uuid(2 << 40)));
    (0..people).flat_map(|n| [party(n), text(n)]).chain([actor]).collect()
}

fn erase(store: &dyn Store, what: &[Erased]) {
    let mut writer = store.write(&signature(9_999)).unwrap();
    let fact = Forgotten {
        evidence: Vec::new(),
        operator: Some(ActorId(uuid(2 << 40))),
        reason: ForgetReason::Request,
        services: Vec::new(),
        sites: Vec::new(),
        texts: Vec::new(),
    };
    writer.record(&[Draft::new(day(), fact)]).unwrap();
    assert_eq!(writer.erase(what).unwrap(), what.len());
    writer.commit().unwrap();
}

/// How often a sentinel stands in the files of a database.
fn hits(database: &Path) -> usize {
    let mut hits = 0;
    for entry in fs::read_dir(database.parent().unwrap()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap().to_ascii_uppercase();
        hits += bytes.windows(8).filter(|window| window == b"SENTINEL").count();
    }
    hits
}

#[test]
fn no_byte_of_what_was_erased_stays_in_any_file() {
    let file = File::new();
    let store = file.open();
    fill(store.as_ref(), 300);
    assert!(hits(&file.path()) > 600, "the test sees names where there are some");
    erase(store.as_ref(), &everyone(300));
    assert!(hits(&file.path()) > 0, "they stand in the write-ahead log until it is cut");
    store.scrub().unwrap();
    assert_eq!(hits(&file.path()), 0);
}

/// How many histories of files are tried: some of them leave something where rows are deleted alone.
const HISTORIES: u64 = 24;

/// Goes through one history of files: 150 come, of many lengths, half of them with the sentinel; those go, some of
/// the others with them, in another order and a few at a time, while more come. So pages are split and balanced.
fn churn(seed: u64, mut step: impl FnMut(&[Vec<u8>], &[Hash])) {
    let mut state = seed * 2 + 1;
    let mut below = move |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let mut come = |mark: &str, n: u64| {
        let most = [20, 120, 300][usize::try_from(below(3)).unwrap()];
        format!("{mark}{n}-").repeat(usize::try_from(below(most)).unwrap() + 1).into_bytes()
    };
    let files: Vec<(u64, Vec<u8>)> =
        (0..150).map(|n| (n, come(if n % 2 == 0 { "SENTINEL" } else { "KEPT" }, n))).collect();
    step(&files.iter().map(|(_, bytes)| bytes.clone()).collect::<Vec<_>>(), &[]);
    // In an order that is not theirs: 61 and 150 have no divisor in common.
    let gone: Vec<Hash> = (0..150)
        .map(|n| &files[n * 61 % 150])
        .filter(|(n, _)| n % 2 == 0 || n % 5 < 3)
        .map(|(_, bytes)| file_hash(bytes))
        .collect();
    for (round, some) in gone.chunks(6).enumerate() {
        step(&[come("NEW", seed * 1_000 + round as u64)], some);
    }
}

#[test]
fn no_byte_of_a_file_that_was_erased_stays_whatever_became_of_its_page() {
    for seed in 0..HISTORIES {
        let file = File::new();
        let store = file.open();
        let mut n = 0;
        churn(seed, |come, gone| {
            n += 1;
            let mut writer = store.write(&Signature { actor: "ana".to_owned(), ..signature(n) }).unwrap();
            for bytes in come {
                writer.keep_evidence(bytes).unwrap();
            }
            let party = PartyId(uuid(n));
            writer.record(&[Draft::new(day(), PartyAdded { kind: PartyKind::Staff }).party(party)]).unwrap();
            let gone: Vec<_> = gone.iter().map(|hash| Erased::Evidence(*hash, None)).collect();
            assert_eq!(writer.erase(&gone).unwrap(), gone.len());
            writer.commit().unwrap();
        });
        store.scrub().unwrap();
        assert_eq!(hits(&file.path()), 0, "history {seed}");
        let (reader, mut kept) = (store.read().unwrap(), Vec::new());
        reader
            .evidence(&mut |hash| {
                kept.push(hash);
                Flow::Continue(())
            })
            .unwrap();
        assert!(kept.len() > 40);
        for hash in kept {
            assert_eq!(
                file_hash(&reader.evidence_bytes(hash).unwrap().unwrap()),
                hash,
                "what stays is what it was"
            );
        }
    }
}

#[test]
fn deleting_the_rows_of_files_alone_would_leave_some_of_it() {
    // The partner of the test above: the same rows go, and nothing is written again.
    let leaves = (0..HISTORIES).any(|seed| {
        let file = File::new();
        let store = super::open(&file.path()).unwrap();
        churn(seed, |come, gone| {
            store.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
            for bytes in come {
                let sql = "INSERT OR REPLACE INTO vault_evidence (hash, bytes) VALUES (?1, ?2)";
                store.conn.execute(sql, rusqlite::params![file_hash(bytes).0, bytes]).unwrap();
            }
            for hash in gone {
                store.conn.execute("DELETE FROM vault_evidence WHERE hash = ?1", [hash.0]).unwrap();
            }
            store.conn.execute_batch("COMMIT").unwrap();
        });
        store.scrub().unwrap();
        hits(&file.path()) > 0
    });
    assert!(leaves, "no history shows why what is left is written again");
}

#[test]
fn deleting_the_rows_alone_would_leave_some_of_it() {
    // The partner of the test above: the same without writing the tables again, and without cutting
    // the log of the engine.
    let file = File::new();
    let store = super::open(&file.path()).unwrap();
    fill(&store, 300);
    for n in 0..300_u128 {
        for (table, id) in [("vault_party", n * 7919 % 1000), ("vault_text", 5000 + n)] {
            let sql = format!("DELETE FROM {table} WHERE id = ?1");
            assert_eq!(store.conn.execute(&sql, [uuid(id).as_bytes()]).unwrap(), 1);
        }
    }
    store.conn.execute_batch("DELETE FROM vault_actor").unwrap();
    assert!(hits(&file.path()) > 0);
}

#[test]
fn while_others_read_an_earlier_state_the_file_is_not_clean_and_it_is_said() {
    let file = File::new();
    let store = file.open();
    fill(store.as_ref(), 20);
    let other = file.open();
    let reader = other.read().unwrap();
    erase(store.as_ref(), &everyone(20));
    assert!(matches!(store.scrub(), Err(Error::Busy)));
    assert!(hits(&file.path()) > 0);
    drop(reader);
    store.scrub().unwrap();
    assert_eq!(hits(&file.path()), 0);
}

#[test]
fn a_damaged_list_of_tombstones_is_written_again_and_kept() {
    let file = File::new();
    let store = file.open();
    fill(store.as_ref(), 2);
    erase(store.as_ref(), &everyone(2));
    store.scrub().unwrap();
    let (beside, actor) = (tombstones(&file.path()), Erased::Operator(ActorId(uuid(2 << 40))));
    let older = Erased::Party(PartyId(uuid(77)));
    // The log of this copy does not know one of them: what its line says may be read by somebody.
    for (at, damage) in [b"party 0190\n".to_vec(), b"\xff\xfe\n".to_vec(), b"\n".to_vec()].iter().enumerate()
    {
        let content = [format!("{older}\n").as_bytes(), damage].concat();
        fs::write(&beside, &content).unwrap();
        let kept = store.scrub().unwrap().unwrap();
        let name = if at == 0 { ".damaged".to_owned() } else { format!(".damaged-{}", at + 1) };
        assert_eq!(kept, with_suffix(&beside, &name));
        assert_eq!(fs::read(&kept).unwrap(), content);
        assert_eq!(
            read_tombstones(&beside).unwrap().into_iter().collect::<Vec<_>>(),
            [older.clone(), actor.clone()]
        );
        assert_eq!(store.scrub().unwrap(), None, "it is said once");
    }
}

#[test]
fn tombstones_that_cannot_be_written_keep_a_new_database_from_its_name() {
    let file = File::new();
    let path = file.path().with_file_name("restored.db");
    let newborn = resume(&file.path(), &path).unwrap();
    let store = newborn.store().unwrap();
    fill(store, 2);
    erase(store, &everyone(2));
    store.scrub().unwrap();
    fs::create_dir(tombstones(&path)).unwrap();
    newborn.publish().unwrap_err();
    assert!(!path.exists());
}

#[test]
fn tombstones_stand_beside_the_database_as_it_may_be_read_and_come_again_from_the_log() {
    use std::os::unix::fs::PermissionsExt;
    let file = File::new();
    let store = file.open();
    let beside = tombstones(&file.path());
    store.scrub().unwrap();
    assert!(!beside.exists(), "nothing was erased");
    fill(store.as_ref(), 2);
    erase(store.as_ref(), &everyone(2));
    store.scrub().unwrap();
    let actor = Erased::Operator(ActorId(uuid(2 << 40)));
    assert_eq!(fs::read_to_string(&beside).unwrap(), format!("{actor}\n"));
    assert_eq!(fs::metadata(&beside).unwrap().permissions().mode() & 0o777, 0o600);
    // Lost, it comes again; what an older log does not know stays.
    fs::remove_file(&beside).unwrap();
    assert_eq!(store.scrub().unwrap(), None);
    assert!(read_tombstones(&beside).unwrap().iter().eq([&actor]));
    let older = Erased::Party(PartyId(uuid(77)));
    fs::write(&beside, format!("{older}\n")).unwrap();
    store.scrub().unwrap();
    assert_eq!(read_tombstones(&beside).unwrap().into_iter().collect::<Vec<_>>(), [older, actor]);
}
