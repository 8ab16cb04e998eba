//! `report --service --site`: what is of one service, or on one site, alone.

use crate::world::World;

/// A town of two services on two sites.
fn town(world: World) -> World {
    world.set_day("2026-01-02");
    let world = world.with_record();
    world.set_day("2026-11-24");
    world.enter(
        "party add Restos --kind association --on 2026-01-02
         add --kind laptop --tag L1 --service Voirie --site Dépôt --mass 1500 --first-use 2020-01-05 --on 2026-01-05
         add --kind laptop --tag L2 --service Voirie --site Mairie --first-use 2024-01-05 --on 2026-01-05
         add --kind desktop --tag D1 --service Écoles --site Mairie --mass 5000 --first-use 2020-01-05 --on 2026-01-05
         add --kind monitor --tag M1 --service Écoles --site Mairie --first-use 2020-01-05 --on 2026-01-05
         media none L1 D1 --on 2026-01-05
         collect L1 D1 M1 --on 2026-02-03
         triage L1 D1 --decision recondition --functional F5 --on 2026-02-04
         work D1 --type repair --minutes 90 --on 2026-02-05
         decommission L1 D1 --act 'DEL 7' --on 2026-02-10
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-03-01
         lot add LOT-2026-0001 L1 D1 --on 2026-03-01
         lot ship LOT-2026-0001 --on 2026-03-02",
    );
    world
}

#[test]
fn a_report_of_a_service_says_so_and_has_no_legal_rate() {
    let world = town(World::french());
    let page = world.run("report reuse --service voirie").success();
    insta::assert_snapshot!(&page[..page.find("Par mois").unwrap()], @r"
    Ville de Valmont – Bilan des sorties du parc : réemploi, recyclage, élimination
    ===============================================================================
    Année 2026, situation arrêtée au 24/11/2026.
    Seul est compté ce qui relève du service « Voirie ».
    Registre à l’événement n° 23, empreinte 85dc0657bf09.
    85dc0657bf09930cfc40520602f14564e9b263a27b84209017bea71eb75570b3

    Devenir des équipements sortis
    ------------------------------
      Devenir                                 Nombre    Masse
      --------------------------------------  ------  -------
      Réemploi                                     1  1,50 kg
      Préparation en vue de la réutilisation       0  0,00 kg
      Vente ou reprise, réemploi non établi        0  0,00 kg
      Recyclage                                    0  0,00 kg
      Autre valorisation                           0  0,00 kg
      Élimination                                  0  0,00 kg
      En attente de traitement final               0  0,00 kg
      Perte ou vol                                 0  0,00 kg
      Restitution au propriétaire                  0  0,00 kg
      --------------------------------------  ------  -------
      Total                                        1  1,50 kg

    En complément
    -------------
      Secondes vies parmi les sorties, hors pertes et
      restitutions                                             100,00 % (1 sur 1)
      Secondes vies en interne                                                  0
      Réaffectations                                                            0
      Sorties antérieures au registre, année ou voie inconnue                   0
      Masse sortie en vrac, sans étiquette                                0,00 kg

    Par type d’équipement
    ---------------------
                                              Secondes
                                               vies en
      Type                 Sorties  Réemploi   interne    Masse
      -------------------  -------  --------  --------  -------
      Ordinateur portable        1         1         0  1,50 kg

    Par service
    -----------
                                  Secondes
                                   vies en
      Service  Sorties  Réemploi   interne    Masse
      -------  -------  --------  --------  -------
      Voirie         1         1         0  1,50 kg
    ");
    let know = &page[page.find("À savoir").unwrap()..];
    assert!(know.contains("Cet état est celui d’un seul service"), "{know}");
    assert!(!page.contains("Taux légal"), "{page}");
    let line = page.lines().find_map(|line| line.trim_start().strip_prefix("rebond ")).unwrap();
    assert!(line.contains("--service VOIRIE"), "{line}");
    assert_eq!(world.run(line).success(), page, "the line that stands on it prints it again");
}

#[test]
fn a_part_is_a_part_in_every_format() {
    let world = town(World::new());
    let json = world.run("report stock --service Voirie --site mairie --format json --explain").json();
    assert_eq!(json["part"], serde_json::json!({ "service": "Voirie", "site": "Mairie" }));
    assert_eq!(json["explain"]["assets"], serde_json::json!(["L2"]));
    assert_eq!(world.run("report stock --format json").json().get("part"), None);
    let csv = world.run("report inventory --site Mairie --format csv").success();
    assert!(csv.contains("report,,site,Mairie\n") && csv.contains("figures,,assets,2\n"), "{csv}");
    for format in ["md", "html"] {
        let page = world.run(&format!("report workshop --service Écoles --format {format}")).success();
        assert!(page.contains("Only what is of the service Écoles is counted."), "{page}");
    }
    let workshop = world.run("report workshop --service Écoles --format json").json();
    assert_eq!((&workshop["figures"]["works"], &workshop["figures"]["in_progress"]), (&1.into(), &1.into()));
    let other = world.run("report workshop --service Voirie --format json").json();
    assert_eq!((&other["figures"]["works"], &other["figures"]["in_progress"]), (&0.into(), &0.into()));
    world.run("report stock --site Dépôt --service Voirie --output-dir . --keep 3 --format csv").success();
    assert!(world.path("stock-service-VOIRIE-site-DEPOT-2026_2026-11-24.csv").exists());
}

#[test]
fn a_part_stays_one_beside_another_period_and_an_earlier_head() {
    let world = town(World::new());
    let json = world.run("report reuse --service Voirie --compare 2025 --format json").json();
    let figures = json["compared_period"]["figures"].as_array().unwrap();
    let departures = figures.iter().find(|figure| figure["figure"] == "departures").unwrap();
    assert_eq!((&departures["value"], &departures["other"]), (&1.into(), &0.into()));
    let head = json["head"]["seq"].as_u64().unwrap();
    world.enter("add --kind laptop --tag L9 --service Voirie\nadd --kind laptop --tag E9 --service Écoles");
    let line = format!("report stock --service Voirie --compare-head {head} --format json");
    let text = world.run(&line).success();
    assert!(text.contains("L9") && !text.contains("E9"), "{text}");
}

#[test]
fn what_the_law_asks_of_the_whole_is_told_of_no_part() {
    let world = town(World::french());
    for report in ["decree", "register", "sanitization", "agec"] {
        let outcome = world.run(&format!("report {report} --service Voirie"));
        assert!(outcome.status == 2 && outcome.stderr.contains("--service"), "{outcome}");
    }
    insta::assert_snapshot!(world.run("report reuse --site Mairie"), @r"
    ------- stderr -------
    erreur : report reuse n’accepte pas --site : d’un équipement sorti, on connaît le dernier service utilisateur, pas le site
    conseil : commandes : report stock, report inventory, report workshop
    [exit status: 2]
    ");
    insta::assert_snapshot!(world.run("report decree --service Voirie"), @r"
    ------- stderr -------
    erreur : report decree n’accepte pas --service : la loi le demande pour toute l’organisation, et non pour une partie
    conseil : commandes : report reuse, report stock, report impact, report inventory, report workshop
    [exit status: 2]
    ");
    insta::assert_snapshot!(world.run("report stock --service Voiries"), @r"
    ------- stderr -------
    erreur : « Voiries » ne désigne aucun service
    conseil : vouliez-vous dire Voirie ?
    conseil : ceux qui sont connus : `rebond report stock` ; un nouveau est créé à son premier emploi : `rebond deploy ÉQUIPEMENT --to SERVICE`
    [exit status: 1]
    ");
}
