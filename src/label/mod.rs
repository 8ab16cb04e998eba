//! Labels: what the code says, what is drawn around it, and on which paper.
//!
//! A code holds the tag, or a link to it: never a serial, never the name of a person.

pub mod layout;
pub mod pages;
pub mod payload;
pub mod sheet;
pub mod size;
