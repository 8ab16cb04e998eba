//! `lot add` and `lot drop`: what is in a lot.

use std::collections::HashSet;

use super::{
    open_lot,
    terms::{check_cap, read_waste_code, refuse_waste_code},
};
use crate::{
    model::{
        amount::{Cents, Grams},
        event::Draft,
        fact::LotChanged,
        leaving::Channel,
        lifecycle::{Action, Terms},
        lot::{Lot, LotFacts, LotItem, LotLine},
    },
    ops::{
        Act, Failure, LotFact, Notice, Recording, Refusal, Resolve,
        act::{clean, medium_name},
        media::refuse_gone,
        resolve::Item,
    },
};

/// Things to put into a lot.
#[derive(Clone, Debug, Default)]
pub struct AddLines {
    /// The lot, as typed.
    pub lot: String,
    /// The assets and loose media, as typed.
    pub items: Vec<String>,
    /// The value of each, if not the lot's; of untagged things, that of one.
    pub unit_value: Option<Cents>,
    /// The waste code of each, if not the lot's.
    pub waste_code: Option<String>,
    /// Whether they are handed over for their parts only.
    pub for_parts: bool,
    /// Untagged things.
    pub bulk: Option<Bulk>,
}

/// Untagged things in a lot.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// What they are.
    pub text: String,
    /// Their mass together.
    pub mass: Grams,
    /// How many there are.
    pub count: Option<u32>,
}

/// Puts assets, loose media or untagged things into an open lot.
///
/// # Errors
///
/// Refuses a lot that is not open, what has left, what is in another open lot, a gift worth too
/// much, a waste code by a channel that takes no waste, untagged waste without one, and what is in the
/// lot already.
pub fn add_lines(act: &mut Act<'_>, request: &AddLines, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let lot = open_lot(act.reader(), &request.lot)?;
    if let Some(value) = request.unit_value.filter(|_| lot.facts.channel.is_some_and(Channel::is_gift)) {
        check_cap(value)?;
    }
    let waste_code = read_waste_code(request.waste_code.as_deref())?;
    check_waste_code(&lot, waste_code.as_deref(), request.bulk.is_some())?;
    let mut add = Vec::new();
    let waiting = waiting(&lot);
    let undertaken = lot.waiting().any(|placed| placed.undertaken_on.is_some());
    let mut seen = HashSet::new();
    for word in &request.items {
        let (item, name) = find_line(act, &lot, word)?;
        if waiting.contains(&item) {
            return Err(Refusal::NothingChanges { subject: name }.into());
        }
        if !seen.insert(item) {
            continue;
        }
        if undertaken {
            act.notice(Notice::NotUndertaken { subject: name });
        }
        add.push(LotLine {
            for_parts: request.for_parts,
            unit_value_cents: request.unit_value,
            waste_code: waste_code.clone(),
            ..LotLine::of(item)
        });
    }
    if let Some(bulk) = &request.bulk {
        add.push(LotLine {
            bulk: Some(act.keep_text("bulk", &clean("bulk", &bulk.text)?)?),
            count: bulk.count,
            for_parts: false,
            item: None,
            mass_g: Some(bulk.mass),
            unit_value_cents: request.unit_value,
            waste_code,
        });
    }
    let fact = LotChanged { add, drop: Vec::new(), facts: LotFacts::default() };
    act.record(Draft::new(on, fact).lot(lot.id))
}

/// Refuses a waste code by a channel that waste never takes, and untagged waste without one.
fn check_waste_code(lot: &Lot, code: Option<&str>, bulk: bool) -> Result<(), Failure> {
    let Some(channel) = lot.facts.channel else { return Ok(()) };
    refuse_waste_code(channel, code)?;
    // Nobody undertakes to use again what has no tag.
    let waste = bulk && channel.makes_waste(None, lot.opened_on);
    if waste && code.is_none() && lot.facts.waste_code.is_none() {
        let lot = lot.number.clone();
        return Err(Refusal::LotLacks { lot, channel, facts: vec![LotFact::WasteCode] }.into());
    }
    Ok(())
}

/// What has a tag and waits in a lot.
fn waiting(lot: &Lot) -> HashSet<LotItem> {
    lot.waiting().filter_map(|placed| placed.line.item).collect()
}

/// Finds what may be put into a lot.
fn find_line(act: &Act<'_>, lot: &Lot, word: &str) -> Result<(LotItem, String), Failure> {
    match act.reader().find_item(word)? {
        Item::Asset(asset) => {
            let terms = Terms { lot: Some(lot.id), ..Terms::default() };
            act.decide(&asset, Action::LotAdd, terms)?;
            Ok((LotItem::Asset(asset.id), asset.tag.to_string()))
        }
        Item::Medium(medium) => {
            refuse_gone(&medium)?;
            let name = medium_name(&medium);
            let elsewhere = medium.asset.is_some() || medium.lot.is_some_and(|other| other != lot.id);
            if elsewhere {
                return Err(Refusal::MediumElsewhere { medium: name }.into());
            }
            Ok((LotItem::Medium(medium.id), name))
        }
    }
}

/// Things to take out of a lot.
#[derive(Clone, Debug)]
pub struct DropLines {
    /// The lot, as typed.
    pub lot: String,
    /// The assets and loose media, as typed.
    pub items: Vec<String>,
}

/// Takes assets or loose media out of an open lot.
///
/// # Errors
///
/// Refuses a lot that is not open, what has left in it, and what is not in it.
pub fn drop_lines(act: &mut Act<'_>, request: &DropLines, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let lot = open_lot(act.reader(), &request.lot)?;
    let (mut dropped, mut seen) = (Vec::new(), HashSet::new());
    let waiting = waiting(&lot);
    for word in &request.items {
        let (item, subject) = match act.reader().find_item(word)? {
            Item::Asset(asset) => {
                if asset.lot == Some(lot.id) {
                    let terms = Terms { lot: Some(lot.id), ..Terms::default() };
                    act.decide(&asset, Action::LotDrop, terms)?;
                }
                (LotItem::Asset(asset.id), asset.tag.to_string())
            }
            Item::Medium(medium) => (LotItem::Medium(medium.id), medium_name(&medium)),
        };
        if !waiting.contains(&item) {
            return Err(Refusal::NotInLot { subject, lot: lot.number }.into());
        }
        if seen.insert(item) {
            dropped.push(item);
        }
    }
    let fact = LotChanged { add: Vec::new(), drop: dropped, facts: LotFacts::default() };
    act.record(Draft::new(on, fact).lot(lot.id))
}
