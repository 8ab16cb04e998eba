//! How often a server is asked: no oftener for many rows than for few, since each question is a journey.

use std::{fmt::Write as _, fs, path::Path, process::Command};

use crate::{server::start, world::World};

/// A file with so many assets, each with all that a row can name: two in three have a tag, and each its own
/// person, supplier, note and drive. `turn` tells it from what was said of the same assets before.
fn rows(many: u32, turn: u32) -> String {
    let mut file = "tag;aliases;kind;manufacturer;model;serial;price;supplier;site;service;holder;\
                    drive_serials;note;owner;acquired\n"
        .to_owned();
    for n in 0..many {
        let tag = if n % 3 == 0 { String::new() } else { format!("M-{n:04}") };
        let owner = if n % 4 == 0 { format!("Bailleur {n};leased") } else { ";new".to_owned() };
        let drives: Vec<String> = (0..turn).map(|drive| format!("D{n:04}X{drive}")).collect();
        writeln!(
            file,
            "{tag};\"old-{n};new-{turn}-{n}\";laptop;Dell;Latitude {turn};S{n:05};{turn}12,50;Fournisseur {n};Site {};\
             Service {};Personne {n};\"{}\";Remarque {turn} {n};{owner}",
            n % 3,
            n % 5,
            drives.join(";")
        )
        .unwrap();
    }
    file
}

/// What is asked about all rows.
const COMMANDS: [&str; 9] = [
    "import rows.csv --holders --json --dry-run",
    "import rows.csv --holders",
    "import rows.csv --holders",
    "import more.csv --holders --update",
    "import more.csv --holders --update",
    "export assets --holders -o assets.csv",
    "export assets --format jsonl -o assets.jsonl",
    "list",
    "media list",
];

/// How many lines the server writes about what each command has it carry out, and what the last export holds.
fn asked(folder: &Path, database: &str, many: u32) -> (Vec<usize>, String) {
    let world = World::new();
    let told = || fs::read_to_string(folder.join("log")).unwrap().matches(" duration: ").count();
    let run = |line: &str| {
        let mut command = world.command(&crate::world::split(line));
        command.env("REBOND_DB", format!("postgres://rebond@/{database}?host={}", folder.display()));
        let before = told();
        world.finish(command, "").success();
        told() - before
    };
    world.write("rows.csv", rows(many, 1));
    world.write("more.csv", rows(many, 2));
    run("init --org Valmont --prefix VAL");
    // In a record that is empty nothing has to be looked for.
    run("add --kind laptop --tag FIRST --serial F1");
    run("media add FIRST --kind ssd --serial FD1");
    let counts = COMMANDS.map(run).to_vec();
    (counts, fs::read_to_string(world.path("assets.csv")).unwrap())
}

#[test]
fn a_server_is_asked_as_often_for_few_rows_as_for_many() {
    /// Answers that are longer come in more parts, and rows that are many go another way.
    const MORE: usize = 60;
    let Some((folder, mut server)) = start(&["log_min_duration_statement=0"], None) else {
        let required = std::env::var("REBOND_REQUIRE").unwrap_or_default();
        assert!(!required.split(',').any(|part| part == "postgres"), "postgres is required and missing");
        println!("SKIPPED: PostgreSQL is missing");
        return;
    };
    let folder = Path::new(&folder);
    for database in ["few", "many"] {
        let mut psql = Command::new("psql");
        psql.args([
            "-X",
            "-q",
            "-U",
            "rebond",
            "-d",
            "postgres",
            "-c",
            &format!("CREATE DATABASE {database}"),
        ]);
        assert!(psql.arg("-h").arg(folder).status().unwrap().success());
    }
    let (few, _) = asked(folder, "few", 40);
    let (many, exported) = asked(folder, "many", 480);
    assert_eq!(exported.lines().count(), 482);
    for n in [1, 239, 479] {
        let of = exported.lines().find(|line| line.contains(&format!("S{n:05}"))).unwrap();
        for word in [format!("D{n:04}X0;D{n:04}X1"), format!("Personne {n}"), "Latitude 2".to_owned()] {
            assert!(of.contains(&word), "{word}: {of}");
        }
    }
    for ((command, few), many) in COMMANDS.iter().zip(few).zip(many) {
        assert!(few > 10, "{command}: the server tells what it was asked");
        assert!(many <= few + MORE, "{command}: {few} questions about 40 rows, {many} about 480");
    }
    drop(server.stdin.take());
    server.wait().unwrap();
}
