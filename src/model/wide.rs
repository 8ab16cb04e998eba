//! An event that names thousands, as each of them sees it: what a lot takes is one line, and each of
//! its assets is folded from that line.

use std::collections::HashSet;

use uuid::Uuid;

use crate::model::{
    event::{Event, Seq},
    fact::Fact,
    id::{AssetId, MediumId},
    lot::{LotFacts, LotItem, LotLine},
};

/// An event of a lot, with its lists put where a thing is found at once.
pub(crate) struct Wide {
    /// The event without them.
    event: Event,
    added: HashSet<LotItem>,
    /// What was taken out, or left on its own.
    gone: HashSet<LotItem>,
    voids: HashSet<Seq>,
}

impl Wide {
    /// Takes an event apart; gives it back if it is not one that names many.
    ///
    /// # Errors
    ///
    /// Returns the event if it is of another type.
    pub(crate) fn of(mut event: Event) -> Result<Self, Box<Event>> {
        let (mut added, mut gone, mut voids) = (HashSet::new(), HashSet::new(), HashSet::new());
        match &mut event.fact {
            Fact::LotChanged(changed) => {
                added.extend(std::mem::take(&mut changed.add).into_iter().filter_map(|line| line.item));
                gone.extend(std::mem::take(&mut changed.drop));
                changed.facts = LotFacts::default();
            }
            Fact::LotUndertaken(undertaken) => {
                undertaken.assets = Vec::new();
                undertaken.media = Vec::new();
            }
            Fact::LotShipped(shipped) => {
                gone.extend(std::mem::take(&mut shipped.media).into_iter().map(LotItem::Medium));
                shipped.assets = Vec::new();
                shipped.bulk = Vec::new();
            }
            Fact::LotProved(proved) => {
                proved.assets = Vec::new();
                proved.lines = Vec::new();
                proved.media = Vec::new();
            }
            Fact::LotCancelled(cancelled) => {
                cancelled.assets = Vec::new();
                cancelled.media = Vec::new();
                voids.extend(std::mem::take(&mut cancelled.voids));
            }
            _ => return Err(Box::new(event)),
        }
        Ok(Self { event, added, gone, voids })
    }

    /// Tells whether it is about this lot, which sees the whole of it.
    pub(crate) fn is_of(&self, id: Uuid) -> bool {
        self.event.lot.is_some_and(|lot| lot.0 == id)
    }

    /// Returns the event as an asset or a medium sees it, on which the events `bearing` bear: nothing
    /// else is named in it. What folds from it is what folds from the whole.
    pub(crate) fn seen_by(&self, id: Uuid, bearing: &[Seq]) -> Event {
        let mut event = self.event.clone();
        let me = [LotItem::Asset(AssetId(id)), LotItem::Medium(MediumId(id))];
        let among = |list: &HashSet<LotItem>| me.into_iter().filter(|item| list.contains(item)).collect();
        let gone: Vec<LotItem> = among(&self.gone);
        match &mut event.fact {
            Fact::LotChanged(changed) => {
                let added: Vec<LotItem> = among(&self.added);
                changed.add = added.into_iter().map(LotLine::of).collect();
                changed.drop = gone;
            }
            Fact::LotShipped(shipped) if !gone.is_empty() => shipped.media = vec![MediumId(id)],
            Fact::LotCancelled(cancelled) => {
                cancelled.voids = bearing.iter().copied().filter(|seq| self.voids.contains(seq)).collect();
            }
            _ => {}
        }
        event
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::model::{
        day::{Day, Instant},
        event::Hash,
        fact::*,
        frozen::bare_added,
        id::{ActorId, CommandId, LotId, Subject},
        leaving::{Channel, Proof, VoidReason},
        life::Life,
        medium::MediumLife,
        sanitization::{Encrypted, MediumKind},
        standing::standing,
    };

    const ASSETS: u8 = 5;
    const MEDIA: u8 = 3;

    fn asset(n: u8) -> AssetId {
        AssetId(Uuid::from_u128(100 + u128::from(n)))
    }

    fn medium(n: u8) -> MediumId {
        MediumId(Uuid::from_u128(200 + u128::from(n)))
    }

    /// A log, with what each event bears on.
    #[derive(Default)]
    struct Log {
        events: Vec<Event>,
        borne: HashMap<Seq, HashSet<Subject>>,
    }

    impl Log {
        fn say(&mut self, fact: impl Into<Fact>, about: impl FnOnce(&mut Event)) -> Seq {
            let seq = self.events.len() as Seq + 1;
            let mut event = Event {
                seq,
                prev: Hash::ZERO,
                recorded_at: Instant::from_millis(0),
                cmd: CommandId(Uuid::from_u128(1)),
                actor: ActorId(Uuid::from_u128(2)),
                on: Day::new(
                    2026,
                    1 + i8::try_from(seq / 28 % 12).unwrap(),
                    1 + i8::try_from(seq % 28).unwrap(),
                )
                .unwrap(),
                asset: None,
                medium: None,
                lot: None,
                party: None,
                note: None,
                fact: fact.into(),
            };
            about(&mut event);
            let mut borne: HashSet<Subject> =
                event.touches().iter().filter(|touch| touch.bears).map(|touch| touch.subject).collect();
            for target in event.fact.targets() {
                borne.extend(self.borne[target].iter().copied());
            }
            self.borne.insert(seq, borne);
            self.events.push(event);
            seq
        }

        fn bearing(&self, subject: Subject) -> Vec<Event> {
            self.events.iter().filter(|event| self.borne[&event.seq].contains(&subject)).cloned().collect()
        }
    }

    /// What is done to a lot, by which of two, and to which things.
    fn log(steps: &[(u8, u8, u8, u8)]) -> Log {
        let mut log = Log::default();
        for n in 0..ASSETS {
            log.say(bare_added(), |event| event.asset = Some(asset(n)));
        }
        for n in 0..MEDIA {
            let added = MediumAdded {
                capacity_bytes: None,
                encrypted: Encrypted::Unknown,
                kind: MediumKind::Ssd,
                model: None,
                seen: false,
                serial: None,
                used_by: None,
            };
            log.say(added, |event| event.medium = Some(medium(n)));
        }
        for (step, which, some, others) in steps.iter().copied() {
            let lot = LotId(Uuid::from_u128(300 + u128::from(which % 2)));
            let those = |mask: u8| (0..ASSETS).filter(move |n| mask & 1 << n != 0).map(asset);
            let these = |mask: u8| (0..MEDIA).filter(move |n| mask & 1 << (ASSETS + n) != 0).map(medium);
            let items = |mask: u8| {
                those(mask).map(LotItem::Asset).chain(these(mask).map(LotItem::Medium)).collect::<Vec<_>>()
            };
            let (assets, media): (Vec<_>, Vec<_>) = (those(some).collect(), these(some).collect());
            let of_lot = |event: &mut Event| event.lot = Some(lot);
            match step {
                0 | 1 => {
                    let add = items(some).into_iter().map(LotLine::of).collect();
                    log.say(LotChanged { add, drop: items(others), facts: LotFacts::default() }, of_lot);
                }
                2 => drop(log.say(LotUndertaken { assets, media }, of_lot)),
                3 => {
                    let facts = LotFacts { channel: Some(Channel::Sale), ..LotFacts::default() };
                    let shipped = LotShipped {
                        assets: assets.clone(),
                        bulk: Vec::new(),
                        facts,
                        mass_g: None,
                        media,
                        weighed: false,
                    };
                    log.say(shipped, of_lot);
                    for id in assets {
                        let departed = Departed {
                            channel: Channel::Sale,
                            for_parts: false,
                            impact: None,
                            mass_g: None,
                            mass_source: None,
                            media: these(others).collect(),
                            operation: None,
                            unit_value_cents: None,
                            waste: false,
                        };
                        log.say(departed, |event| (event.asset, event.lot) = (Some(id), Some(lot)));
                    }
                }
                4 => drop(log.say(
                    LotProved { assets, lines: Vec::new(), media, operation: None, outcome: Proof::Reused },
                    of_lot,
                )),
                5 => {
                    let left = |event: &&Event| matches!(event.fact, Fact::Departed(_) | Fact::LotShipped(_));
                    let voids = log.events.iter().filter(left).filter(|event| event.lot == Some(lot));
                    let voids = voids.map(|event| event.seq).collect();
                    let cancelled = LotCancelled { assets, media, reason: VoidReason::WrongLot, voids };
                    log.say(cancelled, of_lot);
                }
                6 => {
                    let returned = Returned { media, reason: VoidReason::Refused };
                    log.say(returned, |event| {
                        (event.asset, event.lot) = (Some(asset(others % ASSETS)), Some(lot));
                    });
                }
                _ => {
                    let made = Seq::from(ASSETS + MEDIA);
                    let seq = log.events.len() as Seq - Seq::from(some % 8);
                    if seq > made {
                        log.say(Voided { reason: VoidReason::Mistyped, seq }, |_| ());
                    }
                }
            }
        }
        log
    }

    proptest! {
        #[test]
        fn what_one_sees_of_a_line_folds_as_the_whole_line(
            steps in vec((0..8_u8, any::<u8>(), any::<u8>(), any::<u8>()), 1..16),
        ) {
            let log = log(&steps);
            let subjects = (0..ASSETS).map(|n| Subject::Asset(asset(n)));
            for subject in subjects.chain((0..MEDIA).map(|n| Subject::Medium(medium(n)))) {
                let whole = log.bearing(subject);
                let seqs: Vec<Seq> = whole.iter().map(|event| event.seq).collect();
                let seen = whole.iter().map(|event| match Wide::of(event.clone()) {
                    Ok(wide) => wide.seen_by(subject.uuid(), &seqs),
                    Err(event) => *event,
                });
                let seen = standing(seen.collect());
                let whole = standing(whole);
                prop_assert_eq!(
                    seen.iter().map(|event| event.seq).collect::<Vec<_>>(),
                    whole.iter().map(|event| event.seq).collect::<Vec<_>>()
                );
                let version = seqs.last().copied().unwrap_or_default();
                if let Subject::Asset(_) = subject {
                    prop_assert_eq!(Life::fold(&seen, version), Life::fold(&whole, version));
                } else {
                    prop_assert_eq!(MediumLife::fold(&seen, version), MediumLife::fold(&whole, version));
                }
            }
        }
    }
}
