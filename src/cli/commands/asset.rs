//! `add show list history`.

mod fields;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::{
    cli::{
        args::{
            asset::{Add, History, List, Show},
            value::ListFormat,
        },
        failure::{Exit, Trouble},
        names::Known,
        run::Run,
        table::table,
    },
    lang::{Field, Life, Words, capital},
    model::{
        asset::Asset,
        event::{Event, Seq},
        id::Subject,
        kind::{Acquired, Security},
        standing::standing,
    },
    ops::{self, AssetView, Resolve},
    store::{self, AssetFilter, Flow, Place, Reader, View},
};

pub(super) use fields::{columns, row};

pub(super) fn add(run: &mut Run<'_>, args: Add) -> Result<Exit, Trouble> {
    let warranty_months = args.warranty.map(|months| u16::try_from(months).unwrap_or(u16::MAX));
    let request = ops::Add {
        tag: args.tag,
        aliases: args.aliases,
        kind: args.kind,
        manufacturer: args.manufacturer,
        model: args.model,
        serial: args.serial,
        purchase_date: args.purchased,
        price: args.price_ht,
        supplier: args.supplier,
        order: args.order,
        warranty_months,
        first_use_date: args.first_use,
        manufactured_on: args.manufactured,
        mass: args.mass,
        weee: args.weee,
        security: args.security.unwrap_or(Security::None),
        acquired: args.acquired.unwrap_or(Acquired::New),
        owner: args.owner,
        service: args.service,
        site: args.site,
        holder: args.holder,
        state: args.state,
        drive_serials: Vec::new(),
        drive_kind: None,
    };
    run.record(&args.recording, |act, recording| ops::add(act, &request, recording))
}

pub(super) fn show(run: &mut Run<'_>, args: &Show) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let view = View { as_of: args.as_of, at_head: None };
    let json = run.screen.json();
    let words = run.words;
    let printed = store::view(reader.as_ref(), view, |reader| -> Result<String, Trouble> {
        let asset = reader.find_asset(&args.asset)?;
        let inventory = asset.inventory;
        let shown = AssetView::new(reader, asset, true)?;
        if json {
            return serde_json::to_string(&shown).map_err(|e| Trouble::fault(e.to_string()));
        }
        Ok(fields::page(words, &shown, inventory))
    })?;
    run.screen.data(printed.trim_end());
    Ok(Exit::Done)
}

pub(super) fn list(run: &mut Run<'_>, args: &List) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let view = View { as_of: args.as_of, at_head: None };
    let today = run.today(reader.as_ref())?;
    store::view(reader.as_ref(), view, |reader| -> Result<(), Trouble> {
        let months = |age: crate::cli::args::value::Age| i32::try_from(age.months).unwrap_or(i32::MAX);
        let since = args.as_of.unwrap_or(today);
        let filter = AssetFilter {
            state: args.state,
            kind: args.kind,
            service: args
                .service
                .as_deref()
                .map(|word| reader.find_place(Place::Service, word))
                .transpose()?,
            site: args.site.as_deref().map(|word| reader.find_place(Place::Site, word)).transpose()?,
            older_than: args.older_than.map(|age| since.plus_months(-months(age))),
            decommissioned: args.decommissioned,
            changed_after: None,
        };
        print_list(run, reader, &filter, args.format)
    })?;
    Ok(Exit::Done)
}

fn print_list(
    run: &mut Run<'_>,
    reader: &dyn Reader,
    filter: &AssetFilter,
    format: Option<ListFormat>,
) -> Result<(), Trouble> {
    let default = if run.screen.json() { ListFormat::Json } else { ListFormat::Table };
    match format.unwrap_or(default) {
        ListFormat::Json => each_view(reader, filter, false, |view| {
            run.screen.document(&view);
            run.screen.is_open()
        }),
        ListFormat::Csv => {
            let mut csv = super::exchange::Csv::new(&columns());
            run.screen.bytes(&csv.take());
            each_view(reader, filter, false, |view| {
                csv.row(&row(&view));
                run.screen.bytes(&csv.take());
                run.screen.is_open()
            })
        }
        ListFormat::Table => print_table(run, reader, filter),
    }
}

/// Hands every asset to `each` as it is shown, until it returns false.
pub(super) fn each_view(
    reader: &dyn Reader,
    filter: &AssetFilter,
    names: bool,
    mut each: impl FnMut(AssetView) -> bool,
) -> Result<(), Trouble> {
    let mut failed = None;
    reader.assets(filter, &mut |asset| match AssetView::new(reader, asset, names) {
        Ok(view) => {
            if each(view) {
                Flow::Continue(())
            } else {
                Flow::Break(())
            }
        }
        Err(error) => {
            failed = Some(error);
            Flow::Break(())
        }
    })?;
    failed.map_or(Ok(()), |error| Err(error.into()))
}

fn print_table(run: &mut Run<'_>, reader: &dyn Reader, filter: &AssetFilter) -> Result<(), Trouble> {
    let mut rows = Vec::new();
    let words = run.words;
    reader.assets(filter, &mut |asset| {
        rows.push(line(words, reader, &asset));
        Flow::Continue(())
    })?;
    if rows.is_empty() {
        let line = run.words.nothing();
        run.screen.note(line);
        return Ok(());
    }
    let fields = [
        Field::Tag,
        Field::Kind,
        Field::Manufacturer,
        Field::Model,
        Field::Serial,
        Field::State,
        Field::Service,
        Field::Site,
        Field::DecommissionedOn,
    ];
    let header = fields.map(|field| capital(run.words.field(field)));
    let text = table(&header.each_ref().map(String::as_str), &rows);
    run.screen.data(text.trim_end());
    Ok(())
}

fn line(words: &dyn Words, reader: &dyn Reader, asset: &Asset) -> Vec<String> {
    let known = Known(reader);
    let label = |place, code: &Option<String>| {
        code.as_deref()
            .map(|code| crate::lang::Names::place(&known, place, code).unwrap_or_else(|| code.to_owned()))
    };
    vec![
        asset.tag.to_string(),
        words.kind(asset.kind).to_owned(),
        asset.manufacturer.clone().unwrap_or_default(),
        asset.model.clone().unwrap_or_default(),
        asset.serial.clone().unwrap_or_default(),
        words.state(asset.state).to_owned(),
        label(Place::Service, &asset.service).unwrap_or_default(),
        label(Place::Site, &asset.site).unwrap_or_default(),
        asset.decommissioned_on.map(|day| words.day(day)).unwrap_or_default(),
    ]
}

#[derive(Serialize)]
struct HistoryView<'h> {
    seq: Seq,
    on: crate::model::day::Day,
    #[serde(rename = "type")]
    kind: &'static str,
    recorded_at: crate::model::day::Instant,
    actor: Option<String>,
    /// Whether it is as if it had not been.
    voided: bool,
    message: String,
    note: Option<String>,
    event: &'h RawValue,
}

pub(super) fn history(run: &mut Run<'_>, args: &History) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let subject = match reader.find_item(&args.asset)? {
        ops::Item::Asset(asset) => Subject::Asset(asset.id),
        ops::Item::Medium(medium) => Subject::Medium(medium.id),
    };
    let events = reader.history(subject)?;
    let standing: std::collections::HashSet<Seq> =
        standing(events.clone()).iter().map(|event| event.seq).collect();
    let mut rows = Vec::new();
    for event in &events {
        let voided = !standing.contains(&event.seq);
        if run.screen.json() {
            print_event(run, reader, event, voided)?;
        } else {
            rows.push(history_row(run.words, reader, event, voided)?);
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

fn print_event(run: &mut Run<'_>, reader: &dyn Reader, event: &Event, voided: bool) -> Result<(), Trouble> {
    let fault = |e: serde_json::Error| Trouble::fault(e.to_string());
    let line = event.line().map_err(fault)?;
    let view = HistoryView {
        seq: event.seq,
        on: event.on,
        kind: event.fact.code(),
        recorded_at: event.recorded_at,
        actor: reader.actor(event.actor)?,
        voided,
        message: run.words.event(event, &Known(reader)),
        note: note(reader, event)?,
        event: serde_json::from_str(&line).map_err(fault)?,
    };
    run.screen.document(&view);
    Ok(())
}

fn note(reader: &dyn Reader, event: &Event) -> Result<Option<String>, Trouble> {
    Ok(event.note.map(|id| reader.text(id)).transpose()?.flatten())
}

fn history_row(
    words: &dyn Words,
    reader: &dyn Reader,
    event: &Event,
    voided: bool,
) -> Result<Vec<String>, Trouble> {
    let mut what = Life::event(words, event, &Known(reader));
    if let Some(note) = note(reader, event)? {
        what = words.with_note(&what, &note);
    }
    if voided {
        what = words.voided(&what);
    }
    let who = reader.actor(event.actor)?.unwrap_or_else(|| words.erased().to_owned());
    Ok(vec![event.seq.to_string(), words.day(event.on), who, what])
}
