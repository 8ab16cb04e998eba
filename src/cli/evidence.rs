//! Files that are kept as evidence, read from outside: once, whole, and only what is a file.

use std::{
    fs::OpenOptions,
    io::Read as _,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use nix::fcntl::OFlag;

use super::{failure::Trouble, run::shown};
use crate::ops::{BadEvidence, Evidence, LONGEST_EVIDENCE, Refusal};

/// How many bytes the files of one command may have together: they are held until it is committed.
const TOGETHER: u64 = 128 << 20;

/// Reads files. A link is followed, as everywhere where a file is read.
///
/// # Errors
///
/// Refuses a folder, a device, a pipe, a file that cannot be read, is empty or too long, and files that are too
/// long together.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<Evidence>, Trouble> {
    let mut all: u64 = 0;
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let refused = |why| Refusal::BadEvidence { file: shown(path), why };
        let bytes = bytes_of(path).map_err(refused)?;
        all += bytes.len() as u64;
        if all > TOGETHER {
            return Err(refused(BadEvidence::TooMuch(TOGETHER >> 20)).into());
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        files.push(Evidence { name, bytes: bytes.into() });
    }
    Ok(files)
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, BadEvidence> {
    let unread = |e: std::io::Error| BadEvidence::Unread(e.to_string());
    // A pipe would be waited for, and a device may have no end.
    let mut options = OpenOptions::new();
    let file = options.read(true).custom_flags(OFlag::O_NONBLOCK.bits()).open(path).map_err(unread)?;
    let meta = file.metadata().map_err(unread)?;
    if !meta.is_file() {
        return Err(BadEvidence::NotAFile);
    }
    if meta.len() > LONGEST_EVIDENCE {
        return Err(BadEvidence::TooLong);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default());
    // It may grow while it is read.
    file.take(LONGEST_EVIDENCE + 1).read_to_end(&mut bytes).map_err(unread)?;
    match bytes.len() as u64 {
        0 => Err(BadEvidence::Empty),
        long if long > LONGEST_EVIDENCE => Err(BadEvidence::TooLong),
        _ => Ok(bytes),
    }
}
