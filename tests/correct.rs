//! `correct`: an event is read with its right values.

use serde_json::json;

use crate::{amend::seq, world::World};

#[test]
fn an_event_is_read_with_its_right_values() {
    let world = World::new().with_record();
    world.enter(
        "party add Ana --kind staff
         add --kind monitor --tag M1 --on 2026-01-05
         deploy M1 --to Urbanisme --on 2026-01-06
         collect M1 --on 2026-01-10
         triage M1 --decision recondition --functional F5 --on 2026-01-10
         ready M1 --functional F5 --on 2026-01-11",
    );
    let (deployed, collected) = (seq(&world, "deployed"), seq(&world, "collected"));
    world.enter(&format!(
        "correct {deployed} --to Voirie --site Annexe --holder Ana --on 2026-01-08 --note 'bon de sortie'
         correct {} --cosmetic B",
        seq(&world, "readied")
    ));
    let then = world.run("--json show M1 --as-of 2026-01-08").json();
    assert_eq!(
        (&then["service"], &then["site"], &then["holder"]),
        (&json!("Voirie"), &json!("Annexe"), &json!("Ana"))
    );
    assert_eq!(world.run("--json show M1 --as-of 2026-01-07").json()["state"], "in_stock");
    assert_eq!(world.fact("M1", "grade"), json!({"functional": "F5", "cosmetic": "C4"}));
    for (line, code) in [
        (format!("correct {deployed} --to Voirie"), "nothing_changes"),
        (format!("correct {deployed} --on 2026-01-04"), "out_of_order_day"),
        (format!("correct {deployed} --on 2026-01-11"), "out_of_order_day"),
        (format!("correct {deployed} --on 2027-01-01"), "future"),
        (format!("correct {deployed} --functional F5"), "not_corrigible"),
        (format!("correct {collected} --act D"), "not_corrigible"),
        (format!("correct {} --functional F3", seq(&world, "readied")), "grade"),
        (format!("correct {deployed} --holder Personne"), "not_found"),
        ("correct 999 --to Voirie".to_owned(), "not_found"),
        ("correct 1 --on 2026-01-01".to_owned(), "not_corrigible"),
    ] {
        world.refused(&line, code);
    }
    world.stopped(&format!("correct {deployed}"), 2, "usage");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn the_day_of_a_departure_is_corrected_by_its_lot_alone() {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind monitor --tag M1 --on 2025-01-05
         add --kind monitor --tag M2 --on 2025-01-05
         decommission M1 M2 --act D --on 2025-01-06
         lot new --channel sale --to Brocante --on 2025-01-06
         lot add LOT-2025-0001 M1 M2 --on 2025-01-06
         lot ship LOT-2025-0001 --on 2025-12-30
         lot undertake LOT-2025-0001 --on 2026-01-08
         lot prove LOT-2025-0001 --outcome reused --on 2026-02-08",
    );
    // Another day would bring the undertaking before the departure, and both into another year.
    for kind in ["lot_shipped", "departed"] {
        let line = format!("correct {} --on 2026-01-10", seq(&world, kind));
        let said = world.run(&line).failure(1);
        assert!(said.contains("`rebond lot cancel LOT --reason mistyped`"), "{said}");
        world.refused(&line, "not_corrigible");
    }
    // The undertaking and the proof are one event each, and keep theirs.
    world.enter(&format!("correct {} --on 2025-12-29", seq(&world, "lot_undertaken")));
    world.refused(&format!("correct {} --on 2025-12-29", seq(&world, "lot_proved")), "out_of_order_day");
    world.enter(&format!("correct {} --on 2026-02-07", seq(&world, "lot_proved")));
    world.enter("lot return LOT-2025-0001 M1 --reason refused --on 2026-03-01");
    let returned = seq(&world, "returned");
    world.refused(&format!("correct {returned} --on 2026-02-06"), "out_of_order_day");
    world.enter(&format!("correct {returned} --on 2026-02-28"));
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

/// A monitor triaged with a grade, ready for nothing else to be known of it.
fn triaged(grade: &str) -> World {
    let world = World::new().with_record();
    world.enter(&format!(
        "party add 'Les Restos' --kind association
         add --kind monitor --tag M1 --on 2026-01-05
         triage M1 --decision recondition --functional {grade} --on 2026-01-06"
    ));
    world
}

#[test]
fn a_gift_is_not_made_of_what_was_out_of_order_by_a_correction() {
    let gift = "decommission M1 --act D --on 2026-01-07
         lot new --channel body_gift --to 'Les Restos' --legal-basis 'L3212-2 3°' --act D --unit-value 20 --value-method cote --on 2026-01-07
         lot add LOT-2026-0001 M1 --on 2026-01-07";
    let world = triaged("F5");
    world.enter(gift);
    world.enter("lot ship LOT-2026-0001 --on 2026-01-08");
    let grade = seq(&world, "triaged");
    world.refused(&format!("correct {grade} --functional HS"), "out_of_order");
    world.enter(&format!("correct {grade} --functional F4"));

    let parts = triaged("F5");
    parts.enter(&gift.replace("0001 M1", "0001 M1 --for-parts"));
    parts.enter("lot ship LOT-2026-0001 --on 2026-01-08");
    parts.enter(&format!("correct {} --functional HS", seq(&parts, "triaged")));

    // Nor by a correction that falls.
    let world = triaged("HS");
    world.enter(&format!("correct {} --functional F5", seq(&world, "triaged")));
    world.enter(gift);
    world.enter("lot ship LOT-2026-0001 --on 2026-01-08");
    world.refused(&format!("void {} --reason mistyped", seq(&world, "corrected")), "later_events");
}

#[test]
fn what_was_declared_ready_by_a_triage_keeps_a_grade_that_is_enough() {
    let world = triaged("F5");
    world.enter("ready M1 --on 2026-01-07");
    world.refused(&format!("correct {} --functional F3", seq(&world, "triaged")), "grade");
    world.enter(&format!("correct {} --functional F4", seq(&world, "triaged")));
    // A grade found after the repair is its own.
    let world = triaged("F4");
    world.enter("ready M1 --functional F5 --on 2026-01-07");
    world.enter(&format!("correct {} --functional F0", seq(&world, "triaged")));
}

#[test]
fn a_correction_falls_only_if_the_days_still_follow_each_other() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         deploy M1 --to Urbanisme --on 2026-01-10
         collect M1 --on 2026-01-11",
    );
    let (deployed, collected) = (seq(&world, "deployed"), seq(&world, "collected"));
    world.enter(&format!("correct {deployed} --on 2026-01-06"));
    let first = seq(&world, "corrected");
    world.enter(&format!("correct {collected} --on 2026-01-07"));
    let line = format!("void {first} --reason mistyped");
    world.refused(&line, "out_of_order_day");
    world.enter(&format!("void {} --reason mistyped", first + 1));
    world.enter(&line);
    assert_eq!(world.run("--json show M1 --as-of 2026-01-09").json()["state"], "in_stock");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn a_history_shows_what_is_read_now_and_what_was_written() {
    let world = World::new().with_record();
    world.run("add --kind monitor --tag M1 --on 2026-01-05").success();
    world.run("deploy M1 --to Voirie --on 2026-01-06").success();
    let seq = world.run("verify --json").json()["events"].as_u64().unwrap();
    world.run(&format!("correct {seq} --to Urbanisme")).success();
    let history = world.run("history M1").success();
    assert!(history.contains("[corrected] M1: deployed to Urbanisme"), "{history}");
    let lines = world.run("history M1 --json").success();
    let line = lines.lines().find(|line| line.contains("\"deployed\"")).unwrap();
    let event: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!((&event["corrected"], &event["event"]["data"]["service"]), (&true.into(), &"VOIRIE".into()));
}
