//! `report reuse` by kind, service and month, and its page in Markdown.

use serde_json::{Value, json};

use crate::world::World;

/// Machines of two services and of none that left in two months, and a second life.
fn town(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "party add Restos --kind association --on 2020-01-01
         party add Recyclage --kind recycler --on 2020-01-01
         add --kind laptop --tag L1 --service 'État civil' --mass 1500 --on 2020-01-05
         add --kind laptop --tag L2 --service '=A|B <b>' --mass 1600 --on 2020-01-05
         add --kind desktop --tag D1 --service 'État civil' --mass 5000 --on 2020-01-05
         add --kind monitor --tag M1 --mass 4000 --on 2020-01-05
         add --kind desktop --tag D2 --service 'État civil' --mass 5000 --on 2020-01-05
         media none L1 L2 D1 D2 --on 2026-01-05
         collect L1 L2 D1 D2 --on 2026-01-06
         triage L1 L2 D1 D2 --decision recondition --functional F5 --on 2026-01-07
         ready D2 --functional F5 --on 2026-01-08
         deploy D2 --to Voirie --on 2026-02-03
         decommission L1 L2 D1 M1 --act 'DEL 7' --on 2026-01-31
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-02-01
         lot add LOT-2026-0001 L1 L2 --on 2026-02-01
         lot ship LOT-2026-0001 --on 2026-02-02
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --on 2026-03-01
         lot add LOT-2026-0002 D1 M1 --on 2026-03-01
         lot ship LOT-2026-0002 --on 2026-03-02",
    );
    world
}

fn table(report: &Value, name: &str) -> Value {
    let tables = report["tables"].as_array().unwrap();
    tables.iter().find(|table| table["name"] == name).expect(name).clone()
}

#[test]
fn every_table_adds_up_to_the_figures() {
    let world = town(World::new());
    for period in ["2026", "2026-02", "2026-03", "2025-06-01..2026-02-28"] {
        let report = world.run(&format!("report reuse --period {period} --format json")).json();
        let figures = &report["figures"];
        let mass: i64 = figures["mass_g"].as_object().unwrap().values().map(|g| g.as_i64().unwrap()).sum();
        for name in ["by_kind", "by_service", "by_month", "by_age", "by_decommissioning"] {
            let table = table(&report, name);
            for (at, column) in table["columns"].as_array().unwrap().iter().enumerate().skip(1) {
                let rows = table["rows"].as_array().unwrap();
                let sum: i64 = rows.iter().map(|row| row[at].as_i64().unwrap()).sum();
                let column = column.as_str().unwrap();
                let figure = if column == "mass_g" { mass } else { figures[column].as_i64().unwrap() };
                assert_eq!(sum, figure, "{period}: {column} of {name}");
            }
        }
    }
}

#[test]
fn each_departure_is_with_the_service_that_used_the_machine_last() {
    let world = town(World::new());
    let report = world.run("report reuse --period 2026 --format json").json();
    let by_service = table(&report, "by_service");
    let at = |column: &str| {
        by_service["columns"].as_array().unwrap().iter().position(|name| name == column).unwrap()
    };
    let rows: Vec<Value> = by_service["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            ["service", "departures", "reuse", "recycling", "internal_second_lives", "mass_g"]
                .iter()
                .map(|column| row[at(column)].clone())
                .collect()
        })
        .collect();
    assert_eq!(
        rows,
        [
            json!(["=A|B <b>", 1, 1, 0, 0, 1600]),
            json!(["État civil", 2, 1, 1, 0, 6500]),
            json!(["Voirie", 0, 0, 0, 1, 0]),
            json!([null, 1, 0, 1, 0, 4000]),
        ]
    );
    let csv = world.run("report reuse --period 2026 --format csv").success();
    for line in [
        "by_service,'=A|B <b>,departures,1",
        "by_service,État civil,mass_g,6500",
        "by_service,Voirie,internal_second_lives,1",
        "by_service,,recycling,1",
    ] {
        assert!(csv.lines().any(|found| found == line), "{line} in {csv}");
    }
    let text = world.run("report reuse --period 2026").success();
    assert!(text.contains("By service") && text.contains("No service"), "{text}");
}

#[test]
fn a_month_stands_beside_the_rate_of_its_year() {
    let world = town(World::new());
    let legal = |period: &str| {
        table(&world.run(&format!("report reuse --period {period} --format json")).json(), "legal_rate")
    };
    assert_eq!(legal("2026-02"), legal("2026"));
    assert_eq!(legal("2026")["columns"], json!(["year", "a", "b", "rate_bp", "target_bp", "met", "missing"]));
    let said = world.run("report reuse --period 2026-02").success();
    assert!(said.contains("whole calendar year"), "{said}");
    assert!(!world.run("report reuse --period 2026").success().contains("whole calendar year"));
}

#[test]
fn a_page_in_markdown_is_the_page_in_text() {
    for world in [town(World::new()), town(World::french())] {
        let text = world.run("report reuse --period 2026 --explain").success();
        let page = world.run("report reuse --period 2026 --explain --format md").success();
        assert!(page.starts_with("# Ville de Valmont – "), "{page}");
        let headings = |page: &str, mark: &str| -> Vec<String> {
            page.lines().filter_map(|line| line.strip_prefix(mark)).map(ToOwned::to_owned).collect()
        };
        let underlined: Vec<&str> = text
            .lines()
            .zip(text.lines().skip(1))
            .filter(|(_, rule)| !rule.is_empty() && rule.chars().all(|c| c == '-'))
            .map(|(heading, _)| heading)
            .collect();
        assert_eq!(headings(&page, "## "), underlined);
        // The tables have the cells of every row, and the hostile label is a cell like another.
        let mut columns = 0;
        for line in page.lines() {
            let bars = line.replace("\\|", "").matches('|').count();
            columns = if columns == 0 { bars } else { columns };
            assert_eq!(bars, if line.starts_with('|') { columns } else { 0 }, "{line}");
            columns = if line.is_empty() { 0 } else { columns };
        }
        assert!(page.contains("| =A\\|B \\<b\\> "), "{page}");
        assert!(!page.contains("<b>"), "{page}");
        let command = page.lines().find(|line| line.starts_with("rebond ")).unwrap();
        assert_eq!(world.run(command.strip_prefix("rebond ").unwrap()).success(), page, "{command}");
    }
}

#[test]
fn a_french_page_in_markdown() {
    let world = town(World::french());
    let page = world.run("report reuse --period 2026-02 --format md").success();
    let head = page.lines().find(|line| line.len() == 64 && !line.contains(' ')).unwrap();
    insta::assert_snapshot!(page.replace(head, "HASH").replace(&head[..12], "HASH12"), @r"
    # Ville de Valmont – Bilan des sorties du parc : réemploi, recyclage, élimination

    Février 2026, situation arrêtée au 23/11/2026.

    Registre à l’événement n° 38, empreinte HASH12.

    ```text
    HASH
    ```

    ## Devenir des équipements sortis

    | Devenir                                | Nombre |       Masse |
    | -------------------------------------- | -----: | ----------: |
    | Réemploi                               |      2 |     3,10 kg |
    | Préparation en vue de la réutilisation |      0 |     0,00 kg |
    | Vente ou reprise, réemploi non établi  |      0 |     0,00 kg |
    | Recyclage                              |      0 |     0,00 kg |
    | Autre valorisation                     |      0 |     0,00 kg |
    | Élimination                            |      0 |     0,00 kg |
    | En attente de traitement final         |      0 |     0,00 kg |
    | Perte ou vol                           |      0 |     0,00 kg |
    | Restitution au propriétaire            |      0 |     0,00 kg |
    | **Total**                              |  **2** | **3,10 kg** |

    ## En complément

    |                                                              |                    |
    | ------------------------------------------------------------ | -----------------: |
    | Secondes vies parmi les sorties, hors pertes et restitutions | 100,00 % (2 sur 2) |
    | Secondes vies en interne                                     |                  1 |
    | Réaffectations                                               |                  0 |
    | Sorties antérieures au registre, année ou voie inconnue      |                  0 |
    | Masse sortie en vrac, sans étiquette                         |            0,00 kg |

    ## Taux réglementaire

    | Année |   A |   B |       Taux | Objectif |    Atteint |  Manquants |
    | ----- | --: | --: | ---------: | -------: | ---------: | ---------: |
    | 2026  |   2 |   0 | sans objet |  50,00 % | sans objet | sans objet |

    ## Par type d’équipement

    | Type                 | Sorties | Réemploi | Secondes vies en interne |       Masse |
    | -------------------- | ------: | -------: | -----------------------: | ----------: |
    | Ordinateur portable  |       2 |        2 |                        0 |     3,10 kg |
    | Ordinateur de bureau |       0 |        0 |                        1 |     0,00 kg |
    | **Total**            |   **2** |    **2** |                    **1** | **3,10 kg** |

    ## Par service

    | Service     | Sorties | Réemploi | Secondes vies en interne |       Masse |
    | ----------- | ------: | -------: | -----------------------: | ----------: |
    | =A\|B \<b\> |       1 |        1 |                        0 |     1,60 kg |
    | État civil  |       1 |        1 |                        0 |     1,50 kg |
    | Voirie      |       0 |        0 |                        1 |     0,00 kg |
    | **Total**   |   **2** |    **2** |                    **1** | **3,10 kg** |

    ## Par mois

    | Mois         | Sorties | Réemploi | Secondes vies en interne |   Masse |
    | ------------ | ------: | -------: | -----------------------: | ------: |
    | Février 2026 |       2 |        2 |                        1 | 3,10 kg |

    ## Par âge

    | Âge à la réforme | Sorties | Réemploi |   Masse |
    | ---------------- | ------: | -------: | ------: |
    | Âge inconnu      |       2 |        2 | 3,10 kg |

    ## Selon la date de réforme

    | Réforme                   | Sorties | Réemploi |   Masse |
    | ------------------------- | ------: | -------: | ------: |
    | Réformés avant la période |       2 |        2 | 3,10 kg |

    ## À savoir pour lire ces chiffres

    - Le taux réglementaire est celui de l’année civile entière, même si la période est plus courte.
    - L’âge est celui du jour de la réforme ou, sans réforme ou si son jour n’est pas connu, du jour de la sortie. Il est compté depuis la première mise en service, à défaut depuis l’achat, à défaut depuis la fabrication ; si l’un de ces jours n’est pas connu assez précisément, l’âge est inconnu.
    - Les sorties antérieures à l’ouverture du registre n’y figurent que si elles ont été reprises.
    - L’empreinte désigne un état précis du registre ; elle ne dit pas si ce qui a été saisi est exact.

    ## Textes de référence

    - Code de l’environnement, art. L. 541-1, II : hiérarchie des modes de traitement des déchets.
    - Code de l’environnement, art. L. 541-1-1 : définitions du déchet, du réemploi, de la réutilisation, du recyclage, de la valorisation et de l’élimination.
    - Décret n° 2023-266 du 12 avril 2023, art. 2 : voies de sortie ; pour les matériels vendus ou repris, engagement préalable du repreneur et justification ensuite.
    - Décret n° 2023-266 du 12 avril 2023, art. 3 : objectifs annuels et formule « Résultat = A/B × 100 ».
    - Directive 2008/98/CE, annexes I et II : codes des opérations de traitement (D et R).

    ## Pour rééditer cet état

    ```text
    rebond --lang fr report reuse --period 2026-02-01..2026-02-28 --as-of 2026-11-23 --at-head 38 --format md
    ```
    ");
}

#[test]
fn a_comparison_as_text_is_one_table_a_subject_on_80_columns_and_says_points() {
    for (world, heads) in
        [(World::new(), ["Figure ", "Equipment "]), (World::french(), ["Chiffre ", "Équipement "])]
    {
        let (world, head) = crate::compared::town(world);
        for name in ["decree", "reuse"] {
            let page = world.run(&format!("report {name} --period 2026 --compare-head {head}")).success();
            let compared = page.find(heads[0]).unwrap_or_else(|| panic!("{page}"));
            let part = &page[compared..page.rfind("rebond ").unwrap()];
            for line in part.lines() {
                assert!(line.chars().count() <= 80, "{line}\n{part}");
            }
            // A table that is cut into bands repeats its first column without the others.
            for table in
                part.lines().filter(|line| heads.iter().any(|head| line.trim_start().starts_with(head)))
            {
                assert!(table.split_whitespace().count() > 3, "{table}\n{part}");
            }
            let rates: Vec<&str> = part.lines().filter(|line| line.contains('%')).collect();
            assert!(!rates.is_empty() && rates.iter().all(|line| line.contains("\u{a0}point")), "{rates:?}");
        }
    }
}
