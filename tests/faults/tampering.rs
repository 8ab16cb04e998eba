//! What an editor of the file can do, and what finds it: `verify` alone, or with a head that was kept out
//! of the editor's reach. He drops the triggers, changes what he likes and puts them back; or he has
//! the program itself write what he wants to be believed.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use rebond::store::line_hash;
use rusqlite::{Connection, config::DbConfig, params};
use serde_json::Value;

use super::{Tally, damage::Copy, races::memory, tier};
use crate::world::{World, has};

/// What is kept of a record elsewhere: the number and the hash of its last event.
#[derive(Clone, Debug)]
struct Kept {
    seq: usize,
    hash: String,
    /// The flags that name a seal of it and whose it is.
    seal: Option<String>,
}

/// Whether something is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Found,
    /// Nothing was found. Where that is not `Harmless`, the manual says so.
    Silent,
}

use Told::{Found, Silent};

/// An attack: what it is called, what it does, and what is to be found by `verify` and by `verify` with
/// a head that was kept.
struct Attack {
    name: &'static str,
    by: By,
    alone: Told,
    with_head: Told,
}

/// Who does it.
enum By {
    /// An editor of the file, with the triggers dropped and put back.
    Editor(fn(&Connection)),
    /// An editor of the schema.
    Schema(fn(&Connection)),
    /// The program itself: the record that these commands make instead, the last heard being that
    /// of the true record.
    Program(fn() -> World),
    /// The file as it was after so many commands.
    Old(usize),
}

/// The true record, a line a command.
pub(super) const LIFE: [&str; 12] = [
    "party add 'Les Amis' --kind association",
    "add --kind laptop --tag A1 --on 2026-01-05",
    "media add A1 --kind ssd --serial D1 --on 2026-01-05",
    "deploy A1 --to Urbanisme --on 2026-01-06",
    "collect A1 --on 2026-02-01",
    "sanitize D1 --action ata_secure_erase --verify status --result pass --on 2026-02-02",
    "decommission A1 --act DEL-1 --on 2026-02-02",
    "lot new --channel sale --to 'Les Amis' --on 2026-02-03",
    "lot add LOT-2026-0001 A1 --on 2026-02-03",
    "lot ship LOT-2026-0001 --on 2026-02-04",
    "add --kind laptop --tag B2 --on 2026-02-05",
    "missing B2 --cause stolen --on 2026-02-06",
];

pub(super) fn live(lines: impl IntoIterator<Item = &'static str>) -> World {
    let world = World::new().with_record();
    for line in lines {
        world.enter(line);
    }
    world
}

pub(super) fn line(conn: &Connection, seq: u64) -> String {
    conn.query_row("SELECT line FROM event WHERE seq = ?1", [seq], |row| row.get(0)).unwrap()
}

pub(super) fn count(conn: &Connection) -> u64 {
    conn.query_row("SELECT max(seq) FROM event", [], |row| row.get(0)).unwrap()
}

/// Writes another line in the place of an event, with its own hash.
pub(super) fn forge(conn: &Connection, seq: u64, line: &str) {
    let sql = "UPDATE event SET line = ?2, hash = ?3 WHERE seq = ?1";
    conn.execute(sql, params![seq, line, line_hash(line).0]).unwrap();
}

/// Makes each event follow the one before, from a number on.
fn rechain(conn: &Connection, from: u64) {
    for seq in from..=count(conn) {
        let before = line_hash(&line(conn, seq - 1));
        let mut event: Value = serde_json::from_str(&line(conn, seq)).unwrap();
        event["prev"] = before.to_string().into();
        event["seq"] = seq.into();
        // The order of the keys is that of the alphabet, as the log wants it.
        let text = serde_json::to_string(&event).unwrap();
        conn.execute("UPDATE event SET prev = ?2 WHERE seq = ?1", params![seq, before.0]).unwrap();
        forge(conn, seq, &text);
    }
}

/// The event that says where the machine went.
const DEPLOYED: u64 = 7;

pub(super) fn sql(conn: &Connection, sql: &str) {
    conn.execute_batch(sql).unwrap();
}

fn events() -> Vec<Attack> {
    let found =
        |name, by: fn(&Connection)| Attack { name, by: By::Editor(by), alone: Found, with_head: Found };
    vec![
        found("an event is edited", |conn| {
            sql(conn, "UPDATE event SET line = replace(line, 'URBANISME', 'VOIRIE') WHERE type = 'deployed'");
        }),
        found("an event is edited, with its own hash", |conn| {
            let edited = line(conn, DEPLOYED).replace("URBANISME", "VOIRIE");
            assert_ne!(edited, line(conn, DEPLOYED));
            forge(conn, DEPLOYED, &edited);
        }),
        found("an event is edited, and all that follow are rechained", |conn| {
            forge(conn, DEPLOYED, &line(conn, DEPLOYED).replace("URBANISME", "VOIRIE"));
            rechain(conn, DEPLOYED + 1);
        }),
        found("an event is deleted from the middle", |conn| sql(conn, "DELETE FROM event WHERE seq = 8")),
        found("an event is deleted from the middle, the rest renumbered and rechained", |conn| {
            sql(conn, "DELETE FROM event WHERE seq = 8");
            for seq in 9..=count(conn) {
                conn.execute("UPDATE event SET seq = ?2 WHERE seq = ?1", [seq, seq - 1]).unwrap();
            }
            rechain(conn, 8);
        }),
        found("two events are swapped", |conn| {
            let swap = "UPDATE event SET seq = 99 WHERE seq = 7; UPDATE event SET seq = 7 WHERE seq = 8;";
            sql(conn, &format!("{swap} UPDATE event SET seq = 8 WHERE seq = 99;"));
        }),
        found("the tail is cut, the state stays", |conn| {
            sql(conn, "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)");
        }),
        found("a tail is forged, the state stays", |conn| {
            let last = count(conn);
            let mut event: Value = serde_json::from_str(&line(conn, last)).unwrap();
            let before = line_hash(&line(conn, last));
            event["prev"] = before.to_string().into();
            event["seq"] = (last + 1).into();
            event["cmd"] = "0192f0a1-0000-7000-8000-00000000beef".into();
            let text = serde_json::to_string(&event).unwrap();
            let sql = "INSERT INTO event (seq, type, prev, hash, line) VALUES (?1, 'lost', ?2, ?3, ?4)";
            conn.execute(sql, params![last + 1, before.0, line_hash(&text).0, text]).unwrap();
        }),
        found("the state alone is changed", |conn| {
            sql(conn, "UPDATE asset SET state = 'in_stock' WHERE tag = 'B2'");
        }),
        found("a departure is hidden from the reports", |conn| sql(conn, "DELETE FROM departure")),
        found("a command is taken out of the table of commands", |conn| {
            sql(conn, "DELETE FROM command WHERE first_seq = 7");
        }),
    ]
}

fn schemas() -> Vec<Attack> {
    let found =
        |name, by: fn(&Connection)| Attack { name, by: By::Schema(by), alone: Found, with_head: Found };
    vec![
        found("a trigger is added", |conn| {
            sql(conn, "CREATE TRIGGER spy AFTER INSERT ON event BEGIN DELETE FROM search; END");
        }),
        found("a view is added", |conn| sql(conn, "CREATE VIEW spy AS SELECT * FROM vault_party")),
        found("an index is added", |conn| sql(conn, "CREATE INDEX spy ON asset (model)")),
        found("a trigger is dropped", |conn| sql(conn, "DROP TRIGGER event_stays")),
        found("a trigger is made to do nothing", |conn| {
            sql(conn, "DROP TRIGGER gate_asset");
            sql(conn, "CREATE TRIGGER gate_asset BEFORE INSERT ON event WHEN 0 BEGIN SELECT 1; END");
        }),
        found("the columns of a table are in another order", |conn| {
            sql(
                conn,
                "ALTER TABLE policy RENAME TO old;
                 CREATE TABLE policy (value TEXT NOT NULL, key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
                 INSERT INTO policy (key, value) SELECT key, value FROM old;
                 DROP TABLE old",
            );
        }),
        found("a check is written out of the schema", |conn| {
            sql(
                conn,
                "PRAGMA writable_schema=ON;
                 UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (seq > 0)', '') WHERE name = 'event';
                 PRAGMA writable_schema=OFF",
            );
        }),
        found("a table is written into the schema under a name of the engine", |conn| {
            sql(
                conn,
                "PRAGMA writable_schema=ON;
                 INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
                 SELECT 'table', 'sqlite_spy', 'sqlite_spy', rootpage, 'CREATE TABLE sqlite_spy (seq)'
                 FROM sqlite_schema WHERE name = 'event';
                 PRAGMA writable_schema=OFF",
            );
        }),
        found("two tables exchange their pages", |conn| {
            sql(
                conn,
                "PRAGMA writable_schema=ON;
                 UPDATE sqlite_schema SET rootpage = (SELECT sum(rootpage) FROM sqlite_schema
                     WHERE name IN ('stay', 'decommissioning')) - rootpage
                 WHERE name IN ('stay', 'decommissioning');
                 PRAGMA writable_schema=OFF",
            );
        }),
        found("the number of the schema is higher", |conn| sql(conn, "PRAGMA user_version=99")),
        found("the number of the schema is lower", |conn| sql(conn, "PRAGMA user_version=0")),
        found("the mark of the program is another", |conn| sql(conn, "PRAGMA application_id=42")),
        Attack {
            name: "the file keeps another journal: nothing is changed by it",
            by: By::Schema(|conn| {
                let mode: String =
                    conn.query_row("PRAGMA journal_mode=DELETE", [], |row| row.get(0)).unwrap();
                assert_eq!(mode, "delete");
            }),
            alone: Silent,
            with_head: Silent,
        },
    ]
}

fn whole_records() -> Vec<Attack> {
    let only_by_head = |name, by| Attack { name, by, alone: Silent, with_head: Found };
    vec![
        only_by_head("an old copy of the file is put back", By::Old(LIFE.len() - 2)),
        only_by_head(
            "the record is written again without an event, all of it",
            By::Program(|| live(LIFE.into_iter().filter(|line| !line.starts_with("missing")))),
        ),
        only_by_head(
            "the record is written again with another event in the middle",
            By::Program(|| {
                live(LIFE.map(|line| {
                    if line.starts_with("deploy") { "deploy A1 --to Voirie --on 2026-01-06" } else { line }
                }))
            }),
        ),
        only_by_head(
            "a fork: the same beginning, another end, as long",
            By::Program(|| {
                let other = "missing B2 --cause lost --on 2026-02-06";
                live(LIFE.into_iter().take(LIFE.len() - 1).chain([other, "found B2", "media none B2"]))
            }),
        ),
        only_by_head(
            "another record under the same name",
            By::Program(|| {
                let world = World::new();
                world.enter("init --org 'Ville de Trifouillis'");
                for _ in 0..30 {
                    world.enter("add --kind dock");
                }
                world
            }),
        ),
    ]
}

/// What nothing finds, and the manual says so.
fn limits() -> Vec<Attack> {
    let limit = |name, by| Attack { name, by, alone: Silent, with_head: Silent };
    vec![
        limit(
            "LIMIT: an event that could be true is recorded after the head that was kept",
            By::Program(|| live(LIFE.into_iter().chain(["found B2 --on 2026-02-07"]))),
        ),
        limit(
            "LIMIT: a name of the vault is another: the chain has none, so that it can be erased",
            By::Editor(|conn| {
                sql(conn, "UPDATE vault_party SET name = 'Les Ennemis', folded = 'les ennemis'");
            }),
        ),
    ]
}

pub(super) fn copy_of(database: &Path) -> Copy {
    let folder = memory();
    let path = folder.path().join("rebond.db");
    fs::copy(database, &path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    Copy { folder }
}

/// Changes a file as an editor does: without its triggers, which stand again afterwards.
pub(super) fn edited(conn: &Connection, change: fn(&Connection)) {
    let triggers: Vec<(String, String)> = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(triggers.len() > 5);
    for (name, _) in &triggers {
        sql(conn, &format!("DROP TRIGGER {name}"));
    }
    change(conn);
    for (_, text) in &triggers {
        sql(conn, text);
    }
}

/// The record after an attack.
fn attacked(attack: &Attack, whole: &World) -> Copy {
    match &attack.by {
        By::Program(live) => copy_of(&live().database()),
        By::Old(lines) => copy_of(&live(LIFE.into_iter().take(*lines)).database()),
        By::Editor(change) => {
            let copy = copy_of(&whole.database());
            edited(&Connection::open(copy.database()).unwrap(), *change);
            copy
        }
        By::Schema(change) => {
            let copy = copy_of(&whole.database());
            let conn = Connection::open(copy.database()).unwrap();
            conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
            change(&conn);
            drop(conn);
            copy
        }
    }
}

/// Asks `verify`, which finds something and names it, or nothing.
fn alone(copy: &Copy) -> Result<Told, String> {
    asked(copy, "")
}

fn asked(copy: &Copy, kept: &str) -> Result<Told, String> {
    let ended = copy.run(&format!("--json verify --full {kept}"));
    let told: Value = serde_json::from_slice(&ended.stdout).unwrap_or_default();
    match ended.status {
        Some(0) if told["ok"] == true => Ok(Silent),
        Some(3) if told["error"]["code"].is_string() => Ok(Found),
        Some(5) if told["findings"][0]["message"].is_string() => Ok(Found),
        other => Err(format!("{other:?}: {told}")),
    }
}

/// Asks `verify` with what was kept: the head that was printed, and the seal where there is one. Both say
/// what a shell with `sha256sum` would find.
fn with_head(copy: &Copy, kept: &Kept) -> Result<Told, String> {
    let told = asked(copy, &format!("--at {}:{}", kept.seq, kept.hash))?;
    if let Some(seal) = &kept.seal {
        let by_seal = asked(copy, seal)?;
        if by_seal != told {
            return Err(format!("by the seal {by_seal:?}, by the head {told:?}"));
        }
    }
    if alone(copy)? == Silent {
        let log = String::from_utf8(copy.run("export log").stdout).unwrap();
        let line = log.lines().nth(kept.seq - 1);
        let there = line.is_some_and(|line| line_hash(line).to_string() == kept.hash);
        if there != (told == Silent) {
            return Err(format!("by hand {there}, by the program {told:?}"));
        }
    }
    Ok(told)
}

/// What is kept of a record: its head, and a seal where there is OpenSSH to sign it.
fn keep(whole: &World) -> Kept {
    let head = whole.run("--json verify").json()["head"].clone();
    let seq = usize::try_from(head["seq"].as_u64().unwrap()).unwrap();
    let hash = head["hash"].as_str().unwrap().to_owned();
    if !has("ssh-keygen", "ssh-keygen") {
        return Kept { seq, hash, seal: None };
    }
    let made = std::process::Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f", "key"])
        .current_dir(whole.path(""))
        .status()
        .unwrap();
    assert!(made.success());
    let public = fs::read_to_string(whole.path("key.pub")).unwrap();
    let words: Vec<_> = public.split_whitespace().take(2).collect();
    whole.write("signers", format!("elodie {}\n", words.join(" ")));
    // That a head was sealed is an event: of a copy, so that the record stays as it is attacked.
    fs::copy(whole.database(), whole.path("sealed.db")).unwrap();
    whole.run("--db sealed.db seal --key key -o head.seal").success();
    let (seal, signers) = (whole.path("head.seal"), whole.path("signers"));
    let seal = format!("--seal {} --signers {}", seal.display(), signers.display());
    Kept { seq, hash, seal: Some(seal) }
}

#[test]
fn what_an_editor_does_is_found_or_stands_among_the_limits() {
    let mut tally = Tally::new("tampering");
    let whole = live(LIFE);
    let kept = keep(&whole);
    let untouched = copy_of(&whole.database());
    assert_eq!((alone(&untouched), with_head(&untouched, &kept)), (Ok(Silent), Ok(Silent)));
    for attack in events().into_iter().chain(schemas()).chain(whole_records()).chain(limits()) {
        let copy = attacked(&attack, &whole);
        let found = (alone(&copy), with_head(&copy, &kept));
        tally.run(1);
        println!("tampering: {:<82} {:<8} {:<8}", attack.name, shown(&found.0), shown(&found.1));
        if found != (Ok(attack.alone), Ok(attack.with_head)) {
            tally.loss(format!("{}: {found:?}", attack.name));
        }
    }
    tally.finish();
}

fn shown(told: &Result<Told, String>) -> String {
    told.as_ref().map_or_else(|_| "???".to_owned(), |told| format!("{told:?}").to_lowercase())
}

/// Partner: who only looks whether the numbers have a gap.
#[test]
fn most_of_it_would_not_be_seen_by_who_only_counts() {
    let mut tally = Tally::new("tampering");
    let whole = live(LIFE);
    for attack in events() {
        let copy = attacked(&attack, &whole);
        tally.run(1);
        let conn = Connection::open(copy.database()).unwrap();
        let events: u64 = conn.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap();
        if events == count(&conn) {
            tally.loss(attack.name);
        }
    }
    tally.finish_red();
}

/// A seal of which a byte changed is no seal, or not the one that was made: nothing is believed of it.
#[test]
fn a_seal_that_was_damaged_is_not_believed() {
    if !has("ssh-keygen", "ssh-keygen") {
        return;
    }
    let mut tally = Tally::new("byte damage, seal");
    let whole = live(LIFE);
    let seal = keep(&whole).seal.unwrap();
    let copy = copy_of(&whole.database());
    assert_eq!(asked(&copy, &seal), Ok(Silent));
    let bytes = fs::read(whole.path("head.seal")).unwrap();
    let points: Vec<usize> = (0..bytes.len()).step_by(tier().of(13, 1)).collect();
    for at in points {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0xFF;
        whole.write("head.seal", damaged);
        let ended = copy.run(&format!("--json verify {seal}"));
        tally.run(1);
        if !matches!(ended.status, Some(1..=5)) {
            let told = String::from_utf8_lossy(&ended.stdout).into_owned();
            tally.loss(format!("byte {at}: {:?} {told}", ended.status));
        }
    }
    tally.finish();
}
