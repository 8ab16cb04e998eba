//! Events: one fact each, in the envelope that says who, when, about what, and after which.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::model::{
    day::{Day, Instant},
    fact::{Fact, Patch},
    id::{ActorId, AssetId, CommandId, LotId, MediumId, PartyId, Subject, TextId},
    text::Written,
    touch::{self, Touch, Touches},
};

/// The place of an event in the log: 1 for the first, without gaps.
pub type Seq = u64;

/// A SHA-256: of a line of the log, without its newline; of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first event.
    pub const ZERO: Self = Self([0; 32]);

    /// Reads 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        /// The value of each digit; more than a digit can be for what is none.
        const VALUES: [u8; 256] = {
            let mut values = [u8::MAX; 256];
            let mut value: u8 = 0;
            while value < 16 {
                values[b"0123456789abcdef"[value as usize] as usize] = value;
                value += 1;
            }
            values
        };
        let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
        let mut bytes = [0; 32];
        let mut all = 0;
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let (high, low) = (VALUES[usize::from(pair[0])], VALUES[usize::from(pair[1])]);
            all |= high | low;
            *byte = high << 4 | low & 15;
        }
        if all > 15 {
            return None;
        }
        Some(Self(bytes))
    }

    /// Hands over the 64 digits.
    fn hex<T>(&self, to: impl FnOnce(&str) -> T) -> T {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut digits = [0; 64];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        to(std::str::from_utf8(&digits).unwrap_or_default())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.hex(|digits| f.pad(digits))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.hex(|digits| f.write_str(digits))
    }
}

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.hex(|digits| to.serialize_str(digits))
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Written(text) = Written::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a SHA-256"))
    }
}

/// An event before it has a place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The civil day it happened.
    pub on: Day,
    /// The asset it is about.
    pub asset: Option<AssetId>,
    /// The medium it is about.
    pub medium: Option<MediumId>,
    /// The lot it is about.
    pub lot: Option<LotId>,
    /// The party it is about.
    pub party: Option<PartyId>,
    /// A note, in the vault.
    pub note: Option<TextId>,
    /// What happened.
    pub fact: Fact,
}

impl Draft {
    /// A draft about nothing yet.
    pub fn new(on: Day, fact: impl Into<Fact>) -> Self {
        Self { on, asset: None, medium: None, lot: None, party: None, note: None, fact: fact.into() }
    }

    /// The same, about an asset.
    #[must_use]
    pub fn asset(mut self, id: AssetId) -> Self {
        self.asset = Some(id);
        self
    }

    /// The same, about a medium.
    #[must_use]
    pub fn medium(mut self, id: MediumId) -> Self {
        self.medium = Some(id);
        self
    }

    /// The same, about a lot.
    #[must_use]
    pub fn lot(mut self, id: LotId) -> Self {
        self.lot = Some(id);
        self
    }

    /// The same, about a party.
    #[must_use]
    pub fn party(mut self, id: PartyId) -> Self {
        self.party = Some(id);
        self
    }

    /// Returns everything the event will touch, each once; see [`Event::touches`].
    #[must_use]
    pub fn touches(&self) -> Vec<Touch> {
        Touches::of((self.asset, self.medium, self.lot, self.party), &self.fact).into_vec()
    }

    /// Returns what comes into the record with the event.
    #[must_use]
    pub fn creates(&self) -> Option<Subject> {
        touch::created((self.asset, self.medium, self.lot, self.party), &self.fact)
    }
}

/// An event of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place.
    pub seq: Seq,
    /// The hash of the event before it.
    pub prev: Hash,
    /// The instant it was written; never earlier than that of the event before it.
    pub recorded_at: Instant,
    /// The command that wrote it.
    pub cmd: CommandId,
    /// Who ran the command.
    pub actor: ActorId,
    /// The civil day it happened.
    pub on: Day,
    /// The asset it is about.
    pub asset: Option<AssetId>,
    /// The medium it is about.
    pub medium: Option<MediumId>,
    /// The lot it is about.
    pub lot: Option<LotId>,
    /// The party it is about.
    pub party: Option<PartyId>,
    /// A note, in the vault.
    pub note: Option<TextId>,
    /// What happened.
    pub fact: Fact,
}

/// The line is not an event that this program can read.
#[derive(Debug, thiserror::Error)]
pub enum NotAnEvent {
    /// Not the JSON of an event.
    #[error("not an event: {0}")]
    Malformed(#[from] serde_json::Error),
    /// A type or a version from a later program.
    #[error("unknown event type {kind:?}, version {version}")]
    Unknown {
        /// The type.
        kind: String,
        /// Its version.
        version: u8,
    },
}

/// The envelope, its keys in the order of RFC 8785.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<D, K> {
    actor: ActorId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asset: Option<AssetId>,
    cmd: CommandId,
    data: D,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lot: Option<LotId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    medium: Option<MediumId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<TextId>,
    on: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    party: Option<PartyId>,
    prev: Hash,
    recorded_at: Instant,
    seq: Seq,
    #[serde(rename = "type")]
    kind: K,
    v: u8,
}

/// What is still to be written, if it is the same.
struct Same<'l>(&'l [u8]);

impl std::io::Write for Same<'_> {
    fn write(&mut self, written: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.strip_prefix(written).ok_or(std::io::ErrorKind::InvalidData)?;
        Ok(written.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Event {
    /// The version of the stored form of every type known so far.
    const VERSION: u8 = 1;

    /// Writes the event as its line of the log, without a newline: canonical JSON (RFC 8785).
    ///
    /// # Errors
    ///
    /// Only if a value cannot be written as JSON, which none of the types allows.
    pub fn line(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.as_line())
    }

    /// Tells whether a line is that of the event, to the letter, without writing it anew.
    #[must_use]
    pub fn is_line(&self, line: &str) -> bool {
        let mut rest = Same(line.as_bytes());
        serde_json::to_writer(&mut rest, &self.as_line()).is_ok() && rest.0.is_empty()
    }

    fn as_line(&self) -> Line<&Fact, &'static str> {
        Line {
            actor: self.actor,
            asset: self.asset,
            cmd: self.cmd,
            data: &self.fact,
            lot: self.lot,
            medium: self.medium,
            note: self.note,
            on: self.on,
            party: self.party,
            prev: self.prev,
            recorded_at: self.recorded_at,
            seq: self.seq,
            kind: self.fact.code(),
            v: Self::VERSION,
        }
    }

    /// Reads a line of the log.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnEvent`] if it is none, or one of a later version of the program.
    pub fn read(line: &str) -> Result<Self, NotAnEvent> {
        let read: Line<&RawValue, Written<'_>> = serde_json::from_str(line)?;
        let kind = read.kind.0;
        let fact = Fact::read(&kind, read.v, read.data.get())
            .ok_or_else(|| NotAnEvent::Unknown { kind: kind.into_owned(), version: read.v })??;
        Ok(Self {
            seq: read.seq,
            prev: read.prev,
            recorded_at: read.recorded_at,
            cmd: read.cmd,
            actor: read.actor,
            on: read.on,
            asset: read.asset,
            medium: read.medium,
            lot: read.lot,
            party: read.party,
            note: read.note,
            fact,
        })
    }

    /// Reads the event with the values that a correction gives it.
    pub fn amend(&mut self, patch: &Patch) {
        if let Some(on) = patch.on {
            self.on = on;
        }
        self.fact.amend(patch);
    }

    /// Returns everything the event touches, each once. An event that takes others away or corrects one
    /// touches beside that what they touch: see [`Fact::targets`].
    #[must_use]
    pub fn touches(&self) -> Vec<Touch> {
        Touches::of((self.asset, self.medium, self.lot, self.party), &self.fact).into_vec()
    }

    /// Returns what came into the record with the event: the log has nothing earlier about it.
    #[must_use]
    pub fn creates(&self) -> Option<Subject> {
        touch::created((self.asset, self.medium, self.lot, self.party), &self.fact)
    }
}
