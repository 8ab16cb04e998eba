//! The disk is full: what is recorded stays, reading goes on, writing says why it does not, and goes on
//! once there is space.

use std::{
    fs,
    process::{Command, Stdio},
};

use super::{
    Ledger, Oracle, Shim, Tally,
    desk::{Desk, Ended, finish, identity},
    kill::Bench,
    shim_is_there, tier,
};
use crate::world::split;

/// What reads, and must go on.
const READING: [&str; 8] = [
    "list",
    "show STOCK",
    "find stock",
    "history STOCK",
    "lot show LOT-2026-0001",
    "export log",
    "report reuse",
    "verify",
];

fn on(desk: &Desk, shim: &Shim, line: &str) -> Ended {
    let mut command = desk.command(&split(line));
    shim.on(&mut command);
    finish(command)
}

/// How many bytes the files of a desk take.
fn taken(desk: &Desk) -> u64 {
    desk.files().values().map(|bytes| bytes.len() as u64).sum()
}

/// Row 6, by a quota: so many bytes are left, and they are used up.
#[test]
fn on_a_full_disk_reading_goes_on_and_writing_says_why_it_does_not() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("disk full");
    // Partner: whoever takes what was refused for done.
    let mut partner = Tally::new("disk full");
    let bench = Bench::new();
    let left: Vec<u64> = tier().of(vec![0, 40_000, 150_000], (0..40).map(|n| n * 9_000).collect());
    for left in left {
        let desk = bench.desk.copy();
        let (mut ledger, _) = bench.known();
        let shim = Shim::under(&desk.path("")).quota(taken(&desk) + left);
        let tell = |what: &str, ended: &Ended| format!("{left} bytes left: {what}: {}", ended.told());
        let mut recorded = 0;
        let (refused, refused_cmd) = loop {
            let cmd = identity(&mut tally.chance);
            let ended =
                on(&desk, &shim, &format!("--cmd {cmd} add --kind laptop --note '{}'", "n".repeat(900)));
            match ended.status {
                Some(0) => ledger.acknowledge(&cmd),
                Some(6) => ledger.begin(&cmd),
                _ => {}
            }
            if ended.status != Some(0) || recorded > 400 {
                break (ended, cmd);
            }
            recorded += 1;
        };
        if !matches!(refused.status, Some(3 | 6)) {
            tally.loss(tell("`add`", &refused));
        }
        let said = &refused.stderr;
        let named = said.contains("rebond.db") && (said.contains("full") || said.contains("No space"));
        if !named || !said.contains("space left") {
            tally.loss(tell("it does not name the file, the cause and the way out", &refused));
        }
        let import = on(&desk, &shim, "import parc.csv");
        if import.status == Some(0) && left < 40_000 {
            tally.loss(tell("`import` of 2,000 rows fits where nothing does", &import));
        }
        for line in READING {
            let ended = on(&desk, &shim, line);
            if ended.status != Some(0) {
                tally.loss(tell(&format!("`{line}`"), &ended));
            }
        }
        // A file that is written beside is whole, or not there.
        let export = on(&desk, &shim, "export log -o log.jsonl");
        let whole = on(&desk, &shim, "export log").stdout;
        let written = fs::read(desk.path("log.jsonl")).ok();
        let done = export.status == Some(0) && written.as_ref() == Some(&whole);
        let refused = export.status == Some(1) && written.is_none() && export.stderr.contains("log.jsonl");
        if !done && !refused {
            tally.loss(tell("`export log -o`", &export));
        }
        tally.run(shim.seen().fired);
        partner.run(shim.seen().fired);
        let mut believed = ledger.clone();
        believed.acknowledge(&refused_cmd);
        partner.losses(Oracle::of(desk.database()).look(&mut believed).losses);
        tally.losses(
            Oracle::of(desk.database())
                .look(&mut ledger)
                .losses
                .into_iter()
                .map(|what| format!("{left} bytes left, after {recorded}: {what}")),
        );
        for line in ["add --kind laptop", "import parc.csv", "verify --full"] {
            let next = desk.run(line);
            if next.status != Some(0) {
                tally.loss(tell(&format!("with space again: `{line}`"), &next));
            }
        }
    }
    tally.finish();
    partner.finish_red();
}

/// A limit on the size of files is an error like any other, not a signal that kills.
#[test]
fn a_file_that_may_not_grow_is_an_error_and_kills_nobody() {
    let mut tally = Tally::new("limit on the size of files");
    let bench = Bench::new();
    let desk = bench.desk.copy();
    let (mut ledger, _) = bench.known();
    let like = desk.command(&[]);
    // Blocks of 512 bytes: from nothing at all to what does.
    for blocks in tier().of(vec![0, 64, 600], vec![0, 1, 8, 16, 64, 128, 200, 256, 400, 600, 1_000]) {
        for line in
            ["add --kind laptop", "import parc.csv", "export log -o log.jsonl", "--db new.db init", "list"]
        {
            let mut shell = Command::new("/bin/sh");
            shell.arg("-c").arg(format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")).arg(like.get_program());
            let cmd = identity(&mut tally.chance);
            let records = matches!(line, "add --kind laptop" | "import parc.csv");
            if records {
                shell.args(["--cmd", &cmd]);
            }
            shell.args(split(line)).current_dir(desk.path("")).env_clear();
            shell.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
            let ended = finish({
                shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
                shell
            });
            match ended.status {
                Some(0) if records => ledger.acknowledge(&cmd),
                Some(6) if records => ledger.begin(&cmd),
                _ => {}
            }
            tally.run(u64::from(ended.status != Some(0)));
            if !matches!(ended.status, Some(0 | 1 | 3 | 6)) {
                tally.loss(format!("{blocks} blocks: rebond {line}: {}", ended.told()));
            }
            tally.losses(Oracle::of(desk.database()).look(&mut ledger).losses);
            for made in ["new.db", "log.jsonl"] {
                let _ = fs::remove_file(desk.path(made));
            }
        }
    }
    tally.finish();
    // Partner: a program that does not hold the signal back is killed by it.
    let mut partner = Tally::new("limit on the size of files");
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "ulimit -f 0; exec head -c 1000 /dev/zero >big"]).current_dir(desk.path(""));
    partner.run(1);
    if shell.status().unwrap().code().is_none() {
        partner.loss("killed");
    }
    partner.finish_red();
}

/// A disk that is really full, where one may be mounted: a small one in memory, seen by nobody else.
#[test]
fn on_a_small_disk_that_is_really_full_nothing_is_lost() {
    let desk = Desk::new();
    fs::create_dir(desk.path("small")).unwrap();
    let script = "
        mount -t tmpfs -o size=2m,mode=700 tmpfs small 2>/dev/null || exit 42
        export REBOND_DB=$HOME/small/rebond.db
        \"$0\" init --org Valmont >/dev/null 2>&1 || exit 43
        \"$0\" add --kind laptop --tag FIRST >/dev/null 2>&1 || exit 44
        head -c 3000000 /dev/zero >small/filler 2>/dev/null
        while \"$0\" --json add --kind laptop >>acks 2>/dev/null; do :; done
        \"$0\" add --kind laptop 2>said >/dev/null; echo \"add $?\"
        \"$0\" list >/dev/null 2>>said; echo \"list $?\"
        \"$0\" verify >/dev/null 2>>said; echo \"verify $?\"
        rm small/filler
        \"$0\" --json add --kind laptop >>acks 2>>said; echo \"then $?\"
        mkdir -p data/rebond && cp -a small/. data/rebond/
    ";
    let like = desk.command(&[]);
    let mut shell = Command::new("unshare");
    shell
        .args(["-m", "/bin/sh", "-c", script])
        .arg(like.get_program())
        .current_dir(desk.path(""))
        .env_clear();
    shell.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").stdin(Stdio::null()).stderr(Stdio::piped());
    let Ok(output) = shell.stdout(Stdio::piped()).output() else {
        println!("SKIPPED: no unshare");
        return;
    };
    if output.stdout.is_empty() {
        println!("SKIPPED: no small disk can be mounted here ({:?})", output.status.code());
        return;
    }
    let mut tally = Tally::new("a small disk, really full");
    let mut ledger = Ledger::default();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = fs::read_to_string(desk.path("said")).unwrap_or_default();
    ledger.hear(&fs::read(desk.path("acks")).unwrap());
    tally.run(u64::from(!told.contains("add 0")));
    if told != "add 3\nlist 0\nverify 0\nthen 0\n" {
        tally.loss(format!("{told}{said}"));
    }
    tally.losses(Oracle::of(desk.database()).look(&mut ledger).losses);
    tally.finish();
}
