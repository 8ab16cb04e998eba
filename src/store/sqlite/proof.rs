//! What a verification asks of the database: every row, every fold, the engine's own opinion.

use rusqlite::types::{FromSqlError, ValueRef};
use uuid::Uuid;

use super::{Session, damage, search};
use crate::{
    model::event::Seq,
    store::{Error, Flow, Result, row::RowText},
};

/// Every projection, with the key that orders it.
pub(super) const PROJECTIONS: [(&str, &str); 16] = [
    ("policy", "key"),
    ("asset", "id"),
    ("alias", "folded"),
    ("reserved_tag", "tag, seq"),
    ("stay", "asset, seq"),
    ("work", "asset, seq"),
    ("decommissioning", "asset, seq"),
    ("departure", "asset, seq"),
    ("medium", "id"),
    ("attribution", "asset, seq"),
    ("sanitisation", "medium, seq"),
    ("reading", "medium"),
    ("lot", "id"),
    ("lot_line", "lot, place"),
    ("party", "id"),
    ("search", "rowid"),
];

fn every_row(table: &str, key: &str) -> String {
    // The number of a row of the search is not among its columns, and is that of an event.
    let number = if table == "search" { "rowid, " } else { "" };
    format!("SELECT {number}* FROM {table} ORDER BY {key}")
}

/// Says a value of a row.
pub(super) fn say(row: &mut RowText, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => row.null(),
        ValueRef::Integer(number) => row.integer(number),
        ValueRef::Real(number) => row.real(number),
        ValueRef::Text(text) => row.text(text),
        ValueRef::Blob(bytes) => row.blob(bytes),
    }
}

/// Streams every row of every projection but commands and touches.
pub(super) fn projections(
    session: &Session<'_>,
    each: &mut dyn FnMut(&'static str, &str) -> Flow,
) -> Result<()> {
    search::fill(session)?;
    let mut text = RowText::default();
    for (table, key) in PROJECTIONS {
        let mut broken = false;
        session.stream(&every_row(table, key), [], |row| {
            text.clear();
            for column in 0..row.as_ref().column_count() {
                say(&mut text, row.get_ref(column)?);
            }
            let flow = each(table, text.as_str());
            broken = flow.is_break();
            Ok(flow)
        })?;
        if broken {
            break;
        }
    }
    Ok(())
}

/// Returns the names of the values of such a row.
pub(super) fn columns(session: &Session<'_>, table: &str) -> Result<Vec<String>> {
    let known = PROJECTIONS.iter().find(|(name, _)| *name == table);
    let Some((table, key)) = known else { return Ok(Vec::new()) };
    let query = session.conn().prepare(&every_row(table, key)).map_err(|e| session.error(e))?;
    Ok(query.column_names().map(str::to_owned).collect())
}

/// Streams what the engine finds wrong.
pub(super) fn engine(session: &Session<'_>, each: &mut dyn FnMut(&str) -> Flow) -> Result<()> {
    // It looks into the index of the search as well.
    let (mut flow, mut unread) = (Flow::Continue(()), false);
    session.passing(|| {
        session.stream("PRAGMA integrity_check", [], |row| {
            let said = row.get_ref(0)?.as_str()?;
            unread |= damage::not_read(said);
            if unread {
                return Ok(Flow::Break(()));
            }
            if said != "ok" {
                flow = each(said);
            }
            Ok(flow)
        })
    })?;
    if unread {
        // Nothing is said of a page that was not read.
        return Err(Error::Unusable { path: session.store.path.clone(), cause: damage::UNREAD.to_owned() });
    }
    if flow.is_break() {
        return Ok(());
    }
    session.stream("PRAGMA foreign_key_check", [], |row| {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(each(&format!("{table} -> {parent}")))
    })
}

/// Streams what events touch.
pub(super) fn touches(session: &Session<'_>, each: &mut dyn FnMut(Uuid, Seq, bool) -> Flow) -> Result<()> {
    session.passing(|| {
        session.stream("SELECT subject, seq, bears FROM touch ORDER BY subject, seq", [], |row| {
            let id = Uuid::from_slice(row.get_ref(0)?.as_blob()?).map_err(FromSqlError::other)?;
            Ok(each(id, row.get(1)?, row.get(2)?))
        })
    })
}
