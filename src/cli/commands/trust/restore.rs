//! `restore`: a backup is the record again, and what was there is kept.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::stamp;
use crate::{
    cli::{
        args::trust::Restore,
        failure::{Exit, Trouble},
        run::{NoticeView, Run, events, shown},
    },
    lang::BadBackup,
    model::{erasure::Erased, event::Seq, fact::Fact},
    ops::{self, Done, Failure, Lacking, Notice, Recording},
    report,
    store::{
        self, Depth, FindingCode, Head, Span, Store,
        sqlite::{self, Access},
    },
};

/// What a restoration did, as JSON says it.
#[derive(Serialize)]
struct Document {
    path: PathBuf,
    /// The head of the record from now on.
    head: report::Head,
    /// The head of the backup.
    backup: report::Head,
    /// The event that says that it was restored.
    epoch: Option<Seq>,
    /// How many names and texts were erased again.
    forgotten: usize,
    replaced: Option<ReplacedView>,
    notices: Vec<NoticeView>,
}

#[derive(Serialize)]
struct ReplacedView {
    /// Where it is kept.
    path: PathBuf,
    /// Its head; none if it cannot be read.
    head: Option<report::Head>,
    /// Whether the backup is a past of it.
    past: Option<bool>,
    /// How many events it has that the backup has not.
    missing_events: Option<u64>,
    /// The sealed heads that the backup does not reach.
    missing_seals: Vec<Seq>,
}

/// The record that is replaced, as far as it can be read.
#[derive(Default)]
struct Replaced {
    head: Option<Head>,
    lacking: Option<Lacking>,
    erased: BTreeSet<Erased>,
    /// Why it cannot be read.
    unread: Option<String>,
}

pub(in crate::cli::commands) fn restore(run: &mut Run<'_>, args: &Restore) -> Result<Exit, Trouble> {
    let path = run.database()?;
    if let Some(address) = store::address(&path) {
        return restore_at(run, args, address);
    }
    let there = path.symlink_metadata().ok();
    if let Some(done) = repeated(run, &path)? {
        return Ok(done);
    }
    if there.is_some() && !args.replace {
        return Err(Trouble::WouldReplace(shown(&path)));
    }
    let group = there.as_ref().is_some_and(|meta| meta.permissions().mode() & 0o060 != 0);
    let access = if group { Access::Group } else { Access::Owner };
    let inspected = sqlite::inspect(&args.file).map_err(|e| bad_backup(&args.file, e))?;
    let newborn = sqlite::unpack(&args.file, &inspected, &path, access).map_err(|e| match e {
        damaged @ store::Error::Corrupt(_) => bad_backup(&args.file, damaged),
        // The place is not fit.
        other => other.into(),
    })?;
    whole(newborn.store()?, &args.file)?;

    if let Some(cmd) = run.global.cmd
        && let Some(span) = newborn.store()?.read()?.command(cmd)?
    {
        return Err(of_another(run, span));
    }

    let replaced = if there.is_some() { Some(replaced(&path, inspected.head)?) } else { None };
    let (mut erased, unread) = tombstones(&args.file, &path, &args.forgotten)?;
    erased.extend(replaced.iter().flat_map(|replaced| replaced.erased.iter().cloned()));
    let mut forgotten = 0;
    let mut done = {
        let context = run.context()?;
        ops::run(newborn.store()?, &context, &Recording::default(), |act| {
            ops::begin_epoch(act, inspected.head, replaced.as_ref().and_then(|replaced| replaced.head))?;
            forgotten = ops::forget_again(act, &erased)?;
            Ok(())
        })?
    };
    let head = newborn.store()?.read()?.head()?;
    let kept = if replaced.is_some() {
        let kept = sqlite::name_for_replaced(&path, &stamp(run.context()?.now));
        let former = replaced.as_ref().and_then(|replaced| replaced.head);
        newborn.replace(&kept, former, done.cmd).map_err(unknown)?;
        Some(kept)
    } else {
        newborn.publish()?;
        None
    };
    done.notices.extend(unread);
    match sqlite::open(&path) {
        Ok(store) => scrub(run, Ok(&store), &mut done),
        Err(error) => scrub(run, Err(error), &mut done),
    }
    tell(run, &path, (head, inspected.head), &done, forgotten, replaced.zip(kept));
    Ok(Exit::Done)
}

/// Makes a backup the record on a server, in a database that is empty.
fn restore_at(run: &mut Run<'_>, args: &Restore, address: &str) -> Result<Exit, Trouble> {
    let path = PathBuf::from(address);
    run.warn_of_password();
    if let Some(done) = repeated(run, &path)? {
        return Ok(done);
    }
    // Brought to this program's form in a file first, which nobody knows of and which goes away.
    let beside = std::env::temp_dir().join("rebond-restore.db");
    let inspected = sqlite::inspect(&args.file).map_err(|e| bad_backup(&args.file, e))?;
    let newborn = sqlite::unpack(&args.file, &inspected, &beside, Access::Owner)?;
    whole(newborn.store()?, &args.file)?;
    if let Some(cmd) = run.global.cmd
        && let Some(span) = newborn.store()?.read()?.command(cmd)?
    {
        return Err(of_another(run, span));
    }
    let (erased, unread) = tombstones(&args.file, &path, &args.forgotten)?;
    let store = run.world.around(|around| store::restore_at(address, around, newborn))?;
    let mut forgotten = 0;
    let mut done = {
        let context = run.context()?;
        ops::run(store.as_ref(), &context, &Recording::default(), |act| {
            ops::begin_epoch(act, inspected.head, None)?;
            forgotten = ops::forget_again(act, &erased)?;
            Ok(())
        })?
    };
    let head = store.read()?.head()?;
    done.notices.extend(unread);
    scrub(run, Ok(store.as_ref()), &mut done);
    tell(run, &path, (head, inspected.head), &done, forgotten, None);
    Ok(Exit::Done)
}

/// Says what a restoration did.
fn tell(
    run: &mut Run<'_>,
    path: &Path,
    (head, backup): (Head, Head),
    done: &Done,
    forgotten: usize,
    replaced: Option<(Replaced, PathBuf)>,
) {
    run.happened(done);
    let view = |head: Head| report::Head { seq: head.seq, hash: head.hash };
    if run.screen.json() {
        let replaced = replaced.map(|(replaced, path)| ReplacedView {
            path,
            head: replaced.head.map(view),
            past: replaced.lacking.as_ref().map(|lacking| lacking.past),
            missing_events: replaced.lacking.as_ref().map(|lacking| lacking.events),
            missing_seals: replaced.lacking.map(|lacking| lacking.seals).unwrap_or_default(),
        });
        let epoch = done.span.map(|span| span.first);
        let (head, backup, path) = (view(head), view(backup), store::shown(path));
        let notices = run.notice_views(&done.notices);
        run.screen.document(&Document { path, head, backup, epoch, forgotten, replaced, notices });
        return;
    }
    let line = run.words.restored(&shown(path), backup.seq, head.seq);
    run.screen.note(&line);
    if forgotten > 0 {
        let line = run.words.erased_again(forgotten);
        run.screen.note(&line);
    }
    if let Some((replaced, kept)) = replaced {
        say_replaced(run, &replaced, &kept, backup.seq);
    }
    run.notices(&done.notices);
}

/// Puts the list of what was erased beside the record, which has its name by now: what fails is said, with
/// the line that does it again.
fn scrub(run: &Run<'_>, store: store::Result<&dyn Store>, done: &mut Done) {
    match store.and_then(Store::scrub) {
        Ok(damaged) => {
            done.notices.extend(damaged.map(|kept| Notice::ListDamaged { kept: shown(&kept) }));
        }
        Err(error) => {
            let db = run.on_database();
            done.notices.push(Notice::NotScrubbed {
                cause: Trouble::from(error).cause(run.words),
                command_line: format!("rebond{} --cmd {} party forget --due", db, done.cmd),
            });
        }
    }
}

/// Says what the record that was replaced has, and where it is.
fn say_replaced(run: &mut Run<'_>, replaced: &Replaced, kept: &Path, from: Seq) {
    let line = run.words.replaced_kept(&shown(kept));
    run.screen.note(&line);
    let mut warn = |message: String| {
        let line = run.words.warning_line(&message);
        run.screen.warn(&line);
    };
    if let Some(cause) = &replaced.unread {
        warn(run.words.replaced_unread(cause));
    }
    let Some(lacking) = &replaced.lacking else { return };
    if !lacking.past {
        warn(run.words.not_its_past());
    }
    if lacking.events > 0 {
        warn(run.words.events_lacking(lacking.events, from));
    }
    if !lacking.seals.is_empty() {
        warn(run.words.seals_lacking(&lacking.seals));
    }
}

/// Says that a record has its name, and that a power cut may take it back.
fn unknown(error: store::Error) -> Trouble {
    match error {
        store::Error::Commit { cmd, cause } => Failure::OutcomeUnknown { cmd, cause }.into(),
        other => other.into(),
    }
}

/// Answers a restoration that was recorded before.
fn repeated(run: &mut Run<'_>, path: &Path) -> Result<Option<Exit>, Trouble> {
    let Some(cmd) = run.global.cmd else { return Ok(None) };
    let opened = match store::address(path) {
        Some(_) => run.store().ok(),
        None => sqlite::open(path).ok().map(|store| Box::new(store) as Box<dyn Store>),
    };
    let Some(store) = opened else { return Ok(None) };
    let reader = store.read()?;
    let Some(span) = reader.command(cmd)? else { return Ok(None) };
    if !events(reader.as_ref(), span)?.iter().any(|event| matches!(event.fact, Fact::Epoch(_))) {
        return Err(of_another(run, span));
    }
    drop(reader);
    // What the first try may not have come to: its name on the disk, the list of what was erased beside it.
    if store::address(path).is_none() {
        sqlite::keep_name(path, cmd).map_err(unknown)?;
    }
    let mut done = {
        let context = run.context()?;
        ops::run(store.as_ref(), &context, &Recording::default(), |_| Ok(()))?
    };
    scrub(run, Ok(store.as_ref()), &mut done);
    run.say(store.as_ref(), &done).map(Some)
}

/// Says that `--cmd` is of a command that recorded something else.
fn of_another(run: &Run<'_>, span: Span) -> Trouble {
    let told = run.words.cmd_of_another(span.first);
    Trouble::Usage { message: told.message, hints: told.hints }
}

/// Says what is wrong with a backup.
fn bad_backup(file: &Path, error: store::Error) -> Trouble {
    let path = shown(file);
    let error = match error {
        // The sentence names the file.
        store::Error::Corrupt(detail) => {
            let bare = detail.strip_prefix(&format!("{path}: ")).map(str::to_owned);
            store::Error::Corrupt(bare.unwrap_or(detail))
        }
        other => other,
    };
    Trouble::Backup { path, why: BadBackup::Unfit(error) }
}

/// Refuses a backup whose state is not what its log gives, or of which the engine finds an index damaged.
/// A story that does not hold together is no damage: such a record is restored as it was.
fn whole(store: &dyn Store, file: &Path) -> Result<(), Trouble> {
    let found = store::verify(store.read()?.as_ref(), Depth::Full)?;
    let damaged =
        |code: FindingCode| code.is_of_the_log() || code.is_of_the_tables() || code == FindingCode::Gate;
    match found.findings.into_iter().find(|finding| damaged(finding.code)) {
        None => Ok(()),
        Some(finding) => Err(Trouble::Backup { path: shown(file), why: BadBackup::Differs(finding) }),
    }
}

/// Reads what can be read of the record that is replaced: a record may be restored because it cannot.
/// While it is only held by others, it is waited for.
fn replaced(path: &Path, backup: Head) -> Result<Replaced, store::Error> {
    let read = || -> Result<Replaced, store::Error> {
        let store = sqlite::open(path)?;
        let reader = store.read()?;
        let reader = reader.as_ref();
        Ok(Replaced {
            head: Some(reader.head()?).filter(|head| head.seq > 0),
            lacking: Some(ops::lacking(reader, backup)?),
            erased: store::erased_in_log(reader)?,
            unread: None,
        })
    };
    read().or_else(|e| match e {
        store::Error::Busy => Err(e),
        e => Ok(Replaced { unread: Some(e.to_string()), ..Replaced::default() }),
    })
}

/// Everything that is known to have been erased: by the lists that lie beside backups there, by the one
/// beside the record, and by those that are named. Only what is named must be a list: who else puts a file
/// there does not keep a record from coming back.
fn tombstones(
    backup: &Path,
    record: &Path,
    named: &[PathBuf],
) -> Result<(BTreeSet<Erased>, Vec<Notice>), Trouble> {
    let (mut all, mut unread) = (BTreeSet::new(), Vec::new());
    for list in named {
        fs::metadata(list).map_err(|e| Trouble::Unreadable { path: shown(list), cause: e.to_string() })?;
        all.extend(sqlite::read_tombstones(list)?);
    }
    let mut nearby = BTreeSet::from([sqlite::tombstones(record)]);
    let folder = backup.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "forgotten") && path.is_file() {
            nearby.insert(path);
        }
    }
    for list in nearby {
        let (erased, error) = sqlite::salvage_tombstones(&list);
        all.extend(erased);
        unread.extend(error.map(|error| list_unread(&list, &error)));
    }
    Ok((all, unread))
}

/// Says why a list of what was erased cannot be read whole.
pub(super) fn list_unread(list: &Path, error: &store::Error) -> Notice {
    let cause = match error {
        store::Error::Unusable { cause, .. } => cause.clone(),
        other => other.to_string(),
    };
    Notice::ListUnread { list: shown(list), cause }
}
