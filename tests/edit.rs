//! `edit`: what is known of an asset is completed or put right, whatever its life has become.

use serde_json::json;

use crate::world::World;

/// A town with a supplier, a lessor and three machines.
fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        r#"party add "Dell France" --kind supplier --on 2025-01-01
        party add Locatout --kind lessor --on 2025-01-01
        add --kind laptop --tag PC-1 --serial S1 --manufacturer Dell --purchased 2025-02-01 --alias GLPI-1
        add --kind laptop --tag PC-2 --serial S2 --manufacturer Dell --purchased 2025-02-01 --service Urbanisme
        add --kind monitor --tag EC-1 --purchased 2025-02-01 --site Depot"#,
    );
    world
}

#[test]
fn what_is_given_is_set_and_the_rest_stays() {
    let world = town();
    let told = world.run(
        r#"edit PC-1 --serial 5CD7314HDY --model "Latitude 5420" --price-ht 649 --supplier "Dell France"
           --order 2025-0457 --warranty 36 --first-use 2025-02-10 --manufactured 2024-12-01 --note "as invoiced""#,
    );
    assert_eq!(told.status, 0, "{told}");
    insta::assert_snapshot!(told.stderr.trim(), @"PC-1: edited, model Latitude 5420, serial 5CD7314HDY, price before tax €649.00, supplier Dell France, order 2025-0457, warranty of 36 months, first used on 2025-02-10, made on 2024-12-01");
    let asset = world.asset("PC-1");
    for (key, value) in [
        ("tag", json!("PC-1")),
        ("aliases", json!(["GLPI-1"])),
        ("kind", json!("laptop")),
        ("manufacturer", json!("Dell")),
        ("model", json!("Latitude 5420")),
        ("serial", json!("5CD7314HDY")),
        ("purchase_date", json!("2025-02-01")),
        ("purchase_price_ht_cents", json!(64_900)),
        ("first_use_date", json!("2025-02-10")),
        ("manufactured_on", json!("2024-12-01")),
        ("warranty_until", json!("2028-02-01")),
    ] {
        assert_eq!(asset[key], value, "{key}");
    }
    assert_eq!(world.fact("serial:5cd7314hdy", "tag"), "PC-1");
    world.refused("show serial:S1", "not_found");
    world.run("verify").success();
}

#[test]
fn a_relabelled_asset_is_found_by_its_old_tag() {
    let world = town();
    world.enter("edit PC-1 --tag VAL-9\n deploy PC-1 --to Urbanisme\n edit VAL-9 --tag VAL-10");
    assert_eq!(world.fact("pc-1", "aliases"), json!(["GLPI-1", "PC-1", "VAL-9"]));
    // Back to the first: a name stands once.
    world.enter("edit VAL-10 --tag PC-1");
    assert_eq!(world.fact("VAL-9", "tag"), "PC-1");
    assert_eq!(world.fact("PC-1", "aliases"), json!(["GLPI-1", "VAL-9", "VAL-10"]));
    world.enter("edit PC-1 --clear alias --alias glpi-1");
    assert_eq!(world.fact("PC-1", "aliases"), json!(["glpi-1"]));
    world.refused("show VAL-9", "not_found");
    world.run("verify").success();
}

#[test]
fn several_assets_are_one_command_and_share_no_name() {
    let world = town();
    let head = world.head();
    world.enter("edit PC-1 PC-2 --model \"Latitude 5400\" --warranty 36");
    assert_eq!(world.head(), head + 2);
    assert_eq!(world.fact("PC-2", "model"), "Latitude 5400");
    // One of them is so already.
    world.refused("edit PC-1 EC-1 --warranty 36", "nothing_changes");
    world.refused("edit PC-1 PC-2 --alias BENCH", "taken");
    world.refused("edit PC-1 PC-2 --serial S9", "serial_taken");
    world.refused("edit PC-1 PC-2 --tag VAL-1", "taken");
}

#[test]
fn what_would_not_stand_is_refused() {
    let world = town();
    for (line, code) in [
        ("edit PC-1 --serial S1 --manufacturer Dell --kind laptop", "nothing_changes"),
        ("edit PC-1 --tag pc-1", "nothing_changes"),
        ("edit PC-1 --alias glpi-1", "nothing_changes"),
        ("edit PC-1 --clear supplier --clear order", "nothing_changes"),
        ("edit PC-1 --serial None --clear serial --serial \"To Be Filled By O.E.M.\"", "usage"),
        ("edit PC-1 --serial s2", "serial_taken"),
        ("edit PC-1 --tag PC-2", "taken"),
        ("edit PC-2 --tag GLPI-1", "taken"),
        ("edit PC-2 --alias pc-1", "taken"),
        ("edit PC-9 --serial S9", "not_found"),
        ("edit PC-1 --supplier Dull", "not_found"),
        ("edit PC-1 --acquired leased", "owner"),
        ("edit PC-1 --owner Locatout", "owner"),
        ("edit PC-1 --purchased 2027-01-01", "future"),
        ("edit PC-1 --model X --on 2027-01-01", "future"),
        ("edit PC-1 --serial S9 --clear serial", "usage"),
        ("edit PC-1", "usage"),
        ("edit PC-1 --clear state", "usage"),
    ] {
        world.stopped(line, if code == "usage" { 2 } else { 1 }, code);
    }
}

#[test]
fn a_serial_is_anothers_only_with_the_same_maker() {
    let world = town();
    world.enter("add --kind printer --tag IMP-1 --manufacturer HP --serial S1");
    world.refused("edit IMP-1 --manufacturer dell", "serial_taken");
    world.enter("edit IMP-1 --manufacturer Canon\n edit IMP-1 --manufacturer Dell --clear serial");
    assert_eq!(world.fact("IMP-1", "serial"), json!(null));
}

#[test]
fn the_life_of_an_asset_is_not_edited_and_the_command_that_decides_it_is_named() {
    let world = town();
    let hint = |line: &str| {
        let error = world.refused(line, "lived");
        error["hints"][0].as_str().unwrap().to_owned()
    };
    assert!(hint("edit PC-2 --service Finances").contains("`rebond move PC-2 --to SERVICE`"));
    assert!(hint("edit PC-2 --site Mairie").contains("`rebond move PC-2 --site SITE`"));
    assert!(hint("edit PC-2 --holder Locatout").contains("`rebond move PC-2 --holder PARTY`"));
    assert!(hint("edit PC-2 --state collected").contains("`rebond collect PC-2`"));
    assert!(hint("edit PC-1 --holder Locatout").contains("`rebond deploy PC-1 --to SERVICE --holder PARTY`"));
    assert!(hint("edit PC-1 --state departed").contains("`rebond lot ship LOT PC-1`"));
    world.enter("collect PC-2 --site Atelier");
    assert!(hint("edit PC-2 --service Finances").contains("`rebond deploy PC-2 --to SERVICE`"));
    // Of what it says already there is nothing to refuse.
    world.enter("edit PC-2 --service urbanisme --state collected --model X");
    world.enter("missing PC-1 --cause lost");
    assert!(hint("edit PC-1 --site Mairie").contains("`rebond found PC-1`"));
    // A refused label creates no service.
    world.refused("list --service Finances", "not_found");
}

#[test]
fn what_is_on_a_shelf_has_its_site_edited_for_as_long_as_it_stands_there() {
    let world = town();
    world.enter(
        "edit EC-1 --site Annexe\n edit PC-1 --service Finances --site Annexe\n collect PC-2 --on 2025-06-01
        edit PC-2 --site Annexe",
    );
    assert_eq!(world.fact("EC-1", "site"), "Annexe");
    assert_eq!(world.fact("PC-1", "service"), "Finances");
    assert_eq!(world.fact("PC-2", "site"), "Annexe");
    let then = world.run("--json show PC-2 --as-of 2025-05-31").json();
    assert_eq!(then["site"], json!(null));
    let there = world.run("--json show PC-2 --as-of 2025-06-01").json();
    assert_eq!(there["site"], "Annexe");
    world.enter("edit EC-1 --clear site");
    assert_eq!(world.fact("EC-1", "site"), json!(null));
    world.run("verify").success();
}

#[test]
fn a_kind_takes_its_usual_mass_and_category_along_unless_they_were_given() {
    let world = town();
    world.enter("edit PC-1 --kind desktop");
    assert_eq!((world.fact("PC-1", "mass_g"), world.fact("PC-1", "weee_category")), (json!(4600), json!(6)));
    world.enter("edit PC-1 --mass 2.1kg --weee 4\n edit PC-1 --kind laptop");
    assert_eq!((world.fact("PC-1", "mass_g"), world.fact("PC-1", "weee_category")), (json!(2100), json!(4)));
    world.enter("edit PC-1 --clear mass --clear weee");
    assert_eq!((world.fact("PC-1", "mass_g"), world.fact("PC-1", "weee_category")), (json!(1650), json!(2)));
    // Of a kind without a usual mass, none is known.
    world.enter("edit PC-1 --kind network");
    assert_eq!(world.fact("PC-1", "mass_g"), json!(null));
    // A screen that is a computer after all: nobody has looked for its drives.
    world.enter(
        "edit EC-1 --kind all_in_one\n decommission EC-1\n lot new --channel sale --to \"Dell France\"",
    );
    world.enter("lot add LOT-2026-0001 EC-1");
    world.refused("lot ship LOT-2026-0001", "unaccounted");
}

#[test]
fn what_was_leased_is_bought_and_what_is_given_up_is_not_leased() {
    let world = town();
    world.enter("edit PC-1 --acquired leased --owner Locatout");
    assert_eq!(world.fact("PC-1", "owned"), json!(false));
    world.refused("edit PC-1 --clear owner", "owner");
    world.enter("edit PC-1 --acquired new\n decommission PC-1");
    let bought = world.head() - 1;
    world.refused("edit PC-1 --acquired lent --owner Locatout", "given_up");
    world.refused(&format!("void {bought} --reason mistyped"), "given_up");
}

#[test]
fn a_departed_asset_is_edited_and_its_departure_keeps_what_it_was() {
    let world = town();
    world.enter(
        "party add Valo --kind recycler --on 2025-01-01
        media none PC-1 --on 2025-03-01\n decommission PC-1 --on 2025-03-01
        lot new --channel waste --to Valo --waste-code \"16 02 14\" --on 2025-03-01
        lot add LOT-2025-0001 PC-1\n lot ship LOT-2025-0001 --on 2025-03-02
        edit PC-1 --mass 9kg --serial S7",
    );
    assert_eq!(world.fact("serial:S7", "mass_g"), json!(9000));
    let report = world.run("--json report reuse --period 2025").json();
    assert_eq!(report["figures"]["mass_g"]["pending"], json!(1650), "{report}");
    world.run("verify").success();
}

#[test]
fn an_edit_is_voided_whatever_came_later_unless_its_name_was_taken() {
    let world = town();
    world.enter("edit PC-1 --serial S9 --alias BENCH");
    let first = world.head();
    world.enter("deploy PC-1 --to Urbanisme");
    world.enter(&format!("void {first} --reason mistyped"));
    assert_eq!(
        (world.fact("PC-1", "serial"), world.fact("PC-1", "aliases")),
        (json!("S1"), json!(["GLPI-1"]))
    );
    // What an edit freed may be another's by now.
    world.enter("edit PC-1 --clear serial --clear alias");
    let freed = world.head();
    world.enter("edit PC-2 --alias glpi-1");
    world.refused(&format!("void {freed} --reason mistyped"), "taken");
    world.enter("edit PC-2 --clear alias\n add --kind laptop --tag PC-3 --serial s1 --manufacturer dell");
    world.refused(&format!("void {freed} --reason mistyped"), "serial_taken");
    // An edit has no day and no place of its own to correct.
    world.refused(&format!("correct {freed} --on 2025-03-01"), "not_corrigible");
    world.run("verify").success();
}

#[test]
fn what_falls_with_its_asset_is_printed_to_be_recorded_again() {
    let world = town();
    let added = world.head() - 2;
    world.enter(
        r#"edit PC-1 --tag VAL-1 --serial S9 --price-ht 649,90 --mass 2kg --supplier "Dell France" --clear alias
        edit VAL-1 --kind desktop --clear purchased --site Depot
        edit PC-1 --clear mass --weee 4"#,
    );
    let told = world.run(&format!("void {added} --reason wrong_asset --with-later"));
    insta::assert_snapshot!(told.stdout.trim(), @r#"
    rebond edit PC-1 --tag VAL-1 --serial S9 --price-ht 649.90 --supplier 'Dell France' --mass 2000 --clear alias --on 2026-11-23
    rebond edit PC-1 --kind desktop --site Depot --clear purchased --on 2026-11-23
    rebond edit PC-1 --weee 4 --clear mass --on 2026-11-23
    "#);
}

#[test]
fn the_history_says_what_changed_in_both_languages() {
    let world = town();
    world.enter("edit PC-1 --kind desktop --serial S9 --purchased 2025-02-03 --clear alias --warranty 36");
    let line = |lang: &str| {
        let told = world.run(&format!("--lang {lang} history PC-1")).success();
        told.lines().last().unwrap().replace(['\u{a0}', '\u{202f}'], " ")
    };
    insta::assert_snapshot!(line("en"), @"9      2026-11-23  ana  PC-1: edited, kind desktop computer, serial S9, bought on 2025-02-03, warranty of 36 months, mass 4.60 kg (usual for its kind), WEEE category 6 (usual for its kind), without other names");
    insta::assert_snapshot!(line("fr"), @"9          23/11/2026  ana     PC-1 : modifié, type ordinateur de bureau, n° de série S9, acheté le 03/02/2025, garantie de 36 mois, masse 4,60 kg (valeur usuelle de son type), catégorie de DEEE 6 (valeur usuelle de son type), sans autres noms");
}

#[test]
fn a_known_command_edits_once() {
    let world = town();
    let cmd = "--cmd 01900000-0000-7000-8000-00000000abcd";
    world.enter(&format!("{cmd} edit PC-1 --model X"));
    let head = world.head();
    world.enter(&format!("{cmd} edit PC-1 --model X"));
    assert_eq!(world.head(), head);
}
