//! `label blank`: tags on a roll of labels before the machines come, each for one machine alone.

use std::fs;

use serde_json::json;

use crate::{amend::seq, label::decoded, world::World};

fn world() -> World {
    World::new().with_record()
}

fn read(world: &World, file: &str) -> Vec<String> {
    decoded(&fs::read_to_string(world.path(file)).unwrap())
}

#[test]
fn labels_are_printed_before_their_machines_which_take_them_one_by_one() {
    let world = world();
    world.run("add --kind dock").success();
    let said = world.run("label blank --count 3 -o blank.svg");
    insta::assert_snapshot!(said.to_string(), @r"
    ------- stderr -------
    written: blank.svg
    record: 3 tags reserved for blank labels, from VAL-000002N to VAL-000004J
    ");
    assert_eq!(read(&world, "blank.svg"), ["VAL-000002N", "VAL-000003L", "VAL-000004J"]);
    // What comes in without a label passes them over.
    assert_eq!(world.run("add --kind dock").success(), "VAL-000005H\n");
    assert_eq!(world.run("add --kind laptop --tag VAL-000003L").success(), "VAL-000003L\n");
    world.refused("add --kind laptop --tag VAL-000003L", "taken");
    // And an import too.
    fs::write(world.path("two.csv"), "type;serie\nlaptop;S1\nlaptop;S2\n").unwrap();
    world.run("import two.csv").success();
    assert_eq!(world.fact("S1", "tag"), "VAL-000006F");
    assert_eq!(world.fact("S2", "tag"), "VAL-000007D");
    world.run("verify").success();
}

#[test]
fn the_next_labels_follow_and_json_says_their_tags() {
    let world = world();
    let first = world.run("--json label blank --count 2 -o blank.svg").json();
    assert_eq!(first["tags"], json!(["VAL-000001P", "VAL-000002N"]));
    let second = world.run("--json label blank --count 1 -o blank.svg").json();
    assert_eq!(second["tags"], json!(["VAL-000003L"]));
    assert_eq!(read(&world, "blank.svg"), ["VAL-000003L"]);
    let log = world.log();
    assert!(log.contains(r#""data":{"tags":["VAL-000001P","VAL-000002N"]}"#), "{log}");
}

#[test]
fn labels_that_cannot_be_drawn_reserve_nothing() {
    let world = world();
    world.refused("label blank --count 3 --size 10x10 -o blank.svg", "label_too_small");
    world.refused("label blank --count 3 --sheet L7160 --start 22 -o blank.svg", "no_such_place");
    world.stopped("label blank --count 0 -o blank.svg", 2, "usage");
    world.stopped("label blank --count 1001 -o blank.svg", 2, "usage");
    world.stopped("label blank --count 3", 2, "usage");
    world.stopped("label VAL-000001P", 2, "usage");
    world.stopped("label blank --count 3 -o -", 2, "usage");
    assert_eq!(world.run("add --kind dock").success(), "VAL-000001P\n");
}

#[test]
fn a_file_that_cannot_be_written_is_written_by_the_same_command_line_again() {
    let world = world();
    let said = world.run("label blank --count 2 -o missing/blank.svg").failure(6);
    let line = said.lines().find(|line| line.contains("--cmd")).unwrap().trim().to_owned();
    world.run("add --kind dock").success();
    fs::create_dir(world.path("missing")).unwrap();
    for _ in 0..2 {
        let again = world.shell(&line);
        assert_eq!(again.status, 0, "{again}");
        assert_eq!(read(&world, "missing/blank.svg"), ["VAL-000001P", "VAL-000002N"]);
    }
    assert_eq!(world.fact("VAL-000003L", "kind"), "dock");
}

#[test]
fn a_blank_label_is_known_as_one() {
    let world = world();
    world.run("label blank --count 1 -o blank.svg").success();
    let refused = world.run("show val-000001p");
    insta::assert_snapshot!(refused.to_string(), @r"
    ------- stderr -------
    error: VAL-000001P stands on a blank label: no asset has it yet
    hint: to give it to one: `rebond add --kind laptop --tag VAL-000001P`
    [exit status: 1]
    ");
    let scanned = world.pipe("scan", "REBOND:COLLECT\rVAL-000001P\r");
    insta::assert_snapshot!(scanned.to_string(), @r"
    each scan comes back from use
    refused: VAL-000001P stands on a blank label: no asset has it yet
    ------- stderr -------
    hint: to give it to one: `rebond add --kind laptop --tag VAL-000001P`
    1 refused
    [exit status: 1]
    ");
}

#[test]
fn a_reservation_that_is_voided_frees_what_no_machine_has() {
    let world = world();
    world.run("label blank --count 3 -o blank.svg").success();
    world.run("add --kind laptop --tag VAL-000002N").success();
    let reserved = seq(&world, "reserved");
    let said = world.run(&format!("void {reserved} --reason duplicate"));
    insta::assert_snapshot!(said.to_string(), @r"
    ------- stderr -------
    event 4: voided, duplicate
    warning: 2 tags may be given again, from VAL-000001P to VAL-000003L: destroy their blank labels; the one that an asset has stays its own
    ");
    world.refused(&format!("void {reserved} --reason duplicate"), "already_voided");
    assert_eq!(world.run("add --kind dock").success(), "VAL-000001P\n");
    assert_eq!(world.run("add --kind dock").success(), "VAL-000003L\n");
    assert_eq!(world.fact("VAL-000002N", "kind"), "laptop");
    world.run("verify").success();
}

#[test]
fn the_tag_of_a_machine_that_was_a_mistake_is_not_given_again() {
    let world = world();
    world.run("add --kind laptop").success();
    world.run(&format!("void {} --reason duplicate", seq(&world, "added"))).success();
    assert_eq!(world.run("add --kind laptop").success(), "VAL-000002N\n");
    // Its label is still there: the machine that bears it may be entered with it.
    assert_eq!(world.run("add --kind laptop --tag VAL-000001P").success(), "VAL-000001P\n");
    world.run("verify").success();
}

#[test]
fn an_asset_that_is_called_blank_has_its_label_too() {
    let world = world();
    world.run("add --kind laptop --tag BLANK").success();
    world.run("label tag:blank -o label.svg").success();
    assert_eq!(read(&world, "label.svg"), ["BLANK"]);
}

#[test]
fn labels_go_to_the_preferred_command_where_no_file_is_named() {
    let world = world();
    world.enter("config set print_command 'cat > printed.svg'");
    world.run("label blank --count 1 --format svg").success();
    assert_eq!(read(&world, "printed.svg"), ["VAL-000001P"]);
    fs::remove_file(world.path("printed.svg")).unwrap();
    world.run("label blank --count 1 -o file.svg").success();
    assert_eq!(read(&world, "file.svg"), ["VAL-000002N"]);
    assert!(!world.path("printed.svg").exists());
    world.run("label blank --count 1 --format svg --print-command 'cat > other.svg'").success();
    assert!(!world.path("printed.svg").exists());
    assert_eq!(read(&world, "other.svg"), ["VAL-000003L"]);
}

#[test]
fn a_file_that_is_named_without_a_folder_goes_to_the_folder_preferred() {
    let world = world();
    fs::create_dir(world.path("labels")).unwrap();
    world.enter(&format!("config set output_folder {}", world.path("labels").display()));
    world.run("label blank --count 1 -o blank.svg").success();
    assert_eq!(read(&world, "labels/blank.svg"), ["VAL-000001P"]);
    world.run("label cards -o cards.svg").success();
    assert!(world.path("labels/cards.svg").exists());
}
