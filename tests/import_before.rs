//! Departures from before the record: taken over from a file, counted where they are known well enough,
//! marked as nobody checked them.

use serde_json::{Value, json};

use crate::world::World;

const GONE: &str = "\
tag;kind;serial;purchase_date;state;departed_on;channel;service;drive_serials
G1;laptop;S1;2017-05-02;departed;2024-03-15;body_gift;Urbanisme;D1
G2;desktop;S2;;departed;2024-06-30;waste;;
G3;laptop;S3;;departed;2024-07-01;;;
G4;laptop;S4;2016-01-10;departed;;sale;;
G5;laptop;S5;;;2024-09-01;eco_organism;;
H1;laptop;S6;;;;;Voirie;
";

fn town() -> World {
    let world = World::new().with_record();
    world.write("parc.csv", GONE);
    world
}

fn figure(world: &World, period: &str, key: &str) -> Value {
    world.run(&format!("--json report reuse --period {period}")).json()["figures"][key].clone()
}

#[test]
fn what_left_before_the_record_comes_in_without_lot_and_media() {
    let world = town();
    let said = world.run("--json import parc.csv").json();
    assert_eq!((&said["read"], &said["added"]), (&json!(6), &json!(6)));
    assert_eq!(said["remarks"][0]["code"], "drives_left_out");
    let gone = world.asset("G1");
    for (key, value) in [
        ("state", json!("departed")),
        ("departed_on", json!("2024-03-15")),
        ("channel", json!("body_gift")),
        ("outcome", json!("reuse")),
        ("lot", Value::Null),
        ("media", json!([])),
        ("service", json!("Urbanisme")),
        ("deployments", json!(0)),
    ] {
        assert_eq!(gone[key], value, "{key}");
    }
    let unknown = world.asset("G4");
    assert_eq!((&unknown["departed_on"], &unknown["outcome"]), (&Value::Null, &json!("sold_without_proof")));
    assert_eq!(world.fact("G3", "outcome"), Value::Null, "its channel is not known");
    assert_eq!(world.fact("H1", "state"), "deployed");
    assert_eq!(world.run("--json verify").json()["ok"], true);
    let log = world.log();
    let again = world.run("--json import --update parc.csv").json();
    assert_eq!((&again["unchanged"], world.log()), (&json!(6), log));
    // In words, in both languages.
    let history = world.run("history G4").success();
    assert!(
        history.contains("left for good before the record, day unknown, sale, imported, not checked"),
        "{history}"
    );
    let shown = world.run("--lang fr show G1").success();
    assert!(shown.contains("15/03/2024 (importé, non vérifié)"), "{shown}");
    let shown = world.run("show G4").success();
    assert!(shown.contains("Imported, not checked"), "{shown}");
    let listed = world.run("list --state departed").success();
    assert!(listed.contains("G4"), "{listed}");
}

#[test]
fn with_year_and_channel_known_it_counts_in_its_year_and_else_on_its_own_line() {
    let world = town();
    world.enter("import parc.csv");
    for (key, count) in [
        ("departures", 3),
        ("reuse", 1),
        ("pending", 2),
        ("sold_without_proof", 0),
        ("before_record", 2),
        ("reuse_share_bp", 3333),
    ] {
        assert_eq!(figure(&world, "2024", key), json!(count), "{key}");
    }
    assert_eq!(figure(&world, "2024-Q1", "departures"), json!(1));
    assert_eq!(figure(&world, "2023", "departures"), json!(0));
    assert_eq!(figure(&world, "2023", "before_record"), json!(2));
    let report = world.run("report reuse --period 2024 --explain").success();
    for said in ["Imported, not checked", "imported, not checked", "G3, G4"] {
        assert!(report.contains(said), "{said} in {report}");
    }
    // The decree counts what was decommissioned; of these nothing is known.
    let decree = world.run("--json report decree --period 2024").json();
    for key in ["a", "b", "operational_den", "sold_without_proof"] {
        assert_eq!(decree["figures"][key], 0, "{key}");
    }
    let decree = world.run("report decree --period 2024").success();
    assert!(decree.contains("unless the day of their decommissioning"), "{decree}");
    // A past day knows nothing of a later departure.
    let past = world.run("--json show G1 --as-of 2024-03-14").json();
    assert_eq!(past["state"], "in_stock");
}

#[test]
fn a_decommissioning_that_is_imported_too_makes_it_count_in_the_decree() {
    let world = World::new().with_record();
    world.write(
        "parc.csv",
        "tag;kind;purchase_date;decommissioned_on;departed_on;channel\n\
         G1;laptop;2017-05-02;2023-11-01;2024-03-15;body_gift\n\
         G2;laptop;2010-05-02;2023-11-01;2024-03-15;body_gift\n\
         H1;laptop;2017-05-02;2023-11-01;;\n",
    );
    world.enter("import parc.csv");
    let decree = world.run("--json report decree --period 2024").json();
    let figures = &decree["figures"];
    assert_eq!((&figures["a"], &figures["b"]), (&json!(1), &json!(2)));
    assert_eq!(figures["out_of_scope"]["age"], 1);
    assert_eq!(world.fact("H1", "decommissioned_on"), "2023-11-01");
    assert_eq!(world.fact("H1", "state"), "in_stock");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn a_departure_since_the_record_was_opened_leaves_in_a_lot() {
    let world = World::new().with_record();
    for (day, ok) in [("2026-11-22", true), ("2026-11-23", false), ("2026-11-24", false)] {
        world.write("parc.csv", format!("tag;kind;departed_on;channel\nG1;laptop;{day};sale\n"));
        if ok {
            world.enter("import --dry-run parc.csv");
            continue;
        }
        let error = world.stopped("import parc.csv", 4, "refused_rows");
        let told = error["message"].as_str().unwrap();
        assert!(told.contains("line 2, column “departed_on”: “2026-11-2"), "{told}");
        assert!(error["hints"].to_string().contains("lot new"), "{error}");
    }
    // Nothing leaves before it was bought.
    world.write("parc.csv", "tag;kind;purchase_date;departed_on\nG1;laptop;2024-01-01;2023-01-01\n");
    world.stopped("import parc.csv", 4, "refused_rows");
}

#[test]
fn what_is_here_after_all_is_taken_out_of_the_past() {
    let world = town();
    world.enter("import parc.csv");
    let found = world.refused("found G3", "forbidden");
    assert!(found["hints"].to_string().contains("void SEQ"), "{found}");
    // How it left is known, and still no lot can take it back.
    let found = world.refused("found G1", "forbidden");
    assert!(found["hints"].to_string().contains("void SEQ"), "{found}");
    assert!(!found.to_string().contains("lot return"), "{found}");
    world.refused("deploy G1 --to Urbanisme", "forbidden");
    world.enter("lot new --channel sale");
    world.refused("lot return LOT-2026-0001 G1 --reason refused", "not_in_lot");
    world.refused("lot add LOT-2026-0001 G1", "forbidden");
    world.refused("media add G1 --kind ssd --serial D1", "not_here");
    let seq = |tag: &str| {
        let history: Value = serde_json::from_str(
            world.run(&format!("--json history {tag}")).success().lines().last().unwrap(),
        )
        .unwrap();
        history["seq"].as_u64().unwrap()
    };
    // Its day can be put right, on a day before the record.
    world.refused(&format!("correct {} --on 2026-11-23", seq("G4")), "since_opened");
    world.enter(&format!("correct {} --on 2022-05-01", seq("G4")));
    assert_eq!(world.fact("G4", "departed_on"), "2022-05-01");
    assert_eq!(figure(&world, "2022", "departures"), json!(1));
    world.enter(&format!("void {} --reason mistyped", seq("G1")));
    assert_eq!(world.fact("G1", "state"), "in_stock");
    assert_eq!(figure(&world, "2024", "departures"), json!(2));
    world.enter("media add G1 --kind ssd --serial D1");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}
