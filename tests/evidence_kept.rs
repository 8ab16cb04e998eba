//! What becomes of the files that are kept: changed, lost and put right, erased, copied.

use std::fs;

use insta::assert_snapshot;
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    evidence::{SLIP, desk, lines, sha256},
    world::World,
};

/// Changes the database as nobody should.
fn tamper(world: &World, sql: &str, values: &[&dyn rusqlite::ToSql]) {
    let conn = Connection::open(world.database()).unwrap();
    assert_eq!(conn.execute(sql, values).unwrap(), 1, "{sql}");
}

/// How often bytes stand in the files of the folder of the database.
fn hits(world: &World, bytes: &[u8]) -> usize {
    let files = fs::read_dir(world.database().parent().unwrap()).unwrap();
    let count = |file: Vec<u8>| file.windows(bytes.len()).filter(|window| *window == bytes).count();
    files.map(|file| count(fs::read(file.unwrap().path()).unwrap())).sum()
}

#[test]
fn a_byte_that_changed_is_found_and_put_right_by_the_file_itself() {
    let world = desk();
    let bytes: Vec<u8> = (0..20_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    world.write("journal.log", &bytes);
    world.enter("evidence add A1 'bon 17.pdf'\nevidence add A2 journal.log");
    let hash = Sha256::digest(&bytes);
    for at in [0, 1, 487, 4_060, 39_999, 79_998, 79_999] {
        let mut other = bytes.clone();
        other[at] ^= 1 << (at % 8);
        tamper(
            &world,
            "UPDATE vault_evidence SET bytes = ?1 WHERE hash = ?2",
            params![other, hash.as_slice()],
        );
        assert_eq!(world.run("verify").status, 0, "it is there");
        let found = world.run("--json verify --full");
        assert_eq!(found.status, 5, "{at}: {found}");
        let found: Value = serde_json::from_str(&found.stdout).unwrap();
        let findings = found["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{found}");
        assert_eq!((&findings[0]["code"], &findings[0]["seq"]), (&json!("evidence_altered"), &json!(8)));
        assert!(findings[0]["detail"].as_str().unwrap().starts_with(&sha256(&bytes)));
    }
    assert_snapshot!(world.run("verify --full").to_string().replace(&sha256(&bytes), "[wanted]").split(" <> ").next().unwrap(), @"event 8: the evidence that it attached is not the file that was attached: `[wanted]");
    let refused = world.run(&format!("evidence extract {} -o x", sha256(&bytes)));
    assert_eq!(refused.status, 3, "{refused}");
    assert!(!world.path("x").exists());
    // A shorter one, and none.
    tamper(&world, "UPDATE vault_evidence SET bytes = x'' WHERE hash = ?1", params![hash.as_slice()]);
    assert_eq!(world.run("verify --full").status, 5);
    world.run("evidence add A2 journal.log").success();
    assert_eq!(world.run("verify --full").status, 0, "put right by the file itself");
    tamper(&world, "DELETE FROM vault_evidence WHERE hash = ?1", params![hash.as_slice()]);
    for line in ["--json verify", "--json verify --full"] {
        let found = world.run(line);
        let found: Value = serde_json::from_str(&found.stdout).unwrap();
        assert_eq!(found["findings"][0]["code"], "evidence_missing", "{found}");
        assert_eq!(found["findings"][0]["seq"], 8);
    }
    assert_eq!(lines(world.run("--json evidence list A2"))[0]["state"], "missing");
    assert_eq!(world.run("rebuild --check").status, 0, "no table is to be written again");
    world.run("evidence add A2 journal.log").success();
    assert_eq!(world.run("verify --full").status, 0);
}

#[test]
fn an_erased_file_leaves_every_byte_of_the_database_and_does_not_come_back() {
    let world = desk();
    let secret = "Zoélie Quatrefages, née le 3 mai".repeat(300);
    world.write("attestation Quatrefages.txt", &secret);
    world.write("autre.txt", "autre");
    world.enter(
        "evidence add A1 'attestation Quatrefages.txt' autre.txt
         evidence add A2 'attestation Quatrefages.txt'
         backup avant.db",
    );
    assert!(hits(&world, "Quatrefages".as_bytes()) > 300);
    let hash = sha256(secret.as_bytes());
    assert_snapshot!(world.run(&format!("evidence forget {} --reason request", &hash[..8])), @"
    ------- stderr -------
    evidence a9418b04c2d7: erased, on request, with 2 names
    ");
    assert_eq!(hits(&world, "Quatrefages".as_bytes()), 0);
    assert_snapshot!(world.run("evidence list"), @"
    SHA-256       Size     Name         About  Day         Event  Status
    a9418b04c2d7  10.2 kB  name erased  A1     2026-11-23  7      erased
    e996f291499e  5 B      autre.txt    A1     2026-11-23  8      kept
    a9418b04c2d7  10.2 kB  name erased  A2     2026-11-23  9      erased
    ");
    assert_snapshot!(world.run(&format!("evidence extract {hash} -o x")), @"
    ------- stderr -------
    error: evidence a9418b04c2d7 was erased: its hash and size are in the log, its bytes are not kept and do not come back
    hint: a copy without what had to go is another file, and can be attached
    [exit status: 1]
    ");
    assert_snapshot!(world.run("evidence add A1 'attestation Quatrefages.txt'"), @"
    ------- stderr -------
    error: evidence a9418b04c2d7 was erased: its hash and size are in the log, its bytes are not kept and do not come back
    hint: a copy without what had to go is another file, and can be attached
    [exit status: 1]
    ");
    assert_snapshot!(world.run(&format!("evidence forget {hash} --reason request")), @"");
    assert_eq!(world.run("verify --full").status, 0, "what was erased is no damage");
    // An older copy brings it back, and it is erased again before anybody reads it.
    world.run("restore avant.db --replace").success();
    assert_eq!(lines(world.run("--json evidence list A2"))[0]["state"], "erased");
    assert_eq!(lines(world.run("--json evidence list A1"))[1]["state"], "present");
    world.run("evidence add A1 'attestation Quatrefages.txt'").failure(1);
    assert_eq!(world.run("verify --full").status, 0);
    let restored = fs::read(world.database()).unwrap();
    assert!(!restored.windows(11).any(|window| window == b"Quatrefages"), "in the record itself");
}

#[test]
fn a_name_that_goes_goes_from_the_names_of_files() {
    let world = desk();
    world.write("attestation Zoé Lefèvre.pdf", SLIP);
    world.write("zoe_lefevre-2.pdf", "autre");
    world.write("lettre.pdf", "lettre");
    world.enter(
        "party add 'Zoé Lefèvre' --kind staff
         evidence add A1 'attestation Zoé Lefèvre.pdf' zoe_lefevre-2.pdf lettre.pdf",
    );
    // Also that of what proves that it was asked for.
    let said = world.run("party forget 'Zoé Lefèvre' --evidence 'attestation Zoé Lefèvre.pdf'");
    assert_eq!(said.status, 0, "{said}");
    assert!(!said.to_string().contains("Zoé"), "{said}");
    let names: Vec<Value> =
        lines(world.run("--json evidence list")).iter().map(|row| row["name"].clone()).collect();
    assert_eq!(names, [Value::Null, Value::Null, json!("lettre.pdf"), Value::Null]);
    for name in ["Lefèvre", "lefevre"] {
        assert_eq!(hits(&world, name.as_bytes()), 0, "{name}");
    }
    // What stands in a file is its own: it is erased by its hash.
    world.run("evidence extract df -o x").success();
    assert_eq!(world.run("verify --full").status, 0);
}

#[test]
fn a_backup_and_the_record_made_from_it_hold_every_file() {
    let world = desk();
    world.write("long.bin", vec![7; 3 << 20]);
    world.enter("evidence add A1 'bon 17.pdf' long.bin\nbackup copie.db");
    world.run("--db ailleurs.db restore copie.db").success();
    assert_eq!(world.run("--db ailleurs.db verify --full").status, 0);
    world.run("--db ailleurs.db evidence extract df -o x").success();
    assert_eq!(fs::read(world.path("x")).unwrap(), SLIP);
    // From a file to a server, and back.
    let Some(server) = World::on_server() else { return };
    let backup = world.path("copie.db");
    server.run(&format!("restore {}", backup.display())).success();
    assert_eq!(server.run("verify --full").status, 0);
    server.run("evidence extract df -o x").success();
    assert_eq!(fs::read(server.path("x")).unwrap(), SLIP);
    server.write("autre", "autre");
    server.enter("evidence add A2 autre\nbackup retour.db");
    assert_eq!(server.run("--db retour.db verify --full").status, 0);
    assert_eq!(lines(server.run("--json --db retour.db evidence list")).len(), 3);
}
