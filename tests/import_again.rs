//! `import` of what is known already: found by its key, left as it is, completed only when asked; and
//! what only the record can refuse.

use proptest::{prelude::*, sample::select};
use serde_json::{Value, json};

use crate::world::World;

/// The counts of what an import says, in the order of the contract.
fn counts(said: &Value) -> [u64; 5] {
    ["read", "added", "updated", "unchanged", "refused"].map(|key| said[key].as_u64().unwrap())
}

fn remarks(said: &Value) -> Vec<(&str, u64)> {
    let remark = |remark: &'_ Value| (remark["code"].clone(), remark["line"].as_u64().unwrap());
    said["remarks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["code"].as_str().unwrap(), remark(one).1))
        .collect()
}

fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --manufacturer Dellux --serial S1 --alias GLPI-7
         media add A1 --kind ssd --serial D1
         add --kind desktop --tag A2 --manufacturer Dellux
         add --kind monitor --manufacturer Ecran --serial S3",
    );
    world
}

#[test]
fn a_row_finds_its_asset_by_tag_then_by_other_names_then_by_maker_and_serial() {
    let world = town();
    world.write(
        "parc.csv",
        "tag,aliases,kind,manufacturer,serial,model\n\
         a1,,laptop,,,Lat 5\n\
         ,GLPI-7,laptop,,,Lat 5\n",
    );
    // Twice the same machine, by two of its names.
    world.stopped("import parc.csv", 4, "refused_rows");
    for (row, tag) in [
        ("a1,,laptop,,,Lat 5", "A1"),
        ("glpi-7,,laptop,,,Lat 5", "A1"),
        (",glpi-7,laptop,,,Lat 5", "A1"),
        (",,laptop,DELLUX,s1,Lat 5", "A1"),
        (",,laptop,,S1,Lat 5", "A1"),
        ("A2,PC 12,desktop,,S9,Lat 5", "A2"),
    ] {
        let world = town();
        world.write("parc.csv", format!("tag,aliases,kind,manufacturer,serial,model\n{row}\n"));
        let said = world.run("--json import parc.csv").json();
        assert_eq!(counts(&said), [1, 0, 0, 1, 0], "{row}");
        assert_eq!(remarks(&said), [("differs", 2)], "{row}");
        assert_eq!(world.fact(tag, "model"), Value::Null, "nobody asked: {row}");
        let said = world.run("--json import parc.csv --update").json();
        assert_eq!((counts(&said), &said["assets"][0]["tag"]), ([1, 0, 1, 0, 0], &json!(tag)), "{row}");
        assert_eq!(world.fact(tag, "model"), "Lat 5", "{row}");
        let log = world.log();
        let again = world.run("--json import parc.csv --update").json();
        assert_eq!((counts(&again), world.log()), ([1, 0, 0, 1, 0], log), "{row}");
        assert_eq!(world.run("--json verify").json()["ok"], true);
    }
}

#[test]
fn an_update_fills_and_corrects_and_takes_nothing_away() {
    let world = World::new().with_record();
    world.write(
        "one.csv",
        "tag;kind;model;price;supplier;purchase_date;order;mass_g\nA1;laptop;Lat 5;100;Info SA;2020-01-02;C1;1500\n",
    );
    world.enter("import one.csv");
    world.write(
        "two.csv",
        "tag;kind;model;price;supplier;purchase_date;order;warranty_months;serial;drive_serials\n\
         A1;laptop;;120,50;;02/01/2020;;36;S1;D1\n",
    );
    let said = world.run("--json import two.csv --update").json();
    assert_eq!(counts(&said), [1, 0, 1, 0, 0]);
    let asset = world.asset("A1");
    for (key, value) in [
        ("model", json!("Lat 5")),
        ("purchase_price_ht_cents", json!(12_050)),
        ("purchase_date", json!("2020-01-02")),
        ("warranty_until", json!("2023-01-02")),
        ("serial", json!("S1")),
        ("mass_g", json!(1500)),
    ] {
        assert_eq!(asset[key], value, "{key}");
    }
    assert_eq!(asset["media"][0]["serial"], "D1");
    let history = world.run("history A1").success();
    assert_eq!(history.lines().count(), 4, "added, edited, a medium: {history}");
    // In words.
    let said = world.run("import two.csv one.csv --update");
    assert!(said.stderr.contains("A1 is in another row already"), "{said}");
    world.write("two.csv", "tag;kind;model\nA1;laptop;Lat 6\n");
    let said = world.run("import two.csv --update --dry-run").success();
    assert_eq!(said, "1 row read, 0 assets would be added, 1 would be updated; nothing was recorded\n");
    let said = world.run("import two.csv --update").success();
    assert_eq!(said, "1 row read, 0 assets added, 1 updated\n");
}

#[test]
fn a_kind_that_no_word_names_leaves_the_one_that_is_known() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag A1 --manufacturer Dell
         add --kind laptop --tag A2
         add --kind mini_pc --tag A3",
    );
    for table in [
        "N° inventaire;Fabricant\nA1;Dell\nA2;\nA3;\n",
        "N° inventaire;Modèle\nA1;Latitude 5430\nA2;OptiPlex 3000\nA3;Latitude 5430\n",
        "N° inventaire;Catégorie\nA1;Garniture\nA2;Ordinateur\nA3;Divers\n",
    ] {
        world.write("parc.csv", table);
        world.enter("import parc.csv --update");
        let kinds = ["A1", "A2", "A3"].map(|tag| world.fact(tag, "kind"));
        assert_eq!(kinds, ["monitor", "laptop", "mini_pc"], "{table}");
    }
    world.write("parc.csv", "N° inventaire;Catégorie\nA1;Portable\n");
    let said = world.run("--json import parc.csv").json();
    assert_eq!((remarks(&said), &said["remarks"][0]["column"]), (vec![("differs", 2)], &json!("Catégorie")));
    world.enter("import parc.csv --update");
    assert_eq!(world.fact("A1", "kind"), "laptop");
}

#[test]
fn a_maker_is_the_same_whoever_writes_it() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --manufacturer Hewlett-Packard --serial HS1
         add --kind laptop --tag A2 --serial HS2
         edit A2 --manufacturer 'HP Inc.'",
    );
    let makers = ["A1", "A2"].map(|tag| world.fact(tag, "manufacturer"));
    assert_eq!(makers, ["HP", "HP"], "one maker has one name");
    world.refused("edit A1 --manufacturer 'hewlett packard'", "nothing_changes");
    world.refused("add --kind laptop --tag A3 --manufacturer HPE --serial hs1", "serial_taken");
    world.write("parc.csv", "kind;serial;manufacturer\nlaptop;HS1;Hewlett-Packard\nlaptop;HS2;HP\n");
    let said = world.run("--json import parc.csv").json();
    assert_eq!((counts(&said), remarks(&said)), ([2, 0, 0, 2, 0], vec![]));
}

#[test]
fn what_differs_is_said_with_the_column_that_gives_it() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1 --alias VIEUX --serial S1 --purchased 2022-03-15");
    for (table, column) in [
        ("ID,Asset Tag,Category\n12,A1,Laptop\n", "ID"),
        ("N° inventaire;Fin de garantie\nA1;15/03/2025\n", "Fin de garantie"),
        ("N° inventaire;Marque et modèle\nA1;Dell Latitude\n", "Marque et modèle"),
    ] {
        world.write("parc.csv", table);
        let said = world.run("import parc.csv");
        assert!(said.stderr.contains(&format!("({column})")), "{column}: {said}");
    }
}

#[test]
fn no_file_moves_an_asset() {
    let world = World::new().with_record();
    world.write("parc.csv", "tag,kind,state,service,site,model\nA1,laptop,deployed,Urbanisme,Mairie,L5\n");
    world
        .enter("import parc.csv\ncollect A1\ntriage A1 --decision keep\ndeploy A1 --to Voirie --site Annexe");
    let log = world.log();
    let said = world.run("--json import parc.csv --update").json();
    assert_eq!((counts(&said), world.log()), ([1, 0, 0, 1, 0], log));
    assert_eq!(remarks(&said), [("not_moved", 2), ("not_moved", 2)]);
    let told = |at: usize| said["remarks"][at]["message"].as_str().unwrap();
    assert!(told(0).contains("`rebond move A1 --to SERVICE`"), "{}", told(0));
    assert_eq!(
        (&said["remarks"][1]["column"], &said["remarks"][0]["column"]),
        (&json!("site"), &json!("service"))
    );
    world.enter("collect A1");
    let said = world.run("import parc.csv");
    assert!(said.stderr.contains("A1 is returned from use (`collected`), the file says in use"), "{said}");
    world.enter("missing A1 --cause stolen");
    let said = world.run("--json import parc.csv").json();
    assert_eq!(remarks(&said), [("not_moved", 2)]);
}

#[test]
fn what_only_the_record_knows_is_named_with_its_place() {
    let world = town();
    world.enter("party add 'Jean Dupont' --kind staff\nparty add 'Jean Dupont' --kind person");
    world.enter("add --kind laptop --tag A9\nmedia add A9 --kind ssd --serial D9");
    let header = "tag;aliases;kind;manufacturer;serial;purchase_date;acquired;owner;holder;drive_serials\n";
    for (row, place) in [
        ("B1;;laptop;Dellux;S1;;;;;", "column “serial”: “S1”: serial S1 is known already: it is that of A1"),
        (
            "A1;;laptop;Dellux;S2;;;;;",
            "column “serial”: “S2”: A1 is known with the serial S1, which is not S2",
        ),
        ("A2;;desktop;Dellux;S1;;;;;", "column “serial”: “S1”: serial S1 is known already: it is that of A1"),
        ("B1;GLPI-7;laptop;;;;;;;", "column “aliases”: “GLPI-7”: “GLPI-7” is known already: it names A1"),
        ("A2;GLPI-7;desktop;;;;;;;", "column “aliases”: “GLPI-7”: “GLPI-7” is known already: it names A1"),
        ("B1;;laptop;;;2026-12-01;;;;", "column “purchase_date”: “2026-12-01”: "),
        ("B1;;laptop;;;;leased;;;", "column “acquired”: “leased”: what is leased or lent names its owner"),
        ("B1;;laptop;;;;;Loc SA;;", "column “owner”: “Loc SA”: an owner is named"),
        ("B1;;laptop;;;;;;;D9", "column “drive_serials”: “D9”: medium D9 is known already: it is in A9"),
        ("A1;;laptop;;;;;;;D9", "column “drive_serials”: “D9”: medium D9 is known already: it is in A9"),
        ("B1;;laptop;;;;;;Jean Dupont;", "column “holder”: the holder’s name is that of several parties"),
    ] {
        world.write("parc.csv", format!("{header}{row}\n"));
        let error = world.stopped("import --holders parc.csv", 4, "refused_rows");
        let told = error["message"].as_str().unwrap();
        assert!(told.starts_with("parc.csv: one error, nothing was imported\n  line 2, "), "{told}");
        assert!(told.contains(place), "{place} in {told}");
        assert!(!error.to_string().contains("Dupont"), "{error}");
        for lang in ["en", "fr"] {
            let said = world.run(&format!("--lang {lang} import --holders parc.csv"));
            assert!(!said.stderr.contains("Dupont") && said.stdout.is_empty(), "{said}");
        }
        let update = world.stopped("import --holders --update parc.csv", 4, "refused_rows");
        assert_eq!(update["message"], error["message"]);
    }
    // Faults and refusals of all the files, each named, in their order.
    world.write("one.csv", "tag;kind;price\nB1;laptop;gratuit\nB2;laptop;\n");
    world.write("two.csv", "tag;kind;serial\nB2;laptop;\nB3;laptop;S1\n");
    let error = world.stopped("import one.csv two.csv", 4, "input");
    let told: Vec<&str> = error["message"].as_str().unwrap().lines().map(str::trim).collect();
    assert_eq!(told.len(), 4, "{told:#?}");
    assert_eq!(told[0], "3 errors in 2 files, nothing was imported");
    assert!(told[1].starts_with("one.csv: line 2, column “price”: “gratuit”"), "{told:#?}");
    assert!(told[2].starts_with("two.csv: line 2, column “tag”: “B2”: B2 is in another row"), "{told:#?}");
    assert!(told[3].starts_with("two.csv: line 3, column “serial”: “S1”"), "{told:#?}");
}

#[test]
fn good_rows_come_in_alone_where_that_is_asked_for() {
    let world = town();
    world.write(
        "parc.csv",
        "tag;kind;price;serial;supplier;service\n\
         B1;laptop;12;;;\n\
         B2;laptop;gratuit;;;\n\
         B3;laptop;;S1;Jamais SA;Nulle part\n\
         A1;laptop;;;;\n\
         B4;machine;;;;\n",
    );
    world.stopped("import parc.csv", 4, "input");
    let rehearsed = world.run("--json import parc.csv --allow-partial --dry-run").json();
    assert_eq!(counts(&rehearsed), [5, 1, 0, 1, 3]);
    let said = world.run("--json import parc.csv --allow-partial").json();
    assert_eq!(counts(&said), [5, 1, 0, 1, 3]);
    assert_eq!(remarks(&said), [("not_an_amount", 3), ("serial_taken", 4), ("unknown_kind", 6)]);
    assert_eq!(world.fact("B1", "kind"), "laptop");
    for tag in ["B2", "B3", "B4"] {
        world.refused(&format!("show {tag}"), "not_found");
    }
    // A row that is refused leaves nothing behind.
    assert_eq!(world.run("--json party list").success(), "");
    assert!(!world.run("vault").stdout.contains("Nulle part"));
    assert_eq!(world.run("--json verify").json()["ok"], true);
    let said = world.run("import parc.csv --allow-partial");
    assert_eq!(
        (said.status, said.stdout.as_str()),
        (0, "5 rows read, 0 assets added, 2 unchanged, 3 refused\n")
    );
    assert!(said.stderr.contains("line 3, column “price”: “gratuit”"), "{said}");
    // Without a good row, and in a file that is wrong as a whole, nothing is done.
    world.write("parc.csv", "tag;kind\nB5;machine\n");
    world.stopped("import parc.csv --allow-partial", 4, "input");
    world.write("parc.csv", "tag;tag;kind\nB5;B6;laptop\n");
    world.stopped("import parc.csv --allow-partial", 4, "input");
}

#[test]
fn a_row_without_a_key_is_added_each_time_and_says_so() {
    let world = World::new().with_record();
    world.write("parc.csv", "kind,model\nmonitor,P24\nmonitor,P24\n");
    let said = world.run("--json import parc.csv").json();
    assert_eq!((counts(&said), remarks(&said)), ([2, 2, 0, 0, 0], vec![("no_key", 2), ("no_key", 3)]));
    let said = world.run("--json import parc.csv").json();
    assert_eq!(counts(&said), [2, 2, 0, 0, 0]);
}

#[test]
fn many_remarks_of_one_kind_are_said_in_a_few_lines() {
    let world = World::new().with_record();
    let rows: Vec<String> = (0..300).map(|n| format!("A{n},laptop,None,couleur")).collect();
    world.write("parc.csv", format!("tag,kind,serial,couleur\n{}\n", rows.join("\n")));
    let said = world.run("import parc.csv");
    assert_eq!(said.stdout, "300 rows read, 300 assets added\n");
    assert_eq!(said.stderr.lines().count(), 12, "{said}");
    assert!(said.stderr.contains("and 290 more of this kind"), "{said}");
    assert_eq!(world.run("--json --quiet import parc.csv").json()["remarks"].as_array().unwrap().len(), 301);
    let said = world.run("--quiet import parc.csv");
    assert_eq!(
        (said.stdout.as_str(), said.stderr.as_str()),
        ("300 rows read, 0 assets added, 300 unchanged\n", "")
    );
}

#[test]
fn a_repeated_update_says_what_it_did_the_first_time() {
    let world = town();
    world.write("parc.csv", "tag,kind,model\nA1,laptop,L5\nB1,laptop,L5\nA2,desktop,\n");
    let line = "--json --cmd 0192f0a1-0000-7000-8000-000000000005 import --update parc.csv";
    let first = world.run(line).json();
    assert_eq!(counts(&first), [3, 1, 1, 1, 0]);
    let log = world.log();
    let again = world.run(line).json();
    assert_eq!((counts(&again), world.log()), (counts(&first), log));
}

#[test]
fn what_is_exported_comes_in_as_it_was_to_the_letter() {
    let (one, two) = (World::new().with_record(), World::new().with_record());
    one.enter(
        "party add Locatout --kind lessor
         add --kind laptop --tag A1 --manufacturer Dell --serial \"'0012\" --alias \"'vieux\"
         add --kind laptop --tag A2 --manufacturer '=Dell' --serial '=\"0012\"' --acquired leased --owner Locatout
         media add A1 --kind ssd --serial \"'S1\"
         media add A2 --kind ssd --serial=-42
         media add A2 --kind ssd --serial \"'=S2\"
         media add A2 --kind hdd --serial '=\"S3\"'",
    );
    two.write("parc.csv", one.run("export assets").success());
    two.enter("import parc.csv");
    for tag in ["A1", "A2"] {
        for fact in ["aliases", "manufacturer", "serial", "acquired"] {
            assert_eq!(two.fact(tag, fact), one.fact(tag, fact), "{tag}: {fact}");
        }
        let drives = |world: &World| -> Vec<Value> {
            world
                .fact(tag, "media")
                .as_array()
                .unwrap()
                .iter()
                .map(|medium| medium["serial"].clone())
                .collect()
        };
        assert_eq!(drives(&two), drives(&one), "{tag}");
    }
    assert_eq!(two.fact("A2", "owner"), "Locatout");
    // What a person wrote by hand is freed of what keeps a spreadsheet away, as before.
    two.write("main.csv", "tag;kind;serial;drive_serials\nB1;laptop;'0013;'D9\n");
    two.enter("import main.csv");
    assert_eq!(two.fact("B1", "serial"), "0013");
}

#[test]
fn a_column_is_mapped_and_a_wrong_map_says_what_there_is() {
    let world = World::new().with_record();
    world.write("parc.csv", "Etiquette maison;Genre\nA1;laptop\n");
    world.enter("import parc.csv --map 'tag=Etiquette maison' --map kind=Genre");
    assert_eq!(world.fact("A1", "kind"), "laptop");
    let error = world.stopped("import parc.csv --map 'tag=Étiquette' --map kind=Genre", 4, "input");
    assert!(error["message"].as_str().unwrap().contains("Etiquette maison"), "{error}");
    for line in ["--map tag", "--map colour=Genre", "--date-order ymd", "--format glpi"] {
        world.stopped(&format!("import parc.csv {line}"), 2, "usage");
    }
    world.enter("import parc.csv --format table --map kind=Genre --map 'tag=etiquette MAISON'");
}

/// A row of a table: tag, alias, serial, model, service.
fn row() -> impl Strategy<Value = [String; 5]> {
    let some = |all: Vec<&'static str>| select(all).prop_map(str::to_owned);
    let tag = prop_oneof![3 => "[A-C][0-9]".prop_map(|t| t), 1 => Just(String::new()), 1 => "pc n° [0-9]"];
    let serial = prop_oneof![2 => "S[0-9]{2}", 1 => Just(String::new()), 1 => Just("None".to_owned())];
    (
        tag,
        some(vec!["", "", "GLPI-1", "GLPI-2", "x y"]),
        serial,
        some(vec!["", "L5", "L6"]),
        some(vec!["", "Urba"]),
    )
        .prop_map(|(tag, alias, serial, model, service)| [tag, alias, serial, model, service])
}

fn table(rows: &[[String; 5]]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("laptop;{}", row.join(";"))).collect();
    format!("kind;tag;aliases;serial;model;service\n{}\n", rows.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever two tables hold: the counts add up, a second import of the same adds nothing that has
    /// a key, and the record stays sound.
    #[test]
    fn what_was_imported_is_not_doubled(
        one in prop::collection::vec(row(), 1..8),
        two in prop::collection::vec(row(), 1..8),
    ) {
        let world = World::new().with_record();
        for (at, rows) in [&one, &two].into_iter().enumerate() {
            world.write("parc.csv", table(rows));
            let first = world.run("--json import --allow-partial --update parc.csv");
            if first.status == 4 {
                // Not one good row.
                continue;
            }
            let first = first.json();
            let [read, added, updated, unchanged, refused] = counts(&first);
            prop_assert_eq!(read, rows.len() as u64);
            prop_assert_eq!(read, added + updated + unchanged + refused);
            prop_assert_eq!(first["assets"].as_array().unwrap().len() as u64, added + updated + unchanged);
            let keyless = remarks(&first).iter().filter(|(code, _)| *code == "no_key").count() as u64;
            let again = world.run("--json import --allow-partial --update parc.csv").json();
            let now = counts(&again);
            prop_assert_eq!(now, [read, keyless, 0, read - keyless - refused, refused], "table {}", at);
            prop_assert_eq!(&world.run("--json verify").json()["ok"], &json!(true));
        }
    }
}
