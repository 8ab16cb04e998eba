//! What is written beside the log can be made again from it; the log itself is never mended.

use rusqlite::Connection;

use crate::world::World;

fn town() -> World {
    let world = World::new().with_record();
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
