//! Values on their way to the server and back.

use std::{borrow::Cow, error::Error as Cause};

use bytes::BytesMut;
use tokio_postgres::{
    Row,
    types::{FromSql, IsNull, ToSql, Type, to_sql_checked},
};
use uuid::Uuid;

use crate::{
    model::event::Seq,
    store::{
        Error, Result,
        column::{Column, Value},
        rows::Cells,
    },
};

/// What a question is about.
#[derive(Debug)]
pub(super) enum Arg<'a> {
    Value(Value<'a>),
    Ids(&'a [Uuid]),
    Seqs(&'a [i64]),
    Texts(&'a [String]),
}

impl<'a, T: Column> From<&'a T> for Arg<'a> {
    fn from(value: &'a T) -> Self {
        Self::Value(value.value())
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Value(Value::Text(text.into()))
    }
}

impl Arg<'_> {
    fn kind(&self) -> Type {
        match self {
            Self::Value(value) => match value {
                Value::Integer(_) => Type::INT8,
                Value::Flag(_) => Type::BOOL,
                Value::Text(_) | Value::Null => Type::TEXT,
                Value::Id(_) => Type::UUID,
                Value::Bytes(_) => Type::BYTEA,
            },
            Self::Ids(_) => Type::UUID_ARRAY,
            Self::Seqs(_) => Type::INT8_ARRAY,
            Self::Texts(_) => Type::TEXT_ARRAY,
        }
    }
}

impl Arg<'_> {
    /// Returns it as the server takes it.
    pub(super) fn encode(&self) -> Result<(Encoded, Type)> {
        let kind = self.kind();
        let mut out = BytesMut::new();
        let encoded = match self {
            Self::Value(value) => return Ok((Encoded(encoded(value).map(Cow::into_owned)), kind)),
            Self::Ids(ids) => ids.to_sql(&kind, &mut out),
            Self::Seqs(seqs) => seqs.to_sql(&kind, &mut out),
            Self::Texts(texts) => texts.to_sql(&kind, &mut out),
        };
        encoded.map_err(|e| Error::Fault(e.to_string()))?;
        Ok((Encoded(Some(out.to_vec())), kind))
    }
}

/// A value as the server takes it; nothing for none.
#[derive(Debug)]
pub(super) struct Encoded(pub(super) Option<Vec<u8>>);

impl Encoded {
    /// Tells whether there is a zero in it.
    pub(super) fn has_zero(&self) -> bool {
        self.0.as_ref().is_some_and(|bytes| bytes.contains(&0))
    }

    /// Adds what tells it from other values.
    pub(super) fn tell(&self, key: &mut Vec<u8>) {
        match &self.0 {
            None => key.push(0),
            Some(bytes) => {
                key.push(1);
                key.extend(bytes.len().to_be_bytes());
                key.extend(bytes);
            }
        }
    }
}

impl ToSql for Encoded {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn Cause + Sync + Send>> {
        let Some(bytes) = &self.0 else { return Ok(IsNull::Yes) };
        out.extend_from_slice(bytes);
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A value as the server takes it; nothing for none.
pub(super) fn encoded<'v>(value: &'v Value<'_>) -> Option<Cow<'v, [u8]>> {
    Some(match value {
        Value::Null => return None,
        Value::Integer(number) => Cow::Owned(number.to_be_bytes().to_vec()),
        Value::Flag(flag) => Cow::Owned(vec![u8::from(*flag)]),
        Value::Text(text) => Cow::Borrowed(text.as_bytes()),
        Value::Id(id) => Cow::Borrowed(id.as_bytes()),
        Value::Bytes(bytes) => Cow::Borrowed(bytes),
    })
}

/// A value as the server gives it.
struct Cell<'r>(Value<'r>);

impl<'r> FromSql<'r> for Cell<'r> {
    fn from_sql(kind: &Type, raw: &'r [u8]) -> std::result::Result<Self, Box<dyn Cause + Sync + Send>> {
        Ok(Self(match *kind {
            Type::INT8 => Value::Integer(i64::from_be_bytes(raw.try_into()?)),
            Type::INT4 => Value::Integer(i64::from(i32::from_be_bytes(raw.try_into()?))),
            Type::BOOL => Value::Flag(raw.first().is_some_and(|byte| *byte != 0)),
            Type::TEXT | Type::VARCHAR | Type::NAME => Value::Text(std::str::from_utf8(raw)?.into()),
            Type::UUID => Value::Id(Uuid::from_slice(raw)?),
            Type::BYTEA => Value::Bytes(raw.into()),
            _ => return Err(format!("a value of type {kind}").into()),
        }))
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Self, Box<dyn Cause + Sync + Send>> {
        Ok(Self(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Returns the value of a column.
pub(super) fn value(row: &Row, at: usize) -> Result<Value<'_>> {
    row.try_get::<_, Cell<'_>>(at).map(|cell| cell.0).map_err(|e| Error::Corrupt(super::fault::message(&e)))
}

impl Cells for Row {
    type Error = Error;

    fn cell<T: Column>(&self, at: usize) -> Result<T> {
        T::load(value(self, at)?)
            .map_err(|odd| Error::Corrupt(format!("column {}: {odd}", self.columns()[at].name())))
    }
}

/// A number of an event as the server keeps it.
pub(super) fn number(seq: Seq) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
