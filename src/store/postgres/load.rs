//! A record from a file, laid out on a server: log, vault and projections, in the write that goes on with
//! it.

use tokio_postgres::types::Type;
use uuid::Uuid;

use super::{Session, ground::kind};
use crate::store::{
    Error, Reader as _, Result, Store as _,
    column::{Odd, Value},
    ground::Table,
    sqlite::{self, Sqlite},
};

/// Puts all of a record into the tables of a session, which are empty.
pub(super) fn load(session: &Session<'_>, from: &Sqlite) -> Result<()> {
    if session.head()?.seq > 0 {
        return Err(Error::Exists(session.store.address.place()));
    }
    // The gate judged each departure when it was recorded; by what came later it would judge it wrongly.
    session.script("ALTER TABLE event DISABLE TRIGGER gate")?;
    for table in Table::ALL {
        let kinds: Vec<Type> = table.columns().iter().map(|column| kind(*table, column)).collect();
        sqlite::read_rows(from, *table, &mut |values| {
            let values = values.iter().zip(&kinds).map(|(value, kind)| typed(value, kind));
            session.wait(*table, &values.collect::<std::result::Result<Vec<_>, _>>().map_err(odd)?)
        })?;
    }
    session.flush()?;
    session.script("ALTER TABLE event ENABLE TRIGGER gate")?;
    let (there, here) = (from.read()?.head()?, session.head()?);
    if (there.seq, there.hash) == (here.seq, here.hash) {
        return Ok(());
    }
    Err(Error::Fault(format!("{} <> {}", here.hash, there.hash)))
}

/// A value as a column of this type has it: in a file, yes is 1 and an identity is its bytes.
fn typed<'v>(value: &'v Value<'_>, kind: &Type) -> std::result::Result<Value<'v>, Odd> {
    Ok(match value {
        Value::Null => Value::Null,
        Value::Integer(number) if *kind == Type::BOOL => Value::Flag(*number != 0),
        Value::Integer(number) => Value::Integer(*number),
        Value::Flag(flag) => Value::Flag(*flag),
        // The server has no place for a letter that no name and no note can have.
        Value::Text(text) if text.contains('\0') => return Err(Odd::Type),
        Value::Text(text) => Value::Text(text.as_ref().into()),
        Value::Id(id) => Value::Id(*id),
        Value::Bytes(bytes) if *kind == Type::UUID => {
            Value::Id(Uuid::from_slice(bytes).map_err(|e| Odd::Unreadable(Box::new(e)))?)
        }
        Value::Bytes(bytes) => Value::Bytes(bytes.as_ref().into()),
    })
}

#[allow(clippy::needless_pass_by_value, reason = "used as the function of map_err")]
fn odd(odd: Odd) -> Error {
    Error::Corrupt(odd.to_string())
}
