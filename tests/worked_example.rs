//! The worked example of the decree, entered as a town would enter it: sixteen machines of a public
//! body, and every figure of the year 2026 computed by hand.

use std::{fs, sync::OnceLock};

use serde_json::{Value, json};

use crate::world::{World, has, said};

/// The parties of the example.
const PARTIES: &str = "
    party add 'Les Restos du Valmont' --kind association --on 2018-01-01
    party add 'Brocante Martin' --kind other --on 2018-01-01
    party add 'Recyclage du Nord' --kind recycler --on 2018-01-01
    party add Ecologic --kind eco_organism --on 2018-01-01
    party add 'Jeanne Petit' --kind staff --on 2018-01-01
";

/// Tag, kind, WEEE category, start of its age, decommissioning, security, mass.
const ASSETS: [(&str, &str, &str, &str, &str, &str, &str); 16] = [
    ("A01", "laptop", "2", "2019-03-01", "2025-11-10", "none", "1650"),
    ("A02", "desktop", "6", "2018-06-01", "2025-12-01", "none", "4600"),
    ("A03", "desktop", "6", "2018-06-01", "2025-12-01", "none", "4600"),
    ("A04", "monitor", "2", "2015-01-15", "2025-06-30", "none", "5200"),
    ("A05", "laptop", "2", "2016-09-01", "2025-09-01", "none", "1650"),
    ("A06", "server", "4", "2019-01-01", "2025-10-01", "none", "22200"),
    ("A07", "laptop", "2", "2020-01-01", "2025-10-01", "classified", "1650"),
    ("A08", "tablet", "2", "2020-01-01", "2026-02-01", "none", "700"),
    ("A09", "desktop", "6", "2019-01-01", "2025-10-01", "none", "4600"),
    ("A10", "laptop", "2", "2019-01-01", "2026-05-01", "none", "1650"),
    ("A11", "laptop", "2", "2019-01-01", "2025-12-20", "none", "1650"),
    ("A12", "desktop", "6", "2019-01-01", "2025-11-01", "none", "4600"),
    ("A13", "monitor", "2", "2016-01-01", "2026-01-01", "none", "5200"),
    ("A14", "laptop", "2", "2019-01-01", "2025-08-01", "none", "1650"),
    ("A15", "laptop", "2", "2019-01-01", "2025-08-01", "none", "1650"),
    ("A16", "laptop", "2", "2020-01-01", "2026-03-01", "none", "1650"),
];

/// The departures: one lot for each recipient and operation, each day on its own.
const DEPARTURES: &str = "
    lot new --channel body_gift --to 'Les Restos du Valmont' --legal-basis 'L3212-2 3°' --act 'DEL 2025-41' --unit-value 100 --value-method 'prix du marché' --on 2025-12-01
    lot add LOT-2025-0001 A14 A15 --on 2025-12-01
    lot ship LOT-2025-0001 A14 --on 2025-12-31
    lot ship LOT-2025-0001 A15 --on 2026-01-01

    lot new --channel eco_organism --to Ecologic --operation 'R 0' --on 2026-01-10
    lot add LOT-2026-0001 A11 --on 2026-01-10
    lot undertake LOT-2026-0001 --on 2026-01-15
    lot ship LOT-2026-0001 --on 2026-02-02
    lot prove LOT-2026-0001 --outcome reused --operation 'R 0' --on 2026-05-20

    lot new --channel body_gift --like LOT-2025-0001 --act 'DEL 2026-07' --unit-value 100 --on 2026-03-10
    lot add LOT-2026-0002 A01 --on 2026-03-10
    lot ship LOT-2026-0002 --on 2026-03-15

    lot new --channel sale --to 'Brocante Martin' --unit-value 100 --on 2026-03-20
    lot add LOT-2026-0003 A02 A03 --on 2026-03-20
    lot undertake LOT-2026-0003 --on 2026-04-01
    lot ship LOT-2026-0003 --on 2026-04-10
    lot prove LOT-2026-0003 A02 --outcome reused --on 2026-06-01

    lot new --channel waste --to 'Recyclage du Nord' --waste-code '16 02 14' --operation 'R 4' --on 2026-05-01
    lot add LOT-2026-0004 A04 A05 A07 --on 2026-05-01
    lot ship LOT-2026-0004 A04 A05 --on 2026-05-05
    lot ship LOT-2026-0004 A07 --on 2026-05-06

    lot new --channel waste --to 'Recyclage du Nord' --waste-code '16 02 14' --operation 'R 12' --on 2026-05-01
    lot add LOT-2026-0005 A06 --on 2026-05-01
    lot ship LOT-2026-0005 --on 2026-05-05

    lot new --channel staff_gift --to 'Jeanne Petit' --legal-basis 'L3212-2 5°' --act 'DEL 2026-12' --unit-value 100 --value-method 'prix du marché' --on 2026-05-20
    lot add LOT-2026-0006 A08 --on 2026-05-20
    lot ship LOT-2026-0006 --on 2026-06-01

    lot new --channel eco_organism --to Ecologic --waste-code '16 02 14' --operation 'R 4' --on 2026-08-20
    lot add LOT-2026-0007 A10 --on 2026-08-20
    lot ship LOT-2026-0007 --on 2026-09-01

    lot new --channel waste --to 'Recyclage du Nord' --waste-code '16 02 14' --operation 'D 10' --on 2026-10-01
    lot add LOT-2026-0008 A16 --on 2026-10-01
    lot ship LOT-2026-0008 --on 2026-10-10

    deploy A12 --to Urbanisme --reinstate --on 2026-01-20
";

/// Enters the example.
fn enter(world: &World) {
    world.enter(PARTIES);
    for (tag, kind, weee, from, decommissioned, security, mass) in ASSETS {
        world.enter(&format!(
            "add --tag {tag} --kind {kind} --weee {weee} --first-use {from} --mass {mass} --security {security} --on {from}"
        ));
        // A monitor has no data: there is nothing to declare of it.
        if kind != "monitor" {
            world.enter(&format!("media none {tag} --on {decommissioned}"));
        }
        world.enter(&format!(
            "triage {tag} --decision keep --functional F5 --on {decommissioned}
             decommission {tag} --act 'DEL 2025-33' --on {decommissioned}"
        ));
    }
    world.enter(DEPARTURES);
}

/// The town at work: entered once, then copied.
fn town() -> World {
    static TOWN: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = TOWN.get_or_init(|| {
        let world = World::new().with_record();
        enter(&world);
        fs::read(world.database()).unwrap()
    });
    let world = World::new().with_record();
    fs::write(world.database(), bytes).unwrap();
    world
}

fn report(world: &World, rest: &str) -> Value {
    world.run(&format!("report {rest} --format json")).json()
}

fn outcomes(figures: &Value) -> Value {
    let keys = [
        "departures",
        "reuse",
        "preparation_for_reuse",
        "sold_without_proof",
        "recycling",
        "other_recovery",
        "disposal",
        "pending",
        "loss",
        "returned_to_owner",
    ];
    keys.iter().map(|key| figures[*key].clone()).collect()
}

#[test]
fn the_rate_of_2026_is_five_of_eight() {
    let world = town();
    let made = report(&world, "decree --period 2026");
    assert_eq!(made["report"], "decree");
    assert_eq!(made["period"], json!({"from": "2026-01-01", "to": "2026-12-31"}));
    assert_eq!(made["as_of"], "2026-11-23", "{made}");
    assert_eq!(
        made["figures"],
        json!({
            "a": 5, "b": 8, "rate_bp": 6250, "target_bp": 5000, "met": true, "missing": 0,
            "operational_num": 5, "operational_den": 9,
            "internal_second_lives": 1, "sold_without_proof": 1, "untested": 0, "missing_with_data": 0,
            "out_of_scope": {"age": 1, "category": 1, "classified": 1, "security": 0, "not_owned": 0},
        })
    );
    let verified = world.run("--json verify").json();
    assert_eq!((&verified["ok"], &verified["head"]), (&json!(true), &made["head"]));
}

#[test]
fn every_figure_of_the_rate_names_what_it_counts() {
    let world = town();
    let explain = report(&world, "decree --period 2026 --explain")["explain"].clone();
    for (figure, tags) in [
        ("a", vec!["A01", "A02", "A08", "A11", "A15"]),
        ("b", vec!["A01", "A02", "A03", "A05", "A09", "A11", "A12", "A15"]),
        ("operational_den", vec!["A01", "A02", "A03", "A05", "A08", "A10", "A11", "A15", "A16"]),
        ("internal_second_lives", vec!["A12"]),
        ("sold_without_proof", vec!["A03"]),
        ("out_of_scope.age", vec!["A04"]),
        ("out_of_scope.category", vec!["A06"]),
        ("out_of_scope.classified", vec!["A07"]),
    ] {
        assert_eq!(explain[figure], json!(tags), "{figure} in {explain}");
    }
}

#[test]
fn the_years_before_and_after_count_their_own() {
    let world = town();
    let before = report(&world, "decree --period 2025")["figures"].clone();
    assert_eq!((&before["a"], &before["b"]), (&json!(1), &json!(0)));
    for undefined in ["rate_bp", "met", "missing"] {
        assert_eq!(before[undefined], Value::Null, "{undefined} of a year with nothing to leave");
    }
    let after = report(&world, "decree --period 2027 --explain");
    assert_eq!((&after["figures"]["a"], &after["figures"]["b"]), (&json!(0), &json!(2)));
    assert_eq!(after["explain"]["b"], json!(["A09", "A13"]));
}

#[test]
fn a_day_in_the_past_knows_no_proof_that_came_later() {
    let world = town();
    let may = report(&world, "decree --period 2026 --as-of 2026-05-31")["figures"].clone();
    assert_eq!(
        may,
        json!({
            // A02 is not proved yet, A08 not gone.
            "a": 3, "b": 8, "rate_bp": 3750, "target_bp": 5000, "met": false, "missing": 1,
            "operational_num": 3, "operational_den": 6,
            "internal_second_lives": 1, "sold_without_proof": 2, "untested": 0, "missing_with_data": 0,
            "out_of_scope": {"age": 1, "category": 1, "classified": 1, "security": 0, "not_owned": 0},
        })
    );
    // The next day brings both.
    let june = report(&world, "decree --period 2026 --as-of 2026-06-01")["figures"].clone();
    assert_eq!((&june["a"], &june["met"]), (&json!(5), &json!(true)));
    // Before A11 is proved, on the day itself, and before it left.
    for (day, a, sold) in [("2026-05-19", 2, 3), ("2026-05-20", 3, 2), ("2026-02-01", 1, 0)] {
        let figures = report(&world, &format!("decree --period 2026 --as-of {day}"))["figures"].clone();
        assert_eq!((&figures["a"], &figures["sold_without_proof"]), (&json!(a), &json!(sold)), "{day}");
    }
}

#[test]
fn twelve_departures_stand_in_the_order_of_the_hierarchy() {
    let world = town();
    let figures = report(&world, "reuse --period 2026")["figures"].clone();
    assert_eq!(outcomes(&figures), json!([12, 4, 1, 1, 4, 0, 1, 1, 0, 0]));
    let mass = outcomes(&figures["mass_g"]);
    assert_eq!(mass, json!([null, 8_600, 1_650, 4_600, 10_150, 0, 1_650, 22_200, 0, 0]));
    let grams: Vec<u64> = mass.as_array().unwrap().iter().filter_map(Value::as_u64).collect();
    assert_eq!(grams[0] + grams[1], 10_250, "reused, from what was no waste and from what was");
    assert_eq!(grams.iter().sum::<u64>(), 48_850, "all that left");
    assert_eq!(figures["reuse_share_bp"], 4167, "5 of 12, rounded half up");
    let beside = ["internal_second_lives", "redeployments", "before_record", "bulk_mass_g"];
    assert_eq!(beside.map(|key| figures[key].clone()), [json!(1), json!(0), json!(0), json!(0)]);
    let may = report(&world, "reuse --period 2026 --as-of 2026-05-31")["figures"].clone();
    assert_eq!(outcomes(&may), json!([9, 2, 1, 2, 3, 0, 0, 1, 0, 0]));
}

#[test]
fn every_departure_stands_in_exactly_one_place_of_the_hierarchy() {
    let world = town();
    let explain = report(&world, "reuse --period 2026 --explain")["explain"].clone();
    for (figure, tags) in [
        ("reuse", vec!["A01", "A02", "A08", "A15"]),
        ("preparation_for_reuse", vec!["A11"]),
        ("sold_without_proof", vec!["A03"]),
        ("recycling", vec!["A04", "A05", "A07", "A10"]),
        ("disposal", vec!["A16"]),
        ("pending", vec!["A06"]),
        ("internal_second_lives", vec!["A12"]),
    ] {
        assert_eq!(explain[figure], json!(tags), "{figure} in {explain}");
    }
}

#[test]
fn what_left_says_what_became_of_it() {
    let world = town();
    for (tag, outcome, second_lives) in [
        ("A01", json!("reuse"), 1),
        ("A03", json!("sold_without_proof"), 0),
        ("A06", json!("pending"), 0),
        ("A11", json!("preparation_for_reuse"), 1),
        ("A12", Value::Null, 1),
        ("A16", json!("disposal"), 0),
    ] {
        let asset = world.asset(tag);
        assert_eq!((&asset["outcome"], &asset["second_lives"]), (&outcome, &json!(second_lives)), "{tag}");
    }
    assert_eq!(world.fact("A10", "waste_since"), "2026-09-01", "taken back without an undertaking: waste");
    assert_eq!(world.fact("A11", "waste_since"), Value::Null, "taken back to be reused: not waste");
    let back = world.asset("A12");
    assert_eq!((&back["state"], &back["decommissioned_on"]), (&json!("deployed"), &Value::Null));
}

#[test]
fn a_report_printed_again_from_its_command_line_is_the_same_to_the_byte() {
    let world = town();
    let printed = world.run("report decree --period 2026").success();
    world.enter("add --kind desktop --tag A17 --first-use 2020-01-01 --on 2020-01-01\nmedia none A17");
    let line = printed.lines().find(|line| line.contains("report decree")).expect(&printed);
    let words = line.split_once("rebond ").expect(line).1;
    assert_eq!(world.run(words).success(), printed);
}

#[test]
fn the_french_page_writes_the_rate_with_a_comma() {
    let world = World::french().with_record();
    enter(&world);
    let page = world.run("report decree --period 2026").success();
    assert!(page.contains("62,50\u{a0}%") || page.contains("62,50\u{202f}%"), "{page}");
    let provisional = world.run("report decree --period 2027").success();
    assert!(provisional.to_lowercase().contains("provisoire"), "{provisional}");
    assert!(!page.to_lowercase().contains("provisoire"), "{page}");
}

/// The pictures of a page, without the words around them.
fn pictures(page: &str) -> Vec<&str> {
    let svg = |rest: &'_ str| rest.find("</svg>").map(|end| end + "</svg>".len());
    page.match_indices("<svg role=\"img\"")
        .filter_map(|(at, _)| Some(&page[at..at + svg(&page[at..])?]))
        .collect()
}

#[test]
fn the_rate_is_a_picture_that_says_what_it_shows() {
    let world = town();
    let page = world.run("--lang fr report decree --period 2026 --format html").success();
    let [rate] = pictures(&page)[..] else { panic!("one picture: {page}") };
    insta::assert_snapshot!(rate, @r#"
    <svg role="img" viewBox="0 0 170 24.799" fill="currentColor">
    <title>Taux de réemploi et de réutilisation, et objectif de l’année</title><desc>Taux : 62,50 % ; objectif : 50,00 %. L’objectif est atteint.</desc>
    <g class="line">
    <path stroke="currentColor" stroke-width="0.11" d="M4.798 4.937v10.4M34.718 4.937v10.4M64.638 4.937v10.4M94.558 4.937v10.4M124.478 4.937v10.4M154.399 4.937v10.4"/>
    </g>
    <g class="pale">
    <path stroke="currentColor" stroke-width="0.22" d="M4.798 15.337h149.601"/>
    </g>
    <g class="teal">
    <rect x="4.798" y="4.937" width="93.5" height="9"/>
    </g>
    <g class="paper">
    <rect x="78.948" y="3.737" width="1.3" height="11.4"/>
    </g>
    <g class="ink">
    <rect x="79.298" y="3.737" width="0.6" height="11.4"/>
    <text x="79.598" y="2.75" font-size="2.75" text-anchor="middle">Objectif : 50,00 %</text>
    </g>
    <g class="paper">
    <rect x="99.498" y="7.837" width="12.687" height="3.2"/>
    </g>
    <g class="ink">
    <text x="99.798" y="10.557" font-size="3.2" font-weight="600">62,50 %</text>
    </g>
    <g class="pale">
    <text x="4.798" y="18.737" font-size="2.5" text-anchor="middle">0 %</text>
    <text x="34.718" y="18.737" font-size="2.5" text-anchor="middle">20 %</text>
    <text x="64.638" y="18.737" font-size="2.5" text-anchor="middle">40 %</text>
    <text x="94.558" y="18.737" font-size="2.5" text-anchor="middle">60 %</text>
    <text x="124.478" y="18.737" font-size="2.5" text-anchor="middle">80 %</text>
    <text x="154.399" y="18.737" font-size="2.5" text-anchor="middle">100 %</text>
    </g>
    <g class="ink">
    <text x="4.798" y="23.974" font-size="2.75">L’objectif est atteint.</text>
    </g>
    </svg>
    "#);
    assert_eq!(page, world.run("--lang fr report decree --period 2026 --format html").success());
    let text = world.run("report decree --period 2026").success();
    assert!(
        text.contains("  Rate    62.50%  ██████████") && text.contains("  Target  50.00%  ████████"),
        "{text}"
    );
    // B of 2025 is zero: there is no rate to draw.
    assert!(pictures(&world.run("report decree --period 2025 --format html").success()).is_empty());
}

#[test]
fn departures_are_pictures_by_month_by_kind_by_age_and_as_a_flow() {
    let world = town();
    for (lang, title, told, flow) in [
        (
            "fr",
            "<title>Sorties par mois, selon leur devenir</title>",
            "<desc>Total\u{a0}: 12. Réemploi\u{a0}: 4\u{a0}; ",
            "<desc>Total\u{a0}: 12. Réformés avant la période\u{a0}: 9 (Réemploi\u{a0}: 3, Préparation en vue de la \
             réutilisation\u{a0}: 1, Réemploi non établi\u{a0}: 1, Recyclage\u{a0}: 3, En attente\u{a0}: 1)\u{a0}; Réformés pendant la \
             période\u{a0}: 3 (Réemploi\u{a0}: 1, Recyclage\u{a0}: 1, Élimination\u{a0}: 1). Toutes les valeurs sont dans le tableau \
             «\u{a0}Selon la date de réforme\u{a0}».</desc>",
        ),
        (
            "en",
            "<title>Departures by month and outcome</title>",
            "<desc>Total: 12. Reuse: 4; ",
            "<desc>Total: 12. Decommissioned before the period: 9 (Reuse: 3, ",
        ),
    ] {
        let page = world.run(&format!("--lang {lang} report reuse --period 2026 --format html")).success();
        let drawn = pictures(&page);
        assert_eq!(drawn.len(), 4, "{page}");
        assert!(drawn.iter().all(|svg| svg.len() < 24_000), "{drawn:?}");
        assert!(drawn[..3].iter().all(|svg| svg.contains(told)) && drawn[0].contains(title), "{drawn:?}");
        // Five ways from what was decommissioned before, three from what was during the year.
        assert!(drawn[3].contains(flow) && drawn[3].matches("opacity=").count() == 8, "{}", drawn[3]);
    }
    for name in ["reuse.pdf", "again.pdf"] {
        world.run(&format!("report reuse --period 2026 -o {name}")).success();
    }
    assert_eq!(fs::read(world.path("reuse.pdf")).unwrap(), fs::read(world.path("again.pdf")).unwrap());
    if has("poppler", "pdfinfo") {
        let tree = said(&world, "pdfinfo", &["-struct-text", "reuse.pdf"]);
        assert_eq!((tree.matches("Figure").count(), tree.matches("/BBox").count()), (4, 4), "{tree}");
        assert!(tree.contains("ReusePrepared for reuse"), "the legend is text: {tree}");
    }
    // One month is one number; what the machine reads has no picture.
    assert_eq!(pictures(&world.run("report reuse --period 2026-05 --format html").success()).len(), 3);
    let json = report(&world, "reuse --period 2026");
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert!(!keys.iter().any(|key| key.contains("chart")), "{keys:?}");
}

#[test]
fn second_lives_avoid_400_kg_at_most() {
    let world = town();
    let made = world.run("report impact --period 2026 --explain --format json").json();
    assert_eq!(
        made["figures"],
        json!({
            "avoided_max_g": 401_380, "avoided_hypothesis_g": 200_690,
            "counted": 5, "left_out": 0, "parts_fitted": 0,
        })
    );
    assert_eq!(made["explain"]["counted"], json!(["A01", "A02", "A08", "A11", "A15"]));
    let by_kind = &made["tables"][0];
    assert_eq!(by_kind["columns"], json!(["kind", "counted", "g_per_year", "years", "avoided_max_g"]));
    assert_eq!(
        by_kind["rows"],
        json!([
            ["laptop", 3, 27_000, 3, 243_000],
            ["desktop", 1, 34_142, 3, 102_426],
            ["tablet", 1, 27_977, 2, 55_954],
        ])
    );
    // Before its proof, a sale has avoided nothing that anybody knows.
    let early = world.run("report impact --period 2026 --as-of 2026-05-31 --format json").json();
    assert_eq!(early["figures"]["counted"], 3);
    let page = world.run("report impact --period 2026").success();
    assert!(page.contains("400 kg CO₂e") && page.contains("200 kg CO₂e"), "{page}");
    assert!(page.contains("never subtracted"), "{page}");
}

#[test]
fn a_second_life_without_a_factor_is_named_and_a_new_part_is_told() {
    let world = World::new().with_record();
    world.enter(
        "party add Restos --kind association --on 2020-01-01
         add --kind laptop --tag L1 --on 2020-01-05
         add --kind mini_pc --tag P1 --on 2020-01-05
         media none L1 P1 --on 2026-01-05
         triage L1 P1 --decision recondition --on 2026-01-07
         work L1 --type replace --part SSD --on 2026-01-08
         work L1 --type replace --part RAM --from P1 --on 2026-01-08
         ready L1 P1 --functional F5 --on 2026-01-09
         decommission L1 P1 --act 'DEL 7' --on 2026-01-31
         lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-02-01
         lot add LOT-2026-0001 L1 P1 --on 2026-02-01
         lot ship LOT-2026-0001 --on 2026-02-02",
    );
    let made = world.run("report impact --explain --format json").json();
    assert_eq!(
        made["figures"],
        json!({
            "avoided_max_g": 81_000, "avoided_hypothesis_g": 40_500,
            "counted": 1, "left_out": 1, "parts_fitted": 1,
        })
    );
    assert_eq!(made["explain"], json!({"counted": ["L1"], "left_out": ["P1"]}));
    let page = world.run("--lang fr report impact").success();
    for said in ["P1", "80\u{a0}kg\u{a0}CO₂e", "Pièces neuves posées", "disque SSD neuf"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    world.enter("lot return LOT-2026-0001 L1 --reason refused --on 2026-02-10");
    assert_eq!(world.run("report impact --format json").json()["figures"]["counted"], 0);
}

#[test]
fn what_left_without_being_decommissioned_is_in_no_figure_of_the_rate() {
    let world = World::new().with_record();
    world.enter(
        "party add Dellux --kind supplier
         add --kind laptop --tag W1 --on 2026-01-05
         add --kind laptop --tag W2 --on 2026-01-05
         add --kind laptop --tag L1 --on 2026-01-05
         media none W1 W2 L1 --on 2026-01-06
         decommission W2 --act 'DEL 1' --on 2026-01-07
         lot new --channel supplier_takeback --to Dellux --warranty --on 2026-02-01
         lot add LOT-2026-0001 W1 W2 --on 2026-02-01
         lot undertake LOT-2026-0001 --on 2026-02-01
         lot ship LOT-2026-0001 --on 2026-02-02
         lot prove LOT-2026-0001 --outcome reused --on 2026-03-01
         lot new --channel loss --on 2026-03-01
         missing L1 --cause stolen --on 2026-03-01
         lot add LOT-2026-0002 L1 --on 2026-03-01
         lot ship LOT-2026-0002 --on 2026-03-01",
    );
    let explain = report(&world, "decree --period 2026 --explain")["explain"].clone();
    for figure in ["a", "operational_num", "operational_den", "untested"] {
        assert_eq!(explain[figure], json!(["W2"]), "{figure} in {explain}");
    }
    let figures = report(&world, "reuse --period 2026")["figures"].clone();
    assert_eq!((&figures["reuse"], &figures["loss"]), (&json!(2), &json!(1)));
}

#[test]
fn what_was_missing_with_data_is_told_as_it_was_at_the_end_of_the_year() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag A1 --on 2025-01-05
         media add A1 --kind ssd --serial S1 --on 2025-01-05
         deploy A1 --to Urbanisme --on 2025-01-06
         missing A1 --cause lost --on 2025-06-01
         found A1 --on 2026-02-01
         media confirm A1 --on 2026-02-01
         sanitize S1 --action ata_secure_erase --verify status --result pass --on 2026-02-02",
    );
    let missing = |line: &str| report(&world, line)["figures"]["missing_with_data"].clone();
    for line in [
        "decree --period 2025",
        "decree --period 2025 --as-of 2025-12-31",
        "decree --period 2025 --as-of 2026-02-01",
    ] {
        assert_eq!(missing(line), 1, "{line}");
    }
    assert_eq!(missing("decree --period 2026"), 0);
    // Clean that evening, used again and lost again since.
    world.enter(
        "add --kind laptop --tag A2 --on 2025-01-05
         media add A2 --kind ssd --serial S2 --on 2025-01-05
         sanitize S2 --action ata_secure_erase --verify status --result pass --on 2025-01-06
         missing A2 --cause lost --on 2025-06-01",
    );
    assert_eq!(missing("decree --period 2025"), 1);
    world.enter(
        "found A2 --on 2026-03-01
         media confirm A2 --on 2026-03-01
         triage A2 --decision keep --on 2026-03-01
         deploy A2 --to Urbanisme --on 2026-03-02
         missing A2 --cause lost --on 2026-03-03",
    );
    assert_eq!((missing("decree --period 2025"), missing("decree --period 2026")), (json!(1), json!(1)));
}
