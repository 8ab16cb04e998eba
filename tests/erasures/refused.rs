//! Logs that cannot be taken, and those that come too late.

use std::fs;

use serde_json::{Value, json};

use super::{media, medium, records, town, used};
use crate::world::World;

/// The log of two drives as if it were of this day, with other serials.
fn of_day(world: &World, name: &str, day: &str, serials: [&str; 2]) {
    let log =
        fs::read_to_string(world.path("nwipe-two.log")).unwrap().replace("[2026/11/20", &format!("[{day}"));
    let log = log.replace("66E3S0A1S", serials[0]).replace("1905E16A0B2C", serials[1]);
    fs::write(world.path(name), log).unwrap();
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
