//! An event that names thousands, as each of them sees it: what a lot takes is one line, and each of
//! its assets is folded from that line.

use std::collections::HashSet;

use uuid::Uuid;

use crate::model::{
    event::{Event, Seq},
    fact::Fact,
    id::{AssetId, MediumId},
    lot::{LotFacts, LotItem, LotLine},
};

/// An event of a lot, with its lists put where a thing is found at once.
pub(crate) struct Wide {
    /// The event without them.
    event: Event,
    added: HashSet<LotItem>,
    /// What was taken out, or left on its own.
    gone: HashSet<LotItem>,
    voids: HashSet<Seq>,
}

impl Wide {
    /// Takes an event apart; gives it back if it is not one that names many.
    ///
    /// # Errors
    ///
    /// Returns the event if it is of another type.
    pub(crate) fn of(mut event: Event) -> Result<Self, Box<Event>> {
        let (mut added, mut gone, mut voids) = (HashSet::new(), HashSet::new(), HashSet::new());
        match &mut event.fact {
            Fact::LotChanged(changed) => {
                added.extend(std::mem::take(&mut changed.add).into_iter().filter_map(|line| line.item));
                gone.extend(std::mem::take(&mut changed.drop));
                changed.facts = LotFacts::default();
            }
            Fact::LotUndertaken(undertaken) => {
                undertaken.assets = Vec::new();
                undertaken.media = Vec::new();
            }
            Fact::LotShipped(shipped) => {
                gone.extend(std::mem::take(&mut shipped.media).into_iter().map(LotItem::Medium));
                shipped.assets = Vec::new();
                shipped.bulk = Vec::new();
            }
            Fact::LotProved(proved) => {
                proved.assets = Vec::new();
                proved.media = Vec::new();
            }
            Fact::LotCancelled(cancelled) => {
                cancelled.assets = Vec::new();
                cancelled.media = Vec::new();
                voids.extend(std::mem::take(&mut cancelled.voids));
            }
            _ => return Err(Box::new(event)),
        }
        Ok(Self { event, added, gone, voids })
    }

    /// Tells whether it is about this lot, which sees the whole of it.
    pub(crate) fn is_of(&self, id: Uuid) -> bool {
        self.event.lot.is_some_and(|lot| lot.0 == id)
    }

    /// Returns the event as an asset or a medium sees it, on which the events `bearing` bear: nothing
    /// else is named in it. What folds from it is what folds from the whole.
    pub(crate) fn seen_by(&self, id: Uuid, bearing: &[Seq]) -> Event {
        let mut event = self.event.clone();
        let me = [LotItem::Asset(AssetId(id)), LotItem::Medium(MediumId(id))];
        let among = |list: &HashSet<LotItem>| me.into_iter().filter(|item| list.contains(item)).collect();
        let gone: Vec<LotItem> = among(&self.gone);
        match &mut event.fact {
            Fact::LotChanged(changed) => {
                let added: Vec<LotItem> = among(&self.added);
                changed.add = added.into_iter().map(LotLine::of).collect();
                changed.drop = gone;
            }
            Fact::LotShipped(shipped) if !gone.is_empty() => shipped.media = vec![MediumId(id)],
            Fact::LotCancelled(cancelled) => {
                cancelled.voids = bearing.iter().copied().filter(|seq| self.voids.contains(seq)).collect();
            }
            _ => {}
        }
        event
    }
}
