//! How things are shown to machines: the keys of JSON and of exports, which others rely on.

use std::collections::HashMap;

use serde::Serialize;
use uuid::Uuid;

use super::certificate::Validated;
use crate::{
    model::{
        amount::{Bytes, Cents, Grams},
        asset::Asset,
        day::{Day, Instant},
        event::Seq,
        grade::{Cosmetic, Functional},
        id::{ActorId, LotId, PartyId},
        kind::{Acquired, Kind, WeeeCategory},
        leaving::{Channel, LotStatus, PartyKind, Proof},
        lifecycle::State,
        lot::{Lot, LotItem, Placed},
        medium::Medium,
        precision::{Around, Precision},
        sanitization::{Claim, Clearance, Encrypted, Health, MediumKind, MediumStatus},
        tag::Tag,
    },
    rules::outcome::{Leaving, Outcome},
    store::{AttemptsOf, Error, Party, Place, Question, Reader, Result},
};

/// An asset, as JSON shows it.
#[derive(Clone, Debug, Serialize)]
pub struct AssetView {
    /// Its identity.
    pub id: Uuid,
    /// The tag on its label.
    pub tag: Tag,
    /// Other names it is found by.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Who made it.
    pub manufacturer: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The maker's serial.
    pub serial: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Since when the organisation has no more use of it.
    pub decommissioned_on: Option<Day>,
    /// Since when it is waste.
    pub waste_since: Option<Day>,
    /// Whether it belongs to the organisation.
    pub owned: bool,
    /// Whose it is, if it is not: the name of an organisation; of a person only where names are asked for, else
    /// the identity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The label of the service.
    pub service: Option<String>,
    /// The label of the site.
    pub site: Option<String>,
    /// The name of the person, where names are asked for; else the person's identity.
    pub holder: Option<String>,
    /// Its grades.
    pub grade: GradeView,
    /// The WEEE category.
    pub weee_category: WeeeCategory,
    /// Its mass, in grams.
    pub mass_g: Option<Grams>,
    /// How it was acquired.
    pub acquired: Acquired,
    /// The day of purchase.
    pub purchase_date: Option<Day>,
    /// The price paid, without tax, in cents.
    pub purchase_price_ht_cents: Option<Cents>,
    /// The day it was made.
    pub manufactured_on: Option<Day>,
    /// The first day in service.
    pub first_use_date: Option<Day>,
    /// The last day of the warranty.
    pub warranty_until: Option<Day>,
    /// How often it went into use.
    pub deployments: u32,
    /// How many second lives it has had, here or elsewhere.
    pub second_lives: u32,
    /// The media in it.
    pub media: Vec<MediumView>,
    /// The number of its lot.
    pub lot: Option<String>,
    /// The day it left, as exactly as it is known.
    pub departed_on: Option<Around>,
    /// Whether its departure was taken over from before the record: imported, not checked.
    #[serde(skip)]
    pub taken_over: bool,
    /// The way out it took.
    pub channel: Option<Channel>,
    /// What its departure counts as.
    pub outcome: Option<Outcome>,
    /// The last event that touched it.
    pub version: Seq,
}

/// Grades, as JSON shows them.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct GradeView {
    /// What works.
    pub functional: Option<Functional>,
    /// How it looks.
    pub cosmetic: Option<Cosmetic>,
}

/// A medium, as JSON shows it.
#[derive(Clone, Debug, Serialize)]
pub struct MediumView {
    /// Its identity.
    pub id: Uuid,
    /// The maker's serial.
    pub serial: Option<String>,
    /// What it is.
    pub kind: MediumKind,
    /// Its capacity, in bytes.
    pub capacity_bytes: Option<Bytes>,
    /// Whether it always encrypts.
    pub encrypted: Encrypted,
    /// What it holds.
    pub status: MediumStatus,
    /// What may be claimed of it.
    pub claim: Option<Claim>,
    /// Whether that is enough under the policy in force.
    pub cleared: bool,
    /// For how many hours it was under power when it was read last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub power_on_hours: Option<u64>,
    /// What it said of its health then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health: Option<Health>,
    /// When that was, if the tool said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Instant>,
    /// Who accepted what was done to it, as a second person; where it is shown with its asset alone, or listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validated: Option<Validated>,
    /// Whether only that is lacking: the policy asks for it, and nobody did yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub awaits_validation: bool,
    /// The tag of the asset it is in, where it is listed on its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asset: Option<Tag>,
}

impl MediumView {
    /// Shows a medium.
    #[must_use]
    pub fn new(medium: &Medium, cleared: bool) -> Self {
        Self {
            id: medium.id.0,
            serial: medium.serial.clone(),
            kind: medium.kind,
            capacity_bytes: medium.capacity,
            encrypted: medium.encrypted,
            status: medium.status,
            claim: medium.claim,
            cleared,
            power_on_hours: medium.reading.and_then(|reading| reading.hours),
            health: medium.reading.map(|reading| reading.health),
            read_at: medium.reading.and_then(|reading| reading.at),
            validated: None,
            awaits_validation: false,
            asset: None,
        }
    }

    /// Shows some media of many, and who validated each: that is asked for together.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn each(
        reader: &dyn Reader,
        media: &[Medium],
        clearance: Clearance,
        shared: &mut Shared,
    ) -> Result<Vec<Self>> {
        let validated = media.iter().filter(|medium| medium.validated);
        let mut questions: Vec<_> = validated.map(|medium| Question::AttemptsOn(medium.id)).collect();
        questions.extend(media.iter().filter_map(|medium| medium.asset.map(Question::Asset)));
        reader.foresee(&questions)?;
        media.iter().map(|medium| Self::among(reader, medium, clearance, shared)).collect()
    }

    fn among(
        reader: &dyn Reader,
        medium: &Medium,
        clearance: Clearance,
        shared: &mut Shared,
    ) -> Result<Self> {
        let without = Clearance { second_person: false, ..clearance };
        let cleared = medium.cleared(clearance);
        let attempt =
            if medium.validated { reader.attempts(AttemptsOf::Medium(medium.id))?.pop() } else { None };
        let validation = attempt.and_then(|attempt| attempt.validation);
        let validated = validation
            .map(|of| Ok::<_, Error>(Validated { seq: of.seq, on: of.on, by: shared.actor(reader, of.by)? }));
        let asset = medium.asset.map(|id| reader.asset(id)).transpose()?.flatten();
        Ok(Self {
            validated: validated.transpose()?,
            awaits_validation: !cleared && medium.cleared(without),
            asset: asset.map(|asset| asset.tag),
            ..Self::new(medium, cleared)
        })
    }
}

impl AssetView {
    /// Shows an asset and names persons: who has it, and who validated what was done to its media.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn whole(reader: &dyn Reader, asset: Asset) -> Result<Self> {
        let id = asset.id;
        let clearance = reader.policies()?.clearance();
        let inside = reader.media_of(id)?.into_iter().filter(|attributed| attributed.until.is_none());
        let media: Vec<Medium> = inside.map(|attributed| attributed.medium).collect();
        let mut shared = Shared::default();
        let mut view = Self::among(reader, asset, true, &mut shared)?;
        view.media = MediumView::each(reader, &media, clearance, &mut shared)?;
        view.media.iter_mut().for_each(|medium| medium.asset = None);
        Ok(view)
    }

    /// Shows an asset; `names` tells whether persons are named.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn new(reader: &dyn Reader, asset: Asset, names: bool) -> Result<Self> {
        Self::among(reader, asset, names, &mut Shared::default())
    }

    /// Shows some assets of many: what they share with others is looked up once, what each has on its own
    /// together. They are not so many that they could not be held at once.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn each(
        reader: &dyn Reader,
        assets: Vec<Asset>,
        names: bool,
        shared: &mut Shared,
    ) -> Result<Vec<Self>> {
        let mut questions = Vec::new();
        for asset in &assets {
            questions.push(Question::MediaOf(asset.id));
            questions.extend(asset.departed_on.map(|_| Question::DepartureOf(asset.id)));
            questions.extend(asset.owner.map(Question::Party));
            questions.extend(asset.holder.filter(|_| names).map(Question::Party));
        }
        reader.foresee(&questions)?;
        assets.into_iter().map(|asset| Self::among(reader, asset, names, shared)).collect()
    }

    fn among(reader: &dyn Reader, asset: Asset, names: bool, shared: &mut Shared) -> Result<Self> {
        let service = shared.label(reader, Place::Service, asset.service.as_deref())?;
        let site = shared.label(reader, Place::Site, asset.site.as_deref())?;
        let media = reader.media_of(asset.id)?;
        let departed = asset.departed_on.is_some();
        let departure = if departed { reader.departure_of(asset.id)? } else { None };
        let outcome = departure.as_ref().and_then(Leaving::of).map(|leaving| leaving.outcome());
        let known = departure.as_ref().and_then(|departure| departure.taken_over);
        let reused = matches!(outcome, Some(Outcome::Reuse | Outcome::PreparationForReuse));
        Ok(Self {
            id: asset.id.0,
            kind: asset.kind,
            state: asset.state,
            decommissioned_on: asset.decommissioned_on,
            waste_since: asset.waste_since,
            owned: asset.owned(),
            owner: party_name(reader, asset.owner, names)?,
            service,
            site,
            holder: holder(reader, asset.holder, names)?,
            grade: GradeView { functional: asset.functional, cosmetic: asset.cosmetic },
            weee_category: asset.weee,
            mass_g: asset.mass,
            acquired: asset.acquired,
            purchase_date: asset.purchase_date,
            purchase_price_ht_cents: asset.price,
            manufactured_on: asset.manufactured_on,
            first_use_date: asset.first_use_date,
            warranty_until: asset.warranty_until(),
            deployments: asset.deployments,
            second_lives: asset.second_lives + u32::from(reused),
            media: media
                .iter()
                .filter(|attributed| attributed.until.is_none())
                .map(|attributed| MediumView::new(&attributed.medium, attributed.cleared))
                .collect(),
            lot: shared.lot(reader, asset.lot)?,
            departed_on: asset
                .departed_on
                .map(|on| Around { on, precision: known.unwrap_or(Precision::Day) }),
            taken_over: known.is_some(),
            channel: asset.channel,
            outcome,
            version: asset.version,
            tag: asset.tag,
            aliases: asset.aliases,
            manufacturer: asset.manufacturer,
            model: asset.model,
            serial: asset.serial,
        })
    }
}

/// A party: an organisation by its name, a person only where persons are named.
fn party_name(reader: &dyn Reader, id: Option<PartyId>, names: bool) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    let party = reader.party(id)?;
    let name = party.and_then(|party| if names { party.name } else { party.said() });
    Ok(Some(name.unwrap_or_else(|| id.to_string())))
}

fn holder(reader: &dyn Reader, id: Option<PartyId>, names: bool) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    let name = if names { reader.party(id)?.and_then(|party| party.name) } else { None };
    Ok(Some(name.unwrap_or_else(|| id.to_string())))
}

/// What assets share: labels of places and numbers of lots, a lot being long to read.
#[derive(Debug, Default)]
pub struct Shared {
    labels: HashMap<(Place, String), String>,
    lots: HashMap<LotId, Option<String>>,
    actors: HashMap<ActorId, Option<String>>,
}

impl Shared {
    /// Returns the label of a service or site; its code where the label was erased.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn label(&mut self, reader: &dyn Reader, place: Place, code: Option<&str>) -> Result<Option<String>> {
        let Some(code) = code else { return Ok(None) };
        let key = (place, code.to_owned());
        if let Some(label) = self.labels.get(&key) {
            return Ok(Some(label.clone()));
        }
        let label = reader.label(place, code)?.unwrap_or_else(|| code.to_owned());
        self.labels.insert(key, label.clone());
        Ok(Some(label))
    }

    fn actor(&mut self, reader: &dyn Reader, id: ActorId) -> Result<Option<String>> {
        if let Some(name) = self.actors.get(&id) {
            return Ok(name.clone());
        }
        let name = reader.actor(id)?;
        self.actors.insert(id, name.clone());
        Ok(name)
    }

    /// Returns the number of a lot.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub fn lot(&mut self, reader: &dyn Reader, id: Option<LotId>) -> Result<Option<String>> {
        let Some(id) = id else { return Ok(None) };
        if let Some(number) = self.lots.get(&id) {
            return Ok(number.clone());
        }
        let number = reader.lot(id)?.map(|lot| lot.number);
        self.lots.insert(id, number.clone());
        Ok(number)
    }
}

/// A party, as JSON shows it.
#[derive(Clone, Debug, Serialize)]
pub struct PartyView {
    /// Its identity.
    pub id: Uuid,
    /// Its name, unless it was erased.
    pub name: Option<String>,
    /// What it is.
    pub kind: PartyKind,
    /// Its SIRET or SIREN.
    pub siret: Option<String>,
}

impl From<Party> for PartyView {
    fn from(party: Party) -> Self {
        Self { id: party.id.0, name: party.name, kind: party.kind, siret: party.siret }
    }
}

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
