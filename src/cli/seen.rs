//! Past days: what was typed, checked, as a view of the record.

use super::{args::seen::Seen, failure::Trouble, run::Run};
use crate::{
    model::{day::Day, event::Seq},
    ops::Refusal,
    report::{self, Moment},
    store::{self, Reader, View},
};

impl Run<'_> {
    /// Returns the view that was asked for.
    ///
    /// # Errors
    ///
    /// Refuses an event that the record does not have, and a day that has not come: of what will
    /// happen nothing is recorded, and a page must not say it was seen from there.
    pub(super) fn view(&self, reader: &dyn Reader, seen: &Seen) -> Result<View, Trouble> {
        let view = View { as_of: seen.as_of, at_head: seen.at_head };
        if let Some(seq) = view.at_head {
            known(reader, seq)?;
        }
        if let Some(on) = view.as_of {
            // What was recorded stays visible from its day, even if the clock went backwards since.
            let today = self.today(reader)?;
            let last = if on > today { Moment::of(reader, View::default())?.as_of } else { today };
            if on > today.max(last) {
                return Err(report::Error::NotCome { on, today }.into());
            }
        }
        Ok(view)
    }

    /// Returns the day whose evening a view shows.
    pub(super) fn day_of(&self, reader: &dyn Reader, view: View) -> Result<Day, Trouble> {
        match view {
            View { as_of: None, at_head: None } => self.today(reader),
            View { as_of: Some(day), .. } => Ok(day),
            View { .. } => Ok(Moment::of(reader, view)?.as_of),
        }
    }

    /// Says that nothing is to be seen from there; from before all that is recorded, that nothing is
    /// known.
    pub(super) fn nothing_seen(&mut self, reader: &dyn Reader) -> Result<(), store::Error> {
        let before = reader.is_undated()?;
        let line = if before { self.words.nothing_yet() } else { self.words.nothing() };
        self.screen.note(line);
        Ok(())
    }
}

/// Refuses an event that the record does not have: there is none before the first.
pub(super) fn known(reader: &dyn Reader, seq: Seq) -> Result<(), Trouble> {
    if seq == 0 || seq > reader.head()?.seq {
        return Err(report::Error::NoSuchHead(seq).into());
    }
    Ok(())
}

/// Refuses to show what was not yet in the record, as seen from a view.
pub(super) fn not_yet(name: &str, view: View) -> Trouble {
    Refusal::NotYet { name: name.to_owned(), as_of: view.as_of, at_head: view.at_head }.into()
}
