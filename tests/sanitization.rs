//! The media that left: erased how, by whom, verified how, with which proof.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::world::World;

/// A town that gave machines, handed others to a recycler under a data clause, had one stolen and lost one
/// of which nobody had listed the media. Returns the event by which the disk H7 was sanitised.
fn town(world: World) -> (World, usize) {
    let world = world.with_record();
    world.write("wipe.log", "H1: 0 errors");
    world.enter(
        "party add Restos --kind association --on 2026-01-02
         party add Recyclage --kind recycler --on 2026-01-02
         add --kind laptop --tag A1 --on 2026-01-05
         add --kind laptop --tag A2 --on 2026-01-05
         add --kind laptop --tag A3 --on 2026-01-05
         add --kind desktop --tag A4 --on 2026-01-05
         add --kind desktop --tag A5 --on 2026-01-05
         add --kind laptop --tag A6 --on 2026-01-05
         add --kind desktop --tag A7 --on 2026-01-05
         add --kind desktop --tag A8 --on 2026-01-05
         add --kind laptop --tag A9 --on 2026-01-05
         media add A1 --kind hdd --serial H1 --on 2026-01-05
         media add A2 --kind ssd --serial S2 --on 2026-01-05
         media add A3 --kind ssd --serial S3 --on 2026-01-05
         media add A4 --kind hdd --serial H4 --on 2026-01-05
         media add A5 --kind hdd --serial H5 --on 2026-01-05
         media add A6 --kind ssd --serial S6 --on 2026-01-05
         media add A7 --kind hdd --serial H7 --on 2026-01-05
         media add A8 --kind hdd --serial H8 --on 2026-01-05
         media add stock --kind hdd --serial L1 --on 2026-01-05
         media add stock --kind hdd --serial L2 --on 2026-01-05
         decommission A1 A2 A3 A4 A5 A7 A8 --act 'DEL 7' --on 2026-01-07
         sanitize H1 --action overwrite --tool 'nwipe 0.42' --verify full --result pass --evidence wipe.log --on 2026-01-08
         sanitize S2 --action overwrite --verify full --result pass --on 2026-01-08
         sanitize S3 --action ata_sanitize_block --verify status --result pass --on 2026-01-08
         --actor bob sanitize validate S3 --on 2026-01-09
         sanitize H4 --action shred --result pass --on 2026-01-08
         sanitize H5 --action overwrite --verify full --result fail --on 2026-01-08
         sanitize H8 L1 --action overwrite --verify full --result pass --on 2026-01-08
         sanitize L2 --action overwrite --verify full --result unknown --on 2026-01-08
         sanitize H7 --action overwrite --verify full --result pass --on 2026-01-08",
    );
    let wiped = world.head();
    world.enter(
        "lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-02-01
         lot add LOT-2026-0001 A1 A2 A3 A7 A8 --on 2026-02-01
         lot ship LOT-2026-0001 --on 2026-02-02
         lot return LOT-2026-0001 A8 --reason refused --on 2026-02-10
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --data-clause 'Marché 7, art. 4' --on 2026-03-01
         lot add LOT-2026-0002 A4 A5 L1 L2 --on 2026-03-01
         lot ship LOT-2026-0002 --on 2026-03-02
         missing A6 A9 --cause stolen --on 2026-04-01
         lot new --channel loss --on 2026-04-02
         lot add LOT-2026-0003 A6 A9 --on 2026-04-02
         lot ship LOT-2026-0003 --on 2026-04-03",
    );
    (world, wiped)
}

fn report(world: &World, rest: &str) -> Value {
    world.run(&format!("report sanitization --period 2026 --format json {rest}")).json()
}

/// The rows of a table, each by the names of its columns.
fn rows(report: &Value, name: &str) -> Vec<BTreeMap<String, Value>> {
    let tables = report["tables"].as_array().unwrap();
    let table = tables.iter().find(|table| table["name"] == name).expect(name);
    let columns: Vec<_> =
        table["columns"].as_array().unwrap().iter().map(|of| of.as_str().unwrap()).collect();
    let row = |row: &Value| {
        let cells = row.as_array().unwrap().iter().cloned();
        columns.iter().map(|column| (*column).to_owned()).zip(cells).collect()
    };
    table["rows"].as_array().unwrap().iter().map(row).collect()
}

fn row(report: &Value, medium: &str) -> BTreeMap<String, Value> {
    rows(report, "media").into_iter().find(|row| row["medium"] == medium).expect(medium)
}

/// What a group adds up to.
fn sum(group: &Value) -> u64 {
    group.as_object().unwrap().values().map(|value| value.as_u64().unwrap()).sum()
}

#[test]
fn every_medium_that_left_stands_under_one_claim() {
    let (world, wiped) = town(World::new());
    let before = report(&world, "--explain");
    assert_eq!(
        before["figures"],
        json!({
            "media_departed": { "none": 3, "clear_limited": 1, "clear": 3, "purge": 1, "destroy": 1 },
            "failed": 1, "unknown": 1,
            "exceptions": { "data_clause": 2, "loss": 1, "voided": 0 },
            "without_evidence": 5,
        })
    );
    world.enter(&format!("void {wiped} --reason mistyped"));
    let after = report(&world, "--explain");
    assert_eq!(
        after["figures"],
        json!({
            "media_departed": { "none": 4, "clear_limited": 1, "clear": 2, "purge": 1, "destroy": 1 },
            "failed": 1, "unknown": 1,
            "exceptions": { "data_clause": 2, "loss": 1, "voided": 1 },
            "without_evidence": 4,
        })
    );
    for report in [&before, &after] {
        assert_eq!(sum(&report["figures"]["media_departed"]), rows(report, "media").len() as u64);
        assert_eq!(sum(&report["figures"]["exceptions"]), rows(report, "exceptions").len() as u64);
    }
    let explain = &after["explain"];
    assert_eq!(explain["media_departed.none"], json!(["A5", "A6", "A7", "L2"]));
    assert_eq!(explain["media_departed.clear"], json!(["A1", "L1"]));
    assert_eq!(explain["failed"], json!(["A5"]));
    assert_eq!(explain["unknown"], json!(["L2"]));
    assert_eq!(explain["exceptions.data_clause"], json!(["A5", "L2"]));
    assert_eq!(explain["without_evidence"], json!(["A2", "A3", "A4", "L1"]));
}

#[test]
fn each_medium_says_how_by_whom_verified_how_and_with_which_proof() {
    let (world, _) = town(World::new());
    let report = report(&world, "");
    let of = |medium, columns: &[&str]| {
        let row = row(&report, medium);
        columns.iter().map(|column| row[*column].clone()).collect::<Value>()
    };
    assert_eq!(
        of(
            "H1",
            &[
                "tag",
                "lot",
                "on",
                "claim",
                "technique",
                "tool",
                "verify",
                "result",
                "sanitised_on",
                "operator"
            ]
        ),
        json!([
            "A1",
            "LOT-2026-0001",
            "2026-02-02",
            "clear",
            "overwrite",
            "nwipe 0.42",
            "full",
            "pass",
            "2026-01-08",
            "ana"
        ])
    );
    assert_eq!(of("H1", &["validated", "evidence"]), json!([false, true]));
    assert_eq!(of("S3", &["validated", "evidence"]), json!([true, false]));
    assert_eq!(of("L1", &["tag", "lot", "medium_kind"]), json!([null, "LOT-2026-0002", "hdd"]));
    // Nobody ever tried: nothing is invented.
    assert_eq!(of("S6", &["claim", "technique", "result", "operator"]), json!(["none", null, null, null]));
    let exceptions: Vec<_> = rows(&report, "exceptions");
    let clauses: Vec<_> =
        exceptions.iter().map(|row| (&row["medium"], &row["exception"], &row["data_clause"])).collect();
    assert_eq!(
        json!(clauses),
        json!([
            ["L2", "data_clause", "Marché 7, art. 4"],
            ["H5", "data_clause", "Marché 7, art. 4"],
            ["S6", "loss", null],
        ])
    );
    let unlisted = rows(&report, "unlisted");
    assert_eq!(unlisted.iter().map(|row| row["tag"].clone()).collect::<Vec<_>>(), ["A9"]);
}

#[test]
fn a_certificate_of_the_contractor_ends_its_exception_and_changes_no_claim() {
    let (world, _) = town(World::new());
    world.enter("sanitize H5 --action shred --result pass --on 2026-03-10");
    let certified = report(&world, "");
    assert_eq!(certified["figures"]["exceptions"], json!({ "data_clause": 1, "loss": 1, "voided": 0 }));
    assert_eq!(certified["figures"]["failed"], 0);
    let line = row(&certified, "H5");
    assert_eq!(json!([line["claim"], line["claim_since"]]), json!(["none", "destroy"]));
    assert_eq!(certified["figures"]["without_evidence"], 6);
    // One file for the lot is evidence of all that left in it; erased, it is none.
    world.write("slip.pdf", "the slip of the recycler");
    world.enter("evidence add LOT-2026-0002 slip.pdf");
    assert_eq!(report(&world, "")["figures"]["without_evidence"], 3);
    // Seen from before, it is as it was.
    assert_eq!(report(&world, "--as-of 2026-03-09")["figures"]["exceptions"]["data_clause"], 2);
}

#[test]
fn what_came_back_counts_until_it_did() {
    let (world, _) = town(World::new());
    let count = |rest: &str| sum(&report(&world, rest)["figures"]["media_departed"]);
    assert_eq!(count("--as-of 2026-02-09"), 5);
    assert_eq!(count("--as-of 2026-02-10"), 4);
    assert_eq!(count("--as-of 2026-03-02"), 8);
    assert_eq!(count(""), 9);
    let month = world.run("report sanitization --period 2026-03 --format json").json();
    assert_eq!(sum(&month["figures"]["media_departed"]), 4);
}

#[test]
fn what_was_used_since_it_was_sanitised_is_not_said_to_be() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind hdd --serial H1 --on 2026-01-05
         sanitize H1 --action overwrite --verify full --result pass --on 2026-01-06
         deploy A1 --to Urbanisme --on 2026-01-07
         missing A1 --cause stolen --on 2026-02-01
         lot new --channel loss --on 2026-02-02
         lot add LOT-2026-0001 A1 --on 2026-02-02
         lot ship LOT-2026-0001 --on 2026-02-03",
    );
    let line = row(&report(&world, ""), "H1");
    assert_eq!(json!([line["claim"], line["technique"]]), json!(["none", null]));
}

#[test]
fn what_moved_a_figure_is_named() {
    let (world, wiped) = town(World::new());
    let head = world.head();
    world.write("slip.pdf", "the slip of the recycler");
    world.enter(&format!(
        "void {wiped} --reason mistyped
         sanitize L2 --action degauss --verify full --result pass --on 2026-03-10
         evidence add LOT-2026-0002 slip.pdf"
    ));
    let compared = report(&world, &format!("--compare-head {head}"))["compared_head"].clone();
    let moved: Vec<_> = compared["moved"]
        .as_array()
        .unwrap()
        .iter()
        .map(|moved| {
            let events = moved["events"].as_array().unwrap();
            let kinds: Vec<_> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
            format!(
                "{} {} {}: {}",
                moved["figure"].as_str().unwrap(),
                moved["name"].as_str().unwrap(),
                moved["change"].as_str().unwrap(),
                kinds.join(" ")
            )
        })
        .collect();
    insta::assert_snapshot!(moved.join("\n"), @"");
}

#[test]
fn the_report_reads_as_a_page() {
    let (world, _) = town(World::french());
    insta::assert_snapshot!(world.run("report sanitization --period 2026").success(), @"");
    let (world, _) = town(World::new());
    let text = world.run("report sanitization --period 2026 --explain --format md").success();
    assert!(text.contains("Lost, media never listed"), "{text}");
    for format in ["html", "pdf", "csv"] {
        world.run(&format!("report sanitization --period 2026 --explain -o media.{format}")).success();
    }
    let csv = std::fs::read_to_string(world.path("media.csv")).unwrap();
    assert!(csv.contains("\nfigures,,exceptions.data_clause,2\n"), "{csv}");
    assert!(csv.contains("\nmedia,H1,technique,overwrite\n"), "{csv}");
}
