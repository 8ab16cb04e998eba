//! Past days: the record as it was on a day, or as it was known at a head.

use std::{cell::RefCell, collections::HashMap};

use serde::Deserialize;

use crate::{
    model::{
        day::{Day, Zone},
        event::{Event, Seq},
        fact::Fact,
        id::LotId,
        leaving::LotStatus,
        policy::Policies,
        standing::standing,
    },
    store::{Error, Flow, Logged, Reader, Result, Seldom, Store, events_of, sqlite},
};

/// The events that a past record is without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// All after this one.
    pub after: Option<Seq>,
    /// And these, in the order of the log.
    pub these: Vec<Seq>,
}

/// Of an event, the day alone.
#[derive(Deserialize)]
struct Dated {
    on: Day,
}

/// From where the record is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Leaves out the dated events of later days, and what a lot was said to be or to hold on later
    /// days where it had not left by then; all others stay, as known now.
    pub as_of: Option<Day>,
    /// Leaves out the events after this one, as known then.
    pub at_head: Option<Seq>,
}

impl View {
    /// Returns the events that are not seen from there.
    fn left_out(&self, source: &dyn Reader) -> Result<LeftOut> {
        let mut left_out = LeftOut { after: self.at_head, these: Vec::new() };
        let Some(day) = self.as_of else { return Ok(left_out) };
        let sight = Sight::of(source, *self)?;
        let corrupt = |seq: Seq, e: &dyn std::fmt::Display| Error::Corrupt(format!("event {seq}: {e}"));
        let later = |logged: &Logged<'_>| -> Result<bool> {
            let on = match sight.days.get(&logged.seq) {
                Some(on) => *on,
                None => serde_json::from_str::<Dated>(logged.line).map_err(|e| corrupt(logged.seq, &e))?.on,
            };
            // What had happened by then is seen; few came later, and only they are read in full.
            Ok(on > day && !sight.sees(&Event::read(logged.line).map_err(|e| corrupt(logged.seq, &e))?)?)
        };
        let mut failed = None;
        source.lines(0, &mut |logged| {
            if self.at_head.is_some_and(|head| logged.seq > head) {
                return Flow::Break(());
            }
            match later(logged) {
                Ok(true) => left_out.these.push(logged.seq),
                Ok(false) => {}
                Err(e) => failed = Some(e),
            }
            if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
        })?;
        failed.map_or(Ok(left_out), Err)
    }

    /// Returns the day of every event whose day was corrected, as known from there.
    fn corrected_days(&self, source: &dyn Reader) -> Result<HashMap<Seq, Day>> {
        let kinds = [Seldom::Corrected, Seldom::Voided, Seldom::LotCancelled];
        let amending = events_of(source, &kinds, self.at_head)?;
        let corrections = standing(amending).into_iter().filter_map(|event| match event.fact {
            Fact::Corrected(corrected) => Some((corrected.seq, corrected.set.on?)),
            _ => None,
        });
        Ok(corrections.collect())
    }

    /// Tells whether the present projections show the same.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn is_present(&self, reader: &dyn Reader) -> Result<bool> {
        let head = match self.at_head {
            Some(head) => reader.head()?.seq <= head,
            None => true,
        };
        if !head {
            return Ok(false);
        }
        let Some(day) = self.as_of else { return Ok(true) };
        if reader.last_day()?.is_some_and(|last| last > day) {
            return Ok(false);
        }
        // No event is of a day after the one on which it was recorded.
        if head_day(reader)?.is_none_or(|head| head <= day) {
            return Ok(true);
        }
        self.shows_lots(reader)
    }

    /// Tells whether every lot is seen from there as it is described now, if every dated event is.
    fn shows_lots(&self, reader: &dyn Reader) -> Result<bool> {
        let mut waiting = Vec::new();
        reader.lots(&mut |lot| {
            if lot.status != LotStatus::Shipped {
                waiting.push(lot.id);
            }
            Flow::Continue(())
        })?;
        let sight = Sight::of(reader, *self)?;
        for lot in waiting {
            for event in reader.history(lot.into())? {
                if !sight.sees(&event)? {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

/// What is seen of a record from a view, event by event.
struct Sight<'r> {
    source: &'r dyn Reader,
    view: View,
    days: HashMap<Seq, Day>,
    lots: RefCell<HashMap<LotId, Reached>>,
}

/// How far a lot had come on the day of a view.
#[derive(Clone, Copy, Default)]
struct Reached {
    opened: bool,
    /// Something had left in it: all that is said of it is said of what had left.
    left: bool,
    /// The last in the log of its dated events of that day or before: it rests on all that was said before it.
    last: Option<Seq>,
}

impl<'r> Sight<'r> {
    fn of(source: &'r dyn Reader, view: View) -> Result<Self> {
        let days = view.corrected_days(source)?;
        Ok(Self { source, view, days, lots: RefCell::default() })
    }

    /// Tells whether an event is seen.
    fn sees(&self, event: &Event) -> Result<bool> {
        if self.view.at_head.is_some_and(|head| event.seq > head) {
            return Ok(false);
        }
        if self.had_happened(event) {
            return Ok(true);
        }
        match (&event.fact, event.lot) {
            (Fact::LotOpened(_) | Fact::LotChanged(_), Some(lot)) => {
                let reached = self.reached(lot)?;
                Ok(reached.left || reached.last.is_some_and(|last| event.seq < last))
            }
            // As if it had never been: as known now, if it had been there.
            (Fact::LotCancelled(_), Some(lot)) => {
                let reached = self.reached(lot)?;
                Ok(reached.opened || reached.last.is_some())
            }
            (fact, _) => Ok(!fact.is_dated()),
        }
    }

    /// Tells whether the day of an event had come.
    fn had_happened(&self, event: &Event) -> bool {
        let on = self.days.get(&event.seq).copied().unwrap_or(event.on);
        self.view.as_of.is_none_or(|day| on <= day)
    }

    /// Looks, once, how far a lot had come: its opening may have been entered before what happened earlier.
    fn reached(&self, lot: LotId) -> Result<Reached> {
        if let Some(reached) = self.lots.borrow().get(&lot) {
            return Ok(*reached);
        }
        let mut reached = Reached::default();
        for event in self.source.history(lot.into())? {
            if self.view.at_head.is_some_and(|head| event.seq > head) || !self.had_happened(&event) {
                continue;
            }
            reached.opened |= matches!(event.fact, Fact::LotOpened(_));
            reached.left |= matches!(event.fact, Fact::LotShipped(_));
            if event.fact.is_dated() {
                reached.last = Some(event.seq);
            }
        }
        self.lots.borrow_mut().insert(lot, reached);
        Ok(reached)
    }
}

/// Returns the day on which the last event was recorded, in the organisation's zone.
fn head_day(reader: &dyn Reader) -> Result<Option<Day>> {
    let Some(recorded_at) = reader.head()?.recorded_at else { return Ok(None) };
    let zone = reader.policies()?.zone().or_else(|| Zone::named(Zone::DEFAULT));
    let zone = zone.ok_or_else(|| Error::Fault(format!("no time zone {}", Zone::DEFAULT)))?;
    Ok(Some(zone.day_of(recorded_at)))
}

/// Returns the policies that were in force at a head.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn policies_at(source: &dyn Reader, head: Seq) -> Result<Policies> {
    if source.head()?.seq <= head {
        return source.policies();
    }
    let deciding = events_of(source, &[Seldom::Configured, Seldom::Voided], Some(head))?;
    Ok(Policies::fold(&standing(deciding)))
}

/// Makes the record again as it is seen from a view, in a temporary store, from its lines alone: what
/// any backend can do.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn replay(source: &dyn Reader, view: View) -> Result<Box<dyn Store>> {
    let sight = Sight::of(source, view)?;
    Ok(Box::new(sqlite::replay(source, &|event| sight.sees(event))?))
}

/// Answers a question from a view: on the present projections where they show the same, else on a
/// replay. What asks does not know which.
///
/// # Errors
///
/// Returns why the record cannot be read, or the error of `ask`.
pub fn view<T, E: From<crate::store::Error>>(
    source: &dyn Reader,
    view: View,
    ask: impl FnOnce(&dyn Reader) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    if view.is_present(source)? {
        return ask(source);
    }
    let past = match source.without(&view.left_out(source)?)? {
        Some(past) => past,
        None => replay(source, view)?,
    };
    let reader = past.read()?;
    ask(reader.as_ref())
}
