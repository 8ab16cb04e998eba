//! The nightly export of the log, stopped at every step: the nights together have every event once.

use std::fs;

use super::{Shim, Tally, shim_is_there, tier};
use crate::world::{Outcome, World, split};

const EXPORT: &str = "--quiet export log --since @srv/log.cursor --output-dir srv/exports/";

fn town() -> World {
    let world = World::new().with_record();
    fs::create_dir_all(world.path("srv/exports")).unwrap();
    world
}

/// Records something and exports it, with this under the program.
fn night(world: &World, shim: Option<&Shim>) -> Outcome {
    world.run("add --kind laptop").success();
    let mut command = world.command(&split(EXPORT));
    if let Some(shim) = shim {
        shim.on(&mut command);
    }
    world.finish(command, "")
}

/// What the files of the folder hold, one after another by their names.
fn exported(world: &World) -> String {
    let files = fs::read_dir(world.path("srv/exports")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ext| ext == "jsonl")).collect();
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn a_night_that_was_cut_short_leaves_no_gap_and_no_double() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("nightly export cut short");
    // Partner: a cursor that says nothing of what is about to be published.
    let mut partner = Tally::new("nightly export cut short");
    for what in tier().of(vec!["kill-before", "ENOSPC"], vec!["kill-before", "kill-after", "ENOSPC", "EIO"]) {
        let (world, plain) = (town(), town());
        for call in 1.. {
            let shim = Shim::under(&world.path("srv")).at(call, what);
            let ended = night(&world, Some(&shim));
            let seen = shim.seen();
            if seen.fired == 0 {
                assert_eq!(ended.status, 0, "{ended}");
                assert!(call > 10, "{what}: {call} calls");
                break;
            }
            tally.run(seen.fired);
            let next = night(&world, None);
            if next.status != 0 || exported(&world) != world.run("export log").success() {
                tally.loss(format!("{what} at {}: {ended} {next}", seen.what));
            }

            let shim = Shim::under(&plain.path("srv")).at(call, what);
            let _ = night(&plain, Some(&shim));
            partner.run(shim.seen().fired);
            let cursor = plain.path("srv/log.cursor");
            if let Ok(text) = fs::read_to_string(&cursor) {
                fs::write(&cursor, text.lines().next().unwrap_or_default()).unwrap();
            }
            night(&plain, None).success();
            if exported(&plain) != plain.run("export log").success() {
                partner.loss(format!("{what} at {}", shim.seen().what));
            }
        }
    }
    tally.finish();
    partner.finish_red();
}
