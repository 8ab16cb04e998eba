//! Rows as they are read: what stands in which column, whatever the engine.

use std::ops::RangeInclusive;

use super::column::Column;
use crate::{
    model::{
        amount::Grams,
        asset::{Asset, Decommissioning, Departure, Stay},
        attempt::{Attempt, Validation},
        day::Day,
        fact::{Impact, Run},
        kind::Acquired,
        lot::{Lot, Placed},
        medium::{Medium, Reading},
        period::Period,
        sanitization::Health,
        work::Work,
    },
    store::Brief,
};

/// A row of an answer.
pub(super) trait Cells {
    /// Why a value cannot be read.
    type Error;

    /// Reads the value of a column.
    fn cell<T: Column>(&self, at: usize) -> Result<T, Self::Error>;
}

/// The columns of `asset`, in the order [`asset`] reads them.
pub(super) const ASSET_COLUMNS: &str = "id, tag, kind, manufacturer, model, serial, state, before, cause, decommissioned_on, act, \
         when_collected, waste_since, acquired, owner, service, site, holder, functional, cosmetic, security, \
         weee, weee_source, mass_g, mass_source, purchase_date, price, supplier, order_ref, manufactured_on, \
         first_use_date, warranty_months, deployments, second_lives, inventory, sent_to, lot, departed_on, \
         channel, last_on, version";
/// Reads an asset; its aliases are in a table of their own.
pub(super) fn asset<C: Cells>(row: &C) -> Result<Asset, C::Error> {
    Ok(Asset {
        id: row.cell(0)?,
        tag: row.cell(1)?,
        aliases: Vec::new(),
        kind: row.cell(2)?,
        manufacturer: row.cell(3)?,
        model: row.cell(4)?,
        serial: row.cell(5)?,
        state: row.cell(6)?,
        before: row.cell(7)?,
        cause: row.cell(8)?,
        decommissioned_on: row.cell(9)?,
        act: row.cell(10)?,
        decommission_when_collected: row.cell(11)?,
        waste_since: row.cell(12)?,
        acquired: row.cell(13)?,
        owner: row.cell(14)?,
        service: row.cell(15)?,
        site: row.cell(16)?,
        holder: row.cell(17)?,
        functional: row.cell(18)?,
        cosmetic: row.cell(19)?,
        security: row.cell(20)?,
        weee: row.cell(21)?,
        weee_source: row.cell(22)?,
        mass: row.cell(23)?,
        mass_source: row.cell(24)?,
        purchase_date: row.cell(25)?,
        price: row.cell(26)?,
        supplier: row.cell(27)?,
        order: row.cell(28)?,
        manufactured_on: row.cell(29)?,
        first_use_date: row.cell(30)?,
        warranty_months: row.cell(31)?,
        deployments: row.cell(32)?,
        second_lives: row.cell(33)?,
        inventory: row.cell(34)?,
        sent_to: row.cell(35)?,
        lot: row.cell(36)?,
        departed_on: row.cell(37)?,
        channel: row.cell(38)?,
        last_on: row.cell(39)?,
        version: row.cell(40)?,
    })
}

/// The columns of `medium m` with its [`READING`], in the order [`medium`] reads them.
pub(super) const MEDIUM_COLUMNS: &str = "m.id, m.serial, m.kind, m.model, m.capacity_bytes, m.encrypted, m.status, m.claim, m.verdict, \
         m.technique, m.verify, m.used_by, m.asset, m.lot, m.departed_on, m.last_on, m.version, \
         r.power_on_hours, r.health, r.read_at, \
         coalesce((SELECT s.validated_seq IS NOT NULL FROM sanitisation s WHERE s.medium = m.id \
                   ORDER BY s.seq DESC LIMIT 1), FALSE)";
/// What a medium said of itself, beside `medium m`.
pub(super) const READING: &str = "LEFT JOIN reading r ON r.medium = m.id";

/// Reads what a medium said of itself: there is a word about its health wherever it was read.
fn reading<C: Cells>(row: &C) -> Result<Option<Reading>, C::Error> {
    let health: Option<Health> = row.cell(18)?;
    let (hours, at) = (row.cell(17)?, row.cell(19)?);
    Ok(health.map(|health| Reading { hours, health, at }))
}

/// Reads a medium.
pub(super) fn medium<C: Cells>(row: &C) -> Result<Medium, C::Error> {
    Ok(Medium {
        id: row.cell(0)?,
        serial: row.cell(1)?,
        kind: row.cell(2)?,
        model: row.cell(3)?,
        capacity: row.cell(4)?,
        encrypted: row.cell(5)?,
        status: row.cell(6)?,
        claim: row.cell(7)?,
        verdict: row.cell(8)?,
        technique: row.cell(9)?,
        verify: row.cell(10)?,
        used_by: row.cell(11)?,
        asset: row.cell(12)?,
        lot: row.cell(13)?,
        departed_on: row.cell(14)?,
        last_on: row.cell(15)?,
        version: row.cell(16)?,
        reading: reading(row)?,
        validated: row.cell(20)?,
    })
}

/// The columns of a [`Brief`], from `asset a`.
pub(super) const BRIEF_COLUMNS: &str = "a.id, a.tag, a.kind, a.weee, a.security, a.acquired, \
     coalesce(a.first_use_date, a.purchase_date, a.manufactured_on)";
/// How many columns that is.
pub(super) const BRIEF: usize = 7;

/// Reads what reports need of an asset.
pub(super) fn brief<C: Cells>(row: &C) -> Result<Brief, C::Error> {
    Ok(Brief {
        id: row.cell(0)?,
        tag: row.cell(1)?,
        kind: row.cell(2)?,
        weee: row.cell(3)?,
        security: row.cell(4)?,
        owned: row.cell::<Acquired>(5)?.owned(),
        age_start: row.cell(6)?,
    })
}

/// The columns of `departure d`, in the order [`departure`] reads them.
pub(super) const DEPARTURE_COLUMNS: &str = "d.asset, d.seq, d.lot, d.\"on\", d.channel, d.waste, d.for_parts, \
     d.undertaken_on, d.proved_on, d.proved, d.operation, d.proved_operation, d.mass_g, d.mass_source, \
     d.unit_value, d.functional, d.decommissioned_on, d.service, d.impact_g_per_year, d.impact_years, \
     d.impact_rules, d.returned_on, d.taken_over";

/// Reads a departure from column `at` on.
pub(super) fn departure<C: Cells>(row: &C, at: usize) -> Result<Departure, C::Error> {
    let impact = match row.cell::<Option<i64>>(at + 18)? {
        Some(g_per_year) => Some(Impact { g_per_year, years: row.cell(at + 19)?, rules: row.cell(at + 20)? }),
        None => None,
    };
    Ok(Departure {
        asset: row.cell(at)?,
        seq: row.cell(at + 1)?,
        lot: row.cell(at + 2)?,
        on: row.cell(at + 3)?,
        channel: row.cell(at + 4)?,
        taken_over: row.cell(at + 22)?,
        waste: row.cell(at + 5)?,
        for_parts: row.cell(at + 6)?,
        undertaken_on: row.cell(at + 7)?,
        proved_on: row.cell(at + 8)?,
        proved: row.cell(at + 9)?,
        operation: row.cell(at + 10)?,
        proved_operation: row.cell(at + 11)?,
        mass: row.cell(at + 12)?,
        mass_source: row.cell(at + 13)?,
        unit_value: row.cell(at + 14)?,
        functional: row.cell(at + 15)?,
        decommissioned_on: row.cell(at + 16)?,
        service: row.cell(at + 17)?,
        impact,
        returned_on: row.cell(at + 21)?,
    })
}

/// A query for what was decommissioned and here when a year began, in the order [`carried_over`] reads it, between
/// the first days of the `first` and of the `last` year: what ends in a later year than it begins. Who that is is found
/// out before what it is: the embedded engine joins in the order that is written here, which is one pass, for all three
/// lie in the order of assets. Most stays end before the decommissioning, which is asked first.
pub(super) fn carried_over_sql(first: &str, last: &str) -> String {
    let year = |column: &str| format!("substr({column}, 1, 4)");
    let (began, came) = (year("d.\"from\""), year("s.\"from\""));
    let (ended, went) = (year("d.\"to\""), year("s.\"to\""));
    format!(
        "SELECT {BRIEF_COLUMNS}, d.seq, d.\"from\", d.\"to\", s.\"from\", s.\"to\" \
         FROM decommissioning d CROSS JOIN stay s CROSS JOIN asset a \
         WHERE d.\"from\" < {last} AND (d.\"to\" IS NULL OR (d.\"to\" >= {first} AND {ended} > {began})) \
         AND s.asset = d.asset AND (s.\"to\" IS NULL \
             OR (s.\"to\" > d.\"from\" AND s.\"to\" >= {first} AND {went} > {began} AND {went} > {came})) \
         AND s.state NOT IN ('departed', 'missing') AND s.\"from\" < {last} \
         AND (d.\"to\" IS NULL OR {ended} > {came}) \
         AND a.id = d.asset ORDER BY d.asset, d.seq, s.seq"
    )
}

/// Reads what was decommissioned and here when years began, and which of these years.
pub(super) fn carried_over<C: Cells>(
    row: &C,
    asked: Period,
) -> Result<(Brief, Decommissioning, RangeInclusive<i16>), C::Error> {
    let brief = brief(row)?;
    let span = Decommissioning {
        asset: brief.id,
        seq: row.cell(BRIEF)?,
        from: row.cell(BRIEF + 1)?,
        to: row.cell(BRIEF + 2)?,
    };
    let (from, to): (Day, Option<Day>) = (row.cell(BRIEF + 3)?, row.cell(BRIEF + 4)?);
    let first = (span.from.max(from).year() + 1).max(asked.from.year());
    let last = span.to.into_iter().chain(to).map(Day::year).min();
    let last = last.map_or(asked.to.year(), |last| last.min(asked.to.year()));
    Ok((brief, span, first..=last))
}

/// The columns of `sanitisation`, in the order [`attempt`] reads them.
pub(super) const ATTEMPT_COLUMNS: &str = "medium, seq, \"on\", operator, action, tool, verify, result, claim, rules, log, line, method, passes, \
     started_at, finished_at, zone_assumed, bytes, errors, validated_seq, validated_on, validated_by";

/// Reads an attempt to remove the data of a medium.
pub(super) fn attempt<C: Cells>(row: &C) -> Result<Attempt, C::Error> {
    let run = match row.cell(10)? {
        Some(log) => Some(Run {
            log,
            line: row.cell::<Option<_>>(11)?.unwrap_or_default(),
            method: row.cell(12)?,
            passes: row.cell(13)?,
            started_at: row.cell(14)?,
            finished_at: row.cell(15)?,
            zone_assumed: row.cell::<Option<_>>(16)?.unwrap_or_default(),
            bytes: row.cell(17)?,
            errors: row.cell(18)?,
        }),
        None => None,
    };
    let validation = match row.cell(19)? {
        Some(seq) => Some(Validation { seq, on: row.cell(20)?, by: row.cell(21)? }),
        None => None,
    };
    Ok(Attempt {
        medium: row.cell(0)?,
        seq: row.cell(1)?,
        on: row.cell(2)?,
        operator: row.cell(3)?,
        action: row.cell(4)?,
        tool: row.cell(5)?,
        verify: row.cell(6)?,
        result: row.cell(7)?,
        claim: row.cell(8)?,
        rules: row.cell(9)?,
        run,
        validation,
    })
}

/// The columns of `work w`, in the order [`work`] reads them.
pub(super) const WORK_COLUMNS: &str = "w.asset, w.seq, w.\"on\", w.kind, w.part, w.\"from\", w.minutes, w.cost, \
     w.back, w.sent_to, w.data_clause, w.with_data, w.back_on";

/// Reads a piece of work from column `at` on.
pub(super) fn work<C: Cells>(row: &C, at: usize) -> Result<Work, C::Error> {
    Ok(Work {
        asset: row.cell(at)?,
        seq: row.cell(at + 1)?,
        on: row.cell(at + 2)?,
        kind: row.cell(at + 3)?,
        part: row.cell(at + 4)?,
        from: row.cell(at + 5)?,
        minutes: row.cell(at + 6)?,
        cost: row.cell(at + 7)?,
        back: row.cell(at + 8)?,
        sent_to: row.cell(at + 9)?,
        data_clause: row.cell(at + 10)?,
        with_data: row.cell(at + 11)?,
        back_on: row.cell(at + 12)?,
    })
}

/// The columns of `stay s`, in the order [`stay`] reads them.
pub(super) const STAY_COLUMNS: &str =
    "s.asset, s.seq, s.state, s.service, s.site, s.holder, s.\"from\", s.\"to\", s.began";

/// Reads a stay from column `at` on.
pub(super) fn stay<C: Cells>(row: &C, at: usize) -> Result<Stay, C::Error> {
    Ok(Stay {
        asset: row.cell(at)?,
        seq: row.cell(at + 1)?,
        state: row.cell(at + 2)?,
        service: row.cell(at + 3)?,
        site: row.cell(at + 4)?,
        holder: row.cell(at + 5)?,
        from: row.cell(at + 6)?,
        to: row.cell(at + 7)?,
        began: row.cell(at + 8)?,
    })
}

/// A query for lots, in the order [`lot`] reads them.
pub(super) const LOT: &str =
    "SELECT id, number, status, facts, opened_on, shipped_on, shipments, mass_g, weighed, last_on FROM lot";

/// A query for the lots on which an event after `bound` bears, as [`LOT`] reads them, with the last that does.
pub(super) fn lots_since(bound: &str) -> String {
    let columns = LOT.trim_start_matches("SELECT ").trim_end_matches(" FROM lot");
    let last = last_bearing("l.id");
    format!(
        "SELECT {columns}, version FROM (SELECT l.*, {last} AS version FROM lot l) lot \
         WHERE version > {bound} ORDER BY number"
    )
}

/// Where [`lots_since`] has the last event.
pub(super) const LOT_VERSION: usize = 10;

/// A query for the parties on which an event after `bound` bears, by identifier: identity, kind, name, number,
/// the last event that does.
pub(super) fn parties_since(bound: &str) -> String {
    let last = last_bearing("q.id");
    format!(
        "SELECT p.id, p.kind, v.name, v.siret, p.version \
         FROM (SELECT q.id, q.kind, {last} AS version FROM party q) p LEFT JOIN vault_party v USING (id) \
         WHERE p.version > {bound} ORDER BY p.id"
    )
}

/// The last event that bears on a subject.
fn last_bearing(id: &str) -> String {
    format!("(SELECT max(t.seq) FROM touch t WHERE t.subject = {id} AND t.bears)")
}

/// Reads a lot; its lines are in a table of their own.
pub(super) fn lot<C: Cells>(row: &C) -> Result<Lot, C::Error> {
    Ok(Lot {
        id: row.cell(0)?,
        number: row.cell(1)?,
        status: row.cell(2)?,
        facts: row.cell(3)?,
        lines: Vec::new(),
        opened_on: row.cell(4)?,
        shipped_on: row.cell(5)?,
        shipments: row.cell(6)?,
        mass: row.cell::<Option<Grams>>(7)?.zip(row.cell(8)?),
        last_on: row.cell(9)?,
    })
}

/// The columns of `lot_line`, in the order [`placed`] reads them.
pub(super) const PLACED: &str = "line, undertaken_on, shipped_on, proved, proved_on, returned_on";

/// Reads a line of a lot.
pub(super) fn placed<C: Cells>(row: &C) -> Result<Placed, C::Error> {
    Ok(Placed {
        line: row.cell(0)?,
        undertaken_on: row.cell(1)?,
        shipped_on: row.cell(2)?,
        proved: row.cell::<Option<_>>(3)?.zip(row.cell(4)?),
        returned_on: row.cell(5)?,
    })
}

/// The first day of which anything is recorded, if it comes after a day, which stands in the query as this. Where it
/// does not, the first row that says so is enough.
pub(super) fn first_day_after(day: &str) -> String {
    const DAYS: [(&str, &str); 3] = [("stay", "\"from\""), ("attribution", "\"from\""), ("lot", "opened_on")];
    let by = DAYS.map(|(table, on)| format!("EXISTS (SELECT 1 FROM {table} WHERE {on} <= {day})"));
    let first = DAYS.map(|(table, on)| format!("SELECT min({on}) AS day FROM {table}"));
    format!("SELECT min(day) FROM ({}) days WHERE NOT ({})", first.join(" UNION ALL "), by.join(" OR "))
}
