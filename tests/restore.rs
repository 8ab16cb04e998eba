//! `restore`: a backup is the record again; nothing is lost, and what was erased stays erased.

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::PathBuf,
};

use insta::assert_snapshot;
use rusqlite::Connection;
use serde_json::Value;

use crate::world::World;

pub(crate) fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add 'Léa Durand' --kind person
         add --kind laptop --tag L1 --on 2026-01-05
         backup park.backup",
    );
    world
}

/// The files beside the database whose names say that they are kept.
pub(crate) fn kept(world: &World) -> Vec<PathBuf> {
    let entries = fs::read_dir(world.path("data/rebond")).unwrap();
    let paths = entries.map(|e| e.unwrap().path());
    let mut kept: Vec<_> = paths.filter(|p| p.to_str().unwrap().contains(".replaced-")).collect();
    kept.sort();
    kept
}

#[test]
fn a_record_that_is_gone_comes_back_from_its_backup() {
    let world = town();
    let log = world.log();
    fs::remove_dir_all(world.path("data/rebond")).unwrap();
    let made = world.run("--json restore park.backup").json();
    assert_eq!(made["backup"]["seq"], log.lines().count());
    assert_eq!(made["epoch"], log.lines().count() + 1);
    assert_eq!(made["replaced"], Value::Null);
    let now = world.log();
    assert!(now.starts_with(&log), "every event of the backup stands as it was");
    assert!(now.lines().last().unwrap().contains(r#""type":"epoch""#));
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
    assert_eq!(fs::metadata(world.database()).unwrap().mode() & 0o777, 0o600);
    world.enter("add --kind laptop --tag L2");
    let names = fs::read_dir(world.path("data/rebond")).unwrap();
    let names: Vec<_> = names.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name.starts_with('.')), "{names:?}");
    let mode: String = Connection::open(world.database())
        .unwrap()
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_record_that_is_there_is_replaced_only_when_told_and_is_kept() {
    let world = town();
    world.enter("add --kind laptop --tag LATER");
    let (before, log) = (fs::read(world.database()).unwrap(), world.log());
    let error = world.stopped("restore park.backup", 1, "database_exists");
    assert!(error["hints"][0].as_str().unwrap().contains("--replace"), "{error}");
    assert!(fs::read(world.database()).unwrap() == before);

    let made = world.run("--json restore park.backup --replace").json();
    let replaced = &made["replaced"];
    assert_eq!((&replaced["past"], &replaced["missing_events"]), (&Value::from(true), &Value::from(1)));
    let [old] = &kept(&world)[..] else { panic!() };
    let theirs = world.run(&format!("--db {} export log", old.display())).success();
    assert_eq!(theirs, log, "nothing of it is lost");
    world.refused("show LATER", "not_found");
    let epoch: Value = serde_json::from_str(world.log().lines().last().unwrap()).unwrap();
    assert_eq!(epoch["data"]["replaced_seq"], log.lines().count());
    assert_eq!(epoch["data"]["hash"], made["backup"]["hash"]);
    assert_eq!(world.run("--json verify").json()["ok"], true);

    // What a person is told.
    let said = world.run("restore park.backup --replace");
    assert!(said.stderr.contains("1 event"), "{said}");
    assert_eq!(kept(&world).len(), 2);
}

#[test]
fn an_export_that_goes_on_notices_that_the_record_was_restored() {
    let world = town();
    world.enter("add --kind laptop --tag LATER");
    world.enter("export log --since @cursor -o first.jsonl");
    world.enter("restore park.backup --replace");
    world.stopped("export log --since @cursor -o second.jsonl", 1, "cursor");
}

#[test]
fn what_is_no_backup_of_ours_is_named_and_nothing_is_written() {
    let world = town();
    let good = fs::read(world.path("park.backup")).unwrap();
    let sql = |name: &str, sql: &str| {
        fs::write(world.path(name), &good).unwrap();
        Connection::open(world.path(name)).unwrap().execute_batch(sql).unwrap();
    };
    world.write("text", "une liste de courses\n");
    world.write("empty", "");
    world.write("half", &good[..good.len() / 2]);
    world.write("page", &good[..4096]);
    sql("newer", "PRAGMA user_version = 999");
    sql("foreign", "PRAGMA application_id = 42");
    sql("trigger", "CREATE TRIGGER spy AFTER INSERT ON event BEGIN SELECT 1; END");
    sql("state", "UPDATE asset SET model = 'X'");
    sql(
        "log",
        "DROP TRIGGER event_stays; UPDATE event SET line = replace(line, 'L1', 'L9'); \
         CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'rebond: an event is never changed');
END;",
    );
    sql("tail", "DROP TRIGGER event_remains; DELETE FROM event WHERE seq = 5;");
    let before = fs::read(world.database()).unwrap();
    for (file, codes) in [
        ("text", &["foreign_database"][..]),
        ("empty", &["foreign_database"]),
        ("half", &["corrupt_database"]),
        ("page", &["corrupt_database"]),
        ("newer", &["newer_database"]),
        ("foreign", &["foreign_database"]),
        ("trigger", &["altered_database"]),
        ("state", &["corrupt_database"]),
        ("log", &["corrupt_database"]),
        ("tail", &["altered_database"]),
        ("nowhere", &["no_database"]),
        ("data", &["foreign_database"]),
    ] {
        let outcome = world.run(&format!("--json restore {file} --replace"));
        let told: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|e| panic!("{e}: {outcome}"));
        let code = told["error"]["code"].as_str().unwrap();
        assert!(outcome.status == 3 && codes.contains(&code), "{file}: {outcome}");
        assert!(told["error"]["message"].as_str().unwrap().contains(file), "{file}: {outcome}");
        // The way out is of the file: the record and its place have nothing to do with it.
        let hints = told["error"]["hints"].as_array().unwrap();
        let hinted = told["error"]["hints"].to_string();
        assert!(hints.len() == 2 && hinted.contains("another backup"), "{file}: {outcome}");
        assert!(!hinted.contains("REBOND_DB") && !hinted.contains("init"), "{file}: {outcome}");
        assert!(!hinted.contains("--db") || hinted.contains(&format!("--db {file}")), "{file}: {outcome}");
        let french = world.run(&format!("--lang fr restore {file} --replace")).failure(3);
        assert!(
            french.contains("une autre sauvegarde") && french.contains("rien n’a été rétabli"),
            "{french}"
        );
        assert!(fs::read(world.database()).unwrap() == before, "{file}");
        let names: Vec<_> = fs::read_dir(world.path("data/rebond"))
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        assert!(
            names.iter().all(|name| !name.starts_with('.') && !name.contains("replaced")),
            "{file}: {names:?}"
        );
    }
    assert_snapshot!(world.run("restore half --replace"), @r"
    ------- stderr -------
    error: the backup half is cut short, 114,688 of its 229,376 bytes are there; nothing was restored
    hint: copy it again from where it was made
    hint: or restore another backup, the one made before it
    [exit status: 3]
    ");
    assert_snapshot!(world.run("restore newer --replace"), @r"
    ------- stderr -------
    error: the backup newer was made by a later version: its schema is 999, this program knows 5; nothing was restored
    hint: restore it with the version that made it, or a later one
    hint: or restore another backup, the one made before it
    [exit status: 3]
    ");
    assert_snapshot!(world.run("--lang fr restore state --replace"), @r"
    ------- stderr -------
    erreur : la sauvegarde state est endommagée, rien n’a été rétabli : événement n° 5 : équipement L1 : la table `asset` n’est pas ce que donne le registre : `model` vaut `X` dans la table, rien d’après le registre
    conseil : voir tout ce qui y diffère : `rebond verify --db state`
    conseil : ou rétablir une autre sauvegarde, celle d’avant
    [exit status: 3]
    ");
}

#[test]
fn what_is_flipped_at_the_head_of_any_page_is_found_or_is_nothing_that_a_record_is_made_of() {
    let world = town();
    let good = fs::read(world.path("park.backup")).unwrap();
    let log = world.log();
    let (mut found, mut tried) = (0, 0);
    for at in (0..good.len()).step_by(3 * 4096) {
        tried += 1;
        let mut bytes = good.clone();
        for byte in &mut bytes[at..(at + 48).min(good.len())] {
            *byte ^= 0xff;
        }
        fs::write(world.path("flipped"), bytes).unwrap();
        let place = format!("flipped-{at}/park.db");
        let outcome = world.run(&format!("--json --db {place} restore flipped"));
        if outcome.status == 0 {
            let theirs = world.run(&format!("--db {place} export log")).success();
            assert!(theirs.starts_with(&log), "{at}");
            assert_eq!(world.run(&format!("--json --db {place} verify --full")).json()["ok"], true, "{at}");
        } else {
            assert!(outcome.status == 3 && outcome.stdout.contains("flipped"), "{at}: {outcome}");
            assert!(!world.path(&place).exists(), "{at}");
            found += 1;
        }
    }
    assert!(found > tried / 2, "{found} of {tried} were found");
}

#[test]
fn the_file_alone_of_a_record_in_use_is_a_record_but_not_all_of_it() {
    let world = town();
    let log = world.log();
    // The file alone of a record in use, copied by hand: what it lacks it cannot say, but it is a record.
    let live = Connection::open(world.database()).unwrap();
    live.query_row("SELECT count(*) FROM event", [], |_| Ok(())).unwrap();
    world.enter("add --kind laptop --tag L3");
    fs::copy(world.database(), world.path("by-hand")).unwrap();
    let made = world.run("--json --db by-hand.new/park.db restore by-hand").json();
    assert_eq!(made["backup"]["seq"], log.lines().count(), "the last event lies in another file");
    fs::copy(world.path("data/rebond/rebond.db-wal"), world.path("by-hand-wal")).unwrap();
    world.stopped("restore by-hand --db other.db", 3, "database_in_use");
    drop(live);
    // A database that is in use is no backup: a part of it lies in another file.
    let live = Connection::open(world.database()).unwrap();
    live.execute_batch("BEGIN IMMEDIATE; DELETE FROM search WHERE 0; CREATE TEMP TABLE t(a); COMMIT")
        .unwrap();
    world.enter("add --kind laptop --tag L2");
    world.stopped("restore data/rebond/rebond.db --db other.db", 3, "database_in_use");
}

#[test]
fn a_damaged_record_is_replaced_and_kept_as_it_lies() {
    let world = town();
    world.write("data/rebond/rebond.db", "la foudre est tombée");
    let made = world.run("--json restore park.backup --replace").json();
    assert_eq!(made["replaced"]["head"], Value::Null);
    assert_eq!(fs::read(&kept(&world)[0]).unwrap(), "la foudre est tombée".as_bytes());
    assert_eq!(world.run("--json verify").json()["ok"], true);

    // One of which a page is damaged.
    let mut bytes = fs::read(world.database()).unwrap();
    for byte in &mut bytes[4096..3 * 4096] {
        *byte ^= 0xff;
    }
    fs::write(world.database(), &bytes).unwrap();
    let said = world.run("restore park.backup --replace");
    assert_eq!(said.status, 0, "{said}");
    assert!(said.stderr.contains("warning: "), "{said}");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn while_somebody_uses_the_record_it_is_not_replaced() {
    let world = town();
    let user = Connection::open(world.database()).unwrap();
    user.execute_batch("BEGIN; SELECT * FROM policy").unwrap();
    let before = world.log();
    let started = std::time::Instant::now();
    let outcome = world.run("--json restore park.backup --replace");
    assert_eq!(outcome.status, 75, "{outcome}");
    assert!(started.elapsed().as_secs() < 60);
    user.execute_batch("COMMIT").unwrap();
    drop(user);
    assert_eq!(world.log(), before);
    assert_eq!(kept(&world).len(), 0);
}

#[test]
fn a_backup_of_an_earlier_version_is_migrated() {
    let world = World::new().with_schema(1);
    fs::copy(world.database(), world.path("old.backup")).unwrap();
    fs::remove_file(world.database()).unwrap();
    let before = fs::read(world.path("old.backup")).unwrap();
    let made = world.run("--json restore old.backup").json();
    assert_eq!(made["backup"]["seq"], 82);
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
    assert!(fs::read(world.path("old.backup")).unwrap() == before, "the backup is as it was");
    assert_eq!(fs::read_dir(world.path("data/rebond")).unwrap().count(), 1);
}

#[test]
fn a_restoration_that_is_repeated_happened_once() {
    let world = town();
    let cmd = "--cmd 01934d2a-7c00-7abc-8def-000000000002";
    world.enter(&format!("{cmd} restore park.backup --replace"));
    let log = world.log();
    let again = world.run(&format!("{cmd} --json restore park.backup --replace")).json();
    assert_eq!(again["repeated"], true);
    assert_eq!((world.log(), kept(&world).len()), (log.clone(), 1));
    // What was recorded since stays, and the backup need not be there any more.
    world.enter("add --kind laptop --tag L9");
    let later = world.log();
    fs::remove_file(world.path("park.backup")).unwrap();
    let said = world.run(&format!("{cmd} restore park.backup --replace"));
    assert!(said.status == 0 && said.stderr.contains("recorded before"), "{said}");
    let said = world.run(&format!("--lang fr {cmd} restore park.backup --replace"));
    assert!(said.status == 0 && said.stderr.contains("déjà enregistré"), "{said}");
    assert_eq!((world.log(), kept(&world).len()), (later, 1));
}

#[test]
fn a_restoration_does_not_take_the_command_of_something_else_for_itself() {
    let world = town();
    let cmd = "--cmd 01934d2a-7c00-7abc-8def-000000000007";
    world.enter(&format!("{cmd} add --kind laptop --tag L7"));
    let before = fs::read(world.database()).unwrap();
    world.stopped(&format!("{cmd} restore park.backup --replace"), 2, "usage");
    assert!(fs::read(world.database()).unwrap() == before && kept(&world).is_empty());
    // The backup knows it, and the record is gone.
    world.enter("backup later.backup");
    fs::remove_file(world.database()).unwrap();
    assert_eq!(world.run(&format!("{cmd} restore later.backup")).status, 2);
    assert!(!world.database().exists());
    world.run("restore later.backup").success();
}

#[test]
fn the_group_of_a_shared_record_keeps_it() {
    let world = town();
    fs::set_permissions(world.database(), fs::Permissions::from_mode(0o660)).unwrap();
    world.enter("restore park.backup --replace");
    assert_eq!(fs::metadata(world.database()).unwrap().mode() & 0o777, 0o660);
}

#[test]
fn a_replacement_that_was_killed_halfway_leaves_no_record_with_two_names() {
    for (line, old) in [("restore park.backup --replace", 1), ("add --kind laptop --tag L8", 0)] {
        let world = town();
        let (path, log) = (world.database(), world.log());
        // All of the record is in its one file, which has its second name already, and not yet lost the first.
        let conn = Connection::open(&path).unwrap();
        conn.query_row("PRAGMA journal_mode=DELETE", [], |_| Ok(())).unwrap();
        drop(conn);
        let second = world.path("data/rebond/rebond.db.replaced-20261101T000000Z");
        fs::hard_link(&path, &second).unwrap();
        let other = world.path("data/rebond/rebond.db.replaced-by-hand");
        fs::write(&other, "a file of another").unwrap();
        world.run("list").success();
        world.enter(line);
        assert!(!second.exists() && other.exists(), "{line}");
        assert_eq!(fs::metadata(&path).unwrap().nlink(), 1, "{line}");
        assert_eq!(kept(&world).len(), 1 + old, "{line}");
        assert!(world.log().starts_with(&log), "{line}");
        assert_eq!(world.run("--json verify").json()["ok"], true, "{line}");
    }
}
