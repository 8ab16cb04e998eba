//! Where answers go: files whole or not at all, readable by owner and group, never through a link.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
    process::Command,
};

use serde_json::Value;

use crate::world::{Outcome, World};

/// Every command that writes a file, without its file.
const WRITERS: [(&str, &str); 10] = [
    ("export assets --format xlsx", "assets.xlsx"),
    ("report reuse --format xlsx", "reuse.xlsx"),
    ("export log", "log.jsonl"),
    ("export assets", "assets.csv"),
    ("export media", "media.csv"),
    ("export lots", "lots.jsonl"),
    ("export parties", "parties.csv"),
    ("report reuse --period 2026", "reuse.md"),
    ("report decree --period 2026", "decree.txt"),
    ("label L1", "label.svg"),
];

fn town() -> World {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag L1 --on 2026-01-05");
    world
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

/// The names in the folder of a world that begin with a point.
fn hidden(world: &World) -> Vec<String> {
    let names = fs::read_dir(world.path("")).unwrap();
    names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|n| n.starts_with('.'))
        .collect()
}

#[test]
fn owner_and_group_read_a_file_whatever_the_umask() {
    let world = town();
    for umask in ["000", "022", "077", "777"] {
        for (line, name) in WRITERS {
            let name = format!("{umask}-{name}");
            world.shell(&format!("umask {umask} && rebond {line} -o {name}")).success();
            assert_eq!(mode(&world.path(&name)), 0o640, "umask {umask}: {name}");
        }
    }
    world.write("open.csv", "");
    fs::set_permissions(world.path("open.csv"), fs::Permissions::from_mode(0o666)).unwrap();
    world.enter("export assets -o open.csv");
    assert_eq!(mode(&world.path("open.csv")), 0o640, "what was there before does not decide");
}

#[test]
fn nothing_is_written_through_a_link_or_onto_what_is_no_file() {
    let world = town();
    world.write("target", "untouched");
    symlink("target", world.path("link")).unwrap();
    symlink("nowhere", world.path("dangling")).unwrap();
    fs::create_dir(world.path("folder")).unwrap();
    symlink("folder", world.path("linked-folder")).unwrap();
    assert!(Command::new("mkfifo").arg(world.path("fifo")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(world.path("socket")).unwrap();
    for (line, _) in WRITERS {
        for (path, what) in [
            ("link", "a symbolic link"),
            ("dangling", "a symbolic link"),
            ("linked-folder", "a symbolic link"),
            ("folder", "a folder"),
            (".", "a folder"),
            ("/", "a folder"),
            ("fifo", "a named pipe"),
            ("socket", "a named pipe"),
            ("/dev/null", "a device"),
            ("/dev/full", "a device"),
        ] {
            let told = world.stopped(&format!("{line} -o {path}"), 1, "output");
            assert!(told["message"].as_str().unwrap().contains(what), "{line} -o {path}: {told}");
        }
        for path in ["absent/file", "target/file"] {
            world.stopped(&format!("{line} -o {path}"), 1, "output");
        }
    }
    assert_eq!(fs::read(world.path("target")).unwrap(), b"untouched");
    assert!(!world.path("nowhere").exists() && fs::read_dir(world.path("folder")).unwrap().next().is_none());
    assert_eq!(hidden(&world), [] as [&str; 0], "nothing half-written stays");
}

#[test]
fn a_file_of_a_run_that_was_killed_stops_nobody() {
    let world = town();
    // The name that the next process would take first: any process may have had its number before.
    let line = "for n in 0 1 2; do echo left > .rebond.$$.$n.tmp; done; exec rebond export log -o log.jsonl";
    world.shell(line).success();
    assert_eq!(fs::read_to_string(world.path("log.jsonl")).unwrap(), world.log());
    let left = hidden(&world);
    assert_eq!(left.len(), 3, "what is not ours is not removed: {left:?}");
    for name in left {
        assert_eq!(fs::read_to_string(world.path(name)).unwrap(), "left\n");
    }
}

/// A shell line under a limit on the size of files, past which writing fails as on a full disk.
fn cramped(world: &World, line: &str) -> Outcome {
    world.shell(&format!("trap '' XFSZ; ulimit -f 200; {line}"))
}

#[test]
fn a_disk_that_fills_up_leaves_the_former_file_or_none() {
    let world = town();
    let model = "x".repeat(400);
    let rows: Vec<String> = (0..600).map(|n| format!("B{n};laptop;{model}")).collect();
    world.write("parc.csv", format!("tag;kind;model\n{}\n", rows.join("\n")));
    world.enter("import parc.csv");
    for (line, name) in
        [("export log", "log.jsonl"), ("export assets", "a.csv"), ("export assets", "a.jsonl")]
    {
        let failed = cramped(&world, &format!("rebond {line} -o {name}"));
        let told = failed.failure(1);
        assert_eq!(told.lines().filter(|line| line.starts_with("error: ")).count(), 1, "{told}");
        assert!(told.contains(name) && told.contains("File too large"), "{told}");
        assert!(!world.path(name).exists() && hidden(&world).is_empty(), "{name}");
        world.write(name, "former");
        let json = cramped(&world, &format!("rebond --json {line} -o {name}"));
        assert_eq!(json.status, 1, "{json}");
        let told: Value = serde_json::from_str(&json.stdout).unwrap();
        assert_eq!(told["error"]["code"], "output");
        assert_eq!(fs::read(world.path(name)).unwrap(), b"former");
    }
    assert_eq!(hidden(&world), [] as [&str; 0]);
    let full = world.shell("rebond export log > /dev/full");
    assert!(full.failure(1).starts_with("error: - cannot be written: "));
}

#[test]
fn a_folder_one_may_not_write_to_is_said() {
    let world = town();
    fs::create_dir(world.path("closed")).unwrap();
    fs::set_permissions(world.path("closed"), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(world.path("closed/probe"), "").is_ok() {
        println!("SKIPPED: who runs the tests may write everywhere");
        return;
    }
    let told = world.stopped("export log -o closed/log.jsonl", 1, "output");
    assert!(told["message"].as_str().unwrap().contains("Permission denied"), "{told}");
}

#[test]
fn a_hyphen_is_standard_output() {
    let world = town();
    for (line, _) in WRITERS {
        let printed = world.command(&crate::world::split(&format!("{line} -o -"))).output().unwrap();
        assert!(printed.status.success() && printed.stderr.is_empty(), "{line}");
        assert!(!printed.stdout.is_empty() && !world.path("-").exists(), "{line}");
    }
    world.enter("export log -o ./-");
    assert!(world.path("-").exists(), "a file may have that name all the same");
}

#[test]
fn the_ending_of_the_file_decides_unless_a_format_is_given() {
    let world = town();
    for (line, starts) in [
        ("export log -o a.csv", "seq,"),
        ("export log -o a.jsonl", "{"),
        ("export log -o a.dat", "{"),
        ("export assets -o a.JSONL", "{"),
        ("export assets -o a", "tag,"),
        ("export assets --format jsonl -o a.csv", "{"),
        ("report reuse -o a.md", "# "),
        ("report reuse -o a.json", "{"),
        ("report reuse -o a.csv", "section,"),
        ("report reuse -o a.txt", "Ville de Valmont"),
        ("report reuse --format md -o a.txt", "# "),
        ("export lots -o a.xlsx", "PK\u{3}\u{4}"),
        ("report reuse -o a.XLSX", "PK\u{3}\u{4}"),
    ] {
        world.run(line).success();
        let name = line.rsplit(' ').next().unwrap();
        let bytes = fs::read(world.path(name)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.starts_with(starts), "{line}: {text}");
    }
    for (line, meant) in [
        ("report reuse --format mdd", "md"),
        ("report reuse --format jsn", "json"),
        ("report ruese", "reuse"),
        ("report decre", "decree"),
        ("export asets", "assets"),
        ("export log --format jsonll", "jsonl"),
    ] {
        let told = world.stopped(line, 2, "usage");
        assert!(told["hints"][0].as_str().unwrap().contains(meant), "{line}: {told}");
    }
}
