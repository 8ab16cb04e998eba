//! Spreadsheets: what is exported and reported comes back from them with its types, read by another library.

use std::{fs, io::Read as _};

use calamine::{Data, Reader as _, Xlsx};
use serde_json::{Value, json};

use crate::{
    export_tables::{lines, town},
    world::World,
};

/// The sheets of a file.
pub(crate) fn sheets(world: &World, name: &str) -> Vec<(String, Vec<Vec<Data>>)> {
    let bytes = fs::read(world.path(name)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    assert!(sheets.iter().all(|(name, _)| book.worksheet_formula(name).unwrap().is_empty()), "a formula");
    sheets.into_iter().map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
}

/// The parts of a file, unpacked by where its list says they are.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let number = |at: usize, size: usize| {
        bytes[at..at + size].iter().rev().fold(0_usize, |number, byte| number << 8 | usize::from(*byte))
    };
    let end = bytes.len() - 22;
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut parts = Vec::new();
    for _ in 0..count {
        let (packed, size, named, place) =
            (number(at + 20, 4), number(at + 24, 4), number(at + 28, 2), number(at + 42, 4));
        let name = String::from_utf8(bytes[at + 46..at + 46 + named].to_vec()).unwrap();
        let from = place + 30 + number(place + 26, 2);
        let mut text = String::new();
        flate2::read::DeflateDecoder::new(&bytes[from..from + packed]).read_to_string(&mut text).unwrap();
        assert_eq!(text.len(), size, "{name}");
        parts.push((name, text));
        at += 46 + named;
    }
    parts
}

/// A cell as JSON has it.
fn plain(cell: &Data) -> Value {
    match cell {
        Data::Empty => Value::Null,
        Data::Bool(flag) => json!(flag),
        Data::Float(number) => json!(number),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            json!(format!("{year}-{month:02}-{day:02}"))
        }
        other => json!(other.to_string()),
    }
}

#[test]
fn every_export_says_in_a_spreadsheet_what_it_says_in_json() {
    let world = town();
    for (what, sheet) in [("assets", "Assets"), ("media", "Media"), ("lots", "Lots"), ("parties", "Parties")]
    {
        world.enter(&format!("export {what} --holders -o {what}.xlsx"));
        let told = lines(&world.run(&format!("--json export {what} --holders")).success());
        let sheets = sheets(&world, &format!("{what}.xlsx"));
        assert_eq!((sheets.len(), sheets[0].0.as_str()), (1, sheet));
        let (header, rows) = sheets[0].1.split_first().unwrap();
        assert_eq!(rows.len(), told.len(), "{what}");
        let csv = world.run(&format!("export {what} --holders --format csv")).success();
        let names: Vec<String> = csv.lines().next().unwrap().split(',').map(str::to_owned).collect();
        let headed: Vec<String> =
            header.iter().map(|cell| cell.to_string().replace("_eur", "_cents")).collect();
        assert_eq!(headed, names, "{what}: the same columns as in CSV");
        for (row, told) in rows.iter().zip(&told) {
            for (name, cell) in header.iter().zip(row) {
                let name = name.to_string();
                let (key, cell) = (name.replace("_eur", "_cents"), plain(cell));
                let Some(value) = told.get(&key).filter(|value| !value.is_array()) else { continue };
                let cents =
                    value.as_f64().filter(|_| name.ends_with("_eur")).map(|cents| json!(cents / 100.0));
                let value =
                    cents.or_else(|| value.as_f64().map(|number| json!(number))).unwrap_or(value.clone());
                assert_eq!(cell, value, "{what}: {name}");
            }
        }
    }
}

#[test]
fn a_sheet_is_named_and_looks_the_same_in_any_language_and_at_any_time() {
    let world = town();
    world.enter("export assets -o one.xlsx");
    world.run("--lang fr export assets -o fr.xlsx").success();
    assert_eq!(sheets(&world, "fr.xlsx")[0].0, "Équipements");
    let later = world.shell("REBOND_NOW=2027-01-01T12:00:00Z rebond export assets -o two.xlsx");
    later.success();
    let [one, two] = ["one.xlsx", "two.xlsx"].map(|name| fs::read(world.path(name)).unwrap());
    assert_eq!(one, two, "the same head gives the same bytes");
    let printed = world.command(&["export", "assets", "--format", "xlsx"]).output().unwrap();
    assert_eq!(printed.stdout, one, "on standard output as well");
    let parts = parts(&one);
    let part = |wanted: &str| &parts.iter().find(|(name, _)| name == wanted).unwrap().1;
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:AF4\"/>"), "{sheet}");
    let core = part("docProps/core.xml");
    assert!(sheet.contains("fitToPage") && sheet.contains("<row r=\"2\">"), "{sheet}");
    assert!(core.contains("T00:00:00Z") && !core.contains("creator") && !core.contains("2027"), "{core}");
}

#[test]
fn a_report_has_its_figures_first_and_a_sheet_for_each_table() {
    let world = town();
    for (line, lang) in [
        ("reuse --explain", "en"),
        ("decree --period 2026", "fr"),
        ("sanitization", "en"),
        ("register", "fr"),
    ] {
        world.run(&format!("--lang {lang} report {line} -o r.xlsx")).success();
        let told = world.run(&format!("report {line} --format json")).json();
        let sheets = sheets(&world, "r.xlsx");
        let tables = told["tables"].as_array().unwrap();
        let more = usize::from(told.get("explain").is_some());
        let charts = usize::from(line.starts_with("reuse"));
        assert_eq!(sheets.len(), 1 + tables.len() + more + charts, "{line}");
        assert_eq!(sheets[0].0, if lang == "fr" { "Synthèse" } else { "Summary" });
        for (table, (name, rows)) in tables.iter().zip(&sheets[1..]) {
            assert_eq!(rows.len(), 1 + table["rows"].as_array().unwrap().len(), "{line}: {name}");
            assert_eq!(rows[0].len(), table["columns"].as_array().unwrap().len(), "{line}: {name}");
        }
        let first: Vec<String> = sheets[0].1.iter().flatten().map(ToString::to_string).collect();
        assert!(first.contains(&told["head"]["hash"].as_str().unwrap().to_owned()), "{first:?}");
        assert!(first.iter().any(|text| text.starts_with("rebond ") && text.ends_with("--format xlsx")));
        let one = fs::read(world.path("r.xlsx")).unwrap();
        world.run(&format!("--lang {lang} report {line} -o r.xlsx")).success();
        assert_eq!(one, fs::read(world.path("r.xlsx")).unwrap(), "{line}");
    }
    world.run("report reuse -o r.xlsx").success();
    let summary = &sheets(&world, "r.xlsx")[0].1;
    let value = |label: &str| {
        summary.iter().find(|row| row[0] == Data::String(label.to_owned())).map(|row| row[1].clone())
    };
    assert_eq!(value("Departures"), Some(Data::Float(2.0)));
}

#[test]
fn a_comparison_has_its_own_sheets() {
    let world = town();
    let before = lines(&world.log()).len();
    world.enter("decommission A3 --when-collected --on 2026-01-20");
    world.run(&format!("report reuse --compare-head {} -o r.xlsx", before - 4)).success();
    let told = world.run(&format!("report reuse --compare-head {} --format json", before - 4)).json();
    let sheets = sheets(&world, "r.xlsx");
    let tables = told["tables"].as_array().unwrap().len();
    assert_eq!(sheets.len(), 1 + tables + 2 + 1);
    assert_eq!(sheets.last().unwrap().0, "Chart – Month", "what is compared stays where it was");
    assert_eq!(sheets[1 + tables].1.len(), 1 + told["compared_head"]["figures"].as_array().unwrap().len());
}

#[test]
fn a_terminal_gets_no_spreadsheet_and_a_long_line_no_cell() {
    let world = town();
    if crate::world::has("util-linux", "script") {
        let told = world.shell("script -qec 'rebond export assets --format xlsx' /dev/null; rebond report reuse --format xlsx | head -c 2");
        assert!(told.stdout.contains("a spreadsheet cannot be shown on a terminal"), "{told}");
        assert!(told.stdout.contains("-o FILE.xlsx") && told.stdout.ends_with("PK"), "{told}");
    }
    let tags: Vec<String> = (0..900).map(|n| format!("L{n}")).collect();
    world.write("parc.csv", format!("tag;kind\n{};monitor\n", tags.join(";monitor\n")));
    world
        .enter(&format!("import parc.csv\nlot new --channel sale\nlot add LOT-2026-0003 {}", tags.join(" ")));
    let told = world.stopped("export log -o log.xlsx", 1, "cell_too_long");
    assert!(told["hints"][0].as_str().unwrap().contains("jsonl"), "{told}");
    assert!(!world.path("log.xlsx").exists());
}

#[test]
fn a_register_and_a_log_are_spreadsheets_too() {
    let world = town();
    world.enter("export log -o log.xlsx\nexport register -o register.xlsx");
    let log = &sheets(&world, "log.xlsx")[0].1;
    let stored: Vec<String> = world.log().lines().map(str::to_owned).collect();
    let told: Vec<String> = log[1..].iter().map(|row| row[3].to_string()).collect();
    assert_eq!(told, stored, "each line as it is stored");
    let (name, register) = &sheets(&world, "register.xlsx")[0];
    assert_eq!((name.as_str(), register[0][0].to_string().as_str()), ("Waste register", "line"));
}
