//! Where backups and seals are written, and what is never written over.

use std::{
    ffi::OsStr,
    fs::{self, DirBuilder},
    io::ErrorKind,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt},
    },
    path::{Path, PathBuf},
};

use crate::{
    cli::{failure::Trouble, run::shown},
    lang::BadTarget,
    model::id::LogId,
    store::{self, sqlite},
};

/// For its owner alone.
const PRIVATE_FOLDER: u32 = 0o700;

/// What the files of a record have after its name: those of the engine, what was erased, and what is kept
/// before a migration or a restoration.
const OF_A_RECORD: [&[u8]; 6] = [b"-wal", b"-shm", b"-journal", b".forgotten", b".schema-", b".replaced-"];

/// Tells whether a path is a folder to put a file into: one that is there, or one that is named as such,
/// which is made if it alone is missing.
///
/// # Errors
///
/// Returns which folder is not there.
pub(super) fn folder(path: &Path) -> Result<bool, Trouble> {
    if path.is_dir() {
        return Ok(true);
    }
    if !slashed(path) {
        within(path)?;
        return Ok(false);
    }
    match DirBuilder::new().mode(PRIVATE_FOLDER).create(path) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(true),
        Err(e) if e.kind() == ErrorKind::NotFound => {
            within(path)?;
            Err(Trouble::Output { path: shown(path), cause: e.to_string() })
        }
        Err(e) => Err(Trouble::Output { path: shown(path), cause: e.to_string() }),
    }
}

/// Tells whether a path is named as a folder is.
pub(super) fn slashed(path: &Path) -> bool {
    path.as_os_str().as_bytes().ends_with(b"/")
}

/// Refuses a path whose folder is not there.
fn within(path: &Path) -> Result<(), Trouble> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if !folder.exists() => Err(missing(folder)),
        _ => Ok(()),
    }
}

/// Says that a folder is not there.
pub(super) fn missing(folder: &Path) -> Trouble {
    Trouble::Target { path: shown(folder), why: BadTarget::NoFolder(shown(folder)) }
}

/// Tells whether a path is the record or a file that belongs to it, by whatever name.
pub(super) fn is_of_record(path: &Path, database: &Path) -> bool {
    let real = database.canonicalize().unwrap_or_else(|_| database.to_owned());
    [database, real.as_path()].into_iter().any(|record| {
        named_like(path, record)
            || ["", "-wal", "-shm", "-journal", ".forgotten"].iter().any(|suffix| {
                let mut name = record.as_os_str().to_owned();
                name.push(suffix);
                same(path, Path::new(&name))
            })
    })
}

/// Tells whether a path has the name of a record, or one made of it, in the same folder.
fn named_like(path: &Path, record: &Path) -> bool {
    let (Some(name), Some(base)) = (path.file_name(), record.file_name().map(OsStr::as_bytes)) else {
        return false;
    };
    let of = name
        .as_bytes()
        .strip_prefix(base)
        .is_some_and(|rest| rest.is_empty() || OF_A_RECORD.iter().any(|suffix| rest.starts_with(suffix)));
    of && same(folder_of(path), folder_of(record))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Tells whether two paths lead to the same thing.
fn same(one: &Path, other: &Path) -> bool {
    let identity = |path: &Path| fs::metadata(path).map(|meta| (meta.dev(), meta.ino()));
    matches!((identity(one), identity(other)), (Ok(one), Ok(other)) if one == other)
}

/// Refuses to write over anything but a backup of this log.
///
/// # Errors
///
/// Says what is there.
pub(super) fn replaceable(path: &Path, log: LogId) -> Result<(), Trouble> {
    let refused = |why| Err(Trouble::Target { path: shown(path), why });
    match sqlite::identify_file(path) {
        Ok(found) if found == log => Ok(()),
        Ok(_) => refused(BadTarget::OtherLog),
        Err(store::Error::Missing(_)) => Ok(()),
        Err(store::Error::Foreign(_) | store::Error::Unopened) => refused(BadTarget::NoBackup),
        Err(e) => refused(BadTarget::Unread(e.to_string())),
    }
}

/// Returns the first of a series of names that nothing has.
pub(super) fn free(name: impl Fn(u32) -> PathBuf) -> PathBuf {
    const MOST: u32 = 10_000;
    (1..MOST).map(&name).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| name(MOST))
}
