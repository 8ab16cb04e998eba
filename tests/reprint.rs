//! A page that was printed is printed again, byte for byte, by the line it ends with, whatever became of the
//! record since: more events, a seal, tables made again, a restored backup, a migration; and after a name
//! was erased, all but that name.

use std::{fs, os::unix::fs::PermissionsExt as _};

use rusqlite::Connection;
use serde_json::Value;

use crate::world::{World, has, said};

/// To where the first pages are printed.
const BEFORE: &str = "
    party add Restos --kind association --on 2020-01-01
    party add Recyclage --kind recycler --on 2020-01-01
    party add 'Zoélie Quatrefages' --kind staff --on 2020-01-01
    add --kind laptop --tag L1 --service 'Bureau de Zoélie Quatrefages' --mass 1500 --first-use 2020-01-05 --on 2020-01-05
    add --kind laptop --tag L2 --service Voirie --mass 1600 --first-use 2020-01-05 --on 2020-01-05
    add --kind desktop --tag D1 --service Voirie --mass 5000 --on 2020-01-05
    add --kind monitor --tag M1 --mass 4000 --on 2020-01-05
    media none L1 L2 D1 --on 2020-01-05
    collect L1 L2 D1 --on 2025-11-03
    triage L1 L2 D1 --decision recondition --functional F5 --on 2025-11-04
    ready D1 --functional F5 --on 2025-11-05
    deploy D1 --to Écoles --on 2025-12-01
    decommission L1 L2 M1 --act 'DEL 7' --on 2025-12-10
    lot new --channel body_gift --to Restos --legal-basis 'L3212-2 3°' --act 'DEL 7' --unit-value 10 --value-method prix --on 2026-02-01
    lot add LOT-2026-0001 L1 L2 --on 2026-02-01
    lot ship LOT-2026-0001 --on 2026-02-02";

/// To where the last ones are.
const BETWEEN: &str = "
    lot new --channel waste --to Recyclage --waste-code '16 02 14' --operation 'R 4' --on 2026-03-01
    lot add LOT-2026-0002 M1 --on 2026-03-01
    lot ship LOT-2026-0002 --on 2026-03-02
    lot prove LOT-2026-0002 --outcome recycled --on 2026-04-02";

/// What changes every figure that was printed.
const AFTER: &str = "
    lot return LOT-2026-0001 L2 --reason refused --on 2026-05-02
    edit L1 --mass 1700 --tag L1-BIS
    lot cancel LOT-2026-0002 --reason mistyped
    correct {decommissioned} --on 2025-12-05
    policy set organisation 'Ville de Montrouge'
    policy set sanitization.minimum purge
    missing D1 --cause stolen --on 2026-06-02";

/// Records what comes later.
fn later(world: &World) {
    let log = world.log();
    let decommissioned =
        1 + log.lines().position(|line| line.contains(r#""type":"decommissioned""#)).unwrap();
    world.enter(&AFTER.replace("{decommissioned}", &decommissioned.to_string()));
}

/// The values that help lists after these words.
fn listed(help: &str, after: &str) -> Vec<String> {
    let rest = help.split(after).nth(1).unwrap_or_else(|| panic!("{after}: {help}"));
    let values = rest.split("[possible values: ").nth(1).unwrap().split(']').next().unwrap();
    values.split(", ").map(str::to_owned).collect()
}

/// A page as it was printed, and the line that prints it again.
struct Page {
    line: String,
    bytes: Vec<u8>,
}

/// Every report in every form and format there is: one that comes later is among them.
fn printed(world: &World) -> Vec<Page> {
    let help = world.run("--lang en report --help").success();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut formats = listed(&help, "--format <FORMAT>");
    // What programs read is the same in every language; of JSON, the head is looked at.
    formats.retain(|format| !world.is_french() || !matches!(format.as_str(), "csv" | "text"));
    let mut pages = Vec::new();
    for report in listed(&help, "Report to print") {
        for flags in [" --explain", " --compare-head 15", " --compare 2025"] {
            let asked = format!("report {report} --period 2026{flags}");
            let page = world.run(&asked).success();
            let line = page.lines().map(str::trim).find_map(|line| line.strip_prefix("rebond ")).unwrap();
            assert!(line.contains(&format!("--at-head {}", world.head())), "{line}");
            // What is drawn is drawn from the words of the others.
            let drawn =
                |format: &&String| flags.contains("--compare ") && matches!(format.as_str(), "html" | "pdf");
            for format in formats.iter().filter(|format| !drawn(format)) {
                world.run(&format!("{asked} --format {format} -o printed")).success();
                let bytes = fs::read(world.path("printed")).unwrap();
                pages.push(Page { line: format!("{line} --format {format}"), bytes });
            }
        }
    }
    pages
}

fn again(world: &World, line: &str) -> Vec<u8> {
    world.run(&format!("{line} -o again")).success();
    fs::read(world.path("again")).unwrap()
}

#[track_caller]
fn same(world: &World, pages: &[Page], since: &str) {
    for page in pages {
        let now = again(world, &page.line);
        assert!(
            now == page.bytes,
            "after {since}: rebond {}\n{}\n-- was --\n{}",
            page.line,
            String::from_utf8_lossy(&now),
            String::from_utf8_lossy(&page.bytes)
        );
    }
}

/// A record of which pages were printed at two moments; a backup was taken before the first, between both
/// and after the last.
fn town(world: World) -> (World, Vec<Page>, Vec<Page>) {
    let world = world.with_record();
    world.write("seal-key", include_bytes!("fixtures/seal-key"));
    fs::set_permissions(world.path("seal-key"), fs::Permissions::from_mode(0o600)).unwrap();
    let (early, late) = BEFORE.trim().rsplit_once('\n').unwrap();
    world.enter(early);
    world.enter("backup early.backup");
    world.enter(late);
    let first = printed(&world);
    world.enter("backup between.backup");
    world.enter(BETWEEN);
    let last = printed(&world);
    world.enter("backup late.backup");
    let distinct: std::collections::BTreeSet<_> = first.iter().chain(&last).map(|page| &page.bytes).collect();
    assert_eq!(distinct.len(), first.len() + last.len(), "each page is another");
    (world, first, last)
}

#[test]
fn a_page_is_printed_again_after_all_that_may_come() {
    for world in [World::new(), World::french()] {
        let (world, first, last) = town(world);
        let all = |since: &str| {
            same(&world, &first, since);
            same(&world, &last, since);
        };
        all("nothing");
        later(&world);
        let there = printed(&world);
        let differ = there.iter().zip(&last).filter(|(now, then)| now.bytes != then.bytes).count();
        assert_eq!(differ, last.len(), "what came later would change every page");
        all("more events");
        world.enter("seal --key seal-key -o head.seal");
        all("a seal");
        world.enter("rebuild");
        all("rebuild");
        let wrong = "UPDATE departure SET mass_g = 1; DELETE FROM stay; UPDATE asset SET mass_g = 1";
        let conn = Connection::open(world.database()).unwrap();
        let spoilt: usize = wrong.split(';').map(|sql| conn.execute(sql, []).unwrap()).sum();
        assert!(spoilt > 2);
        drop(conn);
        assert_eq!(world.run("rebuild --check").status, 5);
        world.enter("rebuild");
        all("tables that were wrong, and were made again");
        world.enter("backup after.backup");
        world.enter("restore after.backup --replace");
        all("a restored backup of later");
        world.enter("restore late.backup --replace");
        all("a restored backup of its own moment");
        later(&world);
        all("a restored backup, and more events");
        // The first pages are of a past of this backup; the last ones of what it does not reach.
        world.enter("restore between.backup --replace");
        same(&world, &first, "a restored backup of before the last pages");
        beyond(&world, &last);
        world.enter("restore early.backup --replace");
        beyond(&world, &first);
        beyond(&world, &last);
    }
}

/// Pages of a head that the record does not have any more: refused, and where other events have taken these
/// numbers, a page that says another head.
fn beyond(world: &World, pages: &[Page]) {
    let log = world.log();
    let hash = |page: &[u8]| -> String {
        let page: Value = serde_json::from_slice(page).unwrap();
        page["head"]["hash"].as_str().unwrap().to_owned()
    };
    let seq_of = |page: &Page| -> usize {
        page.line.split("--at-head ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap()
    };
    let json: Vec<&Page> = pages.iter().filter(|page| page.line.contains("--format json")).collect();
    let seq = seq_of(json.first().expect("pages for programs"));
    for page in json.iter().filter(|_| seq > log.lines().count()) {
        world.refused(&page.line, "no_such_head");
    }
    while world.head() < seq {
        world.enter("add --kind dock");
    }
    for page in json {
        assert_eq!(seq_of(page), seq);
        assert_ne!(hash(&again(world, &page.line)), hash(&page.bytes), "the same head on another page");
    }
}

#[test]
fn a_page_is_printed_again_without_the_name_that_was_erased_and_all_else_as_it_was() {
    for world in [World::new(), World::french()] {
        let (world, first, last) = town(world);
        let name = "Bureau de Zoélie Quatrefages";
        world.enter("party forget 'Zoélie Quatrefages'");
        let (mut named, mut whole) = (0, 0);
        for page in first.iter().chain(&last) {
            let now = again(&world, &page.line);
            let Ok(then) = String::from_utf8(page.bytes.clone()) else {
                // Of what is no text, only that it has the name no more: what a reader of its format finds in it.
                if page.line.contains("--format xlsx") {
                    std::fs::write(world.path("again.xlsx"), &now).unwrap();
                    let read = format!("{:?}", crate::xlsx::sheets(&world, "again.xlsx"));
                    assert!(read.len() > 1_000 && !read.contains("Quatrefages"), "{}", page.line);
                } else if has("poppler", "pdftotext") {
                    std::fs::write(world.path("again.pdf"), &now).unwrap();
                    let read = said(&world, "pdftotext", &["again.pdf", "-"]);
                    assert!(!read.is_empty() && !read.contains("Quatrefages"), "{}", page.line);
                }
                continue;
            };
            let now = String::from_utf8(now).unwrap();
            assert!(!now.contains("Quatrefages"), "{}", page.line);
            if !then.contains(name) {
                assert_eq!(now, then, "{}", page.line);
                whole += 1;
                continue;
            }
            named += 1;
            // The code of the service stands where its name stood; the widths of columns follow, and the lines on
            // which a narrow one breaks the name: among words beside it, which are looked at without it.
            let broken = page.line.contains("--compare 2025 --format text");
            let of_name = |word: &str| broken && name.split(' ').chain(["BUREAUDEZOEL"]).any(|of| of == word);
            let words = |text: &str| {
                let text = text.replace(name, "BUREAUDEZOEL");
                text.split_whitespace().filter(|word| !of_name(word)).map(dashes).collect::<Vec<_>>()
            };
            assert!(now.contains("BUREAUDEZOEL"), "{}", page.line);
            assert_eq!(words(&now), words(&then), "{}", page.line);
        }
        assert!(named > 4 && whole > 4, "{named} with the name, {whole} without");
        // And an older backup does not bring it back into a page.
        world.enter("restore late.backup --replace");
        for page in first.iter().chain(&last) {
            assert!(
                !String::from_utf8_lossy(&again(&world, &page.line)).contains("Quatrefages"),
                "{}",
                page.line
            );
        }
    }
}

/// A rule under a header is as long as what stands above it.
fn dashes(word: &str) -> String {
    if word.chars().all(|c| matches!(c, '-' | '─' | ':')) { "-".to_owned() } else { word.to_owned() }
}

#[test]
fn what_an_earlier_version_printed_is_printed_again_after_the_migration_and_later() {
    let world = World::new().with_schema(1);
    world.set_day("2024-11-04");
    let asked: Vec<(String, String)> = crate::migrate::answers(1)
        .into_iter()
        .filter(|(question, _)| question.starts_with("report"))
        .map(|(question, page)| {
            let head = if question.contains("--at-head") { "" } else { " --at-head 82" };
            (format!("{question}{head}"), page)
        })
        .collect();
    assert!(asked.len() >= 4);
    fs::copy(world.database(), world.path("one.backup")).unwrap();
    let every = || -> Vec<String> {
        let line = |seq| format!("report reuse --period 2024 --explain --at-head {seq}");
        (1..=82).step_by(9).map(|seq| world.run(&line(seq)).success()).collect()
    };
    world.run("list").success();
    let pages = every();
    let all = |since: &str| {
        for (question, page) in &asked {
            let again = crate::migrate::without_later_tables(&world.run(question).success());
            assert_eq!(&again, page, "after {since}: rebond {question}");
        }
        assert_eq!(every(), pages, "after {since}");
    };
    all("the migration");
    world.enter("add --kind laptop --tag LATE\npolicy set organisation 'Ville de Montrouge'\nrebuild");
    all("more events");
    world.enter("restore one.backup --replace");
    all("a restored backup of the earlier version");
}
