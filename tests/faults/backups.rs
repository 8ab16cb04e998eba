//! Row 20: backups taken while others write, each made a record again elsewhere.

use std::{
    fs,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use rusqlite::Connection;
use serde_json::Value;

use super::{
    Ledger, Oracle, Tally,
    commands::desk,
    desk::{Desk, Ended},
    power::lines_of,
    tier,
    together::together,
};

/// A copy of the record, and what had been acknowledged when it was begun.
struct Taken {
    name: String,
    before: Ledger,
    /// How many commands were acknowledged from its beginning to its end.
    beside: u64,
}

/// What others do to the record meanwhile, and what they were told.
#[derive(Default)]
struct Crowd {
    told: Mutex<Ledger>,
    acknowledged: AtomicU64,
    failed: Mutex<Vec<String>>,
    over: AtomicBool,
}

impl Crowd {
    /// Writes until it is over: what is new to each, and what all of them touch.
    fn write(&self, desk: &Desk, writer: usize) {
        for turn in 0.. {
            if self.over.load(Ordering::Relaxed) {
                return;
            }
            let line = match turn % 4 {
                0 => format!("--json add --kind laptop --tag W{writer}-{turn} --note 'un mot'"),
                1 => format!("--json media add W{writer}-{} --kind ssd --serial S{writer}-{turn}", turn - 1),
                2 => format!("--json party add P{writer}-{turn} --kind person"),
                _ => format!("--json edit STOCK --model M{writer}-{turn}"),
            };
            let ended = desk.run(&line);
            if ended.status == Some(0) && self.told.lock().unwrap().hear(&ended.stdout) == 1 {
                self.acknowledged.fetch_add(1, Ordering::Relaxed);
            } else {
                self.failed.lock().unwrap().push(format!("{line}: {}", ended.told()));
            }
        }
    }

    /// What was acknowledged by now.
    fn so_far(&self) -> (Ledger, u64) {
        (self.told.lock().unwrap().clone(), self.acknowledged.load(Ordering::Relaxed))
    }
}

fn told(ended: &Ended) -> Value {
    serde_json::from_slice(&ended.stdout).unwrap_or_default()
}

/// Takes copies one after the other while so many write; returns them, and what failed.
fn beside_writers(
    desk: &Desk,
    writers: usize,
    copies: usize,
    take: impl Fn(&str) -> Vec<String>,
) -> (Vec<Taken>, Vec<String>) {
    let crowd = Crowd::default();
    let (mut taken, mut failed) = (Vec::new(), Vec::new());
    thread::scope(|scope| {
        for writer in 0..writers {
            let crowd = &crowd;
            scope.spawn(move || crowd.write(desk, writer));
        }
        for copy in 0..copies {
            while crowd.so_far().1 < copy as u64 + 1 && crowd.failed.lock().unwrap().is_empty() {
                thread::sleep(Duration::from_millis(2));
            }
            let (before, count) = crowd.so_far();
            let name = format!("copy-{copy}.backup");
            failed.extend(take(&name));
            taken.push(Taken { name, before, beside: crowd.so_far().1 - count });
        }
        crowd.over.store(true, Ordering::Relaxed);
    });
    failed.extend(crowd.failed.into_inner().unwrap());
    (taken, failed)
}

/// Makes a copy the record in a new place, and says what is wrong with what stands there.
fn made_a_record(desk: &Desk, taken: &Taken, live: &[String]) -> Vec<String> {
    let place = format!("new/{}/rebond.db", taken.name);
    let mut wrong = Vec::new();
    let ended = desk.run(&format!("--json --db {place} restore {}", taken.name));
    if ended.status != Some(0) {
        return vec![format!("restore: {}", ended.told())];
    }
    let verified = desk.run(&format!("--json --db {place} verify --full"));
    if verified.status != Some(0) || told(&verified)["ok"] != true {
        wrong.push(format!("verify --full: {}", verified.told()));
    }
    // Everything that had been acknowledged when the copy was begun, each command whole.
    wrong.extend(Oracle::of(desk.path(&place)).look(&mut taken.before.clone()).losses);
    match lines_of(&desk.path(&place)) {
        Err(error) => wrong.push(error.to_string()),
        Ok(lines) => match lines.split_last() {
            Some((epoch, before)) if epoch.contains(r#""type":"epoch""#) => {
                if !live.starts_with(before) {
                    wrong.push(format!("its {} events are no past of the record", before.len()));
                }
                if told(&ended)["backup"]["seq"] != before.len() {
                    wrong.push(format!("{} events, and it says {}", before.len(), ended.told()));
                }
            }
            _ => wrong.push("no event says that it was restored".to_owned()),
        },
    }
    wrong.into_iter().map(|what| format!("{}: {what}", taken.name)).collect()
}

#[test]
fn a_backup_beside_writers_becomes_a_record_with_all_that_was_acknowledged_before_it() {
    let mut tally = Tally::new("backups beside writers, restored elsewhere");
    let (writers, copies) = tier().of((4, 5), (16, 100));
    let desk = desk();
    desk.enter(&format!("import {}", tier().of("few.csv", "parc.csv")));
    let (taken, failed) = beside_writers(&desk, writers, copies, |name| {
        let lines = [format!("backup {name}"), format!("seal --key seal-key -o {name}.seal")];
        let ended = lines.iter().map(|line| (line, desk.run(line)));
        let failed = ended.filter(|(_, ended)| ended.status != Some(0));
        failed.map(|(line, ended)| format!("{line}: {}", ended.told())).collect()
    });
    tally.losses(failed);
    let live = lines_of(&desk.database()).unwrap();
    println!("{copies} backups beside {writers} writers, {} events", live.len());
    for (taken, wrong) in taken.iter().zip(together(&taken, |taken| made_a_record(&desk, taken, &live))) {
        tally.run(taken.beside);
        tally.losses(wrong);
    }
    // Over a record: only when told, and what it has beyond the backup is said.
    let chosen: Vec<&Taken> = taken.iter().step_by(tier().of(4, 10)).collect();
    for wrong in together(&chosen, |taken| over_the_record(&desk, taken, &live)) {
        tally.losses(wrong);
    }
    tally.finish();
}

/// Makes a copy the record in the place of the one that went on, and says what is wrong with that.
fn over_the_record(desk: &Desk, taken: &Taken, live: &[String]) -> Vec<String> {
    let (desk, mut wrong) = (desk.copy(), Vec::new());
    let record = || fs::read(desk.database()).unwrap();
    let before = record();
    let refused = desk.run(&format!("--json restore {}", taken.name));
    if (refused.status, &told(&refused)["error"]["code"]) != (Some(1), &Value::from("database_exists")) {
        wrong.push(format!("not refused: {}", refused.told()));
    }
    if record() != before {
        wrong.push("refused, and the record is another".to_owned());
    }
    let ended = desk.run(&format!("--json restore {} --replace", taken.name));
    let said = told(&ended);
    let head = said["backup"]["seq"].as_u64().unwrap_or_default();
    let sealed = |line: &String| {
        let event: Value = serde_json::from_str(line).unwrap();
        (event["type"] == "sealed").then(|| event["data"]["seq"].as_u64().unwrap())
    };
    let seals: Vec<u64> = live.iter().filter_map(sealed).filter(|seq| *seq > head).collect();
    let replaced = &said["replaced"];
    let expected = serde_json::json!([live.len() as u64 - head, seals, true]);
    let found = serde_json::json!([replaced["missing_events"], replaced["missing_seals"], replaced["past"]]);
    if ended.status != Some(0) || found != expected || seals.is_empty() {
        wrong.push(format!("{expected} expected: {}", ended.told()));
    }
    let kept = replaced["path"].as_str().unwrap_or_default();
    if lines_of(Path::new(kept)).ok().as_deref() != Some(live) {
        wrong.push(format!("{kept} is not what was replaced"));
    }
    wrong.into_iter().map(|what| format!("{} over the record: {what}", taken.name)).collect()
}

/// Partner: the file of the database copied by hand, while a desk has it open and others write.
#[test]
fn the_file_alone_copied_beside_writers_is_seen_to_be_no_backup() {
    let mut tally = Tally::new("backups beside writers, restored elsewhere");
    let desk = desk();
    // Somebody has it open all day: what is written stays in the log beside the file.
    let open = Connection::open(desk.database()).unwrap();
    open.query_row("SELECT count(*) FROM event", [], |_| Ok(())).unwrap();
    let (taken, failed) = beside_writers(&desk, 4, tier().of(2, 10), |name| {
        fs::copy(desk.database(), desk.path(name)).unwrap();
        Vec::new()
    });
    assert!(failed.is_empty(), "{failed:?}");
    let live = lines_of(&desk.database()).unwrap();
    for taken in &taken {
        // The copy itself is the fault.
        tally.run(1);
        tally.losses(made_a_record(&desk, taken, &live));
    }
    drop(open);
    tally.finish_red();
}
