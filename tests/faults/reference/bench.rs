//! The product under the reference model: each fact as the command that records it, on a temporary
//! record, without the command line.

use std::{cell::Cell, fmt::Write as _};

use rebond::{
    model::{
        day::{Day, Instant},
        fact::Fact as Written,
        grade::Functional,
        id::Subject,
        kind::Kind,
        leaving::{Cause, Channel, Decision, PartyKind, VoidReason},
        sanitization::{Declared, Encrypted, MediumKind, Technique, Verdict, Verify},
    },
    ops::{self, Act, Context, Failure, Ids, Recording, Resolve as _},
    store::{
        Store,
        sqlite::{self, Sqlite},
    },
};
use tempfile::TempDir;
use uuid::Uuid;

use super::model::{Asset, Drive, Fact};

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is recorded.
    Done,
    /// The gate refuses.
    Gate,
    /// Another rule refuses: the state, the day, a name.
    Other,
}

struct Counter(Cell<u128>);

impl Ids for Counter {
    fn next(&self) -> Uuid {
        self.0.set(self.0.get() + 1);
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + self.0.get())
    }
}

/// A record with two machines in stock, and who takes them.
pub(super) struct Bench {
    // Before its folder, so that it is closed when that is removed.
    store: Sqlite,
    _folder: TempDir,
    ids: Counter,
    day: Day,
    lots: u32,
}

/// A folder in memory where there is one: nothing here is about disks.
fn folder() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

const TAGS: [&str; 2] = ["PC-0", "PC-1"];
const SERIALS: [&str; 2] = ["DISK-0", "DISK-1"];

impl Bench {
    pub(super) fn new() -> Self {
        let folder = folder();
        let bench = Self {
            store: sqlite::create(&folder.path().join("rebond.db"), sqlite::Access::Owner).unwrap(),
            _folder: folder,
            ids: Counter(Cell::new(0)),
            day: Day::parse("2025-01-01").unwrap(),
            lots: 0,
        };
        ops::open(&bench.store, &bench.context(), &ops::Init::default()).unwrap();
        let recording = bench.recording();
        let begin = |act: &mut Act<'_>| {
            for (name, kind) in [("Filiere", PartyKind::Recycler), ("Atelier", PartyKind::Other)] {
                let party = ops::AddParty { name: name.to_owned(), kind, siret: None };
                ops::add_party(act, &party, &recording)?;
            }
            for (tag, kind) in [(TAGS[0], Kind::Laptop), (TAGS[1], Kind::Monitor)] {
                let tag = rebond::model::tag::Tag::parse(tag).ok();
                ops::add(act, &ops::Add { tag, ..ops::Add::new(kind) }, &recording)?;
            }
            Ok(())
        };
        ops::run(&bench.store, &bench.context(), &recording, begin).unwrap();
        bench
    }

    fn context(&self) -> Context<'_> {
        let now = Instant::parse("2026-11-23T09:00:00Z").unwrap();
        Context { now, actor: "ana".to_owned(), cmd: None, ids: &self.ids }
    }

    fn recording(&self) -> Recording {
        Recording { on: Some(self.day), ..Recording::default() }
    }

    /// Does it, the day after the last.
    pub(super) fn record(&mut self, fact: Fact) -> Answer {
        self.day = self.day.next();
        let done = ops::run(&self.store, &self.context(), &self.recording(), |act| self.say(act, fact));
        let answer = answer(&done.map(drop));
        if answer == Answer::Done && matches!(fact, Fact::Left(..) | Fact::WrittenOff(_)) {
            self.lots += 1;
        }
        answer
    }

    /// Tells what it would come to, and changes nothing.
    pub(super) fn ask(&mut self, fact: Fact) -> Answer {
        let today = self.day;
        self.day = today.next();
        let done = ops::rehearse(&self.store, &self.context(), &self.recording(), |act| self.say(act, fact));
        self.day = today;
        answer(&done.map(drop))
    }

    /// What the product knows of the two machines and the two drives, save days and numbers: two
    /// records of which this is the same have the same future.
    pub(super) fn state(&self) -> String {
        let reader = self.store.read().unwrap();
        let mut state = format!("{:?}", reader.policies().unwrap().sanitization_minimum);
        for tag in TAGS {
            let asset = reader.as_ref().find_asset(tag).unwrap();
            let lot = asset.lot.map(|_| asset.departed_on.is_some());
            write!(
                state,
                "|{:?} {:?} {:?} {:?} {} {} {} {:?} {lot:?} {:?}",
                asset.kind,
                asset.state,
                asset.before,
                asset.inventory,
                asset.decommissioned_on.is_some(),
                asset.waste_since.is_some(),
                asset.sent_to.is_some(),
                asset.functional,
                asset.channel
            )
            .unwrap();
        }
        for serial in SERIALS {
            match reader.as_ref().find_medium(serial) {
                Ok(medium) => {
                    let inside = medium.asset.and_then(|id| reader.asset(id).unwrap()).map(|asset| asset.tag);
                    write!(
                        state,
                        "|{:?} {:?} {inside:?} {} {:?}",
                        medium.status,
                        medium.claim,
                        medium.departed_on.is_some(),
                        medium.used_by
                    )
                    .unwrap();
                }
                Err(_) => state += "|-",
            }
        }
        state
    }

    fn say(&self, act: &mut Act<'_>, fact: Fact) -> Result<(), Failure> {
        let recording = self.recording();
        let on = &recording;
        let tag = |asset: Asset| vec![TAGS[asset].to_owned()];
        let place = |asset: Option<Asset>| asset.map_or_else(|| "stock".to_owned(), |at| TAGS[at].to_owned());
        match fact {
            Fact::Listed(drive, asset) => {
                let request = ops::AddMedium {
                    place: place(asset),
                    kind: MediumKind::Hdd,
                    serial: Some(SERIALS[drive].to_owned()),
                    model: None,
                    capacity: None,
                    encrypted: Encrypted::No,
                };
                ops::add_medium(act, &request, on)
            }
            Fact::None(a) => {
                ops::declare(act, &ops::Declare { assets: tag(a), declared: Declared::None }, on)
            }
            Fact::Confirmed(a) => {
                ops::declare(act, &ops::Declare { assets: tag(a), declared: Declared::Confirmed }, on)
            }
            Fact::Carried(drive, to) => {
                let media = vec![SERIALS[drive].to_owned()];
                ops::move_medium(act, &ops::MoveMedium { media, to: place(to), keep_data: true }, on)
            }
            Fact::Wiped(drive, true) => {
                wipe(act, drive, (Technique::Overwrite, Verify::Full, Verdict::Pass), on)
            }
            Fact::Wiped(drive, false) => {
                wipe(act, drive, (Technique::Overwrite, Verify::Full, Verdict::Fail), on)
            }
            Fact::Purged(drive) => {
                wipe(act, drive, (Technique::AtaSanitizeOverwrite, Verify::Status, Verdict::Pass), on)
            }
            Fact::Shredded(drive) => wipe(act, drive, (Technique::Shred, Verify::None, Verdict::Pass), on),
            Fact::Unwiped(drive) => {
                let medium = act.reader().find_medium(SERIALS[drive])?;
                let history = act.reader().history(Subject::Medium(medium.id))?;
                let stands = rebond::model::standing::standing(history);
                let wipe = stands
                    .iter()
                    .rfind(|event| matches!(event.fact, Written::Sanitised(_) | Written::Destroyed(_)));
                let seqs = vec![wipe.map_or(999_999, |event| event.seq)];
                ops::void(act, &ops::Void { seqs, reason: VoidReason::Mistyped, with_later: false }, on)
            }
            _ => self.live(act, fact, on),
        }
    }

    /// What happens to a machine, or to what is asked of all.
    fn live(&self, act: &mut Act<'_>, fact: Fact, on: &Recording) -> Result<(), Failure> {
        let tag = |asset: Asset| vec![TAGS[asset].to_owned()];
        match fact {
            Fact::Deployed(a) => {
                let service = "Urbanisme".to_owned();
                let request =
                    ops::Deploy { assets: tag(a), service, site: None, holder: None, reinstate: true };
                ops::deploy(act, &request, on)
            }
            Fact::Collected(a) => ops::collect(act, &ops::Collect { assets: tag(a), site: None }, on),
            Fact::Reconditioned(a) => {
                let request = ops::Triage {
                    assets: tag(a),
                    decision: Decision::Recondition,
                    functional: Some(Functional::F6),
                    cosmetic: None,
                    waste: false,
                };
                ops::triage(act, &request, on)
            }
            Fact::Ready(a) => {
                let functional = Some(Functional::F6);
                ops::ready(
                    act,
                    &ops::Ready { assets: tag(a), functional, cosmetic: None, no_system: false },
                    on,
                )
            }
            Fact::Lost(a) => ops::lose(act, &ops::Lose { assets: tag(a), cause: Cause::Lost }, on),
            Fact::Found(a, in_place) => ops::find(act, &ops::Find { assets: tag(a), in_place }, on),
            Fact::SentOut(a, contract) => {
                let data_clause = contract.then(|| "MARCHE-7".to_owned());
                repair(act, a, ops::Bench::SentTo { party: "Atelier".to_owned(), data_clause }, on)
            }
            Fact::Back(a) => repair(act, a, ops::Bench::Back { new_serial: None }, on),
            Fact::Left(a, contract) => {
                let terms = ops::LotTerms {
                    channel: Some(Channel::Waste),
                    to: Some("Filiere".to_owned()),
                    waste_code: Some("16 02 14".to_owned()),
                    operation: Some("R 4".to_owned()),
                    data_clause: contract.then(|| "MARCHE-7".to_owned()),
                    ..ops::LotTerms::default()
                };
                self.leave(act, a, terms, on)
            }
            Fact::WrittenOff(a) => {
                let terms = ops::LotTerms { channel: Some(Channel::Loss), ..ops::LotTerms::default() };
                self.leave(act, a, terms, on)
            }
            Fact::Returned(a) => {
                let asset = act.reader().find_asset(TAGS[a])?;
                let lot = asset.lot.map(|id| act.reader().lot(id)).transpose()?.flatten();
                let lot = lot.map_or_else(|| "LOT-2025-0001".to_owned(), |lot| lot.number);
                let request = ops::Return { lot, assets: tag(a), reason: VoidReason::Refused };
                ops::returned(act, &request, on)
            }
            Fact::Called(a, bears_data) => {
                let kind = Some(if bears_data { Kind::Desktop } else { Kind::Projector });
                let changes = ops::Changes { kind, ..ops::Changes::default() };
                ops::edit(act, &ops::Edit { assets: tag(a), changes }, on)
            }
            Fact::Strict(strict) => {
                let value = if strict { "purge" } else { "clear" }.to_owned();
                ops::set_policy(act, &ops::SetPolicy { key: "sanitization.minimum".to_owned(), value }, on)
            }
            _ => unreachable!("said of a drive"),
        }
    }

    fn leave(
        &self,
        act: &mut Act<'_>,
        a: Asset,
        terms: ops::LotTerms,
        on: &Recording,
    ) -> Result<(), Failure> {
        ops::new_lot(act, &ops::NewLot { terms, like: None }, on)?;
        let lot = format!("LOT-{}-{:04}", self.day.year(), self.lots + 1);
        let add = ops::AddLines {
            lot: lot.clone(),
            items: vec![TAGS[a].to_owned()],
            unit_value: None,
            waste_code: None,
            for_parts: false,
            bulk: None,
        };
        ops::add_lines(act, &add, on)?;
        let ship = ops::Ship {
            lot,
            items: Vec::new(),
            terms: ops::LotTerms::default(),
            decommission: true,
            decommission_act: None,
            mass: None,
        };
        ops::ship(act, &ship, on)
    }
}

fn wipe(
    act: &mut Act<'_>,
    drive: Drive,
    (technique, verify, result): (Technique, Verify, Verdict),
    on: &Recording,
) -> Result<(), Failure> {
    let items = vec![SERIALS[drive].to_owned()];
    ops::sanitize(act, &ops::Sanitize { items, technique, tool: None, verify, result }, on)
}

fn repair(act: &mut Act<'_>, a: Asset, place: ops::Bench, on: &Recording) -> Result<(), Failure> {
    let assets = vec![TAGS[a].to_owned()];
    let kind = Some(rebond::model::work::WorkKind::Repair);
    ops::work(act, &ops::Work { assets, kind, part: None, from: None, minutes: None, cost: None, place }, on)
}

fn answer(done: &Result<(), Failure>) -> Answer {
    match done {
        Ok(()) => Answer::Done,
        Err(Failure::Store(error)) => {
            assert_eq!(error.code(), "gate", "{error}");
            Answer::Gate
        }
        Err(failure) if ["unaccounted", "sent_with_data"].contains(&failure.code()) => Answer::Gate,
        Err(_) => Answer::Other,
    }
}
