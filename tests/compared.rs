//! `report --compare-head`: what a figure was at an earlier event, and what moved it since.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::world::World;

/// A year that looks good on 23 November, and what is learnt of it in the new year.
pub(crate) fn town(world: World) -> (World, usize) {
    let world = world.with_record();
    world.enter(
        "party add Restos --kind association --on 2020-01-01
         party add Recyclage --kind recycler --on 2020-01-01
         party add Brocante --kind other --on 2020-01-01
         add --kind laptop --tag L1 --mass 1500 --first-use 2020-01-05 --on 2020-01-05
         add --kind laptop --tag L2 --mass 1600 --first-use 2020-01-05 --on 2020-01-05
         add --kind desktop --tag D1 --mass 5000 --first-use 2020-01-05 --on 2020-01-05
         add --kind desktop --tag D2 --mass 5000 --first-use 2020-01-05 --on 2020-01-05
         add --kind monitor --tag M1 --mass 4000 --first-use 2020-01-05 --on 2020-01-05
         media add L1 --kind ssd --serial S1 --on 2020-01-05
         media none L2 D1 D2 --on 2020-01-05
         triage L1 L2 D1 D2 --decision recondition --functional F5 --on 2025-11-04
         decommission L1 L2 D1 D2 M1 --act 'DEL 7' --on 2025-12-10
         sanitize S1 --action ata_secure_erase --verify status --result pass --on 2025-12-11
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-02-01
         lot add LOT-2026-0001 L1 L2 --on 2026-02-01
         lot ship LOT-2026-0001 --on 2026-02-02
         lot new --channel sale --to Brocante --on 2026-02-01
         lot add LOT-2026-0002 D1 --on 2026-02-01
         lot undertake LOT-2026-0002 --on 2026-02-01
         lot ship LOT-2026-0002 --on 2026-03-02
         lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --on 2026-03-01
         lot add LOT-2026-0003 M1 --on 2026-03-01
         lot add LOT-2026-0003 --bulk cables --mass 12000 --waste-code '16 02 14' --on 2026-03-01
         lot ship LOT-2026-0003 --on 2026-03-04",
    );
    let head = world.head();
    world.set_day("2027-01-15");
    world.enter(
        "lot prove LOT-2026-0002 --outcome reused --on 2027-01-10
         lot return LOT-2026-0001 L2 --reason refused --on 2026-12-15
         edit L1 --tag L1-BIS
         edit D2 --order C-12
         lot prove LOT-2026-0003 --outcome disposed --operation 'D 10' --on 2026-12-20
         missing D2 --cause stolen --on 2026-12-21
         policy set organisation 'Ville de Montrouge'",
    );
    (world, head)
}

fn compared(world: &World, line: &str) -> Value {
    world.run(&format!("{line} --json")).json()["compared_head"].clone()
}

/// The tags that each figure counts, by its key.
fn explained(report: &Value) -> BTreeMap<String, Vec<String>> {
    let list =
        |tags: &Value| tags.as_array().unwrap().iter().map(|t| t.as_str().unwrap().to_owned()).collect();
    report["explain"].as_object().unwrap().iter().map(|(key, tags)| (key.clone(), list(tags))).collect()
}

fn figure(report: &Value, path: &str) -> Value {
    let pointer = format!("/figures/{}", path.replace('.', "/"));
    report.pointer(&pointer).unwrap_or_else(|| panic!("no {path}")).clone()
}

#[test]
fn each_figure_stands_beside_what_it_was_and_what_moved_makes_the_difference() {
    let (world, first) = town(World::new());
    let last = world.head();
    for (name, then, now) in [
        ("decree --period 2026", first, last),
        ("reuse --period 2026", first, last),
        ("reuse --period 2026", first + 2, last),
        ("reuse --period 2026-02..2026-12", 3, last - 1),
        ("decree --period 2027", first, last),
    ] {
        let name = name.replace("2026-02..2026-12", "2026-02-01..2026-12-31");
        let line = format!("report {name} --at-head {now} --explain");
        let beside = world.run(&format!("{line} --compare-head {then} --json")).json();
        let alone = world.run(&format!("{line} --json")).json();
        let earlier = world.run(&format!("report {name} --at-head {then} --explain --json")).json();
        let told = &beside["compared_head"];
        assert_eq!((&told["head"], &told["as_of"]), (&earlier["head"], &earlier["as_of"]));
        assert_eq!(beside["explain"], alone["explain"]);
        for of in told["figures"].as_array().unwrap() {
            let path = of["figure"].as_str().unwrap();
            assert_eq!(of["now"], figure(&alone, path), "{line}: {path}");
            assert_eq!(of["then"], figure(&earlier, path), "{line}: {path}");
            let by = of["now"].as_i64().zip(of["then"].as_i64()).map(|(now, then)| now - then);
            assert_eq!(of["difference"], json!(by), "{line}: {path}");
        }
        let (before, after) = (explained(&earlier), explained(&alone));
        for (path, tags) in &before {
            let mut tags: Vec<String> = tags
                .iter()
                .map(|t| if t == "L1" && now > first + 3 { "L1-BIS".to_owned() } else { t.clone() })
                .collect();
            let moved =
                told["moved"].as_array().unwrap().iter().filter(|moved| moved["figure"] == path.as_str());
            for moved in moved {
                let tag = moved["name"].as_str().unwrap();
                match moved["change"].as_str().unwrap() {
                    "entered" => tags.push(tag.to_owned()),
                    "left" => {
                        let at =
                            tags.iter().position(|of| of == tag).unwrap_or_else(|| panic!("{path}: {tag}"));
                        tags.remove(at);
                    }
                    other => panic!("{path}: {tag} {other}"),
                }
                let events = moved["events"].as_array().unwrap();
                assert!(!events.is_empty(), "{line}: nothing moved {tag} in {path}");
                for event in events {
                    let seq = usize::try_from(event["seq"].as_u64().unwrap()).unwrap();
                    assert!((then + 1..=now).contains(&seq), "{line}: {event}");
                }
            }
            tags.sort();
            assert_eq!(&tags, &after[path], "{line}: {path}");
        }
    }
}

#[test]
fn the_events_that_moved_an_asset_are_named_and_no_others() {
    let (world, head) = town(World::new());
    let told = compared(&world, &format!("report reuse --period 2026 --compare-head {head}"));
    let moved: Vec<String> = told["moved"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| {
            let events = of["events"].as_array().unwrap().iter();
            let events: Vec<_> = events
                .map(|e| {
                    format!(
                        "{} {}{}",
                        e["type"].as_str().unwrap(),
                        e["on"].as_str().unwrap(),
                        if e["late"] == true { " late" } else { "" }
                    )
                })
                .collect();
            let word = |key: &str| of[key].as_str().unwrap().to_owned();
            format!("{} {} {}: {}", word("figure"), word("name"), word("change"), events.join(", "))
        })
        .collect();
    insta::assert_snapshot!(moved.join("\n"), @r"
    departures L2 left: returned 2026-12-15
    reuse D1 entered: lot_proved 2027-01-10
    reuse L2 left: returned 2026-12-15
    sold_without_proof D1 left: lot_proved 2027-01-10
    recycling M1 left: lot_proved 2026-12-20
    disposal M1 entered: lot_proved 2026-12-20
    ");
    assert_eq!(told["moved"][0]["events"][0]["actor"], "ana");
    // The relabelled machine is what it was; the second thoughts about an order are no move.
    assert!(!told.to_string().contains("L1"), "{told}");
}

/// The number of the last event of a type that touched an asset.
fn event_of(world: &World, tag: &str, kind: &str) -> u64 {
    let history = world.run(&format!("--json history {tag}")).success();
    let mut events = history.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    events.rfind(|event| event["type"] == kind).unwrap()["seq"].as_u64().unwrap()
}

/// What moved a figure: names, and the types of the events.
fn movers(world: &World, line: &str, figure: &str) -> Vec<String> {
    let told = compared(world, line);
    let moved = told["moved"].as_array().unwrap().iter().filter(|of| of["figure"] == figure);
    let types = |of: &Value| -> Vec<String> {
        of["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["type"].as_str().unwrap().to_owned())
            .collect()
    };
    let word = |of: &Value, key: &str| of[key].as_str().unwrap().to_owned();
    moved.map(|of| format!("{} {} {}", word(of, "name"), word(of, "change"), types(of).join(" "))).collect()
}

#[test]
fn what_is_recorded_late_voided_corrected_or_decided_since_is_what_moved() {
    let (world, _) = town(World::new());
    let (decree, head) = ("report decree --period 2026", world.head());
    let against = |seq: usize| format!("{decree} --compare-head {seq}");
    world.enter(
        "add --kind laptop --tag X1 --on 2020-01-05
         media add X1 --kind hdd --serial H1 --on 2020-01-05
         sanitize H1 --action overwrite --verify full --result pass --on 2025-11-11
         decommission X1 --on 2025-11-12",
    );
    assert_eq!(movers(&world, &against(head), "b"), ["X1 entered added decommissioned"]);
    let entered = world.head();
    world.enter(&format!("correct {} --on 2026-01-10", event_of(&world, "X1", "decommissioned")));
    assert_eq!(movers(&world, &against(entered), "b"), ["X1 left corrected"]);
    let corrected = world.head();
    world.enter(&format!("void {corrected} --reason mistyped"));
    assert_eq!(movers(&world, &against(corrected), "b"), ["X1 entered voided"]);
    // Corrected and as it was again: that is no move.
    assert_eq!(compared(&world, &against(entered))["moved"], json!([]));
    let before = world.head();
    world.enter(&format!("void {} --reason duplicate", event_of(&world, "X1", "decommissioned")));
    assert_eq!(movers(&world, &against(before), "b"), ["X1 left voided"]);
    world.enter("missing X1 --cause lost --on 2026-12-01");
    let lost = world.head();
    assert_eq!(movers(&world, &against(lost), "missing_with_data"), [] as [&str; 0]);
    world.enter("policy set sanitization.minimum purge");
    assert_eq!(movers(&world, &against(lost), "missing_with_data"), ["X1 entered configured"]);
    let strict = world.head();
    world.enter("found X1 --in-place --on 2026-12-02");
    assert_eq!(movers(&world, &against(strict), "missing_with_data"), ["X1 left found"]);
}

#[test]
fn masses_move_too_and_so_do_lots_of_what_has_no_tag() {
    let (world, head) = town(World::new());
    world.enter("lot cancel LOT-2026-0003 --reason mistyped");
    let line = format!("report reuse --period 2026 --compare-head {head}");
    assert_eq!(movers(&world, &line, "bulk_mass_g"), ["LOT-2026-0003 left lot_cancelled"]);
    assert_eq!(movers(&world, &line, "recycling"), ["M1 left lot_cancelled"]);
}

#[test]
fn a_page_of_a_comparison() {
    let (world, head) = town(World::new());
    let page = world.run(&format!("report decree --period 2026 --compare-head {head}")).success();
    let from = page.find("Compared with").unwrap();
    insta::assert_snapshot!(page[from..].split("\nHow to read").next().unwrap(), @r"
    Compared with an earlier state
    ------------------------------
    As of 2026-11-23, with what was known at event 40, and now:
      Figure                                          Then     Now   Difference
      --------------------------------------------  ------  ------  -----------
      Directed to reuse during the year (A)              2       2            0
      Decommissioned and in stock on 1 January (B)       5       5            0
      Reuse rate (A / B)                            40.00%  40.00%  0.00 points
      Target met                                        no      no            –
      Missing to meet the target                         1       1            0
      Target of the year                            50.00%  50.00%  0.00 points
      Departures in scope counted in A                   2       2            0
      Departures in scope, losses left out               4       3           −1
      Second lives inside the organisation               0       0            0
      Sold or taken back, reuse not established          1       0           −1
      Counted in A without having been tested            0       0            0
      Lost or stolen, data not known to be removed       0       0            0
    Departures outside the decree
      Figure                                                   Then  Now  Difference
      -------------------------------------------------------  ----  ---  ----------
      Not owned by the organisation                               0    0           0
      More than ten years old when decommissioned (art. 1,
      1°)                                                         0    0           0
      Other categories than 2° and 6° (art. 1)                    0    0           0
      Classified information (art. 1, 2°)                         0    0           0
      Specific security obligations (art. 1, 3°)                  0    0           0

    What moved these figures
    ------------------------
    Directed to reuse during the year (A)
      Equipment  Change             Event  Day         What happened   Who
      ---------  -----------------  -----  ----------  --------------  ---
      D1         counted since      41     2027-01-10  outcome proved  ana
      L2         no longer counted  42     2026-12-15  came back       ana
    Departures in scope counted in A
      Equipment  Change             Event  Day         What happened   Who
      ---------  -----------------  -----  ----------  --------------  ---
      D1         counted since      41     2027-01-10  outcome proved  ana
      L2         no longer counted  42     2026-12-15  came back       ana
    Departures in scope, losses left out
                                                       What
      Equipment  Change             Event  Day         happened   Who
      ---------  -----------------  -----  ----------  ---------  ---
      L2         no longer counted  42     2026-12-15  came back  ana
    Sold or taken back, reuse not established
      Equipment  Change             Event  Day         What happened   Who
      ---------  -----------------  -----  ----------  --------------  ---
      D1         no longer counted  41     2027-01-10  outcome proved  ana
    ");
}

#[test]
fn a_french_page_of_a_comparison() {
    let (world, head) = town(World::french());
    let page = world.run(&format!("report reuse --period 2026 --compare-head {head} --format md")).success();
    let from = page.find("## Comparaison").unwrap();
    insta::assert_snapshot!(page[from..].split("\n## À savoir").next().unwrap(), @r"
    ## Comparaison avec un état antérieur

    Situation au 23/11/2026, telle que connue à l’événement n° 40, et présente :

    | Chiffre                                                 | Auparavant | À présent | Écart |
    | ------------------------------------------------------- | ---------: | --------: | ----: |
    | Sorties du parc                                         |          4 |         3 |    −1 |
    | Réemploi                                                |          2 |         2 |     0 |
    | Préparation en vue de la réutilisation                  |          0 |         0 |     0 |
    | Vente ou reprise, réemploi non établi                   |          1 |         0 |    −1 |
    | Recyclage                                               |          1 |         0 |    −1 |
    | Autre valorisation                                      |          0 |         0 |     0 |
    | Élimination                                             |          0 |         1 |    +1 |
    | En attente de traitement final                          |          0 |         0 |     0 |
    | Perte ou vol                                            |          0 |         0 |     0 |
    | Restitution au propriétaire                             |          0 |         0 |     0 |
    | Secondes vies en interne                                |          0 |         0 |     0 |
    | Réaffectations                                          |          0 |         0 |     0 |
    | Sorties antérieures au registre, année ou voie inconnue |          0 |         0 |     0 |

    Masse des sorties

    | Chiffre                                | Auparavant | À présent |    Écart |
    | -------------------------------------- | ---------: | --------: | -------: |
    | Réemploi                               |    3,10 kg |   6,50 kg | +3,40 kg |
    | Préparation en vue de la réutilisation |    0,00 kg |   0,00 kg |  0,00 kg |
    | Vente ou reprise, réemploi non établi  |    5,00 kg |   0,00 kg | −5,00 kg |
    | Recyclage                              |    4,00 kg |   0,00 kg | −4,00 kg |
    | Autre valorisation                     |    0,00 kg |   0,00 kg |  0,00 kg |
    | Élimination                            |    0,00 kg |   4,00 kg | +4,00 kg |
    | En attente de traitement final         |    0,00 kg |   0,00 kg |  0,00 kg |
    | Perte ou vol                           |    0,00 kg |   0,00 kg |  0,00 kg |
    | Restitution au propriétaire            |    0,00 kg |   0,00 kg |  0,00 kg |

    | Chiffre                                                      | Auparavant | À présent |         Écart |
    | ------------------------------------------------------------ | ---------: | --------: | ------------: |
    | Masse sortie en vrac, sans étiquette                         |   12,00 kg |  12,00 kg |       0,00 kg |
    | Secondes vies parmi les sorties, hors pertes et restitutions |    50,00 % |   66,67 % | +16,67 points |

    ## Origine des écarts

    Sorties du parc

    | Équipement | Changement        | Événement | Jour       | Fait   | Auteur |
    | ---------- | ----------------- | --------- | ---------- | ------ | ------ |
    | L2         | n’est plus compté | 42        | 15/12/2026 | retour | ana    |

    Réemploi

    | Équipement | Changement        | Événement | Jour       | Fait         | Auteur |
    | ---------- | ----------------- | --------- | ---------- | ------------ | ------ |
    | D1         | désormais compté  | 41        | 10/01/2027 | justificatif | ana    |
    | L2         | n’est plus compté | 42        | 15/12/2026 | retour       | ana    |

    Vente ou reprise, réemploi non établi

    | Équipement | Changement        | Événement | Jour       | Fait         | Auteur |
    | ---------- | ----------------- | --------- | ---------- | ------------ | ------ |
    | D1         | n’est plus compté | 41        | 10/01/2027 | justificatif | ana    |

    Recyclage

    | Équipement | Changement        | Événement | Jour       | Fait         | Auteur |
    | ---------- | ----------------- | --------- | ---------- | ------------ | ------ |
    | M1         | n’est plus compté | 45        | 20/12/2026 | justificatif | ana    |

    Élimination

    | Équipement | Changement       | Événement | Jour       | Fait         | Auteur |
    | ---------- | ---------------- | --------- | ---------- | ------------ | ------ |
    | M1         | désormais compté | 45        | 20/12/2026 | justificatif | ana    |
    ");
}

#[test]
fn where_nothing_moved_it_is_said() {
    let (world, head) = town(World::new());
    let page = world.run(&format!("report reuse --period 2019 --compare-head {head}")).success();
    assert!(page.contains("Nothing moved"), "{page}");
    let last = world.head();
    for report in ["decree --period 2026", "reuse --period 2026"] {
        let page = world.run(&format!("report {report} --compare-head {last}")).success();
        assert!(page.contains("Nothing moved") && !page.contains("What moved"), "{page}");
        let told = compared(&world, &format!("report {report} --compare-head {last}"));
        assert_eq!(told["moved"], json!([]));
        assert!(told["figures"].as_array().unwrap().iter().all(|of| of["then"] == of["now"]));
    }
    let page = world.run(&format!("report reuse --period 2026 --compare-head {head}")).success();
    assert!(!page.contains("Nothing moved"), "{page}");
}

#[test]
fn a_comparison_is_printed_again_by_its_own_line() {
    for world in [World::new(), World::french()] {
        let (world, head) = town(world);
        let mut kept = Vec::new();
        for line in [
            format!("report decree --period 2026 --compare-head {head}"),
            format!("report reuse --period 2026 --compare-head {} --at-head {}", head - 8, head + 1),
            format!(
                "report reuse --period 2026 --as-of 2026-12-16 --compare-head {head} --explain --format md"
            ),
        ] {
            let page = world.run(&line).success();
            let again = page.lines().map(str::trim).find(|line| line.starts_with("rebond ")).unwrap();
            let again = again.strip_prefix("rebond ").unwrap().to_owned();
            for format in ["csv", "json"] {
                let bare = again.replace(" --format md", "");
                let printed =
                    world.run(&format!("{line} --format {format}").replace("--format md ", "")).success();
                kept.push((format!("{bare} --format {format}"), printed));
            }
            kept.push((again, page));
        }
        world.set_day("2027-03-01");
        world.enter("edit L1-BIS --tag L1-TER --mass 900");
        world.enter(&format!("void {} --reason mistyped", event_of(&world, "D2", "lost")));
        for (again, page) in kept {
            assert_eq!(world.run(&again).success(), page, "rebond {again}");
        }
    }
}

#[test]
fn a_comparison_as_csv_has_the_values_of_the_json() {
    let (world, head) = town(World::new());
    let line = format!("report reuse --period 2026 --compare-head {head}");
    let csv = world.run(&format!("{line} --format csv")).success();
    let told = compared(&world, &line);
    let has = |row: String| assert!(csv.lines().any(|line| line == row), "{row} in {csv}");
    has(format!("compared_head,,seq,{head}"));
    for of in told["figures"].as_array().unwrap() {
        let path = of["figure"].as_str().unwrap();
        let shown = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
        for key in ["then", "now", "difference"] {
            has(format!("compared_figures,{path},{key},{}", shown(&of[key])));
        }
    }
    for of in told["moved"].as_array().unwrap() {
        let word = |key: &str| of[key].as_str().unwrap();
        has(format!("moved,{},{},{}", word("figure"), word("change"), word("name")));
        for event in of["events"].as_array().unwrap() {
            has(format!("moved_by,{},{},{}", word("name"), word("figure"), event["seq"]));
            has(format!("events,{},type,{}", event["seq"], event["type"].as_str().unwrap()));
            has(format!("events,{},late,{}", event["seq"], event["late"]));
        }
    }
}

#[test]
fn only_an_earlier_event_is_compared_with() {
    let (world, head) = town(World::new());
    for report in ["report decree --period 2026", "report reuse --period 2026"] {
        world.refused(&format!("{report} --compare-head 0"), "no_such_head");
        world.refused(&format!("{report} --compare-head {}", world.head() + 1), "no_such_head");
        world.refused(&format!("{report} --compare-head {} --at-head {head}", head + 1), "not_earlier");
        world.stopped(&format!("{report} --compare-head today"), 2, "usage");
    }
    world.refused("report decree --period 2026-02 --compare-head 3", "not_a_year");
    let line = format!("report reuse --period 2026 --at-head {head} --compare-head {}", head + 1);
    insta::assert_snapshot!(world.run(&line).failure(1), @r"
    error: event 41 comes after event 40, the last one that this report knows
    hint: compare with an earlier event, or print it at a later one: `--at-head`
    ");
    insta::assert_snapshot!(world.run(&format!("--lang fr {line}")).failure(1), @r"
    erreur : l’événement 41 est postérieur à l’événement 40, le dernier que cet état connaît
    conseil : comparer avec un événement antérieur, ou éditer l’état à un événement postérieur : `--at-head`
    ");
}
