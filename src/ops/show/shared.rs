//! What many things have in common, looked up once.

use std::collections::HashMap;

use crate::{
    model::id::{ActorId, LotId},
    store::{Place, Reader, Result},
};

/// What assets share: labels of places and numbers of lots, a lot being long to read.
#[derive(Debug, Default)]
pub struct Shared {
    labels: HashMap<(Place, String), String>,
    lots: HashMap<LotId, Option<String>>,
    actors: HashMap<ActorId, Option<String>>,
}

impl Shared {
    /// Returns the label of a service or site; its code where the label was erased.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn label(&mut self, reader: &dyn Reader, place: Place, code: Option<&str>) -> Result<Option<String>> {
        let Some(code) = code else { return Ok(None) };
        let key = (place, code.to_owned());
        if let Some(label) = self.labels.get(&key) {
            return Ok(Some(label.clone()));
        }
        let label = reader.label(place, code)?.unwrap_or_else(|| code.to_owned());
        self.labels.insert(key, label.clone());
        Ok(Some(label))
    }

    pub(super) fn actor(&mut self, reader: &dyn Reader, id: ActorId) -> Result<Option<String>> {
        if let Some(name) = self.actors.get(&id) {
            return Ok(name.clone());
        }
        let name = reader.actor(id)?;
        self.actors.insert(id, name.clone());
        Ok(name)
    }

    /// Returns the number of a lot.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn lot(&mut self, reader: &dyn Reader, id: Option<LotId>) -> Result<Option<String>> {
        let Some(id) = id else { return Ok(None) };
        if let Some(number) = self.lots.get(&id) {
            return Ok(number.clone());
        }
        let number = reader.lot(id)?.map(|lot| lot.number);
        self.lots.insert(id, number.clone());
        Ok(number)
    }
}
