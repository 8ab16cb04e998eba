//! `docs/trust.md` says what is true: its commands are run, its table of faults is that of the tests.

use std::{collections::BTreeSet, fs, path::Path};

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The block of commands of the page that has these words.
pub(crate) fn block(words: &str) -> String {
    let page = text("docs/trust.md");
    let blocks: Vec<_> = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let found: Vec<_> = blocks.into_iter().filter(|block| block.contains(words)).collect();
    assert_eq!(found.len(), 1, "{words}: {found:?}");
    found[0].to_owned()
}

/// The rows of the last long run: fault, tier, runs, faults that struck, lost.
fn long_run() -> Vec<Vec<String>> {
    let page = text("docs/trust.md");
    let rows = page.split("<!-- long run -->").nth(1).unwrap().split("<!-- end -->").next().unwrap();
    let cells = |row: &str| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect();
    rows.trim().lines().skip(2).map(cells).collect()
}

/// The sources of the fault tests, one after the other.
fn sources() -> String {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")];
    let mut sources = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources += &fs::read_to_string(path).unwrap();
            }
        }
    }
    sources
}

#[test]
fn the_table_of_the_long_run_has_every_fault_that_the_tests_try_and_no_other() {
    let sources = sources();
    let told: BTreeSet<_> =
        long_run().iter().map(|row| row[0].trim_end_matches(" (partner: must lose)").to_owned()).collect();
    let tried = sources.split("Tally::new(\"").skip(1).filter_map(|rest| rest.split('"').next());
    for name in tried {
        assert!(told.contains(name), "{name} is tried and not told");
    }
    for name in told {
        assert!(sources.contains(&format!("\"{name}\"")), "{name} is told and not tried");
    }
}

#[test]
fn every_fault_of_the_long_run_struck_and_what_was_lost_but_in_partners_is_told() {
    let page = text("docs/trust.md");
    let found = page.split("<!-- found -->").nth(1).unwrap().split("<!-- end of found -->").next().unwrap();
    let number = |cell: &str| cell.replace(',', "").parse::<u64>().unwrap_or_else(|_| panic!("{cell}"));
    for row in long_run() {
        assert!(["short", "long"].contains(&row[1].as_str()), "{row:?}");
        assert!(number(&row[2]) > 0 && number(&row[3]) > 0, "{row:?}");
        let (lost, partner) = (number(&row[4]) > 0, row[0].ends_with("(partner: must lose)"));
        let told = found.contains(&format!("*{}*", row[0]));
        assert!(if partner { lost } else { lost == told }, "{row:?}");
    }
}

#[test]
fn what_the_page_links_to_is_there() {
    let page = text("docs/trust.md");
    for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        match link.strip_prefix('#') {
            None => assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(link).exists(), "{link}"),
            Some(anchor) => {
                let is = |line: &str| {
                    let kept: String =
                        line.chars().filter(|c| c.is_alphanumeric() || " -".contains(*c)).collect();
                    line.starts_with("## ") && kept.trim().to_lowercase().replace(' ', "-") == anchor
                };
                assert!(page.lines().any(is), "{link}");
            }
        }
    }
}
