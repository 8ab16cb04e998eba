//! Media: whether the list is complete, where they go, what they hold, what may leave with data.

use serde_json::{Value, json};

use crate::world::World;

fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         party add Recyclage --kind recycler",
    );
    world
}

/// A laptop that a service has used, with a disk of its own.
fn used(world: &World, tag: &str, service: &str) {
    world.enter(&format!(
        "add --kind laptop --tag {tag} --on 2026-01-05
         media add {tag} --kind ssd --serial S-{tag} --on 2026-01-05
         deploy {tag} --to {service} --on 2026-01-06"
    ));
}

/// A medium: what it holds, what is claimed of it, where it is.
fn medium(world: &World, serial: &str) -> Value {
    let listed = world.run("--json media list").success();
    let all: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    all.into_iter().find(|medium| medium["serial"] == serial).unwrap()
}

#[test]
fn a_list_of_media_is_open_until_somebody_says_it_is_complete() {
    let world = town();
    world.enter("add --kind laptop --tag A1\nadd --kind laptop --tag A2\nadd --kind monitor --tag M1");
    world.refused("media confirm A1", "no_media");
    world.enter("media none A1\nmedia add A2 --kind ssd --serial S2");
    for again in ["media none A1", "media confirm A2", "media none M1"] {
        world.refused(again, "nothing_changes");
    }
    world.refused("media none A2", "has_media");
}

#[test]
fn the_serial_of_a_medium_is_known_once() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    world.enter("add --kind laptop --tag A2");
    world.refused("media add A2 --kind ssd --serial s-a1", "medium_taken");
    world.refused("media add stock --kind ssd --serial S-A1", "medium_taken");
    // What makers print where there is none is no serial: two may have it.
    world.enter("media add A2 --kind ssd --serial 'To Be Filled By O.E.M.'");
    world.enter("media add A2 --kind ssd --serial 'To Be Filled By O.E.M.'");
    assert_eq!(world.asset("A2")["media"].as_array().unwrap().len(), 2);
}

#[test]
fn a_medium_takes_data_to_another_service_only_when_told_to() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    used(&world, "A2", "Voirie");
    used(&world, "A3", "Urbanisme");
    world.refused("media move S-A1 --to A2", "data_elsewhere");
    world.refused("media move S-A1 --to A1", "nothing_changes");
    world.enter("media move S-A1 --to A3\nmedia move S-A1 --to stock");
    // Through the stock it is still the data of the first service.
    world.refused("media move S-A1 --to A2", "data_elsewhere");
    world.enter("media move S-A1 --to A2 --keep-data\nmedia move S-A1 --to stock");
    world.enter("sanitize S-A1 --action ata_secure_erase --verify status --result pass");
    world.enter("media move S-A1 --to A2");
    assert_eq!(medium(&world, "S-A1")["asset"], "A2");
    let kept = world.log().lines().filter(|line| line.contains(r#""keep_data":true"#)).count();
    assert_eq!(kept, 1, "only the move that took data along says so");
}

#[test]
fn a_place_in_an_asset_names_the_medium_that_is_shown_there() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    world.enter("media add A1 --kind hdd --serial SECOND\nmedia move A1#1 --to stock");
    assert_eq!(world.asset("A1")["media"][0]["serial"], "SECOND");
    world.enter("sanitize A1#1 --action overwrite --verify full --result pass");
    assert_eq!(medium(&world, "SECOND")["status"], "sanitised");
    assert_eq!(medium(&world, "S-A1")["status"], "holds_data");
    world.refused("sanitize A1#2 --action overwrite", "not_found");
    world.refused("sanitize A1#0 --action overwrite", "not_found");
}

#[test]
fn a_loose_medium_leaves_in_a_lot_once_it_is_clean() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-01-06
         add --kind laptop --tag A2 --on 2026-01-05",
    );
    world.refused("lot add LOT-2026-0001 S-A1", "medium_elsewhere");
    world.enter("media move S-A1 --to stock --on 2026-01-07\nlot add LOT-2026-0001 S-A1 --on 2026-01-07");
    world.refused("media move S-A1 --to A2", "medium_elsewhere");
    world.refused("lot ship LOT-2026-0001 --on 2026-01-08", "unaccounted");
    world.enter(
        "sanitize S-A1 --action ata_secure_erase --verify status --result pass --on 2026-01-08
         lot ship LOT-2026-0001 --on 2026-01-08",
    );
    world.refused("media move S-A1 --to A2", "medium_gone");
    world.enter("lot new --channel sale --to Brocante");
    world.refused("lot add LOT-2026-0002 S-A1", "medium_gone");
    let made = world.run("report reuse --period 2026 --format json").json();
    assert_eq!(made["figures"]["departures"], 0, "a disk is no machine");
}

#[test]
fn what_is_destroyed_is_gone_and_accounted_for() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    world.enter("collect A1 --on 2026-01-07\nsanitize S-A1 --action shred --result pass --on 2026-01-08");
    let gone = medium(&world, "S-A1");
    assert_eq!(
        (&gone["status"], &gone["claim"], &gone["cleared"]),
        (&json!("destroyed"), &json!("destroy"), &json!(true))
    );
    world.refused("sanitize S-A1 --action overwrite", "medium_destroyed");
    world.refused("sanitize A1 --action overwrite", "no_media");
    world.refused("media move S-A1 --to stock", "medium_destroyed");
    world.enter(
        "decommission A1 --act D --on 2026-01-08
         lot new --channel sale --to Brocante --on 2026-01-08
         lot add LOT-2026-0001 A1 --on 2026-01-08
         lot ship LOT-2026-0001 --on 2026-01-08",
    );
}

#[test]
fn under_a_data_clause_a_contractor_sanitises_after_the_departure() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    world.enter(
        "collect A1 --on 2026-02-01
         add --kind laptop --tag A2 --on 2026-01-05
         decommission A1 A2 --act D --on 2026-02-01
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --on 2026-02-01
         lot add LOT-2026-0001 A1 A2 --on 2026-02-01",
    );
    world.refused("lot ship LOT-2026-0001 A1 --on 2026-02-02", "unaccounted");
    world.enter("lot edit LOT-2026-0001 --data-clause 'Marché 2026-11, art. 9' --on 2026-02-02");
    // A clause covers media that are known, not a machine that nobody has opened.
    world.refused("lot ship LOT-2026-0001 A2 --on 2026-02-02", "unaccounted");
    let said = world.run("--json lot ship LOT-2026-0001 A1 --on 2026-02-02").json();
    assert_eq!(said["notices"][0]["code"], "leaves_with_data");
    assert_eq!(medium(&world, "S-A1")["cleared"], false);
    assert_eq!(world.run("--json verify").json()["ok"], true);
    world.enter("sanitize S-A1 --action shred --result pass --on 2026-02-20");
    assert_eq!(medium(&world, "S-A1")["cleared"], true);
    assert_eq!(world.fact("A1", "state"), "departed");
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn an_alias_may_have_a_number_after_a_hash() {
    let world = town();
    world.enter(
        "add --kind laptop --tag A1 --alias 'PC #12'
         media add A1 --kind ssd --serial 'S #1'
         show 'PC #12'
         history 'PC #12'
         sanitize 'PC #12' --action ata_secure_erase --verify status --result pass
         sanitize 'S #1' --action ata_secure_erase --verify status --result pass
         sanitize 'PC #12#1' --action ata_secure_erase --verify status --result pass
         lot new --channel sale --to Brocante
         lot add LOT-2026-0001 'PC #12'",
    );
    world.refused("history 'PC #13'", "not_found");
    world.refused("sanitize 'A1#2' --action shred --result pass", "not_found");
}

#[test]
fn the_policy_decides_what_another_service_finds_on_a_machine() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    world.enter("collect A1\ntriage A1 --decision keep");
    world.enter("policy set sanitization.redeploy refuse");
    world.refused("deploy A1 --to Voirie", "redeploy");
    world.enter("deploy A1 --to Urbanisme\ncollect A1\ntriage A1 --decision keep");
    world.enter("policy set sanitization.redeploy warn");
    let said = world.run("--json deploy A1 --to Voirie").json();
    let codes: Vec<&Value> =
        said["notices"].as_array().unwrap().iter().map(|notice| &notice["code"]).collect();
    assert!(codes.contains(&&json!("redeployed")), "{said}");
    world.enter("collect A1\ntriage A1 --decision keep\npolicy set sanitization.redeploy off");
    let said = world.run("--json deploy A1 --to Urbanisme").json();
    assert_eq!(said["notices"], json!([]));
    // A move is no way round.
    world.enter("policy set sanitization.redeploy refuse");
    world.refused("move A1 --to Voirie", "redeploy");
    world.enter(
        "collect A1
         sanitize A1 --action ata_secure_erase --verify status --result pass
         triage A1 --decision keep
         deploy A1 --to Voirie",
    );
    world.refused("policy set sanitization.redeploy perhaps", "policy");
    world.refused("policy set sanitization.redeploy refuse", "nothing_changes");
    world.stopped("policy set sanitization.redeplo off", 2, "usage");
}

#[test]
fn a_machine_whose_media_nobody_listed_is_as_one_not_sanitised() {
    let world = town();
    world.enter(
        "add --kind laptop --tag B1
         add --kind monitor --tag B2
         deploy B1 B2 --to Urbanisme
         collect B1 B2
         triage B1 B2 --decision keep
         policy set sanitization.redeploy refuse",
    );
    world.refused("deploy B1 --to Voirie", "redeploy");
    world.enter("deploy B2 --to Voirie\ndeploy B1 --to Urbanisme");
    world.refused("move B1 --to Voirie", "redeploy");
    world.enter("policy set sanitization.redeploy warn");
    let said = world.run("--json move B1 --to Voirie").json();
    let codes: Vec<&Value> =
        said["notices"].as_array().unwrap().iter().map(|notice| &notice["code"]).collect();
    assert!(codes.contains(&&json!("redeployed")), "{said}");
    world.enter(
        "policy set sanitization.redeploy refuse
         media none B1
         move B1 --to Urbanisme",
    );
}

#[test]
fn a_stricter_minimum_wants_a_purge() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    world.enter(
        "collect A1
         decommission A1 --act D
         sanitize A1 --action ata_secure_erase --verify status --result pass
         lot new --channel sale --to Brocante
         lot add LOT-2026-0001 A1",
    );
    assert_eq!(medium(&world, "S-A1")["cleared"], true);
    world.enter("policy set sanitization.minimum purge");
    assert_eq!(medium(&world, "S-A1")["cleared"], false);
    assert_eq!(world.asset("A1")["media"][0]["cleared"], false, "in the asset as in the list");
    world.refused("lot ship LOT-2026-0001", "unaccounted");
    world.enter(
        "sanitize A1 --action ata_sanitize_block --verify status --result pass
         lot ship LOT-2026-0001",
    );
    assert_eq!(world.run("--json verify").json()["ok"], true);
}

#[test]
fn nobody_looks_into_what_is_missing() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    world.enter(
        "add --kind laptop --tag A2 --on 2026-01-05
         media add A2 --kind ssd --serial S-A2 --on 2026-01-05
         add --kind laptop --tag A3 --on 2026-01-05
         media add stock --kind ssd --serial LOOSE --on 2026-01-05
         missing A1 A2 A3 --cause lost --on 2026-01-08",
    );
    let missing = || -> Value {
        let made = world.run("report decree --period 2026 --format json").json();
        made["figures"]["missing_with_data"].clone()
    };
    assert_eq!(missing(), 3);
    for line in [
        "media none A3",
        "media confirm A1",
        "media move S-A2 --to stock",
        "media move LOOSE --to A2",
        "sanitize A1 --action ata_secure_erase --verify status --result pass",
        "sanitize S-A2 --action shred --result pass",
    ] {
        world.refused(line, "not_here");
    }
    // What somebody still knows of it can be told.
    world.enter("media add A2 --kind hdd --serial SECOND");
    assert_eq!(missing(), 3);
    world.enter("found A1 --on 2026-01-09\nmedia confirm A1 --on 2026-01-09");
    world.enter("sanitize A1 --action ata_secure_erase --verify status --result pass --on 2026-01-09");
    assert_eq!(missing(), 2);
}

#[test]
fn what_left_by_a_loss_stays_an_exception() {
    let world = town();
    used(&world, "A1", "Urbanisme");
    world.enter(
        "missing A1 --cause stolen --on 2026-01-08
         lot new --channel loss --on 2026-01-09
         lot add LOT-2026-0001 A1 --on 2026-01-09
         lot ship LOT-2026-0001 --on 2026-01-09",
    );
    world.refused("sanitize S-A1 --action ata_secure_erase --verify status --result pass", "medium_lost");
    world.refused("sanitize A1 --action shred --result pass", "medium_lost");
    world.refused("media confirm A1", "not_here");
    world.refused("media none A1", "not_here");
    world.refused("media move S-A1 --to stock", "medium_gone");
    world.refused("media add A1 --kind ssd --serial NEW", "not_here");
    assert_eq!(medium(&world, "S-A1")["cleared"], false);
    world.enter("found A1\nsanitize S-A1 --action ata_secure_erase --verify status --result pass");
    assert_eq!(medium(&world, "S-A1")["cleared"], true);
}

#[test]
fn a_disk_put_back_into_what_was_in_use_since_its_wipe_holds_data_however_the_use_ended() {
    for (after, ended) in [
        ("collected", "collect L1 --on 2026-02-15"),
        ("triaged", "triage L1 --decision recondition --on 2026-02-15"),
        ("lost", "missing L1 --cause lost --on 2026-02-15\nfound L1 --on 2026-02-20"),
        ("collected that day, after", "collect L1 --on 2026-02-10"),
    ] {
        let world = World::new().with_record();
        world.enter(&format!(
            "add --kind laptop --tag L1 --on 2026-01-05
             media none L1 --on 2026-01-05
             deploy L1 --to Voirie --on 2026-01-06
             media add stock --kind hdd --serial D1 --on 2026-02-01
             sanitize D1 --action overwrite --verify full --result pass --on 2026-02-10
             {ended}
             media add L1 --kind hdd --serial D1 --on 2026-02-21"
        ));
        assert_eq!(medium(&world, "D1")["status"], "holds_data", "{after}");
    }
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag L1 --on 2026-01-05
         media none L1 --on 2026-01-05
         deploy L1 --to Voirie --on 2026-01-06
         collect L1 --on 2026-02-05
         media add stock --kind hdd --serial D1 --on 2026-02-01
         sanitize D1 --action overwrite --verify full --result pass --on 2026-02-10
         media add L1 --kind hdd --serial D1 --on 2026-02-21",
    );
    assert_eq!(medium(&world, "D1")["status"], "sanitised");
}

#[test]
fn a_use_that_no_deployment_began_writes_on_a_disk_as_well() {
    for (after, found) in [
        ("in use when it entered the record", ""),
        (
            "found where it stood",
            "missing L1 --cause lost --on 2026-01-07\nfound L1 --in-place --on 2026-01-08",
        ),
    ] {
        let world = World::new().with_record();
        world.enter(&format!(
            "add --kind laptop --tag L1 --service Voirie --on 2026-01-05
             media none L1 --on 2026-01-05
             {found}
             media add stock --kind hdd --serial D1 --on 2026-02-01
             sanitize D1 --action overwrite --verify full --result pass --on 2026-02-10
             collect L1 --on 2026-02-15
             media add L1 --kind hdd --serial D1 --on 2026-02-21"
        ));
        assert_eq!(medium(&world, "D1")["status"], "holds_data", "{after}");
    }
}

#[test]
fn what_may_be_claimed_once_the_kind_is_known_is_claimed_of_that_attempt_alone() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag L1 --on 2026-01-05
         media add stock --kind other --serial X1 --on 2026-01-06
         sanitize X1 --action ata_secure_erase --verify status --result pass --on 2026-01-07
         sanitize X1 --action ata_sanitize_block --verify status --result pass --on 2026-01-07",
    );
    let second = world.head();
    world.enter("media add L1 --kind ssd --serial X1 --on 2026-01-07");
    assert_eq!(medium(&world, "X1")["claim"], "purge");
    world.enter(&format!("void {second} --reason mistyped"));
    assert_eq!(
        (&medium(&world, "X1")["status"], &medium(&world, "X1")["claim"]),
        (&json!("unknown"), &json!("none"))
    );
    assert_eq!(world.run("--json verify --full").json()["ok"], true);
}

#[test]
fn a_factory_reset_counts_on_a_tablet_and_is_a_new_installation_of_a_laptop() {
    for world in [World::new().with_record(), World::french().with_record()] {
        world.enter(
            "add --kind tablet --tag T1 --on 2026-01-05
             media add T1 --kind emmc --serial ET --encrypted yes --on 2026-01-05
             add --kind laptop --tag L1 --on 2026-01-05
             media add L1 --kind nvme --serial EL --encrypted yes --on 2026-01-05
             media add stock --kind flash --serial CARD --on 2026-01-05",
        );
        let reset = |serial: &str| {
            let done = world.run(&format!(
                "sanitize {serial} --action factory_reset --verify status --result pass --on 2026-02-02"
            ));
            let medium = world.run("media list --json").success();
            let line = medium.lines().find(|line| line.contains(&format!("\"{serial}\""))).unwrap();
            let medium: serde_json::Value = serde_json::from_str(line).unwrap();
            (medium["cleared"] == true, done.stderr)
        };
        let (cleared, tablet) = reset("ET");
        assert!(cleared, "{tablet}");
        let mut said = String::new();
        for serial in ["EL", "CARD"] {
            let (cleared, told) = reset(serial);
            assert!(!cleared, "{told}");
            said.push_str(&told.replace(['\u{a0}', '\u{202f}'], " "));
        }
        if world.is_french() {
            insta::assert_snapshot!(said, @r"
            EL : effacement sécurisé, retour aux réglages d’usine, compte rendu de l’appareil, réussite : aucun niveau NIST
            attention : EL : enregistré, mais aucun niveau NIST n’est atteint, car un retour aux réglages d’usine ne compte que sur un téléphone, une tablette ou un équipement réseau ; sur un ordinateur, c’est une réinstallation, que NIST SP 800-88 ne reconnaît pas
            CARD : effacement sécurisé, retour aux réglages d’usine, compte rendu de l’appareil, réussite : aucun niveau NIST
            attention : CARD : enregistré, mais aucun niveau NIST n’est atteint, car un retour aux réglages d’usine ne compte que sur un téléphone, une tablette ou un équipement réseau ; sur un ordinateur, c’est une réinstallation, que NIST SP 800-88 ne reconnaît pas
            ");
        } else {
            insta::assert_snapshot!(said, @r"
            EL: sanitisation, factory reset, the device’s own report, pass: no NIST level
            warning: EL: recorded, but nothing can be claimed of it: a factory reset counts on a phone, a tablet and network equipment alone; of a computer it is a new installation, to which NIST SP 800-88 gives no credit
            CARD: sanitisation, factory reset, the device’s own report, pass: no NIST level
            warning: CARD: recorded, but nothing can be claimed of it: a factory reset counts on a phone, a tablet and network equipment alone; of a computer it is a new installation, to which NIST SP 800-88 gives no credit
            ");
        }
    }
}

#[test]
fn the_history_of_what_was_credited_by_a_move_says_the_level() {
    for world in [World::new().with_record(), World::french().with_record()] {
        world.enter(
            "media add stock --kind other --serial WHAT --on 2026-01-05
             sanitize WHAT --action ata_secure_erase_enhanced --tool 'hdparm 9.65' --verify status --result pass --on 2026-01-06
             add --kind desktop --tag D1 --on 2026-01-07
             media add D1 --kind hdd --serial WHAT --on 2026-01-08",
        );
        let history = world.run("history WHAT").success();
        if world.is_french() {
            insta::assert_snapshot!(history, @r"
            Événement  Jour        Auteur  Fait
            4          05/01/2026  ana     WHAT : ajouté au stock, autre support, chiffrement inconnu
            5          06/01/2026  ana     WHAT : effacement sécurisé, ATA Secure Erase, mode renforcé, hdparm 9.65, compte rendu de l’appareil, réussite : aucun niveau NIST
            7          08/01/2026  ana     WHAT : passé du stock à D1, type désormais connu : disque dur, effacement de l’événement 5 : NIST Purge
            ");
        } else {
            insta::assert_snapshot!(history, @r"
            Event  Day         Who  What happened
            4      2026-01-05  ana  WHAT: added to stock, other medium, encryption unknown
            5      2026-01-06  ana  WHAT: sanitisation, ATA Secure Erase, enhanced, hdparm 9.65, the device’s own report, pass: no NIST level
            7      2026-01-08  ana  WHAT: moved from stock to D1, its kind now known: hard disk, sanitisation of event 5: NIST Purge
            ");
        }
    }
}

#[test]
fn the_serial_of_a_medium_is_said_to_be_one_where_an_asset_is_shown() {
    for world in [World::new().with_record(), World::french().with_record()] {
        world.enter(
            "add --kind laptop --tag A1 --on 2026-01-05
             media add A1 --kind ssd --serial S-1 --on 2026-01-05
             media add stock --kind hdd --serial S-2 --on 2026-01-05",
        );
        let said = format!("{}\n{}", world.run("show S-1"), world.run("show S-2"));
        if world.is_french() {
            insta::assert_snapshot!(said, @r"
            ------- stderr -------
            erreur : S-1 est un support de stockage, dans A1 : `show` montre un équipement
            conseil : son historique : `rebond history S-1`
            conseil : l’équipement : `rebond show A1`
            [exit status: 1]
            ------- stderr -------
            erreur : S-2 est un support de stockage, hors de tout équipement : `show` montre un équipement
            conseil : son historique : `rebond history S-2`
            [exit status: 1]
            ");
        } else {
            insta::assert_snapshot!(said, @r"
            ------- stderr -------
            error: S-1 is a medium, in A1: `show` shows assets
            hint: what happened to it: `rebond history S-1`
            hint: the asset: `rebond show A1`
            [exit status: 1]
            ------- stderr -------
            error: S-2 is a medium, in no asset: `show` shows assets
            hint: what happened to it: `rebond history S-2`
            [exit status: 1]
            ");
        }
        world.refused("show S-1", "not_found");
        world.run("history S-1").success();
    }
}
