//! Projections: each subject folded from its events, and written as rows.

use std::collections::HashSet;

use rusqlite::params;

use super::{
    Session,
    rows::{ASSET_INSERT, MEDIUM_COLUMNS, Sql, medium},
    search,
};
use crate::{
    model::{
        asset::{Asset, Departure, Stay},
        event::{Event, Seq},
        fact::Fact,
        id::{AssetId, LotId, MediumId, PartyId, Subject},
        leaving::PartyKind,
        life::Life,
        lot::Lot,
        medium::{Medium, MediumLife},
        sanitization::Minimum,
        standing::standing,
        tag::Tag,
        text,
        work::Work,
    },
    store::{Flow, Reader as _, Result, Seldom},
};

/// Folds a subject again from the log, and replaces its rows.
pub(super) fn refold(session: &Session<'_>, subject: Subject, minimum: Minimum) -> Result<()> {
    let events = bearing(session, subject)?;
    erase(session, subject)?;
    let there = write_all(session, subject, &events.iter().collect::<Vec<_>>(), minimum, false)?;
    match subject {
        Subject::Asset(id) if !there => search::remove(session, id),
        _ => Ok(()),
    }
}

/// Returns the events that stand and bear on a subject.
pub(super) fn standing_of(session: &Session<'_>, subject: Subject) -> Result<Vec<Event>> {
    Ok(standing(bearing(session, subject)?))
}

/// Returns every event that bears on a subject, standing or not.
fn bearing(session: &Session<'_>, subject: Subject) -> Result<Vec<Event>> {
    let lines = session.all(
        "SELECT t.seq, t.bears, e.line FROM touch t JOIN event e ON e.seq = t.seq \
         WHERE t.subject = ?1 AND t.bears = 1 ORDER BY t.seq",
        [subject.uuid().as_bytes()],
        |row| Ok((row.get::<_, Seq>(0)?, row.get::<_, String>(2)?)),
    )?;
    lines.iter().map(|(seq, line)| Session::read_line(*seq, line)).collect()
}

/// Folds a subject of which these are all the events that bear on it, and writes its rows.
pub(super) fn write_new(
    session: &Session<'_>,
    subject: Subject,
    events: &[&Event],
    minimum: Minimum,
) -> Result<()> {
    write_all(session, subject, events, minimum, true).map(|_| ())
}

/// Folds a subject from all the events that bear on it, writes its rows, and tells whether there are
/// any; `new` if it had none before.
fn write_all(
    session: &Session<'_>,
    subject: Subject,
    events: &[&Event],
    minimum: Minimum,
    new: bool,
) -> Result<bool> {
    let version = events.last().map_or(0, |event| event.seq);
    if events.iter().all(|event| event.fact.targets().is_empty()) {
        write(session, subject, events, version, (minimum, new))
    } else {
        let standing = standing(events.iter().map(|event| (*event).clone()).collect());
        write(session, subject, &standing.iter().collect::<Vec<_>>(), version, (minimum, new))
    }
}

/// Folds the standing events of a subject, and writes its rows.
fn write(
    session: &Session<'_>,
    subject: Subject,
    standing: &[&Event],
    version: Seq,
    (minimum, new): (Minimum, bool),
) -> Result<bool> {
    let events = standing.iter().copied();
    let written = match subject {
        Subject::Asset(_) => {
            let Some(life) = Life::fold(events, version) else { return Ok(false) };
            asset(session, &life).map_err(|e| session.error(e))?;
            return search::write(session, &life, standing, new).map(|()| true);
        }
        Subject::Medium(_) => {
            MediumLife::fold(events, version).map(|life| medium_life(session, &life, minimum))
        }
        Subject::Lot(_) => Lot::fold(events).map(|lot| write_lot(session, &lot)),
        Subject::Party(id) => party(events).map(|kind| write_party(session, id, kind)),
    };
    written.transpose().map(|rows| rows.is_some()).map_err(|e| session.error(e))
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
    let events = with_voids(session, Seldom::Configured)?;
    session.conn().execute("DELETE FROM policy", []).map_err(|e| session.error(e))?;
    for event in standing(events) {
        if let Fact::Configured(set) = event.fact {
            session.set_policy(&set.key, &set.value)?;
        }
    }
    Ok(())
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
            Some(fact) => given(&fact).map_or(Ok(()), |tag| reserved_tag(session, tag, *seq))?,
            None => {}
        }
    }
    Ok(())
}

/// Finds again, from the log, the tags that stand on labels already.
pub(super) fn reserved_tags(session: &Session<'_>) -> Result<()> {
    let events = with_voids(session, Seldom::Reserved)?;
    session.conn().execute("DELETE FROM reserved_tag", []).map_err(|e| session.error(e))?;
    let known: HashSet<Seq> = events.iter().map(|event| event.seq).collect();
    for event in standing(events) {
        // Of what fell among these, the list says enough: it is not in it.
        if !event.fact.voids().iter().any(|seq| known.contains(seq)) {
            reserve(session, &event)?;
        }
    }
    Ok(())
}

/// The tag that an event gave to an asset.
fn given(fact: &Fact) -> Option<&Tag> {
    match fact {
        Fact::Added(added) => Some(&added.tag),
        Fact::Edited(edited) => edited.tag.as_ref(),
        _ => None,
    }
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

fn asset(session: &Session<'_>, life: &Life) -> rusqlite::Result<()> {
    let conn = session.conn();
    asset_row(session, &life.asset)?;
    for (place, alias) in life.asset.aliases.iter().enumerate() {
        conn.prepare_cached("INSERT INTO alias (folded, alias, asset, place) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![text::fold(alias), alias, Sql(&life.asset.id), place])?;
    }
    for stay in &life.stays {
        stay_row(session, stay)?;
    }
    for work in &life.works {
        work_row(session, work)?;
    }
    for span in &life.decommissionings {
        conn.prepare_cached(
            "INSERT INTO decommissioning (asset, seq, \"from\", \"to\") VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![Sql(&span.asset), span.seq, Sql(&span.from), Sql(&span.to)])?;
    }
    for departure in &life.departures {
        departure_row(session, departure)?;
    }
    Ok(())
}

fn asset_row(session: &Session<'_>, a: &Asset) -> rusqlite::Result<()> {
    session.conn().prepare_cached(ASSET_INSERT)?.execute(params![
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
    ])?;
    Ok(())
}

fn stay_row(session: &Session<'_>, stay: &Stay) -> rusqlite::Result<()> {
    session
        .conn()
        .prepare_cached(
            "INSERT INTO stay (asset, seq, state, service, site, holder, \"from\", \"to\", began) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            Sql(&stay.asset),
            stay.seq,
            Sql(&stay.state),
            stay.service,
            stay.site,
            Sql(&stay.holder),
            Sql(&stay.from),
            Sql(&stay.to),
            Sql(&stay.began),
        ])?;
    Ok(())
}

fn work_row(session: &Session<'_>, work: &Work) -> rusqlite::Result<()> {
    session
        .conn()
        .prepare_cached("INSERT INTO work VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")?
        .execute(params![
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
        ])?;
    Ok(())
}

fn departure_row(session: &Session<'_>, d: &Departure) -> rusqlite::Result<()> {
    session
        .conn()
        .prepare_cached(
            "INSERT INTO departure VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, \
             ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
        )?
        .execute(params![
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
        ])?;
    Ok(())
}

fn medium_life(session: &Session<'_>, life: &MediumLife, minimum: Minimum) -> rusqlite::Result<()> {
    medium_row(session, &life.medium, minimum)?;
    for span in &life.attributions {
        session
            .conn()
            .prepare_cached(
                "INSERT INTO attribution (asset, seq, medium, \"from\", \"to\") VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                Sql::<&AssetId>(&span.asset),
                span.seq,
                Sql::<&MediumId>(&span.medium),
                Sql(&span.from),
                Sql(&span.to),
            ])?;
    }
    Ok(())
}

fn medium_row(session: &Session<'_>, m: &Medium, minimum: Minimum) -> rusqlite::Result<()> {
    session
        .conn()
        .prepare_cached(
            "INSERT INTO medium (id, serial, kind, model, capacity_bytes, encrypted, status, claim, verdict, \
             technique, verify, used_by, asset, lot, departed_on, cleared, last_on, version) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(params![
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
        ])?;
    Ok(())
}

fn write_lot(session: &Session<'_>, lot: &Lot) -> rusqlite::Result<()> {
    session
        .conn()
        .prepare_cached(
            "INSERT INTO lot (id, number, status, channel, party, facts, opened_on, shipped_on, shipments, mass_g, \
             weighed, last_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
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
        ])?;
    for (place, placed) in lot.lines.iter().enumerate() {
        session
            .conn()
            .prepare_cached(
                "INSERT INTO lot_line (lot, place, tagged, line, undertaken_on, shipped_on, proved, proved_on, \
                 returned_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                Sql(&lot.id),
                place,
                placed.line.item.is_some(),
                json(&placed.line)?,
                Sql(&placed.undertaken_on),
                Sql(&placed.shipped_on),
                Sql(&placed.proved.map(|(outcome, _)| outcome)),
                Sql(&placed.proved.map(|(_, on)| on)),
                Sql(&placed.returned_on),
            ])?;
    }
    Ok(())
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}

fn write_party(session: &Session<'_>, id: PartyId, kind: PartyKind) -> rusqlite::Result<()> {
    session
        .conn()
        .prepare_cached("INSERT INTO party (id, kind) VALUES (?1, ?2)")?
        .execute(params![Sql(&id), Sql(&kind)])?;
    Ok(())
}
