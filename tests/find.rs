//! `find`: assets by anything they are called by, as one types.

use crate::world::{Outcome, World};

/// A town where every machine is called by something else.
fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        r#"party add "Zoé Lefèvre" --kind staff --on 2025-01-01
        add --kind laptop --tag VAL-000012 --alias "GLPI 77" --manufacturer Dell --model "Latitude 5420" --serial 5CD7314HDY --on 2025-02-01
        media add VAL-000012 --kind ssd --serial S4EVNX0N912 --on 2025-02-01
        deploy VAL-000012 --to Urbanisme --site "Hôtel de ville" --holder "Zoé Lefèvre" --on 2025-03-01
        add --kind desktop --tag PC-12 --manufacturer HP --model "EliteDesk 800" --serial CZC9013 --on 2025-02-02
        deploy PC-12 --to "École Jules-Ferry" --on 2025-03-01 --note "prise murale défectueuse"
        add --kind monitor --tag EC-9 --manufacturer Dell --model P2419H --site Dépôt --on 2025-02-03"#,
    );
    world
}

/// The tags found, in their order.
#[track_caller]
fn tags(outcome: Outcome) -> Vec<String> {
    let lines = outcome.success();
    lines.lines().skip(1).map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn each_thing_it_is_called_by_finds_it_whatever_its_case_and_accents() {
    let world = town();
    for text in [
        "VAL-000012",
        "val-0",
        "000012",
        "glpi",
        "77",
        "5cd7",
        "S4EVNX",
        "latitude",
        "LATI 54",
        "urba",
        "hotel",
        "ville",
        "zoe",
        "lefevre",
        "Lefèv lat",
        "https://parc.valmont.fr/A/VAL-000012",
        "]Q1VAL-000012",
        "serial:5CD7314HDY",
        "tag:val-000012",
    ] {
        assert_eq!(tags(world.run_words(&["find", text])), ["VAL-000012"], "{text}");
    }
    for (text, found) in [
        ("ecole", vec!["PC-12"]),
        ("ferry jules", vec!["PC-12"]),
        ("murale", vec!["PC-12"]),
        ("dell", vec!["EC-9", "VAL-000012"]),
        ("dell depot", vec!["EC-9"]),
        ("dell 5420 ecole", vec![]),
        ("atitude", vec![]),
        ("***", vec![]),
    ] {
        assert_eq!(tags(world.run_words(&["find", text])), found, "{text}");
    }
    // Several words need no quotes.
    assert_eq!(tags(world.run("find dell latitude")), ["VAL-000012"]);
}

#[test]
fn what_is_named_as_a_whole_comes_first_and_what_has_left_comes_last() {
    let world = town();
    // Both begin with 12 somewhere; one is called so.
    world.enter("edit EC-9 --alias 12");
    assert_eq!(tags(world.run("find 12")), ["EC-9", "PC-12", "VAL-000012"]);
    assert_eq!(tags(world.run("find S4EVNX0N912")), ["VAL-000012"]);
    world.enter(
        "decommission EC-9 --on 2025-04-01\n lot new --channel loss --on 2025-04-01\n missing EC-9 --cause lost --on 2025-04-02
        lot add LOT-2025-0001 EC-9\n lot ship LOT-2025-0001 --on 2025-04-03",
    );
    assert_eq!(tags(world.run("find dell")), ["VAL-000012", "EC-9"]);
    world.run("verify").success();
}

#[test]
fn a_page_shows_who_uses_it_and_a_name_that_changes_is_found_by_the_new_one() {
    let world = town();
    let told = world.run("find zoé");
    insta::assert_snapshot!(told.stdout, @r#"
    Tag         Kind    Manufacturer  Model          Serial      State   Service    Site            Holder
    VAL-000012  laptop  Dell          Latitude 5420  5CD7314HDY  in use  Urbanisme  Hôtel de ville  Zoé Lefèvre
    "#);
    world.enter("party edit \"Zoé Lefèvre\" --name \"Zoé Marchand\"");
    assert_eq!(tags(world.run("find marchand")), ["VAL-000012"]);
    assert_eq!(tags(world.run("find lefevre")), [] as [&str; 0]);
    world.enter("collect VAL-000012");
    assert_eq!(tags(world.run("find zoe")), [] as [&str; 0]);
    world.run("verify").success();
}

#[test]
fn a_long_list_is_cut_and_says_of_how_many() {
    let world = World::new().with_record();
    let rows: Vec<String> = (1..=25).map(|n| format!("laptop,BENCH-{n},Latitude")).collect();
    world.write("park.csv", format!("kind,tag,model\n{}\n", rows.join("\n")));
    world.enter("import park.csv");
    let told = world.run("find lati");
    assert_eq!(told.stdout.lines().count(), 21);
    assert_eq!(told.stderr.trim(), "20 of 25 found; `--limit 25` shows all");
    let all = world.run("find lati --limit 25");
    assert_eq!((all.stdout.lines().count(), all.stderr.as_str()), (26, ""));
    // For machines all of them, a line each.
    let json = world.run("--json find lati");
    assert_eq!((json.stdout.lines().count(), json.stderr.as_str()), (25, ""));
    let first: serde_json::Value = serde_json::from_str(json.stdout.lines().next().unwrap()).unwrap();
    assert_eq!((&first["tag"], &first["model"]), (&"BENCH-25".into(), &"Latitude".into()));
    assert_eq!(world.run("--json find lati --limit 3").stdout.lines().count(), 3);
}

#[test]
fn nothing_found_is_no_error_and_no_text_is() {
    let world = town();
    let told = world.run("find zzz");
    assert_eq!((told.status, told.stdout.as_str(), told.stderr.trim()), (0, "", "nothing to list"));
    assert_eq!(world.run("--json find zzz").stdout, "");
    world.stopped("find", 2, "usage");
    world.stopped("find x --limit -1", 2, "usage");
}
