//! Input without end or measure: refused, with its line where it has one, before anything is written, in
//! bounded memory; never an abort.

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use super::{Tally, tier};
use crate::world::{Outcome, World};

/// Runs a line as a shell does, in a process that gets no more memory than so many MiB.
fn limited(world: &World, mebibytes: u64, line: &str) -> (Outcome, Duration) {
    let like = world.command(&[] as &[&str]);
    let program = Path::new(like.get_program()).parent().unwrap().to_owned();
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", &format!("ulimit -v {} && {line}", mebibytes * 1024)])
        .current_dir(world.path(""))
        .env_clear()
        .envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()));
    let began = Instant::now();
    (world.finish(shell, ""), began.elapsed())
}

/// Files that are larger inside than outside: what each is, its bytes, and the words that name the fault.
fn files(size: usize) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let repeated = |head: &[u8], part: &[u8]| {
        let mut bytes = head.to_vec();
        bytes.extend(part.iter().copied().cycle().take(size));
        bytes
    };
    let header = b"tag;kind;model\n";
    let wide: Vec<u16> = "tag;kind;model\nA;laptop;".encode_utf16().collect();
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(
        wide.iter().flat_map(|unit| unit.to_le_bytes()).chain([b'x', 0].into_iter().cycle().take(size)),
    );
    let deep = "[".repeat(200_000).into_bytes();
    vec![
        ("one row without end", repeated(&[header, &b"A;laptop;"[..]].concat(), b"x"), "line 2"),
        (
            "the same with accents of Windows",
            repeated(&[header, &b"A;laptop;"[..]].concat(), b"\xe9x"),
            "line 2",
        ),
        ("the same in UTF-16", utf16, "line 2"),
        ("a header without end", repeated(b"", b"tag;"), "line 1"),
        ("a row of separators", repeated(&[header, &b"A;laptop"[..]].concat(), b";"), "line 2"),
        ("brackets in brackets", deep, "line 1"),
        ("a field of 4 KiB and a byte", [header, &b"A;laptop;"[..], &[b'x'; 4097]].concat(), "line 2"),
        ("a control character", [header, &b"A;laptop;a\x1b[2Jb\n"[..]].concat(), "line 2"),
    ]
}

#[test]
fn what_has_no_measure_is_refused_in_bounded_memory_and_nothing_is_written() {
    let mut tally = Tally::new("caps");
    let world = World::new().with_record();
    world.enter("add --kind laptop --tag A1");
    let before = world.log();
    let size = tier().of(1 << 20, 8 << 20);
    // What any command takes, and several times the file.
    let memory = 96 + 8 * (size as u64 >> 20);
    for (name, bytes, place) in files(size) {
        world.write("input.csv", bytes);
        let (outcome, took) = limited(&world, memory, "rebond import input.csv");
        tally.run(1);
        if outcome.status != 4 || !outcome.stderr.contains(place) {
            let told: String = outcome.to_string().chars().take(400).collect();
            tally.loss(format!("{name}: {told} [exit status: {}]", outcome.status));
        }
        if took > Duration::from_secs(20) {
            tally.loss(format!("{name}: {took:?}"));
        }
    }
    fs::remove_file(world.path("input.csv")).unwrap();
    for (line, statuses) in [
        ("rebond import /dev/zero", &[4][..]),
        ("head -c 300000000 /dev/zero | rebond import -", &[4]),
        ("head -c 300000000 /dev/zero | rebond scan --from - --action collect", &[4]),
        ("head -c 300000000 /dev/zero | rebond scan --action collect", &[0, 1, 4]),
        ("yes A1 | rebond deploy - --to DSI", &[4]),
        ("yes A1 | rebond label - -o labels.pdf", &[4]),
    ] {
        let (outcome, took) = limited(&world, 1024, line);
        tally.run(1);
        if !statuses.contains(&outcome.status) || took > Duration::from_mins(1) {
            let told: String = outcome.to_string().chars().take(400).collect();
            tally.loss(format!("{line}: {told} [exit status: {}] after {took:?}", outcome.status));
        }
    }
    if world.log() != before {
        tally.loss("something was recorded");
    }
    tally.finish();
}

/// The longest file that is read, in bytes.
const LONGEST: usize = 128 << 20;

#[test]
fn a_large_table_comes_in_whole_in_bounded_memory_and_one_too_long_is_said_to_be() {
    let mut tally = Tally::new("caps");
    let world = World::new().with_record();
    // What 200,000 machines take was measured: 193 MiB.
    let (rows, memory) = tier().of((4_000_usize, 112), (200_000, 256));
    let mut table = vec!["tag;kind;manufacturer;model;serial;service;price;drive_serials;note".to_owned()];
    table.extend((0..rows).map(|row| {
        let (model, service) = (5000 + row % 90, row % 60);
        format!("T{row:06};laptop;Dell;Latitude {model};SN{row};Service {service};512,50;DS{row};mot {row}")
    }));
    world.write("parc.csv", table.join("\n"));
    // In JSON the answer is one document that names each of them, and takes more.
    let (outcome, took) = limited(&world, memory, "rebond import parc.csv");
    tally.run(1);
    let told = world.run("list --format csv").success().lines().count();
    if outcome.status != 0 || told != rows + 1 {
        let said: String = outcome.stderr.chars().take(400).collect();
        tally.loss(format!("{rows} rows, {told} lines: {} {said}", outcome.status));
    }
    println!("{rows} rows in {memory} MiB and {took:?}");
    let before = world.head();
    // Blank lines to the last byte that is read; and one byte more.
    let lengths: &[_] = tier().of(&[(LONGEST + 1, 4)], &[(LONGEST, 0), (LONGEST + 1, 4)]);
    for &(length, status) in lengths {
        let mut bytes = b"tag;kind\nLAST;laptop\n".to_vec();
        bytes.resize(length, b'\n');
        world.write("long.csv", bytes);
        for lang in ["en", "fr"] {
            let (outcome, _) = limited(&world, 512, &format!("rebond --lang {lang} import long.csv"));
            tally.run(1);
            let clear = outcome.stderr.contains("long.csv") && outcome.stderr.contains("128 Mi");
            if outcome.status != status || (status == 4) != clear {
                tally.loss(format!("{length} bytes: {outcome}"));
            }
        }
    }
    if world.head() != before + lengths.len() - 1 {
        tally.loss(format!("{} events more", world.head() - before));
    }
    tally.finish();
}

/// Partner: a program that takes what it is given does not live under this limit.
#[test]
fn who_takes_all_that_comes_would_be_seen_to_fail() {
    let mut tally = Tally::new("caps");
    let world = World::new();
    let greedy = "dd if=/dev/zero of=/dev/null bs=2048M count=1";
    let (outcome, _) = limited(&world, 1024, greedy);
    tally.run(1);
    if outcome.status != 0 {
        tally.loss(format!("{greedy}: {outcome}"));
    }
    tally.finish_red();
}
