//! `backup`: the whole record in one file, read back before it is called a backup.

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    process::Command,
};

use rusqlite::Connection;

use crate::world::World;

fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add 'Léa Durand' --kind person
         party add 'Emmaüs' --kind association
         add --kind laptop --tag L1 --on 2026-01-05 --note 'un mot'
         deploy L1 --to Urbanisme --holder 'Léa Durand' --on 2026-01-06",
    );
    world
}

/// The names in a folder, but for hidden ones.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_one_private_file_that_verifies_and_answers_alike() {
    let world = town();
    let made = world.run("--json backup park.backup").json();
    let log = world.log();
    assert_eq!(made["events"], log.lines().count());
    assert_eq!(made["head"], world.run("--json verify").json()["head"]);
    assert_eq!(made["names"], 1);
    let file = world.path("park.backup");
    let meta = fs::metadata(&file).unwrap();
    assert_eq!((meta.mode() & 0o777, made["bytes"].as_u64()), (0o600, Some(meta.len())));
    assert_eq!(names(&world.path("")), ["data", "park.backup"], "nothing is left beside it");
    for line in ["export log", "--json list", "--json party list", "--json verify --full"] {
        let theirs = world.run(&format!("--db park.backup {line}"));
        assert_eq!(theirs.success(), world.run(line).success(), "{line}");
    }
    assert_eq!(world.log(), log, "a backup records nothing");
}

#[test]
fn a_backup_that_is_read_stays_as_it_is_and_one_that_is_written_to_is_a_record_like_any() {
    let world = town();
    world.enter("backup park.backup");
    let before = fs::read(world.path("park.backup")).unwrap();
    for line in ["list", "verify --full", "export log"] {
        world.run(&format!("--db park.backup {line}")).success();
    }
    assert!(fs::read(world.path("park.backup")).unwrap() == before);
    assert_eq!(names(&world.path("")), ["data", "park.backup"]);
    world.enter("--db park.backup add --kind laptop");
    let mode = || -> String {
        let conn = Connection::open(world.path("park.backup")).unwrap();
        conn.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(mode(), "wal", "who reads is in nobody's way");
}

#[test]
fn what_is_said_names_the_file_the_head_and_the_people() {
    let world = town();
    let said = world.run("backup park.backup");
    let head = world.run("--json verify").json()["head"]["hash"].as_str().unwrap().to_owned();
    assert_eq!(said.stdout, "");
    assert!(said.stderr.starts_with("backup: park.backup, "), "{said}");
    assert!(
        said.stderr.contains("pages, schema and chain read back to event 7, tables not replayed\n"),
        "{said}"
    );
    assert!(said.stderr.contains(&head), "{said}");
    assert!(said.stderr.contains("one person is named in it"), "{said}");
    assert_eq!(world.run("--quiet backup again.backup").stderr, "");
}

#[test]
fn nothing_is_overwritten_without_a_word_nor_through_a_link() {
    let world = town();
    world.write("mine", "mine");
    world.stopped("backup mine", 1, "file_exists");
    world.stopped("backup mine --replace", 1, "not_a_backup");
    assert_eq!(fs::read(world.path("mine")).unwrap(), b"mine");
    fs::remove_file(world.path("mine")).unwrap();
    world.enter("backup mine --replace\nbackup mine --replace");
    assert_eq!(world.run("--db mine verify").status, 0);

    symlink(world.path("target"), world.path("link")).unwrap();
    for line in ["backup link", "backup link --replace", "backup /dev/null"] {
        world.stopped(line, 1, "output");
    }
    assert!(!world.path("target").exists());
    world.stopped("backup nowhere/park.backup", 1, "output");
    fs::create_dir(world.path("open")).unwrap();
    fs::set_permissions(world.path("open"), fs::Permissions::from_mode(0o777)).unwrap();
    world.stopped("backup open/park.backup", 1, "output");
    for folder in ["open", "."] {
        assert!(!names(&world.path(folder)).iter().any(|name| name.contains("tmp")), "{folder}");
    }
}

#[test]
fn a_folder_keeps_so_many_and_nothing_else_of_it_is_touched() {
    let world = town();
    fs::create_dir(world.path("kept")).unwrap();
    for other in
        ["rebond-2020.db", "rebond-20200101T000000Z-1.db.txt", "letter", "other-20200101T000000Z-1.db"]
    {
        world.write(&format!("kept/{other}"), other);
    }
    let mut made = Vec::new();
    for _ in 0..4 {
        let document = world.run("--json backup kept --keep 2").json();
        made.push(PathBuf::from(document["path"].as_str().unwrap().replace("$HOME/", "")));
    }
    let backups: Vec<_> =
        names(&world.path("kept")).into_iter().filter(|name| name.starts_with("rebond-2026")).collect();
    let last: Vec<_> =
        made[2..].iter().map(|p| p.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(backups, last);
    assert!(backups[1].ends_with("Z-7.db") && backups[1].starts_with("rebond-20261123T09"), "{backups:?}");
    assert_eq!(names(&world.path("kept")).len(), 6);
    for (line, code) in [("backup kept --keep 0", "usage"), ("backup kept/letter --keep 3", "usage")] {
        world.stopped(line, 2, code);
    }
    world.stopped("backup nowhere --keep 3", 1, "output");
}

#[test]
fn what_was_erased_goes_with_a_backup_and_leaves_with_it() {
    let world = town();
    fs::create_dir(world.path("kept")).unwrap();
    let list = world.path("data/rebond/rebond.db.forgotten");
    fs::write(&list, "party 01934d2a-7c00-7abc-8def-000000000001\n").unwrap();
    world.enter("backup kept");
    let first = names(&world.path("kept"));
    assert_eq!(first.len(), 2, "{first:?}");
    let beside = world.path("kept").join(format!("{}.forgotten", first[0]));
    assert_eq!(fs::read(&beside).unwrap(), fs::read(&list).unwrap());
    assert_eq!(fs::metadata(&beside).unwrap().mode() & 0o777, 0o600);
    fs::remove_file(&list).unwrap();
    world.enter("backup kept --keep 1");
    let second = names(&world.path("kept"));
    assert!(second.len() == 1 && second != first[..1], "{second:?}");
}

#[test]
fn a_list_of_what_was_erased_that_was_lost_or_damaged_is_made_again_from_the_log() {
    let world = town();
    world.enter("collect L1 --on 2026-02-01\nparty forget 'Léa Durand'");
    let list = world.path("data/rebond/rebond.db.forgotten");
    let known = fs::read_to_string(&list).unwrap();
    assert!(known.starts_with("party "), "{known}");
    let beside = |name: &str| fs::read_to_string(world.path(format!("{name}.forgotten"))).unwrap();
    // What only the list knows goes with it, and so does what only the log knows.
    let more = "party 01934d2a-7c00-7abc-8def-000000000001\n";
    fs::write(&list, more).unwrap();
    world.enter("backup both.db");
    assert!(beside("both.db").contains(more) && beside("both.db").contains(&known), "{}", beside("both.db"));
    fs::remove_file(&list).unwrap();
    world.enter("backup lost.db");
    assert_eq!(beside("lost.db"), known);
    fs::write(&list, "une liste de courses\n").unwrap();
    for (lang, name) in [("en", "damaged.db"), ("fr", "abimee.db")] {
        let said = world.run(&format!("--lang {lang} backup {name}"));
        assert!(said.status == 0 && said.stderr.contains("rebond.db.forgotten"), "{said}");
        assert_eq!(beside(name), known);
    }
    fs::remove_file(&list).unwrap();
    let piped = world.shell("mkfifo data/rebond/rebond.db.forgotten && timeout 30 rebond backup piped.db");
    assert_eq!((piped.status, beside("piped.db")), (0, known));
}

#[test]
fn a_backup_beside_an_open_write_holds_what_was_committed() {
    let world = town();
    // Somebody holds the write, and has not committed.
    let other = Connection::open(world.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; DELETE FROM vault_text").unwrap();
    let made = world.run("--json backup during.db").json();
    assert_eq!(made["events"], 7);
    other.execute_batch("COMMIT").unwrap();
    let texts = |file: &Path| -> i64 {
        Connection::open(file)
            .unwrap()
            .query_row("SELECT count(*) FROM vault_text", [], |r| r.get(0))
            .unwrap()
    };
    assert_eq!((texts(&world.path("during.db")), texts(&world.database())), (1, 0));
}

#[test]
fn a_copy_that_does_not_read_back_is_no_backup() {
    // The record is damaged where only a check of its pages looks: the copy is, too.
    let world = town();
    world.enter("backup good.db");
    let size = fs::metadata(world.database()).unwrap().len();
    let mut hit = 0;
    for page in 2..size / 4096 {
        let mut bytes = fs::read(world.path("good.db")).unwrap();
        let at = usize::try_from(page * 4096).unwrap();
        // The kind of the page: none that there is.
        bytes[at] = 0x77;
        fs::write(world.database(), &bytes).unwrap();
        for part in ["-wal", "-shm"] {
            let _ = fs::remove_file(world.path(format!("data/rebond/rebond.db{part}")));
        }
        let outcome = world.run("--json backup bad.db");
        if outcome.status != 0 {
            assert_eq!(outcome.status, 3, "page {page}: {outcome}");
            assert!(!world.path("bad.db").exists(), "page {page}");
            hit += 1;
        } else {
            fs::remove_file(world.path("bad.db")).unwrap();
        }
        assert!(!names(&world.path("")).iter().any(|name| name.contains("tmp")), "page {page}");
    }
    assert!(hit > 20, "{hit} damaged copies were found out");
}

#[test]
fn a_full_disk_leaves_no_backup_and_the_former_one() {
    let world = town();
    world.enter("backup park.db");
    let former = fs::read(world.path("park.db")).unwrap();
    let like = world.command(&[] as &[&str]);
    for blocks in [0, 8, 100, 300] {
        let mut shell = Command::new("/bin/sh");
        shell.args([
            "-c",
            &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" --json backup park.db --replace"),
        ]);
        shell.arg(like.get_program()).current_dir(world.path("")).env_clear();
        shell.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let outcome = world.finish(shell, "");
        assert_eq!(outcome.status, 3, "{blocks}: {outcome}");
        assert!(fs::read(world.path("park.db")).unwrap() == former, "{blocks}");
        assert_eq!(names(&world.path("")), ["data", "park.db"], "{blocks}: nothing is left");
    }
}
