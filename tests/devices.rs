//! What tools say of machines and of drives, brought in by `import`: `lshw -json`, `smartctl -j`.

use std::{collections::HashMap, fs, path::Path};

use rebond::{
    intake::{Item, Options, RemarkCode, scan},
    model::sanitization::{Health, MediumKind},
};
use serde_json::{Value, json};

use crate::world::World;

const DISK: (&str, &str, i64) = ("ST500LT012-1DG14", "S3P9A80F", 500_107_862_016);

/// A laptop as lshw says it, with these disks: model, serial, size.
fn laptop(serial: &str, disks: &[(&str, &str, i64)]) -> String {
    let disk = |(at, (model, serial, size)): (usize, &(&str, &str, i64))| {
        json!({
            "id": format!("disk:{at}"), "class": "disk", "description": "ATA Disk", "product": model,
            "serial": serial, "units": "bytes", "size": size, "businfo": "scsi@0:0.0.0",
            "logicalname": format!("/dev/sd{}", char::from(b'a' + u8::try_from(at).unwrap())),
        })
    };
    let disks: Vec<Value> = disks.iter().enumerate().map(disk).collect();
    let stick = json!({
        "id": "disk", "class": "disk", "product": "DataTraveler", "units": "bytes", "size": 8_005_787_648_i64,
        "capabilities": {"removable": "support is removable"},
    });
    let machine = json!([{
        "id": "bench7", "class": "system", "description": "Notebook", "vendor": "Hewlett-Packard",
        "product": "HP ProBook 450 G2 (J4S45EA#ABF)", "serial": serial,
        "configuration": {
            "chassis": "notebook", "sku": "J4S45EA#ABF", "uuid": "8D9234E6-05A3-29E1-FBF3-1D2CFE51352D",
        },
        "children": [
            {"id": "sata", "class": "storage", "children": disks},
            {"id": "usb", "class": "bus", "businfo": "usb@2", "children": [stick]},
        ],
    }]);
    serde_json::to_string_pretty(&machine).unwrap()
}

/// A report of smartctl on a disk: model, serial, size, how fast it turns, hours, when it was read.
fn report((model, serial, size): (&str, &str, i64), turns: i64, hours: i64, at: i64) -> String {
    let report = json!({
        "json_format_version": [1, 0],
        "smartctl": {"version": [7, 4], "exit_status": 0},
        "local_time": {"time_t": at},
        "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
        "model_name": model, "serial_number": serial,
        "user_capacity": {"blocks": size / 512, "bytes": size},
        "rotation_rate": turns, "smart_status": {"passed": true}, "power_on_time": {"hours": hours},
    });
    serde_json::to_string_pretty(&report).unwrap()
}

/// On 14 March 2026 at 15:00:02 UTC.
const READ: i64 = 1_773_500_402;

fn town() -> World {
    World::new().with_record()
}

fn media(world: &World) -> Vec<Value> {
    let listed = world.run("--json media list").success();
    listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn medium(world: &World, serial: &str) -> Value {
    media(world).into_iter().find(|medium| medium["serial"] == serial).unwrap()
}

fn counts(world: &World, line: &str) -> [u64; 5] {
    let said = world.run(&format!("--json import {line}")).json();
    let counts = ["read", "added", "updated", "unchanged", "refused"].map(|key| said[key].as_u64().unwrap());
    assert_eq!(counts[0], counts[1..].iter().sum::<u64>(), "{said}");
    counts
}

fn codes(world: &World, line: &str) -> Vec<String> {
    let said = world.run(&format!("--json import {line}")).json();
    said["remarks"].as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_machine_comes_in_with_its_drives_and_a_second_time_adds_nothing() {
    let world = town();
    world.write("bench7.lshw.json", laptop("CND4286ZJ2", &[DISK]));
    insta::assert_snapshot!(world.run("import bench7.lshw.json --dry-run"), @r"
    1 machine read, 1 asset would be added; nothing was recorded
    1 drive read, 1 medium would be added; nothing was recorded
    ------- stderr -------
    bench7.lshw.json: line 2, column “disk”: “DataTraveler” is no drive of the machine, it hangs on USB or is made to be taken out: it was left out
    bench7.lshw.json: line 2: VAL-000001P has 1 medium by the record, and nobody said that there is no other; once somebody looked: `rebond media confirm VAL-000001P`
    ");
    assert_eq!(media(&world), [] as [Value; 0]);
    insta::assert_snapshot!(world.run("import bench7.lshw.json"), @r"
    1 machine read, 1 asset added
    1 drive read, 1 medium added
    ------- stderr -------
    bench7.lshw.json: line 2, column “disk”: “DataTraveler” is no drive of the machine, it hangs on USB or is made to be taken out: it was left out
    bench7.lshw.json: line 2: VAL-000001P has 1 medium by the record, and nobody said that there is no other; once somebody looked: `rebond media confirm VAL-000001P`
    ");
    insta::assert_snapshot!(world.run("import bench7.lshw.json"), @r"
    1 machine read, 0 assets added, 1 unchanged
    1 drive read, 0 media added, 1 unchanged
    ------- stderr -------
    bench7.lshw.json: line 2, column “disk”: “DataTraveler” is no drive of the machine, it hangs on USB or is made to be taken out: it was left out
    bench7.lshw.json: line 2: VAL-000001P has 1 medium by the record, and nobody said that there is no other; once somebody looked: `rebond media confirm VAL-000001P`
    ");
    insta::assert_snapshot!(world.run("--lang fr import bench7.lshw.json"), @r"
    1 machine lue, 0 équipement ajouté, 1 inchangé
    1 disque lu, 0 support ajouté, 1 inchangé
    ------- stderr -------
    bench7.lshw.json: ligne 2, colonne « disk » : « DataTraveler » : ce n’est pas un disque de la machine, il est branché en USB ou amovible : il a été laissé de côté
    bench7.lshw.json: ligne 2 : le registre connaît 1 support à VAL-000001P, et personne n’a dit que la liste est complète ; après vérification : `rebond media confirm VAL-000001P`
    ");
    assert_eq!(counts(&world, "bench7.lshw.json bench7.lshw.json"), [2, 0, 0, 2, 0]);
    let shown = world.run("--json show CND4286ZJ2").json();
    assert_eq!(
        json!([shown["kind"], shown["manufacturer"], shown["model"], shown["serial"], shown["state"]]),
        json!(["laptop", "HP", "HP ProBook 450 G2", "CND4286ZJ2", "in_stock"])
    );
    let inside = &shown["media"][0];
    assert_eq!(
        json!([inside["serial"], inside["kind"], inside["capacity_bytes"], inside["status"]]),
        json!(["S3P9A80F", "other", 500_107_862_016_i64, "unknown"])
    );
    world.run("verify --full").success();
}

#[test]
fn what_a_tool_saw_is_not_said_to_be_all() {
    let world = town();
    world.write("bench7.json", laptop("CND4286ZJ2", &[DISK]));
    world.run("import bench7.json").success();
    world.enter(
        "triage CND4286ZJ2 --decision recondition --functional F5
         sanitize S3P9A80F --action shred --result pass",
    );
    let refused = world.run("ready CND4286ZJ2").failure(1);
    assert!(refused.contains("media confirm"), "{refused}");
    world.enter("media confirm CND4286ZJ2\nready CND4286ZJ2");
    assert_eq!(codes(&world, "bench7.json --dry-run"), ["not_inside", "drive_gone"], "the list is complete");
}

#[test]
fn a_report_fills_what_is_missing_and_the_latest_counts() {
    let world = town();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind other --serial S3P9A80F --capacity 500GB --model ST500LT0 --on 2026-01-05",
    );
    world.write("sda.json", report(DISK, 5400, 12_173, READ));
    insta::assert_snapshot!(world.run("import sda.json"), @"1 drive read, 0 media added, 1 completed");
    assert_eq!(counts(&world, "sda.json"), [1, 0, 0, 1, 0]);
    insta::assert_snapshot!(world.run("show A1"), @r"
    Tag              A1
    Kind             Laptop
    State            In stock
    WEEE category    2
    Mass             1.65 kg
    Acquired         Bought new
    Media inventory  Closed
    Event            5
    Media #1         S3P9A80F, hard disk, 500.1 GB, unknown content, 12,173 h under power, in good health
    ");
    insta::assert_snapshot!(world.run("media list"), @r"
    Serial    Asset  Kind       Capacity  Encrypted           Status           Claim  Hours under power  Health
    S3P9A80F  A1     hard disk  500.1 GB  encryption unknown  unknown content         12,173             in good health
    ");
    insta::assert_snapshot!(world.run("--lang fr media list"), @r"
    Numéro de série  Équipement  Type        Capacité  Chiffrement          Situation        Niveau d’effacement  Heures sous tension  État de santé
    S3P9A80F         A1          disque dur  500,1 Go  chiffrement inconnu  contenu inconnu                       12 173               en bon état
    ");
    let exported: Value = serde_json::from_str(&world.run("--json export media").success()).unwrap();
    assert_eq!(
        json!([exported["power_on_hours"], exported["health"], exported["read_at"]]),
        json!([12_173, "passed", "2026-03-14T15:00:02.000Z"])
    );
    let table = world.run("export media").success();
    assert!(table.lines().next().unwrap().ends_with(",version,power_on_hours,health,read_at"), "{table}");
    assert!(table.trim_end().ends_with(",6,12173,passed,2026-03-14T15:00:02.000Z"), "{table}");
    insta::assert_snapshot!(world.run("history S3P9A80F"), @r"
    Event  Day         Who  What happened
    5      2026-01-05  ana  S3P9A80F: added to A1, other medium, ST500LT0, 500 GB, encryption unknown
    6      2026-03-14  ana  S3P9A80F: read by smartctl 7.4, hard disk, ST500LT012-1DG14, 500.1 GB, 12,173 h under power, in good health
    ");
    insta::assert_snapshot!(world.run("--lang fr history S3P9A80F"), @r"
    Événement  Jour        Auteur  Fait
    5          05/01/2026  ana     S3P9A80F : ajouté à A1, autre support, ST500LT0, 500 Go, chiffrement inconnu
    6          14/03/2026  ana     S3P9A80F : lu par smartctl 7.4, disque dur, ST500LT012-1DG14, 500,1 Go, 12 173 h sous tension, en bon état
    ");
    world.write("older.json", report(DISK, 5400, 9_000, READ - 86_400));
    assert_eq!(counts(&world, "older.json"), [1, 0, 0, 1, 0]);
    world.write("newer.json", report(DISK, 5400, 12_200, READ + 86_400).replace("true", "false"));
    assert_eq!(counts(&world, "newer.json"), [1, 0, 1, 0, 0]);
    let disk = medium(&world, "S3P9A80F");
    assert_eq!(
        json!([
            disk["kind"],
            disk["capacity_bytes"],
            disk["power_on_hours"],
            disk["health"],
            disk["read_at"]
        ]),
        json!(["hdd", 500_107_862_016_i64, 12_200, "failed", "2026-03-15T15:00:02.000Z"])
    );
    // Voided, the one before is read again.
    let log = world.run("export log --format jsonl").success();
    world.run(&format!("void {} --reason mistyped", log.lines().count())).success();
    assert_eq!(medium(&world, "S3P9A80F")["power_on_hours"], 12_173);
    world.run("verify --full").success();
    world.run("rebuild --check").success();
}

#[test]
fn a_drive_that_nobody_has_entered_waits_in_stock_for_its_machine() {
    let world = town();
    let other = ("WDC WD5000AAKX-08U6AA0", "WD-WCC2E7NV4C7U", 500_107_862_016);
    world.write("two.json", format!("[{},{}]", report(DISK, 5400, 10, READ), report(other, 7200, 20, READ)));
    insta::assert_snapshot!(world.run("import two.json"), @"2 drives read, 2 media added");
    let said = world.run("--json import two.json").json();
    assert_eq!((&said["format"], said["media"].as_array().unwrap().len()), (&json!("smartctl"), 2));
    assert_eq!(world.run("--json media list --loose").success().lines().count(), 2);
    // The model that lshw cuts does not take the place of the whole one.
    let cut = ("WDC WD5000AAKX-0", other.1, other.2);
    world.write("bench7.json", laptop("CND4286ZJ2", &[DISK, cut]));
    insta::assert_snapshot!(world.run("import bench7.json"), @r"
    1 machine read, 1 asset added
    2 drives read, 0 media added, 2 taken from stock
    ------- stderr -------
    bench7.json: line 2, column “disk”: “DataTraveler” is no drive of the machine, it hangs on USB or is made to be taken out: it was left out
    bench7.json: line 2: VAL-000001P has 2 media by the record, and nobody said that there is no other; once somebody looked: `rebond media confirm VAL-000001P`
    ");
    assert_eq!(world.run("--json media list --loose").success(), "");
    let past = world.run("history WD-WCC2E7NV4C7U").success();
    assert_eq!(past.matches("WDC WD5000AAKX-0").count(), 1, "{past}");
}

#[test]
fn a_drive_is_never_taken_out_of_another_machine() {
    let world = town();
    world.enter(
        "add --kind desktop --tag B1 --on 2026-01-05
         media add B1 --kind hdd --serial S3P9A80F --on 2026-01-05",
    );
    world.write("bench7.json", laptop("CND4286ZJ2", &[DISK]));
    insta::assert_snapshot!(world.run("import bench7.json"), @r"
    1 machine read, 1 asset added
    1 drive read, 0 media added, 1 left as known
    ------- stderr -------
    bench7.json: line 2, column “disk”: “DataTraveler” is no drive of the machine, it hangs on USB or is made to be taken out: it was left out
    bench7.json: line 2: drive S3P9A80F was seen in VAL-000001P, and is in B1 by the record: it was not moved; if it is in VAL-000001P: `rebond media move S3P9A80F --to VAL-000001P`
    ");
    insta::assert_snapshot!(world.run("--lang fr import bench7.json"), @r"
    1 machine lue, 0 équipement ajouté, 1 inchangé
    1 disque lu, 0 support ajouté, 1 laissé tel que connu
    ------- stderr -------
    bench7.json: ligne 2, colonne « disk » : « DataTraveler » : ce n’est pas un disque de la machine, il est branché en USB ou amovible : il a été laissé de côté
    bench7.json: ligne 2 : le disque S3P9A80F a été vu dans VAL-000001P, et se trouve dans B1 d’après le registre : il n’a pas été déplacé ; s’il est dans VAL-000001P : `rebond media move S3P9A80F --to VAL-000001P`
    ");
    assert_eq!(medium(&world, "S3P9A80F")["asset"], "B1");
}

#[test]
fn a_drive_of_elsewhere_in_a_machine_whose_list_is_complete_is_refused() {
    let world = town();
    world.enter(
        "add --kind laptop --tag X1 --serial 5CG5311KXL --on 2026-01-05
         media none X1 --on 2026-01-05
         add --kind laptop --tag Y1 --on 2026-01-05
         media add Y1 --kind hdd --serial S3P9A80F --on 2026-01-05",
    );
    world.write("x.json", laptop("5CG5311KXL", &[DISK]));
    let before = world.log();
    let said = world.run("import x.json").failure(4);
    assert!(said.contains("it is in Y1") && said.contains("rebond media move"), "{said}");
    assert_eq!(world.log(), before, "nothing of it");
    world.enter("media move S3P9A80F --to X1");
    world.run("import x.json").success();
}

#[test]
fn a_machine_beside_a_bad_file_is_there_when_it_is_said_to_be() {
    let world = town();
    world.enter("media add stock --kind hdd --serial ZBADSIZE1 --capacity 250GB --on 2026-01-05");
    world.write("good.json", laptop("5CG5311KXL", &[DISK]));
    world.write("bad.json", report(("ST250", "ZBADSIZE1", 500_107_862_016), 7200, 10, READ));
    for order in ["bad.json good.json", "good.json bad.json"] {
        let told = world.run(&format!("import --allow-partial --json {order}"));
        let told: Value = serde_json::from_str(&told.stdout).unwrap();
        assert_eq!(world.run("find 5CG5311KXL --json").stdout.lines().count(), 1, "{told}");
    }
}

#[test]
fn what_a_later_reading_does_not_say_stays() {
    let world = town();
    world.write("one.json", report(DISK, 7200, 12_798, READ));
    let silent = report(DISK, 7200, 0, READ + 60)
        .replace("power_on_time", "unknown_time")
        .replace("smart_status", "other");
    world.write("two.json", silent);
    world.enter("import one.json\nimport two.json");
    let disk = medium(&world, "S3P9A80F");
    assert_eq!([&disk["power_on_hours"], &disk["health"]], [&json!(12_798), &json!("passed")]);
}

#[test]
fn what_cannot_be_the_same_drive_is_refused_and_nothing_is_recorded() {
    let world = town();
    world.enter("media add stock --kind hdd --serial S3P9A80F --capacity 1TB --on 2026-01-05");
    world.write("sda.json", report(DISK, 5400, 10, READ));
    world.write("new.json", report(("ST1000", "ZZ12345", 1_000_204_886_016), 7200, 10, READ));
    insta::assert_snapshot!(world.run("import new.json sda.json"), @r"
    ------- stderr -------
    error: sda.json: one error, nothing was imported
      line 1: drive S3P9A80F holds 1 TB by the record, and 500.1 GB by the file: one serial, two drives
    hint: see what is recorded: `rebond history S3P9A80F`
    hint: correct the file, then check it without recording: `rebond import sda.json --dry-run`
    [exit status: 4]
    ");
    insta::assert_snapshot!(world.run("--lang fr import sda.json"), @r"
    ------- stderr -------
    erreur : sda.json : une erreur, rien n’a été importé
      ligne 1 : le disque S3P9A80F contient 1 To d’après le registre, et 500,1 Go d’après le fichier : un numéro de série, deux disques
    conseil : voir ce qui est enregistré : `rebond history S3P9A80F`
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import sda.json --dry-run`
    [exit status: 4]
    ");
    assert_eq!(media(&world).len(), 1);
    assert_eq!(counts(&world, "new.json sda.json --allow-partial"), [2, 1, 0, 0, 1]);
}

#[test]
fn files_that_are_no_reading_are_refused_with_the_way_out() {
    let world = town();
    let scan = json!({"json_format_version": [1, 0], "smartctl": {}, "devices": [{"name": "/dev/sda"}]});
    for (name, text) in [
        ("scan.json", scan.to_string()),
        ("cut.json", report(DISK, 5400, 10, READ).split_at(300).0.to_owned()),
        ("zero.json", report((DISK.0, DISK.1, 0), 5400, 10, READ)),
        ("hours.json", report(DISK, 5400, -1, READ)),
        ("part.json", json!([{"id": "disk", "class": "disk"}]).to_string()),
        ("snapshot.json", json!({"type": "Snapshot", "components": []}).to_string()),
        (
            "bench.xml",
            "<?xml version=\"1.0\"?>\n<list>\n<node id=\"bench\" class=\"system\"/></list>".to_owned(),
        ),
        ("deep.json", "[".repeat(100_000)),
        ("glpi.json", json!({"deviceid": "a", "content": {}}).to_string()),
    ] {
        world.write(name, text);
    }
    let all = "scan.json cut.json zero.json hours.json part.json snapshot.json bench.xml deep.json glpi.json";
    insta::assert_snapshot!(world.run(&format!("import {all}")), @r"
    ------- stderr -------
    error: 9 errors in 9 files, nothing was imported
      scan.json: line 1, column “devices”: this list of devices reads none of them (`smartctl --scan`): run `smartctl -j -x DEVICE` for each, and import what it writes
      cut.json: line 19: this JSON breaks off: have the tool write the file again
      zero.json: line 1, column “user_capacity.bytes”: “0” is no capacity, such as `256GB` or `1TB`
      hours.json: line 1, column “power_on_time.hours”: “-1” is no number of hours
      part.json: line 1, column “class”: this is a part of what lshw says, without the machine: run `lshw -json` without `-class`
      snapshot.json: line 1: this is what a tool that erases says: `rebond sanitize import FILE`
      bench.xml: line 1: this is XML: run `lshw -json` instead
      deep.json: line 1: this JSON has more in one another than any tool writes
      glpi.json: line 1: this JSON is neither of `smartctl -j` nor of `lshw -json`
    hint: correct the file, then check it without recording: `rebond import scan.json cut.json zero.json hours.json part.json snapshot.json bench.xml deep.json glpi.json --dry-run`
    [exit status: 4]
    ");
    insta::assert_snapshot!(world.run(&format!("--lang fr import {all}")), @r"
    ------- stderr -------
    erreur : 9 erreurs dans 9 fichiers, rien n’a été importé
      scan.json : ligne 1, colonne « devices » : cette liste d’appareils n’en lit aucun (`smartctl --scan`) : lancer `smartctl -j -x DEVICE` pour chacun, et importer ce qu’il écrit
      cut.json : ligne 19 : le JSON s’interrompt : faire écrire de nouveau le fichier par l’outil
      zero.json : ligne 1, colonne « user_capacity.bytes » : « 0 » n’est pas une capacité, comme `256GB` ou `1TB`
      hours.json : ligne 1, colonne « power_on_time.hours » : « -1 » n’est pas un nombre d’heures
      part.json : ligne 1, colonne « class » : c’est une partie de ce que dit lshw, sans la machine : lancer `lshw -json` sans `-class`
      snapshot.json : ligne 1 : c’est ce que dit un outil d’effacement : `rebond sanitize import FICHIER`
      bench.xml : ligne 1 : c’est du XML : lancer plutôt `lshw -json`
      deep.json : ligne 1 : le JSON a plus de niveaux imbriqués qu’aucun outil n’en écrit
      glpi.json : ligne 1 : ce JSON n’est ni de `smartctl -j` ni de `lshw -json`
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import scan.json cut.json zero.json hours.json part.json snapshot.json bench.xml deep.json glpi.json --dry-run`
    [exit status: 4]
    ");
    world.write("long.json", format!("{{\"smartctl\": \"{}\"}}", "x".repeat(17 << 20)));
    let said = world.run("import long.json").failure(4);
    assert!(said.contains("16,777,216"), "{said}");
    assert_eq!(media(&world), [] as [Value; 0]);
}

#[test]
fn drives_without_a_name_match_nothing_and_are_said() {
    let world = town();
    world.write("red.json", report((DISK.0, "REDACTED123456", DISK.2), 5400, 10, READ));
    world.write(
        "none.json",
        json!([{"smartctl": {"exit_status": 2}, "device": {"name": "/dev/sdb"}}]).to_string(),
    );
    insta::assert_snapshot!(world.run("import red.json none.json"), @r"
    0 drives read, 0 media added
    ------- stderr -------
    red.json: line 1, column “serial_number”: “REDACTED123456” is no serial of a drive: nothing tells which it is, and nothing was taken of it
    none.json: line 1, column “device.name”: “/dev/sdb”: this report names no drive, which the tool could not read, or was not asked about: nothing was taken of it; `smartctl -j -x DEVICE` says all
    ");
    insta::assert_snapshot!(world.run("--lang fr import red.json none.json"), @r"
    0 disque lu, 0 support ajouté
    ------- stderr -------
    red.json: ligne 1, colonne « serial_number » : « REDACTED123456 » : ce n’est pas un numéro de série de disque : rien ne dit lequel c’est, et rien n’en a été repris
    none.json: ligne 1, colonne « device.name » : « /dev/sdb » : le rapport ne nomme aucun disque, que l’outil n’a pas pu lire ou n’a pas interrogé : rien n’en a été repris ; `smartctl -j -x DEVICE` dit tout
    ");
    world.write("bench7.json", laptop("System Serial Number", &[(DISK.0, "0000000000", DISK.2)]));
    assert_eq!(counts(&world, "bench7.json"), [1, 1, 0, 0, 0]);
    // The number of its board finds it again, and the size its drive.
    assert_eq!(counts(&world, "bench7.json"), [1, 0, 0, 1, 0]);
    assert_eq!(media(&world).len(), 1);
}

#[test]
fn a_machine_without_a_number_is_found_by_its_drives() {
    let world = town();
    let board = ("8D9234E6-05A3-29E1-FBF3-1D2CFE51352D", "00020003-0004-0005-0006-000700080009");
    let bare = |disks: &[(&str, &str, i64)]| laptop("0", disks).replace(board.0, board.1);
    world.write("bench7.json", bare(&[DISK]));
    assert_eq!(counts(&world, "bench7.json"), [1, 1, 0, 0, 0]);
    assert_eq!(counts(&world, "bench7.json"), [1, 0, 0, 1, 0]);
    assert!(codes(&world, "bench7.json").contains(&"by_drive".to_owned()));
    // One of another make is another one, whatever drive is in it.
    world.write("other.json", bare(&[DISK]).replace("Hewlett-Packard", "Acer"));
    assert_eq!(counts(&world, "other.json --dry-run"), [1, 1, 0, 0, 0]);
    world.write("second.json", bare(&[("WDC WD5000BEVT-2", "WD-WXN209S36759", 500_107_862_016)]));
    assert_eq!(counts(&world, "second.json"), [1, 1, 0, 0, 0]);
}

#[test]
fn a_reading_claims_nothing_that_was_not_claimed() {
    let world = town();
    world.enter(
        "media add stock --kind other --serial S3P9A80F --on 2026-01-05
         sanitize S3P9A80F --action overwrite --verify full --result pass --on 2026-01-06",
    );
    world.write("sda.json", report(DISK, 5400, 10, READ));
    world.run("import sda.json").success();
    let disk = medium(&world, "S3P9A80F");
    assert_eq!(json!([disk["kind"], disk["claim"], disk["cleared"]]), json!(["hdd", "none", false]));
    // Whoever puts it into its machine says so; then what was done to it is judged.
    world.enter("add --kind laptop --tag A1 --on 2026-01-05\nmedia add A1 --kind hdd --serial S3P9A80F");
    assert_eq!(medium(&world, "S3P9A80F")["claim"], "clear");
    // What was judged by a kind stays so, whatever a file says.
    world.write("ssd.json", report(DISK, 0, 20, READ + 60));
    assert!(codes(&world, "ssd.json --update").contains(&"drive_differs".to_owned()));
    assert_eq!(medium(&world, "S3P9A80F")["kind"], "hdd");
    world.run("verify --full").success();
}

/// What was counted in each public sample; none, and a word about it, where they are not there.
fn expected(folder: &str) -> Option<HashMap<String, Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/EXPECTED.tsv");
    let Ok(text) = fs::read_to_string(&path) else {
        println!("SKIPPED: no samples at {}", path.display());
        return None;
    };
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.splitn(3, '\t');
        let (name, _, told) = (cells.next()?, cells.next()?, cells.next()?);
        Some((name.strip_prefix(folder)?.to_owned(), serde_json::from_str(told).unwrap()))
    });
    let rows: HashMap<_, _> = rows.collect();
    assert!(rows.len() > 20, "{} samples", rows.len());
    Some(rows)
}

fn read(name: &str) -> (Vec<Item>, Vec<RemarkCode>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples").join(name);
    let mut items = Vec::new();
    let (summary, faults) = scan(&fs::read(path).unwrap(), &Options::default(), |item| items.push(item));
    assert_eq!(faults.total, 0, "{name}: {faults:?}");
    (items, summary.remarks.iter().map(|remark| remark.code).collect())
}

#[test]
fn every_public_report_of_smartctl_says_what_was_counted_in_it() {
    let Some(samples) = expected("smartctl-json/") else { return };
    for (name, told) in samples {
        let (items, remarks) = read(&format!("smartctl-json/{name}"));
        // What is replaced by a word, or is no serial, names no drive here: it is said, and left out.
        let named = |drive: &&Value| {
            let serial = drive["serial"].as_str().unwrap_or_default();
            serial.len() > 3 && !serial.starts_with("REDACTED")
        };
        let drives: Vec<&Value> = told["drives"].as_array().unwrap().iter().collect();
        let known: Vec<&Value> = drives.iter().copied().filter(|drive| named(drive)).collect();
        let left = remarks
            .iter()
            .filter(|code| matches!(code, RemarkCode::DriveWithoutSerial | RemarkCode::NoDrive))
            .count();
        assert_eq!((items.len(), left), (known.len(), drives.len() - known.len()), "{name}: {remarks:?}");
        for (item, told) in items.iter().zip(known) {
            let Item::Drive(drive) = item else { panic!("{name}: {item:?}") };
            let kind = match drive.kind {
                Some(MediumKind::Hdd) => "HDD",
                Some(MediumKind::Ssd) => "SSD",
                Some(MediumKind::Nvme) => "NVMe",
                _ => "unknown",
            };
            let health = match drive.reading.unwrap().health {
                Health::Passed => json!(true),
                Health::Failed => json!(false),
                Health::Unknown => Value::Null,
            };
            let capacity = drive.capacity.map(|bytes| bytes.0);
            let found = json!([drive.model, drive.serial, capacity, kind, health]);
            let wanted =
                json!([told["model"], told["serial"], told["capacity"], told["kind"], told["passed"]]);
            assert_eq!(found, wanted, "{name}");
        }
    }
}

#[test]
fn every_public_machine_of_lshw_is_what_was_counted_in_it() {
    let Some(samples) = expected("lshw-json/") else { return };
    for (name, told) in samples {
        let (items, remarks) = read(&format!("lshw-json/{name}"));
        if told["model"] == "VirtualBox" {
            // A machine of software is said, and left out with its disk.
            assert_eq!((items, remarks), (vec![], vec![RemarkCode::VirtualMachine]), "{name}");
            continue;
        }
        let [Item::Machine(record, drives)] = items.as_slice() else { panic!("{name}: {items:?}") };
        let serial = told["serial"].as_str().unwrap();
        // The one of NEC is the same on all of them: formats.md, section 0.
        let filler = told["serial_placeholder"] == true || serial == "SN 123456789ABC";
        assert_eq!(record.serial.as_deref(), Some(serial).filter(|_| !filler), "{name}");
        let told_model = told["model"].as_str().unwrap();
        let bare = told_model.rsplit_once(" (").map_or(told_model, |(bare, _)| bare);
        let model = record.model.as_deref().unwrap_or("System Product Name");
        assert!(model.ends_with(bare), "{name}: {model} {told_model}");
        let found: Vec<Value> = drives
            .iter()
            .map(|drive| json!([drive.model, drive.serial, drive.capacity.map(|bytes| bytes.0)]))
            .collect();
        let mut wanted = told["drives_internal"].as_array().unwrap().clone();
        for drive in &mut wanted {
            drive[1] = drive[1].as_str().unwrap().to_uppercase().into();
        }
        assert_eq!(found, wanted, "{name}");
    }
}
