//! What the law and the standards forbid: each is refused with its code, and nothing is recorded.

use serde_json::{Value, json};

use crate::world::World;

/// A record with the parties that lots go to.
fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add Restos --kind association
         party add Jeanne --kind staff
         party add Recyclage --kind recycler
         party add Brocante --kind other
         party add Dupont --kind person",
    );
    world
}

/// Adds a laptop with one disk that holds data, decommissioned in July.
fn laptop(world: &World, tag: &str, kind: &str) {
    world.enter(&format!(
        "add --kind laptop --tag {tag} --on 2026-01-05
         media add {tag} --kind {kind} --serial DISK-{tag} --on 2026-01-05
         deploy {tag} --to Urbanisme --on 2026-02-01
         collect {tag} --on 2026-06-01
         decommission {tag} --act 'DEL 7' --on 2026-07-01"
    ));
}

/// Sanitises a medium, and returns its status, claim and whether it is cleared, with the notices.
fn sanitised(world: &World, medium: &str, how: &str) -> (Value, Value, Value, Vec<Value>) {
    let done = world.run(&format!("--json sanitize {medium} --on 2026-07-02 {how}")).json();
    let medium = &done["media"][0];
    let notices = done["notices"].as_array().unwrap().iter().map(|notice| notice["code"].clone()).collect();
    (medium["status"].clone(), medium["claim"].clone(), medium["cleared"].clone(), notices)
}

#[test]
fn one_disk_of_two_not_sanitised_keeps_the_machine_here() {
    let world = town();
    laptop(&world, "A1", "ssd");
    world.enter(
        "media add A1 --kind hdd --serial SECOND --on 2026-07-01
         sanitize DISK-A1 --action ata_secure_erase --verify status --result pass --on 2026-07-02
         lot new --channel sale --to Brocante --on 2026-07-03
         lot add LOT-2026-0001 A1 --on 2026-07-03",
    );
    world.refused("lot ship LOT-2026-0001 --on 2026-07-04", "unaccounted");
    assert_eq!(world.fact("A1", "state"), "collected");
    world.enter(
        "sanitize SECOND --action overwrite --verify full --result pass --on 2026-07-04
         lot ship LOT-2026-0001 --on 2026-07-04",
    );
    assert_eq!(world.fact("A1", "state"), "departed");
}

#[test]
fn a_disk_taken_out_and_sanitised_lets_the_machine_go_and_stays_here() {
    let world = town();
    laptop(&world, "A1", "ssd");
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-07-03
         lot add LOT-2026-0001 A1 --on 2026-07-03",
    );
    world.refused("lot ship LOT-2026-0001 --on 2026-07-04", "unaccounted");
    world.enter(
        "media move DISK-A1 --to stock --on 2026-07-04
         lot ship LOT-2026-0001 --on 2026-07-04",
    );
    assert_eq!(world.fact("A1", "media"), json!([]));
    let loose = world.run("--json media list --loose").json();
    assert_eq!((&loose["serial"], &loose["status"]), (&json!("DISK-A1"), &json!("holds_data")));
}

#[test]
fn an_overwrite_of_flash_clears_it_with_a_limit() {
    let world = town();
    laptop(&world, "A1", "nvme");
    let how = "--action overwrite --tool 'nwipe 0.42' --verify full --result pass";
    let (status, claim, cleared, notices) = sanitised(&world, "DISK-A1", how);
    assert_eq!((status, claim, cleared), (json!("sanitised"), json!("clear_limited"), json!(true)));
    assert_eq!(notices, [] as [Value; 0]);
    // The claim is computed: nobody can type a better one.
    world.stopped("sanitize DISK-A1 --action overwrite --claim purge", 2, "usage");
    world.stopped("sanitize DISK-A1 --action purge", 2, "usage");
}

#[test]
fn an_overwrite_that_nobody_read_back_claims_nothing() {
    let world = town();
    laptop(&world, "A1", "hdd");
    for how in [
        "--action overwrite --verify none --result pass",
        "--action overwrite --verify status --result pass",
        "--action overwrite --verify full --result fail",
        "--action overwrite --verify full --result unknown",
        "--action overwrite",
    ] {
        let (_, claim, cleared, notices) = sanitised(&world, "DISK-A1", how);
        assert_eq!((claim, cleared), (json!("none"), json!(false)), "{how}");
        assert_eq!(notices, ["nothing_claimed"], "{how}");
    }
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-07-03
         lot add LOT-2026-0001 A1 --on 2026-07-03",
    );
    world.refused("lot ship LOT-2026-0001 --on 2026-07-04", "unaccounted");
}

#[test]
fn a_tool_claims_only_what_its_version_can_do() {
    let world = town();
    laptop(&world, "A1", "nvme");
    let by =
        |tool: &str| format!("--action nvme_sanitize_block --tool '{tool}' --verify status --result pass");
    let (_, claim, cleared, notices) = sanitised(&world, "DISK-A1", &by("nwipe 0.42"));
    assert_eq!((claim, cleared), (json!("none"), json!(false)));
    assert_eq!(notices, ["nothing_claimed"]);
    let (status, claim, cleared, notices) = sanitised(&world, "DISK-A1", &by("nwipe 0.43"));
    assert_eq!((status, claim, cleared), (json!("sanitised"), json!("purge"), json!(true)));
    assert_eq!(notices, [] as [Value; 0]);
}

#[test]
fn an_enhanced_secure_erase_purges_a_disk_and_clears_an_ssd() {
    let world = town();
    laptop(&world, "A1", "hdd");
    laptop(&world, "A2", "ssd");
    let how = "--action ata_secure_erase_enhanced --verify status --result pass";
    assert_eq!(sanitised(&world, "DISK-A1", how).1, "purge");
    assert_eq!(sanitised(&world, "DISK-A2", how).1, "clear");
}

#[test]
fn a_gift_is_worth_three_hundred_euros_at_most() {
    let world = town();
    let terms = "lot new --channel body_gift --to Restos --value-method cote";
    world.refused(&format!("{terms} --unit-value 300,01"), "gift_cap");
    world.refused(&format!("{terms} --unit-value 300.01"), "gift_cap");
    world.enter(&format!("{terms} --unit-value 300,00"));
    world.refused("lot edit LOT-2026-0001 --unit-value 300.01", "gift_cap");
    world.enter("add --kind monitor --tag M1");
    world.refused("lot add LOT-2026-0001 M1 --unit-value 300.01", "gift_cap");
    world.enter("lot add LOT-2026-0001 M1 --unit-value 300");
    // What is sold has no cap.
    world.enter("lot new --channel sale --to Brocante --unit-value 1500");
}

#[test]
fn a_gift_lacks_nothing_that_the_law_asks_for() {
    let world = town();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         decommission M1 --act 'DEL 7' --on 2026-07-01
         lot new --channel body_gift --to Restos --on 2026-07-02
         lot add LOT-2026-0001 M1 --on 2026-07-02",
    );
    let ship = "lot ship LOT-2026-0001 --on 2026-07-03";
    world.refused(ship, "lot_lacks");
    for lacking in ["--legal-basis 'L3212-2 3°'", "--act 'DEL 8'", "--unit-value 50", "--value-method cote"]
    {
        world.refused(ship, "lot_lacks");
        world.enter(&format!("lot edit LOT-2026-0001 {lacking} --on 2026-07-02"));
    }
    world.enter(ship);
    assert_eq!(world.fact("M1", "outcome"), "reuse");
}

#[test]
fn a_gift_goes_to_whom_its_article_names() {
    let world = town();
    for (channel, to, code) in [
        ("body_gift", "Jeanne", "party_kind"),
        ("staff_gift", "Restos", "party_kind"),
        ("public_body", "Restos", "party_kind"),
        ("waste", "Restos", "party_kind"),
        ("eco_organism", "Recyclage", "party_kind"),
        ("supplier_takeback", "Recyclage", "party_kind"),
        ("lessor_return", "Brocante", "party_kind"),
        ("loss", "Brocante", "no_party"),
    ] {
        world.refused(&format!("lot new --channel {channel} --to {to}"), code);
    }
    world.refused("lot new --channel staff_gift --legal-basis 'L3212-2 3°'", "basis_channel");
    world.refused("lot new --channel body_gift --legal-basis 'L3212-2 5°'", "basis_channel");
    world.refused("lot new --channel body_gift --legal-basis 'L3212-2 6°'", "basis");
    world.refused("lot new --channel body_gift --to Inconnus", "not_found");
    // Anybody may buy.
    for to in ["Restos", "Jeanne", "Recyclage", "Brocante", "Dupont"] {
        world.enter(&format!("lot new --channel sale --to {to}"));
    }
}

#[test]
fn what_does_not_work_is_given_for_its_parts_only() {
    let world = town();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         triage M1 --decision recycle --functional HS --on 2026-06-30
         decommission M1 --act 'DEL 7' --on 2026-07-01
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act D --unit-value 1 --value-method cote --on 2026-07-02
         lot add LOT-2026-0001 M1 --on 2026-07-02",
    );
    world.refused("lot ship LOT-2026-0001 --on 2026-07-03", "out_of_order");
    world.enter(
        "lot drop LOT-2026-0001 M1 --on 2026-07-03
         lot add LOT-2026-0001 M1 --for-parts --on 2026-07-03
         lot ship LOT-2026-0001 --on 2026-07-03",
    );
    assert_eq!(world.fact("M1", "outcome"), "pending");
    let figures = world.run("report decree --period 2026 --format json").json()["figures"].clone();
    assert_eq!((&figures["a"], &figures["operational_den"]), (&json!(0), &json!(1)));
}

#[test]
fn waste_is_never_given() {
    let world = town();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         add --kind monitor --tag M2 --on 2026-01-05
         triage M1 --decision recycle --waste --on 2026-06-30
         decommission M1 --act 'DEL 7' --on 2026-07-01
         decommission M2 --act 'DEL 7' --waste --on 2026-07-01
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act D --unit-value 1 --value-method cote --on 2026-07-02
         lot add LOT-2026-0001 M1 M2 --on 2026-07-02",
    );
    assert_eq!(world.fact("M1", "waste_since"), "2026-06-30");
    assert_eq!(world.fact("M2", "waste_since"), "2026-07-01");
    world.refused("lot ship LOT-2026-0001 --on 2026-07-03", "forbidden");
    for line in [
        "triage M1 --decision keep",
        "triage M1 --decision recondition",
        "reinstate M1",
        "deploy M2 --to Urbanisme --reinstate",
    ] {
        world.refused(line, "forbidden");
    }
    world.enter("triage M2 --decision recycle --on 2026-07-03");
}

#[test]
fn a_sale_counts_only_with_an_undertaking_before_it_and_a_proof() {
    let world = town();
    for (tag, lot, undertaken, proved) in [
        ("M1", "LOT-2026-0001", Some("2026-07-10"), true),
        ("M2", "LOT-2026-0002", Some("2026-07-09"), true),
        ("M3", "LOT-2026-0003", Some("2026-07-11"), true),
        ("M4", "LOT-2026-0004", None, true),
        ("M5", "LOT-2026-0005", Some("2026-07-10"), false),
    ] {
        world.enter(&format!(
            "add --kind monitor --tag {tag} --on 2026-01-05
             decommission {tag} --act 'DEL 7' --on 2026-07-01
             lot new --channel sale --to Brocante --on 2026-07-02
             lot add {lot} {tag} --on 2026-07-02
             lot ship {lot} --on 2026-07-10"
        ));
        let late = undertaken.is_some_and(|day| day > "2026-07-10");
        if let Some(day) = undertaken {
            // Entered after the departure: it is the day that counts.
            let said = world.run(&format!("--json lot undertake {lot} --on {day}")).json();
            assert_eq!(
                codes(&said),
                if late { vec!["late_undertaking"] } else { vec!["backdated_undertaking"] },
                "{tag}"
            );
        }
        if proved {
            let said = world.run(&format!("--json lot prove {lot} --outcome reused --on 2026-08-01")).json();
            let lacking = late || undertaken.is_none();
            assert_eq!(
                codes(&said),
                if lacking { vec!["proof_without_undertaking"] } else { vec![] },
                "{tag}"
            );
        }
    }
    let made = world.run("report decree --period 2026 --explain --format json").json();
    assert_eq!(made["explain"]["a"], json!(["M1", "M2"]));
    assert_eq!(made["explain"]["sold_without_proof"], json!(["M3", "M4", "M5"]));
}

fn codes(said: &Value) -> Vec<&str> {
    said["notices"].as_array().unwrap().iter().map(|notice| notice["code"].as_str().unwrap()).collect()
}

#[test]
fn the_number_of_a_tracking_form_has_its_form() {
    let world = town();
    let new = "--json lot new --channel waste --to Recyclage --bsd";
    assert_eq!(codes(&world.run(&format!("{new} BSD-20261123-0A1B2C3D4")).json()), [] as [&str; 0]);
    assert_eq!(codes(&world.run(&format!("{new} BSD-20261123-0A1B2C3DI")).json()), ["loose_bsd"]);
    for wrong in
        ["BSD-20261332-0A1B2C3D4", "BSD-20261123-0A1B2C3D", "20261123-0A1B2C3D4", "BSD-20260230-0A1B2C3D4"]
    {
        world.refused(&format!("lot new --channel waste --to Recyclage --bsd {wrong}"), "bsd");
    }
}

#[test]
fn hazardous_waste_leaves_with_a_form_or_a_reason_for_none() {
    let world = town();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         add --kind monitor --tag M2 --on 2026-01-05
         decommission M1 M2 --act 'DEL 7' --on 2026-07-01
         lot new --channel waste --to Recyclage --on 2026-07-02
         lot add LOT-2026-0001 M1 M2 --on 2026-07-02",
    );
    world.refused("lot ship LOT-2026-0001 M1 --on 2026-07-03", "lot_lacks");
    world.enter("lot edit LOT-2026-0001 --waste-code '16 02 13*' --on 2026-07-02");
    world.refused("lot ship LOT-2026-0001 M1 --on 2026-07-03", "lot_lacks");
    world.enter("lot ship LOT-2026-0001 M1 --bsd BSD-20260703-0A1B2C3D4 --on 2026-07-03");
    world.refused("lot edit LOT-2026-0001 --waste-code '99 99 99'", "waste_code");
    world.refused("lot edit LOT-2026-0001 --operation 'R 99'", "operation");
    assert_eq!(world.fact("M1", "waste_since"), "2026-07-03", "collected as waste: waste at the latest now");
    assert_eq!(world.fact("M1", "outcome"), "pending", "nobody said which operation");
}

#[test]
fn a_waste_code_leaves_only_on_the_days_it_is_in_force() {
    let world = town();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         add --kind monitor --tag M2 --on 2026-01-05
         decommission M1 M2 --act 'DEL 7' --on 2026-07-01
         lot new --channel waste --to Recyclage --waste-code '20 01 34' --on 2026-11-01
         lot add LOT-2026-0001 M1 M2 --on 2026-11-01",
    );
    world.refused("lot ship LOT-2026-0001 --on 2026-11-09", "waste_code_day");
    world.enter("lot ship LOT-2026-0001 M1 --on 2026-11-08");
    world.refused("lot ship LOT-2026-0001 --on 2026-11-09", "waste_code_day");
    world.refused("lot ship LOT-2026-0001 --on 2026-11-24", "future");
    assert_eq!(world.fact("M2", "state"), "in_stock");
}

#[test]
fn nothing_weighs_nothing() {
    let world = town();
    world.stopped("add --kind monitor --tag M1 --mass 0", 2, "usage");
    world.enter(
        "add --kind monitor --tag M1 --mass 1 --on 2026-01-05
         decommission M1 --act D --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-07
         lot add LOT-2026-0001 M1 --on 2026-01-07",
    );
    world.stopped("lot ship LOT-2026-0001 --mass 0", 2, "usage");
    world.stopped("lot add LOT-2026-0001 --bulk souris --mass 0 --waste-code '16 02 14'", 2, "usage");
    assert_eq!(world.fact("M1", "mass_g"), 1);
}
