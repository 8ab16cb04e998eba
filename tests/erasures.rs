//! The logs of what erases, and the second person who accepts them.

use std::{fs, path::Path};

use rebond::{
    intake::erasure::{Erasure, RemarkCode, read},
    model::sanitization::{Technique, Verdict},
};
use serde_json::{Value, json};

use crate::world::World;

/// A town with these logs beside it.
fn town(logs: &[&str]) -> World {
    let world = World::new().with_record();
    lay(&world, logs);
    world
}

fn lay(world: &World, logs: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/erasures");
    for log in logs {
        fs::copy(folder.join(log), world.path(log)).unwrap();
    }
}

/// A laptop whose disk, of this kind and serial, was used.
fn used(world: &World, tag: &str, kind: &str, serial: &str) {
    world.enter(&format!(
        "add --kind laptop --tag {tag} --on 2026-01-05
         media add {tag} --kind {kind} --serial {serial} --on 2026-01-05
         deploy {tag} --to Urbanisme --on 2026-01-06
         collect {tag} --on 2026-11-10
         triage {tag} --decision recondition --functional F5 --on 2026-11-11"
    ));
}

fn media(world: &World) -> Vec<Value> {
    let listed = world.run("--json media list").success();
    listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn medium(world: &World, serial: &str) -> Value {
    media(world).into_iter().find(|medium| medium["serial"] == serial).unwrap()
}

fn records(world: &World, line: &str) -> Vec<Value> {
    let said: Value = serde_json::from_str(&world.run(&format!("--json {line}")).success()).unwrap();
    said["records"].as_array().unwrap().clone()
}

/// What is said of a record, in short.
fn short(record: &Value) -> Value {
    json!([record["serial"], record["action"], record["verdict"], record["claim"], record["recorded"]])
}

#[test]
fn a_log_is_told_drive_by_drive_and_a_second_time_adds_nothing() {
    let world = town(&["nwipe-two.log"]);
    used(&world, "A1", "hdd", "66E3S0A1S");
    insta::assert_snapshot!(world.run("sanitize import nwipe-two.log --dry-run"), @r"
    nwipe-two.log: 66E3S0A1S (A1): overwriting by software, random stream, full read-back, pass: NIST Clear
    nwipe-two.log: 1905E16A0B2C: overwriting by software, random stream, full read-back, pass: NIST Clear, with a limit
    2 erasures would be recorded, 1 loose medium added; nothing was recorded
    ------- stderr -------
    nwipe-two.log, line 3: the log names no time zone: that of the organisation was taken
    ");
    assert_eq!(medium(&world, "66E3S0A1S")["status"], "holds_data");
    insta::assert_snapshot!(world.run("sanitize import nwipe-two.log"), @r"
    nwipe-two.log: 66E3S0A1S (A1): overwriting by software, random stream, full read-back, pass: NIST Clear
    nwipe-two.log: 1905E16A0B2C: overwriting by software, random stream, full read-back, pass: NIST Clear, with a limit
    2 erasures recorded, 1 loose medium added
    ------- stderr -------
    nwipe-two.log, line 3: the log names no time zone: that of the organisation was taken
    ");
    let disk = medium(&world, "66E3S0A1S");
    assert_eq!(
        (&disk["status"], &disk["claim"], &disk["cleared"]),
        (&json!("sanitised"), &json!("clear"), &json!(true))
    );
    let flash = medium(&world, "1905E16A0B2C");
    assert_eq!(
        (&flash["asset"], &flash["kind"], &flash["claim"]),
        (&json!(null), &json!("ssd"), &json!("clear_limited"))
    );
    let head = world.head();
    insta::assert_snapshot!(world.run("sanitize import nwipe-two.log nwipe-two.log"), @r"
    nwipe-two.log: 66E3S0A1S (A1): overwriting by software, random stream, already recorded
    nwipe-two.log: 1905E16A0B2C: overwriting by software, random stream, already recorded
    nwipe-two.log: 66E3S0A1S (A1): overwriting by software, random stream, already recorded
    nwipe-two.log: 1905E16A0B2C: overwriting by software, random stream, already recorded
    0 erasures recorded, 4 already recorded
    ------- stderr -------
    nwipe-two.log, line 3: the log names no time zone: that of the organisation was taken
    ");
    assert_eq!(world.head(), head);
    world.run("verify --full").success();
    insta::assert_snapshot!(world.run("history A1"), @r"
    Event  Day         Who  What happened
    4      2026-01-05  ana  A1: added, laptop, in stock
    5      2026-01-05  ana  66E3S0A1S: added to A1, hard disk, encryption unknown
    6      2026-01-06  ana  A1: deployed to Urbanisme
    7      2026-11-10  ana  A1: back from use
    8      2026-11-11  ana  A1: triaged, to be reconditioned, F5 (every function tested)
    9      2026-11-20  ana  66E3S0A1S: sanitisation, overwriting by software, nwipe 0.40, full read-back, pass: NIST Clear, log 0fd2eb16f05a, line 3
    ");
}

#[test]
fn a_log_is_told_in_french() {
    let world = World::french().with_record();
    lay(&world, &["nwipe-mixed.log", "nwipe-check.log", "nwipe-twins.log"]);
    insta::assert_snapshot!(world.run("sanitize import nwipe-mixed.log nwipe-check.log"), @r"
    nwipe-mixed.log : 66E3S0B2S : réécriture par logiciel, DoD Short, relecture complète, réussite : aucun niveau NIST
    nwipe-mixed.log : 1905E16A0F00 : réécriture par logiciel, DoD Short, sans vérification, échec : aucun niveau NIST
    nwipe-mixed.log : 1905E16A0F01 : réécriture par logiciel, DoD Short, sans vérification, échec : aucun niveau NIST
    nwipe-check.log : 66E3S0A1S : contrôle des zéros, ne prouve aucun effacement, rien n’est enregistré
    3 effacements enregistrés, 3 supports seuls ajoutés, 1 disque sans preuve d’effacement
    ------- stderr -------
    nwipe-mixed.log, ligne 3 : le journal ne nomme pas de fuseau horaire : celui de l’organisation a été retenu
    nwipe-mixed.log, ligne 3 : rien ne peut en être retenu, car le type du support est inconnu, et seul un effacement cryptographique serait alors admis ; `--kind hdd` le précise
    nwipe-mixed.log, ligne 28 : le journal porte des erreurs de ce disque
    nwipe-check.log, ligne 3 : cette méthode ne fait que lire : c’est un contrôle, pas un effacement
    ");
    insta::assert_snapshot!(world.run("sanitize import nwipe-twins.log"), @r"
    ------- stderr -------
    erreur : un journal ne peut être repris, rien n’a été enregistré
      nwipe-twins.log : deux disques ont le numéro de série « 66E3S0A1S » (lignes 3 et 4) : rien ne dit lequel est lequel
    conseil : couper le journal en un fichier par disque, puis donner le numéro de série de chacun par `--serial`
    [exit status: 4]
    ");
}

#[test]
fn json_says_each_record_in_the_words_of_the_log() {
    let world = town(&["nwipe-mixed.log", "ereuse.json"]);
    used(&world, "A1", "hdd", "66E3S0B2S");
    let said = records(&world, "sanitize import nwipe-mixed.log ereuse.json");
    assert_eq!(
        said.iter().map(short).collect::<Vec<_>>(),
        [
            json!(["66E3S0B2S", "overwrite", "pass", "clear", true]),
            json!(["1905E16A0F00", "overwrite", "fail", "none", true]),
            json!(["1905E16A0F01", "overwrite", "fail", "none", true]),
            json!(["S3P90001", "overwrite", "pass", "clear", true]),
        ]
    );
    assert_eq!(said[0]["tool"], "nwipe 0.40");
    assert_eq!(said[0]["method"], "dodshort");
    assert_eq!(said[0]["verified"], "full");
    assert_eq!(said[0]["bytes"], 500_107_862_016_u64);
    assert_eq!(said[0]["started_at"], "2026-11-20T08:00:02.000Z");
    assert_eq!(said[3]["finished_at"], "2026-11-18T14:13:09.338Z");
    // The machine of the snapshot, and the bench, are nobody's asset.
    assert_eq!(world.run("--json list").success().lines().count(), 1);
    world.run("verify --full").success();
}

#[test]
fn a_loose_medium_goes_into_its_machine_with_what_was_recorded() {
    let world = town(&["nwipe-two.log"]);
    world.enter("add --kind laptop --tag A1 --on 2026-11-01\nadd --kind laptop --tag A2 --on 2026-11-01");
    world.run("sanitize import nwipe-two.log").success();
    // A bus does not tell a disk from flash: nothing is claimed until somebody says what it is.
    assert_eq!(medium(&world, "66E3S0A1S")["claim"], "none");
    world.refused("media add A2 --kind nvme --serial 1905E16A0B2C", "medium_taken");
    world.enter("media add A1 --kind hdd --serial 66E3S0A1S\nmedia add A2 --kind ssd --serial 1905e16a0b2c");
    let disk = medium(&world, "66E3S0A1S");
    assert_eq!((&disk["asset"], &disk["kind"]), (&json!("A1"), &json!("hdd")));
    assert_eq!((&disk["status"], &disk["claim"]), (&json!("sanitised"), &json!("clear")));
    assert_eq!(media(&world).len(), 2);
    world.enter("decommission A1 A2\nparty add Brocante --kind other\nlot new --channel sale --to Brocante\nlot add LOT-2026-0001 A1 A2\nlot ship LOT-2026-0001");
    world.run("verify --full").success();
}

#[test]
fn a_machine_used_since_its_disk_was_wiped_holds_data() {
    let world = town(&["nwipe-two.log"]);
    world.run("sanitize import nwipe-two.log --kind hdd").success();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         deploy A1 --to Urbanisme --on 2026-01-06
         collect A1 --on 2026-11-22
         media add A1 --kind hdd --serial 66E3S0A1S",
    );
    assert_eq!(medium(&world, "66E3S0A1S")["status"], "holds_data");
    world.run("verify --full").success();
}

#[test]
fn where_record_and_log_differ_on_what_a_drive_is_the_weaker_claim_is_given() {
    let world = town(&["nwipe-two.log"]);
    used(&world, "A1", "hdd", "1905E16A0B2C");
    used(&world, "A2", "other", "66E3S0A1S");
    let said = records(&world, "sanitize import nwipe-two.log");
    assert_eq!((&said[0]["claim"], &said[1]["claim"]), (&json!("none"), &json!("clear_limited")));
    let codes: Vec<&Value> = said[1]["remarks"].as_array().unwrap().iter().map(|r| &r["code"]).collect();
    assert!(codes.contains(&&json!("other_kind")), "{codes:?}");
}

#[test]
fn what_a_log_does_not_show_is_not_recorded_as_shown() {
    let world = town(&["nwipe-cut.log", "nwipe-two.log", "nwipe-check.log"]);
    used(&world, "A1", "hdd", "66E3S0A1S");
    let said = records(&world, "sanitize import nwipe-cut.log");
    assert!(said.iter().all(|record| record["verdict"] == "unknown" && record["claim"] == "none"));
    world.refused("ready A1 --on 2026-11-21", "unaccounted");
    // The whole log of the same run says more; the cut one, read again after it, less.
    let said = records(&world, "sanitize import nwipe-two.log");
    assert!(said.iter().all(|record| record["verdict"] == "pass" && record["recorded"] == true));
    fs::write(world.path("again.log"), fs::read_to_string(world.path("nwipe-cut.log")).unwrap() + "\n")
        .unwrap();
    let said = records(&world, "sanitize import again.log");
    assert!(said.iter().all(|record| record["recorded"] == false), "{said:?}");
    assert_eq!(medium(&world, "66E3S0A1S")["status"], "sanitised");
    // A check by reading is no erasure, whatever it found.
    let head = world.head();
    let said = records(&world, "sanitize import nwipe-check.log");
    assert_eq!((&said[0]["action"], &said[0]["recorded"]), (&json!(null), &json!(false)));
    assert_eq!(world.head(), head);
    world.enter("ready A1 --on 2026-11-21");
    world.run("verify --full").success();
}

#[test]
fn a_drive_without_a_name_or_a_day_is_given_one() {
    let world = town(&["nwipe-nameless.log", "hdparm.txt", "nvme.txt"]);
    insta::assert_snapshot!(world.run("sanitize import nvme.txt"), @r"
    ------- stderr -------
    error: 1 log cannot be taken, nothing was recorded
      nvme.txt, line 9: it names no drive
    hint: say which drive it was: `rebond sanitize import nvme.txt --serial S`
    [exit status: 4]
    ");
    insta::assert_snapshot!(world.run("sanitize import hdparm.txt"), @r"
    ------- stderr -------
    error: 1 log cannot be taken, nothing was recorded
      hdparm.txt, line 24: it gives no day
    hint: say when it was: `rebond sanitize import hdparm.txt --date DATE`
    [exit status: 4]
    ");
    // What was given already stays in what is to be typed.
    insta::assert_snapshot!(world.run("sanitize import nvme.txt --date 2026-11-20"), @r"
    ------- stderr -------
    error: 1 log cannot be taken, nothing was recorded
      nvme.txt, line 9: it names no drive
    hint: say which drive it was: `rebond sanitize import nvme.txt --serial S --date 2026-11-20`
    [exit status: 4]
    ");
    insta::assert_snapshot!(world.run("sanitize import nvme.txt --serial S64DNE0R100001"), @r"
    ------- stderr -------
    error: 1 log cannot be taken, nothing was recorded
      nvme.txt, line 9: it gives no day
    hint: say when it was: `rebond sanitize import nvme.txt --serial S64DNE0R100001 --date DATE`
    [exit status: 4]
    ");
    world.refused("sanitize import hdparm.txt --serial X12345 --date 2026-11-20", "serial_for_one");
    world.refused(
        "sanitize import nvme.txt nwipe-nameless.log --serial X12345 --date 2026-11-20",
        "serial_for_one",
    );
    let said = records(&world, "sanitize import nvme.txt --serial S64DNE0R100001 --date 2026-11-20");
    assert_eq!(short(&said[0]), json!(["S64DNE0R100001", "nvme_sanitize_block", "pass", "purge", true]));
    let said = records(&world, "sanitize import hdparm.txt --date 2026-11-20");
    assert_eq!(short(&said[0]), json!(["S3YJNB0K900001A", "ata_secure_erase", "pass", "clear", true]));
    let said = records(&world, "sanitize import nwipe-nameless.log --serial 1905E16A0B2C");
    assert_eq!(short(&said[0]), json!(["1905E16A0B2C", "overwrite", "pass", "clear_limited", true]));
    // The password of the session is nowhere.
    let log = world.run("export log").success();
    assert!(!log.contains("Sesame"));
    let record = fs::read(world.database()).unwrap();
    assert!(!record.windows(6).any(|window| window == b"Sesame"));
    // The other logs are kept, each with the media it tells of.
    let kept = world.run("--json evidence list").success();
    assert_eq!(kept.lines().count(), 2, "{kept}");
    assert!(kept.contains("nvme.txt") && kept.contains("nwipe-nameless.log"), "{kept}");
    world.run("verify --full").success();
}

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
fn one_bad_log_keeps_all_of_them_out() {
    let world = town(&["nwipe-two.log", "nwipe-twins.log"]);
    used(&world, "A1", "hdd", "66E3S0A1S");
    fs::write(world.path("noise"), vec![0xd7; 1 << 20]).unwrap();
    fs::write(world.path("huge"), vec![b'x'; 64 << 20]).unwrap();
    fs::write(world.path("snapshot.yaml"), "type: Snapshot\nsoftware: Workbench\n").unwrap();
    let head = world.head();
    insta::assert_snapshot!(
        world.run("sanitize import nwipe-two.log nwipe-twins.log noise huge snapshot.yaml"), @r"
    ------- stderr -------
    error: 4 logs cannot be taken, nothing was recorded
      nwipe-twins.log: two drives have the serial “66E3S0A1S” (lines 3 and 4): nobody can tell which is which
      noise: nothing in it is what nwipe, hdparm, nvme-cli or eReuse Workbench writes
      huge: 67,108,864 bytes are no log: 16 MiB are read at most
      snapshot.yaml: a snapshot of eReuse Workbench in YAML: only those in JSON are read
    hint: cut the log into one file a drive, then give the serial of each with `--serial`
    [exit status: 4]
    ");
    assert_eq!(world.head(), head);
    assert_eq!(media(&world).len(), 1);
    // Nobody is told a result to record.
    insta::assert_snapshot!(world.run("sanitize import noise"), @r"
    ------- stderr -------
    error: 1 log cannot be taken, nothing was recorded
      noise: nothing in it is what nwipe, hdparm, nvme-cli or eReuse Workbench writes
    hint: record what was done and how it was checked, and no more: see `rebond sanitize --help`
    hint: keep the file with its medium: `rebond evidence add MEDIUM noise`
    [exit status: 4]
    ");
}

#[test]
fn a_log_of_another_drive_or_of_a_later_day_is_refused() {
    let world = town(&["nwipe-two.log"]);
    world.enter("add --kind laptop --tag A1 --on 2026-01-05\nmedia add A1 --kind hdd --serial 66E3S0A1S --capacity 1TB --on 2026-01-05");
    insta::assert_snapshot!(world.run("sanitize import nwipe-two.log"), @r"
    ------- stderr -------
    error: 1 log cannot be taken, nothing was recorded
      nwipe-two.log, line 3: the medium 66E3S0A1S is known with 1 TB, and the log says 500.1 GB: it is not the same drive
    hint: see what is known: `rebond media list`
    [exit status: 4]
    ");
    let later =
        fs::read_to_string(world.path("nwipe-two.log")).unwrap().replace("[2026/11/20", "[2027/11/20");
    fs::write(world.path("later.log"), later.replace("66E3S0A1S", "66E3S0A9S")).unwrap();
    insta::assert_snapshot!(world.run("sanitize import later.log"), @r"
    ------- stderr -------
    error: 2 logs cannot be taken, nothing was recorded
      later.log, line 3: 2027-11-20 has not come: today is 2026-11-23
      later.log, line 4: 2027-11-20 has not come: today is 2026-11-23
    hint: record what was done and how it was checked, and no more: see `rebond sanitize --help`
    hint: keep the file with its medium: `rebond evidence add MEDIUM later.log`
    [exit status: 4]
    ");
    world.refused("sanitize import later.log --on 2026-12-01", "future");
    insta::assert_snapshot!(world.run("sanitize import later.log --on 2026-11-22"), @r"
    ------- stderr -------
    error: 2 logs cannot be taken, nothing was recorded
      later.log, line 3: 2027-11-20 has not come: today is 2026-11-23
      later.log, line 4: 2027-11-20 has not come: today is 2026-11-23
    hint: record what was done and how it was checked, and no more: see `rebond sanitize --help`
    hint: keep the file with its medium: `rebond evidence add MEDIUM later.log`
    [exit status: 4]
    ");
    world.run("verify --full").success();
}

/// The log of two drives as if it were of this day, with other serials.
fn of_day(world: &World, name: &str, day: &str, serials: [&str; 2]) {
    let log =
        fs::read_to_string(world.path("nwipe-two.log")).unwrap().replace("[2026/11/20", &format!("[{day}"));
    let log = log.replace("66E3S0A1S", serials[0]).replace("1905E16A0B2C", serials[1]);
    fs::write(world.path(name), log).unwrap();
}

#[test]
fn the_log_of_before_a_use_never_passes_the_gate() {
    let world = town(&["nwipe-two.log"]);
    // One disk was in the record with its machine, one came into it after the machine came back.
    world.enter(
        "add --kind laptop --tag A1 --on 2023-01-05
         media add A1 --kind hdd --serial 66E3S0A1S --on 2023-01-05
         deploy A1 --to Urbanisme --on 2023-01-06
         collect A1 --on 2026-11-01
         add --kind laptop --tag A2 --on 2023-01-05
         deploy A2 --to Urbanisme --on 2023-01-06
         collect A2 --on 2026-11-01
         media add A2 --kind ssd --serial 1905E16A0B2C --on 2026-11-02",
    );
    of_day(&world, "old.log", "2022/01/13", ["66E3S0A1S", "1905E16A0B2C"]);
    let head = world.head();
    insta::assert_snapshot!(world.run("sanitize import old.log"), @r"
    ------- stderr -------
    error: 2 logs cannot be taken, nothing was recorded
      old.log, line 3: the medium 66E3S0A1S was used since 2022-01-13, or may have been: this log proves nothing of what it holds now
      old.log, line 4: the medium 1905E16A0B2C was used since 2022-01-13, or may have been: this log proves nothing of what it holds now
    hint: erase it again, and import the log of that
    [exit status: 4]
    ");
    for day in ["2026-11-02", "2026-11-23"] {
        let refused = world.run(&format!("sanitize import nwipe-two.log old.log --on {day}"));
        assert!(
            refused.to_string().contains("old.log, line 3: the medium 66E3S0A1S was used since 2022-01-13")
        );
    }
    assert_eq!(world.head(), head);
    assert_eq!(medium(&world, "66E3S0A1S")["status"], "holds_data");
    // What was erased after the use is as good as ever.
    world.run("sanitize import nwipe-two.log").success();
    assert_eq!(medium(&world, "66E3S0A1S")["status"], "sanitised");
    world.run("verify --full").success();
}

#[test]
fn a_log_that_is_older_than_the_record_of_an_unused_medium_can_be_given_a_later_day() {
    let world = town(&["nwipe-two.log"]);
    world.enter(
        "add --kind laptop --tag A1 --on 2026-11-02
         media add A1 --kind hdd --serial 66E3S0A1S --on 2026-11-02
         add --kind laptop --tag A2 --on 2026-01-05
         deploy A2 --to Urbanisme --on 2026-01-06
         media add stock --kind ssd --serial 1905E16A0B2C --on 2026-11-02",
    );
    of_day(&world, "old.log", "2022/01/13", ["66E3S0A1S", "1905E16A0B2C"]);
    insta::assert_snapshot!(world.run("sanitize import old.log"), @r"
    ------- stderr -------
    error: 2 logs cannot be taken, nothing was recorded
      old.log, line 3: 2022-01-13 comes too early: something that happened to 66E3S0A1S on 2026-11-02 is recorded already
      old.log, line 4: 2022-01-13 comes too early: something that happened to 1905E16A0B2C on 2026-11-02 is recorded already
    hint: give that day or a later one: `--on 2026-11-02`
    hint: or, if what is recorded is wrong, void it: `rebond void SEQ --reason wrong_date`
    [exit status: 4]
    ");
    // A disk that goes into a machine in use is used, though it came out again.
    world.enter(
        "media move 1905E16A0B2C --to A2 --on 2026-11-04
         media move 1905E16A0B2C --to stock --on 2026-11-06",
    );
    insta::assert_snapshot!(world.run("sanitize import old.log --on 2026-11-07"), @r"
    ------- stderr -------
    error: 1 log cannot be taken, nothing was recorded
      old.log, line 4: the medium 1905E16A0B2C was used since 2022-01-13, or may have been: this log proves nothing of what it holds now
    hint: erase it again, and import the log of that
    [exit status: 4]
    ");
    // Without it, the other is recorded, and the two days are told apart.
    of_day(&world, "one.log", "2022/01/13", ["66E3S0A1S", "1905E16A0B9C"]);
    let said = records(&world, "sanitize import one.log --on 2026-11-07");
    let codes: Vec<&Value> = said[0]["remarks"].as_array().unwrap().iter().map(|r| &r["code"]).collect();
    assert!(codes.contains(&&json!("other_day")), "{codes:?}");
    assert_eq!(medium(&world, "66E3S0A1S")["status"], "sanitised");
    // A drive that nobody had entered, used since its log in the machine it is put into.
    world.enter(
        "collect A2 --on 2026-11-06
         media add A2 --kind ssd --serial 1905E16A0B9C --on 2026-11-08",
    );
    assert_eq!(medium(&world, "1905E16A0B9C")["status"], "holds_data");
    insta::assert_snapshot!(world.run("sanitize import nwipe-two.log --on 2026-11-19"), @r"
    ------- stderr -------
    error: 2 logs cannot be taken, nothing was recorded
      nwipe-two.log, line 3: 2026-11-19 is before the day on which it says it began, 2026-11-20
      nwipe-two.log, line 4: 2026-11-19 is before the day on which it says it began, 2026-11-20
    hint: leave `--on` out: the day of the log is taken
    hint: record what was done and how it was checked, and no more: see `rebond sanitize --help`
    hint: keep the file with its medium: `rebond evidence add MEDIUM nwipe-two.log`
    [exit status: 4]
    ");
    world.run("verify --full").success();
}

#[test]
fn what_was_out_of_the_house_since_its_log_may_have_been_used() {
    let world = town(&["nwipe-two.log"]);
    world.enter(
        "add --kind laptop --tag A1 --on 2026-11-02
         media add A1 --kind hdd --serial 66E3S0A1S --on 2026-11-02
         sanitize A1 --action overwrite --tool nwipe --verify full --result pass --on 2026-11-03
         decommission A1 --on 2026-11-03
         party add Brocante --kind other
         lot new --channel sale --to Brocante --on 2026-11-03
         lot add LOT-2026-0001 A1 --on 2026-11-03
         lot ship LOT-2026-0001 --on 2026-11-04
         lot return LOT-2026-0001 A1 --reason refused --on 2026-11-10",
    );
    of_day(&world, "old.log", "2022/01/13", ["66E3S0A1S", "1905E16A0B2C"]);
    let refused = world.run("sanitize import old.log --on 2026-11-11").to_string();
    assert!(refused.contains("the medium 66E3S0A1S was used since 2022-01-13"), "{refused}");
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
fn a_part_of_a_drive_is_not_the_drive_and_a_failure_is_one() {
    let world = town(&["nwipe-two.log"]);
    let log = fs::read_to_string(world.path("nwipe-two.log")).unwrap();
    let part = log.replace("500107862016 bytes written", "250053931008 bytes written").replace(
        "[2026/11/20 14:30:00]  notice: [SUCCESS] Verified that /dev/sdb",
        "[2026/11/20 14:30:00]  notice: 120028704768 bytes read from /dev/sdb\n\
         [2026/11/20 14:30:00]  notice: [SUCCESS] Verified that /dev/sdb",
    );
    fs::write(world.path("part.log"), part).unwrap();
    for record in records(&world, "sanitize import part.log --kind hdd") {
        assert_eq!((&record["verdict"], &record["claim"]), (&json!("unknown"), &json!("none")), "{record}");
        let remarks = record["remarks"].as_array().unwrap();
        assert!(remarks.iter().any(|remark| remark["code"] == "incomplete"), "{record}");
    }
    // A drive whose size the record alone knows.
    world.enter("media add stock --kind hdd --serial 66E3S0A7S --capacity 500GB --on 2026-11-01");
    let part = log.replace("66E3S0A1S", "66E3S0A7S").replace("1905E16A0B2C", "1905E16A0B7C");
    let part = part.replace("500107862016 bytes written", "250053931008 bytes written");
    let part: Vec<&str> = part.lines().filter(|line| !line.contains("sect/blk/dev")).collect();
    fs::write(world.path("unsized.log"), part.join("\n")).unwrap();
    let said = records(&world, "sanitize import unsized.log");
    assert_eq!((&said[0]["serial"], &said[0]["verdict"]), (&json!("66E3S0A7S"), &json!("unknown")));
    let failed = log.replace(
        " notice: [SUCCESS] Verified that /dev/sda is empty.",
        "  error: [FAILURE] /dev/sda has not been Zeroed .",
    );
    fs::write(world.path("failed.log"), failed).unwrap();
    let said = records(&world, "sanitize import failed.log");
    assert_eq!((&said[0]["verdict"], &said[1]["verdict"]), (&json!("fail"), &json!("pass")));
    world.run("verify --full").success();
}

#[test]
fn a_session_begins_with_a_prompt() {
    let world = town(&[]);
    let session = "[ana@bench ~]$ sudo nvme format --ses=1 /dev/nvme0n1\nSuccess formatting namespace:1\n";
    fs::write(world.path("session.txt"), session).unwrap();
    let said = records(&world, "sanitize import session.txt --serial S64DNE0R100001 --date 2026-11-20");
    assert_eq!((&said[0]["action"], &said[0]["recorded"]), (&json!("nvme_format_user"), &json!(true)));
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
fn a_second_person_accepts_and_never_whoever_sanitised() {
    let world = town(&["nwipe-two.log"]);
    used(&world, "A1", "hdd", "66E3S0A1S");
    world.run("--actor Ana sanitize import nwipe-two.log").success();
    world.enter("policy set sanitization.second_person on");
    insta::assert_snapshot!(world.run("ready A1 --on 2026-11-21"), @r"
    ------- stderr -------
    error: medium 66E3S0A1S of A1 was sanitised, and no second person has validated it (policy `sanitization.second_person`: `on`; NIST SP 800-88r2, 4.5.2)
    hint: somebody else validates it: `rebond sanitize validate 66E3S0A1S --actor NAME`
    [exit status: 1]
    ");
    insta::assert_snapshot!(world.run("--actor Ana sanitize validate A1"), @r"
    ------- stderr -------
    error: medium 66E3S0A1S was sanitised by the same person (event 9): validation is a second person’s (NIST SP 800-88r2, 4.5.2)
    hint: somebody else validates it: `rebond sanitize validate 66E3S0A1S --actor NAME`
    [exit status: 1]
    ");
    world.refused("--actor ANA sanitize validate 66E3S0A1S", "same_person");
    let after = world.run("--actor Paul sanitize validate A1");
    insta::assert_snapshot!(after, @r"
    ------- stderr -------
    66E3S0A1S: validated by a second person (event 9)
    ");
    world.refused("--actor Paul sanitize validate A1", "nothing_changes");
    world.enter("ready A1");
    world.run("verify --full").success();
    // A sanitisation that falls takes its validation with it.
    let accepted = world.head();
    assert!(accepted > 0);
    let history = world.run("history A1").success();
    assert!(history.contains("validated by a second person"), "{history}");
}

#[test]
fn nothing_unproved_is_validated() {
    let world = town(&["nwipe-cut.log"]);
    used(&world, "A1", "hdd", "66E3S0A1S");
    world.refused("--actor Paul sanitize validate A1", "unaccounted");
    world.run("sanitize import nwipe-cut.log").success();
    world.refused("--actor Paul sanitize validate A1", "unaccounted");
    world.refused("sanitize validate Z9", "not_found");
}

#[test]
fn a_lot_leaves_only_with_validated_media_where_the_policy_asks() {
    let world = World::french().with_record();
    lay(&world, &["nwipe-two.log"]);
    world.enter("add --kind laptop --tag A1 --on 2026-01-05\nmedia add A1 --kind hdd --serial 66E3S0A1S --on 2026-01-05");
    world.run("--actor Ana sanitize import nwipe-two.log").success();
    world.enter(
        "policy set sanitization.second_person on
         decommission A1
         party add Brocante --kind other
         lot new --channel sale --to Brocante
         lot add LOT-2026-0001 A1",
    );
    insta::assert_snapshot!(world.run("lot ship LOT-2026-0001"), @r"
    ------- stderr -------
    erreur : le support 66E3S0A1S de A1 a été effacé, mais aucune seconde personne ne l’a validé (règle `sanitization.second_person` : `on` ; NIST SP 800-88r2, 4.5.2)
    conseil : à faire valider par quelqu’un d’autre : `rebond sanitize validate 66E3S0A1S --actor NOM`
    [exit status: 1]
    ");
    insta::assert_snapshot!(world.run("--actor Ana sanitize validate A1"), @r"
    ------- stderr -------
    erreur : le support 66E3S0A1S a été effacé par la même personne (événement 6) : la validation revient à une seconde personne (NIST SP 800-88r2, 4.5.2)
    conseil : à faire valider par quelqu’un d’autre : `rebond sanitize validate 66E3S0A1S --actor NOM`
    [exit status: 1]
    ");
    world.enter("--actor Paul sanitize validate A1\nlot ship LOT-2026-0001");
    world.run("verify --full").success();
}

/// Reads a public sample; none, and a word about it, where the samples are not there.
fn sample(name: &str) -> Option<Vec<Erasure>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples").join(name);
    let Ok(bytes) = fs::read(&path) else {
        println!("SKIPPED: no sample at {}", path.display());
        return None;
    };
    Some(read(&bytes).map(|(_, drives)| drives).unwrap_or_default())
}

/// What each public sample proves, drive by drive: action, verdict, serial, bytes.
type Proof = (Option<Technique>, Verdict, Option<&'static str>, Option<i64>);

#[test]
#[allow(clippy::too_many_lines, reason = "one entry for each sample")]
fn every_public_sample_proves_what_was_counted_in_it() {
    use Technique as T;
    use Verdict::{Fail, Pass, Unknown};
    let overwrite = Some(T::Overwrite);
    let block = Some(T::NvmeSanitizeBlock);
    let samples: &[(&str, &[Proof])] = &[
        (
            "nwipe-log/deb0.33_nwipe_dodshort_2dev.log",
            &[(overwrite, Pass, None, Some(33_554_432)), (overwrite, Pass, None, Some(50_331_648))],
        ),
        ("nwipe-log/deb0.33_nwipe_ops2_stdout.log", &[(overwrite, Pass, None, Some(33_554_432))]),
        ("nwipe-log/deb0.33_nwipe_verifyzero_fail.log", &[(None, Fail, None, Some(67_108_864))]),
        ("nwipe-log/deb0.33_nwipe_zero_1dev.log", &[(overwrite, Pass, None, Some(16_777_216))]),
        (
            "nwipe-log/issue_2020_0.29_round1of3_verify_2TB.log",
            &[(overwrite, Unknown, None, Some(2_000_398_934_016))],
        ),
        ("nwipe-log/issue_2020_medion_header_80col_cut.log", &[(None, Unknown, None, None)]),
        (
            "nwipe-log/issue_2025_shredos_0.38_toshiba_hpa_dco.log",
            &[(None, Unknown, Some("35H2SCTWS"), None)],
        ),
        (
            "nwipe-log/issue_2026_0.42_prng_256GB_blanked.log",
            &[(overwrite, Unknown, None, Some(256_060_514_304))],
        ),
        (
            "nwipe-log/issue_2026_0.42_write_error_retries_reverse.log",
            &[(overwrite, Unknown, None, Some(256_060_514_304))],
        ),
        (
            "hdparm/agent_hdparm_I_linux3.txt",
            &[(None, Unknown, Some("GTE000PAJ2959E"), Some(1_000_204_886_016))],
        ),
        ("hdparm/agent_hdparm_I_linux4.txt", &[(None, Unknown, None, None)]),
        ("hdparm/erase_with_time_real_17s.txt", &[(Some(T::AtaSecureErase), Unknown, None, None)]),
        ("hdparm/ssd_frozen_then_erased.txt", &[(Some(T::AtaSecureErase), Pass, None, None)]),
        ("nvme/block_erase_completed_0x1_human.txt", &[(block, Pass, None, None)]),
        ("nvme/block_erase_three_readings.txt", &[(block, Pass, None, None)]),
        ("nvme/format_success_ses0.txt", &[(None, Unknown, None, None)]),
        ("nvme/human_readable_in_progress.txt", &[(block, Unknown, None, None)]),
        ("nvme/intel660p_sanitize_never_ends.txt", &[(block, Unknown, None, None)]),
        (
            "ereuse-snapshot/django_0cf11287-5603-45e4-9dd6-075871286de9.json",
            &[(None, Unknown, Some("50026B775C017D4E"), Some(240_057_409_536))],
        ),
        (
            "ereuse-snapshot/django_hp_probook_450.json",
            &[(overwrite, Pass, Some("S3P9A80F"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/django_hp_probook_450_2.json",
            &[(overwrite, Pass, Some("S3P9A80B"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/django_hp_probook_g2.json",
            &[(overwrite, Pass, Some("S3P9A81F"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/django_hp_probook_g8.json",
            &[(overwrite, Pass, Some("S3P9A81F"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/teal_example_wb11.json",
            &[(overwrite, Pass, Some("WD-WX11A80W7430"), Some(160_042_000_000))],
        ),
        (
            "ereuse-snapshot/teal_snapshotErrors.json",
            &[(overwrite, Pass, Some("WD-WCC2EFM32092"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/teal_snapshotErrorsComponents.json",
            &[(overwrite, Pass, Some("WD-WCC2EFM32092"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/teal_system_uuid1.json",
            &[(None, Unknown, Some("TF0500WJ1T3N4V"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/teal_system_uuid3.json",
            &[(overwrite, Pass, Some("WD-WX11A80W7430"), Some(160_041_885_696))],
        ),
        (
            "ereuse-snapshot/teal_system_uuid4.json",
            &[(overwrite, Pass, Some("WD-WX11A80W7430"), Some(160_041_885_696))],
        ),
        // Of the newer scripts: no erasure in them.
        ("ereuse-snapshot/django_522a4403-bfb3-4fe6-b454-4db6c3040a58.json", &[(None, Unknown, None, None)]),
        ("ereuse-snapshot/teal_2022-05-04_12h10m07s_G2YMP_snapshot.json", &[(None, Unknown, None, None)]),
        // In YAML, which is not read.
        ("ereuse-snapshot/teal_basic.snapshot.yaml", &[]),
        // Of these the name alone says YAML.
        (
            "ereuse-snapshot/teal_live.yaml",
            &[
                (None, Unknown, Some("OCZ-Z497M0BE7524G5Y3"), Some(120_034_000_000)),
                (None, Unknown, Some("S3Z2NB0KB60292K"), Some(500_107_000_000)),
            ],
        ),
        ("ereuse-snapshot/teal_mobil.yaml", &[(None, Unknown, None, None)]),
    ];
    for (name, wanted) in samples {
        let Some(drives) = sample(name) else { return };
        let proofs: Vec<_> = drives
            .iter()
            .map(|d| (d.action, d.verdict, d.serial.as_deref(), d.capacity.or(d.bytes).map(|bytes| bytes.0)))
            .collect();
        assert_eq!(proofs, *wanted, "{name}: {drives:?}");
    }
    // What is worth saying of some of them.
    let said = |name: &str| -> Vec<RemarkCode> {
        sample(name).unwrap()[0].remarks.iter().map(|remark| remark.code).collect()
    };
    assert!(said("hdparm/agent_hdparm_I_linux4.txt").contains(&RemarkCode::Garbage));
    assert!(
        said("hdparm/erase_with_time_real_17s.txt").contains(&RemarkCode::DeviceDiffers)
            || said("hdparm/erase_with_time_real_17s.txt").contains(&RemarkCode::Issued)
    );
    assert!(said("nwipe-log/issue_2020_medion_header_80col_cut.log").contains(&RemarkCode::NotStarted));
    assert!(said("nwipe-log/deb0.33_nwipe_zero_1dev.log").contains(&RemarkCode::SerialUnreadable));
    assert!(said("nvme/format_success_ses0.txt").contains(&RemarkCode::NoErasure));
}
