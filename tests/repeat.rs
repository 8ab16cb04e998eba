//! A command that is repeated changes nothing twice; writers at once write one after the other; a
//! clock that goes back does not turn the record back.

use std::{process::Command, thread};

use serde_json::{Value, json};

use crate::world::{Outcome, World, split};

const CMD: &str = "0192f0a1-0000-7000-8000-000000000001";

/// The keys of an object, in their order.
fn keys(value: &Value) -> Vec<&String> {
    value.as_object().unwrap().keys().collect()
}

#[test]
fn a_command_that_is_known_changes_nothing_and_says_what_it_did() {
    let world = World::new().with_record();
    let add = format!("--json --cmd {CMD} add --kind laptop");
    let first = world.run(&add).json();
    let log = world.log();
    let again = world.run(&add).json();
    assert_eq!(world.log(), log);
    assert_eq!(keys(&again), keys(&first));
    assert_eq!((&first["repeated"], &again["repeated"]), (&json!(false), &json!(true)));
    for key in ["cmd", "first_seq", "last_seq", "assets"] {
        assert_eq!(again[key], first[key], "{key}");
    }
    assert_eq!(again["cmd"], CMD);
    // Even one that would now be refused: it happened.
    let tag = first["assets"][0]["tag"].as_str().unwrap();
    let deploy = format!("--cmd 0192f0a1-0000-7000-8000-000000000002 deploy {tag} --to Urbanisme");
    world.enter(&deploy);
    world.enter(&format!("collect {tag}"));
    let log = world.log();
    world.enter(&deploy);
    assert_eq!(world.log(), log);
    assert_eq!(world.fact(tag, "state"), "collected");
}

/// Runs a line in a shell that sends what it prints as data to a full disk.
fn onto_a_full_disk(world: &World, line: &str) -> Outcome {
    let like = world.command(&[] as &[&str]);
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg("exec \"$0\" \"$@\" >/dev/full").arg(like.get_program());
    shell.args(split(line)).current_dir(world.path("")).env_clear();
    shell.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    world.finish(shell, "")
}

#[test]
fn what_is_recorded_but_cannot_be_shown_is_never_said_to_have_changed_nothing() {
    for json in ["", "--json "] {
        let world = World::new().with_record();
        world.write("parc.csv", "tag,kind\nB1,laptop\n");
        for line in ["add --kind laptop --tag A1", "import parc.csv", "--db other.db init"] {
            let said = onto_a_full_disk(&world, &format!("{json}{line}"));
            let quiet = json.is_empty() && line.ends_with("init");
            if quiet {
                // It prints no data: nothing is lost.
                assert_eq!(said.status, 0, "{said}");
                continue;
            }
            assert_eq!(said.status, 6, "{line}: {said}");
            assert!(said.stderr.contains("is recorded") && said.stderr.contains("--cmd "), "{said}");
        }
        // The line that is offered shows it, and changes nothing.
        let said = onto_a_full_disk(&world, &format!("{json}add --kind laptop --tag A2"));
        let offered = said.stderr.lines().find(|line| line.contains("--cmd ")).unwrap().trim();
        let log = world.log();
        let words = split(offered);
        let again = world.run_words(&words[1..]).success();
        assert!(again.contains("A2"), "{again}");
        assert_eq!(world.log(), log);
        // What records nothing changed nothing.
        assert_eq!(onto_a_full_disk(&world, &format!("{json}list")).status, 1);
        assert_eq!(onto_a_full_disk(&world, &format!("{json}import --dry-run parc.csv")).status, 1);
    }
}

#[test]
fn a_command_that_was_refused_is_not_known() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1");
    world.refused(&format!("--cmd {CMD} collect A1"), "forbidden");
    world.enter("deploy A1 --to Urbanisme");
    world.enter(&format!("--cmd {CMD} collect A1"));
    assert_eq!(world.fact("A1", "state"), "collected");
}

#[test]
fn a_repeated_import_and_a_repeated_init_add_nothing() {
    let world = World::new();
    for _ in 0..2 {
        world.enter(&format!("--cmd {CMD} init --org Valmont"));
    }
    assert_eq!(world.run("--json init --org Valmont").status, 1, "another init is another command");
    world.write("parc.csv", "tag,kind,service\nA1,laptop,Urbanisme\nA2,desktop,Voirie\n");
    let import = "--json --cmd 0192f0a1-0000-7000-8000-000000000003 import parc.csv";
    let first = world.run(import).json();
    let log = world.log();
    let again = world.run(import).json();
    assert_eq!(world.log(), log);
    assert_eq!(keys(&again), keys(&first));
    let lot = "--json --cmd 0192f0a1-0000-7000-8000-000000000004 lot new --channel loss";
    let first = world.run(lot).json();
    let again = world.run(lot).json();
    assert_eq!((&first["lot"], &again["lot"]), (&json!("LOT-2026-0001"), &json!("LOT-2026-0001")));
}

#[test]
fn writers_at_once_write_one_after_the_other() {
    const WRITERS: usize = 16;
    const EACH: usize = 6;
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag SHARED");
    let lines = |writer: usize| -> Vec<String> {
        (0..EACH).map(|n| format!("add --kind laptop --model 'M{writer}-{n}'")).collect()
    };
    let prepared: Vec<Vec<_>> = (0..WRITERS)
        .map(|writer| {
            let prepare = |line: &String| {
                let mut command = world.command(&split(line));
                // Identifiers of their own, and the real clock.
                command.env_remove("REBOND_SEED").env_remove("REBOND_NOW");
                command
            };
            lines(writer).iter().map(prepare).collect()
        })
        .collect();
    thread::scope(|scope| {
        for commands in prepared {
            scope.spawn(|| {
                for mut command in commands {
                    let output = command.output().unwrap();
                    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                }
            });
        }
    });
    let log = world.log();
    let events: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (at, event) in events.iter().enumerate() {
        assert_eq!(event["seq"], at + 1, "no gap, no double");
    }
    let added: Vec<&Value> = events.iter().filter(|event| event["type"] == "added").collect();
    assert_eq!(added.len(), WRITERS * EACH + 1);
    let mut tags: Vec<&str> = added.iter().map(|event| event["data"]["tag"].as_str().unwrap()).collect();
    tags.sort_unstable();
    tags.dedup();
    assert_eq!(tags.len(), WRITERS * EACH + 1, "every generated tag once");
    let verified = world.run("--json verify").json();
    assert_eq!((&verified["ok"], &verified["events"]), (&json!(true), &json!(events.len())));
}

#[test]
fn one_of_two_who_move_the_same_machine_at_once_is_refused() {
    let world = World::new().with_record();
    for round in 0..8 {
        let tag = format!("A{round}");
        world.enter(&format!("add --kind laptop --tag {tag}"));
        let ends: Vec<i32> = thread::scope(|scope| {
            let running: Vec<_> = ["Urbanisme", "Voirie"]
                .map(|service| {
                    let mut command = world.command(&split(&format!("deploy {tag} --to {service}")));
                    command.env_remove("REBOND_SEED");
                    scope.spawn(move || command.output().unwrap().status.code().unwrap())
                })
                .into_iter()
                .collect();
            running.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(ends.iter().sum::<i32>(), 1, "one done, one refused: {ends:?}");
        assert_eq!(world.fact(&tag, "deployments"), 1);
    }
}

#[test]
fn a_clock_that_goes_back_does_not_turn_the_record_back() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1 --on 2026-01-05");
    let at = |clock: &str, line: &str| {
        let mut command = world.command(&split(line));
        command.env("REBOND_NOW", clock);
        world.finish(command, "")
    };
    at("2020-01-01T00:00:00Z", "deploy A1 --to Urbanisme --on 2026-11-24").failure(1);
    at("2026-11-22T00:00:00Z", "deploy A1 --to Urbanisme --on 2026-11-21").success();
    at("2026-11-23T09:00:03Z", "collect A1 --on 2026-11-22").success();
    at("2026-11-23T09:00:02.500Z", "triage A1 --decision keep --on 2026-11-22").success();
    let log = world.log();
    let instants: Vec<String> = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["recorded_at"].as_str().unwrap().to_owned())
        .collect();
    assert!(instants.is_sorted(), "{instants:#?}");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}
