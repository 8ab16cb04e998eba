//! A lot with its lines.

use serde::Serialize;

use super::party::party_name;
use crate::{
    model::{
        amount::{Cents, Grams},
        day::Day,
        leaving::{Channel, LotStatus, Proof},
        lot::{Lot, LotItem, Placed},
        tag::Tag,
    },
    store::{Reader, Result},
};

/// A lot, as JSON shows it.
#[derive(Clone, Debug, Serialize)]
pub struct LotView {
    /// Its number.
    pub lot: String,
    /// Where it stands.
    pub status: LotStatus,
    /// The way out.
    pub channel: Option<Channel>,
    /// The name of the recipient.
    pub party: Option<String>,
    /// The article that allows a gift.
    pub legal_basis: Option<String>,
    /// The act.
    pub act: Option<String>,
    /// The value of each asset that has none of its own, in cents.
    pub unit_value_cents: Option<Cents>,
    /// How it was found.
    pub value_method: Option<String>,
    /// The waste code.
    pub waste_code: Option<String>,
    /// The operation planned.
    pub operation: Option<String>,
    /// The number of the waste-tracking form.
    pub bsd: Option<String>,
    /// Why there is none.
    pub no_bsd: Option<String>,
    /// The name of the carrier.
    pub carrier: Option<String>,
    /// Whether it holds persistent organic pollutants; left out where nobody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pop: Option<bool>,
    /// The contract under which media leave with data.
    pub data_clause: Option<String>,
    /// Whether it is taken back under warranty.
    pub warranty: bool,
    /// The day it was opened.
    pub opened_on: Day,
    /// The last day something left in it.
    pub shipped_on: Option<Day>,
    /// The mass of the whole, in grams.
    pub mass_g: Option<Grams>,
    /// Whether it was weighed.
    pub weighed: bool,
    /// How many things of it came back since; left out where none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned_pieces: Option<u64>,
    /// The mass of what left and did not come back, in grams, by the mass of each; left out where nothing came
    /// back, or not every mass is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining_mass_g: Option<Grams>,
    /// What is in it.
    pub lines: Vec<LotLineView>,
}

/// A line of a lot, as JSON shows it.
#[derive(Clone, Debug, Serialize)]
pub struct LotLineView {
    /// The tag of the asset.
    pub asset: Option<Tag>,
    /// The serial or identity of the loose medium.
    pub medium: Option<String>,
    /// What it is, for what has no tag.
    pub bulk: Option<String>,
    /// How many there are.
    pub count: Option<u32>,
    /// The mass, in grams, for what has no tag.
    pub mass_g: Option<Grams>,
    /// Its own value, in cents.
    pub unit_value_cents: Option<Cents>,
    /// Its own waste code.
    pub waste_code: Option<String>,
    /// Whether it is handed over for its parts only.
    pub for_parts: bool,
    /// The day of the undertaking.
    pub undertaken_on: Option<Day>,
    /// The day it left.
    pub shipped_on: Option<Day>,
    /// What became of it.
    pub proved: Option<Proof>,
    /// The day that was proved.
    pub proved_on: Option<Day>,
    /// The day it came back.
    pub returned_on: Option<Day>,
}

impl LotView {
    /// Shows a lot with its lines.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn new(reader: &dyn Reader, lot: Lot) -> Result<Self> {
        Self::naming(reader, lot, true)
    }

    /// The same; `names` tells whether persons are named.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn naming(reader: &dyn Reader, lot: Lot, names: bool) -> Result<Self> {
        let mut lines = Vec::with_capacity(lot.lines.len());
        for placed in &lot.lines {
            lines.extend(line(reader, placed)?);
        }
        let returned = lot.gone().filter(|placed| placed.returned_on.is_some());
        let returned: u64 = returned.map(|placed| u64::from(placed.line.count.unwrap_or(1))).sum();
        let remaining = if returned > 0 { remaining_mass(reader, &lot)? } else { None };
        let facts = lot.facts;
        Ok(Self {
            lot: lot.number,
            status: lot.status,
            channel: facts.channel,
            party: party_name(reader, facts.party, names)?,
            legal_basis: facts.legal_basis,
            act: facts.act,
            unit_value_cents: facts.unit_value_cents,
            value_method: facts.value_method,
            waste_code: facts.waste_code,
            operation: facts.operation,
            bsd: facts.bsd,
            no_bsd: facts.no_bsd.map(|id| reader.text(id)).transpose()?.flatten(),
            carrier: party_name(reader, facts.carrier, names)?,
            pop: facts.pop,
            data_clause: facts.data_clause,
            warranty: facts.warranty == Some(true),
            opened_on: lot.opened_on,
            shipped_on: lot.shipped_on,
            mass_g: lot.mass.map(|(grams, _)| grams),
            weighed: lot.mass.is_some_and(|(_, weighed)| weighed),
            returned_pieces: (returned > 0).then_some(returned),
            remaining_mass_g: remaining,
            lines,
        })
    }
}

/// The mass of what left and did not come back, if that of each is known. What was taken of the whole cannot tell.
fn remaining_mass(reader: &dyn Reader, lot: &Lot) -> Result<Option<Grams>> {
    let mut total = 0_i64;
    for placed in lot.gone().filter(|placed| placed.returned_on.is_none()) {
        let mass = match placed.line.item {
            Some(LotItem::Asset(id)) => reader.asset(id)?.and_then(|asset| asset.mass),
            Some(LotItem::Medium(_)) => None,
            None => placed.line.mass_g,
        };
        let Some(mass) = mass else { return Ok(None) };
        total = total.saturating_add(mass.0);
    }
    Ok(Some(Grams(total)))
}

/// Shows a line; nothing where, on a past day, what stands on it was not there yet.
fn line(reader: &dyn Reader, placed: &Placed) -> Result<Option<LotLineView>> {
    let (mut asset, mut medium) = (None, None);
    match placed.line.item {
        Some(LotItem::Asset(id)) => {
            let Some(found) = reader.asset(id)? else { return Ok(None) };
            asset = Some(found.tag);
        }
        Some(LotItem::Medium(id)) => {
            let Some(found) = reader.medium(id)? else { return Ok(None) };
            medium = Some(found.serial.unwrap_or_else(|| id.to_string()));
        }
        None => {}
    }
    Ok(Some(LotLineView {
        asset,
        medium,
        bulk: placed.line.bulk.map(|id| reader.text(id)).transpose()?.flatten(),
        count: placed.line.count,
        mass_g: placed.line.mass_g,
        unit_value_cents: placed.line.unit_value_cents,
        waste_code: placed.line.waste_code.clone(),
        for_parts: placed.line.for_parts,
        undertaken_on: placed.undertaken_on,
        shipped_on: placed.shipped_on,
        proved: placed.proved.map(|(outcome, _)| outcome),
        proved_on: placed.proved.map(|(_, on)| on),
        returned_on: placed.returned_on,
    }))
}
