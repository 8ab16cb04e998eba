//! What the papers of a lot and of a decommissioning say, in codes: who hands what over to whom, on which ground.

use super::{Failure, Refusal, Resolve, act::medium_name, correct::bears, resolve::media_inside};
use crate::{
    model::{
        amount::{Cents, Grams},
        asset::Asset,
        day::Day,
        id::{AssetId, Subject},
        kind::{Kind, Source},
        leaving::{Channel, LotStatus, PartyKind},
        life::Life,
        lot::{Lot, LotFacts, LotItem, Placed},
        medium::Medium,
        sanitization::{Claim, Inventory, MediumKind, MediumStatus},
        standing::standing,
        tag::Tag,
    },
    store::{Reader, Result},
};

/// A lot, as its papers show it.
#[derive(Clone, Debug)]
pub struct SlipView {
    /// Its number.
    pub number: String,
    /// Whether nothing of it has left.
    pub draft: bool,
    /// What is known of it.
    pub facts: LotFacts,
    /// Who receives it.
    pub party: Option<SlipParty>,
    /// The name of who carries it.
    pub carrier: Option<String>,
    /// Why there is no waste-tracking form.
    pub no_bsd: Option<String>,
    /// The days it left, first and last: what has left together has one.
    pub shipped_on: Option<(Day, Day)>,
    /// The day of the first undertaking.
    pub undertaken_on: Option<Day>,
    /// The mass of the whole, where it was taken, and whether it was weighed.
    pub mass: Option<(Grams, bool)>,
    /// What is in it: what has left and not come back, or what is to leave if nothing has.
    pub lines: Vec<SlipLine>,
}

/// Who receives a lot.
#[derive(Clone, Debug)]
pub struct SlipParty {
    /// The name, unless it was erased.
    pub name: Option<String>,
    /// What it is.
    pub kind: PartyKind,
    /// Its number in the register of establishments.
    pub siret: Option<String>,
}

/// One thing of a lot.
#[derive(Clone, Debug)]
pub struct SlipLine {
    /// The asset.
    pub asset: Option<ListedAsset>,
    /// The media in it, or the one that leaves on its own.
    pub media: Vec<ListedMedium>,
    /// Whether nobody said that this is all of them.
    pub open: bool,
    /// What it is, for what has no tag; none if that was erased.
    pub bulk: Option<String>,
    /// How many there are.
    pub count: Option<u32>,
    /// The mass, and where it comes from.
    pub mass: Option<(Grams, Source)>,
    /// The value of one.
    pub value: Option<Cents>,
    /// The waste code.
    pub waste_code: Option<String>,
    /// Whether it is handed over for its parts only.
    pub for_parts: bool,
    /// The day it left.
    pub shipped_on: Option<Day>,
}

/// An asset in a list on paper.
#[derive(Clone, Debug)]
pub struct ListedAsset {
    /// Its tag.
    pub tag: Tag,
    /// What it is.
    pub kind: Kind,
    /// Who made it.
    pub manufacturer: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The maker's serial.
    pub serial: Option<String>,
    /// The day from which it was in use, else that from which its age counts.
    pub since: Option<Day>,
    /// The price paid, without tax.
    pub price: Option<Cents>,
}

/// A medium in a list on paper.
#[derive(Clone, Debug)]
pub struct ListedMedium {
    /// Its serial, else its identity.
    pub name: String,
    /// What it is.
    pub kind: MediumKind,
    /// What it holds.
    pub status: MediumStatus,
    /// What may be claimed of it.
    pub claim: Option<Claim>,
}

impl From<Asset> for ListedAsset {
    fn from(asset: Asset) -> Self {
        Self {
            since: asset.age_start(),
            tag: asset.tag,
            kind: asset.kind,
            manufacturer: asset.manufacturer,
            model: asset.model,
            serial: asset.serial,
            price: asset.price,
        }
    }
}

impl From<&Medium> for ListedMedium {
    fn from(medium: &Medium) -> Self {
        Self { name: medium_name(medium), kind: medium.kind, status: medium.status, claim: medium.claim }
    }
}

/// Returns what the papers of a lot say.
///
/// # Errors
///
/// Refuses a lot that is not known, was given up, is of what was lost, or has nothing in it.
pub fn slip(reader: &dyn Reader, word: &str) -> std::result::Result<SlipView, Failure> {
    let lot = reader.find_lot(word)?;
    if lot.status == LotStatus::Cancelled {
        return Err(Refusal::LotClosed { lot: lot.number }.into());
    }
    if lot.facts.channel == Some(Channel::Loss) {
        return Err(Refusal::NoHandover { lot: lot.number }.into());
    }
    let draft = lot.shipped_on.is_none();
    let concerned = |placed: &&Placed| draft || (placed.shipped_on.is_some() && placed.returned_on.is_none());
    let lines = lot.lines.iter().filter(concerned);
    let undertaken_on = lines.clone().filter_map(|placed| placed.undertaken_on).min();
    let days = || lines.clone().filter_map(|placed| placed.shipped_on);
    let shipped_on = days().min().zip(days().max());
    let lines = lines.map(|placed| line(reader, &lot, placed)).collect::<Result<Vec<_>>>()?;
    if lines.is_empty() {
        return Err(Refusal::LotEmpty { lot: lot.number }.into());
    }
    let name = |id| Ok(reader.party(id)?.and_then(|party| party.name));
    Ok(SlipView {
        draft,
        party: lot.facts.party.map(|id| reader.party(id)).transpose()?.flatten().map(|party| SlipParty {
            name: party.name,
            kind: party.kind,
            siret: party.siret,
        }),
        carrier: lot.facts.carrier.map(name).transpose().map_err(Failure::Store)?.flatten(),
        no_bsd: lot.facts.no_bsd.map(|id| reader.text(id)).transpose()?.flatten(),
        shipped_on,
        undertaken_on,
        mass: lot.mass,
        lines,
        number: lot.number,
        facts: lot.facts,
    })
}

fn line(reader: &dyn Reader, lot: &Lot, placed: &Placed) -> Result<SlipLine> {
    let of = &placed.line;
    let mut line = SlipLine {
        asset: None,
        media: Vec::new(),
        open: false,
        bulk: of.bulk.map(|id| reader.text(id)).transpose()?.flatten(),
        count: of.count,
        mass: of.mass_g.map(|mass| (mass, Source::Given)),
        value: of.unit_value_cents.or(lot.facts.unit_value_cents),
        waste_code: of.waste_code.clone().or_else(|| lot.facts.waste_code.clone()),
        for_parts: of.for_parts,
        shipped_on: placed.shipped_on,
    };
    match of.item {
        Some(LotItem::Asset(id)) => {
            if let Some(asset) = reader.asset(id)? {
                line.mass = asset.mass.map(|mass| (mass, asset.mass_source.unwrap_or(Source::Default)));
                line.media = media_inside(reader, id)?.iter().map(Into::into).collect();
                line.open = asset.inventory == Inventory::Open;
                line.asset = Some(asset.into());
            }
        }
        Some(LotItem::Medium(id)) => line.media.extend(reader.medium(id)?.as_ref().map(Into::into)),
        None => {}
    }
    Ok(line)
}

/// Returns the assets of a list on paper.
///
/// # Errors
///
/// Refuses what is not known.
pub fn listed(reader: &dyn Reader, words: &[String]) -> std::result::Result<Vec<ListedAsset>, Failure> {
    let mut listed = Vec::with_capacity(words.len());
    for asset in reader.find_assets(words)? {
        let since = match asset.first_use_date {
            Some(day) => Some(day),
            None => first_use(reader, asset.id)?.or_else(|| asset.age_start()),
        };
        listed.push(ListedAsset { since, ..asset.into() });
    }
    Ok(listed)
}

/// The day on which it was first deployed; none if it was in use before anybody recorded it.
fn first_use(reader: &dyn Reader, id: AssetId) -> Result<Option<Day>> {
    let events = standing(reader.history(Subject::Asset(id))?);
    let life = Life::fold(events.iter().filter(|event| bears(event, id)), 0);
    let stays = life.map(|life| life.stays).unwrap_or_default();
    let first = stays.iter().position(|stay| stay.began.is_some());
    Ok(first.filter(|at| *at > 0).map(|at| stays[at].from))
}
