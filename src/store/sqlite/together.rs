//! What is asked about many assets, asked of the engine at once: to be asked costs it more than to answer.

use std::collections::HashMap;

use rusqlite::params_from_iter;

use super::{
    Session,
    rows::{DEPARTURE_COLUMNS, MEDIUM_COLUMNS, READING, Sql, departure, get, maybe, medium},
};
use crate::{
    model::{
        asset::{Asset, Departure},
        id::AssetId,
    },
    store::{Attributed, Question, Result},
};

/// Answers to what was said to be asked next. Each is given once; what is not asked for is forgotten with the next.
#[derive(Default)]
pub(super) struct Foreseen {
    media: HashMap<AssetId, Vec<Attributed>>,
    departures: HashMap<AssetId, Departure>,
}

impl Session<'_> {
    /// Asks what a few hundred assets have inside, and how those left that did.
    pub(super) fn foresee_lives(&self, questions: &[Question<'_>]) -> Result<()> {
        let mut foreseen = Foreseen::default();
        // What is written in the meantime would not be seen, by a writer or from within the transaction of another.
        if self.open && self.write.borrow().is_none() {
            let inside: Vec<AssetId> = questions.iter().filter_map(Question::inside).collect();
            let left: Vec<AssetId> = questions.iter().filter_map(Question::left).collect();
            foreseen.media = self.media_of_all(&inside)?;
            foreseen.departures = self.departures_of_all(&left)?;
        }
        *self.foreseen.borrow_mut() = foreseen;
        Ok(())
    }

    /// Takes the media of an asset, if they were asked for already.
    pub(super) fn foreseen_media(&self, asset: AssetId) -> Option<Vec<Attributed>> {
        self.foreseen.borrow_mut().media.remove(&asset)
    }

    /// Takes the departure of an asset, if it was asked for already.
    pub(super) fn foreseen_departure(&self, asset: AssetId) -> Option<Departure> {
        self.foreseen.borrow_mut().departures.remove(&asset)
    }

    fn media_of_all(&self, assets: &[AssetId]) -> Result<HashMap<AssetId, Vec<Attributed>>> {
        let mut found: HashMap<_, _> = assets.iter().map(|id| (*id, Vec::new())).collect();
        let sql = format!(
            "SELECT {MEDIUM_COLUMNS}, t.\"to\", m.cleared, t.asset \
             FROM attribution t JOIN medium m ON m.id = t.medium {READING} WHERE t.asset IN ({}) ORDER BY t.asset, t.seq",
            places(assets.len())
        );
        self.about(&sql, assets, |row| {
            let inside = Attributed { medium: medium(row)?, until: maybe(row, 21)?, cleared: row.get(22)? };
            found.entry(get(row, 23)?).or_default().push(inside);
            Ok(())
        })?;
        Ok(found)
    }

    fn departures_of_all(&self, assets: &[AssetId]) -> Result<HashMap<AssetId, Departure>> {
        let mut found = HashMap::new();
        let sql = format!(
            "SELECT {DEPARTURE_COLUMNS} FROM departure d WHERE d.asset IN ({}) ORDER BY d.asset, d.seq",
            places(assets.len())
        );
        self.about(&sql, assets, |row| {
            let last = departure(row, 0)?;
            found.insert(last.asset, last);
            Ok(())
        })?;
        Ok(found)
    }

    /// Gives these assets their other names.
    pub(super) fn name_all(&self, assets: &mut [Asset]) -> Result<()> {
        let ids: Vec<AssetId> = assets.iter().map(|asset| asset.id).collect();
        let sql = format!(
            "SELECT asset, alias FROM alias WHERE asset IN ({}) ORDER BY asset, place",
            places(ids.len())
        );
        let mut names: HashMap<AssetId, Vec<String>> = HashMap::new();
        self.about(&sql, &ids, |row| {
            names.entry(get(row, 0)?).or_default().push(row.get(1)?);
            Ok(())
        })?;
        for asset in assets.iter_mut() {
            asset.aliases = names.remove(&asset.id).unwrap_or_default();
        }
        Ok(())
    }

    /// Asks about each of these assets.
    fn about(
        &self,
        sql: &str,
        assets: &[AssetId],
        mut each: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<()> {
        if assets.is_empty() {
            return Ok(());
        }
        self.stream(sql, params_from_iter(assets.iter().map(Sql)), |row| {
            each(row)?;
            Ok(std::ops::ControlFlow::Continue(()))
        })
    }
}

/// So many places for values in a list.
fn places(count: usize) -> String {
    let mut places = "?,".repeat(count);
    places.pop();
    places
}
