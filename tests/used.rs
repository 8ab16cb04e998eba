//! Sanitised since the last use: what was used again holds data again.

use crate::world::World;

fn status(world: &World, medium: &str) -> String {
    let media = world.run("media list --json").success();
    let line = media.lines().find(|line| line.contains(medium)).unwrap();
    let view: serde_json::Value = serde_json::from_str(line).unwrap();
    view["status"].as_str().unwrap().to_owned()
}

fn wipe(world: &World, medium: &str, on: &str) {
    let line = format!("sanitize {medium} --action overwrite --verify full --result pass --on {on}");
    world.run(&line).success();
}

#[test]
fn a_clean_spare_put_into_a_machine_in_use_is_in_use() {
    let world = World::new().with_record();
    world.run("add --kind laptop --tag L1 --service Urbanisme --on 2020-01-06").success();
    world.run("media add stock --kind hdd --serial SPARE --on 2020-01-06").success();
    wipe(&world, "SPARE", "2020-01-07");
    assert_eq!(status(&world, "SPARE"), "sanitised");
    world.run("media move SPARE --to L1 --on 2020-01-08").success();
    assert_eq!(status(&world, "SPARE"), "holds_data");
}

#[test]
fn what_was_removed_while_a_machine_was_in_use_is_not_gone_when_it_comes_back() {
    let world = World::new().with_record();
    world.run("add --kind laptop --tag L1 --service Urbanisme --on 2020-01-06").success();
    world.run("media add L1 --kind hdd --serial D1 --on 2020-01-06").success();
    wipe(&world, "D1", "2021-03-01");
    world.run("collect L1 --on 2026-03-02").success();
    assert_eq!(status(&world, "D1"), "holds_data");
    world.run("triage L1 --decision recondition --on 2026-03-02").success();
    let refused = world.run("ready L1 --functional F5 --on 2026-03-02 --json");
    assert_eq!(refused.status, 1);
    assert!(refused.stdout.contains("\"unaccounted\""), "{refused}");
    wipe(&world, "D1", "2026-03-03");
    world.run("ready L1 --functional F5 --on 2026-03-03").success();
}

#[test]
fn a_machine_wiped_on_its_desk_and_collected_the_same_day_is_clean() {
    let world = World::new().with_record();
    world.run("add --kind laptop --tag L1 --service Urbanisme --on 2020-01-06").success();
    world.run("media add L1 --kind hdd --serial D1 --on 2020-01-06").success();
    wipe(&world, "D1", "2026-03-02");
    world.run("collect L1 --on 2026-03-02").success();
    assert_eq!(status(&world, "D1"), "sanitised");
}

#[test]
fn what_comes_back_from_its_taker_later_is_not_known_to_be_clean() {
    for (back, after) in [("2026-03-10", "sanitised"), ("2026-11-02", "unknown")] {
        let world = World::new().with_record();
        world.run("party add Relais --kind association").success();
        world.run("add --kind laptop --tag L1 --on 2020-01-06").success();
        world.run("media add L1 --kind hdd --serial D1 --on 2020-01-06").success();
        wipe(&world, "D1", "2026-03-02");
        world.run("decommission L1 --act D1 --on 2026-03-02").success();
        let lot = "lot new --channel body_gift --to Relais --legal-basis 'L3212-2 3°' --act A1 \
                   --unit-value 50 --value-method cote --on 2026-03-02";
        world.run(lot).success();
        world.run("lot add LOT-2026-0001 L1 --on 2026-03-02").success();
        world.run("lot ship LOT-2026-0001 --on 2026-03-10").success();
        world.run(&format!("lot return LOT-2026-0001 L1 --reason refused --on {back}")).success();
        assert_eq!(status(&world, "D1"), after, "back on {back}");
    }
}

#[test]
fn a_decommissioning_decided_for_the_return_takes_effect_when_a_lost_machine_is_found() {
    let world = World::new().with_record();
    world.run("add --kind laptop --tag L1 --service Urbanisme --on 2020-01-06").success();
    world.run("decommission L1 --act D9 --when-collected --on 2026-01-05").success();
    world.run("missing L1 --cause lost --on 2026-02-02").success();
    world.run("found L1 --on 2026-02-09").success();
    let asset = world.run("show L1 --json").json();
    assert_eq!(asset["state"], "collected");
    assert_eq!(asset["decommissioned_on"], "2026-02-09");
}

#[test]
fn a_decommissioning_decided_for_the_return_can_be_withdrawn() {
    let world = World::new().with_record();
    world.run("add --kind laptop --tag L1 --service Urbanisme --on 2020-01-06").success();
    world.run("decommission L1 --act D9 --when-collected --on 2026-01-05").success();
    world.run("reinstate L1 --on 2026-01-12").success();
    world.run("collect L1 --on 2026-02-02").success();
    assert_eq!(world.run("show L1 --json").json()["decommissioned_on"], serde_json::Value::Null);
}

#[test]
fn voiding_the_sanitisation_of_what_has_left_says_that_it_left_with_data() {
    let world = World::new().with_record();
    world.run("add --kind laptop --tag L1 --on 2020-01-06").success();
    world.run("media add L1 --kind hdd --serial D1 --on 2020-01-06").success();
    let seq = world.run("verify --json").json()["events"].as_u64().unwrap() + 1;
    wipe(&world, "D1", "2026-03-02");
    world.run("decommission L1 --act D1 --on 2026-03-02").success();
    world.run("party add Mairie --kind public_body").success();
    world.run("lot new --channel public_body --to Mairie --on 2026-03-02").success();
    world.run("lot add LOT-2026-0001 L1 --on 2026-03-02").success();
    world.run("lot ship LOT-2026-0001 --on 2026-03-10").success();
    let said = world.run(&format!("void {seq} --reason mistyped --json")).json();
    assert_eq!(said["notices"][0]["code"], "left_with_data", "{said}");
    assert_eq!(status(&world, "D1"), "unknown");
    assert_eq!(world.run("verify --json").json()["ok"], true);
}
