//! What is erased leaves no byte in the files of the tables.

use std::{fs, path::Path};

use uuid::Uuid;

use super::{
    Postgres, open,
    tests::{Database, surroundings},
};
use crate::{
    model::{
        day::{Day, Instant},
        erasure::{Erased, ForgetReason},
        event::Draft,
        fact::{Forgotten, PartyAdded},
        id::{ActorId, CommandId, PartyId, TextId},
        leaving::PartyKind,
    },
    store::{Error, Signature, Store as _, Vault},
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

fn fill(store: &Postgres, people: u128) {
    let mut writer = store.write(&signature(0)).unwrap();
    for n in 0..people {
        let id = PartyId(uuid(n));
        writer.record(&[Draft::new(day(), PartyAdded { kind: PartyKind::Staff }).party(id)]).unwrap();
        // Some longer than what stands in the row itself.
        let name = format!("SENTINEL-{n}-{}", format!("{n}y").repeat(usize::try_from(n * 37 % 900).unwrap()));
        writer.keep(&Vault::Party { id, name: name.clone(), siret: None }).unwrap();
        writer.keep(&Vault::Text { id: TextId(uuid(5000 + n)), text: format!("vu {name}") }).unwrap();
        writer.keep(&Vault::Party { id, name: format!("{name}-RENAMED"), siret: None }).unwrap();
    }
    writer.commit().unwrap();
}

fn erase(store: &Postgres, people: u128) {
    let mut writer = store.write(&signature(9_999)).unwrap();
    let operator = ActorId(uuid(2 << 40));
    let fact = Forgotten {
        evidence: Vec::new(),
        operator: Some(operator),
        reason: ForgetReason::Request,
        services: Vec::new(),
        sites: Vec::new(),
        texts: Vec::new(),
    };
    writer.record(&[Draft::new(day(), fact)]).unwrap();
    let people =
        (0..people).flat_map(|n| [Erased::Party(PartyId(uuid(n))), Erased::Text(TextId(uuid(5000 + n)))]);
    let what: Vec<_> = people.chain([Erased::Operator(operator)]).collect();
    assert_eq!(writer.erase(&what).unwrap(), what.len());
    writer.commit().unwrap();
}

/// How often a sentinel stands in the files of the tables, once all of them are written. What the server
/// keeps of them elsewhere, its write-ahead log, is not ours to clean.
fn hits(database: &Database) -> usize {
    let mut admin = database.admin();
    admin.batch_execute("ANALYZE; CHECKPOINT").unwrap();
    let number: u32 = admin
        .query_one("SELECT oid FROM pg_database WHERE datname = current_database()", &[])
        .unwrap()
        .get(0);
    let folder = Path::new(database.folder()).join(format!("data/base/{number}"));
    let mut hits = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap().to_ascii_uppercase();
        hits += bytes.windows(8).filter(|window| window == b"SENTINEL").count();
    }
    hits
}

/// The columns of which the server keeps samples in its own tables, among those that could hold what is erased.
fn sampled(database: &Database) -> Vec<String> {
    let mut admin = database.admin();
    admin.batch_execute("ANALYZE").unwrap();
    let sql = "SELECT tablename || '.' || attname FROM pg_stats WHERE schemaname = 'rebond' \
               AND (tablename LIKE 'vault%' OR tablename = 'search') ORDER BY 1";
    admin.query(sql, &[]).unwrap().iter().map(|row| row.get(0)).collect()
}

#[test]
fn the_server_samples_nothing_that_can_be_erased() {
    let Some(database) = Database::new() else { return };
    let store = database.store();
    fill(&store, 20);
    let mut writer = store.write(&signature(1)).unwrap();
    for n in 0..20 {
        writer.keep_evidence(format!("SENTINEL {n}").as_bytes()).unwrap();
    }
    writer
        .record(&[Draft::new(day(), PartyAdded { kind: PartyKind::Staff }).party(PartyId(uuid(99)))])
        .unwrap();
    writer.commit().unwrap();
    let known = ["vault_actor.id", "vault_evidence.hash", "vault_party.id", "vault_text.id"];
    let found = sampled(&database);
    assert_eq!(found, known, "what identifies, and never what stands behind it");
}

#[test]
fn no_byte_of_what_was_erased_stays_in_the_files_of_the_tables() {
    let Some(database) = Database::new() else { return };
    let store = database.store();
    fill(&store, 100);
    assert!(hits(&database) > 200, "the test sees names where there are some");
    erase(&store, 100);
    assert!(hits(&database) > 0, "they stand in the files until those are written again");
    store.scrub().unwrap();
    assert_eq!(hits(&database), 0);
}

#[test]
fn no_byte_of_a_file_that_was_erased_stays_in_the_files_of_the_tables() {
    let Some(database) = Database::new() else { return };
    let store = database.store();
    let mut writer = store.write(&signature(0)).unwrap();
    // What the server does not make shorter: it would be found in none of its files.
    let long: Vec<u8> = (0..4_000_u32)
        .flat_map(|n| format!("SENTINEL{}", n.wrapping_mul(2_654_435_761)).into_bytes())
        .collect();
    let long = [vec![0xff; 1], long].concat();
    let gone = [writer.keep_evidence(&long).unwrap(), writer.keep_evidence(b"SENTINEL").unwrap()];
    let stays = writer.keep_evidence(b"kept").unwrap();
    writer
        .record(&[Draft::new(day(), PartyAdded { kind: PartyKind::Staff }).party(PartyId(uuid(1)))])
        .unwrap();
    writer.commit().unwrap();
    assert!(hits(&database) > 1, "the test sees them where there are some");
    let mut writer = store.write(&signature(1)).unwrap();
    let operator = ActorId(uuid(2 << 40));
    let fact = Forgotten {
        evidence: gone.to_vec(),
        operator: Some(operator),
        reason: ForgetReason::Request,
        services: Vec::new(),
        sites: Vec::new(),
        texts: Vec::new(),
    };
    writer.record(&[Draft::new(day(), fact)]).unwrap();
    let what = gone.map(|hash| Erased::Evidence(hash, None));
    assert_eq!(writer.erase(&[&what[..], &[Erased::Operator(operator)]].concat()).unwrap(), 3);
    writer.commit().unwrap();
    assert!(hits(&database) > 0, "they stand in the files until those are written again");
    store.scrub().unwrap();
    assert_eq!(hits(&database), 0);
    assert_eq!(store.read().unwrap().evidence_bytes(stays).unwrap().as_deref(), Some(&b"kept"[..]));
}

#[test]
fn while_others_read_an_earlier_state_the_files_are_not_clean_and_it_is_said() {
    let Some(database) = Database::new() else { return };
    let store = database.store();
    fill(&store, 5);
    let other = open(&database.address(), &surroundings()).unwrap();
    let reader = other.read().unwrap();
    erase(&store, 5);
    assert!(matches!(store.scrub(), Err(Error::Busy)));
    assert!(hits(&database) > 0);
    drop(reader);
    store.scrub().unwrap();
    assert_eq!(hits(&database), 0);
}
