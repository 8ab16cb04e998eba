//! Projections: each subject folded from its events, and written as rows.

use rusqlite::params;

use super::{
    Session, lives,
    rows::{MEDIUM_COLUMNS, Sql, medium},
    search,
    sink::{
        ALIAS, ASSET, ATTRIBUTION, DECOMMISSIONING, DEPARTURE, Insert, LOT, LOT_LINE, MEDIUM, PARTY, STAY,
        Sink, WORK,
    },
};
use crate::{
    model::{
        asset::{Asset, Departure, Stay},
        event::{Event, Seq},
        fact::Fact,
        id::{AssetId, LotId, MediumId, Subject},
        leaving::PartyKind,
        life::Life,
        lot::Lot,
        medium::{Medium, MediumLife},
        sanitization::Minimum,
        standing::{standing, standing_among},
        tag::Tag,
        text,
        work::Work,
    },
    store::{Flow, Reader as _, Result, Seldom, loose},
};

/// Folds subjects again from the log, and replaces their rows.
pub(super) fn refold(
    session: &Session<'_>,
    subjects: impl IntoIterator<Item = Subject>,
    minimum: Minimum,
) -> Result<()> {
    lives::of(session, subjects, &mut |subject, events| {
        erase(session, subject)?;
        let there = rows(session, subject, events, minimum, &mut Insert::new(session, false))?;
        match subject {
            Subject::Asset(id) if !there => search::remove(session, id),
            _ => Ok(()),
        }
    })
}

/// Returns the events that stand and bear on a subject.
pub(super) fn standing_of(session: &Session<'_>, subject: Subject) -> Result<Vec<Event>> {
    Ok(standing(lives::bearing(session, subject.uuid())?))
}

/// Folds a subject from all the events that bear on it, hands its rows over, and tells whether there are
/// any.
pub(super) fn rows(
    session: &Session<'_>,
    subject: Subject,
    events: &[&Event],
    minimum: Minimum,
    sink: &mut dyn Sink,
) -> Result<bool> {
    let version = events.last().map_or(0, |event| event.seq);
    standing_among(events, |standing| rows_of(session, subject, standing, (version, minimum), sink))
}

/// Folds the standing events of a subject, and hands its rows over.
fn rows_of(
    session: &Session<'_>,
    subject: Subject,
    standing: &[&Event],
    (version, minimum): (Seq, Minimum),
    sink: &mut dyn Sink,
) -> Result<bool> {
    let events = standing.iter().copied();
    let handed = match subject {
        Subject::Asset(_) => {
            let Some(life) = Life::fold(events, version) else { return Ok(false) };
            asset(sink, &life).map_err(|e| session.error(e))?;
            return search::row(session, &life, standing, sink).map(|()| true);
        }
        Subject::Medium(_) => MediumLife::fold(events, version).map(|life| medium_life(sink, &life, minimum)),
        Subject::Lot(_) => Lot::fold(events).map(|folded| lot(sink, &folded)),
        Subject::Party(id) => party(events).map(|kind| sink.row(PARTY, params![Sql(&id), Sql(&kind)])),
    };
    handed.transpose().map(|rows| rows.is_some()).map_err(|e| session.error(e))
}

/// Returns the events of a type that touches no subject, and all that may take one of them away.
fn with_voids(session: &Session<'_>, kind: Seldom) -> Result<Vec<Event>> {
    let (mut events, mut failed) = (Vec::new(), None);
    session.seldom(&[kind, Seldom::Voided], &mut |logged| {
        match Session::read_line(logged.seq, logged.line) {
            Ok(event) => events.push(event),
            Err(e) => failed = Some(e),
        }
        if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    failed.map_or(Ok(events), Err)
}

/// Folds the policies again from the log. There are few of them and they rarely change.
pub(super) fn policies(session: &Session<'_>) -> Result<()> {
    let set = loose::policies(with_voids(session, Seldom::Configured)?);
    session.conn().execute("DELETE FROM policy", []).map_err(|e| session.error(e))?;
    set.iter().try_for_each(|(key, value)| session.set_policy(key, value))
}

/// Follows the tags that stand on labels already, with an event that was just written.
pub(super) fn reserve(session: &Session<'_>, event: &Event) -> Result<()> {
    if let Fact::Reserved(reserved) = &event.fact {
        return reserved.tags.iter().try_for_each(|tag| reserved_tag(session, tag, event.seq));
    }
    for seq in event.fact.voids() {
        match session.event(*seq)?.map(|fallen| fallen.fact) {
            Some(Fact::Reserved(_)) => {
                let free = session.conn().execute("DELETE FROM reserved_tag WHERE seq = ?1", [seq]);
                free.map_err(|e| session.error(e))?;
            }
            // What fell stands again.
            Some(Fact::Voided(_)) => return reserved_tags(session),
            Some(fact) => loose::given(&fact).map_or(Ok(()), |tag| reserved_tag(session, tag, *seq))?,
            None => {}
        }
    }
    Ok(())
}

/// Finds again, from the log, the tags that stand on labels already.
pub(super) fn reserved_tags(session: &Session<'_>) -> Result<()> {
    let reserved = loose::reserved(with_voids(session, Seldom::Reserved)?, &|seq| session.event(seq))?;
    session.conn().execute("DELETE FROM reserved_tag", []).map_err(|e| session.error(e))?;
    reserved.iter().try_for_each(|(tag, seq)| reserved_tag(session, tag, *seq))
}

fn reserved_tag(session: &Session<'_>, tag: &Tag, seq: Seq) -> Result<()> {
    let insert = || {
        session
            .conn()
            .prepare_cached("INSERT OR IGNORE INTO reserved_tag (tag, seq) VALUES (?1, ?2)")?
            .execute(params![Sql(tag), seq])
    };
    insert().map(drop).map_err(|e| session.error(e))
}

fn party<'e>(events: impl DoubleEndedIterator<Item = &'e Event>) -> Option<PartyKind> {
    events.rev().find_map(|event| match &event.fact {
        Fact::PartyAdded(added) => Some(added.kind),
        Fact::PartyChanged(changed) => Some(changed.kind),
        _ => None,
    })
}

/// Asks again of every medium whether its claim is enough, after the policy has changed.
pub(super) fn clear_again(session: &Session<'_>, minimum: Minimum) -> Result<()> {
    let media = session.all(&format!("SELECT {MEDIUM_COLUMNS} FROM medium m"), [], medium)?;
    let update = || {
        let mut query = session.conn().prepare_cached("UPDATE medium SET cleared = ?2 WHERE id = ?1")?;
        for medium in &media {
            query.execute(params![Sql(&medium.id), medium.cleared(minimum)])?;
        }
        Ok(())
    };
    update().map_err(|e| session.error(e))
}

fn erase(session: &Session<'_>, subject: Subject) -> Result<()> {
    let statements: &[&str] = match subject {
        Subject::Asset(_) => &[
            "DELETE FROM asset WHERE id = ?1",
            "DELETE FROM alias WHERE asset = ?1",
            "DELETE FROM stay WHERE asset = ?1",
            "DELETE FROM work WHERE asset = ?1",
            "DELETE FROM decommissioning WHERE asset = ?1",
            "DELETE FROM departure WHERE asset = ?1",
        ],
        Subject::Medium(_) => {
            &["DELETE FROM medium WHERE id = ?1", "DELETE FROM attribution WHERE medium = ?1"]
        }
        Subject::Lot(_) => &["DELETE FROM lot WHERE id = ?1", "DELETE FROM lot_line WHERE lot = ?1"],
        Subject::Party(_) => &["DELETE FROM party WHERE id = ?1"],
    };
    let erase = || {
        for sql in statements {
            session.conn().prepare_cached(sql)?.execute([subject.uuid().as_bytes()])?;
        }
        Ok(())
    };
    erase().map_err(|e| session.error(e))
}

fn asset(sink: &mut dyn Sink, life: &Life) -> rusqlite::Result<()> {
    asset_row(sink, &life.asset)?;
    for (place, alias) in life.asset.aliases.iter().enumerate() {
        sink.row(ALIAS, params![text::fold(alias), alias, Sql(&life.asset.id), place])?;
    }
    for stay in &life.stays {
        stay_row(sink, stay)?;
    }
    for work in &life.works {
        work_row(sink, work)?;
    }
    for span in &life.decommissionings {
        sink.row(DECOMMISSIONING, params![Sql(&span.asset), span.seq, Sql(&span.from), Sql(&span.to)])?;
    }
    for departure in &life.departures {
        departure_row(sink, departure)?;
    }
    Ok(())
}

fn asset_row(sink: &mut dyn Sink, a: &Asset) -> rusqlite::Result<()> {
    sink.row(
        ASSET,
        params![
            Sql(&a.id),
            Sql(&a.tag),
            Sql(&a.kind),
            a.manufacturer,
            a.model,
            a.serial,
            Sql(&a.state),
            Sql(&a.before),
            Sql(&a.cause),
            Sql(&a.decommissioned_on),
            a.act,
            a.decommission_when_collected,
            Sql(&a.waste_since),
            Sql(&a.acquired),
            Sql(&a.owner),
            a.service,
            a.site,
            Sql(&a.holder),
            Sql(&a.functional),
            Sql(&a.cosmetic),
            Sql(&a.security),
            Sql(&a.weee),
            Sql(&a.weee_source),
            Sql(&a.mass),
            Sql(&a.mass_source),
            Sql(&a.purchase_date),
            Sql(&a.price),
            Sql(&a.supplier),
            a.order,
            Sql(&a.manufactured_on),
            Sql(&a.first_use_date),
            a.warranty_months,
            a.deployments,
            a.second_lives,
            Sql(&a.inventory),
            Sql(&a.sent_to),
            Sql(&a.lot),
            Sql(&a.departed_on),
            Sql(&a.channel),
            Sql(&a.last_on),
            a.version,
        ],
    )
}

fn stay_row(sink: &mut dyn Sink, stay: &Stay) -> rusqlite::Result<()> {
    sink.row(
        STAY,
        params![
            Sql(&stay.asset),
            stay.seq,
            Sql(&stay.state),
            stay.service,
            stay.site,
            Sql(&stay.holder),
            Sql(&stay.from),
            Sql(&stay.to),
            Sql(&stay.began),
        ],
    )
}

fn work_row(sink: &mut dyn Sink, work: &Work) -> rusqlite::Result<()> {
    sink.row(
        WORK,
        params![
            Sql(&work.asset),
            work.seq,
            Sql(&work.on),
            Sql(&work.kind),
            Sql(&work.part),
            Sql(&work.from),
            work.minutes,
            Sql(&work.cost),
            work.back,
            Sql(&work.sent_to),
            work.data_clause,
            work.with_data,
            Sql(&work.back_on),
        ],
    )
}

fn departure_row(sink: &mut dyn Sink, d: &Departure) -> rusqlite::Result<()> {
    sink.row(
        DEPARTURE,
        params![
            Sql(&d.asset),
            d.seq,
            Sql(&d.lot),
            Sql(&d.on),
            Sql(&d.channel),
            d.waste,
            d.for_parts,
            Sql(&d.undertaken_on),
            Sql(&d.proved_on),
            Sql(&d.proved),
            d.operation,
            d.proved_operation,
            Sql(&d.mass),
            Sql(&d.mass_source),
            Sql(&d.unit_value),
            Sql(&d.functional),
            Sql(&d.decommissioned_on),
            d.service,
            d.impact.as_ref().map(|i| i.g_per_year),
            d.impact.as_ref().map(|i| i.years),
            d.impact.as_ref().map(|i| &i.rules),
            Sql(&d.returned_on),
            Sql(&d.taken_over),
        ],
    )
}

fn medium_life(sink: &mut dyn Sink, life: &MediumLife, minimum: Minimum) -> rusqlite::Result<()> {
    medium_row(sink, &life.medium, minimum)?;
    for span in &life.attributions {
        sink.row(
            ATTRIBUTION,
            params![
                Sql::<&AssetId>(&span.asset),
                span.seq,
                Sql::<&MediumId>(&span.medium),
                Sql(&span.from),
                Sql(&span.to),
            ],
        )?;
    }
    Ok(())
}

fn medium_row(sink: &mut dyn Sink, m: &Medium, minimum: Minimum) -> rusqlite::Result<()> {
    sink.row(
        MEDIUM,
        params![
            Sql(&m.id),
            m.serial,
            Sql(&m.kind),
            m.model,
            Sql(&m.capacity),
            Sql(&m.encrypted),
            Sql(&m.status),
            Sql(&m.claim),
            Sql(&m.verdict),
            Sql(&m.technique),
            Sql(&m.verify),
            m.used_by,
            Sql(&m.asset),
            Sql(&m.lot),
            Sql(&m.departed_on),
            m.cleared(minimum),
            Sql(&m.last_on),
            m.version,
        ],
    )
}

fn lot(sink: &mut dyn Sink, lot: &Lot) -> rusqlite::Result<()> {
    sink.row(
        LOT,
        params![
            Sql::<&LotId>(&lot.id),
            lot.number,
            Sql(&lot.status),
            Sql(&lot.facts.channel),
            Sql(&lot.facts.party),
            json(&lot.facts)?,
            Sql(&lot.opened_on),
            Sql(&lot.shipped_on),
            json(&lot.shipments)?,
            lot.mass.map(|(grams, _)| grams.0),
            lot.mass.map(|(_, weighed)| weighed),
            Sql(&lot.last_on),
        ],
    )?;
    for (place, placed) in lot.lines.iter().enumerate() {
        sink.row(
            LOT_LINE,
            params![
                Sql(&lot.id),
                place,
                placed.line.item.is_some(),
                json(&placed.line)?,
                Sql(&placed.undertaken_on),
                Sql(&placed.shipped_on),
                Sql(&placed.proved.map(|(outcome, _)| outcome)),
                Sql(&placed.proved.map(|(_, on)| on)),
                Sql(&placed.returned_on),
            ],
        )?;
    }
    Ok(())
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}
