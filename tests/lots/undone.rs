//! Departures that are undone, and what comes back.

use serde_json::{Value, json};

use super::{column, lot, town};
use crate::world::World;

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
