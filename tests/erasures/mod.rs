//! The logs of what erases, and the second person who accepts them.

mod again;
mod known;
mod refused;
mod samples;
mod second;
mod told;

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::world::World;

/// A town with these logs beside it.
fn town(logs: &[&str]) -> World {
    let world = World::new().with_record();
    lay(&world, logs);
    world
}

fn lay(world: &World, logs: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/erasures");
    for log in logs {
        fs::copy(folder.join(log), world.path(log)).unwrap();
    }
}

/// A laptop whose disk, of this kind and serial, was used.
fn used(world: &World, tag: &str, kind: &str, serial: &str) {
    world.enter(&format!(
        "add --kind laptop --tag {tag} --on 2026-01-05
         media add {tag} --kind {kind} --serial {serial} --on 2026-01-05
         deploy {tag} --to Urbanisme --on 2026-01-06
         collect {tag} --on 2026-11-10
         triage {tag} --decision recondition --functional F5 --on 2026-11-11"
    ));
}

fn media(world: &World) -> Vec<Value> {
    let listed = world.run("--json media list").success();
    listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn medium(world: &World, serial: &str) -> Value {
    media(world).into_iter().find(|medium| medium["serial"] == serial).unwrap()
}

fn records(world: &World, line: &str) -> Vec<Value> {
    let said: Value = serde_json::from_str(&world.run(&format!("--json {line}")).success()).unwrap();
    said["records"].as_array().unwrap().clone()
}

/// What is said of a record, in short.
fn short(record: &Value) -> Value {
    json!([record["serial"], record["action"], record["verdict"], record["claim"], record["recorded"]])
}
