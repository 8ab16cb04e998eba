//! Files of a series in a folder, of which so many are kept and the oldest go, with their places in it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{failure::Trouble, run::shown};

/// Returns the files of a folder that have a place in a series, the oldest first: neither a link nor a folder,
/// whatever its name, nor the new one.
///
/// # Errors
///
/// Returns why the folder cannot be read.
pub(super) fn others<P: Ord>(
    folder: &Path,
    new: &Path,
    place: impl Fn(&Path, &str) -> Option<P>,
) -> Result<Vec<(P, PathBuf)>, Trouble> {
    let trouble = |e: &io::Error| Trouble::Output { path: shown(folder), cause: e.to_string() };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| trouble(&e))? {
        let entry = entry.map_err(|e| trouble(&e))?;
        let (name, path) = (entry.file_name(), entry.path());
        if path.file_name() == new.file_name() || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        if let Some(place) = name.to_str().and_then(|name| place(&path, name)) {
            found.push((place, path));
        }
    }
    found.sort();
    Ok(found)
}

/// Removes the oldest files of a series, so that so many are left with the new one, and returns them; `gone` hears of
/// each. The new one always stays, and what is newer than it does: an old page that is printed again costs no other.
///
/// # Errors
///
/// Returns which one could not be removed; the rest of them are gone, and the new one stays.
pub(super) fn keep<P: Ord>(
    mut others: Vec<(P, PathBuf)>,
    keep: u32,
    (place, new): (&P, &Path),
    mut gone: impl FnMut(&Path),
) -> Result<Vec<PathBuf>, Trouble> {
    let kept = usize::try_from(keep.saturating_sub(1)).unwrap_or(usize::MAX);
    let older = others.partition_point(|(other, _)| other < place);
    others.truncate(others.len().saturating_sub(kept).min(older));
    let (mut removed, mut stays) = (Vec::new(), None);
    for (_, old) in others {
        match fs::remove_file(&old) {
            Ok(()) => {
                gone(&old);
                removed.push(old);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                stays.get_or_insert(Trouble::NotRemoved {
                    written: shown(new),
                    path: shown(&old),
                    cause: error.to_string(),
                });
            }
        }
    }
    stays.map_or(Ok(removed), Err)
}
