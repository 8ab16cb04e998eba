//! Events: one fact each, in the envelope that says who, when, about what, and after which.

use std::{collections::HashMap, fmt};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::model::{
    day::{Day, Instant},
    fact::{Fact, Patch},
    id::{ActorId, AssetId, CommandId, LotId, MediumId, PartyId, Subject, TextId},
    lot::{LotItem, LotLine},
};

/// The place of an event in the log: 1 for the first, without gaps.
pub type Seq = u64;

/// A SHA-256: of a line of the log, without its newline.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first event.
    pub const ZERO: Self = Self([0; 32]);

    /// Reads 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let nibble = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
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
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
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

impl Event {
    /// The version of the stored form of every type known so far.
    const VERSION: u8 = 1;

    /// Writes the event as its line of the log, without a newline: canonical JSON (RFC 8785).
    ///
    /// # Errors
    ///
    /// Only if a value cannot be written as JSON, which none of the types allows.
    pub fn line(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Line {
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
        })
    }

    /// Reads a line of the log.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnEvent`] if it is none, or one of a later version of the program.
    pub fn read(line: &str) -> Result<Self, NotAnEvent> {
        let read: Line<&RawValue, String> = serde_json::from_str(line)?;
        let fact = Fact::read(&read.kind, read.v, read.data.get())
            .ok_or(NotAnEvent::Unknown { kind: read.kind, version: read.v })??;
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
}

/// That an event touches a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The subject.
    pub subject: Subject,
    /// Whether the event bears on its state; else it only names it, and stands in its history.
    pub bears: bool,
}

/// Touches, each subject once, in the order they were first named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Touches {
    list: Vec<Touch>,
    /// Where each stands, once the list is too long to be searched: a lot may hold thousands.
    at: HashMap<Subject, usize>,
}

impl From<Vec<Touch>> for Touches {
    fn from(list: Vec<Touch>) -> Self {
        Self { list, at: HashMap::new() }
    }
}

impl Touches {
    /// The longest list that is searched from its beginning.
    const SHORT: usize = 16;

    /// Adds a touch; of a subject named before, whether the event bears on it.
    pub(crate) fn push(&mut self, subject: impl Into<Subject>, bears: bool) {
        let subject = subject.into();
        let known = if self.list.len() <= Self::SHORT {
            self.list.iter().position(|touch| touch.subject == subject)
        } else {
            if self.at.is_empty() {
                self.at = self.list.iter().enumerate().map(|(at, touch)| (touch.subject, at)).collect();
            }
            self.at.get(&subject).copied()
        };
        if let Some(at) = known {
            self.list[at].bears |= bears;
            return;
        }
        if !self.at.is_empty() {
            self.at.insert(subject, self.list.len());
        }
        self.list.push(Touch { subject, bears });
    }

    /// Returns the list.
    pub(crate) fn into_vec(self) -> Vec<Touch> {
        self.list
    }

    fn bear<S: Into<Subject> + Copy>(&mut self, subjects: &[S]) {
        for subject in subjects {
            self.push(*subject, true);
        }
    }

    fn name<S: Into<Subject>>(&mut self, subject: Option<S>) {
        if let Some(subject) = subject {
            self.push(subject, false);
        }
    }

    fn items(&mut self, items: impl IntoIterator<Item = LotItem>) {
        for item in items {
            match item {
                LotItem::Asset(id) => self.push(id, true),
                LotItem::Medium(id) => self.push(id, true),
            }
        }
    }

    fn of(
        (asset, medium, lot, party): (Option<AssetId>, Option<MediumId>, Option<LotId>, Option<PartyId>),
        fact: &Fact,
    ) -> Self {
        let mut touches = Self::default();
        touches.bear(asset.as_slice());
        touches.bear(medium.as_slice());
        if let Some(id) = lot {
            // A departure stands in the lot's own `lot_shipped`.
            touches.push(id, !matches!(fact, Fact::Departed(_)));
        }
        touches.bear(party.as_slice());
        touches.fact(fact);
        touches
    }

    fn fact(&mut self, fact: &Fact) {
        match fact {
            Fact::Added(added) => {
                self.name(added.holder);
                self.name(added.owner);
                self.name(added.supplier);
            }
            Fact::Deployed(deployed) => {
                self.bear(&deployed.media);
                self.name(deployed.holder);
            }
            Fact::Moved(moved) => {
                self.bear(&moved.media);
                self.name(moved.holder);
            }
            Fact::Found(found) => self.bear(&found.media),
            Fact::Departed(departed) => self.bear(&departed.media),
            Fact::Returned(returned) => self.bear(&returned.media),
            Fact::Corrected(corrected) => self.name(corrected.set.holder),
            Fact::MediumMoved(moved) => {
                self.bear(moved.from.as_slice());
                self.bear(moved.to.as_slice());
            }
            Fact::LotOpened(opened) => {
                self.name(opened.facts.party);
                self.name(opened.facts.carrier);
            }
            Fact::LotChanged(changed) => {
                self.items(changed.add.iter().filter_map(|line: &LotLine| line.item));
                self.items(changed.drop.iter().copied());
                self.name(changed.facts.party);
                self.name(changed.facts.carrier);
            }
            Fact::LotUndertaken(undertaken) => {
                self.bear(&undertaken.assets);
                self.bear(&undertaken.media);
            }
            Fact::LotShipped(shipped) => {
                for asset in &shipped.assets {
                    self.push(*asset, false);
                }
                self.bear(&shipped.media);
                self.name(shipped.facts.party);
                self.name(shipped.facts.carrier);
            }
            Fact::LotProved(proved) => {
                self.bear(&proved.assets);
                self.bear(&proved.media);
            }
            Fact::LotCancelled(cancelled) => {
                self.bear(&cancelled.assets);
                self.bear(&cancelled.media);
            }
            Fact::Opened(_)
            | Fact::Configured(_)
            | Fact::Collected(_)
            | Fact::Triaged(_)
            | Fact::Readied(_)
            | Fact::Decommissioned(_)
            | Fact::Reinstated(_)
            | Fact::Lost(_)
            | Fact::Voided(_)
            | Fact::MediumAdded(_)
            | Fact::MediaDeclared(_)
            | Fact::Sanitised(_)
            | Fact::Destroyed(_)
            | Fact::PartyAdded(_)
            | Fact::PartyChanged(_) => {}
        }
    }
}

impl Fact {
    /// Tells whether the event is *dated*: it happened on a day, bounds the days of what follows,
    /// and is left out of a view of an earlier day. The rest describe or amend.
    #[must_use]
    pub const fn is_dated(&self) -> bool {
        match self {
            Self::Added(_)
            | Self::Deployed(_)
            | Self::Moved(_)
            | Self::Collected(_)
            | Self::Triaged(_)
            | Self::Readied(_)
            | Self::Decommissioned(_)
            | Self::Reinstated(_)
            | Self::Lost(_)
            | Self::Found(_)
            | Self::Departed(_)
            | Self::Returned(_)
            | Self::MediumAdded(_)
            | Self::MediaDeclared(_)
            | Self::MediumMoved(_)
            | Self::Sanitised(_)
            | Self::Destroyed(_)
            | Self::LotUndertaken(_)
            | Self::LotShipped(_)
            | Self::LotProved(_) => true,
            Self::Opened(_)
            | Self::Configured(_)
            | Self::Voided(_)
            | Self::Corrected(_)
            | Self::LotOpened(_)
            | Self::LotChanged(_)
            | Self::LotCancelled(_)
            | Self::PartyAdded(_)
            | Self::PartyChanged(_) => false,
        }
    }

    /// Tells whether the day of this event may lie before that of earlier ones: an undertaking is
    /// often recorded late, and only its own day decides.
    #[must_use]
    pub const fn bounds_days(&self) -> bool {
        self.is_dated() && !matches!(self, Self::LotUndertaken(_))
    }

    /// Returns the events that this one takes away.
    #[must_use]
    pub fn voids(&self) -> &[Seq] {
        match self {
            Self::Voided(voided) => std::slice::from_ref(&voided.seq),
            Self::LotCancelled(cancelled) => &cancelled.voids,
            _ => &[],
        }
    }

    /// Returns the earlier events that this one takes away or corrects: it touches all they touch.
    #[must_use]
    pub fn targets(&self) -> &[Seq] {
        match self {
            Self::Corrected(corrected) => std::slice::from_ref(&corrected.seq),
            _ => self.voids(),
        }
    }

    /// Returns the names of the values that a correction may set on an event of this type, beside
    /// its day.
    #[must_use]
    pub const fn corrigible(&self) -> &'static [&'static str] {
        match self {
            Self::Added(_) | Self::Deployed(_) | Self::Moved(_) => &["to", "site", "holder"],
            Self::Collected(_) => &["site"],
            Self::Decommissioned(_) => &["act"],
            Self::Triaged(_) | Self::Readied(_) => &["functional", "cosmetic"],
            _ => &[],
        }
    }

    fn amend(&mut self, patch: &Patch) {
        fn set<T: Clone>(mine: &mut Option<T>, right: Option<&T>) {
            if let Some(right) = right {
                *mine = Some(right.clone());
            }
        }
        match self {
            Self::Added(added) => {
                set(&mut added.service, patch.service.as_ref());
                set(&mut added.site, patch.site.as_ref());
                set(&mut added.holder, patch.holder.as_ref());
            }
            Self::Deployed(deployed) => {
                if let Some(service) = &patch.service {
                    deployed.service.clone_from(service);
                }
                set(&mut deployed.site, patch.site.as_ref());
                set(&mut deployed.holder, patch.holder.as_ref());
            }
            Self::Moved(moved) => {
                if let Some(service) = &patch.service {
                    moved.service.clone_from(service);
                }
                set(&mut moved.site, patch.site.as_ref());
                set(&mut moved.holder, patch.holder.as_ref());
            }
            Self::Collected(collected) => set(&mut collected.site, patch.site.as_ref()),
            Self::Decommissioned(decommissioned) => set(&mut decommissioned.act, patch.act.as_ref()),
            Self::Triaged(triaged) => {
                set(&mut triaged.functional, patch.functional.as_ref());
                set(&mut triaged.cosmetic, patch.cosmetic.as_ref());
            }
            Self::Readied(readied) => {
                if let Some(functional) = patch.functional {
                    readied.functional = functional;
                }
                set(&mut readied.cosmetic, patch.cosmetic.as_ref());
            }
            _ => {}
        }
    }
}
