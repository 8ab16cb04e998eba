//! The gate has three walls: the operation refuses, the database refuses, `verify` finds. Each is
//! taken away in turn, and the others hold.

use std::{cell::Cell, thread};

use rebond::{
    model::{
        day::{Day, Instant},
        event::{Draft, Seq},
        fact::{Departed, LotShipped},
        id::{ActorId, CommandId, LotId, Subject},
        leaving::Channel,
        lot::LotFacts,
    },
    ops::{self, Context, Failure, Ids, Recording, Refusal, Ship},
    store::{
        Depth, Error, FindingCode, Name, Signature, Store,
        sqlite::{self, Sqlite},
        verify,
    },
};
use rusqlite::Connection;
use serde_json::json;
use uuid::Uuid;

use crate::world::{World, split};

/// A laptop with a disk that holds data, in a lot for sale; and a loose disk that holds data.
fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind ssd --serial S1 --on 2026-01-05
         media add A1 --kind ssd --serial S2 --on 2026-01-05
         deploy A1 --to Urbanisme --on 2026-01-06
         collect A1 --on 2026-02-01
         media move S2 --to stock --on 2026-02-01
         decommission A1 --act D --on 2026-02-01
         lot new --channel sale --to Brocante --on 2026-02-01
         lot add LOT-2026-0001 A1 --on 2026-02-01
         lot new --channel sale --to Brocante --on 2026-02-01
         lot add LOT-2026-0002 S2 --on 2026-02-01",
    );
    world
}

/// Identifiers in a row.
struct Row(Cell<u128>);

impl Ids for Row {
    fn wants_start(&self) -> bool {
        true
    }

    fn start(&self, head: Seq) {
        self.0.set(u128::from(head) << 64);
    }

    fn next(&self) -> Uuid {
        self.0.set(self.0.get() + 1);
        Uuid::from_u128(self.0.get())
    }
}

fn now() -> Instant {
    Instant::parse("2026-11-23T10:00:00Z").unwrap()
}

fn open(world: &World) -> Sqlite {
    sqlite::open(&world.database()).unwrap()
}

/// The operation of the program, on a store that is open already.
fn ship_by_operation(store: &Sqlite, lot: &str) -> Result<(), Failure> {
    let ids = Row(Cell::new(0));
    let context = Context { now: now(), actor: "ana".to_owned(), cmd: None, ids: &ids };
    let request = Ship { lot: lot.to_owned(), ..Ship::default() };
    let recording = Recording::default();
    ops::run(store, &context, &recording, |act| ops::ship(act, &request, &recording)).map(|_| ())
}

/// The events of a departure, written past the operation that would refuse them.
fn ship_past_the_operation(store: &Sqlite, number: &str) -> Result<(), Error> {
    let reader = store.read()?;
    let Subject::Lot(id) = reader.named(&Name::Lot(number))?.remove(0) else { panic!("{number}") };
    let lot = reader.lot(id)?.unwrap();
    let on = Day::parse("2026-02-02").unwrap();
    let assets: Vec<_> = lot.lines.iter().filter_map(|placed| placed.line.asset()).collect();
    let mut inside = Vec::new();
    for asset in &assets {
        let media = reader.media_of(*asset)?.into_iter().filter(|medium| medium.until.is_none());
        inside.push(media.map(|medium| medium.medium.id).collect::<Vec<_>>());
    }
    drop(reader);
    let media: Vec<_> = lot.lines.iter().filter_map(|placed| placed.line.medium()).collect();
    let shipped = LotShipped {
        assets: assets.clone(),
        bulk: Vec::new(),
        facts: lot.facts.clone(),
        mass_g: None,
        media,
        weighed: false,
    };
    let mut drafts = vec![Draft::new(on, shipped).lot(id)];
    drafts.extend(assets.into_iter().zip(inside).map(|(asset, media)| {
        Draft::new(on, Departed { media, ..departed(&lot.facts) }).asset(asset).lot(id)
    }));
    write(store, id, &drafts)
}

fn departed(facts: &LotFacts) -> Departed {
    Departed {
        channel: facts.channel.unwrap_or(Channel::Sale),
        for_parts: false,
        impact: None,
        mass_g: None,
        mass_source: None,
        media: Vec::new(),
        operation: None,
        unit_value_cents: None,
        waste: false,
    }
}

fn write(store: &Sqlite, lot: LotId, drafts: &[Draft]) -> Result<(), Error> {
    let signature = Signature {
        cmd: CommandId(Uuid::from_u128(lot.0.as_u128() ^ 1)),
        actor: "eve".to_owned(),
        new_actor: ActorId(Uuid::from_u128(7)),
        now: now(),
    };
    let mut writer = store.write(&signature)?;
    writer.record(drafts)?;
    writer.commit().map(|_| ())
}

/// Takes the database's own wall away, and returns what builds it up again.
fn without_triggers(world: &World) -> String {
    let raw = Connection::open(world.database()).unwrap();
    let mut query = raw
        .prepare(
            "SELECT group_concat(sql, ';') FROM sqlite_schema WHERE name IN ('gate_asset', 'gate_medium')",
        )
        .unwrap();
    let walls: String = query.query_row([], |row| row.get(0)).unwrap();
    raw.execute_batch("DROP TRIGGER gate_asset; DROP TRIGGER gate_medium").unwrap();
    walls
}

fn rebuild(world: &World, walls: &str) {
    Connection::open(world.database()).unwrap().execute_batch(walls).unwrap();
}

fn is_sound(world: &World) -> bool {
    world.run("--json verify").json()["ok"] == true
}

#[test]
fn with_all_walls_the_operation_refuses_first() {
    let world = town();
    for lot in ["LOT-2026-0001", "LOT-2026-0002"] {
        world.refused(&format!("lot ship {lot} --on 2026-02-02"), "unaccounted");
    }
    assert!(is_sound(&world));
}

#[test]
fn without_the_operation_the_database_refuses() {
    let world = town();
    let before = world.log();
    for lot in ["LOT-2026-0001", "LOT-2026-0002"] {
        let refused = ship_past_the_operation(&open(&world), lot);
        assert!(matches!(refused, Err(Error::Gate(_))), "{lot}: {refused:?}");
    }
    assert_eq!(world.log(), before, "nothing of it is kept");
    assert!(is_sound(&world));
}

#[test]
fn without_the_database_the_operation_refuses_and_the_program_sees_what_is_missing() {
    let world = town();
    let store = open(&world);
    let walls = without_triggers(&world);
    for lot in ["LOT-2026-0001", "LOT-2026-0002"] {
        let refused = ship_by_operation(&store, lot);
        assert!(
            matches!(&refused, Err(Failure::Refused(why)) if matches!(**why, Refusal::Unaccounted { .. })),
            "{lot}: {refused:?}"
        );
    }
    drop(store);
    for line in ["list", "lot ship LOT-2026-0001 --on 2026-02-02", "verify"] {
        let outcome = world.run(&format!("--json {line}"));
        assert_eq!(outcome.status, 3, "{outcome}");
        assert!(outcome.stdout.contains(r#""code":"altered_database""#), "{outcome}");
    }
    rebuild(&world, &walls);
    assert!(is_sound(&world));
}

#[test]
fn without_either_what_left_with_data_is_found() {
    for lot in ["LOT-2026-0001", "LOT-2026-0002"] {
        let world = town();
        let store = open(&world);
        let walls = without_triggers(&world);
        ship_past_the_operation(&store, lot).unwrap();
        drop(store);
        rebuild(&world, &walls);
        let outcome = world.run("--json verify");
        assert_eq!(outcome.status, 5, "{lot}: {outcome}");
        let said: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!(said["ok"], false);
        let codes: Vec<_> = said["findings"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
        assert_eq!(codes, [&json!(FindingCode::Gate.code())], "{lot}: {said}");
    }
}

#[test]
fn the_walls_let_through_what_is_clean() {
    let world = town();
    world.enter("sanitize S1 S2 --action ata_secure_erase --verify status --result pass --on 2026-02-02");
    // Past the operation: the database has nothing against it.
    ship_past_the_operation(&open(&world), "LOT-2026-0001").unwrap();
    world.enter("lot ship LOT-2026-0002 --on 2026-02-02");
    assert!(is_sound(&world));
    assert_eq!(verify(open(&world).read().unwrap().as_ref(), Depth::Full).unwrap().findings, []);
}

#[test]
fn a_disk_that_comes_in_while_its_machine_leaves_is_seen_by_one_of_the_two() {
    for round in 0..8 {
        let world = World::new().with_record();
        world.enter(
            "party add Brocante --kind other
             add --kind laptop --tag A1 --on 2026-01-05
             media none A1 --on 2026-01-05
             decommission A1 --act D --on 2026-02-01
             lot new --channel sale --to Brocante --on 2026-02-01
             lot add LOT-2026-0001 A1 --on 2026-02-01",
        );
        let mut lines =
            ["media add A1 --kind ssd --serial S1 --on 2026-02-02", "lot ship LOT-2026-0001 --on 2026-02-02"];
        if round % 2 == 1 {
            lines.reverse();
        }
        let ends: Vec<i32> = thread::scope(|scope| {
            let running = lines.map(|line| {
                let mut command = world.command(&split(line));
                command.env_remove("REBOND_SEED");
                scope.spawn(move || command.output().unwrap().status.code().unwrap())
            });
            running.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(ends.iter().sum::<i32>(), 1, "one is done and one refused: {ends:?}");
        assert!(is_sound(&world));
    }
}

/// A laptop that nobody has looked into and a monitor, in a lot for sale.
fn unseen() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind laptop --tag A1 --manufacturer Dell --serial SN-1 --on 2026-01-05
         add --kind monitor --tag M1 --on 2026-01-05
         decommission A1 M1 --act D --on 2026-02-01
         lot new --channel sale --to Brocante --on 2026-02-01
         lot add LOT-2026-0001 A1 M1 --on 2026-02-01",
    );
    world
}

#[test]
fn a_laptop_called_a_monitor_does_not_leave_unseen() {
    let world = unseen();
    world.enter("edit A1 --kind monitor");
    assert_eq!(world.fact("A1", "kind"), "monitor");
    world.refused("lot ship LOT-2026-0001 A1", "unaccounted");
    let refused = ship_past_the_operation(&open(&world), "LOT-2026-0001");
    assert!(matches!(refused, Err(Error::Gate(_))), "{refused:?}");
    // Past both, it is found.
    let other = unseen();
    other.enter("edit A1 --kind dock");
    let store = open(&other);
    let walls = without_triggers(&other);
    ship_past_the_operation(&store, "LOT-2026-0001").unwrap();
    drop(store);
    rebuild(&other, &walls);
    assert_eq!(other.run("--json verify").status, 5);
    // Somebody looks: that is the way.
    world.enter("media none A1\n lot ship LOT-2026-0001");
    assert!(is_sound(&world));
}

#[test]
fn what_was_looked_into_and_left_our_hands_is_looked_into_again_whatever_it_is_called() {
    let world = unseen();
    world.enter("media none A1\n edit A1 --kind monitor\n missing A1 --cause lost\n found A1");
    world.enter("lot add LOT-2026-0001 A1");
    world.refused("lot ship LOT-2026-0001 A1", "unaccounted");
    // Another machine in all but its tag.
    world.enter(
        "party add Dell --kind supplier\n media none A1\n triage A1 --decision recycle
         work A1 --type repair --sent-to Dell",
    );
    let told = world.run("work A1 --back --new-serial SN-2");
    assert!(told.stderr.contains("look at what is in it"), "{told}");
    world.refused("lot ship LOT-2026-0001 A1", "unaccounted");
    assert!(is_sound(&world));
}

#[test]
fn the_void_of_an_edit_answers_no_question_that_it_asked() {
    let world = unseen();
    world.enter("edit M1 --kind all_in_one");
    let edit = world.head();
    let error = world.refused(&format!("void {edit} --reason mistyped"), "unlisted");
    assert!(error["hints"][1].as_str().unwrap().contains("`rebond media none M1`"), "{error}");
    // One of two edits asks as well.
    world.enter("edit M1 --kind laptop");
    world.enter(&format!("void {edit} --reason mistyped"));
    world.refused("lot ship LOT-2026-0001 M1", "unaccounted");
    world.enter(&format!("media none M1\n void {} --reason wrong_asset", edit + 1));
    assert_eq!(world.fact("M1", "kind"), "monitor");
    world.enter("lot ship LOT-2026-0001 M1");
    assert!(is_sound(&world));
}

#[test]
fn what_left_as_a_monitor_and_was_a_laptop_is_an_exception_that_is_said() {
    let world = unseen();
    world.enter("lot ship LOT-2026-0001 M1 --on 2026-02-02");
    let told = world.run("edit M1 --kind laptop");
    insta::assert_snapshot!(told.stderr.lines().last().unwrap(), @"warning: M1 left on 2026-02-02 and nobody has listed its media, which its kind asks for: an exception that every report of its media will name");
    // Said once; and a word mistyped is taken back, though nobody can look any more.
    let again = world.run("edit M1 --kind desktop");
    assert!(!again.stderr.contains("media"), "{again}");
    let head = world.head();
    world.enter(&format!("void {head} --reason mistyped\n void {} --reason mistyped", head - 1));
    assert_eq!(world.fact("M1", "kind"), "monitor");
    assert!(is_sound(&world));
}
