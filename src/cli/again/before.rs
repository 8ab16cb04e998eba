//! The record as it stood before a command, and the names things had in it: what fell may have no
//! name any more.

use crate::{
    model::{
        event::{Event, Seq},
        fact::Fact,
        id::{AssetId, LotId, MediumId, PartyId, Subject, TextId},
        standing::standing,
    },
    store::{Error, Flow, Place, Reader, Vault},
};

pub(super) struct Before<'r> {
    pub(super) reader: &'r dyn Reader,
    /// The first event of the command.
    pub(super) first: Seq,
}

impl Before<'_> {
    /// Returns the events of a subject that stood, read with their corrections.
    fn history(&self, subject: Subject) -> Result<Vec<Event>, Error> {
        let mut events = self.reader.history(subject)?;
        events.retain(|event| event.seq < self.first);
        Ok(standing(events))
    }

    /// Returns an event as it was read.
    pub(super) fn event(&self, seq: Seq) -> Result<Option<Event>, Error> {
        let Some(event) = self.reader.event(seq)? else { return Ok(None) };
        let Some(touch) = event.touches().into_iter().find(|touch| touch.bears) else {
            return Ok(Some(event));
        };
        let read = self.history(touch.subject)?.into_iter().find(|other| other.seq == seq);
        Ok(Some(read.unwrap_or(event)))
    }

    fn first_name(&self, subject: Subject, name: impl Fn(&Event) -> Option<String>) -> Option<String> {
        self.history(subject).ok()?.iter().find_map(name)
    }

    /// Returns the tag of an asset.
    pub(super) fn tag(&self, id: AssetId) -> Option<String> {
        if let Some(asset) = self.reader.asset(id).ok()? {
            return Some(asset.tag.to_string());
        }
        self.first_name(Subject::Asset(id), |event| match &event.fact {
            Fact::Added(added) => Some(added.tag.to_string()),
            _ => None,
        })
    }

    /// Returns the word that names a medium at an event: its serial, its identity, or, where that
    /// fell with it, its place in the asset.
    pub(super) fn medium(&self, id: MediumId, at: Seq) -> Option<String> {
        if let Some(medium) = self.reader.medium(id).ok()? {
            return Some(medium.serial.unwrap_or_else(|| id.to_string()));
        }
        let serial = self.first_name(Subject::Medium(id), |event| match &event.fact {
            Fact::MediumAdded(added) => added.serial.clone(),
            _ => None,
        });
        serial.or_else(|| self.place(id, at))
    }

    /// Names a medium by its place in the asset it was in.
    fn place(&self, id: MediumId, at: Seq) -> Option<String> {
        let mut within = None;
        for event in self.history(Subject::Medium(id)).ok()?.iter().take_while(|event| event.seq < at) {
            match &event.fact {
                Fact::MediumAdded(_) => within = event.asset,
                Fact::MediumMoved(moved) => within = moved.to,
                _ => {}
            }
        }
        let asset = within?;
        let mut inside = Vec::new();
        for event in self.history(Subject::Asset(asset)).ok()?.iter().take_while(|event| event.seq < at) {
            match (&event.fact, event.medium) {
                (Fact::MediumAdded(_), Some(medium)) => inside.push(medium),
                (Fact::MediumMoved(moved), Some(medium)) => {
                    inside.retain(|other| *other != medium);
                    if moved.to == Some(asset) {
                        inside.push(medium);
                    }
                }
                _ => {}
            }
        }
        let place = inside.iter().position(|medium| *medium == id)? + 1;
        Some(format!("{}#{place}", self.tag(asset)?))
    }

    /// Returns the number of a lot.
    pub(super) fn lot(&self, id: LotId) -> Option<String> {
        if let Some(lot) = self.reader.lot(id).ok()? {
            return Some(lot.number);
        }
        self.first_name(Subject::Lot(id), |event| match &event.fact {
            Fact::LotOpened(opened) => Some(opened.number.clone()),
            _ => None,
        })
    }

    /// Returns the name of a party, or its identity where the name was erased.
    pub(super) fn party(&self, id: PartyId) -> String {
        let party = self.reader.party(id).ok().flatten();
        let mut name = party.and_then(|party| party.name);
        if name.is_none() {
            // The names of those that fell are still in the vault; it is read to its end on errors.
            let _ = self.reader.vault(&mut |row| match row {
                Vault::Party { id: other, name: known, .. } if other == id => {
                    name = Some(known);
                    Flow::Break(())
                }
                _ => Flow::Continue(()),
            });
        }
        name.unwrap_or_else(|| id.to_string())
    }

    /// Returns the label of a service or site.
    pub(super) fn label(&self, place: Place, code: &str) -> String {
        self.reader.label(place, code).ok().flatten().unwrap_or_else(|| code.to_owned())
    }

    /// Returns a text of the vault.
    pub(super) fn text(&self, id: Option<TextId>) -> Option<String> {
        self.reader.text(id?).ok()?
    }
}
