//! Every byte of a small record, one after the other: asked of the library itself, so that all of them can be
//! tried. What a process does with some of them is tried beside (`damage`).

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use rebond::store::{self, Depth, Error, Flow};

use super::{Chance, Tally, damage::Copy, tier, together::together};
use crate::world::World;

/// All that a record holds that the log does not, and the log.
fn held(database: &Path) -> Result<(usize, Vec<String>), Error> {
    let store = store::open(database)?;
    let reader = store.read()?;
    let found = store::verify(reader.as_ref(), Depth::Full)?.findings.len();
    let mut all = Vec::new();
    if found == 0 {
        reader.lines(0, &mut |logged| {
            all.push(format!("{} {}", logged.hash, logged.line));
            Flow::Continue(())
        })?;
        reader.vault(&mut |row| {
            all.push(format!("{row:?}"));
            Flow::Continue(())
        })?;
    }
    Ok((found, all))
}

/// What a changed byte does, or what is wrong with it.
fn flipped(database: &Path, bytes: &[u8], at: usize, whole: &[String]) -> Result<bool, String> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 0xFF;
    fs::write(database, bytes).unwrap();
    for beside in ["-wal", "-shm", "-journal"] {
        fs::remove_file(format!("{}{beside}", database.display())).ok();
    }
    match catch_unwind(AssertUnwindSafe(|| held(database))) {
        Err(_) => Err("a panic".to_owned()),
        Ok(Err(Error::Fault(what))) => Err(format!("a fault of ours: {what}")),
        Ok(Err(_)) => Ok(true),
        Ok(Ok((found, all))) if found > 0 || all == whole => Ok(found > 0),
        Ok(Ok(_)) => Err("nothing found, and it holds something else".to_owned()),
    }
}

fn small() -> Vec<u8> {
    let world = World::new().with_record();
    world.enter(
        "party add 'Les Amis' --kind association
         add --kind laptop --tag A1 --serial SN-1 --service Urbanisme --note 'écran rayé' --on 2026-01-05
         media add A1 --kind ssd --serial D1 --on 2026-01-05",
    );
    fs::read(world.database()).unwrap()
}

#[test]
fn every_byte_that_changes_is_found_or_does_no_harm() {
    let mut tally = Tally::new("byte damage, every byte");
    let bytes = small();
    let copy = Copy::of(&bytes);
    let content = held(&copy.database()).unwrap().1;
    assert!(content.len() > 6, "{content:?}");
    let step = tier().of(311, 1);
    let first = usize::try_from(Chance::from(tally.seed).below(step as u64)).unwrap();
    // In stretches, so that a worker has a file of its own.
    let points: Vec<usize> = (first..bytes.len()).step_by(step).collect();
    let stretches: Vec<&[usize]> = points.chunks(tier().of(64, 2048)).collect();
    let seen = together(&stretches, |stretch| {
        let copy = Copy::of(&bytes);
        let seen = stretch.iter().map(|at| (*at, flipped(&copy.database(), &bytes, *at, &content)));
        seen.collect::<Vec<_>>()
    });
    let mut found = 0;
    for (at, seen) in seen.into_iter().flatten() {
        tally.run(1);
        match seen {
            Ok(named) => found += usize::from(named),
            Err(what) => tally.loss(format!("byte {at}: {what}")),
        }
    }
    println!(
        "{} of {} bytes, from {first} on: {found} found, the others do no harm",
        points.len(),
        bytes.len()
    );
    assert!(found > points.len() / 20, "{found} of {}", points.len());
    tally.finish();
}
