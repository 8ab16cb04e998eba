//! Values as a backend keeps them: how each type of the model stands in a column, whatever the engine.

use std::borrow::Cow;

use uuid::Uuid;

use crate::model::{
    amount::{Bytes, Cents, Grams},
    asset::Use,
    day::{Day, Instant},
    event::{Hash, Seq},
    grade::{Cosmetic, Functional},
    id::{ActorId, AssetId, CommandId, LotId, MediumId, PartyId, TextId},
    kind::{Acquired, Kind, Security, Source, WeeeCategory},
    leaving::{Cause, Channel, LotStatus, PartyKind, Proof},
    lifecycle::State,
    lot::{LotFacts, LotLine},
    precision::Precision,
    sanitization::{
        Claim, Encrypted, Health, Inventory, MediumKind, MediumStatus, Method, Technique, Verdict, Verify,
    },
    tag::Tag,
    work::WorkKind,
};

/// A value in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'v> {
    /// None.
    Null,
    /// A whole number.
    Integer(i64),
    /// Yes or no; a number of 1 or 0 where an engine has no other.
    Flag(bool),
    /// A text.
    Text(Cow<'v, str>),
    /// An identity: 16 bytes.
    Id(Uuid),
    /// Bytes.
    Bytes(Cow<'v, [u8]>),
}

/// A column holds what no value of its type looks like.
#[derive(Debug, thiserror::Error)]
pub(super) enum Odd {
    /// Another type, or a word that none of its values has.
    #[error("unexpected value")]
    Type,
    /// A value that cannot be read.
    #[error("{0}")]
    Unreadable(Box<dyn std::error::Error + Send + Sync>),
}

/// How a type stands in a column and comes back.
pub(super) trait Column: Sized {
    /// Returns what is kept.
    fn value(&self) -> Value<'_>;
    /// Reads what was kept.
    fn load(value: Value<'_>) -> Result<Self, Odd>;
}

impl<T: Column> Column for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Column::value)
    }
    fn load(value: Value<'_>) -> Result<Self, Odd> {
        if value == Value::Null { Ok(None) } else { T::load(value).map(Some) }
    }
}

impl Value<'_> {
    /// Returns it with all that it says.
    #[cfg(feature = "postgres")]
    pub(super) fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Integer(number) => Value::Integer(number),
            Self::Flag(flag) => Value::Flag(flag),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Id(id) => Value::Id(id),
            Self::Bytes(bytes) => Value::Bytes(Cow::Owned(bytes.into_owned())),
        }
    }

    fn text(&self) -> Result<&str, Odd> {
        if let Self::Text(text) = self { Ok(text) } else { Err(Odd::Type) }
    }

    fn integer(&self) -> Result<i64, Odd> {
        match self {
            Self::Integer(number) => Ok(*number),
            Self::Flag(flag) => Ok(i64::from(*flag)),
            _ => Err(Odd::Type),
        }
    }
}

macro_rules! by_code {
    ($($name:ty),+) => {$(
        impl Column for $name {
            fn value(&self) -> Value<'_> {
                Value::Text(Cow::Borrowed(self.code()))
            }
            fn load(value: Value<'_>) -> Result<Self, Odd> {
                Self::from_code(value.text()?).ok_or(Odd::Type)
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
    Health,
    MediumStatus,
    Claim,
    Verdict,
    Verify,
    Technique,
    Method,
    Use,
    Precision,
    WorkKind
);

macro_rules! by_identity {
    ($($name:ident),+) => {$(
        impl Column for $name {
            fn value(&self) -> Value<'_> {
                Value::Id(self.0)
            }
            fn load(value: Value<'_>) -> Result<Self, Odd> {
                Uuid::load(value).map(Self)
            }
        }
    )+};
}
by_identity!(AssetId, MediumId, LotId, PartyId, ActorId, TextId, CommandId);

impl Column for Uuid {
    fn value(&self) -> Value<'_> {
        Value::Id(*self)
    }
    fn load(value: Value<'_>) -> Result<Self, Odd> {
        match value {
            Value::Id(id) => Ok(id),
            Value::Bytes(bytes) => Self::from_slice(&bytes).map_err(|e| Odd::Unreadable(Box::new(e))),
            _ => Err(Odd::Type),
        }
    }
}

macro_rules! by_number {
    ($($name:ident),+) => {$(
        impl Column for $name {
            fn value(&self) -> Value<'_> {
                Value::Integer(self.0)
            }
            fn load(value: Value<'_>) -> Result<Self, Odd> {
                value.integer().map(Self)
            }
        }
    )+};
}
by_number!(Cents, Grams, Bytes);

macro_rules! whole {
    ($($name:ty),+) => {$(
        impl Column for $name {
            fn value(&self) -> Value<'_> {
                // What is counted here is far from the end of the range.
                Value::Integer(i64::try_from(*self).unwrap_or(i64::MAX))
            }
            fn load(value: Value<'_>) -> Result<Self, Odd> {
                Self::try_from(value.integer()?).map_err(|e| Odd::Unreadable(Box::new(e)))
            }
        }
    )+};
}
whole!(i64, u64, u32, u16, u8, usize);

impl Column for bool {
    fn value(&self) -> Value<'_> {
        Value::Flag(*self)
    }
    fn load(value: Value<'_>) -> Result<Self, Odd> {
        value.integer().map(|number| number != 0)
    }
}

impl Column for String {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
    fn load(value: Value<'_>) -> Result<Self, Odd> {
        if let Value::Text(text) = value { Ok(text.into_owned()) } else { Err(Odd::Type) }
    }
}

/// What a column says in JSON.
macro_rules! by_json {
    ($($name:ty),+) => {$(
        impl Column for $name {
            fn value(&self) -> Value<'_> {
                // Texts and numbers, of which none can fail; the tables take no null.
                serde_json::to_string(self).map_or(Value::Null, |text| Value::Text(Cow::Owned(text)))
            }
            fn load(value: Value<'_>) -> Result<Self, Odd> {
                serde_json::from_str(value.text()?).map_err(|e| Odd::Unreadable(Box::new(e)))
            }
        }
    )+};
}
by_json!(LotFacts, LotLine, Vec<Seq>);

impl Column for Hash {
    fn value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(&self.0))
    }
    fn load(value: Value<'_>) -> Result<Self, Odd> {
        let Value::Bytes(bytes) = value else { return Err(Odd::Type) };
        let bytes: &[u8] = &bytes;
        bytes.try_into().map(Self).map_err(|e| Odd::Unreadable(Box::new(e)))
    }
}

impl Column for Day {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.text(str::to_owned)))
    }
    fn load(value: Value<'_>) -> Result<Self, Odd> {
        Self::parse(value.text()?).map_err(|e| Odd::Unreadable(Box::new(e)))
    }
}

impl Column for Instant {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.to_string()))
    }
    fn load(value: Value<'_>) -> Result<Self, Odd> {
        Self::parse(value.text()?).map_err(|e| Odd::Unreadable(Box::new(e)))
    }
}

impl Column for Tag {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self.as_str()))
    }
    fn load(value: Value<'_>) -> Result<Self, Odd> {
        Self::parse(value.text()?).map_err(|e| Odd::Unreadable(Box::new(e)))
    }
}

impl Column for WeeeCategory {
    fn value(&self) -> Value<'_> {
        Value::Integer(i64::from(self.number()))
    }
    fn load(value: Value<'_>) -> Result<Self, Odd> {
        let number = u8::try_from(value.integer()?).map_err(|_| Odd::Type)?;
        Self::new(number).ok_or(Odd::Type)
    }
}
