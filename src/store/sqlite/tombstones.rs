//! `<database>.forgotten`: what was erased, one identity a line, so that it is erased again from an
//! older copy of the record. No name stands in it; the log says the same, and the file is made from it.

use std::{
    collections::BTreeSet,
    fs,
    io::{ErrorKind, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use super::{
    open::with_suffix,
    place::{create_beside, unusable},
};
use crate::{
    model::erasure::Erased,
    store::{Error, Result},
};

/// What follows the name of the database.
pub(super) const SUFFIX: &str = ".forgotten";

/// Where the tombstones of a database stand.
#[must_use]
pub fn tombstones(database: &Path) -> PathBuf {
    with_suffix(database, SUFFIX)
}

/// Reads a file of tombstones; none is none.
///
/// # Errors
///
/// Returns [`Error::Unusable`] if it cannot be read, or says something else.
pub fn read_tombstones(path: &Path) -> Result<BTreeSet<Erased>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(e) => return Err(unusable(path, e)),
    };
    let mut all = BTreeSet::new();
    for (at, line) in text.lines().enumerate() {
        let erased = Erased::parse(line);
        all.insert(erased.ok_or_else(|| unusable(path, format!("line {}: not an erased identity", at + 1)))?);
    }
    Ok(all)
}

/// Writes a file of tombstones with exactly this mode, whole or not at all, over the former one.
///
/// # Errors
///
/// Returns [`Error::Unusable`].
pub fn write_tombstones(path: &Path, all: &BTreeSet<Erased>, mode: u32) -> Result<()> {
    let hidden = create_beside(path, mode)?;
    let write = || {
        let mut file = fs::OpenOptions::new().write(true).open(&hidden)?;
        for erased in all {
            writeln!(file, "{erased}")?;
        }
        file.sync_all()?;
        fs::rename(&hidden, path)?;
        fs::File::open(path.parent().unwrap_or(Path::new("/")))?.sync_all()
    };
    write().map_err(|e| {
        let _ = fs::remove_file(&hidden);
        unusable(path, e)
    })
}

/// Brings the tombstones of a database up to date with its log. What the file knows beside that stays:
/// the log of an older copy knows less.
pub(super) fn rewrite(database: &Path, in_log: &BTreeSet<Erased>) -> Result<()> {
    let path = tombstones(database);
    let mode = match fs::metadata(database) {
        Ok(meta) => meta.permissions().mode() & 0o777,
        // A record in memory has no file beside it.
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(unusable(database, e)),
    };
    // What cannot be read as tombstones is ours all the same, and is made again from the log.
    let known = match read_tombstones(&path) {
        Ok(known) => known,
        Err(Error::Unusable { .. }) if path.is_file() => BTreeSet::new(),
        Err(e) => return Err(e),
    };
    let all: BTreeSet<Erased> = known.union(in_log).cloned().collect();
    if all == known { Ok(()) } else { write_tombstones(&path, &all, mode) }
}

/// Takes over the tombstones of a database that got its name.
pub(super) fn adopt(temporary: &Path, database: &Path) -> Result<()> {
    match read_tombstones(&tombstones(temporary))? {
        none if none.is_empty() => Ok(()),
        erased => rewrite(database, &erased),
    }
}
