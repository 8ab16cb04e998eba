//! Drives that come in with an inventory, and what can be said of them afterwards.

use crate::world::World;

fn world(rows: &str) -> World {
    let world = World::new().with_record();
    world.write("inventory.csv", format!("tag;kind;service;drive_kind;drive_serials\n{rows}"));
    world.run("import inventory.csv --on 2024-01-08").success();
    world
}

#[test]
fn an_imported_drive_of_a_known_kind_can_be_overwritten() {
    let world = world("PC-1;laptop;Urbanisme;hdd;S1\nPC-2;laptop;Urbanisme;;S2\n");
    world.run("sanitize PC-1 PC-2 --action overwrite --verify full --result pass").success();
    let claim = |tag: &str| world.run(&format!("--json show {tag}")).json()["media"][0]["claim"].clone();
    assert_eq!(claim("PC-1"), "clear");
    assert_eq!(claim("PC-2"), "none", "of a drive of an unknown kind nothing is believed");
}

#[test]
fn a_drive_without_a_number_does_not_leave_unseen() {
    let world = world("SRV-1;server;Informatique;ssd;\"S1;0000000000\"\n");
    world.run("triage SRV-1 --decision recondition --functional F5").success();
    world.run("sanitize S1 --action ata_sanitize_block --verify status --result pass").success();
    let said = world.run("ready SRV-1").failure(1);
    assert!(said.contains("SRV-1"), "{said}");
    world.run("sanitize SRV-1 --action ata_sanitize_block --verify status --result pass").success();
    world.run("ready SRV-1").success();
}
