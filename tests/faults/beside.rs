//! Who asks while others write gets an answer of one moment: each is compared afterwards, when all is still,
//! with what the record says of that moment.

use std::{
    fs,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use rebond::store::line_hash;
use rusqlite::Connection;
use serde_json::Value;

use super::{
    Ledger, Oracle, Shim, Tally,
    commands::desk,
    desk::{Desk, Ended, finish},
    shim_is_there, tier,
};
use crate::world::split;

/// What is asked beside the writers; `{}` is the number of the turn.
const ASKED: [&str; 5] = [
    "--json report decree --period 2026 --explain",
    "--json verify",
    "--json seal --key seal-key -o {}.seal",
    "--json backup {}.backup",
    "export log",
];

/// An answer, and what was asked.
struct Answer {
    line: String,
    ended: Ended,
    took: Duration,
}

/// So many commands of each of four writers, every second of which moves a figure, and all that is asked
/// meanwhile, over and over.
fn beside(desk: &Desk, each: usize) -> (Vec<Answer>, Vec<Answer>) {
    let ask = |line: String| {
        let began = Instant::now();
        let ended = desk.run(&line);
        Answer { line, ended, took: began.elapsed() }
    };
    let (over, turn) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        let (ask, over, turn) = (&ask, &over, &turn);
        let asking: Vec<_> = ASKED
            .iter()
            .map(|line| {
                scope.spawn(move || {
                    let mut answers = Vec::new();
                    while !over.load(Ordering::Relaxed) {
                        let number = turn.fetch_add(1, Ordering::Relaxed);
                        answers.push(ask(line.replace("{}", &format!("beside-{number}"))));
                    }
                    answers
                })
            })
            .collect();
        let writing: Vec<_> = (0..4)
            .map(|writer| {
                scope.spawn(move || {
                    let line = |turn: usize| match turn % 2 {
                        0 => format!("--json add --kind monitor --tag Z{writer}-{turn} --on 2025-01-01"),
                        _ => format!("--json decommission Z{writer}-{} --act A --on 2025-12-01", turn - 1),
                    };
                    (0..each).map(|turn| ask(line(turn))).collect::<Vec<_>>()
                })
            })
            .collect();
        let wrote = writing.into_iter().flat_map(|one| one.join().unwrap()).collect();
        over.store(true, Ordering::Relaxed);
        (wrote, asking.into_iter().flat_map(|one| one.join().unwrap()).collect())
    })
}

fn json(ended: &Ended) -> Value {
    serde_json::from_slice(&ended.stdout).unwrap_or_default()
}

/// Whether a head is one of the log: its number, and its hash.
fn is_of(head: &Value, lines: &[&str]) -> bool {
    let at = usize::try_from(head["seq"].as_u64().unwrap_or_default()).unwrap();
    at > 0 && lines.get(at - 1).is_some_and(|line| head["hash"] == line_hash(line).to_string())
}

/// Says what is wrong with an answer, now that all is still.
fn wrong(desk: &Desk, log: &str, answer: &Answer) -> Option<String> {
    let (line, ended) = (&answer.line, &answer.ended);
    let told = || Some(format!("{line}: {} after {:?}", ended.told(), answer.took));
    if ended.status != Some(0) {
        // Even busy is no answer: nobody holds the record for half a minute here.
        return told();
    }
    let lines: Vec<&str> = log.lines().collect();
    let word = |at: usize| line.split(' ').nth(at).unwrap();
    let good = match word(1) {
        "log" => log.as_bytes().starts_with(&ended.stdout) && ended.stdout.ends_with(b"\n"),
        "report" => is_of(&json(ended)["head"], &lines) && again(desk, line, &ended.stdout),
        "verify" => {
            let told = json(ended);
            told["ok"] == true && is_of(&told["head"], &lines) && told["events"] == told["head"]["seq"]
        }
        "seal" => {
            let seal = line.rsplit(' ').next().unwrap();
            let held = desk.run(&format!("--json verify --seal {seal} --signers signers"));
            held.status == Some(0) && json(&held)["ok"] == true
        }
        _ => {
            let copy = desk.run(&format!("--db {} export log", word(2)));
            copy.status == Some(0) && log.as_bytes().starts_with(&copy.stdout) && copy.stdout.len() > 100
        }
    };
    if good { None } else { told() }
}

/// Whether a report is that of the head it names.
fn again(desk: &Desk, line: &str, page: &[u8]) -> bool {
    let told: Value = serde_json::from_slice(page).unwrap();
    let from = format!("--as-of {} --at-head {}", told["as_of"].as_str().unwrap(), told["head"]["seq"]);
    desk.run(&format!("{line} {from}")).stdout == page
}

fn sealed_desk() -> Desk {
    let desk = desk();
    let public = include_str!("../fixtures/seal-key.pub").split_whitespace().take(2);
    let line = format!("elodie {}\n", public.collect::<Vec<_>>().join(" "));
    fs::write(desk.path("signers"), line).unwrap();
    desk
}

#[test]
fn whatever_is_asked_beside_writers_is_answered_as_of_one_moment() {
    let mut tally = Tally::new("answers beside writers");
    let desk = sealed_desk();
    let (wrote, answers) = beside(&desk, tier().of(16, 200));
    let mut ledger = Ledger::default();
    for answer in &wrote {
        if answer.ended.status != Some(0) || ledger.hear(&answer.ended.stdout) != 1 {
            tally.loss(format!("{}: {}", answer.line, answer.ended.told()));
        }
    }
    let log = String::from_utf8(desk.run("export log").stdout).unwrap();
    let mut moments = std::collections::BTreeSet::new();
    for answer in &answers {
        tally.run(1);
        tally.losses(wrong(&desk, &log, answer));
        moments.insert(answer.ended.stdout.len());
    }
    assert!(moments.len() > ASKED.len(), "nothing moved meanwhile");
    tally.losses(Oracle::of(desk.database()).look(&mut ledger).losses);
    let longest = wrote.iter().chain(&answers).map(|answer| answer.took).max().unwrap();
    println!("{} answers beside {} commands, the longest {longest:?}", answers.len(), wrote.len());
    tally.finish();
}

/// Partner: a report whose figures are of one moment and its head of another.
#[test]
fn a_report_of_two_moments_would_be_seen() {
    let mut tally = Tally::new("answers beside writers");
    let desk = sealed_desk();
    let report = || json(&desk.run(ASKED[0]));
    for turn in 0..3 {
        let mut torn = report();
        desk.enter(&format!(
            "add --kind monitor --tag T{turn} --on 2025-01-01
             decommission T{turn} --act A --on 2025-12-01"
        ));
        torn["head"] = report()["head"].clone();
        let mut page = serde_json::to_vec(&torn).unwrap();
        page.push(b'\n');
        tally.run(1);
        if !again(&desk, ASKED[0], &page) {
            tally.loss(format!("head {} on the figures of before", torn["head"]["seq"]));
        }
    }
    // And one of a single moment is seen to be one.
    assert!(again(&desk, ASKED[0], &desk.run(ASKED[0]).stdout));
    tally.finish_red();
}

/// While somebody holds the record to write, who only reads is answered, and who writes is told after half
/// a minute, not before.
#[test]
fn who_holds_the_record_is_in_the_way_of_those_alone_who_write() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("answers beside writers");
    let desk = sealed_desk();
    desk.enter("add --kind monitor --tag H1 --on 2025-01-01\nbackup earlier.backup");
    let holder = Connection::open(desk.database()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    for line in
        ["--json seal --key seal-key -o held.seal", "--json rebuild", "--json policy set organisation X"]
    {
        let shim = Shim::under(&desk.path("")).haste();
        let mut command = desk.command(&split(line));
        shim.on(&mut command);
        let ended = finish(command);
        let waits = shim.seen().fired;
        tally.run(waits);
        if ended.status != Some(75) || json(&ended)["error"]["code"] != "busy" || waits < 290 {
            tally.loss(format!("{line}: {} after {waits} looks", ended.told()));
        }
    }
    if desk.path("held.seal").exists() {
        tally.loss("a seal of which the record knows nothing");
    }
    let log = String::from_utf8(desk.run("export log").stdout).unwrap();
    for line in ASKED.iter().filter(|line| !line.contains(" seal ")) {
        let (line, began) = (line.replace("{}", "held"), Instant::now());
        let ended = desk.run(&line);
        let answer = Answer { line, ended, took: began.elapsed() };
        tally.run(1);
        tally.losses(wrong(&desk, &log, &answer));
        if answer.took > Duration::from_secs(20) {
            tally.loss(format!("{} took {:?}", answer.line, answer.took));
        }
    }
    drop(holder);
    // The same line again does it.
    let again = desk.run("--json seal --key seal-key -o held.seal");
    if again.status != Some(0) {
        tally.loss(format!("seal, again: {}", again.told()));
    }
    tally.finish();
}
