//! `void`: what was recorded wrongly, and the commands that record again what was right.

use serde_json::{Value, json};

use crate::world::World;

/// The number of the first event of a type in the log.
pub(crate) fn seq(world: &World, kind: &str) -> u64 {
    let log = world.log();
    let line = log.lines().find(|line| line.contains(&format!(r#""type":"{kind}""#))).unwrap();
    serde_json::from_str::<Value>(line).unwrap()["seq"].as_u64().unwrap()
}

/// What is known of an asset, but for what changes each time it is recorded.
fn known(world: &World, tag: &str) -> Value {
    let mut asset = world.asset(tag);
    let asset = asset.as_object_mut().unwrap();
    asset.remove("version");
    asset.remove("id");
    for medium in asset["media"].as_array_mut().unwrap() {
        medium.as_object_mut().unwrap().remove("id");
    }
    Value::Object(asset.clone())
}

/// Voids an event with what came later, records it again as `target` and the rest as printed, and
/// returns what was printed. Every asset is then as it was.
#[track_caller]
fn again(world: &World, voided: u64, target: &str, tags: &[&str]) -> Vec<String> {
    let before: Vec<Value> = tags.iter().map(|tag| known(world, tag)).collect();
    let said = world.run(&format!("--json void {voided} --reason mistyped --with-later")).json();
    let printed: Vec<String> = serde_json::from_value(said["again"].clone()).unwrap_or_default();
    world.enter(target);
    for command in &printed {
        world.shell(command).success();
    }
    let after: Vec<Value> = tags.iter().map(|tag| known(world, tag)).collect();
    assert_eq!(after, before, "after {printed:#?}");
    assert_eq!(world.run("--json verify").json()["ok"], true);
    printed
}

#[test]
fn an_event_on_which_later_ones_stand_falls_with_them_only_if_asked() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         deploy M1 --to Urbanisme --on 2026-01-06
         collect M1 --on 2026-01-07
         triage M1 --decision keep --on 2026-01-08",
    );
    let deployed = seq(&world, "deployed");
    world.refused(&format!("void {deployed} --reason mistyped"), "later_events");
    world.enter(&format!("void {} --reason wrong_asset", seq(&world, "triaged")));
    assert_eq!(world.fact("M1", "state"), "collected");
    let said = world.run(&format!("--json void {deployed} --reason mistyped --with-later")).json();
    assert_eq!(said["again"], json!(["rebond collect M1 --on 2026-01-07"]));
    assert_eq!(world.fact("M1", "state"), "in_stock");
    world.refused(&format!("void {deployed} --reason mistyped"), "already_voided");
    world.refused(&format!("void {} --reason mistyped", seq(&world, "voided")), "not_voidable");
    world.refused("void 999 --reason mistyped", "not_found");
    world.refused("void 1 --reason mistyped", "not_voidable");
    world.stopped("void 3 --reason because", 2, "usage");
}

#[test]
fn a_life_voided_from_its_first_use_is_recorded_again_as_printed() {
    let world = World::new().with_record();
    world.enter(
        "party add 'Ana Ruiz' --kind staff
         add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind ssd --serial 'S 1' --capacity 256GB --on 2026-01-05
         deploy A1 --to Urbanisme --site 'Mairie annexe' --holder 'Ana Ruiz' --on 2026-01-06
         move A1 --to 'État civil' --on 2026-01-07 --note \"l'écran, et le reste\"
         missing A1 --cause stolen --on 2026-01-08
         found A1 --in-place --on 2026-01-09
         media confirm A1 --on 2026-01-09
         collect A1 --site Dépôt --on 2026-01-10
         sanitize A1 --action ata_secure_erase --tool 'hdparm 9.65' --verify status --result pass --on 2026-01-11
         triage A1 --decision recondition --functional F4 --cosmetic C6 --on 2026-01-11
         ready A1 --no-system --cosmetic C4 --on 2026-01-12
         decommission A1 --act 'DEL 7' --reason surplus --on 2026-01-13
         reinstate A1 --on 2026-01-14
         triage A1 --decision recycle --functional HS --waste --on 2026-01-15
         decommission A1 --act 'DEL 8' --waste --on 2026-01-16",
    );
    let deployed = seq(&world, "deployed");
    let target = "deploy A1 --to Urbanisme --site 'Mairie annexe' --holder 'Ana Ruiz' --on 2026-01-06";
    let printed = again(&world, deployed, target, &["A1"]);
    assert_eq!(
        printed,
        [
            r"rebond move A1 --to 'État civil' --site 'Mairie annexe' --on 2026-01-07 --note 'l'\''écran, et le reste'",
            "rebond missing A1 --cause stolen --on 2026-01-08",
            "rebond found A1 --in-place --on 2026-01-09",
            "rebond media confirm A1 --on 2026-01-09",
            "rebond collect A1 --site Dépôt --on 2026-01-10",
            "rebond sanitize 'S 1' --action ata_secure_erase --verify status --result pass --tool 'hdparm 9.65' --on 2026-01-11",
            "rebond triage A1 --decision recondition --functional F4 --cosmetic C6 --on 2026-01-11",
            "rebond ready A1 --functional F4 --cosmetic C4 --no-system --on 2026-01-12",
            "rebond decommission A1 --act 'DEL 7' --reason surplus --on 2026-01-13",
            "rebond reinstate A1 --on 2026-01-14",
            "rebond triage A1 --decision recycle --functional HS --waste --on 2026-01-15",
            "rebond decommission A1 --act 'DEL 8' --waste --on 2026-01-16",
        ]
    );
}

#[test]
fn what_falls_with_the_asset_itself_keeps_its_names() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind ssd --serial S1 --capacity 256GB --encrypted yes --on 2026-01-05
         media add A1 --kind hdd --on 2026-01-05
         deploy A1 --to Urbanisme --on 2026-01-06
         collect A1 --on 2026-01-07
         sanitize S1 --action ata_sanitize_crypto --verify status --result pass --on 2026-01-08
         sanitize A1#2 --action overwrite --verify full --result pass --on 2026-01-08
         media move S1 --to stock --on 2026-01-09",
    );
    let printed = again(&world, seq(&world, "added"), "add --kind laptop --tag A1 --on 2026-01-05", &["A1"]);
    assert_eq!(
        printed,
        [
            "rebond media add A1 --kind ssd --serial S1 --capacity 256000000000 --encrypted yes --on 2026-01-05",
            "rebond media add A1 --kind hdd --on 2026-01-05",
            "rebond deploy A1 --to Urbanisme --on 2026-01-06",
            "rebond collect A1 --on 2026-01-07",
            "rebond sanitize S1 --action ata_sanitize_crypto --verify status --result pass --on 2026-01-08",
            "rebond sanitize A1#2 --action overwrite --verify full --result pass --on 2026-01-08",
            "rebond media move S1 --to stock --on 2026-01-09",
        ]
    );
    let loose = world.run("--json media list --loose").json();
    assert_eq!((&loose["serial"], &loose["claim"]), (&json!("S1"), &json!("purge")));
}

#[test]
fn a_medium_that_falls_is_named_by_its_serial() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind ssd --serial S1 --on 2026-01-05
         sanitize A1 --action ata_secure_erase --verify status --result pass --on 2026-01-06",
    );
    let target = "media add A1 --kind ssd --serial S1 --on 2026-01-05";
    let printed = again(&world, seq(&world, "medium_added"), target, &["A1"]);
    assert_eq!(
        printed,
        ["rebond sanitize S1 --action ata_secure_erase --verify status --result pass --on 2026-01-06"]
    );
}

#[test]
fn what_no_command_can_name_any_more_is_said_in_words() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1 --on 2026-01-05");
    let loose = world.run("media add stock --kind hdd --on 2026-01-05").success();
    world.enter(&format!("media move {} --to A1 --on 2026-01-06", loose.trim()));
    let added = seq(&world, "medium_added");
    let said = world.run(&format!("--json void {added} --reason mistyped --with-later --on 2026-01-07"));
    let said = said.json();
    assert_eq!(said.get("again"), None);
    assert_eq!(said["notices"][0]["code"], "record_by_hand");
    let message = said["notices"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("to be recorded again by hand, 2026-01-06: "), "{message}");
}

#[test]
fn what_was_corrected_is_recorded_again_with_the_right_values() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         triage M1 --decision keep --on 2026-01-05
         deploy M1 --to Urbanisme --on 2026-01-07
         decommission M1 --act 'DEL 6' --when-collected --on 2026-01-08",
    );
    world.enter(&format!("correct {} --to Voirie --on 2026-01-06", seq(&world, "deployed")));
    world.enter(&format!("correct {} --act 'DEL 7'", seq(&world, "decommissioned")));
    let printed = again(&world, seq(&world, "triaged"), "triage M1 --decision keep --on 2026-01-05", &["M1"]);
    assert_eq!(
        printed,
        [
            "rebond deploy M1 --to Voirie --on 2026-01-06",
            "rebond decommission M1 --act 'DEL 7' --when-collected --on 2026-01-08",
        ]
    );
}

#[test]
fn a_decommissioning_that_follows_from_the_return_is_not_printed_beside_it() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         deploy M1 --to Urbanisme --on 2026-01-06
         decommission M1 --act 'DEL 7' --when-collected --on 2026-01-07
         move M1 --to Voirie --on 2026-01-08
         collect M1 --on 2026-01-09",
    );
    let printed = again(&world, seq(&world, "deployed"), "deploy M1 --to Urbanisme --on 2026-01-06", &["M1"]);
    assert_eq!(
        printed,
        [
            "rebond decommission M1 --act 'DEL 7' --when-collected --on 2026-01-07",
            "rebond move M1 --to Voirie --on 2026-01-08",
            "rebond collect M1 --on 2026-01-09",
        ]
    );
}

#[test]
fn nor_is_one_that_follows_from_what_was_found() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         deploy M1 --to Urbanisme --on 2026-01-06
         decommission M1 --act 'DEL 7' --when-collected --on 2026-01-07
         missing M1 --cause lost --on 2026-01-08
         found M1 --on 2026-01-09",
    );
    let printed = again(&world, seq(&world, "deployed"), "deploy M1 --to Urbanisme --on 2026-01-06", &["M1"]);
    assert_eq!(
        printed,
        [
            "rebond decommission M1 --act 'DEL 7' --when-collected --on 2026-01-07",
            "rebond missing M1 --cause lost --on 2026-01-08",
            "rebond found M1 --on 2026-01-09",
        ]
    );
}

#[test]
fn a_decommissioning_whose_decision_was_wrong_is_printed() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-01-05
         deploy M1 --to Urbanisme --on 2026-01-06
         decommission M1 --act 'DEL 7' --when-collected --on 2026-01-07
         collect M1 --on 2026-01-09",
    );
    let printed = again(&world, seq(&world, "decommissioned"), "", &["M1"]);
    assert_eq!(
        printed,
        ["rebond collect M1 --on 2026-01-09", "rebond decommission M1 --act 'DEL 7' --on 2026-01-09"]
    );
}

#[test]
fn the_life_of_a_lot_is_recorded_again_as_printed() {
    let world = World::new().with_record();
    world.enter(
        "party add 'Les Restos' --kind association
         party add Transports --kind other
         add --kind monitor --tag M1 --on 2026-01-05
         add --kind monitor --tag M2 --on 2026-01-05
         lot new --channel body_gift --to 'Les Restos' --on 2026-01-06
         lot edit LOT-2026-0001 --legal-basis 'L3212-2 3°' --act 'DEL 9' --unit-value 12,5 --value-method cote --carrier Transports --no-bsd 'rien de dangereux' --on 2026-01-07
         lot add LOT-2026-0001 M1 M2 --unit-value 20 --for-parts --on 2026-01-08
         lot add LOT-2026-0001 --bulk 'souris, claviers' --mass 2kg --count 7 --unit-value 3 --on 2026-01-08
         lot drop LOT-2026-0001 M2 --on 2026-01-09
         lot undertake LOT-2026-0001 --on 2026-01-10",
    );
    let before = world.run("--json lot show LOT-2026-0001").json();
    let opened = seq(&world, "lot_opened");
    world.refused(&format!("void {opened} --reason mistyped"), "later_events");
    let target = "lot new --channel body_gift --to 'Les Restos' --on 2026-01-06";
    let printed = again(&world, opened, target, &["M1", "M2"]);
    assert_eq!(
        printed,
        [
            "rebond lot edit LOT-2026-0001 --legal-basis 'L3212-2 3°' --act 'DEL 9' --unit-value 12.50 --value-method cote --no-bsd 'rien de dangereux' --carrier Transports --on 2026-01-07",
            "rebond lot add LOT-2026-0001 M1 M2 --unit-value 20.00 --for-parts --on 2026-01-08",
            "rebond lot add LOT-2026-0001 --bulk 'souris, claviers' --mass 2000 --count 7 --unit-value 3.00 --on 2026-01-08",
            "rebond lot drop LOT-2026-0001 M2 --on 2026-01-09",
            "rebond lot undertake LOT-2026-0001 --on 2026-01-10",
        ]
    );
    assert_eq!(world.run("--json lot show LOT-2026-0001").json(), before);
}

#[test]
fn what_left_a_lot_for_another_is_not_put_back_into_the_first() {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind monitor --tag M1 --on 2026-01-05
         lot new --channel sale --to Brocante --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-06
         lot add LOT-2026-0001 M1 --on 2026-01-07
         lot drop LOT-2026-0001 M1 --on 2026-01-07",
    );
    let dropped = seq(&world, "lot_changed") + 1;
    world.enter("lot add LOT-2026-0002 M1 --on 2026-01-08");
    world.refused(&format!("void {dropped} --reason mistyped"), "later_events");
    let said = world.run(&format!("--json void {dropped} --reason mistyped --with-later")).json();
    assert_eq!(said["again"], json!(["rebond lot add LOT-2026-0002 M1 --on 2026-01-08"]));
    world.enter("lot drop LOT-2026-0001 M1\nlot add LOT-2026-0002 M1");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn an_event_of_a_party_stands_under_the_later_ones_of_the_same_party() {
    let world = World::new().with_record();
    world.enter(
        "party add Restos --kind other --on 2026-01-05
         party edit Restos --kind association --on 2026-01-06",
    );
    let added = seq(&world, "party_added");
    world.refused(&format!("void {added} --reason mistyped"), "later_events");
    let said = world.run(&format!("--json void {added} --reason mistyped --with-later")).json();
    assert_eq!(said["again"], json!(["rebond party edit Restos --kind association --on 2026-01-06"]));
}

#[test]
fn a_departure_is_undone_by_its_lot_alone() {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind monitor --tag M1 --on 2026-01-05
         decommission M1 --act D --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-06
         lot add LOT-2026-0001 M1 --on 2026-01-06
         lot ship LOT-2026-0001 --on 2026-01-07",
    );
    for kind in ["lot_shipped", "departed"] {
        world.refused(&format!("void {} --reason mistyped --with-later", seq(&world, kind)), "not_voidable");
    }
    // Nor with an earlier event on which it stands.
    world.refused(
        &format!("void {} --reason mistyped --with-later", seq(&world, "decommissioned")),
        "not_voidable",
    );
    world.enter("lot cancel LOT-2026-0001 --reason mistyped");
    world.refused(&format!("void {} --reason mistyped", seq(&world, "lot_cancelled")), "not_voidable");
    world.enter(&format!("void {} --reason mistyped", seq(&world, "decommissioned")));
    assert_eq!(world.fact("M1", "decommissioned_on"), Value::Null);
}

#[test]
fn a_sanitisation_can_be_voided_even_after_the_machine_left() {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind ssd --serial S1 --on 2026-01-05
         deploy A1 --to Urbanisme --on 2026-01-05
         collect A1 --on 2026-01-06
         sanitize A1 --action ata_secure_erase --verify status --result pass --on 2026-01-06
         decommission A1 --act D --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-06
         lot add LOT-2026-0001 A1 --on 2026-01-06
         lot ship LOT-2026-0001 --on 2026-01-07",
    );
    let said = world.run(&format!("--json void {} --reason mistyped", seq(&world, "sanitised"))).json();
    assert_eq!(said.get("again"), None);
    let asset = world.asset("A1");
    assert_eq!(asset["state"], "departed", "what is gone is gone");
    assert_eq!(
        (&asset["media"][0]["status"], &asset["media"][0]["cleared"]),
        (&json!("holds_data"), &json!(false))
    );
    // An exception that is named, not a damage.
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn what_created_a_thing_falls_with_all_that_names_it() {
    let world = World::new().with_record();
    world.enter(
        "party add 'Ana Ruiz' --kind staff --on 2026-01-04
         party add Dellux --kind supplier --on 2026-01-04
         add --kind monitor --tag M1 --on 2026-01-05
         add --kind laptop --tag A1 --alias 'vieux 1' --manufacturer Dellux --model 'Lat 5' --serial S1 --purchased 2022-01-04 --price-ht 1234,5 --supplier Dellux --order C7 --warranty 36 --first-use 2022-01-06 --manufactured 2021-12-01 --mass 1,7kg --weee 6 --security classified --service Urbanisme --site Annexe --holder 'Ana Ruiz' --on 2026-01-05
         media add stock --kind ssd --serial D1 --on 2026-01-05
         lot new --channel waste --operation 'R 4' --waste-code '16 02 14' --data-clause 'art. 9' --on 2026-01-06
         deploy M1 --to Voirie --on 2026-01-06
         lot add LOT-2026-0001 M1 D1 --on 2026-01-06",
    );
    world.enter(&format!("correct {} --holder 'Ana Ruiz'", seq(&world, "deployed")));
    world.refused(&format!("void {} --reason duplicate", seq(&world, "added")), "later_events");
    let printed = again(
        &world,
        seq(&world, "party_added"),
        "party add 'Ana Ruiz' --kind staff --on 2026-01-04",
        &["A1", "M1"],
    );
    assert_eq!(
        printed,
        [
            "rebond add --kind laptop --tag A1 --alias 'vieux 1' --manufacturer Dellux --model 'Lat 5' --serial S1 --purchased 2022-01-04 --price-ht 1234.50 --supplier Dellux --order C7 --warranty 36 --first-use 2022-01-06 --manufactured 2021-12-01 --mass 1700 --weee 6 --security classified --service Urbanisme --site Annexe --holder 'Ana Ruiz' --on 2026-01-05",
            "rebond correct 10 --holder 'Ana Ruiz'",
        ]
    );
    let printed = again(&world, seq(&world, "added"), "add --kind monitor --tag M1 --on 2026-01-05", &["M1"]);
    assert_eq!(
        printed,
        [
            "rebond deploy M1 --to Voirie --holder 'Ana Ruiz' --on 2026-01-06",
            "rebond lot add LOT-2026-0001 M1 D1 --on 2026-01-06",
        ]
    );
    let added = "media add stock --kind ssd --serial D1 --on 2026-01-05";
    let printed = again(&world, seq(&world, "medium_added"), added, &["M1"]);
    assert_eq!(printed, ["rebond lot add LOT-2026-0001 M1 D1 --on 2026-01-06"]);
    let opened = "lot new --channel waste --operation 'R 4' --waste-code '16 02 14' --data-clause 'art. 9' --on 2026-01-06";
    let printed = again(&world, seq(&world, "lot_opened"), opened, &["M1"]);
    assert_eq!(printed, ["rebond lot add LOT-2026-0001 M1 D1 --on 2026-01-06"]);
}

#[test]
fn what_is_printed_goes_to_the_same_database() {
    let world = World::new();
    let db = "--db 'the record.db'";
    world.enter(&format!(
        "{db} init
         {db} add --kind monitor --tag M1 --on 2026-01-05
         {db} deploy M1 --to '#3 étage' --on 2026-01-06
         {db} collect M1 --on 2026-01-06 --note=-"
    ));
    let said = world.run(&format!("--json {db} void 2 --reason mistyped --with-later")).json();
    let printed: Vec<String> = serde_json::from_value(said["again"].clone()).unwrap();
    assert_eq!(
        printed,
        [
            "rebond --db 'the record.db' deploy M1 --to '#3 étage' --on 2026-01-06",
            "rebond --db 'the record.db' collect M1 --on 2026-01-06 --note=-",
        ]
    );
    world.enter(&format!("{db} add --kind monitor --tag M1 --on 2026-01-05"));
    for command in printed {
        world.shell(&command).success();
    }
    assert_eq!(world.run(&format!("--json {db} show M1")).json()["service"], "#3 étage");
}

#[test]
fn several_events_are_voided_as_one_command_and_what_came_later_is_not() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag M1 --service Urbanisme --on 2026-01-05
         triage M1 --decision recondition --on 2026-02-01",
    );
    let head = world.head();
    let (back, triaged) = (head - 1, head);
    world.refused(&format!("void {back} --reason mistyped"), "later_events");
    let line =
        format!("--cmd 01900000-0000-7000-8000-00000000abcd void {back} {triaged} {back} --reason mistyped");
    let said = world.run(&line);
    assert_eq!((said.stdout.as_str(), world.head()), ("", head + 2), "{said}");
    assert_eq!(world.fact("M1", "state"), "deployed");
    // Under its identity it voids nothing more, and prints nothing to record again either.
    world.enter("collect M1 --on 2026-03-01");
    let again = world.run(&line).success();
    assert_eq!((again.as_str(), world.fact("M1", "state")), ("", json!("collected")));
    // One of them stands in the way of a colleague's: none is voided.
    world.enter("triage M1 --decision keep");
    let head = world.head();
    world.refused(&format!("void 2 {} --reason mistyped", head - 1), "later_events");
    // With those, what was not meant is printed to be recorded again.
    let said = world.run(&format!("void {} --reason mistyped --with-later", head - 1)).success();
    assert_eq!(said.lines().count(), 1, "{said}");
    world.run("verify").success();
}
