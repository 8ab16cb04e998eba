//! File systems that several machines share: refused wherever a database is opened or made, whatever
//! the command, and nothing is touched there.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;

use super::{Shim, Tally, shim_is_there};
use crate::world::{World, split};

/// The numbers by which the kernel names them (statfs(2)), and the name we give.
const SHARED: [(u32, &str); 20] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB2"),
    (0x564C, "NCP"),
    (0x0102_1997, "9P"),
    (0x6573_5546, "FUSE"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
    (0x00C3_6400, "CephFS"),
    (0x7375_7245, "Coda"),
    (0x0BD0_0BD0, "Lustre"),
    (0x0116_1970, "GFS2"),
    (0x7461_636F, "OCFS2"),
    (0x4750_4653, "GPFS"),
    (0x1983_0326, "BeeGFS"),
    (0x2003_0528, "OrangeFS"),
    (0x786F_4256, "vboxsf"),
    (0xBACB_ACBC, "vmhgfs"),
    (0x7C7C_6673, "prl_fs"),
];

/// Disks of this machine.
const LOCAL: [(u32, &str); 6] = [
    (0xEF53, "ext4"),
    (0x5846_5342, "XFS"),
    (0x9123_683E, "btrfs"),
    (0x0102_1994, "tmpfs"),
    (0x2FC1_2FC1, "ZFS"),
    (0x794C_7630, "overlayfs"),
];

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// Runs a command with every file system of this type; returns how it ended, the code of its error,
/// all it said, and how often it was told the type.
fn on(world: &World, kind: u32, line: &str) -> (i32, String, String, u64) {
    let shim = Shim::under(&world.path("")).file_system(kind);
    let mut command = world.command(&split(&format!("--json {line}")));
    shim.on(&mut command);
    let outcome = world.finish(command, "");
    let code = serde_json::from_str::<Value>(&outcome.stdout)
        .ok()
        .and_then(|told| told["error"]["code"].as_str().map(str::to_owned))
        .unwrap_or_default();
    (outcome.status, code, outcome.to_string(), shim.seen().fired)
}

#[test]
fn a_record_is_kept_on_no_file_system_that_machines_share() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("network file systems");
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1");
    let before = files(&world.path("data/rebond"));
    let lines = [
        "list",
        "show A1",
        "verify",
        "export log",
        "report reuse --period 2026",
        "collect A1",
        "scan",
        "--db elsewhere.db init",
        "--db new/deep/elsewhere.db init",
        "demo town",
    ];
    for (at, (kind, name)) in SHARED.iter().enumerate() {
        // Every command on the first, the others by turns.
        for line in lines.iter().skip(if at == 0 { 0 } else { at % 3 }).step_by(if at == 0 { 1 } else { 3 }) {
            let (status, code, told, fired) = on(&world, *kind, line);
            tally.run(fired);
            if (status, code.as_str()) != (3, "network_file_system") {
                tally.loss(format!("{name}, {line}: {told}"));
            }
            if !told.contains(&format!("({name})")) || !told.contains("PostgreSQL") {
                tally.loss(format!("{name}, {line}: neither named nor a way out: {told}"));
            }
        }
    }
    if files(&world.path("data/rebond")) != before {
        tally.loss("the files were touched");
    }
    for made in ["elsewhere.db", "new/deep/elsewhere.db", "town/rebond.db"] {
        if world.path(made).exists() {
            tally.loss(format!("{made} was made"));
        }
    }
    // What a disk of this machine is called is not refused: it is the type that counts.
    for (kind, name) in LOCAL {
        let (status, _, told, fired) = on(&world, kind, "list");
        tally.run(fired);
        if status != 0 {
            tally.loss(format!("{name}: {told}"));
        }
    }
    tally.finish();
}

/// Partner: a type that is not in the table is a disk of this machine, and the record is opened.
#[test]
fn a_shared_file_system_that_is_not_in_the_table_would_be_seen() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("network file systems");
    let world = World::new().with_record();
    let (status, _, told, fired) = on(&world, 0xEF53, "add --kind laptop");
    tally.run(fired);
    if (status, world.head()) != (3, 3) {
        tally.loss(format!("written where it was to be refused: {told}"));
    }
    tally.finish_red();
}
