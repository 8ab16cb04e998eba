//! A clock that says anything: the order of the record is its numbers, its instants never go back, and
//! nothing is refused that a good clock would allow.

use rusqlite::Connection;
use serde_json::Value;

use super::{Shim, Tally, shim_is_there, tier};
use crate::world::{Outcome, World, split};

/// Where nobody knows whether the clock is late or the record was early once, an asset may have a
/// later day than the clock: the refusal gives a day, and that day must do.
fn day_offered(outcome: &Outcome) -> Option<String> {
    if outcome.status != 1 || !outcome.stderr.contains("comes too early") {
        return None;
    }
    let (_, rest) = outcome.stderr.split_once("`--on ")?;
    rest.split_once('`').map(|(day, _)| day.to_owned())
}

fn at(world: &World, clock: &str, line: &str) -> Outcome {
    let mut command = world.command(&split(line));
    command.env("REBOND_NOW", clock);
    world.finish(command, "")
}

/// What is wrong with the instants of a log: one that is before the one before it.
fn backward(log: &str) -> Vec<String> {
    let instants: Vec<String> = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["recorded_at"].as_str().unwrap().to_owned())
        .collect();
    let pairs = instants.iter().zip(instants.iter().skip(1));
    pairs.filter(|(one, next)| next < one).map(|(one, next)| format!("{next} after {one}")).collect()
}

/// What is wrong with a record, whatever the clock said while it was written.
fn wrong(world: &World) -> Vec<String> {
    let mut wrong = backward(&world.log());
    let lines: Vec<Value> = world.log().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (at, line) in lines.iter().enumerate() {
        if line["seq"] != at + 1 {
            wrong.push(format!("event {} is numbered {}", at + 1, line["seq"]));
        }
    }
    let verified = world.run("verify");
    if verified.status != 0 {
        wrong.push(format!("verify: {verified}"));
    }
    for line in ["list", "--json list", "report reuse --period 2026", "report decree --period 2026"] {
        let outcome = world.run(line);
        if outcome.status != 0 {
            wrong.push(format!("{line}: {outcome}"));
        }
    }
    // No span of days that ends before it begins.
    let conn = Connection::open(world.database()).unwrap();
    for table in ["stay", "decommissioning", "attribution"] {
        let sql = format!(r#"SELECT count(*) FROM {table} WHERE "to" < "from""#);
        let negative: i64 = conn.query_row(&sql, [], |row| row.get(0)).unwrap();
        if negative > 0 {
            wrong.push(format!("{negative} rows of {table} last less than nothing"));
        }
    }
    wrong
}

/// Clocks by which a desk may go, beginning with a good one: back by a second, an hour, ten years; the
/// beginning of time, its end for 32 bits and for us; the nights on which Paris changes its hour.
const CLOCKS: [(&str, &[&str]); 7] = [
    ("back a second", &["2026-11-23T09:00:01Z", "2026-11-23T09:00:00Z", "2026-11-23T09:00:01Z"]),
    ("back an hour over midnight", &["2026-11-23T23:30:00Z", "2026-11-23T22:30:00Z", "2026-11-24T00:00:00Z"]),
    ("back ten years", &["2026-11-23T12:00:00Z", "2016-11-23T12:00:00Z", "2026-11-23T12:00:01Z"]),
    (
        "1970",
        &["2026-11-23T12:00:00Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2026-11-23T12:00:01Z"],
    ),
    ("2038", &["2038-01-19T03:14:07Z", "2038-01-19T03:14:08Z", "2038-01-19T03:14:07Z"]),
    (
        "9999",
        &["2026-11-23T12:00:00Z", "9999-12-30T00:00:00Z", "9999-12-30T00:00:00Z", "9998-12-31T23:59:59Z"],
    ),
    (
        "the nights of the changes of hour",
        &[
            "2026-03-29T00:59:59Z",
            "2026-03-29T01:00:00Z",
            "2026-10-25T00:59:59Z",
            "2026-10-25T01:00:00Z",
            "2026-10-24T23:59:59Z",
        ],
    ),
];

/// A machine that is deployed and collected in turn, with a drive that is wiped: by ordinary commands
/// that name no day.
const ROUND: [&str; 6] = [
    "deploy A1 --to Urbanisme",
    "collect A1",
    "triage A1 --decision recondition",
    "sanitize D1 --action ata_secure_erase --verify status --result pass",
    "ready A1 --functional F5 --cosmetic C4",
    "triage A1 --decision keep",
];

#[test]
fn whatever_the_clock_says_the_record_goes_forward_and_takes_what_happens() {
    let mut tally = Tally::new("clock");
    let rounds = tier().of(1, 6);
    for (name, clocks) in CLOCKS {
        let world = World::new();
        let first = clocks[0];
        at(&world, first, "init --prefix VAL").success();
        at(&world, first, "add --kind laptop --tag A1").success();
        at(&world, first, "media add A1 --kind ssd --serial D1").success();
        let mut ahead = String::new();
        let turns = ROUND.len() * rounds;
        for (turn, line) in ROUND.iter().cycle().take(turns).enumerate() {
            let clock = clocks[turn * clocks.len() / turns];
            let mut outcome = at(&world, clock, line);
            if let Some(day) = day_offered(&outcome).filter(|_| name == "9999") {
                outcome = at(&world, clock, &format!("{line} --on {day}"));
            }
            tally.run(u64::from(clock < ahead.as_str()));
            if outcome.status != 0 {
                tally.loss(format!("{name}, {clock}: {line}: {outcome}"));
            }
            if clock > ahead.as_str() {
                ahead = clock.to_owned();
            }
        }
        tally.losses(wrong(&world).into_iter().map(|what| format!("{name}: {what}")));
    }
    tally.finish();
}

#[test]
fn a_real_clock_that_jumps_at_each_look_is_borne() {
    if !shim_is_there() {
        return;
    }
    let mut tally = Tally::new("clock, that of the system");
    let world = World::new();
    let (good, day) = (1_795_424_400, 86_400); // 23 November 2026, nine in the morning
    let jumps = [good, 0, good - 3_600, i64::from(u32::MAX), good - 3_653 * day, 2_147_483_648, -1];
    let rounds = tier().of(1, 8);
    let run = |tally: &mut Tally, line: &str| {
        let shift = usize::try_from(tally.chance.below(jumps.len() as u64)).unwrap();
        let mut says = jumps;
        says.rotate_left(shift);
        let shim = Shim::under(&world.path("")).clock(&says);
        let try_it = |line: &str| {
            let mut command = world.command(&split(line));
            command.env_remove("REBOND_NOW").env_remove("REBOND_SEED");
            shim.on(&mut command);
            world.finish(command, "")
        };
        let mut outcome = try_it(line);
        if let Some(day) = day_offered(&outcome) {
            outcome = try_it(&format!("{line} --on {day}"));
        }
        tally.run(shim.seen().fired);
        if outcome.status != 0 {
            tally.loss(format!("{says:?}: {line}: {outcome}"));
        }
    };
    run(&mut tally, "init --prefix VAL");
    run(&mut tally, "add --kind laptop --tag A1 --on 1970-01-01");
    run(&mut tally, "media add A1 --kind ssd --serial D1 --on 1970-01-01");
    for line in ROUND.iter().cycle().take(ROUND.len() * rounds) {
        run(&mut tally, line);
    }
    tally.losses(wrong(&world));
    tally.finish();
}

/// Partner: a record that does go back is seen.
#[test]
fn an_instant_before_the_one_before_it_would_be_seen() {
    let mut tally = Tally::new("clock");
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1");
    let log = world.log();
    assert_eq!(backward(&log), [] as [&str; 0]);
    let last = log.lines().last().unwrap();
    let early = last.replacen("\"recorded_at\":\"2026", "\"recorded_at\":\"2016", 1);
    assert_ne!(last, early);
    tally.run(1);
    tally.losses(backward(&log.replace(last, &early)));
    tally.finish_red();
}

#[test]
fn that_the_clock_is_behind_is_said_once() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1\nadd --kind laptop --tag A2");
    let told = |clock: &str, line: &str| at(&world, clock, &format!("--json {line}")).json();
    let codes = |told: &Value| -> Vec<String> {
        told["notices"].as_array().unwrap().iter().map(|n| n["code"].as_str().unwrap().to_owned()).collect()
    };
    let second = told("2026-11-23T09:00:01.500Z", "deploy A1 --to DSI");
    assert_eq!(codes(&second), ["new_place"], "a step of a second is daily life");
    let year = told("2025-11-23T09:00:00Z", "collect A1");
    assert_eq!(codes(&year), ["clock_behind"]);
    let said = year["notices"][0]["message"].as_str().unwrap();
    for word in ["2025-11-23T09:00:00.000Z", "2026-11-23T09:00:02.000Z", "2026-11-23", "--on"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let mut session = world.command(&split("scan --action collect"));
    session.env("REBOND_NOW", "1970-01-01T00:00:00Z");
    world.enter("triage A1 --decision keep\ndeploy A1 A2 --to DSI");
    let session = world.finish(session, "A1\nA2\n");
    assert_eq!(session.stderr.matches("the clock of this computer").count(), 1, "{session}");
    assert_eq!((session.status, world.fact("A2", "state")), (0, "collected".into()), "{session}");
}

#[test]
fn a_day_that_the_record_has_seen_is_never_in_the_future() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1 --on 2026-11-20");
    // Before the record was opened: the clock is late, and the day is that of the last event.
    at(&world, "1970-01-01T00:00:00Z", "deploy A1 --to DSI --on 2026-11-23").success();
    at(&world, "1970-01-01T00:00:00Z", "collect A1").success();
    let last = |world: &World| -> Value {
        serde_json::from_str::<Value>(world.log().lines().last().unwrap()).unwrap()["on"].clone()
    };
    assert_eq!(last(&world), "2026-11-23");
    at(&world, "1970-01-01T00:00:00Z", "triage A1 --decision keep --on 2026-11-24").failure(1);
    // A record that was once written in 2099 is not in 2099 for ever.
    world.enter("add --kind dock --tag B1");
    at(&world, "2099-01-01T12:00:00Z", "add --kind dock --tag B2").success();
    at(&world, "2027-01-05T12:00:00Z", "add --kind dock --tag B3").success();
    assert_eq!(last(&world), "2027-01-05");
    at(&world, "2027-01-05T12:00:00Z", "deploy B3 --to DSI").success();
    assert_eq!(world.run("verify").status, 0);
}

#[test]
fn the_day_is_that_of_the_organisation_at_midnight_and_when_the_hour_changes() {
    for (zone, clock, day, next) in [
        ("Europe/Paris", "2026-12-31T22:59:59.999Z", "2026-12-31", "2027-01-01"),
        ("Europe/Paris", "2026-12-31T23:00:00Z", "2027-01-01", "2027-01-02"),
        ("Europe/Paris", "2026-06-30T21:59:59.999Z", "2026-06-30", "2026-07-01"),
        ("Europe/Paris", "2026-06-30T22:00:00Z", "2026-07-01", "2026-07-02"),
        // The night that lasts 23 hours, and the one that lasts 25.
        ("Europe/Paris", "2026-03-28T22:59:59Z", "2026-03-28", "2026-03-29"),
        ("Europe/Paris", "2026-03-28T23:00:00Z", "2026-03-29", "2026-03-30"),
        ("Europe/Paris", "2026-03-29T21:59:59Z", "2026-03-29", "2026-03-30"),
        ("Europe/Paris", "2026-03-29T22:00:00Z", "2026-03-30", "2026-03-31"),
        ("Europe/Paris", "2026-10-25T22:59:59Z", "2026-10-25", "2026-10-26"),
        ("Europe/Paris", "2026-10-25T23:00:00Z", "2026-10-26", "2026-10-27"),
        ("Pacific/Auckland", "2026-06-30T12:00:00Z", "2026-07-01", "2026-07-02"),
        ("Pacific/Honolulu", "2026-07-01T09:59:59Z", "2026-06-30", "2026-07-01"),
    ] {
        let world = World::new();
        at(&world, "2026-01-01T12:00:00Z", "init").success();
        if zone != "Europe/Paris" {
            at(&world, "2026-01-01T12:00:00Z", &format!("policy set timezone {zone}")).success();
        }
        at(&world, clock, "add --kind dock --tag A1").success();
        let log = world.log();
        let line: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
        assert_eq!(line["on"], day, "{zone} {clock}");
        at(&world, clock, &format!("deploy A1 --to DSI --on {next}")).failure(1);
        at(&world, clock, &format!("deploy A1 --to DSI --on {day}")).success();
    }
}
