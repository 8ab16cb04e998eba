//! `report stock` and `report inventory`: what is here, how old, under warranty until when, what it cost, what waits.

use serde_json::{Value, json};

use crate::world::World;

/// What a small town has at the end of November 2026, and what it had before.
fn town(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "party add Loueur --kind lessor --on 2016-01-01
         party add Restos --kind association --on 2016-01-01
         add --kind laptop --tag L1 --service Mairie --site Nord --price-ht 900 --purchased 2025-12-01 --warranty 12 --on 2025-12-01
         add --kind laptop --tag L2 --service Mairie --site Nord --price-ht 800,50 --purchased 2021-03-01 --warranty 36 --on 2021-03-01
         add --kind desktop --tag D1 --purchased 2016-11-20 --on 2016-11-20
         add --kind desktop --tag D2 --purchased 2016-11-30 --on 2016-11-30
         add --kind monitor --tag M1 --price-ht 120 --on 2020-01-05
         add --kind laptop --tag R1 --acquired leased --owner Loueur --price-ht 1000 --purchased 2026-01-10 --warranty 36 --on 2026-01-10
         add --kind phone --tag T1 --price-ht 300 --purchased 2024-06-01 --on 2024-06-01
         add --kind laptop --tag X1 --price-ht 700 --purchased 2020-01-05 --on 2020-01-05
         decommission D1 --act 'DEL 7' --on 2024-01-31
         media none L1 L2 D1 D2 R1 X1 --on 2026-01-15
         deploy R1 --to Voirie --site Sud --on 2026-01-16
         decommission X1 --act 'DEL 7' --on 2026-02-01
         missing T1 --cause stolen --on 2026-02-02
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-03-01
         lot add LOT-2026-0001 X1 --on 2026-03-01
         lot ship LOT-2026-0001 --on 2026-03-02",
    );
    world
}

fn report(world: &World, rest: &str) -> Value {
    world.run(&format!("report stock --format json {rest}")).json()
}

fn rows<'r>(report: &'r Value, name: &str) -> &'r [Value] {
    let tables = report["tables"].as_array().unwrap();
    tables.iter().find(|table| table["name"] == name).expect(name)["rows"].as_array().unwrap()
}

/// A page up to a heading.
fn before(page: &str, heading: &str) -> String {
    let (before, _) = page.split_once(heading).expect(heading);
    before.trim_end().to_owned()
}

#[test]
fn what_is_here_is_counted_by_state_age_and_warranty() {
    let world = town(World::new());
    let page = world.run("report stock").success();
    insta::assert_snapshot!(before(&page, "\nHow to read these"), @r"
    Ville de Valmont – Equipment on hand: age, warranty, purchase value
    ===================================================================
    Year 2026, as of 2026-11-23.
    Record at event 27, hash 288debc135f5.
    288debc135f547d608cfc348dc5981d47b6719d21779b43c5c3b3bedb9d0401e

    On hand
    -------
      On hand                                                          6
      Belonging to others                                              1
      Purchase value before tax of what is owned               €1,820.50
      Owned, price unknown                                             2
      Decommissioned, still here                                       1
      Median wait since decommissioning           1,027 days (2.8 years)
      Decommissioned for more than twelve months                       1

    By state
    --------
      In stock           3
      In use             3
      Returned from use  0
      In the workshop    0
      Reconditioned      0
      Set aside          0
      Lost or stolen     1

    Age and warranty
    ----------------
      Median age                    2,093 days (5.7 years)
      More than ten years old                            1
      Of unknown age                                     1
      Under warranty                                     2
      Warranty ends within 90 days                       1
      Warranty over                                      1
      Warranty unknown                                   3

    By age
    ------
                                    in                   Purchase
      Age               Equipment  use  Decommissioned      value
      ----------------  ---------  ---  --------------  ---------
      Less than a year          2    2               0    €900.00
      1 year                    0    0               0      €0.00
      2 years                   0    0               0      €0.00
      3 years                   0    0               0      €0.00
      4 years                   0    0               0      €0.00
      5 years                   1    1               0    €800.50
      6 years                   0    0               0      €0.00
      7 years                   0    0               0      €0.00
      8 years                   0    0               0      €0.00
      9 years                   1    0               0      €0.00
      10 years or more          1    0               1      €0.00
      Age unknown               1    0               0    €120.00
      ----------------  ---------  ---  --------------  ---------
      Total                     6    3               1  €1,820.50

    By kind
    -------
                                    in                   Purchase
      Kind              Equipment  use  Decommissioned      value
      ----------------  ---------  ---  --------------  ---------
      Laptop                    3    3               0  €1,700.50
      Desktop computer          2    0               1      €0.00
      Monitor                   1    0               0    €120.00
      ----------------  ---------  ---  --------------  ---------
      Total                     6    3               1  €1,820.50

    By service
    ----------
                              in                   Purchase
      Service     Equipment  use  Decommissioned      value
      ----------  ---------  ---  --------------  ---------
      Mairie              2    2               0  €1,700.50
      Voirie              1    1               0      €0.00
      No service          3    0               1    €120.00
      ----------  ---------  ---  --------------  ---------
      Total               6    3               1  €1,820.50

    By site
    -------
                           in                   Purchase
      Site     Equipment  use  Decommissioned      value
      -------  ---------  ---  --------------  ---------
      Nord             2    2               0  €1,700.50
      Sud              1    1               0      €0.00
      No site          3    0               1    €120.00
      -------  ---------  ---  --------------  ---------
      Total            6    3               1  €1,820.50

    Decommissioned for more than twelve months
    ------------------------------------------
                             Decommissioned
      Tag  Kind              on
      ---  ----------------  --------------
      D1   Desktop computer  2024-01-31

    Warranty ends within 90 days
    ----------------------------
                   Under
                   warranty
      Tag  Kind    until
      ---  ------  ----------
      L1   Laptop  2026-12-01
    ");
}

#[test]
fn the_same_in_french() {
    let world = town(World::french());
    let page = world.run("report stock").success();
    insta::assert_snapshot!(before(&page, "\nPar type"), @r"
    Ville de Valmont – Équipements présents : âge, garantie, valeur d’achat
    =======================================================================
    Année 2026, situation arrêtée au 23/11/2026.
    Registre à l’événement n° 27, empreinte 288debc135f5.
    288debc135f547d608cfc348dc5981d47b6719d21779b43c5c3b3bedb9d0401e

    Équipements présents
    --------------------
      Équipements présents                                                     6
      Équipements n’appartenant pas à l’organisation                           1
      Valeur d’achat HT des équipements de l’organisation             1 820,50 €
      Équipements de l’organisation de prix inconnu                            2
      Équipements réformés, encore présents                                    1
      Attente médiane depuis la réforme                    1 027 jours (2,8 ans)
      Équipements réformés depuis plus de douze mois                           1

    Par état
    --------
      En stock       3
      En service     3
      Retourné       0
      En atelier     0
      Reconditionné  0
      Mis de côté    0
      Perdu ou volé  1

    Âge et garantie
    ---------------
      Âge médian                                2 093 jours (5,7 ans)
      Équipements de plus de dix ans                                1
      Équipements d’âge inconnu                                     1
      Équipements sous garantie                                     2
      Garanties qui prennent fin sous 90 jours                      1
      Équipements dont la garantie a pris fin                       1
      Équipements de garantie inconnue                              3

    Par âge
    -------
                                        en                Valeur
      Âge             Équipements  service  Réformés  d’achat HT
      --------------  -----------  -------  --------  ----------
      Moins d’un an             2        2         0    900,00 €
      1 an                      0        0         0      0,00 €
      2 ans                     0        0         0      0,00 €
      3 ans                     0        0         0      0,00 €
      4 ans                     0        0         0      0,00 €
      5 ans                     1        1         0    800,50 €
      6 ans                     0        0         0      0,00 €
      7 ans                     0        0         0      0,00 €
      8 ans                     0        0         0      0,00 €
      9 ans                     1        0         0      0,00 €
      10 ans et plus            1        0         1      0,00 €
      Âge inconnu               1        0         0    120,00 €
      --------------  -----------  -------  --------  ----------
      Total                     6        3         1  1 820,50 €
    ");
}

#[test]
fn every_figure_opens_to_its_tags() {
    let world = town(World::new());
    let report = report(&world, "--explain");
    let explain = report["explain"].as_object().unwrap();
    for (figure, tags) in explain {
        let value = match figure.split_once('.') {
            Some((group, key)) => &report["figures"][group][key],
            None => &report["figures"][figure],
        };
        assert_eq!(value.as_u64().unwrap(), tags.as_array().unwrap().len() as u64, "{figure}");
    }
    for (figure, tags) in [
        ("assets", json!(["D1", "D2", "L1", "L2", "M1", "R1"])),
        ("states.missing", json!(["T1"])),
        ("decommissioned", json!(["D1"])),
        ("over_ten_years", json!(["D1"])),
        ("under_warranty", json!(["L1", "R1"])),
        ("warranty_ending", json!(["L1"])),
        ("warranty_over", json!(["L2"])),
        ("without_price", json!(["D1", "D2"])),
        ("not_owned", json!(["R1"])),
    ] {
        assert_eq!(explain[figure], tags, "{figure}");
    }
}

#[test]
fn every_table_adds_up_to_what_is_here() {
    let world = town(World::new());
    let report = report(&world, "");
    for name in ["by_age", "by_kind", "by_service", "by_site"] {
        let sum = |at: usize| rows(&report, name).iter().map(|row| row[at].as_u64().unwrap()).sum::<u64>();
        let figures = &report["figures"];
        assert_eq!(sum(1), figures["assets"].as_u64().unwrap(), "{name}");
        assert_eq!(sum(2), figures["states"]["deployed"].as_u64().unwrap(), "{name}");
        assert_eq!(sum(3), figures["decommissioned"].as_u64().unwrap(), "{name}");
        assert_eq!(sum(4), figures["purchase_cents"].as_u64().unwrap(), "{name}");
    }
    let of_age = |age: Value| rows(&report, "by_age").iter().find(|row| row[0] == age).unwrap()[1].clone();
    assert_eq!([of_age(json!("0")), of_age(json!("10+")), of_age(Value::Null)], [2, 1, 1]);
}

#[test]
fn a_past_period_shows_its_last_evening() {
    let world = town(World::new());
    let then = report(&world, "--period 2025 --explain");
    assert_eq!(then["explain"]["assets"], json!(["D1", "D2", "L1", "L2", "M1", "T1", "X1"]));
    assert_eq!(then["figures"]["states"]["deployed"], 2);
    assert_eq!(then["figures"]["waiting_over_year"], 1);
    assert_eq!(rows(&then, "waiting"), [json!(["D1", "desktop", "2024-01-31"])]);
    let page = world.run("report stock --period 2025").success();
    assert!(page.contains("as of the evening of 2025-12-31"), "{page}");
    assert!(!world.run("report stock --period 2026").success().contains("the evening of"));
    // The same from a day in the middle of a period as from its own evening.
    let (early, late) =
        (report(&world, "--period 2026 --as-of 2026-01-31"), report(&world, "--period 2026-01"));
    assert_eq!(early["figures"], late["figures"]);
    assert_eq!(early["figures"]["assets"], 8);
}

#[test]
fn an_empty_record_has_nothing_and_no_median() {
    let world = World::new().with_record();
    let figures = report(&world, "")["figures"].clone();
    assert_eq!(figures["assets"], 0);
    assert_eq!([&figures["age_median_days"], &figures["waiting_median_days"]], [&Value::Null, &Value::Null]);
}

#[test]
fn the_inventory_lists_everything_site_by_site_without_people() {
    let world = town(World::new());
    world.enter(
        "party add 'Jeanne Petit' --kind staff --on 2016-01-01
         edit L2 --serial SN2 --manufacturer Dell --model 'Latitude 5520' --on 2026-02-10
         add --kind laptop --tag A1 --service Mairie --site Ouest --holder 'Jeanne Petit' --on 2026-02-11",
    );
    let made = world.run("report inventory --format json --explain").json();
    assert_eq!(
        made["tables"][0]["rows"].as_array().unwrap()[..2],
        [
            json!(["L1", "laptop", null, null, null, "deployed", "Nord", "Mairie", "2025-12-01", 90_000]),
            json!([
                "L2",
                "laptop",
                "Dell",
                "Latitude 5520",
                "SN2",
                "deployed",
                "Nord",
                "Mairie",
                "2021-03-01",
                80_050
            ]),
        ]
    );
    let tags: Vec<&Value> = rows(&made, "inventory").iter().map(|row| &row[0]).collect();
    assert_eq!(tags, ["L1", "L2", "A1", "R1", "D1", "D2", "M1"]);
    for (figure, tags) in made["explain"].as_object().unwrap() {
        assert_eq!(
            made["figures"][figure].as_u64().unwrap(),
            tags.as_array().unwrap().len() as u64,
            "{figure}"
        );
    }
    assert_eq!(made["explain"]["without_place"], json!(["D1", "D2", "M1"]));
    for format in ["text", "json", "csv", "md"] {
        let page = world.run(&format!("report inventory --format {format}")).success();
        assert!(page.contains("SN2") && !page.contains("Jeanne"), "{format}: {page}");
    }
    let stock = report(&world, "")["figures"]["purchase_cents"].clone();
    assert_eq!(made["figures"]["purchase_cents"], stock);
}

#[test]
fn a_past_inventory_has_what_was_there_then() {
    let world = town(World::french());
    let page = world.run("report inventory --period 2025").success();
    assert!(page.contains("X1") && page.contains("T1") && !page.contains("R1"), "{page}");
    assert!(page.contains("Inventaire, par site et par service"), "{page}");
}

#[test]
fn a_year_that_has_not_begun_shows_what_is_known_now() {
    let world = town(World::french());
    for (name, said) in [
        ("stock", "Ce qui est présent est ce qui est connu à la"),
        ("impact", "et rien n’en est encore enregistré."),
        ("decree", "Le stock au 1er janvier est celui qui"),
    ] {
        let page = world.run(&format!("report {name} --period 2027")).success().replace('\n', " ");
        assert!(page.contains("Provisoire") && page.contains(said), "{page}");
        assert_eq!(page.contains("1er janvier est celui"), name == "decree", "{page}");
    }
}
