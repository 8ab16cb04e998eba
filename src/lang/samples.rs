//! One of every thing that is said, with likely values, for tests.

mod events;

use std::path::PathBuf;

pub(crate) use events::{Known, event, facts};
use uuid::Uuid;

use crate::{
    intake::{Fault, Faults, Field, Reason, Remark, RemarkCode, erasure::NotALog},
    lang::{Fault as TemplateFault, preferences::BadPreference, usage::Wanted},
    model::{
        amount::{Bytes, Cents},
        day::{Day, Instant},
        event::Hash,
        grade::Functional,
        id::{AssetId, CommandId, LotId, MediumId, PartyId, TextId},
        leaving::{Channel, Decision, PartyKind, Proof},
        lifecycle::{Action, Forbidden, State},
        policy::{BadValue, Key},
        sanitization::{Claim, MediumKind, MediumStatus, Minimum, Technique},
        scan::Card,
        text::NotText,
    },
    ops::{
        BadEvidence, BadLog, BadLogWhy, BadRow, Failure, Flaw, Gap, Instead, Lasting, Link, Lived, LotFact,
        Need, Notice, Noun, Observed, Order, OtherProof, Refusal, Task, Unclean,
    },
    rules::{
        gift::UnknownBasis,
        nist::NoClaim,
        waste::{NotABsd, NotAWasteCode, NotAnOperation, Validity, WasteCode},
    },
    store::{self, About, Differing, Finding, FindingCode, Side, Value},
};

const TAG: &str = "MTR-000123K";
const SERIAL: &str = "S4XBNF0N801630J";
const LOT: &str = "LOT-2026-0001";

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn on() -> Day {
    day("2026-03-15")
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[allow(clippy::unnecessary_wraps, reason = "most texts of a sample are optional")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn asset() -> AssetId {
    AssetId(Uuid::from_u128(1))
}

fn medium() -> MediumId {
    MediumId(Uuid::from_u128(2))
}

fn lot() -> LotId {
    LotId(Uuid::from_u128(3))
}

fn party() -> PartyId {
    PartyId(Uuid::from_u128(4))
}

fn free_text() -> TextId {
    TextId(Uuid::from_u128(5))
}

fn cmd() -> CommandId {
    CommandId(Uuid::from_u128(6))
}

/// The refusal of an action, for a reason.
pub(crate) fn forbidden(state: State, action: Action, why: Forbidden) -> Refusal {
    let name = match why {
        Forbidden::InLot(_) => some(LOT),
        Forbidden::SentOut(_) => some("Atelier Sud"),
        _ => None,
    };
    Refusal::Forbidden { tag: text(TAG), state, action, why, name }
}

/// That a disk must be sanitised.
pub(crate) fn lacking(status: MediumStatus) -> Need {
    Need::Sanitisation { status, by: Some(Technique::Overwrite) }
}

/// The gate's refusal of a medium.
pub(crate) fn unaccounted(need: Need) -> Refusal {
    let medium = (need != Need::Inventory).then(|| text(SERIAL));
    let lot = medium.as_ref().and_then(|_| some("LOT-2026-0001"));
    Refusal::Unaccounted { tag: some(TAG), medium, need, lot }
}

/// Every refusal, some of them several times.
pub(crate) fn refusals() -> Vec<Refusal> {
    let mut all = names();
    all.extend(lives());
    all.extend(media());
    all.extend(lots());
    all.extend(values());
    all
}

fn names() -> Vec<Refusal> {
    let mut all = Vec::new();
    for noun in [
        Noun::Asset,
        Noun::Medium,
        Noun::AssetOrMedium,
        Noun::Lot,
        Noun::Party,
        Noun::Event,
        Noun::Service,
        Noun::Site,
        Noun::Card,
        Noun::Operator,
        Noun::Evidenced,
        Noun::Evidence,
    ] {
        all.push(Refusal::NotFound {
            noun,
            word: text("MTR-000124"),
            nearest: vec![text(TAG), text("MTR-2")],
        });
        all.push(Refusal::Ambiguous {
            noun,
            word: text("X1"),
            candidates: vec![text("tag:X1"), text("tag:Y1")],
        });
    }
    for why in [
        BadEvidence::Unread(text("EIO")),
        BadEvidence::NotAFile,
        BadEvidence::Empty,
        BadEvidence::TooLong,
        BadEvidence::TooMuch(128),
    ] {
        all.push(Refusal::BadEvidence { file: text("bon de retrait.pdf"), why });
    }
    all.extend([
        Refusal::NotFound { noun: Noun::Party, word: text("Les Amis"), nearest: vec![] },
        Refusal::AmbiguousHolder { candidates: vec![text("tag:X1"), text("tag:Y1")] },
        Refusal::Blank { tag: text(TAG) },
        Refusal::Taken { name: text(TAG), by: text(TAG) },
        Refusal::Taken { name: text("PC 12"), by: text(TAG) },
        Refusal::OtherSerial { tag: text(TAG), known: text("PF1ABCDE"), given: text("PF1 XYZ") },
        Refusal::InRow { name: text("PF1ABCDE"), file: text("parc 2026.csv"), line: 7 },
        Refusal::SerialTaken { serial: text("PF1ABCDE"), by: text(TAG) },
        Refusal::MediumTaken { serial: text(SERIAL), asset: some(TAG) },
        Refusal::MediumTaken { serial: text(SERIAL), asset: None },
        Refusal::DriveCapacity {
            serial: text(SERIAL),
            known: Bytes(250_000_000_000),
            said: Bytes(512_110_190_592),
        },
        Refusal::NotASerial(text("To Be Filled By O.E.M.")),
        Refusal::PartyTaken { id: party().to_string() },
    ]);
    all
}

fn lives() -> Vec<Refusal> {
    let mut all = Vec::new();
    for state in State::ALL {
        for action in Action::ALL.iter().filter(|action| state.after(**action).is_none()) {
            all.push(forbidden(*state, *action, Forbidden::State));
        }
        all.push(Refusal::EntryState { state: *state });
    }
    for why in [
        Forbidden::Decommissioned(on()),
        Forbidden::AlreadyDecommissioned(on()),
        Forbidden::NotDecommissioned,
        Forbidden::Waste(on()),
        Forbidden::NotOwned,
        Forbidden::Owned,
        Forbidden::InLot(lot()),
        Forbidden::SentOut(party()),
        Forbidden::NotSentOut,
        Forbidden::NotLost(Channel::Sale),
        Forbidden::LeftBefore,
    ] {
        for action in [Action::Ship, Action::Deploy, Action::Reinstate] {
            all.push(forbidden(State::Ready, action, why));
        }
    }
    for (found, needed) in [(Some(Functional::F3), Functional::F5), (None, Functional::F4)] {
        all.push(Refusal::Grade { tag: text(TAG), found, needed });
    }
    for state in State::ALL {
        for fact in [Lived::State(State::Deployed), Lived::Service, Lived::Site, Lived::Holder] {
            all.push(Refusal::Lived { tag: text(TAG), state: *state, fact });
        }
        all.push(Refusal::Lived { tag: text(TAG), state: State::InStock, fact: Lived::State(*state) });
    }
    for since in [Some(on()), None] {
        all.push(Refusal::GivenUp { tag: text(TAG), since });
    }
    all.extend([
        Refusal::OwnPart { tag: text(TAG) },
        Refusal::Owner { lacking: true },
        Refusal::Owner { lacking: false },
        Refusal::ServiceLacking,
        Refusal::NothingToUndo,
    ]);
    all
}

fn media() -> Vec<Refusal> {
    let mut all: Vec<Refusal> =
        MediumStatus::ALL.iter().map(|status| unaccounted(lacking(*status))).collect();
    all.extend(MediumStatus::ALL.iter().map(|status| Refusal::SentWithData {
        tag: text(TAG),
        medium: some(SERIAL),
        need: lacking(*status),
    }));
    let (medium, tag) = (text(SERIAL), text(TAG));
    all.extend([
        Refusal::SentWithData { tag: tag.clone(), medium: None, need: Need::Inventory },
        unaccounted(Need::Inventory),
        unaccounted(Need::Validation),
        Refusal::Unlisted { seq: 42, tag: tag.clone() },
        Refusal::Unaccounted {
            tag: None,
            medium: some(SERIAL),
            need: Need::Sanitisation { status: MediumStatus::Unknown, by: None },
            lot: None,
        },
        Refusal::DataElsewhere { medium: medium.clone(), from: text("Urbanisme"), to: text("État civil") },
        Refusal::Redeploy { tag: tag.clone(), medium: None, from: text("Urbanisme") },
        Refusal::Redeploy { tag: tag.clone(), medium: Some(medium.clone()), from: text("Urbanisme") },
        Refusal::MediumElsewhere { medium: medium.clone() },
        Refusal::MediumInLot { medium: medium.clone(), lot: text("LOT-2026-0001"), now: Instead::Destroyed },
        Refusal::MediumInLot { medium: medium.clone(), lot: text("LOT-2026-0001"), now: Instead::Left },
        Refusal::MediumInLot { medium: medium.clone(), lot: text("LOT-2026-0001"), now: Instead::Elsewhere },
        Refusal::NotHere { tag: tag.clone(), state: State::Missing },
        Refusal::NotHere { tag: tag.clone(), state: State::Departed },
        Refusal::SerialForOne { serial: text(SERIAL), count: 0 },
        Refusal::SerialForOne { serial: text(SERIAL), count: 3 },
        Refusal::SamePerson { medium: medium.clone(), seq: 41 },
        Refusal::OperatorErased { medium: medium.clone(), seq: 41 },
        Refusal::MediumLost { medium: medium.clone() },
        Refusal::MediumGone { medium: medium.clone() },
        Refusal::MediumDestroyed { medium },
        Refusal::HasMedia { tag: tag.clone(), count: 1 },
        Refusal::HasMedia { tag: tag.clone(), count: 2 },
        Refusal::NoMedia { tag },
    ]);
    all
}

/// Every fact that a lot may lack.
pub(crate) const FACTS: [LotFact; 7] = [
    LotFact::Party,
    LotFact::LegalBasis,
    LotFact::Act,
    LotFact::UnitValue,
    LotFact::ValueMethod,
    LotFact::WasteCode,
    LotFact::Bsd,
];

fn lots() -> Vec<Refusal> {
    let lot = || text(LOT);
    let mut all = Vec::new();
    for channel in Channel::ALL.iter().copied() {
        let wanted = channel.parties();
        all.push(Refusal::PartyKind { channel, found: PartyKind::Person, wanted });
        all.push(Refusal::BasisChannel { basis: text("L3212-2 5°"), channel });
        all.push(Refusal::DataClause { channel });
        all.push(Refusal::LotLacks { lot: lot(), channel, facts: FACTS.to_vec() });
    }
    all.extend([
        Refusal::GiftCap { value: Cents(30_001), cap: Cents(30_000) },
        Refusal::NoParty,
        Refusal::Basis(UnknownBasis(text("L3211-18"))),
        Refusal::LotClosed { lot: lot() },
        Refusal::LotBegun { lot: lot() },
        Refusal::LotStoodOn { lot: lot(), later: (43..60).rev().collect() },
        Refusal::LotEmpty { lot: lot() },
        Refusal::NoHandover { lot: lot() },
        Refusal::NotShipped { lot: lot() },
        Refusal::NotInLot { subject: text(TAG), lot: lot() },
        Refusal::OutOfOrder { tag: text(TAG) },
        proved_otherwise(1, None),
        proved_otherwise(7, None),
        proved_otherwise(12, Some(day("2026-04-01"))),
        Refusal::NotWaste { code: text("16 02 14"), channel: Channel::BodyGift },
    ]);
    all
}

/// The refusal of a waste code on a day.
pub(crate) fn code_on(code: &str, on: &str) -> Refusal {
    Refusal::WasteCodeDay(WasteCode::parse(code).unwrap().valid_on(day(on)).unwrap_err())
}

fn values() -> Vec<Refusal> {
    let code = WasteCode::parse("16 02 14").unwrap();
    let mut all = vec![
        Refusal::Operation(NotAnOperation(text("R 99"))),
        Refusal::WasteCode(NotAWasteCode::Form(text("16 2"))),
        Refusal::WasteCode(NotAWasteCode::Unknown(text("17 01 01"))),
        Refusal::WasteCode(NotAWasteCode::NotHazardous(text("16 02 14*"), code)),
        code_on("16 06 04*", "2026-11-08"),
        code_on("20 01 42*", "2026-11-08"),
        code_on("16 06 05", "2026-11-09"),
        Refusal::WasteCodeDay(Validity::Ended { code, last: on(), instead: None }),
        Refusal::Bsd(NotABsd::Form(text("BSD-1"))),
        Refusal::Bsd(NotABsd::NoSuchDay(text("BSD-20261332-0A1B2C3D4"))),
        Refusal::Siret(text("732 829 320 00075")),
        Refusal::StillLinked { party: party().to_string(), links: vec![Link::Holds(text(TAG))] },
        Refusal::StillLinked {
            party: party().to_string(),
            links: vec![Link::Owns(text(TAG)), Link::Repairs(text(TAG)), Link::Lot(text(LOT))],
        },
        Refusal::RegisterHolds {
            party: party().to_string(),
            lots: vec![text(LOT), text("LOT-2026-0002")],
            until: day("2029-03-15"),
            years: 3,
        },
        Refusal::NameErased { party: party().to_string() },
        Refusal::EvidenceErased { hash: Hash([7; 32]) },
        Refusal::AlreadyAttached { file: text("bon de retrait.pdf"), seq: 42 },
        Refusal::NothingChanges { subject: text(TAG) },
        Refusal::Future { on: day("2027-01-01"), today: on() },
        Refusal::NotYet { name: text(TAG), as_of: Some(on()), at_head: None },
        Refusal::NotYet { name: text(TAG), as_of: None, at_head: Some(42) },
        Refusal::NotYet { name: text(TAG), as_of: Some(on()), at_head: Some(42) },
        Refusal::SinceOpened { on: on(), opened: day("2026-01-01") },
        Refusal::BeforeLast { subject: text(TAG), on: day("2026-01-01"), last: on() },
        Refusal::LaterEvents { seq: 42, later: (43..60).rev().collect() },
        Refusal::AlreadyVoided { seq: 42 },
        Refusal::NotCorrigible { seq: 42, kind: "collected", field: "holder", known: &["site"] },
        Refusal::NotCorrigible { seq: 42, kind: "found", field: "to", known: &[] },
        Refusal::NotCorrigible { seq: 42, kind: "departed", field: "on", known: &[] },
        Refusal::OutOfOrderDay { on: on(), seq: 42, other: day("2026-04-01") },
        Refusal::UnknownPolicy {
            key: text("sanitisation.minimum"),
            nearest: vec![text("sanitization.minimum")],
        },
    ];
    for kind in ["opened", "configured", "voided", "forgotten", "lot_cancelled", "lot_shipped", "departed"] {
        all.push(Refusal::NotVoidable { seq: 42, kind });
    }
    for key in Key::ALL {
        all.push(Refusal::Policy(BadValue { key: *key, value: text("x y") }));
    }
    all
}

/// What can be done with scans.
pub(crate) fn orders() -> Vec<Order> {
    let service = || text("Urbanisme");
    let mut tasks = vec![
        Task::Show,
        Task::Collect,
        Task::Deploy { service: service() },
        Task::Move { service: Some(service()) },
        Task::Move { service: None },
        Task::Ready { functional: None, cosmetic: None },
    ];
    tasks.extend(Decision::ALL.iter().map(|decision| Task::Triage {
        decision: *decision,
        functional: None,
        cosmetic: None,
    }));
    let sites = [None, some("Mairie")];
    tasks.into_iter().zip(sites.into_iter().cycle()).map(|(task, site)| Order { task, site }).collect()
}

/// Every failure beside a refusal.
pub(crate) fn failures() -> Vec<Failure> {
    let path = || PathBuf::from("/srv/parc/rebond.db");
    let server =
        |why| store::Error::Server { address: text("postgres://ana@base.valmont.example/parc"), why };
    let stores = vec![
        store::Error::Missing(path()),
        store::Error::Exists(path()),
        store::Error::Foreign(path()),
        store::Error::Newer { path: path(), found: 5, known: 3 },
        store::Error::NotMigrated { path: path(), from: 1, to: 2, cause: text("No space left on device") },
        store::Error::InUse { path: path(), part: path() },
        store::Error::Altered { path: path(), object: text("event") },
        store::Error::Exposed { path: path(), mode: 0o644 },
        store::Error::Unopened,
        store::Error::Network { path: path(), kind: "nfs" },
        store::Error::ReadOnly { path: path(), why: store::ReadOnly::FileSystem },
        store::Error::ReadOnly { path: path(), why: store::ReadOnly::File },
        store::Error::ReadOnly { path: path(), why: store::ReadOnly::Folder },
        store::Error::ReadOnly { path: path(), why: store::ReadOnly::Reader },
        store::Error::Unclean(path()),
        store::Error::Unusable { path: path(), cause: text("EIO") },
        store::Error::Corrupt(text("page 12")),
        server(store::Server::Address(text("sslmode=perhaps"))),
        server(store::Server::Unreachable(text("ECONNREFUSED"))),
        server(store::Server::Unverified(text("UnknownIssuer"))),
        server(store::Server::Refused(text("28P01"))),
        server(store::Server::NoDatabase(text("3D000"))),
        server(store::Server::TooOld(text("14.11"))),
        server(store::Server::Unsafe),
        server(store::Server::Encoding(text("LATIN1"))),
        server(store::Server::Pooled(text("42P05"))),
        server(store::Server::Denied(text("42501"))),
        server(store::Server::Standby),
        server(store::Server::Restarting(text("57P03"))),
        server(store::Server::Full(text("53300"))),
        server(store::Server::TooLong(text("57014"))),
        server(store::Server::Lost(text("ECONNRESET"))),
        store::Error::Truncated { path: "/srv/rebond/rebond.db".into(), bytes: 4096, of: 8192 },
        store::Error::Tail(42),
        store::Error::Busy,
        store::Error::Gate(text("gate")),
        store::Error::Commit { cmd: cmd(), cause: text("EIO") },
        store::Error::Fault(text("SQLITE_MISUSE")),
    ];
    let mut all: Vec<Failure> = stores.into_iter().map(Failure::Store).collect();
    let file = || text("parc 2026.csv");
    for why in [NotText::TooLong(5000), NotText::Control('\n'), NotText::NotUtf8, NotText::Empty] {
        all.push(Failure::Unreadable { field: "act", value: text("DEL\n2026"), why });
    }
    for total in [1, 250] {
        all.push(Failure::Input { rows: bad_rows(&file()), total });
    }
    all.push(Failure::Input {
        rows: bad_rows(&file()).into_iter().filter(BadRow::is_refused).collect(),
        total: 2,
    });
    let both = bad_rows(&file()).into_iter().chain(bad_rows("-")).collect();
    all.push(Failure::Input { rows: both, total: 250 });
    let scans = || text("SCANNED.TXT");
    for total in [1, 250] {
        all.push(Failure::Handheld { file: scans(), faults: Faults { listed: faults(), total } });
    }
    all.extend(bad_logs().into_iter().map(|why| {
        let log = |line| BadLog { file: text("nwipe 2026.log"), line, why: why.clone() };
        Failure::BadLogs { logs: vec![log(None), log(Some(27))], total: 12 }
    }));
    all.push(Failure::RefusedScans { file: scans(), rows: vec![(3, names().remove(0))] });
    all.push(Failure::OutcomeUnknown { cmd: cmd(), cause: text("EIO") });
    all
}

/// Everything for which a log cannot be taken.
fn bad_logs() -> Vec<BadLogWhy> {
    let capacity = Bytes(256_060_514_304);
    vec![
        BadLogWhy::NotALog(NotALog::TooLong(67_108_864)),
        BadLogWhy::NotALog(NotALog::Unknown),
        BadLogWhy::NotALog(NotALog::Yaml),
        BadLogWhy::NotALog(NotALog::Json(12)),
        BadLogWhy::NotALog(NotALog::SameSerial { serial: text(SERIAL), lines: [4, 9] }),
        BadLogWhy::NotALog(NotALog::SeveralDrives { lines: [4, 9] }),
        BadLogWhy::NoSerial { date: None },
        BadLogWhy::NoSerial { date: Some(on()) },
        BadLogWhy::NoDate { serial: None },
        BadLogWhy::NoDate { serial: Some(text(SERIAL)) },
        BadLogWhy::BeforeLog { on: on(), began: day("2026-11-20") },
        BadLogWhy::UsedSince { medium: text(SERIAL), told: on() },
        BadLogWhy::Refused(Refusal::Future { on: day("2027-11-20"), today: on() }),
        BadLogWhy::Refused(Refusal::BeforeLast { subject: text(SERIAL), on: on(), last: day("2026-11-20") }),
        BadLogWhy::Capacity { serial: text(SERIAL), known: capacity, said: Bytes(2_000_398_934_016) },
        BadLogWhy::Refused(Refusal::MediumDestroyed { medium: text(SERIAL) }),
    ]
}

/// Rows that cannot be taken.
pub(crate) fn bad_rows(file: &str) -> Vec<BadRow> {
    let bad = |line, flaw| BadRow { file: file.to_owned(), line, flaw };
    let refused = |column, value, refusal| Flaw::Refused { column, value, refusal };
    let mut all: Vec<BadRow> =
        faults().into_iter().map(|fault| bad(fault.line, Flaw::Unread(fault))).collect();
    all.push(bad(3, refused(some("N° inventaire"), some("PF1ABCDE"), names().remove(0))));
    all.push(bad(7, refused(None, None, Refusal::ServiceLacking)));
    all
}

/// Everything that is worth saying of a row.
pub(crate) fn observations() -> Vec<Observed> {
    let (line, tag, column) = (4, text(TAG), some("Statut"));
    let mut all: Vec<Observed> = remarks().into_iter().map(Observed::Read).collect();
    let differs = |columns: &[&str]| Observed::Differs {
        line,
        tag: tag.clone(),
        columns: columns.iter().map(|name| text(name)).collect(),
    };
    all.extend([
        differs(&["Prix"]),
        differs(&["Prix", "Modèle", "Garantie"]),
        Observed::NoKey { line, tag: tag.clone() },
        Observed::DrivesLeftOut { line, column: column.clone() },
    ]);
    all.extend(of_drives(line));
    let lasting = [
        Lasting::Service,
        Lasting::Site,
        Lasting::Holder,
        Lasting::Decommissioned,
        Lasting::Departure,
        Lasting::Drives,
    ];
    let states = State::ALL.iter().map(|state| Lasting::State(*state));
    all.extend(states.chain(lasting).map(|fact| Observed::Lasts {
        line,
        column: column.clone(),
        tag: tag.clone(),
        state: State::Deployed,
        fact,
    }));
    all
}

/// Everything that is worth saying of a drive that was read.
fn of_drives(line: u64) -> Vec<Observed> {
    let (tag, serial) = (text(TAG), text(SERIAL));
    let differs = |gap| Observed::DriveDiffers { line, serial: serial.clone(), gap };
    let kind = |judged| Gap::Kind { known: MediumKind::Hdd, said: MediumKind::Ssd, judged };
    vec![
        Observed::DriveElsewhere {
            line,
            serial: serial.clone(),
            tag: tag.clone(),
            other: text("MTR-000124L"),
        },
        Observed::ByDrive { line, tag: tag.clone(), serial: serial.clone() },
        Observed::DriveGone { line, serial: serial.clone() },
        differs(kind(false)),
        differs(kind(true)),
        differs(Gap::Model { known: text("ST500LT012"), said: text("WDC WD5000") }),
        differs(Gap::Capacity { known: Bytes(250_000_000_000), said: Bytes(512_110_190_592) }),
        Observed::Unnumbered { line, tag: tag.clone(), serial: serial.clone() },
        Observed::ListOpen { line, tag: tag.clone(), media: 1 },
        Observed::ListOpen { line, tag, media: 2 },
    ]
}

/// A fault for every reason.
pub(crate) fn faults() -> Vec<Fault> {
    let reasons = [
        Reason::Empty,
        Reason::HeaderOnly,
        Reason::Binary,
        Reason::BadByte { byte: 0x81 },
        Reason::QuoteNeverCloses,
        Reason::TooManyCells { most: 16_384 },
        Reason::TextAfterQuote,
        Reason::UnevenRow { expected: 12, found: 14 },
        Reason::TwoColumns { first: text("masse"), row: 7, field: Field::Mass },
        Reason::NoSuchColumn { columns: vec![text("Marque"), text("N° de série")] },
        Reason::NoKnownColumn { columns: vec![text("Colonne1"), text("Colonne2")] },
        Reason::NotAnInventory { sign: some("Min Qty") },
        Reason::NotAnInventory { sign: None },
        Reason::NoKindColumn,
        Reason::MissingKind,
        Reason::UnknownKind,
        Reason::UnknownCode { known: &["new", "leased"] },
        Reason::NotADay,
        Reason::AmbiguousDay,
        Reason::NotAnAmount,
        Reason::NotAMass,
        Reason::NotMonths,
        Reason::NotACapacity,
        Reason::NotAQuantity,
        Reason::StaysAndLeft,
        Reason::NotAScan,
        Reason::NotHours,
        Reason::FileTooLong { bytes: 67_108_864, most: 16_777_216 },
        Reason::BadJson,
        Reason::CutJson,
        Reason::TooDeep,
        Reason::UnknownJson,
        Reason::ErasureLog,
        Reason::SmartctlScan,
        Reason::LshwPart,
        Reason::LshwXml,
        Reason::NotThatFormat { format: "table", found: "lshw" },
        Reason::TooLong { bytes: 4098 },
        Reason::Control { character: '\u{1b}' },
        Reason::DuplicateTag { first_line: 2 },
        Reason::DuplicateSerial { first_line: 2 },
    ];
    let mut all = Vec::new();
    for reason in reasons {
        let of_file = matches!(
            reason.code(),
            "empty"
                | "header_only"
                | "binary"
                | "bad_byte"
                | "uneven_row"
                | "too_many_cells"
                | "no_kind_column"
                | "no_known_column"
                | "not_an_inventory"
                | "file_too_long"
                | "cut_json"
                | "too_deep"
                | "unknown_json"
                | "erasure_log"
                | "smartctl_scan"
                | "lshw_part"
                | "lshw_xml"
                | "not_that_format"
        );
        let value = match reason.code() {
            "quote_never_closes" | "text_after_quote" | "two_columns" | "missing_kind" => None,
            _ => some("31/02/2024"),
        };
        let column = some("colonne").filter(|_| !of_file);
        let value = value.filter(|_| !of_file);
        all.push(Fault { line: 12, column: column.clone(), value, reason: reason.clone() });
        all.push(Fault { line: 12, column, value: None, reason });
    }
    all
}

/// Every remark.
pub(crate) fn remarks() -> Vec<Remark> {
    let of = |code: &RemarkCode, column, value| Remark { code: *code, line: 4, column, value };
    let bare = RemarkCode::ALL.iter().map(|code| of(code, some("Couleur"), None));
    bare.chain(RemarkCode::ALL.iter().map(|code| of(code, None, some("0000")))).collect()
}

/// Every finding.
pub(crate) fn findings() -> Vec<Finding> {
    let bare = FindingCode::ALL.iter().map(|code| Finding::new(*code, Some(42), "41 -> 43"));
    bare.chain(rows()).collect()
}

/// Every kind of row that differs.
fn rows() -> Vec<Finding> {
    let value = |table, log| Value { column: text("state"), table, log };
    let values = vec![
        value(some("missing"), some("deployed")),
        value(None, some("deployed")),
        value(some("missing"), None),
        value(None, None),
    ];
    let abouts = [
        About::Asset(text(TAG)),
        About::Medium(text(SERIAL)),
        About::Lot(text(LOT)),
        About::Party(text("01934d2a")),
        About::Other(text("organisation")),
    ];
    let mut all = Vec::new();
    for about in abouts {
        for side in [Side::Both(values.clone()), Side::Log, Side::Table] {
            let row = Some(Box::new(Differing { table: "asset", about: about.clone(), side }));
            all.push(Finding { row, ..Finding::new(FindingCode::Projection, Some(42), "asset") });
        }
    }
    all
}

/// Every notice.
pub(crate) fn notices() -> Vec<Notice> {
    let (tag, medium, lot) = (text(TAG), text(SERIAL), text(LOT));
    let mut all = vec![
        Notice::NewPlace { site: false, label: text("Urbanisme"), code: text("URBANISME"), nearest: vec![] },
        Notice::NewPlace {
            site: true,
            label: text("Mairie"),
            code: text("MAIRIE"),
            nearest: vec![text("Mairie annexe")],
        },
        Notice::Redeployed { tag: tag.clone(), medium: None, from: text("Urbanisme") },
        Notice::Redeployed { tag: tag.clone(), medium: Some(medium.clone()), from: text("Urbanisme") },
        Notice::NothingClaimed { medium: medium.clone(), why: None },
        Notice::LabelsFreed { free: vec![text(TAG), text("MTR-2"), text("MTR-3")], used: 0 },
        Notice::LabelsFreed { free: vec![text(TAG)], used: 1 },
        Notice::LabelsFreed { free: vec![], used: 2 },
        Notice::LateUndertaking { lot: lot.clone() },
        Notice::ProofWithoutUndertaking { lot: lot.clone() },
        Notice::LooseBsd { bsd: text("BSD-20261123-0A1B2C3DI") },
        Notice::LeavesWithData { tag: tag.clone(), channel: Channel::Loss },
        Notice::LeftWithData { medium: "S4XBNF0N801630J".to_owned(), on: on() },
        Notice::SentWithData { tag: tag.clone(), medium: Some(medium.clone()), to: text("Atelier Sud") },
        Notice::SentWithData { tag: tag.clone(), medium: None, to: text("Atelier Sud") },
        Notice::LeftUnlisted { tag: tag.clone(), on: on() },
        Notice::LookInside { tag: tag.clone() },
        Notice::StoragePart { part: text("SSD 256 GB") },
        Notice::DroppedFromLot { tag: tag.clone(), lot },
        Notice::Decommissioned { tag: tag.clone(), act: some("DEL-2026-12") },
        Notice::Decommissioned { tag: tag.clone(), act: None },
        Notice::NotUndertaken { subject: tag },
        Notice::ClockBehind {
            clock: Instant::from_millis(0),
            last: Instant::from_millis(1_773_562_364_120),
            day: on(),
        },
        Notice::Namesakes { words: vec![party().to_string(), format!("--operator {}", party())] },
        Notice::NameInLog { seqs: vec![42] },
        Notice::NameInLog { seqs: (42..60).collect() },
        Notice::CodesStay { codes: vec![text("URBA")] },
        Notice::NameInCodes { codes: vec![text("PC-MARTIN")] },
        Notice::NameInCodes { codes: (0..30).map(|n| format!("PC-MARTIN-{n}")).collect() },
        Notice::CopiesStay { files: vec![text("/srv/rebond.db.replaced-20261124T020000Z")] },
        Notice::CopiesStay { files: vec![text("/srv/a b.db"), text("/srv/c.db")] },
        Notice::ListDamaged { kept: text("rebond.db.forgotten.damaged") },
        Notice::ListUnread { list: text("other.db.forgotten"), cause: text("EIO") },
        Notice::NotScrubbed {
            cause: text("EIO"),
            command_line: "rebond --cmd 01934d2a-7c00-7abc-8def-000000000002 party forget --due".to_owned(),
        },
        Notice::AlreadyProved { subjects: vec![text(TAG)], seq: 42, on: on(), outcome: Proof::Reused },
        Notice::AlreadyProved { subjects: vec![text(TAG); 12], seq: 42, on: on(), outcome: Proof::Recycled },
        Notice::ReasonWent { lot: text("LOT-2026-0001"), bsd: text("BSD-20261123-0A1B2C3D4") },
        Notice::BsdWent { lot: text("LOT-2026-0001"), bsd: text("BSD-20261123-0A1B2C3D4") },
        left_without(Channel::Sale, 1),
        left_without(Channel::Sale, 12),
        left_without(Channel::EcoOrganism, 1),
        left_without(Channel::EcoOrganism, 12),
        Notice::NoRetention,
        Notice::EvidenceUnused,
    ];
    all.extend(
        NoClaim::ALL.iter().map(|why| Notice::NothingClaimed { medium: medium.clone(), why: Some(*why) }),
    );
    all
}

fn proved_otherwise(count: usize, day: Option<Day>) -> Refusal {
    Refusal::ProvedOtherwise(Box::new(OtherProof {
        lot: text("LOT-2026-0001"),
        subjects: vec![text(TAG); count],
        seq: 42,
        on: on(),
        outcome: Proof::Recycled,
        operation: day.is_none().then(|| text("R 4")),
        day,
        rest: (vec![text(SERIAL); count - 1], vec![text("souris, claviers"); count / 2]),
        claimed: (Proof::Reused, Some(text("R 0"))),
    }))
}

fn left_without(channel: Channel, count: usize) -> Notice {
    Notice::LeftWithoutUndertaking { lot: text("LOT-2026-0001"), channel, count, on: on() }
}

/// Everything that may be wrong with a file of preferences.
pub(crate) fn bad_preferences() -> Vec<BadPreference> {
    let unknown =
        |nearest| BadPreference::Unknown { key: text("colour"), nearest, known: vec!["language", "color"] };
    let value = |wanted| BadPreference::Value { key: "database", value: text("parc.db"), wanted };
    vec![
        BadPreference::Unreadable(text("Permission denied (os error 13)")),
        BadPreference::Unwritable(text("No space left on device (os error 28)")),
        BadPreference::NotToml { line: text("language fr") },
        unknown(None),
        unknown(Some("color")),
        value(Wanted::Absolute),
        value(Wanted::Quoted),
        value(Wanted::Count { most: 1000 }),
        value(Wanted::choice("de", vec!["fr", "en"])),
    ]
}

/// Everything that may be wrong with a template.
pub(crate) fn template_faults() -> Vec<TemplateFault> {
    use TemplateFault as F;
    let unknown = |nearest| F::UnknownName { name: text("organization"), nearest };
    vec![
        F::NotText,
        F::TooLarge,
        F::TooLong { most: 200_000 },
        F::Unclosed(text("{{")),
        F::Unopened(text("{% endfor %}")),
        F::UnknownTag(text("{% include x %}")),
        F::NotAlone,
        unknown(vec![]),
        unknown(vec![text("organisation"), text("operation")]),
        F::NotAList(text("tag")),
        F::Markup(text("1.")),
        F::Cells { found: 1, wanted: 2 },
        F::NoRule,
        F::Nothing,
    ]
}

/// Every reason for which a medium is not sanitised.
pub(crate) fn unclean() -> Vec<Unclean> {
    let (claim, minimum) = (Claim::ClearLimited, Minimum::Purge);
    let plain = [
        Unclean::Never,
        Unclean::Failed,
        Unclean::ResultUnknown,
        Unclean::NotEnough { claim, minimum },
        Unclean::NotValidated,
        Unclean::UsedSince,
    ];
    plain.into_iter().chain(NoClaim::ALL.iter().map(|why| Unclean::NothingClaimed(*why))).collect()
}

/// Every action card.
pub(crate) fn cards() -> Vec<Card> {
    let plain = [Card::Show, Card::Collect, Card::Undo, Card::Done];
    let placed = [Card::Deploy(text("URBA")), Card::Site(text("MAIRIE"))];
    let triage = Decision::ALL.iter().map(|decision| Card::Triage(*decision));
    plain.into_iter().chain(placed).chain(triage).collect()
}
