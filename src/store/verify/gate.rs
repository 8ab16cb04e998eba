//! The gate's third wall: asks of every departure what the gate asked then, of what was known then.

use std::collections::HashMap;

use super::{Finding, FindingCode};
use crate::{
    model::{
        event::{Event, Seq},
        fact::Fact,
        id::{AssetId, LotId, MediumId, Subject},
        leaving::Channel,
        life::Life,
        lot::LotFacts,
        medium::{Medium, MediumLife},
        policy::Policies,
        sanitization::{Clearance, Inventory},
        standing::{standing, standing_among},
    },
    store::{Reader, Result},
};

/// Looks at the departures of a replay.
pub(super) struct Gate<'r> {
    reader: &'r dyn Reader,
    clearances: &'r [(Seq, Clearance)],
    /// What each lot excepted, from which event on.
    lots: HashMap<LotId, Vec<(Seq, Excepted)>>,
    pub(super) findings: Vec<Finding>,
}

/// What a lot excepts from the gate.
#[derive(Clone, Copy, Default)]
struct Excepted {
    /// It is what was lost: nobody could look into it.
    loss: bool,
    /// Its taker sanitises under a contract.
    clause: bool,
}

impl<'r> Gate<'r> {
    pub(super) fn new(reader: &'r dyn Reader, clearances: &'r [(Seq, Clearance)]) -> Self {
        Self { reader, clearances, lots: HashMap::new(), findings: Vec::new() }
    }

    /// Looks at the departures of a subject, of which these are the events that bear on it.
    pub(super) fn look(&mut self, subject: Subject, events: &[&Event]) -> Result<()> {
        for (at, event) in events.iter().enumerate() {
            let past = &events[..at];
            match (&event.fact, subject) {
                (Fact::Departed(departed), Subject::Asset(id)) => {
                    self.asset(id, event, past, &departed.media)?;
                }
                // One that has a medium is known here: it leaves in a lot.
                (Fact::DepartedBefore(_), Subject::Asset(id))
                    if standing_among(past, |past| past.iter().any(|event| puts_a_medium(event))) =>
                {
                    self.find(event.seq, &id);
                }
                (Fact::Departed(_), Subject::Medium(id)) => self.medium(id, event, past)?,
                (Fact::LotShipped(shipped), Subject::Medium(id)) if shipped.media.contains(&id) => {
                    self.loose(id, event, past)?;
                }
                (Fact::LotShipped(shipped), Subject::Lot(_)) => {
                    for id in &shipped.media {
                        if self.reader.medium(*id)?.is_none() {
                            self.find(event.seq, id);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn find(&mut self, seq: Seq, what: &impl ToString) {
        self.findings.push(Finding::new(FindingCode::Gate, Some(seq), what.to_string()));
    }

    /// An asset leaves only with its inventory closed. The media that its departure names are looked at
    /// in their own lives; those that it does not, here.
    fn asset(&mut self, id: AssetId, event: &Event, past: &[&Event], named: &[MediumId]) -> Result<()> {
        let excepted = self.excepted(event)?;
        if excepted.loss {
            return Ok(());
        }
        let (closed, inside) = standing_among(past, |past| {
            let life = Life::fold(past.iter().copied(), event.seq);
            (life.is_some_and(|life| life.asset.inventory == Inventory::Closed), inside(id, past))
        });
        if !closed {
            self.find(event.seq, &id);
        }
        for medium in inside {
            if named.contains(&medium) || excepted.clause {
                continue;
            }
            let mut known = self.reader.history(Subject::Medium(medium))?;
            known.retain(|earlier| earlier.seq < event.seq);
            let then = MediumLife::fold(&standing(known), event.seq).map(|life| life.medium);
            if then.is_some_and(|then| self.is_unseen(&then, id, event.seq)) {
                self.find(event.seq, &medium);
            }
        }
        Ok(())
    }

    fn medium(&mut self, id: MediumId, event: &Event, past: &[&Event]) -> Result<()> {
        let (Some(asset), Some(then)) = (event.asset, medium_then(past, event.seq)) else {
            return Ok(());
        };
        if self.is_unseen(&then, asset, event.seq) {
            let excepted = self.excepted(event)?;
            if !excepted.loss && !excepted.clause {
                self.find(event.seq, &id);
            }
        }
        Ok(())
    }

    fn loose(&mut self, id: MediumId, event: &Event, past: &[&Event]) -> Result<()> {
        let clearance = self.clearance(event.seq);
        if !medium_then(past, event.seq).is_some_and(|then| then.cleared(clearance)) {
            let excepted = self.excepted(event)?;
            if !excepted.loss && !excepted.clause {
                self.find(event.seq, &id);
            }
        }
        Ok(())
    }

    /// One that was moved out, or left before, is judged where it is or was.
    fn is_unseen(&self, then: &Medium, asset: AssetId, seq: Seq) -> bool {
        then.asset == Some(asset) && then.departed_on.is_none() && !then.cleared(self.clearance(seq))
    }

    /// What the policy asked at an event.
    fn clearance(&self, seq: Seq) -> Clearance {
        let before = self.clearances.partition_point(|(from, _)| *from < seq);
        match before.checked_sub(1) {
            Some(last) => self.clearances[last].1,
            None => Policies::default().clearance(),
        }
    }

    fn excepted(&mut self, event: &Event) -> Result<Excepted> {
        let Some(lot) = event.lot else { return Ok(Excepted::default()) };
        if !self.lots.contains_key(&lot) {
            let spans = exceptions(self.reader.history(Subject::Lot(lot))?);
            self.lots.insert(lot, spans);
        }
        let spans = self.lots.get(&lot).map_or(&[][..], Vec::as_slice);
        let so_far = spans.partition_point(|(from, _)| *from <= event.seq);
        Ok(so_far.checked_sub(1).map_or(Excepted::default(), |last| spans[last].1))
    }
}

/// Returns what a lot excepted, from which of its events on, as known then.
fn exceptions(mut history: Vec<Event>) -> Vec<(Seq, Excepted)> {
    history.retain(|event| {
        let says = matches!(event.fact, Fact::LotOpened(_) | Fact::LotChanged(_) | Fact::LotShipped(_));
        says || !event.fact.targets().is_empty()
    });
    // Only the facts count, and what is kept is short.
    for event in &mut history {
        match &mut event.fact {
            Fact::LotChanged(changed) => (changed.add, changed.drop) = (Vec::new(), Vec::new()),
            Fact::LotShipped(shipped) => (shipped.assets, shipped.bulk) = (Vec::new(), Vec::new()),
            _ => {}
        }
    }
    let amended = history.iter().any(|event| !event.fact.targets().is_empty());
    let mut facts = LotFacts::default();
    let mut spans = Vec::new();
    for (at, event) in history.iter().enumerate() {
        if amended {
            facts = LotFacts::default();
            for event in standing(history[..=at].to_vec()) {
                learn(&mut facts, &event);
            }
        } else {
            learn(&mut facts, event);
        }
        let excepted =
            Excepted { loss: facts.channel == Some(Channel::Loss), clause: facts.data_clause.is_some() };
        spans.push((event.seq, excepted));
    }
    spans
}

fn learn(facts: &mut LotFacts, event: &Event) {
    match &event.fact {
        Fact::LotOpened(opened) => facts.update(&opened.facts),
        Fact::LotChanged(changed) => facts.update(&changed.facts),
        Fact::LotShipped(shipped) => facts.update(&shipped.facts),
        _ => {}
    }
}

/// Returns a medium as what stood of its events made it.
fn medium_then(past: &[&Event], seq: Seq) -> Option<Medium> {
    standing_among(past, |past| MediumLife::fold(past.iter().copied(), seq)).map(|life| life.medium)
}

fn puts_a_medium(event: &Event) -> bool {
    event.medium.is_some() && matches!(event.fact, Fact::MediumAdded(_) | Fact::MediumMoved(_))
}

/// The media that these events of an asset put into it and did not take out.
fn inside(asset: AssetId, events: &[&Event]) -> Vec<MediumId> {
    let mut inside = Vec::new();
    for event in events {
        let Some(id) = event.medium else { continue };
        let put = match &event.fact {
            Fact::MediumAdded(_) => true,
            Fact::MediumMoved(moved) => moved.to == Some(asset),
            _ => continue,
        };
        inside.retain(|other| *other != id);
        if put {
            inside.push(id);
        }
    }
    inside
}
