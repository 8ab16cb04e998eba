//! How fast a report of a year is made over a park of which a part was decommissioned and left.

#![allow(missing_docs, clippy::expect_used, reason = "a bench")]

mod common;

use common::{Park, added, asset, day, turn};
use criterion::{Criterion, criterion_group, criterion_main};
use rebond::{
    model::{
        event::Draft,
        fact::{Decommissioned, Departed, LotChanged, LotOpened, LotShipped, MediaDeclared},
        id::{AssetId, LotId},
        leaving::Channel,
        lot::{LotFacts, LotItem, LotLine},
        period::Period,
        sanitization::Declared,
    },
    report::{Moment, Part, Report, Request, decree, reuse},
    store::{Reader, Store, View},
};
use uuid::Uuid;

/// The assets of the park; every other one is decommissioned, every fourth one left.
const ASSETS: u32 = 20_000;

/// How many leave together.
const TOGETHER: usize = 50;

fn park() -> Park {
    let mut park = Park::new();
    for first in (0..ASSETS).step_by(1_000) {
        let these = first..first + 1_000;
        park.write(&these.clone().map(added).collect::<Vec<_>>());
        park.write(&these.clone().map(|n| turn(0, n)).collect::<Vec<_>>());
        park.write(&these.clone().filter(|n| n % 2 == 0).map(decommissioned).collect::<Vec<_>>());
        park.write(&these.clone().filter(|n| n % 4 == 0).map(declared).collect::<Vec<_>>());
        let leaving: Vec<AssetId> = these.filter(|n| n % 4 == 0).map(asset).collect();
        for (lot, assets) in leaving.chunks(TOGETHER).enumerate() {
            ship(&mut park, first + u32::try_from(lot).expect("few lots"), assets);
        }
    }
    park
}

fn decommissioned(n: u32) -> Draft {
    let fact = Decommissioned { act: None, reason: None, waste: false, when_collected: false };
    Draft::new(day(302), fact).asset(asset(n))
}

fn declared(n: u32) -> Draft {
    Draft::new(day(302), MediaDeclared { declared: Declared::None }).asset(asset(n))
}

fn ship(park: &mut Park, number: u32, assets: &[AssetId]) {
    let id = LotId(Uuid::from_u128(3 << 100 | u128::from(number)));
    let facts = LotFacts { channel: Some(Channel::PublicBody), ..LotFacts::default() };
    let on = day(340 + number % 300);
    let add = assets.iter().map(|asset| LotLine::of(LotItem::Asset(*asset))).collect();
    let opened = LotOpened { facts: facts.clone(), number: format!("LOT-2021-{number:06}") };
    let shipped = LotShipped {
        assets: assets.to_vec(),
        bulk: Vec::new(),
        facts,
        mass_g: None,
        media: Vec::new(),
        weighed: false,
    };
    let mut drafts = vec![
        Draft::new(on, opened).lot(id),
        Draft::new(on, LotChanged { add, drop: Vec::new(), facts: LotFacts::default() }).lot(id),
        Draft::new(on, shipped).lot(id),
    ];
    drafts.extend(assets.iter().map(|asset| {
        let departed = Departed {
            channel: Channel::PublicBody,
            for_parts: false,
            impact: None,
            mass_g: None,
            mass_source: None,
            media: Vec::new(),
            operation: None,
            unit_value_cents: None,
            waste: false,
        };
        Draft::new(on, departed).asset(*asset).lot(id)
    }));
    park.write(&drafts);
}

fn make(reader: &dyn Reader, of: fn(&dyn Reader, &Request) -> rebond::report::Result<Report>) -> Report {
    let request = Request {
        period: Period::year(2021).expect("a year"),
        moment: Moment::of(reader, View::default()).expect("a moment"),
        part: Part::default(),
        explain: false,
        command_line: String::new(),
    };
    of(reader, &request).expect("a report")
}

fn reports(c: &mut Criterion) {
    let park = park();
    let reader = park.store.read().expect("a reader");
    let mut group = c.benchmark_group("report");
    group.sample_size(20);
    group.bench_function("decree of 20000", |b| b.iter(|| make(reader.as_ref(), decree)));
    group.bench_function("reuse of 20000", |b| b.iter(|| make(reader.as_ref(), reuse)));
    group.finish();
}

criterion_group!(benches, reports);
criterion_main!(benches);
