//! `seal`: the head, signed, in a file that somebody else keeps.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{
    seals::{ENDING, Seen, look},
    stamp,
    target::{folder, free, is_of_record},
};
use crate::{
    cli::{
        args::trust::Seal,
        failure::{Exit, Trouble},
        output::Output,
        run::{Run, bytes_of, shown},
    },
    lang::{BadSeal, BadSealKey, BadTarget},
    model::{event::Seq, seal::Statement},
    ops::{self, Key, Recording},
    report,
    store::{self, Reader},
};

/// What was sealed, as JSON says it.
#[derive(Serialize)]
struct Document {
    path: PathBuf,
    head: report::Head,
    /// The fingerprint of the key; none where another program signs.
    key: Option<String>,
    /// How many other seals were held against the log.
    agreed: usize,
    /// The event that says so.
    seq: Option<Seq>,
}

pub(in crate::cli::commands) fn seal(run: &mut Run<'_>, args: &Seal) -> Result<Exit, Trouble> {
    let printed = args.output.as_os_str() == "-";
    if printed && run.screen.json() {
        return Err(Trouble::Target { path: shown(&args.output), why: BadTarget::Answer });
    }
    let key = args.key.as_deref().map(key).transpose()?;
    let store = run.store()?;
    if let Some(cmd) = run.global.cmd
        && store.read()?.command(cmd)?.is_some()
    {
        // The seal is where it belongs since then: one of the present head would be another.
        return run.record_nothing();
    }
    let (statement, others) = {
        let reader = store.read()?;
        let reader = reader.as_ref();
        (
            ops::statement(reader, run.today(reader)?)?,
            agreeing(reader, args, printed, &run.place(&args.output))?,
        )
    };
    if let Some(finding) = store::follow(store.read()?.as_ref())?.into_iter().next() {
        return Err(Trouble::Seal { path: shown(&run.database()?), why: BadSeal::Broken(finding) });
    }
    if is_of_record(&args.output, &run.database()?) {
        return Err(Trouble::Target { path: shown(&args.output), why: BadTarget::Record });
    }
    let fingerprint = key.as_ref().map(Key::fingerprint);
    let agreed = others.len();
    // The same command again finds the seal that it wrote before it was cut off.
    let cut_off = run.global.cmd.and_then(|_| written(&others, &statement, fingerprint.as_deref()));
    let new = cut_off.is_none() && !printed;
    let path = match cut_off {
        Some(path) => path,
        None if printed => {
            if !print(run, &file(&statement, key.as_ref())?)? {
                // Nobody has it.
                return Ok(Exit::Done);
            }
            args.output.clone()
        }
        None => write(run, args, &statement, key.as_ref())?,
    };

    let head = report::Head { seq: statement.seq, hash: statement.hash };
    let noted = fingerprint.as_deref().map(|key| note(run, store.as_ref(), &statement, key)).transpose();
    if let Err(trouble) = &noted
        && new
        && !matches!(trouble.exit(), Exit::Unknown | Exit::Fault)
    {
        // Nothing happened: the same line again must find its place free.
        let _ = fs::remove_file(&path);
    }
    let seq = noted?;
    if run.screen.json() {
        let seq = seq.flatten();
        run.screen.document(&Document { path, head, key: fingerprint, agreed, seq });
        return Ok(Exit::Done);
    }
    let place = shown(&path);
    let place = (!printed).then_some(place.as_str());
    let line = run.words.sealed(place, head.seq, &head.hash.to_string(), fingerprint.as_deref());
    run.screen.note(&line);
    if agreed > 0 {
        let line = run.words.seals_agree(agreed);
        run.screen.note(&line);
    }
    Ok(Exit::Done)
}

/// Writes a seal, or its text alone, over nothing, and returns where.
fn write(
    run: &mut Run<'_>,
    args: &Seal,
    statement: &Statement,
    key: Option<&Key>,
) -> Result<PathBuf, Trouble> {
    let path = if folder(&args.output)? {
        let now = stamp(run.context()?.now);
        // A text that is not signed is no seal yet.
        let ending = if args.unsigned { "txt" } else { ENDING };
        free(|nth| {
            let more = if nth > 1 { format!("-{nth}") } else { String::new() };
            args.output.join(format!("rebond-{now}-{}{more}.{ending}", statement.seq))
        })
    } else {
        run.place(&args.output)
    };
    if path.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
        return Err(Trouble::Target { path: shown(&path), why: BadTarget::Seal });
    }
    let mut output = Output::create(&path)?;
    output.put(file(statement, key)?.as_bytes())?;
    output.publish_new()?;
    Ok(path)
}

/// Prints a seal, or its text alone; tells whether somebody still read it.
fn print(run: &mut Run<'_>, file: &str) -> Result<bool, Trouble> {
    run.screen.bytes(file.as_bytes());
    let read = run.screen.flush();
    if !read {
        run.screen.end()?;
    }
    Ok(read)
}

/// What stands in the file: the text with its signature, or alone.
fn file(statement: &Statement, key: Option<&Key>) -> Result<String, Trouble> {
    match key {
        Some(key) => Ok(key.sign(statement.clone()).map_err(Trouble::fault)?.file()),
        None => Ok(statement.text()),
    }
}

/// Returns where this very head of this log lies sealed by this key, whatever the day.
fn written(others: &[Seen], statement: &Statement, key: Option<&str>) -> Option<PathBuf> {
    let is = |seen: &&Seen| {
        let said = &seen.seal.statement;
        (said.log, said.seq, said.hash) == (statement.log, statement.seq, statement.hash)
            && key.is_some()
            && seen.checked.key.as_deref() == key
    };
    others.iter().find(is).map(|seen| seen.path.clone())
}

/// Records that the head was sealed, once the seal is where it belongs.
fn note(
    run: &mut Run<'_>,
    store: &dyn store::Store,
    statement: &Statement,
    key: &str,
) -> Result<Option<Seq>, Trouble> {
    let done = {
        let context = run.context()?;
        ops::run(store, &context, &Recording::default(), |act| ops::seal(act, statement, key))?
    };
    run.happened(&done);
    Ok(done.span.map(|span| span.first))
}

/// Reads a private key, which nobody else may read.
fn key(path: &Path) -> Result<Key, Trouble> {
    const OTHERS: u32 = 0o077;
    let trouble = |why| Trouble::SealKey { path: shown(path), why };
    let unreadable = |e: std::io::Error| Trouble::Unreadable { path: shown(path), cause: e.to_string() };
    let mode = fs::metadata(path).map_err(unreadable)?.permissions().mode() & 0o777;
    let bytes = bytes_of(path)?;
    let key = Key::read(&bytes).map_err(|why| trouble(BadSealKey::Key(why)))?;
    if mode & OTHERS == 0 { Ok(key) } else { Err(trouble(BadSealKey::Exposed(mode))) }
}

/// Returns the seals that can be seen, all of which the log must go through: what is sealed must not hide
/// that an older copy went on, or that the log was rewritten.
fn agreeing(reader: &dyn Reader, args: &Seal, printed: bool, output: &Path) -> Result<Vec<Seen>, Trouble> {
    let mut places: Vec<(&Path, bool)> = args.against.iter().map(|place| (place.as_path(), true)).collect();
    let seals = |meta: fs::Metadata| meta.is_dir() || (meta.is_file() && !args.unsigned);
    if !printed && output.symlink_metadata().is_ok_and(seals) {
        places.push((output, false));
    }
    let mut agreed = Vec::new();
    for (place, some) in places {
        for seen in look(reader, place, None, some)? {
            if let Some(finding) = seen.checked.findings.first() {
                let why = BadSeal::Differs(finding.clone());
                return Err(Trouble::Seal { path: shown(&seen.path), why });
            }
            agreed.push(seen);
        }
    }
    Ok(agreed)
}
