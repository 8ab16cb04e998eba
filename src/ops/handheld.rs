//! `scan --from`: the memory of a handheld, all of it or nothing, as one command.

use std::collections::HashMap;

use super::{
    Act, Failure, Order, Recording, Refusal, Resolve, Task,
    scan::{Meaning, follow, understand},
};
use crate::{
    intake::scanner,
    model::{asset::Asset, id::AssetId, scan::Card},
    store::{Place, Reader, Span, View, view},
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
    let Plan { deeds, mut refused, replayed } = plan(act.reader(), request)?;
    for (line, order, asset) in deeds {
        if let Err(failure) = order.carry_out(act, asset, recording) {
            refuse(&mut refused, line, failure)?;
        }
    }
    if refused.is_empty() {
        return Ok(replayed);
    }
    refused.sort_by_key(|(line, _)| *line);
    Err(Failure::RefusedScans { file: request.file.clone(), rows: refused })
}

/// Returns what a replay that is repeated did the first time, when it wrote these events: what was
/// scanned is read again as it was understood then. Nothing if it is not the same memory any more.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn replayed_before(
    reader: &dyn Reader,
    request: &Replay,
    span: Span,
) -> Result<Option<Replayed>, Failure> {
    let then = View { as_of: None, at_head: Some(span.first.saturating_sub(1)) };
    let plan = view(reader, then, |reader| plan(reader, request))?;
    Ok(Some(plan.replayed).filter(|_| plan.refused.is_empty()))
}

/// What a memory asks for.
#[derive(Default)]
struct Plan {
    /// What is carried out, each with the line that asks for it.
    deeds: Vec<(u64, Order, AssetId)>,
    /// The lines that mean nothing.
    refused: Vec<(u64, Refusal)>,
    /// What comes of it, if nothing is refused.
    replayed: Replayed,
}

/// Reads what was scanned, without recording anything.
fn plan(reader: &dyn Reader, request: &Replay) -> Result<Plan, Failure> {
    let mut plan = Plan::default();
    let mut taken: Vec<(u64, Order, Asset)> = Vec::new();
    let mut known: HashMap<AssetId, Order> = HashMap::new();
    let mut order = request.order.clone();
    for scan in &request.scans {
        match step(reader, scan, &mut order) {
            Ok(Step::Turn) => {}
            Ok(Step::Undo) => {
                if let Some((_, _, asset)) = taken.pop() {
                    known.remove(&asset.id);
                    plan.replayed.ignored += 1;
                }
            }
            Ok(Step::Asset(asset)) if known.get(&asset.id) == Some(&order) => plan.replayed.ignored += 1,
            Ok(Step::Asset(asset)) => {
                known.insert(asset.id, order.clone());
                taken.push((scan.line, order.clone(), *asset));
            }
            Err(failure) => refuse(&mut plan.refused, scan.line, failure)?,
        }
    }
    for (line, order, asset) in taken {
        if order.task == Task::Show {
            plan.replayed.shown.push(asset);
        } else {
            plan.deeds.push((line, order, asset.id));
        }
    }
    plan.replayed.recorded = plan.deeds.len() as u64;
    Ok(plan)
}

/// Names a line that is refused; what is no refusal ends it all.
fn refuse(refused: &mut Vec<(u64, Refusal)>, line: u64, failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Refused(refusal) => {
            if refused.len() < MOST {
                refused.push((line, *refusal));
            }
            Ok(())
        }
        other => Err(other),
    }
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
