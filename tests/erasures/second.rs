//! The second person who accepts what was sanitised.

use super::{lay, town, used};
use crate::world::World;

#[test]
fn a_second_person_accepts_and_never_whoever_sanitised() {
    let world = town(&["nwipe-two.log"]);
    used(&world, "A1", "hdd", "66E3S0A1S");
    world.run("--actor Ana sanitize import nwipe-two.log").success();
    world.enter("policy set sanitization.second_person on");
    insta::assert_snapshot!(world.run("ready A1 --on 2026-11-21"), @r"
    ------- stderr -------
    error: medium 66E3S0A1S of A1 was sanitised, and no second person has validated it (policy `sanitization.second_person`: `on`; NIST SP 800-88r2, 4.5.2)
    hint: somebody else validates it: `rebond sanitize validate 66E3S0A1S --actor NAME`
    [exit status: 1]
    ");
    insta::assert_snapshot!(world.run("--actor Ana sanitize validate A1"), @r"
    ------- stderr -------
    error: medium 66E3S0A1S was sanitised by the same person (event 9): validation is a second person’s (NIST SP 800-88r2, 4.5.2)
    hint: somebody else validates it: `rebond sanitize validate 66E3S0A1S --actor NAME`
    [exit status: 1]
    ");
    world.refused("--actor ANA sanitize validate 66E3S0A1S", "same_person");
    let after = world.run("--actor Paul sanitize validate A1");
    insta::assert_snapshot!(after, @r"
    ------- stderr -------
    66E3S0A1S: validated by a second person (event 9)
    ");
    let again = world.run("--actor Paul sanitize validate A1");
    insta::assert_snapshot!(again, @r"
    ------- stderr -------
    warning: 66E3S0A1S was validated before, on 2026-11-23 (event 14): nothing is recorded of it again
    ");
    world.enter("ready A1");
    world.run("verify --full").success();
    // A sanitisation that falls takes its validation with it.
    let accepted = world.head();
    assert!(accepted > 0);
    let history = world.run("history A1").success();
    assert!(history.contains("validated by a second person"), "{history}");
}

#[test]
fn nothing_unproved_is_validated() {
    let world = town(&["nwipe-cut.log"]);
    used(&world, "A1", "hdd", "66E3S0A1S");
    world.refused("--actor Paul sanitize validate A1", "unaccounted");
    world.run("sanitize import nwipe-cut.log").success();
    world.refused("--actor Paul sanitize validate A1", "unaccounted");
    world.refused("sanitize validate Z9", "not_found");
}

#[test]
fn a_lot_leaves_only_with_validated_media_where_the_policy_asks() {
    let world = World::french().with_record();
    lay(&world, &["nwipe-two.log"]);
    world.enter("add --kind laptop --tag A1 --on 2026-01-05\nmedia add A1 --kind hdd --serial 66E3S0A1S --on 2026-01-05");
    world.run("--actor Ana sanitize import nwipe-two.log").success();
    world.enter(
        "policy set sanitization.second_person on
         decommission A1
         party add Brocante --kind other
         lot new --channel sale --to Brocante
         lot add LOT-2026-0001 A1",
    );
    insta::assert_snapshot!(world.run("lot ship LOT-2026-0001"), @r"
    ------- stderr -------
    erreur : le support 66E3S0A1S de A1 a été effacé, mais aucune seconde personne ne l’a validé (règle `sanitization.second_person` : `on` ; NIST SP 800-88r2, 4.5.2)
    conseil : à faire valider par quelqu’un d’autre : `rebond sanitize validate 66E3S0A1S --actor NOM`
    [exit status: 1]
    ");
    insta::assert_snapshot!(world.run("--actor Ana sanitize validate A1"), @r"
    ------- stderr -------
    erreur : le support 66E3S0A1S a été effacé par la même personne (événement 6) : la validation revient à une seconde personne (NIST SP 800-88r2, 4.5.2)
    conseil : à faire valider par quelqu’un d’autre : `rebond sanitize validate 66E3S0A1S --actor NOM`
    [exit status: 1]
    ");
    world.enter("--actor Paul sanitize validate A1\nlot ship LOT-2026-0001");
    world.run("verify --full").success();
}
