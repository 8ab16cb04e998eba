//! `history`.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::{
    cli::{
        args::asset::History,
        failure::{Exit, Trouble},
        names::Known,
        run::Run,
        table::table,
    },
    lang::{Field, Life, Words, capital},
    model::{
        day::{Day, Instant},
        event::{Event, Seq},
        id::Subject,
        standing::standing,
    },
    ops::{Item, Resolve},
    store::Reader,
};

/// An event as it was written and as it is read now.
struct Reading<'h> {
    /// As it stands in the log.
    written: &'h Event,
    /// With its corrections; none if it does not stand any more.
    now: Option<&'h Event>,
}

impl Reading<'_> {
    fn event(&self) -> &Event {
        self.now.unwrap_or(self.written)
    }

    fn is_corrected(&self) -> bool {
        self.now.is_some_and(|now| now != self.written)
    }
}

/// An event of a history, as JSON shows it.
#[derive(Serialize)]
struct HistoryView<'h> {
    seq: Seq,
    on: Day,
    #[serde(rename = "type")]
    kind: &'static str,
    recorded_at: Instant,
    actor: Option<String>,
    /// Whether it is as if it had not been.
    voided: bool,
    /// Whether it is read with other values than those written.
    corrected: bool,
    message: String,
    note: Option<String>,
    /// The line of the log.
    event: &'h RawValue,
}

/// Prints everything that touched an asset or a medium.
pub(super) fn history(run: &mut Run<'_>, args: &History) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let subject = match reader.find_item(&args.asset)? {
        Item::Asset(asset) => Subject::Asset(asset.id),
        Item::Medium(medium) => Subject::Medium(medium.id),
    };
    let events = reader.history(subject)?;
    let stand = standing(events.clone());
    let stand: HashMap<Seq, &Event> = stand.iter().map(|event| (event.seq, event)).collect();
    let mut rows = Vec::new();
    for written in &events {
        let reading = Reading { written, now: stand.get(&written.seq).copied() };
        if run.screen.json() {
            print(run, reader, &reading)?;
        } else {
            rows.push(row(run.words, reader, &reading)?);
        }
    }
    if !run.screen.json() {
        let header = [Field::Event, Field::Day, Field::Who, Field::What];
        let header = header.map(|field| capital(run.words.field(field)));
        let text = table(&header.each_ref().map(String::as_str), &rows);
        run.screen.data(text.trim_end());
    }
    Ok(Exit::Done)
}

fn print(run: &mut Run<'_>, reader: &dyn Reader, reading: &Reading<'_>) -> Result<(), Trouble> {
    let fault = |e: serde_json::Error| Trouble::fault(e.to_string());
    let line = reading.written.line().map_err(fault)?;
    let event = reading.event();
    let view = HistoryView {
        seq: event.seq,
        on: event.on,
        kind: event.fact.code(),
        recorded_at: event.recorded_at,
        actor: reader.actor(event.actor)?,
        voided: reading.now.is_none(),
        corrected: reading.is_corrected(),
        message: Life::event(run.words, event, &Known(reader)),
        note: note(reader, event)?,
        event: serde_json::from_str(&line).map_err(fault)?,
    };
    run.screen.document(&view);
    Ok(())
}

fn note(reader: &dyn Reader, event: &Event) -> Result<Option<String>, Trouble> {
    Ok(event.note.map(|id| reader.text(id)).transpose()?.flatten())
}

fn row(words: &dyn Words, reader: &dyn Reader, reading: &Reading<'_>) -> Result<Vec<String>, Trouble> {
    let event = reading.event();
    let mut what = Life::event(words, event, &Known(reader));
    if let Some(note) = note(reader, event)? {
        what = words.with_note(&what, &note);
    }
    if reading.now.is_none() {
        what = words.voided(&what);
    } else if reading.is_corrected() {
        what = words.corrected(&what);
    }
    let who = reader.actor(event.actor)?.unwrap_or_else(|| words.erased().to_owned());
    Ok(vec![event.seq.to_string(), words.day(event.on), who, what])
}
