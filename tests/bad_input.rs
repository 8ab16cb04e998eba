//! What people type wrongly: each is named with its way out, and the record stays as it was.

use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

use serde_json::json;

use crate::world::World;

fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag VAL-0042 --alias 'ancien 12' --serial ABC123 --manufacturer Dellux
         party add 'Les Restos du Valmont' --kind association",
    );
    world
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let world = town();
    let error = world.refused("show VAL-0024", "not_found");
    assert!(error.to_string().contains("VAL-0042"), "{error}");
    let error = world.refused("collect VAL-004", "not_found");
    assert!(error.to_string().contains("VAL-0042"), "{error}");
    let error = world.refused("lot new --channel sale --to 'Les Resto du Valmon'", "not_found");
    assert!(error.to_string().contains("Les Restos du Valmont"), "{error}");
    let error = world.refused("list --service Urbanisme", "not_found");
    assert!(!error.to_string().contains("VAL-0042"), "{error}");
    world.enter("deploy VAL-0042 --to Urbanisme");
    let error = world.refused("list --service Urbanime", "not_found");
    assert!(error.to_string().contains("Urbanisme"), "{error}");
}

#[test]
fn a_name_is_given_once() {
    let world = town();
    for (line, code) in [
        ("add --kind laptop --tag VAL-0042", "taken"),
        ("add --kind laptop --tag val-0042", "taken"),
        ("add --kind laptop --tag N1 --alias VAL-0042", "taken"),
        ("add --kind laptop --tag N1 --alias val-0042", "taken"),
        ("add --kind laptop --tag N1 --alias 'Ancien 12'", "taken"),
        ("add --kind laptop --tag N1 --serial ABC123 --manufacturer Dellux", "serial_taken"),
        ("add --kind laptop --tag N1 --serial abc123 --manufacturer DELLUX", "serial_taken"),
        ("add --kind laptop --tag N1 --serial ABC123", "serial_taken"),
        ("party add 'les restos du valmont' --kind association", "party_taken"),
    ] {
        world.refused(line, code);
    }
    // Another maker may have the same serial; a placeholder is none.
    world.enter(
        "add --kind laptop --tag N1 --serial ABC123 --manufacturer Hapé
         add --kind laptop --tag N2 --serial 'To be filled by O.E.M.' --manufacturer Dellux
         add --kind laptop --tag N3 --serial 'To be filled by O.E.M.' --manufacturer Dellux",
    );
    let error = world.refused("show ABC123", "ambiguous");
    assert!(error.to_string().contains("VAL-0042") && error.to_string().contains("N1"), "{error}");
    assert_eq!(world.run("--json show 'ancien 12'").json()["tag"], "VAL-0042");
    assert_eq!(world.run("--json show tag:N1").json()["serial"], "ABC123");
}

#[test]
fn a_day_that_has_not_come_is_refused() {
    let world = town();
    for line in [
        "add --kind laptop --on 2026-11-24",
        "add --kind laptop --purchased 2027-01-01",
        "add --kind laptop --on 2026-01-01 --first-use 2026-11-24",
        "add --kind laptop --on 2026-01-01 --manufactured 2030-01-01",
        "deploy VAL-0042 --to Urbanisme --on 2026-11-24",
        "decommission VAL-0042 --act D --on 2126-12-31",
        "media none VAL-0042 --on 2026-11-24",
        "party add X --kind other --on 2026-11-24",
        "lot new --channel loss --on 2026-11-24",
    ] {
        world.refused(line, "future");
    }
}

#[test]
fn today_is_the_day_of_the_town() {
    let world = World::new();
    // Half past eleven at night in Paris is the same day, half an hour past midnight the next.
    let at = |clock: &str, line: &str| {
        let mut command = world.command(&crate::world::split(line));
        command.env("REBOND_NOW", clock);
        world.finish(command, "").status
    };
    assert_eq!(at("2026-11-23T22:30:00Z", "init"), 0);
    assert_eq!(at("2026-11-23T22:30:00Z", "add --kind dock --on 2026-11-24"), 1);
    assert_eq!(at("2026-11-23T23:30:00Z", "add --kind dock --on 2026-11-24"), 0);
}

#[test]
fn what_cannot_be_read_is_an_error_of_usage() {
    let world = town();
    let long = "x".repeat(5_000);
    for line in [
        "add --kind laptop --on 2026-02-31".to_owned(),
        "add --kind laptop --on 31/02/2026".to_owned(),
        "add --kind laptop --on hier".to_owned(),
        "add --kind laptop --price-ht=-5".to_owned(),
        "add --kind laptop --price-ht 12,345".to_owned(),
        "add --kind laptop --mass 0".to_owned(),
        "add --kind laptop --warranty 12.5".to_owned(),
        "add --kind machine".to_owned(),
        "add --kind laptop --weee 3".to_owned(),
        "add --kind laptop --tag 'été 1'".to_owned(),
        "add --kind laptop --tag ''".to_owned(),
        format!("add --kind laptop --model {long}"),
        format!("deploy VAL-0042 --to X --note {long}"),
        "add --kind laptop --model 'a\u{7}b'".to_owned(),
        "add --kind laptop --model 'a\u{1b}[31mb'".to_owned(),
        "add --kind laptop --model 'a\u{202e}b'".to_owned(),
        "add --kind laptop --model ' '".to_owned(),
        "media add VAL-0042 --kind ssd --capacity beaucoup".to_owned(),
        "ready VAL-0042 --functional F9".to_owned(),
        "lot new --channel vente".to_owned(),
        "sanitize VAL-0042".to_owned(),
        "report decree --period 2026-13".to_owned(),
        "report decree --period 2026-06-30..2026-01-01".to_owned(),
        "void un --reason mistyped".to_owned(),
        "--cmd 42 collect VAL-0042".to_owned(),
        "deploy VAL-0042".to_owned(),
        "move VAL-0042".to_owned(),
        "show".to_owned(),
        "sho VAL-0042".to_owned(),
        "show VAL-0042 --all".to_owned(),
        String::new(),
    ] {
        world.stopped(&line, 2, "usage");
    }
}

#[test]
fn a_field_of_four_kibibytes_is_kept_whole() {
    let world = town();
    let model = "é".repeat(2_048);
    world.enter(&format!("add --kind laptop --tag N1 --model {model}"));
    assert_eq!(world.fact("N1", "model"), json!(model));
    world.stopped(&format!("add --kind laptop --tag N2 --model {model}x"), 2, "usage");
}

#[test]
fn an_argument_that_is_not_utf8_is_an_error_of_usage() {
    let world = town();
    let before = world.log();
    let bad = OsStr::from_bytes(b"caf\xe9");
    for words in [
        vec![OsStr::new("show"), bad],
        vec![OsStr::new("add"), OsStr::new("--kind"), OsStr::new("laptop"), OsStr::new("--model"), bad],
        vec![bad],
        vec![OsStr::new("--actor"), bad, OsStr::new("collect"), OsStr::new("VAL-0042")],
        vec![OsStr::new("--lang"), bad, OsStr::new("list")],
    ] {
        let outcome = world.run_words(&words);
        assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""), "{words:?}\n{outcome}");
        assert!(outcome.stderr.starts_with("error: "), "{outcome}");
    }
    assert_eq!(world.log(), before);
}

#[test]
fn a_french_day_is_typed_in_french() {
    let world = World::french().with_record();
    world.enter("add --kind laptop --tag A1 --on 5/1/2026\ndeploy A1 --to Urbanisme --on 06/01/2026");
    world.enter("collect A1 --on 2026-01-07");
    world.stopped("triage A1 --decision keep --on 31/02/2026", 2, "usage");
    world.stopped("triage A1 --decision keep --on 31/12", 2, "usage");
    let english = world.run("--lang en triage A1 --decision keep --on 08/01/2026");
    assert_eq!(english.status, 2, "{english}");
}

#[test]
fn several_at_once_are_all_or_none() {
    let world = town();
    world.enter("add --kind laptop --tag N1");
    world.refused("deploy N1 VAL-0042 VAL-9999 --to Urbanisme", "not_found");
    assert_eq!(world.fact("N1", "state"), "in_stock");
    world.enter("deploy N1 --to Urbanisme");
    world.refused("deploy VAL-0042 N1 --to Urbanisme", "forbidden");
    assert_eq!(world.fact("VAL-0042", "state"), "in_stock");
    world.enter("deploy VAL-0042 VAL-0042 --to Urbanisme");
    assert_eq!(world.fact("VAL-0042", "deployments"), 1, "named twice, deployed once");
}

#[test]
fn a_hyphen_reads_names_from_standard_input() {
    let world = town();
    world.enter("add --kind laptop --tag N1\nadd --kind laptop --tag N2");
    world.pipe("deploy - --to Urbanisme", "N1\n\n  n2 \r\nserial:ABC123\n").success();
    for tag in ["N1", "N2", "VAL-0042"] {
        assert_eq!(world.fact(tag, "state"), "deployed");
    }
    let told = world.pipe("collect -", "N1\nN3\n").failure(1);
    assert!(told.contains("N3"), "{told}");
    assert_eq!(world.fact("N1", "state"), "deployed");
}

#[test]
fn a_clock_that_is_none_is_an_error_of_usage() {
    let world = town();
    let mut command = world.command(&["--json", "collect", "VAL-0042"]);
    command.env("REBOND_NOW", "demain");
    let outcome = world.finish(command, "");
    assert_eq!(outcome.status, 2, "{outcome}");
    assert!(outcome.stdout.starts_with(r#"{"error":{"code":"clock""#), "{outcome}");
}
