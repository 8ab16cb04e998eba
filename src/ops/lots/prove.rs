//! `lot prove`: what became of what left, as its taker proved it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::terms::read_operation;
use crate::{
    model::{
        day::Day,
        event::{Draft, Event},
        fact::{Fact, LotProved},
        id::Subject,
        leaving::{Channel, LotStatus, Proof},
        lot::{Lot, LotItem, LotLine, Placed},
        standing::standing,
        text,
    },
    ops::{
        Act, Failure, Notice, OtherProof, Recording, Refusal, Resolve,
        act::{clean, medium_name},
        resolve::Item,
    },
};

/// What became of what left.
#[derive(Clone, Debug)]
pub struct Prove {
    /// The lot, as typed.
    pub lot: String,
    /// The assets and loose media it is about, as typed; all that left if nothing is named.
    pub items: Vec<String>,
    /// What has no tag that it is about, as it was called.
    pub bulk: Vec<String>,
    /// What became of them.
    pub outcome: Proof,
    /// The final operation.
    pub operation: Option<String>,
}

/// Records the taker's proof. Without an undertaking it is recorded with a warning; what is proved so
/// already is not recorded again.
///
/// # Errors
///
/// Refuses a lot of which nothing has left, what did not leave in it, and what has another proof.
pub fn prove(act: &mut Act<'_>, request: &Prove, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let lot = act.reader().find_lot(&request.lot)?;
    let operation = read_operation(request.operation.as_deref())?;
    let chosen = gone(act, &lot, request)?;
    let claim = Claimed { outcome: request.outcome, operation: operation.as_deref(), on: recording.on };
    let whole = request.items.is_empty() && request.bulk.is_empty();
    let chosen = claim.unproved(act, &lot, chosen, whole)?;
    if chosen.is_empty() {
        return Ok(());
    }
    if request.outcome == Proof::Reused && lacks_undertaking(&lot, &chosen) {
        act.notice(Notice::ProofWithoutUndertaking { lot: lot.number.clone() });
    }
    let (mut assets, mut lines, mut media) = (Vec::new(), Vec::new(), Vec::new());
    for placed in &chosen {
        refuse_before(&lot, placed, on)?;
        match placed.line.item {
            Some(LotItem::Asset(id)) => assets.push(id),
            Some(LotItem::Medium(id)) => media.push(id),
            None => lines.extend(placed.line.bulk),
        }
    }
    let fact = LotProved { assets, lines, media, operation, outcome: request.outcome };
    act.record(Draft::new(on, fact).lot(lot.id))
}

/// Whether something that has a tag left without the undertaking that its channel wants: only that is in a
/// rate.
fn lacks_undertaking(lot: &Lot, chosen: &[Placed]) -> bool {
    let in_time =
        |placed: &Placed| placed.undertaken_on.zip(placed.shipped_on).is_some_and(|(u, left)| u <= left);
    let mut tagged = chosen.iter().filter(|placed| placed.line.item.is_some());
    lot.facts.channel.is_some_and(Channel::wants_undertaking) && tagged.any(|placed| !in_time(placed))
}

/// Refuses a day before the one on which a thing without a tag left: nothing else asks, of such a thing.
pub(super) fn refuse_before(lot: &Lot, placed: &Placed, on: Day) -> Result<(), Failure> {
    match placed.shipped_on.filter(|left| placed.line.item.is_none() && on < *left) {
        Some(last) => Err(Refusal::BeforeLast { subject: lot.number.clone(), on, last }.into()),
        None => Ok(()),
    }
}

/// The lines that have left and not come back: those named, or all.
fn gone(act: &Act<'_>, lot: &Lot, request: &Prove) -> Result<Vec<Placed>, Failure> {
    let away: Vec<&Placed> = lot.gone().filter(|placed| placed.returned_on.is_none()).collect();
    if lot.status == LotStatus::Cancelled || away.is_empty() {
        return Err(Refusal::NotShipped { lot: lot.number.clone() }.into());
    }
    if request.items.is_empty() && request.bulk.is_empty() {
        return Ok(away.into_iter().cloned().collect());
    }
    let tagged: HashMap<LotItem, &Placed> =
        away.iter().filter_map(|placed| placed.line.item.map(|item| (item, *placed))).collect();
    let (mut chosen, mut seen) = (Vec::new(), HashSet::new());
    for word in &request.items {
        let (item, subject) = match act.reader().find_item(word)? {
            Item::Asset(asset) => (LotItem::Asset(asset.id), asset.tag.to_string()),
            Item::Medium(medium) => (LotItem::Medium(medium.id), medium_name(&medium)),
        };
        let lot = || lot.number.clone();
        let placed = *tagged.get(&item).ok_or_else(|| Refusal::NotInLot { subject, lot: lot() })?;
        if seen.insert(item) {
            chosen.push(placed.clone());
        }
    }
    let named: BTreeMap<String, &String> = request.bulk.iter().map(|name| (text::fold(name), name)).collect();
    for text in named.into_values() {
        chosen.extend(called(act, lot, &away, text)?);
    }
    Ok(chosen)
}

/// Those of some lines of a lot that have no tag and are called so, whatever the case and accents.
pub(super) fn called(
    act: &Act<'_>,
    lot: &Lot,
    lines: &[&Placed],
    text: &str,
) -> Result<Vec<Placed>, Failure> {
    let wanted = text::fold(&clean("bulk", text)?);
    let mut chosen = Vec::new();
    for placed in lines {
        let Some(id) = placed.line.bulk.filter(|_| placed.line.item.is_none()) else { continue };
        if act.reader().text(id)?.is_some_and(|name| text::fold(&name) == wanted) {
            chosen.push((*placed).clone());
        }
    }
    if chosen.is_empty() {
        return Err(Refusal::NotInLot { subject: text.to_owned(), lot: lot.number.clone() }.into());
    }
    Ok(chosen)
}

/// What a proof says.
struct Claimed<'c> {
    outcome: Proof,
    operation: Option<&'c str>,
    /// The day, where one was given.
    on: Option<Day>,
}

impl Claimed<'_> {
    /// Those that have no proof yet. A proof that stands is never replaced: one that says the same is said to
    /// stand, another is refused.
    fn unproved(
        &self,
        act: &mut Act<'_>,
        lot: &Lot,
        chosen: Vec<Placed>,
        whole: bool,
    ) -> Result<Vec<Placed>, Failure> {
        let (proved, waiting): (Vec<_>, Vec<_>) =
            chosen.into_iter().partition(|placed| placed.proved.is_some());
        if proved.is_empty() {
            return Ok(waiting);
        }
        let proofs = Proofs::of(act, lot)?;
        let standing = |placed: &Placed| proofs.of_line(&placed.line);
        let differs = |placed: &&Placed| {
            let found = standing(placed);
            found.is_some_and(|(event, proof)| !self.repeats(event.on, proof))
        };
        let other: Vec<&Placed> = proved.iter().filter(differs).collect();
        if let Some((event, proof)) = other.first().and_then(|placed| standing(placed)) {
            let tagged = waiting.iter().filter(|placed| placed.line.item.is_some());
            let bulk = waiting.iter().filter(|placed| placed.line.item.is_none());
            let rest = if whole { (names(act, tagged)?, names(act, bulk)?) } else { Default::default() };
            return Err(Refusal::ProvedOtherwise(Box::new(OtherProof {
                lot: lot.number.clone(),
                subjects: names(act, other.iter().copied())?,
                seq: event.seq,
                on: event.on,
                outcome: proof.outcome,
                operation: proof.operation.clone(),
                day: self.on.filter(|_| self.says_as(proof)),
                rest,
                claimed: (self.outcome, self.operation.map(ToOwned::to_owned)),
            }))
            .into());
        }
        if let Some((event, proof)) = proved.first().and_then(standing) {
            let (seq, on, outcome) = (event.seq, event.on, proof.outcome);
            act.notice(Notice::AlreadyProved { subjects: names(act, &proved)?, seq, on, outcome });
        }
        Ok(waiting)
    }

    /// Whether a proof that stands says all that this one does, of the same day if one was given.
    fn repeats(&self, on: Day, proof: &LotProved) -> bool {
        self.says_as(proof) && self.on.is_none_or(|day| day == on)
    }

    fn says_as(&self, proof: &LotProved) -> bool {
        let same = self.operation.is_none() || self.operation == proof.operation.as_deref();
        self.outcome == proof.outcome && same
    }
}

/// The proofs of a lot that stand.
struct Proofs(Vec<Event>);

impl Proofs {
    fn of(act: &Act<'_>, lot: &Lot) -> Result<Self, Failure> {
        let mut events = standing(act.reader().history(Subject::Lot(lot.id))?);
        events.retain(|event| matches!(event.fact, Fact::LotProved(_)));
        Ok(Self(events))
    }

    /// The newest proof that is about a line.
    fn of_line(&self, line: &LotLine) -> Option<(&Event, &LotProved)> {
        self.0.iter().rev().find_map(|event| match &event.fact {
            Fact::LotProved(proof) => is_about(proof, line).then_some((event, proof)),
            _ => None,
        })
    }
}

fn is_about(proof: &LotProved, line: &LotLine) -> bool {
    match line.item {
        Some(LotItem::Asset(id)) => proof.assets.contains(&id),
        Some(LotItem::Medium(id)) => proof.media.contains(&id),
        None => line.is_one_of(&proof.lines),
    }
}

/// The names of what stands on lines, as they are typed.
fn names<'p>(act: &Act<'_>, lines: impl IntoIterator<Item = &'p Placed>) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for placed in lines {
        match placed.line.item {
            Some(LotItem::Asset(id)) => {
                names.extend(act.reader().asset(id)?.map(|asset| asset.tag.to_string()));
            }
            Some(LotItem::Medium(id)) => names.extend(act.reader().medium(id)?.as_ref().map(medium_name)),
            None => names.extend(placed.line.bulk.map(|id| act.reader().text(id)).transpose()?.flatten()),
        }
    }
    Ok(names)
}
