//! Copies of a record that lie beside it: what a restoration replaced, what was kept before a migration,
//! backups. Whoever made them removes them.

use std::{
    fs,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

use super::{
    copy::{identify_file, open_still},
    open::absolute,
    place::unusable,
};
use crate::{
    model::id::{CommandId, LogId},
    store::{Result, Store as _},
};

/// What follows the name of a record in that of what was kept of it.
const KEPT: [&[u8]; 2] = [b".replaced-", b".schema-"];

/// What the engine and this program keep beside a database, that is no copy of it.
const PARTS: [&[u8]; 2] = [b"-shm", b".forgotten"];

/// Returns the files in the folder of a database that are copies of its log, or were kept of it and cannot be
/// read, by name; without those that know of a command, if one is given.
///
/// # Errors
///
/// Returns why the folder cannot be read.
pub fn copies_beside(database: &Path, log: LogId, cmd: Option<CommandId>) -> Result<Vec<PathBuf>> {
    let database = absolute(database)?;
    // A record that is named by a link lies where the link leads, and so do they.
    let database = database.canonicalize().unwrap_or(database);
    let (Some(folder), Some(name)) = (database.parent(), database.file_name()) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unusable(folder, e))? {
        let entry = entry.map_err(|e| unusable(folder, e))?;
        let file = entry.file_name();
        let rest = file.as_bytes().strip_prefix(name.as_bytes());
        let kept = rest.is_some_and(|rest| {
            KEPT.iter().any(|mark| rest.starts_with(mark)) && !PARTS.iter().any(|part| rest.ends_with(part))
        });
        let regular = entry.file_type().is_ok_and(|kind| kind.is_file());
        if regular && (kept || rest.is_none()) && is_copy(&entry.path(), log, cmd, kept) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Tells whether a file is a copy of a log that does not know of a command. What was `kept` of the record
/// may be damaged: then the name alone says it.
fn is_copy(file: &Path, log: LogId, cmd: Option<CommandId>, kept: bool) -> bool {
    if identify_file(file).ok() != Some(log) {
        return kept && identify_file(file).is_err();
    }
    let knows = |cmd| open_still(file)?.read()?.command(cmd);
    !cmd.is_some_and(|cmd| matches!(knows(cmd), Ok(Some(_))))
}
