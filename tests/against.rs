//! `report --compare`: the same report of another period beside it, seen from the same moment.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::world::{World, has, said};

/// A town that gave two machines away in one year, and recycled one and gave one in the next.
fn town(world: World) -> World {
    world.set_day("2025-01-02");
    let world = world.with_record();
    world.set_day("2026-03-15");
    world.enter(
        "party add Restos --kind association --on 2025-01-02
         party add Recyclage --kind recycler --on 2025-01-02
         add --kind laptop --tag L1 --service Voirie --mass 1500 --first-use 2020-01-05 --on 2020-01-05
         add --kind laptop --tag L2 --service Voirie --mass 1600 --first-use 2020-01-05 --on 2020-01-05
         add --kind laptop --tag L3 --service Voirie --mass 1600 --first-use 2020-01-05 --price-ht 900 --on 2020-01-05
         add --kind desktop --tag D1 --service Écoles --mass 5000 --first-use 2020-01-05 --on 2020-01-05
         add --kind monitor --tag M1 --service Écoles --mass 4000 --first-use 2020-01-05 --on 2020-01-05
         media none L1 L2 L3 D1 --on 2020-01-05
         collect L1 L2 L3 D1 M1 --on 2024-11-03
         triage L1 L2 L3 D1 --decision recondition --functional F5 --on 2024-11-04
         decommission L1 L2 L3 D1 M1 --act 'DEL 7' --on 2024-12-10
         work D1 --type repair --minutes 90 --on 2025-01-20
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2025-02-01
         lot add LOT-2025-0001 L1 D1 --on 2025-02-01
         lot ship LOT-2025-0001 --on 2025-02-02
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-02-01
         lot add LOT-2026-0001 L2 --on 2026-02-01
         lot ship LOT-2026-0001 --on 2026-02-02
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --on 2026-03-01
         lot add LOT-2026-0002 M1 --on 2026-03-01
         lot ship LOT-2026-0002 --on 2026-03-04",
    );
    world
}

/// What is printed of the comparison.
fn part(page: &str, from: &str, to: &str) -> String {
    let start = page.find(from).unwrap_or_else(|| panic!("{page}"));
    page[start..page.find(to).unwrap()].to_owned()
}

#[test]
fn a_year_stands_beside_the_former_one_figure_by_figure_and_kind_by_kind() {
    let world = town(World::french());
    let page = world.run("report reuse --period 2026 --compare 2025").success();
    let told = part(&page, "Comparaison de périodes\n", "À savoir");
    insta::assert_snapshot!(told[..told.find("Par âge").unwrap()], @r"
    Comparaison de périodes
    -----------------------
    2026 par rapport à 2025 :
    - Période inachevée à la date d’arrêté (2026) : 74 jours sur 365. Ses chiffres
      ne sont pas ceux de la période entière.
    - Le registre a été ouvert le 02/01/2025, pendant la période (2025) : de ce qui
      précède, seul compte ce qui a été saisi après coup.
                                                       Année    Année
      Chiffre                                           2025     2026          Écart
      --------------------------------------------  --------  -------  -------------
      Sorties du parc                                      2        2              0
      Réemploi                                             2        1             −1
      Préparation en vue de la réutilisation               0        0              0
      Vente ou reprise, réemploi non établi                0        0              0
      Recyclage                                            0        1             +1
      Autre valorisation                                   0        0              0
      Élimination                                          0        0              0
      En attente de traitement final                       0        0              0
      Perte ou vol                                         0        0              0
      Restitution au propriétaire                          0        0              0
      Secondes vies en interne                             0        0              0
      Réaffectations                                       0        0              0
      Sorties antérieures au registre, année ou
      voie inconnue                                        0        0              0
      Masse sortie en vrac, sans étiquette           0,00 kg  0,00 kg        0,00 kg
      Secondes vies parmi les sorties, hors pertes
      et restitutions                               100,00 %  50,00 %  −50,00 points

    Masse des sorties
                                                Année    Année
      Chiffre                                    2025     2026     Écart
      --------------------------------------  -------  -------  --------
      Réemploi                                6,50 kg  1,60 kg  −4,90 kg
      Préparation en vue de la réutilisation  0,00 kg  0,00 kg   0,00 kg
      Vente ou reprise, réemploi non établi   0,00 kg  0,00 kg   0,00 kg
      Recyclage                               0,00 kg  4,00 kg  +4,00 kg
      Autre valorisation                      0,00 kg  0,00 kg   0,00 kg
      Élimination                             0,00 kg  0,00 kg   0,00 kg
      En attente de traitement final          0,00 kg  0,00 kg   0,00 kg
      Perte ou vol                            0,00 kg  0,00 kg   0,00 kg
      Restitution au propriétaire             0,00 kg  0,00 kg   0,00 kg

    Taux réglementaire
                                Année    Année
      Année        Chiffre       2025     2026         Écart
      -----------  ---------  -------  -------  ------------
      2025 / 2026  A                2        1            −1
      2025 / 2026  B                5        3            −2
      2025 / 2026  Taux       40,00 %  33,33 %  −6,67 points
      2025 / 2026  Objectif   50,00 %  50,00 %    0,00 point
      2025 / 2026  Atteint        non      non             –
      2025 / 2026  Manquants        1        1             0

    Par type d’équipement
                                         Année    Année
      Type                  Chiffre       2025     2026     Écart
      --------------------  ---------  -------  -------  --------
      Ordinateur portable   Sorties          1        1         0
      Ordinateur portable   Réemploi         1        1         0
      Ordinateur portable   Masse      1,50 kg  1,60 kg  +0,10 kg
      Ordinateur de bureau  Sorties          1        0        −1
      Ordinateur de bureau  Réemploi         1        0        −1
      Ordinateur de bureau  Masse      5,00 kg  0,00 kg  −5,00 kg
      Écran                 Sorties          0        1        +1
      Écran                 Recyclage        0        1        +1
      Écran                 Masse      0,00 kg  4,00 kg  +4,00 kg

    Par service
                            Année    Année
      Service  Chiffre       2025     2026     Écart
      -------  ---------  -------  -------  --------
      Écoles   Sorties          1        1         0
      Écoles   Réemploi         1        0        −1
      Écoles   Recyclage        0        1        +1
      Écoles   Masse      5,00 kg  4,00 kg  −1,00 kg
      Voirie   Sorties          1        1         0
      Voirie   Réemploi         1        1         0
      Voirie   Masse      1,50 kg  1,60 kg  +0,10 kg

    Par mois
                                        Année    Année
      Mois                 Chiffre       2025     2026     Écart
      -------------------  ---------  -------  -------  --------
      Février 2025 / 2026  Sorties          2        1        −1
      Février 2025 / 2026  Réemploi         2        1        −1
      Février 2025 / 2026  Masse      6,50 kg  1,60 kg  −4,90 kg
      Mars 2025 / 2026     Sorties          0        1        +1
      Mars 2025 / 2026     Recyclage        0        1        +1
      Mars 2025 / 2026     Masse      0,00 kg  4,00 kg  +4,00 kg
    ");
}

#[test]
fn what_was_decommissioned_when_and_how_old_stands_beside_that_of_the_former_year() {
    let world = town(World::french());
    let page = world.run("report reuse --period 2026 --compare 2025").success();
    let told = part(&page, "Comparaison de périodes\n", "À savoir");
    insta::assert_snapshot!(told[told.find("Par âge").unwrap()..], @r"
    Par âge
      Âge à
      la                    Année    Année
      réforme  Chiffre       2025     2026     Écart
      -------  ---------  -------  -------  --------
      4 ans    Sorties          2        2         0
      4 ans    Réemploi         2        1        −1
      4 ans    Recyclage        0        1        +1
      4 ans    Masse      6,50 kg  5,60 kg  −0,90 kg

    Selon la date de réforme
                                              Année    Année
      Réforme                    Chiffre       2025     2026     Écart
      -------------------------  ---------  -------  -------  --------
      Réformés avant la période  Sorties          2        2         0
      Réformés avant la période  Réemploi         2        1        −1
      Réformés avant la période  Recyclage        0        1        +1
      Réformés avant la période  Masse      6,50 kg  5,60 kg  −0,90 kg
    ");
}

#[test]
fn what_stands_at_an_evening_is_beside_that_of_another_evening() {
    let world = town(World::new());
    let page = world.run("report stock --period 2026 --compare 2025 --format md").success();
    let page = part(&page, "## Comparison of", "## How to read");
    insta::assert_snapshot!(part(&page, "## Comparison of", "### By kind"), @r"
    ## Comparison of periods

    2026 compared with 2025:

    - What is on hand or waits is that of the evening of 2026-03-15, beside that of the evening of 2025-12-31.
    - The record was opened on 2025-01-02, within 2025: of what came before that day, only what was entered afterwards counts.

    | Figure                                     |  Year 2025 |  Year 2026 | Difference |
    | ------------------------------------------ | ---------: | ---------: | ---------: |
    | On hand                                    |          3 |          1 |         −2 |
    | Belonging to others                        |          0 |          0 |          0 |
    | Median age                                 | 2,187 days | 2,261 days |   +74 days |
    | Decommissioned, still here                 |          3 |          1 |         −2 |
    | Median wait since decommissioning          |   386 days |   460 days |   +74 days |
    | Decommissioned for more than twelve months |          3 |          1 |         −2 |
    | More than ten years old                    |          0 |          0 |          0 |
    | Of unknown age                             |          0 |          0 |          0 |
    | Under warranty                             |          0 |          0 |          0 |
    | Warranty ends within 90 days               |          0 |          0 |          0 |
    | Warranty over                              |          0 |          0 |          0 |
    | Warranty unknown                           |          3 |          1 |         −2 |
    | Purchase value before tax of what is owned |    €900.00 |    €900.00 |      €0.00 |
    | Owned, price unknown                       |          2 |          0 |         −2 |

    ### By state

    | Figure            | Year 2025 | Year 2026 | Difference |
    | ----------------- | --------: | --------: | ---------: |
    | In stock          |         0 |         0 |          0 |
    | In use            |         0 |         0 |          0 |
    | Returned from use |         1 |         0 |         −1 |
    | In the workshop   |         2 |         1 |         −1 |
    | Reconditioned     |         0 |         0 |          0 |
    | Set aside         |         0 |         0 |          0 |
    | Lost or stolen    |         0 |         0 |          0 |

    ### By age

    | Age     | Figure         | Year 2025 | Year 2026 | Difference |
    | ------- | -------------- | --------: | --------: | ---------: |
    | 5 years | Equipment      |         3 |         0 |         −3 |
    | 5 years | Decommissioned |         3 |         0 |         −3 |
    | 5 years | Purchase value |   €900.00 |     €0.00 |   −€900.00 |
    | 6 years | Equipment      |         0 |         1 |         +1 |
    | 6 years | Decommissioned |         0 |         1 |         +1 |
    | 6 years | Purchase value |     €0.00 |   €900.00 |   +€900.00 |
    ");
}

/// Every report with the periods of which it can tell.
const ASKED: [(&str, &str, &str); 13] = [
    ("decree", "2026", "2025"),
    ("agec", "2025", "2024"),
    ("reuse", "2026", "2025"),
    ("reuse", "2025", "2026"),
    ("reuse", "2026-Q1", "2025-Q1"),
    ("reuse", "2026-01-15..2026-02-03", "2025-02-01..2025-02-28"),
    ("impact", "2026", "2025"),
    ("sanitization", "2026", "2025"),
    ("register", "2026", "2025"),
    ("stock", "2026", "2025"),
    ("inventory", "2026", "2024"),
    ("workshop", "2026", "2025"),
    ("workshop", "2025-01", "2025-02"),
];

/// Each value of a table by its keys and its column, in a report or beside it.
fn cells(tables: &Value, name: &str) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    let found = tables.as_array().unwrap().iter().find(|table| table["name"] == name);
    let table = found.unwrap_or_else(|| panic!("no {name}: {tables}"));
    let columns: Vec<&str> =
        table["columns"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
    for row in table["rows"].as_array().unwrap() {
        for (column, value) in columns.iter().zip(row.as_array().unwrap()).skip(1) {
            all.insert(format!("{} {column}", row[0]), value.clone());
        }
    }
    all
}

#[test]
fn each_side_is_the_report_of_its_period_and_the_difference_is_theirs() {
    let world = town(World::new());
    for (name, period, other) in ASKED {
        let ask = |more: &str| world.run(&format!("report {name} --explain --json --period {more}")).json();
        let (beside, alone, there) = (ask(&format!("{period} --compare {other}")), ask(period), ask(other));
        let mut own = beside.clone();
        let told = own.as_object_mut().unwrap().remove("compared_period").unwrap();
        assert_eq!(own, alone, "{name}: the report is the one it is without");
        assert_eq!((&told["period"], &told["explain"]), (&there["period"], &there["explain"]));
        for of in told["figures"].as_array().unwrap() {
            let path = format!("/figures/{}", of["figure"].as_str().unwrap().replace('.', "/"));
            assert_eq!(Some(&of["value"]), alone.pointer(&path), "{name} {path}");
            assert_eq!(Some(&of["other"]), there.pointer(&path), "{name} {path}");
            let by = of["value"].as_i64().zip(of["other"].as_i64()).map(|(value, other)| value - other);
            assert_eq!(of["difference"], json!(by), "{name} {path}");
        }
        for table in told["tables"].as_array().unwrap() {
            let columns = table["columns"].as_array().unwrap();
            let at = |name: &str| columns.iter().position(|column| column == name);
            let of = table["name"].as_str().unwrap();
            let (mut mine, mut theirs) = (cells(&alone["tables"], of), cells(&there["tables"], of));
            for row in table["rows"].as_array().unwrap() {
                let figure = row[at("figure").unwrap()].as_str().unwrap();
                let other_key = at("other_month").or(at("other_year")).unwrap_or(0);
                let (value, other) = (&row[at("value").unwrap()], &row[at("other").unwrap()]);
                let absent = |value: &Value| *value == json!(0) || value.is_null();
                match mine.remove(&format!("{} {figure}", row[0])) {
                    Some(known) => assert_eq!(*value, known, "{name} {of} {row}"),
                    None => assert!(absent(value), "{name} {of} {row}"),
                }
                match theirs.remove(&format!("{} {figure}", row[other_key])) {
                    Some(known) => assert_eq!(*other, known, "{name} {of} {row}"),
                    None => assert!(absent(other), "{name} {of} {row}"),
                }
            }
            // By these columns rows of `impact` are known too.
            let known = |key: &&String| key.ends_with(" g_per_year") || key.ends_with(" years");
            let lost = mine.keys().chain(theirs.keys()).filter(|key| !known(key));
            assert_eq!(lost.collect::<Vec<_>>(), [""; 0], "{name} {of}");
        }
    }
}

#[test]
fn what_must_be_known_of_two_periods_is_said() {
    let world = town(World::new());
    let french = town(World::french());
    let told_of = |asked: &str| -> String {
        let mut all = Vec::new();
        for (world, from, to) in
            [(&world, "## Comparison of", "| Figure"), (&french, "## Comparaison de", "| Chiffre")]
        {
            let page = world.run(&format!("report {asked} --format md")).success();
            let lines = part(&page, from, to);
            // The words of each report are looked at elsewhere.
            all.extend(lines.lines().skip(2).filter(|line| !line.is_empty()).map(str::to_owned));
        }
        all.join("\n")
    };
    let asked = [
        "impact --period 2026 --compare 2025",
        "impact --period 2025 --compare 2024",
        "impact --period 2025-Q1 --compare 2025-02",
        "impact --period 2025-02 --compare 2025-03-15..2025-04-11",
        "impact --period 2027 --compare 2025-T4",
        "inventory --period 2026 --compare 2025",
        "inventory --period 2026 --compare 2027",
        "workshop --period 2024-12-01..2025-01-31 --compare 2025",
    ];
    let told: Vec<String> = asked.iter().map(|asked| format!("{asked}\n{}\n", told_of(asked))).collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    impact --period 2026 --compare 2025
    2026 compared with 2025:
    - Not over on the as-of day: 2026, of which 74 of 365 days have passed. Its figures are not those of the whole period.
    - The record was opened on 2025-01-02, within 2025: of what came before that day, only what was entered afterwards counts.
    2026 par rapport à 2025 :
    - Période inachevée à la date d’arrêté (2026) : 74 jours sur 365. Ses chiffres ne sont pas ceux de la période entière.
    - Le registre a été ouvert le 02/01/2025, pendant la période (2025) : de ce qui précède, seul compte ce qui a été saisi après coup.

    impact --period 2025 --compare 2024
    2025 compared with 2024:
    - The periods differ in length: 365 days beside 366 days. The figures are not brought to the same length.
    - The record was opened on 2025-01-02, within 2025: of what came before that day, only what was entered afterwards counts.
    - The record was opened on 2025-01-02, after the end of 2024: of that, only what was entered afterwards counts.
    2025 par rapport à 2024 :
    - Périodes de durées différentes : 365 jours contre 366 jours. Les chiffres ne sont pas ramenés à une même durée.
    - Le registre a été ouvert le 02/01/2025, pendant la période (2025) : de ce qui précède, seul compte ce qui a été saisi après coup.
    - Le registre a été ouvert le 02/01/2025, après la fin de la période (2024) : seul ce qui a été saisi après coup y compte.

    impact --period 2025-Q1 --compare 2025-02
    Quarter 1 of 2025 compared with February 2025:
    - The periods differ in length: 90 days beside 28 days. The figures are not brought to the same length.
    - The periods have days in common, February 2025: what happened then counts on both sides.
    - The record was opened on 2025-01-02, within quarter 1 of 2025: of what came before that day, only what was entered afterwards counts.
    1er trimestre 2025 par rapport à février 2025 :
    - Périodes de durées différentes : 90 jours contre 28 jours. Les chiffres ne sont pas ramenés à une même durée.
    - Les périodes ont des jours en commun (février 2025) : ce qui s’y est passé compte de part et d’autre.
    - Le registre a été ouvert le 02/01/2025, pendant la période (1er trimestre 2025) : de ce qui précède, seul compte ce qui a été saisi après coup.

    impact --period 2025-02 --compare 2025-03-15..2025-04-11
    February 2025 compared with 2025-03-15 to 2025-04-11:
    Février 2025 par rapport à la période du 15/03/2025 au 11/04/2025 :

    impact --period 2027 --compare 2025-T4
    2027 compared with quarter 4 of 2025:
    - Not begun on the as-of day: 2027.
    - The periods differ in length: 365 days beside 92 days. The figures are not brought to the same length.
    2027 par rapport au 4e trimestre 2025 :
    - Période non commencée à la date d’arrêté (2027).
    - Périodes de durées différentes : 365 jours contre 92 jours. Les chiffres ne sont pas ramenés à une même durée.

    inventory --period 2026 --compare 2025
    2026 compared with 2025:
    - What is on hand or waits is that of the evening of 2026-03-15, beside that of the evening of 2025-12-31.
    - The record was opened on 2025-01-02, within 2025: of what came before that day, only what was entered afterwards counts.
    2026 par rapport à 2025 :
    - Ce qui est présent ou en attente l’est au soir du 15/03/2026, par rapport au soir du 31/12/2025.
    - Le registre a été ouvert le 02/01/2025, pendant la période (2025) : de ce qui précède, seul compte ce qui a été saisi après coup.

    inventory --period 2026 --compare 2027
    2026 compared with 2027:
    - What is on hand or waits is that of one evening for both periods, 2026-03-15: there it differs in nothing.
    - Not begun on the as-of day: 2027.
    2026 par rapport à 2027 :
    - Ce qui est présent ou en attente l’est au même soir pour les deux périodes, celui du 15/03/2026 : aucun écart n’y apparaît.
    - Période non commencée à la date d’arrêté (2027).

    workshop --period 2024-12-01..2025-01-31 --compare 2025
    2024-12-01 to 2025-01-31 compared with 2025:
    - What is on hand or waits is that of the evening of 2025-01-31, beside that of the evening of 2025-12-31.
    - The periods differ in length: 62 days beside 365 days. The figures are not brought to the same length.
    - The periods have days in common, January 2025: what happened then counts on both sides.
    - The record was opened on 2025-01-02, within 2024-12-01 to 2025-01-31: of what came before that day, only what was entered afterwards counts.
    - The record was opened on 2025-01-02, within 2025: of what came before that day, only what was entered afterwards counts.
    Du 01/12/2024 au 31/01/2025 par rapport à 2025 :
    - Ce qui est présent ou en attente l’est au soir du 31/01/2025, par rapport au soir du 31/12/2025.
    - Périodes de durées différentes : 62 jours contre 365 jours. Les chiffres ne sont pas ramenés à une même durée.
    - Les périodes ont des jours en commun (janvier 2025) : ce qui s’y est passé compte de part et d’autre.
    - Le registre a été ouvert le 02/01/2025, pendant la période (du 01/12/2024 au 31/01/2025) : de ce qui précède, seul compte ce qui a été saisi après coup.
    - Le registre a été ouvert le 02/01/2025, pendant la période (2025) : de ce qui précède, seul compte ce qui a été saisi après coup.
    ");
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_way_out() {
    for world in [town(World::new()), town(World::french())] {
        let refused = |asked: &str, status: i32| world.run(&format!("report {asked}")).failure(status);
        let said = [
            refused("reuse --period 2025 --compare 2025-01-01..2025-12-31", 1),
            refused("reuse --compare 2026", 1),
            refused("decree --period 2026 --compare 2025-Q2", 1),
            refused("agec --period 2026 --compare 2024-05", 1),
            refused("decree --period 2026-Q2 --compare 2025", 1),
            refused("reuse --compare 2025-12-01..2025-11-01", 2),
            refused("reuse --compare l'an", 2),
            refused("reuse --compare 2025 --compare-head 3", 2),
        ]
        .concat();
        if world.is_french() {
            insta::assert_snapshot!(said, @r"
            erreur : 2025 est la période de l’état lui-même : comparé à lui-même, il ne montre aucun écart
            conseil : comparer avec une autre période : `--compare 2024`
            erreur : 2026 est la période de l’état lui-même : comparé à lui-même, il ne montre aucun écart
            conseil : comparer avec une autre période : `--compare 2025`
            erreur : le taux légal se compare à celui d’une année civile (décret n° 2023-266, art. 3), pas à celui de 2025-04-01..2025-06-30
            conseil : comparer avec l’année : `--compare 2025`
            erreur : la part des achats se compare à celle d’une année civile (loi n° 2020-105, art. 58), pas à celle de 2024-05-01..2024-05-31
            conseil : comparer avec l’année : `--compare 2024`
            erreur : le taux légal est celui d’une année civile (décret n° 2023-266, art. 3), pas de 2026-04-01..2026-06-30
            conseil : demander l’année : `rebond report decree --period 2026`
            erreur : --compare : « 2025-12-01..2025-11-01 » est illisible ; le premier jour d’une période ne suit pas le dernier
            conseil : pour en savoir plus : rebond report --help
            erreur : --compare : « lan » est illisible ; écrire 2026, 2026-T3, 2026-09 ou 2026-01-01..2026-06-30
            conseil : pour en savoir plus : rebond report --help
            erreur : --compare ne peut aller avec --compare-head
            conseil : pour en savoir plus : rebond report --help
            ");
        } else {
            insta::assert_snapshot!(said, @r"
            error: 2025 is the period of the report itself: compared with itself it differs in nothing
            hint: compare with another period: `--compare 2024`
            error: 2026 is the period of the report itself: compared with itself it differs in nothing
            hint: compare with another period: `--compare 2025`
            error: the legal rate is compared with that of a calendar year (décret n° 2023-266, art. 3), not with 2025-04-01..2025-06-30
            hint: compare with the year: `--compare 2025`
            error: the share of purchases is compared with that of a calendar year (loi n° 2020-105, art. 58), not with 2024-05-01..2024-05-31
            hint: compare with the year: `--compare 2024`
            error: the legal rate is that of a calendar year (décret n° 2023-266, art. 3), not of 2026-04-01..2026-06-30
            hint: ask for the year: `rebond report decree --period 2026`
            error: --compare: “2025-12-01..2025-11-01” cannot be read; the first day of a period is not after the last
            hint: for more: rebond report --help
            error: --compare: “lan” cannot be read; give 2026, 2026-Q3, 2026-09 or 2026-01-01..2026-06-30
            hint: for more: rebond report --help
            error: --compare cannot be given together with --compare-head
            hint: for more: rebond report --help
            ");
        }
    }
    let world = town(World::new());
    world.refused("report reuse --compare 2026", "same_period");
    world.refused("report decree --compare 2025-Q2", "not_a_year");
}

#[test]
fn every_format_has_both_periods_and_the_line_that_prints_it_again() {
    let world = town(World::new());
    let page = world.run("report reuse --period 2026 --compare 2025 --explain").success();
    let line = page.lines().map(str::trim).find_map(|line| line.strip_prefix("rebond ")).unwrap();
    assert!(line.contains(" --compare 2025 --explain"), "{line}");
    assert_eq!(world.run(line).success(), page);
    for format in ["md", "html"] {
        let page = world.run(&format!("{line} --format {format}")).success();
        for text in [
            "Year 2025",
            "Year 2026",
            "2026 compared with 2025",
            "February 2025 / 2026",
            "Equipment counted – Year 2025",
        ] {
            assert!(page.contains(text), "{format}: {text}\n{page}");
        }
    }
    let csv = world.run(&format!("{line} --format csv")).success();
    let beside: Vec<&str> = csv.lines().filter(|line| line.starts_with("compared_")).collect();
    for wanted in [
        "compared_period,,from,2025-01-01",
        "compared_figures,departures,difference,0",
        "compared_figures,mass_g.recycling,other,0",
        "compared_by_kind,desktop,departures.value,0",
        "compared_by_kind,desktop,departures.other,1",
        "compared_by_kind,desktop,departures.difference,-1",
        "compared_by_month,2026-03 = 2025-03,recycling.value,1",
        "compared_explain,,departures,D1",
    ] {
        assert!(beside.contains(&wanted), "{wanted}: {beside:#?}");
    }
    world.run(&format!("{line} --format xlsx -o both.xlsx")).success();
    let sheets = crate::xlsx::sheets(&world, "both.xlsx");
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    insta::assert_snapshot!(names.join("\n"), @r"
    Summary
    Legal rate
    By kind
    By service
    By month
    By age
    By decommissioning
    Treatments planned, not proved…
    Left, mass unknown
    Imported, not checked
    Equipment counted
    Comparison of periods
    Difference – Legal rate
    Difference – By kind
    Difference – By service
    Difference – By month
    Difference – By age
    Difference – By decommissioning
    Equipment counted – Year 2025
    Chart – Month
    Chart – Age at decommissioning
    ");
    if has("poppler", "pdftotext") {
        world.run(&format!("{line} --format pdf -o both.pdf")).success();
        let read = said(&world, "pdftotext", &["-layout", "both.pdf", "-"]);
        assert!(read.contains("2026 compared with 2025:") && read.contains("February 2025 / 2026"), "{read}");
    }
}
