//! `export`: the log as it is stored, the assets as they stand, whole files or none.

use std::{
    fs::{self, Permissions},
    io::{BufRead, BufReader},
    os::unix::fs::{PermissionsExt as _, symlink},
    process::Stdio,
};

use serde_json::Value;

use crate::world::World;

fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add 'Ana Ruiz' --kind staff
         add --kind laptop --tag A1 --model '=1+1' --on 2026-01-05
         add --kind laptop --tag A2 --on 2026-01-05
         deploy A1 --to Urbanisme --holder 'Ana Ruiz' --on 2026-01-06",
    );
    world
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_log_is_exported_from_where_one_stopped() {
    let world = town();
    let all = world.log();
    let seqs: Vec<u64> = lines(&all).iter().map(|event| event["seq"].as_u64().unwrap()).collect();
    assert!(seqs.iter().copied().eq(1..=seqs.len() as u64), "{seqs:?}");
    let rest = world.run("export log --since 4").success();
    assert!(all.ends_with(&rest) && lines(&rest)[0]["seq"] == 5, "{rest}");
    assert_eq!(world.run(&format!("export log --since {}", seqs.len())).success(), "");
    world.stopped("export log --since 999", 1, "no_such_head");
    world.stopped("export log --since=-1", 2, "usage");
    let table = world.run("export log --format csv").success();
    assert!(table.starts_with("seq,type,hash,line\n"), "{table}");
    assert_eq!(table.lines().count(), seqs.len() + 1);
}

#[test]
fn assets_are_exported_from_where_one_stopped_and_without_names() {
    let world = town();
    let tags = |rest: &str| -> Vec<Value> {
        let text = world.run(&format!("--json export assets {rest}")).success();
        lines(&text).iter().map(|asset| asset["tag"].clone()).collect()
    };
    assert_eq!(tags(""), ["A1", "A2"]);
    let last = world.fact("A2", "version").as_u64().unwrap();
    assert_eq!(tags(&format!("--since {last}")), ["A1"], "only what was touched after");
    for format in ["csv", "jsonl"] {
        let text = world.run(&format!("export assets --format {format}")).success();
        assert!(!text.contains("Ruiz"), "{text}");
        let text = world.run(&format!("export assets --holders --format {format}")).success();
        assert!(text.contains("Ana Ruiz"), "{text}");
    }
}

#[test]
fn a_cell_that_a_spreadsheet_would_compute_is_marked_as_text() {
    let world = town();
    let table = world.run("export assets --format csv").success();
    assert!(table.contains(",'=1+1,"), "{table}");
    let list = world.run("list --format csv").success();
    assert!(list.contains(",'=1+1,"), "{list}");
    assert_eq!(world.fact("A1", "model"), "=1+1", "JSON is exact");
}

#[test]
fn a_file_appears_whole_and_replaces_only_a_file() {
    let world = town();
    world.enter("export log -o log.jsonl");
    assert_eq!(fs::read_to_string(world.path("log.jsonl")).unwrap(), world.log());
    world.write("log.jsonl", "old");
    world.enter("export log -o log.jsonl");
    assert_eq!(fs::read_to_string(world.path("log.jsonl")).unwrap(), world.log());
    world.enter("export assets -o parc.csv\nexport assets -o parc.jsonl");
    assert!(fs::read_to_string(world.path("parc.csv")).unwrap().starts_with("tag,"));
    assert!(fs::read_to_string(world.path("parc.jsonl")).unwrap().starts_with('{'));

    world.write("target", "untouched");
    symlink("target", world.path("link")).unwrap();
    symlink("nowhere", world.path("dangling")).unwrap();
    fs::create_dir(world.path("folder")).unwrap();
    for (name, mode) in [("open", 0o777), ("sticky", 0o1777)] {
        fs::create_dir(world.path(name)).unwrap();
        fs::set_permissions(world.path(name), Permissions::from_mode(mode)).unwrap();
    }
    world.enter("export log -o sticky/log");
    for path in ["link", "dangling", "folder", "open/log", "absent/log", "/dev/null", ".", "/"] {
        world.stopped(&format!("export log -o {path}"), 1, "output");
        world.stopped(&format!("report decree --period 2026 -o {path}"), 1, "output");
    }
    assert_eq!(fs::read(world.path("target")).unwrap(), b"untouched");
    let left: Vec<_> = fs::read_dir(world.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, [] as [String; 0], "nothing half-written stays");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let world = town();
    // More than a pipe holds, so that the writer meets the closed end.
    let model = "x".repeat(200);
    let rows: Vec<String> = (0..600).map(|n| format!("B{n};laptop;{model}")).collect();
    world.write("parc.csv", format!("tag;kind;model\n{}\n", rows.join("\n")));
    world.enter("import parc.csv");
    for line in ["export log", "export assets", "list", "list --format json", "--json list"] {
        let mut command = world.command(&crate::world::split(line));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        let mut reader = BufReader::with_capacity(16, child.stdout.take().unwrap());
        reader.read_line(&mut first).unwrap();
        drop(reader);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty() && first.ends_with('\n'), "{line}");
    }
}

#[test]
fn a_file_never_promises_another_format_than_it_has() {
    let world = World::new().with_record();
    world.run("add --kind laptop --tag L1").success();
    for line in ["label L1 -o l.html", "report reuse -o r.ods", "export assets -o a.html"] {
        let outcome = world.run(&format!("{line} --json"));
        assert_eq!(outcome.status, 2, "{line}: {outcome}");
        assert!(outcome.stdout.contains("\"format\""), "{line}: {outcome}");
    }
    for name in ["l.html", "r.ods", "a.html"] {
        assert!(!world.path(name).exists(), "{name}");
    }
    world.run("export assets --format csv -o a.html").success();
}
