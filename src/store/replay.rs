//! Past days: the record as it was on a day, or as it was known at a head.

use crate::{
    model::{
        day::Day,
        event::{Event, Seq},
    },
    store::{Reader, Result, Store, sqlite},
};

/// From where the record is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Leaves out the dated events of later days; all others stay, as known now.
    pub as_of: Option<Day>,
    /// Leaves out the events after this one, as known then.
    pub at_head: Option<Seq>,
}

impl View {
    /// Tells whether an event is seen from there.
    #[must_use]
    pub fn keeps(&self, event: &Event) -> bool {
        self.at_head.is_none_or(|head| event.seq <= head)
            && self.as_of.is_none_or(|day| !event.fact.is_dated() || event.on <= day)
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

/// Makes the record again as it is seen from a view, in a temporary store.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn replay(source: &dyn Reader, view: View) -> Result<Box<dyn Store>> {
    Ok(Box::new(sqlite::replay(source, &|event| view.keeps(event))?))
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
    let past = replay(source, view)?;
    let reader = past.read()?;
    ask(reader.as_ref())
}
