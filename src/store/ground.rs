//! What the fold of a log stands on: a backend's tables, what they are made from and how rows get there.

use std::cell::RefCell;

use uuid::Uuid;

use super::{
    column::{Column as _, Value},
    row::RowText,
    search::{Around, Names},
};
use crate::{
    model::{
        event::{Event, Seq},
        id::{AssetId, MediumId, Subject},
    },
    store::{Error, Flow, Reader, Result, Vault},
};

macro_rules! tables {
    ($($table:ident = $name:literal: [$($column:literal),+];)+) => {
        /// A table. The values of a row stand in the order of its columns, the same on every backend.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Table {
            $(#[doc = concat!("`", $name, "`")] $table,)+
        }

        impl Table {
            /// Every table: log, vault, projections.
            pub(super) const ALL: &[Self] = &[$(Self::$table),+];

            /// Returns its name.
            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Self::$table => $name,)+
                }
            }

            /// Returns the names of its columns.
            pub(super) const fn columns(self) -> &'static [&'static str] {
                match self {
                    $(Self::$table => &[$($column),+],)+
                }
            }
        }
    };
}
tables! {
    Event = "event": ["seq", "type", "prev", "hash", "line"];
    Command = "command": ["cmd", "first_seq", "last_seq"];
    VaultActor = "vault_actor": ["id", "name"];
    VaultParty = "vault_party": ["id", "name", "folded", "siret"];
    VaultText = "vault_text": ["id", "text"];
    VaultLabel = "vault_label": ["place", "code", "label", "folded"];
    VaultEvidence = "vault_evidence": ["hash", "bytes"];
    Touch = "touch": ["subject", "seq", "bears"];
    Policy = "policy": ["key", "value"];
    Asset = "asset": ["id", "tag", "kind", "manufacturer", "model", "serial", "state", "before", "cause", "decommissioned_on", "act", "when_collected", "waste_since", "acquired", "owner", "service", "site", "holder", "functional", "cosmetic", "security", "weee", "weee_source", "mass_g", "mass_source", "purchase_date", "price", "supplier", "order_ref", "manufactured_on", "first_use_date", "warranty_months", "deployments", "second_lives", "inventory", "sent_to", "lot", "departed_on", "channel", "last_on", "version"];
    Alias = "alias": ["folded", "alias", "asset", "place"];
    ReservedTag = "reserved_tag": ["tag", "seq"];
    Stay = "stay": ["asset", "seq", "state", "service", "site", "holder", "from", "to", "began"];
    Work = "work": ["asset", "seq", "on", "kind", "part", "from", "minutes", "cost", "back", "sent_to", "data_clause", "with_data", "back_on"];
    Decommissioning = "decommissioning": ["asset", "seq", "from", "to"];
    Departure = "departure": ["asset", "seq", "lot", "on", "channel", "waste", "for_parts", "undertaken_on", "proved_on", "proved", "operation", "proved_operation", "mass_g", "mass_source", "unit_value", "functional", "decommissioned_on", "service", "impact_g_per_year", "impact_years", "impact_rules", "returned_on", "taken_over"];
    Medium = "medium": ["id", "serial", "kind", "model", "capacity_bytes", "encrypted", "status", "claim", "verdict", "technique", "verify", "used_by", "asset", "lot", "departed_on", "cleared", "last_on", "version"];
    Attribution = "attribution": ["asset", "seq", "medium", "from", "to"];
    Sanitisation = "sanitisation": ["medium", "seq", "on", "operator", "action", "tool", "verify", "result", "claim", "rules", "log", "line", "method", "passes", "started_at", "finished_at", "zone_assumed", "bytes", "errors", "validated_seq", "validated_on", "validated_by"];
    Reading = "reading": ["medium", "power_on_hours", "health", "read_at"];
    Lot = "lot": ["id", "number", "status", "channel", "party", "facts", "opened_on", "shipped_on", "shipments", "mass_g", "weighed", "last_on"];
    LotLine = "lot_line": ["lot", "place", "tagged", "line", "undertaken_on", "shipped_on", "proved", "proved_on", "returned_on"];
    Party = "party": ["id", "kind"];
    Search = "search": ["seq", "text", "asset"];
}

impl Table {
    /// Returns its columns as a query names them: some are words of the language.
    pub(super) fn listed(self) -> String {
        let quoted: Vec<String> = self.columns().iter().map(|column| format!("\"{column}\"")).collect();
        quoted.join(", ")
    }
}

/// A session of a backend, as the fold sees it: what it reads, and where its rows go. Rows that were put
/// are seen by whatever reads afterwards.
pub(super) trait Ground: Around {
    /// Returns the reading half of the contract.
    fn reader(&self) -> &dyn Reader;

    /// Returns the words of names that were looked up already.
    fn words(&self) -> &RefCell<Names>;

    /// Streams what bears on the subjects that follow an identifier, by identifier and number.
    fn borne_after(&self, after: Option<Uuid>, each: &mut dyn FnMut(Uuid, Seq) -> Flow) -> Result<()>;

    /// Returns the numbers of what bears on each of these, in their order.
    fn borne_by(&self, ids: &[Uuid]) -> Result<Vec<Vec<Seq>>>;

    /// Hands over the lines of these events, which stand in the order of the log; one that is not there is
    /// passed over.
    fn lines_of(&self, seqs: &[Seq], each: &mut dyn FnMut(Seq, &str) -> Result<()>) -> Result<()>;

    /// Puts a row into a table of the log, or what an event touches.
    fn put(&self, table: Table, values: &[Value<'_>]) -> Result<()>;

    /// Keeps a row of the vault; a later one with its key replaces it.
    fn keep_row(&self, row: &Vault) -> Result<()>;

    /// Says that the texts are made next in which what these events bear on is searched: where each name is a
    /// journey, there are fewer.
    fn foresee(&self, _: &[Event]) -> Result<()> {
        Ok(())
    }

    /// Removes the rows of these subjects, all but those in which they are searched.
    fn remove(&self, subjects: &[Subject]) -> Result<()>;

    /// Returns what takes the rows of a subject that has none any more; `new`: it had none before either.
    fn insert(&self, new: bool) -> Box<dyn Sink + '_>;

    /// Removes the row in which an asset is searched that is not there any more.
    fn unsearch(&self, asset: AssetId) -> Result<()>;

    /// Sets a policy.
    fn set_policy(&self, key: &str, value: &str) -> Result<()>;

    /// Forgets every policy.
    fn forget_policies(&self) -> Result<()>;

    /// Remembers that a tag stands on a label by this event.
    fn reserve_tag(&self, tag: &str, seq: Seq) -> Result<()>;

    /// Frees the tags that were reserved by this event; by any, if none is named.
    fn free_tags(&self, seq: Option<Seq>) -> Result<()>;

    /// Says of media whether their claims are enough.
    fn clear(&self, media: &[(MediumId, bool)]) -> Result<()>;

    /// Hands to the engine all that was put, which refuses now what it refuses.
    fn settle(&self) -> Result<()>;
}

/// What takes the rows of a fold.
pub(super) trait Sink {
    /// Takes a row, its values in the order of the columns.
    fn row(&mut self, table: Table, values: &[Value<'_>]) -> Result<()>;

    /// Takes the row in which an asset is searched.
    fn search(&mut self, seq: Seq, text: &str, asset: AssetId) -> Result<()>;

    /// Tells whether it wants those: they are long to make.
    fn searches(&self) -> bool {
        true
    }
}

/// Says the rows, as [`Reader::projections`] says those that are there.
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
    fn row(&mut self, table: Table, values: &[Value<'_>]) -> Result<()> {
        self.text.clear();
        for value in values {
            self.text.value(value);
        }
        if let Err(e) = (self.each)(table.name(), self.text.as_str()) {
            self.failed.get_or_insert(e);
        }
        Ok(())
    }

    fn search(&mut self, seq: Seq, text: &str, asset: AssetId) -> Result<()> {
        self.row(Table::Search, &[seq.value(), Value::Text(text.into()), asset.value()])
    }
}
