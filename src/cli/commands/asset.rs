//! `add show list`.

mod fields;

use crate::{
    cli::{
        args::{
            asset::{Add, List, Show},
            value::ListFormat,
        },
        csv::Csv,
        failure::{Exit, Trouble},
        json,
        run::Run,
        seen::not_yet,
        table::Columns,
    },
    lang::{Field, Words, capital},
    model::{
        amount::Cents,
        asset::Asset,
        kind::{Acquired, Security},
        lifecycle::State,
    },
    ops::{self, AssetView, Failure, Refusal, Resolve},
    store::{self, AssetFilter, Flow, Place, Reader, TOGETHER, View},
};

pub(super) use fields::validation;

/// A thing as JSON shows it, and how many files are attached to it.
#[derive(serde::Serialize)]
pub(super) struct WithEvidence<T> {
    #[serde(flatten)]
    pub(super) of: T,
    #[serde(skip_serializing_if = "none")]
    pub(super) evidence: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn none(count: &u64) -> bool {
    *count == 0
}

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
        drive_capacity: None,
    };
    run.record(&args.recording, |act, recording| ops::add(act, &request, recording))
}

pub(super) fn show(run: &mut Run<'_>, args: &Show) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let view = run.view(reader.as_ref(), &args.seen)?;
    let json = run.screen.json();
    let words = run.words;
    let present = reader.as_ref();
    let printed = store::view(present, view, |reader| -> Result<String, Trouble> {
        let asset = seen(reader, present, view, &args.asset)?;
        let evidence = ops::count_evidence(reader, asset.id.into())?;
        let beside = if json { None } else { Some(beside(words, reader, &asset, evidence)?) };
        let asset = AssetView::whole(reader, asset)?;
        match beside {
            Some(beside) => Ok(fields::page(words, &asset, beside)),
            None => {
                json::text(&WithEvidence { of: asset, evidence }).map_err(|e| Trouble::fault(e.to_string()))
            }
        }
    })?;
    run.screen.data(printed.trim_end());
    Ok(Exit::Done)
}

/// Returns an asset as it was: under the name it had then, else under the one it has now.
fn seen(reader: &dyn Reader, present: &dyn Reader, view: View, word: &str) -> Result<Asset, Trouble> {
    let unknown = match reader.find_asset(word) {
        Ok(asset) => return Ok(asset),
        Err(unknown) => unknown,
    };
    let Ok(now) = present.find_asset(word) else { return Err(or_medium(present, word, unknown)?) };
    reader.asset(now.id)?.ok_or_else(|| not_yet(now.tag.as_str(), view))
}

/// Says of a word that names no asset, and a medium, where that one is.
fn or_medium(reader: &dyn Reader, word: &str, unknown: Failure) -> Result<Trouble, Trouble> {
    let Ok(medium) = reader.find_medium(word) else { return Ok(unknown.into()) };
    let asset = medium.asset.map(|id| reader.asset(id)).transpose()?.flatten();
    let asset = asset.map(|asset| asset.tag.to_string());
    Ok(Failure::from(Refusal::IsMedium { medium: word.to_owned(), asset }).into())
}

fn beside(
    words: &dyn Words,
    reader: &dyn Reader,
    asset: &Asset,
    evidence: u64,
) -> Result<fields::Beside, Trouble> {
    let works = reader.works_of(asset.id)?;
    let sent = works.iter().rfind(|work| work.sent_to.is_some());
    let away = asset.sent_to.filter(|_| asset.state != State::Missing).zip(sent);
    let sent_to = away.map(|(party, sent)| -> Result<String, Trouble> {
        let party = reader.party(party)?.and_then(|party| party.name);
        Ok(words.sent_out(party.as_deref(), sent.on, sent.data_clause.as_deref()))
    });
    let minutes = works.iter().filter_map(|work| work.minutes).map(u64::from).sum();
    let cost = works.iter().filter_map(|work| work.cost).map(|cost| cost.0).sum();
    // A return is the end of a piece of work, not another one.
    let times = works.iter().filter(|work| !work.back).count() as u64;
    let work = (times > 0).then(|| words.work_done(times, minutes, Cents(cost)));
    let evidence = (evidence > 0).then(|| words.evidence_attached(evidence, asset.tag.as_str()));
    Ok(fields::Beside { inventory: asset.inventory, sent_to: sent_to.transpose()?, work, evidence })
}

pub(super) fn list(run: &mut Run<'_>, args: &List) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let view = run.view(reader.as_ref(), &args.seen)?;
    let since = run.day_of(reader.as_ref(), view)?;
    store::view(reader.as_ref(), view, |reader| -> Result<(), Trouble> {
        let months = |age: crate::cli::args::value::Age| i32::try_from(age.months).unwrap_or(i32::MAX);
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
            let mut csv = Csv::of::<AssetView>();
            each_view(reader, filter, false, |view| {
                csv.row(&view);
                if csv.is_full() {
                    run.screen.bytes(csv.written());
                    csv.clear();
                }
                run.screen.is_open()
            })?;
            run.screen.bytes(csv.written());
            Ok(())
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
    let (mut waiting, mut shared) = (Vec::with_capacity(TOGETHER), ops::Shared::default());
    let mut show = |waiting: &mut Vec<Asset>| -> Result<bool, store::Error> {
        let views = AssetView::each(reader, std::mem::take(waiting), names, &mut shared)?;
        Ok(views.into_iter().all(&mut each))
    };
    let mut open = Ok(true);
    reader.assets(filter, &mut |asset| {
        waiting.push(asset);
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

fn print_table(run: &mut Run<'_>, reader: &dyn Reader, filter: &AssetFilter) -> Result<(), Trouble> {
    let words = run.words;
    let fields = LINE.iter().chain(&[Field::DecommissionedOn]);
    let header: Vec<String> = fields.map(|field| capital(words.field(*field))).collect();
    let mut shared = ops::Shared::default();
    let mut cells = |asset: &Asset| {
        let mut cells = line(words, reader, asset, &mut shared);
        cells.push(asset.decommissioned_on.map(|day| words.day(day)).unwrap_or_default());
        cells
    };
    let (mut columns, mut any) = (Columns::new(&header), false);
    reader.assets(filter, &mut |asset| {
        columns.widen(&cells(&asset));
        any = true;
        Flow::Continue(())
    })?;
    if !any {
        return Ok(run.nothing_seen(reader)?);
    }
    run.screen.data(&columns.line(&header));
    reader.assets(filter, &mut |asset| {
        run.screen.data(&columns.line(&cells(&asset)));
        if run.screen.is_open() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    Ok(())
}

/// The columns of a line about an asset.
pub(super) const LINE: [Field; 8] = [
    Field::Tag,
    Field::Kind,
    Field::Manufacturer,
    Field::Model,
    Field::Serial,
    Field::State,
    Field::Service,
    Field::Site,
];

/// The cells of an asset, in the order of [`LINE`].
pub(super) fn line(
    words: &dyn Words,
    reader: &dyn Reader,
    asset: &Asset,
    shared: &mut ops::Shared,
) -> Vec<String> {
    // What cannot be read has no label.
    let mut label = |place, code: &Option<String>| {
        shared.label(reader, place, code.as_deref()).ok().flatten().or_else(|| code.clone())
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
    ]
}
