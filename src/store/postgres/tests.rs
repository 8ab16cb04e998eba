//! The contract on a server, and what only a server can do.
//!
//! A server of its own is started once for all tests, or the one in `REBOND_TEST_POSTGRES` (the folder
//! of its socket) is used. Where there is none, and none is asked for, the tests say that they were skipped.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use postgres::{Client, NoTls, error::SqlState};

use uuid::Uuid;

use super::{LOCK, Postgres, create, ground::kind, open, schema::fit};
use crate::{
    model::{
        day::Instant,
        fact::Added,
        id::{ActorId, AssetId, CommandId},
    },
    store::{
        Error, Server, Signature, Store, Surroundings,
        contract::{
            Backend, contract_suite,
            world::{World, added, decommissioned, draft},
        },
        ground::Table,
        rows::Cells as _,
    },
};

/// The folder of the socket of a server; nothing where there is none.
pub(super) fn server() -> Option<&'static str> {
    static SERVER: OnceLock<Option<(String, Option<Child>)>> = OnceLock::new();
    let server = SERVER.get_or_init(|| match env::var("REBOND_TEST_POSTGRES") {
        Ok(folder) => Some((folder, None)),
        Err(_) => start(&[]).map(|(folder, child)| (folder, Some(child))),
    });
    if server.is_none() {
        let required = env::var("REBOND_REQUIRE").unwrap_or_default();
        assert!(
            !required.split(',').any(|tool| tool == "postgres"),
            "no PostgreSQL server, and it is required"
        );
        eprintln!("skipped: no PostgreSQL server is installed");
    }
    server.as_ref().map(|(folder, _)| folder.as_str())
}

/// Starts a server, which ends with the handle.
pub(super) fn start(settings: &[&str]) -> Option<(String, Child)> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cluster.sh");
    let mut child = Command::new("sh")
        .arg(script)
        .args(settings)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut folder = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut folder).unwrap();
    let folder = folder.trim().to_owned();
    if folder.is_empty() {
        assert_eq!(child.wait().unwrap().code(), Some(77), "the server did not start");
        return None;
    }
    Some((folder, child))
}

/// A database that disappears with it.
pub(super) struct Database {
    folder: &'static str,
    pub(super) name: String,
    reopens: bool,
}

impl Database {
    /// An empty database.
    pub(super) fn empty() -> Option<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let folder = server()?;
        let name = format!("t{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let database = Self { folder, name, reopens: false };
        admin(folder, "postgres").batch_execute(&format!("CREATE DATABASE {}", database.name)).unwrap();
        Some(database)
    }

    /// A database with a record in which nothing is recorded.
    pub(super) fn new() -> Option<Self> {
        let database = Self::empty()?;
        create(&database.address(), &surroundings()).unwrap();
        Some(database)
    }

    fn reopened() -> Option<Self> {
        let mut database = Self::new()?;
        database.reopens = true;
        Some(database)
    }

    pub(super) fn address(&self) -> String {
        format!("postgres://rebond@/{}?host={}", self.name, self.folder)
    }

    pub(super) const fn folder(&self) -> &'static str {
        self.folder
    }

    pub(super) fn store(&self) -> Postgres {
        open(&self.address(), &surroundings()).unwrap()
    }

    /// Whoever keeps the server, in this database.
    pub(super) fn admin(&self) -> Client {
        admin(self.folder, &self.name)
    }
}

pub(super) fn admin(folder: &str, database: &str) -> Client {
    Client::connect(&format!("host={folder} user=rebond dbname={database}"), NoTls).unwrap()
}

pub(super) fn surroundings() -> Surroundings<'static> {
    Surroundings { variable: &|_| None, login: Some("rebond".to_owned()) }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let _ = admin(self.folder, "postgres").batch_execute(&drop);
    }
}

impl Backend for Database {
    fn open(&self) -> Box<dyn Store> {
        Box::new(self.store())
    }

    fn reopens(&self) -> bool {
        self.reopens
    }
}

mod held {
    use super::*;
    contract_suite!(Database::new().unwrap(), where server().is_some());
}

mod reopened {
    use super::*;
    contract_suite!(Database::reopened().unwrap(), where server().is_some());
}

fn trouble(address: &str) -> (Error, String) {
    let error = open(address, &surroundings()).err().unwrap();
    let said = format!("{error} {error:?}");
    assert!(!said.contains("SECRET"), "{said}");
    (error, said)
}

#[test]
fn a_schema_that_was_altered_is_refused_and_named() {
    for (sql, named) in [
        ("CREATE VIEW rebond.spy AS SELECT 1", "view spy"),
        ("DROP TRIGGER gate ON rebond.event", "trigger gate"),
        ("ALTER TABLE rebond.event DISABLE TRIGGER event_stays", "trigger event_stays"),
        ("DROP INDEX rebond.event_seldom", "index event_seldom"),
        ("ALTER TABLE rebond.asset ADD COLUMN spy TEXT", "table asset"),
        (
            "CREATE OR REPLACE FUNCTION rebond.gate() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "function gate",
        ),
        ("CREATE RULE spy AS ON INSERT TO rebond.party DO INSTEAD NOTHING", "rule spy"),
        // What is ours by name, and does less.
        (
            "CREATE OR REPLACE TRIGGER event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON rebond.event \
             FOR EACH STATEMENT WHEN (1 > 2) EXECUTE FUNCTION rebond.stays()",
            "trigger event_stays",
        ),
        (
            "CREATE OR REPLACE TRIGGER event_stays BEFORE UPDATE OF prev OR DELETE OR TRUNCATE ON rebond.event \
             FOR EACH STATEMENT EXECUTE FUNCTION rebond.stays()",
            "trigger event_stays",
        ),
        (
            "ALTER TABLE rebond.event DROP CONSTRAINT event_hash_check, \
             ADD CONSTRAINT event_hash_check CHECK (octet_length(hash) > 0)",
            "constraint event_hash_check",
        ),
        ("ALTER TABLE rebond.event ENABLE ROW LEVEL SECURITY", "row_security event"),
        ("ALTER TABLE rebond.event FORCE ROW LEVEL SECURITY", "row_security event"),
    ] {
        let Some(database) = Database::new() else { return };
        database.admin().batch_execute(sql).unwrap();
        match open(&database.address(), &surroundings()) {
            Err(Error::Altered { object, .. }) => assert_eq!(object, named, "{sql}"),
            other => panic!("{sql}: {:?}", other.err()),
        }
    }
}

#[test]
fn what_is_in_a_database_is_told_apart_and_left_alone() {
    let Some(database) = Database::empty() else { return };
    assert!(matches!(trouble(&database.address()).0, Error::Missing(_)));
    database.admin().batch_execute("CREATE TABLE somebodys (n BIGINT)").unwrap();
    assert!(matches!(trouble(&database.address()).0, Error::Foreign(_)));
    assert!(matches!(create(&database.address(), &surroundings()), Err(Error::Foreign(_))));
    database.admin().batch_execute("DROP TABLE somebodys").unwrap();
    // Twice: what was laid out, with nothing recorded, is gone on with.
    create(&database.address(), &surroundings()).unwrap();
    create(&database.address(), &surroundings()).unwrap();
    World::on(Box::new(database)).laptop("A-1");
    let Some(database) = Database::new() else { return };
    let address = database.address();
    let newer = "UPDATE rebond.schema_version SET version = 99";
    database.admin().batch_execute(newer).unwrap();
    assert!(matches!(trouble(&address).0, Error::Newer { found: 99, .. }));
    assert!(matches!(create(&address, &surroundings()), Err(Error::Newer { .. })));
}

#[test]
fn a_record_is_laid_out_once_however_many_try() {
    let Some(database) = Database::empty() else { return };
    let address = database.address();
    std::thread::scope(|scope| {
        let tries: Vec<_> =
            (0..4).map(|_| scope.spawn(|| create(&address, &surroundings()).map(drop))).collect();
        for one in tries {
            one.join().unwrap().unwrap();
        }
    });
    let world = World::on(Box::new(database));
    world.laptop("A-1");
    assert!(matches!(create(&address, &surroundings()), Err(Error::Exists(_))));
}

#[test]
fn a_server_that_cannot_be_used_says_why() {
    let Some(folder) = server() else { return };
    let code = |address: &str| trouble(address).0.code();
    assert_eq!(code("postgres://u:SECRET@/b?host=/nowhere"), "server_unreachable");
    assert_eq!(code("postgres://u:SECRET@127.0.0.1:1/b"), "server_unreachable");
    assert_eq!(code(&format!("postgres://rebond:SECRET@/nosuch?host={folder}")), "no_database");
    assert_eq!(code(&format!("postgres://nobody:SECRET@/postgres?host={folder}")), "server_refused");
    let Some(database) = Database::empty() else { return };
    let latin = format!("{}_latin", database.name);
    let make = format!("CREATE DATABASE {latin} TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'");
    database.admin().batch_execute(&make).unwrap();
    assert_eq!(code(&format!("postgres://rebond@/{latin}?host={folder}")), "database_encoding");
    database.admin().batch_execute(&format!("DROP DATABASE {latin}")).unwrap();
}

#[test]
fn a_server_that_may_forget_a_commit_is_refused() {
    if server().is_none() {
        return;
    }
    let Some((folder, mut child)) = start(&["fsync=off"]) else { return };
    assert_eq!(trouble(&format!("postgres://rebond@/postgres?host={folder}")).0.code(), "unsafe_server");
    drop(child.stdin.take());
    child.wait().unwrap();
}

#[test]
fn an_old_server_is_refused_before_all() {
    let fit = |number, version: &str| fit(number, version.to_owned(), true, "UTF8".to_owned());
    assert_eq!(fit(150_000, "15.0"), Ok(()));
    assert_eq!(fit(180_001, "18.1"), Ok(()));
    assert_eq!(fit(140_011, "14.11"), Err(Server::TooOld("14.11".to_owned())));
}

#[test]
fn a_commit_is_durable_whatever_the_user_has_set() {
    let Some(database) = Database::new() else { return };
    database
        .admin()
        .batch_execute(&format!("ALTER DATABASE {} SET synchronous_commit = off", database.name))
        .unwrap();
    let store = database.store();
    let session = store.session("BEGIN").unwrap();
    let set = session.one("SELECT current_setting('synchronous_commit')", &[], |row| row.cell::<String>(0));
    assert_eq!(set.unwrap().as_deref(), Some("on"));
}

#[test]
fn the_log_is_changed_by_nobody_who_uses_its_tables() {
    let Some(database) = Database::new() else { return };
    let mut admin = database.admin();
    let world = World::on(Box::new(database));
    world.laptop("A-1");
    for sql in [
        "UPDATE rebond.event SET line = ''",
        "DELETE FROM rebond.event",
        "TRUNCATE rebond.event",
        "UPDATE rebond.command SET last_seq = 9",
        "DELETE FROM rebond.command",
        "TRUNCATE rebond.command",
        "INSERT INTO rebond.event SELECT 3, type, hash, hash, line FROM rebond.event",
        "INSERT INTO rebond.event SELECT 2, type, prev, hash, line FROM rebond.event",
    ] {
        let error = admin.batch_execute(sql).unwrap_err();
        assert_eq!(error.code().map(SqlState::code), Some("RB001"), "{sql}: {error}");
    }
    assert_eq!(world.findings(), []);
}

#[test]
fn many_rows_go_by_copy_and_are_the_same_as_few() {
    let Some(database) = Database::new() else { return };
    let world = World::on(Box::new(database));
    let added = |n: usize| {
        draft("2026-01-05", Added { aliases: vec![format!("é{n}\\\t")], ..added(&format!("A-{n}")) })
    };
    let drafts: Vec<_> = (0..500).map(|n| added(n).asset(world.asset_id())).collect();
    world.write(&drafts);
    assert_eq!(world.head(), 500);
    assert_eq!(world.findings(), []);
    let count = world.ask(|r| r.matches(&["a".to_owned()]));
    assert_eq!(count, 500);
}

/// The types of the columns are those by which rows are written.
#[test]
fn every_column_has_the_type_in_which_it_is_written() {
    let Some(database) = Database::new() else { return };
    let mut admin = database.admin();
    for table in Table::ALL {
        let statement =
            admin.prepare(&format!("SELECT {} FROM rebond.{}", table.listed(), table.name())).unwrap();
        for column in statement.columns() {
            assert_eq!(*column.type_(), kind(*table, column.name()), "{table:?} {}", column.name());
        }
    }
}

#[test]
fn a_connection_that_was_cut_loses_the_write_and_the_next_one_connects_again() {
    let Some(database) = Database::new() else { return };
    let mut admin = database.admin();
    let cut = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()",
        database.name
    );
    let world = World::on(Box::new(database));
    world.laptop("A-1");
    {
        let store = world.store();
        let mut writer = store.write(&world.signature()).unwrap();
        writer.record(&[draft("2026-01-05", added("A-2")).asset(world.asset_id())]).unwrap();
        admin.batch_execute(&cut).unwrap();
        let two = ["A-3", "A-30"].map(|tag| draft("2026-01-05", added(tag)).asset(world.asset_id()));
        let error = writer.record(&two).unwrap_err();
        assert!(matches!(&error, Error::Server { why, .. } if why.passes()), "{error:?}");
    }
    assert_eq!(world.head(), 1);
    world.laptop("A-4");
    // Cut before the commit: it is known that nothing was recorded.
    {
        let store = world.store();
        let mut writer = store.write(&world.signature()).unwrap();
        writer.record(&[draft("2026-01-05", added("A-5")).asset(world.asset_id())]).unwrap();
        admin.batch_execute(&cut).unwrap();
        let error = writer.commit().unwrap_err();
        assert!(matches!(&error, Error::Server { why, .. } if why.passes()), "{error:?}");
    }
    assert_eq!(world.head(), 2);
    assert_eq!(world.findings(), []);
}

#[test]
fn a_lock_that_is_not_free_in_time_is_busy_and_so_is_a_statement_that_takes_too_long() {
    let Some(database) = Database::new() else { return };
    let (one, other) = (database.store(), database.store());
    let world = World::on(Box::new(database));
    let held = one.alone().unwrap();
    {
        let session = other.session("BEGIN; SET LOCAL lock_timeout = '50ms'").unwrap();
        let error = session.run(&format!("SELECT pg_advisory_xact_lock({LOCK})"), &[]).unwrap_err();
        assert!(matches!(error, Error::Busy), "{error:?}");
    }
    {
        let session = other.session("BEGIN; SET LOCAL statement_timeout = '50ms'").unwrap();
        let error = session.run("SELECT pg_sleep(5)", &[]).unwrap_err();
        assert!(matches!(&error, Error::Server { why: Server::TooLong(_), .. }), "{error:?}");
        assert_eq!(error.code(), "busy");
    }
    drop(held);
    world.laptop("A-1");
}

#[test]
fn a_connection_that_is_not_ours_between_two_transactions_is_said_to_be_shared() {
    let Some(database) = Database::new() else { return };
    let store = database.store();
    let said = |error: Error| matches!(error, Error::Server { why: Server::Pooled(_), .. });
    // What another left on the connection that we are given.
    let session = store.session("BEGIN").unwrap();
    session.script("PREPARE theirs AS SELECT 1").unwrap();
    assert!(said(session.script("PREPARE theirs AS SELECT 1").unwrap_err()));
    drop(session);
    // What we made known to the connection that we had.
    let session = store.session("BEGIN").unwrap();
    let ask = || session.rows("SELECT count(*) FROM event", &[]).map(drop);
    let asked = (0..5).try_for_each(|_| ask());
    asked.unwrap();
    session.script("DEALLOCATE ALL").unwrap();
    assert!(said(ask().unwrap_err()));
}

#[test]
fn sixteen_write_at_once_and_the_chain_has_no_gap() {
    const WRITERS: u128 = 16;
    const EACH: u128 = 8;
    let Some(database) = Database::new() else { return };
    let write = |writer: u128| {
        let store = database.store();
        for n in 0..EACH {
            let id = |what: u128| Uuid::from_u128(what << 64 | writer << 32 | (n + 1));
            let signature = Signature {
                cmd: CommandId(id(1)),
                actor: format!("w{writer}"),
                new_actor: ActorId(id(2)),
                now: Instant::from_millis(0),
            };
            let mut write = store.write(&signature).unwrap();
            write
                .record(&[draft("2026-01-05", added(&format!("A-{writer}-{n}"))).asset(AssetId(id(3)))])
                .unwrap();
            write.commit().unwrap();
        }
    };
    std::thread::scope(|scope| (0..WRITERS).for_each(|writer| drop(scope.spawn(move || write(writer)))));
    let world = World::on(Box::new(database));
    assert_eq!(u128::from(world.head()), WRITERS * EACH);
    assert_eq!(world.findings(), []);
}

#[test]
fn an_operator_adds_to_the_log_and_a_reader_sees_it() {
    let Some(database) = Database::new() else { return };
    let mut admin = database.admin();
    let (operator, reader) = (format!("{}_operator", database.name), format!("{}_reader", database.name));
    for (user, role) in [(&operator, "rebond_operator"), (&reader, "rebond_reader")] {
        admin.batch_execute(&format!("CREATE ROLE {user} LOGIN IN ROLE {role}")).unwrap();
    }
    let address = |user: &str| database.address().replace("rebond@", &format!("{user}@"));
    let world = World::on(Box::new(As { address: address(&operator) }));
    let asset = world.laptop("A-1");
    world.write(&[draft("2026-02-01", decommissioned()).asset(asset)]);
    assert_eq!(world.findings(), []);
    let denied = |error: &Error| matches!(error, Error::Server { why: Server::Denied(_), .. });
    assert!(denied(&world.store().scrub().unwrap_err()));
    let mut client =
        Client::connect(&format!("host={} user={operator} dbname={}", database.folder, database.name), NoTls)
            .unwrap();
    for sql in [
        "UPDATE rebond.event SET line = ''",
        "DELETE FROM rebond.command",
        "TRUNCATE rebond.event",
        "ALTER TABLE rebond.event DISABLE TRIGGER ALL",
        "UPDATE rebond.schema_version SET version = 9",
    ] {
        let error = client.batch_execute(sql).unwrap_err();
        assert_eq!(error.code().map(SqlState::code), Some("42501"), "{sql}: {error}");
    }
    let read = As { address: address(&reader) };
    let reader_world = World::on(Box::new(read));
    assert_eq!(reader_world.head(), 2);
    assert_eq!(reader_world.findings(), []);
    // A reader sees which files there are, and not what stands in them.
    let hash = {
        let store = world.store();
        let mut writer = store.write(&world.signature()).unwrap();
        let hash = writer.keep_evidence(b"slip").unwrap();
        writer.record(&[draft("2026-02-01", added("A-9")).asset(AssetId(uuid::Uuid::from_u128(9)))]).unwrap();
        writer.commit().unwrap();
        hash
    };
    assert_eq!(world.ask(|r| r.evidence_bytes(hash)).as_deref(), Some(&b"slip"[..]));
    let mut kept = Vec::new();
    reader_world.ask(|r| {
        r.evidence(&mut |hash| {
            kept.push(hash);
            crate::store::Flow::Continue(())
        })
    });
    assert_eq!(kept, [hash]);
    assert!(denied(&reader_world.ask(|r| Ok(r.evidence_bytes(hash))).unwrap_err()));
    assert!(denied(&reader_world.try_write(&[draft("2026-02-01", added("A-2"))]).unwrap_err()));
    drop((reader_world, world, client));
    admin.batch_execute(&format!("DROP ROLE {operator}, {reader}")).unwrap();
}

/// The record as another user opens it.
struct As {
    address: String,
}

impl Backend for As {
    fn open(&self) -> Box<dyn Store> {
        Box::new(open(&self.address, &surroundings()).unwrap())
    }
}
