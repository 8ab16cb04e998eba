//! Every refusal, with likely values.

use crate::{
    model::{
        amount::{Bytes, Cents},
        day::Day,
        event::Hash,
        grade::Functional,
        leaving::{Channel, PartyKind, Proof},
        lifecycle::{Action, Forbidden, State},
        policy::{BadValue, Key},
        sanitization::{MediumStatus, Technique},
    },
    ops::{BadEvidence, Instead, Link, Lived, LotFact, Need, Noun, OtherProof, Refusal},
    rules::{
        gift::UnknownBasis,
        waste::{NotABsd, NotAWasteCode, NotAnOperation, Validity, WasteCode},
    },
};

use super::{LOT, SERIAL, TAG, day, lot, on, party, some, text};

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

pub(super) fn names() -> Vec<Refusal> {
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
const FACTS: [LotFact; 7] = [
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
        Refusal::IsMedium { medium: text("S4XBNF0N801630J"), asset: some(TAG) },
        Refusal::IsMedium { medium: text("S4XBNF0N801630J"), asset: None },
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
