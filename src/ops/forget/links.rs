//! What still ties a party to the record, and since when nothing does.

use std::collections::BTreeSet;

use crate::{
    model::{
        asset::Asset,
        day::Day,
        event::Event,
        id::{AssetId, LotId, PartyId, Subject},
        leaving::LotStatus,
        life::Life,
        standing::standing,
    },
    ops::{Act, Failure, correct::bears},
    store::Reader,
};

/// What a party still has or receives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// It uses this asset.
    Holds(String),
    /// This asset, which is here, belongs to it.
    Owns(String),
    /// This asset is with it, for a repair.
    Repairs(String),
    /// It takes or carries this open lot.
    Lot(String),
}

/// What ties a party to the record.
#[derive(Default)]
pub(super) struct Links {
    /// What it still has or receives.
    pub(super) present: Vec<Link>,
    /// Lots that the register keeps, and until when.
    pub(super) kept: Vec<(String, Day)>,
    /// The day the last of its links ended; the day it came in if it never had one.
    pub(super) last: Option<Day>,
}

impl Links {
    fn ended(&mut self, on: Day) {
        self.last = self.last.max(Some(on));
    }
}

/// Returns what ties a party to the record today.
pub(super) fn links(act: &Act<'_>, id: PartyId) -> Result<Links, Failure> {
    let reader = act.reader();
    let history = reader.history(Subject::Party(id))?;
    let (assets, lots) = named_in(reader, &history)?;
    let mut links = Links::default();
    for asset in assets {
        if let Some(asset) = reader.asset(asset)? {
            of_asset(reader, &mut links, &asset, id)?;
        }
    }
    for lot in lots {
        of_lot(act, &mut links, lot, id)?;
    }
    links.last = links.last.or_else(|| history.first().map(|first| first.on));
    links.present.sort();
    Ok(links)
}

/// The assets and lots whose events name a party.
fn named_in(reader: &dyn Reader, history: &[Event]) -> Result<(BTreeSet<AssetId>, BTreeSet<LotId>), Failure> {
    let (mut assets, mut lots) = (BTreeSet::new(), BTreeSet::new());
    let mut waiting = history.to_vec();
    while let Some(event) = waiting.pop() {
        assets.extend(event.asset);
        lots.extend(event.lot);
        for seq in event.fact.targets() {
            waiting.extend(reader.event(*seq)?);
        }
    }
    Ok((assets, lots))
}

fn of_asset(reader: &dyn Reader, links: &mut Links, asset: &Asset, id: PartyId) -> Result<(), Failure> {
    let tag = || asset.tag.to_string();
    if asset.holder == Some(id) {
        links.present.push(Link::Holds(tag()));
    }
    if asset.sent_to == Some(id) {
        links.present.push(Link::Repairs(tag()));
    }
    if asset.owner == Some(id) {
        match asset.departed_on {
            Some(on) => links.ended(on),
            None => links.present.push(Link::Owns(tag())),
        }
    }
    for work in reader.works_of(asset.id)?.into_iter().filter(|work| work.sent_to == Some(id)) {
        links.ended(work.back_on.unwrap_or(work.on));
    }
    let events = standing(reader.history(Subject::Asset(asset.id))?);
    let life = Life::fold(events.iter().filter(|event| bears(event, asset.id)), 0);
    for stay in life.into_iter().flat_map(|life| life.stays).filter(|stay| stay.holder == Some(id)) {
        links.ended(stay.to.unwrap_or(stay.from));
    }
    Ok(())
}

fn of_lot(act: &Act<'_>, links: &mut Links, lot: LotId, id: PartyId) -> Result<(), Failure> {
    let Some(lot) = act.reader().lot(lot)? else { return Ok(()) };
    if ![lot.facts.party, lot.facts.carrier].contains(&Some(id)) {
        return Ok(());
    }
    if lot.status == LotStatus::Open {
        links.present.push(Link::Lot(lot.number));
        return Ok(());
    }
    links.ended(lot.shipped_on.unwrap_or(lot.opened_on));
    if let Some(on) = lot.shipped_on.filter(|_| lot.status == LotStatus::Shipped) {
        let until = on.plus_years(act.policies().register_years());
        if until > act.today() {
            links.kept.push((lot.number, until));
        }
    }
    Ok(())
}
