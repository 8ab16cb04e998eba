//! Lots: what leaves together, to one recipient, by one channel; and their fold.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::model::{
    amount::{Cents, Grams},
    day::Day,
    event::{Event, Seq},
    fact::{Fact, LotOpened},
    id::{AssetId, LotId, MediumId, PartyId, TextId},
    leaving::{Channel, LotStatus, Proof},
};

/// Everything known of a lot beside what is in it. A fact not known is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotFacts {
    /// The reference of the council's act or the mayor's decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// The number of the waste-tracking form (BSD).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bsd: Option<String>,
    /// Who carries it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<PartyId>,
    /// The way out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The contract under which media may leave with data, to be sanitised by the taker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_clause: Option<String>,
    /// The article that allows a gift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// Why there is no BSD, in the vault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_bsd: Option<TextId>,
    /// The treatment planned, as `R 4`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Who receives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// Whether it holds persistent organic pollutants (POP), as flame retardants of old plastics are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pop: Option<bool>,
    /// The value of each asset that has none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_value_cents: Option<Cents>,
    /// How that value was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_method: Option<String>,
    /// Whether the supplier takes it back under warranty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warranty: Option<bool>,
    /// The waste code of each asset that has none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waste_code: Option<String>,
}

impl LotFacts {
    /// Tells whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes over every fact that `newer` knows. A tracking form and the reason for none exclude each other:
    /// the newer of the two stands.
    pub fn update(&mut self, newer: &Self) {
        fn take<T: Clone>(mine: &mut Option<T>, newer: Option<&T>) {
            if let Some(newer) = newer {
                *mine = Some(newer.clone());
            }
        }
        if newer.bsd.is_some() || newer.no_bsd.is_some() {
            (self.bsd, self.no_bsd) = (None, None);
        }
        take(&mut self.act, newer.act.as_ref());
        take(&mut self.bsd, newer.bsd.as_ref());
        take(&mut self.carrier, newer.carrier.as_ref());
        take(&mut self.channel, newer.channel.as_ref());
        take(&mut self.data_clause, newer.data_clause.as_ref());
        take(&mut self.legal_basis, newer.legal_basis.as_ref());
        take(&mut self.no_bsd, newer.no_bsd.as_ref());
        take(&mut self.operation, newer.operation.as_ref());
        take(&mut self.party, newer.party.as_ref());
        take(&mut self.pop, newer.pop.as_ref());
        take(&mut self.unit_value_cents, newer.unit_value_cents.as_ref());
        take(&mut self.value_method, newer.value_method.as_ref());
        take(&mut self.warranty, newer.warranty.as_ref());
        take(&mut self.waste_code, newer.waste_code.as_ref());
    }
}

/// A tagged thing in a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotItem {
    /// An asset.
    Asset(AssetId),
    /// A loose medium.
    Medium(MediumId),
}

/// One line of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotLine {
    /// What it is, for what has no tag; in the vault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bulk: Option<TextId>,
    /// How many there are, for what has no tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Whether it is handed over for its parts only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_parts: bool,
    /// The asset or medium.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<LotItem>,
    /// The mass, for what has no tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_g: Option<Grams>,
    /// Its own value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_value_cents: Option<Cents>,
    /// Its own waste code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waste_code: Option<String>,
}

impl LotLine {
    /// A line for an asset or a medium, without facts of its own.
    #[must_use]
    pub const fn of(item: LotItem) -> Self {
        Self {
            bulk: None,
            count: None,
            for_parts: false,
            item: Some(item),
            mass_g: None,
            unit_value_cents: None,
            waste_code: None,
        }
    }

    /// Returns the asset on this line.
    #[must_use]
    pub const fn asset(&self) -> Option<AssetId> {
        match self.item {
            Some(LotItem::Asset(id)) => Some(id),
            _ => None,
        }
    }

    /// Returns the loose medium on this line.
    #[must_use]
    pub const fn medium(&self) -> Option<MediumId> {
        match self.item {
            Some(LotItem::Medium(id)) => Some(id),
            _ => None,
        }
    }
}

impl LotLine {
    /// Tells whether it is of what has no tag, under one of these names.
    #[must_use]
    pub fn is_one_of(&self, bulk: &[TextId]) -> bool {
        self.item.is_none() && self.bulk.is_some_and(|id| bulk.contains(&id))
    }
}

/// A line of a lot and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The line.
    pub line: LotLine,
    /// The undertaking that covers it.
    pub undertaken_on: Option<Day>,
    /// The day it left.
    pub shipped_on: Option<Day>,
    /// What became of it, and the day that was proved.
    pub proved: Option<(Proof, Day)>,
    /// The day it came back.
    pub returned_on: Option<Day>,
}

impl Placed {
    /// Tells whether it has not left.
    const fn waits(&self) -> bool {
        self.shipped_on.is_none()
    }

    /// Tells whether it has left and not come back.
    const fn is_away(&self) -> bool {
        self.shipped_on.is_some() && self.returned_on.is_none()
    }

    /// Tells whether it waits or is away.
    const fn stands(&self) -> bool {
        self.returned_on.is_none()
    }
}

/// How many things are looked for one by one.
const FEW: usize = 8;

/// A lot, as folded from its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Its identity.
    pub id: LotId,
    /// Its number, as `LOT-2026-0001`.
    pub number: String,
    /// Where it stands.
    pub status: LotStatus,
    /// What is known of it.
    pub facts: LotFacts,
    /// What is in it, in the order it was added.
    pub lines: Vec<Placed>,
    /// The day it was opened.
    pub opened_on: Day,
    /// The last day on which something left in it.
    pub shipped_on: Option<Day>,
    /// The events that let it leave, newest last; they fall with the lot.
    pub shipments: Vec<Seq>,
    /// The mass of the whole and whether it was weighed.
    pub mass: Option<(Grams, bool)>,
    /// The last day of its dated events: undertakings, shipments, proofs, returns.
    pub last_on: Option<Day>,
}

impl Lot {
    /// Folds the standing events of a lot, in the order of the log.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Self> {
        let mut lot: Option<Self> = None;
        for event in events {
            match (&event.fact, &mut lot) {
                (Fact::LotOpened(opened), None) => lot = Self::open(event, opened),
                (fact, Some(lot)) => lot.apply(event, fact),
                _ => {}
            }
        }
        lot
    }

    fn open(event: &Event, opened: &LotOpened) -> Option<Self> {
        Some(Self {
            id: event.lot?,
            number: opened.number.clone(),
            status: LotStatus::Open,
            facts: opened.facts.clone(),
            lines: Vec::new(),
            opened_on: event.on,
            shipped_on: None,
            shipments: Vec::new(),
            mass: None,
            last_on: None,
        })
    }

    fn apply(&mut self, event: &Event, fact: &Fact) {
        let on = event.on;
        if fact.is_dated() {
            self.last_on = self.last_on.max(Some(on));
        }
        match fact {
            Fact::LotChanged(changed) => {
                self.facts.update(&changed.facts);
                let drop: HashSet<LotItem> = changed.drop.iter().copied().collect();
                self.lines.retain(|placed| {
                    placed.shipped_on.is_some() || placed.line.item.is_none_or(|item| !drop.contains(&item))
                });
                let mut waiting: HashSet<LotItem> =
                    self.waiting().filter_map(|placed| placed.line.item).collect();
                // What waits already is not added once more: it can leave only once.
                let added =
                    changed.add.iter().filter(|line| line.item.is_none_or(|item| waiting.insert(item)));
                self.lines.extend(added.map(|line| Placed {
                    line: line.clone(),
                    undertaken_on: None,
                    shipped_on: None,
                    proved: None,
                    returned_on: None,
                }));
                self.close_when_gone();
            }
            Fact::LotUndertaken(undertaken) => {
                self.each(&undertaken.assets, &undertaken.media, Placed::stands, |placed| {
                    // The earliest one counts: a second undertaking takes nothing away.
                    placed.undertaken_on = Some(placed.undertaken_on.map_or(on, |first| first.min(on)));
                });
            }
            Fact::LotShipped(shipped) => {
                self.facts.update(&shipped.facts);
                self.each(&shipped.assets, &shipped.media, Placed::waits, |placed| {
                    placed.shipped_on = Some(on);
                });
                for placed in &mut self.lines {
                    if placed.line.item.is_none() && shipped.bulk.contains(&placed.line) {
                        placed.shipped_on = Some(on);
                    }
                }
                self.shipped_on = Some(on);
                self.shipments.push(event.seq);
                if let Some(mass) = shipped.mass_g {
                    let before = self.mass.map_or(0, |(grams, _)| grams.0);
                    self.mass = Some((Grams(before + mass.0), shipped.weighed));
                }
                self.close_when_gone();
            }
            Fact::LotProved(proved) => {
                let prove = |placed: &mut Placed| placed.proved = Some((proved.outcome, on));
                self.each(&proved.assets, &proved.media, Placed::is_away, prove);
                let named = |placed: &&mut Placed| placed.line.is_one_of(&proved.lines);
                self.lines.iter_mut().filter(|placed| placed.is_away()).filter(named).for_each(prove);
            }
            Fact::Returned(_) => {
                if let Some(asset) = event.asset {
                    self.each(&[asset], &[], Placed::is_away, |placed| placed.returned_on = Some(on));
                }
            }
            Fact::LotCancelled(_) => self.status = LotStatus::Cancelled,
            _ => {}
        }
    }

    /// A lot of which something left is open only as long as something waits in it.
    fn close_when_gone(&mut self) {
        if self.shipped_on.is_some() && self.lines.iter().all(|placed| placed.shipped_on.is_some()) {
            self.status = LotStatus::Shipped;
        }
    }

    /// Changes the lines of these things that an event can be about: what came back and is in the
    /// lot again has an earlier line, which stays as it was.
    fn each(
        &mut self,
        assets: &[AssetId],
        media: &[MediumId],
        concerned: impl Fn(&Placed) -> bool,
        change: impl Fn(&mut Placed),
    ) {
        let items = || {
            let assets = assets.iter().copied().map(LotItem::Asset);
            assets.chain(media.iter().copied().map(LotItem::Medium))
        };
        // A set is worth its while only for a long list.
        let many: Option<HashSet<LotItem>> = (assets.len() + media.len() > FEW).then(|| items().collect());
        for placed in self.lines.iter_mut().filter(|placed| concerned(placed)) {
            let named = placed.line.item.is_some_and(|item| match &many {
                Some(many) => many.contains(&item),
                None => items().any(|one| one == item),
            });
            if named {
                change(placed);
            }
        }
    }

    /// Returns the lines that have not left.
    pub fn waiting(&self) -> impl Iterator<Item = &Placed> {
        self.lines.iter().filter(|placed| placed.shipped_on.is_none())
    }

    /// Returns the lines that have left.
    pub fn gone(&self) -> impl Iterator<Item = &Placed> {
        self.lines.iter().filter(|placed| placed.shipped_on.is_some())
    }
}
