//! The search projection: one row an asset, its number being that of the event that added it.
//!
//! A row that changes is taken out of the index by a mark, and disappears from it when its parts are
//! merged; what must not be found in the file any more is taken out by making the index again.

use super::{Session, rows::Sql, sink::Insert};
use crate::{
    model::{
        event::{Event, Seq},
        id::{AssetId, MediumId, PartyId, Subject, TextId},
        life::Life,
        text,
    },
    store::{
        Flow, Place, Reader, Result,
        fold::{searched, standing_of},
        search::{Around, GONE},
    },
};

impl Around for Session<'_> {
    fn label(&self, place: Place, code: &str) -> Result<Option<String>> {
        Reader::label(self, place, code)
    }

    fn name(&self, id: PartyId) -> Result<Option<String>> {
        self.one("SELECT name FROM vault_party WHERE id = ?1", [Sql(&id)], |row| row.get(0))
    }

    fn note(&self, id: TextId) -> Result<Option<String>> {
        self.text(id)
    }

    fn medium(&self, id: MediumId) -> Result<Vec<Event>> {
        self.history(Subject::Medium(id))
    }
}

/// Removes every row of an asset but this one, and tells whether this one is there.
pub(super) fn keep(session: &Session<'_>, row: Seq, text: &str, asset: AssetId) -> Result<bool> {
    let mut there = false;
    for (known, same) in rows_of(session, asset, text)? {
        if known == row && same {
            there = true;
        } else {
            delete(session, known)?;
        }
    }
    Ok(there)
}

/// Removes the row of an asset that is not there any more.
pub(super) fn remove(session: &Session<'_>, id: AssetId) -> Result<()> {
    for (row, _) in rows_of(session, id, "")? {
        delete(session, row)?;
    }
    Ok(())
}

/// Returns the rows of an asset, and whether they hold this text. There is one, whose number is that of
/// the event that added the asset; what added it may have been voided since, and something else have
/// added it again.
fn rows_of(session: &Session<'_>, id: AssetId, text: &str) -> Result<Vec<(Seq, bool)>> {
    let sql = "SELECT rowid, text FROM search WHERE rowid IN (SELECT seq FROM touch WHERE subject = ?1)";
    session.all(sql, [Sql(&id)], |row| Ok((row.get(0)?, row.get_ref(1)?.as_str()? == text)))
}

fn delete(session: &Session<'_>, row: Seq) -> Result<()> {
    let delete = || session.conn().prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([row]);
    delete().map(|_| ()).map_err(|e| session.error(e))
}

/// Writes the rows again of what is at a place that is called so from now on.
pub(super) fn place_named(session: &Session<'_>, place: Place, code: &str) -> Result<()> {
    session.names.borrow_mut().forget_place(place, code);
    // The code is a word of their rows: there is no other index to find them by.
    again(session, &with_words(session, code)?)
}

/// Returns the assets whose rows have all the words of a text, as far as so many are asked for.
pub(super) fn with_words(session: &Session<'_>, said: &str) -> Result<Vec<AssetId>> {
    /// A few words of a long text find few others.
    const ENOUGH: usize = 16;
    let mut words = text::words(said);
    words.truncate(ENOUGH);
    let Some(query) = query(&words) else { return Ok(Vec::new()) };
    let sql = "SELECT asset FROM search WHERE search MATCH ?1";
    session.all(sql, [query], |row| super::rows::get(row, 0))
}

/// Writes the rows again of what is used by someone who is called so from now on.
pub(super) fn party_named(session: &Session<'_>, id: PartyId) -> Result<()> {
    session.names.borrow_mut().forget_party(id);
    let touched = session.one("SELECT 1 FROM touch WHERE subject = ?1", [Sql(&id)], |_| Ok(()))?;
    if touched.is_none() {
        return Ok(());
    }
    again(
        session,
        &session.all("SELECT id FROM asset WHERE holder = ?1", [Sql(&id)], |row| super::rows::get(row, 0))?,
    )
}

pub(super) fn again(session: &Session<'_>, assets: &[AssetId]) -> Result<()> {
    for id in assets {
        let events = standing_of(session, Subject::Asset(*id))?;
        let events: Vec<&Event> = events.iter().collect();
        if let Some(life) = Life::fold(events.iter().copied(), 0) {
            searched(session, &life, &events, &mut Insert::new(session, false))?;
        }
    }
    Ok(())
}

/// Makes the rows of a past record, of which few ask: until then there are none.
pub(super) fn fill(session: &Session<'_>) -> Result<()> {
    if !session.store.unsearched || session.searched.replace(true) {
        return Ok(());
    }
    again(session, &session.all("SELECT id FROM asset", [], |row| super::rows::get(row, 0))?)
}

/// Hands over the assets that have a word beginning with each of these: first what is here, then what
/// has left; of each what came in last first.
pub(super) fn matches(
    session: &Session<'_>,
    words: &[String],
    each: &mut dyn FnMut(AssetId) -> Result<Flow>,
) -> Result<()> {
    let Some(all) = query(words) else { return Ok(()) };
    let sql = "SELECT asset FROM search WHERE search MATCH ?1 ORDER BY rowid DESC";
    for part in [format!("({all}) NOT \"{GONE}\""), format!("({all}) AND \"{GONE}\"")] {
        let (mut flow, mut failed) = (Flow::Continue(()), None);
        session.stream(sql, [part], |row| {
            match each(super::rows::get(row, 0)?) {
                Ok(next) => flow = next,
                Err(e) => (flow, failed) = (Flow::Break(()), Some(e)),
            }
            Ok(flow)
        })?;
        if let Some(e) = failed {
            return Err(e);
        }
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

/// Counts them.
pub(super) fn count(session: &Session<'_>, words: &[String]) -> Result<u64> {
    let Some(all) = query(words) else { return Ok(0) };
    let sql = "SELECT count(*) FROM search WHERE search MATCH ?1";
    Ok(session.one(sql, [all], |row| row.get(0))?.unwrap_or(0))
}

/// Words hold letters and digits alone: there is nothing in them to be quoted.
fn query(words: &[String]) -> Option<String> {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
    (!quoted.is_empty()).then(|| quoted.join(" AND "))
}
