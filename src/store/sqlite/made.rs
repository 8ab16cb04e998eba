//! A record written into a file from the rows of another backend.

use std::path::Path;

use rusqlite::{OpenFlags, params_from_iter};

use super::{Sqlite, copy::finish, open::guarded, rows::loaded, schema, sink::insertion};
use crate::store::{Head, Result, column::Value, ground::Table};

/// What takes a row.
pub(in crate::store) type Take<'t> = dyn FnMut(&[Value<'_>]) -> Result<()> + 't;

/// Writes a record into a file that is there and empty: log, vault and projections, as `rows` hands over
/// those of each table. The file is durable, and was read back to the very head of what was copied.
pub(in crate::store) fn write_copy(
    file: &Path,
    head: Head,
    rows: &mut dyn FnMut(Table, &mut Take<'_>) -> Result<()>,
) -> Result<Head> {
    let store = guarded(file, file.to_owned(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let run = |sql: &str| store.conn.execute_batch(sql).map_err(|e| store.error(e));
    // Nobody knows of the file yet, and it is made durable as a whole: the engine need not.
    run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN IMMEDIATE")?;
    for sql in schema::MIGRATIONS {
        run(sql)?;
    }
    // The events were judged when they were recorded; the triggers would judge them by what came later.
    let objects = schema::objects(&store.conn).map_err(|e| store.error(e))?;
    let triggers: Vec<_> = objects.into_iter().filter(|(kind, ..)| kind == "trigger").collect();
    for (_, name, _) in &triggers {
        run(&format!("DROP TRIGGER {name}"))?;
    }
    for table in Table::ALL {
        fill(&store, *table, rows)?;
    }
    for (_, _, sql) in &triggers {
        run(sql)?;
    }
    let identity = || {
        store.conn.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        store.conn.pragma_update(None, "user_version", schema::CURRENT)
    };
    identity().map_err(|e| store.error(e))?;
    run("COMMIT; PRAGMA journal_mode=DELETE")?;
    drop(store);
    finish(file, head)
}

/// Hands over the rows of a table, those of the log in their order.
pub(in crate::store) fn read_rows(store: &Sqlite, table: Table, take: &mut Take<'_>) -> Result<()> {
    let columns = table.listed();
    let (columns, order) = match table {
        Table::Search => (columns.replace("\"seq\"", "rowid"), " ORDER BY rowid"),
        Table::Event => (columns, " ORDER BY seq"),
        _ => (columns, ""),
    };
    let mut ask = || -> rusqlite::Result<Result<()>> {
        let mut query = store.conn.prepare(&format!("SELECT {columns} FROM {}{order}", table.name()))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..table.columns().len()).map(|at| Ok(loaded(row.get_ref(at)?)?));
            let values = values.collect::<rusqlite::Result<Vec<_>>>()?;
            if let Err(e) = take(&values) {
                return Ok(Err(e));
            }
        }
        Ok(Ok(()))
    };
    ask().map_err(|e| store.error(e))?
}

fn fill(
    store: &Sqlite,
    table: Table,
    rows: &mut dyn FnMut(Table, &mut Take<'_>) -> Result<()>,
) -> Result<()> {
    let mut insert = store.conn.prepare(insertion(table)).map_err(|e| store.error(e))?;
    rows(table, &mut |values| insert.execute(params_from_iter(values)).map(drop).map_err(|e| store.error(e)))
}
