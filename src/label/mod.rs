//! Labels: what the code says, and what is drawn around it.
//!
//! A code holds the tag, or a link to it: never a serial, never the name of a person.

pub mod layout;
pub mod payload;
