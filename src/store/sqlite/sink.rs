//! Where the rows of a fold go: into their tables, or to whoever compares them with what is there.

use rusqlite::{ToSql, params, types::ToSqlOutput};

use super::{
    Session,
    rows::{ASSET_INSERT, Sql},
    search,
};
use crate::{
    model::{event::Seq, id::AssetId},
    store::{Error, Result, row::RowText},
};

/// A table in which rows hang on one subject, with the statement that fills it. The values of a row
/// stand in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: &'static str,
    insert: &'static str,
}

macro_rules! tables {
    ($($table:ident = $name:literal, $insert:expr;)+) => {
        $(pub(super) const $table: Table = Table { name: $name, insert: $insert };)+
    };
}
tables! {
    ASSET = "asset", ASSET_INSERT;
    ALIAS = "alias", "INSERT INTO alias (folded, alias, asset, place) VALUES (?1, ?2, ?3, ?4)";
    STAY = "stay",
        "INSERT INTO stay (asset, seq, state, service, site, holder, \"from\", \"to\", began) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    WORK = "work", "INSERT INTO work VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    DECOMMISSIONING = "decommissioning",
        "INSERT INTO decommissioning (asset, seq, \"from\", \"to\") VALUES (?1, ?2, ?3, ?4)";
    DEPARTURE = "departure",
        "INSERT INTO departure VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, \
         ?17, ?18, ?19, ?20, ?21, ?22, ?23)";
    MEDIUM = "medium",
        "INSERT INTO medium (id, serial, kind, model, capacity_bytes, encrypted, status, claim, verdict, \
         technique, verify, used_by, asset, lot, departed_on, cleared, last_on, version) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    ATTRIBUTION = "attribution",
        "INSERT INTO attribution (asset, seq, medium, \"from\", \"to\") VALUES (?1, ?2, ?3, ?4, ?5)";
    LOT = "lot",
        "INSERT INTO lot (id, number, status, channel, party, facts, opened_on, shipped_on, shipments, mass_g, \
         weighed, last_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    LOT_LINE = "lot_line",
        "INSERT INTO lot_line (lot, place, tagged, line, undertaken_on, shipped_on, proved, proved_on, \
         returned_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    PARTY = "party", "INSERT INTO party (id, kind) VALUES (?1, ?2)";
    SEARCH = "search", "INSERT INTO search (rowid, text, asset) VALUES (?1, ?2, ?3)";
}

/// What takes the rows of a fold.
pub(super) trait Sink {
    /// Takes a row, its values in the order of the columns.
    fn row(&mut self, table: Table, values: &[&dyn ToSql]) -> rusqlite::Result<()>;

    /// Takes the row in which an asset is searched.
    fn search(&mut self, seq: Seq, text: &str, asset: AssetId) -> Result<()>;

    /// Tells whether it wants those: they are long to make.
    fn searches(&self) -> bool {
        true
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
    fn row(&mut self, table: Table, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
        self.session.conn().prepare_cached(table.insert)?.execute(values).map(drop)
    }

    fn search(&mut self, seq: Seq, text: &str, asset: AssetId) -> Result<()> {
        if !self.new && search::keep(self.session, seq, text, asset)? {
            return Ok(());
        }
        self.row(SEARCH, params![seq, text, Sql(&asset)]).map_err(|e| self.session.error(e))
    }
}

/// Writes them without the row in which an asset is searched.
pub(super) struct Unsearched<'i, 's>(pub(super) Insert<'i, 's>);

impl Sink for Unsearched<'_, '_> {
    fn row(&mut self, table: Table, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
        self.0.row(table, values)
    }

    fn search(&mut self, _: Seq, _: &str, _: AssetId) -> Result<()> {
        Ok(())
    }

    fn searches(&self) -> bool {
        false
    }
}

/// Says the rows, as [`Reader::projections`](crate::store::Reader::projections) says those that are there.
pub(super) struct Say<'e> {
    each: &'e mut dyn FnMut(&'static str, &str) -> Result<()>,
    text: RowText,
    failed: Option<Error>,
}

impl<'e> Say<'e> {
    pub(super) fn new(each: &'e mut dyn FnMut(&'static str, &str) -> Result<()>) -> Self {
        Self { each, text: RowText::default(), failed: None }
    }

    /// Returns what `each` failed with.
    pub(super) fn done(&mut self) -> Result<()> {
        self.failed.take().map_or(Ok(()), Err)
    }
}

impl Sink for Say<'_> {
    fn row(&mut self, table: Table, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
        self.text.clear();
        for value in values {
            match value.to_sql()? {
                ToSqlOutput::Borrowed(value) => super::proof::say(&mut self.text, value),
                ToSqlOutput::Owned(value) => super::proof::say(&mut self.text, (&value).into()),
                other => return Err(rusqlite::Error::ToSqlConversionFailure(format!("{other:?}").into())),
            }
        }
        if let Err(e) = (self.each)(table.name, self.text.as_str()) {
            self.failed.get_or_insert(e);
        }
        Ok(())
    }

    fn search(&mut self, seq: Seq, text: &str, asset: AssetId) -> Result<()> {
        self.row(SEARCH, params![seq, text, Sql(&asset)]).map_err(|e| Error::Fault(e.to_string()))
    }
}
