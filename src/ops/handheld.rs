//! `scan --from`: the memory of a handheld, all of it or nothing, as one command.

use std::collections::HashMap;

use super::{
    Act, Failure, Order, Recording, Refusal, Resolve, Task,
    scan::{Meaning, follow, understand},
};
use crate::{
    intake::scanner,
    model::{asset::Asset, id::AssetId, scan::Card},
    store::{Place, Reader},
};

/// How many refused lines are named.
const MOST: usize = 100;

/// The memory of a handheld.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The file, as it was named.
    pub file: String,
    /// What was scanned, in its order.
    pub scans: Vec<scanner::Scan>,
    /// What is done with each asset until a card says otherwise.
    pub order: Order,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// The assets that are shown, in their order.
    pub shown: Vec<Asset>,
    /// How many scans were carried out.
    pub recorded: u64,
    /// How many were ignored: scanned twice, or taken back by the scan of a card.
    pub ignored: u64,
}

/// Carries out what a handheld remembers.
///
/// # Errors
///
/// Names every line that means nothing or is refused; then nothing is recorded.
pub fn replay(act: &mut Act<'_>, request: &Replay, recording: &Recording) -> Result<Replayed, Failure> {
    let mut refused: Vec<(u64, Refusal)> = Vec::new();
    let mut refuse = |line, failure| match failure {
        Failure::Refused(refusal) => {
            if refused.len() < MOST {
                refused.push((line, *refusal));
            }
            Ok(())
        }
        other => Err(other),
    };
    let mut plan: Vec<(u64, Order, Asset)> = Vec::new();
    let mut planned: HashMap<AssetId, Order> = HashMap::new();
    let mut replayed = Replayed::default();
    let mut order = request.order.clone();
    for scan in &request.scans {
        match step(act.reader(), scan, &mut order) {
            Ok(Step::Turn) => {}
            Ok(Step::Undo) => {
                if let Some((_, _, asset)) = plan.pop() {
                    planned.remove(&asset.id);
                    replayed.ignored += 1;
                }
            }
            Ok(Step::Asset(asset)) if planned.get(&asset.id) == Some(&order) => replayed.ignored += 1,
            Ok(Step::Asset(asset)) => {
                planned.insert(asset.id, order.clone());
                plan.push((scan.line, order.clone(), *asset));
            }
            Err(failure) => refuse(scan.line, failure)?,
        }
    }
    for (line, order, asset) in plan {
        if order.task == Task::Show {
            replayed.shown.push(asset);
            continue;
        }
        match order.carry_out(act, asset.id, recording) {
            Ok(()) => replayed.recorded += 1,
            Err(failure) => refuse(line, failure)?,
        }
    }
    if refused.is_empty() {
        return Ok(replayed);
    }
    refused.sort_by_key(|(line, _)| *line);
    Err(Failure::RefusedScans { file: request.file.clone(), rows: refused })
}

enum Step {
    /// What follows is done otherwise or elsewhere.
    Turn,
    /// The last scan is taken back.
    Undo,
    Asset(Box<Asset>),
}

fn step(reader: &dyn Reader, scan: &scanner::Scan, order: &mut Order) -> Result<Step, Failure> {
    if scan.location {
        order.site = Some(reader.find_place(Place::Site, &scan.code)?);
        return Ok(Step::Turn);
    }
    Ok(match understand(reader, &scan.code)?.0 {
        Meaning::Asset(asset) => Step::Asset(asset),
        Meaning::Card(Card::Undo) => Step::Undo,
        Meaning::Card(Card::Done) => Step::Turn,
        Meaning::Card(card) => {
            follow(reader, card, order)?;
            Step::Turn
        }
        Meaning::Site(site) => {
            order.site = Some(site);
            Step::Turn
        }
    })
}
