//! The stored form of every event, frozen: a line once written is read for ever.
//!
//! `frozen/v1.jsonl` holds the exact lines: each type with everything said, then with nothing said
//! that may be left out. Lines are added there, never changed.

mod samples;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub(in crate::model) use self::samples::bare_added;
use self::samples::{events, grown, samples, text};
use crate::model::{
    event::{Event, NotAnEvent},
    fact::Fact,
};

const LINES: &str = include_str!("frozen/v1.jsonl");

#[test]
fn every_type_of_event_is_frozen() {
    let mut frozen: Vec<_> = samples().iter().map(|(full, _)| full.code()).collect();
    // What a later version says more of has a sample of its own.
    frozen.dedup();
    assert_eq!(frozen, Fact::CODES);
}

#[test]
fn an_event_is_written_as_it_always_was() {
    let written: Vec<_> = events().iter().map(|event| event.line().unwrap()).collect();
    for (written, frozen) in written.iter().zip(LINES.lines()) {
        assert_eq!(written, frozen);
    }
    assert_eq!(written.len(), LINES.lines().count());
}

#[test]
fn a_line_reads_back_as_the_event_it_was_written_from() {
    for (line, event) in LINES.lines().zip(events()) {
        assert_eq!(Event::read(line).unwrap(), event, "{line}");
    }
}

#[test]
fn a_line_is_canonical_json_without_fractions() {
    fn walk(value: &Value, line: &str) {
        match value {
            // What canonical JSON can hold exactly.
            Value::Number(number) => {
                assert!(number.as_i64().is_some_and(|n| n.abs() < 1 << 53), "{number} in {line}");
            }
            Value::Null => panic!("null in {line}"),
            Value::Array(values) => values.iter().for_each(|value| walk(value, line)),
            Value::Object(fields) => fields.values().for_each(|value| walk(value, line)),
            Value::Bool(_) | Value::String(_) => {}
        }
    }
    // A map of serde_json sorts its keys, at every level.
    let sorted: Value = serde_json::from_str(r#"{"b":{"d":1,"c":2},"a":3}"#).unwrap();
    assert_eq!(sorted.to_string(), r#"{"a":3,"b":{"c":2,"d":1}}"#);
    for line in LINES.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), line);
        walk(&value, line);
    }
}

#[test]
fn a_line_of_a_later_program_is_unknown_and_not_malformed() {
    let line = LINES.lines().next().unwrap();
    let unknown = |line: &str| match Event::read(line) {
        Err(NotAnEvent::Unknown { kind, version }) => Some((kind, version)),
        _ => None,
    };
    assert_eq!(unknown(&line.replace("\"opened\"", "\"teleported\"")), Some((text("teleported"), 1)));
    assert_eq!(unknown(&line.replace("\"v\":1", "\"v\":2")), Some((text("opened"), 2)));
    assert_eq!(unknown(line), None);
}

#[test]
fn a_line_with_anything_more_or_less_is_no_event() {
    let line = LINES.lines().next().unwrap();
    for (from, to) in [
        ("\"actor\":", "\"also\":1,\"actor\":"),
        ("\"log\":", "\"also\":1,\"log\":"),
        ("\"on\":\"2026-03-15\",", ""),
        ("\"on\":\"2026-03-15\"", "\"on\":\"2026-02-30\""),
        ("\"seq\":42", "\"seq\":42.0"),
        ("\"seq\":42", "\"seq\":42,\"seq\":42"),
        ("}", "} x"),
    ] {
        let other = line.replacen(from, to, 1);
        assert_ne!(other, line);
        assert!(matches!(Event::read(&other), Err(NotAnEvent::Malformed(_))), "{other}");
    }
}

/// The fields of the facts, read from their source: struct, name, type.
fn fields() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut fields = Vec::new();
    for source in [
        include_str!("fact/asset.rs"),
        include_str!("fact/lot.rs"),
        include_str!("fact/medium.rs"),
        include_str!("fact/record.rs"),
        include_str!("lot.rs"),
    ] {
        let mut inside = None;
        for line in source.lines() {
            if let Some(name) = line.strip_prefix("pub struct ") {
                inside = name.split([' ', '{']).next();
            } else if line.starts_with('}') {
                inside = None;
            } else if let (Some(name), Some(field)) = (inside, line.strip_prefix("    pub ")) {
                let (field, kind) = field.trim_end_matches(',').split_once(": ").unwrap();
                fields.push((name, field, kind));
            }
        }
    }
    // Folds of lots, which are never written to the log.
    fields.retain(|(name, ..)| !["Lot", "Placed"].contains(name));
    fields
}

#[test]
fn the_samples_say_everything_that_can_be_said() {
    let known = fields();
    let names = |of: &str| -> Vec<_> { known.iter().filter(|f| f.0 == of).map(|f| f.1).collect() };
    let keys = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for full in samples().into_iter().map(|(full, _)| full).chain(grown()) {
        let data = serde_json::to_value(&full).unwrap();
        let name = format!("{full:?}");
        let name = name.split(['(', ' ']).next().unwrap();
        said.entry(name.to_owned()).or_default().extend(keys(&data));
        for (field, of) in [("facts", "LotFacts"), ("set", "Patch"), ("impact", "Impact"), ("run", "Run")] {
            if let Some(inner) = data.get(field) {
                said.entry(of.to_owned()).or_default().extend(keys(inner));
            }
        }
        for field in ["add", "bulk"] {
            let lines = data.get(field).and_then(Value::as_array).into_iter().flatten();
            lines.for_each(|line| assert_eq!(keys(line), names("LotLine")));
        }
    }
    for (name, keys) in said {
        assert_eq!(keys.into_iter().collect::<Vec<_>>(), names(&name), "{name}");
    }
}

#[test]
fn only_these_typed_texts_stand_in_the_log_and_the_vault_holds_the_others() {
    let texts = [
        // Typed: what names a thing, an act or a place, and the organisation itself.
        "act",
        "aliases",
        "bsd",
        "data_clause",
        "legal_basis",
        "manufacturer",
        "model",
        "new_serial",
        "old_serial",
        "order",
        "serial",
        "service",
        "services",
        "site",
        "sites",
        "tool",
        "used_by",
        "value",
        "value_method",
        // Chosen or made by the program: codes, numbers, versions of rules.
        "key",
        "number",
        "operation",
        "rules",
        "waste_code",
    ];
    let codes_and_numbers = [
        "Acquired",
        "ActorId",
        "AssetId",
        "Attribute",
        "Bytes",
        "Cause",
        "Cents",
        "Channel",
        "Claim",
        "Cosmetic",
        "Day",
        "Decision",
        "Declared",
        "Encrypted",
        "ForgetReason",
        "Functional",
        "Grams",
        "Hash",
        "Health",
        "Instant",
        "Impact",
        "Kind",
        "LogId",
        "LotFacts",
        "LotId",
        "LotItem",
        "LotLine",
        "MediumId",
        "MediumKind",
        "Method",
        "PartyId",
        "PartyKind",
        "Patch",
        "Precision",
        "Proof",
        "Reason",
        "Run",
        "Security",
        "Seq",
        "Source",
        "State",
        "Tag",
        "Technique",
        "TextId",
        "Verdict",
        "Verify",
        "VoidReason",
        "WeeeCategory",
        "WorkKind",
        "bool",
        "i64",
        "u16",
        "u32",
        "u64",
    ];
    let fields = fields();
    assert!(fields.len() > 100, "{} fields", fields.len());
    for (of, field, kind) in &fields {
        let kind = kind.trim_start_matches("Option<").trim_start_matches("Vec<").trim_end_matches('>');
        let good = if kind == "String" { texts.contains(field) } else { codes_and_numbers.contains(&kind) };
        assert!(good, "{of}.{field}: {kind} must not stand in the log");
    }
    // Nothing stands in the list that the log does not hold.
    for text in texts {
        assert!(fields.iter().any(|(_, field, kind)| *field == text && kind.contains("String")), "{text}");
    }
}
