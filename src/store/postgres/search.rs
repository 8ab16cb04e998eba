//! The search projection: one row an asset, found by the beginnings of its words.

use uuid::Uuid;

use super::{Session, link::Arg, reader::LABEL};
use crate::{
    model::{
        event::Event,
        id::{AssetId, MediumId, PartyId, Subject, TextId},
        life::Life,
        text,
    },
    store::{
        Flow, Place, Reader, Result,
        fold::{searched, standing_of},
        ground::Ground as _,
        rows::Cells as _,
        search::{Around, GONE},
    },
};

impl Around for Session<'_> {
    fn label(&self, place: Place, code: &str) -> Result<Option<String>> {
        Session::beside(self, LABEL, &[place.code().into(), code.into()])
    }

    fn name(&self, id: PartyId) -> Result<Option<String>> {
        Session::beside(self, "SELECT name FROM vault_party WHERE id = $1", &[(&id).into()])
    }

    fn note(&self, id: TextId) -> Result<Option<String>> {
        let kept = self.kept.borrow().note(id);
        match kept {
            Some(text) => Ok(Some(text)),
            None => Session::beside(self, "SELECT text FROM vault_text WHERE id = $1", &[(&id).into()]),
        }
    }

    fn medium(&self, id: MediumId) -> Result<Vec<Event>> {
        self.history(Subject::Medium(id))
    }
}

/// Writes the rows again of what is at a place that is called so from now on.
pub(super) fn place_named(session: &Session<'_>, place: Place, code: &str) -> Result<()> {
    session.names.borrow_mut().forget_place(place, code);
    // The code is a word of their rows.
    again(session, &with_words(session, code)?)
}

/// Returns the assets that are used by someone of these, who are called otherwise from now on. Most of them
/// come in with the name.
pub(super) fn held_before(session: &Session<'_>, named: &[PartyId]) -> Result<Vec<AssetId>> {
    let ids: Vec<Uuid> = named.iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT DISTINCT subject FROM touch WHERE subject = ANY($1)";
    let mut held = Vec::new();
    for row in session.rows_once(sql, &[Arg::Ids(&ids)])? {
        held.extend(held_by(session, row.cell(0)?)?);
    }
    Ok(held)
}

/// Returns the assets that somebody uses.
pub(super) fn held_by(session: &Session<'_>, id: PartyId) -> Result<Vec<AssetId>> {
    session.all("SELECT id FROM asset WHERE holder = $1", &[(&id).into()], |row| row.cell(0))
}

/// Returns the assets whose rows have all the words of a text, as far as so many are asked for.
pub(super) fn with_words(session: &Session<'_>, said: &str) -> Result<Vec<AssetId>> {
    /// A few words of a long text find few others.
    const ENOUGH: usize = 16;
    let mut words = text::words(said);
    words.truncate(ENOUGH);
    let Some(query) = query(&words) else { return Ok(Vec::new()) };
    session.all("SELECT asset FROM search WHERE words @@ $1::text::tsquery", &[(&query).into()], |row| {
        row.cell(0)
    })
}

/// Writes the rows of these assets again.
pub(super) fn again(session: &Session<'_>, assets: &[AssetId]) -> Result<()> {
    if assets.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = assets.iter().map(|id| id.0).collect();
    session.later_aside("DELETE FROM search WHERE asset = ANY($1)", &[Arg::Ids(&ids)])?;
    for id in assets {
        let events = standing_of(session, Subject::Asset(*id))?;
        let events: Vec<&Event> = events.iter().collect();
        if let Some(life) = Life::fold(events.iter().copied(), 0) {
            searched(session, &life, &events, session.insert(false).as_mut())?;
        }
    }
    Ok(())
}

/// Hands over the assets that have a word beginning with each of these: first what is here, then what
/// has left; of each what came in last first.
pub(super) fn matches(
    session: &Session<'_>,
    words: &[String],
    each: &mut dyn FnMut(AssetId) -> Result<Flow>,
) -> Result<()> {
    let Some(all) = query(words) else { return Ok(()) };
    let sql = "SELECT asset FROM search WHERE words @@ $1::text::tsquery ORDER BY seq DESC";
    for part in [format!("{all} & !'{GONE}'"), format!("{all} & '{GONE}'")] {
        let mut flow = Flow::Continue(());
        session.stream(sql, &[(&part).into()], |row| {
            flow = each(row.cell(0)?)?;
            Ok(flow)
        })?;
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

/// Counts them.
pub(super) fn count(session: &Session<'_>, words: &[String]) -> Result<u64> {
    let Some(all) = query(words) else { return Ok(0) };
    let sql = "SELECT count(*) FROM search WHERE words @@ $1::text::tsquery";
    Ok(session.one(sql, &[(&all).into()], |row| row.cell(0))?.unwrap_or(0))
}

/// Words hold letters and digits alone: there is nothing in them to be quoted. They are cut as those that
/// are searched.
fn query(words: &[String]) -> Option<String> {
    const LONGEST: usize = 255;
    let cut = |word: &String| word.chars().take(LONGEST).collect::<String>();
    let quoted: Vec<String> = words.iter().map(|word| format!("'{}':*", cut(word))).collect();
    (!quoted.is_empty()).then(|| quoted.join(" & "))
}
