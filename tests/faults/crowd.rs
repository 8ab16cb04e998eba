//! Many at once: every command that was acknowledged is there once, the numbers have no gap, and nobody
//! is told that another was in the way unless that lasted half a minute.

use std::{
    path::Path,
    process::Command,
    sync::{
        Barrier,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use super::{Ledger, Oracle, Shim, Tally, shim_is_there, tier};
use crate::world::{World, split};

/// A command with identifiers of its own, as two people's are.
fn command(world: &World, line: &str) -> Command {
    let mut command = world.command(&split(line));
    command.env_remove("REBOND_SEED");
    command
}

/// What is wrong with the numbers of a log: one that is missing, doubled or out of order.
fn wrong_numbers(numbers: &[u64]) -> Vec<String> {
    let expected = 1..;
    let pairs = numbers.iter().zip(expected);
    pairs
        .filter(|(is, should)| *is != should)
        .map(|(is, should)| format!("{is} where {should} is due"))
        .collect()
}

fn numbers(log: &str) -> Vec<u64> {
    log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["seq"].as_u64().unwrap()).collect()
}

/// How a command ended, and how long it took.
struct Ran {
    line: String,
    status: Option<i32>,
    stdout: Vec<u8>,
    stderr: String,
    took: Duration,
}

fn run(mut command: Command, line: &str) -> Ran {
    let began = Instant::now();
    let output = command.output().unwrap();
    Ran {
        line: line.to_owned(),
        status: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        took: began.elapsed(),
    }
}

#[test]
fn everything_that_was_acknowledged_to_a_crowd_of_writers_is_there_once() {
    let mut tally = Tally::new("many writers");
    let (writers, each) = tier().of((4, 50), (16, 200));
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag SHARED");
    let home = world.path("");
    let start = Barrier::new(writers);
    let (done, reads) = (AtomicBool::new(false), AtomicU64::new(0));
    // A writer's commands: what is new to each, and what all of them touch.
    let lines = |writer: usize, turn: usize| match turn % 4 {
        0 => format!("--json add --kind laptop --tag W{writer}-{turn}"),
        1 => format!("--json media add W{writer}-{} --kind ssd --serial S{writer}-{turn}", turn - 1),
        2 => "--json add --kind dock".to_owned(),
        _ => format!("--json edit SHARED --model M{writer}-{turn}"),
    };
    let (ran, beside) = thread::scope(|scope| {
        let (start, done, reads, lines, home) = (&start, &done, &reads, &lines, home.as_path());
        let beside: Vec<_> = ["verify", "--json report reuse --period 2026", "backup beside.db --replace"]
            .into_iter()
            .map(|line| {
                scope.spawn(move || {
                    let mut failed = Vec::new();
                    while !done.load(Ordering::Relaxed) {
                        let ran = run(command_of(home, line), line);
                        reads.fetch_add(1, Ordering::Relaxed);
                        if ran.status != Some(0) {
                            failed.push(told(&ran));
                        }
                    }
                    failed
                })
            })
            .collect();
        let writing: Vec<_> = (0..writers)
            .map(|writer| {
                scope.spawn(move || {
                    start.wait();
                    let turns = (0..each).map(|turn| {
                        let line = lines(writer, turn);
                        run(command_of(home, &line), &line)
                    });
                    turns.collect::<Vec<_>>()
                })
            })
            .collect();
        let ran: Vec<Ran> = writing.into_iter().flat_map(|one| one.join().unwrap()).collect();
        done.store(true, Ordering::Relaxed);
        (ran, beside.into_iter().flat_map(|one| one.join().unwrap()).collect::<Vec<_>>())
    });
    tally.losses(beside);
    let mut ledger = Ledger::default();
    for ran in &ran {
        tally.run(1);
        if ran.status != Some(0) || ledger.hear(&ran.stdout) != 1 {
            tally.loss(told(ran));
        }
    }
    let looked = Oracle::of(world.database()).look(&mut ledger);
    tally.losses(looked.losses);
    let log = world.log();
    tally.losses(wrong_numbers(&numbers(&log)));
    let wanted = log.lines().count() as u64;
    let acknowledged: u64 = ran.iter().map(events).sum();
    let before = 4; // opened, two policies, the shared machine
    if wanted != acknowledged + before {
        tally.loss(format!("{wanted} events, {acknowledged} acknowledged"));
    }
    let longest = ran.iter().map(|ran| ran.took).max().unwrap();
    println!(
        "many writers: {writers} x {each} commands, {} reads beside, the longest wait {:.2} s",
        reads.load(Ordering::Relaxed),
        longest.as_secs_f64()
    );
    if longest > Duration::from_secs(30) {
        tally.loss(format!("one waited {longest:?}"));
    }
    tally.finish();
}

fn command_of(home: &Path, line: &str) -> Command {
    // The clock of the world counts commands, which threads may not do together: theirs is the machine's.
    let mut command = Command::new(env!("CARGO_BIN_EXE_rebond"));
    command
        .args(split(line))
        .current_dir(home)
        .env_clear()
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("REBOND_LANG", "en")
        .env("REBOND_ACTOR", "ana");
    command
}

fn told(ran: &Ran) -> String {
    let stdout = String::from_utf8_lossy(&ran.stdout).into_owned();
    format!("{}: {:?} {} {}", ran.line, ran.status, stdout.trim(), ran.stderr.trim())
}

fn events(ran: &Ran) -> u64 {
    let told: Value = serde_json::from_slice(&ran.stdout).unwrap_or_default();
    match (told["first_seq"].as_u64(), told["last_seq"].as_u64()) {
        (Some(first), Some(last)) => last - first + 1,
        _ => 0,
    }
}

/// Partner: writers that read the last number, and write the next without holding the database.
#[test]
fn numbers_given_without_the_lock_would_be_seen_to_double() {
    let mut tally = Tally::new("many writers");
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("numbers.db");
    let open = || {
        let conn = Connection::open(&path).unwrap();
        conn.busy_timeout(Duration::from_secs(30)).unwrap();
        conn.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF").unwrap();
        conn
    };
    open().execute_batch("CREATE TABLE event (seq INTEGER)").unwrap();
    let (writers, each) = (4, 25);
    let start = Barrier::new(writers);
    thread::scope(|scope| {
        for _ in 0..writers {
            scope.spawn(|| {
                let conn = open();
                for _ in 0..each {
                    start.wait();
                    let last: u64 = conn
                        .query_row("SELECT coalesce(max(seq), 0) FROM event", [], |row| row.get(0))
                        .unwrap();
                    // All have read before one writes, as it happens by chance where nobody forces it.
                    start.wait();
                    conn.execute("INSERT INTO event VALUES (?1)", [last + 1]).unwrap();
                }
            });
        }
    });
    let conn = open();
    let mut query = conn.prepare("SELECT seq FROM event ORDER BY seq").unwrap();
    let numbers: Vec<u64> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    tally.run(numbers.len() as u64);
    tally.losses(wrong_numbers(&numbers));
    // And a log from which an event was taken.
    assert_eq!(wrong_numbers(&[1, 2, 3]), [] as [&str; 0]);
    assert_eq!(wrong_numbers(&[1, 3]), ["3 where 2 is due"]);
    tally.finish_red();
}

/// A command that is tried again until it is done.
const CMD: &str = "0192f0a1-0000-7000-8000-00000000b051";

#[test]
fn a_writer_that_holds_the_database_too_long_is_named_and_nothing_is_lost() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("busy");
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1");
    let before = world.log();
    let holder = Connection::open(world.database()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    for line in ["collect A1", "deploy A1 --to DSI", "lot new --channel sale", "policy set tag.prefix ABC"] {
        let shim = Shim::under(&world.path("")).haste();
        let mut hasty = command(&world, &format!("--json --cmd {CMD} {line}"));
        shim.on(&mut hasty);
        let ran = run(hasty, line);
        let waits = shim.seen().fired;
        tally.run(waits);
        let told_json: Value = serde_json::from_slice(&ran.stdout).unwrap_or_default();
        if (ran.status, &told_json["error"]["code"]) != (Some(75), &Value::from("busy")) {
            tally.loss(told(&ran));
        }
        // Thirty seconds of waiting in steps of a tenth of one, none of which was waited.
        if waits < 290 {
            tally.loss(format!("{line}: gave up after {waits} looks"));
        }
    }
    // A session goes on: a scan that found the record busy is told, and the next is taken.
    let shim = Shim::under(&world.path("")).haste();
    let mut session = command(&world, "scan --action collect");
    shim.on(&mut session);
    let session = world.finish(session, "A1\n");
    tally.run(shim.seen().fired);
    if !session.to_string().contains("too long") {
        tally.loss(format!("scan: {session}"));
    }
    // Who reads is not in anybody's way.
    for line in ["list", "show A1", "verify", "export log"] {
        let ran = run(command(&world, line), line);
        tally.run(0);
        if ran.status != Some(0) || ran.took > Duration::from_secs(20) {
            tally.loss(told(&ran));
        }
    }
    holder.execute_batch("ROLLBACK").unwrap();
    if world.log() != before {
        tally.loss("something was recorded by a command that said it was not");
    }
    let line = format!("--json --cmd {CMD} deploy A1 --to DSI");
    for repeated in [false, true] {
        let ran = run(command(&world, &line), &line);
        let told_json: Value = serde_json::from_slice(&ran.stdout).unwrap_or_default();
        if (ran.status, &told_json["repeated"]) != (Some(0), &Value::from(repeated)) {
            tally.loss(told(&ran));
        }
    }
    tally.losses(Oracle::of(world.database()).look(&mut Ledger::default()).losses);
    tally.finish();
}

#[test]
fn a_writer_waits_for_another_as_long_as_it_takes() {
    let mut tally = Tally::new("busy");
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1");
    let held = Duration::from_secs(tier().of(2, 25));
    let holder = Connection::open(world.database()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting = thread::scope(|scope| {
        let waiting: Vec<_> = (0..4)
            .map(|at| {
                let line = format!("add --kind dock --tag D{at}");
                let command = command(&world, &line);
                scope.spawn(move || run(command, &line))
            })
            .collect();
        thread::sleep(held);
        holder.execute_batch("ROLLBACK").unwrap();
        waiting.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    for ran in &waiting {
        tally.run(1);
        if ran.status != Some(0) || ran.took < held {
            tally.loss(format!("{} after {:?}", told(ran), ran.took));
        }
    }
    println!("busy: {held:?} waited for, {:?} at most", waiting.iter().map(|ran| ran.took).max().unwrap());
    tally.finish();
}
