//! Projections: each subject folded from its events, and written as rows.

use super::{
    column::{Column as _, Value},
    ground::{Ground, Say, Sink, Table},
    lives, loose,
};
use crate::{
    model::{
        asset::{Asset, Departure, Stay},
        attempt::Attempt,
        event::{Event, Seq},
        fact::Fact,
        id::Subject,
        leaving::PartyKind,
        life::Life,
        lot::Lot,
        medium::{Medium, MediumLife},
        sanitization::Clearance,
        standing::{standing, standing_among},
        text,
        work::Work,
    },
    store::{Error, Flow, MediumFilter, Result, Seldom, Witness, events_of},
};

/// Folds subjects again from the log, and replaces their rows.
pub(super) fn refold(ground: &dyn Ground, subjects: &[Subject], clearance: Clearance) -> Result<()> {
    ground.remove(subjects)?;
    let mut insert = ground.insert(false);
    lives::of(ground, subjects, &mut |subject, events| {
        let there = rows(ground, subject, events, clearance, insert.as_mut())?;
        match subject {
            Subject::Asset(id) if !there => ground.unsearch(id),
            _ => Ok(()),
        }
    })
}

/// Folds every subject from the log, for tables that are empty.
pub(super) fn every(ground: &dyn Ground, clearance: Clearance) -> Result<()> {
    let mut insert = ground.insert(true);
    lives::every(ground, &mut |subject, events| {
        rows(ground, subject, events, clearance, insert.as_mut()).map(drop)
    })
}

/// Returns the events that stand and bear on a subject.
pub(super) fn standing_of(ground: &dyn Ground, subject: Subject) -> Result<Vec<Event>> {
    Ok(standing(lives::bearing(ground, subject.uuid())?))
}

/// Folds a subject from all the events that bear on it, hands its rows over, and tells whether there are
/// any.
pub(super) fn rows(
    ground: &dyn Ground,
    subject: Subject,
    events: &[&Event],
    clearance: Clearance,
    sink: &mut dyn Sink,
) -> Result<bool> {
    let version = events.last().map_or(0, |event| event.seq);
    standing_among(events, |standing| rows_of(ground, subject, standing, (version, clearance), sink))
}

/// Folds the standing events of a subject, and hands its rows over.
fn rows_of(
    ground: &dyn Ground,
    subject: Subject,
    standing: &[&Event],
    (version, clearance): (Seq, Clearance),
    sink: &mut dyn Sink,
) -> Result<bool> {
    let events = standing.iter().copied();
    let handed = match subject {
        Subject::Asset(_) => {
            let Some(life) = Life::fold(events, version) else { return Ok(false) };
            asset(sink, &life)?;
            return searched(ground, &life, standing, sink).map(|()| true);
        }
        Subject::Medium(_) => {
            MediumLife::fold(events, version).map(|life| medium_life(sink, &life, clearance))
        }
        Subject::Lot(_) => Lot::fold(events).map(|folded| lot(sink, &folded)),
        Subject::Party(id) => party(events).map(|kind| sink.row(Table::Party, &[id.value(), kind.value()])),
    };
    handed.transpose().map(|rows| rows.is_some())
}

/// Hands over the row in which an asset is searched: its number is that of the event that added it.
pub(super) fn searched(
    ground: &dyn Ground,
    life: &Life,
    events: &[&Event],
    sink: &mut dyn Sink,
) -> Result<()> {
    if !sink.searches() {
        return Ok(());
    }
    let Some(row) = life.stays.first().map(|stay| stay.seq) else { return Ok(()) };
    let text = ground.words().borrow_mut().text(ground, &life.asset, events)?;
    sink.search(row, &text, life.asset.id)
}

/// Returns the events of a type that touches no subject, and all that may take one of them away.
fn with_voids(ground: &dyn Ground, kind: Seldom) -> Result<Vec<Event>> {
    events_of(ground.reader(), &[kind, Seldom::Voided], None)
}

/// Reads a line of the log.
pub(super) fn read_line(seq: Seq, line: &str) -> Result<Event> {
    Event::read(line).map_err(|e| Error::Corrupt(format!("event {seq}: {e}")))
}

/// Folds the policies again from the log. There are few of them and they rarely change.
pub(super) fn policies(ground: &dyn Ground) -> Result<()> {
    let set = loose::policies(with_voids(ground, Seldom::Configured)?);
    ground.forget_policies()?;
    set.iter().try_for_each(|(key, value)| ground.set_policy(key, value))
}

/// Follows the tags that stand on labels already, with an event that was just written.
pub(super) fn reserve(ground: &dyn Ground, event: &Event) -> Result<()> {
    if let Fact::Reserved(reserved) = &event.fact {
        return reserved.tags.iter().try_for_each(|tag| ground.reserve_tag(tag.as_str(), event.seq));
    }
    for seq in event.fact.voids() {
        match ground.reader().event(*seq)?.map(|fallen| fallen.fact) {
            Some(Fact::Reserved(_)) => ground.free_tags(Some(*seq))?,
            // What fell stands again.
            Some(Fact::Voided(_)) => return reserved_tags(ground),
            Some(fact) => {
                loose::given(&fact).map_or(Ok(()), |tag| ground.reserve_tag(tag.as_str(), *seq))?;
            }
            None => {}
        }
    }
    Ok(())
}

/// Finds again, from the log, the tags that stand on labels already.
pub(super) fn reserved_tags(ground: &dyn Ground) -> Result<()> {
    let events = with_voids(ground, Seldom::Reserved)?;
    let reserved = loose::reserved(events, &|seq| ground.reader().event(seq))?;
    ground.free_tags(None)?;
    reserved.iter().try_for_each(|(tag, seq)| ground.reserve_tag(tag.as_str(), *seq))
}

fn party<'e>(events: impl DoubleEndedIterator<Item = &'e Event>) -> Option<PartyKind> {
    events.rev().find_map(|event| match &event.fact {
        Fact::PartyAdded(added) => Some(added.kind),
        Fact::PartyChanged(changed) => Some(changed.kind),
        _ => None,
    })
}

/// Asks again of every medium whether its claim is enough, after the policy has changed.
pub(super) fn clear_again(ground: &dyn Ground, clearance: Clearance) -> Result<()> {
    let mut media = Vec::new();
    ground.reader().media(MediumFilter::default(), &mut |medium| {
        media.push((medium.id, medium.cleared(clearance)));
        Flow::Continue(())
    })?;
    ground.clear(&media)
}

fn asset(sink: &mut dyn Sink, life: &Life) -> Result<()> {
    asset_row(sink, &life.asset)?;
    for (place, alias) in life.asset.aliases.iter().enumerate() {
        sink.row(
            Table::Alias,
            &[text::fold(alias).value(), alias.value(), life.asset.id.value(), place.value()],
        )?;
    }
    for stay in &life.stays {
        stay_row(sink, stay)?;
    }
    for work in &life.works {
        work_row(sink, work)?;
    }
    for span in &life.decommissionings {
        sink.row(
            Table::Decommissioning,
            &[span.asset.value(), span.seq.value(), span.from.value(), span.to.value()],
        )?;
    }
    for departure in &life.departures {
        departure_row(sink, departure)?;
    }
    Ok(())
}

fn asset_row(sink: &mut dyn Sink, a: &Asset) -> Result<()> {
    sink.row(
        Table::Asset,
        &[
            a.id.value(),
            a.tag.value(),
            a.kind.value(),
            a.manufacturer.value(),
            a.model.value(),
            a.serial.value(),
            a.state.value(),
            a.before.value(),
            a.cause.value(),
            a.decommissioned_on.value(),
            a.act.value(),
            a.decommission_when_collected.value(),
            a.waste_since.value(),
            a.acquired.value(),
            a.owner.value(),
            a.service.value(),
            a.site.value(),
            a.holder.value(),
            a.functional.value(),
            a.cosmetic.value(),
            a.security.value(),
            a.weee.value(),
            a.weee_source.value(),
            a.mass.value(),
            a.mass_source.value(),
            a.purchase_date.value(),
            a.price.value(),
            a.supplier.value(),
            a.order.value(),
            a.manufactured_on.value(),
            a.first_use_date.value(),
            a.warranty_months.value(),
            a.deployments.value(),
            a.second_lives.value(),
            a.inventory.value(),
            a.sent_to.value(),
            a.lot.value(),
            a.departed_on.value(),
            a.channel.value(),
            a.last_on.value(),
            a.version.value(),
        ],
    )
}

fn stay_row(sink: &mut dyn Sink, stay: &Stay) -> Result<()> {
    sink.row(
        Table::Stay,
        &[
            stay.asset.value(),
            stay.seq.value(),
            stay.state.value(),
            stay.service.value(),
            stay.site.value(),
            stay.holder.value(),
            stay.from.value(),
            stay.to.value(),
            stay.began.value(),
        ],
    )
}

fn work_row(sink: &mut dyn Sink, work: &Work) -> Result<()> {
    sink.row(
        Table::Work,
        &[
            work.asset.value(),
            work.seq.value(),
            work.on.value(),
            work.kind.value(),
            work.part.value(),
            work.from.value(),
            work.minutes.value(),
            work.cost.value(),
            work.back.value(),
            work.sent_to.value(),
            work.data_clause.value(),
            work.with_data.value(),
            work.back_on.value(),
        ],
    )
}

fn departure_row(sink: &mut dyn Sink, d: &Departure) -> Result<()> {
    sink.row(
        Table::Departure,
        &[
            d.asset.value(),
            d.seq.value(),
            d.lot.value(),
            d.on.value(),
            d.channel.value(),
            d.waste.value(),
            d.for_parts.value(),
            d.undertaken_on.value(),
            d.proved_on.value(),
            d.proved.value(),
            d.operation.value(),
            d.proved_operation.value(),
            d.mass.value(),
            d.mass_source.value(),
            d.unit_value.value(),
            d.functional.value(),
            d.decommissioned_on.value(),
            d.service.value(),
            d.impact.as_ref().map(|i| i.g_per_year).value(),
            d.impact.as_ref().map(|i| i.years).value(),
            d.impact.as_ref().map_or(Value::Null, |i| i.rules.value()),
            d.returned_on.value(),
            d.taken_over.value(),
        ],
    )
}

fn medium_life(sink: &mut dyn Sink, life: &MediumLife, clearance: Clearance) -> Result<()> {
    medium_row(sink, &life.medium, clearance)?;
    if let Some(reading) = &life.medium.reading {
        let row = [life.medium.id.value(), reading.hours.value(), reading.health.value(), reading.at.value()];
        sink.row(Table::Reading, &row)?;
    }
    for span in &life.attributions {
        sink.row(
            Table::Attribution,
            &[span.asset.value(), span.seq.value(), span.medium.value(), span.from.value(), span.to.value()],
        )?;
    }
    life.attempts.iter().try_for_each(|attempt| attempt_row(sink, attempt))
}

fn attempt_row(sink: &mut dyn Sink, a: &Attempt) -> Result<()> {
    let (run, validation) = (a.run.as_ref(), a.validation);
    sink.row(
        Table::Sanitisation,
        &[
            a.medium.value(),
            a.seq.value(),
            a.on.value(),
            a.operator.value(),
            a.action.value(),
            a.tool.value(),
            a.verify.value(),
            a.result.value(),
            a.claim.value(),
            a.rules.value(),
            run.map(|run| run.log).value(),
            run.map(|run| run.line).value(),
            run.and_then(|run| run.method).value(),
            run.and_then(|run| run.passes).value(),
            run.and_then(|run| run.started_at).value(),
            run.and_then(|run| run.finished_at).value(),
            run.map(|run| run.zone_assumed).value(),
            run.and_then(|run| run.bytes).value(),
            run.and_then(|run| run.errors).value(),
            validation.map(|v| v.seq).value(),
            validation.map(|v| v.on).value(),
            validation.map(|v| v.by).value(),
        ],
    )
}

fn medium_row(sink: &mut dyn Sink, m: &Medium, clearance: Clearance) -> Result<()> {
    sink.row(
        Table::Medium,
        &[
            m.id.value(),
            m.serial.value(),
            m.kind.value(),
            m.model.value(),
            m.capacity.value(),
            m.encrypted.value(),
            m.status.value(),
            m.claim.value(),
            m.verdict.value(),
            m.technique.value(),
            m.verify.value(),
            m.used_by.value(),
            m.asset.value(),
            m.lot.value(),
            m.departed_on.value(),
            m.cleared(clearance).value(),
            m.last_on.value(),
            m.version.value(),
        ],
    )
}

fn lot(sink: &mut dyn Sink, lot: &Lot) -> Result<()> {
    sink.row(
        Table::Lot,
        &[
            lot.id.value(),
            lot.number.value(),
            lot.status.value(),
            lot.facts.channel.value(),
            lot.facts.party.value(),
            lot.facts.value(),
            lot.opened_on.value(),
            lot.shipped_on.value(),
            lot.shipments.value(),
            lot.mass.map(|(grams, _)| grams).value(),
            lot.mass.map(|(_, weighed)| weighed).value(),
            lot.last_on.value(),
        ],
    )?;
    for (place, placed) in lot.lines.iter().enumerate() {
        sink.row(
            Table::LotLine,
            &[
                lot.id.value(),
                place.value(),
                placed.line.item.is_some().value(),
                placed.line.value(),
                placed.undertaken_on.value(),
                placed.shipped_on.value(),
                placed.proved.map(|(outcome, _)| outcome).value(),
                placed.proved.map(|(_, on)| on).value(),
                placed.returned_on.value(),
            ],
        )?;
    }
    Ok(())
}

/// Folds every subject again, and hands it to a witness with its rows.
pub(super) fn replayed(ground: &dyn Ground, clearance: Clearance, witness: &mut dyn Witness) -> Result<()> {
    lives::every(ground, &mut |subject, events| {
        witness.life(subject, events)?;
        let mut each = |table, row: &str| witness.row(table, row);
        let mut say = Say::new(&mut each);
        rows(ground, subject, events, clearance, &mut say)?;
        say.done()
    })
}
