//! Questions to the server, and what goes there and comes back.

use std::{borrow::Cow, error::Error as Cause};

use bytes::BytesMut;
use postgres::{
    Client, Row,
    types::{FromSql, IsNull, ToSql, Type, to_sql_checked},
};
use uuid::Uuid;

use super::Session;
use crate::{
    model::event::Seq,
    store::{
        Error, Flow, Result, Server,
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

impl ToSql for Arg<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn Cause + Sync + Send>> {
        match self {
            Self::Value(value) => match encoded(value) {
                None => return Ok(IsNull::Yes),
                Some(bytes) => out.extend_from_slice(&bytes),
            },
            Self::Ids(ids) => return ids.to_sql(kind, out),
            Self::Seqs(seqs) => return seqs.to_sql(kind, out),
            Self::Texts(texts) => return texts.to_sql(kind, out),
        }
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

/// How many rows are fetched at first, and at most.
const FEW: usize = 64;
const MANY: usize = 4_096;

/// How many bytes of rows are held at once, about.
const HELD: usize = 1 << 20;

impl Session<'_> {
    /// Does something with the connection.
    pub(super) fn with<T>(
        &self,
        act: impl FnOnce(&mut Client) -> std::result::Result<T, postgres::Error>,
    ) -> Result<T> {
        let mut client = self.store.client.borrow_mut();
        let Some(client) = client.as_mut() else {
            return Err(self.store.address.trouble(Server::Lost("-".to_owned())));
        };
        act(client).map_err(|e| self.store.address.error(&e))
    }

    /// Asks for every row, of which there are few.
    pub(super) fn rows(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<Row>> {
        self.flush()?;
        self.rows_beside(sql, args)
    }

    /// Asks for what no row that waits to be written can change.
    pub(super) fn rows_beside(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<Row>> {
        let known = self.store.statement(sql)?;
        if let Some(statement) = known {
            let args: Vec<&(dyn ToSql + Sync)> = args.iter().map(|arg| arg as _).collect();
            return self.with(|client| client.query(&statement, &args));
        }
        self.rows_once(sql, args)
    }

    /// Asks about many things: the server makes up its mind by how many they are, and how much there is now.
    pub(super) fn rows_planned(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<Row>> {
        self.flush()?;
        self.rows_once(sql, args)
    }

    fn rows_once(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<Row>> {
        let args: Vec<(&(dyn ToSql + Sync), Type)> = args.iter().map(|arg| (arg as _, arg.kind())).collect();
        self.with(|client| client.query_typed(sql, &args))
    }

    /// Asks for at most one row.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        read: impl FnOnce(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        self.rows(sql, args)?.first().map(read).transpose()
    }

    /// Asks for every row, and reads each.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        read: impl FnMut(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.rows(sql, args)?.iter().map(read).collect()
    }

    /// Changes rows, and returns how many.
    pub(super) fn run(&self, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
        self.flush()?;
        self.run_beside(sql, args)
    }

    fn run_beside(&self, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
        let args: Vec<(&(dyn ToSql + Sync), Type)> = args.iter().map(|arg| (arg as _, arg.kind())).collect();
        self.with(|client| client.execute_typed(sql, &args))
    }

    /// Hands every row to `each`, until it breaks. A cursor holds them on the server: no answer is held here
    /// whole, and other questions can be asked meanwhile.
    pub(super) fn stream(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        mut each: impl FnMut(&Row) -> Result<Flow>,
    ) -> Result<()> {
        self.flush()?;
        let cursor = self.store.new_cursor();
        self.run_beside(&format!("DECLARE {cursor} NO SCROLL CURSOR FOR {sql}"), args)?;
        let mut many = FEW;
        'rows: loop {
            let fetch = format!("FETCH {many} FROM {cursor}");
            let rows = self.with(|client| client.query_typed(&fetch, &[]))?;
            for row in &rows {
                if each(row)?.is_break() {
                    break 'rows;
                }
            }
            if rows.len() < many {
                break;
            }
            let bytes: usize = rows.iter().map(Row::raw_size_bytes).sum();
            many = (rows.len() * HELD / bytes.max(1)).clamp(1, (many * 8).min(MANY));
        }
        self.run_beside(&format!("CLOSE {cursor}"), &[]).map(drop)
    }
}

/// A number of an event as the server keeps it.
pub(super) fn number(seq: Seq) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
