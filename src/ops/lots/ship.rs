//! `lot ship`: the departure. Everything the law and the gate ask for is asked here, in one write.

use std::collections::{HashMap, HashSet};

use super::{
    open_lot,
    terms::{LotTerms, check, check_cap, has_contractor, read_terms, say_replaced},
};
use crate::{
    model::{
        amount::Grams,
        asset::Asset,
        day::Day,
        event::Draft,
        fact::{Decommissioned, Departed, Impact, LotShipped},
        grade::Functional,
        id::MediumId,
        leaving::Channel,
        lifecycle::{Action, Terms},
        lot::{Lot, LotFacts, LotItem, LotLine, Placed},
        medium::Medium,
        sanitization::MediumStatus,
    },
    ops::{
        Act, Failure, Instead, LotFact, Notice, Recording, Refusal, Resolve,
        act::{clean_some, medium_name},
        gate::Exception,
        resolve::Item,
    },
    rules::{self, impact, waste::WasteCode},
};

/// A departure.
#[derive(Clone, Debug, Default)]
pub struct Ship {
    /// The lot, as typed.
    pub lot: String,
    /// What leaves now, as typed; everything if nothing is named.
    pub items: Vec<String>,
    /// Terms given at the last moment.
    pub terms: LotTerms,
    /// Whether what is not yet decommissioned is, the same day, by that act.
    pub decommission: bool,
    /// That act.
    pub decommission_act: Option<String>,
    /// The mass of the whole, and whether it was weighed.
    pub mass: Option<(Grams, bool)>,
}

/// Lets a lot leave, or a part of it.
///
/// # Errors
///
/// Refuses what the life of an asset, the channel or the gate does not allow; then nothing leaves.
pub fn ship(act: &mut Act<'_>, request: &Ship, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let lot = open_lot(act.reader(), &request.lot)?;
    let mut facts = lot.facts.clone();
    facts.update(&read_terms(act, &request.terms)?);
    check(act, &facts)?;
    say_replaced(act, &lot, &facts);
    let Some(channel) = facts.channel else { return Err(Refusal::LotEmpty { lot: lot.number }.into()) };
    let placed = choose(act, &lot, &request.items)?;
    let leaving = Leaving { lot: &lot, facts: &facts, channel, on };
    leaving.check_facts(&placed)?;
    leaving.check_values(&placed)?;
    let (mut decommissionings, mut departures) = (Vec::new(), Vec::new());
    let (mut assets, mut media, mut bulk) = (Vec::new(), Vec::new(), Vec::new());
    for line in &placed {
        match line.line.item {
            Some(LotItem::Asset(id)) => {
                let asset = act.reader().asset(id)?.ok_or_else(|| lot_empty(&lot))?;
                let asset = leaving.decommission(act, asset, request, &mut decommissionings)?;
                departures.push(leaving.depart(act, &asset, line)?);
                assets.push(id);
            }
            Some(LotItem::Medium(id)) => {
                leaving.pass_medium(act, id)?;
                media.push(id);
            }
            None => bulk.push(line.line.clone()),
        }
    }
    leaving.say_without_undertaking(act, &placed);
    let shipped = LotShipped {
        assets,
        bulk,
        facts: facts.clone(),
        mass_g: request.mass.map(|(grams, _)| grams),
        media,
        weighed: request.mass.is_some_and(|(_, weighed)| weighed),
    };
    let mut drafts = decommissionings;
    drafts.push(Draft::new(on, shipped).lot(lot.id));
    drafts.extend(departures);
    act.record_all(drafts)
}

fn lot_empty(lot: &Lot) -> Failure {
    Refusal::LotEmpty { lot: lot.number.clone() }.into()
}

/// The lines that leave now. Untagged things leave with the last of the tagged ones.
fn choose(act: &Act<'_>, lot: &Lot, words: &[String]) -> Result<Vec<Placed>, Failure> {
    let (mut chosen, mut seen) = (Vec::new(), HashSet::new());
    let waiting: HashMap<LotItem, &Placed> =
        lot.waiting().filter_map(|placed| placed.line.item.map(|item| (item, placed))).collect();
    for word in words {
        let (item, subject) = match act.reader().find_item(word)? {
            Item::Asset(asset) => (LotItem::Asset(asset.id), asset.tag.to_string()),
            Item::Medium(medium) => (LotItem::Medium(medium.id), medium_name(&medium)),
        };
        let line =
            *waiting.get(&item).ok_or_else(|| Refusal::NotInLot { subject, lot: lot.number.clone() })?;
        if seen.insert(item) {
            chosen.push(line.clone());
        }
    }
    if words.is_empty() {
        chosen.extend(lot.waiting().cloned());
    } else if chosen.len() == waiting.len() {
        chosen.extend(lot.waiting().filter(|placed| placed.line.item.is_none()).cloned());
    }
    if chosen.is_empty() { Err(lot_empty(lot)) } else { Ok(chosen) }
}

/// A lot on its way out.
struct Leaving<'l> {
    lot: &'l Lot,
    facts: &'l LotFacts,
    channel: Channel,
    on: Day,
}

impl Leaving<'_> {
    fn exception(&self) -> Exception {
        let (loss, data_clause) = (self.channel == Channel::Loss, self.facts.data_clause.is_some());
        Exception { loss, data_clause, ..Exception::default() }
    }

    /// Names every fact the channel asks for that is not known.
    fn check_facts(&self, placed: &[Placed]) -> Result<(), Failure> {
        let facts = self.facts;
        let mut lacking = Vec::new();
        let mut want = |known: bool, fact| {
            if !known && !lacking.contains(&fact) {
                lacking.push(fact);
            }
        };
        want(self.channel == Channel::Loss || facts.party.is_some(), LotFact::Party);
        if self.channel.is_gift() {
            want(facts.legal_basis.is_some(), LotFact::LegalBasis);
            want(facts.act.is_some(), LotFact::Act);
            want(facts.value_method.is_some(), LotFact::ValueMethod);
            for line in placed {
                want(self.value(&line.line).is_some(), LotFact::UnitValue);
            }
        }
        for line in placed.iter().filter(|placed| self.leaves_as_waste(placed)) {
            let code = self.waste_code(&line.line)?;
            want(code.is_some(), LotFact::WasteCode);
            let hazardous = code.is_some_and(WasteCode::hazardous);
            want(!hazardous || facts.bsd.is_some() || facts.no_bsd.is_some(), LotFact::Bsd);
        }
        if lacking.is_empty() {
            return Ok(());
        }
        let lot = self.lot.number.clone();
        Err(Refusal::LotLacks { lot, channel: self.channel, facts: lacking }.into())
    }

    fn value(&self, line: &LotLine) -> Option<crate::model::amount::Cents> {
        line.unit_value_cents.or(self.facts.unit_value_cents)
    }

    /// The waste code of a line, valid on the day it leaves.
    fn waste_code(&self, line: &LotLine) -> Result<Option<WasteCode>, Failure> {
        let Some(code) = line.waste_code.as_ref().or(self.facts.waste_code.as_ref()) else {
            return Ok(None);
        };
        let code = WasteCode::parse(code).map_err(Refusal::WasteCode)?;
        code.valid_on(self.on).map_err(Refusal::WasteCodeDay)?;
        Ok(Some(code))
    }

    /// Whether a line becomes waste by leaving.
    fn leaves_as_waste(&self, placed: &Placed) -> bool {
        self.channel.makes_waste(placed.undertaken_on, self.on)
    }

    /// Decommissions an asset the same day, where that is asked for and not done yet.
    fn decommission(
        &self,
        act: &Act<'_>,
        mut asset: Asset,
        request: &Ship,
        drafts: &mut Vec<Draft>,
    ) -> Result<Asset, Failure> {
        if request.decommission && asset.decommissioned_on.is_none() {
            act.decide(&asset, Action::Decommission, Terms::default())?;
            let reference = clean_some("act", request.decommission_act.as_deref())?;
            let fact = Decommissioned { act: reference, reason: None, waste: false, when_collected: false };
            drafts.push(Draft::new(self.on, fact).asset(asset.id));
            asset.decommissioned_on = Some(self.on);
        }
        Ok(asset)
    }

    /// Asks everything of one asset, and returns its departure.
    fn depart(&self, act: &mut Act<'_>, asset: &Asset, placed: &Placed) -> Result<Draft, Failure> {
        let action = if self.channel == Channel::Loss { Action::WriteOff } else { Action::Ship };
        let terms = Terms {
            channel: Some(self.channel),
            warranty: self.facts.warranty == Some(true),
            lot: Some(self.lot.id),
            party: self.facts.party,
        };
        act.decide(asset, action, terms)?;
        let (media, with_data) = act.pass_gate(asset, self.exception()).map_err(|e| self.with_way(e))?;
        if with_data {
            act.notice(Notice::LeavesWithData { tag: asset.tag.to_string(), channel: self.channel });
        }
        self.check_works(asset, &placed.line)?;
        let waste = asset.waste_since.is_some() || self.leaves_as_waste(placed);
        let fact = Departed {
            channel: self.channel,
            for_parts: placed.line.for_parts,
            impact: impact_of(asset, with_data)
                .filter(|_| !waste && !placed.line.for_parts && may_be_reuse(self.channel)),
            mass_g: asset.mass,
            mass_source: asset.mass_source,
            media: media.iter().map(|medium| medium.id).collect(),
            operation: self.facts.operation.clone(),
            unit_value_cents: self.value(&placed.line),
            waste,
        };
        Ok(Draft::new(self.on, fact).asset(asset.id).lot(self.lot.id))
    }

    /// Refuses a gift of which one is worth too much: the cap is on each unit, with or without a tag.
    fn check_values(&self, placed: &[Placed]) -> Result<(), Failure> {
        let values = placed.iter().filter_map(|placed| self.value(&placed.line));
        values.filter(|_| self.channel.is_gift()).try_for_each(check_cap)
    }

    /// Says of what leaves without an undertaking in time that it will not count as reused. What is taken
    /// back under warranty is in no rate.
    fn say_without_undertaking(&self, act: &mut Act<'_>, placed: &[Placed]) {
        if !self.channel.wants_undertaking() || self.facts.warranty == Some(true) {
            return;
        }
        let late = |placed: &&Placed| placed.undertaken_on.is_none_or(|day| day > self.on);
        let count = placed.iter().filter(|placed| placed.line.asset().is_some()).filter(late).count();
        if count > 0 {
            let (lot, channel, on) = (self.lot.number.clone(), self.channel, self.on);
            act.notice(Notice::LeftWithoutUndertaking { lot, channel, count, on });
        }
    }

    fn check_works(&self, asset: &Asset, line: &LotLine) -> Result<(), Failure> {
        let given = self.channel.is_gift() || self.channel == Channel::PublicBody;
        if given && asset.functional == Some(Functional::Hs) && !line.for_parts {
            return Err(Refusal::OutOfOrder { tag: asset.tag.to_string() }.into());
        }
        Ok(())
    }

    /// The gate for a loose medium.
    fn pass_medium(&self, act: &Act<'_>, id: MediumId) -> Result<(), Failure> {
        let medium = act.reader().medium(id)?.ok_or_else(|| lot_empty(self.lot))?;
        if let Some(now) = self.instead(&medium) {
            let lot = self.lot.number.clone();
            return Err(Refusal::MediumInLot { medium: medium_name(&medium), lot, now }.into());
        }
        let clearance = act.policies().clearance();
        let exception = self.exception();
        if medium.cleared(clearance) || exception.loss || exception.data_clause {
            return Ok(());
        }
        Err(self.with_way(act.unaccounted(None, &medium)))
    }

    /// Why a medium that is in this lot cannot leave in it.
    fn instead(&self, medium: &Medium) -> Option<Instead> {
        if medium.departed_on.is_some() {
            return Some(Instead::Left);
        }
        if medium.status == MediumStatus::Destroyed {
            return Some(Instead::Destroyed);
        }
        // It is loose and in this lot, or it leaves with something else.
        let elsewhere = medium.asset.is_some() || medium.lot.is_some_and(|other| other != self.lot.id);
        elsewhere.then_some(Instead::Elsewhere)
    }

    /// Adds the way out that the channel leaves to the gate's refusal of a medium.
    fn with_way(&self, failure: Failure) -> Failure {
        match failure {
            Failure::Refused(mut refusal) => {
                if let Refusal::Unaccounted { medium: Some(_), lot, .. } = refusal.as_mut() {
                    *lot = has_contractor(self.channel).then(|| self.lot.number.clone());
                }
                Failure::Refused(refusal)
            }
            other => other,
        }
    }
}

/// Whether what leaves by a channel may be used again by its taker. What is lost, or goes back to its
/// owner, has no second life that we gave it.
const fn may_be_reuse(channel: Channel) -> bool {
    match channel {
        Channel::PublicBody
        | Channel::Sale
        | Channel::StaffGift
        | Channel::BodyGift
        | Channel::EcoOrganism
        | Channel::SupplierTakeback => true,
        Channel::Waste | Channel::Loss | Channel::LessorReturn => false,
    }
}

/// What a second life avoids, counted only for what works and left without data (rules of the
/// impact report).
fn impact_of(asset: &Asset, with_data: bool) -> Option<Impact> {
    let works = asset.functional.is_some_and(|grade| grade.reaches(Functional::F3));
    let factor = impact::factor(asset.kind).filter(|_| works && !with_data)?;
    Some(Impact { g_per_year: factor.g_per_year, rules: rules::VERSION.to_owned(), years: factor.years })
}
