//! A damaged backup, restored: what comes of it is the backup as it was, to its head and to every answer, or
//! nothing at all. A refusal names the file, and the record that stood there stands there still.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use rusqlite::Connection;
use serde_json::Value;

use super::{
    Chance, Tally,
    damage::{ANSWERS, Copy, Damage, PAGE, Whole, flips, life},
    tier,
    together::together,
};
use crate::world::World;

/// A backup, and the record that is there when it is restored.
struct Held {
    backup: Whole,
    /// The record of later that a refusal must leave as it is.
    record: Vec<u8>,
}

const FILE: &str = "rebond.db";

impl Held {
    fn new() -> Self {
        let world = life();
        world.enter("add --kind laptop --tag LATER");
        Self { backup: Whole::backup(), record: fs::read(world.database()).unwrap() }
    }

    /// A folder with the damaged backup, called `kept.backup`, and the record.
    fn folder(&self, damage: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) -> Copy {
        let copy = self.backup.copy(damage);
        let path = |name: &str| copy.folder.path().join(name);
        if path(FILE).exists() {
            fs::rename(path(FILE), path("kept.backup")).unwrap();
        }
        fs::write(path(FILE), &self.record).unwrap();
        private(&path(FILE));
        copy
    }

    /// Restores over the record, and says what is wrong with what came of it; whether it was refused.
    fn restored(&self, copy: &Copy, check: fn(&[u8], &[u8]) -> Result<(), String>) -> Result<bool, String> {
        let files = || -> Vec<String> {
            let entries = fs::read_dir(copy.folder.path()).unwrap();
            let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        let before = files();
        let ended = copy.run("--json restore kept.backup --replace");
        let told: Value = serde_json::from_slice(&ended.stdout).unwrap_or_default();
        match ended.status {
            Some(0) => {}
            Some(3) => {
                let message = told["error"]["message"].as_str().unwrap_or_default();
                if !message.contains("kept.backup") {
                    return Err(format!("refused without its name: {told}"));
                }
                if fs::read(copy.database()).unwrap() != self.record {
                    return Err(format!("refused, and the record is another: {told}"));
                }
                let after = files();
                return if after == before { Ok(true) } else { Err(format!("left behind: {after:?}")) };
            }
            other => return Err(format!("{other:?}: {told}")),
        }
        let log = copy.run("export log").stdout;
        check(&self.backup.answers[0], &log)?;
        let verified = copy.run("--json verify --full");
        if verified.status != Some(0) {
            return Err(format!("verify --full: {}", String::from_utf8_lossy(&verified.stdout)));
        }
        for (line, was) in ANSWERS.iter().zip(&self.backup.answers).skip(1).take(tier().of(3, ANSWERS.len()))
        {
            // A report names the head, which the restoration moved.
            let line = if line.contains("report") {
                format!("{line} --at-head {}", was_head(&self.backup))
            } else {
                (*line).to_owned()
            };
            if copy.run(&line).stdout != *was {
                return Err(format!("{line}: another answer after a restoration that was said to be done"));
            }
        }
        Ok(false)
    }
}

fn was_head(backup: &Whole) -> usize {
    backup.answers[0].split_inclusive(|byte| *byte == b'\n').count()
}

fn private(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// The log is the backup's, to its last byte, and one event more that says so.
fn same_log(was: &[u8], now: &[u8]) -> Result<(), String> {
    let epoch = now.strip_prefix(was).ok_or("the log is another")?;
    let one = epoch.split_inclusive(|byte| *byte == b'\n').count() == 1;
    if one && String::from_utf8_lossy(epoch).contains(r#""type":"epoch""#) {
        Ok(())
    } else {
        Err(format!("after the backup: {}", String::from_utf8_lossy(epoch)))
    }
}

#[test]
fn a_damaged_backup_is_restored_as_it_was_or_not_at_all() {
    let mut tally = Tally::new("damaged backups, restored");
    let held = Held::new();
    let bytes = &held.backup.files[FILE];
    let every = tier().of(6, 1);
    let mut points: Vec<Damage> = flips(FILE, bytes).into_iter().step_by(every).collect();
    // Of this version, no record could go on.
    points.push(Damage::Flip { file: FILE, at: 18 });
    points
        .extend((0..bytes.len()).step_by(tier().of(512 * 37, 512)).map(|to| Damage::Cut { file: FILE, to }));
    let pages = bytes.len() / PAGE;
    let mut chance = Chance::from(11);
    for one in (0..pages).step_by(tier().of(7, 1)) {
        points.push(Damage::ZeroPage(one));
        let other = usize::try_from(chance.below(pages as u64)).unwrap();
        points.extend((one != other).then_some(Damage::Swap(one, other)));
    }
    points.extend([vec![0; PAGE], vec![0xA5; 512]].map(Damage::Garbage));
    let seen = together(&points, |damage| held.restored(&held.folder(|files| damage.apply(files)), same_log));
    let refused = seen.iter().filter(|seen| matches!(seen, Ok(true))).count();
    for (damage, seen) in points.iter().zip(&seen) {
        tally.run(1);
        if let Err(what) = seen {
            tally.loss(format!("{damage:?}: {what}"));
        }
    }
    println!("{} damaged backups: {refused} refused, the others whole", points.len());
    assert!(refused > points.len() / 6, "{refused} of {}", points.len());
    assert!(!matches!(held.restored(&held.folder(|_| {}), same_log), Ok(true)), "a whole one is taken");
    tally.finish();
}

/// Partner: who only copies the file over the record, and looks whether it opens.
#[test]
fn a_damaged_backup_that_is_only_copied_would_be_seen_to_lose() {
    let mut tally = Tally::new("damaged backups, restored");
    let held = Held::new();
    let bytes = &held.backup.files[FILE];
    let needle = b"DEL-2026-7";
    for at in (0..bytes.len() - needle.len()).filter(|at| &bytes[*at..at + needle.len()] == needle) {
        let damaged = held.folder(|files| files.get_mut(FILE).unwrap()[at + 9] = b'8');
        assert_eq!(held.restored(&damaged, same_log), Ok(true), "byte {at}");
        fs::copy(damaged.folder.path().join("kept.backup"), damaged.database()).unwrap();
        let log = damaged.run("export log").stdout;
        tally.run(1);
        if let Err(what) = same_log(&held.backup.answers[0], &log) {
            tally.loss(format!("byte {at}: {what}"));
        }
    }
    tally.finish_red();
}

/// A file that is given for a backup: its name, how it is made from a sound one, how that ends.
type Given = (&'static str, fn(&Path, &[u8]), &'static [&'static str]);

/// Runs SQL on a copy of the sound one, with the walls of the engine down.
fn altered(path: &Path, good: &[u8], sql: &str) {
    fs::write(path, good).unwrap();
    let conn = Connection::open(path).unwrap();
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    conn.execute_batch(sql).unwrap();
}

const GIVEN: &[Given] = &[
    ("a-table", |p, g| altered(p, g, "CREATE TABLE spy (a)"), &["altered_database"]),
    ("an-index", |p, g| altered(p, g, "CREATE INDEX spy ON asset (model)"), &["altered_database"]),
    ("a-view", |p, g| altered(p, g, "CREATE VIEW spy AS SELECT 1"), &["altered_database"]),
    (
        "a-trigger",
        |p, g| altered(p, g, "CREATE TRIGGER spy AFTER INSERT ON event BEGIN DELETE FROM search; END"),
        &["altered_database"],
    ),
    ("no-gate", |p, g| altered(p, g, "DROP TRIGGER gate_asset"), &["altered_database"]),
    ("a-newer-schema", |p, g| altered(p, g, "PRAGMA user_version = 99"), &["newer_database"]),
    ("an-older-schema", |p, g| altered(p, g, "PRAGMA user_version = 1"), &["altered_database"]),
    (
        "of-something-else",
        |p, _| Connection::open(p).unwrap().execute_batch("CREATE TABLE event (seq, line)").unwrap(),
        &["foreign_database"],
    ),
    (
        "with-our-mark-and-nothing",
        |p, g| {
            let mark: u32 = u32::from_be_bytes(g[68..72].try_into().unwrap());
            let conn = Connection::open(p).unwrap();
            conn.execute_batch(&format!("PRAGMA application_id = {mark}; CREATE TABLE event (seq)")).unwrap();
        },
        &["altered_database", "foreign_database"],
    ),
    ("empty", |p, _| fs::write(p, "").unwrap(), &["foreign_database"]),
    ("a-folder", |p, _| fs::create_dir(p).unwrap(), &["foreign_database"]),
    (
        "a-pipe",
        |p, _| assert!(Command::new("mkfifo").arg(p).status().unwrap().success()),
        &["foreign_database"],
    ),
    ("a-device", |p, _| std::os::unix::fs::symlink("/dev/zero", p).unwrap(), &["foreign_database"]),
    ("a-link-to-nothing", |p, _| std::os::unix::fs::symlink("nowhere", p).unwrap(), &["no_database"]),
    ("a-loop", |p, _| std::os::unix::fs::symlink(p, p).unwrap(), &["unusable_database"]),
    ("a-line-before", |p, g| fs::write(p, [b"\n", g].concat()).unwrap(), &["foreign_database"]),
];

#[test]
fn what_is_given_for_a_backup_and_is_none_is_named_and_replaces_nothing() {
    let mut tally = Tally::new("what is no backup, restored");
    let held = Held::new();
    let good = &held.backup.files[FILE];
    for (name, make, codes) in GIVEN {
        let copy = held.folder(|_| {});
        make(&copy.folder.path().join(name), good);
        tally.run(1);
        for flags in ["--replace", ""] {
            let ended = copy.run(&format!("--json restore {name} {flags}"));
            let told: Value = serde_json::from_slice(&ended.stdout).unwrap_or_default();
            let error = &told["error"];
            let fits = match (flags, ended.status) {
                ("", Some(1)) => error["code"] == "database_exists",
                (_, Some(3)) => {
                    let named = error["message"].as_str().is_some_and(|said| said.contains(name));
                    named && codes.iter().any(|code| error["code"] == *code)
                }
                _ => false,
            };
            if !fits {
                tally.loss(format!("{name} {flags}: {:?} {told}", ended.status));
            }
            if fs::read(copy.database()).unwrap() != held.record {
                tally.loss(format!("{name} {flags}: the record is another"));
            }
        }
        let elsewhere = copy.folder.path().join("new");
        let ended = copy.run_on(&elsewhere.join("park.db"), &format!("--json restore {name}"));
        if ended.status != Some(3) || elsewhere.join("park.db").exists() {
            tally.loss(format!("{name}, elsewhere: {:?}", ended.status));
        }
    }
    tally.finish();
}

#[test]
fn a_backup_of_another_record_takes_the_place_only_when_told_and_is_said_to_be_none_of_its_past() {
    let mut tally = Tally::new("what is no backup, restored");
    let held = Held::new();
    let other = World::new();
    other.enter("init --org 'Ville de Trifouillis'\nadd --kind dock --tag OTHER\nbackup other.backup");
    let copy = held.folder(|_| {});
    fs::copy(other.path("other.backup"), copy.folder.path().join("other.backup")).unwrap();
    assert_eq!(copy.run("restore other.backup").status, Some(1));
    assert!(fs::read(copy.database()).unwrap() == held.record);
    let ended = copy.run("--json restore other.backup --replace");
    tally.run(1);
    let told: Value = serde_json::from_slice(&ended.stdout).unwrap();
    let replaced = &told["replaced"];
    let lines = was_head(&held.backup) + 1;
    // What it has after the last number of the backup; that the numbers before are others, `past` says.
    let beyond = lines - usize::try_from(told["backup"]["seq"].as_u64().unwrap()).unwrap();
    if ended.status != Some(0) || replaced["past"] != false || replaced["missing_events"] != beyond {
        tally.loss(format!("{:?}: {told}", ended.status));
    }
    // What was there is kept, whole.
    let kept = replaced["path"].as_str().unwrap();
    let log = copy.run_on(Path::new(kept), "export log").stdout;
    if log.split_inclusive(|byte| *byte == b'\n').count() != lines {
        tally.loss("what was replaced is not kept whole");
    }
    tally.finish();
}
