//! Lots that are dropped, cancelled, shipped in part, returned and undone.

use serde_json::{Value, json};

use crate::world::World;

/// Three decommissioned monitors in a lot for sale.
fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         party add Recyclage --kind recycler
         add --kind monitor --tag M1 --on 2026-01-05
         add --kind monitor --tag M2 --on 2026-01-05
         add --kind monitor --tag M3 --on 2026-01-05
         decommission M1 M2 M3 --act 'DEL 7' --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-06
         lot add LOT-2026-0001 M1 M2 M3 --on 2026-01-06",
    );
    world
}

fn lot(world: &World, number: &str) -> Value {
    world.run(&format!("--json lot show {number}")).json()
}

/// One value of each line of a lot.
fn column(world: &World, number: &str, key: &str) -> Value {
    lot(world, number)["lines"].as_array().unwrap().iter().map(|line| line[key].clone()).collect()
}

#[test]
fn an_asset_is_in_one_open_lot_at_most() {
    let world = town();
    world.enter("lot new --channel sale --to Brocante --on 2026-01-07");
    world.refused("lot add LOT-2026-0002 M1", "forbidden");
    world.refused("lot add LOT-2026-0001 M1", "nothing_changes");
    world.refused("lot drop LOT-2026-0002 M1", "not_in_lot");
    world.refused("deploy M1 --to Voirie --reinstate", "forbidden");
    world.enter("lot drop LOT-2026-0001 M1\nlot add LOT-2026-0002 M1");
    assert_eq!(column(&world, "LOT-2026-0001", "asset"), json!(["M2", "M3"]));
    world.refused("lot ship LOT-2026-0001 M1", "not_in_lot");
    world.refused("lot show LOT-2026-0009", "not_found");
}

#[test]
fn what_is_missing_drops_out_of_its_open_lot() {
    let world = town();
    let said = world.run("--json missing M2 --cause stolen --on 2026-01-07").json();
    assert_eq!(said["notices"][0]["code"], "dropped_from_lot");
    assert_eq!(column(&world, "LOT-2026-0001", "asset"), json!(["M1", "M3"]));
    world.enter("lot ship LOT-2026-0001 --on 2026-01-08");
    assert_eq!(world.fact("M2", "state"), "missing");
    // What is missing leaves only as a loss.
    world.enter(
        "lot new --channel waste --to Recyclage --waste-code '16 02 14' --on 2026-01-08
         lot add LOT-2026-0002 M2 --on 2026-01-08",
    );
    world.refused("lot ship LOT-2026-0002 --on 2026-01-09", "forbidden");
}

#[test]
fn a_lot_leaves_in_parts_and_the_rest_stays_open() {
    let world = town();
    world.enter("lot undertake LOT-2026-0001 --on 2026-01-07\nlot ship LOT-2026-0001 M1 --on 2026-01-08");
    assert_eq!(lot(&world, "LOT-2026-0001")["status"], "open");
    // What comes in after the undertaking needs a new one.
    world.enter("add --kind monitor --tag M4 --on 2026-01-05\ndecommission M4 --act D --on 2026-01-06");
    let said = world.run("--json lot add LOT-2026-0001 M4 --on 2026-01-07").json();
    assert_eq!(said["notices"][0]["code"], "not_undertaken");
    world.enter(
        "lot ship LOT-2026-0001 --on 2026-01-09\nlot prove LOT-2026-0001 --outcome reused --on 2026-02-01",
    );
    let shut = lot(&world, "LOT-2026-0001");
    assert_eq!((&shut["status"], &shut["shipped_on"]), (&json!("shipped"), &json!("2026-01-09")));
    assert_eq!(
        column(&world, "LOT-2026-0001", "undertaken_on"),
        json!(["2026-01-07", "2026-01-07", "2026-01-07", null])
    );
    let made = world.run("report decree --period 2026 --explain --format json").json();
    assert_eq!(made["explain"]["a"], json!(["M1", "M2", "M3"]));
    assert_eq!(made["explain"]["sold_without_proof"], json!(["M4"]));
    for line in ["lot add LOT-2026-0001 M1", "lot ship LOT-2026-0001", "lot edit LOT-2026-0001 --act D"] {
        world.refused(line, "lot_closed");
    }
}

#[test]
fn a_proof_needs_a_departure() {
    let world = town();
    world.refused("lot prove LOT-2026-0001 --outcome reused", "not_shipped");
    world.enter("lot ship LOT-2026-0001 M1 --on 2026-01-08");
    world.refused("lot prove LOT-2026-0001 M2 --outcome reused", "not_in_lot");
    world.enter("lot new --channel sale --to Brocante --on 2026-01-08");
    world.refused("lot undertake LOT-2026-0002", "lot_empty");
    world.refused("lot ship LOT-2026-0002", "lot_empty");
}

#[test]
fn an_open_lot_that_is_cancelled_frees_what_was_in_it() {
    let world = town();
    world.stopped("lot cancel LOT-2026-0001", 2, "usage");
    world.enter("lot cancel LOT-2026-0001 --reason refused");
    assert_eq!(lot(&world, "LOT-2026-0001")["status"], "cancelled");
    world.refused("lot cancel LOT-2026-0001 --reason refused", "nothing_changes");
    world.refused("lot add LOT-2026-0001 M1", "lot_closed");
    world.enter("lot new --channel sale --to Brocante\nlot add LOT-2026-0002 M1 M2 M3");
}

#[test]
fn a_shipped_lot_that_is_cancelled_never_left() {
    let world = town();
    let before = (world.asset("M1"), lot(&world, "LOT-2026-0001"));
    world.enter(
        "lot ship LOT-2026-0001 --on 2026-01-08
         lot prove LOT-2026-0001 --outcome recycled --on 2026-02-01",
    );
    world.enter("lot cancel LOT-2026-0001 --reason wrong_date --on 2026-03-01");
    let after = world.asset("M1");
    for fact in ["state", "decommissioned_on", "waste_since", "departed_on", "channel", "outcome"] {
        assert_eq!(after[fact], before.0[fact], "{fact}");
    }
    assert_eq!(after["lot"], Value::Null, "the lot is closed");
    let reuse = world.run("report reuse --period 2026 --format json").json();
    assert_eq!(reuse["figures"]["departures"], 0);
    assert_eq!(world.run("--json verify").json()["ok"], true);
    world.enter(
        "lot new --channel sale --to Brocante\nlot add LOT-2026-0002 M1 M2 M3\nlot ship LOT-2026-0002",
    );
}

#[test]
fn what_came_back_keeps_its_lot_from_being_cancelled() {
    let world = town();
    world.enter("lot ship LOT-2026-0001 --on 2026-01-08\nlot return LOT-2026-0001 M1 --reason refused --on 2026-02-01");
    world.refused("lot cancel LOT-2026-0001 --reason wrong_lot", "later_events");
    world.refused("lot return LOT-2026-0001 M1 --reason refused", "forbidden");
    world.enter("lot new --channel sale --to Brocante");
    world.refused("lot return LOT-2026-0002 M2 --reason refused", "not_in_lot");
}

#[test]
fn what_comes_back_is_still_decommissioned_and_waste_if_it_was() {
    let world = town();
    world.enter(
        "lot drop LOT-2026-0001 M3 --on 2026-01-07
         lot ship LOT-2026-0001 --on 2026-01-08
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --on 2026-01-08
         lot add LOT-2026-0002 M3 --on 2026-01-08
         lot ship LOT-2026-0002 --on 2026-01-09
         lot return LOT-2026-0001 M1 --reason refused --on 2026-02-01
         lot return LOT-2026-0002 M3 --reason refused --on 2026-02-01",
    );
    let (product, waste) = (world.asset("M1"), world.asset("M3"));
    for asset in [&product, &waste] {
        assert_eq!(
            (&asset["state"], &asset["decommissioned_on"]),
            (&json!("collected"), &json!("2026-01-06"))
        );
    }
    assert_eq!((&product["waste_since"], &waste["waste_since"]), (&Value::Null, &json!("2026-01-09")));
    let departures = |day: &str| {
        let made = world.run(&format!("report reuse --period 2026 --as-of {day} --format json")).json();
        made["figures"]["departures"].clone()
    };
    assert_eq!((departures("2026-01-31"), departures("2026-02-01")), (json!(3), json!(1)));
    world.refused("triage M3 --decision keep", "forbidden");
    world.enter(
        "triage M1 --decision keep --on 2026-02-02\ndeploy M1 --to Voirie --reinstate --on 2026-02-02",
    );
}

#[test]
fn what_was_out_of_our_hands_is_looked_at_again_before_it_leaves() {
    let world = town();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         media none A1 --on 2026-01-05
         decommission A1 --act D --on 2026-01-06
         lot add LOT-2026-0001 A1 --on 2026-01-06
         lot ship LOT-2026-0001 --on 2026-01-08
         lot return LOT-2026-0001 A1 --reason refused --on 2026-02-01
         lot new --channel sale --to Brocante --on 2026-02-01
         lot add LOT-2026-0002 A1 --on 2026-02-01",
    );
    world.refused("lot ship LOT-2026-0002 --on 2026-02-02", "unaccounted");
    world.enter("media none A1 --on 2026-02-02\nlot ship LOT-2026-0002 --on 2026-02-02");
}

#[test]
fn a_lot_like_another_takes_over_what_lasts() {
    let world = town();
    world.enter(
        "party add Restos --kind association
         lot new --channel body_gift --to Restos --legal-basis 'l 3212-2, 3' --act 'DEL 9' --unit-value 10 --value-method cote
         lot new --like LOT-2026-0002 --unit-value 20",
    );
    let (model, like) = (lot(&world, "LOT-2026-0002"), lot(&world, "LOT-2026-0003"));
    for fact in ["channel", "party", "legal_basis", "value_method"] {
        assert_eq!(like[fact], model[fact], "{fact}");
    }
    assert_eq!((&model["legal_basis"], &like["act"]), (&json!("L3212-2 3°"), &Value::Null));
    assert_eq!(like["unit_value_cents"], 2000);
    world.enter(
        "party add Dell --kind supplier
         lot new --channel supplier_takeback --to Dell --warranty --data-clause 'art. 9' --unit-value 10
         lot new --like LOT-2026-0004",
    );
    let like = lot(&world, "LOT-2026-0005");
    for fact in ["data_clause", "unit_value_cents"] {
        assert_eq!((fact, &like[fact]), (fact, &Value::Null));
    }
    assert_ne!(like["warranty"], true);
    world.stopped("lot new --to Restos", 2, "usage");
}

#[test]
fn a_departure_that_decommissions_does_both_or_neither() {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind monitor --tag M1 --on 2026-01-05
         add --kind laptop --tag A1 --on 2026-01-05
         lot new --channel sale --to Brocante --on 2026-01-06
         lot add LOT-2026-0001 M1 A1 --on 2026-01-06",
    );
    world.stopped("lot ship LOT-2026-0001 --decommission", 2, "usage");
    world.refused("lot ship LOT-2026-0001 --decommission --act D --on 2026-01-07", "unaccounted");
    assert_eq!(world.fact("M1", "decommissioned_on"), Value::Null);
    world.enter(
        "media none A1 --on 2026-01-07
         lot ship LOT-2026-0001 --decommission --act D --mass 9kg --weighed --on 2026-01-07",
    );
    assert_eq!(world.fact("M1", "decommissioned_on"), "2026-01-07");
    let gone = lot(&world, "LOT-2026-0001");
    assert_eq!((&gone["mass_g"], &gone["weighed"]), (&json!(9000), &json!(true)));
}

#[test]
fn untagged_things_leave_with_the_last_of_the_tagged() {
    let world = town();
    world.stopped("lot add LOT-2026-0001 --bulk souris", 2, "usage");
    world.enter(
        "lot add LOT-2026-0001 --bulk souris --mass 2kg --count 30 --on 2026-01-06
         lot ship LOT-2026-0001 M1 --on 2026-01-07",
    );
    let bulk = |world: &World| lot(world, "LOT-2026-0001")["lines"][3].clone();
    assert_eq!((&bulk(&world)["bulk"], &bulk(&world)["shipped_on"]), (&json!("souris"), &Value::Null));
    world.enter("lot ship LOT-2026-0001 --on 2026-01-08");
    assert_eq!(bulk(&world)["shipped_on"], "2026-01-08");
    let made = world.run("report reuse --period 2026 --format json").json();
    assert_eq!((&made["figures"]["bulk_mass_g"], &made["figures"]["departures"]), (&json!(2000), &json!(3)));
    assert!(!world.log().contains("souris"), "typed text is kept out of the log");
}

#[test]
fn what_is_named_twice_is_in_the_lot_once_and_leaves_once() {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind monitor --tag L1 --serial S1 --on 2026-01-05
         add --kind monitor --tag L2 --on 2026-01-05
         decommission L1 L2 --act D --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-06
         lot add LOT-2026-0001 L1 L1 serial:S1 --on 2026-01-06",
    );
    world.pipe("lot add LOT-2026-0001 --on 2026-01-06 -", "L2\nL2\n").success();
    assert_eq!(column(&world, "LOT-2026-0001", "asset"), json!(["L1", "L2"]));
    world.enter("lot drop LOT-2026-0001 L2 L2 --on 2026-01-06");
    assert_eq!(column(&world, "LOT-2026-0001", "asset"), json!(["L1"]));
    world.enter(
        "lot undertake LOT-2026-0001 --on 2026-01-07
         lot ship LOT-2026-0001 L1 serial:S1 --on 2026-01-08
         lot prove LOT-2026-0001 --outcome reused --on 2026-02-01",
    );
    assert_eq!(world.log().matches("\"departed\"").count(), 1);
    let made = world.run("report decree --period 2026 --explain --format json").json();
    assert_eq!(made["explain"]["a"], json!(["L1"]));
}

#[test]
fn what_has_left_cannot_be_taken_out_of_its_lot() {
    let world = town();
    world.enter("lot ship LOT-2026-0001 M1 --on 2026-01-08");
    world.refused("lot drop LOT-2026-0001 M1", "forbidden");
    world.enter("lot drop LOT-2026-0001 M2");
}

#[test]
fn what_came_back_and_is_in_the_same_lot_again_leaves_anew() {
    let world = town();
    world.enter(
        "lot ship LOT-2026-0001 M1 M2 --on 2026-01-08
         lot return LOT-2026-0001 M1 M2 --reason refused --on 2026-01-10
         lot add LOT-2026-0001 M1 --on 2026-01-11
         lot undertake LOT-2026-0001 --on 2026-01-12
         lot ship LOT-2026-0001 M1 --on 2026-01-13
         lot prove LOT-2026-0001 M1 --outcome reused --on 2026-02-01",
    );
    let number = "LOT-2026-0001";
    let days = ["2026-01-08", "2026-01-12", "2026-01-13"];
    assert_eq!(column(&world, number, "asset"), json!(["M1", "M2", "M3", "M1"]));
    assert_eq!(column(&world, number, "undertaken_on"), json!([null, null, days[1], days[1]]));
    assert_eq!(column(&world, number, "shipped_on"), json!([days[0], days[0], null, days[2]]));
    assert_eq!(column(&world, number, "proved"), json!([null, null, null, "reused"]));
    let made = world.run("report decree --period 2026 --explain --format json").json();
    assert_eq!(made["explain"]["a"], json!(["M1"]));
    world.enter("lot return LOT-2026-0001 M1 --reason refused --on 2026-03-01");
    assert_eq!(
        column(&world, number, "returned_on"),
        json!(["2026-01-10", "2026-01-10", null, "2026-03-01"])
    );
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn a_data_clause_is_for_contractors() {
    let world = town();
    world.enter("party add Restos --kind association\nparty add Lycée --kind public_body");
    for terms in ["body_gift --to Restos", "public_body --to Lycée", "staff_gift", "loss"] {
        world.refused(&format!("lot new --channel {terms} --data-clause 'art. 9'"), "data_clause");
    }
    world.enter("lot edit LOT-2026-0001 --data-clause 'art. 9'");
    world.refused("lot edit LOT-2026-0001 --channel body_gift --to Restos", "data_clause");
    for channel in ["waste", "eco_organism", "supplier_takeback", "lessor_return"] {
        world.enter(&format!("lot new --channel {channel} --data-clause 'art. 9'"));
    }
}

#[test]
fn a_lot_of_which_a_part_has_left_does_not_become_another() {
    let world = town();
    world.enter("party add Autre --kind other\nlot edit LOT-2026-0001 --operation 'R 4' --on 2026-01-06");
    world.enter("lot ship LOT-2026-0001 M1 --on 2026-01-08");
    for terms in [
        "--channel waste",
        "--to Autre",
        "--legal-basis 'L3212-2 3°'",
        "--act 'DEL 8'",
        "--data-clause 'art. 9'",
        "--warranty",
    ] {
        let error = world.refused(&format!("lot edit LOT-2026-0001 {terms}"), "lot_begun");
        assert!(error["hints"][0].as_str().unwrap().contains("lot new --like LOT-2026-0001"), "{error}");
    }
    world.enter(
        "lot edit LOT-2026-0001 --channel sale --carrier Autre --waste-code '16 02 14' --operation 'R 5'",
    );
    world.enter("lot ship LOT-2026-0001 --on 2026-01-09");
    assert_eq!(lot(&world, "LOT-2026-0001")["status"], "shipped");
}

#[test]
fn the_papers_of_a_lot_that_has_left_are_completed_and_nothing_else_of_it_is_changed() {
    let world = town();
    world.enter(
        "lot edit LOT-2026-0001 --channel waste --to Recyclage --waste-code '16 02 13*' --operation 'R 4'
         lot ship LOT-2026-0001 --no-bsd 'signé demain' --on 2026-01-08
         lot edit LOT-2026-0001 --bsd BSD-20260108-0A1B2C3D4 --carrier Recyclage --pop no --on 2026-01-09",
    );
    let complete = lot(&world, "LOT-2026-0001");
    assert_eq!(
        (&complete["bsd"], &complete["carrier"], &complete["pop"]),
        (&json!("BSD-20260108-0A1B2C3D4"), &json!("Recyclage"), &json!(false))
    );
    world.refused("lot edit LOT-2026-0001 --pop no", "nothing_changes");
    for terms in ["--waste-code '16 02 14'", "--operation 'R 5'", "--to Brocante", "--pop yes --act 'DEL 8'"]
    {
        world.refused(&format!("lot edit LOT-2026-0001 {terms}"), "lot_closed");
    }
    world.enter("lot cancel LOT-2026-0001 --reason wrong_lot");
    world.refused("lot edit LOT-2026-0001 --pop yes", "lot_closed");
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
}

#[test]
fn a_lot_that_left_in_parts_is_cancelled_whatever_happened_between() {
    let world = town();
    world.enter(
        "lot ship LOT-2026-0001 M1 --on 2026-01-08
         triage M2 --decision recondition --on 2026-01-09
         lot ship LOT-2026-0001 M2 --on 2026-01-10
         triage M3 --decision recondition --on 2026-01-11
         lot cancel LOT-2026-0001 --reason wrong_lot",
    );
    for (tag, state) in [("M1", "in_stock"), ("M2", "in_workshop"), ("M3", "in_workshop")] {
        assert_eq!(world.fact(tag, "state"), state);
    }
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn what_stands_on_a_departure_is_named_by_the_lot() {
    let world = town();
    world.enter(
        "lot ship LOT-2026-0001 M1 --on 2026-01-08
         lot ship LOT-2026-0001 --on 2026-01-09
         lot return LOT-2026-0001 M1 --reason refused --on 2026-02-01",
    );
    let error = world.refused("lot cancel LOT-2026-0001 --reason wrong_lot", "later_events");
    let returned = world.head();
    assert_eq!(error["message"], format!("later events stand on what left in LOT-2026-0001: {returned}"));
    assert!(!error["hints"].to_string().contains("--with-later"), "{error}");
    world.enter(&format!("void {returned} --reason mistyped\nlot cancel LOT-2026-0001 --reason wrong_lot"));
    assert_eq!(world.fact("M1", "state"), "in_stock");
}

#[test]
fn a_loose_medium_leaves_once() {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind hdd --serial D1 --on 2026-01-05
         sanitize D1 --action overwrite --tool 'nwipe 0.42' --verify full --result pass --on 2026-01-05
         decommission A1 --act D --on 2026-01-06
         media move D1 --to stock --on 2026-01-06",
    );
    let moved = world.head();
    world.enter(&format!(
        "lot new --channel sale --to Brocante --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-06
         lot add LOT-2026-0001 D1 D1 --on 2026-01-06
         lot add LOT-2026-0002 A1 --on 2026-01-06
         void {moved} --reason mistyped --on 2026-01-06"
    ));
    assert_eq!(column(&world, "LOT-2026-0001", "medium"), json!(["D1"]));
    world.refused("lot ship LOT-2026-0001 --on 2026-01-07", "medium_elsewhere");
    world.enter("lot ship LOT-2026-0002 --on 2026-01-07");
    world.refused("lot ship LOT-2026-0001 --on 2026-01-08", "medium_gone");
}

#[test]
fn what_has_no_second_life_avoids_nothing() {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         party add Loueur --kind lessor
         add --kind monitor --tag M1 --on 2026-01-05
         add --kind monitor --tag M2 --on 2026-01-05
         add --kind monitor --tag M3 --acquired leased --owner Loueur --on 2026-01-05
         triage M1 M2 M3 --decision keep --functional F5 --on 2026-01-05
         decommission M1 M2 --act D --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-06
         lot new --channel loss --on 2026-01-06
         lot new --channel lessor_return --to Loueur --on 2026-01-06
         lot add LOT-2026-0001 M1 --on 2026-01-06
         lot add LOT-2026-0002 M2 --on 2026-01-06
         lot add LOT-2026-0003 M3 --on 2026-01-06
         missing M2 --cause stolen --on 2026-01-06
         lot add LOT-2026-0002 M2 --on 2026-01-06
         lot ship LOT-2026-0002 --on 2026-01-07
         lot ship LOT-2026-0003 --on 2026-01-07",
    );
    assert_eq!(world.log().matches("g_per_year").count(), 0);
    world.enter("lot ship LOT-2026-0001 --on 2026-01-07");
    assert_eq!(world.log().matches("g_per_year").count(), 1);
}

#[test]
fn a_long_lot_leaves_is_proved_and_comes_back_like_a_short_one() {
    let world = World::new().with_record();
    let tags: Vec<String> = (1..=12).map(|number| format!("T{number:02}")).collect();
    let all = tags.join(" ");
    world.enter("party add Brocante --kind other");
    for tag in &tags {
        world.enter(&format!("add --kind monitor --tag {tag} --on 2026-01-05"));
    }
    world.enter(&format!(
        "decommission {all} --act D --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-06
         lot add LOT-2026-0001 {all} --on 2026-01-06
         lot undertake LOT-2026-0001 --on 2026-01-07
         lot ship LOT-2026-0001 --on 2026-01-08
         lot prove LOT-2026-0001 {all} --outcome reused --on 2026-02-01
         lot return LOT-2026-0001 {all} --reason refused --on 2026-02-02"
    ));
    for (key, value) in [
        ("undertaken_on", "2026-01-07"),
        ("shipped_on", "2026-01-08"),
        ("proved", "reused"),
        ("returned_on", "2026-02-02"),
    ] {
        assert_eq!(column(&world, "LOT-2026-0001", key), json!(vec![value; 12]), "{key}");
    }
    // All of them come back, or none.
    world.refused(&format!("lot return LOT-2026-0001 {all} --reason refused"), "forbidden");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn a_loose_medium_that_is_no_more_what_was_put_in_keeps_its_lot_and_is_taken_out() {
    let world = town();
    world.enter(
        "media add stock --kind hdd --serial D1 --on 2026-01-06
         lot add LOT-2026-0001 D1 --on 2026-01-06
         sanitize D1 --action shred --result pass --on 2026-01-07",
    );
    insta::assert_snapshot!(world.run("lot ship LOT-2026-0001 --on 2026-01-08"), @r"
    ------- stderr -------
    error: LOT-2026-0001 cannot leave with medium D1: it was destroyed
    hint: take it out of the lot: `rebond lot drop LOT-2026-0001 D1`
    hint: if that was recorded by mistake, void it: `rebond void SEQ --reason mistyped`
    [exit status: 1]
    ");
    insta::assert_snapshot!(world.run("--lang fr lot ship LOT-2026-0001 --on 2026-01-08"), @r"
    ------- stderr -------
    erreur : LOT-2026-0001 ne peut pas sortir avec le support D1 : il a été détruit
    conseil : l’ôter du lot : `rebond lot drop LOT-2026-0001 D1`
    conseil : si c’est une erreur de saisie, annuler l’événement : `rebond void ÉVÉNEMENT --reason mistyped`
    [exit status: 1]
    ");
    world.refused("lot ship LOT-2026-0001 --on 2026-01-08", "medium_destroyed");
    world.enter("lot drop LOT-2026-0001 D1 --on 2026-01-08\nlot ship LOT-2026-0001 --on 2026-01-08");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn a_waste_code_is_asked_of_untagged_waste_and_refused_where_waste_never_goes() {
    let world = town();
    world.enter(
        "party add Restos --kind association
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 9' --value-method cote --on 2026-01-06
         lot new --channel waste --to Recyclage --on 2026-01-06
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --on 2026-01-06",
    );
    let bulk = |lot: u8, rest: &str| {
        format!("lot add LOT-2026-000{lot} --bulk souris --mass 2kg --count 30 {rest} --on 2026-01-06")
    };
    let coded = bulk(2, "--waste-code '16 02 14'");
    insta::assert_snapshot!(world.run(&coded), @r"
    ------- stderr -------
    error: `16 02 14` is the code of a waste, and a gift to an association or a body (`body_gift`) takes none: what is waste goes to its treatment (code de l’environnement, art. L541-1-1 and L541-2)
    hint: if it is no waste, leave `--waste-code` out
    hint: or have it collected: `rebond lot new --channel waste --to PARTY`
    [exit status: 1]
    ");
    insta::assert_snapshot!(world.run(&format!("--lang fr {coded}")), @r"
    ------- stderr -------
    erreur : `16 02 14` désigne un déchet, et cette voie, don à une association ou à un organisme (`body_gift`), n’en prend pas : un déchet va à son traitement (code de l’environnement, art. L541-1-1 et L541-2)
    conseil : si ce n’est pas un déchet, omettre `--waste-code`
    conseil : ou le faire enlever : `rebond lot new --channel waste --to TIERS`
    [exit status: 1]
    ");
    world.refused(&coded, "not_waste");
    world.refused(&bulk(1, "--waste-code '16 02 14'"), "not_waste");
    world.refused("lot add LOT-2026-0001 M1 --waste-code '16 02 14'", "not_waste");
    world.refused(&bulk(3, ""), "lot_lacks");
    world.refused(&bulk(2, "--unit-value 300,01"), "gift_cap");
    world.enter(&[bulk(1, ""), bulk(2, ""), bulk(3, "--waste-code '16 02 14'"), bulk(4, "")].join("\n"));
    // A gift has a value, with a tag or without.
    let error = world.refused("lot ship LOT-2026-0002 --on 2026-01-07", "lot_lacks");
    assert!(error["hints"].to_string().contains("--unit-value"), "{error}");
    world.enter(
        "lot edit LOT-2026-0002 --unit-value 2
         lot ship LOT-2026-0002 --on 2026-01-07
         lot ship LOT-2026-0003 --on 2026-01-07
         lot ship LOT-2026-0004 --on 2026-01-07",
    );
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
}

#[test]
fn the_cap_of_a_gift_is_on_each_unit_whatever_the_channel_was_when_it_was_put_in() {
    let world = town();
    world.enter(
        "party add Restos --kind association
         lot drop LOT-2026-0001 M1 M2 M3 --on 2026-01-06
         lot add LOT-2026-0001 --bulk serveurs --mass 40kg --count 2 --unit-value 400 --on 2026-01-06
         lot edit LOT-2026-0001 --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 9' --value-method cote",
    );
    world.refused("lot ship LOT-2026-0001 --on 2026-01-07", "gift_cap");
}

#[test]
fn a_tracking_slip_replaces_the_reason_for_none_and_the_reason_a_slip() {
    let world = town();
    world.enter(
        "lot new --channel waste --to Recyclage --waste-code '16 02 13*' --no-bsd 'signé demain' --on 2026-01-06
         lot drop LOT-2026-0001 M1 M2 --on 2026-01-06
         lot add LOT-2026-0002 M1 M2 --on 2026-01-06",
    );
    let papers = |world: &World| {
        let lot = lot(world, "LOT-2026-0002");
        (lot["bsd"].clone(), lot["no_bsd"].clone())
    };
    let bsd = "BSD-20260107-0A1B2C3D4";
    insta::assert_snapshot!(world.run(&format!("lot edit LOT-2026-0002 --bsd {bsd}")), @r"
    ------- stderr -------
    LOT-2026-0002: changed, BSD-20260107-0A1B2C3D4
    warning: LOT-2026-0002: BSD-20260107-0A1B2C3D4 replaces the reason given for no tracking slip, which stands no more
    ");
    assert_eq!(papers(&world), (json!(bsd), Value::Null));
    insta::assert_snapshot!(world.run("--lang fr lot edit LOT-2026-0002 --no-bsd 'reprise sans bordereau'"), @r"
    ------- stderr -------
    LOT-2026-0002 : modifié, sans bordereau, « reprise sans bordereau »
    attention : LOT-2026-0002 : le motif d’absence de bordereau de suivi remplace BSD-20260107-0A1B2C3D4, qui ne vaut plus ; pour le rétablir : `rebond lot edit LOT-2026-0002 --bsd BSD-20260107-0A1B2C3D4`
    ");
    assert_eq!(papers(&world), (Value::Null, json!("reprise sans bordereau")));
    let said = world.run(&format!("--json lot ship LOT-2026-0002 M1 --bsd {bsd} --on 2026-01-08")).json();
    assert_eq!(said["notices"][0]["code"], "bsd_replaced");
    assert_eq!(papers(&world), (json!(bsd), Value::Null));
    let said = world.run("--json lot ship LOT-2026-0002 --no-bsd 'bordereau perdu' --on 2026-01-09").json();
    assert_eq!(said["notices"][0]["code"], "bsd_replaced");
    assert_eq!(papers(&world), (Value::Null, json!("bordereau perdu")));
    // What each departure left with stands in the register, and what the lot was before in its past.
    let made = world.run("export register --period 2026 --format jsonl").success();
    let slips: Vec<Value> =
        made.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["bsd"].clone()).collect();
    assert_eq!(slips, [json!(bsd), Value::Null]);
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
}

#[test]
fn what_is_sold_or_taken_back_without_an_undertaking_is_said_as_it_leaves() {
    let world = town();
    world.enter("lot undertake LOT-2026-0001 --on 2026-01-09");
    // In time is on or before the day it leaves.
    insta::assert_snapshot!(world.run("lot ship LOT-2026-0001 M1 --on 2026-01-08"), @r"
    ------- stderr -------
    LOT-2026-0001: shipped, 1 asset, sale, to Brocante
    M1: left for good, sale, lot LOT-2026-0001
    warning: LOT-2026-0001: one asset leaves without an undertaking of the taker: even with a proof of reuse later, it will not count as reused in the legal rate (décret n° 2023-266, art. 2); if the taker did undertake by then: `rebond lot undertake LOT-2026-0001 --on 2026-01-08`
    ");
    let quiet = world.run("--json lot ship LOT-2026-0001 M2 --on 2026-01-09").json();
    assert_eq!(quiet["notices"], json!([]));
    // The way out that was said makes it count.
    world.enter(
        "lot undertake LOT-2026-0001 --on 2026-01-08
         lot prove LOT-2026-0001 --outcome reused --on 2026-02-01",
    );
    let made = world.run("report decree --period 2026 --explain --format json").json();
    assert_eq!(made["explain"]["a"], json!(["M1", "M2"]));
    world.enter(
        "party add Ecosystem --kind eco_organism
         party add Dell --kind supplier
         add --kind monitor --tag M4 --on 2026-01-05
         add --kind monitor --tag M5 --on 2026-01-05
         decommission M4 --act D --on 2026-01-06
         lot drop LOT-2026-0001 M3 --on 2026-01-09
         lot new --channel eco_organism --to Ecosystem --waste-code '16 02 14' --on 2026-01-06
         lot add LOT-2026-0002 M3 M4 --on 2026-01-09
         lot new --channel supplier_takeback --to Dell --warranty --on 2026-01-06
         lot add LOT-2026-0003 M5 --on 2026-01-06",
    );
    insta::assert_snapshot!(world.run("--lang fr lot ship LOT-2026-0002 --on 2026-01-10"), @r"
    ------- stderr -------
    LOT-2026-0002 : expédié, 2 équipements, reprise par un éco-organisme, pour Ecosystem, code déchet 16 02 14
    M3 : sorti du parc, reprise par un éco-organisme, lot LOT-2026-0002, comme déchet
    M4 : sorti du parc, reprise par un éco-organisme, lot LOT-2026-0002, comme déchet
    attention : LOT-2026-0002 : 2 équipements sortent sans engagement préalable du repreneur et deviennent des déchets : même avec un justificatif ultérieur, ils ne compteront pas comme réemployés dans le taux légal (décret n° 2023-266, art. 2) ; si le repreneur s’était engagé au plus tard ce jour-là : `rebond lot undertake LOT-2026-0002 --on 2026-01-10`
    ");
    let quiet = world.run("--json lot ship LOT-2026-0003 --on 2026-01-10").json();
    assert_eq!(quiet["notices"], json!([]), "what goes back under warranty is in no rate");
}

#[test]
fn the_annex_of_a_gift_values_untagged_things_by_their_number() {
    let world = town();
    world.enter(
        "party add Restos --kind association
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 9' --value-method cote --unit-value 10 --on 2026-01-06
         lot drop LOT-2026-0001 M1 --on 2026-01-06
         lot add LOT-2026-0002 M1 --on 2026-01-06
         lot add LOT-2026-0002 --bulk souris --mass 2kg --count 30 --unit-value 2 --on 2026-01-06",
    );
    let annex = |world: &World| {
        let page = world.run("lot slip LOT-2026-0002 --annex --format md").success();
        let list = page.split("## Article 5").nth(1).unwrap();
        list.split("\n\n").skip(1).take(2).map(ToOwned::to_owned).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(annex(&world), @r"
    |  No | Asset          | Serial number | Storage media | Number | Unit value |
    | --: | -------------- | ------------- | ------------- | -----: | ---------: |
    |   1 | **M1** Monitor | –             | none          |      1 |     €10.00 |
    |   2 | souris         | –             | none          |     30 |      €2.00 |
    Value of all: €70.00. Mass of all: 7.20 kg (estimated).
    ");
    world.enter("lot add LOT-2026-0002 --bulk câbles --mass 1kg --on 2026-01-06");
    insta::assert_snapshot!(annex(&world), @r"
    |  No | Asset          | Serial number | Storage media |          Number | Unit value |
    | --: | -------------- | ------------- | ------------- | --------------: | ---------: |
    |   1 | **M1** Monitor | –             | none          |               1 |     €10.00 |
    |   2 | souris         | –             | none          |              30 |      €2.00 |
    |   3 | câbles         | –             | none          | to be completed |     €10.00 |
    Value of all: to be completed. Mass of all: 8.20 kg (estimated).
    ");
}

#[test]
fn no_proof_takes_the_place_of_another() {
    let world = town();
    world.enter(
        "media add stock --kind hdd --serial D1 --on 2026-01-06
         sanitize D1 --action overwrite --tool 'nwipe 0.42' --verify full --result pass --on 2026-01-06
         lot add LOT-2026-0001 D1 --on 2026-01-06
         lot undertake LOT-2026-0001 --on 2026-01-07
         lot ship LOT-2026-0001 --on 2026-01-08
         lot prove LOT-2026-0001 M1 D1 --outcome recycled --operation 'R 4' --on 2026-02-01",
    );
    let (proof, before) = (world.head(), lot(&world, "LOT-2026-0001"));
    // The same, said again or said shorter, is nothing new.
    let again = "lot prove LOT-2026-0001 M1 D1 --outcome recycled";
    insta::assert_snapshot!(world.run(again), @r"
    ------- stderr -------
    warning: already proved, of M1 and D1: recycled, on 2026-02-01 (event 22): nothing is recorded of it again
    ");
    insta::assert_snapshot!(world.run(&format!("--lang fr {again} --operation 'R 4' --on 2026-02-01")), @r"
    ------- stderr -------
    attention : déjà justifié pour M1 et D1 : recyclé, le 01/02/2026 (événement 22) ; rien n’en est enregistré de nouveau
    ");
    assert_eq!(world.run(&format!("--json {again}")).json()["notices"][0]["code"], "already_proved");
    // Another one would make the first disappear.
    insta::assert_snapshot!(world.run("lot prove LOT-2026-0001 --outcome reused --on 2026-03-01"), @r"
    ------- stderr -------
    error: proved before, of M1 and D1 in LOT-2026-0001: recycled, operation R 4, on 2026-02-01 (event 22); a proof stands until it is taken back
    hint: if that proof was wrong, void it, then record what is right of all that it was about: `rebond void 22 --reason mistyped`
    hint: to prove what has no proof yet: `rebond lot prove LOT-2026-0001 M2 M3 --outcome reused`
    [exit status: 1]
    ");
    insta::assert_snapshot!(world.run(&format!("--lang fr {again} --on 2026-03-01")), @r"
    ------- stderr -------
    erreur : déjà justifié pour M1 et D1 dans LOT-2026-0001 : recyclé, opération R 4, le 01/02/2026 (événement 22) ; un justificatif vaut tant qu’il n’est pas annulé
    conseil : si seule la date est erronée, la corriger : `rebond correct 22 --on 2026-03-01`
    conseil : si ce justificatif est erroné, l’annuler, puis enregistrer le bon pour tout ce qu’il visait : `rebond void 22 --reason mistyped`
    [exit status: 1]
    ");
    for other in ["--outcome disposed", "--outcome recycled --operation 'R 5'"] {
        world.refused(&format!("lot prove LOT-2026-0001 M1 {other}"), "proved_otherwise");
    }
    assert_eq!((world.head(), lot(&world, "LOT-2026-0001")), (proof, before));
    // What has none is proved with what has the same.
    let said = world.run("--json lot prove LOT-2026-0001 --outcome recycled --on 2026-02-01").json();
    assert_eq!(said["notices"][0]["code"], "already_proved");
    assert_eq!(column(&world, "LOT-2026-0001", "proved"), json!(vec!["recycled"; 4]));
    // The ways out that were said.
    world.enter(&format!(
        "void {} --reason mistyped
         lot prove LOT-2026-0001 M2 M3 --outcome reused --on 2026-03-01
         correct {proof} --on 2026-02-02
         lot prove LOT-2026-0001 M1 --outcome recycled --on 2026-02-02
         void {proof} --reason mistyped
         lot prove LOT-2026-0001 M1 D1 --outcome reused --on 2026-03-01",
        world.head()
    ));
    assert_eq!(column(&world, "LOT-2026-0001", "proved_on"), json!(vec!["2026-03-01"; 4]));
    let made = world.run("report decree --period 2026 --explain --format json").json();
    assert_eq!(made["explain"]["a"], json!(["M1", "M2", "M3"]));
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
}

#[test]
fn what_came_back_and_left_again_is_proved_anew() {
    let world = town();
    world.enter(
        "lot undertake LOT-2026-0001 --on 2026-01-07
         lot ship LOT-2026-0001 M1 --on 2026-01-08
         lot prove LOT-2026-0001 --outcome recycled --on 2026-01-09
         lot return LOT-2026-0001 M1 --reason refused --on 2026-01-10
         lot add LOT-2026-0001 M1 --on 2026-01-11
         lot undertake LOT-2026-0001 --on 2026-01-11
         lot ship LOT-2026-0001 M1 --on 2026-01-12
         lot prove LOT-2026-0001 --outcome reused --on 2026-02-01",
    );
    assert_eq!(column(&world, "LOT-2026-0001", "proved"), json!(["recycled", null, null, "reused"]));
}

/// A lot of waste with a monitor and two kinds of things without tags, gone on 8 January.
fn bulk_gone() -> World {
    let world = town();
    world.enter(
        "lot drop LOT-2026-0001 M1 --on 2026-01-06
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 12' --on 2026-01-06
         lot add LOT-2026-0002 M1 --on 2026-01-06
         lot add LOT-2026-0002 --bulk 'Souris, claviers' --mass 3kg --count 30 --on 2026-01-06
         lot add LOT-2026-0002 --bulk câbles --mass 5kg --on 2026-01-06
         lot ship LOT-2026-0002 --mass 9kg --weighed --on 2026-01-08",
    );
    world
}

#[test]
fn what_has_no_tag_is_proved_with_its_lot_or_by_what_it_was_called() {
    let world = bulk_gone();
    let number = "LOT-2026-0002";
    world.refused("lot prove LOT-2026-0002 --bulk écrans --outcome recycled", "not_in_lot");
    world.refused("lot prove LOT-2026-0002 --bulk câbles --outcome recycled --on 2026-01-07", "before_last");
    insta::assert_snapshot!(
        world.run("lot prove LOT-2026-0002 --bulk CABLES --bulk câbles --outcome recycled --operation 'R 4' --on 2026-02-01"),
        @r"
    ------- stderr -------
    LOT-2026-0002: proof for 1 bulk line, recycled, operation R 4
    "
    );
    let first = world.head();
    assert_eq!(column(&world, number, "proved"), json!([null, null, "recycled"]));
    insta::assert_snapshot!(world.run("--lang fr lot prove LOT-2026-0002 --outcome recovered --on 2026-02-02"), @r#"
    ------- stderr -------
    erreur : déjà justifié pour câbles dans LOT-2026-0002 : recyclé, opération R 4, le 01/02/2026 (événement 21) ; un justificatif vaut tant qu’il n’est pas annulé
    conseil : si ce justificatif est erroné, l’annuler, puis enregistrer le bon pour tout ce qu’il visait : `rebond void 21 --reason mistyped`
    conseil : pour justifier ce qui ne l’est pas encore : `rebond lot prove LOT-2026-0002 M1 --bulk "Souris, claviers" --outcome recovered`
    [exit status: 1]
    "#);
    insta::assert_snapshot!(world.run("lot prove LOT-2026-0002 --outcome recycled"), @r"
    ------- stderr -------
    LOT-2026-0002: proof for 1 asset and 1 bulk line, recycled
    warning: already proved, of câbles: recycled, on 2026-02-01 (event 21): nothing is recorded of it again
    ");
    assert_eq!(column(&world, number, "proved"), json!(["recycled", "recycled", "recycled"]));
    assert_eq!(world.fact("M1", "outcome"), "recycling");
    assert!(!world.log().contains("Souris"), "typed text is kept out of the log");
    // What is voided prints the line that proves it again.
    let said = world.run(&format!("--json void {first} --reason mistyped --with-later")).json();
    assert_eq!(
        said["again"],
        json!([
            "rebond lot prove LOT-2026-0002 M1 --bulk 'Souris, claviers' --outcome recycled --on 2026-11-23"
        ])
    );
    assert_eq!(column(&world, number, "proved"), json!([null, null, null]));
    // A lot of such things alone is proved too.
    world.enter(
        "lot new --channel waste --to Recyclage --waste-code '16 02 14' --on 2026-01-06
         lot add LOT-2026-0003 --bulk souris --mass 2kg --on 2026-01-06
         lot ship LOT-2026-0003 --on 2026-01-08
         lot prove LOT-2026-0003 --outcome recycled --on 2026-02-01",
    );
    assert_eq!(column(&world, "LOT-2026-0003", "proved_on"), json!(["2026-02-01"]));
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
    world.run("rebuild --check").success();
}

/// What a paper of the lot says of what may not be handed over.
fn held(world: &World, line: &str) -> Vec<String> {
    let page = world.run(&format!("{line} --format md")).success();
    page.lines()
        .filter(|line| line.contains("in this state") || line.contains("dans cet état"))
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn a_slip_names_every_medium_that_keeps_the_lot_from_being_handed_over() {
    let world = town();
    world.enter(
        "policy set sanitization.minimum purge
         policy set sanitization.second_person on
         add --kind laptop --tag A1 --on 2026-01-05
         add --kind laptop --tag A2 --on 2026-01-05
         media add A1 --kind hdd --serial D1 --on 2026-01-05
         media add A1 --kind hdd --serial D2 --on 2026-01-05
         media add stock --kind hdd --serial D3 --on 2026-01-05
         sanitize D2 --action overwrite --tool 'nwipe 0.42' --verify full --result pass --on 2026-01-05
         sanitize D3 --action ata_secure_erase_enhanced --tool 'hdparm 9.65' --verify status --result pass --on 2026-01-05
         decommission A1 A2 --act D --on 2026-01-06
         lot add LOT-2026-0001 A1 A2 D3 --on 2026-01-06",
    );
    let slip = "lot slip LOT-2026-0001";
    insta::assert_snapshot!(held(&world, slip).join("\n"), @r"
    **Nothing may be handed over in this state:** D1 in A1, holds data, or may; D2 in A1, NIST Clear, below the level required (NIST Purge); A2, nobody declared that the list of its media is complete; D3, sanitised, not validated by a second person yet.
    **Media of this lot hold data, or may.** Nothing is to be handed over in this state.
    ");
    insta::assert_snapshot!(held(&world, &format!("--lang fr {slip}")).join("\n"), @r"
    **Aucun bien ne doit être remis dans cet état :** D1 dans A1, contient ou peut contenir des données ; D2 dans A1, NIST Clear, en deçà du niveau exigé (NIST Purge) ; A2, liste des supports non déclarée complète ; D3, traité, pas encore validé par une seconde personne.
    **Des supports de ce lot contiennent ou peuvent contenir des données.** Aucun bien ne doit être remis dans cet état.
    ");
    // Under a data clause media may go; of what nobody looked into, nothing may.
    world.enter("lot edit LOT-2026-0001 --data-clause 'art. 9'");
    insta::assert_snapshot!(held(&world, slip).join("\n"), @r"
    **Nothing may be handed over in this state:** A2, nobody declared that the list of its media is complete.
    ");
    // What holds no data is held back by nothing.
    world.enter("lot drop LOT-2026-0001 A1 A2 D3 --on 2026-01-06");
    assert_eq!(held(&world, slip), Vec::<String>::new());
    world.enter(
        "party add Restos --kind association
         lot new --channel body_gift --to Restos --on 2026-01-06
         lot add LOT-2026-0002 D3 --on 2026-01-06",
    );
    let annex = "lot slip LOT-2026-0002 --annex";
    insta::assert_snapshot!(held(&world, annex).join("\n"), @r"
    **Nothing may be handed over in this state:** D3, sanitised, not validated by a second person yet.
    **Nothing may be handed over in this state:** see what is named at the head of this paper.
    ");
    world.run("--actor rssi sanitize validate D3 --on 2026-01-06").success();
    assert_eq!(held(&world, annex), Vec::<String>::new());
    // What has left was let go by the rules of its day.
    world.enter("lot new --channel sale --to Brocante --on 2026-01-06\nlot drop LOT-2026-0002 D3 --on 2026-01-06\nlot add LOT-2026-0003 D3 --on 2026-01-06\nlot ship LOT-2026-0003 --on 2026-01-07\npolicy set sanitization.minimum destroy");
    assert_eq!(held(&world, "lot slip LOT-2026-0003"), Vec::<String>::new());
}

#[test]
fn the_mass_of_a_lot_is_what_was_weighed_beside_what_is_left_of_it() {
    let world = town();
    world.enter(
        "edit M1 --mass 4kg
         edit M2 --mass 3kg
         lot ship LOT-2026-0001 --mass 14kg --weighed --on 2026-01-08
         lot return LOT-2026-0001 M1 --reason refused --on 2026-01-10",
    );
    let mass = |world: &World, line: &str| {
        let page = world.run(line).success();
        page.lines()
            .filter(|line| line.contains("Mass"))
            .map(ToOwned::to_owned)
            .collect::<Vec<_>>()
            .join("\n")
    };
    insta::assert_snapshot!(mass(&world, "lot show LOT-2026-0001"), @r"
    Mass        14.00 kg weighed as it left; 1 piece came back since, the rest is 8.20 kg (estimated)
    ");
    insta::assert_snapshot!(mass(&world, "--lang fr lot show LOT-2026-0001"), @r"
    Masse           14,00 kg, pesée au départ ; 1 pièce est revenue depuis, le reste fait 8,20 kg (estimation)
    ");
    let shown = lot(&world, "LOT-2026-0001");
    let keys = ["mass_g", "weighed", "returned_pieces", "remaining_mass_g"].map(|key| shown[key].clone());
    assert_eq!(keys, [json!(14000), json!(true), json!(1), json!(8200)]);
    // The paper and the report count what is left; before the return nothing had come back.
    insta::assert_snapshot!(mass(&world, "lot slip LOT-2026-0001 --format md"), @r"
    | Mass of all       | 8.20 kg (estimated)  |
    | Code | Asset          | Serial number | Storage media |                Mass |
    ");
    let made = world.run("report reuse --period 2026 --format json").json();
    assert_eq!(made["figures"]["mass_g"]["sold_without_proof"], 8200);
    let before = world.run("--json lot show LOT-2026-0001 --as-of 2026-01-09").json();
    assert_eq!((&before["mass_g"], before.get("returned_pieces")), (&json!(14000), None));
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
}
