//! Where a database may lie: on a local disk, readable by its owner or group only.

use std::{
    fs::{self, OpenOptions, Permissions},
    io::ErrorKind,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use nix::sys::statfs;

use crate::store::{Error, Result};

/// File systems shared between machines, by the number the kernel gives them (statfs(2)). Their
/// locks cannot be trusted, and a damaged log may look whole.
const NETWORK: [(i64, &str); 10] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB2"),
    (0x0102_1997, "9P"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
    (0x00C3_6400, "CephFS"),
    (0x7375_7245, "Coda"),
    (0x0BD0_0BD0, "Lustre"),
];

/// Refuses a folder or file on a network file system.
///
/// # Errors
///
/// Returns [`Error::Network`], or [`Error::Unusable`] if the system does not say.
pub(super) fn refuse_network(path: &Path) -> Result<()> {
    let kind = statfs::statfs(path).map_err(|e| unusable(path, e))?.filesystem_type().0;
    // The kernel's number has 32 bits; what is above is the sign.
    #[allow(clippy::cast_lossless, clippy::unnecessary_cast, reason = "its width differs between platforms")]
    let kind = kind as i64 & 0xFFFF_FFFF;
    match NETWORK.iter().find(|(magic, _)| *magic == kind) {
        Some((_, name)) => Err(Error::Network { path: path.to_owned(), kind: name }),
        None => Ok(()),
    }
}

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
