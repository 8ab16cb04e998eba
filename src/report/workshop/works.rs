//! What was done in a period.

use std::collections::BTreeMap;

use crate::{
    model::{
        period::Period,
        tag::Tag,
        work::{Work, WorkKind},
    },
    report::{Part, Result, figures::Tally},
    store::{Flow, Reader},
};

/// How often something was done, how long it took and what it cost.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Done {
    pub(super) works: u64,
    pub(super) minutes: u64,
    pub(super) cents: i64,
}

/// The works of a period.
#[derive(Debug, Default)]
pub(super) struct Works {
    pub(super) all: Tally,
    pub(super) fitted: Tally,
    pub(super) fitted_reused: Tally,
    pub(super) harvested: Tally,
    pub(super) by_kind: BTreeMap<WorkKind, Done>,
}

impl Works {
    pub(super) fn read(reader: &dyn Reader, period: Period, part: &Part) -> Result<Self> {
        let mut works = Self::default();
        let here = part.assets(reader)?;
        reader.works(period, &mut |asset, work| {
            if here.as_ref().is_none_or(|here| here.contains(&asset.id)) {
                works.add(&asset.tag, work);
            }
            Flow::Continue(())
        })?;
        Ok(works)
    }

    fn add(&mut self, tag: &Tag, work: &Work) {
        let done = self.by_kind.entry(work.kind).or_default();
        done.minutes = done.minutes.saturating_add(work.minutes.unwrap_or_default().into());
        done.cents = done.cents.saturating_add(work.cost.map_or(0, |cost| cost.0));
        // A return is the end of the work for which it was sent out, and may add to its time and cost.
        if !work.back {
            done.works += 1;
            self.all.add(tag);
            if work.kind == WorkKind::Harvest {
                self.harvested.add(tag);
            }
        }
        let fits = matches!(work.kind, WorkKind::Replace | WorkKind::Install);
        if fits && (work.part.is_some() || work.from.is_some()) {
            self.fitted.add(tag);
            if work.from.is_some() {
                self.fitted_reused.add(tag);
            }
        }
    }

    /// Returns the time and the cost of all of them.
    pub(super) fn total(&self) -> Done {
        self.by_kind.values().fold(Done::default(), |total, done| Done {
            works: total.works + done.works,
            minutes: total.minutes.saturating_add(done.minutes),
            cents: total.cents.saturating_add(done.cents),
        })
    }
}
