//! What a log says, drive by drive.

use std::fs;

use serde_json::json;

use super::{lay, medium, records, short, town, used};
use crate::world::World;

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
