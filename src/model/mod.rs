//! What things are: values, the life of an asset, the events and their fold.
//!
//! Pure: no storage, no SQL, no words of a language, no clock, no random source.

pub mod amount;
pub mod asset;
pub mod attempt;
pub(crate) mod codes;
pub mod day;
pub mod edit;
pub mod erasure;
pub mod event;
pub mod fact;
#[cfg(test)]
mod frozen;
pub mod grade;
pub mod id;
pub mod kind;
pub mod leaving;
pub mod life;
pub mod lifecycle;
pub mod lot;
pub mod maker;
pub mod medium;
mod nature;
pub mod period;
pub mod policy;
pub mod precision;
pub mod sanitization;
pub mod scan;
pub mod seal;
pub mod siret;
pub mod standing;
pub mod tag;
pub mod text;
pub mod touch;
pub(crate) mod wide;
pub mod work;
