//! The media that left: erased how, by whom, verified how, with which proof.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::world::World;

/// A town that gave machines, handed others to a recycler under a data clause, had one stolen and lost one
/// of which nobody had listed the media. Returns the event by which the disk H7 was sanitised.
fn town(world: World) -> (World, usize) {
    let world = world.with_record();
    world.write("wipe.log", "H1: 0 errors");
    world.enter(
        "party add Restos --kind association --on 2026-01-02
         party add Recyclage --kind recycler --on 2026-01-02
         add --kind laptop --tag A1 --on 2026-01-05
         add --kind laptop --tag A2 --on 2026-01-05
         add --kind laptop --tag A3 --on 2026-01-05
         add --kind desktop --tag A4 --on 2026-01-05
         add --kind desktop --tag A5 --on 2026-01-05
         add --kind laptop --tag A6 --on 2026-01-05
         add --kind desktop --tag A7 --on 2026-01-05
         add --kind desktop --tag A8 --on 2026-01-05
         add --kind laptop --tag A9 --on 2026-01-05
         media add A1 --kind hdd --serial H1 --on 2026-01-05
         media add A2 --kind ssd --serial S2 --on 2026-01-05
         media add A3 --kind ssd --serial S3 --on 2026-01-05
         media add A4 --kind hdd --serial H4 --on 2026-01-05
         media add A5 --kind hdd --serial H5 --on 2026-01-05
         media add A6 --kind ssd --serial S6 --on 2026-01-05
         media add A7 --kind hdd --serial H7 --on 2026-01-05
         media add A8 --kind hdd --serial H8 --on 2026-01-05
         media add stock --kind hdd --serial L1 --on 2026-01-05
         media add stock --kind hdd --serial L2 --on 2026-01-05
         decommission A1 A2 A3 A4 A5 A7 A8 --act 'DEL 7' --on 2026-01-07
         sanitize H1 --action overwrite --tool 'nwipe 0.42' --verify full --result pass --evidence wipe.log --on 2026-01-08
         sanitize S2 --action overwrite --verify full --result pass --on 2026-01-08
         sanitize S3 --action ata_sanitize_block --verify status --result pass --on 2026-01-08
         --actor bob sanitize validate S3 --on 2026-01-09
         sanitize H4 --action shred --result pass --on 2026-01-08
         sanitize H5 --action overwrite --verify full --result fail --on 2026-01-08
         sanitize H8 L1 --action overwrite --verify full --result pass --on 2026-01-08
         sanitize L2 --action overwrite --verify full --result unknown --on 2026-01-08
         sanitize H7 --action overwrite --verify full --result pass --on 2026-01-08",
    );
    let wiped = world.head();
    world.enter(
        "lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-02-01
         lot add LOT-2026-0001 A1 A2 A3 A7 A8 --on 2026-02-01
         lot ship LOT-2026-0001 --on 2026-02-02
         lot return LOT-2026-0001 A8 --reason refused --on 2026-02-10
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --data-clause 'Marché 7, art. 4' --on 2026-03-01
         lot add LOT-2026-0002 A4 A5 L1 L2 --on 2026-03-01
         lot ship LOT-2026-0002 --on 2026-03-02
         missing A6 A9 --cause stolen --on 2026-04-01
         lot new --channel loss --on 2026-04-02
         lot add LOT-2026-0003 A6 A9 --on 2026-04-02
         lot ship LOT-2026-0003 --on 2026-04-03",
    );
    (world, wiped)
}

fn report(world: &World, rest: &str) -> Value {
    world.run(&format!("report sanitization --period 2026 --format json {rest}")).json()
}

/// The rows of a table, each by the names of its columns.
fn rows(report: &Value, name: &str) -> Vec<BTreeMap<String, Value>> {
    let tables = report["tables"].as_array().unwrap();
    let table = tables.iter().find(|table| table["name"] == name).expect(name);
    let columns: Vec<_> =
        table["columns"].as_array().unwrap().iter().map(|of| of.as_str().unwrap()).collect();
    let row = |row: &Value| {
        let cells = row.as_array().unwrap().iter().cloned();
        columns.iter().map(|column| (*column).to_owned()).zip(cells).collect()
    };
    table["rows"].as_array().unwrap().iter().map(row).collect()
}

fn row(report: &Value, medium: &str) -> BTreeMap<String, Value> {
    rows(report, "media").into_iter().find(|row| row["medium"] == medium).expect(medium)
}

/// What a group adds up to.
fn sum(group: &Value) -> u64 {
    group.as_object().unwrap().values().map(|value| value.as_u64().unwrap()).sum()
}

#[test]
fn every_medium_that_left_stands_under_one_claim() {
    let (world, wiped) = town(World::new());
    let before = report(&world, "--explain");
    assert_eq!(
        before["figures"],
        json!({
            "media_departed": { "none": 3, "clear_limited": 1, "clear": 3, "purge": 1, "destroy": 1 },
            "failed": 1, "unknown": 1,
            "exceptions": { "data_clause": 2, "loss": 1, "voided": 0 },
            "without_evidence": 5,
        })
    );
    world.enter(&format!("void {wiped} --reason mistyped"));
    let after = report(&world, "--explain");
    assert_eq!(
        after["figures"],
        json!({
            "media_departed": { "none": 4, "clear_limited": 1, "clear": 2, "purge": 1, "destroy": 1 },
            "failed": 1, "unknown": 1,
            "exceptions": { "data_clause": 2, "loss": 1, "voided": 1 },
            "without_evidence": 4,
        })
    );
    for report in [&before, &after] {
        assert_eq!(sum(&report["figures"]["media_departed"]), rows(report, "media").len() as u64);
        assert_eq!(sum(&report["figures"]["exceptions"]), rows(report, "exceptions").len() as u64);
    }
    let explain = &after["explain"];
    assert_eq!(explain["media_departed.none"], json!(["A5", "A6", "A7", "L2"]));
    assert_eq!(explain["media_departed.clear"], json!(["A1", "L1"]));
    assert_eq!(explain["failed"], json!(["A5"]));
    assert_eq!(explain["unknown"], json!(["L2"]));
    assert_eq!(explain["exceptions.data_clause"], json!(["A5", "L2"]));
    assert_eq!(explain["without_evidence"], json!(["A2", "A3", "A4", "L1"]));
}

#[test]
fn each_medium_says_how_by_whom_verified_how_and_with_which_proof() {
    let (world, _) = town(World::new());
    let report = report(&world, "");
    let of = |medium, columns: &[&str]| {
        let row = row(&report, medium);
        columns.iter().map(|column| row[*column].clone()).collect::<Value>()
    };
    assert_eq!(
        of(
            "H1",
            &[
                "tag",
                "lot",
                "on",
                "claim",
                "technique",
                "tool",
                "verify",
                "result",
                "sanitised_on",
                "operator"
            ]
        ),
        json!([
            "A1",
            "LOT-2026-0001",
            "2026-02-02",
            "clear",
            "overwrite",
            "nwipe 0.42",
            "full",
            "pass",
            "2026-01-08",
            "ana"
        ])
    );
    assert_eq!(of("H1", &["validated", "evidence"]), json!([false, true]));
    assert_eq!(of("S3", &["validated", "evidence"]), json!([true, false]));
    assert_eq!(of("L1", &["tag", "lot", "medium_kind"]), json!([null, "LOT-2026-0002", "hdd"]));
    // Nobody ever tried: nothing is invented.
    assert_eq!(of("S6", &["claim", "technique", "result", "operator"]), json!(["none", null, null, null]));
    let exceptions: Vec<_> = rows(&report, "exceptions");
    let clauses: Vec<_> =
        exceptions.iter().map(|row| (&row["medium"], &row["exception"], &row["data_clause"])).collect();
    assert_eq!(
        json!(clauses),
        json!([
            ["L2", "data_clause", "Marché 7, art. 4"],
            ["H5", "data_clause", "Marché 7, art. 4"],
            ["S6", "loss", null],
        ])
    );
    let unlisted = rows(&report, "unlisted");
    assert_eq!(unlisted.iter().map(|row| row["tag"].clone()).collect::<Vec<_>>(), ["A9"]);
}

#[test]
fn a_certificate_of_the_contractor_ends_its_exception_and_changes_no_claim() {
    let (world, _) = town(World::new());
    world.enter("sanitize H5 --action shred --result pass --on 2026-03-10");
    let certified = report(&world, "");
    assert_eq!(certified["figures"]["exceptions"], json!({ "data_clause": 1, "loss": 1, "voided": 0 }));
    assert_eq!(certified["figures"]["failed"], 0);
    let line = row(&certified, "H5");
    assert_eq!(json!([line["claim"], line["claim_since"]]), json!(["none", "destroy"]));
    assert_eq!(certified["figures"]["without_evidence"], 6);
    // One file for the lot is evidence of all that left in it.
    world.write("slip.pdf", "the slip of the recycler");
    world.enter("evidence add LOT-2026-0002 slip.pdf");
    assert_eq!(report(&world, "")["figures"]["without_evidence"], 3);
    // Seen from before, it is as it was.
    assert_eq!(report(&world, "--as-of 2026-03-09")["figures"]["exceptions"]["data_clause"], 2);
}

#[test]
fn what_came_back_counts_until_it_did() {
    let (world, _) = town(World::new());
    let count = |rest: &str| sum(&report(&world, rest)["figures"]["media_departed"]);
    assert_eq!(count("--as-of 2026-02-09"), 5);
    assert_eq!(count("--as-of 2026-02-10"), 4);
    assert_eq!(count("--as-of 2026-03-02"), 8);
    assert_eq!(count(""), 9);
    let month = world.run("report sanitization --period 2026-03 --format json").json();
    assert_eq!(sum(&month["figures"]["media_departed"]), 4);
}

#[test]
fn what_was_used_since_it_was_sanitised_is_not_said_to_be() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --on 2026-01-05
         media add A1 --kind hdd --serial H1 --on 2026-01-05
         sanitize H1 --action overwrite --verify full --result pass --on 2026-01-06
         deploy A1 --to Urbanisme --on 2026-01-07
         missing A1 --cause stolen --on 2026-02-01
         lot new --channel loss --on 2026-02-02
         lot add LOT-2026-0001 A1 --on 2026-02-02
         lot ship LOT-2026-0001 --on 2026-02-03",
    );
    let line = row(&report(&world, ""), "H1");
    assert_eq!(json!([line["claim"], line["technique"]]), json!(["none", null]));
}

#[test]
fn what_moved_a_figure_is_named() {
    let (world, wiped) = town(World::new());
    let head = world.head();
    world.write("slip.pdf", "the slip of the recycler");
    world.enter(&format!(
        "void {wiped} --reason mistyped
         sanitize L2 --action degauss --verify full --result pass --on 2026-03-10
         evidence add LOT-2026-0002 slip.pdf"
    ));
    let compared = report(&world, &format!("--compare-head {head}"))["compared_head"].clone();
    let moved: Vec<_> = compared["moved"]
        .as_array()
        .unwrap()
        .iter()
        .map(|moved| {
            let events = moved["events"].as_array().unwrap();
            let kinds: Vec<_> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
            format!(
                "{} {} {}: {}",
                moved["figure"].as_str().unwrap(),
                moved["name"].as_str().unwrap(),
                moved["change"].as_str().unwrap(),
                kinds.join(" ")
            )
        })
        .collect();
    insta::assert_snapshot!(moved.join("\n"), @r"
    media_departed.none A7 entered: voided
    media_departed.clear A7 left: voided
    unknown L2 left: sanitised
    exceptions.data_clause L2 left: sanitised
    exceptions.voided A7 entered: voided
    without_evidence A4 left: attached
    without_evidence A7 left: voided
    without_evidence L1 left: attached
    ");
}

#[test]
#[allow(clippy::too_many_lines, reason = "a whole page, as it is printed")]
fn the_report_reads_as_a_page() {
    let (world, _) = town(World::french());
    insta::assert_snapshot!(world.run("report sanitization --period 2026").success(), @r"
    Ville de Valmont – Supports de stockage sortis et leur effacement
    =================================================================
    Année 2026, situation arrêtée au 23/11/2026.
    Registre à l’événement n° 63, empreinte bd310cd1ddaf.
    bd310cd1ddaf3942d2dbc7fd75dabf26c5da81723c172ef7494abeeed5602f0d

    Supports sortis, par niveau d’effacement à la sortie
    ----------------------------------------------------
      Aucun niveau NIST         3
      NIST Clear, avec réserve  1
      NIST Clear                3
      NIST Purge                1
      NIST Destroy              1

      Aucun niveau NIST         3  █████████████████████████████████████████████████
      NIST Clear, avec réserve  1  ████████████████▎
      NIST Clear                3  █████████████████████████████████████████████████
      NIST Purge                1  ████████████████▎
      NIST Destroy              1  ████████████████▎

    En complément
    -------------
      Supports dont le dernier effacement a échoué                 1
      Supports dont le résultat du dernier effacement est inconnu  1
      Supports effacés, sans pièce justificative                   5

    Supports sortis sans effacement établi
    --------------------------------------
      Clause de données, sans attestation  2
      Perte ou vol                         1
      Effacement annulé depuis la sortie   0

    Exceptions
    ----------
                                                                    Clause de
      Support  Étiquette  Lot            Motif de la sortie         données
      -------  ---------  -------------  -------------------------  ----------------
      L2       –          LOT-2026-0002  Clause de données, sans    Marché 7, art. 4
                                         attestation
      H5       A5         LOT-2026-0002  Clause de données, sans    Marché 7, art. 4
                                         attestation
      S6       A6         LOT-2026-0003  Perte ou vol               –

    Équipements perdus ou volés, supports non recensés
    --------------------------------------------------
      Étiquette  Type                 Lot            Sorti le
      ---------  -------------------  -------------  ----------
      A9         Ordinateur portable  LOT-2026-0003  03/04/2026

    Supports sortis
    ---------------
      Support  Étiquette  Lot            Sorti le    Niveau à la sortie        Pièce
      -------  ---------  -------------  ----------  ------------------------  -----
      H1       A1         LOT-2026-0001  02/02/2026  NIST Clear                oui
      S2       A2         LOT-2026-0001  02/02/2026  NIST Clear, avec réserve  non
      S3       A3         LOT-2026-0001  02/02/2026  NIST Purge                non
      H7       A7         LOT-2026-0001  02/02/2026  NIST Clear                non
      L1       –          LOT-2026-0002  02/03/2026  NIST Clear                non
      L2       –          LOT-2026-0002  02/03/2026  Aucun niveau NIST         non
      H4       A4         LOT-2026-0002  02/03/2026  NIST Destroy              non
      H5       A5         LOT-2026-0002  02/03/2026  Aucun niveau NIST         non
      S6       A6         LOT-2026-0003  03/04/2026  Aucun niveau NIST         non

    Effacement de chaque support
    ----------------------------
      Support  Technique                           Outil
      -------  ----------------------------------  ----------
      H1       Réécriture par logiciel             nwipe 0.42
      S2       Réécriture par logiciel             –
      S3       ATA Sanitize, effacement par blocs  –
      H7       Réécriture par logiciel             –
      L1       Réécriture par logiciel             –
      L2       Réécriture par logiciel             –
      H4       Broyage                             –
      H5       Réécriture par logiciel             –
      S6       –                                   –

                                                                         Saisi
      Support  Vérification                Résultat          Fait le     par
      -------  --------------------------  ----------------  ----------  -----
      H1       Relecture complète          Réussite          08/01/2026  ana
      S2       Relecture complète          Réussite          08/01/2026  ana
      S3       Compte rendu de l’appareil  Réussite          08/01/2026  ana
      H7       Relecture complète          Réussite          08/01/2026  ana
      L1       Relecture complète          Réussite          08/01/2026  ana
      L2       Relecture complète          Résultat inconnu  08/01/2026  ana
      H4       Sans vérification           Réussite          08/01/2026  ana
      H5       Relecture complète          Échec             08/01/2026  ana
      S6       –                           –                 –           –

      Support  Validé
      -------  ------
      H1       non
      S2       non
      S3       oui
      H7       non
      L1       non
      L2       non
      H4       non
      H5       non
      S6       non

    À savoir pour lire ces chiffres
    -------------------------------
    - La période n’est pas achevée : les chiffres sont ceux qui sont connus à la
      date d’arrêté.
    - Le niveau d’un support est celui de sa sortie ; une attestation enregistrée
      ensuite met fin à une exception et ne change pas ce niveau.
    - Les exceptions sont sorties sans effacement établi. Celle d’une clause de
      données prend fin avec l’attestation du prestataire (sanitize) ; une perte ou
      un vol reste une exception.
    - Les supports d’un équipement perdu ou volé avant leur recensement ne sont pas
      comptés : la liste de ces équipements est donnée ci-dessus.
    - Un support détruit est compté si l’équipement qui le contenait est sorti, et
      non s’il est resté. Ce qui est revenu n’est pas compté.
    - L’empreinte désigne un état précis du registre ; elle ne dit pas si ce qui a
      été saisi est exact.

    Textes de référence
    -------------------
    - NIST SP 800-88 rév. 2 (septembre 2025), 4.5 : vérification et validation ;
      4.6 : documentation de l’effacement de chaque support.
    - Règlement (UE) 2016/679 (RGPD), art. 32 : sécurité du traitement.

    Pour rééditer cet état
    ----------------------
    rebond --lang fr report sanitization --period 2026 --as-of 2026-11-23 --at-head 63
    ");
}

#[test]
fn every_format_has_the_report() {
    let (world, _) = town(World::new());
    let text = world.run("report sanitization --period 2026 --explain --format md").success();
    assert!(text.contains("Lost, media never listed"), "{text}");
    for format in ["html", "pdf", "csv"] {
        world.run(&format!("report sanitization --period 2026 --explain -o media.{format}")).success();
    }
    let csv = std::fs::read_to_string(world.path("media.csv")).unwrap();
    assert!(csv.contains("\nfigures,,exceptions.data_clause,2\n"), "{csv}");
    assert!(csv.contains("\nmedia,H1,technique,overwrite\n"), "{csv}");
}
