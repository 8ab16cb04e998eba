//! Faults: what happens to a record when the machine, the disk or another process fails. Everything
//! here counts what it did to the program and what was lost; a fault that never fired is a failure of
//! the test, and so is a partner that cannot be seen to lose anything.
//!
//! `REBOND_FAULTS=long` runs the long tier; `SEED=` runs one again as it was.

#![allow(dead_code, unused_imports, reason = "a kit of which each test takes its part")]

use std::process::Command;

use crate::world::{World, split};

mod backups;
mod beside;
mod caps;
mod clock;
mod commands;
mod crowd;
mod damage;
mod desk;
mod edits;
mod ends;
mod every;
mod full;
mod kill;
mod network;
mod nights;
mod oracle;
mod power;
mod races;
mod readonly;
mod reference;
mod restored;
mod shim;
mod sweep;
mod tally;
mod tampering;
mod together;

pub(crate) use oracle::{Ledger, Oracle};
pub(crate) use shim::{Shim, shim_is_there};
pub(crate) use tally::{Chance, Tally, Tier, tier};

/// The shim is under the program and sees its calls: the very ones that this build makes.
#[test]
fn the_shim_sees_the_calls_of_this_build_and_strikes_where_it_is_told() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("the shim itself");
    let world = World::new().with_record();
    let run = |shim: &Shim, line: &str| {
        let mut command: Command = world.command(&split(line));
        shim.on(&mut command);
        world.finish(command, "")
    };
    let folder = world.path("data/rebond");
    // What a durable commit takes: a write of the log and a sync.
    for calls in ["open", "create", "read", "write", "sync", "close", "unlink", "statfs"] {
        let counting = Shim::under(&folder).calls(calls);
        run(&counting, "add --kind laptop").success();
        let seen = counting.seen();
        assert!(seen.calls > 0, "{calls}: {seen:?}");
        assert_eq!(seen.fired, 0, "it counts, and does nothing else");
    }
    let log = world.log();
    let struck = Shim::under(&folder).calls("sync").at(1, "EIO");
    let said = run(&struck, "add --kind laptop");
    assert_eq!((said.status, struck.seen().fired), (6, 1), "{said}");
    assert!(struck.seen().what.starts_with("sync /"), "{:?}", struck.seen());
    assert_eq!(world.log(), log);
    let killed = Shim::under(&folder).calls("write").at(2, "kill-before");
    let said = run(&killed, "add --kind laptop");
    assert_eq!((said.status, killed.seen().fired), (-1, 1), "{said}");
    let full = Shim::under(&folder).quota(1);
    assert_eq!(run(&full, "add --kind laptop").status, 3);
    assert!(full.seen().fired > 0);
    let traced = Shim::under(&folder).tracing();
    run(&traced, "--json add --kind laptop").success();
    assert!(std::fs::metadata(traced.trace()).unwrap().len() > 4096);
    let network = Shim::under(&folder).file_system(0x6969);
    assert_eq!(run(&network, "list").status, 3);
    let lying = Shim::under(&folder).lying("sync");
    run(&lying, "add --kind laptop").success();
    for shim in [&struck, &killed, &full, &network, &lying] {
        tally.run(shim.seen().fired);
    }
    let mut ledger = Ledger::default();
    let looked = Oracle::of(world.database()).look(&mut ledger);
    tally.losses(looked.losses);
    // Partner: what was acknowledged and is not there is seen.
    ledger.acknowledge("0192f0a1-0000-7000-8000-000000000001");
    assert_eq!(Oracle::of(world.database()).look(&mut ledger).losses.len(), 1);
    tally.finish();
}
