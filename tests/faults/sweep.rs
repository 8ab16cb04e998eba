//! Every call on a file fails in its turn: the program says so, and the record is what it said.

use serde_json::Value;

use super::{
    Shim, Tally, Tier,
    commands::{Leaves, WRITING, Writing},
    desk::{Ended, identity},
    kill::{Bench, Known, file_of, is_there, look, record, run},
    shim_is_there, tier,
};

/// One fault: at which call, what, and whether at all that follow.
#[derive(Clone, Copy, Debug)]
struct Fault {
    call: u64,
    what: &'static str,
    forever: bool,
}

/// What an error may say of the cause, in the words of the system or of the engine.
const CAUSES: [&str; 11] = [
    "a part of it is in",
    "I/O error",
    "Input/output error",
    "No space left",
    "disk is full",
    "Permission denied",
    "Read-only file system",
    "readonly",
    "unable to open",
    "locking protocol",
    "out of memory",
];

/// How a command may end when the disk fails: done; not done, because of the output, the record or the
/// input; not known.
fn documented(status: i32, said: &str) -> bool {
    // Preferences that cannot be read are, like those that cannot be understood, the one way to 2.
    matches!(status, 0 | 1 | 3 | 4 | 6) || status == 2 && said.contains("config.toml")
}

/// Reads the error that a command printed in JSON, or said where its output was taken away; nothing if
/// what it printed is not one document a line.
fn message(ended: &Ended) -> Option<String> {
    let printed: Result<Vec<Value>, _> = ended
        .stdout
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(serde_json::from_slice)
        .collect();
    let told = printed.ok()?.pop().filter(|told| told["error"].is_object());
    let told = told.map(|told| format!("{} {}", told["error"]["message"], told["error"]["hints"]));
    Some(told.unwrap_or_else(|| ended.stderr.clone()))
}

/// Tells whether a message says which file, and what is wrong with it.
fn names_file_and_cause(said: &str, writing: &Writing) -> bool {
    let file = [
        "rebond.db",
        "parc.csv",
        "few.csv",
        "handheld.txt",
        ".config/rebond",
        "/data",
        "cursor",
        ".tmp",
        "seal-key",
        "desk.backup",
    ]
    .into_iter()
    .chain(file_of(writing))
    .any(|name| said.contains(name));
    file && CAUSES.iter().any(|cause| said.contains(cause))
}

/// Runs a command of the table with one fault, and holds it to what it said. Returns how it ended, and
/// whether what it records was there then.
fn fail_once(
    bench: &Bench,
    known: &Known,
    calls: &str,
    fault: Fault,
    tally: &mut Tally,
) -> (Option<i32>, bool) {
    let (writing, line) = (known.writing, known.line.as_str());
    let desk = bench.start(writing);
    let former = file_of(writing).and_then(|name| std::fs::read(desk.path(name)).ok());
    let cmd = identity(&mut tally.chance);
    let shim = Shim::under(&desk.path("")).calls(calls).at(fault.call, fault.what).forever(fault.forever);
    let ended = run(&desk, writing, line, &cmd, Some(&shim));
    let seen = shim.seen();
    tally.run(seen.fired);
    let told = message(&ended);
    let said = told.clone().unwrap_or_else(|| String::from_utf8_lossy(&ended.stdout).into_owned());
    let tell = |what: &str| {
        format!("rebond {line}: {fault:?} {}: {what}\n    exit {:?}: {said}", seen.what, ended.status)
    };
    if told.is_none() {
        tally.loss(tell("what it printed is not one document a line"));
    }
    let Some(status) = ended.status.filter(|status| documented(*status, &said)) else {
        tally.loss(tell("it ended as nothing says"));
        return (ended.status, false);
    };
    if status != 0 && !names_file_and_cause(&said, writing) {
        tally.loss(tell("it does not name the file and the cause"));
    }
    if status == 6 && !said.contains("--cmd ") {
        tally.loss(tell("it gives no line to repeat"));
    }
    let session = writing.leaves == Leaves::Session;
    let (mut ledger, before) = bench.ledger(writing);
    ledger.hear(&ended.stdout);
    match status {
        0 if writing.identified() => ledger.acknowledge(&cmd),
        6 => ledger.begin(&cmd),
        _ => {}
    }
    if before == 0 && !matches!(status, 0 | 6) && record(&desk, writing).exists() {
        tally.loss(tell("it is said not to be made, and there is a record"));
    }
    let (losses, there) = look(known, &desk, &mut ledger, former.as_deref(), session && status == 6);
    let losses = known.unless_as_before(losses, status == 0);
    tally.losses(losses.iter().map(|what| tell(what)));
    if !session {
        let there = is_there(&desk, writing);
        let again = run(&desk, writing, line, &cmd, None);
        if again.status != Some(0) && !(there && again.status == Some(1)) {
            tally.loss(tell(&format!("and repeated: {}", again.told())));
        }
        if writing.identified() {
            ledger.acknowledge(&cmd);
        }
        let (losses, _) = look(known, &desk, &mut ledger, None, false);
        tally.losses(losses.iter().map(|what| tell(&format!("and repeated: {what}"))));
    }
    let next = desk.run(&format!("--db '{}' list", record(&desk, writing).display()));
    if next.status != Some(0) {
        tally.loss(tell(&format!("and then `list`: {}", next.told())));
    }
    (Some(status), there)
}

fn of_the_table(line: &str) -> &'static Writing {
    WRITING.iter().find(|writing| writing.line.starts_with(line)).unwrap()
}

/// What is tried beside lines of the table.
const MORE: &[Writing] = &[
    Writing { verb: "import", line: "import few.csv", leaves: Leaves::Events },
    Writing { verb: "verify", line: "verify", leaves: Leaves::Nothing },
    Writing { verb: "rebuild", line: "rebuild", leaves: Leaves::Nothing },
    Writing { verb: "list", line: "list", leaves: Leaves::Migration },
    Writing { verb: "list", line: "list", leaves: Leaves::Nothing },
    Writing { verb: "export", line: "export log", leaves: Leaves::Nothing },
];

/// All that a disk refuses that goes read-only when it fails; what is there can still be read.
const WRITES: &str = "create,write,sync,truncate,unlink,rename,link";

/// All that a disk does.
const CALLS: &str = "open,create,read,write,sync,truncate,rename,link,unlink,mkdir,mode,close,statfs";

/// The lines of the table of which every call is tried.
const TABLE: [&str; 13] = [
    "init",
    "add",
    "scan --action collect",
    "label blank",
    "backup",
    "restore",
    "party forget",
    "rebuild",
    "seal",
    "export log -o",
    "config set",
    "report",
    "lot ship",
];

/// A commit that fails, found again by its identity: an error does not mean that nothing happened.
#[test]
fn a_commit_that_fails_is_found_again_by_its_identity() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("every call of a commit failing, found again by its identity");
    let mut partner = Tally::new("every call of a commit failing, found again by its identity");
    let bench = Bench::new();
    let mut ends = std::collections::BTreeMap::<_, u64>::new();
    for line in tier().of(&["deploy"][..], &["deploy", "init", "lot ship", "sanitize", "label blank"][..]) {
        let cmd = identity(&mut tally.chance);
        let known = bench.know(of_the_table(line), WRITES, &cmd);
        let modes: &[_] = tier().of(
            &[("EIO", true), ("ENOSPC", false)],
            &[("EIO", false), ("EIO", true), ("ENOSPC", false), ("ENOSPC", true)],
        );
        for call in 1..=known.calls {
            for &(what, forever) in modes {
                if tier() == Tier::Short && !forever && tally.chance.percent(70) {
                    continue;
                }
                let fault = Fault { call, what, forever };
                let (status, there) = fail_once(&bench, &known, WRITES, fault, &mut tally);
                *ends.entry((status, there)).or_default() += 1;
                partner.run(1);
                // Partner: whoever takes every error for "nothing happened".
                if status != Some(0) && there {
                    partner.loss(format!("{fault:?}: an error, and it happened"));
                }
            }
        }
    }
    println!("ends, and whether it was there: {ends:?}");
    tally.finish();
    partner.finish_red();
}

/// Row 5: all calls, all commands that matter.
#[test]
fn when_any_call_on_a_file_fails_the_program_says_so_and_the_record_is_what_it_said() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("every k-th call on a file failing");
    let bench = Bench::new();
    for writing in TABLE.into_iter().map(of_the_table).chain(MORE) {
        let cmd = identity(&mut tally.chance);
        let known = bench.know(writing, CALLS, &cmd);
        let mut faults = Vec::new();
        for call in 1..=known.calls {
            for what in ["EIO", "ENOSPC", "short", "EACCES", "EROFS"] {
                for forever in [false, true] {
                    faults.push(Fault { call, what, forever });
                }
            }
        }
        println!("{}: {} calls, {:?}", writing.line, known.calls, faults.len());
        let share = tier().of(1_500 / faults.len().max(1), 100).clamp(1, 100);
        for fault in faults {
            if tally.chance.percent(share as u64) {
                fail_once(&bench, &known, CALLS, fault, &mut tally);
            }
        }
    }
    tally.finish();
}
