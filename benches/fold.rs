//! How fast a life is folded, and a record replayed.

#![allow(missing_docs, clippy::expect_used, reason = "a bench")]

mod common;

use common::{Park, added, asset, day, turn};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rebond::{
    model::{id::Subject, life::Life, standing::standing},
    store::{Depth, Store, View, replay, verify},
};

fn fold(c: &mut Criterion) {
    let mut park = Park::new();
    park.write(&[added(1)]);
    for n in 0..19 {
        park.write(&[turn(n, 1)]);
    }
    let reader = park.store.read().expect("a reader");
    let events = reader.history(Subject::Asset(asset(1))).expect("a history");
    assert_eq!(events.len(), 20);
    c.bench_function("fold/life of 20", |b| {
        b.iter(|| Life::fold(&standing(events.clone()), 20).expect("a life").asset.deployments);
    });
}

fn past(c: &mut Criterion) {
    const ASSETS: u32 = 1_000;
    let mut park = Park::new();
    park.write(&(0..ASSETS).map(added).collect::<Vec<_>>());
    for n in 0..9 {
        park.write(&(0..ASSETS).map(|of| turn(n, of)).collect::<Vec<_>>());
    }
    let reader = park.store.read().expect("a reader");
    let mut group = c.benchmark_group("past");
    group.sample_size(10).throughput(Throughput::Elements(10_000));
    group.bench_function("replay of 10000", |b| {
        let view = View { as_of: Some(day(305)), at_head: None };
        b.iter(|| replay(reader.as_ref(), view).expect("a past"));
    });
    group.bench_function("verify of 10000", |b| {
        b.iter(|| {
            assert!(verify(reader.as_ref(), Depth::Quick).expect("a verification").findings.is_empty());
        });
    });
    group.finish();
}

criterion_group!(benches, fold, past);
criterion_main!(benches);
