//! What is said of a lot as a whole, and which of it a channel takes.

use serde_json::{Value, json};

use super::{lot, town};
use crate::world::World;

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
    world.enter("lot edit LOT-2026-0001 --channel sale --carrier Autre --operation 'R 5'");
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
    for line in [
        "lot new --channel sale --to Brocante --waste-code '16 02 14'",
        "lot edit LOT-2026-0001 --waste-code '16 02 14'",
        "lot edit LOT-2026-0004 --channel body_gift --waste-code '16 02 14'",
    ] {
        world.refused(line, "not_waste");
    }
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
