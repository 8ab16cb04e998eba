//! What the program says, whole: what was done on stderr, data on stdout, refusals with their way
//! out.

use std::{fs, os::unix::fs::PermissionsExt};

use insta::assert_snapshot;

use crate::world::World;

fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add 'Les Restos' --kind association
         party add Brocante --kind other
         party add Recyclage --kind recycler
         party add Jeanne --kind staff
         add --kind laptop --tag A1 --manufacturer Dellux --model 'Lat 5' --serial SN1 --on 2026-01-05
         media add A1 --kind nvme --serial D1 --capacity 256GB --on 2026-01-05
         media add A1 --kind hdd --serial D2 --on 2026-01-05
         deploy A1 --to Urbanisme --holder Jeanne --on 2026-02-01
         collect A1 --on 2026-06-01
         decommission A1 --act 'DEL 2026-7' --on 2026-07-01
         add --kind monitor --tag M1 --on 2026-01-05
         decommission M1 --act 'DEL 2026-7' --on 2026-07-01",
    );
    world
}

#[test]
fn a_life_is_said_step_by_step() {
    let world = World::new().with_record();
    assert_snapshot!(world.run("add --kind monitor --tag M1 --on 2026-01-05"), @r"
    M1
    ------- stderr -------
    M1: added, monitor, in stock
    ");
    assert_snapshot!(world.run("add --kind laptop"), @r"
    VAL-000001P
    ------- stderr -------
    VAL-000001P: added, laptop, in stock
    ");
    assert_snapshot!(world.run("deploy M1 --to 'État civil' --on 2026-01-06"), @r"
    ------- stderr -------
    M1: deployed to État civil
    warning: new service “État civil”, code `ETATCIVIL`
    ");
    assert_snapshot!(world.run("decommission M1 --act 'DEL 7' --when-collected --on 2026-01-07"), @r"
    ------- stderr -------
    M1: to be decommissioned the day it comes back, act DEL 7
    ");
    assert_snapshot!(world.run("collect M1 --on 2026-01-08"), @r"
    ------- stderr -------
    M1: back from use
    M1: decommissioned, act DEL 7
    warning: M1 is decommissioned the day it came back, as decided: act DEL 7
    ");
    assert_snapshot!(world.run("--quiet triage M1 --decision keep --functional F5 --on 2026-01-08"), @"");
    assert_snapshot!(world.run("history M1"), @r"
    Event  Day         Who  What happened
    4      2026-01-05  ana  M1: added, monitor, in stock
    6      2026-01-06  ana  M1: deployed to État civil
    7      2026-01-07  ana  M1: to be decommissioned the day it comes back, act DEL 7
    8      2026-01-08  ana  M1: back from use
    9      2026-01-08  ana  M1: decommissioned, act DEL 7
    10     2026-01-08  ana  M1: triaged, to be kept in stock, F5 (every function tested)
    ");
}

#[test]
fn the_gate_names_the_medium_and_the_way_out() {
    let world = town();
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-07-02
         lot add LOT-2026-0001 A1 --on 2026-07-02",
    );
    assert_snapshot!(world.run("lot ship LOT-2026-0001 --on 2026-07-03"), @r#"
    ------- stderr -------
    error: medium D1 of A1 holds data (NIST SP 800-88; GDPR, art. 32)
    hint: once it is sanitised: `rebond sanitize D1 --action nvme_format_user --verify status --result pass --tool "nvme-cli 2.11"`
    hint: or once it is destroyed: `rebond sanitize D1 --action shred --result pass`
    hint: or, for a departure to a contractor who sanitises it: `rebond lot edit LOT-2026-0001 --data-clause REF`
    [exit status: 1]
    "#);
    assert_snapshot!(world.run("sanitize D1 --action overwrite --tool 'nwipe 0.42' --verify full --result pass --on 2026-07-03"), @r"
    ------- stderr -------
    D1: sanitisation, overwriting by software, nwipe 0.42, full read-back, pass: NIST Clear, with a limit
    ");
    assert_snapshot!(world.run("lot ship LOT-2026-0001 --on 2026-07-03"), @r#"
    ------- stderr -------
    error: medium D2 of A1 holds data (NIST SP 800-88; GDPR, art. 32)
    hint: once it is sanitised: `rebond sanitize D2 --action overwrite --verify full --result pass --tool "nwipe 0.42"`
    hint: or once it is destroyed: `rebond sanitize D2 --action shred --result pass`
    hint: or, for a departure to a contractor who sanitises it: `rebond lot edit LOT-2026-0001 --data-clause REF`
    [exit status: 1]
    "#);
    assert_snapshot!(world.run("sanitize D2 --action ata_secure_erase_enhanced --verify status --result pass --on 2026-07-03"), @r"
    ------- stderr -------
    D2: sanitisation, ATA Secure Erase, enhanced, the device’s own report, pass: NIST Purge
    ");
    assert_snapshot!(world.run("lot ship LOT-2026-0001 --on 2026-07-03"), @r"
    ------- stderr -------
    LOT-2026-0001: shipped, 1 asset, sale, to Brocante
    A1: left for good, sale, lot LOT-2026-0001
    warning: LOT-2026-0001: one asset leaves without an undertaking of the taker: even with a proof of reuse later, it will not count as reused in the legal rate (décret n° 2023-266, art. 2); if the taker did undertake by then: `rebond lot undertake LOT-2026-0001 --on 2026-07-03`
    ");
}

#[test]
fn a_list_of_media_that_is_open_is_said() {
    let world = town();
    world.enter(
        "add --kind laptop --tag A2 --on 2026-01-05\ntriage A2 --decision recondition --on 2026-01-05",
    );
    assert_snapshot!(world.run("ready A2 --functional F5"), @r"
    ------- stderr -------
    error: A2 cannot leave or be called reconditioned: nobody has said that the list of its media is complete (NIST SP 800-88; GDPR, art. 32)
    hint: add each medium: `rebond media add A2 --kind ssd --serial …`
    hint: or, if there is none: `rebond media none A2`
    hint: or, if the list is complete: `rebond media confirm A2`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("ready A2 --functional F3"), @r"
    ------- stderr -------
    error: A2 has the functional grade F3 (key functions working), F5 (every function tested) is needed: every function is tested before anything is called reconditioned (Code de la consommation, art. R122-4)
    hint: once tested: `rebond ready A2 --functional F5`
    hint: without an operating system, F4 is enough: `rebond ready A2 --functional F4 --no-system`
    hint: if it cannot be reused: `rebond triage A2 --decision recycle`
    [exit status: 1]
    ");
}

#[test]
fn a_claim_that_cannot_be_made_is_said() {
    let world = town();
    assert_snapshot!(world.run("sanitize D1 --action nvme_sanitize_block --tool 'nwipe 0.42' --verify status --result pass --on 2026-07-02"), @r"
    ------- stderr -------
    D1: sanitisation, NVMe Sanitize, block erase, nwipe 0.42, the device’s own report, pass: no NIST level
    warning: D1: recorded, but nothing can be claimed of it: this version of the tool does not have the action, or `--tool` does not say its version
    ");
    assert_snapshot!(world.run("sanitize D2 --action overwrite --result pass --on 2026-07-02"), @r"
    ------- stderr -------
    D2: sanitisation, overwriting by software, not verified, pass: no NIST level
    warning: D2: recorded, but nothing can be claimed of it: it was not verified as it has to be: an overwrite is read back, `--verify full`, and of an action of the device its own report is read, `--verify status`
    ");
    assert_snapshot!(world.run("sanitize D2 --action drill --result pass --on 2026-07-02"), @r"
    ------- stderr -------
    D2: sanitisation, drilling, not verified, pass: no NIST level
    warning: D2: recorded, but nothing can be claimed of it: no standard gives credit for this technique
    ");
}

#[test]
fn a_gift_cites_its_articles() {
    let world = town();
    assert_snapshot!(world.run("lot new --channel body_gift --to 'Les Restos' --unit-value 300.01"), @r"
    ------- stderr -------
    error: a gift of €300.01 is above the cap of €300.00 a unit (CGPPP, art. D3212-3 and following)
    hint: sell it instead: `rebond lot edit LOT --channel sale`
    hint: or transfer it to a public body: `rebond lot edit LOT --channel public_body`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("lot new --channel body_gift --to Jeanne"), @r"
    ------- stderr -------
    error: gift to an association or a body (`body_gift`) goes to: association or foundation (`association`), public body (`public_body`) or other organisation (`other`); the recipient is recorded as: member of staff (`staff`) (décret n° 2023-266, art. 2)
    hint: name another recipient: `rebond lot edit LOT --to PARTY`
    hint: or correct what it is, if it was recorded wrongly: `rebond party edit PARTY --kind association`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("lot new --channel staff_gift --to Jeanne --legal-basis 'L3212-2 3°'"), @r#"
    ------- stderr -------
    error: L3212-2 3° does not allow a gift to a member of staff (`staff_gift`): CGPPP, art. L3212-2 and L3212-3
    hint: articles that do: `L3212-2 5°`, `L3212-3`
    hint: for instance `rebond lot edit LOT --legal-basis "L3212-2 5°"`
    [exit status: 1]
    "#);
    assert_snapshot!(world.run("lot new --channel staff_gift --to Jeanne --legal-basis 'L1'"), @r"
    ------- stderr -------
    error: “L1” is no article by which a local authority gives (CGPPP, art. L3212-2 and L3212-3)
    hint: those that are: `L3212-2 3°`, `L3212-2 4°`, `L3212-2 5°`, `L3212-2 7°`, `L3212-2 9°`, `L3212-2 10°`, `L3212-2 11°`, `L3212-3`
    [exit status: 1]
    ");
    world.enter("lot new --channel body_gift --to 'Les Restos'\nlot add LOT-2026-0001 M1");
    assert_snapshot!(world.run("lot ship LOT-2026-0001"), @r#"
    ------- stderr -------
    error: LOT-2026-0001 cannot leave yet: a gift to an association or a body (`body_gift`) also needs the article that allows the gift (CGPPP, art. L3212-2 and L3212-3), the act that decides it, how that value was found and the value of each asset (CGPPP, art. D3212-3 and following)
    hint: say so: `rebond lot edit LOT-2026-0001 --legal-basis "L3212-2 3°" --act REF --value-method TEXT --unit-value 150`
    [exit status: 1]
    "#);
}

#[test]
fn waste_cites_its_articles() {
    let world = town();
    world.enter("triage M1 --decision recycle --waste --on 2026-07-02");
    assert_snapshot!(world.run("triage M1 --decision keep"), @r"
    ------- stderr -------
    error: M1 is waste since 2026-07-02: waste does not become a product again here (code de l’environnement, art. L541-1-1 and L541-4-3)
    hint: it goes to be treated: `rebond lot new --channel waste --to PARTY`
    hint: if that was a mistake, void the event that said so: `rebond history M1`, then `rebond void SEQ --reason mistyped`
    [exit status: 1]
    ");
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-07-02
         lot add LOT-2026-0001 M1 --on 2026-07-02",
    );
    assert_snapshot!(world.run("lot ship LOT-2026-0001 --on 2026-07-03"), @r"
    ------- stderr -------
    error: M1 is waste since 2026-07-02: waste does not become a product again here (code de l’environnement, art. L541-1-1 and L541-4-3)
    hint: it leaves by one of `eco_organism`, `supplier_takeback`, `waste`, `loss`: `rebond lot new --channel waste --to PARTY`
    hint: if that was a mistake, void the event that said so: `rebond history M1`, then `rebond void SEQ --reason mistyped`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("lot new --channel waste --to Recyclage --waste-code '20 01 34' --bsd BSD-20261332-0A1B2C3D4"), @r"
    ------- stderr -------
    error: “BSD-20261332-0A1B2C3D4” is not the number of a tracking slip: its day does not exist (code de l’environnement, art. R541-45)
    hint: copy it from the slip in Trackdéchets: `--bsd BSD-20261123-0A1B2C3D4`
    hint: or, if there is no slip, say why: `--no-bsd REASON`
    [exit status: 1]
    ");
    world.enter(
        "lot drop LOT-2026-0001 M1 --on 2026-07-03
         lot new --channel waste --to Recyclage --waste-code '20 01 34' --on 2026-07-03
         lot add LOT-2026-0002 M1 --on 2026-07-03",
    );
    assert_snapshot!(world.run("lot ship LOT-2026-0002 --on 2026-11-09"), @r#"
    ------- stderr -------
    error: 20 01 34 was a waste code until 2026-11-08 (decision 2000/532/EC, changed by delegated decision (EU) 2025/934)
    hint: on that day: `20 01 42*`, `20 01 43*`, `20 01 44`; for instance `rebond lot edit LOT --waste-code "20 01 42*"`
    [exit status: 1]
    "#);
    assert_snapshot!(world.run("lot ship LOT-2026-0002 --on 2026-11-24"), @r"
    ------- stderr -------
    error: 2026-11-24 has not come: today is 2026-11-23
    hint: record it on the day it happens, or give that day: `--on 2026-11-23`
    hint: days are those of the time zone of the policy: `rebond policy get timezone`
    [exit status: 1]
    ");
}

#[test]
fn undertakings_that_come_too_late_are_said() {
    let world = town();
    world.enter(
        "lot new --channel sale --to Brocante --on 2026-07-02
         lot add LOT-2026-0001 M1 --on 2026-07-02
         lot ship LOT-2026-0001 --on 2026-07-03",
    );
    assert_snapshot!(world.run("lot undertake LOT-2026-0001 --on 2026-07-04"), @r"
    ------- stderr -------
    LOT-2026-0001: its taker undertook to reuse 1 asset
    warning: LOT-2026-0001: the undertaking is dated after a departure: what left before will not count as reused (décret n° 2023-266, art. 2)
    ");
    assert_snapshot!(world.run("lot prove LOT-2026-0001 --outcome reused --on 2026-08-01"), @r"
    ------- stderr -------
    LOT-2026-0001: proof for 1 asset, reused
    warning: LOT-2026-0001: the proof of reuse is recorded, but without an undertaking before the departure it will not count as reused (décret n° 2023-266, art. 2)
    ");
}

#[test]
fn what_forbids_a_move_is_said_with_what_is_allowed() {
    let world = town();
    assert_snapshot!(world.run("collect A1"), @r"
    ------- stderr -------
    error: A1 is returned from use (`collected`): `collect` is not possible in this state
    hint: this state allows: `triage`, `decommission`, `reinstate`, `missing`, `lot add`, `lot drop`, `lot ship`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("deploy M1 --to Voirie"), @r"
    ------- stderr -------
    error: M1 is decommissioned since 2026-07-01
    hint: if there is a use for it again: `rebond deploy M1 --to SERVICE --reinstate`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("decommission M1 --act D"), @r"
    ------- stderr -------
    error: M1 is decommissioned already, since 2026-07-01
    hint: see its events: `rebond history M1`
    hint: to correct the act: `rebond correct SEQ --act REF`
    [exit status: 1]
    ");
    world.enter("missing M1 --cause lost --on 2026-07-02");
    assert_snapshot!(world.run("deploy M1 --to Voirie"), @r"
    ------- stderr -------
    error: M1 is lost or stolen (`missing`): `deploy` is not possible in this state
    hint: first: `rebond found M1`
    hint: this state allows: `decommission`, `reinstate`, `found`, `lot add`, `lot drop`, `lot ship`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("triage A1 --decision keep --on 2026-05-01"), @r"
    ------- stderr -------
    error: 2026-05-01 comes too early: something that happened to A1 on 2026-07-01 is recorded already
    hint: give that day or a later one: `--on 2026-07-01`
    hint: or, if what is recorded is wrong, void it: `rebond void SEQ --reason wrong_date`
    [exit status: 1]
    ");
}

#[test]
fn names_that_are_unknown_or_taken_are_said_with_the_nearest() {
    let world = town();
    assert_snapshot!(world.run("show A11"), @r"
    ------- stderr -------
    error: there is no asset “A11”
    hint: did you mean A1?
    hint: the known ones: `rebond list`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("lot new --channel sale --to Brocant"), @r"
    ------- stderr -------
    error: no party has that name or id
    hint: did you mean Brocante?
    hint: the known ones: `rebond party list`; a new one: `rebond party add NAME --kind association`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("add --kind laptop --tag A1"), @r"
    ------- stderr -------
    error: A1 is known already, as a tag
    hint: see that asset: `rebond show A1`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("add --kind laptop --tag A3 --serial sn1 --manufacturer dellux"), @r"
    ------- stderr -------
    error: serial sn1 is known already: it is that of A1
    hint: see that asset: `rebond show A1`
    hint: one machine is recorded once: if it came back, say so of that asset
    [exit status: 1]
    ");
    assert_snapshot!(world.run("media add M1 --kind ssd --serial D1"), @r"
    ------- stderr -------
    error: medium D1 is known already: it is in A1
    hint: see that asset: `rebond show A1`
    hint: if it went elsewhere: `rebond media move D1 --to TAG`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("add --kind laptop --on 2026-11-24"), @r"
    ------- stderr -------
    error: 2026-11-24 has not come: today is 2026-11-23
    hint: record it on the day it happens, or give that day: `--on 2026-11-23`
    hint: days are those of the time zone of the policy: `rebond policy get timezone`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("add --kind laptop --price-ht=-5"), @r"
    ------- stderr -------
    error: --price-ht: “-5” cannot be read; give an amount in euros, zero or more, as 150 or 150.50
    hint: for more: rebond add --help
    [exit status: 2]
    ");
}

#[test]
fn what_is_voided_prints_what_to_record_again() {
    let world = town();
    assert_snapshot!(world.run("void 8 --reason mistyped"), @r"
    ------- stderr -------
    error: later events stand on event 8: 13, 12, 11, 10, 9
    hint: void them first, the newest to begin with: `rebond void 13 --reason mistyped`
    hint: or, to void it and all of them: `rebond void 8 --reason mistyped --with-later`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("void 9 --reason mistyped --with-later"), @r"
    rebond media add A1 --kind hdd --serial D2 --on 2026-01-05
    rebond deploy A1 --to Urbanisme --holder Jeanne --on 2026-02-01
    rebond collect A1 --on 2026-06-01
    rebond decommission A1 --act 'DEL 2026-7' --on 2026-07-01
    ------- stderr -------
    event 13: voided, mistyped
    event 12: voided, mistyped
    event 11: voided, mistyped
    event 10: voided, mistyped
    event 9: voided, mistyped
    to record again what was voided:
    ");
    assert_snapshot!(world.run("void 9 --reason mistyped"), @r"
    ------- stderr -------
    error: event 9 is voided already
    hint: to have it stand again, record it again by its own command
    [exit status: 1]
    ");
    assert_snapshot!(world.run("correct 9 --functional F5"), @r"
    ------- stderr -------
    error: event 9 is voided already
    hint: to have it stand again, record it again by its own command
    [exit status: 1]
    ");
}

#[test]
fn a_record_that_cannot_be_used_is_said() {
    let world = World::new();
    assert_snapshot!(world.run("list"), @r"
    ------- stderr -------
    error: there is no database at $HOME/data/rebond/rebond.db
    hint: create it: `rebond init --db $HOME/data/rebond/rebond.db`
    hint: or name another with `--db PATH` or the variable REBOND_DB
    [exit status: 3]
    ");
    world.write("note.db", "mes courses");
    fs::set_permissions(world.path("note.db"), fs::Permissions::from_mode(0o600)).unwrap();
    assert_snapshot!(world.run("--db note.db list"), @r"
    ------- stderr -------
    error: $HOME/note.db is no database of rebond; it was not changed
    hint: give the path of the database with `--db PATH` or the variable REBOND_DB
    [exit status: 3]
    ");
    let world = world.with_record();
    assert_snapshot!(world.run("init"), @r"
    ------- stderr -------
    error: $HOME/data/rebond/rebond.db exists already; it was not changed
    hint: check it: `rebond verify --db $HOME/data/rebond/rebond.db`
    hint: or give another path with `--db PATH`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("verify"), @"3 events verified, no difference; head of the record at event 3: d9c1e072648a30ae84d221162221520a9ec7b6d3dfafc74b22891b115edb8a5e");
}

#[test]
fn an_error_in_json_is_one_document() {
    let world = town();
    assert_snapshot!(world.run("--json collect A1"), @r#"
    {"error":{"code":"forbidden","message":"A1 is returned from use (`collected`): `collect` is not possible in this state","hints":["this state allows: `triage`, `decommission`, `reinstate`, `missing`, `lot add`, `lot drop`, `lot ship`"]}}
    [exit status: 1]
    "#);
    assert_snapshot!(world.run("--json add --kind machine"), @r#"
    {"error":{"code":"usage","message":"--kind: “machine” cannot be read; give one of laptop, desktop, mini_pc, all_in_one, workstation, thin_client, server, nas, tablet, smartphone, phone, monitor, printer, multifunction, projector, network, dock, peripheral, other","hints":["for more: rebond add --help"]}}
    [exit status: 2]
    "#);
}
