//! `restore` and what was erased since the backup: the lists of it, sound, damaged, or none at all.

use std::fs;

use serde_json::Value;

use crate::{
    restore::{kept, town},
    world::World,
};

#[test]
fn what_was_erased_since_the_backup_is_erased_again() {
    let world = town();
    world.enter(
        "party add 'Zoé Sentinelle' --kind person
         backup with.backup
         party forget 'Zoé Sentinelle'",
    );
    let found = |world: &World| {
        let bytes = fs::read(world.database()).unwrap();
        bytes.windows(10).any(|window| window == "Sentinelle".as_bytes())
    };
    assert!(!found(&world));
    let names = |world: &World| world.run("--json party list").success();

    // By the record that is replaced.
    let made = world.run("--json restore with.backup --replace").json();
    assert_eq!(made["forgotten"], 1, "{made}");
    assert!(!names(&world).contains("Sentinelle") && !found(&world));
    assert_eq!(world.run("--json verify --full").json()["ok"], true);

    // By the list beside the record, when the record is gone.
    fs::remove_file(world.database()).unwrap();
    assert!(world.path("data/rebond/rebond.db.forgotten").exists());
    assert_eq!(world.run("--json restore with.backup").json()["forgotten"], 1);
    assert!(!names(&world).contains("Sentinelle") && !found(&world));

    // By the list beside a later backup, on another machine.
    fs::create_dir(world.path("kept")).unwrap();
    fs::copy(world.path("with.backup"), world.path("kept/with.backup")).unwrap();
    world.enter("backup kept");
    let made = world.run("--db elsewhere/park.db --json restore kept/with.backup").json();
    assert_eq!(made["forgotten"], 1, "{made}");
    assert!(world.path("elsewhere/park.db.forgotten").exists(), "and the list stands beside it");

    // By a list that is named.
    let list = fs::read(world.path("data/rebond/rebond.db.forgotten")).unwrap();
    fs::create_dir(world.path("alone")).unwrap();
    fs::copy(world.path("with.backup"), world.path("alone/with.backup")).unwrap();
    world.write("list", list);
    let line = "--db third/park.db --json restore alone/with.backup";
    assert_eq!(world.run(&format!("{line} --forgotten list")).json()["forgotten"], 1);
    let nobody = world.run("--db fourth/park.db --json restore alone/with.backup").json();
    assert_eq!(nobody["forgotten"], 0, "nothing says so");
    world.write("list", "une liste de courses\n");
    world.stopped("--db fifth/park.db restore alone/with.backup --forgotten list", 3, "unusable_database");
    world.stopped("--db fifth/park.db restore alone/with.backup --forgotten nowhere", 4, "unreadable_file");
    assert!(!world.path("fifth/park.db").exists());
}

#[test]
fn a_bad_list_that_nobody_named_does_not_keep_a_record_from_coming_back() {
    let world = town();
    world.enter("party forget 'Léa Durand'");
    let beside = world.path("data/rebond/rebond.db.forgotten");
    let sound = fs::read_to_string(&beside).unwrap();
    fs::remove_file(world.database()).unwrap();
    // Damaged beside the record, foreign beside the backup.
    world.write("data/rebond/rebond.db.forgotten", format!("{sound}party 0190\n"));
    world.write("other.forgotten", "une liste de courses\n");
    let made = world.run("--json restore park.backup").json();
    assert_eq!(made["forgotten"], 1, "its sound lines count: {made}");
    let told = made["notices"].as_array().unwrap();
    for list in ["data/rebond/rebond.db.forgotten", "other.forgotten"] {
        let named = |notice: &&Value| {
            notice["code"] == "list_unread" && notice["message"].as_str().unwrap().contains(list)
        };
        assert!(told.iter().any(|notice| named(&notice)), "{list}: {made}");
    }
    let said = world.run("restore park.backup --replace");
    assert!(said.status == 0 && said.stderr.contains("warning: ./other.forgotten "), "{said}");
    world.stopped("restore park.backup --replace --forgotten other.forgotten", 3, "unusable_database");
}

#[test]
fn a_record_that_came_back_is_said_although_the_list_beside_it_cannot_be_written() {
    let world = town();
    fs::create_dir(world.path("data/rebond/rebond.db.forgotten")).unwrap();
    let made = world.run("--json restore park.backup --replace").json();
    let [old] = &kept(&world)[..] else { panic!() };
    let said = made["replaced"]["path"].as_str().unwrap();
    assert!(said.ends_with(old.file_name().unwrap().to_str().unwrap()), "{said}");
    let told = made["notices"].as_array().unwrap();
    let line = told.iter().find(|notice| notice["code"] == "not_scrubbed").unwrap()["message"].to_string();
    assert!(line.contains(" party forget --due`"), "{line}");
    let said = world.run("restore park.backup --replace");
    assert!(said.status == 0 && said.stderr.contains(".replaced-"), "{said}");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn a_pipe_or_a_device_among_the_lists_of_what_was_erased_is_not_waited_for() {
    let world = town();
    world.enter("party forget 'Léa Durand'");
    let list = world.path("data/rebond/rebond.db.forgotten");
    fs::copy(&list, world.path("kept.forgotten")).unwrap();
    fs::remove_file(&list).unwrap();
    let made = world.shell(
        "mkfifo pipe.forgotten data/rebond/rebond.db.forgotten && ln -s /dev/zero zero.forgotten && \
         timeout 30 rebond --json restore park.backup --replace",
    );
    let made = made.json();
    assert_eq!(made["forgotten"], 1, "the list that is one counts: {made}");
    let told = made["notices"].to_string();
    assert!(told.contains("list_unread") && told.contains("not a regular file"), "{made}");
    let named = world.shell("timeout 30 rebond restore park.backup --replace --forgotten pipe.forgotten");
    assert!(named.status == 3 && named.stderr.contains("pipe.forgotten"), "{named}");
}
