//! Two commands at once on one machine: whatever overlaps, the end is that of one after the other, and
//! nothing leaves with data unseen.

mod scenes;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Barrier,
    thread,
    time::Duration,
};

use rebond::{
    model::{
        day::Instant,
        event::{Draft, Event, Seq},
        id::{ActorId, CommandId},
    },
    ops::{self, Context, Ids},
    store::{self, Depth, Flow, Signature, Store, sqlite},
};
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;

use self::scenes::{Op, Scene, add_medium, last, move_in, recording, scenes, ship, void_wipe};
use super::{Tally, tier, together::together};
use crate::world::{World, split};

struct Fresh;

impl Ids for Fresh {
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}

fn now() -> Instant {
    Instant::parse("2026-11-23T10:00:00Z").unwrap()
}

fn context() -> Context<'static> {
    Context { now: now(), actor: "ana".to_owned(), cmd: None, ids: &Fresh }
}

/// The record of a scene, and copies of it.
struct Stage {
    database: PathBuf,
    _folder: TempDir,
    head: Seq,
}

impl Stage {
    fn of(scene: &Scene) -> Self {
        let world = World::new().with_record();
        world.enter(scene.before);
        let folder = memory();
        let database = folder.path().join("rebond.db");
        fs::copy(world.database(), &database).unwrap();
        Self { database, _folder: folder, head: world.head() as Seq }
    }

    fn copy(&self) -> (TempDir, PathBuf) {
        let folder = memory();
        let path = folder.path().join("rebond.db");
        fs::copy(&self.database, &path).unwrap();
        (folder, path)
    }
}

/// A folder where many small files are made quickly.
pub(super) fn memory() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

/// How a command ended: `done`, or the word of its refusal.
fn run(store: &dyn Store, op: &Op) -> String {
    let done = ops::run(store, &context(), &recording(), |act| (op.act)(act));
    done.map_or_else(|failure| failure.code().to_owned(), |_| "done".to_owned())
}

/// What two commands made of a record: how each ended, and what was written, in its order.
type End = (String, String, Vec<String>);

fn written(path: &Path, after: Seq) -> Vec<String> {
    let store = sqlite::open(path).unwrap();
    let reader = store.read().unwrap();
    let mut kinds = Vec::new();
    let read = reader.lines(after, &mut |logged| {
        kinds.push(logged.kind.to_owned());
        Flow::Continue(())
    });
    read.unwrap();
    kinds
}

/// What the two make of it one after the other, either way.
fn in_turn(stage: &Stage, one: &Op, other: &Op) -> BTreeSet<End> {
    let turns = |first: &Op, second: &Op| {
        let (_folder, path) = stage.copy();
        let store = sqlite::open(&path).unwrap();
        let ends = (run(&store, first), run(&store, second));
        drop(store);
        (ends.0, ends.1, written(&path, stage.head))
    };
    let (a, b, kinds) = turns(other, one);
    [turns(one, other), (b, a, kinds)].into()
}

/// What is wrong with the end of a race.
fn wrong(path: &Path, end: &End, allowed: &BTreeSet<End>) -> Vec<String> {
    let store = sqlite::open(path).unwrap();
    let verified = store::verify(store.read().unwrap().as_ref(), Depth::Quick).unwrap();
    let mut wrong: Vec<String> = verified.findings.iter().map(|finding| format!("{finding:?}")).collect();
    if !allowed.contains(end) {
        wrong.push(format!("{end:?} is neither of {allowed:?}"));
    }
    wrong
}

/// Holds the record while two begin, so that both wait for it at once.
fn held<T>(path: &Path, begin: impl FnOnce(&dyn Fn()) -> T) -> T {
    let holder = Connection::open(path).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    begin(&|| holder.execute_batch("ROLLBACK").unwrap())
}

/// Two handles in one process.
fn race(path: &Path, one: &Op, other: &Op, after: Seq) -> End {
    let start = Barrier::new(3);
    let ends = held(path, |release| {
        thread::scope(|scope| {
            let run = |op| {
                let start = &start;
                scope.spawn(move || {
                    let store = sqlite::open(path).unwrap();
                    start.wait();
                    run(&store, op)
                })
            };
            let (one, other) = (run(one), run(other));
            start.wait();
            thread::sleep(Duration::from_millis(2));
            release();
            (one.join().unwrap(), other.join().unwrap())
        })
    });
    (ends.0, ends.1, written(path, after))
}

/// Two processes.
fn race_processes(path: &Path, lines: [&str; 2], after: Seq) -> End {
    let ends = held(path, |release| {
        let running = lines.map(|line| {
            Command::new(env!("CARGO_BIN_EXE_rebond"))
                .args(["--json", "--db"])
                .arg(path)
                .args(split(line))
                .env_clear()
                .env("HOME", path.parent().unwrap())
                .env("REBOND_NOW", "2026-11-23T10:00:00Z")
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap()
        });
        thread::sleep(Duration::from_millis(40));
        release();
        running.map(|one| {
            let output = one.wait_with_output().unwrap();
            if output.status.success() {
                return "done".to_owned();
            }
            let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
            told["error"]["code"].as_str().unwrap_or("killed").to_owned()
        })
    });
    let [one, other] = ends;
    (one, other, written(path, after))
}

/// A line with the numbers that stand for events.
fn line(stage: &Stage, op: &Op) -> String {
    let mut line = op.line.to_owned();
    while let Some((before, rest)) = line.split_once('{') {
        let (kind, after) = rest.split_once('}').unwrap();
        let store = sqlite::open(&stage.database).unwrap();
        let seq = last(store.read().unwrap().as_ref(), kind);
        line = format!("{before}{seq}{after}");
    }
    line
}

#[test]
fn what_overlaps_ends_as_one_after_the_other_and_nothing_leaves_unseen() {
    let mut tally = Tally::new("gate races");
    let (rounds, processes) = tier().of((1, 1), (60, 4));
    for scene in scenes() {
        let stage = Stage::of(&scene);
        let pairs: Vec<(&Op, &Op)> = scene
            .ops
            .iter()
            .enumerate()
            .flat_map(|(at, one)| scene.ops[at + 1..].iter().map(move |other| (one, other)))
            .collect();
        let ran = together(&pairs, |(one, other)| meet(scene.name, &stage, one, other, rounds, processes));
        for wrong in ran.into_iter().flatten() {
            tally.run(1);
            tally.losses(wrong);
        }
    }
    tally.finish();
}

/// Lets two commands meet, so many times; returns what was wrong each time.
fn meet(
    scene: &str,
    stage: &Stage,
    one: &Op,
    other: &Op,
    rounds: usize,
    processes: usize,
) -> Vec<Vec<String>> {
    let allowed = in_turn(stage, one, other);
    let lines = [line(stage, one), line(stage, other)];
    let lines = [lines[0].as_str(), lines[1].as_str()];
    // What leaves or is called clean, in processes of its own as well.
    let processes =
        if lines.iter().any(|line| line.contains("ship") || line.contains("ready")) { processes } else { 0 };
    (0..rounds + processes)
        .map(|round| {
            let (_folder, path) = stage.copy();
            let end = if round < rounds {
                race(&path, one, other, stage.head)
            } else {
                race_processes(&path, lines, stage.head)
            };
            let wrong = wrong(&path, &end, &allowed);
            wrong.into_iter().map(|what| format!("{scene}: {lines:?}: {what}")).collect()
        })
        .collect()
}

/// Partner: who decides on what was read before, and writes in a later transaction without looking
/// again. The walls of the database itself are down, so that only the lock is missing.
#[test]
fn a_departure_decided_before_the_lock_would_be_seen_to_leave_unseen() {
    let mut tally = Tally::new("gate races");
    let scene = scenes().remove(0);
    let stage = Stage::of(&scene);
    // What a departure writes, from a copy where nobody disturbs it.
    let drafts = {
        let (_folder, path) = stage.copy();
        let store = sqlite::open(&path).unwrap();
        assert_eq!(run(&store, &ship()), "done");
        let reader = store.read().unwrap();
        let mut drafts = Vec::new();
        let read = reader.lines(stage.head, &mut |logged| {
            drafts.push(draft(Event::read(logged.line).unwrap()));
            Flow::Continue(())
        });
        read.unwrap();
        drafts
    };
    for op in [add_medium(), void_wipe(), move_in()] {
        let allowed = in_turn(&stage, &ship(), &op);
        let (_folder, path) = stage.copy();
        let store = sqlite::open(&path).unwrap();
        let walls = without_walls(&path);
        let decided = ops::rehearse(&store, &context(), &recording(), |act| (ship().act)(act)).is_ok();
        let meanwhile = run(&store, &op);
        assert!(decided && meanwhile == "done");
        let signature = Signature {
            cmd: CommandId(Uuid::now_v7()),
            actor: "eve".to_owned(),
            new_actor: ActorId(Uuid::now_v7()),
            now: now(),
        };
        let mut writer = store.write(&signature).unwrap();
        writer.record(&drafts).unwrap();
        writer.commit().unwrap();
        drop(store);
        Connection::open(&path).unwrap().execute_batch(&walls).unwrap();
        let end = ("done".to_owned(), meanwhile, written(&path, stage.head));
        let wrong = wrong(&path, &end, &allowed);
        assert!(wrong.iter().any(|what| what.contains("Gate")), "{}: {wrong:?}", op.line);
        tally.run(1);
        tally.losses(wrong);
    }
    tally.finish_red();
}

fn draft(event: Event) -> Draft {
    let Event { on, asset, medium, lot, party, note, fact, .. } = event;
    Draft { on, asset, medium, lot, party, note, fact }
}

/// Takes the walls of the database away, and returns what builds them up again.
fn without_walls(path: &Path) -> String {
    let raw = Connection::open(path).unwrap();
    let sql = "SELECT group_concat(sql, ';') FROM sqlite_schema WHERE name IN ('gate_asset', 'gate_medium')";
    let walls: String = raw.query_row(sql, [], |row| row.get(0)).unwrap();
    raw.execute_batch("DROP TRIGGER gate_asset; DROP TRIGGER gate_medium").unwrap();
    walls
}
