//! `correct`: an event is read with the right values.

use super::{
    Act, Failure, Recording, Refusal, Resolve,
    act::clean_some,
    ready,
    void::{find_event, refuse_voided, subjects},
};
use crate::{
    model::{
        day::Day,
        event::{Draft, Event, Seq},
        fact::{Corrected, Fact, Patch},
        grade::{Cosmetic, Functional},
        id::Subject,
        standing::standing,
    },
    store::Place,
};

/// The right values of an event.
#[derive(Clone, Debug, Default)]
pub struct Correct {
    /// The event.
    pub seq: Seq,
    /// The day it happened.
    pub on: Option<Day>,
    /// The service.
    pub service: Option<String>,
    /// The site.
    pub site: Option<String>,
    /// The person.
    pub holder: Option<String>,
    /// The act.
    pub act: Option<String>,
    /// What works.
    pub functional: Option<Functional>,
    /// How it looks.
    pub cosmetic: Option<Cosmetic>,
}

/// Corrects an event. What it bears on is folded again.
///
/// # Errors
///
/// Refuses a value that the event does not have, a day that would pass another event, and what
/// would not have been allowed.
pub fn correct(act: &mut Act<'_>, request: &Correct, recording: &Recording) -> Result<(), Failure> {
    let event = find_event(act, request.seq)?;
    refuse_voided(act, &event)?;
    check_fields(&event, request)?;
    let service = request.service.as_deref().map(|s| act.place(Place::Service, s)).transpose()?;
    let site = request.site.as_deref().map(|site| act.place(Place::Site, site)).transpose()?;
    let holder = request.holder.as_deref().map(|h| act.reader().find_party(h)).transpose()?;
    let patch = Patch {
        act: clean_some("act", request.act.as_deref())?,
        cosmetic: request.cosmetic,
        functional: request.functional,
        holder: holder.map(|party| party.id),
        on: request.on,
        service,
        site,
    };
    let shipment = match patch.on {
        Some(_) => rest_of_shipment(act, &event)?,
        None => Vec::new(),
    };
    if let Some(on) = patch.on {
        act.day(Some(on))?;
        for event in std::iter::once(&event).chain(&shipment) {
            check_neighbours(act, event, on)?;
        }
    }
    check_grade(act, &event, &patch)?;
    let current = current(act, &event)?;
    let mut amended = current.clone();
    amended.amend(&patch);
    if amended == current {
        return Err(Refusal::NothingChanges { subject: event.seq.to_string() }.into());
    }
    let on = act.day(recording.on)?;
    for event in shipment {
        let set = Patch { on: patch.on, ..Patch::default() };
        act.record(Draft::new(on, Corrected { seq: event.seq, set }))?;
    }
    act.record(Draft::new(on, Corrected { seq: event.seq, set: patch }))
}

/// The other events of a departure: a lot and what is in it leave on one day.
fn rest_of_shipment(act: &Act<'_>, event: &Event) -> Result<Vec<Event>, Failure> {
    let leaves = |fact: &Fact| matches!(fact, Fact::LotShipped(_) | Fact::Departed(_));
    let Some(lot) = event.lot.filter(|_| leaves(&event.fact)) else { return Ok(Vec::new()) };
    let mut events = standing(act.reader().history(Subject::Lot(lot))?);
    events.retain(|other| other.cmd == event.cmd && other.seq != event.seq && leaves(&other.fact));
    Ok(events)
}

fn check_fields(event: &Event, request: &Correct) -> Result<(), Failure> {
    let given = [
        ("to", request.service.is_some()),
        ("site", request.site.is_some()),
        ("holder", request.holder.is_some()),
        ("act", request.act.is_some()),
        ("functional", request.functional.is_some()),
        ("cosmetic", request.cosmetic.is_some()),
    ];
    let known = event.fact.corrigible();
    let kind = event.fact.code();
    let wrong = given.iter().find(|(field, given)| *given && !known.contains(field)).map(|(field, _)| *field);
    let wrong = wrong.or((request.on.is_some() && !event.fact.is_dated()).then_some("on"));
    match wrong {
        Some(field) => Err(Refusal::NotCorrigible { seq: event.seq, kind, field, known }.into()),
        None => Ok(()),
    }
}

/// Refuses a day on the other side of an event before or after this one on the same thing.
fn check_neighbours(act: &Act<'_>, event: &Event, on: Day) -> Result<(), Failure> {
    if !event.fact.bounds_days() {
        return Ok(());
    }
    for subject in subjects(act, event)? {
        if !matches!(subject, Subject::Asset(_) | Subject::Medium(_)) {
            continue;
        }
        for other in standing(act.reader().history(subject)?) {
            let bears = other.touches().iter().any(|touch| touch.subject == subject && touch.bears);
            let passed = (other.seq < event.seq && other.on > on) || (other.seq > event.seq && other.on < on);
            if other.fact.bounds_days() && bears && passed {
                return Err(Refusal::OutOfOrderDay { on, seq: other.seq, other: other.on }.into());
            }
        }
    }
    Ok(())
}

/// What was declared ready must have been fit to be.
fn check_grade(act: &Act<'_>, event: &Event, patch: &Patch) -> Result<(), Failure> {
    let (Fact::Readied(readied), Some(functional), Some(id)) = (&event.fact, patch.functional, event.asset)
    else {
        return Ok(());
    };
    let Some(asset) = act.reader().asset(id)? else { return Ok(()) };
    let needed = ready::needed(&asset, readied.no_system);
    if functional.reaches(needed) {
        return Ok(());
    }
    Err(Refusal::Grade { tag: asset.tag.to_string(), found: Some(functional), needed }.into())
}

/// The event as it is read now, with the corrections it has already.
fn current(act: &Act<'_>, event: &Event) -> Result<Event, Failure> {
    let Some(subject) = subjects(act, event)?.into_iter().next() else { return Ok(event.clone()) };
    let now = standing(act.reader().history(subject)?).into_iter().find(|other| other.seq == event.seq);
    Ok(now.unwrap_or_else(|| event.clone()))
}
