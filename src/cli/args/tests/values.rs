//! Values are read into the types of the model.

use super::{error, read};
use crate::{
    cli::args::{
        Command,
        asset::Add,
        media::Media,
        read::Typed,
        value::{Age, Place, Setting},
    },
    lang::Lang,
    model::{
        amount::{Bytes, Cents, Grams},
        day::Day,
        grade::{Cosmetic, Functional},
        kind::{Kind, WeeeCategory},
        period::Period,
    },
};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn add(lang: Lang, flags: &str) -> Add {
    match read(lang, &format!("rebond add --kind laptop {flags}")).map(|cli| cli.command) {
        Ok(Command::Add(add)) => *add,
        other => panic!("{flags}: {other:?}"),
    }
}

#[test]
fn every_flag_of_an_asset_reaches_its_field() {
    let add = add(
        Lang::En,
        "--tag mtr-1 --alias old-1 --alias old-2 --manufacturer Dell --serial 7XK3 --purchased 2022-09-01 \
         --price-ht 1234,5 --warranty 36 --mass 1.65kg --weee 2 --on 2022-09-02 --note received",
    );
    assert_eq!(add.kind, Kind::Laptop);
    assert_eq!(add.tag.unwrap().as_str(), "MTR-1");
    assert_eq!(add.aliases, ["old-1", "old-2"]);
    assert_eq!(add.price_ht, Some(Cents(123_450)));
    assert_eq!(add.warranty, Some(36));
    assert_eq!(add.mass, Some(Grams(1650)));
    assert_eq!(add.weee, WeeeCategory::new(2));
    assert_eq!(add.recording.on, Some(day("2022-09-02")));
    assert_eq!(add.recording.note.as_deref(), Some("received"));
}

#[test]
fn a_day_is_also_written_the_french_way_in_french_alone() {
    for typed in ["2026-03-05", "05/03/2026", "5/3/2026"] {
        assert_eq!(Day::read(typed, Lang::Fr), Ok(day("2026-03-05")), "{typed}");
    }
    assert!(Day::read("05/03/2026", Lang::En).is_err());
    for typed in ["31/02/2026", "5/3/26", "/3/2026", "2026/03/05", "005/03/2026", "5/3/2026/1", "+5/03/2026"]
    {
        assert!(Day::read(typed, Lang::Fr).is_err(), "{typed}");
    }
}

#[test]
fn a_period_takes_days_as_the_language_writes_them() {
    let half = Period { from: day("2026-01-01"), to: day("2026-06-30") };
    assert_eq!(Period::read("01/01/2026..30/06/2026", Lang::Fr), Ok(half));
    assert_eq!(Period::read("2026-01-01..2026-06-30", Lang::En), Ok(half));
    assert_eq!(Period::read("2026-T1", Lang::Fr), Ok(Period::parse("2026-Q1").unwrap()));
    assert!(Period::read("2026-06-30..2026-01-01", Lang::En).is_err());
}

#[test]
fn an_age_is_in_years_or_months() {
    for (typed, months) in [("10y", 120), ("10a", 120), ("18m", 18), ("2Y", 24)] {
        assert_eq!(Age::read(typed, Lang::Fr), Ok(Age { months }));
    }
    for typed in ["10", "y", "1.5y", "-1y", "10d", "99999y", "4294967295m"] {
        assert!(Age::read(typed, Lang::En).is_err(), "{typed}");
    }
}

#[test]
fn a_code_is_read_in_either_case_and_grades_by_letter_too() {
    assert_eq!(Functional::read("f5", Lang::En), Ok(Functional::F5));
    assert_eq!(Functional::read("hs", Lang::En), Ok(Functional::Hs));
    assert_eq!(Kind::read("Laptop", Lang::En), Ok(Kind::Laptop));
    assert_eq!(Cosmetic::read("b", Lang::En), Ok(Cosmetic::C4));
    assert!(WeeeCategory::read("3", Lang::En).is_err());
}

#[test]
fn a_number_is_written_in_digits_alone() {
    assert_eq!(u32::read(" 36 ", Lang::En), Ok(36));
    for typed in ["+36", "-1", "", "3.5", "4294967296"] {
        assert!(u32::read(typed, Lang::En).is_err(), "{typed:?}");
    }
}

#[test]
fn a_text_is_kept_in_one_form_and_only_a_setting_may_be_empty() {
    assert_eq!(String::read(" E\u{301}cole ", Lang::Fr).as_deref(), Ok("École"));
    assert!(String::read("  ", Lang::Fr).is_err());
    assert_eq!(Setting::read("  ", Lang::Fr), Ok(Setting(String::new())));
}

#[test]
fn a_medium_goes_into_stock_or_into_an_asset() {
    assert_eq!(Place::read("STOCK", Lang::En), Ok(Place::Stock));
    assert_eq!(Place::read("MTR-1", Lang::En), Ok(Place::Asset("MTR-1".to_owned())));
    let cli = read(Lang::En, "rebond media add stock --kind ssd --capacity 256GB").unwrap();
    let Command::Media(Media::Add(add)) = cli.command else { panic!("{cli:?}") };
    assert_eq!((add.place, add.capacity), (Place::Stock, Some(Bytes(256_000_000_000))));
}

#[test]
fn a_lone_hyphen_is_a_value_and_common_flags_stand_anywhere() {
    let cli = read(Lang::En, "rebond collect - --json").unwrap();
    assert!(cli.global.json);
    let Command::Collect(collect) = cli.command else { panic!() };
    assert_eq!(collect.assets, ["-"]);
    let cli = read(Lang::En, "rebond --json label A -o -").unwrap();
    assert!(cli.global.json);
}

#[test]
fn what_cannot_go_together_is_refused() {
    for line in [
        "rebond move A",
        "rebond correct 4",
        "rebond party edit A",
        "rebond decommission A --waste --when-collected",
        "rebond lot new --to B",
        "rebond lot edit L --bsd BSD-1 --no-bsd none",
        "rebond lot add L",
        "rebond lot add L A --bulk mice --mass 1kg --waste-code X",
        "rebond lot add L A --count 3",
        "rebond lot add L --bulk mice --mass 1kg --waste-code X --for-parts",
        "rebond lot ship L --decommission",
        "rebond lot ship L --act X",
        "rebond lot ship L --weighed",
        "rebond media list A --loose",
        "rebond label blank -o -",
        "rebond label A --start 3 -o -",
    ] {
        error(Lang::Fr, line);
    }
    for line in
        ["rebond lot new --like L", "rebond lot add L --bulk mice --mass 1kg --waste-code X --count 3"]
    {
        assert!(read(Lang::Fr, line).is_ok(), "{line}");
    }
}
