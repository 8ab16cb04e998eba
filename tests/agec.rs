//! `report agec`: the second-hand share of a year's purchases, as the yearly declaration asks.

use serde_json::{Value, json};

use crate::world::World;

/// What a town bought in 2026: 120 000 € of computers of which 20 000 € reconditioned, and ten laptops as a gift.
fn town(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "party add Loueur --kind lessor --on 2020-01-01
         add --kind server --tag S1 --price-ht 100000 --purchased 2026-02-01 --on 2026-02-01
         add --kind laptop --tag R1 --acquired reconditioned --price-ht 15000 --purchased 2026-01-01 --on 2026-01-01
         add --kind tablet --tag R2 --acquired reconditioned --price-ht 5000 --purchased 2026-11-01 --on 2026-11-01
         add --kind printer --tag P1 --price-ht 9000 --purchased 2026-03-01 --on 2026-03-01
         add --kind laptop --tag L1 --acquired leased --owner Loueur --price-ht 9000 --purchased 2026-03-01 --on 2026-03-01
         add --kind laptop --tag O1 --price-ht 700 --purchased 2025-12-31 --on 2025-12-31",
    );
    for number in 0..10 {
        world.enter(&format!(
            "add --kind laptop --tag G{number} --acquired gift --manufactured 2022-01-01 --on 2026-05-04"
        ));
    }
    world
}

fn report(world: &World, rest: &str) -> Value {
    world.run(&format!("report agec --format json {rest}")).json()
}

#[test]
fn the_share_is_that_of_the_worked_example() {
    let world = town(World::new());
    let made = report(&world, "--period 2026 --explain");
    assert_eq!(
        made["figures"],
        json!({
            "spent_cents": 12_000_000, "spent_reused_cents": 2_000_000, "gifts_cents": 200_000,
            "reused_bp": 1803, "target_bp": 2000, "met": false, "bought": 3, "bought_reused": 2,
            "gifts": 10, "gifts_without_value": 0, "bought_without_price": 0,
        })
    );
    assert_eq!(made["explain"]["bought"], json!(["R1", "R2", "S1"]));
    assert_eq!(
        made["tables"][0]["rows"],
        json!([
            ["laptop", 1, 1_500_000, 1, 1_500_000, 10, 200_000],
            ["server", 1, 10_000_000, 0, 0, 0, 0],
            ["tablet", 1, 500_000, 1, 500_000, 0, 0],
        ])
    );
}

#[test]
fn the_french_page_says_what_is_counted() {
    let world = town(World::french());
    let page = world.run("report agec --period 2026").success();
    for said in ["18,03\u{202f}%", "120\u{202f}000,00\u{a0}€", "20,00\u{202f}%", "non"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn what_has_no_price_or_no_value_is_told() {
    let world = town(World::new());
    world.enter(
        "add --kind monitor --tag M1 --purchased 2026-06-01 --on 2026-06-01
         add --kind laptop --tag G-OLD --acquired gift --manufactured 2019-01-01 --on 2026-05-04
         add --kind desktop --tag G-DESK --acquired gift --on 2026-05-04",
    );
    let made = report(&world, "--period 2026 --explain");
    assert_eq!(made["figures"]["reused_bp"], 1803);
    assert_eq!(made["explain"]["bought_without_price"], json!(["M1"]));
    assert_eq!(made["explain"]["gifts_without_value"], json!(["G-DESK", "G-OLD"]));
    let page = world.run("report agec --period 2026").success();
    assert!(page.contains("Bought at an unknown price") && page.contains("No flat value"), "{page}");
}

#[test]
fn a_gift_that_was_used_elsewhere_before_was_received_when_it_was_recorded() {
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag G1 --acquired gift --first-use 2018-03-01");
    assert_eq!(report(&world, "--period 2018")["figures"]["gifts"], 0);
    let made = report(&world, "--period 2026");
    assert_eq!(made["figures"]["gifts"], 1);
    // And it is not worth what a young one is.
    assert_eq!(made["figures"]["gifts_cents"], 0);
    let seq = world.head();
    world.enter(&format!("correct {seq} --on 2025-06-01"));
    assert_eq!(report(&world, "--period 2025")["figures"]["gifts"], 1);
}

#[test]
fn a_year_without_purchases_has_no_share_and_before_2024_no_target() {
    let world = town(World::new());
    let figures = report(&world, "--period 2023")["figures"].clone();
    assert_eq!([&figures["reused_bp"], &figures["target_bp"], &figures["met"]], [&Value::Null; 3]);
    assert_eq!(report(&world, "--period 2025")["figures"]["spent_cents"], 70_000);
    insta::assert_snapshot!(world.run("report agec --period 2026-Q1").failure(1), @r"
    error: the share of purchases is that of a calendar year (loi n° 2020-105, art. 58), not of 2026-01-01..2026-03-31
    hint: ask for the year: `rebond report agec --period 2026`
    ");
}

#[test]
fn the_target_is_met_on_the_exact_share() {
    let world = World::new().with_record();
    world.enter(
        "add --kind laptop --tag N1 --price-ht 800.01 --purchased 2026-02-01 --on 2026-02-01
         add --kind laptop --tag R1 --acquired reconditioned --price-ht 200 --purchased 2026-02-01 --on 2026-02-01",
    );
    // 20,00 % once rounded, and not met.
    let figures = report(&world, "--period 2026")["figures"].clone();
    assert_eq!([&figures["reused_bp"], &figures["met"]], [&json!(2000), &json!(false)]);
}
