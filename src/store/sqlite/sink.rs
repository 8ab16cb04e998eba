//! Where the rows of a fold go: into their tables.

use std::{
    cell::RefCell,
    collections::{HashMap, hash_map::Entry},
    sync::LazyLock,
};

use rusqlite::{CachedStatement, params_from_iter};

use super::{Session, search};
use crate::{
    model::{event::Seq, id::AssetId},
    store::{
        Result,
        column::{Column as _, Value},
        ground::{Sink, Table},
    },
};

/// The statement that fills each table, in the order of the tables.
static INSERTIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let insertion = |table: &Table| {
        let places = vec!["?"; table.columns().len()].join(", ");
        // The number of a row of the search is the engine's own.
        let columns = table.listed();
        let columns = if *table == Table::Search { columns.replace("\"seq\"", "rowid") } else { columns };
        format!("INSERT INTO {} ({columns}) VALUES ({places})", table.name())
    };
    Table::ALL.iter().map(insertion).collect()
});

/// Returns the statement that fills a table.
pub(super) fn insertion(table: Table) -> &'static str {
    &INSERTIONS[table as usize]
}

/// The statements that fill the tables, ready as long as a session lasts: to find one by its text for each
/// row takes as long as to write a short row.
#[derive(Default)]
pub(super) struct Filling<'s>(RefCell<HashMap<Table, CachedStatement<'s>>>);

impl Session<'_> {
    /// Writes a row.
    pub(super) fn put_row(&self, table: Table, values: &[Value<'_>]) -> Result<()> {
        let fill = || {
            let mut ready = self.filling.0.borrow_mut();
            let statement = match ready.entry(table) {
                Entry::Occupied(ready) => ready.into_mut(),
                Entry::Vacant(place) => place.insert(self.conn().prepare_cached(insertion(table))?),
            };
            statement.execute(params_from_iter(values))
        };
        fill().map(drop).map_err(|e| self.error(e))
    }
}

/// Writes the rows of a subject that has none in its tables.
pub(super) struct Insert<'i, 's> {
    session: &'i Session<'s>,
    /// Whether it had none before either: an asset keeps its row in the search while it can.
    new: bool,
}

impl<'i, 's> Insert<'i, 's> {
    pub(super) const fn new(session: &'i Session<'s>, new: bool) -> Self {
        Self { session, new }
    }
}

impl Sink for Insert<'_, '_> {
    fn row(&mut self, table: Table, values: &[Value<'_>]) -> Result<()> {
        self.session.put_row(table, values)
    }

    fn search(&mut self, seq: Seq, text: &str, asset: AssetId) -> Result<()> {
        if !self.new && search::keep(self.session, seq, text, asset)? {
            return Ok(());
        }
        self.row(Table::Search, &[seq.value(), Value::Text(text.into()), asset.value()])
    }
}

/// Writes them without the row in which an asset is searched.
pub(super) struct Unsearched<'i, 's>(pub(super) Insert<'i, 's>);

impl Sink for Unsearched<'_, '_> {
    fn row(&mut self, table: Table, values: &[Value<'_>]) -> Result<()> {
        self.0.row(table, values)
    }

    fn search(&mut self, _: Seq, _: &str, _: AssetId) -> Result<()> {
        Ok(())
    }

    fn searches(&self) -> bool {
        false
    }
}
