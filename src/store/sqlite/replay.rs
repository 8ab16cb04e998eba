//! A record made again from its lines, in a temporary store.

use std::collections::HashSet;

use super::{Session, Sqlite, fold, open::temporary};
use crate::{
    model::{event::Event, id::Subject},
    store::{Flow, Logged, Reader, Result, Vault, Writer, line_hash},
};

/// Replays the events that `keep` keeps into a temporary store, with the whole vault.
pub(in crate::store) fn replay(source: &dyn Reader, keep: &dyn Fn(&Event) -> bool) -> Result<Sqlite> {
    let store = temporary()?;
    {
        let mut session = store.session("BEGIN IMMEDIATE")?;
        copy_vault(source, &mut session)?;
        let subjects = copy_events(source, &session, keep)?;
        fold::policies(&session)?;
        fold::reserved_tags(&session)?;
        let minimum = session.policies()?.sanitization_minimum;
        for subject in subjects {
            fold::refold(&session, subject, minimum)?;
        }
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

/// Copies the kept events, and returns the subjects they bear on, in the order of the log.
fn copy_events(
    source: &dyn Reader,
    session: &Session<'_>,
    keep: &dyn Fn(&Event) -> bool,
) -> Result<Vec<Subject>> {
    let (mut seen, mut subjects) = (HashSet::new(), Vec::new());
    let mut copied = Ok(());
    let mut copy = |logged: &Logged<'_>| -> Result<()> {
        let event = Session::read_line(logged.seq, logged.line)?;
        if !keep(&event) {
            return Ok(());
        }
        session.insert_event(&event, logged.line, &line_hash(logged.line).0)?;
        for touch in session.touch(&event)? {
            if touch.bears && seen.insert(touch.subject) {
                subjects.push(touch.subject);
            }
        }
        Ok(())
    };
    source.lines(0, &mut |logged| {
        copied = copy(logged);
        if copied.is_ok() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    copied.map(|()| subjects)
}
