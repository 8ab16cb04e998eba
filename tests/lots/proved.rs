//! Proofs: what became of what left, and what stands in the way of one.

use serde_json::json;

use super::{column, lot, town};
use crate::world::World;

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
fn a_second_undertaking_is_said_and_takes_nothing_away() {
    let world = town();
    world.enter("lot undertake LOT-2026-0001 --on 2026-01-07");
    insta::assert_snapshot!(world.run("lot undertake LOT-2026-0001 --on 2026-01-09"), @r"
    ------- stderr -------
    LOT-2026-0001: its taker undertook to reuse 3 assets
    warning: LOT-2026-0001: an undertaking of 2026-01-07 is recorded already: this one stands beside it, and for each asset the earliest day counts
    ");
    insta::assert_snapshot!(world.run("--lang fr lot undertake LOT-2026-0001 --on 2026-01-06"), @r"
    ------- stderr -------
    LOT-2026-0001 : engagement du repreneur à réemployer 3 équipements
    attention : LOT-2026-0001 : un engagement du 07/01/2026 est déjà enregistré : celui-ci s’y ajoute, et pour chaque équipement la date la plus ancienne compte
    ");
    let said = world.run("--json lot undertake LOT-2026-0001 --on 2026-01-08").json();
    assert_eq!(said["notices"][0]["code"], "already_undertaken");
    let days = column(&world, "LOT-2026-0001", "undertaken_on");
    assert!(days.as_array().unwrap().iter().all(|day| day == "2026-01-06"), "{days}");
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
