//! The medium that a log is about, and what is known of it.

use serde_json::{Value, json};

use super::{media, medium, records, town, used};

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
