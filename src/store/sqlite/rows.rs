//! Rows and values, as the engine takes and gives them.

use rusqlite::{
    Row, ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

pub(super) use crate::store::rows::{
    ASSET_COLUMNS, BRIEF, BRIEF_COLUMNS, DEPARTURE_COLUMNS, MEDIUM_COLUMNS, READING, STAY_COLUMNS,
    WORK_COLUMNS,
};
use crate::{
    model::{
        asset::{Asset, Departure, Stay},
        medium::Medium,
        work::Work,
    },
    store::{
        Brief,
        column::{Column, Odd, Value},
        rows::{self, Cells},
    },
};

/// A value of the model in a column.
pub(super) struct Sql<T>(pub(super) T);

impl<T: Column> ToSql for Sql<&T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(output(self.0.value()))
    }
}

impl<T: Column> FromSql for Sql<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        T::load(loaded(value)?).map(Self).map_err(|odd| match odd {
            Odd::Type => FromSqlError::InvalidType,
            Odd::Unreadable(e) => FromSqlError::Other(e),
        })
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Flag(flag) => ValueRef::Integer(i64::from(*flag)),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Id(id) => ValueRef::Blob(id.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn output(value: Value<'_>) -> ToSqlOutput<'_> {
    use rusqlite::types::Value as Owned;
    match value {
        Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
        Value::Integer(number) => number.into(),
        Value::Flag(flag) => flag.into(),
        Value::Text(std::borrow::Cow::Borrowed(text)) => text.into(),
        Value::Text(std::borrow::Cow::Owned(text)) => text.into(),
        Value::Id(id) => ToSqlOutput::Owned(Owned::Blob(id.as_bytes().to_vec())),
        Value::Bytes(std::borrow::Cow::Borrowed(bytes)) => bytes.into(),
        Value::Bytes(std::borrow::Cow::Owned(bytes)) => ToSqlOutput::Owned(Owned::Blob(bytes)),
    }
}

pub(super) fn loaded(value: ValueRef<'_>) -> FromSqlResult<Value<'_>> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(_) => return Err(FromSqlError::InvalidType),
        ValueRef::Text(_) => Value::Text(value.as_str()?.into()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.into()),
    })
}

impl Cells for Row<'_> {
    type Error = rusqlite::Error;

    fn cell<T: Column>(&self, at: usize) -> rusqlite::Result<T> {
        Ok(self.get::<_, Sql<T>>(at)?.0)
    }
}

/// Reads a column.
pub(super) fn get<T: Column>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    row.cell(column)
}

/// Reads a column that may be null.
pub(super) fn maybe<T: Column>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    row.cell(column)
}

/// Reads an asset; its aliases are in a table of their own.
pub(super) fn asset(row: &Row<'_>) -> rusqlite::Result<Asset> {
    rows::asset(row)
}

/// Reads a medium.
pub(super) fn medium(row: &Row<'_>) -> rusqlite::Result<Medium> {
    rows::medium(row)
}

/// Reads what reports need of an asset.
pub(super) fn brief(row: &Row<'_>) -> rusqlite::Result<Brief> {
    rows::brief(row)
}

/// Reads a departure from column `at` on.
pub(super) fn departure(row: &Row<'_>, at: usize) -> rusqlite::Result<Departure> {
    rows::departure(row, at)
}

/// Reads a piece of work from column `at` on.
pub(super) fn work(row: &Row<'_>, at: usize) -> rusqlite::Result<Work> {
    rows::work(row, at)
}

/// Reads a stay from column `at` on.
pub(super) fn stay(row: &Row<'_>, at: usize) -> rusqlite::Result<Stay> {
    rows::stay(row, at)
}
