//! `import`: every row of a table, or none, and each fault with its place.

use serde_json::{Value, json};

use crate::world::World;

const GOOD: &str = "\
tag;kind;manufacturer;model;serial;purchase_date;price;service;site;drive_serials;couleur;holder
A1;laptop;Dellux;Lat 5;S1;15/03/2022;1 234,50;Urbanisme;Mairie;D1;rouge;Ana
A2;Écran;Dellux;;To be filled by O.E.M.;2022-03-15;12;;;;;
pc n° 3;desktop;Hapé;;S3;;;Voirie;;D3;;
";

fn town(table: &str) -> World {
    let world = World::new().with_record();
    world.write("parc.csv", table);
    world
}

/// The keys and counts of what an import says.
fn counts(said: &Value) -> Value {
    ["read", "added", "updated", "unchanged", "refused"].iter().map(|key| said[*key].clone()).collect()
}

#[test]
fn a_good_table_becomes_assets_and_media() {
    let world = town(GOOD);
    let said = world.run("--json import parc.csv").json();
    assert_eq!((&said["format"], counts(&said)), (&json!("table"), json!([3, 3, 0, 0, 0])));
    let keys: Vec<&String> = said.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["added", "assets", "format", "media", "read", "refused", "remarks", "unchanged", "updated"]
    );
    let first = &said["assets"][0];
    for (key, value) in [
        ("tag", json!("A1")),
        ("state", json!("deployed")),
        ("service", json!("Urbanisme")),
        ("site", json!("Mairie")),
        ("holder", Value::Null),
        ("purchase_date", json!("2022-03-15")),
        ("purchase_price_ht_cents", json!(123_450)),
    ] {
        assert_eq!(first[key], value, "{key}");
    }
    let second = &said["assets"][1];
    assert_eq!((&second["state"], &second["serial"]), (&json!("in_stock"), &Value::Null));
    let third = &said["assets"][2];
    assert_eq!((&third["tag"], &third["aliases"]), (&json!("VAL-000001P"), &json!(["pc n° 3"])));
    let media: Vec<&Value> =
        said["media"].as_array().unwrap().iter().map(|medium| &medium["serial"]).collect();
    assert_eq!(media, ["D1", "D3"]);
    let remarks: Vec<_> = said["remarks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|remark| {
            assert_eq!(remark["file"], "parc.csv");
            assert!(remark["message"].is_string());
            (
                remark["code"].as_str().unwrap(),
                remark["line"].as_u64().unwrap(),
                remark["column"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        remarks,
        [
            ("unknown_column", 1, "couleur"),
            ("holders_not_read", 1, "holder"),
            ("placeholder_serial", 3, "serial"),
            ("tag_became_alias", 4, "tag"),
        ]
    );
    assert_eq!(world.asset("A1")["media"][0]["status"], "holds_data", "in use, it has been written on");
    assert_eq!(world.fact("'pc n° 3'", "tag"), "VAL-000001P");
    assert_eq!(world.run("--json verify").json()["ok"], true);
    assert!(!world.log().contains("Ana") && world.run("--json party list").success().is_empty());
}

#[test]
fn a_dry_run_says_the_same_and_records_nothing() {
    let world = town(GOOD);
    let before = world.log();
    let rehearsed = world.run("--json import parc.csv --dry-run").json();
    assert_eq!(world.log(), before);
    let done = world.run("--json import parc.csv").json();
    for key in ["read", "added", "remarks"] {
        assert_eq!(rehearsed[key], done[key], "{key}");
    }
    let tags = |said: &Value| -> Vec<Value> {
        said["assets"].as_array().unwrap().iter().map(|asset| asset["tag"].clone()).collect()
    };
    assert_eq!(tags(&rehearsed), tags(&done));
}

#[test]
fn one_bad_row_keeps_every_row_out() {
    let world = town(
        "tag;kind;price;mass_g;purchase_date;state\n\
         A1;laptop;12,50;1650;2022-01-01;\n\
         A2;machine;-5;0;2026-02-31;cloud\n\
         A1;laptop;;;;\n",
    );
    let error = world.stopped("import parc.csv", 4, "input");
    let told = error["message"].as_str().unwrap();
    for place in [
        "line 3, column “kind”: “machine”",
        "line 3, column “price”: “-5”",
        "line 3, column “mass_g”: “0”",
        "line 3, column “purchase_date”: “2026-02-31”",
        "line 3, column “state”: “cloud”",
        "line 4, column “tag”: “A1”",
    ] {
        assert!(told.contains(place), "{place} in {told}");
    }
    assert!(!told.contains("line 2,"), "{told}");
    world.stopped("import parc.csv --dry-run", 4, "input");
    world.refused("show A1", "not_found");
}

#[test]
fn a_table_that_is_imported_twice_changes_nothing_the_second_time() {
    let world = town(GOOD);
    let first = world.run("--json import parc.csv").json();
    for flags in ["", "--update", "--allow-partial", "--dry-run"] {
        let log = world.log();
        let again = world.run(&format!("--json import parc.csv {flags}")).json();
        assert_eq!(world.log(), log, "{flags}");
        assert_eq!(counts(&again), json!([3, 0, 0, 3, 0]), "{flags}");
        assert_eq!(again["remarks"], first["remarks"], "{flags}");
        let tags = |said: &Value| -> Vec<Value> {
            said["assets"].as_array().unwrap().iter().map(|asset| asset["tag"].clone()).collect()
        };
        assert_eq!(tags(&again), tags(&first), "{flags}");
    }
    // The same file named twice is a mistake.
    let world = town(GOOD);
    let error = world.stopped("import parc.csv parc.csv", 4, "refused_rows");
    let told = error["message"].as_str().unwrap();
    assert!(
        told.contains("line 2, column “tag”: “A1”: A1 is in another row already, line 2 of parc.csv"),
        "{told}"
    );
}

#[test]
fn a_machine_known_under_another_tag_is_no_new_machine() {
    let world = town("tag;kind;manufacturer;serial\nB1;laptop;Dellux;s1\n");
    world.enter("add --kind laptop --tag A1 --manufacturer Dellux --serial S1");
    let error = world.stopped("import parc.csv", 4, "refused_rows");
    assert!(error["message"].as_str().unwrap().contains("A1"), "{error}");
    world.write("parc.csv", "tag;kind;drive_serials\nB1;laptop;D1\nB2;laptop;d1\n");
    let before = world.log();
    assert_eq!(world.run("import parc.csv").status, 4);
    assert_eq!(world.log(), before);
}

#[test]
fn a_row_that_names_a_service_or_a_holder_is_in_use() {
    let world = town("tag;kind;service;holder\nA1;laptop;Urbanisme;\nA2;laptop;;Ana Ruiz\nA3;laptop;;\n");
    world.enter("import parc.csv --holders");
    let states = ["A1", "A2", "A3"].map(|tag| world.fact(tag, "state"));
    assert_eq!(states, ["deployed", "deployed", "in_stock"]);
    assert_eq!(world.fact("A2", "holder"), "Ana Ruiz");
    world.enter("collect A2");
    let party: Value = serde_json::from_str(&world.run("--json party list").success()).unwrap();
    assert_eq!((&party["name"], &party["kind"]), (&json!("Ana Ruiz"), &json!("staff")));
    assert!(!world.log().contains("Ruiz"), "names of people are kept out of the log");
    assert_eq!(world.run("--json verify").json()["ok"], true);
    // As by hand.
    world.enter("add --kind laptop --tag A4 --holder 'Ana Ruiz'\nadd --kind laptop --tag A5");
    let states = ["A4", "A5"].map(|tag| world.fact(tag, "state"));
    assert_eq!(states, ["deployed", "in_stock"]);
}

#[test]
fn a_row_that_names_its_holder_is_an_asset_and_shows_no_name() {
    for rows in [
        "Marie Curie;;Latitude 5430\n",
        "Marie Curie;;\n",
        "Marie Curie;S2;\n",
        ";;Parc 2026\nMarie Curie;S2;Latitude 5430\n",
    ] {
        for flag in ["", "--holders"] {
            let world =
                town(&format!("Utilisateur;Numéro de série;Modèle\nAlfred Nobel;S1;Latitude\n{rows}"));
            let said = world.run(&format!("--json import parc.csv {flag}")).json();
            assert!(!said["remarks"].to_string().contains("Curie"), "{said}");
            assert_eq!(said["added"], 2, "{rows} {flag}: {said}");
            let said = world.run(&format!("import parc.csv --update {flag}"));
            assert!(!said.stderr.contains("Curie"), "{said}");
        }
    }
    // A row of a column that is not read: nothing of it is shown.
    let world = town("Numéro de série;Modèle;Remarques perso\nS1;Latitude;\n;;Marie Curie\n");
    let said = world.run("--json import parc.csv");
    assert!(!said.stdout.contains("Curie") && said.stdout.contains("not_a_row"), "{said}");
}

#[test]
fn a_table_of_another_hand_is_read_as_it_is() {
    for (table, why) in [
        ("\u{feff}tag;kind\r\nA1;laptop\r\n", "a mark and ends of line of another system"),
        ("tag,kind\nA1,laptop\n\n", "commas and an empty line"),
        ("tag\tkind\nA1\tlaptop", "tabs, no end of line"),
        ("\"tag\";\"kind\"\n\"A1\";\"laptop\"\n", "quotes"),
    ] {
        let world = town(table);
        world.enter("import parc.csv");
        assert_eq!(world.fact("A1", "kind"), "laptop", "{why}");
    }
}

#[test]
fn what_is_no_table_is_refused_with_its_place() {
    for table in ["", "tag;kind\nA1;\"lap\ntop", "tag;kind\nA1;laptop;too;much\n", "tag;tag\nA1;A2\n"] {
        let world = town(table);
        world.stopped("import parc.csv", 4, "input");
    }
    let world = World::new().with_record();
    std::fs::write(world.path("latin.csv"), b"tag;kind;service\nA1;laptop;\x81tat civil\n").unwrap();
    world.stopped("import latin.csv", 4, "input");
    world.stopped("import absent.csv", 4, "unreadable_file");
    world.stopped("import", 2, "usage");
}

#[test]
fn what_is_exported_can_be_imported_elsewhere() {
    let world = town(GOOD);
    world.enter("import parc.csv");
    let table = world.run("export assets").success();
    let other = World::new().with_record();
    other.write("parc.csv", &table);
    let said = other.run("--json import parc.csv").json();
    assert_eq!(counts(&said), json!([3, 3, 0, 0, 0]));
    for tag in ["A1", "A2", "VAL-000001P"] {
        let (ours, theirs) = (world.asset(tag), other.asset(tag));
        for key in [
            "kind",
            "aliases",
            "manufacturer",
            "model",
            "serial",
            "state",
            "service",
            "site",
            "mass_g",
            "purchase_date",
            "purchase_price_ht_cents",
        ] {
            assert_eq!(theirs[key], ours[key], "{key} of {tag}");
        }
    }
}

#[test]
fn persons_are_found_again_and_new_ones_come_in_once() {
    let world = World::new().with_record();
    let known = world.run("party add 'Ana Ruiz' --kind staff").success().trim().to_owned();
    world.write(
        "parc.csv",
        format!(
            "tag,kind,service,holder\nA1,laptop,Urbanisme,ana ruiz\nA2,laptop,Urbanisme,{known}\n\
             A3,laptop,Urbanism,Ben Ali\nA4,laptop,Voirie,Ben Ali\n"
        ),
    );
    let said = world.run("import --holders parc.csv");
    assert!(said.stderr.contains("near: Urbanisme"), "{said}");
    assert_eq!(said.status, 0, "{said}");
    let parties = world.run("--json party list").success();
    assert_eq!(parties.lines().count(), 2, "{parties}");
    let holder = |tag: &str| world.fact(tag, "holder");
    assert_eq!(holder("A1"), holder("A2"));
    assert_eq!(holder("A3"), holder("A4"));
    assert_ne!(holder("A1"), holder("A3"));
}

#[test]
fn a_repeated_import_shows_what_it_did_the_first_time() {
    let world = town(GOOD);
    let line = "--json --cmd 0192f0a1-0000-7000-8000-000000000003 import parc.csv";
    let first = world.run(line).json();
    let log = world.log();
    let again = world.run(line).json();
    assert_eq!(world.log(), log);
    for key in ["read", "added", "assets", "media"] {
        assert_eq!(again[key], first[key], "{key}");
    }
}

#[test]
fn a_repeated_import_says_nothing_of_what_the_log_does_not_tell() {
    let world = town("tag;kind;serial\nA1;laptop;S1\nA2;machine;\nA3;laptop;S9\n");
    world.enter("add --kind laptop --tag A9 --serial S9");
    let line = "--json --cmd 0192f0a1-0000-7000-8000-000000000009 import --allow-partial parc.csv";
    assert_eq!(counts(&world.run(line).json()), json!([3, 1, 0, 0, 2]));
    assert_eq!(counts(&world.run(line).json()), json!([3, 1, 0, null, null]));
}

#[test]
fn what_a_spreadsheet_was_kept_from_reading_as_a_formula_comes_back_as_it_was() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1 --model '=X1' --serial=-S1 --order '+7'\nadd --kind laptop --tag A2 --model=\"'=X1\"");
    world.write("parc.csv", world.run("export assets").success());
    let said = world.run("--json import --update parc.csv").json();
    assert_eq!(counts(&said), json!([2, 0, 0, 2, 0]), "{said}");
    assert_eq!(world.fact("A1", "model"), "=X1");
    assert_eq!(world.fact("A2", "model"), "'=X1");
}

#[test]
fn of_many_flaws_all_are_counted() {
    let rows: Vec<String> = (0..60).map(|n| format!("B{n};machine;gratuit;0")).collect();
    let world = town(&format!("tag;kind;price;mass_g\nA1;laptop;;\n{}\n", rows.join("\n")));
    let said = world.run("import --allow-partial parc.csv");
    assert!(said.stdout.contains("60 refused"), "{said}");
    assert!(said.stderr.contains("and 80 more"), "{said}");
}

#[test]
fn a_table_is_read_from_standard_input_too() {
    let world = World::new().with_record();
    let read = world.pipe("import - --json", "tag;kind\nA1;laptop\n").json();
    assert_eq!((&read["read"], &read["added"]), (&serde_json::json!(1), &serde_json::json!(1)));
    assert_eq!(world.run("show A1 --json").json()["kind"], "laptop");
}
