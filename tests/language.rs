//! Two languages, one program: every page in both, every refusal with the same code.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serde_json::Value;

use crate::world::World;

/// The commands that a page of help lists, with the words that lead to it.
fn listed(page: &str, path: &str) -> Vec<String> {
    let lines = page
        .lines()
        .skip_while(|line| !["Commands:", "Commandes :", "Commandes\u{a0}:"].contains(line))
        .skip(1);
    let names = lines.take_while(|line| line.starts_with("  ")).filter_map(|line| {
        let name = line.strip_prefix("  ")?.split(' ').next()?;
        (!name.is_empty() && name != "help").then(|| format!("{path} {name}").trim().to_owned())
    });
    names.collect()
}

/// Every command that has a page, found from page to page.
fn pages(world: &World) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![String::new()];
    while let Some(path) = waiting.pop() {
        let page = world.run(&format!("{path} --help")).success();
        assert!(page.contains(format!("rebond {path}").trim()), "{path}: {page}");
        waiting.extend(listed(&page, &path));
        found.insert(path);
    }
    found
}

#[test]
fn every_command_has_its_page_in_both_languages() {
    let (english, french) = (World::new(), World::french());
    let pages = (pages(&english), pages(&french));
    assert_eq!(pages.0, pages.1);
    for known in ["", "add", "lot ship", "media move", "report", "verify", "party edit", "policy set"] {
        assert!(pages.0.contains(known), "no page of {known}");
    }
    for path in &pages.0 {
        let of = |world: &World| world.run(&format!("{path} --help")).success();
        assert_ne!(of(&english), of(&french), "not translated: {path}");
    }
    assert!(!english.path("data").exists(), "help needs no record");
}

/// One refusal of every kind that a person meets, on the same record in every language.
const REFUSALS: [(&str, &str, i32); 16] = [
    ("show VAL-0024", "not_found", 1),
    ("add --kind laptop --tag VAL-0042", "taken", 1),
    ("collect VAL-0042", "forbidden", 1),
    ("deploy VAL-0042 --to Voirie --on 2026-11-24", "future", 1),
    ("lot ship LOT-2026-0001", "unaccounted", 1),
    ("lot new --channel staff_gift --legal-basis 'L3212-2 3°'", "basis_channel", 1),
    ("lot edit LOT-2026-0002 --unit-value 301", "gift_cap", 1),
    ("lot ship LOT-2026-0002", "lot_lacks", 1),
    ("lot new --channel waste --bsd BSD-1", "bsd", 1),
    ("lot new --channel waste --to Restos", "party_kind", 1),
    ("void 1 --reason mistyped", "not_voidable", 1),
    ("void 99 --reason mistyped", "not_found", 1),
    ("policy set sanitization.minimum rien", "policy", 1),
    ("add --kind laptop --on 2026-02-31", "usage", 2),
    ("import absent.csv", "unreadable_file", 4),
    ("--db ailleurs.db list", "no_database", 3),
];

fn record(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "party add Restos --kind association
         party add Brocante --kind other
         add --kind laptop --tag VAL-0042 --on 2026-01-05
         media add VAL-0042 --kind ssd --serial S1 --on 2026-01-05
         decommission VAL-0042 --act 'DEL 7' --on 2026-02-01
         add --kind monitor --tag M1 --on 2026-01-05
         decommission M1 --act 'DEL 7' --on 2026-02-01
         lot new --channel sale --to Brocante --on 2026-02-01
         lot add LOT-2026-0001 VAL-0042 --on 2026-02-01
         lot new --channel body_gift --to Restos --on 2026-02-01
         lot add LOT-2026-0002 M1 --on 2026-02-01",
    );
    world
}

#[test]
fn a_refusal_has_one_code_and_two_sentences() {
    let (english, french) = (record(World::new()), record(World::french()));
    for (line, code, status) in REFUSALS {
        let told = [&english, &french].map(|world| world.stopped(line, status, code));
        assert_ne!(told[0]["message"], told[1]["message"], "not translated: {line}");
        let hints = told.each_ref().map(|told| told["hints"].as_array().map(Vec::len));
        assert_eq!(hints[0], hints[1], "{line}: the same ways out");
    }
}

#[test]
fn what_is_recorded_has_no_language() {
    let logs = [World::new(), World::french()].map(|world| record(world).log());
    assert_eq!(logs[0], logs[1]);
}

#[test]
fn the_flag_goes_before_the_variable() {
    let world = World::new();
    let french = world.run("--lang fr list").failure(3);
    assert!(french.starts_with("erreur"), "{french}");
    let mut command = world.command(&["list"]);
    command.env_remove("REBOND_LANG").env("LANG", "fr_FR.UTF-8");
    assert_eq!(world.finish(command, "").failure(3), french);
    let mut command = world.command(&["list"]);
    command.env_remove("REBOND_LANG").env("LC_ALL", "C").env("LANG", "fr_FR.UTF-8");
    assert!(world.finish(command, "").failure(3).starts_with("error: "));
}

#[test]
fn json_has_english_keys_in_french_too() {
    let worlds = [record(World::new()), record(World::french())];
    let shown = worlds.each_ref().map(|world| world.asset("VAL-0042"));
    assert_eq!(shown[0], shown[1]);
    let verified: [Value; 2] = worlds.each_ref().map(|world| world.run("--json verify").json());
    assert_eq!(verified[0], verified[1]);
}

#[test]
fn the_gate_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("lot ship LOT-2026-0001"), @r#"
    ------- stderr -------
    erreur : le support S1 de VAL-0042 a un contenu inconnu, et l’inconnu n’est pas vide (NIST SP 800-88 ; RGPD, art. 32)
    conseil : une fois l’effacement sécurisé fait : `rebond sanitize S1 --action ata_secure_erase --verify status --result pass --tool "hdparm 9.65"`
    conseil : ou, une fois le support détruit : `rebond sanitize S1 --action shred --result pass`
    conseil : ou, pour une sortie vers un prestataire chargé de l’effacement : `rebond lot edit LOT-2026-0001 --data-clause RÉFÉRENCE`
    [exit status: 1]
    "#);
}

#[test]
fn a_gift_too_dear_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("lot edit LOT-2026-0002 --unit-value 300,01"), @r"
    ------- stderr -------
    erreur : un don de 300,01 € dépasse le plafond de 300,00 € par unité (CGPPP, art. D3212-3 et suivants)
    conseil : le vendre plutôt : `rebond lot edit LOT --channel sale`
    conseil : ou le céder à une personne publique : `rebond lot edit LOT --channel public_body`
    [exit status: 1]
    ");
}

#[test]
fn what_a_gift_lacks_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("lot ship LOT-2026-0002"), @r#"
    ------- stderr -------
    erreur : LOT-2026-0002 ne peut pas encore sortir, voie : don à une association ou à un organisme (`body_gift`) ; il manque l’article qui permet le don (CGPPP, art. L3212-2 et L3212-3), l’acte qui le décide, la manière dont cette valeur a été trouvée et la valeur de chaque équipement (CGPPP, art. D3212-3 et suivants)
    conseil : l’indiquer : `rebond lot edit LOT-2026-0002 --legal-basis "L3212-2 3°" --act RÉFÉRENCE --value-method TEXTE --unit-value 150`
    [exit status: 1]
    "#);
}

#[test]
fn a_state_that_forbids_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("collect VAL-0042"), @r"
    ------- stderr -------
    erreur : VAL-0042 est en stock (`in_stock`) : `collect` n’est pas possible dans cet état
    conseil : cet état permet : `deploy`, `triage`, `decommission`, `reinstate`, `missing`, `lot add`, `lot drop`, `lot ship`
    [exit status: 1]
    ");
}

#[test]
fn waste_in_french() {
    let world = record(World::french());
    world.enter("triage M1 --decision recycle --waste");
    assert_snapshot!(world.run("reinstate M1"), @r"
    ------- stderr -------
    erreur : M1 est un déchet depuis le 23/11/2026 : un déchet ne redevient pas ici un produit (code de l’environnement, art. L541-1-1 et L541-4-3)
    conseil : il part en traitement : `rebond lot new --channel waste --to TIERS`
    conseil : si c’est une erreur, annuler l’événement qui l’a dit : `rebond history M1`, puis `rebond void ÉVÉNEMENT --reason mistyped`
    [exit status: 1]
    ");
}

#[test]
fn an_unknown_tag_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("show VAL-0024"), @r"
    ------- stderr -------
    erreur : « VAL-0024 » ne désigne aucun équipement
    conseil : vouliez-vous dire VAL-0042 ?
    conseil : ceux qui sont connus : `rebond list`
    [exit status: 1]
    ");
}

#[test]
fn an_event_with_later_ones_in_french() {
    let world = record(World::french());
    world.enter(
        "deploy VAL-0042 --to Urbanisme --reinstate"
            .replace("deploy", "lot drop LOT-2026-0001 VAL-0042\ndeploy")
            .as_str(),
    );
    assert_snapshot!(world.run("void 4 --reason mistyped"), @r"
    ------- stderr -------
    erreur : des événements postérieurs reposent sur l’événement n° 4 : 14, 13
    conseil : les annuler d’abord, en commençant par le dernier : `rebond void 14 --reason mistyped`
    conseil : ou, pour l’annuler avec eux tous : `rebond void 4 --reason mistyped --with-later`
    [exit status: 1]
    ");
    assert_snapshot!(world.run("void 4 --reason mistyped --with-later"), @r"
    rebond lot new --channel body_gift --to Restos --on 2026-02-01
    rebond lot add LOT-2026-0002 M1 --on 2026-02-01
    ------- stderr -------
    événement n° 14 : annulé, erreur de saisie
    événement n° 13 : annulé, erreur de saisie
    événement n° 4 : annulé, erreur de saisie
    pour enregistrer à nouveau ce qui a été annulé :
    ");
}

#[test]
fn an_import_with_faults_in_french() {
    let world = record(World::french());
    world.write("parc.csv", "tag;kind;price;mass_g\nA1;portable;12,345;0\nA1;laptop;12,50;1650\n");
    assert_snapshot!(world.run("import parc.csv"), @r"
    ------- stderr -------
    erreur : parc.csv : 3 erreurs, rien n’a été importé
      ligne 2, colonne « price » : « 12,345 » n’est pas un montant, écrit `1234,56` ou `1234.56`
      ligne 2, colonne « mass_g » : « 0 » n’est pas une masse non nulle, écrite `1650` ou `1,65kg`
      ligne 3, colonne « tag » : « A1 » est déjà le numéro d’inventaire ou un alias de la ligne 2 : ne garder qu’une ligne
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import parc.csv --dry-run`
    [exit status: 4]
    ");
}

#[test]
fn an_asset_in_french() {
    let world = record(World::french());
    assert_snapshot!(world.run("show VAL-0042"), @r"
    Numéro d’inventaire      VAL-0042
    Type                     Ordinateur portable
    État                     En stock
    Réformé le               01/02/2026
    Catégorie de DEEE        2
    Masse                    1,65 kg
    Acquisition              Acheté neuf
    Inventaire des supports  Clos
    Lot                      LOT-2026-0001
    Événement                12
    Supports de stockage #1  S1, SSD, contenu inconnu
    ");
    assert_snapshot!(world.run("history VAL-0042"), @r"
    Événement  Jour        Auteur  Fait
    6          05/01/2026  ana     VAL-0042 : ajouté, ordinateur portable, en stock
    7          05/01/2026  ana     S1 : ajouté à VAL-0042, SSD, chiffrement inconnu
    8          01/02/2026  ana     VAL-0042 : réformé, acte DEL 7
    12         01/02/2026  ana     LOT-2026-0001 : ajouté VAL-0042
    ");
}
