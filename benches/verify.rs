//! How fast a record is verified. `REBOND_RECORD=FILE REBOND_MACHINES=1000000` writes a record of that size
//! into a file instead, to be verified by hand beside others.

#![allow(missing_docs, clippy::expect_used, reason = "a bench")]

#[allow(dead_code, reason = "what the other benches use")]
mod common;
#[path = "common/lives.rs"]
mod lives;

use common::Park;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lives::live;
use rebond::store::{Depth, Store, sqlite, verify};

fn large() -> bool {
    let Ok(file) = std::env::var("REBOND_RECORD") else { return false };
    let machines = std::env::var("REBOND_MACHINES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let temporary = format!("{file}.new");
    drop(sqlite::create(temporary.as_ref(), sqlite::Access::Owner).expect("a store"));
    let newborn = sqlite::resume(temporary.as_ref(), file.as_ref()).expect("a store");
    let store = newborn.store().expect("a store");
    common::open(store);
    live(store, machines);
    newborn.publish().expect("a file");
    true
}

fn whole(c: &mut Criterion) {
    if large() {
        return;
    }
    let park = Park::new();
    live(&park.store, 2_000);
    let reader = park.store.read().expect("a reader");
    let events = reader.head().expect("a head").seq;
    let mut group = c.benchmark_group("verify");
    group.sample_size(10).throughput(Throughput::Elements(events));
    for (name, depth) in [("quick", Depth::Quick), ("full", Depth::Full)] {
        group.bench_function(name, |b| {
            b.iter(|| assert_eq!(verify(reader.as_ref(), depth).expect("a verification").findings, []));
        });
    }
    group.finish();
}

criterion_group!(benches, whole);
criterion_main!(benches);
