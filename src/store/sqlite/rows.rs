//! Rows and values: how each type of the model stands in a column.

use rusqlite::{
    Row, ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};
use uuid::Uuid;

use crate::{
    model::{
        amount::{Bytes, Cents, Grams},
        asset::{Asset, Departure, Stay, Use},
        day::Day,
        fact::Impact,
        grade::{Cosmetic, Functional},
        id::{ActorId, AssetId, CommandId, LotId, MediumId, PartyId, TextId},
        kind::{Acquired, Kind, Security, Source, WeeeCategory},
        leaving::{Cause, Channel, LotStatus, PartyKind, Proof},
        lifecycle::State,
        medium::Medium,
        precision::Precision,
        sanitization::{Claim, Encrypted, Inventory, MediumKind, MediumStatus, Technique, Verdict, Verify},
        tag::Tag,
        work::{Work, WorkKind},
    },
    store::Brief,
};

/// A value of the model in a column.
pub(super) struct Sql<T>(pub(super) T);

/// How a type stands in a column and comes back.
pub(super) trait Column: Sized {
    fn store(&self) -> ToSqlOutput<'_>;
    fn load(value: ValueRef<'_>) -> FromSqlResult<Self>;
}

impl<T: Column> ToSql for Sql<&T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.store())
    }
}

impl<T: Column> ToSql for Sql<&Option<T>> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_ref().map_or(ToSqlOutput::Borrowed(ValueRef::Null), Column::store))
    }
}

impl<T: Column> FromSql for Sql<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        T::load(value).map(Self)
    }
}

/// Reads a column.
pub(super) fn get<T: Column>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    Ok(row.get::<_, Sql<T>>(column)?.0)
}

/// Reads a column that may be null.
pub(super) fn maybe<T: Column>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<Sql<T>>>(column)?.map(|value| value.0))
}

macro_rules! by_code {
    ($($name:ty),+) => {$(
        impl Column for $name {
            fn store(&self) -> ToSqlOutput<'_> { ToSqlOutput::from(self.code()) }
            fn load(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Self::from_code(value.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }
    )+};
}
by_code!(
    Kind,
    Acquired,
    Security,
    Source,
    State,
    Cause,
    Functional,
    Cosmetic,
    Channel,
    PartyKind,
    Proof,
    LotStatus,
    Inventory,
    MediumKind,
    Encrypted,
    MediumStatus,
    Claim,
    Verdict,
    Verify,
    Technique,
    Use,
    Precision,
    WorkKind
);

macro_rules! by_bytes {
    ($($name:ident),+) => {$(
        impl Column for $name {
            fn store(&self) -> ToSqlOutput<'_> { ToSqlOutput::from(self.0.as_bytes().as_slice()) }
            fn load(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Uuid::from_slice(value.as_blob()?).map(Self).map_err(FromSqlError::other)
            }
        }
    )+};
}
by_bytes!(AssetId, MediumId, LotId, PartyId, ActorId, TextId, CommandId);

macro_rules! by_number {
    ($($name:ident),+) => {$(
        impl Column for $name {
            fn store(&self) -> ToSqlOutput<'_> { ToSqlOutput::from(self.0) }
            fn load(value: ValueRef<'_>) -> FromSqlResult<Self> { value.as_i64().map(Self) }
        }
    )+};
}
by_number!(Cents, Grams, Bytes);

impl Column for Day {
    fn store(&self) -> ToSqlOutput<'_> {
        ToSqlOutput::from(self.text(str::to_owned))
    }
    fn load(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map_err(FromSqlError::other)
    }
}

impl Column for Tag {
    fn store(&self) -> ToSqlOutput<'_> {
        ToSqlOutput::from(self.as_str())
    }
    fn load(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map_err(FromSqlError::other)
    }
}

impl Column for WeeeCategory {
    fn store(&self) -> ToSqlOutput<'_> {
        ToSqlOutput::from(self.number())
    }
    fn load(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = u8::try_from(value.as_i64()?).map_err(|_| FromSqlError::InvalidType)?;
        Self::new(number).ok_or(FromSqlError::InvalidType)
    }
}

/// The columns of `asset`, in the order [`asset`] reads them and [`ASSET_INSERT`] writes them.
macro_rules! asset_columns {
    () => {
        "id, tag, kind, manufacturer, model, serial, state, before, cause, decommissioned_on, act, \
         when_collected, waste_since, acquired, owner, service, site, holder, functional, cosmetic, security, \
         weee, weee_source, mass_g, mass_source, purchase_date, price, supplier, order_ref, manufactured_on, \
         first_use_date, warranty_months, deployments, second_lives, inventory, sent_to, lot, departed_on, \
         channel, last_on, version"
    };
}
pub(super) const ASSET_COLUMNS: &str = asset_columns!();
pub(super) const ASSET_INSERT: &str = concat!(
    "INSERT INTO asset (",
    asset_columns!(),
    ") VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,\
     ?27,?28,?29,?30,?31,?32,?33,?34,?35,?36,?37,?38,?39,?40,?41)"
);

/// Reads an asset; its aliases are in a table of their own.
pub(super) fn asset(row: &Row<'_>) -> rusqlite::Result<Asset> {
    Ok(Asset {
        id: get(row, 0)?,
        tag: get(row, 1)?,
        aliases: Vec::new(),
        kind: get(row, 2)?,
        manufacturer: row.get(3)?,
        model: row.get(4)?,
        serial: row.get(5)?,
        state: get(row, 6)?,
        before: maybe(row, 7)?,
        cause: maybe(row, 8)?,
        decommissioned_on: maybe(row, 9)?,
        act: row.get(10)?,
        decommission_when_collected: row.get(11)?,
        waste_since: maybe(row, 12)?,
        acquired: get(row, 13)?,
        owner: maybe(row, 14)?,
        service: row.get(15)?,
        site: row.get(16)?,
        holder: maybe(row, 17)?,
        functional: maybe(row, 18)?,
        cosmetic: maybe(row, 19)?,
        security: get(row, 20)?,
        weee: get(row, 21)?,
        weee_source: get(row, 22)?,
        mass: maybe(row, 23)?,
        mass_source: maybe(row, 24)?,
        purchase_date: maybe(row, 25)?,
        price: maybe(row, 26)?,
        supplier: maybe(row, 27)?,
        order: row.get(28)?,
        manufactured_on: maybe(row, 29)?,
        first_use_date: maybe(row, 30)?,
        warranty_months: row.get(31)?,
        deployments: row.get(32)?,
        second_lives: row.get(33)?,
        inventory: get(row, 34)?,
        sent_to: maybe(row, 35)?,
        lot: maybe(row, 36)?,
        departed_on: maybe(row, 37)?,
        channel: maybe(row, 38)?,
        last_on: get(row, 39)?,
        version: row.get(40)?,
    })
}

/// The columns of `medium`, in the order [`medium`] reads them.
macro_rules! medium_columns {
    () => {
        "m.id, m.serial, m.kind, m.model, m.capacity_bytes, m.encrypted, m.status, m.claim, m.verdict, \
         m.technique, m.verify, m.used_by, m.asset, m.lot, m.departed_on, m.last_on, m.version"
    };
}
pub(super) const MEDIUM_COLUMNS: &str = medium_columns!();

/// Reads a medium.
pub(super) fn medium(row: &Row<'_>) -> rusqlite::Result<Medium> {
    Ok(Medium {
        id: get(row, 0)?,
        serial: row.get(1)?,
        kind: get(row, 2)?,
        model: row.get(3)?,
        capacity: maybe(row, 4)?,
        encrypted: get(row, 5)?,
        status: get(row, 6)?,
        claim: maybe(row, 7)?,
        verdict: maybe(row, 8)?,
        technique: maybe(row, 9)?,
        verify: maybe(row, 10)?,
        used_by: row.get(11)?,
        asset: maybe(row, 12)?,
        lot: maybe(row, 13)?,
        departed_on: maybe(row, 14)?,
        last_on: get(row, 15)?,
        version: row.get(16)?,
    })
}

/// The columns of a [`Brief`], from `asset a`.
pub(super) const BRIEF_COLUMNS: &str = "a.id, a.tag, a.kind, a.weee, a.security, a.acquired, \
     coalesce(a.first_use_date, a.purchase_date, a.manufactured_on)";
/// How many columns that is.
pub(super) const BRIEF: usize = 7;

/// Reads what reports need of an asset.
pub(super) fn brief(row: &Row<'_>) -> rusqlite::Result<Brief> {
    Ok(Brief {
        id: get(row, 0)?,
        tag: get(row, 1)?,
        kind: get(row, 2)?,
        weee: get(row, 3)?,
        security: get(row, 4)?,
        owned: get::<Acquired>(row, 5)?.owned(),
        age_start: maybe(row, 6)?,
    })
}

/// The columns of `departure d`, in the order [`departure`] reads them.
pub(super) const DEPARTURE_COLUMNS: &str = "d.asset, d.seq, d.lot, d.\"on\", d.channel, d.waste, d.for_parts, \
     d.undertaken_on, d.proved_on, d.proved, d.operation, d.proved_operation, d.mass_g, d.mass_source, \
     d.unit_value, d.functional, d.decommissioned_on, d.service, d.impact_g_per_year, d.impact_years, \
     d.impact_rules, d.returned_on, d.taken_over";

/// Reads a departure from column `at` on.
pub(super) fn departure(row: &Row<'_>, at: usize) -> rusqlite::Result<Departure> {
    let impact = match row.get::<_, Option<i64>>(at + 18)? {
        Some(g_per_year) => Some(Impact { g_per_year, years: row.get(at + 19)?, rules: row.get(at + 20)? }),
        None => None,
    };
    Ok(Departure {
        asset: get(row, at)?,
        seq: row.get(at + 1)?,
        lot: maybe(row, at + 2)?,
        on: get(row, at + 3)?,
        channel: maybe(row, at + 4)?,
        taken_over: maybe(row, at + 22)?,
        waste: row.get(at + 5)?,
        for_parts: row.get(at + 6)?,
        undertaken_on: maybe(row, at + 7)?,
        proved_on: maybe(row, at + 8)?,
        proved: maybe(row, at + 9)?,
        operation: row.get(at + 10)?,
        proved_operation: row.get(at + 11)?,
        mass: maybe(row, at + 12)?,
        mass_source: maybe(row, at + 13)?,
        unit_value: maybe(row, at + 14)?,
        functional: maybe(row, at + 15)?,
        decommissioned_on: maybe(row, at + 16)?,
        service: row.get(at + 17)?,
        impact,
        returned_on: maybe(row, at + 21)?,
    })
}

/// The columns of `work`, in the order [`work`] reads them.
pub(super) const WORK_COLUMNS: &str = "asset, seq, \"on\", kind, part, \"from\", minutes, cost, back, sent_to, \
     data_clause, with_data, back_on";

/// Reads a piece of work.
pub(super) fn work(row: &Row<'_>) -> rusqlite::Result<Work> {
    Ok(Work {
        asset: get(row, 0)?,
        seq: row.get(1)?,
        on: get(row, 2)?,
        kind: get(row, 3)?,
        part: maybe(row, 4)?,
        from: maybe(row, 5)?,
        minutes: row.get(6)?,
        cost: maybe(row, 7)?,
        back: row.get(8)?,
        sent_to: maybe(row, 9)?,
        data_clause: row.get(10)?,
        with_data: row.get(11)?,
        back_on: maybe(row, 12)?,
    })
}

/// The columns of `stay s`, in the order [`stay`] reads them.
pub(super) const STAY_COLUMNS: &str =
    "s.asset, s.seq, s.state, s.service, s.site, s.holder, s.\"from\", s.\"to\", s.began";

/// Reads a stay from column `at` on.
pub(super) fn stay(row: &Row<'_>, at: usize) -> rusqlite::Result<Stay> {
    Ok(Stay {
        asset: get(row, at)?,
        seq: row.get(at + 1)?,
        state: get(row, at + 2)?,
        service: row.get(at + 3)?,
        site: row.get(at + 4)?,
        holder: maybe(row, at + 5)?,
        from: get(row, at + 6)?,
        to: maybe(row, at + 7)?,
        began: maybe(row, at + 8)?,
    })
}
