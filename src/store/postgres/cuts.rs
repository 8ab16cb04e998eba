//! A wire that is cut, a server that dies: what was committed stays, what was not is not there, and whoever
//! asked knows which.

use std::{
    io::{Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    os::unix::net::UnixStream,
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    Postgres, create, open,
    tests::{Database, start, surroundings},
};
use crate::store::{
    Error, Store,
    contract::{
        Backend,
        world::{World, added, draft},
    },
};

/// What becomes of a commit on the wire.
#[derive(Clone, Copy)]
enum Cut {
    /// All passes.
    None = 0,
    /// It never arrives.
    Before = 1,
    /// It happens, and the answer never arrives.
    After = 2,
    /// The same, and nobody gets through any more.
    AfterAll = 3,
    /// Nobody gets through.
    All = 4,
}

/// A wire to a server that can be cut.
struct Wire {
    port: u16,
    cut: Arc<AtomicU8>,
}

impl Wire {
    fn to(folder: &str) -> Self {
        let socket = Path::new(folder).join(".s.PGSQL.5432");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let cut = Arc::new(AtomicU8::new(Cut::None as u8));
        let shared = Arc::clone(&cut);
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                if shared.load(Ordering::SeqCst) == Cut::All as u8 {
                    continue;
                }
                let server = UnixStream::connect(&socket).unwrap();
                let cut = Arc::clone(&shared);
                thread::spawn(move || carry(client, server, &cut));
            }
        });
        Self { port, cut }
    }

    fn cut(&self, how: Cut) {
        self.cut.store(how as u8, Ordering::SeqCst);
    }
}

/// Carries what passes both ways, until a commit passes that is to be cut.
fn carry(mut client: TcpStream, mut server: UnixStream, cut: &AtomicU8) {
    let (mut from, mut to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let back = thread::spawn(move || drop(std::io::copy(&mut from, &mut to)));
    let mut bytes = vec![0; 65_536];
    while let Ok(count @ 1..) = client.read(&mut bytes) {
        let how = cut.load(Ordering::SeqCst);
        let commit = how != Cut::None as u8 && bytes[..count].windows(7).any(|word| word == b"COMMIT\0");
        if commit {
            let after = if how == Cut::AfterAll as u8 { Cut::All } else { Cut::None };
            cut.store(after as u8, Ordering::SeqCst);
            client.shutdown(Shutdown::Both).unwrap();
            if how != Cut::Before as u8 {
                server.write_all(&bytes[..count]).unwrap();
                // The server has done it before it closes.
                thread::sleep(Duration::from_millis(300));
            }
            break;
        }
        if server.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
    let _ = back.join();
}

/// A record at the end of a wire.
struct Far {
    database: Database,
    wire: Wire,
}

impl Far {
    fn new() -> Option<Self> {
        let database = Database::new()?;
        let wire = Wire::to(database.folder());
        Some(Self { database, wire })
    }

    fn store(&self) -> Postgres {
        let address = format!("postgres://rebond@127.0.0.1:{}/{}", self.wire.port, self.database.name);
        open(&address, &surroundings()).unwrap()
    }
}

impl Backend for Arc<Far> {
    fn open(&self) -> Box<dyn Store> {
        Box::new(self.store())
    }
}

#[test]
fn a_commit_of_which_the_answer_is_lost_is_found_again() {
    let Some(far) = Far::new() else { return };
    let far = Arc::new(far);
    let world = World::on(Box::new(Arc::clone(&far)));
    world.laptop("A-1");
    far.wire.cut(Cut::After);
    let written = world.try_write(&[draft("2026-01-05", added("A-2")).asset(world.asset_id())]);
    assert_eq!(written.unwrap().map(|span| (span.first, span.last)), Some((2, 2)));
    assert_eq!(world.head(), 2);
    world.laptop("A-3");
    assert_eq!(world.findings(), []);
}

#[test]
fn a_commit_that_never_arrived_is_known_not_to_have_happened() {
    let Some(far) = Far::new() else { return };
    let far = Arc::new(far);
    let world = World::on(Box::new(Arc::clone(&far)));
    world.laptop("A-1");
    far.wire.cut(Cut::Before);
    let error = world.try_write(&[draft("2026-01-05", added("A-2")).asset(world.asset_id())]).unwrap_err();
    assert!(matches!(&error, Error::Server { why, .. } if why.passes()), "{error:?}");
    assert_eq!(world.head(), 1);
    world.laptop("A-2");
    assert_eq!(world.findings(), []);
}

#[test]
fn a_commit_that_cannot_be_looked_up_is_of_unknown_outcome_and_is_not_doubled() {
    let Some(far) = Far::new() else { return };
    let far = Arc::new(far);
    let world = World::on(Box::new(Arc::clone(&far)));
    world.laptop("A-1");
    far.wire.cut(Cut::AfterAll);
    let signature = world.signature();
    let drafts = [draft("2026-01-05", added("A-2")).asset(world.asset_id())];
    {
        let store = world.store();
        let mut writer = store.write(&signature).unwrap();
        writer.record(&drafts).unwrap();
        let error = writer.commit().unwrap_err();
        assert!(matches!(error, Error::Commit { cmd, .. } if cmd == signature.cmd), "{error:?}");
        assert!(store.read().is_err(), "nobody gets through");
    }
    far.wire.cut(Cut::None);
    // Whoever repeats it asks for the command first.
    assert!(world.ask(|r| r.command(signature.cmd)).is_some());
    assert_eq!(world.head(), 2);
    assert_eq!(world.findings(), []);
}

#[test]
fn a_rewrite_of_which_the_answer_is_lost_is_found_again() {
    let Some(far) = Far::new() else { return };
    let far = Arc::new(far);
    let world = World::on(Box::new(Arc::clone(&far)));
    world.laptop("A-1");
    let emptied = "TRUNCATE rebond.asset";
    let count = || world.ask(|r| r.matches(&["a".to_owned()]));
    for (cut, done) in [(Cut::Before, false), (Cut::After, true)] {
        far.database.admin().batch_execute("TRUNCATE rebond.search").unwrap();
        far.database.admin().batch_execute(emptied).unwrap();
        let store = far.store();
        far.wire.cut(cut);
        let rewritten = store.rewrite(&mut |_| Ok(true));
        assert_eq!(matches!(rewritten, Ok(true)), done, "{rewritten:?}");
        assert_eq!(count(), u64::from(done));
    }
    assert_eq!(world.findings(), []);
}

#[test]
fn a_server_that_is_killed_loses_the_write_and_nothing_that_was_committed() {
    if Database::empty().is_none() {
        return;
    }
    let Some((folder, mut child)) = start(&[]) else { return };
    let address = format!("postgres://rebond@/postgres?host={folder}");
    create(&address, &surroundings()).unwrap();
    let world = World::on(Box::new(At(address.clone())));
    world.laptop("A-1");
    {
        let store = open(&address, &surroundings()).unwrap();
        let session = store.session("BEGIN").unwrap();
        let pid = session.rows("SELECT pg_backend_pid()::text", &[]).unwrap()[0].get::<_, String>(0);
        let writing = world.store();
        let mut writer = writing.write(&world.signature()).unwrap();
        writer.record(&[draft("2026-01-05", added("A-2")).asset(world.asset_id())]).unwrap();
        // One process killed takes the whole server down, which then recovers from its log.
        assert!(Command::new("kill").args(["-9", &pid]).status().unwrap().success());
        thread::sleep(Duration::from_millis(300));
        let error = writer.commit().unwrap_err();
        assert!(matches!(&error, Error::Server { why, .. } if why.passes()), "{error:?}");
    }
    let until = Instant::now() + Duration::from_secs(30);
    while let Err(error) = open(&address, &surroundings()) {
        assert!(matches!(&error, Error::Server { why, .. } if why.passes()), "{error:?}");
        assert!(Instant::now() < until);
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(world.head(), 1);
    world.laptop("A-2");
    assert_eq!(world.findings(), []);
    drop(world);
    drop(child.stdin.take());
    child.wait().unwrap();
}

struct At(String);

impl Backend for At {
    fn open(&self) -> Box<dyn Store> {
        Box::new(open(&self.0, &surroundings()).unwrap())
    }
}
