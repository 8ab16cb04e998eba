//! What a terminal would obey enters by no field, and is shown as numbers where it is said why.

use super::{
    checks::{json, terminal},
    desk::{arguments, columns, table},
    payloads::REFUSED,
};
use crate::world::{Outcome, World};

/// A line for each argument that takes text; what is in braces is what is typed.
const LINES: &[&str] = &[
    "init --org={}",
    "init --prefix={}",
    "--actor={} add --kind laptop",
    "add --kind laptop --tag={}",
    "add --kind laptop --alias={}",
    "add --kind laptop --manufacturer={}",
    "add --kind laptop --model={}",
    "add --kind laptop --serial={}",
    "add --kind laptop --supplier={}",
    "add --kind laptop --order={}",
    "add --kind laptop --acquired leased --owner={}",
    "add --kind laptop --service={}",
    "add --kind laptop --site={}",
    "add --kind laptop --holder={}",
    "add --kind laptop --note={}",
    "add --kind={}",
    "add --kind laptop --price-ht={}",
    "edit A1 --tag={}",
    "edit {} --model x",
    "show {}",
    "find {}",
    "list --service={}",
    "list --site={}",
    "history {}",
    "deploy {} --to x",
    "move A1 --to={}",
    "collect {}",
    "work A1 --type clean --part={}",
    "work A1 --type repair --from={}",
    "work A1 --type repair --sent-to={}",
    "work A1 --type repair --sent-to Emmaus --data-clause={}",
    "work A1 --back --new-serial={}",
    "decommission A1 --act={}",
    "correct 4 --to={}",
    "correct 4 --site={}",
    "correct 4 --holder={}",
    "correct 4 --act={}",
    "media add {} --kind ssd",
    "media add A1 --kind ssd --serial={}",
    "media add A1 --kind ssd --model={}",
    "media move {} --to stock",
    "media move A1#1 --to={}",
    "media list {}",
    "sanitize {} --action drill --result pass",
    "sanitize A1 --action drill --tool={}",
    "evidence add {} slip.txt",
    "evidence add A1 {}",
    "deploy A1 --to x --evidence={}",
    "evidence list {}",
    "evidence extract {} -o a.txt",
    "evidence forget {} --reason request",
    "lot new --to={}",
    "lot new --legal-basis={}",
    "lot new --act={}",
    "lot new --value-method={}",
    "lot new --waste-code={}",
    "lot new --operation={}",
    "lot new --bsd={}",
    "lot new --no-bsd={}",
    "lot new --carrier={}",
    "lot new --data-clause={}",
    "lot new --like={}",
    "lot show {}",
    "lot add {} A1",
    "lot add LOT-2026-0001 {}",
    "lot add LOT-2026-0001 A1 --waste-code={}",
    "lot add LOT-2026-0001 --bulk={} --mass 5kg",
    "lot ship LOT-2026-0001 {}",
    "lot ship LOT-2026-0001 --decommission --act={}",
    "lot prove LOT-2026-0001 {} --outcome recycled",
    "lot prove LOT-2026-0001 --bulk={} --outcome recycled",
    "lot prove LOT-2026-0001 --outcome recycled --operation={}",
    "lot return LOT-2026-0001 {} --reason refused",
    "party add {} --kind other",
    "party add x --kind other --siret={}",
    "party edit Emmaus --name={}",
    "party show {}",
    "party forget {}",
    "party forget --operator={}",
    "policy get {}",
    "policy set organisation {}",
    "policy set organisation.siret {}",
    "policy set label.url {}",
    "policy set timezone {}",
    "policy set tag.prefix {}",
    "policy set sanitization.minimum {}",
    "policy set sanitization.redeploy {}",
    "policy set sanitization.second_person {}",
    "policy set retention.register {}",
    "policy set retention.holders {}",
    "config get {}",
    "config unset {}",
    "config set sheet {}",
    "config set color {}",
    "label {} -o a.svg",
    "label cards --service={} -o a.svg",
    "label cards --site={} -o a.svg",
    "sanitize import {}",
    "sanitize import absent.log --serial={}",
    "sanitize validate {}",
    "import absent.csv --map={}",
    "import {}",
    "export log --since={}",
    "verify --seal={}",
    "verify --at={}",
    "restore {} --replace",
    "seal --key={} -o x.seal",
    "seal --unsigned --against={} -o x.seal",
    "scan --from={}",
    "scan --to={}",
    "help {}",
    "man {}",
    "{}",
    "--{}",
    "add --{}",
];

/// What stands before the name of a file.
const PLACES: [&str; 8] = [
    "--evidence=",
    "evidence add A1 {}",
    "import {}",
    "--seal=",
    "restore {}",
    "--key=",
    "--against=",
    "scan --from={}",
];

/// Says which of what is typed was recorded or obeyed, if any.
fn judged(said: &Outcome, format: &str) -> Result<(), String> {
    if ![1, 2, 3, 4].contains(&said.status) {
        return Err(format!("status {}", said.status));
    }
    terminal(&said.stderr)?;
    if said.stderr.lines().any(|line| line.starts_with("error: b")) {
        return Err("a line of an error that is not ours".to_owned());
    }
    if format == "--json" { json(&said.stdout).map(|_| ()) } else { terminal(&said.stdout).map(|_| ()) }
}

#[test]
fn what_a_terminal_would_obey_enters_by_no_field_and_is_shown_as_numbers() {
    let world = World::new().with_record();
    world.enter("party add Emmaus --kind other\nadd --kind laptop --tag A1\nlot new --channel sale");
    let before = world.log();
    let mut wrong = Vec::new();
    for (at, line) in LINES.iter().enumerate() {
        // Each line has some of them, and each of them some lines.
        // Any name may be that of a file: those have all.
        let place = PLACES.iter().any(|word| line.contains(word));
        for turn in 0..if place { 2 * REFUSED.len() } else { 3 } {
            let step = if place { turn / 2 } else { at * 5 + turn * 8 };
            let payload = REFUSED[step % REFUSED.len()];
            let format = if turn % 2 == 1 { "--json" } else { "--color=never" };
            let words = std::iter::once(format.to_owned())
                .chain(line.split(' ').map(|word| word.replace("{}", payload)))
                .filter(|word| !word.is_empty());
            let said = world.run_words(&words.collect::<Vec<_>>());
            if let Err(why) = judged(&said, format) {
                wrong.push(format!("{line} with {payload:?}: {why}: {:?}", said.to_string()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(world.log(), before, "refused, and recorded all the same");
    // Every policy and every argument that keeps, reads or seeks a text was among them.
    for key in rebond::model::policy::Key::ALL {
        assert!(LINES.iter().any(|line| line.contains(&format!("policy set {key} "))), "no line for {key}");
    }
    let tried = LINES.iter().filter(|line| line.contains("{}")).count();
    let known: usize = ["kept", "read", "sought"].iter().map(|what| arguments(what).len()).sum();
    assert!(tried >= known, "{tried} lines for {known} arguments");
}

#[test]
fn no_import_takes_what_a_terminal_would_obey() {
    // What begins or ends a line in a cell becomes a space, as people expect of cells.
    for payload in REFUSED
        .iter()
        .chain(&["a\0b"])
        .filter(|text| !text.contains(['\n', '\r', '\t', '\u{85}', '\u{2028}', '\u{2029}']))
    {
        let world = World::new().with_record();
        let before = world.log();
        world.write("hostile.csv", table(&[(*payload).to_owned()]));
        for line in ["import hostile.csv --holders", "--json import hostile.csv --holders"] {
            let said = world.run(line);
            assert_eq!(said.status, 4, "{payload:?}: {said:?}", said = said.to_string());
            terminal(&said.stderr)
                .and(terminal(&said.stdout))
                .unwrap_or_else(|why| panic!("{payload:?}: {why}"));
        }
        assert_eq!(world.log(), before);
    }
    assert!(columns().len() > 12);
}
