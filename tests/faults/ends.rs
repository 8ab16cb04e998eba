//! The end of the log before it is gone on from: an editor cut or changed it, and what follows would hide it.
//! Who writes next is refused, and `verify` still finds what was done.

use rusqlite::Connection;
use serde_json::Value;

use super::{
    damage::Copy,
    tampering::{LIFE, copy_of, count, edited, forge, line, live, sql},
};
use crate::world::World;

/// What is done, how, and at which event from the last it shows.
type End = (&'static str, fn(&Connection), i64);

/// What is done to the end of a log.
const ENDS: [End; 7] = [
    ("one of two events of the last command is deleted", |conn| cut(conn, 1), -1),
    ("the last command is deleted", |conn| cut(conn, 2), -1),
    ("three commands are deleted", |conn| cut(conn, 4), -3),
    (
        "the last event is another, with its own hash, of the command before",
        |conn| {
            let last = count(conn);
            let cmd = |seq| -> String {
                let event: Value = serde_json::from_str(&line(conn, seq)).unwrap();
                event["cmd"].as_str().unwrap().to_owned()
            };
            let forged = line(conn, last).replace(&cmd(last), &cmd(last - 2));
            forge(conn, last, &forged);
        },
        0,
    ),
    (
        "the last event is edited",
        |conn| sql(conn, "UPDATE event SET line = replace(line, 'stolen', 'lost') WHERE type = 'lost'"),
        0,
    ),
    (
        "the last event is numbered on",
        |conn| sql(conn, "UPDATE event SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM event)"),
        1,
    ),
    (
        "the event before the last is another",
        |conn| {
            let last = count(conn);
            let edited = line(conn, last - 1).replace("stolen", "lost");
            forge(conn, last - 1, &edited);
        },
        0,
    ),
];

fn cut(conn: &Connection, events: u64) {
    conn.execute("DELETE FROM event WHERE seq > ?1", [count(conn) - events]).unwrap();
}

fn told(copy: &Copy, line: &str) -> (Option<i32>, Value) {
    let ended = copy.run(line);
    (ended.status, serde_json::from_slice(&ended.stdout).unwrap_or_default())
}

fn events(copy: &Copy) -> Vec<String> {
    let conn = Connection::open(copy.database()).unwrap();
    let mut query = conn.prepare("SELECT line FROM event ORDER BY seq").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// A life whose last command wrote two events.
fn whole() -> World {
    let lines = LIFE.into_iter().take(LIFE.len() - 1);
    live(lines.chain(["add --kind dock --tag C3", "missing B2 C3 --cause stolen"]))
}

#[test]
fn nobody_goes_on_from_an_end_that_was_changed() {
    let whole = whole();
    for (name, change, at) in ENDS {
        let copy = copy_of(&whole.database());
        let last = i64::try_from(events(&copy).len()).unwrap();
        edited(&Connection::open(copy.database()).unwrap(), change);
        let before = events(&copy);
        for lang in ["en", "fr"] {
            for line in ["add --kind dock --tag D4", "deploy B2 --to Voirie", "party forget --due"] {
                let (status, told) = told(&copy, &format!("--json --lang {lang} {line}"));
                let error = &told["error"];
                let said = (status, error["code"].as_str());
                assert_eq!(said, (Some(5), Some("altered_tail")), "{name}: {line}: {told}");
                let message = error["message"].as_str().unwrap();
                assert!(message.contains(&(last + at).to_string()), "{name}: {message}");
                assert!(error["hints"][0].as_str().unwrap().contains("`rebond verify`"), "{told}");
            }
        }
        assert_eq!(events(&copy), before, "{name}: nothing was appended");
        assert_ne!(told(&copy, "--json verify").0, Some(0), "{name}");
        assert_eq!(told(&copy, "--json show B2").0, Some(0), "{name}: what is there is still read");
    }
}

/// What one look at the end cannot tell is left to `verify`.
#[test]
fn what_lies_further_back_is_found_by_verify_alone() {
    let whole = whole();
    let copy = copy_of(&whole.database());
    edited(&Connection::open(copy.database()).unwrap(), |conn| {
        sql(conn, "UPDATE event SET line = replace(line, 'URBANISME', 'VOIRIE') WHERE type = 'deployed'");
    });
    assert_eq!(told(&copy, "--json add --kind dock --tag D4").0, Some(0));
    assert_eq!(told(&copy, "--json verify").0, Some(5));
}
