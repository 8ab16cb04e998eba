//! The conservation law: what came in is here, missing, or gone with a document; what a lot took is what
//! left in it. It asks the events themselves, and knows nothing of the folds that made the tables: a log
//! that was forged whole, from which the tables follow, can still break it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, FindingCode};
use crate::{
    model::{
        day::{Instant, Zone},
        event::{Event, Seq},
        fact::{Fact, LotShipped},
        id::{AssetId, LotId, MediumId, Subject},
        life::Life,
        lifecycle::State,
        lot::{LotItem, LotLine},
        standing::{standing, standing_among},
    },
    store::{Reader, Result},
};

/// Looks at every subject of a replay.
pub(super) struct Law<'r> {
    reader: &'r dyn Reader,
    /// In which the days of instants are told.
    utc: Option<Zone>,
    pub(super) findings: Vec<Finding>,
}

/// By how much the civil day is ahead of that of UTC where it begins first (UTC+14), in milliseconds.
const AHEAD: i64 = 14 * 3_600_000;

impl<'r> Law<'r> {
    pub(super) fn new(reader: &'r dyn Reader) -> Self {
        Self { reader, utc: Zone::named("UTC"), findings: Vec::new() }
    }

    /// Looks at a subject, of which these are the events that bear on it.
    pub(super) fn look(&mut self, subject: Subject, events: &[&Event]) -> Result<()> {
        for event in events {
            self.day(event);
        }
        match subject {
            Subject::Asset(id) => standing_among(events, |events| self.thing(LotItem::Asset(id), events)),
            Subject::Medium(id) => {
                self.validations(id, events);
                standing_among(events, |events| self.thing(LotItem::Medium(id), events));
            }
            // What left in it only names it.
            Subject::Lot(id) => self.lot(&standing(self.reader.history(Subject::Lot(id))?)),
            Subject::Party(_) => {}
        }
        Ok(())
    }

    fn find(&mut self, code: FindingCode, seq: Seq, what: &impl ToString) {
        self.findings.push(Finding::new(code, Some(seq), what.to_string()));
    }

    /// Looks at the day of an event: nothing happened later than the day on which it was recorded, wherever that
    /// was. Several things may have the event.
    fn day(&mut self, event: &Event) {
        let said = match &event.fact {
            Fact::Corrected(corrected) => corrected.set.on,
            fact => fact.is_dated().then_some(event.on),
        };
        let recorded = Instant::from_millis(event.recorded_at.millis().saturating_add(AHEAD));
        let (Some(on), Some(latest)) = (said, self.utc.as_ref().map(|utc| utc.day_of(recorded))) else {
            return;
        };
        let known = |f: &Finding| f.code == FindingCode::FutureDay && f.seq == Some(event.seq);
        if on > latest && !self.findings.iter().any(known) {
            self.find(FindingCode::FutureDay, event.seq, &format!("{on} > {}", event.recorded_at));
        }
    }

    /// Looks at the days: none before that of what stands earlier, so that a past day and a period can be told
    /// from the order of the log. What came in before the record began, and left before it, has its own
    /// precision, and came in by the same command.
    fn days(&mut self, me: LotItem, events: &[&Event]) {
        let bounds =
            |event: &&&Event| event.fact.bounds_days() && !matches!(event.fact, Fact::DepartedBefore(_));
        let mut last: Option<&Event> = None;
        for event in events.iter().filter(bounds) {
            match last {
                Some(last) if event.on < last.on => {
                    let detail = format!("{}: {} < {} ({})", name(me), event.on, last.on, last.seq);
                    self.find(FindingCode::DayOrder, event.seq, &detail);
                }
                _ => last = Some(event),
            }
        }
    }

    /// Looks at who accepted what was done to a medium: never whoever did it.
    fn validations(&mut self, me: MediumId, events: &[&Event]) {
        for (at, event) in events.iter().enumerate() {
            let Fact::Validated(validated) = &event.fact else { continue };
            let by_another = events[..at].iter().any(|done| {
                let sanitises = matches!(done.fact, Fact::Sanitised(_) | Fact::Destroyed(_));
                done.seq == validated.seq && sanitises && done.actor != event.actor
            });
            if !by_another {
                self.find(FindingCode::OwnValidation, event.seq, &me);
            }
        }
    }

    /// Follows a thing through the door and back.
    fn thing(&mut self, me: LotItem, events: &[&Event]) {
        self.days(me, events);
        let mut at = Whereabouts::default();
        for event in events {
            let wrong = at.follow(me, event);
            let elsewhere = match me {
                LotItem::Asset(id) => at.hold(id, event),
                LotItem::Medium(id) => at.lie(id, event),
            };
            if let Some(code) = wrong.or(elsewhere) {
                self.find(code, event.seq, &name(me));
            }
        }
        let LotItem::Asset(_) = me else { return };
        let Some(last) = events.last().map(|event| event.seq).filter(|_| at.came) else { return };
        let state = Life::fold(events.iter().copied(), last).map(|life| life.asset.state);
        let told = match state {
            Some(State::Departed) => (true, false),
            Some(State::Missing) => (false, true),
            _ => (false, false),
        };
        if told != (at.gone, at.missing) {
            self.find(FindingCode::Unbalanced, last, &name(me));
        }
    }

    /// What a lot took out is what left in it, each once; what has no tag left only if it was in it.
    fn lot(&mut self, events: &[Event]) {
        let mut opened = false;
        let mut bulk: Vec<&LotLine> = Vec::new();
        // How often more each was sent out than it left, and where that was said last.
        let mut sent: BTreeMap<AssetId, (i64, Seq)> = BTreeMap::new();
        for event in events {
            let seq = event.seq;
            match &event.fact {
                Fact::LotOpened(_) => opened = true,
                Fact::LotChanged(changed) => {
                    bulk.extend(changed.add.iter().filter(|line| line.item.is_none()));
                }
                Fact::LotShipped(shipped) => {
                    if !took(&mut bulk, shipped) {
                        self.find(FindingCode::Unbalanced, seq, &"bulk");
                    }
                    for asset in &shipped.assets {
                        let of = sent.entry(*asset).or_default();
                        *of = (of.0 + 1, seq);
                    }
                }
                Fact::Departed(_) => {
                    if let Some(asset) = event.asset {
                        let of = sent.entry(asset).or_default();
                        *of = (of.0 - 1, seq);
                    }
                }
                _ => {}
            }
        }
        let goes_on = |event: &&Event| event.lot.is_some() && event.fact.targets().is_empty();
        if let Some(first) = events.iter().find(goes_on).filter(|_| !opened) {
            self.find(
                FindingCode::Unknown,
                first.seq,
                &first.lot.map(|id| id.to_string()).unwrap_or_default(),
            );
        }
        for (asset, (more, seq)) in sent {
            if more != 0 {
                self.find(FindingCode::LeftWithoutLine, seq, &asset);
            }
        }
    }
}

/// Takes what a shipment took, of what has no tag; tells whether it was all there.
fn took(bulk: &mut Vec<&LotLine>, shipped: &LotShipped) -> bool {
    shipped.bulk.iter().all(|line| {
        let at = bulk.iter().position(|waiting| *waiting == line);
        at.map(|at| bulk.remove(at)).is_some()
    })
}

/// The media that an event says are in its asset: all of them, where it says any.
fn listed(fact: &Fact) -> Option<&[MediumId]> {
    match fact {
        Fact::Deployed(fact) => Some(&fact.media),
        Fact::Moved(fact) => Some(&fact.media),
        Fact::Collected(fact) => Some(&fact.media),
        Fact::Worked(fact) if fact.back || fact.sent_to.is_some() => Some(&fact.media),
        Fact::Found(fact) => Some(&fact.media),
        Fact::Departed(fact) => Some(&fact.media),
        Fact::Returned(fact) => Some(&fact.media),
        _ => None,
    }
}

fn name(item: LotItem) -> String {
    match item {
        LotItem::Asset(id) => id.to_string(),
        LotItem::Medium(id) => id.to_string(),
    }
}

/// Where a thing is, by what was said of it.
#[derive(Default)]
struct Whereabouts {
    came: bool,
    gone: bool,
    missing: bool,
    /// The open lot it waits in.
    waits: Option<LotId>,
    /// Of a medium: the asset it is in; none: our stock.
    within: Option<AssetId>,
    /// Of an asset: the media in it.
    inside: BTreeSet<MediumId>,
}

impl Whereabouts {
    /// Follows an event, and tells what cannot be.
    fn follow(&mut self, me: LotItem, event: &Event) -> Option<FindingCode> {
        let wrong = match &event.fact {
            Fact::Added(_) | Fact::MediumAdded(_) if Self::is_about(me, event) && !self.came => {
                self.came = self.came || Self::brings(me, &event.fact);
                (!self.came).then_some(FindingCode::Unknown)
            }
            Fact::LotChanged(changed) => {
                if changed.drop.contains(&me) && self.waits == event.lot {
                    self.waits = None;
                }
                let added = changed.add.iter().any(|line| line.item == Some(me));
                let elsewhere = added && self.waits.is_some() && self.waits != event.lot;
                if added {
                    self.waits = event.lot;
                }
                elsewhere.then_some(FindingCode::TwoLots)
            }
            Fact::LotCancelled(_) if self.waits == event.lot => {
                self.waits = None;
                None
            }
            Fact::Departed(_) => self.leave(event.lot, matches!(me, LotItem::Asset(_))),
            Fact::LotShipped(shipped) if self.is_loose(me, &shipped.media) => self.leave(event.lot, true),
            Fact::DepartedBefore(_) => self.leave(None, false),
            Fact::Returned(_) => {
                let never = !self.gone;
                self.gone = false;
                never.then_some(FindingCode::Back)
            }
            Fact::Found(_) => {
                let never = !self.gone && !self.missing && matches!(me, LotItem::Asset(_));
                (self.gone, self.missing) = (false, false);
                never.then_some(FindingCode::Back)
            }
            Fact::Lost(_) => {
                self.missing = true;
                self.gone.then_some(FindingCode::AfterLeaving)
            }
            Fact::Deployed(_) | Fact::Moved(_) | Fact::Collected(_) | Fact::Triaged(_) | Fact::Readied(_)
                if self.gone && matches!(me, LotItem::Asset(_)) =>
            {
                Some(FindingCode::AfterLeaving)
            }
            _ => None,
        };
        if !self.came && Self::is_about(me, event) && wrong.is_none() {
            return Some(FindingCode::Unknown);
        }
        wrong
    }

    /// Leaves; on a line of its own, in the lot in which it waited.
    fn leave(&mut self, lot: Option<LotId>, on_a_line: bool) -> Option<FindingCode> {
        let (again, waited) = (self.gone, self.waits);
        (self.gone, self.missing) = (true, false);
        if again {
            return Some(FindingCode::LeftTwice);
        }
        if on_a_line {
            self.waits = None;
        }
        (on_a_line && (lot.is_none() || waited != lot)).then_some(FindingCode::LeftWithoutLine)
    }

    /// Follows the media of an asset: who says what is in it says all that is.
    fn hold(&mut self, me: AssetId, event: &Event) -> Option<FindingCode> {
        let moves = match (&event.fact, event.medium) {
            (Fact::MediumAdded(_), Some(medium)) => self.inside.insert(medium),
            (Fact::MediumMoved(moved), Some(medium)) => {
                let out = moved.from != Some(me) || self.inside.remove(&medium);
                out & (moved.to != Some(me) || self.inside.insert(medium))
            }
            (fact, _) => {
                let listed = event.asset.filter(|asset| *asset == me).and_then(|_| listed(fact))?;
                let all =
                    listed.len() == self.inside.len() && listed.iter().all(|id| self.inside.contains(id));
                return (!all).then_some(FindingCode::Place);
            }
        };
        if moves { self.gone.then_some(FindingCode::AfterLeaving) } else { Some(FindingCode::Place) }
    }

    /// Follows a medium from place to place: what moves it takes it from where it is.
    fn lie(&mut self, me: MediumId, event: &Event) -> Option<FindingCode> {
        match &event.fact {
            Fact::MediumAdded(_) if event.medium == Some(me) => {
                self.within = event.asset;
                None
            }
            Fact::MediumMoved(moved) if event.medium == Some(me) => {
                let there = self.within == moved.from && moved.from != moved.to;
                self.within = moved.to;
                match (there, self.gone) {
                    (false, _) => Some(FindingCode::Place),
                    (true, gone) => gone.then_some(FindingCode::AfterLeaving),
                }
            }
            Fact::LotShipped(shipped) if shipped.media.contains(&me) => {
                self.within.is_some().then_some(FindingCode::Place)
            }
            fact => {
                let listed = listed(fact).is_some_and(|media| media.contains(&me));
                (listed && event.asset != self.within).then_some(FindingCode::Place)
            }
        }
    }

    fn is_loose(&self, me: LotItem, media: &[MediumId]) -> bool {
        self.came && matches!(me, LotItem::Medium(id) if media.contains(&id))
    }

    fn is_about(me: LotItem, event: &Event) -> bool {
        match me {
            LotItem::Asset(id) => event.asset == Some(id),
            LotItem::Medium(id) => event.medium == Some(id),
        }
    }

    const fn brings(me: LotItem, fact: &Fact) -> bool {
        matches!((me, fact), (LotItem::Asset(_), Fact::Added(_)) | (LotItem::Medium(_), Fact::MediumAdded(_)))
    }
}
