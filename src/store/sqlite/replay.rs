//! A record made again from its lines, in a temporary store.

use super::{Session, Sqlite, open::temporary};
use crate::{
    model::event::Event,
    store::{Flow, Logged, Reader, Result, Vault, Writer, append, fold::read_line, line_hash},
};

/// Replays the events that `keep` keeps into a temporary store, with the whole vault.
pub(in crate::store) fn replay(source: &dyn Reader, keep: &dyn Fn(&Event) -> Result<bool>) -> Result<Sqlite> {
    let store = temporary()?;
    {
        let mut session = store.session("BEGIN IMMEDIATE")?;
        copy_vault(source, &mut session)?;
        copy_events(source, &session, keep)?;
        append::project(&session)?;
        session.conn().execute_batch("COMMIT").map_err(|e| session.error(e))?;
        session.open = false;
    }
    Ok(store)
}

fn copy_vault(source: &dyn Reader, session: &mut Session<'_>) -> Result<()> {
    let mut kept = Ok(());
    source.vault(&mut |row: Vault| {
        kept = session.keep(&row);
        if kept.is_ok() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    kept
}

/// Copies the kept events.
fn copy_events(
    source: &dyn Reader,
    session: &Session<'_>,
    keep: &dyn Fn(&Event) -> Result<bool>,
) -> Result<()> {
    let mut copied = Ok(());
    let copy = |logged: &Logged<'_>| -> Result<()> {
        let event = read_line(logged.seq, logged.line)?;
        if !keep(&event)? {
            return Ok(());
        }
        append::put_event(session, &event, logged.line, &line_hash(logged.line))?;
        // What it touches, it touches even if what it is about was left out.
        append::touch(session, &event, source).map(drop)
    };
    source.lines(0, &mut |logged| {
        copied = copy(logged);
        if copied.is_ok() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    copied
}
