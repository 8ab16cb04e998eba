//! A backup made the record again: copied beside its place, brought to this program's form, and given its
//! name once it is whole; what was there is kept.

use std::{
    fs::{self, File},
    os::unix::{ffi::OsStrExt, fs::MetadataExt},
    path::{Path, PathBuf},
};

use rusqlite::OpenFlags;

use super::{
    Sqlite,
    copy::{Inspected, open_still},
    migrate::{Before, migrate},
    network::refuse_network,
    open::{Access, Newborn, absolute, connect, with_suffix},
    place::{create_beside, create_folder, give_name, unusable},
};
use crate::{
    model::{
        event::{Hash, Seq},
        id::CommandId,
        text,
    },
    store::{Error, Head, Result},
};

/// Copies a backup that was [inspected](super::inspect) beside the place where it is to be the record. Nobody
/// finds it before it is published; until then its commits do not wait for the disk.
///
/// # Errors
///
/// Returns [`Error::Corrupt`] if the backup is not what was inspected, and why the place is not fit. Nothing is
/// there then.
pub fn unpack(backup: &Path, inspected: &Inspected, place: &Path, access: Access) -> Result<Newborn> {
    let place = absolute(place)?;
    let (mode, folder) = access.modes();
    create_folder(&place, folder)?;
    refuse_network(place.parent().unwrap_or(Path::new("/")))?;
    let temporary = create_beside(&place, mode)?;
    let mut newborn = Newborn { store: None, path: place, temporary };
    let head = open_still(backup)?.copy_pages(&newborn.temporary)?;
    if (head.seq, head.hash) != (inspected.head.seq, inspected.head.hash) {
        return Err(Error::Corrupt(format!(
            "{}: it changed while it was read",
            text::visible(&backup.to_string_lossy())
        )));
    }
    let store = connect(&newborn.temporary, newborn.path.clone(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // The journal is chosen once the switch itself is durable, as for any new record.
    let settle = "PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;";
    store.conn.execute_batch(settle).map_err(|e| store.error(e))?;
    migrate(&store, Before::Nothing)?;
    newborn.store = Some(store);
    Ok(newborn)
}

impl Newborn {
    /// Gives the database the name of another, which is kept under the name `kept`; `former`: the head
    /// with which that one was read.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Busy`] while somebody uses the other one, or if somebody wrote to it since it was
    /// looked at (`former`), [`Error::Exists`] if there is something at `kept`, and [`Error`] if it cannot
    /// be done; the record is then what it was. Returns [`Error::Commit`] for the command `cmd` if it is
    /// done, and a power cut may take it back.
    pub fn replace(mut self, kept: &Path, former: Option<Head>, cmd: CommandId) -> Result<()> {
        self.close()?;
        let kept = absolute(kept)?;
        // From here on nobody else has the former record open, if it is one.
        let held = hold(&self.path)?;
        match (&held, former) {
            (None, _) => aside(&self.path, &kept)?,
            (Some(held), Some(former)) => match still(held, former) {
                Ok(true) => {}
                Ok(false) => {
                    release(held);
                    return Err(Error::Busy);
                }
                Err(e) => {
                    // What the engine calls damaged is read again, which takes the lock.
                    release(held);
                    return Err(held.error(e));
                }
            },
            (Some(_), None) => {}
        }
        let single = if held.is_some() { one_name(&self.path) } else { Ok(()) };
        let renamed = single.and_then(|()| give_name(&self.path, &kept)).and_then(|()| {
            fs::rename(&self.temporary, &self.path).map_err(|e| {
                // A record with two names would have two write-ahead logs.
                let _ = fs::remove_file(&kept);
                unusable(&self.path, e)
            })
        });
        if renamed.is_err()
            && let Some(former) = &held
        {
            release(former);
        }
        renamed?;
        keep_name(&self.path, cmd)?;
        drop(held);
        Ok(())
    }
}

/// Makes the name of a record durable, as the last step of the command `cmd`.
///
/// # Errors
///
/// Returns [`Error::Commit`]: a power cut may take it back.
pub fn keep_name(path: &Path, cmd: CommandId) -> Result<()> {
    let path = absolute(path)?;
    let folder = path.parent().unwrap_or(Path::new("/"));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| Error::Commit {
        cmd,
        cause: format!("{}: {e}", text::visible(&folder.to_string_lossy())),
    })
}

/// What stands between the name of a record and the moment at which it was replaced.
const REPLACED: &str = ".replaced-";

/// Takes from a record the names that a replacement gave it which was cut off before the other record had its
/// own: opened by two names it would have two write-ahead logs. Whoever calls holds the record, so that no
/// other replacement is at that very step.
///
/// # Errors
///
/// Returns why a name cannot be taken away.
pub(super) fn one_name(path: &Path) -> Result<()> {
    let identity = |path: &Path| path.symlink_metadata().map(|meta| (meta.dev(), meta.ino(), meta.nlink()));
    let Ok(own @ (_, _, 2..)) = identity(path) else { return Ok(()) };
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(()) };
    let stem = [name.as_bytes(), REPLACED.as_bytes()].concat();
    for entry in fs::read_dir(folder).map_err(|e| unusable(folder, e))?.flatten() {
        let other = entry.path();
        let named = entry.file_name().as_bytes().starts_with(&stem);
        if named && identity(&other).is_ok_and(|found| found == own) {
            fs::remove_file(&other).map_err(|e| unusable(&other, e))?;
        }
    }
    Ok(())
}

/// Puts all of a record into its one file, and keeps everybody else away until this is dropped; nothing if
/// it is no record that the engine reads. Whoever waits to write finds that the file has moved.
fn hold(path: &Path) -> Result<Option<Sqlite>> {
    let hold = || {
        let store = connect(path, path.to_owned(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let mode = store.conn.query_row("PRAGMA journal_mode=DELETE", [], |row| row.get::<_, String>(0));
        if mode.map_err(|e| store.error(e))? != "delete" {
            return Err(Error::Busy);
        }
        store.conn.execute_batch("BEGIN EXCLUSIVE").map_err(|e| store.error(e))?;
        Ok(store)
    };
    match hold() {
        Ok(store) => Ok(Some(store)),
        Err(Error::Corrupt(_) | Error::Foreign(_)) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Lets others use a record that was held, as before. Where this fails, the next who writes does it.
fn release(held: &Sqlite) {
    let _ = held.conn.execute_batch("ROLLBACK; PRAGMA journal_mode=WAL");
}

/// Tells whether a record that is held still ends with this head.
fn still(held: &Sqlite, former: Head) -> rusqlite::Result<bool> {
    let last = held.conn.query_row("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", [], |row| {
        Ok((row.get::<_, Seq>(0)?, row.get::<_, [u8; 32]>(1)?))
    });
    last.map(|(seq, hash)| (seq, Hash(hash)) == (former.seq, former.hash))
}

/// Puts beside a damaged record what belongs to it: it would be read into the new one.
fn aside(path: &Path, kept: &Path) -> Result<()> {
    for suffix in ["-wal", "-journal", "-shm"] {
        let (from, to) = (with_suffix(path, suffix), with_suffix(kept, suffix));
        if from.symlink_metadata().is_ok() {
            give_name(&from, &to)?;
            fs::remove_file(&from).map_err(|e| unusable(&from, e))?;
        }
    }
    Ok(())
}

/// Returns a name for the record that is replaced, beside it, that nothing has yet.
#[must_use]
pub fn name_for_replaced(path: &Path, stamp: &str) -> PathBuf {
    let name = |more: u32| {
        let more = if more == 1 { String::new() } else { format!("-{more}") };
        with_suffix(path, &format!("{REPLACED}{stamp}{more}"))
    };
    (1..1000).map(name).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| name(1000))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        model::{
            day::{Day, Instant},
            event::Draft,
            fact::PartyAdded,
            id::{ActorId, CommandId, PartyId},
            leaving::PartyKind,
        },
        store::{
            Signature,
            contract::Backend as _,
            sqlite::{inspect, tests::File},
        },
    };

    #[test]
    fn a_record_that_was_written_to_since_it_was_read_is_not_replaced() {
        let file = File::new();
        let store = file.open();
        let write = |n: u128| {
            let id = Uuid::from_u128(n);
            let signature = Signature {
                cmd: CommandId(id),
                actor: "Zoé".to_owned(),
                new_actor: ActorId(id),
                now: Instant::from_millis(0),
            };
            let mut writer = store.write(&signature).unwrap();
            let added = PartyAdded { kind: PartyKind::Staff };
            let day = Day::new(2026, 1, 1).unwrap();
            writer.record(&[Draft::new(day, added).party(PartyId(id))]).unwrap();
            writer.commit().unwrap();
            store.read().unwrap().head().unwrap()
        };
        let read = write(1);
        let backup = create_beside(&file.path(), 0o600).unwrap();
        store.copy(&backup).unwrap();
        let inspected = inspect(&backup).unwrap();
        let newborn = || unpack(&backup, &inspected, &file.path(), Access::Owner).unwrap();
        let kept = with_suffix(&file.path(), ".kept");
        let cmd = CommandId(Uuid::from_u128(3));
        let moved = write(2);
        drop(store);
        assert!(matches!(newborn().replace(&kept, Some(read), cmd), Err(Error::Busy)));
        assert!(kept.symlink_metadata().is_err());
        let store = file.open();
        assert_eq!(store.read().unwrap().head().unwrap(), moved, "it is what it was");
        drop(store);
        newborn().replace(&kept, Some(moved), cmd).unwrap();
        assert_eq!(file.open().read().unwrap().head().unwrap(), read);
        assert!(kept.is_file());
    }
}
