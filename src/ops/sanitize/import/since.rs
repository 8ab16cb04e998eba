//! Whether a medium was written on between the day of a log and the day on which it would be recorded: then the
//! log proves nothing of what it holds now.

use super::BadLogWhy;
use crate::{
    model::{
        day::Day,
        event::Event,
        fact::Fact,
        id::{AssetId, MediumId, Subject},
        life::Life,
        lifecycle::State,
        medium::{Medium, MediumLife},
        standing::standing,
    },
    ops::{Act, Failure, Refusal, act::medium_name},
};

/// Tells why what a log says of a known medium cannot be recorded on a day. `told`: the day of the log.
pub(super) fn too_early(
    act: &Act<'_>,
    medium: &Medium,
    told: Option<Day>,
    on: Day,
) -> Result<Option<BadLogWhy>, Failure> {
    let mut last = (medium_name(medium), medium.last_on);
    if let Some(id) = medium.asset
        && let Some(asset) = act.reader().asset(id)?.filter(|asset| asset.last_on > last.1)
    {
        last = (asset.tag.to_string(), asset.last_on);
    }
    let (subject, last) = last;
    let until = on.max(last);
    if let Some(told) = told.filter(|told| *told < until)
        && used_between(act, medium.id, told, until)?
    {
        return Ok(Some(BadLogWhy::UsedSince { medium: medium_name(medium), told }));
    }
    Ok((on < last).then_some(BadLogWhy::Refused(Refusal::BeforeLast { subject, on, last })))
}

/// Tells whether a medium was, or may have been, used from one day to another: it was in an asset in use, or
/// out of our hands.
fn used_between(act: &Act<'_>, medium: MediumId, first: Day, last: Day) -> Result<bool, Failure> {
    let events = standing(act.reader().history(Subject::Medium(medium))?);
    let since = |event: &&Event| first < event.on && event.on <= last;
    if events.iter().filter(since).any(|event| out_of_hands(event, medium)) {
        return Ok(true);
    }
    let Some(life) = MediumLife::fold(&events, 0) else { return Ok(false) };
    let span = Days { from: first, to: Some(last.next()) };
    for stay in &life.attributions {
        let came = events.iter().find(|event| event.seq == stay.seq);
        // What came into the record with its asset was in it before, and so was what the asset is known to
        // have used before it was put there.
        let before = came.is_some_and(|came| match &came.fact {
            Fact::MediumMoved(moved) => moved.used_by.is_some(),
            _ => true,
        });
        let inside = Days::of(if before { first.min(stay.from) } else { stay.from }, stay.to);
        if asset_used(act, stay.asset, &[span, inside])? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn out_of_hands(event: &Event, medium: MediumId) -> bool {
    match &event.fact {
        Fact::Departed(_) | Fact::Returned(_) | Fact::Found(_) => true,
        Fact::LotShipped(shipped) => shipped.media.contains(&medium),
        _ => false,
    }
}

/// Tells whether an asset was in use, or nobody knows where, on a day of all these stretches.
fn asset_used(act: &Act<'_>, asset: AssetId, within: &[Days; 2]) -> Result<bool, Failure> {
    let events = standing(act.reader().history(Subject::Asset(asset))?);
    let Some(life) = Life::fold(&events, 0) else { return Ok(false) };
    let used = life.stays.iter().filter(|stay| matches!(stay.state, State::Deployed | State::Missing));
    Ok(used.map(|stay| Days::of(stay.from, stay.to)).any(|used| used.meets(within)))
}

/// A stretch of days. `to` is the first day after.
#[derive(Clone, Copy)]
struct Days {
    from: Day,
    to: Option<Day>,
}

impl Days {
    /// What began and ended on one day took that day.
    fn of(from: Day, to: Option<Day>) -> Self {
        Self { from, to: to.map(|to| to.max(from.next())) }
    }

    /// Tells whether there is a day that is in this and in all the others.
    fn meets(self, others: &[Self]) -> bool {
        let from = others.iter().fold(self.from, |from, other| from.max(other.from));
        others.iter().chain([&self]).all(|days| days.to.is_none_or(|to| from < to))
    }
}
