//! `label cards`: what is printed is what a session understands.

use std::fs;

use crate::{label::decoded, world::World};

fn world(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "add --kind laptop --tag PC-0101 --service Urbanisme --site 'Mairie annexe'
         add --kind laptop --tag PC-0102 --service 'État civil'",
    );
    world
}

fn cards(world: &World, flags: &str) -> Vec<String> {
    world.run(&format!("label cards {flags} -o cards.svg")).success();
    decoded(&fs::read_to_string(world.path("cards.svg")).unwrap())
}

#[test]
fn every_card_is_understood_by_a_session() {
    let world = world(World::new());
    let cards = cards(&world, "--size 90x38");
    assert_eq!(
        cards,
        [
            "REBOND:SHOW",
            "REBOND:COLLECT",
            "REBOND:TRIAGE:RECONDITION",
            "REBOND:TRIAGE:RECYCLE",
            "REBOND:TRIAGE:KEEP",
            "REBOND:DEPLOY:ETATCIVIL",
            "REBOND:DEPLOY:URBANISME",
            "REBOND:SITE:MAIRIEANNEXE",
            "REBOND:UNDO",
            "REBOND:DONE",
        ]
    );
    // One after the other, with a machine to undo: none is refused.
    let (undo, rest): (Vec<_>, Vec<_>) = cards.into_iter().partition(|card| card == "REBOND:UNDO");
    let typed = format!("REBOND:COLLECT\rPC-0101\r{}\r{}\r", undo[0], rest.join("\r"));
    let said = world.pipe("scan", &typed);
    insta::assert_snapshot!(said.to_string(), @r"
    each scan comes back from use
    PC-0101: back from use
    [voided] PC-0101: back from use
    each scan is shown
    each scan comes back from use
    each scan is triaged, to be reconditioned
    each scan is triaged, to be recycled
    each scan is triaged, to be kept in stock
    each scan is deployed to État civil
    each scan is deployed to Urbanisme
    what is collected, deployed or moved from now on is on site Mairie annexe
    ------- stderr -------
    1 taken back
    ");
}

#[test]
fn a_card_says_in_words_what_it_does() {
    let world = world(World::french());
    world.run("label cards --service urbanisme --site 'mairie annexe' -o cartes.svg").success();
    let svg = fs::read_to_string(world.path("cartes.svg")).unwrap();
    let texts: Vec<&str> = svg
        .split("</text>")
        .filter_map(|part| part.rsplit_once('>').map(|(_, text)| text))
        .filter(|text| !text.trim().is_empty() && !text.starts_with("REBOND:"))
        .collect();
    insta::assert_snapshot!(texts.join("\n"), @r"
    Afficher
    affiche ce qui suit
    Retour
    ce qui suit est revenu
    À reconditionner
    décision pour ce qui suit
    À recycler
    décision pour ce qui suit
    À garder en stock
    décision pour ce qui suit
    En service : Urbanisme
    pour ce qui suit
    Site : Mairie annexe
    lieu de ce qui suit
    Annuler
    annule la dernière lecture
    Fini
    termine la session
    ");
}

#[test]
fn a_place_that_nobody_knows_has_no_card() {
    let world = world(World::new());
    world.refused("label cards --service Urbanism -o cards.svg", "not_found");
    assert!(!world.path("cards.svg").exists());
}

#[test]
fn cards_come_on_sheets_unless_told_otherwise() {
    let world = world(World::new());
    for (flags, page) in [("", "210mm"), ("--sheet 5160", "215.9mm"), ("--size 90x50", "90mm")] {
        world.run(&format!("label cards {flags} -o cards.svg")).success();
        let svg = fs::read_to_string(world.path("cards.svg")).unwrap();
        assert!(svg.contains(&format!("width=\"{page}\"")), "{flags}: {}", &svg[..200]);
    }
    let zpl = world.run("label cards --format zpl -o -").success();
    assert!(zpl.contains("^FDQA,REBOND:DEPLOY:URBANISME^FS"), "{zpl}");
}

#[test]
fn the_card_of_a_service_with_a_very_long_name_is_shortened_and_works() {
    for world in [World::new(), World::french()] {
        let world = world.with_record();
        let name = "Direction générale adjointe chargée de tout ".repeat(86);
        assert!(name.len() > 4000 && name.len() < 4096);
        let add = ["add", "--kind", "laptop", "--tag", "L1", "--service", &name];
        world.run_words(&add).success();
        for (flags, file) in [
            ("--size 90x38", "c.svg"),
            ("", "d.svg"),
            ("--size 62x29", "e.svg"),
            ("--sheet 5160", "c.pdf"),
            ("--size 62x29", "c.zpl"),
        ] {
            world.run(&format!("label cards {flags} -o {file}")).success();
            let bytes = fs::read(world.path(file)).unwrap();
            if file == "c.svg" {
                let svg = String::from_utf8(bytes).unwrap();
                assert!(decoded(&svg).contains(&"REBOND:DEPLOY:DIRECTIONGEN".to_owned()));
                let shown =
                    svg.split("</text>").filter_map(|part| part.rsplit_once('>')).map(|(_, text)| text);
                let cut = shown.filter(|text| text.contains("Direction")).collect::<Vec<_>>();
                assert!(cut.len() == 1 && cut[0].ends_with('…'), "{cut:?}");
            }
        }
    }
}
