//! How fast a record is verified, and its parts: the chain alone, the replay alone. `REBOND_RECORD=FILE` times
//! them once on a record of yours; `REBOND_MACHINES=1000000` with it first writes one of that size there.

#![allow(missing_docs, clippy::expect_used, reason = "a bench")]

#[allow(dead_code, reason = "what the other benches use")]
mod common;
#[path = "common/lives.rs"]
mod lives;

use std::{path::Path, time::Instant};

use common::Park;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lives::live;
use rebond::{
    model::{event::Event, id::Subject, policy::Policies},
    store::{Depth, Reader, Result, Store, Witness, follow, sqlite, verify},
};

/// Takes a replay, and compares it with nothing.
struct Unheard;

impl Witness for Unheard {
    fn life(&mut self, _: Subject, _: &[&Event]) -> Result<()> {
        Ok(())
    }

    fn row(&mut self, _: &'static str, _: &str) -> Result<()> {
        Ok(())
    }
}

fn chain(reader: &dyn Reader) {
    assert_eq!(follow(reader).expect("a chain"), []);
}

fn replay(reader: &dyn Reader) {
    reader.replayed(Policies::default().clearance(), &mut Unheard).expect("a replay");
}

fn quick(reader: &dyn Reader) {
    assert_eq!(verify(reader, Depth::Quick).expect("a verification").findings, []);
}

fn full(reader: &dyn Reader) {
    assert_eq!(verify(reader, Depth::Full).expect("a verification").findings, []);
}

/// What is timed.
type Part = fn(&dyn Reader);

const PARTS: [(&str, Part); 4] = [("chain", chain), ("replay", replay), ("quick", quick), ("full", full)];

fn write(file: &str, machines: u32) {
    let temporary = format!("{file}.new");
    drop(sqlite::create(temporary.as_ref(), sqlite::Access::Owner).expect("a store"));
    let newborn = sqlite::resume(temporary.as_ref(), file.as_ref()).expect("a store");
    let store = newborn.store().expect("a store");
    common::open(store);
    live(store, machines);
    newborn.publish().expect("a file");
}

/// Nanoseconds in one thousandth of a second.
const MS: u128 = 1_000_000;

/// The nanoseconds for which the kernel ran this thread: beside other work, the clock says little.
fn on_cpu() -> u64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|ns| ns.parse().ok()).unwrap_or_default()
}

#[allow(clippy::print_stdout, reason = "a bench")]
fn on_record(file: &str) {
    if let Some(machines) = std::env::var("REBOND_MACHINES").ok().and_then(|n| n.parse().ok()) {
        write(file, machines);
    }
    let store = sqlite::open(Path::new(file)).expect("a record");
    let reader = store.read().expect("a reader");
    let events = reader.head().expect("a head").seq;
    for (name, part) in PARTS {
        let began = (Instant::now(), on_cpu());
        part(reader.as_ref());
        let (took, ran) = (began.0.elapsed().as_nanos(), on_cpu() - began.1);
        let each = u128::from(ran) / u128::from(events);
        println!(
            "{name}: {events} events, {} ms, of the processor {} ms, {each} ns an event",
            took / MS,
            u128::from(ran) / MS
        );
    }
}

fn whole(c: &mut Criterion) {
    if let Ok(file) = std::env::var("REBOND_RECORD") {
        on_record(&file);
        return;
    }
    let park = Park::new();
    live(&park.store, 2_000);
    let reader = park.store.read().expect("a reader");
    let events = reader.head().expect("a head").seq;
    let mut group = c.benchmark_group("verify");
    group.sample_size(10).throughput(Throughput::Elements(events));
    for (name, part) in PARTS {
        group.bench_function(name, |b| b.iter(|| part(reader.as_ref())));
    }
    group.finish();
}

criterion_group!(benches, whole);
criterion_main!(benches);
