//! Alone at night: the very lines of `examples/cron` and `examples/systemd`, with nobody logged in.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    faults::{Shim, shim_is_there},
    world::{Outcome, World, split},
};

/// A line that runs at night, and the variables of its file.
struct Job {
    file: &'static str,
    variables: Vec<(String, String)>,
    words: Vec<String>,
}

fn example(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)).unwrap()
}

fn variable(text: &str) -> (String, String) {
    let (name, value) = text.split_once('=').unwrap();
    (name.to_owned(), value.to_owned())
}

/// The lines of the crontab, as cron hands them to `/bin/sh -c`.
fn cron() -> Vec<Job> {
    let file = "cron/rebond.crontab";
    let text = example(file);
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (jobs, set): (Vec<&str>, Vec<&str>) =
        lines.partition(|line| line.starts_with(|c: char| c.is_ascii_digit() || c == '*'));
    let variables: Vec<_> = set.into_iter().map(variable).collect();
    jobs.into_iter()
        .map(|line| {
            let command = line.splitn(6, ' ').nth(5).unwrap();
            assert!(!command.replace("\\%", "").contains('%'), "cron would cut {command}");
            let words = ["/bin/sh", "-c", &command.replace("\\%", "%")].map(str::to_owned).to_vec();
            Job { file, variables: variables.clone(), words }
        })
        .collect()
}

/// The lines of a unit, as systemd runs them.
fn unit(file: &'static str) -> Vec<Job> {
    let text = example(file);
    let of = |key: &str| -> Vec<String> {
        text.lines().filter_map(|line| line.strip_prefix(key)).map(str::to_owned).collect()
    };
    let variables: Vec<_> = of("Environment=").iter().map(|text| variable(text)).collect();
    assert!(text.contains("\nUMask=0077\n") && text.contains("\nType=oneshot\n"), "{text}");
    of("ExecStart=")
        .iter()
        .map(|line| {
            let words = split(line).iter().map(|word| word.replace("%%", "%").replace("$$", "$")).collect();
            Job { file, variables: variables.clone(), words }
        })
        .collect()
}

/// The units, in the order in which their timers would run them on the first day of a year: backup, seal and
/// verification come after what they cover.
fn units() -> Vec<&'static str> {
    let known = ["export", "report", "report-yearly", "forget", "backup", "seal", "verify"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/systemd");
    let there: BTreeSet<_> = fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            entry
                .unwrap()
                .file_name()
                .to_str()?
                .strip_prefix("rebond-")?
                .strip_suffix(".service")
                .map(str::to_owned)
        })
        .collect();
    assert_eq!(there, known.map(str::to_owned).into(), "a unit that comes comes here");
    known.map(|name| &*format!("systemd/rebond-{name}.service").leak()).to_vec()
}

fn jobs() -> Vec<Job> {
    let mut jobs = cron();
    jobs.extend(units().into_iter().flat_map(unit));
    assert_eq!(jobs.len(), 18);
    jobs
}

impl Job {
    /// Runs the line as at night: nothing in the environment but what its file says, no home, no
    /// terminal, nothing to read, files for their owner alone.
    fn run(&self, world: &World) -> Outcome {
        world.finish(self.command(world), "")
    }

    fn command(&self, world: &World) -> Command {
        let folder = world.path("srv");
        let here = |text: &str| {
            let text = text.replace("/usr/local/bin/rebond", env!("CARGO_BIN_EXE_rebond"));
            text.replace("/srv/rebond", folder.to_str().unwrap())
        };
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", "umask 077; exec \"$@\"", "night"])
            .args(self.words.iter().map(|word| here(word)));
        command.env_clear().current_dir("/").envs([("PATH", "/usr/bin:/bin"), ("LC_ALL", "C")]);
        command.envs(self.variables.iter().map(|(name, value)| (name, here(value))));
        command.stdin(Stdio::null());
        command
    }
}

/// The commands that make the folders, as the head of a file says them: whose they are is left out, for only
/// root gives a folder away.
fn installs(file: &str) -> Vec<String> {
    example(file)
        .lines()
        .filter_map(|line| line.strip_prefix("#   install -d "))
        .map(|rest| {
            let bare = rest.replace(" -o rebond -g rebond ", " ");
            assert_ne!(bare, rest, "{file}: {rest}");
            format!("install -d {bare}").replace("/srv/rebond", "srv")
        })
        .collect()
}

/// The town whose folders are those that this file says to make.
fn town_by(file: &str) -> World {
    let world = World::new();
    let lines = installs(file);
    assert!(!lines.is_empty(), "{file}");
    for line in lines {
        assert_eq!(world.shell(&line).status, 0, "{line}");
    }
    world
}

fn town() -> World {
    furnished(town_by("cron/rebond.crontab"))
}

/// The same with a key and a record.
fn furnished(world: World) -> World {
    // A key of the tests alone.
    for (name, mode) in [("seal-key", 0o600), ("seal-key.pub", 0o644)] {
        let key = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        fs::copy(key, world.path("srv").join(name)).unwrap();
        fs::set_permissions(world.path("srv").join(name), fs::Permissions::from_mode(mode)).unwrap();
    }
    for line in ["init --org Valmont --prefix VAL", "add --kind laptop --tag L1 --on 2024-01-05"] {
        at_desk(&world, line).success();
    }
    world
}

fn at_desk(world: &World, line: &str) -> Outcome {
    let mut command = world.command(&split(line));
    command.env("REBOND_DB", world.path("srv/rebond.db"));
    world.finish(command, "")
}

/// What was exported of the log so far: every file, in their order.
fn exported(world: &World) -> (usize, String) {
    let mut names: Vec<_> = fs::read_dir(world.path("srv/exports"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    names.sort();
    (names.len(), names.iter().map(|path| fs::read_to_string(path).unwrap()).collect())
}

#[test]
fn every_line_of_the_examples_runs_alone_and_says_nothing() {
    let world = town();
    for job in jobs() {
        let outcome = job.run(&world);
        assert_eq!(format!("{outcome}"), "", "{}: {:?}", job.file, job.words);
    }
    let count = |folder: &str| fs::read_dir(world.path(folder)).unwrap().count();
    assert_eq!((count("srv/backups"), count("srv/seals")), (2, 2));
    // The seal is an event of its own, which the log of the next night has.
    // What the second night says the same is not written again.
    for (folder, files) in [("srv/exports", 3), ("srv/reports", 3)] {
        let written: Vec<_> =
            fs::read_dir(world.path(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(written.len(), files, "{written:?}");
        for file in written {
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640, "{file:?}");
            let (bytes, page) = (fs::read(&file).unwrap(), folder == "srv/reports");
            assert_eq!((bytes.starts_with(b"%PDF-"), bytes.is_empty()), (page, false), "{file:?}");
        }
    }
    // The second seal came after the second export.
    let (files, lines) = exported(&world);
    assert!(files == 2 && at_desk(&world, "export log").success().starts_with(&lines), "{lines}");
}

#[test]
fn the_folders_that_the_examples_say_to_make_are_those_that_their_lines_need() {
    let mode = |world: &World, folder: &str| {
        fs::metadata(world.path(format!("srv/{folder}"))).unwrap().permissions().mode() & 0o777
    };
    let world = town();
    for (folder, rights) in
        [("", 0o750), ("exports", 0o750), ("reports", 0o750), ("backups", 0o700), ("seals", 0o700)]
    {
        assert_eq!(mode(&world, folder), rights, "{folder}");
    }
    // Each unit says its own, and runs with no other.
    for (file, folder, rights) in [
        ("systemd/rebond-export.service", "exports", 0o750),
        ("systemd/rebond-report.service", "reports", 0o750),
        ("systemd/rebond-report-yearly.service", "reports", 0o750),
        ("systemd/rebond-backup.service", "backups", 0o700),
        ("systemd/rebond-seal.service", "seals", 0o700),
    ] {
        let world = furnished(town_by(file));
        assert_eq!((mode(&world, ""), mode(&world, folder)), (0o750, rights), "{file}");
        for job in unit(file) {
            assert_eq!(format!("{}", job.run(&world)), "", "{file}");
        }
        assert!(fs::read_dir(world.path(format!("srv/{folder}"))).unwrap().count() > 0, "{file}");
    }
    // The page that many read first says the same.
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for line in example("cron/rebond.crontab").lines().filter_map(|line| line.strip_prefix("#   ")) {
        assert!(readme.contains(&format!("\n{line}\n")), "{line}");
    }
}

#[test]
fn a_folder_is_named_so_that_no_file_can_take_its_name() {
    let world = town();
    let mut seen = 0;
    for job in jobs() {
        let line = job.words.join(" ");
        for word in line.split([' ', '(', ')', '"']).filter(|word| word.starts_with("/srv/rebond")) {
            let there = world.path(word.replace("/srv/rebond", "srv"));
            if there.is_dir() {
                assert!(word.ends_with('/'), "{}: {word}", job.file);
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 16, "exports, reports, backup, seal and verify, twice");
    // Where it alone lacks it is made, for its owner.
    for folder in ["backups", "seals"] {
        fs::remove_dir_all(world.path("srv").join(folder)).unwrap();
    }
    for job in unit("systemd/rebond-backup.service").into_iter().chain(unit("systemd/rebond-seal.service")) {
        assert_eq!(format!("{}", job.run(&world)), "", "{}", job.file);
    }
    for folder in ["backups", "seals"] {
        let meta = fs::metadata(world.path("srv").join(folder)).unwrap();
        assert!(meta.is_dir() && meta.permissions().mode() & 0o777 == 0o700, "{folder}");
    }
}

#[test]
fn every_line_of_the_examples_fails_with_its_code_and_one_error() {
    let world = town();
    fs::remove_file(world.path("srv/rebond.db")).unwrap();
    for job in jobs() {
        let outcome = job.run(&world);
        assert_eq!((outcome.status, outcome.stdout.as_str()), (3, ""), "{:?}: {outcome}", job.words);
        let errors = outcome.stderr.lines().filter(|line| line.starts_with("erreur\u{a0}: ")).count();
        let hints = outcome.stderr.lines().filter(|line| line.starts_with("conseil\u{a0}: ")).count();
        assert_eq!((errors, errors + hints), (1, outcome.stderr.lines().count()), "{outcome}");
        assert!(outcome.stderr.contains("rebond.db"), "{outcome}");
    }
    assert_eq!(fs::read_dir(world.path("srv/exports")).unwrap().count(), 0);
}

#[test]
fn night_after_night_the_log_is_exported_without_a_gap_or_a_double() {
    let world = town();
    let night = |world: &World| {
        let said = at_desk(
            world,
            &format!(
                "--json export log --since @{0}/log.cursor -o {0}/exports/log-{1:03}.jsonl",
                world.path("srv").display(),
                exported(world).0
            ),
        );
        said.json()
    };
    for (files, line) in [(1, "add --kind laptop --tag L2"), (2, "deploy L2 --to Voirie"), (3, "collect L2")]
    {
        let first = night(&world);
        assert!(first["written"].is_string(), "{first}");
        let before = fs::read(world.path("srv/log.cursor")).unwrap();
        let again = night(&world);
        assert_eq!((&again["written"], &again["head"]), (&serde_json::Value::Null, &first["head"]));
        assert_eq!(again["since"], again["head"]["seq"]);
        assert_eq!(fs::read(world.path("srv/log.cursor")).unwrap(), before);
        assert_eq!(exported(&world), (files, at_desk(&world, "export log").success()));
        at_desk(&world, line).success();
    }
    let mode = fs::metadata(world.path("srv/log.cursor")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o640);
}

#[test]
fn a_night_without_news_leaves_the_former_file() {
    let world = town();
    let file = world.path("srv/assets.csv");
    let line =
        format!("export assets --since @{} -o {}", world.path("srv/a.cursor").display(), file.display());
    at_desk(&world, &line).success();
    let first = fs::read_to_string(&file).unwrap();
    assert!(first.contains("L1"), "{first}");
    let said = at_desk(&world, &line);
    assert!(said.status == 0 && said.stderr.contains("nothing recorded after event"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), first);
    at_desk(&world, "add --kind laptop --tag L2").success();
    at_desk(&world, &line).success();
    let second = fs::read_to_string(&file).unwrap();
    assert!(second.contains("L2") && !second.contains("L1"), "{second}");
}

#[test]
fn a_cursor_of_another_record_or_of_none_is_refused() {
    let world = town();
    let cursor = world.path("srv/log.cursor");
    let line = format!("export log --since @{} -o {}", cursor.display(), world.path("srv/x.jsonl").display());
    at_desk(&world, &line).success();
    let kept = fs::read_to_string(&cursor).unwrap();
    fs::remove_file(world.path("srv/x.jsonl")).unwrap();
    for (content, status, said) in [
        (format!("2 {}", kept.split(' ').nth(1).unwrap()), 1, "is not the one"),
        ("999\n".to_owned(), 1, "no event 999"),
        ("bonjour\n".to_owned(), 2, "“bonjour”"),
        ("3 zz\n".to_owned(), 2, "“3 zz”"),
        (String::new(), 2, "does not hold"),
        ("-1".to_owned(), 2, "“-1”"),
    ] {
        fs::write(&cursor, &content).unwrap();
        let outcome = at_desk(&world, &line);
        assert!(outcome.status == status && outcome.stderr.contains(said), "{content:?}: {outcome}");
        assert_eq!(fs::read_to_string(&cursor).unwrap(), content);
        assert!(!world.path("srv/x.jsonl").exists(), "{content:?}");
    }
    fs::write(&cursor, "2\n").unwrap();
    at_desk(&world, &line).success();
    assert!(fs::read_to_string(world.path("srv/x.jsonl")).unwrap().contains("\"seq\":3,"), "written by hand");
    assert_eq!(fs::read_to_string(&cursor).unwrap(), kept);
}

#[test]
fn what_could_not_be_written_is_exported_the_next_night() {
    let world = town();
    let cursor = world.path("srv/log.cursor");
    let failing =
        format!("export log --since @{} -o {}/absent/x.jsonl", cursor.display(), world.path("").display());
    assert_eq!(at_desk(&world, &failing).status, 1);
    assert!(!cursor.exists());
    let mut command = world.command(&["export", "log", "--since", "@srv/log.cursor"]);
    command.env("REBOND_DB", world.path("srv/rebond.db"));
    let printed = world.finish(command, "").success();
    assert_eq!(printed, at_desk(&world, "export log").success());
    assert!(cursor.exists(), "what was read on standard output was exported");
}

#[test]
fn a_folder_keeps_so_many_files_of_each_series_and_nothing_else_of_it_is_touched() {
    let world = town();
    let folder = world.path("srv/reports");
    let others = [
        "reuse-2020-01_2020-01-31.md~",
        "reuse-2020_2020-12-31.txt",
        "stock-2020-01_2020-01-31.md",
        "notes.md",
    ];
    for other in others {
        fs::write(folder.join(other), "x").unwrap();
    }
    // A link is nobody's file, whatever it is called.
    std::os::unix::fs::symlink("notes.md", folder.join("reuse-2020-02_2020-02-29.md")).unwrap();
    let month = |month: &str, last: &str| {
        at_desk(
            &world,
            &format!(
                "report reuse --period 2025-{month} --as-of 2025-{month}-{last} --format md --output-dir {} --keep 2",
                folder.display()
            ),
        )
    };
    for (number, last) in [("01", "31"), ("02", "28"), ("03", "31")] {
        let outcome = month(number, last);
        assert_eq!(outcome.status, 0, "{outcome}");
    }
    let mut wanted: Vec<_> =
        others.into_iter().chain(["reuse-2020-02_2020-02-29.md", "reuse-2025-02_2025-02-28.md"]).collect();
    wanted.push("reuse-2025-03_2025-03-31.md");
    wanted.sort_unstable();
    assert_eq!(names(&folder), wanted);
    // Made again, it takes its own place: the others stay as many.
    let again = month("03", "31");
    assert!(!again.stderr.contains("removed"), "{again}");
    // An older one that is printed again costs no newer one; the next does with both what it would have done.
    let older = month("01", "31");
    assert!(older.status == 0 && !older.stderr.contains("removed"), "{older}");
    assert!(names(&folder).contains(&"reuse-2025-01_2025-01-31.md".to_owned()));
    let next = month("04", "30");
    let removed = next.stderr.lines().filter(|line| line.starts_with("older one removed: "));
    let removed: Vec<_> = removed.map(|line| line.rsplit('/').next().unwrap()).collect();
    assert_eq!(removed, ["reuse-2025-01_2025-01-31.md", "reuse-2025-02_2025-02-28.md"], "{next}");
}

#[test]
fn what_changed_nothing_writes_no_file() {
    let world = town();
    let folder = world.path("srv/exports");
    let line = format!("--json export assets --changed-only --output-dir {} --keep 2", folder.display());
    let first = at_desk(&world, &line).json();
    let file = first["written"].as_str().unwrap().to_owned();
    // Another event, of which an export of assets tells nothing.
    at_desk(&world, "policy set sanitization.minimum purge").success();
    assert_eq!(at_desk(&world, &line).json()["written"], serde_json::Value::Null);
    let said = at_desk(&world, line.trim_start_matches("--json "));
    assert!(said.stderr.contains(&format!("nothing changed: {file} says the same")), "{said}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    at_desk(&world, "add --kind laptop --tag L2").success();
    let second = at_desk(&world, &line).json();
    assert_eq!(second["written"], first["written"], "of the same day: it takes its place");
    let name = Path::new(&file).file_name().unwrap();
    assert!(fs::read_to_string(folder.join(name)).unwrap().contains("L2"));
    // A file that is named is left alone as well.
    let named = world.path("srv/assets.csv");
    let line = format!("export assets --changed-only -o {}", named.display());
    at_desk(&world, &line).success();
    let former = fs::metadata(&named).unwrap().modified().unwrap();
    at_desk(&world, &line).success();
    assert_eq!(fs::metadata(&named).unwrap().modified().unwrap(), former);
}

#[test]
fn a_folder_that_cannot_take_a_file_is_refused_and_nothing_is_left() {
    let world = town();
    fs::write(world.path("srv/plain"), "x").unwrap();
    let before = || {
        let mut all: Vec<_> =
            fs::read_dir(world.path("srv")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        all.sort();
        all
    };
    let there = before();
    let at = |rest: &str| rest.replace("DIR", world.path("srv").to_str().unwrap());
    for (line, status, said) in [
        ("report reuse --output-dir DIR/absent", 1, "/absent is not there"),
        ("report reuse --output-dir DIR/plain", 1, "Not a directory"),
        ("export assets --output-dir DIR/absent/", 1, "/absent/ is not there"),
        ("export assets --output-dir DIR -o DIR/x.csv", 2, "--output-dir"),
        ("report reuse --output-dir DIR -o DIR/x.md", 2, "--output-dir"),
        ("report reuse --keep 2", 2, "`--keep` counts the files of the folder"),
        ("export log --keep 2 -o DIR/x.jsonl", 2, "`--keep` counts the files of the folder"),
        ("report reuse --output-dir DIR/reports --keep 0", 2, "one at least"),
        ("report reuse -o DIR/reports", 1, "folder"),
        ("report reuse --period 2026-12..2026-01 --output-dir DIR/reports", 2, "2026-12..2026-01"),
        ("report reuse --period 2026-12-01..2026-01-31 --output-dir DIR/reports", 2, "2026-12-01"),
        ("report reus --output-dir DIR/reports", 2, "reuse"),
        ("report reuse --format pfd --output-dir DIR/reports", 2, "pdf"),
        ("export asets --output-dir DIR/exports", 2, "assets"),
    ] {
        let outcome = at_desk(&world, &at(line));
        assert!(outcome.status == status && outcome.stderr.contains(said), "{line}: {outcome}");
    }
    assert_eq!(before(), there);
    for folder in ["srv/reports", "srv/exports"] {
        assert_eq!(fs::read_dir(world.path(folder)).unwrap().count(), 0, "{folder}");
    }
}

/// The names of what is in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_holds_something_else_takes_no_other_files_place() {
    let world = town();
    fs::create_dir(world.path("out")).unwrap();
    for line in [
        "edit L1 --service Mairie --site Mairie",
        "party add 'Jeanne Test' --kind staff",
        "report stock --output-dir out --keep 1",
        "report stock --service Mairie --output-dir out --keep 1",
        "report stock --site Mairie --output-dir out --keep 1",
        "report stock --site Mairie --service Mairie --output-dir out --keep 1",
        "report stock --explain --output-dir out --keep 1",
        "report stock --compare 2025 --output-dir out --keep 1",
        "report stock --compare-head 2 --output-dir out --keep 1",
        "report stock --at-head 3 --output-dir out --keep 1",
        "--lang fr report stock --output-dir out --keep 1",
        "--lang en report stock --output-dir out --keep 1",
        "export parties --output-dir out --keep 1",
        "export parties --holders --output-dir out --keep 1",
        "export assets --output-dir out --keep 1",
        "export assets --at-head 3 --output-dir out --keep 1",
        "export assets --since 2 --output-dir out --keep 1",
        "export log --since 0 --output-dir out --keep 1",
        "export log --output-dir out --keep 1",
    ] {
        let outcome = at_desk(&world, line);
        assert!(outcome.status == 0 && !outcome.stderr.contains("removed"), "{line}: {outcome}");
    }
    insta::assert_snapshot!(names(&world.path("out")).join("\n"), @r"
    assets-2026-11-23-000000000003-000000000006.csv
    assets-2026-11-23-at-000000000003.csv
    assets-2026-11-23.csv
    log-2026-11-23-000000000001-000000000006.jsonl
    log-2026-11-23.jsonl
    parties-2026-11-23.csv
    parties-holders-2026-11-23.csv
    stock-2026-beside-2025_2026-11-23.txt
    stock-2026-beside-event-000000000002_2026-11-23.txt
    stock-2026_2026-11-23-at-000000000003.txt
    stock-2026_2026-11-23.txt
    stock-en-2026_2026-11-23.txt
    stock-explained-2026_2026-11-23.txt
    stock-fr-2026_2026-11-23.txt
    stock-service-MAIRIE-2026_2026-11-23.txt
    stock-service-MAIRIE-site-MAIRIE-2026_2026-11-23.txt
    stock-site-MAIRIE-2026_2026-11-23.txt
    ");
    // The next night, from where the last one ended: of the same series, and no other.
    at_desk(&world, "add --kind laptop --tag L2").success();
    let next = at_desk(&world, "--json export log --since 6 --output-dir out --keep 1").json();
    assert_eq!(next["removed"].as_array().unwrap().len(), 1, "{next}");
}

#[test]
fn a_report_that_goes_into_a_file_says_so_in_json() {
    let world = town();
    let folder = world.path("srv/reports");
    let line = format!("--json report stock --format pdf --keep 1 --output-dir {}", folder.display());
    let first = at_desk(&world, &line).json();
    assert_eq!(first["written"], "$HOME/srv/reports/stock-2026_2026-11-23.pdf");
    assert_eq!(
        (&first["head"]["seq"], first.get("removed")),
        (&at_desk(&world, "--json verify").json()["head"]["seq"], None)
    );
    world.set_day("2026-12-01");
    at_desk(&world, "add --kind laptop --tag L2").success();
    let second = at_desk(&world, &line).json();
    assert_eq!(second["removed"], serde_json::json!([first["written"]]));
    // Onto the screen it is the report itself.
    assert_eq!(at_desk(&world, "--json report stock").json()["report"], "stock");
}

#[test]
fn an_older_file_that_cannot_be_removed_is_named_and_the_new_one_is_there() {
    if !shim_is_there() {
        return;
    }
    let world = town();
    let at = |line: &str| line.replace("DIR", world.path("srv").to_str().unwrap());
    for (day, line, said) in [
        (("2026-11-24", "2026-11-25"), "report stock --output-dir DIR/reports/ --keep 1", "stock-2026_"),
        (("2026-11-26", "2026-11-27"), "export assets --output-dir DIR/reports/ --keep 1", "assets-"),
        (("2026-11-28", "2026-11-29"), "backup DIR/backups/ --keep 1", "rebond-2026112"),
    ] {
        let line = at(line);
        world.set_day(day.0);
        at_desk(&world, &format!("add --kind laptop --on {}", day.0)).success();
        at_desk(&world, &line).success();
        world.set_day(day.1);
        at_desk(&world, &format!("add --kind laptop --on {}", day.1)).success();
        // The engine removes files of its own before.
        let (outcome, seen) = (1..10)
            .find_map(|call| {
                let shim = Shim::under(&world.path("srv")).calls("unlink").skip(".tmp").at(call, "EACCES");
                let mut command = world.command(&split(&line));
                command.env("REBOND_DB", world.path("srv/rebond.db"));
                shim.on(&mut command);
                let outcome = world.finish(command, "");
                let seen = shim.seen();
                (seen.what.contains(said) || seen.fired == 0).then_some((outcome, seen))
            })
            .unwrap();
        assert_eq!(seen.fired, 1, "{line}: {seen:?}");
        assert!(
            outcome.status == 1 && outcome.stderr.contains("cannot be removed: Permission denied"),
            "{outcome}"
        );
        assert!(
            outcome.stderr.contains("is written, but") && outcome.stderr.matches(said).count() == 2,
            "{outcome}"
        );
        // The next time it goes with what came after it.
        at_desk(&world, &format!("add --kind laptop --on {}", day.1)).success();
        let next = at_desk(&world, &line);
        assert!(next.status == 0 && next.stderr.contains("removed: "), "{next}");
    }
}

#[test]
fn a_folder_of_everyone_is_refused_and_one_behind_a_link_is_a_folder() {
    let world = town();
    let open = world.path("srv/open");
    fs::create_dir(&open).unwrap();
    fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
    for line in ["report stock", "export assets"] {
        let outcome = at_desk(&world, &format!("{line} --output-dir {}", open.display()));
        assert_eq!((outcome.status, names(&open).len()), (1, 0), "{outcome}");
    }
    std::os::unix::fs::symlink("reports", world.path("srv/linked")).unwrap();
    let line = format!("report stock --keep 1 --output-dir {}", world.path("srv/linked").display());
    at_desk(&world, &line).success();
    assert_eq!(names(&world.path("srv/reports")).len(), 1);
    // A link that has the very name is not followed.
    let name = names(&world.path("srv/reports")).remove(0);
    let file = world.path("srv/reports").join(name);
    fs::rename(&file, world.path("srv/elsewhere")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", &file).unwrap();
    let outcome = at_desk(&world, &line);
    assert!(outcome.status == 1 && outcome.stderr.contains("link"), "{outcome}");
}

#[test]
fn a_record_that_another_writes_for_long_ends_with_its_own_code() {
    if !shim_is_there() {
        return;
    }
    let world = town();
    let database = rusqlite::Connection::open(world.path("srv/rebond.db")).unwrap();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut tried = 0;
    for job in unit("systemd/rebond-seal.service") {
        let shim = Shim::under(&world.path("srv")).haste();
        let mut command = job.command(&world);
        shim.on(&mut command);
        let outcome = world.finish(command, "");
        assert_eq!((outcome.status, outcome.stdout.as_str()), (75, ""), "{outcome}");
        assert!(outcome.stderr.starts_with("erreur\u{a0}: "), "{outcome}");
        tried += 1;
    }
    assert_eq!(tried, 1);
    // What only reads waits for nobody.
    for job in unit("systemd/rebond-export.service").into_iter().chain(unit("systemd/rebond-report.service"))
    {
        assert_eq!(format!("{}", job.run(&world)), "", "{:?}", job.words);
    }
}
