//! Whether a medium was, or may have been, written on since its data was removed: in an asset in use, or out of
//! our hands.

use super::{Act, Failure, correct::bears};
use crate::model::{
    asset::Stay,
    attempt::Attempt,
    day::Day,
    event::Event,
    fact::Fact,
    id::{AssetId, MediumId, Subject},
    life::Life,
    lifecycle::State,
    medium::MediumLife,
    standing::standing,
};

/// Returns the service that used an asset last, if it was in use, or out of our hands, since a medium of it was
/// sanitised; `last`: what was done to the medium last, if anything was. Within a day the order is that of the log.
pub(super) fn used_since(
    act: &Act<'_>,
    asset: AssetId,
    last: Option<&Attempt>,
) -> Result<Option<String>, Failure> {
    let sanitised = last.map(|last| (erased_on(act, last), last.seq));
    let stays = stays(act, asset)?;
    let (mut service, mut used) = (None, None);
    for (at, stay) in stays.iter().enumerate() {
        if stay.state == State::Deployed {
            service.clone_from(&stay.service);
        }
        // However it ended, what was in use was written on; of what was away, nobody knows.
        let written = matches!(stay.state, State::Deployed | State::Missing | State::Departed);
        let after = stays.get(at + 1).is_none_or(|next| Some((next.from, next.seq)) > sanitised);
        if written && after {
            used.clone_from(&service);
        }
    }
    Ok(used)
}

/// The day on which the data of a medium was removed: that of the tool's own log, where it was recorded later.
pub(super) fn erased_on(act: &Act<'_>, attempt: &Attempt) -> Day {
    let ended = attempt.run.as_ref().and_then(|run| run.finished_at.or(run.started_at));
    let told = ended.zip(act.policies().zone()).map(|(at, zone)| zone.day_of(at));
    told.map_or(attempt.on, |told| told.min(attempt.on))
}

/// Tells whether a medium was, or may have been, used from one day to another: it was in an asset in use or
/// missing, or out of our hands.
pub(super) fn used_between(act: &Act<'_>, medium: MediumId, first: Day, last: Day) -> Result<bool, Failure> {
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
        let used = stays(act, stay.asset)?
            .into_iter()
            .filter(|stay| matches!(stay.state, State::Deployed | State::Missing))
            .any(|stay| Days::of(stay.from, stay.to).meets(&[span, inside]));
        if used {
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

/// Where an asset was, one stretch after the other.
fn stays(act: &Act<'_>, asset: AssetId) -> Result<Vec<Stay>, Failure> {
    let events = standing(act.reader().history(Subject::Asset(asset))?);
    let life = Life::fold(events.iter().filter(|event| bears(event, asset)), 0);
    Ok(life.map(|life| life.stays).unwrap_or_default())
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
