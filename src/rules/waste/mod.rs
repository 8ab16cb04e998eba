//! Waste: treatment operations, codes of the European list, numbers of tracking slips.

/// Writes and reads a value as its text. A stored text is already in its one written form.
macro_rules! stored_as_text {
    ($name:ident, $parse:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let $crate::model::text::Written(text) = serde::Deserialize::deserialize(from)?;
                let value = $parse(&text).map_err(serde::de::Error::custom)?;
                if value.to_string() == text {
                    Ok(value)
                } else {
                    Err(serde::de::Error::custom(format_args!(
                        "{text:?} is stored as {:?}",
                        value.to_string()
                    )))
                }
            }
        }
    };
}

mod bsd;
mod code;
mod operation;
#[cfg(test)]
mod tests;

pub use bsd::{Bsd, NotABsd, Parsed};
pub use code::{NotAWasteCode, Validity, WasteCode};
pub use operation::{NotAnOperation, Operation, OperationClass};
