//! `demo`: a whole town, lived through the commands that everyone types.

use std::{fs, os::unix::fs::PermissionsExt as _};

use crate::world::World;

/// Everything in a folder, by name.
fn contents(world: &World, folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = fs::read_dir(world.path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect();
    found.sort();
    found
}

#[test]
fn five_lines_say_what_to_look_at_and_what_to_try() {
    let world = World::new();
    insta::assert_snapshot!(world.run("demo town"), @r#"
    town holds the town of Valmont: 46 assets, 248 events
    look at labels.svg, reuse-2025.json and decree-2025.json: what is stuck on, what became of it
    look at session.txt: every command with its answer; what is refused there is refused by a rule
    try `rebond --db town/rebond.db report decree --period 2025 --explain`: every figure names its machines
    try `rebond --db town/rebond.db history PC-0102`: a life, from its first day to its last
    "#);
    let verified = world.run("--db town/rebond.db verify --json").json();
    assert_eq!(verified["ok"], true);
    assert_eq!(verified["findings"], serde_json::json!([]));
    let mode = fs::metadata(world.path("town/rebond.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for its owner alone, as any record");
}

#[test]
fn in_french_too() {
    insta::assert_snapshot!(World::french().run("demo"), @r#"
    valmont contient la ville de Valmont : 46 équipements, 248 événements
    à regarder : labels.svg, reuse-2025.json et decree-2025.json
    à regarder : session.txt, chaque commande et sa réponse ; ce qui y est refusé l’est par une règle
    à essayer : `rebond --db valmont/rebond.db report decree --period 2025 --explain`, chaque chiffre nomme ses machines
    à essayer : `rebond --db valmont/rebond.db history PC-0102`, une vie, du premier jour au dernier
    "#);
}

#[test]
fn the_same_seed_makes_the_same_bytes_whatever_the_folder_and_the_day() {
    let world = World::new();
    let made = world.run("demo one --json").json();
    world.set_day("2027-02-03");
    fs::create_dir(world.path("two")).unwrap();
    world.run("demo two").success();
    assert!(contents(&world, "one") == contents(&world, "two"), "the two towns differ");
    let names: Vec<String> = contents(&world, "one").into_iter().map(|(name, _)| name).collect();
    let documents = made["documents"].as_array().unwrap();
    assert_eq!(documents.len() + 1, names.len(), "{names:?}");
    assert!(documents.iter().all(|name| names.contains(&name.as_str().unwrap().to_owned())));

    let log = world.run("--db one/rebond.db export log").success();
    let mut other = world.command(&["demo", "three"]);
    other.env("REBOND_SEED", "another");
    world.finish(other, "").success();
    let elsewhere = world.run("--db three/rebond.db export log").success();
    assert_ne!(elsewhere, log);
    assert_eq!(elsewhere.lines().count(), log.lines().count());
}

#[test]
fn the_same_life_is_recorded_in_either_language() {
    let log = |world: World| {
        world.run("demo").success();
        world.run("--db valmont/rebond.db export log").success()
    };
    assert!(log(World::new()) == log(World::french()), "the two logs differ");
}

#[test]
fn a_folder_in_which_there_is_something_is_left_as_it_is() {
    let world = World::new();
    world.run("demo town").success();
    let before = contents(&world, "town");
    let error = world.run("demo town --json");
    assert_eq!(error.status, 1);
    assert!(error.stdout.contains("\"not_empty\"") && error.stdout.contains("rebond.db"), "{error}");
    assert!(contents(&world, "town") == before);

    fs::create_dir(world.path("mine")).unwrap();
    world.write("mine/letter.txt", "Madame,");
    insta::assert_snapshot!(world.run("demo mine"), @r#"
    ------- stderr -------
    error: the folder mine is not empty: it holds letter.txt
    hint: give another folder: `rebond demo DIR`
    [exit status: 1]
    "#);
    assert_eq!(contents(&world, "mine"), [("letter.txt".to_owned(), b"Madame,".to_vec())]);
    world.write("file", "");
    world.run("demo file").failure(3);
}

#[test]
fn where_nothing_can_be_written_nothing_stays() {
    let world = World::new();
    fs::create_dir(world.path("closed")).unwrap();
    let close = |mode| fs::set_permissions(world.path("closed"), fs::Permissions::from_mode(mode)).unwrap();
    close(0o555);
    // Whoever may do everything is not stopped by a mode.
    if fs::write(world.path("closed/try"), "").is_ok() {
        fs::remove_file(world.path("closed/try")).unwrap();
    } else {
        let said = world.run("demo closed/valmont").failure(3);
        assert!(said.contains("closed/valmont"), "{said}");
    }
    close(0o755);
    assert!(contents(&world, "closed").is_empty());
}
