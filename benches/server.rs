//! A record on a server, in memory and of its own, beside one in a file: assets appended, then asked about
//! one by one, and together as exports and imports do.

#![allow(missing_docs, clippy::expect_used, clippy::print_stdout, reason = "a bench")]

#[allow(dead_code, reason = "what the other benches use")]
mod common;

use std::{
    cell::Cell,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use common::{Park, added, asset, open, write};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rebond::{
    model::event::Draft,
    store::{Question, Store, Surroundings, TOGETHER, create_at},
};

const BATCH: u32 = 5_000;

/// Starts a server, which ends with the handle; nothing where none is installed.
fn start() -> Option<(Child, String)> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cluster.sh");
    let mut shell = Command::new("sh");
    shell.args([script, "synchronous_commit=on"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = shell.spawn().expect("a shell");
    let mut folder = String::new();
    let printed = child.stdout.take().expect("what it prints");
    BufReader::new(printed).read_line(&mut folder).expect("a folder");
    if folder.trim().is_empty() {
        child.wait().expect("an end");
        return None;
    }
    Some((child, format!("postgres://rebond@/postgres?host={}", folder.trim())))
}

fn measure(c: &mut Criterion, name: &str, store: &dyn Store) {
    let mut group = c.benchmark_group(name);
    group.sample_size(10).throughput(Throughput::Elements(BATCH.into()));
    let batches = Cell::new(0);
    let next = || {
        let first = batches.replace(batches.get() + 1) * BATCH;
        (first..first + BATCH).map(added).collect::<Vec<Draft>>()
    };
    group.bench_function("append", |b| {
        b.iter_batched(
            next,
            |drafts| write(store, u128::from(batches.get()), &drafts),
            criterion::BatchSize::PerIteration,
        );
    });
    for (way, together) in [("one by one", false), ("together", true)] {
        group.bench_function(way, |b| b.iter(|| look(store, together)));
    }
    group.finish();
}

/// Reads assets with their media.
fn look(store: &dyn Store, together: bool) -> usize {
    let reader = store.read().expect("a reader");
    let ids: Vec<_> = (0..BATCH).map(asset).collect();
    let mut found = 0;
    for some in ids.chunks(TOGETHER) {
        if together {
            let questions = some.iter().flat_map(|id| [Question::Asset(*id), Question::MediaOf(*id)]);
            reader.foresee(&questions.collect::<Vec<_>>()).expect("answers");
        }
        for id in some {
            found += usize::from(reader.asset(*id).expect("an answer").is_some());
            found += reader.media_of(*id).expect("an answer").len();
        }
    }
    found
}

fn server(c: &mut Criterion) {
    let park = Park::new();
    measure(c, "file", &park.store);
    let Some((mut child, address)) = start() else {
        println!("no PostgreSQL server is installed");
        return;
    };
    let around = Surroundings { variable: &|_| None, login: Some("rebond".to_owned()) };
    let store = create_at(&address, &around).expect("a record");
    open(store.as_ref());
    measure(c, "server", store.as_ref());
    drop(store);
    drop(child.stdin.take());
    child.wait().expect("an end");
}

criterion_group!(benches, server);
criterion_main!(benches);
