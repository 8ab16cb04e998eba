//! The record on a server: the same commands, and what only a server can refuse.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use serde_json::Value;

use crate::world::{Outcome, World};

/// The folder of the socket of a server that runs as long as these tests; nothing where there is none.
/// Where it is required, its absence is a failure.
fn server() -> Option<&'static str> {
    static SERVER: OnceLock<Option<(String, Option<Child>)>> = OnceLock::new();
    let server = SERVER.get_or_init(|| match std::env::var("REBOND_TEST_POSTGRES") {
        Ok(folder) => Some((folder, None)),
        Err(_) => start(&[], None).map(|(folder, child)| (folder, Some(child))),
    });
    if server.is_none() {
        let required = std::env::var("REBOND_REQUIRE").unwrap_or_default();
        assert!(!required.split(',').any(|part| part == "postgres"), "postgres is required and missing");
        println!("SKIPPED: PostgreSQL is missing");
    }
    server.as_ref().map(|(folder, _)| folder.as_str())
}

/// Starts a server, which ends with the handle.
pub(crate) fn start(settings: &[&str], password: Option<&str>) -> Option<(String, Child)> {
    let mut script = Command::new("sh");
    script.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cluster.sh")).args(settings);
    script.env_remove("PGPASSWORD").envs(password.map(|password| ("PGPASSWORD", password)));
    let mut child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut folder = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut folder).unwrap();
    let folder = folder.trim().to_owned();
    if folder.is_empty() {
        assert_eq!(child.wait().unwrap().code(), Some(77), "the server did not start");
        return None;
    }
    Some((folder, child))
}

/// A database on the server, removed when it is dropped.
pub(crate) struct Database {
    folder: &'static str,
    name: String,
}

impl Database {
    /// An empty one; nothing where there is no server.
    pub(crate) fn new() -> Option<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let folder = server()?;
        let name = format!("e{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let database = Self { folder, name };
        database.on("postgres", &format!("CREATE DATABASE {}", database.name));
        Some(database)
    }

    /// Its address.
    pub(crate) fn address(&self) -> String {
        format!("postgres://rebond@/{}?host={}", self.name, self.folder)
    }

    /// Its address with a password that nobody asks for.
    fn with_password(&self) -> String {
        self.address().replace("rebond@", "rebond:SECRET@")
    }

    /// Does something as whoever keeps the server.
    pub(crate) fn admin(&self, sql: &str) {
        self.on(&self.name, sql);
    }

    fn on(&self, database: &str, sql: &str) {
        let mut psql = Command::new("psql");
        psql.args([
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            self.folder,
            "-U",
            "rebond",
            "-d",
            database,
            "-c",
            sql,
        ]);
        let done = psql.output().unwrap();
        assert!(done.status.success(), "{sql}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.on("postgres", &format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

/// A command on another address.
fn at(world: &World, address: &str, line: &str) -> Outcome {
    let mut command = world.command(&crate::world::split(line));
    command.env("REBOND_DB", address);
    world.finish(command, "")
}

/// The code and the exit of what went wrong, said in both languages without a password.
fn refused(world: &World, address: &str, line: &str) -> (String, i32) {
    for lang in ["fr", "en"] {
        let outcome = at(world, address, &format!("--lang {lang} {line}"));
        assert!(!format!("{outcome}").contains("SECRET"), "{outcome}");
        assert!(!outcome.stderr.is_empty());
    }
    let outcome = at(world, address, &format!("--json {line}"));
    assert!(!format!("{outcome}").contains("SECRET"), "{outcome}");
    let told: Value = serde_json::from_str(&outcome.stdout).expect(&outcome.stdout);
    (told["error"]["code"].as_str().unwrap().to_owned(), outcome.status)
}

#[test]
fn a_story_on_a_server_is_the_one_in_a_file() {
    let Some(there) = World::on_server() else { return };
    let here = World::new();
    let story = [
        "init --org 'Ville de Valmont' --prefix VAL",
        "party add 'Emmaüs' --kind association",
        "add --kind laptop --tag A1 --serial S1 --service Urbanisme --purchased 2019-05-02",
        "add --kind monitor --tag É2",
        "add --kind monitor --tag M2 --note 'écran rayé'",
        "media add A1 --kind ssd --serial D1",
        "sanitize A1 --action ata_secure_erase --result pass --verify status",
        "collect A1",
        "triage A1 --decision recycle",
        "decommission A1 --act DEL-1",
        "lot new --channel waste --to Emmaüs",
        "list --format csv",
        "find ray",
        "history A1",
        "report decree --period 2026 --format json",
        "report stock --format csv",
        "policy set sanitization.minimum purge",
        "void 8 --reason mistyped",
        "export media",
        "--json export lots",
        "export lots --since 9",
        "export parties --holders",
        "export log",
        "verify --full",
        "rebuild",
        "verify --full",
        "party list",
    ];
    for line in story {
        let (one, other) = (there.run(line), here.run(line));
        assert_eq!(one.to_string(), other.to_string(), "{line}");
    }
}

#[test]
fn a_backup_of_a_server_is_a_record_in_a_file() {
    let Some(world) = World::on_server() else { return };
    let world = world.with_record();
    world.run("add --kind laptop --tag A1 --note 'un mot'").success();
    world.run("backup copies/").success();
    let folder = std::fs::read_dir(world.path("copies")).unwrap();
    let names: Vec<_> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 1);
    assert!(names[0].starts_with(&world.server_database().name), "{names:?}");
    let copy = format!("copies/{}", names[0]);
    let (log, there) = (world.run(&format!("--db {copy} export log")), world.run("export log"));
    assert_eq!(log.success(), there.success());
    world.run(&format!("--db {copy} verify --full")).success();
    assert!(world.run(&format!("--db {copy} find mot")).success().contains("A1"));
}

#[test]
fn a_record_moves_from_a_file_to_a_server_whole_or_not_at_all() {
    let Some(world) = World::on_server() else { return };
    let here = World::new().with_record();
    here.enter("party add Brocante --kind other\nparty add 'Zoé Lefèvre' --kind staff");
    here.enter("add --kind laptop --tag A1 --note 'un mot'\nadd --kind monitor --tag M1");
    here.enter("deploy A1 --to Urbanisme --holder 'Zoé Lefèvre'\ncollect A1\nmedia none A1");
    here.enter("missing A1 --cause lost\nlot new --channel loss\nlot add LOT-2026-0001 A1");
    here.enter("lot ship LOT-2026-0001\nfound A1");
    here.run("backup b.db").success();
    here.enter("party forget 'Zoé Lefèvre' --anyway");
    std::fs::copy(here.path("b.db"), world.path("b.db")).unwrap();
    std::fs::copy(here.path("data/rebond/rebond.db.forgotten"), world.path("b.db.forgotten")).unwrap();

    let restored: Value = world.run("--json restore b.db").json();
    assert_eq!((restored["forgotten"].as_u64(), &restored["replaced"]), (Some(1), &Value::Null));
    let backup = restored["backup"]["seq"].as_u64().unwrap();
    assert_eq!(restored["head"]["seq"].as_u64(), Some(backup + 2));
    world.run("verify --full").success();
    assert_eq!(world.run("find lefevre").stdout, "");
    assert!(world.run("find mot").success().contains("A1"));
    let logs = [&here, &world].map(|world| world.run("export log").success());
    let both = usize::try_from(backup).unwrap();
    assert_eq!(
        logs[0].lines().take(both).collect::<Vec<_>>(),
        logs[1].lines().take(both).collect::<Vec<_>>()
    );
    world.run("add --kind laptop --tag A2").success();
    assert_eq!(
        refused(&world, &world.server_database().with_password(), "restore b.db"),
        ("database_exists".to_owned(), 1)
    );
    world.run("verify").success();
}

#[test]
fn no_password_is_printed_whatever_happens() {
    let Some(world) = World::on_server() else { return };
    let address = world.server_database().with_password();
    for line in [
        "init --org Ville",
        "init",
        "add --kind laptop --tag A1",
        "list",
        "config list",
        "report decree --period 2026",
        "report decree --period 2026 --format json",
        "void 2 --reason mistyped",
        "verify",
        "restore nothing.db",
        "backup b.db",
        "add --kind laptop --tag A1",
    ] {
        for outcome in [
            at(&world, &address, line),
            world.run(&format!("--db {address} {line}")),
            world.run(&format!("--db={address} --json {line}")),
        ] {
            assert!(!outcome.to_string().contains("SECRET"), "{line}: {outcome}");
        }
    }
    // Others see the command line; they do not see the environment.
    let warned = |outcome: Outcome| outcome.stderr.contains("PGPASSWORD");
    assert!(warned(world.run(&format!("--db {address} list"))));
    assert!(!warned(at(&world, &address, "list")));
    assert!(!warned(world.run(&format!("--db {} list", world.server_database().address()))));
}

#[test]
fn a_server_that_cannot_be_used_is_refused_with_its_cause() {
    let Some(world) = World::on_server() else { return };
    let database = world.server_database();
    let address = database.with_password();
    assert_eq!(refused(&world, &address, "list"), ("no_database".to_owned(), 3));
    assert_eq!(
        refused(&world, "postgres://u:SECRET@127.0.0.1:1/b", "list"),
        ("server_unreachable".to_owned(), 3)
    );
    assert_eq!(
        refused(&world, "postgres://u:SECRET@h:x/b", "add --kind laptop"),
        ("bad_address".to_owned(), 3)
    );
    assert_eq!(refused(&world, "mysql://u:SECRET@h/b", "list"), ("no_backend".to_owned(), 3));
    let elsewhere = address.replace(&database.name, "nosuch");
    assert_eq!(refused(&world, &elsewhere, "init"), ("no_database".to_owned(), 3));
    database.admin("CREATE TABLE courses (quoi TEXT)");
    for line in ["list", "init"] {
        assert_eq!(refused(&world, &address, line), ("foreign_database".to_owned(), 3));
    }
    database.admin("DROP TABLE courses");
    world.run("init").success();
    assert_eq!(refused(&world, &address, "init"), ("database_exists".to_owned(), 1));
    database.admin("CREATE VIEW rebond.spy AS SELECT 1");
    assert_eq!(refused(&world, &address, "list"), ("altered_database".to_owned(), 3));
    database.admin("DROP VIEW rebond.spy; UPDATE rebond.schema_version SET version = 99");
    assert_eq!(refused(&world, &address, "verify"), ("newer_database".to_owned(), 3));
}

#[test]
fn a_password_is_asked_for_and_found_where_one_keeps_it() {
    if server().is_none() {
        return;
    }
    let Some((folder, mut child)) = start(&[], Some("SECRET")) else { return };
    let world = World::new();
    let address = format!("postgres://rebond@/postgres?host={folder}");
    assert_eq!(refused(&world, &address, "list"), ("server_refused".to_owned(), 3));
    let wrong = address.replace("rebond@", "rebond:WRONG-SECRET@");
    assert_eq!(refused(&world, &wrong, "list"), ("server_refused".to_owned(), 3));
    let with = |variable: &str, value: &str, line: &str| {
        let mut command = world.command(&crate::world::split(line));
        command.env("REBOND_DB", &address).env(variable, value);
        world.finish(command, "")
    };
    with("PGPASSWORD", "SECRET", "init").success();
    world.write(".pgpass", format!("{folder}:5432:postgres:rebond:SECRET\n"));
    let file = world.path(".pgpass");
    let closed = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&file, closed).unwrap();
    at(&world, &address, "add --kind laptop --tag A1").success();
    assert!(at(&world, &address, "list").success().contains("A1"));
    drop(child.stdin.take());
    child.wait().unwrap();
}

#[test]
fn a_server_that_stops_in_the_middle_is_not_the_end_of_the_record() {
    if server().is_none() {
        return;
    }
    let Some((folder, mut child)) = start(&[], None) else { return };
    let world = World::new();
    let address = format!("postgres://rebond@/postgres?host={folder}");
    at(&world, &address, "init").success();
    drop(child.stdin.take());
    child.wait().unwrap();
    assert_eq!(refused(&world, &address, "list"), ("server_unreachable".to_owned(), 3));
}

#[test]
fn one_who_waits_too_long_is_told_so() {
    let Some(world) = World::on_server() else { return };
    let world = world.with_record();
    let database = world.server_database();
    database.admin(&format!("ALTER DATABASE {} SET statement_timeout = '300ms'", database.name));
    let mut holder = Command::new("psql")
        .args(["-X", "-q", "-h", database.folder, "-U", "rebond", "-d", &database.name, "-c"])
        .arg(
            "SET statement_timeout = 0; BEGIN; SELECT pg_advisory_xact_lock(1380077124); SELECT pg_sleep(30)",
        )
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(refused(&world, &database.with_password(), "add --kind laptop"), ("busy".to_owned(), 75));
    holder.kill().unwrap();
    holder.wait().unwrap();
    database.admin(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()",
    );
    world.run("add --kind laptop --tag A1").success();
    world.run("verify").success();
}

#[test]
fn a_client_that_is_killed_leaves_all_of_its_command_or_nothing() {
    let Some(world) = World::on_server() else { return };
    let world = world.with_record();
    let rows = (0..400).map(|n| format!("K{n};laptop;S{n};Voirie")).collect::<Vec<_>>().join("\n");
    let table = format!("tag;kind;serial;service\n{rows}\n");
    world.write("parc.csv", table);
    let count = |world: &World| world.run("list --format csv").success().lines().count().saturating_sub(1);
    let cmd = "01a2f000-0000-7000-8000-000000000001";
    let mut seen = [0; 2];
    for millis in [1, 20, 40, 60, 80, 110, 150, 200, 300, 500, 1_000] {
        let mut command = world.command(&crate::world::split(&format!("--cmd {cmd} import parc.csv")));
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(millis));
        let _ = child.kill();
        child.wait().unwrap();
        let found = count(&world);
        assert!([0, 400].contains(&found), "{found} after {millis} ms");
        seen[usize::from(found > 0)] += 1;
        world.run("verify --full").success();
    }
    assert!(seen[0] > 0, "it was killed before the end at least once");
    // However often: the same command is recorded once.
    world.run(&format!("--cmd {cmd} import parc.csv")).success();
    world.run(&format!("--cmd {cmd} import parc.csv")).success();
    assert_eq!(count(&world), 400);
    world.run("verify --full").success();
}

#[test]
fn clients_that_record_at_once_leave_one_chain() {
    let Some(world) = World::on_server() else { return };
    let world = world.with_record();
    std::thread::scope(|scope| {
        for client in 0..8 {
            let commands: Vec<_> = (0..3)
                .map(|n| {
                    world.command(&crate::world::split(&format!("add --kind monitor --tag C{client}-{n}")))
                })
                .collect();
            scope.spawn(move || {
                for mut command in commands {
                    // From one seed they would make the same identities.
                    let done = command.env_remove("REBOND_SEED").output().unwrap();
                    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
                }
            });
        }
    });
    assert_eq!(world.run("list --format csv").success().lines().count(), 25);
    world.run("verify --full").success();
}

#[test]
fn a_server_elsewhere_shows_who_it_is() {
    if server().is_none() || !crate::world::has("openssl", "openssl") {
        return;
    }
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = ["ssl=on", "listen_addresses=localhost", &format!("port={port}")];
    let Some((folder, mut child)) = start(&settings, None) else { return };
    let world = World::new();
    let base = |host: &str, query: &str| format!("postgres://rebond:SECRET@{host}:{port}/postgres?{query}");
    let root = format!("sslrootcert={folder}/root.crt");
    // Whom the system believes did not sign for it.
    for mode in ["verify-full", "verify-ca", "require"] {
        let address = base("localhost", &format!("sslmode={mode}"));
        assert_eq!(refused(&world, &address, "init"), ("server_unverified".to_owned(), 3), "{mode}");
    }
    let trusted = base("localhost", &format!("sslmode=verify-full&{root}"));
    at(&world, &trusted, "init").success();
    at(&world, &trusted, "add --kind laptop --tag A1").success();
    // Another name than the one in its certificate.
    let other = base("127.0.0.1", &format!("sslmode=verify-full&{root}"));
    assert_eq!(refused(&world, &other, "list"), ("server_unverified".to_owned(), 3));
    let mut command = world.command(&["list"]);
    command.env("REBOND_DB", base("localhost", "")).env("PGSSLMODE", "verify-full");
    command.env("PGSSLROOTCERT", format!("{folder}/root.crt"));
    assert!(world.finish(command, "").success().contains("A1"));
    // On this computer nobody listens.
    at(&world, &base("localhost", ""), "list").success();
    let missing = base("localhost", "sslmode=verify-full&sslrootcert=/nowhere.crt");
    assert_eq!(refused(&world, &missing, "list"), ("server_unverified".to_owned(), 3));
    drop(child.stdin.take());
    child.wait().unwrap();
}
