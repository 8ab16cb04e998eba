//! `demo`: a whole town, lived through the commands that everyone types.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    os::unix::fs::PermissionsExt as _,
    sync::OnceLock,
};

use serde_json::{Value, json};

use crate::world::World;

/// What building the town says, and every file of it. It is built once for all.
fn built() -> &'static (String, Files) {
    static BUILT: OnceLock<(String, Files)> = OnceLock::new();
    BUILT.get_or_init(|| {
        let world = World::new();
        (world.run("demo town").to_string(), contents(&world, "town"))
    })
}

/// The town in a world of its own.
pub(crate) fn town() -> World {
    let world = World::new();
    fs::create_dir(world.path("town")).unwrap();
    for (name, bytes) in &built().1 {
        world.write(&format!("town/{name}"), bytes);
    }
    fs::set_permissions(world.path("town/rebond.db"), fs::Permissions::from_mode(0o600)).unwrap();
    world
}

fn ask(world: &World, line: &str) -> Value {
    world.run(&format!("--db town/rebond.db {line}")).json()
}

/// The log of the town, as it is stored.
fn events(world: &World) -> String {
    world.run("--db town/rebond.db export log").success()
}

/// The events of the town, in their order.
fn log(world: &World) -> Vec<Value> {
    events(world).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// What building it says, with the number of its events left out: it grows with the history.
fn told(said: &str, space: &str) -> String {
    let events = log(&town()).len();
    let number = format!("{}{space}{:03}", events / 1000, events % 1000);
    assert!(said.contains(&number), "{said}");
    said.replace(&number, "[events]")
}

/// The values that a flag takes, as help lists them.
fn possible(world: &World, command: &str, flag: &str) -> BTreeSet<String> {
    let help =
        world.run(&format!("help {command}")).success().split_whitespace().collect::<Vec<_>>().join(" ");
    let after = help.split_once(&format!("--{flag} ")).unwrap().1;
    let list = after.split_once("[possible values: ").unwrap().1.split_once(']').unwrap().0;
    list.split(", ").map(str::to_owned).collect()
}

/// Files by name.
type Files = Vec<(String, Vec<u8>)>;

/// Everything in a folder.
fn contents(world: &World, folder: &str) -> Files {
    let mut found: Vec<_> = fs::read_dir(world.path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect();
    found.sort();
    found
}

#[test]
fn five_lines_say_what_to_look_at_and_what_to_try() {
    insta::assert_snapshot!(told(&built().0, ","), @r#"
    town holds the town of Valmont: 608 assets, [events] events
    look at labels.pdf, reuse-2026.md and decree-2026.md: what is stuck on a machine, what became of all
    look at session.txt: every command with its answer; what is refused there is refused by a rule
    try `rebond --db town/rebond.db report decree --period 2026 --explain`: every figure names its machines
    try `rebond --db town/rebond.db lot ship LOT-2026-0015`: a gift waits for a disk that is not erased, and the answer says how
    "#);
    let world = town();
    let verified = world.run("--db town/rebond.db verify --full --json").json();
    assert_eq!(verified["ok"], true);
    assert_eq!(verified["findings"], json!([]));
}

#[test]
fn in_french_the_same_life_is_recorded() {
    let world = World::french();
    insta::assert_snapshot!(told(&world.run("demo").success(), "\u{202f}"), @r#"
    valmont contient la ville de Valmont : 608 équipements, [events] événements
    à regarder : labels.pdf, reuse-2026.md et decree-2026.md
    à regarder : session.txt, chaque commande et sa réponse ; ce qui y est refusé l’est par une règle
    à essayer : `rebond --db valmont/rebond.db report decree --period 2026 --explain`, chaque chiffre nomme ses machines
    à essayer : `rebond --db valmont/rebond.db lot ship LOT-2026-0015`, un don attend l’effacement d’un disque, et la réponse dit comment
    "#);
    assert!(
        world.run("--db valmont/rebond.db export log").success() == events(&town()),
        "the two logs differ"
    );
    let mode = fs::metadata(world.path("valmont/rebond.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for its owner alone, as any record");
}

#[test]
fn the_same_seed_makes_the_same_bytes_whatever_the_folder_and_the_day() {
    let world = World::new();
    world.set_day("2027-02-03");
    fs::create_dir(world.path("elsewhere")).unwrap();
    let made = world.run("demo elsewhere --json").json();
    assert!(contents(&world, "elsewhere") == built().1, "the two towns differ");
    let names: Vec<&String> = built().1.iter().map(|(name, _)| name).collect();
    let documents = made["documents"].as_array().unwrap();
    // The record itself and its list of what was erased are no documents.
    assert_eq!(documents.len() + 2, names.len(), "{names:?}");
    assert!(documents.iter().all(|name| names.contains(&&name.as_str().unwrap().to_owned())));
}

#[test]
fn another_seed_makes_other_identifiers_and_the_same_life() {
    let world = World::new();
    let mut command = world.command(&["demo", "town"]);
    command.env("REBOND_SEED", "another");
    world.finish(command, "").success();
    let (here, there) = (log(&town()), log(&world));
    assert_eq!(here.len(), there.len());
    for (one, other) in here.iter().zip(&there) {
        assert_eq!((&one["type"], &one["on"]), (&other["type"], &other["on"]));
        assert_ne!(one["cmd"], other["cmd"]);
    }
}

#[test]
fn a_folder_in_which_there_is_something_is_left_as_it_is() {
    let world = town();
    let error = world.run("demo town --json");
    assert_eq!(error.status, 1);
    assert!(error.stdout.contains("\"not_empty\"") && error.stdout.contains("rebond.db"), "{error}");
    assert!(contents(&world, "town") == built().1);

    fs::create_dir(world.path("mine")).unwrap();
    world.write("mine/letter.txt", "Madame,");
    insta::assert_snapshot!(world.run("demo mine"), @r#"
    ------- stderr -------
    error: the folder mine is not empty: it holds letter.txt
    hint: give another folder: `rebond demo DIR`
    [exit status: 1]
    "#);
    assert_eq!(contents(&world, "mine"), [("letter.txt".to_owned(), b"Madame,".to_vec())]);
    world.write("file", "");
    world.run("demo file").failure(3);
}

#[test]
fn where_nothing_can_be_written_nothing_stays() {
    let world = World::new();
    fs::create_dir(world.path("closed")).unwrap();
    let close = |mode| fs::set_permissions(world.path("closed"), fs::Permissions::from_mode(mode)).unwrap();
    close(0o555);
    // Whoever may do everything is not stopped by a mode.
    if fs::write(world.path("closed/try"), "").is_ok() {
        fs::remove_file(world.path("closed/try")).unwrap();
    } else {
        let said = world.run("demo closed/valmont").failure(3);
        assert!(said.contains("closed/valmont"), "{said}");
    }
    close(0o755);
    assert!(contents(&world, "closed").is_empty());
}

#[test]
fn it_passes_through_every_state_every_channel_and_every_kind() {
    let world = town();
    let list = world.run("--db town/rebond.db list --json").success();
    let assets: Vec<Value> = list.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |key: &str| assets.iter().map(|asset| text(asset, key).to_owned()).collect::<BTreeSet<_>>();
    assert!((400..=800).contains(&assets.len()), "{}", assets.len());
    assert_eq!(of("/state"), possible(&world, "list", "state"));
    assert_eq!(of("/kind"), possible(&world, "list", "kind"));
    let channels: BTreeSet<_> = assets
        .iter()
        .map(|asset| text(asset, "/channel").to_owned())
        .filter(|code| !code.is_empty())
        .collect();
    assert_eq!(channels, possible(&world, "lot new", "channel"));
    let outcomes: BTreeSet<_> = assets
        .iter()
        .map(|asset| text(asset, "/outcome").to_owned())
        .filter(|code| !code.is_empty())
        .collect();
    let reuse = ask(&world, "report reuse --period 2023-01-01..2026-12-31 --format json");
    for outcome in outcomes {
        assert!(reuse["figures"][&outcome].as_u64().is_some_and(|count| count > 0), "{outcome}");
    }
    let years: BTreeSet<_> =
        assets.iter().filter_map(|asset| text(asset, "/purchase_date").get(..4)).map(str::to_owned).collect();
    assert!((2016..=2026).all(|year| years.contains(&year.to_string())), "{years:?}");
}

#[test]
fn it_records_every_type_of_event_that_a_command_can() {
    let frozen = include_str!("../src/model/frozen/v1.jsonl");
    let types = |line: &str| text(&serde_json::from_str(line).unwrap(), "/type").to_owned();
    // What is done with a record and its files from outside, with a key or a copy that a town would have to
    // keep elsewhere: `seal` and `restore`.
    let outside = ["sealed", "epoch"];
    let known: BTreeSet<String> =
        frozen.lines().map(types).filter(|kind| !outside.contains(&kind.as_str())).collect();
    let lived: BTreeSet<String> = log(&town()).iter().map(|event| text(event, "/type").to_owned()).collect();
    let lacking: Vec<_> = known.difference(&lived).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn what_is_refused_there_is_refused_by_the_rules() {
    let world = town();
    let history = include_str!("../examples/valmont/history.txt");
    let codes: Vec<_> = history.lines().filter_map(|line| line.trim().strip_prefix("refused ")).collect();
    let different: BTreeSet<_> = codes.iter().collect();
    let session = fs::read_to_string(world.path("town/session.txt")).unwrap();
    assert_eq!(session.lines().filter(|line| line.starts_with("error: ")).count(), codes.len());
    assert!(different.len() >= 25, "{different:?}");
    for warning in
        ["late_undertaking", "leaves_with_data", "redeployed", "nothing_claimed", "dropped_from_lot"]
    {
        assert!(history.contains(&format!("    warned {warning}")), "{warning}");
    }
    // The last of them, typed once more: the open lot in which a disk is not erased.
    let refused = world.run("--db town/rebond.db lot ship LOT-2026-0015 --json");
    assert!(refused.status == 1 && refused.stdout.contains("\"unaccounted\""), "{refused}");
    insta::assert_snapshot!(world.run("--db town/rebond.db lot ship LOT-2026-0015"), @r#"
    ------- stderr -------
    error: medium S48ANS0R130565 of PC-0065 holds data (NIST SP 800-88; GDPR, art. 32)
    hint: once it is sanitised: `rebond sanitize S48ANS0R130565 --action nvme_format_user --verify status --result pass --tool "nvme-cli 2.11"`
    hint: or once it is destroyed: `rebond sanitize S48ANS0R130565 --action shred --result pass`
    [exit status: 1]
    "#);
}

#[test]
fn the_readme_says_of_it_what_is_there() {
    let readme = include_str!("../README.md");
    let section = readme.split_once("## Try it").unwrap().1.split_once("\n## ").unwrap().0;
    for (name, _) in &built().1 {
        let input = include_str!("../examples/valmont/history.txt").contains(&format!("import {name}"));
        assert!(
            input
                || section.contains(&format!("`{name}`"))
                || name.contains(".json")
                || name.contains("2025"),
            "{name}"
        );
    }
    let world = town();
    let assets = log(&world).iter().filter(|event| text(event, "/type") == "added").count();
    assert!(section.contains(&format!("{assets} machines")), "{assets}");
    let percent = |year: &str| {
        let decree = ask(&world, &format!("report decree --period {year} --format json"));
        decree["figures"]["rate_bp"].as_u64().unwrap() / 100
    };
    let rise = format!("rose from {} % in 2023 to {} %", percent("2023"), percent("2026"));
    assert!(section.replace('\n', " ").contains(&rise), "{rise}");
    let typed = section
        .lines()
        .filter_map(|line| line.split_once("--db target/valmont/rebond.db "))
        .map(|line| line.1);
    let statuses: Vec<i32> =
        typed.map(|line| world.run(&format!("--db town/rebond.db {line}")).status).collect();
    assert_eq!(statuses, [0, 1], "one answers, one is refused");
}

/// What left for good in each year, by channel, folded from the log by hand: what was undone, came
/// back or was found left not.
fn left(log: &[Value]) -> BTreeMap<String, BTreeMap<String, u64>> {
    let mut gone: BTreeMap<String, (String, String, String)> = BTreeMap::new();
    for event in log {
        let asset = text(event, "/asset").to_owned();
        match text(event, "/type") {
            "departed" => {
                let (year, lot) = (text(event, "/on")[..4].to_owned(), text(event, "/lot").to_owned());
                gone.insert(asset, (year, text(event, "/data/channel").to_owned(), lot));
            }
            "returned" | "found" => drop(gone.remove(&asset)),
            "lot_cancelled" => gone.retain(|_, (_, _, lot)| lot != text(event, "/lot")),
            _ => {}
        }
    }
    let mut years: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for (year, channel, _) in gone.into_values() {
        *years.entry(year).or_default().entry(channel).or_default() += 1;
    }
    years
}

#[test]
fn its_figures_are_those_that_anyone_can_count_in_its_log() {
    let world = town();
    let left = left(&log(&world));
    let mut rates = Vec::new();
    for (year, target) in [("2023", 2500), ("2024", 3500), ("2025", 5000), ("2026", 5000)] {
        let reuse = ask(&world, &format!("report reuse --period {year} --format json"))["figures"].clone();
        let channels = &left[year];
        assert_eq!(reuse["departures"], channels.values().sum::<u64>(), "{year}");
        assert_eq!(reuse["loss"], channels.get("loss").copied().unwrap_or_default(), "{year}");
        let returned = channels.get("lessor_return").copied().unwrap_or_default();
        assert_eq!(reuse["returned_to_owner"], returned, "{year}");
        let given = ["body_gift", "staff_gift", "public_body"];
        let given: u64 = given.iter().filter_map(|channel| channels.get(*channel)).sum();
        let decree = ask(&world, &format!("report decree --period {year} --format json"))["figures"].clone();
        let number = |key: &str| decree[key].as_u64().unwrap_or_else(|| panic!("{year} {key}: {decree}"));
        let (a, b, rate) = (number("a"), number("b"), number("rate_bp"));
        assert_eq!(rate, (a * 20_000 + b) / (2 * b), "{year}: half up");
        assert_eq!(number("target_bp"), target);
        assert_eq!(decree["met"], a * 10_000 >= target * b);
        assert!(given > 0 && a >= given, "{year}: every gift in scope counts");
        rates.push(rate);
    }
    assert!(rates.is_sorted() && rates[0] < 2500 && rates[3] > 5000, "{rates:?}");
}
