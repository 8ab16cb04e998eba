//! A name goes for good: from every answer, and from every byte of every file of the database.

use std::{fs, os::unix::fs::PermissionsExt, process::Stdio};

use serde_json::Value;

use crate::world::World;

/// A person of whom nothing is to be found any more. No other word of the record looks like it.
const NAME: &str = "Zoélie Quatrefages";

/// How often a text stands in the files of the folder of the database, in any case, with its accents and
/// without.
fn hits(world: &World, name: &str) -> usize {
    let folded: String = name.to_lowercase().replace(['é', 'è'], "e");
    let spellings = [name.to_owned(), name.to_lowercase(), name.to_uppercase(), folded];
    let mut hits = 0;
    for word in spellings.iter().flat_map(|spelling| spelling.split(' ')) {
        for entry in fs::read_dir(world.database().parent().unwrap()).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            hits += bytes.windows(word.len()).filter(|window| *window == word.as_bytes()).count();
        }
    }
    hits
}

fn entered() -> World {
    let world = World::new().with_record();
    world.write(
        "parc.csv",
        format!("tag;kind;service;holder;status\nI1;laptop;Voirie;{NAME};En service\nI2;laptop;Voirie;Max;En service\n"),
    );
    for line in [
        format!("party add '{NAME}' --kind staff --note 'née en 1980'"),
        "add --kind laptop --tag L1 --on 2026-01-05".to_owned(),
        format!("deploy L1 --to Urbanisme --holder '{NAME}' --on 2026-01-06 --note 'remis à {NAME}'"),
        "import parc.csv --holders".to_owned(),
    ] {
        world.enter(&line);
    }
    world
}

#[test]
fn a_name_that_entered_by_every_path_is_in_no_byte_of_any_file() {
    let world = entered();
    world.enter(&format!(
        "party edit '{NAME}' --name '{NAME} épouse Grand'
         party edit '{NAME} épouse Grand' --name '{NAME}'
         add --kind laptop --tag L2 --note 'vu par QUATREFAGES Zoélie'
         triage L2 --decision recondition
         work L2 --type replace --part 'clavier de {NAME}'
         move L1 --to 'Bureau de {NAME}' --site 'Guichet tenu par {NAME}'
         lot new --channel loss
         lot add LOT-2026-0001 --bulk 'câbles de {NAME}' --mass 1200 --waste-code '16 02 14'
         --actor '{NAME}' collect I1
         collect L1"
    ));
    assert!(hits(&world, NAME) > 10);
    let before = world.log();
    assert_eq!(world.run("find quatrefages").success().lines().count(), 3);
    let seen = world.run(&format!("--json party forget '{NAME}' --dry-run")).json();
    assert_eq!(seen["forgotten"][0]["texts"], 5, "{seen}");
    assert_eq!(seen["forgotten"][0]["services"], serde_json::json!(["BUREAUDEZOEL"]));
    assert_eq!(world.log(), before, "a rehearsal records nothing");
    let said = world.run(&format!("party forget '{NAME}'"));
    assert_eq!(said.status, 0, "{said}");
    assert!(said.stderr.contains("with 5 texts that contained it"), "{said}");
    assert!(said.stderr.contains("`BUREAUDEZOEL`, `GUICHETTENUP`"), "{said}");
    // Whoever typed under that name is another identity, and it is said.
    let operator = said.stderr.split("--operator ").nth(1).unwrap().split('`').next().unwrap().to_owned();
    assert!(hits(&world, NAME) > 0, "the operator still has it");
    world.run(&format!("party forget --operator {operator}")).success();
    assert_eq!(hits(&world, NAME), 0);
    assert_eq!(hits(&world, "Grand"), 0, "nor the name before");
    let after = world.log();
    assert!(after.starts_with(&before), "the chain is as it was");
    assert_eq!(world.run("find quatrefages").success(), "");
    world.run("verify").success();
    let history = world.run("history L1").success();
    assert!(history.contains("for name erased"), "{history}");
    assert!(world.run("history I1").success().contains("name erased  "));
}

#[test]
fn the_list_says_that_a_name_is_erased_and_the_person_comes_back_as_another() {
    let world = World::new().with_record();
    let id = world.run(&format!("party add '{NAME}' --kind staff")).success().trim().to_owned();
    world.run(&format!("party forget {id}")).success();
    let again = world.run(&format!("party forget {id}"));
    assert!(again.status == 0 && again.stderr.is_empty(), "erased already: {again}");
    let shown = world.run(&format!("--json party show {id}")).json();
    assert_eq!((&shown["name"], &shown["kind"]), (&Value::Null, &Value::from("staff")));
    assert!(world.run("party list").success().contains("name erased"));
    world.refused(&format!("party edit {id} --name Zoé"), "name_erased");
    world.refused(&format!("party show '{NAME}'"), "not_found");
    let other = world.run(&format!("party add '{NAME}' --kind staff")).success().trim().to_owned();
    assert_ne!(id, other);
    let seq = world.head();
    world.refused(&format!("void {} --reason mistyped", seq - 1), "not_voidable");
}

#[test]
fn whoever_still_has_something_is_not_forgotten() {
    let world = entered();
    world
        .enter("party add Loueur --kind lessor\nadd --kind laptop --tag B1 --acquired leased --owner Loueur");
    let told = world.refused(&format!("party forget '{NAME}'"), "still_linked");
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("L1") && message.contains("I1") && !message.contains("Zo"), "{told}");
    world.refused(&format!("party forget '{NAME}' --anyway"), "still_linked");
    world.refused("party forget Loueur", "still_linked");
    world.enter("collect L1");
    world.refused(&format!("party forget '{NAME}'"), "still_linked");
    world.enter(&format!("collect I1\nparty forget '{NAME}'"));
    // One who is asked for with somebody who may not go stays too.
    world.enter("party add Tess --kind person");
    world.refused("party forget Tess Loueur", "still_linked");
    assert!(world.run("party list").success().contains("Tess"));
    world.stopped("party forget", 2, "usage");
    world.stopped("party forget Tess --due", 2, "usage");
    world.refused("party forget Nobody", "not_found");
    world.refused("party forget --operator nobody", "not_found");
}

#[test]
fn the_register_keeps_the_name_of_a_taker_for_its_years() {
    let world = World::new().with_record();
    world.enter(&format!(
        "party add '{NAME}' --kind staff
         add --kind monitor --tag M1 --on 2020-01-05
         lot new --channel staff_gift --to '{NAME}' --legal-basis 'L3212-2 5°' --act A1 --unit-value 10 --value-method cote"
    ));
    world.refused(&format!("party forget '{NAME}'"), "still_linked");
    world.enter(
        "decommission M1 --act A1 --on 2026-01-10
         triage M1 --decision keep --functional F5 --on 2026-01-11
         lot add LOT-2026-0001 M1
         lot ship LOT-2026-0001 M1 --on 2026-02-10",
    );
    let told = world.refused(&format!("party forget '{NAME}'"), "register_holds");
    let message = told["message"].as_str().unwrap();
    assert!(
        message.contains("LOT-2026-0001") && message.contains("2029-02-10") && message.contains("R541-43"),
        "{told}"
    );
    world.enter("policy set retention.register 5");
    let told = world.refused(&format!("party forget '{NAME}'"), "register_holds");
    assert!(told["message"].as_str().unwrap().contains("2031-02-10"), "{told}");
    world.enter(&format!("party forget '{NAME}' --anyway"));
    assert_eq!(hits(&world, NAME), 0);
    let lot = world.run("lot show LOT-2026-0001").success();
    assert!(lot.contains(told["message"].as_str().unwrap().split(' ').nth(6).unwrap()), "{lot}");
}

#[test]
fn at_night_those_go_who_had_nothing_for_long_enough() {
    let world = World::new().with_record();
    world.enter(
        "party add Ana --kind staff
         party add Bob --kind person
         party add Cleo --kind staff --on 2020-01-01
         party add Asso --kind association --on 2020-01-01
         add --kind laptop --tag L1 --on 2020-01-05
         deploy L1 --to Voirie --holder Ana --on 2020-01-06
         collect L1 --on 2025-10-01
         triage L1 --decision keep --on 2025-10-01
         deploy L1 --to Voirie --holder Bob --on 2025-10-02",
    );
    let off = world.run("party forget --due");
    assert!(off.status == 0 && off.stderr.contains("policy set retention.holders 12"), "{off}");
    world.enter("policy set retention.holders 12");
    let seen = world.run("--json party forget --due --dry-run").json();
    let names: Vec<_> = seen["forgotten"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Ana", "Cleo"], "{seen}");
    let head = world.head();
    let night = world.run("--quiet party forget --due");
    assert_eq!(format!("{night}"), "");
    assert_eq!(world.head(), head + 2);
    let list = world.run("party list").success();
    assert!(list.contains("Bob") && list.contains("Asso") && !list.contains("Ana"), "{list}");
    assert!(world.log().lines().last().unwrap().contains("\"reason\":\"retention\""));
    // The night after, nothing is due, and nothing is said.
    let next = world.run("party forget --due");
    assert_eq!(format!("{next}"), "");
    assert_eq!(world.head(), head + 2);
    world.refused("policy set retention.register 2", "policy");
}

#[test]
fn what_the_log_itself_says_of_a_name_is_said() {
    let world = World::new().with_record();
    world
        .enter(&format!("party add '{NAME}' --kind person\nadd --kind laptop --tag L1 --serial 'PC {NAME}'"));
    let said = world.run(&format!("party forget '{NAME}'"));
    assert!(said.status == 0 && said.stderr.contains("stands in the log itself"), "{said}");
    assert!(!said.stderr.contains("Zo"), "{said}");
}

#[test]
fn tombstones_hold_numbers_alone_and_may_be_read_as_the_database() {
    let world = entered();
    world.enter(&format!("collect L1\ncollect I1\nparty forget '{NAME}'"));
    let file = world.database().with_file_name("rebond.db.forgotten");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with("party ")).count(), 1);
    assert_eq!(text.lines().filter(|line| line.starts_with("text ")).count(), 2);
    assert_eq!(text.lines().count(), 3, "{text}");
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(file), mode(world.database()));
}

#[test]
fn while_others_read_it_is_said_and_the_command_line_given_does_the_rest() {
    let world = entered();
    world.enter("collect L1\ncollect I1");
    // A reader that holds its snapshot: the list is longer than a pipe, and nobody takes it.
    let rows: Vec<String> = (0..3000).map(|n| format!("R{n},laptop\n")).collect();
    world.write("many.csv", format!("tag,kind\n{}", rows.concat()));
    world.run("import many.csv").success();
    let mut list = world.command(&["list"]);
    let mut reader = list.stdout(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(500));
    let said = world.run(&format!("party forget '{NAME}'"));
    assert_eq!(said.status, 75, "{said}");
    assert!(said.stderr.contains("is recorded") && !said.stderr.contains("Zo"), "{said}");
    assert!(hits(&world, NAME) > 0, "the test sees what stays");
    reader.kill().unwrap();
    reader.wait().unwrap();
    let line = said.stderr.split('`').nth(1).unwrap().strip_prefix("rebond ").unwrap().to_owned();
    world.run(&line).success();
    assert_eq!(hits(&world, NAME), 0);
    world.run("verify").success();
}

#[test]
fn a_damaged_list_of_what_was_erased_is_kept_and_named() {
    let world = World::new().with_record();
    world.enter("party add Max --kind staff\nparty forget Max");
    let list = world.database().with_file_name("rebond.db.forgotten");
    let content = [&fs::read(&list).unwrap()[..], b"party 0190"].concat();
    fs::write(&list, &content).unwrap();
    let said = world.run("party forget --due --json").json();
    let kept = world.database().with_file_name("rebond.db.forgotten.damaged");
    let notices = said["notices"].as_array().unwrap();
    let named =
        |notice: &Value| notice["message"].as_str().unwrap().contains("rebond.db.forgotten.damaged is kept");
    assert!(notices.iter().any(|notice| notice["code"] == "list_damaged" && named(notice)), "{said}");
    assert_eq!(fs::read(&kept).unwrap(), content);
    assert_eq!(fs::read(&list).unwrap(), content[..content.len() - 10]);
}

#[test]
fn copies_beside_the_record_that_keep_the_name_are_named_and_left() {
    for world in [World::new(), World::french()] {
        let world = world.with_record();
        world.enter(&format!(
            "party add '{NAME}' --kind person
             backup park.backup
             backup data/rebond/
             backup data/rebond/mine
             restore park.backup --replace"
        ));
        let folder = world.database().parent().unwrap().to_owned();
        fs::copy(world.database(), folder.join("rebond.db.schema-1.backup")).unwrap();
        // Neither is a copy of it.
        fs::write(folder.join("notes.txt"), "rebond").unwrap();
        world.enter("--db data/rebond/other.db init --org Autre");
        let before: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        let rehearsed = world.run(&format!("--json party forget '{NAME}' --dry-run")).json();
        let done = world.run(&format!("--json party forget '{NAME}'")).json();
        for said in [rehearsed, done] {
            let notices = said["notices"].as_array().unwrap();
            let told = notices.iter().find(|notice| notice["code"] == "copies_stay").unwrap();
            let message = told["message"].as_str().unwrap();
            let named: Vec<_> = message.split('`').filter(|word| word.contains("/rebond/")).collect();
            assert_eq!(named.len(), 4, "{message}");
            for copy in ["rebond-2026", "mine", "rebond.db.replaced-2026", "rebond.db.schema-1.backup"] {
                assert!(
                    named.iter().any(|name| name.contains(&format!("/rebond/{copy}"))),
                    "{copy}: {message}"
                );
            }
            let file = if world.is_french() { "FICHIER" } else { "FILE" };
            assert!(message.contains(&format!("`rm -- {file}`")), "{message}");
        }
        for file in before {
            assert!(file.exists(), "{file:?}");
        }
        // What was made since has no name to keep, and is not named.
        world.enter("party add Max --kind person");
        for copy in ["mine", "rebond.db.schema-1.backup"] {
            fs::remove_file(folder.join(copy)).unwrap();
        }
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = entry.file_name().unwrap().to_str().unwrap().to_owned();
            if name.contains("replaced-") || name.starts_with("rebond-") {
                fs::remove_file(entry).unwrap();
            }
        }
        let quiet = world.run("--json party forget Max").json();
        assert_eq!(quiet["notices"].as_array().unwrap().len(), 0, "{quiet}");
    }
}

#[test]
fn what_cannot_be_read_of_a_replaced_record_is_named_too() {
    let world = World::new().with_record();
    world.enter("party add Max --kind person\nbackup park.backup");
    world.write("data/rebond/rebond.db", "la foudre est tombée");
    world.enter("restore park.backup --replace");
    let said = world.run("party forget Max");
    assert!(said.status == 0 && said.stderr.contains("rebond.db.replaced-"), "{said}");
}

#[test]
fn a_word_of_the_name_in_a_tag_an_alias_or_a_code_is_said() {
    for world in [World::new(), World::french()] {
        let world = world.with_record();
        world.enter(&format!(
            "party add '{NAME}' --kind person
             party add 'Charles de Gaulle' --kind person
             add --kind laptop --tag PC-QUATREFAGES2 --alias 'poste zoélie'
             add --kind laptop --tag L1
             deploy L1 --to 'Guichet Quatrefages'
             move L1 --to 'Porte de la mairie'"
        ));
        let said = world.run(&format!("--json party forget '{NAME}'")).json();
        let notices = said["notices"].as_array().unwrap();
        let told = notices.iter().find(|notice| notice["code"] == "name_in_codes").unwrap();
        let message = told["message"].as_str().unwrap();
        for code in ["`PC-QUATREFAGES2`", "`poste zoélie`", "`GUICHETQUATR`"] {
            assert!(message.contains(code), "{code}: {message}");
        }
        assert!(!message.contains("L1") && !message.contains("PORTE"), "{message}");
        let said = world.run("--json party forget 'Charles de Gaulle'").json();
        assert_eq!(said["notices"].as_array().unwrap().len(), 0, "a particle names nobody: {said}");
    }
}

#[test]
fn the_code_of_an_erased_label_is_found_by_itself_and_given_to_no_other() {
    let world = World::new().with_record();
    world.enter(&format!(
        "add --kind laptop --tag L1
         backup first.backup
         party add '{NAME}' --kind person
         deploy L1 --to 'Bureau de {NAME}'
         party forget '{NAME}'"
    ));
    let service = |tag: &str| world.fact(tag, "service");
    assert!(world.run("list --service bureaudezoel").success().contains("L1"));
    world.enter("move L1 --to BUREAUDEZOEL --site Mairie");
    assert_eq!(service("L1"), "BUREAUDEZOEL", "the same place, which has no label any more");
    world.write("parc.csv", world.run("export assets").success());
    let again = world.run("--json import parc.csv --update").json();
    let of_the_header = again["remarks"].as_array().unwrap().iter().all(|remark| remark["line"] == 1);
    assert!(again["unchanged"] == 1 && of_the_header, "{again}");
    // Folded, it would have the same code.
    world.enter("move L1 --to 'Bureau de Zoel'\nbackup later.backup");
    let later = |world: &World| {
        let list = world.run("list").success();
        assert!(list.contains("Bureau de Zoel"), "{list}");
        assert!(!list.contains("Zoélie"), "{list}");
    };
    later(&world);
    world.enter("rebuild\nrestore later.backup --replace");
    later(&world);
    // A copy from before the place was named has nothing to erase, and the code stays spent in it.
    world.enter("restore first.backup --replace\ndeploy L1 --to 'Bureau de Zoel'\nbackup again.backup");
    later(&world);
    world.enter("restore again.backup --replace");
    later(&world);
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
    // The list of another record says nothing of the codes of this one.
    let list = world.database().with_file_name("rebond.db.forgotten");
    assert!(fs::read_to_string(&list).unwrap().contains("service BUREAUDEZOEL "));
    world.enter(
        "--db other/park.db init --org Autre
         --db other/park.db add --kind laptop --tag M1
         --db other/park.db deploy M1 --to 'Bureau de Zoel'
         --db other/park.db backup other.backup",
    );
    fs::copy(list, world.path("theirs.forgotten")).unwrap();
    let made = world.run("--db third/park.db --json restore other.backup").json();
    assert_eq!(made["forgotten"], 0, "{made}");
    assert!(world.run("--db third/park.db list").success().contains("Bureau de Zoel"));
}
