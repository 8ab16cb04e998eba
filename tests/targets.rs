//! Where backups and seals go: never over the record, never over what is something else.

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, symlink},
};

use rusqlite::Connection;

use crate::world::{World, has};

fn town() -> World {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag L1 --on 2026-01-05");
    world
}

/// The names in a folder.
fn names(world: &World, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(world.path(folder)).unwrap();
    let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_record_and_its_files_are_never_the_place_of_a_backup() {
    let world = town();
    let record = "data/rebond/rebond.db";
    symlink(world.path("data/rebond"), world.path("elsewhere")).unwrap();
    symlink(world.database(), world.path("link.db")).unwrap();
    fs::hard_link(world.database(), world.path("hard.db")).unwrap();
    // Somebody has it open: its last events are in the file beside it.
    let open = Connection::open(world.database()).unwrap();
    let _: i64 = open.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap();
    let before = names(&world, "data/rebond");
    let targets = [
        record.to_owned(),
        "elsewhere/rebond.db".to_owned(),
        "hard.db".to_owned(),
        "link.db".to_owned(),
        "data/rebond/../rebond/rebond.db".to_owned(),
    ]
    .into_iter()
    .chain(["-wal", "-shm", "-journal", ".forgotten", ".schema-1.backup"].map(|s| format!("{record}{s}")));
    for target in targets {
        for more in ["", " --replace"] {
            world.stopped(&format!("backup {target}{more}"), 1, "record_itself");
            world.stopped(&format!("--db link.db backup {target}{more}"), 1, "record_itself");
        }
    }
    assert_eq!(names(&world, "data/rebond"), before);
    drop(open);
    assert_eq!(world.run("verify --full").status, 0);
    // Beside it, under a name of its own, is a place like any other.
    world.enter("backup data/rebond\nbackup data/rebond/other.db");
}

#[test]
fn only_a_backup_of_the_very_log_is_replaced() {
    let world = town();
    world.enter("--db other.db init --org 'Ville de Valmont' --prefix VAL\n--db other.db backup theirs.db");
    world.write("letter", "Monsieur le maire,\n");
    world.write("empty", "");
    for (file, code) in [
        ("letter", "not_a_backup"),
        ("empty", "not_a_backup"),
        ("other.db", "other_record"),
        ("theirs.db", "other_record"),
    ] {
        let before = fs::read(world.path(file)).unwrap();
        let error = world.stopped(&format!("backup {file} --replace"), 1, code);
        assert!(error["message"].as_str().unwrap().contains(file), "{error}");
        assert!(fs::read(world.path(file)).unwrap() == before, "{file}");
    }
    // Nor what stands where the list of what was erased would.
    fs::write(world.path("data/rebond/rebond.db.forgotten"), "party 01934d2a-7c00-7abc-8def-000000000001\n")
        .unwrap();
    world.write("park.db.forgotten", "à ne pas oublier");
    assert_eq!(world.run("backup park.db").status, 3);
    assert_eq!(fs::read(world.path("park.db.forgotten")).unwrap(), "à ne pas oublier".as_bytes());
    assert!(!world.path("park.db").exists());
    fs::remove_file(world.path("park.db.forgotten")).unwrap();
    world.enter("backup park.db\nadd --kind laptop --tag L2 --on 2026-01-05\nbackup park.db --replace");
    assert_eq!(world.run("--db park.db show L2").status, 0);
}

#[test]
fn only_backups_of_the_very_log_are_counted_and_removed() {
    let world = town();
    world.enter("--db far/rebond.db init --org 'Ville de Valmont' --prefix VAL");
    for _ in 0..3 {
        world.enter("--db far/rebond.db backup kept/");
    }
    world.write("kept/rebond-20200101T000000Z-1.db", "not a record");
    let theirs = names(&world, "kept");
    assert_eq!(theirs.len(), 4, "{theirs:?}");
    for _ in 0..4 {
        world.enter("backup kept --keep 2");
    }
    let all = names(&world, "kept");
    assert!(theirs.iter().all(|name| all.contains(name)), "{all:?}");
    assert_eq!(all.len(), 6, "{all:?}");
    // A record that somebody works on is none of its own backups.
    let live = all.iter().find(|name| !theirs.contains(name)).unwrap();
    world.enter(&format!("--db kept/{live} backup kept --keep 1"));
    assert!(names(&world, "kept").contains(live));
}

#[test]
fn two_backups_of_one_second_have_two_names() {
    let world = town();
    let now = [("REBOND_NOW", "2026-11-24T03:00:00Z")];
    for _ in 0..3 {
        let mut command = world.command(&["backup", "kept/"]);
        command.envs(now);
        let outcome = world.finish(command, "");
        assert_eq!(outcome.status, 0, "{outcome}");
    }
    let stem = "rebond-20261124T030000Z-4";
    let mut expected: Vec<_> = ["", "-2", "-3"].iter().map(|more| format!("{stem}{more}.db")).collect();
    expected.sort();
    assert_eq!(names(&world, "kept"), expected);
    let mut command = world.command(&["backup", "kept/", "--keep", "2"]);
    command.envs(now);
    assert_eq!(world.finish(command, "").status, 0);
    // The oldest go: the last two are left.
    assert_eq!(names(&world, "kept"), [format!("{stem}-3.db"), format!("{stem}-4.db")]);
}

#[test]
fn a_folder_that_is_named_as_one_is_made_and_one_that_lacks_is_said() {
    let world = town();
    world.enter("backup kept/ --keep 3");
    let meta = fs::metadata(world.path("kept")).unwrap();
    assert!(meta.is_dir() && meta.mode() & 0o777 == 0o700);
    for (line, folder) in [
        ("backup nowhere --keep 35", "nowhere"),
        ("backup nowhere/park.db", "nowhere"),
        ("backup nowhere/deeper/", "nowhere"),
        ("seal --unsigned -o nowhere/head.seal", "nowhere"),
        ("seal --unsigned -o nowhere/deeper/", "nowhere"),
    ] {
        let error = world.stopped(line, 1, "output");
        let message = error["message"].as_str().unwrap();
        assert_eq!(message, format!("the folder {folder} is not there"), "{line}");
    }
    world.stopped("backup -", 1, "output");
    assert!(!world.path("nowhere").exists() && !world.path("-").exists());
}

#[test]
fn a_seal_never_takes_the_place_of_a_file() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let world = town();
    let made = world.shell("ssh-keygen -q -t ed25519 -N '' -f key");
    assert_eq!(made.status, 0, "{made}");
    world.enter("seal --key key -o head.seal\nseal --unsigned -o head.txt");
    let before = fs::read(world.path("head.seal")).unwrap();
    for line in [
        "seal --key key -o head.seal",
        "seal --unsigned -o head.seal",
        "seal --unsigned -o head.txt",
        "seal --unsigned -o key",
    ] {
        world.stopped(line, 1, "file_exists");
    }
    world.stopped("seal --unsigned -o data/rebond/rebond.db", 1, "record_itself");
    assert!(fs::read(world.path("head.seal")).unwrap() == before);
    // A text that is not signed yet is no seal, and does not close the folder.
    world.enter("seal --unsigned -o seals/\nseal --key key -o seals/");
    let endings: Vec<_> =
        names(&world, "seals").iter().map(|name| name.rsplit('.').next().unwrap().to_owned()).collect();
    assert_eq!(endings, ["txt", "seal"]);
}

#[test]
fn a_record_whose_chain_is_broken_is_not_sealed() {
    for (damage, code) in [
        ("UPDATE event SET line = replace(line, '\"L1\"', '\"L9\"') WHERE seq = 4", "chain"),
        ("DELETE FROM event WHERE seq = 3", "sequence"),
    ] {
        let world = town();
        world.enter("add --kind laptop --tag L2 --on 2026-01-05");
        let conn = Connection::open(world.database()).unwrap();
        let triggers: Vec<(String, String)> = conn
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        conn.execute_batch("PRAGMA foreign_keys=OFF").unwrap();
        for (name, _) in &triggers {
            conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        assert_eq!(conn.execute(damage, []).unwrap(), 1, "{damage}");
        for (_, sql) in &triggers {
            conn.execute_batch(sql).unwrap();
        }
        drop(conn);
        let outcome = world.run("--json seal --unsigned -o head.txt");
        assert_eq!(outcome.status, 5, "{damage}: {outcome}");
        assert!(outcome.stdout.contains(&format!("\"code\":\"{code}\"")), "{damage}: {outcome}");
        assert!(!world.path("head.txt").exists(), "{damage}");
    }
}
