//! What is in a lot, and leaves with it: all of it, or a part.

use serde_json::{Value, json};

use super::{column, lot, town};
use crate::world::World;

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
