//! A medium, alone or in an asset, with what may be claimed of it.

use serde::Serialize;
use uuid::Uuid;

use super::Shared;
use crate::{
    model::{
        amount::Bytes,
        day::Instant,
        medium::Medium,
        sanitization::{Claim, Clearance, Encrypted, Health, MediumKind, MediumStatus},
        tag::Tag,
    },
    ops::certificate::Validated,
    store::{AttemptsOf, Error, Question, Reader, Result},
};

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
