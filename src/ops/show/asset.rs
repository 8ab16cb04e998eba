//! An asset, with what is in it and what became of it.

use serde::Serialize;
use uuid::Uuid;

use super::{MediumView, Shared, party::party_name};
use crate::{
    model::{
        amount::{Cents, Grams},
        asset::Asset,
        day::Day,
        event::Seq,
        grade::{Cosmetic, Functional},
        id::PartyId,
        kind::{Acquired, Kind, WeeeCategory},
        leaving::Channel,
        lifecycle::State,
        medium::Medium,
        precision::{Around, Precision},
        tag::Tag,
    },
    rules::outcome::{Leaving, Outcome},
    store::{Place, Question, Reader, Result},
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

fn holder(reader: &dyn Reader, id: Option<PartyId>, names: bool) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    let name = if names { reader.party(id)?.and_then(|party| party.name) } else { None };
    Ok(Some(name.unwrap_or_else(|| id.to_string())))
}
