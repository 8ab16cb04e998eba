//! Copies of a record in a file of their own, and files from elsewhere that are looked at before
//! anything is believed of them.

use std::{
    fs::{self, File},
    io::Read as _,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};

use super::{
    Sqlite,
    damage::{UNREAD, not_read},
    open::{absolute, check_identity, guarded, with_suffix},
    place::unusable,
};
use crate::{
    model::{
        event::{Event, Hash, Seq},
        fact::Fact,
        id::LogId,
        text,
    },
    store::{Error, Flow, Head, Reader as _, Result, Store as _, line_hash},
};

/// How long a copy waits before it asks again for a page that another one writes.
const PAUSE: Duration = Duration::from_millis(20);

impl Sqlite {
    /// Copies the record, as it is at one moment, into a file that is there and empty; reads the copy back
    /// and returns its head. Others write meanwhile; what they commit is not in it. The copy is durable, and
    /// one file: no write-ahead log belongs to it.
    pub(super) fn copy_into(&self, file: &Path) -> Result<Head> {
        let head = self.copy_pages(file)?;
        finish(file, head)
    }

    /// The same, neither durable yet nor read back.
    pub(super) fn copy_pages(&self, file: &Path) -> Result<Head> {
        let session = self.session("BEGIN DEFERRED")?;
        let head = session.head()?;
        let trouble = |e: rusqlite::Error| self.error_at(file, e);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(file, flags).map_err(trouble)?;
        // Nobody knows of the file yet, and it is made durable as a whole: the engine need not.
        copy.execute_batch("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")
            .map_err(trouble)?;
        session.passing(|| {
            let backup = Backup::new(session.conn(), &mut copy).map_err(trouble)?;
            loop {
                match backup.step(-1).map_err(trouble)? {
                    StepResult::Done => return Ok(()),
                    StepResult::Busy | StepResult::Locked => thread::sleep(PAUSE),
                    _ => {}
                }
            }
        })?;
        copy.execute_batch("PRAGMA journal_mode=DELETE").map_err(trouble)?;
        copy.close().map_err(|(_, e)| trouble(e))?;
        // The engine does not say so if that could not be written, and whoever opened the copy would ask for a
        // write-ahead log beside it.
        match header(file).map_err(|e| unusable(file, e))? {
            header if header[18..20] == [1, 1] => Ok(head),
            _ => Err(unusable(file, UNREAD)),
        }
    }

    /// Says what an error of the engine means for a file beside the record.
    fn error_at(&self, file: &Path, error: rusqlite::Error) -> Error {
        match self.error(error) {
            Error::Unusable { cause, .. } => unusable(file, cause),
            other => other,
        }
    }
}

/// Makes a copy durable, and reads it back to the head of what was copied.
pub(super) fn finish(file: &Path, head: Head) -> Result<Head> {
    // The disk takes its time over the one, and the other is read from memory.
    let (durable, found) = at_once(
        || File::open(file).and_then(|file| file.sync_all()).map_err(|e| unusable(file, e)),
        || inspect(file),
    )?;
    durable?;
    let found = found?.head;
    if (found.seq, found.hash) == (head.seq, head.hash) {
        return Ok(head);
    }
    let name = file.to_string_lossy();
    Err(Error::Corrupt(format!("{}: {} <> {}", text::visible(&name), found.hash, head.hash)))
}

/// Does two things at once.
fn at_once<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> Result<(A, B)> {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        let one = one.join().map_err(|_| Error::Fault("a thread ended early".to_owned()))?;
        Ok((one, other))
    })
}

/// What a file from elsewhere holds, as it was found by reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// The head its chain ends with, as recomputed.
    pub head: Head,
    /// Its schema, which this program knows.
    pub schema: u32,
}

/// Returns which log a file that nobody is using is a record of, by its schema and its first event alone.
///
/// # Errors
///
/// As [`inspect`] for a file that is no record of ours, or cannot be read.
pub fn identify_file(file: &Path) -> Result<LogId> {
    let store = open_still(file)?;
    check_identity(&store)?;
    let first = store.read()?.event(1)?;
    match first.map(|event| event.fact) {
        Some(Fact::Opened(opened)) => Ok(opened.log),
        _ => Err(Error::Unopened),
    }
}

/// Reads a file that nobody is using, as one reads a file of a stranger, and writes nothing: whether it is
/// a record of ours and of a schema we know, untouched; whether every page is sound; whether every event
/// follows the one before, to the last hash. Projections are not compared: `verify` does. It takes no more
/// memory for a long log than for a short one.
///
/// # Errors
///
/// Returns [`Error::Foreign`], [`Error::Newer`], [`Error::Altered`], [`Error::Corrupt`], [`Error::Truncated`]
/// or [`Error::Unopened`] for what the file is, [`Error::InUse`] if a part of it lies in another file, and
/// [`Error::Missing`] or [`Error::Unusable`] if it cannot be read.
pub fn inspect(file: &Path) -> Result<Inspected> {
    read(file).map_err(|e| {
        // Where the end lacks, what is left looks damaged, or altered.
        let looks_cut = matches!(e, Error::Corrupt(_) | Error::Altered { .. });
        let cut = if looks_cut { cut_short(file) } else { None };
        match (e, cut) {
            (_, Some((bytes, of))) => Error::Truncated { path: file.to_owned(), bytes, of },
            // It is not the record that is damaged.
            (Error::Corrupt(detail), None) => {
                Error::Corrupt(format!("{}: {detail}", text::visible(&file.to_string_lossy())))
            }
            (other, None) => other,
        }
    })
}

/// Reads what the engine says of a file at its beginning (Database File Format of SQLite, 1.3).
fn header(file: &Path) -> std::io::Result<[u8; 32]> {
    let mut header = [0; 32];
    File::open(file)?.read_exact(&mut header)?;
    Ok(header)
}

/// Returns the length of a file and the one it says it has, if it lacks some of it: the size of a page is at
/// byte 16 of its header, their number at byte 28, both big-endian.
fn cut_short(file: &Path) -> Option<(u64, u64)> {
    const ONE_MEANS: u64 = 65_536;
    let header = header(file).ok()?;
    let size = match u64::from(u16::from_be_bytes([header[16], header[17]])) {
        1 => ONE_MEANS,
        size => size,
    };
    let pages = u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]]));
    let (bytes, of) = (fs::metadata(file).ok()?.len(), size * pages);
    (bytes < of).then_some((bytes, of))
}

/// Refuses a file that the engine would read and never write, for the version at byte 18 of its header: none
/// but 1 and 2 is there, and no record could go on from it.
fn goes_on(file: &Path) -> Result<()> {
    let header = header(file).map_err(|e| unusable(file, e))?;
    match header[18] {
        1 | 2 => Ok(()),
        version => Err(Error::Corrupt(format!("write version {version}"))),
    }
}

fn read(file: &Path) -> Result<Inspected> {
    let store = open_still(file)?;
    let schema = check_identity(&store)?;
    goes_on(file)?;
    // The pages and the chain are two ways through the file.
    let (pages, head) = at_once(|| sound(&open_still(file)?), || chain(&store))?;
    pages?;
    let head = head?;
    if head.seq == 0 {
        return Err(Error::Unopened);
    }
    Ok(Inspected { head, schema })
}

/// Opens a file that nobody writes to, to read it alone: no lock is taken and nothing is made beside it,
/// so that it may lie on any medium.
///
/// # Errors
///
/// Returns [`Error::Missing`], [`Error::Foreign`] or [`Error::Unusable`] if it cannot be opened, and
/// [`Error::InUse`] if a part of it lies in another file.
pub fn open_still(file: &Path) -> Result<Sqlite> {
    let file = absolute(file)?;
    let meta = match fs::metadata(&file) {
        Ok(meta) => meta,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(Error::Missing(file)),
        Err(e) => return Err(unusable(&file, e)),
    };
    if !meta.is_file() {
        return Err(Error::Foreign(file));
    }
    for suffix in ["-wal", "-journal"] {
        let part = with_suffix(&file, suffix);
        if fs::metadata(&part).is_ok_and(|part| part.len() > 0) {
            return Err(Error::InUse { path: file, part });
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    guarded(&PathBuf::from(still(&file)), file, flags)
}

/// The address under which the engine reads a file without locks (sqlite.org/uri.html).
pub(super) fn still(file: &Path) -> String {
    address(file, "immutable=1")
}

/// The address of a file, with how it is read.
pub(super) fn address(file: &Path, how: &str) -> String {
    let mut address = "file:".to_owned();
    for byte in file.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._".contains(byte) {
            address.push(char::from(*byte));
        } else {
            let digit = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble)]);
            address.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    address + "?" + how
}

/// Refuses a file of which a page is damaged.
fn sound(store: &Sqlite) -> Result<()> {
    let said = store.conn.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    match said.map_err(|e| store.error(e))?.as_str() {
        "ok" => Ok(()),
        unread if not_read(unread) => Err(unusable(&store.path, UNREAD)),
        damage => Err(Error::Corrupt(damage.replace('\n', " "))),
    }
}

/// Follows the chain from its first event to its last.
fn chain(store: &Sqlite) -> Result<Head> {
    let reader = store.read()?;
    let (mut seq, mut hash, mut last): (Seq, Hash, String) = (0, Hash::ZERO, String::new());
    let mut broken = None;
    reader.lines(0, &mut |logged| {
        let own = line_hash(logged.line);
        if logged.seq != seq + 1 || logged.prev != hash || logged.hash != own {
            broken = Some(logged.seq);
            return Flow::Break(());
        }
        (seq, hash) = (logged.seq, own);
        last.clear();
        last.push_str(logged.line);
        Flow::Continue(())
    })?;
    if let Some(seq) = broken {
        return Err(Error::Corrupt(format!("event {seq} does not continue the chain")));
    }
    let recorded_at = if seq == 0 {
        None
    } else {
        let event = Event::read(&last).map_err(|e| Error::Corrupt(format!("event {seq}: {e}")))?;
        Some(event.recorded_at)
    };
    Ok(Head { seq, hash, recorded_at })
}
