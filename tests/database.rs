//! A database that cannot be used: exit 3, and every file as it was.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
    path::Path,
    process::Command,
};

use rusqlite::Connection;
use serde_json::Value;

use crate::world::{Outcome, World, split};

/// The bytes of every file in a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn raw(world: &World) -> Connection {
    Connection::open(world.database()).unwrap()
}

/// Reading and writing are refused with exit 3 and this code; nothing is touched.
#[track_caller]
fn unusable(world: &World, code: &str) {
    let folder = world.path("data/rebond");
    let before = files(&folder);
    for line in ["list", "add --kind laptop", "verify", "export log", "report decree --period 2026"] {
        let outcome = world.run(&format!("--json {line}"));
        let told: Value = serde_json::from_str(&outcome.stdout).expect(&outcome.stdout);
        assert_eq!((outcome.status, &told["error"]["code"]), (3, &Value::from(code)), "{line}: {outcome}");
    }
    assert!(files(&folder) == before, "{code}: the files were touched");
}

/// Runs a command with a mask of permissions.
fn masked(world: &World, mask: &str, line: &str) {
    let like = world.command(&[] as &[&str]);
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(format!("umask {mask} && exec \"$0\" \"$@\"")).arg(like.get_program());
    shell.args(split(line)).current_dir(world.path("")).env_clear();
    shell.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    world.finish(shell, "").success();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

#[test]
fn a_record_that_is_not_there_is_not_made_by_accident() {
    let world = World::new();
    for line in ["list", "add --kind laptop", "verify"] {
        let outcome = world.run(&format!("--json {line}"));
        assert_eq!(outcome.status, 3, "{outcome}");
        assert!(outcome.stdout.contains(r#""code":"no_database""#), "{outcome}");
    }
    assert!(!world.path("data").exists());
}

#[test]
fn a_newer_record_is_left_alone() {
    let world = World::new().with_record();
    raw(&world).pragma_update(None, "user_version", 999).unwrap();
    unusable(&world, "newer_database");
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let world = World::new().with_record();
    let ours = fs::read(world.database()).unwrap();
    let replace = |bytes: &[u8]| fs::write(world.database(), bytes).unwrap();

    replace(b"Ceci est une liste de courses.\n");
    unusable(&world, "foreign_database");
    replace(b"");
    unusable(&world, "foreign_database");

    fs::remove_file(world.database()).unwrap();
    raw(&world).execute_batch("CREATE TABLE courses (quoi TEXT)").unwrap();
    fs::set_permissions(world.database(), fs::Permissions::from_mode(0o600)).unwrap();
    unusable(&world, "foreign_database");

    replace(&ours);
    raw(&world).pragma_update(None, "application_id", 42).unwrap();
    unusable(&world, "foreign_database");

    fs::remove_file(world.database()).unwrap();
    fs::create_dir(world.database()).unwrap();
    unusable(&world, "foreign_database");
    assert!(world.database().is_dir());
}

#[test]
fn a_schema_that_somebody_altered_is_refused() {
    for sql in [
        "CREATE TRIGGER spy AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE VIEW spy AS SELECT * FROM asset",
        "CREATE INDEX spy ON asset (model)",
        "ALTER TABLE asset ADD COLUMN spy TEXT",
    ] {
        let world = World::new().with_record();
        raw(&world).execute_batch(sql).unwrap();
        unusable(&world, "altered_database");
    }
}

#[test]
fn a_damaged_record_is_refused() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1");
    let mut bytes = fs::read(world.database()).unwrap();
    for byte in &mut bytes[100..4096] {
        *byte ^= 0xFF;
    }
    fs::write(world.database(), bytes).unwrap();
    unusable(&world, "corrupt_database");
}

#[test]
fn a_record_that_everyone_can_read_is_refused() {
    let world = World::new().with_record();
    for exposed in [0o644, 0o604, 0o602, 0o601, 0o666] {
        fs::set_permissions(world.database(), fs::Permissions::from_mode(exposed)).unwrap();
        unusable(&world, "exposed_database");
        assert_eq!(mode(&world.database()), exposed, "it is not for us to close it");
    }
    fs::set_permissions(world.database(), fs::Permissions::from_mode(0o640)).unwrap();
    world.enter("list");
}

/// Runs a command as somebody who is not allowed everything, even where the tests are.
fn unprivileged(world: &World, line: &str) -> Outcome {
    let mut command = world.command(&split(line));
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        fs::set_permissions(world.path(""), fs::Permissions::from_mode(0o755)).unwrap();
        command.uid(65_534).gid(65_534);
    }
    world.finish(command, "")
}

#[test]
fn a_folder_that_cannot_be_written_makes_no_record() {
    let world = World::new();
    let folder = world.path("locked");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let outcome = unprivileged(&world, "--json --db locked/rebond.db init");
    assert_eq!(outcome.status, 3, "{outcome}");
    assert!(outcome.stdout.contains(r#""code":"unusable_database""#), "{outcome}");
    assert!(files(&folder).is_empty());
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_record_that_cannot_be_opened_is_named_with_its_cause() {
    let world = World::new();
    world.enter("--db rebond.db init");
    let before = files(&world.path(""));
    // Not its owner's mode to read, and for everyone else not theirs.
    fs::set_permissions(world.path("rebond.db"), fs::Permissions::from_mode(0o000)).unwrap();
    for line in ["list", "add --kind laptop"] {
        let outcome = unprivileged(&world, &format!("--json --db rebond.db {line}"));
        assert_eq!(outcome.status, 3, "{outcome}");
        assert!(outcome.stdout.contains(r#""code":"unusable_database""#), "{outcome}");
    }
    fs::set_permissions(world.path("rebond.db"), fs::Permissions::from_mode(0o600)).unwrap();
    assert!(files(&world.path("")) == before);
}

#[test]
fn a_place_that_is_no_folder_makes_no_record() {
    let world = World::new();
    world.write("note", "not a folder");
    for db in ["note/rebond.db", "/proc/self/rebond.db", "/dev/null/rebond.db"] {
        let outcome = world.run(&format!("--json --db {db} init"));
        assert_eq!(outcome.status, 3, "{db}: {outcome}");
    }
    assert_eq!(fs::read(world.path("note")).unwrap(), b"not a folder");
}

#[test]
fn a_record_is_never_made_over_another_file() {
    let world = World::new().with_record();
    let before = files(&world.path("data/rebond"));
    let outcome = world.run("--json init --org Ailleurs");
    assert_eq!(outcome.status, 1, "{outcome}");
    assert!(outcome.stdout.contains(r#""code":"database_exists""#), "{outcome}");
    assert!(files(&world.path("data/rebond")) == before);
    world.write("note.txt", "mes courses");
    std::os::unix::fs::symlink("nowhere", world.path("link.db")).unwrap();
    for db in ["note.txt", "link.db"] {
        let outcome = world.run(&format!("--json --db {db} init"));
        assert_eq!(outcome.status, 1, "{db}: {outcome}");
    }
    assert_eq!(fs::read(world.path("note.txt")).unwrap(), b"mes courses");
    assert!(!world.path("nowhere").exists());
}

#[test]
fn a_record_that_could_not_be_opened_leaves_nothing_behind() {
    let world = World::new();
    let outcome = world.run("--json init --prefix 'été'");
    assert_ne!(outcome.status, 0, "{outcome}");
    assert!(!world.database().exists());
    world.enter("init --prefix VAL");
}

#[test]
fn what_is_so_by_default_may_be_asked_for_in_any_case() {
    let world = World::new();
    world.enter("init --prefix mtr");
    assert_eq!(world.run("policy get tag.prefix").success(), "MTR\n");
}

/// A command that was recorded, by its identity.
const CMD: &str = "018f0000-0000-7000-8000-000000000001";

#[test]
fn an_opening_that_is_repeated_and_fails_leaves_the_record() {
    let world = World::new();
    world.enter(&format!("--cmd {CMD} init --org Valmont"));
    world.enter("add --kind laptop --tag A1");
    let before = files(&world.path("data/rebond"));
    let again = world.run(&format!("--cmd {CMD} --json init --org Valmont")).json();
    assert_eq!(again["repeated"], true);
    // Whatever keeps it from being answered: the record is not its own to remove.
    for (name, value) in [("REBOND_NOW", "noon"), ("REBOND_NOW", "1970-01-01T00:00:00Z")] {
        let mut command = world.command(&split(&format!("--cmd {CMD} init --org Valmont")));
        command.env(name, value);
        let _ = world.finish(command, "").status;
    }
    assert!(files(&world.path("data/rebond")).get("rebond.db") == before.get("rebond.db"));
    world.enter("show A1");
}

#[test]
fn a_new_record_is_one_file_and_what_a_killed_run_left_does_not_harm() {
    let world = World::new();
    fs::create_dir_all(world.path("data/rebond")).unwrap();
    fs::write(world.path("data/rebond/.rebond.db.1-0"), b"").unwrap();
    world.enter("init");
    let names: Vec<String> = files(&world.path("data/rebond")).into_keys().collect();
    assert_eq!(names, [".rebond.db.1-0", "rebond.db"]);
    assert_eq!(mode(&world.database()), 0o600);
}

#[test]
fn what_a_former_record_left_is_not_read_into_a_new_one() {
    let world = World::new();
    fs::create_dir_all(world.path("data/rebond")).unwrap();
    fs::write(world.path("data/rebond/rebond.db-wal"), b"something").unwrap();
    let outcome = world.run("--json init");
    assert_eq!(outcome.status, 1, "{outcome}");
    assert_eq!(files(&world.path("data/rebond")).len(), 1);
}

#[test]
fn a_record_that_was_never_opened_takes_nothing_and_does_not_verify() {
    let world = World::new().with_record();
    let never = raw(&world);
    let triggers: Vec<(String, String)> = never
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let tables: Vec<String> = never
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
             AND name NOT LIKE 'search@_%' ESCAPE '@'",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    never.execute_batch("PRAGMA foreign_keys=OFF").unwrap();
    for (name, _) in &triggers {
        never.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    for table in &tables {
        never.execute_batch(&format!("DELETE FROM {table}")).unwrap();
    }
    for (_, sql) in &triggers {
        never.execute_batch(sql).unwrap();
    }
    drop(never);
    let outcome = world.run("--json add --kind laptop");
    assert_eq!(outcome.status, 3, "{outcome}");
    assert!(outcome.stdout.contains(r#""code":"unopened_database""#), "{outcome}");
    assert_eq!(world.run("verify").status, 5);
}

#[test]
fn only_its_owner_reads_a_new_record_whatever_the_mask() {
    for mask in ["000", "022", "077"] {
        let world = World::new();
        masked(&world, mask, "init");
        masked(&world, mask, "add --kind laptop");
        assert_eq!(mode(&world.database()), 0o600, "umask {mask}");
        masked(&world, mask, "--db shared.db init --group");
        assert_eq!(mode(&world.path("shared.db")), 0o660, "umask {mask}");
        assert_eq!(mode(&world.path("data/rebond")), 0o700, "umask {mask}");
        masked(&world, mask, "--db common/deep/shared.db init --group");
        for folder in ["common", "common/deep"] {
            assert_eq!(mode(&world.path(folder)), 0o770, "umask {mask}");
            let keeps_group = fs::metadata(world.path(folder)).unwrap().mode() & 0o2000;
            assert_ne!(keeps_group, 0, "what is made beside the database belongs to its group");
        }
        fs::create_dir(world.path("theirs")).unwrap();
        fs::set_permissions(world.path("theirs"), fs::Permissions::from_mode(0o750)).unwrap();
        masked(&world, mask, "--db theirs/shared.db init --group");
        assert_eq!(mode(&world.path("theirs")), 0o750, "umask {mask}");
        masked(&world, mask, "export log -o log.jsonl");
        assert_eq!(mode(&world.path("log.jsonl")) & 0o137, 0, "umask {mask}");
    }
}
