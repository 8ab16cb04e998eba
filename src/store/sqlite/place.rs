//! Where a database may lie: on a local disk, readable by its owner or group only.

use std::{
    fs::{self, OpenOptions, Permissions},
    io::ErrorKind,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use nix::{
    sys::statvfs,
    unistd::{self, AccessFlags},
};

use super::open::with_suffix;
use crate::store::{Error, ReadOnly, Result};

/// Refuses a file that everyone can read or write.
///
/// # Errors
///
/// Returns [`Error::Exposed`], [`Error::Missing`], or [`Error::Unusable`].
pub(super) fn refuse_exposed(path: &Path) -> Result<()> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(e) if e.kind() == ErrorKind::NotFound => return Err(Error::Missing(path.to_owned())),
        Err(e) => return Err(unusable(path, e)),
    };
    if !meta.is_file() {
        return Err(Error::Foreign(path.to_owned()));
    }
    let mode = meta.permissions().mode() & 0o777;
    let others = mode & 0o007;
    if others == 0 { Ok(()) } else { Err(Error::Exposed { path: path.to_owned(), mode }) }
}

/// How a database is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// With locks and the files that the engine keeps beside it.
    Shared,
    /// As a file that nobody changes: it needs neither, and the engine could not make them.
    AtRest,
}

/// Tells how a database can be opened. What may only be read is never opened so that the engine makes
/// its files beside it: they would have the reader's permissions, stay there, and lock out whoever may
/// write.
///
/// # Errors
///
/// Says why it cannot be opened even to be read.
pub(super) fn access(path: &Path) -> std::result::Result<Way, ReadOnly> {
    let there = |suffix: &str| with_suffix(path, suffix).symlink_metadata().is_ok();
    if on_read_only_system(path) {
        let open = there("-shm") || there("-journal") || has_content(&with_suffix(path, "-wal"));
        return Ok(if open { Way::Shared } else { Way::AtRest });
    }
    if writable(path) || !readable(path) {
        return Ok(Way::Shared);
    }
    match (there("-wal"), there("-shm")) {
        // Somebody who may write has it open.
        (true, true) => Ok(Way::Shared),
        (false, false) if !there("-journal") && nobody_writes(path) => Ok(Way::AtRest),
        _ => Err(ReadOnly::Reader),
    }
}

fn writable(path: &Path) -> bool {
    unistd::access(path, AccessFlags::W_OK).is_ok()
}

fn readable(path: &Path) -> bool {
    unistd::access(path, AccessFlags::R_OK).is_ok()
}

/// Tells whether the permissions of a file let nobody write it.
fn nobody_writes(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o222 == 0)
}

/// Tells whether there is something in a file.
fn has_content(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|meta| meta.len() > 0)
}

/// Tells whether nothing at all can be written where a file lies.
fn on_read_only_system(path: &Path) -> bool {
    statvfs::statvfs(path).is_ok_and(|system| system.flags().contains(statvfs::FsFlags::ST_RDONLY))
}

/// Says why the engine could not open a database, or not write it.
pub(super) fn why_not(path: &Path, cause: String) -> Error {
    let path = path.to_owned();
    // The engine says only that it could not; the system says why.
    match fs::File::open(&path) {
        // It is being made, and has not its name yet.
        Err(e) if e.kind() == ErrorKind::NotFound => return Error::Unusable { path, cause },
        Err(e) => return unusable(&path, e),
        Ok(_) => {}
    }
    let folder = path.parent().unwrap_or(Path::new("/"));
    let why = if on_read_only_system(&path) {
        if has_content(&with_suffix(&path, "-wal")) && !with_suffix(&path, "-shm").exists() {
            return Error::Unclean(path);
        }
        ReadOnly::FileSystem
    } else if !writable(&path) {
        ReadOnly::File
    } else if !writable(folder) {
        ReadOnly::Folder
    } else {
        return Error::Unusable { path, cause };
    };
    Error::ReadOnly { path, why }
}

/// How many names are tried for a file that is being made: others are left by runs that were killed.
const TRIES: u32 = 1000;

/// Creates an empty hidden file beside a path, with exactly this mode, whatever the umask, and returns
/// where it is.
///
/// # Errors
///
/// Returns [`Error::Unusable`].
pub(super) fn create_beside(path: &Path, mode: u32) -> Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| unusable(path, "-"))?;
    let mut last = std::io::Error::from(ErrorKind::AlreadyExists);
    for attempt in 0..TRIES {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{attempt}", std::process::id()));
        let hidden = path.with_file_name(hidden);
        match OpenOptions::new().write(true).create_new(true).mode(mode).open(&hidden) {
            Ok(file) => {
                file.set_permissions(Permissions::from_mode(mode)).map_err(|e| unusable(path, e))?;
                return Ok(hidden);
            }
            Err(e) if e.kind() == ErrorKind::AlreadyExists => last = e,
            Err(e) => return Err(unusable(path, e)),
        }
    }
    Err(unusable(path, last))
}

/// Gives a file that is whole its name, never over another, and makes the name durable.
///
/// # Errors
///
/// Returns [`Error::Exists`] or [`Error::Unusable`].
pub(super) fn give_name(file: &Path, name: &Path) -> Result<()> {
    match fs::hard_link(file, name) {
        // The hidden name has served: whoever made the file removes it.
        Ok(()) => Ok(()),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(Error::Exists(name.to_owned())),
        // A file system without links: whoever takes the name in this very moment loses it.
        Err(_) if name.symlink_metadata().is_err() => fs::rename(file, name),
        Err(e) => Err(e),
    }
    .map_err(|e| unusable(name, e))?;
    let folder = name.parent().unwrap_or(Path::new("/"));
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| {
        // A name that a power cut could take back is none.
        let _ = fs::remove_file(name);
        unusable(folder, e)
    })
}

/// Creates the folder of the database, and those above it that lack, with exactly this mode, whatever
/// the umask. One that is there already stays as it is.
///
/// # Errors
///
/// Returns [`Error::Unusable`].
pub(super) fn create_folder(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let above = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let lacking: Vec<&Path> = above.take_while(|folder| !folder.exists()).collect();
    for folder in lacking.into_iter().rev() {
        match fs::DirBuilder::new().mode(mode).create(folder) {
            Ok(()) => fs::set_permissions(folder, Permissions::from_mode(mode)).and_then(|()| keep(folder)),
            // Made by somebody else in this moment: theirs.
            Err(e) if e.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
            Err(e) => Err(e),
        }
        .map_err(|e| unusable(folder, e))?;
    }
    Ok(())
}

/// Makes the name of a new folder durable: a power cut that takes it takes all that is in it.
fn keep(folder: &Path) -> std::io::Result<()> {
    match fs::File::open(folder.parent().unwrap_or(Path::new("/"))) {
        Ok(above) => above.sync_all(),
        // One in which we may make folders, and which we may not read.
        Err(e) if e.kind() == ErrorKind::PermissionDenied => Ok(()),
        Err(e) => Err(e),
    }
}

pub(super) fn unusable(path: &Path, cause: impl std::fmt::Display) -> Error {
    Error::Unusable { path: path.to_owned(), cause: cause.to_string() }
}
