//! A copy of the record in a file: an embedded record, whatever the server.

use std::path::Path;

use super::{Postgres, Session, link::value};
use crate::store::{
    Flow, Head, Reader as _, Result,
    column::{Column as _, Value},
    ground::Table,
    sqlite,
};

/// Copies the record, as it is at one moment, into a file that is there and empty.
pub(super) fn copy(store: &Postgres, file: &Path) -> Result<Head> {
    let session = store.snapshot()?;
    let head = session.head()?;
    sqlite::write_copy(file, head, &mut |table, each| {
        if table == Table::VaultEvidence {
            return files(&session, each);
        }
        let sql = format!("SELECT {} FROM {}{}", table.listed(), table.name(), order(table));
        session.stream(&sql, &[], |row| {
            let values = (0..row.len()).map(|at| value(row, at)).collect::<Result<Vec<_>>>()?;
            each(&values).map(|()| Flow::Continue(()))
        })
    })
}

/// The log is copied in its order, which is that of its file; of other tables it does not matter.
const fn order(table: Table) -> &'static str {
    match table {
        Table::Event | Table::Search => " ORDER BY seq",
        _ => "",
    }
}

/// Hands over the files that are attached, one at a time: no answer holds several.
fn files(session: &Session<'_>, each: &mut sqlite::Take<'_>) -> Result<()> {
    let mut hashes = Vec::new();
    session.evidence(&mut |hash| {
        hashes.push(hash);
        Flow::Continue(())
    })?;
    hashes.into_iter().try_for_each(|hash| match session.evidence_bytes(hash)? {
        Some(bytes) => each(&[hash.value(), Value::Bytes(bytes.into())]),
        None => Ok(()),
    })
}
