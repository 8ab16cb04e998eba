//! A record that cannot be written: what reads works where it can, what records says why not with exit
//! 3, and nothing is changed or left.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _, chown, symlink},
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::{Shim, Tally, shim_is_there};
use crate::world::{Outcome, World, split};

/// Somebody whom the system does not let pass everywhere.
const NOBODY: u32 = 65_534;

const READING: [&str; 6] =
    ["list", "show A1", "export log", "history A1", "report reuse --period 2026", "verify"];
const WRITING: [&str; 3] = ["add --kind laptop", "collect A1", "lot new --channel sale"];

/// Every file of a folder with its bytes and permissions.
fn files(folder: &Path) -> BTreeMap<PathBuf, (u32, Vec<u8>)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.is_file())
        .map(|path| {
            let mode = fs::metadata(&path).unwrap().mode();
            let bytes = fs::read(&path).unwrap();
            (path, (mode, bytes))
        })
        .collect()
}

fn mode(path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn code(outcome: &Outcome) -> String {
    let told = serde_json::from_str::<Value>(&outcome.stdout).unwrap_or_default();
    told["error"]["code"].as_str().unwrap_or_default().to_owned()
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// A record with a machine in it, in a folder that anyone may enter.
fn desk() -> World {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1\ndeploy A1 --to Urbanisme");
    mode(world.path(""), 0o755);
    mode(world.path("data"), 0o755);
    world
}

/// Hands the record to somebody without privileges, where the tests have them.
fn hand_over(world: &World) {
    if is_root() {
        for path in [world.path("data/rebond"), world.database()] {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
}

/// Runs a command as somebody who is not allowed everything.
fn unprivileged(world: &World, line: &str) -> Outcome {
    let mut command = world.command(&split(line));
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    world.finish(command, "")
}

fn shimmed(world: &World, shim: &Shim, line: &str) -> Outcome {
    let mut command = world.command(&split(line));
    shim.on(&mut command);
    world.finish(command, "")
}

/// What reads gives what it gave before; what records is refused with this code; nothing is touched.
fn compare(
    tally: &mut Tally,
    what: &str,
    folder: &Path,
    refused: &str,
    before: &BTreeMap<&str, String>,
    run: &mut dyn FnMut(&str) -> (Outcome, u64),
) {
    let was = files(folder);
    for line in READING {
        let (outcome, fired) = run(line);
        tally.run(fired);
        if (outcome.status, &outcome.stdout) != (0, &before[line]) {
            tally.loss(format!("{what}, {line}: {outcome}"));
        }
    }
    for line in WRITING {
        let (outcome, fired) = run(&format!("--json {line}"));
        tally.run(fired);
        if (outcome.status, code(&outcome).as_str()) != (3, refused) {
            tally.loss(format!("{what}, {line}: {outcome}"));
        }
    }
    let left: Vec<_> = files(folder).into_iter().filter(|(path, file)| was.get(path) != Some(file)).collect();
    if !left.is_empty() {
        let left: Vec<_> = left.iter().map(|(path, (mode, bytes))| (path, mode, bytes.len())).collect();
        tally.loss(format!("{what}: changed or left: {left:?}"));
    }
}

fn answers(world: &World) -> BTreeMap<&'static str, String> {
    READING.iter().map(|line| (*line, world.run(line).success())).collect()
}

#[test]
fn a_disc_is_read_and_not_written() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("read-only");
    let world = desk();
    let before = answers(&world);
    let shim = Shim::under(&world.path("")).read_only();
    let mut run = |line: &str| {
        let fired = shim.seen().fired;
        (shimmed(&world, &shim, line), shim.seen().fired - fired)
    };
    compare(&mut tally, "disc", &world.path("data/rebond"), "read_only_database", &before, &mut run);
    // A name that means something in an address is a name all the same.
    for name in ["a b?mode=rw#x%20.db", "été.db"] {
        fs::copy(world.database(), world.path(name)).unwrap();
        mode(world.path(name), 0o600);
        let mut command = world.command(&["--db", name, "list"]);
        shim.on(&mut command);
        let listed = world.finish(command, "");
        tally.run(1);
        if (listed.status, &listed.stdout) != (0, &before["list"]) {
            tally.loss(format!("{name}: {listed}"));
        }
    }
    for line in ["--db new.db init", "--db new/deep.db init", "export log -o log.jsonl"] {
        let (outcome, fired) = run(&format!("--json {line}"));
        tally.run(fired);
        if outcome.status == 0 || world.path("new").exists() || world.path("new.db").exists() {
            tally.loss(format!("{line}: {outcome}"));
        }
    }
    tally.finish();
}

/// The last events are in the file beside, which only a writer can take in: to leave them out would be
/// to show an older record as if it were this one.
#[test]
fn a_disc_with_a_record_that_was_not_closed_is_not_read_as_if_it_were() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("read-only, not closed");
    let world = desk();
    let open = rusqlite::Connection::open(world.database()).unwrap();
    open.query_row("SELECT count(*) FROM event", [], |_| Ok(())).unwrap();
    world.enter("collect A1");
    // As a copy of the folder would have it, without the index of the write-ahead log.
    fs::create_dir(world.path("disc")).unwrap();
    for ending in ["", "-wal"] {
        let name = format!("rebond.db{ending}");
        fs::copy(world.path("data/rebond").join(&name), world.path("disc").join(&name)).unwrap();
        mode(world.path("disc").join(&name), 0o600);
    }
    drop(open);
    assert!(fs::metadata(world.path("disc/rebond.db-wal")).unwrap().len() > 0);
    let before = files(&world.path("disc"));
    let shim = Shim::under(&world.path("disc")).read_only();
    for line in ["list", "verify", "add --kind laptop"] {
        let outcome = shimmed(&world, &shim, &format!("--json --db disc/rebond.db {line}"));
        tally.run(shim.seen().fired);
        if (outcome.status, code(&outcome).as_str()) != (3, "unclean_database") {
            tally.loss(format!("{line}: {outcome}"));
        }
    }
    if files(&world.path("disc")) != before {
        tally.loss("the disc was written");
    }
    // As the way out says: copied with both files to where it can be written.
    let events = world.run("--db disc/rebond.db export log").success().lines().count();
    if events != world.head() {
        tally.loss(format!("{events} events of {} on the copy", world.head()));
    }
    tally.finish();
}

/// Partner: what is in the file beside is not in the file alone.
#[test]
fn a_disc_read_without_the_file_beside_would_be_seen_to_lose() {
    let mut tally = Tally::new("read-only, not closed");
    let world = desk();
    let open = rusqlite::Connection::open(world.database()).unwrap();
    open.query_row("SELECT count(*) FROM event", [], |_| Ok(())).unwrap();
    world.enter("collect A1");
    let file = world.database();
    let uri = format!("file:{}?immutable=1", file.display());
    let blind = rusqlite::Connection::open(uri).unwrap();
    let count = |conn: &rusqlite::Connection| -> usize {
        conn.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap()
    };
    tally.run(1);
    if count(&blind) < count(&open) {
        tally.loss(format!("{} events of {}", count(&blind), count(&open)));
    }
    tally.finish_red();
}

#[test]
fn a_file_that_may_only_be_read_is_read() {
    let mut tally = Tally::new("read-only, by permissions");
    let world = desk();
    let before = answers(&world);
    hand_over(&world);
    mode(world.database(), 0o400);
    let mut run = |line: &str| (unprivileged(&world, line), 1);
    compare(&mut tally, "file", &world.path("data/rebond"), "read_only_database", &before, &mut run);
    // Once it may be written again, it is.
    mode(world.database(), 0o600);
    let again = unprivileged(&world, "collect A1");
    if again.status != 0 {
        tally.loss(format!("written again: {again}"));
    }
    tally.finish();
}

/// A reader of the group: what the engine would leave beside the record for him would keep its owner
/// from writing.
#[test]
fn who_may_only_read_does_not_lock_out_who_writes() {
    if !is_root() {
        println!("SKIPPED: only root can give a file to somebody else");
        return;
    }
    let mut tally = Tally::new("read-only, by permissions");
    let world = desk();
    let before = answers(&world);
    for path in [world.path("data/rebond"), world.database()] {
        chown(path, None, Some(NOBODY)).unwrap();
    }
    mode(world.path("data/rebond"), 0o770);
    mode(world.database(), 0o640);
    let was = files(&world.path("data/rebond"));
    for line in READING.iter().chain(&WRITING) {
        let outcome = unprivileged(&world, &format!("--json {line}"));
        tally.run(1);
        if (outcome.status, code(&outcome).as_str()) != (3, "read_only_database") {
            tally.loss(format!("{line}: {outcome}"));
        }
    }
    if files(&world.path("data/rebond")) != was {
        tally.loss("changed or left something");
    }
    // While one who may write has it open, its files are there and it is read.
    let open = rusqlite::Connection::open(world.database()).unwrap();
    open.query_row("SELECT count(*) FROM event", [], |_| Ok(())).unwrap();
    for ending in ["-wal", "-shm"] {
        chown(world.path(format!("data/rebond/rebond.db{ending}")), None, Some(NOBODY)).unwrap();
    }
    for line in READING {
        let outcome = unprivileged(&world, line);
        tally.run(1);
        if (outcome.status, &outcome.stdout) != (0, &before[line]) {
            tally.loss(format!("open, {line}: {outcome}"));
        }
    }
    drop(open);
    world.enter("collect A1");
    tally.finish();
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let mut tally = Tally::new("read-only, by permissions");
    let world = desk();
    hand_over(&world);
    mode(world.path("data/rebond"), 0o555);
    let before = files(&world.path("data/rebond"));
    for line in READING.iter().chain(&WRITING) {
        let outcome = unprivileged(&world, &format!("--json {line}"));
        tally.run(1);
        if (outcome.status, code(&outcome).as_str()) != (3, "read_only_database") {
            tally.loss(format!("folder, {line}: {outcome}"));
        }
        if !outcome.stdout.contains("folder") {
            tally.loss(format!("folder, {line}: not named: {outcome}"));
        }
    }
    if files(&world.path("data/rebond")) != before {
        tally.loss("changed or left something");
    }
    mode(world.path("data/rebond"), 0o755);
    tally.finish();
}

#[test]
fn what_belongs_to_another_is_not_opened_and_says_why() {
    if !is_root() {
        println!("SKIPPED: only root can give a file to somebody else");
        return;
    }
    let mut tally = Tally::new("read-only, by permissions");
    let world = desk();
    mode(world.path("data/rebond"), 0o755);
    let before = files(&world.path("data/rebond"));
    for line in READING.iter().chain(&WRITING) {
        let outcome = unprivileged(&world, &format!("--json {line}"));
        tally.run(1);
        if (outcome.status, code(&outcome).as_str()) != (3, "unusable_database")
            || !outcome.stdout.contains("Permission denied")
        {
            tally.loss(format!("{line}: {outcome}"));
        }
    }
    if files(&world.path("data/rebond")) != before {
        tally.loss("changed or left something");
    }
    tally.finish();
}

#[test]
fn what_is_no_file_is_no_record_and_a_link_leads_to_one() {
    let mut tally = Tally::new("read-only, no file");
    let world = desk();
    fs::create_dir(world.path("folder.db")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(world.path("pipe.db")).status().unwrap();
    assert!(made.success());
    symlink(world.path("nowhere"), world.path("dangling.db")).unwrap();
    symlink(world.path("loop.db"), world.path("loop.db")).unwrap();
    for (db, expected) in [
        ("folder.db", "foreign_database"),
        ("pipe.db", "foreign_database"),
        ("/dev/null", "foreign_database"),
        ("/dev/zero", "foreign_database"),
        ("dangling.db", "no_database"),
        ("loop.db", "unusable_database"),
        ("no/such/folder.db", "no_database"),
        ("folder.db/inside.db", "no_database"),
    ] {
        for line in ["list", "verify", "add --kind laptop"] {
            let outcome = world.run(&format!("--json --db {db} {line}"));
            tally.run(1);
            if (outcome.status, code(&outcome).as_str()) != (3, expected) {
                tally.loss(format!("{db}, {line}: {outcome}"));
            }
        }
    }
    assert!(!world.path("nowhere").exists() && !world.path("no").exists());
    symlink(world.database(), world.path("link.db")).unwrap();
    let linked = world.run("--db link.db collect A1");
    if linked.status != 0 || world.fact("A1", "state") != "collected" || world.path("link.db-wal").exists() {
        tally.loss(format!("through a link: {linked}"));
    }
    tally.finish();
}
