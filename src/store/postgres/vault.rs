//! The vault as a write keeps it: names and texts wait for the rows that speak of them, and go to the
//! server together.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::{Session, ground::HELD, link::Arg, search};
use crate::{
    model::{
        event::Event,
        fact::Fact,
        id::{PartyId, TextId},
        text,
    },
    store::{
        Result, Vault,
        column::{Column as _, Value},
        ground::Table,
        rows::Cells as _,
    },
};

/// What is known of the vault beside what the server has.
#[derive(Default)]
pub(super) struct Kept {
    /// Notes that are about to be searched by.
    notes: HashMap<TextId, String>,
    /// In bytes.
    size: usize,
    /// Parties of which the name waits to be written.
    parties: BTreeSet<PartyId>,
}

impl Kept {
    pub(super) fn note(&self, id: TextId) -> Option<String> {
        self.notes.get(&id).cloned()
    }

    /// Returns the parties of which a name waits, which is written now.
    pub(super) fn named(&mut self) -> Vec<PartyId> {
        std::mem::take(&mut self.parties).into_iter().collect()
    }

    /// Forgets the notes: no row speaks of them for now.
    pub(super) fn forget_notes(&mut self) {
        self.notes.clear();
        self.size = 0;
    }

    fn learn(&mut self, id: TextId, text: String) {
        self.size += text.len();
        self.notes.insert(id, text);
    }
}

impl Session<'_> {
    /// Keeps a row of the vault.
    pub(super) fn keep_in_vault(&self, row: &Vault) -> Result<()> {
        match row {
            Vault::Actor { id, name } => {
                self.replace(Table::VaultActor, &["id"], &[id.value(), name.value()])
            }
            Vault::Party { id, name, siret } => self.keep_party(*id, name, siret.as_deref()),
            Vault::Text { id, text } => self.keep_text(*id, text),
            Vault::Label { place, code, label } => {
                let folded = text::fold(label);
                let row = [Value::Text(place.code().into()), code.value(), label.value(), folded.value()];
                self.replace(Table::VaultLabel, &["place", "code"], &row)?;
                search::place_named(self, *place, code)
            }
        }
    }

    fn keep_party(&self, id: PartyId, name: &str, siret: Option<&str>) -> Result<()> {
        // One statement does not write a row twice, and rows that wait were made with the former name.
        if self.kept.borrow().parties.contains(&id) || self.waits() {
            self.gather()?;
        }
        let folded = text::fold(name);
        self.forget_party(id, &folded)?;
        self.names.borrow_mut().name_party(id, name);
        self.kept.borrow_mut().parties.insert(id);
        let siret = siret.map_or(Value::Null, |siret| Value::Text(siret.into()));
        self.wait_over(
            Table::VaultParty,
            &[id.value(), Value::Text(name.into()), Value::Text(folded.into()), siret],
        )
    }

    fn keep_text(&self, id: TextId, text: &str) -> Result<()> {
        let known = self.kept.borrow().notes.contains_key(&id);
        if known || self.kept.borrow().size >= HELD {
            self.flush()?;
            self.kept.borrow_mut().forget_notes();
        }
        self.kept.borrow_mut().learn(id, text.to_owned());
        self.wait_over(Table::VaultText, &[id.value(), Value::Text(text.into())])
    }

    /// Fetches the notes and the names of which these events speak: their assets are searched by them.
    pub(super) fn fetch_around(&self, events: &[Event]) -> Result<()> {
        if self.kept.borrow().size >= HELD {
            self.flush()?;
            self.kept.borrow_mut().forget_notes();
        }
        let (mut notes, mut parties) = (BTreeSet::new(), BTreeSet::new());
        for event in events {
            notes.extend(event.note.filter(|id| self.kept.borrow().note(*id).is_none()).map(|id| id.0));
            let holder = match &event.fact {
                Fact::Added(added) => added.holder,
                Fact::Deployed(deployed) => deployed.holder,
                Fact::Moved(moved) => moved.holder,
                _ => None,
            };
            parties.extend(holder.filter(|id| !self.names.borrow().knows_party(*id)).map(|id| id.0));
        }
        for (id, text) in self.texts("SELECT id, text FROM vault_text WHERE id = ANY($1)", notes)? {
            let full = self.kept.borrow().size >= HELD;
            if !full {
                self.kept.borrow_mut().learn(TextId(id), text);
            }
        }
        for (id, name) in self.texts("SELECT id, name FROM vault_party WHERE id = ANY($1)", parties)? {
            self.names.borrow_mut().name_party(PartyId(id), &name);
        }
        Ok(())
    }

    fn texts(&self, sql: &str, ids: BTreeSet<Uuid>) -> Result<Vec<(Uuid, String)>> {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.rows_once(sql, &[Arg::Ids(&ids)])?;
        rows.iter().map(|row| Ok((row.cell(0)?, row.cell(1)?))).collect()
    }

    /// Writes a row of the vault over the former one with its key.
    pub(super) fn replace(&self, table: Table, key: &[&str], values: &[Value<'_>]) -> Result<()> {
        let places: Vec<String> = (1..=values.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({}) {}",
            table.name(),
            table.listed(),
            places.join(", "),
            over(table, key)
        );
        let args: Vec<Arg<'_>> = values.iter().cloned().map(Arg::Value).collect();
        self.later_aside(&sql, &args)
    }
}

/// Returns what makes a row replace the former one with its key.
pub(super) fn over(table: Table, key: &[&str]) -> String {
    let columns = table.columns().iter().filter(|column| !key.contains(column));
    let set: Vec<String> = columns.map(|column| format!("{column} = excluded.{column}")).collect();
    format!("ON CONFLICT ({}) DO UPDATE SET {}", key.join(", "), set.join(", "))
}
