//! What is searched of an asset: what it is called, where it is, who uses it, what was noted of it
//! and what is in it, as plain words. The same text on every backend, so that they find the same.

use std::collections::{HashMap, hash_map::Entry};

use crate::{
    model::{
        asset::Asset,
        event::Event,
        fact::Fact,
        id::{MediumId, PartyId, TextId},
        lifecycle::State,
        text,
    },
    store::{Place, Result},
};

/// The word that only what has left for good has. Nobody can type it: it has no letter and no digit.
pub(super) const GONE: &str = "\u{e000}";

/// What the text of an asset is made of beside the asset. It comes from log and vault alone: while
/// projections are made, those of other things may not be there yet.
pub(super) trait Around {
    /// Returns the label of a service or site.
    fn label(&self, place: Place, code: &str) -> Result<Option<String>>;
    /// Returns the name of a party.
    fn name(&self, id: PartyId) -> Result<Option<String>>;
    /// Returns a note.
    fn note(&self, id: TextId) -> Result<Option<String>>;
    /// Returns every event that touches a medium.
    fn medium(&self, id: MediumId) -> Result<Vec<Event>>;
}

/// The words of names in the vault, as long as a write lasts: a few are asked for again and again.
#[derive(Default)]
pub(super) struct Names {
    places: HashMap<(Place, String), String>,
    parties: HashMap<PartyId, String>,
}

impl Names {
    /// Forgets the words of a place, which may be called otherwise from now on.
    pub(super) fn forget_place(&mut self, place: Place, code: &str) {
        self.places.remove(&(place, code.to_owned()));
    }

    /// Forgets the words of a party, which may be called otherwise from now on.
    pub(super) fn forget_party(&mut self, id: PartyId) {
        self.parties.remove(&id);
    }

    /// Tells whether the words of a party are known.
    #[cfg(feature = "postgres")]
    pub(super) fn knows_party(&self, id: PartyId) -> bool {
        self.parties.contains_key(&id)
    }

    /// Knows what a party is called from now on.
    #[cfg(feature = "postgres")]
    pub(super) fn name_party(&mut self, id: PartyId, name: &str) {
        let mut words = String::new();
        text::add_words(&mut words, name);
        self.parties.insert(id, words);
    }

    /// Returns the text in which an asset is searched; `events` are those that stand and bear on it.
    pub(super) fn text(&mut self, around: &dyn Around, asset: &Asset, events: &[&Event]) -> Result<String> {
        let mut said = String::with_capacity(96);
        for name in std::iter::once(asset.tag.as_str()).chain(asset.aliases.iter().map(String::as_str)) {
            text::add_words(&mut said, name);
            add_numbers(&mut said, name);
        }
        for typed in [&asset.serial, &asset.manufacturer, &asset.model].into_iter().flatten() {
            text::add_words(&mut said, typed);
        }
        for (place, code) in [(Place::Service, &asset.service), (Place::Site, &asset.site)] {
            if let Some(code) = code {
                said.push_str(self.place(around, place, code)?);
            }
        }
        if let Some(id) = asset.holder {
            said.push_str(self.party(around, id)?);
        }
        for serial in serials(around, asset, events)? {
            text::add_words(&mut said, &serial);
        }
        for note in events.iter().filter_map(|event| event.note) {
            text::add_words(&mut said, &around.note(note)?.unwrap_or_default());
        }
        if asset.state == State::Departed {
            said.push(' ');
            said.push_str(GONE);
        }
        Ok(said)
    }

    fn place(&mut self, around: &dyn Around, place: Place, code: &str) -> Result<&str> {
        Ok(match self.places.entry((place, code.to_owned())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                // A place is named by its code as well.
                let mut words = String::new();
                text::add_words(&mut words, code);
                text::add_words(&mut words, &around.label(place, code)?.unwrap_or_default());
                new.insert(words)
            }
        })
    }

    fn party(&mut self, around: &dyn Around, id: PartyId) -> Result<&str> {
        Ok(match self.parties.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let mut words = String::new();
                text::add_words(&mut words, &around.name(id)?.unwrap_or_default());
                new.insert(words)
            }
        })
    }
}

/// Adds the numbers of a name without the zeros before them: who looks for 000123K types 123.
fn add_numbers(said: &mut String, name: &str) {
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let short = part.trim_start_matches('0');
        if short.len() < part.len() {
            text::add_words(said, short);
        }
    }
}

/// The serials of the media that are in an asset.
fn serials(around: &dyn Around, asset: &Asset, events: &[&Event]) -> Result<Vec<String>> {
    let mut inside: Vec<(MediumId, Option<String>)> = Vec::new();
    for event in events {
        let Some(id) = event.medium else { continue };
        match &event.fact {
            Fact::MediumAdded(added) => inside.push((id, added.serial.clone())),
            Fact::MediumMoved(moved) => {
                inside.retain(|(other, _)| *other != id);
                if moved.to == Some(asset.id) {
                    inside.push((id, serial(around, id)?));
                }
            }
            _ => {}
        }
    }
    Ok(inside.into_iter().filter_map(|(_, serial)| serial).collect())
}

/// The serial under which a medium came in.
fn serial(around: &dyn Around, id: MediumId) -> Result<Option<String>> {
    Ok(around.medium(id)?.into_iter().find_map(|event| match event.fact {
        Fact::MediumAdded(added) => added.serial,
        _ => None,
    }))
}
