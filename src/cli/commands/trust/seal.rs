//! `seal`: the head, signed, in a file that somebody else keeps.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{
    seals::{ENDING, look},
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
    let key = args.key.as_deref().map(key).transpose()?;
    let store = run.store()?;
    if let Some(cmd) = run.global.cmd
        && store.read()?.command(cmd)?.is_some()
    {
        // The seal is where it belongs since then: one of the present head would be another.
        return run.record_nothing();
    }
    let (statement, agreed) = {
        let reader = store.read()?;
        let reader = reader.as_ref();
        (ops::statement(reader, run.today(reader)?)?, agreeing(reader, args)?)
    };
    if let Some(finding) = store::follow(store.read()?.as_ref())?.into_iter().next() {
        return Err(Trouble::Seal { path: shown(&run.database()?), why: BadSeal::Broken(finding) });
    }
    if is_of_record(&args.output, &run.database()?) {
        return Err(Trouble::Target { path: shown(&args.output), why: BadTarget::Record });
    }
    let folder = folder(&args.output)?;
    let path = if folder {
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
    // The same command again finds the seal that it wrote, of the same head.
    let again = run.global.cmd.is_some();
    if !again && path.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
        return Err(Trouble::Target { path: shown(&path), why: BadTarget::Seal });
    }
    let file = match &key {
        Some(key) => key.sign(statement.clone()).map_err(Trouble::fault)?.file(),
        None => statement.text(),
    };
    let mut output = Output::create(&path)?;
    output.put(file.as_bytes())?;
    if again { output.publish() } else { output.publish_new() }?;

    let head = report::Head { seq: statement.seq, hash: statement.hash };
    let fingerprint = key.as_ref().map(Key::fingerprint);
    let noted = fingerprint.as_deref().map(|key| note(run, store.as_ref(), &statement, key)).transpose();
    if let Err(trouble) = &noted
        && !again
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
    let line = run.words.sealed(&shown(&path), head.seq, &head.hash.to_string(), fingerprint.as_deref());
    run.screen.note(&line);
    if agreed > 0 {
        let line = run.words.seals_agree(agreed);
        run.screen.note(&line);
    }
    Ok(Exit::Done)
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

/// Counts the seals that can be seen, all of which the log must go through: what is sealed must not hide
/// that an older copy went on, or that the log was rewritten.
fn agreeing(reader: &dyn Reader, args: &Seal) -> Result<usize, Trouble> {
    let mut places: Vec<(&Path, bool)> = args.against.iter().map(|place| (place.as_path(), true)).collect();
    if args.output.symlink_metadata().is_ok_and(|meta| meta.is_dir() || (meta.is_file() && !args.unsigned)) {
        places.push((&args.output, false));
    }
    let mut agreed = 0;
    for (place, some) in places {
        for seen in look(reader, place, None, some)? {
            if let Some(finding) = seen.checked.findings.first() {
                let why = BadSeal::Differs(finding.clone());
                return Err(Trouble::Seal { path: shown(&seen.path), why });
            }
            agreed += 1;
        }
    }
    Ok(agreed)
}
