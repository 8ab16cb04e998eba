//! The process is killed at any moment, in every command that writes.

use std::{
    fmt::Write as _,
    fs,
    io::{Read as _, Write as _},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{
    Ledger, Oracle, Shim, Tally, Tier,
    commands::{Leaves, SCANS, WRITING, Writing, desk, differing, old_desk},
    desk::{Desk, Ended, finish, identity},
    shim_is_there, tier,
};
use crate::world::split;

/// The calls that change something: between two of them nothing more can happen to a file.
pub(super) const CHANGES: &str = "create,write,sync,truncate,rename,link,unlink,mkdir";

/// A command of the table that ran to its end once: what is to be expected of it.
pub(super) struct Known {
    pub(super) writing: &'static Writing,
    pub(super) line: String,
    /// How many events there were before, and came.
    before: u64,
    came: u64,
    /// The file it makes.
    made: Option<Vec<u8>>,
    /// How many calls it takes.
    pub(super) calls: u64,
    took: Duration,
    /// The tables that differed before, and are to be mended.
    differences: Vec<String>,
}

impl Known {
    /// What is lost by a command that did not say that it was done: the tables that differed before may
    /// differ still, all of them.
    pub(super) fn unless_as_before(&self, losses: Vec<String>, done: bool) -> Vec<String> {
        let as_before = || tables(&losses).is_some_and(|tables| tables == self.differences);
        if !done && as_before() { Vec::new() } else { losses }
    }
}

/// The tables that differ, if nothing else is wrong. Which row is named first goes by chance.
fn tables(losses: &[String]) -> Option<Vec<String>> {
    let table = |loss: &String| {
        let detail = loss.strip_prefix("verify: Finding { code: Projection,")?.split_once("detail: \"")?.1;
        detail.split([' ', ':']).next().map(str::to_owned)
    };
    losses.iter().map(table).collect()
}

/// The common desk, with what each of its commands does.
pub(super) struct Bench {
    pub(super) desk: Desk,
    /// Nothing at all, for a record that is made.
    empty: Desk,
    known: Ledger,
    before: u64,
    /// A record of an earlier version, and what is in it.
    old: Desk,
    in_old: (Ledger, u64),
    /// The common record with tables that differ, and how they do.
    differing: Desk,
    differences: Vec<String>,
}

impl Bench {
    pub(super) fn new() -> Self {
        let desk = desk();
        let mut known = Ledger::default();
        let looked = Oracle::of(desk.database()).look(&mut known);
        assert!(looked.losses.is_empty(), "{:?}", looked.losses);
        let old = old_desk();
        let mut in_old = Ledger::default();
        // Looking migrates: it is a copy that is looked at.
        let events = Oracle::of(old.copy().database()).look(&mut in_old).events;
        let differing = differing(&desk);
        let differences = Oracle::of(differing.database()).look(&mut known.clone()).losses;
        let differences = tables(&differences).expect("tables differ, and nothing else");
        assert_eq!(differences, ["asset", "attribution", "search"]);
        let before = looked.events;
        let in_old = (in_old, events);
        Self { desk, empty: Desk::new(), known, before, old, in_old, differing, differences }
    }

    /// The state from which a command starts.
    pub(super) fn start(&self, writing: &Writing) -> Desk {
        match writing.leaves {
            Leaves::Record | Leaves::Records(_) => self.empty.copy(),
            Leaves::Migration => self.old.copy(),
            Leaves::Mended => self.differing.copy(),
            _ => self.desk.copy(),
        }
    }

    /// What is known of the common desk, and how many events there are.
    pub(super) fn known(&self) -> (Ledger, u64) {
        (self.known.clone(), self.before)
    }

    /// What is known of the record from which a command starts.
    pub(super) fn ledger(&self, writing: &Writing) -> (Ledger, u64) {
        match writing.leaves {
            Leaves::Record | Leaves::Records(_) => (Ledger::default(), 0),
            Leaves::Migration => self.in_old.clone(),
            _ => (self.known.clone(), self.before),
        }
    }

    /// Runs a command of the table without a fault, to know what it does.
    pub(super) fn know(&self, writing: &'static Writing, calls: &str, cmd: &str) -> Known {
        let line = writing.line.replace("{last}", &self.before.to_string());
        let desk = self.start(writing);
        let shim = Shim::under(&desk.path("")).calls(calls);
        let began = Instant::now();
        let ended = run(&desk, writing, &line, cmd, Some(&shim));
        let took = began.elapsed();
        assert_eq!(ended.status, Some(0), "rebond {line}\n{}", ended.told());
        let (mut ledger, before) = self.ledger(writing);
        let looked = Oracle::of(record(&desk, writing)).strangers(99).look(&mut ledger);
        assert!(looked.losses.is_empty(), "rebond {line}: {:?}", looked.losses);
        let made = file_of(writing).map(|name| fs::read(desk.path(name)).unwrap());
        let (came, calls) = (looked.events - before, shim.seen().calls);
        let mends = writing.leaves == Leaves::Mended;
        let differences = if mends { self.differences.clone() } else { Vec::new() };
        Known { writing, line, before, came, made, calls, took, differences }
    }
}

/// The record that a command writes in.
pub(super) fn record(desk: &Desk, writing: &Writing) -> std::path::PathBuf {
    match writing.leaves {
        Leaves::Records(name) => desk.path(name),
        _ => desk.database(),
    }
}

/// The file that a command makes.
pub(super) fn file_of(writing: &Writing) -> Option<&'static str> {
    match writing.leaves {
        Leaves::File(name) | Leaves::EventsAndFile(name) => Some(name),
        _ => None,
    }
}

/// Whether something is there that a command does not write over, and no identity tells that it is the
/// command's own.
pub(super) fn is_there(desk: &Desk, writing: &Writing) -> bool {
    match writing.leaves {
        Leaves::Records(name) => desk.path(name).exists(),
        Leaves::File(name) if writing.verb == "backup" => desk.path(name).exists(),
        _ => false,
    }
}

/// A command line of the table as it is run, with its identity where it takes one.
pub(super) fn words(writing: &Writing, line: &str, cmd: &str) -> Vec<String> {
    let identity = if writing.identified() { format!("--cmd {cmd} ") } else { String::new() };
    split(&format!("--json {identity}{line}"))
}

pub(super) fn run(desk: &Desk, writing: &Writing, line: &str, cmd: &str, shim: Option<&Shim>) -> Ended {
    let mut command = desk.command(&words(writing, line, cmd));
    if let Some(shim) = shim {
        shim.on(&mut command);
    }
    match writing.leaves {
        Leaves::Session => feed(command, &SCANS),
        _ => finish(command),
    }
}

/// Runs a session to its end.
pub(super) fn feed(command: Command, scans: &[&str]) -> Ended {
    let mut child = scanning(command, scans.iter().copied());
    let (stdout, stderr) = hear(&mut child);
    Ended { stdout, stderr, status: child.wait().unwrap().code() }
}

/// Begins a session and types into it; whatever becomes of it.
fn scanning<'s>(mut command: Command, scans: impl Iterator<Item = &'s str>) -> Child {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let typed: String = scans.flat_map(|scan| [scan, "\n"]).collect();
    // It fits into the pipe; who is dead reads nothing.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child
}

/// Hears everything that a process says until it ends.
fn hear(child: &mut Child) -> (Vec<u8>, String) {
    let (mut stdout, mut stderr) = (Vec::new(), String::new());
    let mut errors = child.stderr.take().unwrap();
    let talk = thread::spawn(move || {
        errors.read_to_string(&mut stderr).unwrap();
        stderr
    });
    child.stdout.take().unwrap().read_to_end(&mut stdout).unwrap();
    (stdout, talk.join().unwrap())
}

/// When a process is killed.
enum Moment {
    /// Before or after this call.
    Call(u64, &'static str),
    /// So long after its start.
    After(Duration),
}

/// Kills a command of the table once and looks at what there is; then repeats it, and goes on.
fn kill_once(bench: &Bench, known: &Known, moment: &Moment, tally: &mut Tally) {
    let (writing, line) = (known.writing, known.line.as_str());
    let desk = bench.start(writing);
    let former = file_of(writing).and_then(|name| fs::read(desk.path(name)).ok());
    let cmd = identity(&mut tally.chance);
    let (ended, fired, when) = match moment {
        Moment::Call(call, what) => {
            let shim = Shim::under(&desk.path("")).calls(CHANGES).at(*call, what);
            let ended = run(&desk, writing, line, &cmd, Some(&shim));
            let seen = shim.seen();
            (ended, seen.fired, format!("{what} {call} of {}: {}", known.calls, seen.what))
        }
        Moment::After(time) => {
            let command = desk.command(&words(writing, line, &cmd));
            let ended = kill_after(command, writing, *time);
            let fired = u64::from(ended.status.is_none());
            (ended, fired, format!("after {time:?}"))
        }
    };
    tally.run(fired);
    let (mut ledger, _) = bench.ledger(writing);
    let heard = ledger.hear(&ended.stdout);
    let session = writing.leaves == Leaves::Session;
    let identified = writing.identified();
    if identified && heard == 0 {
        if ended.status == Some(0) || !ended.stdout.is_empty() {
            ledger.acknowledge(&cmd);
        } else {
            ledger.begin(&cmd);
        }
    }
    let (losses, _) = look(known, &desk, &mut ledger, former.as_deref(), session && fired > 0);
    let losses = known.unless_as_before(losses, ended.status == Some(0));
    let tell = |what: &str| format!("rebond {line}: {when}: {what}");
    tally.losses(losses.iter().map(|what| tell(what)));
    if !session {
        // What is there already is said, where no identity tells that it is the same.
        let there = is_there(&desk, writing);
        let again = run(&desk, writing, line, &cmd, None);
        if again.status != Some(0) && !(there && again.status == Some(1)) {
            tally.loss(tell(&format!("and repeated: {}", again.told())));
        }
        if identified {
            ledger.acknowledge(&cmd);
        }
        let (losses, _) = look(known, &desk, &mut ledger, None, false);
        tally.losses(losses.iter().map(|what| tell(&format!("and repeated: {what}"))));
        let made = file_of(writing).map(|name| fs::read(desk.path(name)).unwrap_or_default());
        if made != known.made {
            tally.loss(tell("and repeated: the file is another"));
        }
    }
    let database = record(&desk, writing);
    let next = desk.run(&format!("--db '{}' add --kind laptop", database.display()));
    if next.status != Some(0) {
        tally.loss(tell(&format!("the next command: {}", next.told())));
    }
    // Whatever was begun with it, nobody who reads is in the way of who writes.
    let conn = rusqlite::Connection::open(&database).unwrap();
    let mode: String = conn.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    if mode != "wal" {
        tally.loss(tell(&format!("the journal is of the kind {mode}")));
    }
}

/// Looks at what a command left: all or nothing of its events, and of its file. A session that was cut
/// off may have recorded one scan that it did not answer. Returns what is lost, and whether something is
/// there that was not acknowledged.
pub(super) fn look(
    known: &Known,
    desk: &Desk,
    ledger: &mut Ledger,
    former: Option<&[u8]>,
    cut: bool,
) -> (Vec<String>, bool) {
    let writing = known.writing;
    let database = record(desk, writing);
    let (mut losses, mut there) = (Vec::new(), false);
    if database.exists() {
        let looked = Oracle::of(&database).strangers(usize::from(cut)).look(ledger);
        losses.extend(looked.losses);
        there = !looked.extra.is_empty();
        let came = looked.events - known.before.min(looked.events);
        let whole = match writing.leaves {
            Leaves::Session => came <= known.came,
            Leaves::Nothing | Leaves::Migration | Leaves::Mended => came == 0,
            Leaves::Record | Leaves::Records(_) => came == known.came,
            _ => came == 0 || came == known.came,
        };
        if !whole {
            losses.push(format!("{came} events of {}", known.came));
        }
    } else if known.before > 0 {
        losses.push("the record is gone".to_owned());
    }
    if let Some(name) = file_of(writing) {
        let found = fs::read(desk.path(name)).ok();
        if found.is_some() && found != known.made && found.as_deref() != former {
            losses.push(format!("a part of {name}"));
        }
    }
    (losses, there)
}

/// Lets a command run for so long, then kills it.
fn kill_after(mut command: Command, writing: &Writing, time: Duration) -> Ended {
    let mut child = match writing.leaves {
        Leaves::Session => scanning(command, SCANS.iter().copied()),
        _ => command.spawn().unwrap(),
    };
    thread::sleep(time);
    let _ = child.kill();
    let (stdout, stderr) = hear(&mut child);
    Ended { stdout, stderr, status: child.wait().unwrap().code() }
}

/// Rows 1 and 2: at every kind of call that changes a file, and at random moments.
#[test]
fn a_command_that_is_killed_happened_whole_or_not_at_all() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("kill -9 in every writing command");
    let bench = Bench::new();
    for writing in WRITING {
        if tier() == Tier::Short && matches!(writing.leaves, Leaves::Records(_)) {
            // Years of life, played in seconds: for the long tier.
            continue;
        }
        let cmd = identity(&mut tally.chance);
        let known = bench.know(writing, CHANGES, &cmd);
        let heavy = known.took > Duration::from_millis(500);
        let (calls, times) =
            tier().of(if heavy { (1, 0) } else { (2, 0) }, if heavy { (12, 12) } else { (40, 20) });
        let mut moments: Vec<Moment> = Vec::new();
        if known.calls <= calls {
            let both = |call| [Moment::Call(call, "kill-before"), Moment::Call(call, "kill-after")];
            moments.extend((1..=known.calls).flat_map(both));
        } else {
            for _ in 0..calls {
                let what = *tally.chance.of(&["kill-before", "kill-after"]);
                moments.push(Moment::Call(1 + tally.chance.below(known.calls), what));
            }
        }
        let times = if times == 0 { u64::from(tally.chance.percent(25)) } else { times };
        for _ in 0..times {
            let share = u32::try_from(tally.chance.below(110)).unwrap();
            moments.push(Moment::After(known.took * share / 100));
        }
        for moment in &moments {
            kill_once(&bench, &known, moment, &mut tally);
        }
    }
    tally.finish();
}

/// Row 1: sessions at once, killed at once.
#[test]
fn sessions_that_are_killed_at_once_lose_no_scan_that_was_answered() {
    let mut tally = Tally::new("kill -9 in scan sessions, 1 to 16 at once");
    let writers: &[usize] = tier().of(&[4], &[1, 4, 16]);
    for &writers in writers {
        let desk = Desk::after("init --org Valmont --prefix VAL");
        let tags: Vec<Vec<String>> =
            (0..writers).map(|w| (0..20).map(|n| format!("W{w}-{n}")).collect()).collect();
        let mut rows = String::from("tag,kind,service\n");
        for tag in tags.iter().flatten() {
            writeln!(rows, "{tag},laptop,Culture").unwrap();
        }
        fs::write(desk.path("parc.csv"), rows).unwrap();
        desk.enter("import parc.csv");
        let mut known = Ledger::default();
        Oracle::of(desk.database()).look(&mut known);
        for _ in 0..tier().of(6, 1_000 / writers) {
            let desk = desk.copy();
            let mut ledger = known.clone();
            let mut children: Vec<Child> = tags
                .iter()
                .map(|tags| {
                    let command = desk.command(&split("--json scan --action collect"));
                    scanning(command, tags.iter().map(String::as_str))
                })
                .collect();
            thread::sleep(Duration::from_micros(2_000 + tally.chance.below(30_000 + 6_000 * writers as u64)));
            for child in &mut children {
                let _ = child.kill();
            }
            let mut fired = 0;
            for child in &mut children {
                let (stdout, _) = hear(child);
                ledger.hear(&stdout);
                fired += u64::from(child.wait().unwrap().code().is_none());
            }
            tally.run(fired);
            tally.losses(Oracle::of(desk.database()).strangers(writers).look(&mut ledger).losses);
            let next = desk.run("add --kind laptop");
            if next.status != Some(0) {
                tally.loss(format!("the next command: {}", next.told()));
            }
        }
    }
    tally.finish();
}

/// Partner: a program that says that it is done before it is, and one that writes in place, are seen.
#[test]
fn a_command_that_answers_before_it_has_recorded_is_seen() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("kill -9 in every writing command");
    let bench = Bench::new();
    let writing = WRITING.iter().find(|writing| writing.verb == "deploy").unwrap();
    let cmd = identity(&mut tally.chance);
    let known = bench.know(writing, CHANGES, &cmd);
    for call in 1..=known.calls.min(6) {
        let desk = bench.start(writing);
        let cmd = identity(&mut tally.chance);
        let shim = Shim::under(&desk.path("")).calls(CHANGES).at(call, "kill-before");
        run(&desk, writing, &known.line, &cmd, Some(&shim));
        tally.run(shim.seen().fired);
        let (mut ledger, _) = bench.ledger(writing);
        ledger.acknowledge(&cmd);
        tally.losses(look(&known, &desk, &mut ledger, None, false).0);
    }
    let lost = tally.lost();
    let writing = WRITING.iter().find(|writing| writing.verb == "report").unwrap();
    let known = bench.know(writing, CHANGES, &cmd);
    let desk = bench.start(writing);
    let made = known.made.as_ref().unwrap();
    fs::write(desk.path("reuse.json"), &made[..made.len() / 2]).unwrap();
    let (mut ledger, _) = bench.ledger(writing);
    tally.losses(look(&known, &desk, &mut ledger, None, false).0);
    assert!(lost >= 1 && tally.lost() > lost, "each of the two is seen");
    tally.finish_red();
}
