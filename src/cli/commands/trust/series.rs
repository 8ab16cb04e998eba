//! The backups of one record in a folder, of which so many are kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::target::is_of_record;
use crate::{
    cli::{failure::Trouble, rotation},
    model::{event::Seq, id::LogId},
    store::{self, sqlite},
};

/// The backups of one database in a folder: `rebond-20261124T020000Z-42.db`, by the moment and the head;
/// a number follows where that name is taken.
pub(super) struct Series {
    database: PathBuf,
    stem: String,
    log: LogId,
}

impl Series {
    pub(super) fn of(database: &Path, log: LogId) -> Self {
        Self { database: database.to_owned(), stem: store::name(database), log }
    }

    /// Returns the name of a backup, the so many-th of this moment and head.
    pub(super) fn name(&self, stamp: &str, seq: Seq, nth: u32) -> String {
        let more = if nth > 1 { format!("-{nth}") } else { String::new() };
        format!("{}-{stamp}-{seq}{more}.db", self.stem)
    }

    /// Tells whether a name is one of this series, and returns its place in it.
    fn place<'n>(&self, name: &'n str) -> Option<(&'n str, Seq, u32)> {
        let rest = name.strip_prefix(&self.stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        let (stamp, rest) = rest.split_once('-')?;
        let (seq, nth) = rest.split_once('-').unwrap_or((rest, "1"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let (day, time) = stamp.strip_suffix('Z')?.split_once('T')?;
        let whole = day.len() == 8 && time.len() == 6 && [day, time, seq, nth].into_iter().all(digits);
        if whole { Some((stamp, seq.parse().ok()?, nth.parse().ok()?)) } else { None }
    }

    /// Removes the oldest backups of a folder so that so many are left; the new one always is. Only a file
    /// that is a record of this very log is counted: another may have such a name.
    ///
    /// # Errors
    ///
    /// Returns why the folder cannot be read, or which one cannot be removed.
    pub(super) fn rotate(&self, folder: &Path, keep: u32, new: &Path) -> Result<Vec<PathBuf>, Trouble> {
        let backup = |path: &Path, name: &str| {
            let (moment, seq, nth) = self.place(name)?;
            let backup = !is_of_record(path, &self.database)
                && sqlite::identify_file(path).is_ok_and(|log| log == self.log);
            backup.then(|| (moment.to_owned(), seq, nth))
        };
        let name = new.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some((moment, seq, nth)) = self.place(name) else { return Ok(Vec::new()) };
        let place = (moment.to_owned(), seq, nth);
        rotation::keep(rotation::others(folder, new, backup)?, keep, (&place, new), |path| {
            // Beside most of them there is none.
            let _ = fs::remove_file(sqlite::tombstones(path));
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn only_backups_of_the_same_database_are_of_its_series() {
        let series = Series::of(Path::new("/srv/rebond/parc.db"), LogId(Uuid::from_u128(7)));
        for nth in [1, 2, 12] {
            let name = series.name("20261124T020000Z", 42, nth);
            assert_eq!(series.place(&name), Some(("20261124T020000Z", 42, nth)));
        }
        for other in [
            "parc.db",
            "parc-20261124T020000Z-.db",
            "parc-20261124T020000Z-42.db.forgotten",
            "parc-20261124T0200Z-42.db",
            "parc-2026112XT020000Z-42.db",
            "parc-20261124T020000Z-42-x.db",
            "other-20261124T020000Z-42.db",
            "parc-keep-20261124T020000Z-42.db",
        ] {
            assert_eq!(series.place(other), None, "{other}");
        }
    }
}
