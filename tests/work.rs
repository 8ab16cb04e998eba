//! `work`: repairs and parts, what is sent out and comes back, and the data that may go with it.

use serde_json::{Value, json};

use crate::world::World;

/// A laptop that was in use, back in the workshop with its disk.
fn workshop() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add 'Atelier Sud' --kind supplier
         party add Dell --kind supplier
         add --kind laptop --tag A1 --manufacturer Dell --serial SN-1 --on 2026-01-05
         media add A1 --kind ssd --serial D-1 --on 2026-01-05
         deploy A1 --to Urbanisme --on 2026-01-06
         triage A1 --decision recondition --functional F3 --on 2026-02-02",
    );
    world
}

/// Removes the data of its disk.
fn wipe(world: &World, on: &str) {
    world.enter(&format!("sanitize D-1 --action ata_secure_erase --verify status --result pass --on {on}"));
}

/// The last event, as it stands in the log.
fn last(world: &World) -> Value {
    serde_json::from_str(world.log().lines().last().unwrap()).unwrap()
}

#[test]
fn what_is_done_is_told_and_the_state_stays() {
    let world = workshop();
    world.enter(
        "add --kind laptop --tag B2 --on 2026-01-05
         triage B2 --decision recycle --functional HS --on 2026-02-02
         work A1 --type clean --minutes 15 --on 2026-02-03
         work A1 --type replace --part '8 GB of memory' --from B2 --minutes 20 --cost 4,50 --on 2026-02-03 --note 'from the pile'",
    );
    assert_eq!(world.fact("A1", "state"), "in_workshop");
    assert_eq!(world.fact("B2", "state"), "set_aside");
    insta::assert_snapshot!(world.run("history A1"), @r#"
    Event  Day         Who  What happened
    6      2026-01-05  ana  A1: added, laptop Dell, serial SN-1, in stock
    7      2026-01-05  ana  D-1: added to A1, SSD, encryption unknown
    8      2026-01-06  ana  A1: deployed to Urbanisme
    9      2026-02-02  ana  A1: back from use
    10     2026-02-02  ana  A1: triaged, to be reconditioned, F3 (key functions working)
    13     2026-02-03  ana  A1: cleaning, 15 min
    14     2026-02-03  ana  A1: part replaced, “8 GB of memory”, taken from B2, 20 min, €4.50 (note: from the pile)
    "#);
    let donor = world.run("history B2").success();
    assert!(
        donor.ends_with(
            "A1: part replaced, “8 GB of memory”, taken from B2, 20 min, €4.50 (note: from the pile)\n"
        ),
        "{donor}"
    );
    let page = world.run("show A1").success();
    assert!(page.contains("Work "), "{page}");
    assert!(page.contains("2 times, 35 min, €4.50"), "{page}");
    // The words for the part are in the vault, and the log holds their identity.
    let event = last(&world);
    assert_eq!((&event["type"], &event["data"]["kind"]), (&json!("worked"), &json!("replace")));
    assert!(event["data"]["part"].is_string() && !world.log().contains("memory"), "{event}");
    // A past day knows what was done by then.
    let before = world.run("show A1 --as-of 2026-02-02").success();
    assert!(!before.contains("35 min"), "{before}");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn several_machines_are_one_command_and_standard_input_names_them() {
    let world = World::new().with_record();
    world.enter(
        "add --kind monitor --tag M1\nadd --kind monitor --tag M2\ntriage M1 M2 --decision recondition",
    );
    let head = world.head();
    world.pipe("work - --type test --minutes 5", "M1\nM2\n").success();
    assert_eq!(world.head(), head + 2);
    world.enter("add --kind monitor --tag M3");
    world.refused("work M1 M3 --type test", "forbidden");
}

#[test]
fn nothing_is_sent_out_with_data_unless_a_contract_says_so() {
    let world = workshop();
    world.refused("work A1 --type repair --sent-to 'Atelier Sud'", "sent_with_data");
    insta::assert_snapshot!(world.run("work A1 --type repair --sent-to 'Atelier Sud'"), @r#"
    ------- stderr -------
    error: medium D-1 of A1 holds data (NIST SP 800-88; GDPR, art. 32)
    hint: once it is sanitised: `rebond sanitize D-1 --action ata_secure_erase --verify status --result pass --tool "hdparm 9.65"`
    hint: or once it is destroyed: `rebond sanitize D-1 --action shred --result pass`
    hint: or keep it here: `rebond media move D-1 --to stock`
    hint: or, under a contract that protects the data: `rebond work A1 --type repair --sent-to PARTY --data-clause REF`
    [exit status: 1]
    "#);
    // Unknown is not clean: a list that nobody closed, and a medium of which nothing is known.
    world.enter("add --kind laptop --tag A2\ntriage A2 --decision recondition");
    world.refused("work A2 --type repair --sent-to 'Atelier Sud'", "sent_with_data");
    world.enter("media add A2 --kind hdd --serial D-2");
    world.refused("work A2 --type repair --sent-to 'Atelier Sud'", "sent_with_data");
    // Under a contract it goes, and that it went with data is on record.
    let said = world.run("--json work A1 --type repair --sent-to 'Atelier Sud' --data-clause 'MAR-7, art. 4' --on 2026-02-03").json();
    assert_eq!(said["notices"][0]["code"], "sent_with_data");
    let data = last(&world)["data"].clone();
    assert_eq!((&data["with_data"], &data["data_clause"]), (&json!(true), &json!("MAR-7, art. 4")));
    assert_eq!(data["media"].as_array().unwrap().len(), 1);
    // What held data while it was away holds it still.
    world.enter("work A1 --back --on 2026-02-09");
    assert_eq!(world.asset("A1")["media"][0]["status"], "holds_data");
    world.refused("ready A1 --functional F5", "unaccounted");
    // What is clean needs no contract.
    wipe(&world, "2026-02-10");
    world.enter("work A1 --type repair --sent-to 'Atelier Sud'\nwork A1 --back");
    assert_eq!(last(&world)["data"].get("with_data"), None);
    world.enter("ready A1 --functional F5");
}

#[test]
fn what_is_sent_out_waits_for_its_return() {
    let world = workshop();
    wipe(&world, "2026-02-02");
    world.refused("work A1 --back", "forbidden");
    world.refused("work A1 --type repair --sent-to Nobody", "not_found");
    world.enter("work A1 --type repair --sent-to 'Atelier Sud' --on 2026-02-03");
    let page = world.run("show A1").success();
    assert!(page.contains("Atelier Sud, since 2026-02-03"), "{page}");
    for line in [
        "work A1 --type repair --sent-to Dell",
        "work A1 --type clean",
        "ready A1 --functional F5",
        "triage A1 --decision keep",
        "triage A1 --decision recycle",
        "media none A1",
        "media confirm A1",
        "media move D-1 --to stock",
    ] {
        world.refused(line, "forbidden");
    }
    insta::assert_snapshot!(world.run("work A1 --type clean"), @r#"
    ------- stderr -------
    error: A1 is not here: it is sent out to Atelier Sud
    hint: once it is back: `rebond work A1 --back`
    hint: if it is lost: `rebond missing A1 --cause unknown`
    [exit status: 1]
    "#);
    // What is decided on paper may be decided meanwhile, and what the repairer wiped is on record.
    world.enter(
        "decommission A1 --act 'DEL 7' --on 2026-02-04
         reinstate A1 --on 2026-02-04
         sanitize D-1 --action ata_secure_erase --verify status --result pass --on 2026-02-05",
    );
    world.enter("work A1 --back --cost 120 --minutes 90 --on 2026-02-09");
    assert_eq!(
        last(&world)["data"],
        json!({"back": true, "cost_cents": 12_000, "kind": "repair", "media": last(&world)["data"]["media"], "minutes": 90})
    );
    let page = world.run("show A1").success();
    assert!(!page.contains("Atelier Sud"), "{page}");
    assert!(page.contains("1 time, 90 min, €120.00"), "{page}");
    world.enter("ready A1 --functional F5");
}

#[test]
fn a_machine_in_use_is_sent_out_and_moved_on_paper_but_not_collected() {
    let world = workshop();
    wipe(&world, "2026-02-02");
    world.enter("add --kind printer --tag P1\nmedia none P1\ndeploy P1 --to Urbanisme");
    world.enter("work P1 --type repair --sent-to 'Atelier Sud'\nmove P1 --to Voirie");
    world.refused("collect P1", "forbidden");
    world.refused("triage P1 --decision recycle", "forbidden");
    // Lost by the repairer: found where it stood, it is with them still.
    world.enter("missing P1 --cause lost\nfound P1 --in-place");
    world.refused("collect P1", "forbidden");
    world.enter("work P1 --back\nmedia none P1\ncollect P1");
    // And found elsewhere, it is back without another word.
    world.enter("triage P1 --decision recondition\nwork P1 --type test --sent-to 'Atelier Sud'");
    world.enter("missing P1 --cause stolen\nfound P1");
    world.refused("work P1 --back", "forbidden");
    assert_eq!(world.fact("P1", "state"), "collected");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn what_the_repairer_keeps_leaves_from_there_for_nobody_else() {
    let world = workshop();
    wipe(&world, "2026-02-02");
    world.enter(
        "work A1 --type repair --sent-to Dell --on 2026-02-03
         lot new --channel supplier_takeback --to 'Atelier Sud' --warranty --on 2026-02-04
         lot add LOT-2026-0001 A1 --on 2026-02-04",
    );
    let told = world.refused("lot ship LOT-2026-0001", "forbidden");
    assert!(told["message"].as_str().unwrap().contains("Dell"), "{told}");
    world.enter("lot edit LOT-2026-0001 --to Dell\nlot ship LOT-2026-0001 --on 2026-02-10");
    assert_eq!(world.fact("A1", "state"), "departed");
    assert!(!world.run("show A1").success().contains("since 2026-02-03"));
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn a_machine_that_comes_back_with_another_serial_is_known_by_both_and_looked_into() {
    let world = workshop();
    wipe(&world, "2026-02-02");
    world.enter(
        "add --kind laptop --tag A2 --manufacturer Dell --serial SN-2 --on 2026-01-05
         work A1 --type repair --sent-to Dell --on 2026-02-03",
    );
    world.refused("work A1 --back --new-serial SN-2", "serial_taken");
    world.refused("work A1 --back --new-serial sn-1", "serial_taken");
    world.refused("work A1 --back --new-serial A2", "taken");
    world.refused("work A1 --back --new-serial 'To be filled by O.E.M.'", "not_a_serial");
    insta::assert_snapshot!(world.run("work A1 --back --new-serial SN-9 --on 2026-02-09"), @r#"
    ------- stderr -------
    A1: back from outside, repair, new serial SN-9
    warning: A1 came back with another serial: look at what is in it; if the list of its media is still right: `rebond media confirm A1`, if a medium was changed: `rebond media add A1 --kind ssd --serial …`
    "#);
    assert_eq!(world.asset("SN-9")["tag"], "A1");
    assert_eq!(world.asset("SN-1")["tag"], "A1");
    assert_eq!(world.fact("A1", "aliases"), json!(["SN-1"]));
    // Who knows what is in it now?
    world.refused("ready A1 --functional F5", "unaccounted");
    world.enter("media confirm A1\nready A1 --functional F5");
    // As if it had not come back: it has its old serial, and is with its maker.
    let back = world.run("--json history A1").success();
    let mut back = back.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let back = back.rfind(|event| event["type"] == "worked").unwrap()["seq"].as_u64().unwrap();
    let said = world.run(&format!("--json void {back} --reason mistyped --with-later")).json();
    assert_eq!(said["again"].as_array().unwrap().len(), 2, "{said}");
    assert_eq!((world.fact("A1", "serial"), world.fact("A1", "aliases")), (json!("SN-1"), json!([])));
    world.refused("work A1 --type clean", "forbidden");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn the_void_of_a_new_serial_gives_the_old_one_back_unless_it_is_anothers_by_now() {
    let world = workshop();
    wipe(&world, "2026-02-02");
    world.enter(
        "work A1 --type repair --sent-to Dell --on 2026-02-03
         work A1 --back --new-serial SN-9 --on 2026-02-09",
    );
    let back = world.head();
    world.enter("add --kind laptop --tag A2 --manufacturer dell --serial sn-1 --on 2026-02-10");
    world.refused(&format!("void {back} --reason mistyped"), "serial_taken");
    world.enter(&format!("edit A2 --serial SN-2\n void {back} --reason mistyped"));
    assert_eq!(world.fact("A1", "serial"), "SN-1");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn a_part_is_taken_from_what_is_set_aside_or_in_the_workshop_and_never_from_waste() {
    let world = workshop();
    for tag in ["B1", "B2", "B3", "B4"] {
        world.enter(&format!("add --kind desktop --tag {tag} --on 2026-01-05"));
    }
    world.enter(
        "triage B1 --decision recycle --on 2026-01-06
         triage B2 --decision recycle --waste --on 2026-01-06
         deploy B4 --to Voirie --on 2026-01-06
         work A1 --type install --part 'power supply' --from B1
         work B1 --type harvest --part fan",
    );
    for from in ["B2", "B3", "B4"] {
        world.refused(&format!("work A1 --type install --part fan --from {from}"), "forbidden");
    }
    world.refused("work B2 --type harvest --part fan", "forbidden");
    world.refused("work B4 --type harvest --part fan", "forbidden");
    world.refused("work A1 --type install --part fan --from A1", "own_part");
    world.refused("work A1 --type install --part fan --from B9", "not_found");
    insta::assert_snapshot!(world.run("work A1 --type install --part fan --from B2"), @r#"
    ------- stderr -------
    error: B2 is waste since 2026-01-06: waste does not become a product again here (code de l’environnement, art. L541-1-1 and L541-4-3)
    hint: it goes to be treated: `rebond lot new --channel waste --to PARTY`
    hint: if that was a mistake, void the event that said so: `rebond history B2`, then `rebond void SEQ --reason mistyped`
    [exit status: 1]
    "#);
    // A disk has a life of its own, which these words do not record.
    let said = world.run("--json work A1 --type install --part 'SSD 256 GB' --from B1").json();
    assert_eq!(said["notices"][0]["code"], "storage_part");
}

#[test]
fn work_is_voided_corrected_and_recorded_again() {
    let world = workshop();
    wipe(&world, "2026-02-02");
    world.enter(
        "add --kind laptop --tag B2 --on 2026-01-05
         triage B2 --decision recycle --on 2026-01-06
         work A1 --type replace --part 'a \"new\" keyboard' --from B2 --minutes 20 --cost 4,50 --on 2026-02-03
         work A1 --type repair --sent-to 'Atelier Sud' --data-clause 'MAR 7' --on 2026-02-04 --note 'does not start'
         work A1 --back --new-serial SN-9 --cost 120 --on 2026-02-09",
    );
    let seq = world.head() - 2;
    world.enter(&format!("correct {seq} --on 2026-02-02"));
    world.refused(&format!("correct {seq} --on 2026-02-05"), "out_of_order_day");
    world.refused(&format!("correct {seq} --act X"), "not_corrigible");
    let shown = world.run("show A1").success();
    let said = world.run(&format!("--json void {seq} --reason mistyped --with-later")).json();
    let printed: Vec<&str> = said["again"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
    insta::assert_snapshot!(printed.join("\n"), @r#"
    rebond work A1 --type repair --sent-to 'Atelier Sud' --data-clause 'MAR 7' --on 2026-02-04 --note 'does not start'
    rebond work A1 --type repair --cost 120.00 --back --new-serial SN-9 --on 2026-02-09
    "#);
    world.enter("work A1 --type replace --part 'a \"new\" keyboard' --from B2 --minutes 20 --cost 4,50 --on 2026-02-02");
    for command in printed {
        world.shell(command).success();
    }
    let again = world.run("show A1").success();
    let but_event =
        |page: &str| page.lines().filter(|line| !line.starts_with("Event")).collect::<Vec<_>>().join("\n");
    assert_eq!(but_event(&again), but_event(&shown));
}

#[test]
fn what_cannot_be_meant_is_bad_usage() {
    let world = workshop();
    for line in [
        "work A1",
        "work A1 --type polish",
        "work A1 --type repair --sent-to Dell --back",
        "work A1 --type repair --data-clause X",
        "work A1 --type repair --new-serial X",
        "work A1 --type repair --minutes -5",
        "work A1 --type repair --cost gratuit",
    ] {
        world.stopped(line, 2, "usage");
    }
}

#[test]
fn work_is_told_in_french() {
    let world = World::french().with_record();
    world.enter(
        "party add 'Atelier Sud' --kind supplier
         add --kind printer --tag P1 --serial SN-1 --on 05/01/2026
         triage P1 --decision recondition --on 02/02/2026",
    );
    insta::assert_snapshot!(world.run("work P1 --type repair --sent-to 'Atelier Sud' --on 03/02/2026"), @r#"
    ------- stderr -------
    erreur : P1 ne peut être confié à l’extérieur : personne n’a dit que la liste de ses supports de stockage est complète, et l’inconnu n’est pas vide (NIST SP 800-88 ; RGPD, art. 32)
    conseil : ajouter chaque support : `rebond media add P1 --kind ssd --serial …`
    conseil : ou, s’il n’y en a pas : `rebond media none P1`
    conseil : ou, si la liste est complète : `rebond media confirm P1`
    conseil : ou, sous un contrat qui protège les données : `rebond work P1 --type repair --sent-to TIERS --data-clause RÉFÉRENCE`
    [exit status: 1]
    "#);
    insta::assert_snapshot!(world.run("work P1 --type repair --sent-to 'Atelier Sud' --data-clause MAR-7 --on 03/02/2026"), @r#"
    ------- stderr -------
    P1 : confié à Atelier Sud, réparation, sans que l’absence de données soit établie, clause sur les données MAR-7
    attention : P1 est confié à Atelier Sud, et la liste de ses supports n’est pas réputée complète : le contrat indiqué couvre ses données
    "#);
    assert!(
        world
            .run("show P1")
            .success()
            .contains("Atelier Sud, depuis le 03/02/2026, clause sur les données MAR-7")
    );
    insta::assert_snapshot!(world.run("work P1 --type clean"), @r#"
    ------- stderr -------
    erreur : P1 n’est pas ici : il est confié à Atelier Sud
    conseil : une fois revenu : `rebond work P1 --back`
    conseil : s’il est perdu : `rebond missing P1 --cause unknown`
    [exit status: 1]
    "#);
    insta::assert_snapshot!(world.run("work P1 --back --new-serial SN-2 --cost 120,50 --minutes 90 --on 09/02/2026"), @r#"
    ------- stderr -------
    P1 : revenu de l’extérieur, réparation, 90 min, 120,50 €, nouveau n° de série SN-2
    attention : P1 est revenu avec un autre numéro de série : regarder ce qu’il contient ; si la liste de ses supports est toujours juste : `rebond media confirm P1`, si un support a été changé : `rebond media add P1 --kind ssd --serial …`
    "#);
    insta::assert_snapshot!(world.run("work P1 --back"), @r#"
    ------- stderr -------
    erreur : P1 n’a été confié à personne : il ne peut pas en revenir
    conseil : pour le confier : `rebond work P1 --type repair --sent-to TIERS`
    conseil : voir ses événements : `rebond history P1`
    [exit status: 1]
    "#);
}
