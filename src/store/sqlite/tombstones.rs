//! `<database>.forgotten`: what was erased, one identity a line, so that it is erased again from an
//! older copy of the record. No name stands in it; the log says the same, and the file is made from it.

use std::{
    collections::BTreeSet,
    fs,
    io::{ErrorKind, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use nix::fcntl::OFlag;

use super::{
    open::with_suffix,
    place::{create_beside, give_name, unusable},
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

/// Reads a regular file: whatever else has the name, such as a pipe or a device, would be waited for or have no
/// end.
fn content(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut file = fs::OpenOptions::new().read(true).custom_flags(OFlag::O_NONBLOCK.bits()).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(std::io::Error::new(ErrorKind::InvalidInput, "not a regular file"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file of tombstones; none is none.
///
/// # Errors
///
/// Returns [`Error::Unusable`] if it cannot be read, or says something else.
pub fn read_tombstones(path: &Path) -> Result<BTreeSet<Erased>> {
    let text = match content(path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| unusable(path, "it is not written in UTF-8"))?,
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

/// Reads what can be read of a file of tombstones that nobody named, and returns why the rest cannot.
#[must_use]
pub fn salvage_tombstones(path: &Path) -> (BTreeSet<Erased>, Option<Error>) {
    match read_tombstones(path) {
        Ok(all) => (all, None),
        Err(error) => {
            let bytes = content(path).unwrap_or_default();
            (String::from_utf8_lossy(&bytes).lines().filter_map(Erased::parse).collect(), Some(error))
        }
    }
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
/// the log of an older copy knows less. Returns where a damaged file was put.
pub(super) fn rewrite(database: &Path, in_log: &BTreeSet<Erased>) -> Result<Option<PathBuf>> {
    match fs::metadata(database) {
        Ok(meta) => add(database, in_log, meta.permissions().mode() & 0o777),
        // A record in memory has no file beside it.
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(unusable(database, e)),
    }
}

/// Writes the tombstones of a database that is about to get its name: a list that could not be written
/// must not make a record that is there look as if it were not.
pub(super) fn announce(temporary: &Path, database: &Path) -> Result<()> {
    match read_tombstones(&tombstones(temporary))? {
        none if none.is_empty() => Ok(()),
        erased => {
            let meta = fs::metadata(temporary).map_err(|e| unusable(temporary, e))?;
            add(database, &erased, meta.permissions().mode() & 0o777).map(|_| ())
        }
    }
}

/// Adds to the tombstones beside a database. Lines that are none may have been some that no log knows
/// any more: the file in which they stand is kept under another name.
fn add(database: &Path, erased: &BTreeSet<Erased>, mode: u32) -> Result<Option<PathBuf>> {
    let path = tombstones(database);
    let bytes = match content(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::NotFound => Vec::new(),
        Err(e) => return Err(unusable(&path, e)),
    };
    let text = String::from_utf8_lossy(&bytes);
    let read = || text.lines().map(Erased::parse);
    let known: BTreeSet<Erased> = read().flatten().collect();
    let damaged = read().any(|erased| erased.is_none());
    let mut all: BTreeSet<Erased> = known.union(erased).cloned().collect();
    // A list of an earlier version says the same without the log.
    for tied in erased.iter().filter(|erased| erased.log().is_some()) {
        all.remove(&tied.clone().anywhere());
    }
    let aside = if damaged { Some(keep_aside(&path)?) } else { None };
    if all != known || damaged {
        write_tombstones(&path, &all, mode)?;
    }
    Ok(aside)
}

/// What follows the name of a file of tombstones that is damaged.
const DAMAGED: &str = ".damaged";

/// How many damaged files are kept.
const KEPT: u32 = 100;

/// Gives a damaged file of tombstones another name beside its own, over none.
fn keep_aside(path: &Path) -> Result<PathBuf> {
    let names = std::iter::once(with_suffix(path, DAMAGED))
        .chain((2..=KEPT).map(|number| with_suffix(path, &format!("{DAMAGED}-{number}"))));
    for name in names {
        match give_name(path, &name) {
            Err(Error::Exists(_)) => {}
            kept => return kept.map(|()| name),
        }
    }
    Err(unusable(path, ErrorKind::AlreadyExists))
}
