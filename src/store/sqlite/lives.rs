//! Subjects with the events that bear on them, a slice of the record at a time: each event is read once
//! for all the subjects of a slice, and no slice grows with the record.

use std::{collections::HashSet, ops::Range};

use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::Session;
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

/// Hands over every subject that an event bears on, by identifier.
pub(super) fn every(session: &Session<'_>, each: &mut Each<'_>) -> Result<()> {
    let mut after = Vec::new();
    loop {
        let slice = Slice::after(session, &after)?;
        let Some(last) = slice.subjects.last() else { return Ok(()) };
        after = last.id.as_bytes().to_vec();
        slice.hand_over(session, each)?;
    }
}

/// Hands over these subjects, in this order.
pub(super) fn of(
    session: &Session<'_>,
    subjects: impl IntoIterator<Item = Subject>,
    each: &mut Each<'_>,
) -> Result<()> {
    each_of(session, subjects.into_iter().map(|subject| (subject.uuid(), Some(subject))), each)
}

/// Hands over what has these identifiers, in this order.
pub(super) fn of_ids(
    session: &Session<'_>,
    ids: impl IntoIterator<Item = Uuid>,
    each: &mut Each<'_>,
) -> Result<()> {
    each_of(session, ids.into_iter().map(|id| (id, None)), each)
}

fn each_of(
    session: &Session<'_>,
    subjects: impl Iterator<Item = (Uuid, Option<Subject>)>,
    each: &mut Each<'_>,
) -> Result<()> {
    let mut slice = Slice::default();
    for (id, subject) in subjects {
        slice.add(session, id, subject)?;
        if slice.seqs.len() >= SLICE {
            std::mem::take(&mut slice).hand_over(session, each)?;
        }
    }
    slice.hand_over(session, each)
}

/// Returns every event that bears on a subject, standing or not.
pub(super) fn bearing(session: &Session<'_>, id: Uuid) -> Result<Vec<Event>> {
    let lines = session.all(
        "SELECT t.seq, e.line FROM touch t JOIN event e ON e.seq = t.seq WHERE t.subject = ?1 AND t.bears = 1 \
         ORDER BY t.seq",
        [id.as_bytes()],
        |row| Ok((row.get::<_, Seq>(0)?, row.get::<_, String>(1)?)),
    )?;
    lines.iter().map(|(seq, line)| Session::read_line(*seq, line)).collect()
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
    fn after(session: &Session<'_>, after: &[u8]) -> Result<Self> {
        let mut slice = Self::default();
        let sql = "SELECT subject, seq FROM touch WHERE subject > ?1 AND bears = 1 ORDER BY subject, seq";
        session.stream(sql, [after], |row| {
            let id = Uuid::from_bytes(row.get(0)?);
            if slice.subjects.last().is_none_or(|last| last.id != id) {
                if slice.seqs.len() >= SLICE {
                    return Ok(std::ops::ControlFlow::Break(()));
                }
                let from = slice.seqs.len();
                slice.subjects.push(Borne { id, subject: None, at: from..from });
            }
            slice.seqs.push(row.get(1)?);
            if let Some(last) = slice.subjects.last_mut() {
                last.at.end = slice.seqs.len();
            }
            Ok(std::ops::ControlFlow::Continue(()))
        })?;
        Ok(slice)
    }

    fn add(&mut self, session: &Session<'_>, id: Uuid, subject: Option<Subject>) -> Result<()> {
        let from = self.seqs.len();
        let sql = "SELECT seq FROM touch WHERE subject = ?1 AND bears = 1 ORDER BY seq";
        self.seqs.extend(session.all(sql, [id.as_bytes()], |row| row.get::<_, Seq>(0))?);
        let at = from..self.seqs.len();
        self.subjects.push(Borne { id, subject, at });
        Ok(())
    }

    fn hand_over(self, session: &Session<'_>, each: &mut Each<'_>) -> Result<()> {
        let read = self.read(session)?;
        let mut refs: Vec<&Event> = Vec::new();
        for borne in &self.subjects {
            if read.apart.contains(&borne.id) {
                let events = bearing(session, borne.id)?;
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
    fn read(&self, session: &Session<'_>) -> Result<Read> {
        let mut wanted: Vec<(Seq, usize, usize)> = Vec::with_capacity(self.seqs.len());
        for (who, borne) in self.subjects.iter().enumerate() {
            wanted.extend(borne.at.clone().map(|at| (self.seqs[at], at, who)));
        }
        wanted.sort_unstable();
        let mut read = Read { events: Vec::new(), at: vec![0; self.seqs.len()], apart: HashSet::new() };
        let mut query = session
            .conn()
            .prepare_cached("SELECT line FROM event WHERE seq = ?1")
            .map_err(|e| session.error(e))?;
        for same in wanted.chunk_by(|one, other| one.0 == other.0) {
            let seq = same[0].0;
            let event = query
                .query_row([seq], |row| {
                    let line = row.get_ref(0)?.as_str()?;
                    Ok((line.len() > LONG, Session::read_line(seq, line)))
                })
                .optional()
                .map_err(|e| session.error(e))?;
            let Some((long, event)) = event else {
                return Err(Error::Corrupt(format!("event {seq} is not there")));
            };
            let event = if long { Wide::of(event?) } else { Err(Box::new(event?)) };
            match event {
                Err(event) => {
                    for (_, at, _) in same {
                        read.at[*at] = read.events.len();
                    }
                    read.events.push(*event);
                }
                Ok(wide) => self.show(&wide, same, &mut read),
            }
        }
        Ok(read)
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
