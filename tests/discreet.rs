//! What is said unasked names no person: an unattended job keeps its standard error, and nobody erases a name
//! there. What somebody asked to see names whom it shows.

use serde_json::Value;

use crate::world::{Outcome, World, split};

const NAME: &str = "Zoélie Quatrefages";

/// Whether a text has any word of the name, in any case, with its accents or without.
fn named(text: &str) -> bool {
    let text = text.to_lowercase();
    ["zoélie", "zoelie", "quatrefages"].iter().any(|word| text.contains(word))
}

/// Every text under a key, wherever it stands.
fn texts<'v>(value: &'v Value, key: &str, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == key => found.push(text),
                    value => texts(value, key, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| texts(value, key, found)),
        _ => {}
    }
}

/// A record in which a person has, takes, repairs and carries things, all of it said on the way.
fn desk(world: &World) -> Vec<Outcome> {
    world.write(
        "parc.csv",
        format!("tag;kind;service;holder;status\nI1;laptop;Voirie;{NAME};En service\nI2;laptop;Voirie;{NAME};En service\n"),
    );
    world.write("bad.csv", format!("tag;kind;service;holder\nI3;laptop;Voirie;{NAME}\u{1}\n"));
    world.write("note.csv", format!("tag;kind;note\nI3;laptop;rendu par {NAME}\u{1}\n"));
    let lines = format!(
        "party add '{NAME}' --kind staff --siret 123
         party add '{NAME}' --kind staff
         party add '{NAME}' --kind staff
         party add Réparo --kind supplier
         party edit '{NAME}' --name '{NAME}'
         party edit '{NAME}' --kind person
         party edit '{NAME}' --kind staff
         add --kind laptop --tag L1 --holder '{NAME}' --service Urbanisme --state deployed --on 2026-01-05
         add --kind laptop --tag L2 --acquired lent --owner '{NAME}' --on 2026-01-05
         add --kind laptop --tag L3 --on 2026-01-05
         edit L2 --supplier '{NAME}'
         move L1 --holder '{NAME}' --site Annexe
         collect L1
         triage L1 --decision keep
         deploy L1 --to Voirie --holder '{NAME}'
         deploy L1 --to Voirie --holder '{NAME}'
         correct 16 --holder '{NAME}' --to Urbanisme
         collect L1
         triage L1 --decision recondition
         work L1 --type repair --sent-to '{NAME}' --data-clause C1
         triage L1 --decision keep
         triage L3 --decision recondition
         work L3 --type repair --sent-to Réparo --data-clause C2
         lot new --channel staff_gift --to '{NAME}' --legal-basis 'L3212-2 5°'
         lot new --channel waste --to '{NAME}'
         lot edit LOT-2026-0001 --to '{NAME}' --carrier '{NAME}'
         import --holders parc.csv
         import --holders bad.csv
         import note.csv
         void 17 --reason mistyped --with-later
         party forget '{NAME}'
         party forget --operator '{NAME}'
         --actor '{NAME}' move I1 --site Parcs
         party add '{NAME}\u{7}' --kind staff
         party add {NAME} --kind staff
         party show '{NAME} {NAME}'
         deploy L3 --to Voirie --holder '{NAME}\u{7}'
         deploy L3 --to Voirie --holder 'Zoelie Quatrefage'
         deploy L3 --to Voirie --note '{NAME}\u{7}'
         lot new --channel staff_gift --to '{NAME}{}'
         --actor '{NAME}\u{7}' collect I2
         collect I1 --note 'rendu par {NAME}'
         verify",
        "x".repeat(5000),
    );
    lines.lines().map(|line| world.run(line.trim())).collect()
}

#[test]
fn nothing_that_is_said_unasked_names_a_person_in_either_language() {
    for world in [World::new(), World::french()] {
        let world = world.with_record();
        let said = desk(&world);
        let done = said.iter().filter(|one| one.status == 0).count();
        let all: Vec<String> = said.iter().map(ToString::to_string).collect();
        assert!(done > 20 && said.len() - done > 12, "{done} of {}: {all:#?}", said.len());
        for outcome in &said {
            assert!(!named(&outcome.stderr), "{outcome}");
        }
        let talk: String = said.iter().map(|outcome| outcome.stderr.as_str()).collect();
        assert!(talk.contains("Réparo"), "an organisation is named: {talk}");
        // The same in the messages that programs read.
        for tag in ["L1", "L2"] {
            let id = world.run("--json party list").success();
            let id = id.lines().find(|line| named(line)).unwrap();
            let id: Value = serde_json::from_str(id).unwrap();
            assert!(talk.contains(id["id"].as_str().unwrap()), "{tag}: a person is its identity: {talk}");
        }
    }
}

#[test]
fn the_messages_of_json_name_no_person() {
    for world in [World::new(), World::french()] {
        let world = world.with_record();
        world.enter(&format!(
            "party add '{NAME}' --kind staff
             add --kind laptop --tag L1 --on 2026-01-05
             triage L1 --decision recondition --on 2026-01-06"
        ));
        for line in [
            format!("work L1 --type repair --sent-to '{NAME}' --data-clause C1"),
            "triage L1 --decision keep".to_owned(),
            format!("party add '{NAME}' --kind staff"),
            format!("party edit '{NAME}' --kind staff"),
            format!("deploy L1 --to Voirie --holder '{NAME}\u{7}'"),
        ] {
            let mut words = split(&line);
            words.insert(0, "--json".to_owned());
            let outcome = world.run_words(&words);
            let document: Value =
                serde_json::from_str(if outcome.status == 0 { &outcome.stdout } else { &outcome.stderr })
                    .or_else(|_| serde_json::from_str(&outcome.stdout))
                    .unwrap();
            let mut messages = Vec::new();
            texts(&document, "message", &mut messages);
            assert!(!messages.is_empty() && !messages.iter().any(|text| named(text)), "{outcome}");
        }
    }
}

#[test]
fn what_somebody_asked_to_see_names_whom_it_shows() {
    let world = World::new().with_record();
    world.enter(&format!(
        "party add '{NAME}' --kind staff\nadd --kind laptop --tag L1 --on 2026-01-05
         deploy L1 --to Voirie --holder '{NAME}'"
    ));
    for line in ["show L1", "history L1", "find L1", "party list", "export assets --holders"] {
        let shown = world.run(line);
        assert!(named(&shown.success()), "{line}");
    }
}
