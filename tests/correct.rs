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
