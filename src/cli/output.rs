//! Output files: whole or not at all, readable by their owner and group, never through a link.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, BufRead as _, BufReader, BufWriter, ErrorKind, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use nix::fcntl::OFlag;
use sha2::{Digest, Sha256};

use super::{failure::Trouble, run::shown};
use crate::{lang::Occupied, model::event::Hash};

/// Owner and group: an export is for whoever collects it, not for everyone.
pub(super) const SHARED: u32 = 0o640;

/// How many names are tried for the temporary file; one may be left from a run that was killed.
const TRIES: u32 = 100;

/// A file that appears under its name only once it is whole.
pub(super) struct Output {
    path: PathBuf,
    temporary: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Output {
    /// Begins a file beside its final place, readable by its owner and group whatever the umask.
    ///
    /// # Errors
    ///
    /// Refuses a folder, a link, a special file, a place where anyone may replace the file, and one that
    /// cannot be written.
    pub(super) fn create(path: &Path) -> Result<Self, Trouble> {
        Self::with_mode(path, SHARED)
    }

    /// The same, with these permissions.
    ///
    /// # Errors
    ///
    /// The same.
    pub(super) fn with_mode(path: &Path, mode: u32) -> Result<Self, Trouble> {
        if let Some(by) = refused(path).map_err(|e| trouble(path, &e))? {
            return Err(Trouble::Occupied { path: shown(path), by });
        }
        let (temporary, file) = begin(path, mode).map_err(|e| trouble(path, &e))?;
        Ok(Self { path: path.to_owned(), temporary, file: Some(BufWriter::new(file)) })
    }

    /// Where the file is until it is published, for a program that writes it by its name.
    pub(super) fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// Where it will be.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it another name in the same folder.
    pub(super) fn rename(&mut self, path: PathBuf) {
        self.path = path;
    }

    /// Adds bytes.
    ///
    /// # Errors
    ///
    /// Returns what the system says, such as that the disk is full.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.write_all(bytes).map_err(|e| trouble(&self.path, &e))
    }

    /// Tells whether a file holds, byte for byte, what was written here; none that cannot be read does.
    pub(super) fn holds_what_is_in(&mut self, former: &Path) -> bool {
        let plain = fs::symlink_metadata(former).is_ok_and(|meta| meta.is_file());
        plain && self.flush().is_ok() && same_bytes(&self.temporary, former).unwrap_or(false)
    }

    /// The hash of what was written so far.
    ///
    /// # Errors
    ///
    /// Returns what the system says, such as that the disk is full.
    pub(super) fn hash(&mut self) -> Result<Hash, Trouble> {
        let hash = self.flush().and_then(|()| hash_of(&self.temporary));
        hash.map_err(|e| trouble(&self.path, &e))
    }

    /// Makes the file durable and gives it its name.
    ///
    /// # Errors
    ///
    /// Returns what the system says; then there is no file, or the former one.
    pub(super) fn publish(mut self) -> Result<(), Trouble> {
        let Some(buffer) = self.file.take() else { return Ok(()) };
        let published = buffer.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| {
            file.sync_all()?;
            fs::rename(&self.temporary, &self.path)
        });
        if let Err(error) = published {
            let _ = fs::remove_file(&self.temporary);
            return Err(trouble(&self.path, &error));
        }
        sync_folder(&self.path).map_err(|e| trouble(&self.path, &e))
    }
}

impl Output {
    /// Makes the file durable and gives it its name, unless something has it.
    ///
    /// # Errors
    ///
    /// Returns [`Trouble::Taken`] then, and what the system says; then there is no new file.
    pub(super) fn publish_new(mut self) -> Result<(), Trouble> {
        let Some(buffer) = self.file.take() else { return Ok(()) };
        let published = buffer.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| {
            file.sync_all()?;
            match fs::hard_link(&self.temporary, &self.path) {
                // A file system without links: whoever takes the name in this very moment loses it.
                Err(e) if e.kind() != ErrorKind::AlreadyExists && self.path.symlink_metadata().is_err() => {
                    fs::rename(&self.temporary, &self.path)
                }
                other => other,
            }
        });
        let _ = fs::remove_file(&self.temporary);
        match published {
            Ok(()) => sync_folder(&self.path).map_err(|e| trouble(&self.path, &e)),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(Trouble::Taken(shown(&self.path))),
            Err(e) => Err(trouble(&self.path, &e)),
        }
    }
}

/// Writes a file, whole or not at all, readable by its owner and group.
///
/// # Errors
///
/// As [`Output::create`], and what the system says.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    write_with_mode(path, SHARED, bytes)
}

/// The same, with these permissions.
///
/// # Errors
///
/// The same.
pub(super) fn write_with_mode(path: &Path, mode: u32, bytes: &[u8]) -> Result<(), Trouble> {
    let mut output = Output::with_mode(path, mode)?;
    output.put(bytes)?;
    output.publish()
}

fn trouble(path: &Path, cause: &io::Error) -> Trouble {
    Trouble::Output { path: shown(path), cause: cause.to_string() }
}

/// Tells why a place is refused.
fn refused(path: &Path) -> io::Result<Option<Occupied>> {
    let kind = match fs::symlink_metadata(path) {
        Ok(meta) => meta.file_type(),
        Err(error) if error.kind() == ErrorKind::NotFound => return exposed(path),
        Err(error) => return Err(error),
    };
    if kind.is_file() {
        return exposed(path);
    }
    Ok(if kind.is_symlink() {
        Some(Occupied::Link)
    } else if kind.is_dir() {
        Some(Occupied::Folder)
    } else {
        Some(Occupied::Special)
    })
}

/// Tells whether anyone may remove or replace the files of a folder: all may write there, and no sticky
/// bit keeps each to one's own.
fn exposed(path: &Path) -> io::Result<Option<Occupied>> {
    const EVERYONE: u32 = 0o002;
    const STICKY: u32 = 0o1000;
    let mode = fs::metadata(folder_of(path))?.permissions().mode();
    Ok((mode & EVERYONE != 0 && mode & STICKY == 0).then_some(Occupied::Exposed))
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a new file in the folder of another, under a name that nothing has.
fn begin(path: &Path, mode: u32) -> io::Result<(PathBuf, File)> {
    if path.file_name().is_none() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(mode).custom_flags(OFlag::O_NOFOLLOW.bits());
    let mut tried = 0;
    loop {
        let temporary = path.with_file_name(format!(".rebond.{}.{tried}.tmp", std::process::id()));
        match options.open(&temporary) {
            Ok(file) => {
                give_mode(&file, mode).inspect_err(|_| drop(fs::remove_file(&temporary)))?;
                return Ok((temporary, file));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tried < TRIES => tried += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Gives a file these permissions, which the umask may have narrowed.
fn give_mode(file: &File, mode: u32) -> io::Result<()> {
    match file.set_permissions(Permissions::from_mode(mode)) {
        // The file is ours, so it is the file system that keeps no permissions: a key, a share.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        other => other,
    }
}

/// The hash of a file.
///
/// # Errors
///
/// Returns what the system says.
pub(super) fn hash_of(path: &Path) -> io::Result<Hash> {
    let (mut file, mut hasher) = (BufReader::new(File::open(path)?), Sha256::new());
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(Hash(hasher.finalize().into()));
        }
        hasher.update(bytes);
        let count = bytes.len();
        file.consume(count);
    }
}

/// Tells whether two files are the same.
fn same_bytes(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(one), BufReader::new(other));
    loop {
        let (here, there) = (one.fill_buf()?, other.fill_buf()?);
        let count = here.len().min(there.len());
        if here[..count] != there[..count] {
            return Ok(false);
        }
        if count == 0 {
            return Ok(here.is_empty() && there.is_empty());
        }
        one.consume(count);
        other.consume(count);
    }
}

/// Makes the name of a file durable.
fn sync_folder(path: &Path) -> io::Result<()> {
    match File::open(folder_of(path))?.sync_all() {
        // Some shares keep folders their own way.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}

/// What an ending promises to whoever opens the file.
const ENDINGS: [&str; 18] = [
    "csv", "docx", "gif", "html", "jpeg", "jpg", "json", "jsonl", "md", "ods", "odt", "pdf", "png", "svg",
    "webp", "xls", "xlsx", "zpl",
];

/// Chooses the format of a file: the one asked for, else the one its ending names, else the default.
///
/// # Errors
///
/// Refuses an ending that promises a format which is not written here: better none than a file
/// that lies about itself.
pub(super) fn format<T: Copy>(
    asked: Option<T>,
    path: Option<&Path>,
    known: &[T],
    code: fn(T) -> &'static str,
    default: T,
) -> Result<T, Trouble> {
    if let Some(asked) = asked {
        return Ok(asked);
    }
    let ending = path.and_then(|path| path.extension()?.to_str()).map(str::to_ascii_lowercase);
    let Some(ending) = ending else { return Ok(default) };
    match known.iter().find(|format| code(**format) == ending) {
        Some(format) => Ok(*format),
        None if ENDINGS.contains(&ending.as_str()) => {
            Err(Trouble::Format { ending, known: known.iter().map(|format| code(*format)).collect() })
        }
        None => Ok(default),
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(bytes.len()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // What was not published must not stay.
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}
