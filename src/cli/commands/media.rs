//! `media` and `sanitize`.

mod erasures;

use super::asset::validation;
use crate::{
    cli::{
        args::{
            media::{Media, MediaAdd, MediaDeclare, MediaList, MediaMove, Other, Sanitize, Validate},
            value::Place,
        },
        failure::{Exit, Trouble},
        run::{Run, named_or_all, words_or_stdin},
        table::Columns,
    },
    lang::{Field, Words, capital},
    model::{
        medium::Medium,
        sanitization::{Declared, Encrypted, Verdict, Verify},
    },
    ops::{self, MediumView, Resolve, Shared},
    store::{self, Flow, MediumFilter, Reader, TOGETHER},
};

pub(super) fn media(run: &mut Run<'_>, args: Media) -> Result<Exit, Trouble> {
    match args {
        Media::Add(args) => add(run, args),
        Media::None(args) => declare(run, args, Declared::None),
        Media::Confirm(args) => declare(run, args, Declared::Confirmed),
        Media::Move(args) => relocate(run, args),
        Media::List(args) => list(run, args),
    }
}

fn word(place: Place) -> String {
    match place {
        Place::Stock => "stock".to_owned(),
        Place::Asset(word) => word,
    }
}

fn add(run: &mut Run<'_>, args: MediaAdd) -> Result<Exit, Trouble> {
    let request = ops::AddMedium {
        place: word(args.place),
        kind: args.kind,
        serial: args.serial,
        model: args.model,
        capacity: args.capacity,
        encrypted: args.encrypted.unwrap_or(Encrypted::Unknown),
    };
    run.record(&args.recording, |act, recording| ops::add_medium(act, &request, recording))
}

fn declare(run: &mut Run<'_>, args: MediaDeclare, declared: Declared) -> Result<Exit, Trouble> {
    let request = ops::Declare { assets: words_or_stdin(args.assets)?, declared };
    run.record(&args.recording, |act, recording| ops::declare(act, &request, recording))
}

fn relocate(run: &mut Run<'_>, args: MediaMove) -> Result<Exit, Trouble> {
    let media = words_or_stdin(args.media)?;
    let request = ops::MoveMedium { media, to: word(args.to), keep_data: args.keep_data };
    run.record(&args.recording, |act, recording| ops::move_medium(act, &request, recording))
}

pub(super) fn sanitize(run: &mut Run<'_>, args: Sanitize) -> Result<Exit, Trouble> {
    let Some(technique) = args.action else {
        return match args.other {
            Some(Other::Import(args)) => erasures::import(run, &args),
            Some(Other::Validate(args)) => validate(run, args),
            // The tree wants one or the other.
            None => Ok(Exit::Done),
        };
    };
    let request = ops::Sanitize {
        items: words_or_stdin(args.items)?,
        technique,
        tool: args.tool,
        verify: args.verify.unwrap_or(Verify::None),
        result: args.result.unwrap_or(Verdict::Unknown),
    };
    run.record(&args.recording, |act, recording| ops::sanitize(act, &request, recording))
}

fn validate(run: &mut Run<'_>, args: Validate) -> Result<Exit, Trouble> {
    let request = ops::Validate { items: words_or_stdin(args.items)? };
    run.record(&args.recording, |act, recording| ops::validate(act, &request, recording))
}

fn list(run: &mut Run<'_>, mut args: MediaList) -> Result<Exit, Trouble> {
    let Some(assets) = named_or_all(args.assets)? else {
        run.screen.note(run.words.nothing());
        return Ok(Exit::Done);
    };
    args.assets = assets;
    let store = run.store()?;
    let reader = store.read()?;
    let view = run.view(reader.as_ref(), &args.seen)?;
    store::view(reader.as_ref(), view, |reader| print_list(run, reader, &args))?;
    Ok(Exit::Done)
}

fn print_list(run: &mut Run<'_>, reader: &dyn Reader, args: &MediaList) -> Result<(), Trouble> {
    let words = run.words;
    if run.screen.json() {
        each(reader, args, &mut |view| {
            run.screen.document(&view);
            run.screen.is_open()
        })?;
        return Ok(());
    }
    let fields = [
        Field::Serial,
        Field::Asset,
        Field::Kind,
        Field::Capacity,
        Field::Encrypted,
        Field::Status,
        Field::Claim,
        Field::Hours,
        Field::Health,
    ];
    let header = fields.map(|field| capital(words.field(field)));
    let (mut columns, mut any, mut read) = (Columns::new(&header), false, false);
    each(reader, args, &mut |view| {
        columns.widen(&row(words, &view));
        any = true;
        read |= view.health.is_some();
        true
    })?;
    if !any {
        return Ok(run.nothing_seen(reader)?);
    }
    // What a tool read has columns where there is any.
    let shown = if read { header.len() } else { header.len() - 2 };
    run.screen.data(&columns.line(&header[..shown]));
    each(reader, args, &mut |view| {
        run.screen.data(&columns.line(&row(words, &view)[..shown]));
        run.screen.is_open()
    })?;
    Ok(())
}

/// Hands every medium that was asked for to `to`, until it returns false.
fn each(
    reader: &dyn Reader,
    args: &MediaList,
    to: &mut dyn FnMut(MediumView) -> bool,
) -> Result<(), Trouble> {
    let clearance = reader.policies()?.clearance();
    let mut shared = Shared::default();
    let mut show = |waiting: &mut Vec<Medium>| -> Result<bool, store::Error> {
        let views = MediumView::each(reader, waiting, clearance, &mut shared)?;
        waiting.clear();
        Ok(views.into_iter().all(&mut *to))
    };
    for asset in reader.find_assets(&args.assets)? {
        let inside = reader.media_of(asset.id)?.into_iter().filter(|attributed| attributed.until.is_none());
        if !show(&mut inside.map(|attributed| attributed.medium).collect())? {
            return Ok(());
        }
    }
    if !args.assets.is_empty() {
        return Ok(());
    }
    let mut waiting = Vec::with_capacity(TOGETHER);
    let mut open = Ok(true);
    reader.media(MediumFilter { loose: args.loose, changed_after: None }, &mut |medium| {
        waiting.push(medium);
        if waiting.len() == TOGETHER {
            open = show(&mut waiting);
        }
        if matches!(open, Ok(true)) { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    if open? {
        show(&mut waiting)?;
    }
    Ok(())
}

fn row(words: &dyn Words, view: &MediumView) -> Vec<String> {
    vec![
        view.serial.clone().unwrap_or_else(|| view.id.to_string()),
        view.asset.as_ref().map(ToString::to_string).unwrap_or_default(),
        words.medium_kind(view.kind).to_owned(),
        view.capacity_bytes.map(|bytes| words.capacity(bytes)).unwrap_or_default(),
        words.encrypted(view.encrypted).to_owned(),
        words.medium_status(view.status).to_owned(),
        [view.claim.map(|claim| words.claim(claim).to_owned()), validation(words, view)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        view.power_on_hours.map(|hours| words.count(hours)).unwrap_or_default(),
        view.health.map(|health| words.health(health).to_owned()).unwrap_or_default(),
    ]
}
