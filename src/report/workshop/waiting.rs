//! What waits on an evening, what is sent out, and what became ready in a period.

use std::collections::BTreeMap;

use crate::{
    model::{
        asset::{Asset, Stay},
        day::Day,
        id::{AssetId, PartyId},
        kind::Kind,
        lifecycle::State,
        period::Period,
        tag::Tag,
    },
    report::{
        Part, Result,
        figures::Tally,
        wait::{days, median},
    },
    store::{Flow, Party, Reader},
};

/// The states in which something waits, in the order of a life.
pub(super) const STATES: [State; 4] = [State::Collected, State::InWorkshop, State::Ready, State::SetAside];

/// Waits that are long, and very long, in days.
const LONG: [u64; 2] = [30, 90];

/// An asset of which more is to be read.
struct Piece {
    id: AssetId,
    tag: Tag,
    kind: Kind,
    state: State,
    sent_to: Option<PartyId>,
    maybe_ready: bool,
}

impl Piece {
    /// Returns what concerns the workshop; nothing of an asset that does not.
    fn of(asset: Asset, period: Period) -> Option<Self> {
        let sent_to = asset.sent_to.filter(|_| !matches!(asset.state, State::Missing | State::Departed));
        // Nothing becomes ready without a grade, nor after the last of its days.
        let maybe_ready = asset.functional.is_some() && asset.last_on >= period.from;
        let concerns = maybe_ready || sent_to.is_some() || STATES.contains(&asset.state);
        let (id, tag, kind, state) = (asset.id, asset.tag, asset.kind, asset.state);
        concerns.then_some(Self { id, tag, kind, state, sent_to, maybe_ready })
    }
}

/// What waits in one state.
#[derive(Debug, Default)]
pub(super) struct Stage {
    pub(super) assets: Tally,
    days: Vec<u64>,
    pub(super) long: [u64; 2],
}

impl Stage {
    /// Returns how long half of it has been waiting, in days.
    pub(super) fn median(&mut self) -> Option<u64> {
        median(&mut self.days)
    }

    /// Returns the longest wait, in days.
    pub(super) fn oldest(&self) -> Option<u64> {
        self.days.iter().max().copied()
    }
}

/// What waits, is sent out and became ready.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    pub(super) assets: Tally,
    pub(super) long: [Tally; 2],
    pub(super) stages: BTreeMap<State, Stage>,
    /// Since when each waits.
    pub(super) since: Vec<(Day, Tag, Kind, State)>,
    pub(super) out: Tally,
    /// What is sent out, since when and to whom; persons are not named.
    pub(super) sent: Vec<(Day, Tag, Kind, Option<String>)>,
    pub(super) readied: Tally,
    /// The days from the return to the end of reconditioning.
    pub(super) to_ready: Vec<u64>,
}

impl Waiting {
    /// Reads the record as it is on the evening of a day, the last of a period or before.
    pub(super) fn read(reader: &dyn Reader, day: Day, period: Period, part: &Part) -> Result<Self> {
        let mut pieces = Vec::new();
        reader.assets(&part.filter(), &mut |asset| {
            pieces.extend(Piece::of(asset, period));
            Flow::Continue(())
        })?;
        let mut waiting = Self::default();
        for piece in pieces {
            let stays = reader.stays_of(piece.id)?;
            if let Some(since) = since(&stays).filter(|_| STATES.contains(&piece.state)) {
                waiting.wait(&piece, since, day);
            }
            if piece.maybe_ready {
                waiting.ready(&piece.tag, &stays, period);
            }
            if let Some(party) = piece.sent_to {
                waiting.send(reader, &piece, party)?;
            }
        }
        waiting.since.sort_unstable();
        waiting.sent.sort_unstable();
        Ok(waiting)
    }

    fn wait(&mut self, piece: &Piece, since: Day, day: Day) {
        let waited = days(since, day);
        let stage = self.stages.entry(piece.state).or_default();
        self.assets.add(&piece.tag);
        stage.assets.add(&piece.tag);
        stage.days.push(waited);
        for (long, (all, of_stage)) in LONG.iter().zip(self.long.iter_mut().zip(&mut stage.long)) {
            if waited > *long {
                all.add(&piece.tag);
                *of_stage += 1;
            }
        }
        self.since.push((since, piece.tag.clone(), piece.kind, piece.state));
    }

    fn ready(&mut self, tag: &Tag, stays: &[Stay], period: Period) {
        for took in made_ready(stays, period) {
            self.readied.add(tag);
            self.to_ready.extend(took);
        }
    }

    fn send(&mut self, reader: &dyn Reader, piece: &Piece, party: PartyId) -> Result<()> {
        let Some(sent) = reader.works_of(piece.id)?.into_iter().rfind(|work| work.sent_to.is_some()) else {
            return Ok(());
        };
        let party = reader.party(party)?.filter(|party| !party.kind.is_person());
        self.out.add(&piece.tag);
        self.sent.push((sent.on, piece.tag.clone(), piece.kind, party.and_then(|Party { name, .. }| name)));
        Ok(())
    }

    /// Returns the state in which half of what waits has been waiting the longest; of two, the earlier in a life.
    pub(super) fn bottleneck(&mut self) -> Option<State> {
        let medians =
            STATES.iter().rev().filter_map(|state| Some((*state, self.stages.get_mut(state)?.median()?)));
        medians.max_by_key(|(_, days)| *days).map(|(state, _)| state)
    }
}

/// Since when it is in its state: to decide the same again begins nothing anew.
fn since(stays: &[Stay]) -> Option<Day> {
    let state = stays.last()?.state;
    stays.iter().rev().take_while(|stay| stay.state == state).last().map(|stay| stay.from)
}

/// Each time it became ready within a period: the days since it had come back from use, if it had. What is
/// found again as ready as it was does not become so.
fn made_ready(stays: &[Stay], period: Period) -> Vec<Option<u64>> {
    let (mut times, mut back, mut before) = (Vec::new(), None, None);
    for stay in stays {
        match stay.state {
            State::Collected => back = Some(stay.from),
            State::Deployed | State::Departed => back = None,
            State::Ready if before == Some(State::InWorkshop) => {
                let took = back.take().map(|back| days(back, stay.from));
                times.extend(period.contains(stay.from).then_some(took));
            }
            _ => {}
        }
        before = Some(stay.state);
    }
    times
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn stays(told: &[(State, &str)]) -> Vec<Stay> {
        let stay = |seq, state, from| Stay {
            asset: AssetId(Uuid::from_u128(1)),
            seq,
            state,
            service: None,
            site: None,
            holder: None,
            from: Day::parse(from).unwrap(),
            to: None,
            began: None,
        };
        (1..).zip(told).map(|(seq, (state, from))| stay(seq, *state, from)).collect()
    }

    #[test]
    fn the_same_decision_again_begins_no_new_wait() {
        use State as S;
        let told = stays(&[
            (S::InWorkshop, "2026-01-01"),
            (S::Collected, "2026-01-05"),
            (S::InWorkshop, "2026-01-08"),
            (S::InWorkshop, "2026-02-01"),
        ]);
        assert_eq!(since(&told), Day::parse("2026-01-08").ok());
        assert_eq!(since(&[]), None);
    }

    #[test]
    fn each_return_is_counted_once_and_what_is_found_ready_not_at_all() {
        use State as S;
        let told = stays(&[
            (S::Collected, "2025-12-20"),
            (S::InWorkshop, "2025-12-28"),
            (S::Ready, "2026-01-09"),
            (S::Missing, "2026-01-10"),
            (S::Ready, "2026-01-11"),
            (S::InWorkshop, "2026-01-12"),
            (S::Ready, "2026-01-13"),
            (S::Deployed, "2026-01-14"),
            (S::Collected, "2026-12-01"),
            (S::InWorkshop, "2026-12-02"),
            (S::Ready, "2027-01-01"),
        ]);
        let year = |year| made_ready(&told, Period::year(year).unwrap());
        assert_eq!(year(2025), []);
        assert_eq!(year(2026), [Some(20), None]);
        assert_eq!(year(2027), [Some(31)]);
    }
}
