//! The life of an asset through the command line: every state and every move, second lives, what is
//! not ours, what is lost.

use std::fs;

use serde_json::{Value, json};

use crate::world::World;

/// The moves, in the order of the columns; the last line is the move, those before prepare it.
const MOVES: [&str; 20] = [
    "deploy $ --to Voirie",
    "move $ --to Voirie",
    "collect $",
    "triage $ --decision recondition",
    "triage $ --decision recycle",
    "triage $ --decision keep",
    "work $ --type repair",
    "work $ --type harvest",
    "work $ --type repair --sent-to Brocante\nwork $ --back",
    "ready $ --functional F5",
    "decommission $ --act 'DEL 7'",
    "decommission $ --act 'DEL 7' --when-collected",
    "reinstate $",
    "missing $ --cause unknown",
    "found $",
    "found $ --in-place",
    "lot new --channel sale --to Brocante
     lot add LOT-2026-0002 $",
    "lot new --channel sale --to Brocante
     lot add LOT-2026-0002 $
     lot ship LOT-2026-0002 --decommission --act 'DEL 7'",
    "lot new --channel loss
     lot add LOT-2026-0002 $
     lot ship LOT-2026-0002",
    "lot return LOT-2026-0001 $ --reason refused",
];

/// How a monitor, which holds no data, gets into each state.
const PATHS: [(&str, &str); 8] = [
    ("in_stock", ""),
    ("deployed", "deploy $ --to Urbanisme"),
    ("collected", "deploy $ --to Urbanisme\ncollect $"),
    ("in_workshop", "triage $ --decision recondition"),
    ("ready", "triage $ --decision recondition\nready $ --functional F5"),
    ("set_aside", "triage $ --decision recycle"),
    ("missing", "deploy $ --to Urbanisme\nmissing $ --cause lost"),
    ("departed", "lot new $CHANNEL\nlot add LOT-2026-0001 $\nlot ship LOT-2026-0001"),
];

/// Tries every move from every state, and draws what follows: the state, `.` where it is refused.
fn table(decommissioned: bool) -> Vec<String> {
    let decommission = "decommission $ --act 'DEL 7'";
    let mut rows = Vec::new();
    for (state, path) in PATHS {
        if decommissioned && state == "deployed" {
            continue;
        }
        let (channel, path) = match (decommissioned, state) {
            (false, _) => ("--channel loss", path.to_owned()),
            (true, "departed") => ("--channel sale --to Brocante", format!("{decommission}\n{path}")),
            (true, _) => ("", format!("{path}\n{decommission}")),
        };
        let world = World::new().with_record();
        world.enter("party add Brocante --kind other\nadd --kind monitor --tag M1");
        if state != "departed" {
            world.enter("lot new --channel loss");
        }
        world.enter(&path.replace("$CHANNEL", channel).replace('$', "M1"));
        assert_eq!(world.fact("M1", "state"), state);
        let record = fs::read(world.database()).unwrap();
        let row: String = MOVES.iter().map(|lines| letter(&world, &record, lines)).collect();
        rows.push(format!("{state:<12}{row}"));
    }
    rows
}

/// Tries one move on a copy of the record.
fn letter(world: &World, record: &[u8], lines: &str) -> char {
    fs::write(world.database(), record).unwrap();
    for line in lines.replace('$', "M1").lines() {
        let outcome = world.run(&format!("--json {}", line.trim()));
        if outcome.status != 0 {
            let told: Value = serde_json::from_str(&outcome.stdout).unwrap();
            assert_eq!((outcome.status, &told["error"]["code"]), (1, &json!("forbidden")), "{line}: {told}");
            return '.';
        }
    }
    match world.fact("M1", "state").as_str().unwrap() {
        "in_stock" => 's',
        "deployed" => 'd',
        "collected" => 'c',
        "in_workshop" => 'w',
        "ready" => 'r',
        "set_aside" => 'a',
        "missing" => 'm',
        "departed" => 'x',
        other => panic!("{other}"),
    }
}

#[test]
fn every_move_from_every_state() {
    // deploy move collect | recondition recycle keep | work, harvest, out and back | ready | decommission, when collected |
    // reinstate | missing found in-place | lot add, ship, write off, return
    assert_eq!(
        table(false),
        [
            "in_stock    d..was....ss.m..sxx.",
            "deployed    .dcwasd.d..d.m..d...",
            "collected   ...was....cc.m..cxx.",
            "in_workshop ...waswwwrww.m..wxx.",
            "ready       d..was....rr.m..rxx.",
            "set_aside   ...wasaaa.aa.m..axx.",
            "missing     ..........mm..cdm.x.",
            "departed    ..............cs...c",
        ]
    );
}

#[test]
fn every_move_of_what_is_decommissioned() {
    assert_eq!(
        table(true),
        [
            "in_stock    ...was......sm..sxx.",
            "collected   ...was......cm..cxx.",
            "in_workshop ...waswwwr..wm..wxx.",
            "ready       ...was......rm..rxx.",
            "set_aside   ...wasaaa...am..axx.",
            "missing     ............m.cdm.x.",
            "departed    ...................c",
        ]
    );
}

#[test]
fn a_second_life_follows_the_workshop_or_a_reinstatement_and_nothing_else() {
    let world = World::new().with_record();
    let used = "deploy $ --to Urbanisme --on 2026-02-01\ncollect $ --on 2026-03-01";
    let repaired = "triage $ --decision recondition --on 2026-03-02\nready $ --functional F5 --on 2026-03-03";
    let again = "deploy $ --to Voirie --on 2026-04-01";
    let kept = "triage $ --decision keep --on 2026-03-04";
    for (tag, lives) in [
        ("FIRST", vec![again]),
        ("PASSED-ON", vec![used, kept, again]),
        ("REPAIRED", vec![used, repaired, again]),
        ("SHELVED", vec![used, repaired, kept, again]),
        ("BOUGHT-TO-REPAIR", vec![repaired, again]),
        (
            "REINSTATED",
            vec![
                used,
                "decommission $ --act D --on 2026-03-03",
                kept,
                "deploy $ --to Voirie --reinstate --on 2026-04-01",
            ],
        ),
        ("MOVED", vec!["deploy $ --to Urbanisme --on 2026-02-01", "move $ --to Voirie --on 2026-04-01"]),
    ] {
        world.enter(&format!("add --kind monitor --tag {tag} --on 2026-01-05"));
        world.enter(&lives.join("\n").replace('$', tag));
        assert_eq!(world.fact(tag, "state"), "deployed");
    }
    let made = world.run("report reuse --period 2026 --explain --format json").json();
    let second = json!(["BOUGHT-TO-REPAIR", "REINSTATED", "REPAIRED", "SHELVED"]);
    assert_eq!(made["explain"]["internal_second_lives"], second);
    assert_eq!(made["explain"]["redeployments"], json!(["PASSED-ON"]));
    let figures = &made["figures"];
    assert_eq!((&figures["internal_second_lives"], &figures["redeployments"]), (&json!(4), &json!(1)));
    for (tag, deployments, second_lives) in [
        ("FIRST", 1, 0),
        ("PASSED-ON", 2, 0),
        ("REPAIRED", 2, 1),
        ("BOUGHT-TO-REPAIR", 1, 1),
        ("MOVED", 1, 0),
    ] {
        let asset = world.asset(tag);
        let counts = (&asset["deployments"], &asset["second_lives"]);
        assert_eq!(counts, (&json!(deployments), &json!(second_lives)), "{tag}");
    }
}

#[test]
fn ready_wants_a_grade_and_an_account_of_every_medium() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         triage A1 --decision recondition --functional F4 --on 2026-02-01",
    );
    world.refused("ready A1 --on 2026-02-02", "grade");
    world.refused("ready A1 --functional F4 --on 2026-02-02", "grade");
    // The grade would do; nobody has said what is in it.
    world.refused("ready A1 --functional F5 --on 2026-02-02", "unaccounted");
    world.refused("ready A1 --no-system --on 2026-02-02", "unaccounted");
    world.enter("media add A1 --kind ssd --serial S1 --on 2026-02-02");
    world.refused("ready A1 --functional F5 --on 2026-02-02", "unaccounted");
    world.enter(
        "sanitize A1 --action ata_secure_erase --verify status --result pass --on 2026-02-03
         ready A1 --no-system --cosmetic B --on 2026-02-03",
    );
    let asset = world.asset("A1");
    assert_eq!(
        (&asset["state"], &asset["grade"]),
        (&json!("ready"), &json!({"functional": "F4", "cosmetic": "C4"}))
    );
    // Its use writes on it again.
    world.enter("deploy A1 --to Urbanisme --on 2026-02-04");
    let medium = &world.asset("A1")["media"][0];
    assert_eq!((&medium["status"], &medium["cleared"]), (&json!("holds_data"), &json!(false)));
}

#[test]
fn what_is_leased_is_never_decommissioned_and_goes_back_to_its_owner() {
    let world = World::new().with_record();
    world.refused("add --kind laptop --tag L1 --acquired leased", "owner");
    world.enter("party add Loueur --kind lessor\nparty add Brocante --kind other");
    world.refused("add --kind laptop --tag L1 --owner Loueur", "owner");
    world.enter(
        "add --kind laptop --tag L1 --acquired leased --owner Loueur --on 2026-01-05
         add --kind laptop --tag L2 --on 2026-01-05
         media none L1 L2 --on 2026-01-05",
    );
    assert_eq!(world.fact("L1", "owned"), false);
    world.refused("decommission L1 --act D", "forbidden");
    world.refused("decommission L1 --act D --when-collected", "forbidden");
    world.refused("triage L1 --decision recycle --waste", "forbidden");
    for decision in ["keep", "recondition"] {
        world.stopped(&format!("triage L2 --decision {decision} --waste"), 2, "usage");
    }
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-03-01
         lot add LOT-2026-0001 L1 --on 2026-03-01",
    );
    world.refused("lot ship LOT-2026-0001 --on 2026-03-02", "forbidden");
    world.refused("lot ship LOT-2026-0001 --decommission --act D --on 2026-03-02", "forbidden");
    world.enter(
        "lot drop LOT-2026-0001 L1 --on 2026-03-02
         lot new --channel lessor_return --to Loueur --on 2026-03-02
         lot add LOT-2026-0002 L1 L2 --on 2026-03-02",
    );
    world.refused("lot ship LOT-2026-0002 L2 --on 2026-03-03", "forbidden");
    world.enter("lot ship LOT-2026-0002 L1 --on 2026-03-03");
    let asset = world.asset("L1");
    assert_eq!(
        (&asset["outcome"], &asset["channel"]),
        (&json!("returned_to_owner"), &json!("lessor_return"))
    );
    let figures = world.run("report decree --period 2026 --format json").json()["figures"].clone();
    assert_eq!((&figures["out_of_scope"]["not_owned"], &figures["operational_den"]), (&json!(1), &json!(0)));
}

#[test]
fn a_supplier_takes_back_under_warranty_what_is_not_decommissioned() {
    let world = World::new().with_record();
    world.enter(
        "party add Dellux --kind supplier
         add --kind laptop --tag A1 --on 2026-01-05
         add --kind laptop --tag A2 --on 2026-01-05
         lot new --channel supplier_takeback --to Dellux --on 2026-02-01
         lot add LOT-2026-0001 A1 A2 --on 2026-02-01",
    );
    world.refused("lot ship LOT-2026-0001 A1 --on 2026-02-02", "forbidden");
    world.enter("lot edit LOT-2026-0001 --warranty --on 2026-02-01");
    // A warranty opens no gate.
    world.refused("lot ship LOT-2026-0001 A1 --on 2026-02-02", "unaccounted");
    world.enter("media none A1 --on 2026-02-02\nlot ship LOT-2026-0001 A1 --on 2026-02-02");
    assert_eq!(world.fact("A1", "state"), "departed");
    assert_eq!(world.fact("A2", "state"), "in_stock", "the rest stays");
}

#[test]
fn what_is_in_use_is_decommissioned_the_day_it_comes_back() {
    let world = World::new().with_record();
    for tag in ["A1", "A2"] {
        world.enter(&format!(
            "add --kind desktop --tag {tag} --on 2026-01-05
             deploy {tag} --to Urbanisme --on 2026-01-06"
        ));
    }
    world.refused("decommission A1 --act 'DEL 7'", "forbidden");
    world.stopped("decommission A1 --act 'DEL 7' --when-collected --waste", 2, "usage");
    world.enter("decommission A1 A2 --act 'DEL 7' --when-collected --on 2026-02-01");
    world.refused("decommission A1 --act 'DEL 7' --when-collected --on 2026-02-01", "nothing_changes");
    assert_eq!(world.fact("A1", "decommissioned_on"), Value::Null);
    let said = world.run("--json collect A1 --on 2026-03-01").json();
    assert_eq!(said["notices"][0]["code"], "decommissioned");
    assert_eq!(world.fact("A1", "decommissioned_on"), "2026-03-01");
    world.enter("triage A2 --decision recycle --on 2026-03-02");
    assert_eq!(world.fact("A2", "decommissioned_on"), "2026-03-02");
    let acts = world.log().lines().filter(|line| line.contains(r#""act":"DEL 7""#)).count();
    assert_eq!(acts, 4, "the act stands in the decision and in the decommissioning");
}

#[test]
fn what_is_found_again_may_have_been_opened() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         add --kind laptop --tag A2 --on 2026-01-05
         media none A1 --on 2026-01-05
         media add A2 --kind ssd --serial S2 --on 2026-01-05
         deploy A1 A2 --to Urbanisme --on 2026-01-06
         missing A1 A2 --cause stolen --on 2026-02-01
         found A1 --on 2026-02-02
         found A2 --in-place --on 2026-02-02",
    );
    assert_eq!(
        (world.fact("A1", "state"), world.fact("A2", "state")),
        (json!("collected"), json!("deployed"))
    );
    world.enter(
        "collect A2 --on 2026-02-03
         triage A1 A2 --decision recondition --on 2026-02-03
         sanitize S2 --action ata_secure_erase --verify status --result pass --on 2026-02-03",
    );
    for tag in ["A1", "A2"] {
        world.refused(&format!("ready {tag} --functional F5 --on 2026-02-04"), "unaccounted");
    }
    world.refused("media none A2 --on 2026-02-04", "has_media");
    world.enter(
        "media none A1 --on 2026-02-04
         media confirm A2 --on 2026-02-04
         ready A1 A2 --functional F5 --on 2026-02-04",
    );
}

#[test]
fn a_loss_leaves_with_its_data_is_said_and_can_be_found() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         deploy A1 --to Urbanisme --on 2026-01-06
         missing A1 --cause stolen --on 2026-02-01
         lot new --channel loss --on 2026-03-01
         lot add LOT-2026-0001 A1 --on 2026-03-01",
    );
    let said = world.run("--json lot ship LOT-2026-0001 --on 2026-03-02").json();
    assert_eq!(said["notices"][0]["code"], "leaves_with_data");
    let gone = world.asset("A1");
    assert_eq!((&gone["state"], &gone["outcome"]), (&json!("departed"), &json!("loss")));
    assert_eq!(world.run("--json verify").json()["ok"], true);
    world.enter("found A1 --in-place --on 2026-04-01");
    let back = world.asset("A1");
    assert_eq!((&back["state"], &back["departed_on"]), (&json!("deployed"), &Value::Null));
    let loss = |day: &str| {
        world.run(&format!("report reuse --period 2026 --as-of {day} --format json")).json()["figures"]["loss"].clone()
    };
    assert_eq!((loss("2026-03-31"), loss("2026-04-01")), (json!(1), json!(0)));
}

#[test]
fn a_day_before_the_last_one_is_refused() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag M1 --on 2026-03-01
         deploy M1 --to Urbanisme --on 2026-03-02",
    );
    world.refused("collect M1 --on 2026-03-01", "before_last");
    world.refused("move M1 --to Urbanisme --on 2026-03-02", "nothing_changes");
    world.enter("collect M1 --on 2026-03-02");
}
