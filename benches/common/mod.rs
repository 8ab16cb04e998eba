//! What the benches share: a store on a file, drafts of a town's park.

use rebond::{
    model::{
        day::{Day, Instant},
        event::Draft,
        fact::{Added, Collected, Deployed, Opened},
        id::{ActorId, AssetId, CommandId, LogId},
        kind::{Acquired, Kind, Security, Source, WeeeCategory},
        lifecycle::State,
        tag::Tag,
    },
    store::{
        Signature, Store,
        sqlite::{Access, Sqlite, create},
    },
};
use tempfile::TempDir;
use uuid::Uuid;

/// A store on a file that disappears with it.
pub(crate) struct Park {
    /// The store.
    pub(crate) store: Sqlite,
    commands: u128,
    _folder: TempDir,
}

impl Park {
    /// Opens an empty one.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = create(&folder.path().join("park.db"), Access::Owner).expect("a store");
        open(&store);
        Self { store, commands: 0, _folder: folder }
    }

    /// Records drafts as one command.
    pub(crate) fn write(&mut self, drafts: &[Draft]) {
        self.commands += 1;
        write(&self.store, self.commands, drafts);
    }
}

/// Opens a record.
pub(crate) fn open(store: &dyn Store) {
    let log = LogId(Uuid::from_u128(4 << 100));
    write(store, 0, &[Draft::new(day(0), Opened { log })]);
}

/// Records drafts as one command; returns the number of the first event.
pub(crate) fn write(store: &dyn Store, command: u128, drafts: &[Draft]) -> u64 {
    let signature = Signature {
        cmd: CommandId(Uuid::from_u128(1 << 100 | command)),
        actor: "bench".to_owned(),
        new_actor: ActorId(Uuid::from_u128(2 << 100)),
        now: Instant::from_millis(1_790_000_000_000),
    };
    let mut writer = store.write(&signature).expect("a writer");
    writer.record(drafts).expect("a record");
    writer.commit().expect("a commit").map_or(0, |span| span.first)
}

/// The identity of the `n`th asset: as a `UUIDv7`, it sorts by the moment it was made.
pub(crate) fn asset(n: u32) -> AssetId {
    AssetId(Uuid::from_u128(
        (0x0193_4d2a_7c00_7abc_8def_0000_0000_0000) + u128::from(n) * 0x0001_0000_2545_f491,
    ))
}

/// The day `n` days after the first of 2020, in years of 336 days.
pub(crate) fn day(n: u32) -> Day {
    let part = |n: u32| i8::try_from(n + 1).expect("a small number");
    let year = i16::try_from(2020 + n / 336).expect("a year");
    Day::new(year, part(n / 28 % 12), part(n % 28)).expect("a day")
}

/// The `n`th asset comes in.
pub(crate) fn added(n: u32) -> Draft {
    let added = Added {
        acquired: Acquired::New,
        aliases: Vec::new(),
        first_use_date: None,
        holder: None,
        kind: Kind::Laptop,
        manufactured_on: None,
        manufacturer: Some("Hewlett-Packard".to_owned()),
        mass_g: Some(rebond::model::amount::Grams(1650)),
        mass_source: Some(Source::Default),
        model: Some("EliteBook 840 G5".to_owned()),
        order: None,
        owner: None,
        price_ht_cents: Some(rebond::model::amount::Cents(89_900)),
        purchase_date: Some(day(n % 300)),
        rules: "2026.1".to_owned(),
        security: Security::None,
        serial: Some(format!("5CD{n:07}")),
        service: Some(format!("SERVICE{}", n % 40)),
        site: Some(format!("SITE{}", n % 12)),
        state: State::Deployed,
        supplier: None,
        tag: Tag::generate("MTR", u64::from(n)).expect("a tag"),
        warranty_months: Some(36),
        weee: WeeeCategory::SMALL_IT,
        weee_source: Source::Default,
    };
    Draft::new(day(300), added).asset(asset(n))
}

/// The `n`th turn of an asset: it comes back, then goes out again.
pub(crate) fn turn(n: u32, of: u32) -> Draft {
    let on = day(301 + n);
    let draft = if n.is_multiple_of(2) {
        Draft::new(on, Collected { media: Vec::new(), site: None })
    } else {
        Draft::new(on, Deployed { holder: None, media: Vec::new(), service: "URBA".to_owned(), site: None })
    };
    draft.asset(asset(of))
}
