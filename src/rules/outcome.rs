//! What a departure counts as: its outcome in the hierarchy of waste, and whether it is in A.
//!
//! Source: code de l'environnement, L541-1 II and L541-1-1; décret n° 2023-266, arts 2 and 3.

use crate::{
    model::{
        asset::Departure,
        codes::codes,
        day::Day,
        leaving::{Channel, Proof},
    },
    rules::waste::{Operation, OperationClass},
};

codes! {
    /// What a departure counts as, in the order of a report: best outcome first, then what is not
    /// known yet, then what is neither reuse nor waste.
    pub enum Outcome {
        /// Used again without having been waste (*réemploi*).
        Reuse = "reuse",
        /// Waste prepared to be used again (*réutilisation*).
        PreparationForReuse = "preparation_for_reuse",
        /// Sold or taken back, without what makes it count as reuse.
        SoldWithoutProof = "sold_without_proof",
        /// Made into materials.
        Recycling = "recycling",
        /// Recovered otherwise.
        OtherRecovery = "other_recovery",
        /// Disposed of.
        Disposal = "disposal",
        /// Not treated for good yet, as far as is known.
        Pending = "pending",
        /// Lost or stolen.
        Loss = "loss",
        /// Returned to its lessor.
        ReturnedToOwner = "returned_to_owner",
    }
}

/// What is known of one departure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The way out.
    pub channel: Channel,
    /// The day it left.
    pub on: Day,
    /// Whether it was waste when it left, or became so by leaving.
    pub waste: bool,
    /// Whether it was given out of order, for its parts.
    pub for_parts: bool,
    /// The day the taker undertook to reuse it.
    pub undertaken_on: Option<Day>,
    /// What the taker proved.
    pub proof: Option<Proof>,
    /// The operation planned for it.
    pub planned: Option<Operation>,
    /// The operation it really had, which replaces the one planned.
    pub proved: Option<Operation>,
}

impl Leaving {
    /// Returns what is known of a departure of the record; nothing of one that was taken over if its
    /// way out is not known. An operation that cannot be read counts as none: the asset is pending
    /// then, never reused.
    #[must_use]
    pub fn of(departure: &Departure) -> Option<Self> {
        let operation = |code: &Option<String>| code.as_deref().and_then(|code| Operation::parse(code).ok());
        Some(Self {
            channel: departure.channel?,
            on: departure.on,
            waste: departure.waste,
            for_parts: departure.for_parts,
            undertaken_on: departure.undertaken_on,
            proof: departure.proved,
            planned: operation(&departure.operation),
            proved: operation(&departure.proved_operation),
        })
    }

    /// Returns what the departure counts as: the first that fits.
    ///
    /// | departure | outcome |
    /// |---|---|
    /// | returned to its lessor, lost | `returned_to_owner`, `loss` |
    /// | sold or taken back, not waste, and not proved, or proved reused without an undertaking in time | `sold_without_proof` |
    /// | proved reused | `preparation_for_reuse` when waste or under R 0, else `reuse` |
    /// | proved recycled, recovered, disposed | `recycling`, `other_recovery`, `disposal` |
    /// | given, or transferred to a public body | `reuse`; `pending` for parts |
    /// | any other | by its operation; `pending` without one |
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.channel {
            Channel::LessorReturn => Outcome::ReturnedToOwner,
            Channel::Loss => Outcome::Loss,
            _ if self.lacks_proof() => Outcome::SoldWithoutProof,
            _ => match self.proof {
                Some(proof) => self.proven(proof),
                None if self.is_donation() => {
                    if self.for_parts {
                        Outcome::Pending
                    } else {
                        Outcome::Reuse
                    }
                }
                None => self.by_operation(),
            },
        }
    }

    /// Tells whether the departure counts in A, provided that the asset is in scope.
    ///
    /// A gift or a transfer to a public body counts as it is, unless it was for parts. A sale or a
    /// take-back counts when the taker undertook to reuse on or before the day of the departure and
    /// then proved it; that it was waste does not matter, since the decree takes *préparation en
    /// vue de la réutilisation* as well as *réemploi*. Waste cannot be given or transferred: `lot ship`
    /// refuses it, so nothing here asks. A collection of waste never counts, even proved reused: it is
    /// no channel of the decree.
    ///
    /// Source: décret n° 2023-266, art. 2 and art. 3.
    #[must_use]
    pub fn in_a(&self) -> bool {
        if self.channel.wants_undertaking() {
            self.undertaken_in_time() && self.proof == Some(Proof::Reused)
        } else {
            self.is_donation() && !self.for_parts
        }
    }

    fn is_donation(&self) -> bool {
        self.channel.is_gift() || self.channel == Channel::PublicBody
    }

    fn undertaken_in_time(&self) -> bool {
        self.undertaken_on.is_some_and(|day| day <= self.on)
    }

    /// Sold or taken back as a product, without the undertaking before and the proof after.
    fn lacks_proof(&self) -> bool {
        let unproved = match self.proof {
            None => true,
            Some(Proof::Reused) => !self.undertaken_in_time(),
            Some(Proof::Recycled | Proof::Recovered | Proof::Disposed) => false,
        };
        self.channel.wants_undertaking() && !self.waste && unproved
    }

    fn proven(&self, proof: Proof) -> Outcome {
        match proof {
            Proof::Reused if self.waste || self.class() == Some(OperationClass::ReusePreparation) => {
                Outcome::PreparationForReuse
            }
            Proof::Reused => Outcome::Reuse,
            Proof::Recycled => Outcome::Recycling,
            Proof::Recovered => Outcome::OtherRecovery,
            Proof::Disposed => Outcome::Disposal,
        }
    }

    fn by_operation(&self) -> Outcome {
        match self.class() {
            Some(OperationClass::ReusePreparation) => Outcome::PreparationForReuse,
            Some(OperationClass::Recycling) => Outcome::Recycling,
            Some(OperationClass::OtherRecovery) => Outcome::OtherRecovery,
            Some(OperationClass::Disposal) => Outcome::Disposal,
            Some(OperationClass::Pending) | None => Outcome::Pending,
        }
    }

    fn class(&self) -> Option<OperationClass> {
        self.proved.or(self.planned).map(Operation::class)
    }
}

/// Returns how many departures found a second life, and of how many that could: what was lost, and what went back to
/// its owner, was nobody's to give one.
#[must_use]
pub fn second_lives(departures: u64, pieces: impl Fn(Outcome) -> u64) -> (u64, u64) {
    let second = pieces(Outcome::Reuse) + pieces(Outcome::PreparationForReuse);
    let others = pieces(Outcome::Loss) + pieces(Outcome::ReturnedToOwner);
    (second, departures.saturating_sub(others))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn operation(text: &str) -> Operation {
        Operation::parse(text).unwrap()
    }

    fn by(channel: Channel) -> Leaving {
        Leaving {
            channel,
            on: day("2026-04-10"),
            waste: channel == Channel::Waste,
            for_parts: false,
            undertaken_on: None,
            proof: None,
            planned: None,
            proved: None,
        }
    }

    const TAKERS: [Channel; 3] = [Channel::Sale, Channel::SupplierTakeback, Channel::EcoOrganism];
    const DONATIONS: [Channel; 3] = [Channel::PublicBody, Channel::StaffGift, Channel::BodyGift];

    #[test]
    fn what_is_lost_or_returned_is_that_whatever_was_proved() {
        for (channel, outcome) in
            [(Channel::Loss, Outcome::Loss), (Channel::LessorReturn, Outcome::ReturnedToOwner)]
        {
            let leaving =
                Leaving { proof: Some(Proof::Reused), planned: Some(operation("R 4")), ..by(channel) };
            assert_eq!(leaving.outcome(), outcome);
            assert!(!leaving.in_a());
        }
    }

    #[test]
    fn a_sale_or_a_take_back_needs_an_undertaking_before_and_a_proof_after() {
        use Outcome::{Reuse, SoldWithoutProof};
        for channel in TAKERS {
            for (undertaken, proof, outcome) in [
                (None, None, SoldWithoutProof),
                (None, Some(Proof::Reused), SoldWithoutProof),
                (Some("2026-04-09"), None, SoldWithoutProof),
                (Some("2026-04-11"), Some(Proof::Reused), SoldWithoutProof),
                (Some("2026-04-10"), Some(Proof::Reused), Reuse),
                (Some("2026-04-09"), Some(Proof::Reused), Reuse),
            ] {
                let leaving = Leaving { undertaken_on: undertaken.map(day), proof, ..by(channel) };
                assert_eq!(leaving.outcome(), outcome, "{channel} {undertaken:?} {proof:?}");
                assert_eq!(leaving.in_a(), outcome == Reuse, "{channel} {undertaken:?} {proof:?}");
            }
        }
    }

    #[test]
    fn a_take_back_proved_otherwise_is_what_was_proved() {
        for (proof, outcome) in [
            (Proof::Recycled, Outcome::Recycling),
            (Proof::Recovered, Outcome::OtherRecovery),
            (Proof::Disposed, Outcome::Disposal),
        ] {
            let undertaken_on = Some(day("2026-04-01"));
            let leaving = Leaving { proof: Some(proof), undertaken_on, ..by(Channel::Sale) };
            assert_eq!(leaving.outcome(), outcome);
            assert!(!leaving.in_a());
        }
    }

    #[test]
    fn reuse_under_r_0_or_of_waste_is_preparation_for_reuse() {
        let taken = Leaving {
            undertaken_on: Some(day("2026-04-01")),
            proof: Some(Proof::Reused),
            ..by(Channel::EcoOrganism)
        };
        for leaving in [
            Leaving { planned: Some(operation("R 0")), ..taken },
            Leaving { planned: Some(operation("R 4")), proved: Some(operation("R 0")), ..taken },
            Leaving { waste: true, ..taken },
        ] {
            assert_eq!(leaving.outcome(), Outcome::PreparationForReuse);
            assert!(leaving.in_a());
        }
        let replaced = Leaving { planned: Some(operation("R 0")), proved: Some(operation("R 3")), ..taken };
        assert_eq!(replaced.outcome(), Outcome::Reuse);
    }

    #[test]
    fn waste_proved_reused_without_an_undertaking_is_prepared_for_reuse_and_not_in_a() {
        for channel in [Channel::Waste, Channel::EcoOrganism, Channel::SupplierTakeback] {
            let leaving = Leaving { waste: true, proof: Some(Proof::Reused), ..by(channel) };
            assert_eq!(leaving.outcome(), Outcome::PreparationForReuse, "{channel}");
            assert!(!leaving.in_a(), "{channel}");
        }
    }

    #[test]
    fn a_gift_or_a_transfer_is_reuse_unless_it_is_for_parts() {
        for channel in DONATIONS {
            assert_eq!(by(channel).outcome(), Outcome::Reuse, "{channel}");
            assert!(by(channel).in_a(), "{channel}");
            let for_parts = Leaving { for_parts: true, ..by(channel) };
            assert_eq!(for_parts.outcome(), Outcome::Pending, "{channel}");
            assert!(!for_parts.in_a(), "{channel}");
        }
    }

    #[test]
    fn waste_counts_under_its_operation_proved_before_planned() {
        for (planned, proved, outcome) in [
            ("R 4", None, Outcome::Recycling),
            ("R 0", None, Outcome::PreparationForReuse),
            ("R 1", None, Outcome::OtherRecovery),
            ("D 10", None, Outcome::Disposal),
            ("R 12", None, Outcome::Pending),
            ("D 9", None, Outcome::Pending),
            ("R 12", Some("R 4"), Outcome::Recycling),
            ("R 4", Some("D 10"), Outcome::Disposal),
        ] {
            let leaving = Leaving {
                planned: Some(operation(planned)),
                proved: proved.map(operation),
                ..by(Channel::Waste)
            };
            assert_eq!(leaving.outcome(), outcome, "{planned} {proved:?}");
            assert!(!leaving.in_a(), "{planned} {proved:?}");
        }
        assert_eq!(by(Channel::Waste).outcome(), Outcome::Pending);
    }

    proptest! {
        #[test]
        fn what_was_sold_without_proof_is_never_in_a(
            channel in prop::sample::select(Channel::ALL),
            proof in prop::option::of(prop::sample::select(Proof::ALL)),
            undertaken in prop::option::of(1i8..=20),
            waste: bool,
            for_parts: bool,
        ) {
            let leaving = Leaving {
                waste,
                for_parts,
                undertaken_on: undertaken.and_then(|d| Day::new(2026, 4, d)),
                proof,
                ..by(channel)
            };
            if leaving.outcome() == Outcome::SoldWithoutProof {
                prop_assert!(!leaving.in_a());
                prop_assert!(channel.wants_undertaking());
            }
        }
    }
}
