//! A record of an earlier version: it opens, nothing of it is lost, and what it was is kept.

use std::{
    collections::BTreeMap,
    fs::{self, Permissions},
    io::Read as _,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use serde_json::Value;

use crate::world::{World, has, split};

/// The schema that this program writes.
const CURRENT: u32 = 5;

/// The schemas of which a record is kept.
const KEPT: [u32; 2] = [1, 2];

/// The files of this folder say how they were made.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

impl World {
    /// The same world with the record of an earlier version in it.
    pub(crate) fn with_schema(self, schema: u32) -> Self {
        let packed = fs::File::open(fixtures().join(format!("schema-{schema}.db.gz"))).unwrap();
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
        fs::create_dir_all(self.database().parent().unwrap()).unwrap();
        fs::write(self.database(), bytes).unwrap();
        fs::set_permissions(self.database(), Permissions::from_mode(0o600)).unwrap();
        self
    }
}

/// The bytes of every file beside the database.
fn files(world: &World) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(world.path("data/rebond")).unwrap().map(Result::unwrap);
    entries.map(|e| (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap())).collect()
}

fn schema_of(file: &Path) -> u32 {
    Connection::open(file).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn lines_of(file: &Path) -> Vec<String> {
    let conn = Connection::open(file).unwrap();
    let mut query = conn.prepare("SELECT line FROM event ORDER BY seq").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// The questions that the earlier version was asked, with its answers.
pub(crate) fn answers(schema: u32) -> Vec<(String, String)> {
    let text = fs::read_to_string(fixtures().join(format!("schema-{schema}.answers"))).unwrap();
    text.split("$ rebond ")
        .skip(1)
        .map(|part| {
            let (question, answer) = part.split_once('\n').unwrap();
            (question.to_owned(), answer.to_owned())
        })
        .collect()
}

/// An answer without the tables that reports have had since.
pub(crate) fn without_later_tables(answer: &str) -> String {
    let mut answer = answer.to_owned();
    for (name, first) in [("by_age", "age"), ("by_decommissioning", "decommissioned")] {
        if let Some(from) = answer.find(&format!(r#"{{"name":"{name}","columns":["{first}","departures""#)) {
            let to = from + answer[from..].find("},").unwrap() + 2;
            answer.replace_range(from..to, "");
        }
    }
    answer
}

#[test]
fn every_answer_is_what_the_version_that_wrote_it_gave() {
    for schema in KEPT {
        let world = World::new().with_schema(schema);
        world.set_day("2024-11-04");
        let before = lines_of(&world.database());
        assert!(before.len() > 80, "a life");
        let opened = world.run("verify --json");
        assert_eq!(opened.stderr.lines().count(), 1, "{opened}");
        for (question, answer) in answers(schema) {
            let found = world.run(&question);
            assert_eq!(found.stderr, "", "{question}");
            let (mut found, mut answer) = (found.success(), answer);
            if question.starts_with("export assets --format csv") {
                // A column that came later stands at the end of each line, and is empty.
                for text in [&mut found, &mut answer] {
                    *text = text.replace(",owner\n", "\n").replace(",\n", "\n");
                }
            }
            if question.starts_with("--json lot ") {
                // What came back of a lot is said since, where something did.
                found = found.replace(r#""returned_pieces":1,"remaining_mass_g":0,"#, "");
            }
            if question.starts_with("report reuse ") {
                found = without_later_tables(&found);
            }
            assert_eq!(found, answer, "{question}");
        }
        assert_eq!(lines_of(&world.database()), before);
        assert_eq!(schema_of(&world.database()), CURRENT);
        world.enter("add --kind laptop --tag NEW");
        assert_eq!(world.run("--json verify").json()["ok"], true);
    }
}

#[test]
fn a_migration_says_so_keeps_what_was_and_happens_once() {
    let world = World::new().with_schema(1);
    fs::set_permissions(world.database(), Permissions::from_mode(0o660)).unwrap();
    let before = lines_of(&world.database());
    let outcome = world.run("list --json");
    assert_eq!(
        outcome.stderr,
        "the database was brought from schema 1 to 5; as it was, it is kept in \
         $HOME/data/rebond/rebond.db.schema-1.backup\n"
    );
    for line in outcome.success().lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
    let backup = world.path("data/rebond/rebond.db.schema-1.backup");
    assert_eq!(fs::metadata(&backup).unwrap().mode() & 0o777, 0o660);
    assert_eq!((schema_of(&backup), lines_of(&backup)), (1, before));
    let names: Vec<_> = files(&world).into_keys().filter(|name| !name.ends_with("-shm")).collect();
    assert!(
        names
            .iter()
            .all(|n| ["rebond.db", "rebond.db-wal", "rebond.db.schema-1.backup"].contains(&n.as_str()))
    );

    let kept = fs::read(&backup).unwrap();
    let again = world.run("list");
    assert_eq!(again.stderr, "");
    assert_eq!(files(&world).into_keys().filter(|name| name.contains("backup")).count(), 1);
    assert!(fs::read(&backup).unwrap() == kept);

    // The backup is a record like any other, and so it opens.
    let moved = world.run(&format!("--db {} verify", backup.display()));
    assert_eq!(moved.status, 0, "{moved}");
}

#[test]
fn a_backup_that_is_there_is_not_overwritten() {
    let world = World::new().with_schema(1);
    fs::write(world.path("data/rebond/rebond.db.schema-1.backup"), b"mine").unwrap();
    let said = world.run("list");
    assert!(said.stderr.contains("rebond.db.schema-1.backup-2\n"), "{said}");
    assert_eq!(fs::read(world.path("data/rebond/rebond.db.schema-1.backup")).unwrap(), b"mine");
    assert_eq!(schema_of(&world.path("data/rebond/rebond.db.schema-1.backup-2")), 1);
}

#[test]
fn what_was_altered_is_not_migrated() {
    for sql in [
        "CREATE TRIGGER spy AFTER INSERT ON event BEGIN SELECT 1; END",
        // What the migration would make, made by somebody else.
        "CREATE INDEX event_seldom ON event (type)",
        "DROP TRIGGER event_stays",
        "PRAGMA user_version = 0",
    ] {
        let world = World::new().with_schema(1);
        Connection::open(world.database()).unwrap().execute_batch(sql).unwrap();
        let before = files(&world);
        let outcome = world.run("--json list");
        assert_eq!(outcome.status, 3, "{sql}: {outcome}");
        assert!(outcome.stdout.contains(r#""code":"altered_database""#), "{sql}: {outcome}");
        assert!(files(&world) == before, "{sql}");
    }
}

#[test]
fn many_at_once_migrate_once() {
    let world = World::new().with_schema(1);
    let children: Vec<_> = (0..6)
        .map(|_| {
            let mut command = world.command(&split("--json verify"));
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let mut said = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).contains(r#""ok":true"#));
        said += usize::from(!output.stderr.is_empty());
    }
    assert_eq!(said, 1, "one of them did it, and says so");
    assert_eq!(files(&world).into_keys().filter(|name| name.contains("backup")).count(), 1);
}

#[test]
fn where_it_cannot_be_done_nothing_is_changed() {
    // No room: a file of this process may not grow beyond so many bytes.
    for (limit, what) in [(64 << 10, "a part of the backup"), (160 << 10, "more of it")] {
        let world = World::new().with_schema(1);
        let before = files(&world)["rebond.db"].clone();
        let outcome = world.limited(limit, "--json list");
        let told: Value =
            serde_json::from_str(&outcome.stdout).unwrap_or_else(|e| panic!("{what}: {e}: {outcome}"));
        assert_eq!(
            (outcome.status, &told["error"]["code"]),
            (3, &Value::from("not_migrated")),
            "{what}: {outcome}"
        );
        assert!(files(&world)["rebond.db"] == before, "{what}");
        assert!(!files(&world).keys().any(|name| name.starts_with('.')), "{what}: nothing is left");
        // With room again it goes on as if nothing had been.
        assert_eq!(world.run("--json verify").json()["ok"], true, "{what}");
    }
}

impl World {
    /// Runs a line in a process whose files may not grow beyond so many bytes: a disk that is full.
    fn limited(&self, bytes: u64, line: &str) -> crate::world::Outcome {
        let like = self.command(&[] as &[&str]);
        let mut shell = std::process::Command::new("/bin/sh");
        // The unit of `ulimit -f` is 512 bytes (POSIX).
        shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {} && exec \"$0\" \"$@\"", bytes / 512)]);
        shell.arg(like.get_program()).args(split(line)).current_dir(self.path("")).env_clear();
        shell.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
        self.finish(shell, "")
    }
}

#[test]
fn a_place_that_cannot_be_written_is_said() {
    if !has("setpriv", "setpriv") || !nix_is_root() {
        return;
    }
    let world = World::new().with_schema(1);
    let folder = world.path("data/rebond");
    let before = files(&world);
    let like = world.command(&[] as &[&str]);
    let mut shell = std::process::Command::new("setpriv");
    shell.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(like.get_program());
    shell.args(["--json", "list"]).current_dir("/").env_clear();
    shell.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    for path in [world.path(""), world.path("data"), folder.clone()] {
        fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    }
    std::os::unix::fs::chown(world.database(), Some(65534), Some(65534)).unwrap();
    let outcome = world.finish(shell, "");
    assert_eq!(outcome.status, 3, "{outcome}");
    assert!(
        outcome.stdout.contains(r#""code":"read_only_database""#) && outcome.stdout.contains("the folder of"),
        "{outcome}"
    );
    assert!(files(&world) == before, "{outcome}");
}

/// Whether this test may become somebody else.
fn nix_is_root() -> bool {
    let root = fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0);
    if !root {
        println!("SKIPPED: only root can become somebody who may not write");
    }
    root
}

#[test]
fn what_is_newer_is_left_alone_though_it_is_ours() {
    for schema in KEPT.into_iter().chain([CURRENT]) {
        let world =
            if schema == CURRENT { World::new().with_record() } else { World::new().with_schema(schema) };
        Connection::open(world.database()).unwrap().pragma_update(None, "user_version", CURRENT + 1).unwrap();
        let before = files(&world);
        let outcome = world.run("--json list");
        assert!(outcome.stdout.contains(r#""code":"newer_database""#), "{outcome}");
        assert_eq!(outcome.status, 3);
        assert!(files(&world) == before);
    }
}

#[test]
fn a_part_of_an_older_record_is_no_record() {
    let whole = World::new().with_schema(1);
    let bytes = fs::read(whole.database()).unwrap();
    for share in [0, 1, 3, 7] {
        let world = World::new().with_schema(1);
        fs::write(world.database(), &bytes[..bytes.len() / 8 * share]).unwrap();
        let before = files(&world);
        let outcome = world.run("--json list");
        assert_eq!(outcome.status, 3, "{share}/8: {outcome}");
        assert!(files(&world)["rebond.db"] == before["rebond.db"], "{share}/8: {outcome}");
        assert!(!files(&world).keys().any(|name| name.contains("backup")), "{share}/8");
    }
}
