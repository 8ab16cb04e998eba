//! `backup`: a copy of the record, opened again by itself before it gets its name.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::stamp;
use crate::{
    cli::{
        args::trust::Backup,
        failure::{Exit, Trouble},
        output::Output,
        run::{Run, shown},
    },
    model::leaving::PartyKind,
    report,
    store::{self, Flow, Reader, Vault},
};

/// For its owner alone: the names of people are in it.
const PRIVATE: u32 = 0o600;

/// What a backup did, as JSON says it.
#[derive(Serialize)]
struct Document {
    path: PathBuf,
    head: report::Head,
    events: u64,
    bytes: u64,
    /// How many people are named in it.
    names: u64,
    /// The older ones that went.
    removed: Vec<PathBuf>,
}

pub(in crate::cli::commands) fn backup(run: &mut Run<'_>, args: &Backup) -> Result<Exit, Trouble> {
    let folder = args.path.is_dir();
    if args.keep.is_some_and(|keep| keep == 0 || !folder) {
        return Err(Trouble::Usage { message: run.words.keep_counts_a_folder(), hints: Vec::new() });
    }
    let store = run.store()?;
    let series = Series::of(&run.database()?);
    let begun = if folder { args.path.join(series.name("", 0)) } else { run.place(&args.path) };
    if !folder && !args.replace && begun.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
        return Err(Trouble::Taken(shown(&begun)));
    }
    let mut output = Output::with_mode(&begun, PRIVATE)?;
    let head = store.copy(output.temporary()).map_err(|e| of_the_file(e, &output))?;
    if folder {
        let now = stamp(run.context()?.now);
        output.rename(args.path.join(series.name(&now, head.seq)));
    }
    let path = output.path().to_owned();
    let bytes = fs::metadata(output.temporary()).map_or(0, |meta| meta.len());
    keep_tombstones(&run.database()?, &path)?;
    if args.replace {
        output.publish()?;
    } else {
        output.publish_new()?;
    }
    let removed = match args.keep {
        Some(keep) => series.rotate(&args.path, keep, &path)?,
        None => Vec::new(),
    };
    let names = people(store.read()?.as_ref())?;
    let head = report::Head { seq: head.seq, hash: head.hash };
    if run.screen.json() {
        run.screen.document(&Document { path, events: head.seq, head, bytes, names, removed });
        return Ok(Exit::Done);
    }
    let line = run.words.backed_up(&shown(&path), head.seq, &head.hash.to_string(), bytes);
    run.screen.note(&line);
    if names > 0 {
        let line = run.words.names_in_backup(names);
        run.screen.note(&line);
    }
    for old in &removed {
        let line = run.words.backup_removed(&shown(old));
        run.screen.note(&line);
    }
    Ok(Exit::Done)
}

/// Names the file that was asked for where the one that is to become it cannot be written or read.
fn of_the_file(error: store::Error, output: &Output) -> Trouble {
    match error {
        store::Error::Unusable { path, cause } if path.file_name() == output.temporary().file_name() => {
            store::Error::Unusable { path: output.path().to_owned(), cause }.into()
        }
        other => other.into(),
    }
}

/// What was erased goes with every backup: it is erased again from an older one that is restored.
fn keep_tombstones(database: &Path, backup: &Path) -> Result<(), Trouble> {
    let known = match fs::read(tombstones(database)) {
        Ok(known) => known,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => {
            return Err(Trouble::Unreadable { path: shown(&tombstones(database)), cause: e.to_string() });
        }
    };
    let mut output = Output::with_mode(&tombstones(backup), PRIVATE)?;
    output.put(&known)?;
    output.publish()
}

/// Where the list of what was erased lies, beside a database or a backup.
fn tombstones(of: &Path) -> PathBuf {
    let mut name = of.as_os_str().to_owned();
    name.push(".forgotten");
    name.into()
}

/// Counts the people whose names are in the record.
fn people(reader: &dyn Reader) -> Result<u64, Trouble> {
    let (mut parties, mut people) = (Vec::new(), 0);
    reader.vault(&mut |row| {
        if let Vault::Party { id, .. } = row {
            parties.push(id);
        }
        Flow::Continue(())
    })?;
    for id in parties {
        let kind = reader.party(id)?.map(|party| party.kind);
        people += u64::from(matches!(kind, Some(PartyKind::Person | PartyKind::Staff)));
    }
    Ok(people)
}

/// The backups of one database in a folder: `rebond-20261124T020000Z-42.db`, by the moment and the head.
struct Series {
    stem: String,
}

impl Series {
    fn of(database: &Path) -> Self {
        let stem = database.file_stem().map_or_else(|| "rebond".into(), OsStr::to_string_lossy);
        Self { stem: stem.into_owned() }
    }

    fn name(&self, stamp: &str, seq: u64) -> String {
        format!("{}-{stamp}-{seq}.db", self.stem)
    }

    /// Tells whether a file is a backup of this series, and returns its moment.
    fn moment<'n>(&self, name: &'n str) -> Option<&'n str> {
        let rest = name.strip_prefix(&self.stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        let (stamp, seq) = rest.split_once('-')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let (day, time) = stamp.strip_suffix('Z')?.split_once('T')?;
        (day.len() == 8 && time.len() == 6 && digits(day) && digits(time) && digits(seq)).then_some(stamp)
    }

    /// Removes the oldest backups of a folder so that so many are left; the new one always is.
    fn rotate(&self, folder: &Path, keep: u32, new: &Path) -> Result<Vec<PathBuf>, Trouble> {
        let trouble =
            |path: &Path, e: &std::io::Error| Trouble::Output { path: shown(path), cause: e.to_string() };
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).map_err(|e| trouble(folder, &e))? {
            let entry = entry.map_err(|e| trouble(folder, &e))?;
            let name = entry.file_name();
            let Some(moment) = name.to_str().and_then(|name| self.moment(name)) else { continue };
            let file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if file && entry.path() != new {
                found.push((moment.to_owned(), entry.path()));
            }
        }
        found.sort();
        let kept = usize::try_from(keep.saturating_sub(1)).unwrap_or(usize::MAX);
        let surplus = found.len().saturating_sub(kept);
        let mut removed = Vec::new();
        for (_, path) in found.into_iter().take(surplus) {
            fs::remove_file(&path).map_err(|e| trouble(&path, &e))?;
            // Beside most of them there is none.
            let _ = fs::remove_file(tombstones(&path));
            removed.push(path);
        }
        Ok(removed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_backups_of_the_same_database_are_of_its_series() {
        let series = Series::of(Path::new("/srv/rebond/parc.db"));
        let name = series.name("20261124T020000Z", 42);
        assert_eq!(series.moment(&name), Some("20261124T020000Z"));
        for other in [
            "parc.db",
            "parc-20261124T020000Z-.db",
            "parc-20261124T020000Z-42.db.forgotten",
            "parc-20261124T0200Z-42.db",
            "parc-2026112XT020000Z-42.db",
            "other-20261124T020000Z-42.db",
            "parc-keep-20261124T020000Z-42.db",
        ] {
            assert_eq!(series.moment(other), None, "{other}");
        }
    }
}
