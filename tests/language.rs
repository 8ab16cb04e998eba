//! Two languages, one program: every page in both, every refusal with the same code.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serde_json::Value;

use crate::world::World;

/// The commands that a page of help lists, with the words that lead to it.
fn listed(page: &str, path: &str) -> Vec<String> {
    let lines = page.lines().skip_while(|line| !["Commands:", "Commandes :", "Commandes\u{a0}:"].contains(line)).skip(1);
    let names = lines.take_while(|line| line.starts_with("  ")).filter_map(|line| {
        let name = line.strip_prefix("  ")?.split(' ').next()?;
        (!name.is_empty() && name != "help").then(|| format!("{path} {name}").trim().to_owned())
    });
    names.collect()
}

/// Every command that has a page, found from page to page.
fn pages(world: &World) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![String::new()];
    while let Some(path) = waiting.pop() {
        let page = world.run(&format!("{path} --help")).success();
        assert!(page.contains(&format!("rebond {path}").trim()), "{path}: {page}");
        waiting.extend(listed(&page, &path));
        found.insert(path);
    }
    found
}

#[test]
fn every_command_has_its_page_in_both_languages() {
    let (english, french) = (World::new(), World::french());
    let pages = (pages(&english), pages(&french));
    assert_eq!(pages.0, pages.1);
    for known in ["", "add", "lot ship", "media move", "report", "verify", "party edit", "policy set"] {
        assert!(pages.0.contains(known), "no page of {known}");
    }
    for path in &pages.0 {
        let of = |world: &World| world.run(&format!("{path} --help")).success();
        assert_ne!(of(&english), of(&french), "not translated: {path}");
    }
    assert!(!english.path("data").exists(), "help needs no record");
}

/// One refusal of every kind that a person meets, on the same record in every language.
const REFUSALS: [(&str, &str, i32); 16] = [
    ("show VAL-0024", "not_found", 1),
    ("add --kind laptop --tag VAL-0042", "taken", 1),
    ("collect VAL-0042", "forbidden", 1),
    ("deploy VAL-0042 --to Voirie --on 2026-11-24", "future", 1),
    ("lot ship LOT-2026-0001", "unaccounted", 1),
    ("lot new --channel staff_gift --legal-basis 'L3212-2 3°'", "basis_channel", 1),
    ("lot edit LOT-2026-0002 --unit-value 301", "gift_cap", 1),
    ("lot ship LOT-2026-0002", "lot_lacks", 1),
    ("lot new --channel waste --bsd BSD-1", "bsd", 1),
    ("lot new --channel waste --to Restos", "party_kind", 1),
    ("void 1 --reason mistyped", "not_voidable", 1),
    ("void 99 --reason mistyped", "not_found", 1),
    ("policy set sanitization.minimum rien", "policy", 1),
    ("add --kind laptop --on 2026-02-31", "usage", 2),
    ("import absent.csv", "unreadable_file", 4),
    ("--db ailleurs.db list", "no_database", 3),
];

fn record(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "party add Restos --kind association
         party add Brocante --kind other
         add --kind laptop --tag VAL-0042 --on 2026-01-05
         media add VAL-0042 --kind ssd --serial S1 --on 2026-01-05
         decommission VAL-0042 --act 'DEL 7' --on 2026-02-01
         add --kind monitor --tag M1 --on 2026-01-05
         decommission M1 --act 'DEL 7' --on 2026-02-01
         lot new --channel sale --to Brocante --on 2026-02-01
         lot add LOT-2026-0001 VAL-0042 --on 2026-02-01
         lot new --channel body_gift --to Restos --on 2026-02-01
         lot add LOT-2026-0002 M1 --on 2026-02-01",
    );
    world
}

#[test]
fn a_refusal_has_one_code_and_two_sentences() {
    let (english, french) = (record(World::new()), record(World::french()));
    for (line, code, status) in REFUSALS {
        let told = [&english, &french].map(|world| world.stopped(line, status, code));
        assert_ne!(told[0]["message"], told[1]["message"], "not translated: {line}");
        let hints = told.each_ref().map(|told| told["hints"].as_array().map(Vec::len));
        assert_eq!(hints[0], hints[1], "{line}: the same ways out");
    }
}

#[test]
fn what_is_recorded_has_no_language() {
    let logs = [World::new(), World::french()].map(|world| record(world).log());
    assert_eq!(logs[0], logs[1]);
}

#[test]
fn the_flag_goes_before_the_variable() {
    let world = World::new();
    let french = world.run("--lang fr list").failure(3);
    assert!(french.starts_with("erreur"), "{french}");
    let mut command = world.command(&["list"]);
    command.env_remove("REBOND_LANG").env("LANG", "fr_FR.UTF-8");
    assert_eq!(world.finish(command, "").failure(3), french);
    let mut command = world.command(&["list"]);
    command.env_remove("REBOND_LANG").env("LC_ALL", "C").env("LANG", "fr_FR.UTF-8");
    assert!(world.finish(command, "").failure(3).starts_with("error: "));
}

#[test]
fn json_has_english_keys_in_french_too() {
    let worlds = [record(World::new()), record(World::french())];
    let shown = worlds.each_ref().map(|world| world.asset("VAL-0042"));
    assert_eq!(shown[0], shown[1]);
    let verified: [Value; 2] = worlds.each_ref().map(|world| world.run("--json verify").json());
    assert_eq!(verified[0], verified[1]);
}

#[test]
fn the_gate_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("lot ship LOT-2026-0001"), @"");
}

#[test]
fn a_gift_too_dear_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("lot edit LOT-2026-0002 --unit-value 300,01"), @"");
}

#[test]
fn what_a_gift_lacks_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("lot ship LOT-2026-0002"), @"");
}

#[test]
fn a_state_that_forbids_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("collect VAL-0042"), @"");
}

#[test]
fn waste_in_french() {
    let world = record(World::french());
    world.enter("triage M1 --decision recycle --waste");
    assert_snapshot!(world.run("reinstate M1"), @"");
}

#[test]
fn an_unknown_tag_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("show VAL-0024"), @"");
}

#[test]
fn an_event_with_later_ones_in_french() {
    let world = record(World::french());
    world.enter(
        "deploy VAL-0042 --to Urbanisme --reinstate"
            .replace("deploy", "lot drop LOT-2026-0001 VAL-0042\ndeploy")
            .as_str(),
    );
    assert_snapshot!(world.run("void 4 --reason mistyped"), @"");
    assert_snapshot!(world.run("void 4 --reason mistyped --with-later"), @"");
}

#[test]
fn an_import_with_faults_in_french() {
    let world = record(World::french());
    world.write("parc.csv", "tag;kind;price;mass_g\nA1;portable;12,345;0\nA1;laptop;12,50;1650\n");
    assert_snapshot!(world.run("import parc.csv"), @"");
}

#[test]
fn an_asset_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("show VAL-0042"), @"");
    assert_snapshot!(world.run("history VAL-0042"), @"");
}
