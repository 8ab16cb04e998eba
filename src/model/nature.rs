//! What each type of event is by nature: dated or not, what it takes away, what can be corrected.

use crate::model::{
    event::Seq,
    fact::{Fact, Patch},
    precision::Precision,
};

impl Fact {
    /// Tells whether the event is *dated*: it happened on a day, bounds the days of what follows,
    /// and is left out of a view of an earlier day. The rest describe or amend.
    #[must_use]
    pub const fn is_dated(&self) -> bool {
        match self {
            Self::Added(_)
            | Self::Deployed(_)
            | Self::Moved(_)
            | Self::Collected(_)
            | Self::Triaged(_)
            | Self::Worked(_)
            | Self::Readied(_)
            | Self::Decommissioned(_)
            | Self::Reinstated(_)
            | Self::Lost(_)
            | Self::Found(_)
            | Self::Departed(_)
            | Self::DepartedBefore(_)
            | Self::Returned(_)
            | Self::MediumAdded(_)
            | Self::MediaDeclared(_)
            | Self::MediumMoved(_)
            | Self::Sanitised(_)
            | Self::Destroyed(_)
            | Self::Validated(_)
            | Self::LotUndertaken(_)
            | Self::LotShipped(_)
            | Self::LotProved(_) => true,
            Self::Opened(_)
            | Self::Configured(_)
            | Self::Edited(_)
            | Self::Voided(_)
            | Self::Corrected(_)
            | Self::LotOpened(_)
            | Self::LotChanged(_)
            | Self::LotCancelled(_)
            | Self::PartyAdded(_)
            | Self::PartyChanged(_)
            | Self::Reserved(_)
            | Self::Sealed(_)
            | Self::Epoch(_)
            | Self::Forgotten(_)
            | Self::Attached(_)
            | Self::MediumRead(_) => false,
        }
    }

    /// Tells whether the day of this event may lie before that of earlier ones: an undertaking is
    /// often recorded late, and only its own day decides.
    #[must_use]
    pub const fn bounds_days(&self) -> bool {
        self.is_dated() && !matches!(self, Self::LotUndertaken(_))
    }

    /// Tells whether the day of this event can be corrected alone. A departure was judged on its day:
    /// the undertaking, the codes in force, the year it counts in. Its lot undoes it whole.
    #[must_use]
    pub const fn day_is_corrigible(&self) -> bool {
        self.is_dated() && !matches!(self, Self::Departed(_) | Self::LotShipped(_))
    }

    /// Returns the events that this one takes away.
    #[must_use]
    pub fn voids(&self) -> &[Seq] {
        match self {
            Self::Voided(voided) => std::slice::from_ref(&voided.seq),
            Self::LotCancelled(cancelled) => &cancelled.voids,
            _ => &[],
        }
    }

    /// Returns the earlier events that this one takes away or corrects: it touches all they touch.
    #[must_use]
    pub fn targets(&self) -> &[Seq] {
        match self {
            Self::Corrected(corrected) => std::slice::from_ref(&corrected.seq),
            _ => self.voids(),
        }
    }

    /// Returns the names of the values that a correction may set on an event of this type, beside
    /// its day.
    #[must_use]
    pub const fn corrigible(&self) -> &'static [&'static str] {
        match self {
            Self::Added(_) | Self::Deployed(_) | Self::Moved(_) => &["to", "site", "holder"],
            Self::Collected(_) => &["site"],
            Self::Decommissioned(_) => &["act"],
            Self::Triaged(_) | Self::Readied(_) => &["functional", "cosmetic"],
            _ => &[],
        }
    }

    pub(super) fn amend(&mut self, patch: &Patch) {
        fn set<T: Clone>(mine: &mut Option<T>, right: Option<&T>) {
            if let Some(right) = right {
                *mine = Some(right.clone());
            }
        }
        match self {
            Self::Added(added) => {
                set(&mut added.service, patch.service.as_ref());
                set(&mut added.site, patch.site.as_ref());
                set(&mut added.holder, patch.holder.as_ref());
            }
            Self::Deployed(deployed) => {
                if let Some(service) = &patch.service {
                    deployed.service.clone_from(service);
                }
                set(&mut deployed.site, patch.site.as_ref());
                set(&mut deployed.holder, patch.holder.as_ref());
            }
            Self::Moved(moved) => {
                if let Some(service) = &patch.service {
                    moved.service.clone_from(service);
                }
                set(&mut moved.site, patch.site.as_ref());
                set(&mut moved.holder, patch.holder.as_ref());
            }
            Self::Collected(collected) => set(&mut collected.site, patch.site.as_ref()),
            Self::Decommissioned(decommissioned) => set(&mut decommissioned.act, patch.act.as_ref()),
            Self::Triaged(triaged) => {
                set(&mut triaged.functional, patch.functional.as_ref());
                set(&mut triaged.cosmetic, patch.cosmetic.as_ref());
            }
            Self::Readied(readied) => {
                if let Some(functional) = patch.functional {
                    readied.functional = functional;
                }
                set(&mut readied.cosmetic, patch.cosmetic.as_ref());
            }
            Self::DepartedBefore(departed) if patch.on.is_some() => departed.precision = Precision::Day,
            _ => {}
        }
    }
}
