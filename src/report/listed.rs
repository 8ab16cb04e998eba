//! Assets that a report names one by one: what it could not count as it should.

use std::collections::BTreeMap;

use super::{Column, Table, TableName, figures::Tally};
use crate::model::{kind::Kind, tag::Tag};

/// Assets by tag, each with its kind, each once.
#[derive(Debug, Default)]
pub(super) struct Listed(BTreeMap<Tag, Kind>);

impl Listed {
    /// Names one.
    pub(super) fn add(&mut self, tag: &Tag, kind: Kind) {
        self.0.insert(tag.clone(), kind);
    }

    /// Tells whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns them as what a figure counts.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.0.keys().for_each(|tag| tally.add(tag));
        tally
    }

    /// Returns them as a table.
    pub(super) fn table(&self, name: TableName) -> Table {
        let rows = self.0.iter().map(|(tag, kind)| vec![tag.clone().into(), (*kind).into()]);
        Table { name, columns: vec![Column::Tag, Column::Kind], rows: rows.collect() }
    }
}
