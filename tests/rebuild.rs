//! What is written beside the log can be made again from it; the log itself is never mended.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use rusqlite::Connection;
use serde_json::json;

use crate::world::World;

fn town() -> World {
    town_of(World::new())
}

fn town_of(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "add --kind laptop --tag PC-1 --service Urbanisme --purchased 2022-03-01
         media add PC-1 --kind nvme --serial S1
         add --kind monitor --tag EC-1",
    );
    world
}

fn damage(world: &World, sql: &str) {
    Connection::open(world.database()).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_table_that_differs_is_named_then_written_again_from_a_log_that_stays_as_it_was() {
    let world = town();
    let log = world.log();
    assert!(world.run("rebuild --check").success().contains("every table is what they give"));
    damage(&world, "UPDATE asset SET state = 'missing' WHERE tag = 'PC-1'; DELETE FROM touch WHERE seq = 4;");
    let said = world.run("rebuild --check");
    assert_eq!(said.status, 5);
    let said = said.stdout;
    assert!(said.contains("touch"), "{said}");
    let found = world.run("--json rebuild --check");
    assert_eq!(found.status, 5);
    let found: serde_json::Value = serde_json::from_str(&found.stdout).unwrap();
    assert_eq!((&found["ok"], &found["rebuilt"]), (&false.into(), &false.into()));
    assert_eq!(found["findings"][0]["code"], "projection");
    assert_eq!(world.fact("PC-1", "state"), "missing");
    // Where what is touched is wrong, nothing else can be compared: all of it is written again.
    assert!(world.run("rebuild").success().ends_with("written again from 6 events: 1 table differed\n"));
    assert_eq!(world.fact("PC-1", "state"), "deployed");
    assert_eq!(world.log(), log);
    world.run("verify --full").success();
    assert_eq!(world.run("--json rebuild").json()["ok"], true);
}

#[test]
fn a_damaged_log_is_left_alone_with_everything_else() {
    let world = town();
    damage(
        &world,
        "CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'event_stays';
         DROP TRIGGER event_stays;
         UPDATE event SET line = replace(line, 'PC-1', 'PC-9');",
    );
    let text = include_str!("../schema/sqlite/0001_record.sql");
    let from = text.find("CREATE TRIGGER event_stays").unwrap();
    let to = from + text[from..].find("END;").unwrap() + 4;
    damage(&world, &text[from..to]);
    damage(&world, "UPDATE asset SET state = 'missing' WHERE tag = 'PC-1';");
    let found = world.run("--json rebuild");
    assert_eq!(found.status, 5);
    let found: serde_json::Value = serde_json::from_str(&found.stdout).unwrap();
    assert_eq!((&found["rebuilt"], &found["findings"][0]["code"]), (&false.into(), &"chain".into()));
    // The table could be made again, were the log whole: the only way out is a backup.
    assert_eq!(found["hints"].as_array().unwrap().len(), 1, "{found}");
    for line in ["rebuild", "verify"] {
        let said = world.run(line);
        assert_eq!(said.status, 5);
        assert!(
            said.stderr.contains("keep the damaged file") && said.stderr.contains("restore FILE"),
            "{said}"
        );
    }
    assert_eq!(world.fact("PC-1", "state"), "missing");
}

#[test]
fn what_the_search_has_lost_is_found_again() {
    let world = town();
    for lost in ["DELETE FROM search_config", "DELETE FROM search_idx; DELETE FROM search_data WHERE id > 10"]
    {
        damage(&world, lost);
        assert_ne!(world.run("find urbanisme --json").status, 0, "{lost}");
        assert_ne!(world.run("verify --full").status, 0, "{lost}");
        world.run("rebuild").success();
        assert!(world.run("find urbanisme").success().contains("PC-1"), "{lost}");
        world.run("verify --full").success();
    }
}

/// What differs, of every kind: a value, one that lacks, a row too many, one too few, what is searched by.
const DIFFERENCES: &str = "
    UPDATE asset SET state = 'missing' WHERE tag = 'PC-1';
    UPDATE medium SET model = 'X', capacity_bytes = 5;
    DELETE FROM stay WHERE asset = (SELECT id FROM asset WHERE tag = 'EC-1');
    INSERT INTO policy VALUES ('label.url', 'https://exemple.fr');
    UPDATE search SET text = 'dupont' WHERE rowid = 4;
";

#[test]
fn what_differs_is_said_as_people_name_it_with_the_way_out() {
    let world = town();
    damage(&world, DIFFERENCES);
    assert_snapshot!(world.run("verify"), @r"
    event 5: asset PC-1: the table `asset` is not what the log gives: `state` is `missing` in the table, `deployed` by the log
    event 5: medium S1: the table `medium` is not what the log gives: `model` is `X` in the table, nothing by the log; `capacity_bytes` is `5` in the table, nothing by the log
    `label.url`: the table `policy` has a row that the log does not give
    event 4: asset PC-1: the table `search` is not what the log gives: `text`
    event 6: asset EC-1: the table `stay` lacks a row that the log gives
    6 events verified: 5 differences found, nothing was changed
    ------- stderr -------
    hint: only tables differ, and the log is whole: have them written again from it, `rebond rebuild`
    [exit status: 5]
    ");
    assert_snapshot!(world.run("rebuild --check").stderr, @"hint: only tables differ, and the log is whole: have them written again from it, `rebond rebuild`");
    let found = world.run("--json verify");
    let found: serde_json::Value = serde_json::from_str(&found.stdout).unwrap();
    let asset = found["findings"].as_array().unwrap().iter().find(|f| f["row"]["table"] == "asset").unwrap();
    let values = json!([{"column": "state", "table": "missing", "log": "deployed"}]);
    assert_eq!(asset["row"], json!({"table": "asset", "about": "PC-1", "side": "both", "values": values}));
    assert!(asset["message"].is_string() && asset["detail"].is_string() && asset["seq"].is_number());
    assert!(found["hints"][0].as_str().unwrap().contains("`rebond rebuild`"), "{found}");
    assert!(!found.to_string().contains("dupont"), "what is searched by is not told");
    // What is mended needs no way out.
    let mended = world.run("rebuild");
    assert_eq!((mended.status, mended.stderr.as_str()), (0, ""), "{mended}");
    damage(&world, "UPDATE asset SET state = 'missing'");
    assert_eq!(world.run("--json rebuild").json().get("hints"), None);
}

#[test]
fn ce_qui_differe_est_dit_avec_la_facon_d_en_sortir() {
    let world = town_of(World::french());
    damage(&world, DIFFERENCES);
    assert_snapshot!(world.run("verify"), @r"
    événement n° 5 : équipement PC-1 : la table `asset` n’est pas ce que donne le registre : `state` vaut `missing` dans la table, `deployed` d’après le registre
    événement n° 5 : support S1 : la table `medium` n’est pas ce que donne le registre : `model` vaut `X` dans la table, rien d’après le registre ; `capacity_bytes` vaut `5` dans la table, rien d’après le registre
    `label.url` : la table `policy` a une ligne que le registre ne donne pas
    événement n° 4 : équipement PC-1 : la table `search` n’est pas ce que donne le registre : `text`
    événement n° 6 : équipement EC-1 : il manque à la table `stay` une ligne que donne le registre
    6 événements vérifiés : 5 différences trouvées, rien n’a été changé
    ------- stderr -------
    conseil : seules des tables diffèrent, et le registre est entier : les faire réécrire d’après lui, `rebond rebuild`
    [exit status: 5]
    ");
    // Le moteur ne parle qu’anglais : il est cité.
    damage(&world, "DELETE FROM search_idx; DELETE FROM search_data WHERE id > 10");
    let said = world.run("verify --full");
    assert!(said.stdout.contains("SQLite dit\u{a0}: «\u{a0}"), "{said}");
    assert!(said.stderr.contains("`rebond verify --full`") && said.stderr.contains("sauvegarde"), "{said}");
}

#[test]
fn the_same_differences_are_said_in_the_same_order_each_time() {
    let world = town();
    for n in 0..40 {
        world.enter(&format!("add --kind monitor --tag M-{n}"));
    }
    // More of them than are looked at one by one.
    damage(&world, "UPDATE asset SET model = 'X'; DELETE FROM stay WHERE seq > 8");
    let said: BTreeSet<String> = (0..4).map(|_| world.run("verify").stdout).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    damage(&world, "DELETE FROM touch WHERE seq > 8");
    let said: BTreeSet<String> = (0..4).map(|_| world.run("verify").stdout).collect();
    assert_eq!(said.len(), 1, "{said:?}");
}
