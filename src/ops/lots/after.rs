//! What happens around a departure: undertaking, return, cancellation.

use std::collections::{BTreeSet, HashSet};

use crate::{
    model::{
        asset::Asset,
        day::Day,
        event::{Draft, Event, Seq},
        fact::{Fact, LotCancelled, LotUndertaken, Returned},
        id::{AssetId, LotId, MediumId, Subject},
        leaving::{LotStatus, VoidReason},
        lifecycle::{Action, Terms},
        lot::{Lot, Placed},
        standing::standing,
    },
    ops::{Act, Failure, Notice, Recording, Refusal, Resolve},
};

/// The taker's undertaking to reuse what is in a lot.
#[derive(Clone, Debug)]
pub struct Undertake {
    /// The lot, as typed.
    pub lot: String,
}

/// Records an undertaking for everything that is in the lot now. Late, it is recorded with a
/// warning: only one dated on or before the departure counts.
///
/// # Errors
///
/// Refuses an empty or cancelled lot.
pub fn undertake(act: &mut Act<'_>, request: &Undertake, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let lot = act.reader().find_lot(&request.lot)?;
    if lot.status == LotStatus::Cancelled {
        return Err(Refusal::LotClosed { lot: lot.number }.into());
    }
    let (assets, media) = named(lot.lines.iter().filter(|placed| placed.returned_on.is_none()));
    if assets.is_empty() && media.is_empty() {
        return Err(Refusal::LotEmpty { lot: lot.number }.into());
    }
    let standing = lot.lines.iter().filter(|placed| placed.returned_on.is_none());
    if let Some(before) = standing.filter_map(|placed| placed.undertaken_on).min() {
        act.notice(Notice::AlreadyUndertaken { lot: lot.number.clone(), before });
    }
    // What left without an undertaking by then.
    let lacking = lot.lines.iter().filter(|placed| placed.returned_on.is_none()).filter_map(|placed| {
        let in_time = |shipped: &Day| placed.undertaken_on.is_some_and(|first| first <= *shipped);
        placed.shipped_on.filter(|shipped| !in_time(shipped))
    });
    let lacking: Vec<Day> = lacking.collect();
    if lacking.iter().any(|shipped| *shipped < on) {
        act.notice(Notice::LateUndertaking { lot: lot.number.clone() });
    }
    // It counts by its day, and raises the rate of that year: only its paper can show that it was there.
    if lacking.iter().any(|shipped| *shipped >= on) {
        act.notice(Notice::BackdatedUndertaking { lot: lot.number, on });
    }
    act.record(Draft::new(on, LotUndertaken { assets, media }).lot(lot.id))
}

/// The assets and loose media on these lines.
fn named<'l>(lines: impl Iterator<Item = &'l Placed>) -> (Vec<AssetId>, Vec<MediumId>) {
    let (mut assets, mut media) = (Vec::new(), Vec::new());
    for placed in lines {
        assets.extend(placed.line.asset());
        media.extend(placed.line.medium());
    }
    (assets, media)
}

fn not_in_lot(asset: &Asset, lot: &Lot) -> Refusal {
    Refusal::NotInLot { subject: asset.tag.to_string(), lot: lot.number.clone() }
}

/// Assets that come back after they left.
#[derive(Clone, Debug)]
pub struct Return {
    /// The lot, as typed.
    pub lot: String,
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// Why.
    pub reason: VoidReason,
}

/// Records that assets came back. They are still decommissioned, and waste if they were; their list
/// of media is open again, since they were out of our hands.
///
/// # Errors
///
/// Refuses assets that did not leave in this lot.
pub fn returned(act: &mut Act<'_>, request: &Return, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let lot = act.reader().find_lot(&request.lot)?;
    let mut drafts = Vec::new();
    for asset in act.reader().find_assets(&request.assets)? {
        act.decide(&asset, Action::Return, Terms::default())?;
        if asset.lot != Some(lot.id) {
            return Err(not_in_lot(&asset, &lot).into());
        }
        let fact = Returned { media: act.media_ids(asset.id)?, reason: request.reason };
        drafts.push(Draft::new(on, fact).asset(asset.id).lot(lot.id));
    }
    act.record_all(drafts)
}

/// A lot to be given up, or undone.
#[derive(Clone, Debug)]
pub struct Cancel {
    /// The lot, as typed.
    pub lot: String,
    /// Why.
    pub reason: VoidReason,
}

/// Closes an open lot; undoes a shipped one as if it had never left.
///
/// # Errors
///
/// Refuses a lot that is cancelled already, and one of which an asset has a later dated event.
pub fn cancel(act: &mut Act<'_>, request: &Cancel, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let lot = act.reader().find_lot(&request.lot)?;
    if lot.status == LotStatus::Cancelled {
        return Err(Refusal::NothingChanges { subject: lot.number }.into());
    }
    let (assets, media) = named(lot.lines.iter());
    let voids = departures(act, &lot)?;
    let fall: HashSet<Seq> = voids.iter().copied().collect();
    let mut later = BTreeSet::new();
    let assets_left = lot.gone().filter_map(|placed| placed.line.asset()).map(Subject::Asset);
    let media_left = lot.gone().filter_map(|placed| placed.line.medium()).map(Subject::Medium);
    for subject in assets_left.chain(media_left).collect::<HashSet<_>>() {
        later.extend(later_dated(&standing(act.reader().history(subject)?), lot.id, subject, &fall));
    }
    if !later.is_empty() {
        return Err(Refusal::LotStoodOn { lot: lot.number, later: later.into_iter().rev().collect() }.into());
    }
    act.record(Draft::new(on, LotCancelled { assets, media, reason: request.reason, voids }).lot(lot.id))
}

/// The standing events by which a lot left, and those that followed from it, in the order of the log.
fn departures(act: &Act<'_>, lot: &Lot) -> Result<Vec<Seq>, Failure> {
    let events = standing(act.reader().history(Subject::Lot(lot.id))?);
    let left = events.iter().position(|event| matches!(event.fact, Fact::LotShipped(_)));
    let follows = |event: &&Event| {
        matches!(
            event.fact,
            Fact::LotShipped(_) | Fact::Departed(_) | Fact::LotProved(_) | Fact::LotUndertaken(_)
        )
    };
    let since = left.map_or(&[] as &[Event], |at| &events[at..]);
    Ok(since.iter().filter(follows).map(|event| event.seq).collect())
}

/// The dated events of a thing after it first left in a lot, but those that fall with the lot.
fn later_dated(events: &[Event], lot: LotId, subject: Subject, fall: &HashSet<Seq>) -> Vec<Seq> {
    let left = events.iter().position(|event| event.lot == Some(lot) && leaves(&event.fact, subject));
    let since = left.map_or(&[] as &[Event], |at| &events[at..]);
    let later = |event: &&Event| event.fact.is_dated() && !fall.contains(&event.seq);
    since.iter().filter(later).map(|event| event.seq).collect()
}

/// Whether this is the departure of an asset, or of a loose medium.
fn leaves(fact: &Fact, subject: Subject) -> bool {
    match (fact, subject) {
        (Fact::Departed(_), Subject::Asset(_)) => true,
        (Fact::LotShipped(shipped), Subject::Medium(id)) => shipped.media.contains(&id),
        _ => false,
    }
}
