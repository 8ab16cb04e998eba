//! What the program says, whole: what was done on stderr, data on stdout, refusals with their way
//! out.

use insta::assert_snapshot;

use crate::world::World;

fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add 'Les Restos' --kind association
         party add Brocante --kind other
         party add Recyclage --kind recycler
         party add Jeanne --kind staff
         add --kind laptop --tag A1 --manufacturer Dellux --model 'Lat 5' --serial SN1 --on 2026-01-05
         media add A1 --kind nvme --serial D1 --capacity 256GB --on 2026-01-05
         media add A1 --kind hdd --serial D2 --on 2026-01-05
         deploy A1 --to Urbanisme --holder Jeanne --on 2026-02-01
         collect A1 --on 2026-06-01
         decommission A1 --act 'DEL 2026-7' --on 2026-07-01
         add --kind monitor --tag M1 --on 2026-01-05
         decommission M1 --act 'DEL 2026-7' --on 2026-07-01",
    );
    world
}

#[test]
fn a_life_is_said_step_by_step() {
    let world = World::new().with_record();
    assert_snapshot!(world.run("add --kind monitor --tag M1 --on 2026-01-05"), @"");
    assert_snapshot!(world.run("add --kind laptop"), @"");
    assert_snapshot!(world.run("deploy M1 --to 'État civil' --on 2026-01-06"), @"");
    assert_snapshot!(world.run("decommission M1 --act 'DEL 7' --when-collected --on 2026-01-07"), @"");
    assert_snapshot!(world.run("collect M1 --on 2026-01-08"), @"");
    assert_snapshot!(world.run("--quiet triage M1 --decision keep --functional F5 --on 2026-01-08"), @"");
    assert_snapshot!(world.run("history M1"), @"");
}

#[test]
fn the_gate_names_the_medium_and_the_way_out() {
    let world = town();
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-07-02
         lot add LOT-2026-0001 A1 --on 2026-07-02",
    );
    assert_snapshot!(world.run("lot ship LOT-2026-0001 --on 2026-07-03"), @"");
    assert_snapshot!(world.run("sanitize D1 --action overwrite --tool 'nwipe 0.42' --verify full --result pass --on 2026-07-03"), @"");
    assert_snapshot!(world.run("lot ship LOT-2026-0001 --on 2026-07-03"), @"");
    assert_snapshot!(world.run("sanitize D2 --action ata_secure_erase_enhanced --verify status --result pass --on 2026-07-03"), @"");
    assert_snapshot!(world.run("lot ship LOT-2026-0001 --on 2026-07-03"), @"");
}

#[test]
fn a_list_of_media_that_is_open_is_said() {
    let world = town();
    world.enter(
        "add --kind laptop --tag A2 --on 2026-01-05\ntriage A2 --decision recondition --on 2026-01-05",
    );
    assert_snapshot!(world.run("ready A2 --functional F5"), @"");
    assert_snapshot!(world.run("ready A2 --functional F3"), @"");
}

#[test]
fn a_claim_that_cannot_be_made_is_said() {
    let world = town();
    assert_snapshot!(world.run("sanitize D1 --action nvme_sanitize_block --tool 'nwipe 0.42' --verify status --result pass --on 2026-07-02"), @"");
    assert_snapshot!(world.run("sanitize D2 --action overwrite --result pass --on 2026-07-02"), @"");
    assert_snapshot!(world.run("sanitize D2 --action drill --result pass --on 2026-07-02"), @"");
}

#[test]
fn a_gift_cites_its_articles() {
    let world = town();
    assert_snapshot!(world.run("lot new --channel body_gift --to 'Les Restos' --unit-value 300.01"), @"");
    assert_snapshot!(world.run("lot new --channel body_gift --to Jeanne"), @"");
    assert_snapshot!(world.run("lot new --channel staff_gift --to Jeanne --legal-basis 'L3212-2 3°'"), @"");
    assert_snapshot!(world.run("lot new --channel staff_gift --to Jeanne --legal-basis 'L1'"), @"");
    world.enter("lot new --channel body_gift --to 'Les Restos'\nlot add LOT-2026-0001 M1");
    assert_snapshot!(world.run("lot ship LOT-2026-0001"), @"");
}

#[test]
fn waste_cites_its_articles() {
    let world = town();
    world.enter("triage M1 --decision recycle --waste --on 2026-07-02");
    assert_snapshot!(world.run("triage M1 --decision keep"), @"");
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-07-02
         lot add LOT-2026-0001 M1 --on 2026-07-02",
    );
    assert_snapshot!(world.run("lot ship LOT-2026-0001 --on 2026-07-03"), @"");
    assert_snapshot!(world.run("lot new --channel waste --to Recyclage --waste-code '20 01 34' --bsd BSD-20261332-0A1B2C3D4"), @"");
    world.enter(
        "lot drop LOT-2026-0001 M1 --on 2026-07-03
         lot new --channel waste --to Recyclage --waste-code '20 01 34' --on 2026-07-03
         lot add LOT-2026-0002 M1 --on 2026-07-03",
    );
    assert_snapshot!(world.run("lot ship LOT-2026-0002 --on 2026-11-09"), @"");
    assert_snapshot!(world.run("lot ship LOT-2026-0002 --on 2026-11-24"), @"");
}

#[test]
fn undertakings_that_come_too_late_are_said() {
    let world = town();
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-07-02
         lot add LOT-2026-0001 M1 --on 2026-07-02
         lot ship LOT-2026-0001 --on 2026-07-03",
    );
    assert_snapshot!(world.run("lot undertake LOT-2026-0001 --on 2026-07-04"), @"");
    assert_snapshot!(world.run("lot prove LOT-2026-0001 --outcome reused --on 2026-08-01"), @"");
}

#[test]
fn what_forbids_a_move_is_said_with_what_is_allowed() {
    let world = town();
    assert_snapshot!(world.run("collect A1"), @"");
    assert_snapshot!(world.run("deploy M1 --to Voirie"), @"");
    assert_snapshot!(world.run("decommission M1 --act D"), @"");
    world.enter("missing M1 --cause lost --on 2026-07-02");
    assert_snapshot!(world.run("deploy M1 --to Voirie"), @"");
    assert_snapshot!(world.run("triage A1 --decision keep --on 2026-05-01"), @"");
}

#[test]
fn names_that_are_unknown_or_taken_are_said_with_the_nearest() {
    let world = town();
    assert_snapshot!(world.run("show A11"), @"");
    assert_snapshot!(world.run("lot new --channel sale --to Brocant"), @"");
    assert_snapshot!(world.run("add --kind laptop --tag A1"), @"");
    assert_snapshot!(world.run("add --kind laptop --tag A3 --serial sn1 --manufacturer dellux"), @"");
    assert_snapshot!(world.run("media add M1 --kind ssd --serial D1"), @"");
    assert_snapshot!(world.run("add --kind laptop --on 2026-11-24"), @"");
    assert_snapshot!(world.run("add --kind laptop --price-ht=-5"), @"");
}

#[test]
fn what_is_voided_prints_what_to_record_again() {
    let world = town();
    assert_snapshot!(world.run("void 8 --reason mistyped"), @"");
    assert_snapshot!(world.run("void 9 --reason mistyped --with-later"), @"");
    assert_snapshot!(world.run("void 9 --reason mistyped"), @"");
    assert_snapshot!(world.run("correct 9 --functional F5"), @"");
}

#[test]
fn a_record_that_cannot_be_used_is_said() {
    let world = World::new();
    assert_snapshot!(world.run("list"), @"");
    world.write("note.db", "mes courses");
    assert_snapshot!(world.run("--db note.db list"), @"");
    let world = world.with_record();
    assert_snapshot!(world.run("init"), @"");
    assert_snapshot!(world.run("verify"), @"");
}

#[test]
fn an_error_in_json_is_one_document() {
    let world = town();
    assert_snapshot!(world.run("--json collect A1"), @"");
    assert_snapshot!(world.run("--json add --kind machine"), @"");
}
