//! What a rule refuses, with the values that its sentence needs.

mod about;
mod code;

pub use about::{Instead, Lived, LotFact, Need, Noun, OtherProof};

use crate::{
    model::{
        amount::{Bytes, Cents},
        day::Day,
        event::{Hash, Seq},
        grade::Functional,
        leaving::{Channel, PartyKind},
        lifecycle::{Action, Forbidden, State},
        policy::BadValue,
    },
    ops::{BadEvidence, Link},
    rules::{
        gift::UnknownBasis,
        waste::{NotABsd, NotAWasteCode, NotAnOperation, Validity},
    },
};

/// Why a rule refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing has that name.
    NotFound {
        /// What was meant.
        noun: Noun,
        /// The word.
        word: String,
        /// The nearest known ones.
        nearest: Vec<String>,
    },
    /// The tag stands on a blank label: no asset has it yet.
    Blank {
        /// The tag.
        tag: String,
    },
    /// An asset is meant, and the word names a medium.
    IsMedium {
        /// The word.
        medium: String,
        /// The tag of the asset it is in.
        asset: Option<String>,
    },
    /// Several things have that name.
    Ambiguous {
        /// What was meant.
        noun: Noun,
        /// The word.
        word: String,
        /// How to name each.
        candidates: Vec<String>,
    },
    /// Several parties have the name of the holder, which is that of a person: it is not repeated.
    AmbiguousHolder {
        /// How to name each.
        candidates: Vec<String>,
    },
    /// The tag, alias or number is taken.
    Taken {
        /// The name.
        name: String,
        /// Which asset holds it.
        by: String,
    },
    /// The serial is known: it is the same machine.
    SerialTaken {
        /// The serial.
        serial: String,
        /// Which asset holds it.
        by: String,
    },
    /// The asset is known with another serial: it is not the same machine, or one of both is wrong.
    OtherSerial {
        /// The asset.
        tag: String,
        /// Its serial.
        known: String,
        /// The one given.
        given: String,
    },
    /// An earlier row of the same import has the name or the serial, or is about the same asset.
    InRow {
        /// The name, the serial, or the tag of the asset.
        name: String,
        /// The file of that row, as it was named.
        file: String,
        /// Its line.
        line: u64,
    },
    /// The serial of a medium is known.
    MediumTaken {
        /// The serial.
        serial: String,
        /// The asset it is in.
        asset: Option<String>,
    },
    /// The medium of this serial has another capacity than the drive that was read.
    DriveCapacity {
        /// The serial.
        serial: String,
        /// What is known.
        known: Bytes,
        /// What was read.
        said: Bytes,
    },
    /// A file is no evidence.
    BadEvidence {
        /// The file, as it was named.
        file: String,
        /// Why.
        why: BadEvidence,
    },
    /// The file was erased, and what was erased does not come back.
    EvidenceErased {
        /// Its hash.
        hash: Hash,
    },
    /// The file is attached to that very thing already.
    AlreadyAttached {
        /// The file, as it was named.
        file: String,
        /// The event that attached it.
        seq: Seq,
    },
    /// A party of that name and kind is known.
    PartyTaken {
        /// Its identity.
        id: String,
    },
    /// The life of the asset does not allow it.
    Forbidden {
        /// The asset.
        tag: String,
        /// Its state.
        state: State,
        /// What was asked.
        action: Action,
        /// Why not.
        why: Forbidden,
        /// The number of the lot, or the name of the party, that `why` speaks of.
        name: Option<String>,
    },
    /// The life of the asset decides it: it is not edited.
    Lived {
        /// The asset.
        tag: String,
        /// Its state.
        state: State,
        /// What was asked.
        fact: Lived,
    },
    /// What was given up is ours: what is leased or lent never is.
    GivenUp {
        /// The asset.
        tag: String,
        /// Since when; none if it is decided for its return.
        since: Option<Day>,
    },
    /// Without this edit it would not be asked what media are in it, and nobody has said.
    Unlisted {
        /// The edit.
        seq: Seq,
        /// The asset.
        tag: String,
    },
    /// It would change nothing.
    NothingChanges {
        /// What it was about.
        subject: String,
    },
    /// It is in the record, and was not yet on that day or at that event.
    NotYet {
        /// The asset or lot.
        name: String,
        /// The day from which it was looked at.
        as_of: Option<Day>,
        /// The event from which it was looked at.
        at_head: Option<Seq>,
    },
    /// The day has not come.
    Future {
        /// The day given.
        on: Day,
        /// Today.
        today: Day,
    },
    /// What left on that day left since the record was opened: not before it.
    SinceOpened {
        /// The day given.
        on: Day,
        /// The day the record was opened.
        opened: Day,
    },
    /// The day lies before what is already recorded.
    BeforeLast {
        /// The asset or medium.
        subject: String,
        /// The day given.
        on: Day,
        /// The last day recorded.
        last: Day,
    },
    /// The grade is too low.
    Grade {
        /// The asset.
        tag: String,
        /// Its grade.
        found: Option<Functional>,
        /// The least one.
        needed: Functional,
    },
    /// A medium is not accounted for: the gate.
    Unaccounted {
        /// The asset it would leave or be ready in.
        tag: Option<String>,
        /// The medium, by serial or place; none for the list itself.
        medium: Option<String>,
        /// What is lacking.
        need: Need,
        /// The lot in which it may go to a contractor who sanitises it, under a data clause.
        lot: Option<String>,
    },
    /// A medium that is not accounted for would be sent out, and no contract covers it.
    SentWithData {
        /// The asset.
        tag: String,
        /// The medium; none for the list itself.
        medium: Option<String>,
        /// What is lacking.
        need: Need,
    },
    /// A part would be taken from the asset it is put into.
    OwnPart {
        /// The asset.
        tag: String,
    },
    /// What makers print where there is no serial.
    NotASerial(String),
    /// A medium would take data to another service.
    DataElsewhere {
        /// The medium.
        medium: String,
        /// The service that used it.
        from: String,
        /// The service that would.
        to: String,
    },
    /// A machine would serve another service with the data of the first.
    Redeploy {
        /// The asset.
        tag: String,
        /// The medium; none: the list of its media is not known to be complete.
        medium: Option<String>,
        /// The service that used it.
        from: String,
    },
    /// The medium is where it was asked to go, or cannot go there.
    MediumElsewhere {
        /// The medium.
        medium: String,
    },
    /// A loose medium keeps an open lot from leaving: it is no more what was put in.
    MediumInLot {
        /// The medium.
        medium: String,
        /// The lot.
        lot: String,
        /// Where it is instead.
        now: Instead,
    },
    /// The asset is not there: nobody can look into it.
    NotHere {
        /// The asset.
        tag: String,
        /// Its state.
        state: State,
    },
    /// A serial was given for the drive whose log has none, and not exactly one has none.
    SerialForOne {
        /// The serial.
        serial: String,
        /// How many have none.
        count: usize,
    },
    /// Whoever sanitised a medium would validate it.
    SamePerson {
        /// The medium, by serial or identity.
        medium: String,
        /// The sanitisation.
        seq: Seq,
    },
    /// Nobody can tell whether whoever validates sanitised it: that name was erased.
    OperatorErased {
        /// The medium, by serial or identity.
        medium: String,
        /// The sanitisation.
        seq: Seq,
    },
    /// The medium was written off with what is lost: an exception for good.
    MediumLost {
        /// The medium.
        medium: String,
    },
    /// What left has a proof that says something else: it would disappear behind another.
    ProvedOtherwise(Box<OtherProof>),
    /// A waste code was given by a channel that waste never takes.
    NotWaste {
        /// The code.
        code: String,
        /// The channel.
        channel: Channel,
    },
    /// What leaves has left: it cannot be changed any more.
    MediumGone {
        /// The medium.
        medium: String,
    },
    /// The medium does not exist any more.
    MediumDestroyed {
        /// The medium.
        medium: String,
    },
    /// The asset has media: there is not none.
    HasMedia {
        /// The asset.
        tag: String,
        /// How many.
        count: usize,
    },
    /// There is no medium to sanitise in it.
    NoMedia {
        /// The asset.
        tag: String,
    },
    /// The gift is worth too much.
    GiftCap {
        /// The value.
        value: Cents,
        /// The cap.
        cap: Cents,
    },
    /// That kind of party does not receive by this channel.
    PartyKind {
        /// The channel.
        channel: Channel,
        /// The party's kind.
        found: PartyKind,
        /// The kinds that do.
        wanted: &'static [PartyKind],
    },
    /// A loss has no recipient.
    NoParty,
    /// That article does not allow a gift by this channel.
    BasisChannel {
        /// The article.
        basis: String,
        /// The channel.
        channel: Channel,
    },
    /// Who receives by this channel is no contractor who could sanitise what leaves.
    DataClause {
        /// The channel.
        channel: Channel,
    },
    /// Not an article that allows a gift.
    Basis(UnknownBasis),
    /// Not an operation code.
    Operation(NotAnOperation),
    /// Not a waste code.
    WasteCode(NotAWasteCode),
    /// A waste code outside its days.
    WasteCodeDay(Validity),
    /// Not the number of a waste-tracking form.
    Bsd(NotABsd),
    /// Not a SIRET or SIREN.
    Siret(String),
    /// A lot lacks what its channel asks for.
    LotLacks {
        /// The lot.
        lot: String,
        /// The channel.
        channel: Channel,
        /// The facts.
        facts: Vec<LotFact>,
    },
    /// The lot is not open.
    LotClosed {
        /// The lot.
        lot: String,
    },
    /// A part of the lot has left: it cannot become another departure.
    LotBegun {
        /// The lot.
        lot: String,
    },
    /// Later events stand on what left in the lot.
    LotStoodOn {
        /// The lot.
        lot: String,
        /// The later ones, newest first.
        later: Vec<Seq>,
    },
    /// There is nothing in the lot to ship.
    LotEmpty {
        /// The lot.
        lot: String,
    },
    /// The lot is of what was lost or stolen: nothing was handed over.
    NoHandover {
        /// The lot.
        lot: String,
    },
    /// Nothing of the lot has left.
    NotShipped {
        /// The lot.
        lot: String,
    },
    /// The asset or medium is not in the lot.
    NotInLot {
        /// The asset or medium.
        subject: String,
        /// The lot.
        lot: String,
    },
    /// What is out of order is given only for its parts.
    OutOfOrder {
        /// The asset.
        tag: String,
    },
    /// Later events stand on this one.
    LaterEvents {
        /// The event.
        seq: Seq,
        /// The later ones, newest first.
        later: Vec<Seq>,
    },
    /// The event cannot be voided.
    NotVoidable {
        /// The event.
        seq: Seq,
        /// Its type.
        kind: &'static str,
    },
    /// The event is already as if it had not been.
    AlreadyVoided {
        /// The event.
        seq: Seq,
    },
    /// The event has no such value.
    NotCorrigible {
        /// The event.
        seq: Seq,
        /// Its type.
        kind: &'static str,
        /// The value.
        field: &'static str,
        /// The values it has.
        known: &'static [&'static str],
    },
    /// The corrected day would come before or after another event.
    OutOfOrderDay {
        /// The day.
        on: Day,
        /// The event it may not pass.
        seq: Seq,
        /// Its day.
        other: Day,
    },
    /// The value is not one of the policy.
    Policy(BadValue),
    /// There is no such policy.
    UnknownPolicy {
        /// The key.
        key: String,
        /// The nearest ones.
        nearest: Vec<String>,
    },
    /// What is leased or lent names its owner, what is ours has none.
    Owner {
        /// Whether an owner is lacking, or one too many.
        lacking: bool,
    },
    /// An asset enters the record in no such state.
    EntryState {
        /// The state.
        state: State,
    },
    /// What is deployed names its service.
    ServiceLacking,
    /// The party still has or receives something: its name is needed.
    StillLinked {
        /// Its identity.
        party: String,
        /// What it has or receives.
        links: Vec<Link>,
    },
    /// The register has to name the party.
    RegisterHolds {
        /// Its identity.
        party: String,
        /// The numbers of the lots.
        lots: Vec<String>,
        /// The day from which it need not any more.
        until: Day,
        /// How many years a lot is kept.
        years: i16,
    },
    /// The name was erased: it does not come back.
    NameErased {
        /// The identity of the party.
        party: String,
    },
    /// The session of scans has recorded nothing that is not taken back already.
    NothingToUndo,
}
