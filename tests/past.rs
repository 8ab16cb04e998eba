//! Past days and past heads: what was printed then is printed again now, by its own command line.

use serde_json::Value;

use crate::world::{Outcome, World};

/// The commands of a life in which everything happens that amends: corrected, voided, cancelled,
/// returned, proved late, renamed, decided otherwise.
const LIFE: &str = "
    party add Restos --kind association --on 2020-01-01
    party add Recyclage --kind recycler --on 2020-01-01
    add --kind laptop --tag L1 --service 'État civil' --mass 1500 --first-use 2020-01-05 --on 2020-01-05
    add --kind laptop --tag L2 --service Voirie --mass 1600 --first-use 2020-01-05 --on 2020-01-05
    add --kind desktop --tag D1 --service Voirie --mass 5000 --on 2020-01-05
    add --kind monitor --tag M1 --mass 4000 --on 2020-01-05
    media add L1 --kind ssd --serial S1 --on 2020-01-05
    media none L2 D1 --on 2020-01-05
    collect L1 L2 D1 --on 2025-11-03
    triage L1 L2 D1 --decision recondition --functional F5 --on 2025-11-04
    sanitize S1 --action ata_secure_erase --verify status --result pass --on 2025-11-05
    ready D1 --functional F5 --on 2025-11-05
    deploy D1 --to Écoles --on 2025-12-01
    decommission L1 L2 M1 --act 'DEL 7' --on 2025-12-10
    lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-02-01
    lot add LOT-2026-0001 L1 L2 --on 2026-02-01
    lot ship LOT-2026-0001 --on 2026-02-02
    lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --on 2026-03-01
    lot add LOT-2026-0002 M1 --on 2026-03-01
    lot ship LOT-2026-0002 --on 2026-03-02
    lot prove LOT-2026-0002 --outcome disposed --operation 'D 10' --on 2026-04-02
    lot return LOT-2026-0001 L2 --reason refused --on 2026-05-02
    edit L1 --mass 1700 --tag L1-BIS
    lot cancel LOT-2026-0002 --reason mistyped
    correct 24 --on 2025-12-15
    lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --on 2026-06-01
    lot add LOT-2026-0003 L2 --on 2026-06-01
    policy set sanitization.minimum purge
    policy set organisation 'Ville de Montrouge'
    missing M1 --cause stolen --on 2026-06-02
    void 43 --reason mistyped";

/// Every report, as it can be printed for people or for programs.
fn reports(world: &World) -> Vec<String> {
    let mut all = Vec::new();
    for name in ["decree --period 2026", "reuse --period 2026", "reuse --period 2025-07-01..2026-03-31"] {
        for format in ["text", "md", "csv", "json"] {
            // What programs read is the same in every language.
            if world.is_french() && matches!(format, "csv" | "json") {
                continue;
            }
            let explain = if world.head().is_multiple_of(2) { " --explain" } else { "" };
            all.push(format!("report {name} --format {format}{explain}"));
        }
    }
    all
}

/// The line that a page says prints it again.
fn command_of(page: &str) -> &str {
    let line = page.lines().map(str::trim).find(|line| line.starts_with("rebond ")).expect(page);
    line.strip_prefix("rebond ").unwrap()
}

/// What each report printed at a moment of the life, with the line that prints it again.
fn printed(world: &World) -> Vec<(String, String)> {
    let mut again = String::new();
    let mut all = Vec::new();
    for line in reports(world) {
        let page = world.run(&line).success();
        let format = line.rsplit_once("--format ").unwrap().1.split(' ').next().unwrap();
        // A page says its line itself; of what is for programs, it is that of the page before it.
        if matches!(format, "text" | "md") {
            again = command_of(&page).replace(" --format md", "");
        }
        let explain = if line.ends_with("--explain") { " --explain" } else { "" };
        let repeat = match format {
            "text" | "md" => command_of(&page).to_owned(),
            _ => format!("{}{explain} --format {format}", again.replace(" --explain", "")),
        };
        all.push((repeat, page));
    }
    all
}

#[test]
fn every_report_is_printed_again_byte_for_byte_by_the_line_it_prints() {
    for world in [World::new().with_record(), World::french().with_record()] {
        let mut kept = Vec::new();
        let mut distinct = std::collections::BTreeSet::new();
        for line in LIFE.lines().map(str::trim).filter(|line| !line.is_empty()) {
            world.enter(line);
            // While machines leave and come back: from the first lot on.
            if [
                "lot ship",
                "lot prove",
                "lot return",
                "lot cancel",
                "edit",
                "correct",
                "void",
                "policy",
                "missing",
            ]
            .iter()
            .any(|verb| line.starts_with(verb))
            {
                for (again, page) in printed(&world) {
                    distinct.insert(page.clone());
                    kept.push((again, page));
                }
            }
        }
        assert!(distinct.len() * 3 > kept.len(), "{} of {} pages differ", distinct.len(), kept.len());
        // Some months later, from another day of the clock.
        world.set_day("2027-03-01");
        world.enter("add --kind laptop --tag L9");
        for (again, page) in &kept {
            assert_eq!(&world.run(again).success(), page, "rebond {again}");
        }
    }
}

#[test]
fn an_asset_and_a_list_are_shown_as_known_at_an_event() {
    let world = World::new().with_record();
    let mut then: Vec<(usize, Vec<String>)> = Vec::new();
    let look = |world: &World, seen: &str| -> Vec<String> {
        [
            "list --format csv",
            "--json list",
            "--json list --state departed",
            "--json lot list",
            "--json media list",
            "export assets",
            "export media",
            "--json export lots",
            "export parties --holders",
            "export log",
            "lot list",
            "media list",
            "list",
        ]
        .iter()
        .map(|line| world.run(&format!("{line}{seen}")).success())
        .collect()
    };
    for line in LIFE.lines().map(str::trim).filter(|line| !line.is_empty()) {
        world.enter(line);
        then.push((world.head(), look(&world, "")));
    }
    for (head, pages) in then {
        assert_eq!(look(&world, &format!(" --at-head {head}")), pages, "at event {head}");
    }
}

#[test]
fn a_name_of_now_finds_what_had_another_then() {
    let world = World::new().with_record();
    world.enter(LIFE);
    let relabelled = world.asset("L1-BIS")["version"].as_u64().unwrap();
    assert!(relabelled > 20);
    let then = world.run("--json show L1-BIS --at-head 20").json();
    assert_eq!((&then["tag"], &then["mass_g"]), (&Value::from("L1"), &Value::from(1500)));
    assert_eq!(world.run("--json show L1 --at-head 20").json(), then);
    // Of an edit nobody says when it became true: what it sets is read as always known.
    assert_eq!(world.run("--json show L1 --as-of 2025-01-01").json()["mass_g"], 1700);
    let both = world.run("--json show L1 --as-of 2025-01-01 --at-head 20").json();
    assert_eq!(both["mass_g"], 1500);
    assert_eq!(both["state"], "deployed");
}

#[test]
fn what_was_not_there_yet_is_said_to_be_there_now() {
    let world = World::new().with_record();
    world.enter(LIFE);
    for line in ["show L1 --as-of 2020-01-04", "show M1 --at-head 5", "lot show LOT-2026-0002 --at-head 20"] {
        world.refused(line, "not_yet");
    }
    world.refused("show NOBODY --as-of 2020-01-04", "not_found");
    insta::assert_snapshot!(world.run("show L1 --as-of 2020-01-04").failure(1), @r"
    error: L1-BIS was not yet in the record on 2020-01-04
    hint: as it is now: the same without `--as-of` and `--at-head`
    ");
    insta::assert_snapshot!(world.run("--lang fr show L1 --as-of 04/01/2020 --at-head 12").failure(1), @r"
    erreur : L1-BIS ne figurait pas encore au registre le 04/01/2020, tel que connu à l’événement n° 12
    conseil : pour la situation présente : la même commande sans `--as-of` ni `--at-head`
    ");
    // A lot was there from the day it was opened, with what was in it by then.
    world.refused("lot show LOT-2026-0001 --as-of 2026-01-31", "not_yet");
    for (day, lines) in [("2026-01-31", 0), ("2026-02-01", 1), ("2026-03-01", 2), ("2026-06-01", 3)] {
        assert_eq!(
            world.run(&format!("--json lot list --as-of {day}")).success().lines().count(),
            lines,
            "{day}"
        );
    }
    let asset = |line: &str| world.run(&format!("--json show L1-BIS{line}")).json();
    let before = asset(" --as-of 2026-01-31");
    assert_eq!(before["lot"], Value::Null);
    assert_eq!(asset(" --as-of 2026-02-01")["lot"], "LOT-2026-0001");
    let listed = world.run("--json export assets --as-of 2026-01-31").success();
    assert!(!listed.contains("LOT-2026-0001"), "{listed}");
}

#[test]
fn a_day_before_the_record_is_answered_with_a_word() {
    let world = World::new().with_record();
    world.enter(LIFE);
    let listed = world.run("list --as-of 1999-12-31");
    assert_eq!((listed.status, listed.stdout.as_str()), (0, ""));
    insta::assert_snapshot!(listed.stderr, @"nothing is known of that moment: all that is recorded came later");
    assert_eq!(world.run("--json list --as-of 1999-12-31").success(), "");
    assert!(!world.run("report reuse --period 1999").success().contains("Nothing is known"));
    // Of the record as it was when nothing was in it, every day is told with a word.
    let page = world.run("report reuse --period 1999 --as-of 1999-12-31 --at-head 1").success();
    assert!(page.contains("Nothing is known of that day"), "{page}");
    let page = world.run("--lang fr report decree --period 1999 --as-of 31/12/1999 --at-head 1").success();
    assert!(page.contains("Rien n’est connu de ce jour"), "{page}");
}

#[test]
fn an_event_or_a_day_that_does_not_exist_is_refused() {
    let world = World::new().with_record();
    world.enter(LIFE);
    let beyond = world.head() + 1;
    for what in
        ["show L1", "list", "report reuse", "report decree", "lot list", "media list", "export assets"]
    {
        world.refused(&format!("{what} --at-head {beyond}"), "no_such_head");
        world.refused(&format!("{what} --at-head 0"), "no_such_head");
        world.refused(&format!("{what} --as-of 2026-11-24"), "future");
        assert_eq!(
            world.run(&format!("{what} --at-head 1 --as-of 2026-11-23")).status,
            i32::from(what == "show L1")
        );
        for bad in [
            "--at-head -1",
            "--at-head head",
            "--at-head 1e3",
            "--as-of 2026-02-30",
            "--as-of yesterday",
            "--at-head 99999999999999999999",
        ] {
            world.stopped(&format!("{what} {bad}"), 2, "usage");
        }
    }
    world.stopped("export assets --since 3 --at-head 5", 2, "usage");
    insta::assert_snapshot!(world.run("report reuse --as-of 2027-01-01").failure(1), @r"
    error: 2027-01-01 has not come, today is 2026-11-23: nothing is known of it
    hint: as things stand: the same without `--as-of`
    ");
    insta::assert_snapshot!(world.run("--lang fr report reuse --as-of 01/01/2027").failure(1), @r"
    erreur : le 01/01/2027 n’est pas encore venu, nous sommes le 23/11/2026 : rien n’en est connu
    conseil : pour la situation présente : la même commande sans `--as-of`
    ");
}

#[test]
fn a_day_that_was_recorded_is_seen_even_if_the_clock_went_back() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag L1");
    let page = world.run("report reuse --period 2026").success();
    world.set_day("2026-10-01");
    assert_eq!(world.run(command_of(&page)).success(), page);
    world.refused("list --as-of 2026-11-24", "future");
}

#[test]
fn the_day_of_a_head_is_that_of_the_zone_in_force_then() {
    let world = World::new().with_record();
    let ahead = |outcome: Outcome| outcome.json()["as_of"].clone();
    world.enter("policy set timezone Pacific/Auckland");
    assert_eq!(ahead(world.run("--json report reuse --period 2026")), "2026-11-23");
    assert_eq!(ahead(world.run("--json report reuse --period 2026 --at-head 2")), "2026-11-23");
    let world = World::new().with_record();
    world.enter("policy set timezone Pacific/Kiritimati");
    assert_eq!(ahead(world.run("--json report reuse --period 2026")), "2026-11-23");
    let first = ahead(world.run("--json report reuse --period 2026 --at-head 1"));
    assert_eq!(first, "2026-11-23");
}

#[test]
fn an_export_of_a_past_head_says_its_head() {
    let world = World::new().with_record();
    world.enter(LIFE);
    let told = world.run("--json export assets --at-head 12 -o past.csv").json();
    assert_eq!(told["head"]["seq"], 12);
    let line = world.log().lines().nth(12).unwrap().to_owned();
    let next: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(told["head"]["hash"], next["prev"]);
}

#[test]
fn of_days_before_the_record_and_after_next_year_no_report_tells() {
    let world = World::new().with_record();
    // Of an empty record there is no first day.
    let page = world.run("report stock --period 2026 --as-of 2020-01-01").failure(1);
    assert!(page.contains("2021"), "{page}");
    world.run("report stock --as-of 2020-01-01").success();
    world.enter(LIFE);
    for what in ["report reuse", "report decree", "report stock", "export assets", "export register"] {
        world.refused(&format!("{what} --as-of 2020-01-04"), "before_record");
        world.run(&format!("{what} --as-of 2020-01-05")).success();
    }
    insta::assert_snapshot!(world.run("report reuse --as-of 2020-01-04").failure(1), @r"
    error: nothing that is recorded had happened by 2020-01-04: the first day of the record is 2020-01-05
    hint: look from that day or a later one: `--as-of 2020-01-05`
    ");
    insta::assert_snapshot!(world.run("--lang fr export assets --as-of 04/01/2020").failure(1), @r"
    erreur : rien de ce qui est enregistré n’était encore arrivé le 04/01/2020 : le registre commence le 05/01/2020
    conseil : se placer à cette date ou après : `--as-of 2020-01-05`
    ");
    // What was printed when nothing was recorded is printed again.
    world.run("report stock --as-of 2020-01-01 --at-head 1").success();
    for what in
        ["report decree --period 2027", "report reuse --period 2027-Q4", "export register --period 2027"]
    {
        world.run(what).success();
    }
    for what in [
        "report decree --period 2028",
        "report reuse --period 2026-01-01..2028-01-01",
        "report reuse --compare 2028",
        "report stock --period 2100",
        "export register --period 2028-01",
    ] {
        world.refused(what, "too_far");
    }
    insta::assert_snapshot!(world.run("report reuse --period 2028-Q1").failure(1), @r"
    error: 2028-01-01..2028-03-31 ends after 2027-12-31: no report goes beyond the year after the day it is seen from (`--as-of`, else that of the last event)
    hint: as far as it is known: `--period 2027`
    ");
    insta::assert_snapshot!(world.run("--lang fr report reuse --compare 2028").failure(1), @r"
    erreur : 2028 finit après le 31/12/2027 : aucun état ne va au-delà de l’année qui suit la date à laquelle il est arrêté (`--as-of`, sinon celle du dernier événement)
    conseil : pour ce qui en est connu : `--compare 2027`
    ");
}
