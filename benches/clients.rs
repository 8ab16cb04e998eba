//! How many commands sixteen clients record at once on a server, each in a session that stays open, as
//! `scan` does. The server is that of `REBOND_TEST_POSTGRES` (the folder of its socket), in whose database
//! `rebond_bench` a record is made; there is nothing to measure without one.

#![allow(missing_docs, clippy::expect_used, clippy::print_stderr, reason = "a bench")]

#[allow(dead_code, reason = "what the other benches use")]
mod common;

use std::{
    cell::Cell,
    path::{Path, PathBuf},
    process::Command,
    sync::Barrier,
    time::{Duration, Instant},
};

use common::{added, open};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rebond::{
    model::day,
    ops::{Context, Ids, Order, Recording, Session, Task},
    store::{self, Surroundings},
};
use uuid::Uuid;

const CLIENTS: u32 = 16;
const SCANS: u32 = 25;

/// Identities of one client.
struct Fresh(Cell<u128>);

impl Ids for Fresh {
    fn next(&self) -> Uuid {
        self.0.set(self.0.get() + 1);
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + self.0.get())
    }
}

fn surroundings() -> Surroundings<'static> {
    Surroundings { variable: &|_| None, login: Some("rebond".to_owned()) }
}

/// Makes a record with the assets that are scanned; returns its address and their tags.
fn record(folder: &str) -> (PathBuf, Vec<String>) {
    for sql in ["DROP DATABASE IF EXISTS rebond_bench", "CREATE DATABASE rebond_bench"] {
        let mut psql = Command::new("psql");
        psql.args(["-qX", "-h", folder, "-U", "rebond", "-d", "postgres", "-c", sql]);
        assert!(psql.status().expect("psql").success(), "{sql}");
    }
    let address = format!("postgres://rebond@/rebond_bench?host={folder}");
    let store = store::create_at(&address, &surroundings()).expect("a record");
    open(store.as_ref());
    let drafts: Vec<_> = (0..CLIENTS * SCANS).map(added).collect();
    common::write(store.as_ref(), 1, &drafts);
    let mut tags = Vec::new();
    let reader = store.read().expect("a reader");
    reader
        .assets(&store::AssetFilter::default(), &mut |asset| {
            tags.push(asset.tag.to_string());
            store::Flow::Continue(())
        })
        .expect("assets");
    (PathBuf::from(address), tags)
}

/// Moves what is given away, which nobody times, and back; returns when it began and ended.
fn scan(address: &Path, tags: &[String], client: u32, round: u32, ready: &Barrier) -> (Instant, Instant) {
    let store = store::open_and_tell(address, &surroundings()).expect("a store").0;
    let ids = Fresh(Cell::new(u128::from(client) << 64 | u128::from(round) << 32));
    let session = |service: &str| {
        let order = Order { task: Task::Move { service: Some(service.to_owned()) }, site: None };
        Session::new(order, Recording::default())
    };
    let now = day::Instant::from_millis(1_790_000_100_000);
    let take = |session: &mut Session, tag: &str| {
        let context = Context { now, actor: format!("client {client}"), cmd: None, ids: &ids };
        session.take(store.as_ref(), &context, tag).expect("a scan");
    };
    let (mut away, mut back) = (session("Étude"), session("Mairie"));
    for tag in tags {
        take(&mut away, tag);
    }
    ready.wait();
    let began = Instant::now();
    for tag in tags {
        take(&mut back, tag);
    }
    (began, Instant::now())
}

fn clients(c: &mut Criterion) {
    let Ok(folder) = std::env::var("REBOND_TEST_POSTGRES") else {
        eprintln!("REBOND_TEST_POSTGRES names no server");
        return;
    };
    let (address, tags) = record(&folder);
    let mut group = c.benchmark_group("clients");
    group.sample_size(10).throughput(Throughput::Elements(u64::from(CLIENTS * SCANS)));
    let mut rounds = 0;
    group.bench_function("scan/16", |b| {
        b.iter_custom(|times| {
            let mut took = Duration::ZERO;
            for _ in 0..times {
                rounds += 1;
                let (ready, round) = (Barrier::new(CLIENTS as usize), rounds);
                let spans: Vec<_> = std::thread::scope(|scope| {
                    let threads: Vec<_> = (0..CLIENTS)
                        .zip(tags.chunks(SCANS as usize))
                        .map(|(client, tags)| {
                            let (address, ready) = (&address, &ready);
                            scope.spawn(move || scan(address, tags, client, round, ready))
                        })
                        .collect();
                    threads.into_iter().map(|thread| thread.join().expect("a client")).collect()
                });
                let first = spans.iter().map(|(began, _)| *began).min().expect("clients");
                let last = spans.iter().map(|(_, ended)| *ended).max().expect("clients");
                took += last - first;
            }
            took
        });
    });
    group.finish();
}

criterion_group!(benches, clients);
criterion_main!(benches);
