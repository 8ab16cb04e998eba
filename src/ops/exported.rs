//! What is exported of media, lots and parties: the keys of JSON Lines and the columns of tables, which others
//! rely on. An asset is exported as it is shown.

use serde::Serialize;
use uuid::Uuid;

use super::show::{LotView, Shared};
use crate::{
    model::{
        amount::{Bytes, Cents, Grams},
        day::{Day, Instant},
        event::Seq,
        id::PartyId,
        leaving::PartyKind,
        lot::{Lot, LotItem},
        medium::Medium,
        sanitization::{Claim, Encrypted, Health, MediumKind, MediumStatus},
        tag::Tag,
    },
    store::{Flow, MediumFilter, Party, Question, Reader, Result, TOGETHER},
};

/// A medium.
#[derive(Clone, Debug, Serialize)]
pub struct MediumExport {
    /// Its identity.
    pub id: Uuid,
    /// The maker's serial.
    pub serial: Option<String>,
    /// What it is.
    pub kind: MediumKind,
    /// The model.
    pub model: Option<String>,
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
    /// The tag of the asset it is in, or left in.
    pub asset: Option<Tag>,
    /// The number of the lot it is in, or left in, on its own.
    pub lot: Option<String>,
    /// The day it left, in an asset or on its own.
    pub departed_on: Option<Day>,
    /// The last event that touched it.
    pub version: Seq,
    /// For how many hours it was under power when a tool read it last.
    pub power_on_hours: Option<u64>,
    /// What it said of its health then.
    pub health: Option<Health>,
    /// When that was, if the tool said it.
    pub read_at: Option<Instant>,
}

/// A lot with its lines, and what they come to.
#[derive(Clone, Debug, Serialize)]
pub struct LotExport {
    /// As it is shown.
    #[serde(flatten)]
    pub view: LotView,
    /// How many of its lines are assets.
    pub assets: u64,
    /// How many are media on their own.
    pub media: u64,
    /// How many are neither.
    pub bulk: u64,
    /// The mass of these, in grams.
    pub bulk_mass_g: Grams,
    /// What its assets are worth together, in cents; none where no value was given.
    pub value_cents: Option<Cents>,
    /// How many of its lines have left.
    pub shipped: u64,
    /// How many are bound by an undertaking.
    pub undertaken: u64,
    /// Of how many it is proved what became of them.
    pub proved: u64,
    /// How many came back.
    pub returned: u64,
    /// The last event that touched it.
    pub version: Seq,
}

/// A party.
#[derive(Clone, Debug, Serialize)]
pub struct PartyExport {
    /// Its identity.
    pub id: Uuid,
    /// Its name, unless it was erased; of a person, only where names are asked for.
    pub name: Option<String>,
    /// What it is.
    pub kind: PartyKind,
    /// Its SIRET or SIREN, under the same conditions.
    pub siret: Option<String>,
    /// The last event that touched it.
    pub version: Seq,
}

impl LotExport {
    fn new(view: LotView, version: Seq) -> Self {
        let lines = || view.lines.iter();
        let count = |is: fn(&super::LotLineView) -> bool| {
            u64::try_from(view.lines.iter().filter(|line| is(line)).count()).unwrap_or(u64::MAX)
        };
        let bulk = |line: &super::LotLineView| line.asset.is_none() && line.medium.is_none();
        let worth = lines().filter(|line| line.asset.is_some());
        let worth = worth.filter_map(|line| line.unit_value_cents.or(view.unit_value_cents));
        let value_cents = worth.fold(None, |sum: Option<Cents>, value| {
            Some(Cents(sum.map_or(0, |sum| sum.0).saturating_add(value.0)))
        });
        Self {
            assets: count(|line| line.asset.is_some()),
            media: count(|line| line.medium.is_some()),
            bulk: count(bulk),
            bulk_mass_g: Grams(
                lines().filter(|line| bulk(line)).filter_map(|line| line.mass_g).map(|mass| mass.0).sum(),
            ),
            value_cents,
            shipped: count(|line| line.shipped_on.is_some()),
            undertaken: count(|line| line.undertaken_on.is_some()),
            proved: count(|line| line.proved.is_some()),
            returned: count(|line| line.returned_on.is_some()),
            version,
            // `returned` says it in every line.
            view: LotView { returned_pieces: None, remaining_mass_g: None, ..view },
        }
    }
}

/// Hands every medium that an event touched after this one to `each`, in the order they were made, until it
/// returns false.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn each_medium(
    reader: &dyn Reader,
    after: Option<Seq>,
    each: &mut dyn FnMut(&MediumExport) -> bool,
) -> Result<()> {
    let clearance = reader.policies()?.clearance();
    let (mut waiting, mut shared) = (Vec::with_capacity(TOGETHER), Shared::default());
    let mut show = |waiting: &mut Vec<Medium>| -> Result<bool> {
        let asked: Vec<_> = waiting.iter().filter_map(|medium| medium.asset.map(Question::Asset)).collect();
        reader.foresee(&asked)?;
        for medium in waiting.drain(..) {
            let asset = medium.asset.map(|id| reader.asset(id)).transpose()?.flatten();
            let shown = MediumExport {
                id: medium.id.0,
                kind: medium.kind,
                capacity_bytes: medium.capacity,
                encrypted: medium.encrypted,
                status: medium.status,
                claim: medium.claim,
                cleared: medium.cleared(clearance),
                asset: asset.map(|asset| asset.tag),
                lot: shared.lot(reader, medium.lot)?,
                departed_on: medium.departed_on,
                version: medium.version,
                power_on_hours: medium.reading.and_then(|reading| reading.hours),
                health: medium.reading.map(|reading| reading.health),
                read_at: medium.reading.and_then(|reading| reading.at),
                serial: medium.serial,
                model: medium.model,
            };
            if !each(&shown) {
                return Ok(false);
            }
        }
        Ok(true)
    };
    let mut open = Ok(true);
    reader.media(MediumFilter { loose: false, changed_after: after }, &mut |medium| {
        waiting.push(medium);
        if waiting.len() == TOGETHER {
            open = show(&mut waiting);
        }
        if matches!(open, Ok(true)) { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    if open? {
        show(&mut waiting)?;
    }
    Ok(())
}

/// Hands every lot that an event touched after this one to `each`, by number, until it returns false; `names`
/// tells whether persons are named.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn each_lot(
    reader: &dyn Reader,
    after: Option<Seq>,
    names: bool,
    each: &mut dyn FnMut(&LotExport) -> bool,
) -> Result<()> {
    let mut failed = None;
    reader.lots_since(after.unwrap_or(0), &mut |lot, version| match lot_view(reader, lot, names)
        .map(|view| each(&LotExport::new(view, version)))
    {
        Ok(true) => Flow::Continue(()),
        Ok(false) => Flow::Break(()),
        Err(error) => {
            failed = Some(error);
            Flow::Break(())
        }
    })?;
    failed.map_or(Ok(()), Err)
}

/// A lot as it is shown; what its lines name is asked for together.
fn lot_view(reader: &dyn Reader, lot: Lot, names: bool) -> Result<LotView> {
    let item = |item: Option<LotItem>| match item {
        Some(LotItem::Asset(id)) => Some(Question::Asset(id)),
        _ => None,
    };
    let asked = lot.lines.iter().filter_map(|placed| item(placed.line.item));
    let parties = [lot.facts.party, lot.facts.carrier].into_iter().flatten().map(Question::Party);
    reader.foresee(&asked.chain(parties).collect::<Vec<_>>())?;
    LotView::naming(reader, lot, names)
}

/// Hands every party that an event touched after this one to `each`, in the order they were made, until it
/// returns false; `names` tells whether persons are named.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn each_party(
    reader: &dyn Reader,
    after: Option<Seq>,
    names: bool,
    each: &mut dyn FnMut(&PartyExport) -> bool,
) -> Result<()> {
    reader.parties_since(after.unwrap_or(0), &mut |party, version| {
        let named = names || !party.kind.is_person();
        let Party { id: PartyId(id), kind, name, siret } = party;
        let shown = PartyExport {
            id,
            name: name.filter(|_| named),
            kind,
            // That of a person leads to the name.
            siret: siret.filter(|_| named),
            version,
        };
        if each(&shown) { Flow::Continue(()) } else { Flow::Break(()) }
    })
}
