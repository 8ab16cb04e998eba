//! One of every thing that is said, with likely values, for tests.

mod events;
mod files;
mod refusals;

use std::path::PathBuf;

pub(crate) use events::{Known, event, facts};
use files::bad_logs;
pub(crate) use files::{bad_rows, faults, observations, remarks};
use refusals::names;
pub(crate) use refusals::{code_on, forbidden, lacking, refusals, unaccounted};
use uuid::Uuid;

use crate::{
    intake::Faults,
    lang::{Fault as TemplateFault, preferences::BadPreference, usage::Wanted},
    model::{
        day::{Day, Instant},
        id::{AssetId, CommandId, LotId, MediumId, PartyId, TextId},
        leaving::{Channel, Decision, Proof},
        sanitization::{Claim, Minimum},
        scan::Card,
        text::NotText,
    },
    ops::{BadLog, BadRow, Failure, Notice, Order, Task, Unclean},
    rules::nist::NoClaim,
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
    let invisible = NotText::Invisible('\u{200b}');
    for why in [NotText::TooLong(5000), NotText::Control('\n'), invisible, NotText::NotUtf8, NotText::Empty] {
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
        Notice::BackdatedUndertaking { lot: lot.clone(), on: on() },
        Notice::AlreadyUndertaken { lot: lot.clone(), before: on() },
        Notice::ProofWithoutUndertaking { lot: lot.clone() },
        Notice::AlreadyValidated { medium: medium.clone(), seq: 42, on: on() },
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
