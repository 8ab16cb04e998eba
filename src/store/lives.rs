//! Subjects with the events that bear on them, a slice of the record at a time: each event is read once
//! for all the subjects of a slice, and no slice grows with the record.

use std::{collections::HashSet, ops::Range};

use uuid::Uuid;

use super::{fold::read_line, ground::Ground};
use crate::{
    model::{
        event::{Event, Seq},
        id::{AssetId, LotId, MediumId, PartyId, Subject},
        wide::Wide,
    },
    store::{Error, Result},
};

/// How many touches a slice holds, about.
const SLICE: usize = 32_768;

/// From how many bytes on a line is taken apart before it is kept: what a lot holds has no limit.
const LONG: usize = 2_048;

/// What takes a subject with all the events that bear on it, standing or not, in the order of the log.
/// To an asset or a medium, a long event shows itself alone.
pub(super) type Each<'e> = dyn FnMut(Subject, &[&Event]) -> Result<()> + 'e;

/// How many subjects are asked about at once.
const ASKED: usize = 1_024;

/// Hands over every subject that an event bears on, by identifier.
pub(super) fn every(ground: &dyn Ground, each: &mut Each<'_>) -> Result<()> {
    let mut after = None;
    loop {
        let slice = Slice::after(ground, after)?;
        let Some(last) = slice.subjects.last() else { return Ok(()) };
        after = Some(last.id);
        slice.hand_over(ground, each)?;
    }
}

/// Hands over these subjects, in this order.
pub(super) fn of(ground: &dyn Ground, subjects: &[Subject], each: &mut Each<'_>) -> Result<()> {
    let mut slice = Slice::default();
    for asked in subjects.chunks(ASKED) {
        let ids: Vec<Uuid> = asked.iter().map(|subject| subject.uuid()).collect();
        for (subject, seqs) in asked.iter().zip(ground.borne_by(&ids)?) {
            slice.add(subject.uuid(), Some(*subject), &seqs);
            if slice.seqs.len() >= SLICE {
                std::mem::take(&mut slice).hand_over(ground, each)?;
            }
        }
    }
    slice.hand_over(ground, each)
}

/// Hands over what has these identifiers, in this order.
pub(super) fn of_ids(ground: &dyn Ground, ids: &[Uuid], each: &mut Each<'_>) -> Result<()> {
    let mut slice = Slice::default();
    for asked in ids.chunks(ASKED) {
        for (id, seqs) in asked.iter().zip(ground.borne_by(asked)?) {
            slice.add(*id, None, &seqs);
            if slice.seqs.len() >= SLICE {
                std::mem::take(&mut slice).hand_over(ground, each)?;
            }
        }
    }
    slice.hand_over(ground, each)
}

/// Returns every event that bears on a subject, standing or not.
pub(super) fn bearing(ground: &dyn Ground, id: Uuid) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    let seqs = ground.borne_by(&[id])?.pop().unwrap_or_default();
    ground.lines_of(&seqs, &mut |seq, line| {
        events.push(read_line(seq, line)?);
        Ok(())
    })?;
    Ok(events)
}

/// Some subjects, with the numbers of the events that bear on them.
#[derive(Default)]
struct Slice {
    subjects: Vec<Borne>,
    seqs: Vec<Seq>,
}

struct Borne {
    id: Uuid,
    /// What it is, where that is known already.
    subject: Option<Subject>,
    /// Its events among those of the slice.
    at: Range<usize>,
}

impl Slice {
    /// Takes the subjects that follow an identifier.
    fn after(ground: &dyn Ground, after: Option<Uuid>) -> Result<Self> {
        let mut slice = Self::default();
        ground.borne_after(after, &mut |id, seq| {
            if slice.subjects.last().is_none_or(|last| last.id != id) {
                if slice.seqs.len() >= SLICE {
                    return std::ops::ControlFlow::Break(());
                }
                slice.add(id, None, &[]);
            }
            slice.seqs.push(seq);
            if let Some(last) = slice.subjects.last_mut() {
                last.at.end = slice.seqs.len();
            }
            std::ops::ControlFlow::Continue(())
        })?;
        Ok(slice)
    }

    fn add(&mut self, id: Uuid, subject: Option<Subject>, seqs: &[Seq]) {
        let from = self.seqs.len();
        self.seqs.extend(seqs);
        let at = from..self.seqs.len();
        self.subjects.push(Borne { id, subject, at });
    }

    fn hand_over(self, ground: &dyn Ground, each: &mut Each<'_>) -> Result<()> {
        let read = self.read(ground)?;
        if self.subjects.len() > 1 {
            ground.foresee(&read.events)?;
        }
        let mut refs: Vec<&Event> = Vec::new();
        for borne in &self.subjects {
            if read.apart.contains(&borne.id) {
                let events = bearing(ground, borne.id)?;
                if let Some(subject) = borne.subject.or_else(|| kind(borne.id, &events)) {
                    each(subject, &events.iter().collect::<Vec<_>>())?;
                }
                continue;
            }
            refs.clear();
            refs.extend(read.at[borne.at.clone()].iter().map(|at| &read.events[*at]));
            if let Some(subject) = borne.subject.or_else(|| kind(borne.id, refs.iter().copied())) {
                each(subject, &refs)?;
            }
        }
        Ok(())
    }

    /// Reads the events of the slice in the order of the log, each once.
    fn read(&self, ground: &dyn Ground) -> Result<Read> {
        let mut wanted: Vec<(Seq, usize, usize)> = Vec::with_capacity(self.seqs.len());
        for (who, borne) in self.subjects.iter().enumerate() {
            wanted.extend(borne.at.clone().map(|at| (self.seqs[at], at, who)));
        }
        wanted.sort_unstable();
        let mut read = Read { events: Vec::new(), at: vec![0; self.seqs.len()], apart: HashSet::new() };
        let mut same = wanted.chunk_by(|one, other| one.0 == other.0);
        let seqs: Vec<Seq> = same.clone().map(|same| same[0].0).collect();
        ground.lines_of(&seqs, &mut |seq, line| {
            let missing = |seq: Seq| Err(Error::Corrupt(format!("event {seq} is not there")));
            let Some(same) = same.next() else { return missing(seq) };
            if same[0].0 != seq {
                return missing(same[0].0);
            }
            let event = read_line(seq, line)?;
            let event = if line.len() > LONG { Wide::of(event) } else { Err(Box::new(event)) };
            match event {
                Err(event) => {
                    for (_, at, _) in same {
                        read.at[*at] = read.events.len();
                    }
                    read.events.push(*event);
                }
                Ok(wide) => self.show(&wide, same, &mut read),
            }
            Ok(())
        })?;
        match same.next() {
            Some(missing) => Err(Error::Corrupt(format!("event {} is not there", missing[0].0))),
            None => Ok(read),
        }
    }

    /// Keeps of a long event what each of these subjects sees of it; its lot, which sees all of it, is
    /// read apart.
    fn show(&self, wide: &Wide, to: &[(Seq, usize, usize)], read: &mut Read) {
        for (_, at, who) in to {
            let borne = &self.subjects[*who];
            if wide.is_of(borne.id) {
                read.apart.insert(borne.id);
            } else {
                read.at[*at] = read.events.len();
                read.events.push(wide.seen_by(borne.id, &self.seqs[borne.at.clone()]));
            }
        }
    }
}

/// The events of a slice.
struct Read {
    events: Vec<Event>,
    /// Where the event of each touch is among them.
    at: Vec<usize>,
    /// The lots that have long events.
    apart: HashSet<Uuid>,
}

/// Tells what kind of subject these events are about: what one of them made of it, else as what one names
/// it. What none of them made has no state.
fn kind<'e>(id: Uuid, events: impl IntoIterator<Item = &'e Event> + Clone) -> Option<Subject> {
    let made = |event: &Event| event.creates().filter(|subject| subject.uuid() == id);
    let named = |event: &Event| {
        let subjects = [
            event.asset.map(|AssetId(id)| Subject::Asset(AssetId(id))),
            event.medium.map(|MediumId(id)| Subject::Medium(MediumId(id))),
            event.lot.map(|LotId(id)| Subject::Lot(LotId(id))),
            event.party.map(|PartyId(id)| Subject::Party(PartyId(id))),
        ];
        subjects.into_iter().flatten().find(|subject| subject.uuid() == id)
    };
    let mut again = events.clone().into_iter();
    events.into_iter().find_map(made).or_else(|| again.find_map(named))
}
