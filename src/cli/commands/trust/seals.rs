//! Seals in files and folders.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    cli::{
        failure::Trouble,
        run::{bytes_of, shown},
    },
    lang::BadSeal,
    model::seal::Seal,
    ops::{self, Checked, Signers},
    store::Reader,
};

/// How the name of a seal ends.
pub(super) const ENDING: &str = "seal";

/// A seal that was looked at.
pub(in crate::cli::commands) struct Seen {
    /// Where it lies.
    pub(in crate::cli::commands) path: PathBuf,
    /// What it is.
    pub(in crate::cli::commands) seal: Seal,
    /// What was found of it.
    pub(in crate::cli::commands) checked: Checked,
}

/// Reads one seal, or all those of a folder, and holds them against the log.
///
/// # Errors
///
/// Refuses a file that is no seal, and a folder without one where `some` are asked for.
pub(in crate::cli::commands) fn look(
    reader: &dyn Reader,
    place: &Path,
    signers: Option<&Signers>,
    some: bool,
) -> Result<Vec<Seen>, Trouble> {
    let files = if place.is_dir() { within(place)? } else { vec![place.to_owned()] };
    if files.is_empty() && some {
        return Err(Trouble::Seal { path: shown(place), why: BadSeal::None });
    }
    let mut seen = Vec::new();
    for path in files {
        let seal = read(&path)?;
        let checked = ops::check_seal(reader, &shown(&path), &seal, signers)?;
        seen.push(Seen { path, seal, checked });
    }
    Ok(seen)
}

/// The seals of a folder, by name.
fn within(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let unreadable = |e: std::io::Error| Trouble::Unreadable { path: shown(folder), cause: e.to_string() };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !hidden && path.extension().is_some_and(|ending| ending == ENDING) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads one seal.
fn read(path: &Path) -> Result<Seal, Trouble> {
    let bad = |line| Trouble::Seal { path: shown(path), why: BadSeal::NotASeal(line) };
    let text = String::from_utf8(bytes_of(path)?).map_err(|_| bad(1))?;
    Seal::parse(&text).map_err(|e| {
        // A mail program or a transfer of text turned its line ends into those of another system.
        let turned = text.contains("\r\n") && Seal::parse(&text.replace("\r\n", "\n")).is_ok();
        if turned { Trouble::Seal { path: shown(path), why: BadSeal::LineEnds } } else { bad(e.0) }
    })
}
