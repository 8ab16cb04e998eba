//! `void`: an event is as if it had not been.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Act, Failure, Notice, Noun, Recording, Refusal, act::medium_name, correct, edit, inventory::taken,
};
use crate::{
    model::{
        day::Day,
        event::{Draft, Event, Seq},
        fact::{Fact, Voided},
        id::Subject,
        leaving::VoidReason,
        standing::standing,
    },
    store,
};

/// Events to be voided.
#[derive(Clone, Debug)]
pub struct Void {
    /// Their numbers.
    pub seqs: Vec<Seq>,
    /// Why.
    pub reason: VoidReason,
    /// Whether the events that stand on them fall with them, newest first.
    pub with_later: bool,
}

/// Voids events, the newest first, and with them, if asked, those that came later on the same things.
///
/// # Errors
///
/// Refuses a void, a departure (`lot cancel` undoes it), what is voided already, and, unless asked,
/// an event on which later ones stand. A sanitisation can always be voided.
pub fn void(act: &mut Act<'_>, request: &Void, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let seqs: BTreeSet<Seq> = request.seqs.iter().copied().collect();
    seqs.into_iter().rev().try_for_each(|seq| void_one(act, seq, request, on))
}

fn void_one(act: &mut Act<'_>, seq: Seq, request: &Void, on: Day) -> Result<(), Failure> {
    let target = find_event(act, seq)?;
    refuse_fixed(&target)?;
    refuse_voided(act, &target)?;
    // On what a tool told of a kind, claims were computed since.
    let alone = match &target.fact {
        Fact::Edited(_) => true,
        Fact::MediumRead(read) => read.kind.is_none(),
        fact => always_voidable(fact),
    };
    let mut doomed = if alone { BTreeMap::new() } else { later(act, &target)? };
    if !doomed.is_empty() && !request.with_later {
        let later = doomed.into_keys().rev().collect();
        return Err(Refusal::LaterEvents { seq, later }.into());
    }
    doomed.insert(target.seq, target);
    for event in doomed.values() {
        refuse_fixed(event)?;
    }
    check_uncorrected(act, &doomed)?;
    check_unedited(act, &doomed)?;
    say_what_left_with_data(act, &doomed)?;
    say_what_labels_mean(act, &doomed)?;
    for seq in doomed.into_keys().rev() {
        act.record(Draft::new(on, Voided { reason: request.reason, seq }))?;
    }
    Ok(())
}

/// A sanitisation can always be voided; of a medium that has left, that is worth saying.
fn say_what_left_with_data(act: &mut Act<'_>, doomed: &BTreeMap<Seq, Event>) -> Result<(), Failure> {
    for event in doomed.values().filter(|event| always_voidable(&event.fact)) {
        let Some(id) = event.medium else { continue };
        if let Some(medium) = act.reader().medium(id)?
            && let Some(on) = medium.departed_on
        {
            act.notice(Notice::LeftWithData { medium: medium_name(&medium), on });
        }
    }
    Ok(())
}

/// Tags whose reservation falls are given again: their labels must not turn up a second time. Those
/// that assets have taken stay theirs.
fn say_what_labels_mean(act: &mut Act<'_>, doomed: &BTreeMap<Seq, Event>) -> Result<(), Failure> {
    for event in doomed.values() {
        let Fact::Reserved(reserved) = &event.fact else { continue };
        let (mut free, mut used) = (Vec::new(), 0);
        for tag in &reserved.tags {
            if taken(act, tag.as_str(), None)?.is_some() { used += 1 } else { free.push(tag.to_string()) }
        }
        act.notice(Notice::LabelsFreed { free, used });
    }
    Ok(())
}

/// Refuses that an event goes back to values with which it could not stand: a correction that falls
/// is one more correction.
fn check_uncorrected(act: &Act<'_>, doomed: &BTreeMap<Seq, Event>) -> Result<(), Failure> {
    let fallen: Vec<Seq> = doomed.keys().copied().collect();
    for event in doomed.values() {
        let Fact::Corrected(corrected) = &event.fact else { continue };
        if doomed.contains_key(&corrected.seq) {
            continue;
        }
        let target = find_event(act, corrected.seq)?;
        let Some(subject) = subjects(act, &target)?.into_iter().next() else { continue };
        let mut events = act.reader().history(subject)?;
        events.retain(|event| !fallen.contains(&event.seq));
        if let Some(target) = standing(events).into_iter().find(|event| event.seq == corrected.seq) {
            correct::check(act, &target, &corrected.set, &fallen)?;
        }
    }
    Ok(())
}

/// Refuses that an asset goes back to a name or serial that is another's by now, or that an edit which
/// asks for its media falls unanswered: an edit that falls is one more edit. Nothing else stands on it,
/// whatever came later.
fn check_unedited(act: &Act<'_>, doomed: &BTreeMap<Seq, Event>) -> Result<(), Failure> {
    let fallen: Vec<Seq> = doomed.keys().copied().collect();
    for event in doomed.values() {
        let edit = matches!(event.fact, Fact::Edited(_));
        // It came back from the maker with another serial: the one before is its own again.
        let renewal = matches!(&event.fact, Fact::Worked(worked) if worked.new_serial.is_some());
        let Some(id) = event.asset.filter(|_| edit || renewal) else { continue };
        let Some(asset) = act.reader().asset(id)? else { continue };
        edit::check_without(act, &asset, &fallen)?;
        if edit {
            edit::check_unlisted(act, &asset, &fallen)?;
        }
    }
    Ok(())
}

/// Returns an event of the log.
///
/// # Errors
///
/// Refuses a number that the log does not have.
pub(super) fn find_event(act: &Act<'_>, seq: Seq) -> Result<Event, Failure> {
    act.reader().event(seq)?.ok_or_else(|| {
        Refusal::NotFound { noun: Noun::Event, word: seq.to_string(), nearest: Vec::new() }.into()
    })
}

fn always_voidable(fact: &Fact) -> bool {
    matches!(fact, Fact::Sanitised(_) | Fact::Destroyed(_) | Fact::Validated(_))
}

fn refuse_fixed(event: &Event) -> Result<(), Failure> {
    let fixed = matches!(
        event.fact,
        Fact::Opened(_)
            | Fact::Configured(_)
            | Fact::Voided(_)
            | Fact::Forgotten(_)
            | Fact::LotCancelled(_)
            | Fact::LotShipped(_)
            | Fact::Departed(_)
            | Fact::Sealed(_)
            | Fact::Epoch(_)
    );
    if fixed {
        return Err(Refusal::NotVoidable { seq: event.seq, kind: event.fact.code() }.into());
    }
    Ok(())
}

/// Refuses an event that does not stand any more.
pub(super) fn refuse_voided(act: &Act<'_>, event: &Event) -> Result<(), Failure> {
    if let Fact::Reserved(reserved) = &event.fact {
        // It bears on no subject: its tags know whether it stands.
        let by = reserved.tags.first().map(|tag| act.reader().reserved(tag.as_str())).transpose()?;
        let stands = by.is_some_and(|by| by.contains(&event.seq));
        return if stands { Ok(()) } else { Err(Refusal::AlreadyVoided { seq: event.seq }.into()) };
    }
    if let Fact::Attached(_) = &event.fact {
        // It bears on nothing either.
        let fallen = store::fallen(act.reader())?.contains(&event.seq);
        return if fallen { Err(Refusal::AlreadyVoided { seq: event.seq }.into()) } else { Ok(()) };
    }
    let Some(touch) = subjects(act, event)?.into_iter().next() else { return Ok(()) };
    let stands = standing(act.reader().history(touch)?).iter().any(|other| other.seq == event.seq);
    if stands { Ok(()) } else { Err(Refusal::AlreadyVoided { seq: event.seq }.into()) }
}

/// What an event bears on; a correction bears on what its target does.
pub(super) fn subjects(act: &Act<'_>, event: &Event) -> Result<Vec<Subject>, Failure> {
    let mut subjects: Vec<Subject> =
        event.touches().into_iter().filter(|touch| touch.bears).map(|touch| touch.subject).collect();
    if let Fact::Corrected(corrected) = &event.fact {
        subjects.extend(self::subjects(act, &find_event(act, corrected.seq)?)?);
    }
    Ok(subjects)
}

/// The standing events that stand on this one, and on those, and so on.
///
/// They are the dated events that bear later on the same asset or medium. On the event that created
/// a thing, and on an event of a lot or a party alone, everything stands that touches it later. On
/// what went into a lot or out of it, so does what went in or out later: it is in one open lot.
fn later(act: &Act<'_>, event: &Event) -> Result<BTreeMap<Seq, Event>, Failure> {
    let mut found: BTreeMap<Seq, Event> = BTreeMap::new();
    let mut waiting = vec![event.clone()];
    while let Some(event) = waiting.pop() {
        let subjects = subjects(act, &event)?;
        let things: Vec<Subject> = subjects
            .iter()
            .copied()
            .filter(|s| matches!(s, Subject::Asset(_) | Subject::Medium(_)))
            .collect();
        let alone = things.is_empty() || creates(&event.fact);
        for subject in if things.is_empty() { subjects } else { things } {
            for other in standing(act.reader().history(subject)?) {
                let again = fills(&event.fact) && fills(&other.fact);
                let counts = (other.fact.is_dated() || alone || again) && !stands_alone(&other.fact);
                let touched =
                    other.touches().iter().any(|touch| touch.subject == subject && (touch.bears || alone));
                if other.seq > event.seq && counts && touched && !found.contains_key(&other.seq) {
                    found.insert(other.seq, other.clone());
                    waiting.push(other);
                }
            }
        }
    }
    Ok(found)
}

fn creates(fact: &Fact) -> bool {
    matches!(fact, Fact::Added(_) | Fact::MediumAdded(_) | Fact::LotOpened(_) | Fact::PartyAdded(_))
}

fn fills(fact: &Fact) -> bool {
    matches!(fact, Fact::LotChanged(_))
}

/// What stands on nothing: a void, and a file, which is there whatever became of what it is evidence of.
fn stands_alone(fact: &Fact) -> bool {
    matches!(fact, Fact::Voided(_) | Fact::Attached(_))
}
