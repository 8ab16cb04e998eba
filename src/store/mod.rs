//! Where the record is kept: a log, a vault, projections, behind two traits.
//!
//! A backend implements [`Store`], [`Reader`] and [`Writer`] and passes the contract suite. SQL
//! stays in its folder.

use std::{
    ops::{ControlFlow, RangeInclusive},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::{
    asset::{Asset, Decommissioning, Departure, Stay},
    attempt::Attempt,
    day::{Day, Instant},
    erasure::Erased,
    event::{Draft, Event, Hash, Seq},
    id::{ActorId, AssetId, CommandId, LotId, MediumId, PartyId, Subject, TextId},
    kind::{Kind, Security, WeeeCategory},
    leaving::PartyKind,
    lifecycle::State,
    lot::{Lot, Placed},
    medium::Medium,
    period::Period,
    policy::Policies,
    sanitization::Clearance,
    tag::Tag,
    work::Work,
};

mod ahead;
mod append;
mod attached;
mod chain;
mod column;
#[cfg(test)]
pub(crate) mod contract;
mod erased;
mod error;
mod fold;
mod ground;
mod lives;
mod location;
mod loose;
#[cfg(feature = "postgres")]
pub mod postgres;
mod rebuild;
mod replay;
mod row;
mod rows;
mod search;
mod seldom;
pub mod sqlite;
mod tail;
mod verify;

pub use ahead::{Question, TOGETHER};
pub use attached::each_attached;
pub use chain::{file_hash, line_hash};
pub use erased::{erased_files, erased_in_log};
pub use error::{Error, ReadOnly, Server};
pub use location::{Surroundings, address, create_at, name, open, open_and_tell, restore_at, shown};
pub use rebuild::{Rebuilt, rebuild};
pub use replay::{LeftOut, View, policies_at, replay, view};
pub use seldom::{Seldom, events_of, fallen};
pub use verify::{About, Depth, Differing, Finding, FindingCode, Side, Value, Verification, follow, verify};

/// What a store answers.
pub type Result<T> = std::result::Result<T, Error>;

/// Whether a stream goes on. [`ControlFlow::Break`] ends it; that is no error.
pub type Flow = ControlFlow<()>;

/// What was done to a record of an earlier program when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The schema it had.
    pub from: u32,
    /// The schema it has now.
    pub to: u32,
    /// Where it is kept as it was.
    pub backup: Option<PathBuf>,
}

/// One organisation's record. A handle reads or writes once at a time; another handle on the same
/// record does so beside it.
pub trait Store {
    /// Opens a snapshot: what was committed before is seen, what is committed after is not.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    fn read(&self) -> Result<Box<dyn Reader + '_>>;

    /// Begins the only write of this moment; others wait until it is committed or dropped.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Busy`] if another writer does not finish in time.
    fn write(&self, signature: &Signature) -> Result<Box<dyn Writer + '_>>;

    /// Copies the record as it is at one moment, log, vault and projections, into a file that is there and
    /// empty; returns its head. The copy is an embedded record whatever the backend, durable, in one
    /// file, and was read back: its pages, its schema, and its chain to that very head. Others write
    /// meanwhile, and what they commit after the moment is not in it.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be read or written, or [`Error::Corrupt`] for what was read back; then the
    /// file is of no use.
    fn copy(&self, file: &Path) -> Result<Head>;

    /// Writes every projection again from log and vault, as one write: asks `sound` whether it may begin,
    /// then whether the result may stay. Unless it says yes twice, nothing is changed. Returns whether it did.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read or written, or what `sound` fails with.
    fn rewrite(&self, sound: &mut dyn FnMut(&dyn Reader) -> Result<bool>) -> Result<bool>;

    /// Takes out of what the record is kept in all that [`Writer::erase`] left there once it was
    /// committed: no byte of it stays. It can be told again at any time. Returns the file that was put
    /// aside, if the list of what was erased was damaged: it may name what the log of an older copy does not.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Busy`] if others read an earlier state for too long: it is to be told again.
    fn scrub(&self) -> Result<Option<PathBuf>>;
}

impl<S: Store + ?Sized> Store for &S {
    fn scrub(&self) -> Result<Option<PathBuf>> {
        (**self).scrub()
    }

    fn read(&self) -> Result<Box<dyn Reader + '_>> {
        (**self).read()
    }

    fn write(&self, signature: &Signature) -> Result<Box<dyn Writer + '_>> {
        (**self).write(signature)
    }

    fn copy(&self, file: &Path) -> Result<Head> {
        (**self).copy(file)
    }

    fn rewrite(&self, sound: &mut dyn FnMut(&dyn Reader) -> Result<bool>) -> Result<bool> {
        (**self).rewrite(sound)
    }
}

/// A snapshot of the record. Everything it returns belongs to the same moment; a writer sees in
/// addition what it has recorded itself. Streams call back in the order named on each, the same on
/// every backend; within it nothing is missing and nothing comes twice.
///
/// # Errors
///
/// Every question returns why the record cannot be read; nothing else makes one fail.
#[allow(clippy::missing_errors_doc, reason = "said once for all of them, so that the trait fits on a screen")]
pub trait Reader {
    /// Says what will be asked next, so that a record that is far away is asked for all of it together. It
    /// changes no answer.
    fn foresee(&self, _: &[Question<'_>]) -> Result<()> {
        Ok(())
    }
    /// Returns the last event's number and hash.
    fn head(&self) -> Result<Head>;
    /// Returns what a command wrote, if it is known.
    fn command(&self, cmd: CommandId) -> Result<Option<Span>>;
    /// Returns the policies in force.
    fn policies(&self) -> Result<Policies>;
    /// Returns an asset as it stands.
    fn asset(&self, id: AssetId) -> Result<Option<Asset>>;
    /// Returns a medium as it stands.
    fn medium(&self, id: MediumId) -> Result<Option<Medium>>;
    /// Returns a lot with its lines.
    fn lot(&self, id: LotId) -> Result<Option<Lot>>;
    /// Returns a party; its name is absent once it has been erased.
    fn party(&self, id: PartyId) -> Result<Option<Party>>;
    /// Returns everything that has this name, in the order of identifiers.
    fn named(&self, name: &Name<'_>) -> Result<Vec<Subject>>;
    /// Returns the events by which a tag stands on a label already, whether or not an asset has it now:
    /// those that reserved it, and those that were voided but gave it to an asset. By number.
    fn reserved(&self, tag: &str) -> Result<Vec<Seq>>;
    /// Returns the code of a service or site, by its code or its label in any spelling.
    fn place(&self, place: Place, word: &str) -> Result<Option<String>>;
    /// Streams every tag, then every alias, each in its order.
    fn names(&self, each: &mut dyn FnMut(&str) -> Flow) -> Result<()>;
    /// Returns all media ever attributed to an asset, in the order they came, with the day they went.
    fn media_of(&self, asset: AssetId) -> Result<Vec<Attributed>>;
    /// Returns what was done to remove the data of a medium, or what a log said, in the order of the log.
    fn attempts(&self, of: AttemptsOf<'_>) -> Result<Vec<Attempt>>;
    /// Returns an asset's last departure.
    fn departure_of(&self, asset: AssetId) -> Result<Option<Departure>>;
    /// Returns where an asset was, one stretch after the other.
    fn stays_of(&self, asset: AssetId) -> Result<Vec<Stay>>;
    /// Returns what was done to an asset, in the order of the log.
    fn works_of(&self, asset: AssetId) -> Result<Vec<Work>>;
    /// Returns the event of this number.
    fn event(&self, seq: Seq) -> Result<Option<Event>>;
    /// Returns every event that touches a subject, standing or not, in the order of the log.
    fn history(&self, subject: Subject) -> Result<Vec<Event>>;
    /// Returns a text of the vault, unless it was erased.
    fn text(&self, id: TextId) -> Result<Option<String>>;
    /// Returns the name of whoever ran a command, unless it was erased.
    fn actor(&self, id: ActorId) -> Result<Option<String>>;
    /// Returns the label of a service or site, unless it was erased.
    fn label(&self, place: Place, code: &str) -> Result<Option<String>>;
    /// Streams the log from `after` on (not included), by number.
    fn lines(&self, after: Seq, each: &mut dyn FnMut(&Logged<'_>) -> Flow) -> Result<()>;
    /// Streams the events of these seldom types, by number, without reading the rest of the log.
    fn seldom(&self, kinds: &[Seldom], each: &mut dyn FnMut(&Logged<'_>) -> Flow) -> Result<()>;
    /// Streams the events by which files were attached, standing or not, to a subject or to any, by number,
    /// without reading the rest of the log.
    fn attached(&self, to: Option<Subject>, each: &mut dyn FnMut(&Logged<'_>) -> Flow) -> Result<()>;
    /// Streams the hashes of the files that are kept, in their order.
    fn evidence(&self, each: &mut dyn FnMut(Hash) -> Flow) -> Result<()>;
    /// Returns the bytes kept of a file, as they are, unless they were erased: whoever asks compares them with
    /// the hash.
    fn evidence_bytes(&self, hash: Hash) -> Result<Option<Vec<u8>>>;
    /// Streams the commands, by their identifier.
    fn commands(&self, each: &mut dyn FnMut(CommandId, Span) -> Flow) -> Result<()>;
    /// Streams what events touch and whether they bear on it, by identifier and number.
    fn touches(&self, each: &mut dyn FnMut(Uuid, Seq, bool) -> Flow) -> Result<()>;
    /// Streams every row of every other projection as text, by table and key: what a replay must give.
    fn projections(&self, each: &mut dyn FnMut(&'static str, &str) -> Flow) -> Result<()>;
    /// Returns the names of the values of such a row.
    fn columns(&self, table: &str) -> Result<Vec<String>>;
    /// Folds every subject again from the log, by identifier, under this policy, and hands to `witness`
    /// its life and its rows; nothing is written.
    fn replayed(&self, clearance: Clearance, witness: &mut dyn Witness) -> Result<()>;
    /// Streams what the engine finds wrong with its own file.
    fn engine(&self, each: &mut dyn FnMut(&str) -> Flow) -> Result<()>;
    /// Streams assets, by tag.
    fn assets(&self, filter: &AssetFilter, each: &mut dyn FnMut(Asset) -> Flow) -> Result<()>;
    /// Streams the assets of which some word begins with each of these folded words: those still here,
    /// then those that left; the latest in the record first. No words find nothing.
    fn search(&self, words: &[String], each: &mut dyn FnMut(Asset) -> Flow) -> Result<()>;
    /// Counts what [`Reader::search`] streams.
    fn matches(&self, words: &[String]) -> Result<u64>;
    /// Streams media, by identifier, which is by the moment they were made.
    fn media(&self, filter: MediumFilter, each: &mut dyn FnMut(Medium) -> Flow) -> Result<()>;
    /// Streams lots, by number.
    fn lots(&self, each: &mut dyn FnMut(Lot) -> Flow) -> Result<()>;
    /// Streams the lots on which an event after this one bears, by number, each with the last that does.
    fn lots_since(&self, after: Seq, each: &mut dyn FnMut(Lot, Seq) -> Flow) -> Result<()>;
    /// Streams parties, by identifier, those whose names were erased with the others.
    fn parties(&self, each: &mut dyn FnMut(Party) -> Flow) -> Result<()>;
    /// Streams the parties on which an event after this one bears, by identifier, each with the last that does.
    fn parties_since(&self, after: Seq, each: &mut dyn FnMut(Party, Seq) -> Flow) -> Result<()>;
    /// Streams what left within a period without a tag, by day and lot.
    fn bulk(&self, period: Period, each: &mut dyn FnMut(&Placed) -> Flow) -> Result<()>;
    /// Streams the vault: actors, parties, texts, labels; each by its key.
    fn vault(&self, each: &mut dyn FnMut(Vault) -> Flow) -> Result<()>;
    /// Streams what was done to assets within a period, by day and asset.
    fn works(&self, period: Period, each: &mut dyn FnMut(&Brief, &Work) -> Flow) -> Result<()>;
    /// Streams the stays that began a use within a period, by day and asset.
    fn uses(&self, period: Period, each: &mut dyn FnMut(&Brief, &Stay) -> Flow) -> Result<()>;
    /// Streams the departures of a period, by day and asset.
    fn departures(&self, period: Period, each: &mut dyn FnMut(&Brief, &Departure) -> Flow) -> Result<()>;
    /// Streams the departures from before the record of which the year or the way out is not known, by asset.
    fn vague_departures(&self, each: &mut dyn FnMut(&Brief, &Departure) -> Flow) -> Result<()>;
    /// Streams what was decommissioned and here, neither departed nor missing, when a calendar year that a period
    /// touches began, with the years of which that is so, by asset. One that was here again after it was not comes
    /// again, with other years.
    fn carried_over(
        &self,
        period: Period,
        each: &mut dyn FnMut(&Brief, &Decommissioning, RangeInclusive<i16>) -> Flow,
    ) -> Result<()>;
    /// Streams what was missing at the end of a day, and whether its media are accounted for, by the
    /// day it went missing and asset.
    fn missing(&self, day: Day, each: &mut dyn FnMut(&Brief, bool) -> Flow) -> Result<()>;
    /// Makes the record as it is without some events, in a temporary store, where that is shorter than a
    /// replay; nothing where it is not.
    fn without(&self, _: &LeftOut) -> Result<Option<Box<dyn Store>>> {
        Ok(None)
    }
    /// Returns the last day on which a dated event of the record happened.
    fn last_day(&self) -> Result<Option<Day>>;
    /// Tells whether there is no such day, and nothing else: no subject is read to its end for that.
    fn is_undated(&self) -> Result<bool>;
    /// Returns the first day of which anything is recorded, if it comes after a day.
    fn first_day_after(&self, day: Day) -> Result<Option<Day>>;
}

/// What takes a replay, subject by subject.
#[allow(clippy::missing_errors_doc, reason = "an error ends the replay, and is what the replay returns")]
pub trait Witness {
    /// Takes a subject with all the events that bear on it, standing or not. Of what is said in them of
    /// thousands of others, they may not tell.
    fn life(&mut self, subject: Subject, events: &[&Event]) -> Result<()>;
    /// Takes a row that is folded from them, as [`Reader::projections`] says it.
    fn row(&mut self, table: &'static str, row: &str) -> Result<()>;
}

/// A write in progress. All it records becomes visible at once, at the commit; a writer that is
/// dropped has changed nothing. It sees its own records as soon as `record` returns.
pub trait Writer: Reader {
    /// Appends events, in this order, and refolds all they bear on.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Gate`] where the store's own gate refuses a departure. What an engine refuses of a
    /// single event that does not leave, such as a name that is taken, may come with the next question, or
    /// with the commit. After any error the write is lost: nothing more is recorded, and it cannot be committed.
    fn record(&mut self, drafts: &[Draft]) -> Result<()> {
        self.take(drafts.to_vec())
    }

    /// Appends events as [`Writer::record`] does, and keeps them.
    ///
    /// # Errors
    ///
    /// As [`Writer::record`].
    fn take(&mut self, drafts: Vec<Draft>) -> Result<()>;

    /// Keeps a name or a text that can be erased later; a later one with its key replaces it.
    ///
    /// # Errors
    ///
    /// Returns why it could not be written.
    fn keep(&mut self, row: &Vault) -> Result<()>;

    /// Keeps the bytes of a file that can be erased later, once however often, and returns their hash. What was
    /// kept under it and is not these bytes any more is replaced.
    ///
    /// # Errors
    ///
    /// Returns why it could not be written.
    fn keep_evidence(&mut self, bytes: &[u8]) -> Result<Hash>;

    /// Erases names, texts and files of the vault, with all that is searched by them, and returns how many there
    /// were. What is not known, or not any more, is passed over. See [`Store::scrub`].
    ///
    /// # Errors
    ///
    /// Returns why it could not be written.
    fn erase(&mut self, what: &[Erased]) -> Result<usize>;

    /// Makes everything durable and visible, and returns the events written; nothing if there are
    /// none, and then nothing was changed.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Commit`] if the outcome is not known: look it up by the command.
    fn commit(self: Box<Self>) -> Result<Option<Span>>;
}

/// Who writes, in which command, when.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The command, the same however often it is tried.
    pub cmd: CommandId,
    /// The name of whoever runs it.
    pub actor: String,
    /// The identity that name gets if it is new.
    pub new_actor: ActorId,
    /// The instant, by the clock.
    pub now: Instant,
}

/// The last event of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number; 0 if there is none.
    pub seq: Seq,
    /// Its hash.
    pub hash: Hash,
    /// When it was written.
    pub recorded_at: Option<Instant>,
}

/// An event as it is stored.
#[derive(Clone, Copy, Debug)]
pub struct Logged<'a> {
    /// Its number.
    pub seq: Seq,
    /// The type, as the store keeps it beside the line.
    pub kind: &'a str,
    /// The hash of the event before, as kept beside the line.
    pub prev: Hash,
    /// The hash of the line, as kept beside it.
    pub hash: Hash,
    /// The line, without its newline.
    pub line: &'a str,
}

/// Events that one command wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub first: Seq,
    /// The last.
    pub last: Seq,
}

/// What something can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name<'a> {
    /// The tag of an asset.
    Tag(&'a str),
    /// Another name of an asset, in any spelling of case and accents.
    Alias(&'a str),
    /// The serial of an asset, in any case.
    Serial(&'a str),
    /// The serial of a medium, in any case.
    MediumSerial(&'a str),
    /// The number of a lot.
    Lot(&'a str),
    /// The name of a party, in any spelling of case and accents.
    Party(&'a str),
}

/// Which attempts to remove data are asked for.
#[derive(Clone, Copy, Debug)]
pub enum AttemptsOf<'a> {
    /// Those on a medium.
    Medium(MediumId),
    /// Those that were read from the log of a tool with this SHA-256.
    Log(&'a Hash),
}

/// A place of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A service: who uses.
    Service,
    /// A site: where.
    Site,
}

impl Place {
    /// Returns the word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Site => "site",
        }
    }
}

/// A party as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its identity.
    pub id: PartyId,
    /// What it is.
    pub kind: PartyKind,
    /// Its name, unless it was erased.
    pub name: Option<String>,
    /// Its number in the register of establishments.
    pub siret: Option<String>,
}

impl Party {
    /// Returns how talk, warnings and refusals call it, which end in files that nobody erases: an
    /// organisation by its name, a person by its identity. Nothing if its name was erased.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        let name = self.name.as_ref()?;
        Some(if self.kind.is_person() { self.id.to_string() } else { name.clone() })
    }
}

/// A name or a text that can be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vault {
    /// The name of whoever runs commands.
    Actor {
        /// Identity.
        id: ActorId,
        /// Name.
        name: String,
    },
    /// The name of a party.
    Party {
        /// Identity.
        id: PartyId,
        /// Name.
        name: String,
        /// SIRET or SIREN.
        siret: Option<String>,
    },
    /// A note.
    Text {
        /// Identity.
        id: TextId,
        /// Text.
        text: String,
    },
    /// The label of a service or site.
    Label {
        /// Which.
        place: Place,
        /// The code in the log.
        code: String,
        /// The label.
        label: String,
    },
}

/// A medium that is or was in an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed {
    /// The medium as it stands.
    pub medium: Medium,
    /// The day it went elsewhere.
    pub until: Option<Day>,
    /// Whether its claim is enough under the policy in force.
    pub cleared: bool,
}

/// Which assets to stream. Each restriction narrows; the default takes all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetFilter {
    /// In this state.
    pub state: Option<State>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Of the service with this code.
    pub service: Option<String>,
    /// On the site with this code.
    pub site: Option<String>,
    /// Whose age starts before this day.
    pub older_than: Option<Day>,
    /// Decommissioned and still here.
    pub decommissioned: bool,
    /// Touched by an event after this one.
    pub changed_after: Option<Seq>,
}

/// Which media to stream. Each restriction narrows; the default takes all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MediumFilter {
    /// In stock, in no asset.
    pub loose: bool,
    /// Touched by an event after this one.
    pub changed_after: Option<Seq>,
}

impl MediumFilter {
    /// The restrictions, as a condition on `medium m`; `bound` names the value of its `changed_after`.
    pub(in crate::store) fn condition(self, bound: &str) -> String {
        let mut parts = Vec::new();
        parts.extend(self.loose.then(|| "m.asset IS NULL AND m.departed_on IS NULL".to_owned()));
        parts.extend(self.changed_after.map(|_| format!("m.version > {bound}")));
        if parts.is_empty() { String::new() } else { format!("WHERE {}", parts.join(" AND ")) }
    }
}

/// What reports need to know of an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Its identity.
    pub id: AssetId,
    /// Its tag.
    pub tag: Tag,
    /// What it is.
    pub kind: Kind,
    /// Its WEEE category.
    pub weee: WeeeCategory,
    /// What the law asks about its information.
    pub security: Security,
    /// Whether it belongs to the organisation.
    pub owned: bool,
    /// From when its age counts.
    pub age_start: Option<Day>,
}
