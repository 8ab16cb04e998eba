//! The register of outgoing waste, for people and in the layout that the national register imports.

use serde_json::{Value, json};

use crate::world::World;

/// Numbers of establishments that pass the check of their last digit.
const TOWN: &str = "21920049000015";
const RECYCLER: &str = "55210055400013";
const CARRIER: &str = "73282932000074";

/// A town that handed waste over: a lot in two departures and of two codes, of which the slip came later;
/// untagged things and a disk, weighed together; and what is no waste, or came back.
fn town(world: World) -> World {
    let world = world.with_record();
    world.enter(&format!(
        "policy set organisation.siret '219 200 490 00015'
         party add Recyclage --kind recycler --siret {RECYCLER} --on 2026-01-02
         party add Durand --kind other --siret {CARRIER} --on 2026-01-02
         party add Restos --kind association --on 2026-01-02
         add --kind laptop --tag L1 --mass 1500 --on 2026-01-05
         add --kind laptop --tag L2 --mass 1600 --on 2026-01-05
         add --kind monitor --tag M1 --mass 4000 --on 2026-01-05
         add --kind monitor --tag M2 --mass 4000 --on 2026-01-05
         add --kind monitor --tag M3 --mass 4000 --on 2026-01-05
         media none L1 L2 --on 2026-01-06
         media add stock --kind hdd --serial WD-1 --on 2026-01-06
         sanitize WD-1 --action overwrite --verify full --result pass --on 2026-01-06
         decommission L1 L2 M1 M2 M3 --act 'DEL 7' --on 2026-01-07
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --on 2026-02-01
         lot add LOT-2026-0001 L1 M1 M2 --on 2026-02-01
         lot add LOT-2026-0001 L2 --waste-code '16 02 13*' --on 2026-02-01
         lot ship LOT-2026-0001 L1 L2 M1 --no-bsd 'signé demain' --on 2026-02-02
         lot ship LOT-2026-0001 --on 2026-03-02
         lot return LOT-2026-0001 M2 --reason refused --on 2026-03-03
         lot edit LOT-2026-0001 --bsd BSD-20260202-0A1B2C3D4 --carrier Durand --pop no
         lot new --channel waste --to Recyclage --carrier Durand --operation 'R 12' --pop no --on 2026-03-05
         lot add LOT-2026-0002 WD-1 --waste-code '16 02 14' --on 2026-03-05
         lot add LOT-2026-0002 --bulk 'Câbles et claviers' --mass 40kg --count 60 --waste-code '16 02 14' --on 2026-03-05
         lot ship LOT-2026-0002 --mass 41200 --weighed --on 2026-03-06
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-03-07
         lot add LOT-2026-0003 M3 --on 2026-03-07
         lot ship LOT-2026-0003 --on 2026-03-08",
    ));
    world
}

fn report(world: &World, rest: &str) -> Value {
    world.run(&format!("report register --period 2026 --format json {rest}")).json()
}

fn rows(report: &Value, name: &str) -> Value {
    let tables = report["tables"].as_array().unwrap();
    tables.iter().find(|table| table["name"] == name).expect(name)["rows"].clone()
}

/// The values of one column of the exported register, after its name.
fn column(text: &str, name: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let at = reader.headers().unwrap().iter().position(|of| of == name).expect(name);
    reader.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

#[test]
fn each_departure_has_a_line_for_each_code_with_the_papers_that_came_later() {
    let world = town(World::new());
    let register = report(&world, "--explain");
    assert_eq!(
        register["figures"],
        json!({
            "lines": 3, "departures": 3, "mass_g": 48_300, "hazardous": 1, "hazardous_mass_g": 1600,
            "without_bsd": 0, "incomplete": 0,
        })
    );
    assert_eq!(register["explain"]["departures"], json!(["L1", "L2", "M1"]));
    let lines: Vec<Value> = rows(&register, "register").as_array().unwrap().clone();
    let of = |at: usize| lines.iter().map(|row| row[at].clone()).collect::<Vec<_>>();
    assert_eq!(of(1), ["2026-02-02", "2026-02-02", "2026-03-06"]);
    assert_eq!(of(4), ["16 02 13*", "16 02 14", "16 02 14"]);
    assert_eq!(of(5), [true, false, false]);
    assert_eq!(of(8), [1600, 5500, 41_200]);
    assert_eq!(of(9), [false, false, true]);
    assert_eq!(of(10), [json!("BSD-20260202-0A1B2C3D4"), json!("BSD-20260202-0A1B2C3D4"), Value::Null]);
    assert_eq!(of(13), ["Durand"; 3]);
    assert_eq!(rows(&register, "incomplete"), json!([]));
}

#[test]
fn what_came_back_stands_in_the_register_until_it_did() {
    let world = town(World::new());
    let then = report(&world, "--as-of 2026-03-02");
    assert_eq!((&then["figures"]["lines"], &then["figures"]["departures"]), (&json!(3), &json!(4)));
    let month = world.run("report register --period 2026-02 --format json").json();
    assert_eq!(month["figures"]["lines"], 2);
    // The identity of a line is the same in every period.
    let ids = |report: &Value| -> Vec<Value> {
        rows(report, "register").as_array().unwrap().iter().map(|row| row[0].clone()).collect()
    };
    assert_eq!(ids(&month), ids(&report(&world, ""))[..2]);
}

#[test]
fn each_departure_of_a_lot_keeps_its_own_papers() {
    let world = World::new().with_record();
    world.enter(
        "party add Recyclage --kind recycler --on 2026-01-02
         add --kind monitor --tag M1 --on 2026-01-05
         add --kind monitor --tag M2 --on 2026-01-05
         add --kind monitor --tag M3 --on 2026-01-05
         decommission M1 M2 M3 --on 2026-01-06
         lot new --channel waste --to Recyclage --waste-code '16 02 13*' --operation 'R 4' --on 2026-02-01
         lot add LOT-2026-0001 M1 M2 M3 --on 2026-02-01
         lot ship LOT-2026-0001 M1 --bsd BSD-20260202-0A1B2C3D4 --on 2026-02-02
         lot ship LOT-2026-0001 M2 --no-bsd 'signé demain' --on 2026-02-03
         lot ship LOT-2026-0001 M3 --bsd BSD-20260204-0A1B2C3D6 --on 2026-02-04
         lot edit LOT-2026-0001 --bsd BSD-20260204-0A1B2C3D7 --pop yes",
    );
    let lines = rows(&report(&world, ""), "register");
    let of = |at: usize| lines.as_array().unwrap().iter().map(|row| row[at].clone()).collect::<Vec<_>>();
    // The last one is put right; what the others lack is completed, and nothing of theirs replaced.
    assert_eq!(of(10)[0], "BSD-20260202-0A1B2C3D4");
    assert_eq!(of(10)[2], "BSD-20260204-0A1B2C3D7");
    assert_eq!(of(6), [true; 3]);
}

#[test]
fn the_export_has_every_column_of_the_national_register_and_what_it_requires() {
    let world = town(World::new());
    let text = world.run("export register --period 2026").success();
    let header: Vec<&str> = text.lines().next().unwrap().split(';').collect();
    assert_eq!(
        (header.len(), header[0], header[100]),
        (101, "Motif", "Numéro de récépissé du transporteur n°5")
    );
    assert_eq!(header[43], "Raison sociale de l’éco-organisme ");
    // The check of its import, written again from its rules.
    let required = |name: &str, good: &dyn Fn(&str) -> bool| {
        for value in column(&text, name) {
            assert!(good(&value), "{name}: {value:?}");
        }
    };
    let siret = |value: &str| value.len() == 14 && value.bytes().all(|b| b.is_ascii_digit());
    let one_of = |of: &'static [&'static str]| move |value: &str| of.contains(&value);
    required("Identifiant unique", &|value| {
        let good = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        (1..=36).contains(&value.len()) && value.chars().all(good)
    });
    required("SIRET de l'expéditeur ou du détenteur", &|value| value == TOWN);
    required("Dénomination du déchet", &|value| (2..=300).contains(&value.chars().count()));
    required("Code déchet", &one_of(&["16 02 13*", "16 02 14"]));
    required("POP", &one_of(&["OUI", "NON"]));
    required("Date d'expédition", &|value| value.parse::<jiff::civil::Date>().is_ok());
    required("Poids en tonnes", &|value| {
        let (whole, part) = value.split_once(',').unwrap();
        part.len() == 3 && (whole != "0" || part != "000") && whole.parse::<u32>().unwrap() <= 1000
    });
    required("Type de poids", &one_of(&["ESTIME", "REEL"]));
    required("Type de destinataire", &one_of(&["ETABLISSEMENT_FR"]));
    required("Numéro d'identification du destinataire", &|value| value == RECYCLER && siret(value));
    required("Numéro d'identification du transporteur n°1", &|value| value == CARRIER && siret(value));
    assert_eq!(column(&text, "Code de traitement prévu"), ["R 4", "R 4", "R 12"]);
    assert_eq!(column(&text, "Mode de traitement prévu"), ["RECYCLAGE", "RECYCLAGE", ""]);
    assert_eq!(column(&text, "Poids en tonnes"), ["0,002", "0,006", "0,041"]);
    assert_eq!(
        column(&text, "Dénomination du déchet"),
        [
            "Ordinateur portable (1)",
            "Ordinateur portable (1), écran (1)",
            "Disque dur (1), Câbles et claviers (60)"
        ]
    );
    assert!(world.run("export register --period 2026").stderr.is_empty());
}

#[test]
fn what_the_national_register_would_miss_is_said() {
    let world = World::new().with_record();
    world.enter(
        "party add Recyclage --kind recycler --siret 552100554 --on 2026-01-02
         add --kind monitor --tag M1 --on 2026-01-05
         decommission M1 --on 2026-01-06
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'D 10' --on 2026-02-01
         lot add LOT-2026-0001 M1 --on 2026-02-01
         lot ship LOT-2026-0001 --on 2026-02-02",
    );
    let lacks = rows(&report(&world, ""), "incomplete");
    let lacks: Vec<&str> = lacks.as_array().unwrap().iter().map(|row| row[1].as_str().unwrap()).collect();
    assert_eq!(lacks, ["sender_siret", "pop", "weighing", "taker_siret", "carrier"]);
    let said = world.run("--lang fr export register --period 2026");
    assert!(said.stderr.contains("lignes incomplètes 1 sur 1") && said.status == 0, "{said}");
    world.stopped("export register --since 3", 2, "usage");
    world.stopped("export assets --period 2026", 2, "usage");
    world.stopped("policy set organisation.siret 21920049000016", 1, "policy");
}

#[test]
fn the_register_reads_as_a_page() {
    let world = town(World::new());
    insta::assert_snapshot!(world.run("--lang fr report register --period 2026").success(), @r"
    Ville de Valmont – Registre chronologique des déchets sortants
    ==============================================================
    Année 2026, situation arrêtée au 23/11/2026.
    Registre à l’événement n° 40, empreinte 947860347fc0.
    947860347fc0a47003911b6b2c0e331da471d9408508082d193ee937a23aebfd

    Totaux de la période
    --------------------
      Lignes du registre                                          3
      Sorties du parc                                             3
      Masse des sorties                                    48,30 kg
      Lignes de déchets dangereux                                 1
      Masse des déchets dangereux                           1,60 kg
      Lignes de déchets dangereux sans bordereau de suivi         0
      Lignes incomplètes pour le registre national                0

    Registre
    --------
                                           Code
      Ligne                    Sorti le    déchet        Masse
      -----------------------  ----------  ---------  --------
      LOT-2026-0001/25/160213  02/02/2026  16 02 13*   1,60 kg
      LOT-2026-0001/25/160214  02/02/2026  16 02 14    5,50 kg
      LOT-2026-0002/36/160214  06/03/2026  16 02 14   41,20 kg

      Ligne                    Bordereau               Destinataire  Transporteur
      -----------------------  ----------------------  ------------  ------------
      LOT-2026-0001/25/160213  BSD-20260202-0A1B2C3D4  Recyclage     Durand
      LOT-2026-0001/25/160214  BSD-20260202-0A1B2C3D4  Recyclage     Durand
      LOT-2026-0002/36/160214  –                       Recyclage     Durand

                               Traitement
      Ligne                    prévu
      -----------------------  ----------
      LOT-2026-0001/25/160213  R 4
      LOT-2026-0001/25/160214  R 4
      LOT-2026-0002/36/160214  R 12

    Contenu de chaque ligne
    -----------------------
      Ligne                    Contenu              Pièces
      -----------------------  -------------------  ------
      LOT-2026-0001/25/160213  Ordinateur portable       1
      LOT-2026-0001/25/160214  Ordinateur portable       1
      LOT-2026-0001/25/160214  Écran                     1
      LOT-2026-0002/36/160214  Disque dur                1
      LOT-2026-0002/36/160214  Câbles et claviers       60

    À savoir pour lire ces chiffres
    -------------------------------
    - La période n’est pas achevée : les chiffres sont ceux qui sont connus à la
      date d’arrêté.
    - La masse d’un équipement qui n’a pas été pesé est une estimation, d’après son
      type.
    - L’empreinte désigne un état précis du registre ; elle ne dit pas si ce qui a
      été saisi est exact.

    Textes de référence
    -------------------
    - Code de l’environnement, art. R. 541-43, I : registre chronologique des
      déchets sortants, conservé trois ans au moins.
    - Arrêté du 31 mai 2021 fixant le contenu des registres, art. 2 : déchets
      sortants.
    - Décision 2000/532/CE : liste européenne des déchets ; un code suivi d’un
      astérisque désigne un déchet dangereux.
    - Directive 2008/98/CE, annexes I et II : codes des opérations de traitement (D
      et R).

    Pour rééditer cet état
    ----------------------
    rebond --lang fr report register --period 2026 --as-of 2026-11-23 --at-head 40
    ");
}

#[test]
fn the_register_is_exported_as_one_document_a_line() {
    let world = town(World::new());
    let text = world.run("export register --period 2026-03 --format jsonl").success();
    insta::assert_snapshot!(text, @r#"{"line":"LOT-2026-0002/36/160214","on":"2026-03-06","lot":"LOT-2026-0002","channel":"waste","waste_code":"16 02 14","hazardous":false,"pop":false,"pieces":61,"mass_g":41200,"weighed":true,"bsd":null,"taker":"Recyclage","taker_siret":"55210055400013","carrier":"Durand","carrier_siret":"73282932000074","operation":"R 12"}"#);
}
