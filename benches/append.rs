//! How fast events are appended to a store on a file, with all they bear on refolded.

#![allow(missing_docs, clippy::expect_used, reason = "a bench")]

mod common;

use common::{Park, added, turn};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rebond::model::event::Draft;

const EVENTS: u32 = 100_000;

fn append(c: &mut Criterion) {
    let mut group = c.benchmark_group("append");
    group.sample_size(10).throughput(Throughput::Elements(EVENTS.into()));
    let drafts: Vec<Draft> = (0..EVENTS).map(added).collect();
    for batch in [1_000, 100_000] {
        group.bench_function(format!("added/{batch}"), |b| {
            b.iter_batched_ref(
                Park::new,
                |park| drafts.chunks(batch).for_each(|drafts| park.write(drafts)),
                BatchSize::PerIteration,
            );
        });
    }
    // Ten turns of each of ten thousand assets, those of one turn in one command.
    let assets: Vec<Draft> = (0..EVENTS / 10).map(added).collect();
    let turns: Vec<Vec<Draft>> = (0..10).map(|n| (0..EVENTS / 10).map(|of| turn(n, of)).collect()).collect();
    group.bench_function("turns/10000", |b| {
        b.iter_batched_ref(
            || {
                let mut park = Park::new();
                park.write(&assets);
                park
            },
            |park| turns.iter().for_each(|drafts| park.write(drafts)),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, append);
criterion_main!(benches);
