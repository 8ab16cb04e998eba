//! `backup`: a copy of the record, opened again by itself before it gets its name.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{
    restore::list_unread,
    series::Series,
    stamp,
    target::{folder, free, is_of_record, missing, replaceable, slashed},
};
use crate::{
    cli::{
        args::trust::Backup,
        failure::{Exit, Trouble},
        output::Output,
        run::{Run, shown},
    },
    lang::BadTarget,
    model::{id::LogId, leaving::PartyKind},
    ops, report,
    store::{
        self, Flow, Reader, Store as _, Vault,
        sqlite::{self, tombstones},
    },
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
    if args.path.as_os_str() == "-" {
        return Err(Trouble::Target { path: shown(&args.path), why: BadTarget::Screen });
    }
    if args.keep.is_some() && args.path.symlink_metadata().is_err() && !slashed(&args.path) {
        return Err(missing(&args.path));
    }
    let database = run.database()?;
    let store = run.store()?;
    let log = ops::log_of(store.read()?.as_ref())?;
    let folder = folder(&args.path)?;
    if args.keep.is_some_and(|keep| keep == 0 || !folder) {
        return Err(Trouble::Usage { message: run.words.keep_counts_a_folder(), hints: Vec::new() });
    }
    let series = Series::of(&database, log);
    let begun = if folder { args.path.join(series.name("", 0, 1)) } else { run.place(&args.path) };
    if !folder {
        may_write(&begun, &database, log, args.replace)?;
    }
    let mut output = Output::with_mode(&begun, PRIVATE)?;
    let head = store.copy(output.temporary()).map_err(|e| of_the_file(e, &output))?;
    if folder {
        let now = stamp(run.context()?.now);
        output.rename(free(|nth| args.path.join(series.name(&now, head.seq, nth))));
    }
    let path = output.path().to_owned();
    let bytes = fs::metadata(output.temporary()).map_or(0, |meta| meta.len());
    // Of the copy: others may have added or erased a name since.
    let names = people(sqlite::open_still(output.temporary())?.read()?.as_ref())?;
    keep_tombstones(run, store.read()?.as_ref(), &database, &path)?;
    if args.replace && !folder {
        output.publish()?;
    } else {
        output.publish_new()?;
    }
    let removed = match args.keep {
        Some(keep) => series.rotate(&args.path, keep, &path)?,
        None => Vec::new(),
    };
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

/// Refuses to write over the record, and over what is no backup of it.
fn may_write(path: &Path, database: &Path, log: LogId, replace: bool) -> Result<(), Trouble> {
    if is_of_record(path, database) {
        return Err(Trouble::Target { path: shown(path), why: BadTarget::Record });
    }
    // A link, a folder or a device is refused where the file is begun.
    if !path.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
        return Ok(());
    }
    if replace { replaceable(path, log) } else { Err(Trouble::Taken(shown(path))) }
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

/// What was erased goes with every backup: it is erased again from an older one that is restored. The log says
/// it as well as the list beside the record: a list that was lost is made again.
fn keep_tombstones(
    run: &mut Run<'_>,
    reader: &dyn Reader,
    database: &Path,
    backup: &Path,
) -> Result<(), Trouble> {
    let list = tombstones(database);
    let (mut all, damaged) = sqlite::salvage_tombstones(&list);
    if let Some(error) = damaged {
        run.notices(&[list_unread(&list, &error)]);
    }
    all.extend(store::erased_in_log(reader)?);
    if all.is_empty() {
        return Ok(());
    }
    // What is no such list stays.
    sqlite::read_tombstones(&tombstones(backup))?;
    let mut output = Output::with_mode(&tombstones(backup), PRIVATE)?;
    for erased in &all {
        output.put(format!("{erased}\n").as_bytes())?;
    }
    output.publish()
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
