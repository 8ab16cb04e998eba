//! The schemas of `schema/export`: true of what the program really writes, and of nothing else.

mod checker;

use std::{collections::BTreeSet, fs, path::PathBuf};

use rebond::{
    model::{kind::Kind, leaving::Channel, lifecycle::State, sanitization::Claim},
    report::Article,
    rules::outcome::Outcome,
};
use serde_json::{Value, json};

use self::checker::faults;
use crate::{
    export_tables::{lines, rows, town},
    world::World,
};

/// Each export with its schema.
const EXPORTS: [(&str, &str); 6] = [
    ("assets", "asset"),
    ("media", "medium"),
    ("lots", "lot"),
    ("parties", "party"),
    ("log", "event"),
    ("register", "register"),
];

const REPORTS: [&str; 9] =
    ["decree", "reuse", "register", "sanitization", "stock", "impact", "agec", "inventory", "workshop"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema/export")
}

fn schema(name: &str) -> Value {
    let text = fs::read_to_string(folder().join(format!("{name}.schema.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The record of the town of the examples, with all that can happen to a machine.
fn valmont() -> World {
    let world = World::new();
    world.run("demo valmont").success();
    fs::copy(world.path("valmont/rebond.db"), world.path("rebond.db")).unwrap();
    world
}

/// The names of the columns of a schema.
fn columns(schema: &Value) -> Vec<String> {
    let columns = schema["x-columns"].as_array().unwrap();
    columns.iter().map(|column| column["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_written_is_what_the_schemas_say() {
    for (world, db) in [(town(), ""), (valmont(), "--db rebond.db ")] {
        for (what, name) in EXPORTS {
            let schema = schema(name);
            for names in ["", " --holders"] {
                let told = lines(&world.run(&format!("{db}export {what} --format jsonl{names}")).success());
                assert!(!told.is_empty() || what == "register", "{what}");
                for line in told {
                    assert_eq!(faults(&schema, &line), [""; 0], "{what}: {line}");
                }
            }
        }
        for name in REPORTS {
            let schema = schema(&format!("report-{name}"));
            for more in
                ["", " --explain", " --compare-head 12", " --compare 2025", " --compare 2025 --explain"]
            {
                let line = format!("{db}report {name} --period 2026{more} --format json");
                let told = world.run(&line).json();
                assert_eq!(faults(&schema, &told), [""; 0], "{line}");
            }
        }
    }
}

#[test]
fn a_schema_is_there_for_each_export_and_report_and_for_nothing_else() {
    let there: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let exports = EXPORTS.iter().map(|(_, name)| format!("{name}.schema.json"));
    let reports = REPORTS.iter().map(|name| format!("report-{name}.schema.json"));
    assert_eq!(there, exports.chain(reports).collect());
    for name in &there {
        assert_eq!(schema(name.trim_end_matches(".schema.json"))["$id"], **name);
    }
}

#[test]
fn the_columns_of_tables_are_those_that_are_documented() {
    let world = town();
    for (what, name) in EXPORTS {
        let schema = schema(name);
        let documented = columns(&schema);
        world.enter(&format!("export {what} --format xlsx -o {what}.bin"));
        let (_, sheet) = crate::xlsx::sheets(&world, &format!("{what}.bin")).remove(0);
        let header: Vec<String> =
            sheet[0].iter().map(|name| name.to_string().replace("_eur", "_cents")).collect();
        assert_eq!(header, documented, "{what}");
        if what == "register" {
            continue;
        }
        let table = world.run(&format!("export {what} --format csv")).success();
        assert_eq!(table.lines().next().unwrap().split(',').collect::<Vec<_>>(), documented, "{what}");
        for row in rows(&table) {
            for column in schema["x-columns"].as_array().unwrap() {
                let cell = row[column["name"].as_str().unwrap()].as_str().unwrap();
                let fits = match column["type"].as_str().unwrap() {
                    "text" => true,
                    "integer" | "money" => cell.is_empty() || cell.parse::<i64>().is_ok(),
                    "boolean" => ["", "true", "false"].contains(&cell),
                    "day" => cell.is_empty() || checker::matches(checker::PART, cell),
                    other => panic!("{other}"),
                };
                assert!(fits, "{what}: {column}: {cell}");
            }
        }
    }
    for name in REPORTS {
        let table = world.run(&format!("report {name} --period 2026 --format csv")).success();
        assert_eq!(table.lines().next().unwrap(), columns(&schema(&format!("report-{name}"))).join(","));
    }
}

#[test]
fn a_column_has_the_name_it_has_in_json_where_nothing_nests() {
    for (what, name) in EXPORTS.into_iter().filter(|(what, _)| *what != "log") {
        let schema = schema(name);
        let spread = ["functional", "cosmetic", "drive_serials"];
        let columns: BTreeSet<String> =
            columns(&schema).into_iter().filter(|name| !spread.contains(&&**name)).collect();
        let nested = |value: &Value| value["type"] == "object" || value["items"]["type"] == "object";
        let named = schema["properties"].as_object().unwrap().iter().filter(|(_, value)| !nested(value));
        // The tag is how an asset is known outside; its identity stays in JSON.
        let keys: BTreeSet<String> =
            named.map(|(name, _)| name.clone()).filter(|key| (what, &**key) != ("assets", "id")).collect();
        assert_eq!(columns, keys, "{what}");
    }
}

#[test]
fn the_codes_are_those_of_the_program() {
    fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<Value> {
        all.iter().map(|of| json!(code(*of))).collect()
    }
    let asset = schema("asset");
    let of = |pointer: &str| {
        let mut all = asset.pointer(pointer).unwrap().as_array().unwrap().clone();
        all.retain(|code| !code.is_null());
        all
    };
    assert_eq!(of("/properties/kind/enum"), codes(Kind::ALL, Kind::code));
    assert_eq!(of("/properties/state/enum"), codes(State::ALL, State::code));
    assert_eq!(of("/properties/channel/enum"), codes(Channel::ALL, Channel::code));
    assert_eq!(of("/properties/outcome/enum"), codes(Outcome::ALL, Outcome::code));
    assert_eq!(of("/properties/media/items/properties/claim/enum"), codes(Claim::ALL, Claim::code));
    let articles = codes(Article::ALL, Article::code);
    for name in REPORTS {
        assert_eq!(
            schema(&format!("report-{name}"))["properties"]["sources"]["items"]["enum"],
            json!(articles)
        );
    }
}

#[test]
fn a_schema_complains_of_what_is_not_so() {
    let world = town();
    let schema = schema("medium");
    let medium = lines(&world.run("--json export media").success()).remove(0);
    for (key, value, fault) in [
        ("version", json!(-1), "/version: less than 0"),
        ("version", json!("7"), "/version: not integer"),
        ("serial", json!(true), "/serial: not string or null"),
        ("kind", json!("tape"), "/kind: not one of the values"),
        ("departed_on", json!("2026-1-5"), "/departed_on: not of the form"),
        ("more", json!(1), "/more: not known"),
    ] {
        let mut wrong = medium.clone();
        wrong[key] = value;
        assert_eq!(faults(&schema, &wrong), [fault]);
    }
    let mut wrong = medium;
    wrong.as_object_mut().unwrap().remove("claim");
    assert_eq!(faults(&schema, &wrong), ["/claim: missing"]);
}
