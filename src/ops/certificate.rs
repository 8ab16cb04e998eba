//! What a certificate of sanitisation says of media, in codes: what was done, what the check found, and whether
//! that is enough.
//!
//! Source: NIST SP 800-88 Rev. 2 (September 2025), 4.6 and appendix C; the fields of Rev. 1, 4.8 and appendix G.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use uuid::Uuid;

use super::{
    Failure, Item, Refusal, Resolve,
    evidence::{attached_hashes, fallen},
    resolve::media_inside,
};
use crate::{
    model::{
        amount::Bytes,
        asset::Asset,
        attempt::Attempt,
        day::{Day, Instant, Zone},
        event::{Hash, Seq},
        id::LotId,
        kind::Kind,
        leaving::Channel,
        medium::Medium,
        sanitization::{
            Claim, Clearance, Encrypted, Inventory, MediumKind, MediumStatus, Method, Minimum, Technique,
            Verdict, Verify,
        },
        tag::Tag,
    },
    rules::nist::{NoClaim, why_none},
    store::{self, AttemptsOf, Place, Reader, Result},
};

/// What is certified together: a medium, or an asset with all the media in it.
#[derive(Clone, Debug, Serialize)]
pub struct CertificateView {
    /// Whether nothing that any of them held can be there still, as far as the record knows.
    pub sanitised: bool,
    /// The least claim that the organisation accepts.
    pub minimum: Minimum,
    /// The asset they are in.
    pub asset: Option<CertifiedAsset>,
    /// The media.
    pub media: Vec<CertifiedMedium>,
    /// Where they went.
    pub destination: Option<Destination>,
}

impl CertificateView {
    /// Tells whether all that keeps it from being a certificate is a second person.
    #[must_use]
    pub fn awaits_validation(&self) -> bool {
        let mut why = self.media.iter().filter_map(|medium| medium.unclean).peekable();
        let open = self.asset.as_ref().is_some_and(|asset| asset.inventory == Inventory::Open);
        !open && why.peek().is_some() && why.all(|why| why == Unclean::NotValidated)
    }
}

/// The asset that certified media are in.
#[derive(Clone, Debug, Serialize)]
pub struct CertifiedAsset {
    /// Its tag: the organisation's property number.
    pub tag: Tag,
    /// What it is.
    pub kind: Kind,
    /// Who made it.
    pub manufacturer: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The maker's serial.
    pub serial: Option<String>,
    /// The label of the site it stands on.
    pub site: Option<String>,
    /// Whether the list of its media is known to be complete.
    pub inventory: Inventory,
}

/// A medium, as it is certified.
#[derive(Clone, Debug, Serialize)]
pub struct CertifiedMedium {
    /// Its identity.
    pub id: Uuid,
    /// The maker's serial.
    pub serial: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// What it is.
    pub kind: MediumKind,
    /// Its capacity, in bytes.
    pub capacity_bytes: Option<Bytes>,
    /// Whether it always encrypts.
    pub encrypted: Encrypted,
    /// The label of the service that used it last.
    pub used_by: Option<String>,
    /// What it holds.
    pub status: MediumStatus,
    /// What was done last.
    pub sanitisation: Option<Sanitisation>,
    /// The SHA-256 of the files that are evidence of it.
    pub evidence: Vec<Hash>,
    /// Why it is not sanitised; none if it is.
    #[serde(serialize_with = "unclean_code")]
    pub unclean: Option<Unclean>,
}

/// What was done to remove data, as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sanitisation {
    /// The event.
    pub seq: Seq,
    /// The day.
    pub on: Day,
    /// Who recorded it; none if the name was erased.
    pub by: Option<String>,
    /// What was done.
    pub technique: Technique,
    /// The tool and its version.
    pub tool: Option<String>,
    /// How it was checked.
    pub verify: Verify,
    /// What the check found.
    pub result: Verdict,
    /// What may be claimed, as computed that day.
    pub claim: Claim,
    /// The version of the table that computed it.
    pub rules: String,
    /// The pattern that the tool wrote, by its own log.
    pub method: Option<Method>,
    /// How many times all of it was written.
    pub passes: Option<u32>,
    /// How many bytes were reached.
    pub bytes: Option<Bytes>,
    /// How many errors the tool counted.
    pub errors: Option<u64>,
    /// When the tool began.
    pub started_at: Option<Clock>,
    /// When it ended.
    pub finished_at: Option<Clock>,
    /// Who accepted the result, and when.
    pub validated: Option<Validated>,
}

/// An instant as a clock of the organisation shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// The day.
    pub on: Day,
    /// The time, as `14:05:09`.
    pub at: String,
}

/// That a second person accepted the result (NIST SP 800-88r2, 4.5.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Validated {
    /// The event.
    pub seq: Seq,
    /// The day.
    pub on: Day,
    /// Who; none if the name was erased.
    pub by: Option<String>,
}

/// Where media went.
#[derive(Clone, Debug, Serialize)]
pub struct Destination {
    /// The number of the lot.
    pub lot: String,
    /// The way out.
    pub channel: Option<Channel>,
    /// The name of the recipient, if it is no person.
    pub party: Option<String>,
    /// The day.
    pub on: Day,
}

/// Why a medium is not sanitised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclean {
    /// Nobody tried.
    Never,
    /// The check of the last try found a failure.
    Failed,
    /// Nobody knows what it found.
    ResultUnknown,
    /// Nothing may be claimed of what was done.
    NothingClaimed(NoClaim),
    /// What may be claimed is less than the organisation accepts.
    NotEnough {
        /// What may be claimed.
        claim: Claim,
        /// What is accepted at least.
        minimum: Minimum,
    },
    /// Nobody but whoever did it accepted the result, and the organisation asks for that.
    NotValidated,
    /// It was in use, or out of our hands, since.
    UsedSince,
}

impl Unclean {
    /// Returns the word in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Failed => "failed",
            Self::ResultUnknown => "unknown",
            Self::NothingClaimed(_) => "nothing_claimed",
            Self::NotEnough { .. } => "not_enough",
            Self::NotValidated => "not_validated",
            Self::UsedSince => "used_since",
        }
    }
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn unclean_code<S: serde::Serializer>(why: &Option<Unclean>, to: S) -> std::result::Result<S::Ok, S::Error> {
    why.map(Unclean::code).serialize(to)
}

/// Returns what is certified of each thing that is named, in their order; what would say the same twice is said once.
///
/// # Errors
///
/// Refuses what is not known, and an asset without media.
pub fn certificates(
    reader: &dyn Reader,
    words: &[String],
) -> std::result::Result<Vec<CertificateView>, Failure> {
    let policies = reader.policies()?;
    let register =
        Register { reader, clearance: policies.clearance(), zone: policies.zone(), fallen: fallen(reader)? };
    let mut made = Vec::with_capacity(words.len());
    for word in words {
        made.push(match reader.find_item(word)? {
            Item::Medium(medium) => {
                let asset = medium.asset.map(|id| reader.asset(id)).transpose()?.flatten();
                register.certificate(asset, &[*medium])?
            }
            Item::Asset(asset) => {
                let media = media_inside(reader, asset.id)?;
                if media.is_empty() {
                    return Err(Refusal::NoMedia { tag: asset.tag.to_string() }.into());
                }
                // Of an asset nothing is certified as long as nobody knows what is in it.
                let open = asset.inventory == Inventory::Open;
                let mut view = register.certificate(Some(*asset), &media)?;
                view.sanitised &= !open;
                view
            }
        });
    }
    Ok(once(made))
}

/// Leaves out what another of these says of the same media: a medium named beside the asset that holds it, a thing
/// named twice. What says less, such as that of all in an asset nothing is certified, takes nothing away.
fn once(made: Vec<CertificateView>) -> Vec<CertificateView> {
    // Of those that say the same of a medium, the one that says it of the most media, then the first.
    let mut said: HashMap<(Uuid, bool), (usize, usize)> = HashMap::new();
    for (at, view) in made.iter().enumerate() {
        for medium in &view.media {
            let best = said.entry((medium.id, view.sanitised)).or_insert((at, view.media.len()));
            if view.media.len() > best.1 {
                *best = (at, view.media.len());
            }
        }
    }
    let kept = |at: usize, view: &CertificateView| {
        view.media
            .iter()
            .any(|medium| said.get(&(medium.id, view.sanitised)).is_some_and(|best| best.0 == at))
    };
    let all = made.into_iter().enumerate();
    all.filter(|(at, view)| kept(*at, view)).map(|(_, view)| view).collect()
}

/// The record, and what of it every certificate of a command is made from.
struct Register<'r> {
    reader: &'r dyn Reader,
    clearance: Clearance,
    zone: Option<Zone>,
    /// The events that do not stand any more.
    fallen: HashSet<Seq>,
}

impl Register<'_> {
    fn certificate(&self, asset: Option<Asset>, media: &[Medium]) -> Result<CertificateView> {
        let left = asset.as_ref().and_then(|asset| Some((asset.departed_on?, asset.lot?)));
        let left = left.or_else(|| {
            let medium = media.first().filter(|_| asset.is_none())?;
            Some((medium.departed_on?, medium.lot?))
        });
        let media = media.iter().map(|medium| self.medium(medium)).collect::<Result<Vec<_>>>()?;
        Ok(CertificateView {
            sanitised: media.iter().all(|medium| medium.unclean.is_none()),
            minimum: self.clearance.minimum,
            asset: asset.map(|asset| self.asset(asset)).transpose()?,
            media,
            destination: left.map(|(on, lot)| self.destination(on, lot)).transpose()?.flatten(),
        })
    }

    fn asset(&self, asset: Asset) -> Result<CertifiedAsset> {
        Ok(CertifiedAsset {
            tag: asset.tag,
            kind: asset.kind,
            manufacturer: asset.manufacturer,
            model: asset.model,
            serial: asset.serial,
            site: self.label(Place::Site, asset.site)?,
            inventory: asset.inventory,
        })
    }

    fn medium(&self, medium: &Medium) -> Result<CertifiedMedium> {
        // The last that was tried decides what it holds.
        let last = self.reader.attempts(AttemptsOf::Medium(medium.id))?.pop();
        let sanitisation = last.map(|attempt| self.sanitisation(attempt)).transpose()?;
        Ok(CertifiedMedium {
            id: medium.id.0,
            serial: medium.serial.clone(),
            model: medium.model.clone(),
            kind: medium.kind,
            capacity_bytes: medium.capacity,
            encrypted: medium.encrypted,
            used_by: self.label(Place::Service, medium.used_by.clone())?,
            status: medium.status,
            unclean: unclean(medium, sanitisation.as_ref(), self.clearance),
            evidence: attached_hashes(self.reader, medium.id.into(), &self.fallen)?,
            sanitisation,
        })
    }

    /// What a code stands for; the code itself, if nothing is said of it.
    fn label(&self, place: Place, code: Option<String>) -> Result<Option<String>> {
        code.map(|code| Ok(self.reader.label(place, &code)?.unwrap_or(code))).transpose()
    }

    /// Reads what is recorded of a sanitisation: the one place that does.
    fn sanitisation(&self, attempt: Attempt) -> Result<Sanitisation> {
        let reader = self.reader;
        let clock = |instant: Instant| {
            self.zone.as_ref().map(|zone| Clock { on: zone.day_of(instant), at: zone.clock_at(instant) })
        };
        let validated = attempt
            .validation
            .map(|of| Ok::<_, store::Error>(Validated { seq: of.seq, on: of.on, by: reader.actor(of.by)? }));
        let run = attempt.run.as_ref();
        Ok(Sanitisation {
            seq: attempt.seq,
            on: attempt.on,
            by: reader.actor(attempt.operator)?,
            technique: attempt.action,
            verify: attempt.verify,
            result: attempt.result,
            claim: attempt.claim,
            method: run.and_then(|run| run.method),
            passes: run.and_then(|run| run.passes),
            bytes: run.and_then(|run| run.bytes),
            errors: run.and_then(|run| run.errors),
            started_at: run.and_then(|run| run.started_at).and_then(clock),
            finished_at: run.and_then(|run| run.finished_at).and_then(clock),
            validated: validated.transpose()?,
            tool: attempt.tool,
            rules: attempt.rules,
        })
    }

    /// Where things went; nothing if the lot is not known. A person is not named on what ends in files.
    fn destination(&self, on: Day, lot: LotId) -> Result<Option<Destination>> {
        let Some(lot) = self.reader.lot(lot)? else { return Ok(None) };
        let party = lot.facts.party.map(|id| self.reader.party(id)).transpose()?.flatten();
        let party = party.filter(|party| !party.kind.is_person()).and_then(|party| party.name);
        Ok(Some(Destination { lot: lot.number, channel: lot.facts.channel, party, on }))
    }
}

/// Tells why a medium is not sanitised.
fn unclean(medium: &Medium, done: Option<&Sanitisation>, clearance: Clearance) -> Option<Unclean> {
    if medium.cleared(clearance) {
        return None;
    }
    let Some(done) = done else { return Some(Unclean::Never) };
    Some(match (done.result, done.claim) {
        (Verdict::Fail, _) => Unclean::Failed,
        (Verdict::Unknown, _) => Unclean::ResultUnknown,
        (Verdict::Pass, Claim::None) => {
            let (technique, tool) = (done.technique, done.tool.as_deref());
            let why = why_none(medium.kind, medium.encrypted, technique, tool, done.verify, done.result);
            Unclean::NothingClaimed(why.unwrap_or(NoClaim::TechniqueNotCredited))
        }
        (Verdict::Pass, claim) if done_with(medium) && clearance.minimum.accepts(claim) => {
            Unclean::NotValidated
        }
        (Verdict::Pass, claim) if done_with(medium) => {
            Unclean::NotEnough { claim, minimum: clearance.minimum }
        }
        (Verdict::Pass, _) => Unclean::UsedSince,
    })
}

/// Whether it was not used since.
fn done_with(medium: &Medium) -> bool {
    matches!(medium.status, MediumStatus::Sanitised | MediumStatus::Destroyed)
}
