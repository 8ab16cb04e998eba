//! The log without us: anyone can check it with `sha256sum`, by the lines of `docs/trust.md`. They end with
//! the hash of the last line, or fail at the first line that does not name the one before.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use crate::{
    trust::block,
    world::{World, has},
};

fn check(log: &Path) -> Output {
    Command::new("sh").args(["-c", &block("sha256sum"), "sh"]).arg(log).output().unwrap()
}

fn short_life(world: &World) {
    world.run("add --kind laptop --tag PC-1 --service 'État civil' --purchased 2022-03-01").success();
    world.run("media add PC-1 --kind nvme --serial S1").success();
    world.set_day("2026-11-24");
    world.run("collect PC-1 --note 'un \"guillemet\", une \\ barre'").success();
    world.run("missing PC-1 --cause stolen").success();
}

#[test]
fn every_line_of_the_log_names_the_sha256sum_of_the_one_before() {
    if !has("sha256sum", "sha256sum") {
        return;
    }
    let world = World::new().with_record();
    short_life(&world);
    world.run("export log -o log.jsonl").success();
    let checked = check(&world.path("log.jsonl"));
    assert!(checked.status.success());
    let head = world.run("--json verify").json()["head"].clone();
    assert_eq!(String::from_utf8(checked.stdout).unwrap().trim(), head["hash"]);
    let lines = fs::read_to_string(world.path("log.jsonl")).unwrap();
    assert_eq!(head["seq"], world.head());
    assert_eq!(lines, world.log());
}

#[test]
fn a_line_that_was_changed_or_left_out_breaks_the_chain() {
    if !has("sha256sum", "sha256sum") {
        return;
    }
    let world = World::new().with_record();
    short_life(&world);
    let log = world.run("export log").success();
    let lines: Vec<&str> = log.lines().collect();
    let but = |left_out: usize| {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, line)| *line);
        kept.collect::<Vec<_>>().join("\n") + "\n"
    };
    assert!(log.contains("stolen"));
    for wrong in [but(0), but(lines.len() / 2), log.replacen("laptop", "laptoP", 1)] {
        world.write("wrong.jsonl", wrong);
        assert!(!check(&world.path("wrong.jsonl")).status.success());
    }
}
