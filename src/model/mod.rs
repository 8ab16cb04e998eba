//! What things are: values, the life of an asset, the events and their fold.
//!
//! Pure: no storage, no SQL, no words of a language, no clock, no random source.

pub mod amount;
pub(crate) mod codes;
pub mod day;
pub mod grade;
pub mod id;
pub mod kind;
pub mod leaving;
pub mod sanitization;
pub mod tag;
pub mod text;
