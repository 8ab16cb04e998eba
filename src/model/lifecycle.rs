//! The life of an asset: its states, the actions, and the one table that decides every move.
//!
//! Nothing here touches storage or the screen. An operation asks [`Standing::decide`] what an
//! action does, and only then writes the event.

use crate::model::{
    codes::codes,
    day::Day,
    id::{LotId, PartyId},
    leaving::Channel,
};

codes! {
    /// Where an asset stands.
    pub enum State {
        /// Owned, on a shelf, fit to be deployed as it is.
        InStock = "in_stock",
        /// In use by a service, perhaps by a holder.
        Deployed = "deployed",
        /// Back from use, not yet looked at.
        Collected = "collected",
        /// Being reconditioned, here or sent out for repair.
        InWorkshop = "in_workshop",
        /// Every function tested, data removed.
        Ready = "ready",
        /// Triaged out: parts may be taken, waits for removal.
        SetAside = "set_aside",
        /// Lost or stolen.
        Missing = "missing",
        /// Left for good, in a lot.
        Departed = "departed",
    }
}

codes! {
    /// What can be done to an asset.
    pub enum Action {
        /// Give it to a service.
        Deploy = "deploy",
        /// Change service, site or holder.
        Move = "move",
        /// Take it back from use.
        Collect = "collect",
        /// Send it to the workshop.
        Recondition = "triage --decision recondition",
        /// Put it aside for recycling.
        Recycle = "triage --decision recycle",
        /// Put it back on the shelf.
        Keep = "triage --decision keep",
        /// Work on it.
        Work = "work",
        /// Take a part out of it, to be used elsewhere.
        Harvest = "work --type harvest",
        /// Take it back from whom it was sent to.
        WorkBack = "work --back",
        /// Declare it reconditioned.
        Ready = "ready",
        /// Decide that the organisation has no more use of it.
        Decommission = "decommission",
        /// Decide it now, for the day it is collected.
        DecommissionWhenCollected = "decommission --when-collected",
        /// Find a use for it again.
        Reinstate = "reinstate",
        /// Declare it missing.
        Missing = "missing",
        /// Declare it found.
        Found = "found",
        /// Declare it found where it stood before.
        FoundInPlace = "found --in-place",
        /// Put it into a lot.
        LotAdd = "lot add",
        /// Take it out of an open lot.
        LotDrop = "lot drop",
        /// Let it leave by a channel other than loss.
        Ship = "lot ship",
        /// Write it off as lost or stolen.
        WriteOff = "lot ship (loss)",
        /// Take it back after it left.
        Return = "lot return",
    }
}

/// The state after a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// This state.
    State(State),
    /// The state it had before it went missing.
    Before,
}

impl State {
    /// Returns what an action does from this state; nothing if the state forbids it.
    ///
    /// This is the table. What depends on more than the state is in [`Standing::decide`].
    #[must_use]
    pub const fn after(self, action: Action) -> Option<Next> {
        use Action as A;
        use State as S;
        let next = match (action, self) {
            (A::Deploy, S::InStock | S::Ready) | (A::Move, S::Deployed) => S::Deployed,
            (A::Collect, S::Deployed) | (A::Found, S::Missing | S::Departed) | (A::Return, S::Departed) => {
                S::Collected
            }
            (
                A::Recondition | A::Recycle | A::Keep,
                S::InStock | S::Deployed | S::Collected | S::InWorkshop | S::Ready | S::SetAside,
            ) => match action {
                A::Recondition => S::InWorkshop,
                A::Recycle => S::SetAside,
                _ => S::InStock,
            },
            (A::Ready, S::InWorkshop) => S::Ready,
            (A::Work | A::WorkBack, S::InWorkshop | S::SetAside | S::Deployed)
            | (A::Harvest, S::InWorkshop | S::SetAside)
            | (A::DecommissionWhenCollected, S::Deployed)
            | (
                A::Decommission,
                S::InStock | S::Collected | S::InWorkshop | S::Ready | S::SetAside | S::Missing,
            )
            | (
                A::Reinstate | A::LotAdd | A::LotDrop,
                S::InStock | S::Deployed | S::Collected | S::InWorkshop | S::Ready | S::SetAside | S::Missing,
            ) => self,
            (
                A::Missing,
                S::InStock | S::Deployed | S::Collected | S::InWorkshop | S::Ready | S::SetAside,
            ) => S::Missing,
            (A::FoundInPlace, S::Missing | S::Departed) => return Some(Next::Before),
            (A::Ship | A::WriteOff, S::InStock | S::Collected | S::InWorkshop | S::Ready | S::SetAside)
            | (A::WriteOff, S::Missing) => S::Departed,
            _ => return None,
        };
        Some(Next::State(next))
    }

    /// Returns the actions that this state allows, whatever else may forbid them.
    #[must_use]
    pub fn allows(self) -> Vec<Action> {
        Action::ALL.iter().copied().filter(|action| self.after(*action).is_some()).collect()
    }
}

/// What decides beside the state: the legal facts of an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: State,
    /// Where it stood before it went missing, or was written off.
    pub before: Option<State>,
    /// The way out it took, if it has departed.
    pub departed_by: Option<Channel>,
    /// The lot it left in; none of what left before the record.
    pub departed_in: Option<LotId>,
    /// Since when the organisation has no more use of it.
    pub decommissioned_on: Option<Day>,
    /// Whether its decommissioning is decided for the day it is collected.
    pub decommission_planned: bool,
    /// Since when it is waste. Waste never becomes a product again.
    pub waste_since: Option<Day>,
    /// Whether it belongs to the organisation.
    pub owned: bool,
    /// The open lot it is in.
    pub open_lot: Option<LotId>,
    /// Who has it, while it is sent out to be worked on.
    pub sent_to: Option<PartyId>,
}

/// Why an action is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// Not from this state.
    State,
    /// It is decommissioned: reinstate it first.
    Decommissioned(Day),
    /// It is already decommissioned.
    AlreadyDecommissioned(Day),
    /// It is not decommissioned.
    NotDecommissioned,
    /// It is waste (code de l'environnement, L541-1-1 and L541-4-3).
    Waste(Day),
    /// It is not ours: never decommissioned, in no rate.
    NotOwned,
    /// It is ours: it has no lessor to return to.
    Owned,
    /// It is in an open lot.
    InLot(LotId),
    /// It is not here: this party has it, to work on it.
    SentOut(PartyId),
    /// It was not sent to anybody.
    NotSentOut,
    /// It left by another way than a loss.
    NotLost(Channel),
    /// It left before the record, in no lot, and not as a loss.
    LeftBefore,
}

/// What is asked beside the action itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The way out, of a lot that ships.
    pub channel: Option<Channel>,
    /// Whether the taker takes back what is under warranty.
    pub warranty: bool,
    /// The lot that asks.
    pub lot: Option<LotId>,
    /// Who receives that lot.
    pub party: Option<PartyId>,
}

impl Standing {
    /// Decides an action: the state that follows, or why not.
    ///
    /// Grades and media are asked of their own rules; they cannot be seen here.
    ///
    /// # Errors
    ///
    /// Returns the first reason that forbids it.
    pub fn decide(&self, action: Action, terms: Terms) -> Result<State, Forbidden> {
        let next = match self.state.after(action).ok_or(Forbidden::State)? {
            Next::State(state) => state,
            Next::Before => self.before.unwrap_or(State::Collected),
        };
        if let (State::Departed, Action::Found | Action::FoundInPlace) = (self.state, action) {
            match self.departed_by {
                Some(Channel::Loss) => {}
                Some(channel) if self.departed_in.is_some() => return Err(Forbidden::NotLost(channel)),
                // No lot can take it back.
                _ => return Err(Forbidden::LeftBefore),
            }
        }
        self.place_allows(action, terms)?;
        self.waste_allows(action, terms)?;
        self.law_allows(action, terms)?;
        match (action, self.open_lot) {
            (Action::Deploy, Some(lot)) => Err(Forbidden::InLot(lot)),
            (Action::LotAdd | Action::LotDrop | Action::Ship | Action::WriteOff, Some(lot))
                if terms.lot != Some(lot) =>
            {
                Err(Forbidden::InLot(lot))
            }
            _ => Ok(next),
        }
    }

    /// What is sent out is in nobody's hands here. It leaves from there for whoever has it, or as a
    /// loss; what is decided on paper may be decided meanwhile.
    fn place_allows(&self, action: Action, terms: Terms) -> Result<(), Forbidden> {
        use Action as A;
        match (self.sent_to, action) {
            (None, A::WorkBack) => Err(Forbidden::NotSentOut),
            (Some(party), A::Ship) if terms.party != Some(party) => Err(Forbidden::SentOut(party)),
            (
                Some(party),
                A::Deploy
                | A::Collect
                | A::Recondition
                | A::Recycle
                | A::Keep
                | A::Work
                | A::Harvest
                | A::Ready,
            ) => Err(Forbidden::SentOut(party)),
            _ => Ok(()),
        }
    }

    /// Waste never becomes a product again, and leaves only by a way that takes waste.
    fn waste_allows(&self, action: Action, terms: Terms) -> Result<(), Forbidden> {
        let Some(since) = self.waste_since else { return Ok(()) };
        let allowed = match action {
            Action::Deploy
            | Action::Recondition
            | Action::Keep
            | Action::Harvest
            | Action::Ready
            | Action::Reinstate => false,
            Action::Ship => terms.channel.is_none_or(Channel::takes_waste),
            _ => true,
        };
        if allowed { Ok(()) } else { Err(Forbidden::Waste(since)) }
    }

    /// Whether the organisation may, given what it owns and has decided.
    fn law_allows(&self, action: Action, terms: Terms) -> Result<(), Forbidden> {
        match (action, self.decommissioned_on) {
            (Action::Deploy, Some(since)) => Err(Forbidden::Decommissioned(since)),
            (Action::Decommission | Action::DecommissionWhenCollected, _) if !self.owned => {
                Err(Forbidden::NotOwned)
            }
            (Action::Decommission | Action::DecommissionWhenCollected, Some(since)) => {
                Err(Forbidden::AlreadyDecommissioned(since))
            }
            (Action::Reinstate, None) if !self.decommission_planned => Err(Forbidden::NotDecommissioned),
            (Action::Ship, since) => match terms.channel {
                Some(Channel::LessorReturn) if self.owned => Err(Forbidden::Owned),
                Some(Channel::LessorReturn) => Ok(()),
                Some(Channel::SupplierTakeback) if terms.warranty => Ok(()),
                _ if !self.owned => Err(Forbidden::NotOwned),
                _ if since.is_none() => Err(Forbidden::NotDecommissioned),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Action as A, State as S, *};

    fn standing(state: State) -> Standing {
        Standing {
            state,
            before: None,
            departed_by: (state == S::Departed).then_some(Channel::Loss),
            departed_in: (state == S::Departed).then_some(LotId(Uuid::from_u128(9))),
            decommissioned_on: None,
            decommission_planned: false,
            waste_since: None,
            owned: true,
            open_lot: None,
            sent_to: None,
        }
    }

    fn day() -> Day {
        Day::new(2026, 1, 1).unwrap()
    }

    /// The whole table, states down, actions across: the state that follows, `.` if forbidden,
    /// `<` for the state before.
    #[test]
    fn the_table_of_all_states_and_all_actions() {
        let letter = |state: State| match state {
            S::InStock => 's',
            S::Deployed => 'd',
            S::Collected => 'c',
            S::InWorkshop => 'w',
            S::Ready => 'r',
            S::SetAside => 'a',
            S::Missing => 'm',
            S::Departed => 'x',
        };
        let table: Vec<String> = S::ALL
            .iter()
            .map(|state| {
                let moves: String = A::ALL
                    .iter()
                    .map(|action| match state.after(*action) {
                        None => '.',
                        Some(Next::Before) => '<',
                        Some(Next::State(next)) => letter(next),
                    })
                    .collect();
                format!("{:<12}{moves}", state.code())
            })
            .collect();
        // deploy move collect | recondition recycle keep | work harvest back ready | decommission when-collected
        // reinstate | missing found in-place | lot add, drop, ship, write off, return
        assert_eq!(
            table,
            [
                "in_stock    d..was....s.sm..ssxx.",
                "deployed    .dcwasd.d..ddm..dd...",
                "collected   ...was....c.cm..ccxx.",
                "in_workshop ...waswwwrw.wm..wwxx.",
                "ready       d..was....r.rm..rrxx.",
                "set_aside   ...wasaaa.a.am..aaxx.",
                "missing     ..........m.m.c<mm.x.",
                "departed    ..............c<....c",
            ]
        );
    }

    #[test]
    fn waste_never_becomes_a_product_again() {
        for state in S::ALL {
            let waste =
                Standing { waste_since: Some(day()), decommissioned_on: Some(day()), ..standing(*state) };
            for action in [A::Deploy, A::Recondition, A::Keep, A::Harvest, A::Ready, A::Reinstate] {
                assert!(waste.decide(action, Terms::default()).is_err(), "{action} from {state}");
            }
            for channel in Channel::ALL {
                let terms = Terms { channel: Some(*channel), ..Terms::default() };
                if waste.decide(A::Ship, terms).is_ok() {
                    assert!(channel.takes_waste(), "{channel} from {state}");
                }
            }
        }
    }

    #[test]
    fn what_is_decommissioned_is_deployed_only_after_a_reinstatement() {
        let shelf = Standing { decommissioned_on: Some(day()), ..standing(S::InStock) };
        assert_eq!(shelf.decide(A::Deploy, Terms::default()), Err(Forbidden::Decommissioned(day())));
        assert_eq!(shelf.decide(A::Reinstate, Terms::default()), Ok(S::InStock));
        assert_eq!(
            standing(S::InStock).decide(A::Reinstate, Terms::default()),
            Err(Forbidden::NotDecommissioned)
        );
    }

    #[test]
    fn what_is_not_ours_is_never_decommissioned_and_goes_back_to_its_lessor() {
        let leased = Standing { owned: false, ..standing(S::Collected) };
        assert_eq!(leased.decide(A::Decommission, Terms::default()), Err(Forbidden::NotOwned));
        let to = |channel| Terms { channel: Some(channel), ..Terms::default() };
        assert_eq!(leased.decide(A::Ship, to(Channel::LessorReturn)), Ok(S::Departed));
        assert_eq!(leased.decide(A::Ship, to(Channel::Sale)), Err(Forbidden::NotOwned));
        assert_eq!(standing(S::Collected).decide(A::Ship, to(Channel::LessorReturn)), Err(Forbidden::Owned));
    }

    #[test]
    fn a_departure_wants_the_decommissioning_save_under_warranty() {
        let ours = standing(S::SetAside);
        let takeback = Terms { channel: Some(Channel::SupplierTakeback), ..Terms::default() };
        assert_eq!(ours.decide(A::Ship, takeback), Err(Forbidden::NotDecommissioned));
        assert_eq!(ours.decide(A::Ship, Terms { warranty: true, ..takeback }), Ok(S::Departed));
    }

    /// What is sent out, from each state in which it may be: what is still possible.
    #[test]
    fn what_is_sent_out_waits_for_its_return_and_leaves_only_for_whoever_has_it() {
        let [maker, other] = [1, 2].map(|n| PartyId(Uuid::from_u128(n)));
        let here = Terms::default();
        for state in [S::Deployed, S::InWorkshop, S::SetAside] {
            let away = Standing { sent_to: Some(maker), ..standing(state) };
            let free: Vec<A> = A::ALL.iter().copied().filter(|a| away.decide(*a, here).is_ok()).collect();
            let mut wanted = vec![A::WorkBack, A::Missing, A::LotAdd, A::LotDrop];
            if state == S::Deployed {
                wanted.extend([A::Move, A::DecommissionWhenCollected]);
            } else {
                wanted.extend([A::Decommission, A::WriteOff]);
            }
            assert_eq!(free.len(), wanted.len(), "{state}: {free:?}");
            assert!(wanted.iter().all(|action| free.contains(action)), "{state}: {free:?}");
            assert_eq!(standing(state).decide(A::WorkBack, here), Err(Forbidden::NotSentOut));
        }
        let gone =
            Standing { sent_to: Some(maker), decommissioned_on: Some(day()), ..standing(S::InWorkshop) };
        let to = |party| Terms { channel: Some(Channel::SupplierTakeback), party: Some(party), ..here };
        assert_eq!(gone.decide(A::Ship, to(other)), Err(Forbidden::SentOut(maker)));
        assert_eq!(gone.decide(A::Ship, to(maker)), Ok(S::Departed));
    }

    #[test]
    fn what_is_missing_leaves_only_as_a_loss_and_a_found_loss_comes_back() {
        let missing = Standing { before: Some(S::Deployed), ..standing(S::Missing) };
        let loss = Terms { channel: Some(Channel::Loss), ..Terms::default() };
        assert_eq!(missing.decide(A::Ship, loss), Err(Forbidden::State));
        assert_eq!(missing.decide(A::WriteOff, loss), Ok(S::Departed));
        assert_eq!(missing.decide(A::FoundInPlace, Terms::default()), Ok(S::Deployed));
        let sold = Standing { departed_by: Some(Channel::Sale), ..standing(S::Departed) };
        assert_eq!(sold.decide(A::Found, Terms::default()), Err(Forbidden::NotLost(Channel::Sale)));
        assert_eq!(standing(S::Departed).decide(A::Found, Terms::default()), Ok(S::Collected));
        // Before the record there was no lot to take it back into.
        for channel in Channel::ALL.iter().copied().map(Some).chain([None]) {
            let before = Standing { departed_by: channel, departed_in: None, ..standing(S::Departed) };
            let wanted =
                if channel == Some(Channel::Loss) { Ok(S::Collected) } else { Err(Forbidden::LeftBefore) };
            assert_eq!(before.decide(A::Found, Terms::default()), wanted, "{channel:?}");
        }
    }

    #[test]
    fn an_asset_is_in_one_open_lot_at_most() {
        let lot = LotId(Uuid::from_u128(1));
        let other = LotId(Uuid::from_u128(2));
        let kept = Standing { open_lot: Some(lot), decommissioned_on: Some(day()), ..standing(S::InStock) };
        let asks = |lot| Terms { channel: Some(Channel::Sale), lot: Some(lot), ..Terms::default() };
        assert_eq!(kept.decide(A::LotAdd, asks(other)), Err(Forbidden::InLot(lot)));
        assert_eq!(kept.decide(A::Ship, asks(other)), Err(Forbidden::InLot(lot)));
        assert_eq!(kept.decide(A::Ship, asks(lot)), Ok(S::Departed));
        let fit = Standing { decommissioned_on: None, ..kept };
        assert_eq!(fit.decide(A::Deploy, Terms::default()), Err(Forbidden::InLot(lot)));
    }
}
