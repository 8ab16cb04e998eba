//! `correct`: an event is read with the right values.

use super::{
    Act, Failure, Recording, Refusal, Resolve,
    act::clean_some,
    ready,
    void::{find_event, refuse_voided, subjects},
};
use crate::{
    model::{
        asset::Asset,
        day::Day,
        event::{Draft, Event, Seq},
        fact::{Corrected, Fact, Patch},
        grade::{Cosmetic, Functional},
        id::{AssetId, Subject},
        leaving::Channel,
        life::Life,
        standing::{passed, standing},
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
    if let Some(on) = patch.on {
        act.day(Some(on))?;
        if matches!(event.fact, Fact::DepartedBefore(_)) {
            act.before_record(on)?;
        }
    }
    let current = current(act, &event)?;
    let mut amended = current.clone();
    amended.amend(&patch);
    if amended == current {
        return Err(Refusal::NothingChanges { subject: event.seq.to_string() }.into());
    }
    check(act, &amended, &patch, &[])?;
    let on = act.day(recording.on)?;
    act.record(Draft::new(on, Corrected { seq: event.seq, set: patch }))
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
    let wrong = wrong.or((request.on.is_some() && !event.fact.day_is_corrigible()).then_some("on"));
    match wrong {
        Some(field) => Err(Refusal::NotCorrigible { seq: event.seq, kind, field, known }.into()),
        None => Ok(()),
    }
}

/// The events of a subject as they would stand: one of them with other values, others fallen.
fn changed(act: &Act<'_>, subject: Subject, amended: &Event, fallen: &[Seq]) -> Result<Vec<Event>, Failure> {
    let mut events = act.reader().history(subject)?;
    events.retain(|event| !fallen.contains(&event.seq));
    let mut events = standing(events);
    if let Ok(at) = events.binary_search_by_key(&amended.seq, |event| event.seq) {
        events[at] = amended.clone();
    }
    Ok(events)
}

/// Refuses what would not stand with an event as it would be read, if these were the values that
/// changed and these the events that fell.
pub(super) fn check(act: &Act<'_>, amended: &Event, moved: &Patch, fallen: &[Seq]) -> Result<(), Failure> {
    if moved.on.is_some() {
        check_days(act, amended, fallen)?;
    }
    if moved.functional.is_some() {
        check_grades(act, amended, fallen)?;
    }
    Ok(())
}

/// Refuses a day on the other side of an event before or after this one on the same thing.
fn check_days(act: &Act<'_>, amended: &Event, fallen: &[Seq]) -> Result<(), Failure> {
    for subject in subjects(act, amended)? {
        if !matches!(subject, Subject::Asset(_) | Subject::Medium(_)) {
            continue;
        }
        if let Some(other) = passed(&changed(act, subject, amended, fallen)?, subject, amended.seq) {
            let on = amended.on;
            return Err(Refusal::OutOfOrderDay { on, seq: other.seq, other: other.on }.into());
        }
    }
    Ok(())
}

/// What was declared ready, or given, must have been fit to be.
fn check_grades(act: &Act<'_>, amended: &Event, fallen: &[Seq]) -> Result<(), Failure> {
    let (Fact::Triaged(_) | Fact::Readied(_), Some(id)) = (&amended.fact, amended.asset) else {
        return Ok(());
    };
    let Some(asset) = act.reader().asset(id)? else { return Ok(()) };
    let before = standing(act.reader().history(Subject::Asset(id))?);
    let after = changed(act, Subject::Asset(id), amended, fallen)?;
    if let Some((found, needed)) = unfit(&asset, &before, &after, amended.seq) {
        let found = Some(found);
        return Err(Refusal::Grade { tag: asset.tag.to_string(), found, needed }.into());
    }
    let gifts = |events: &[Event]| -> Vec<Seq> {
        let life = Life::fold(events.iter().filter(|event| bears(event, id)), 0);
        let departures = life.map(|life| life.departures).unwrap_or_default();
        let broken = departures.into_iter().filter(|gone| {
            let given = gone.channel.is_some_and(|c| c.is_gift() || c == Channel::PublicBody);
            given && !gone.for_parts && gone.functional == Some(Functional::Hs)
        });
        broken.map(|gone| gone.seq).collect()
    };
    let known = gifts(&before);
    if gifts(&after).iter().any(|seq| !known.contains(seq)) {
        return Err(Refusal::OutOfOrder { tag: asset.tag.to_string() }.into());
    }
    Ok(())
}

pub(super) fn bears(event: &Event, asset: AssetId) -> bool {
    event.touches().iter().any(|touch| touch.subject == Subject::Asset(asset) && touch.bears)
}

/// The grade that a passage through `ready` would have had, and the one it needed: its own, or that
/// of the triage before it, if it was declared with that one.
fn unfit(asset: &Asset, before: &[Event], after: &[Event], seq: Seq) -> Option<(Functional, Functional)> {
    let at =
        |events: &[Event]| events.iter().find(|event| event.seq == seq).and_then(|event| grade(&event.fact));
    let (was, is) = (at(before), at(after)?);
    let from = after.iter().position(|event| event.seq == seq)?;
    let triaged = matches!(after[from].fact, Fact::Triaged(_));
    let ready = after[from..]
        .iter()
        .skip(usize::from(triaged))
        .take_while(|event| event.seq == seq || !matches!(event.fact, Fact::Triaged(_)))
        .find_map(|event| match &event.fact {
            Fact::Readied(readied) => Some(readied),
            _ => None,
        })?;
    let needed = ready::needed(asset, ready.no_system);
    let inherited = !triaged || was == Some(ready.functional);
    (inherited && !is.reaches(needed)).then_some((is, needed))
}

const fn grade(fact: &Fact) -> Option<Functional> {
    match fact {
        Fact::Triaged(triaged) => triaged.functional,
        Fact::Readied(readied) => Some(readied.functional),
        _ => None,
    }
}

/// The event as it is read now, with the corrections it has already.
fn current(act: &Act<'_>, event: &Event) -> Result<Event, Failure> {
    let Some(subject) = subjects(act, event)?.into_iter().next() else { return Ok(event.clone()) };
    let now = standing(act.reader().history(subject)?).into_iter().find(|other| other.seq == event.seq);
    Ok(now.unwrap_or_else(|| event.clone()))
}
