//! `export media|lots|parties`: a line each, in an order that stays, from where one stopped, without names of people.

use serde_json::{Value, json};

use crate::world::World;

/// Two gifts and a sale, one lot still open, a person for each way a person is named.
pub(crate) fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add 'Ana Ruiz' --kind staff
         party add Emmaüs --kind association
         party add 'Ali Sow' --kind person
         add --kind laptop --tag A1 --on 2026-01-05
         add --kind monitor --tag A2 --mass 4,5kg --on 2026-01-05
         add --kind monitor --tag A3 --on 2026-01-05
         media add A1 --kind ssd --serial S-1 --capacity 256GB --on 2026-01-05
         media add stock --kind hdd --serial '=H-2' --on 2026-01-06
         sanitize S-1 --action ata_sanitize_block --verify status --result pass --on 2026-01-07
         deploy A3 --to Urbanisme --holder 'Ana Ruiz' --on 2026-01-08
         decommission A1 A2 --on 2026-01-09
         lot new --channel body_gift --to Emmaüs --legal-basis 'L3212-2 3°' --act 2026-12 --unit-value 90 --value-method cote --on 2026-01-10
         lot add LOT-2026-0001 A1
         lot add LOT-2026-0001 A2 --unit-value 20,50
         lot ship LOT-2026-0001 --on 2026-01-11
         lot new --channel sale --to 'Ali Sow' --on 2026-01-12
         lot add LOT-2026-0002 =H-2
         lot add LOT-2026-0002 --bulk 'câbles, vrac' --mass 12kg",
    );
    world
}

pub(crate) fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The rows of a table, each cell under its column.
pub(crate) fn rows(text: &str) -> Vec<Value> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let row =
        |row: csv::StringRecord| names.iter().map(str::to_owned).zip(row.iter().map(Value::from)).collect();
    reader.records().map(|record| Value::Object(row(record.unwrap()))).collect()
}

#[test]
fn media_say_where_they_are() {
    let world = town();
    let told = lines(&world.run("--json export media").success());
    let shown: Vec<_> =
        ["serial", "asset", "lot", "status", "claim", "cleared", "departed_on", "capacity_bytes"]
            .map(|key| told.iter().map(|medium| medium[key].clone()).collect::<Vec<_>>())
            .to_vec();
    assert_eq!(
        json!(shown),
        json!([
            ["S-1", "=H-2"],
            ["A1", null],
            [null, "LOT-2026-0002"],
            ["sanitised", "unknown"],
            ["purge", null],
            [true, false],
            ["2026-01-11", null],
            [256_000_000_000_u64, null],
        ])
    );
    let table = rows(&world.run("export media").success());
    assert_eq!(table[1]["serial"], "'=H-2", "a spreadsheet computes nothing");
    assert_eq!((&table[0]["claim"], &table[1]["claim"]), (&json!("purge"), &json!("")));
    assert_eq!(table.len(), 2);
}

#[test]
fn a_lot_is_a_line_with_what_it_comes_to() {
    let world = town();
    let told = lines(&world.run("--json export lots").success());
    let gift = &told[0];
    assert_eq!(
        (&gift["lot"], &gift["party"], &gift["status"]),
        (&json!("LOT-2026-0001"), &json!("Emmaüs"), &json!("shipped"))
    );
    let counts: Vec<_> = [
        "assets",
        "media",
        "bulk",
        "bulk_mass_g",
        "value_cents",
        "shipped",
        "undertaken",
        "proved",
        "returned",
    ]
    .map(|key| told.iter().map(|lot| lot[key].clone()).collect::<Vec<_>>())
    .to_vec();
    assert_eq!(
        json!(counts),
        json!([[2, 0], [0, 1], [0, 1], [0, 12_000], [11_050, null], [2, 0], [0, 0], [0, 0], [0, 0]])
    );
    assert_eq!(gift["lines"][1]["asset"], "A2");
    let mut shown = world.run("--json lot show LOT-2026-0001").json();
    for (key, value) in shown.as_object_mut().unwrap() {
        assert_eq!(gift[key], *value, "{key} is said as `lot show` says it");
    }
    let table = rows(&world.run("export lots").success());
    assert_eq!((&table[0]["value_cents"], &table[0]["lines"]), (&json!("11050"), &Value::Null));
    assert_eq!(table[0]["legal_basis"], "L3212-2 3°");
}

#[test]
fn people_are_named_only_where_that_is_asked() {
    let world = town();
    for what in ["assets", "media", "lots", "parties"] {
        for format in ["csv", "jsonl"] {
            let text = world.run(&format!("export {what} --format {format}")).success();
            assert!(!text.contains("Ruiz") && !text.contains("Sow"), "{what}: {text}");
        }
    }
    let told = lines(&world.run("--json export parties").success());
    let names: Vec<_> = told.iter().map(|party| &party["name"]).collect();
    assert_eq!(names, [&Value::Null, &json!("Emmaüs"), &Value::Null], "in the order they were made");
    let told = lines(&world.run("--json export parties --holders").success());
    let names: Vec<_> = told.iter().map(|party| &party["name"]).collect();
    assert_eq!(names, ["Ana Ruiz", "Emmaüs", "Ali Sow"]);
    let lots = lines(&world.run("--json export lots").success());
    assert_eq!(lots[1]["party"], told[2]["id"], "a person by identity");
    let lots = lines(&world.run("--json export lots --holders").success());
    assert_eq!(lots[1]["party"], "Ali Sow");
}

#[test]
fn what_an_event_touched_since_is_exported_and_nothing_else() {
    let world = town();
    let cursor = |world: &World| lines(&world.log()).len();
    let at = cursor(&world);
    for what in ["media", "lots", "parties"] {
        assert_eq!(world.run(&format!("--json export {what} --since {at}")).success(), "");
        world.enter(&format!("export {what} --since @{what}.cursor -o {what}.csv"));
    }
    world.enter(
        "party edit Emmaüs --siret 73282932000074
         lot add LOT-2026-0002 A3
         lot drop LOT-2026-0002 =H-2",
    );
    let keys = |what: &str, key: &str, since: usize| -> Vec<Value> {
        let text = world.run(&format!("--json export {what} --since {since}")).success();
        lines(&text).iter().map(|line| line[key].clone()).collect()
    };
    assert_eq!(keys("parties", "name", at), ["Emmaüs"]);
    assert_eq!(keys("lots", "lot", at), ["LOT-2026-0002"]);
    assert_eq!(keys("media", "serial", at), ["=H-2"]);
    assert_eq!(keys("parties", "version", at), [at + 1]);
    assert_eq!(keys("parties", "name", at + 1), [] as [Value; 0]);
    let before = std::fs::read(world.path("lots.csv")).unwrap();
    world.enter("export lots --since @lots.cursor -o lots.csv");
    let after = std::fs::read_to_string(world.path("lots.csv")).unwrap();
    assert!(before != after.as_bytes() && rows(&after).len() == 1, "{after}");
    world.write("lots.csv", "kept");
    world.enter("export lots --since @lots.cursor -o lots.csv");
    assert_eq!(std::fs::read(world.path("lots.csv")).unwrap(), b"kept", "nothing new");
}

#[test]
fn a_past_head_knows_the_lots_of_then() {
    let world = town();
    let whole = world.run("--json export lots").success();
    let at = lines(&world.log()).len();
    world.enter("lot add LOT-2026-0002 A3\nparty edit Emmaüs --siret 73282932000074");
    assert_eq!(world.run(&format!("--json export lots --at-head {at}")).success(), whole);
    let day = lines(&world.run("--json export lots --as-of 2026-01-10").success());
    assert_eq!((day.len(), &day[0]["status"], &day[0]["shipped"]), (1, &json!("open"), &json!(0)));
}
