//! What is one record and what are two.

use std::fs;

use serde_json::{Value, json};

use super::{lay, media, medium, records, short, town, used};
use crate::world::World;

#[test]
fn every_attempt_of_a_file_is_recorded() {
    let world = town(&["ereuse.json", "nwipe-two.log"]);
    used(&world, "A1", "hdd", "S3P90001");
    // Two drives in a snapshot, and on one of them a success, then a failure the day after.
    let mut snapshot: Value =
        serde_json::from_str(&fs::read_to_string(world.path("ereuse.json")).unwrap()).unwrap();
    let mut failed = snapshot["components"][1]["actions"][1].clone();
    failed["severity"] = json!("Error");
    failed["startTime"] = json!("2026-11-19T09:00:00+00:00");
    failed["endTime"] = json!("2026-11-19T10:00:00+00:00");
    let mut other = snapshot["components"][1].clone();
    other["serialNumber"] = json!("S3P90002");
    snapshot["components"][1]["actions"].as_array_mut().unwrap().push(failed);
    snapshot["components"].as_array_mut().unwrap().push(other);
    fs::write(world.path("both.json"), snapshot.to_string()).unwrap();
    let said = records(&world, "sanitize import both.json");
    assert_eq!(
        said.iter().map(short).collect::<Vec<_>>(),
        [
            json!(["S3P90001", "overwrite", "pass", "clear", true]),
            json!(["S3P90001", "overwrite", "fail", "none", true]),
            json!(["S3P90002", "overwrite", "pass", "clear", true]),
        ]
    );
    assert_ne!(medium(&world, "S3P90001")["status"], "sanitised");
    let again = records(&world, "sanitize import both.json");
    assert!(again.iter().all(|record| record["recorded"] == false), "{again:?}");
    // A second run at the end of a log, which was stopped.
    let first = fs::read_to_string(world.path("nwipe-two.log")).unwrap();
    let second = first.split_once("[SUCCESS]").unwrap().0.replace("[2026/11/20", "[2026/11/21");
    fs::write(world.path("appended.log"), format!("{first}{second}\n")).unwrap();
    let said = records(&world, "sanitize import appended.log --kind hdd");
    let (disk, flash) = ("66E3S0A1S", "1905E16A0B2C");
    assert_eq!(
        said.iter().map(|record| json!([record["serial"], record["verdict"]])).collect::<Vec<_>>(),
        [json!([disk, "pass"]), json!([flash, "pass"]), json!([disk, "unknown"]), json!([flash, "unknown"])]
    );
    assert!(said.iter().all(|record| record["recorded"] == true));
    assert!(said[0]["finished_at"].as_str().unwrap().starts_with("2026-11-20"), "{}", said[0]);
    assert!(said[2]["started_at"].as_str().unwrap().starts_with("2026-11-21"), "{}", said[2]);
    world.run("verify --full").success();
}

#[test]
fn the_same_words_of_two_drives_are_two_records() {
    let world = town(&["nvme.txt"]);
    let import = |serial: &str| {
        records(&world, &format!("sanitize import nvme.txt --serial {serial} --date 2026-11-20"))
    };
    let first = import("S64DNE0R100001");
    let second = import("S64DNE0R100002");
    assert_eq!((&first[0]["recorded"], &second[0]["recorded"]), (&json!(true), &json!(true)));
    assert_ne!(first[0]["medium"], second[0]["medium"]);
    assert_eq!(second[0]["medium"], medium(&world, "S64DNE0R100002")["id"]);
    for (serial, record) in [("S64DNE0R100001", &first), ("s64dne0r100002", &second)] {
        let again = import(serial);
        assert_eq!((&again[0]["recorded"], &again[0]["medium"]), (&json!(false), &record[0]["medium"]));
    }
    assert_eq!(medium(&world, "S64DNE0R100002")["status"], "sanitised");
    let kept: Vec<Value> = world
        .run("--json evidence list")
        .success()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let hashes: std::collections::BTreeSet<&str> =
        kept.iter().map(|file| file["sha256"].as_str().unwrap()).collect();
    assert_eq!(hashes.len(), 1, "{kept:?}");
    let attached =
        |serial: &str| world.run(&format!("--json evidence list {serial}")).success().lines().count();
    assert_eq!((attached("S64DNE0R100001"), attached("S64DNE0R100002")), (1, 1));
    world.run("verify --full").success();
}

#[test]
fn one_run_in_two_files_is_one_record() {
    let world = town(&["nwipe-two.log"]);
    let log = fs::read_to_string(world.path("nwipe-two.log")).unwrap();
    fs::write(world.path("copy.log"), log + "\n").unwrap();
    let said = records(&world, "sanitize import nwipe-two.log copy.log");
    let recorded: Vec<bool> = said.iter().map(|record| record["recorded"].as_bool().unwrap()).collect();
    assert_eq!(recorded, [true, true, false, false]);
    assert_eq!((&said[0]["medium"], &said[0]["claim"]), (&said[2]["medium"], &said[2]["claim"]));
    assert_eq!(media(&world).len(), 2);
}

#[test]
fn a_log_that_was_erased_is_taken_and_not_kept_again() {
    let world = World::new().with_record();
    lay(&world, &["nwipe-two.log"]);
    used(&world, "A1", "hdd", "66E3S0A1S");
    world.run("sanitize import nwipe-two.log --kind ssd").success();
    // Of two erasures that came with it, one is taken away.
    let flash = world.head() - 1;
    world.run("--actor Ana evidence forget 0fd2eb16f05a --reason request").success();
    world.enter(&format!("void {flash} --reason mistyped"));
    let kept = |world: &World| world.run("evidence list").success();
    let before = kept(&world);
    assert!(before.contains("erased") && !before.contains("nwipe-two.log"), "{before}");
    insta::assert_snapshot!(world.run("sanitize import nwipe-two.log --dry-run"), @r"
    nwipe-two.log: 66E3S0A1S (A1): overwriting by software, random stream, already recorded
    nwipe-two.log: 1905E16A0B2C: overwriting by software, random stream, full read-back, pass: NIST Clear, with a limit
    1 erasure would be recorded, 1 already recorded; nothing was recorded
    ------- stderr -------
    nwipe-two.log, line 3: the log names no time zone: that of the organisation was taken
    nwipe-two.log, line 4: this log was erased from the evidence: the file itself is not kept again
    ");
    insta::assert_snapshot!(world.run("sanitize import nwipe-two.log"), @r"
    nwipe-two.log: 66E3S0A1S (A1): overwriting by software, random stream, already recorded
    nwipe-two.log: 1905E16A0B2C: overwriting by software, random stream, full read-back, pass: NIST Clear, with a limit
    1 erasure recorded, 1 already recorded
    ------- stderr -------
    nwipe-two.log, line 3: the log names no time zone: that of the organisation was taken
    nwipe-two.log, line 4: this log was erased from the evidence: the file itself is not kept again
    ");
    assert_eq!(kept(&world), before);
    assert_eq!(medium(&world, "1905E16A0B2C")["status"], "sanitised");
    let record = fs::read(world.database()).unwrap();
    assert!(!record.windows(13).any(|window| window == b"nwipe-two.log"), "not its name either");
    let head = world.head();
    insta::assert_snapshot!(world.run("sanitize import nwipe-two.log"), @r"
    nwipe-two.log: 66E3S0A1S (A1): overwriting by software, random stream, already recorded
    nwipe-two.log: 1905E16A0B2C: overwriting by software, random stream, already recorded
    0 erasures recorded, 2 already recorded
    ------- stderr -------
    nwipe-two.log, line 3: the log names no time zone: that of the organisation was taken
    ");
    assert_eq!(world.head(), head);
    // Given as evidence in so many words, it is refused as ever.
    world.refused("evidence add A1 nwipe-two.log", "evidence_erased");
    world.run("verify --full").success();
}

#[test]
fn a_log_that_was_erased_before_it_was_imported_is_taken_as_well() {
    let world = World::french().with_record();
    lay(&world, &["nwipe-two.log"]);
    world.enter(
        "add --kind laptop --tag A1
         evidence add A1 nwipe-two.log
         evidence forget 0fd2eb16f05a --reason request",
    );
    insta::assert_snapshot!(world.run("sanitize import nwipe-two.log --kind hdd"), @r"
    nwipe-two.log : 66E3S0A1S : réécriture par logiciel, flux aléatoire, relecture complète, réussite : NIST Clear
    nwipe-two.log : 1905E16A0B2C : réécriture par logiciel, flux aléatoire, relecture complète, réussite : NIST Clear, avec réserve
    2 effacements enregistrés, 2 supports seuls ajoutés
    ------- stderr -------
    nwipe-two.log, ligne 3 : le journal ne nomme pas de fuseau horaire : celui de l’organisation a été retenu
    nwipe-two.log, ligne 3 : ce journal a été supprimé des pièces justificatives : le fichier lui-même n’est pas conservé de nouveau
    ");
    world.run("verify --full").success();
    let world = town(&["nwipe-two.log"]);
    world.enter(
        "add --kind laptop --tag A1
         evidence add A1 nwipe-two.log
         evidence forget 0fd2eb16f05a --reason request",
    );
    let said = records(&world, "sanitize import nwipe-two.log --kind hdd");
    let codes = |record: &Value| -> Vec<Value> {
        record["remarks"].as_array().unwrap().iter().map(|remark| remark["code"].clone()).collect()
    };
    assert!(said.iter().all(|record| record["recorded"] == true), "{said:?}");
    assert_eq!(
        (codes(&said[0]), codes(&said[1])),
        (vec![json!("zone_assumed"), json!("log_erased")], vec![json!("zone_assumed")])
    );
}
