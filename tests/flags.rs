//! What every command shares: names on standard input, words that settle a doubt, colours, dates,
//! flags before and after the command.

use serde_json::{Value, json};

use crate::world::World;

/// A monitor in a lot that may leave, and a laptop whose serial is the monitor's tag.
fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         add --kind monitor --tag M1 --serial SN-1 --purchased 2016-11-23
         add --kind monitor --tag M2 --purchased 2016-11-22
         add --kind laptop --tag A1 --serial M1
         decommission M2 --act 'DEL 7'
         lot new --channel sale --to Brocante
         lot add LOT-2026-0001 M2",
    );
    world
}

#[test]
fn standard_input_that_names_nothing_means_nothing_and_never_all() {
    let world = town();
    let log = world.log();
    for line in [
        "lot ship LOT-2026-0001 -",
        "lot add LOT-2026-0001 -",
        "lot drop LOT-2026-0001 -",
        "collect -",
        "work - --type clean",
        "media confirm -",
    ] {
        for nothing in ["", "\n \n"] {
            let outcome = world.pipe(line, nothing);
            assert_eq!((outcome.status, outcome.stdout.as_str()), (0, ""), "{line}\n{outcome}");
            assert_eq!(world.log(), log, "{line}");
        }
    }
    world.enter("media add A1 --kind ssd --serial D-1");
    assert_eq!(world.pipe("media list -", "").success(), "");
    assert!(world.pipe("media list -", "tag:A1\n").success().contains("D-1"));
    let said = world.pipe("--json lot ship LOT-2026-0001 -", "").json();
    assert_eq!((&said["first_seq"], &said["assets"]), (&Value::Null, &json!([])));
    // What is named leaves, and so does all when nothing was asked of standard input.
    world.pipe("lot ship LOT-2026-0001 -", "M2\n").success();
    let log = world.log();
    world.pipe("lot prove LOT-2026-0001 - --outcome reused", "").success();
    assert_eq!(world.log(), log);
    world.enter("lot prove LOT-2026-0001 --outcome reused");
}

#[test]
fn a_word_that_names_two_assets_is_settled() {
    let world = town();
    world.refused("show M1", "ambiguous");
    assert_eq!(world.asset("tag:M1")["kind"], "monitor");
    assert_eq!(world.asset("serial:M1")["kind"], "laptop");
    world.enter("deploy serial:M1 --to Voirie");
    assert_eq!(world.fact("A1", "state"), "deployed");
}

#[test]
fn colours_are_for_those_who_ask_and_never_in_what_is_data() {
    let world = town();
    let plain = world.run("show M9").failure(1);
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let red = world.run("show M9 --color always");
    assert!(red.stderr.starts_with("\u{1b}[31merror:\u{1b}[0m there is no asset"), "{red}");
    assert!(red.stderr.contains("\n\u{1b}[36mhint:\u{1b}[0m "), "{red}");
    assert_eq!(
        red.stderr.replace("\u{1b}[31m", "").replace("\u{1b}[36m", "").replace("\u{1b}[0m", ""),
        plain
    );
    let usage = world.run("lst --color=always").failure(2);
    assert!(usage.starts_with("\u{1b}[31merror:"), "{usage}");
    let warned = world.run("--color always move A1 --to Accueil").failure(1);
    assert!(warned.contains("\u{1b}["), "{warned}");
    let warned = world.run("--color always deploy A1 --to Accueil");
    assert!(warned.stderr.contains("\u{1b}[33mwarning:\u{1b}[0m new service"), "{warned}");
    // Nobody gives colours to a terminal by what the record holds.
    world.enter("list");
    assert_eq!(world.run("--color always list").success(), world.run("--color never list").success());
    assert_eq!(world.run("list --color blue").status, 2);
}

#[test]
fn a_date_is_written_the_french_way_in_every_flag() {
    let world = World::french().with_record();
    world.enter(
        "add --kind monitor --tag M1 --purchased 03/09/2014 --on 4/9/2014
         deploy M1 --to Urbanisme --on 05/09/2014
         policy set label.url HTTPS://PARC.VALMONT.FR --on 23/11/2026 --note 'arrêté 12'",
    );
    let shown = world.run("show M1 --as-of 04/09/2014").success();
    assert!(shown.contains("En stock") && shown.contains("03/09/2014"), "{shown}");
    assert!(world.run("list --as-of 04/09/2014").success().contains("en stock"));
    assert!(world.run("list --as-of 05/09/2014").success().contains("en service"));
    assert_eq!(world.run("show M1 --as-of 31/02/2014").status, 2);
    world.run("report reuse --period 01/01/2014..31/12/2014").success();
    assert_eq!(world.run("policy set label.url '' --on 24/11/2026").status, 1);
}

#[test]
fn older_than_is_strictly_older() {
    let world = town();
    // The decree says « de plus de dix ans »: ten years to the day is not older.
    let listed = world.run("--json list --older-than 10y").success();
    let tags: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(tags.iter().map(|asset| &asset["tag"]).collect::<Vec<_>>(), ["M2"]);
    world.set_day("2026-11-24");
    let listed = world.run("list --older-than 10y").success();
    assert!(listed.contains("M1") && listed.contains("M2"), "{listed}");
}

#[test]
fn what_every_command_takes_stands_before_it_or_after_it() {
    let world = town();
    for (before, after) in [
        ("--json list", "list --json"),
        ("--lang fr list", "list --lang fr"),
        ("--db data/rebond/rebond.db show A1", "show A1 --db data/rebond/rebond.db"),
        ("--quiet party list", "party list --quiet"),
        ("--lang fr --json lot show LOT-2026-0001", "lot --json show LOT-2026-0001 --lang fr"),
    ] {
        assert_eq!(world.run(before).success(), world.run(after).success(), "{before}");
    }
    world.enter("add --kind dock --actor zoe\n--actor leo add --kind dock");
    let said = world.run("export log").success();
    assert_eq!(said.lines().filter(|line| line.contains("\"added\"")).count(), 5);
}

#[test]
fn a_list_is_written_as_a_table_as_csv_and_as_json() {
    let world = town();
    insta::assert_snapshot!(world.run("list --kind monitor"), @r#"
    Tag  Kind     Manufacturer  Model  Serial  State     Service  Site  Decommissioned on
    M1   monitor                       SN-1    in stock
    M2   monitor                               in stock                 2026-11-23
    "#);
    let csv = world.run("list --kind monitor --format csv").success();
    assert!(csv.starts_with("tag,aliases,kind,") && csv.lines().count() == 3, "{csv}");
    let json = world.run("list --kind monitor --format json").success();
    assert_eq!(json, world.run("--json list --kind monitor").success());
    // In JSON, a table is still what was asked for.
    assert_eq!(
        world.run("--json list --kind monitor --format table").success(),
        world.run("list --kind monitor").success()
    );
    let none = world.run("list --state missing");
    assert_eq!((none.status, none.stdout.as_str(), none.stderr.as_str()), (0, "", "nothing to list\n"));
    // Who reads only the first line is no error.
    assert_eq!(world.shell("rebond list | head -1").status, 0);
}
