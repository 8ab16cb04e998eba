//! Past days: the record as it was on a day, or as it was known at a head.

use std::collections::HashMap;

use serde::Deserialize;

use crate::{
    model::{
        day::Day,
        event::{Event, Seq},
        fact::Fact,
        policy::Policies,
        standing::standing,
    },
    store::{Error, Flow, Logged, Reader, Result, Seldom, Store, sqlite},
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
    /// Leaves out the dated events of later days; all others stay, as known now.
    pub as_of: Option<Day>,
    /// Leaves out the events after this one, as known then.
    pub at_head: Option<Seq>,
}

impl View {
    /// Tells whether an event is seen from there, if this is the day it happened.
    #[must_use]
    fn keeps(&self, event: &Event, on: Day) -> bool {
        self.at_head.is_none_or(|head| event.seq <= head)
            && self.as_of.is_none_or(|day| !event.fact.is_dated() || on <= day)
    }

    /// Returns the events that are not seen from there.
    fn left_out(&self, source: &dyn Reader) -> Result<LeftOut> {
        let mut left_out = LeftOut { after: self.at_head, these: Vec::new() };
        let Some(day) = self.as_of else { return Ok(left_out) };
        let days = self.corrected_days(source)?;
        let later = |logged: &Logged<'_>| -> std::result::Result<bool, String> {
            let on = match days.get(&logged.seq) {
                Some(on) => *on,
                None => serde_json::from_str::<Dated>(logged.line).map_err(|e| e.to_string())?.on,
            };
            // What had happened by then is seen; few came later, and only they are read in full.
            Ok(on > day && !self.keeps(&Event::read(logged.line).map_err(|e| e.to_string())?, on))
        };
        let mut failed = None;
        source.lines(0, &mut |logged| {
            if self.at_head.is_some_and(|head| logged.seq > head) {
                return Flow::Break(());
            }
            match later(logged) {
                Ok(true) => left_out.these.push(logged.seq),
                Ok(false) => {}
                Err(e) => failed = Some(Error::Corrupt(format!("event {}: {e}", logged.seq))),
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
        let day = match self.as_of {
            Some(day) => reader.last_day()?.is_none_or(|last| last <= day),
            None => true,
        };
        Ok(head && day)
    }
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

/// Reads the events of seldom types up to a head, in the order of the log.
fn events_of(source: &dyn Reader, kinds: &[Seldom], head: Option<Seq>) -> Result<Vec<Event>> {
    let (mut events, mut failed) = (Vec::new(), None);
    source.seldom(kinds, &mut |logged| {
        if head.is_some_and(|head| logged.seq > head) {
            return Flow::Break(());
        }
        match Event::read(logged.line) {
            Ok(event) => events.push(event),
            Err(e) => failed = Some(Error::Corrupt(format!("event {}: {e}", logged.seq))),
        }
        if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    failed.map_or(Ok(events), Err)
}

/// Makes the record again as it is seen from a view, in a temporary store, from its lines alone: what
/// any backend can do.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn replay(source: &dyn Reader, view: View) -> Result<Box<dyn Store>> {
    let days = view.corrected_days(source)?;
    let on = |event: &Event| days.get(&event.seq).copied().unwrap_or(event.on);
    Ok(Box::new(sqlite::replay(source, &|event| view.keeps(event, on(event)))?))
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
