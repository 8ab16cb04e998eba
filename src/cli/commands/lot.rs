//! `lot`.

use crate::{
    cli::{
        args::{
            lot::{Facts, Lot, LotAdd, LotEdit, LotNew, LotShip, LotShow, LotSlip, Tracking},
            seen::Seen,
            value::Answer,
        },
        commands::asset::WithEvidence,
        failure::{Exit, Trouble},
        paper::{Sheets, Target},
        run::{Run, named_or_all, words_or_stdin},
        seen::not_yet,
        table::{facts, table},
    },
    document::{Paper, of_slip},
    lang::{Field, Words, capital},
    model::leaving::{Channel, LotStatus},
    ops::{self, LotLineView, LotTerms, LotView, Resolve},
    store::{self, Flow, Reader},
};

pub(super) fn lot(run: &mut Run<'_>, args: Lot) -> Result<Exit, Trouble> {
    match args {
        Lot::New(args) => new(run, *args),
        Lot::Edit(args) => edit(run, *args),
        Lot::Add(args) => add(run, args),
        Lot::Drop(args) => {
            let Some(items) = named_or_all(args.items)? else { return run.record_nothing() };
            let request = ops::DropLines { lot: args.lot, items };
            run.record(&args.recording, |act, recording| ops::drop_lines(act, &request, recording))
        }
        Lot::Show(args) => show(run, &args),
        Lot::List(seen) => list(run, &seen),
        Lot::Undertake(args) => {
            let request = ops::Undertake { lot: args.lot };
            run.record(&args.recording, |act, recording| ops::undertake(act, &request, recording))
        }
        Lot::Ship(args) => ship(run, args),
        Lot::Prove(args) => {
            let Some(items) = named_or_all(args.items)? else { return run.record_nothing() };
            let request = ops::Prove {
                lot: args.lot,
                items,
                bulk: args.bulk,
                outcome: args.outcome,
                operation: args.operation,
            };
            run.record(&args.recording, |act, recording| ops::prove(act, &request, recording))
        }
        Lot::Return(args) => {
            let request =
                ops::Return { lot: args.lot, assets: words_or_stdin(args.assets)?, reason: args.reason };
            run.record(&args.recording, |act, recording| ops::returned(act, &request, recording))
        }
        Lot::Slip(args) => slip(run, &args),
        Lot::Cancel(args) => {
            let request = ops::Cancel { lot: args.lot, reason: args.reason };
            run.record(&args.recording, |act, recording| ops::cancel(act, &request, recording))
        }
    }
}

fn terms(facts: Facts) -> LotTerms {
    LotTerms {
        channel: facts.channel,
        to: facts.to,
        legal_basis: facts.legal_basis,
        act: facts.act,
        unit_value: facts.unit_value,
        value_method: facts.value_method,
        waste_code: facts.waste_code,
        operation: facts.operation,
        data_clause: facts.data_clause,
        warranty: facts.warranty,
        ..tracking(facts.tracking)
    }
}

fn tracking(tracking: Tracking) -> LotTerms {
    let Tracking { bsd, no_bsd, carrier, pop } = tracking;
    let pop = pop.map(|answer| answer == Answer::Yes);
    LotTerms { bsd, no_bsd, carrier, pop, ..LotTerms::default() }
}

fn new(run: &mut Run<'_>, args: LotNew) -> Result<Exit, Trouble> {
    let like = args.facts.like.clone();
    let request = ops::NewLot { terms: terms(args.facts), like };
    run.record(&args.recording, |act, recording| ops::new_lot(act, &request, recording))
}

fn edit(run: &mut Run<'_>, args: LotEdit) -> Result<Exit, Trouble> {
    let terms = terms(args.facts);
    run.record(&args.recording, |act, recording| ops::edit_lot(act, &args.lot, &terms, recording))
}

fn add(run: &mut Run<'_>, args: LotAdd) -> Result<Exit, Trouble> {
    let Some(items) = named_or_all(args.items)? else { return run.record_nothing() };
    let bulk = args.bulk.zip(args.mass).map(|(text, mass)| ops::Bulk { text, mass, count: args.count });
    let request = ops::AddLines {
        lot: args.lot,
        items,
        unit_value: args.unit_value,
        waste_code: args.waste_code,
        for_parts: args.for_parts,
        bulk,
    };
    run.record(&args.recording, |act, recording| ops::add_lines(act, &request, recording))
}

fn ship(run: &mut Run<'_>, args: LotShip) -> Result<Exit, Trouble> {
    let Some(items) = named_or_all(args.assets)? else { return run.record_nothing() };
    let request = ops::Ship {
        lot: args.lot,
        items,
        terms: tracking(args.tracking),
        decommission: args.decommission,
        decommission_act: args.act,
        mass: args.mass.map(|mass| (mass, args.weighed)),
    };
    run.record(&args.recording, |act, recording| ops::ship(act, &request, recording))
}

fn show(run: &mut Run<'_>, args: &LotShow) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let present = reader.as_ref();
    let view = run.view(present, &args.seen)?;
    let now = present.find_lot(&args.lot)?;
    let view = store::view(present, view, |reader| -> Result<_, Trouble> {
        let lot = reader.lot(now.id)?.ok_or_else(|| not_yet(&now.number, view))?;
        let evidence = ops::count_evidence(reader, lot.id.into())?;
        Ok(WithEvidence { of: LotView::new(reader, lot)?, evidence })
    })?;
    if run.screen.json() {
        run.screen.document(&view);
    } else {
        let text = page(run.words, &view.of, view.evidence);
        run.screen.data(text.trim_end());
    }
    Ok(Exit::Done)
}

/// Writes what is signed when a lot is handed over, or the annex of the agreement on a gift.
fn slip(run: &mut Run<'_>, args: &LotSlip) -> Result<Exit, Trouble> {
    let target = Target::of(run, &args.output)?;
    let store = run.store()?;
    let reader = store.read()?;
    let view = ops::slip(reader.as_ref(), &args.lot)?;
    let channel = view.facts.channel;
    if args.annex && !channel.is_some_and(Channel::is_gift) {
        return Err(Trouble::NotAGift { lot: view.number, channel });
    }
    let sheets = Sheets::new(run, reader.as_ref())?;
    let template = sheets.template(if args.annex { Paper::Annex } else { Paper::Slip })?;
    let document = template.write(|read| of_slip(&sheets.issue(), &view, read))?;
    target.write(run, &[document])?;
    Ok(Exit::Done)
}

fn list(run: &mut Run<'_>, seen: &Seen) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let view = run.view(reader.as_ref(), seen)?;
    store::view(reader.as_ref(), view, |reader| print_list(run, reader))?;
    Ok(Exit::Done)
}

fn print_list(run: &mut Run<'_>, reader: &dyn Reader) -> Result<(), Trouble> {
    let mut lots = Vec::new();
    reader.lots(&mut |lot| {
        lots.push(lot);
        Flow::Continue(())
    })?;
    let words = run.words;
    let mut rows = Vec::new();
    for lot in lots {
        let view = LotView::new(reader, lot)?;
        if run.screen.json() {
            run.screen.document(&view);
        } else {
            rows.push(vec![
                view.lot,
                words.lot_status(view.status).to_owned(),
                view.channel.map(|channel| words.channel(channel).to_owned()).unwrap_or_default(),
                view.party.unwrap_or_default(),
                view.shipped_on.map(|day| words.day(day)).unwrap_or_default(),
                view.lines.len().to_string(),
            ]);
        }
    }
    if run.screen.json() {
        return Ok(());
    }
    if rows.is_empty() {
        return Ok(run.nothing_seen(reader)?);
    }
    let fields = [Field::Lot, Field::Status, Field::Channel, Field::Party, Field::ShippedOn, Field::Lines];
    let header = fields.map(|field| capital(words.field(field)));
    let text = table(&header.each_ref().map(String::as_str), &rows);
    run.screen.data(text.trim_end());
    Ok(())
}

/// A lot as a page: its terms, then its lines.
fn page(words: &dyn Words, view: &LotView, evidence: u64) -> String {
    let day = |day: Option<crate::model::day::Day>| day.map(|day| words.day(day));
    let rows = [
        (Field::Lot, Some(view.lot.clone())),
        (Field::Status, Some(capital(words.lot_status(view.status)))),
        (Field::Channel, view.channel.map(|channel| capital(words.channel(channel)))),
        (Field::Party, view.party.clone()),
        (Field::LegalBasis, view.legal_basis.clone()),
        (Field::Act, view.act.clone()),
        (Field::UnitValue, view.unit_value_cents.map(|value| words.euros(value))),
        (Field::ValueMethod, view.value_method.clone()),
        (Field::WasteCode, view.waste_code.clone()),
        (Field::Operation, view.operation.clone()),
        (Field::Bsd, view.bsd.clone()),
        (Field::NoBsd, view.no_bsd.clone()),
        (Field::Carrier, view.carrier.clone()),
        (Field::Pop, view.pop.map(|pop| words.yes_no(pop).to_owned())),
        (Field::DataClause, view.data_clause.clone()),
        (Field::Warranty, view.warranty.then(|| words.yes_no(true).to_owned())),
        (Field::OpenedOn, day(Some(view.opened_on))),
        (Field::ShippedOn, day(view.shipped_on).filter(|_| view.status != LotStatus::Cancelled)),
        (Field::Mass, mass(words, view)),
        (Field::Evidence, (evidence > 0).then(|| words.evidence_attached(evidence, &view.lot))),
    ];
    let labelled: Vec<(String, Option<String>)> =
        rows.into_iter().map(|(field, value)| (capital(words.field(field)), value)).collect();
    let rows: Vec<(&str, Option<String>)> =
        labelled.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    let mut text = facts(&rows);
    if !view.lines.is_empty() {
        text.push('\n');
        let fields = [
            Field::Asset,
            Field::UnitValue,
            Field::UndertakenOn,
            Field::ShippedOn,
            Field::Proved,
            Field::ReturnedOn,
        ];
        let header = fields.map(|field| capital(words.field(field)));
        let lines: Vec<_> = view.lines.iter().map(|line| row(words, line)).collect();
        text.push_str(&table(&header.each_ref().map(String::as_str), &lines));
    }
    text
}

/// The mass of the whole as it left, and what is left of it since something came back.
fn mass(words: &dyn Words, view: &LotView) -> Option<String> {
    let taken = words.kilograms(view.mass_g?);
    let Some(pieces) = view.returned_pieces else { return Some(taken) };
    let left = view.remaining_mass_g.map(|mass| words.kilograms(mass));
    Some(words.mass_since_returns(&taken, view.weighed, pieces, left.as_deref()))
}

fn row(words: &dyn Words, line: &LotLineView) -> Vec<String> {
    let day = |day: Option<crate::model::day::Day>| day.map(|day| words.day(day)).unwrap_or_default();
    let tag = line.asset.as_ref().map(ToString::to_string);
    let bulk = line.bulk.clone().unwrap_or_else(|| words.erased().to_owned());
    vec![
        tag.or_else(|| line.medium.clone()).unwrap_or(bulk),
        line.unit_value_cents.map(|value| words.euros(value)).unwrap_or_default(),
        day(line.undertaken_on),
        day(line.shipped_on),
        line.proved.map(|proof| words.proof(proof).to_owned()).unwrap_or_default(),
        day(line.returned_on),
    ]
}
